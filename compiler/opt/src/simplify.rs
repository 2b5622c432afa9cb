//! Folds constants, applies algebraic identities, and cleans up control flow.
//!
//! ```text
//! v1: int8 = iconst 1              ->   jump b1
//! branch v1, b1, b2
//! ```
//!
//! Rules keep the type, never make code worse, and approach a normal form in which a constant operand
//! of a commutative operation stands right. Float rules are only those that hold for every operand,
//! NaN and signed zero included. Control flow: a branch on a constant becomes a jump, a jump to a block
//! that only branches on one of its own parameters goes straight to the target when the argument is
//! constant, and a block with a single predecessor that jumps to it joins that predecessor.
//!
//! Before and after: low stage. Cost: linear per round, a few rounds. It does not reassociate and does
//! not look through memory; `share_values` and Cranelift deal with common subexpressions.

mod control;
mod fold;

pub(crate) use control::int_const;

use numjit_ir::Function;

use crate::remove_dead_code::remove_dead_code;

/// Rounds after which the pass stops even if it could go on; two or three suffice in practice.
const ROUNDS: usize = 8;

/// Runs the pass; true if anything changed.
pub fn simplify(func: &mut Function) -> bool {
    let mut changed = false;
    for _ in 0..ROUNDS {
        let mut again = fold::fold_instructions(func);
        again |= control::fold_branches(func);
        again |= control::thread_jumps(func);
        again |= control::merge_blocks(func);
        again |= remove_dead_code(func);
        if !again {
            break;
        }
        changed = true;
    }
    changed
}
