//! Python source of one function to untyped SSA.
//!
//! Everything the front end needs to know comes in as text: `parse` makes a syntax tree (only there is
//! the parser crate known), `scope` finds what each function binds, and `lower` walks the tree while
//! `ssa` builds values and blocks. Names that the function does not bind stay names, which inference
//! resolves through the program.
//!
//! Problems are collected, so that one attempt reports all of them.

mod finish;
mod fold;
mod lower;
pub mod module;
mod parse;
mod report;
mod scope;
mod ssa;
mod tree;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use numjit_diag::Diagnostic;
use numjit_ir::{Source, Span, Untyped};

use crate::lower::lower_def;
use crate::parse::{Parsed, Wanted, parse};
use crate::tree::LAMBDA;

/// Which function of a text to lower, and how.
#[derive(Clone, Debug)]
pub struct FrontConfig {
    /// Where a lambda begins that is meant instead of a `def`: line of the file (1-based) and column in the
    /// file (0-based, in characters). When none begins there, the first lambda of that line or of the text
    /// is meant. A lambda is also meant when the function's name is `<lambda>`.
    pub lambda_position: Option<(u32, u32)>,
    /// Whether tracebacks leave the function out (library bodies).
    pub hidden: bool,
    /// Variables whose types `locals=` declares; their assignments become `annotate` operations.
    pub declared: Vec<String>,
    /// Loops over tuples that are written once for each element.
    pub unrolled: Vec<UnrolledLoop>,
}

/// A loop over a tuple whose elements have types of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnrolledLoop {
    /// Where the expression that gives the tuple begins in the text.
    pub start: u32,
    /// Number of elements.
    pub count: u32,
}

impl FrontConfig {
    /// A user's `def` without declared variables.
    pub fn function() -> FrontConfig {
        FrontConfig {
            lambda_position: None,
            hidden: false,
            declared: Vec::new(),
            unrolled: Vec::new(),
        }
    }

    /// Number of rounds of the loop over the expression at a place, if it is to be unrolled.
    pub(crate) fn unrolled_count(&self, iterable: Span) -> Option<u32> {
        let mut loops = self.unrolled.iter();
        let found = loops.find(|one| one.start == iterable.start)?;
        Some(found.count)
    }

    /// A library body.
    pub fn library() -> FrontConfig {
        FrontConfig {
            hidden: true,
            ..FrontConfig::function()
        }
    }
}

/// Lowers one function of a text to untyped SSA.
///
/// The text is one `def`, possibly with decorators, comments and common indentation; of several the one
/// called `name`, or else the first. For a lambda it may be any text with the lambda in it.
pub fn lower_function(
    source: &Arc<Source>,
    name: &str,
    cx: &FrontConfig,
) -> Result<Untyped, Vec<Diagnostic>> {
    let wanted = if cx.lambda_position.is_some() || name == LAMBDA {
        Wanted::Lambda(cx.lambda_position)
    } else {
        Wanted::Def(name)
    };
    let mut functions = lower_wanted(source, wanted, cx)?;
    Ok(functions.swap_remove(0))
}

/// Lowers every `def` at the outer level of a text of library bodies, in order.
pub fn lower_module_functions(source: &Arc<Source>) -> Result<Vec<Untyped>, Vec<Diagnostic>> {
    lower_wanted(source, Wanted::EveryDef, &FrontConfig::library())
}

fn lower_wanted(
    source: &Arc<Source>,
    wanted: Wanted<'_>,
    cx: &FrontConfig,
) -> Result<Vec<Untyped>, Vec<Diagnostic>> {
    let Parsed { defs, mut problems } = parse(source, wanted).map_err(|problem| vec![*problem])?;
    let mut functions = Vec::new();
    for def in &defs {
        match lower_def(source, def, cx) {
            Ok(function) => functions.push(function),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        return Ok(functions);
    }
    problems.sort_by_key(|problem| problem.primary.as_ref().map(|label| label.start));
    Err(problems)
}
