//! Blocks, branches, returns.

use numjit_abi::Symbol;
use numjit_ir::{Block, Cfg, Function, Imm, Inst, InstData, IntCC, Op, Ty, Value};

use crate::array::Array;
use crate::cx::{Cx, Held, Lowered, Vals};
use crate::layout::{flatten, owners};
use crate::scalar::materialize;
use crate::value::convert;
use crate::{instruction, iterate};

/// Lowers every block: in reverse postorder, so that definitions come before uses; the blocks are laid
/// out as the typed ones are, error paths last.
pub(crate) fn lower_function(mut cx: Cx<'_>) -> Lowered<Function> {
    cx.func.result = cx.typed.result;
    cx.func.low_results = flatten(cx.typed.result);
    find_accessed(&mut cx);
    let cfg = Cfg::compute(cx.typed);
    for &block in &cfg.rpo {
        create_head(&mut cx, block);
    }
    let mut begun: Vec<Vec<Block>> = vec![Vec::new(); cx.typed.blocks.len()];
    for &block in &cfg.rpo {
        lower_block(&mut cx, block)?;
        begun[block.index()] = cx.take_begun();
    }
    let order = cx.typed.layout.clone();
    let mut layout: Vec<Block> = order
        .iter()
        .flat_map(|block| std::mem::take(&mut begun[block.index()]))
        .collect();
    layout.extend(cx.cold_blocks());
    cx.func.layout = layout;
    Ok(cx.func)
}

/// Collects the arrays whose elements are reached through strides, so that those are computed once.
fn find_accessed(cx: &mut Cx<'_>) {
    for &block in &cx.typed.layout {
        for &inst in &cx.typed.block(block).insts {
            let inst = cx.typed.inst(inst);
            if matches!(inst.op, Op::ArrayGet | Op::ArraySet | Op::ArrayView) {
                cx.accessed.insert(inst.args[0]);
            }
        }
    }
}

/// The low block that begins a typed block, with its parameters.
fn create_head(cx: &mut Cx<'_>, block: Block) {
    if block == cx.typed.entry {
        let entry = cx.func.entry;
        for &param in cx.typed.params() {
            let vals = flatten(cx.ty(param))
                .into_iter()
                .map(|ty| cx.func.add_param(entry, ty))
                .collect();
            cx.set(param, vals);
        }
        cx.set_head(block, entry);
        return;
    }
    let (head, _) = cx.create_block(&[]);
    cx.func.block_mut(head).cold = cx.typed.block(block).cold;
    for &param in &cx.typed.block(block).params {
        let vals = iterate::state_types(cx, param)
            .into_iter()
            .map(|ty| cx.func.add_param(head, ty))
            .collect();
        cx.set(param, vals);
    }
    cx.set_head(block, head);
}

fn lower_block(cx: &mut Cx<'_>, block: Block) -> Lowered<()> {
    cx.begin_head(cx.head(block));
    let typed = cx.typed;
    for &param in &typed.block(block).params {
        note_strides(cx, param);
    }
    let guarded = guarded(typed, block);
    for &inst in &typed.block(block).insts {
        let is_guarded = guarded == Some(inst);
        let inst = typed.inst(inst);
        cx.loc = inst.loc;
        hold_cleanup(cx, inst);
        let handlers = handlers(cx, typed, block, inst, is_guarded);
        cx.landing_at(handlers, |cx| instruction::lower(cx, inst))?;
        for &result in &inst.results {
            note_strides(cx, result);
        }
    }
    Ok(())
}

/// The instruction that a block's `guard` speaks of.
fn guarded(typed: &Function, block: Block) -> Option<Inst> {
    typed
        .terminator(block)
        .filter(|last| last.op == Op::Guard)?;
    let mut before = typed.block(block).insts.iter().rev().copied().skip(1);
    before.find(|&inst| !matches!(typed.inst(inst).op, Op::Retain | Op::Release))
}

/// Where the errors of an instruction go, if it stands inside a `try`.
fn handlers(
    cx: &Cx<'_>,
    typed: &Function,
    block: Block,
    inst: &InstData,
    is_guarded: bool,
) -> Option<Block> {
    let target = match inst.op {
        Op::Raise | Op::Reraise => inst.targets.first(),
        _ if is_guarded => typed.terminator(block)?.targets.first(),
        _ => None,
    };
    target.map(|target| cx.head(target.block))
}

