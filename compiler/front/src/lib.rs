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
mod parse;
mod report;
mod scope;
mod ssa;
mod tree;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use numjit_diag::Diagnostic;
use numjit_ir::{Source, Untyped};

use crate::lower::lower_def;
use crate::parse::{Parsed, Wanted, parse};

/// Which function of a text to lower, and how.
#[derive(Clone, Debug)]
pub struct FrontConfig {
    /// Whether to look for a lambda instead of a `def`.
    pub lambda: bool,
    /// Where the lambda begins: line of the file (1-based) and column in the file (0-based, in
    /// characters). Without it, or when none begins there, the first lambda of that line or of the text
    /// is meant.
    pub lambda_position: Option<(u32, u32)>,
    /// Variables whose types `locals=` declares; their assignments become `annotate` operations.
    pub declared: Vec<String>,
}

impl FrontConfig {
    /// An ordinary `def`.
    pub fn function() -> FrontConfig {
        FrontConfig {
            lambda: false,
            lambda_position: None,
            declared: Vec::new(),
        }
    }

    /// A lambda, at a position if it is known.
    pub fn lambda(position: Option<(u32, u32)>) -> FrontConfig {
        FrontConfig {
            lambda: true,
            lambda_position: position,
            declared: Vec::new(),
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
    let wanted = if cx.lambda {
        Wanted::Lambda(cx.lambda_position)
    } else {
        Wanted::Def(name)
    };
    let mut functions = lower_wanted(source, wanted, &cx.declared)?;
    Ok(functions.swap_remove(0))
}

/// Lowers every `def` at the outer level of a text, in order.
pub fn lower_module_functions(source: &Arc<Source>) -> Result<Vec<Untyped>, Vec<Diagnostic>> {
    lower_wanted(source, Wanted::EveryDef, &[])
}

fn lower_wanted(
    source: &Arc<Source>,
    wanted: Wanted<'_>,
    declared: &[String],
) -> Result<Vec<Untyped>, Vec<Diagnostic>> {
    let Parsed { defs, mut problems } = parse(source, wanted).map_err(|problem| vec![problem])?;
    let mut functions = Vec::new();
    for def in &defs {
        match lower_def(source, def, declared) {
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
