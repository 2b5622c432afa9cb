//! What the runtime knows of the elements of a container: their parts, and how to copy, release,
//! compare and hash them.
#![allow(
    unsafe_code,
    reason = "elements are raw memory shared with compiled code"
)]

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ptr;
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use numjit_abi::element::{ElementKind, Field, place_fields};
use numjit_abi::{MEM_DATA, MemBlock};

use crate::memory::{Payer, nj_release, nj_retain};
use crate::text::wtf8::Points;

/// Layout of an element.
#[derive(Debug, PartialEq, Eq)]
pub struct Layout {
    /// Parts in order.
    pub fields: Vec<Field>,
    /// Bytes per element.
    pub size: usize,
    /// Offsets of the addresses of reference-counted blocks.
    pub owners: Vec<usize>,
}

/// Layouts live for ever; there is one per distinct description.
static LAYOUTS: LazyLock<Mutex<KnownLayouts>> = LazyLock::new(Mutex::default);

/// Layouts by description.
type KnownLayouts = HashMap<Box<[u8]>, &'static Layout>;

/// Layouts of elements with a single part, which need no lock.
static SINGLE: [OnceLock<Layout>; ElementKind::ALL.len()] =
    [const { OnceLock::new() }; ElementKind::ALL.len()];

impl Layout {
    /// The layout for a description; codes that are no kinds are left out.
    pub fn of(description: &[u8]) -> &'static Layout {
        if let [code] = description
            && let Some(slot) = SINGLE.get(usize::from(*code))
        {
            return slot.get_or_init(|| Layout::new(description));
        }
        let mut layouts = LAYOUTS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = layouts.get(description) {
            return known;
        }
        let made: &'static Layout = Box::leak(Box::new(Layout::new(description)));
        layouts.insert(description.into(), made);
        made
    }

    fn new(description: &[u8]) -> Layout {
        let kinds = description
            .iter()
            .filter_map(|&code| ElementKind::from_code(code));
        let (fields, size) = place_fields(kinds);
        let owners = fields
            .iter()
            .filter(|field| matches!(field.kind, ElementKind::Str | ElementKind::Owner))
            .map(|field| field.offset)
            .collect();
        Layout {
            fields,
            size,
            owners,
        }
    }

    /// Whether an element is one 64-bit integer.
    pub fn is_word_int(&self) -> bool {
        matches!(
            self.fields[..],
            [Field {
                kind: ElementKind::I64 | ElementKind::U64,
                ..
            }]
        )
    }

    /// Adds an owner to every block of an element.
    ///
    /// # Safety
    /// `element` points to an element of this layout.
    pub(crate) unsafe fn retain(&self, element: *const u8) {
        for &offset in &self.owners {
            // Safety: the layout says that a block's address is here.
            unsafe { nj_retain(element.add(offset).cast::<*mut MemBlock>().read()) };
        }
    }

    /// Adds an owner to every block of an element, for hosts that take the element out.
    ///
    /// # Safety
    /// `element` points to an element of this layout in a live container.
    pub unsafe fn keep(&self, element: *const u8) {
        // Safety: passed on to the caller.
        unsafe { self.retain(element) };
    }

    /// Drops an owner of every block of an element.
    ///
    /// # Safety
    /// As for [`Layout::retain`]; the element gives up its owners.
    pub(crate) unsafe fn release(&self, element: *const u8) {
        for &offset in &self.owners {
            // Safety: the layout says that a block's address is here.
            unsafe { nj_release(element.add(offset).cast::<*mut MemBlock>().read()) };
        }
    }

    /// Releases consecutive elements.
    ///
    /// # Safety
    /// As for [`Layout::release`], for every element.
    pub(crate) unsafe fn release_all(&self, first: *const u8, count: usize) {
        if self.owners.is_empty() {
            return;
        }
        for i in 0..count {
            // Safety: passed on to the caller.
            unsafe { self.release(first.add(i * self.size)) };
        }
    }

    /// Retains consecutive elements.
    ///
    /// # Safety
    /// As for [`Layout::retain`], for every element.
    pub(crate) unsafe fn retain_all(&self, first: *const u8, count: usize) {
        if self.owners.is_empty() {
            return;
        }
        for i in 0..count {
            // Safety: passed on to the caller.
            unsafe { self.retain(first.add(i * self.size)) };
        }
    }

    /// Makes an element own all it refers to: blocks get an owner more, strings without an owner (their
    /// memory is a constant or lives for one call) are copied. False when memory is short; the element
    /// then owns nothing.
    ///
    /// # Safety
    /// As for [`Layout::retain`], and the element can be written.
    pub(crate) unsafe fn own(&self, element: *mut u8, payer: &Payer) -> bool {
        for (done, field) in self.fields.iter().enumerate() {
            // Safety: passed on to the caller.
            let owned = unsafe { own_field(field.kind, element.add(field.offset), payer) };
            if !owned {
                // Safety: the fields before this one own what they refer to.
                unsafe { self.disown(element, done) };
                return false;
            }
        }
        true
    }

    /// # Safety
    /// The first `count` fields own what they refer to.
    unsafe fn disown(&self, element: *mut u8, count: usize) {
        for field in &self.fields[..count] {
            if matches!(field.kind, ElementKind::Str | ElementKind::Owner) {
                // Safety: passed on to the caller.
                unsafe { nj_release(element.add(field.offset).cast::<*mut MemBlock>().read()) };
            }
        }
    }

    /// Hash of an element, never 0. Equal elements have equal hashes.
    ///
    /// # Safety
    /// As for [`Layout::retain`].
    pub(crate) unsafe fn hash(&self, element: *const u8) -> u64 {
        let mut hash = 0;
        for field in &self.fields {
            // Safety: passed on to the caller.
            hash = mix(hash ^ unsafe { hash_field(field.kind, element.add(field.offset)) });
        }
        hash | 1 << 63
    }

    /// Whether two elements are equal.
    ///
    /// # Safety
    /// As for [`Layout::retain`], for both.
    pub(crate) unsafe fn equal(&self, a: *const u8, b: *const u8) -> bool {
        self.fields.iter().all(|field| {
            // Safety: passed on to the caller.
            let order =
                unsafe { order_field(field.kind, a.add(field.offset), b.add(field.offset)) };
            order == Some(Ordering::Equal)
        })
    }

    /// Order of two elements, part by part; NaN comes after every number, so that sorting is always
    /// defined.
    ///
    /// # Safety
    /// As for [`Layout::retain`], for both.
    pub(crate) unsafe fn compare(&self, a: *const u8, b: *const u8) -> Ordering {
        for field in &self.fields {
            // Safety: passed on to the caller.
            let order = unsafe {
                let (a, b) = (a.add(field.offset), b.add(field.offset));
                order_field(field.kind, a, b).unwrap_or_else(|| order_nan(field.kind, a, b))
            };
            if order.is_ne() {
                return order;
            }
        }
        Ordering::Equal
    }
}

