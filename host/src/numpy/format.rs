//! Prints arrays and scalars exactly as NumPy 2 does.
//!
//! The format of one element depends on all of them: columns line up, one large ratio turns every float to
//! scientific notation, and a summarised array decides by the elements it shows. So printing takes two passes: an
//! [`ElementFormat`] is made from the elements shown, then the nested brackets are laid out with it. The steps and
//! their order follow NumPy's `arrayprint.py`, since the result must agree to the character.
//!
//! Floats print the shortest digits that read back as the same number of the same type, cut at `precision`.

use super::dtype::{DType, Kind};
use super::value::Value;

/// How many digits a float column gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatMode {
    /// Always `precision` digits.
    Fixed,
    /// The shortest digits, without limit.
    Unique,
    /// The shortest digits, at most `precision`; shorter ones are padded with blanks.
    MaxPrec,
    /// As `MaxPrec`, but padded with digits.
    MaxPrecEqual,
}

/// NumPy's print options (`np.set_printoptions`).
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    pub precision: usize,
    pub threshold: usize,
    pub edge_items: usize,
    pub line_width: usize,
    pub suppress: bool,
    pub sign: char,
    pub float_mode: FloatMode,
    pub nan: String,
    pub infinity: String,
}

impl Options {
    /// What NumPy starts with.
    pub fn initial() -> Self {
        Self {
            precision: 8,
            threshold: 1000,
            edge_items: 3,
            line_width: 75,
            suppress: false,
            sign: '-',
            float_mode: FloatMode::MaxPrec,
            nan: "nan".to_owned(),
            infinity: "inf".to_owned(),
        }
    }
}

/// An array as the printer sees it.
pub struct Elements<'a> {
    pub dtype: DType,
    pub shape: &'a [usize],
    /// The element at an index.
    pub get: &'a dyn Fn(&[usize]) -> Value,
}

impl Elements<'_> {
    fn size(&self) -> usize {
        self.shape.iter().product()
    }
}

/// `str(array)`.
pub fn array_str(elements: &Elements<'_>, options: &Options) -> String {
    if elements.shape.is_empty() {
        return scalar_str((elements.get)(&[]), elements.dtype);
    }
    array_to_string(elements, options, " ", "", 0)
}

/// `repr(array)`.
pub fn array_repr(elements: &Elements<'_>, options: &Options) -> String {
    const PREFIX: &str = "array(";
    let body = array_to_string(elements, options, ", ", PREFIX, ")".len());
    let mut extras = Vec::new();
    let size = elements.size();
    if (size == 0 && elements.shape != [0]) || size > options.threshold {
        extras.push(format!("shape={}", shape_str(elements.shape)));
    }
    if !elements.dtype.is_implied() || size == 0 {
        extras.push(format!("dtype={}", elements.dtype.name()));
    }
    if extras.is_empty() {
        return format!("{PREFIX}{body})");
    }
    let text = format!("{PREFIX}{body},");
    let extras = format!("{})", extras.join(", "));
    let last_line = text.rsplit('\n').next().map_or(0, str::len);
    let spacer = if last_line + extras.len() + 1 > options.line_width {
        format!("\n{}", " ".repeat(PREFIX.len()))
    } else {
        " ".to_owned()
    };
    format!("{text}{spacer}{extras}")
}

/// A shape as Python prints the tuple.
pub fn shape_str(shape: &[usize]) -> String {
    match shape {
        [only] => format!("({only},)"),
        _ => format!(
            "({})",
            shape
                .iter()
                .map(usize::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        ),
    }
}

/// `np.array2string`; the suffix's width is kept free on every line.
pub fn array_to_string(
    elements: &Elements<'_>,
    options: &Options,
    separator: &str,
    prefix: &str,
    suffix: usize,
) -> String {
    let size = elements.size();
    if size == 0 {
        return "[]".to_owned();
    }
    let summary = size > options.threshold;
    let format = ElementFormat::new(elements, options, summary);
    let layout = Brackets {
        elements,
        options,
        separator,
        summary,
        format,
    };
    let indent = " ".repeat(prefix.chars().count() + 1);
    layout.nested(
        &mut Vec::new(),
        &indent,
        options.line_width as isize - suffix as isize,
    )
}

/// Lays out the nested brackets.
struct Brackets<'a> {
    elements: &'a Elements<'a>,
    options: &'a Options,
    separator: &'a str,
    summary: bool,
    format: ElementFormat,
}

