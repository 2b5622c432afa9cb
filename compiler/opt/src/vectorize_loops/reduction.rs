//! Recognises values that a loop carries from iteration to iteration by one operation.

use numjit_ir::{
    Block, Carried, FloatCC, Fold, Function, Imm, InstData, IntCC, LaneValue, Op, Ty, Value,
};
use smallvec::SmallVec;

use super::build::{Body, Input, Reason};
use super::invariant::Invariants;
use super::shape::{Shape, param_of};
use crate::loops::InnermostLoop;

/// Operations on a carried value in one iteration.
const LINK_LIMIT: usize = 8;

/// A parameter of the header with its new value in terms of its old one.
#[derive(Clone, Debug)]
pub(super) struct Reduction {
    pub(super) param: Value,
    pub(super) position: usize,
    /// The value for the next iteration.
    pub(super) next: Value,
    fold: Fold,
    links: SmallVec<[Link; 2]>,
    ordered: bool,
    /// A result of zero may have either sign: the loop must then run in order.
    pub(super) zero_is_unclear: bool,
}

/// One operation: `v = fold(v, operand)`, perhaps only where a flag is set.
#[derive(Clone, Copy, Debug)]
struct Link {
    operand: Value,
    /// The operand is subtracted.
    negated: bool,
    /// A flag, and what it has to be.
    only_if: Option<(Value, bool)>,
    /// An operand that is NaN is taken up, which the fold does not do.
    keeps_nan: bool,
}

impl Reduction {
    /// The values that its iterations contribute.
    pub(super) fn values(&self) -> impl Iterator<Item = Value> + '_ {
        let flags = self.links.iter().filter_map(|link| link.only_if);
        let flags = flags.map(|(flag, _)| flag);
        self.links.iter().map(|link| link.operand).chain(flags)
    }
}

/// The reductions of a loop; an error if a parameter is neither one nor counts.
pub(super) fn find_reductions(
    func: &Function,
    found: &InnermostLoop,
    shape: &Shape,
    invariants: &Invariants<'_>,
) -> Result<Vec<Reduction>, Reason> {
    let uses = count_uses(func, found);
    let mut reductions = Vec::new();
    for (position, &param) in func.block(found.header).params.iter().enumerate() {
        if shape.inductions.iter().any(|one| one.param == param) {
            continue;
        }
        let next = func.inst(shape.latch).targets[shape.back].args[position];
        let carried = (param, position, next);
        let reduction = find_reduction(func, found, invariants, &uses, carried)?;
        reductions.push(reduction);
    }
    Ok(reductions)
}

/// How often each value is used inside the loop.
fn count_uses(func: &Function, found: &InnermostLoop) -> Vec<u32> {
    let mut uses = vec![0; func.values.len()];
    for &block in &found.blocks {
        for &inst in &func.block(block).insts {
            let data = func.inst(inst);
            let inside = data.targets.iter();
            let inside = inside.filter(|target| found.contains(target.block));
            let passed = inside.flat_map(|target| &target.args);
            for value in data.args.iter().chain(passed) {
                uses[value.index()] += 1;
            }
        }
    }
    uses
}

fn find_reduction(
    func: &Function,
    found: &InnermostLoop,
    invariants: &Invariants<'_>,
    uses: &[u32],
    (param, position, next): (Value, usize, Value),
) -> Result<Reduction, Reason> {
    const NONE: Reason = "a value comes from the iteration before";
    let mut links: SmallVec<[Link; 2]> = SmallVec::new();
    let mut fold = None;
    let mut at = next;
    // Each value of the chain is used by the next operation alone, the last one to go round.
    let mut used = 1;
    while at != param {
        if links.len() == LINK_LIMIT || uses[at.index()] != used {
            return Err(NONE);
        }
        let step = find_link(func, found, at, param).ok_or(NONE)?;
        if *fold.get_or_insert(step.fold) != step.fold || !invariants.is_inside(at) {
            return Err(NONE);
        }
        used = step.uses;
        links.push(step.link);
        at = step.before;
    }
    let is_private = uses[param.index()] == used;
    let fold = fold.filter(|_| is_private).ok_or(NONE)?;
    links.reverse();
    let is_float = func.ty(param).is_float();
    let fast = func.options.fastmath;
    let ordered = is_float && !fast.reassoc && matches!(fold, Fold::Add | Fold::Mul);
    let zero_is_unclear = is_float && matches!(fold, Fold::Min | Fold::Max) && !fast.nsz;
    if zero_is_unclear && stores(func, found) {
        return Err("which of two zeros is found depends on the order");
    }
    Ok(Reduction {
        param,
        position,
        next,
        fold,
        links,
        ordered,
        zero_is_unclear,
    })
}

/// Whether a loop stores, so that it cannot be run again.
fn stores(func: &Function, found: &InnermostLoop) -> bool {
    let mut insts = found
        .blocks
        .iter()
        .flat_map(|&block| &func.block(block).insts);
    insts.any(|&inst| func.inst(inst).op == Op::Store)
}

