//! Copies a loop, with the decided branches gone, and selects between the copies in front.

use numjit_ir::{
    Block, BlockCall, Builder, Cfg, Const, Dominators, Function, Imm, Inst, InstData, IntCC, Op,
    Ty, Value,
};
use smallvec::SmallVec;

use super::Plan;
use super::conditions::{Condition, Operand, Right, defined_inside};
use crate::bits::BitSet;
use crate::loops::InnermostLoop;

/// The blocks of the loop that are still reached when the decided branches take their side.
pub(super) fn reached(
    func: &Function,
    found: &InnermostLoop,
    branches: &[(Inst, usize)],
) -> BitSet {
    let mut reached = BitSet::new(func.blocks.len());
    let mut work = vec![found.header];
    while let Some(block) = work.pop() {
        if reached.contains(block.0) || !found.contains(block) {
            continue;
        }
        reached.insert(block.0);
        work.extend(targets_left(func, block, branches));
    }
    reached
}

fn targets_left(func: &Function, block: Block, branches: &[(Inst, usize)]) -> SmallVec<[Block; 2]> {
    let Some(&last) = func.block(block).insts.last() else {
        return SmallVec::new();
    };
    let targets = &func.inst(last).targets;
    match branches.iter().find(|(branch, _)| *branch == last) {
        Some(&(_, side)) => SmallVec::from_iter([targets[side].block]),
        None => targets.iter().map(|target| target.block).collect(),
    }
}

/// The parameters that exits reached from both copies need, because values of the loop are used behind
/// them. None if a use is behind no single exit.
pub(crate) fn carried(
    func: &Function,
    cfg: &Cfg,
    dominators: &Dominators,
    found: &InnermostLoop,
    plan: &Plan,
) -> Option<Vec<(Block, Value)>> {
    let exits = exits(func, found, plan);
    let inside = defined_inside(func, found);
    let mut carried = Vec::new();
    for &block in cfg.rpo.iter().filter(|&&block| !found.contains(block)) {
        for &inst in &func.block(block).insts {
            for value in operands(func.inst(inst)).filter(|value| inside[value.index()]) {
                let exit = exits.iter().find(|exit| {
                    exit.is_behind_the_loop(cfg, found) && dominators.dominates(exit.block, block)
                })?;
                let pair = (exit.block, value);
                if exit.is_shared && !carried.contains(&pair) {
                    carried.push(pair);
                }
            }
        }
    }
    Some(carried)
}

fn operands(data: &InstData) -> impl Iterator<Item = Value> + '_ {
    let targets = data.targets.iter().flat_map(|target| target.args.iter());
    data.args
        .iter()
        .chain(data.cleanup.iter())
        .chain(targets)
        .copied()
}

/// A block outside the loop that the loop leads to.
struct Exit {
    block: Block,
    /// The copy leads there too.
    is_shared: bool,
}

impl Exit {
    /// Whether only the loop leads to the block.
    fn is_behind_the_loop(&self, cfg: &Cfg, found: &InnermostLoop) -> bool {
        cfg.preds[self.block.index()]
            .iter()
            .all(|&pred| found.contains(pred))
    }
}

fn exits(func: &Function, found: &InnermostLoop, plan: &Plan) -> Vec<Exit> {
    let mut exits: Vec<Exit> = Vec::new();
    let mut add =
        |block: Block, is_shared: bool| match exits.iter_mut().find(|exit| exit.block == block) {
            Some(exit) => exit.is_shared |= is_shared,
            None => exits.push(Exit { block, is_shared }),
        };
    for &block in &found.blocks {
        let all = targets_left(func, block, &[]);
        for target in all.into_iter().filter(|&target| !found.contains(target)) {
            add(target, false);
        }
        if plan.reached.contains(block.0) {
            let left = targets_left(func, block, &plan.branches);
            for target in left.into_iter().filter(|&target| !found.contains(target)) {
                add(target, true);
            }
        }
    }
    exits
}

/// Carries out a plan.
pub(super) fn apply(func: &mut Function, found: &InnermostLoop, plan: Plan) {
    carry_values(func, found, &plan.carried);
    let copy = copy_loop(func, found, &plan);
    let &(entry, target) = &found.entries[0];
    let preheader = func.create_block();
    let args = std::mem::take(&mut func.inst_mut(entry).targets[target].args);
    func.inst_mut(entry).targets[target].block = preheader;
    let loc = func.inst(entry).loc;
    let mut builder = Builder::new(func, preheader, loc);
    let flag = emit_conditions(&mut builder, &plan.conditions);
    match flag {
        Some(flag) => builder.branch(flag, (copy[0], &args), (found.header, &args)),
        None => builder.jump(copy[0], &args),
    };
    for &block in &found.blocks {
        func.block_mut(block).cold = true;
    }
    let at = func.layout.iter().position(|&block| block == found.header);
    let at = at.unwrap_or(func.layout.len());
    func.layout
        .splice(at..at, [preheader].into_iter().chain(copy));
}

/// Gives exits parameters for values of the loop and uses those behind them.
pub(crate) fn carry_values(func: &mut Function, found: &InnermostLoop, carried: &[(Block, Value)]) {
    if carried.is_empty() {
        return;
    }
    let dominators = Dominators::compute(&Cfg::compute(func));
    for &(exit, value) in carried {
        let param = func.add_param(exit, func.ty(value));
        func.values[param.index()].name = func.values[value.index()].name.clone();
        for block in func.layout.clone() {
            if found.contains(block) {
                append_argument(func, block, exit, value);
            } else if dominators.dominates(exit, block) {
                replace_in_block(func, block, value, param);
            }
        }
    }
}

