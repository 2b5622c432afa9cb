//! Numba's types as Python objects: `float64`, `float64[:, ::1]`, `UniTuple(int64, 3)`, and signatures.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use numjit::Signature;
use numjit::ir::classes;
use numjit::ir::{ArrayTy, Layout, Ty, Type};
use rustpython_vm::builtins::{PySlice, PyStr, PyTuple};
use rustpython_vm::common::hash::PyHash;
use rustpython_vm::function::{FuncArgs, PyComparisonValue};
use rustpython_vm::protocol::PyMappingMethods;
use rustpython_vm::types::{
    AsMapping, Callable, Comparable, Hashable, Iterable, PyComparisonOp, Representable,
};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use crate::dispatcher;
use crate::numpy::convert::value_for;
use crate::numpy::dtype::DType;
use crate::numpy::dtype_object::PyDType;
use crate::numpy::scalar::box_scalar;

/// A type of compiled code.
#[pyclass(module = "numba.core.types", name = "Type")]
#[derive(Debug, PyPayload)]
pub(crate) struct NumbaType {
    ty: Ty,
}

/// Objects of types. They live as long as the process, like the types.
static OBJECTS: LazyLock<Mutex<HashMap<Ty, PyObjectRef>>> = LazyLock::new(Mutex::default);

impl NumbaType {
    /// The object of a type: always the same one, because programs compare types with `is`.
    pub(crate) fn object(ty: Ty, vm: &VirtualMachine) -> PyObjectRef {
        let mut objects = OBJECTS.lock().unwrap_or_else(PoisonError::into_inner);
        let object = objects
            .entry(ty)
            .or_insert_with(|| Self { ty }.into_ref(&vm.ctx).into());
        object.clone()
    }

    pub(crate) fn ty(&self) -> Ty {
        self.ty
    }

    fn len(&self, vm: &VirtualMachine) -> PyResult<usize> {
        match self.ty.as_tuple() {
            Some(items) => Ok(items.len()),
            None => Err(vm.new_type_error(format!("type {} has no len()", name(self.ty)))),
        }
    }

    fn has_layout(&self, layout: Layout, vm: &VirtualMachine) -> PyResult<bool> {
        match self.array() {
            Some(array) => Ok(array.layout == layout),
            None => Err(vm.new_attribute_error("layout")),
        }
    }

    /// A type that this one is made of.
    fn part(&self, part: Option<Ty>, name: &'static str, vm: &VirtualMachine) -> PyResult {
        match part {
            Some(ty) => Ok(Self::object(ty, vm)),
            None => Err(vm.new_attribute_error(name)),
        }
    }

    fn array(&self) -> Option<ArrayTy> {
        self.ty.as_array()
    }

    /// `float64[:, ::1]`.
    fn indexed(&self, key: &PyObject, vm: &VirtualMachine) -> PyResult {
        if let Some(items) = self.ty.as_tuple() {
            return tuple_of(items, vm).get_item(key, vm);
        }
        let axes: Vec<bool> = match key.downcast_ref::<PyTuple>() {
            Some(keys) => keys
                .iter()
                .map(|key| is_dense_axis(key, vm))
                .collect::<PyResult<_>>()?,
            None => vec![is_dense_axis(key, vm)?],
        };
        let dense: Vec<usize> = (0..axes.len()).filter(|&axis| axes[axis]).collect();
        let layout = match dense.as_slice() {
            [] => Layout::A,
            [axis] if axis + 1 == axes.len() => Layout::C,
            [0] => Layout::F,
            _ => {
                return Err(vm.new_key_error(
                    vm.ctx
                        .new_str("only the first or the last axis can be '::1'")
                        .into(),
                ));
            }
        };
        array_object(self.ty, axes.len(), layout, false, vm)
    }
}

/// Whether a slice in an array type is `::1`; it may also be `:`.
fn is_dense_axis(key: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    let wrong = || {
        vm.new_key_error(
            vm.ctx
                .new_str("an array type takes ':' and '::1' only")
                .into(),
        )
    };
    let slice = key.downcast_ref::<PySlice>().ok_or_else(wrong)?;
    let bounded =
        slice.start.as_ref().is_some_and(|start| !vm.is_none(start)) || !vm.is_none(&slice.stop);
    let step = slice.step.as_ref().filter(|step| !vm.is_none(step));
    match step {
        _ if bounded => Err(wrong()),
        None => Ok(false),
        Some(step) => match step.clone().try_into_value::<i64>(vm)? {
            1 => Ok(true),
            _ => Err(wrong()),
        },
    }
}

