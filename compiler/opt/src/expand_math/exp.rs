//! Exponentials.
//!
//! `e^x = 2^k * e^r` with `|r| <= ln(2) / 2`. `k` comes from rounding by a large addend, whose low bits
//! then make the exponent; the power is applied in two halves, so that results next to overflow and
//! underflow are rounded once.

use numjit_ir::{FloatCC, Op, Value};

use super::coefficients::{EXP_TAIL, LN2, LN2_HIGH, LN2_LOW, LN2_REST, LOG2_E};
use super::{Math, ROUNDER};

/// Bits of the significand below the leading one, and the bias of the exponent.
const FRACTION_BITS: i64 = 52;
const BIAS: i64 = 1023;

pub(super) fn exp(math: &mut Math<'_>, x: Value) -> Value {
    // Beyond, the result is infinite or zero all the same.
    let x = clamp(math, x, -746.0, 710.0);
    let (rounder, log2_e) = (math.float(ROUNDER), math.float(LOG2_E));
    let shifted = math.fma(x, log2_e, rounder);
    let k = math.sub(shifted, rounder);
    let minus_k = math.neg(k);
    let (high, low) = (math.float(LN2_HIGH), math.float(LN2_LOW));
    let high = math.fma(minus_k, high, x);
    let low = math.mul(k, low);
    let r = math.sub(high, low);
    // What the subtraction lost.
    let rest = math.sub(high, r);
    let rest = math.sub(rest, low);
    scaled_exp(math, r, rest, k)
}

pub(super) fn exp2(math: &mut Math<'_>, x: Value) -> Value {
    let x = clamp(math, x, -1076.0, 1025.0);
    let rounder = math.float(ROUNDER);
    let shifted = math.add(x, rounder);
    let k = math.sub(shifted, rounder);
    let fraction = math.sub(x, k);
    let (ln2, ln2_rest) = (math.float(LN2), math.float(LN2_REST));
    let r = math.mul(fraction, ln2);
    let minus_r = math.neg(r);
    let lost = math.fma(fraction, ln2, minus_r);
    let rest = math.fma(fraction, ln2_rest, lost);
    scaled_exp(math, r, rest, k)
}

/// NaN stays.
fn clamp(math: &mut Math<'_>, x: Value, low: f64, high: f64) -> Value {
    let (low, high) = (math.float(low), math.float(high));
    let x = math.choose((x, FloatCC::Gt, high), high, x);
    math.choose((x, FloatCC::Lt, low), low, x)
}

/// `2^k * e^(r + rest)`.
fn scaled_exp(math: &mut Math<'_>, r: Value, rest: Value, k: Value) -> Value {
    let tail = math.polynomial(r, &EXP_TAIL);
    let square = math.mul(r, r);
    let small = math.fma(square, tail, rest);
    // 1 + r as a rounded sum and what it lost.
    let one = math.float(1.0);
    let sum = math.add(one, r);
    let lost = math.sub(sum, one);
    let lost = math.sub(r, lost);
    let small = math.add(lost, small);
    let value = math.add(sum, small);
    let (half, rounder) = (math.float(0.5), math.float(ROUNDER));
    let first = math.fma(k, half, rounder);
    let rounded = math.sub(first, rounder);
    let second = math.sub(k, rounded);
    let second = math.add(second, rounder);
    let first = power_of_two(math, first);
    let second = power_of_two(math, second);
    let value = math.mul(value, first);
    math.mul(value, second)
}

/// The power of two whose exponent stands in the low bits of a float.
fn power_of_two(math: &mut Math<'_>, shifted: Value) -> Value {
    let bits = math.bits(shifted);
    let biased = math.int2(Op::IAdd, bits, BIAS);
    let exponent = math.int2(Op::IShl, biased, FRACTION_BITS);
    math.float_of(exponent)
}