fn append_argument(func: &mut Function, block: Block, exit: Block, value: Value) {
    let Some(&last) = func.block(block).insts.last() else {
        return;
    };
    for target in &mut func.inst_mut(last).targets {
        if target.block == exit {
            target.args.push(value);
        }
    }
}

fn replace_in_block(func: &mut Function, block: Block, from: Value, to: Value) {
    for i in 0..func.block(block).insts.len() {
        let inst = func.block(block).insts[i];
        let data = func.inst_mut(inst);
        let targets = data
            .targets
            .iter_mut()
            .flat_map(|target| target.args.iter_mut());
        let all = data
            .args
            .iter_mut()
            .chain(data.cleanup.iter_mut())
            .chain(targets);
        for value in all.filter(|value| **value == from) {
            *value = to;
        }
    }
}

/// Old to new.
struct Mapping {
    values: Vec<Option<Value>>,
    blocks: Vec<Option<Block>>,
}

/// The copies of the blocks that are reached, the header first.
pub(crate) fn copy_loop(func: &mut Function, found: &InnermostLoop, plan: &Plan) -> Vec<Block> {
    let mut map = Mapping {
        values: vec![None; func.values.len()],
        blocks: vec![None; func.blocks.len()],
    };
    let reached = found.blocks.iter().copied();
    let originals: Vec<Block> = reached
        .filter(|block| plan.reached.contains(block.0))
        .collect();
    let copies: Vec<Block> = originals
        .iter()
        .map(|&block| copy_block(func, block, plan, &mut map))
        .collect();
    for &block in &copies {
        for i in 0..func.block(block).insts.len() {
            let inst = func.block(block).insts[i];
            rename(func, inst, &map);
        }
    }
    copies
}

/// A copy whose operands are still the old ones.
fn copy_block(func: &mut Function, from: Block, plan: &Plan, map: &mut Mapping) -> Block {
    let to = func.create_block();
    func.block_mut(to).cold = func.block(from).cold;
    map.blocks[from.index()] = Some(to);
    for param in func.block(from).params.clone() {
        let copy = func.add_param(to, func.ty(param));
        func.values[copy.index()].name = func.values[param.index()].name.clone();
        map.values[param.index()] = Some(copy);
    }
    for inst in func.block(from).insts.clone() {
        let copy = copy_inst(func, inst, plan, map);
        func.block_mut(to).insts.push(copy);
    }
    to
}

fn copy_inst(func: &mut Function, inst: Inst, plan: &Plan, map: &mut Mapping) -> Inst {
    let mut data = func.inst(inst).clone();
    let results = std::mem::take(&mut data.results);
    let types: SmallVec<[Ty; 1]> = results.iter().map(|&result| func.ty(result)).collect();
    if let Some(&(_, side)) = plan.branches.iter().find(|(branch, _)| *branch == inst) {
        data.op = Op::Jump;
        data.args.clear();
        data.targets = SmallVec::from_iter([data.targets.swap_remove(side)]);
    }
    if plan.false_flags.contains(&inst) {
        data.op = Op::IConst;
        data.args.clear();
        data.imm = Imm::Const(Const::Int(0));
    }
    let copy = func.add_inst(data, &types);
    for (position, result) in results.into_iter().enumerate() {
        let new = func.inst(copy).results[position];
        func.values[new.index()].name = func.values[result.index()].name.clone();
        map.values[result.index()] = Some(new);
    }
    copy
}

fn rename(func: &mut Function, inst: Inst, map: &Mapping) {
    let data = func.inst_mut(inst);
    let renamed = |value: &mut Value| {
        if let Some(Some(new)) = map.values.get(value.index()) {
            *value = *new;
        }
    };
    data.args.iter_mut().for_each(renamed);
    data.cleanup.iter_mut().for_each(renamed);
    for BlockCall { block, args } in &mut data.targets {
        args.iter_mut().for_each(renamed);
        if let Some(Some(new)) = map.blocks.get(block.index()) {
            *block = *new;
        }
    }
}

/// The conjunction of the conditions; none if there are none.
fn emit_conditions(builder: &mut Builder<'_>, conditions: &[Condition]) -> Option<Value> {
    let flags: Vec<Value> = conditions
        .iter()
        .map(|condition| emit_condition(builder, condition))
        .collect();
    flags
        .into_iter()
        .reduce(|a, b| builder.emit(Op::BAnd, &[a, b], Imm::None, Ty::I8))
}

fn emit_condition(builder: &mut Builder<'_>, condition: &Condition) -> Value {
    let mut left = emit_operand(builder, condition.left);
    if condition.addend != 0 {
        let addend = emit_operand(builder, Operand::Const(condition.addend));
        left = builder.emit(Op::IAdd, &[left, addend], Imm::None, Ty::I64);
    }
    let right = match condition.right {
        Right::Operand(operand) => emit_operand(builder, operand),
        Right::MaxMinus(value) => {
            let most = emit_operand(builder, Operand::Const(i64::MAX));
            builder.emit(Op::ISub, &[most, value], Imm::None, Ty::I64)
        }
    };
    let cc: IntCC = condition.cc;
    builder.emit(Op::ICmp, &[left, right], Imm::IntCC(cc), Ty::I8)
}

fn emit_operand(builder: &mut Builder<'_>, operand: Operand) -> Value {
    match operand {
        Operand::Value(value) => value,
        Operand::Const(constant) => {
            let imm = Imm::Const(Const::Int(constant));
            builder.emit(Op::IConst, &[], imm, Ty::I64)
        }
    }
}
