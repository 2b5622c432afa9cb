//! Attributes and methods of arrays, and the functions of NumPy that are rules.

use numjit_ir::{ArrayTy, Builder, Imm, Layout, Op, Reduction, Ty, Type, Value};

use super::builtins::{literal_int, unary_op};
use super::intrinsics::{self, copy_into_new, permute};
use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    add_attributes(rows);
    add_creation(rows);
    add_reductions(rows);
    add_shapes(rows);
    add_iteration(rows);
    add_internal(rows);
    rows.python("numpy", include_str!("../bodies/creation.py"));
    rows.python("numpy", include_str!("../bodies/shape.py"));
    rows.python("numpy", include_str!("../bodies/reduce.py"));
    rows.python("numpy", include_str!("../bodies/order.py"));
    rows.python("numpy", include_str!("../bodies/elementwise.py"));
    rows.python("numpy", include_str!("../bodies/linalg.py"));
    rows.python("numpy.linalg", include_str!("../bodies/linalg_module.py"));
    rows.python("numpy.random", include_str!("../bodies/random.py"));
    rows.python("ndarray", include_str!("../bodies/array.py"));
    rows.python("tuple", include_str!("../bodies/tuple.py"));
    rows.python("nj", include_str!("../bodies/internal.py"));
    rows.python("nj", include_str!("../bodies/order_internal.py"));
    rows.python("nj", include_str!("../bodies/elementwise_internal.py"));
    rows.python("nj", include_str!("../bodies/linalg_internal.py"));
    rows.python("nj", include_str!("../bodies/variates.py"));
    rows.python("nj", include_str!("../bodies/indexing.py"));
}