/// A place along an axis: an element, or the dots that stand for the ones left out.
enum Place {
    At(usize),
    Dots,
}

impl Brackets<'_> {
    /// The text below an index, with its brackets; `width` is what is left of the line.
    fn nested(&self, index: &mut Vec<usize>, indent: &str, width: isize) -> String {
        let axis = index.len();
        let axes_left = self.elements.shape.len() - axis;
        if axes_left == 0 {
            return self.format.print((self.elements.get)(index));
        }
        let places = places(
            self.elements.shape[axis],
            self.options.edge_items,
            self.summary,
        );
        let body = if axes_left == 1 {
            self.row(index, &places, indent, width)
        } else {
            self.rows(index, &places, indent, width, axes_left)
        };
        format!("[{}]", &body[indent.len()..])
    }

    /// The last axis: elements follow each other and wrap at the line's end.
    fn row(&self, index: &mut Vec<usize>, places: &[Place], indent: &str, width: isize) -> String {
        let element_width = width - self.separator.trim_end().len().max("]".len()) as isize;
        let mut done = String::new();
        let mut line = indent.to_owned();
        for (count, place) in places.iter().enumerate() {
            if count > 0 {
                line.push_str(self.separator);
            }
            let word = self.word(index, place, indent, width);
            let too_long = (line.chars().count() + word.chars().count()) as isize > element_width;
            // A line is not broken where that would not shorten it.
            if too_long && line.len() > indent.len() {
                done.push_str(line.trim_end());
                done.push('\n');
                line = indent.to_owned();
            }
            line.push_str(&word);
        }
        done + &line
    }

    /// The other axes: nested brackets below each other, with blank lines by depth.
    fn rows(
        &self,
        index: &mut Vec<usize>,
        places: &[Place],
        indent: &str,
        width: isize,
        axes_left: usize,
    ) -> String {
        let line_separator = format!(
            "{}{}",
            self.separator.trim_end(),
            "\n".repeat(axes_left - 1)
        );
        let words: Vec<String> = places
            .iter()
            .map(|place| format!("{indent}{}", self.word(index, place, indent, width)))
            .collect();
        words.join(&line_separator)
    }

    fn word(&self, index: &mut Vec<usize>, place: &Place, indent: &str, width: isize) -> String {
        match place {
            Place::Dots => "...".to_owned(),
            Place::At(at) => {
                index.push(*at);
                let word = self.nested(index, &format!("{indent} "), width - 1);
                index.pop();
                word
            }
        }
    }
}

/// The places of an axis that are printed.
fn places(count: usize, edge_items: usize, summary: bool) -> Vec<Place> {
    if !summary || count <= 2 * edge_items {
        return (0..count).map(Place::At).collect();
    }
    let head = (0..edge_items).map(Place::At);
    // NumPy always shows the last element, even with no edge items.
    let tail = (count - edge_items.max(1)..count).map(Place::At);
    head.chain([Place::Dots]).chain(tail).collect()
}

/// How each element of an array prints, so that the columns line up.
enum ElementFormat {
    Bool {
        padded: bool,
    },
    Integer {
        width: usize,
        sign: char,
    },
    Float(FloatFormat),
    Complex {
        real: FloatFormat,
        imag: FloatFormat,
    },
}

impl ElementFormat {
    fn new(elements: &Elements<'_>, options: &Options, summary: bool) -> Self {
        let shown = shown_values(elements, options, summary);
        let part = elements.dtype.real();
        match elements.dtype.kind() {
            Kind::Bool => Self::Bool {
                padded: !elements.shape.is_empty(),
            },
            Kind::Signed | Kind::Unsigned => Self::integer(&shown, options.sign),
            Kind::Float => {
                let values: Vec<f64> = shown.iter().map(|value| value.real()).collect();
                Self::Float(FloatFormat::new(&values, part, options.sign, options))
            }
            Kind::Complex => {
                let real: Vec<f64> = shown.iter().map(|value| value.real()).collect();
                let imag: Vec<f64> = shown.iter().map(|value| value.imag()).collect();
                Self::Complex {
                    real: FloatFormat::new(&real, part, options.sign, options),
                    imag: FloatFormat::new(&imag, part, '+', options),
                }
            }
        }
    }

