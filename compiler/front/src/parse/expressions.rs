//! Expressions of the parser's tree to ours.

use numjit_ir::{BinOp, CmpOp, Span, UnOp};
use rustpython_parser::ast::{self, Constant, ConversionFlag, Ranged};

use super::Convert;
use super::statements::placeholder;
use crate::tree::{
    BinaryStep, BoolOp, Call, Comprehension, ComprehensionKind, ComprehensionLoop, Expr, ExprKind,
    FPart, Literal, Name, Unsupported,
};

impl Convert<'_> {
    pub(super) fn exprs(&mut self, exprs: Vec<ast::Expr>) -> Vec<Expr> {
        exprs.into_iter().map(|expr| self.expr(expr)).collect()
    }

    fn boxed(&mut self, expr: ast::Expr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    fn optional(&mut self, expr: Option<Box<ast::Expr>>) -> Option<Box<Expr>> {
        expr.map(|expr| self.boxed(*expr))
    }

    /// An expression.
    pub(super) fn expr(&mut self, expr: ast::Expr) -> Expr {
        let span = self.span(expr.range());
        let result = if self.enter(span) {
            let kind = self.expr_kind(expr, span);
            Expr { kind, span }
        } else {
            placeholder(span)
        };
        self.leave();
        result
    }

    fn expr_kind(&mut self, expr: ast::Expr, span: Span) -> ExprKind {
        match expr {
            ast::Expr::Name(e) => ExprKind::Name(Name::from(e.id.as_str())),
            ast::Expr::Constant(e) => self.constant(e.value, span),
            ast::Expr::Tuple(e) => ExprKind::Tuple(self.exprs(e.elts)),
            ast::Expr::List(e) => ExprKind::List(self.exprs(e.elts)),
            ast::Expr::BinOp(e) => self.binary(e),
            ast::Expr::UnaryOp(e) => ExprKind::Unary(unary_op(e.op), self.boxed(*e.operand)),
            ast::Expr::BoolOp(e) => ExprKind::Bool {
                op: bool_op(e.op),
                values: self.exprs(e.values),
            },
            ast::Expr::Compare(e) => self.compare(e),
            ast::Expr::IfExp(e) => ExprKind::Conditional {
                test: self.boxed(*e.test),
                then: self.boxed(*e.body),
                otherwise: self.boxed(*e.orelse),
            },
            ast::Expr::NamedExpr(e) => self.walrus(e),
            ast::Expr::Attribute(e) => ExprKind::Attribute {
                value: self.boxed(*e.value),
                name: Name::from(e.attr.as_str()),
            },
            ast::Expr::Subscript(e) => ExprKind::Subscript {
                value: self.boxed(*e.value),
                index: self.boxed(*e.slice),
            },
            ast::Expr::Slice(e) => ExprKind::Slice {
                start: self.optional(e.lower),
                stop: self.optional(e.upper),
                step: self.optional(e.step),
            },
            ast::Expr::Call(e) => self.call(e),
            ast::Expr::JoinedStr(e) => self.fstring(e),
            ast::Expr::Lambda(e) => ExprKind::Lambda(Box::new(self.lambda(e))),
            ast::Expr::Yield(e) => ExprKind::Yield(self.optional(e.value)),
            ast::Expr::YieldFrom(e) => ExprKind::YieldFrom(self.boxed(*e.value)),
            ast::Expr::GeneratorExp(e) => self.generator(e, span),
            ast::Expr::Starred(e) => ExprKind::Starred(self.boxed(*e.value)),
            ast::Expr::Set(e) => ExprKind::Set(self.exprs(e.elts)),
            ast::Expr::Dict(e) => self.dict(e),
            ast::Expr::ListComp(e) => {
                self.comprehension(ComprehensionKind::List, *e.elt, e.generators)
            }
            ast::Expr::SetComp(e) => {
                self.comprehension(ComprehensionKind::Set, *e.elt, e.generators)
            }
            ast::Expr::DictComp(e) => {
                let value = self.expr(*e.value);
                self.comprehension(ComprehensionKind::Dict(value), *e.key, e.generators)
            }
            other => ExprKind::Unsupported(unsupported_expr(&other)),
        }
    }

    /// A dict display, with `**other` among its entries.
    fn dict(&mut self, expr: ast::ExprDict) -> ExprKind {
        let entries = expr.keys.into_iter().zip(expr.values);
        let entries = entries.map(|(key, value)| {
            let key = key.map(|key| self.expr(key));
            (key, self.expr(value))
        });
        ExprKind::Dict(entries.collect())
    }

    fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        element: ast::Expr,
        generators: Vec<ast::Comprehension>,
    ) -> ExprKind {
        let element = self.expr(element);
        let loops = generators.into_iter().map(|step| ComprehensionLoop {
            target: self.expr(step.target),
            iterable: self.expr(step.iter),
            conditions: self.exprs(step.ifs),
        });
        let loops = loops.collect();
        ExprKind::Comprehension(Box::new(Comprehension {
            kind,
            element,
            loops,
        }))
    }

    fn constant(&mut self, value: Constant, span: Span) -> ExprKind {
        let literal = match value {
            Constant::None => Literal::None,
            Constant::Bool(value) => Literal::Bool(value),
            Constant::Str(value) => Literal::Str(value),
            Constant::Int(value) => Literal::Int(value),
            Constant::Float(value) => Literal::Float(value),
            Constant::Complex { real, imag } => Literal::Complex(real, imag),
            Constant::Ellipsis => Literal::Ellipsis,
            Constant::Bytes(_) => {
                return ExprKind::Unsupported(Unsupported {
                    what: "`bytes` literals",
                    instead: "use a `str`, or an array of `np.uint8`",
                });
            }
            Constant::Tuple(values) => {
                let elements = values.into_iter().map(|value| Expr {
                    kind: self.constant(value, span),
                    span,
                });
                return ExprKind::Tuple(elements.collect());
            }
        };
        ExprKind::Literal(literal)
    }

    /// A chain of operators, which the parser nests to the left, as one list.
    fn binary(&mut self, expr: ast::ExprBinOp) -> ExprKind {
        let mut reversed = Vec::new();
        let mut next = expr;
        let first = loop {
            let span = self.span(next.range());
            reversed.push((next.op, next.right, span));
            match *next.left {
                ast::Expr::BinOp(left) => next = left,
                first => break first,
            }
        };
        let first = Box::new(self.expr(first));
        let steps = reversed
            .into_iter()
            .rev()
            .map(|(op, right, span)| BinaryStep {
                op: binary_op(op),
                right: self.expr(*right),
                span,
            });
        let rest = steps.collect();
        ExprKind::Binary { first, rest }
    }

    fn compare(&mut self, expr: ast::ExprCompare) -> ExprKind {
        let first = self.boxed(*expr.left);
        let rights = self.exprs(expr.comparators);
        let ops = expr.ops.into_iter().map(compare_op);
        ExprKind::Compare {
            first,
            rest: ops.zip(rights).collect(),
        }
    }

    fn walrus(&mut self, expr: ast::ExprNamedExpr) -> ExprKind {
        let span = self.span(expr.target.range());
        let value = self.boxed(*expr.value);
        match *expr.target {
            ast::Expr::Name(name) => ExprKind::Walrus {
                target: self.ident(&name.id, span),
                value,
            },
            _ => ExprKind::Unsupported(Unsupported {
                what: "assignment expressions to anything but a name",
                instead: "",
            }),
        }
    }

    fn call(&mut self, expr: ast::ExprCall) -> ExprKind {
        let callee = self.expr(*expr.func);
        let args = self.exprs(expr.args);
        let mut keywords = Vec::new();
        for keyword in expr.keywords {
            let span = self.span(keyword.range());
            let value = self.expr(keyword.value);
            match keyword.arg {
                Some(name) => keywords.push((Name::from(name.as_str()), value)),
                None => self.report.unsupported_expression(
                    Unsupported {
                        what: "`**` arguments",
                        instead: "write the arguments out",
                    },
                    span,
                ),
            }
        }
        ExprKind::Call(Box::new(Call {
            callee,
            args,
            keywords,
        }))
    }

    fn fstring(&mut self, expr: ast::ExprJoinedStr) -> ExprKind {
        ExprKind::FString(self.fstring_parts(expr.values))
    }

    fn fstring_parts(&mut self, values: Vec<ast::Expr>) -> Vec<FPart> {
        let mut parts = Vec::new();
        for value in values {
            match value {
                ast::Expr::FormattedValue(value) => parts.push(self.formatted_value(value)),
                other => {
                    if let Some(text) = constant_text(&other) {
                        parts.push(FPart::Text(text.to_owned()));
                    }
                }
            }
        }
        parts
    }

    fn formatted_value(&mut self, part: ast::ExprFormattedValue) -> FPart {
        let value = self.expr(*part.value);
        let spec = match part.format_spec.map(|spec| *spec) {
            None => Vec::new(),
            Some(ast::Expr::JoinedStr(spec)) => self.fstring_parts(spec.values),
            Some(spec) => {
                let text = constant_text(&spec).unwrap_or_default();
                vec![FPart::Text(text.to_owned())]
            }
        };
        FPart::Value {
            value,
            conversion: match part.conversion {
                ConversionFlag::None => None,
                ConversionFlag::Str => Some('s'),
                ConversionFlag::Ascii => Some('a'),
                ConversionFlag::Repr => Some('r'),
            },
            spec,
        }
    }
}

