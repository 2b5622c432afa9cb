//! Shorthands for emitting typed operations.

use numjit_abi::ExceptionKind;
use numjit_ir::{BinOp, Builder, CmpOp, Const, Imm, Op, Ty, Type, UnOp, Value};

/// The value as another type; itself if it has that type.
pub fn cast(b: &mut Builder<'_>, value: Value, ty: Ty) -> Value {
    let from = b.func.ty(value);
    if from == ty {
        return value;
    }
    match (from.get(), ty.get()) {
        (Type::LitInt(v), _) => constant_number(b, *v, ty),
        (Type::LitBool(v), _) => constant_number(b, i64::from(*v), ty),
        _ => None,
    }
    .unwrap_or_else(|| b.emit(Op::Cast, &[value], Imm::None, ty))
}

/// A known integer as a constant of the type, where no rounding or wrapping is in question.
fn constant_number(b: &mut Builder<'_>, value: i64, ty: Ty) -> Option<Value> {
    match ty.get() {
        Type::Int { bits: 64, .. } if value >= 0 => Some(const_int(b, value, ty)),
        Type::Int { signed: true, .. } if value.unsigned_abs() < 128 => {
            Some(const_int(b, value, ty))
        }
        Type::Int { .. } if (0..128).contains(&value) => Some(const_int(b, value, ty)),
        Type::Float(_) if value.unsigned_abs() < 1 << 24 => Some(const_float(b, value as f64, ty)),
        _ => None,
    }
}

/// An integer constant of an integer type.
pub fn const_int(b: &mut Builder<'_>, value: i64, ty: Ty) -> Value {
    b.emit(Op::Const, &[], Imm::Const(Const::Int(value)), ty)
}

/// A float constant of a float type.
pub fn const_float(b: &mut Builder<'_>, value: f64, ty: Ty) -> Value {
    b.emit(Op::Const, &[], Imm::Const(Const::Float(value)), ty)
}

/// A `bool` constant.
pub fn const_bool(b: &mut Builder<'_>, value: bool) -> Value {
    b.emit(Op::Const, &[], Imm::Const(Const::Bool(value)), Ty::BOOL)
}

/// A constant of its own literal or plain type.
pub fn constant(b: &mut Builder<'_>, value: Const) -> Value {
    let ty = crate::params::const_type(&value);
    b.emit(Op::Const, &[], Imm::Const(value), ty)
}

/// `None`.
pub fn none(b: &mut Builder<'_>) -> Value {
    b.emit(Op::Const, &[], Imm::Const(Const::None), Ty::NONE)
}

/// A literal `bool`.
pub fn literal_bool(b: &mut Builder<'_>, value: bool) -> Value {
    constant(b, Const::Bool(value))
}

/// A binary operator on operands of its types.
pub fn binary(b: &mut Builder<'_>, op: BinOp, left: Value, right: Value, ty: Ty) -> Value {
    b.emit(Op::Bin, &[left, right], Imm::Bin(op), ty)
}

/// A unary operator at the operand's type.
pub fn unary(b: &mut Builder<'_>, op: UnOp, value: Value, ty: Ty) -> Value {
    b.emit(Op::Un, &[value], Imm::Un(op), ty)
}

/// A comparison of operands of comparable types.
pub fn compare(b: &mut Builder<'_>, op: CmpOp, left: Value, right: Value) -> Value {
    b.emit(Op::Compare, &[left, right], Imm::Cmp(op), Ty::BOOL)
}

/// Leaves the function with an exception if a bool holds, and continues otherwise.
pub fn raise_if(b: &mut Builder<'_>, condition: Value, kind: ExceptionKind, message: &str) {
    let fail = b.func.add_block();
    let next = b.func.add_block();
    b.branch(condition, (fail, &[]), (next, &[]));
    b.func.block_mut(fail).cold = true;
    b.switch_to(fail);
    let message = constant(b, Const::Str(message.into()));
    b.effect(Op::Raise, &[message], Imm::Exception(kind));
    b.switch_to(next);
}

