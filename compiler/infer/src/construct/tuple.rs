//! Tuples: displays, concatenation, constant and dynamic subscripts.

use numjit_diag::codes;
use numjit_ir::{BinOp, Op, Ty, Type, Value};

use super::optional;
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `tuple`
pub(super) fn infer_tuple(site: &Site<'_, '_>) -> Outcome {
    Ok(display(Ty::tuple(site.types())))
}

/// A tuple of all operands.
pub(super) fn display(ty: Ty) -> Meaning {
    if emit::is_fixed(ty) {
        return Meaning::fixed(ty);
    }
    Meaning::value(ty, move |e, args| e.op(Op::Tuple, args, ty))
}

/// Longer results of repetition are not made: every element is a value of its own.
const MAX_REPEATED: usize = 1 << 10;

/// Concatenation, and repetition a constant number of times; none if the types or the operator are
/// others.
pub(super) fn binary(op: BinOp, a: Ty, b: Ty) -> Option<Meaning> {
    match (op, a.get(), b.get()) {
        (BinOp::Add, Type::Tuple(left), Type::Tuple(right)) => Some(joined(a, b, left, right)),
        (BinOp::Mul, Type::Tuple(types), Type::LitInt(times)) => repeated(0, a, types, *times),
        (BinOp::Mul, Type::LitInt(times), Type::Tuple(types)) => repeated(1, b, types, *times),
        _ => None,
    }
}

fn repeated(operand: usize, tuple: Ty, types: &[Ty], times: i64) -> Option<Meaning> {
    let times = usize::try_from(times).unwrap_or(0);
    if types.len().checked_mul(times)? > MAX_REPEATED {
        return None;
    }
    let ty = Ty::tuple(types.repeat(times));
    Some(Meaning::value(ty, move |e, args| {
        let tuple = e.cast(args[operand], tuple);
        let parts = elements(e, tuple).repeat(times);
        e.op(Op::Tuple, &parts, ty)
    }))
}

fn joined(a: Ty, b: Ty, left: &[Ty], right: &[Ty]) -> Meaning {
    let ty = Ty::tuple([left, right].concat());
    Meaning::value(ty, move |e, args| {
        let a = e.cast(args[0], a);
        let b = e.cast(args[1], b);
        let parts = [elements(e, a), elements(e, b)].concat();
        e.op(Op::Tuple, &parts, ty)
    })
}

/// Writes a tuple of values of these types.
pub(super) fn of(e: &mut Emitter<'_>, values: &[Value], types: &[Ty]) -> Value {
    e.op(Op::Tuple, values, Ty::tuple(types.to_vec()))
}

/// Writes all elements of a tuple.
pub(super) fn elements(e: &mut Emitter<'_>, tuple: Value) -> Vec<Value> {
    let types = e.b.func.ty(tuple).as_tuple().unwrap_or_default();
    types
        .iter()
        .enumerate()
        .map(|(position, &ty)| emit::tuple_get(&mut e.b, tuple, position, ty))
        .collect()
}

/// The one type of all elements, for iteration and dynamic indices; `never` for the empty tuple.
pub(super) fn common_element(types: &[Ty]) -> Option<Ty> {
    let plain = |&ty: &Ty| ty.unliteral();
    let first = types.first().map_or(Ty::NEVER, plain);
    let same = types.iter().all(|ty| plain(ty) == first);
    same.then_some(first)
}

/// `t[index]`, the tuple being operand 0 and of the given type.
pub(super) fn getitem(site: &Site<'_, '_>, tuple: Ty, types: &'static [Ty], index: Ty) -> Outcome {
    match optional::unwrapped(index).get() {
        Type::LitInt(index) => constant_index(site, tuple, types, *index),
        Type::LitBool(index) => constant_index(site, tuple, types, i64::from(*index)),
        Type::Int { .. } | Type::Bool => dynamic_index(site, tuple, types),
        Type::Slice { start, stop, step } => {
            constant_slice(site, tuple, types, [*start, *stop, *step])
        }
        _ => Err(report::wrong_index(
            site,
            tuple,
            index,
            "integers and constant slices",
        )),
    }
}

