//! New arrays, unchecked elements, copies, reductions and products.

use numjit_ir::{ArrayTy, Builder, Imm, Kernel, Layout, Op, Reduction, Ty, Value};

use crate::args::{self, behind, expected, scalar_behind};
use crate::call::{Call, Mismatch, Typed};
use crate::table::Rows;
use crate::{emit, promote};

pub(super) fn add(rows: &mut Rows) {
    rows.rule(
        "nj.empty",
        "shape, dtype",
        empty,
        "New C array, elements unspecified.",
    );
    rows.rule("nj.zeros", "shape, dtype", zeros, "New C array of zeros.");
    rows.rule(
        "nj.empty_like",
        "a, dtype",
        empty_like,
        "New array of the shape and order of a.",
    );
    rows.rule(
        "nj.zeros_like",
        "a, dtype",
        zeros_like,
        "New array of zeros of the shape and order of a.",
    );
    rows.rule(
        "nj.flat_get",
        "a, i",
        flat_get,
        "Element at a C-order position, unchecked.",
    );
    rows.rule(
        "nj.flat_set",
        "a, i, value",
        flat_set,
        "Stores an element at a C-order position, unchecked.",
    );
    rows.rule(
        "nj.assign",
        "target, value",
        assign,
        "Copies an array or number into an array with broadcasting.",
    );
    rows.rule(
        "nj.reduce",
        "a, kind, dtype",
        reduce,
        "Full reduction: sum, prod, min, max, any, all, argmin or argmax.",
    );
    rows.rule(
        "nj.convert",
        "a, dtype",
        convert,
        "New array with the elements converted, C order or the F order of a.",
    );
    rows.rule(
        "nj.contiguous",
        "a",
        contiguous,
        "The array itself if it is in C order, else a C copy.",
    );
    rows.rule(
        "nj.where",
        "condition, x, y",
        where_,
        "Elements of x where the condition holds, else of y.",
    );
    rows.rule(
        "nj.matmul",
        "a, b",
        matmul,
        "Matrix product of arrays of one inexact dtype.",
    );
    rows.rule(
        "nj.array",
        "object, dtype",
        array,
        "New array from a number or nested tuples of numbers.",
    );
}

pub(in crate::families) fn empty(call: &Call<'_>) -> Result<Typed, Mismatch> {
    allocate(call, Op::ArrayEmpty)
}

pub(in crate::families) fn zeros(call: &Call<'_>) -> Result<Typed, Mismatch> {
    allocate(call, Op::ArrayZeros)
}

fn allocate(call: &Call<'_>, op: Op) -> Result<Typed, Mismatch> {
    let ndim = args::shape(call, 0)?;
    let dtype = args::dtype(call, 1, Ty::F64)?;
    let Ok(ndim) = u8::try_from(ndim) else {
        return expected(0, "a shape of at most 255 axes");
    };
    let ty = Ty::array(dtype, ndim, Layout::C);
    Ok(Typed::new(ty, move |b, v| {
        let shape = args::emit_shape(b, v[0]);
        b.emit(op, &[shape], Imm::None, ty)
    }))
}

pub(in crate::families) fn empty_like(call: &Call<'_>) -> Result<Typed, Mismatch> {
    allocate_like(call, Op::ArrayEmpty)
}

pub(in crate::families) fn zeros_like(call: &Call<'_>) -> Result<Typed, Mismatch> {
    allocate_like(call, Op::ArrayZeros)
}

fn allocate_like(call: &Call<'_>, op: Op) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let dtype = args::dtype(call, 1, array.dtype)?;
    let ty = fresh(array, dtype);
    Ok(Typed::new(ty, move |b, v| {
        let shape = emit::array_shape(b, v[0]);
        b.emit(op, &[shape], Imm::None, ty)
    }))
}

/// A new array's type beside an existing array: F order stays, anything else is C.
pub(in crate::families) fn fresh(array: ArrayTy, dtype: Ty) -> Ty {
    let layout = match array.layout {
        Layout::F => Layout::F,
        Layout::C | Layout::A => Layout::C,
    };
    Ty::array(dtype, array.ndim, layout)
}

fn flat_get(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    args::integer(call, 1)?;
    Ok(Typed::new(array.dtype, move |b, v| {
        let index = emit::cast(b, v[1], Ty::I64);
        b.emit(Op::ArrayFlatGet, &[v[0], index], Imm::None, array.dtype)
    }))
}

