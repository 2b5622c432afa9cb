//! The C header of a library.

use std::fmt::Write;

use numjit_ir::{ArrayTy, Layout, Ty, Type};

use crate::Export;
use crate::interface::{Interface, OutputKind, ParamKind, signature_text};

/// What a header describes.
pub(crate) struct Described<'a> {
    /// Library name.
    pub(crate) library: &'a str,
    /// Functions with their C forms.
    pub(crate) functions: &'a [(&'a Export, &'a Interface)],
}

/// The text of the header.
pub(crate) fn header(described: &Described<'_>) -> String {
    let lib = described.library;
    let guard = format!("{}_H", lib.to_uppercase());
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "/* {lib}: compiled from Python by numjit {version}.\n\
         {INTRODUCTION}\n\
         #ifndef {guard}\n#define {guard}\n\n#include <stdint.h>\n\n\
         #ifdef __cplusplus\nextern \"C\" {{\n#endif\n\n",
        version = env!("CARGO_PKG_VERSION"),
    );
    for ty in complexes(described) {
        out.push_str(&complex_struct(lib, ty));
    }
    for array in arrays(described) {
        out.push_str(&view_struct(lib, array));
    }
    if uses_text(described) {
        out.push_str(&text_struct(lib));
    }
    out.push_str(&errors(lib));
    for (export, interface) in described.functions {
        out.push_str(&prototype(lib, export, interface));
    }
    let _ = write!(
        out,
        "#ifdef __cplusplus\n}}\n#endif\n\n#endif /* {guard} */\n"
    );
    out
}

const INTRODUCTION: &str = "
   Every function returns 0 when it succeeded; its results are then stored behind the pointers that come
   last. Otherwise an exception was raised: the results are unspecified, and the functions ..._error_type(),
   ..._error_message() and ..._error_traceback() describe it, for the calling thread.

   Arrays are passed as views: a pointer to the first element, and for each axis the number of elements and
   the distance in bytes between neighbours. The caller's memory is used in place, for the time of the call.
   Set `owner` of your own views to NULL.

   A view that a function returns owns one reference to its memory: pass its `owner` to ..._release() when
   you are done with the view. An `owner` of NULL means that the memory is not the library's: it is that of
   an argument, or a constant. Functions may be called from any number of threads at once.
*/";

/// The C type of a scalar.
pub(crate) fn c_type(ty: Ty) -> &'static str {
    match ty.get() {
        Type::Bool => "uint8_t",
        Type::Int {
            bits: 8,
            signed: true,
        } => "int8_t",
        Type::Int {
            bits: 16,
            signed: true,
        } => "int16_t",
        Type::Int {
            bits: 32,
            signed: true,
        } => "int32_t",
        Type::Int { signed: true, .. } => "int64_t",
        Type::Int { bits: 8, .. } => "uint8_t",
        Type::Int { bits: 16, .. } => "uint16_t",
        Type::Int { bits: 32, .. } => "uint32_t",
        Type::Int { .. } => "uint64_t",
        Type::Float(32) => "float",
        _ => "double",
    }
}

/// The C type of an array's elements.
fn element_type(lib: &str, dtype: Ty) -> String {
    match dtype.get() {
        Type::Complex(_) => format!("{lib}_{dtype}"),
        _ => c_type(dtype).to_owned(),
    }
}

/// The name of a view struct, which says dtype and rank.
pub(crate) fn view_name(lib: &str, array: ArrayTy) -> String {
    format!("{lib}_{}_{}d", array.dtype, array.ndim)
}

/// The array types in use, one for each dtype and rank.
pub(crate) fn arrays(described: &Described<'_>) -> Vec<ArrayTy> {
    let mut found: Vec<ArrayTy> = Vec::new();
    for (_, interface) in described.functions {
        let params = interface
            .params
            .iter()
            .filter_map(|param| match param.kind {
                ParamKind::Array(array) => Some(array),
                ParamKind::Scalar(_) | ParamKind::Text => None,
            });
        let outputs = interface
            .outputs
            .iter()
            .filter_map(|output| match output.kind {
                OutputKind::Array(array) => Some(array),
                OutputKind::Scalar(_) | OutputKind::Complex(_) | OutputKind::Text => None,
            });
        for array in params.chain(outputs) {
            if !found
                .iter()
                .any(|known| (known.dtype, known.ndim) == (array.dtype, array.ndim))
            {
                found.push(array);
            }
        }
    }
    found
}

/// Whether a `str` crosses the border.
pub(crate) fn uses_text(described: &Described<'_>) -> bool {
    described.functions.iter().any(|(_, interface)| {
        interface
            .params
            .iter()
            .any(|param| param.kind == ParamKind::Text)
            || interface
                .outputs
                .iter()
                .any(|output| output.kind == OutputKind::Text)
    })
}

/// The complex types that need a struct.
pub(crate) fn complexes(described: &Described<'_>) -> Vec<Ty> {
    [Ty::C64, Ty::C128]
        .into_iter()
        .filter(|&ty| {
            arrays(described).iter().any(|array| array.dtype == ty)
                || described.functions.iter().any(|(_, interface)| {
                    let mut outputs = interface.outputs.iter();
                    outputs.any(|output| output.kind == OutputKind::Complex(ty))
                })
        })
        .collect()
}

