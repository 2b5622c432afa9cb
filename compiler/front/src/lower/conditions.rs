//! Control flow inside expressions: short-circuit operators, chained comparisons, conditional
//! expressions, and conditions that branch without making a value.

use numjit_ir::{Block, CmpOp, Imm, Op, Span, UnOp, Value};

use super::Lower;
use crate::fold::fold_condition;
use crate::tree::{BoolOp, Expr, ExprKind};

impl Lower<'_> {
    /// Goes to `then` if the expression is true, else to `otherwise`.
    pub(super) fn condition(&mut self, expr: &Expr, then: Block, otherwise: Block) {
        let span = expr.span;
        if let Some(value) = fold_condition(expr) {
            return self.jump(if value { then } else { otherwise }, span);
        }
        match &expr.kind {
            ExprKind::Unary(UnOp::Not, operand) => self.condition(operand, otherwise, then),
            ExprKind::Bool { op, values } => self.bool_condition(*op, values, then, otherwise),
            ExprKind::Compare { first, rest } if rest.len() > 1 => {
                self.compare_condition(first, rest, then, otherwise, span);
            }
            _ => {
                let value = self.expr(expr);
                self.branch(value, then, otherwise, span);
            }
        }
    }

    fn bool_condition(&mut self, op: BoolOp, values: &[Expr], then: Block, otherwise: Block) {
        let Some((last, rest)) = values.split_last() else {
            return;
        };
        for value in rest {
            let next = self.ssa.add_block();
            match op {
                BoolOp::And => self.condition(value, next, otherwise),
                BoolOp::Or => self.condition(value, then, next),
            }
            self.ssa.seal_and_switch(next);
        }
        self.condition(last, then, otherwise);
    }

    fn compare_condition(
        &mut self,
        first: &Expr,
        rest: &[(CmpOp, Expr)],
        then: Block,
        otherwise: Block,
        span: Span,
    ) {
        let mut left = self.expr(first);
        for (position, (op, right)) in rest.iter().enumerate() {
            let right = self.expr(right);
            let holds = self.emit(Op::Compare, &[left, right], Imm::Cmp(*op), span);
            left = right;
            if position + 1 == rest.len() {
                return self.branch(holds, then, otherwise, span);
            }
            let next = self.ssa.add_block();
            self.branch(holds, next, otherwise, span);
            self.ssa.seal_and_switch(next);
        }
    }

    /// `a and b`, `a or b`: the value of the operand that decides.
    pub(super) fn bool_value(&mut self, op: BoolOp, values: &[Expr], span: Span) -> Value {
        let result = self.ssa.add_var(None);
        let after = self.ssa.add_block();
        for (position, value) in values.iter().enumerate() {
            let at = value.span;
            let value = self.expr(value);
            self.ssa.write(result, value);
            if position + 1 == values.len() {
                self.jump(after, at);
                break;
            }
            let next = self.ssa.add_block();
            match op {
                BoolOp::And => self.branch(value, next, after, at),
                BoolOp::Or => self.branch(value, after, next, at),
            }
            self.ssa.seal_and_switch(next);
        }
        self.join(result, after, span)
    }

    /// `a < b < c`: the first comparison that is false, or else the last.
    pub(super) fn compare_value(
        &mut self,
        first: &Expr,
        rest: &[(CmpOp, Expr)],
        span: Span,
    ) -> Value {
        let mut left = self.expr(first);
        if let [(op, right)] = rest {
            let right = self.expr(right);
            return self.emit(Op::Compare, &[left, right], Imm::Cmp(*op), span);
        }
        let result = self.ssa.add_var(None);
        let after = self.ssa.add_block();
        for (position, (op, right)) in rest.iter().enumerate() {
            let right = self.expr(right);
            let holds = self.emit(Op::Compare, &[left, right], Imm::Cmp(*op), span);
            left = right;
            self.ssa.write(result, holds);
            if position + 1 == rest.len() {
                self.jump(after, span);
                break;
            }
            let next = self.ssa.add_block();
            self.branch(holds, next, after, span);
            self.ssa.seal_and_switch(next);
        }
        self.join(result, after, span)
    }

    /// `a if test else b`.
    pub(super) fn conditional(
        &mut self,
        test: &Expr,
        then: &Expr,
        otherwise: &Expr,
        span: Span,
    ) -> Value {
        match fold_condition(test) {
            Some(true) => return self.expr(then),
            Some(false) => return self.expr(otherwise),
            None => {}
        }
        let result = self.ssa.add_var(None);
        let [yes, no, after] = [(); 3].map(|()| self.ssa.add_block());
        self.condition(test, yes, no);
        for (block, value) in [(yes, then), (no, otherwise)] {
            self.ssa.seal_and_switch(block);
            let at = value.span;
            let value = self.expr(value);
            self.ssa.write(result, value);
            self.jump(after, at);
        }
        self.join(result, after, span)
    }

    /// Continues in a block where paths meet with the value of a hidden variable.
    fn join(&mut self, result: crate::ssa::Var, after: Block, span: Span) -> Value {
        self.ssa.seal_and_switch(after);
        let loc = self.loc(span);
        self.ssa.read(result, loc)
    }
}
