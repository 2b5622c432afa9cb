//! `njit`, `jit` and the other decorators.

use std::env;

use numjit::ir::Ty;
use numjit::{DispatcherOptions, Signature};
use rustpython_vm::builtins::{
    PyBaseExceptionRef, PyDict, PyFunction, PyList, PyModule, PyStr, PyTuple,
};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine, stdlib};

use crate::dispatcher;
use crate::numba_types::{self, NumbaType, PySignature};
use crate::{errors, vectorize};

/// The attribute of a plain function that holds its compiled form.
const COMPILED_FORM: &str = "__numjit_compiled__";

/// Options that change nothing here: they tune Numba's own machinery.
const WITHOUT_EFFECT: &[&str] = &[
    "debug",
    "inline",
    "looplift",
    "no_cfunc_wrapper",
    "no_cpython_wrapper",
    "no_rewrites",
    "nrt",
    "pipeline_class",
    "release_gil",
    "target",
    "writable_args",
];

/// Adds the decorators to `numba`.
pub(crate) fn add(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let function = |name: &'static str, body: fn(FuncArgs, &VirtualMachine) -> PyResult| {
        module.set_attr(name, vm.new_function(name, body), vm)
    };
    function("njit", decorate)?;
    function("jit", decorate)?;
    function("generated_jit", |_, vm| {
        Err(vm.new_not_implemented_error(
            "generated_jit was removed from Numba in version 0.59: write a function that returns the \
             implementation for the types of its arguments and decorate it with numba.extending.overload",
        ))
    })?;
    function("vectorize", vectorize::decorate)?;
    function("guvectorize", |_, vm| Err(unsupported("guvectorize", vm)))?;
    function("stencil", |_, vm| Err(unsupported("stencil", vm)))?;
    function("cfunc", |_, vm| Err(unsupported("cfunc", vm)))?;
    function("jit_module", jit_module)
}

/// `jit_module(**options)`: compiles every function that the calling module defines.
fn jit_module(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let options = read_options(&args, vm)?;
    let globals = vm.current_globals();
    let module = globals.get_item("__name__", vm)?;
    let names: Vec<(PyObjectRef, PyObjectRef)> = globals.clone().into_iter().collect();
    for (name, value) in names {
        if value.downcast_ref::<PyFunction>().is_some()
            && vm.bool_eq(&*value.get_attr("__module__", vm)?, &module)?
        {
            globals.set_item(&*name, compile(value, options.clone(), vm)?, vm)?;
        }
    }
    Ok(vm.ctx.none())
}

/// Adds `register_jitable` to `numba.extending`.
pub(crate) fn add_register_jitable(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let name = "register_jitable";
    module.set_attr(name, vm.new_function(name, register_jitable), vm)
}

/// The exception for a part of Numba that is not there yet.
pub(crate) fn unsupported(name: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_not_implemented_error(format!("`numba.{name}` is not supported yet by numjit"))
}

/// Whether the environment asks for plain Python.
pub(crate) fn is_disabled() -> bool {
    ["NUMBA_DISABLE_JIT", "NUMJIT_DISABLE_JIT"]
        .iter()
        .any(|name| is_set(name))
}

fn is_set(name: &str) -> bool {
    env::var(name).is_ok_and(|value| !value.is_empty() && value != "0")
}

/// All forms of `njit` and `jit`: of a function, with options, with signatures.
fn decorate(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let options = read_options(&args, vm)?;
    let first = args
        .args
        .first()
        .or_else(|| args.kwargs.get("signature_or_function"));
    match first.filter(|first| !vm.is_none(first)) {
        Some(function) if is_callable_target(function) => compile(function.clone(), options, vm),
        None => Ok(decorator_with(options, vm)),
        Some(signatures) => {
            let mut options = options;
            options.signatures = parse_signatures(signatures, vm)?;
            Ok(decorator_with(options, vm))
        }
    }
}

