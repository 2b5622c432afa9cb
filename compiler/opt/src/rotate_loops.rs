//! Turns loops that test at the top into loops that test at the bottom.
//!
//! ```text
//! b1(v4):                             b1(v4):
//!     v5 = icmp slt v4, v2                v5 = icmp slt v4, v2
//!     branch v5, b2, b3                   branch v5, b2(v4), b3(v4)
//! b2:                            ->   b2(v9):
//!     v6 = iadd v4, 1                     v6 = iadd v9, 1
//!     jump b1(v6)                         v7 = icmp slt v6, v2
//!                                         branch v7, b2(v6), b3(v6)
//! ```
//!
//! The header stays as a guard that runs once; its instructions are repeated at every latch. Saves a
//! jump per iteration and puts the loop's exit where the processor predicts it best.
//!
//! A loop is rotated when its header is short and pure, ends in a branch of which one target leaves the
//! loop, and every use of the header's values can be given a parameter at one of the two targets. Where
//! both meet again further down (behind a `break`), the join is given one first.
//!
//! Before and after: low stage, no unreachable blocks. Cost: linear in the function per loop rotated.

use numjit_ir::{Block, BlockCall, Cfg, Dominators, Effects, Function, Inst, InstData, Op, Value};
use smallvec::SmallVec;

use crate::remove_dead_code::incoming_args;

/// Instructions a header may have, its branch included.
const HEADER_LIMIT: usize = 12;

/// Parameters that joins behind a loop are given for its header's values.
const JOIN_LIMIT: usize = 8;

/// Runs the pass; true if anything changed.
pub fn rotate_loops(func: &mut Function) -> bool {
    split_exit_edges(func);
    give_joins_parameters(func);
    let mut changed = false;
    let mut done = Vec::new();
    while let Some(plan) = find_loop(func, &done) {
        done.push(plan.header);
        rotate(func, &plan);
        changed = true;
    }
    changed
}

/// A loop that can be rotated.
struct Plan {
    header: Block,
    /// Position of the target that stays in the loop.
    inside: usize,
    latches: Vec<Block>,
    /// Values of the header that other blocks use, by the target that dominates the use.
    carried: [Vec<Value>; 2],
}

fn find_loop(func: &Function, done: &[Block]) -> Option<Plan> {
    let cfg = Cfg::compute(func);
    let dominators = Dominators::compute(&cfg);
    func.layout
        .iter()
        .filter(|block| !done.contains(block) && **block != func.entry)
        .find_map(|&header| plan(func, &cfg, &dominators, header))
}

fn plan(func: &Function, cfg: &Cfg, dominators: &Dominators, header: Block) -> Option<Plan> {
    let frame = frame(func, cfg, dominators, header)?;
    let carried = carried(func, dominators, header, frame.targets)?;
    Some(Plan {
        header,
        inside: frame.inside,
        latches: frame.latches,
        carried,
    })
}

/// The ways on from a header and back to it.
struct Frame {
    targets: [Block; 2],
    /// Position of the target that stays in the loop.
    inside: usize,
    latches: Vec<Block>,
}

fn frame(func: &Function, cfg: &Cfg, dominators: &Dominators, header: Block) -> Option<Frame> {
    let preds = &cfg.preds[header.index()];
    let latches: Vec<Block> = preds
        .iter()
        .copied()
        .filter(|&pred| dominators.dominates(header, pred))
        .collect();
    if latches.is_empty() || latches.contains(&header) || !is_short_and_pure(func, header) {
        return None;
    }
    let ends_in_jump = |&latch: &Block| {
        func.terminator(latch)
            .is_some_and(|last| last.op == Op::Jump)
    };
    if !latches.iter().all(ends_in_jump) {
        return None;
    }
    let branch = func
        .terminator(header)
        .filter(|last| last.op == Op::Branch)?;
    let targets = [branch.targets[0].block, branch.targets[1].block];
    let has_one_pred = |&block: &Block| cfg.preds[block.index()].len() == 1;
    if targets[0] == targets[1] || !targets.iter().all(has_one_pred) {
        return None;
    }
    let stays = |target: Block| {
        latches
            .iter()
            .any(|&latch| dominators.dominates(target, latch))
    };
    let inside = match (stays(targets[0]), stays(targets[1])) {
        (true, false) => 0,
        (false, true) => 1,
        _ => return None,
    };
    Some(Frame {
        targets,
        inside,
        latches,
    })
}

