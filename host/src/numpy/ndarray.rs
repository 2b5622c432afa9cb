//! `numpy.ndarray`.
//!
//! The object holds an [`Array`] that is replaced as a whole when a program sets `shape` or `dtype`; its elements lie in
//! a buffer that views share. Everything that computes goes through `compute`.

use std::sync::Arc;

use numjit_runtime::text::array as text;
use rustpython_vm::builtins::{PyDictRef, PyStr, PyTuple, PyTupleRef, PyType, PyTypeRef};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::common::lock::PyRwLock;
use rustpython_vm::function::{Either, FuncArgs, PyComparisonValue};
use rustpython_vm::protocol::{PyIterReturn, PyMappingMethods, PyNumberMethods, PySequenceMethods};
use rustpython_vm::types::{
    AsMapping, AsNumber, AsSequence, Comparable, Constructor, IterNext, Iterable, PyComparisonOp,
    Representable, SelfIter,
};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use super::array::Array;
use super::compute::{self, with_self};
use super::convert::{self, too_large};
use super::dtype::DType;
use super::dtype_object::PyDType;
use super::flat::PyFlat;
use super::format;
use super::index::{self, Selection};
use super::layout::{Step, resolve_shape};
use super::printing::{print, print_options};
use super::scalar::{box_scalar, is_number, to_python};
use super::value::Value;

/// The payload of a `numpy.ndarray`.
#[pyclass(module = "numpy", name = "ndarray", unhashable = true)]
#[derive(Debug, PyPayload)]
pub struct PyNdArray {
    array: PyRwLock<Arc<Array>>,
    /// The array this one is a view of.
    base: Option<PyObjectRef>,
}

/// Methods that are the array function of the same name.
const FUNCTION_METHODS: &[&str] = &[
    "all",
    "any",
    "argmax",
    "argmin",
    "argpartition",
    "argsort",
    "choose",
    "clip",
    "cumprod",
    "cumsum",
    "diagonal",
    "dot",
    "max",
    "mean",
    "min",
    "nonzero",
    "prod",
    "ptp",
    "put",
    "repeat",
    "round",
    "searchsorted",
    "std",
    "sum",
    "take",
    "trace",
    "var",
];

impl PyNdArray {
    /// An array object with memory of its own.
    pub fn new_object(array: Array, vm: &VirtualMachine) -> PyObjectRef {
        Self {
            array: PyRwLock::new(Arc::new(array)),
            base: None,
        }
        .into_ref(&vm.ctx)
        .into()
    }

    /// A view of another array object.
    pub fn new_view(array: Array, base: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        // A view of a view belongs to the array that owns the memory, as in NumPy.
        let owner = base
            .base
            .clone()
            .unwrap_or_else(|| base.as_object().to_owned());
        Self {
            array: PyRwLock::new(Arc::new(array)),
            base: Some(owner),
        }
        .into_ref(&vm.ctx)
        .into()
    }

    /// The array as data.
    pub fn array(&self) -> Arc<Array> {
        self.array.read().clone()
    }

    /// The array as data, for a change of its elements.
    pub fn writable_array(&self, vm: &VirtualMachine) -> PyResult<Arc<Array>> {
        let array = self.array();
        if array.writable {
            Ok(array)
        } else {
            Err(vm.new_value_error("assignment destination is read-only"))
        }
    }

    /// Gives the class the methods that are functions by name.
    pub(crate) fn make_class(vm: &VirtualMachine) -> PyTypeRef {
        let class = Self::make_static_type();
        let static_class = Self::class(&vm.ctx);
        for &name in FUNCTION_METHODS {
            let key = vm.ctx.intern_str(name);
            if static_class.attributes.read().contains_key(key) {
                continue;
            }
            let call = move |object: PyRef<Self>, args: FuncArgs, vm: &VirtualMachine| {
                compute::function(vm, name, with_self(object.into(), args))
            };
            static_class.set_attr(key, vm.new_method(name, static_class, call).into());
        }
        class
    }

    fn get(zelf: &Py<Self>, key: &PyObject, vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        match index::select(&array, key, vm)? {
            Selection::Element(offset) => Ok(box_scalar(array.dtype, array.read(offset), vm)),
            Selection::View(view) => Ok(Self::new_view(view, zelf, vm)),
            Selection::Gather(gather) => Ok(Self::new_object(gather.read(vm)?, vm)),
        }
    }

    /// `array[key] = value`.
    pub(crate) fn assign(
        array: &Array,
        key: &PyObject,
        value: &PyObject,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let misfit = |from: &[usize], to: &[usize]| {
            let (from, to) = (format::shape_str(from), format::shape_str(to));
            vm.new_value_error(format!(
                "could not broadcast input array from shape {from} into shape {to}"
            ))
        };
        match index::select(array, key, vm)? {
            Selection::Element(offset) => {
                array.write(offset, convert::value_for(array.dtype, value, vm)?)
            }
            Selection::View(view) if !convert::is_sequence(value) => {
                view.fill(convert::value_for(array.dtype, value, vm)?);
            }
            Selection::View(view) => {
                let source = source_array(value, array.dtype, vm)?;
                if !view.assign(&source) {
                    return Err(misfit(source.shape(), view.shape()));
                }
            }
            Selection::Gather(gather) => {
                let source = source_array(value, array.dtype, vm)?;
                if !gather.write(&source, vm)? {
                    return Err(misfit(source.shape(), gather.shape()));
                }
            }
        }
        Ok(())
    }

