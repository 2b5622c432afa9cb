//! Hands values from one iteration of a loop to the next in registers instead of through memory.
//!
//! ```text
//! b1(v5):                                  v20 = load v1 + 8*(v4 - 1)
//!     v6 = load v1 + 8*(v5 - 1)        b1(v5, v21):
//!     v7 = iadd v6, v3            ->       v7 = iadd v21, v3
//!     store v1 + 8*v5, v7                  store v1 + 8*v5, v7
//!     v8 = iadd v5, 1                      v8 = iadd v5, 1
//!     branch v9, b1(v8), b2                branch v9, b1(v8, v7), b2
//! ```
//!
//! A recurrence through memory costs the processor's store-to-load latency in every iteration, four to
//! five times that of the arithmetic. Three cases, all in innermost loops: a load of what the iteration
//! before stored (also at an unchanging address, as in `c[i] += x`), and a load whose address does
//! not change while no store of the loop can touch it, which moves in front of the loop. This is scalar
//! replacement (Callahan, Carr, Kennedy: Improving Register Allocation for Subscripted Variables, PLDI 1990)
//! for dependence distance 0 and 1; stores stay where they are, so no exit needs a copy of them.
//!
//! A load can move in front only when the first iteration is certain to execute it: its block dominates
//! every way out of the loop and every back edge. The store must be in every iteration. Every other
//! store of the loop is proven apart from both, by a constant distance or by going to another
//! allocation; two array parameters may overlap, a fresh allocation overlaps nothing else. A
//! call that writes anything keeps the loop as it is.
//!
//! Before: low stage, after `rotate_loops` and `version_loops` (a bounds check is a way out of the loop).
//! Cost: linear in the loops, times the number of stores in each. It does not keep two or more
//! iterations' values, does not forward loads to loads, and leaves straight-line redundancy to Cranelift.

mod carry;

use numjit_abi::Effects as CallEffects;
use numjit_ir::{
    Block, Cfg, Dominators, Effects, Function, Imm, Inst, InstData, Op, Value, ValueDef,
};

use crate::address::{Access, Addresses};
use crate::bits::BitSet;
use crate::loops::{InnermostLoop, innermost_loops};
use crate::simplify::int_const;

/// Loads that one loop may carry; more would only be spilled.
const CARRIED_LIMIT: usize = 6;

/// Instructions a loop may have.
const LOOP_LIMIT: usize = 400;

/// Runs the pass; true if anything changed.
pub fn forward_stores(func: &mut Function) -> bool {
    let cfg = Cfg::compute(func);
    let dominators = Dominators::compute(&cfg);
    let mut loops = innermost_loops(func, &cfg, &dominators);
    loops.retain(|found| is_candidate(func, found));
    let mut changed = false;
    for found in &loops {
        let forwards = find_forwards(func, &cfg, &dominators, found);
        changed |= carry::apply(func, found, &forwards);
    }
    changed
}

/// A load whose value comes from elsewhere.
#[derive(Debug)]
pub(crate) struct Forward {
    load: Inst,
    /// What the iteration stores for the next one; none if the value never changes.
    next: Option<Value>,
}

fn is_candidate(func: &Function, found: &InnermostLoop) -> bool {
    let insts = || {
        found
            .blocks
            .iter()
            .flat_map(|&block| &func.block(block).insts)
    };
    found.entries.len() == 1
        && !func.block(found.header).cold
        && insts().count() <= LOOP_LIMIT
        && insts().any(|&inst| func.inst(inst).op == Op::Load)
        && insts().all(|&inst| !has_unknown_writes(func.inst(inst)))
}

fn has_unknown_writes(data: &InstData) -> bool {
    match (data.op, &data.imm) {
        (Op::Store, _) => false,
        (Op::CallSymbol, Imm::Symbol(symbol)) => !matches!(
            symbol.info().effects,
            CallEffects::Pure | CallEffects::Reads
        ),
        _ => matches!(data.op.info().effects, Effects::Writes | Effects::Raises),
    }
}

/// The loads and stores of a loop with their blocks.
struct Accesses {
    loads: Vec<(Access, Block)>,
    stores: Vec<(Access, Block)>,
}

fn accesses(func: &Function, found: &InnermostLoop, addresses: &mut Addresses<'_>) -> Accesses {
    let mut all = Accesses {
        loads: Vec::new(),
        stores: Vec::new(),
    };
    for &block in &found.blocks {
        for &inst in &func.block(block).insts {
            let list = match func.inst(inst).op {
                Op::Load => &mut all.loads,
                Op::Store => &mut all.stores,
                _ => continue,
            };
            list.extend(addresses.access(inst).map(|access| (access, block)));
        }
    }
    all
}

