//! Instances of compiled classes as Python objects, and what the members of such classes are to the compiler.
//!
//! A compiled class is an ordinary Python class derived from [`Boxed`]; its methods are compiled functions,
//! which bind to instances as functions do. The fields lie in memory that compiled code shares.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use numjit::ir::classes::{self, Class, Field};
use numjit::ir::{ParamKind, Ty, Type};
use numjit::{
    Arg, Binding, ContainerRef, DispatcherOptions, FunctionHandle, FunctionSource, Instance, rows,
    type_of,
};
use rustpython_vm::builtins::{PyDict, PyStr, PyTuple, PyType, PyTypeRef};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::{FuncArgs, PySetterValue};
use rustpython_vm::types::{Constructor, GetAttr, Initializer, Representable, SetAttr};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use crate::boxing::{self, Args};
use crate::containers::Lending;
use crate::dispatcher::{self, Dispatcher};
use crate::numba_types::{self, NumbaType};
use crate::resolver::{self, HostNames};
use crate::{engine, errors, structs};

/// The file of the functions that call a class; tracebacks leave it out.
pub(crate) const GENERATED_FILE: &str = "<jitclass>";

/// The payload of an instance.
#[pyclass(module = "numba.experimental.jitclass._box", name = "Box")]
#[derive(Debug, PyPayload)]
pub(crate) struct Boxed {
    held: ContainerRef,
}

/// A member of a compiled class.
enum Member {
    Method(PyObjectRef),
    Static(PyObjectRef),
    Property(Option<PyObjectRef>, Option<PyObjectRef>),
    Value(PyObjectRef),
}

/// A compiled class.
struct Known {
    class: PyTypeRef,
    /// Members by name; what `super()` finds in a class has the class's name in front.
    members: HashMap<String, Member>,
    /// Calls the class with so many arguments.
    callers: HashMap<String, FunctionHandle>,
}

/// Compiled classes by their numbers. They live as long as the process, like the types of the compiler.
static KNOWN: LazyLock<Mutex<HashMap<u32, Known>>> = LazyLock::new(Mutex::default);

/// The numbers of compiled classes by the identity of the class.
static NUMBERS: LazyLock<Mutex<HashMap<usize, u32>>> = LazyLock::new(Mutex::default);

/// What the name of the class in generated functions stands for, by the number of the function.
static CALLERS: LazyLock<Mutex<HashMap<u32, u32>>> = LazyLock::new(Mutex::default);

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes the class ready for use.
pub(crate) fn prepare_class() {
    Boxed::make_static_type();
}

/// The number of a compiled class; nothing for other objects.
pub(crate) fn number_of(object: &PyObject) -> Option<u32> {
    object.downcast_ref::<PyType>()?;
    lock(&NUMBERS).get(&object.get_id()).copied()
}

/// An instance as an argument; nothing for other objects.
pub(crate) fn argument(object: &PyObject) -> Option<Arg> {
    let boxed = object.downcast_ref::<Boxed>()?;
    Some(Arg::Container(boxed.held.clone()))
}

/// An instance that compiled code made, as an object; nothing for other containers.
pub(crate) fn object(container: &ContainerRef, vm: &VirtualMachine) -> Option<PyResult> {
    let Type::Instance(number) = container.ty.get() else {
        return None;
    };
    Some(class_object(*number, vm).and_then(|class| {
        let held = container.clone();
        Ok(Boxed { held }.into_ref_with_type(vm, class)?.into())
    }))
}

/// The Python class with a number.
pub(crate) fn class_object(number: u32, vm: &VirtualMachine) -> PyResult<PyTypeRef> {
    let definition = classes::get(number);
    if definition.is_struct {
        return structs::python_class(&definition, vm);
    }
    let found = lock(&KNOWN).get(&number).map(|known| known.class.clone());
    found.ok_or_else(|| {
        let name = definition.name;
        vm.new_runtime_error(format!("instances of {name} have no class in Python"))
    })
}

// ---- What the compiler asks ----------------------------------------------------------------------

