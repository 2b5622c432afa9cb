//! Integer arithmetic that is more than one machine instruction.

use numjit_abi::ExceptionKind;
use numjit_ir::{IntCC, Op, Value};

use crate::cx::Cx;
use crate::scalar::Zero;

/// Which result of a division is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Quotient, rounded towards minus infinity.
    Quotient,
    /// Remainder, with the sign of the divisor.
    Remainder,
}

/// Python's `//` or `%`.
///
/// The quotient of the smallest integer and -1 does not exist: operators give 0 for it (as Numba
/// does), NumPy's kernels the smallest integer; the remainder is 0.
pub(crate) fn divide(
    cx: &mut Cx<'_>,
    a: Value,
    b: Value,
    signed: bool,
    part: Part,
    zero: Zero,
) -> Value {
    if let Some(divisor) = cx.as_const(b)
        && divisor > 0
        && let Some(result) = divide_by_power_of_two(cx, a, divisor, signed, part)
    {
        return result;
    }
    let is_zero = cx.icmp_imm(IntCC::Eq, b, 0);
    let b = match zero {
        Zero::Raises => {
            cx.raise_if(
                is_zero,
                ExceptionKind::ZeroDivisionError,
                zero_message(part),
            );
            b
        }
        Zero::IsQuiet => {
            let one = cx.iconst(cx.low_ty(b), 1);
            cx.pick(is_zero, one, b)
        }
    };
    let result = if signed {
        floor_signed(cx, a, b, part, zero)
    } else {
        let op = match part {
            Part::Quotient => Op::UDiv,
            Part::Remainder => Op::URem,
        };
        cx.bin(op, a, b)
    };
    match zero {
        Zero::Raises => result,
        Zero::IsQuiet => {
            let nothing = cx.iconst(cx.low_ty(a), 0);
            cx.pick(is_zero, nothing, result)
        }
    }
}

fn zero_message(part: Part) -> &'static str {
    match part {
        Part::Quotient => "integer division by zero",
        Part::Remainder => "integer modulo by zero",
    }
}

/// Shifts and masks round towards minus infinity, which is what Python wants of signed integers too.
fn divide_by_power_of_two(
    cx: &mut Cx<'_>,
    a: Value,
    divisor: i64,
    signed: bool,
    part: Part,
) -> Option<Value> {
    if divisor & (divisor - 1) != 0 {
        return None;
    }
    let ty = cx.low_ty(a);
    Some(match part {
        Part::Remainder => {
            let mask = cx.iconst(ty, divisor - 1);
            cx.band(a, mask)
        }
        Part::Quotient if signed => cx.sshr_imm(a, divisor.trailing_zeros()),
        Part::Quotient => {
            let amount = cx.iconst(ty, i64::from(divisor.trailing_zeros()));
            cx.bin(Op::UShr, a, amount)
        }
    })
}

/// `b` is known not to be 0.
fn floor_signed(cx: &mut Cx<'_>, a: Value, b: Value, part: Part, zero: Zero) -> Value {
    let ty = cx.low_ty(a);
    let smallest = i64::MIN >> (64 - ty.bits());
    let overflows = match cx.as_const(b) {
        Some(v) if v != -1 => cx.flag(false),
        _ => {
            let extreme = cx.icmp_imm(IntCC::Eq, a, smallest);
            let minus_one = cx.icmp_imm(IntCC::Eq, b, -1);
            cx.and(extreme, minus_one)
        }
    };
    let nothing = cx.iconst(ty, 0);
    let dividend = cx.pick(overflows, nothing, a);
    let quotient = cx.bin(Op::SDiv, dividend, b);
    let product = cx.imul(quotient, b);
    let rest = cx.isub(dividend, product);
    let inexact = cx.icmp_imm(IntCC::Ne, rest, 0);
    let signs = cx.bxor(rest, b);
    let differ = cx.icmp_imm(IntCC::Slt, signs, 0);
    let adjust = cx.and(inexact, differ);
    match part {
        Part::Remainder => {
            let correction = cx.pick(adjust, b, nothing);
            cx.iadd(rest, correction)
        }
        Part::Quotient => {
            let correction = cx.resize(adjust, ty, false);
            let quotient = cx.isub(quotient, correction);
            match zero {
                Zero::Raises => quotient,
                Zero::IsQuiet => {
                    let smallest = cx.iconst(ty, smallest);
                    cx.pick(overflows, smallest, quotient)
                }
            }
        }
    }
}

