//! Unpacking assignments.

use numjit_abi::ExceptionKind;
use numjit_diag::codes;
use numjit_ir::{CmpOp, Imm, Op, Ty, Value};
use smallvec::SmallVec;

use super::{array, optional, tuple};
use crate::emit;
use crate::meaning::{Emitter, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `unpack`
pub(super) fn infer_unpack(site: &Site<'_, '_>) -> Outcome {
    let ty = optional::unwrapped(site.ty(0));
    let count = site.data().results.len();
    let name = report::type_name(ty);
    if let Some(types) = ty.as_tuple() {
        if types.len() != count {
            return Err(codes::nj0216_unpack_mismatch::unpack_mismatch(
                &name,
                count,
                types.len(),
                site.here(),
            )
            .into());
        }
        return Ok(several(types, move |e, args| {
            let tuple = e.cast(args[0], ty);
            tuple::elements(e, tuple)
        }));
    }
    if let Some(element) = ty.as_array().and_then(array::element) {
        return Ok(several(&vec![element; count], move |e, args| {
            let array = e.cast(args[0], ty);
            unpack_array(e, array, element, count)
        }));
    }
    if let Some(element) = ty.as_list() {
        return Ok(several(&vec![element; count], move |e, args| {
            let list = e.cast(args[0], ty);
            unpack_list(e, list, element, count)
        }));
    }
    Err(codes::nj0216_unpack_mismatch::unpack_unknown_length(&name, site.here()).into())
}

fn several(
    types: &[Ty],
    write: impl Fn(&mut Emitter<'_>, &[Value]) -> Vec<Value> + 'static,
) -> Meaning {
    Meaning {
        results: types.iter().copied().collect(),
        callees: SmallVec::new(),
        refine: Vec::new(),
        write: Box::new(move |e, args| write(e, args).into()),
    }
}

/// The elements along the first axis, whose extent is checked when the program runs.
fn unpack_array(e: &mut Emitter<'_>, array: Value, element: Ty, count: usize) -> Vec<Value> {
    let ndim =
        e.b.func
            .ty(array)
            .as_array()
            .map_or(1, |a| usize::from(a.ndim));
    let shape = e.op(Op::ArrayShape, &[array], Ty::uni_tuple(Ty::I64, ndim));
    let extent = emit::tuple_get(&mut e.b, shape, 0, Ty::I64);
    check_extent(e, extent, count);
    (0..count)
        .map(|position| unpack_one(e, array, element, ndim, position))
        .collect()
}

/// The elements of a list, whose length is checked when the program runs.
fn unpack_list(e: &mut Emitter<'_>, list: Value, element: Ty, count: usize) -> Vec<Value> {
    let extent = e.op(Op::ContainerLen, &[list], Ty::I64);
    check_extent(e, extent, count);
    (0..count)
        .map(|position| {
            let index = emit::int(&mut e.b, position as i64);
            e.op(Op::ListGet, &[list, index], element)
        })
        .collect()
}

/// Raises ValueError unless there are exactly so many elements.
fn check_extent(e: &mut Emitter<'_>, extent: Value, count: usize) {
    let wanted = emit::int(&mut e.b, count as i64);
    let few = e.b.emit(
        Op::Compare,
        &[extent, wanted],
        Imm::Cmp(CmpOp::Lt),
        Ty::BOOL,
    );
    let message = format!("not enough values to unpack (expected {count})");
    emit::raise_if(&mut e.b, few, ExceptionKind::ValueError, &message);
    let many = e.b.emit(
        Op::Compare,
        &[extent, wanted],
        Imm::Cmp(CmpOp::Gt),
        Ty::BOOL,
    );
    let message = format!("too many values to unpack (expected {count})");
    emit::raise_if(&mut e.b, many, ExceptionKind::ValueError, &message);
}

fn unpack_one(
    e: &mut Emitter<'_>,
    array: Value,
    element: Ty,
    ndim: usize,
    position: usize,
) -> Value {
    let index = emit::int(&mut e.b, position as i64);
    if ndim == 1 {
        return e.op(Op::ArrayGet, &[array, index], element);
    }
    let mut operands = vec![array, index];
    for _ in 1..ndim {
        operands.push(emit::full_slice(&mut e.b));
    }
    e.op(Op::ArrayView, &operands, element)
}
