//! What a Python function is, seen from the compiler: its text, and what the names in it mean.

use std::sync::Arc;

use rustpython_vm::builtins::{PyCode, PyDict, PyDictRef, PyFunction, PyStr, PyTuple};
use rustpython_vm::bytecode::{CodeFlags, CodeObject, Constant};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::program;
use crate::source_text;

/// A description of a Python function.
pub struct FunctionInfo {
    /// The file's name, as tracebacks show it.
    pub file: String,
    /// The line on which `source` begins, counted from one.
    pub first_line: usize,
    pub name: String,
    pub qualname: String,
    /// The function's own text in whole lines, indented as in the file; for a lambda, the expression alone.
    pub source: String,
    pub is_lambda: bool,
    /// The number of parameters, where all can be given by position and none collects further arguments.
    pub positional: Option<usize>,
    /// What the names in it stand for.
    pub names: FunctionNames,
}

/// What the names in a Python function stand for.
pub struct FunctionNames {
    /// The values of the last positional parameters.
    pub defaults: Vec<PyObjectRef>,
    /// The values of keyword-only parameters, by name.
    pub keyword_defaults: Vec<(String, PyObjectRef)>,
    globals: PyDictRef,
    builtins: PyObjectRef,
    /// The names of the enclosing functions that the function uses, with their cells.
    free_variables: Vec<(String, PyObjectRef)>,
}

impl FunctionNames {
    /// What a global name stands for now: the module's own names first, then the builtins.
    pub fn global(&self, name: &str, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        if let Some(value) = self.globals.get_item_opt(name, vm)? {
            return Ok(Some(value));
        }
        match self.builtins.downcast_ref::<PyDict>() {
            Some(builtins) => builtins.get_item_opt(name, vm),
            None => vm.builtins.dict().get_item_opt(name, vm),
        }
    }

    /// What a name of an enclosing function stands for now; nothing if the function uses no such name or it has
    /// no value yet.
    pub fn free_variable(&self, name: &str, vm: &VirtualMachine) -> Option<PyObjectRef> {
        let cell = &self
            .free_variables
            .iter()
            .find(|variable| variable.0 == name)?
            .1;
        // Reading an empty cell raises.
        cell.get_attr("cell_contents", vm).ok()
    }

    /// The names of the enclosing functions that the function uses.
    pub fn free_variable_names(&self) -> impl Iterator<Item = &str> {
        self.free_variables
            .iter()
            .map(|variable| variable.0.as_str())
    }

    /// The namespace of the function's module.
    pub fn globals(&self) -> &Py<PyDict> {
        &self.globals
    }
}

/// Describes a Python function.
pub fn describe(vm: &VirtualMachine, function: &PyObject) -> PyResult<FunctionInfo> {
    let function = python_function(vm, function)?;
    let code: PyRef<PyCode> = function.get_attr("__code__", vm)?.try_into_value(vm)?;
    let file = code.source_path().as_str().to_owned();
    let name = text_attribute(function, "__name__", vm)?;
    let is_lambda = code.code.obj_name.as_str() == "<lambda>";
    let (first_line, source) = source(&code, is_lambda, vm).ok_or_else(|| {
        vm.new_os_error(format!(
            "the source of function '{name}' ({file}) is not available"
        ))
    })?;
    Ok(FunctionInfo {
        first_line,
        source,
        is_lambda,
        positional: positional(&code.code),
        qualname: text_attribute(function, "__qualname__", vm)?,
        names: names(vm, function)?,
        file,
        name,
    })
}

/// What the names in a Python function stand for, without its text.
pub fn names(vm: &VirtualMachine, function: &PyObject) -> PyResult<FunctionNames> {
    let function = python_function(vm, function)?;
    let code: PyRef<PyCode> = function.get_attr("__code__", vm)?.try_into_value(vm)?;
    Ok(FunctionNames {
        defaults: defaults(function, vm)?,
        keyword_defaults: keyword_defaults(function, vm)?,
        globals: function.get_attr("__globals__", vm)?.try_into_value(vm)?,
        builtins: function.get_attr("__builtins__", vm)?,
        free_variables: free_variables(function, &code, vm)?,
    })
}

