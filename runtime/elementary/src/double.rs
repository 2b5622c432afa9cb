//! Sums of two doubles, for intermediate results with more than 53 bits.
//!
//! The error-free transformations are those of T. J. Dekker, "A floating-point technique for extending
//! the available precision" (1971), and D. E. Knuth, The Art of Computer Programming, volume 2.

use crate::machine::Machine;

/// A number as `high + low`, `low` much smaller.
#[derive(Clone, Copy)]
pub(crate) struct Double<F> {
    pub(crate) high: F,
    pub(crate) low: F,
}

/// `a + b` exactly, for `|a| >= |b|` or `a = 0`.
#[inline(always)]
pub(crate) fn quick_sum<M: Machine>(m: &mut M, a: M::Float, b: M::Float) -> Double<M::Float> {
    let high = m.add(a, b);
    let rest = m.sub(a, high);
    let low = m.add(rest, b);
    Double { high, low }
}

/// `a + b` exactly.
#[inline(always)]
pub(crate) fn sum<M: Machine>(m: &mut M, a: M::Float, b: M::Float) -> Double<M::Float> {
    let high = m.add(a, b);
    let of_b = m.sub(high, a);
    let of_a = m.sub(high, of_b);
    let rest_a = m.sub(a, of_a);
    let rest_b = m.sub(b, of_b);
    let low = m.add(rest_a, rest_b);
    Double { high, low }
}

/// `a * b` exactly.
#[inline(always)]
pub(crate) fn product<M: Machine>(m: &mut M, a: M::Float, b: M::Float) -> Double<M::Float> {
    let high = m.mul(a, b);
    let negated = m.neg(high);
    let low = m.fma(a, b, negated);
    Double { high, low }
}

/// `a * b` to about 104 bits.
#[inline(always)]
pub(crate) fn multiply<M: Machine>(
    m: &mut M,
    a: Double<M::Float>,
    b: Double<M::Float>,
) -> Double<M::Float> {
    let exact = product(m, a.high, b.high);
    let low = m.fma(a.high, b.low, exact.low);
    let low = m.fma(a.low, b.high, low);
    quick_sum(m, exact.high, low)
}

/// `a / b` to about 100 bits, as a rounded quotient and a correction; `b` is not zero, infinite, or
/// below 2^-1000.
#[inline(always)]
pub(crate) fn divide<M: Machine>(
    m: &mut M,
    a: Double<M::Float>,
    b: Double<M::Float>,
) -> Double<M::Float> {
    let one = m.float(1.0);
    let inverse = m.div(one, b.high);
    let high = m.mul(a.high, inverse);
    let negated = m.neg(high);
    let rest = m.fma(negated, b.high, a.high);
    let low = m.fma(negated, b.low, a.low);
    let rest = m.add(rest, low);
    let low = m.mul(rest, inverse);
    quick_sum(m, high, low)
}

/// The square root of `a` to about 100 bits; 0 for 0.
#[inline(always)]
pub(crate) fn root<M: Machine>(m: &mut M, a: Double<M::Float>) -> Double<M::Float> {
    let high = m.sqrt(a.high);
    let negated = m.neg(high);
    let rest = m.fma(negated, high, a.high);
    let rest = m.add(rest, a.low);
    let twice = m.add(high, high);
    let zero = m.float(0.0);
    let one = m.float(1.0);
    let is_zero = m.eq(high, zero);
    let divisor = m.pick(is_zero, one, twice);
    let low = m.div(rest, divisor);
    Double { high, low }
}

/// Both parts of a constant.
#[inline(always)]
pub(crate) fn constant<M: Machine>(m: &mut M, parts: [f64; 2]) -> Double<M::Float> {
    let high = m.float(parts[0]);
    let low = m.float(parts[1]);
    Double { high, low }
}

/// One of two numbers.
#[inline(always)]
pub(crate) fn pick<M: Machine>(
    m: &mut M,
    flag: M::Flag,
    a: Double<M::Float>,
    b: Double<M::Float>,
) -> Double<M::Float> {
    let high = m.pick(flag, a.high, b.high);
    let low = m.pick(flag, a.low, b.low);
    Double { high, low }
}

/// `a + b` with `|a.high| >= |b.high|` or `a = 0`, to about 100 bits, not normalised.
#[inline(always)]
pub(crate) fn add<M: Machine>(
    m: &mut M,
    a: Double<M::Float>,
    b: Double<M::Float>,
) -> Double<M::Float> {
    let exact = quick_sum(m, a.high, b.high);
    let lows = m.add(a.low, b.low);
    let low = m.add(exact.low, lows);
    Double {
        high: exact.high,
        low,
    }
}

/// `-a`.
#[inline(always)]
pub(crate) fn negate<M: Machine>(m: &mut M, a: Double<M::Float>) -> Double<M::Float> {
    let high = m.neg(a.high);
    let low = m.neg(a.low);
    Double { high, low }
}

/// The nearest double.
#[inline(always)]
pub(crate) fn round<M: Machine>(m: &mut M, a: Double<M::Float>) -> M::Float {
    m.add(a.high, a.low)
}
