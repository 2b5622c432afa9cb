//! Values that may be `None`.

use numjit_ir::{Ty, Type};

/// The type inside an optional; other types unchanged. A cast to it raises `TypeError` for `None`.
pub(super) fn unwrapped(ty: Ty) -> Ty {
    match ty.get() {
        Type::Optional(inner) => *inner,
        _ => ty,
    }
}

/// Whether a value of the type may be `None` at run time.
pub(super) fn is_optional(ty: Ty) -> bool {
    matches!(ty.get(), Type::Optional(_))
}
