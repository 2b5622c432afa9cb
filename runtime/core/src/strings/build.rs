//! Strings made of others: joined, and grown at the end.
//!
//! `s += part` in a loop would copy all of `s` each time. A string that is appended to therefore gets memory that is
//! longer than it, and its block knows how much of that is in use. Strings are never changed, so whoever appends to
//! one that ends where the used memory ends may write behind it: no other string can see the bytes there. (Slices of
//! Go work alike; unlike them, the mark in the block keeps two strings from writing to the same place.)

use numjit_abi::{Context, MemBlock, Status};

use super::{Answer, Operands, Value};
use crate::containers::element::StrField;
use crate::containers::list::RawList;
use crate::memory::{claim, nj_alloc, nj_retain, set_used};
use crate::text::wtf8::Points;

/// Shorter strings are copied: they take one small block either way.
const SMALLEST_GROWING: usize = 64;

/// `separator.join(list)`.
pub(super) fn join(operands: &mut Operands) -> Value {
    let separator = operands.text();
    let list: *const RawList = std::ptr::with_exposed_provenance(operands.word() as usize);
    // Safety: compiled code passes a live list of strings, which does not change during the call.
    let part = |index| unsafe { (*list).at(index).cast::<StrField>().read().points() };
    // Safety: as above.
    let count = unsafe { (*list).len() };
    let narrow = |points: &Points<'_>| matches!(points, Points::One(_));
    if narrow(&separator) && (0..count).all(|index| narrow(&part(index))) {
        let total: usize = (0..count)
            .map(|index| part(index).len() + separator.len())
            .sum();
        let mut bytes = Vec::with_capacity(total);
        for index in 0..count {
            if index > 0 {
                push_bytes(&mut bytes, separator, 1);
            }
            push_bytes(&mut bytes, part(index), 1);
        }
        return Value::Bytes(bytes);
    }
    let mut points = Vec::new();
    for index in 0..count {
        if index > 0 {
            points.extend(separator.iter());
        }
        points.extend(part(index).iter());
    }
    Value::Text(points)
}

/// Appends characters in so many bytes each, which are enough for them.
fn push_bytes(bytes: &mut Vec<u8>, points: Points<'_>, width: usize) {
    match (points, width) {
        (Points::One(narrow), 1) => bytes.extend_from_slice(narrow),
        (points, 2) => {
            for point in points.iter() {
                bytes.extend_from_slice(&(point as u16).to_ne_bytes());
            }
        }
        (points, 4) => {
            for point in points.iter() {
                bytes.extend_from_slice(&point.to_ne_bytes());
            }
        }
        (points, _) => bytes.extend(points.iter().map(|point| point as u8)),
    }
}

/// `a + b`, where `b` is put behind `a` if the memory there is free.
pub(super) fn append(operands: &mut Operands) -> Answer {
    let owner: *mut MemBlock = std::ptr::with_exposed_provenance_mut(operands.word() as usize);
    let data: *mut u8 = std::ptr::with_exposed_provenance_mut(operands.peek() as usize);
    let (a, width) = (operands.text(), operands.last_width());
    let (b, added_width) = (operands.text(), operands.last_width());
    if b.len() == 0 && !owner.is_null() {
        return Ok(retained(owner, data, a.len(), width));
    }
    let size = a.len() * width;
    if !owner.is_null() && added_width <= width {
        let mut bytes = Vec::with_capacity(b.len() * width);
        push_bytes(&mut bytes, b, width);
        // Safety: the owner of a string is a live block, and the string ends `size` bytes behind its data; the
        // bytes that are claimed belong to nobody else.
        unsafe {
            if claim(owner, data.wrapping_add(size), bytes.len()) {
                std::ptr::copy_nonoverlapping(bytes.as_ptr(), data.add(size), bytes.len());
                return Ok(retained(owner, data, a.len() + b.len(), width));
            }
        }
    }
    Ok(concatenated(a, b, width.max(added_width)))
}

fn retained(owner: *mut MemBlock, data: *mut u8, len: usize, width: usize) -> Value {
    // Safety: the owner is a live block, which gets one owner more.
    unsafe { nj_retain(owner) };
    let parts = [
        owner.expose_provenance() as u64,
        data.expose_provenance() as u64,
        len as u64,
        width as u64,
    ];
    Value::Stored(parts)
}

/// Both in new memory. A wide string may have narrow characters only, which a new one must not.
fn concatenated(a: Points<'_>, b: Points<'_>, width: usize) -> Value {
    let size = (a.len() + b.len()) * width;
    if width > 1 || size < SMALLEST_GROWING {
        return super::shape::concat(a, b);
    }
    let mut bytes = Vec::with_capacity(size);
    push_bytes(&mut bytes, a, width);
    push_bytes(&mut bytes, b, width);
    Value::Growing(bytes, width)
}

/// Stores a string in a block with room behind it.
///
/// # Safety
/// As for [`super::nj_str_call`], with room for four slots.
pub(super) unsafe fn store_growing(
    cx: *mut Context,
    bytes: &[u8],
    width: usize,
    out: *mut u64,
) -> i32 {
    let room = bytes.len() + bytes.len() / 2;
    // Safety: passed on to the caller; the new block has room for the bytes.
    unsafe {
        let owner = nj_alloc(cx, room as i64);
        if owner.is_null() {
            return Status::Raised as i32;
        }
        std::ptr::copy_nonoverlapping(bytes.as_ptr(), (*owner).data, bytes.len());
        set_used(owner, bytes.len());
        let parts = [
            owner.expose_provenance() as u64,
            (*owner).data.expose_provenance() as u64,
            (bytes.len() / width) as u64,
            width as u64,
        ];
        std::ptr::copy_nonoverlapping(parts.as_ptr(), out, parts.len());
    }
    Status::Ok as i32
}
