//! What a loop looks like from outside: its counter, its number of iterations, its exit.

use numjit_ir::{Block, Function, Imm, Inst, IntCC, Op, Ty, Value, ValueDef};

use super::invariant::Invariants;
use crate::loops::InnermostLoop;
use crate::simplify::int_const;

/// An operand that does not change in the loop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    Const(i64),
    Value(Value),
}

/// A parameter of the header that grows by the same amount in every iteration.
#[derive(Clone, Copy, Debug)]
pub(super) struct Induction {
    pub(super) param: Value,
    pub(super) position: usize,
    /// The value for the next iteration.
    pub(super) next: Value,
    pub(super) step: Step,
}

/// How many iterations there are: the latch goes on while `next cc limit`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counter {
    pub(super) induction: Induction,
    /// By how much the counter goes up or down; at least 1.
    pub(super) step: i64,
    pub(super) limit: Value,
    pub(super) test: Test,
}

/// How the counter is compared with its limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Test {
    Less,
    LessOrEqual,
    /// The counter goes down.
    Greater,
    GreaterOrEqual,
    NotEqual,
}

/// The frame of a loop that can be counted.
pub(super) struct Shape {
    /// The terminator that leads back, and which of its targets does.
    pub(super) latch: Inst,
    pub(super) back: usize,
    pub(super) exit: Block,
    /// Other ways out: branches and which of their targets lies outside.
    pub(super) side_exits: Vec<(Inst, usize)>,
    pub(super) counter: Counter,
    pub(super) inductions: Vec<Induction>,
}

/// The shape of a loop with one latch, which is where its iterations end; or why it has none.
pub(super) fn find_shape(
    func: &Function,
    found: &InnermostLoop,
    invariants: &Invariants<'_>,
) -> Result<Shape, &'static str> {
    let [(latch, back)] = found.back_edges[..] else {
        return Err("it goes on from several places");
    };
    let data = func.inst(latch);
    if data.op != Op::Branch {
        return Err("it does not end in a test");
    }
    let exit = data.targets[1 - back].block;
    if found.contains(exit) {
        return Err("it goes on from several places");
    }
    let side_exits = find_side_exits(func, found, latch);
    let inductions = find_inductions(func, found, invariants, (latch, back));
    let counter = find_counter(func, invariants, (latch, back), &inductions);
    let counter = counter.ok_or("its number of iterations is not known in front of it")?;
    Ok(Shape {
        latch,
        back,
        exit,
        side_exits,
        counter,
        inductions,
    })
}

/// The branches out of a loop besides the one at its end.
fn find_side_exits(func: &Function, found: &InnermostLoop, latch: Inst) -> Vec<(Inst, usize)> {
    let lasts = found.blocks.iter();
    let lasts = lasts.filter_map(|&block| func.block(block).insts.last());
    let mut exits = Vec::new();
    for &last in lasts.filter(|&&last| last != latch) {
        for (side, target) in func.inst(last).targets.iter().enumerate() {
            if !found.contains(target.block) {
                exits.push((last, side));
            }
        }
    }
    exits
}

fn find_inductions(
    func: &Function,
    found: &InnermostLoop,
    invariants: &Invariants<'_>,
    (latch, back): (Inst, usize),
) -> Vec<Induction> {
    let next = &func.inst(latch).targets[back].args;
    let params = func.block(found.header).params.iter();
    let pairs = params.zip(next).enumerate();
    pairs
        .filter_map(|(position, (&param, &next))| {
            let step = find_step(func, invariants, param, next)?;
            Some(Induction {
                param,
                position,
                next,
                step,
            })
        })
        .collect()
}

fn find_step(
    func: &Function,
    invariants: &Invariants<'_>,
    param: Value,
    next: Value,
) -> Option<Step> {
    let data = func.def(next)?;
    if func.ty(param) != Ty::I64 {
        return None;
    }
    let (other, negative) = match (data.op, data.args.first()?, data.args.get(1)?) {
        (Op::IAdd, &a, &b) if a == param => (b, false),
        (Op::IAdd, &a, &b) if b == param => (a, false),
        (Op::ISub, &a, &b) if a == param => (b, true),
        _ => return None,
    };
    match (int_const(func, other), negative) {
        (Some(step), false) => Some(Step::Const(step)),
        (Some(step), true) => Some(Step::Const(step.wrapping_neg())),
        (None, false) if invariants.holds(other) => Some(Step::Value(other)),
        _ => None,
    }
}

fn find_counter(
    func: &Function,
    invariants: &Invariants<'_>,
    (latch, back): (Inst, usize),
    inductions: &[Induction],
) -> Option<Counter> {
    let flag = func.def(func.inst(latch).args[0])?;
    let (Op::ICmp, Imm::IntCC(cc)) = (flag.op, &flag.imm) else {
        return None;
    };
    let by_next = |value: Value| inductions.iter().find(|one| one.next == value);
    let (induction, cc, limit) = match (by_next(flag.args[0]), by_next(flag.args[1])) {
        (Some(induction), None) => (induction, *cc, flag.args[1]),
        (None, Some(induction)) => (induction, swapped(*cc), flag.args[0]),
        _ => return None,
    };
    let cc = if back == 0 { cc } else { negated(cc) };
    let Step::Const(step) = induction.step else {
        return None;
    };
    let test = match cc {
        IntCC::Slt if (1..=1 << 30).contains(&step) => Test::Less,
        IntCC::Sle if (1..=1 << 30).contains(&step) => Test::LessOrEqual,
        IntCC::Sgt if (-1 << 30..=-1).contains(&step) => Test::Greater,
        IntCC::Sge if (-1 << 30..=-1).contains(&step) => Test::GreaterOrEqual,
        IntCC::Ne if step == 1 => Test::NotEqual,
        _ => return None,
    };
    let step = step.abs();
    invariants.holds(limit).then_some(Counter {
        induction: *induction,
        step,
        limit,
        test,
    })
}

/// The comparison with its operands exchanged.
fn swapped(cc: IntCC) -> IntCC {
    match cc {
        IntCC::Slt => IntCC::Sgt,
        IntCC::Sle => IntCC::Sge,
        IntCC::Sgt => IntCC::Slt,
        IntCC::Sge => IntCC::Sle,
        IntCC::Ult => IntCC::Ugt,
        IntCC::Ule => IntCC::Uge,
        IntCC::Ugt => IntCC::Ult,
        IntCC::Uge => IntCC::Ule,
        IntCC::Eq | IntCC::Ne => cc,
    }
}

/// The comparison that is true when this one is false.
fn negated(cc: IntCC) -> IntCC {
    match cc {
        IntCC::Eq => IntCC::Ne,
        IntCC::Ne => IntCC::Eq,
        IntCC::Slt => IntCC::Sge,
        IntCC::Sle => IntCC::Sgt,
        IntCC::Sgt => IntCC::Sle,
        IntCC::Sge => IntCC::Slt,
        IntCC::Ult => IntCC::Uge,
        IntCC::Ule => IntCC::Ugt,
        IntCC::Ugt => IntCC::Ule,
        IntCC::Uge => IntCC::Ult,
    }
}

/// Whether a value is a parameter of a block, and at which position.
pub(super) fn param_of(func: &Function, value: Value) -> Option<(Block, usize)> {
    match func.values[value.index()].def {
        ValueDef::Param(block, position) => Some((block, position as usize)),
        ValueDef::Result(..) => None,
    }
}