    fn first_axis_item(zelf: &Py<Self>, place: usize, vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        if array.shape().len() == 1 {
            return Ok(box_scalar(
                array.dtype,
                array.read(place as isize * array.layout.strides[0]),
                vm,
            ));
        }
        let view = array
            .index(&[Step::Index(place as isize)])
            .map_err(|fault| index::out_of_bounds(fault, vm))?;
        Ok(Self::new_view(view, zelf, vm))
    }

    fn length(&self, vm: &VirtualMachine) -> PyResult<usize> {
        self.array()
            .shape()
            .first()
            .copied()
            .ok_or_else(|| vm.new_type_error("len() of unsized object"))
    }

    /// The only element, for `bool(a)`, `int(a)` and the like.
    fn only(&self, vm: &VirtualMachine) -> PyResult<Value> {
        let array = self.array();
        if array.size() == 1 {
            Ok(array.read(0))
        } else {
            Err(vm.new_type_error("only 0-dimensional arrays can be converted to Python scalars"))
        }
    }

    fn reshaped(zelf: &Py<Self>, shape: &[isize], vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        let Some(resolved) = resolve_shape(shape, array.size()) else {
            let wanted = shape
                .iter()
                // NumPy prints the unknown extent under this name.
                .map(|&extent| match extent {
                    ..0 => "newaxis".to_owned(),
                    _ => extent.to_string(),
                })
                .collect::<Vec<_>>()
                .join(",");
            let wanted = if shape.len() == 1 {
                format!("({wanted},)")
            } else {
                format!("({wanted})")
            };
            return Err(vm.new_value_error(format!(
                "cannot reshape array of size {} into shape {wanted}",
                array.size()
            )));
        };
        let result = array
            .reshape(&resolved)
            .map_err(|fault| too_large(fault, vm))?;
        Ok(Self::view_or_copy(result, &array, zelf, vm))
    }

    /// Names the base only where the result shares its memory.
    fn view_or_copy(
        result: Array,
        source: &Array,
        zelf: &Py<Self>,
        vm: &VirtualMachine,
    ) -> PyObjectRef {
        if result.buffer.shares(&source.buffer) {
            Self::new_view(result, zelf, vm)
        } else {
            Self::new_object(result, vm)
        }
    }

    fn copied(&self, vm: &VirtualMachine) -> PyResult<Array> {
        let array = self.array();
        array
            .copy_as(array.dtype)
            .map_err(|fault| too_large(fault, vm))
    }
}

/// The value of an assignment as an array; a single number becomes one without axes.
fn source_array(value: &PyObject, dtype: DType, vm: &VirtualMachine) -> PyResult<Arc<Array>> {
    if let Some(array) = value.downcast_ref::<PyNdArray>() {
        return Ok(array.array());
    }
    convert::array_from(value, Some(dtype), vm).map(Arc::new)
}

fn tuple_of(counts: impl IntoIterator<Item = isize>, vm: &VirtualMachine) -> PyTupleRef {
    vm.ctx.new_tuple(
        counts
            .into_iter()
            .map(|count| vm.ctx.new_int(count).into())
            .collect(),
    )
}

/// A method's arguments that may come as one sequence or one by one: `reshape(2, 3)`, `reshape((2, 3))`.
fn integers(args: &[PyObjectRef], vm: &VirtualMachine) -> PyResult<Vec<isize>> {
    match args {
        [only] => convert::shape_from(only, vm),
        several => several
            .iter()
            .map(|item| item.try_index(vm)?.try_to_primitive(vm))
            .collect(),
    }
}

/// The elements as nested Python lists.
fn nested_lists(array: &Array, vm: &VirtualMachine) -> PyResult {
    let Some(&count) = array.shape().first() else {
        return Ok(to_python(array.read(0), vm));
    };
    let mut items = Vec::with_capacity(count);
    for place in 0..count {
        let item = array
            .index(&[Step::Index(place as isize)])
            .map_err(|fault| index::out_of_bounds(fault, vm))?;
        items.push(nested_lists(&item, vm)?);
    }
    Ok(vm.ctx.new_list(items).into())
}

#[pyclass(
    with(
        AsMapping,
        AsNumber,
        AsSequence,
        Comparable,
        Constructor,
        Iterable,
        Representable
    ),
    flags(BASETYPE, HAS_WEAKREF)
)]
impl PyNdArray {
    #[pygetset]
    fn shape(&self, vm: &VirtualMachine) -> PyTupleRef {
        tuple_of(self.array().shape().iter().map(|&count| count as isize), vm)
    }

    #[pygetset(setter)]
    fn set_shape(&self, shape: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let array = self.array();
        let resolved =
            resolve_shape(&convert::shape_from(&shape, vm)?, array.size()).ok_or_else(|| {
                vm.new_value_error(format!("cannot reshape array of size {}", array.size()))
            })?;
        let layout = array.layout.reshape(&resolved, array.dtype.size()).ok_or_else(|| {
            vm.new_attribute_error("Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape.")
        })?;
        *self.array.write() = Arc::new(array.view(layout, 0));
        Ok(())
    }

