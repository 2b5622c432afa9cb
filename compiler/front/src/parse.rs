//! Source text to syntax tree.
//!
//! Only this module and the files below it know the parser crate. The parser drops its own tree by
//! recursion, which for hostile input is as deep as the text is long, so long texts are parsed on a
//! thread whose stack is sized for them.

mod errors;
mod expressions;
mod generators;
mod lambdas;
mod module;
mod patterns;
mod statements;

use std::sync::Arc;

use numjit_diag::Diagnostic;
use numjit_diag::codes::{nj0001_syntax_error, nj0007_nested_too_deeply, nj0009_no_function};
use numjit_ir::{Const, Source, Span};
use rustpython_parser::ast::{self, Ranged};
use rustpython_parser::text_size::TextRange;
use rustpython_parser::{Parse, ParseError};

use crate::module::ModuleItem;
use crate::report::Report;
use crate::tree::{Def, MAX_DEPTH};

/// Texts up to this many bytes are parsed on the caller's stack.
const SHORT_TEXT: usize = 1000;

/// Stack that dropping the parser's tree may need for each byte of text.
const STACK_PER_BYTE: usize = 1024;

/// What to look for in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted<'a> {
    /// The `def` of this name at the outer level, or else the first one.
    Def(&'a str),
    /// The lambda at a line of the file and a column in characters, or else the first one.
    Lambda(Option<(u32, u32)>),
    /// Every `def` at the outer level.
    EveryDef,
}

/// The functions that are wanted, in source order, and what is wrong with parts of them.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) defs: Vec<Def>,
    pub(crate) problems: Vec<Diagnostic>,
}

/// Parses the functions that are wanted. An error is one that leaves no tree.
pub(crate) fn parse(source: &Arc<Source>, wanted: Wanted<'_>) -> Result<Parsed, Box<Diagnostic>> {
    with_stack(source, || parse_here(source, wanted))
}

/// The statements of a module.
pub(crate) fn read_module(
    source: &Arc<Source>,
    known: &[(String, Const)],
) -> Result<Vec<ModuleItem>, Vec<Diagnostic>> {
    let read = with_stack(source, || {
        let mut convert = Convert::new(source);
        let suite = ast::Suite::parse(&source.text, "");
        let suite = suite.map_err(|error| Box::new(convert.syntax_error(&error)))?;
        let items = module::read(&mut convert, known, suite);
        Ok((items, convert.report.diagnostics))
    });
    match read {
        Ok((items, problems)) if problems.is_empty() => Ok(items),
        Ok((_, problems)) => Err(problems),
        Err(problem) => Err(vec![*problem]),
    }
}

/// Runs `body`, which parses, with enough stack for the text.
fn with_stack<R: Send>(
    source: &Source,
    body: impl FnOnce() -> Result<R, Box<Diagnostic>> + Send,
) -> Result<R, Box<Diagnostic>> {
    if source.text.len() <= SHORT_TEXT {
        return body();
    }
    let stack = source
        .text
        .len()
        .saturating_mul(STACK_PER_BYTE)
        .saturating_add(1 << 21);
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(stack);
        match thread.spawn_scoped(scope, body) {
            Ok(handle) => handle
                .join()
                .unwrap_or_else(|_| Err(Box::new(parser_fault(source)))),
            Err(_) => Err(Box::new(nj0007_nested_too_deeply::nested_too_deeply(
                MAX_DEPTH, None,
            ))),
        }
    })
}

fn parser_fault(source: &Source) -> Diagnostic {
    let at = Report::new(source).at(Span::default());
    nj0001_syntax_error::syntax_error("the parser cannot read it", at)
}

fn parse_here(source: &Source, wanted: Wanted<'_>) -> Result<Parsed, Box<Diagnostic>> {
    let mut convert = Convert::new(source);
    let defs = match wanted {
        Wanted::Lambda(position) => vec![lambdas::parse_lambda(&mut convert, position)?],
        Wanted::Def(name) => vec![parse_def(&mut convert, name)?],
        Wanted::EveryDef => {
            let defs = parse_module(&mut convert)?;
            defs.into_iter().map(|def| convert.def(def)).collect()
        }
    };
    Ok(Parsed {
        defs,
        problems: convert.report.diagnostics,
    })
}

