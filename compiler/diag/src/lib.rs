//! Diagnostics: what the compiler found wrong, as data, and how it is shown to a person.
//!
//! The compiler pushes [`Diagnostic`] values made by the functions in [`codes`]; the words live there,
//! one file a code, together with the page that `numjit explain` shows. Rendering is separate.

pub mod codes;
mod render;

use std::sync::Arc;

pub use render::{MAX_LINES, Style, render};

/// A source text a label can point into: one function's own source and where it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// File name as shown to users.
    pub file: Arc<str>,
    /// Line of the file (1-based) on which `text` begins.
    pub first_line: u32,
    /// Column by which `text` was shifted left, in characters.
    pub indent: u32,
    /// The text.
    pub text: Arc<str>,
}

/// A marked place in the user's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The text it points into.
    pub source: SourceText,
    /// First byte of the marked range in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// What to say beside it; may be empty for the primary label.
    pub message: String,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, such as `NJ0101`.
    pub code: &'static str,
    /// One short sentence that stands alone.
    pub message: String,
    /// The place of the problem; none when there is no source (a missing file, an option).
    pub primary: Option<Label>,
    /// Other places that explain it, such as where a type came from.
    pub secondary: Vec<Label>,
    /// Why.
    pub notes: Vec<String>,
    /// What to type instead.
    pub help: Option<String>,
}

impl Label {
    /// A marked place with what to say beside it.
    pub fn new(source: SourceText, start: u32, end: u32, message: impl Into<String>) -> Label {
        Label {
            source,
            start,
            end,
            message: message.into(),
        }
    }
}

impl Diagnostic {
    /// A problem at a place, or without one when no source is at hand.
    pub fn new(
        code: &'static str,
        message: impl Into<String>,
        primary: impl Into<Option<Label>>,
    ) -> Diagnostic {
        Diagnostic {
            code,
            message: message.into(),
            primary: primary.into(),
            secondary: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// The same with other places that explain it.
    pub fn with_secondary(mut self, labels: impl IntoIterator<Item = Label>) -> Diagnostic {
        self.secondary.extend(labels);
        self
    }

    /// The same with a reason.
    pub fn with_note(mut self, note: impl Into<String>) -> Diagnostic {
        self.notes.push(note.into());
        self
    }

    /// The same with something to type instead.
    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}
