//! Which checks of a loop can be decided in front of it, and by what conditions.

use numjit_ir::{Function, Imm, Inst, IntCC, Op, Ty, Value, ValueDef};

use crate::loops::InnermostLoop;
use crate::simplify::int_const;

/// Largest constant part of an index and largest constant step.
const OFFSET_LIMIT: i64 = 1 << 30;

/// An operand that does not change in the loop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Operand {
    /// A constant, which may be defined inside the loop.
    Const(i64),
    /// A value defined outside the loop.
    Value(Value),
}

/// `left + addend cc right`, where the sum wraps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Condition {
    pub(crate) cc: IntCC,
    pub(crate) left: Operand,
    pub(crate) addend: i64,
    pub(crate) right: Right,
}

/// The right side of a condition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Right {
    Operand(Operand),
    /// The largest integer minus a value.
    MaxMinus(Value),
}

/// What can be decided.
#[derive(Default)]
pub(crate) struct Decisions {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) branches: Vec<(Inst, usize)>,
    pub(crate) false_flags: Vec<Inst>,
}

/// Decides as many checks of a loop as possible.
pub(crate) fn find_decisions(func: &Function, found: &InnermostLoop) -> Decisions {
    let outer = Invariants::new(func, found);
    let mut decisions = Decisions::default();
    for &block in &found.blocks {
        let Some(&last) = func.block(block).insts.last() else {
            continue;
        };
        if let Some(check) = find_check(func, found, last) {
            decide(&outer, &check, &mut decisions);
        }
    }
    decisions
}

/// A branch that leaves the loop for a cold block unless index <u extent.
struct Check {
    branch: Inst,
    /// The side on which the check holds.
    good: usize,
    index: Value,
    extent: Value,
}

fn find_check(func: &Function, found: &InnermostLoop, branch: Inst) -> Option<Check> {
    let data = func.inst(branch);
    if data.op != Op::Branch {
        return None;
    }
    let (cc, index, extent) = comparison(func, data.args[0])?;
    let good = match cc {
        IntCC::Ult => 0,
        IntCC::Uge => 1,
        _ => return None,
    };
    let bad = data.targets[1 - good].block;
    let is_check = func.ty(index) == Ty::I64 && func.block(bad).cold && !found.contains(bad);
    is_check.then_some(Check {
        branch,
        good,
        index,
        extent,
    })
}

fn comparison(func: &Function, flag: Value) -> Option<(IntCC, Value, Value)> {
    let inst = func.def(flag)?;
    match (inst.op, &inst.imm) {
        (Op::ICmp, Imm::IntCC(cc)) => Some((*cc, inst.args[0], inst.args[1])),
        _ => None,
    }
}

/// Adds the conditions under which a check holds in every iteration, if there are such.
fn decide(outer: &Invariants<'_>, check: &Check, decisions: &mut Decisions) {
    let Some(extent) = outer.operand(check.extent) else {
        return;
    };
    let Some(index) = outer.index(check.index) else {
        return;
    };
    let Some(conditions) = conditions(outer, &index, extent) else {
        return;
    };
    for condition in conditions {
        if !decisions.conditions.contains(&condition) {
            decisions.conditions.push(condition);
        }
    }
    decisions.branches.push((check.branch, check.good));
    decisions.false_flags.extend(index.wraps);
}

/// The conditions that are not known; none if one of them cannot hold.
fn conditions(outer: &Invariants<'_>, index: &Index, extent: Operand) -> Option<Vec<Condition>> {
    let mut list = match index.base {
        Base::Invariant(base) => unchanging(base, index, extent),
        Base::Counter(param) => outer.counter(param)?.conditions(index.offset, extent),
        Base::Mirrored(base, param) => {
            let counter = outer.counter(param)?;
            counter.conditions_mirrored(base, index.offset, extent)?
        }
        Base::UpTo(most) if index.offset >= 0 => {
            let most = Operand::Const(most);
            vec![compare(most, index.offset, IntCC::Slt, extent)]
        }
        Base::UpTo(_) => return None,
    };
    if list
        .iter()
        .any(|condition| condition.truth() == Some(false))
    {
        return None;
    }
    list.retain(|condition| condition.truth().is_none());
    list.retain(|condition| !outer.is_guarded(condition));
    Some(list)
}

/// For an index that does not change, the check itself.
fn unchanging(base: Operand, index: &Index, extent: Operand) -> Vec<Condition> {
    let below = Condition {
        cc: IntCC::Ult,
        left: base,
        addend: index.offset,
        right: Right::Operand(extent),
    };
    let not_negative = Condition {
        cc: IntCC::Sge,
        right: Right::Operand(Operand::Const(0)),
        ..below
    };
    match index.wraps {
        Some(_) => vec![not_negative, below],
        None => vec![below],
    }
}

