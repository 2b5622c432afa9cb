//! Arrays that compiled code returned: owned here, and read element by element.
#![allow(
    unsafe_code,
    reason = "the elements of a returned array are read from its memory"
)]

use numjit::ArrayRef;
use numjit_abi::DType;
use numjit_runtime::Block;

/// An array with the reference that keeps its memory alive.
pub(crate) struct Owned {
    pub(crate) array: ArrayRef,
    _block: Option<Block>,
}

impl Owned {
    /// Takes over the reference that a returned array carries.
    pub(crate) fn new(array: ArrayRef) -> Owned {
        // Safety: a returned array owns one reference, and no one else takes it.
        let block = unsafe { Block::from_raw(array.owner) };
        Owned {
            array,
            _block: block,
        }
    }

    /// The bytes of every element, in C order.
    pub(crate) fn elements(&self) -> Vec<Vec<u8>> {
        let array = &self.array;
        let mut offsets = vec![0_i64];
        for (&extent, &stride) in array.shape.iter().zip(&array.strides) {
            offsets = offsets
                .iter()
                .flat_map(|&offset| (0..extent).map(move |i| offset + i * stride))
                .collect();
        }
        let size = array.dtype.size();
        let read = |offset: i64| -> Vec<u8> {
            // Safety: the extents and strides describe memory that the block keeps alive.
            unsafe {
                let first = array.data.offset(offset as isize);
                (0..size).map(|i| first.add(i).read()).collect()
            }
        };
        offsets.into_iter().map(read).collect()
    }

    /// The elements as one run of bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.elements().concat()
    }
}

/// An element as a number of Python.
pub(crate) enum Element {
    Bool(bool),
    Int(i128),
    Float(f64),
    Complex(f64, f64),
}

/// Reads an element.
pub(crate) fn element(dtype: DType, bytes: &[u8]) -> Element {
    let word = |at: usize, size: usize| {
        let mut word = [0; 8];
        word[..size].copy_from_slice(&bytes[at..at + size]);
        u64::from_le_bytes(word)
    };
    let float = |at: usize, size: usize| match size {
        4 => f64::from(f32::from_bits(word(at, 4) as u32)),
        _ => f64::from_bits(word(at, 8)),
    };
    let size = dtype.size();
    let name = dtype.name();
    if name == "bool" {
        Element::Bool(bytes[0] != 0)
    } else if name.starts_with("uint") {
        Element::Int(word(0, size).into())
    } else if name.starts_with("int") {
        let shift = 64 - 8 * size as u32;
        Element::Int(((word(0, size) << shift) as i64 >> shift).into())
    } else if name.starts_with("complex") {
        Element::Complex(float(0, size / 2), float(size / 2, size / 2))
    } else {
        Element::Float(float(0, size))
    }
}
