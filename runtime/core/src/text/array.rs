//! Arrays as NumPy 2 prints them: `str`, `repr` and `array2string`.
//!
//! Follows NumPy 2.4's `arrayprint.py`. Elements are formatted by a function that has seen all of them
//! (`elements`), then laid out in rows with line breaks and summarisation (`layout`).

mod elements;
mod float;
mod layout;

use std::borrow::Cow;

use numjit_abi::DType;

use super::{bool_repr, complex_repr, complex64_str, float_repr, float32_str};
use crate::array::{ArrayView, Scalar};
use elements::Formatter;
pub use layout::{Style, format_elements};

/// What `numpy.set_printoptions` sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintOptions {
    /// Digits after the point; `None` for as many as tell values apart.
    pub precision: Option<usize>,
    /// Arrays with more elements are summarised.
    pub threshold: usize,
    /// Elements shown at each end of an axis of a summary.
    pub edgeitems: usize,
    /// Columns before a line break.
    pub linewidth: usize,
    /// Never use exponents because of small values or large ratios.
    pub suppress: bool,
    /// Text of a nan.
    pub nanstr: Cow<'static, str>,
    /// Text of an infinity.
    pub infstr: Cow<'static, str>,
    /// How positive numbers show their sign.
    pub sign: Sign,
    /// What the precision means.
    pub floatmode: FloatMode,
}

/// How positive numbers show their sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Not at all: `-`.
    Minus,
    /// With a plus: `+`.
    Plus,
    /// With a space.
    Space,
}

/// What the precision means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatMode {
    /// Exactly so many digits after the point.
    Fixed,
    /// Ignored; the fewest digits that tell values apart.
    Unique,
    /// At most so many digits, fewer where fewer are unique.
    MaxPrec,
    /// Like `MaxPrec`, but the same number for all elements.
    MaxPrecEqual,
}

impl PrintOptions {
    /// NumPy's defaults.
    pub const DEFAULT: PrintOptions = PrintOptions {
        precision: Some(8),
        threshold: 1000,
        edgeitems: 3,
        linewidth: 75,
        suppress: false,
        nanstr: Cow::Borrowed("nan"),
        infstr: Cow::Borrowed("inf"),
        sign: Sign::Minus,
        floatmode: FloatMode::MaxPrec,
    };
}

/// `str(array)`. An array without axes is shown as its element.
pub fn array_str(view: &ArrayView<'_>, options: &PrintOptions) -> String {
    if view.ndim() == 0 {
        return scalar_str(view.get(&[]));
    }
    array2string(view, options, &Style::STR)
}

/// `repr(array)`: with dtype and shape where the elements do not tell them.
pub fn array_repr(view: &ArrayView<'_>, options: &PrintOptions) -> String {
    let body = array2string(view, options, &Style::REPR);
    finish_repr(&body, view.dtype(), view.shape(), options)
}

/// `numpy.array2string(array, separator=…, prefix=…, suffix=…)`.
pub fn array2string(view: &ArrayView<'_>, options: &PrintOptions, style: &Style<'_>) -> String {
    if view.size() == 0 {
        return "[]".to_owned();
    }
    let shown = layout::shown_elements(view, options);
    let formatter = Formatter::new(view.dtype(), &shown, view.ndim() == 0, options);
    layout::format_elements(view.shape(), options, style, &mut |index| {
        formatter.format(view.get(index))
    })
}

/// Wraps formatted elements into `array(…)`, for hosts that format elements themselves.
pub fn finish_repr(body: &str, dtype: DType, shape: &[i64], options: &PrintOptions) -> String {
    let size: usize = shape.iter().map(|&extent| extent as usize).product();
    let mut extras = Vec::new();
    if size == 0 && shape != [0] || size > options.threshold {
        extras.push(format!("shape={}", shape_repr(shape)));
    }
    if size == 0 || !is_implied(dtype) {
        extras.push(format!("dtype={}", dtype.name()));
    }
    if extras.is_empty() {
        return format!("array({body})");
    }
    let start = format!("array({body},");
    let extras = extras.join(", ") + ")";
    let last_line = start.rsplit('\n').next().unwrap_or(&start);
    let columns = last_line.chars().count() + 1 + extras.chars().count();
    let space = if columns > options.linewidth {
        "\n      "
    } else {
        " "
    };
    format!("{start}{space}{extras}")
}

/// Whether the elements' text tells the dtype.
fn is_implied(dtype: DType) -> bool {
    matches!(dtype, DType::Bool | DType::I64 | DType::F64 | DType::C128)
}

/// A shape as Python shows a tuple.
fn shape_repr(shape: &[i64]) -> String {
    match shape {
        [extent] => format!("({extent},)"),
        extents => {
            let extents: Vec<String> = extents.iter().map(i64::to_string).collect();
            format!("({})", extents.join(", "))
        }
    }
}

/// `str` of a NumPy scalar.
pub fn scalar_str(value: Scalar) -> String {
    match value {
        Scalar::Bool(value) => bool_repr(value).to_owned(),
        Scalar::Int(value) => value.to_string(),
        Scalar::UInt(value) => value.to_string(),
        Scalar::F32(value) => float32_str(value),
        Scalar::F64(value) => float_repr(value),
        Scalar::C64(re, im) => complex64_str(re, im),
        Scalar::C128(re, im) => complex_repr(re, im),
    }
}
