//! sin, cos, tan.
//!
//! The angle is reduced by multiples of pi/2, of which three doubles are enough below 2^31 (W. J. Cody and
//! W. Waite, Software Manual for the Elementary Functions, 1980, with fused operations). Larger angles are
//! rare: see `huge`.

use crate::coefficients::{COS, COS_SINGLE, HALF_PI, SIN, SIN_SINGLE, TWO_OVER_PI};
use crate::double::{self, Double, divide, product, quick_sum, sum};
use crate::exponential::MAGIC;
use crate::machine::{Machine, Periodic};
use crate::polynomial::evaluate;

/// From here on an angle is reduced by `huge`.
const HUGE: f64 = 2_147_483_648.0;

/// An angle as `quadrant * pi/2 + rest`, `|rest| <= pi/4`.
#[derive(Clone, Copy)]
pub(crate) struct Angle<F, I> {
    /// Its two lowest bits count.
    pub(crate) quadrant: I,
    pub(crate) rest: Double<F>,
}

#[inline(always)]
fn reduce<M: Machine>(m: &mut M, x: M::Float) -> Angle<M::Float, M::Int> {
    let per_quadrant = m.float(TWO_OVER_PI);
    let magic = m.float(MAGIC);
    let shifted = m.fma(x, per_quadrant, magic);
    let n = m.sub(shifted, magic);
    let quadrant = m.bits(shifted);
    let [first, second, third] = HALF_PI.map(|part| m.float(-part));
    // The first difference is exact; the second may cancel, and neither operand need be the larger.
    let a = m.fma(n, first, x);
    let part = product(m, n, second);
    let difference = sum(m, a, part.high);
    let low = m.add(difference.low, part.low);
    let low = m.fma(n, third, low);
    let rest = quick_sum(m, difference.high, low);
    Angle { quadrant, rest }
}

/// `sin(rest)`, not normalised.
#[inline(always)]
fn sin_of_rest<M: Machine>(m: &mut M, r: Double<M::Float>) -> Double<M::Float> {
    let square = m.mul(r.high, r.high);
    let series = evaluate(m, &SIN, square);
    let cube = m.mul(square, r.high);
    // The derivative of the sine, 1 - r^2/2, at the low part.
    let half = m.float(-0.5);
    let one = m.float(1.0);
    let slope = m.fma(half, square, one);
    let low = m.mul(r.low, slope);
    let low = m.fma(cube, series, low);
    Double { high: r.high, low }
}

/// `cos(rest)`, not normalised.
#[inline(always)]
fn cos_of_rest<M: Machine>(m: &mut M, r: Double<M::Float>) -> Double<M::Float> {
    let square = m.mul(r.high, r.high);
    let negated = m.neg(square);
    let square_low = m.fma(r.high, r.high, negated);
    let half = m.float(-0.5);
    let one = m.float(1.0);
    let minus_half_square = m.mul(half, square);
    let leading = quick_sum(m, one, minus_half_square);
    let series = evaluate(m, &COS, square);
    let fourth = m.mul(square, square);
    let low = m.fma(fourth, series, leading.low);
    let low = m.fma(half, square_low, low);
    let minus_high = m.neg(r.high);
    let low = m.fma(minus_high, r.low, low);
    Double {
        high: leading.high,
        low,
    }
}

/// Whether bit 0 of the quadrant is clear.
#[inline(always)]
fn is_even<M: Machine>(m: &mut M, quadrant: M::Int) -> M::Flag {
    let mask = m.int(1);
    let zero = m.int(0);
    let masked = m.int_and(quadrant, mask);
    m.int_eq(masked, zero)
}

/// Flips the sign of a value where bit 1 of the quadrant is set.
#[inline(always)]
fn flip<M: Machine>(m: &mut M, quadrant: M::Int, value: M::Float) -> M::Float {
    let mask = m.int(2);
    let masked = m.int_and(quadrant, mask);
    let sign = m.shift_left(masked, 62);
    let bits = m.bits(value);
    let bits = m.int_xor(bits, sign);
    m.with_bits(bits)
}

#[inline(always)]
pub(crate) fn sin_of_angle<M: Machine>(m: &mut M, angle: Angle<M::Float, M::Int>) -> M::Float {
    let sin = sin_of_rest(m, angle.rest);
    let sin = m.add(sin.high, sin.low);
    let cos = cos_of_rest(m, angle.rest);
    let cos = m.add(cos.high, cos.low);
    let even = is_even(m, angle.quadrant);
    let value = m.pick(even, sin, cos);
    flip(m, angle.quadrant, value)
}

