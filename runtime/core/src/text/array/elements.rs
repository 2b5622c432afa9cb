//! How the elements of an array are formatted, by dtype.

use numjit_abi::DType;

use crate::array::Scalar;
use crate::text::decimal::Float;

use super::float::FloatFormat;
use super::{PrintOptions, Sign};

/// Formats elements so that all of them have the same width.
#[derive(Debug)]
pub(super) enum Formatter {
    Bool { true_text: &'static str },
    Int { width: usize, sign: Sign },
    F32(FloatFormat<f32>),
    F64(FloatFormat<f64>),
    C64(FloatFormat<f32>, FloatFormat<f32>),
    C128(FloatFormat<f64>, FloatFormat<f64>),
}

impl Formatter {
    /// A formatter for the elements `shown`, all of this dtype.
    pub(super) fn new(
        dtype: DType,
        shown: &[Scalar],
        is_scalar: bool,
        options: &PrintOptions,
    ) -> Formatter {
        // Imaginary parts always show their sign, which separates them from the real parts.
        let signed = PrintOptions {
            sign: Sign::Plus,
            ..options.clone()
        };
        match dtype {
            DType::Bool => Formatter::Bool {
                true_text: if is_scalar { "True" } else { " True" },
            },
            DType::F32 => Formatter::F32(FloatFormat::new(&parts(shown, single), options)),
            DType::F64 => Formatter::F64(FloatFormat::new(&parts(shown, double), options)),
            DType::C64 => Formatter::C64(
                FloatFormat::new(&parts(shown, single), options),
                FloatFormat::new(&parts(shown, |value| single(imaginary(value))), &signed),
            ),
            DType::C128 => Formatter::C128(
                FloatFormat::new(&parts(shown, double), options),
                FloatFormat::new(&parts(shown, |value| double(imaginary(value))), &signed),
            ),
            _ => Formatter::int(shown, options.sign),
        }
    }

    fn int(shown: &[Scalar], sign: Sign) -> Formatter {
        let values = || shown.iter().copied().map(integer);
        let (least, most) = (
            values().min().unwrap_or_default(),
            values().max().unwrap_or_default(),
        );
        let sign = match sign {
            Sign::Space if least < 0 => Sign::Minus,
            sign => sign,
        };
        let sign_width = usize::from(most >= 0 && sign != Sign::Minus);
        let width = (most.to_string().len() + sign_width).max(least.to_string().len());
        Formatter::Int { width, sign }
    }

    /// The text of one element.
    pub(super) fn format(&self, value: Scalar) -> String {
        match self {
            Formatter::Bool { true_text } => match value {
                Scalar::Bool(true) => (*true_text).to_owned(),
                _ => "False".to_owned(),
            },
            Formatter::Int { width, sign } => format_int(integer(value), *width, *sign),
            Formatter::F32(format) => format.format(single(value)),
            Formatter::F64(format) => format.format(double(value)),
            Formatter::C64(re, im) => {
                format_complex(re, im, single(value), single(imaginary(value)))
            }
            Formatter::C128(re, im) => {
                format_complex(re, im, double(value), double(imaginary(value)))
            }
        }
    }
}

fn parts<F>(shown: &[Scalar], part: impl Fn(Scalar) -> F) -> Vec<F> {
    shown.iter().copied().map(part).collect()
}

fn integer(value: Scalar) -> i128 {
    match value {
        Scalar::Int(value) => value.into(),
        Scalar::UInt(value) => value.into(),
        _ => 0,
    }
}

/// A value, or its real part, in single precision.
fn single(value: Scalar) -> f32 {
    match value {
        Scalar::F32(value) | Scalar::C64(value, _) => value,
        _ => 0.0,
    }
}

/// A value, or its real part, in double precision.
fn double(value: Scalar) -> f64 {
    match value {
        Scalar::F64(value) | Scalar::C128(value, _) => value,
        _ => 0.0,
    }
}

/// The imaginary part as a real value of the same precision.
fn imaginary(value: Scalar) -> Scalar {
    match value {
        Scalar::C64(_, im) => Scalar::F32(im),
        Scalar::C128(_, im) => Scalar::F64(im),
        other => other,
    }
}

fn format_int(value: i128, width: usize, sign: Sign) -> String {
    match sign {
        Sign::Plus => format!("{value:+width$}"),
        Sign::Space if value >= 0 => format!("{:>width$}", format!(" {value}")),
        Sign::Space | Sign::Minus => format!("{value:width$}"),
    }
}

fn format_complex<F: Float>(re: &FloatFormat<F>, im: &FloatFormat<F>, x: F, y: F) -> String {
    let imaginary = im.format(y);
    let digits = imaginary.trim_end();
    let padding = &imaginary[digits.len()..];
    format!("{}{digits}j{padding}", re.format(x))
}
