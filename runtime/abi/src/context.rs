//! The context pointer that every compiled function receives as its first argument.

use std::sync::atomic::AtomicU32;

/// Per-call state shared by compiled code and the runtime.
///
/// Compiled code reads only `stack_limit` (at [`CONTEXT_STACK_LIMIT`]) and, through `interrupt` (at
/// [`CONTEXT_INTERRUPT`]), whether it is to stop; everything else belongs to the runtime, which places its own state behind `runtime`. One context serves one thread at a time.
#[repr(C)]
pub struct Context {
    /// Lowest stack address a recursive function may reach; below it `RecursionError` is raised.
    pub stack_limit: usize,
    /// The runtime's own state: pending exception, random generator, output.
    pub runtime: *mut u8,
    /// Whether calls are to end, a code of [`interrupt`]; interruptible functions look at it. Other threads
    /// write it.
    pub interrupt: *const AtomicU32,
}

/// Why calls are to end.
pub mod interrupt {
    /// They are not.
    pub const NONE: u32 = 0;
    /// Somebody asked for it.
    pub const CANCELLED: u32 = 1;
    /// Their time is over.
    pub const TIMED_OUT: u32 = 2;
}

/// Offset of [`Context::stack_limit`].
pub const CONTEXT_STACK_LIMIT: usize = 0;

/// Offset of [`Context::interrupt`].
pub const CONTEXT_INTERRUPT: usize = 16;

const _: () = assert!(std::mem::offset_of!(Context, interrupt) == CONTEXT_INTERRUPT);
