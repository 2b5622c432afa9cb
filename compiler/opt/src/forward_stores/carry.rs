//! Loads in front of the loop and parameters that carry the values.

use numjit_ir::{Block, Effects, Function, Inst, InstData, Op, Value, ValueDef};
use smallvec::SmallVec;

use super::{Forward, defined, header_position};
use crate::bits::BitSet;
use crate::loops::InnermostLoop;
use crate::replace::Replacements;

/// Instructions that an address computed in front of the loop may take.
const COPY_LIMIT: usize = 16;

/// Carries out what is possible; true if anything was.
pub(super) fn apply(func: &mut Function, found: &InnermostLoop, forwards: &[Forward]) -> bool {
    let mut front = Front {
        inside: defined(func, found),
        block: func.create_block(),
        copies: Vec::new(),
    };
    let mut replacements = Replacements::new(func);
    let mut changed = false;
    let mut parts = Vec::new();
    for forward in forwards {
        if let Some(first) = front.load(func, found, forward.load) {
            parts.push((forward, first));
        }
    }
    for (forward, first) in parts {
        let result = func.inst(forward.load).results[0];
        let value = match forward.next {
            Some(next) => carry(func, found, result, first, next),
            None => first,
        };
        replacements.insert(result, value);
        changed = true;
    }
    if changed {
        front.place(func, found);
        replacements.apply(func);
        remove_loads(func, found, &replacements);
    }
    changed
}

/// Code in front of the loop.
struct Front {
    inside: BitSet,
    block: Block,
    /// Values of the loop and what they are in front of the first iteration.
    copies: Vec<(Value, Value)>,
}

impl Front {
    /// The load of the first iteration; none if its address depends on more than the counters.
    fn load(&mut self, func: &mut Function, found: &InnermostLoop, load: Inst) -> Option<Value> {
        let before = func.block(self.block).insts.len();
        let copied = self.copy_inst(func, found, load);
        if copied.is_none() {
            func.block_mut(self.block).insts.truncate(before);
            self.copies
                .retain(|(_, copy)| match func.values[copy.index()].def {
                    ValueDef::Result(inst, _) => {
                        !self.inside.fits(copy.0) && func.block(self.block).insts.contains(&inst)
                            || self.inside.fits(copy.0)
                    }
                    ValueDef::Param(..) => true,
                });
        }
        copied
    }

    fn value(&mut self, func: &mut Function, found: &InnermostLoop, value: Value) -> Option<Value> {
        if !self.inside.fits(value.0) || !self.inside.contains(value.0) {
            return Some(value);
        }
        if let Some((_, copy)) = self.copies.iter().find(|(from, _)| *from == value) {
            return Some(*copy);
        }
        if let Some(position) = header_position(func, found, value) {
            let (entry, target) = found.entries[0];
            return Some(func.inst(entry).targets[target].args[position]);
        }
        let ValueDef::Result(inst, _) = func.values[value.index()].def else {
            return None;
        };
        let is_pure = func.inst(inst).op.info().effects == Effects::Pure;
        let has_room = func.block(self.block).insts.len() < COPY_LIMIT;
        if !is_pure || !has_room {
            return None;
        }
        self.copy_inst(func, found, inst)
    }

    fn copy_inst(
        &mut self,
        func: &mut Function,
        found: &InnermostLoop,
        inst: Inst,
    ) -> Option<Value> {
        let mut args = SmallVec::new();
        for arg in func.inst(inst).args.clone() {
            args.push(self.value(func, found, arg)?);
        }
        let result = func.inst(inst).results[0];
        let data = InstData {
            args,
            results: SmallVec::new(),
            ..func.inst(inst).clone()
        };
        let ty = func.ty(result);
        let copy = func.add_inst(data, &[ty]);
        func.block_mut(self.block).insts.push(copy);
        let value = func.inst(copy).results[0];
        self.copies.push((result, value));
        Some(value)
    }

    /// Puts the block on the edge into the loop.
    fn place(&self, func: &mut Function, found: &InnermostLoop) {
        let (entry, target) = found.entries[0];
        let loc = func.inst(entry).loc;
        let call = &mut func.inst_mut(entry).targets[target];
        let args = std::mem::take(&mut call.args);
        call.block = self.block;
        numjit_ir::Builder::new(func, self.block, loc).jump(found.header, &args);
        let at = func.layout.iter().position(|&block| block == found.header);
        func.layout
            .insert(at.unwrap_or(func.layout.len()), self.block);
    }
}

/// Adds a parameter that is `first` on entry and `next` afterwards.
fn carry(
    func: &mut Function,
    found: &InnermostLoop,
    result: Value,
    first: Value,
    next: Value,
) -> Value {
    let param = func.add_param(found.header, func.ty(result));
    let entries = found.entries.iter().map(|&edge| (edge, first));
    let backs = found.back_edges.iter().map(|&edge| (edge, next));
    for ((inst, target), arg) in entries.chain(backs) {
        func.inst_mut(inst).targets[target].args.push(arg);
    }
    param
}

/// Drops the loads that are replaced.
fn remove_loads(func: &mut Function, found: &InnermostLoop, replacements: &Replacements) {
    for &block in &found.blocks {
        let mut insts = std::mem::take(&mut func.block_mut(block).insts);
        insts.retain(|&inst| {
            let data = func.inst(inst);
            data.op != Op::Load || replacements.resolve(data.results[0]) == data.results[0]
        });
        func.block_mut(block).insts = insts;
    }
}
