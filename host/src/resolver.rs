//! What names in a compiled function stand for.
//!
//! Objects are recognised by identity: a function that a program calls `sqrt` is its own, and `math.sqrt` under any other
//! name is still `math.sqrt`.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use numjit::ir::{Const, NamedTupleClass, NamedTupleTy, Ty};
use numjit::{
    Arg, Binding, ConstArray, INTERPRETER, NamedTupleClassRef, ObjectBlock, ObjectRun, Resolver,
    rows, type_of,
};
use rustpython_vm::builtins::{
    PyComplex, PyDictRef, PyFloat, PyFunction, PyInt, PyModule, PyStr, PyTuple, PyType,
};
use rustpython_vm::types::PyTypeFlags;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, VirtualMachine};

use crate::boxing::{self, named_tuple_class, to_arg};
use crate::dispatcher::{self, Dispatcher};
use crate::entity::entity_path;
use crate::function::{self, FunctionNames};
use crate::numba_types::NumbaType;
use crate::numpy::ndarray::PyNdArray;
use crate::numpy::scalar::unbox_scalar;
use crate::numpy::value::Value;
use crate::overload::{self, Given};
use crate::typed;
use crate::vectorize::{self, Vectorized};
use crate::{decorators, engine, enumeration, exception_class, jitclass, object_mode};

/// The names of one compilation. While there is one that was used, function objects that die are kept for later.
pub(crate) struct HostNames<'vm> {
    vm: &'vm VirtualMachine,
    functions: HashMap<u32, Option<FunctionNames>>,
    used: bool,
    /// Overloads that were asked for and are not known yet.
    open: Vec<(u32, Given)>,
}

impl<'vm> HostNames<'vm> {
    pub(crate) fn new(vm: &'vm VirtualMachine) -> Self {
        Self {
            vm,
            functions: HashMap::new(),
            used: false,
            open: Vec::new(),
        }
    }

    fn names(&mut self, id: u32) -> Option<&FunctionNames> {
        if !self.used {
            engine::begin_compiling();
            self.used = true;
        }
        let vm = self.vm;
        let names = self.functions.entry(id).or_insert_with(|| {
            let dispatcher = dispatcher::with_id(id)?;
            let function = dispatcher.downcast_ref::<Dispatcher>()?.function();
            function::names(vm, function).ok()
        });
        names.as_ref()
    }
}

impl Drop for HostNames<'_> {
    fn drop(&mut self) {
        if self.used {
            engine::end_compiling();
        }
    }
}

impl Resolver for HostNames<'_> {
    fn global(&mut self, func: u32, name: &str) -> Option<Binding> {
        if let Some(found) = vectorize::generated_global(func, name) {
            return found;
        }
        if let Some(found) = jitclass::generated_global(func, name) {
            return found;
        }
        let vm = self.vm;
        if name == INTERPRETER {
            return Some(Binding::Interpreter);
        }
        if let Some(module) = name.strip_prefix("import ") {
            let module = imported(module, vm)?;
            return Some(binding(&module, vm));
        }
        let names = self.names(func)?;
        let value = match names.free_variable(name, vm) {
            Some(value) => value,
            None => names.global(name, vm).ok()??,
        };
        // The class in whose body a method stands, for `super()`.
        if name == "__class__" {
            return class_key(&value, vm);
        }
        Some(binding(&value, vm))
    }

    fn attribute(&mut self, namespace: u32, name: &str) -> Option<Binding> {
        let module = namespace_with_number(namespace)?;
        if name == "enum members" {
            return enumeration::members(&module, self.vm);
        }
        let value = module.get_attr(&*self.vm.ctx.new_str(name), self.vm).ok()?;
        Some(binding(&value, self.vm))
    }

    fn type_member(&mut self, ty: Ty, name: &str) -> Option<Binding> {
        overload::type_member(ty, name, self.vm)
    }

    fn overload(&mut self, set: u32, given: &[Ty], named: &[(Box<str>, Ty)]) -> Option<Binding> {
        let given = (given.to_vec(), named.to_vec());
        match overload::known(set, &given) {
            Some(answer) => answer,
            None => {
                self.open.push((set, given));
                None
            }
        }
    }

    fn is_waiting(&self) -> bool {
        !self.open.is_empty()
    }

    fn settle(&mut self) -> bool {
        let open = std::mem::take(&mut self.open);
        for (set, given) in &open {
            overload::settle(*set, given, self.vm);
        }
        !open.is_empty()
    }

    fn member(&mut self, class: u32, name: &str) -> Option<Binding> {
        jitclass::member(class, name, self.vm)
    }

    fn object_block(&mut self, func: u32, block: &ObjectBlock) -> Option<ObjectRun> {
        let vm = self.vm;
        object_mode::runner(self.names(func)?, block, vm)
    }

    fn defaults(&mut self, func: u32) -> Vec<Binding> {
        let vm = self.vm;
        let Some(names) = self.names(func) else {
            return Vec::new();
        };
        let mut values = names.defaults.clone();
        values.extend(names.keyword_defaults.iter().map(|value| value.1.clone()));
        values.iter().map(|value| binding(value, vm)).collect()
    }
}

