//! Elementary functions, written once for every machine that runs them.
//!
//! Each function is straight-line code over the operations of [`Machine`]. [`Native`] executes them on
//! doubles, which is what the runtime's symbols do; the compiler's machine appends them to a function or
//! a loop instead. Both run the same operations in the same order, so a call and an inlined body give
//! the same bits, whatever the width of the vectors.
//!
//! Fused multiply-add is part of that contract. A processor without it computes it in software: slower,
//! with the same results. Single-precision functions are computed in double precision and rounded once.

#[rustfmt::skip]
mod coefficients;
mod double;
mod error_function;
mod exponential;
mod functions;
mod gamma;
mod huge;
mod hyperbolic;
mod inverse;
mod logarithm;
mod machine;
pub mod native;
mod polynomial;
mod power;
mod root;
mod trigonometric;

pub use functions::{Binary, Unary, binary, unary};
pub use machine::{Machine, Periodic};
pub use native::Native;
