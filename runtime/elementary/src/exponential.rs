//! exp, exp2, expm1.
//!
//! `exp(x) = 2^k exp(r)` with `k` the nearest integer to `x / log 2` and `|r| <= log(2)/2`. `k` is made
//! by adding 1.5 * 2^52, which leaves it in the low bits: no conversion to integers is needed. `r` is
//! kept as two doubles, because its error counts in full.

use crate::coefficients::{EXP, EXP_SINGLE, LN2_FULL, LOG2_E};
use crate::double::{Double, product, quick_sum, sum};
use crate::machine::Machine;
use crate::polynomial::evaluate;

/// 1.5 * 2^52: adding it rounds to an integer, which is then in the low bits.
pub(crate) const MAGIC: f64 = 6_755_399_441_055_744.0;

/// An argument as `k log(2) + r`.
#[derive(Clone, Copy)]
pub(crate) struct Reduced<F, I> {
    /// `k` as a double.
    pub(crate) k: F,
    /// An integer whose low 12 bits are those of `k`; it is `k` plus the bits of [`MAGIC`].
    pub(crate) k_bits: I,
    /// `r`.
    pub(crate) r: Double<F>,
}

/// Reduces `high + low`, which is less than 2^20 in magnitude.
#[inline(always)]
pub(crate) fn reduce<M: Machine>(
    m: &mut M,
    high: M::Float,
    low: M::Float,
) -> Reduced<M::Float, M::Int> {
    let magic = m.float(MAGIC);
    let per_log = m.float(LOG2_E[0]);
    let shifted = m.fma(high, per_log, magic);
    let k = m.sub(shifted, magic);
    let k_bits = m.bits(shifted);
    let ln2_high = m.float(-LN2_FULL[0]);
    let ln2_low = m.float(-LN2_FULL[1]);
    let first = m.fma(k, ln2_high, high);
    let rest = m.fma(k, ln2_low, low);
    let r = m.add(first, rest);
    let undone = m.sub(first, r);
    let low = m.add(undone, rest);
    let r = Double { high: r, low };
    Reduced { k, k_bits, r }
}

/// `exp(r)` as two doubles.
#[inline(always)]
pub(crate) fn of_reduced<M: Machine>(m: &mut M, r: Double<M::Float>) -> Double<M::Float> {
    let one = m.float(1.0);
    let leading = quick_sum(m, one, r.high);
    let tail = beyond_linear(m, r);
    let low = m.add(leading.low, tail);
    Double {
        high: leading.high,
        low,
    }
}

/// `exp(r) - 1 - r.high`.
#[inline(always)]
fn beyond_linear<M: Machine>(m: &mut M, r: Double<M::Float>) -> M::Float {
    let square = m.mul(r.high, r.high);
    let rest = evaluate(m, &EXP, r.high);
    m.fma(square, rest, r.low)
}

/// `2^(k + offset)` from the low bits of `k`; the exponent is that of a normal number.
#[inline(always)]
pub(crate) fn power_of_two<M: Machine>(m: &mut M, k_bits: M::Int, offset: i64) -> M::Float {
    let biased = m.int(1023 + offset);
    let exponent = m.int_add(k_bits, biased);
    let bits = m.shift_left(exponent, 52);
    m.with_bits(bits)
}

/// `value * 2^k` in two steps, so that results overflow and underflow as they should; `|k| < 2000`.
#[inline(always)]
pub(crate) fn scale<M: Machine>(m: &mut M, value: M::Float, k_bits: M::Int) -> M::Float {
    let bias = m.int(MAGIC.to_bits() as i64 - 2046);
    let twice = m.int_sub(k_bits, bias);
    let half = m.shift_right(twice, 1);
    let first = m.shift_left(half, 52);
    let first = m.with_bits(first);
    let rest = m.int_sub(twice, half);
    let second = m.shift_left(rest, 52);
    let second = m.with_bits(second);
    let value = m.mul(value, first);
    m.mul(value, second)
}

/// `x` between two bounds; nan stays.
#[inline(always)]
pub(crate) fn clamp<M: Machine>(m: &mut M, x: M::Float, low: f64, high: f64) -> M::Float {
    let low = m.float(low);
    let high = m.float(high);
    let below = m.lt(x, low);
    let x = m.pick(below, low, x);
    let above = m.lt(high, x);
    m.pick(above, high, x)
}

