//! The runtime that compiled code calls: memory, exceptions, text, mathematics, random numbers, linear
//! algebra.
//!
//! [`resolve`] gives the address behind each row of the symbol table in `numjit-abi`. Hosts make a
//! [`Runtime`] for its context, and use the safe modules directly: [`memory`] for blocks, [`text`] for
//! Python's and NumPy's text forms, [`random`] for the legacy generator.

pub mod array;
mod caught;
pub mod containers;
pub mod context;
pub mod exception;
mod generator;
pub mod heap;
mod linalg;
pub mod math;
pub mod memory;
mod numeric;
mod overlap;
mod program;
pub mod random;
mod special;
mod strings;
mod symbols;
pub mod text;

pub use array::{ArrayView, Scalar};
pub use caught::{
    UserException, register_exception, restore_exceptions, user_exception, user_exceptions,
};
pub use context::{Runtime, Sink};
pub use exception::{ExcArg, Exception, Frame};
pub use generator::new_state;
pub use memory::{Account, Block, live_blocks};
pub use overlap::may_overlap;
pub use program::HostClosure;
pub use symbols::{resolve, resolve_libcall};