/// The object, if it is a Python function.
fn python_function<'f>(vm: &VirtualMachine, function: &'f PyObject) -> PyResult<&'f PyObject> {
    match function.downcast_ref::<PyFunction>() {
        Some(function) => Ok(function.as_object()),
        None => Err(vm.new_type_error(format!(
            "a Python function is required, not '{}'",
            function.class().name()
        ))),
    }
}

fn positional(code: &CodeObject<impl Constant>) -> Option<usize> {
    let collects = CodeFlags::VARARGS | CodeFlags::VARKEYWORDS;
    let plain = code.kwonlyarg_count == 0 && !code.flags.intersects(collects);
    plain.then_some(code.arg_count as usize)
}

fn text_attribute(
    function: &PyObject,
    name: &'static str,
    vm: &VirtualMachine,
) -> PyResult<String> {
    let text: PyRef<PyStr> = function.get_attr(name, vm)?.try_into_value(vm)?;
    Ok(text.to_string())
}

fn defaults(function: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
    let defaults = function.get_attr("__defaults__", vm)?;
    Ok(defaults
        .downcast_ref::<PyTuple>()
        .map_or_else(Vec::new, |defaults| defaults.iter().cloned().collect()))
}

fn keyword_defaults(
    function: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<Vec<(String, PyObjectRef)>> {
    let defaults = function.get_attr("__kwdefaults__", vm)?;
    let Some(defaults) = defaults.downcast_ref::<PyDict>() else {
        return Ok(Vec::new());
    };
    defaults
        .into_iter()
        .map(|(name, value)| Ok((name.str(vm)?.to_string(), value)))
        .collect()
}

fn free_variables(
    function: &PyObject,
    code: &Py<PyCode>,
    vm: &VirtualMachine,
) -> PyResult<Vec<(String, PyObjectRef)>> {
    let closure = function.get_attr("__closure__", vm)?;
    let Some(cells) = closure.downcast_ref::<PyTuple>() else {
        return Ok(Vec::new());
    };
    // The cells stand in the order of the code's free variables.
    let names = code
        .code
        .freevars
        .iter()
        .map(|name| name.as_str().to_owned());
    Ok(names.zip(cells.iter().cloned()).collect())
}

/// The function's first line and text.
fn source(code: &Py<PyCode>, is_lambda: bool, vm: &VirtualMachine) -> Option<(usize, String)> {
    let text: Arc<str> = program::text(code)?;
    if is_lambda {
        let (line, column) = first_position(code, vm)?;
        return source_text::lambda(&text, line, column)
            .map(|(line, source)| (line, source.to_owned()));
    }
    let first_line = code.code.first_line_number?.get();
    source_text::block(&text, first_line).map(|source| (first_line, source.to_owned()))
}

/// The first line and column that any instruction of a code object names.
fn first_position(code: &Py<PyCode>, vm: &VirtualMachine) -> Option<(usize, usize)> {
    let positions: Vec<PyObjectRef> = code.co_positions(vm).ok()?.try_into_value(vm).ok()?;
    // Code with free variables begins by copying them, at the place of the keyword.
    let copies = usize::from(!code.code.freevars.is_empty());
    let places = positions.iter().skip(copies).filter_map(|position| {
        let position = position.downcast_ref::<PyTuple>()?;
        let number = |place: usize| {
            position
                .get(place)?
                .clone()
                .try_into_value::<usize>(vm)
                .ok()
        };
        let (line, end_line, column, end_column) = (number(0)?, number(1)?, number(2)?, number(3)?);
        // The instruction that sets up the frame stands at the line's start and has no width.
        ((line, column) != (end_line, end_column)).then_some((line, column))
    });
    places.min()
}

#[cfg(test)]
mod tests {
    use rustpython_vm::VirtualMachine;
    use rustpython_vm::scope::Scope;

    use super::{FunctionInfo, describe};
    use crate::interpreter::check_program;

    fn info(vm: &VirtualMachine, scope: &Scope, name: &str) -> FunctionInfo {
        let function = scope
            .globals
            .get_item(name, vm)
            .unwrap_or_else(|_| panic!("{name} is defined"));
        describe(vm, &function).unwrap_or_else(|_| panic!("{name} has a description"))
    }

    #[test]
    fn describes_decorated_functions() {
        let text = "\
import math
def keep(f): return f

@keep
@keep
def f(a, b=2, *, c='x'):
    return math.sin(a) + len(d)
d = [1]
";
        check_program(text, |vm, scope| {
            let f = info(vm, scope, "f");
            assert_eq!(
                (f.file.as_str(), f.first_line, f.name.as_str(), f.is_lambda),
                ("<string>", 4, "f", false)
            );
            assert_eq!(
                f.source,
                "@keep\n@keep\ndef f(a, b=2, *, c='x'):\n    return math.sin(a) + len(d)\n"
            );
            assert_eq!(
                (
                    f.names.defaults.len(),
                    f.names.keyword_defaults[0].0.as_str()
                ),
                (1, "c")
            );
            for name in ["math", "d", "len"] {
                assert!(
                    f.names.global(name, vm).is_ok_and(|value| value.is_some()),
                    "{name}"
                );
            }
            assert!(
                f.names
                    .global("nowhere", vm)
                    .is_ok_and(|value| value.is_none())
            );
        });
    }

    #[test]
    fn sees_closures() {
        let text = "\
def outer(n):
    late = None
    def inner(x):
        return x + n + never
    if False:
        never = 1
    return inner
inner = outer(5)
";
        check_program(text, |vm, scope| {
            let inner = info(vm, scope, "inner");
            assert_eq!(inner.qualname, "outer.<locals>.inner");
            assert_eq!(
                inner.source,
                "    def inner(x):\n        return x + n + never\n"
            );
            assert_eq!(
                inner.names.free_variable_names().collect::<Vec<_>>(),
                ["n", "never"]
            );
            let n = inner
                .names
                .free_variable("n", vm)
                .and_then(|n| n.try_into_value::<i64>(vm).ok());
            assert_eq!(n, Some(5));
            assert!(
                inner.names.free_variable("never", vm).is_none()
                    && inner.names.free_variable("late", vm).is_none()
            );
        });
    }

    #[test]
    fn finds_lambdas_by_position() {
        let text = "fs = [lambda x: x + 1, lambda y: y * (\n    2)]\nf, g = fs\n";
        check_program(text, |vm, scope| {
            assert_eq!(info(vm, scope, "f").source, "lambda x: x + 1");
            let g = info(vm, scope, "g");
            assert_eq!(
                (g.source.as_str(), g.first_line, g.is_lambda),
                ("lambda y: y * (\n    2)", 1, true)
            );
        });
    }

    #[test]
    fn finds_the_text_of_executed_strings() {
        let text = "\
import numba
space = {}
exec('\\ndef e(x):\\n  return x\\n', space)
e = space['e']
v = eval('  lambda z: z - 1')
exec(compile('def c(): pass', '<made>', 'exec'))
def exec_sees_this_frame():
    here = 3
    return eval('here')
assert exec_sees_this_frame() == 3
";
        check_program(text, |vm, scope| {
            let e = info(vm, scope, "e");
            assert_eq!(
                (e.source.as_str(), e.first_line),
                ("def e(x):\n  return x\n", 2)
            );
            assert_eq!(info(vm, scope, "v").source, "lambda z: z - 1");
            assert_eq!(
                (
                    info(vm, scope, "c").file.as_str(),
                    info(vm, scope, "c").source.as_str()
                ),
                ("<made>", "def c(): pass")
            );
        });
    }

    #[test]
    fn refuses_what_is_no_function() {
        check_program("x = 3", |vm, scope| {
            let x = scope.globals.get_item("x", vm).expect("x is defined");
            assert!(describe(vm, &x).is_err());
            assert!(
                describe(
                    vm,
                    &vm.builtins.dict().get_item("len", vm).expect("len exists")
                )
                .is_err()
            );
        });
    }
}
