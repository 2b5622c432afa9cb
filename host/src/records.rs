//! Structured arrays at the border to compiled code.
//!
//! A structured array of a program is an object of `library/records.py` over the bytes of its records: a `uint8` array
//! with one axis more. Compiled code takes and gives the same memory as an array of records.

use std::sync::atomic::{AtomicBool, Ordering};

use numjit::ir::{RecordField, RecordTy, Ty, Type};
use numjit::{Arg, ArrayRef};
use numjit_abi::DType as Code;
use rustpython_vm::builtins::{PyList, PyStr, PyTuple};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::boxing;
use crate::numpy::dtype_object::PyDType;
use crate::numpy::library_function;
use crate::numpy::ndarray::PyNdArray;

/// Whether the program has made a record type; before that nothing needs to look for one.
static IN_USE: AtomicBool = AtomicBool::new(false);

/// Attribute of record types: (name, offset, element type, shape) of each field.
const LAYOUT: &str = "_numjit_layout";
/// Attribute of structured arrays: their bytes.
const BYTES: &str = "_numjit_bytes";

/// The class for what `np.dtype` is given for records: lists of fields, and dicts.
pub(crate) fn make_type(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    IN_USE.store(true, Ordering::Relaxed);
    let function = library_function("record_type_of", vm)?;
    function.call(args, vm)
}

/// Whether a description of an element type is one of a record.
pub(crate) fn describes_record(object: &PyObject, vm: &VirtualMachine) -> bool {
    object.class().is(vm.ctx.types.list_type)
        || object.class().is(vm.ctx.types.dict_type)
        || is_record_type(object, vm)
}

fn is_record_type(object: &PyObject, vm: &VirtualMachine) -> bool {
    IN_USE.load(Ordering::Relaxed) && object.get_attr(LAYOUT, vm).is_ok()
}

/// The record type of an object of that class.
pub(crate) fn record_of(object: &PyObject, vm: &VirtualMachine) -> Option<Ty> {
    if !IN_USE.load(Ordering::Relaxed) {
        return None;
    }
    let layout = object.get_attr(LAYOUT, vm).ok()?;
    let size = object.get_attr("itemsize", vm).ok()?;
    let size = number(&size, vm)?;
    let aligned = object.get_attr("isalignedstruct", vm).ok()?;
    let layout = layout.downcast_ref::<PyTuple>()?;
    let fields: Option<Vec<RecordField>> = layout.iter().map(|one| field(one, vm)).collect();
    Some(Ty::new(Type::Record(RecordTy {
        fields: fields?.into(),
        size,
        aligned: aligned.is(&vm.ctx.true_value),
    })))
}

fn number(object: &PyObject, vm: &VirtualMachine) -> Option<u32> {
    object.try_index(vm).ok()?.try_to_primitive(vm).ok()
}

fn field(object: &PyObject, vm: &VirtualMachine) -> Option<RecordField> {
    let parts = object.downcast_ref::<PyTuple>()?;
    let [name, offset, ty, shape] = parts.as_slice() else {
        return None;
    };
    let ty = match record_of(ty, vm) {
        Some(record) => record,
        None => Ty::from_dtype(PyDType::parse_opt(ty, vm)?.code_type()),
    };
    let shape: Option<Vec<u32>> = shape
        .downcast_ref::<PyTuple>()?
        .iter()
        .map(|extent| number(extent, vm))
        .collect();
    Some(RecordField {
        name: name.downcast_ref::<PyStr>()?.to_str()?.into(),
        offset: number(offset, vm)?,
        ty,
        shape: shape?.into(),
    })
}

/// A structured array, or an element of one, as an argument.
pub(crate) fn argument(object: &PyObject, vm: &VirtualMachine) -> Option<Arg> {
    if !IN_USE.load(Ordering::Relaxed) {
        return None;
    }
    if let Some(ty) = record_of(object, vm) {
        return Some(Arg::RecordDType(ty));
    }
    let bytes = object.get_attr(BYTES, vm).ok()?;
    let dtype = object.get_attr("dtype", vm).ok()?;
    let record = record_of(&dtype, vm)?;
    let bytes = bytes.downcast_ref::<PyNdArray>()?.array().code_array();
    let axes = bytes.shape.len() - 1;
    Some(Arg::Array(ArrayRef {
        record: Some(record),
        shape: bytes.shape[..axes].into(),
        strides: bytes.strides[..axes].into(),
        ..bytes
    }))
}

