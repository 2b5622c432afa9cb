//! Arrays that compiled functions return: owned by the program, without a copy.
#![allow(
    unsafe_code,
    reason = "elements are read and written in memory that compiled code allocated"
)]

use std::fmt;
use std::marker::PhantomData;

use numjit_abi::DType;
use numjit_runtime::Block;
use smallvec::SmallVec;

use crate::marshal::ArrayRef;

mod sealed {
    /// Only types whose every bit pattern is a value, or that compiled code writes with care.
    pub trait Sealed {}
}

/// A Rust type with the layout of an array element.
pub trait Element: sealed::Sealed + Copy + Default + Send + Sync + fmt::Debug + 'static {
    /// NumPy's element type.
    const DTYPE: DType;
}

macro_rules! elements {
    ($($rust:ty = $dtype:ident;)*) => {$(
        impl sealed::Sealed for $rust {}
        impl Element for $rust {
            const DTYPE: DType = DType::$dtype;
        }
    )*};
}

elements! {
    bool = Bool;
    i8 = I8;
    u8 = U8;
    i16 = I16;
    u16 = U16;
    i32 = I32;
    u32 = U32;
    i64 = I64;
    u64 = U64;
    f32 = F32;
    f64 = F64;
}

#[cfg(feature = "ndarray")]
elements! {
    num_complex::Complex<f32> = C64;
    num_complex::Complex<f64> = C128;
}

/// An array whose element type is known only at run time.
pub struct DynArray {
    /// Keeps the elements.
    block: Block,
    data: *mut u8,
    dtype: DType,
    shape: SmallVec<[usize; 4]>,
    /// In bytes.
    strides: SmallVec<[isize; 4]>,
}

// Safety: the block may be dropped on any thread, and the elements change through `&mut self` only.
unsafe impl Send for DynArray {}
// Safety: as above.
unsafe impl Sync for DynArray {}

/// An array of `T` that a compiled function returned.
pub struct Array<T> {
    array: DynArray,
    _elements: PhantomData<T>,
}

/// Takes over an array result. One without an owner lies in memory of the caller or of the compiled code
/// and is copied, while it is still there. None when there is no memory for the copy.
pub(super) fn receive(array: ArrayRef) -> Option<DynArray> {
    if array.record.is_some() {
        // Structured arrays have no form here; the owner ends with the block.
        // Safety: a result carries one owner.
        drop(unsafe { Block::from_raw(array.owner) });
        return None;
    }
    let shape: SmallVec<[usize; 4]> = array
        .shape
        .iter()
        .map(|&extent| usize::try_from(extent).unwrap_or(0))
        .collect();
    // Safety: a result carries one owner, which goes over to the block.
    match unsafe { Block::from_raw(array.owner) } {
        Some(block) => Some(DynArray {
            block,
            data: array.data,
            dtype: array.dtype,
            shape,
            strides: array
                .strides
                .iter()
                .map(|&stride| stride as isize)
                .collect(),
        }),
        None => copy(&array, shape),
    }
}

/// A C-ordered copy.
fn copy(array: &ArrayRef, shape: SmallVec<[usize; 4]>) -> Option<DynArray> {
    let item = array.dtype.size();
    let count: usize = shape.iter().product();
    let block = Block::alloc(count.checked_mul(item)?)?;
    let strides: Vec<isize> = array
        .strides
        .iter()
        .map(|&stride| stride as isize)
        .collect();
    for (position, offset) in Offsets::new(&shape, &strides).enumerate() {
        // Safety: the source is readable during the call that returned it, at every index within its
        // shape; the block has room for all elements.
        unsafe {
            let from = array.data.offset(offset);
            std::ptr::copy_nonoverlapping(from, block.data().add(position * item), item);
        }
    }
    Some(DynArray {
        data: block.data(),
        block,
        dtype: array.dtype,
        strides: dense_strides(&shape, item),
        shape,
    })
}

fn dense_strides(shape: &[usize], item: usize) -> SmallVec<[isize; 4]> {
    let mut strides: SmallVec<[isize; 4]> = SmallVec::from_elem(0, shape.len());
    let mut next = item as isize;
    for (stride, &extent) in strides.iter_mut().zip(shape).rev() {
        *stride = next;
        next *= extent.max(1) as isize;
    }
    strides
}

/// Byte offsets of all elements in C order.
struct Offsets<'a> {
    shape: &'a [usize],
    strides: &'a [isize],
    index: SmallVec<[usize; 4]>,
    offset: isize,
    left: usize,
}

impl<'a> Offsets<'a> {
    fn new(shape: &'a [usize], strides: &'a [isize]) -> Offsets<'a> {
        Offsets {
            shape,
            strides,
            index: SmallVec::from_elem(0, shape.len()),
            offset: 0,
            left: shape.iter().product(),
        }
    }
}

impl Iterator for Offsets<'_> {
    type Item = isize;

    fn next(&mut self) -> Option<isize> {
        self.left = self.left.checked_sub(1)?;
        let offset = self.offset;
        for axis in (0..self.shape.len()).rev() {
            self.index[axis] += 1;
            self.offset += self.strides[axis];
            if self.index[axis] < self.shape[axis] {
                break;
            }
            self.offset -= self.strides[axis] * self.index[axis] as isize;
            self.index[axis] = 0;
        }
        Some(offset)
    }
}

impl DynArray {
    /// Element type.
    pub fn dtype(&self) -> DType {
        self.dtype
    }

