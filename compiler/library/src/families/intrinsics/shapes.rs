//! Shapes as values, and views.

use numjit_ir::{ArrayTy, Builder, CmpOp, Imm, Layout, Op, Ty, Type, Value};

use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.rule(
        "nj.shape_of",
        "shape",
        shape_of,
        "A shape argument as a tuple of int64.",
    );
    rows.rule(
        "nj.drop_axis",
        "shape, axis",
        drop_axis,
        "The shape without an axis.",
    );
    rows.rule(
        "nj.replace_axis",
        "shape, axis, extent",
        replace_axis,
        "The shape with another extent on an axis.",
    );
    rows.rule(
        "nj.insert_axis",
        "shape, axis, extent",
        insert_axis,
        "The shape with one axis more.",
    );
    rows.rule(
        "nj.unit_axes",
        "shape, axes",
        unit_axes,
        "The shape with extent 1 on constant axes; on all of them for None.",
    );
    rows.rule(
        "nj.axes_last",
        "a, axes",
        axes_last,
        "View with constant axes moved behind the others.",
    );
    rows.rule(
        "nj.reshape",
        "a, shape",
        reshape,
        "View under another shape in C order.",
    );
    rows.rule(
        "nj.transpose",
        "a, axes",
        transpose,
        "View with the axes in constant order.",
    );
    rows.rule(
        "nj.reverse_axes",
        "a",
        reverse_axes,
        "View with the axes reversed.",
    );
    rows.rule(
        "nj.broadcast_to",
        "a, shape",
        broadcast_to,
        "Read-only view broadcast to a shape.",
    );
    rows.rule(
        "nj.strided",
        "a, offset, shape, strides, writable",
        strided,
        "View of the array's memory from an offset with other extents and strides in bytes, unchecked.",
    );
    rows.rule(
        "nj.real_part",
        "a",
        real_part,
        "View of the real parts of a complex array.",
    );
    rows.rule(
        "nj.imag_part",
        "a",
        imag_part,
        "View of the imaginary parts of a complex array.",
    );
}

fn shape_of(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let len = args::shape(call, 0)?;
    let ty = Ty::uni_tuple(Ty::I64, len);
    Ok(Typed::new(ty, |b, v| args::emit_shape(b, v[0])))
}

fn drop_axis(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let len = args::shape(call, 0)?;
    args::integer(call, 1)?;
    let Some(kept) = len.checked_sub(1) else {
        return expected(0, "a shape of at least one axis");
    };
    edit_shape(kept, |b, shape, axis, position| {
        let stays = before(b, position, axis);
        let (a, next) = (shape[position], shape[position + 1]);
        emit::select(b, stays, a, next, Ty::I64)
    })
}

fn replace_axis(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let len = args::shape(call, 0)?;
    args::integer(call, 1)?;
    args::integer(call, 2)?;
    edit_shape(len, |b, shape, axis, position| {
        let hit = at(b, position, axis);
        let extent = shape[shape.len() - 1];
        emit::select(b, hit, extent, shape[position], Ty::I64)
    })
}

fn insert_axis(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let len = args::shape(call, 0)?;
    args::integer(call, 1)?;
    args::integer(call, 2)?;
    edit_shape(len + 1, |b, shape, axis, position| {
        let extent = shape[shape.len() - 1];
        let before_axis = before(b, position, axis);
        let old = if position + 1 < shape.len() {
            shape[position]
        } else {
            extent
        };
        let shifted = if position > 0 {
            shape[position - 1]
        } else {
            extent
        };
        let hit = at(b, position, axis);
        let after = emit::select(b, hit, extent, shifted, Ty::I64);
        emit::select(b, before_axis, old, after, Ty::I64)
    })
}

/// Constant axes counted from the start, all of them for None.
fn literal_axes(call: &Call<'_>, index: usize, ndim: usize) -> Result<Vec<usize>, Mismatch> {
    let ty = call.args[index];
    if ty == Ty::NONE {
        return Ok((0..ndim).collect());
    }
    let types = ty.as_tuple().map_or_else(|| vec![ty], <[Ty]>::to_vec);
    let mut axes = Vec::new();
    for ty in types {
        let axis = literal_axis(ty, ndim as i64).ok_or(Mismatch::NotConstant(index))?;
        match usize::try_from(axis) {
            Ok(axis) if axis < ndim && !axes.contains(&axis) => axes.push(axis),
            _ => return expected(index, format!("made of different axes of the {ndim}")),
        }
    }
    Ok(axes)
}

fn unit_axes(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let len = args::shape(call, 0)?;
    let axes = literal_axes(call, 1, len)?;
    let ty = Ty::uni_tuple(Ty::I64, len);
    Ok(Typed::new(ty, move |b, v| {
        let shape = args::emit_shape(b, v[0]);
        let mut extents = emit::tuple_elements(b, shape);
        for &axis in &axes {
            extents[axis] = emit::const_int(b, 1, Ty::I64);
        }
        emit::tuple(b, &extents)
    }))
}

fn axes_last(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let ndim = usize::from(array.ndim);
    let last = literal_axes(call, 1, ndim)?;
    let kept = (0..ndim).filter(|axis| !last.contains(axis));
    let axes = kept.chain(last.iter().copied()).map(|axis| axis as i64);
    Ok(permute(array, axes.collect()))
}

