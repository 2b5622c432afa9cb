//! Whole numeric algorithms: sorting, factorisations, Fourier transforms, special functions and random streams.
//!
//! Everything here works on slices and plain numbers; the runtime wraps it for compiled code, hosts call it directly.

pub mod factor;
pub mod fourier;
pub mod product;
pub mod random;
pub mod sort;
pub mod special;