fn flat_set(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = writable(call, 0)?;
    args::integer(call, 1)?;
    if call.args[2] != array.dtype {
        storable(args::number(call, 2)?, array.dtype, 2)?;
    }
    Ok(Typed::new(Ty::NONE, move |b, v| {
        let index = emit::cast(b, v[1], Ty::I64);
        let value = emit::cast(b, v[2], array.dtype);
        b.effect(Op::ArrayFlatSet, &[v[0], index, value], Imm::None);
        emit::none(b)
    }))
}

fn writable(call: &Call<'_>, index: usize) -> Result<ArrayTy, Mismatch> {
    let array = args::array(call, index)?;
    if array.readonly {
        return expected(index, "a writable array");
    }
    Ok(array)
}

fn storable(value: Ty, dtype: Ty, index: usize) -> Result<(), Mismatch> {
    if value.is_complex() && !dtype.is_complex() {
        return expected(index, format!("a real number, for the array is `{dtype}`"));
    }
    Ok(())
}

fn assign(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = writable(call, 0)?;
    match args::scalar(call.args[1]) {
        Some(value) if value == array.dtype => {}
        Some(value) if array.dtype.as_record().is_some() => {
            return expected(1, format!("made of `{}`, not of `{value}`", array.dtype));
        }
        Some(value) => storable(value, array.dtype, 1)?,
        None => return expected(1, "a number or an array"),
    }
    Ok(Typed::new(Ty::NONE, move |b, v| {
        let value = emit::plain(b, v[1]);
        b.effect(Op::ArrayAssign, &[v[0], value], Imm::None);
        emit::none(b)
    }))
}

fn reduce(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let Some(reduction) = Reduction::from_text(args::literal_str(call, 1)?) else {
        return expected(1, "the name of a reduction");
    };
    let result = match reduction {
        Reduction::ArgMin | Reduction::ArgMax => Ty::I64,
        Reduction::Any | Reduction::All => Ty::BOOL,
        _ => args::dtype(call, 2, array.dtype)?,
    };
    Ok(Typed::new(result, move |b, v| {
        b.emit(Op::Reduce, &[v[0]], Imm::Reduce(reduction), result)
    }))
}

fn convert(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let dtype = args::dtype(call, 1, array.dtype)?;
    if array.dtype.is_complex() && !dtype.is_complex() {
        return expected(1, "a complex dtype, for the array is complex");
    }
    let ty = fresh(array, dtype);
    Ok(Typed::new(ty, move |b, v| copy_into_new(b, v[0], ty)))
}

/// A new array with the elements of another.
pub(crate) fn copy_into_new(b: &mut Builder<'_>, array: Value, ty: Ty) -> Value {
    let Some(target) = ty.as_array() else {
        return array;
    };
    if target.ndim == 0 {
        let shape = emit::array_shape(b, array);
        let result = b.emit(Op::ArrayEmpty, &[shape], Imm::None, ty);
        b.effect(Op::ArrayAssign, &[result, array], Imm::None);
        return result;
    }
    let source = b
        .func
        .ty(array)
        .as_array()
        .map_or(target.dtype, |a| a.dtype);
    let kernel = if source == target.dtype {
        Kernel::single("copy", &[source], source)
    } else {
        Kernel::single("copy", &[target.dtype], target.dtype)
    };
    b.emit(Op::Ufunc, &[array], Imm::Kernel(Box::new(kernel)), ty)
}

fn contiguous(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    if array.layout == Layout::C {
        let ty = call.args[0];
        return Ok(Typed::new(ty, |_, v| v[0]));
    }
    let ty = Ty::array(array.dtype, array.ndim, Layout::C);
    Ok(Typed::new(ty, move |b, v| copy_into_new(b, v[0], ty)))
}

