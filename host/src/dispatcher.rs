//! `CPUDispatcher`: a Python function that is compiled for the types of its arguments when it is called.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};

use numjit::ir::{Param, ParamKind, Ty};
use numjit::{
    Annotated, Arg, CacheUse, DispatcherOptions, FunctionHandle, FunctionSource, Listing,
    ListingKind,
};
use rustpython_vm::builtins::{PyBaseExceptionRef, PyBoundMethod, PyWeak};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::{FuncArgs, OptionalArg};
use rustpython_vm::types::{Callable, GetDescriptor, Representable};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, Traverse, VirtualMachine,
    pyclass,
};

use crate::boxing::{self, Args};
use crate::containers::Lending;
use crate::function::FunctionInfo;
use crate::numba_types::{self, PySignature};
use crate::resolver::HostNames;
use crate::{decorators, engine, errors, function};

/// The payload of a compiled function.
#[pyclass(module = "numba.core.registry", name = "CPUDispatcher", traverse)]
#[derive(PyPayload)]
pub(crate) struct Dispatcher {
    function: PyObjectRef,
    /// Present until the object dies.
    #[pytraverse(skip)]
    handle: Option<FunctionHandle>,
    #[pytraverse(skip)]
    name: String,
    #[pytraverse(skip)]
    file: String,
    #[pytraverse(skip)]
    line: usize,
    /// See [`FunctionInfo::positional`].
    #[pytraverse(skip)]
    positional: Option<usize>,
    /// Made when a call has to be bound: the compiler parses the function for it.
    #[pytraverse(skip)]
    params: OnceLock<Vec<Param>>,
    /// Whether other argument types than those compiled are refused.
    #[pytraverse(skip)]
    closed: AtomicBool,
}

impl std::fmt::Debug for Dispatcher {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Dispatcher({})", self.name)
    }
}

/// Set when signatures are not to be compiled at decoration.
static CHECK_ONLY: AtomicBool = AtomicBool::new(false);

/// From now on nothing is compiled when a function is decorated.
pub(crate) fn check_only() {
    CHECK_ONLY.store(true, Ordering::Relaxed);
}

/// The compiled functions that are alive, by their numbers.
static LIVE: LazyLock<Mutex<HashMap<u32, PyRef<PyWeak>>>> = LazyLock::new(Mutex::default);

fn live() -> MutexGuard<'static, HashMap<u32, PyRef<PyWeak>>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The compiled function with a number.
pub(crate) fn with_id(id: u32) -> Option<PyObjectRef> {
    // Letting go of the lock first: the object may die when the result is dropped, and asks for the lock then.
    let weak = live().get(&id).cloned();
    weak.and_then(|weak| weak.upgrade())
}

/// All compiled functions, oldest first.
pub(crate) fn all() -> Vec<PyRef<Dispatcher>> {
    let mut weak: Vec<(u32, PyRef<PyWeak>)> = live()
        .iter()
        .map(|(&id, weak)| (id, weak.clone()))
        .collect();
    weak.sort_by_key(|entry| entry.0);
    weak.into_iter()
        .filter_map(|(_, weak)| weak.upgrade()?.downcast().ok())
        .collect()
}

/// An object as a compiled function.
pub(crate) fn of(object: &PyObject) -> Option<&Py<Dispatcher>> {
    object.downcast_ref()
}

/// Makes the class ready for use.
pub(crate) fn prepare_class() {
    let class = Dispatcher::make_static_type();
    class.slots.vectorcall.store(Some(vectorcall));
}

/// A call from compiled Python code.
fn vectorcall(
    zelf: &PyObject,
    args: Vec<PyObjectRef>,
    positional: usize,
    keywords: Option<&[PyObjectRef]>,
    vm: &VirtualMachine,
) -> PyResult {
    let Some(dispatcher) = of(zelf) else {
        return Err(vm.new_type_error("a compiled function is required"));
    };
    match keywords {
        None | Some([]) => dispatcher.call_positional(&args[..positional], vm),
        Some(_) => {
            let args = FuncArgs::from_vectorcall(&args, positional, keywords);
            Dispatcher::call(dispatcher, args, vm)
        }
    }
}

