//! What compiled code may call: builtins, `math`, NumPy and the rest, as rows.

mod call;

pub use call::{Call, Emit, Mismatch, Rule, Typed};
