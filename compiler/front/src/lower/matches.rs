//! `match` statements.
//!
//! A pattern becomes tests that go on when they hold and leave for the next case when one does not. Tests
//! that the subject's type decides, such as the length of a tuple, are operations of their own, so that
//! inference drops the cases that cannot match before it types them.

use numjit_ir::{Block, CmpOp, Const, Imm, Op, Span, Value};

use super::Lower;
use crate::tree::{Case, Expr, Name, Pattern, PatternKind};

impl Lower<'_> {
    pub(super) fn match_stmt(&mut self, subject: &Expr, cases: &[Case], span: Span) {
        let subject = self.expr(subject);
        let after = self.ssa.add_block();
        for case in cases {
            let next = self.ssa.add_block();
            self.pattern(&case.pattern, subject, next);
            if let Some(guard) = &case.guard {
                let holds = self.ssa.add_block();
                self.condition(guard, holds, next);
                self.ssa.seal_and_switch(holds);
            }
            self.stmts(&case.body);
            self.jump(after, case.pattern.span);
            self.ssa.seal_and_switch(next);
            if !self.ssa.is_reachable() {
                break;
            }
        }
        self.jump(after, span);
        self.ssa.seal_and_switch(after);
    }

    /// Goes on if a value matches, and to `fail` if it does not.
    fn pattern(&mut self, pattern: &Pattern, value: Value, fail: Block) {
        let span = pattern.span;
        match &pattern.kind {
            PatternKind::Any => {}
            PatternKind::Value(expected) => {
                let expected = self.expr(expected);
                self.expect(CmpOp::Eq, [value, expected], fail, span);
            }
            PatternKind::Singleton(literal) => {
                let expected = self.literal(literal, span);
                self.expect(CmpOp::Is, [value, expected], fail, span);
            }
            PatternKind::Bind(inner, name) => {
                if let Some(inner) = inner {
                    self.pattern(inner, value, fail);
                }
                self.write_name(name, value);
            }
            PatternKind::Or(patterns) => self.alternatives(patterns, value, fail, span),
            PatternKind::Sequence(patterns) => self.sequence(patterns, value, fail, span),
            PatternKind::Class {
                class,
                positional,
                keywords,
            } => self.class_pattern(class, (positional, keywords), value, fail),
            PatternKind::Unsupported(what) => self.report.unsupported_statement(*what, span),
        }
    }

    fn expect(&mut self, op: CmpOp, operands: [Value; 2], fail: Block, span: Span) {
        let holds = self.emit(Op::Matches, &operands, Imm::Cmp(op), span);
        self.go_on_if(holds, fail, span);
    }

    fn go_on_if(&mut self, holds: Value, fail: Block, span: Span) {
        let next = self.ssa.add_block();
        self.branch(holds, next, fail, span);
        self.ssa.seal_and_switch(next);
    }

    fn alternatives(&mut self, patterns: &[Pattern], value: Value, fail: Block, span: Span) {
        let matched = self.ssa.add_block();
        for (position, pattern) in patterns.iter().enumerate() {
            if position + 1 == patterns.len() {
                self.pattern(pattern, value, fail);
                self.jump(matched, span);
                break;
            }
            let next = self.ssa.add_block();
            self.pattern(pattern, value, next);
            self.jump(matched, span);
            self.ssa.seal_and_switch(next);
        }
        self.ssa.seal_and_switch(matched);
    }

    fn sequence(&mut self, patterns: &[Pattern], value: Value, fail: Block, span: Span) {
        let length = Imm::Ints(Box::new([patterns.len() as i64]));
        let fits = self.emit(Op::MatchLength, &[value], length, span);
        self.go_on_if(fits, fail, span);
        for (position, pattern) in patterns.iter().enumerate() {
            if matches!(pattern.kind, PatternKind::Any) {
                continue;
            }
            let index = self.constant(Const::Int(position as i64), pattern.span);
            let element = self.emit(Op::GetItem, &[value, index], Imm::None, pattern.span);
            self.pattern(pattern, element, fail);
        }
    }

    fn class_pattern(
        &mut self,
        class: &Expr,
        (positional, keywords): (&[Pattern], &[(Name, Pattern)]),
        value: Value,
        fail: Block,
    ) {
        let span = class.span;
        let class = self.expr(class);
        let fits = self.emit(Op::MatchClass, &[value, class], Imm::None, span);
        self.go_on_if(fits, fail, span);
        for (position, pattern) in positional.iter().enumerate() {
            let position = Imm::Ints(Box::new([position as i64]));
            let part = self.emit(Op::MatchPart, &[value, class], position, pattern.span);
            self.pattern(pattern, part, fail);
        }
        for (name, pattern) in keywords {
            let name = Imm::Name((&**name).into());
            let part = self.emit(Op::GetAttr, &[value], name, pattern.span);
            self.pattern(pattern, part, fail);
        }
    }
}
