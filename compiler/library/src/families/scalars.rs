//! Scalar classes: dtypes of NumPy, types of Numba, and Python's `int`, `float`, `bool`, `complex`.

use numjit_ir::{Imm, Op, Ty, Type, Value};

use super::{intrinsics, strings};
use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Rule, Typed};
use crate::emit;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.dtype(
        "builtins.int",
        Ty::I64,
        "x=0, base=None",
        int,
        "The number without its fraction, as an integer.",
    );
    rows.dtype(
        "builtins.float",
        Ty::F64,
        "x=0.0",
        float,
        "The number as a float.",
    );
    rows.dtype("builtins.bool", Ty::BOOL, "x=False", bool_, "Truth value.");
    rows.dtype(
        "builtins.complex",
        Ty::C128,
        "real=0.0, imag=None",
        complex,
        "A complex number from its parts.",
    );
    for (path, ty) in NUMPY
        .iter()
        .map(|(name, ty)| (format!("numpy.{name}"), *ty))
    {
        add_class(rows, path, ty);
    }
    for module in ["numba", "numba.types"] {
        for (name, ty) in NUMBA {
            add_class(rows, format!("{module}.{name}"), *ty);
        }
    }
}

fn add_class(rows: &mut Rows, path: String, ty: Ty) {
    rows.dtype(
        Box::leak(path.into_boxed_str()),
        ty,
        "x=0",
        conversion(ty),
        "Scalar type; called, it converts a number as C does.",
    );
}

const NUMPY: &[(&str, Ty)] = &[
    ("bool", Ty::BOOL),
    ("bool_", Ty::BOOL),
    ("int8", Ty::I8),
    ("int16", Ty::I16),
    ("int32", Ty::I32),
    ("int64", Ty::I64),
    ("uint8", Ty::U8),
    ("uint16", Ty::U16),
    ("uint32", Ty::U32),
    ("uint64", Ty::U64),
    ("byte", Ty::I8),
    ("ubyte", Ty::U8),
    ("short", Ty::I16),
    ("ushort", Ty::U16),
    ("intc", Ty::I32),
    ("uintc", Ty::U32),
    ("int_", Ty::I64),
    ("uint", Ty::U64),
    ("intp", Ty::I64),
    ("uintp", Ty::U64),
    ("long", Ty::I64),
    ("ulong", Ty::U64),
    ("longlong", Ty::I64),
    ("ulonglong", Ty::U64),
    ("float32", Ty::F32),
    ("float64", Ty::F64),
    ("single", Ty::F32),
    ("double", Ty::F64),
    ("complex64", Ty::C64),
    ("complex128", Ty::C128),
    ("csingle", Ty::C64),
    ("cdouble", Ty::C128),
];

const NUMBA: &[(&str, Ty)] = &[
    ("boolean", Ty::BOOL),
    ("bool_", Ty::BOOL),
    ("b1", Ty::BOOL),
    ("int8", Ty::I8),
    ("int16", Ty::I16),
    ("int32", Ty::I32),
    ("int64", Ty::I64),
    ("uint8", Ty::U8),
    ("uint16", Ty::U16),
    ("uint32", Ty::U32),
    ("uint64", Ty::U64),
    ("i1", Ty::I8),
    ("i2", Ty::I16),
    ("i4", Ty::I32),
    ("i8", Ty::I64),
    ("u1", Ty::U8),
    ("u2", Ty::U16),
    ("u4", Ty::U32),
    ("u8", Ty::U64),
    ("byte", Ty::U8),
    ("char", Ty::I8),
    ("uchar", Ty::U8),
    ("short", Ty::I16),
    ("ushort", Ty::U16),
    ("intc", Ty::I32),
    ("uintc", Ty::U32),
    ("int_", Ty::I64),
    ("uint", Ty::U64),
    ("intp", Ty::I64),
    ("uintp", Ty::U64),
    ("ssize_t", Ty::I64),
    ("size_t", Ty::U64),
    ("long_", Ty::I64),
    ("ulong", Ty::U64),
    ("longlong", Ty::I64),
    ("ulonglong", Ty::U64),
    ("float32", Ty::F32),
    ("float64", Ty::F64),
    ("f4", Ty::F32),
    ("f8", Ty::F64),
    ("float_", Ty::F32),
    ("double", Ty::F64),
    ("complex64", Ty::C64),
    ("complex128", Ty::C128),
    ("c8", Ty::C64),
    ("c16", Ty::C128),
    ("void", Ty::NONE),
    ("none", Ty::NONE),
];

