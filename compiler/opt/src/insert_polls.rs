//! Lets interruptible functions look whether they are to end: at the head of every loop, and on entry of
//! functions that call others, which may be recursion.
//!
//! ```text
//! b1(v1):                          b1(v1):
//!   v2: bool = iter_has v1    ->     poll
//!                                    v2: bool = iter_has v1
//! ```
//!
//! Before and after: typed stage, before reference counts, which then give each `poll` what it must
//! release. A poll stands before a block's other instructions, so that the handlers of a `try` around the
//! loop do not catch its exception: `guard` speaks of the last operation of its block.
//!
//! Cost: a load and a branch a turn at run time; loops with a poll are not vectorised. Loops inside
//! operations on whole arrays get none: they end by themselves.

use numjit_ir::{Block, Builder, Cfg, Function, Imm, Inst, Loc, Op};

/// Runs the pass; true if anything changed.
pub fn insert_polls(func: &mut Function) -> bool {
    if !func.options.interruptible {
        return false;
    }
    let mut places = loop_heads(func);
    if calls_others(func) && !places.contains(&func.entry) {
        places.push(func.entry);
    }
    for &block in &places {
        insert_at_head(func, block);
    }
    !places.is_empty()
}

/// Blocks that some block behind them leads back to.
fn loop_heads(func: &Function) -> Vec<Block> {
    let cfg = Cfg::compute(func);
    let is_head = |block: &&Block| {
        let own = cfg.order[block.index()];
        let mut before = cfg.preds[block.index()].iter();
        before.any(|pred| cfg.order[pred.index()] >= own)
    };
    cfg.rpo.iter().filter(is_head).copied().collect()
}

fn calls_others(func: &Function) -> bool {
    let insts = func
        .layout
        .iter()
        .flat_map(|&block| &func.block(block).insts);
    insts
        .into_iter()
        .any(|&inst| func.inst(inst).op == Op::CallFunc)
}

fn insert_at_head(func: &mut Function, block: Block) {
    let loc = first_loc(func, block);
    let rest = std::mem::take(&mut func.block_mut(block).insts);
    Builder::new(func, block, loc).effect(Op::Poll, &[], Imm::None);
    func.block_mut(block).insts.extend(rest);
}

fn first_loc(func: &Function, block: Block) -> Loc {
    let first: Option<&Inst> = func.block(block).insts.first();
    first.map_or(Loc(0), |&inst| func.inst(inst).loc)
}