impl Condition {
    /// Whether the condition is known to hold or to fail.
    fn truth(&self) -> Option<bool> {
        let Right::Operand(right) = self.right else {
            return None;
        };
        match (self.left, right) {
            (Operand::Const(left), Operand::Const(right)) => {
                let left = left.wrapping_add(self.addend);
                match self.cc {
                    IntCC::Slt => Some(left < right),
                    IntCC::Sle => Some(left <= right),
                    IntCC::Sgt => Some(left > right),
                    IntCC::Sge => Some(left >= right),
                    IntCC::Ult => Some((left as u64) < right as u64),
                    _ => None,
                }
            }
            // x + k < x can hold only by wrapping, which other conditions exclude.
            (left, right) if left == right && self.cc == IntCC::Slt && self.addend >= 0 => {
                Some(false)
            }
            _ => None,
        }
    }
}

/// What the indices of a loop are made of.
enum Base {
    Invariant(Operand),
    /// A parameter of the header.
    Counter(Value),
    /// A value that does not change, less a parameter of the header.
    Mirrored(Operand, Value),
    /// Any value from 0 up to a constant.
    UpTo(i64),
}

/// An index: a base plus a constant.
struct Index {
    base: Base,
    offset: i64,
    /// The comparison with zero that selects the wrapped index.
    wraps: Option<Inst>,
}

/// A counter of the loop.
struct Counter {
    init: Operand,
    step: Operand,
    limit: Operand,
    /// The counter may equal the limit.
    inclusive: bool,
    down: bool,
}

impl Counter {
    /// When `0 <= counter + offset < extent` holds in every iteration and no sum wraps.
    fn conditions(&self, offset: i64, extent: Operand) -> Vec<Condition> {
        if self.down {
            self.conditions_down(offset, extent)
        } else {
            self.conditions_up(offset, extent)
        }
    }

    /// When `0 <= base - counter + offset < extent` holds in every iteration and no sum wraps: with the
    /// counter from 0 on, the index is at most `base + offset`, and least with the last counter. None for
    /// counters that go down, and for other offsets than those of `a[n - 1 - i]`.
    fn conditions_mirrored(
        &self,
        base: Operand,
        offset: i64,
        extent: Operand,
    ) -> Option<Vec<Condition>> {
        if self.down || !(-1..=0).contains(&offset) {
            return None;
        }
        let mut list = self.conditions_counting();
        let last = if self.inclusive { 0 } else { -1 };
        list.push(compare(self.init, 0, IntCC::Sge, Operand::Const(0)));
        list.push(compare(self.limit, last - offset, IntCC::Sle, base));
        list.push(compare(base, offset, IntCC::Slt, extent));
        Some(list)
    }

    /// When a counter that goes up gets to its limit without wrapping, and `limit + 1` does not wrap.
    fn conditions_counting(&self) -> Vec<Condition> {
        let last = if self.inclusive { 0 } else { -1 };
        let entered = if self.inclusive {
            IntCC::Sle
        } else {
            IntCC::Slt
        };
        let mut list = vec![compare(self.init, 0, entered, self.limit)];
        match self.step {
            Operand::Const(step) if last + step > 0 => {
                let highest = Operand::Const(i64::MAX - (last + step));
                list.push(compare(self.limit, 0, IntCC::Sle, highest));
            }
            Operand::Const(_) => {}
            Operand::Value(step) => {
                list.push(compare(self.step, 0, IntCC::Sge, Operand::Const(1)));
                list.push(Condition {
                    cc: IntCC::Sle,
                    left: self.limit,
                    addend: 0,
                    right: Right::MaxMinus(step),
                });
            }
        }
        list
    }

    /// The counter lies in [init, limit - 1] or [init, limit].
    fn conditions_up(&self, offset: i64, extent: Operand) -> Vec<Condition> {
        let last = if self.inclusive { 0 } else { -1 };
        let mut list = self.conditions_counting();
        list.push(compare(self.init, 0, IntCC::Sge, Operand::Const(-offset)));
        if last + offset > 0 {
            list.push(compare(
                self.limit,
                last + offset,
                IntCC::Sge,
                Operand::Const(0),
            ));
        }
        list.push(compare(self.limit, last + offset, IntCC::Slt, extent));
        list
    }

