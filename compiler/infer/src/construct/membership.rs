//! `in` and `not in`.

use numjit_ir::{BinOp, CmpOp, Imm, Op, Ty, Type, Value};

use super::{compare, container, instance, library_call, optional, string, truth, tuple};
use crate::emit;
use crate::meaning::{Emitter, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `x in container` and `x not in container`
pub(super) fn infer_in(site: &mut Site<'_, '_>, op: CmpOp) -> Outcome {
    let negated = op == CmpOp::NotIn;
    if let Some(outcome) = instance::contains(site) {
        let meaning = outcome?;
        let callees = meaning.callees.clone();
        return Ok(Meaning::value(Ty::BOOL, move |e, args| {
            let found = super::binding::write_value(e, &meaning, args);
            finish(e, found, negated)
        })
        .calling_all(&callees));
    }
    let (item, container) = (
        optional::unwrapped(site.ty(0)),
        optional::unwrapped(site.ty(1)),
    );
    if let (Type::LitStr(item), Type::LitStr(text)) = (item.get(), container.get()) {
        return Ok(known(text.contains(&**item) != negated));
    }
    if let Some(types) = container.as_tuple() {
        return Ok(in_tuple(item, container, types, negated));
    }
    if let Some(outcome) = container::contains(site, item, container) {
        let meaning = outcome?;
        let callees = meaning.callees.clone();
        return Ok(Meaning::value(Ty::BOOL, move |e, args| {
            let found = super::binding::write_value(e, &meaning, args);
            finish(e, found, negated)
        })
        .calling_all(&callees));
    }
    match container.get() {
        Type::Range(element) if item.is_int() || item.is_bool() => Ok(in_range(*element, negated)),
        _ => in_library(site, op, item, container),
    }
}

fn known(value: bool) -> Meaning {
    Meaning::fixed(Ty::new(Type::LitBool(value)))
}

fn finish(e: &mut Emitter<'_>, value: Value, negated: bool) -> Value {
    if negated {
        truth::emit_not(e, value)
    } else {
        value
    }
}

/// Element by element; elements of incomparable types are not equal.
fn in_tuple(item: Ty, container: Ty, types: &'static [Ty], negated: bool) -> Meaning {
    let tests: Vec<_> = types
        .iter()
        .map(|&ty| compare::equality(item, ty))
        .collect();
    if tests.iter().all(Option::is_none) {
        return known(negated);
    }
    Meaning::value(Ty::BOOL, move |e, args| {
        let item = e.cast(args[0], item);
        let container = e.cast(args[1], container);
        let elements = tuple::elements(e, container);
        let mut equal = Vec::new();
        for (test, element) in tests.iter().zip(elements) {
            if let Some(test) = test {
                equal.push(test(e, item, element));
            }
        }
        let any = truth::emit_all(e, BinOp::BitOr, &equal);
        finish(e, any, negated)
    })
}

/// Between start and stop in the direction of the step, and at a whole number of steps from the start.
fn in_range(element: Ty, negated: bool) -> Meaning {
    Meaning::value(Ty::BOOL, move |e, args| {
        let item = e.cast(args[0], element);
        let part = |e: &mut Emitter<'_>, part: i64| {
            let imm = Imm::Ints(Box::new([part]));
            e.b.emit(Op::RangePart, &[args[1]], imm, element)
        };
        let (start, stop, step) = (part(e, 0), part(e, 1), part(e, 2));
        let zero = emit::int(&mut e.b, 0);
        let zero = e.cast(zero, element);
        let compare =
            |e: &mut Emitter<'_>, op, a, b| e.b.emit(Op::Compare, &[a, b], Imm::Cmp(op), Ty::BOOL);
        let up = [
            compare(e, CmpOp::Gt, step, zero),
            compare(e, CmpOp::Le, start, item),
            compare(e, CmpOp::Lt, item, stop),
        ];
        let down = [
            compare(e, CmpOp::Lt, step, zero),
            compare(e, CmpOp::Ge, start, item),
            compare(e, CmpOp::Gt, item, stop),
        ];
        let up = truth::emit_all(e, BinOp::BitAnd, &up);
        let down = truth::emit_all(e, BinOp::BitAnd, &down);
        let within = truth::emit_all(e, BinOp::BitOr, &[up, down]);
        let offset =
            e.b.emit(Op::Bin, &[item, start], Imm::Bin(BinOp::Sub), element);
        let rest =
            e.b.emit(Op::Bin, &[offset, step], Imm::Bin(BinOp::Mod), element);
        let hit = compare(e, CmpOp::Eq, rest, zero);
        let found = truth::emit_all(e, BinOp::BitAnd, &[within, hit]);
        finish(e, found, negated)
    })
}

/// Other containers are scanned by the library, as the functions `nj.array_contains` and `nj.str_contains` of (item, container).
fn in_library(site: &mut Site<'_, '_>, op: CmpOp, item: Ty, container: Ty) -> Outcome {
    let unsupported = |site: &Site<'_, '_>| {
        let name = op.text().replace('_', " ");
        report::unsupported_operands(site, &name, &[0, 1])
    };
    let path = if container.as_array().is_some() {
        "nj.array_contains"
    } else if string::is_string(container) && string::is_string(item) {
        "nj.str_contains"
    } else {
        return Err(unsupported(site));
    };
    let negated = op == CmpOp::NotIn;
    let Some(meaning) = library_call::by_path(site, path, &[item, container])? else {
        return Err(unsupported(site));
    };
    let callees = meaning.callees.clone();
    Ok(Meaning::value(Ty::BOOL, move |e, args| {
        let found = super::binding::write_value(e, &meaning, args);
        finish(e, found, negated)
    })
    .calling_all(&callees))
}
