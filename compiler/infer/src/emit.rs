//! Writing conversions and values that their type says all about.
//!
//! The convention for compile-time types, which later stages rely on: a value of a *fixed* type (see
//! [`is_fixed`]) has no machine representation. It is written where it is used, as `const` when it is a
//! literal, `None` or `...`, as `tuple` or `slice` of such values, and as `undef` of its type
//! otherwise (functions, modules, dtypes, exception classes). Blocks never have parameters of such
//! types, except the parameters of the function itself. A method value is its receiver.

use numjit_abi::ExceptionKind;
use numjit_ir::{Builder, Const, Imm, Op, Ty, Type, Value};

/// Whether the type alone determines the value.
pub(crate) fn is_fixed(ty: Ty) -> bool {
    match ty.get() {
        Type::Never
        | Type::None
        | Type::LitInt(_)
        | Type::LitBool(_)
        | Type::LitStr(_)
        | Type::Ellipsis
        | Type::DType(_)
        | Type::Entity(_)
        | Type::Namespace(_)
        | Type::Func(_)
        | Type::NamedTupleClass(_)
        | Type::Class(_)
        | Type::Overload(_)
        | Type::UserExceptionClass(_)
        | Type::ExceptionClass(_) => true,
        Type::Closure { captures, .. } => captures.iter().all(|&ty| is_fixed(ty)),
        Type::Tuple(types) => types.iter().all(|&ty| is_fixed(ty)),
        Type::NamedTuple(tuple) => tuple.types.iter().all(|&ty| is_fixed(ty)),
        Type::Slice { start, stop, step } => [start, stop, step].iter().all(|&&ty| is_fixed(ty)),
        Type::Method { receiver, .. } | Type::Bound { receiver, .. } => is_fixed(*receiver),
        _ => false,
    }
}

/// The type of the typed value that stands for an untyped value of this type.
pub(crate) fn runtime_type(ty: Ty) -> Ty {
    match ty.get() {
        Type::Method { receiver, .. } | Type::Bound { receiver, .. } => runtime_type(*receiver),
        _ => ty,
    }
}

/// Writes the value of a fixed type.
pub(crate) fn fixed(b: &mut Builder<'_>, ty: Ty) -> Value {
    match ty.get() {
        Type::None => constant(b, Const::None, ty),
        Type::LitInt(value) => constant(b, Const::Int(*value), ty),
        Type::LitBool(value) => constant(b, Const::Bool(*value), ty),
        Type::LitStr(value) => constant(b, Const::Str(value.clone()), ty),
        Type::Ellipsis => constant(b, Const::Ellipsis, ty),
        Type::Tuple(types) => fixed_parts(b, Op::Tuple, types, ty),
        Type::NamedTuple(tuple) => fixed_parts(b, Op::Tuple, &tuple.types, ty),
        Type::Slice { start, stop, step } => {
            fixed_parts(b, Op::MakeSlice, &[*start, *stop, *step], ty)
        }
        Type::Method { receiver, .. } | Type::Bound { receiver, .. } => fixed(b, *receiver),
        _ => b.emit(Op::Undef, &[], Imm::None, ty),
    }
}

fn fixed_parts(b: &mut Builder<'_>, op: Op, parts: &[Ty], ty: Ty) -> Value {
    let parts: Vec<Value> = parts.iter().map(|&part| fixed(b, part)).collect();
    b.emit(op, &parts, Imm::None, ty)
}

/// Writes a constant.
pub(crate) fn constant(b: &mut Builder<'_>, value: Const, ty: Ty) -> Value {
    b.emit(Op::Const, &[], Imm::Const(value), ty)
}

/// Writes an `int64` constant.
pub(crate) fn int(b: &mut Builder<'_>, value: i64) -> Value {
    constant(b, Const::Int(value), Ty::I64)
}

/// The plain type of a constant.
pub(crate) fn constant_type(value: &Const) -> Ty {
    match value {
        Const::None => Ty::NONE,
        Const::Bool(_) => Ty::BOOL,
        Const::Int(_) => Ty::I64,
        Const::UInt(_) => Ty::U64,
        Const::Float(_) => Ty::F64,
        Const::Complex(..) => Ty::C128,
        Const::Str(_) => Ty::STR,
        Const::Ellipsis => Ty::ELLIPSIS,
    }
}

/// The literal type of a constant, or its plain type where there is none.
pub(crate) fn literal_type(value: &Const) -> Ty {
    match value {
        Const::Bool(value) => Ty::new(Type::LitBool(*value)),
        Const::Int(value) => Ty::literal_int(*value),
        Const::Str(value) => Ty::new(Type::LitStr(value.clone())),
        Const::None | Const::UInt(_) | Const::Float(_) | Const::Complex(..) | Const::Ellipsis => {
            constant_type(value)
        }
    }
}

/// The type of the slice `:`.
pub(crate) fn full_slice_type() -> Ty {
    Ty::new(Type::Slice {
        start: Ty::NONE,
        stop: Ty::NONE,
        step: Ty::NONE,
    })
}

