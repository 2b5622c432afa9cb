//! Growable lists.
//!
//! A list is a [`ContainerHeader`] with its elements in memory of their own, so that compiled code reads
//! and appends with a few instructions and the list keeps its identity while it grows.
#![allow(unsafe_code, reason = "lists are raw memory shared with compiled code")]

use std::ptr::{self, NonNull};
use std::sync::atomic::AtomicUsize;

use numjit_abi::element::ContainerHeader;
use numjit_abi::{Context, MemBlock, Status};

use super::element::{Layout, StrField, own_str};
use super::order;
use crate::memory::{Block, Payer, count_freed, count_made, raise_memory_error};

/// A list as the runtime sees it.
#[repr(C)]
pub(crate) struct RawList {
    header: ContainerHeader,
    layout: &'static Layout,
    payer: Payer,
}

/// What a list takes beside its elements.
const BASE: usize = size_of::<RawList>();

impl RawList {
    pub(crate) fn len(&self) -> usize {
        usize::try_from(self.header.len).unwrap_or(0)
    }

    fn items(&self) -> *mut u8 {
        self.header.block.data
    }

    /// Address of an element; `index` is at most the room.
    pub(crate) fn at(&self, index: usize) -> *mut u8 {
        self.items().wrapping_add(index * self.layout.size)
    }

    pub(crate) fn layout(&self) -> &'static Layout {
        self.layout
    }

    fn touch(&mut self) {
        self.header.changed = 1;
    }

    /// Makes room for `more` elements after the present ones.
    fn reserve(&mut self, more: usize) -> bool {
        let (len, room) = (
            self.len(),
            usize::try_from(self.header.capacity).unwrap_or(0),
        );
        let Some(needed) = len.checked_add(more) else {
            return false;
        };
        if needed <= room {
            return true;
        }
        let old = room;
        let room = needed.max(room.saturating_mul(2)).max(4);
        let bytes = |room: usize| room.saturating_mul(self.layout.size).saturating_add(BASE);
        if !self.payer.pay(bytes(room)) {
            return false;
        }
        match resize(self.items(), room, self.layout.size) {
            Some(items) => {
                self.header.block.data = items;
                self.header.capacity = room as i64;
                true
            }
            None => {
                self.payer.pay(bytes(old));
                false
            }
        }
    }

    /// Adds a string at the end, with an owner of its own.
    ///
    /// # Safety
    /// The elements are strings, and the field is a valid one.
    pub(crate) unsafe fn push_str(&mut self, mut field: StrField) -> bool {
        // Safety: passed on to the caller; the room for the element is made before it is written.
        unsafe {
            if !self.reserve(1) || !own_str(&raw mut field, &self.payer) {
                return false;
            }
            self.at(self.len()).cast::<StrField>().write(field);
        }
        self.header.len += 1;
        true
    }

    /// Copies elements from elsewhere to the end, which has room for them.
    ///
    /// # Safety
    /// `count` elements of this layout are readable at `from`.
    unsafe fn push_all(&mut self, from: *const u8, count: usize) {
        let len = self.len();
        // Safety: the caller has made room and the source is readable; they do not overlap, because the
        // room lies behind the elements.
        unsafe {
            self.layout.retain_all(from, count);
            ptr::copy_nonoverlapping(from, self.at(len), count * self.layout.size);
        }
        self.header.len += count as i64;
        self.touch();
    }
}

/// Memory for so many elements, holding what the old memory held.
fn resize(items: *mut u8, room: usize, size: usize) -> Option<*mut u8> {
    let bytes = room
        .checked_mul(size.max(1))
        .filter(|&bytes| isize::try_from(bytes).is_ok())?;
    // Safety: `items` is null or comes from an earlier call.
    let items = unsafe { libc::realloc(items.cast(), bytes) };
    (!items.is_null()).then_some(items.cast())
}

