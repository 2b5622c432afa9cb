//! Python's operators on scalars.

use numjit_ir::{BinOp, IntCC, Op, Ty, UnOp, Value};

use crate::cx::{Cx, Lowered, Vals};
use crate::scalar::int::{Part, divide};
use crate::scalar::power::Exponent;
use crate::scalar::{Scalar, Zero, cast, complex, float, power};

fn one(value: Value) -> Vals {
    Vals::from_iter([value])
}

/// A binary operator on two scalars of one type (shifts and powers: see the operation table).
pub(crate) fn binary(
    cx: &mut Cx<'_>,
    op: BinOp,
    a: &Scalar,
    b: &Scalar,
    result: Ty,
) -> Lowered<Vals> {
    let zero = Zero::of_operators(cx);
    let ty = a.1;
    if ty.is_complex() {
        return complex_binary(cx, op, &a.0, &b.0, zero);
    }
    if ty.is_float() {
        return float_binary(cx, op, a, b, zero).map(one);
    }
    if ty.is_int() || ty.is_bool() {
        return integer_binary(cx, op, a, b, result, zero).map(one);
    }
    cx.unsupported(format!("operator {} on {ty}", op.text()))
}

fn complex_binary(
    cx: &mut Cx<'_>,
    op: BinOp,
    a: &[Value],
    b: &[Value],
    zero: Zero,
) -> Lowered<Vals> {
    Ok(match op {
        BinOp::Add => complex::by_parts(cx, Op::FAdd, a, b),
        BinOp::Sub => complex::by_parts(cx, Op::FSub, a, b),
        BinOp::Mul => complex::multiply(cx, a, b),
        BinOp::TrueDiv => complex::divide(cx, a, b, zero),
        BinOp::Pow => power::complex(cx, a, b),
        _ => return cx.unsupported(format!("operator {} on complex numbers", op.text())),
    })
}

fn float_binary(cx: &mut Cx<'_>, op: BinOp, a: &Scalar, b: &Scalar, zero: Zero) -> Lowered<Value> {
    let (x, y) = (a.0[0], b.0[0]);
    Ok(match op {
        BinOp::Add => cx.bin(Op::FAdd, x, y),
        BinOp::Sub => cx.bin(Op::FSub, x, y),
        BinOp::Mul => cx.bin(Op::FMul, x, y),
        BinOp::TrueDiv => float::true_divide(cx, x, y, zero),
        BinOp::FloorDiv => float::divide(cx, x, y, Part::Quotient, zero),
        BinOp::Mod => float::divide(cx, x, y, Part::Remainder, zero),
        BinOp::Pow if b.1.is_int() => power::float_to_integer(cx, x, exponent(b), zero),
        BinOp::Pow => power::float(cx, x, y),
        _ => return cx.unsupported(format!("operator {} on floats", op.text())),
    })
}

fn exponent(b: &Scalar) -> Exponent {
    Exponent {
        value: b.0[0],
        signed: b.1.is_signed(),
    }
}

fn integer_binary(
    cx: &mut Cx<'_>,
    op: BinOp,
    a: &Scalar,
    b: &Scalar,
    result: Ty,
    zero: Zero,
) -> Lowered<Value> {
    let signed = a.1.is_signed();
    let (x, y) = (a.0[0], b.0[0]);
    Ok(match op {
        BinOp::Add if a.1.is_bool() => cx.or(x, y),
        BinOp::Sub if a.1.is_bool() => cx.bxor(x, y),
        BinOp::Mul if a.1.is_bool() => cx.and(x, y),
        BinOp::Add => cx.iadd(x, y),
        BinOp::Sub => cx.isub(x, y),
        BinOp::Mul => cx.imul(x, y),
        BinOp::FloorDiv => divide(cx, x, y, signed, Part::Quotient, zero),
        BinOp::Mod => divide(cx, x, y, signed, Part::Remainder, zero),
        BinOp::Pow => power::integer(cx, x, a.1, exponent(b), zero),
        BinOp::BitAnd => cx.band(x, y),
        BinOp::BitOr => cx.bor(x, y),
        BinOp::BitXor => cx.bxor(x, y),
        BinOp::LShift | BinOp::RShift => shift(cx, op, x, b, signed),
        BinOp::TrueDiv => integer_true_divide(cx, a, b, result, zero),
        BinOp::MatMul => return cx.unsupported("operator @ on integers"),
    })
}

fn integer_true_divide(cx: &mut Cx<'_>, a: &Scalar, b: &Scalar, result: Ty, zero: Zero) -> Value {
    let x = cast::real(cx, a.0[0], a.1, result);
    let y = cast::real(cx, b.0[0], b.1, result);
    float::true_divide(cx, x, y, zero)
}

/// The machine's shift: the amount counts modulo the width.
fn shift(cx: &mut Cx<'_>, op: BinOp, x: Value, b: &Scalar, signed: bool) -> Value {
    let amount = cx.resize(b.0[0], cx.low_ty(x), b.1.is_signed());
    let op = match (op, signed) {
        (BinOp::LShift, _) => Op::IShl,
        (_, true) => Op::SShr,
        (_, false) => Op::UShr,
    };
    cx.bin(op, x, amount)
}

/// A unary operator on a scalar of the result type.
pub(crate) fn unary(cx: &mut Cx<'_>, op: UnOp, a: &Scalar) -> Lowered<Vals> {
    let (vals, ty) = a;
    Ok(match op {
        UnOp::Pos => vals.clone(),
        UnOp::Not => {
            let truth = truth_number(cx, vals, *ty);
            one(cx.not(truth))
        }
        UnOp::Neg if ty.is_complex() => complex::negate(cx, vals),
        UnOp::Neg if ty.is_float() => match cx.as_fconst(vals[0]) {
            Some(v) => one(cx.fconst(*ty, -v)),
            None => one(cx.un(Op::FNeg, vals[0])),
        },
        UnOp::Neg => one(cx.ineg(vals[0])),
        UnOp::Invert if ty.is_bool() => one(cx.not(vals[0])),
        UnOp::Invert if ty.is_int() => one(cx.un(Op::BNot, vals[0])),
        UnOp::Invert => return cx.unsupported(format!("operator ~ on {ty}")),
    })
}

/// Whether a number is not zero.
pub(crate) fn truth_number(cx: &mut Cx<'_>, vals: &[Value], ty: Ty) -> Value {
    if ty.is_complex() {
        return cast::complex_truth(cx, vals);
    }
    if ty.is_bool() {
        return vals[0];
    }
    if ty.is_float() {
        return cx.fcmp_imm(numjit_ir::FloatCC::Ne, vals[0], 0.0);
    }
    cx.icmp_imm(IntCC::Ne, vals[0], 0)
}
