//! Importing an extension module.
#![allow(unsafe_code, reason = "Python reads records that are made here")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;

use numjit_abi::{AotFunction, AotModule, ExceptionKind};
use numjit_runtime::Exception;

use super::api::{self, api};
use super::object::{Object, Owned, Raised, Result, raise};
use crate::session;

/// `PyModuleDef`.
#[repr(C)]
struct ModuleDef {
    head: Object,
    init: *mut c_void,
    index: isize,
    copy: *mut Object,
    name: *const c_char,
    doc: *const c_char,
    size: isize,
    methods: *mut c_void,
    slots: *mut c_void,
    traverse: *mut c_void,
    clear: *mut c_void,
    free: *mut c_void,
}

/// `PyMethodDef`.
#[repr(C)]
struct MethodDef {
    name: *const c_char,
    call: *const c_void,
    flags: c_int,
    doc: *const c_char,
}

/// `METH_FASTCALL | METH_KEYWORDS`.
const FAST_WITH_KEYWORDS: c_int = 0x80 | 0x2;

/// The version of the stable interface, as modules state it.
const ABI_VERSION: c_int = 3;

/// Makes the module: the body of its `PyInit_` function.
///
/// # Safety
/// The record is the library's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_aot_python_module(module: *const AotModule) -> *mut Object {
    if !api::is_available() {
        // Nothing of Python is known to work here, not even raising an exception.
        return ptr::null_mut();
    }
    // Safety: passed on to the caller.
    let made = unsafe { make(&*module) };
    made.map_or(ptr::null_mut(), Owned::into_raw)
}

/// # Safety
/// The record is the library's.
unsafe fn make(module: &AotModule) -> Result<Owned> {
    refuse_free_threading()?;
    session::print_with(print);
    // Safety: passed on to the caller; Python keeps the definitions, which are never freed.
    unsafe {
        let definition = Box::leak(Box::new(definition(module)));
        let object = (api().PyModule_Create2)(ptr::from_mut(definition).cast(), ABI_VERSION);
        let object = Owned::new(object)?;
        let name = CStr::from_ptr(module.name.cast()).to_bytes();
        let name = (api().PyUnicode_FromStringAndSize)(name.as_ptr().cast(), name.len() as isize);
        let name = Owned::new(name)?;
        let functions = std::slice::from_raw_parts(module.functions, module.function_count);
        for function in functions {
            add(function, &object, &name)?;
        }
        Ok(object)
    }
}

fn definition(module: &AotModule) -> ModuleDef {
    ModuleDef {
        head: Object {
            refcount: 1,
            class: ptr::null_mut(),
        },
        init: ptr::null_mut(),
        index: 0,
        copy: ptr::null_mut(),
        name: module.name.cast(),
        doc: c"Compiled ahead of time by numjit.".as_ptr(),
        size: -1,
        methods: ptr::null_mut(),
        slots: ptr::null_mut(),
        traverse: ptr::null_mut(),
        clear: ptr::null_mut(),
        free: ptr::null_mut(),
    }
}

/// Adds a function to the module.
///
/// # Safety
/// The record is the library's.
unsafe fn add(function: &AotFunction, module: &Owned, name: &Owned) -> Result<()> {
    let method = Box::leak(Box::new(MethodDef {
        name: function.name.cast(),
        call: function.call.cast(),
        flags: FAST_WITH_KEYWORDS,
        doc: function.doc.cast(),
    }));
    // Safety: Python keeps the method record, which is never freed.
    unsafe {
        let method = ptr::from_mut(method).cast();
        let made = (api().PyCFunction_NewEx)(method, module.as_ptr(), name.as_ptr());
        let made = Owned::new(made)?;
        let status =
            (api().PyObject_SetAttrString)(module.as_ptr(), function.name.cast(), made.as_ptr());
        if status == 0 { Ok(()) } else { Err(Raised) }
    }
}

/// The records of a free-threaded build are laid out in another way.
fn refuse_free_threading() -> Result<()> {
    // Safety: the version is a NUL-terminated text.
    let version = unsafe { CStr::from_ptr((api().Py_GetVersion)()) };
    if version.to_string_lossy().contains("free-threading") {
        return Err(raise(
            "ImportError",
            "this module is for Python with the global interpreter lock, not for a free-threaded build",
        ));
    }
    Ok(())
}

/// Writes text of compiled code to `sys.stdout`.
fn print(text: &str) -> std::result::Result<(), Exception> {
    let api = api();
    // Safety: the lock is held between the two calls; `sys.stdout` is borrowed from the module.
    unsafe {
        let state = (api.PyGILState_Ensure)();
        let stream = (api.PySys_GetObject)(c"stdout".as_ptr());
        let text = (api.PyUnicode_FromStringAndSize)(text.as_ptr().cast(), text.len() as isize);
        let written = Owned::new(text).map(|text| {
            const PLAIN: c_int = 1;
            stream.is_null() || (api.PyFile_WriteObject)(text.as_ptr(), stream, PLAIN) == 0
        });
        let is_written = written.unwrap_or(false);
        if !is_written {
            (api.PyErr_Clear)();
        }
        (api.PyGILState_Release)(state);
        match is_written {
            true => Ok(()),
            false => Err(Exception::new(ExceptionKind::OSError, "output failed")),
        }
    }
}