/// A new empty list with one owner, or null.
pub(crate) fn create(layout: &'static Layout, room: usize, payer: Payer) -> *mut RawList {
    let mut list = RawList {
        header: ContainerHeader {
            block: MemBlock {
                refcount: AtomicUsize::new(1),
                data: ptr::null_mut(),
                size: 0,
                drop: Some(drop_list),
                user: ptr::null_mut(),
            },
            len: 0,
            capacity: 0,
            changed: 0,
        },
        layout,
        payer,
    };
    if !list.payer.pay(BASE) {
        return ptr::null_mut();
    }
    if room > 0 && !list.reserve(room) {
        return ptr::null_mut();
    }
    count_made();
    Box::into_raw(Box::new(list))
}

/// Frees a list without owners.
unsafe extern "C" fn drop_list(block: *mut MemBlock) {
    count_freed();
    // Safety: only lists carry this callback, and it runs once.
    let list = unsafe { Box::from_raw(block.cast::<RawList>()) };
    // Safety: the elements are initialised and belong to the list.
    unsafe {
        list.layout.release_all(list.items(), list.len());
        libc::free(list.items().cast());
    }
}

/// The slice of a description that compiled code passes.
///
/// # Safety
/// `count` bytes are readable at `data`.
pub(crate) unsafe fn description<'a>(data: *const u8, count: i64) -> &'a [u8] {
    match usize::try_from(count) {
        // Safety: passed on to the caller.
        Ok(count @ 1..) => unsafe { std::slice::from_raw_parts(data, count) },
        _ => &[],
    }
}

/// Status for a request that needed memory.
///
/// # Safety
/// `cx` is a live context.
unsafe fn status(cx: *mut Context, done: bool) -> i32 {
    if done {
        return Status::Ok as i32;
    }
    // Safety: passed on to the caller.
    unsafe { raise_memory_error(cx) };
    Status::Raised as i32
}

/// Passes a new list on; null records the `MemoryError`.
///
/// # Safety
/// `cx` is a live context.
unsafe fn made(cx: *mut Context, list: *mut RawList) -> *mut RawList {
    if list.is_null() {
        // Safety: passed on to the caller.
        unsafe { raise_memory_error(cx) };
    }
    list
}

/// A count that compiled code has checked.
fn count_of(value: i64) -> usize {
    usize::try_from(value).unwrap_or(0)
}

/// See [`numjit_abi::Symbol::ListNew`].
///
/// # Safety
/// `cx` is a live context and the description is readable.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_new(
    cx: *mut Context,
    bytes: *const u8,
    count: i64,
    room: i64,
) -> *mut RawList {
    // Safety: passed on to the caller.
    unsafe {
        let layout = Layout::of(description(bytes, count));
        made(cx, create(layout, count_of(room), Payer::of(cx)))
    }
}

/// See [`numjit_abi::Symbol::ListGrow`].
///
/// # Safety
/// `cx` is a live context, `list` a live list.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_grow(
    cx: *mut Context,
    list: *mut RawList,
    more: i64,
) -> i32 {
    // Safety: passed on to the caller.
    unsafe { status(cx, (*list).reserve(count_of(more))) }
}

/// See [`numjit_abi::Symbol::ListOpen`].
///
/// # Safety
/// `cx` is a live context, `list` a live list, `at` at most its length.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_open(cx: *mut Context, list: *mut RawList, at: i64) -> i32 {
    // Safety: passed on to the caller; after the reservation there is room for one element more.
    unsafe {
        let list = &mut *list;
        let done = list.reserve(1);
        if done {
            let (at, len) = (count_of(at), list.len());
            let size = list.layout.size;
            ptr::copy(list.at(at), list.at(at + 1), (len - at.min(len)) * size);
            ptr::write_bytes(list.at(at), 0, size);
            list.header.len += 1;
            list.touch();
        }
        status(cx, done)
    }
}

/// See [`numjit_abi::Symbol::ListClose`].
///
/// # Safety
/// `list` is a live list and `at` in range; whoever calls has taken over the element's owners.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_close(list: *mut RawList, at: i64) {
    // Safety: passed on to the caller.
    unsafe {
        let list = &mut *list;
        let (at, len) = (count_of(at), list.len());
        let size = list.layout.size;
        ptr::copy(list.at(at + 1), list.at(at), (len - at - 1) * size);
        list.header.len -= 1;
        list.touch();
    }
}

