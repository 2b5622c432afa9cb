//! The embedded `numba`, also known as `numjit`.

use numjit::ir::{ArrayTy, Layout, Ty, Type};
use rustpython_vm::builtins::{PyModule, PyModuleDef, PyTypeRef};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{
    AsObject, Context, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
};

use crate::boxing::to_arg;
use crate::decorators::{self, unsupported};
use crate::dispatcher;
use crate::entity::PyEntity;
use crate::generator;
use crate::jitclass;
use crate::native_module::{definition, enter, mark_package, submodule};
use crate::numba_types::{self, NumbaType, PySignature};
use crate::object_mode;
use crate::overload;
use crate::prelude;
use crate::pycc;
use crate::refused;
use crate::text_builtins;
use crate::type_classes::{self, Make};
use crate::typed;
use crate::vectorize::Vectorized;

/// What scripts read as `numba.__version__`: the release of Numba whose behaviour this follows.
const VERSION: &str = "0.68.0";

/// The submodules, parents first.
const SUBMODULES: &[&str] = &[
    "numba.types",
    "numba.typed",
    "numba.errors",
    "numba.experimental",
    "numba.experimental.structref",
    "numba.extending",
    "numba.core",
    "numba.core.errors",
    "numba.core.types",
    "numba.core.extending",
    "numba.core.config",
    "numba.np",
    "numba.cuda",
    "numba.pycc",
];

/// Names of types without parameters. Numba's own names come first.
const TYPES: &[(&str, Ty)] = &[
    ("boolean", Ty::BOOL),
    ("bool_", Ty::BOOL),
    ("b1", Ty::BOOL),
    ("int8", Ty::I8),
    ("int16", Ty::I16),
    ("int32", Ty::I32),
    ("int64", Ty::I64),
    ("uint8", Ty::U8),
    ("uint16", Ty::U16),
    ("uint32", Ty::U32),
    ("uint64", Ty::U64),
    ("float32", Ty::F32),
    ("float64", Ty::F64),
    ("complex64", Ty::C64),
    ("complex128", Ty::C128),
    ("i1", Ty::I8),
    ("i2", Ty::I16),
    ("i4", Ty::I32),
    ("i8", Ty::I64),
    ("u1", Ty::U8),
    ("u2", Ty::U16),
    ("u4", Ty::U32),
    ("u8", Ty::U64),
    ("f4", Ty::F32),
    ("f8", Ty::F64),
    ("c8", Ty::C64),
    ("c16", Ty::C128),
    ("byte", Ty::U8),
    ("char", Ty::I8),
    ("uchar", Ty::U8),
    ("short", Ty::I16),
    ("ushort", Ty::U16),
    ("intc", Ty::I32),
    ("uintc", Ty::U32),
    ("int_", Ty::I64),
    ("uint", Ty::U64),
    ("long_", Ty::I64),
    ("ulong", Ty::U64),
    ("longlong", Ty::I64),
    ("ulonglong", Ty::U64),
    ("intp", Ty::I64),
    ("uintp", Ty::U64),
    ("ssize_t", Ty::I64),
    ("size_t", Ty::U64),
    ("float_", Ty::F32),
    ("double", Ty::F64),
    ("void", Ty::NONE),
    ("none", Ty::NONE),
    ("unicode_type", Ty::STR),
    ("string", Ty::STR),
];

