//! Logarithms.
//!
//! `x = 2^k * (1 + f)` with `1 + f` between the roots of 1/2 and 2. With `s = f / (2 + f)`,
//! `log(1 + f) = f - f^2/2 + s * (f^2/2 + s^2 * P(s^2))` (the series of the area tangent, arranged as in
//! Sun's libm). The large terms are added with their rounding errors kept.

use numjit_ir::{FloatCC, Op, Value};

use super::coefficients::{
    LN2_HIGH, LN2_LOW, LOG_TAIL, LOG2_E, LOG2_E_REST, LOG10_E, LOG10_E_REST,
};
use super::{Math, ROUNDER};

/// Bits of the double next to the root of 1/2.
const ROOT_HALF: i64 = 0x3fe6_a09e_667f_3bcd;

pub(super) fn log(math: &mut Math<'_>, x: Value) -> Value {
    let (high, low) = parts(math, x);
    let result = math.add(high, low);
    with_special(math, x, result)
}

pub(super) fn log2(math: &mut Math<'_>, x: Value) -> Value {
    in_base(math, x, LOG2_E, LOG2_E_REST)
}

pub(super) fn log10(math: &mut Math<'_>, x: Value) -> Value {
    in_base(math, x, LOG10_E, LOG10_E_REST)
}

/// The logarithm times a constant in two parts.
fn in_base(math: &mut Math<'_>, x: Value, factor: f64, factor_rest: f64) -> Value {
    let (high, low) = parts(math, x);
    let sum = math.add(high, low);
    let rest = math.sub(sum, high);
    let rest = math.sub(low, rest);
    let (factor, factor_rest) = (math.float(factor), math.float(factor_rest));
    let product = math.mul(sum, factor);
    let minus = math.neg(product);
    let lost = math.fma(sum, factor, minus);
    let lost = math.fma(sum, factor_rest, lost);
    let lost = math.fma(rest, factor, lost);
    let result = math.add(product, lost);
    with_special(math, x, result)
}

/// The logarithm of a positive finite number as a large and a small part.
fn parts(math: &mut Math<'_>, x: Value) -> (Value, Value) {
    let (k, f) = split(math, x);
    let (one, two, half) = (math.float(1.0), math.float(2.0), math.float(0.5));
    let f = math.sub(f, one);
    let denominator = math.add(two, f);
    let s = math.float2(Op::FDiv, f, denominator);
    let z = math.mul(s, s);
    let tail = math.polynomial(z, &LOG_TAIL);
    let tail = math.mul(z, tail);
    // Half the square, and what rounding took from it.
    let half_f = math.mul(half, f);
    let half_square = math.mul(half_f, f);
    let minus = math.neg(half_square);
    let half_square_rest = math.fma(half_f, f, minus);
    let (ln2_high, ln2_low) = (math.float(LN2_HIGH), math.float(LN2_LOW));
    let large = math.mul(k, ln2_high);
    let sum = math.add(large, f);
    let sum_rest = math.sub(sum, large);
    let sum_rest = math.sub(f, sum_rest);
    let high = math.sub(sum, half_square);
    let high_rest = math.sub(sum, high);
    let high_rest = math.sub(high_rest, half_square);
    let bracket = math.add(half_square, tail);
    let low = math.mul(k, ln2_low);
    let low = math.fma(s, bracket, low);
    let low = math.sub(low, half_square_rest);
    let rests = math.add(high_rest, sum_rest);
    (high, math.add(low, rests))
}

/// `k` and `1 + f`.
fn split(math: &mut Math<'_>, x: Value) -> (Value, Value) {
    // Subnormal numbers are scaled up first.
    let (least, scale) = (math.float(f64::MIN_POSITIVE), math.float(2_f64.powi(54)));
    let scaled = math.mul(x, scale);
    let normal = math.choose((x, FloatCC::Lt, least), scaled, x);
    let (correction, none) = (math.float(-54.0), math.float(0.0));
    let correction = math.choose((x, FloatCC::Lt, least), correction, none);
    let bits = math.bits(normal);
    let distance = math.int2(Op::ISub, bits, ROOT_HALF);
    let exponent = math.int2(Op::SShr, distance, 52);
    let shifted = math.int2(Op::IShl, exponent, 52);
    let significand = math.builder.emit(
        Op::ISub,
        &[bits, shifted],
        numjit_ir::Imm::None,
        numjit_ir::Ty::I64,
    );
    let significand = math.float_of(significand);
    // The exponent as a float: in the low bits of a large one, which is then taken off.
    let k = math.int2(Op::IAdd, exponent, ROUNDER.to_bits() as i64);
    let k = math.float_of(k);
    let rounder = math.float(ROUNDER);
    let k = math.sub(k, rounder);
    (math.add(k, correction), significand)
}

/// Zero, negative numbers, infinity and NaN.
fn with_special(math: &mut Math<'_>, x: Value, result: Value) -> Value {
    let (zero, infinity) = (math.float(0.0), math.float(f64::INFINITY));
    let (minus, nan) = (math.float(f64::NEG_INFINITY), math.float(f64::NAN));
    let not_positive = math.choose((x, FloatCC::Eq, zero), minus, nan);
    let result = math.choose((x, FloatCC::Gt, zero), result, not_positive);
    math.choose((x, FloatCC::Lt, infinity), result, x)
}