/// See [`numjit_abi::Symbol::ListSlice`].
///
/// # Safety
/// `cx` is a live context, `list` a live list, the positions are in range.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_slice(
    cx: *mut Context,
    list: *mut RawList,
    start: i64,
    count: i64,
    step: i64,
) -> *mut RawList {
    // Safety: passed on to the caller.
    unsafe {
        let list = &*list;
        let made = made(cx, create(list.layout, count_of(count), Payer::of(cx)));
        if let Some(slice) = made.as_mut() {
            if step == 1 {
                slice.push_all(list.at(count_of(start)), count_of(count));
            } else {
                for i in 0..count.max(0) {
                    slice.push_all(list.at(count_of(start + i * step)), 1);
                }
            }
            slice.header.changed = 0;
        }
        made
    }
}

/// See [`numjit_abi::Symbol::ListExtend`].
///
/// # Safety
/// `cx` is a live context, both are live lists of one layout.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_extend(
    cx: *mut Context,
    list: *mut RawList,
    other: *mut RawList,
) -> i32 {
    // Safety: passed on to the caller. A list that is extended by itself has moved its elements before
    // their address is taken.
    unsafe {
        let count = (*other).len();
        let done = (*list).reserve(count);
        if done {
            let from = (*other).items();
            (*list).push_all(from, count);
        }
        status(cx, done)
    }
}

/// See [`numjit_abi::Symbol::ListRepeat`].
///
/// # Safety
/// `cx` is a live context, `list` a live list.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_repeat(
    cx: *mut Context,
    list: *mut RawList,
    times: i64,
) -> *mut RawList {
    // Safety: passed on to the caller.
    unsafe {
        let list = &*list;
        let Some(total) = list.len().checked_mul(count_of(times)) else {
            return made(cx, ptr::null_mut());
        };
        let made = made(cx, create(list.layout, total, Payer::of(cx)));
        if let Some(result) = made.as_mut() {
            result.fill_from(list, total);
        }
        made
    }
}

impl RawList {
    /// Appends another list's elements over and over, up to a total that there is room for.
    ///
    /// # Safety
    /// The room is there, and the total a multiple of the other list's length.
    unsafe fn fill_from(&mut self, list: &RawList, total: usize) {
        let one = list.len();
        if total == 0 {
            return;
        }
        // Safety: passed on to the caller; the copies double, which keeps them few.
        unsafe {
            self.push_all(list.items(), one);
            while self.len() < total {
                let count = self.len().min(total - self.len());
                self.push_all(self.items(), count);
            }
        }
        self.header.changed = 0;
    }
}

/// See [`numjit_abi::Symbol::ListDelete`].
///
/// # Safety
/// `list` is a live list and the positions are in range.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_delete(
    list: *mut RawList,
    start: i64,
    count: i64,
    step: i64,
) {
    if count <= 0 {
        return;
    }
    // From the lowest position on, whichever way the slice runs.
    let (first, step) = match step {
        ..0 => (start + (count - 1) * step, -step),
        _ => (start, step),
    };
    // Safety: passed on to the caller.
    unsafe {
        let list = &mut *list;
        let (len, size) = (list.len(), list.layout.size);
        let (first, step, count) = (count_of(first), count_of(step), count_of(count));
        for i in 0..count {
            let gone = first + i * step;
            list.layout.release(list.at(gone));
            let next = if i + 1 < count { gone + step } else { len };
            // The elements between two removed ones move down past those removed so far.
            ptr::copy(
                list.at(gone + 1),
                list.at(gone - i),
                (next - gone - 1) * size,
            );
        }
        list.header.len -= count as i64;
        list.touch();
    }
}

