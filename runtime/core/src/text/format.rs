//! Python's format specification mini-language, for f-strings and `format`.
//!
//! The grammar is `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. What is allowed
//! for which type, and the messages, follow CPython 3.11's `formatter_unicode.c`.

use numjit_abi::ExceptionKind;

use super::decimal::Decimal;
use super::float;

/// Widths and precisions above this are refused as out of memory.
const MAX_WIDTH: usize = 1 << 31;

/// Why a value cannot be formatted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// The exception class, nearly always `ValueError`.
    pub kind: ExceptionKind,
    /// The message.
    pub message: String,
}

impl std::fmt::Display for FormatError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.message)
    }
}

impl std::error::Error for FormatError {}

type Result<T> = std::result::Result<T, FormatError>;

fn error<T>(message: impl Into<String>) -> Result<T> {
    Err(FormatError {
        kind: ExceptionKind::ValueError,
        message: message.into(),
    })
}

/// What kind of value is formatted; it decides defaults and what is allowed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Int,
    Float,
    Complex,
    Str,
}

impl Class {
    fn name(self) -> &'static str {
        match self {
            Class::Int => "int",
            Class::Float => "float",
            Class::Complex => "complex",
            Class::Str => "str",
        }
    }

    fn default_align(self) -> char {
        if self == Class::Str { '<' } else { '>' }
    }
}

/// Digit grouping.
#[derive(Clone, Copy)]
struct Grouping {
    separator: char,
    size: usize,
}

/// A parsed specification.
#[derive(Clone, Copy)]
struct Spec {
    fill: char,
    align: char,
    sign: Option<char>,
    no_negative_zero: bool,
    alternate: bool,
    width: usize,
    grouping: Option<Grouping>,
    precision: Option<usize>,
    code: Option<char>,
}

/// Reads characters of a specification.
struct Reader<'a> {
    rest: &'a [char],
}

impl Reader<'_> {
    fn peek(&self, offset: usize) -> Option<char> {
        self.rest.get(offset).copied()
    }

    fn skip(&mut self, count: usize) {
        self.rest = &self.rest[count..];
    }

    /// Takes the next character if it is one of `wanted`.
    fn take(&mut self, wanted: &[char]) -> Option<char> {
        let next = self.peek(0).filter(|next| wanted.contains(next))?;
        self.skip(1);
        Some(next)
    }

    /// Takes a decimal number, if there is one.
    fn number(&mut self) -> Result<Option<usize>> {
        let len = self.rest.iter().take_while(|c| c.is_ascii_digit()).count();
        if len == 0 {
            return Ok(None);
        }
        let text: String = self.rest[..len].iter().collect();
        self.skip(len);
        match text.parse::<isize>() {
            Ok(number) => Ok(Some(number.unsigned_abs())),
            Err(_) => error("Too many decimal digits in format string"),
        }
    }
}

const ALIGNMENTS: [char; 4] = ['<', '>', '=', '^'];

impl Spec {
    fn parse(text: &str, class: Class) -> Result<Spec> {
        let chars: Vec<char> = text.chars().collect();
        let mut reader = Reader { rest: &chars };
        let (fill, align) = parse_alignment(&mut reader);
        let mut spec = Spec {
            fill: fill.unwrap_or(' '),
            align: align.unwrap_or(class.default_align()),
            sign: reader.take(&[' ', '+', '-']),
            no_negative_zero: reader.take(&['z']).is_some(),
            alternate: reader.take(&['#']).is_some(),
            width: 0,
            grouping: None,
            precision: None,
            code: None,
        };
        if fill.is_none() && reader.take(&['0']).is_some() {
            spec.fill = '0';
            if align.is_none() && class != Class::Str {
                spec.align = '=';
            }
        }
        spec.width = reader.number()?.unwrap_or(0);
        let separator = parse_separator(&mut reader)?;
        spec.precision = parse_precision(&mut reader)?;
        if reader.rest.len() > 1 {
            return error(format!(
                "Invalid format specifier '{text}' for object of type '{}'",
                class.name()
            ));
        }
        spec.code = reader.peek(0);
        spec.grouping = check_grouping(separator, spec.code, class)?;
        check_size(spec.width.max(spec.precision.unwrap_or(0)))?;
        Ok(spec)
    }
}