pub(in crate::families) fn where_(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let scalars = [behind(call, 0)?, behind(call, 1)?, behind(call, 2)?];
    let dtype = promote::unify(scalars[1], scalars[2])
        .ok_or_else(|| Mismatch::Combination("the choices have no common dtype".to_owned()))?;
    let arrays = || call.args.iter().filter_map(|ty| ty.as_array());
    let ndim = arrays().map(|a| a.ndim).max().unwrap_or(0);
    if ndim == 0 {
        return Ok(Typed::new(dtype, move |b, v| {
            let v: Vec<Value> = v.iter().map(|&v| emit::element(b, v)).collect();
            let condition = emit::truth(b, v[0]);
            let (x, y) = (emit::cast(b, v[1], dtype), emit::cast(b, v[2], dtype));
            emit::select(b, condition, x, y, dtype)
        }));
    }
    let all_f = arrays().all(|a| a.layout == Layout::F);
    let layout = if all_f { Layout::F } else { Layout::C };
    let ty = Ty::array(dtype, ndim, layout);
    let kernel = Kernel::single("where", &[Ty::BOOL, dtype, dtype], dtype);
    Ok(Typed::new(ty, move |b, v| {
        let v: Vec<Value> = v.iter().map(|&v| emit::element(b, v)).collect();
        b.emit(Op::Ufunc, &v, Imm::Kernel(Box::new(kernel.clone())), ty)
    }))
}

/// Types `a @ b`, which inference uses for the operator too.
pub(crate) fn matmul(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let (a, b) = (args::array(call, 0)?, args::array(call, 1)?);
    for (index, array) in [a, b].iter().enumerate() {
        if array.ndim == 0 || array.ndim > 2 {
            return expected(index, "a 1-d or 2-d array");
        }
        if !array.dtype.is_float() && !array.dtype.is_complex() {
            return expected(index, "an array of floats or complex numbers");
        }
    }
    if a.dtype != b.dtype {
        return Err(Mismatch::Combination(format!(
            "both arrays must have one dtype, not `{}` and `{}`",
            a.dtype, b.dtype
        )));
    }
    let result = match a.ndim + b.ndim - 2 {
        0 => a.dtype,
        ndim => Ty::array(a.dtype, ndim, Layout::C),
    };
    Ok(Typed::new(result, move |b, v| {
        b.emit(Op::MatMul, v, Imm::None, result)
    }))
}

pub(in crate::families) fn array(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let mut extents = Vec::new();
    nested_extents(call.args[0], &mut extents)?;
    let Some(found) = scalar_behind(call.args[0]) else {
        return expected(
            0,
            "numbers, or nested tuples or lists of numbers with at least one element",
        );
    };
    let dtype = args::dtype(call, 1, found)?;
    if found.is_complex() && !dtype.is_complex() {
        return expected(1, "a complex dtype, for the elements are complex");
    }
    let ty = Ty::array(dtype, extents.len() as u8, Layout::C);
    Ok(Typed::new(ty, move |b, v| {
        let extents: Vec<Value> = extents
            .iter()
            .map(|&extent| emit::const_int(b, extent, Ty::I64))
            .collect();
        let shape = emit::tuple(b, &extents);
        let result = b.emit(Op::ArrayEmpty, &[shape], Imm::None, ty);
        store_nested(b, result, v[0], dtype, &mut 0);
        result
    }))
}

/// Extents of nested tuples, which must be regular.
fn nested_extents(ty: Ty, extents: &mut Vec<i64>) -> Result<(), Mismatch> {
    let Some(types) = ty.as_tuple() else {
        return if ty.is_number() {
            Ok(())
        } else {
            expected(
                0,
                "made of numbers, or of nested tuples or lists of numbers",
            )
        };
    };
    extents.push(types.len() as i64);
    let Some((&first, rest)) = types.split_first() else {
        return Ok(());
    };
    let depth = extents.len();
    nested_extents(first, extents)?;
    for &other in rest {
        let mut again = extents[..depth].to_vec();
        nested_extents(other, &mut again)?;
        if again != *extents {
            return expected(0, "regular: nested sequences of equal length");
        }
    }
    Ok(())
}

fn store_nested(b: &mut Builder<'_>, array: Value, value: Value, dtype: Ty, at: &mut i64) {
    if b.func.ty(value).as_tuple().is_some() {
        for element in emit::tuple_elements(b, value) {
            store_nested(b, array, element, dtype, at);
        }
        return;
    }
    let value = emit::cast(b, value, dtype);
    let index = emit::const_int(b, *at, Ty::I64);
    b.effect(Op::ArrayFlatSet, &[array, index, value], Imm::None);
    *at += 1;
}