/// Makes a compiled function of a Python function. Nothing is compiled yet, unless the options name signatures.
pub(crate) fn create(
    function: PyObjectRef,
    options: DispatcherOptions,
    vm: &VirtualMachine,
) -> PyResult<PyRef<Dispatcher>> {
    let eager = !options.signatures.is_empty() && !CHECK_ONLY.load(Ordering::Relaxed);
    let dispatcher = register(function, options, vm)?;
    if eager {
        let compiled = dispatcher
            .handle(vm)?
            .compile_signatures(&mut HostNames::new(vm));
        compiled.map_err(|error| errors::raise(error, vm))?;
    }
    Ok(dispatcher)
}

/// Makes a compiled function for which nothing is compiled yet.
pub(crate) fn register(
    function: PyObjectRef,
    options: DispatcherOptions,
    vm: &VirtualMachine,
) -> PyResult<PyRef<Dispatcher>> {
    let info = function::describe(vm, &function)?;
    let handle = engine::with(vm, |engine, _| engine.register(source(&info), options))?;
    let dispatcher = Dispatcher {
        function,
        handle: Some(handle),
        name: info.name,
        file: info.file,
        line: info.first_line,
        positional: info.positional,
        params: OnceLock::new(),
        closed: AtomicBool::new(false),
    }
    .into_ref(&vm.ctx);
    copy_metadata(dispatcher.as_object(), vm)?;
    let weak = dispatcher.as_object().downgrade(None, vm)?;
    live().insert(dispatcher.id(), weak);
    Ok(dispatcher)
}

/// What a compiled function takes over from its Python function; like attributes of a function, they may be
/// assigned later.
const METADATA: [&str; 8] = [
    "__module__",
    "__name__",
    "__qualname__",
    "__doc__",
    "__annotations__",
    "__defaults__",
    "__kwdefaults__",
    "__code__",
];

/// Does what `functools.update_wrapper` does for a wrapper of a function.
fn copy_metadata(dispatcher: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let function = of(dispatcher).map(|known| known.function.clone());
    let (Some(function), Some(dict)) = (function, dispatcher.dict()) else {
        return Ok(());
    };
    if let Some(own) = function.dict() {
        for (name, value) in own {
            dict.set_item(&*name, value, vm)?;
        }
    }
    for name in METADATA {
        dict.set_item(name, function.get_attr(name, vm)?, vm)?;
    }
    dict.set_item("__wrapped__", function, vm)
}

/// A function's text as the compiler takes it.
fn source(info: &FunctionInfo) -> FunctionSource {
    let source = numjit::ir::Source {
        file: info.file.as_str().into(),
        first_line: info.first_line as u32,
        indent: 0,
        text: info.source.as_str().into(),
    };
    FunctionSource {
        source: std::sync::Arc::new(source),
        name: info.name.clone(),
        lambda: info.is_lambda.then_some((info.first_line as u32, 0)),
    }
}

impl Dispatcher {
    pub(crate) fn handle(&self, vm: &VirtualMachine) -> PyResult<&FunctionHandle> {
        self.handle
            .as_ref()
            .ok_or_else(|| vm.new_runtime_error("the compiled function no longer exists"))
    }

    /// The function's number in the compiler.
    pub(crate) fn id(&self) -> u32 {
        self.handle.as_ref().map_or(u32::MAX, FunctionHandle::id)
    }

