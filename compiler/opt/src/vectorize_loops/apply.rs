//! Puts a call of the compiled loop in front of the scalar one, which stays for short loops, for arrays
//! that overlap, and for the iterations that are left.

use std::collections::HashMap;

use numjit_ir::{
    Alias, Block, Builder, Cfg, Const, Dominators, FloatCC, Function, Imm, InstData, IntCC, Mem,
    Op, Ty, Value,
};
use smallvec::SmallVec;

use super::build::{Built, Input};
use super::dependence::{Group, Span};
use super::invariant::{Invariants, Stride};
use super::shape::{Shape, Step, Test};
use super::{Callee, defined_inside};
use crate::bits::BitSet;
use crate::loops::InnermostLoop;

/// Iterations below which the scalar loop is as fast as the call.
const LEAST: i64 = 8;

/// The values that leave a loop, if each has a place behind it to be given to.
pub(super) struct Exits {
    /// Values that code behind the end of the loop uses directly.
    used: Vec<Value>,
    /// Blocks that use them.
    users: Vec<Block>,
}

/// Looks for the values of a loop that are used behind it; none if one has no place.
///
/// Behind the end of the loop they become parameters there. Where only other ways out lead, they stay: the
/// scalar loop alone gets there.
pub(super) fn find_exits(
    func: &Function,
    found: &InnermostLoop,
    shape: &Shape,
    dominators: &Dominators,
    invariants: &Invariants<'_>,
) -> Option<Exits> {
    let cfg = Cfg::compute(func);
    let preds = &cfg.preds[shape.exit.index()];
    let is_private = preds.iter().all(|&pred| found.contains(pred));
    let behind = reached_from(func, found, shape.exit);
    let mut exits = Exits {
        used: Vec::new(),
        users: Vec::new(),
    };
    for &block in func.layout.iter().filter(|&&block| !found.contains(block)) {
        let insts = func.block(block).insts.iter().map(|&inst| func.inst(inst));
        let args = insts.flat_map(|data| {
            let passed = data.targets.iter().flat_map(|target| &target.args);
            data.args.iter().chain(passed)
        });
        let mut args = args
            .filter(|&&value| invariants.is_inside(value))
            .peekable();
        if args.peek().is_none() || !behind.contains(block.0) {
            continue;
        }
        if !is_private || !dominators.dominates(shape.exit, block) {
            return None;
        }
        for &value in args {
            if !exits.used.contains(&value) {
                exits.used.push(value);
            }
        }
        exits.users.push(block);
    }
    Some(exits)
}

/// The blocks that are reached from the end of the loop without passing the loop.
fn reached_from(func: &Function, found: &InnermostLoop, exit: Block) -> BitSet {
    let mut reached = BitSet::new(func.blocks.len());
    let mut work = vec![exit];
    while let Some(block) = work.pop() {
        if reached.contains(block.0) || found.contains(block) {
            continue;
        }
        reached.insert(block.0);
        let targets = func.terminator(block).into_iter();
        work.extend(targets.flat_map(|last| last.targets.iter().map(|target| target.block)));
    }
    reached
}

/// Values in front of the loop, by what they stand for inside.
struct Front<'b, 'f> {
    builder: Builder<'b>,
    inside: &'f [bool],
    known: HashMap<Value, Value>,
    /// Further blocks, in order.
    added: Vec<Block>,
}

impl Front<'_, '_> {
    fn int(&mut self, value: i64) -> Value {
        let imm = Imm::Const(Const::Int(value));
        self.builder.emit(Op::IConst, &[], imm, Ty::I64)
    }

    fn op(&mut self, op: Op, a: Value, b: Value) -> Value {
        let ty = self.builder.func.ty(a);
        self.builder.emit(op, &[a, b], Imm::None, ty)
    }

    fn with_int(&mut self, op: Op, a: Value, b: i64) -> Value {
        let b = self.int(b);
        self.op(op, a, b)
    }

    fn compare(&mut self, cc: IntCC, a: Value, b: Value) -> Value {
        self.builder.emit(Op::ICmp, &[a, b], Imm::IntCC(cc), Ty::I8)
    }

