//! Python objects as arguments of compiled code, and its results as Python objects.

use std::sync::{Arc, Mutex, PoisonError};

use num_traits::ToPrimitive;
use numjit::{Arg, ArrayRef, NamedTupleClassRef, rows};
use numjit_abi::DType as Code;
use numjit_runtime::Block;
use rustpython_vm::builtins::{
    PyComplex, PyFloat, PyInt, PyList, PyRange, PySlice, PyStr, PyTuple, PyType, PyTypeRef,
};
use rustpython_vm::convert::ToPyObject;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};
use smallvec::SmallVec;

use crate::entity::entity_path;
use crate::numba_types::NumbaType;
use crate::numpy::array::Array;
use crate::numpy::convert::too_large;
use crate::numpy::dtype::DType;
use crate::numpy::dtype_object::PyDType;
use crate::numpy::layout::Layout;
use crate::numpy::ndarray::PyNdArray;
use crate::numpy::scalar::{box_scalar, unbox_scalar};
use crate::numpy::value::Value;
use crate::{containers, dispatcher, enumeration, generator, jitclass, records, typed};

/// Arguments of one call.
pub(crate) type Args = SmallVec<[Arg; 6]>;

/// A Python object as an argument; nothing for an object that compiled code cannot take.
///
/// Arrays are borrowed: the object has to live as long as the call.
pub(crate) fn to_arg(object: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Arg>> {
    let class = object.class();
    let types = &vm.ctx.types;
    if class.is(types.float_type)
        && let Some(float) = object.downcast_ref::<PyFloat>()
    {
        return Ok(Some(Arg::Float(float.to_f64())));
    }
    if class.is(types.int_type)
        && let Some(int) = object.downcast_ref::<PyInt>()
    {
        return integer(int, vm).map(Some);
    }
    if let Some(array) = object.downcast_ref::<PyNdArray>() {
        return Ok(Some(Arg::Array(array.array().code_array())));
    }
    if class.is(types.bool_type) {
        return Ok(Some(Arg::Bool(object.is(&vm.ctx.true_value))));
    }
    if vm.is_none(object) {
        return Ok(Some(Arg::None));
    }
    if let Some((dtype, value)) = unbox_scalar(object, vm) {
        return Ok(Some(scalar(dtype, value)));
    }
    if let Some(tuple) = object.downcast_ref::<PyTuple>() {
        return tuple_arg(tuple, vm);
    }
    rare(object, vm)
}

/// The kinds of arguments that are seldom passed.
fn rare(object: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Arg>> {
    if let Some(class) = enumeration::class_of(object, vm) {
        return enumeration::arg(object, class, vm);
    }
    if let Some(complex) = object.downcast_ref::<PyComplex>() {
        let value = complex.to_complex();
        return Ok(Some(Arg::Complex(value.re, value.im)));
    }
    if let Some(text) = object.downcast_ref::<PyStr>() {
        return Ok(Some(Arg::Str(text.to_string_lossy().into())));
    }
    if let Some(int) = object.downcast_ref::<PyInt>() {
        return integer(int, vm).map(Some);
    }
    if let Some(float) = object.downcast_ref::<PyFloat>() {
        return Ok(Some(Arg::Float(float.to_f64())));
    }
    if let Some(dispatcher) = dispatcher::of(object) {
        return Ok(Some(Arg::Func(dispatcher.id())));
    }
    if let Some(arg) = records::argument(object, vm) {
        return Ok(Some(arg));
    }
    if let Some(class) = jitclass::number_of(object) {
        return Ok(Some(Arg::Class(class)));
    }
    if let Some(ty) = object.downcast_ref::<NumbaType>()
        && ty.ty().dtype().is_none()
    {
        return Ok(Some(Arg::Type(ty.ty())));
    }
    if let Some(dtype) = dtype_of(object, vm) {
        return Ok(Some(Arg::DType(dtype)));
    }
    if let Some(range) = object.downcast_ref::<PyRange>() {
        return range_arg(range, vm).map(Some);
    }
    if let Some(slice) = object.downcast_ref::<PySlice>() {
        return slice_arg(slice, vm);
    }
    if let Some(made) = generator::reference(object) {
        return Ok(Some(Arg::Generator(made)));
    }
    if let Some(arg) = jitclass::argument(object) {
        return Ok(Some(arg));
    }
    if let Some(arg) = typed::argument(object, vm)? {
        return Ok(Some(arg));
    }
    if let Some(arg) = containers::argument(object, vm)? {
        return Ok(Some(arg));
    }
    Ok(entity_path(object).and_then(rows::lookup).map(Arg::Entity))
}

/// The element type that a class or dtype object stands for.
pub(crate) fn dtype_of(object: &PyObject, vm: &VirtualMachine) -> Option<Code> {
    if let Some(ty) = object.downcast_ref::<NumbaType>() {
        return ty.ty().dtype();
    }
    let named =
        object.downcast_ref::<PyDType>().is_some() || object.downcast_ref::<PyType>().is_some();
    let dtype = named.then(|| PyDType::parse_opt(object, vm)).flatten()?;
    Some(dtype.code_type())
}

fn integer(int: &Py<PyInt>, vm: &VirtualMachine) -> PyResult<Arg> {
    let value = int.as_bigint();
    if let Some(value) = value.to_i64() {
        return Ok(Arg::Int(value));
    }
    value
        .to_u64()
        .map(Arg::UInt)
        .ok_or_else(|| vm.new_overflow_error("int too large for int64 and uint64"))
}

/// A NumPy scalar as an argument that keeps its type.
pub(crate) fn scalar(dtype: DType, value: Value) -> Arg {
    let single = |value: f64| u64::from((value as f32).to_bits());
    let slots = match value {
        Value::Bool(value) => [value.into(), 0],
        Value::Int(value) => [value as u64, 0],
        Value::Uint(value) => [value, 0],
        Value::Float(value) if dtype == DType::Float32 => [single(value), 0],
        Value::Float(value) => [value.to_bits(), 0],
        Value::Complex(re, im) if dtype == DType::Complex64 => [single(re), single(im)],
        Value::Complex(re, im) => [re.to_bits(), im.to_bits()],
    };
    Arg::Scalar(dtype.code_type(), slots)
}

fn scalar_value(dtype: DType, [first, second]: [u64; 2]) -> Value {
    let single = |bits: u64| f64::from(f32::from_bits(bits as u32));
    match dtype {
        DType::Bool => Value::Bool(first != 0),
        DType::Int8 | DType::Int16 | DType::Int32 | DType::Int64 => Value::Int(first as i64),
        DType::Uint8 | DType::Uint16 | DType::Uint32 | DType::Uint64 => Value::Uint(first),
        DType::Float32 => Value::Float(single(first)),
        DType::Float64 => Value::Float(f64::from_bits(first)),
        DType::Complex64 => Value::Complex(single(first), single(second)),
        DType::Complex128 => Value::Complex(f64::from_bits(first), f64::from_bits(second)),
    }
}

fn range_arg(range: &Py<PyRange>, vm: &VirtualMachine) -> PyResult<Arg> {
    let part = |name: &'static str| -> PyResult<i64> {
        range.as_object().get_attr(name, vm)?.try_into_value(vm)
    };
    Ok(Arg::Range(part("start")?, part("stop")?, part("step")?))
}

/// Parts of other types than `int` are left to the message about the argument.
fn slice_arg(slice: &Py<PySlice>, vm: &VirtualMachine) -> PyResult<Option<Arg>> {
    let mut parts = [None; 3];
    for (part, name) in parts.iter_mut().zip(["start", "stop", "step"]) {
        let value = slice.as_object().get_attr(name, vm)?;
        if vm.is_none(&value) {
            continue;
        }
        match to_arg(&value, vm)? {
            Some(Arg::Int(value)) => *part = Some(value),
            _ => return Ok(None),
        }
    }
    Ok(Some(Arg::Slice(parts)))
}

fn tuple_arg(tuple: &Py<PyTuple>, vm: &VirtualMachine) -> PyResult<Option<Arg>> {
    let mut items = Vec::with_capacity(tuple.len());
    for item in tuple.iter() {
        match to_arg(item, vm)? {
            Some(arg) => items.push(arg),
            None => return Ok(None),
        }
    }
    if tuple.class().is(vm.ctx.types.tuple_type) {
        return Ok(Some(Arg::Tuple(items)));
    }
    Ok(named_tuple_class(tuple.class(), vm).map(|class| Arg::NamedTuple(class, items)))
}

/// The named tuple classes that compiled code has seen; a class's number is its place.
static CLASSES: Mutex<Vec<(PyTypeRef, NamedTupleClassRef)>> = Mutex::new(Vec::new());

/// What a named tuple class is to compiled code; nothing for any other class.
pub(crate) fn named_tuple_class(
    class: &Py<PyType>,
    vm: &VirtualMachine,
) -> Option<NamedTupleClassRef> {
    if let Some(known) = known_class(class) {
        return Some(known);
    }
    if !class.fast_issubclass(vm.ctx.types.tuple_type) {
        return None;
    }
    let fields = class.as_object().get_attr("_fields", vm).ok()?;
    let fields: Vec<Arc<str>> = fields
        .downcast_ref::<PyTuple>()?
        .iter()
        .map(|field| field.downcast_ref::<PyStr>()?.to_str().map(Arc::from))
        .collect::<Option<_>>()?;
    let mut classes = CLASSES.lock().unwrap_or_else(PoisonError::into_inner);
    let made = NamedTupleClassRef {
        name: (*class.name()).into(),
        class: classes.len() as u32,
        fields: fields.into(),
    };
    classes.push((class.to_owned(), made.clone()));
    Some(made)
}

fn known_class(class: &Py<PyType>) -> Option<NamedTupleClassRef> {
    let classes = CLASSES.lock().unwrap_or_else(PoisonError::into_inner);
    classes
        .iter()
        .find(|known| known.0.is(class))
        .map(|known| known.1.clone())
}

fn class_with_number(number: u32) -> Option<PyTypeRef> {
    let classes = CLASSES.lock().unwrap_or_else(PoisonError::into_inner);
    classes.get(number as usize).map(|known| known.0.clone())
}

/// A result as a Python object. `args` are the objects that were passed to the call: an array that comes back is the
/// same object, and a view of one shares its memory.
pub(crate) fn from_arg(arg: Arg, args: &[PyObjectRef], vm: &VirtualMachine) -> PyResult {
    Ok(match arg {
        Arg::None => vm.ctx.none(),
        Arg::Bool(value) => vm.ctx.new_bool(value).into(),
        Arg::Int(value) | Arg::Literal(value) => vm.ctx.new_int(value).into(),
        Arg::UInt(value) => vm.ctx.new_int(value).into(),
        Arg::Float(value) => vm.ctx.new_float(value).into(),
        Arg::Complex(re, im) => num_complex::Complex64::new(re, im).to_pyobject(vm),
        Arg::Scalar(code, slots) => {
            let dtype = DType::from_code_type(code);
            box_scalar(dtype, scalar_value(dtype, slots), vm)
        }
        Arg::Str(text) => vm.ctx.new_str(&*text).into(),
        Arg::Array(array) => match array.record {
            Some(record) => records::array_object(array, record, args, vm)?,
            None => array_object(&array, args, vm)?,
        },
        Arg::RecordDType(record) => records::type_object(record, vm)?,
        Arg::Tuple(items) => vm.ctx.new_tuple(objects(items, args, vm)?).into(),
        Arg::NamedTuple(class, items) => named_tuple(&class, objects(items, args, vm)?, vm)?,
        Arg::Func(id) => dispatcher::with_id(id)
            .ok_or_else(|| vm.new_runtime_error("the returned function no longer exists"))?,
        Arg::DType(code) => PyDType::get(DType::from_code_type(code), vm).into(),
        Arg::Entity(entity) => entity_object(entity, vm)?,
        Arg::Enum(class, value) => enumeration::member(&class, from_arg(*value, args, vm)?, vm)?,
        Arg::Generator(made) => generator::object(made, vm)?,
        Arg::Slice(parts) => {
            let part = |part: Option<i64>| {
                part.map_or_else(|| vm.ctx.none(), |part| vm.ctx.new_int(part).into())
            };
            let class: PyObjectRef = vm.ctx.types.slice_type.to_owned().into();
            let [start, stop, step] = parts.map(part);
            class.call((start, stop, step), vm)?
        }
        Arg::Class(class) => jitclass::class_object(class, vm)?.into(),
        Arg::Type(ty) => NumbaType::object(ty, vm),
        Arg::Container(container) => containers::object(&container, args, vm)?,
        Arg::Range(start, stop, step) => {
            let class: PyObjectRef = vm.ctx.types.range_type.to_owned().into();
            class.call((start, stop, step), vm)?
        }
    })
}

fn objects(
    items: Vec<Arg>,
    args: &[PyObjectRef],
    vm: &VirtualMachine,
) -> PyResult<Vec<PyObjectRef>> {
    items
        .into_iter()
        .map(|item| from_arg(item, args, vm))
        .collect()
}

fn named_tuple(
    class: &NamedTupleClassRef,
    items: Vec<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult {
    let made = class_with_number(class.class)
        .ok_or_else(|| vm.new_runtime_error(format!("the class {} is unknown", class.name)))?;
    // `_make` takes the items as one iterable and skips the class's own `__new__`, as Numba does.
    vm.call_method(made.as_object(), "_make", (vm.ctx.new_list(items),))
}

/// The object that a library function is in Python.
fn entity_object(entity: u32, vm: &VirtualMachine) -> PyResult {
    let path = rows::item(entity).path;
    let (module, name) = path.rsplit_once('.').unwrap_or(("builtins", path));
    vm.import(module, 0)?;
    let modules = vm.sys_module.get_attr("modules", vm)?;
    modules
        .get_item(module, vm)?
        .get_attr(&*vm.ctx.new_str(name), vm)
}

/// An array result as an object; takes over its owner.
#[allow(
    unsafe_code,
    reason = "a result's memory block arrives as a raw pointer"
)]
fn array_object(array: &ArrayRef, args: &[PyObjectRef], vm: &VirtualMachine) -> PyResult {
    // Safety: the result carries one owner of the block, or none for memory that outlives the call.
    let block = unsafe { Block::from_raw(array.owner) };
    if let Some(same) = find_array(args, &|known| is_same(&known.array(), array)) {
        return Ok(same);
    }
    let dtype = DType::from_code_type(array.dtype);
    let layout = Layout {
        shape: array.shape.iter().map(|&extent| extent as usize).collect(),
        strides: array
            .strides
            .iter()
            .map(|&stride| stride as isize)
            .collect(),
    };
    let Some(block) = block else {
        return Ok(PyNdArray::new_object(
            copy_constant(array, dtype, &layout, vm)?,
            vm,
        ));
    };
    let owner = block.as_ptr();
    // A view without elements may point anywhere.
    let is_empty = array.shape.contains(&0);
    let data = if is_empty { block.data() } else { array.data };
    let made = Array::from_block(block, data, dtype, layout, array.writable).ok_or_else(|| {
        vm.new_system_error("a compiled function returned an array outside of its memory")
    })?;
    let base = find_array(args, &|known| {
        known.array().buffer.block().as_ptr() == owner
    });
    Ok(
        match base
            .as_ref()
            .and_then(|base| base.downcast_ref::<PyNdArray>())
        {
            Some(base) => PyNdArray::new_view(made, base, vm),
            None => PyNdArray::new_object(made, vm),
        },
    )
}

