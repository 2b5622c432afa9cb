//! Lowering: typed SSA (Python and NumPy operations) to low SSA (machine scalars, loads, stores, calls).
//!
//! Aggregates never touch memory: a typed value becomes the several low values of its flattened type
//! ([`layout`]), and a block parameter becomes several block parameters. Every operation that can raise
//! branches to a cold block (`error`); a function returns a status and, if it is zero, its results.
//!
//! [`lower`] expects reference counts to be inserted already: `retain` and `release` are instructions,
//! and `cleanup` lists what to release when an instruction raises. [`entry`] makes the function that a
//! host calls with boxed-out arguments, and [`host_call`] the one that calls a host.

mod array;
mod call;
mod container;
mod control;
mod cx;
pub mod element;
mod emit;
mod entry;
mod error;
mod generator;
mod host_call;
pub mod instance;
mod instruction;
mod iterate;
pub mod layout;
mod raise;
mod scalar;
mod string;
mod text;
mod value;

use numjit_ir::{Function, Loc, Ty};

pub use entry::entry;
pub use host_call::host_call;

/// Signatures of the functions that `call_func` calls.
pub trait Callees {
    /// Parameter types and result type of an instance.
    fn signature(&self, instance: u32) -> (Vec<Ty>, Ty);
}

/// Something that typed SSA can say and this compiler cannot lower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// What it is; completes "unsupported: ...".
    pub message: String,
    /// Where it stands in the function.
    pub loc: Loc,
}

/// Lowers a typed function.
pub fn lower(func: &Function, cx: &dyn Callees) -> Result<Function, Unsupported> {
    control::lower_function(cx::Cx::new(func, cx))
}
