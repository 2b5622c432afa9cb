//! NumPy's scalars as Python objects.
//!
//! The class `generic` holds the behaviour of all of them. Its slots look at the object rather than at a payload of
//! one type, because a `float64` is a Python `float` inside (see `types`).

use rustpython_vm::builtins::{
    PyComplex, PyEllipsis, PyFloat, PyInt, PyList, PyStr, PyTuple, PyTypeRef,
};
use rustpython_vm::class::StaticType;
use rustpython_vm::common::hash::PyHash;
use rustpython_vm::convert::ToPyObject;
use rustpython_vm::function::{Either, FuncArgs, PyComparisonValue};
use rustpython_vm::protocol::{PyMappingMethods, PyNumber, PyNumberMethods};
use rustpython_vm::types::{
    AsMapping, AsNumber, Comparable, Constructor, Hashable, PyComparisonOp, Representable,
};
use rustpython_vm::{
    AsObject, Context, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    pyclass, stdlib,
};

use super::compute;
use super::convert::{self, operand};
use super::dtype::{DType, Kind};
use super::dtype_object::PyDType;
use super::format;
use super::ndarray::PyNdArray;
use super::scalar_math::{self, Binary, Fault, Operand, Outcome, Unary};
use super::types::types;
use super::value::Value;

/// The payload of every scalar that is not a Python number.
#[pyclass(module = "numpy", name = "generic")]
#[derive(Debug, Clone, Copy)]
pub struct Scalar {
    dtype: DType,
    value: Value,
}

// Written out because scalars have many classes for one payload: a downcast must look at the payload alone.
impl PyPayload for Scalar {
    fn class(_ctx: &Context) -> &'static Py<rustpython_vm::builtins::PyType> {
        Self::static_type()
    }
}

/// Methods that scalars share with arrays.
const ARRAY_METHODS: &[&str] = &[
    "all", "any", "argmax", "argmin", "clip", "cumprod", "cumsum", "max", "mean", "min", "nonzero",
    "prod", "ptp", "repeat", "round", "std", "sum", "take", "var",
];

/// Gives the class the methods that are array functions by name.
pub(crate) fn add_array_methods(vm: &VirtualMachine) {
    let class = Scalar::static_type();
    for &name in ARRAY_METHODS {
        let key = vm.ctx.intern_str(name);
        let call = move |object: PyObjectRef, args: FuncArgs, vm: &VirtualMachine| {
            compute::function(vm, name, compute::with_self(object, args))
        };
        class.set_attr(key, vm.new_method(name, class, call).into());
    }
}

/// Makes a scalar of an element type.
pub fn box_scalar(dtype: DType, value: Value, vm: &VirtualMachine) -> PyObjectRef {
    let class = types(vm).class(dtype).clone();
    box_with_class(class, dtype, value)
}

fn box_with_class(class: PyTypeRef, dtype: DType, value: Value) -> PyObjectRef {
    match (dtype, value.cast(dtype)) {
        (DType::Float64, Value::Float(value)) => {
            PyRef::new_ref(PyFloat::from(value), class, None).into()
        }
        (DType::Complex128, Value::Complex(re, im)) => PyRef::new_ref(
            PyComplex::from(num_complex::Complex64::new(re, im)),
            class,
            None,
        )
        .into(),
        (_, value) => PyRef::new_ref(Scalar { dtype, value }, class, None).into(),
    }
}

/// The element type and value of a scalar; nothing for every other object.
pub fn unbox_scalar(object: &PyObject, vm: &VirtualMachine) -> Option<(DType, Value)> {
    if let Some(scalar) = object.downcast_ref::<Scalar>() {
        return Some((scalar.dtype, scalar.value));
    }
    if let Some(float) = object.downcast_ref::<PyFloat>() {
        let derived = !object.class().is(vm.ctx.types.float_type);
        return (derived && types(vm).dtype_in_mro(object.class()) == Some(DType::Float64))
            .then(|| (DType::Float64, Value::Float(float.to_f64())));
    }
    let complex = object.downcast_ref::<PyComplex>()?;
    let derived = !object.class().is(vm.ctx.types.complex_type);
    let value = complex.to_complex();
    (derived && types(vm).dtype_in_mro(object.class()) == Some(DType::Complex128))
        .then_some((DType::Complex128, Value::Complex(value.re, value.im)))
}