/// The full name of a class as a constant.
fn class_key(class: &PyObject, vm: &VirtualMachine) -> Option<Binding> {
    let part = |name: &'static str| {
        let text = class.get_attr(name, vm).ok()?;
        Some(text.downcast_ref::<PyStr>()?.to_string())
    };
    let key = format!("{}.{}", part("__module__")?, part("__qualname__")?);
    Some(Binding::Const(Const::Str(key.into())))
}

/// A module that a function imports itself.
fn imported(path: &str, vm: &VirtualMachine) -> Option<PyObjectRef> {
    vm.import(&vm.ctx.new_str(path), 0).ok()?;
    let modules = vm.sys_module.get_attr("modules", vm).ok()?;
    modules.get_item(path, vm).ok()
}

/// What an object is to compiled code.
pub(crate) fn binding(object: &PyObject, vm: &VirtualMachine) -> Binding {
    if let Some(member) = enumeration::binding(object, vm) {
        return member;
    }
    if let Some(plain) = constant(object, vm) {
        return plain;
    }
    if let Some(overloaded) = overload::binding(object) {
        return overloaded;
    }
    if let Some(dispatcher) = dispatcher::of(object) {
        return Binding::Func(dispatcher.id());
    }
    if let Some(record) = crate::records::record_of(object, vm) {
        return Binding::Type(record);
    }
    if let Some(class) = jitclass::number_of(object) {
        return Binding::Class(class);
    }
    if let Some(entity) = entity(object, vm) {
        return Binding::Entity(entity);
    }
    if let Some(ty) = object.downcast_ref::<NumbaType>() {
        return Binding::Type(ty.ty());
    }
    if let Some(vectorized) = object.downcast_ref::<Vectorized>() {
        return Binding::Func(vectorized.compiled_form());
    }
    if let Some(array) = object.downcast_ref::<PyNdArray>() {
        return constant_array(array);
    }
    if let Some(tuple) = object.downcast_ref::<PyTuple>() {
        return tuple_binding(tuple.as_object(), tuple.as_slice(), vm);
    }
    if let Some(class) = object.downcast_ref::<PyType>() {
        return class_binding(class, vm);
    }
    if object.downcast_ref::<PyModule>().is_some() {
        return Binding::Namespace(namespace_number(object));
    }
    if object.downcast_ref::<PyFunction>().is_some() {
        return function_binding(object, vm);
    }
    opaque(object)
}

fn opaque(object: &PyObject) -> Binding {
    Binding::Opaque(format!("a value of type `{}`", object.class().name()))
}

fn class_binding(class: &rustpython_vm::Py<PyType>, vm: &VirtualMachine) -> Binding {
    if let Some(exception) = exception_class::binding(class, vm) {
        return exception;
    }
    if enumeration::is_enumeration(class, vm) {
        return Binding::Namespace(namespace_number(class.as_object()));
    }
    match named_tuple_class(class, vm) {
        Some(class) => Binding::NamedTupleClass(NamedTupleClass {
            name: (*class.name).into(),
            class: class.class,
            fields: field_names(&class),
        }),
        None => Binding::Opaque(format!("the class `{}`", class.name())),
    }
}

/// A plain Python function, or the compiled form that `register_jitable` made of it.
fn function_binding(function: &PyObject, vm: &VirtualMachine) -> Binding {
    let made = decorators::compiled_form(function, vm);
    if let Some(dispatcher) = made.as_deref().and_then(dispatcher::of) {
        return Binding::Func(dispatcher.id());
    }
    let name = function.get_attr("__name__", vm).ok();
    let name = name.and_then(|name| name.downcast::<PyStr>().ok());
    Binding::PythonFunction(name.map_or_else(String::new, |name| name.to_string()))
}