    /// The address of the elements, for foreign functions.
    #[pygetset]
    fn ctypes(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        let args = FuncArgs::from(vec![zelf.into()]);
        compute::function(vm, "ndarray_ctypes", args)
    }

    #[pygetset]
    fn strides(&self, vm: &VirtualMachine) -> PyTupleRef {
        tuple_of(self.array().layout.strides.iter().copied(), vm)
    }

    #[pygetset]
    fn ndim(&self) -> usize {
        self.array().shape().len()
    }

    #[pygetset]
    fn size(&self) -> usize {
        self.array().size()
    }

    #[pygetset]
    fn itemsize(&self) -> usize {
        self.array().dtype.size()
    }

    #[pygetset]
    fn nbytes(&self) -> usize {
        let array = self.array();
        array.size() * array.dtype.size()
    }

    #[pygetset]
    fn dtype(&self, vm: &VirtualMachine) -> PyRef<PyDType> {
        PyDType::get(self.array().dtype, vm)
    }

    #[pygetset]
    fn base(&self, vm: &VirtualMachine) -> PyObjectRef {
        self.base.clone().unwrap_or_else(|| vm.ctx.none())
    }

    #[pygetset]
    fn flags(zelf: PyRef<Self>) -> PyFlags {
        PyFlags { owner: zelf }
    }

    #[pygetset]
    fn flat(zelf: PyRef<Self>) -> PyFlat {
        PyFlat::new(zelf)
    }

    #[pygetset(setter)]
    fn set_flat(zelf: PyRef<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let array = zelf.writable_array(vm)?;
        let source = source_array(&value, array.dtype, vm)?;
        let values: Vec<Value> = source.values().collect();
        // Too few values are repeated.
        for (offset, &value) in array.layout.offsets().zip(values.iter().cycle()) {
            array.write(offset, value);
        }
        Ok(())
    }

    #[pygetset(name = "T")]
    fn transposed(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        Self::transpose(zelf, FuncArgs::default(), vm)
    }

    #[pygetset]
    fn real(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let array = zelf.array();
        if array.dtype.is_complex() {
            Self::new_view(array.part(false), &zelf, vm)
        } else {
            zelf.into()
        }
    }

    #[pygetset(setter)]
    fn set_real(zelf: PyRef<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let part = zelf.writable_array(vm)?.part(false);
        Self::assign(&part, vm.ctx.ellipsis.as_object(), &value, vm)
    }

    #[pygetset]
    fn imag(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        if array.dtype.is_complex() {
            return Ok(Self::new_view(array.part(true), &zelf, vm));
        }
        let zeros =
            Array::zeros(array.dtype, array.shape()).map_err(|fault| too_large(fault, vm))?;
        Ok(Self::new_object(
            Array {
                writable: false,
                ..zeros
            },
            vm,
        ))
    }

    #[pygetset(setter)]
    fn set_imag(zelf: PyRef<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let array = zelf.writable_array(vm)?;
        if !array.dtype.is_complex() {
            return Err(vm.new_type_error("array does not have imaginary part to set"));
        }
        Self::assign(&array.part(true), vm.ctx.ellipsis.as_object(), &value, vm)
    }

    #[pymethod]
    fn tolist(&self, vm: &VirtualMachine) -> PyResult {
        nested_lists(&self.array(), vm)
    }

    #[pymethod]
    fn tobytes(&self, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        self.array()
            .to_bytes()
            .map_err(|fault| too_large(fault, vm))
    }

    #[pymethod]
    fn item(zelf: PyRef<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        let value = match args.args.as_slice() {
            [] if array.size() == 1 => array.read(0),
            [] => {
                return Err(
                    vm.new_value_error("can only convert an array of size 1 to a Python scalar")
                );
            }
            [place] if array.shape().len() != 1 && place.downcast_ref::<PyTuple>().is_none() => {
                let flat = array
                    .copy_as(array.dtype)
                    .and_then(|copy| copy.reshape(&[copy.size()]));
                element_of(&flat.map_err(|fault| too_large(fault, vm))?, place, vm)?
            }
            [key] => element_of(&array, key, vm)?,
            several => element_of(&array, vm.ctx.new_tuple(several.to_vec()).as_object(), vm)?,
        };
        Ok(to_python(value, vm))
    }

    #[pymethod]
    fn copy(&self, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let order = Order::take(&mut args, Order::Rows, vm)?;
        let array = self.array();
        let copy = order.copy(&array, array.dtype, vm)?;
        Ok(Self::new_object(copy, vm))
    }

    #[pymethod]
    fn __copy__(&self, vm: &VirtualMachine) -> PyResult {
        Ok(Self::new_object(self.copied(vm)?, vm))
    }

    #[pymethod]
    fn __deepcopy__(&self, _memo: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        Ok(Self::new_object(self.copied(vm)?, vm))
    }

    #[pymethod]
    fn fill(&self, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let array = self.writable_array(vm)?;
        array.fill(convert::value_for(array.dtype, &value, vm)?);
        Ok(())
    }

