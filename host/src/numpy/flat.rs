//! `array.flat`: all elements of an array in row-major order, for reading, writing and iterating.

use std::sync::atomic::{AtomicUsize, Ordering};

use rustpython_vm::protocol::{PyIterReturn, PyMappingMethods};
use rustpython_vm::types::{AsMapping, IterNext, Iterable, SelfIter};
use rustpython_vm::{
    Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use super::convert::too_large;
use super::index::{self, Selection};
use super::layout::Layout;
use super::ndarray::PyNdArray;
use super::scalar::box_scalar;

/// The payload of a `numpy.flatiter`.
#[pyclass(module = "numpy", name = "flatiter")]
#[derive(Debug, PyPayload)]
pub(crate) struct PyFlat {
    array: PyRef<PyNdArray>,
    next: AtomicUsize,
}

impl PyFlat {
    pub(crate) fn new(array: PyRef<PyNdArray>) -> Self {
        Self {
            array,
            next: AtomicUsize::new(0),
        }
    }

    /// The byte offset of an element by its place in row-major order.
    fn offset(layout: &Layout, place: usize) -> isize {
        let mut rest = place;
        let mut offset = 0;
        for (&count, &stride) in layout.shape.iter().zip(&layout.strides).rev() {
            offset += (rest % count) as isize * stride;
            rest /= count;
        }
        offset
    }

    fn get(&self, key: &PyObject, vm: &VirtualMachine) -> PyResult {
        let array = self.array.array();
        // A row-major copy has the elements in the order that the key counts in.
        let line = array
            .reshape(&[array.size()])
            .map_err(|fault| too_large(fault, vm))?;
        match index::select(&line, key, vm)? {
            Selection::Element(offset) => Ok(box_scalar(line.dtype, line.read(offset), vm)),
            Selection::View(view) => {
                let copy = view
                    .copy_as(view.dtype)
                    .map_err(|fault| too_large(fault, vm))?;
                Ok(PyNdArray::new_object(copy, vm))
            }
            Selection::Gather(gather) => Ok(PyNdArray::new_object(gather.read(vm)?, vm)),
        }
    }

    fn set(&self, key: &PyObject, value: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let array = self.array.writable_array(vm)?;
        let line = array
            .reshape(&[array.size()])
            .map_err(|fault| too_large(fault, vm))?;
        PyNdArray::assign(&line, key, value, vm)?;
        let copied = !line.buffer.shares(&array.buffer);
        if copied {
            let shaped = line
                .reshape(array.shape())
                .map_err(|fault| too_large(fault, vm))?;
            array.assign(&shaped);
        }
        Ok(())
    }
}

#[pyclass(with(AsMapping, Iterable, IterNext))]
impl PyFlat {
    #[pygetset]
    fn base(&self) -> PyObjectRef {
        self.array.clone().into()
    }

    #[pygetset]
    fn index(&self) -> usize {
        self.next.load(Ordering::Relaxed)
    }

    #[pymethod]
    fn copy(&self, vm: &VirtualMachine) -> PyResult {
        let array = self.array.array();
        let copy = array
            .copy_as(array.dtype)
            .and_then(|copy| copy.reshape(&[copy.size()]));
        Ok(PyNdArray::new_object(
            copy.map_err(|fault| too_large(fault, vm))?,
            vm,
        ))
    }

    #[pymethod]
    fn __array__(&self, vm: &VirtualMachine) -> PyResult {
        self.copy(vm)
    }
}

impl AsMapping for PyFlat {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: Some(|mapping, _vm| Ok(PyFlat::mapping_downcast(mapping).array.array().size())),
            subscript: Some(|mapping, key, vm| PyFlat::mapping_downcast(mapping).get(key, vm)),
            ass_subscript: Some(|mapping, key, value, vm| match value {
                Some(value) => PyFlat::mapping_downcast(mapping).set(key, &value, vm),
                None => Err(vm.new_type_error("Cannot delete iterator elements")),
            }),
        };
        &METHODS
    }
}

impl SelfIter for PyFlat {}

impl IterNext for PyFlat {
    fn next(flat: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let array = flat.array.array();
        let place = flat.next.fetch_add(1, Ordering::Relaxed);
        if place >= array.size() {
            return Ok(PyIterReturn::StopIteration(None));
        }
        let value = array.read(Self::offset(&array.layout, place));
        Ok(PyIterReturn::Return(box_scalar(array.dtype, value, vm)))
    }
}
