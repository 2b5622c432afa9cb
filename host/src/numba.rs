//! The embedded `numba`, also known as `numjit`.

use rustpython_vm::builtins::{PyModule, PyModuleDef};
use rustpython_vm::{Context, Py, PyResult, VirtualMachine};

use crate::native_module::{definition, enter, mark_package, submodule};

/// The submodules, parents first.
const SUBMODULES: &[&str] = &["numba.types", "numba.typed", "numba.core", "numba.core.errors", "numba.core.types"];

/// The descriptions under which the interpreter knows the module: one for each of its names.
pub(crate) fn module_defs(ctx: &Context) -> [&'static PyModuleDef; 2] {
    [definition(ctx, "numba", exec), definition(ctx, "numjit", exec_synonym)]
}

fn exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
    mark_package(module, vm)?;
    let mut made = vec![("numba", module.to_owned())];
    for &path in SUBMODULES {
        let parent = path.rsplit_once('.').map_or("numba", |split| split.0);
        let parent = made.iter().find(|made| made.0 == parent).map_or(module.to_owned(), |made| made.1.clone());
        made.push((path, submodule(&parent, path, vm)?));
    }
    Ok(())
}

/// `import numjit` gives the very module that `import numba` gives: the import system returns what it finds in
/// `sys.modules` after running this.
fn exec_synonym(vm: &VirtualMachine, _module: &Py<PyModule>) -> PyResult<()> {
    let module = vm.import("numba", 0)?;
    enter("numjit", module, vm)?;
    let modules = vm.sys_module.get_attr("modules", vm)?;
    for &path in SUBMODULES {
        let synonym = path.replacen("numba", "numjit", 1);
        enter(&synonym, modules.get_item(path, vm)?, vm)?;
    }
    Ok(())
}