    #[pymethod]
    fn astype(zelf: PyRef<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let dtype = args.take_positional_keyword("dtype").ok_or_else(|| {
            vm.new_type_error("astype() missing required argument 'dtype' (pos 0)")
        })?;
        let dtype = PyDType::parse(&dtype, vm)?;
        let order = Order::take(&mut args, Order::Keep, vm)?;
        let copy = args
            .take_keyword("copy")
            .map_or(Ok(true), |copy| copy.try_to_bool(vm))?;
        let array = zelf.array();
        if !copy && array.dtype == dtype {
            return Ok(zelf.into());
        }
        Ok(Self::new_object(order.copy(&array, dtype, vm)?, vm))
    }

    #[pymethod]
    fn reshape(zelf: PyRef<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let order = match args.take_keyword("order") {
            Some(order) => Order::parse(&order, vm)?,
            None => Order::Rows,
        };
        let shape = match args.args.as_slice() {
            [] => vec![
                args.kwargs
                    .get("shape")
                    .cloned()
                    .ok_or_else(|| vm.new_type_error("reshape() takes a shape"))?,
            ],
            given => given.to_vec(),
        };
        let mut shape = integers(&shape, vm)?;
        if !order.is_by_columns(&zelf.array()) {
            return Self::reshaped(&zelf, &shape, vm);
        }
        // Reading by columns is reading the transpose by rows.
        shape.reverse();
        let turned = Self::transpose(zelf, FuncArgs::default(), vm)?;
        let reshaped = Self::reshaped(turned.try_to_ref(vm)?, &shape, vm)?;
        Self::transpose(reshaped.try_into_value(vm)?, FuncArgs::default(), vm)
    }

    #[pymethod]
    fn ravel(zelf: PyRef<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let order = Order::take(&mut args, Order::Rows, vm)?;
        let array = zelf.array();
        let size = array.size() as isize;
        if order.is_by_columns(&array) {
            let turned = Self::transpose(zelf, FuncArgs::default(), vm)?;
            return Self::reshaped(turned.try_to_ref(vm)?, &[size], vm);
        }
        Self::reshaped(&zelf, &[size], vm)
    }

    #[pymethod]
    fn flatten(&self, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let order = Order::take(&mut args, Order::Rows, vm)?;
        let mut array = (*self.array()).clone();
        if order.is_by_columns(&array) {
            let axes: Vec<usize> = (0..array.shape().len()).rev().collect();
            array = array.transpose(&axes);
        }
        let flat = array
            .copy_as(array.dtype)
            .and_then(|copy| copy.reshape(&[copy.size()]));
        Ok(Self::new_object(
            flat.map_err(|fault| too_large(fault, vm))?,
            vm,
        ))
    }

    #[pymethod]
    fn squeeze(zelf: PyRef<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        let rank = array.shape().len();
        let axis = args.take_positional_keyword("axis");
        let chosen = match axis.filter(|axis| !vm.is_none(axis)) {
            Some(axis) => Some(axes_of(&convert::shape_from(&axis, vm)?, rank, vm)?),
            None => None,
        };
        let mut kept = Vec::new();
        for (axis, &count) in array.shape().iter().enumerate() {
            let drop = chosen
                .as_ref()
                .map_or(count == 1, |chosen| chosen.contains(&axis));
            if drop && count != 1 {
                return Err(vm.new_value_error(
                    "cannot select an axis to squeeze out which has size not equal to one",
                ));
            }
            if !drop {
                kept.push(axis);
            }
        }
        Ok(Self::new_view(array.transpose(&kept), &zelf, vm))
    }

    #[pymethod]
    fn transpose(zelf: PyRef<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        let rank = array.shape().len();
        let given = args.args.iter().any(|arg| !vm.is_none(arg));
        let axes = if given {
            axes_of(&integers(&args.args, vm)?, rank, vm)?
        } else {
            (0..rank).rev().collect()
        };
        if axes.len() != rank || (0..rank).any(|axis| !axes.contains(&axis)) {
            return Err(vm.new_value_error("axes don't match array"));
        }
        Ok(Self::new_view(array.transpose(&axes), &zelf, vm))
    }

    #[pymethod]
    fn swapaxes(zelf: PyRef<Self>, first: isize, second: isize, vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        let rank = array.shape().len();
        let swapped = axes_of(&[first, second], rank, vm)?;
        let mut axes: Vec<usize> = (0..rank).collect();
        axes.swap(swapped[0], swapped[1]);
        Ok(Self::new_view(array.transpose(&axes), &zelf, vm))
    }

    #[pymethod]
    fn view(zelf: PyRef<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        let dtype = match args.take_positional_keyword("dtype") {
            Some(dtype) => PyDType::parse(&dtype, vm)?,
            None => array.dtype,
        };
        let view = reinterpreted(&array, dtype).ok_or_else(|| {
            vm.new_value_error("When changing to a different dtype, the last axis must be contiguous and its size in bytes must be divisible by the size of the new dtype.")
        })?;
        Ok(Self::new_view(view, &zelf, vm))
    }

    #[pymethod]
    fn setflags(&self, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        match args.take_positional_keyword("write") {
            Some(write) if !vm.is_none(&write) => self.set_writable(write.try_to_bool(vm)?),
            _ => {}
        }
        Ok(())
    }