/// Finishes a hash of 64 bits (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
pub(crate) fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^ (value >> 29)
}

/// Hash of a 64-bit integer element, as [`Layout::hash`] gives it.
pub(crate) fn hash_int(value: i64) -> u64 {
    mix(value as u64) | 1 << 63
}

/// A string part: owner, data, length, bytes per code point.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct StrField {
    pub(crate) owner: *mut MemBlock,
    pub(crate) data: *const u8,
    pub(crate) len: i64,
    pub(crate) width: i64,
}

impl StrField {
    /// # Safety
    /// The data are a valid string.
    pub(crate) unsafe fn points<'a>(self) -> Points<'a> {
        // Safety: passed on to the caller.
        unsafe { Points::new(self.data, self.len, self.width) }
    }

    fn bytes(self) -> usize {
        usize::try_from(self.len.saturating_mul(self.width)).unwrap_or(0)
    }
}

/// # Safety
/// `field` points to a part of this kind.
unsafe fn own_field(kind: ElementKind, field: *mut u8, payer: &Payer) -> bool {
    match kind {
        ElementKind::Owner => {
            // Safety: passed on to the caller.
            unsafe { nj_retain(field.cast::<*mut MemBlock>().read()) };
            true
        }
        // Safety: passed on to the caller.
        ElementKind::Str => unsafe { own_str(field.cast(), payer) },
        _ => true,
    }
}