/// The nearest Python number: `int`, `float`, `complex` or `bool`.
pub fn to_python(value: Value, vm: &VirtualMachine) -> PyObjectRef {
    match value {
        Value::Bool(value) => vm.ctx.new_bool(value).into(),
        Value::Int(value) => vm.ctx.new_int(value).into(),
        Value::Uint(value) => vm.ctx.new_int(value).into(),
        Value::Float(value) => vm.ctx.new_float(value).into(),
        Value::Complex(re, im) => num_complex::Complex64::new(re, im).to_pyobject(vm),
    }
}

/// The scalar a method was called on.
fn this(object: &PyObject, vm: &VirtualMachine) -> PyResult<(DType, Value)> {
    unbox_scalar(object, vm).ok_or_else(|| {
        vm.new_type_error(format!(
            "'{}' object is not a NumPy scalar",
            object.class().name()
        ))
    })
}

fn this_as_python(object: &PyObject, vm: &VirtualMachine) -> PyResult {
    Ok(to_python(this(object, vm)?.1, vm))
}

#[pyclass(
    with(AsMapping, AsNumber, Comparable, Constructor, Hashable, Representable),
    flags(BASETYPE)
)]
impl Scalar {
    #[pygetset]
    fn dtype(object: PyObjectRef, vm: &VirtualMachine) -> PyResult<PyRef<PyDType>> {
        Ok(PyDType::get(this(&object, vm)?.0, vm))
    }

    #[pygetset]
    fn shape(_object: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.empty_tuple.clone().into()
    }

    #[pygetset]
    fn strides(_object: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.empty_tuple.clone().into()
    }

    #[pygetset]
    fn ndim(_object: PyObjectRef) -> usize {
        0
    }

    #[pygetset]
    fn size(_object: PyObjectRef) -> usize {
        1
    }

    #[pygetset]
    fn itemsize(object: PyObjectRef, vm: &VirtualMachine) -> PyResult<usize> {
        Ok(this(&object, vm)?.0.size())
    }

    #[pygetset]
    fn nbytes(object: PyObjectRef, vm: &VirtualMachine) -> PyResult<usize> {
        Ok(this(&object, vm)?.0.size())
    }

    #[pygetset(name = "T")]
    fn transposed(object: PyObjectRef) -> PyObjectRef {
        object
    }

    #[pygetset]
    fn real(object: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let (dtype, value) = this(&object, vm)?;
        Ok(if dtype.is_complex() {
            box_scalar(dtype.real(), Value::Float(value.real()), vm)
        } else {
            object
        })
    }

    #[pygetset]
    fn imag(object: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let (dtype, value) = this(&object, vm)?;
        Ok(box_scalar(dtype.real(), Value::Float(value.imag()), vm))
    }

    #[pymethod]
    fn item(object: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        this_as_python(&object, vm)
    }

    #[pymethod]
    fn tolist(object: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        this_as_python(&object, vm)
    }

    #[pymethod]
    fn copy(object: PyObjectRef) -> PyObjectRef {
        object
    }

    #[pymethod]
    fn astype(object: PyObjectRef, dtype: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let dtype = PyDType::parse(&dtype, vm)?;
        Ok(box_scalar(dtype, this(&object, vm)?.1, vm))
    }

    /// The scalar's bytes as a scalar of another type.
    #[pymethod]
    fn view(object: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        compute::function(vm, "generic_view", compute::with_self(object, args))
    }

    #[pymethod]
    fn conjugate(object: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        match this(&object, vm)? {
            (dtype, Value::Complex(re, im)) => Ok(box_scalar(dtype, Value::Complex(re, -im), vm)),
            _ => Ok(object),
        }
    }

    #[pymethod]
    fn conj(object: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        Self::conjugate(object, vm)
    }

    #[pymethod]
    fn is_integer(object: PyObjectRef, vm: &VirtualMachine) -> PyResult<bool> {
        Ok(match this(&object, vm)?.1 {
            Value::Float(value) => value.is_finite() && value.fract() == 0.0,
            Value::Bool(_) | Value::Int(_) | Value::Uint(_) => true,
            Value::Complex(..) => return Err(vm.new_attribute_error("is_integer")),
        })
    }

