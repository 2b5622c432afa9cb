//! NumPy's arrays, through the table of functions that NumPy publishes for extension modules.
//!
//! Positions in the table and the beginning of the array record have been the same from NumPy 1.7 to 2.x;
//! NumPy keeps them so that modules built once run with all of these.
#![allow(unsafe_code, reason = "arrays are records of another library")]

use std::ffi::{c_int, c_void};
use std::ptr;
use std::sync::OnceLock;

use numjit_abi::DType;

use super::api::api;
use super::object::{Object, Owned, Raised, Result, is_instance, raise};
use super::types::ArrayType;

/// The beginning of an array object (`PyArrayObject_fields`).
#[repr(C)]
pub(super) struct Array {
    head: Object,
    pub(super) data: *mut u8,
    pub(super) ndim: c_int,
    pub(super) shape: *const isize,
    pub(super) strides: *const isize,
    base: *mut Object,
    descr: *const Descr,
    flags: c_int,
}

/// The beginning of a dtype object (`PyArray_Descr`).
#[repr(C)]
struct Descr {
    head: Object,
    class: *mut Object,
    kind: u8,
    letter: u8,
    byteorder: u8,
    flags: u8,
    number: c_int,
}

/// Flags of an array.
const C_CONTIGUOUS: c_int = 0x1;
const F_CONTIGUOUS: c_int = 0x2;
const ALIGNED: c_int = 0x100;
const WRITEABLE: c_int = 0x400;

/// Positions in NumPy's table.
const ARRAY_TYPE: usize = 2;
const ARRAY_NEW: usize = 93;
const SET_BASE_OBJECT: usize = 282;

type ArrayNew = unsafe extern "C" fn(
    *mut Object,
    c_int,
    *const isize,
    c_int,
    *const isize,
    *mut c_void,
    c_int,
    c_int,
    *mut Object,
) -> *mut Object;
type SetBase = unsafe extern "C" fn(*mut Object, *mut Object) -> c_int;

/// What is used of NumPy.
pub(super) struct NumPy {
    class: *mut Object,
    new: ArrayNew,
    set_base: SetBase,
}

// Safety: the class and the functions live as long as the process.
unsafe impl Send for NumPy {}
// Safety: as above.
unsafe impl Sync for NumPy {}

static NUMPY: OnceLock<NumPy> = OnceLock::new();

/// NumPy, imported on first use.
pub(super) fn numpy() -> Result<&'static NumPy> {
    if let Some(numpy) = NUMPY.get() {
        return Ok(numpy);
    }
    let found = find()?;
    Ok(NUMPY.get_or_init(|| found))
}

/// NumPy, if the program has imported it: only then are there arrays of its class.
pub(super) fn loaded() -> Option<&'static NumPy> {
    if let Some(numpy) = NUMPY.get() {
        return Some(numpy);
    }
    // Safety: the names are NUL-terminated; both results are borrowed, and null where there are none.
    let known = unsafe {
        let modules = (api().PySys_GetObject)(c"modules".as_ptr());
        !modules.is_null() && !(api().PyDict_GetItemString)(modules, c"numpy".as_ptr()).is_null()
    };
    if !known {
        return None;
    }
    let found = numpy();
    if found.is_err() {
        // Safety: the interpreter is running.
        unsafe { (api().PyErr_Clear)() };
    }
    found.ok()
}

fn find() -> Result<NumPy> {
    // Safety: the names are NUL-terminated; the table has the documented contents, and is never freed.
    unsafe {
        let module = import_core()?;
        let table = (api().PyObject_GetAttrString)(module.as_ptr(), c"_ARRAY_API".as_ptr());
        let capsule = Owned::new(table)?;
        let table = (api().PyCapsule_GetPointer)(capsule.as_ptr(), ptr::null());
        if table.is_null() {
            return Err(Raised);
        }
        let table = table.cast::<*mut c_void>();
        Ok(NumPy {
            class: table.add(ARRAY_TYPE).read().cast(),
            new: std::mem::transmute::<*mut c_void, ArrayNew>(table.add(ARRAY_NEW).read()),
            set_base: std::mem::transmute::<*mut c_void, SetBase>(
                table.add(SET_BASE_OBJECT).read(),
            ),
        })
    }
}

/// NumPy's own extension module, which NumPy 2 renamed.
fn import_core() -> Result<Owned> {
    let names = [
        c"numpy._core._multiarray_umath",
        c"numpy.core._multiarray_umath",
    ];
    for name in names {
        // Safety: the name is NUL-terminated.
        let module = unsafe { (api().PyImport_ImportModule)(name.as_ptr()) };
        if let Ok(module) = Owned::new(module) {
            return Ok(module);
        }
        // Safety: the interpreter is running.
        unsafe { (api().PyErr_Clear)() };
    }
    Err(raise(
        "ImportError",
        "a function that returns an array needs NumPy, which cannot be imported",
    ))
}

