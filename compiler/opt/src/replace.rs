//! Replacement of values by other values across a function.

use numjit_ir::{Function, Inst, Value};

/// Which values stand for which others; chains are followed.
#[derive(Debug)]
pub(crate) struct Replacements {
    to: Vec<Option<Value>>,
}

impl Replacements {
    pub(crate) fn new(func: &Function) -> Replacements {
        Replacements {
            to: vec![None; func.values.len()],
        }
    }

    /// Makes `to` stand for `from` everywhere.
    pub(crate) fn insert(&mut self, from: Value, to: Value) {
        let to = self.resolve(to);
        if to == from {
            return;
        }
        if self.to.len() <= from.index() {
            self.to.resize(from.index() + 1, None);
        }
        self.to[from.index()] = Some(to);
    }

    /// The value that stands for `value`.
    pub(crate) fn resolve(&self, mut value: Value) -> Value {
        while let Some(Some(to)) = self.to.get(value.index()) {
            value = *to;
        }
        value
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.to.iter().all(Option::is_none)
    }

    /// Rewrites the operands of one instruction.
    pub(crate) fn apply_to(&self, func: &mut Function, inst: Inst) {
        let data = func.inst_mut(inst);
        let targets = data
            .targets
            .iter_mut()
            .flat_map(|target| target.args.iter_mut());
        for value in data
            .args
            .iter_mut()
            .chain(data.cleanup.iter_mut())
            .chain(targets)
        {
            *value = self.resolve(*value);
        }
    }

    /// Rewrites every operand of the function.
    pub(crate) fn apply(&self, func: &mut Function) {
        if self.is_empty() {
            return;
        }
        for position in 0..func.layout.len() {
            let block = func.layout[position];
            for i in 0..func.block(block).insts.len() {
                let inst = func.block(block).insts[i];
                self.apply_to(func, inst);
            }
        }
    }
}
