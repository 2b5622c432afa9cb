//! Special functions of real numbers.
//!
//! What the C library has comes from the `libm` crate. The others follow the series, continued fractions and asymptotic
//! expansions of the *Digital Library of Mathematical Functions*, <https://dlmf.nist.gov>, chapters 5, 8 and 10; the quantile
//! of the normal distribution starts from P. J. Acklam's rational approximation (2003) and is improved by Halley steps.

use std::f64::consts::{LN_10, PI, SQRT_2};

pub use libm::{erf, erfc, j0, j1, y0, y1};

/// Gamma function with SciPy's values at the poles: a signed infinity at zero, nan at negative integers.
pub fn gamma(x: f64) -> f64 {
    if x == 0.0 {
        return f64::INFINITY.copysign(x);
    }
    libm::tgamma(x)
}

/// Logarithm of the absolute value of the gamma function.
pub fn log_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Derivative of the logarithm of the gamma function.
pub fn digamma(x: f64) -> f64 {
    if x == 0.0 {
        return -f64::INFINITY.copysign(x);
    }
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x < 0.0 {
        let fraction = x - x.floor();
        if fraction == 0.0 {
            return f64::NAN;
        }
        // Reflection, DLMF 5.5.4.
        return digamma(1.0 - x) - PI / (PI * fraction).tan();
    }
    let (mut x, mut sum) = (x, 0.0);
    while x < 10.0 {
        sum -= 1.0 / x;
        x += 1.0;
    }
    // DLMF 5.11.2.
    let y = 1.0 / (x * x);
    const TERMS: [f64; 7] = [
        1.0 / 12.0,
        -1.0 / 120.0,
        1.0 / 252.0,
        -1.0 / 240.0,
        1.0 / 132.0,
        -691.0 / 32760.0,
        1.0 / 12.0,
    ];
    let series = TERMS.iter().rev().fold(0.0, |sum, term| (sum + term) * y);
    sum + x.ln() - 0.5 / x - series
}

/// Modified Bessel function of the first kind, of order 0 or 1.
fn bessel_i(order: f64, x: f64) -> f64 {
    let size = x.abs();
    if !size.is_finite() {
        return if order == 0.0 { size } else { x };
    }
    if size < 30.0 {
        // DLMF 10.25.2.
        let quarter = size * size / 4.0;
        let (mut term, mut sum, mut k) = (1.0, 1.0, 1.0);
        while term > sum * 1e-17 {
            term *= quarter / (k * (k + order));
            sum += term;
            k += 1.0;
        }
        return if order == 0.0 { sum } else { sum * x / 2.0 };
    }
    // DLMF 10.40.1.
    let (mut term, mut sum, mut k) = (1.0, 1.0, 1.0);
    loop {
        let odd = 2.0 * k - 1.0;
        let next = -term * (4.0 * order * order - odd * odd) / (8.0 * size * k);
        if next.abs() >= term.abs() || next.abs() < 1e-17 {
            break;
        }
        term = next;
        sum += term;
        k += 1.0;
    }
    // The exponential in two factors overflows only with the result.
    let half = (size / 2.0).exp();
    let value = half * (sum / (2.0 * PI * size).sqrt()) * half;
    if order == 0.0 {
        value
    } else {
        value.copysign(x)
    }
}

/// Modified Bessel function of the first kind of order 0.
pub fn i0(x: f64) -> f64 {
    bessel_i(0.0, x)
}

/// Modified Bessel function of the first kind of order 1.
pub fn i1(x: f64) -> f64 {
    bessel_i(1.0, x)
}

/// Standard normal distribution function.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * erfc(-x / SQRT_2)
}

/// The number below which a standard normal deviate lies with a probability.
pub fn normal_quantile(p: f64) -> f64 {
    if p.is_nan() || !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return f64::INFINITY.copysign(p - 0.5);
    }
    // The upper half is the mirrored lower one, where the distribution function has no cancellation.
    if p > 0.5 {
        return -lower_quantile(1.0 - p);
    }
    lower_quantile(p)
}