/// Why an array does not fit a type.
pub(super) enum Misfit {
    NotAnArray,
    Described(String),
}

impl NumPy {
    /// An object as an array of a type.
    ///
    /// # Safety
    /// The object is alive.
    pub(super) unsafe fn array_of(
        &self,
        object: *mut Object,
        ty: &ArrayType,
    ) -> std::result::Result<*const Array, Misfit> {
        // Safety: passed on to the caller; an instance of NumPy's class begins with its record.
        unsafe {
            if !is_instance(object, self.class) {
                return Err(Misfit::NotAnArray);
            }
            let array = object.cast::<Array>().cast_const();
            match misfit(&*array, ty) {
                None => Ok(array),
                Some(text) => Err(Misfit::Described(text)),
            }
        }
    }

    /// A new array over memory that `base` keeps alive; no base means that it lives as long as the process.
    ///
    /// # Safety
    /// The memory has elements of the type at every place that shape and strides reach.
    pub(super) unsafe fn wrap(
        &self,
        ty: &ArrayType,
        data: *mut u8,
        shape: &[isize],
        strides: &[isize],
        base: Option<Owned>,
    ) -> Result<Owned> {
        let flags = ALIGNED | if ty.readonly { 0 } else { WRITEABLE };
        // Safety: shape and strides have one entry an axis; the rest is passed on to the caller.
        let array = Owned::new(unsafe {
            (self.new)(
                self.class,
                shape.len() as c_int,
                shape.as_ptr(),
                type_number(ty.dtype),
                strides.as_ptr(),
                data.cast(),
                0,
                flags,
                ptr::null_mut(),
            )
        })?;
        if let Some(base) = base {
            // Safety: the array is new, and takes over the reference.
            let status = unsafe { (self.set_base)(array.as_ptr(), base.into_raw()) };
            if status != 0 {
                return Err(Raised);
            }
        }
        Ok(array)
    }
}

/// What is wrong with an array for a type, if anything.
fn misfit(array: &Array, ty: &ArrayType) -> Option<String> {
    // Safety: every array has a dtype.
    let descr = unsafe { &*array.descr };
    if !is_number(descr.number, ty.dtype) || descr.byteorder == b'>' {
        return Some(format!("an array of {}", dtype_name(descr)));
    }
    if array.ndim as usize != ty.ndim {
        let ending = if array.ndim == 1 { "is" } else { "es" };
        return Some(format!("an array with {} ax{ending}", array.ndim));
    }
    let (flag, text) = match ty.layout {
        b'C' => (C_CONTIGUOUS, "an array that is not contiguous in C order"),
        b'F' => (
            F_CONTIGUOUS,
            "an array that is not contiguous in Fortran order",
        ),
        _ => (ALIGNED, "an array that is not aligned"),
    };
    if array.flags & flag == 0 {
        return Some(text.to_owned());
    }
    if array.flags & ALIGNED == 0 {
        return Some("an array that is not aligned".to_owned());
    }
    if !ty.readonly && array.flags & WRITEABLE == 0 {
        return Some("an array that is read-only".to_owned());
    }
    None
}

/// The name of an array's dtype.
fn dtype_name(descr: &Descr) -> String {
    let known = DType::ALL
        .iter()
        .find(|&&dtype| is_number(descr.number, dtype));
    let order = match descr.byteorder {
        b'>' => " in big-endian order",
        _ => "",
    };
    match known {
        Some(dtype) => format!("{}{order}", dtype.name()),
        None => format!("kind '{}'", char::from(descr.kind)),
    }
}

/// NumPy's number of a dtype. The 64-bit integers are C's `long`.
fn type_number(dtype: DType) -> c_int {
    match dtype {
        DType::Bool => 0,
        DType::I8 => 1,
        DType::U8 => 2,
        DType::I16 => 3,
        DType::U16 => 4,
        DType::I32 => 5,
        DType::U32 => 6,
        DType::I64 => 7,
        DType::U64 => 8,
        DType::F32 => 11,
        DType::F64 => 12,
        DType::C64 => 14,
        DType::C128 => 15,
    }
}

/// Whether a number of NumPy is that of a dtype; C's `long long` counts as `long`.
fn is_number(number: c_int, dtype: DType) -> bool {
    number == type_number(dtype) || matches!((number, dtype), (9, DType::I64) | (10, DType::U64))
}
