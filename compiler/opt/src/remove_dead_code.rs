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

/// Parameters that receive one and the same value on every edge become that value.
///
/// The analysis is optimistic, so that parameters which only hand one value around among themselves are
/// found too, as when two buffers of one size are swapped in every iteration.
fn remove_constant_params(func: &mut Function) -> bool {
    let sources = sources(func);
    let mut replacements = Replacements::new(func);
    let mut any = false;
    for position in 0..func.layout.len() {
        let block = func.layout[position];
        if block == func.entry {
            continue;
        }
        let params = func.block(block).params.clone();
        let mut dead = Vec::new();
        for (position, &param) in params.iter().enumerate() {
            if let Source::Value(value) = sources[param.index()]
                && value != param
            {
                replacements.insert(param, value);
                dead.push(position);
            }
        }
        any |= !dead.is_empty();
        remove_params(func, block, &dead);
    }
    replacements.apply(func);
    any
}

/// What a value stands for.
#[derive(Clone, Copy, PartialEq)]
enum Source {
    /// A parameter that nothing has reached yet.
    Unknown,
    /// This value; the value itself if it is an instruction's result or a parameter of its own.
    Value(Value),
}

/// For each value the one value it always equals.
fn sources(func: &Function) -> Vec<Source> {
    let mut sources: Vec<Source> = (0..func.values.len() as u32)
        .map(|index| Source::Value(Value(index)))
        .collect();
    let params = || func.layout.iter().filter(|&&block| block != func.entry);
    for &block in params() {
        for param in &func.block(block).params {
            sources[param.index()] = Source::Unknown;
        }
    }
    let incoming = incoming_args(func);
    let mut changed = true;
    while changed {
        changed = false;
        for &block in params() {
            for (position, &param) in func.block(block).params.iter().enumerate() {
                let found = meet(func, &incoming[block.index()], position, param, &sources);
                changed |= std::mem::replace(&mut sources[param.index()], found) != found;
            }
        }
    }
    sources
}

/// The one value that all edges bring, or the parameter itself.
fn meet(
    func: &Function,
    edges: &[(Inst, usize)],
    position: usize,
    param: Value,
    sources: &[Source],
) -> Source {
    if sources[param.index()] == Source::Value(param) {
        return Source::Value(param);
    }
    let mut found = Source::Unknown;
    for &(inst, target) in edges {
        let arg = func.inst(inst).targets[target].args[position];
        found = match (found, sources[arg.index()]) {
            (found, Source::Unknown) => found,
            (Source::Unknown, source) => source,
            (found, source) if found == source => found,
            _ => return Source::Value(param),
        };
    }
    found
}
