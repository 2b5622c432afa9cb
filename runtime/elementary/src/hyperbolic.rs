//! sinh, cosh, tanh and their inverses.
//!
//! With `x = k log(2) + r`, `S = 2^k - 2^-k` and `C = 2^k + 2^-k`: `2 sinh(x) = S cosh(r) + C sinh(r)` and
//! `2 cosh(x) = C cosh(r) + S sinh(r)`. `S` is zero for small arguments, where nothing cancels then.
//! The inverses are logarithms of sums that are kept as two doubles.

use crate::coefficients::{COSH, SINH};
use crate::double::{self, Double, constant, divide, product, quick_sum, root, sum};
use crate::exponential::{MAGIC, Reduced, power_of_two, reduce};
use crate::logarithm::log_double;
use crate::machine::Machine;
use crate::polynomial::evaluate;

/// Hyperbolic functions of a reduced argument: `sinh(r) = r.high + sinh_rest`, `cosh(r) = 1 + cosh_rest`.
struct OfRest<F> {
    sinh_rest: F,
    cosh_rest: F,
}

#[inline(always)]
fn of_rest<M: Machine>(m: &mut M, r: Double<M::Float>) -> OfRest<M::Float> {
    let square = m.mul(r.high, r.high);
    let series = evaluate(m, &SINH, square);
    let cube = m.mul(square, r.high);
    let sinh_rest = m.fma(cube, series, r.low);
    let series = evaluate(m, &COSH, square);
    let half = m.float(0.5);
    let inner = m.fma(square, series, half);
    let cross = m.mul(r.high, r.low);
    let cosh_rest = m.fma(square, inner, cross);
    OfRest {
        sinh_rest,
        cosh_rest,
    }
}

/// `first cosh(r) + second sinh(r)`.
#[inline(always)]
fn combine<M: Machine>(
    m: &mut M,
    first: Double<M::Float>,
    second: Double<M::Float>,
    r: M::Float,
    of: &OfRest<M::Float>,
) -> Double<M::Float> {
    let linear = product(m, second.high, r);
    let total = sum(m, first.high, linear.high);
    let low = m.add(total.low, linear.low);
    let low = m.add(low, first.low);
    let low = m.fma(second.low, r, low);
    let rest = m.mul(second.high, of.sinh_rest);
    let rest = m.fma(first.high, of.cosh_rest, rest);
    let low = m.add(low, rest);
    quick_sum(m, total.high, low)
}

/// The powers `2^-4 (2^k - 2^-k)` and `2^-4 (2^k + 2^-k)`; beyond 2^100 the smaller power is a constant.
#[inline(always)]
fn powers<M: Machine>(
    m: &mut M,
    reduced: &Reduced<M::Float, M::Int>,
) -> (Double<M::Float>, Double<M::Float>) {
    let large = power_of_two(m, reduced.k_bits, -4);
    let limit = m.float(100.0);
    let beyond = m.lt(limit, reduced.k);
    let bounded = m.pick(beyond, limit, reduced.k);
    let magic = m.float(MAGIC);
    let mirrored = m.sub(magic, bounded);
    let mirrored = m.bits(mirrored);
    let small = power_of_two(m, mirrored, -4);
    let minus_small = m.neg(small);
    let difference = quick_sum(m, large, minus_small);
    let total = quick_sum(m, large, small);
    (difference, total)
}

/// `|x|`, at most `limit`; nan stays.
#[inline(always)]
fn magnitude<M: Machine>(m: &mut M, x: M::Float, limit: f64) -> M::Float {
    let a = m.abs(x);
    let limit = m.float(limit);
    let above = m.lt(limit, a);
    m.pick(above, limit, a)
}

/// Hyperbolic sine.
#[inline(always)]
pub(crate) fn sinh<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let a = magnitude(m, x, 711.0);
    let zero = m.float(0.0);
    let reduced = reduce(m, a, zero);
    let of = of_rest(m, reduced.r);
    let (difference, total) = powers(m, &reduced);
    let value = combine(m, difference, total, reduced.r.high, &of);
    let eight = m.float(8.0);
    let value = m.mul(value.high, eight);
    let value = m.copysign(value, x);
    or_itself_below(m, x, value, 2_f64.powi(-28))
}

/// `x` where it is smaller than a limit in magnitude, else the value.
#[inline(always)]
fn or_itself_below<M: Machine>(m: &mut M, x: M::Float, value: M::Float, limit: f64) -> M::Float {
    let limit = m.float(limit);
    let a = m.abs(x);
    let tiny = m.lt(a, limit);
    m.pick(tiny, x, value)
}

/// Hyperbolic cosine.
#[inline(always)]
pub(crate) fn cosh<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let a = magnitude(m, x, 711.0);
    let zero = m.float(0.0);
    let reduced = reduce(m, a, zero);
    let of = of_rest(m, reduced.r);
    let (difference, total) = powers(m, &reduced);
    let value = combine(m, total, difference, reduced.r.high, &of);
    let eight = m.float(8.0);
    m.mul(value.high, eight)
}

