//! Arrays that are not NumPy's: whatever lends its memory through Python's buffer protocol, such as
//! `array.array`, `bytearray` and `memoryview`.
#![allow(unsafe_code, reason = "buffers are records of Python")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;

use numjit_abi::DType;

use super::api::api;
use super::object::{Object, Owned, Result};
use super::types::ArrayType;

/// `Py_buffer`, the same in every CPython 3.
#[repr(C)]
struct View {
    data: *mut u8,
    object: *mut Object,
    len: isize,
    item: isize,
    readonly: c_int,
    ndim: c_int,
    format: *const c_char,
    shape: *const isize,
    strides: *const isize,
    suboffsets: *const isize,
    internal: *mut c_void,
}

/// `PyBUF_FORMAT | PyBUF_STRIDES`: shape, strides and format are told, and memory may be read-only.
const WANTED: c_int = 0x04 | 0x08 | 0x10;

/// Memory that an object lends until this is dropped.
pub(super) struct Buffer(Box<View>);

impl Drop for Buffer {
    fn drop(&mut self) {
        // Safety: the view was filled by `PyObject_GetBuffer`, and the interpreter's lock is held.
        unsafe { (api().PyBuffer_Release)(ptr::from_mut(&mut *self.0).cast()) };
    }
}

impl Buffer {
    /// The memory of an object; none if it lends none.
    ///
    /// # Safety
    /// The object is alive.
    pub(super) unsafe fn of(object: *mut Object) -> Option<Buffer> {
        let mut view = Box::new(View {
            data: ptr::null_mut(),
            object: ptr::null_mut(),
            len: 0,
            item: 0,
            readonly: 0,
            ndim: 0,
            format: ptr::null(),
            shape: ptr::null(),
            strides: ptr::null(),
            suboffsets: ptr::null(),
            internal: ptr::null_mut(),
        });
        // Safety: the view is a whole record that does not move.
        unsafe {
            let status =
                (api().PyObject_GetBuffer)(object, ptr::from_mut(&mut *view).cast(), WANTED);
            if status != 0 {
                (api().PyErr_Clear)();
                return None;
            }
        }
        Some(Buffer(view))
    }

    /// The first element.
    pub(super) fn data(&self) -> *mut u8 {
        self.0.data
    }

    /// Shape and strides.
    pub(super) fn extents(&self) -> (&[isize], &[isize]) {
        let ndim = usize::try_from(self.0.ndim).unwrap_or(0);
        if ndim == 0 || self.0.shape.is_null() || self.0.strides.is_null() {
            return (&[], &[]);
        }
        // Safety: both were asked for, so that there are as many numbers as there are axes.
        unsafe {
            (
                std::slice::from_raw_parts(self.0.shape, ndim),
                std::slice::from_raw_parts(self.0.strides, ndim),
            )
        }
    }

    /// What is wrong with the memory for a type, if anything.
    pub(super) fn misfit(&self, ty: &ArrayType) -> Option<String> {
        let format = self.format();
        if dtype(format, self.0.item) != Some(ty.dtype) {
            return Some(format!("a buffer of format '{format}'"));
        }
        let (shape, strides) = self.extents();
        if shape.len() != ty.ndim {
            let ending = if shape.len() == 1 { "is" } else { "es" };
            return Some(format!("a buffer with {} ax{ending}", shape.len()));
        }
        if ty.layout == b'C' && !is_dense(shape.iter().zip(strides).rev(), self.0.item) {
            return Some("a buffer that is not contiguous in C order".to_owned());
        }
        if ty.layout == b'F' && !is_dense(shape.iter().zip(strides), self.0.item) {
            return Some("a buffer that is not contiguous in Fortran order".to_owned());
        }
        let align = ty.dtype.size() as isize / if is_complex(ty.dtype) { 2 } else { 1 };
        let starts = strides.iter().copied().chain([self.0.data.addr() as isize]);
        if !shape.contains(&0) && starts.into_iter().any(|start| start % align != 0) {
            return Some("a buffer that is not aligned".to_owned());
        }
        if !ty.readonly && self.0.readonly != 0 {
            return Some("a buffer that is read-only".to_owned());
        }
        None
    }

    fn format(&self) -> &str {
        if self.0.format.is_null() {
            return "B";
        }
        // Safety: the format is NUL-terminated and lives as long as the view.
        let format = unsafe { CStr::from_ptr(self.0.format) };
        format.to_str().unwrap_or("?")
    }
}

/// A new `memoryview`, which keeps an object's memory in place as long as it lives.
///
/// # Safety
/// The object is alive.
pub(super) unsafe fn hold(object: *mut Object) -> Result<Owned> {
    // Safety: passed on to the caller.
    Owned::new(unsafe { (api().PyMemoryView_FromObject)(object) })
}

fn is_complex(dtype: DType) -> bool {
    matches!(dtype, DType::C64 | DType::C128)
}

/// The dtype of a format of the module `struct` (or of NumPy, for complex numbers) with items of this size.
fn dtype(format: &str, item: isize) -> Option<DType> {
    let native = if cfg!(target_endian = "little") {
        ['@', '=', '<']
    } else {
        ['@', '=', '>']
    };
    let letters = format.strip_prefix(native).unwrap_or(format);
    Some(match (letters, item) {
        ("?", 1) => DType::Bool,
        ("b", 1) => DType::I8,
        ("h", 2) => DType::I16,
        ("i" | "l", 4) => DType::I32,
        ("l" | "q" | "n", 8) => DType::I64,
        ("B", 1) => DType::U8,
        ("H", 2) => DType::U16,
        ("I" | "L", 4) => DType::U32,
        ("L" | "Q" | "N", 8) => DType::U64,
        ("f", 4) => DType::F32,
        ("d", 8) => DType::F64,
        ("Zf" | "F", 8) => DType::C64,
        ("Zd" | "D", 16) => DType::C128,
        _ => return None,
    })
}

/// Whether elements lie one after the other, given the axes from the one of the nearest neighbours on.
fn is_dense<'a>(axes: impl Iterator<Item = (&'a isize, &'a isize)> + Clone, item: isize) -> bool {
    if axes.clone().any(|(&extent, _)| extent == 0) {
        return true;
    }
    let mut expected = item;
    for (&extent, &stride) in axes {
        if extent != 1 && stride != expected {
            return false;
        }
        expected *= extent;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_dtypes() {
        assert_eq!(dtype("d", 8), Some(DType::F64));
        assert_eq!(dtype("<l", 4), Some(DType::I32));
        assert_eq!(dtype("@l", 8), Some(DType::I64));
        assert_eq!(dtype("Zd", 16), Some(DType::C128));
        assert_eq!(dtype("?", 1), Some(DType::Bool));
        assert_eq!(dtype(">d", 8), None);
        assert_eq!(dtype("c", 1), None);
        assert_eq!(dtype("2d", 16), None);
    }

    #[test]
    fn dense_axes_are_told_from_others() {
        let dense =
            |shape: &[isize], strides: &[isize]| is_dense(shape.iter().zip(strides).rev(), 8);
        assert!(dense(&[2, 3], &[24, 8]));
        assert!(!dense(&[2, 3], &[8, 16]));
        assert!(!dense(&[4], &[16]));
        assert!(dense(&[1], &[16]));
        assert!(dense(&[0, 3], &[8, 16]));
        assert!(dense(&[], &[]));
        assert!(is_dense([2, 3].iter().zip(&[8, 16]), 8));
    }
}
