//! The reference interpreter of low functions: what every back end must agree with.
//!
//! Memory is simulated and byte-addressed; every access is checked against the allocation that its
//! address points into, so that an access that a back end would carry out silently is a [`Fault`] here.
//! Runtime functions are the caller's ([`Externals`]). Execution is bounded by a number of steps.

mod machine;
mod memory;
mod scalar;

pub use machine::{Externals, Interpreter, NoExternals, Outcome};
pub use memory::Memory;
pub use scalar::evaluate;

use std::fmt;

/// Why execution stopped without a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An access outside an allocation, or to one that is gone, or a store to constant bytes.
    Memory(String),
    /// An operation whose conditions do not hold, such as a division by zero.
    Undefined(String),
    /// Control reached `unreachable`.
    Unreachable,
    /// The step limit is used up.
    Steps,
    /// The function cannot be run: an unknown callee, a broken invariant, no such runtime function.
    Invalid(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Memory(message) | Fault::Undefined(message) | Fault::Invalid(message) => {
                f.write_str(message)
            }
            Fault::Unreachable => f.write_str("control reached `unreachable`"),
            Fault::Steps => f.write_str("the step limit is used up"),
        }
    }
}

impl std::error::Error for Fault {}
