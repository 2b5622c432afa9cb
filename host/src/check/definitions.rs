//! Running what defines things in a script, and nothing else.

use ruff_text_size::Ranged;
use rustpython_vm::builtins::{PyModule, PyType};
use rustpython_vm::compiler::Mode;
use rustpython_vm::compiler::ast::visitor::{Visitor, walk_expr};
use rustpython_vm::compiler::ast::{Expr, ExprBinOp, Number, Operator, Stmt};
use rustpython_vm::scope::Scope;
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use crate::entity::PyEntity;
use crate::numba_types::NumbaType;
use crate::numpy::ndarray::PyNdArray;
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

/// Imported modules whose functions are not to be called: they end or delay the program.
const EFFECTFUL: &[&str] = &["sys", "time"];

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
            failed.push(text.map_or_else(
                |_| error.class().name().to_string(),
                |text| text.to_string(),
            ));
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
            assign
                .targets
                .iter()
                .all(|target| target.is_name_expr() || target.is_tuple_expr())
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
        calls: 0,
    };
    judge.visit_expr(expression);
    judge.harmless
}

struct Judge<'a> {
    scope: &'a Scope,
    vm: &'a VirtualMachine,
    harmless: bool,
    /// How many calls the expression at hand lies in.
    calls: usize,
}

impl<'a> Visitor<'a> for Judge<'a> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        self.harmless &= match expression {
            Expr::Call(call) => self.is_harmless_callee(&call.func),
            Expr::BinOp(operation) => is_small_operation(operation),
            Expr::NumberLiteral(_) => self.calls == 0 || is_small(expression, LARGEST_NUMBER),
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
        // A lambda's body runs only when something calls it.
        if !self.harmless || expression.is_lambda_expr() {
            return;
        }
        let inner = usize::from(expression.is_call_expr());
        self.calls += inner;
        walk_expr(self, expression);
        self.calls -= inner;
    }
}

/// Whether an operation cannot make something large of something small.
fn is_small_operation(operation: &ExprBinOp) -> bool {
    let is_sequence =
        |side: &Expr| side.is_tuple_expr() || side.is_list_expr() || side.is_string_literal_expr();
    match operation.op {
        Operator::Pow | Operator::LShift => is_small(&operation.right, 64),
        Operator::Mult => !is_sequence(&operation.left) && !is_sequence(&operation.right),
        _ => true,
    }
}

fn is_small(expression: &Expr, most: u64) -> bool {
    match expression {
        Expr::NumberLiteral(number) => match &number.value {
            Number::Int(value) => value.as_u64().is_some_and(|value| value <= most),
            Number::Float(_) | Number::Complex { .. } => true,
        },
        _ => false,
    }
}

impl Judge<'_> {
    fn global(&self, name: &str) -> Option<PyObjectRef> {
        self.scope.globals.get_item_opt(name, self.vm).ok()?
    }

    fn is_harmless_callee(&self, callee: &Expr) -> bool {
        let mut base = callee;
        while let Expr::Attribute(attribute) = base {
            base = &attribute.value;
        }
        let Expr::Name(name) = base else {
            // The parts of the base are judged by themselves.
            return true;
        };
        let name = name.id.as_str();
        match self.global(name) {
            None => base.is_name_expr() && HARMLESS_BUILTINS.contains(&name),
            Some(value) if callee.is_name_expr() => {
                name == "namedtuple" || is_harmless_function(&value, self.vm)
            }
            Some(value) => {
                value.downcast_ref::<PyModule>().is_some() && !EFFECTFUL.contains(&name)
                    || value.downcast_ref::<PyNdArray>().is_some()
            }
        }
    }
}

fn is_harmless_function(value: &PyObjectRef, vm: &VirtualMachine) -> bool {
    value.downcast_ref::<PyEntity>().is_some()
        || value.downcast_ref::<NumbaType>().is_some()
        || value
            .class()
            .is(vm.ctx.types.builtin_function_or_method_type)
        || value.downcast_ref::<PyType>().is_some()
}
