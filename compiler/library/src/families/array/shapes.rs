//! Views under other shapes and orders of axes.

use numjit_ir::{ArrayTy, Builder, Const, Imm, Layout, Op, Ty, Type, Value};

use super::attributes::{conjugate, imag, real};
use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::families::intrinsics::{self, permute};
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.rule_or(
        "ndarray.reshape",
        "a, *shape, order: literal='C'",
        method_reshape,
        "nj.reshape_in_order",
        "View of a contiguous array under another shape.",
    );
    rows.rule(
        "ndarray.transpose",
        "a, *axes",
        method_transpose,
        "View with the axes reversed or in the given order.",
    );
    rows.rule(
        "numpy.transpose",
        "a, axes=None",
        transpose,
        "View with the axes reversed or in the given order.",
    );
    rows.rule_or(
        "numpy.expand_dims",
        "a, axis",
        expand_dims,
        "nj.expand_axis",
        "View with a new axis of extent 1.",
    );
    rows.rule_or(
        "numpy.flip",
        "m, axis: literal=None",
        flip,
        "nj.flip_axes",
        "View with the elements in reverse order on all axes or one.",
    );
    rows.rule(
        "numpy.flipud",
        "m",
        |call| flip_axis(call, 0),
        "View with the first axis reversed.",
    );
    rows.rule(
        "numpy.fliplr",
        "m",
        |call| flip_axis(call, 1),
        "View with the second axis reversed.",
    );
    rows.rule("numpy.real", "val", real, "Real parts.");
    rows.rule(
        "numpy.imag",
        "val",
        imag,
        "Imaginary parts; read-only zeros for a real array.",
    );
    rows.rule("ndarray.conj", "a", conjugate, "Complex conjugates.");
    rows.rule("ndarray.conjugate", "a", conjugate, "Complex conjugates.");
    rows.rule_or("numpy.where", "condition, x=None, y=None", where_, "nj.where_nonzero", "Elements of x where the condition holds, else of y; with the condition alone, the positions where it holds.");
}

/// Calls another rule on (array, one tuple of the remaining arguments).
fn with_tuple(
    call: &Call<'_>,
    rule: fn(&Call<'_>) -> Result<Typed, Mismatch>,
) -> Result<Typed, Mismatch> {
    let rest = Ty::tuple(call.args[1..].to_vec());
    let args = [call.args[0], rest];
    let options = call.options;
    let typed = rule(&Call {
        args: &args,
        options,
    })?;
    Ok(Typed::new(typed.result, move |b, v| {
        let rest = b.emit(Op::Tuple, &v[1..], Imm::None, rest);
        (typed.emit)(b, &[v[0], rest])
    }))
}

fn method_reshape(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let last = call.args.len() - 1;
    if call.args[last].get() != &Type::LitStr("C".into()) {
        return expected(last, "'C' or 'F'");
    }
    let call = &Call {
        args: &call.args[..last],
        options: call.options,
    };
    let typed = match last {
        2 => intrinsics::reshape(call)?,
        _ => with_tuple(call, intrinsics::reshape)?,
    };
    Ok(Typed::new(typed.result, move |b, v| {
        (typed.emit)(b, &v[..last])
    }))
}

fn method_transpose(call: &Call<'_>) -> Result<Typed, Mismatch> {
    match call.args {
        [_] => intrinsics::reverse_axes(call),
        [_, axes] if axes.as_tuple().is_some() => intrinsics::transpose(call),
        _ => with_tuple(call, intrinsics::transpose),
    }
}

fn transpose(call: &Call<'_>) -> Result<Typed, Mismatch> {
    if call.args[1] == Ty::NONE {
        return intrinsics::reverse_axes(call);
    }
    intrinsics::transpose(call)
}

/// A constant axis below `ndim`, counted from the start.
fn axis(call: &Call<'_>, index: usize, ndim: usize) -> Result<usize, Mismatch> {
    let value = args::literal_int(call, index)?;
    let ndim = ndim as i64;
    if value < -ndim || value >= ndim {
        return expected(index, format!("an axis from {} to {}", -ndim, ndim - 1));
    }
    Ok(value.rem_euclid(ndim) as usize)
}

pub(super) fn swap_axes(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let ndim = usize::from(array.ndim);
    let mut axes: Vec<i64> = (0..i64::from(array.ndim)).collect();
    axes.swap(axis(call, 1, ndim)?, axis(call, 2, ndim)?);
    Ok(permute(array, axes))
}

pub(super) fn move_axis(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let ndim = usize::from(array.ndim);
    let mut axes: Vec<i64> = (0..i64::from(array.ndim)).collect();
    let moved = axes.remove(axis(call, 1, ndim)?);
    axes.insert(axis(call, 2, ndim)?, moved);
    Ok(permute(array, axes))
}

fn expand_dims(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let new = axis(call, 1, usize::from(array.ndim) + 1)?;
    let ty = Ty::new(Type::Array(ArrayTy {
        ndim: array.ndim + 1,
        ..array
    }));
    Ok(Typed::new(ty, move |b, v| {
        let items = (0..=usize::from(array.ndim)).map(|position| {
            if position == new {
                emit::none(b)
            } else {
                slice(b, 1)
            }
        });
        let items: Vec<Value> = items.collect();
        view(b, v[0], &items, ty)
    }))
}

/// The slice `::step`.
fn slice(b: &mut Builder<'_>, step: i64) -> Value {
    let none = emit::none(b);
    let step = if step == 1 {
        none
    } else {
        emit::constant(b, Const::Int(step))
    };
    let ty = Ty::new(Type::Slice {
        start: Ty::NONE,
        stop: Ty::NONE,
        step: b.func.ty(step),
    });
    b.emit(Op::MakeSlice, &[none, none, step], Imm::None, ty)
}

fn view(b: &mut Builder<'_>, array: Value, items: &[Value], ty: Ty) -> Value {
    let mut operands = vec![array];
    operands.extend_from_slice(items);
    b.emit(Op::ArrayView, &operands, Imm::None, ty)
}

fn flip(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    if call.args[1] == Ty::NONE {
        return Ok(reversed(array, vec![true; usize::from(array.ndim)]));
    }
    let axis = axis(call, 1, usize::from(array.ndim))?;
    let mut axes = vec![false; usize::from(array.ndim)];
    axes[axis] = true;
    Ok(reversed(array, axes))
}

fn flip_axis(call: &Call<'_>, axis: usize) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    if usize::from(array.ndim) <= axis {
        return expected(0, format!("an array of at least {} axes", axis + 1));
    }
    let axes = (0..usize::from(array.ndim)).map(|i| i == axis).collect();
    Ok(reversed(array, axes))
}

fn reversed(array: ArrayTy, axes: Vec<bool>) -> Typed {
    let layout = if axes.contains(&true) {
        Layout::A
    } else {
        array.layout
    };
    let ty = Ty::new(Type::Array(ArrayTy { layout, ..array }));
    Typed::new(ty, move |b, v| {
        let items: Vec<Value> = axes
            .iter()
            .map(|&back| slice(b, if back { -1 } else { 1 }))
            .collect();
        view(b, v[0], &items, ty)
    })
}

fn where_(call: &Call<'_>) -> Result<Typed, Mismatch> {
    if call.args[1] == Ty::NONE || call.args[2] == Ty::NONE {
        return expected(1, "an array or number, as y must be");
    }
    intrinsics::where_(call)
}
