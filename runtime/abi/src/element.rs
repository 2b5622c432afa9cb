//! How elements lie in the memory of lists, dicts and sets, and where the parts of their headers are.
//!
//! An element is described by one code per machine scalar of its flattened form, save that a `str`
//! has one code for its four scalars. Each scalar lies at the next offset that is a multiple of its size.
//! So a description is plain bytes: it can stand in the constants of a code object, and says all that
//! copying, releasing, comparing and hashing an element need.

use crate::memory::MemBlock;

/// Kind of a part of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum ElementKind {
    /// `bool`, one byte.
    Bool = 0,
    /// `int8`.
    I8 = 1,
    /// `uint8`.
    U8 = 2,
    /// `int16`.
    I16 = 3,
    /// `uint16`.
    U16 = 4,
    /// `int32`.
    I32 = 5,
    /// `uint32`.
    U32 = 6,
    /// `int64`.
    I64 = 7,
    /// `uint64`.
    U64 = 8,
    /// `float32`.
    F32 = 9,
    /// `float64`.
    F64 = 10,
    /// A string: owner, data, length in code points, bytes per code point.
    Str = 11,
    /// Address of a reference-counted block, or null.
    Owner = 12,
    /// Eight bytes that only compiled code understands.
    Word = 13,
}

impl ElementKind {
    /// Every kind, in the order of the codes.
    pub const ALL: &'static [ElementKind] = &[
        ElementKind::Bool,
        ElementKind::I8,
        ElementKind::U8,
        ElementKind::I16,
        ElementKind::U16,
        ElementKind::I32,
        ElementKind::U32,
        ElementKind::I64,
        ElementKind::U64,
        ElementKind::F32,
        ElementKind::F64,
        ElementKind::Str,
        ElementKind::Owner,
        ElementKind::Word,
    ];

    /// The kind with this code.
    pub fn from_code(code: u8) -> Option<ElementKind> {
        ElementKind::ALL.get(usize::from(code)).copied()
    }

    /// Bytes it takes.
    pub const fn size(self) -> usize {
        match self {
            ElementKind::Bool | ElementKind::I8 | ElementKind::U8 => 1,
            ElementKind::I16 | ElementKind::U16 => 2,
            ElementKind::I32 | ElementKind::U32 | ElementKind::F32 => 4,
            ElementKind::Str => 32,
            _ => 8,
        }
    }

    /// Alignment in bytes.
    pub const fn align(self) -> usize {
        if self.size() > 8 { 8 } else { self.size() }
    }
}

/// One part of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Bytes from the start of the element.
    pub offset: usize,
    /// Kind.
    pub kind: ElementKind,
}

/// The parts of an element and its size in bytes, a multiple of its alignment, for the kinds in order.
pub fn place_fields(kinds: impl IntoIterator<Item = ElementKind>) -> (Vec<Field>, usize) {
    let mut fields = Vec::new();
    let mut end = 0usize;
    let mut align = 1;
    for kind in kinds {
        let offset = end.next_multiple_of(kind.align());
        fields.push(Field { offset, kind });
        end = offset + kind.size();
        align = align.max(kind.align());
    }
    (fields, end.next_multiple_of(align))
}

/// What begins a list, dict or set. For a list the block's data are the elements; for a dict or set
/// they are its entries.
#[repr(C)]
pub struct ContainerHeader {
    /// Reference count and address of the elements or entries.
    pub block: MemBlock,
    /// Number of elements.
    pub len: i64,
    /// List: number of elements there is room for. Dict and set: entries in use, deleted ones included.
    pub capacity: i64,
    /// Set to 1 by whatever changes the container, for hosts that have to know.
    pub changed: i64,
}

/// Offset of the address of a container's elements or entries.
pub const CONTAINER_ITEMS: i32 = std::mem::offset_of!(MemBlock, data) as i32;
/// Offset of a container's number of elements.
pub const CONTAINER_LEN: i32 = std::mem::offset_of!(ContainerHeader, len) as i32;
/// Offset of a list's room, or of a dict's number of entries in use.
pub const CONTAINER_CAPACITY: i32 = std::mem::offset_of!(ContainerHeader, capacity) as i32;
/// Offset of the mark that a container was changed.
pub const CONTAINER_CHANGED: i32 = std::mem::offset_of!(ContainerHeader, changed) as i32;

/// An entry of a dict or set begins with its hash, which is 0 once the entry is deleted; then comes the
/// key, then the value at the next multiple of eight bytes.
pub const ENTRY_KEY: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_aligned() {
        let (fields, size) = place_fields([ElementKind::Bool, ElementKind::F64, ElementKind::I16]);
        let offsets: Vec<usize> = fields.iter().map(|field| field.offset).collect();
        assert_eq!(offsets, [0, 8, 16]);
        assert_eq!(size, 24);
        assert_eq!(place_fields([]).1, 0);
        assert_eq!(place_fields([ElementKind::I16, ElementKind::Bool]).1, 4);
    }

    #[test]
    fn codes_are_positions() {
        for (code, &kind) in ElementKind::ALL.iter().enumerate() {
            assert_eq!(kind as usize, code);
            assert_eq!(ElementKind::from_code(code as u8), Some(kind));
        }
        assert_eq!(ElementKind::from_code(14), None);
    }
}