    /// The Python function.
    pub(crate) fn function(&self) -> &PyObjectRef {
        &self.function
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// The line on which the function's text begins.
    pub(crate) fn line(&self) -> usize {
        self.line
    }

    /// The argument types that the decorator names.
    pub(crate) fn explicit_signatures(&self) -> Vec<Vec<Ty>> {
        let signatures = self
            .handle
            .as_ref()
            .map(|handle| &handle.options().signatures);
        let signatures = signatures.into_iter().flatten();
        signatures.map(|signature| signature.args.clone()).collect()
    }

    /// Argument and result types of what was compiled so far.
    pub(crate) fn compiled(&self) -> Vec<(Vec<Ty>, Ty)> {
        self.handle
            .as_ref()
            .map_or_else(Vec::new, FunctionHandle::signatures)
    }

    /// The text of one compiled specialisation.
    pub(crate) fn listing(
        &self,
        args: &[Ty],
        kind: ListingKind,
        vm: &VirtualMachine,
    ) -> PyResult<Listing> {
        let listing = self
            .handle(vm)?
            .listing(args, kind, &mut HostNames::new(vm));
        listing.map_err(|error| errors::raise(error, vm))
    }

    /// What became of the loops of one compiled specialisation.
    pub(crate) fn annotate(&self, args: &[Ty], vm: &VirtualMachine) -> PyResult<Annotated> {
        let annotated = self.handle(vm)?.annotate(args, &mut HostNames::new(vm));
        annotated.map_err(|error| errors::raise(error, vm))
    }

    /// The result type for argument types, compiled if need be.
    pub(crate) fn result_for(&self, types: &[Ty], vm: &VirtualMachine) -> PyResult<Ty> {
        let result = self.handle(vm)?.compile(types, &mut HostNames::new(vm));
        result.map_err(|error| errors::raise(error, vm))
    }

    pub(crate) fn parameter_count(&self, vm: &VirtualMachine) -> PyResult<usize> {
        Ok(self.params(vm)?.len())
    }

    /// The parameters as written.
    pub(crate) fn parameters(&self, vm: &VirtualMachine) -> PyResult<&[Param]> {
        self.params(vm)
    }

    fn params(&self, vm: &VirtualMachine) -> PyResult<&[Param]> {
        if let Some(known) = self.params.get() {
            return Ok(known);
        }
        let list = self
            .handle(vm)?
            .params()
            .map_err(|error| errors::raise(error, vm))?;
        Ok(self.params.get_or_init(|| list))
    }

    /// Calls with positional arguments.
    pub(crate) fn call_positional(&self, args: &[PyObjectRef], vm: &VirtualMachine) -> PyResult {
        if self.positional == Some(args.len()) {
            return self.call_bound(args, vm);
        }
        self.bind_and_call(args.to_vec(), Vec::new(), vm)
    }

    fn bind_and_call(
        &self,
        positional: Vec<PyObjectRef>,
        keywords: Vec<(String, PyObjectRef)>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let params = self.params(vm)?;
        let defaults = self.default_values(vm)?;
        self.check_count(positional.len() + keywords.len(), params, vm)?;
        let pack = |items: Vec<PyObjectRef>| vm.ctx.new_tuple(items).into();
        let bound = numjit::bind(&self.name, params, positional, keywords, &defaults, pack);
        let bound = bound.map_err(|text| vm.new_type_error(text))?;
        self.call_bound(&bound, vm)
    }

    /// Refuses a wrong number of arguments, in Numba's words.
    fn check_count(&self, given: usize, params: &[Param], vm: &VirtualMachine) -> PyResult<()> {
        if params.iter().any(|param| param.kind == ParamKind::Star) {
            return Ok(());
        }
        let most = params.len();
        let least = params.iter().filter(|param| !param.has_default).count();
        if given > most {
            return Err(
                vm.new_type_error(format!("too many arguments: expected {most}, got {given}"))
            );
        }
        if given >= least {
            return Ok(());
        }
        let bound = if least < most { "at least " } else { "" };
        Err(vm.new_type_error(format!(
            "not enough arguments: expected {bound}{least}, got {given}"
        )))
    }

    /// The values of the parameters that have defaults, in the parameters' order.
    pub(crate) fn default_values(&self, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
        let info = function::describe(vm, &self.function)?;
        Ok(defaults(&info, self.params(vm)?))
    }

    fn call_bound(&self, args: &[PyObjectRef], vm: &VirtualMachine) -> PyResult {
        let lending = Lending::begin();
        let mut converted = Args::new();
        for (position, object) in args.iter().enumerate() {
            match boxing::to_arg(object, vm)? {
                Some(arg) => converted.push(arg),
                None => return Err(self.unknown_argument(position, object, vm)),
            }
        }
        let handle = self.handle(vm)?;
        if self.closed.load(Ordering::Relaxed) {
            self.refuse_new_types(&converted, vm)?;
        }
        let result = engine::with(vm, |_, runtime| {
            handle.call(&converted, runtime, &mut HostNames::new(vm))
        })?;
        lending.give_back(args, vm)?;
        match result {
            Ok(result) => boxing::from_arg(result, args, vm),
            Err(error) => Err(errors::raise(error, vm)),
        }
    }

    fn refuse_new_types(&self, args: &[Arg], vm: &VirtualMachine) -> PyResult<()> {
        let types: Vec<Ty> = args.iter().map(numjit::type_of).collect();
        if self.compiled().iter().any(|known| known.0 == types) {
            return Ok(());
        }
        Err(vm.new_type_error(format!(
            "No matching definition for argument type(s) {}",
            numba_types::names(&types)
        )))
    }

    fn unknown_argument(
        &self,
        position: usize,
        object: &PyObject,
        vm: &VirtualMachine,
    ) -> PyBaseExceptionRef {
        let params = self.params(vm).ok();
        let name = params.and_then(|params| params.get(position)).map_or_else(
            || format!("#{position}"),
            |param| format!("'{}'", param.name),
        );
        let message = format!(
            "argument {name} of {}() is a value of type '{}', which compiled code does not know",
            self.name,
            object.class().name()
        );
        errors::new_numba_error("TypingError", message, vm)
    }
}

/// A `collections.Counter` of argument types.
fn count_types(types: &[Vec<Ty>], vm: &VirtualMachine) -> PyResult {
    let counted = types.iter().map(|types| numba_types::tuple_of(types, vm));
    let counter = vm.import("collections", 0)?.get_attr("Counter", vm)?;
    counter.call((vm.ctx.new_list(counted.collect()),), vm)
}

/// The named tuple class of `stats`.
fn stats_class(vm: &VirtualMachine) -> PyResult {
    static CLASS: OnceLock<PyObjectRef> = OnceLock::new();
    if let Some(class) = CLASS.get() {
        return Ok(class.clone());
    }
    let fields = ["cache_path", "cache_hits", "cache_misses"];
    let fields = fields.map(|field| vm.ctx.new_str(field).into()).to_vec();
    let make = vm.import("collections", 0)?.get_attr("namedtuple", vm)?;
    let class = make.call(("_CompileStats", vm.ctx.new_tuple(fields)), vm)?;
    Ok(CLASS.get_or_init(|| class).clone())
}

/// The values of the parameters that have defaults, in the parameters' order.
pub(crate) fn defaults(info: &FunctionInfo, params: &[Param]) -> Vec<PyObjectRef> {
    let mut values = info.names.defaults.clone();
    let by_keyword = params
        .iter()
        .filter(|param| param.kind == ParamKind::KeywordOnly && param.has_default);
    values.extend(by_keyword.filter_map(|param| {
        let mut known = info.names.keyword_defaults.iter();
        known
            .find(|known| known.0 == param.name)
            .map(|known| known.1.clone())
    }));
    values
}

impl Drop for Dispatcher {
    fn drop(&mut self) {
        let gone = live().remove(&self.id());
        drop(gone);
        if let Some(handle) = self.handle.take() {
            engine::retire(handle);
        }
    }
}

#[pyclass(
    with(Callable, GetDescriptor, Representable),
    flags(HAS_DICT, HAS_WEAKREF)
)]
impl Dispatcher {
    #[pygetset]
    fn py_func(&self) -> PyObjectRef {
        self.function.clone()
    }

