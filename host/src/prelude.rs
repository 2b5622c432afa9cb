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
        static MADE: OnceLock<PyObjectRef> = OnceLock::new();
        if MADE.get().is_none() {
            let made = run(JITCLASS, "<numba.experimental.jitclass>", vm)?;
            let _ = MADE.set(made.get_item("jitclass", vm)?);
        }
        match MADE.get() {
            Some(jitclass) => jitclass.call_with_args(args, vm),
            None => Err(vm.new_system_error("jitclass was not made")),
        }
    })
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
