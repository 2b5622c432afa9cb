//! Calls of compiled functions whose argument types the text shows.
//!
//! The type of an expression is inferred by the compiler itself: the expression becomes the body of a function whose
//! parameters are the local variables in it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use numjit::ir::{Ty, Type};
use numjit::{Binding, DispatcherOptions, FunctionSource, Resolver, check_function, type_of};
use ruff_text_size::Ranged;
use rustpython_vm::builtins::PyDict;
use rustpython_vm::compiler::ast::visitor::{Visitor, walk_expr, walk_stmt};
use rustpython_vm::compiler::ast::{Expr, ExprCall, ExprName, Stmt, StmtFunctionDef};
use rustpython_vm::{Py, PyObjectRef, PyRef, VirtualMachine};

use crate::boxing::to_arg;
use crate::dispatcher::Dispatcher;
use crate::engine;
use crate::program::Source;
use crate::resolver::{HostNames, binding};

/// A compiled function with the argument types of a call.
pub(super) type Found = (PyRef<Dispatcher>, Vec<Ty>);

/// The calls at the top level of a script and in its plain functions.
pub(super) fn find(
    source: &Source,
    body: &[Stmt],
    globals: &Py<PyDict>,
    vm: &VirtualMachine,
) -> Vec<Found> {
    let mut finder = Finder {
        source,
        globals,
        vm,
        module: HashMap::new(),
        locals: None,
        found: Vec::new(),
    };
    for statement in body
        .iter()
        .filter(|statement| !statement.is_function_def_stmt())
    {
        finder.visit_stmt(statement);
    }
    for statement in body {
        if let Stmt::FunctionDef(function) = statement
            && function.decorator_list.is_empty()
        {
            finder.visit_function(function);
        }
    }
    finder.found
}

/// Types of variables; nothing for a variable whose type is unknown.
type Variables = HashMap<String, Option<Ty>>;

struct Finder<'a> {
    source: &'a Source,
    globals: &'a Py<PyDict>,
    vm: &'a VirtualMachine,
    module: Variables,
    /// The variables of the function at hand.
    locals: Option<Variables>,
    found: Vec<Found>,
}

impl<'a> Visitor<'a> for Finder<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            Stmt::Assign(assign) => {
                self.visit_expr(&assign.value);
                let ty = self.type_of(&assign.value);
                for target in &assign.targets {
                    self.bind(target, ty);
                }
            }
            Stmt::AnnAssign(assign) => {
                let ty = assign.value.as_ref().and_then(|value| {
                    self.visit_expr(value);
                    self.type_of(value)
                });
                self.bind(&assign.target, ty);
            }
            // The operation may change the type.
            Stmt::AugAssign(assign) => {
                self.visit_expr(&assign.value);
                let ty = self.augmented(&assign.target, &assign.value);
                self.bind(&assign.target, ty);
            }
            Stmt::For(statement) => {
                self.visit_expr(&statement.iter);
                let item = self.type_of(&statement.iter).and_then(item_type);
                self.bind(&statement.target, item);
                self.visit_body(&statement.body);
                self.visit_body(&statement.orelse);
            }
            _ => walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        walk_expr(self, expression);
        if let Expr::Call(call) = expression
            && let Some(found) = self.compiled_call(call)
        {
            self.found.push(found);
        }
    }
}

/// The type of the items of an iterable.
fn item_type(ty: Ty) -> Option<Ty> {
    match ty.get() {
        Type::Range(item) => Some(*item),
        Type::Array(array) if array.ndim == 1 => Some(array.dtype),
        Type::Tuple(items) => {
            let (first, rest) = items.split_first()?;
            rest.iter().all(|item| item == first).then_some(*first)
        }
        _ => None,
    }
}

impl<'a> Finder<'a> {
    fn visit_function(&mut self, function: &'a StmtFunctionDef) {
        let parameters = function.parameters.iter();
        let unknown = parameters.map(|parameter| (parameter.name().to_string(), None));
        self.locals = Some(unknown.collect());
        self.visit_body(&function.body);
        self.locals = None;
    }

    fn variables(&mut self) -> &mut Variables {
        self.locals.as_mut().unwrap_or(&mut self.module)
    }

    fn bind(&mut self, target: &Expr, ty: Option<Ty>) {
        match target {
            Expr::Name(name) => {
                self.variables().insert(name.id.to_string(), ty);
            }
            Expr::Tuple(targets) => {
                let items = ty.and_then(Ty::as_tuple);
                for (place, target) in targets.elts.iter().enumerate() {
                    let item = items.and_then(|items| items.get(place).copied());
                    self.bind(target, item);
                }
            }
            _ => {}
        }
    }

    /// The type of a variable, or `None` for a name that is no variable here.
    fn variable(&self, name: &str) -> Option<Option<Ty>> {
        let local = self.locals.as_ref().and_then(|locals| locals.get(name));
        if let Some(known) = local {
            return Some(*known);
        }
        // What was defined is known better than its type.
        if self.global(name).is_some() {
            return None;
        }
        self.module.get(name).copied()
    }

    fn global(&self, name: &str) -> Option<PyObjectRef> {
        self.globals.get_item_opt(name, self.vm).ok()?
    }