    fn set_writable(&self, writable: bool) {
        let mut array = self.array.write();
        *array = Arc::new(Array {
            writable,
            ..(**array).clone()
        });
    }

    #[pymethod]
    fn conj(zelf: PyRef<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        compute::ufunc(vm, "conjugate", with_self(zelf.into(), args))
    }

    #[pymethod]
    fn conjugate(zelf: PyRef<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        compute::ufunc(vm, "conjugate", with_self(zelf.into(), args))
    }

    /// Sorts in place.
    #[pymethod]
    fn sort(zelf: PyRef<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let target = zelf.writable_array(vm)?;
        let sorted = compute::function(vm, "sort", with_self(zelf.into(), args))?;
        target.assign(&convert::array_from(&sorted, None, vm)?);
        Ok(())
    }

    /// Orders in place around a position; sorting does.
    #[pymethod]
    fn partition(zelf: PyRef<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        args.take_positional_keyword("kth");
        Self::sort(zelf, args, vm)
    }

    /// The condition comes first in the function, the array in the method.
    #[pymethod]
    fn compress(zelf: PyRef<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let place = args.args.len().min(1);
        args.args.insert(place, zelf.into());
        compute::function(vm, "compress", args)
    }

    #[pygetset]
    fn __array_interface__(&self, vm: &VirtualMachine) -> PyResult<PyDictRef> {
        let array = self.array();
        let entries: [(&str, PyObjectRef); 5] = [
            (
                "data",
                vm.new_tuple((array.address(), !array.writable)).into(),
            ),
            ("strides", self.strides(vm).into()),
            (
                "typestr",
                vm.ctx.new_str(array.dtype.array_interface_name()).into(),
            ),
            ("shape", self.shape(vm).into()),
            ("version", vm.ctx.new_int(3).into()),
        ];
        let dict = vm.ctx.new_dict();
        for (name, value) in entries {
            dict.set_item(name, value, vm)?;
        }
        Ok(dict)
    }

    #[pymethod]
    fn __array__(zelf: PyRef<Self>, _args: FuncArgs) -> PyObjectRef {
        zelf.into()
    }

    #[pymethod]
    fn __str__(&self) -> PyResult<String> {
        let options = print_options();
        Ok(print(&self.array(), &options, text::array_str))
    }

    #[pymethod]
    fn __format__(zelf: PyRef<Self>, spec: PyRef<PyStr>, vm: &VirtualMachine) -> PyResult {
        if spec.is_empty() {
            return Ok(zelf.as_object().str(vm)?.into());
        }
        if zelf.array().shape().is_empty() {
            return vm.call_method(&to_python(zelf.only(vm)?, vm), "__format__", (spec,));
        }
        Err(vm.new_type_error("unsupported format string passed to numpy.ndarray.__format__"))
    }

    #[pymethod]
    fn __complex__(&self, vm: &VirtualMachine) -> PyResult {
        let value = self.only(vm)?;
        Ok(to_python(Value::Complex(value.real(), value.imag()), vm))
    }

    #[pymethod]
    fn __reduce__(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        let constructor = vm.import("numpy", 0)?.get_attr("array", vm)?;
        let elements = zelf.tolist(vm)?;
        Ok(vm
            .new_tuple((constructor, (elements, zelf.dtype(vm))))
            .into())
    }
}

/// The order of axes in memory that a program asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Rows,
    Columns,
    /// Columns for an array that lies by columns.
    Any,
    Keep,
}

impl Order {
    /// Takes an `order` argument.
    pub(crate) fn take(args: &mut FuncArgs, initial: Self, vm: &VirtualMachine) -> PyResult<Self> {
        match args.take_positional_keyword("order") {
            Some(order) if !vm.is_none(&order) => Self::parse(&order, vm),
            _ => Ok(initial),
        }
    }

    pub(crate) fn parse(object: &PyObject, vm: &VirtualMachine) -> PyResult<Self> {
        let text = object
            .downcast_ref::<PyStr>()
            .and_then(|text| text.to_str());
        Ok(match text {
            Some("C" | "c") => Self::Rows,
            Some("F" | "f") => Self::Columns,
            Some("A" | "a") => Self::Any,
            Some("K" | "k") => Self::Keep,
            _ => return Err(vm.new_value_error("order must be one of 'C', 'F', 'A', or 'K'")),
        })
    }

    /// Whether an array is read column by column.
    pub(crate) fn is_by_columns(self, array: &Array) -> bool {
        let size = array.dtype.size();
        let lies_by_columns =
            || array.layout.is_f_contiguous(size) && !array.layout.is_c_contiguous(size);
        match self {
            Self::Rows => false,
            Self::Columns => true,
            Self::Any | Self::Keep => lies_by_columns(),
        }
    }

    /// A copy in this order, cast to an element type.
    pub(crate) fn copy(self, array: &Array, dtype: DType, vm: &VirtualMachine) -> PyResult<Array> {
        let copy = match self {
            Self::Keep => array.copy_in_order(dtype),
            _ if self.is_by_columns(array) => array.copy_by_columns(dtype),
            _ => array.copy_as(dtype),
        };
        copy.map_err(|fault| too_large(fault, vm))
    }
}

