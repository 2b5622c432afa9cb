//! Slice objects.

use numjit_ir::{Op, Ty, Type, Value};

use super::optional;
use crate::emit;
use crate::meaning::{Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `slice`: literal parts and `None` stay in the type; others become `int64`.
pub(super) fn infer_slice(site: &Site<'_, '_>) -> Outcome {
    let mut parts = [Ty::NONE; 3];
    for (position, part) in parts.iter_mut().enumerate() {
        let ty = optional::unwrapped(site.ty(position));
        *part = match ty.get() {
            Type::None | Type::LitInt(_) => ty,
            Type::Int { .. } | Type::Bool | Type::LitBool(_) => Ty::I64,
            _ => {
                return Err(report::conversion(
                    site,
                    ty,
                    Ty::I64,
                    "slices have integer parts",
                ));
            }
        };
    }
    Ok(of_parts(parts))
}

/// A slice of three operands as parts of these types.
pub(super) fn of_parts(parts: [Ty; 3]) -> Meaning {
    let [start, stop, step] = parts;
    let ty = Ty::new(Type::Slice { start, stop, step });
    if emit::is_fixed(ty) {
        return Meaning::fixed(ty);
    }
    Meaning::value(ty, move |e, args| {
        let values: Vec<Value> = args
            .iter()
            .zip(parts)
            .map(|(&value, ty)| e.cast(value, ty))
            .collect();
        e.op(Op::MakeSlice, &values, ty)
    })
}