    #[pygetset]
    fn signatures(&self, vm: &VirtualMachine) -> PyObjectRef {
        let compiled = self.compiled();
        let types = compiled
            .iter()
            .map(|(args, _)| numba_types::tuple_of(args, vm));
        vm.ctx.new_list(types.collect()).into()
    }

    #[pygetset]
    fn nopython_signatures(&self, vm: &VirtualMachine) -> PyObjectRef {
        let compiled = self.compiled().into_iter();
        let made = compiled.map(|(args, result)| PySignature::object(args, Some(result), vm));
        vm.ctx.new_list(made.collect()).into()
    }

    #[pygetset]
    fn overloads(&self, vm: &VirtualMachine) -> PyResult {
        let overloads = vm.ctx.new_dict();
        for (args, result) in self.compiled() {
            let key = numba_types::tuple_of(&args, vm);
            let value = PySignature::object(args, Some(result), vm);
            overloads.set_item(&*key, value, vm)?;
        }
        Ok(overloads.into())
    }

    /// Where compiled code is kept, and which specialisations came from there; counted, as Numba counts, for
    /// functions that ask for `cache=True`.
    #[pygetset]
    fn stats(&self, vm: &VirtualMachine) -> PyResult {
        let handle = self.handle(vm)?;
        let is_cached = handle.options().cache;
        let store = handle.engine().cache().filter(|_| is_cached);
        let path = match store {
            Some(store) => vm.ctx.new_str(store.path().to_string_lossy()).into(),
            None => vm.ctx.none(),
        };
        let used = if is_cached {
            handle.cache_use()
        } else {
            CacheUse::default()
        };
        let hits = count_types(&used.hits, vm)?;
        let misses = count_types(&used.misses, vm)?;
        stats_class(vm)?.call((path, hits, misses), vm)
    }