    fn integer(shown: &[Value], sign: char) -> Self {
        let negative = shown.iter().any(|value| matches!(value, Value::Int(..0)));
        let sign = if sign == ' ' && negative { '-' } else { sign };
        let widest = |positive: bool| {
            let digits = shown
                .iter()
                .filter(|value| matches!(value, Value::Int(..0)) != positive)
                .map(|&value| plain_integer(value).len());
            digits.max().unwrap_or(0)
        };
        let positive = widest(true) + usize::from(sign != '-' && widest(true) > 0);
        Self::Integer {
            width: positive.max(widest(false)),
            sign,
        }
    }

    fn print(&self, value: Value) -> String {
        match self {
            Self::Bool { padded } => match (value.is_truthy(), padded) {
                (true, true) => " True".to_owned(),
                (true, false) => "True".to_owned(),
                (false, _) => "False".to_owned(),
            },
            Self::Integer { width, sign } => {
                let digits = plain_integer(value);
                let signed = if *sign != '-' && !digits.starts_with('-') {
                    format!("{sign}{digits}")
                } else {
                    digits
                };
                format!("{signed:>width$}")
            }
            Self::Float(format) => format.print(value.real()),
            Self::Complex { real, imag } => {
                // The unit comes before the padding, so that it touches the digits.
                let imag = imag.print(value.imag());
                let digits = imag.trim_end();
                format!(
                    "{}{digits}j{}",
                    real.print(value.real()),
                    &imag[digits.len()..]
                )
            }
        }
    }
}

fn plain_integer(value: Value) -> String {
    match value {
        Value::Int(value) => value.to_string(),
        Value::Uint(value) => value.to_string(),
        Value::Bool(value) => u8::from(value).to_string(),
        Value::Float(value) | Value::Complex(value, _) => value.to_string(),
    }
}

/// The values that will be printed, in order.
fn shown_values(elements: &Elements<'_>, options: &Options, summary: bool) -> Vec<Value> {
    let axes: Vec<Vec<usize>> = elements
        .shape
        .iter()
        .map(|&count| {
            let places = places(count, options.edge_items, summary);
            places
                .iter()
                .filter_map(|place| {
                    if let Place::At(at) = place {
                        Some(*at)
                    } else {
                        None
                    }
                })
                .collect()
        })
        .collect();
    let mut values = Vec::new();
    collect_values(elements, &axes, &mut Vec::new(), &mut values);
    values
}

fn collect_values(
    elements: &Elements<'_>,
    axes: &[Vec<usize>],
    index: &mut Vec<usize>,
    values: &mut Vec<Value>,
) {
    let Some(axis) = axes.get(index.len()) else {
        values.push((elements.get)(index));
        return;
    };
    for &at in axis {
        index.push(at);
        collect_values(elements, axes, index, values);
        index.pop();
    }
}

/// The digits of a float column.
struct FloatFormat {
    single: bool,
    scientific: bool,
    unique: bool,
    /// None where there is no limit.
    precision: Option<usize>,
    min_digits: usize,
    /// Whether trailing zeros stay.
    keep_zeros: bool,
    pad_left: usize,
    pad_right: usize,
    exponent_digits: usize,
    plus: bool,
    nan: String,
    infinity: String,
}

impl FloatFormat {
    fn new(values: &[f64], dtype: DType, sign: char, options: &Options) -> Self {
        let finite: Vec<f64> = values
            .iter()
            .copied()
            .filter(|value| value.is_finite())
            .collect();
        let mut format = Self {
            single: dtype == DType::Float32,
            scientific: false,
            unique: options.float_mode != FloatMode::Fixed,
            precision: (options.float_mode != FloatMode::Unique).then_some(options.precision),
            min_digits: 0,
            keep_zeros: options.float_mode == FloatMode::Fixed,
            pad_left: 0,
            pad_right: 0,
            exponent_digits: 0,
            plus: sign == '+',
            nan: options.nan.clone(),
            infinity: options.infinity.clone(),
        };
        format.scientific = needs_exponent(&finite, format.single, options.suppress);
        match (finite.is_empty(), format.scientific) {
            (true, _) => {}
            (false, true) => format.measure_scientific(&finite),
            (false, false) => format.measure_positional(&finite, options.float_mode),
        }
        if sign == ' ' && !finite.iter().any(|value| value.is_sign_negative()) {
            format.pad_left += 1;
        }
        if finite.len() != values.len() {
            format.make_room_for_nonfinite(values, sign, options);
        }
        format
    }

