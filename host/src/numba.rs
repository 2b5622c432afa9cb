//! The embedded `numba`, also known as `numjit`.

use rustpython_vm::builtins::{PyModule, PyModuleDef};
use rustpython_vm::{Context, Py, PyObject, PyRef, PyResult, VirtualMachine};

use crate::native_module::{definition, enter, mark_package, submodule};
use crate::text_builtins;

/// The submodules, parents first.
const SUBMODULES: &[&str] = &[
    "numba.types",
    "numba.typed",
    "numba.core",
    "numba.core.errors",
    "numba.core.types",
];

/// The descriptions under which the interpreter knows the module: one for each of its names.
pub(crate) fn module_defs(ctx: &Context) -> [&'static PyModuleDef; 2] {
    [
        definition(ctx, "numba", None, exec),
        definition(ctx, "numjit", Some(create_synonym), exec_synonym),
    ]
}

fn exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
    mark_package(module, vm)?;
    text_builtins::install(vm)?;
    let mut made = vec![("numba", module.to_owned())];
    for &path in SUBMODULES {
        let parent = path.rsplit_once('.').map_or("numba", |split| split.0);
        let parent = made
            .iter()
            .find(|made| made.0 == parent)
            .map_or(module.to_owned(), |made| made.1.clone());
        made.push((path, submodule(&parent, path, vm)?));
    }
    Ok(())
}

/// `numjit` is a second module object over the dictionary of `numba`, so that both have the same names for good. (One object
/// for both names is not possible: the import system enters what this returns, and renames it on the way.)
fn create_synonym(
    vm: &VirtualMachine,
    _spec: &PyObject,
    definition: &'static PyModuleDef,
) -> PyResult<PyRef<PyModule>> {
    let numba: PyRef<PyModule> = vm.import("numba", 0)?.try_into_value(vm)?;
    let class = vm.ctx.types.module_type.to_owned();
    Ok(PyRef::new_ref(
        PyModule::from_def(definition),
        class,
        Some(numba.dict()),
    ))
}

fn exec_synonym(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
    module.set_attr("__name__", vm.ctx.new_str("numba"), vm)?;
    let modules = vm.sys_module.get_attr("modules", vm)?;
    for &path in SUBMODULES {
        let synonym = path.replacen("numba", "numjit", 1);
        enter(&synonym, modules.get_item(path, vm)?, vm)?;
    }
    Ok(())
}
