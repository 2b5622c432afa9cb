//! cbrt and hypot.

use crate::coefficients::{CUBE_ROOT_2, INVERSE_CUBE_ROOT, THIRD};
use crate::double::{Double, product, quick_sum, root};
use crate::exponential::{MAGIC, power_of_two};
use crate::logarithm::split_any;
use crate::machine::Machine;
use crate::polynomial::evaluate;

/// Cube root. The inverse root needs no division: `y += y e (1/3 + 2/9 e)` with `e = 1 - m y^3` triples
/// the number of right digits; the last step is one for the root itself, in two doubles.
#[inline(always)]
pub(crate) fn cbrt<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let a = m.abs(x);
    let parts = split_any(m, a);
    let magic = m.float(MAGIC);
    let third = m.float(THIRD[0]);
    let shifted = m.fma(parts.k, third, magic);
    let quotient = m.sub(shifted, magic);
    let quotient_bits = m.bits(shifted);
    let minus_three = m.float(-3.0);
    let rest = m.fma(minus_three, quotient, parts.k);
    // The mantissa times 2^rest, rest being -1, 0 or 1.
    let zero = m.float(0.0);
    let one = m.float(1.0);
    let above = m.lt(zero, rest);
    let below = m.lt(rest, zero);
    let by_rest = |m: &mut M, up: f64, down: f64| {
        let up = m.float(up);
        let down = m.float(down);
        let factor = m.pick(above, up, one);
        m.pick(below, down, factor)
    };
    let growth = by_rest(m, 2.0, 0.5);
    let start_factor = by_rest(m, 1.0 / CUBE_ROOT_2, CUBE_ROOT_2);
    let start = evaluate(m, &INVERSE_CUBE_ROOT, parts.m);
    let y = m.mul(start, start_factor);
    let n = m.mul(parts.m, growth);
    let y = improve(m, n, y);
    let square = m.mul(y, y);
    let w = m.mul(n, square);
    let square_of_root = product(m, w, w);
    let cube = product(m, square_of_root.high, w);
    let cube_low = m.fma(square_of_root.low, w, cube.low);
    let rest = m.sub(n, cube.high);
    let rest = m.sub(rest, cube_low);
    let slope = m.mul(square, third);
    let w = m.fma(rest, slope, w);
    let power = power_of_two(m, quotient_bits, 0);
    let value = m.mul(w, power);
    let value = m.copysign(value, x);
    let infinity = m.float(f64::INFINITY);
    let positive = m.lt(zero, a);
    let finite = m.lt(a, infinity);
    let ordinary = m.and(positive, finite);
    m.pick(ordinary, value, x)
}

/// A better inverse cube root of `n`.
#[inline(always)]
fn improve<M: Machine>(m: &mut M, n: M::Float, y: M::Float) -> M::Float {
    let square = m.mul(y, y);
    let product = m.mul(n, y);
    let product = m.neg(product);
    let one = m.float(1.0);
    let e = m.fma(product, square, one);
    let third = m.float(THIRD[0]);
    let two_ninths = m.float(2.0 / 9.0);
    let factor = m.fma(two_ninths, e, third);
    let step = m.mul(y, e);
    m.fma(step, factor, y)
}

/// `sqrt(x^2 + y^2)` without overflow and underflow in between; infinite if either is.
#[inline(always)]
pub(crate) fn hypot<M: Machine>(m: &mut M, x: M::Float, y: M::Float) -> M::Float {
    let x = m.abs(x);
    let y = m.abs(y);
    let less = m.lt(x, y);
    let a = m.pick(less, y, x);
    let b = m.pick(less, x, y);
    let large = m.float(2_f64.powi(500));
    let small = m.float(2_f64.powi(-450));
    let up = m.float(2_f64.powi(600));
    let down = m.float(2_f64.powi(-600));
    let one = m.float(1.0);
    let is_large = m.lt(large, a);
    let is_small = m.lt(a, small);
    let factor = m.pick(is_small, up, one);
    let factor = m.pick(is_large, down, factor);
    let back = m.pick(is_small, down, one);
    let back = m.pick(is_large, up, back);
    let a = m.mul(a, factor);
    let b = m.mul(b, factor);
    let square_a = product(m, a, a);
    let square_b = product(m, b, b);
    let total = quick_sum(m, square_a.high, square_b.high);
    let low = m.add(square_a.low, square_b.low);
    let low = m.add(total.low, low);
    let length = root(
        m,
        Double {
            high: total.high,
            low,
        },
    );
    let value = m.add(length.high, length.low);
    let value = m.mul(value, back);
    let infinity = m.float(f64::INFINITY);
    let unordered_x = m.ne(x, x);
    let unordered_y = m.ne(y, y);
    let unordered = m.or(unordered_x, unordered_y);
    let either = m.add(x, y);
    let value = m.pick(unordered, either, value);
    let x_infinite = m.eq(x, infinity);
    let y_infinite = m.eq(y, infinity);
    let infinite = m.or(x_infinite, y_infinite);
    m.pick(infinite, infinity, value)
}
