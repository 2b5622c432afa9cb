//! The `nj` module: what library bodies need beyond the Python subset.

use numjit_abi::Symbol;
use numjit_ir::{ArrayTy, Builder, Imm, Kernel, Layout, Op, Reduction, Ty, Type, Value};

use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::promote;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    add_questions(rows);
    add_dtypes(rows);
    add_arrays(rows);
    add_shapes(rows);
    add_random(rows);
}

fn add_questions(rows: &mut Rows) {
    rows.rule(
        "nj.is_array",
        "x",
        is_array,
        "Whether x is an array; a literal.",
    );
    rows.rule(
        "nj.is_tuple",
        "x",
        is_tuple,
        "Whether x is a tuple; a literal.",
    );
    rows.rule(
        "nj.is_number",
        "x",
        is_number,
        "Whether x is a scalar number; a literal.",
    );
    rows.rule(
        "nj.is_whole",
        "x",
        is_whole,
        "Whether x is made of integers or bools; a literal.",
    );
    rows.rule(
        "nj.is_bool",
        "x",
        is_bool,
        "Whether x is made of bools; a literal.",
    );
    rows.rule(
        "nj.is_float",
        "x",
        is_float,
        "Whether x is made of floats; a literal.",
    );
    rows.rule(
        "nj.is_complex",
        "x",
        is_complex,
        "Whether x is made of complex numbers; a literal.",
    );
    rows.rule(
        "nj.is_c",
        "a",
        is_c,
        "Whether the array is in C order; a literal.",
    );
    rows.rule(
        "nj.is_contiguous",
        "a",
        is_contiguous,
        "Whether the array is in C or F order; a literal.",
    );
    rows.rule(
        "nj.require",
        "condition, message",
        require,
        "Refuses the call with a sentence unless the literal condition holds.",
    );
}

