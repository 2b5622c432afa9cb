//! `yield` and `yield from`.

use numjit_ir::{Const, Imm, Op, Span, Value};

use super::Lower;
use crate::tree::Expr;

impl Lower<'_> {
    /// `yield value`, which evaluates to `None`: nothing can be sent to a compiled generator.
    pub(super) fn yield_expr(&mut self, value: Option<&Expr>, span: Span) -> Value {
        let value = match value {
            Some(value) => self.expr(value),
            None => self.constant(Const::None, span),
        };
        self.emit(Op::Yield, &[value], Imm::None, span)
    }

    /// `yield from iterable`: a loop that yields each element.
    pub(super) fn yield_from(&mut self, iterable: &Expr, span: Span) -> Value {
        let at = iterable.span;
        let iterable = self.expr(iterable);
        self.for_each(iterable, at, |lower, element| {
            lower.emit(Op::Yield, &[element], Imm::None, span);
        });
        self.constant(Const::None, span)
    }
}