/// Numbers, texts and `None`.
pub(crate) fn constant(object: &PyObject, vm: &VirtualMachine) -> Option<Binding> {
    if vm.is_none(object) {
        return Some(Binding::Const(Const::None));
    }
    if object.is(&vm.ctx.ellipsis) {
        return Some(Binding::Const(Const::Ellipsis));
    }
    if let Some((dtype, value)) = unbox_scalar(object, vm) {
        let ty = Ty::from_dtype(dtype.code_type());
        return Some(Binding::Scalar(value_constant(value), ty));
    }
    if object.class().is(vm.ctx.types.bool_type) {
        return Some(Binding::Const(Const::Bool(object.is(&vm.ctx.true_value))));
    }
    if let Some(float) = object.downcast_ref::<PyFloat>() {
        return Some(Binding::Const(Const::Float(float.to_f64())));
    }
    if let Some(complex) = object.downcast_ref::<PyComplex>() {
        let value = complex.to_complex();
        return Some(Binding::Const(Const::Complex(value.re, value.im)));
    }
    if let Some(text) = object.downcast_ref::<PyStr>() {
        return Some(Binding::Const(Const::Str(text.to_string_lossy().into())));
    }
    object.downcast_ref::<PyInt>()?;
    Some(match to_arg(object, vm) {
        Ok(Some(Arg::Int(value))) => Binding::Const(Const::Int(value)),
        Ok(Some(Arg::UInt(value))) => Binding::Const(Const::UInt(value)),
        _ => Binding::Opaque("an integer outside of the ranges of int64 and uint64".to_owned()),
    })
}

fn value_constant(value: Value) -> Const {
    match value {
        Value::Bool(value) => Const::Bool(value),
        Value::Int(value) => Const::Int(value),
        Value::Uint(value) => i64::try_from(value).map_or(Const::UInt(value), Const::Int),
        Value::Float(value) => Const::Float(value),
        Value::Complex(re, im) => Const::Complex(re, im),
    }
}

fn constant_array(array: &PyNdArray) -> Binding {
    let array = array.array();
    match array.to_bytes() {
        Ok(bytes) => Binding::Array(ConstArray {
            dtype: Ty::from_dtype(array.dtype.code_type()),
            shape: array.shape().iter().map(|&extent| extent as i64).collect(),
            bytes: bytes.into(),
        }),
        Err(_) => Binding::Opaque("an array that does not fit into memory twice".to_owned()),
    }
}

fn tuple_binding(tuple: &PyObject, items: &[PyObjectRef], vm: &VirtualMachine) -> Binding {
    let values: Vec<Binding> = items.iter().map(|item| binding(item, vm)).collect();
    if tuple.class().is(vm.ctx.types.tuple_type) {
        return Binding::Tuple(values);
    }
    let Some(class) = named_tuple_class(tuple.class(), vm) else {
        return opaque(tuple);
    };
    match item_types(items, vm) {
        Some(types) => Binding::NamedTuple(named_tuple_ty(&class, types), values),
        None => opaque(tuple),
    }
}

fn item_types(items: &[PyObjectRef], vm: &VirtualMachine) -> Option<Vec<Ty>> {
    let arg = |item: &PyObjectRef| to_arg(item, vm).ok().flatten();
    items
        .iter()
        .map(|item| arg(item).map(|arg| type_of(&arg)))
        .collect()
}

fn field_names(class: &NamedTupleClassRef) -> Box<[Box<str>]> {
    class.fields.iter().map(|field| (**field).into()).collect()
}

fn named_tuple_ty(class: &NamedTupleClassRef, types: Vec<Ty>) -> NamedTupleTy {
    NamedTupleTy {
        name: (*class.name).into(),
        class: class.class,
        fields: field_names(class),
        types: types.into(),
    }
}

/// The library's entity for an object.
pub(crate) fn entity(object: &PyObject, vm: &VirtualMachine) -> Option<u32> {
    if let Some(path) = entity_path(object) {
        return rows::lookup(path);
    }
    if let Some(path) = typed::class_path(object) {
        return rows::lookup(path);
    }
    if let Some(known) = known_object(object, vm) {
        return Some(known);
    }
    if object.downcast_ref::<PyModule>().is_some() {
        return module_entity(object, vm);
    }
    let dtype = boxing::dtype_of(object, vm)?;
    rows::lookup(&format!("numpy.{}", dtype.name()))
}

/// `sys.modules`.
fn imported_modules(vm: &VirtualMachine) -> Option<PyDictRef> {
    let modules = vm.sys_module.get_attr("modules", vm).ok()?;
    modules.downcast().ok()
}

/// The library's entity for a module that the program has imported.
fn module_entity(module: &PyObject, vm: &VirtualMachine) -> Option<u32> {
    let modules = imported_modules(vm)?;
    let known = |path: &str| {
        let known = modules.get_item_opt(path, vm);
        known.is_ok_and(|known| known.is_some_and(|known| known.is(module)))
    };
    let path = [
        "math",
        "cmath",
        "functools",
        "operator",
        "random",
        "numpy",
        "numpy.random",
        "numpy.linalg",
        "numba",
        "numba.typed",
        "numba.experimental",
        "numba.experimental.structref",
        "heapq",
        "bisect",
    ];
    if known("numjit") {
        return rows::lookup("numba");
    }
    path.into_iter()
        .find(|path| known(path))
        .and_then(rows::lookup)
}

