//! Arrays: the flattened header, element addresses, loads and stores.

pub(crate) mod access;
pub(crate) mod assign;
pub(crate) mod create;
pub(crate) mod kernel;
pub(crate) mod matmul;
pub(crate) mod nest;
pub(crate) mod reduce;
pub(crate) mod shape;
pub(crate) mod view;

use numjit_ir::{ArrayTy, Layout, Op, Ty, Value};

use crate::cx::{Cx, Lowered, Vals};
use crate::emit::ARRAY;
use crate::layout::{item_size, machine, part_type};

/// A flattened array.
#[derive(Clone, Debug)]
pub(crate) struct Array {
    /// Its type.
    pub(crate) ty: ArrayTy,
    /// Owner of the memory.
    pub(crate) owner: Value,
    /// Address of the first element.
    pub(crate) data: Value,
    /// Extents.
    pub(crate) shape: Vals,
    /// Strides in bytes, if they are known already; C and Fortran strides follow from the shape.
    pub(crate) strides: Option<Vals>,
}

impl Array {
    /// The array behind flattened values.
    pub(crate) fn new(ty: ArrayTy, vals: &[Value], strides: Option<Vals>) -> Array {
        let ndim = usize::from(ty.ndim);
        let strides = match ty.layout {
            Layout::A => Some(vals[2 + ndim..].into()),
            Layout::C | Layout::F => strides,
        };
        Array {
            ty,
            owner: vals[0],
            data: vals[1],
            shape: vals[2..2 + ndim].into(),
            strides,
        }
    }

    /// The flattened values.
    pub(crate) fn pack(&self, cx: &mut Cx<'_>) -> Vals {
        let mut vals = Vals::from_iter([self.owner, self.data]);
        vals.extend(self.shape.iter().copied());
        if self.ty.layout == Layout::A {
            vals.extend(self.strides(cx));
        }
        vals
    }

    /// Number of axes.
    pub(crate) fn ndim(&self) -> usize {
        self.shape.len()
    }

    /// Bytes of an element.
    pub(crate) fn item(&self) -> i64 {
        item_size(self.ty.dtype)
    }

    /// Strides in bytes.
    pub(crate) fn strides(&self, cx: &mut Cx<'_>) -> Vals {
        match &self.strides {
            Some(strides) => strides.clone(),
            None => dense_strides(cx, &self.shape, self.ty.layout, self.item()),
        }
    }

    /// Number of elements.
    pub(crate) fn size(&self, cx: &mut Cx<'_>) -> Value {
        product(cx, &self.shape)
    }

    /// Whether the type says that elements lie without gaps.
    pub(crate) fn is_dense(&self) -> bool {
        self.ty.layout != Layout::A || self.ndim() == 0
    }

    /// Loads the element at an address.
    pub(crate) fn load_at(&self, cx: &mut Cx<'_>, address: Value) -> Vals {
        load_element(cx, self.ty.dtype, address)
    }

    /// Address of the element at indices that are in range.
    pub(crate) fn address(&self, cx: &mut Cx<'_>, indices: &[Value]) -> Value {
        let strides = self.strides(cx);
        let mut address = self.data;
        for (&index, &stride) in indices.iter().zip(&strides) {
            let offset = cx.scale(index, stride);
            address = cx.ptr_add(address, offset);
        }
        address
    }
}

/// The array that a typed value is.
pub(crate) fn of(cx: &mut Cx<'_>, value: Value) -> Lowered<Array> {
    let ty = cx.ty(value);
    let Some(array) = ty.as_array() else {
        return cx.unsupported(format!("{ty} where an array is wanted"));
    };
    let vals = cx.get(value);
    let strides = cx.strides.get(&value).cloned();
    Ok(Array::new(array, &vals, strides))
}

/// Strides of an array without gaps.
pub(crate) fn dense_strides(cx: &mut Cx<'_>, shape: &[Value], layout: Layout, item: i64) -> Vals {
    let ndim = shape.len();
    let mut strides = vec![None; ndim];
    let mut stride = cx.i64(item);
    let axes: Vec<usize> = match layout {
        Layout::F => (0..ndim).collect(),
        Layout::C | Layout::A => (0..ndim).rev().collect(),
    };
    for (position, &axis) in axes.iter().enumerate() {
        strides[axis] = Some(stride);
        if position + 1 < ndim {
            stride = cx.imul(stride, shape[axis]);
        }
    }
    strides.into_iter().flatten().collect()
}

/// Product of integers.
pub(crate) fn product(cx: &mut Cx<'_>, values: &[Value]) -> Value {
    let mut result = None;
    for &value in values {
        result = Some(match result {
            Some(product) => cx.imul(product, value),
            None => value,
        });
    }
    match result {
        Some(result) => result,
        None => cx.i64(1),
    }
}

/// Loads an element of a scalar type.
pub(crate) fn load_element(cx: &mut Cx<'_>, dtype: Ty, address: Value) -> Vals {
    if dtype.is_complex() {
        let part = part_type(dtype);
        let re = cx.load(part, address, 0, ARRAY);
        let im = cx.load(part, address, item_size(part) as i32, ARRAY);
        return Vals::from_iter([re, im]);
    }
    if let Some(record) = dtype.as_record() {
        return load_words(cx, &record.words(), address);
    }
    Vals::from_iter([cx.load(machine(dtype), address, 0, ARRAY)])
}

fn load_words(cx: &mut Cx<'_>, words: &[Ty], address: Value) -> Vals {
    let mut offset = 0;
    let mut vals = Vals::new();
    for &word in words {
        vals.push(cx.load(word, address, offset, ARRAY));
        offset += item_size(word) as i32;
    }
    vals
}

/// Stores an element of a scalar type.
pub(crate) fn store_element(cx: &mut Cx<'_>, dtype: Ty, address: Value, vals: &[Value]) {
    if let Some(record) = dtype.as_record() {
        let mut offset = 0;
        for (&word, &val) in record.words().iter().zip(vals) {
            cx.store(address, val, offset, ARRAY);
            offset += item_size(word) as i32;
        }
        return;
    }
    cx.store(address, vals[0], 0, ARRAY);
    if dtype.is_complex() {
        let offset = item_size(part_type(dtype)) as i32;
        cx.store(address, vals[1], offset, ARRAY);
    }
}

/// A stride in bytes as one in elements; strides are whole elements.
pub(crate) fn in_elements(cx: &mut Cx<'_>, stride: Value, item: i64) -> Value {
    cx.sshr_imm(stride, item.trailing_zeros())
}

/// Quotient and remainder of a position by an extent that is not 0.
pub(crate) fn divide_position(cx: &mut Cx<'_>, position: Value, extent: Value) -> (Value, Value) {
    let quotient = cx.bin(Op::UDiv, position, extent);
    let product = cx.imul(quotient, extent);
    let rest = cx.isub(position, product);
    (quotient, rest)
}
