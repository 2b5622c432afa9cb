//! pow: the logarithm to about 68 bits, times the exponent, through exp.
//!
//! An error in `y log(x)` counts in full, and that product goes up to 745: ten bits more than a double
//! has are needed for a result that is right to the last bit nearly always, and for exact powers to come
//! out exact. `log(m) = 2 atanh(s)` with `s = (m - 1) / (m + 1)`, whose first two terms and whose sums are
//! kept as two doubles.

use crate::coefficients::{ATANH_TAIL, FIFTH, LN2, THIRD};
use crate::double::{self, Double, constant, divide, multiply, product, quick_sum, sum};
use crate::exponential::exp_double;
use crate::logarithm::split_any;
use crate::machine::Machine;
use crate::polynomial::evaluate;

/// `log(x)` of a positive finite number as two doubles.
#[inline(always)]
pub(crate) fn log_to_double<M: Machine>(m: &mut M, x: M::Float) -> Double<M::Float> {
    let parts = split_any(m, x);
    let one = m.float(1.0);
    let minus_one = m.float(-1.0);
    let zero = m.float(0.0);
    let f = m.add(parts.m, minus_one);
    let numerator = Double { high: f, low: zero };
    let denominator = sum(m, one, parts.m);
    let s = divide(m, numerator, denominator);
    let z = multiply(m, s, s);
    let tail = evaluate(m, &ATANH_TAIL, z.high);
    let tail = m.mul(tail, z.high);
    // 1 + z (1/3 + z (1/5 + z tail))
    let fifth = constant(m, FIFTH);
    let inner = quick_sum(m, fifth.high, tail);
    let low = m.add(inner.low, fifth.low);
    let inner = Double {
        high: inner.high,
        low,
    };
    let inner = multiply(m, z, inner);
    let third = constant(m, THIRD);
    let inner = double::add(m, third, inner);
    let inner = multiply(m, z, inner);
    let cubic = multiply(m, s, inner);
    let half = double::add(m, s, cubic);
    let high = m.add(half.high, half.high);
    let low = m.add(half.low, half.low);
    let ln2 = constant(m, LN2);
    let base = m.mul(parts.k, ln2.high);
    let total = quick_sum(m, base, high);
    let low = m.fma(parts.k, ln2.low, low);
    let low = m.add(total.low, low);
    quick_sum(m, total.high, low)
}

/// Whether a number is an integer, and whether it is an odd one; infinities count as even.
#[inline(always)]
fn parity<M: Machine>(m: &mut M, y: M::Float) -> (M::Flag, M::Flag) {
    let whole = m.nearest(y);
    let is_integer = m.eq(whole, y);
    let half = m.float(0.5);
    let half = m.mul(y, half);
    let whole = m.nearest(half);
    let is_not_even = m.ne(whole, half);
    let is_odd = m.and(is_integer, is_not_even);
    (is_integer, is_odd)
}

/// `x^y`, with C99's results for special operands.
#[inline(always)]
pub(crate) fn pow<M: Machine>(m: &mut M, x: M::Float, y: M::Float) -> M::Float {
    let zero = m.float(0.0);
    let one = m.float(1.0);
    let infinity = m.float(f64::INFINITY);
    let magnitude = m.abs(x);
    let log = log_to_double(m, magnitude);
    let exact = product(m, y, log.high);
    let low = m.fma(y, log.low, exact.low);
    let exponent = Double {
        high: exact.high,
        low,
    };
    let ordinary = exp_double(m, exponent);

    // |x| is 0 or infinite: so is the result, or the other one for a negative exponent.
    let is_zero = m.eq(magnitude, zero);
    let is_infinite = m.eq(magnitude, infinity);
    let extreme = m.or(is_zero, is_infinite);
    let negative_power = m.lt(y, zero);
    let if_zero = m.pick(negative_power, infinity, zero);
    let if_infinite = m.pick(negative_power, zero, infinity);
    let at_extreme = m.pick(is_zero, if_zero, if_infinite);
    let value = m.pick(extreme, at_extreme, ordinary);
    let is_unit = m.eq(magnitude, one);
    let value = m.pick(is_unit, one, value);

    // The sign of x counts for odd powers; other powers of negative finite numbers are not real.
    let (is_integer, is_odd) = parity(m, y);
    let signed = m.copysign(value, x);
    let value = m.pick(is_odd, signed, value);
    let nan = m.float(f64::NAN);
    let minus_infinity = m.float(f64::NEG_INFINITY);
    let real = m.pick(is_integer, value, nan);
    let is_negative = m.lt(x, zero);
    let is_finite = m.lt(minus_infinity, x);
    let is_negative = m.and(is_negative, is_finite);
    let value = m.pick(is_negative, real, value);

    let unordered = m.ne(x, x);
    let unordered_y = m.ne(y, y);
    let unordered = m.or(unordered, unordered_y);
    let either = m.add(x, y);
    let value = m.pick(unordered, either, value);
    let no_power = m.eq(y, zero);
    let base_one = m.eq(x, one);
    let is_one = m.or(no_power, base_one);
    m.pick(is_one, one, value)
}
