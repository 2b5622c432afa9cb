//! Replaces short branches that only choose integers by selections.
//!
//! ```text
//!     branch v5, b1, b2                   v6 = iadd v3, v4
//! b1:                            ->       v9 = pick v5, v6, v3
//!     v6 = iadd v3, v4                    jump b3(v9)
//!     jump b3(v6)
//! b2:
//!     jump b3(v3)
//! ```
//!
//! A branch on data costs a pipeline's worth of cycles when it is mispredicted; a conditional move costs one or
//! two (Allen, Kennedy, Porterfield, Warren: Conversion of Control Dependence to Data Dependence, POPL
//! 1983; we convert only joins of at most [`CHOICES`] values, and both arms may hold [`ARM_LIMIT`]
//! cheap instructions each). Floats are left to branches, because Cranelift turns a selection of floats
//! back into one, unless the selection is the minimum or maximum of its operands, an instruction. Nothing that could fault is moved: no loads, no divisions.
//!
//! Before: low stage, after `remove_bounds_checks`, which learns from branches. After: run `simplify`.
//! Cost: linear in the function.

use numjit_ir::{Block, BlockCall, FloatCC, Function, Imm, Inst, InstData, Op, Value};
use smallvec::SmallVec;

use crate::remove_dead_code::incoming_args;

/// Instructions of an arm besides its jump and constants.
const ARM_LIMIT: usize = 2;

/// Values that a join may choose.
const CHOICES: usize = 2;

/// Runs the pass; true if anything changed.
pub fn convert_branches(func: &mut Function) -> bool {
    let incoming = incoming_args(func);
    let (mut removed, mut changed) = (Vec::new(), false);
    // Inner choices come later in the layout than the branch around them.
    for position in (0..func.layout.len()).rev() {
        let block = func.layout[position];
        if let Some(choice) = find_choice(func, block, &incoming) {
            removed.extend(choice.arms.iter().flatten().copied());
            changed = true;
            convert(func, block, &choice);
        }
    }
    func.layout.retain(|block| !removed.contains(block));
    changed
}

/// A branch of which both sides join at once.
struct Choice {
    branch: Inst,
    /// The block on each side, if it is not the join itself.
    arms: [Option<Block>; 2],
    join: Block,
    /// Arguments of the join on each side.
    args: [SmallVec<[Value; 4]>; 2],
}

fn find_choice(func: &Function, block: Block, incoming: &[Vec<(Inst, usize)>]) -> Option<Choice> {
    let &branch = func.block(block).insts.last()?;
    let data = func.inst(branch);
    if data.op != Op::Branch {
        return None;
    }
    let goes_on = data.targets[0].block == data.targets[1].block;
    let arms = [0, 1].map(|side| arm(func, &data.targets[side], incoming));
    let calls = [0, 1].map(|side| match arms[side] {
        Some(arm) => func.terminator(arm).map(|jump| &jump.targets[0]),
        None => Some(&data.targets[side]),
    });
    let [Some(first), Some(second)] = calls else {
        return None;
    };
    let is_new = |arm: &Option<Block>| arm.is_none_or(|arm| arm != block && arm != func.entry);
    let choice = Choice {
        branch,
        join: first.block,
        args: [first.args.clone(), second.args.clone()],
        arms,
    };
    let fits = first.block == second.block
        && choice.join != block
        && (goes_on || arms.iter().any(Option::is_some))
        && arms.iter().all(is_new)
        && pays(func, &choice);
    fits.then_some(choice)
}

/// The target as a block of cheap instructions that only this branch leads to.
fn arm(func: &Function, call: &BlockCall, incoming: &[Vec<(Inst, usize)>]) -> Option<Block> {
    let data = func.block(call.block);
    let (&last, rest) = data.insts.split_last()?;
    let work = rest
        .iter()
        .filter(|&&inst| func.inst(inst).op != Op::IConst);
    let fits = !data.cold
        && data.params.is_empty()
        && incoming[call.block.index()].len() == 1
        && func.inst(last).op == Op::Jump
        && work.clone().count() <= ARM_LIMIT
        && work.clone().all(|&inst| is_cheap(func.inst(inst)));
    fits.then_some(call.block)
}

fn is_cheap(data: &InstData) -> bool {
    matches!(
        data.op,
        Op::IAdd
            | Op::ISub
            | Op::IMul
            | Op::INeg
            | Op::BAnd
            | Op::BOr
            | Op::BXor
            | Op::BNot
            | Op::IShl
            | Op::SShr
            | Op::UShr
            | Op::ICmp
            | Op::SExt
            | Op::ZExt
            | Op::Trunc
            | Op::PtrAdd
    )
}

/// Few values are chosen, and a float only as the smaller or larger one.
fn pays(func: &Function, choice: &Choice) -> bool {
    let pairs = choice.args[0].iter().zip(&choice.args[1]);
    let chosen: SmallVec<[(Value, Value); 4]> = pairs
        .filter(|(a, b)| a != b)
        .map(|(&a, &b)| (a, b))
        .collect();
    let is_cheap = |&(a, b): &(Value, Value)| {
        !func.ty(a).is_float() || is_extreme(func, func.inst(choice.branch).args[0], a, b)
    };
    chosen.len() <= CHOICES && chosen.iter().all(is_cheap) && !func.block(choice.join).cold
}

/// Whether a condition compares two floats strictly.
fn is_extreme(func: &Function, condition: Value, a: Value, b: Value) -> bool {
    func.def(condition).is_some_and(|test| {
        let is_strict = matches!(test.imm, Imm::FloatCC(FloatCC::Lt | FloatCC::Gt));
        is_strict && (test.args[..] == [a, b] || test.args[..] == [b, a])
    })
}

fn convert(func: &mut Function, block: Block, choice: &Choice) {
    func.block_mut(block).insts.pop();
    for &arm in choice.arms.iter().flatten() {
        let mut insts = std::mem::take(&mut func.block_mut(arm).insts);
        insts.pop();
        func.block_mut(block).insts.extend(insts);
    }
    let condition = func.inst(choice.branch).args[0];
    let mut args = SmallVec::new();
    for (&a, &b) in choice.args[0].iter().zip(&choice.args[1]) {
        args.push(if a == b {
            a
        } else {
            pick(func, block, choice.branch, [condition, a, b])
        });
    }
    let jump = func.inst_mut(choice.branch);
    jump.op = Op::Jump;
    jump.args.clear();
    jump.targets = SmallVec::from_iter([BlockCall {
        block: choice.join,
        args,
    }]);
    func.block_mut(block).insts.push(choice.branch);
}

fn pick(func: &mut Function, block: Block, branch: Inst, args: [Value; 3]) -> Value {
    let data = InstData {
        op: Op::Pick,
        args: SmallVec::from_slice(&args),
        imm: Imm::None,
        targets: SmallVec::new(),
        results: SmallVec::new(),
        cleanup: SmallVec::new(),
        loc: func.inst(branch).loc,
    };
    let ty = func.ty(args[1]);
    let inst = func.add_inst(data, &[ty]);
    func.block_mut(block).insts.push(inst);
    func.inst(inst).results[0]
}
