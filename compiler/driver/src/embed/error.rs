//! Errors as data: what is wrong, where, and what to type instead.

use std::fmt;

use numjit_diag::{Diagnostic, Label, Style};
use numjit_runtime::{Exception, Frame};

use crate::error::CallError;

/// Why something did not work.
#[derive(Clone, Debug)]
pub enum Error {
    /// The source does not compile; at least one problem.
    Compile(Vec<Problem>),
    /// Compiled code raised an exception.
    Raised(Box<Raised>),
    /// The program asked for something that does not fit: a function that does not exist, argument or
    /// result types other than the function's. The text says what there is.
    Mismatch(String),
    /// A call or compilation was ended through its [`CancelToken`](crate::CancelToken).
    Cancelled,
    /// A call or compilation was ended because the time of its token was over.
    TimedOut,
    /// A limit of the engine was reached; names the limit.
    Limit(String),
    /// The compiler is at fault; the text is for a bug report.
    Internal(String),
}

/// One problem of a source text.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Stable code, such as `NJ0101`.
    pub code: &'static str,
    /// One short sentence.
    pub message: String,
    /// The place in the source, if there is one.
    pub place: Option<SourcePlace>,
    /// Why.
    pub notes: Vec<String>,
    /// What to type instead.
    pub help: Option<String>,
    /// Everything, with secondary places; [`crate::diag::render`] shows it.
    pub diagnostic: Box<Diagnostic>,
}

/// A range in a source file. Lines and columns count from one, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePlace {
    /// File name as given to the compiler.
    pub file: String,
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Line of the last character.
    pub end_line: u32,
    /// Column behind the last character.
    pub end_column: u32,
}

/// An exception that compiled code raised.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised {
    /// Name of the class, such as `ZeroDivisionError`.
    pub kind: String,
    /// What `str(exception)` gives.
    pub message: String,
    /// The functions it passed, the innermost first.
    pub frames: Vec<Frame>,
    /// The exception with its arguments.
    pub exception: Exception,
}

impl Problem {
    /// The problem behind a diagnostic.
    pub fn new(diagnostic: Diagnostic) -> Problem {
        Problem {
            code: diagnostic.code,
            message: diagnostic.message.clone(),
            place: diagnostic.primary.as_ref().map(SourcePlace::of),
            notes: diagnostic.notes.clone(),
            help: diagnostic.help.clone(),
            diagnostic: Box::new(diagnostic),
        }
    }
}

impl SourcePlace {
    fn of(label: &Label) -> SourcePlace {
        let (line, column) = position(label, label.start);
        let (end_line, end_column) = position(label, label.end.max(label.start));
        SourcePlace {
            file: label.source.file.to_string(),
            line,
            column,
            end_line,
            end_column,
        }
    }
}

/// Line and column of a byte offset into a label's text.
fn position(label: &Label, offset: u32) -> (u32, u32) {
    let text = &label.source.text;
    let offset = text.floor_char_boundary((offset as usize).min(text.len()));
    let before = &text[..offset];
    let line = before.matches('\n').count() as u32;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[start..].chars().count() as u32;
    (
        label.source.first_line + line,
        column + label.source.indent + 1,
    )
}

impl Raised {
    fn new(exception: Exception) -> Raised {
        Raised {
            kind: exception.class_name(),
            message: exception.message(),
            frames: exception.frames.clone(),
            exception,
        }
    }
}

impl Error {
    pub(crate) fn compile(problems: Vec<Diagnostic>) -> Error {
        Error::Compile(problems.into_iter().map(Problem::new).collect())
    }

    pub(crate) fn raised(exception: Exception) -> Error {
        Error::Raised(Box::new(Raised::new(exception)))
    }
}

impl From<CallError> for Error {
    fn from(error: CallError) -> Error {
        match error {
            CallError::Raised(exception) => Error::raised(exception),
            CallError::Compile(problems) => Error::compile(problems),
            CallError::Arguments(text) | CallError::Config(text) => Error::Mismatch(text),
            CallError::Stopped(text) => Error::Limit(text),
            CallError::Cancelled => Error::Cancelled,
            CallError::TimedOut => Error::TimedOut,
            error @ CallError::Internal { .. } => Error::Internal(error.to_string()),
        }
    }
}

impl fmt::Display for Error {
    /// Problems with their source lines; exceptions as Python's traceback shows them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Compile(problems) => {
                for (position, problem) in problems.iter().enumerate() {
                    let separator = if position > 0 { "\n\n" } else { "" };
                    write!(f, "{separator}{problem}")?;
                }
                Ok(())
            }
            Error::Raised(raised) => raised.fmt(f),
            Error::Mismatch(text) | Error::Limit(text) | Error::Internal(text) => f.write_str(text),
            Error::Cancelled => f.write_str("it was cancelled"),
            Error::TimedOut => f.write_str("it took longer than it was allowed to"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&numjit_diag::render(&self.diagnostic, Style::Plain))
    }
}

impl fmt::Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.frames.is_empty() {
            writeln!(f, "Traceback (most recent call last):")?;
        }
        for frame in self.frames.iter().rev() {
            let Frame {
                function,
                file,
                line,
            } = frame;
            writeln!(f, "  File \"{file}\", line {line}, in {function}")?;
        }
        self.exception.fmt(f)
    }
}

impl std::error::Error for Error {}
