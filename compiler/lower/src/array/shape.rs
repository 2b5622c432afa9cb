//! Operations on an array's header: extents, transposition, reshaping, broadcasting, parts.

use numjit_abi::ExceptionKind;
use numjit_ir::{Imm, InstData, IntCC, Layout, Op, Ty, Value};

use crate::array::access::integer;
use crate::array::create::int_tuple;
use crate::array::{self, Array};
use crate::cx::{Cx, Lowered, Vals};

/// `array_shape`.
pub(crate) fn shape(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    Ok(array::of(cx, inst.args[0])?.shape)
}

/// `array_strides`.
pub(crate) fn strides(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let array = array::of(cx, inst.args[0])?;
    Ok(array.strides(cx))
}

/// `array_size`.
pub(crate) fn size(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let array = array::of(cx, inst.args[0])?;
    Ok(Vals::from_iter([array.size(cx)]))
}

/// `array_data`.
pub(crate) fn data(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let array = array::of(cx, inst.args[0])?;
    Ok(Vals::from_iter([cx.bitcast(array.data, Ty::I64)]))
}

fn ints(inst: &InstData) -> &[i64] {
    match &inst.imm {
        Imm::Ints(ints) => ints,
        _ => &[],
    }
}

/// The array's memory under another header of the instruction's result type.
fn rebuilt(
    cx: &mut Cx<'_>,
    inst: &InstData,
    array: &Array,
    data: Value,
    shape: Vals,
    strides: Vals,
) -> Lowered<Vals> {
    let ty = cx.ty(inst.results[0]);
    let Some(ty) = ty.as_array() else {
        return cx.unsupported(format!("a view of type {ty}"));
    };
    Ok(Array {
        ty,
        owner: array.owner,
        data,
        shape,
        strides: Some(strides),
    }
    .pack(cx))
}

/// `array_transpose`.
pub(crate) fn transpose(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let array = array::of(cx, inst.args[0])?;
    let old = array.strides(cx);
    let axes: Vec<usize> = ints(inst)
        .iter()
        .filter_map(|&axis| usize::try_from(axis).ok())
        .filter(|&axis| axis < array.ndim())
        .collect();
    let shape = axes.iter().map(|&axis| array.shape[axis]).collect();
    let strides = axes.iter().map(|&axis| old[axis]).collect();
    rebuilt(cx, inst, &array, array.data, shape, strides)
}

/// `array_part`.
pub(crate) fn part(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let array = array::of(cx, inst.args[0])?;
    let strides = array.strides(cx);
    let offset = match ints(inst) {
        [1] => array.item() / 2,
        _ => 0,
    };
    let data = cx.ptr_add_imm(array.data, offset);
    let shape = array.shape.clone();
    rebuilt(cx, inst, &array, data, shape, strides)
}

/// `array_reshape`.
pub(crate) fn reshape(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let array = array::of(cx, inst.args[0])?;
    let wanted = int_tuple(cx, inst.args[1])?;
    let size = array.size(cx);
    let shape = completed_shape(cx, &wanted, size);
    if array.ty.layout == Layout::F && array.ndim() > 1 {
        return reshape_fortran(cx, inst, &array, shape);
    }
    // The operand is contiguous, or one axis at any distance, which only keeps its extent.
    let strides = if array.ty.layout == Layout::A && array.ndim() == 1 && shape.len() == 1 {
        array.strides(cx)
    } else {
        let layout = cx.ty(inst.results[0]).as_array().map(|ty| ty.layout);
        let layout = layout.unwrap_or(Layout::C);
        array::dense_strides(cx, &shape, layout, array.item())
    };
    rebuilt(cx, inst, &array, array.data, shape, strides)
}

/// A Fortran array keeps its memory order only when its shape stays.
fn reshape_fortran(cx: &mut Cx<'_>, inst: &InstData, array: &Array, shape: Vals) -> Lowered<Vals> {
    let mut same = cx.flag(shape.len() == array.ndim());
    for (&new, &old) in shape.iter().zip(&array.shape) {
        let equal = cx.icmp(IntCC::Eq, new, old);
        same = cx.and(same, equal);
    }
    let differs = cx.not(same);
    cx.raise_if(
        differs,
        ExceptionKind::ValueError,
        "incompatible shape for array",
    );
    let strides = array::dense_strides(cx, &shape, Layout::F, array.item());
    rebuilt(cx, inst, array, array.data, shape, strides)
}