    #[pymethod]
    fn __format__(object: PyObjectRef, spec: PyRef<PyStr>, vm: &VirtualMachine) -> PyResult {
        // Single precision is shown with the digits of a Python float, as in NumPy.
        let number = this_as_python(&object, vm)?;
        vm.call_method(&number, "__format__", (spec,))
    }

    #[pymethod]
    fn __str__(object: PyObjectRef, vm: &VirtualMachine) -> PyResult<String> {
        let (dtype, value) = this(&object, vm)?;
        Ok(format::scalar_str(value, dtype))
    }

    #[pymethod]
    fn __complex__(object: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let value = this(&object, vm)?.1;
        Ok(to_python(Value::Complex(value.real(), value.imag()), vm))
    }

    #[pymethod]
    fn __round__(object: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let number = this_as_python(&object, vm)?;
        let rounded = vm.call_method(&number, "__round__", args.clone())?;
        // With digits the result keeps the scalar's type; without, it is an `int`, as for a Python float.
        if args.args.is_empty() {
            return Ok(rounded);
        }
        let (dtype, _) = this(&object, vm)?;
        Ok(box_scalar(
            dtype,
            convert::value_for(dtype, &rounded, vm)?,
            vm,
        ))
    }

    #[pymethod]
    fn __array__(object: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        Ok(PyNdArray::new_object(
            convert::array_from(&object, None, vm)?,
            vm,
        ))
    }

    #[pymethod]
    fn __reduce__(object: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let value = this_as_python(&object, vm)?;
        let class = object.class().to_owned();
        Ok(vm.new_tuple((class, (value,))).into())
    }
}

impl Constructor for Scalar {
    type Args = FuncArgs;

    fn slot_new(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let Some(dtype) = types(vm).dtype_in_mro(&class) else {
            return Err(
                vm.new_type_error(format!("cannot create 'numpy.{}' instances", class.name()))
            );
        };
        let value = match args.args.as_slice() {
            [] => Value::Bool(false),
            // A sequence makes an array, as in NumPy.
            [object] if !is_text(object, vm) && convert::is_sequence(object) => {
                return Ok(PyNdArray::new_object(
                    convert::array_from(object, Some(dtype), vm)?,
                    vm,
                ));
            }
            [object] => convert::value_for(dtype, object, vm)?,
            [re, im] if dtype.is_complex() => {
                let part = |object| convert::value_for(DType::Float64, object, vm);
                Value::Complex(part(re)?.real(), part(im)?.real())
            }
            more => {
                return Err(vm.new_type_error(format!(
                    "{}() takes at most 1 argument ({} given)",
                    class.name(),
                    more.len()
                )));
            }
        };
        Ok(box_with_class(class, dtype, value))
    }

    fn py_new(
        _class: &Py<rustpython_vm::builtins::PyType>,
        _args: Self::Args,
        vm: &VirtualMachine,
    ) -> PyResult<Self> {
        Err(vm.new_type_error("cannot create 'numpy.generic' instances"))
    }
}

fn is_text(object: &PyObject, vm: &VirtualMachine) -> bool {
    object.fast_isinstance(vm.ctx.types.str_type)
}

impl Representable for Scalar {
    fn slot_repr(object: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
        let (dtype, value) = this(object, vm)?;
        Ok(vm.ctx.new_str(format::scalar_repr(value, dtype)))
    }
}

impl AsMapping for Scalar {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            subscript: Some(|mapping, key, vm| item_of(mapping.obj, key, vm)),
            ..PyMappingMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

/// A scalar takes the indices of an array without axes.
fn item_of(scalar: &PyObject, key: &PyObject, vm: &VirtualMachine) -> PyResult {
    if key
        .downcast_ref::<PyTuple>()
        .is_some_and(|key| key.is_empty())
    {
        return Ok(scalar.to_owned());
    }
    if key.downcast_ref::<PyEllipsis>().is_none() && !vm.is_none(key) {
        return Err(vm.new_index_error("invalid index to scalar variable."));
    }
    let array = convert::array_from(scalar, None, vm)?;
    PyNdArray::new_object(array, vm).get_item(key, vm)
}

impl Hashable for Scalar {
    fn slot_hash(object: &PyObject, vm: &VirtualMachine) -> PyResult<PyHash> {
        this_as_python(object, vm)?.hash(vm)
    }