fn find_forwards(
    func: &Function,
    cfg: &Cfg,
    dominators: &Dominators,
    found: &InnermostLoop,
) -> Vec<Forward> {
    let mut addresses = Addresses::new(func);
    let all = accesses(func, found, &mut addresses);
    let steps = steps(func, found);
    let ends = ends(cfg, found);
    let always = |block: Block| ends.iter().all(|&end| dominators.dominates(block, end));
    let every_iteration = |block: Block| {
        let latches = found.blocks.iter().filter(|&&b| is_latch(cfg, found, b));
        latches
            .copied()
            .all(|latch| dominators.dominates(block, latch))
    };
    let inside = inside(func, found);
    let mut forwards = Vec::new();
    for (load, block) in all.loads.iter().filter(|(_, block)| always(*block)) {
        let source = all.stores.iter().find(|(store, from)| {
            every_iteration(*from)
                && is_read_next(store, load, &steps, &inside)
                && comes_after(func, dominators, (load.inst, *block), (store.inst, *from))
                && all.stores.iter().all(|(other, _)| {
                    other.inst == store.inst
                        || addresses.are_apart(other, load) && addresses.are_apart(other, store)
                })
        });
        let changes = load.address.terms.iter().any(|term| inside[term.0.index()]);
        let next = match source {
            Some((store, _)) => Some(func.inst(store.inst).args[1]),
            None if changes || !stays(&addresses, load, &all.stores, &inside) => continue,
            None => None,
        };
        forwards.push(Forward {
            load: load.inst,
            next,
        });
    }
    forwards.truncate(CARRIED_LIMIT);
    forwards
}

/// Whether no store of any iteration touches an unchanging address.
fn stays(
    addresses: &Addresses<'_>,
    load: &Access,
    stores: &[(Access, Block)],
    inside: &[bool],
) -> bool {
    stores.iter().all(|(store, _)| {
        let is_fixed = store
            .address
            .terms
            .iter()
            .all(|term| !inside[term.0.index()]);
        addresses.have_other_roots(load, store) || is_fixed && addresses.are_apart(load, store)
    })
}

/// Whether the load of the next iteration reads exactly what the store of this one writes.
fn is_read_next(store: &Access, load: &Access, steps: &[(Value, i64)], inside: &[bool]) -> bool {
    let known =
        |value: Value| !inside[value.index()] || steps.iter().any(|(param, _)| *param == value);
    store.ty == load.ty
        && load.address.terms.iter().all(|term| known(term.0))
        && store.address == load.address.shifted(steps)
}

/// Whether the store of an iteration runs after its load, or is to another address anyway.
fn comes_after(
    func: &Function,
    dominators: &Dominators,
    load: (Inst, Block),
    store: (Inst, Block),
) -> bool {
    if load.1 != store.1 {
        return dominators.dominates(load.1, store.1);
    }
    let insts = &func.block(load.1).insts;
    let at = |inst: Inst| insts.iter().position(|&other| other == inst);
    at(load.0) < at(store.0)
}

/// For each value whether the loop defines it.
fn inside(func: &Function, found: &InnermostLoop) -> Vec<bool> {
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

/// The blocks that end an iteration: those that leave the loop or lead back.
fn ends(cfg: &Cfg, found: &InnermostLoop) -> Vec<Block> {
    let leads_out = |block: Block| {
        let mut succs = cfg.succs[block.index()].iter();
        succs.any(|&succ| succ == found.header || !found.contains(succ))
    };
    let all = found.blocks.iter().copied();
    all.filter(|&block| leads_out(block)).collect()
}

fn is_latch(cfg: &Cfg, found: &InnermostLoop, block: Block) -> bool {
    cfg.succs[block.index()].contains(&found.header)
}

/// The parameters of the header that change by a constant in every iteration.
fn steps(func: &Function, found: &InnermostLoop) -> Vec<(Value, i64)> {
    let params = func.block(found.header).params.iter().enumerate();
    let step = |(position, &param): (usize, &Value)| {
        let mut steps = found.back_edges.iter().map(|&(inst, target)| {
            let next = func.inst(inst).targets[target].args[position];
            step_to(func, param, next)
        });
        let first = steps.next()??;
        steps
            .all(|step| step == Some(first))
            .then_some((param, first))
    };
    params.filter_map(step).collect()
}

fn step_to(func: &Function, param: Value, next: Value) -> Option<i64> {
    if next == param {
        return Some(0);
    }
    let data = func.def(next)?;
    let constant = int_const(func, *data.args.get(1)?)?;
    match data.op {
        Op::IAdd | Op::PtrAdd if data.args[0] == param => Some(constant),
        Op::ISub if data.args[0] == param => Some(constant.wrapping_neg()),
        _ => None,
    }
}

/// The position of a value among the header's parameters.
fn header_position(func: &Function, found: &InnermostLoop, value: Value) -> Option<usize> {
    match func.values[value.index()].def {
        ValueDef::Param(block, position) if block == found.header => Some(position as usize),
        _ => None,
    }
}

/// A set of the values that a loop defines, for the transformation.
pub(crate) fn defined(func: &Function, found: &InnermostLoop) -> BitSet {
    let mut set = BitSet::new(func.values.len());
    let inside = inside(func, found);
    for (value, _) in inside.iter().enumerate().filter(|(_, inside)| **inside) {
        set.insert(value as u32);
    }
    set
}
