//! Complex arithmetic on (real part, imaginary part).

use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::{FloatCC, Op, Ty, Value};

use crate::cx::{Cx, Vals};
use crate::emit::STACK;
use crate::scalar::Zero;
use crate::scalar::cast::real;
use crate::scalar::float::call;

fn pair(re: Value, im: Value) -> Vals {
    Vals::from_iter([re, im])
}

/// The operation on each part.
pub(crate) fn by_parts(cx: &mut Cx<'_>, op: Op, a: &[Value], b: &[Value]) -> Vals {
    let re = cx.bin(op, a[0], b[0]);
    let im = cx.bin(op, a[1], b[1]);
    pair(re, im)
}

pub(crate) fn multiply(cx: &mut Cx<'_>, a: &[Value], b: &[Value]) -> Vals {
    let rr = cx.bin(Op::FMul, a[0], b[0]);
    let ii = cx.bin(Op::FMul, a[1], b[1]);
    let ri = cx.bin(Op::FMul, a[0], b[1]);
    let ir = cx.bin(Op::FMul, a[1], b[0]);
    let re = cx.bin(Op::FSub, rr, ii);
    let im = cx.bin(Op::FAdd, ri, ir);
    pair(re, im)
}

/// Quotient by Smith's method. Python divides by the denominator, NumPy multiplies by its reciprocal;
/// the last bit differs.
pub(crate) fn divide(cx: &mut Cx<'_>, a: &[Value], b: &[Value], zero: Zero) -> Vals {
    let ty = cx.low_ty(a[0]);
    let abs_re = cx.un(Op::FAbs, b[0]);
    let abs_im = cx.un(Op::FAbs, b[1]);
    let re_zero = cx.fcmp_imm(FloatCC::Eq, abs_re, 0.0);
    let im_zero = cx.fcmp_imm(FloatCC::Eq, abs_im, 0.0);
    let is_zero = cx.and(re_zero, im_zero);
    if zero == Zero::Raises {
        cx.raise_if(
            is_zero,
            ExceptionKind::ZeroDivisionError,
            "complex division by zero",
        );
    }
    let re_larger = cx.fcmp(FloatCC::Ge, abs_re, abs_im);
    let larger = cx.pick(re_larger, b[0], b[1]);
    let smaller = cx.pick(re_larger, b[1], b[0]);
    let p = cx.pick(re_larger, a[0], a[1]);
    let q = cx.pick(re_larger, a[1], a[0]);
    let ratio = cx.bin(Op::FDiv, smaller, larger);
    let scaled = cx.bin(Op::FMul, smaller, ratio);
    let denominator = cx.bin(Op::FAdd, larger, scaled);
    let q_ratio = cx.bin(Op::FMul, q, ratio);
    let p_ratio = cx.bin(Op::FMul, p, ratio);
    let re = cx.bin(Op::FAdd, p, q_ratio);
    let im_first = cx.bin(Op::FSub, q, p_ratio);
    let im_second = cx.bin(Op::FSub, p_ratio, q);
    let im = cx.pick(re_larger, im_first, im_second);
    if zero == Zero::Raises {
        let re = cx.bin(Op::FDiv, re, denominator);
        let im = cx.bin(Op::FDiv, im, denominator);
        return pair(re, im);
    }
    let one = cx.fconst(ty, 1.0);
    let scale = cx.bin(Op::FDiv, one, denominator);
    let re = cx.bin(Op::FMul, re, scale);
    let im = cx.bin(Op::FMul, im, scale);
    let re_by_zero = cx.bin(Op::FDiv, a[0], abs_re);
    let im_by_zero = cx.bin(Op::FDiv, a[1], abs_re);
    let re = cx.pick(is_zero, re_by_zero, re);
    let im = cx.pick(is_zero, im_by_zero, im);
    pair(re, im)
}

pub(crate) fn absolute(cx: &mut Cx<'_>, a: &[Value]) -> Value {
    call(cx, (Symbol::HypotF64, Symbol::HypotF32), a)
}

pub(crate) fn negate(cx: &mut Cx<'_>, a: &[Value]) -> Vals {
    a.iter().map(|&part| cx.un(Op::FNeg, part)).collect()
}

pub(crate) fn conjugate(cx: &mut Cx<'_>, a: &[Value]) -> Vals {
    let im = cx.un(Op::FNeg, a[1]);
    pair(a[0], im)
}

/// NumPy's order: by real part, then by imaginary part; false when a part that decides is NaN.
pub(crate) fn compare(cx: &mut Cx<'_>, a: &[Value], b: &[Value], cc: FloatCC) -> Value {
    let strict = match cc {
        FloatCC::Le => FloatCC::Lt,
        FloatCC::Ge => FloatCC::Gt,
        FloatCC::Lt | FloatCC::Gt | FloatCC::Eq | FloatCC::Ne => cc,
    };
    let re = cx.fcmp(strict, a[0], b[0]);
    let im = cx.fcmp(cc, a[1], b[1]);
    match cc {
        FloatCC::Ne => cx.or(re, im),
        FloatCC::Eq => cx.and(re, im),
        FloatCC::Lt | FloatCC::Gt | FloatCC::Le | FloatCC::Ge => {
            let same = cx.fcmp(FloatCC::Eq, a[0], b[0]);
            let decided = cx.and(same, im);
            cx.or(re, decided)
        }
    }
}

/// A function of the runtime, which works in double precision and stores its result.
pub(crate) fn call_runtime(cx: &mut Cx<'_>, symbol: Symbol, args: &[Value]) -> Vals {
    let part = cx.low_ty(args[0]);
    let slot = cx.slot(2);
    let address = cx.slot_addr(slot);
    let mut operands: Vec<Value> = args
        .iter()
        .map(|&arg| real(cx, arg, part, Ty::F64))
        .collect();
    operands.push(address);
    cx.call_symbol(symbol, &operands);
    let re = cx.load(Ty::F64, address, 0, STACK);
    let im = cx.load(Ty::F64, address, 8, STACK);
    let re = real(cx, re, Ty::F64, part);
    let im = real(cx, im, Ty::F64, part);
    pair(re, im)
}

/// Each part times a constant.
pub(crate) fn scale(cx: &mut Cx<'_>, a: &[Value], factor: f64) -> Vals {
    a.iter()
        .map(|&part| {
            let factor = cx.fconst(cx.low_ty(part), factor);
            cx.bin(Op::FMul, part, factor)
        })
        .collect()
}

/// NumPy 2's sign: the number divided by its magnitude, 0 for 0.
pub(crate) fn sign(cx: &mut Cx<'_>, a: &[Value]) -> Vals {
    let magnitude = absolute(cx, a);
    let is_zero = cx.fcmp_imm(FloatCC::Eq, magnitude, 0.0);
    a.iter()
        .map(|&part| {
            let nothing = cx.fconst(cx.low_ty(part), 0.0);
            let unit = cx.bin(Op::FDiv, part, magnitude);
            cx.pick(is_zero, nothing, unit)
        })
        .collect()
}