    fn hash(scalar: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyHash> {
        Self::slot_hash(scalar.as_object(), vm)
    }
}

impl Comparable for Scalar {
    fn slot_richcompare(
        a: &PyObject,
        b: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<Either<PyObjectRef, PyComparisonValue>> {
        if compute::is_array_like(b) {
            return compute::comparison(op, a, b, vm).map(Either::A);
        }
        let (Some(x), Some(y)) = (operand(a, vm), operand(b, vm)) else {
            return Ok(Either::B(PyComparisonValue::NotImplemented));
        };
        let holds = match scalar_math::compare(x, y) {
            Some(order) => op.eval_ord(order),
            None => op == PyComparisonOp::Ne,
        };
        Ok(Either::A(box_scalar(DType::Bool, Value::Bool(holds), vm)))
    }

    fn cmp(
        scalar: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        match Self::slot_richcompare(scalar.as_object(), other, op, vm)? {
            Either::A(object) => object.try_to_bool(vm).map(PyComparisonValue::Implemented),
            Either::B(value) => Ok(value),
        }
    }
}

/// A binary operator of which at least one side is a scalar.
fn binary(op: Binary, a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> PyResult {
    if op == Binary::Multiply && repeats(a, b, vm) {
        return vm._mul(b, this_as_python(a, vm)?.as_object());
    }
    if op == Binary::Multiply && repeats(b, a, vm) {
        return vm._mul(a, this_as_python(b, vm)?.as_object());
    }
    if compute::is_array_like(a) || compute::is_array_like(b) {
        return compute::ufunc(
            vm,
            op.name(),
            FuncArgs::from(vec![a.to_owned(), b.to_owned()]),
        );
    }
    let (Some(x), Some(y)) = (operand(a, vm), operand(b, vm)) else {
        return Ok(vm.ctx.not_implemented());
    };
    match scalar_math::binary(op, x, y) {
        Ok(outcome) => finish(op, outcome, vm),
        Err(fault) => Err(fault_error(op, fault, x, y, vm)),
    }
}

/// Whether an integer scalar stands beside a sequence, which it repeats as an `int` does.
fn repeats(scalar: &PyObject, sequence: &PyObject, vm: &VirtualMachine) -> bool {
    let listed =
        sequence.downcast_ref::<PyList>().is_some() || sequence.downcast_ref::<PyTuple>().is_some();
    listed && unbox_scalar(scalar, vm).is_some_and(|(dtype, _)| dtype.is_integer())
}

fn finish(op: Binary, outcome: Outcome, vm: &VirtualMachine) -> PyResult {
    if let Some(warning) = outcome.warning {
        let name = op.name();
        let message = format!("{} encountered in scalar {name}", warning.words());
        stdlib::_warnings::warn(vm.ctx.exceptions.runtime_warning, message, 1, vm)?;
    }
    Ok(box_scalar(outcome.dtype, outcome.value, vm))
}

fn fault_error(
    op: Binary,
    fault: Fault,
    x: Operand,
    y: Operand,
    vm: &VirtualMachine,
) -> rustpython_vm::builtins::PyBaseExceptionRef {
    match fault {
        Fault::Unsupported => vm.new_type_error(format!(
            "ufunc '{}' not supported for the input types '{}' and '{}'",
            op.name(),
            x.dtype.name(),
            y.dtype.name()
        )),
        Fault::OutOfBounds(dtype) => {
            let value = if x.weak { x.value } else { y.value };
            convert::out_of_bounds(&format::scalar_str(value, x.dtype), dtype, vm)
        }
        Fault::NegativePower => {
            vm.new_value_error("Integers to negative integer powers are not allowed.")
        }
    }
}

fn unary(op: Unary, object: &PyObject, vm: &VirtualMachine) -> PyResult {
    let (dtype, value) = this(object, vm)?;
    match scalar_math::unary(op, dtype, value) {
        Ok((dtype, value)) => Ok(box_scalar(dtype, value, vm)),
        Err(_) => Err(vm.new_type_error(format!(
            "ufunc '{}' not supported for the input type '{}'",
            op.name(),
            dtype.name()
        ))),
    }
}

fn divmod(a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> PyResult {
    let quotient = binary(Binary::FloorDivide, a, b, vm)?;
    let rest = binary(Binary::Remainder, a, b, vm)?;
    Ok(vm.new_tuple((quotient, rest)).into())
}

fn power(a: &PyObject, b: &PyObject, modulus: &PyObject, vm: &VirtualMachine) -> PyResult {
    if !vm.is_none(modulus) {
        return Ok(vm.ctx.not_implemented());
    }
    binary(Binary::Power, a, b, vm)
}

/// `int(x)`, which refuses complex numbers and what is not finite.
fn to_int(number: PyNumber<'_>, vm: &VirtualMachine) -> PyResult {
    let (dtype, _) = this(number.obj, vm)?;
    if dtype.is_complex() {
        return Err(vm.new_type_error(
            "int() argument must be a string, a bytes-like object or a real number, not 'complex'",
        ));
    }
    Ok(this_as_python(number.obj, vm)?.try_int(vm)?.into())
}

fn to_float(number: PyNumber<'_>, vm: &VirtualMachine) -> PyResult {
    let (_, value) = this(number.obj, vm)?;
    Ok(vm.ctx.new_float(value.real()).into())
}

/// `operator.index(x)`: integers only.
fn to_index(number: PyNumber<'_>, vm: &VirtualMachine) -> PyResult {
    let (dtype, value) = this(number.obj, vm)?;
    match dtype.kind() {
        Kind::Signed | Kind::Unsigned => Ok(to_python(value, vm)),
        Kind::Bool | Kind::Float | Kind::Complex => Err(vm.new_type_error(format!(
            "'numpy.{}' object cannot be interpreted as an integer",
            dtype.name()
        ))),
    }
}

impl AsNumber for Scalar {
    fn as_number() -> &'static PyNumberMethods {
        static METHODS: PyNumberMethods = PyNumberMethods {
            add: Some(|a, b, vm| binary(Binary::Add, a, b, vm)),
            subtract: Some(|a, b, vm| binary(Binary::Subtract, a, b, vm)),
            multiply: Some(|a, b, vm| binary(Binary::Multiply, a, b, vm)),
            true_divide: Some(|a, b, vm| binary(Binary::TrueDivide, a, b, vm)),
            floor_divide: Some(|a, b, vm| binary(Binary::FloorDivide, a, b, vm)),
            remainder: Some(|a, b, vm| binary(Binary::Remainder, a, b, vm)),
            divmod: Some(divmod),
            power: Some(power),
            and: Some(|a, b, vm| binary(Binary::And, a, b, vm)),
            or: Some(|a, b, vm| binary(Binary::Or, a, b, vm)),
            xor: Some(|a, b, vm| binary(Binary::Xor, a, b, vm)),
            lshift: Some(|a, b, vm| binary(Binary::LeftShift, a, b, vm)),
            rshift: Some(|a, b, vm| binary(Binary::RightShift, a, b, vm)),
            negative: Some(|a, vm| unary(Unary::Negative, a.obj, vm)),
            positive: Some(|a, vm| unary(Unary::Positive, a.obj, vm)),
            absolute: Some(|a, vm| unary(Unary::Absolute, a.obj, vm)),
            invert: Some(|a, vm| unary(Unary::Invert, a.obj, vm)),
            boolean: Some(|a, vm| Ok(this(a.obj, vm)?.1.is_truthy())),
            int: Some(to_int),
            float: Some(to_float),
            index: Some(to_index),
            ..PyNumberMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

/// Whether an object is a Python number or a scalar.
pub fn is_number(object: &PyObject) -> bool {
    object.downcast_ref::<Scalar>().is_some()
        || object.downcast_ref::<PyFloat>().is_some()
        || object.downcast_ref::<PyInt>().is_some()
        || object.downcast_ref::<PyComplex>().is_some()
}
