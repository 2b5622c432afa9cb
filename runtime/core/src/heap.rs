//! How the C library's allocator takes memory from the system, for a whole program.
#![allow(unsafe_code, reason = "the allocator is set up through a C function")]

/// Memory that is taken at a time. A thread's own heap otherwise grows a page at a time, with a call of the
/// system for each: a thousand of them until an interpreter has started. Only pages that are written cost
/// memory.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const STEP: i32 = 8 << 20;

/// Larger blocks are mapped one by one. It is the value that the allocator's own rule, which ends when any
/// of these values is set, reaches in programs that make and drop arrays.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: i32 = 32 << 20;

/// Sets the allocator up for a program that makes many small objects and some large arrays. It is called
/// before the program starts threads; where the allocator is another one, nothing happens.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn prepare() {
    // Safety: the function takes numbers and changes settings of the allocator; one that it does not know
    // it ignores.
    unsafe {
        libc::mallopt(libc::M_TOP_PAD, STEP);
        libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE);
        libc::mallopt(libc::M_TRIM_THRESHOLD, 2 * LARGE);
    }
}

/// Sets the allocator up; here there is nothing to set.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn prepare() {}

/// The allocator puts the heap of every thread but the first at a multiple of this.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const HEAP_ALIGN: usize = 64 << 20;

/// Asks the system for large pages under the calling thread's heap, as far as it is taken at once. The first
/// touch of every small page costs more than all that a short program does with it. Where there are no large
/// pages, or the heap is elsewhere, nothing changes.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn use_large_pages() {
    // Safety: the block is only asked for its address, and freed. Advice about memory never changes what is in
    // it, wherever it is, and fails where there is none.
    unsafe {
        let probe = libc::malloc(64);
        let start = probe.addr() & !(HEAP_ALIGN - 1);
        libc::free(probe);
        let start = std::ptr::without_provenance_mut(start);
        libc::madvise(start, STEP as usize, libc::MADV_HUGEPAGE);
    }
}

/// Asks for large pages; here there is nothing to ask.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn use_large_pages() {}
