//! Discrete distributions.

use super::{Source, standard_gamma};

/// A Poisson deviate: products of uniform ones for small means, else Hörmann's transformed rejection (1993).
pub fn poisson(source: &mut impl Source, mean: f64) -> i64 {
    if mean >= 10.0 {
        return poisson_by_rejection(source, mean);
    }
    if mean == 0.0 {
        return 0;
    }
    let limit = (-mean).exp();
    let (mut count, mut product) = (0, 1.0);
    loop {
        product *= source.next_f64();
        if product <= limit {
            return count;
        }
        count += 1;
    }
}

fn poisson_by_rejection(source: &mut impl Source, mean: f64) -> i64 {
    let root = mean.sqrt();
    let b = 0.931 + 2.53 * root;
    let a = -0.059 + 0.02483 * b;
    let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let limit = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = source.next_f64() - 0.5;
        let v = source.next_f64();
        let us = 0.5 - u.abs();
        let k = ((2.0 * a / us + b) * u + mean + 0.43).floor();
        if us >= 0.07 && v <= limit {
            return k as i64;
        }
        if k < 0.0 || us < 0.013 && v > us {
            continue;
        }
        let left = v.ln() + inverse_alpha.ln() - (a / (us * us) + b).ln();
        if left <= -mean + k * mean.ln() - log_gamma(k + 1.0) {
            return k as i64;
        }
    }
}

/// Logarithm of the gamma function as NumPy's generators compute it (Zhang and Jin, 1996).
fn log_gamma(x: f64) -> f64 {
    const TERMS: [f64; 10] = [
        8.333_333_333_333_333e-2,
        -2.777_777_777_777_778e-3,
        7.936_507_936_507_937e-4,
        -5.952_380_952_380_952e-4,
        8.417_508_417_508_418e-4,
        -1.917_526_917_526_918e-3,
        6.410_256_410_256_41e-3,
        -2.955_065_359_477_124e-2,
        1.796_443_723_688_307e-1,
        -1.392_432_216_905_9,
    ];
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    let steps = if x < 7.0 { (7.0 - x) as i64 } else { 0 };
    let mut shifted = x + steps as f64;
    let square = 1.0 / shifted * (1.0 / shifted);
    let series = TERMS[..9]
        .iter()
        .rev()
        .fold(TERMS[9], |sum, term| sum * square + term);
    let mut result =
        series / shifted + 0.5 * 1.837_877_066_409_345_3 + (shifted - 0.5) * shifted.ln() - shifted;
    for _ in 0..steps {
        result -= (shifted - 1.0).ln();
        shifted -= 1.0;
    }
    result
}

/// A binomial deviate.
pub fn binomial(source: &mut impl Source, n: i64, p: f64) -> i64 {
    if n == 0 || p == 0.0 {
        return 0;
    }
    if p <= 0.5 {
        return lower_binomial(source, n, p);
    }
    n - lower_binomial(source, n, 1.0 - p)
}

fn lower_binomial(source: &mut impl Source, n: i64, p: f64) -> i64 {
    if p * n as f64 <= 30.0 {
        return binomial_by_inversion(source, n, p);
    }
    binomial_by_rejection(source, n, p)
}

fn binomial_by_inversion(source: &mut impl Source, n: i64, p: f64) -> i64 {
    let count = n as f64;
    let q = 1.0 - p;
    let none = (count * q.ln()).exp();
    let mean = count * p;
    let bound = count.min(mean + 10.0 * (mean * q + 1.0).sqrt()) as i64;
    let (mut x, mut weight, mut u) = (0, none, source.next_f64());
    while u > weight {
        x += 1;
        if x > bound {
            x = 0;
            weight = none;
            u = source.next_f64();
        } else {
            u -= weight;
            weight = ((n - x + 1) as f64 * p * weight) / (x as f64 * q);
        }
    }
    x
}

/// Kachitvichyanukul and Schmeiser's algorithm BTPE, Communications of the ACM 31, 1988.
fn binomial_by_rejection(source: &mut impl Source, n: i64, p: f64) -> i64 {
    let shape = Btpe::new(n, p);
    loop {
        let u = source.next_f64() * shape.p4;
        let v = source.next_f64();
        if u <= shape.p1 {
            return (shape.middle - shape.p1 * v + u).floor() as i64;
        }
        if let Some((y, v)) = shape.place(u, v)
            && shape.accepts(y, v)
        {
            return y;
        }
    }
}

/// The covering of the distribution by a triangle, parallelograms and tails.
struct Btpe {
    n: i64,
    r: f64,
    q: f64,
    m: i64,
    middle: f64,
    left: f64,
    right: f64,
    c: f64,
    left_rate: f64,
    right_rate: f64,
    p1: f64,
    p2: f64,
    p3: f64,
    p4: f64,
}