/// `guard`: on the way without an exception.
pub(crate) fn guard(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let (block, args) = target(cx, inst, 1)?;
    cx.jump(block, &args);
    Ok(())
}

/// `poll`.
pub(crate) fn poll(cx: &mut Cx<'_>) {
    let wish = cx.call_value(Symbol::Poll, &[cx.ctx]);
    let ends = cx.icmp_imm(IntCC::Ne, wish, 0);
    cx.fail_if(ends, |cx| {
        cx.call_symbol(Symbol::Interrupt, &[cx.ctx]);
    });
}

/// Computes the strides of an array whose elements are accessed, where it is defined.
fn note_strides(cx: &mut Cx<'_>, value: Value) {
    let Some(ty) = cx.ty(value).as_array() else {
        return;
    };
    if ty.ndim < 2 || !cx.accessed.contains(&value) {
        return;
    }
    let vals = cx.get(value);
    let strides = Array::new(ty, &vals, None).strides(cx);
    cx.strides.insert(value, strides);
}

/// Makes the references of the instruction's `cleanup` what an error path releases.
fn hold_cleanup(cx: &mut Cx<'_>, inst: &InstData) {
    cx.held.clear();
    for &value in &inst.cleanup {
        let owners = owner_values(cx, value);
        cx.held.extend(owners.into_iter().map(Held::Owner));
    }
}

/// The owner pointers of a typed value that may be other than null.
pub(crate) fn owner_values(cx: &Cx<'_>, value: Value) -> Vec<Value> {
    let vals = cx.get(value);
    owners(cx.ty(value))
        .into_iter()
        .filter_map(|position| vals.get(position).copied())
        .filter(|&owner| !is_null(cx, owner))
        .collect()
}

fn is_null(cx: &Cx<'_>, value: Value) -> bool {
    cx.func
        .def(value)
        .is_some_and(|def| def.op == Op::Bitcast && cx.as_const(def.args[0]) == Some(0))
}

/// `jump`.
pub(crate) fn jump(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let (block, args) = target(cx, inst, 0)?;
    cx.jump(block, &args);
    Ok(())
}

/// `branch`.
pub(crate) fn branch(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let condition = cx.get(inst.args[0]);
    let (condition, _) = materialize(cx, condition, cx.ty(inst.args[0]));
    let (then, then_args) = target(cx, inst, 0)?;
    let (other, other_args) = target(cx, inst, 1)?;
    cx.branch(condition[0], (then, &then_args), (other, &other_args));
    Ok(())
}

/// The low block of a target and its arguments, literals as the plain values the parameters are.
fn target(cx: &mut Cx<'_>, inst: &InstData, position: usize) -> Lowered<(Block, Vals)> {
    let target = &inst.targets[position];
    let params = &cx.typed.block(target.block).params;
    let mut args = Vals::new();
    for (&arg, &param) in target.args.iter().zip(params) {
        let vals = cx.get(arg);
        args.extend(convert(cx, &vals, cx.ty(arg), cx.ty(param))?);
    }
    Ok((cx.head(target.block), args))
}

/// `return`.
pub(crate) fn leave(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let vals = cx.get(inst.args[0]);
    let results = convert(cx, &vals, cx.ty(inst.args[0]), cx.typed.result)?;
    let mut args = Vals::from_iter([cx.iconst(Ty::I32, 0)]);
    args.extend(results);
    cx.push(Op::Ret, &args, Imm::None, &[]);
    Ok(())
}

/// `retain` and `release`.
pub(crate) fn count(cx: &mut Cx<'_>, inst: &InstData, symbol: numjit_abi::Symbol) {
    for owner in owner_values(cx, inst.args[0]) {
        cx.call_symbol(symbol, &[owner]);
    }
}

/// `select`: each scalar on its own.
pub(crate) fn select(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let result = cx.ty(inst.results[0]);
    let condition = cx.get(inst.args[0]);
    let (condition, _) = materialize(cx, condition, cx.ty(inst.args[0]));
    let mut sides = Vec::new();
    for &arg in &inst.args[1..] {
        let vals = cx.get(arg);
        sides.push(convert(cx, &vals, cx.ty(arg), result)?);
    }
    Ok(cx.pick_all(condition[0], &sides[0], &sides[1]))
}