    /// Whether a condition of the loop is what it should be.
    fn is(&mut self, condition: Value, wanted: bool) -> Value {
        let flag = self.value(condition);
        let ty = self.builder.func.ty(flag);
        let zero = Imm::Const(Const::Int(0));
        let zero = self.builder.emit(Op::IConst, &[], zero, ty);
        self.compare(if wanted { IntCC::Ne } else { IntCC::Eq }, flag, zero)
    }

    fn both(&mut self, a: Value, b: Value) -> Value {
        self.builder.emit(Op::BAnd, &[a, b], Imm::None, Ty::I8)
    }

    /// A value of the first iteration, computed here.
    fn value(&mut self, value: Value) -> Value {
        if let Some(&known) = self.known.get(&value) {
            return known;
        }
        let is_inside = self.inside.get(value.index()) == Some(&true);
        let Some(data) = self.builder.func.def(value).filter(|_| is_inside) else {
            return value;
        };
        let (op, imm) = (data.op, data.imm.clone());
        let args: SmallVec<[Value; 3]> = data.args.clone();
        let ty = self.builder.func.ty(value);
        let args: SmallVec<[Value; 3]> = args.into_iter().map(|arg| self.value(arg)).collect();
        let made = self.builder.emit(op, &args, imm, ty);
        self.known.insert(value, made);
        made
    }

    fn reciprocal(&mut self, divisor: Value) -> Value {
        let divisor = self.value(divisor);
        let ty = self.builder.func.ty(divisor);
        let one = Imm::Const(Const::Float(1.0));
        let one = self.builder.emit(Op::FConst, &[], one, ty);
        self.op(Op::FDiv, one, divisor)
    }

    fn stride(&mut self, stride: Stride) -> Value {
        match stride.scaled {
            None => self.int(stride.constant),
            Some((value, factor)) => {
                let value = self.value(value);
                let scaled = self.with_int(Op::IMul, value, factor);
                self.with_int(Op::IAdd, scaled, stride.constant)
            }
        }
    }

    fn step(&mut self, step: Step) -> Value {
        match step {
            Step::Const(step) => self.int(step),
            Step::Value(step) => self.value(step),
        }
    }

    /// The number of iterations, and a flag under which it is right.
    fn count(&mut self, shape: &Shape) -> (Value, Value) {
        let counter = &shape.counter;
        let init = self.value(counter.induction.param);
        let limit = self.value(counter.limit);
        let is_down = matches!(counter.test, Test::Greater | Test::GreaterOrEqual);
        let (low, high) = if is_down {
            (limit, init)
        } else {
            (init, limit)
        };
        let distance = self.op(Op::ISub, high, low);
        let (count, cc) = match counter.test {
            Test::NotEqual => {
                let zero = self.int(0);
                let right = self.compare(IntCC::Sgt, distance, zero);
                return (distance, right);
            }
            Test::Less | Test::Greater => {
                let rounded = self.with_int(Op::IAdd, distance, counter.step - 1);
                (self.divided(rounded, counter.step), IntCC::Slt)
            }
            Test::LessOrEqual | Test::GreaterOrEqual => {
                let before = self.divided(distance, counter.step);
                (self.with_int(Op::IAdd, before, 1), IntCC::Sle)
            }
        };
        let right = self.compare(cc, low, high);
        // The counter steps over the limit without wrapping.
        if counter.step == 1 && cc == IntCC::Slt {
            return (count, right);
        }
        let fits = match is_down {
            false => {
                let highest = self.int(i64::MAX - counter.step);
                self.compare(IntCC::Sle, limit, highest)
            }
            true => {
                let lowest = self.int(i64::MIN + counter.step);
                self.compare(IntCC::Sge, limit, lowest)
            }
        };
        (count, self.both(right, fits))
    }

    fn divided(&mut self, value: Value, by: i64) -> Value {
        match by {
            1 => value,
            _ if by.count_ones() == 1 => {
                self.with_int(Op::UShr, value, i64::from(by.trailing_zeros()))
            }
            _ => self.with_int(Op::UDiv, value, by),
        }
    }