    /// Extents.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Distances between neighbours along each axis, in bytes.
    pub fn strides(&self) -> &[isize] {
        &self.strides
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// First element.
    pub fn as_ptr(&self) -> *const u8 {
        self.data
    }

    /// Whether the elements follow each other in C order without gaps.
    pub fn is_contiguous(&self) -> bool {
        let dense = dense_strides(&self.shape, self.dtype.size());
        let axes = self.shape.iter().zip(self.strides.iter().zip(&dense));
        self.is_empty()
            || axes
                .filter(|(extent, _)| **extent > 1)
                .all(|(_, (stride, dense))| stride == dense)
    }

    /// Whether the elements fill their block from its start in C order, and nobody else has it.
    pub(super) fn is_whole(&self) -> bool {
        self.is_contiguous() && self.data == self.block.data() && self.block.owners() == 1
    }

    /// The memory of the elements.
    pub(super) fn into_block(self) -> Block {
        self.block
    }

    /// Makes every byte 0 or 1; `np.empty` leaves others, which Rust's `bool` must not have.
    fn normalize_bools(&self) {
        for offset in Offsets::new(&self.shape, &self.strides) {
            // Safety: the block holds a byte at every index within the shape, and no reference to the
            // elements has been given out yet.
            unsafe {
                let byte = self.data.offset(offset);
                if byte.read() > 1 {
                    byte.write(1);
                }
            }
        }
    }

    /// The array seen by compiled code as an argument; borrowed.
    pub(super) fn as_arg(&self, writable: bool) -> ArrayRef {
        ArrayRef {
            // No owner: a result that is a view of it is copied, so that arrays never share elements.
            owner: std::ptr::null_mut(),
            data: self.data,
            dtype: self.dtype,
            record: None,
            shape: self.shape.iter().map(|&extent| extent as i64).collect(),
            strides: self.strides.iter().map(|&stride| stride as i64).collect(),
            writable,
        }
    }

    /// The bytes of the elements in C order.
    pub fn to_bytes(&self) -> Vec<u8> {
        let item = self.dtype.size();
        let mut bytes = Vec::with_capacity(self.len() * item);
        for offset in Offsets::new(&self.shape, &self.strides) {
            // Safety: the block holds an element of this size at every index within the shape.
            bytes.extend_from_slice(unsafe {
                std::slice::from_raw_parts(self.data.offset(offset), item)
            });
        }
        bytes
    }
}

impl fmt::Debug for DynArray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "array of {} {:?}", self.dtype.name(), self.shape())
    }
}

impl<T: Element> Array<T> {
    /// The array with its element type; none for another element type.
    pub fn from_dyn(array: DynArray) -> Option<Array<T>> {
        if array.dtype != T::DTYPE {
            return None;
        }
        if array.dtype == DType::Bool {
            array.normalize_bools();
        }
        Some(Array {
            array,
            _elements: PhantomData,
        })
    }

    /// Extents.
    pub fn shape(&self) -> &[usize] {
        &self.array.shape
    }

    /// Distances between neighbours along each axis, in bytes.
    pub fn strides(&self) -> &[isize] {
        &self.array.strides
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.array.len()
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.array.is_empty()
    }

    /// The elements in C order; none when they do not lie next to each other ([`Array::to_vec`] copies).
    pub fn as_slice(&self) -> Option<&[T]> {
        let is_aligned = self.array.data.addr().is_multiple_of(align_of::<T>());
        if !self.array.is_contiguous() || !is_aligned {
            return None;
        }
        if self.is_empty() {
            return Some(&[]);
        }
        // Safety: the block holds as many elements of `T`, initialised by compiled code, one after the
        // other; nothing changes them while `self` is borrowed.
        Some(unsafe { std::slice::from_raw_parts(self.array.data.cast::<T>(), self.len()) })
    }

    /// The elements for writing; none where [`Array::as_slice`] gives none, or when the function
    /// returned another array that shares them.
    pub fn as_mut_slice(&mut self) -> Option<&mut [T]> {
        if self.array.block.owners() > 1 {
            return None;
        }
        let len = self.as_slice()?.len();
        if len == 0 {
            return Some(&mut []);
        }
        // Safety: as in `as_slice`, and `self` is the only owner of the block.
        Some(unsafe { std::slice::from_raw_parts_mut(self.array.data.cast::<T>(), len) })
    }

    /// First element.
    pub fn as_ptr(&self) -> *const T {
        self.array.data.cast()
    }

    /// A copy of the elements in C order.
    pub fn to_vec(&self) -> Vec<T> {
        if let Some(slice) = self.as_slice() {
            return slice.to_vec();
        }
        let offsets = Offsets::new(&self.array.shape, &self.array.strides);
        // Safety: the block holds an element at every index within the shape.
        let read = |offset| unsafe { self.array.data.offset(offset).cast::<T>().read_unaligned() };
        offsets.map(read).collect()
    }

    /// The array without its element type.
    pub fn into_dyn(self) -> DynArray {
        self.array
    }
}

impl<T: Element> fmt::Debug for Array<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.array, self.to_vec())
    }
}

/// A block with a copy of the elements. None when there is no memory for it.
pub(super) fn block_of<T: Element>(elements: &[T]) -> Option<Block> {
    let block = Block::alloc(size_of_val(elements))?;
    // Safety: the new block has room for all elements and is not shared yet.
    unsafe {
        let to = block.data().cast::<T>();
        std::ptr::copy_nonoverlapping(elements.as_ptr(), to, elements.len());
    }
    Some(block)
}
