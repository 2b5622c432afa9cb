//! Writes out loops of a few iterations whose number is a constant.
//!
//! ```text
//!     jump b1(0)                               jump b11
//! b1(v4):                                  b11:  v14 = iconst 0
//!     v5 = icmp slt v4, 2                        jump b12
//!     branch v5, b2, b3             ->     b12:  (the body with v14)
//! b2:                                            jump b21
//!     (the body)                           b21:  v24 = iconst 1
//!     v6 = iadd v4, 1                            ...
//!     jump b1(v6)                                jump b3
//! ```
//!
//! Indices that the counter is part of become constants, checks of them go away, and above all the loop
//! around becomes an innermost one, whose iterations may then run side by side: the three by three
//! neighbours of a cell, the coordinates of a point, the bits of a byte.
//!
//! The iterations are copies of the loop, each with its test decided.
//!
//! Before: low stage, loops in top-tested form, after `inline_calls`. After: run `simplify`. Cost: the copies,
//! within [`TRIPS`], [`GROWTH`] and [`FUNCTION_LIMIT`]; control flow is analysed again after each loop. It
//! does not unroll loops of unknown or many iterations: the vectoriser does that.

use numjit_ir::{
    Block, Cfg, Const, Dominators, Function, Imm, Inst, InstData, IntCC, Op, Ty, Value,
};
use smallvec::SmallVec;

use crate::bits::BitSet;
use crate::loops::{InnermostLoop, innermost_loops};
use crate::simplify::int_const;
use crate::version_loops::Plan;
use crate::version_loops::copy::{carried, carry_values, copy_loop};

/// Iterations a loop may have.
const TRIPS: usize = 8;

/// Instructions of all iterations together, besides constants.
const GROWTH: usize = 640;

/// Instructions a function may have.
const FUNCTION_LIMIT: usize = 2_500;

/// Runs the pass; true if anything changed.
pub fn unroll_loops(func: &mut Function) -> bool {
    let mut done = BitSet::new(func.blocks.len());
    let mut changed = false;
    while let Some((found, counted, plan)) = find_loop(func, &mut done) {
        unroll(func, &found, &counted, &plan);
        changed = true;
    }
    changed
}

/// A counter with the values it takes.
struct Counted {
    param: Value,
    values: SmallVec<[i64; TRIPS]>,
}

fn find_loop(func: &Function, done: &mut BitSet) -> Option<(InnermostLoop, Counted, Plan)> {
    if func.insts.len() > FUNCTION_LIMIT {
        return None;
    }
    let cfg = Cfg::compute(func);
    let dominators = Dominators::compute(&cfg);
    for found in innermost_loops(func, &cfg, &dominators) {
        // Copies hold no loops, so that every header was there before.
        let is_known = !done.fits(found.header.0) || done.contains(found.header.0);
        if is_known || func.block(found.header).cold {
            continue;
        }
        done.insert(found.header.0);
        if let Some((counted, plan)) = plan(func, &cfg, &dominators, &found) {
            return Some((found, counted, plan));
        }
    }
    None
}

fn plan(
    func: &Function,
    cfg: &Cfg,
    dominators: &Dominators,
    found: &InnermostLoop,
) -> Option<(Counted, Plan)> {
    let insts = found
        .blocks
        .iter()
        .flat_map(|&block| &func.block(block).insts);
    let is_work = |inst: &&Inst| !matches!(func.inst(**inst).op, Op::IConst | Op::FConst);
    let size = insts.filter(is_work).count();
    let (branch, stays) = test_of(func, found)?;
    let counted = count(func, found, branch, stays)?;
    if counted.values.is_empty() || size * counted.values.len() > GROWTH {
        return None;
    }
    let mut plan = Plan {
        conditions: Vec::new(),
        branches: Vec::new(),
        false_flags: Vec::new(),
        reached: found.members.clone(),
        carried: Vec::new(),
    };
    // Copies lead to every exit: the last one, which is of the header only, to that of the test.
    plan.carried = carried(func, cfg, dominators, found, &plan)?;
    plan.branches = vec![(branch, stays)];
    Some((counted, plan))
}

/// The branch of the header, and which of its targets stays in the loop.
fn test_of(func: &Function, found: &InnermostLoop) -> Option<(Inst, usize)> {
    let &branch = func.block(found.header).insts.last()?;
    let data = func.inst(branch);
    if data.op != Op::Branch || found.entries.len() != 1 {
        return None;
    }
    let inside = [0, 1].map(|side| found.contains(data.targets[side].block));
    match inside {
        [true, false] => Some((branch, 0)),
        [false, true] => Some((branch, 1)),
        _ => None,
    }
}

