//! Whether every use comes after its definition on every path.

use crate::cfg::{Cfg, Dominators};
use crate::entity::{Block, Inst, Value};
use crate::function::{Function, InstData, ValueDef};

/// Where values are defined: the block and the position in it, parameters before instructions.
struct Definitions<'f> {
    func: &'f Function,
    /// For each instruction: its block and its position from 1, or nothing if it is not listed.
    places: Vec<Option<(Block, usize)>>,
    listed: Vec<bool>,
}

/// Uses that their definitions do not dominate, in reachable blocks.
pub(super) fn violations(func: &Function) -> Vec<(Block, Inst, String)> {
    let cfg = Cfg::compute(func);
    let dominators = Dominators::compute(&cfg);
    let definitions = Definitions::new(func);
    let mut found = Vec::new();
    for &block in &cfg.rpo {
        for (position, &inst) in func.block(block).insts.iter().enumerate() {
            for value in uses(func.inst(inst)) {
                let ok = definitions.place(value).is_some_and(|(at, defined)| {
                    if at == block {
                        defined < position + 1
                    } else {
                        cfg.is_reachable(at) && dominators.dominates(at, block)
                    }
                });
                if !ok {
                    found.push((
                        block,
                        inst,
                        format!("The definition of {value} does not dominate it."),
                    ));
                }
            }
        }
    }
    found
}

fn uses(inst: &InstData) -> impl Iterator<Item = Value> {
    let passed = inst.targets.iter().flat_map(|target| &target.args);
    inst.args.iter().chain(passed).chain(&inst.cleanup).copied()
}

impl<'f> Definitions<'f> {
    fn new(func: &'f Function) -> Definitions<'f> {
        let mut places = vec![None; func.insts.len()];
        let mut listed = vec![false; func.blocks.len()];
        for &block in &func.layout {
            listed[block.index()] = true;
            for (position, &inst) in func.block(block).insts.iter().enumerate() {
                places[inst.index()] = Some((block, position + 1));
            }
        }
        Definitions {
            func,
            places,
            listed,
        }
    }

    /// Where a value is defined; nothing if its definition is not listed.
    fn place(&self, value: Value) -> Option<(Block, usize)> {
        match self.func.values[value.index()].def {
            ValueDef::Result(inst, _) => *self.places.get(inst.index())?,
            ValueDef::Param(block, position) => {
                let listed = *self.listed.get(block.index())?;
                let params = &self.func.block(block).params;
                let known = params.get(position as usize) == Some(&value);
                (listed && known).then_some((block, 0))
            }
        }
    }
}
