//! Matrix products through the runtime.

use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::{InstData, IntCC, Layout, Ty, Value};

use crate::array::kernel::new_array;
use crate::array::{self, Array, in_elements};
use crate::cx::{Cx, Lowered, Vals};
use crate::layout::{flatten, item_size};

/// `matmul`.
pub(crate) fn matmul(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let a = array::of(cx, inst.args[0])?;
    let b = array::of(cx, inst.args[1])?;
    let Some(dtype) = a.ty.dtype.dtype() else {
        return cx.unsupported(format!("a matrix product of {}", a.ty.dtype));
    };
    let shape_text = match (a.ndim(), b.ndim()) {
        (1, 1) => "vector * vector",
        (1, 2) => "vector * matrix",
        (2, 1) => "matrix * vector",
        (2, 2) => "matrix * matrix",
        (m, n) => return cx.unsupported(format!("a matrix product of ranks {m} and {n}")),
    };
    let inner = a.shape[a.ndim() - 1];
    let differ = cx.icmp(IntCC::Ne, inner, b.shape[0]);
    cx.raise_if(
        differ,
        ExceptionKind::ValueError,
        &format!("incompatible array sizes for np.dot(a, b) ({shape_text})"),
    );
    let code = cx.iconst(Ty::I32, dtype as i64);
    if a.ndim() == 1 && b.ndim() == 1 {
        return Ok(dot(cx, code, &a, &b));
    }
    let ty = cx.ty(inst.results[0]);
    let Some(ty) = ty.as_array() else {
        return cx.unsupported(format!("a matrix product of type {ty}"));
    };
    let mut shape: Vals = a.shape[..a.ndim() - 1].into();
    shape.extend(b.shape[1..].iter().copied());
    let c = new_array(cx, ty, &shape);
    let one = cx.i64(1);
    let rows = if a.ndim() == 2 { a.shape[0] } else { one };
    let columns = if b.ndim() == 2 { b.shape[1] } else { one };
    let mut args = vec![code, rows, inner, columns];
    args.extend(matrix(cx, &a, Vector::IsRow));
    args.extend(matrix(cx, &b, Vector::IsColumn));
    let vector = if a.ndim() == 1 {
        Vector::IsRow
    } else {
        Vector::IsColumn
    };
    args.extend(matrix(cx, &c, vector));
    cx.call_symbol(Symbol::MatMul, &args);
    Ok(c.pack(cx))
}

/// How a 1-d array stands in for a matrix.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Vector {
    IsRow,
    IsColumn,
}

/// Address, row stride and column stride in elements.
fn matrix(cx: &mut Cx<'_>, array: &Array, vector: Vector) -> [Value; 3] {
    let strides: Vals = array
        .strides(cx)
        .iter()
        .map(|&stride| checked_stride(cx, array, stride))
        .collect();
    let zero = cx.i64(0);
    let (row, column) = match (&strides[..], vector) {
        ([row, column], _) => (*row, *column),
        ([only], Vector::IsRow) => (zero, *only),
        ([only], Vector::IsColumn) => (*only, zero),
        _ => (zero, zero),
    };
    [array.data, row, column]
}

/// A stride in elements. That of a field of packed records may be no multiple of the element.
fn checked_stride(cx: &mut Cx<'_>, array: &Array, stride: Value) -> Value {
    let item = array.item();
    if array.ty.layout == Layout::A {
        let mask = cx.i64(item - 1);
        let rest = cx.and(stride, mask);
        let uneven = cx.icmp_imm(IntCC::Ne, rest, 0);
        cx.raise_if(
            uneven,
            ExceptionKind::ValueError,
            "a product needs elements at multiples of their size: copy the field of the packed records first",
        );
    }
    in_elements(cx, stride, item)
}

fn dot(cx: &mut Cx<'_>, code: Value, a: &Array, b: &Array) -> Vals {
    let mut args = vec![code, a.shape[0]];
    for array in [a, b] {
        let stride = array.strides(cx)[0];
        args.push(array.data);
        let stride = checked_stride(cx, array, stride);
        args.push(stride);
    }
    let slot = cx.slot(2);
    let address = cx.slot_addr(slot);
    args.push(address);
    cx.call_symbol(Symbol::Dot, &args);
    let parts = flatten(a.ty.dtype);
    let mut offset = 0;
    parts
        .into_iter()
        .map(|ty| {
            let value = cx.load(ty, address, offset, crate::emit::STACK);
            offset += item_size(ty) as i32;
            value
        })
        .collect()
}
