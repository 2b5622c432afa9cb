//! Python objects to elements and arrays: what `np.array` does with its argument.

use std::sync::Arc;

use malachite_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};
use rustpython_vm::builtins::{
    PyBaseExceptionRef, PyComplex, PyFloat, PyInt, PyList, PyRange, PyStr, PyTuple,
};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::array::{Array, TooLarge};
use super::dtype::{DType, Kind, promote};
use super::dtype_object::PyDType;
use super::ndarray::PyNdArray;
use super::scalar::unbox_scalar;
use super::scalar_math::{self, Operand};
use super::value::Value;

/// An object as a number in an expression; nothing for what is not a number.
pub fn operand(object: &PyObject, vm: &VirtualMachine) -> Option<Operand> {
    if let Some((dtype, value)) = unbox_scalar(object, vm) {
        return Some(Operand {
            dtype,
            value,
            weak: false,
        });
    }
    let (dtype, value) = python_number(object, vm)?;
    Some(Operand {
        dtype,
        value,
        weak: dtype != DType::Bool,
    })
}

/// The element type of several objects together, in which Python numbers take the type of the others where they can.
pub fn common_type(objects: &[PyObjectRef], vm: &VirtualMachine) -> PyResult<Option<DType>> {
    let mut strong: Option<DType> = None;
    let mut weak: Option<DType> = None;
    for object in objects {
        let (dtype, found) = match PyDType::parse_opt(object, vm) {
            Some(dtype) => (dtype, &mut strong),
            None => match operand(object, vm) {
                Some(operand) if operand.weak => (operand.dtype, &mut weak),
                _ => (array_from(object, None, vm)?.dtype, &mut strong),
            },
        };
        *found = Some(found.map_or(dtype, |found| promote(found, dtype)));
    }
    let zero = Value::Bool(false);
    let as_operand = |dtype, weak| Operand {
        dtype,
        value: zero,
        weak,
    };
    Ok(match (strong, weak) {
        (Some(strong), Some(weak)) => Some(scalar_math::result_type(
            as_operand(strong, false),
            as_operand(weak, true),
        )),
        (strong, weak) => strong.or(weak),
    })
}

/// A Python number with the element type it makes on its own; nothing for integers beyond 64 bits.
fn python_number(object: &PyObject, vm: &VirtualMachine) -> Option<(DType, Value)> {
    if let Some(int) = object.downcast_ref::<PyInt>() {
        if object.class().is(vm.ctx.types.bool_type) {
            return Some((
                DType::Bool,
                Value::Bool(int.as_bigint() != &BigInt::from(0)),
            ));
        }
        let signed = int
            .as_bigint()
            .to_i64()
            .map(|value| (DType::Int64, Value::Int(value)));
        return signed.or_else(|| {
            int.as_bigint()
                .to_u64()
                .map(|value| (DType::Uint64, Value::Uint(value)))
        });
    }
    if let Some(float) = object.downcast_ref::<PyFloat>() {
        return Some((DType::Float64, Value::Float(float.to_f64())));
    }
    let complex = object.downcast_ref::<PyComplex>()?.to_complex();
    Some((DType::Complex128, Value::Complex(complex.re, complex.im)))
}

/// The error for a Python integer that an element type cannot hold.
pub fn out_of_bounds(integer: &str, dtype: DType, vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_overflow_error(format!(
        "Python integer {integer} out of bounds for {}",
        dtype.name()
    ))
}

/// An object as an element of a type. Scalars and arrays of one element cast as C does; Python integers must fit.
pub fn value_for(dtype: DType, object: &PyObject, vm: &VirtualMachine) -> PyResult<Value> {
    if let Some((_, value)) = unbox_scalar(object, vm) {
        return narrow(dtype, value, vm);
    }
    if let Some(array) = object.downcast_ref::<PyNdArray>() {
        return single_element(&array.array(), vm);
    }
    if let Some(int) = object.downcast_ref::<PyInt>() {
        return integer_for(dtype, int.as_bigint(), vm);
    }
    if let Some((_, value)) = python_number(object, vm) {
        let value = narrow(dtype, value, vm)?;
        return match value {
            // A Python float goes through `int`, whose result must fit.
            Value::Float(float) if dtype.is_integer() => integer_for(
                dtype,
                &BigInt::from_f64(float.trunc()).unwrap_or_default(),
                vm,
            ),
            _ => Ok(value),
        };
    }
    parsed(dtype, object, vm)
}

