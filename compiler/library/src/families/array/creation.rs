//! New arrays, copies and conversions.

use numjit_ir::{ArrayTy, Layout, Ty, Type};

use super::same;
use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::families::intrinsics::{self, copy_into_new};
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.rule_or(
        "numpy.empty",
        "shape, dtype: literal=None, order: literal='C'",
        |call| in_c_order(call, intrinsics::empty),
        "nj.zeros_in_order",
        "New array, elements unspecified.",
    );
    rows.rule_or(
        "numpy.zeros",
        "shape, dtype: literal=None, order: literal='C'",
        |call| in_c_order(call, intrinsics::zeros),
        "nj.zeros_in_order",
        "New array of zeros.",
    );
    rows.rule(
        "numpy.empty_like",
        "a, dtype=None",
        intrinsics::empty_like,
        "New array in the shape of a, elements unspecified.",
    );
    rows.rule(
        "numpy.zeros_like",
        "a, dtype=None",
        intrinsics::zeros_like,
        "New array of zeros in the shape of a.",
    );
    rows.rule_or(
        "numpy.array",
        "object, dtype: literal=None",
        new_array,
        "nj.array_of_arrays",
        "New array from a number, nested tuples or lists of numbers, or an array.",
    );
    rows.rule(
        "numpy.asarray",
        "a, dtype=None",
        as_array,
        "The array itself if it has the dtype, else a new one.",
    );
    rows.rule(
        "numpy.ascontiguousarray",
        "a, dtype=None",
        as_contiguous,
        "The array itself if it is in C order, else a copy.",
    );
    rows.rule(
        "numpy.copy",
        "a",
        copy,
        "A copy, in F order if the array is.",
    );
    rows.rule_or(
        "ndarray.copy",
        "a, order: literal='C'",
        |call| in_c_order(call, copy_c),
        "nj.copy_in_order",
        "A copy in C order, or in F order.",
    );
    rows.rule(
        "ndarray.astype",
        "a, dtype",
        astype,
        "A copy with the elements converted as C does.",
    );
}

/// A rule for arrays in C order, with the order as the last argument.
fn in_c_order(
    call: &Call<'_>,
    rule: fn(&Call<'_>) -> Result<Typed, Mismatch>,
) -> Result<Typed, Mismatch> {
    let last = call.args.len() - 1;
    if call.args[last].get() != &Type::LitStr("C".into()) {
        return expected(last, "'C' or 'F'");
    }
    let typed = rule(&Call {
        args: &call.args[..last],
        options: call.options,
    })?;
    Ok(Typed::new(typed.result, move |b, v| {
        (typed.emit)(b, &v[..last])
    }))
}

fn new_array(call: &Call<'_>) -> Result<Typed, Mismatch> {
    if call.args[0].as_array().is_some() {
        return converted(call);
    }
    intrinsics::array(call)
}

fn as_array(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let Some(array) = call.args[0].as_array() else {
        return intrinsics::array(call);
    };
    if args::dtype(call, 1, array.dtype)? == array.dtype {
        return Ok(same(call.args[0]));
    }
    converted(call)
}

fn as_contiguous(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let Some(array) = call.args[0].as_array() else {
        return intrinsics::array(call);
    };
    let dtype = args::dtype(call, 1, array.dtype)?;
    if array.layout == Layout::C && dtype == array.dtype {
        return Ok(same(call.args[0]));
    }
    refuse_real(array, dtype)?;
    let ty = Ty::array(dtype, array.ndim, Layout::C);
    Ok(Typed::new(ty, move |b, v| copy_into_new(b, v[0], ty)))
}

fn converted(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let dtype = args::dtype(call, 1, array.dtype)?;
    refuse_real(array, dtype)?;
    let ty = intrinsics::fresh(array, dtype);
    Ok(Typed::new(ty, move |b, v| copy_into_new(b, v[0], ty)))
}

fn refuse_real(array: ArrayTy, dtype: Ty) -> Result<(), Mismatch> {
    if array.dtype.is_complex() && !dtype.is_complex() {
        return expected(1, "a complex dtype, for the array is complex");
    }
    Ok(())
}

fn copy(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let ty = intrinsics::fresh(array, array.dtype);
    Ok(Typed::new(ty, move |b, v| copy_into_new(b, v[0], ty)))
}

pub(super) fn copy_c(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let ty = Ty::array(array.dtype, array.ndim, Layout::C);
    Ok(Typed::new(ty, move |b, v| copy_into_new(b, v[0], ty)))
}

fn astype(call: &Call<'_>) -> Result<Typed, Mismatch> {
    if call.args[1] == Ty::NONE {
        return expected(1, "a dtype such as `np.float64`");
    }
    converted(call)
}

pub(super) fn unwrap(call: &Call<'_>) -> Result<Typed, Mismatch> {
    match args::array(call, 0)? {
        ArrayTy { ndim: 0, dtype, .. } => Ok(Typed::new(dtype, |b, v| emit::array_item(b, v[0]))),
        _ => Ok(same(call.args[0])),
    }
}

pub(super) fn zero_of(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = args::number(call, 0)?;
    Ok(Typed::new(ty, move |b, _| {
        if ty.is_int() {
            return emit::const_int(b, 0, ty);
        }
        let zero = emit::const_int(b, 0, Ty::I64);
        emit::cast(b, zero, ty)
    }))
}

pub(super) fn largest(call: &Call<'_>) -> Result<Typed, Mismatch> {
    match args::dtype(call, 0, Ty::F64)? {
        Ty::F32 => Ok(Typed::new(Ty::F32, |b, _| {
            emit::const_float(b, f64::from(f32::MAX), Ty::F32)
        })),
        Ty::F64 => Ok(Typed::new(Ty::F64, |b, _| {
            emit::const_float(b, f64::MAX, Ty::F64)
        })),
        _ => expected(0, "a float dtype"),
    }
}

pub(super) fn choice_dtype(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let dtype = match call.args[0].as_array() {
        Some(array) => array.dtype,
        None => {
            args::integer(call, 0)?;
            Ty::I64
        }
    };
    let ty = Ty::new(Type::DType(dtype));
    Ok(Typed::new(ty, move |b, _| emit::unit(b, ty)))
}