fn array_object(
    dtype: Ty,
    ndim: usize,
    layout: Layout,
    readonly: bool,
    vm: &VirtualMachine,
) -> PyResult {
    if dtype.dtype().is_none() {
        return Err(vm.new_type_error(format!("an array cannot hold {}", name(dtype))));
    }
    let ndim = u8::try_from(ndim)
        .ok()
        .filter(|&ndim| usize::from(ndim) <= numjit::MAX_DIMS)
        .ok_or_else(|| vm.new_value_error("too many dimensions"))?;
    let array = ArrayTy {
        dtype,
        ndim,
        layout,
        readonly,
    };
    Ok(NumbaType::object(Ty::new(Type::Array(array)), vm))
}

/// A type in Numba's spelling.
pub(crate) fn name(ty: Ty) -> String {
    match ty.get() {
        Type::Str => "unicode_type".to_owned(),
        Type::LitInt(value) => format!("Literal[int]({value})"),
        Type::LitStr(value) => format!("Literal[str]({value})"),
        Type::Optional(inner) => format!("OptionalType({})", name(*inner)),
        Type::List(inner) => format!("list({})", name(*inner)),
        Type::TypedList(inner) => format!("ListType[{}]", name(*inner)),
        Type::Set(inner) => format!("set({})", name(*inner)),
        Type::Dict(key, value) => format!("DictType[{},{}]", name(*key), name(*value)),
        Type::Array(array) => {
            let order = match array.layout {
                Layout::C => "C",
                Layout::F => "F",
                Layout::A => "A",
            };
            let lead = if array.readonly { "readonly " } else { "" };
            format!(
                "{lead}array({}, {}d, {order})",
                name(array.dtype),
                array.ndim
            )
        }
        Type::Tuple(items) => match items.split_first() {
            Some((first, rest)) if rest.iter().all(|item| item == first) => {
                format!("UniTuple({} x {})", name(*first), items.len())
            }
            _ => format!("Tuple({})", names(items)),
        },
        Type::Func(id) => {
            let function = dispatcher::with_id(*id);
            let function = function.as_deref().and_then(dispatcher::of);
            function.map_or_else(
                || ty.to_string(),
                |function| format!("function {}", function.name()),
            )
        }
        Type::NamedTuple(tuple) => format!("{}({})", tuple.name, names(&tuple.types)),
        Type::Instance(class) => format!("instance.{}", class_name(*class)),
        Type::Class(class) => class_name(*class),
        Type::DType(inner) => format!("typeref[{}]", name(*inner)),
        _ => ty.to_string(),
    }
}

/// A class with its fields, in Numba's spelling.
fn class_name(number: u32) -> String {
    let class = classes::get(number);
    // A field may hold an instance of the same class.
    let field = |field: &classes::Field| match field.ty.get() {
        Type::Instance(_) | Type::Optional(_) | Type::TypedList(_) | Type::Dict(..) => {
            field.name.to_string()
        }
        _ => format!("{}:{}", field.name, name(field.ty)),
    };
    let fields: Vec<String> = class.fields.iter().map(field).collect();
    format!("jitclass.{}#{number:x}<{}>", class.name, fields.join(","))
}

/// Types in Numba's spelling, with commas.
pub(crate) fn names(types: &[Ty]) -> String {
    let names: Vec<String> = types.iter().map(|&ty| name(ty)).collect();
    names.join(", ")
}

