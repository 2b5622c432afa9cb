//! Finding parts of strings.

use std::ops::Range;

use numjit_abi::StrOp;

use super::{Answer, Operands, Value, value_error};
use crate::text::wtf8::Points;

/// `contains`, `find` and its kin, `count`, `startswith`, `endswith`, `partition`.
pub(super) fn run(op: StrOp, operands: &mut Operands) -> Answer {
    let (text, part) = (operands.text(), operands.text());
    match op {
        StrOp::Contains => Ok(Value::Bool(find(text, part).is_some())),
        StrOp::Partition | StrOp::RPartition => partition(op, text, part),
        _ => {
            let range = clamp(text.len(), operands.int(), operands.int());
            within(op, text, part, range)
        }
    }
}

/// The part of a string that `start` and `end` select; none if they lie in the wrong order.
fn clamp(len: usize, start: i64, end: i64) -> Option<Range<usize>> {
    let bound = |at: i64| {
        let at = if at < 0 {
            at.saturating_add(len as i64).max(0)
        } else {
            at
        };
        at as usize
    };
    let (start, end) = (bound(start), bound(end).min(len));
    (start <= end).then_some(start..end)
}

fn within(op: StrOp, text: Points<'_>, part: Points<'_>, range: Option<Range<usize>>) -> Answer {
    let offset = range.as_ref().map_or(0, |range| range.start);
    let text = range.map(|range| text.slice(range));
    let found = match op {
        StrOp::Count => {
            let count = text.map_or(0, |text| count(text, part));
            return Ok(Value::Int(count as i64));
        }
        StrOp::StartsWith | StrOp::EndsWith => {
            let holds = text.is_some_and(|text| has_end(op, text, part));
            return Ok(Value::Bool(holds));
        }
        StrOp::Find | StrOp::Index => text.and_then(|text| find(text, part)),
        _ => text.and_then(|text| rfind(text, part)),
    };
    match (op, found) {
        (StrOp::Index | StrOp::RIndex, None) => Err(value_error("substring not found")),
        (_, found) => Ok(Value::Int(found.map_or(-1, |at| (at + offset) as i64))),
    }
}

fn has_end(op: StrOp, text: Points<'_>, part: Points<'_>) -> bool {
    let Some(rest) = text.len().checked_sub(part.len()) else {
        return false;
    };
    let at = if op == StrOp::StartsWith { 0 } else { rest };
    text.slice(at..at + part.len()).equals(part)
}

/// First position of a part.
pub(super) fn find(text: Points<'_>, part: Points<'_>) -> Option<usize> {
    if let (Points::One(text), Points::One(part)) = (text, part) {
        return find_bytes(text, part);
    }
    positions(text, part).find(|&at| text.slice(at..at + part.len()).equals(part))
}

fn rfind(text: Points<'_>, part: Points<'_>) -> Option<usize> {
    positions(text, part)
        .rev()
        .find(|&at| text.slice(at..at + part.len()).equals(part))
}

/// Where a part may begin.
fn positions(text: Points<'_>, part: Points<'_>) -> Range<usize> {
    0..(text.len() + 1).saturating_sub(part.len())
}

/// A single byte needs no preparation.
fn find_bytes(text: &[u8], part: &[u8]) -> Option<usize> {
    match *part {
        [] => Some(0),
        [byte] => memchr::memchr(byte, text),
        _ => memchr::memmem::find(text, part),
    }
}

fn count(text: Points<'_>, part: Points<'_>) -> usize {
    if part.len() == 0 {
        return text.len() + 1;
    }
    occurrences(text, part, usize::MAX).len()
}

/// Positions of a part that is not empty, from the left, without overlaps, at most so many.
pub(super) fn occurrences(text: Points<'_>, part: Points<'_>, most: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < most
        && let Some(next) = find(text.slice(at..text.len()), part)
    {
        found.push(at + next);
        at += next + part.len();
    }
    found
}

fn partition(op: StrOp, text: Points<'_>, separator: Points<'_>) -> Answer {
    if separator.len() == 0 {
        return Err(value_error("empty separator"));
    }
    let points = |range: Range<usize>| text.slice(range).iter().collect::<Vec<u32>>();
    let (found, alone) = match op {
        StrOp::Partition => (find(text, separator), 0),
        _ => (rfind(text, separator), 2),
    };
    Ok(Value::Three(match found {
        Some(at) => [
            points(0..at),
            separator.iter().collect(),
            points(at + separator.len()..text.len()),
        ],
        None => {
            let mut parts = [const { Vec::new() }; 3];
            parts[alone] = points(0..text.len());
            parts
        }
    }))
}
