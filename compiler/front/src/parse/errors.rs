//! Words for the parser's errors.

use rustpython_parser::ParseErrorType;
use rustpython_parser::lexer::LexicalErrorType;

/// What the parser found or expected, as the end of a sentence.
pub(super) fn message(error: &ParseErrorType) -> String {
    match error {
        ParseErrorType::Eof => "unexpected end of the source".to_owned(),
        ParseErrorType::ExtraToken(token) => format!("unexpected {token}"),
        ParseErrorType::InvalidToken => "invalid token".to_owned(),
        ParseErrorType::UnrecognizedToken(_, Some(expected)) if expected == "Indent" => {
            "expected an indented block".to_owned()
        }
        ParseErrorType::UnrecognizedToken(token, _) => match token.to_string().as_str() {
            "Indent" => "unexpected indent".to_owned(),
            "Newline" => "unexpected end of the line".to_owned(),
            token => format!("unexpected {token}"),
        },
        ParseErrorType::Lexical(error) => lexical(error),
    }
}

fn lexical(error: &LexicalErrorType) -> String {
    match error {
        LexicalErrorType::StringError => "unterminated string".to_owned(),
        LexicalErrorType::UnicodeError => "invalid escape in a string".to_owned(),
        LexicalErrorType::NestingError => "a bracket is closed that is not open".to_owned(),
        LexicalErrorType::UnrecognizedToken { tok } => format!("unexpected character {tok:?}"),
        LexicalErrorType::Eof => "unexpected end of the source".to_owned(),
        other => other.to_string(),
    }
}
