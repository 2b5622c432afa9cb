//! The reference-counted block of memory behind every array and string.

use std::sync::atomic::AtomicUsize;

/// Releases memory that numjit did not allocate; called once, when the last reference goes.
pub type MemDrop = unsafe extern "C" fn(*mut MemBlock);

/// Header of a reference-counted block.
///
/// Memory that the runtime allocates follows the header at [`MEM_DATA`] (64-byte aligned). A host that
/// lends memory of its own (a NumPy array, a Rust slice) makes a header with `drop` set. A null owner
/// stands for memory that outlives the call, such as a constant.
#[repr(C)]
pub struct MemBlock {
    /// Number of owners; the block is freed when it reaches zero.
    pub refcount: AtomicUsize,
    /// First byte of the payload.
    pub data: *mut u8,
    /// Payload size in bytes.
    pub size: usize,
    /// Called instead of the runtime's own free, if set.
    pub drop: Option<MemDrop>,
    /// For `drop`.
    pub user: *mut u8,
}

/// Offset of the payload from the header for memory that the runtime allocates.
pub const MEM_DATA: usize = 64;
