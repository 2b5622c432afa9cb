//! Strings cut into lists. The parts are views of the string where it has an owner, and copies where it has none.

use numjit_abi::element::ElementKind;
use numjit_abi::{MemBlock, StrOp};

use super::search::find;
use super::shape::too_long;
use super::{Answer, Operands, Value, classify, value_error};
use crate::containers::element::{Layout, StrField};
use crate::containers::list::{RawList, create};
use crate::memory::{Payer, nj_release};
use crate::text::wtf8::Points;

/// A string whose parts are put into a list.
struct Whole {
    owner: *mut MemBlock,
    data: *const u8,
    width: usize,
    list: *mut RawList,
}

impl Whole {
    /// Adds the part between two positions; false if memory is short.
    fn push(&self, start: usize, end: usize) -> bool {
        let field = StrField {
            owner: self.owner,
            data: self.data.wrapping_add(start * self.width),
            len: (end - start) as i64,
            width: self.width as i64,
        };
        // Safety: the list is new and holds strings, and the part lies inside of the string.
        unsafe { (*self.list).push_str(field) }
    }
}

/// `split` and `split_space`.
pub(super) fn run(op: StrOp, operands: &mut Operands) -> Answer {
    let owner: *mut MemBlock = std::ptr::with_exposed_provenance_mut(operands.word() as usize);
    let data: *const u8 = std::ptr::with_exposed_provenance(operands.peek() as usize);
    let text = operands.text();
    // Safety: the context is that of the call.
    let payer = unsafe { Payer::of(operands.cx) };
    let whole = Whole {
        owner,
        data,
        width: operands.last_width(),
        list: create(Layout::of(&[ElementKind::Str as u8]), 4, payer),
    };
    if whole.list.is_null() {
        return Err(too_long());
    }
    let done = match op {
        StrOp::SplitSpace => at_space(&whole, text, operands.int()),
        _ => {
            let separator = operands.text();
            if separator.len() == 0 {
                // Safety: the list is new and has one owner.
                unsafe { nj_release(whole.list.cast()) };
                return Err(value_error("empty separator"));
            }
            at_separators(&whole, text, separator, operands.int())
        }
    };
    if done {
        return Ok(Value::List(whole.list));
    }
    // Safety: the list is new and has one owner.
    unsafe { nj_release(whole.list.cast()) };
    Err(too_long())
}

fn at_separators(whole: &Whole, text: Points<'_>, separator: Points<'_>, most: i64) -> bool {
    let mut left = most;
    let mut start = 0;
    while left != 0
        && let Some(at) = find(text.slice(start..text.len()), separator)
    {
        if !whole.push(start, start + at) {
            return false;
        }
        start += at + separator.len();
        left -= 1;
    }
    whole.push(start, text.len())
}

fn at_space(whole: &Whole, text: Points<'_>, most: i64) -> bool {
    let next = |op: StrOp, start: usize| classify::boundary(op, text, start as i64) as usize;
    let mut left = most;
    let mut start = next(StrOp::AfterSpace, 0);
    while start < text.len() {
        if left == 0 {
            return whole.push(start, text.len());
        }
        let end = next(StrOp::Space, start);
        if !whole.push(start, end) {
            return false;
        }
        left -= 1;
        start = next(StrOp::AfterSpace, end);
    }
    true
}
