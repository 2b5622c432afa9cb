//! The `.pyi` file of an extension module: what type checkers and editors know of it.

use std::fmt::Write;

use numjit_ir::{Ty, Type};

use crate::Export;
use crate::interface::signature_text;

/// The text of the stub file.
pub(crate) fn stubs(name: &str, exports: &[Export]) -> String {
    let mut out = format!("# {name}: compiled from Python by numjit.\n");
    let types = || {
        exports
            .iter()
            .flat_map(|one| one.args().iter().copied().chain([one.result()]))
    };
    let has_arrays = types().any(has_array);
    let mut names: Vec<&str> = Vec::new();
    for export in exports {
        if !names.contains(&export.function.as_str()) {
            names.push(&export.function);
        }
    }
    let is_overloaded = names.len() < exports.len();
    if is_overloaded {
        out.push_str("from typing import overload\n");
    }
    if has_arrays {
        out.push_str("\nimport numpy as np\nfrom numpy.typing import NDArray\n");
    }
    for name in names {
        let group: Vec<&Export> = exports.iter().filter(|one| one.function == name).collect();
        for export in &group {
            out.push('\n');
            if group.len() > 1 {
                out.push_str("@overload\n");
            }
            out.push_str(&definition(export));
        }
    }
    out
}

fn definition(export: &Export) -> String {
    let params = export.params.iter().zip(export.args());
    let params: Vec<String> = params
        .map(|(name, &ty)| format!("{name}: {}", hint(ty)))
        .collect();
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "def {}({}) -> {}:\n    \"\"\"",
        export.function,
        params.join(", "),
        hint(export.result())
    );
    if let Some(doc) = export.doc() {
        let _ = write!(
            out,
            "{}\n\n    ",
            doc.replace('\\', "\\\\")
                .replace("\"\"\"", "'''")
                .replace('\n', "\n    ")
        );
    }
    let _ = writeln!(
        out,
        "{}\"\"\"",
        signature_text(export.args(), export.result())
    );
    out
}

fn has_array(ty: Ty) -> bool {
    match ty.get() {
        Type::Array(_) => true,
        Type::Tuple(items) => items.iter().any(|&item| has_array(item)),
        Type::Optional(inner) => has_array(*inner),
        _ => false,
    }
}

/// The type hint of a parameter or a result.
fn hint(ty: Ty) -> String {
    match ty.get() {
        Type::Bool => "bool".to_owned(),
        Type::Int { .. } => "int".to_owned(),
        Type::Float(_) => "float".to_owned(),
        Type::Complex(_) => "complex".to_owned(),
        Type::Str => "str".to_owned(),
        Type::None => "None".to_owned(),
        Type::Array(array) => {
            let dtype = if array.dtype == Ty::BOOL {
                "bool_".to_owned()
            } else {
                array.dtype.to_string()
            };
            format!("NDArray[np.{dtype}]")
        }
        Type::Optional(inner) => format!("{} | None", hint(*inner)),
        Type::Tuple(items) if items.is_empty() => "tuple[()]".to_owned(),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|&item| hint(item)).collect();
            format!("tuple[{}]", items.join(", "))
        }
        _ => "object".to_owned(),
    }
}