/// Whether the first argument is to be decorated, rather than a signature.
fn is_callable_target(object: &PyObject) -> bool {
    let is_signature = object.downcast_ref::<PyStr>().is_some()
        || object.downcast_ref::<PyTuple>().is_some()
        || object.downcast_ref::<PyList>().is_some()
        || object.downcast_ref::<PySignature>().is_some()
        || object.downcast_ref::<NumbaType>().is_some();
    !is_signature
}

fn decorator_with(options: DispatcherOptions, vm: &VirtualMachine) -> PyObjectRef {
    let decorate =
        move |function: PyObjectRef, vm: &VirtualMachine| compile(function, options.clone(), vm);
    vm.new_function("wrapper", decorate).into()
}

fn compile(function: PyObjectRef, options: DispatcherOptions, vm: &VirtualMachine) -> PyResult {
    if dispatcher::of(&function).is_some() {
        return Err(vm.new_type_error(
            "A jit decorator was called on an already jitted function. If trying to get access to the original \
             python function, use the .py_func attribute.",
        ));
    }
    if function.downcast_ref::<PyFunction>().is_none() {
        return Err(vm.new_type_error(format!(
            "The decorated object is not a function (got type {}).",
            function.class().as_object().repr(vm)?
        )));
    }
    if is_disabled() {
        return Ok(function);
    }
    Ok(dispatcher::create(function, options, vm)?.into())
}

/// Reads the keywords of a decorator.
pub(crate) fn read_options(args: &FuncArgs, vm: &VirtualMachine) -> PyResult<DispatcherOptions> {
    let mut options = DispatcherOptions::default();
    if env::var("NUMBA_BOUNDSCHECK").is_ok_and(|value| value == "0") {
        options.code.boundscheck = false;
    }
    for (name, value) in &args.kwargs {
        read_option(&mut options, name, value, vm)?;
    }
    Ok(options)
}

