//! Turns the blocks and phis of a finished walk into a tidy function.
//!
//! Afterwards: parameters of blocks are used and not trivial; jumps carry one argument per parameter; an
//! edge from a `branch` goes to a block with one predecessor and carries no arguments; every block is
//! reachable; no block merely continues the only block that jumps to it; the layout is a reverse
//! postorder that keeps loop bodies and branches together.

use numjit_ir::{Block, BlockCall, Builder, Function, Op, Value, ValueDef};

use crate::ssa::{Phi, Ssa};

/// Which value each value is replaced by.
#[derive(Debug)]
pub(crate) struct Forward(Vec<Option<Value>>);

impl Forward {
    /// The value that stands for another after trivial parameters are gone.
    pub(crate) fn resolve(&self, mut value: Value) -> Value {
        while let Some(next) = self.0[value.index()] {
            value = next;
        }
        value
    }
}

/// Finds the parameters that are always one and the same other value.
pub(crate) fn forward_trivial_phis(ssa: &Ssa) -> Forward {
    let mut forward = Forward(vec![None; ssa.func.values.len()]);
    let mut changed = true;
    while changed {
        changed = false;
        for phi in &ssa.phis {
            if forward.0[phi.value.index()].is_some() {
                continue;
            }
            if let Some(only) = only_operand(phi, &forward) {
                forward.0[phi.value.index()] = Some(only);
                changed = true;
            }
        }
    }
    forward
}

/// The one value that a phi can have besides itself.
fn only_operand(phi: &Phi, forward: &Forward) -> Option<Value> {
    let mut only = None;
    for &arg in &phi.args {
        let arg = forward.resolve(arg);
        if arg == phi.value || Some(arg) == only {
            continue;
        }
        if only.is_some() {
            return None;
        }
        only = Some(arg);
    }
    only
}

/// Brings the function into its final form.
pub(crate) fn finish(ssa: Ssa, forward: &Forward) -> Function {
    let Ssa {
        mut func,
        preds,
        phis,
        ..
    } = ssa;
    replace_operands(&mut func, forward);
    let reachable = reachable_blocks(&func);
    let live = live_phis(&func, &phis, forward, &reachable);
    set_params(&mut func, &phis, &live);
    set_arguments(&mut func, &preds, &phis, &live, forward);
    drop_unused_undefs(&mut func, &reachable);
    merge_chains(&mut func);
    func.layout = layout(&func);
    mark_cold(&mut func);
    func
}

fn replace_operands(func: &mut Function, forward: &Forward) {
    for inst in &mut func.insts {
        for arg in &mut inst.args {
            *arg = forward.resolve(*arg);
        }
    }
}

fn reachable_blocks(func: &Function) -> Vec<bool> {
    let mut reachable = vec![false; func.blocks.len()];
    for block in layout(func) {
        reachable[block.index()] = true;
    }
    reachable
}

/// Phis that some instruction uses, directly or through other phis.
fn live_phis(func: &Function, phis: &[Phi], forward: &Forward, reachable: &[bool]) -> Vec<bool> {
    let mut phi_of = vec![None; func.values.len()];
    for (position, phi) in phis.iter().enumerate() {
        phi_of[phi.value.index()] = Some(position);
    }
    let mut live = vec![false; phis.len()];
    let mut work = Vec::new();
    let blocks = (0..func.blocks.len()).filter(|&block| reachable[block]);
    for &inst in blocks.flat_map(|block| &func.blocks[block].insts) {
        work.extend_from_slice(&func.inst(inst).args);
    }
    while let Some(value) = work.pop() {
        let Some(position) = phi_of[value.index()] else {
            continue;
        };
        if !std::mem::replace(&mut live[position], true) {
            work.extend(phis[position].args.iter().map(|&arg| forward.resolve(arg)));
        }
    }
    live
}

fn set_params(func: &mut Function, phis: &[Phi], live: &[bool]) {
    for phi in phis {
        func.block_mut(phi.block).params.clear();
    }
    for (phi, _) in phis.iter().zip(live).filter(|(_, live)| **live) {
        let params = &mut func.block_mut(phi.block).params;
        let position = params.len() as u32;
        params.push(phi.value);
        func.values[phi.value.index()].def = ValueDef::Param(phi.block, position);
    }
}

/// Gives every edge its arguments; an edge from a branch to a block with several predecessors gets a
/// block of its own.
fn set_arguments(
    func: &mut Function,
    preds: &[Vec<Block>],
    phis: &[Phi],
    live: &[bool],
    forward: &Forward,
) {
    let mut phis_of = vec![Vec::new(); preds.len()];
    for (phi, _) in phis.iter().zip(live).filter(|(_, live)| **live) {
        phis_of[phi.block.index()].push(phi);
    }
    for (index, preds) in preds.iter().enumerate() {
        let block = Block(index as u32);
        for (edge, &pred) in preds.iter().enumerate() {
            let args: Vec<Value> = phis_of[index]
                .iter()
                .map(|phi| forward.resolve(phi.args[edge]))
                .collect();
            set_edge(func, pred, block, &args, preds.len() > 1);
        }
    }
}