/// An optional fill character and an optional alignment.
fn parse_alignment(reader: &mut Reader<'_>) -> (Option<char>, Option<char>) {
    if let Some(align) = reader.peek(1).filter(|next| ALIGNMENTS.contains(next)) {
        let fill = reader.peek(0);
        reader.skip(2);
        return (fill, Some(align));
    }
    (None, reader.take(&ALIGNMENTS))
}

/// The thousands separator.
fn parse_separator(reader: &mut Reader<'_>) -> Result<Option<char>> {
    let comma = reader.take(&[',']);
    let underscore = reader.take(&['_']);
    if underscore.is_some() && (comma.is_some() || reader.peek(0) == Some(',')) {
        return error("Cannot specify both ',' and '_'.");
    }
    Ok(comma.or(underscore))
}

fn parse_precision(reader: &mut Reader<'_>) -> Result<Option<usize>> {
    if reader.take(&['.']).is_none() {
        return Ok(None);
    }
    match reader.number()? {
        None => error("Format specifier missing precision"),
        precision => Ok(precision),
    }
}

/// The grouping that a separator means for a type code.
fn check_grouping(
    separator: Option<char>,
    code: Option<char>,
    class: Class,
) -> Result<Option<Grouping>> {
    let Some(separator) = separator else {
        return Ok(None);
    };
    let default = match class {
        Class::Str => Some('s'),
        _ => None,
    };
    let size = match code.or(default) {
        None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => 3,
        Some('b' | 'o' | 'x' | 'X') if separator == '_' => 4,
        Some(code) => {
            return error(format!(
                "Cannot specify '{separator}' with {}.",
                quoted(code)
            ));
        }
    };
    Ok(Some(Grouping { separator, size }))
}

/// A type code as messages show it.
fn quoted(code: char) -> String {
    if ('!'..'\u{80}').contains(&code) {
        format!("'{code}'")
    } else {
        format!("'\\x{:x}'", u32::from(code))
    }
}

fn unknown<T>(code: char, class: Class) -> Result<T> {
    error(format!(
        "Unknown format code {} for object of type '{}'",
        quoted(code),
        class.name()
    ))
}

fn check_size(size: usize) -> Result<()> {
    if size < MAX_WIDTH {
        return Ok(());
    }
    Err(FormatError {
        kind: ExceptionKind::MemoryError,
        message: String::new(),
    })
}

/// `format(value, spec)` for an int.
pub fn format_int(value: i64, spec: &str) -> Result<String> {
    format_magnitude(value < 0, value.unsigned_abs(), spec)
}

/// `format(value, spec)` for an int from an unsigned value.
pub fn format_uint(value: u64, spec: &str) -> Result<String> {
    format_magnitude(false, value, spec)
}

fn format_magnitude(negative: bool, magnitude: u64, text: &str) -> Result<String> {
    let spec = Spec::parse(text, Class::Int)?;
    let (prefix, digits) = match spec.code {
        None | Some('d' | 'n') => ("", magnitude.to_string()),
        Some('b') => ("0b", format!("{magnitude:b}")),
        Some('o') => ("0o", format!("{magnitude:o}")),
        Some('x') => ("0x", format!("{magnitude:x}")),
        Some('X') => ("0X", format!("{magnitude:X}")),
        Some('c') => return format_code_point(negative, magnitude, &spec),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            let sign = if negative { -1.0 } else { 1.0 };
            return float_with(sign * magnitude as f64, &spec);
        }
        Some(code) => return unknown(code, Class::Int),
    };
    check_int(&spec)?;
    let number = Number {
        negative,
        prefix: if spec.alternate { prefix } else { "" },
        digits: &digits,
        rest: "",
    };
    Ok(number.pad(&spec))
}

