//! Scalar mathematics: the platform's libm, complex functions, Python's rounding.

pub(crate) mod complex;
pub(crate) mod hash;
pub(crate) mod real;
mod round;

pub use round::round_digits;
