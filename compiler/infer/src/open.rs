//! Containers whose element type is found from what is put into them.
//!
//! `xs = []` says nothing about the elements. The display has the type [`Type::Open`], which names the
//! instruction, until something else decides: an `append`, a store, a list it is joined with. A rule that
//! learns a type says so with a [`Refinement`]; the instruction is then typed anew in the next pass, and
//! with it everything that got its type from there. A container that is known, but too narrow for what is
//! put in (`xs = [1]; xs.append(0.5)`), is widened at the instructions that made it, as Numba does.

use std::collections::BTreeMap;

use numjit_ir::{Container, Inst, Op, Ty, Type, Value, ValueDef};
use numjit_library::promote;

use crate::typing::Typing;

/// An instruction that makes a container, and the type it has to have.
pub(crate) type Refinement = (Inst, Ty);

/// Whether some part of the type is not known yet.
pub(crate) fn is_open(ty: Ty) -> bool {
    match ty.get() {
        Type::Open(..) => true,
        Type::List(inner) | Type::TypedList(inner) | Type::Set(inner) | Type::Optional(inner) => {
            is_open(*inner)
        }
        Type::Iter(inner) | Type::Enumerate(inner) | Type::DictView(_, inner) => is_open(*inner),
        Type::Dict(key, value) => is_open(*key) || is_open(*value),
        Type::Tuple(types) | Type::Zip(types) => types.iter().any(|&ty| is_open(ty)),
        Type::NamedTuple(tuple) => tuple.types.iter().any(|&ty| is_open(ty)),
        Type::Method { receiver, .. } => is_open(*receiver),
        _ => false,
    }
}

/// The type with every container that has become known in its place.
pub(crate) fn resolved(ty: Ty, known: &BTreeMap<Inst, Ty>) -> Ty {
    if !is_open(ty) {
        return ty;
    }
    let inside = |ty: Ty| resolved(ty, known);
    match ty.get() {
        // What is known has been resolved when it was found.
        Type::Open(_, inst) => known.get(&Inst(*inst)).copied().unwrap_or(ty),
        Type::Optional(inner) => Ty::optional(inside(*inner)),
        Type::Tuple(types) => Ty::tuple(types.iter().map(|&ty| inside(ty)).collect::<Vec<_>>()),
        _ => match kind(ty) {
            Some(kind) => {
                let (first, second) = elements(ty);
                container(kind, inside(first), inside(second))
            }
            None => ty,
        },
    }
}

/// Whether a type says something of the container that an instruction makes.
pub(crate) fn mentions(ty: Ty, inst: Inst) -> bool {
    match ty.get() {
        Type::Open(_, maker) => *maker == inst.0,
        Type::Optional(inner) => mentions(*inner, inst),
        Type::Tuple(types) => types.iter().any(|&ty| mentions(ty, inst)),
        _ => {
            let (first, second) = elements(ty);
            [first, second]
                .iter()
                .any(|&ty| ty != Ty::NEVER && mentions(ty, inst))
        }
    }
}

/// Which kind of container a type is.
pub(crate) fn kind(ty: Ty) -> Option<Container> {
    Some(match ty.get() {
        Type::Open(kind, _) => *kind,
        Type::List(_) => Container::List,
        Type::TypedList(_) => Container::TypedList,
        Type::Dict(..) => Container::Dict,
        Type::Set(_) => Container::Set,
        _ => return None,
    })
}

/// A container type of a kind; the second type is that of a dict's values.
pub(crate) fn container(kind: Container, first: Ty, second: Ty) -> Ty {
    Ty::new(match kind {
        Container::List => Type::List(first),
        Container::TypedList => Type::TypedList(first),
        Container::Set => Type::Set(first),
        Container::Dict => Type::Dict(first, second),
    })
}

/// The element types of a container; `never` for an open one.
pub(crate) fn elements(ty: Ty) -> (Ty, Ty) {
    match ty.get() {
        Type::List(first) | Type::TypedList(first) | Type::Set(first) => (*first, Ty::NEVER),
        Type::Dict(key, value) => (*key, *value),
        _ => (Ty::NEVER, Ty::NEVER),
    }
}

/// What has to be refined so that a value of one type can be one of the other.
pub(crate) fn settle(from: Ty, to: Ty, out: &mut Vec<Refinement>) {
    if from == to || !is_open(from) {
        return;
    }
    match (from.get(), to.get()) {
        (Type::Open(_, inst), _) => {
            if kind(to).is_some() {
                out.push((Inst(*inst), to));
            }
        }
        (_, Type::Optional(inner)) if !matches!(from.get(), Type::Optional(_)) => {
            settle(from, *inner, out);
        }
        (Type::Optional(a), Type::Optional(b)) => settle(*a, *b, out),
        (Type::Dict(k, v), Type::Dict(k2, v2)) => {
            settle(*k, *k2, out);
            settle(*v, *v2, out);
        }
        (Type::Tuple(a), Type::Tuple(b)) => {
            a.iter().zip(b).for_each(|(&a, &b)| settle(a, b, out));
        }
        _ => {
            let (a, b) = (elements(from).0, elements(to).0);
            if a != Ty::NEVER && b != Ty::NEVER {
                settle(a, b, out);
            }
        }
    }
}

/// What has to be refined so that a container takes elements of these types besides those it has: none if
/// it takes them already, or cannot be made to.
pub(crate) fn admit(
    typing: &Typing,
    receiver: Value,
    ty: Ty,
    first: Ty,
    second: Ty,
) -> Vec<Refinement> {
    let mut out = Vec::new();
    let Some(kind) = kind(ty) else {
        return out;
    };
    let (old_first, old_second) = elements(ty);
    let (Some(new_first), Some(new_second)) = (
        promote::unify(old_first, first.unliteral()),
        promote::unify(old_second, second.unliteral()),
    ) else {
        return out;
    };
    if new_first == Ty::NEVER {
        return out;
    }
    let wanted = container(kind, new_first, new_second);
    settle(first, new_first, &mut out);
    settle(second, new_second, &mut out);
    if wanted == ty {
        return out;
    }
    settle(ty, wanted, &mut out);
    if !is_open(ty) {
        let mut makers = Vec::new();
        if find_makers(typing, receiver, &mut Vec::new(), &mut makers) {
            out.extend(makers.into_iter().map(|inst| (inst, wanted)));
        }
    }
    out
}

/// Collects the instructions that make the container a value is; false if some source is not one.
fn find_makers(
    typing: &Typing,
    value: Value,
    seen: &mut Vec<Value>,
    makers: &mut Vec<Inst>,
) -> bool {
    if seen.contains(&value) {
        return true;
    }
    seen.push(value);
    let func = typing.func();
    match func.values[value.index()].def {
        ValueDef::Param(block, _) if block == func.entry => false,
        ValueDef::Param(block, position) => {
            let edges: Vec<_> = typing.live_preds(block).collect();
            edges.into_iter().all(|edge| {
                let arg = typing.edge_arg(edge, position as usize);
                arg.is_some_and(|arg| find_makers(typing, arg, seen, makers))
            })
        }
        ValueDef::Result(inst, _) => {
            let makes = matches!(
                func.inst(inst).op,
                Op::ListDisplay | Op::SetDisplay | Op::DictDisplay
            );
            if makes {
                makers.push(inst);
            }
            makes
        }
    }
}
