//! Native modules with submodules.
//!
//! The interpreter knows one native module by each top-level name. Running it makes all its submodules and enters them
//! in `sys.modules`, so that `import numpy.linalg` finds them: the import system looks there again after it has
//! imported the parent.

use rustpython_vm::builtins::{PyModule, PyModuleDef, PyModuleSlots};
use rustpython_vm::{
    AsObject, Context, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
};

/// Makes the module object.
pub(crate) type ModuleCreate =
    fn(&VirtualMachine, &PyObject, &'static PyModuleDef) -> PyResult<PyRef<PyModule>>;

/// Fills the module.
pub(crate) type ModuleExec = fn(&VirtualMachine, &Py<PyModule>) -> PyResult<()>;

/// Describes a top-level module: how it is made, where that is not the usual way, and how it is filled when it is first
/// imported. The description lives as long as the process, as the interpreter wants it.
pub(crate) fn definition(
    ctx: &Context,
    name: &'static str,
    create: Option<ModuleCreate>,
    exec: ModuleExec,
) -> &'static PyModuleDef {
    Box::leak(Box::new(PyModuleDef {
        name: ctx.intern_str(name),
        doc: None,
        methods: &[],
        slots: PyModuleSlots {
            create,
            exec: Some(exec),
        },
    }))
}

/// Makes `parent.name`.
pub(crate) fn submodule(
    parent: &Py<PyModule>,
    path: &'static str,
    vm: &VirtualMachine,
) -> PyResult<PyRef<PyModule>> {
    let module = vm.new_module(path, vm.ctx.new_dict(), None);
    // An empty search path is what tells a package from a module.
    module.set_attr("__path__", vm.ctx.new_list(Vec::new()), vm)?;
    let name = path.rsplit('.').next().unwrap_or(path);
    parent.set_attr(name, module.clone(), vm)?;
    enter(path, module.clone().into(), vm)?;
    Ok(module)
}

/// Enters a module in `sys.modules`.
pub(crate) fn enter(path: &str, module: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    vm.sys_module
        .get_attr("modules", vm)?
        .set_item(path, module, vm)
}

/// Marks a module as a package, so that submodules of it may be imported.
pub(crate) fn mark_package(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    module
        .as_object()
        .set_attr("__path__", vm.ctx.new_list(Vec::new()), vm)
}