/// A type given as an object: one of Numba's types, a dtype or scalar class, a signature's text, or `None`.
pub(crate) fn parse(object: &PyObject, vm: &VirtualMachine) -> PyResult<Ty> {
    if let Some(ty) = object.downcast_ref::<NumbaType>() {
        return Ok(classes::resolve(ty.ty));
    }
    if let Some(class) = crate::jitclass::number_of(object) {
        return Ok(Ty::new(Type::Instance(class)));
    }
    if vm.is_none(object) {
        return Ok(Ty::NONE);
    }
    if let Some(text) = object.downcast_ref::<PyStr>() {
        return numjit::parse_type(&text.to_string_lossy())
            .map_err(|error| vm.new_type_error(error.message));
    }
    if let Some(record) = crate::records::record_of(object, vm) {
        return Ok(record);
    }
    if let Some(dtype) = crate::boxing::dtype_of(object, vm) {
        return Ok(Ty::from_dtype(dtype));
    }
    if let Some(items) = object.downcast_ref::<PyTuple>() {
        let items: Vec<Ty> = items
            .iter()
            .map(|item| parse(item, vm))
            .collect::<PyResult<_>>()?;
        return Ok(Ty::tuple(items));
    }
    Err(vm.new_type_error(format!(
        "{} is not a type that compiled code knows",
        object.repr(vm)?
    )))
}

#[pyclass(with(AsMapping, Callable, Comparable, Hashable, Iterable, Representable))]
impl NumbaType {
    #[pygetset]
    fn name(&self) -> String {
        name(self.ty)
    }

    #[pygetset]
    fn key(&self) -> String {
        name(self.ty)
    }

    #[pygetset]
    fn bitwidth(&self, vm: &VirtualMachine) -> PyResult<u32> {
        match self.ty.dtype() {
            Some(_) => Ok(self.ty.bits()),
            None => Err(vm.new_attribute_error("bitwidth")),
        }
    }

    #[pygetset]
    fn signed(&self, vm: &VirtualMachine) -> PyResult<bool> {
        match self.ty.get() {
            Type::Int { signed, .. } => Ok(*signed),
            _ => Err(vm.new_attribute_error("signed")),
        }
    }

    /// The element type of an array; a scalar type as NumPy's dtype, so that `np.zeros(3, float64)` understands it.
    #[pygetset]
    fn dtype(&self, vm: &VirtualMachine) -> PyResult {
        if let Some(array) = self.array() {
            return Ok(Self::object(array.dtype, vm));
        }
        match (self.ty.get(), self.ty.dtype()) {
            (_, Some(code)) => Ok(PyDType::get(DType::from_code_type(code), vm).into()),
            (Type::Tuple(items), None) if !items.is_empty() => Ok(Self::object(items[0], vm)),
            (
                Type::List(item) | Type::TypedList(item) | Type::Set(item) | Type::DType(item),
                None,
            ) => Ok(Self::object(*item, vm)),
            _ => Err(vm.new_attribute_error("dtype")),
        }
    }

    #[pygetset]
    fn ndim(&self, vm: &VirtualMachine) -> PyResult<u8> {
        let array = self.array();
        array
            .map(|array| array.ndim)
            .ok_or_else(|| vm.new_attribute_error("ndim"))
    }

    #[pygetset]
    fn layout(&self, vm: &VirtualMachine) -> PyResult<String> {
        let array = self.array();
        array
            .map(|array| format!("{:?}", array.layout))
            .ok_or_else(|| vm.new_attribute_error("layout"))
    }

    #[pygetset]
    fn types(&self, vm: &VirtualMachine) -> PyResult {
        match self.ty.as_tuple() {
            Some(items) => Ok(tuple_of(items, vm)),
            None => Err(vm.new_attribute_error("types")),
        }
    }

    /// Whether an array is in C order.
    #[pygetset]
    fn is_c_contig(&self, vm: &VirtualMachine) -> PyResult<bool> {
        self.has_layout(Layout::C, vm)
    }

    /// Whether an array is in Fortran order.
    #[pygetset]
    fn is_f_contig(&self, vm: &VirtualMachine) -> PyResult<bool> {
        self.has_layout(Layout::F, vm)
    }

    #[pygetset]
    fn is_contig(&self, vm: &VirtualMachine) -> PyResult<bool> {
        Ok(self.has_layout(Layout::C, vm)? || self.has_layout(Layout::F, vm)?)
    }

    /// Whether elements of an array can be set, or a container changed.
    #[pygetset]
    fn mutable(&self) -> bool {
        match self.ty.get() {
            Type::Array(array) => !array.readonly,
            _ => self.ty.as_list().is_some() || self.ty.as_table().is_some(),
        }
    }

    /// The number of elements of a tuple.
    #[pygetset]
    fn count(&self, vm: &VirtualMachine) -> PyResult<usize> {
        match self.ty.as_tuple() {
            Some(items) => Ok(items.len()),
            None => Err(vm.new_attribute_error("count")),
        }
    }