/// Writes the slice `:`.
pub(crate) fn full_slice(b: &mut Builder<'_>) -> Value {
    fixed(b, full_slice_type())
}

/// Element of a tuple value.
pub(crate) fn tuple_get(b: &mut Builder<'_>, tuple: Value, position: usize, ty: Ty) -> Value {
    if is_fixed(ty) {
        return fixed(b, ty);
    }
    let position = Imm::Ints(Box::new([position as i64]));
    b.emit(Op::TupleGet, &[tuple], position, ty)
}

/// Writes the value as another type. Values of that type already are returned as they are.
pub(crate) fn cast(b: &mut Builder<'_>, value: Value, to: Ty) -> Value {
    let from = b.func.ty(value);
    if from == to {
        return value;
    }
    match (from.get(), to.get()) {
        (Type::Never, _) => b.emit(Op::Undef, &[], Imm::None, to),
        (_, _) if is_fixed(to) => fixed(b, to),
        (Type::LitInt(_) | Type::LitBool(_) | Type::LitStr(_), _) => cast_literal(b, value, to),
        (Type::Optional(inner), _) => cast_optional(b, value, *inner, to),
        (Type::Enum(_), Type::Optional(inner)) if from == *inner => {
            b.emit(Op::Cast, &[value], Imm::None, to)
        }
        (Type::Enum(class), _) => {
            let value = b.emit(Op::Cast, &[value], Imm::None, class.value);
            cast(b, value, to)
        }
        (_, Type::Enum(class)) => {
            let value = cast(b, value, class.value);
            b.emit(Op::Cast, &[value], Imm::None, to)
        }
        (Type::None, Type::Optional(_)) => b.emit(Op::Cast, &[value], Imm::None, to),
        (_, Type::Optional(inner)) => {
            let value = cast(b, value, *inner);
            b.emit(Op::Cast, &[value], Imm::None, to)
        }
        (Type::Tuple(_) | Type::NamedTuple(_), Type::Tuple(_) | Type::NamedTuple(_)) => {
            cast_tuple(b, value, to)
        }
        _ => b.emit(Op::Cast, &[value], Imm::None, to),
    }
}

/// Literals become constants of the plain type at once; a float constant needs no conversion either.
fn cast_literal(b: &mut Builder<'_>, value: Value, to: Ty) -> Value {
    let from = b.func.ty(value);
    let value = match (from.get(), to.get()) {
        (Type::LitInt(v), Type::Float(64)) => constant(b, Const::Float(*v as f64), Ty::F64),
        (Type::LitInt(v), _) => constant(b, Const::Int(*v), Ty::I64),
        (Type::LitBool(v), Type::Int { .. }) => constant(b, Const::Int((*v).into()), Ty::I64),
        (Type::LitBool(v), _) => constant(b, Const::Bool(*v), Ty::BOOL),
        (Type::LitStr(v), _) => constant(b, Const::Str(v.clone()), Ty::STR),
        _ => value,
    };
    cast(b, value, to)
}

fn cast_optional(b: &mut Builder<'_>, value: Value, inner: Ty, to: Ty) -> Value {
    if let Type::Optional(_) = to.get() {
        return b.emit(Op::Cast, &[value], Imm::None, to);
    }
    let value = b.emit(Op::Cast, &[value], Imm::None, inner);
    cast(b, value, to)
}

fn cast_tuple(b: &mut Builder<'_>, value: Value, to: Ty) -> Value {
    let from = b.func.ty(value);
    let (Some(sources), Some(targets)) = (from.as_tuple(), to.as_tuple()) else {
        return value;
    };
    let parts: Vec<Value> = sources
        .iter()
        .zip(targets)
        .enumerate()
        .map(|(position, (&source, &target))| {
            let part = tuple_get(b, value, position, source);
            cast(b, part, target)
        })
        .collect();
    b.emit(Op::Tuple, &parts, Imm::None, to)
}

/// Leaves the function with an exception if a bool holds, and continues otherwise.
pub(crate) fn raise_if(b: &mut Builder<'_>, condition: Value, kind: ExceptionKind, message: &str) {
    raise_with(b, condition, kind, Some(message));
}

/// The same with an exception that has no arguments.
pub(crate) fn raise_without_message(b: &mut Builder<'_>, condition: Value, kind: ExceptionKind) {
    raise_with(b, condition, kind, None);
}

fn raise_with(b: &mut Builder<'_>, condition: Value, kind: ExceptionKind, message: Option<&str>) {
    let fail = b.func.add_block();
    let next = b.func.add_block();
    b.branch(condition, (fail, &[]), (next, &[]));
    b.func.block_mut(fail).cold = true;
    b.switch_to(fail);
    let message = message.map(|message| {
        let message = Const::Str(message.into());
        let ty = literal_type(&message);
        constant(b, message, ty)
    });
    b.effect(Op::Raise, message.as_slice(), Imm::Exception(kind));
    b.switch_to(next);
}