/// One operation of a chain, and the value before it.
struct Found {
    before: Value,
    fold: Fold,
    link: Link,
    /// How often the value before is used by the operation.
    uses: u32,
}

fn find_link(func: &Function, found: &InnermostLoop, value: Value, param: Value) -> Option<Found> {
    let Some(data) = func.def(value) else {
        return find_joined(func, found, value, param);
    };
    match (data.op, &data.args[..]) {
        (Op::Pick, &[flag, yes, no]) => find_extreme(func, param, (flag, yes, no))
            .or_else(|| find_nan_extreme(func, param, (flag, yes, no)))
            .or_else(|| find_conditional(func, param, (flag, yes, no))),
        _ => find_plain(func, value, param, None),
    }
}

/// `before op operand`, where `before` may be given.
fn find_plain(func: &Function, value: Value, param: Value, before: Option<Value>) -> Option<Found> {
    let data = func.def(value)?;
    let (fold, commutes, negated) = match data.op {
        Op::IAdd | Op::FAdd => (Fold::Add, true, false),
        Op::ISub | Op::FSub => (Fold::Add, false, true),
        Op::IMul | Op::FMul => (Fold::Mul, true, false),
        Op::BAnd => (Fold::And, true, false),
        Op::BOr => (Fold::Or, true, false),
        Op::BXor => (Fold::Xor, true, false),
        _ => return None,
    };
    let &[a, b] = &data.args[..] else {
        return None;
    };
    // The chain goes on in the operand that leads back to the parameter.
    let (before, operand) = match before {
        Some(before) if before == a => (a, b),
        Some(before) if before == b && commutes => (b, a),
        Some(_) => return None,
        None if commutes && leads_back(func, b, param) && !leads_back(func, a, param) => (b, a),
        None => (a, b),
    };
    Some(Found {
        before,
        fold,
        link: Link {
            operand,
            negated,
            only_if: None,
            keeps_nan: false,
        },
        uses: 1,
    })
}

/// Whether a value is the parameter or made from it by operations of a chain.
fn leads_back(func: &Function, mut value: Value, param: Value) -> bool {
    for _ in 0..LINK_LIMIT {
        let Some(data) = func.def(value) else {
            return value == param;
        };
        match data.op {
            Op::Pick if data.args[1] == param || data.args[2] == param => return true,
            Op::IAdd
            | Op::FAdd
            | Op::ISub
            | Op::FSub
            | Op::IMul
            | Op::FMul
            | Op::BAnd
            | Op::BOr
            | Op::BXor => value = data.args[0],
            _ => return false,
        }
    }
    false
}

/// `flag ? (before op operand) : before`, or the other way round.
fn find_conditional(
    func: &Function,
    param: Value,
    (flag, yes, no): (Value, Value, Value),
) -> Option<Found> {
    let (found, wanted) = match find_plain(func, yes, param, Some(no)) {
        Some(found) => (found, true),
        None => (find_plain(func, no, param, Some(yes))?, false),
    };
    let link = Link {
        only_if: Some((flag, wanted)),
        ..found.link
    };
    Some(Found {
        link,
        uses: 2,
        ..found
    })
}

/// A parameter of a block that the header goes to directly with the value before, or else through a block
/// of its own with `before op operand`.
fn find_joined(
    func: &Function,
    found: &InnermostLoop,
    value: Value,
    param: Value,
) -> Option<Found> {
    let (join, position) = param_of(func, value)?;
    let branch = func.terminator(found.header)?;
    let inside = found.contains(join) && join != found.header && branch.op == Op::Branch;
    let side = (0..2).find(|&side| inside && branch.targets[side].block != join)?;
    let arm = branch.targets[side].block;
    let (direct, jump) = (&branch.targets[1 - side], func.terminator(arm)?);
    let edges = |to: Block| {
        let blocks = found
            .blocks
            .iter()
            .filter_map(|&from| func.terminator(from));
        let targets = blocks.flat_map(|last| &last.targets);
        targets.filter(|target| target.block == to).count()
    };
    let is_triangle = direct.block == join
        && jump.op == Op::Jump
        && jump.targets[0].block == join
        && (edges(join), edges(arm)) == (2, 1);
    if !is_triangle {
        return None;
    }
    let before = direct.args[position];
    let plain = find_plain(func, jump.targets[0].args[position], param, Some(before))?;
    let link = Link {
        only_if: Some((branch.args[0], side == 0)),
        ..plain.link
    };
    Some(Found {
        link,
        uses: 2,
        ..plain
    })
}

