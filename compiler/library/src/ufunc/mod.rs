//! Elementwise functions: their rows, the choice of a loop, and the array operators.

mod keywords;
mod methods;
mod operator;
mod resolve;
mod rows;

pub(crate) use keywords::KEYWORDS;
pub use keywords::resolve_call;
pub(crate) use methods::add as add_methods;
pub use operator::{binary_row, compare_row, resolve_inplace, unary_row};
pub use resolve::{Loop, choose, resolve, resolve_out};
pub use rows::{ROWS, Scalar, UfuncRow, lookup};
