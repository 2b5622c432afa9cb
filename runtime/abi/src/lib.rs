//! C-visible layouts shared by compiled code, the runtime and the hosts.
//!
//! Everything here is data: dtype codes, the memory block behind an array, the context every compiled
//! function receives, the status it returns, and the table of runtime symbols that compiled code may
//! call. The crate depends on nothing, so that the compiler can know the layouts without linking the
//! runtime.

mod aot;
mod context;
mod dtype;
pub mod element;
pub mod frame;
mod memory;
mod slots;
mod status;
mod strings;
pub mod symbols;

pub use aot::{
    AotException, AotFunction, AotModule, AotOverload, AotType, AotVariant, AotVariants,
};
pub use context::{CONTEXT_INTERRUPT, CONTEXT_STACK_LIMIT, Context, interrupt};
pub use dtype::DType;
pub use memory::{MEM_DATA, MemBlock, MemDrop};
pub use slots::{EntryFn, Slot};
pub use status::{ExceptionKind, FIRST_USER_EXCEPTION, Status};
pub use strings::StrOp;
pub use symbols::{AbiType, Effects, Symbol, SymbolInfo};
