//! The context pointer that every compiled function receives as its first argument.

/// Per-call state shared by compiled code and the runtime.
///
/// Compiled code reads only `stack_limit` (at [`CONTEXT_STACK_LIMIT`]); everything else belongs to the
/// runtime, which places its own state behind `runtime`. One context serves one thread at a time.
#[repr(C)]
pub struct Context {
    /// Lowest stack address a recursive function may reach; below it `RecursionError` is raised.
    pub stack_limit: usize,
    /// The runtime's own state: pending exception, random generator, output.
    pub runtime: *mut u8,
}

/// Offset of [`Context::stack_limit`].
pub const CONTEXT_STACK_LIMIT: usize = 0;