fn is_short_and_pure(func: &Function, header: Block) -> bool {
    let insts = &func.block(header).insts;
    let Some((_, rest)) = insts.split_last() else {
        return false;
    };
    insts.len() <= HEADER_LIMIT
        && rest
            .iter()
            .all(|&inst| func.inst(inst).op.info().effects == Effects::Pure)
}

/// Which of the header's values each target needs as parameters; none if some use has no place.
fn carried(
    func: &Function,
    dominators: &Dominators,
    header: Block,
    targets: [Block; 2],
) -> Option<[Vec<Value>; 2]> {
    let owned = defined_in(func, header);
    let mut carried = [Vec::new(), Vec::new()];
    for &block in func.layout.iter().filter(|&&block| block != header) {
        for &inst in &func.block(block).insts {
            for value in operands(func.inst(inst)).filter(|value| owned[value.index()]) {
                let side = targets
                    .iter()
                    .position(|&target| dominators.dominates(target, block))?;
                if !carried[side].contains(&value) {
                    carried[side].push(value);
                }
            }
        }
    }
    Some(carried)
}

/// For each value whether a block defines it.
fn defined_in(func: &Function, block: Block) -> Vec<bool> {
    let mut owned = vec![false; func.values.len()];
    let insts = func.block(block).insts.iter();
    let results = insts.flat_map(|&inst| &func.inst(inst).results);
    for value in func.block(block).params.iter().chain(results) {
        owned[value.index()] = true;
    }
    owned
}

/// Gives blocks in which both ways on from a header meet a parameter for each value of the header that
/// is used there or behind.
fn give_joins_parameters(func: &mut Function) {
    let cfg = Cfg::compute(func);
    let dominators = Dominators::compute(&cfg);
    for header in func.layout.clone() {
        let Some(frame) = frame(func, &cfg, &dominators, header) else {
            continue;
        };
        let owned = defined_in(func, header);
        for _ in 0..JOIN_LIMIT {
            let Some((value, join)) = find_join(func, &dominators, (header, &frame), &owned) else {
                break;
            };
            give_parameter(func, (&cfg, &dominators), value, join);
        }
    }
}

/// A value of the header that is used where neither target dominates, and the first block on the way
/// there of which that is so.
fn find_join(
    func: &Function,
    dominators: &Dominators,
    (header, frame): (Block, &Frame),
    owned: &[bool],
) -> Option<(Value, Block)> {
    let is_owned = |value: &Value| owned.get(value.index()) == Some(&true);
    let is_joined = |&&block: &&Block| {
        let mut targets = frame.targets.iter();
        block != header && !targets.any(|&target| dominators.dominates(target, block))
    };
    func.layout.iter().filter(is_joined).find_map(|&block| {
        let mut insts = func.block(block).insts.iter();
        let value = insts.find_map(|&inst| operands(func.inst(inst)).find(is_owned))?;
        let mut join = block;
        while dominators.idom(join)? != header {
            join = dominators.idom(join)?;
        }
        Some((value, join))
    })
}

fn give_parameter(
    func: &mut Function,
    (cfg, dominators): (&Cfg, &Dominators),
    value: Value,
    join: Block,
) {
    // A predecessor both of whose targets are the join may be listed twice.
    let mut preds = cfg.preds[join.index()].clone();
    preds.sort_unstable();
    preds.dedup();
    for pred in preds {
        let Some(&last) = func.block(pred).insts.last() else {
            continue;
        };
        let targets = func.inst_mut(last).targets.iter_mut();
        for target in targets.filter(|target| target.block == join) {
            target.args.push(value);
        }
    }
    carry(func, dominators, join, &[value]);
}

fn operands(data: &InstData) -> impl Iterator<Item = Value> + '_ {
    let targets = data.targets.iter().flat_map(|target| target.args.iter());
    data.args.iter().chain(targets).copied()
}

fn rotate(func: &mut Function, plan: &Plan) {
    let Some(&branch) = func.block(plan.header).insts.last() else {
        return;
    };
    let targets: SmallVec<[Block; 2]> = func
        .inst(branch)
        .targets
        .iter()
        .map(|target| target.block)
        .collect();
    let dominators = Dominators::compute(&Cfg::compute(func));
    for (side, &target) in targets.iter().enumerate() {
        carry(func, &dominators, target, &plan.carried[side]);
        func.inst_mut(branch).targets[side]
            .args
            .extend(plan.carried[side].iter().copied());
    }
    for &latch in &plan.latches {
        repeat_header(func, plan.header, latch);
    }
    place_exit(func, plan, targets[1 - plan.inside]);
}

