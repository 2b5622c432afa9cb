//! Checks the invariants of a function at its stage.
//!
//! Invariant of every stage:
//! * The layout begins with the entry and lists each block once; no edge goes back to the entry.
//! * Every handle is in range; an instruction stands in one place; a value's entry in the table says
//!   where it is defined, and that place lists it.
//! * A block ends in its one terminator. `jump` has one target, `branch` and `guard` two, `raise` and
//!   `reraise` one or none, every other operation none, and a target gets one value per parameter.
//! * An operation is legal in the stage and has the operands, results and immediate of its row.
//! * A value is used only where its definition dominates. Unreachable blocks are not looked at here.
//!
//! Untyped stage: every value has type `never`.
//!
//! Typed stage: no value is a machine address; types fit the operations (`typed.rs`); a target's
//! values have the types of its parameters; no edge leads from a block with several successors to one
//! with several predecessors; values to clean up are counted and belong to operations that can raise.
//!
//! Low stage: every value has a machine type; types fit the operations (`low.rs`) and the parameters
//! of targets; the context is the first parameter; nothing is left to clean up.
//!
//! After a clean check a back end may say "unsupported" but may not panic.

mod dominance;
mod low;
mod typed;

use std::fmt;

use crate::cfg::Cfg;
use crate::entity::{Block, Inst, Value};
use crate::function::{BlockCall, Function, InstData, Stage, ValueDef};
use crate::imm::Imm;
use crate::ops::{Effects, Op};
use crate::types::{Ty, Type};

/// A broken invariant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyError {
    /// Function.
    pub function: String,
    /// Block, if the invariant belongs to one.
    pub block: Option<Block>,
    /// The instruction in IR text, if the invariant belongs to one.
    pub inst: Option<String>,
    /// What is wrong, a full sentence.
    pub message: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.function)?;
        if let Some(block) = self.block {
            write!(f, ", {block}")?;
        }
        if let Some(inst) = &self.inst {
            write!(f, ", `{inst}`")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for VerifyError {}

/// The outcome of a rule: what is wrong, if anything.
type Rule = Result<(), String>;

/// Holds if the condition does.
fn require(condition: bool, message: impl FnOnce() -> String) -> Rule {
    match condition {
        true => Ok(()),
        false => Err(message()),
    }
}

/// Checks a function; all broken invariants of the first kind that is broken.
pub fn verify(func: &Function) -> Result<(), Vec<VerifyError>> {
    let mut cx = Verifier {
        func,
        errors: Vec::new(),
    };
    // Each step relies on what the steps before it have established.
    for step in [
        Verifier::check_layout,
        Verifier::check_handles,
        Verifier::check_definitions,
        Verifier::check_shapes,
        Verifier::check_edges,
        Verifier::check_types,
        Verifier::check_dominance,
    ] {
        step(&mut cx);
        if !cx.errors.is_empty() {
            return Err(cx.errors);
        }
    }
    Ok(())
}

struct Verifier<'f> {
    func: &'f Function,
    errors: Vec<VerifyError>,
}

impl<'f> Verifier<'f> {
    fn error(&mut self, block: Option<Block>, inst: Option<Inst>, message: String) {
        let func = self.func;
        let inst = inst.map(|inst| func.display_inst(inst).to_string());
        self.errors.push(VerifyError {
            function: func.name.clone(),
            block,
            inst,
            message,
        });
    }

    fn check(&mut self, block: Block, inst: Option<Inst>, rule: Rule) {
        if let Err(message) = rule {
            self.error(Some(block), inst, message);
        }
    }

    fn check_layout(&mut self) {
        let func = self.func;
        if func.layout.first() != Some(&func.entry) {
            self.error(
                None,
                None,
                "The layout does not begin with the entry.".into(),
            );
        }
        let mut seen = vec![false; func.blocks.len()];
        for &block in &func.layout {
            match seen.get_mut(block.index()) {
                None => self.error(
                    None,
                    None,
                    format!("The layout lists {block}, which is no block."),
                ),
                Some(true) => self.error(None, None, format!("The layout lists {block} twice.")),
                Some(new) => *new = true,
            }
        }
    }

    /// Handles inside the tables of the blocks that are listed.
    fn check_handles(&mut self) {
        let func = self.func;
        let mut listed = vec![false; func.blocks.len()];
        for &block in &func.layout {
            listed[block.index()] = true;
        }
        for &block in &func.layout {
            let data = func.block(block);
            for &param in &data.params {
                self.check(block, None, known_value(func, param));
            }
            for &inst in &data.insts {
                if inst.index() >= func.insts.len() {
                    self.error(Some(block), None, format!("{inst} is no instruction."));
                    continue;
                }
                let rule = known_handles(func, func.inst(inst), &listed);
                if let Err(message) = rule {
                    // The instruction cannot be printed.
                    let message = format!("{message} In {}.", func.inst(inst).op.info().name);
                    self.error(Some(block), None, message);
                }
            }
        }
    }

