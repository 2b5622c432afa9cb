//! New arrays.

use numjit_abi::{ExceptionKind, MEM_DATA, Symbol};
use numjit_ir::{ArrayTy, Imm, InstData, IntCC, Op, Ty, Value};

use crate::array::Array;
use crate::cx::{Cx, Lowered, Vals};
use crate::layout::item_size;

/// Whether new elements are zero or unspecified.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    /// Unspecified.
    Nothing,
    /// Zero.
    Zeros,
}

/// `array_empty` and `array_zeros`.
pub(crate) fn from_shape(cx: &mut Cx<'_>, inst: &InstData, fill: Fill) -> Lowered<Vals> {
    let ty = cx.ty(inst.results[0]);
    let Some(array) = ty.as_array() else {
        return cx.unsupported(format!("a new array of type {ty}"));
    };
    let shape = int_tuple(cx, inst.args[0])?;
    for &extent in &shape {
        let negative = cx.icmp_imm(IntCC::Slt, extent, 0);
        cx.raise_if(
            negative,
            ExceptionKind::ValueError,
            "negative dimensions are not allowed",
        );
    }
    let array = allocate(cx, array, &shape, fill);
    Ok(array.pack(cx))
}

/// The elements of a tuple of integers, or of a single integer, as `int64`.
pub(crate) fn int_tuple(cx: &mut Cx<'_>, value: Value) -> Lowered<Vals> {
    let ty = cx.ty(value);
    let vals = cx.get(value);
    let types = match ty.as_tuple() {
        Some(types) => types.to_vec(),
        None => vec![ty],
    };
    let wide = Ty::uni_tuple(Ty::I64, types.len());
    crate::value::convert(cx, &vals, Ty::tuple(types), wide)
}

/// A new array of a type whose extents are known not to be negative. Its strides are dense in the
/// type's order (C order for layout A).
pub(crate) fn allocate(cx: &mut Cx<'_>, ty: ArrayTy, shape: &[Value], fill: Fill) -> Array {
    let bytes = checked_bytes(cx, shape, item_size(ty.dtype));
    let symbol = match fill {
        Fill::Nothing => Symbol::Alloc,
        Fill::Zeros => Symbol::AllocZeroed,
    };
    let owner = cx.call_value(symbol, &[cx.ctx, bytes]);
    let null = cx.null();
    let failed = cx.icmp(IntCC::Eq, owner, null);
    cx.leave_if(failed);
    let data = cx.ptr_add_imm(owner, MEM_DATA as i64);
    Array {
        ty,
        owner,
        data,
        shape: shape.into(),
        strides: None,
    }
    .with_dense_strides(cx)
}

impl Array {
    fn with_dense_strides(mut self, cx: &mut Cx<'_>) -> Array {
        if self.ndim() > 0 {
            let strides = crate::array::dense_strides(cx, &self.shape, self.ty.layout, self.item());
            self.strides = Some(strides);
        }
        self
    }
}

/// Size in bytes; ValueError when it does not fit. Each step's high half must be 0 and the result
/// positive.
fn checked_bytes(cx: &mut Cx<'_>, shape: &[Value], item: i64) -> Value {
    let mut bytes = cx.i64(item);
    let mut overflow = cx.flag(false);
    for &extent in shape {
        let known = cx.as_const(bytes).zip(cx.as_const(extent));
        if known.is_none_or(|(a, b)| a.checked_mul(b).is_none()) {
            let high = cx.bin(Op::UMulHi, bytes, extent);
            let lost = cx.icmp_imm(IntCC::Ne, high, 0);
            overflow = cx.or(overflow, lost);
        }
        bytes = cx.imul(bytes, extent);
    }
    let negative = cx.icmp_imm(IntCC::Slt, bytes, 0);
    let overflow = cx.or(overflow, negative);
    cx.raise_if(
        overflow,
        ExceptionKind::ValueError,
        "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.",
    );
    bytes
}

/// `array_const`.
pub(crate) fn constant(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let ty = cx.ty(inst.results[0]);
    let (Some(array), Imm::Data(data)) = (ty.as_array(), &inst.imm) else {
        return cx.unsupported(format!("a constant of type {ty}"));
    };
    let address = cx.emit(Op::DataAddr, &[], Imm::Data(*data), Ty::PTR);
    let owner = cx.null();
    let shape: Vals = inst
        .args
        .iter()
        .map(|&extent| super::access::integer(cx, extent))
        .collect();
    let array = Array {
        ty: array,
        owner,
        data: address,
        shape,
        strides: None,
    };
    let strides = array_strides_in_c_order(cx, &array);
    Ok(Array {
        strides: Some(strides),
        ..array
    }
    .pack(cx))
}

fn array_strides_in_c_order(cx: &mut Cx<'_>, array: &Array) -> Vals {
    crate::array::dense_strides(cx, &array.shape, numjit_ir::Layout::C, array.item())
}