    /// The compiled function that a name stands for.
    fn compiled_function(&self, callee: &Expr) -> Option<PyRef<Dispatcher>> {
        let Expr::Name(name) = callee else {
            return None;
        };
        if self.variable(name.id.as_str()).is_some() {
            return None;
        }
        self.global(name.id.as_str())?.downcast().ok()
    }

    fn compiled_call(&self, call: &ExprCall) -> Option<Found> {
        let function = self.compiled_function(&call.func)?;
        // The signatures of the decorator are the only ones then.
        if !function.explicit_signatures().is_empty() {
            return None;
        }
        let mut positional = Vec::new();
        for arg in &call.arguments.args {
            if arg.is_starred_expr() {
                return None;
            }
            positional.push(self.type_of(arg)?);
        }
        let mut keywords = Vec::new();
        for keyword in &call.arguments.keywords {
            let name = keyword.arg.as_ref()?.to_string();
            keywords.push((name, self.type_of(&keyword.value)?));
        }
        let types = self.bound(&function, positional, keywords)?;
        Some((function, types))
    }

    /// The types of all parameters of a call.
    fn bound(
        &self,
        function: &Dispatcher,
        positional: Vec<Ty>,
        keywords: Vec<(String, Ty)>,
    ) -> Option<Vec<Ty>> {
        let params = function.handle(self.vm).ok()?.params().ok()?;
        let defaults = function.default_values(self.vm).ok()?;
        let defaults: Vec<Ty> = defaults
            .iter()
            .map(|value| self.value_type(value))
            .collect::<Option<_>>()?;
        let bound = numjit::bind(
            function.name(),
            &params,
            positional,
            keywords,
            &defaults,
            Ty::tuple,
        );
        bound.ok()
    }

    fn value_type(&self, value: &PyObjectRef) -> Option<Ty> {
        Some(type_of(&to_arg(value, self.vm).ok()??))
    }

    /// The type of `target op value`, for `target op= value`.
    fn augmented(&self, target: &Expr, value: &Expr) -> Option<Ty> {
        let (left, right) = (self.type_of(target)?, self.type_of(value)?);
        if left == right || left.as_array().is_some() {
            return Some(left);
        }
        let (wide, narrow) = if left.is_float() {
            (left, right)
        } else {
            (right, left)
        };
        (wide.is_float() && narrow.is_number() && !narrow.is_complex()).then_some(wide)
    }

    fn type_of(&self, expression: &Expr) -> Option<Ty> {
        if let Expr::Name(name) = expression {
            let name = name.id.as_str();
            return match self.variable(name) {
                Some(known) => known,
                None => self.value_type(&self.global(name)?),
            };
        }
        // Compiled code has displays of its own that are not what a call from Python would pass.
        if expression.is_list_expr() || expression.is_list_comp_expr() {
            return None;
        }
        let mut names = Names::default();
        names.visit_expr(expression);
        let mut params = Vec::new();
        let mut types = Vec::new();
        for name in names.0 {
            if let Some(ty) = self.variable(&name) {
                types.push(ty?);
                params.push(name);
            }
        }
        self.infer(&params, &types, expression)
    }

    /// Infers the type of an expression over parameters.
    fn infer(&self, params: &[String], types: &[Ty], expression: &Expr) -> Option<Ty> {
        let range = expression.range();
        let text = &self.source.text[usize::from(range.start())..usize::from(range.end())];
        let source = numjit::ir::Source {
            file: "<check>".into(),
            first_line: 1,
            indent: 0,
            text: format!(
                "def expression({}):\n    return ({text})\n",
                params.join(", ")
            )
            .into(),
        };
        let source = FunctionSource {
            source: Arc::new(source),
            name: "expression".to_owned(),
            lambda: None,
        };
        let mut options = DispatcherOptions::default();
        options.code.nep50 = true;
        let handle = engine::engine().ok()?.register(source, options);
        let mut names = ScriptNames {
            expression: handle.id(),
            globals: self.globals,
            vm: self.vm,
            others: HostNames::new(self.vm),
        };
        let checked = check_function(&handle, types, &mut names).ok()?;
        let own = checked.into_iter().find(|one| one.func == handle.id())?;
        let result = own.result.unliteral();
        (result != Ty::NEVER).then_some(result)
    }
}

/// The names in an expression.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl<'a> Visitor<'a> for Names {
    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(ExprName { id, .. }) = expression {
            self.0.insert(id.to_string());
        }
        walk_expr(self, expression);
    }
}

/// The names of a script, for the functions that its expressions become.
struct ScriptNames<'a> {
    expression: u32,
    globals: &'a Py<PyDict>,
    vm: &'a VirtualMachine,
    others: HostNames<'a>,
}

impl Resolver for ScriptNames<'_> {
    fn global(&mut self, func: u32, name: &str) -> Option<Binding> {
        if func != self.expression {
            return self.others.global(func, name);
        }
        let value = self.globals.get_item_opt(name, self.vm).ok()??;
        Some(binding(&value, self.vm))
    }

    fn attribute(&mut self, namespace: u32, name: &str) -> Option<Binding> {
        self.others.attribute(namespace, name)
    }

    fn defaults(&mut self, func: u32) -> Vec<Binding> {
        if func == self.expression {
            return Vec::new();
        }
        self.others.defaults(func)
    }
}
