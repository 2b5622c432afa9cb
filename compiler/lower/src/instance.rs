//! Instances of the program's classes: a block of 8-byte words like a generator's, the owners of all
//! fields first, then the other scalars.

use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::{Alias, Imm, InstData, IntCC, Ty, Type, Value, classes};

use crate::container::own;
use crate::cx::{Cx, Lowered, Vals};
use crate::generator::{DATA, counts, places};
use crate::layout::{flatten, owners};
use crate::value::convert;

/// Fields are loaded only where the program does: an instance may stand behind a check for `None`.
const FIELD: Alias = Alias::Any;

/// Where the scalars of a field lie: for each, its 8-byte word and whether it is an owner.
pub fn field_words(types: &[Ty], field: usize) -> Vec<(usize, bool)> {
    let places = places(types, field).into_iter();
    places
        .map(|(word, is_owner)| (word as usize, is_owner))
        .collect()
}

/// Words for owners and words for other scalars of an instance whose fields have these types.
pub fn word_counts(types: &[Ty]) -> (usize, usize) {
    counts(types)
}

/// `instance_new`.
pub(crate) fn new(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let ty = cx.ty(inst.results[0]);
    let Type::Instance(class) = *ty.get() else {
        return cx.unsupported(format!("an instance of {ty}"));
    };
    let (held, others) = counts(&classes::get(class).types());
    let (held, others) = (cx.i64(held as i64), cx.i64(others as i64));
    let object = cx.call_value(Symbol::GeneratorNew, &[cx.ctx, held, others]);
    Ok(Vals::from_iter([object]))
}

/// A field of an instance: its name, its type, and where it lies.
struct Place {
    name: String,
    ty: Ty,
    words: Value,
    places: Vec<(i32, bool)>,
}

fn place(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Place> {
    let (Type::Instance(class), Imm::Ints(position)) = (cx.ty(inst.args[0]).get(), &inst.imm)
    else {
        return cx.unsupported("a field of something that is no instance");
    };
    let class = classes::get(*class);
    let position = position.first().map_or(0, |&position| position as usize);
    let Some(field) = class.fields.get(position) else {
        return cx.unsupported("a field that a class does not have");
    };
    let object = cx.get(inst.args[0])[0];
    let null = cx.icmp_imm(IntCC::Eq, object, 0);
    let message = format!("{} object is not set", class.name);
    cx.raise_if(null, ExceptionKind::AttributeError, &message);
    Ok(Place {
        name: format!(
            "'{}' object has no value in '{}' yet",
            class.name, field.name
        ),
        ty: field.ty,
        words: cx.load(Ty::PTR, object, DATA, FIELD),
        places: places(&class.types(), position),
    })
}

fn load(cx: &mut Cx<'_>, place: &Place) -> Vals {
    let types = flatten(place.ty).into_iter().zip(&place.places);
    types
        .map(|(ty, (word, _))| cx.load(ty, place.words, 8 * word, FIELD))
        .collect()
}

/// `field_get`.
pub(crate) fn get(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let place = place(cx, inst)?;
    let vals = load(cx, &place);
    check_set(cx, &vals, place.ty, &place.name);
    for position in owners(place.ty) {
        cx.call_symbol(Symbol::Retain, &[vals[position]]);
    }
    convert(cx, &vals, place.ty, cx.ty(inst.results[0]))
}

/// Raises for a field that was never set and whose zeros are no value of its type. An optional is `None`
/// then, a number 0, and an array has no elements.
fn check_set(cx: &mut Cx<'_>, vals: &[Value], ty: Ty, message: &str) {
    let unset = match ty.get() {
        // Every text has a width.
        Type::Str => cx.icmp_imm(IntCC::Eq, vals[3], 0),
        Type::List(_) | Type::TypedList(_) | Type::Dict(..) | Type::Set(_) | Type::Instance(_) => {
            cx.icmp_imm(IntCC::Eq, vals[0], 0)
        }
        Type::Tuple(types) => return check_parts(cx, vals, types, message),
        Type::NamedTuple(tuple) => return check_parts(cx, vals, &tuple.types, message),
        _ => return,
    };
    cx.raise_if(unset, ExceptionKind::AttributeError, message);
}

fn check_parts(cx: &mut Cx<'_>, vals: &[Value], types: &[Ty], message: &str) {
    for (part, &ty) in crate::value::split(vals, types).iter().zip(types) {
        check_set(cx, part, ty, message);
    }
}

/// `field_set`: the field gets owners of its own, and gives up those it had.
pub(crate) fn set(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let place = place(cx, inst)?;
    let given = cx.get(inst.args[1]);
    let vals = convert(cx, &given, cx.ty(inst.args[1]), place.ty)?;
    let vals = own(cx, &vals, place.ty);
    let mut old = Vals::new();
    for (&value, &(word, is_owner)) in vals.iter().zip(&place.places) {
        if is_owner {
            old.push(cx.load(Ty::PTR, place.words, 8 * word, FIELD));
        }
        cx.store(place.words, value, 8 * word, FIELD);
    }
    for owner in old {
        cx.call_symbol(Symbol::Release, &[owner]);
    }
    Ok(())
}
