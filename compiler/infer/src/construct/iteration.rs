//! Iteration.

use numjit_diag::codes;
use numjit_ir::{Op, Ty, Type};

use super::{array, binding, container, enumeration, generator, optional, string, tuple};
use crate::emit;
use crate::meaning::{Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `iter_start`
pub(super) fn infer_start(site: &mut Site<'_, '_>) -> Outcome {
    let given = optional::unwrapped(site.ty(0));
    if generator::parts(given).is_some() {
        return generator::infer_start(site, given);
    }
    if let Type::Namespace(class) = given.get()
        && let Some(members) = enumeration::infer_members(site, *class)
    {
        let state = Ty::new(Type::Iter(members.result()));
        return Ok(Meaning::value(state, move |e, args| {
            let members = binding::write_value(e, &members, args);
            e.op(Op::IterStart, &[members], state)
        }));
    }
    let Some(iterable) = uniform(given).filter(|&ty| element(ty).is_some()) else {
        unroll(site, given);
        let help = (given.is_int()).then_some("to count, go through `range(...)`");
        let help = match given.as_tuple() {
            Some(_) => Some("its elements have different types; index it with constants instead"),
            None => help,
        };
        let name = report::type_name(given);
        return Err(codes::nj0207_not_iterable::not_iterable(&name, help, site.here()).into());
    };
    if site.typing.untyped.is_generator {
        match iterable.as_tuple() {
            Some([]) => {}
            Some(_) => return Ok(generator::start_tuple(iterable)),
            None if holds_tuple(iterable) => {
                return Err(report::unsupported_use(
                    site,
                    "iteration inside a generator",
                    given,
                ));
            }
            None => {}
        }
    }
    let state = Ty::new(Type::Iter(iterable));
    Ok(Meaning::value(state, move |e, args| {
        let iterable = e.cast(args[0], iterable);
        e.op(Op::IterStart, &[iterable], state)
    }))
}

/// Longer tuples are not unrolled: the code would grow with them.
const MAX_UNROLLED: usize = 128;

/// Asks for the loop over a tuple of several types to be unrolled.
fn unroll(site: &mut Site<'_, '_>, tuple: Ty) {
    let Some(types) = tuple.as_tuple().filter(|types| types.len() <= MAX_UNROLLED) else {
        return;
    };
    let (_, span) = site.typing.func().locations.get(site.data().loc);
    site.cx.unroll.push((span.start, types.len() as u32));
}

/// Whether an iteration goes over a tuple along with others.
fn holds_tuple(ty: Ty) -> bool {
    match ty.get() {
        Type::Tuple(_) | Type::NamedTuple(_) => true,
        Type::Enumerate(inner) => holds_tuple(*inner),
        Type::Zip(inner) => inner.iter().any(|&ty| holds_tuple(ty)),
        _ => false,
    }
}

/// The iterable with its tuples of one element type, as an iteration needs them; none for a tuple that
/// has several.
fn uniform(ty: Ty) -> Option<Ty> {
    match ty.get() {
        Type::Tuple(types) => {
            let element = tuple::common_element(types)?;
            Some(Ty::uni_tuple(element, types.len()))
        }
        Type::NamedTuple(named) => {
            let element = tuple::common_element(&named.types)?;
            Some(Ty::uni_tuple(element, named.types.len()))
        }
        Type::LitStr(_) => Some(Ty::STR),
        _ => Some(ty),
    }
}

/// Type of the elements; none for what is not iterable.
pub(super) fn element(ty: Ty) -> Option<Ty> {
    match ty.get() {
        Type::Range(element) => Some(*element),
        Type::Array(array) => array::element(*array),
        Type::Tuple(types) => tuple::common_element(types),
        Type::Enumerate(inner) => Some(Ty::tuple([Ty::I64, element(*inner)?])),
        Type::Zip(inner) => {
            let elements: Option<Vec<Ty>> = inner.iter().map(|&ty| element(ty)).collect();
            Some(Ty::tuple(elements?))
        }
        Type::NdIndex(ndim) => Some(Ty::uni_tuple(Ty::I64, usize::from(*ndim))),
        Type::NdEnumerate(inner) => {
            let array = inner.as_array()?;
            let position = Ty::uni_tuple(Ty::I64, usize::from(array.ndim));
            Some(Ty::tuple([position, array.dtype]))
        }
        Type::Flat(inner) => Some(inner.as_array()?.dtype),
        _ if string::is_string(ty) => Some(Ty::STR),
        _ => container::element(ty),
    }
}

/// The iterable behind the state that is operand 0.
fn iterable(site: &Site<'_, '_>) -> Option<Ty> {
    match site.ty(0).get() {
        Type::Iter(iterable) => Some(*iterable),
        _ => None,
    }
}

/// Whether there is never an element: the iterable is the empty tuple.
fn is_empty(iterable: Ty) -> bool {
    iterable.as_tuple().is_some_and(<[Ty]>::is_empty)
}

/// `iter_has`
pub(super) fn infer_has(site: &Site<'_, '_>) -> Outcome {
    if let Some(state) = generator::state(site.ty(0)) {
        return Ok(generator::infer_has(&state));
    }
    if iterable(site).is_some_and(is_empty) {
        return Ok(Meaning::fixed(Ty::new(Type::LitBool(false))));
    }
    Ok(Meaning::value(Ty::BOOL, |e, args| {
        e.op(Op::IterHas, &[args[0]], Ty::BOOL)
    }))
}

/// `iter_get`
pub(super) fn infer_get(site: &Site<'_, '_>) -> Outcome {
    if let Some(state) = generator::state(site.ty(0)) {
        return Ok(generator::infer_get(&state));
    }
    let Some(ty) = iterable(site).and_then(element) else {
        return Err(report::internal(site, "an iteration without elements"));
    };
    if ty == Ty::NEVER || emit::is_fixed(ty) {
        return Ok(Meaning::fixed(ty));
    }
    Ok(Meaning::value(ty, move |e, args| {
        e.op(Op::IterGet, &[args[0]], ty)
    }))
}

/// `iter_advance`
pub(super) fn infer_advance(site: &mut Site<'_, '_>) -> Outcome {
    let state = site.ty(0);
    if let Some(state) = generator::state(state) {
        return generator::infer_advance(site, &state);
    }
    Ok(Meaning::value(state, move |e, args| {
        e.op(Op::IterAdvance, &[args[0]], state)
    }))
}