    #[pygetset]
    fn item_type(&self, vm: &VirtualMachine) -> PyResult {
        self.part(self.ty.as_list(), "item_type", vm)
    }

    #[pygetset]
    fn key_type(&self, vm: &VirtualMachine) -> PyResult {
        self.part(self.ty.as_table().map(|types| types.0), "key_type", vm)
    }

    #[pygetset]
    fn value_type(&self, vm: &VirtualMachine) -> PyResult {
        self.part(self.ty.as_table().map(|types| types.1), "value_type", vm)
    }

    /// What an optional holds.
    #[pygetset]
    fn r#type(&self, vm: &VirtualMachine) -> PyResult {
        let inner = match self.ty.get() {
            Type::Optional(inner) => Some(*inner),
            _ => None,
        };
        self.part(inner, "type", vm)
    }

    /// The plain type of a literal.
    #[pygetset]
    fn literal_type(&self, vm: &VirtualMachine) -> PyResult {
        let plain = self.ty.is_literal().then(|| self.ty.unliteral());
        self.part(plain, "literal_type", vm)
    }

    #[pygetset]
    fn literal_value(&self, vm: &VirtualMachine) -> PyResult {
        match self.ty.get() {
            Type::LitInt(value) => Ok(vm.ctx.new_int(*value).into()),
            Type::LitBool(value) => Ok(vm.ctx.new_bool(*value).into()),
            Type::LitStr(value) => Ok(vm.ctx.new_str(&**value).into()),
            _ => Err(vm.new_attribute_error("literal_value")),
        }
    }

    /// The names of the fields of a named tuple.
    #[pygetset]
    fn fields(&self, vm: &VirtualMachine) -> PyResult {
        match self.ty.get() {
            Type::NamedTuple(tuple) => {
                let names = tuple
                    .fields
                    .iter()
                    .map(|name| vm.ctx.new_str(&**name).into());
                Ok(vm.ctx.new_tuple(names.collect()).into())
            }
            _ => Err(vm.new_attribute_error("fields")),
        }
    }

    /// The types of the fields of a class or a structure.
    #[pygetset]
    fn field_dict(&self, vm: &VirtualMachine) -> PyResult {
        let (Type::Instance(class) | Type::Class(class)) = self.ty.get() else {
            return Err(vm.new_attribute_error("field_dict"));
        };
        let fields = vm.ctx.new_dict();
        for field in classes::get(*class).fields.iter() {
            fields.set_item(&*field.name, Self::object(field.ty, vm), vm)?;
        }
        Ok(fields.into())
    }

    /// The type of the instances of a class.
    #[pygetset]
    fn instance_type(&self, vm: &VirtualMachine) -> PyResult {
        match self.ty.get() {
            Type::Class(class) => Ok(Self::object(Ty::new(Type::Instance(*class)), vm)),
            _ => Err(vm.new_attribute_error("instance_type")),
        }
    }

    /// The class of an instance type.
    #[pygetset]
    fn class_type(&self, vm: &VirtualMachine) -> PyResult {
        match self.ty.get() {
            Type::Instance(class) => Ok(Self::object(Ty::new(Type::Class(*class)), vm)),
            _ => Err(vm.new_attribute_error("class_type")),
        }
    }

    /// Says what a deferred type is.
    #[pymethod]
    fn define(&self, ty: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        if !matches!(self.ty.get(), Type::Deferred(_)) {
            return Err(vm.new_attribute_error("define"));
        }
        match classes::define_deferred(self.ty, parse(&ty, vm)?) {
            true => Ok(()),
            false => Err(vm.new_type_error("deferred type already defined")),
        }
    }

    /// What a deferred type is.
    #[pymethod]
    fn get(&self, vm: &VirtualMachine) -> PyResult {
        match (self.ty.get(), classes::resolve(self.ty)) {
            (Type::Deferred(_), known) if known != self.ty => Ok(Self::object(known, vm)),
            (Type::Deferred(_), _) => Err(vm.new_runtime_error("deferred type not defined")),
            _ => Err(vm.new_attribute_error("get")),
        }
    }

    #[pymethod]
    fn __str__(&self) -> String {
        name(self.ty)
    }
}