/// What no integer presentation allows.
fn check_int(spec: &Spec) -> Result<()> {
    if spec.precision.is_some() {
        return error("Precision not allowed in integer format specifier");
    }
    if spec.no_negative_zero {
        return error("Negative zero coercion (z) not allowed in integer format specifier");
    }
    Ok(())
}

/// The type code `c`: the character with this number.
fn format_code_point(negative: bool, magnitude: u64, spec: &Spec) -> Result<String> {
    check_int(spec)?;
    if spec.sign.is_some() {
        return error("Sign not allowed with integer format specifier 'c'");
    }
    if spec.alternate {
        return error("Alternate form (#) not allowed with integer format specifier 'c'");
    }
    if negative || magnitude > 0x10_ffff {
        return Err(FormatError {
            kind: ExceptionKind::OverflowError,
            message: "%c arg not in range(0x110000)".to_owned(),
        });
    }
    let character = char::from_u32(magnitude as u32).unwrap_or(char::REPLACEMENT_CHARACTER);
    let number = Number {
        negative: false,
        prefix: "",
        digits: "",
        rest: &character.to_string(),
    };
    Ok(number.pad(spec))
}

/// `format(value, spec)` for a float.
pub fn format_float(value: f64, spec: &str) -> Result<String> {
    let spec = Spec::parse(spec, Class::Float)?;
    match spec.code {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => float_with(value, &spec),
        Some(code) => unknown(code, Class::Float),
    }
}

fn float_with(value: f64, spec: &Spec) -> Result<String> {
    let value = if spec.code == Some('%') {
        value * 100.0
    } else {
        value
    };
    let mut text = FloatText::new(value, spec, true);
    if spec.code == Some('%') {
        text.rest.push('%');
    }
    Ok(text.number().pad(spec))
}

/// `format(complex(re, im), spec)`.
pub fn format_complex(re: f64, im: f64, spec: &str) -> Result<String> {
    let spec = Spec::parse(spec, Class::Complex)?;
    match spec.code {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n') => {}
        Some(code) => return unknown(code, Class::Complex),
    }
    if spec.fill == '0' {
        return error("Zero padding is not allowed in complex format specifier");
    }
    if spec.align == '=' {
        return error("'=' alignment flag is not allowed in complex format specifier");
    }
    let part = Spec {
        width: 0,
        align: '<',
        ..spec
    };
    let signed = Spec {
        sign: Some('+'),
        ..part
    };
    let plain = spec.code.is_none();
    let only_imaginary = plain && re == 0.0 && re.is_sign_positive();
    let body = if only_imaginary {
        FloatText::new(im, &part, false).number().pad(&part) + "j"
    } else {
        let re = FloatText::new(re, &part, false).number().pad(&part);
        let im = FloatText::new(im, &signed, false).number().pad(&signed);
        if plain {
            format!("({re}{im}j)")
        } else {
            format!("{re}{im}j")
        }
    };
    Ok(pad_text(body.chars(), &spec).into_iter().collect())
}

/// `format(text, spec)` for a str.
pub fn format_str(text: &str, spec: &str) -> Result<String> {
    let spec = parse_str_spec(spec)?;
    let kept = spec.precision.unwrap_or(usize::MAX);
    Ok(pad_text(text.chars().take(kept), &spec)
        .into_iter()
        .collect())
}

/// The same for code points, which may be lone surrogates.
pub(crate) fn format_points(points: impl Iterator<Item = u32>, spec: &str) -> Result<Vec<u32>> {
    let spec = parse_str_spec(spec)?;
    let kept = spec.precision.unwrap_or(usize::MAX);
    Ok(pad_text(points.take(kept), &spec))
}

