//! `for` and `while` loops.
//!
//! A `for` loop over `x` becomes:
//!
//! ```text
//!           s0 = iter_start x; jump header(s0)
//! header(s): h = iter_has s; branch h, body, else
//! body:      e = iter_get s; target = e; ...; jump advance
//! advance:   s1 = iter_advance s; jump header(s1)
//! else:      ...; jump after
//! ```
//!
//! `continue` goes to `advance`, `break` to `after`. The state is a hidden variable.

use numjit_ir::{Block, Const, Imm, Op, Span, Value};

use super::{LoopTargets, Lower};
use crate::fold::fold_condition;
use crate::tree::{Expr, Stmt};

impl Lower<'_> {
    pub(super) fn for_stmt(
        &mut self,
        target: &Expr,
        iterable: &Expr,
        body: &[Stmt],
        otherwise: &[Stmt],
    ) {
        let span = iterable.span;
        let iterable = self.expr(iterable);
        let after = self.loop_over(iterable, span, otherwise, |lower, element| {
            lower.assign(target, element);
            lower.stmts(body);
        });
        self.ssa.seal_and_switch(after);
    }

    /// Runs code for each element of an iterable.
    pub(super) fn for_each(
        &mut self,
        iterable: Value,
        span: Span,
        body: impl FnMut(&mut Self, Value),
    ) {
        let after = self.loop_over(iterable, span, &[], body);
        self.ssa.seal_and_switch(after);
    }

    /// A loop up to what follows it, which the result is.
    fn loop_over(
        &mut self,
        iterable: Value,
        span: Span,
        otherwise: &[Stmt],
        mut body: impl FnMut(&mut Self, Value),
    ) -> Block {
        let after = self.ssa.add_block();
        match self.cx.unrolled_count(span) {
            Some(count) => {
                let [written_out, plain] = [(); 2].map(|()| self.ssa.add_block());
                let count_value = self.constant(Const::Int(i64::from(count)), span);
                let fits = self.library_call("nj.unrolls", &[iterable, count_value], span);
                self.branch(fits, written_out, plain, span);
                self.ssa.seal_and_switch(written_out);
                self.unrolled((iterable, count), span, after, otherwise, &mut body);
                self.ssa.seal_and_switch(plain);
                self.iterated(iterable, span, after, otherwise, &mut body);
            }
            None => self.iterated(iterable, span, after, otherwise, &mut body),
        }
        after
    }

    /// A loop proper.
    fn iterated(
        &mut self,
        iterable: Value,
        span: Span,
        after: Block,
        otherwise: &[Stmt],
        body: &mut impl FnMut(&mut Self, Value),
    ) {
        let start = self.emit(Op::IterStart, &[iterable], Imm::None, span);
        let state = self.ssa.add_var(None);
        self.ssa.write(state, start);
        let [header, first, advance, exit] = [(); 4].map(|()| self.ssa.add_block());

        self.jump(header, span);
        self.ssa.switch_to(header);
        let loc = self.loc(span);
        let current = self.ssa.read(state, loc);
        let has = self.emit(Op::IterHas, &[current], Imm::None, span);
        self.branch(has, first, exit, span);

        self.ssa.seal_and_switch(first);
        let outer_loop = self.enter_loop(LoopTargets {
            break_to: after,
            continue_to: advance,
            cleanups: self.cleanups.len(),
        });
        let element = self.emit(Op::IterGet, &[current], Imm::None, span);
        body(self, element);
        self.jump(advance, span);
        self.leave_loop(outer_loop);

        self.ssa.seal_and_switch(advance);
        let next = self.emit(Op::IterAdvance, &[current], Imm::None, span);
        self.ssa.write(state, next);
        self.jump(header, span);
        self.ssa.seal(header);

        self.ssa.seal_and_switch(exit);
        self.stmts(otherwise);
        self.jump(after, span);
    }

    /// The body once for each element of a tuple of at most so many, whose elements may have types of their own.
    /// What the tuple does not have is out of reach when types are known.
    fn unrolled(
        &mut self,
        (tuple, count): (Value, u32),
        span: Span,
        after: Block,
        otherwise: &[Stmt],
        body: &mut impl FnMut(&mut Self, Value),
    ) {
        let exit = self.ssa.add_block();
        for position in 0..count {
            let [there, next] = [(); 2].map(|()| self.ssa.add_block());
            let position = self.constant(Const::Int(i64::from(position)), span);
            let has = self.library_call("nj.has_element", &[tuple, position], span);
            self.branch(has, there, exit, span);
            self.ssa.seal_and_switch(there);
            let outer_loop = self.enter_loop(LoopTargets {
                break_to: after,
                continue_to: next,
                cleanups: self.cleanups.len(),
            });
            let element = self.emit(Op::GetItem, &[tuple, position], Imm::None, span);
            body(self, element);
            self.jump(next, span);
            self.leave_loop(outer_loop);
            self.ssa.seal_and_switch(next);
        }
        self.jump(exit, span);
        self.ssa.seal_and_switch(exit);
        self.stmts(otherwise);
        self.jump(after, span);
    }

    pub(super) fn while_stmt(&mut self, test: &Expr, body: &[Stmt], otherwise: &[Stmt]) {
        let span = test.span;
        let constant = fold_condition(test);
        if constant == Some(false) {
            return self.stmts(otherwise);
        }
        let [header, first, exit, after] = [(); 4].map(|()| self.ssa.add_block());
        self.jump(header, span);
        self.ssa.switch_to(header);
        if constant == Some(true) {
            self.jump(first, span);
        } else {
            let outer_loop = self.enter_loop_test();
            self.condition(test, first, exit);
            self.outer_loop = outer_loop;
        }

        self.ssa.seal_and_switch(first);
        let outer_loop = self.enter_loop(LoopTargets {
            break_to: after,
            continue_to: header,
            cleanups: self.cleanups.len(),
        });
        self.stmts(body);
        self.jump(header, span);
        self.leave_loop(outer_loop);
        self.ssa.seal(header);

        self.ssa.seal_and_switch(exit);
        self.stmts(otherwise);
        self.jump(after, span);
        self.ssa.seal_and_switch(after);
    }

    /// Enters a loop's body; the result is for [`Lower::leave_loop`].
    fn enter_loop(&mut self, targets: LoopTargets) -> Option<u32> {
        self.loops.push(targets);
        self.enter_loop_test()
    }

    /// The condition of a `while` runs in every round too.
    fn enter_loop_test(&mut self) -> Option<u32> {
        let outer_loop = self.outer_loop;
        self.outer_loop = outer_loop.or(Some(self.loops_seen));
        outer_loop
    }

    fn leave_loop(&mut self, outer_loop: Option<u32>) {
        self.loops.pop();
        self.outer_loop = outer_loop;
        if outer_loop.is_none() {
            self.loops_seen += 1;
        }
    }
}