/// What a member of a class stands for in compiled code.
pub(crate) fn member(number: u32, name: &str, vm: &VirtualMachine) -> Option<Binding> {
    let value = {
        let known = lock(&KNOWN);
        match known.get(&number)?.members.get(name)? {
            Member::Method(function) => return function_binding(function),
            Member::Static(function) => {
                return Some(Binding::StaticMethod(Box::new(function_binding(function)?)));
            }
            Member::Property(getter, setter) => {
                let part = |part: &Option<PyObjectRef>| part.as_deref().and_then(function_binding);
                return Some(Binding::Property(Box::new((part(getter), part(setter)))));
            }
            Member::Value(value) => value.clone(),
        }
    };
    Some(resolver::binding(&value, vm))
}

fn function_binding(function: &PyObject) -> Option<Binding> {
    dispatcher::of(function).map(|dispatcher| Binding::Func(dispatcher.id()))
}

/// What a name in a function that calls a class stands for; nothing for every other function.
pub(crate) fn generated_global(func: u32, name: &str) -> Option<Option<Binding>> {
    let class = *lock(&CALLERS).get(&func)?;
    Some((name == "cls").then_some(Binding::Class(class)))
}

// ---- What the decorator in Python needs ----------------------------------------------------------

/// Adds the functions that `python/jitclass.py` and `python/structref.py` use.
pub(crate) fn add_hooks(
    hooks: &Py<rustpython_vm::builtins::PyModule>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    hooks.set_attr("Box", Boxed::make_static_type(), vm)?;
    hooks.set_attr("Dispatcher", Dispatcher::make_static_type(), vm)?;
    let function = |name: &'static str, body: fn(FuncArgs, &VirtualMachine) -> PyResult| {
        hooks.set_attr(name, vm.new_function(name, body), vm)
    };
    function("declare", declare)?;
    function("define", define)?;
    function("register", register)?;
    function("number_of", |args, vm| {
        let found = args.args.first().and_then(|class| number_of(class));
        Ok(found.map_or_else(|| vm.ctx.none(), |number| vm.ctx.new_int(number).into()))
    })?;
    function("fields_of", fields_of)?;
    function("instance_type", |args, vm| {
        let [number] = arguments(args, vm)?;
        let ty = Type::Instance(number.try_into_value(vm)?);
        Ok(NumbaType::object(Ty::new(ty), vm))
    })?;
    function("class_type", |args, vm| {
        let [number] = arguments(args, vm)?;
        let ty = Type::Class(number.try_into_value(vm)?);
        Ok(NumbaType::object(Ty::new(ty), vm))
    })?;
    function("is_type", |args, vm| {
        let [value] = arguments(args, vm)?;
        let is_type = value.downcast_ref::<NumbaType>().is_some();
        Ok(vm.ctx.new_bool(is_type).into())
    })?;
    function("parse_type", |args, vm| {
        let [value] = arguments(args, vm)?;
        Ok(NumbaType::object(numba_types::parse(&value, vm)?, vm))
    })?;
    function("is_disabled", |_, vm| {
        Ok(vm.ctx.new_bool(crate::decorators::is_disabled()).into())
    })
}

