//! Functions on the strings of compiled code.
//!
//! One entry point serves all of them: operands arrive as slots, the result leaves as slots. A function works
//! on code points; the common ones have a path for strings of one byte per character.
#![allow(unsafe_code, reason = "strings arrive and leave as raw memory")]

mod build;
mod case;
mod classify;
mod convert;
mod search;
mod shape;
mod split;

use std::io::Write;

use numjit_abi::{Context, ExceptionKind, MemBlock, Status, StrOp};

use crate::containers::list::RawList;
use crate::context::state;
use crate::exception::Exception;
use crate::memory::nj_alloc;
use crate::text::wtf8::Points;

/// A result or the exception that there is instead.
type Answer = Result<Value, Exception>;

/// What a function on strings gives.
#[derive(Debug)]
enum Value {
    Text(Vec<u32>),
    /// One byte per character.
    Bytes(Vec<u8>),
    Int(i64),
    Bool(bool),
    Float(f64),
    Three([Vec<u32>; 3]),
    /// The decimal digits of an integer.
    Digits(i64),
    /// A new list.
    List(*mut RawList),
    /// A string that is stored already: owner, data, length, bytes per character.
    Stored([u64; 4]),
    /// Bytes of a string that is likely to grow, and bytes per character.
    Growing(Vec<u8>, usize),
}

fn value_error(message: impl Into<String>) -> Exception {
    Exception::new(ExceptionKind::ValueError, message)
}

/// Reads operands one after the other.
struct Operands {
    next: *const u64,
    /// The context of the call.
    cx: *mut Context,
}

impl Operands {
    fn word(&mut self) -> u64 {
        // Safety: compiled code passes as many slots as the function reads.
        unsafe {
            let word = self.next.read();
            self.next = self.next.add(1);
            word
        }
    }

    fn int(&mut self) -> i64 {
        self.word() as i64
    }

    fn text<'a>(&mut self) -> Points<'a> {
        let data = std::ptr::with_exposed_provenance(self.word() as usize);
        let (len, width) = (self.int(), self.int());
        // Safety: compiled code passes a readable string that lives during the call.
        unsafe { Points::new(data, len, width) }
    }

    /// The next slot, which stays the next.
    fn peek(&self) -> u64 {
        // Safety: as for [`Operands::word`].
        unsafe { self.next.read() }
    }

    /// Bytes per character of the string that was read last.
    fn last_width(&self) -> usize {
        // Safety: a string takes three slots, of which this is the last.
        unsafe { self.next.sub(1).read() as usize }
    }

    fn points(&mut self) -> Vec<u32> {
        self.text().iter().collect()
    }
}

/// See [`numjit_abi::Symbol::StrCall`].
///
/// # Safety
/// `cx` is a live context of this runtime; the slots are those that the function with this code reads and
/// writes.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_str_call(
    cx: *mut Context,
    code: i32,
    operands: *const u64,
    out: *mut u64,
) -> i32 {
    let missing = || Exception::new(ExceptionKind::SystemError, "no such function on strings");
    let answer = StrOp::from_code(code)
        .ok_or_else(missing)
        .and_then(|op| run(op, &mut Operands { next: operands, cx }));
    match answer {
        // Safety: passed on to the caller.
        Ok(value) => unsafe { store(cx, &value, out) },
        Err(exception) => {
            // Safety: passed on to the caller.
            unsafe { state(cx) }.pending = Some(exception);
            Status::Raised as i32
        }
    }
}

fn run(op: StrOp, operands: &mut Operands) -> Answer {
    use StrOp as S;
    match op {
        S::Concat | S::Repeat | S::Step | S::Center | S::LJust | S::RJust | S::ZFill => {
            shape::run(op, operands)
        }
        S::Replace | S::ExpandTabs => shape::run(op, operands),
        S::Contains | S::Find | S::RFind | S::Index | S::RIndex | S::Count => {
            search::run(op, operands)
        }
        S::StartsWith | S::EndsWith | S::Partition | S::RPartition => search::run(op, operands),
        S::Strip | S::LStrip | S::RStrip | S::StripSpace | S::LStripSpace | S::RStripSpace => {
            shape::strip(op, operands)
        }
        S::RemovePrefix | S::RemoveSuffix => shape::strip(op, operands),
        S::Upper | S::Lower | S::Capitalize | S::Title | S::SwapCase | S::CaseFold => {
            Ok(case::of_text(op, operands.text()))
        }
        S::IsAlnum
        | S::IsAlpha
        | S::IsAscii
        | S::IsDecimal
        | S::IsDigit
        | S::IsIdentifier
        | S::IsLower
        | S::IsNumeric
        | S::IsPrintable
        | S::IsSpace
        | S::IsTitle
        | S::IsUpper => Ok(Value::Bool(classify::run(op, &operands.points()))),
        S::Hash => Ok(Value::Int(hash(&operands.points()))),
        S::Space | S::AfterSpace | S::LineEnd => {
            let text = operands.text();
            Ok(Value::Int(classify::boundary(op, text, operands.int())))
        }
        S::Join => Ok(build::join(operands)),
        S::Append => build::append(operands),
        S::OfInt => Ok(Value::Digits(operands.int())),
        S::Split | S::SplitSpace => split::run(op, operands),
        S::Ord | S::Chr | S::Int | S::Float | S::Bin | S::Oct | S::Hex => {
            convert::run(op, operands)
        }
    }
}

