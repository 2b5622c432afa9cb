//! Generator expressions: calls of nested generator functions.
//!
//! `(e for x in a if c)` is `g(a)` with `def g(.0): for x in .0: if c: yield e`, as in CPython: the first
//! iterable is evaluated at once, everything else when the generator runs.

use std::sync::Arc;

use numjit_ir::{ParamKind, Span};
use rustpython_parser::ast;

use super::Convert;
use crate::tree::{
    Arm, Call, Def, DefParam, Expr, ExprKind, Ident, Name, Stmt, StmtKind, Unsupported,
};

/// The name of every generator expression.
const GENERATOR: &str = "<genexpr>";

/// The parameter that receives the first iterable; no name of a program can be this.
const FIRST: &str = ".0";

impl Convert<'_> {
    pub(super) fn generator(&mut self, expr: ast::ExprGeneratorExp, span: Span) -> ExprKind {
        let element = self.expr(*expr.elt);
        let at = element.span;
        let yielded = ExprKind::Yield(Some(Box::new(element)));
        let mut body = expression(yielded, at);
        let mut first = None;
        let count = expr.generators.len();
        for (position, clause) in expr.generators.into_iter().rev().enumerate() {
            if clause.is_async {
                return ExprKind::Unsupported(super::statements::ASYNC);
            }
            let target = self.expr(clause.target);
            let tests: Vec<Expr> = clause.ifs.into_iter().map(|test| self.expr(test)).collect();
            let mut iterable = self.expr(clause.iter);
            if position + 1 == count {
                let at = iterable.span;
                let kind = ExprKind::Name(Name::from(FIRST));
                first = Some(std::mem::replace(&mut iterable, Expr { kind, span: at }));
            }
            body = looped(target, iterable, tests, body);
        }
        match first {
            Some(first) => call(first, body, span),
            None => ExprKind::Unsupported(Unsupported {
                what: "generator expressions without `for`",
                instead: "",
            }),
        }
    }
}

fn expression(kind: ExprKind, span: Span) -> Stmt {
    let value = Expr { kind, span };
    let kind = StmtKind::Expr(value);
    Stmt { kind, span }
}

/// `for target in iterable: if test: ...: body`
fn looped(target: Expr, iterable: Expr, tests: Vec<Expr>, body: Stmt) -> Stmt {
    let span = iterable.span;
    let body = tests.into_iter().rev().fold(body, |body, test| {
        let span = test.span;
        let arms = vec![Arm {
            test,
            body: vec![body],
        }];
        let otherwise = Vec::new();
        let kind = StmtKind::If { arms, otherwise };
        Stmt { kind, span }
    });
    let kind = StmtKind::For {
        target,
        iterable,
        body: vec![body],
        otherwise: Vec::new(),
    };
    Stmt { kind, span }
}

fn call(first: Expr, body: Stmt, span: Span) -> ExprKind {
    let param = DefParam {
        ident: Ident {
            name: Name::from(FIRST),
            span: first.span,
        },
        kind: ParamKind::Positional,
        default: None,
        annotation: None,
    };
    let def = Def {
        name: Arc::from(GENERATOR),
        span,
        decorator: None,
        params: vec![param],
        doc: None,
        body: vec![body],
    };
    let callee = Expr {
        kind: ExprKind::Lambda(Box::new(def)),
        span,
    };
    ExprKind::Call(Box::new(Call {
        callee,
        args: vec![first],
        keywords: Vec::new(),
    }))
}
