//! Truth values, and branches on them.

use numjit_abi::ExceptionKind;
use numjit_diag::codes;
use numjit_ir::{BinOp, CmpOp, Imm, Op, Ty, Type, Value};

use super::{instance, optional};
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// The truth value that a type alone decides.
pub(crate) fn known(ty: Ty) -> Option<bool> {
    match ty.get() {
        Type::None => Some(false),
        Type::LitBool(value) => Some(*value),
        Type::LitInt(value) => Some(*value != 0),
        Type::LitStr(value) => Some(!value.is_empty()),
        Type::Tuple(types) => Some(!types.is_empty()),
        Type::NamedTuple(tuple) => Some(!tuple.types.is_empty()),
        Type::Func(_)
        | Type::Closure { .. }
        | Type::Entity(_)
        | Type::Namespace(_)
        | Type::DType(_)
        | Type::ExceptionClass(_)
        | Type::UserExceptionClass(_)
        | Type::Exception
        | Type::Generator { .. }
        | Type::Class(_)
        | Type::Overload(_)
        | Type::Bound { .. }
        | Type::NamedTupleClass(_) => Some(true),
        _ => None,
    }
}

/// Whether values of the type have a truth value.
fn has_truth(ty: Ty) -> bool {
    match optional::unwrapped(ty).get() {
        Type::Str | Type::Range(_) => true,
        // It decides about `None`; see `construct/instance.rs` for the others.
        Type::Instance(_) => true,
        // Only an array of one element has one; that is seen when the program runs.
        Type::Array(_) => true,
        Type::List(_) | Type::TypedList(_) | Type::Dict(..) | Type::Set(_) | Type::Open(..) => true,
        _ => ty.is_number() || known(ty).is_some() || optional::unwrapped(ty).is_number(),
    }
}

fn check(site: &Site<'_, '_>, ty: Ty) -> Result<(), Fault> {
    if has_truth(ty) {
        return Ok(());
    }
    let name = report::type_name(ty);
    Err(codes::nj0219_no_truth_value::no_truth_value(&name, site.here()).into())
}

/// `branch`: the result is the condition as a bool.
pub(super) fn infer_branch(site: &mut Site<'_, '_>) -> Outcome {
    if let Some(outcome) = instance::truth(site, false) {
        return outcome;
    }
    let ty = site.ty(0);
    check(site, ty)?;
    Ok(Meaning::value(Ty::BOOL, move |e, args| {
        emit_truth(e, args[0])
    }))
}

/// `truth`
pub(super) fn infer_truth(site: &mut Site<'_, '_>) -> Outcome {
    if let Some(outcome) = instance::truth(site, false) {
        return outcome;
    }
    truth_of(site, site.ty(0))
}

/// The truth value of operand 0, which has the given type.
pub(super) fn truth_of(site: &Site<'_, '_>, ty: Ty) -> Outcome {
    check(site, ty)?;
    if let Some(value) = known(ty) {
        return Ok(Meaning::fixed(Ty::new(Type::LitBool(value))));
    }
    Ok(Meaning::value(Ty::BOOL, |e, args| emit_truth(e, args[0])))
}

/// `not` of operand 0, which has the given type.
pub(super) fn not(site: &mut Site<'_, '_>, ty: Ty) -> Outcome {
    if let Some(outcome) = instance::truth(site, true) {
        return outcome;
    }
    check(site, ty)?;
    if let Some(value) = known(ty) {
        return Ok(Meaning::fixed(Ty::new(Type::LitBool(!value))));
    }
    Ok(Meaning::value(Ty::BOOL, |e, args| {
        let truth = emit_truth(e, args[0]);
        emit_not(e, truth)
    }))
}

/// Writes the negation of a bool.
pub(super) fn emit_not(e: &mut Emitter<'_>, value: Value) -> Value {
    e.b.emit(Op::Un, &[value], Imm::Un(numjit_ir::UnOp::Not), Ty::BOOL)
}

/// Writes the truth value of a value as a bool.
pub(super) fn emit_truth(e: &mut Emitter<'_>, value: Value) -> Value {
    let ty = e.b.func.ty(value);
    if ty == Ty::BOOL {
        return value;
    }
    if let Some(value) = known(ty) {
        return emit::constant(&mut e.b, numjit_ir::Const::Bool(value), Ty::BOOL);
    }
    match ty.get() {
        Type::Optional(inner) => emit_optional_truth(e, value, *inner),
        Type::Range(_) => {
            let len = e.op(Op::RangeLen, &[value], Ty::I64);
            let zero = emit::int(&mut e.b, 0);
            e.b.emit(Op::Compare, &[len, zero], Imm::Cmp(CmpOp::Ne), Ty::BOOL)
        }
        Type::Array(array) => emit_array_truth(e, value, array.dtype),
        _ => e.op(Op::Truth, &[value], Ty::BOOL),
    }
}

/// Only an array of one element has a truth value.
fn emit_array_truth(e: &mut Emitter<'_>, value: Value, dtype: Ty) -> Value {
    let size = e.op(Op::ArraySize, &[value], Ty::I64);
    let one = emit::int(&mut e.b, 1);
    let wrong =
        e.b.emit(Op::Compare, &[size, one], Imm::Cmp(CmpOp::Ne), Ty::BOOL);
    let message = "The truth value of an array with more than one element is ambiguous. \
                   Use a.any() or a.all()";
    emit::raise_if(&mut e.b, wrong, ExceptionKind::ValueError, message);
    let zero = emit::int(&mut e.b, 0);
    let element = e.op(Op::ArrayFlatGet, &[value, zero], dtype);
    emit_truth(e, element)
}

/// False for `None`, else the truth value of what it holds, which is looked at only then.
fn emit_optional_truth(e: &mut Emitter<'_>, value: Value, inner: Ty) -> Value {
    let is_none = e.op(Op::IsNone, &[value], Ty::BOOL);
    let some = e.b.func.add_block();
    let none = e.b.func.add_block();
    let done = e.b.func.add_block();
    let result = e.b.func.add_param(done, Ty::BOOL);
    e.b.branch(is_none, (none, &[]), (some, &[]));
    e.b.switch_to(none);
    let no = emit::constant(&mut e.b, numjit_ir::Const::Bool(false), Ty::BOOL);
    e.b.jump(done, &[no]);
    e.b.switch_to(some);
    let inside = e.cast(value, inner);
    let truth = emit_truth(e, inside);
    e.b.jump(done, &[truth]);
    e.b.switch_to(done);
    result
}

/// Writes the conjunction or disjunction of bools; the neutral element for none.
pub(super) fn emit_all(e: &mut Emitter<'_>, op: BinOp, values: &[Value]) -> Value {
    let mut values = values.iter().copied();
    match values.next() {
        Some(first) => values.fold(first, |a, b| {
            e.b.emit(Op::Bin, &[a, b], Imm::Bin(op), Ty::BOOL)
        }),
        None => {
            let neutral = numjit_ir::Const::Bool(op == BinOp::BitAnd);
            emit::constant(&mut e.b, neutral, Ty::BOOL)
        }
    }
}