fn element_of(array: &Array, key: &PyObject, vm: &VirtualMachine) -> PyResult<Value> {
    match index::select(array, key, vm)? {
        Selection::Element(offset) => Ok(array.read(offset)),
        Selection::View(_) | Selection::Gather(_) => {
            Err(vm.new_value_error("incorrect number of indices for array"))
        }
    }
}

/// Axis numbers that may count from the end.
fn axes_of(axes: &[isize], rank: usize, vm: &VirtualMachine) -> PyResult<Vec<usize>> {
    axes.iter()
        .map(|&axis| {
            let wrapped = if axis < 0 { axis + rank as isize } else { axis };
            usize::try_from(wrapped)
                .ok()
                .filter(|&axis| axis < rank)
                .ok_or_else(|| {
                    let text =
                        format!("axis {axis} is out of bounds for array of dimension {rank}");
                    convert::axis_error(text, vm)
                })
        })
        .collect()
}

/// The same bytes as elements of another type.
fn reinterpreted(array: &Array, dtype: DType) -> Option<Array> {
    let (from, to) = (array.dtype.size(), dtype.size());
    let mut view = array.view(array.layout.clone(), 0);
    view.dtype = dtype;
    if from != to {
        let last = array.shape().len().checked_sub(1)?;
        let bytes = array.shape()[last] * from;
        if array.layout.strides[last] != from as isize || !bytes.is_multiple_of(to) {
            return None;
        }
        view.layout.shape[last] = bytes / to;
        view.layout.strides[last] = to as isize;
    }
    Some(view)
}

impl Constructor for PyNdArray {
    type Args = FuncArgs;

    /// `numpy.ndarray(shape, dtype=float)`.
    fn slot_new(class: PyTypeRef, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let shape = args.take_positional_keyword("shape").ok_or_else(|| {
            vm.new_type_error("ndarray() missing required argument 'shape' (pos 0)")
        })?;
        let dtype = match args.take_positional_keyword("dtype") {
            Some(dtype) => PyDType::parse(&dtype, vm)?,
            None => DType::Float64,
        };
        let shape = convert::new_shape_from(&shape, vm)?;
        let array = Array::zeros(dtype, &shape).map_err(|fault| too_large(fault, vm))?;
        let payload = Self {
            array: PyRwLock::new(Arc::new(array)),
            base: None,
        };
        payload.into_ref_with_type(vm, class).map(Into::into)
    }

    fn py_new(_class: &Py<PyType>, _args: Self::Args, vm: &VirtualMachine) -> PyResult<Self> {
        Err(vm.new_type_error("ndarray objects are made by slot_new"))
    }
}

impl Representable for PyNdArray {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        let options = print_options();
        Ok(print(&zelf.array(), &options, text::array_repr))
    }
}

impl AsMapping for PyNdArray {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: Some(|mapping, vm| PyNdArray::mapping_downcast(mapping).length(vm)),
            subscript: Some(|mapping, key, vm| {
                PyNdArray::get(PyNdArray::mapping_downcast(mapping), key, vm)
            }),
            ass_subscript: Some(|mapping, key, value, vm| {
                let array = PyNdArray::mapping_downcast(mapping).writable_array(vm)?;
                match value {
                    Some(value) => PyNdArray::assign(&array, key, &value, vm),
                    None => Err(vm.new_value_error("cannot delete array elements")),
                }
            }),
        };
        &METHODS
    }
}

