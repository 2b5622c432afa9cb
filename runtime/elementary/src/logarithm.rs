//! log, log2, log10, log1p.
//!
//! `x = 2^k m` with `m` in [sqrt(1/2), sqrt(2)), `f = m - 1` and `s = f / (2 + f)`; then
//! `log(1 + f) = 2 atanh(s) = f - f^2/2 + s (f^2/2 + 2 s^2 P(s^2))`, the form of FreeBSD's libm, in which
//! the leading terms are exact; here they are kept as two doubles.

use crate::coefficients::{ATANH, ATANH_SINGLE, LN2, LN2_FULL, LOG2_E, LOG10_2, LOG10_E};
use crate::double::{Double, constant, multiply, product, quick_sum, sum};
use crate::machine::Machine;
use crate::polynomial::evaluate;

/// The bits of sqrt(1/2).
const ROOT_HALF: i64 = 0x3fe6_a09e_667f_3bcd;
const MANTISSA: i64 = 0x000f_ffff_ffff_ffff;
const ONE: i64 = 0x3ff0_0000_0000_0000;
/// The bits of 2^52, to which an integer below 2^52 can be added by `or`.
const TWO_52: i64 = 0x4330_0000_0000_0000;

/// A positive number as `2^k m`.
#[derive(Clone, Copy)]
pub(crate) struct Parts<F, I> {
    /// The exponent.
    pub(crate) k: F,
    /// `k + 1023`.
    pub(crate) k_biased: I,
    /// In [sqrt(1/2), sqrt(2)).
    pub(crate) m: F,
}

/// Splits a normal positive number; of others the parts are meaningless.
#[inline(always)]
pub(crate) fn split<M: Machine>(m: &mut M, x: M::Float) -> Parts<M::Float, M::Int> {
    let bits = m.bits(x);
    let offset = m.int(ONE - ROOT_HALF);
    let shifted = m.int_add(bits, offset);
    let k_biased = m.shift_right(shifted, 52);
    let mask = m.int(MANTISSA);
    let mantissa = m.int_and(shifted, mask);
    let root_half = m.int(ROOT_HALF);
    let mantissa = m.int_add(mantissa, root_half);
    let mantissa = m.with_bits(mantissa);
    let two_52 = m.int(TWO_52);
    let k = m.int_or(k_biased, two_52);
    let k = m.with_bits(k);
    let bias = m.float(-(4_503_599_627_370_496.0 + 1023.0));
    let k = m.add(k, bias);
    Parts {
        k,
        k_biased,
        m: mantissa,
    }
}

/// Splits a positive number, subnormal ones too.
#[inline(always)]
pub(crate) fn split_any<M: Machine>(m: &mut M, x: M::Float) -> Parts<M::Float, M::Int> {
    let least = m.float(f64::MIN_POSITIVE);
    let subnormal = m.lt(x, least);
    let factor = m.float(2_f64.powi(54));
    let grown = m.mul(x, factor);
    let x = m.pick(subnormal, grown, x);
    let parts = split(m, x);
    let shift = m.float(-54.0);
    let zero = m.float(0.0);
    let shift = m.pick(subnormal, shift, zero);
    let k = m.add(parts.k, shift);
    Parts { k, ..parts }
}

/// `log(1 + f + c)` for `f` in [sqrt(1/2) - 1, sqrt(2) - 1) and a much smaller `c`, not normalised.
#[inline(always)]
fn of_mantissa<M: Machine>(m: &mut M, f: M::Float, c: Option<M::Float>) -> Double<M::Float> {
    let two = m.float(2.0);
    let divisor = m.add(two, f);
    let s = m.div(f, divisor);
    let z = m.mul(s, s);
    let series = evaluate(m, &ATANH, z);
    let twice = m.add(z, z);
    let half = m.float(0.5);
    let half_f = m.mul(half, f);
    let square = product(m, half_f, f);
    let inner = m.fma(twice, series, square.high);
    let tail = m.mul(s, inner);
    let negated = m.neg(square.high);
    let leading = quick_sum(m, f, negated);
    let rest = m.sub(leading.low, square.low);
    let mut low = m.add(rest, tail);
    if let Some(c) = c {
        // c / (1 + f), as 1 + f = (1 + s) / (1 - s).
        let one = m.float(1.0);
        let down = m.sub(one, s);
        let down = m.mul(down, down);
        let up = m.add(one, z);
        let inverse = m.mul(down, up);
        low = m.fma(c, inverse, low);
    }
    Double {
        high: leading.high,
        low,
    }
}

/// `log(x) = k log(2) + log(1 + f + c)`.
#[inline(always)]
fn join<M: Machine>(m: &mut M, k: M::Float, of_m: Double<M::Float>) -> M::Float {
    let ln2 = constant(m, LN2);
    let base = m.mul(k, ln2.high);
    let total = quick_sum(m, base, of_m.high);
    let low = m.fma(k, ln2.low, of_m.low);
    let low = m.add(total.low, low);
    m.add(total.high, low)
}