    fn measure_scientific(&mut self, finite: &[f64]) {
        let (mut left, mut fraction, mut exponent) = (0, 0, 0);
        for &value in finite {
            let text = self.scientific_digits(value);
            left = left.max(text.whole.len());
            fraction = fraction.max(text.fraction.len());
            exponent = exponent.max(text.exponent_digits().len());
        }
        self.pad_left = left;
        self.exponent_digits = exponent;
        self.keep_zeros = true;
        self.precision = Some(fraction);
        self.min_digits = fraction;
        self.pad_right = exponent + 2 + fraction;
    }

    fn measure_positional(&mut self, finite: &[f64], mode: FloatMode) {
        for &value in finite {
            let (whole, fraction) = self.positional_digits(value);
            self.pad_left = self.pad_left.max(whole.len());
            self.pad_right = self.pad_right.max(fraction.len());
        }
        if matches!(mode, FloatMode::Fixed | FloatMode::MaxPrecEqual) {
            self.precision = Some(self.pad_right);
            self.min_digits = self.pad_right;
            self.keep_zeros = true;
        }
    }

    /// `nan` and `inf` are right-aligned with the last digits, which may take more room on the left.
    fn make_room_for_nonfinite(&mut self, values: &[f64], sign: char, options: &Options) {
        let negative = sign != '-' || values.contains(&f64::NEG_INFINITY);
        let offset = self.pad_right + 1;
        let nan = options.nan.len().saturating_sub(offset);
        let infinity = (options.infinity.len() + usize::from(negative)).saturating_sub(offset);
        self.pad_left = self.pad_left.max(nan).max(infinity);
    }

    fn print(&self, value: f64) -> String {
        if !value.is_finite() {
            let width = self.pad_left + self.pad_right + 1;
            return format!("{:>width$}", self.nonfinite(value));
        }
        if self.scientific {
            let digits = self.scientific_digits(value);
            let exponent = format!(
                "{:0>width$}",
                digits.exponent_digits(),
                width = self.exponent_digits
            );
            let text = format!(
                "{}.{}e{}{exponent}",
                digits.whole,
                digits.fraction,
                digits.exponent_sign()
            );
            return format!(
                "{}{text}",
                " ".repeat(self.pad_left.saturating_sub(digits.whole.len()))
            );
        }
        let (whole, fraction) = self.positional_digits(value);
        let left = self.pad_left;
        let right = self.pad_right;
        format!("{whole:>left$}.{fraction:<right$}")
    }

    fn nonfinite(&self, value: f64) -> String {
        let sign = match (value.is_nan(), value < 0.0, self.plus) {
            (false, true, _) => "-",
            (_, _, true) => "+",
            _ => "",
        };
        format!(
            "{sign}{}",
            if value.is_nan() {
                &self.nan
            } else {
                &self.infinity
            }
        )
    }

    /// The digits before and after the point.
    fn positional_digits(&self, value: f64) -> (String, String) {
        let shortest = shortest_positional(value, self.single);
        let fraction = shortest
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len());
        let text = match self.digits_to_print(fraction) {
            Some(exact) => format!("{value:.exact$}"),
            None => shortest,
        };
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        (self.with_plus(whole, value), self.trim(fraction))
    }

    fn scientific_digits(&self, value: f64) -> Scientific {
        let shortest = shortest_scientific(value, self.single);
        let fraction = Scientific::parse(&shortest).fraction.len();
        let text = match self.digits_to_print(fraction) {
            Some(exact) => format!("{value:.exact$e}"),
            None => shortest,
        };
        let mut digits = Scientific::parse(&text);
        digits.whole = self.with_plus(&digits.whole, value);
        digits.fraction = self.trim(&digits.fraction);
        digits
    }

    /// How many digits to print of the exact value; nothing where the shortest digits are what to print.
    fn digits_to_print(&self, shortest: usize) -> Option<usize> {
        match self.precision {
            Some(precision) if !self.unique || shortest > precision => Some(precision),
            _ if shortest < self.min_digits => Some(self.min_digits),
            _ => None,
        }
    }

    fn with_plus(&self, whole: &str, value: f64) -> String {
        if self.plus && !value.is_sign_negative() {
            format!("+{whole}")
        } else {
            whole.to_owned()
        }
    }

    fn trim(&self, fraction: &str) -> String {
        if self.keep_zeros {
            fraction.to_owned()
        } else {
            fraction.trim_end_matches('0').to_owned()
        }
    }
}

/// A number in scientific notation, cut into its parts.
struct Scientific {
    whole: String,
    fraction: String,
    exponent: i32,
}