fn int(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = call.args[0];
    if strings::is_string(ty) {
        return strings::to_int(call);
    }
    if call.args.get(1).is_some_and(|&base| base != Ty::NONE) {
        return expected(0, "a str, as a base is given");
    }
    if let Type::LitInt(_) = ty.get() {
        return Ok(Typed::new(ty, |_, v| v[0]));
    }
    match args::number(call, 0)? {
        ty if ty.is_int() => Ok(to(ty)),
        ty if ty.is_complex() => expected(0, "a real number"),
        _ => Ok(to(Ty::I64)),
    }
}

fn float(call: &Call<'_>) -> Result<Typed, Mismatch> {
    if strings::is_string(call.args[0]) {
        return strings::float_of(call);
    }
    match args::number(call, 0)? {
        ty if ty.is_float() => Ok(to(ty)),
        ty if ty.is_complex() => expected(0, "a real number"),
        _ => Ok(to(Ty::F64)),
    }
}

fn bool_(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = call.args[0];
    if let Type::LitBool(_) = ty.get() {
        return Ok(Typed::new(ty, |_, v| v[0]));
    }
    let testable = match ty.get() {
        Type::Str | Type::LitStr(_) | Type::None | Type::Optional(_) | Type::Array(_) => true,
        Type::List(_) | Type::TypedList(_) | Type::Dict(..) | Type::Set(_) => true,
        _ => ty.is_number() || ty.as_tuple().is_some(),
    };
    if !testable {
        return expected(0, "a number, str, tuple, list, dict, set or array");
    }
    Ok(Typed::new(Ty::BOOL, |b, v| {
        let value = emit::plain(b, v[0]);
        emit::truth(b, value)
    }))
}

fn complex(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let real = args::number(call, 0)?;
    if call.args[1] == Ty::NONE {
        return Ok(to(match real {
            Ty::F32 | Ty::C64 => Ty::C64,
            _ => Ty::C128,
        }));
    }
    let imag = args::number(call, 1)?;
    for (index, ty) in [real, imag].into_iter().enumerate() {
        if ty.is_complex() {
            return expected(index, "a real number");
        }
    }
    let ty = match (real, imag) {
        (Ty::F32, Ty::F32) => Ty::C64,
        _ => Ty::C128,
    };
    let part = args::real_of(ty);
    Ok(Typed::new(ty, move |b, v| {
        let parts: Vec<Value> = v.iter().map(|&v| emit::cast(b, v, part)).collect();
        b.emit(Op::MakeComplex, &parts, Imm::None, ty)
    }))
}

fn to(ty: Ty) -> Typed {
    Typed::new(ty, move |b, v| emit::cast(b, v[0], ty))
}

/// Rules are plain functions, so each type has one.
fn conversion(ty: Ty) -> Rule {
    match ty {
        Ty::BOOL => |call| convert(call, Ty::BOOL),
        Ty::I8 => |call| convert(call, Ty::I8),
        Ty::I16 => |call| convert(call, Ty::I16),
        Ty::I32 => |call| convert(call, Ty::I32),
        Ty::I64 => |call| convert(call, Ty::I64),
        Ty::U8 => |call| convert(call, Ty::U8),
        Ty::U16 => |call| convert(call, Ty::U16),
        Ty::U32 => |call| convert(call, Ty::U32),
        Ty::U64 => |call| convert(call, Ty::U64),
        Ty::F32 => |call| convert(call, Ty::F32),
        Ty::F64 => |call| convert(call, Ty::F64),
        Ty::C64 => |call| convert(call, Ty::C64),
        Ty::C128 => |call| convert(call, Ty::C128),
        _ => |_| {
            Err(Mismatch::Combination(
                "this type cannot be called".to_owned(),
            ))
        },
    }
}

fn convert(call: &Call<'_>, ty: Ty) -> Result<Typed, Mismatch> {
    let from = call.args[0];
    if from.as_tuple().is_some() {
        let args = [from, Ty::new(Type::DType(ty))];
        let options = call.options;
        let typed = intrinsics::array(&Call {
            args: &args,
            options,
        });
        return typed;
    }
    if from.as_array().is_some_and(|array| array.ndim > 0) {
        return expected(0, "a number; use `.astype()` to convert an array");
    }
    match args::scalar(from) {
        Some(number) if number.is_complex() && !ty.is_complex() => expected(0, "a real number"),
        Some(_) => Ok(Typed::new(ty, move |b, v| {
            let value = if b.func.ty(v[0]).as_array().is_some() {
                emit::array_item(b, v[0])
            } else {
                v[0]
            };
            emit::cast(b, value, ty)
        })),
        None => expected(0, "a number"),
    }
}