/// A complex number is not silently cut to its real part, and what is not finite is no integer.
fn narrow(dtype: DType, value: Value, vm: &VirtualMachine) -> PyResult<Value> {
    match (value, dtype.kind()) {
        (Value::Complex(..), Kind::Float) => Err(
            vm.new_type_error("float() argument must be a string or a real number, not 'complex'")
        ),
        (Value::Complex(..), Kind::Signed | Kind::Unsigned) => Err(vm.new_type_error(
            "int() argument must be a string, a bytes-like object or a real number, not 'complex'",
        )),
        (Value::Float(value), Kind::Signed | Kind::Unsigned) if value.is_nan() => {
            Err(vm.new_value_error("cannot convert float NaN to integer"))
        }
        (Value::Float(value), Kind::Signed | Kind::Unsigned) if value.is_infinite() => {
            Err(vm.new_overflow_error("cannot convert float infinity to integer"))
        }
        _ => Ok(value),
    }
}

fn integer_for(dtype: DType, int: &BigInt, vm: &VirtualMachine) -> PyResult<Value> {
    let value = int
        .to_i64()
        .map(Value::Int)
        .or_else(|| int.to_u64().map(Value::Uint));
    if !dtype.is_integer() {
        return Ok(value.unwrap_or_else(|| Value::Float(int.to_f64().unwrap_or(f64::INFINITY))));
    }
    let too_large = || out_of_bounds(&int.to_string(), dtype, vm);
    let value =
        value.ok_or_else(|| vm.new_overflow_error("Python int too large to convert to C long"))?;
    let fits = match value.cast(dtype) {
        Value::Int(cast) => BigInt::from(cast) == *int,
        Value::Uint(cast) => BigInt::from(cast) == *int,
        Value::Bool(_) | Value::Float(_) | Value::Complex(..) => true,
    };
    if fits { Ok(value) } else { Err(too_large()) }
}

fn single_element(array: &Array, vm: &VirtualMachine) -> PyResult<Value> {
    if array.shape().is_empty() {
        Ok(array.read(0))
    } else {
        Err(vm.new_value_error("setting an array element with a sequence."))
    }
}

/// Strings and objects that convert themselves.
fn parsed(dtype: DType, object: &PyObject, vm: &VirtualMachine) -> PyResult<Value> {
    if let Some(text) = object.downcast_ref::<PyStr>() {
        let number: PyObjectRef = match dtype.kind() {
            Kind::Signed | Kind::Unsigned => object.try_int(vm)?.into(),
            Kind::Bool => return Ok(Value::Bool(!text.is_empty())),
            Kind::Float => vm
                .ctx
                .types
                .float_type
                .as_object()
                .call((object.to_owned(),), vm)?,
            Kind::Complex => vm
                .ctx
                .types
                .complex_type
                .as_object()
                .call((object.to_owned(),), vm)?,
        };
        return value_for(dtype, &number, vm);
    }
    if let Some(index) = object.try_index_opt(vm) {
        return integer_for(dtype, index?.as_bigint(), vm);
    }
    if let Some(float) = object.try_float_opt(vm) {
        return narrow(dtype, Value::Float(float?.to_f64()), vm);
    }
    if dtype == DType::Bool {
        return Ok(Value::Bool(object.to_owned().try_to_bool(vm)?));
    }
    Err(vm.new_type_error(format!(
        "an array of {} cannot hold a '{}' object",
        dtype.name(),
        object.class().name()
    )))
}

/// Whether `np.array` looks inside an object.
pub fn is_sequence(object: &PyObject) -> bool {
    object.downcast_ref::<PyNdArray>().is_some()
        || object.downcast_ref::<PyList>().is_some()
        || object.downcast_ref::<PyTuple>().is_some()
        || object.downcast_ref::<PyRange>().is_some()
        || (object.sequence_unchecked().check()
            && object.class().slots.as_sequence.length.load().is_some())
}

/// The error for an axis that an array does not have.
pub fn axis_error(text: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let class = vm
        .import("numpy", 0)
        .and_then(|numpy| numpy.get_attr("exceptions", vm)?.get_attr("AxisError", vm))
        .and_then(|class| class.try_into_value(vm));
    match class {
        Ok(class) => vm.new_exception_msg(class, text.into()),
        Err(error) => error,
    }
}

/// The error for an array that does not fit into memory.
pub fn too_large(_: TooLarge, vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_memory_error("Unable to allocate the array: it does not fit into memory")
}

/// An object as an array; arrays of the wanted type are returned as they are.
pub fn array_from(object: &PyObject, dtype: Option<DType>, vm: &VirtualMachine) -> PyResult<Array> {
    if let Some(array) = object.downcast_ref::<PyNdArray>() {
        let array = array.array();
        return match dtype {
            Some(dtype) if dtype != array.dtype => {
                array.copy_as(dtype).map_err(|fault| too_large(fault, vm))
            }
            _ => Ok((*array).clone()),
        };
    }
    let mut nest = Nest {
        shape: Vec::new(),
        leaves: Vec::new(),
    };
    nest.visit(object, 0, vm)?;
    let found = match dtype {
        Some(dtype) => dtype,
        None => nest.dtype(vm)?,
    };
    nest.build(found, vm)
}

