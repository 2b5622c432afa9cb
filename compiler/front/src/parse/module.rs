//! The statements of a module: imports, constants, functions.

use std::collections::HashMap;

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use numjit_diag::codes::{
    nj0005_integer_too_large, nj0011_module_statement, nj0104_unsupported_global,
};
use numjit_ir::{Const, Span};
use rustpython_parser::ast::{self, Ranged};

use super::Convert;
use crate::fold::fold;
use crate::module::{Decorator, ModuleFunction, ModuleItem, StaticExpr, StaticKind};
use crate::tree::{Expr, ExprKind, Literal};

/// What stands at module level, and the constants bound so far.
pub(super) struct Reader<'c, 's> {
    convert: &'c mut Convert<'s>,
    known: HashMap<String, Literal>,
    items: Vec<ModuleItem>,
}

/// The items of a module; problems go to the report of `convert`.
pub(super) fn read(
    convert: &mut Convert<'_>,
    known: &[(String, Const)],
    suite: ast::Suite,
) -> Vec<ModuleItem> {
    let known = known
        .iter()
        .filter_map(|(name, value)| Some((name.clone(), literal(value)?)));
    let mut reader = Reader {
        known: known.collect(),
        convert,
        items: Vec::new(),
    };
    for (position, statement) in suite.into_iter().enumerate() {
        reader.statement(statement, position == 0);
    }
    reader.items
}

impl Reader<'_, '_> {
    fn statement(&mut self, statement: ast::Stmt, is_first: bool) {
        let span = self.convert.span(statement.range());
        match statement {
            ast::Stmt::Import(import) => self.import(import, span),
            ast::Stmt::ImportFrom(import) => self.import_from(import, span),
            ast::Stmt::Assign(assign) => self.assign(assign, span),
            ast::Stmt::AnnAssign(assign) => self.annotated(assign, span),
            ast::Stmt::FunctionDef(def) => self.function(def),
            ast::Stmt::Pass(_) => {}
            ast::Stmt::Expr(expr) if is_first && is_text(&expr.value) => {}
            ast::Stmt::If(guard) if is_main_guard(&guard) => {}
            other => self.refuse(kind_of(&other), span),
        }
    }

    fn refuse(&mut self, what: &str, span: Span) {
        let at = self.convert.report.at(span);
        let problem = nj0011_module_statement::module_statement(what, at);
        self.convert.report.push(problem);
    }

    fn import(&mut self, import: ast::StmtImport, span: Span) {
        for alias in import.names {
            let full = alias.name.to_string();
            let (path, name) = match alias.asname {
                Some(name) => (full, name.to_string()),
                None => {
                    let first = full.split('.').next().unwrap_or_default().to_owned();
                    (first.clone(), first)
                }
            };
            self.unbind(&name);
            self.items.push(ModuleItem::Import { path, name, span });
        }
    }

    fn import_from(&mut self, import: ast::StmtImportFrom, span: Span) {
        let is_relative = import.level.is_some_and(|level| level.to_u32() > 0);
        let Some(module) = import.module.filter(|_| !is_relative) else {
            return self.refuse("relative imports", span);
        };
        for alias in import.names {
            let at = self.convert.span(alias.range);
            if alias.name.as_str() == "*" {
                self.refuse("imports of `*`", at);
                continue;
            }
            let name = alias.asname.as_ref().unwrap_or(&alias.name).to_string();
            self.unbind(&name);
            self.items.push(ModuleItem::ImportFrom {
                module: module.to_string(),
                member: alias.name.to_string(),
                name,
                span: at,
            });
        }
    }

    fn assign(&mut self, assign: ast::StmtAssign, span: Span) {
        let value = self.convert.expr(*assign.value);
        for target in assign.targets {
            self.bind(&target, &value, span);
        }
    }

    fn annotated(&mut self, assign: ast::StmtAnnAssign, span: Span) {
        // Without a value it only declares.
        if let Some(value) = assign.value {
            let value = self.convert.expr(*value);
            self.bind(&assign.target, &value, span);
        }
    }

