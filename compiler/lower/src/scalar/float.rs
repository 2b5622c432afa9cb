//! Float arithmetic that is more than one machine instruction.

use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::{FloatCC, Imm, IntCC, Op, Ty, Value};

use crate::cx::Cx;
use crate::scalar::Zero;
use crate::scalar::int::Part;

/// Calls the variant of a function for the operands' width.
pub(crate) fn call(cx: &mut Cx<'_>, symbols: (Symbol, Symbol), args: &[Value]) -> Value {
    let symbol = if cx.low_ty(args[0]) == Ty::F64 {
        symbols.0
    } else {
        symbols.1
    };
    cx.call_value(symbol, args)
}

/// Python's or NumPy's `/`.
pub(crate) fn true_divide(cx: &mut Cx<'_>, a: Value, b: Value, zero: Zero) -> Value {
    check_zero(cx, b, zero, "division by zero");
    cx.bin(Op::FDiv, a, b)
}

fn check_zero(cx: &mut Cx<'_>, b: Value, zero: Zero, message: &str) {
    if zero == Zero::IsQuiet || cx.as_fconst(b).is_some_and(|v| v != 0.0) {
        return;
    }
    let is_zero = cx.fcmp_imm(FloatCC::Eq, b, 0.0);
    cx.raise_if(is_zero, ExceptionKind::ZeroDivisionError, message);
}

/// Python's `//` or `%` by CPython's algorithm, which NumPy shares but for zero divisors.
pub(crate) fn divide(cx: &mut Cx<'_>, a: Value, b: Value, part: Part, zero: Zero) -> Value {
    let message = match part {
        Part::Quotient => "division by zero",
        Part::Remainder => "modulo by zero",
    };
    check_zero(cx, b, zero, message);
    let ty = cx.low_ty(a);
    let rest = call(cx, (Symbol::FmodF64, Symbol::FmodF32), &[a, b]);
    let exact = cx.fcmp_imm(FloatCC::Eq, rest, 0.0);
    let rest_negative = cx.fcmp_imm(FloatCC::Lt, rest, 0.0);
    let divisor_negative = cx.fcmp_imm(FloatCC::Lt, b, 0.0);
    let differ = cx.bxor(rest_negative, divisor_negative);
    let inexact = cx.not(exact);
    let adjust = cx.and(inexact, differ);
    if part == Part::Remainder {
        let moved = cx.bin(Op::FAdd, rest, b);
        let nothing = cx.fconst(ty, 0.0);
        let signed_zero = cx.bin(Op::FCopysign, nothing, b);
        let result = cx.pick(adjust, moved, rest);
        return cx.pick(exact, signed_zero, result);
    }
    let difference = cx.bin(Op::FSub, a, rest);
    let quotient = cx.bin(Op::FDiv, difference, b);
    let one = cx.fconst(ty, 1.0);
    let less = cx.bin(Op::FSub, quotient, one);
    let quotient = cx.pick(adjust, less, quotient);
    let floored = cx.un(Op::FFloor, quotient);
    let error = cx.bin(Op::FSub, quotient, floored);
    let too_low = cx.fcmp_imm(FloatCC::Gt, error, 0.5);
    let raised = cx.bin(Op::FAdd, floored, one);
    let result = cx.pick(too_low, raised, floored);
    let plain = cx.bin(Op::FDiv, a, b);
    let nothing = cx.fconst(ty, 0.0);
    let signed_zero = cx.bin(Op::FCopysign, nothing, plain);
    let is_nothing = cx.fcmp_imm(FloatCC::Eq, quotient, 0.0);
    let result = cx.pick(is_nothing, signed_zero, result);
    if zero == Zero::Raises {
        return result;
    }
    let is_zero = cx.fcmp_imm(FloatCC::Eq, b, 0.0);
    cx.pick(is_zero, plain, result)
}

