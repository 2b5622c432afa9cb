//! Rendering of diagnostics as text.

use crate::Diagnostic;

/// How to show a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain text.
    Plain,
    /// With ANSI colours.
    Colour,
}

/// Shows a diagnostic.
pub fn render(diagnostic: &Diagnostic, style: Style) -> String {
    let _ = style;
    format!("error[{}]: {}", diagnostic.code, diagnostic.message)
}