    /// Binds a name, or each name of a tuple to its part.
    fn bind(&mut self, target: &ast::Expr, value: &Expr, span: Span) {
        match (target, &value.kind) {
            (ast::Expr::Name(name), _) => self.bind_name(name.id.as_str(), value),
            (ast::Expr::Tuple(names), ExprKind::Tuple(values))
                if names.elts.len() == values.len() =>
            {
                for (name, value) in names.elts.iter().zip(values) {
                    self.bind(name, value, span);
                }
            }
            _ => self.refuse("assignments to anything but names", span),
        }
    }

    fn bind_name(&mut self, name: &str, value: &Expr) {
        let Some(value) = self.static_expr(value) else {
            return;
        };
        if let StaticKind::List(_) | StaticKind::Set(_) | StaticKind::Dict(_) = value.kind {
            let what = "a list, set or dictionary";
            let at = self.convert.report.at(value.span);
            let problem = nj0104_unsupported_global::unsupported_global(name, what, at);
            return self.convert.report.push(problem);
        }
        self.unbind(name);
        if let StaticKind::Const(value) = &value.kind
            && let Some(literal) = literal(value)
        {
            self.known.insert(name.to_owned(), literal);
        }
        self.items.push(ModuleItem::Bind {
            name: name.to_owned(),
            value,
        });
    }

    /// A name that means something else from here on.
    fn unbind(&mut self, name: &str) {
        self.known.remove(name);
    }

    fn function(&mut self, def: ast::StmtFunctionDef) {
        let whole = self.convert.span(def.range());
        let decorators = def.decorator_list.iter().cloned();
        let decorators: Vec<Decorator> = decorators.filter_map(|d| self.decorator(d)).collect();
        let first = decorators.iter().map(|d| d.span.start).min();
        // The span of a decorator begins behind its `@`.
        let start = first.map_or(whole.start, |start| self.at_sign(start).min(whole.start));
        let args = &def.args;
        let positional = args.posonlyargs.iter().chain(&args.args);
        let defaults = positional.chain(&args.kwonlyargs);
        let defaults: Vec<ast::Expr> = defaults
            .filter_map(|arg| arg.default.as_deref().cloned())
            .collect();
        let defaults = defaults.into_iter().filter_map(|default| {
            let default = self.convert.expr(default);
            self.static_expr(&default)
        });
        let defaults = defaults.collect();
        let name = def.name.to_string();
        self.unbind(&name);
        self.items.push(ModuleItem::Function(ModuleFunction {
            name,
            decorators,
            span: Span {
                start,
                end: whole.end,
            },
            defaults,
        }));
    }

    /// The `@` before a decorator.
    fn at_sign(&self, start: u32) -> u32 {
        let before = self.convert.source.text.get(..start as usize);
        let at = before.and_then(|text| text.rfind('@'));
        at.map_or(start, |at| at as u32)
    }

    fn decorator(&mut self, decorator: ast::Expr) -> Option<Decorator> {
        let span = self.convert.span(decorator.range());
        let (callee, args, keywords) = match decorator {
            ast::Expr::Call(call) => (*call.func, call.args, call.keywords),
            name => (name, Vec::new(), Vec::new()),
        };
        let callee = self.convert.expr(callee);
        let mut positional = Vec::new();
        for arg in args {
            let arg = self.convert.expr(arg);
            positional.push(self.static_expr(&arg)?);
        }
        let mut named = Vec::new();
        for keyword in keywords {
            let value = self.convert_dict_or(keyword.value)?;
            named.push((keyword.arg.map(|name| name.to_string())?, value));
        }
        Some(Decorator {
            path: path(&callee).unwrap_or_default(),
            args: positional,
            keywords: named,
            span,
        })
    }

