//! Low SSA to machine code through Cranelift.
//!
//! [`compile`] takes functions that passed the IR verifier and gives one [`CodeObject`]: relocatable
//! code, constant bytes, relocations, frame descriptions and a line table. A [`Target`] is built once
//! and shared; compiling needs no other state, so functions compile in parallel.
//!
//! Operations are covered one by one under `inst/`; nothing traps, and every exception is a status
//! return that lowering has already written out.
//!
//! [`CodeObject`]: numjit_loader::CodeObject

mod abi;
mod compile;
mod data;
mod emit;
mod error;
mod inst;
mod lines;
mod listing;
mod memory;
mod recursion;
mod target;
mod unwind;

pub use compile::{CompileFunction, Compiled, compile};
pub use error::Error;
pub use listing::{Listing, Text, disassemble};
pub use target::{Allocator, Config, Effort, Target};