fn add_dtypes(rows: &mut Rows) {
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

fn add_arrays(rows: &mut Rows) {
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

fn add_shapes(rows: &mut Rows) {
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

fn add_random(rows: &mut Rows) {
    rows.rule(
        "nj.random_seed",
        "seed",
        random_seed,
        "Seeds the generator.",
    );
    rows.rule("nj.random_f64", "", random_f64, "Next double in [0, 1).");
    rows.rule(
        "nj.random_gauss",
        "",
        random_gauss,
        "Next standard normal number.",
    );
    rows.rule(
        "nj.random_interval",
        "highest",
        random_interval,
        "Uniform integer from 0 to highest inclusive.",
    );
}

// ---- Questions ---------------------------------------------------------------------------------

fn answer(value: bool) -> Result<Typed, Mismatch> {
    let ty = Ty::new(Type::LitBool(value));
    Ok(Typed::new(ty, move |b, _| emit::literal_bool(b, value)))
}

/// The scalar type behind a number, an array, a dtype, or the elements of a tuple.
fn scalar_behind(ty: Ty) -> Option<Ty> {
    if let Some(types) = ty.as_tuple() {
        let scalars: Option<Vec<Ty>> = types.iter().map(|&t| scalar_behind(t)).collect();
        return promote::unify_all(scalars?).filter(|&t| t != Ty::NEVER);
    }
    match ty.get() {
        Type::Range(inner) => Some(inner.unliteral()),
        Type::Optional(inner) => scalar_behind(*inner),
        _ => args::scalar(ty).or_else(|| args::named_dtype(ty)),
    }
}

fn behind(call: &Call<'_>, index: usize) -> Result<Ty, Mismatch> {
    match scalar_behind(call.args[index]) {
        Some(ty) => Ok(ty),
        None => expected(index, "a number, an array or a dtype"),
    }
}

fn is_array(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(call.args[0].as_array().is_some())
}

fn is_tuple(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(call.args[0].as_tuple().is_some())
}

fn is_number(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(call.args[0].is_number())
}

fn is_whole(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(scalar_behind(call.args[0]).is_some_and(|ty| ty.is_int() || ty.is_bool()))
}

fn is_bool(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(scalar_behind(call.args[0]).is_some_and(Ty::is_bool))
}

fn is_float(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(scalar_behind(call.args[0]).is_some_and(Ty::is_float))
}

fn is_complex(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(scalar_behind(call.args[0]).is_some_and(Ty::is_complex))
}

fn is_c(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(args::array(call, 0)?.layout == Layout::C)
}

fn is_contiguous(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(args::array(call, 0)?.layout != Layout::A)
}

fn require(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let message = args::literal_str(call, 1)?;
    match call.args[0].get() {
        Type::LitBool(true) => nothing(),
        _ => Err(Mismatch::Combination(message.to_owned())),
    }
}

fn nothing() -> Result<Typed, Mismatch> {
    Ok(Typed::new(Ty::NONE, |b, _| emit::none(b)))
}

// ---- Dtypes ------------------------------------------------------------------------------------

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

// ---- Arrays ------------------------------------------------------------------------------------

pub(super) fn empty(call: &Call<'_>) -> Result<Typed, Mismatch> {
    allocate(call, Op::ArrayEmpty)
}

pub(super) fn zeros(call: &Call<'_>) -> Result<Typed, Mismatch> {
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

pub(super) fn empty_like(call: &Call<'_>) -> Result<Typed, Mismatch> {
    allocate_like(call, Op::ArrayEmpty)
}

pub(super) fn zeros_like(call: &Call<'_>) -> Result<Typed, Mismatch> {
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
pub(super) fn fresh(array: ArrayTy, dtype: Ty) -> Ty {
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
    storable(args::number(call, 2)?, array.dtype, 2)?;
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
pub(super) fn copy_into_new(b: &mut Builder<'_>, array: Value, ty: Ty) -> Value {
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

pub(super) fn where_(call: &Call<'_>) -> Result<Typed, Mismatch> {
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

pub(super) fn array(call: &Call<'_>) -> Result<Typed, Mismatch> {
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

// ---- Shapes ------------------------------------------------------------------------------------

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
    emit::compare(b, numjit_ir::CmpOp::Lt, position, axis)
}

fn at(b: &mut Builder<'_>, position: usize, axis: Value) -> Value {
    let position = emit::const_int(b, position as i64, Ty::I64);
    emit::compare(b, numjit_ir::CmpOp::Eq, position, axis)
}

pub(super) fn reshape(call: &Call<'_>) -> Result<Typed, Mismatch> {
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

pub(super) fn transpose(call: &Call<'_>) -> Result<Typed, Mismatch> {
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
pub(super) fn permute(array: ArrayTy, axes: Vec<i64>) -> Typed {
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

pub(super) fn reverse_axes(call: &Call<'_>) -> Result<Typed, Mismatch> {
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

pub(super) fn real_part(call: &Call<'_>) -> Result<Typed, Mismatch> {
    part(call, 0)
}

pub(super) fn imag_part(call: &Call<'_>) -> Result<Typed, Mismatch> {
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

// ---- Random numbers ----------------------------------------------------------------------------

fn random_seed(call: &Call<'_>) -> Result<Typed, Mismatch> {
    args::integer(call, 0)?;
    runtime(Symbol::RandomSeed, Ty::NONE)
}

fn random_f64(_: &Call<'_>) -> Result<Typed, Mismatch> {
    runtime(Symbol::RandomF64, Ty::F64)
}

fn random_gauss(_: &Call<'_>) -> Result<Typed, Mismatch> {
    runtime(Symbol::RandomGauss, Ty::F64)
}

fn random_interval(call: &Call<'_>) -> Result<Typed, Mismatch> {
    args::integer(call, 0)?;
    runtime(Symbol::RandomInterval, Ty::I64)
}

/// A runtime function of `int64` operands.
fn runtime(symbol: Symbol, result: Ty) -> Result<Typed, Mismatch> {
    Ok(Typed::new(result, move |b, v| {
        let v: Vec<Value> = v.iter().map(|&v| emit::cast(b, v, Ty::I64)).collect();
        b.emit(Op::CallRuntime, &v, Imm::Symbol(symbol), result)
    }))
}
