//! Upper, lower and title case, by Unicode's full mappings.

use super::Value;
use crate::text::wtf8::Points;
use numjit_abi::StrOp;
use unicode_casing::CharExt;

/// `upper`, `lower`, `capitalize`, `title`, `swapcase`, `casefold`.
/// A function on strings that are ASCII, byte by byte, or on any others.
pub(super) fn of_text(op: StrOp, text: Points<'_>) -> Value {
    match (op, text) {
        (StrOp::Upper, Points::One(bytes)) if bytes.is_ascii() => {
            Value::Bytes(bytes.to_ascii_uppercase())
        }
        (StrOp::Lower | StrOp::CaseFold, Points::One(bytes)) if bytes.is_ascii() => {
            Value::Bytes(bytes.to_ascii_lowercase())
        }
        (_, text) => Value::Text(run(op, &text.iter().collect::<Vec<u32>>())),
    }
}

fn run(op: StrOp, points: &[u32]) -> Vec<u32> {
    match op {
        StrOp::Upper => map(points, |out, _, c| out.extend(c.to_uppercase())),
        StrOp::Lower => map(points, |out, at, c| push_lower(out, points, at, c)),
        StrOp::Capitalize => map(points, |out, at, c| match at {
            0 => out.extend(c.to_titlecase()),
            _ => push_lower(out, points, at, c),
        }),
        StrOp::SwapCase => map(points, |out, at, c| {
            if c.is_uppercase() {
                push_lower(out, points, at, c);
            } else if c.is_lowercase() {
                out.extend(c.to_uppercase());
            } else {
                out.push(c);
            }
        }),
        StrOp::CaseFold => map(points, |out, _, c| {
            out.extend(caseless::default_case_fold_str(c.encode_utf8(&mut [0; 4])).chars());
        }),
        _ => title(points),
    }
}

/// Each character mapped; lone surrogates stay.
fn map(points: &[u32], mut push: impl FnMut(&mut Vec<char>, usize, char)) -> Vec<u32> {
    let mut out = Vec::with_capacity(points.len());
    let mut mapped = Vec::new();
    for (at, &point) in points.iter().enumerate() {
        match char::from_u32(point) {
            Some(c) => {
                push(&mut mapped, at, c);
                out.extend(mapped.drain(..).map(u32::from));
            }
            None => out.push(point),
        }
    }
    out
}

/// A capital sigma at the end of a word has a lower case of its own.
fn push_lower(out: &mut Vec<char>, points: &[u32], at: usize, c: char) {
    if c == 'Σ' && is_final_sigma(points, at) {
        out.push('ς');
    } else {
        out.extend(c.to_lowercase());
    }
}

fn is_final_sigma(points: &[u32], at: usize) -> bool {
    let cased = |point: &&u32| !is_case_ignorable(**point);
    let before = points[..at].iter().rev().find(cased);
    let after = points[at + 1..].iter().find(cased);
    before.is_some_and(|&point| is_cased(point)) && !after.is_some_and(|&point| is_cased(point))
}

/// Characters that do not end a word: marks, modifiers, and the apostrophes, points and colons inside words.
fn is_case_ignorable(point: u32) -> bool {
    use unicode_properties::{GeneralCategory as G, UnicodeGeneralCategory};
    const INSIDE_WORDS: &str = "'.:\u{b7}\u{387}\u{55f}\u{5f4}\u{2018}\u{2019}\u{2024}\u{2027}\u{fe13}\u{fe52}\u{fe55}\u{ff07}\u{ff0e}\u{ff1a}";
    let c = super::character(point);
    INSIDE_WORDS.contains(c)
        || matches!(
            c.general_category(),
            G::NonspacingMark
                | G::EnclosingMark
                | G::Format
                | G::ModifierLetter
                | G::ModifierSymbol
        )
}

/// Whether a character has case.
pub(super) fn is_cased(point: u32) -> bool {
    let c = super::character(point);
    c.is_uppercase() || c.is_lowercase() || c.is_titlecase()
}

/// Words begin with a title case character and go on in lower case.
fn title(points: &[u32]) -> Vec<u32> {
    let mut inside = false;
    map(points, |out, at, c| {
        if inside {
            push_lower(out, points, at, c);
        } else {
            out.extend(c.to_titlecase());
        }
        inside = is_cased(u32::from(c));
    })
}