/// A scalar function by name.
pub fn math(b: &mut Builder<'_>, name: &str, args: &[Value], ty: Ty) -> Value {
    b.emit(Op::Math, args, Imm::Name(name.into()), ty)
}

/// `a` if the condition holds, else `other`; both of the type.
pub fn select(b: &mut Builder<'_>, condition: Value, a: Value, other: Value, ty: Ty) -> Value {
    b.emit(Op::Select, &[condition, a, other], Imm::None, ty)
}

/// Truth value.
pub fn truth(b: &mut Builder<'_>, value: Value) -> Value {
    if b.func.ty(value) == Ty::BOOL {
        return value;
    }
    b.emit(Op::Truth, &[value], Imm::None, Ty::BOOL)
}

/// A tuple of values.
pub fn tuple(b: &mut Builder<'_>, values: &[Value]) -> Value {
    let types: Vec<Ty> = values.iter().map(|&v| b.func.ty(v)).collect();
    b.emit(Op::Tuple, values, Imm::None, Ty::tuple(types))
}

/// Element of a tuple at a constant position.
pub fn tuple_get(b: &mut Builder<'_>, value: Value, index: usize) -> Value {
    let ty = b
        .func
        .ty(value)
        .as_tuple()
        .and_then(|types| types.get(index).copied())
        .unwrap_or(Ty::NEVER);
    b.emit(
        Op::TupleGet,
        &[value],
        Imm::Ints(Box::new([index as i64])),
        ty,
    )
}

/// All elements of a tuple.
pub fn tuple_elements(b: &mut Builder<'_>, value: Value) -> Vec<Value> {
    let len = b.func.ty(value).as_tuple().map_or(0, <[Ty]>::len);
    (0..len).map(|i| tuple_get(b, value, i)).collect()
}

/// Shape of an array as a tuple of `int64`.
pub fn array_shape(b: &mut Builder<'_>, array: Value) -> Value {
    let ndim = b.func.ty(array).as_array().map_or(0, |a| a.ndim);
    let ty = Ty::uni_tuple(Ty::I64, usize::from(ndim));
    b.emit(Op::ArrayShape, &[array], Imm::None, ty)
}

/// Number of elements of an array.
pub fn array_size(b: &mut Builder<'_>, array: Value) -> Value {
    b.emit(Op::ArraySize, &[array], Imm::None, Ty::I64)
}

/// Extent of one axis.
pub fn array_extent(b: &mut Builder<'_>, array: Value, axis: usize) -> Value {
    let shape = array_shape(b, array);
    tuple_get(b, shape, axis)
}

/// The element of a 0-d array.
pub fn array_item(b: &mut Builder<'_>, array: Value) -> Value {
    let dtype = b.func.ty(array).as_array().map_or(Ty::NEVER, |a| a.dtype);
    b.emit(Op::ArrayGet, &[array], Imm::None, dtype)
}

/// A value of a type that has a single value, such as a dtype.
pub fn unit(b: &mut Builder<'_>, ty: Ty) -> Value {
    b.emit(Op::Undef, &[], Imm::None, ty)
}

/// The value with its plain type instead of a literal one.
pub fn plain(b: &mut Builder<'_>, value: Value) -> Value {
    let ty = b.func.ty(value).unliteral();
    cast(b, value, ty)
}

/// The element of a 0-d array, the plain value of a literal, and any other value itself.
pub fn element(b: &mut Builder<'_>, value: Value) -> Value {
    match b.func.ty(value).as_array() {
        Some(array) if array.ndim == 0 => array_item(b, value),
        Some(_) => value,
        None => plain(b, value),
    }
}

/// An unsigned constant above the `int64` range.
pub fn const_uint(b: &mut Builder<'_>, value: u64, ty: Ty) -> Value {
    b.emit(Op::Const, &[], Imm::Const(Const::UInt(value)), ty)
}
