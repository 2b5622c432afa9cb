//! `numpy.dtype`: an element type as a Python object.

use std::sync::OnceLock;

use rustpython_vm::builtins::{PyStr, PyStrRef, PyType, PyTypeRef};
use rustpython_vm::common::hash::PyHash;
use rustpython_vm::function::{FuncArgs, PyComparisonValue};
use rustpython_vm::types::{Comparable, Constructor, Hashable, PyComparisonOp, Representable};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use super::dtype::DType;
use super::types::types;
use crate::records;

/// The payload of a `numpy.dtype`.
#[pyclass(module = "numpy", name = "dtype")]
#[derive(Debug, PyPayload)]
pub struct PyDType {
    pub dtype: DType,
}

impl PyDType {
    /// The one object of an element type.
    pub fn get(dtype: DType, vm: &VirtualMachine) -> PyRef<Self> {
        static OBJECTS: OnceLock<Vec<PyRef<PyDType>>> = OnceLock::new();
        let objects = OBJECTS.get_or_init(|| {
            DType::all()
                .map(|dtype| Self { dtype }.into_ref(&vm.ctx))
                .collect()
        });
        objects[dtype as usize].clone()
    }

    /// Reads what NumPy takes for a `dtype=` argument.
    pub fn parse(object: &PyObject, vm: &VirtualMachine) -> PyResult<DType> {
        if vm.is_none(object) {
            return Ok(DType::Float64);
        }
        Self::parse_opt(object, vm).ok_or_else(|| {
            vm.new_type_error(format!(
                "Cannot interpret '{}' as a data type",
                describe(object, vm)
            ))
        })
    }

    /// As `parse`, without an error and without a meaning for `None`.
    pub fn parse_opt(object: &PyObject, vm: &VirtualMachine) -> Option<DType> {
        if let Some(dtype) = object.downcast_ref::<Self>() {
            return Some(dtype.dtype);
        }
        if let Some(text) = object.downcast_ref::<PyStr>() {
            return DType::parse(text.to_str()?);
        }
        if let Some(class) = object.downcast_ref::<PyType>() {
            return python_class(class, vm).or_else(|| types(vm).dtype(class));
        }
        // Objects that stand for a type, such as `numba.float64`, may name it.
        let named = object.get_attr("dtype", vm).ok()?;
        named.downcast_ref::<Self>().map(|dtype| dtype.dtype)
    }
}

fn describe(object: &PyObject, vm: &VirtualMachine) -> String {
    object
        .repr(vm)
        .map(|text| text.to_string())
        .unwrap_or_else(|_| object.class().name().to_string())
}

fn python_class(class: &Py<PyType>, vm: &VirtualMachine) -> Option<DType> {
    let builtins = &vm.ctx.types;
    [
        (builtins.bool_type, DType::Bool),
        (builtins.int_type, DType::Int64),
        (builtins.float_type, DType::Float64),
        (builtins.complex_type, DType::Complex128),
    ]
    .into_iter()
    .find_map(|(builtin, dtype)| class.is(builtin).then_some(dtype))
}

#[pyclass(with(Comparable, Constructor, Hashable, Representable))]
impl PyDType {
    #[pygetset]
    fn name(&self) -> &'static str {
        self.dtype.name()
    }

    #[pygetset]
    fn kind(&self) -> String {
        self.dtype.kind_code().to_string()
    }

    #[pygetset]
    fn char(&self) -> String {
        self.dtype.code().to_string()
    }

    #[pygetset]
    fn num(&self) -> usize {
        self.dtype.number()
    }

    #[pygetset]
    fn itemsize(&self) -> usize {
        self.dtype.size()
    }

    #[pygetset]
    fn alignment(&self) -> usize {
        self.dtype.real().size()
    }

    #[pygetset]
    fn byteorder(&self) -> &'static str {
        if self.dtype.size() == 1 { "|" } else { "=" }
    }

    #[pygetset]
    fn isnative(&self) -> bool {
        true
    }

    #[pygetset]
    fn hasobject(&self) -> bool {
        false
    }

    #[pygetset]
    fn ndim(&self) -> usize {
        0
    }

    #[pygetset]
    fn shape(&self, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.empty_tuple.clone().into()
    }

    #[pygetset]
    fn names(&self, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.none()
    }

    #[pygetset]
    fn fields(&self, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.none()
    }

    #[pygetset(name = "str")]
    fn array_interface_name(&self) -> String {
        self.dtype.array_interface_name()
    }

    #[pygetset(name = "type")]
    fn scalar_type(&self, vm: &VirtualMachine) -> PyTypeRef {
        types(vm).class(self.dtype).clone()
    }

    #[pymethod]
    fn __str__(&self) -> &'static str {
        self.dtype.name()
    }

    #[pymethod]
    fn __reduce__(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let class: PyObjectRef = zelf.class().to_owned().into();
        let name: PyStrRef = vm.ctx.new_str(zelf.dtype.name());
        vm.new_tuple((class, (name,))).into()
    }
}

impl Constructor for PyDType {
    type Args = FuncArgs;

    fn slot_new(_class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let Some(object) = args.args.first().or_else(|| args.kwargs.get("dtype")) else {
            return Err(vm.new_type_error("dtype() missing required argument 'dtype' (pos 1)"));
        };
        if records::describes_record(object, vm) {
            return records::make_type(args, vm);
        }
        Ok(Self::get(Self::parse(object, vm)?, vm).into())
    }

    fn py_new(_class: &Py<PyType>, _args: Self::Args, vm: &VirtualMachine) -> PyResult<Self> {
        Err(vm.new_type_error("dtype objects are made by calling numpy.dtype"))
    }
}

impl Comparable for PyDType {
    fn cmp(
        dtype: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        op.eq_only(|| {
            Ok(PyComparisonValue::Implemented(
                Self::parse_opt(other, vm) == Some(dtype.dtype),
            ))
        })
    }
}

impl Hashable for PyDType {
    fn hash(dtype: &Py<Self>, _vm: &VirtualMachine) -> PyResult<PyHash> {
        Ok(dtype.dtype.number() as PyHash)
    }
}

impl Representable for PyDType {
    fn repr_str(dtype: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!("dtype('{}')", dtype.dtype.name()))
    }
}