    /// Dictionaries and sets have no form in compiled functions, but in decorators they do.
    fn convert_dict_or(&mut self, expr: ast::Expr) -> Option<StaticExpr> {
        let span = self.convert.span(expr.range());
        let kind = match expr {
            ast::Expr::Set(set) => {
                let values = set.elts.into_iter().map(|value| {
                    let value = self.convert.expr(value);
                    self.static_expr(&value)
                });
                StaticKind::Set(values.collect::<Option<_>>()?)
            }
            ast::Expr::Dict(dict) => {
                let mut entries = Vec::new();
                for (key, value) in dict.keys.into_iter().zip(dict.values) {
                    let Some(ast::Expr::Constant(ast::ExprConstant {
                        value: ast::Constant::Str(key),
                        ..
                    })) = key
                    else {
                        return Some(StaticExpr {
                            kind: StaticKind::Other,
                            span,
                        });
                    };
                    entries.push((key, self.convert_dict_or(value)?));
                }
                StaticKind::Dict(entries)
            }
            other => {
                let other = self.convert.expr(other);
                return self.static_expr(&other);
            }
        };
        Some(StaticExpr { kind, span })
    }

    /// An expression with its constants evaluated. None when a problem was reported.
    fn static_expr(&mut self, expr: &Expr) -> Option<StaticExpr> {
        let kind = match fold(&self.substitute(expr)) {
            Some(literal) => StaticKind::Const(self.constant(literal, expr.span)?),
            None => self.static_kind(expr)?,
        };
        Some(StaticExpr {
            kind,
            span: expr.span,
        })
    }

    fn static_kind(&mut self, expr: &Expr) -> Option<StaticKind> {
        Some(match &expr.kind {
            ExprKind::Tuple(items) => StaticKind::Tuple(self.static_exprs(items)?),
            ExprKind::List(items) => StaticKind::List(self.static_exprs(items)?),
            ExprKind::Call(call) if call.keywords.is_empty() => match path(&call.callee) {
                Some(path) => StaticKind::Call {
                    path,
                    args: self.static_exprs(&call.args)?,
                },
                None => StaticKind::Other,
            },
            ExprKind::Binary { .. } | ExprKind::Unary(..) if self.is_literal(expr) => {
                let what = "expressions that have no value here";
                self.refuse(what, expr.span);
                return None;
            }
            _ => match path(expr) {
                Some(path) => StaticKind::Path(path),
                None => StaticKind::Other,
            },
        })
    }

    fn static_exprs(&mut self, exprs: &[Expr]) -> Option<Vec<StaticExpr>> {
        exprs.iter().map(|expr| self.static_expr(expr)).collect()
    }

    /// Whether an expression is operators on constants alone, which then has no value: a division by zero,
    /// or an integer beyond any use.
    fn is_literal(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Literal(_) => true,
            ExprKind::Name(name) => self.known.contains_key(&**name),
            ExprKind::Unary(_, operand) => self.is_literal(operand),
            ExprKind::Binary { first, rest } => {
                self.is_literal(first) && rest.iter().all(|step| self.is_literal(&step.right))
            }
            _ => false,
        }
    }

    /// The expression with known names replaced by their values.
    fn substitute(&self, expr: &Expr) -> Expr {
        let kind = match &expr.kind {
            ExprKind::Literal(literal) => ExprKind::Literal(literal.clone()),
            ExprKind::Name(name) => match self.known.get(&**name) {
                Some(value) => ExprKind::Literal(value.clone()),
                None => ExprKind::Name(name.clone()),
            },
            ExprKind::Unary(op, operand) => {
                ExprKind::Unary(*op, Box::new(self.substitute(operand)))
            }
            ExprKind::Binary { first, rest } => ExprKind::Binary {
                first: Box::new(self.substitute(first)),
                rest: rest
                    .iter()
                    .map(|step| crate::tree::BinaryStep {
                        op: step.op,
                        right: self.substitute(&step.right),
                        span: step.span,
                    })
                    .collect(),
            },
            // Nothing else folds, so that any name that is not known stands for it.
            _ => ExprKind::Tuple(Vec::new()),
        };
        Expr {
            kind,
            span: expr.span,
        }
    }

    fn constant(&mut self, literal: Literal, span: Span) -> Option<Const> {
        Some(match literal {
            Literal::None => Const::None,
            Literal::Bool(value) => Const::Bool(value),
            Literal::Int(value) => return self.integer(&value, span),
            Literal::Float(value) => Const::Float(value),
            Literal::Complex(re, im) => Const::Complex(re, im),
            Literal::Str(value) => Const::Str(value.into()),
            Literal::Ellipsis => Const::Ellipsis,
        })
    }

    fn integer(&mut self, value: &BigInt, span: Span) -> Option<Const> {
        if let Some(value) = value.to_i64() {
            return Some(Const::Int(value));
        }
        if let Some(value) = value.to_u64() {
            return Some(Const::UInt(value));
        }
        let at = self.convert.report.at(span);
        let problem = nj0005_integer_too_large::integer_too_large(at);
        self.convert.report.push(problem);
        None
    }
}