    fn check_definitions(&mut self) {
        let func = self.func;
        let mut placed = vec![false; func.insts.len()];
        for &block in &func.layout {
            let data = func.block(block);
            for (position, &param) in data.params.iter().enumerate() {
                let def = ValueDef::Param(block, position as u32);
                self.check(block, None, defined_as(func, param, def));
            }
            for &inst in &data.insts {
                let again = std::mem::replace(&mut placed[inst.index()], true);
                self.check(
                    block,
                    Some(inst),
                    require(!again, || "It stands in two places.".into()),
                );
                for (position, &result) in func.inst(inst).results.iter().enumerate() {
                    let def = ValueDef::Result(inst, position as u32);
                    self.check(block, Some(inst), defined_as(func, result, def));
                }
            }
        }
    }

    fn check_shapes(&mut self) {
        let func = self.func;
        for &block in &func.layout {
            let insts = &func.block(block).insts;
            if insts.is_empty() {
                self.error(Some(block), None, "The block is empty.".into());
            }
            for (position, &inst) in insts.iter().enumerate() {
                let is_last = position + 1 == insts.len();
                let data = func.inst(inst);
                self.check(block, Some(inst), terminates(data, is_last));
                self.check(block, Some(inst), fits_row(func.stage, data));
                self.check(block, Some(inst), target_count(data));
                self.check(block, Some(inst), cleanup(func, data));
            }
        }
    }

    fn check_edges(&mut self) {
        let func = self.func;
        let cfg = Cfg::compute(func);
        for &block in &func.layout {
            let Some(&last) = func.block(block).insts.last() else {
                continue;
            };
            let targets = &func.inst(last).targets;
            for target in targets {
                self.check(block, Some(last), target_values(func, target));
                let is_critical = targets.len() > 1
                    && func.stage == Stage::Typed
                    && cfg.preds[target.block.index()].len() > 1;
                let rule = require(!is_critical, || {
                    format!("The edge to {} is critical.", target.block)
                });
                self.check(block, Some(last), rule);
            }
        }
    }

    fn check_types(&mut self) {
        let func = self.func;
        if func.stage == Stage::Low {
            self.check(func.entry, None, low::check_signature(func));
        }
        for &block in &func.layout {
            let data = func.block(block);
            for &param in &data.params {
                self.check(block, None, type_allowed(func, param));
            }
            for &inst in &data.insts {
                for &result in &func.inst(inst).results {
                    self.check(block, Some(inst), type_allowed(func, result));
                }
                let rule = match func.stage {
                    Stage::Untyped => Ok(()),
                    Stage::Typed => typed::check_inst(func, func.inst(inst)),
                    Stage::Low => low::check_inst(func, func.inst(inst)),
                };
                self.check(block, Some(inst), rule);
            }
        }
    }

    fn check_dominance(&mut self) {
        for (block, inst, message) in dominance::violations(self.func) {
            self.error(Some(block), Some(inst), message);
        }
    }
}

fn known_value(func: &Function, value: Value) -> Rule {
    require(value.index() < func.values.len(), || {
        format!("{value} is no value.")
    })
}

fn known_handles(func: &Function, inst: &InstData, listed: &[bool]) -> Rule {
    let passed = inst.targets.iter().flat_map(|target| &target.args);
    let values = inst.args.iter().chain(passed);
    for &value in values.chain(&inst.cleanup).chain(&inst.results) {
        known_value(func, value)?;
    }
    for target in &inst.targets {
        let known = listed.get(target.block.index()) == Some(&true);
        require(known, || format!("{} is not in the layout.", target.block))?;
    }
    match inst.imm {
        Imm::Data(data) => require(data.index() < func.data.len(), || {
            format!("{data} is not there.")
        })?,
        Imm::Slot(slot) => require(slot.index() < func.slots.len(), || {
            format!("{slot} is not there.")
        })?,
        _ => {}
    }
    let locations = func.locations.all().len();
    require(locations == 0 || inst.loc.index() < locations, || {
        format!("{} is no location.", inst.loc)
    })
}

fn defined_as(func: &Function, value: Value, def: ValueDef) -> Rule {
    let found = func.values[value.index()].def;
    require(found == def, || {
        format!("The table has {value} as {found:?}, but it is {def:?}.")
    })
}

