//! What ahead-of-time libraries and the runtime linked into them agree on.
//!
//! The compiler writes these records as data of the library; the runtime reads them when Python imports
//! the library, or when the loader starts it.

use crate::EntryFn;

/// A Python extension module.
#[repr(C)]
pub struct AotModule {
    /// Module name, NUL-terminated UTF-8.
    pub name: *const u8,
    /// Its functions.
    pub functions: *const AotFunction,
    /// Number of functions.
    pub function_count: usize,
}

/// A function of an extension module, with its overloads.
#[repr(C)]
pub struct AotFunction {
    /// Function name, NUL-terminated UTF-8.
    pub name: *const u8,
    /// Docstring, NUL-terminated UTF-8.
    pub doc: *const u8,
    /// Parameter names, each NUL-terminated UTF-8.
    pub params: *const *const u8,
    /// Number of parameters.
    pub param_count: usize,
    /// What Python calls: it passes this record on to the runtime in place of the module.
    pub call: *const u8,
    /// Overloads in the order in which they are tried.
    pub overloads: *const AotOverload,
    /// Number of overloads.
    pub overload_count: usize,
}

/// One compiled signature.
#[repr(C)]
pub struct AotOverload {
    /// The code.
    pub entry: EntryFn,
    /// The parameter types, then the result type, in the byte form of [`AotType`].
    pub types: *const u8,
    /// Bytes at `types`.
    pub types_len: usize,
    /// Argument slots.
    pub arg_slots: usize,
    /// Result slots.
    pub result_slots: usize,
    /// The signature as text, NUL-terminated UTF-8, for messages.
    pub signature: *const u8,
    /// Nonzero when Python's lock is to be released around the call.
    pub nogil: usize,
}

/// Code of one function for several processors: the loader picks one when it starts the library.
#[repr(C)]
pub struct AotVariants {
    /// Where the address of the picked code goes.
    pub cell: *mut *const u8,
    /// The code by ascending processor level.
    pub variants: *const AotVariant,
    /// Number of variants.
    pub count: usize,
}

/// Code for one processor level.
#[repr(C)]
pub struct AotVariant {
    /// Processor level: 1 to 4 for x86-64-v1 to x86-64-v4.
    pub level: usize,
    /// The code.
    pub code: *const u8,
}

/// An exception class of the program, under the code that compiled code knows it by.
#[repr(C)]
pub struct AotException {
    /// Name, NUL-terminated UTF-8.
    pub name: *const u8,
    /// Code.
    pub code: usize,
    /// Code of the nearest builtin class it is derived from.
    pub kind: usize,
    /// Codes of all classes it is derived from.
    pub bases: *const usize,
    /// Number of these.
    pub base_count: usize,
}

/// First byte of a type in byte form. A scalar is its dtype code plus [`AotType::SCALAR`]; the others are
/// followed by their parts.
pub struct AotType;

impl AotType {
    /// `None`: nothing follows.
    pub const NONE: u8 = 0;
    /// `str`: nothing follows.
    pub const STR: u8 = 1;
    /// Array: dtype code, rank, layout (one of the letters `C`, `F`, `A`), 1 if it is read-only.
    pub const ARRAY: u8 = 2;
    /// Tuple: number of items, then the items.
    pub const TUPLE: u8 = 3;
    /// Optional: the type of the value.
    pub const OPTIONAL: u8 = 4;
    /// Added to the code of a dtype.
    pub const SCALAR: u8 = 16;
}