fn parse_def(convert: &mut Convert<'_>, name: &str) -> Result<Def, Box<Diagnostic>> {
    let defs = parse_module(convert)?;
    let position = defs
        .iter()
        .position(|def| def.name.as_str() == name)
        .unwrap_or(0);
    match defs.into_iter().nth(position) {
        Some(def) => Ok(convert.def(def)),
        None => Err(Box::new(no_def(convert, name))),
    }
}

/// What to say when there is no `def`: that it is unsupported, if that is why.
fn no_def(convert: &mut Convert<'_>, name: &str) -> Diagnostic {
    convert.report.diagnostics.pop().unwrap_or_else(|| {
        let at = convert.report.at(Span::default());
        nj0009_no_function::no_function(&format!("a function named `{name}`"), at)
    })
}

/// The functions at the outer level of a text, which may be indented as a whole.
fn parse_module(convert: &mut Convert<'_>) -> Result<Vec<ast::StmtFunctionDef>, Box<Diagnostic>> {
    const WRAPPER: &str = "if 1:\n";
    let text = &convert.source.text;
    let suite = if is_indented(text) {
        convert.shift = -(WRAPPER.len() as i64);
        ast::Suite::parse(&format!("{WRAPPER}{text}"), "")
    } else {
        ast::Suite::parse(text, "")
    };
    let suite = suite.map_err(|error| Box::new(convert.syntax_error(&error)))?;
    let mut defs = Vec::new();
    for statement in suite {
        collect_defs(convert, statement, &mut defs);
    }
    Ok(defs)
}

fn collect_defs(
    convert: &mut Convert<'_>,
    statement: ast::Stmt,
    defs: &mut Vec<ast::StmtFunctionDef>,
) {
    match statement {
        ast::Stmt::FunctionDef(def) => defs.push(def),
        ast::Stmt::AsyncFunctionDef(def) => {
            let span = convert.span(def.range());
            convert
                .report
                .unsupported_statement(statements::ASYNC, span);
        }
        ast::Stmt::If(wrapper) if convert.shift < 0 => {
            for statement in wrapper.body {
                collect_defs(convert, statement, defs);
            }
        }
        _ => {}
    }
}

fn is_indented(text: &str) -> bool {
    let first = text.lines().find(|line| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with('#')
    });
    first.is_some_and(|line| line.starts_with([' ', '\t']))
}

/// State of the conversion from the parser's tree.
struct Convert<'a> {
    source: &'a Source,
    /// Added to the parser's offsets to get offsets into the source text.
    shift: i64,
    /// Nesting of the node being converted.
    depth: usize,
    report: Report,
}

impl<'a> Convert<'a> {
    fn new(source: &'a Source) -> Convert<'a> {
        Convert {
            source,
            shift: 0,
            depth: 0,
            report: Report::new(source),
        }
    }

    fn offset(&self, offset: u32) -> u32 {
        let limit = self.source.text.len() as i64;
        (i64::from(offset) + self.shift).clamp(0, limit) as u32
    }

    fn span(&self, range: TextRange) -> Span {
        Span {
            start: self.offset(range.start().to_u32()),
            end: self.offset(range.end().to_u32()),
        }
    }

    fn syntax_error(&self, error: &ParseError) -> Diagnostic {
        let start = self.offset(error.offset.to_u32());
        let unclosed = lambdas::unclosed_bracket(&self.source.text);
        let (message, span) = match unclosed.filter(|(_, range)| range.start().to_u32() < start) {
            Some((bracket, range)) => (
                format!("`{bracket}` is never closed"),
                Span {
                    start: range.start().to_u32(),
                    end: range.end().to_u32(),
                },
            ),
            None => (errors::message(&error.error), Span { start, end: start }),
        };
        nj0001_syntax_error::syntax_error(&message, self.report.at(span))
    }

    /// Whether one more level is allowed; reports the first time it is not.
    fn enter(&mut self, span: Span) -> bool {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            return true;
        }
        let code = nj0007_nested_too_deeply::CODE;
        if self.report.diagnostics.iter().all(|d| d.code != code) {
            let at = self.report.at(span);
            self.report
                .push(nj0007_nested_too_deeply::nested_too_deeply(MAX_DEPTH, at));
        }
        false
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }
}