/// `exp(x.high + x.low)` for any `x.high`; `x.low` counts only where the result is finite.
#[inline(always)]
pub(crate) fn exp_double<M: Machine>(m: &mut M, x: Double<M::Float>) -> M::Float {
    let high = clamp(m, x.high, -750.0, 710.0);
    let inside = m.eq(high, x.high);
    let zero = m.float(0.0);
    let low = m.pick(inside, x.low, zero);
    let reduced = reduce(m, high, low);
    let value = of_reduced(m, reduced.r);
    let value = m.add(value.high, value.low);
    let value = scale(m, value, reduced.k_bits);
    let unordered = m.ne(x.high, x.high);
    m.pick(unordered, x.high, value)
}

/// `e^x`.
#[inline(always)]
pub(crate) fn exp<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let x = clamp(m, x, -750.0, 710.0);
    let zero = m.float(0.0);
    let reduced = reduce(m, x, zero);
    let value = of_reduced(m, reduced.r);
    let value = m.add(value.high, value.low);
    scale(m, value, reduced.k_bits)
}

/// `e^x`, for rounding to single precision.
#[inline(always)]
pub(crate) fn exp_single<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let x = clamp(m, x, -120.0, 120.0);
    let magic = m.float(MAGIC);
    let per_log = m.float(LOG2_E[0]);
    let shifted = m.fma(x, per_log, magic);
    let k = m.sub(shifted, magic);
    let ln2 = m.float(-LN2_FULL[0]);
    let r = m.fma(k, ln2, x);
    let k_bits = m.bits(shifted);
    exp_of_single(m, r, k_bits)
}

/// `2^k exp(r)`, for rounding to single precision.
#[inline(always)]
pub(crate) fn exp_of_single<M: Machine>(m: &mut M, r: M::Float, k_bits: M::Int) -> M::Float {
    let rest = evaluate(m, &EXP_SINGLE, r);
    let square = m.mul(r, r);
    let one = m.float(1.0);
    let linear = m.add(one, r);
    let value = m.fma(square, rest, linear);
    let power = power_of_two(m, k_bits, 0);
    m.mul(value, power)
}

/// `2^x`.
#[inline(always)]
pub(crate) fn exp2<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let x = clamp(m, x, -1080.0, 1025.0);
    let magic = m.float(MAGIC);
    let shifted = m.add(x, magic);
    let k = m.sub(shifted, magic);
    let fraction = m.sub(x, k);
    let ln2 = m.float(LN2_FULL[0]);
    let ln2_low = m.float(LN2_FULL[1]);
    let exact = product(m, fraction, ln2);
    let low = m.fma(fraction, ln2_low, exact.low);
    let r = Double {
        high: exact.high,
        low,
    };
    let value = of_reduced(m, r);
    let value = m.add(value.high, value.low);
    let k_bits = m.bits(shifted);
    scale(m, value, k_bits)
}

/// `2^x`, for rounding to single precision.
#[inline(always)]
pub(crate) fn exp2_single<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let x = clamp(m, x, -160.0, 140.0);
    let magic = m.float(MAGIC);
    let shifted = m.add(x, magic);
    let k = m.sub(shifted, magic);
    let fraction = m.sub(x, k);
    let ln2 = m.float(LN2_FULL[0]);
    let r = m.mul(fraction, ln2);
    let k_bits = m.bits(shifted);
    exp_of_single(m, r, k_bits)
}

/// `e^x - 1`: `2 (2^(k-1) (exp(r) - 1) + (2^(k-1) - 1/2))`, which does not overflow before the result.
#[inline(always)]
pub(crate) fn expm1<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let bounded = clamp(m, x, -40.0, 710.0);
    let zero = m.float(0.0);
    let reduced = reduce(m, bounded, zero);
    let tail = beyond_linear(m, reduced.r);
    let grown = quick_sum(m, reduced.r.high, tail);
    let power = power_of_two(m, reduced.k_bits, -1);
    let minus_half = m.float(-0.5);
    let base = sum(m, power, minus_half);
    let scaled = m.mul(power, grown.high);
    let total = sum(m, base.high, scaled);
    let low = m.fma(power, grown.low, base.low);
    let low = m.add(low, total.low);
    let half = m.add(total.high, low);
    let result = m.add(half, half);
    let magnitude = m.abs(x);
    let tiny = m.float(2_f64.powi(-54));
    let is_tiny = m.lt(magnitude, tiny);
    m.pick(is_tiny, x, result)
}
