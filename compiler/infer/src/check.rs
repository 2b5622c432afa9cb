//! The sweep over a finished function that collects its problems.

use std::collections::HashSet;

use numjit_diag::{Diagnostic, Label, codes};
use numjit_ir::{Block, Inst, Op, Ty, Value, ValueDef};
use numjit_library::{convert, promote};

use crate::construct::container;
use crate::meaning::{Callee, Fault};
use crate::result::returned;
use crate::session::Session;
use crate::typing::Typing;
use crate::{needed, report};

/// All problems of a function, in source order of the blocks.
pub(crate) fn check(cx: &mut Session<'_>, typing: &Typing) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut unassigned = HashSet::new();
    let needed = needed::needed(typing);
    for &block in typing.rpo.iter().filter(|&&b| typing.is_reached(b)) {
        check_joins(typing, block, &needed, &mut problems);
        for &inst in &typing.func().block(block).insts {
            check_outcome(cx, typing, inst, &mut problems);
            check_assigned(typing, inst, &mut unassigned, &mut problems);
            check_declared(typing, inst, &mut problems);
        }
    }
    check_returns(typing, &mut problems);
    let mut seen = Vec::new();
    problems.retain(|problem| {
        let new = !seen.contains(problem);
        if new {
            seen.push(problem.clone());
        }
        new
    });
    problems
}

fn check_outcome(
    cx: &mut Session<'_>,
    typing: &Typing,
    inst: Inst,
    problems: &mut Vec<Diagnostic>,
) {
    if typing.has_open() && container::unknown(typing, inst) {
        let at = report::label(typing.func(), typing.func().inst(inst).loc, "");
        problems.push(codes::nj0220_unknown_element_type::unknown_element_type(at));
    }
    match typing.outcome(inst) {
        Some(Err(Fault(found))) => problems.extend(found.iter().cloned()),
        Some(Ok(meaning)) if meaning.is_waiting() => {
            for &callee in &meaning.callees {
                if let Callee::Entry(entry) = callee
                    && cx.is_active(entry)
                {
                    problems.push(unknown_recursion(cx, typing, inst, entry));
                }
            }
        }
        _ => {}
    }
}

fn unknown_recursion(
    cx: &mut Session<'_>,
    typing: &Typing,
    inst: Inst,
    entry: usize,
) -> Diagnostic {
    let name = match cx.program.untyped(cx.entries[entry].key.func) {
        Ok(untyped) => untyped.name.clone(),
        Err(_) => typing.untyped.name.clone(),
    };
    let loc = typing.func().inst(inst).loc;
    codes::nj0212_recursive_type::recursive_type(&name, report::label(typing.func(), loc, ""))
}

/// An operand that no assignment reaches.
fn check_assigned(
    typing: &Typing,
    inst: Inst,
    unassigned: &mut HashSet<String>,
    problems: &mut Vec<Diagnostic>,
) {
    let data = typing.func().inst(inst);
    for &value in &data.args {
        if typing.ty(value) != Ty::NEVER {
            continue;
        }
        let Some(source) = unassigned_source(typing, value) else {
            continue;
        };
        let name = [value, source]
            .into_iter()
            .find_map(|value| report::variable(typing, value))
            .unwrap_or_else(|| "this variable".to_owned());
        if unassigned.insert(name.clone()) {
            let at = report::label(typing.func(), data.loc, "");
            problems.push(codes::nj0102_unassigned_variable::unassigned_variable(
                &name,
                at,
                assignments(typing, &name),
            ));
        }
    }
}

/// The `undef` that a value without a type comes from, through joins.
fn unassigned_source(typing: &Typing, value: Value) -> Option<Value> {
    let mut seen = HashSet::new();
    let mut work = vec![value];
    let mut found = None;
    while let Some(value) = work.pop() {
        if !seen.insert(value) {
            continue;
        }
        match typing.func().values[value.index()].def {
            ValueDef::Result(inst, _) if typing.func().inst(inst).op == Op::Undef => {
                found = Some(value);
            }
            // The reason is elsewhere and is reported there.
            ValueDef::Result(..) => return None,
            ValueDef::Param(block, position) => work.extend(
                typing
                    .live_preds(block)
                    .filter_map(|edge| typing.edge_arg(edge, position as usize)),
            ),
        }
    }
    found
}