impl AsSequence for PyNdArray {
    fn as_sequence() -> &'static PySequenceMethods {
        static METHODS: PySequenceMethods = PySequenceMethods {
            length: Some(|sequence, vm| PyNdArray::sequence_downcast(sequence).length(vm)),
            contains: Some(|sequence, value, vm| {
                let zelf = PyNdArray::sequence_downcast(sequence);
                let Some(wanted) = convert::operand(value, vm) else {
                    return Ok(false);
                };
                let array = zelf.array();
                let found = array.values().any(|value| {
                    let element = super::scalar_math::Operand {
                        dtype: array.dtype,
                        value,
                        weak: false,
                    };
                    super::scalar_math::compare(element, wanted) == Some(std::cmp::Ordering::Equal)
                });
                Ok(found)
            }),
            ..PySequenceMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

/// A binary operator of which at least one side is an array.
fn binary(name: &'static str, a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> PyResult {
    let takes = |object: &PyObject| compute::is_array_like(object) || is_number(object);
    if !takes(a) || !takes(b) {
        return Ok(vm.ctx.not_implemented());
    }
    compute::ufunc(vm, name, FuncArgs::from(vec![a.to_owned(), b.to_owned()]))
}

/// `a op= b`: the result goes into `a`'s memory.
fn in_place(name: &'static str, a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> PyResult {
    let mut args = FuncArgs::from(vec![a.to_owned(), b.to_owned()]);
    args.kwargs.insert("out".to_owned(), a.to_owned());
    compute::ufunc(vm, name, args)
}

fn unary(name: &'static str, a: &PyObject, vm: &VirtualMachine) -> PyResult {
    compute::ufunc(vm, name, FuncArgs::from(vec![a.to_owned()]))
}

fn only_value(object: &PyObject, vm: &VirtualMachine) -> PyResult {
    let array = object
        .downcast_ref::<PyNdArray>()
        .ok_or_else(|| vm.new_type_error("an array is required"))?;
    Ok(to_python(array.only(vm)?, vm))
}

fn truth(object: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    let array = object
        .downcast_ref::<PyNdArray>()
        .ok_or_else(|| vm.new_type_error("an array is required"))?
        .array();
    match array.size() {
        1 => Ok(array.read(0).is_truthy()),
        0 => Err(vm.new_value_error("The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.")),
        _ => Err(vm.new_value_error(
            "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
        )),
    }
}

fn power(a: &PyObject, b: &PyObject, modulus: &PyObject, vm: &VirtualMachine) -> PyResult {
    if !vm.is_none(modulus) {
        return Ok(vm.ctx.not_implemented());
    }
    match plain_power(a, b, vm) {
        Some(name) => unary(name, a, vm),
        None => binary("power", a, b, vm),
    }
}

/// The function that NumPy's operator takes for some exponents, whose results differ from those of `power` in the last
/// digit.
fn plain_power(a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> Option<&'static str> {
    let array = a.downcast_ref::<PyNdArray>()?.array();
    let exponent = convert::operand(b, vm).filter(|exponent| exponent.weak)?;
    let inexact = array.dtype.is_float() || array.dtype.is_complex();
    match exponent.value {
        Value::Int(2) => Some("square"),
        Value::Int(1) if inexact => Some("positive"),
        Value::Int(-1) if inexact => Some("reciprocal"),
        Value::Float(value) if inexact => match value {
            2.0 => Some("square"),
            1.0 => Some("positive"),
            -1.0 => Some("reciprocal"),
            0.5 => Some("sqrt"),
            _ => None,
        },
        _ => None,
    }
}

impl AsNumber for PyNdArray {
    fn as_number() -> &'static PyNumberMethods {
        static METHODS: PyNumberMethods = PyNumberMethods {
            add: Some(|a, b, vm| binary("add", a, b, vm)),
            subtract: Some(|a, b, vm| binary("subtract", a, b, vm)),
            multiply: Some(|a, b, vm| binary("multiply", a, b, vm)),
            true_divide: Some(|a, b, vm| binary("divide", a, b, vm)),
            floor_divide: Some(|a, b, vm| binary("floor_divide", a, b, vm)),
            remainder: Some(|a, b, vm| binary("remainder", a, b, vm)),
            divmod: Some(|a, b, vm| binary("divmod", a, b, vm)),
            power: Some(power),
            matrix_multiply: Some(|a, b, vm| binary("matmul", a, b, vm)),
            and: Some(|a, b, vm| binary("bitwise_and", a, b, vm)),
            or: Some(|a, b, vm| binary("bitwise_or", a, b, vm)),
            xor: Some(|a, b, vm| binary("bitwise_xor", a, b, vm)),
            lshift: Some(|a, b, vm| binary("left_shift", a, b, vm)),
            rshift: Some(|a, b, vm| binary("right_shift", a, b, vm)),
            inplace_add: Some(|a, b, vm| in_place("add", a, b, vm)),
            inplace_subtract: Some(|a, b, vm| in_place("subtract", a, b, vm)),
            inplace_multiply: Some(|a, b, vm| in_place("multiply", a, b, vm)),
            inplace_true_divide: Some(|a, b, vm| in_place("divide", a, b, vm)),
            inplace_floor_divide: Some(|a, b, vm| in_place("floor_divide", a, b, vm)),
            inplace_remainder: Some(|a, b, vm| in_place("remainder", a, b, vm)),
            inplace_power: Some(|a, b, _modulus, vm| in_place("power", a, b, vm)),
            inplace_and: Some(|a, b, vm| in_place("bitwise_and", a, b, vm)),
            inplace_or: Some(|a, b, vm| in_place("bitwise_or", a, b, vm)),
            inplace_xor: Some(|a, b, vm| in_place("bitwise_xor", a, b, vm)),
            inplace_lshift: Some(|a, b, vm| in_place("left_shift", a, b, vm)),
            inplace_rshift: Some(|a, b, vm| in_place("right_shift", a, b, vm)),
            inplace_matrix_multiply: Some(|a, b, vm| in_place("matmul", a, b, vm)),
            negative: Some(|a, vm| unary("negative", a.obj, vm)),
            positive: Some(|a, vm| unary("positive", a.obj, vm)),
            absolute: Some(|a, vm| unary("absolute", a.obj, vm)),
            invert: Some(|a, vm| unary("invert", a.obj, vm)),
            boolean: Some(|a, vm| truth(a.obj, vm)),
            int: Some(|a, vm| Ok(only_value(a.obj, vm)?.try_int(vm)?.into())),
            float: Some(|a, vm| Ok(only_value(a.obj, vm)?.try_float(vm)?.into())),
            index: Some(|a, vm| Ok(only_value(a.obj, vm)?.try_index(vm)?.into())),
        };
        &METHODS
    }
}

impl Comparable for PyNdArray {
    fn slot_richcompare(
        a: &PyObject,
        b: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<Either<PyObjectRef, PyComparisonValue>> {
        if compute::is_array_like(b) || is_number(b) {
            return compute::comparison(op, a, b, vm).map(Either::A);
        }
        let Some(array) = a.downcast_ref::<Self>().map(|array| array.array()) else {
            return Ok(Either::B(PyComparisonValue::NotImplemented));
        };
        // No element equals an object that is no number.
        let plain = vm.is_none(b) || b.downcast_ref::<PyStr>().is_some();
        if plain && matches!(op, PyComparisonOp::Eq | PyComparisonOp::Ne) {
            let answers =
                Array::zeros(DType::Bool, array.shape()).map_err(|fault| too_large(fault, vm))?;
            answers.fill(Value::Bool(op == PyComparisonOp::Ne));
            return Ok(Either::A(Self::new_object(answers, vm)));
        }
        Ok(Either::B(PyComparisonValue::NotImplemented))
    }

    fn cmp(
        _zelf: &Py<Self>,
        _other: &PyObject,
        _op: PyComparisonOp,
        _vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        Ok(PyComparisonValue::NotImplemented)
    }
}

impl Iterable for PyNdArray {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        if zelf.array().shape().is_empty() {
            return Err(vm.new_type_error("iteration over a 0-d array"));
        }
        let next = std::sync::atomic::AtomicUsize::new(0);
        Ok(PyArrayIterator { array: zelf, next }
            .into_ref(&vm.ctx)
            .into())
    }
}

/// Iterates over an array's first axis.
#[pyclass(module = "numpy", name = "ndarray_iterator")]
#[derive(Debug, PyPayload)]
pub(crate) struct PyArrayIterator {
    array: PyRef<PyNdArray>,
    next: std::sync::atomic::AtomicUsize,
}

#[pyclass(with(Iterable, IterNext))]
impl PyArrayIterator {
    #[pymethod]
    fn __length_hint__(&self, vm: &VirtualMachine) -> PyResult<usize> {
        let next = self.next.load(std::sync::atomic::Ordering::Relaxed);
        Ok(self.array.length(vm)?.saturating_sub(next))
    }
}

impl SelfIter for PyArrayIterator {}

impl IterNext for PyArrayIterator {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let place = zelf.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if place >= zelf.array.length(vm)? {
            return Ok(PyIterReturn::StopIteration(None));
        }
        PyNdArray::first_axis_item(&zelf.array, place, vm).map(PyIterReturn::Return)
    }
}

