//! Finds a lambda in a text.
//!
//! The text that a host gives for a lambda is the line or lines it stands on, which need not be a whole
//! statement: an argument of a call that began earlier, or an `elif`. So the text is not parsed; its
//! tokens say where the lambda begins and ends, and only that part is.

use numjit_diag::Diagnostic;
use numjit_diag::codes::nj0009_no_function;
use numjit_ir::{Source, Span};
use rustpython_parser::ast;
use rustpython_parser::text_size::TextRange;
use rustpython_parser::{Mode, Parse, Tok, lexer};

use super::Convert;
use crate::tree::{Def, ExprKind};

type Tokens = Vec<(Tok, TextRange)>;

/// Parses the lambda at a line of the file and a column, or else the first one on that line, or else the
/// first one.
pub(super) fn parse_lambda(
    convert: &mut Convert<'_>,
    position: Option<(u32, u32)>,
) -> Result<Def, Box<Diagnostic>> {
    let tokens = tokens_of(&convert.source.text);
    let Some(first) = find_lambda(convert.source, &tokens, position) else {
        return Err(Box::new(no_lambda(convert, Span::default())));
    };
    let start = tokens[first].1.start().to_usize();
    let end = lambda_end(&tokens[first..]).max(start);
    let text = convert.source.text.get(start..end).unwrap_or_default();
    convert.shift = start as i64 - 1;
    let parsed = ast::Expr::parse(&format!("({text})"), "");
    let expr = parsed.map_err(|error| Box::new(convert.syntax_error(&error)))?;
    let expr = convert.expr(expr);
    match expr.kind {
        ExprKind::Lambda(def) => Ok(*def),
        _ => Err(Box::new(no_lambda(convert, expr.span))),
    }
}

fn no_lambda(convert: &Convert<'_>, span: Span) -> Diagnostic {
    nj0009_no_function::no_function("a lambda", convert.report.at(span))
}

/// The innermost bracket that is open at the end of a text.
pub(super) fn unclosed_bracket(text: &str) -> Option<(char, TextRange)> {
    let mut open = Vec::new();
    for (token, range) in tokens_of(text) {
        match token {
            Tok::Lpar => open.push(('(', range)),
            Tok::Lsqb => open.push(('[', range)),
            Tok::Lbrace => open.push(('{', range)),
            Tok::Rpar | Tok::Rsqb | Tok::Rbrace => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}

/// The tokens up to the first lexical error.
fn tokens_of(text: &str) -> Tokens {
    lexer::lex(text, Mode::Module)
        .map_while(Result::ok)
        .collect()
}

fn find_lambda(source: &Source, tokens: &Tokens, position: Option<(u32, u32)>) -> Option<usize> {
    let places: Vec<(usize, (u32, u32))> = tokens
        .iter()
        .enumerate()
        .filter(|(_, (token, _))| *token == Tok::Lambda)
        .map(|(i, (_, range))| (i, source.line_column(range.start().to_u32())))
        .collect();
    let exact = places.iter().find(|(_, place)| Some(*place) == position);
    let same_line = || {
        places
            .iter()
            .find(|(_, place)| Some(place.0) == position.map(|p| p.0))
    };
    exact.or_else(same_line).or(places.first()).map(|(i, _)| *i)
}

/// End of the lambda that the tokens begin with.
fn lambda_end(tokens: &[(Tok, TextRange)]) -> usize {
    let mut depth = 0usize;
    let mut open_lambdas = 0usize;
    let mut end = 0;
    for (token, range) in tokens {
        let ends = match token {
            Tok::Lpar | Tok::Lsqb | Tok::Lbrace => {
                depth += 1;
                false
            }
            Tok::Rpar | Tok::Rsqb | Tok::Rbrace => {
                let ends = depth == 0;
                depth = depth.saturating_sub(1);
                ends
            }
            _ if depth > 0 => false,
            Tok::Lambda => {
                open_lambdas += 1;
                false
            }
            Tok::Colon => {
                let ends = open_lambdas == 0;
                open_lambdas = open_lambdas.saturating_sub(1);
                ends
            }
            Tok::Comma => open_lambdas == 0,
            Tok::Newline | Tok::Semi | Tok::For | Tok::EndOfFile => true,
            _ => false,
        };
        if ends {
            break;
        }
        end = range.end().to_usize();
    }
    end
}
