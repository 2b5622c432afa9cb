//! `repr` of floats and complex numbers.

use super::decimal::{Decimal, Float};

/// What Python's `repr(float)` gives: the shortest digits that read back equal, with an exponent below
/// 1e-4 and from 1e16 on.
pub fn float_repr(value: f64) -> String {
    real(value, ".0")
}

/// What NumPy's `str(np.float32(value))` gives: the shortest digits of the type, with an exponent below
/// 1e-4 and from 1e6 on.
pub fn float32_str(value: f32) -> String {
    real(value, ".0")
}

/// What Python's `repr(complex)` gives.
pub fn complex_repr(re: f64, im: f64) -> String {
    complex(re, im)
}

/// What NumPy's `str(np.complex64(value))` gives.
pub fn complex64_str(re: f32, im: f32) -> String {
    complex(re, im)
}

/// A type whose values print with an exponent outside a range of its own.
trait Print: Float {
    fn wants_exponent(self, digits: &Decimal) -> bool;
}

impl Print for f64 {
    fn wants_exponent(self, digits: &Decimal) -> bool {
        digits.point > 16 || digits.point < -3
    }
}

impl Print for f32 {
    // NumPy compares the value, not its digits: the nearest value to 1e-4 is below it.
    fn wants_exponent(self, _digits: &Decimal) -> bool {
        self != 0.0 && !(1e-4..1e6).contains(&f64::from(self).abs())
    }
}

fn complex<F: Print>(re: F, im: F) -> String {
    let zero = re.into();
    let im = real(im, "");
    if zero == 0.0 && zero.is_sign_positive() {
        return format!("{im}j");
    }
    // A nan has no sign of its own, so that it is shown with a plus.
    let sign = if im.starts_with('-') { "" } else { "+" };
    format!("({}{sign}{im}j)", real(re, ""))
}

/// Shortest digits; `integer_suffix` follows a value without fraction and exponent.
fn real<F: Print>(value: F, integer_suffix: &str) -> String {
    let wide = value.into();
    if wide.is_nan() {
        return "nan".to_owned();
    }
    let sign = if wide.is_sign_negative() { "-" } else { "" };
    if wide.is_infinite() {
        return format!("{sign}inf");
    }
    let decimal = Decimal::shortest(value);
    if value.wants_exponent(&decimal) {
        return format!("{sign}{}", scientific(&decimal, 2));
    }
    let integer = decimal.integer_part();
    match decimal.fraction_len() {
        0 => format!("{sign}{integer}{integer_suffix}"),
        count => format!("{sign}{integer}.{}", decimal.fraction_part(count)),
    }
}

/// `d.ddde+xx`, without a point when there is one digit.
fn scientific(decimal: &Decimal, exponent_digits: usize) -> String {
    let (first, rest) = decimal.digits.split_at(1.min(decimal.digits.len()));
    let text = |digits: &[u8]| String::from_utf8_lossy(digits).into_owned();
    let point = if rest.is_empty() { "" } else { "." };
    format!(
        "{}{point}{}e{}",
        text(first),
        text(rest),
        exponent(decimal.point - 1, exponent_digits)
    )
}

/// A signed exponent with at least so many digits.
pub(crate) fn exponent(value: i32, digits: usize) -> String {
    let sign = if value < 0 { '-' } else { '+' };
    format!("{sign}{:0digits$}", value.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_read_like_python() {
        let cases = [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (-1.5, "-1.5"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e15, "1000000000000000.0"),
            (9_999_999_999_999_998.0, "9999999999999998.0"),
            (1e16, "1e+16"),
            (1.25e22, "1.25e+22"),
            (1e100, "1e+100"),
            (0.0001, "0.0001"),
            (0.000_012_5, "1.25e-05"),
            (1e-5, "1e-05"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
            (5.684_341_886_080_802e-14, "5.684341886080802e-14"),
            (123_456_789.125, "123456789.125"),
        ];
        for (value, expected) in cases {
            assert_eq!(float_repr(value), expected);
        }
    }

    #[test]
    fn single_precision_reads_like_numpy() {
        let cases = [
            (0.0, "0.0"),
            (0.1, "0.1"),
            (99_999.99, "99999.99"),
            (999_999.0, "999999.0"),
            (1e6, "1e+06"),
            (16_777_216.0, "1.6777216e+07"),
            (0.000_1, "1e-04"),
            (0.000_100_1, "0.0001001"),
            (f32::MAX, "3.4028235e+38"),
        ];
        for (value, expected) in cases {
            assert_eq!(float32_str(value), expected);
        }
        assert_eq!(complex64_str(-0.0, 1e6), "(-0+1e+06j)");
    }

    #[test]
    fn complex_numbers_read_like_python() {
        let cases = [
            ((1.0, 2.0), "(1+2j)"),
            ((0.0, 1.0), "1j"),
            ((0.0, -0.0), "-0j"),
            ((-0.0, -1.0), "(-0-1j)"),
            ((0.0, f64::NAN), "nanj"),
            ((f64::NAN, f64::NAN), "(nan+nanj)"),
            ((f64::INFINITY, f64::NEG_INFINITY), "(inf-infj)"),
            ((1.5, f64::INFINITY), "(1.5+infj)"),
            ((1e16, 1e-5), "(1e+16+1e-05j)"),
        ];
        for ((re, im), expected) in cases {
            assert_eq!(complex_repr(re, im), expected);
        }
    }
}