/// Hyperbolic tangent: the quotient, with `2^k` taken out of both.
#[inline(always)]
pub(crate) fn tanh<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let a = magnitude(m, x, 22.0);
    let zero = m.float(0.0);
    let reduced = reduce(m, a, zero);
    let of = of_rest(m, reduced.r);
    let (difference, total) = powers(m, &reduced);
    let numerator = combine(m, difference, total, reduced.r.high, &of);
    let denominator = combine(m, total, difference, reduced.r.high, &of);
    let value = divide(m, numerator, denominator).high;
    let value = m.copysign(value, x);
    or_itself_below(m, x, value, 2_f64.powi(-28))
}

/// The result for a finite magnitude, else the argument.
#[inline(always)]
fn if_finite<M: Machine>(m: &mut M, a: M::Float, value: M::Float) -> M::Float {
    let infinity = m.float(f64::INFINITY);
    let finite = m.lt(a, infinity);
    m.pick(finite, value, a)
}

/// Inverse hyperbolic sine: `log(x + sqrt(x^2 + 1))`, and `log(2x)` from 2^28 on.
#[inline(always)]
pub(crate) fn asinh<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let a = m.abs(x);
    let one = m.float(1.0);
    let square = product(m, a, a);
    let large = m.lt(one, square.high);
    let bigger = m.pick(large, square.high, one);
    let smaller = m.pick(large, one, square.high);
    let total = quick_sum(m, bigger, smaller);
    let low = m.add(total.low, square.low);
    let s = root(
        m,
        Double {
            high: total.high,
            low,
        },
    );
    // u = 1 + (s - 1 + a), the parenthesis accurate for small a.
    let minus_one = m.float(-1.0);
    let above_one = m.add(s.high, minus_one);
    let first = sum(m, a, above_one);
    let inner_low = m.add(first.low, s.low);
    let u = sum(m, one, first.high);
    let low = m.add(u.low, inner_low);
    let u = quick_sum(m, u.high, low);
    let limit = m.float(2_f64.powi(28));
    let big = m.lt(limit, a);
    let zero = m.float(0.0);
    let of_big = Double { high: a, low: zero };
    let u = double::pick(m, big, of_big, u);
    let extra = m.pick(big, one, zero);
    let value = log_double(m, u, extra);
    let value = if_finite(m, a, value);
    let value = m.copysign(value, x);
    or_itself_below(m, x, value, 2_f64.powi(-30))
}

/// Inverse hyperbolic cosine: `log(x + sqrt(x^2 - 1))`, and `log(2x)` from 2^28 on; nan below 1.
#[inline(always)]
pub(crate) fn acosh<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let one = m.float(1.0);
    let minus_one = m.float(-1.0);
    let zero = m.float(0.0);
    let square = product(m, x, x);
    let less_one = m.add(square.high, minus_one);
    let v = sum(m, less_one, square.low);
    let s = root(m, v);
    let total = sum(m, x, s.high);
    let low = m.add(total.low, s.low);
    let u = quick_sum(m, total.high, low);
    let limit = m.float(2_f64.powi(28));
    let big = m.lt(limit, x);
    let of_big = Double { high: x, low: zero };
    let u = double::pick(m, big, of_big, u);
    let extra = m.pick(big, one, zero);
    let value = log_double(m, u, extra);
    let nan = m.float(f64::NAN);
    let below = m.lt(x, one);
    let value = m.pick(below, nan, value);
    if_finite(m, x, value)
}

/// Inverse hyperbolic tangent: half of `log(1 + 2x / (1 - x))`.
#[inline(always)]
pub(crate) fn atanh<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let a = m.abs(x);
    let one = m.float(1.0);
    let zero = m.float(0.0);
    let twice = m.add(a, a);
    let minus_a = m.neg(a);
    let below_one = m.lt(a, one);
    let divisor = quick_sum(m, one, minus_a);
    let unit = constant(m, [1.0, 0.0]);
    let divisor = double::pick(m, below_one, divisor, unit);
    let numerator = Double {
        high: twice,
        low: zero,
    };
    let quotient = divide(m, numerator, divisor);
    let u = sum(m, one, quotient.high);
    let low = m.add(u.low, quotient.low);
    let u = quick_sum(m, u.high, low);
    let value = log_double(m, u, zero);
    let half = m.float(0.5);
    let value = m.mul(value, half);
    let infinity = m.float(f64::INFINITY);
    let nan = m.float(f64::NAN);
    let at_one = m.eq(a, one);
    let outside = m.pick(at_one, infinity, nan);
    let value = m.pick(below_one, value, outside);
    let value = m.copysign(value, x);
    or_itself_below(m, x, value, 2_f64.powi(-30))
}
