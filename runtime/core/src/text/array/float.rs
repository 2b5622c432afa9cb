//! Floats in arrays: one number of digits, one form and one width for all elements.
//!
//! Follows NumPy's `FloatingFormat` and the two printing functions of its `dragon4.c`.

use std::borrow::Cow;
use std::marker::PhantomData;

use crate::text::decimal::{Decimal, Float};
use crate::text::float::exponent;

use super::{FloatMode, PrintOptions, Sign};

/// Formats floats of one array.
#[derive(Debug)]
pub(super) struct FloatFormat<F> {
    digits: Digits,
    form: Form,
    /// Columns before the point, sign included.
    pad_left: usize,
    /// Columns after the point.
    pad_right: usize,
    plus: bool,
    nanstr: Cow<'static, str>,
    infstr: Cow<'static, str>,
    _type: PhantomData<F>,
}

/// Where the point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Positional,
    /// With an exponent of so many digits.
    Scientific(usize),
}

/// How many digits follow the point.
#[derive(Clone, Copy, Debug)]
struct Digits {
    /// At most so many.
    precision: Option<usize>,
    /// At least so many, also where fewer are unique.
    minimum: usize,
    /// Stop where the value is told apart from its neighbours.
    unique: bool,
    /// Keep trailing zeros.
    keep_zeros: bool,
}

impl<F: Float> FloatFormat<F> {
    /// A format for these values.
    pub(super) fn new(values: &[F], options: &PrintOptions) -> FloatFormat<F> {
        let finite: Vec<F> = values
            .iter()
            .copied()
            .filter(|&value| value.into().is_finite())
            .collect();
        let fixed = options.floatmode == FloatMode::Fixed;
        let first = Digits {
            precision: options
                .precision
                .filter(|_| options.floatmode != FloatMode::Unique),
            minimum: 0,
            unique: !fixed,
            keep_zeros: fixed,
        };
        let mut format = FloatFormat {
            digits: first,
            form: Form::Positional,
            pad_left: 0,
            pad_right: 0,
            plus: options.sign == Sign::Plus,
            nanstr: options.nanstr.clone(),
            infstr: options.infstr.clone(),
            _type: PhantomData,
        };
        if finite.is_empty() {
            format.digits.keep_zeros = false;
        } else if wants_exponent(&finite, options.suppress) {
            format.fit_scientific(&finite);
        } else {
            format.fit_positional(&finite, options.floatmode);
        }
        format.fit_signs(values, &finite, options.sign);
        format
    }

    /// Measures the values with an exponent.
    fn fit_scientific(&mut self, finite: &[F]) {
        let texts = || finite.iter().map(|&value| self.digits.scientific(value, 2));
        // The text begins with `e` and a sign.
        let exponents = texts().map(|text| text.exponent.len() - 2);
        let exponent_digits = exponents.max().unwrap_or(2);
        let fraction = texts().map(|text| text.fraction.len()).max().unwrap_or(0);
        self.pad_left = self.integer_columns(finite, |_| 1);
        self.pad_right = exponent_digits + 2 + fraction;
        self.form = Form::Scientific(exponent_digits);
        self.digits.keep_zeros = true;
        self.digits.precision = Some(fraction);
        self.digits.minimum = fraction;
    }

    /// Measures the values without exponents.
    fn fit_positional(&mut self, finite: &[F], mode: FloatMode) {
        let texts = || finite.iter().map(|&value| self.digits.positional(value));
        let fraction = texts().map(|text| text.fraction.len()).max().unwrap_or(0);
        self.pad_left =
            self.integer_columns(finite, |value| self.digits.positional(value).integer.len());
        self.pad_right = fraction;
        if matches!(mode, FloatMode::Fixed | FloatMode::MaxPrecEqual) {
            self.digits.precision = Some(fraction);
            self.digits.minimum = fraction;
            self.digits.keep_zeros = true;
        }
    }

    /// Columns that signs and integer parts take.
    fn integer_columns(&self, finite: &[F], integer: impl Fn(F) -> usize) -> usize {
        let columns = |&value: &F| self.sign(value).len() + integer(value);
        finite.iter().map(columns).max().unwrap_or(0)
    }

