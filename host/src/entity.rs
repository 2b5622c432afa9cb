//! Library functions as Python objects.
//!
//! A native callable carries the full name of what it stands for. The compiler recognises it by this payload and never by
//! `__name__`, which any Python object may claim.

use rustpython_vm::builtins::PyStr;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::types::{Callable, Representable};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

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

    /// The methods that only elementwise functions have: `np.add.reduce`.
    #[pymethod]
    fn __getattr__(zelf: PyRef<Self>, name: PyRef<PyStr>, vm: &VirtualMachine) -> PyResult {
        const METHODS: &[&str] = &["reduce", "accumulate", "outer", "at"];
        let (path, asked) = (zelf.path, name.to_string_lossy());
        let method = METHODS.iter().find(|method| **method == asked);
        let Some(&method) = method.filter(|_| zelf.elementwise) else {
            return Err(vm.new_attribute_error(format!(
                "'{}' object has no attribute '{asked}'",
                zelf.as_object().class().name()
            )));
        };
        let call = move |args: FuncArgs, vm: &VirtualMachine| {
            crate::numpy::ufunc_method(vm, path, method, args)
        };
        Ok(vm.new_function(method, call).into())
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
