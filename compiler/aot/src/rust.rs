//! Rust bindings: the C interface as a module, with its errors as a type.

use std::fmt::Write;

use numjit_ir::{ArrayTy, Ty, Type};

use crate::Export;
use crate::header::{Described, arrays, complexes, uses_text, view_name};
use crate::interface::{Interface, OutputKind, ParamKind, signature_text};

/// The text of the module.
pub(crate) fn bindings(described: &Described<'_>) -> String {
    let lib = described.library;
    let mut out = format!(
        "//! {lib}: compiled from Python by numjit {}.\n{INTRODUCTION}\n",
        env!("CARGO_PKG_VERSION")
    );
    for ty in complexes(described) {
        let part = if ty == Ty::C64 { "f32" } else { "f64" };
        let _ = write!(
            out,
            "/// A complex number.\n#[repr(C)]\n#[derive(Clone, Copy, Debug, PartialEq)]\npub struct {lib}_{ty} {{\n    \
             pub re: {part},\n    pub im: {part},\n}}\n\n"
        );
    }
    for array in arrays(described) {
        out.push_str(&view(lib, array));
    }
    if uses_text(described) {
        let _ = write!(
            out,
            "/// A str: `length` code points of `width` bytes each.\n#[repr(C)]\n#[derive(Clone, Copy, Debug)]\n\
             pub struct {lib}_str {{\n    pub data: *const c_void,\n    pub length: i64,\n    pub width: i64,\n    \
             pub owner: *mut c_void,\n}}\n\n"
        );
    }
    out.push_str(&errors(lib));
    out.push_str("unsafe extern \"C\" {\n");
    for (export, interface) in described.functions {
        out.push_str(&prototype(lib, export, interface));
    }
    let _ = write!(
        out,
        "    fn {lib}_error_type() -> *const c_char;\n    fn {lib}_error_message() -> *const c_char;\n    \
         /// Gives up a reference to the memory of a result; null is ignored.\n    \
         pub fn {lib}_release(owner: *mut c_void);\n}}\n"
    );
    out
}

const INTRODUCTION: &str = "//!
//! Every function returns 0 when it succeeded; otherwise [`Error::latest`] says what was raised. The view
//! structs and the ownership of results are those of the C header.
#![allow(dead_code, non_camel_case_types)]

use std::ffi::{CStr, c_char, c_void};
";

fn rust_type(ty: Ty) -> &'static str {
    match ty.get() {
        Type::Bool => "u8",
        Type::Int {
            bits: 8,
            signed: true,
        } => "i8",
        Type::Int {
            bits: 16,
            signed: true,
        } => "i16",
        Type::Int {
            bits: 32,
            signed: true,
        } => "i32",
        Type::Int { signed: true, .. } => "i64",
        Type::Int { bits: 8, .. } => "u8",
        Type::Int { bits: 16, .. } => "u16",
        Type::Int { bits: 32, .. } => "u32",
        Type::Int { .. } => "u64",
        Type::Float(32) => "f32",
        _ => "f64",
    }
}

fn view(lib: &str, array: ArrayTy) -> String {
    let name = view_name(lib, array);
    let ndim = usize::from(array.ndim);
    let element = match array.dtype.get() {
        Type::Complex(_) => format!("{lib}_{}", array.dtype),
        _ => rust_type(array.dtype).to_owned(),
    };
    let mut out = format!(
        "/// {} with {ndim} axes; strides are in bytes.\n#[repr(C)]\n#[derive(Clone, Copy, Debug)]\npub struct {name} {{\n    \
         pub data: *mut {element},\n    pub shape: [i64; {ndim}],\n    pub strides: [i64; {ndim}],\n    \
         pub owner: *mut c_void,\n}}\n\nimpl {name} {{\n    \
         /// A view of dense elements in C order.\n    ///\n    /// # Panics\n    \
         /// When the shape does not have as many elements.\n    \
         pub fn over(data: &mut [{element}], shape: [i64; {ndim}]) -> Self {{\n        \
         assert_eq!(data.len() as i64, shape.iter().product::<i64>());\n        \
         let mut strides = [0; {ndim}];\n        let mut next = size_of::<{element}>() as i64;\n        \
         for (stride, extent) in strides.iter_mut().zip(shape).rev() {{\n            \
         *stride = next;\n            next *= extent;\n        }}\n        \
         Self {{ data: data.as_mut_ptr(), shape, strides, owner: std::ptr::null_mut() }}\n    }}\n\n    \
         /// An empty view, for a result.\n    pub fn empty() -> Self {{\n        \
         Self {{ data: std::ptr::null_mut(), shape: [0; {ndim}], strides: [0; {ndim}], owner: std::ptr::null_mut() }}\n    }}\n}}\n\n",
        array.dtype
    );
    if ndim == 0 {
        out = out.replace(
            "let mut strides = [0; 0];\n        let mut next",
            "let mut strides = [0_i64; 0];\n        let mut next",
        );
    }
    out
}

fn errors(lib: &str) -> String {
    format!(
        "/// A Python exception.\n#[derive(Clone, Debug, PartialEq, Eq)]\npub struct Error {{\n    \
         /// Class name, such as `IndexError`.\n    pub kind: String,\n    /// Its text.\n    pub message: String,\n}}\n\n\
         impl Error {{\n    /// The latest error on this thread.\n    pub fn latest() -> Error {{\n        \
         // Safety: the texts are NUL-terminated and valid until the thread's next error.\n        \
         let text = |text: *const c_char| unsafe {{ CStr::from_ptr(text) }}.to_string_lossy().into_owned();\n        \
         // Safety: the functions take nothing.\n        \
         let (kind, message) = unsafe {{ ({lib}_error_type(), {lib}_error_message()) }};\n        \
         Error {{ kind: text(kind), message: text(message) }}\n    }}\n\n    \
         /// The status of a call as a result.\n    pub fn check(status: i32) -> Result<(), Error> {{\n        \
         if status == 0 {{ Ok(()) }} else {{ Err(Error::latest()) }}\n    }}\n}}\n\n\
         impl std::fmt::Display for Error {{\n    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {{\n        \
         write!(f, \"{{}}: {{}}\", self.kind, self.message)\n    }}\n}}\n\nimpl std::error::Error for Error {{}}\n\n"
    )
}

fn prototype(lib: &str, export: &Export, interface: &Interface) -> String {
    let params = interface.params.iter().map(|param| {
        let ty = match param.kind {
            ParamKind::Scalar(ty) => rust_type(ty).to_owned(),
            ParamKind::Array(array) => format!("*const {}", view_name(lib, array)),
            ParamKind::Text => format!("*const {lib}_str"),
        };
        format!("{}: {ty}", param.name)
    });
    let outputs = interface.outputs.iter().map(|output| {
        let ty = match output.kind {
            OutputKind::Scalar(ty) => rust_type(ty).to_owned(),
            OutputKind::Complex(ty) => format!("{lib}_{ty}"),
            OutputKind::Array(array) => view_name(lib, array),
            OutputKind::Text => format!("{lib}_str"),
        };
        format!("{}: *mut {ty}", output.name)
    });
    let params: Vec<String> = params.chain(outputs).collect();
    format!(
        "    /// `{} {}`\n    pub fn {}({}) -> i32;\n",
        export.function,
        signature_text(export.args(), export.result()),
        export.symbol,
        params.join(", ")
    )
}