    /// The counter lies in [limit + 1, init] or [limit, init].
    fn conditions_down(&self, offset: i64, extent: Operand) -> Vec<Condition> {
        let first = if self.inclusive { 0 } else { 1 };
        let entered = if self.inclusive {
            IntCC::Sge
        } else {
            IntCC::Sgt
        };
        let mut list = vec![compare(self.init, 0, entered, self.limit)];
        if let Operand::Const(step) = self.step
            && first + step < 0
        {
            let lowest = Operand::Const(i64::MIN - (first + step));
            list.push(compare(self.limit, 0, IntCC::Sge, lowest));
        }
        let least = Operand::Const(-offset - first);
        list.push(compare(self.limit, 0, IntCC::Sge, least));
        if offset > 0 {
            list.push(compare(self.init, offset, IntCC::Sge, Operand::Const(0)));
        }
        list.push(compare(self.init, offset, IntCC::Slt, extent));
        list
    }
}

fn compare(left: Operand, addend: i64, cc: IntCC, right: Operand) -> Condition {
    Condition {
        cc,
        left,
        addend,
        right: Right::Operand(right),
    }
}

/// What does not change in a loop.
struct Invariants<'f> {
    func: &'f Function,
    found: &'f InnermostLoop,
    /// For each value whether it is defined in the loop.
    inside: Vec<bool>,
}

impl<'f> Invariants<'f> {
    fn new(func: &'f Function, found: &'f InnermostLoop) -> Invariants<'f> {
        Invariants {
            func,
            found,
            inside: defined_inside(func, found),
        }
    }

    fn operand(&self, value: Value) -> Option<Operand> {
        match int_const(self.func, value) {
            Some(constant) => Some(Operand::Const(constant)),
            None => (!self.inside[value.index()]).then_some(Operand::Value(value)),
        }
    }

    fn index(&self, value: Value) -> Option<Index> {
        match self.wrapped(value) {
            Some((flag, given)) => self.plain_index(given, Some(flag)),
            None => self.plain_index(value, None),
        }
    }

    /// `pick (x < 0), x + extent, x`: the comparison and x.
    fn wrapped(&self, value: Value) -> Option<(Inst, Value)> {
        let data = self.func.def(value)?;
        if data.op != Op::Pick {
            return None;
        }
        let (cc, x, zero) = comparison(self.func, data.args[0])?;
        let ValueDef::Result(flag, _) = self.func.values[data.args[0].index()].def else {
            return None;
        };
        let tests_sign = cc == IntCC::Slt && int_const(self.func, zero) == Some(0);
        let is_wrap = tests_sign && data.args[2] == x && self.inside[data.args[0].index()];
        is_wrap.then_some((flag, x))
    }

    fn plain_index(&self, mut value: Value, wraps: Option<Inst>) -> Option<Index> {
        let mut offset = 0;
        loop {
            let base = match self.operand(value) {
                Some(operand) => Some(Base::Invariant(operand)),
                None if self.found_param(value).is_some() => Some(Base::Counter(value)),
                None => highest(self.func, value).map(Base::UpTo),
            };
            if base.is_none()
                && let Some((base, constant)) = self.mirrored(value)
            {
                return Some(Index {
                    base,
                    offset: offset + constant,
                    wraps,
                });
            }
            if let Some(base) = base {
                return Some(Index {
                    base,
                    offset,
                    wraps,
                });
            }
            let (x, constant) = sum_with_constant(self.func, value)?;
            offset += constant;
            value = x;
            if offset.abs() > OFFSET_LIMIT {
                return None;
            }
        }
    }

    /// `base + k - counter`, and k.
    fn mirrored(&self, value: Value) -> Option<(Base, i64)> {
        let data = self.func.def(value).filter(|data| data.op == Op::ISub)?;
        let (counter, base) = (data.args[1], data.args[0]);
        self.found_param(counter)?;
        let (base, constant) = match self.operand(base) {
            Some(base) => (base, 0),
            None => {
                let (base, constant) = sum_with_constant(self.func, base)?;
                (self.operand(base)?, constant)
            }
        };
        Some((Base::Mirrored(base, counter), constant))
    }

    /// The position of a value among the header's parameters.
    fn found_param(&self, value: Value) -> Option<usize> {
        match self.func.values[value.index()].def {
            ValueDef::Param(block, position) if block == self.found.header => {
                Some(position as usize)
            }
            _ => None,
        }
    }

    fn counter(&self, param: Value) -> Option<Counter> {
        let position = self.found_param(param)?;
        let mut edges = self.found.back_edges.iter();
        let (step, cc, limit) = self.advance(param, position, edges.next()?)?;
        for edge in edges {
            if self.advance(param, position, edge)? != (step, cc, limit) {
                return None;
            }
        }
        let (inclusive, down) = match cc {
            IntCC::Slt => (false, false),
            IntCC::Sle => (true, false),
            IntCC::Sgt => (false, true),
            IntCC::Sge => (true, true),
            _ => return None,
        };
        let is_possible = match step {
            Operand::Const(step) if down => (-OFFSET_LIMIT..0).contains(&step),
            Operand::Const(step) => (1..=OFFSET_LIMIT).contains(&step),
            Operand::Value(_) => !down,
        };
        let &(entry, target) = self.found.entries.first()?;
        let init = self.func.inst(entry).targets[target].args[position];
        let init = self.operand(init)?;
        is_possible.then_some(Counter {
            init,
            step,
            limit,
            inclusive,
            down,
        })
    }

    /// The step of a counter along a back edge, and the comparison of the next value with the limit
    /// that leads along it.
    fn advance(
        &self,
        param: Value,
        position: usize,
        &(branch, target): &(Inst, usize),
    ) -> Option<(Operand, IntCC, Operand)> {
        let data = self.func.inst(branch);
        if data.op != Op::Branch || data.targets[0].block == data.targets[1].block {
            return None;
        }
        let next = data.targets[target].args[position];
        let step = self.step(param, next)?;
        let (cc, a, b) = comparison(self.func, data.args[0])?;
        let (cc, limit) = match (a == next, b == next) {
            (true, false) => (cc, b),
            (false, true) => (swapped(cc), a),
            _ => return None,
        };
        let cc = if target == 0 { cc } else { negated(cc) };
        Some((step, cc, self.operand(limit)?))
    }

    fn step(&self, param: Value, next: Value) -> Option<Operand> {
        if let Some((x, constant)) = sum_with_constant(self.func, next) {
            return (x == param).then_some(Operand::Const(constant));
        }
        let data = self.func.def(next).filter(|data| data.op == Op::IAdd)?;
        let step = match (data.args[0] == param, data.args[1] == param) {
            (true, false) => data.args[1],
            (false, true) => data.args[0],
            _ => return None,
        };
        self.operand(step)
    }

    /// Whether the branch into the loop already tests the condition.
    fn is_guarded(&self, condition: &Condition) -> bool {
        let Some(&(entry, target)) = self.found.entries.first() else {
            return false;
        };
        let data = self.func.inst(entry);
        if data.op != Op::Branch || data.targets[0].block == data.targets[1].block {
            return false;
        }
        let Some((cc, a, b)) = comparison(self.func, data.args[0]) else {
            return false;
        };
        let cc = if target == 0 { cc } else { negated(cc) };
        let (a, b) = (self.operand(a), self.operand(b));
        condition.addend == 0
            && condition.cc == cc
            && Some(condition.left) == a
            && b.map(Right::Operand) == Some(condition.right)
    }
}

