//! Reads the text form of functions; the grammar is at the top of `print.rs`.

mod cursor;
mod header;
mod imm;
mod reader;
mod types;

use std::fmt;

use crate::function::Function;

use reader::Reader;

/// Why a text is not a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Line of the text, from one.
    pub line: u32,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

/// Reads one function.
pub fn parse_function(text: &str) -> std::result::Result<Function, ParseError> {
    let mut functions = parse_module(text)?;
    match (functions.pop(), functions.pop()) {
        (Some(function), None) => Ok(function),
        (None, _) => Err(ParseError {
            line: 1,
            message: "there is no function".to_owned(),
        }),
        (Some(_), Some(_)) => Err(ParseError {
            line: 1,
            message: "there is more than one function".to_owned(),
        }),
    }
}

/// Reads several functions.
pub fn parse_module(text: &str) -> std::result::Result<Vec<Function>, ParseError> {
    let mut functions = Vec::new();
    let mut current: Option<Reader> = None;
    let mut number = 0;
    for line in text.split('\n') {
        number += 1;
        let trimmed = line.trim();
        let in_source = trimmed.starts_with('|') && current.is_some();
        if !in_source && (trimmed.is_empty() || trimmed.starts_with(';')) {
            continue;
        }
        let at = |message| ParseError {
            line: number,
            message,
        };
        match current.take() {
            None => current = Some(Reader::new(line).map_err(at)?),
            Some(reader) if trimmed == "}" => functions.push(reader.finish().map_err(at)?),
            Some(mut reader) => {
                reader.parse_line(line).map_err(at)?;
                current = Some(reader);
            }
        }
    }
    match current {
        None => Ok(functions),
        Some(reader) => Err(ParseError {
            line: number,
            message: format!("function {:?} has no closing brace", reader.name()),
        }),
    }
}