fn constant_text(expr: &ast::Expr) -> Option<&str> {
    match expr {
        ast::Expr::Constant(constant) => match &constant.value {
            Constant::Str(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// Our operator for the parser's.
pub(super) fn binary_op(op: ast::Operator) -> BinOp {
    match op {
        ast::Operator::Add => BinOp::Add,
        ast::Operator::Sub => BinOp::Sub,
        ast::Operator::Mult => BinOp::Mul,
        ast::Operator::MatMult => BinOp::MatMul,
        ast::Operator::Div => BinOp::TrueDiv,
        ast::Operator::Mod => BinOp::Mod,
        ast::Operator::Pow => BinOp::Pow,
        ast::Operator::LShift => BinOp::LShift,
        ast::Operator::RShift => BinOp::RShift,
        ast::Operator::BitOr => BinOp::BitOr,
        ast::Operator::BitXor => BinOp::BitXor,
        ast::Operator::BitAnd => BinOp::BitAnd,
        ast::Operator::FloorDiv => BinOp::FloorDiv,
    }
}

fn unary_op(op: ast::UnaryOp) -> UnOp {
    match op {
        ast::UnaryOp::Invert => UnOp::Invert,
        ast::UnaryOp::Not => UnOp::Not,
        ast::UnaryOp::UAdd => UnOp::Pos,
        ast::UnaryOp::USub => UnOp::Neg,
    }
}

fn bool_op(op: ast::BoolOp) -> BoolOp {
    match op {
        ast::BoolOp::And => BoolOp::And,
        ast::BoolOp::Or => BoolOp::Or,
    }
}

fn compare_op(op: ast::CmpOp) -> CmpOp {
    match op {
        ast::CmpOp::Eq => CmpOp::Eq,
        ast::CmpOp::NotEq => CmpOp::Ne,
        ast::CmpOp::Lt => CmpOp::Lt,
        ast::CmpOp::LtE => CmpOp::Le,
        ast::CmpOp::Gt => CmpOp::Gt,
        ast::CmpOp::GtE => CmpOp::Ge,
        ast::CmpOp::Is => CmpOp::Is,
        ast::CmpOp::IsNot => CmpOp::IsNot,
        ast::CmpOp::In => CmpOp::In,
        ast::CmpOp::NotIn => CmpOp::NotIn,
    }
}

fn unsupported_expr(_: &ast::Expr) -> Unsupported {
    Unsupported {
        what: "`await` expressions",
        instead: "call an ordinary function",
    }
}
