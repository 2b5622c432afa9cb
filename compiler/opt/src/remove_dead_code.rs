//! Removes unreachable blocks, instructions whose results nobody uses, and block parameters that
//! nobody uses or that always receive one value.
//!
//! ```text
//! b1(v4: int64, v5: int64):      ->   b1(v4: int64):
//!     v6: int64 = iadd v4, v4             jump b1(v4)
//!     jump b1(v4, v5)
//! ```
//!
//! Before and after: any stage. Cost: linear in the function per round; parameters that only feed
//! themselves around a loop are found by marking from the roots, not by counting uses.

use numjit_abi::Effects as CallEffects;
use numjit_ir::{Block, Cfg, Effects, Function, Imm, Inst, InstData, Op, Value, ValueDef};

use crate::replace::Replacements;

/// Runs the pass; true if anything changed.
pub fn remove_dead_code(func: &mut Function) -> bool {
    let mut changed = remove_unreachable_blocks(func);
    changed |= remove_constant_params(func);
    changed |= remove_unused(func);
    changed
}

/// Drops blocks that no path reaches.
pub(crate) fn remove_unreachable_blocks(func: &mut Function) -> bool {
    let cfg = Cfg::compute(func);
    let before = func.layout.len();
    func.layout.retain(|&block| cfg.is_reachable(block));
    func.layout.len() != before
}

/// Whether an instruction must stay even if its results are unused.
pub(crate) fn has_effects(inst: &InstData) -> bool {
    if let (Op::CallSymbol, Imm::Symbol(symbol)) = (inst.op, &inst.imm) {
        return !matches!(
            symbol.info().effects,
            CallEffects::Pure | CallEffects::Reads
        );
    }
    !matches!(inst.op.info().effects, Effects::Pure | Effects::Reads)
}

fn remove_unused(func: &mut Function) -> bool {
    let live = mark_live(func);
    let mut changed = false;
    for position in 0..func.layout.len() {
        let block = func.layout[position];
        changed |= remove_unused_insts(func, block, &live);
        if block != func.entry {
            changed |= remove_unused_params(func, block, &live);
        }
    }
    changed
}

/// Values that an instruction with effects needs, directly or through others.
fn mark_live(func: &Function) -> Vec<bool> {
    let mut live = vec![false; func.values.len()];
    let mut work = Vec::new();
    let incoming = incoming_args(func);
    for &block in &func.layout {
        for &inst in &func.block(block).insts {
            let data = func.inst(inst);
            if has_effects(data) {
                work.extend(data.args.iter().chain(&data.cleanup).copied());
            }
        }
    }
    while let Some(value) = work.pop() {
        if std::mem::replace(&mut live[value.index()], true) {
            continue;
        }
        match func.values[value.index()].def {
            ValueDef::Result(inst, _) => {
                let data = func.inst(inst);
                work.extend(data.args.iter().chain(&data.cleanup).copied());
            }
            ValueDef::Param(block, position) => {
                let edges = &incoming[block.index()];
                work.extend(edges.iter().filter_map(|&(inst, target)| {
                    func.inst(inst).targets[target]
                        .args
                        .get(position as usize)
                        .copied()
                }));
            }
        }
    }
    live
}

/// For each block: the terminators that lead to it, with the target's position.
pub(crate) fn incoming_args(func: &Function) -> Vec<Vec<(Inst, usize)>> {
    let mut incoming = vec![Vec::new(); func.blocks.len()];
    for &block in &func.layout {
        if let Some(&last) = func.block(block).insts.last() {
            for (position, target) in func.inst(last).targets.iter().enumerate() {
                incoming[target.block.index()].push((last, position));
            }
        }
    }
    incoming
}

fn remove_unused_insts(func: &mut Function, block: Block, live: &[bool]) -> bool {
    let insts = std::mem::take(&mut func.block_mut(block).insts);
    let before = insts.len();
    let kept: Vec<Inst> = insts
        .into_iter()
        .filter(|&inst| {
            let data = func.inst(inst);
            has_effects(data) || data.results.iter().any(|result| live[result.index()])
        })
        .collect();
    let changed = kept.len() != before;
    func.block_mut(block).insts = kept;
    changed
}

fn remove_unused_params(func: &mut Function, block: Block, live: &[bool]) -> bool {
    let params = &func.block(block).params;
    let dead: Vec<usize> = (0..params.len())
        .filter(|&i| !live[params[i].index()])
        .collect();
    remove_params(func, block, &dead);
    !dead.is_empty()
}

/// Removes parameters of a block with the arguments of every branch to it.
fn remove_params(func: &mut Function, block: Block, positions: &[usize]) {
    if positions.is_empty() {
        return;
    }
    for (inst, target) in std::mem::take(&mut incoming_args(func)[block.index()]) {
        let args = &mut func.inst_mut(inst).targets[target].args;
        for &position in positions.iter().rev() {
            args.remove(position);
        }
    }
    for &position in positions.iter().rev() {
        func.block_mut(block).params.remove(position);
    }
    for (position, param) in func.block(block).params.clone().into_iter().enumerate() {
        func.values[param.index()].def = ValueDef::Param(block, position as u32);
    }
}

/// Parameters that receive one and the same value on every edge (themselves aside) become that value.
fn remove_constant_params(func: &mut Function) -> bool {
    let mut replacements = Replacements::new(func);
    let mut changed = true;
    let incoming = incoming_args(func);
    let mut dead: Vec<Vec<usize>> = vec![Vec::new(); func.blocks.len()];
    while changed {
        changed = false;
        for &block in &func.layout {
            if block == func.entry {
                continue;
            }
            for (position, &param) in func.block(block).params.iter().enumerate() {
                if dead[block.index()].contains(&position) {
                    continue;
                }
                if let Some(value) = single_source(
                    func,
                    &incoming[block.index()],
                    position,
                    param,
                    &replacements,
                ) {
                    replacements.insert(param, value);
                    dead[block.index()].push(position);
                    changed = true;
                }
            }
        }
    }
    let any = !replacements.is_empty();
    for (index, positions) in dead.iter_mut().enumerate() {
        positions.sort_unstable();
        remove_params(func, Block(index as u32), positions);
    }
    replacements.apply(func);
    any
}

fn single_source(
    func: &Function,
    edges: &[(Inst, usize)],
    position: usize,
    param: Value,
    replacements: &Replacements,
) -> Option<Value> {
    let mut source = None;
    for &(inst, target) in edges {
        let value = replacements.resolve(func.inst(inst).targets[target].args[position]);
        if value == param || Some(value) == source {
            continue;
        }
        if source.is_some() {
            return None;
        }
        source = Some(value);
    }
    source
}