/// The exception classes with their base classes, parents first.
const ERRORS: &[(&str, &[&str])] = &[
    ("NumbaError", &["Exception"]),
    ("UnsupportedError", &["NumbaError"]),
    ("UnsupportedBytecodeError", &["NumbaError"]),
    ("UnsupportedRewriteError", &["UnsupportedError"]),
    ("UnsupportedParforsError", &["UnsupportedError"]),
    ("IRError", &["NumbaError"]),
    ("RedefinedError", &["IRError"]),
    ("NotDefinedError", &["IRError"]),
    ("VerificationError", &["IRError"]),
    ("DeprecationError", &["NumbaError"]),
    ("LoweringError", &["NumbaError"]),
    ("ForbiddenConstruct", &["LoweringError"]),
    ("TypingError", &["NumbaError"]),
    ("UntypedAttributeError", &["TypingError"]),
    ("ByteCodeSupportError", &["NumbaError"]),
    ("CompilerError", &["NumbaError"]),
    ("ConstantInferenceError", &["NumbaError"]),
    ("InternalError", &["NumbaError"]),
    ("InternalTargetMismatchError", &["InternalError"]),
    ("NonexistentTargetError", &["InternalError"]),
    ("RequireLiteralValue", &["TypingError"]),
    ("ForceLiteralArg", &["NumbaError"]),
    ("LiteralTypingError", &["TypingError"]),
    ("NumbaValueError", &["TypingError"]),
    ("NumbaTypeError", &["TypingError"]),
    ("NumbaAttributeError", &["TypingError"]),
    ("NumbaAssertionError", &["TypingError"]),
    ("NumbaNotImplementedError", &["TypingError"]),
    ("NumbaKeyError", &["TypingError"]),
    ("NumbaIndexError", &["TypingError"]),
    ("NumbaRuntimeError", &["NumbaError"]),
    ("NumbaWarning", &["Warning"]),
    ("NumbaPerformanceWarning", &["NumbaWarning"]),
    (
        "NumbaDeprecationWarning",
        &["NumbaWarning", "DeprecationWarning"],
    ),
    (
        "NumbaPendingDeprecationWarning",
        &["NumbaWarning", "PendingDeprecationWarning"],
    ),
    ("NumbaParallelSafetyWarning", &["NumbaWarning"]),
    ("NumbaTypeSafetyWarning", &["NumbaWarning"]),
    ("NumbaExperimentalFeatureWarning", &["NumbaWarning"]),
    ("NumbaInvalidConfigWarning", &["NumbaWarning"]),
    ("NumbaPedanticWarning", &["NumbaWarning"]),
    ("NumbaIRAssumptionWarning", &["NumbaWarning"]),
    ("NumbaDebugInfoWarning", &["NumbaWarning"]),
    ("NumbaSystemWarning", &["NumbaWarning"]),
];

/// The classes that Numba has at its top level too.
const TOP_LEVEL_ERRORS: &[&str] = &[
    "NumbaWarning",
    "NumbaPerformanceWarning",
    "NumbaDeprecationWarning",
    "NumbaPendingDeprecationWarning",
    "NumbaExperimentalFeatureWarning",
];

/// The descriptions under which the interpreter knows the module: one for each of its names.
pub(crate) fn module_defs(ctx: &Context) -> [&'static PyModuleDef; 2] {
    [
        definition(ctx, "numba", None, exec),
        definition(ctx, "numjit", Some(create_synonym), exec_synonym),
    ]
}

fn exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
    mark_package(module, vm)?;
    text_builtins::install(vm)?;
    prepare_classes();
    let mut made = vec![("numba", module.to_owned())];
    for &path in SUBMODULES {
        let (parent, _) = path.rsplit_once('.').unwrap_or(("numba", path));
        let parent = made
            .iter()
            .find(|made| made.0 == parent)
            .map_or(module.to_owned(), |made| made.1.clone());
        made.push((path, submodule(&parent, path, vm)?));
    }
    let class_of_errors = error_classes(vm)?;
    for (path, module) in &made {
        fill(path, module, &class_of_errors, vm)?;
    }
    add_public_names(module, vm)
}

/// What `from numba import *` imports: everything but submodules, of which only two are meant for it.
fn add_public_names(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let mut names = Vec::new();
    for (name, value) in module.dict() {
        let text = name.str(vm)?.to_string();
        let is_meant = matches!(text.as_str(), "types" | "experimental");
        if !text.starts_with('_') && (is_meant || value.downcast_ref::<PyModule>().is_none()) {
            names.push(name);
        }
    }
    module.set_attr("__all__", vm.ctx.new_list(names), vm)
}

fn prepare_classes() {
    dispatcher::prepare_class();
    generator::prepare_class();
    jitclass::prepare_class();
    PyEntity::make_static_type();
    NumbaType::make_static_type();
    PySignature::make_static_type();
    Vectorized::make_static_type();
}

