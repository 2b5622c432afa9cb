//! Statements of the parser's tree to ours.

use std::sync::Arc;

use numjit_diag::codes::nj0010_bad_parameter;
use numjit_ir::{ParamKind, Span};
use rustpython_parser::ast::{self, Constant, Ranged};

use super::Convert;
use super::expressions::binary_op;
use crate::tree::{
    Arm, Def, DefParam, Expr, ExprKind, Handler, Ident, Imported, LAMBDA, Literal, Stmt, StmtKind,
    Try, Unsupported, With,
};

/// `async` in any form.
pub(super) const ASYNC: Unsupported = Unsupported {
    what: "`async` functions and statements",
    instead: "use ordinary functions and statements",
};

impl Convert<'_> {
    /// A function definition.
    pub(super) fn def(&mut self, def: ast::StmtFunctionDef) -> Def {
        let span = self.span(def.range());
        if let Some(param) = def.type_params.first() {
            let span = self.span(param.range());
            let unsupported = Unsupported {
                what: "type parameters",
                instead: "leave them out: types are inferred",
            };
            self.report.unsupported_statement(unsupported, span);
        }
        let name = self.ident_after_keyword(&def.name, span);
        let decorator = def.decorator_list.first().map(|d| self.span(d.range()));
        let params = self.params(*def.args);
        let (doc, body) = self.body(def.body);
        Def {
            name: name.name,
            span,
            decorator,
            params,
            doc,
            body,
        }
    }

    fn ident_after_keyword(&self, name: &ast::Identifier, span: Span) -> Ident {
        self.ident(name, span)
    }

    /// A name whose place the parser does not give: the first time it is written inside `span`.
    pub(super) fn ident(&self, name: &ast::Identifier, span: Span) -> Ident {
        let name: Arc<str> = Arc::from(name.as_str());
        let text = self.source.text.get(span.start as usize..span.end as usize);
        let found = text.and_then(|text| find_word(text, &name));
        let span = found.map_or(span, |at| Span {
            start: span.start + at as u32,
            end: span.start + (at + name.len()) as u32,
        });
        Ident { name, span }
    }

    /// Parameters of a `def` or lambda.
    pub(super) fn params(&mut self, args: ast::Arguments) -> Vec<DefParam> {
        let mut params = Vec::new();
        let positional_only = args
            .posonlyargs
            .into_iter()
            .map(|a| (a, ParamKind::PositionalOnly));
        let positional = args.args.into_iter().map(|a| (a, ParamKind::Positional));
        for (arg, kind) in positional_only.chain(positional) {
            params.push(self.param(arg.def, kind, arg.default));
        }
        if let Some(arg) = args.vararg {
            params.push(self.param(*arg, ParamKind::Star, None));
        }
        for arg in args.kwonlyargs {
            params.push(self.param(arg.def, ParamKind::KeywordOnly, arg.default));
        }
        if let Some(arg) = args.kwarg {
            let span = self.span(arg.range());
            let at = self.report.at(span);
            self.report.push(nj0010_bad_parameter::bad_parameter(
                "`**` parameters",
                "name the parameters, with defaults for the optional ones",
                at,
            ));
        }
        params
    }

    fn param(
        &mut self,
        arg: ast::Arg,
        kind: ParamKind,
        default: Option<Box<ast::Expr>>,
    ) -> DefParam {
        let span = self.span(arg.range());
        DefParam {
            ident: self.ident(&arg.arg, span),
            kind,
            default: default.map(|default| self.expr(*default)),
            annotation: arg
                .annotation
                .map(|annotation| self.span(annotation.range())),
        }
    }

    /// Docstring and statements of a function.
    fn body(&mut self, body: Vec<ast::Stmt>) -> (Option<String>, Vec<Stmt>) {
        let doc = match body.first() {
            Some(ast::Stmt::Expr(first)) => match first.value.as_ref() {
                ast::Expr::Constant(ast::ExprConstant {
                    value: Constant::Str(text),
                    ..
                }) => Some(text.clone()),
                _ => None,
            },
            _ => None,
        };
        (doc, self.stmts(body))
    }

    pub(super) fn stmts(&mut self, stmts: Vec<ast::Stmt>) -> Vec<Stmt> {
        stmts.into_iter().map(|stmt| self.stmt(stmt)).collect()
    }

    fn stmt(&mut self, stmt: ast::Stmt) -> Stmt {
        let span = self.span(stmt.range());
        let kind = if self.enter(span) {
            self.stmt_kind(stmt, span)
        } else {
            StmtKind::Pass
        };
        self.leave();
        Stmt { kind, span }
    }

    fn stmt_kind(&mut self, stmt: ast::Stmt, span: Span) -> StmtKind {
        match stmt {
            ast::Stmt::Expr(stmt) => StmtKind::Expr(self.expr(*stmt.value)),
            ast::Stmt::Assign(stmt) => StmtKind::Assign {
                targets: self.exprs(stmt.targets),
                value: self.expr(*stmt.value),
            },
            ast::Stmt::AugAssign(stmt) => StmtKind::AugAssign {
                target: self.expr(*stmt.target),
                op: binary_op(stmt.op),
                value: self.expr(*stmt.value),
            },
            ast::Stmt::AnnAssign(stmt) => StmtKind::AnnAssign {
                target: self.expr(*stmt.target),
                value: stmt.value.map(|value| self.expr(*value)),
            },
            ast::Stmt::If(stmt) => self.if_stmt(stmt),
            ast::Stmt::For(stmt) => StmtKind::For {
                target: self.expr(*stmt.target),
                iterable: self.expr(*stmt.iter),
                body: self.stmts(stmt.body),
                otherwise: self.stmts(stmt.orelse),
            },
            ast::Stmt::While(stmt) => StmtKind::While {
                test: self.expr(*stmt.test),
                body: self.stmts(stmt.body),
                otherwise: self.stmts(stmt.orelse),
            },
            ast::Stmt::Break(_) => StmtKind::Break,
            ast::Stmt::Continue(_) => StmtKind::Continue,
            ast::Stmt::Return(stmt) => StmtKind::Return(stmt.value.map(|v| self.expr(*v))),
            ast::Stmt::Pass(_) => StmtKind::Pass,
            ast::Stmt::Assert(stmt) => StmtKind::Assert {
                test: self.expr(*stmt.test),
                message: stmt.msg.map(|message| self.expr(*message)),
            },
            ast::Stmt::Raise(stmt) => self.raise_stmt(stmt),
            ast::Stmt::Try(stmt) => self.try_stmt(stmt),
            ast::Stmt::Match(stmt) => self.match_stmt(stmt),
            ast::Stmt::Delete(stmt) => StmtKind::Delete(self.exprs(stmt.targets)),
            ast::Stmt::FunctionDef(stmt) => StmtKind::Def(Box::new(self.def(stmt))),
            ast::Stmt::With(stmt) => self.with_stmt(stmt, span),
            ast::Stmt::Import(stmt) => StmtKind::Import(self.imports(&stmt.names, span)),
            ast::Stmt::ImportFrom(stmt) => self.import_from(&stmt, span),
            ast::Stmt::Global(stmt) => StmtKind::Global(self.idents(&stmt.names, span)),
            ast::Stmt::Nonlocal(stmt) => StmtKind::Nonlocal(self.idents(&stmt.names, span)),
            other => StmtKind::Unsupported(unsupported_stmt(&other)),
        }
    }

    fn idents(&self, names: &[ast::Identifier], span: Span) -> Vec<Ident> {
        names.iter().map(|name| self.ident(name, span)).collect()
    }

    /// An `if` with its `elif` branches, which the parser nests, as one list.
    fn if_stmt(&mut self, stmt: ast::StmtIf) -> StmtKind {
        let mut arms = Vec::new();
        let mut next = stmt;
        loop {
            arms.push(Arm {
                test: self.expr(*next.test),
                body: self.stmts(next.body),
            });
            let mut otherwise = next.orelse;
            match otherwise.pop() {
                Some(ast::Stmt::If(elif)) if otherwise.is_empty() => next = elif,
                last => {
                    otherwise.extend(last);
                    let otherwise = self.stmts(otherwise);
                    return StmtKind::If { arms, otherwise };
                }
            }
        }
    }

    /// `with manager(output=type, ...):` without `as`. Its block belongs to the host: what compiled functions do not
    /// have is no problem in it, except to leave it.
    fn with_stmt(&mut self, stmt: ast::StmtWith, span: Span) -> StmtKind {
        let unsupported = StmtKind::Unsupported(Unsupported {
            what: "`with` statements other than `with objmode(...)`",
            instead: "use it around the call of the function",
        });
        let mut items = stmt.items.into_iter();
        let (Some(item), None) = (items.next(), items.next()) else {
            return unsupported;
        };
        let manager = match item.context_expr {
            _ if item.optional_vars.is_some() => return unsupported,
            ast::Expr::Call(call) if call.args.is_empty() => call,
            plain @ (ast::Expr::Name(_) | ast::Expr::Attribute(_)) => ast::ExprCall {
                range: plain.range(),
                func: Box::new(plain),
                args: Vec::new(),
                keywords: Vec::new(),
            },
            _ => return unsupported,
        };
        let manager_span = self.span(manager.range);
        let mut outputs = Vec::new();
        for keyword in manager.keywords {
            let Some(name) = &keyword.arg else {
                return unsupported;
            };
            let ident = self.ident(name, manager_span);
            outputs.push((ident, self.expr(keyword.value)));
        }
        let manager = self.expr(*manager.func);
        let (text, start) = self.block_text(&stmt.body, span);
        let known = self.report.diagnostics.len();
        let body = self.stmts(stmt.body);
        self.report.diagnostics.truncate(known);
        if leaves(&body) {
            return StmtKind::Unsupported(Unsupported {
                what: "`return`, `break` and `continue` out of a `with` block",
                instead: "set a variable in the block and leave after it",
            });
        }
        StmtKind::With(Box::new(With {
            manager,
            outputs,
            body,
            text,
            start,
        }))
    }

    /// The text of a block in whole lines, and where it begins.
    fn block_text(&self, body: &[ast::Stmt], around: Span) -> (String, u32) {
        let (Some(first), Some(last)) = (body.first(), body.last()) else {
            return (String::new(), around.start);
        };
        let start = self.span(first.range()).start as usize;
        let end = self.span(last.range()).end as usize;
        let text = &self.source.text;
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let before = &text[line..start];
        let indented = match before.trim().is_empty() {
            true => text[line..end].to_owned(),
            false => format!("    {}", &text[start..end]),
        };
        (indented, start as u32)
    }

    /// `import a.b` binds `a`, `import a.b as c` binds `c` to `a.b`.
    fn imports(&mut self, names: &[ast::Alias], span: Span) -> Vec<Imported> {
        let imported = names.iter().map(|alias| {
            let module = alias.name.as_str();
            let (module, bound) = match &alias.asname {
                Some(name) => (module, name.clone()),
                None => {
                    let first = module.split('.').next().unwrap_or(module);
                    (first, ast::Identifier::new(first))
                }
            };
            Imported {
                ident: self.ident(&bound, span),
                module: module.to_owned(),
                member: None,
            }
        });
        imported.collect()
    }

    fn import_from(&mut self, stmt: &ast::StmtImportFrom, span: Span) -> StmtKind {
        let relative = stmt.level.is_some_and(|level| level.to_u32() > 0);
        let every = stmt.names.iter().any(|alias| alias.name.as_str() == "*");
        let (Some(module), false, false) = (&stmt.module, relative, every) else {
            return StmtKind::Unsupported(Unsupported {
                what: "relative imports and `import *`",
                instead: "move the import to the top of the file",
            });
        };
        let imported = stmt.names.iter().map(|alias| Imported {
            ident: self.ident(alias.asname.as_ref().unwrap_or(&alias.name), span),
            module: module.to_string(),
            member: Some(Arc::from(alias.name.as_str())),
        });
        StmtKind::Import(imported.collect())
    }

    /// The cause is not kept, so it may only be what has no effect: `None`, or a caught exception.
    fn raise_stmt(&mut self, stmt: ast::StmtRaise) -> StmtKind {
        let harmless = matches!(
            stmt.cause.as_deref(),
            None | Some(
                ast::Expr::Name(_)
                    | ast::Expr::Constant(ast::ExprConstant {
                        value: Constant::None,
                        ..
                    })
            )
        );
        if !harmless {
            return StmtKind::Unsupported(Unsupported {
                what: "causes of exceptions (`raise ... from ...`) that are not a name or `None`",
                instead: "leave out `from` and what follows it",
            });
        }
        StmtKind::Raise(stmt.exc.map(|exception| self.expr(*exception)))
    }

    fn try_stmt(&mut self, stmt: ast::StmtTry) -> StmtKind {
        let body = self.stmts(stmt.body);
        let handlers = stmt.handlers.into_iter().map(|handler| {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            let span = self.span(handler.range());
            Handler {
                class: handler.type_.map(|class| self.expr(*class)),
                name: handler.name.map(|name| self.ident(&name, span)),
                body: self.stmts(handler.body),
                span,
            }
        });
        let handlers = handlers.collect();
        StmtKind::Try(Box::new(Try {
            body,
            handlers,
            otherwise: self.stmts(stmt.orelse),
            finally: self.stmts(stmt.finalbody).into(),
        }))
    }

    /// A lambda as a function of one `return`.
    pub(super) fn lambda(&mut self, lambda: ast::ExprLambda) -> Def {
        let span = self.span(lambda.range());
        let params = self.params(*lambda.args);
        let value = self.expr(*lambda.body);
        let body = Stmt {
            span: value.span,
            kind: StmtKind::Return(Some(value)),
        };
        Def {
            name: LAMBDA.into(),
            span,
            decorator: None,
            params,
            doc: None,
            body: vec![body],
        }
    }
}

