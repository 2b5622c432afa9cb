//! Sorting lists, stable in both directions as Python's sort is.
#![allow(
    unsafe_code,
    reason = "elements are raw memory shared with compiled code"
)]

use std::cmp::Ordering;

use numjit_abi::element::{ElementKind, Field};

use super::list::RawList;

/// Sorts a list in place.
///
/// # Safety
/// The list is live, and all parts of its elements have an order.
pub(super) unsafe fn sort(list: &mut RawList, descending: bool) {
    if let [Field { kind, .. }] = list.layout().fields[..]
        // Safety: passed on to the caller.
        && unsafe { sort_scalars(list, kind, descending) }
    {
        return;
    }
    // Safety: passed on to the caller.
    let order = unsafe { positions(list, descending) };
    let size = list.layout().size;
    // Safety: the bytes are those of the list's elements.
    let bytes = unsafe { std::slice::from_raw_parts_mut(list.at(0), list.len() * size) };
    let old = bytes.to_vec();
    for (new, &from) in bytes.chunks_exact_mut(size.max(1)).zip(&order) {
        let from = from as usize * size;
        new.copy_from_slice(&old[from..from + size]);
    }
}

/// Sorts plain numbers directly; equal ones cannot be told apart, so that stability is no question.
/// False for elements that are not numbers.
///
/// # Safety
/// The list is live and its elements have one part of this kind.
unsafe fn sort_scalars(list: &mut RawList, kind: ElementKind, descending: bool) -> bool {
    macro_rules! sorted {
        ($type:ty, $order:expr) => {{
            // Safety: passed on to the caller; an empty list has no memory.
            let items: &mut [$type] = if list.len() == 0 {
                &mut []
            } else {
                unsafe { std::slice::from_raw_parts_mut(list.at(0).cast(), list.len()) }
            };
            items.sort_unstable_by($order);
            if descending {
                items.reverse();
            }
            true
        }};
    }
    match kind {
        ElementKind::Bool | ElementKind::U8 => sorted!(u8, Ord::cmp),
        ElementKind::I8 => sorted!(i8, Ord::cmp),
        ElementKind::I16 => sorted!(i16, Ord::cmp),
        ElementKind::U16 => sorted!(u16, Ord::cmp),
        ElementKind::I32 => sorted!(i32, Ord::cmp),
        ElementKind::U32 => sorted!(u32, Ord::cmp),
        ElementKind::I64 => sorted!(i64, Ord::cmp),
        ElementKind::U64 => sorted!(u64, Ord::cmp),
        // Zeros of both signs are equal and keep their order.
        ElementKind::F32
        | ElementKind::F64
        | ElementKind::Str
        | ElementKind::Owner
        | ElementKind::Word => false,
    }
}

/// The positions of the elements in sorted order.
///
/// # Safety
/// As for [`sort`].
pub(super) unsafe fn positions(list: &RawList, descending: bool) -> Vec<i64> {
    let layout = list.layout();
    let mut order: Vec<i64> = (0..list.len() as i64).collect();
    // Safety: passed on to the caller.
    let compare =
        |a: i64, b: i64| unsafe { layout.compare(list.at(a as usize), list.at(b as usize)) };
    let compare = |a: &i64, b: &i64| -> Ordering {
        if descending {
            compare(*b, *a)
        } else {
            compare(*a, *b)
        }
    };
    order.sort_by(compare);
    order
}
