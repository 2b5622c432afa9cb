//! The parts of `numba` that are written in Python: they run when a program first uses them.

use std::sync::OnceLock;

use rustpython_vm::builtins::{PyDictRef, PyModule, PyStr};
use rustpython_vm::compiler::Mode;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::scope::Scope;
use rustpython_vm::{AsObject, Py, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::{jitclass, program, structs};

const JITCLASS: &str = include_str!("python/jitclass.py");
const STRUCTREF: &str = include_str!("python/structref.py");

/// Fills `numba.experimental`.
pub(crate) fn add_experimental(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let function = |name: &'static str, body: fn(FuncArgs, &VirtualMachine) -> PyResult| {
        module.set_attr(name, vm.new_function(name, body), vm)
    };
    function("_unpickle", jitclass::unpickle)?;
    function("jitclass", |args, vm| {
        let jitclass = names_of_jitclass(vm)?.get_item("jitclass", vm)?;
        jitclass.call_with_args(args, vm)
    })
}

/// Adds `as_numba_type` to `numba.extending`.
pub(crate) fn add_as_numba_type(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let body = |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
        let convert = names_of_jitclass(vm)?.get_item("as_numba_type", vm)?;
        convert.call_with_args(args, vm)
    };
    module.set_attr("as_numba_type", vm.new_function("as_numba_type", body), vm)
}

/// The names that `python/jitclass.py` defines; it runs once.
fn names_of_jitclass(vm: &VirtualMachine) -> PyResult<PyDictRef> {
    static MADE: OnceLock<PyDictRef> = OnceLock::new();
    if let Some(made) = MADE.get() {
        return Ok(made.clone());
    }
    let made = run(JITCLASS, "<numba.experimental.jitclass>", vm)?;
    Ok(MADE.get_or_init(|| made).clone())
}

/// Fills `numba.experimental.structref` when something of it is asked for.
pub(crate) fn add_structref(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let owner = module.to_owned();
    let get = move |name: PyRef<PyStr>, vm: &VirtualMachine| -> PyResult {
        let dict = owner.dict();
        if dict.get_item_opt("register", vm)?.is_none() {
            let made = run(STRUCTREF, "<numba.experimental.structref>", vm)?;
            for public in [
                "register",
                "define_proxy",
                "define_constructor",
                "define_boxing",
                "define_attributes",
                "StructRefProxy",
                "new",
            ] {
                dict.set_item(public, made.get_item(public, vm)?, vm)?;
            }
        }
        match dict.get_item_opt(&*name, vm)? {
            Some(found) => Ok(found),
            None => Err(vm.new_attribute_error(format!(
                "module 'numba.experimental.structref' has no attribute '{name}'"
            ))),
        }
    };
    module.set_attr("__getattr__", vm.new_function("__getattr__", get), vm)
}

/// Runs a text and returns its names. `hooks` in it is the native side.
pub(crate) fn run(text: &str, name: &str, vm: &VirtualMachine) -> PyResult<PyDictRef> {
    let hooks = vm.new_module("hooks", vm.ctx.new_dict(), None);
    jitclass::add_hooks(&hooks, vm)?;
    structs::add_hooks(&hooks, vm)?;
    let names = vm.ctx.new_dict();
    names.set_item("__name__", vm.ctx.new_str(name).into(), vm)?;
    let hooks: PyObjectRef = hooks.as_object().to_owned();
    names.set_item("hooks", hooks, vm)?;
    let scope = Scope::with_builtins(None, names.clone(), vm);
    let code = vm
        .compile(text, Mode::Exec, name.to_owned())
        .map_err(|error| vm.new_syntax_error(&error, Some(text)))?;
    // Functions in it are compiled.
    program::remember(&code, text);
    vm.run_code_obj(code, scope)?;
    Ok(names)
}