/// Whether control leaves a block other than at its end or by an exception.
fn leaves(body: &[Stmt]) -> bool {
    let leaves_one = |stmt: &Stmt| match &stmt.kind {
        StmtKind::Return(_) => true,
        StmtKind::If { arms, otherwise } => {
            arms.iter().any(|arm| leaves(&arm.body)) || leaves(otherwise)
        }
        StmtKind::For {
            body, otherwise, ..
        }
        | StmtKind::While {
            body, otherwise, ..
        } => leaves(body) || leaves(otherwise),
        StmtKind::Match { cases, .. } => cases.iter().any(|case| leaves(&case.body)),
        StmtKind::Try(statement) => {
            leaves(&statement.body)
                || statement.handlers.iter().any(|one| leaves(&one.body))
                || leaves(&statement.otherwise)
                || leaves(&statement.finally)
        }
        _ => false,
    };
    body.iter().any(leaves_one)
}

/// Position of a name in a text as a whole word.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let is_part = |c: char| c == '_' || c.is_alphanumeric();
    text.match_indices(word).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

fn unsupported_stmt(stmt: &ast::Stmt) -> Unsupported {
    let (what, instead) = match stmt {
        ast::Stmt::ClassDef(_) => ("class definitions", "define the class outside the function"),
        ast::Stmt::TryStar(_) => ("`except*` clauses", "use `except`"),
        ast::Stmt::TypeAlias(_) => ("type aliases", "define the alias outside the function"),
        _ => (ASYNC.what, ASYNC.instead),
    };
    Unsupported { what, instead }
}

/// A placeholder for an expression that was nested too deeply and is reported.
pub(super) fn placeholder(span: Span) -> Expr {
    Expr {
        kind: ExprKind::Literal(Literal::None),
        span,
    }
}
