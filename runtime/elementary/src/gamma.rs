//! gamma and lgamma.
//!
//! `log gamma(z) = (z - 1/2) log(z) - z + log(2 pi)/2 + s(1/z)` for `z >= 8` (Stirling), with everything
//! but the small `s` in two doubles. Smaller arguments go up in steps of 1, and the product of the steps
//! is divided out; arguments below 1/2 are reflected at 1/2. Near its zeros at 1 and 2, lgamma has a
//! polynomial of its own.

use crate::coefficients::{HALF_LOG_2_PI, LGAMMA_TWO, LOG_PI, ONE_LESS_EULER, PI, STIRLING};
use crate::double::{self, Double, constant, divide, multiply, product, quick_sum, sum};
use crate::exponential::{MAGIC, clamp, of_reduced, reduce, scale};
use crate::logarithm::log;
use crate::machine::Machine;
use crate::polynomial::evaluate;
use crate::power::log_to_double;
use crate::trigonometric::{Angle, sin_of_angle_double};

/// From here on Stirling's series is accurate.
const LEAST: f64 = 8.0;

/// Steps that bring an argument of at least 0 there.
const STEPS: usize = 8;

/// The logarithm of gamma at `z`, and what it must be divided by to be gamma at the argument.
struct Stirling<F> {
    log: Double<F>,
    product: Double<F>,
}

/// `log(x)` of a positive number in two doubles.
#[inline(always)]
fn log_of_double<M: Machine>(m: &mut M, x: Double<M::Float>) -> Double<M::Float> {
    let leading = log_to_double(m, x.high);
    let rest = m.div(x.low, x.high);
    let low = m.add(leading.low, rest);
    quick_sum(m, leading.high, low)
}

/// Goes up from a positive number to at least 8.
#[inline(always)]
fn step_up<M: Machine>(m: &mut M, y: Double<M::Float>) -> (Double<M::Float>, Double<M::Float>) {
    let unit = constant(m, [1.0, 0.0]);
    let least = m.float(LEAST);
    let zero = m.float(0.0);
    let mut all = unit;
    let mut z = y;
    for _ in 0..STEPS {
        let below = m.lt(z.high, least);
        let factor = double::pick(m, below, z, unit);
        all = multiply(m, all, factor);
        let step = m.pick(below, unit.high, zero);
        let next = sum(m, z.high, step);
        let low = m.add(next.low, z.low);
        z = quick_sum(m, next.high, low);
    }
    (z, all)
}

/// Stirling's series for a positive number below 2^60.
#[inline(always)]
fn stirling<M: Machine>(m: &mut M, y: Double<M::Float>) -> Stirling<M::Float> {
    let (z, product) = step_up(m, y);
    let log_z = log_of_double(m, z);
    let minus_half = m.float(-0.5);
    let less_half = sum(m, z.high, minus_half);
    let low = m.add(less_half.low, z.low);
    let less_half = Double {
        high: less_half.high,
        low,
    };
    let leading = multiply(m, less_half, log_z);
    let minus_z = double::negate(m, z);
    let difference = double::add(m, leading, minus_z);
    let difference = quick_sum(m, difference.high, difference.low);
    let half_log = constant(m, HALF_LOG_2_PI);
    let log = double::add(m, difference, half_log);
    let one = m.float(1.0);
    let inverse = m.div(one, z.high);
    let square = m.mul(inverse, inverse);
    let series = evaluate(m, &STIRLING, square);
    let low = m.fma(inverse, series, log.low);
    let log = quick_sum(m, log.high, low);
    Stirling { log, product }
}

/// `sin(pi x)` below 2^50 in magnitude.
#[inline(always)]
fn sin_of_pi<M: Machine>(m: &mut M, x: M::Float) -> Double<M::Float> {
    let magic = m.float(MAGIC);
    let twice = m.add(x, x);
    let shifted = m.add(twice, magic);
    let n = m.sub(shifted, magic);
    let minus_half = m.float(-0.5);
    let fraction = m.fma(minus_half, n, x);
    let zero = m.float(0.0);
    let fraction = Double {
        high: fraction,
        low: zero,
    };
    let pi = constant(m, PI);
    let rest = multiply(m, fraction, pi);
    let quadrant = m.bits(shifted);
    sin_of_angle_double(m, Angle { quadrant, rest })
}

/// `x`, or `1 - x` below 1/2, and whether it is the latter.
#[inline(always)]
fn reflect<M: Machine>(m: &mut M, x: M::Float) -> (M::Flag, Double<M::Float>) {
    let half = m.float(0.5);
    let one = m.float(1.0);
    let zero = m.float(0.0);
    let is_low = m.lt(x, half);
    let minus_x = m.neg(x);
    let mirrored = sum(m, one, minus_x);
    let plain = Double { high: x, low: zero };
    (is_low, double::pick(m, is_low, mirrored, plain))
}

