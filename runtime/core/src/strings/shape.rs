//! Joining, repeating, cutting, padding and replacing.

use numjit_abi::{ExceptionKind, StrOp};

use super::classify::is_space;
use super::search::occurrences;
use super::{Answer, Operands, Value};
use crate::exception::Exception;
use crate::text::wtf8::Points;

/// Longer strings are refused as memory that is not there.
const MAX_LEN: usize = 1 << 40;

/// `concat`, `repeat`, `step`, `center` and its kin, `replace`, `expandtabs`.
pub(super) fn run(op: StrOp, operands: &mut Operands) -> Answer {
    let text = operands.text();
    match op {
        StrOp::Concat => Ok(concat(text, operands.text())),
        StrOp::Repeat => repeat(text, operands.int()),
        StrOp::Step => Ok(step(text, [(); 3].map(|()| operands.int()))),
        StrOp::Replace => {
            let (old, new) = (operands.text(), operands.text());
            let most = usize::try_from(operands.int()).unwrap_or(usize::MAX);
            if let (Points::One(text), Points::One(old @ [_, ..]), Points::One(new)) =
                (text, old, new)
            {
                return Ok(Value::Bytes(replace_bytes(text, old, new, most)));
            }
            let new: Vec<u32> = new.iter().collect();
            Ok(Value::Text(replace(text, old, &new, most)))
        }
        StrOp::ExpandTabs => {
            let size = operands.int();
            Ok(Value::Text(expand_tabs(
                &text.iter().collect::<Vec<u32>>(),
                size,
            )))
        }
        StrOp::ZFill => zfill(text, operands.int()),
        _ => {
            let (width, fill) = (operands.int(), operands.points());
            pad(op, text, width, &fill)
        }
    }
}

pub(super) fn concat(a: Points<'_>, b: Points<'_>) -> Value {
    match (a, b) {
        (Points::One(a), Points::One(b)) => Value::Bytes([a, b].concat()),
        _ => Value::Text(a.iter().chain(b.iter()).collect()),
    }
}

pub(super) fn too_long() -> Exception {
    Exception::with_args(ExceptionKind::MemoryError, Vec::new())
}

fn repeat(text: Points<'_>, times: i64) -> Answer {
    let times = usize::try_from(times).unwrap_or(0);
    let len = text.len().checked_mul(times);
    len.filter(|&len| len <= MAX_LEN).ok_or_else(too_long)?;
    Ok(match text {
        Points::One(bytes) => Value::Bytes(bytes.repeat(times)),
        _ => Value::Text(text.iter().collect::<Vec<u32>>().repeat(times)),
    })
}

fn step(text: Points<'_>, [start, step, count]: [i64; 3]) -> Value {
    let positions = (0..count.max(0)).map(|i| (start + i * step) as usize);
    Value::Text(positions.map(|at| text.get(at)).collect())
}

/// The same for bytes, with a part that is not empty.
fn replace_bytes(text: &[u8], old: &[u8], new: &[u8], most: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut from = 0;
    for at in memchr::memmem::find_iter(text, old).take(most) {
        out.extend_from_slice(&text[from..at]);
        out.extend_from_slice(new);
        from = at + old.len();
    }
    out.extend_from_slice(&text[from..]);
    out
}

fn replace(text: Points<'_>, old: Points<'_>, new: &[u32], most: usize) -> Vec<u32> {
    let points: Vec<u32> = text.iter().collect();
    let mut out = Vec::with_capacity(points.len());
    if old.len() == 0 {
        for (position, &point) in points.iter().enumerate() {
            if position < most {
                out.extend_from_slice(new);
            }
            out.push(point);
        }
        if points.len() < most {
            out.extend_from_slice(new);
        }
        return out;
    }
    let mut from = 0;
    for at in occurrences(text, old, most) {
        out.extend_from_slice(&points[from..at]);
        out.extend_from_slice(new);
        from = at + old.len();
    }
    out.extend_from_slice(&points[from..]);
    out
}

/// Tabs become spaces up to the next multiple of the size.
fn expand_tabs(points: &[u32], size: i64) -> Vec<u32> {
    const TAB: u32 = '\t' as u32;
    let size = usize::try_from(size).unwrap_or(0);
    let mut out = Vec::with_capacity(points.len());
    let mut column = 0;
    for &point in points {
        if point == TAB {
            let spaces = size.saturating_sub(column % size.max(1));
            out.extend(std::iter::repeat_n(u32::from(' '), spaces));
            column += spaces;
        } else {
            out.push(point);
            let ends_line = point == u32::from('\n') || point == u32::from('\r');
            column = if ends_line { 0 } else { column + 1 };
        }
    }
    out
}

/// Spaces that a string lacks to a width.
fn missing(len: usize, width: i64) -> Result<usize, Exception> {
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(len);
    if missing > MAX_LEN {
        return Err(too_long());
    }
    Ok(missing)
}

fn zfill(text: Points<'_>, width: i64) -> Answer {
    let zeros = missing(text.len(), width)?;
    let mut points: Vec<u32> = text.iter().collect();
    let sign = [u32::from('+'), u32::from('-')];
    let at = usize::from(points.first().is_some_and(|first| sign.contains(first)));
    points.splice(at..at, std::iter::repeat_n(u32::from('0'), zeros));
    Ok(Value::Text(points))
}

/// An odd space of `center` goes to the left if the width is odd.
fn pad(op: StrOp, text: Points<'_>, width: i64, fill: &[u32]) -> Answer {
    let [fill] = fill else {
        let message = "The fill character must be exactly one character long";
        return Err(Exception::new(ExceptionKind::TypeError, message));
    };
    let spaces = missing(text.len(), width)?;
    let left = match op {
        StrOp::LJust => 0,
        StrOp::RJust => spaces,
        _ => spaces / 2 + (spaces & width.max(0) as usize & 1),
    };
    let before = std::iter::repeat_n(*fill, left);
    let after = std::iter::repeat_n(*fill, spaces - left);
    Ok(Value::Text(
        before.chain(text.iter()).chain(after).collect(),
    ))
}

/// `strip` and its kin, `removeprefix`, `removesuffix`.
pub(super) fn strip(op: StrOp, operands: &mut Operands) -> Answer {
    let points = operands.points();
    let kept = match op {
        StrOp::StripSpace | StrOp::LStripSpace | StrOp::RStripSpace => trim(op, &points, is_space),
        StrOp::RemovePrefix => {
            let prefix = operands.points();
            points.strip_prefix(&prefix[..]).unwrap_or(&points)
        }
        StrOp::RemoveSuffix => {
            let suffix = operands.points();
            points.strip_suffix(&suffix[..]).unwrap_or(&points)
        }
        _ => {
            let characters = operands.points();
            trim(op, &points, |point| characters.contains(&point))
        }
    };
    Ok(Value::Text(kept.to_vec()))
}

fn trim(op: StrOp, points: &[u32], drops: impl Fn(u32) -> bool) -> &[u32] {
    let keeps = |point: &u32| !drops(*point);
    let start = match op {
        StrOp::RStrip | StrOp::RStripSpace => 0,
        _ => points.iter().position(keeps).unwrap_or(points.len()),
    };
    let end = match op {
        StrOp::LStrip | StrOp::LStripSpace => points.len(),
        _ => points.iter().rposition(keeps).map_or(start, |at| at + 1),
    };
    &points[start..end.max(start)]
}