/// The structured array that a compiled function returns.
pub(crate) fn array_object(
    array: ArrayRef,
    record: Ty,
    args: &[PyObjectRef],
    vm: &VirtualMachine,
) -> PyResult {
    let mut bytes = array;
    bytes.record = None;
    bytes.dtype = Code::U8;
    bytes.shape.push(i64::from(record.bits() / 8));
    bytes.strides.push(1);
    let given: Vec<PyObjectRef> = args
        .iter()
        .map(|arg| arg.get_attr(BYTES, vm).unwrap_or_else(|_| arg.clone()))
        .collect();
    let bytes = boxing::from_arg(Arg::Array(bytes), &given, vm)?;
    let same = |arg: &&PyObjectRef| arg.get_attr(BYTES, vm).is_ok_and(|own| own.is(&bytes));
    if let Some(known) = args.iter().find(same) {
        return Ok(known.clone());
    }
    let ty = type_object(record, vm)?;
    library_function("structured", vm)?.call((bytes, ty), vm)
}

/// The object of a record type.
pub(crate) fn type_object(record: Ty, vm: &VirtualMachine) -> PyResult {
    let fields = record.as_record().map_or(&[][..], |record| &record.fields);
    let parts = fields
        .iter()
        .map(|field| {
            let ty = match field.ty.as_record() {
                Some(_) => type_object(field.ty, vm)?,
                None => vm.ctx.new_str(field.ty.to_string()).into(),
            };
            let shape = field.shape.iter().map(|&n| vm.ctx.new_int(n).into());
            let parts: Vec<PyObjectRef> = vec![
                vm.ctx.new_str(&*field.name).into(),
                vm.ctx.new_int(field.offset).into(),
                ty,
                vm.ctx.new_tuple(shape.collect()).into(),
            ];
            Ok(vm.ctx.new_tuple(parts).into())
        })
        .collect::<PyResult<Vec<PyObjectRef>>>()?;
    let size = vm.ctx.new_int(record.bits() / 8);
    let aligned = record.as_record().is_some_and(|record| record.aligned);
    let aligned = vm.ctx.new_bool(aligned);
    library_function("record_type", vm)?.call((vm.ctx.new_list(parts), size, aligned), vm)
}

/// Whether an argument is a structured array, a record type, or a sequence of structured arrays.
fn is_structured(value: &PyObject, vm: &VirtualMachine) -> bool {
    let one =
        |value: &PyObject| value.get_attr(LAYOUT, vm).is_ok() || value.get_attr(BYTES, vm).is_ok();
    let first = match (
        value.downcast_ref::<PyTuple>(),
        value.downcast_ref::<PyList>(),
    ) {
        (Some(tuple), _) => tuple.as_slice().first().cloned(),
        (_, Some(list)) => list.borrow_vec().first().cloned(),
        _ => return one(value),
    };
    first.is_some_and(|first| one(&first))
}

/// The function of `library/records.py` that takes a call of a NumPy function with a structured array or a record type
/// among its arguments; none for other calls.
pub(crate) fn stand_in(
    path: &str,
    args: &FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    let described = args.kwargs.get("dtype");
    let described = described.is_some_and(|dtype| describes_record(dtype, vm));
    if !described && !IN_USE.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let mut values = args.args.iter().chain(args.kwargs.values());
    let concerned = described || values.any(|value| is_structured(value, vm));
    let Some(name) = path.strip_prefix("numpy.").filter(|_| concerned) else {
        return Ok(None);
    };
    library_function(&format!("structured_{name}"), vm).map_or_else(
        |_| {
            Err(vm.new_not_implemented_error(format!(
                "numpy.{name}: structured arrays are not supported here"
            )))
        },
        |function| Ok(Some(function)),
    )
}
