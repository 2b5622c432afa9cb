//! Code objects and the loader: one relocatable form for code from every back end, its byte form for
//! the cache, and memory where it runs.
//!
//! [`CodeObject`] is what a back end makes, the cache stores and the ahead-of-time linker reads.
//! [`CodeMemory::load`] places one in executable memory and gives a [`LoadedObject`], which frees its
//! place when dropped. [`lookup`] finds the function and the source line of a code address, and [`Tools`]
//! tells profilers and debuggers the same; [`dwarf`] writes it as debug information.

mod bytes;
pub mod dwarf;
mod layout;
mod load;
mod memory;
mod object;
mod registry;
mod relocate;
mod tools;

pub use bytes::DecodeError;
pub use load::{LoadError, LoadedObject};
pub use memory::{CodeMemory, MemoryConfig, MemoryStats};
pub use object::{
    CodeFunction, CodeObject, InvalidObject, LineEntry, Reloc, RelocKind, RelocTarget, Section,
};
pub use registry::{Location, lookup};
pub use tools::{Tools, ToolsConfig};