/// The values of the counter that the header tests, if they are few and known.
fn count(func: &Function, found: &InnermostLoop, branch: Inst, stays: usize) -> Option<Counted> {
    let test = func.def(func.inst(branch).args[0])?;
    let (Op::ICmp, Imm::IntCC(cc)) = (test.op, &test.imm) else {
        return None;
    };
    let params = &func.block(found.header).params;
    let position = |value: Value| params.iter().position(|&param| param == value);
    let limit = |value: Value| int_const(func, value);
    let (at, limit, swaps) = match (position(test.args[0]), position(test.args[1])) {
        (Some(at), None) => (at, limit(test.args[1])?, false),
        (None, Some(at)) => (at, limit(test.args[0])?, true),
        _ => return None,
    };
    let param = params[at];
    if func.ty(param) != Ty::I64 {
        return None;
    }
    let step = step(func, found, param, at)?;
    let &(entry, target) = found.entries.first()?;
    let mut value = int_const(func, func.inst(entry).targets[target].args[at])?;
    let mut values = SmallVec::new();
    loop {
        let (a, b) = if swaps {
            (limit, value)
        } else {
            (value, limit)
        };
        if compare(*cc, a, b)? != (stays == 0) {
            return Some(Counted { param, values });
        }
        if values.len() == TRIPS {
            return None;
        }
        values.push(value);
        value = value.checked_add(step)?;
    }
}

fn compare(cc: IntCC, a: i64, b: i64) -> Option<bool> {
    Some(match cc {
        IntCC::Slt => a < b,
        IntCC::Sle => a <= b,
        IntCC::Sgt => a > b,
        IntCC::Sge => a >= b,
        IntCC::Ne => a != b,
        _ => return None,
    })
}

/// By how much a parameter changes along every way back.
fn step(func: &Function, found: &InnermostLoop, param: Value, at: usize) -> Option<i64> {
    let mut steps = found.back_edges.iter().map(|&(inst, target)| {
        let next = func.def(func.inst(inst).targets[target].args[at])?;
        let constant = int_const(func, *next.args.get(1)?)?;
        match next.op {
            Op::IAdd if next.args[0] == param => Some(constant),
            Op::ISub if next.args[0] == param => constant.checked_neg(),
            _ => None,
        }
    });
    let first = steps.next()??;
    steps.all(|step| step == Some(first)).then_some(first)
}

/// Replaces the loop by a copy for every iteration, made from the last to the first, and one of the header
/// for the test that ends it.
fn unroll(func: &mut Function, found: &InnermostLoop, counted: &Counted, plan: &Plan) {
    carry_values(func, found, &plan.carried);
    let mut params = func.block(found.header).params.iter();
    let position = params.position(|&param| param == counted.param);
    let mut next = copy_loop(func, found, &last_test(func, found, plan));
    let mut all = next.clone();
    for &value in counted.values.iter().rev() {
        let copies = copy_loop(func, found, plan);
        for &block in &copies {
            redirect(func, block, copies[0], next[0]);
        }
        if let Some(position) = position {
            fix_counter(func, &copies, position, value);
        }
        next = copies;
        all.splice(0..0, next.iter().copied());
    }
    let &(entry, target) = &found.entries[0];
    func.inst_mut(entry).targets[target].block = next[0];
    let at = func.layout.iter().position(|&block| block == found.header);
    let at = at.unwrap_or(func.layout.len());
    func.layout.splice(at..at, all);
    // The set has no room for the copies.
    let is_copied = |block: Block| found.members.fits(block.0) && found.contains(block);
    func.layout.retain(|&block| !is_copied(block));
}

/// The plan for a copy of the header that leaves the loop.
fn last_test(func: &Function, found: &InnermostLoop, plan: &Plan) -> Plan {
    let mut reached = BitSet::new(func.blocks.len());
    reached.insert(found.header.0);
    let leaves = plan
        .branches
        .iter()
        .map(|&(branch, stays)| (branch, 1 - stays));
    Plan {
        conditions: Vec::new(),
        branches: leaves.collect(),
        false_flags: Vec::new(),
        reached,
        carried: Vec::new(),
    }
}

fn redirect(func: &mut Function, block: Block, from: Block, to: Block) {
    let Some(&last) = func.block(block).insts.last() else {
        return;
    };
    for target in &mut func.inst_mut(last).targets {
        if target.block == from {
            target.block = to;
        }
    }
}

/// Uses a constant for the counter in a copy.
fn fix_counter(func: &mut Function, copies: &[Block], position: usize, value: i64) {
    let header = copies[0];
    let param = func.block(header).params[position];
    let loc = func
        .block(header)
        .insts
        .first()
        .map(|&inst| func.inst(inst).loc);
    let data = InstData {
        op: Op::IConst,
        args: SmallVec::new(),
        imm: Imm::Const(Const::Int(value)),
        targets: SmallVec::new(),
        results: SmallVec::new(),
        cleanup: SmallVec::new(),
        loc: loc.unwrap_or(numjit_ir::Loc(0)),
    };
    let inst = func.add_inst(data, &[Ty::I64]);
    let constant = func.inst(inst).results[0];
    func.block_mut(header).insts.insert(0, inst);
    for &block in copies {
        for at in 0..func.block(block).insts.len() {
            let inst = func.block(block).insts[at];
            let data = func.inst_mut(inst);
            let passed = data.targets.iter_mut().flat_map(|target| &mut target.args);
            let all = data.args.iter_mut().chain(&mut data.cleanup).chain(passed);
            for value in all.filter(|value| **value == param) {
                *value = constant;
            }
        }
    }
}