/// A nested sequence taken apart.
struct Nest {
    shape: Vec<usize>,
    leaves: Vec<Leaf>,
}

/// What the nesting ends in.
enum Leaf {
    Object(PyObjectRef),
    Array(Arc<Array>),
}

impl Nest {
    fn visit(&mut self, object: &PyObject, depth: usize, vm: &VirtualMachine) -> PyResult<()> {
        /// NumPy's limit, which also catches sequences that contain themselves.
        const MAX_RANK: usize = 64;
        if let Some(array) = object.downcast_ref::<PyNdArray>() {
            let array = array.array();
            for (axis, &count) in array.shape().iter().enumerate() {
                self.set_count(depth + axis, count, vm)?;
            }
            self.check_end(depth + array.shape().len(), vm)?;
            self.leaves.push(Leaf::Array(array));
            return Ok(());
        }
        let text = object.downcast_ref::<PyStr>().is_some();
        if text || unbox_scalar(object, vm).is_some() || !is_sequence(object) || depth >= MAX_RANK {
            self.check_end(depth, vm)?;
            self.leaves.push(Leaf::Object(object.to_owned()));
            return Ok(());
        }
        let items: Vec<PyObjectRef> = object.to_owned().try_into_value(vm)?;
        self.set_count(depth, items.len(), vm)?;
        items
            .iter()
            .try_for_each(|item| self.visit(item, depth + 1, vm))
    }

    /// Every sequence at one depth must have the same length.
    fn set_count(&mut self, depth: usize, count: usize, vm: &VirtualMachine) -> PyResult<()> {
        if depth == self.shape.len() && self.leaves.is_empty() {
            self.shape.push(count);
            return Ok(());
        }
        if self.shape.get(depth) == Some(&count) {
            Ok(())
        } else {
            Err(self.ragged(vm))
        }
    }

    fn check_end(&self, depth: usize, vm: &VirtualMachine) -> PyResult<()> {
        if depth == self.shape.len() {
            Ok(())
        } else {
            Err(self.ragged(vm))
        }
    }

    fn ragged(&self, vm: &VirtualMachine) -> PyBaseExceptionRef {
        vm.new_value_error(
            "setting an array element with a sequence. The requested array has an inhomogeneous shape: \
             all sequences at one depth must have the same length.",
        )
    }

    /// The element type that holds every leaf.
    fn dtype(&self, vm: &VirtualMachine) -> PyResult<DType> {
        let mut found: Option<DType> = None;
        for leaf in &self.leaves {
            let dtype = match leaf {
                Leaf::Array(array) => array.dtype,
                Leaf::Object(object) => leaf_dtype(object, vm)?,
            };
            found = Some(found.map_or(dtype, |found| promote(found, dtype)));
        }
        Ok(found.unwrap_or(DType::Float64))
    }

    fn build(&self, dtype: DType, vm: &VirtualMachine) -> PyResult<Array> {
        let array = Array::zeros(dtype, &self.shape).map_err(|fault| too_large(fault, vm))?;
        let mut offset = 0;
        for leaf in &self.leaves {
            match leaf {
                Leaf::Object(object) => {
                    array.write(offset, value_for(dtype, object, vm)?);
                    offset += dtype.size() as isize;
                }
                Leaf::Array(source) => {
                    for value in source.values() {
                        array.write(offset, value);
                        offset += dtype.size() as isize;
                    }
                }
            }
        }
        Ok(array)
    }
}

fn leaf_dtype(object: &PyObject, vm: &VirtualMachine) -> PyResult<DType> {
    if let Some((dtype, _)) = unbox_scalar(object, vm) {
        return Ok(dtype);
    }
    if let Some((dtype, _)) = python_number(object, vm) {
        return Ok(dtype);
    }
    if object.downcast_ref::<PyInt>().is_some() {
        return Err(vm.new_overflow_error(
            "Python int too large for an array element: arrays of Python objects are not supported",
        ));
    }
    Err(vm.new_type_error(format!(
        "arrays of '{}' objects are not supported",
        object.class().name()
    )))
}

/// A shape argument: an integer or a sequence of integers.
pub fn shape_from(object: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<isize>> {
    if let Some(count) = object.try_index_opt(vm) {
        return Ok(vec![count?.try_to_primitive(vm)?]);
    }
    let items: Vec<PyObjectRef> = object.to_owned().try_into_value(vm)?;
    items
        .iter()
        .map(|item| item.try_index(vm)?.try_to_primitive(vm))
        .collect()
}

/// As `shape_from`, for the shape of a new array: nothing may be negative.
pub fn new_shape_from(object: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<usize>> {
    let shape = shape_from(object, vm)?;
    shape
        .into_iter()
        .map(|count| {
            usize::try_from(count)
                .map_err(|_| vm.new_value_error("negative dimensions are not allowed"))
        })
        .collect()
}