/// The wanted shape with its -1 replaced; ValueError unless it has `size` elements.
fn completed_shape(cx: &mut Cx<'_>, wanted: &[Value], size: Value) -> Vals {
    const CHANGED: &str = "total size of new array must be unchanged";
    let mut known = cx.i64(1);
    let mut unknowns = cx.i64(0);
    for &extent in wanted {
        let negative = cx.icmp_imm(IntCC::Slt, extent, 0);
        let count = cx.resize(negative, Ty::I64, false);
        unknowns = cx.iadd(unknowns, count);
        let product = cx.imul(known, extent);
        known = cx.pick(negative, known, product);
    }
    let several = cx.icmp_imm(IntCC::Sgt, unknowns, 1);
    cx.raise_if(
        several,
        ExceptionKind::ValueError,
        "multiple negative shape values",
    );
    let any_unknown = cx.icmp_imm(IntCC::Ne, unknowns, 0);
    // Without a -1 the completed extent is not used; dividing by 1 then keeps the division defined.
    let one = cx.i64(1);
    let known_is_zero = cx.icmp_imm(IntCC::Eq, known, 0);
    let divisor = cx.pick(known_is_zero, one, known);
    let completed = if cx.as_const(any_unknown) == Some(0) {
        size
    } else {
        cx.bin(Op::SDiv, size, divisor)
    };
    let shape: Vals = wanted
        .iter()
        .map(|&extent| {
            let negative = cx.icmp_imm(IntCC::Slt, extent, 0);
            cx.pick(negative, completed, extent)
        })
        .collect();
    let total = array::product(cx, &shape);
    let changed = cx.icmp(IntCC::Ne, total, size);
    cx.raise_if(changed, ExceptionKind::ValueError, CHANGED);
    shape
}

/// `array_broadcast`.
pub(crate) fn broadcast(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let array = array::of(cx, inst.args[0])?;
    let shape = int_tuple(cx, inst.args[1])?;
    if array.ndim() > shape.len() {
        let always = cx.flag(true);
        cx.raise_if(
            always,
            ExceptionKind::ValueError,
            "input operand has more dimensions than allowed by the axis remapping",
        );
        let strides = shape.clone();
        return rebuilt(cx, inst, &array, array.data, shape, strides);
    }
    let old = array.strides(cx);
    let skip = shape.len() - array.ndim();
    let mut strides = Vals::new();
    for (axis, &extent) in shape.iter().enumerate() {
        let negative = cx.icmp_imm(IntCC::Slt, extent, 0);
        cx.raise_if(
            negative,
            ExceptionKind::ValueError,
            "all elements of broadcast shape must be non-negative",
        );
        let nothing = cx.i64(0);
        let Some(axis) = axis.checked_sub(skip) else {
            strides.push(nothing);
            continue;
        };
        let single = cx.icmp_imm(IntCC::Eq, array.shape[axis], 1);
        let same = cx.icmp(IntCC::Eq, array.shape[axis], extent);
        let fits = cx.or(single, same);
        let misfit = cx.not(fits);
        cx.raise_if(
            misfit,
            ExceptionKind::ValueError,
            "operands could not be broadcast together with remapped shapes",
        );
        strides.push(cx.pick(single, nothing, old[axis]));
    }
    rebuilt(cx, inst, &array, array.data, shape, strides)
}

/// `array_strided`.
pub(crate) fn strided(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let array = array::of(cx, inst.args[0])?;
    let offset = integer(cx, inst.args[1]);
    let shape = int_tuple(cx, inst.args[2])?;
    let strides = int_tuple(cx, inst.args[3])?;
    let data = cx.ptr_add(array.data, offset);
    rebuilt(cx, inst, &array, data, shape, strides)
}