/// The result for positive finite `x`; for other numbers that of a logarithm.
#[inline(always)]
fn or_special<M: Machine>(m: &mut M, x: M::Float, value: M::Float) -> M::Float {
    let zero = m.float(0.0);
    let infinity = m.float(f64::INFINITY);
    let minus_infinity = m.float(f64::NEG_INFINITY);
    let nan = m.float(f64::NAN);
    let is_zero = m.eq(x, zero);
    let invalid = m.pick(is_zero, minus_infinity, nan);
    let is_infinite = m.eq(x, infinity);
    let special = m.pick(is_infinite, infinity, invalid);
    let positive = m.lt(zero, x);
    let finite = m.lt(x, infinity);
    let ordinary = m.and(positive, finite);
    m.pick(ordinary, value, special)
}

/// Natural logarithm.
#[inline(always)]
pub(crate) fn log<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let parts = split_any(m, x);
    let minus_one = m.float(-1.0);
    let f = m.add(parts.m, minus_one);
    let of_m = of_mantissa(m, f, None);
    let value = join(m, parts.k, of_m);
    or_special(m, x, value)
}

/// The logarithm of the mantissa in another base, `factor` being that base's `log(e)`.
#[inline(always)]
fn in_base<M: Machine>(m: &mut M, mantissa: M::Float, factor: [f64; 2]) -> Double<M::Float> {
    let minus_one = m.float(-1.0);
    let f = m.add(mantissa, minus_one);
    let of_m = of_mantissa(m, f, None);
    let of_m = quick_sum(m, of_m.high, of_m.low);
    let factor = constant(m, factor);
    multiply(m, of_m, factor)
}

/// Binary logarithm; exact for powers of two.
#[inline(always)]
pub(crate) fn log2<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let parts = split_any(m, x);
    let of_m = in_base(m, parts.m, LOG2_E);
    let total = quick_sum(m, parts.k, of_m.high);
    let low = m.add(total.low, of_m.low);
    let value = m.add(total.high, low);
    or_special(m, x, value)
}

/// Decimal logarithm; exact for powers of ten.
#[inline(always)]
pub(crate) fn log10<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let parts = split_any(m, x);
    let of_m = in_base(m, parts.m, LOG10_E);
    let per_power = constant(m, LOG10_2);
    let base = m.mul(parts.k, per_power.high);
    let total = quick_sum(m, base, of_m.high);
    let low = m.fma(parts.k, per_power.low, of_m.low);
    let low = m.add(total.low, low);
    let value = m.add(total.high, low);
    or_special(m, x, value)
}

/// `log(u)` plus `extra log(2)`, for a positive normal `u.high` and a much smaller `u.low`.
#[inline(always)]
pub(crate) fn log_double<M: Machine>(m: &mut M, u: Double<M::Float>, extra: M::Float) -> M::Float {
    let parts = split(m, u.high);
    let top = m.int(2046);
    let down = m.int_sub(top, parts.k_biased);
    let down = m.shift_left(down, 52);
    let down = m.with_bits(down);
    let c = m.mul(u.low, down);
    let minus_one = m.float(-1.0);
    let f = m.add(parts.m, minus_one);
    let of_m = of_mantissa(m, f, Some(c));
    let k = m.add(parts.k, extra);
    join(m, k, of_m)
}

/// `log(1 + x)`.
#[inline(always)]
pub(crate) fn log1p<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let one = m.float(1.0);
    let u = sum(m, one, x);
    let zero = m.float(0.0);
    let value = log_double(m, u, zero);
    let value = or_special(m, u.high, value);
    let is_zero = m.eq(x, zero);
    m.pick(is_zero, x, value)
}

/// The exponent of a number and the natural logarithm of its mantissa, for rounding to single precision.
#[inline(always)]
fn single<M: Machine>(m: &mut M, x: M::Float) -> (M::Float, M::Float) {
    let parts = split(m, x);
    let minus_one = m.float(-1.0);
    let f = m.add(parts.m, minus_one);
    let two = m.float(2.0);
    let divisor = m.add(two, f);
    let s = m.div(f, divisor);
    let z = m.mul(s, s);
    let series = evaluate(m, &ATANH_SINGLE, z);
    let cube = m.mul(s, z);
    let half = m.fma(cube, series, s);
    let of_m = m.add(half, half);
    (parts.k, of_m)
}

/// `per_power k + factor log(m)`, or what the logarithm of a special number is.
#[inline(always)]
fn single_in_base<M: Machine>(m: &mut M, x: M::Float, per_power: f64, factor: f64) -> M::Float {
    let (k, of_m) = single(m, x);
    let per_power = m.float(per_power);
    let base = m.mul(k, per_power);
    let factor = m.float(factor);
    let value = m.fma(of_m, factor, base);
    or_special(m, x, value)
}

/// Natural logarithm, for rounding to single precision.
#[inline(always)]
pub(crate) fn log_single<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    single_in_base(m, x, LN2_FULL[0], 1.0)
}

/// Binary logarithm, for rounding to single precision.
#[inline(always)]
pub(crate) fn log2_single<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    single_in_base(m, x, 1.0, LOG2_E[0])
}

/// Decimal logarithm, for rounding to single precision.
#[inline(always)]
pub(crate) fn log10_single<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    single_in_base(m, x, LOG10_2[0] + LOG10_2[1], LOG10_E[0])
}