fn literal(value: &Const) -> Option<Literal> {
    Some(match value {
        Const::None => Literal::None,
        Const::Bool(value) => Literal::Bool(*value),
        Const::Int(value) => Literal::Int((*value).into()),
        Const::UInt(value) => Literal::Int((*value).into()),
        Const::Float(value) => Literal::Float(*value),
        Const::Complex(re, im) => Literal::Complex(*re, *im),
        Const::Str(value) => Literal::Str(value.to_string()),
        Const::Ellipsis => return None,
    })
}

/// A dotted name.
fn path(expr: &Expr) -> Option<Vec<String>> {
    match &expr.kind {
        ExprKind::Name(name) => Some(vec![name.to_string()]),
        ExprKind::Attribute { value, name } => {
            let mut path = path(value)?;
            path.push(name.to_string());
            Some(path)
        }
        _ => None,
    }
}

fn is_text(expr: &ast::Expr) -> bool {
    matches!(
        expr,
        ast::Expr::Constant(ast::ExprConstant {
            value: ast::Constant::Str(_),
            ..
        })
    )
}

/// `if __name__ == "__main__":`, whose body does not run when a module is imported.
fn is_main_guard(guard: &ast::StmtIf) -> bool {
    let ast::Expr::Compare(test) = guard.test.as_ref() else {
        return false;
    };
    let is_name =
        matches!(test.left.as_ref(), ast::Expr::Name(name) if name.id.as_str() == "__name__");
    let is_main = matches!(
        test.comparators.as_slice(),
        [ast::Expr::Constant(ast::ExprConstant { value: ast::Constant::Str(text), .. })]
            if text == "__main__"
    );
    is_name && is_main && test.ops == [ast::CmpOp::Eq] && guard.orelse.is_empty()
}

/// A plural noun phrase for a statement that modules do not have here.
fn kind_of(statement: &ast::Stmt) -> &'static str {
    match statement {
        ast::Stmt::ClassDef(_) => "class definitions",
        ast::Stmt::AsyncFunctionDef(_) => "`async` functions",
        ast::Stmt::Expr(_) => "expressions as statements",
        ast::Stmt::AugAssign(_) => "augmented assignments",
        ast::Stmt::For(_) | ast::Stmt::While(_) | ast::Stmt::AsyncFor(_) => "loops",
        ast::Stmt::If(_) | ast::Stmt::Match(_) => "conditional statements",
        ast::Stmt::With(_) | ast::Stmt::AsyncWith(_) => "`with` statements",
        ast::Stmt::Try(_) | ast::Stmt::TryStar(_) | ast::Stmt::Raise(_) => {
            "`try` and `raise` statements"
        }
        ast::Stmt::Delete(_) => "`del` statements",
        _ => "statements of this kind",
    }
}