/// Gives a target a parameter for each value and uses it in every block the target dominates.
fn carry(func: &mut Function, dominators: &Dominators, target: Block, values: &[Value]) {
    let params: Vec<Value> = values
        .iter()
        .map(|&value| {
            let param = func.add_param(target, func.ty(value));
            func.values[param.index()].name = func.values[value.index()].name.clone();
            param
        })
        .collect();
    let replace = |value: &mut Value| {
        if let Some(position) = values.iter().position(|known| known == value) {
            *value = params[position];
        }
    };
    let dominated: Vec<Block> = func
        .layout
        .iter()
        .copied()
        .filter(|&block| dominators.dominates(target, block))
        .collect();
    for block in dominated {
        for i in 0..func.block(block).insts.len() {
            let inst = func.block(block).insts[i];
            let data = func.inst_mut(inst);
            data.args.iter_mut().for_each(replace);
            data.targets
                .iter_mut()
                .flat_map(|call| call.args.iter_mut())
                .for_each(replace);
        }
    }
}

/// Replaces the latch's jump by a copy of the header's instructions and branch.
fn repeat_header(func: &mut Function, header: Block, latch: Block) {
    let Some(jump) = func.block_mut(latch).insts.pop() else {
        return;
    };
    let args = func.inst(jump).targets[0].args.clone();
    let mut map: Vec<(Value, Value)> = func
        .block(header)
        .params
        .iter()
        .copied()
        .zip(args)
        .collect();
    for inst in func.block(header).insts.clone() {
        let copy = copy_inst(func, inst, &map);
        let results = func.inst(inst).results.clone();
        map.extend(results.into_iter().zip(func.inst(copy).results.clone()));
        func.block_mut(latch).insts.push(copy);
    }
}

fn copy_inst(func: &mut Function, inst: Inst, map: &[(Value, Value)]) -> Inst {
    let lookup = |value: &Value| {
        map.iter()
            .find(|(from, _)| from == value)
            .map_or(*value, |pair| pair.1)
    };
    let data = func.inst(inst);
    let types: SmallVec<[_; 1]> = data.results.iter().map(|&result| func.ty(result)).collect();
    let targets = data
        .targets
        .iter()
        .map(|call| BlockCall {
            block: call.block,
            args: call.args.iter().map(lookup).collect(),
        })
        .collect();
    let copy = InstData {
        args: data.args.iter().map(lookup).collect(),
        targets,
        results: SmallVec::new(),
        ..data.clone()
    };
    func.add_inst(copy, &types)
}

/// The exit stands behind the last latch, so that leaving the loop falls through.
fn place_exit(func: &mut Function, plan: &Plan, exit: Block) {
    let last = plan
        .latches
        .iter()
        .filter_map(|latch| position(func, *latch))
        .max();
    let (Some(last), Some(at)) = (last, position(func, exit)) else {
        return;
    };
    if at < last && !func.block(exit).cold {
        let exit = func.layout.remove(at);
        func.layout.insert(last, exit);
    }
}

fn position(func: &Function, block: Block) -> Option<usize> {
    func.layout.iter().position(|&other| other == block)
}

/// Splits the edges from headers to blocks with several predecessors, so that loops with `break` can
/// be rotated.
fn split_exit_edges(func: &mut Function) {
    let incoming = incoming_args(func);
    for position in (0..func.layout.len()).rev() {
        let block = func.layout[position];
        let Some(&last) = func.block(block).insts.last() else {
            continue;
        };
        if func.inst(last).op != Op::Branch {
            continue;
        }
        for side in 0..2 {
            let target = func.inst(last).targets[side].block;
            if incoming[target.index()].len() > 1 {
                split_edge(func, position, last, side);
            }
        }
    }
}

fn split_edge(func: &mut Function, position: usize, branch: Inst, side: usize) {
    let middle = func.create_block();
    let call = func.inst(branch).targets[side].clone();
    func.block_mut(middle).cold = func.block(call.block).cold;
    let loc = func.inst(branch).loc;
    let jump = InstData {
        op: Op::Jump,
        args: SmallVec::new(),
        imm: numjit_ir::Imm::None,
        targets: SmallVec::from_iter([call]),
        results: SmallVec::new(),
        cleanup: SmallVec::new(),
        loc,
    };
    let jump = func.add_inst(jump, &[]);
    func.block_mut(middle).insts.push(jump);
    func.inst_mut(branch).targets[side] = BlockCall {
        block: middle,
        args: SmallVec::new(),
    };
    func.layout.insert(position + 1, middle);
}
