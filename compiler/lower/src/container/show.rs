//! Containers as text: `str` and `repr` of lists, dicts and sets.

use numjit_ir::{IntCC, Ty, Type, Value};

use super::{len, list, table};
use crate::cx::{Cx, Lowered};
use crate::text::{Form, push, push_text};

/// Appends a container as `repr` shows it, which is how `str` shows it too.
pub(crate) fn push_container(
    cx: &mut Cx<'_>,
    buffer: Value,
    container: Value,
    ty: Ty,
) -> Lowered<()> {
    match *ty.get() {
        Type::List(element) | Type::TypedList(element) => {
            push_text(cx, buffer, "[");
            push_list(cx, buffer, container, element)?;
            push_text(cx, buffer, "]");
        }
        Type::Set(_) => push_set(cx, buffer, container, ty)?,
        _ => {
            push_text(cx, buffer, "{");
            push_entries(cx, buffer, container, ty)?;
            push_text(cx, buffer, "}");
        }
    }
    Ok(())
}

/// An empty set has no display of its own.
fn push_set(cx: &mut Cx<'_>, buffer: Value, set: Value, ty: Ty) -> Lowered<()> {
    let count = len(cx, set);
    let is_empty = cx.icmp_imm(IntCC::Eq, count, 0);
    let [(empty, _), (full, _), (done, _)] = [(); 3].map(|()| cx.create_block(&[]));
    cx.branch(is_empty, (empty, &[]), (full, &[]));
    cx.begin(empty);
    push_text(cx, buffer, "set()");
    cx.jump(done, &[]);
    cx.begin(full);
    push_text(cx, buffer, "{");
    push_entries(cx, buffer, set, ty)?;
    push_text(cx, buffer, "}");
    cx.jump(done, &[]);
    cx.begin(done);
    Ok(())
}

fn push_list(cx: &mut Cx<'_>, buffer: Value, container: Value, element: Ty) -> Lowered<()> {
    let zero = cx.i64(0);
    let (head, position) = cx.create_block(&[Ty::I64]);
    let [(body, _), (done, _)] = [(); 2].map(|()| cx.create_block(&[]));
    cx.jump(head, &[zero]);
    cx.begin(head);
    let count = len(cx, container);
    let more = cx.icmp(IntCC::Slt, position[0], count);
    cx.branch(more, (body, &[]), (done, &[]));
    cx.begin(body);
    separate(cx, buffer, position[0]);
    let vals = list::element_at(cx, container, element, position[0])?;
    push(cx, buffer, (&vals, element), Form::Repr)?;
    let next = cx.iadd_imm(position[0], 1);
    cx.jump(head, &[next]);
    cx.begin(done);
    Ok(())
}

/// A comma before every element but the first.
fn separate(cx: &mut Cx<'_>, buffer: Value, count: Value) {
    let later = cx.icmp_imm(IntCC::Ne, count, 0);
    let [(comma, _), (next, _)] = [(); 2].map(|()| cx.create_block(&[]));
    cx.branch(later, (comma, &[]), (next, &[]));
    cx.begin(comma);
    push_text(cx, buffer, ", ");
    cx.jump(next, &[]);
    cx.begin(next);
}

fn push_entries(cx: &mut Cx<'_>, buffer: Value, container: Value, ty: Ty) -> Lowered<()> {
    let zero = cx.i64(0);
    let (first, _) = table::begin(cx, container);
    let (head, state) = cx.create_block(&[Ty::I64, Ty::I64]);
    let [(body, _), (done, _)] = [(); 2].map(|()| cx.create_block(&[]));
    cx.jump(head, &[first, zero]);
    cx.begin(head);
    let more = table::has_entry(cx, container, state[0]);
    cx.branch(more, (body, &[]), (done, &[]));
    cx.begin(body);
    separate(cx, buffer, state[1]);
    push_entry(cx, buffer, container, ty, state[0])?;
    let next = table::next_entry(cx, container, state[0]);
    let count = cx.iadd_imm(state[1], 1);
    cx.jump(head, &[next, count]);
    cx.begin(done);
    Ok(())
}

fn push_entry(
    cx: &mut Cx<'_>,
    buffer: Value,
    container: Value,
    ty: Ty,
    position: Value,
) -> Lowered<()> {
    let (key, value) = table::entry_at(cx, container, ty, position)?;
    let Some((key_ty, value_ty)) = ty.as_table() else {
        return cx.unsupported(format!("text of {ty}"));
    };
    push(cx, buffer, (&key, key_ty), Form::Repr)?;
    if matches!(ty.get(), Type::Dict(..)) {
        push_text(cx, buffer, ": ");
        push(cx, buffer, (&value, value_ty), Form::Repr)?;
    }
    Ok(())
}
