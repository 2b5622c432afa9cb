//! Rendering of diagnostics as text: the message, the user's own lines with marks, the reason, and what
//! to type instead, in at most [`MAX_LINES`] lines.
//!
//! Labels come from every stage of the compiler and are not trusted: a span may lie past the end of its
//! text, inside a character, or cover many lines. Each is cut to a range within one line first.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use crate::{Diagnostic, Label, SourceText};

/// How to show a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain text.
    Plain,
    /// With ANSI colours.
    Colour,
}

/// Most lines of a rendered diagnostic.
pub const MAX_LINES: usize = 15;

/// Shows a diagnostic, without a line end after the last line.
///
/// When it would be longer than [`MAX_LINES`], the last secondary labels are left out first, then the
/// last notes; the help line stays.
pub fn render(diagnostic: &Diagnostic, style: Style) -> String {
    let mut labels = diagnostic.secondary.len();
    let mut notes = diagnostic.notes.len();
    loop {
        let text = render_part(diagnostic, labels, notes, style);
        if text.lines().count() <= MAX_LINES {
            return text;
        }
        if labels > 0 {
            labels -= 1;
        } else if notes > 0 {
            notes -= 1;
        } else {
            return text.lines().take(MAX_LINES).collect::<Vec<_>>().join("\n");
        }
    }
}

fn render_part(diagnostic: &Diagnostic, labels: usize, notes: usize, style: Style) -> String {
    let snippets = group_by_source(diagnostic.primary.as_ref(), &diagnostic.secondary[..labels]);
    let mut elements: Vec<Element<'_>> = snippets.iter().map(|s| s.element().into()).collect();
    for note in &diagnostic.notes[..notes] {
        elements.push(Level::NOTE.message(one_line(note)).into());
    }
    if let Some(help) = &diagnostic.help {
        elements.push(Level::HELP.message(one_line(help)).into());
    }
    let title = Level::ERROR
        .primary_title(one_line(&diagnostic.message))
        .id(diagnostic.code);
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    let text = renderer.render(&[title.elements(elements)]);
    trim_line_ends(&text)
}

/// The labels that point into one source text.
struct Marked<'a> {
    source: &'a SourceText,
    text: String,
    marks: Vec<(AnnotationKind, Range<usize>, &'a str)>,
}

impl<'a> Marked<'a> {
    fn new(source: &'a SourceText) -> Marked<'a> {
        Marked {
            source,
            text: indented(source),
            marks: Vec::new(),
        }
    }

    /// Adds a mark unless its place is marked with the same words already.
    fn mark(&mut self, kind: AnnotationKind, label: &'a Label) {
        let range = line_range(&self.source.text, label.start, label.end);
        let line = self.source.text[..range.start].matches('\n').count();
        let shift = (line + 1) * self.source.indent as usize;
        let range = range.start + shift..range.end + shift;
        let known = |(_, r, m): &(_, Range<usize>, &str)| *r == range && *m == label.message;
        if !self.marks.iter().any(known) {
            self.marks.push((kind, range, &label.message));
        }
    }

    fn element(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let snippet = Snippet::source(self.text.as_str())
            .path(self.source.file.as_ref())
            .line_start(self.source.first_line as usize);
        snippet.annotations(self.marks.iter().map(|(kind, range, message)| {
            let annotation = kind.span(range.clone());
            if message.is_empty() {
                annotation
            } else {
                annotation.label(one_line(message))
            }
        }))
    }
}

fn group_by_source<'a>(primary: Option<&'a Label>, secondary: &'a [Label]) -> Vec<Marked<'a>> {
    let mut groups: Vec<Marked<'a>> = Vec::new();
    let primary = primary.map(|label| (AnnotationKind::Primary, label));
    let secondary = secondary.iter().map(|l| (AnnotationKind::Context, l));
    for (kind, label) in primary.into_iter().chain(secondary) {
        let position = groups.iter().position(|g| *g.source == label.source);
        let position = position.unwrap_or_else(|| {
            groups.push(Marked::new(&label.source));
            groups.len() - 1
        });
        groups[position].mark(kind, label);
    }
    groups
}

/// The text with the indentation it has in its file, so that columns are the file's.
fn indented(source: &SourceText) -> String {
    let indent = " ".repeat(source.indent as usize);
    let mut text = String::with_capacity(source.text.len());
    for line in source.text.split_inclusive('\n') {
        text.push_str(&indent);
        text.push_str(line);
    }
    if source.text.is_empty() || source.text.ends_with('\n') {
        text.push_str(&indent);
    }
    text
}

/// The part of a span that lies in its first line, on character boundaries.
fn line_range(text: &str, start: u32, end: u32) -> Range<usize> {
    let start = text.floor_char_boundary((start as usize).min(text.len()));
    let end = text.ceil_char_boundary((end as usize).clamp(start, text.len()));
    let line_end = text[start..end].find(['\n', '\r']);
    start..line_end.map_or(end, |length| start + length)
}

fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r']) {
        Cow::Owned(text.lines().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

fn trim_line_ends(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests;
