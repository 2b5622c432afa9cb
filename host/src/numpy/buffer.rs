//! The memory under arrays: reference-counted, aligned, and reachable from compiled code.
//!
//! Several arrays (views) share one buffer, on several threads, and compiled code writes through plain
//! pointers. As in NumPy, racing element accesses are the program's own affair; the buffer only makes sure
//! that every access lies inside the memory it owns.

#![allow(
    unsafe_code,
    reason = "raw memory that compiled code shares; every access here is bounds-checked"
)]

use std::any::Any;

use numjit_abi::DType;
use numjit_runtime::{ArrayView, Block};

use super::value::ElementBytes;

/// One owner of a block of memory that holds elements. Clones share the memory.
#[derive(Clone, Debug)]
pub struct Buffer {
    block: Block,
}

impl Buffer {
    /// Zeroed memory. The operating system hands out zero pages, so that this costs no more than leaving it unset.
    /// Nothing is returned where the size cannot be allocated.
    pub fn zeroed(bytes: usize) -> Option<Self> {
        // An array of a size that no machine has is a mistake to report, not a reason to end the process.
        const LIMIT: usize = 1 << 46;
        if bytes > LIMIT {
            return None;
        }
        Block::alloc_zeroed(bytes).map(Self::from_block)
    }

    /// Memory that compiled code made.
    pub fn from_block(block: Block) -> Self {
        Self { block }
    }

    /// Memory that lives elsewhere.
    ///
    /// # Safety
    /// The memory must stay valid for reads and writes of `bytes` bytes until `owner` is dropped.
    pub unsafe fn foreign(start: *mut u8, bytes: usize, owner: Box<dyn Any + Send>) -> Self {
        // Safety: passed on to the caller.
        Self::from_block(unsafe { Block::lend(start, bytes, owner) })
    }

    /// The block, as compiled code knows it.
    pub fn block(&self) -> &Block {
        &self.block
    }

    /// Whether two buffers are the same memory.
    pub fn shares(&self, other: &Self) -> bool {
        self.block.as_ptr() == other.block.as_ptr()
    }

    /// The address of the first byte.
    pub fn start(&self) -> *mut u8 {
        self.block.data()
    }

    pub fn len(&self) -> usize {
        self.block.size()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Borrows the elements of a layout, for printing. Nothing is returned where the layout does not lie inside the
    /// buffer.
    pub fn view<'a>(
        &'a self,
        offset: usize,
        dtype: DType,
        shape: &'a [i64],
        strides: &'a [i64],
    ) -> Option<ArrayView<'a>> {
        let (mut low, mut high) = (0_i64, dtype.size() as i64);
        for (&extent, &stride) in shape.iter().zip(strides) {
            // A view without elements reads nothing.
            let span = stride.checked_mul((extent - 1).max(0))?;
            low = low.checked_add(span.min(0))?;
            high = high.checked_add(span.max(0))?;
        }
        let empty = shape.contains(&0);
        let start = i64::try_from(offset).ok()?;
        let inside = start.checked_add(low)? >= 0 && start.checked_add(high)? <= self.len() as i64;
        if !empty && !inside {
            return None;
        }
        let data = self.start().wrapping_add(offset);
        // Safety: the lowest and the highest element lie inside the memory, which `self` keeps alive.
        Some(unsafe { ArrayView::new(dtype, shape, strides, data) })
    }

    fn check(&self, offset: usize, size: usize) {
        assert!(
            size <= self.len() && offset <= self.len() - size,
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
                self.start().add(offset),
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
            std::ptr::copy_nonoverlapping(element.as_ptr(), self.start().add(offset), size)
        };
    }

    /// Copies a run of bytes from another buffer, or from another place of the same one.
    pub fn copy_from(&self, offset: usize, source: &Self, source_offset: usize, size: usize) {
        self.check(offset, size);
        source.check(source_offset, size);
        // Safety: both runs lie inside their buffers (checked); `copy` allows them to overlap.
        unsafe {
            std::ptr::copy(
                source.start().add(source_offset),
                self.start().add(offset),
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
            std::ptr::copy_nonoverlapping(self.start().add(offset), bytes.as_mut_ptr(), size)
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
                self.start().add(offset),
                bytes.len(),
            )
        };
    }
}
