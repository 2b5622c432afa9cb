//! Expressions without control flow of their own.

use num_traits::ToPrimitive;
use numjit_diag::codes::nj0005_integer_too_large;
use numjit_ir::{Const, Imm, Op, Span, Value};

use super::Lower;
use crate::fold::{fold, fold_binary};
use crate::tree::{BinaryStep, Expr, ExprKind, Literal, Unsupported};

impl Lower<'_> {
    /// The value of an expression.
    pub(super) fn expr(&mut self, expr: &Expr) -> Value {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Name(name) => self.read_name(name, span),
            ExprKind::Literal(literal) => self.literal(literal, span),
            ExprKind::Tuple(elements) => self.display(Op::Tuple, elements, span),
            ExprKind::List(elements) => self.display(Op::ListDisplay, elements, span),
            ExprKind::Binary { first, rest } => self.binary(first, rest),
            ExprKind::Unary(op, operand) => match fold(expr) {
                Some(literal) => self.literal(&literal, span),
                None => {
                    let operand = self.expr(operand);
                    self.emit(Op::Un, &[operand], Imm::Un(*op), span)
                }
            },
            ExprKind::Bool { op, values } => self.bool_value(*op, values, span),
            ExprKind::Compare { first, rest } => self.compare_value(first, rest, span),
            ExprKind::Conditional {
                test,
                then,
                otherwise,
            } => self.conditional(test, then, otherwise, span),
            ExprKind::Walrus { target, value } => {
                let value = self.expr(value);
                self.write_name(target, value);
                value
            }
            ExprKind::Attribute { value, name } => {
                let value = self.expr(value);
                self.emit(Op::GetAttr, &[value], Imm::Name((&**name).into()), span)
            }
            ExprKind::Subscript { value, index } => {
                let value = self.expr(value);
                let index = self.expr(index);
                self.emit(Op::GetItem, &[value, index], Imm::None, span)
            }
            ExprKind::Slice { start, stop, step } => self.slice([start, stop, step], span),
            ExprKind::Call(call) => self.call(call, span),
            ExprKind::FString(parts) => self.fstring(parts, span),
            ExprKind::Lambda(def) => self.closure(def, None),
            ExprKind::Yield(value) => self.yield_expr(value.as_deref(), span),
            ExprKind::YieldFrom(value) => self.yield_from(value, span),
            ExprKind::Starred(value) => self.starred(value, span),
            ExprKind::Set(elements) => self.display(Op::SetDisplay, elements, span),
            ExprKind::Dict(entries) => self.dict_display(entries, span),
            ExprKind::Comprehension(comp) => self.comprehension(comp, span),
            ExprKind::Unsupported(what) => {
                self.report.unsupported_expression(*what, span);
                self.constant(Const::None, span)
            }
        }
    }

    /// A constant; integers take the narrowest of `int64` and `uint64` that holds them.
    pub(super) fn literal(&mut self, literal: &Literal, span: Span) -> Value {
        let value = match literal {
            Literal::None => Const::None,
            Literal::Bool(value) => Const::Bool(*value),
            Literal::Int(value) => match (value.to_i64(), value.to_u64()) {
                (Some(value), _) => Const::Int(value),
                (None, Some(value)) => Const::UInt(value),
                (None, None) => {
                    let at = self.report.at(span);
                    self.report
                        .push(nj0005_integer_too_large::integer_too_large(at));
                    Const::Int(0)
                }
            },
            Literal::Float(value) => Const::Float(*value),
            Literal::Complex(re, im) => Const::Complex(*re, *im),
            Literal::Str(value) => Const::Str(value.as_str().into()),
            Literal::Ellipsis => Const::Ellipsis,
        };
        self.constant(value, span)
    }

    fn display(&mut self, op: Op, elements: &[Expr], span: Span) -> Value {
        let starred = |element: &Expr| matches!(element.kind, ExprKind::Starred(_));
        if elements.iter().any(starred) {
            return match op {
                Op::Tuple => self.joined_tuple(elements, span),
                _ => self.joined_display(op, elements, span),
            };
        }
        let values: Vec<Value> = elements.iter().map(|element| self.expr(element)).collect();
        self.emit(op, &values, Imm::None, span)
    }

    /// A chain of operators; its beginning is folded as far as it is literal.
    fn binary(&mut self, first: &Expr, rest: &[BinaryStep]) -> Value {
        let mut span = first.span;
        let mut rest = rest.iter();
        let mut pending = rest.next();
        let mut left = match fold(first) {
            None => self.expr(first),
            Some(mut literal) => {
                while let Some(step) = pending {
                    let right = fold(&step.right);
                    let folded = right.and_then(|right| fold_binary(step.op, &literal, &right));
                    let Some(folded) = folded else {
                        break;
                    };
                    literal = folded;
                    span = step.span;
                    pending = rest.next();
                }
                self.literal(&literal, span)
            }
        };
        for step in pending.into_iter().chain(rest) {
            let right = self.expr(&step.right);
            left = self.emit(Op::Bin, &[left, right], Imm::Bin(step.op), step.span);
        }
        left
    }

    fn slice(&mut self, parts: [&Option<Box<Expr>>; 3], span: Span) -> Value {
        let parts = parts.map(|part| match part {
            Some(part) => self.expr(part),
            None => self.constant(Const::None, span),
        });
        self.emit(Op::MakeSlice, &parts, Imm::None, span)
    }

    fn starred(&mut self, value: &Expr, span: Span) -> Value {
        let unsupported = Unsupported {
            what: "starred expressions outside of calls and displays",
            instead: "leave the star out",
        };
        self.report.unsupported_expression(unsupported, span);
        self.expr(value)
    }
}