fn fill(
    path: &str,
    module: &Py<PyModule>,
    errors: &[(&'static str, PyTypeRef)],
    vm: &VirtualMachine,
) -> PyResult<()> {
    match path {
        "numba" => {
            fill_top_level(module, vm)?;
            add_types(module, vm)?;
            let top_level = errors
                .iter()
                .filter(|class| TOP_LEVEL_ERRORS.contains(&class.0));
            add_classes(module, top_level, vm)
        }
        "numba.types" | "numba.core.types" => {
            add_types(module, vm)?;
            module.set_attr("bool", NumbaType::object(Ty::BOOL, vm), vm)?;
            add_type_functions(module, vm)
        }
        "numba.core.errors" | "numba.errors" => add_classes(module, errors.iter(), vm),
        "numba.core.config" => add_config(module, vm),
        "numba.extending" | "numba.core.extending" => add_extending(module, vm),
        "numba.experimental" => prelude::add_experimental(module, vm),
        "numba.experimental.structref" => prelude::add_structref(module, vm),
        "numba.typed" => typed::add(module, vm),
        "numba.cuda" => add_cuda(module, vm),
        "numba.pycc" => pycc::fill(module, vm),
        _ => Ok(()),
    }
}

fn add_classes<'c>(
    module: &Py<PyModule>,
    classes: impl Iterator<Item = &'c (&'static str, PyTypeRef)>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    for (name, class) in classes {
        module.set_attr(*name, class.clone(), vm)?;
    }
    Ok(())
}

fn error_classes(vm: &VirtualMachine) -> PyResult<Vec<(&'static str, PyTypeRef)>> {
    let mut made: Vec<(&'static str, PyTypeRef)> = Vec::new();
    for &(name, bases) in ERRORS {
        let base = |base: &&'static str| match made.iter().find(|class| class.0 == *base) {
            Some((_, class)) => Ok(class.clone()),
            None => vm.builtins.get_attr(*base, vm)?.try_into_value(vm),
        };
        let bases = bases.iter().map(base).collect::<PyResult<_>>()?;
        let class = vm
            .ctx
            .new_exception_type("numba.core.errors", name, Some(bases));
        made.push((name, class));
    }
    Ok(made)
}

fn fill_top_level(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    module.set_attr("__version__", vm.ctx.new_str(VERSION), vm)?;
    decorators::add(module, vm)?;
    module.set_attr(
        "prange",
        PyEntity::function("numba.prange", plain_range, vm),
        vm,
    )?;
    module.set_attr(
        "pndindex",
        PyEntity::function("numba.pndindex", no_pndindex, vm),
        vm,
    )?;
    let function = |name: &'static str, body: fn(FuncArgs, &VirtualMachine) -> PyResult| {
        module.set_attr(name, vm.new_function(name, body), vm)
    };
    function("typeof", type_of_value)?;
    function("from_dtype", type_of_dtype)?;
    function("deferred_type", |_, vm| {
        Ok(NumbaType::object(numjit::ir::classes::defer(), vm))
    })?;
    function("jitclass", |_, vm| {
        let message =
            "jitclass is in numba.experimental: write `from numba.experimental import jitclass`";
        Err(vm.new_import_error(message, vm.ctx.new_str("numba.jitclass")))
    })?;
    module.set_attr(
        "objmode",
        PyEntity::function("numba.objmode", object_mode::outside, vm),
        vm,
    )?;
    for path in ["numba.literally", "numba.literal_unroll"] {
        let name = path.trim_start_matches("numba.");
        module.set_attr(name, PyEntity::function(path, itself, vm), vm)?;
    }
    function("set_num_threads", set_num_threads)?;
    function("get_num_threads", |_, vm| {
        Ok(vm.ctx.new_int(threads()).into())
    })?;
    function("get_thread_id", |_, vm| Ok(vm.ctx.new_int(0).into()))?;
    function("threading_layer", |_, vm| {
        Ok(vm.ctx.new_str("numjit").into())
    })?;
    function("set_parallel_chunksize", |_, vm| {
        Ok(vm.ctx.new_int(0).into())
    })?;
    function("get_parallel_chunksize", |_, vm| {
        Ok(vm.ctx.new_int(0).into())
    })?;
    let core = module.get_attr("core", vm)?;
    module.set_attr("config", core.get_attr("config", vm)?, vm)
}

fn add_types(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    for &(name, ty) in TYPES {
        module.set_attr(name, NumbaType::object(ty, vm), vm)?;
    }
    let function = |name: &'static str, body: fn(FuncArgs, &VirtualMachine) -> PyResult| {
        module.set_attr(name, vm.new_function(name, body), vm)
    };
    function("optional", optional)?;
    function("NPDatetime", |_, vm| {
        Err(unsupported("types.NPDatetime", vm))
    })?;
    for &(name, make) in MAKES {
        function(name, make)?;
    }
    function("deferred_type", |_, vm| {
        Ok(NumbaType::object(numjit::ir::classes::defer(), vm))
    })
}

