//! Statements other than assignments and loops.

use numjit_diag::codes::nj0001_syntax_error;
use numjit_ir::{CallShape, Const, Imm, Op, Span};

use super::Lower;
use crate::fold::fold_condition;
use crate::scope::block_names;
use crate::tree::{Arm, Expr, ExprKind, Imported, Name, Stmt, StmtKind, Unsupported, With};

impl Lower<'_> {
    /// Statements in order, up to the first one that control does not reach.
    pub(super) fn stmts(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            if !self.ssa.is_reachable() {
                return;
            }
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let span = stmt.span;
        match &stmt.kind {
            StmtKind::Expr(value) => self.expr_stmt(value),
            StmtKind::Assign { targets, value } => self.assign_stmt(targets, value),
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, *op, value, span),
            StmtKind::AnnAssign { target, value } => self.ann_assign(target, value.as_ref()),
            StmtKind::If { arms, otherwise } => self.if_stmt(arms, otherwise, span),
            StmtKind::For {
                target,
                iterable,
                body,
                otherwise,
            } => self.for_stmt(target, iterable, body, otherwise),
            StmtKind::While {
                test,
                body,
                otherwise,
            } => self.while_stmt(test, body, otherwise),
            StmtKind::Break => self.break_stmt(span),
            StmtKind::Continue => self.continue_stmt(span),
            StmtKind::Return(value) => self.return_stmt(value.as_ref(), span),
            StmtKind::Pass | StmtKind::Global(_) => {}
            StmtKind::Nonlocal(_) => {}
            StmtKind::Assert { test, message } => self.assert_stmt(test, message.as_ref(), span),
            StmtKind::Raise(exception) => self.raise_stmt(exception.as_ref(), span),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases, span),
            StmtKind::Try(statement) => self.try_stmt(statement, span),
            StmtKind::Delete(targets) => self.delete_stmt(targets),
            StmtKind::Def(def) => self.def_stmt(def),
            StmtKind::Import(names) => self.import_stmt(names),
            StmtKind::With(with) => self.with_stmt(with, span),
            StmtKind::Unsupported(what) => self.report.unsupported_statement(*what, span),
        }
    }

    /// An expression for its effects; constants, such as docstrings, have none.
    fn expr_stmt(&mut self, value: &Expr) {
        if !matches!(value.kind, ExprKind::Literal(_)) {
            self.expr(value);
        }
    }

    fn if_stmt(&mut self, arms: &[Arm], otherwise: &[Stmt], span: Span) {
        let after = self.ssa.add_block();
        for arm in arms {
            match fold_condition(&arm.test) {
                Some(false) => continue,
                Some(true) => {
                    self.stmts(&arm.body);
                    self.jump(after, span);
                    break;
                }
                None => {}
            }
            let then = self.ssa.add_block();
            let next = self.ssa.add_block();
            self.condition(&arm.test, then, next);
            self.ssa.seal_and_switch(then);
            self.stmts(&arm.body);
            self.jump(after, arm.test.span);
            self.ssa.seal_and_switch(next);
        }
        self.stmts(otherwise);
        self.jump(after, span);
        self.ssa.seal_and_switch(after);
    }

    /// Names that the host resolves: a module as the global `import a.b`, which no variable can be called.
    fn import_stmt(&mut self, names: &[Imported]) {
        for imported in names {
            let span = imported.ident.span;
            let mut value = self.global(&format!("import {}", imported.module), span);
            if let Some(member) = &imported.member {
                value = self.emit(Op::GetAttr, &[value], Imm::Name((&**member).into()), span);
            }
            self.write_name(&imported.ident, value);
        }
    }

    /// A block that runs in the host becomes a call: with its manager, the block's text, the names of its inputs
    /// and the place of its text; the inputs; and the types of the outputs by name. It gives a tuple of the outputs.
    fn with_stmt(&mut self, with: &With, span: Span) {
        let inputs = self.block_inputs(&with.body);
        let names: Vec<&str> = inputs.iter().map(|name| &**name).collect();
        let mut operands = vec![self.global("nj.with_block", span), self.expr(&with.manager)];
        let text = Const::Str(with.text.as_str().into());
        operands.push(self.constant(text, span));
        operands.push(self.constant(Const::Str(names.join(",").into()), span));
        operands.push(self.constant(Const::Int(i64::from(with.start)), span));
        operands.extend(inputs.iter().map(|name| self.read_name(name, span)));
        let mut keywords = Vec::new();
        for (ident, ty) in &with.outputs {
            keywords.push(Box::from(&*ident.name));
            operands.push(self.expr(ty));
        }
        let shape = CallShape {
            keywords: keywords.into(),
            star: None,
        };
        let results = self.emit(Op::Call, &operands, Imm::Call(shape), span);
        let loc = self.loc(span);
        let values = match with.outputs.len() {
            0 => return,
            count => self.ssa.push(Op::Unpack, &[results], count, loc),
        };
        for ((ident, _), value) in with.outputs.iter().zip(values) {
            self.write_name(ident, value);
        }
    }

    /// The variables that a block uses and that have been assigned before it.
    fn block_inputs(&mut self, body: &[Stmt]) -> Vec<Name> {
        let mut names = block_names(body);
        names.retain(|name| {
            let Some(var) = self.var(name) else {
                return false;
            };
            let assigned = self.writes.iter().any(|write| write.var == var);
            assigned || self.is_cell(name) || self.outer.captures.contains(name)
        });
        names
    }

    fn return_stmt(&mut self, value: Option<&Expr>, span: Span) {
        let value = match value {
            Some(value) => self.expr(value),
            None => self.constant(Const::None, span),
        };
        self.run_cleanups(0);
        if !self.ssa.is_reachable() {
            return;
        }
        let loc = self.loc(span);
        self.ssa.exit(Op::Return, &[value], loc);
    }

    fn assert_stmt(&mut self, test: &Expr, message: Option<&Expr>, span: Span) {
        let holds = self.ssa.add_block();
        let fails = self.ssa.add_block();
        self.condition(test, holds, fails);
        self.ssa.seal_and_switch(fails);
        if self.ssa.is_reachable() {
            let mut operands = vec![self.global("AssertionError", span)];
            operands.extend(message.map(|message| self.expr(message)));
            let loc = self.loc(span);
            self.ssa.exit(Op::Raise, &operands, loc);
        }
        self.ssa.seal_and_switch(holds);
    }

    /// `raise`, `raise X` or `raise X(...)`: the class and the arguments are operands of their own.
    fn raise_stmt(&mut self, exception: Option<&Expr>, span: Span) {
        let operands = match exception.map(|exception| (&exception.kind, exception)) {
            None => match self.handled.last() {
                Some(&exception) => return self.reraise(exception, span),
                None => Vec::new(),
            },
            Some((ExprKind::Call(call), exception)) => {
                let starred = |arg: &Expr| matches!(arg.kind, ExprKind::Starred(_));
                if !call.keywords.is_empty() || call.args.iter().any(starred) {
                    let unsupported = Unsupported {
                        what: "keyword and starred arguments of exceptions",
                        instead: "pass positional arguments",
                    };
                    self.report
                        .unsupported_expression(unsupported, exception.span);
                }
                let mut operands = vec![self.expr(&call.callee)];
                operands.extend(call.args.iter().map(|arg| self.expr(arg)));
                operands
            }
            Some((_, exception)) => vec![self.expr(exception)],
        };
        let loc = self.loc(span);
        self.ssa.exit(Op::Raise, &operands, loc);
    }

    fn delete_stmt(&mut self, targets: &[Expr]) {
        for target in targets {
            self.delete(target);
        }
    }

    fn delete(&mut self, target: &Expr) {
        let span = target.span;
        match &target.kind {
            ExprKind::Name(name) => {
                // Deleting reads the variable, so that deleting twice is reported.
                self.read_name(name, span);
                if let Some(var) = self.var(name) {
                    let loc = self.loc(span);
                    self.ssa.clear(var, loc);
                    self.record_write(var, span, true);
                }
            }
            ExprKind::Subscript { value, index } => {
                let value = self.expr(value);
                let index = self.expr(index);
                self.effect(Op::DelItem, &[value, index], span);
            }
            ExprKind::Tuple(elements) | ExprKind::List(elements) => self.delete_stmt(elements),
            _ => {
                let unsupported = Unsupported {
                    what: "deletions of attributes",
                    instead: "",
                };
                self.report.unsupported_statement(unsupported, span);
            }
        }
    }

    fn break_stmt(&mut self, span: Span) {
        match self.loops.last().copied() {
            Some(targets) => {
                self.run_cleanups(targets.cleanups);
                self.jump(targets.break_to, span);
            }
            None => self.misplaced("`break` outside a loop", span),
        }
    }

    fn continue_stmt(&mut self, span: Span) {
        match self.loops.last().copied() {
            Some(targets) => {
                self.run_cleanups(targets.cleanups);
                self.jump(targets.continue_to, span);
            }
            None => self.misplaced("`continue` outside a loop", span),
        }
    }

    pub(super) fn misplaced(&mut self, message: &str, span: Span) {
        let at = self.report.at(span);
        self.report
            .push(nj0001_syntax_error::syntax_error(message, at));
    }
}
