//! Runs iterations of innermost loops side by side.
//!
//! ```text
//!     branch v4, b2(v5), b7                   branch v4, b8, b7
//! b2(v8):                                 b8: v20 = isub v1, v5             (iterations)
//!     v9 = ishl v8, 3                         branch v21, b9, b2(v5)        (enough of them)
//!     v10 = ptr_add v2, v9            ->  b9: branch v25, b10, b2(v5)       (no overlap)
//!     v11 = load [array] v10              b10:
//!     v12 = fmul v11, v3                      v26 = call_direct func 7 v0, v20, v2, v3
//!     store [array] v10, v12                  jump b7
//!     v13 = iadd v8, 1                    b2(v8):                           (as before)
//!     v14 = icmp slt v13, v1
//!     branch v14, b2(v13), b7
//! ```
//!
//! The loop becomes a [`LaneLoop`], which a back end compiles to a function of its own, and the function
//! calls it with the number of iterations. The scalar loop stays for short runs, for arrays that overlap,
//! and, where the back end wants whole vectors, for what is left.
//!
//! A loop is fit if it has one latch; a counter that goes up by a constant to an unchanging limit;
//! addresses that advance by the same distance in every iteration; no calls but those of elementary
//! functions (`maths.rs`); and carried values that are counters or reductions. Float sums and products keep
//! their order unless `reassoc` allows any, so that results are those of the scalar loop bit for bit; such
//! a loop is worth it only if it computes enough besides. Branches inside become masks, and those that lead
//! out of the loop lead back to the scalar one (`exits.rs`).
//!
//! After Allen and Kennedy (Optimizing Compilers for Modern Architectures, 2001), with the dependences of
//! innermost loops only, and one reduction where others also recognise recurrences. It does not
//! distribute, interchange or reverse loops.
//!
//! Before: low stage, all other passes done; innermost loops in rotated form. After: `remove_dead_code`.
//! Cost: control flow is analysed again after each loop that was changed.

mod apply;
mod build;
mod dependence;
mod exits;
mod invariant;
mod maths;
mod reduction;
mod shape;

use numjit_ir::{Cfg, Dominators, Function, LaneInst, LaneLoop, LaneOp, LaneStride, Op};

use crate::bits::BitSet;
use crate::loops::{InnermostLoop, innermost_loops};
use apply::Exits;
use build::Built;
use invariant::Invariants;
use shape::Shape;

/// Instructions a loop may have.
const LOOP_LIMIT: usize = 600;

/// Float operations that an iteration with a carried value in order must have besides.
const LEAST_WORK: usize = 5;

/// Operations that an iteration must have besides for each load at a computed index: such a load takes as
/// long for every lane as a scalar one, and on some processors much longer.
const WORK_PER_GATHER: usize = 5;

/// A compiled loop.
#[derive(Clone, Copy, Debug)]
pub struct Callee {
    /// The number to call it by.
    pub id: u32,
    /// Iterations that it runs side by side.
    pub lanes: u32,
    /// It takes any number of iterations, not only multiples of `lanes`.
    pub any_count: bool,
}

/// What became of a loop.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Location of the loop's test.
    pub loc: numjit_ir::Loc,
    /// The compiled loop, or why it stays scalar.
    pub result: Result<Callee, String>,
}

/// Runs the pass. `compile` compiles a loop, or says why it cannot; verdicts come in the order of the
/// code.
pub fn vectorize_loops(
    func: &mut Function,
    compile: &mut dyn FnMut(LaneLoop) -> Result<Callee, String>,
) -> Vec<Verdict> {
    let mut done = BitSet::new(func.blocks.len());
    let mut verdicts = Vec::new();
    while let Some((found, verdict)) = find_loop(func, &mut done, compile) {
        let header = found.header;
        let last = func.block(header).insts.last();
        let loc = last.map_or(numjit_ir::Loc(0), |&inst| func.inst(inst).loc);
        let result = match verdict {
            Ok(plan) => {
                apply::apply(
                    func,
                    &found,
                    &plan.shape,
                    &plan.built,
                    &plan.exits,
                    plan.callee,
                );
                Ok(plan.callee)
            }
            Err(reason) => Err(reason),
        };
        verdicts.push(Verdict { loc, result });
    }
    verdicts
}

/// Everything that is needed to change a loop.
struct Plan {
    shape: Shape,
    built: Built,
    exits: Exits,
    callee: Callee,
}

/// The next loop that was not looked at yet, and what to do with it.
fn find_loop(
    func: &Function,
    done: &mut BitSet,
    compile: &mut dyn FnMut(LaneLoop) -> Result<Callee, String>,
) -> Option<(InnermostLoop, Result<Plan, String>)> {
    let cfg = Cfg::compute(func);
    let dominators = Dominators::compute(&cfg);
    // Loops have headers that were there before the pass; no block is made for a new loop.
    let mut loops = innermost_loops(func, &cfg, &dominators).into_iter();
    let found = loops.find(|found| {
        let is_new = done.fits(found.header.0) && !done.contains(found.header.0);
        is_new && !func.block(found.header).cold
    })?;
    done.insert(found.header.0);
    let plan = plan(func, &dominators, &found).map_err(str::to_owned);
    let plan = plan.and_then(|(shape, built, exits)| {
        let callee = compile(built.lanes.clone())?;
        Ok(Plan {
            shape,
            built,
            exits,
            callee,
        })
    });
    Some((found, plan))
}

fn plan(
    func: &Function,
    dominators: &Dominators,
    found: &InnermostLoop,
) -> Result<(Shape, Built, Exits), &'static str> {
    let size: usize = found
        .blocks
        .iter()
        .map(|&block| func.block(block).insts.len())
        .sum();
    if size > LOOP_LIMIT {
        return Err("it is too long");
    }
    if found.entries.len() != 1 {
        return Err("it is entered from several places");
    }
    let invariants = Invariants::new(func, found);
    let shape = shape::find_shape(func, found, &invariants)?;
    let exits = apply::find_exits(func, found, &shape, dominators, &invariants);
    let exits = exits.ok_or("its values are used where several paths meet")?;
    let built = build::build(func, found, &shape, &invariants, dominators)?;
    pays(&built)?;
    Ok((shape, built, exits))
}

/// Whether running side by side can be faster at all.
fn pays(built: &Built) -> Result<(), &'static str> {
    let insts = built.lanes.insts.iter();
    let work = insts.clone().filter(
        |inst| matches!(inst.op, LaneOp::Pure(op, _) if !matches!(op, Op::IConst | Op::FConst)),
    );
    let accesses = insts.filter(|inst| matches!(inst.op, LaneOp::Load(_) | LaneOp::Store(_)));
    let in_order = built.lanes.carried.iter().any(|carried| carried.ordered);
    if in_order && work.clone().count() < LEAST_WORK {
        return Err("its float sum must keep its order, and little else happens");
    }
    let is_gather = |inst: &&LaneInst| match &inst.op {
        LaneOp::Load(access) => matches!(access.stride, LaneStride::Each(_)),
        _ => false,
    };
    let gathers = accesses.clone().filter(is_gather).count();
    if work.clone().count() < WORK_PER_GATHER * gathers {
        return Err("it loads at computed indices, and little else happens");
    }
    match accesses.count() + work.count() {
        0 => Err("nothing happens in it"),
        _ => Ok(()),
    }
}

/// For each value whether it is defined in a loop.
fn defined_inside(func: &Function, found: &InnermostLoop) -> Vec<bool> {
    let invariants = Invariants::new(func, found);
    (0..func.values.len())
        .map(|value| invariants.is_inside(numjit_ir::Value(value as u32)))
        .collect()
}
