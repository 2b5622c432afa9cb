//! Small steps on the way into the compiler: source to untyped SSA, and the choice of a signature.

use numjit_diag::Diagnostic;
use numjit_front::{FrontConfig, UnrolledLoop};
use numjit_ir::{Ty, Untyped};
use numjit_library::convert::{self, NoChoice};

use crate::engine::FunctionSource;
use crate::error::CallError;
use crate::signature::Signature;

/// Untyped SSA of a function. Frames of library bodies are hidden from tracebacks; `declared` are the
/// variables that `locals=` gives types, `unrolled` the loops over tuples that are written out.
pub(crate) fn lower_source(
    source: &FunctionSource,
    is_library: bool,
    declared: Vec<String>,
    unrolled: Vec<UnrolledLoop>,
) -> Result<Untyped, Vec<Diagnostic>> {
    let config = FrontConfig {
        lambda_position: source.lambda,
        hidden: is_library,
        declared,
        unrolled,
    };
    numjit_front::lower_function(&source.source, &source.name, &config)
}

/// The argument types of the explicit signature that fits a call best.
pub(crate) fn best_signature(signatures: &[Signature], args: &[Ty]) -> Result<Vec<Ty>, CallError> {
    let accepted: Vec<&[Ty]> = signatures.iter().map(|one| &*one.args).collect();
    match convert::best_signature(&accepted, args) {
        Ok(position) => Ok(signatures[position].args.clone()),
        Err(NoChoice::NoMatch) => Err(CallError::Arguments(no_match(args))),
        Err(NoChoice::Ambiguous(one, other)) => Err(CallError::Arguments(ambiguous(
            args,
            &signatures[one],
            &signatures[other],
        ))),
    }
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
