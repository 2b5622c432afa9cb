//! Python objects: owned references, their classes, and raising exceptions.
#![allow(unsafe_code, reason = "Python objects are raw pointers")]

use std::ffi::CString;
use std::ptr::NonNull;
use std::sync::OnceLock;

use super::api::{api, place, variable};

/// A Python object. Outside of free-threaded builds, which are refused, every object begins like this.
#[repr(C)]
pub struct Object {
    pub(super) refcount: isize,
    pub(super) class: *mut Object,
}

/// A Python exception has been set.
#[derive(Debug)]
pub(super) struct Raised;

/// The result of something that may set a Python exception.
pub(super) type Result<T> = std::result::Result<T, Raised>;

/// A reference that is dropped at the end.
pub(super) struct Owned(NonNull<Object>);

impl Owned {
    /// Takes over a new reference; null means that an exception is set.
    pub(super) fn new(object: *mut Object) -> Result<Owned> {
        NonNull::new(object).map(Owned).ok_or(Raised)
    }

    /// One more reference to an object.
    ///
    /// # Safety
    /// The object is alive.
    pub(super) unsafe fn borrow(object: *mut Object) -> Result<Owned> {
        // Safety: passed on to the caller; null is ignored.
        unsafe { (api().Py_IncRef)(object) };
        Owned::new(object)
    }

    /// The object, still owned by `self`.
    pub(super) fn as_ptr(&self) -> *mut Object {
        self.0.as_ptr()
    }

    /// Hands the reference to the caller.
    pub(super) fn into_raw(self) -> *mut Object {
        let object = self.0.as_ptr();
        std::mem::forget(self);
        object
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // Safety: `self` is the reference that is given up.
        unsafe { (api().Py_DecRef)(self.0.as_ptr()) };
    }
}

/// The classes that arguments are told apart by, and `None`.
pub(super) struct Classes {
    pub(super) none: *mut Object,
    pub(super) boolean: *mut Object,
    pub(super) int: *mut Object,
    pub(super) float: *mut Object,
    pub(super) complex: *mut Object,
    pub(super) str: *mut Object,
    pub(super) tuple: *mut Object,
}

// Safety: the objects live as long as the process, and their addresses do not change.
unsafe impl Send for Classes {}
// Safety: as above.
unsafe impl Sync for Classes {}

/// The classes, looked up once.
pub(super) fn classes() -> &'static Classes {
    static CLASSES: OnceLock<Classes> = OnceLock::new();
    let find = |name| place(name).unwrap_or(std::ptr::null_mut());
    CLASSES.get_or_init(|| Classes {
        none: find("_Py_NoneStruct"),
        boolean: find("PyBool_Type"),
        int: find("PyLong_Type"),
        float: find("PyFloat_Type"),
        complex: find("PyComplex_Type"),
        str: find("PyUnicode_Type"),
        tuple: find("PyTuple_Type"),
    })
}

/// The class of an object.
///
/// # Safety
/// The object is alive.
pub(super) unsafe fn class_of(object: *mut Object) -> *mut Object {
    // Safety: passed on to the caller.
    unsafe { (*object).class }
}

/// Whether an object is an instance of a class or of one derived from it.
///
/// # Safety
/// The object and the class are alive.
pub(super) unsafe fn is_instance(object: *mut Object, class: *mut Object) -> bool {
    // Safety: passed on to the caller.
    unsafe {
        let own = class_of(object);
        own == class || (api().PyType_IsSubtype)(own, class) != 0
    }
}

/// `type(object).__name__`.
///
/// # Safety
/// The object is alive.
pub(super) unsafe fn class_name(object: *mut Object) -> String {
    // Safety: passed on to the caller.
    let name = unsafe {
        let class = class_of(object);
        Owned::new((api().PyObject_GetAttrString)(class, c"__name__".as_ptr()))
    };
    let text = name.and_then(|name| {
        let mut len = 0;
        // Safety: the name is alive, and its text lives as long as it.
        unsafe {
            let data = (api().PyUnicode_AsUTF8AndSize)(name.as_ptr(), &raw mut len);
            let data = NonNull::new(data.cast_mut()).ok_or(Raised)?;
            let bytes = std::slice::from_raw_parts(data.as_ptr().cast::<u8>(), len as usize);
            Ok(String::from_utf8_lossy(bytes).into_owned())
        }
    });
    text.unwrap_or_else(|Raised| {
        // Safety: the interpreter is running.
        unsafe { (api().PyErr_Clear)() };
        "object".to_owned()
    })
}

/// Sets an exception of a builtin class.
pub(super) fn raise(class: &str, message: &str) -> Raised {
    let class = variable(&format!("PyExc_{class}")).or_else(|| variable("PyExc_RuntimeError"));
    let message = CString::new(message.replace('\0', "\\0")).unwrap_or_default();
    if let Some(class) = class {
        // Safety: the class lives as long as the process, and the message is NUL-terminated.
        unsafe { (api().PyErr_SetString)(class, message.as_ptr()) };
    }
    Raised
}