fn read_option(
    options: &mut DispatcherOptions,
    name: &str,
    value: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<()> {
    match name {
        "signature_or_function" | "signature" => {}
        "nopython" if !is_true(value, vm)? => warn_about_object_mode(vm)?,
        "nopython" => {}
        "forceobj" if is_true(value, vm)? => return Err(no_object_mode(vm)),
        "forceobj" => {}
        "fastmath" => read_fastmath(options, value, vm)?,
        // Checks are on unless they are turned off by name.
        "boundscheck" if vm.is_none(value) => {}
        "boundscheck" => options.code.boundscheck = is_true(value, vm)?,
        "error_model" => {
            let model = value.str(vm)?;
            let set = options.set_error_model(&model.to_string_lossy());
            set.map_err(|error| vm.new_value_error(error.message))?;
        }
        "cache" => options.cache = is_true(value, vm)?,
        "nogil" => options.nogil = is_true(value, vm)?,
        // A dictionary names optimisations to leave out.
        "parallel" => options.parallel = is_true(value, vm)?,
        "locals" => options.locals = read_locals(value, vm)?,
        _ if WITHOUT_EFFECT.contains(&name) => {}
        _ => {
            return Err(errors::new_numba_error(
                "NumbaTypeError",
                format!("Unrecognized options: {name:?}. The known options are nopython, fastmath, boundscheck, \
                         error_model, cache, nogil, parallel, locals, inline, debug").replace('"', "'"),
                vm,
            ));
        }
    }
    Ok(())
}

fn is_true(value: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    value.to_owned().try_to_bool(vm)
}

fn warn_about_object_mode(vm: &VirtualMachine) -> PyResult<()> {
    let class = errors::numba_error_class("NumbaDeprecationWarning", vm)?;
    let message = "The keyword argument 'nopython=False' was supplied. From Numba 0.59.0 the default is being \
                   changed to True and use of 'nopython=False' will raise a warning as the argument will have no \
                   effect.";
    stdlib::_warnings::warn(&class, message.to_owned(), 2, vm)
}

fn no_object_mode(vm: &VirtualMachine) -> PyBaseExceptionRef {
    errors::new_numba_error(
        "UnsupportedError",
        "object mode (forceobj=True) is not supported: numjit compiles every function in nopython mode".to_owned(),
        vm,
    )
}

/// `fastmath=` takes a bool, a set of flags or a dictionary of flags.
fn read_fastmath(
    options: &mut DispatcherOptions,
    value: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let mut allow = |flag: &str| {
        let allowed = options.allow_fastmath(flag);
        allowed.map_err(|error| vm.new_value_error(error.message))
    };
    if value.fast_isinstance(vm.ctx.types.bool_type) || vm.is_none(value) {
        return if is_true(value, vm)? {
            allow("fast")
        } else {
            Ok(())
        };
    }
    if let Some(flags) = value.downcast_ref::<PyDict>() {
        for (flag, on) in flags {
            if on.try_to_bool(vm)? {
                allow(&flag.str(vm)?.to_string_lossy())?;
            }
        }
        return Ok(());
    }
    let flags: Vec<PyObjectRef> = value.to_owned().try_into_value(vm)?;
    flags
        .iter()
        .try_for_each(|flag| allow(&flag.str(vm)?.to_string_lossy()))
}

fn read_locals(value: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<(String, Ty)>> {
    let locals = value
        .downcast_ref::<PyDict>()
        .ok_or_else(|| vm.new_type_error("locals= takes a dictionary of types by variable"))?;
    locals
        .into_iter()
        .map(|(name, ty)| Ok((name.str(vm)?.to_string(), numba_types::parse(&ty, vm)?)))
        .collect()
}

/// One signature or a list of them.
pub(crate) fn parse_signatures(object: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<Signature>> {
    if let Some(list) = object.downcast_ref::<PyList>() {
        let items = list.borrow_vec().to_vec();
        return items.iter().map(|item| parse_signature(item, vm)).collect();
    }
    Ok(vec![parse_signature(object, vm)?])
}

/// A signature as text, as an object, or as a tuple of argument types.
pub(crate) fn parse_signature(object: &PyObject, vm: &VirtualMachine) -> PyResult<Signature> {
    if let Some(signature) = object.downcast_ref::<PySignature>() {
        return Ok(signature.signature());
    }
    if let Some(text) = object.downcast_ref::<PyStr>() {
        return Signature::parse(&text.to_string_lossy())
            .map_err(|error| vm.new_type_error(error.message));
    }
    if let Some(types) = object.downcast_ref::<PyTuple>() {
        let args = types
            .iter()
            .map(|ty| numba_types::parse(ty, vm))
            .collect::<PyResult<_>>()?;
        return Ok(Signature { args, result: None });
    }
    Err(vm.new_type_error(format!(
        "a signature is a text, a tuple of types or a call of a type, not {}",
        object.repr(vm)?
    )))
}

/// `register_jitable`: the function stays what it is, and compiled code may call it.
fn register_jitable(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let options = read_options(&args, vm)?;
    match args.args.into_iter().next() {
        Some(function) => keep_compiled_form(function, options, vm),
        None => {
            let decorate = move |function: PyObjectRef, vm: &VirtualMachine| {
                keep_compiled_form(function, options.clone(), vm)
            };
            Ok(vm.new_function("wrapper", decorate).into())
        }
    }
}

fn keep_compiled_form(
    function: PyObjectRef,
    options: DispatcherOptions,
    vm: &VirtualMachine,
) -> PyResult {
    let form = compile(function.clone(), options, vm)?;
    if !form.is(&function) {
        function.set_attr(COMPILED_FORM, form, vm)?;
    }
    Ok(function)
}

/// The compiled form of a plain function that [`register_jitable`] has seen.
pub(crate) fn compiled_form(function: &PyObject, vm: &VirtualMachine) -> Option<PyObjectRef> {
    let form = function.get_attr(COMPILED_FORM, vm).ok()?;
    // `functools.wraps` copies attributes: the form counts only for its own function.
    let own = dispatcher::of(&form)?.function().is(function);
    own.then_some(form)
}