/// Gives a string part an owner: one more, or a copy of memory that has none.
///
/// # Safety
/// The field is a valid string.
pub(crate) unsafe fn own_str(field: *mut StrField, payer: &Payer) -> bool {
    // Safety: passed on to the caller.
    let text = unsafe { *field };
    if !text.owner.is_null() || text.len == 0 {
        // Safety: the owner is null or a live block.
        unsafe { nj_retain(text.owner) };
        if text.len == 0 && text.owner.is_null() {
            // Safety: the field can be written; an empty string needs no memory.
            unsafe { (*field).data = ptr::NonNull::dangling().as_ptr() };
        }
        return true;
    }
    let owner = payer.allocate_block(text.bytes());
    if owner.is_null() {
        return false;
    }
    // Safety: the block has room for the string's bytes, which follow its header.
    unsafe {
        let data = owner.cast::<u8>().add(MEM_DATA);
        ptr::copy_nonoverlapping(text.data, data, text.bytes());
        (*field).owner = owner;
        (*field).data = data;
    }
    true
}

/// # Safety
/// `field` points to a part of this kind.
unsafe fn hash_field(kind: ElementKind, field: *const u8) -> u64 {
    // Safety: passed on to the caller, for every arm.
    unsafe {
        match kind {
            ElementKind::Bool | ElementKind::U8 => u64::from(*field),
            ElementKind::I8 => i64::from(*field.cast::<i8>()) as u64,
            ElementKind::I16 => i64::from(*field.cast::<i16>()) as u64,
            ElementKind::U16 => u64::from(*field.cast::<u16>()),
            ElementKind::I32 => i64::from(*field.cast::<i32>()) as u64,
            ElementKind::U32 => u64::from(*field.cast::<u32>()),
            ElementKind::F32 => float_bits(f64::from(*field.cast::<f32>())),
            ElementKind::F64 => float_bits(*field.cast::<f64>()),
            ElementKind::Str => {
                let text = *field.cast::<StrField>();
                hash_points(text)
            }
            _ => *field.cast::<u64>(),
        }
    }
}

/// Both zeros are equal and must have one hash.
fn float_bits(value: f64) -> u64 {
    if value == 0.0 { 0 } else { value.to_bits() }
}

/// # Safety
/// The string is valid.
unsafe fn hash_points(text: StrField) -> u64 {
    let mut hash = text.len as u64;
    // Safety: passed on to the caller.
    for point in unsafe { text.points() }.iter() {
        hash = (hash.rotate_left(5) ^ u64::from(point)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    hash
}

/// Order of two parts; none when one is NaN.
///
/// # Safety
/// Both point to parts of this kind.
unsafe fn order_field(kind: ElementKind, a: *const u8, b: *const u8) -> Option<Ordering> {
    macro_rules! order {
        ($type:ty) => {
            (*a.cast::<$type>()).partial_cmp(&*b.cast::<$type>())
        };
    }
    // Safety: passed on to the caller, for every arm.
    unsafe {
        match kind {
            ElementKind::Bool | ElementKind::U8 => order!(u8),
            ElementKind::I8 => order!(i8),
            ElementKind::I16 => order!(i16),
            ElementKind::U16 => order!(u16),
            ElementKind::I32 => order!(i32),
            ElementKind::U32 => order!(u32),
            ElementKind::I64 => order!(i64),
            ElementKind::F32 => order!(f32),
            ElementKind::F64 => order!(f64),
            ElementKind::Str => {
                let (a, b) = (*a.cast::<StrField>(), *b.cast::<StrField>());
                Some(order_strings(a, b))
            }
            _ => order!(u64),
        }
    }
}

/// # Safety
/// Both strings are valid.
unsafe fn order_strings(a: StrField, b: StrField) -> Ordering {
    if a.width == 1 && b.width == 1 {
        // Safety: both are valid strings of one byte per code point.
        return unsafe {
            let left = std::slice::from_raw_parts(a.data, a.bytes());
            left.cmp(std::slice::from_raw_parts(b.data, b.bytes()))
        };
    }
    // Safety: passed on to the caller.
    unsafe { a.points().iter().cmp(b.points().iter()) }
}

/// # Safety
/// Both point to parts of this kind.
unsafe fn order_nan(kind: ElementKind, a: *const u8, b: *const u8) -> Ordering {
    // Safety: passed on to the caller.
    let is_nan = |field: *const u8| unsafe {
        match kind {
            ElementKind::F32 => (*field.cast::<f32>()).is_nan(),
            ElementKind::F64 => (*field.cast::<f64>()).is_nan(),
            _ => false,
        }
    };
    is_nan(a).cmp(&is_nan(b))
}
