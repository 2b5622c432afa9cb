//! Labels and collected problems of one source text.

use std::sync::Arc;

use numjit_diag::codes::{nj0002_unsupported_statement, nj0003_unsupported_expression};
use numjit_diag::{Diagnostic, Label, SourceText};
use numjit_ir::{Source, Span};

use crate::tree::Unsupported;

/// The problems found so far in one source text.
#[derive(Debug)]
pub(crate) struct Report {
    source: SourceText,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// No problems yet.
    pub(crate) fn new(source: &Source) -> Report {
        let source = SourceText {
            file: Arc::clone(&source.file),
            first_line: source.first_line,
            indent: source.indent,
            text: Arc::clone(&source.text),
        };
        Report {
            source,
            diagnostics: Vec::new(),
        }
    }

    /// A place in the source with what to say beside it.
    pub(crate) fn label(&self, span: Span, message: &str) -> Label {
        Label::new(self.source.clone(), span.start, span.end, message)
    }

    /// A place in the source.
    pub(crate) fn at(&self, span: Span) -> Label {
        self.label(span, "")
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A statement that compiled functions do not have.
    pub(crate) fn unsupported_statement(&mut self, unsupported: Unsupported, span: Span) {
        let Unsupported { what, instead } = unsupported;
        let at = self.at(span);
        let diagnostic = nj0002_unsupported_statement::unsupported_statement(what, instead, at);
        self.push(diagnostic);
    }

    /// An expression that compiled functions do not have.
    pub(crate) fn unsupported_expression(&mut self, unsupported: Unsupported, span: Span) {
        let Unsupported { what, instead } = unsupported;
        let at = self.at(span);
        let diagnostic = nj0003_unsupported_expression::unsupported_expression(what, instead, at);
        self.push(diagnostic);
    }
}