/// Modules of the interpreter's own with objects that the library knows.
const KNOWN_MODULES: [&str; 9] = [
    "builtins",
    "math",
    "cmath",
    "operator",
    "functools",
    "random",
    "numpy.linalg",
    "heapq",
    "bisect",
];

/// Objects that the library knows, by identity. They live as long as the interpreter.
static KNOWN: LazyLock<Mutex<KnownObjects>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct KnownObjects {
    entities: HashMap<usize, u32>,
    kept: Vec<PyObjectRef>,
    /// Which modules have been looked through.
    seen: [bool; KNOWN_MODULES.len()],
}

/// The library's entity for an object of the interpreter's own modules.
///
/// Most objects have the name in the module that they have themselves: that is looked up first. It is only a hint
/// where to look; what counts is that the object found there is the same one. Otherwise the module is looked
/// through, once, when the program has imported it: before that, it cannot have one of its objects.
fn known_object(object: &PyObject, vm: &VirtualMachine) -> Option<u32> {
    let name = own_name(object, vm)?;
    let modules = imported_modules(vm)?;
    let module = |name: &'static str| modules.get_item_opt(name, vm).ok().flatten();
    for path in KNOWN_MODULES {
        if let Some(entity) = rows::lookup(&format!("{path}.{name}"))
            && let Some(found) = module(path)
            && let Ok(value) = found.get_attr(&*vm.ctx.new_str(&*name), vm)
            && value.is(object)
        {
            return Some(entity);
        }
    }
    if is_of_the_program(object, vm) {
        return None;
    }
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(&entity) = known.entities.get(&object.get_id()) {
        return Some(entity);
    }
    for (place, path) in KNOWN_MODULES.into_iter().enumerate() {
        if !known.seen[place]
            && let Some(found) = module(path)
        {
            known.seen[place] = true;
            for (object, entity) in members(&found, path, vm) {
                known.entities.insert(object.get_id(), entity);
                known.kept.push(object);
            }
        }
    }
    known.entities.get(&object.get_id()).copied()
}

/// Whether an object is a class that was made by a `class` statement or the like outside of the known modules:
/// these do not hold it under any name.
fn is_of_the_program(object: &PyObject, vm: &VirtualMachine) -> bool {
    let is_made = object
        .downcast_ref::<PyType>()
        .is_some_and(|class| class.slots.flags.has_feature(PyTypeFlags::HEAPTYPE));
    let module = is_made.then(|| object.get_attr("__module__", vm).ok());
    let module = module
        .flatten()
        .and_then(|module| module.downcast::<PyStr>().ok());
    module.is_some_and(|module| {
        let module = module.to_string_lossy();
        !KNOWN_MODULES.iter().any(|known| *known == module)
    })
}

/// The name that a function or a class gives itself; other objects are not among those that modules hold.
fn own_name(object: &PyObject, vm: &VirtualMachine) -> Option<String> {
    if let Some(class) = object.downcast_ref::<PyType>() {
        return Some(class.name().to_string());
    }
    let class = object.class();
    let is_function = class.is(vm.ctx.types.builtin_function_or_method_type)
        || class.is(vm.ctx.types.function_type)
        || class.is(vm.ctx.types.bound_method_type);
    let name = is_function.then(|| object.get_attr("__name__", vm).ok())??;
    Some(name.downcast_ref::<PyStr>()?.to_string())
}

/// The members of a module that the library knows.
fn members(object: &PyObject, module: &str, vm: &VirtualMachine) -> Vec<(PyObjectRef, u32)> {
    let entities = (0..rows::len()).filter_map(|entity| {
        let name = member_name(rows::item(entity).path, module)?;
        let value = object.get_attr(&*vm.ctx.new_str(name), vm).ok()?;
        own_name(&value, vm)?;
        Some((value, entity))
    });
    entities.collect()
}

/// `sin` of `math.sin` for the module `math`.
fn member_name<'p>(path: &'p str, module: &str) -> Option<&'p str> {
    let name = path.strip_prefix(module)?.strip_prefix('.')?;
    (!name.contains('.')).then_some(name)
}

/// Modules whose attributes compiled code has asked for; a module's number is its place.
static NAMESPACES: Mutex<Vec<PyObjectRef>> = Mutex::new(Vec::new());

pub(crate) fn namespace_number(module: &PyObject) -> u32 {
    let mut known = NAMESPACES.lock().unwrap_or_else(PoisonError::into_inner);
    let place = known.iter().position(|known| known.is(module));
    place.unwrap_or_else(|| {
        known.push(module.to_owned());
        known.len() - 1
    }) as u32
}

pub(crate) fn namespace_with_number(number: u32) -> Option<PyObjectRef> {
    let known = NAMESPACES.lock().unwrap_or_else(PoisonError::into_inner);
    known.get(number as usize).cloned()
}
