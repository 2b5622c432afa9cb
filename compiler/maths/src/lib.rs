//! Elementary functions as low operations: the bodies behind the maths symbols of the runtime.
//!
//! The algorithms are those of `numjit-elementary`, which the runtime executes; here they are written
//! down instead, operation by operation, for a [`Sink`]: a vector loop, or a function of low SSA. The two
//! give the same bits, because they are the same code.

mod body;
mod symbols;
mod writer;

pub use body::body;
pub use symbols::{Function, Precision, function};
pub use writer::{Sink, expand};
