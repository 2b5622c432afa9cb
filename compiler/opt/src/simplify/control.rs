//! The control-flow half of `simplify`.

use numjit_ir::{Block, BlockCall, Const, Function, Imm, Inst, Op, Value, ValueDef};
use smallvec::SmallVec;

use crate::remove_dead_code::{incoming_args, remove_unreachable_blocks};
use crate::replace::Replacements;

/// Jumps followed in a row; empty blocks can form a loop, which has no end.
const CHAIN_LIMIT: usize = 8;

/// The integer a value is defined as, if it is a constant.
pub(crate) fn int_const(func: &Function, value: Value) -> Option<i64> {
    match func.def(value) {
        Some(inst) if inst.op == Op::IConst => match inst.imm {
            Imm::Const(Const::Int(value)) => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// Branches on constants, or with equal targets, become jumps.
pub(super) fn fold_branches(func: &mut Function) -> bool {
    let mut changed = false;
    for position in 0..func.layout.len() {
        let block = func.layout[position];
        let Some(&last) = func.block(block).insts.last() else {
            continue;
        };
        if func.inst(last).op == Op::Branch {
            changed |= fold_branch(func, last);
        }
    }
    changed |= remove_unreachable_blocks(func);
    changed
}

fn fold_branch(func: &mut Function, inst: Inst) -> bool {
    let data = func.inst(inst);
    let taken = match int_const(func, data.args[0]) {
        Some(condition) => data.targets[usize::from(condition == 0)].clone(),
        None if data.targets[0] == data.targets[1] => data.targets[0].clone(),
        None => return false,
    };
    become_jump(func, inst, taken);
    true
}

fn become_jump(func: &mut Function, inst: Inst, target: BlockCall) {
    let data = func.inst_mut(inst);
    data.op = Op::Jump;
    data.args.clear();
    data.targets = SmallVec::from_iter([target]);
}

/// A jump into a block that does nothing but branch on a parameter goes to the branch's target when
/// its argument is constant; a jump or branch into an empty forwarding block skips it.
pub(super) fn thread_jumps(func: &mut Function) -> bool {
    let mut changed = false;
    let alone = blocks_that_stand_alone(func);
    for position in 0..func.layout.len() {
        let block = func.layout[position];
        let Some(&last) = func.block(block).insts.last() else {
            continue;
        };
        for target in 0..func.inst(last).targets.len() {
            for _ in 0..CHAIN_LIMIT {
                let call = &func.inst(last).targets[target];
                let Some(call) = forwarded(func, block, call, &alone) else {
                    break;
                };
                func.inst_mut(last).targets[target] = call;
                changed = true;
            }
        }
    }
    changed
}

/// Where a branch to a trivial block really leads.
fn forwarded(func: &Function, from: Block, call: &BlockCall, alone: &[bool]) -> Option<BlockCall> {
    let block = func.block(call.block);
    let [only] = block.insts[..] else { return None };
    if call.block == from || block.cold != func.block(from).cold && block.cold {
        return None;
    }
    let data = func.inst(only);
    let next = match data.op {
        Op::Jump => &data.targets[0],
        Op::Branch => {
            let position = block
                .params
                .iter()
                .position(|&param| param == data.args[0])?;
            let condition = int_const(func, call.args[position])?;
            &data.targets[usize::from(condition == 0)]
        }
        _ => return None,
    };
    if next.block == call.block || !alone[call.block.index()] {
        return None;
    }
    let args = next
        .args
        .iter()
        .map(|&arg| argument(block.params.as_slice(), call, arg))
        .collect();
    Some(BlockCall {
        block: next.block,
        args,
    })
}

/// For each block whether its parameters are used only by its own instructions, so that a block of one
/// instruction can be bypassed.
fn blocks_that_stand_alone(func: &Function) -> Vec<bool> {
    let mut alone = vec![true; func.blocks.len()];
    for &block in &func.layout {
        for &inst in &func.block(block).insts {
            let data = func.inst(inst);
            let targets = data.targets.iter().flat_map(|target| target.args.iter());
            for value in data.args.iter().chain(&data.cleanup).chain(targets) {
                if let ValueDef::Param(owner, _) = func.values[value.index()].def
                    && owner != block
                {
                    alone[owner.index()] = false;
                }
            }
        }
    }
    alone
}

fn argument(params: &[Value], call: &BlockCall, value: Value) -> Value {
    params
        .iter()
        .position(|&param| param == value)
        .map_or(value, |position| call.args[position])
}

/// Joins a block to its only predecessor when that one jumps to it.
pub(super) fn merge_blocks(func: &mut Function) -> bool {
    let incoming = incoming_args(func);
    let mut replacements = Replacements::new(func);
    let mut merged = vec![false; func.blocks.len()];
    for position in 0..func.layout.len() {
        let block = func.layout[position];
        if merged[block.index()] {
            continue;
        }
        while let Some(next) = mergeable(func, block, &incoming) {
            merge(func, block, next, &mut replacements);
            merged[next.index()] = true;
        }
    }
    func.layout.retain(|block| !merged[block.index()]);
    replacements.apply(func);
    merged.contains(&true)
}

fn mergeable(func: &Function, block: Block, incoming: &[Vec<(Inst, usize)>]) -> Option<Block> {
    let last = func.terminator(block)?;
    if last.op != Op::Jump {
        return None;
    }
    let next = last.targets[0].block;
    (next != block && next != func.entry && incoming[next.index()].len() == 1).then_some(next)
}

fn merge(func: &mut Function, block: Block, next: Block, replacements: &mut Replacements) {
    let Some(jump) = func.block_mut(block).insts.pop() else {
        return;
    };
    let args = func.inst(jump).targets[0].args.clone();
    let params = std::mem::take(&mut func.block_mut(next).params);
    for (&param, &arg) in params.iter().zip(&args) {
        replacements.insert(param, arg);
    }
    let insts = std::mem::take(&mut func.block_mut(next).insts);
    func.block_mut(block).insts.extend(insts);
}