/// The integer with the float's bits.
pub(crate) fn bits(cx: &mut Cx<'_>, a: Value) -> Value {
    let ty = if cx.low_ty(a) == Ty::F64 {
        Ty::I64
    } else {
        Ty::I32
    };
    cx.emit(Op::Bitcast, &[a], Imm::None, ty)
}

pub(crate) fn signbit(cx: &mut Cx<'_>, a: Value) -> Value {
    let bits = bits(cx, a);
    cx.icmp_imm(IntCC::Slt, bits, 0)
}

pub(crate) fn isnan(cx: &mut Cx<'_>, a: Value) -> Value {
    cx.fcmp(FloatCC::Ne, a, a)
}

pub(crate) fn isinf(cx: &mut Cx<'_>, a: Value) -> Value {
    let magnitude = cx.un(Op::FAbs, a);
    cx.fcmp_imm(FloatCC::Eq, magnitude, f64::INFINITY)
}

pub(crate) fn isfinite(cx: &mut Cx<'_>, a: Value) -> Value {
    let magnitude = cx.un(Op::FAbs, a);
    cx.fcmp_imm(FloatCC::Lt, magnitude, f64::INFINITY)
}

/// -1, 0 or 1; NaN stays.
pub(crate) fn sign(cx: &mut Cx<'_>, a: Value) -> Value {
    let ty = cx.low_ty(a);
    let one = cx.fconst(ty, 1.0);
    let minus_one = cx.fconst(ty, -1.0);
    let nothing = cx.fconst(ty, 0.0);
    let positive = cx.fcmp_imm(FloatCC::Gt, a, 0.0);
    let negative = cx.fcmp_imm(FloatCC::Lt, a, 0.0);
    let is_nothing = cx.fcmp_imm(FloatCC::Eq, a, 0.0);
    let result = cx.pick(is_nothing, nothing, a);
    let result = cx.pick(negative, minus_one, result);
    cx.pick(positive, one, result)
}

/// NumPy's heaviside step function.
pub(crate) fn heaviside(cx: &mut Cx<'_>, a: Value, at_zero: Value) -> Value {
    let step = sign(cx, a);
    let ty = cx.low_ty(a);
    let nothing = cx.fconst(ty, 0.0);
    let negative = cx.fcmp_imm(FloatCC::Lt, a, 0.0);
    let is_zero = cx.fcmp_imm(FloatCC::Eq, a, 0.0);
    let result = cx.pick(negative, nothing, step);
    cx.pick(is_zero, at_zero, result)
}

/// The functions that NumPy's logaddexp is made of: scale of the logarithm of 2, exp and log1p.
pub(crate) fn logaddexp(cx: &mut Cx<'_>, a: Value, b: Value, base_two: bool) -> Value {
    let ty = cx.low_ty(a);
    let log_of_two = if base_two {
        1.0
    } else {
        std::f64::consts::LN_2
    };
    let log_of_two = cx.fconst(ty, log_of_two);
    let difference = cx.bin(Op::FSub, a, b);
    let magnitude = cx.un(Op::FAbs, difference);
    let exponent = cx.un(Op::FNeg, magnitude);
    let exp = if base_two {
        (Symbol::Exp2F64, Symbol::Exp2F32)
    } else {
        (Symbol::ExpF64, Symbol::ExpF32)
    };
    let small = call(cx, exp, &[exponent]);
    let mut extra = call(cx, (Symbol::Log1pF64, Symbol::Log1pF32), &[small]);
    if base_two {
        let scale = cx.fconst(ty, std::f64::consts::LOG2_E);
        extra = cx.bin(Op::FMul, extra, scale);
    }
    let a_larger = cx.fcmp_imm(FloatCC::Gt, difference, 0.0);
    let larger = cx.pick(a_larger, a, b);
    let sum = cx.bin(Op::FAdd, larger, extra);
    let doubled = cx.bin(Op::FAdd, a, log_of_two);
    let equal = cx.fcmp(FloatCC::Eq, a, b);
    let unordered = isnan(cx, difference);
    let result = cx.pick(unordered, difference, sum);
    cx.pick(equal, doubled, result)
}