    /// Compiles for a signature now.
    #[pymethod]
    fn compile(&self, signature: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let signature = decorators::parse_signature(&signature, vm)?;
        let compiled = self
            .handle(vm)?
            .compile(&signature.args, &mut HostNames::new(vm));
        compiled.map(drop).map_err(|error| errors::raise(error, vm))
    }

    /// Drops what was compiled, and compiles the same signatures again.
    #[pymethod]
    fn recompile(&self, vm: &VirtualMachine) -> PyResult<()> {
        let compiled = self.compiled();
        let handle = self.handle(vm)?;
        handle.recompile();
        for (args, _) in compiled {
            let again = handle.compile(&args, &mut HostNames::new(vm));
            again.map_err(|error| errors::raise(error, vm))?;
        }
        Ok(())
    }

    #[pymethod]
    fn disable_compile(&self, closed: OptionalArg<bool>) {
        self.closed.store(closed.unwrap_or(true), Ordering::Relaxed);
    }

    /// Prints the source with the types of its variables.
    #[pymethod]
    fn inspect_types(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let given = args.args.first().or_else(|| args.kwargs.get("file"));
        let file = match given.filter(|file| !vm.is_none(file)) {
            Some(file) => file.clone(),
            None => vm.sys_module.get_attr("stdout", vm)?,
        };
        for (args, _) in self.compiled() {
            let listing = self.listing(&args, ListingKind::Types, vm)?;
            let text = format!("{}\n{}\n", listing.title, listing.text);
            vm.call_method(&file, "write", (text,))?;
        }
        Ok(())
    }

    #[pymethod]
    fn inspect_asm(&self, signature: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
        self.inspect(signature, ListingKind::Asm, vm)
    }

    /// The back end's intermediate representation. (There is no LLVM here.)
    #[pymethod]
    fn inspect_llvm(&self, signature: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
        self.inspect(signature, ListingKind::Clif, vm)
    }

    #[pymethod]
    fn __copy__(zelf: PyRef<Self>) -> PyRef<Self> {
        zelf
    }

    #[pymethod]
    fn __deepcopy__(zelf: PyRef<Self>, _memo: PyObjectRef) -> PyRef<Self> {
        zelf
    }

    /// A function is pickled by its name.
    #[pymethod]
    fn __reduce__(&self, vm: &VirtualMachine) -> PyResult {
        self.function.get_attr("__qualname__", vm)
    }
}

impl Dispatcher {
    /// One listing for a signature, or a dictionary of all.
    fn inspect(
        &self,
        signature: OptionalArg<PyObjectRef>,
        kind: ListingKind,
        vm: &VirtualMachine,
    ) -> PyResult {
        if let Some(signature) = signature.into_option().filter(|given| !vm.is_none(given)) {
            let signature = decorators::parse_signature(&signature, vm)?;
            let listing = self.listing(&signature.args, kind, vm)?;
            return Ok(vm.ctx.new_str(listing.text).into());
        }
        let listings = vm.ctx.new_dict();
        for (args, _) in self.compiled() {
            let text = self.listing(&args, kind, vm)?.text;
            let key = numba_types::tuple_of(&args, vm);
            listings.set_item(&*key, vm.ctx.new_str(text).into(), vm)?;
        }
        Ok(listings.into())
    }
}

impl Callable for Dispatcher {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        if args.kwargs.is_empty() {
            return zelf.call_positional(&args.args, vm);
        }
        zelf.bind_and_call(args.args, args.kwargs.into_iter().collect(), vm)
    }
}

impl GetDescriptor for Dispatcher {
    fn descr_get(
        zelf: PyObjectRef,
        object: Option<PyObjectRef>,
        _class: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        Ok(match object.filter(|object| !vm.is_none(object)) {
            Some(object) => PyBoundMethod::new(object, zelf).into_ref(&vm.ctx).into(),
            None => zelf,
        })
    }
}

impl Representable for Dispatcher {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!("CPUDispatcher({})", zelf.function.repr(vm)?))
    }
}