impl Btpe {
    fn new(n: i64, r: f64) -> Btpe {
        let count = n as f64;
        let q = 1.0 - r;
        let mode = count * r + r;
        let m = mode.floor() as i64;
        let p1 = (2.195 * (count * r * q).sqrt() - 4.6 * q).floor() + 0.5;
        let middle = m as f64 + 0.5;
        let (left, right) = (middle - p1, middle + p1);
        let c = 0.134 + 20.5 / (15.3 + m as f64);
        let rate = |a: f64| a * (1.0 + a / 2.0);
        let left_rate = rate((mode - left) / (mode - left * r));
        let right_rate = rate((right - mode) / (right * q));
        let p2 = p1 * (1.0 + 2.0 * c);
        let p3 = p2 + c / left_rate;
        let p4 = p3 + c / right_rate;
        Btpe {
            n,
            r,
            q,
            m,
            middle,
            left,
            right,
            c,
            left_rate,
            right_rate,
            p1,
            p2,
            p3,
            p4,
        }
    }

    /// The candidate under the covering, outside of the triangle.
    fn place(&self, u: f64, v: f64) -> Option<(i64, f64)> {
        if u <= self.p2 {
            let x = self.left + (u - self.p1) / self.c;
            let v = v * self.c + 1.0 - (self.m as f64 - x + 0.5).abs() / self.p1;
            return (v <= 1.0).then_some((x.floor() as i64, v));
        }
        if u <= self.p3 {
            let y = (self.left + v.ln() / self.left_rate).floor() as i64;
            return (y >= 0 && v != 0.0).then_some((y, v * (u - self.p2) * self.left_rate));
        }
        let y = (self.right - v.ln() / self.right_rate).floor() as i64;
        (y <= self.n && v != 0.0).then_some((y, v * (u - self.p3) * self.right_rate))
    }

    fn accepts(&self, y: i64, v: f64) -> bool {
        let k = (y - self.m).abs();
        let spread = self.n as f64 * self.r * self.q;
        if k > 20 && (k as f64) < spread / 2.0 - 1.0 {
            return self.accepts_far(y, k as f64, spread, v);
        }
        let s = self.r / self.q;
        let a = s * (self.n + 1) as f64;
        let mut ratio = 1.0;
        for i in self.m + 1..=y {
            ratio *= a / i as f64 - s;
        }
        for i in y + 1..=self.m {
            ratio /= a / i as f64 - s;
        }
        v <= ratio
    }

    fn accepts_far(&self, y: i64, k: f64, spread: f64, v: f64) -> bool {
        let rho =
            (k / spread) * ((k * (k / 3.0 + 0.625) + 0.166_666_666_666_666_66) / spread + 0.5);
        let t = -k * k / (2.0 * spread);
        let a = v.ln();
        if a < t - rho {
            return true;
        }
        if a > t + rho {
            return false;
        }
        let (n, m, y) = (self.n as f64, self.m as f64, y as f64);
        let (x1, f1, z, w) = (y + 1.0, m + 1.0, n + 1.0 - m, n - y + 1.0);
        let stirling = |x: f64| {
            let square = x * x;
            (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / square) / square) / square) / square)
                / x
                / 166_320.0
        };
        a <= self.middle * (f1 / x1).ln()
            + (n - m + 0.5) * (z / w).ln()
            + (y - m) * (w * self.r / (x1 * self.q)).ln()
            + stirling(f1)
            + stirling(z)
            + stirling(x1)
            + stirling(w)
    }
}

/// A negative binomial deviate, as a Poisson one of gamma distributed mean.
pub fn negative_binomial(source: &mut impl Source, n: f64, p: f64) -> i64 {
    let mean = (1.0 - p) / p * standard_gamma(source, n);
    poisson(source, mean)
}

/// Number of trials up to the first success, by search; for small probabilities by inversion of an exponential deviate.
pub fn geometric(source: &mut impl Source, p: f64) -> i64 {
    if p < 0.333_333_333_333_333_3 {
        let trials = (-source.exponential() / (-p).ln_1p()).ceil();
        return if trials >= i64::MAX as f64 {
            i64::MAX
        } else {
            trials as i64
        };
    }
    let (mut count, mut total, mut product) = (1, p, p);
    let u = source.next_f64();
    while u > total {
        product *= 1.0 - p;
        total += product;
        count += 1;
    }
    count
}

/// A deviate of the zeta distribution: Devroye's rejection (1986).
pub fn zipf(source: &mut impl Source, a: f64) -> i64 {
    let exponent = a - 1.0;
    let b = 2f64.powf(exponent);
    loop {
        let u = 1.0 - source.next_f64();
        let v = source.next_f64();
        let x = u.powf(-1.0 / exponent).floor();
        if !(1.0..=i64::MAX as f64).contains(&x) {
            continue;
        }
        let t = (1.0 + 1.0 / x).powf(exponent);
        if v * x * (t - 1.0) / (b - 1.0) <= t / b {
            return x as i64;
        }
    }
}

/// A deviate of the logarithmic series distribution: Kemp's method (1981).
pub fn log_series(source: &mut impl Source, p: f64) -> i64 {
    let r = (-p).ln_1p();
    loop {
        let v = source.next_f64();
        if v >= p {
            return 1;
        }
        let q = -(r * source.next_f64()).exp_m1();
        if v <= q * q {
            let result = (1.0 + v.ln() / q.ln()).floor();
            if result < 1.0 || v == 0.0 {
                continue;
            }
            return result as i64;
        }
        return if v >= q { 1 } else { 2 };
    }
}
