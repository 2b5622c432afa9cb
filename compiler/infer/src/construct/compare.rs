//! Comparisons and identity.

use std::cmp::Ordering;

use numjit_ir::{CmpOp, Imm, Op, Ty, Type, Value};
use numjit_library::{promote, ufunc};

use super::{container, instance, library_call, membership, optional, string, truth};
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `compare`
pub(super) fn infer_compare(site: &mut Site<'_, '_>) -> Outcome {
    let Imm::Cmp(op) = site.data().imm else {
        return Err(report::internal(site, "a comparison without its operator"));
    };
    let (a, b) = (site.ty(0), site.ty(1));
    match op {
        CmpOp::In | CmpOp::NotIn => membership::infer_in(site, op),
        _ => match with_none(op, a, b)
            .or_else(|| fixed(op, a, b))
            .or_else(|| members(op, a, b))
        {
            Some(meaning) => Ok(meaning),
            None => match instance::compare(site, op) {
                Some(outcome) => outcome,
                None => compare(site, op, optional::unwrapped(a), optional::unwrapped(b)),
            },
        },
    }
}

/// Whether a comparison holds for this order of its operands.
pub(super) fn holds(op: CmpOp, order: Ordering) -> Option<bool> {
    Some(match op {
        CmpOp::Eq | CmpOp::Is => order.is_eq(),
        CmpOp::Ne | CmpOp::IsNot => order.is_ne(),
        CmpOp::Lt => order.is_lt(),
        CmpOp::Le => order.is_le(),
        CmpOp::Gt => order.is_gt(),
        CmpOp::Ge => order.is_ge(),
        CmpOp::In | CmpOp::NotIn => return None,
    })
}

fn known(value: bool) -> Meaning {
    Meaning::fixed(Ty::new(Type::LitBool(value)))
}

/// Whether `op` asks for equality, and if so whether for its absence.
fn negated(op: CmpOp) -> Option<bool> {
    match op {
        CmpOp::Eq | CmpOp::Is => Some(false),
        CmpOp::Ne | CmpOp::IsNot => Some(true),
        _ => None,
    }
}

/// Equality and identity with `None`: known from the type, except for optionals.
fn with_none(op: CmpOp, a: Ty, b: Ty) -> Option<Meaning> {
    let negated = negated(op)?;
    let (position, other) = match (a, b) {
        (Ty::NONE, other) => (1, other),
        (other, Ty::NONE) => (0, other),
        _ => return None,
    };
    if other == Ty::NONE {
        return Some(known(!negated));
    }
    if !optional::is_optional(other) {
        return Some(known(negated));
    }
    Some(Meaning::value(Ty::BOOL, move |e, args| {
        let is_none = e.op(Op::IsNone, &[args[position]], Ty::BOOL);
        if negated {
            truth::emit_not(e, is_none)
        } else {
            is_none
        }
    }))
}

/// Members of plain enumerations: equal if they are the same member of one class.
fn members(op: CmpOp, a: Ty, b: Ty) -> Option<Meaning> {
    let plain = |ty: Ty| matches!(ty.get(), Type::Enum(class) if !class.is_int);
    let negated = negated(op).filter(|_| plain(a) || plain(b))?;
    match (a.get(), b.get()) {
        (Type::Enum(x), Type::Enum(y)) if x.class == y.class => {
            let value = x.value;
            let same = equality(value, value)?;
            Some(Meaning::value(Ty::BOOL, move |e, args| {
                let x = e.cast(args[0], value);
                let y = e.cast(args[1], value);
                let equal = same(e, x, y);
                match negated {
                    true => truth::emit_not(e, equal),
                    false => equal,
                }
            }))
        }
        _ => Some(known(negated)),
    }
}

/// Literals, and values that only their type says something about.
fn fixed(op: CmpOp, a: Ty, b: Ty) -> Option<Meaning> {
    let literal = |ty: Ty| match ty.get() {
        Type::LitInt(value) => Some(*value),
        Type::LitBool(value) => Some(i64::from(*value)),
        _ => None,
    };
    if let (Some(a), Some(b)) = (literal(a), literal(b)) {
        return holds(op, a.cmp(&b)).map(known);
    }
    let negated = negated(op)?;
    if let (Some(a), Some(b)) = (dtype(a), dtype(b)) {
        return Some(known((a == b) != negated));
    }
    let opaque = |ty: Ty| {
        matches!(
            ty.get(),
            Type::Func(_)
                | Type::Entity(_)
                | Type::Namespace(_)
                | Type::ExceptionClass(_)
                | Type::UserExceptionClass(_)
                | Type::NamedTupleClass(_)
                | Type::Class(_)
                | Type::Overload(_)
                | Type::Ellipsis
        )
    };
    (opaque(a) && opaque(b)).then(|| known((a == b) != negated))
}

