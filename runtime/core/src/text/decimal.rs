//! Decimal digits of binary floats: the shortest that read back equal, or correctly rounded ones.
//!
//! The digits come from the standard library's formatter, which is exact: shortest digits are the
//! closest of the shortest, and a given number of digits is rounded half to even on the exact value.
//! This module only takes its output apart.

use std::fmt::LowerExp;

/// A finite value as decimal digits: `0.d1d2d3… * 10**point`, the sign left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    /// ASCII digits without leading zeros; empty for zero.
    pub(crate) digits: Vec<u8>,
    /// Position of the decimal point relative to the first digit; 1 for zero.
    pub(crate) point: i32,
}

/// A binary float type.
pub(crate) trait Float: Copy + LowerExp + Into<f64> {
    /// Decimal digits that the type always keeps.
    const DIGITS: u32;

    /// From here on NumPy prints arrays of the type with exponents.
    const LARGE: f64;

    /// The value nearest to a double.
    fn nearest(value: f64) -> Self;

    /// The value nearest to a decimal number.
    fn read(text: &str) -> Self;

    /// The quotient in this type's arithmetic.
    fn quotient(self, divisor: Self) -> Self;
}

impl Float for f32 {
    const DIGITS: u32 = f32::DIGITS;
    const LARGE: f64 = 1e6;

    fn nearest(value: f64) -> f32 {
        value as f32
    }

    fn read(text: &str) -> f32 {
        text.parse().unwrap_or(f32::NAN)
    }

    fn quotient(self, divisor: f32) -> f32 {
        self / divisor
    }
}

impl Float for f64 {
    const DIGITS: u32 = f64::DIGITS;
    const LARGE: f64 = 1e8;

    fn nearest(value: f64) -> f64 {
        value
    }

    fn read(text: &str) -> f64 {
        text.parse().unwrap_or(f64::NAN)
    }

    fn quotient(self, divisor: f64) -> f64 {
        self / divisor
    }
}

impl Decimal {
    const ZERO: Decimal = Decimal {
        digits: Vec::new(),
        point: 1,
    };

    /// The fewest digits that read back as the same value of the same type, the closest ones of them; of
    /// two equally close ones those with an even last digit.
    pub(crate) fn shortest<F: Float>(value: F) -> Decimal {
        let shortest = Decimal::parse(&format!("{value:e}"));
        let count = shortest.digits.len();
        // The standard library breaks ties upwards. With fewer digits than the type always keeps there
        // are none, because the longer number would be another value.
        if count < F::DIGITS as usize || !may_tie(value.into()) {
            return shortest;
        }
        let rounded = Decimal::significant(value.into(), count);
        if rounded != shortest && rounded.reads_as(value) {
            return rounded.trimmed();
        }
        shortest
    }

    /// `count` significant digits (at least one), correctly rounded. Digits that are zero in every double
    /// may be left out.
    pub(crate) fn significant(value: f64, count: usize) -> Decimal {
        let count = count.clamp(1, EXACT_DIGITS);
        Decimal::parse(&format!("{value:.*e}", count - 1))
    }

    /// Correctly rounded to `count` digits after the decimal point, which may be negative; zero when
    /// nothing is left.
    pub(crate) fn fixed(value: f64, count: i32) -> Decimal {
        match usize::try_from(count) {
            Ok(count) => Decimal::after_point(value, count),
            Err(_) if value == 0.0 => Decimal::ZERO,
            Err(_) => Decimal::before_point(value, count),
        }
    }

