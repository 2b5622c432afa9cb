//! asin, acos, atan, atan2.

use crate::coefficients::{ASIN, ATAN, HALF_PI, PI, QUARTER_PI, TAN_EIGHTH};
use crate::double::{self, Double, constant, divide, negate, root, sum};
use crate::machine::Machine;
use crate::polynomial::evaluate;

/// `atan(a / b)` for `0 <= a <= b`, not normalised. Above tan(pi/8) it is
/// `pi/4 + atan((a - b) / (a + b))`, so that the argument of the series is at most tan(pi/8).
#[inline(always)]
fn of_ratio<M: Machine>(m: &mut M, a: M::Float, b: M::Float) -> Double<M::Float> {
    let zero = m.float(0.0);
    let tan_eighth = m.float(TAN_EIGHTH);
    let limit = m.mul(b, tan_eighth);
    let steep = m.lt(limit, a);
    let minus_b = m.neg(b);
    let difference = sum(m, a, minus_b);
    let total = sum(m, a, b);
    let plain_a = Double { high: a, low: zero };
    let plain_b = Double { high: b, low: zero };
    let numerator = double::pick(m, steep, difference, plain_a);
    let denominator = double::pick(m, steep, total, plain_b);
    let t = divide(m, numerator, denominator);
    let square = m.mul(t.high, t.high);
    let series = evaluate(m, &ATAN, square);
    let cube = m.mul(square, t.high);
    let low = m.fma(cube, series, t.low);
    let quarter = constant(m, QUARTER_PI);
    let nothing = constant(m, [0.0, 0.0]);
    let base = double::pick(m, steep, quarter, nothing);
    double::add(m, base, Double { high: t.high, low })
}

/// An angle, or its difference from `around` where the flag holds.
#[inline(always)]
fn mirror<M: Machine>(
    m: &mut M,
    flag: M::Flag,
    around: [f64; 2],
    angle: Double<M::Float>,
) -> Double<M::Float> {
    let around = constant(m, around);
    let negated = negate(m, angle);
    let mirrored = double::add(m, around, negated);
    double::pick(m, flag, mirrored, angle)
}

/// Inverse tangent.
#[inline(always)]
pub(crate) fn atan<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let magnitude = m.abs(x);
    let one = m.float(1.0);
    let most = m.float(2_f64.powi(100));
    let is_huge = m.lt(most, magnitude);
    let bounded = m.pick(is_huge, most, magnitude);
    let swapped = m.lt(one, bounded);
    let a = m.pick(swapped, one, bounded);
    let b = m.pick(swapped, bounded, one);
    let angle = of_ratio(m, a, b);
    let angle = mirror(m, swapped, [HALF_PI[0], HALF_PI[1]], angle);
    let value = double::round(m, angle);
    m.copysign(value, x)
}

/// A factor that keeps quotients of numbers up to `b` from overflow and their remainders from underflow.
#[inline(always)]
fn factor_for<M: Machine>(m: &mut M, b: M::Float) -> M::Float {
    let large = m.float(2_f64.powi(900));
    let small = m.float(2_f64.powi(-900));
    let down = m.float(2_f64.powi(-120));
    let up = m.float(2_f64.powi(120));
    let one = m.float(1.0);
    let is_large = m.lt(large, b);
    let is_small = m.lt(b, small);
    let factor = m.pick(is_small, up, one);
    m.pick(is_large, down, factor)
}

