//! The operators on arrays, as elementwise functions.

use numjit_ir::{BinOp, CmpOp, Options, Ty, UnOp};

use super::resolve::resolve_out;
use super::rows::{UfuncRow, lookup};
use crate::call::{Mismatch, Typed};
use crate::emit;

/// The row of a binary operator; none for `@`.
pub fn binary_row(op: BinOp) -> Option<&'static UfuncRow> {
    lookup(match op {
        BinOp::Add => "add",
        BinOp::Sub => "subtract",
        BinOp::Mul => "multiply",
        BinOp::TrueDiv => "divide",
        BinOp::FloorDiv => "floor_divide",
        BinOp::Mod => "remainder",
        BinOp::Pow => "power",
        BinOp::LShift => "left_shift",
        BinOp::RShift => "right_shift",
        BinOp::BitAnd => "bitwise_and",
        BinOp::BitOr => "bitwise_or",
        BinOp::BitXor => "bitwise_xor",
        BinOp::MatMul => return None,
    })
}

/// The row of a unary operator; none for `not`.
pub fn unary_row(op: UnOp) -> Option<&'static UfuncRow> {
    lookup(match op {
        UnOp::Neg => "negative",
        UnOp::Pos => "positive",
        UnOp::Invert => "invert",
        UnOp::Not => return None,
    })
}

/// The row of a comparison; none for `is` and `in`.
pub fn compare_row(op: CmpOp) -> Option<&'static UfuncRow> {
    lookup(match op {
        CmpOp::Eq => "equal",
        CmpOp::Ne => "not_equal",
        CmpOp::Lt => "less",
        CmpOp::Le => "less_equal",
        CmpOp::Gt => "greater",
        CmpOp::Ge => "greater_equal",
        CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn => return None,
    })
}

/// Types `target op= value` for an array target: the result is the target, updated in place. The call
/// takes the values (target, value).
pub fn resolve_inplace(
    op: BinOp,
    target: Ty,
    value: Ty,
    options: &Options,
) -> Result<Typed, Mismatch> {
    let row = binary_row(op)
        .ok_or_else(|| Mismatch::Combination("`@=` on arrays is not supported".to_owned()))?;
    let readonly = target.as_array().is_none_or(|array| array.readonly);
    if readonly {
        return Err(Mismatch::Argument {
            index: 0,
            expected: "a writable array".to_owned(),
        });
    }
    let taken = stored_scalar(target, value);
    let typed =
        resolve_out(row, &[target, taken, target], options).map_err(|mismatch| match mismatch {
            Mismatch::Combination(_) => Mismatch::Combination(format!(
                "the result of `{}` on {target} and {value} cannot be stored in the array",
                op.text()
            )),
            argument => argument,
        })?;
    Ok(Typed::new(typed.result, move |b, values| {
        let operand = emit::cast(b, values[1], taken);
        (typed.emit)(b, &[values[0], operand, values[0]])
    }))
}

/// The type in which the right operand takes part: an integer scalar is taken as the element type of an
/// integer array, as Numba does (`a += 1` on `uint8`).
fn stored_scalar(target: Ty, value: Ty) -> Ty {
    match target.as_array() {
        Some(array) if array.dtype.is_int() && value.is_int() => array.dtype,
        _ => value,
    }
}
