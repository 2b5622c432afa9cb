//! Reads the text form of functions; the grammar is at the top of `print.rs`.

mod cursor;
mod imm;
mod types;

use std::fmt;
use std::sync::Arc;

use smallvec::SmallVec;

use crate::entity::{Block, Inst, Loc, Value};
use crate::function::{
    BlockCall, BlockData, Data, ErrorModel, FastMath, Function, InstData, Options, Slot, Stage,
    ValueData, ValueDef,
};
use crate::location::{Frame, FrameId, Source, Span};
use crate::ops::Op;
use crate::types::Ty;

use cursor::{Cursor, Result};
use types::parse_type;

/// Handles above this are refused, so that a typing error cannot ask for a huge table.
const MAX_HANDLE: u32 = 10_000_000;

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
            None => current = Some(parse_head(line).map_err(at)?),
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
            message: format!("function {:?} has no closing brace", reader.func.name),
        }),
    }
}

fn parse_head(line: &str) -> Result<Reader> {
    let mut cx = Cursor::new(line);
    cx.expect("function")?;
    let name = cx.string()?;
    let stage = match cx.expect_word("a stage")? {
        "untyped" => Stage::Untyped,
        "typed" => Stage::Typed,
        "low" => Stage::Low,
        other => return Err(format!("`{other}` is not a stage")),
    };
    cx.expect("{")?;
    cx.expect_end()?;
    let mut func = Function::new(name, stage, Options::DEFAULT);
    func.layout.clear();
    func.blocks.clear();
    Ok(Reader {
        func,
        sources: Vec::new(),
        callers: Vec::new(),
        defined: Vec::new(),
    })
}

/// A source whose text is still being read.
struct PartialSource {
    file: String,
    first_line: u32,
    indent: u32,
    lines: Vec<String>,
}

/// A frame whose source is not complete yet.
struct PartialFrame {
    name: String,
    source: usize,
    caller: Option<Loc>,
    hidden: bool,
    locations: Vec<(FrameId, Span)>,
}

/// The function read so far.
struct Reader {
    func: Function,
    sources: Vec<PartialSource>,
    callers: Vec<PartialFrame>,
    defined: Vec<bool>,
}
