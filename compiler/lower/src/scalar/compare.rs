//! Comparisons of scalars.

use numjit_ir::{CmpOp, FloatCC, IntCC, Ty, Value};

use crate::cx::{Cx, Lowered};
use crate::scalar::{Scalar, complex};

/// `==`, `!=`, `<`, `<=`, `>` or `>=` on two scalars of one type, or on a signed and an unsigned
/// integer of one width, which compare by value.
pub(crate) fn compare(cx: &mut Cx<'_>, op: CmpOp, a: &Scalar, b: &Scalar) -> Lowered<Value> {
    let Some((int, float)) = conditions(op) else {
        return cx.unsupported(format!("operator {} on {} and {}", op.text(), a.1, b.1));
    };
    if a.1.is_complex() {
        return Ok(complex::compare(cx, &a.0, &b.0, float));
    }
    let (x, y) = (a.0[0], b.0[0]);
    if a.1.is_float() {
        return Ok(cx.fcmp(float, x, y));
    }
    Ok(match (a.1.is_signed(), b.1.is_signed()) {
        (true, true) => cx.icmp(int, x, y),
        (false, false) => cx.icmp(unsigned(int), x, y),
        (true, false) => mixed(cx, int, x, y, x),
        (false, true) => mixed(cx, int, x, y, y),
    })
}

/// Comparison of a signed and an unsigned integer: unless the signed one (`sign`) is negative, both
/// are unsigned; if it is, it is less than the other whatever the other's bits.
fn mixed(cx: &mut Cx<'_>, cc: IntCC, x: Value, y: Value, sign: Value) -> Value {
    let negative = cx.icmp_imm(IntCC::Slt, sign, 0);
    let zero = cx.iconst(cx.low_ty(sign), 0);
    let decided = if sign == x {
        cx.icmp(cc, sign, zero)
    } else {
        cx.icmp(cc, zero, sign)
    };
    let plain = cx.icmp(unsigned(cc), x, y);
    // A negative number never equals; comparing it with 0 says "not equal" as it should.
    cx.pick(negative, decided, plain)
}

/// The machine comparisons of an ordering operator: signed integers, floats.
pub(crate) fn conditions(op: CmpOp) -> Option<(IntCC, FloatCC)> {
    Some(match op {
        CmpOp::Eq | CmpOp::Is => (IntCC::Eq, FloatCC::Eq),
        CmpOp::Ne | CmpOp::IsNot => (IntCC::Ne, FloatCC::Ne),
        CmpOp::Lt => (IntCC::Slt, FloatCC::Lt),
        CmpOp::Le => (IntCC::Sle, FloatCC::Le),
        CmpOp::Gt => (IntCC::Sgt, FloatCC::Gt),
        CmpOp::Ge => (IntCC::Sge, FloatCC::Ge),
        CmpOp::In | CmpOp::NotIn => return None,
    })
}

/// The unsigned form of a signed comparison.
pub(crate) fn unsigned(cc: IntCC) -> IntCC {
    match cc {
        IntCC::Slt => IntCC::Ult,
        IntCC::Sle => IntCC::Ule,
        IntCC::Sgt => IntCC::Ugt,
        IntCC::Sge => IntCC::Uge,
        other => other,
    }
}

/// `less` on integers of a signedness.
pub(crate) fn less(cx: &mut Cx<'_>, a: Value, b: Value, ty: Ty) -> Value {
    let cc = if ty.is_signed() {
        IntCC::Slt
    } else {
        IntCC::Ult
    };
    cx.icmp(cc, a, b)
}