fn lower_quantile(p: f64) -> f64 {
    let mut x = acklam(p);
    for _ in 0..2 {
        let error = (normal_cdf(x) - p) / ((-0.5 * x * x).exp() / (2.0 * PI).sqrt());
        if !error.is_finite() {
            break;
        }
        x -= error / (1.0 + x * error / 2.0);
    }
    x
}

/// Acklam's approximation for probabilities up to one half, with a relative error below 1.2e-9.
fn acklam(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 6] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
        1.0,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 5] = [
        7.784_695_709_041_462e-3,
        3.224_671_290_700_398e-1,
        2.445_134_137_142_996,
        3.754_408_661_907_416,
        1.0,
    ];
    let polynomial = |terms: &[f64], x: f64| terms.iter().fold(0.0, |sum, term| sum * x + term);
    if p < 0.02425 {
        let q = (-2.0 * p.ln()).sqrt();
        return polynomial(&C, q) / polynomial(&D, q);
    }
    let q = p - 0.5;
    let r = q * q;
    polynomial(&A, r) * q / polynomial(&B, r)
}

/// Inverse of the error function.
pub fn erfinv(y: f64) -> f64 {
    if y.abs() < 1e-3 {
        // The first terms of the series: the quantile would cancel here.
        let square = y * y * PI / 4.0;
        let series = 1.0 + square / 3.0 * (1.0 + square * 7.0 / 10.0);
        return y * PI.sqrt() / 2.0 * series;
    }
    if y.is_nan() || y.abs() > 1.0 {
        return f64::NAN;
    }
    // The tail on the side of y, from its complement.
    -(normal_quantile((1.0 - y.abs()) / 2.0) / SQRT_2).copysign(-y)
}

/// Inverse of the complementary error function.
pub fn erfcinv(y: f64) -> f64 {
    -normal_quantile(y / 2.0) / SQRT_2
}

/// 1 / (1 + exp(-x)).
pub fn expit(x: f64) -> f64 {
    if x < 0.0 {
        let e = x.exp();
        return e / (1.0 + e);
    }
    1.0 / (1.0 + (-x).exp())
}

/// Logarithm of [`expit`].
pub fn log_expit(x: f64) -> f64 {
    if x < 0.0 {
        return x - x.exp().ln_1p();
    }
    -(-x).exp().ln_1p()
}

/// log(x / (1 - x)).
pub fn logit(x: f64) -> f64 {
    if (x - 0.5).abs() < 0.25 {
        return 2.0 * (2.0 * x - 1.0).atanh();
    }
    (x / (1.0 - x)).ln()
}

/// Ten to the power x.
pub fn exp10(x: f64) -> f64 {
    if x.abs() > 400.0 {
        return (x * LN_10).exp();
    }
    libm::exp10(x)
}

/// -x log(x), 0 at zero and minus infinity below.
pub fn entropy(x: f64) -> f64 {
    if x == 0.0 {
        0.0
    } else if x < 0.0 {
        f64::NEG_INFINITY
    } else {
        -x * x.ln()
    }
}

/// x log(y), 0 where x is 0.
pub fn xlogy(x: f64, y: f64) -> f64 {
    if x == 0.0 && !y.is_nan() {
        return 0.0;
    }
    x * y.ln()
}

/// x log(1 + y), 0 where x is 0.
pub fn xlog1py(x: f64, y: f64) -> f64 {
    if x == 0.0 && !y.is_nan() {
        return 0.0;
    }
    x * y.ln_1p()
}

/// Logarithm of the absolute value of the beta function.
pub fn log_beta(a: f64, b: f64) -> f64 {
    log_gamma(a) + log_gamma(b) - log_gamma(a + b)
}

/// Beta function.
pub fn beta(a: f64, b: f64) -> f64 {
    if (a + b).abs() < 170.0 {
        return gamma(a) / gamma(a + b) * gamma(b);
    }
    let (_, sign_a) = libm::lgamma_r(a);
    let (_, sign_b) = libm::lgamma_r(b);
    let (_, sign) = libm::lgamma_r(a + b);
    f64::from(sign_a * sign_b * sign) * log_beta(a, b).exp()
}

