//! Continuous distributions.

use std::f64::consts::PI;

use super::{Source, poisson};

/// A gamma deviate of scale 1: Marsaglia and Tsang's method (ACM TOMS 26, 2000), for shapes below 1 Ahrens and Dieter's.
pub fn standard_gamma(source: &mut impl Source, shape: f64) -> f64 {
    if shape == 1.0 {
        return source.exponential();
    }
    if shape == 0.0 {
        return 0.0;
    }
    if shape < 1.0 {
        return small_gamma(source, shape);
    }
    let b = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * b).sqrt();
    loop {
        let (x, v) = loop {
            let x = source.normal();
            let v = 1.0 + c * x;
            if v > 0.0 {
                break (x, v);
            }
        };
        let v = v * v * v;
        let u = source.next_f64();
        if u < 1.0 - 0.0331 * (x * x) * (x * x) {
            return b * v;
        }
        if u.ln() < 0.5 * x * x + b * (1.0 - v + v.ln()) {
            return b * v;
        }
    }
}

fn small_gamma(source: &mut impl Source, shape: f64) -> f64 {
    loop {
        let u = source.next_f64();
        let v = source.exponential();
        if u <= 1.0 - shape {
            let x = u.powf(1.0 / shape);
            if x <= v {
                return x;
            }
        } else {
            let y = -((1.0 - u) / shape).ln();
            let x = (1.0 - shape + shape * y).powf(1.0 / shape);
            if x <= v + y {
                return x;
            }
        }
    }
}

/// A beta deviate: Jöhnk's method where both parameters are at most 1, else from two gamma deviates.
pub fn beta(source: &mut impl Source, a: f64, b: f64) -> f64 {
    if a > 1.0 || b > 1.0 {
        let first = standard_gamma(source, a);
        let second = standard_gamma(source, b);
        return first / (first + second);
    }
    loop {
        let (u, v) = (source.next_f64(), source.next_f64());
        let (x, y) = (u.powf(1.0 / a), v.powf(1.0 / b));
        if x + y <= 1.0 && u + v > 0.0 {
            if x + y > 0.0 {
                return x / (x + y);
            }
            let (log_x, log_y) = (u.ln() / a, v.ln() / b);
            let largest = log_x.max(log_y);
            let (log_x, log_y) = (log_x - largest, log_y - largest);
            return (log_x - (log_x.exp() + log_y.exp()).ln()).exp();
        }
    }
}

/// A chi-square deviate.
pub fn chi_square(source: &mut impl Source, df: f64) -> f64 {
    2.0 * standard_gamma(source, df / 2.0)
}

/// A noncentral chi-square deviate.
pub fn noncentral_chi_square(source: &mut impl Source, df: f64, nonc: f64) -> f64 {
    if nonc.is_nan() {
        return f64::NAN;
    }
    if nonc == 0.0 {
        return chi_square(source, df);
    }
    if df > 1.0 {
        let rest = chi_square(source, df - 1.0);
        let n = source.normal() + nonc.sqrt();
        return rest + n * n;
    }
    let i = poisson(source, nonc / 2.0);
    chi_square(source, df + 2.0 * i as f64)
}

/// An F deviate.
pub fn f(source: &mut impl Source, numerator: f64, denominator: f64) -> f64 {
    let above = chi_square(source, numerator) * denominator;
    let below = chi_square(source, denominator) * numerator;
    above / below
}

/// A deviate of Student's t distribution.
pub fn standard_t(source: &mut impl Source, df: f64) -> f64 {
    let above = source.normal();
    let below = standard_gamma(source, df / 2.0);
    (df / 2.0).sqrt() * above / below.sqrt()
}

/// A deviate of the inverse Gaussian distribution.
pub fn wald(source: &mut impl Source, mean: f64, scale: f64) -> f64 {
    let half = mean / (2.0 * scale);
    let y = source.normal();
    let y = mean * y * y;
    let x = mean + half * (y - (4.0 * scale * y + y * y).sqrt());
    if source.next_f64() <= mean / (mean + x) {
        return x;
    }
    mean * mean / x
}

/// A deviate of the von Mises distribution: Best and Fisher's method (1979).
pub fn von_mises(source: &mut impl Source, mu: f64, kappa: f64) -> f64 {
    if kappa.is_nan() {
        return f64::NAN;
    }
    if kappa < 1e-8 {
        return PI * (2.0 * source.next_f64() - 1.0);
    }
    let s = if kappa < 1e-5 {
        1.0 / kappa + kappa
    } else {
        let r = 1.0 + (1.0 + 4.0 * kappa * kappa).sqrt();
        let rho = (r - (2.0 * r).sqrt()) / (2.0 * kappa);
        (1.0 + rho * rho) / (2.0 * rho)
    };
    let w = loop {
        let z = (PI * source.next_f64()).cos();
        let w = (1.0 + s * z) / (s + z);
        let y = kappa * (s - w);
        let v = source.next_f64();
        if y * (2.0 - y) - v >= 0.0 || (y / v).ln() + 1.0 - y >= 0.0 {
            break w;
        }
    };
    let angle = w.acos();
    let turned = if source.next_f64() < 0.5 {
        -angle
    } else {
        angle
    } + mu;
    let size = (turned.abs() + PI) % (2.0 * PI) - PI;
    if turned < 0.0 { -size } else { size }
}
