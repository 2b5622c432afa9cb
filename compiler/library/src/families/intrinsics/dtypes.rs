//! Dtypes derived from arguments, and conversion of numbers to them.

use numjit_ir::{Ty, Type};

use crate::args::{self, behind, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::table::Rows;
use crate::{emit, promote};

pub(super) fn add(rows: &mut Rows) {
    rows.rule(
        "nj.dtype",
        "x",
        dtype_of,
        "Scalar type of a number, array or dtype.",
    );
    rows.rule(
        "nj.dtype_or",
        "dtype, default",
        dtype_or,
        "The dtype, or the default for None.",
    );
    rows.rule(
        "nj.accumulator",
        "x",
        accumulator_of,
        "Dtype in which elements of x are summed.",
    );
    rows.rule(
        "nj.inexact",
        "x",
        inexact_of,
        "Float or complex dtype of a mean of elements of x.",
    );
    rows.rule(
        "nj.real_dtype",
        "x",
        real_dtype_of,
        "Dtype of the real parts of elements of x.",
    );
    rows.rule(
        "nj.complex_dtype",
        "x",
        complex_dtype_of,
        "Complex dtype whose parts hold elements of x.",
    );
    rows.rule(
        "nj.common",
        "*xs",
        common_of,
        "Unified dtype of numbers, arrays, dtypes and tuples of them.",
    );
    rows.rule(
        "nj.cast",
        "x, dtype",
        cast,
        "The number x converted to the dtype with C semantics.",
    );
    rows.rule("nj.lowest", "dtype", lowest, "Smallest value of the dtype.");
    rows.rule(
        "nj.highest",
        "dtype",
        highest,
        "Largest value of the dtype.",
    );
}

fn dtype_value(ty: Ty) -> Result<Typed, Mismatch> {
    let ty = Ty::new(Type::DType(ty));
    Ok(Typed::new(ty, move |b, _| emit::unit(b, ty)))
}

fn dtype_of(call: &Call<'_>) -> Result<Typed, Mismatch> {
    dtype_value(behind(call, 0)?)
}

fn dtype_or(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let default = behind(call, 1)?;
    dtype_value(args::dtype(call, 0, default)?)
}

fn accumulator_of(call: &Call<'_>) -> Result<Typed, Mismatch> {
    dtype_value(args::accumulator(behind(call, 0)?))
}

fn inexact_of(call: &Call<'_>) -> Result<Typed, Mismatch> {
    dtype_value(args::inexact(behind(call, 0)?))
}

fn real_dtype_of(call: &Call<'_>) -> Result<Typed, Mismatch> {
    dtype_value(args::real_of(behind(call, 0)?))
}

fn complex_dtype_of(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = promote::unify(behind(call, 0)?, Ty::C64);
    dtype_value(ty.unwrap_or(Ty::C128))
}

fn common_of(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let types: Result<Vec<Ty>, Mismatch> = (0..call.args.len()).map(|i| behind(call, i)).collect();
    match promote::unify_all(types?) {
        Some(ty) if ty != Ty::NEVER => dtype_value(ty),
        _ => Err(Mismatch::Combination(
            "there is no element to take a dtype from".to_owned(),
        )),
    }
}

fn cast(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let from = args::number(call, 0)?;
    let to = args::dtype(call, 1, Ty::F64)?;
    if from.is_complex() && !to.is_complex() {
        return expected(0, "a real number");
    }
    Ok(Typed::new(to, move |b, v| emit::cast(b, v[0], to)))
}

fn lowest(call: &Call<'_>) -> Result<Typed, Mismatch> {
    bound(behind(call, 0)?, true)
}

fn highest(call: &Call<'_>) -> Result<Typed, Mismatch> {
    bound(behind(call, 0)?, false)
}

/// The extreme value of a type; floats have infinities.
fn bound(ty: Ty, low: bool) -> Result<Typed, Mismatch> {
    let unsigned = ty.is_int() && !ty.is_signed();
    let largest = u64::MAX >> (64 - ty.bits().min(64)) >> u32::from(!unsigned);
    Ok(Typed::new(ty, move |b, _| match ty {
        Ty::BOOL => emit::const_bool(b, !low),
        Ty::U64 if !low => emit::const_uint(b, u64::MAX, ty),
        _ if ty.is_int() && low && unsigned => emit::const_int(b, 0, ty),
        _ if ty.is_int() && low => emit::const_int(b, -(largest as i64) - 1, ty),
        _ if ty.is_int() => emit::const_int(b, largest as i64, ty),
        _ => {
            let infinity = if low {
                f64::NEG_INFINITY
            } else {
                f64::INFINITY
            };
            let real = args::real_of(ty);
            let value = emit::const_float(b, infinity, real);
            emit::cast(b, value, ty)
        }
    }))
}
