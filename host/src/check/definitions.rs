//! Running what defines things in a script, and nothing else.

use std::collections::HashSet;

use ruff_text_size::Ranged;
use rustpython_vm::builtins::PyModule;
use rustpython_vm::compiler::ast::visitor::{Visitor, walk_expr};
use rustpython_vm::compiler::ast::{Expr, Number, Operator, Stmt};
use rustpython_vm::compiler::Mode;
use rustpython_vm::scope::Scope;
use rustpython_vm::{AsObject, PyObjectRef, PyPayload, PyResult, VirtualMachine};

use crate::entity::PyEntity;
use crate::errors;
use crate::numba_types::NumbaType;
use crate::program::{self, Source};

/// Modules whose import and functions have no effect outside of the program.
const HARMLESS: &[&str] = &[
    "__future__",
    "cmath",
    "collections",
    "functools",
    "itertools",
    "math",
    "numba",
    "numjit",
    "numpy",
    "operator",
    "sys",
    "time",
    "typing",
];

/// Builtin functions that constants are made with.
const HARMLESS_BUILTINS: &[&str] = &[
    "abs", "bool", "complex", "float", "int", "len", "max", "min", "range", "round", "str", "tuple",
];

/// The largest number in a call that is run: `np.zeros(10**9)` is not worth its memory here.
const LARGEST_NUMBER: u64 = 1_000_000;

/// Runs the definitions in order. A definition that fails is left out; the results are the messages of those that
/// decorators refused.
pub(super) fn run(
    source: &Source,
    body: &[Stmt],
    scope: &Scope,
    vm: &VirtualMachine,
) -> Vec<String> {
    let mut failed = Vec::new();
    for statement in body {
        if !is_definition(statement, scope, vm) {
            continue;
        }
        if let Err(error) = run_statement(source, statement, scope, vm)
            && matches!(statement, Stmt::FunctionDef(_))
        {
            let text = error.as_object().str(vm);
            failed.push(text.map_or_else(|_| error.class().name().to_string(), |text| text.to_string()));
        }
    }
    failed
}

/// Runs one statement, at its own lines.
fn run_statement(
    source: &Source,
    statement: &Stmt,
    scope: &Scope,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let range = statement.range();
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    let lines = source.text[..start].matches('\n').count();
    let text = format!("{}{}\n", "\n".repeat(lines), &source.text[start..end]);
    let code = vm
        .compile(&text, Mode::Exec, source.name.clone())
        .map_err(|error| vm.new_syntax_error(&error, Some(&text)))?;
    program::remember(&code, &source.text);
    vm.run_code_obj(code, scope.clone()).map(drop)
}

fn is_definition(statement: &Stmt, scope: &Scope, vm: &VirtualMachine) -> bool {
    match statement {
        Stmt::Import(import) => import
            .names
            .iter()
            .all(|alias| is_harmless_module(&alias.name)),
        Stmt::ImportFrom(import) => {
            import.level == 0
                && import
                    .module
                    .as_ref()
                    .is_some_and(|module| is_harmless_module(module))
        }
        Stmt::FunctionDef(function) => {
            let mut decorators = function.decorator_list.iter();
            decorators.all(|decorator| is_harmless(&decorator.expression, scope, vm))
        }
        Stmt::Assign(assign) => {
            assign.targets.iter().all(|target| target.is_name_expr() || target.is_tuple_expr())
                && is_harmless(&assign.value, scope, vm)
        }
        Stmt::AnnAssign(assign) => {
            assign.target.is_name_expr()
                && assign
                    .value
                    .as_ref()
                    .is_some_and(|value| is_harmless(value, scope, vm))
        }
        _ => false,
    }
}

fn is_harmless_module(path: &str) -> bool {
    let top = path.split('.').next().unwrap_or(path);
    HARMLESS.contains(&top)
}

/// Whether evaluating an expression has no effect and ends soon.
fn is_harmless(expression: &Expr, scope: &Scope, vm: &VirtualMachine) -> bool {
    let mut judge = Judge {
        scope,
        vm,
        harmless: true,
        bound: HashSet::new(),
    };
    judge.visit_expr(expression);
    judge.harmless
}

struct Judge<'a> {
    scope: &'a Scope,
    vm: &'a VirtualMachine,
    harmless: bool,
    bound: HashSet<String>,
}

impl<'a> Visitor<'a> for Judge<'a> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        let accepted = match expression {
            Expr::Call(call) => self.is_harmless_callee(&call.func),
            Expr::BinOp(operation) => {
                !matches!(operation.op, Operator::Pow | Operator::LShift)
                    || is_small(&operation.right, 64)
            }
            Expr::NumberLiteral(_) => is_small(expression, LARGEST_NUMBER) || !self.is_in_call(),
            // A lambda's body runs only when something calls it.
            Expr::Lambda(_) => return,
            Expr::Await(_)
            | Expr::Yield(_)
            | Expr::YieldFrom(_)
            | Expr::Named(_)
            | Expr::ListComp(_)
            | Expr::SetComp(_)
            | Expr::DictComp(_)
            | Expr::Generator(_) => false,
            _ => true,
        };
        self.harmless &= accepted;
        if !self.harmless {
            return;
        }
        if expression.is_call_expr() {
            self.bound.insert("call".to_owned());
        }
        walk_expr(self, expression);
    }
}