/// The angle of the point (x, y), with C99's results for zeros and infinities.
#[inline(always)]
pub(crate) fn atan2<M: Machine>(m: &mut M, y: M::Float, x: M::Float) -> M::Float {
    let zero = m.float(0.0);
    let one = m.float(1.0);
    let infinity = m.float(f64::INFINITY);
    let (abs_y, abs_x) = (m.abs(y), m.abs(x));
    let swapped = m.lt(abs_x, abs_y);
    let a = m.pick(swapped, abs_x, abs_y);
    let b = m.pick(swapped, abs_y, abs_x);
    let factor = factor_for(m, b);
    let scaled_a = m.mul(a, factor);
    let scaled_b = m.mul(b, factor);
    // Infinite points lie on an axis or a diagonal; the origin on the axis of x.
    let a_infinite = m.eq(a, infinity);
    let b_infinite = m.eq(b, infinity);
    let at_infinity = m.pick(a_infinite, one, zero);
    let a = m.pick(b_infinite, at_infinity, scaled_a);
    let b = m.pick(b_infinite, one, scaled_b);
    let at_origin = m.eq(b, zero);
    let b = m.pick(at_origin, one, b);
    let angle = of_ratio(m, a, b);
    let angle = mirror(m, swapped, [HALF_PI[0], HALF_PI[1]], angle);
    let sign_of_x = m.copysign(one, x);
    let is_left = m.lt(sign_of_x, zero);
    let angle = mirror(m, is_left, PI, angle);
    let value = double::round(m, angle);
    let value = m.copysign(value, y);
    let x_unordered = m.ne(x, x);
    let y_unordered = m.ne(y, y);
    let unordered = m.or(x_unordered, y_unordered);
    let nan = m.add(x, y);
    m.pick(unordered, nan, value)
}

/// The arc sine of a magnitude up to 1/2, or half of that of the complement: `b + low` with `b` the
/// magnitude or `sqrt((1 - |x|) / 2)`; and whether it is the latter.
#[inline(always)]
fn half_angle<M: Machine>(m: &mut M, magnitude: M::Float) -> (M::Flag, Double<M::Float>) {
    let half = m.float(0.5);
    let one = m.float(1.0);
    let zero = m.float(0.0);
    let large = m.lt(half, magnitude);
    let rest = m.sub(one, magnitude);
    let rest = m.mul(rest, half);
    let square = m.mul(magnitude, magnitude);
    let z = m.pick(large, rest, square);
    let of_rest = root(
        m,
        Double {
            high: rest,
            low: zero,
        },
    );
    let plain = Double {
        high: magnitude,
        low: zero,
    };
    let base = double::pick(m, large, of_rest, plain);
    let series = evaluate(m, &ASIN, z);
    let cube = m.mul(z, base.high);
    let low = m.fma(cube, series, base.low);
    let high = base.high;
    (large, Double { high, low })
}

#[inline(always)]
fn twice<M: Machine>(m: &mut M, a: Double<M::Float>) -> Double<M::Float> {
    let high = m.add(a.high, a.high);
    let low = m.add(a.low, a.low);
    Double { high, low }
}

/// Inverse sine; nan outside of [-1, 1].
#[inline(always)]
pub(crate) fn asin<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let magnitude = m.abs(x);
    let (large, angle) = half_angle(m, magnitude);
    let doubled = twice(m, angle);
    let doubled = negate(m, doubled);
    let half_pi = constant(m, [HALF_PI[0], HALF_PI[1]]);
    let of_large = double::add(m, half_pi, doubled);
    let value = double::pick(m, large, of_large, angle);
    let value = double::round(m, value);
    m.copysign(value, x)
}

/// Inverse cosine; nan outside of [-1, 1].
#[inline(always)]
pub(crate) fn acos<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let magnitude = m.abs(x);
    let zero = m.float(0.0);
    let negative = m.lt(x, zero);
    let (large, angle) = half_angle(m, magnitude);
    // Small arguments: pi/2 - asin(x).
    let negated = negate(m, angle);
    let signed = double::pick(m, negative, angle, negated);
    let half_pi = constant(m, [HALF_PI[0], HALF_PI[1]]);
    let of_small = double::add(m, half_pi, signed);
    // Large ones: twice the half angle, or what is left of pi.
    let doubled = twice(m, angle);
    let of_large = mirror(m, negative, PI, doubled);
    let value = double::pick(m, large, of_large, of_small);
    double::round(m, value)
}
