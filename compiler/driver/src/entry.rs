//! Small steps on the way into the compiler: source to untyped SSA, and the choice of a signature.

use numjit_diag::Diagnostic;
use numjit_front::FrontConfig;
use numjit_ir::{Ty, Untyped};
use numjit_library::convert::{Conversion, rate};

use crate::engine::FunctionSource;
use crate::error::CallError;
use crate::signature::Signature;

/// Untyped SSA of a function. Frames of library bodies are hidden from tracebacks; `declared` are the
/// variables that `locals=` gives types.
pub(crate) fn lower_source(
    source: &FunctionSource,
    is_library: bool,
    declared: Vec<String>,
) -> Result<Untyped, Vec<Diagnostic>> {
    let config = FrontConfig {
        lambda_position: source.lambda,
        hidden: is_library,
        declared,
    };
    numjit_front::lower_function(&source.source, &source.name, &config)
}

/// The argument types of the explicit signature that fits a call best: fewest unsafe conversions, then
/// fewest safe ones, then fewest promotions; a tie is ambiguous.
pub(crate) fn best_signature(signatures: &[Signature], args: &[Ty]) -> Result<Vec<Ty>, CallError> {
    let rated = signatures
        .iter()
        .filter_map(|one| Some((score(args, &one.args)?, one)));
    let mut candidates: Vec<_> = rated.collect();
    candidates.sort_by_key(|(score, _)| *score);
    match candidates.as_slice() {
        [] => Err(CallError::Arguments(no_match(args))),
        [(first, one), (second, other), ..] if first == second => {
            Err(CallError::Arguments(ambiguous(args, one, other)))
        }
        [(_, one), ..] => Ok(one.args.clone()),
    }
}

fn score(from: &[Ty], to: &[Ty]) -> Option<[usize; 3]> {
    if from.len() != to.len() {
        return None;
    }
    let mut counts = [0; 3];
    for (&from, &to) in from.iter().zip(to) {
        match rate(from, to)? {
            Conversion::Exact => {}
            Conversion::Unsafe => counts[0] += 1,
            Conversion::Safe => counts[1] += 1,
            Conversion::Promote => counts[2] += 1,
        }
    }
    Some(counts)
}

fn list(types: &[Ty]) -> String {
    types
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn no_match(args: &[Ty]) -> String {
    format!("No matching definition for argument type(s) {}", list(args))
}

fn ambiguous(args: &[Ty], one: &Signature, other: &Signature) -> String {
    format!(
        "Ambiguous overloading for argument type(s) {}: {one} and {other} fit equally well",
        list(args)
    )
}