/// One extent of an edited shape: (builder, old extents then the extra one, axis, position).
type Extent = fn(&mut Builder<'_>, &[Value], Value, usize) -> Value;

fn edit_shape(len: usize, extent: Extent) -> Result<Typed, Mismatch> {
    let ty = Ty::uni_tuple(Ty::I64, len);
    Ok(Typed::new(ty, move |b, v| {
        let shape = args::emit_shape(b, v[0]);
        let mut old = emit::tuple_elements(b, shape);
        let axis = emit::cast(b, v[1], Ty::I64);
        if let Some(&extra) = v.get(2) {
            old.push(emit::cast(b, extra, Ty::I64));
        }
        let new: Vec<Value> = (0..len).map(|i| extent(b, &old, axis, i)).collect();
        emit::tuple(b, &new)
    }))
}

fn before(b: &mut Builder<'_>, position: usize, axis: Value) -> Value {
    let position = emit::const_int(b, position as i64, Ty::I64);
    emit::compare(b, CmpOp::Lt, position, axis)
}

fn at(b: &mut Builder<'_>, position: usize, axis: Value) -> Value {
    let position = emit::const_int(b, position as i64, Ty::I64);
    emit::compare(b, CmpOp::Eq, position, axis)
}

pub(in crate::families) fn reshape(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let ndim = args::shape(call, 1)?;
    let layout = match array.layout {
        Layout::C => Layout::C,
        Layout::F if ndim == 1 && array.ndim == 1 => Layout::C,
        Layout::F if ndim == usize::from(array.ndim) => Layout::F,
        Layout::F | Layout::A => {
            return expected(0, "a contiguous array in C order; copy it first");
        }
    };
    let ty = Ty::new(Type::Array(ArrayTy {
        ndim: ndim as u8,
        layout,
        ..array
    }));
    Ok(Typed::new(ty, move |b, v| {
        let shape = args::emit_shape(b, v[1]);
        b.emit(Op::ArrayReshape, &[v[0], shape], Imm::None, ty)
    }))
}

pub(in crate::families) fn transpose(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let ndim = i64::from(array.ndim);
    let axes: Option<Vec<i64>> = match call.args[1].as_tuple() {
        Some(types) => types.iter().map(|ty| literal_axis(*ty, ndim)).collect(),
        None => None,
    };
    let Some(axes) = axes else {
        return expected(1, "a tuple of integer constants");
    };
    let mut sorted = axes.clone();
    sorted.sort_unstable();
    if sorted != (0..ndim).collect::<Vec<_>>() {
        return expected(1, format!("a permutation of the array's {ndim} axes"));
    }
    Ok(permute(array, axes))
}

fn literal_axis(ty: Ty, ndim: i64) -> Option<i64> {
    match ty.get() {
        Type::LitInt(axis) if *axis < 0 => Some(axis + ndim),
        Type::LitInt(axis) => Some(*axis),
        _ => None,
    }
}

/// Types the view of an array with its axes in another order.
pub(in crate::families) fn permute(array: ArrayTy, axes: Vec<i64>) -> Typed {
    let ascending = axes.windows(2).all(|w| w[0] < w[1]);
    let descending = axes.windows(2).all(|w| w[0] > w[1]);
    let layout = match array.layout {
        layout if ascending => layout,
        Layout::C if descending => Layout::F,
        Layout::F if descending => Layout::C,
        _ => Layout::A,
    };
    let ty = Ty::new(Type::Array(ArrayTy { layout, ..array }));
    Typed::new(ty, move |b, v| {
        let axes = Imm::Ints(axes.clone().into_boxed_slice());
        b.emit(Op::ArrayTranspose, &[v[0]], axes, ty)
    })
}

pub(in crate::families) fn reverse_axes(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let axes = (0..i64::from(array.ndim)).rev().collect();
    Ok(permute(array, axes))
}

fn broadcast_to(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let ndim = args::shape(call, 1)?;
    if ndim < usize::from(array.ndim) {
        return expected(1, format!("a shape of at least {} axes", array.ndim));
    }
    let ty = Ty::new(Type::Array(ArrayTy {
        ndim: ndim as u8,
        layout: Layout::A,
        readonly: true,
        ..array
    }));
    Ok(Typed::new(ty, move |b, v| {
        let shape = args::emit_shape(b, v[1]);
        b.emit(Op::ArrayBroadcast, &[v[0], shape], Imm::None, ty)
    }))
}

fn strided(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    args::integer(call, 1)?;
    let ndim = args::shape(call, 2)?;
    if args::shape(call, 3)? != ndim {
        return expected(
            3,
            format!("a tuple of {ndim} integers, one for each extent"),
        );
    }
    let writable = call.args[4].get() == &Type::LitBool(true);
    let ty = Ty::new(Type::Array(ArrayTy {
        ndim: ndim as u8,
        layout: Layout::A,
        readonly: array.readonly || !writable,
        ..array
    }));
    Ok(Typed::new(ty, move |b, v| {
        let offset = emit::cast(b, v[1], Ty::I64);
        let shape = args::emit_shape(b, v[2]);
        let strides = args::emit_shape(b, v[3]);
        b.emit(
            Op::ArrayStrided,
            &[v[0], offset, shape, strides],
            Imm::None,
            ty,
        )
    }))
}

pub(in crate::families) fn real_part(call: &Call<'_>) -> Result<Typed, Mismatch> {
    part(call, 0)
}

pub(in crate::families) fn imag_part(call: &Call<'_>) -> Result<Typed, Mismatch> {
    part(call, 1)
}

fn part(call: &Call<'_>, which: i64) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    if !array.dtype.is_complex() {
        return expected(0, "a complex array");
    }
    let ty = Ty::new(Type::Array(ArrayTy {
        dtype: args::real_of(array.dtype),
        layout: Layout::A,
        ..array
    }));
    Ok(Typed::new(ty, move |b, v| {
        b.emit(Op::ArrayPart, &[v[0]], Imm::Ints(Box::new([which])), ty)
    }))
}
