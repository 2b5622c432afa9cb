//! `numba.extending.overload` and its kind: functions, methods and attributes to which the program gives a
//! meaning for compiled code.
//!
//! The program's function is called with the types of the arguments and returns the function to compile. It is
//! Python code, and the compiler holds its lock while it asks: an answer that is not known yet is noted and
//! found out afterwards, and the compiler starts over.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use numjit::ir::{Ty, classes};
use numjit::{Binding, DispatcherOptions};
use rustpython_vm::builtins::{PyDict, PyFunction, PyModule, PyStr, PyTuple};
use rustpython_vm::function::{FuncArgs, KwArgs};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::numba_types::NumbaType;
use crate::type_classes::TypeClass;
use crate::{decorators, dispatcher, errors, resolver};

/// Types of the arguments of a call: by position and by name.
pub(crate) type Given = (Vec<Ty>, Vec<(Box<str>, Ty)>);

/// What is found for argument types.
#[derive(Clone)]
enum Answer {
    /// A compiled function.
    Function(PyObjectRef),
    /// The program has no function for them.
    Nothing,
    /// It raised an exception.
    Refused(String),
}

/// A meaning: the program's function and the options for what it returns.
type Meaning = (PyObjectRef, DispatcherOptions);

/// The meanings of one function, method or attribute.
#[derive(Default)]
struct Set {
    meanings: Vec<Meaning>,
    answers: HashMap<Given, Answer>,
    /// What is overloaded; kept so that its identity stays its own.
    _of: Option<PyObjectRef>,
}

/// A method or attribute of types.
struct TypeMember {
    class: PyObjectRef,
    name: String,
    is_property: bool,
    set: u32,
}

#[derive(Default)]
struct Registry {
    sets: HashMap<u32, Set>,
    /// Sets by the identity of the function.
    by_object: HashMap<usize, u32>,
    /// Sets by the full name of the library's function.
    by_path: HashMap<String, u32>,
    members: Vec<TypeMember>,
}

static REGISTRY: LazyLock<Mutex<Registry>> = LazyLock::new(Mutex::default);

/// How many sets there are: most programs have none.
static COUNT: AtomicUsize = AtomicUsize::new(0);

fn registry() -> MutexGuard<'static, Registry> {
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_empty() -> bool {
    COUNT.load(Ordering::Relaxed) == 0
}

/// Adds the decorators to `numba.extending`.
pub(crate) fn add(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let function = |name: &'static str, body: fn(FuncArgs, &VirtualMachine) -> PyResult| {
        module.set_attr(name, vm.new_function(name, body), vm)
    };
    function("overload", overload)?;
    function("overload_method", |args, vm| {
        overload_member(args, false, vm)
    })?;
    function("overload_attribute", |args, vm| {
        overload_member(args, true, vm)
    })?;
    function("is_jitted", |args, vm| {
        let found = args
            .args
            .first()
            .and_then(|function| dispatcher::of(function));
        Ok(vm.ctx.new_bool(found.is_some()).into())
    })
}

/// `overload(function, jit_options={}, ...)`: a decorator.
fn overload(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let Some(function) = args.args.first().cloned() else {
        return Err(vm.new_type_error("overload() takes the function that is to be overloaded"));
    };
    let options = jit_options(&args, vm)?;
    let set = set_of(function, vm);
    Ok(decorator(set, options, vm))
}

/// `overload_method(type class, name)` and `overload_attribute(type class, name)`.
fn overload_member(args: FuncArgs, is_property: bool, vm: &VirtualMachine) -> PyResult {
    let (Some(class), Some(name)) = (args.args.first().cloned(), args.args.get(1)) else {
        return Err(
            vm.new_type_error("a class of types and the name of the attribute are required")
        );
    };
    let name: PyRef<PyStr> = name.clone().try_into_value(vm)?;
    let name = name.to_string();
    let options = jit_options(&args, vm)?;
    let set = new_set(&name, None);
    registry().members.push(TypeMember {
        class,
        name,
        is_property,
        set,
    });
    Ok(decorator(set, options, vm))
}

/// `inline=`, `strict=` and `target=` tune Numba's machinery.
fn jit_options(args: &FuncArgs, vm: &VirtualMachine) -> PyResult<DispatcherOptions> {
    let mut options = FuncArgs::default();
    if let Some(given) = args.kwargs.get("jit_options")
        && let Some(given) = given.downcast_ref::<PyDict>()
    {
        let given = given.to_owned();
        for (name, value) in given {
            options.kwargs.insert(name.str(vm)?.to_string(), value);
        }
    }
    decorators::read_options(&options, vm)
}

