//! Loops that are left before their count is up: an error, a `break`, an angle without a body.
//!
//! ```text
//! b2(v8):                                    l4: float64 = load [input 1 +0 step 8]
//!     v10 = load [array] v9                  l5: bool = fcmp Eq l4 l3
//!     v11 = fcmp eq v10, v3            ->    l6: bool = leave l5
//!     branch v11, b7, b3                     l7: float64 = fdiv l2 l4
//! ```
//!
//! The lanes are left in front of the first group in which an iteration takes such a way out, before
//! anything of that group is stored or taken up. The scalar loop goes on there and leaves at the exact
//! iteration, with everything before it done. So that this holds, every store stands behind every load
//! and every condition.
//!
//! The iterations behind the exit are computed in part, which must not be seen. They compute pure
//! operations, and they load. A load is safe there if it is safe in every iteration up to the count,
//! which it is unless the condition of an exit is what keeps its index in bounds; therefore no condition
//! may compare integers that depend on the loop's counters.

use numjit_ir::{Function, LaneInst, LaneLoop, LaneOp, LaneValue, Op, Value};

use super::build::Reason;
use super::invariant::Invariants;
use super::shape::{Shape, param_of};
use crate::loops::InnermostLoop;

/// Makes sure that no way out bounds an index.
pub(super) fn check_conditions(
    func: &Function,
    found: &InnermostLoop,
    shape: &Shape,
    invariants: &Invariants<'_>,
) -> Result<(), Reason> {
    let cx = Conditions {
        func,
        found,
        invariants,
    };
    let conditions = shape.side_exits.iter().map(|&(inst, _)| func.inst(inst));
    let compared = cx.made_of(conditions.map(|data| data.args[0]).collect(), Op::FCmp);
    let compared = compared.into_iter().filter_map(|value| func.def(value));
    let integers = compared.filter(|data| data.op == Op::ICmp);
    let operands = integers
        .flat_map(|data| data.args.iter().copied())
        .collect();
    let operands = cx.made_of(operands, Op::FCmp);
    let counts = |value: Value| shape.inductions.iter().any(|one| one.param == value);
    match operands.into_iter().any(counts) {
        true => Err("it is left by a comparison with its counter"),
        false => Ok(()),
    }
}

struct Conditions<'a> {
    func: &'a Function,
    found: &'a InnermostLoop,
    invariants: &'a Invariants<'a>,
}

impl Conditions<'_> {
    /// Values of the loop from which others are made, through everything but loads and one operation.
    fn made_of(&self, mut work: Vec<Value>, but: Op) -> Vec<Value> {
        let mut seen: Vec<Value> = Vec::new();
        while let Some(value) = work.pop() {
            if !self.invariants.is_inside(value) || seen.contains(&value) {
                continue;
            }
            seen.push(value);
            match (self.func.def(value), param_of(self.func, value)) {
                (Some(data), _) if data.op != Op::Load && data.op != but => {
                    work.extend(&data.args);
                }
                (None, Some((block, position))) if block != self.found.header => {
                    let blocks = self.found.blocks.iter();
                    let lasts = blocks.filter_map(|&from| self.func.terminator(from));
                    let targets = lasts.flat_map(|last| &last.targets);
                    let targets = targets.filter(|target| target.block == block);
                    work.extend(targets.map(|target| target.args[position]));
                }
                _ => {}
            }
        }
        seen
    }
}

/// Moves the stores behind everything else.
pub(super) fn move_stores_last(lanes: &mut LaneLoop) {
    let is_store = |inst: &LaneInst| matches!(inst.op, LaneOp::Store(_));
    let count = lanes.insts.len() as u32;
    let (stores, others): (Vec<u32>, Vec<u32>) =
        (0..count).partition(|&at| is_store(&lanes.insts[at as usize]));
    let order: Vec<u32> = others.into_iter().chain(stores).collect();
    let mut places = vec![LaneValue(0); order.len()];
    for (place, &from) in order.iter().enumerate() {
        places[from as usize] = LaneValue(place as u32);
    }
    let moved = |value: &mut LaneValue| *value = places[value.index()];
    let insts = order.iter().map(|&from| &lanes.insts[from as usize]);
    let mut insts: Vec<LaneInst> = insts.cloned().collect();
    for inst in &mut insts {
        inst.args.iter_mut().for_each(moved);
        if let LaneOp::Load(access) | LaneOp::Store(access) = &mut inst.op {
            access.values_mut().for_each(moved);
        }
    }
    lanes.insts = insts;
    for carried in &mut lanes.carried {
        carried.operands.iter_mut().for_each(moved);
    }
}