/// The classes of types that can be called.
const MAKES: &[(&str, Make)] = &[
    ("UniTuple", uni_tuple),
    ("Tuple", tuple),
    ("Optional", optional),
    ("Array", array),
    ("ListType", |args, vm| {
        container_type(args, Type::TypedList, vm)
    }),
    ("List", |args, vm| container_type(args, Type::List, vm)),
    ("Set", |args, vm| container_type(args, Type::Set, vm)),
    ("DictType", dict_type),
    ("StringLiteral", literal),
    ("IntegerLiteral", literal),
    ("BooleanLiteral", literal),
];

/// What only `numba.types` has: classes of types, and sets of them.
fn add_type_functions(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    type_classes::add(module, MAKES, vm)?;
    let function = |name: &'static str, body: fn(FuncArgs, &VirtualMachine) -> PyResult| {
        module.set_attr(name, vm.new_function(name, body), vm)
    };
    function("literal", literal)?;
    function("maybe_literal", literal)?;
    function("unliteral", |args, vm| {
        let [ty] = named(args, ["lit_type"], vm);
        let ty = numba_types::parse(&ty, vm)?;
        Ok(NumbaType::object(ty.unliteral(), vm))
    })?;
    let signed = [Ty::I8, Ty::I16, Ty::I32, Ty::I64];
    let unsigned = [Ty::U8, Ty::U16, Ty::U32, Ty::U64];
    let real = [Ty::F32, Ty::F64];
    let complex = [Ty::C64, Ty::C128];
    let domains: [(&'static str, Vec<Ty>); 6] = [
        ("signed_domain", signed.to_vec()),
        ("unsigned_domain", unsigned.to_vec()),
        ("integer_domain", [signed, unsigned].concat()),
        ("real_domain", real.to_vec()),
        ("complex_domain", complex.to_vec()),
        (
            "number_domain",
            [&signed[..], &unsigned, &real, &complex].concat(),
        ),
    ];
    let make = vm.builtins.get_attr("frozenset", vm)?;
    for (name, types) in domains {
        module.set_attr(
            name,
            make.call((numba_types::tuple_of(&types, vm),), vm)?,
            vm,
        )?;
    }
    Ok(())
}

/// The type of a constant.
fn literal(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let value = one_argument(args, vm)?;
    let ty = match to_arg(&value, vm)? {
        Some(numjit::Arg::Bool(value)) => Type::LitBool(value),
        Some(numjit::Arg::Int(value)) => Type::LitInt(value),
        Some(numjit::Arg::Str(text)) => Type::LitStr((*text).into()),
        _ => return Err(vm.new_type_error("only an int, a bool or a str can be a literal")),
    };
    Ok(NumbaType::object(Ty::new(ty), vm))
}

fn container_type(args: FuncArgs, make: fn(Ty) -> Type, vm: &VirtualMachine) -> PyResult {
    let [element] = named(args, ["dtype"], vm);
    let element = numba_types::parse(&element, vm)?;
    Ok(NumbaType::object(Ty::new(make(element)), vm))
}

fn dict_type(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [key, value] = named(args, ["keyty", "valty"], vm);
    let key = numba_types::parse(&key, vm)?;
    let value = numba_types::parse(&value, vm)?;
    Ok(NumbaType::object(Ty::new(Type::Dict(key, value)), vm))
}

/// The arguments of a function by position or name; missing ones are `None`.
fn named<const N: usize>(
    args: FuncArgs,
    names: [&str; N],
    vm: &VirtualMachine,
) -> [PyObjectRef; N] {
    let mut positional = args.args.into_iter();
    names.map(|name| {
        let given = positional.next().or_else(|| args.kwargs.get(name).cloned());
        given.unwrap_or_else(|| vm.ctx.none())
    })
}

fn uni_tuple(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [dtype, count] = named(args, ["dtype", "count"], vm);
    let count: usize = count.try_into_value(vm)?;
    let item = numba_types::parse(&dtype, vm)?;
    Ok(NumbaType::object(Ty::uni_tuple(item, count), vm))
}

fn tuple(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [types] = named(args, ["types"], vm);
    let types: Vec<PyObjectRef> = types.try_into_value(vm)?;
    let types: Vec<Ty> = types
        .iter()
        .map(|ty| numba_types::parse(ty, vm))
        .collect::<PyResult<_>>()?;
    Ok(NumbaType::object(Ty::tuple(types), vm))
}

fn optional(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [inner] = named(args, ["typ"], vm);
    let inner = numba_types::parse(&inner, vm)?;
    Ok(NumbaType::object(Ty::optional(inner), vm))
}