/// See [`numjit_abi::Symbol::ListReplace`].
///
/// # Safety
/// `cx` is a live context, both are live lists of one layout, the run is in range.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_replace(
    cx: *mut Context,
    list: *mut RawList,
    start: i64,
    count: i64,
    other: *mut RawList,
) -> i32 {
    // Safety: passed on to the caller. The new elements are copied first, so that a list can replace
    // part of itself.
    unsafe {
        let copy = nj_list_slice(cx, other, 0, (*other).header.len, 1);
        if copy.is_null() {
            return Status::Raised as i32;
        }
        let (new, old, start) = ((*copy).len(), count_of(count), count_of(start));
        let done = (*list).reserve(new.saturating_sub(old));
        if done {
            let (list, copy) = (&mut *list, &mut *copy);
            let size = list.layout.size;
            list.layout.release_all(list.at(start), old);
            let tail = list.len() - start - old;
            ptr::copy(list.at(start + old), list.at(start + new), tail * size);
            ptr::copy_nonoverlapping(copy.items(), list.at(start), new * size);
            list.header.len += new as i64 - old as i64;
            // The elements have moved over with their owners.
            copy.header.len = 0;
            list.touch();
        }
        crate::memory::nj_release(copy.cast());
        status(cx, done)
    }
}

/// See [`numjit_abi::Symbol::ListReverse`].
///
/// # Safety
/// `list` is a live list.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_reverse(list: *mut RawList) {
    // Safety: passed on to the caller; the two elements are different ones.
    unsafe {
        let list = &mut *list;
        let len = list.len();
        for i in 0..len / 2 {
            ptr::swap_nonoverlapping(list.at(i), list.at(len - 1 - i), list.layout.size);
        }
        list.touch();
    }
}

/// See [`numjit_abi::Symbol::ListSort`].
///
/// # Safety
/// `list` is a live list.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_sort(list: *mut RawList, descending: i8) {
    // Safety: passed on to the caller.
    unsafe {
        order::sort(&mut *list, descending != 0);
        (*list).touch();
    }
}

/// See [`numjit_abi::Symbol::ListOrder`].
///
/// # Safety
/// `cx` is a live context, `list` a live list.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_list_order(
    cx: *mut Context,
    list: *mut RawList,
    descending: i8,
) -> *mut RawList {
    // Safety: passed on to the caller.
    unsafe {
        let positions = order::positions(&*list, descending != 0);
        let layout = Layout::of(&[numjit_abi::element::ElementKind::I64 as u8]);
        let made = made(cx, create(layout, positions.len(), Payer::of(cx)));
        if let Some(result) = made.as_mut() {
            result.push_all(positions.as_ptr().cast(), positions.len());
        }
        made
    }
}

/// See [`numjit_abi::Symbol::StrOwn`].
///
/// # Safety
/// `cx` is a live context and `text` a valid string.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_str_own(cx: *mut Context, text: *mut StrField) -> i32 {
    // Safety: passed on to the caller.
    unsafe { status(cx, own_str(text, &Payer::of(cx))) }
}

/// A list, for hosts: one owner of it. Elements are raw memory, which only its layout explains.
#[derive(Clone, Debug)]
pub struct List(Block);

impl List {
    /// A new empty list, or `None` when memory is short.
    pub fn new(layout: &'static Layout, room: usize) -> Option<List> {
        let list = NonNull::new(create(layout, room, Payer::NOBODY))?;
        // Safety: a new list carries one owner.
        unsafe { Block::from_raw(list.as_ptr().cast()) }.map(List)
    }

    /// A list from one of its owners.
    ///
    /// # Safety
    /// The block is a list.
    pub unsafe fn from_block(block: Block) -> List {
        List(block)
    }

    /// The owner.
    pub fn block(&self) -> &Block {
        &self.0
    }

    /// The owner, given away.
    pub fn into_block(self) -> Block {
        self.0
    }

    fn raw(&self) -> *mut RawList {
        self.0.as_ptr().cast()
    }

