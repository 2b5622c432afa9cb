//! Attributes of arrays, and iteration over their elements.

use numjit_abi::ExceptionKind;
use numjit_ir::{
    ArrayTy, BinOp, Builder, CmpOp, Const, Imm, Layout, NamedTupleTy, Op, Ty, Type, Value,
};

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
    rows.attribute(
        "ndarray.flags",
        flags,
        "Whether the type says C or F order, and whether stores are allowed.",
    );
    rows.attribute(
        "ndarray.ctypes",
        ctypes,
        "The address of the first element, as `.ctypes.data`.",
    );
    rows.rule(
        "ndarray.view",
        "a, dtype",
        view,
        "View of the memory as elements of another dtype.",
    );
    rows.attribute("ndarray.flat", flat, "Iterates over the elements.");
    rows.attribute("ndarray.real", real, "Real parts.");
    rows.attribute(
        "ndarray.imag",
        imag,
        "Imaginary parts; read-only zeros for a real array.",
    );
    rows.attribute("number.dtype", number_dtype, "Scalar type.");
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

fn number_dtype(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = Ty::new(Type::DType(args::number(call, 0)?));
    Ok(Typed::new(ty, move |b, _| emit::unit(b, ty)))
}

fn flags(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let line = array.ndim < 2 && array.layout == Layout::C;
    let c = array.layout == Layout::C;
    let f = array.layout == Layout::F || line;
    let flag = |name, value| (name, Const::Bool(value), Ty::BOOL);
    Ok(super::limits::record(
        "flags",
        u32::MAX - 2,
        vec![
            flag("contiguous", c),
            flag("c_contiguous", c),
            flag("f_contiguous", f),
            flag("writeable", !array.readonly),
        ],
    ))
}

fn ctypes(call: &Call<'_>) -> Result<Typed, Mismatch> {
    args::array(call, 0)?;
    let ty = Ty::new(Type::NamedTuple(NamedTupleTy {
        name: "ctypes".into(),
        class: u32::MAX - 3,
        fields: Box::new(["data".into()]),
        types: Box::new([Ty::I64]),
    }));
    Ok(Typed::new(ty, move |b, v| {
        let address = b.emit(Op::ArrayData, &[v[0]], Imm::None, Ty::I64);
        b.emit(Op::Tuple, &[address], Imm::None, ty)
    }))
}

/// Elements of another size change the last axis, which must lie without gaps.
fn view(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let dtype = args::dtype(call, 1, array.dtype)?;
    let (old, new) = (bytes_of(array.dtype), bytes_of(dtype));
    let ndim = usize::from(array.ndim);
    if old != new && (array.layout != Layout::C || ndim == 0) {
        return expected(
            0,
            "in C order with at least one axis, for the elements differ in size",
        );
    }
    let ty = Ty::new(Type::Array(ArrayTy { dtype, ..array }));
    Ok(Typed::new(ty, move |b, v| {
        let shape = emit::array_shape(b, v[0]);
        let mut extents = emit::tuple_elements(b, shape);
        let strides_ty = Ty::uni_tuple(Ty::I64, ndim);
        let strides = b.emit(Op::ArrayStrides, &[v[0]], Imm::None, strides_ty);
        let mut steps = emit::tuple_elements(b, strides);
        if let (Some(extent), Some(step)) = (extents.last_mut(), steps.last_mut())
            && old != new
        {
            *extent = resized(b, *extent, old, new);
            *step = emit::const_int(b, new, Ty::I64);
        }
        let shape = emit::tuple(b, &extents);
        let strides = emit::tuple(b, &steps);
        let zero = emit::const_int(b, 0, Ty::I64);
        b.emit(
            Op::ArrayStrided,
            &[v[0], zero, shape, strides],
            Imm::None,
            ty,
        )
    }))
}

/// The extent of an axis whose elements change their size.
fn resized(b: &mut Builder<'_>, extent: Value, old: i64, new: i64) -> Value {
    let (old, new) = (
        emit::const_int(b, old, Ty::I64),
        emit::const_int(b, new, Ty::I64),
    );
    let bytes = emit::binary(b, BinOp::Mul, extent, old, Ty::I64);
    let rest = emit::binary(b, BinOp::Mod, bytes, new, Ty::I64);
    let zero = emit::const_int(b, 0, Ty::I64);
    let uneven = emit::compare(b, CmpOp::Ne, rest, zero);
    emit::raise_if(
        b,
        uneven,
        ExceptionKind::ValueError,
        "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.",
    );
    emit::binary(b, BinOp::FloorDiv, bytes, new, Ty::I64)
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
