//! Attributes of arrays, and iteration over their elements.

use numjit_ir::{ArrayTy, Imm, Layout, Op, Ty, Type};

use super::same;
use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::families::builtins::{self, literal_int, unary_op};
use crate::families::intrinsics;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    add_iteration(rows);
    rows.attribute("ndarray.shape", shape, "Extents.");
    rows.attribute(
        "ndarray.strides",
        strides,
        "Distance in bytes between neighbours on each axis.",
    );
    rows.attribute(
        "ndarray.size",
        |_| unary_op(Op::ArraySize, Ty::I64),
        "Number of elements.",
    );
    rows.attribute(
        "ndarray.ndim",
        |call| literal_int(i64::from(args::array(call, 0)?.ndim)),
        "Number of axes.",
    );
    rows.attribute("ndarray.itemsize", itemsize, "Bytes of one element.");
    rows.attribute("ndarray.nbytes", nbytes, "Bytes of all elements.");
    rows.attribute("ndarray.dtype", dtype, "Element type.");
    rows.attribute(
        "ndarray.T",
        intrinsics::reverse_axes,
        "View with the axes reversed.",
    );
    rows.attribute("ndarray.flat", flat, "Iterates over the elements.");
    rows.attribute("ndarray.real", real, "Real parts.");
    rows.attribute(
        "ndarray.imag",
        imag,
        "Imaginary parts; read-only zeros for a real array.",
    );
    rows.attribute("dtype.itemsize", dtype_itemsize, "Bytes of one element.");
    rows.attribute(
        "dtype.type",
        |call| Ok(same(call.args[0])),
        "The scalar class.",
    );
}

fn add_iteration(rows: &mut Rows) {
    rows.rule(
        "numpy.ndindex",
        "*shape",
        ndindex,
        "Iterates over the indices of a shape.",
    );
    rows.rule(
        "numpy.ndenumerate",
        "arr",
        ndenumerate,
        "Iterates over pairs of index and element.",
    );
    rows.rule("numpy.nditer", "op", flat, "Iterates over the elements.");
}

fn shape(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let ty = Ty::uni_tuple(Ty::I64, usize::from(array.ndim));
    unary_op(Op::ArrayShape, ty)
}

fn strides(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let ty = Ty::uni_tuple(Ty::I64, usize::from(array.ndim));
    unary_op(Op::ArrayStrides, ty)
}

fn bytes_of(ty: Ty) -> i64 {
    i64::from(ty.bits() / 8)
}

fn itemsize(call: &Call<'_>) -> Result<Typed, Mismatch> {
    literal_int(bytes_of(args::array(call, 0)?.dtype))
}

fn dtype_itemsize(call: &Call<'_>) -> Result<Typed, Mismatch> {
    literal_int(bytes_of(args::dtype(call, 0, Ty::F64)?))
}

fn nbytes(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let bytes = bytes_of(args::array(call, 0)?.dtype);
    Ok(Typed::new(Ty::I64, move |b, v| {
        let size = emit::array_size(b, v[0]);
        let bytes = emit::const_int(b, bytes, Ty::I64);
        emit::binary(b, numjit_ir::BinOp::Mul, size, bytes, Ty::I64)
    }))
}

fn dtype(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = Ty::new(Type::DType(args::array(call, 0)?.dtype));
    Ok(Typed::new(ty, move |b, _| emit::unit(b, ty)))
}

fn flat(call: &Call<'_>) -> Result<Typed, Mismatch> {
    args::array(call, 0)?;
    unary_op(Op::Iterable, Ty::new(Type::Flat(call.args[0])))
}

fn ndenumerate(call: &Call<'_>) -> Result<Typed, Mismatch> {
    args::array(call, 0)?;
    unary_op(Op::Iterable, Ty::new(Type::NdEnumerate(call.args[0])))
}

fn ndindex(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let one_tuple = call.args.len() == 1 && call.args[0].as_tuple().is_some();
    let ndim = if one_tuple {
        args::shape(call, 0)?
    } else {
        for index in 0..call.args.len() {
            args::integer(call, index)?;
        }
        call.args.len()
    };
    let ty = Ty::new(Type::NdIndex(ndim as u8));
    Ok(Typed::new(ty, move |b, v| {
        let extents = if one_tuple {
            let shape = args::emit_shape(b, v[0]);
            emit::tuple_elements(b, shape)
        } else {
            v.iter().map(|&v| emit::cast(b, v, Ty::I64)).collect()
        };
        b.emit(Op::Iterable, &extents, Imm::None, ty)
    }))
}

pub(super) fn real(call: &Call<'_>) -> Result<Typed, Mismatch> {
    match call.args[0].as_array() {
        Some(array) if array.dtype.is_complex() => intrinsics::real_part(call),
        Some(_) => Ok(same(call.args[0])),
        None => builtins::real(call),
    }
}

pub(super) fn imag(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let Some(array) = call.args[0].as_array() else {
        return builtins::imag(call);
    };
    if array.dtype.is_complex() {
        return intrinsics::imag_part(call);
    }
    let fresh = Ty::array(array.dtype, array.ndim, Layout::C);
    let ty = Ty::new(Type::Array(ArrayTy {
        layout: Layout::C,
        readonly: true,
        ..array
    }));
    Ok(Typed::new(ty, move |b, v| {
        let shape = emit::array_shape(b, v[0]);
        let zeros = b.emit(Op::ArrayZeros, &[shape], Imm::None, fresh);
        emit::cast(b, zeros, ty)
    }))
}

pub(super) fn conjugate(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    if !array.dtype.is_complex() {
        return Ok(same(call.args[0]));
    }
    match crate::ufunc::lookup("conjugate") {
        Some(row) => crate::ufunc::resolve(row, call.args, call.options),
        None => expected(0, "an array"),
    }
}