fn set_edge(func: &mut Function, pred: Block, block: Block, args: &[Value], shared: bool) {
    let Some(&last) = func.block(pred).insts.last() else {
        return;
    };
    let loc = func.inst(last).loc;
    let is_branch = matches!(func.inst(last).op, Op::Branch | Op::Guard);
    let target = if is_branch && shared {
        let edge = func.create_block();
        Builder::new(func, edge, loc).jump(block, args);
        BlockCall {
            block: edge,
            args: Default::default(),
        }
    } else {
        BlockCall {
            block,
            args: args.into(),
        }
    };
    let targets = &mut func.inst_mut(last).targets;
    if let Some(found) = targets.iter_mut().find(|t| t.block == block) {
        *found = target;
    }
}

fn drop_unused_undefs(func: &mut Function, reachable: &[bool]) {
    let mut used = vec![false; func.values.len()];
    for (index, block) in func.blocks.iter().enumerate() {
        if !reachable.get(index).copied().unwrap_or(true) {
            continue;
        }
        for inst in block.insts.iter().map(|&inst| func.inst(inst)) {
            let targets = inst.targets.iter().flat_map(|target| &target.args);
            for value in inst.args.iter().chain(targets) {
                used[value.index()] = true;
            }
        }
    }
    let entry = func.entry;
    let mut insts = std::mem::take(&mut func.block_mut(entry).insts);
    insts.retain(|&inst| {
        let inst = func.inst(inst);
        inst.op != Op::Undef || inst.results.iter().any(|value| used[value.index()])
    });
    func.block_mut(entry).insts = insts;
}

/// Appends a block to its only predecessor when that one merely jumps to it.
fn merge_chains(func: &mut Function) {
    let order = layout(func);
    let mut edges = vec![0usize; func.blocks.len()];
    for &block in &order {
        for succ in successors(func, block) {
            edges[succ.index()] += 1;
        }
    }
    let mut merged = vec![false; func.blocks.len()];
    for block in order {
        if merged[block.index()] {
            continue;
        }
        while let Some(next) = chained(func, block, &edges) {
            let insts = std::mem::take(&mut func.block_mut(next).insts);
            merged[next.index()] = true;
            let block = func.block_mut(block);
            block.insts.pop();
            block.insts.extend(insts);
        }
    }
}

/// The block that `block` jumps to, if nothing else does.
fn chained(func: &Function, block: Block, edges: &[usize]) -> Option<Block> {
    let last = func.terminator(block)?;
    let target = last.targets.first().filter(|_| last.op == Op::Jump)?.block;
    let alone = edges[target.index()] == 1 && target != func.entry && target != block;
    (alone && func.block(target).params.is_empty()).then_some(target)
}

fn successors(func: &Function, block: Block) -> impl DoubleEndedIterator<Item = Block> {
    let targets = func
        .terminator(block)
        .map(|last| &last.targets[..])
        .unwrap_or_default();
    targets.iter().map(|target| target.block)
}

/// Reverse postorder; of two successors the first comes earlier, so that a loop's body stands before
/// what follows the loop.
fn layout(func: &Function) -> Vec<Block> {
    let mut seen = vec![false; func.blocks.len()];
    let mut postorder = Vec::new();
    let mut stack = vec![(func.entry, successors(func, func.entry).rev())];
    seen[func.entry.index()] = true;
    while let Some((block, rest)) = stack.last_mut() {
        match rest.next() {
            Some(succ) if std::mem::replace(&mut seen[succ.index()], true) => {}
            Some(succ) => stack.push((succ, successors(func, succ).rev())),
            None => {
                postorder.push(*block);
                stack.pop();
            }
        }
    }
    postorder.reverse();
    postorder
}

fn mark_cold(func: &mut Function) {
    for block in func.layout.clone() {
        let raises = func
            .terminator(block)
            .is_some_and(|last| last.op == Op::Raise && last.targets.is_empty());
        func.block_mut(block).cold = raises && block != func.entry;
    }
}

/// Blocks that control can reach after a block, along any number of edges.
pub(crate) fn reaches(preds: &[Vec<Block>], from: Block, to: Block) -> bool {
    let mut seen = vec![false; preds.len()];
    let mut work = vec![to];
    while let Some(block) = work.pop() {
        if block == from {
            return true;
        }
        if !std::mem::replace(&mut seen[block.index()], true) {
            work.extend_from_slice(&preds[block.index()]);
        }
    }
    false
}
