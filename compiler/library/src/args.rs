//! What rules ask of argument types, and the mismatches they answer with.

use numjit_abi::DType;
use numjit_ir::{ArrayTy, Builder, Ty, Type, Value};

use crate::call::{Call, Mismatch};
use crate::item::Kind;
use crate::{emit, promote, table};

/// One argument is not acceptable; the text completes "this must be ...".
pub(crate) fn expected<T>(index: usize, what: impl Into<String>) -> Result<T, Mismatch> {
    Err(Mismatch::Argument {
        index,
        expected: what.into(),
    })
}

/// The array type of an argument.
pub(crate) fn array(call: &Call<'_>, index: usize) -> Result<ArrayTy, Mismatch> {
    match call.args[index].as_array() {
        Some(array) => Ok(array),
        None => expected(index, "an array"),
    }
}

/// The plain type of a number argument.
pub(crate) fn number(call: &Call<'_>, index: usize) -> Result<Ty, Mismatch> {
    let ty = call.args[index];
    if ty.is_number() {
        Ok(ty.unliteral())
    } else {
        expected(index, "a number")
    }
}

/// The plain type of an integer argument (`bool` counts).
pub(crate) fn integer(call: &Call<'_>, index: usize) -> Result<Ty, Mismatch> {
    let ty = call.args[index];
    if ty.is_int() || ty.is_bool() {
        Ok(ty.unliteral())
    } else {
        expected(index, "an integer")
    }
}

/// The value of an integer argument that must be known at compile time.
pub(crate) fn literal_int(call: &Call<'_>, index: usize) -> Result<i64, Mismatch> {
    match call.args[index].get() {
        Type::LitInt(value) => Ok(*value),
        Type::Int { .. } => Err(Mismatch::NotConstant(index)),
        _ => expected(index, "an integer constant"),
    }
}

/// The text of a string argument that must be known at compile time.
pub(crate) fn literal_str(call: &Call<'_>, index: usize) -> Result<&'static str, Mismatch> {
    match call.args[index].get() {
        Type::LitStr(value) => Ok(value),
        Type::Str => Err(Mismatch::NotConstant(index)),
        _ => expected(index, "a string constant"),
    }
}

/// The scalar type of a number or of an array's elements.
pub(crate) fn scalar(ty: Ty) -> Option<Ty> {
    match ty.as_array() {
        Some(array) => Some(array.dtype),
        None => ty.is_number().then(|| ty.unliteral()),
    }
}

/// The type that an argument names as a dtype: a dtype or scalar class, or the name of one.
pub(crate) fn named_dtype(ty: Ty) -> Option<Ty> {
    match ty.get() {
        Type::DType(dtype) => Some(*dtype),
        Type::Entity(id) => match table::item(*id).kind {
            Kind::DType(dtype, _) => Some(dtype),
            _ => None,
        },
        Type::LitStr(name) => parse_dtype(name),
        _ => None,
    }
}

/// The dtype argument at a position, with what `None` stands for.
pub(crate) fn dtype(call: &Call<'_>, index: usize, default: Ty) -> Result<Ty, Mismatch> {
    match call.args[index] {
        Ty::NONE => Ok(default),
        ty => match named_dtype(ty) {
            Some(dtype) => Ok(dtype),
            None if ty == Ty::STR => Err(Mismatch::NotConstant(index)),
            None => expected(index, "a dtype such as `np.float64`"),
        },
    }
}

/// NumPy's names of dtypes: full names, array-interface strings and one-letter codes.
fn parse_dtype(name: &str) -> Option<Ty> {
    let name = name.trim_start_matches(['<', '=', '|']);
    let dtype = DType::from_name(name).or_else(|| {
        let same = |dtype: &&DType| dtype.typestr() == name;
        DType::ALL.iter().find(same).copied()
    });
    match name {
        _ if dtype.is_some() => dtype.map(Ty::from_dtype),
        "?" | "bool_" => Some(Ty::BOOL),
        "b" => Some(Ty::I8),
        "h" => Some(Ty::I16),
        "i" => Some(Ty::I32),
        "l" | "q" | "p" | "int" | "intp" => Some(Ty::I64),
        "B" => Some(Ty::U8),
        "H" => Some(Ty::U16),
        "I" => Some(Ty::U32),
        "L" | "Q" | "P" | "uint" | "uintp" => Some(Ty::U64),
        "f" => Some(Ty::F32),
        "d" | "float" | "double" => Some(Ty::F64),
        "F" => Some(Ty::C64),
        "D" | "complex" => Some(Ty::C128),
        _ => None,
    }
}

/// Number of axes of a shape argument: an integer or a tuple of integers.
pub(crate) fn shape(call: &Call<'_>, index: usize) -> Result<usize, Mismatch> {
    let ty = call.args[index];
    let whole = |ty: Ty| ty.is_int() || ty.is_bool();
    match ty.as_tuple() {
        Some(types) if types.iter().all(|&t| whole(t)) => Ok(types.len()),
        None if whole(ty) => Ok(1),
        _ => expected(index, "an integer or a tuple of integers"),
    }
}

/// A shape argument as a tuple of `int64`.
pub(crate) fn emit_shape(b: &mut Builder<'_>, value: Value) -> Value {
    let ty = b.func.ty(value);
    let elements = match ty.as_tuple() {
        Some(types) if ty == Ty::uni_tuple(Ty::I64, types.len()) => return value,
        Some(_) => emit::tuple_elements(b, value),
        None => vec![value],
    };
    let extents: Vec<Value> = elements
        .into_iter()
        .map(|v| emit::cast(b, v, Ty::I64))
        .collect();
    emit::tuple(b, &extents)
}

/// The real type of a complex type's parts; other types unchanged.
pub(crate) fn real_of(ty: Ty) -> Ty {
    match ty {
        Ty::C64 => Ty::F32,
        Ty::C128 => Ty::F64,
        other => other,
    }
}

/// The type a sum of elements accumulates in.
pub(crate) fn accumulator(ty: Ty) -> Ty {
    if ty.is_int() && !ty.is_signed() {
        Ty::U64
    } else if ty.is_int() || ty.is_bool() {
        Ty::I64
    } else {
        ty
    }
}

/// The float or complex type that a mean of elements has.
pub(crate) fn inexact(ty: Ty) -> Ty {
    if ty.is_int() || ty.is_bool() {
        Ty::F64
    } else {
        ty
    }
}

/// The scalar type behind a number, an array, a dtype, or the elements of a tuple.
pub(crate) fn scalar_behind(ty: Ty) -> Option<Ty> {
    if let Some(types) = ty.as_tuple() {
        let scalars: Option<Vec<Ty>> = types.iter().map(|&t| scalar_behind(t)).collect();
        return promote::unify_all(scalars?).filter(|&t| t != Ty::NEVER);
    }
    match ty.get() {
        Type::Range(inner) => Some(inner.unliteral()),
        Type::Optional(inner) => scalar_behind(*inner),
        _ => scalar(ty).or_else(|| named_dtype(ty)),
    }
}

pub(crate) fn behind(call: &Call<'_>, index: usize) -> Result<Ty, Mismatch> {
    match scalar_behind(call.args[index]) {
        Some(ty) => Ok(ty),
        None => expected(index, "a number, an array or a dtype"),
    }
}