    /// Makes room for the sign position, nans and infinities.
    fn fit_signs(&mut self, values: &[F], finite: &[F], sign: Sign) {
        let is_negative = |value: &F| (*value).into().is_sign_negative();
        if sign == Sign::Space && !finite.iter().any(is_negative) {
            self.pad_left += 1;
        }
        if values.len() == finite.len() {
            return;
        }
        let has_infinity = values
            .iter()
            .any(|&value| value.into() == f64::NEG_INFINITY);
        let sign_columns = usize::from(sign != Sign::Minus || has_infinity);
        let columns_right = self.pad_right + 1;
        let nan = self.nanstr.chars().count();
        let infinity = self.infstr.chars().count() + sign_columns;
        self.pad_left = self
            .pad_left
            .max(nan.saturating_sub(columns_right))
            .max(infinity.saturating_sub(columns_right));
    }

    fn sign(&self, value: F) -> &'static str {
        match value.into() {
            wide if wide.is_sign_negative() && !wide.is_nan() => "-",
            _ if self.plus => "+",
            _ => "",
        }
    }

    /// The text of one value, padded.
    pub(super) fn format(&self, value: F) -> String {
        let wide = value.into();
        let sign = self.sign(value);
        if !wide.is_finite() {
            let text = if wide.is_nan() {
                &self.nanstr
            } else {
                &self.infstr
            };
            let width = self.pad_left + self.pad_right + 1;
            return format!("{:>width$}", format!("{sign}{text}"));
        }
        let (text, right) = match self.form {
            Form::Positional => (self.digits.positional(value), self.pad_right),
            Form::Scientific(digits) => (self.digits.scientific(value, digits), 0),
        };
        format!(
            "{:>left$}.{:<right$}{}",
            format!("{sign}{}", text.integer),
            text.fraction,
            text.exponent,
            left = self.pad_left,
        )
    }
}

/// Whether the values need exponents: large ones, and small ones or large ratios unless suppressed.
fn wants_exponent<F: Float>(finite: &[F], suppress: bool) -> bool {
    let nonzero = || {
        finite
            .iter()
            .filter(|&&value| value.into() != 0.0)
            .map(|&value| value.into().abs())
    };
    let Some(most) = nonzero().max_by(f64::total_cmp) else {
        return false;
    };
    let least = nonzero().min_by(f64::total_cmp).unwrap_or(most);
    let ratio = F::nearest(most).quotient(F::nearest(least));
    most >= F::LARGE || !suppress && (least < F::nearest(0.0001).into() || ratio.into() > 1000.0)
}

/// The unpadded parts of a number, without its sign.
struct Text {
    integer: String,
    fraction: String,
    exponent: String,
}

impl Digits {
    /// Prints without an exponent; the digits after the point are counted.
    fn positional<F: Float>(&self, value: F) -> Text {
        let wide = value.into();
        let decimal = if self.unique {
            let shortest = Decimal::shortest(value);
            match self.wanted(shortest.fraction_len()) {
                None => shortest,
                Some(count) => Decimal::after_point(wide, count),
            }
        } else {
            Decimal::after_point(wide, self.precision.unwrap_or(0))
        };
        Text {
            integer: decimal.integer_part(),
            fraction: self.fraction(&decimal),
            exponent: String::new(),
        }
    }

    /// Prints with an exponent; the digits of the mantissa after the point are counted.
    fn scientific<F: Float>(&self, value: F, exponent_digits: usize) -> Text {
        let wide = value.into();
        let decimal = if self.unique {
            let shortest = Decimal::shortest(value);
            match self.wanted(shortest.digits.len().saturating_sub(1)) {
                None => shortest,
                Some(count) => Decimal::significant(wide, count + 1),
            }
        } else {
            Decimal::significant(wide, self.precision.unwrap_or(0) + 1)
        };
        let exponent = format!("e{}", exponent(decimal.point - 1, exponent_digits));
        let mantissa = Decimal {
            point: 1,
            ..decimal
        };
        Text {
            integer: mantissa.integer_part(),
            fraction: self.fraction(&mantissa),
            exponent,
        }
    }

    /// How many exact digits to print instead of the shortest ones, whose number is given; `None` if
    /// the shortest ones do.
    fn wanted(&self, shortest: usize) -> Option<usize> {
        let wanted = shortest.max(self.minimum);
        let wanted = wanted.min(self.precision.unwrap_or(usize::MAX));
        (wanted != shortest).then_some(wanted)
    }

    /// The digits after the point.
    fn fraction(&self, decimal: &Decimal) -> String {
        if !self.keep_zeros {
            let trimmed = decimal.clone().trimmed();
            return decimal.fraction_part(trimmed.fraction_len());
        }
        let least = if self.unique {
            self.minimum
        } else {
            self.precision.unwrap_or(0)
        };
        decimal.fraction_part(decimal.fraction_len().max(least))
    }
}
