//! `try` statements.
//!
//! Inside the body every operation that may raise ends its block with a `guard`, whose first target is where
//! the handlers begin. There variables have the values they had before the operation:
//!
//! ```text
//!           v1 = call f; guard handlers(x0), next
//! next:     ...; jump else
//! handlers: e = caught; m = catches e, ValueError; branch m, first, second
//! first:    ...; jump after
//! second:   reraise e
//! ```
//!
//! A `finally` clause is written once for each way out of its statement: the end of the statement, an
//! exception, and every `return`, `break` and `continue` that leaves it.

use std::sync::Arc;

use numjit_ir::{Block, Imm, Op, Span, Value};

use super::{Cleanup, Lower};
use crate::tree::{Handler, Stmt, Try};

impl Lower<'_> {
    pub(super) fn try_stmt(&mut self, statement: &Try, span: Span) {
        if statement.finally.is_empty() {
            return self.try_except(statement, span);
        }
        let landing = self.ssa.add_block();
        let handler = self.ssa.handler.replace(landing);
        self.cleanups.push(Cleanup {
            body: Arc::clone(&statement.finally),
            handler,
            loops: self.loops.len(),
            handled: self.handled.len(),
        });
        self.try_except(statement, span);
        self.cleanups.pop();
        self.ssa.handler = handler;

        let after = self.ssa.add_block();
        self.stmts(&statement.finally);
        self.jump(after, span);
        self.ssa.seal_and_switch(landing);
        if self.ssa.is_reachable() {
            self.finally_raised(&statement.finally, span);
        }
        self.ssa.seal_and_switch(after);
    }

    /// The `finally` clause on the way of an exception, which goes on after it.
    fn finally_raised(&mut self, body: &[Stmt], span: Span) {
        let exception = self.emit(Op::Caught, &[], Imm::None, span);
        self.handled.push(exception);
        self.stmts(body);
        self.handled.pop();
        if self.ssa.is_reachable() {
            self.reraise(exception, span);
        }
    }

    /// The statement without its `finally` clause.
    fn try_except(&mut self, statement: &Try, span: Span) {
        if statement.handlers.is_empty() {
            self.stmts(&statement.body);
            return self.stmts(&statement.otherwise);
        }
        let [landing, after] = [(); 2].map(|()| self.ssa.add_block());
        let outer = self.ssa.handler.replace(landing);
        self.stmts(&statement.body);
        self.ssa.handler = outer;
        self.stmts(&statement.otherwise);
        self.jump(after, span);
        self.ssa.seal_and_switch(landing);
        if self.ssa.is_reachable() {
            self.handlers(&statement.handlers, after, span);
        }
        self.ssa.seal_and_switch(after);
    }

    /// The handlers in order; an exception that none of them catches goes on.
    fn handlers(&mut self, handlers: &[Handler], after: Block, span: Span) {
        let exception = self.emit(Op::Caught, &[], Imm::None, span);
        for handler in handlers {
            let Some(class) = &handler.class else {
                return self.handler_body(handler, exception, after);
            };
            let at = class.span;
            let class = self.expr(class);
            let catches = self.emit(Op::Catches, &[exception, class], Imm::None, at);
            let [here, next] = [(); 2].map(|()| self.ssa.add_block());
            self.branch(catches, here, next, at);
            self.ssa.seal_and_switch(here);
            self.handler_body(handler, exception, after);
            self.ssa.seal_and_switch(next);
        }
        self.reraise(exception, span);
    }

    /// The name of the exception is unbound when the handler ends.
    fn handler_body(&mut self, handler: &Handler, exception: Value, after: Block) {
        if let Some(name) = &handler.name {
            self.write_name(name, exception);
        }
        self.handled.push(exception);
        self.stmts(&handler.body);
        self.handled.pop();
        if let Some(name) = &handler.name
            && self.ssa.is_reachable()
            && let Some(var) = self.var(&name.name)
        {
            let loc = self.loc(name.span);
            self.ssa.clear(var, loc);
        }
        self.jump(after, handler.span);
    }

    pub(super) fn reraise(&mut self, exception: Value, span: Span) {
        let loc = self.loc(span);
        self.ssa.exit(Op::Reraise, &[exception], loc);
    }

    /// Runs the `finally` clauses that control leaves, innermost first, down to a number of them.
    pub(super) fn run_cleanups(&mut self, down_to: usize) {
        if self.cleanups.len() <= down_to {
            return;
        }
        let cleanups = self.cleanups.clone();
        let (loops, handled) = (self.loops.clone(), self.handled.clone());
        let handler = self.ssa.handler;
        for position in (down_to..cleanups.len()).rev() {
            if !self.ssa.is_reachable() {
                break;
            }
            let cleanup = &cleanups[position];
            self.cleanups.truncate(position);
            self.loops.truncate(cleanup.loops);
            self.handled.truncate(cleanup.handled);
            self.ssa.handler = cleanup.handler;
            self.stmts(&cleanup.body);
        }
        self.cleanups = cleanups;
        self.loops = loops;
        self.handled = handled;
        self.ssa.handler = handler;
    }
}
