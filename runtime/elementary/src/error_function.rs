//! erf and erfc.
//!
//! `erfc(x) = exp(-x^2) g(t) / (1 + 2x)` with `t = (x - 3.75) / (x + 3.75)`: the smooth `g` serves all
//! positive arguments (M. M. Shepherd and J. G. Laframboise, "Chebyshev approximation of
//! (1 + 2x) exp(x^2) erfc x", 1981). Magnitudes below 1 have a series of their own.

use crate::coefficients::{ERF, ERFCX, ERFCX_CENTER};
use crate::double::{self, constant, divide, multiply, negate, product, quick_sum, sum};
use crate::exponential::{of_reduced, reduce, scale};
use crate::machine::Machine;
use crate::polynomial::evaluate;

/// `erf(x) / x - 1` for magnitudes up to 1.
#[inline(always)]
fn erf_series<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let square = m.mul(x, x);
    evaluate(m, &ERF, square)
}

/// `erfc(a)` for a number of at least 1.
#[inline(always)]
fn erfc_positive<M: Machine>(m: &mut M, a: M::Float) -> M::Float {
    let limit = m.float(28.0);
    let above = m.lt(limit, a);
    let a = m.pick(above, limit, a);
    let center = m.float(3.75);
    let numerator = m.sub(a, center);
    let denominator = m.add(a, center);
    let t = m.div(numerator, denominator);
    let slope = evaluate(m, &ERFCX, t);
    let rest = product(m, t, slope);
    let center = constant(m, ERFCX_CENTER);
    let smooth = double::add(m, center, rest);
    let one = m.float(1.0);
    let twice = m.add(a, a);
    let divisor = sum(m, twice, one);
    let smooth = divide(m, smooth, divisor);
    let square = product(m, a, a);
    let exponent = negate(m, square);
    let reduced = reduce(m, exponent.high, exponent.low);
    let decay = of_reduced(m, reduced.r);
    let decay = quick_sum(m, decay.high, decay.low);
    let value = multiply(m, decay, smooth);
    scale(m, value.high, reduced.k_bits)
}

/// Error function.
#[inline(always)]
pub(crate) fn erf<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let a = m.abs(x);
    let one = m.float(1.0);
    let small = m.lt(a, one);
    let series = erf_series(m, x);
    let of_small = m.fma(x, series, x);
    let rest = erfc_positive(m, a);
    let of_large = m.sub(one, rest);
    let of_large = m.copysign(of_large, x);
    m.pick(small, of_small, of_large)
}

/// Complementary error function, accurate where it is small.
#[inline(always)]
pub(crate) fn erfc<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let a = m.abs(x);
    let zero = m.float(0.0);
    let one = m.float(1.0);
    let two = m.float(2.0);
    let of_positive = erfc_positive(m, a);
    let of_negative = m.sub(two, of_positive);
    let negative = m.lt(x, zero);
    let large = m.pick(negative, of_negative, of_positive);
    // 1 - x is exact where the result is small.
    let series = erf_series(m, x);
    let minus_x = m.neg(x);
    let near = m.sub(one, x);
    let near = m.fma(minus_x, series, near);
    let small = m.lt(a, one);
    m.pick(small, near, large)
}
