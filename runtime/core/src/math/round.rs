//! Python's `round(x, ndigits)`.

use crate::text::decimal::Decimal;

/// Above this many digits after the point every double is already rounded.
const MOST_DIGITS: i64 = 323;

/// Rounding to so many digits before the point leaves nothing of any double.
const FEWEST_DIGITS: i64 = -308;

/// Integers of at least this magnitude have no fraction.
const NO_FRACTION: f64 = 4_503_599_627_370_496.0;

/// The powers of ten that are doubles; `powi` does not promise to find them.
const EXACT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Rounds to `digits` decimal digits after the point, correctly for the exact value of `x`, ties to
/// even. A result too large for a double is infinite; Python raises `OverflowError` there.
pub fn round_digits(x: f64, digits: i64) -> f64 {
    if !x.is_finite() || x == 0.0 || digits > MOST_DIGITS {
        return x;
    }
    if digits < FEWEST_DIGITS {
        return 0.0_f64.copysign(x);
    }
    if digits == 0 {
        return x.round_ties_even();
    }
    if let Some(rounded) = round_scaled(x, digits) {
        return rounded;
    }
    let decimal = Decimal::fixed(x, digits as i32);
    decimal.value::<f64>().copysign(x)
}

/// The quick way, when scaling is exact enough to tell which integer is nearest: the quotient of two
/// exact doubles is the correctly rounded result.
fn round_scaled(x: f64, digits: i64) -> Option<f64> {
    let power = *EXACT_POWERS.get(usize::try_from(digits).ok()?)?;
    let scaled = x * power;
    if scaled.abs() >= NO_FRACTION / 8.0 {
        return None;
    }
    // The product is off by half a unit in the last place at most; close to a tie the digits decide.
    let nearest = scaled.round();
    let to_tie = ((scaled - nearest).abs() - 0.5).abs();
    (to_tie > scaled.abs() * f64::EPSILON).then_some(nearest / power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_like_python() {
        let cases = [
            (2.675, 2, 2.67),
            (2.665, 2, 2.67),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (2.5, 0, 2.0),
            (-2.5, 0, -2.0),
            (1.005, 2, 1.0),
            (0.125, 2, 0.12),
            (0.375, 2, 0.38),
            (1234.5678, -2, 1200.0),
            (1250.0, -2, 1200.0),
            (1350.0, -2, 1400.0),
            (5e-324, 323, 0.0),
            (1e300, 5, 1e300),
            (123.456, 400, 123.456),
            (123.456, -400, 0.0),
            (9.999, 2, 10.0),
            (1e22, 1, 1e22),
            (0.1 + 0.2, 15, 0.3),
            (4.9e307, -308, 0.0),
            (6e307, -308, 1e308),
        ];
        for (x, digits, expected) in cases {
            assert_eq!(round_digits(x, digits), expected, "round({x}, {digits})");
        }
        assert!(round_digits(-0.01, 1).is_sign_negative());
        assert!(round_digits(f64::NAN, 1).is_nan());
        assert_eq!(round_digits(f64::MAX, -308), f64::INFINITY);
    }
}