fn add_attributes(rows: &mut Rows) {
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

fn add_creation(rows: &mut Rows) {
    let creation: [(&str, crate::Rule, &str); 2] = [
        (
            "numpy.empty",
            intrinsics::empty,
            "New array, elements unspecified.",
        ),
        ("numpy.zeros", intrinsics::zeros, "New array of zeros."),
    ];
    for (path, rule, doc) in creation {
        rows.rule(path, "shape, dtype=None", rule, doc);
    }
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
    rows.rule(
        "numpy.array",
        "object, dtype=None",
        new_array,
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
    rows.rule("ndarray.copy", "a", copy_c, "A copy in C order.");
    rows.rule(
        "ndarray.astype",
        "a, dtype",
        astype,
        "A copy with the elements converted as C does.",
    );
}

fn add_reductions(rows: &mut Rows) {
    let rows_: [(&str, &str, crate::Rule, &str, &str); 8] = [
        (
            "sum",
            "a, axis=None, dtype=None",
            |call| folded(call, Reduction::Sum),
            "nj.sum_axis",
            "Sum of the elements, of all of them or along an axis.",
        ),
        (
            "prod",
            "a, axis=None, dtype=None",
            |call| folded(call, Reduction::Prod),
            "nj.prod_axis",
            "Product of the elements, of all of them or along an axis.",
        ),
        (
            "min",
            "a, axis=None",
            |call| chosen(call, Reduction::Min),
            "nj.min_axis",
            "Smallest element, of all or along an axis; nan wins.",
        ),
        (
            "max",
            "a, axis=None",
            |call| chosen(call, Reduction::Max),
            "nj.max_axis",
            "Largest element, of all or along an axis; nan wins.",
        ),
        (
            "any",
            "a, axis=None",
            |call| chosen(call, Reduction::Any),
            "nj.any_axis",
            "Whether an element is true, of all or along an axis.",
        ),
        (
            "all",
            "a, axis=None",
            |call| chosen(call, Reduction::All),
            "nj.all_axis",
            "Whether every element is true, of all or along an axis.",
        ),
        (
            "argmin",
            "a, axis=None",
            |call| chosen(call, Reduction::ArgMin),
            "nj.argmin_axis",
            "Position of the smallest element; the first nan wins.",
        ),
        (
            "argmax",
            "a, axis=None",
            |call| chosen(call, Reduction::ArgMax),
            "nj.argmax_axis",
            "Position of the largest element; the first nan wins.",
        ),
    ];
    for (name, params, rule, otherwise, doc) in rows_ {
        for module in ["numpy", "ndarray"] {
            let path = format!("{module}.{name}");
            rows.rule_or(
                Box::leak(path.into_boxed_str()),
                params,
                rule,
                otherwise,
                doc,
            );
        }
    }
    rows.rule_or(
        "numpy.amin",
        "a, axis=None",
        |call| chosen(call, Reduction::Min),
        "nj.min_axis",
        "Smallest element, of all or along an axis; nan wins.",
    );
    rows.rule_or(
        "numpy.amax",
        "a, axis=None",
        |call| chosen(call, Reduction::Max),
        "nj.max_axis",
        "Largest element, of all or along an axis; nan wins.",
    );
}

fn add_shapes(rows: &mut Rows) {
    rows.rule(
        "ndarray.reshape",
        "a, *shape",
        method_reshape,
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
    rows.rule(
        "numpy.flip",
        "m, axis=None",
        flip,
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

fn add_internal(rows: &mut Rows) {
    rows.rule(
        "nj.copy_c",
        "a",
        copy_c,
        "New C array with the elements of a.",
    );
    rows.rule(
        "nj.unwrap",
        "a",
        unwrap,
        "The element of a 0-d array; other arrays themselves.",
    );
    rows.rule("nj.zero_of", "x", zero_of, "Zero of the type of x.");
    rows.rule(
        "nj.largest",
        "dtype",
        largest,
        "Largest finite value of a float dtype.",
    );
    rows.rule(
        "nj.choice_dtype",
        "a",
        choice_dtype,
        "Dtype of elements drawn from a.",
    );
    rows.rule(
        "nj.swap_axes",
        "a, axis1, axis2",
        swap_axes,
        "View with two constant axes exchanged.",
    );
    rows.rule(
        "nj.move_axis",
        "a, source, destination",
        move_axis,
        "View with a constant axis moved.",
    );
    rows.rule(
        "nj.range",
        "stop",
        super::builtins::range,
        "range(stop), where the name range is taken.",
    );
}

/// The argument itself.
fn same(ty: Ty) -> Typed {
    Typed::new(ty, |_, v| v[0])
}

// ---- Attributes --------------------------------------------------------------------------------

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

fn real(call: &Call<'_>) -> Result<Typed, Mismatch> {
    match call.args[0].as_array() {
        Some(array) if array.dtype.is_complex() => intrinsics::real_part(call),
        Some(_) => Ok(same(call.args[0])),
        None => super::builtins::real(call),
    }
}

fn imag(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let Some(array) = call.args[0].as_array() else {
        return super::builtins::imag(call);
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

fn conjugate(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    if !array.dtype.is_complex() {
        return Ok(same(call.args[0]));
    }
    match crate::ufunc::lookup("conjugate") {
        Some(row) => crate::ufunc::resolve(row, call.args, call.options),
        None => expected(0, "an array"),
    }
}

// ---- Creation and copies -----------------------------------------------------------------------

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

fn copy_c(call: &Call<'_>) -> Result<Typed, Mismatch> {
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

fn unwrap(call: &Call<'_>) -> Result<Typed, Mismatch> {
    match args::array(call, 0)? {
        ArrayTy { ndim: 0, dtype, .. } => Ok(Typed::new(dtype, |b, v| emit::array_item(b, v[0]))),
        _ => Ok(same(call.args[0])),
    }
}

fn zero_of(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = args::number(call, 0)?;
    Ok(Typed::new(ty, move |b, _| {
        if ty.is_int() {
            return emit::const_int(b, 0, ty);
        }
        let zero = emit::const_int(b, 0, Ty::I64);
        emit::cast(b, zero, ty)
    }))
}

fn largest(call: &Call<'_>) -> Result<Typed, Mismatch> {
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

fn choice_dtype(call: &Call<'_>) -> Result<Typed, Mismatch> {
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

// ---- Full reductions ---------------------------------------------------------------------------

/// Sums and products, which accumulate in a wider type.
fn folded(call: &Call<'_>, reduction: Reduction) -> Result<Typed, Mismatch> {
    if call.args[1] != Ty::NONE {
        return expected(1, "None or an integer");
    }
    let Some(element) = args::scalar(call.args[0]) else {
        return expected(0, "an array of numbers");
    };
    let result = args::dtype(call, 2, args::accumulator(element))?;
    if element.is_complex() && !result.is_complex() {
        return expected(2, "a complex dtype, for the elements are complex");
    }
    Ok(reduced(call, reduction, result))
}

fn chosen(call: &Call<'_>, reduction: Reduction) -> Result<Typed, Mismatch> {
    if call.args[1] != Ty::NONE {
        return expected(1, "None or an integer");
    }
    let Some(element) = args::scalar(call.args[0]) else {
        return expected(0, "an array of numbers");
    };
    let result = match reduction {
        Reduction::Any | Reduction::All => Ty::BOOL,
        Reduction::ArgMin | Reduction::ArgMax => Ty::I64,
        _ => element,
    };
    if element.is_complex() && result != Ty::BOOL {
        return expected(0, "an array of real numbers");
    }
    Ok(reduced(call, reduction, result))
}

fn reduced(call: &Call<'_>, reduction: Reduction, result: Ty) -> Typed {
    if call.args[0].as_array().is_some() {
        return Typed::new(result, move |b, v| {
            b.emit(Op::Reduce, &[v[0]], Imm::Reduce(reduction), result)
        });
    }
    Typed::new(result, move |b, v| match reduction {
        Reduction::ArgMin | Reduction::ArgMax => emit::const_int(b, 0, Ty::I64),
        Reduction::Any | Reduction::All => {
            let value = emit::plain(b, v[0]);
            emit::truth(b, value)
        }
        _ => emit::cast(b, v[0], result),
    })
}

// ---- Shapes ------------------------------------------------------------------------------------

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
    if call.args.len() == 2 {
        return intrinsics::reshape(call);
    }
    with_tuple(call, intrinsics::reshape)
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

fn swap_axes(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let array = args::array(call, 0)?;
    let ndim = usize::from(array.ndim);
    let mut axes: Vec<i64> = (0..i64::from(array.ndim)).collect();
    axes.swap(axis(call, 1, ndim)?, axis(call, 2, ndim)?);
    Ok(permute(array, axes))
}

fn move_axis(call: &Call<'_>) -> Result<Typed, Mismatch> {
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
        emit::constant(b, numjit_ir::Const::Int(step))
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
