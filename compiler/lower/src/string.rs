//! Strings: characters, slices, and the runtime's functions on them.

use numjit_abi::{ExceptionKind, StrOp, Symbol};
use numjit_ir::{InstData, IntCC, Ty, Type, Value};

use crate::array::view::{self, Slice};
use crate::cx::{Cx, Lowered, Vals};
use crate::emit::STACK;
use crate::iterate::character;
use crate::layout::flatten;
use crate::scalar::{cast, materialize};
use crate::value::{convert, name_of};

/// A typed operand as a str.
fn text(cx: &mut Cx<'_>, value: Value) -> Lowered<Vals> {
    let vals = cx.get(value);
    convert(cx, &vals, cx.ty(value), Ty::STR)
}

/// `str_index`.
pub(crate) fn index(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let text = text(cx, inst.args[0])?;
    let index = cx.get(inst.args[1]);
    let (index, _) = materialize(cx, index, cx.ty(inst.args[1]));
    let negative = cx.icmp_imm(IntCC::Slt, index[0], 0);
    let wrapped = cx.iadd(index[0], text[2]);
    let position = cx.pick(negative, wrapped, index[0]);
    let outside = cx.icmp(IntCC::Uge, position, text[2]);
    cx.raise_if(
        outside,
        ExceptionKind::IndexError,
        "string index out of range",
    );
    Ok(character(cx, &text, position))
}

fn resolve(cx: &mut Cx<'_>, slice: Value, len: Value) -> Lowered<Slice> {
    let Type::Slice { start, stop, step } = *cx.ty(slice).get() else {
        return cx.unsupported("a slice of a str that is no slice");
    };
    let parts = cx.get(slice);
    view::resolve(cx, &parts, [start, stop, step], len)
}

/// `str_slice`.
pub(crate) fn slice(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let text = text(cx, inst.args[0])?;
    let slice = resolve(cx, inst.args[1], text[2])?;
    let offset = cx.imul(slice.start, text[3]);
    let data = cx.ptr_add(text[1], offset);
    Ok(Vals::from_iter([text[0], data, slice.len, text[3]]))
}

/// `str_step`.
pub(crate) fn step(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let text = text(cx, inst.args[0])?;
    let slice = resolve(cx, inst.args[1], text[2])?;
    let words = [
        text[1],
        text[2],
        text[3],
        slice.start,
        slice.step,
        slice.len,
    ];
    Ok(run(cx, StrOp::Step, &words, Ty::STR))
}

/// `str_call`.
pub(crate) fn call(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let name = name_of(&inst.imm);
    let Some(op) = StrOp::from_name(name) else {
        return cx.unsupported(format!("the function {name} on strings"));
    };
    // The parts of a string that is split are owned by its owner.
    let shares = matches!(op, StrOp::Split | StrOp::SplitSpace);
    let mut words = Vec::new();
    for &arg in &inst.args {
        let ty = cx.ty(arg);
        if matches!(ty.get(), Type::Str | Type::LitStr(_)) {
            let with_owner = shares && words.is_empty();
            words.extend_from_slice(&text(cx, arg)?[usize::from(!with_owner)..]);
            continue;
        }
        let vals = cx.get(arg);
        if ty.as_list().is_some() {
            words.push(vals[0]);
            continue;
        }
        let (vals, ty) = materialize(cx, vals, ty);
        let wide = if ty.is_float() { Ty::F64 } else { Ty::I64 };
        words.push(cast::real(cx, vals[0], ty, wide));
    }
    Ok(run(cx, op, &words, cx.ty(inst.results[0])))
}

/// `+` on strings.
pub(crate) fn concat(cx: &mut Cx<'_>, left: Value, right: Value) -> Lowered<Vals> {
    let (a, b) = (text(cx, left)?, text(cx, right)?);
    let words = [&a[..], &b[1..]].concat();
    Ok(run(cx, StrOp::Append, &words, Ty::STR))
}

/// Calls a function of the runtime; the operands and the result are in slots on the stack.
fn run(cx: &mut Cx<'_>, op: StrOp, words: &[Value], result: Ty) -> Vals {
    let operands = cx.spill(words);
    let types = flatten(result);
    let slot = cx.slot(types.len());
    let out = cx.slot_addr(slot);
    let code = cx.iconst(Ty::I32, op as i64);
    cx.call_checked(Symbol::StrCall, &[cx.ctx, code, operands, out]);
    types
        .into_iter()
        .enumerate()
        .map(|(i, ty)| cx.load(ty, out, 8 * i as i32, STACK))
        .collect()
}