/// Regularised lower incomplete gamma function.
pub fn gamma_lower(a: f64, x: f64) -> f64 {
    match incomplete(a, x) {
        Some(Part::Lower(value)) => value,
        Some(Part::Upper(value)) => 1.0 - value,
        None => f64::NAN,
    }
}

/// Regularised upper incomplete gamma function.
pub fn gamma_upper(a: f64, x: f64) -> f64 {
    match incomplete(a, x) {
        Some(Part::Lower(value)) => 1.0 - value,
        Some(Part::Upper(value)) => value,
        None => f64::NAN,
    }
}

enum Part {
    Lower(f64),
    Upper(f64),
}

/// The part of the incomplete gamma function that is computed without cancellation.
fn incomplete(a: f64, x: f64) -> Option<Part> {
    if a.is_nan() || x.is_nan() || a < 0.0 || x < 0.0 || a == 0.0 && x == 0.0 {
        return None;
    }
    if x == 0.0 {
        return Some(Part::Lower(0.0));
    }
    if a == 0.0 || x == f64::INFINITY {
        return Some(Part::Upper(0.0));
    }
    let factor = (a * x.ln() - x - log_gamma(a)).exp();
    if x < a + 1.0 {
        // DLMF 8.11.4.
        let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
        while term > sum * 1e-17 {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        return Some(Part::Lower(factor * sum));
    }
    // The continued fraction DLMF 8.9.2 by Lentz's method.
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (1e300, 1.0 / b);
    let mut fraction = d;
    for i in 1..10_000 {
        let i = f64::from(i);
        let step = -i * (i - a);
        b += 2.0;
        d = 1.0 / (step * d + b);
        c = b + step / c;
        fraction *= c * d;
        if (c * d - 1.0).abs() < 1e-16 {
            break;
        }
    }
    Some(Part::Upper(factor * fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values to compare with have 17 digits from mpmath 1.3.
    fn close(found: f64, expected: f64) {
        let scale = expected.abs().max(1e-300);
        assert!(
            (found - expected).abs() <= 4e-14 * scale,
            "{found} {expected}"
        );
    }

    #[test]
    fn values_are_those_of_the_tables() {
        close(digamma(1.0), -0.577_215_664_901_532_9);
        close(digamma(-0.5), 0.036_489_973_978_576_52);
        close(i0(1.0), 1.266_065_877_752_008_4);
        close(i1(-1.0), -0.565_159_103_992_485);
        close(i0(50.0), 2.932_553_783_849_336_3e20);
        close(normal_quantile(0.975), 1.959_963_984_540_054);
        close(normal_quantile(1e-300), -37.047_096_499_407_9);
        close(erfinv(0.5), 0.476_936_276_204_469_9);
        close(erfinv(-1e-5), -8.862_269_254_759_47e-6);
        close(erfcinv(1.5), -0.476_936_276_204_469_9);
        close(gamma_lower(2.5, 1.0), 0.150_854_963_915_390_37);
        close(gamma_upper(2.5, 10.0), 0.001_249_730_563_139_273_8);
        close(beta(2.0, 3.0), 1.0 / 12.0);
        close(expit(-2.0), 0.119_202_922_022_117_56);
        close(logit(0.9), 2.197_224_577_336_219_6);
    }

    #[test]
    fn edges_have_limits() {
        assert_eq!(gamma(-0.0), f64::NEG_INFINITY);
        assert!(gamma(-1.0).is_nan() && digamma(-2.0).is_nan() && erfinv(2.0).is_nan());
        assert_eq!(erfinv(1.0), f64::INFINITY);
        assert_eq!(erfinv(-1.0), f64::NEG_INFINITY);
        assert_eq!((entropy(0.0), entropy(-1.0)), (0.0, f64::NEG_INFINITY));
        assert_eq!(xlogy(0.0, 0.0), 0.0);
        assert_eq!(expit(-800.0), 0.0);
    }
}
