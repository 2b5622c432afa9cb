//! Decides bounds checks of a loop once, in front of it, and keeps a copy of the loop without them.
//!
//! ```text
//!     branch v4, b2(v5), b7               branch v4, b20, b7
//! b2(v8):                             b20:
//!     v9 = icmp uge v8, v2       ->       v21 = icmp sle v1, v2     (and 0 <= v5)
//!     branch v9, b6, b3                   branch v21, b22(v5), b2(v5)
//! b3:                                 b22(v28):                     (no check)
//!     v10 = iadd v8, 1                    v30 = iadd v28, 1
//!     v11 = icmp slt v10, v1              v31 = icmp slt v30, v1
//!     branch v11, b2(v10), b7             branch v31, b22(v30), b7
//!                                     b2(v8):  (as before, cold)
//! ```
//!
//! The textbook way (Gupta: Optimizing Array Bound Checks Using Flow Analysis, 1993) hoists a check and
//! raises early; Python must raise at the exact element, after the effects of the iterations before.
//! So the loop stays as it is for the case that some check may fail, and the copy runs when none can
//! (loop versioning, as HotSpot's range check predication does with an uncommon trap instead).
//!
//! A check `index <u extent` can be decided in front of the loop when the extent does not change in
//! the loop and the index is a constant plus either a value that does not change, or the counter of the
//! loop, or a value that its own operation bounds (`x & 63`, an unsigned byte). A counter goes up by a constant or unchanging step, or down by a constant, and the branch
//! that leads back to the header compares it with an unchanging limit. All conditions are signed and include
//! those under which no sum wraps; extents are not assumed to be valid. The wraparound of a negative
//! index is decided together with its check.
//!
//! Before: low stage, after `rotate_loops`, so that the comparison stands at the latch. After: run
//! `simplify`. Cost: one copy of each innermost loop that has such checks, within [`LOOP_LIMIT`] and
//! [`GROWTH_LIMIT`]; control flow is analysed again after each copy. It does not version outer loops,
//! because the copies multiply, nor checks that cannot hold for all of the counter's values.

mod conditions;
pub(crate) mod copy;

use numjit_ir::{Block, Cfg, Dominators, Function, Inst, Op, Value};

use crate::bits::BitSet;
use crate::loops::{InnermostLoop, innermost_loops};
pub(crate) use conditions::highest;
use conditions::{Condition, find_decisions};

/// Instructions a loop may have, besides constants.
const LOOP_LIMIT: usize = 250;

/// Instructions a function may have after copying.
const GROWTH_LIMIT: usize = 3_000;

/// Conditions in front of a loop.
const CONDITION_LIMIT: usize = 16;

/// Runs the pass; true if anything changed.
pub fn version_loops(func: &mut Function) -> bool {
    let mut done = BitSet::new(func.blocks.len());
    let mut changed = false;
    while let Some((found, plan)) = find_loop(func, &mut done) {
        copy::apply(func, &found, plan);
        changed = true;
    }
    changed
}

/// What is decided in front of a loop.
pub(crate) struct Plan {
    /// All hold: the copy may run.
    pub(crate) conditions: Vec<Condition>,
    /// Branches that always take one side then.
    pub(crate) branches: Vec<(Inst, usize)>,
    /// Comparisons that are false then.
    pub(crate) false_flags: Vec<Inst>,
    /// Blocks that the copy consists of.
    pub(crate) reached: BitSet,
    /// Exit blocks that the copy shares with the loop, and values they need as parameters.
    pub(crate) carried: Vec<(Block, Value)>,
}

/// The next loop to version; those looked at are recorded by header.
fn find_loop(func: &Function, done: &mut BitSet) -> Option<(InnermostLoop, Plan)> {
    let cfg = Cfg::compute(func);
    let dominators = Dominators::compute(&cfg);
    // Headers of copies have higher numbers than any block that `done` has room for: they are new.
    let known = |block: Block, done: &BitSet| !done.fits(block.0) || done.contains(block.0);
    for found in innermost_loops(func, &cfg, &dominators) {
        if known(found.header, done) {
            continue;
        }
        done.insert(found.header.0);
        if let Some(plan) = plan(func, &cfg, &dominators, &found) {
            return Some((found, plan));
        }
    }
    None
}

fn plan(
    func: &Function,
    cfg: &Cfg,
    dominators: &Dominators,
    found: &InnermostLoop,
) -> Option<Plan> {
    let insts = found.blocks.iter().flat_map(|&b| &func.block(b).insts);
    let is_work = |inst: &&Inst| !matches!(func.inst(**inst).op, Op::IConst | Op::FConst);
    let size = insts.filter(is_work).count();
    let is_small = size <= LOOP_LIMIT && func.insts.len() + size <= GROWTH_LIMIT;
    if !is_small || found.entries.len() != 1 || func.block(found.header).cold {
        return None;
    }
    let decisions = find_decisions(func, found);
    if decisions.branches.is_empty() || decisions.conditions.len() > CONDITION_LIMIT {
        return None;
    }
    let mut plan = Plan {
        conditions: decisions.conditions,
        branches: decisions.branches,
        false_flags: decisions.false_flags,
        reached: BitSet::new(func.blocks.len()),
        carried: Vec::new(),
    };
    plan.reached = copy::reached(func, found, &plan.branches);
    plan.carried = copy::carried(func, cfg, dominators, found, &plan)?;
    Some(plan)
}