/// For each value whether it is defined in a loop.
pub(super) fn defined_inside(func: &Function, found: &InnermostLoop) -> Vec<bool> {
    let mut inside = vec![false; func.values.len()];
    for &block in &found.blocks {
        let data = func.block(block);
        let results = data.insts.iter().flat_map(|&inst| &func.inst(inst).results);
        for value in data.params.iter().chain(results) {
            inside[value.index()] = true;
        }
    }
    inside
}

/// The largest that a value can be which cannot be negative: masked, widened without a sign, or a
/// remainder.
pub(crate) fn highest(func: &Function, value: Value) -> Option<i64> {
    let data = func.def(value)?;
    let constant = |at: usize| int_const(func, *data.args.get(at)?);
    let highest = match data.op {
        Op::BAnd => constant(1).or_else(|| constant(0))?,
        Op::URem => constant(1)?.checked_sub(1)?,
        Op::ZExt => (1 << func.ty(data.args[0]).bits().min(62)) - 1,
        _ => return None,
    };
    (0..=OFFSET_LIMIT).contains(&highest).then_some(highest)
}

/// x and k of `x + k` or `x - k`.
fn sum_with_constant(func: &Function, value: Value) -> Option<(Value, i64)> {
    let data = func.def(value)?;
    let constant = int_const(func, *data.args.get(1)?)?;
    if constant.unsigned_abs() > OFFSET_LIMIT as u64 {
        return None;
    }
    match (data.op, &data.imm) {
        (Op::IAdd, Imm::None) => Some((data.args[0], constant)),
        (Op::ISub, Imm::None) => Some((data.args[0], -constant)),
        _ => None,
    }
}

/// The comparison with its operands exchanged.
fn swapped(cc: IntCC) -> IntCC {
    match cc {
        IntCC::Eq => IntCC::Eq,
        IntCC::Ne => IntCC::Ne,
        IntCC::Slt => IntCC::Sgt,
        IntCC::Sle => IntCC::Sge,
        IntCC::Sgt => IntCC::Slt,
        IntCC::Sge => IntCC::Sle,
        IntCC::Ult => IntCC::Ugt,
        IntCC::Ule => IntCC::Uge,
        IntCC::Ugt => IntCC::Ult,
        IntCC::Uge => IntCC::Ule,
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
