//! The functions of Python's C interface that are used, looked up by name.
//!
//! All of them are in every CPython since 3.8, most of them in its stable interface.
#![allow(unsafe_code, reason = "the functions are C functions of the process")]

use std::ffi::{CStr, c_char, c_double, c_int, c_long, c_longlong, c_ulonglong, c_void};
use std::sync::OnceLock;

use super::object::Object;

/// A complex number as Python's C interface passes it.
#[repr(C)]
#[derive(Clone, Copy)]
pub(super) struct Complex {
    pub(super) re: c_double,
    pub(super) im: c_double,
}

macro_rules! api {
    ($($name:ident($($arg:ty),*) $(-> $result:ty)?;)*) => {
        /// Addresses of the functions, under their own names.
        #[allow(non_snake_case, reason = "the names are Python's")]
        pub(super) struct Api {
            $(pub(super) $name: unsafe extern "C" fn($($arg),*) $(-> $result)?,)*
        }

        impl Api {
            /// Finds all functions in the process; none when one is missing.
            fn find() -> Option<Api> {
                $(
                    #[allow(non_snake_case, reason = "the names are Python's")]
                    let $name = find(concat!(stringify!($name), "\0"))?;
                )*
                // Safety: the types are those of Python's headers.
                Some(unsafe {
                    Api {
                        $($name: std::mem::transmute::<
                            *mut c_void,
                            unsafe extern "C" fn($($arg),*) $(-> $result)?,
                        >($name),)*
                    }
                })
            }
        }
    };
}

api! {
    Py_IncRef(*mut Object);
    Py_DecRef(*mut Object);
    PyObject_IsTrue(*mut Object) -> c_int;
    PyObject_GetAttrString(*mut Object, *const c_char) -> *mut Object;
    PyObject_SetAttrString(*mut Object, *const c_char, *mut Object) -> c_int;
    PyType_IsSubtype(*mut Object, *mut Object) -> c_int;
    PyNumber_Index(*mut Object) -> *mut Object;
    PyLong_AsLongLong(*mut Object) -> c_longlong;
    PyLong_AsUnsignedLongLong(*mut Object) -> c_ulonglong;
    PyLong_FromLongLong(c_longlong) -> *mut Object;
    PyLong_FromUnsignedLongLong(c_ulonglong) -> *mut Object;
    PyFloat_AsDouble(*mut Object) -> c_double;
    PyFloat_FromDouble(c_double) -> *mut Object;
    PyComplex_AsCComplex(*mut Object) -> Complex;
    PyComplex_FromDoubles(c_double, c_double) -> *mut Object;
    PyBool_FromLong(c_long) -> *mut Object;
    PyTuple_New(isize) -> *mut Object;
    PyTuple_Size(*mut Object) -> isize;
    PyTuple_GetItem(*mut Object, isize) -> *mut Object;
    PyTuple_SetItem(*mut Object, isize, *mut Object) -> c_int;
    PyUnicode_FromStringAndSize(*const c_char, isize) -> *mut Object;
    PyUnicode_FromKindAndData(c_int, *const c_void, isize) -> *mut Object;
    PyUnicode_AsUCS4Copy(*mut Object) -> *mut u32;
    PyUnicode_GetLength(*mut Object) -> isize;
    PyUnicode_AsUTF8AndSize(*mut Object, *mut isize) -> *const c_char;
    PyMem_Free(*mut c_void);
    PyObject_GetBuffer(*mut Object, *mut c_void, c_int) -> c_int;
    PyBuffer_Release(*mut c_void);
    PyMemoryView_FromObject(*mut Object) -> *mut Object;
    PyDict_GetItemString(*mut Object, *const c_char) -> *mut Object;
    PyCapsule_New(*mut c_void, *const c_char, Option<unsafe extern "C" fn(*mut Object)>) -> *mut Object;
    PyCapsule_GetPointer(*mut Object, *const c_char) -> *mut c_void;
    PyImport_ImportModule(*const c_char) -> *mut Object;
    PyModule_Create2(*mut c_void, c_int) -> *mut Object;
    PyCFunction_NewEx(*mut c_void, *mut Object, *mut Object) -> *mut Object;
    PyErr_SetString(*mut Object, *const c_char);
    PyErr_SetObject(*mut Object, *mut Object);
    PyErr_Occurred() -> *mut Object;
    PyErr_ExceptionMatches(*mut Object) -> c_int;
    PyErr_Clear();
    PyEval_SaveThread() -> *mut c_void;
    PyEval_RestoreThread(*mut c_void);
    PyGILState_Ensure() -> c_int;
    PyGILState_Release(c_int);
    PySys_GetObject(*const c_char) -> *mut Object;
    PyFile_WriteObject(*mut Object, *mut Object, c_int) -> c_int;
    Py_GetVersion() -> *const c_char;
}

static API: OnceLock<Option<Api>> = OnceLock::new();

/// The address of a symbol of the process; the name ends in NUL.
fn find(name: &str) -> Option<*mut c_void> {
    let name = CStr::from_bytes_with_nul(name.as_bytes()).ok()?;
    // Safety: the name is NUL-terminated.
    let address = unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) };
    (!address.is_null()).then_some(address)
}

/// Looks the functions up; false when this is not a Python that has them.
pub(super) fn is_available() -> bool {
    API.get_or_init(Api::find).is_some()
}

/// The functions. Only code that runs after a successful [`is_available`] gets here.
pub(super) fn api() -> &'static Api {
    match API.get() {
        Some(Some(api)) => api,
        _ => std::process::abort(),
    }
}

/// A class or other object that Python keeps in a variable, such as `PyExc_ValueError`.
pub(super) fn variable(name: &str) -> Option<*mut Object> {
    let place = find(&format!("{name}\0"))?.cast::<*mut Object>();
    // Safety: the variable lives as long as the process.
    Some(unsafe { place.read() })
}

/// An object that is itself a variable of Python, such as the class `PyLong_Type` or `_Py_NoneStruct`.
pub(super) fn place(name: &str) -> Option<*mut Object> {
    Some(find(&format!("{name}\0"))?.cast())
}
