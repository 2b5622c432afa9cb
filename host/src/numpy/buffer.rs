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

use super::dtype::DType as Type;
use super::value::{ElementBytes, Value};

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
            std::ptr::copy_nonoverlapping(self.start().add(offset), element.as_mut_ptr(), size)
        };
        element
    }

    /// Writes one element's bytes.
    pub fn write(&self, offset: usize, size: usize, element: &ElementBytes) {
        assert!(size <= element.len());
        self.check(offset, size);
        // Safety: the target lies inside the buffer (checked) and the source has sufficient size.
        unsafe { std::ptr::copy_nonoverlapping(element.as_ptr(), self.start().add(offset), size) };
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

    /// Checks that `count` elements lie inside, each `stride` bytes after the one before.
    fn check_run(&self, offset: usize, stride: isize, count: usize, size: usize) {
        if count == 0 {
            return;
        }
        let reach = stride.checked_mul(count as isize - 1);
        let last = reach.and_then(|reach| offset.checked_add_signed(reach));
        self.check(offset, size);
        self.check(last.unwrap_or(usize::MAX), size);
    }

    /// The addresses of a run of elements.
    fn run(
        &self,
        offset: usize,
        stride: isize,
        count: usize,
        size: usize,
    ) -> impl Iterator<Item = *mut u8> + use<> {
        self.check_run(offset, stride, count, size);
        let first = self.start().wrapping_add(offset);
        (0..count as isize).map(move |place| first.wrapping_offset(place * stride))
    }

    /// Appends the values of a run of elements.
    pub fn read_run(
        &self,
        dtype: Type,
        offset: usize,
        stride: isize,
        count: usize,
        into: &mut Vec<Value>,
    ) {
        let places = self.run(offset, stride, count, dtype.size());
        macro_rules! read {
            ($ty:ty, $make:expr) => {
                // Safety: every place of the run lies inside the buffer (checked); reads need no alignment.
                into.extend(places.map(|place| {
                    $make(unsafe { place.cast::<$ty>().read_unaligned() })
                }))
            };
        }
        match dtype {
            Type::Bool => read!(u8, |byte| Value::Bool(byte != 0)),
            Type::Int8 => read!(i8, |value| Value::Int(i64::from(value))),
            Type::Int16 => read!(i16, |value| Value::Int(i64::from(value))),
            Type::Int32 => read!(i32, |value| Value::Int(i64::from(value))),
            Type::Int64 => read!(i64, Value::Int),
            Type::Uint8 => read!(u8, |value| Value::Uint(u64::from(value))),
            Type::Uint16 => read!(u16, |value| Value::Uint(u64::from(value))),
            Type::Uint32 => read!(u32, |value| Value::Uint(u64::from(value))),
            Type::Uint64 => read!(u64, Value::Uint),
            Type::Float32 => read!(f32, |value| Value::Float(f64::from(value))),
            Type::Float64 => read!(f64, Value::Float),
            Type::Complex64 => read!([f32; 2], |[re, im]: [f32; 2]| Value::Complex(
                f64::from(re),
                f64::from(im)
            )),
            Type::Complex128 => read!([f64; 2], |[re, im]: [f64; 2]| Value::Complex(re, im)),
        }
    }

    /// Stores a run of elements.
    pub fn write_run(&self, dtype: Type, offset: usize, stride: isize, values: &[Value]) {
        let places = self.run(offset, stride, values.len(), dtype.size());
        for (place, value) in places.zip(values) {
            let element = value.to_bytes(dtype);
            // Safety: the place lies inside the buffer (checked) and the element has sufficient size.
            unsafe { std::ptr::copy_nonoverlapping(element.as_ptr(), place, dtype.size()) };
        }
    }

    /// Stores one element many times.
    pub fn fill_run(
        &self,
        offset: usize,
        stride: isize,
        count: usize,
        size: usize,
        element: &ElementBytes,
    ) {
        assert!(size <= element.len());
        for place in self.run(offset, stride, count, size) {
            // Safety: the place lies inside the buffer (checked) and the element has sufficient size.
            unsafe { copy_element(element.as_ptr(), place, size) };
        }
    }

    /// Copies a run of elements from another buffer, or from another place of the same one, one after the other.
    pub fn copy_run(
        &self,
        (offset, stride): (usize, isize),
        source: &Self,
        (source_offset, source_stride): (usize, isize),
        count: usize,
        size: usize,
    ) {
        let from = source.run(source_offset, source_stride, count, size);
        for (to, from) in self.run(offset, stride, count, size).zip(from) {
            // Safety: both places lie inside their buffers (checked).
            unsafe { copy_element(from, to, size) };
        }
    }

    /// Copies the elements at several offsets from a place, one after the other to the start of this buffer.
    pub fn gather(&self, source: &Self, place: usize, offsets: &[isize], size: usize) {
        self.check_run(0, size as isize, offsets.len(), size);
        for (count, &offset) in offsets.iter().enumerate() {
            let from = place.wrapping_add_signed(offset);
            source.check(from, size);
            // Safety: both places lie inside their buffers (checked).
            unsafe {
                copy_element(
                    source.start().add(from),
                    self.start().add(count * size),
                    size,
                )
            };
        }
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
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), self.start().add(offset), bytes.len())
        };
    }
}

/// Copies one element; the sizes that elements have become single loads and stores.
///
/// # Safety
/// Both places are valid for `size` bytes.
#[inline]
unsafe fn copy_element(from: *const u8, to: *mut u8, size: usize) {
    /// Copies a value of any type.
    ///
    /// # Safety
    /// As for the outer function.
    #[inline]
    unsafe fn copy<T>(from: *const u8, to: *mut u8) {
        // Safety: passed on to the caller.
        unsafe {
            to.cast::<T>()
                .write_unaligned(from.cast::<T>().read_unaligned())
        }
    }
    // Safety: passed on to the caller.
    unsafe {
        match size {
            1 => copy::<u8>(from, to),
            2 => copy::<u16>(from, to),
            4 => copy::<u32>(from, to),
            8 => copy::<u64>(from, to),
            16 => copy::<u128>(from, to),
            _ => std::ptr::copy(from, to, size),
        }
    }
}