/// `types.Array(float64, 2, 'C', readonly=False)`.
fn array(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [dtype, ndim, layout, readonly] = named(args, ["dtype", "ndim", "layout", "readonly"], vm);
    let layout = layout.str(vm)?;
    let layout = match layout.to_str() {
        Some("C") => Layout::C,
        Some("F") => Layout::F,
        Some("A") => Layout::A,
        _ => return Err(vm.new_value_error("the layout of an array is 'C', 'F' or 'A'")),
    };
    let dtype = numba_types::parse(&dtype, vm)?;
    if dtype.dtype().is_none() {
        return Err(vm.new_type_error(format!("an array cannot hold {}", numba_types::name(dtype))));
    }
    let array = ArrayTy {
        dtype,
        ndim: ndim.try_into_value(vm)?,
        layout,
        readonly: readonly.try_to_bool(vm)?,
    };
    Ok(NumbaType::object(Ty::new(Type::Array(array)), vm))
}

/// `prange` outside of compiled code.
fn plain_range(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let range: PyObjectRef = vm.ctx.types.range_type.to_owned().into();
    range.call_with_args(args, vm)
}

fn no_pndindex(vm: &VirtualMachine, _path: &'static str, _args: FuncArgs) -> PyResult {
    Err(unsupported("pndindex", vm))
}

fn itself(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    one_argument(args, vm)
}

fn one_argument(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let first = args.args.into_iter().next();
    first.ok_or_else(|| vm.new_type_error("one argument is required"))
}

fn type_of_value(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let value = one_argument(args, vm)?;
    match to_arg(&value, vm)? {
        Some(arg) => Ok(NumbaType::object(numjit::type_of(&arg), vm)),
        None => Err(vm.new_value_error(format!(
            "Cannot determine Numba type of {}",
            value.class().as_object().repr(vm)?
        ))),
    }
}

/// `numba.from_dtype`: the type of an element type.
fn type_of_dtype(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let dtype = one_argument(args, vm)?;
    Ok(NumbaType::object(
        crate::numba_types::parse(&dtype, vm)?,
        vm,
    ))
}

/// The number of threads that parallel loops may use.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn set_num_threads(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let wanted: usize = one_argument(args, vm)?.try_into_value(vm)?;
    if wanted == 0 || wanted > threads() {
        return Err(vm.new_value_error(format!(
            "The number of threads must be between 1 and {}",
            threads()
        )));
    }
    Ok(vm.ctx.none())
}

/// The settings that scripts read or set. None of them changes anything, except those that decorators read from the
/// environment.
fn add_config(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let int = |name: &'static str, value: usize| module.set_attr(name, vm.ctx.new_int(value), vm);
    int("DISABLE_JIT", usize::from(decorators::is_disabled()))?;
    int("NUMBA_NUM_THREADS", threads())?;
    int("NUMBA_DEFAULT_NUM_THREADS", threads())?;
    int("BOUNDSCHECK", 1)?;
    int("DEBUG", 0)?;
    int("OPT", 3)?;
    int("DISABLE_PERFORMANCE_WARNINGS", 0)?;
    module.set_attr("THREADING_LAYER", vm.ctx.new_str("default"), vm)?;
    module.set_attr("CACHE_DIR", vm.ctx.new_str(""), vm)
}

fn add_extending(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    decorators::add_register_jitable(module, vm)?;
    overload::add(module, vm)?;
    refused::add(module, vm)?;
    prelude::add_as_numba_type(module, vm)
}