/// A view struct, with a function that makes one over dense memory.
fn view_struct(lib: &str, array: ArrayTy) -> String {
    let name = view_name(lib, array);
    let element = element_type(lib, array.dtype);
    let ndim = usize::from(array.ndim);
    let fields = match ndim {
        0 => String::new(),
        n => format!(
            "    int64_t shape[{n}];   /* elements on each axis */\n    int64_t strides[{n}]; /* bytes between neighbours */\n"
        ),
    };
    format!(
        "/* {} with {ndim} axes. */\ntypedef struct {name} {{\n    {element} *data;\n{fields}    \
         void *owner; /* see above */\n}} {name};\n\n{}",
        array.dtype,
        maker(&name, &element, ndim)
    )
}

/// A function that makes a view over dense memory in C order.
fn maker(name: &str, element: &str, ndim: usize) -> String {
    let extents: String = (0..ndim).map(|axis| format!(", int64_t n{axis}")).collect();
    let mut out = format!(
        "/* A view over dense memory in C order (last axis contiguous). */\n\
         static inline {name} {name}_over({element} *data{extents}) {{\n    {name} view;\n    view.data = data;\n"
    );
    for axis in 0..ndim {
        let _ = writeln!(out, "    view.shape[{axis}] = n{axis};");
    }
    let mut stride = format!("(int64_t)sizeof({element})");
    for axis in (0..ndim).rev() {
        let _ = writeln!(out, "    view.strides[{axis}] = {stride};");
        stride = format!("view.strides[{axis}] * n{axis}");
    }
    out.push_str("    view.owner = 0;\n    return view;\n}\n\n");
    out
}

fn complex_struct(lib: &str, ty: Ty) -> String {
    let part = if ty == Ty::C64 { "float" } else { "double" };
    format!(
        "/* Laid out as C's {part} _Complex and C++'s std::complex<{part}>. */\n\
         typedef struct {lib}_{ty} {{\n    {part} re, im;\n}} {lib}_{ty};\n\n"
    )
}

fn text_struct(lib: &str) -> String {
    format!(
        "/* A str: `length` code points of `width` bytes (1, 2 or 4) each; with a width of 1, Latin-1. */\n\
         typedef struct {lib}_str {{\n    const void *data;\n    int64_t length;\n    int64_t width;\n    void *owner;\n}} {lib}_str;\n\n"
    )
}

fn errors(lib: &str) -> String {
    format!(
        "/* The latest error on this thread: the class name (\"IndexError\"), the message, and the whole as Python\n   \
         prints it. The texts stay valid until the thread's next error. */\n\
         const char *{lib}_error_type(void);\n\
         const char *{lib}_error_message(void);\n\
         const char *{lib}_error_traceback(void);\n\n\
         /* Gives up a reference to the memory of a result; NULL is ignored. */\n\
         void {lib}_release(void *owner);\n\n"
    )
}

fn prototype(lib: &str, export: &Export, interface: &Interface) -> String {
    let mut params: Vec<String> = interface
        .params
        .iter()
        .map(|param| match param.kind {
            ParamKind::Scalar(ty) => format!("{} {}", c_type(ty), param.name),
            ParamKind::Array(array) => format!("const {} *{}", view_name(lib, array), param.name),
            ParamKind::Text => format!("const {lib}_str *{}", param.name),
        })
        .collect();
    params.extend(interface.outputs.iter().map(|output| match output.kind {
        OutputKind::Scalar(ty) => format!("{} *{}", c_type(ty), output.name),
        OutputKind::Complex(ty) => format!("{lib}_{ty} *{}", output.name),
        OutputKind::Array(array) => format!("{} *{}", view_name(lib, array), output.name),
        OutputKind::Text => format!("{lib}_str *{}", output.name),
    }));
    let params = if params.is_empty() {
        "void".to_owned()
    } else {
        params.join(", ")
    };
    format!(
        "/* {} {}{}\n*/\nint32_t {}({params});\n\n",
        export.function,
        signature_text(export.args(), export.result()),
        layout_notes(export, interface),
        export.symbol
    )
}

/// What the C types do not say: the layouts that the function was compiled for.
fn layout_notes(export: &Export, interface: &Interface) -> String {
    let notes: String = interface
        .params
        .iter()
        .filter_map(|param| match param.kind {
            ParamKind::Array(array) => Some((param, array)),
            ParamKind::Scalar(_) | ParamKind::Text => None,
        })
        .filter_map(|(param, array)| {
            let order = match array.layout {
                Layout::C => "dense, last axis contiguous",
                Layout::F => "dense, first axis contiguous",
                Layout::A => return None,
            };
            Some(format!("\n   {}: {order}", param.name))
        })
        .collect();
    match export.doc() {
        Some(doc) => format!("\n   {}{notes}", comment_text(doc)),
        None => notes,
    }
}

/// Text for the inside of a C comment.
fn comment_text(text: &str) -> String {
    text.replace("*/", "* /")
        .replace("/*", "/ *")
        .replace('\n', "\n   ")
}