    /// Correctly rounded to `count` digits after the decimal point.
    pub(crate) fn after_point(value: f64, count: usize) -> Decimal {
        let text = format!("{:.*}", count.min(FRACTION_DIGITS), value.abs());
        let (integer, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits: Vec<u8> = integer.bytes().chain(fraction.bytes()).collect();
        match digits.iter().position(|&digit| digit != b'0') {
            None => Decimal::ZERO,
            Some(zeros) => Decimal {
                digits: digits[zeros..].to_vec(),
                point: integer.len() as i32 - zeros as i32,
            },
        }
    }

    /// Correctly rounded to a power of ten above one, `10**-count`; the value is not zero.
    fn before_point(value: f64, count: i32) -> Decimal {
        let exact = Decimal::significant(value, EXACT_DIGITS);
        match usize::try_from(i64::from(exact.point) + i64::from(count)) {
            Err(_) => Decimal::ZERO,
            Ok(0) if !exact.is_above_half() => Decimal::ZERO,
            // No digit is left, but the value is nearer to the unit than to zero.
            Ok(0) => Decimal {
                digits: vec![b'1'],
                point: exact.point + 1,
            },
            Ok(wanted) => Decimal::significant(value, wanted),
        }
    }

    /// Whether `0.d1d2d3…` is above one half.
    fn is_above_half(&self) -> bool {
        match self.digits.split_first() {
            Some((b'5', rest)) => rest.iter().any(|&digit| digit != b'0'),
            Some((first, _)) => *first > b'5',
            None => false,
        }
    }

    /// Takes apart text such as `-1.25e-7`.
    fn parse(text: &str) -> Decimal {
        let text = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        if digits.iter().all(|&digit| digit == b'0') {
            return Decimal::ZERO;
        }
        Decimal {
            digits,
            point: exponent.parse::<i32>().unwrap_or(0) + 1,
        }
    }

    /// The float nearest to these digits.
    pub(crate) fn value<F: Float>(&self) -> F {
        let mut text = String::from("0.");
        text.extend(self.digits.iter().map(|&digit| char::from(digit)));
        text.push_str(&format!("0e{}", self.point));
        F::read(&text)
    }

    /// Whether these digits read back as the magnitude of `value`.
    fn reads_as<F: Float>(&self, value: F) -> bool {
        self.value::<F>().into() == value.into().abs()
    }

    /// Whether the value is zero.
    pub(crate) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Drops trailing zeros.
    pub(crate) fn trimmed(mut self) -> Decimal {
        let kept = self.digits.iter().rposition(|&digit| digit != b'0');
        self.digits.truncate(kept.map_or(0, |last| last + 1));
        self
    }

    /// The digits before the decimal point, at least one.
    pub(crate) fn integer_part(&self) -> String {
        let mut out = String::new();
        for index in 0..self.point.max(0) {
            out.push(self.digit(index));
        }
        if out.is_empty() {
            out.push('0');
        }
        out
    }

    /// The first `count` digits after the decimal point, zeros where there are none.
    pub(crate) fn fraction_part(&self, count: usize) -> String {
        (0..count as i32)
            .map(|index| self.digit(self.point + index))
            .collect()
    }

    /// How many digits after the decimal point are not implied zeros.
    pub(crate) fn fraction_len(&self) -> usize {
        if self.is_zero() {
            return 0;
        }
        usize::try_from(self.digits.len() as i64 - i64::from(self.point)).unwrap_or(0)
    }

    /// The digit at an index, zero outside the stored ones.
    fn digit(&self, index: i32) -> char {
        usize::try_from(index)
            .ok()
            .and_then(|index| self.digits.get(index))
            .map_or('0', |&digit| char::from(digit))
    }
}

/// More significant digits than any double has.
const EXACT_DIGITS: usize = 800;

/// More digits after the point than any double has.
const FRACTION_DIGITS: usize = 1100;

/// Whether the exact value can have so few digits that it lies halfway between two shorter numbers that
/// both read back as it: it must be a multiple of a power of two that is not too small.
fn may_tie(value: f64) -> bool {
    const MANTISSA: u64 = (1 << 52) - 1;
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1075;
    let mantissa = bits & MANTISSA | (MANTISSA + 1);
    exponent + mantissa.trailing_zeros() as i32 >= -25
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(value: f64, count: i32) -> String {
        let decimal = Decimal::fixed(value, count);
        let fraction = decimal.fraction_part(usize::try_from(count).unwrap_or(0));
        format!("{}.{fraction}", decimal.integer_part())
    }

    #[test]
    fn ties_go_to_even_on_the_exact_value() {
        assert_eq!(fixed(0.5, 0), "0.");
        assert_eq!(fixed(1.5, 0), "2.");
        assert_eq!(fixed(2.5, 0), "2.");
        assert_eq!(fixed(0.125, 2), "0.12");
        assert_eq!(fixed(0.375, 2), "0.38");
        assert_eq!(fixed(2.675, 2), "2.67");
        assert_eq!(fixed(25.0, -1), "20.");
        assert_eq!(fixed(35.0, -1), "40.");
    }

    #[test]
    fn values_below_the_last_place_vanish_or_round_up() {
        assert_eq!(fixed(0.05, 1), "0.1");
        assert_eq!(fixed(0.04, 1), "0.0");
        assert_eq!(fixed(0.96, 1), "1.0");
        assert_eq!(fixed(51.0, -2), "100.");
        assert_eq!(fixed(50.0, -2), "0.");
        assert_eq!(fixed(49.0, -2), "0.");
        assert_eq!(fixed(4.0, -2), "0.");
        assert_eq!(fixed(1e-300, 2), "0.00");
    }
}
