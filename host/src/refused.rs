//! Names of Numba that can be imported and have no meaning here: whatever a program does with one says why.

use rustpython_vm::builtins::{PyBaseExceptionRef, PyModule, PyStr};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::types::{Callable, GetAttr};
use rustpython_vm::{Py, PyPayload, PyResult, VirtualMachine, pyclass};

/// The parts of `numba.extending` that describe LLVM code and data to Numba.
const LOW_LEVEL: &[&str] = &[
    "NativeValue",
    "box",
    "intrinsic",
    "lower_builtin",
    "lower_cast",
    "lower_getattr",
    "lower_getattr_generic",
    "lower_setattr",
    "lower_setattr_generic",
    "make_attribute_wrapper",
    "models",
    "overload_classmethod",
    "reflect",
    "register_model",
    "type_callable",
    "typeof_impl",
    "unbox",
];

/// The payload of such a name.
#[pyclass(module = "numba.extending", name = "refused")]
#[derive(Debug, PyPayload)]
struct Refused {
    name: &'static str,
}

/// Adds the names to `numba.extending`.
pub(crate) fn add(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    Refused::make_static_type();
    for &name in LOW_LEVEL {
        module.set_attr(name, Refused { name }.into_ref(&vm.ctx), vm)?;
    }
    Ok(())
}

impl Refused {
    fn error(&self, vm: &VirtualMachine) -> PyBaseExceptionRef {
        vm.new_not_implemented_error(format!(
            "numba.extending.{} describes LLVM code or data to Numba and has no meaning in numjit: make types with \
             numba.experimental.jitclass or structref, and functions with numba.extending.overload or \
             register_jitable",
            self.name
        ))
    }
}

#[pyclass(with(Callable, GetAttr))]
impl Refused {}

impl Callable for Refused {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(zelf.error(vm))
    }
}

impl GetAttr for Refused {
    fn getattro(zelf: &Py<Self>, _name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
        Err(zelf.error(vm))
    }
}
