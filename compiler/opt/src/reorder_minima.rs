//! Puts the operand that a loop carries last in a minimum or maximum of several integers.
//!
//! ```text
//! b1(v4):                                  b1(v4):
//!     v5 = iadd v4, 1                          v5 = iadd v4, 1
//!     v8 = min v5, v6              ->          v10 = min v6, v7
//!     v9 = min v7, v8                          v11 = min v10, v5
//!     branch v12, b1(v9), b2                   branch v12, b1(v11), b2
//! ```
//!
//! (`min x, y` stands for `icmp slt x, y` and a `pick`.) A recurrence like `c = min(c + 1, a, b)` costs
//! each of its minima in every iteration, one after the other; all but the last can be computed
//! beforehand, as they do not depend on the iteration before. Minima of integers may be taken in any
//! order. This is height reduction of a recurrence (Kuck: The Structure of Computers and Computations,
//! 1978) for this one operation, the only associative one that dynamic programming puts on its critical
//! path. Floats are left alone: with NaN the order matters.
//!
//! Before: low stage, after `forward_stores`, which makes the recurrence visible. After: `remove_dead_code`.
//! Cost: linear in the innermost loops.

use numjit_ir::{
    Builder, Cfg, Dominators, Effects, Function, Imm, Inst, IntCC, Op, Ty, Value, ValueDef,
};
use smallvec::SmallVec;

use crate::loops::{InnermostLoop, innermost_loops};
use crate::replace::Replacements;

/// Operands of one minimum.
const OPERANDS: usize = 6;

/// Definitions followed to see whether an operand depends on the iteration before.
const DEPTH: u32 = 8;

/// Runs the pass; true if anything changed.
pub fn reorder_minima(func: &mut Function) -> bool {
    let cfg = Cfg::compute(func);
    let mut loops = innermost_loops(func, &cfg, &Dominators::compute(&cfg));
    loops.retain(|found| !func.block(found.header).cold);
    let mut replacements = Replacements::new(func);
    for found in &loops {
        for chain in find_chains(func, found) {
            let root = chain.root;
            if let Some(new) = rebuild(func, found, &chain) {
                replacements.insert(root, new);
            }
        }
    }
    replacements.apply(func);
    !replacements.is_empty()
}

/// Minimum or maximum.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Min,
    Max,
}

/// A minimum of several operands of which one is carried by the loop.
struct Chain {
    root: Value,
    kind: Kind,
    /// In order, without the carried one.
    early: SmallVec<[Value; OPERANDS]>,
    carried: Value,
}

fn find_chains(func: &Function, found: &InnermostLoop) -> Vec<Chain> {
    let [(latch, target)] = found.back_edges[..] else {
        return Vec::new();
    };
    let params = &func.block(found.header).params;
    let next = &func.inst(latch).targets[target].args;
    let pairs = params.iter().zip(next);
    pairs
        .filter_map(|(&param, &root)| find_chain(func, param, root))
        .collect()
}

fn find_chain(func: &Function, param: Value, root: Value) -> Option<Chain> {
    let (kind, operands) = extreme(func, root)?;
    let mut leaves: SmallVec<[Value; OPERANDS]> = SmallVec::new();
    let mut work: SmallVec<[Value; OPERANDS]> = SmallVec::from_slice(&operands);
    while let Some(value) = work.pop() {
        match extreme(func, value) {
            Some((same, inner)) if same == kind => work.extend(inner),
            _ => leaves.push(value),
        }
        if leaves.len() + work.len() > OPERANDS {
            return None;
        }
    }
    let late = |value: &&Value| depends(func, **value, param, DEPTH);
    let carried = *leaves.iter().find(late)?;
    let is_last = operands.contains(&carried);
    if is_last || leaves.iter().filter(late).count() != 1 {
        return None;
    }
    leaves.retain(|value| *value != carried);
    Some(Chain {
        root,
        kind,
        early: leaves,
        carried,
    })
}

/// What a selection by the comparison of its own operands computes.
fn extreme(func: &Function, value: Value) -> Option<(Kind, [Value; 2])> {
    let data = func.def(value).filter(|data| data.op == Op::Pick)?;
    let test = func.def(data.args[0]).filter(|test| test.op == Op::ICmp)?;
    let Imm::IntCC(cc) = test.imm else {
        return None;
    };
    let (a, b) = (data.args[1], data.args[2]);
    let is_less = match cc {
        IntCC::Slt | IntCC::Sle => true,
        IntCC::Sgt | IntCC::Sge => false,
        _ => return None,
    };
    let in_order = match (test.args[0], test.args[1]) {
        (left, right) if (left, right) == (a, b) => true,
        (left, right) if (left, right) == (b, a) => false,
        _ => return None,
    };
    let kind = if is_less == in_order {
        Kind::Min
    } else {
        Kind::Max
    };
    Some((kind, [a, b]))
}

/// Whether pure operations lead from a parameter of the header to a value.
fn depends(func: &Function, value: Value, param: Value, depth: u32) -> bool {
    let ValueDef::Result(inst, _) = func.values[value.index()].def else {
        return value == param;
    };
    let data = func.inst(inst);
    depth > 0
        && data.op.info().effects == Effects::Pure
        && data
            .args
            .iter()
            .any(|&arg| depends(func, arg, param, depth - 1))
}

/// Computes the chain again, the carried operand last, right behind the old root.
fn rebuild(func: &mut Function, found: &InnermostLoop, chain: &Chain) -> Option<Value> {
    let ValueDef::Result(root, _) = func.values[chain.root.index()].def else {
        return None;
    };
    let at = |block| -> Option<usize> {
        let insts: &Vec<Inst> = &func.block(block).insts;
        insts.iter().position(|&inst| inst == root)
    };
    let (block, at) = found
        .blocks
        .iter()
        .find_map(|&block| Some((block, at(block)?)))?;
    let rest = func.block_mut(block).insts.split_off(at + 1);
    let loc = func.inst(root).loc;
    let mut builder = Builder::new(func, block, loc);
    let all = chain.early.iter().copied().chain([chain.carried]);
    let result = all.reduce(|a, b| emit(&mut builder, chain.kind, a, b));
    func.block_mut(block).insts.extend(rest);
    result
}

fn emit(builder: &mut Builder<'_>, kind: Kind, a: Value, b: Value) -> Value {
    let cc = match kind {
        Kind::Min => IntCC::Slt,
        Kind::Max => IntCC::Sgt,
    };
    let ty = builder.func.ty(a);
    let flag = builder.emit(Op::ICmp, &[a, b], Imm::IntCC(cc), Ty::I8);
    builder.emit(Op::Pick, &[flag, a, b], Imm::None, ty)
}