/// Exactly so many positional arguments.
pub(crate) fn arguments<const N: usize>(
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<[PyObjectRef; N]> {
    let given = args.args.len();
    args.args
        .try_into()
        .map_err(|_| vm.new_type_error(format!("expected {N} arguments, got {given}")))
}

/// `declare(name, scopes, base numbers, is_struct)`: the number of a new class.
fn declare(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [name, scopes, bases, is_struct] = arguments(args, vm)?;
    let name: PyRef<PyStr> = name.try_into_value(vm)?;
    let scopes: Vec<PyRef<PyStr>> = scopes.try_into_value(vm)?;
    let bases: Vec<u32> = bases.try_into_value(vm)?;
    let number = classes::declare(Class {
        name: name.to_string().into(),
        origin: 0,
        scopes: scopes
            .iter()
            .map(|scope| scope.to_string().into())
            .collect(),
        bases: bases.into(),
        is_struct: is_struct.try_to_bool(vm)?,
        fields: std::sync::Arc::from([]),
    });
    Ok(vm.ctx.new_int(number).into())
}

/// `define(number, [(name, type), ...])`
fn define(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [number, fields] = arguments(args, vm)?;
    let fields: Vec<PyObjectRef> = fields.try_into_value(vm)?;
    let field = |pair: &PyObjectRef| -> PyResult<Field> {
        let (name, ty) = match pair.downcast_ref::<PyTuple>().map(|pair| pair.as_slice()) {
            Some([name, ty]) => (name.clone(), ty.clone()),
            _ => return Err(vm.new_type_error("a field is a pair of a name and a type")),
        };
        let name: PyRef<PyStr> = name.try_into_value(vm)?;
        Ok(Field {
            name: name.to_string().into(),
            ty: numba_types::parse(&ty, vm)?,
        })
    };
    let fields = fields.iter().map(field).collect::<PyResult<_>>()?;
    classes::define(number.try_into_value(vm)?, fields);
    Ok(vm.ctx.none())
}

/// `register(number, class, members)`: members are triples of a kind, a name and a value.
fn register(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [number, class, members] = arguments(args, vm)?;
    let number: u32 = number.try_into_value(vm)?;
    let class: PyTypeRef = class.try_into_value(vm)?;
    let members: Vec<PyObjectRef> = members.try_into_value(vm)?;
    let mut by_name = HashMap::new();
    for triple in &members {
        let (name, member) = read_member(triple, vm)?;
        by_name.insert(name, member);
    }
    lock(&NUMBERS).insert(class.as_object().get_id(), number);
    let known = Known {
        class,
        members: by_name,
        callers: HashMap::new(),
    };
    lock(&KNOWN).insert(number, known);
    Ok(vm.ctx.none())
}

fn read_member(triple: &PyObject, vm: &VirtualMachine) -> PyResult<(String, Member)> {
    let parts = triple
        .downcast_ref::<PyTuple>()
        .map(|parts| parts.as_slice());
    let Some([kind, name, value]) = parts else {
        return Err(vm.new_type_error("a member is a kind, a name and a value"));
    };
    let name: PyRef<PyStr> = name.clone().try_into_value(vm)?;
    let kind: PyRef<PyStr> = kind.clone().try_into_value(vm)?;
    let part = |name: &'static str| -> PyResult<Option<PyObjectRef>> {
        let part = value.get_attr(name, vm)?;
        Ok((!vm.is_none(&part)).then_some(part))
    };
    let member = match kind.to_str() {
        Some("method") => Member::Method(value.clone()),
        Some("static") => Member::Static(value.clone()),
        Some("property") => Member::Property(part("fget")?, part("fset")?),
        _ => Member::Value(value.clone()),
    };
    Ok((name.to_string(), member))
}

/// The fields of a compiled class as a dictionary of types.
fn fields_of(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [class] = arguments(args, vm)?;
    let fields = vm.ctx.new_dict();
    if let Some(number) = number_of(&class) {
        for field in classes::get(number).fields.iter() {
            fields.set_item(&*field.name, NumbaType::object(field.ty, vm), vm)?;
        }
    }
    Ok(fields.into())
}

/// `unpickle(class, state)`: an instance with the fields that `__reduce__` has put into a dictionary.
pub(crate) fn unpickle(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [class, state] = arguments(args, vm)?;
    let number = number_of(&class)
        .ok_or_else(|| vm.new_type_error("only instances of compiled classes are made this way"))?;
    let made = object(&Instance::unset(number), vm)
        .unwrap_or_else(|| Err(vm.new_system_error("an instance without a class")))?;
    if let Some(state) = state.downcast_ref::<PyDict>() {
        let boxed = made.downcast_ref::<Boxed>();
        let fields = state.to_owned();
        for (name, value) in fields {
            let name: PyRef<PyStr> = name.try_into_value(vm)?;
            if let Some(boxed) = boxed {
                boxed.set(&name, &value, vm)?;
            }
        }
    }
    Ok(made)
}

// ---- Instances -----------------------------------------------------------------------------------

impl Boxed {
    fn instance(&self, vm: &VirtualMachine) -> PyResult<Instance> {
        Instance::of(&self.held).ok_or_else(|| vm.new_system_error("an object without fields"))
    }

    /// The value of a field; nothing if there is no field of that name.
    fn get(&self, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let instance = self.instance(vm)?;
        let name = name.to_string_lossy();
        if instance.class().is_struct {
            return Ok(None);
        }
        let fields = &instance.class().fields;
        let Some(position) = fields.iter().position(|field| *field.name == *name) else {
            return Ok(None);
        };
        match instance.get(position) {
            Some(value) => boxing::from_arg(value, &[], vm).map(Some),
            None => Err(vm.new_attribute_error(format!(
                "'{}' object has no value in '{name}' yet",
                instance.class().name
            ))),
        }
    }