/// `array.flags`.
#[pyclass(module = "numpy", name = "flagsobj")]
#[derive(Debug, PyPayload)]
pub(crate) struct PyFlags {
    owner: PyRef<PyNdArray>,
}

impl PyFlags {
    fn named(&self, name: &str) -> Option<bool> {
        let array = self.owner.array();
        let size = array.dtype.size();
        Some(match name {
            "C_CONTIGUOUS" | "C" | "CONTIGUOUS" => array.layout.is_c_contiguous(size),
            "F_CONTIGUOUS" | "F" | "FORTRAN" => array.layout.is_f_contiguous(size),
            "OWNDATA" | "O" => self.owner.base.is_none(),
            "WRITEABLE" | "W" => array.writable,
            "ALIGNED" | "A" => array.address().is_multiple_of(array.dtype.real().size()),
            "WRITEBACKIFCOPY" | "X" => false,
            _ => return None,
        })
    }
}

#[pyclass(with(AsMapping, Representable))]
impl PyFlags {
    #[pygetset]
    fn c_contiguous(&self) -> bool {
        self.named("C") == Some(true)
    }

    #[pygetset]
    fn contiguous(&self) -> bool {
        self.c_contiguous()
    }

    #[pygetset]
    fn f_contiguous(&self) -> bool {
        self.named("F") == Some(true)
    }

    #[pygetset]
    fn owndata(&self) -> bool {
        self.named("O") == Some(true)
    }

    #[pygetset]
    fn aligned(&self) -> bool {
        self.named("A") == Some(true)
    }

    #[pygetset]
    fn writeable(&self) -> bool {
        self.named("W") == Some(true)
    }

    #[pygetset(setter)]
    fn set_writeable(&self, writable: bool) {
        self.owner.set_writable(writable);
    }
}

impl AsMapping for PyFlags {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            subscript: Some(|mapping, key, vm| {
                let flag = key
                    .downcast_ref::<PyStr>()
                    .and_then(|name| PyFlags::mapping_downcast(mapping).named(name.to_str()?));
                flag.map(|flag| vm.ctx.new_bool(flag).into())
                    .ok_or_else(|| vm.new_key_error(vm.ctx.new_str("Unknown flag").into()))
            }),
            ..PyMappingMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

impl Representable for PyFlags {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        let flags = [
            "C_CONTIGUOUS",
            "F_CONTIGUOUS",
            "OWNDATA",
            "WRITEABLE",
            "ALIGNED",
            "WRITEBACKIFCOPY",
        ];
        let line = |name: &str| {
            let set = zelf.named(name) == Some(true);
            format!("  {name} : {}\n", if set { "True" } else { "False" })
        };
        Ok(flags.map(line).concat())
    }
}

/// The classes that only arrays make must exist before the first array does.
pub(crate) fn make_helper_classes() {
    PyArrayIterator::make_static_type();
    PyFlags::make_static_type();
    PyFlat::make_static_type();
    PyDType::make_static_type();
}
