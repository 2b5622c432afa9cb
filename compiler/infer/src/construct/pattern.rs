//! The tests of `match` statements that the types of subject and class decide.

use numjit_ir::{CmpOp, Imm, Op, Ty, Type};

use super::{compare, isinstance};
use crate::emit;
use crate::meaning::{Meaning, Outcome};
use crate::report;
use crate::site::Site;

fn literal(value: bool) -> Meaning {
    Meaning::fixed(Ty::new(Type::LitBool(value)))
}

/// `matches`: a comparison in which values that cannot be compared are different.
fn infer_matches(site: &mut Site<'_, '_>) -> Outcome {
    let Imm::Cmp(op) = site.data().imm else {
        return Err(report::internal(site, "a pattern without a comparison"));
    };
    let (subject, pattern) = (site.ty(0), site.ty(1));
    if op == CmpOp::Is && pattern != Ty::NONE && !subject.is_bool() {
        return Ok(literal(false));
    }
    Ok(compare::infer_compare(site).unwrap_or_else(|_| literal(false)))
}

/// `match_length`
fn infer_length(site: &Site<'_, '_>) -> Outcome {
    let ty = site.ty(0);
    let length = position(site);
    match ty.get() {
        Type::Tuple(types) => Ok(literal(types.len() == length)),
        Type::NamedTuple(tuple) => Ok(literal(tuple.types.len() == length)),
        Type::List(_) => Err(report::unsupported_use(site, "a sequence pattern", ty)),
        _ => Ok(literal(false)),
    }
}

/// `match_class`
fn infer_class(site: &Site<'_, '_>) -> Outcome {
    let found = isinstance::is_one_of(site, site.ty(0), site.ty(1))?;
    Ok(literal(found))
}

/// `match_part`: what a positional pattern of a class speaks of. The simple classes have one, the value
/// itself; a named tuple class has its fields.
fn infer_part(site: &Site<'_, '_>) -> Outcome {
    let (subject, class) = (site.ty(0), site.ty(1));
    let position = position(site);
    match (subject.get(), class.get()) {
        (Type::NamedTuple(tuple), Type::NamedTupleClass(_)) if position < tuple.types.len() => {
            let ty = tuple.types[position];
            Ok(Meaning::value(ty, move |e, args| {
                emit::tuple_get(&mut e.b, args[0], position, ty)
            }))
        }
        (_, Type::Entity(_) | Type::DType(_)) if position == 0 => Ok(Meaning::operand(0, subject)),
        _ => Err(report::unsupported_use(
            site,
            "as many positional patterns",
            class,
        )),
    }
}

fn position(site: &Site<'_, '_>) -> usize {
    match &site.data().imm {
        Imm::Ints(position) => usize::try_from(position[0]).unwrap_or(usize::MAX),
        _ => usize::MAX,
    }
}

/// The meaning of one of the operations of `match`.
pub(super) fn infer(site: &mut Site<'_, '_>, op: Op) -> Outcome {
    match op {
        Op::Matches => infer_matches(site),
        Op::MatchLength => infer_length(site),
        Op::MatchClass => infer_class(site),
        _ => infer_part(site),
    }
}