fn decorator(set: u32, options: DispatcherOptions, vm: &VirtualMachine) -> PyObjectRef {
    let decorate = move |function: PyObjectRef| {
        if let Some(set) = registry().sets.get_mut(&set) {
            set.meanings.push((function.clone(), options.clone()));
            set.answers.clear();
        }
        function
    };
    vm.new_function("decorate", decorate).into()
}

fn new_set(name: &str, entity: Option<u32>) -> u32 {
    let number = classes::declare_overloads(classes::Overloads {
        name: name.into(),
        entity,
    });
    registry().sets.insert(number, Set::default());
    COUNT.fetch_add(1, Ordering::Relaxed);
    number
}

/// The set of meanings of a function.
fn set_of(function: PyObjectRef, vm: &VirtualMachine) -> u32 {
    let id = function.get_id();
    if let Some(&known) = registry().by_object.get(&id) {
        return known;
    }
    let entity = resolver::entity(&function, vm);
    let name = function.get_attr("__name__", vm).ok();
    let name = name.and_then(|name| Some(name.downcast_ref::<PyStr>()?.to_string()));
    let set = new_set(&name.unwrap_or_else(|| "function".to_owned()), entity);
    let mut registry = registry();
    registry.by_object.insert(id, set);
    if let Some(entity) = entity {
        let path = numjit::rows::item(entity).path;
        registry.by_path.insert(path.to_owned(), set);
    }
    if let Some(known) = registry.sets.get_mut(&set) {
        known._of = Some(function);
    }
    set
}

// ---- What the compiler asks ----------------------------------------------------------------------

/// What an object with meanings is to compiled code; nothing for other objects.
pub(crate) fn binding(object: &PyObject) -> Option<Binding> {
    if is_empty() {
        return None;
    }
    let set = *registry().by_object.get(&object.get_id())?;
    Some(Binding::Overload(set))
}

/// What the program has defined as an attribute of values of a type.
pub(crate) fn type_member(ty: Ty, name: &str, vm: &VirtualMachine) -> Option<Binding> {
    if is_empty() {
        return None;
    }
    if name.contains('.') {
        return registry().by_path.get(name).copied().map(Binding::Overload);
    }
    let named: Vec<(PyObjectRef, bool, u32)> = {
        let registry = registry();
        let members = registry.members.iter().filter(|member| member.name == name);
        members
            .map(|member| (member.class.clone(), member.is_property, member.set))
            .collect()
    };
    let found = named.into_iter().find(|(class, ..)| has(class, ty, vm))?;
    let set = Binding::Overload(found.2);
    Some(match found.1 {
        true => Binding::Property(Box::new((Some(set), None))),
        false => set,
    })
}

/// Whether a class of types, or a type, has a type among its instances.
fn has(class: &PyObject, ty: Ty, vm: &VirtualMachine) -> bool {
    if let Some(class) = class.downcast_ref::<TypeClass>() {
        return class.has(ty);
    }
    if let Some(known) = class.downcast_ref::<NumbaType>() {
        return known.ty() == ty;
    }
    NumbaType::object(ty, vm)
        .is_instance(class, vm)
        .unwrap_or(false)
}

/// The answer for argument types; nothing if it is not known yet.
pub(crate) fn known(set: u32, given: &Given) -> Option<Option<Binding>> {
    let registry = registry();
    let answer = match registry.sets.get(&set) {
        Some(set) => set.answers.get(given)?,
        None => return Some(None),
    };
    Some(match answer {
        Answer::Function(function) => {
            dispatcher::of(function).map(|function| Binding::Func(function.id()))
        }
        Answer::Nothing => None,
        Answer::Refused(reason) => Some(Binding::Opaque(reason.clone())),
    })
}

/// Runs the program's functions for argument types and keeps the answer. The compiler's lock is free.
pub(crate) fn settle(set: u32, given: &Given, vm: &VirtualMachine) {
    let meanings = match registry().sets.get(&set) {
        Some(set) => set.meanings.clone(),
        None => return,
    };
    let mut answer = Answer::Nothing;
    for (function, options) in &meanings {
        match choose(function, options, given, vm) {
            Ok(Some(made)) => {
                answer = Answer::Function(made);
                break;
            }
            Ok(None) => {}
            Err(error) => {
                let text = error.as_object().str(vm);
                let text = text.map_or_else(|_| String::new(), |text| text.to_string());
                let class = error.class().name().to_string();
                answer = Answer::Refused(match class.as_str() {
                    "TypingError" => text,
                    _ => format!("{class}: {text}"),
                });
            }
        }
    }
    if let Some(known) = registry().sets.get_mut(&set) {
        known.answers.insert(given.clone(), answer);
    }
}

