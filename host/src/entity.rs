//! Library functions as Python objects.
//!
//! A native callable carries the full name of what it stands for. The compiler recognises it by this payload and never by
//! `__name__`, which any Python object may claim.

use rustpython_vm::function::FuncArgs;
use rustpython_vm::types::{Callable, Representable};
use rustpython_vm::{Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass};

/// What a call from Python does.
pub(crate) type Body = fn(&VirtualMachine, &'static str, FuncArgs) -> PyResult;

/// The payload of a library function.
#[pyclass(module = false, name = "builtin_function")]
#[derive(PyPayload)]
pub(crate) struct PyEntity {
    /// The full name: `numpy.linalg.norm`.
    path: &'static str,
    body: Body,
    /// Whether NumPy would call it a ufunc.
    elementwise: bool,
}

impl std::fmt::Debug for PyEntity {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "PyEntity({})", self.path)
    }
}

impl PyEntity {
    pub(crate) fn function(path: &'static str, body: Body, vm: &VirtualMachine) -> PyObjectRef {
        Self {
            path,
            body,
            elementwise: false,
        }
        .into_ref(&vm.ctx)
        .into()
    }

    pub(crate) fn ufunc(path: &'static str, body: Body, vm: &VirtualMachine) -> PyObjectRef {
        Self {
            path,
            body,
            elementwise: true,
        }
        .into_ref(&vm.ctx)
        .into()
    }

    fn name(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }
}

/// The full name of a library function; nothing for every other object.
pub fn entity_path(object: &PyObject) -> Option<&'static str> {
    object.downcast_ref::<PyEntity>().map(|entity| entity.path)
}

#[pyclass(with(Callable, Representable))]
impl PyEntity {
    #[pygetset]
    fn __name__(&self) -> &'static str {
        self.name()
    }

    #[pygetset]
    fn __qualname__(&self) -> &'static str {
        self.name()
    }

    #[pygetset]
    fn __module__(&self) -> &'static str {
        self.path.rsplit_once('.').map_or("", |split| split.0)
    }

    #[pymethod]
    fn reduce(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        self.method("reduce", args, vm)
    }

    #[pymethod]
    fn accumulate(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        self.method("accumulate", args, vm)
    }

    #[pymethod]
    fn outer(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        self.method("outer", args, vm)
    }

    #[pymethod]
    fn reduceat(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        self.method("reduceat", args, vm)
    }

    #[pymethod]
    fn at(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        self.method("at", args, vm)
    }

    /// The methods that only elementwise functions have: `np.add.reduce`.
    fn method(&self, method: &str, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        if !self.elementwise {
            return Err(vm.new_attribute_error(format!(
                "'builtin_function' object has no attribute '{method}'"
            )));
        }
        crate::numpy::ufunc_method(vm, self.path, method, args)
    }

    /// A function is pickled by its name.
    #[pymethod]
    fn __reduce__(&self) -> &'static str {
        self.name()
    }
}

impl Callable for PyEntity {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        if let Some(function) = crate::records::stand_in(zelf.path, &args, vm)? {
            return function.call(args, vm);
        }
        (zelf.body)(vm, zelf.path, args)
    }
}

impl Representable for PyEntity {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(if zelf.elementwise {
            format!("<ufunc '{}'>", zelf.name())
        } else {
            format!("<function {}>", zelf.path)
        })
    }
}
