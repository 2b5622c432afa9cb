//! `raise`: exceptions with computed arguments.

use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::{Const, Imm, InstData, Op, Ty, Type, Value};

use crate::cx::{Cx, Lowered};
use crate::scalar::{cast, materialize};
use crate::value::{convert, split};

/// `raise`.
pub(crate) fn raise(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    match (&inst.imm, constant_message(cx, inst)) {
        (Imm::Exception(kind), Some(message)) => cx.record(*kind, &message),
        (Imm::Exception(kind), None) => build(cx, *kind as i64, inst)?,
        (Imm::Ints(code), _) => build(cx, code[0], inst)?,
        (Imm::None, _) if inst.args.len() == 1 => record_again(cx, inst.args[0]),
        _ => return cx.unsupported("raise without an exception class"),
    }
    let exit = cx.exit();
    cx.jump(exit, &[]);
    Ok(())
}

/// `reraise`.
pub(crate) fn reraise(cx: &mut Cx<'_>, inst: &InstData) {
    record_again(cx, inst.args[0]);
    cx.leave_silently();
}

fn record_again(cx: &mut Cx<'_>, exception: Value) {
    let object = cx.get(exception);
    cx.call_symbol(Symbol::ExcAgain, &[cx.ctx, object[0]]);
}

/// The message of an exception whose only argument is a constant string.
fn constant_message(cx: &Cx<'_>, inst: &InstData) -> Option<String> {
    let [only] = inst.args[..] else {
        return None;
    };
    if let Type::LitStr(text) = cx.ty(only).get() {
        return Some(text.to_string());
    }
    let def = cx.typed.def(only)?;
    match (def.op, &def.imm) {
        (Op::Const, Imm::Const(Const::Str(text))) => Some(text.to_string()),
        _ => None,
    }
}

/// Builds an exception of the class with a code.
fn build(cx: &mut Cx<'_>, code: i64, inst: &InstData) -> Lowered<()> {
    let kind = cx.iconst(Ty::I32, code);
    cx.call_symbol(Symbol::ExcBegin, &[cx.ctx, kind]);
    for &arg in &inst.args {
        let vals = cx.get(arg);
        push(cx, &vals, cx.ty(arg))?;
    }
    Ok(())
}

/// Records an exception with one value as its argument.
pub(crate) fn record_value(
    cx: &mut Cx<'_>,
    kind: ExceptionKind,
    vals: &[Value],
    ty: Ty,
) -> Lowered<()> {
    let kind = cx.iconst(Ty::I32, kind as i64);
    cx.call_symbol(Symbol::ExcBegin, &[cx.ctx, kind]);
    push(cx, vals, ty)
}

/// Appends an argument to the exception being built.
fn push(cx: &mut Cx<'_>, vals: &[Value], ty: Ty) -> Lowered<()> {
    if ty.is_number() {
        let (vals, ty) = materialize(cx, vals.into(), ty);
        push_number(cx, &vals, ty);
        return Ok(());
    }
    match ty.get() {
        Type::None => {
            cx.call_symbol(Symbol::ExcPushNone, &[cx.ctx]);
        }
        Type::Str | Type::LitStr(_) => {
            let text = convert(cx, vals, ty, Ty::STR)?;
            let args = [cx.ctx, text[1], text[2], text[3]];
            cx.call_symbol(Symbol::ExcPushStr, &args);
        }
        Type::Tuple(types) => {
            for (part, &ty) in split(vals, types).iter().zip(types) {
                push(cx, part, ty)?;
            }
            let len = cx.i64(types.len() as i64);
            cx.call_symbol(Symbol::ExcPushTuple, &[cx.ctx, len]);
        }
        Type::NamedTuple(tuple) => return push(cx, vals, Ty::tuple(tuple.types.to_vec())),
        Type::Optional(inner) => push_optional(cx, vals, *inner)?,
        _ => return cx.unsupported(format!("an exception argument of type {ty}")),
    }
    Ok(())
}

fn push_number(cx: &mut Cx<'_>, vals: &[Value], ty: Ty) {
    if ty.is_complex() {
        let wide = cast::number(cx, vals, ty, Ty::C128);
        cx.call_symbol(Symbol::ExcPushComplex, &[cx.ctx, wide[0], wide[1]]);
    } else if ty.is_float() {
        let wide = cast::real(cx, vals[0], ty, Ty::F64);
        cx.call_symbol(Symbol::ExcPushF64, &[cx.ctx, wide]);
    } else if ty.is_bool() {
        cx.call_symbol(Symbol::ExcPushBool, &[cx.ctx, vals[0]]);
    } else {
        let wide = cx.resize(vals[0], Ty::I64, ty.is_signed());
        let symbol = if ty.is_signed() {
            Symbol::ExcPushI64
        } else {
            Symbol::ExcPushU64
        };
        cx.call_symbol(symbol, &[cx.ctx, wide]);
    }
}

fn push_optional(cx: &mut Cx<'_>, vals: &[Value], inner: Ty) -> Lowered<()> {
    let (full, _) = cx.create_block(&[]);
    let (empty, _) = cx.create_block(&[]);
    let (done, _) = cx.create_block(&[]);
    cx.branch(vals[0], (full, &[]), (empty, &[]));
    cx.begin(full);
    push(cx, &vals[1..], inner)?;
    cx.jump(done, &[]);
    cx.begin(empty);
    cx.call_symbol(Symbol::ExcPushNone, &[cx.ctx]);
    cx.jump(done, &[]);
    cx.begin(done);
    Ok(())
}