fn terminates(inst: &InstData, is_last: bool) -> Rule {
    let is_terminator = inst.op.info().effects == Effects::Control;
    require(is_terminator == is_last, || match is_last {
        true => "The block does not end in a terminator.".into(),
        false => "A terminator stands before the end of the block.".into(),
    })
}

fn fits_row(stage: Stage, inst: &InstData) -> Rule {
    let info = inst.op.info();
    let legal = match stage {
        Stage::Untyped => info.stages.untyped,
        Stage::Typed => info.stages.typed,
        Stage::Low => info.stages.low,
    };
    require(legal, || {
        format!("The operation is not legal in the {} stage.", stage.text())
    })?;
    let count = inst.args.len();
    require(info.args.is_none_or(|expected| expected == count), || {
        format!(
            "It has {count} operands instead of {}.",
            info.args.unwrap_or(0)
        )
    })?;
    let count = inst.results.len();
    require(
        info.results.is_none_or(|expected| expected == count),
        || {
            format!(
                "It has {count} results instead of {}.",
                info.results.unwrap_or(0)
            )
        },
    )?;
    let kind = imm_kind(&inst.imm);
    require(info.imm.split('|').any(|allowed| allowed == kind), || {
        format!("Its immediate is {kind} instead of {}.", info.imm)
    })
}

fn target_count(inst: &InstData) -> Rule {
    let count = inst.targets.len();
    let expected = match inst.op {
        Op::Jump => 1,
        Op::Branch | Op::Guard => 2,
        Op::Raise | Op::Reraise if count == 1 => 1,
        _ => 0,
    };
    require(count == expected, || {
        format!("It has {count} targets instead of {expected}.")
    })
}

fn cleanup(func: &Function, inst: &InstData) -> Rule {
    if inst.cleanup.is_empty() {
        return Ok(());
    }
    require(func.stage == Stage::Typed, || {
        "Only typed functions have values to clean up.".into()
    })?;
    let can_raise =
        inst.op.info().effects == Effects::Raises || matches!(inst.op, Op::Raise | Op::Reraise);
    require(can_raise, || "It cleans up but cannot raise.".into())?;
    for &value in &inst.cleanup {
        require(func.ty(value).is_counted(), || {
            format!("It cleans up {value}, which is not counted.")
        })?;
    }
    Ok(())
}

fn target_values(func: &Function, target: &BlockCall) -> Rule {
    let block = target.block;
    require(block != func.entry, || "An edge goes to the entry.".into())?;
    let params = &func.block(block).params;
    let (found, expected) = (target.args.len(), params.len());
    require(found == expected, || {
        format!("{block} gets {found} values instead of {expected}.")
    })?;
    for (&value, &param) in target.args.iter().zip(params) {
        let (found, expected) = (func.ty(value), func.ty(param));
        require(found == expected, || {
            format!("{block} gets {value} of type {found} for {param} of type {expected}.")
        })?;
    }
    Ok(())
}

fn type_allowed(func: &Function, value: Value) -> Rule {
    let ty = func.ty(value);
    let allowed = match func.stage {
        Stage::Untyped => ty == Ty::NEVER,
        Stage::Typed => *ty.get() != Type::Ptr,
        Stage::Low => low::is_machine_type(ty),
    };
    require(allowed, || {
        format!(
            "{value} has type {ty}, not one of the {} stage.",
            func.stage.text()
        )
    })
}

/// The name of the variant, as the operation table has it.
fn imm_kind(imm: &Imm) -> &'static str {
    match imm {
        Imm::None => "None",
        Imm::Const(_) => "Const",
        Imm::Name(_) => "Name",
        Imm::Ints(_) => "Ints",
        Imm::Bin(_) => "Bin",
        Imm::Un(_) => "Un",
        Imm::Cmp(_) => "Cmp",
        Imm::IntCC(_) => "IntCC",
        Imm::FloatCC(_) => "FloatCC",
        Imm::Ty(_) => "Ty",
        Imm::Func(_) => "Func",
        Imm::Symbol(_) => "Symbol",
        Imm::Call(_) => "Call",
        Imm::Kernel(_) => "Kernel",
        Imm::KernelReduce(..) => "KernelReduce",
        Imm::Reduce(_) => "Reduce",
        Imm::Pieces(_) => "Pieces",
        Imm::Mem(_) => "Mem",
        Imm::Data(_) => "Data",
        Imm::Slot(_) => "Slot",
        Imm::Exception(_) => "Exception",
        Imm::Place(..) => "Place",
    }
}