impl Scientific {
    /// Cuts Rust's `1.5e-7`.
    fn parse(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        Self {
            whole: whole.to_owned(),
            fraction: fraction.to_owned(),
            exponent: exponent.parse().unwrap_or(0),
        }
    }

    fn exponent_sign(&self) -> char {
        if self.exponent < 0 { '-' } else { '+' }
    }

    /// The exponent's digits, at least two.
    fn exponent_digits(&self) -> String {
        format!("{:02}", self.exponent.unsigned_abs())
    }
}

/// Whether a column is printed in scientific notation.
fn needs_exponent(finite: &[f64], single: bool, suppress: bool) -> bool {
    let sizes = finite
        .iter()
        .map(|value| value.abs())
        .filter(|&size| size != 0.0);
    let (low, high) = sizes.fold((f64::INFINITY, 0.0_f64), |(low, high), size| {
        (low.min(size), high.max(size))
    });
    if high == 0.0 {
        return false;
    }
    // The comparisons are done in the array's own precision.
    let (limit, smallest, ratio) = if single {
        (
            1e6,
            f64::from(1e-4_f32),
            f64::from(high as f32 / low as f32),
        )
    } else {
        (1e8, 1e-4, high / low)
    };
    high >= limit || (!suppress && (low < smallest || ratio > 1000.0))
}

fn shortest_positional(value: f64, single: bool) -> String {
    let text = if single {
        (value as f32).to_string()
    } else {
        value.to_string()
    };
    let Some((_, fraction)) = text.split_once('.') else {
        return text;
    };
    let exact = format!("{value:.digits$}", digits = fraction.len());
    nearest(text, exact, single)
}

fn shortest_scientific(value: f64, single: bool) -> String {
    let text = if single {
        format!("{:e}", value as f32)
    } else {
        format!("{value:e}")
    };
    let digits = Scientific::parse(&text).fraction.len();
    nearest(text, format!("{value:.digits$e}"), single)
}

/// Chooses between two texts with the same number of digits. The standard library's shortest digits round a tie up, NumPy's
/// and Python's to the even digit, as exact rounding does; but exactly rounded digits need not read back as the same
/// number.
fn nearest(shortest: String, exact: String, single: bool) -> String {
    let same = if single {
        exact.parse::<f32>() == shortest.parse::<f32>()
    } else {
        exact.parse::<f64>() == shortest.parse::<f64>()
    };
    if same { exact } else { shortest }
}

/// `str` of a NumPy scalar.
pub fn scalar_str(value: Value, dtype: DType) -> String {
    match (value, dtype.kind()) {
        (_, Kind::Bool) => if value.is_truthy() { "True" } else { "False" }.to_owned(),
        (_, Kind::Signed | Kind::Unsigned) => plain_integer(value),
        (_, Kind::Float) => float_str(value.real(), dtype == DType::Float32, true),
        (_, Kind::Complex) => complex_str(value.real(), value.imag(), dtype == DType::Complex64),
    }
}

/// `repr` of a NumPy scalar.
pub fn scalar_repr(value: Value, dtype: DType) -> String {
    let text = scalar_str(value, dtype);
    match dtype.kind() {
        Kind::Bool => format!("np.{text}_"),
        // A complex number brings its own parentheses, unless it is purely imaginary.
        Kind::Complex if text.starts_with('(') => format!("np.{}{text}", dtype.name()),
        _ => format!("np.{}({text})", dtype.name()),
    }
}

/// A float as Python prints it, by the shortest digits of its own precision.
pub fn float_str(value: f64, single: bool, point: bool) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value < 0.0 { "-inf" } else { "inf" }.to_owned();
    }
    let size = value.abs();
    // Single precision turns to exponents where its digits run out.
    let limit = if single { 1e6 } else { 1e16 };
    if size != 0.0 && !(1e-4..limit).contains(&size) {
        let digits = Scientific::parse(&shortest_scientific(value, single));
        let fraction = if digits.fraction.is_empty() {
            String::new()
        } else {
            format!(".{}", digits.fraction)
        };
        return format!(
            "{}{fraction}e{}{}",
            digits.whole,
            digits.exponent_sign(),
            digits.exponent_digits()
        );
    }
    let text = shortest_positional(value, single);
    if point && !text.contains('.') {
        format!("{text}.0")
    } else {
        text
    }
}