/// `operand < before ? operand : before` and its like. For floats only this form: it keeps the value
/// when the operand is NaN or equal, as the fold does.
fn find_extreme(
    func: &Function,
    param: Value,
    (flag, yes, no): (Value, Value, Value),
) -> Option<Found> {
    let test = func.def(flag)?;
    let (is_less, is_strict) = match (test.op, &test.imm) {
        (Op::ICmp, Imm::IntCC(IntCC::Slt)) | (Op::FCmp, Imm::FloatCC(FloatCC::Lt)) => (true, true),
        (Op::ICmp, Imm::IntCC(IntCC::Sgt)) | (Op::FCmp, Imm::FloatCC(FloatCC::Gt)) => (false, true),
        (Op::ICmp, Imm::IntCC(IntCC::Sle)) => (true, false),
        (Op::ICmp, Imm::IntCC(IntCC::Sge)) => (false, false),
        _ => return None,
    };
    let in_order = match (test.args[0], test.args[1]) {
        (a, b) if (a, b) == (yes, no) => true,
        (a, b) if (a, b) == (no, yes) => false,
        _ => return None,
    };
    let is_float = test.op == Op::FCmp;
    let keeps = |before: Value| leads_back(func, before, param);
    let (before, operand) = match (keeps(yes), keeps(no)) {
        (false, true) => (no, yes),
        (true, false) if !is_float => (yes, no),
        _ => return None,
    };
    if is_float && !is_strict {
        return None;
    }
    let fold = match is_less == in_order {
        true => Fold::Min,
        false => Fold::Max,
    };
    Some(Found {
        before,
        fold,
        link: Link {
            operand,
            negated: false,
            only_if: None,
            keeps_nan: false,
        },
        uses: 2,
    })
}

/// `before >= operand or before != before ? before : operand` and its like: the extreme of floats, or NaN.
fn find_nan_extreme(
    func: &Function,
    param: Value,
    (flag, before, operand): (Value, Value, Value),
) -> Option<Found> {
    let either = func.def(flag).filter(|data| data.op == Op::BOr)?;
    let tests = [func.def(either.args[0])?, func.def(either.args[1])?];
    let is = |test: &InstData, cc: FloatCC, args: [Value; 2]| {
        test.imm == Imm::FloatCC(cc) && test.args[..] == args
    };
    if !is(tests[1], FloatCC::Ne, [before, before]) || !leads_back(func, before, param) {
        return None;
    }
    let pair = [before, operand];
    let fold = match (
        is(tests[0], FloatCC::Ge, pair),
        is(tests[0], FloatCC::Le, pair),
    ) {
        (true, _) => Fold::Max,
        (_, true) => Fold::Min,
        _ => return None,
    };
    Some(Found {
        before,
        fold,
        link: Link {
            operand,
            negated: false,
            only_if: None,
            keeps_nan: true,
        },
        uses: 4,
    })
}

/// The carried value of a reduction. Its contributions have been built.
pub(super) fn carried(body: &mut Body<'_>, reduction: &Reduction) -> Result<Carried, Reason> {
    let ty = body.func.ty(reduction.param);
    let mut operands = SmallVec::new();
    for link in &reduction.links {
        operands.push(contribution(body, reduction, link, ty)?);
    }
    let init = body.input(Input::Value(reduction.param), ty);
    Ok(Carried {
        init,
        ty,
        fold: reduction.fold,
        operands,
        ordered: reduction.ordered,
    })
}

fn contribution(
    body: &mut Body<'_>,
    reduction: &Reduction,
    link: &Link,
    ty: Ty,
) -> Result<LaneValue, Reason> {
    let mut value = body.value(link.operand)?;
    value = body.data(value);
    if link.keeps_nan {
        // The scalar loop takes NaN up; from there on nothing changes.
        let differs = Imm::FloatCC(FloatCC::Ne);
        let is_nan = body.pure(Op::FCmp, differs, &[value, value], Ty::BOOL);
        body.note_rare(is_nan);
    }
    if link.negated {
        let op = if ty.is_float() { Op::FNeg } else { Op::INeg };
        value = body.pure(op, Imm::None, &[value], ty);
    }
    if let Some((flag, wanted)) = link.only_if {
        let neutral = neutral(body, reduction.fold, ty)?;
        let flag = body.value(flag)?;
        let flag = body.flag(flag);
        value = match wanted {
            true => body.select(flag, value, neutral)?,
            false => body.select(flag, neutral, value)?,
        };
    }
    Ok(value)
}

/// What changes nothing when it is taken up.
fn neutral(body: &mut Body<'_>, fold: Fold, ty: Ty) -> Result<LaneValue, Reason> {
    use numjit_ir::Const;
    let float = |value: f64| (Op::FConst, Imm::Const(Const::Float(value)));
    let int = |value: i64| (Op::IConst, Imm::Const(Const::Int(value)));
    let (op, imm) = match (fold, ty.is_float()) {
        (Fold::Add, true) => float(-0.0),
        (Fold::Mul, true) => float(1.0),
        (Fold::Add | Fold::Or | Fold::Xor, false) => int(0),
        (Fold::Mul, false) => int(1),
        (Fold::And, false) => int(-1),
        _ => return Err("a minimum or maximum is conditional"),
    };
    Ok(body.pure(op, imm, &[], ty))
}