fn constant_index(site: &Site<'_, '_>, tuple: Ty, types: &[Ty], index: i64) -> Outcome {
    let len = types.len() as i64;
    let position = if index < 0 {
        index.saturating_add(len)
    } else {
        index
    };
    if !(0..len).contains(&position) {
        return Err(codes::nj0210_wrong_index::tuple_index_out_of_range(
            &report::type_name(tuple),
            index,
            types.len(),
            site.here(),
        )
        .into());
    }
    let position = position as usize;
    let ty = types[position];
    if emit::is_fixed(ty) {
        return Ok(Meaning::fixed(ty));
    }
    Ok(Meaning::value(ty, move |e, args| {
        let tuple = e.cast(args[0], tuple);
        emit::tuple_get(&mut e.b, tuple, position, ty)
    }))
}

fn dynamic_index(site: &Site<'_, '_>, tuple: Ty, types: &[Ty]) -> Outcome {
    let not_constant = || -> Fault {
        let name = report::type_name(tuple);
        codes::nj0209_tuple_index_not_constant::tuple_index_not_constant(&name, site.here()).into()
    };
    let element = common_element(types)
        .filter(|&ty| ty != Ty::NEVER)
        .ok_or_else(not_constant)?;
    let uniform = Ty::uni_tuple(element, types.len());
    Ok(Meaning::value(element, move |e, args| {
        let tuple = e.cast(args[0], uniform);
        let index = e.cast(args[1], Ty::I64);
        e.op(Op::TupleIndex, &[tuple, index], element)
    }))
}

fn constant_slice(site: &Site<'_, '_>, tuple: Ty, types: &[Ty], parts: [Ty; 3]) -> Outcome {
    let Some(positions) = slice_positions(types.len(), parts) else {
        let name = report::type_name(tuple);
        return Err(
            codes::nj0209_tuple_index_not_constant::tuple_index_not_constant(&name, site.here())
                .into(),
        );
    };
    let parts: Vec<Ty> = positions.iter().map(|&position| types[position]).collect();
    let ty = Ty::tuple(parts.clone());
    Ok(Meaning::value(ty, move |e, args| {
        let tuple = e.cast(args[0], tuple);
        let values: Vec<Value> = positions
            .iter()
            .zip(&parts)
            .map(|(&position, &ty)| emit::tuple_get(&mut e.b, tuple, position, ty))
            .collect();
        e.op(Op::Tuple, &values, ty)
    }))
}

/// The positions a constant slice selects; none if a part is not constant or the step is 0.
fn slice_positions(len: usize, [start, stop, step]: [Ty; 3]) -> Option<Vec<usize>> {
    let len = len as i64;
    let step = literal(step)?.unwrap_or(1);
    if step == 0 {
        return None;
    }
    // CPython's rule: negative parts count from the end, then parts are clamped.
    let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let clamp = |part: i64| {
        let part = if part < 0 {
            part.saturating_add(len)
        } else {
            part
        };
        part.clamp(low, high)
    };
    let first = if step > 0 { low } else { high };
    let last = if step > 0 { high } else { low };
    let mut at = literal(start)?.map_or(first, clamp);
    let end = literal(stop)?.map_or(last, clamp);
    let mut positions = Vec::new();
    while (step > 0 && at < end) || (step < 0 && at > end) {
        positions.push(usize::try_from(at).ok()?);
        at = at.saturating_add(step);
    }
    Some(positions)
}

/// The value of a slice part: absent, or a constant; none if it is not constant.
fn literal(part: Ty) -> Option<Option<i64>> {
    match part.get() {
        Type::None => Some(None),
        Type::LitInt(value) => Some(Some(*value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lit(value: i64) -> Ty {
        Ty::new(Type::LitInt(value))
    }

    #[test]
    fn slices_select_as_python_does() {
        let all = |parts| slice_positions(4, parts);
        assert_eq!(all([Ty::NONE, Ty::NONE, Ty::NONE]), Some(vec![0, 1, 2, 3]));
        assert_eq!(all([lit(1), lit(-1), Ty::NONE]), Some(vec![1, 2]));
        assert_eq!(all([Ty::NONE, Ty::NONE, lit(-2)]), Some(vec![3, 1]));
        assert_eq!(all([lit(9), Ty::NONE, Ty::NONE]), Some(vec![]));
        assert_eq!(all([Ty::I64, Ty::NONE, Ty::NONE]), None);
    }
}
