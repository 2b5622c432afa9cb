//! Which values some reachable instruction uses, directly or through block parameters.
//!
//! The front end may pass a variable along where nothing reads it again; such a parameter needs no type
//! that holds all its incoming values.

use numjit_ir::{Value, ValueDef};

use crate::typing::Typing;

/// One flag per value.
pub(crate) fn needed(typing: &Typing) -> Vec<bool> {
    let func = typing.func();
    let mut needed = vec![false; func.values.len()];
    let mut work: Vec<Value> = Vec::new();
    for &block in typing.rpo.iter().filter(|&&b| typing.is_reached(b)) {
        for &inst in &func.block(block).insts {
            work.extend(&func.inst(inst).args);
        }
    }
    while let Some(value) = work.pop() {
        if std::mem::replace(&mut needed[value.index()], true) {
            continue;
        }
        if let ValueDef::Param(block, position) = func.values[value.index()].def {
            work.extend(
                typing
                    .live_preds(block)
                    .filter_map(|edge| typing.edge_arg(edge, position as usize)),
            );
        }
    }
    needed
}