/// Gamma function; nan for negative integers.
#[inline(always)]
pub(crate) fn gamma<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let bounded = clamp(m, x, -200.0, 200.0);
    let (is_low, y) = reflect(m, bounded);
    let series = stirling(m, y);
    let reduced = reduce(m, series.log.high, series.log.low);
    let power = of_reduced(m, reduced.r);
    let power = quick_sum(m, power.high, power.low);
    // gamma(x) = power 2^k / product, or pi product / (sin(pi x) power 2^k).
    let angle = clamp(m, x, -2_f64.powi(49), 2_f64.powi(49));
    let sine = sin_of_pi(m, angle);
    let pi = constant(m, PI);
    let upper = multiply(m, pi, series.product);
    let lower = multiply(m, sine, power);
    let numerator = double::pick(m, is_low, upper, power);
    let denominator = double::pick(m, is_low, lower, series.product);
    let zero = m.float(0.0);
    let one = m.float(1.0);
    let is_zero = m.eq(denominator.high, zero);
    let high = m.pick(is_zero, one, denominator.high);
    let denominator = Double {
        high,
        ..denominator
    };
    let value = divide(m, numerator, denominator).high;
    let magic = m.float(MAGIC);
    let minus_k = m.neg(reduced.k);
    let k = m.pick(is_low, minus_k, reduced.k);
    let shifted = m.add(k, magic);
    let k_bits = m.bits(shifted);
    let value = scale(m, value, k_bits);
    let inverse = m.div(one, x);
    let tiny = below_2_to_minus_60(m, x);
    let value = m.pick(tiny, inverse, value);
    let nan = m.float(f64::NAN);
    let is_pole = is_negative_integer(m, x);
    let value = m.pick(is_pole, nan, value);
    let unordered = m.ne(x, x);
    m.pick(unordered, x, value)
}

#[inline(always)]
fn below_2_to_minus_60<M: Machine>(m: &mut M, x: M::Float) -> M::Flag {
    let limit = m.float(2_f64.powi(-60));
    let a = m.abs(x);
    m.lt(a, limit)
}

#[inline(always)]
fn is_negative_integer<M: Machine>(m: &mut M, x: M::Float) -> M::Flag {
    let zero = m.float(0.0);
    let whole = m.nearest(x);
    let is_integer = m.eq(whole, x);
    let is_negative = m.lt(x, zero);
    m.and(is_integer, is_negative)
}

/// `log gamma` between 1/2 and 2.6: `gamma(x + 1) = x gamma(x)` leads arguments below 3/2 to the
/// polynomial around 2.
#[inline(always)]
fn lgamma_middle<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let below = m.float(1.5);
    let is_first = m.lt(x, below);
    let one = m.float(1.0);
    let two = m.float(2.0);
    let center = m.pick(is_first, one, two);
    let t = m.sub(x, center);
    let series = evaluate(m, &LGAMMA_TWO, t);
    let square = m.mul(t, t);
    let slope = constant(m, ONE_LESS_EULER);
    let linear = product(m, t, slope.high);
    let low = m.fma(t, slope.low, linear.low);
    let low = m.fma(square, series, low);
    let around_two = Double {
        high: linear.high,
        low,
    };
    // Two doubles for the logarithm: half of it cancels.
    let log_x = log_to_double(m, x);
    let minus_log = m.neg(log_x.high);
    let difference = sum(m, around_two.high, minus_log);
    let lows = m.sub(around_two.low, log_x.low);
    let low = m.add(difference.low, lows);
    let around_one = Double {
        high: difference.high,
        low,
    };
    let value = double::pick(m, is_first, around_one, around_two);
    double::round(m, value)
}

/// Logarithm of the absolute value of gamma; infinite for integers up to 0.
#[inline(always)]
pub(crate) fn lgamma<M: Machine>(m: &mut M, x: M::Float) -> M::Float {
    let infinity = m.float(f64::INFINITY);
    let zero = m.float(0.0);
    let bounded = clamp(m, x, -2_f64.powi(49), 2_f64.powi(55));
    let (is_low, y) = reflect(m, bounded);
    let series = stirling(m, y);
    let log_product = log_of_double(m, series.product);
    let minus_log = double::negate(m, log_product);
    let high = sum(m, series.log.high, minus_log.high);
    let lows = m.add(series.log.low, minus_log.low);
    let low = m.add(high.low, lows);
    let positive = quick_sum(m, high.high, low);
    // log(pi / |sin(pi x)|) - log gamma(1 - x)
    let sine = sin_of_pi(m, bounded);
    let magnitude = m.abs(sine.high);
    let is_negative = m.lt(sine.high, zero);
    let minus_low = m.neg(sine.low);
    let sine_low = m.pick(is_negative, minus_low, sine.low);
    let sine = Double {
        high: magnitude,
        low: sine_low,
    };
    let log_sine = log_of_double(m, sine);
    let log_pi = constant(m, LOG_PI);
    let minus_sine = m.neg(log_sine.high);
    let first = sum(m, log_pi.high, minus_sine);
    let minus_positive = m.neg(positive.high);
    let second = sum(m, first.high, minus_positive);
    let lows = m.sub(log_pi.low, log_sine.low);
    let lows = m.sub(lows, positive.low);
    let lows = m.add(lows, first.low);
    let lows = m.add(lows, second.low);
    let reflected = m.add(second.high, lows);
    let plain = double::round(m, positive);
    let value = m.pick(is_low, reflected, plain);

    let half = m.float(0.5);
    let from = m.le(half, x);
    let most = m.float(2.6);
    let to = m.le(x, most);
    let is_middle = m.and(from, to);
    let middle = lgamma_middle(m, x);
    let value = m.pick(is_middle, middle, value);
    let a = m.abs(x);
    let log_a = log(m, a);
    let minus_log_a = m.neg(log_a);
    let tiny = below_2_to_minus_60(m, x);
    let value = m.pick(tiny, minus_log_a, value);
    // x (log(x) - 1) where the rest is below the last place.
    let minus_one = m.float(-1.0);
    let less_one = m.add(log_a, minus_one);
    let leading = m.mul(x, less_one);
    let limit = m.float(2_f64.powi(55));
    let is_large = m.lt(limit, x);
    let value = m.pick(is_large, leading, value);
    let is_pole = is_negative_integer(m, x);
    let is_zero = m.eq(x, zero);
    let is_pole = m.or(is_pole, is_zero);
    let value = m.pick(is_pole, infinity, value);
    let unordered = m.ne(x, x);
    m.pick(unordered, x, value)
}
