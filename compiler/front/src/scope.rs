//! Python's scopes: which names a function binds, and which it takes from outside.

use std::collections::HashSet;

use crate::tree::{
    Call, Comprehension, ComprehensionKind, Def, Expr, ExprKind, FPart, Ident, Name, Pattern,
    PatternKind, Stmt, StmtKind, With,
};

/// What a `global` or `nonlocal` statement says about a name.
#[derive(Clone, Debug)]
pub(crate) struct Declaration {
    pub(crate) ident: Ident,
    pub(crate) keyword: &'static str,
}

/// The names of one function.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// Names the function binds: parameters, assigned names, nested functions.
    pub(crate) bound: HashSet<Name>,
    /// Names taken from outside by the function or by functions nested in it, by first appearance.
    pub(crate) free: Vec<Name>,
    /// Names of this or outer functions that functions nested in this one assign, by `nonlocal`.
    pub(crate) shared: Vec<Name>,
    /// Whether there is a `yield`.
    pub(crate) yields: bool,
    /// `global` and `nonlocal` statements.
    pub(crate) declared: Vec<Declaration>,
}

impl Scope {
    /// The scope of a function.
    pub(crate) fn of(def: &Def) -> Scope {
        let mut walk = Walk::default();
        for param in &def.params {
            walk.scope.bound.insert(param.ident.name.clone());
        }
        walk.stmts(&def.body);
        walk.finish()
    }

    /// The declaration of a name, if it has one.
    pub(crate) fn declaration(&self, name: &str) -> Option<&Declaration> {
        self.declared
            .iter()
            .find(|declared| *declared.ident.name == *name)
    }
}

/// Names that an assignment target binds.
pub(crate) fn target_names(target: &Expr) -> Vec<Name> {
    match &target.kind {
        ExprKind::Name(name) => vec![name.clone()],
        ExprKind::Tuple(elements) | ExprKind::List(elements) => {
            elements.iter().flat_map(target_names).collect()
        }
        ExprKind::Starred(value) => target_names(value),
        _ => Vec::new(),
    }
}

/// Names that a block uses.
pub(crate) fn block_names(body: &[Stmt]) -> Vec<Name> {
    let mut walk = Walk::default();
    walk.stmts(body);
    walk.used
}

#[derive(Default)]
struct Walk {
    scope: Scope,
    used: Vec<Name>,
    seen: HashSet<Name>,
}

impl Walk {
    fn finish(self) -> Scope {
        let Walk {
            mut scope, used, ..
        } = self;
        for declared in &scope.declared {
            scope.bound.remove(&declared.ident.name);
        }
        let is_free = |name: &Name| {
            let global = |d: &Declaration| d.ident.name == *name && d.keyword == "global";
            !scope.bound.contains(name) && !scope.declared.iter().any(global)
        };
        scope.free = used.into_iter().filter(is_free).collect();
        scope
    }

    fn bind(&mut self, name: &Name) {
        self.scope.bound.insert(name.clone());
    }

    fn uses(&mut self, name: &Name) {
        if self.seen.insert(name.clone()) {
            self.used.push(name.clone());
        }
    }

