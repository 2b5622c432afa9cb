//! Walks the tree of a function and emits untyped SSA.
//!
//! One file per kind of construct; this one holds the state of the walk and what all of them use:
//! locations, names and the checks at the end of a function.

mod assignments;
mod calls;
mod comprehensions;
mod conditions;
mod expressions;
mod functions;
mod generators;
mod loops;
mod matches;
mod statements;
mod tries;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use numjit_diag::Diagnostic;
use numjit_diag::codes::{
    nj0006_outer_assignment, nj0008_captured_reassigned, nj0102_unassigned_variable,
};
use numjit_ir::{
    Block, Const, Frame, FrameId, Function, Imm, Loc, Op, Options, Source, Span, Stage, Untyped,
    Value,
};

use crate::FrontConfig;
use crate::finish::{Forward, finish, forward_trivial_phis, reaches};
use crate::report::Report;
use crate::scope::Scope;
use crate::ssa::{Ssa, Var};
use crate::tree::{Def, Ident, Name, Stmt};

/// Lowers a function that is not nested in another one.
pub(crate) fn lower_def(
    source: &Arc<Source>,
    def: &Def,
    cx: &FrontConfig,
) -> Result<Untyped, Vec<Diagnostic>> {
    let mut report = Report::new(source);
    let outer = Outer {
        path: def.name.to_string(),
        captures: Vec::new(),
        cells: HashSet::new(),
        self_name: None,
        defaults: 0,
        is_nested: false,
    };
    let untyped = lower_with(source, def, cx, outer, &mut report);
    if report.diagnostics.is_empty() {
        Ok(untyped)
    } else {
        Err(report.diagnostics)
    }
}

/// What a function gets from the function around it.
struct Outer {
    /// Name of the function's code, unique within the outermost function.
    path: String,
    captures: Vec<Name>,
    self_name: Option<Name>,
    /// Those captures that are shared with the functions around.
    cells: HashSet<Name>,
    /// Number of defaults that are evaluated there.
    defaults: usize,
    is_nested: bool,
}

fn lower_with(
    source: &Arc<Source>,
    def: &Def,
    cx: &FrontConfig,
    outer: Outer,
    report: &mut Report,
) -> Untyped {
    let mut lower = Lower::new(source, def, cx, outer, report);
    lower.params(def);
    lower.body(def);
    lower.into_untyped(def)
}

/// Where `break` and `continue` go.
#[derive(Clone, Copy)]
struct LoopTargets {
    break_to: Block,
    continue_to: Block,
    /// Number of `finally` clauses around the loop.
    cleanups: usize,
}

/// A `finally` clause around the current place.
#[derive(Clone)]
struct Cleanup {
    body: Arc<[Stmt]>,
    /// Where its own exceptions go.
    handler: Option<Block>,
    /// Number of loops around it.
    loops: usize,
    /// Number of handlers around it.
    handled: usize,
}

/// A variable that is read.
struct Use {
    var: Var,
    name: Name,
    value: Value,
    block: Block,
    span: Span,
}

/// A variable that is assigned or deleted.
struct Write {
    var: Var,
    block: Block,
    span: Span,
    /// The outermost loop around it.
    outer_loop: Option<u32>,
    is_delete: bool,
}

/// A variable that a nested function captures.
struct Capture {
    var: Var,
    name: Name,
    block: Block,
    span: Span,
    outer_loop: Option<u32>,
    /// The captured value.
    value: Value,
    closure: Value,
}

/// State of the walk through one function.
struct Lower<'a> {
    source: &'a Arc<Source>,
    report: &'a mut Report,
    cx: &'a FrontConfig,
    outer: Outer,
    ssa: Ssa,
    frame: FrameId,
    scope: Scope,
    vars: HashMap<Name, Var>,
    /// Variables of the comprehensions around the current expression, innermost last.
    comprehension_scopes: Vec<HashMap<Name, Var>>,
    /// Names whose variable holds a cell: one place that this function and nested ones assign.
    cells: HashSet<Name>,
    loops: Vec<LoopTargets>,
    cleanups: Vec<Cleanup>,
    /// The exceptions of the handlers around the current place.
    handled: Vec<Value>,
    loops_seen: u32,
    outer_loop: Option<u32>,
    nested: Vec<Untyped>,
    nested_names: HashMap<Name, u32>,
    /// The nested functions by where they are written; code that is written twice has each once.
    nested_places: HashMap<u32, u32>,
    uses: Vec<Use>,
    writes: Vec<Write>,
    captures: Vec<Capture>,
    uses_itself: bool,
}