/// The scalar type that a dtype or scalar class stands for.
fn dtype(ty: Ty) -> Option<Ty> {
    match ty.get() {
        Type::DType(ty) => Some(*ty),
        Type::Entity(entity) => match numjit_library::item(*entity).kind {
            numjit_library::Kind::DType(ty, _) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

fn compare(site: &mut Site<'_, '_>, op: CmpOp, a: Ty, b: Ty) -> Outcome {
    if let Some(outcome) = container::compare(site, op, a, b) {
        return outcome;
    }
    if let Some(meaning) = string::compare(op, a, b) {
        return Ok(meaning);
    }
    // Text never equals a number.
    if let Some(negated) = negated(op)
        && (string::is_string(a) && b.is_number() || a.is_number() && string::is_string(b))
    {
        return Ok(known(negated));
    }
    if a.as_array().is_some() || b.as_array().is_some() {
        return on_arrays(site, op, a, b);
    }
    if let (Some(_), Some(_)) = (a.as_tuple(), b.as_tuple()) {
        return on_tuples(site, op, a, b);
    }
    match scalar_types(op, a, b) {
        Some((left, right)) => Ok(Meaning::value(Ty::BOOL, move |e, args| {
            let left = e.cast(args[0], left);
            let right = e.cast(args[1], right);
            emit_compare(e, op, left, right)
        })),
        None => Err(report::unsupported_operands(site, op.text(), &[0, 1])),
    }
}

/// Identity of numbers is equality; numbers of different kinds are never identical to Python, but
/// compiled code does not tell the kinds apart.
fn scalar_types(op: CmpOp, a: Ty, b: Ty) -> Option<(Ty, Ty)> {
    let types = promote::compare(op, a, b)?;
    Some((types.left, types.right))
}

fn emit_compare(e: &mut Emitter<'_>, op: CmpOp, left: Value, right: Value) -> Value {
    let op = match op {
        CmpOp::Is => CmpOp::Eq,
        CmpOp::IsNot => CmpOp::Ne,
        _ => op,
    };
    e.b.emit(Op::Compare, &[left, right], Imm::Cmp(op), Ty::BOOL)
}

fn on_arrays(site: &Site<'_, '_>, op: CmpOp, a: Ty, b: Ty) -> Outcome {
    let unsupported = || -> Fault { report::unsupported_operands(site, op.text(), &[0, 1]) };
    let row = ufunc::compare_row(op).ok_or_else(unsupported)?;
    let typed = ufunc::resolve(row, &[a, b], &site.options())
        .map_err(|reason| report::operand_mismatch(site, op.text(), &[0, 1], &reason))?;
    Ok(library_call::with_operands(typed, &[a, b]))
}

/// Tuples of different lengths are never equal; ordering needs comparable elements at the positions both have.
fn on_tuples(site: &Site<'_, '_>, op: CmpOp, a: Ty, b: Ty) -> Outcome {
    let unsupported = || -> Fault { report::unsupported_operands(site, op.text(), &[0, 1]) };
    let (left, right) = (
        a.as_tuple().unwrap_or_default(),
        b.as_tuple().unwrap_or_default(),
    );
    if left.len() != right.len()
        && let Some(negated) = negated(op)
    {
        return Ok(known(negated));
    }
    let op = match op {
        CmpOp::Is => CmpOp::Eq,
        CmpOp::IsNot => CmpOp::Ne,
        _ => op,
    };
    let comparable = |(&a, &b): (&Ty, &Ty)| element_types(op, a, b);
    let types: Option<Vec<(Ty, Ty)>> = left.iter().zip(right).map(comparable).collect();
    let common = left.len().min(right.len());
    let (mut x, mut y): (Vec<Ty>, Vec<Ty>) = types.ok_or_else(unsupported)?.into_iter().unzip();
    // What one tuple has more counts only as being longer.
    x.extend(left[common..].iter().map(|ty| ty.unliteral()));
    y.extend(right[common..].iter().map(|ty| ty.unliteral()));
    let (left, right) = (Ty::tuple(x), Ty::tuple(y));
    Ok(Meaning::value(Ty::BOOL, move |e, args| {
        let a = e.cast(args[0], left);
        let b = e.cast(args[1], right);
        emit_compare(e, op, a, b)
    }))
}

/// The types that two elements are compared as: for members of enumerations those of their values, where the members
/// can be compared.
fn element_types(op: CmpOp, a: Ty, b: Ty) -> Option<(Ty, Ty)> {
    match (a.get(), b.get()) {
        (Type::Enum(x), Type::Enum(y)) if x.class == y.class => {
            let ordered = !matches!(op, CmpOp::Eq | CmpOp::Ne) && !x.is_int;
            return element_types(op, x.value, y.value).filter(|_| !ordered);
        }
        (Type::Enum(x), _) if x.is_int => return element_types(op, x.value, b),
        (_, Type::Enum(y)) if y.is_int => return element_types(op, a, y.value),
        (Type::Enum(_), _) | (_, Type::Enum(_)) => return None,
        _ => {}
    }
    if string::is_string(a) && string::is_string(b) {
        return Some((Ty::STR, Ty::STR));
    }
    match (a.as_tuple(), b.as_tuple()) {
        (Some(x), Some(y)) if x.len() == y.len() => {
            let pairs = x.iter().zip(y).map(|(&a, &b)| element_types(op, a, b));
            let (x, y): (Vec<Ty>, Vec<Ty>) = pairs.collect::<Option<Vec<_>>>()?.into_iter().unzip();
            Some((Ty::tuple(x), Ty::tuple(y)))
        }
        _ => scalar_types(op, a, b),
    }
}

/// The meaning of `x == element` as a bool, for values that are written already; none if the types
/// cannot be compared, which makes them unequal.
pub(super) fn equality(a: Ty, b: Ty) -> Option<impl Fn(&mut Emitter<'_>, Value, Value) -> Value> {
    let (left, right) = element_types(CmpOp::Eq, a, b)?;
    Some(move |e: &mut Emitter<'_>, x: Value, y: Value| {
        let x = emit::cast(&mut e.b, x, left);
        let y = emit::cast(&mut e.b, y, right);
        emit_compare(e, CmpOp::Eq, x, y)
    })
}