fn parse_str_spec(text: &str) -> Result<Spec> {
    let spec = Spec::parse(text, Class::Str)?;
    if let Some(code) = spec.code.filter(|&code| code != 's') {
        return unknown(code, Class::Str);
    }
    match spec.sign {
        Some(' ') => return error("Space not allowed in string format specifier"),
        Some(_) => return error("Sign not allowed in string format specifier"),
        None => {}
    }
    if spec.no_negative_zero {
        return error("Negative zero coercion (z) not allowed in string format specifier");
    }
    if spec.alternate {
        return error("Alternate form (#) not allowed in string format specifier");
    }
    if spec.align == '=' {
        return error("'=' alignment not allowed in string format specifier");
    }
    Ok(spec)
}

/// Pads to the width.
fn pad_text<T: Copy + From<char>>(text: impl Iterator<Item = T>, spec: &Spec) -> Vec<T> {
    let text: Vec<T> = text.collect();
    let missing = spec.width.saturating_sub(text.len());
    let left = match spec.align {
        '<' => 0,
        '^' => missing / 2,
        _ => missing,
    };
    let fill = |count| std::iter::repeat_n(T::from(spec.fill), count);
    fill(left).chain(text).chain(fill(missing - left)).collect()
}

/// The parts of a formatted number, in order.
struct Number<'a> {
    negative: bool,
    prefix: &'a str,
    /// Digits that may be grouped and padded with zeros.
    digits: &'a str,
    /// What follows them: fraction, exponent, percent sign; or `inf`, `nan`, a character.
    rest: &'a str,
}

impl Number<'_> {
    fn pad(&self, spec: &Spec) -> String {
        let sign = match spec.sign {
            _ if self.negative => "-",
            Some('+') => "+",
            Some(' ') => " ",
            _ => "",
        };
        let fixed = sign.len() + self.prefix.len() + self.rest.chars().count();
        let zero_filled = spec.fill == '0' && spec.align == '=';
        let min_digits = if zero_filled {
            spec.width.saturating_sub(fixed)
        } else {
            0
        };
        let digits = match spec.grouping {
            _ if self.digits.is_empty() => String::new(),
            None => format!(
                "{}{}",
                "0".repeat(min_digits.saturating_sub(self.digits.len())),
                self.digits
            ),
            Some(grouping) => group(self.digits, min_digits, grouping),
        };
        let missing = spec.width.saturating_sub(fixed + digits.len());
        let fill = |count: usize| spec.fill.to_string().repeat(count);
        let (left, inner, right) = match spec.align {
            '<' => (0, 0, missing),
            '^' => (missing / 2, 0, missing - missing / 2),
            '=' => (0, missing, 0),
            _ => (missing, 0, 0),
        };
        let (left, inner, right) = (fill(left), fill(inner), fill(right));
        format!(
            "{left}{sign}{}{inner}{digits}{}{right}",
            self.prefix, self.rest
        )
    }
}

/// Groups digits and adds leading zeros up to a width that counts the separators. A separator never
/// comes first, so that the result may be one longer.
fn group(digits: &str, min_width: usize, grouping: Grouping) -> String {
    let mut reversed = String::new();
    let mut digits = digits.chars().rev().peekable();
    let mut in_group = 0;
    while digits.peek().is_some() || reversed.len() < min_width {
        if in_group == grouping.size {
            reversed.push(grouping.separator);
            in_group = 0;
        }
        reversed.push(digits.next().unwrap_or('0'));
        in_group += 1;
    }
    reversed.chars().rev().collect()
}

/// A float's digits and what follows them.
struct FloatText {
    negative: bool,
    digits: String,
    rest: String,
}