fn complex_str(re: f64, im: f64, single: bool) -> String {
    let imag = float_str(im, single, false);
    if re == 0.0 && re.is_sign_positive() {
        return format!("{imag}j");
    }
    let plus = if im.is_nan() || !im.is_sign_negative() {
        "+"
    } else {
        ""
    };
    format!("({}{plus}{imag}j)", float_str(re, single, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floats(values: &[f64], dtype: DType, shape: &[usize]) -> (String, String) {
        let values: Vec<Value> = values
            .iter()
            .map(|&value| Value::Float(value).cast(dtype))
            .collect();
        both(&values, dtype, shape)
    }

    fn both(values: &[Value], dtype: DType, shape: &[usize]) -> (String, String) {
        let get = |index: &[usize]| {
            values[index
                .iter()
                .zip(shape)
                .fold(0, |place, (&at, &count)| place * count + at)]
        };
        let elements = Elements {
            dtype,
            shape,
            get: &get,
        };
        let options = Options::initial();
        (
            array_str(&elements, &options),
            array_repr(&elements, &options),
        )
    }

    fn repr(values: &[f64]) -> String {
        floats(values, DType::Float64, &[values.len()]).1
    }

    #[test]
    fn prints_floats() {
        assert_eq!(repr(&[1.0, 2.5, -3.0]), "array([ 1. ,  2.5, -3. ])");
        assert_eq!(repr(&[0.1, 1e10]), "array([1.e-01, 1.e+10])");
        assert_eq!(
            repr(&[1.0 / 3.0, 100.0]),
            "array([  0.33333333, 100.        ])"
        );
        assert_eq!(
            repr(&[f64::NAN, 1.0, f64::NEG_INFINITY]),
            "array([ nan,   1., -inf])"
        );
        assert_eq!(repr(&[-0.0, 0.0]), "array([-0.,  0.])");
        assert_eq!(repr(&[1e300, 1e-300]), "array([1.e+300, 1.e-300])");
        assert_eq!(repr(&[]), "array([], dtype=float64)");
    }

    #[test]
    fn prints_single_precision_by_its_own_digits() {
        assert_eq!(
            floats(&[0.1, 0.2], DType::Float32, &[2]).1,
            "array([0.1, 0.2], dtype=float32)"
        );
        assert_eq!(
            floats(&[1e6], DType::Float32, &[1]).1,
            "array([1.e+06], dtype=float32)"
        );
    }

    #[test]
    fn prints_scalars() {
        for (value, text) in [
            (1.5, "1.5"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (1e-5, "1e-05"),
            (0.0, "0.0"),
            (-0.0, "-0.0"),
        ] {
            assert_eq!(scalar_str(Value::Float(value), DType::Float64), text);
        }
        assert_eq!(scalar_str(Value::Float(1e6), DType::Float32), "1e+06");
        // A tie between two shortest texts goes to the even digit.
        assert_eq!(
            scalar_str(Value::Float(1_413_595_509_837_626.2), DType::Float64),
            "1413595509837626.2"
        );
        assert_eq!(
            scalar_repr(Value::Float(0.1), DType::Float64),
            "np.float64(0.1)"
        );
        assert_eq!(scalar_repr(Value::Bool(true), DType::Bool), "np.True_");
        assert_eq!(scalar_repr(Value::Int(3), DType::Int64), "np.int64(3)");
        assert_eq!(
            scalar_str(Value::Complex(1.0, 2.0), DType::Complex128),
            "(1+2j)"
        );
        assert_eq!(
            scalar_repr(Value::Complex(1.0, -2.5), DType::Complex128),
            "np.complex128(1-2.5j)"
        );
        assert_eq!(
            scalar_repr(Value::Complex(0.0, 2.0), DType::Complex128),
            "np.complex128(2j)"
        );
    }

    #[test]
    fn summarises() {
        let values: Vec<Value> = (0..2000).map(Value::Int).collect();
        let (text, repr) = both(&values, DType::Int64, &[2000]);
        assert_eq!(text, "[   0    1    2 ... 1997 1998 1999]");
        assert_eq!(
            repr,
            "array([   0,    1,    2, ..., 1997, 1998, 1999], shape=(2000,))"
        );
    }

    #[test]
    fn nests() {
        let values: Vec<Value> = (0..8).map(Value::Int).collect();
        let (text, repr) = both(&values, DType::Int64, &[2, 2, 2]);
        assert_eq!(text, "[[[0 1]\n  [2 3]]\n\n [[4 5]\n  [6 7]]]");
        assert_eq!(
            repr,
            "array([[[0, 1],\n        [2, 3]],\n\n       [[4, 5],\n        [6, 7]]])"
        );
    }
}