    /// First byte and end of what a group touches in `count` iterations.
    fn range(&mut self, group: &Group, count: Value) -> (Value, Value) {
        let base = self.value(group.address);
        if let Some(span) = group.span {
            let reach = self.reach(span);
            let first = self.int(group.low);
            let end = self.with_int(Op::IAdd, reach, group.high);
            return [first, end]
                .map(|distance| self.pointer(base, distance))
                .into();
        }
        let last = self.with_int(Op::ISub, count, 1);
        let stride = self.stride(group.stride);
        let distance = self.op(Op::IMul, last, stride);
        let (low, high) = (self.int(group.low), self.int(group.high));
        let goes_up = group.stride.scaled.is_none() && group.stride.constant >= 0;
        let goes_down = group.stride.scaled.is_none() && group.stride.constant < 0;
        let (first, end) = match (goes_up, goes_down) {
            (true, _) => (low, self.op(Op::IAdd, distance, high)),
            (_, true) => (self.op(Op::IAdd, distance, low), high),
            _ => {
                let zero = self.int(0);
                let down = self.compare(IntCC::Slt, distance, zero);
                let pick = |cx: &mut Self, a, b| {
                    cx.builder.emit(Op::Pick, &[down, a, b], Imm::None, Ty::I64)
                };
                let (least, most) = (pick(self, distance, zero), pick(self, zero, distance));
                (self.op(Op::IAdd, least, low), self.op(Op::IAdd, most, high))
            }
        };
        [first, end]
            .map(|distance| self.pointer(base, distance))
            .into()
    }

    fn pointer(&mut self, base: Value, distance: Value) -> Value {
        let args = [base, distance];
        self.builder.emit(Op::PtrAdd, &args, Imm::None, Ty::PTR)
    }

    /// The bytes of a span.
    fn reach(&mut self, span: Span) -> Value {
        match span {
            Span::Bytes(bytes) => self.int(bytes),
            Span::Elements(count, size) => {
                let count = self.value(count);
                self.with_int(Op::IMul, count, size)
            }
            // Nothing is compared with it.
            Span::Unknown => self.int(0),
        }
    }

    /// Whether the accesses of a group in one iteration stay apart from those in the next.
    fn is_spread(&mut self, group: &Group) -> Value {
        let stride = self.stride(group.stride);
        let (span, back) = (group.high - group.low, group.low - group.high);
        let (span, back) = (self.int(span), self.int(back));
        let up = self.compare(IntCC::Sge, stride, span);
        let down = self.compare(IntCC::Sle, stride, back);
        self.builder.emit(Op::BOr, &[up, down], Imm::None, Ty::I8)
    }

    /// Whether no two of the groups that must not overlap do, and none overlaps itself.
    fn are_disjoint(&mut self, built: &Built, count: Value) -> Option<Value> {
        let mut ranges = HashMap::new();
        let mut all = None;
        for &group in &built.independence.spread {
            let is_spread = self.is_spread(&built.accesses.groups[group]);
            all = Some(match all {
                Some(all) => self.both(all, is_spread),
                None => is_spread,
            });
        }
        for &(a, b) in &built.independence.disjoint {
            for group in [a, b] {
                ranges
                    .entry(group)
                    .or_insert_with(|| self.range(&built.accesses.groups[group], count));
            }
            let ((first_a, end_a), (first_b, end_b)) = (ranges[&a], ranges[&b]);
            let before = self.compare(IntCC::Ule, end_a, first_b);
            let behind = self.compare(IntCC::Ule, end_b, first_a);
            let apart = self
                .builder
                .emit(Op::BOr, &[before, behind], Imm::None, Ty::I8);
            all = Some(match all {
                Some(all) => self.both(all, apart),
                None => apart,
            });
        }
        all
    }
}

/// How the loop is left when every iteration has been done by the call.
enum Leaving {
    /// With these arguments for the exit.
    Directly(Vec<Out>),
    /// Not: the scalar loop does the last iterations.
    ByLoop,
}

/// A value that leaves the loop, in terms of what is known behind the call.
#[derive(Clone, Copy)]
enum Out {
    Invariant(Value),
    /// Where an induction stands after so many iterations less than all.
    Counted(usize, i64),
    Reduced(usize),
}

