//! Removes operations whose results nothing uses: constants written for a rule that did not need them,
//! names of functions, and the like.

use numjit_ir::{Effects, Function, InstData, Op, Type};

/// Removes unused operations without effects, users before what they use.
pub(super) fn prune_unused(func: &mut Function) {
    let mut uses = count_uses(func);
    for position in (0..func.layout.len()).rev() {
        let block = func.layout[position];
        let mut kept = Vec::with_capacity(func.block(block).insts.len());
        let insts = std::mem::take(&mut func.block_mut(block).insts);
        for &inst in insts.iter().rev() {
            let data = func.inst(inst);
            let unused = data.results.iter().all(|value| uses[value.index()] == 0);
            if unused && is_removable(func, data) {
                for value in &data.args {
                    uses[value.index()] -= 1;
                }
            } else {
                kept.push(inst);
            }
        }
        kept.reverse();
        func.block_mut(block).insts = kept;
    }
}

fn count_uses(func: &Function) -> Vec<u32> {
    let mut uses = vec![0; func.values.len()];
    for &block in &func.layout {
        for &inst in &func.block(block).insts {
            let data = func.inst(inst);
            let passed = data.targets.iter().flat_map(|target| target.args.iter());
            for value in data.args.iter().chain(passed) {
                uses[value.index()] += 1;
            }
        }
    }
    uses
}

/// A cast can only raise when it takes a value out of an optional.
fn is_removable(func: &Function, data: &InstData) -> bool {
    match data.op.info().effects {
        Effects::Pure | Effects::Reads => true,
        Effects::Raises => {
            data.op == Op::Cast && !matches!(func.ty(data.args[0]).get(), Type::Optional(_))
        }
        Effects::Writes | Effects::Control => false,
    }
}
