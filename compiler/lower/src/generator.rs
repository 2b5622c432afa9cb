//! Generator objects: a block of 8-byte words, the owners of all slots first, then the other scalars.

use numjit_abi::Symbol;
use numjit_ir::{Alias, Imm, InstData, Ty, Value};

use crate::cx::{Cx, Lowered, Vals};
use crate::layout::{flatten, owners};
use crate::value::convert;

/// Offset of the payload's address in a block's header.
pub(crate) const DATA: i32 = std::mem::offset_of!(numjit_abi::MemBlock, data) as i32;

/// What is reached through a generator may be loaded only where the program does: the object of a variable
/// that has no value is null.
const STATE: Alias = Alias::Any;

/// Owners and other scalars of a state.
pub(crate) fn counts(types: &[Ty]) -> (usize, usize) {
    types.iter().fold((0, 0), |(held, others), &ty| {
        let owners = owners(ty).len();
        (held + owners, others + flatten(ty).len() - owners)
    })
}

/// For each scalar of a slot: its word, and whether it is an owner.
pub(crate) fn places(types: &[Ty], slot: usize) -> Vec<(i32, bool)> {
    let (all_owners, _) = counts(types);
    let (mut owner, other) = counts(&types[..slot]);
    let mut other = all_owners + other;
    let owners = owners(types[slot]);
    (0..flatten(types[slot]).len())
        .map(|position| {
            let is_owner = owners.contains(&position);
            let next = if is_owner { &mut owner } else { &mut other };
            *next += 1;
            (*next as i32 - 1, is_owner)
        })
        .collect()
}

/// `generator_new`.
pub(crate) fn new(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let Imm::Ty(state) = inst.imm else {
        return cx.unsupported("a generator without a state");
    };
    let (held, others) = counts(state.as_tuple().unwrap_or_default());
    let (held, others) = (cx.i64(held as i64), cx.i64(others as i64));
    let object = cx.call_value(Symbol::GeneratorNew, &[cx.ctx, held, others]);
    Ok(Vals::from_iter([object]))
}

/// The address of a generator's words, and where those of the slot are.
fn slot(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<(Value, Vec<(i32, bool)>)> {
    let Imm::Place(state, slot) = inst.imm else {
        return cx.unsupported("a place in a generator without its number");
    };
    let types = state.as_tuple().unwrap_or_default();
    if slot as usize >= types.len() {
        return cx.unsupported("a place that a generator does not have");
    }
    let object = cx.get(inst.args[0]);
    let words = cx.load(Ty::PTR, object[0], DATA, STATE);
    Ok((words, places(types, slot as usize)))
}

/// `generator_take`: owners move out of the state.
pub(crate) fn take(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let (words, places) = slot(cx, inst)?;
    let types = flatten(cx.ty(inst.results[0]));
    let mut vals = Vals::new();
    for (ty, (word, is_owner)) in types.into_iter().zip(places) {
        vals.push(cx.load(ty, words, 8 * word, STATE));
        if is_owner {
            let null = cx.null();
            cx.store(words, null, 8 * word, STATE);
        }
    }
    Ok(vals)
}

/// `generator_put`: the state gets references of its own.
pub(crate) fn put(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let (words, places) = slot(cx, inst)?;
    let Imm::Place(state, slot) = inst.imm else {
        return Ok(());
    };
    let ty = state.as_tuple().unwrap_or_default()[slot as usize];
    let vals = cx.get(inst.args[1]);
    let vals = convert(cx, &vals, cx.ty(inst.args[1]), ty)?;
    for (&value, (word, is_owner)) in vals.iter().zip(places) {
        if is_owner {
            cx.call_symbol(Symbol::Retain, &[value]);
        }
        cx.store(words, value, 8 * word, STATE);
    }
    Ok(())
}