impl<'a> Lower<'a> {
    fn new(
        source: &'a Arc<Source>,
        def: &Def,
        cx: &'a FrontConfig,
        outer: Outer,
        report: &'a mut Report,
    ) -> Lower<'a> {
        let mut func = Function::new(outer.path.as_str(), Stage::Untyped, Options::DEFAULT);
        let frame = func.locations.add_frame(Frame {
            name: Arc::clone(&def.name),
            source: Arc::clone(source),
            caller: None,
            hidden: cx.hidden,
        });
        func.locations.add(frame, def.span);
        let scope = Scope::of(def);
        let mut cells = outer.cells.clone();
        let shared = scope
            .shared
            .iter()
            .filter(|name| scope.bound.contains(*name));
        cells.retain(|name| !scope.bound.contains(name));
        cells.extend(shared.cloned());
        Lower {
            source,
            report,
            cx,
            outer,
            ssa: Ssa::new(func),
            frame,
            scope,
            vars: HashMap::new(),
            comprehension_scopes: Vec::new(),
            cells,
            loops: Vec::new(),
            cleanups: Vec::new(),
            handled: Vec::new(),
            loops_seen: 0,
            outer_loop: None,
            nested: Vec::new(),
            nested_names: HashMap::new(),
            nested_places: HashMap::new(),
            uses: Vec::new(),
            writes: Vec::new(),
            captures: Vec::new(),
            uses_itself: false,
        }
    }

    fn body(&mut self, def: &Def) {
        self.stmts(&def.body);
        if self.ssa.is_reachable() {
            let span = def.body.last().map_or(def.span, |last: &Stmt| last.span);
            let none = self.constant(Const::None, span);
            let loc = self.loc(span);
            self.ssa.exit(Op::Return, &[none], loc);
        }
    }

    fn loc(&mut self, span: Span) -> Loc {
        self.ssa.func.locations.add(self.frame, span)
    }

    fn emit(&mut self, op: Op, args: &[Value], imm: Imm, span: Span) -> Value {
        let loc = self.loc(span);
        self.ssa.emit(op, args, imm, loc)
    }

    fn effect(&mut self, op: Op, args: &[Value], span: Span) {
        let loc = self.loc(span);
        self.ssa.push(op, args, 0, loc);
    }

    fn jump(&mut self, to: Block, span: Span) {
        let loc = self.loc(span);
        self.ssa.jump(to, loc);
    }

    fn branch(&mut self, condition: Value, then: Block, otherwise: Block, span: Span) {
        let loc = self.loc(span);
        // A truth value may raise, which inside `try` must not happen in a terminator.
        let condition = match self.ssa.handler {
            Some(_) => self.ssa.emit(Op::Truth, &[condition], Imm::None, loc),
            None => condition,
        };
        self.ssa.branch(condition, then, otherwise, loc);
    }

    fn constant(&mut self, value: Const, span: Span) -> Value {
        self.emit(Op::Const, &[], Imm::Const(value), span)
    }

    fn global(&mut self, name: &str, span: Span) -> Value {
        self.emit(Op::Global, &[], Imm::Name(name.into()), span)
    }

    /// The variable of a name that the function binds or captures.
    fn var(&mut self, name: &Name) -> Option<Var> {
        let mut scopes = self.comprehension_scopes.iter().rev();
        if let Some(&var) = scopes.find_map(|scope| scope.get(name)) {
            return Some(var);
        }
        if let Some(&var) = self.vars.get(name) {
            return Some(var);
        }
        if !self.scope.bound.contains(name) {
            return None;
        }
        let var = self.ssa.add_var(Some(Arc::clone(name)));
        self.vars.insert(Arc::clone(name), var);
        Some(var)
    }

    /// The value of a name.
    fn read_name(&mut self, name: &Name, span: Span) -> Value {
        let held = self.read_held(name, span);
        if !self.is_cell(name) {
            return held;
        }
        let place = self.constant(Const::Int(0), span);
        self.emit(Op::GetItem, &[held, place], Imm::None, span)
    }

    /// Whether a name stands for a cell; targets of comprehensions never do.
    fn is_cell(&self, name: &Name) -> bool {
        let mut scopes = self.comprehension_scopes.iter();
        self.cells.contains(name) && !scopes.any(|scope| scope.contains_key(name))
    }

    /// What the variable of a name holds: its value, or the cell with it.
    fn read_held(&mut self, name: &Name, span: Span) -> Value {
        let Some(var) = self.var(name) else {
            self.uses_itself |= self.outer.self_name.as_ref() == Some(name);
            return self.global(name, span);
        };
        let loc = self.loc(span);
        let value = self.ssa.read(var, loc);
        self.uses.push(Use {
            var,
            name: Arc::clone(name),
            value,
            block: self.ssa.block,
            span,
        });
        value
    }

    /// Binds a name to a value.
    fn write_name(&mut self, ident: &Ident, value: Value) {
        let Ident { name, span } = ident;
        if self.is_cell(name) {
            let Some(var) = self.var(name) else {
                return;
            };
            let loc = self.loc(*span);
            let cell = self.ssa.read(var, loc);
            let place = self.constant(Const::Int(0), *span);
            return self.effect(Op::SetItem, &[cell, place, value], *span);
        }
        if let Some(declaration) = self.scope.declaration(name) {
            let declared = self.report.label(declaration.ident.span, "declared here");
            let at = self.report.at(*span);
            let keyword = declaration.keyword;
            self.report.push(nj0006_outer_assignment::outer_assignment(
                keyword, name, at, declared,
            ));
            return;
        }
        let Some(var) = self.var(name) else {
            return;
        };
        let value = if self.is_declared(name) {
            self.emit(Op::Annotate, &[value], Imm::Name((&**name).into()), *span)
        } else {
            value
        };
        self.ssa.write(var, value);
        self.record_write(var, *span, false);
    }

    /// Whether `locals=` declares the type of a variable; it speaks of the outermost function only.
    fn is_declared(&self, name: &str) -> bool {
        let is_nested = self.outer.is_nested;
        !is_nested && self.cx.declared.iter().any(|declared| declared == name)
    }

    fn record_write(&mut self, var: Var, span: Span, is_delete: bool) {
        self.writes.push(Write {
            var,
            block: self.ssa.block,
            span,
            outer_loop: self.outer_loop,
            is_delete,
        });
    }

    fn into_untyped(self, def: &Def) -> Untyped {
        let forward = forward_trivial_phis(&self.ssa);
        let mut problems = self.unassigned_uses(&forward);
        problems.extend(self.reassigned_captures(&forward));
        self.report.diagnostics.extend(problems);
        let self_name = self.outer.self_name.filter(|_| self.uses_itself);
        Untyped {
            name: def.name.to_string(),
            params: functions::params(self.source, def),
            captures: self
                .outer
                .captures
                .iter()
                .map(|name| name.to_string())
                .collect(),
            captured_defaults: self.outer.defaults,
            nested: self.nested,
            function: finish(self.ssa, &forward),
            is_generator: self.scope.yields,
            self_name: self_name.map(|name| name.to_string()),
            doc: def.doc.clone(),
        }
    }

    /// Variables that are read where only missing definitions reach, each once.
    fn unassigned_uses(&self, forward: &Forward) -> Vec<Diagnostic> {
        let mut reported: Vec<Var> = Vec::new();
        let mut problems = Vec::new();
        for used in &self.uses {
            let reachable =
                used.block == self.ssa.func.entry || !self.ssa.preds[used.block.index()].is_empty();
            let value = forward.resolve(used.value);
            if !reachable || !self.ssa.is_undef(value) || reported.contains(&used.var) {
                continue;
            }
            reported.push(used.var);
            let writes = self.writes.iter().filter(|write| write.var == used.var);
            let others = writes.filter(|write| write.span != used.span).map(|write| {
                let message = if write.is_delete {
                    "deleted here"
                } else {
                    "assigned here"
                };
                self.report.label(write.span, message)
            });
            let at = self.report.at(used.span);
            problems.push(nj0102_unassigned_variable::unassigned_variable(
                &used.name,
                at,
                others.collect::<Vec<_>>(),
            ));
        }
        problems
    }

    /// Variables that may change while a nested function that captured them is still used.
    ///
    /// A later assignment that control can reach from the nested function counts. An earlier one in the
    /// same loop is harmless as long as each round uses the nested function it defines itself, which is
    /// so when its value does not pass through a block parameter.
    fn reassigned_captures(&self, forward: &Forward) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for capture in &self.captures {
            if self.ssa.is_undef(forward.resolve(capture.value)) {
                continue;
            }
            let merges = || {
                let mut phis = self
                    .ssa
                    .phis
                    .iter()
                    .filter(|phi| forward.resolve(phi.value) == phi.value);
                phis.any(|phi| {
                    phi.args
                        .iter()
                        .any(|&arg| forward.resolve(arg) == capture.closure)
                })
            };
            let changes = |write: &&Write| {
                let later = write.span.start >= capture.span.end
                    && reaches(&self.ssa.preds, capture.block, write.block);
                let same_loop =
                    write.outer_loop.is_some() && write.outer_loop == capture.outer_loop;
                write.var == capture.var && !write.is_delete && (later || same_loop && merges())
            };
            if let Some(write) = self.writes.iter().find(changes) {
                let at = self.report.at(write.span);
                let captured = self.report.label(capture.span, "captured here");
                problems.push(nj0008_captured_reassigned::captured_reassigned(
                    &capture.name,
                    at,
                    captured,
                ));
            }
        }
        problems
    }
}