impl FloatText {
    /// Formats without sign and padding. `dot_zero` adds `.0` to an integer without type code, as
    /// `str(float)` does and `str(complex)` does not.
    fn new(value: f64, spec: &Spec, dot_zero: bool) -> FloatText {
        if !value.is_finite() {
            return FloatText::special(value, spec);
        }
        let precision = spec.precision.unwrap_or(6);
        let (decimal, layout) = match spec.code {
            Some('e' | 'E') => (
                Decimal::significant(value, precision.saturating_add(1)),
                Layout::Exponent(precision),
            ),
            Some('f' | 'F' | '%') => (
                Decimal::after_point(value, precision),
                Layout::Fixed(precision),
            ),
            None if spec.precision.is_none() => {
                let decimal = Decimal::shortest(value);
                let layout = shortest_layout(&decimal, dot_zero);
                (decimal, layout)
            }
            _ => {
                let precision = precision.max(1);
                let decimal = Decimal::significant(value, precision);
                let add_zero = spec.code.is_none() && dot_zero;
                let layout = general_layout(&decimal, precision, spec.alternate, add_zero);
                (decimal, layout)
            }
        };
        let mut text = layout.write(&decimal, spec.alternate);
        text.negative = value.is_sign_negative() && !(spec.no_negative_zero && decimal.is_zero());
        if matches!(spec.code, Some('E' | 'G')) {
            text.rest.make_ascii_uppercase();
        }
        text
    }

    fn special(value: f64, spec: &Spec) -> FloatText {
        let mut rest = String::from(if value.is_nan() { "nan" } else { "inf" });
        if matches!(spec.code, Some('E' | 'F' | 'G')) {
            rest.make_ascii_uppercase();
        }
        FloatText {
            negative: value == f64::NEG_INFINITY,
            digits: String::new(),
            rest,
        }
    }

    fn number(&self) -> Number<'_> {
        Number {
            negative: self.negative,
            prefix: "",
            digits: &self.digits,
            rest: &self.rest,
        }
    }
}

/// Where the point goes, and how many digits follow it.
enum Layout {
    Fixed(usize),
    Exponent(usize),
}

impl Layout {
    fn write(&self, decimal: &Decimal, keep_point: bool) -> FloatText {
        let (shown, count, exponent) = match *self {
            Layout::Fixed(count) => (decimal.clone(), count, None),
            Layout::Exponent(count) => {
                let exponent = decimal.point - 1;
                let mantissa = Decimal {
                    digits: decimal.digits.clone(),
                    point: 1,
                };
                (mantissa, count, Some(exponent))
            }
        };
        let mut rest = String::new();
        if count > 0 || keep_point {
            rest.push('.');
        }
        rest.push_str(&shown.fraction_part(count));
        if let Some(exponent) = exponent {
            rest.push('e');
            rest.push_str(&float::exponent(exponent, 2));
        }
        FloatText {
            negative: false,
            digits: shown.integer_part(),
            rest,
        }
    }
}

/// The layout of `str(float)`.
fn shortest_layout(decimal: &Decimal, dot_zero: bool) -> Layout {
    if decimal.point > 16 || decimal.point < -3 {
        return Layout::Exponent(decimal.digits.len().saturating_sub(1));
    }
    Layout::Fixed(decimal.fraction_len().max(usize::from(dot_zero)))
}

/// The layout of the type code `g`: a fixed number of significant digits, trailing zeros only in the
/// alternate form.
fn general_layout(decimal: &Decimal, precision: usize, alternate: bool, dot_zero: bool) -> Layout {
    let limit = precision as i64 - i64::from(dot_zero);
    let point = i64::from(decimal.point);
    let trimmed = decimal.clone().trimmed();
    if point <= -4 || point > limit {
        return Layout::Exponent(if alternate {
            precision - 1
        } else {
            trimmed.digits.len().saturating_sub(1)
        });
    }
    Layout::Fixed(if alternate {
        usize::try_from(precision as i64 - point).unwrap_or(0)
    } else {
        trimmed.fraction_len().max(usize::from(dot_zero))
    })
}