    /// Layout of the elements.
    pub fn layout(&self) -> &'static Layout {
        // Safety: `self` is an owner, so the list is live.
        unsafe { (*self.raw()).layout }
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        // Safety: `self` is an owner, so the list is live.
        unsafe { (*self.raw()).len() }
    }

    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether anything changed the list since [`List::settle`].
    pub fn is_changed(&self) -> bool {
        // Safety: `self` is an owner, so the list is live.
        unsafe { (*self.raw()).header.changed != 0 }
    }

    /// Takes the present state as unchanged.
    pub fn settle(&self) {
        // Safety: `self` is an owner, so the list is live.
        unsafe { (*self.raw()).header.changed = 0 };
    }

    /// Address of an element; null if there is none at this position.
    pub fn element(&self, index: usize) -> *const u8 {
        if index >= self.len() {
            return ptr::null();
        }
        // Safety: `self` is an owner, so the list is live.
        unsafe { (*self.raw()).at(index) }
    }

    /// Appends an element, which gets owners of its own. False when memory is short.
    ///
    /// # Safety
    /// `element` points to an element of the list's layout.
    pub unsafe fn push(&self, element: &mut [u8]) -> bool {
        let layout = self.layout();
        // Safety: passed on to the caller; the reserved place takes the element with its owners.
        unsafe {
            let list = &mut *self.raw();
            if !list.reserve(1) || !layout.own(element.as_mut_ptr(), &list.payer) {
                return false;
            }
            let at = list.at(list.len());
            ptr::copy_nonoverlapping(element.as_ptr(), at, layout.size);
            list.header.len += 1;
            list.touch();
        }
        true
    }

    /// Appends elements that refer to nothing, from their bytes. False when memory is short, the elements
    /// refer to something, or the bytes are no whole number of elements.
    pub fn extend_plain(&self, bytes: &[u8]) -> bool {
        let layout = self.layout();
        let size = layout.size.max(1);
        if !layout.owners.is_empty() || !bytes.len().is_multiple_of(size) {
            return false;
        }
        // Safety: `self` is an owner; any bytes are elements, because they refer to nothing.
        unsafe {
            let list = &mut *self.raw();
            let done = list.reserve(bytes.len() / size);
            if done {
                list.push_all(bytes.as_ptr(), bytes.len() / size);
            }
            done
        }
    }

    /// Replaces the element at a position in range, which gives up its owners. False when memory is
    /// short.
    ///
    /// # Safety
    /// As for [`List::push`].
    pub unsafe fn set(&self, index: usize, element: &mut [u8]) -> bool {
        let layout = self.layout();
        // Safety: passed on to the caller.
        unsafe {
            let list = &mut *self.raw();
            if index >= list.len() || !layout.own(element.as_mut_ptr(), &list.payer) {
                return false;
            }
            let at = list.at(index);
            layout.release(at);
            ptr::copy_nonoverlapping(element.as_ptr(), at, layout.size);
            list.touch();
        }
        true
    }

    /// Removes the elements of a run in range.
    pub fn remove(&self, start: usize, count: usize) {
        let end = start.saturating_add(count).min(self.len());
        if start < end {
            // Safety: `self` is an owner, and the run is in range.
            unsafe { nj_list_delete(self.raw(), start as i64, (end - start) as i64, 1) };
        }
    }

    /// Moves the last element to a position, those from there on up by one.
    pub fn rotate_last_to(&self, index: usize) {
        let (len, size) = (self.len(), self.layout().size);
        if index >= len {
            return;
        }
        // Safety: `self` is an owner; the bytes are those of the elements from `index` on.
        unsafe {
            let tail = (*self.raw()).at(index);
            std::slice::from_raw_parts_mut(tail, (len - index) * size).rotate_right(size);
        }
    }

    /// Reverses the list.
    pub fn reverse(&self) {
        // Safety: `self` is an owner.
        unsafe { nj_list_reverse(self.raw()) };
    }

    /// Sorts the list; see [`numjit_abi::Symbol::ListSort`].
    pub fn sort(&self, descending: bool) {
        // Safety: `self` is an owner.
        unsafe { nj_list_sort(self.raw(), i8::from(descending)) };
    }
}
