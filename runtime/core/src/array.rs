//! A borrowed view of an array's elements.
#![allow(unsafe_code, reason = "array data arrives as raw memory")]

use std::marker::PhantomData;

use numjit_abi::DType;

/// An array as its parts: dtype, shape, strides in bytes, first element.
///
/// Making one is a promise that the memory is readable; reading it is safe afterwards.
#[derive(Clone, Copy, Debug)]
pub struct ArrayView<'a> {
    dtype: DType,
    shape: &'a [i64],
    strides: &'a [i64],
    data: *const u8,
    _data: PhantomData<&'a [u8]>,
}

/// One element of an array.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar {
    /// `bool`.
    Bool(bool),
    /// A signed integer of any width.
    Int(i64),
    /// An unsigned integer of any width.
    UInt(u64),
    /// `float32`.
    F32(f32),
    /// `float64`.
    F64(f64),
    /// `complex64`.
    C64(f32, f32),
    /// `complex128`.
    C128(f64, f64),
}

impl<'a> ArrayView<'a> {
    /// A view of strided memory.
    ///
    /// # Safety
    /// For every index within `shape` (whose extents are not negative), the element at that index times
    /// the strides from `data` is readable while the view lives.
    ///
    /// # Panics
    /// If shape and strides differ in length.
    pub unsafe fn new(
        dtype: DType,
        shape: &'a [i64],
        strides: &'a [i64],
        data: *const u8,
    ) -> ArrayView<'a> {
        assert_eq!(shape.len(), strides.len(), "one stride an axis");
        ArrayView {
            dtype,
            shape,
            strides,
            data,
            _data: PhantomData,
        }
    }

    /// A view from the arguments that compiled code passes.
    ///
    /// # Safety
    /// As for [`ArrayView::new`], with `ndim` extents and strides behind the pointers.
    pub(crate) unsafe fn from_raw_parts(
        dtype: DType,
        ndim: i64,
        data: *const u8,
        shape: *const i64,
        strides: *const i64,
    ) -> ArrayView<'a> {
        let ndim = usize::try_from(ndim).unwrap_or(0);
        // Safety: passed on to the caller.
        unsafe { ArrayView::new(dtype, axes(shape, ndim), axes(strides, ndim), data) }
    }

    /// The element type.
    pub fn dtype(&self) -> DType {
        self.dtype
    }

    /// The extents.
    pub fn shape(&self) -> &'a [i64] {
        self.shape
    }

    /// The strides in bytes.
    pub fn strides(&self) -> &'a [i64] {
        self.strides
    }

    /// Number of axes.
    pub fn ndim(&self) -> usize {
        self.shape.len()
    }

    /// Number of elements.
    pub fn size(&self) -> usize {
        self.shape.iter().map(|&extent| extent as usize).product()
    }

    /// The element at an index.
    ///
    /// # Panics
    /// If the index is out of bounds or of the wrong length.
    pub fn get(&self, index: &[usize]) -> Scalar {
        assert_eq!(index.len(), self.ndim(), "one index an axis");
        let mut offset = 0;
        for ((&at, &extent), &stride) in index.iter().zip(self.shape).zip(self.strides) {
            assert!(at < extent as usize, "index within the shape");
            offset += at as isize * stride as isize;
        }
        // Safety: the index is within the shape, so `new`'s promise covers the element.
        unsafe { read(self.dtype, self.data.offset(offset)) }
    }
}

/// Borrows the extents or strides of compiled code.
///
/// # Safety
/// `ndim` values are readable at `values`.
pub(crate) unsafe fn axes<'a>(values: *const i64, ndim: usize) -> &'a [i64] {
    if ndim == 0 {
        return &[];
    }
    // Safety: passed on to the caller.
    unsafe { std::slice::from_raw_parts(values, ndim) }
}

/// Reads one element.
///
/// # Safety
/// An element of this dtype is readable at `at`, aligned or not.
unsafe fn read(dtype: DType, at: *const u8) -> Scalar {
    /// Reads a value of any type.
    ///
    /// # Safety
    /// As for the outer function.
    unsafe fn load<T>(at: *const u8) -> T {
        // Safety: passed on to the caller.
        unsafe { at.cast::<T>().read_unaligned() }
    }
    // Safety: passed on to the caller.
    unsafe {
        match dtype {
            DType::Bool => Scalar::Bool(load::<u8>(at) != 0),
            DType::I8 => Scalar::Int(load::<i8>(at).into()),
            DType::I16 => Scalar::Int(load::<i16>(at).into()),
            DType::I32 => Scalar::Int(load::<i32>(at).into()),
            DType::I64 => Scalar::Int(load(at)),
            DType::U8 => Scalar::UInt(load::<u8>(at).into()),
            DType::U16 => Scalar::UInt(load::<u16>(at).into()),
            DType::U32 => Scalar::UInt(load::<u32>(at).into()),
            DType::U64 => Scalar::UInt(load(at)),
            DType::F32 => Scalar::F32(load(at)),
            DType::F64 => Scalar::F64(load(at)),
            DType::C64 => Scalar::C64(load(at), load(at.add(4))),
            DType::C128 => Scalar::C128(load(at), load(at.add(8))),
        }
    }
}