/// Stores a result in its slots.
///
/// # Safety
/// As for [`nj_str_call`].
unsafe fn store(cx: *mut Context, value: &Value, out: *mut u64) -> i32 {
    // Safety: passed on to the caller.
    unsafe {
        match value {
            Value::Text(points) => return store_text(cx, points, out),
            Value::Bytes(bytes) => return store_bytes(cx, bytes, out),
            Value::Three(parts) => return store_three(cx, parts, out),
            Value::Digits(value) => {
                let mut digits = [0_u8; 20];
                let mut rest = &mut digits[..];
                // The longest number fits.
                let _ = write!(rest, "{value}");
                let left = rest.len();
                return store_bytes(cx, &digits[..digits.len() - left], out);
            }
            Value::List(list) => out.write(list.expose_provenance() as u64),
            Value::Stored(parts) => std::ptr::copy_nonoverlapping(parts.as_ptr(), out, parts.len()),
            Value::Growing(bytes, width) => return build::store_growing(cx, bytes, *width, out),
            Value::Int(value) => out.write(*value as u64),
            Value::Float(value) => out.write(value.to_bits()),
            Value::Bool(value) => out.write(u64::from(*value)),
        }
    }
    Status::Ok as i32
}

/// Stores three strings; none if memory is short for one.
///
/// # Safety
/// As for [`nj_str_call`].
unsafe fn store_three(cx: *mut Context, parts: &[Vec<u32>; 3], out: *mut u64) -> i32 {
    for (position, part) in parts.iter().enumerate() {
        // Safety: passed on to the caller; the owners written so far are released once.
        unsafe {
            if store_text(cx, part, out.add(4 * position)) != Status::Ok as i32 {
                for written in 0..position {
                    let owner = out.add(4 * written).read() as usize;
                    crate::memory::nj_release(std::ptr::with_exposed_provenance_mut(owner));
                }
                return Status::Raised as i32;
            }
        }
    }
    Status::Ok as i32
}

/// Stores a string with the fewest bytes per character.
///
/// # Safety
/// As for [`nj_str_call`], with room for four slots.
unsafe fn store_text(cx: *mut Context, points: &[u32], out: *mut u64) -> i32 {
    let bytes = shortest(points);
    // Safety: passed on to the caller.
    unsafe { store_data(cx, &bytes, points.len(), out) }
}

/// Stores a string of one byte per character.
///
/// # Safety
/// As for [`store_text`].
pub(crate) unsafe fn store_bytes(cx: *mut Context, bytes: &[u8], out: *mut u64) -> i32 {
    // Safety: passed on to the caller.
    unsafe { store_data(cx, bytes, bytes.len(), out) }
}

/// Every character of one byte, so that strings of one such character need no memory of their own.
static SINGLE: [u8; 256] = {
    let mut all = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        all[byte] = byte as u8;
        byte += 1;
    }
    all
};

/// # Safety
/// As for [`store_text`]; `bytes` holds `len` characters.
unsafe fn store_data(cx: *mut Context, bytes: &[u8], len: usize, out: *mut u64) -> i32 {
    let mut owner: *mut MemBlock = std::ptr::null_mut();
    let mut data = std::ptr::dangling::<u8>();
    match bytes {
        [] => {}
        [byte] => data = &raw const SINGLE[usize::from(*byte)],
        _ => {
            // Safety: passed on to the caller; the new block has room for the bytes.
            unsafe {
                owner = nj_alloc(cx, bytes.len() as i64);
                if owner.is_null() {
                    return Status::Raised as i32;
                }
                std::ptr::copy_nonoverlapping(bytes.as_ptr(), (*owner).data, bytes.len());
                data = (*owner).data;
            }
        }
    }
    let width = bytes.len().checked_div(len).unwrap_or(1);
    let parts = [
        owner.expose_provenance() as u64,
        data.expose_provenance() as u64,
        len as u64,
        width as u64,
    ];
    // Safety: passed on to the caller.
    unsafe { std::ptr::copy_nonoverlapping(parts.as_ptr(), out, parts.len()) };
    Status::Ok as i32
}

/// The hash of a string's shortest form, so that equal strings have equal hashes.
fn hash(points: &[u32]) -> i64 {
    use std::hash::Hasher;
    if points.is_empty() {
        return 0;
    }
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(&shortest(points));
    crate::math::hash::usable(hasher.finish() as i64)
}

/// The code points in as few bytes each as all of them need.
fn shortest(points: &[u32]) -> Vec<u8> {
    match points.iter().max() {
        None | Some(0..=0xff) => points.iter().map(|&point| point as u8).collect(),
        Some(0x100..=0xffff) => points
            .iter()
            .flat_map(|&point| (point as u16).to_ne_bytes())
            .collect(),
        Some(_) => points
            .iter()
            .flat_map(|&point| point.to_ne_bytes())
            .collect(),
    }
}

/// The character of a code point; lone surrogates are none.
fn character(point: u32) -> char {
    char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER)
}
