//! Elementwise functions: their rows, the choice of a loop, and the array operators.

mod operator;
mod resolve;
mod rows;

pub use operator::{binary_row, compare_row, resolve_inplace, unary_row};
pub use resolve::{Loop, choose, resolve, resolve_out};
pub use rows::{ROWS, Scalar, UfuncRow, lookup};