/// Names that can be imported; using them says that they are not there yet.
fn add_stubs(module: &Py<PyModule>, names: &[&'static str], vm: &VirtualMachine) -> PyResult<()> {
    let path: String = module.get_attr("__name__", vm)?.try_into_value(vm)?;
    let within = path.trim_start_matches("numba").trim_start_matches('.');
    for &name in names {
        let full = if within.is_empty() {
            name.to_owned()
        } else {
            format!("{within}.{name}")
        };
        let stub =
            move |_: FuncArgs, vm: &VirtualMachine| -> PyResult { Err(unsupported(&full, vm)) };
        module.set_attr(name, vm.new_function(name, stub), vm)?;
    }
    Ok(())
}

fn add_cuda(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let no_gpu =
        |_: FuncArgs, vm: &VirtualMachine| -> PyResult { Ok(vm.ctx.new_bool(false).into()) };
    module.set_attr("is_available", vm.new_function("is_available", no_gpu), vm)?;
    add_stubs(
        module,
        &["jit", "grid", "to_device", "device_array", "synchronize"],
        vm,
    )
}

/// `numjit` is a second module object over the dictionary of `numba`, so that both have the same names for good. (One object
/// for both names is not possible: the import system enters what this returns, and renames it on the way.)
fn create_synonym(
    vm: &VirtualMachine,
    _spec: &PyObject,
    definition: &'static PyModuleDef,
) -> PyResult<PyRef<PyModule>> {
    let numba: PyRef<PyModule> = vm.import("numba", 0)?.try_into_value(vm)?;
    let class = vm.ctx.types.module_type.to_owned();
    Ok(PyRef::new_ref(
        PyModule::from_def(definition),
        class,
        Some(numba.dict()),
    ))
}

fn exec_synonym(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
    module.set_attr("__name__", vm.ctx.new_str("numba"), vm)?;
    let modules = vm.sys_module.get_attr("modules", vm)?;
    for &path in SUBMODULES {
        let synonym = path.replacen("numba", "numjit", 1);
        enter(&synonym, modules.get_item(path, vm)?, vm)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::interpreter::check_program;

    fn holds(text: &str) {
        check_program(text, |_, _| {});
    }

    #[test]
    fn compiles_on_the_first_call_of_each_type() {
        holds(
            "
from numba import njit, float64, int64
@njit
def twice(x, *, by=2):
    return x * by
assert twice(3) == 6 and twice(1.5, by=4) == 6.0
assert twice.signatures == [(int64, int64), (float64, int64)]
assert repr(twice).startswith('CPUDispatcher(<function twice at 0x')
assert twice.py_func(2) == 4 and twice.__wrapped__ is twice.py_func
",
        );
    }

    #[test]
    fn returns_the_same_array_object() {
        holds(
            "
import numpy as np
from numba import njit
@njit
def same(a):
    return a
@njit
def tail(a):
    return a[1:]
a = np.arange(3.0)
assert same(a) is a
t = tail(a)
t[0] = 9
assert a[1] == 9 and t.base is a
",
        );
    }

    #[test]
    fn keeps_named_tuple_classes() {
        holds(
            "
from collections import namedtuple
from numba import njit
Point = namedtuple('Point', 'x y')
@njit
def swapped(p):
    return Point(p.y, p.x)
p = swapped(Point(1, 2.5))
assert type(p) is Point and p == Point(2.5, 1)
@njit
def parts(p):
    return p._replace(y='up'), p._fields, Point._fields
assert parts(Point(1, 2.5)) == (Point(1, 'up'), ('x', 'y'), ('x', 'y'))
",
        );
    }

    #[test]
    fn tracebacks_name_every_compiled_function() {
        holds(
            "
from numba import njit
@njit
def inner(x):
    if x > 1:
        raise ValueError('too large', x)
    return x
@njit
def outer(x):
    return inner(x) + 1
try:
    outer(5)
except ValueError as error:
    assert error.args == ('too large', 5)
    entries, at = [], error.__traceback__
    while at:
        entries.append((at.tb_frame.f_code.co_name, at.tb_lineno))
        at = at.tb_next
    assert entries[1:] == [('outer', 10), ('inner', 6)], entries
else:
    raise AssertionError
",
        );
    }

    #[test]
    fn frees_functions_that_are_dropped() {
        holds(
            "
import weakref
from numba import njit
def make(n):
    @njit
    def add(x):
        return x + n
    assert add(1) == n + 1
    return weakref.ref(add)
import time
add = make(3)
# Other tests of this process may be looking through all functions at this moment.
for _ in range(200):
    if add() is None:
        break
    time.sleep(0.01)
assert add() is None
",
        );
    }

    #[test]
    fn vectorizes_over_broadcast_arguments() {
        holds(
            "
import numpy as np
from numba import njit, vectorize
@vectorize
def larger(a, b):
    return a if a > b else b
assert larger(np.array([1, 5]), np.array([[3], [4]])).tolist() == [[3, 5], [4, 5]]
assert larger(2.5, 1.5) == 2.5
@njit
def total(a):
    return larger(a, 2).sum()
assert total(np.array([1, 5])) == 7
",
        );
    }

    #[test]
    fn says_what_is_not_there() {
        holds(
            "
import numba
for use in (lambda: numba.guvectorize([], '()'), lambda: numba.stencil()):
    try:
        use()
    except NotImplementedError as error:
        assert 'not supported yet' in str(error)
    else:
        raise AssertionError
",
        );
    }
}