    /// Sets a field; false if there is none of that name.
    fn set(&self, name: &Py<PyStr>, value: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
        let instance = self.instance(vm)?;
        let name = name.to_string_lossy();
        let fields = &instance.class().fields;
        let Some(position) = fields.iter().position(|field| *field.name == *name) else {
            return Ok(false);
        };
        let ty = fields[position].ty;
        let _lending = Lending::begin();
        let refusal = |what: String| {
            let message = format!(
                "cannot set '{name}', which is {}, to {what}",
                numba_types::name(ty)
            );
            errors::new_numba_error("TypingError", message, vm)
        };
        let Some(arg) = boxing::to_arg(value, vm)? else {
            return Err(refusal(format!(
                "a value of type '{}'",
                value.class().name()
            )));
        };
        if rows::convert::rate(type_of(&arg), ty).is_none() || !instance.set(position, &arg) {
            return Err(refusal(numba_types::name(type_of(&arg))));
        }
        Ok(true)
    }
}

#[pyclass(
    with(Constructor, Initializer, GetAttr, SetAttr, Representable),
    flags(BASETYPE, HAS_WEAKREF)
)]
impl Boxed {
    #[pygetset]
    fn _numba_type_(&self, vm: &VirtualMachine) -> PyObjectRef {
        NumbaType::object(self.held.ty, vm)
    }

    /// An instance is pickled by its fields.
    #[pymethod]
    fn __reduce__(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        let instance = zelf.instance(vm)?;
        let state = vm.ctx.new_dict();
        for (position, field) in instance.class().fields.iter().enumerate() {
            if let Some(value) = instance.get(position) {
                state.set_item(&*field.name, boxing::from_arg(value, &[], vm)?, vm)?;
            }
        }
        let make = vm
            .import("numba.experimental", 0)
            .and_then(|_| vm.sys_module.get_attr("modules", vm))?
            .get_item("numba.experimental", vm)?
            .get_attr("_unpickle", vm)?;
        let class: PyObjectRef = zelf.class().to_owned().into();
        let args = vm.ctx.new_tuple(vec![class, state.into()]);
        Ok(vm.ctx.new_tuple(vec![make, args.into()]).into())
    }
}

impl Constructor for Boxed {
    type Args = FuncArgs;

    fn slot_new(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        // A Python class derived from a compiled one makes instances of the compiled one.
        let mro = class.mro_map_collect(|base| base.to_owned());
        let number = mro.iter().find_map(|base| number_of(base.as_object()));
        match number {
            Some(number) => call_class(number, args, vm),
            None => Err(vm.new_type_error("Box cannot be instantiated")),
        }
    }

    fn py_new(_class: &Py<PyType>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        Err(vm.new_system_error("made by slot_new"))
    }
}

/// What `__init__` does has been done by compiled code.
impl Initializer for Boxed {
    type Args = FuncArgs;

    fn init(_zelf: PyRef<Self>, _args: FuncArgs, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }
}

impl GetAttr for Boxed {
    fn getattro(zelf: &Py<Self>, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
        match zelf.get(name, vm)? {
            Some(value) => Ok(value),
            None => zelf.as_object().generic_getattr(name, vm),
        }
    }
}

impl SetAttr for Boxed {
    fn setattro(
        zelf: &Py<Self>,
        name: &Py<PyStr>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if let PySetterValue::Assign(value) = &value
            && !zelf.instance(vm)?.class().is_struct
            && zelf.set(name, value, vm)?
        {
            return Ok(());
        }
        let class = zelf.class().as_object();
        let found = class.get_attr(name, vm);
        let is_property = found.is_ok_and(|found| found.class().is(vm.ctx.types.property_type));
        if number_of(class).is_some() && !is_property {
            return Err(vm.new_attribute_error(format!(
                "'{}' object has no attribute '{}'",
                zelf.class().name(),
                name.to_string_lossy()
            )));
        }
        zelf.as_object().generic_setattr(name, value, vm)
    }
}

