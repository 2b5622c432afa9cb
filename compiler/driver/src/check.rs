//! Inference without code generation, for `numjit check`.

use numjit_diag::Diagnostic;
use numjit_diag::codes::nj0901_internal_fault::internal_fault;
use numjit_ir::Ty;

use crate::compile::infer_only;
use crate::engine::FunctionHandle;
use crate::error::CallError;
use crate::session::{Resolver, settled};

/// A function that has types.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Function name.
    pub name: String,
    /// The program's number of the function.
    pub func: u32,
    /// Argument types.
    pub args: Vec<Ty>,
    /// Result type.
    pub result: Ty,
}

/// Infers the types of a function and of everything it calls; nothing is compiled or kept.
pub fn check_function(
    handle: &FunctionHandle,
    args: &[Ty],
    resolver: &mut dyn Resolver,
) -> Result<Vec<Checked>, Vec<Diagnostic>> {
    let found = settled(resolver, |resolver| {
        infer_only(handle.engine(), handle.id(), args, resolver)
    });
    found.map_err(|error| match error {
        CallError::Compile(problems) => problems,
        error => vec![internal_fault("driver", &error.to_string(), None)],
    })
}