#[inline(always)]
pub(crate) fn cos_of_angle<M: Machine>(m: &mut M, angle: Angle<M::Float, M::Int>) -> M::Float {
    let one = m.int(1);
    let quadrant = m.int_add(angle.quadrant, one);
    let rest = angle.rest;
    sin_of_angle(m, Angle { quadrant, rest })
}

#[inline(always)]
pub(crate) fn tan_of_angle<M: Machine>(m: &mut M, angle: Angle<M::Float, M::Int>) -> M::Float {
    let sin = sin_of_rest(m, angle.rest);
    let sin = quick_sum(m, sin.high, sin.low);
    let cos = cos_of_rest(m, angle.rest);
    let cos = quick_sum(m, cos.high, cos.low);
    let even = is_even(m, angle.quadrant);
    let minus_cos = double::negate(m, cos);
    let numerator = double::pick(m, even, sin, minus_cos);
    let denominator = double::pick(m, even, cos, sin);
    divide(m, numerator, denominator).high
}

/// The sine of an angle in two doubles.
#[inline(always)]
pub(crate) fn sin_of_angle_double<M: Machine>(
    m: &mut M,
    angle: Angle<M::Float, M::Int>,
) -> Double<M::Float> {
    let sin = sin_of_rest(m, angle.rest);
    let sin = quick_sum(m, sin.high, sin.low);
    let cos = cos_of_rest(m, angle.rest);
    let cos = quick_sum(m, cos.high, cos.low);
    let even = is_even(m, angle.quadrant);
    let value = double::pick(m, even, sin, cos);
    let high = flip(m, angle.quadrant, value.high);
    let low = flip(m, angle.quadrant, value.low);
    Double { high, low }
}

/// Completes a function whose value for moderate angles is known: huge ones are left to the machine.
#[inline(always)]
fn finish<M: Machine>(m: &mut M, function: Periodic, x: M::Float, value: M::Float) -> M::Float {
    let magnitude = m.abs(x);
    let limit = m.float(HUGE);
    let is_huge = m.le(limit, magnitude);
    m.rare(function, is_huge, x, value)
}

#[inline(always)]
fn keep_zero<M: Machine>(m: &mut M, x: M::Float, value: M::Float) -> M::Float {
    let zero = m.float(0.0);
    let is_zero = m.eq(x, zero);
    m.pick(is_zero, x, value)
}

/// Sine.
#[inline(always)]
pub(crate) fn sin<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let angle = reduce(m, x);
    let value = sin_of_angle(m, angle);
    let value = keep_zero(m, x, value);
    finish(m, Periodic::Sin, x, value)
}

/// Cosine.
#[inline(always)]
pub(crate) fn cos<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let angle = reduce(m, x);
    let value = cos_of_angle(m, angle);
    finish(m, Periodic::Cos, x, value)
}

/// Tangent.
#[inline(always)]
pub(crate) fn tan<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let angle = reduce(m, x);
    let value = tan_of_angle(m, angle);
    let value = keep_zero(m, x, value);
    finish(m, Periodic::Tan, x, value)
}

/// Sine and cosine of the rest and the quadrant, for rounding to single precision.
#[inline(always)]
fn single<M: Machine>(m: &mut M, x: M::Float) -> (M::Float, M::Float, M::Int) {
    let angle = reduce(m, x);
    let r = angle.rest.high;
    let square = m.mul(r, r);
    let series = evaluate(m, &SIN_SINGLE, square);
    let cube = m.mul(square, r);
    let sin = m.fma(cube, series, r);
    let series = evaluate(m, &COS_SINGLE, square);
    let half = m.float(-0.5);
    let one = m.float(1.0);
    let leading = m.fma(half, square, one);
    let fourth = m.mul(square, square);
    let cos = m.fma(fourth, series, leading);
    (sin, cos, angle.quadrant)
}

/// Sine, for rounding to single precision.
#[inline(always)]
pub(crate) fn sin_single<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let (sin, cos, quadrant) = single(m, x);
    let even = is_even(m, quadrant);
    let value = m.pick(even, sin, cos);
    let value = flip(m, quadrant, value);
    let value = keep_zero(m, x, value);
    finish(m, Periodic::Sin, x, value)
}

/// Cosine, for rounding to single precision.
#[inline(always)]
pub(crate) fn cos_single<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let (sin, cos, quadrant) = single(m, x);
    let even = is_even(m, quadrant);
    let value = m.pick(even, cos, sin);
    let one = m.int(1);
    let next = m.int_add(quadrant, one);
    let value = flip(m, next, value);
    finish(m, Periodic::Cos, x, value)
}
