//! The one seam between array objects and the code that computes.
//!
//! Every elementwise operation is a ufunc by name, every other array function a function by name. Nothing is computed
//! here by hand: an operation exists once, in the compiler's library.

use rustpython_vm::builtins::{PyList, PyTuple};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::types::PyComparisonOp;
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::ndarray::PyNdArray;

/// Applies an elementwise operation; `args` are what its NumPy function takes, `out=` and `where=` among them.
pub(crate) fn ufunc(vm: &VirtualMachine, name: &'static str, _args: FuncArgs) -> PyResult {
    Err(vm.new_not_implemented_error(format!(
        "numpy.{name} is not available outside of compiled functions"
    )))
}

/// Calls an array function, or an array method with the array as its first argument.
pub(crate) fn function(vm: &VirtualMachine, name: &'static str, _args: FuncArgs) -> PyResult {
    Err(vm.new_not_implemented_error(format!(
        "numpy.{name} is not available outside of compiled functions"
    )))
}

/// Compares elementwise.
pub(crate) fn comparison(
    op: PyComparisonOp,
    a: &PyObject,
    b: &PyObject,
    vm: &VirtualMachine,
) -> PyResult {
    let name = match op {
        PyComparisonOp::Lt => "less",
        PyComparisonOp::Le => "less_equal",
        PyComparisonOp::Gt => "greater",
        PyComparisonOp::Ge => "greater_equal",
        PyComparisonOp::Ne => "not_equal",
        _ => "equal",
    };
    ufunc(vm, name, FuncArgs::from(vec![a.to_owned(), b.to_owned()]))
}

/// Whether an operand makes an operation elementwise: arrays, and the sequences that NumPy turns into arrays.
pub(crate) fn is_array_like(object: &PyObject) -> bool {
    object.downcast_ref::<PyNdArray>().is_some()
        || object.downcast_ref::<PyList>().is_some()
        || object.downcast_ref::<PyTuple>().is_some()
}

/// The arguments of a method call as those of the function of the same name.
pub(crate) fn with_self(object: PyObjectRef, mut args: FuncArgs) -> FuncArgs {
    args.prepend_arg(object);
    args
}