/// Where a variable of this name is assigned.
fn assignments(typing: &Typing, name: &str) -> Vec<Label> {
    let func = typing.func();
    let named = |value: &&numjit_ir::ValueData| value.name.as_deref() == Some(name);
    let mut labels = Vec::new();
    for value in func.values.iter().filter(named) {
        if let ValueDef::Result(inst, _) = value.def
            && func.inst(inst).op != Op::Undef
        {
            let message = format!("`{name}` is assigned here");
            labels.push(report::label(func, func.inst(inst).loc, message));
        }
    }
    labels
}

fn check_declared(typing: &Typing, inst: Inst, problems: &mut Vec<Diagnostic>) {
    let data = typing.func().inst(inst);
    let Some(Ok(meaning)) = typing.outcome(inst) else {
        return;
    };
    for (&value, &found) in data.results.iter().zip(&meaning.results) {
        let Some(declared) = typing.declared(value) else {
            continue;
        };
        if found != Ty::NEVER && convert::rate(found, declared).is_none() {
            let at = report::label(typing.func(), data.loc, "");
            problems.push(
                codes::nj0222_unsupported_conversion::unsupported_conversion(
                    &report::type_name(found),
                    &report::type_name(declared),
                    "the type is declared with `locals=`",
                    at,
                ),
            );
        }
    }
}

/// Block parameters whose incoming values have no common type.
fn check_joins(typing: &Typing, block: Block, needed: &[bool], problems: &mut Vec<Diagnostic>) {
    for (position, &param) in typing.func().block(block).params.iter().enumerate() {
        let incoming: Vec<Value> = typing
            .live_preds(block)
            .filter_map(|edge| typing.edge_arg(edge, position))
            .collect();
        let types = incoming.iter().map(|&value| typing.ty(value));
        if block == typing.func().entry || !needed[param.index()] {
            continue;
        }
        if typing.declared(param).is_some() || promote::unify_all(types).is_some() {
            continue;
        }
        let mut types: Vec<(String, Label)> = incoming
            .iter()
            .filter(|&&value| typing.ty(value) != Ty::NEVER)
            .map(|&value| {
                (
                    report::type_name(typing.ty(value)),
                    report::definition(typing, value),
                )
            })
            .collect();
        types.sort_by_key(|(_, label)| label.start);
        let at = report::label(typing.func(), report::block_start(typing.func(), block), "");
        let name = report::variable(typing, param);
        problems.push(codes::nj0201_conflicting_types::conflicting_types(
            name.as_deref(),
            types,
            at,
        ));
    }
}

fn check_returns(typing: &Typing, problems: &mut Vec<Diagnostic>) {
    // What a generator returns is dropped; its values are what must have a common type.
    let returns: Vec<Inst> = match typing.untyped.is_generator {
        true => typing.yielding().collect(),
        false => typing.returns().collect(),
    };
    let result = match typing.untyped.is_generator {
        true => typing.yields,
        false => typing.result,
    };
    let label = |inst: Inst| report::label(typing.func(), typing.func().inst(inst).loc, "");
    let types = returns
        .iter()
        .map(|&inst| typing.ty(returned(typing, inst)));
    if promote::unify_all(types).is_none() {
        let types = returns
            .iter()
            .map(|&inst| {
                let ty = typing.ty(returned(typing, inst));
                (report::type_name(ty), label(inst))
            })
            .collect();
        if let Some(&last) = returns.last() {
            problems.push(codes::nj0211_conflicting_returns::conflicting_returns(
                types,
                label(last),
            ));
        }
        return;
    }
    for inst in returns {
        let ty = typing.ty(returned(typing, inst));
        if ty != Ty::NEVER && result != Ty::NEVER && !converts(ty, result) {
            problems.push(
                codes::nj0222_unsupported_conversion::unsupported_conversion(
                    &report::type_name(ty),
                    &report::type_name(result),
                    "it is returned where this result type is declared",
                    label(inst),
                ),
            );
        }
    }
}

/// Whether a value can be written as another type; joins always can.
fn converts(from: Ty, to: Ty) -> bool {
    promote::unify(from, to) == Some(to) || convert::rate(from, to).is_some()
}
