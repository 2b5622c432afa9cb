//! Values that may be `None`.

use numjit_ir::{Ty, Type};

/// The type inside an optional, and the value's type of a member of an integer enumeration; other types
/// unchanged. A cast to it raises `TypeError` for `None`.
pub(super) fn unwrapped(ty: Ty) -> Ty {
    match ty.get() {
        Type::Optional(inner) => unwrapped(*inner),
        Type::Enum(class) if class.is_int => class.value,
        _ => ty,
    }
}

/// Whether a value of the type may be `None` at run time.
pub(super) fn is_optional(ty: Ty) -> bool {
    matches!(ty.get(), Type::Optional(_))
}