impl Representable for Boxed {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let instance = zelf.instance(vm)?;
        if instance.class().is_struct {
            let class = zelf.class();
            let module = class.as_object().get_attr("__module__", vm)?.str(vm)?;
            let name = class.as_object().get_attr("__qualname__", vm)?.str(vm)?;
            let address = zelf.as_object().get_id();
            return Ok(format!("<{module}.{name} object at {address:#x}>"));
        }
        Ok(format!(
            "<numba.experimental.jitclass.boxing.{} object at {:#x}>",
            instance.class().name,
            zelf.held.block.as_ptr() as usize
        ))
    }
}

// ---- Calling a class -----------------------------------------------------------------------------

/// `Class(...)` in Python: a function that calls the class is compiled for the arguments.
fn call_class(number: u32, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let name = classes::get(number).name.to_string();
    let init = match lock(&KNOWN)
        .get(&number)
        .map(|known| known.members.get("__init__"))
    {
        Some(Some(Member::Method(init))) => Some(init.clone()),
        _ => None,
    };
    let keywords: Vec<(String, PyObjectRef)> = args.kwargs.into_iter().collect();
    let (bound, kinds) = match init.as_deref().and_then(dispatcher::of) {
        Some(init) => bind_init(&name, init, args.args, keywords, vm)?,
        None if args.args.is_empty() && keywords.is_empty() => (Vec::new(), Vec::new()),
        None => return Err(vm.new_type_error(format!("{name}() takes no arguments"))),
    };
    let handle = caller(number, &name, &kinds, vm)?;
    let lending = Lending::begin();
    let mut converted = Args::new();
    for object in &bound {
        match boxing::to_arg(object, vm)? {
            Some(arg) => converted.push(arg),
            None => {
                let message = format!(
                    "an argument of {name}() is a value of type '{}', which compiled code does not know",
                    object.class().name()
                );
                return Err(errors::new_numba_error("TypingError", message, vm));
            }
        }
    }
    let result = engine::with(vm, |_, runtime| {
        handle.call(&converted, runtime, &mut HostNames::new(vm))
    })?;
    lending.give_back(&bound, vm)?;
    match result {
        Ok(result) => boxing::from_arg(result, &bound, vm),
        Err(error) => Err(errors::raise(error, vm)),
    }
}

/// The arguments by parameter of `__init__` without the instance, and how each is passed on.
fn bind_init(
    name: &str,
    init: &Py<Dispatcher>,
    positional: Vec<PyObjectRef>,
    keywords: Vec<(String, PyObjectRef)>,
    vm: &VirtualMachine,
) -> PyResult<(Vec<PyObjectRef>, Vec<String>)> {
    let params = init.parameters(vm)?;
    let own = params.get(1..).unwrap_or_default();
    let defaults = init.default_values(vm)?;
    let pack = |items: Vec<PyObjectRef>| vm.ctx.new_tuple(items).into();
    let bound = numjit::bind(name, own, positional, keywords, &defaults, pack);
    let bound = bound.map_err(|text| vm.new_type_error(text))?;
    let passed = own
        .iter()
        .enumerate()
        .map(|(position, param)| match param.kind {
            ParamKind::Star => format!("*a{position}"),
            ParamKind::KeywordOnly => format!("{}=a{position}", param.name),
            ParamKind::Positional | ParamKind::PositionalOnly => format!("a{position}"),
        });
    Ok((bound, passed.collect()))
}

/// The function that calls a class with arguments passed on in this way.
fn caller(
    number: u32,
    name: &str,
    passed: &[String],
    vm: &VirtualMachine,
) -> PyResult<FunctionHandle> {
    let list = passed.join(", ");
    if let Some(known) = lock(&KNOWN).get(&number)
        && let Some(found) = known.callers.get(&list)
    {
        return Ok(found.clone());
    }
    let params: Vec<String> = (0..passed.len()).map(|at| format!("a{at}")).collect();
    let text = format!("def ctor({}):\n    return cls({list})\n", params.join(", "));
    let source = FunctionSource {
        source: std::sync::Arc::new(numjit::ir::Source {
            file: GENERATED_FILE.into(),
            first_line: 1,
            indent: 0,
            text: text.into(),
        }),
        name: name.to_owned(),
        lambda: None,
    };
    let options = DispatcherOptions::default();
    let handle = engine::with(vm, |engine, _| engine.register(source, options))?;
    lock(&CALLERS).insert(handle.id(), number);
    if let Some(known) = lock(&KNOWN).get_mut(&number) {
        known.callers.insert(list, handle.clone());
    }
    Ok(handle)
}

