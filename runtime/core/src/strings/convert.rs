//! Between strings and numbers.

use numjit_abi::{ExceptionKind, StrOp};
use unicode_properties::UnicodeGeneralCategory;

use super::classify::{is_decimal, is_space};
use super::{Answer, Operands, Value, character, value_error};
use crate::exception::Exception;
use crate::text;

/// `ord`, `chr`, `int`, `float`, `bin`, `oct`, `hex`.
pub(super) fn run(op: StrOp, operands: &mut Operands) -> Answer {
    match op {
        StrOp::Ord => ord(&operands.points()),
        StrOp::Chr => chr(operands.int()),
        StrOp::Int => {
            let points = operands.points();
            int(&points, operands.int())
        }
        StrOp::Float => float(&operands.points()),
        StrOp::Bin => Ok(based(operands.int(), "0b", |n| format!("{n:b}"))),
        StrOp::Oct => Ok(based(operands.int(), "0o", |n| format!("{n:o}"))),
        _ => Ok(based(operands.int(), "0x", |n| format!("{n:x}"))),
    }
}

fn based(value: i64, prefix: &str, digits: impl Fn(u64) -> String) -> Value {
    let sign = if value < 0 { "-" } else { "" };
    let digits = digits(value.unsigned_abs());
    Value::Bytes(format!("{sign}{prefix}{digits}").into_bytes())
}

fn ord(points: &[u32]) -> Answer {
    match points {
        [point] => Ok(Value::Int(i64::from(*point))),
        _ => {
            let count = points.len();
            let message = format!("ord() expected a character, but string of length {count} found");
            Err(Exception::new(ExceptionKind::TypeError, message))
        }
    }
}

fn chr(value: i64) -> Answer {
    match u32::try_from(value) {
        Ok(point @ 0..0x11_0000) => Ok(Value::Text(vec![point])),
        _ => Err(value_error("chr() arg not in range(0x110000)")),
    }
}

/// The text without white space around it, with every decimal digit as an ASCII one.
fn plain(points: &[u32]) -> String {
    let keeps = |point: &u32| !is_space(*point);
    let start = points.iter().position(keeps).unwrap_or(points.len());
    let end = points.iter().rposition(keeps).map_or(start, |at| at + 1);
    points[start..end]
        .iter()
        .map(|&point| ascii_digit(point))
        .collect()
}

/// Decimal digits of all scripts count; they stand in runs of ten that begin with the zero.
fn ascii_digit(point: u32) -> char {
    let c = character(point);
    if point < 0x80 || !is_decimal(point) {
        return c;
    }
    let zero = (point.saturating_sub(9)..=point).find(|&at| {
        (at..at + 10).all(|digit| {
            let kind = character(digit).general_category();
            kind == unicode_properties::GeneralCategory::DecimalNumber
        })
    });
    let digit = zero.and_then(|zero| char::from_digit(point - zero, 10));
    digit.unwrap_or(c)
}

fn repr(points: &[u32]) -> String {
    text::str_repr_points(points.iter().copied())
}

fn int(points: &[u32], base: i64) -> Answer {
    if base != 0 && !(2..=36).contains(&base) {
        return Err(value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    let text = plain(points);
    let invalid = || {
        let repr = repr(points);
        value_error(format!(
            "invalid literal for int() with base {base}: {repr}"
        ))
    };
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (radix, digits, prefixed) = radix(digits, base as u32);
    let digits = without_underscores(digits, prefixed).ok_or_else(invalid)?;
    let is_decimal_zero = digits.bytes().all(|digit| digit == b'0');
    if base == 0 && !prefixed && digits.starts_with('0') && !is_decimal_zero {
        return Err(invalid());
    }
    if !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Err(invalid());
    }
    let too_large = || {
        let message = "the number does not fit into int64";
        Exception::new(ExceptionKind::OverflowError, message)
    };
    let magnitude = i128::from_str_radix(&digits, radix).map_err(|_| too_large())?;
    let value = if negative { -magnitude } else { magnitude };
    i64::try_from(value)
        .map(Value::Int)
        .map_err(|_| too_large())
}

/// The base of a number and its digits; a prefix is allowed if the base agrees or is open.
fn radix(digits: &str, base: u32) -> (u32, &str, bool) {
    for (radix, prefixes) in [(16, ["0x", "0X"]), (8, ["0o", "0O"]), (2, ["0b", "0B"])] {
        let rest = prefixes
            .iter()
            .find_map(|prefix| digits.strip_prefix(prefix));
        if let Some(rest) = rest.filter(|_| base == radix || base == 0) {
            return (radix, rest, true);
        }
    }
    (if base == 0 { 10 } else { base }, digits, false)
}

/// Single underscores may stand between digits, and behind a prefix.
fn without_underscores(text: &str, prefixed: bool) -> Option<String> {
    let text = text.strip_prefix('_').filter(|_| prefixed).unwrap_or(text);
    let broken = text.starts_with('_') || text.ends_with('_') || text.contains("__");
    (!broken && !text.is_empty()).then(|| text.replace('_', ""))
}

fn float(points: &[u32]) -> Answer {
    let text = plain(points);
    let invalid = || {
        let repr = repr(points);
        value_error(format!("could not convert string to float: {repr}"))
    };
    let parsed = float_text(&text).and_then(|text| text.parse().ok());
    parsed.map(Value::Float).ok_or_else(invalid)
}

/// Underscores may stand between digits only.
fn float_text(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let between = |at: usize| {
        let digit = |at: Option<usize>| {
            let byte = at.and_then(|at| bytes.get(at));
            byte.is_some_and(u8::is_ascii_digit)
        };
        digit(at.checked_sub(1)) && digit(Some(at + 1))
    };
    let mut underscores = text.match_indices('_');
    underscores
        .all(|(at, _)| between(at))
        .then(|| text.replace('_', ""))
}