/// Copies an array that lies in the constants of compiled code.
#[allow(unsafe_code, reason = "constants of compiled code are raw memory")]
fn copy_constant(
    array: &ArrayRef,
    dtype: DType,
    layout: &Layout,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    let copy = Array::zeros(dtype, &layout.shape).map_err(|error| too_large(error, vm))?;
    for (to, from) in copy.layout.offsets().zip(layout.offsets()) {
        let mut element = [0; 16];
        // Safety: compiled code returned an array whose elements all lie in its constants.
        unsafe {
            std::ptr::copy_nonoverlapping(
                array.data.offset(from),
                element.as_mut_ptr(),
                dtype.size(),
            )
        };
        copy.write(to, Value::from_bytes(dtype, &element));
    }
    Ok(copy)
}

/// The first array among the arguments, or in a tuple among them, that fits.
fn find_array(args: &[PyObjectRef], fits: &dyn Fn(&PyNdArray) -> bool) -> Option<PyObjectRef> {
    args.iter().find_map(|object| {
        if let Some(array) = object.downcast_ref::<PyNdArray>() {
            return fits(array).then(|| object.clone());
        }
        if let Some(list) = object.downcast_ref::<PyList>() {
            return find_array(&list.borrow_vec(), fits);
        }
        let tuple = object.downcast_ref::<PyTuple>()?;
        find_array(tuple.as_slice(), fits)
    })
}

fn is_same(known: &Array, array: &ArrayRef) -> bool {
    known.buffer.block().as_ptr() == array.owner
        && known.address() == array.data as usize
        && known.dtype.code_type() == array.dtype
        && known.writable == array.writable
        && known.shape().len() == array.shape.len()
        && (0..array.shape.len()).all(|axis| is_same_axis(known, array, axis))
}

/// The stride of an axis with one element says nothing.
fn is_same_axis(known: &Array, array: &ArrayRef, axis: usize) -> bool {
    let extent = array.shape[axis];
    known.shape()[axis] as i64 == extent
        && (extent == 1 || known.layout.strides[axis] as i64 == array.strides[axis])
}