/// Types as a tuple of objects.
pub(crate) fn tuple_of(types: &[Ty], vm: &VirtualMachine) -> PyObjectRef {
    let items = types.iter().map(|&ty| NumbaType::object(ty, vm)).collect();
    vm.ctx.new_tuple(items).into()
}

/// The types of a tuple's elements.
impl Iterable for NumbaType {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        match zelf.ty.as_tuple() {
            Some(items) => Ok(tuple_of(items, vm).get_iter(vm)?.into()),
            None => Err(vm.new_type_error(format!("type {} is not iterable", name(zelf.ty)))),
        }
    }
}

impl AsMapping for NumbaType {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: Some(|mapping, vm| NumbaType::mapping_downcast(mapping).len(vm)),
            subscript: Some(|mapping, key, vm| {
                NumbaType::mapping_downcast(mapping).indexed(key, vm)
            }),
            ..PyMappingMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

impl Callable for NumbaType {
    type Args = FuncArgs;

    /// With types, a signature whose result this type is; with a value, the value as this type.
    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        if let [value] = args.args.as_slice()
            && is_value(value, vm)
            && let Some(code) = zelf.ty.dtype()
        {
            let dtype = DType::from_code_type(code);
            let value = value_for(dtype, value, vm)?;
            return Ok(match dtype {
                DType::Bool => vm.ctx.new_bool(value.is_truthy()).into(),
                _ => box_scalar(dtype, value, vm),
            });
        }
        let types = args
            .args
            .iter()
            .map(|arg| parse(arg, vm))
            .collect::<PyResult<_>>()?;
        Ok(PySignature::object(types, Some(zelf.ty), vm))
    }
}

fn is_value(object: &PyObject, vm: &VirtualMachine) -> bool {
    crate::numpy::scalar::is_number(object) || object.fast_isinstance(vm.ctx.types.bool_type)
}

impl Comparable for NumbaType {
    fn cmp(
        zelf: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        _vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        op.eq_only(|| {
            let same = other
                .downcast_ref::<Self>()
                .is_some_and(|other| other.ty == zelf.ty);
            Ok(PyComparisonValue::Implemented(same))
        })
    }
}

impl Hashable for NumbaType {
    fn hash(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyHash> {
        vm.ctx.new_str(name(zelf.ty)).as_object().hash(vm)
    }
}

impl Representable for NumbaType {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(name(zelf.ty))
    }
}

/// Argument types with a result type.
#[pyclass(module = "numba.core.typing.templates", name = "Signature")]
#[derive(Debug, PyPayload)]
pub(crate) struct PySignature {
    args: Vec<Ty>,
    result: Option<Ty>,
}

impl PySignature {
    pub(crate) fn object(args: Vec<Ty>, result: Option<Ty>, vm: &VirtualMachine) -> PyObjectRef {
        Self { args, result }.into_ref(&vm.ctx).into()
    }

    pub(crate) fn signature(&self) -> Signature {
        Signature {
            args: self.args.clone(),
            result: self.result,
        }
    }
}

#[pyclass(with(Comparable, Hashable, Representable))]
impl PySignature {
    #[pygetset]
    fn args(&self, vm: &VirtualMachine) -> PyObjectRef {
        tuple_of(&self.args, vm)
    }

    #[pygetset]
    fn return_type(&self, vm: &VirtualMachine) -> PyObjectRef {
        match self.result {
            Some(result) => NumbaType::object(result, vm),
            None => vm.ctx.none(),
        }
    }

    #[pymethod]
    fn __str__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        Self::repr_str(zelf, vm)
    }
}

impl Comparable for PySignature {
    fn cmp(
        zelf: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        _vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        op.eq_only(|| {
            let same = other
                .downcast_ref::<Self>()
                .is_some_and(|other| other.args == zelf.args && other.result == zelf.result);
            Ok(PyComparisonValue::Implemented(same))
        })
    }
}

impl Hashable for PySignature {
    fn hash(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyHash> {
        vm.ctx.new_str(names(&zelf.args)).as_object().hash(vm)
    }
}

impl Representable for PySignature {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        let result = zelf.result.map_or("none".to_owned(), name);
        Ok(format!("({}) -> {result}", names(&zelf.args)))
    }
}
