//! Which `iter_start` each iteration state comes from.

use crate::entity::{Inst, Value};
use crate::function::{Function, ValueDef};
use crate::ops::Op;
use crate::types::Type;

/// For each iteration state of a typed function, the one `iter_start` it descends from.
///
/// A state descends from an `iter_start` when it is its result, an `iter_advance` of a descendant, or a
/// block parameter all of whose arguments are descendants of that same `iter_start`. Such a state is
/// *rooted*: the `iter_start` dominates it, so whatever does not change during the iteration (the
/// iterable itself) can be taken from there and need not travel along with the state.
#[derive(Debug)]
pub struct Iterations {
    /// By value index.
    roots: Vec<Option<Inst>>,
}

/// What is known of a set of connected states.
#[derive(Clone, Copy)]
enum Origin {
    Nothing,
    Start(Inst),
    Several,
}

impl Iterations {
    /// Computes the roots of all states.
    pub fn compute(func: &Function) -> Iterations {
        let mut sets = Sets::new(func.values.len());
        connect(func, &mut sets);
        let mut origins = vec![Origin::Nothing; func.values.len()];
        for (index, data) in func.values.iter().enumerate() {
            if !matches!(data.ty.get(), Type::Iter(_)) {
                continue;
            }
            let origin = definition(func, data.def);
            let set = sets.find(index as u32) as usize;
            origins[set] = match (origins[set], origin) {
                (known, Origin::Nothing) => known,
                (Origin::Nothing, found) => found,
                _ => Origin::Several,
            };
        }
        let roots = (0..func.values.len() as u32)
            .map(|value| match origins[sets.find(value) as usize] {
                Origin::Start(inst) => Some(inst),
                Origin::Nothing | Origin::Several => None,
            })
            .collect();
        Iterations { roots }
    }

    /// The `iter_start` that a state descends from, if it is rooted.
    pub fn root(&self, state: Value) -> Option<Inst> {
        self.roots[state.index()]
    }
}

fn connect(func: &Function, sets: &mut Sets) {
    let is_state = |value: Value| matches!(func.ty(value).get(), Type::Iter(_));
    for &block in &func.layout {
        for &inst in &func.block(block).insts {
            let data = func.inst(inst);
            if data.op == Op::IterAdvance {
                sets.union(data.args[0], data.results[0]);
            }
            for target in &data.targets {
                for (&param, &arg) in func.block(target.block).params.iter().zip(&target.args) {
                    if is_state(param) {
                        sets.union(param, arg);
                    }
                }
            }
        }
    }
}

fn definition(func: &Function, def: ValueDef) -> Origin {
    match def {
        ValueDef::Param(block, _) if block == func.entry => Origin::Several,
        ValueDef::Param(..) => Origin::Nothing,
        ValueDef::Result(inst, _) => match func.inst(inst).op {
            Op::IterStart => Origin::Start(inst),
            Op::IterAdvance => Origin::Nothing,
            _ => Origin::Several,
        },
    }
}

/// Disjoint sets of values.
struct Sets {
    parents: Vec<u32>,
}

impl Sets {
    fn new(len: usize) -> Sets {
        Sets {
            parents: (0..len as u32).collect(),
        }
    }

    fn find(&mut self, value: u32) -> u32 {
        let mut at = value;
        while self.parents[at as usize] != at {
            let up = self.parents[at as usize];
            self.parents[at as usize] = self.parents[up as usize];
            at = up;
        }
        at
    }

    fn union(&mut self, a: Value, b: Value) {
        let (a, b) = (self.find(a.0), self.find(b.0));
        self.parents[a as usize] = b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builder::Builder;
    use crate::entity::Loc;
    use crate::function::{Options, Stage};
    use crate::imm::Imm;
    use crate::types::{Layout, Ty};

    #[test]
    fn loop_states_share_the_root_and_joins_of_two_do_not() {
        let array = Ty::array(Ty::F64, 1, Layout::C);
        let state = Ty::new(Type::Iter(array));
        let mut func = Function::new("f", Stage::Typed, Options::DEFAULT);
        let a = func.add_param(func.entry, array);
        let header = func.add_block();
        let s = func.add_param(header, state);
        let join = func.add_block();
        let j = func.add_param(join, state);
        let entry = func.entry;
        let mut b = Builder::new(&mut func, entry, Loc(0));
        let first = b.emit(Op::IterStart, &[a], Imm::None, state);
        let second = b.emit(Op::IterStart, &[a], Imm::None, state);
        let third = b.emit(Op::IterStart, &[a], Imm::None, state);
        b.jump(header, &[first]);
        b.switch_to(header);
        let next = b.emit(Op::IterAdvance, &[s], Imm::None, state);
        let more = b.emit(Op::IterHas, &[s], Imm::None, Ty::BOOL);
        b.branch(more, (header, &[next]), (join, &[second]));
        b.switch_to(join);
        b.branch(more, (join, &[third]), (join, &[second]));
        let iterations = Iterations::compute(&func);
        let ValueDef::Result(start, _) = func.values[first.index()].def else {
            unreachable!("iter_start has a result");
        };
        assert_eq!(iterations.root(s), Some(start));
        assert_eq!(iterations.root(next), Some(start));
        assert_eq!(iterations.root(j), None);
        assert_eq!(iterations.root(second), None);
    }
}