/// The compiled function that one meaning has for argument types.
fn choose(
    function: &PyObject,
    options: &DispatcherOptions,
    given: &Given,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    let object = |ty: Ty| NumbaType::object(ty, vm);
    let positional: Vec<PyObjectRef> = given.0.iter().map(|&ty| object(ty)).collect();
    let named = given.1.iter();
    let named: KwArgs = named
        .map(|(name, ty)| (name.to_string(), object(*ty)))
        .collect();
    let chosen = function.call_with_args(FuncArgs::new(positional, named), vm)?;
    if vm.is_none(&chosen) {
        return Ok(None);
    }
    let chosen = match chosen.downcast_ref::<PyTuple>().map(|pair| pair.as_slice()) {
        Some([_, chosen]) => chosen.clone(),
        _ => chosen,
    };
    if dispatcher::of(&chosen).is_some() {
        return Ok(Some(chosen));
    }
    if chosen.downcast_ref::<PyFunction>().is_none() {
        let message = format!(
            "an overload must return a function or None, not a value of type '{}'",
            chosen.class().name()
        );
        return Err(errors::new_numba_error("TypingError", message, vm));
    }
    Ok(Some(
        dispatcher::create(chosen, options.clone(), vm)?.into(),
    ))
}

#[cfg(test)]
mod tests {
    use crate::interpreter::check_program;

    fn holds(text: &str) {
        check_program(text, |_, _| {});
    }

    #[test]
    fn overloads_are_asked_once_for_each_type() {
        holds(
            "
from numba import njit, types
from numba.extending import overload
asked = []
def f(x):
    pass
@overload(f)
def f_overload(x):
    asked.append(str(x))
    if isinstance(x, types.Float):
        return lambda x: x * 2
    scale = len(asked)
    def impl(x):
        return x + scale
    return impl
@njit
def twice(x):
    return f(f(x))
@njit
def once(x):
    return f(x)
assert twice(1) == 3 and once(5) == 6 and twice(1.5) == 6.0
assert asked == ['int64', 'float64'], asked
",
        );
    }

    #[test]
    fn overloads_may_call_compiled_functions() {
        holds(
            "
from numba import njit
from numba.extending import overload
@njit
def table(n):
    return n * n
def f(x):
    pass
@overload(f)
def f_overload(x):
    size = table(5)
    return lambda x: x + size
@njit
def g(x):
    return f(x)
assert g(1) == 26
",
        );
    }

    #[test]
    fn an_overload_that_refuses_says_why() {
        holds(
            "
from numba import njit, types
from numba.core.errors import TypingError
from numba.extending import overload, overload_method
def f(x):
    pass
@overload(f)
def f_overload(x):
    if isinstance(x, types.Integer):
        raise TypingError('integers are not wanted')
    if isinstance(x, types.Float):
        return 5
def refused(value):
    try:
        njit(lambda x: f(x))(value)
    except TypingError as found:
        return str(found)
    raise AssertionError('nothing was refused')
assert 'integers are not wanted' in refused(1)
assert 'must return a function' in refused(1.5)
assert 'no overload of it accepts' in refused('text')
",
        );
    }

    #[test]
    fn literals_are_forced_through_callers() {
        holds(
            "
from numba import njit, literally, types
from numba.extending import overload
def power(x, n):
    pass
@overload(power)
def power_overload(x, n):
    if isinstance(n, types.Literal):
        value = n.literal_value
        return lambda x, n: (x ** n, value * 100)
    return lambda x, n: literally(n)
@njit
def direct(x, n):
    return power(x, n)
@njit
def outer(x, n):
    return direct(x, n)
assert direct(3, 2) == (9, 200) and outer(2, 3) == (8, 300) and outer(2, 4) == (16, 400)
",
        );
    }

    #[test]
    fn parts_without_meaning_say_so() {
        holds(
            "
from numba.extending import intrinsic, models, typeof_impl
from numba import generated_jit
def f(x):
    return x
uses = (lambda: intrinsic(f), lambda: models.StructModel, lambda: typeof_impl.register(int), lambda: generated_jit(f))
for use in uses:
    try:
        use()
    except NotImplementedError as found:
        assert 'overload' in str(found)
    else:
        raise AssertionError
",
        );
    }
}
