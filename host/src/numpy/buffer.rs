//! The memory under arrays: reference-counted, aligned, and reachable from compiled code.
//!
//! Several arrays (views) share one buffer, on several threads, and compiled code writes through plain
//! pointers. As in NumPy, racing element accesses are the program's own affair; the buffer only makes sure
//! that every access lies inside the memory it owns.

#![allow(
    unsafe_code,
    reason = "raw memory that compiled code shares; every access here is bounds-checked"
)]

use std::alloc::{Layout, alloc_zeroed, dealloc, handle_alloc_error};
use std::ptr::NonNull;

use super::value::ElementBytes;

/// Enough for the widest vector registers, and one cache line.
const ALIGNMENT: usize = 64;

/// A block of memory that holds elements.
#[derive(Debug)]
pub struct Buffer {
    start: NonNull<u8>,
    bytes: usize,
    owner: Owner,
}

/// Who frees the memory.
enum Owner {
    Allocation(Layout),
    /// Memory that came from elsewhere, with what keeps it alive.
    Foreign(#[expect(dead_code, reason = "held only to be dropped")] Box<dyn Send + Sync>),
}

impl std::fmt::Debug for Owner {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Allocation(_) => "Allocation",
            Self::Foreign(_) => "Foreign",
        })
    }
}

// Safety: the memory belongs to the buffer as long as it lives, and elements are plain data, for which a race
// yields a wrong number at worst on the supported processors, as in NumPy.
unsafe impl Send for Buffer {}
// Safety: as above.
unsafe impl Sync for Buffer {}

impl Buffer {
    /// Zeroed memory. The operating system hands out zero pages, so that this costs no more than leaving it unset.
    /// Nothing is returned where the size cannot be allocated.
    pub fn zeroed(bytes: usize) -> Option<Self> {
        let layout = Layout::from_size_align(bytes.max(1), ALIGNMENT).ok()?;
        // An array of a size that no machine has is a mistake to report, not a reason to end the process.
        const LIMIT: usize = 1 << 46;
        if bytes > LIMIT {
            return None;
        }
        // Safety: the layout's size is at least one byte.
        let start = unsafe { alloc_zeroed(layout) };
        let Some(start) = NonNull::new(start) else {
            if bytes < ALIGNMENT {
                handle_alloc_error(layout);
            }
            return None;
        };
        Some(Self {
            start,
            bytes,
            owner: Owner::Allocation(layout),
        })
    }

    /// Memory that lives elsewhere.
    ///
    /// # Safety
    /// The memory must stay valid for reads and writes of `bytes` bytes until `owner` is dropped.
    pub unsafe fn foreign(start: NonNull<u8>, bytes: usize, owner: Box<dyn Send + Sync>) -> Self {
        Self {
            start,
            bytes,
            owner: Owner::Foreign(owner),
        }
    }

    pub fn start(&self) -> NonNull<u8> {
        self.start
    }

    pub fn len(&self) -> usize {
        self.bytes
    }

    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    fn check(&self, offset: usize, size: usize) {
        assert!(
            size <= self.bytes && offset <= self.bytes - size,
            "array access outside of its buffer"
        );
    }

    /// Reads one element's bytes.
    pub fn read(&self, offset: usize, size: usize) -> ElementBytes {
        let mut element = [0; 16];
        assert!(size <= element.len());
        self.check(offset, size);
        // Safety: the source lies inside the buffer (checked) and the target is a local of sufficient size.
        unsafe {
            std::ptr::copy_nonoverlapping(
                self.start.as_ptr().add(offset),
                element.as_mut_ptr(),
                size,
            )
        };
        element
    }

    /// Writes one element's bytes.
    pub fn write(&self, offset: usize, size: usize, element: &ElementBytes) {
        assert!(size <= element.len());
        self.check(offset, size);
        // Safety: the target lies inside the buffer (checked) and the source has sufficient size.
        unsafe {
            std::ptr::copy_nonoverlapping(element.as_ptr(), self.start.as_ptr().add(offset), size)
        };
    }

    /// Copies a run of bytes from another buffer, or from another place of the same one.
    pub fn copy_from(&self, offset: usize, source: &Self, source_offset: usize, size: usize) {
        self.check(offset, size);
        source.check(source_offset, size);
        // Safety: both runs lie inside their buffers (checked); `copy` allows them to overlap.
        unsafe {
            std::ptr::copy(
                source.start.as_ptr().add(source_offset),
                self.start.as_ptr().add(offset),
                size,
            )
        };
    }

    /// A copy of a run of bytes.
    pub fn bytes(&self, offset: usize, size: usize) -> Vec<u8> {
        self.check(offset, size);
        let mut bytes = vec![0; size];
        // Safety: the source lies inside the buffer (checked) and the target was just made.
        unsafe {
            std::ptr::copy_nonoverlapping(self.start.as_ptr().add(offset), bytes.as_mut_ptr(), size)
        };
        bytes
    }

    /// Overwrites a run of bytes.
    pub fn write_bytes(&self, offset: usize, bytes: &[u8]) {
        self.check(offset, bytes.len());
        // Safety: the target lies inside the buffer (checked); a Rust slice never overlaps memory that is only
        // reachable through raw pointers.
        unsafe {
            std::ptr::copy_nonoverlapping(
                bytes.as_ptr(),
                self.start.as_ptr().add(offset),
                bytes.len(),
            )
        };
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        match &self.owner {
            // Safety: the memory was allocated with this very layout.
            Owner::Allocation(layout) => unsafe { dealloc(self.start.as_ptr(), *layout) },
            // Dropping the field afterwards releases the memory.
            Owner::Foreign(_) => {}
        }
    }
}
