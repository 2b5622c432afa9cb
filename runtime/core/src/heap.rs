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