#[cfg(test)]
mod tests {
    use crate::interpreter::check_program;

    fn holds(text: &str) {
        check_program(text, |_, _| {});
    }

    #[test]
    fn instances_share_their_fields() {
        holds(
            "
import numpy as np
from numba import njit, int64, float64
from numba.experimental import jitclass
@jitclass([('x', int64), ('a', float64[:])])
class Item:
    def __init__(self, x, *, size=3):
        self.x = x
        self.a = np.zeros(size)
@njit
def change(item):
    item.x += 1
    item.a[0] = item.x
item = Item(4, size=2)
change(item)
item.a[1] = 9
assert item.x == 5 and item.a.tolist() == [5.0, 9.0]
item.a = np.arange(4.0)[::2]
assert item.a.tolist() == [0.0, 2.0] and isinstance(item, Item)
assert repr(item).startswith('<numba.experimental.jitclass.boxing.Item object at 0x'), repr(item)
",
        );
    }

    #[test]
    fn instances_are_pickled_by_their_fields() {
        holds(
            "
import copy
import pickle
import numpy as np
from numba import float64, int64, types
from numba.experimental import jitclass
@jitclass([('x', int64), ('a', float64[:]), ('s', types.unicode_type), ('later', types.unicode_type)])
class Item:
    def __init__(self, x):
        self.x = x
        self.a = np.arange(3.0)
        self.s = 'text'
for again in (pickle.loads(pickle.dumps(Item(3))), copy.deepcopy(Item(3))):
    assert (again.x, again.a.tolist(), again.s, type(again)) == (3, [0.0, 1.0, 2.0], 'text', Item)
",
        );
    }

    #[test]
    fn wrong_classes_are_refused() {
        holds(
            "
from numba import int64
from numba.experimental import jitclass
def refused(error, spec, **members):
    try:
        jitclass(spec)(type('Item', (), members))
    except error as found:
        return str(found)
    raise AssertionError('nothing was refused')
def f(self):
    return 1
assert refused(NameError, [('f', int64)], f=f) == 'name shadowing: f'
assert refused(TypeError, [(1, int64)]) == 'spec keys should be strings, got 1'
assert refused(TypeError, [('x', 5)]) == 'spec values should be Numba type instances, got 5'
assert refused(TypeError, [], data=[1]) == 'class members are not yet supported: data'
assert refused(TypeError, [], __enter__=f) == \"Method '__enter__' is not supported.\"
assert refused(TypeError, [], p=property(f, None, f)) == 'deleter is not supported: p'
import numba
try:
    numba.jitclass
    numba.jitclass([])
except ImportError as found:
    assert 'numba.experimental' in str(found)
",
        );
    }

    #[test]
    fn wrong_uses_of_instances_are_refused() {
        holds(
            "
from numba import njit, int64, types
from numba.core.errors import TypingError
from numba.experimental import jitclass
@jitclass([('x', int64), ('s', types.unicode_type)])
class Item:
    def __init__(self, x):
        self.x = x
def refused(error, call):
    try:
        call()
    except error as found:
        return str(found)
    raise AssertionError('nothing was refused')
def set_x(item, value):
    item.x = value
item = Item(1)
assert 'nothing' in refused(AttributeError, lambda: item.nothing)
assert 'nothing' in refused(AttributeError, lambda: setattr(item, 'nothing', 1))
assert 'x' in refused(TypingError, lambda: set_x(item, 'text'))
assert 'no value' in refused(AttributeError, lambda: item.s)
assert 'no value' in refused(AttributeError, lambda: njit(lambda item: item.s)(item))
assert 'nothing' in refused(TypingError, lambda: njit(lambda item: item.nothing)(item))
assert 'str' in refused(TypingError, lambda: njit(set_x)(item, 'text'))
assert refused(TypeError, lambda: Item(1, 2)) == 'Item() takes 1 positional argument but 2 were given'
assert item.x == 1
",
        );
    }
}