/// Carries out the transformation.
pub(super) fn apply(
    func: &mut Function,
    found: &InnermostLoop,
    shape: &Shape,
    built: &Built,
    exits: &Exits,
    callee: Callee,
) {
    let inside = defined_inside(func, found);
    carry_out(func, found, shape, exits);
    let leaving = leaving(func, shape, built, &inside);
    let &(entry, target) = &found.entries[0];
    let front = func.create_block();
    let args = std::mem::take(&mut func.inst_mut(entry).targets[target].args);
    func.inst_mut(entry).targets[target].block = front;
    let loc = func.inst(entry).loc;
    let [check, call] = [func.create_block(), func.create_block()];
    let params = func.block(found.header).params.clone();
    let known: HashMap<Value, Value> = params.iter().copied().zip(args.clone()).collect();
    let mut cx = Front {
        builder: Builder::new(func, front, loc),
        inside: &inside,
        known,
        added: Vec::new(),
    };
    let (count, right) = cx.count(shape);
    let least = LEAST.max(match callee.any_count {
        true => 0,
        false => 2 * i64::from(callee.lanes),
    });
    let least = cx.int(least);
    let enough = cx.compare(IntCC::Sge, count, least);
    let mut go_on = cx.both(right, enough);
    for &(condition, leaves_if) in &built.refusals {
        let stays = cx.is(condition, !leaves_if);
        go_on = cx.both(go_on, stays);
    }
    cx.builder
        .branch(go_on, (check, &[]), (found.header, &args));
    cx.builder.switch_to(check);
    match cx.are_disjoint(built, count) {
        Some(apart) => cx.builder.branch(apart, (call, &[]), (found.header, &args)),
        None => cx.builder.jump(call, &[]),
    };
    cx.builder.switch_to(call);
    emit_call(
        &mut cx,
        found,
        (shape, built),
        (count, leaving),
        callee,
        &args,
    );
    let added = cx.added;
    let at = func.layout.iter().position(|&block| block == found.header);
    let at = at.unwrap_or(func.layout.len());
    func.layout
        .splice(at..at, [front, check, call].into_iter().chain(added));
}

/// Gives the exit parameters for the values that are used behind the loop.
fn carry_out(func: &mut Function, found: &InnermostLoop, shape: &Shape, exits: &Exits) {
    let mut replaced: Vec<(Value, Value)> = Vec::new();
    for &value in &exits.used {
        replaced.push((value, func.add_param(shape.exit, func.ty(value))));
    }
    for &block in &found.blocks {
        let Some(&last) = func.block(block).insts.last() else {
            continue;
        };
        for target in &mut func.inst_mut(last).targets {
            if target.block == shape.exit {
                target.args.extend_from_slice(&exits.used);
            }
        }
    }
    let replace = |value: &mut Value| {
        if let Some((_, param)) = replaced.iter().find(|(from, _)| from == value) {
            *value = *param;
        }
    };
    for &block in &exits.users {
        for at in 0..func.block(block).insts.len() {
            let inst = func.block(block).insts[at];
            let data: &mut InstData = func.inst_mut(inst);
            data.args.iter_mut().for_each(replace);
            let passed = data.targets.iter_mut().flat_map(|call| &mut call.args);
            passed.for_each(replace);
        }
    }
}

fn leaving(func: &Function, shape: &Shape, built: &Built, inside: &[bool]) -> Leaving {
    let args = &func.inst(shape.latch).targets[1 - shape.back].args;
    let outs: Option<Vec<Out>> = args
        .iter()
        .map(|&value| {
            if inside.get(value.index()) != Some(&true) {
                return Some(Out::Invariant(value));
            }
            let mut inductions = shape.inductions.iter();
            let counted = inductions.position(|one| one.next == value || one.param == value);
            if let Some(position) = counted {
                let is_next = shape.inductions[position].next == value;
                return Some(Out::Counted(position, if is_next { 0 } else { 1 }));
            }
            let mut reductions = built.reductions.iter();
            let reduced = reductions.position(|one| one.next == value)?;
            Some(Out::Reduced(reduced))
        })
        .collect();
    outs.map_or(Leaving::ByLoop, Leaving::Directly)
}