    fn stmts(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|target| self.target(target));
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target);
                self.expr(value);
                self.target(target);
            }
            StmtKind::AnnAssign { target, value } => {
                value.iter().for_each(|value| self.expr(value));
                self.target(target);
            }
            StmtKind::If { arms, otherwise } => {
                for arm in arms {
                    self.expr(&arm.test);
                    self.stmts(&arm.body);
                }
                self.stmts(otherwise);
            }
            StmtKind::For {
                target,
                iterable,
                body,
                otherwise,
            } => {
                self.expr(iterable);
                self.target(target);
                self.stmts(body);
                self.stmts(otherwise);
            }
            StmtKind::While {
                test,
                body,
                otherwise,
            } => {
                self.expr(test);
                self.stmts(body);
                self.stmts(otherwise);
            }
            StmtKind::Return(value) | StmtKind::Raise(value) => {
                value.iter().for_each(|value| self.expr(value));
            }
            StmtKind::Assert { test, message } => {
                self.expr(test);
                message.iter().for_each(|message| self.expr(message));
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    case.guard.iter().for_each(|guard| self.expr(guard));
                    self.stmts(&case.body);
                }
            }
            StmtKind::Try(statement) => {
                self.stmts(&statement.body);
                for handler in &statement.handlers {
                    handler.class.iter().for_each(|class| self.expr(class));
                    handler.name.iter().for_each(|name| self.bind(&name.name));
                    self.stmts(&handler.body);
                }
                self.stmts(&statement.otherwise);
                self.stmts(&statement.finally);
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.target(target)),
            StmtKind::Def(def) => {
                self.nested(def);
                self.bind(&def.name);
            }
            StmtKind::With(with) => self.with(with),
            StmtKind::Import(names) => {
                names
                    .iter()
                    .for_each(|imported| self.bind(&imported.ident.name));
            }
            StmtKind::Global(names) => self.declare(names, "global"),
            StmtKind::Nonlocal(names) => self.declare(names, "nonlocal"),
            StmtKind::Break | StmtKind::Continue | StmtKind::Pass | StmtKind::Unsupported(_) => {}
        }
    }

    /// The block of a `with` is a scope of its own, which gives its outputs.
    fn with(&mut self, with: &With) {
        self.expr(&with.manager);
        for (ident, ty) in &with.outputs {
            self.expr(ty);
            self.bind(&ident.name);
        }
        for name in block_names(&with.body) {
            self.uses(&name);
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Any | PatternKind::Singleton(_) | PatternKind::Unsupported(_) => {}
            PatternKind::Value(value) => self.expr(value),
            PatternKind::Bind(inner, name) => {
                inner.iter().for_each(|inner| self.pattern(inner));
                self.bind(&name.name);
            }
            PatternKind::Or(patterns) | PatternKind::Sequence(patterns) => {
                patterns.iter().for_each(|inner| self.pattern(inner));
            }
            PatternKind::Class {
                class,
                positional,
                keywords,
            } => {
                self.expr(class);
                positional.iter().for_each(|inner| self.pattern(inner));
                keywords.iter().for_each(|(_, inner)| self.pattern(inner));
            }
        }
    }

    fn declare(&mut self, names: &[Ident], keyword: &'static str) {
        if keyword == "nonlocal" {
            names.iter().for_each(|ident| self.uses(&ident.name));
        }
        self.scope
            .declared
            .extend(names.iter().map(|ident| Declaration {
                ident: ident.clone(),
                keyword,
            }));
    }

    /// What is assigned: names are bound, the rest is used.
    fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.bind(name),
            ExprKind::Tuple(elements) | ExprKind::List(elements) => {
                elements.iter().for_each(|element| self.target(element));
            }
            ExprKind::Starred(value) => self.target(value),
            _ => self.expr(target),
        }
    }

    /// Defaults belong to this function, the free names of the nested one are used by it.
    fn nested(&mut self, def: &Def) {
        for param in &def.params {
            param.default.iter().for_each(|default| self.expr(default));
        }
        let inner = Scope::of(def);
        for name in &inner.free {
            self.uses(name);
        }
        let assigned = inner.declared.iter().filter(|d| d.keyword == "nonlocal");
        let assigned = assigned.map(|declared| &declared.ident.name);
        let passed = inner
            .shared
            .iter()
            .filter(|name| !inner.bound.contains(*name));
        for name in assigned.chain(passed) {
            if !self.scope.shared.contains(name) {
                self.scope.shared.push(name.clone());
            }
        }
    }

    fn exprs(&mut self, exprs: &[Expr]) {
        exprs.iter().for_each(|expr| self.expr(expr));
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => self.uses(name),
            ExprKind::Literal(_) | ExprKind::Unsupported(_) => {}
            ExprKind::Tuple(elements) | ExprKind::List(elements) => self.exprs(elements),
            ExprKind::Binary { first, rest } => {
                self.expr(first);
                rest.iter().for_each(|step| self.expr(&step.right));
            }
            ExprKind::Unary(_, operand) => self.expr(operand),
            ExprKind::Bool { values, .. } => self.exprs(values),
            ExprKind::Compare { first, rest } => {
                self.expr(first);
                rest.iter().for_each(|(_, right)| self.expr(right));
            }
            ExprKind::Conditional {
                test,
                then,
                otherwise,
            } => {
                self.expr(test);
                self.expr(then);
                self.expr(otherwise);
            }
            ExprKind::Walrus { target, value } => {
                self.expr(value);
                self.bind(&target.name);
            }
            ExprKind::Attribute { value, .. } | ExprKind::Starred(value) => self.expr(value),
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
            }
            ExprKind::Slice { start, stop, step } => {
                for part in [start, stop, step].into_iter().flatten() {
                    self.expr(part);
                }
            }
            ExprKind::Yield(value) => {
                self.scope.yields = true;
                value.iter().for_each(|value| self.expr(value));
            }
            ExprKind::YieldFrom(value) => {
                self.scope.yields = true;
                self.expr(value);
            }
            ExprKind::Call(call) => self.call(call),
            ExprKind::FString(parts) => self.fstring(parts),
            ExprKind::Lambda(def) => self.nested(def),
            ExprKind::Set(elements) => self.exprs(elements),
            ExprKind::Dict(entries) => entries.iter().for_each(|(key, value)| {
                key.iter().for_each(|key| self.expr(key));
                self.expr(value);
            }),
            ExprKind::Comprehension(comp) => self.comprehension(comp),
        }
    }

    /// The targets are names of the comprehension; what else it names is used by this function.
    fn comprehension(&mut self, comp: &Comprehension) {
        let mut inner = Walk::default();
        for (position, step) in comp.loops.iter().enumerate() {
            match position {
                0 => self.expr(&step.iterable),
                _ => inner.expr(&step.iterable),
            }
            inner.exprs(&step.conditions);
        }
        inner.expr(&comp.element);
        if let ComprehensionKind::Dict(value) = &comp.kind {
            inner.expr(value);
        }
        let own: HashSet<Name> = comp
            .loops
            .iter()
            .flat_map(|step| target_names(&step.target))
            .collect();
        for name in inner.used.iter().filter(|name| !own.contains(*name)) {
            self.uses(name);
        }
        // `:=` binds in the function around the comprehension.
        let mut bound: Vec<Name> = inner.scope.bound.into_iter().collect();
        bound.sort_unstable();
        bound.iter().for_each(|name| self.bind(name));
    }

    fn fstring(&mut self, parts: &[FPart]) {
        for part in parts {
            if let FPart::Value { value, spec, .. } = part {
                self.expr(value);
                self.fstring(spec);
            }
        }
    }

    fn call(&mut self, call: &Call) {
        self.expr(&call.callee);
        self.exprs(&call.args);
        call.keywords.iter().for_each(|(_, value)| self.expr(value));
    }
}
