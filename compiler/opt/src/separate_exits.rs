//! Gives floats that leave a loop a name of their own on the way out.
//!
//! ```text
//! b1(v4: float64):                         b1(v4: float64):
//!     v5 = fadd v4, v3                         v5 = fadd v4, v3
//!     branch v6, b1(v5), b2(v5)    ->          branch v6, b1(v5), b9
//! b2(v7: float64):                         b9:
//!     call_symbol nj_release v1                v8 = fadd v5, -0.0
//!                                              jump b2(v8)
//! ```
//!
//! regalloc2 joins the loop's value and the parameter behind the loop into one live range. No float
//! register survives a call, so the range is split in front of the next call, and the split reaches back
//! to the last use: into the loop, whose accumulator is then stored and loaded in every iteration (nine
//! cycles instead of four for a sum). Adding -0.0, which changes no number and which Cranelift does not
//! remove, keeps the two ranges apart for one addition a loop.
//!
//! Before: low stage, after `rotate_loops`; last but for `remove_dead_code`. Cost: linear in the function.
//! Integers are left alone: registers that survive calls exist for them.

use numjit_ir::{Block, Builder, Cfg, Const, Dominators, Function, Imm, Inst, Op, Value};

use crate::bits::BitSet;
use crate::loops::{InnermostLoop, innermost_loops};

/// Runs the pass; true if anything changed.
pub fn separate_exits(func: &mut Function) -> bool {
    let cfg = Cfg::compute(func);
    let mut changed = false;
    for found in innermost_loops(func, &cfg, &Dominators::compute(&cfg)) {
        let inside = floats_inside(func, &found);
        for &block in found.blocks.iter().rev() {
            let Some(&last) = func.block(block).insts.last() else {
                continue;
            };
            for target in 0..func.inst(last).targets.len() {
                changed |= separate(func, &found, (block, last, target), &inside);
            }
        }
    }
    changed
}

fn floats_inside(func: &Function, found: &InnermostLoop) -> BitSet {
    let mut inside = BitSet::new(func.values.len());
    for &block in &found.blocks {
        let data = func.block(block);
        let results = data.insts.iter().flat_map(|&inst| &func.inst(inst).results);
        for value in data.params.iter().chain(results) {
            if func.ty(*value).is_float() {
                inside.insert(value.0);
            }
        }
    }
    inside
}

fn separate(
    func: &mut Function,
    found: &InnermostLoop,
    (block, last, target): (Block, Inst, usize),
    inside: &BitSet,
) -> bool {
    let call = &func.inst(last).targets[target];
    let leaves = |value: &Value| inside.fits(value.0) && inside.contains(value.0);
    let exit = call.block;
    if found.contains(exit) || func.block(exit).cold || !call.args.iter().any(leaves) {
        return false;
    }
    let middle = func.create_block();
    let call = &mut func.inst_mut(last).targets[target];
    call.block = middle;
    let mut args = std::mem::take(&mut call.args);
    let loc = func.inst(last).loc;
    let mut builder = Builder::new(func, middle, loc);
    for value in args.iter_mut().filter(|value| leaves(value)) {
        *value = renamed(&mut builder, *value);
    }
    builder.jump(exit, &args);
    let at = func.layout.iter().position(|&other| other == block);
    let at = at.map_or(func.layout.len(), |at| at + 1);
    func.layout.insert(at, middle);
    true
}

fn renamed(builder: &mut Builder<'_>, value: Value) -> Value {
    let ty = builder.func.ty(value);
    let zero = Imm::Const(Const::Float(-0.0));
    let zero = builder.emit(Op::FConst, &[], zero, ty);
    builder.emit(Op::FAdd, &[value, zero], Imm::None, ty)
}