/// C's `%` for NumPy's `fmod`; 0 for a zero divisor.
pub(crate) fn c_remainder(cx: &mut Cx<'_>, a: Value, b: Value, signed: bool) -> Value {
    let ty = cx.low_ty(a);
    let one = cx.iconst(ty, 1);
    let nothing = cx.iconst(ty, 0);
    // 0 and -1 divide everything as far as the remainder is concerned, and both would trap.
    let mut trivial = cx.icmp_imm(IntCC::Eq, b, 0);
    if signed {
        let minus_one = cx.icmp_imm(IntCC::Eq, b, -1);
        trivial = cx.or(trivial, minus_one);
    }
    let divisor = cx.pick(trivial, one, b);
    let op = if signed { Op::SRem } else { Op::URem };
    let rest = cx.bin(op, a, divisor);
    cx.pick(trivial, nothing, rest)
}

/// Absolute value; the smallest integer stays.
pub(crate) fn absolute(cx: &mut Cx<'_>, a: Value, signed: bool) -> Value {
    if !signed {
        return a;
    }
    let negative = cx.icmp_imm(IntCC::Slt, a, 0);
    let negated = cx.ineg(a);
    cx.pick(negative, negated, a)
}

/// -1, 0 or 1.
pub(crate) fn sign(cx: &mut Cx<'_>, a: Value, signed: bool) -> Value {
    let ty = cx.low_ty(a);
    if !signed {
        let positive = cx.icmp_imm(IntCC::Ne, a, 0);
        return cx.resize(positive, ty, false);
    }
    let positive = cx.icmp_imm(IntCC::Sgt, a, 0);
    let negative = cx.icmp_imm(IntCC::Slt, a, 0);
    let positive = cx.resize(positive, ty, false);
    let negative = cx.resize(negative, ty, false);
    cx.isub(positive, negative)
}

/// NumPy's shifts: by the width or more, nothing is left but the sign.
pub(crate) fn numpy_shift(cx: &mut Cx<'_>, op: Op, a: Value, b: Value) -> Value {
    let ty = cx.low_ty(a);
    let width = i64::from(ty.bits());
    let inside = cx.icmp_imm(IntCC::Ult, b, width);
    let shifted = cx.bin(op, a, b);
    let outside = if op == Op::SShr {
        let most = cx.iconst(ty, width - 1);
        cx.bin(Op::SShr, a, most)
    } else {
        cx.iconst(ty, 0)
    };
    cx.pick(inside, shifted, outside)
}

/// Greatest common divisor of the absolute values, by Euclid's algorithm.
pub(crate) fn gcd(cx: &mut Cx<'_>, a: Value, b: Value, signed: bool) -> Value {
    let ty = cx.low_ty(a);
    let a = absolute(cx, a, signed);
    let b = absolute(cx, b, signed);
    let (header, state) = cx.create_block(&[ty, ty]);
    let (body, _) = cx.create_block(&[]);
    let (done, result) = cx.create_block(&[ty]);
    cx.jump(header, &[a, b]);
    cx.begin(header);
    let more = cx.icmp_imm(IntCC::Ne, state[1], 0);
    cx.branch(more, (body, &[]), (done, &[state[0]]));
    cx.begin(body);
    let rest = cx.bin(Op::URem, state[0], state[1]);
    cx.jump(header, &[state[1], rest]);
    cx.begin(done);
    result[0]
}

/// Least common multiple of the absolute values; 0 when either is 0.
pub(crate) fn lcm(cx: &mut Cx<'_>, a: Value, b: Value, signed: bool) -> Value {
    let divisor = gcd(cx, a, b, signed);
    let a = absolute(cx, a, signed);
    let b = absolute(cx, b, signed);
    let is_zero = cx.icmp_imm(IntCC::Eq, divisor, 0);
    let one = cx.iconst(cx.low_ty(a), 1);
    let divisor = cx.pick(is_zero, one, divisor);
    let quotient = cx.bin(Op::UDiv, a, divisor);
    cx.imul(quotient, b)
}

/// NumPy's integer reciprocal: 1 / x towards zero, 0 for 0.
pub(crate) fn reciprocal(cx: &mut Cx<'_>, a: Value, signed: bool) -> Value {
    let nothing = cx.iconst(cx.low_ty(a), 0);
    let is_one = cx.icmp_imm(IntCC::Eq, a, 1);
    let keeps = if signed {
        let is_minus_one = cx.icmp_imm(IntCC::Eq, a, -1);
        cx.or(is_one, is_minus_one)
    } else {
        is_one
    };
    cx.pick(keeps, a, nothing)
}