fn emit_call(
    cx: &mut Front<'_, '_>,
    found: &InnermostLoop,
    (shape, built): (&Shape, &Built),
    (count, leaving): (Value, Leaving),
    callee: Callee,
    args: &[Value],
) {
    // The scalar loop does at least one iteration when it is what computes the values that leave.
    let most = match leaving {
        Leaving::Directly(_) => count,
        Leaving::ByLoop => cx.with_int(Op::ISub, count, 1),
    };
    let done = match callee.any_count {
        true => most,
        false => cx.with_int(Op::BAnd, most, -i64::from(callee.lanes)),
    };
    let (done, reduced) = call_kernel(cx, built, done, callee);
    redo_zeros(cx, found, built, &reduced, args);
    let after: Vec<Value> = args
        .iter()
        .enumerate()
        .map(|(position, &init)| {
            let mut reductions = built.reductions.iter();
            if let Some(number) = reductions.position(|one| one.position == position) {
                return reduced[number];
            }
            let mut inductions = shape.inductions.iter();
            match inductions.find(|one| one.position == position) {
                Some(one) => counted(cx, init, one.step, done),
                None => init,
            }
        })
        .collect();
    let Leaving::Directly(outs) = leaving else {
        cx.builder.jump(found.header, &after);
        return;
    };
    let outs: Vec<Value> = outs
        .into_iter()
        .map(|out| match out {
            Out::Invariant(value) => value,
            Out::Reduced(number) => reduced[number],
            Out::Counted(number, less) => {
                let one = shape.inductions[number];
                let done = cx.with_int(Op::ISub, done, less);
                counted(cx, args[one.position], one.step, done)
            }
        })
        .collect();
    if callee.any_count {
        cx.builder.jump(shape.exit, &outs);
        return;
    }
    let all = cx.compare(IntCC::Eq, done, count);
    cx.builder
        .branch(all, (shape.exit, &outs), (found.header, &after));
}

/// Goes back to the scalar loop where a float minimum or maximum is a zero: which of the two zeros it is
/// depends on which came first.
fn redo_zeros(
    cx: &mut Front<'_, '_>,
    found: &InnermostLoop,
    built: &Built,
    reduced: &[Value],
    args: &[Value],
) {
    for (reduction, &value) in built.reductions.iter().zip(reduced) {
        if !reduction.zero_is_unclear {
            continue;
        }
        let ty = cx.builder.func.ty(value);
        let zero = Imm::Const(Const::Float(0.0));
        let zero = cx.builder.emit(Op::FConst, &[], zero, ty);
        let equal = Imm::FloatCC(FloatCC::Eq);
        let is_zero = cx.builder.emit(Op::FCmp, &[value, zero], equal, Ty::I8);
        let clear = cx.builder.func.create_block();
        cx.builder
            .branch(is_zero, (found.header, args), (clear, &[]));
        cx.builder.switch_to(clear);
        cx.added.push(clear);
    }
}

/// Where an induction stands after a number of iterations.
fn counted(cx: &mut Front<'_, '_>, init: Value, step: Step, done: Value) -> Value {
    let distance = match step {
        Step::Const(1) => done,
        step => {
            let step = cx.step(step);
            cx.op(Op::IMul, done, step)
        }
    };
    cx.op(Op::IAdd, init, distance)
}

/// Calls the compiled loop; the iterations done, and the carried values behind them.
fn call_kernel(
    cx: &mut Front<'_, '_>,
    built: &Built,
    done: Value,
    callee: Callee,
) -> (Value, Vec<Value>) {
    let context = cx.builder.func.params()[0];
    let mut args = vec![context, done];
    for &input in &built.inputs {
        args.push(match input {
            Input::Value(value) => cx.value(value),
            Input::Reciprocal(divisor) => cx.reciprocal(divisor),
            Input::Stride(stride) => cx.stride(stride),
        });
    }
    let carried = &built.lanes.carried;
    let may_leave = built.lanes.may_leave();
    let cells = carried.len() as u32 + u32::from(may_leave);
    let mut results = None;
    if cells > 0 {
        let slot = cx.builder.func.add_slot(8 * cells, 8);
        let address = cx.builder.emit(Op::SlotAddr, &[], Imm::Slot(slot), Ty::PTR);
        args.push(address);
        results = Some(address);
    }
    cx.builder
        .push(Op::CallDirect, &args, Imm::Func(callee.id), &[Ty::I32]);
    let Some(results) = results else {
        return (done, Vec::new());
    };
    let mut load = |(position, ty): (usize, Ty)| {
        let mem = Mem {
            offset: 8 * position as i32,
            alias: Alias::Stack,
            readonly: false,
        };
        cx.builder.emit(Op::Load, &[results], Imm::Mem(mem), ty)
    };
    let types = carried.iter().map(|carried| carried.ty).enumerate();
    let values = types.map(&mut load).collect();
    let done = match may_leave {
        true => load((carried.len(), Ty::I64)),
        false => done,
    };
    (done, values)
}
