//! The process's one compiler, and each thread's runtime.
//!
//! Text that compiled code prints goes to Python's `sys.stdout`, as it is when the call prints it.

use std::cell::{Cell, RefCell};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use numjit::store::Store;
use numjit::{CacheScope, CallError, Engine, FunctionHandle, Simd, Tools, Watch};
use numjit_abi::ExceptionKind;
use numjit_runtime::{Exception, Runtime};
use rustpython_vm::builtins::PyBaseExceptionRef;
use rustpython_vm::vm::thread::with_current_vm;
use rustpython_vm::{PyResult, VirtualMachine};

use crate::errors;

/// The cache that the compiler is to use, until it is made.
static CACHE: Mutex<Option<Store>> = Mutex::new(None);

static ENGINE: OnceLock<Result<Engine, CallError>> = OnceLock::new();

/// How wide loops run, if something else than the widest was asked for.
static SIMD: OnceLock<Simd> = OnceLock::new();

/// Who is to be told about compiled code, until the compiler is made.
static TOOLS: Mutex<Option<Tools>> = Mutex::new(None);

static WATCHER: OnceLock<Arc<dyn Watch>> = OnceLock::new();

thread_local! {
    static RUNTIME: Runtime = Runtime::new(Box::new(print));
    /// What Python raised while it printed for compiled code.
    static PRINT_ERROR: RefCell<Option<PyBaseExceptionRef>> = const { RefCell::new(None) };
    /// How many compilations this thread is in the middle of.
    static COMPILING: Cell<usize> = const { Cell::new(0) };
    /// Functions that died during a compilation.
    static RETIRED: RefCell<Vec<FunctionHandle>> = const { RefCell::new(Vec::new()) };
}

/// Uses the compiler and the thread's runtime.
pub(crate) fn with<R>(
    vm: &VirtualMachine,
    body: impl FnOnce(&Engine, &Runtime) -> R,
) -> PyResult<R> {
    match engine() {
        Ok(engine) => Ok(RUNTIME.with(|runtime| body(engine, runtime))),
        Err(error) => Err(errors::raise(error.clone(), vm)),
    }
}

/// From now on compiled code is kept; to be called before anything uses the compiler.
pub(crate) fn use_cache(store: Store) {
    *CACHE.lock().unwrap_or_else(PoisonError::into_inner) = Some(store);
}

/// Profilers and debuggers are told about compiled code; to be called before anything uses the compiler.
pub(crate) fn announce_to(tools: Tools) {
    *TOOLS.lock().unwrap_or_else(PoisonError::into_inner) = Some(tools);
}

fn make() -> Result<Engine, CallError> {
    let store = CACHE.lock().unwrap_or_else(PoisonError::into_inner).take();
    let engine = match store {
        Some(store) => Engine::with_cache(store, CacheScope::Everything),
        None => Engine::new(),
    }?;
    if let Some(simd) = SIMD.get() {
        engine.limit_simd(*simd);
    }
    if let Some(tools) = TOOLS.lock().unwrap_or_else(PoisonError::into_inner).take() {
        engine.announce_to(tools);
    }
    if let Some(watcher) = WATCHER.get() {
        engine.watch(watcher.clone());
    }
    Ok(engine)
}

/// The compiler, made on first use.
pub(crate) fn engine() -> Result<&'static Engine, &'static CallError> {
    ENGINE.get_or_init(make).as_ref()
}

/// Makes the compiler, and does what the first use of its cache would have to wait for.
pub(crate) fn warm_up() {
    // A fault shows when a program uses the compiler.
    if let Ok(engine) = engine() {
        engine.warm_up();
    }
}

/// Has a watcher told about every compilation. It must be set before anything is compiled; the first one
/// stays.
pub(crate) fn watch(watcher: Arc<dyn Watch>) {
    let _ = WATCHER.set(watcher);
}

/// Limits how wide loops run. It must be set before anything is compiled; the first one stays.
pub(crate) fn limit_simd(simd: Simd) {
    let _ = SIMD.set(simd);
}

/// The compiler, if anything has used it.
pub(crate) fn started() -> Option<&'static Engine> {
    ENGINE.get()?.as_ref().ok()
}

/// Writes text of compiled code to `sys.stdout`.
fn print(text: &str) -> Result<(), Exception> {
    let written = with_current_vm(|vm| {
        let stream = vm.sys_module.get_attr("stdout", vm)?;
        if !vm.is_none(&stream) {
            vm.call_method(&stream, "write", (text,))?;
        }
        Ok(())
    });
    written.map_err(|error| {
        let kind = with_current_vm(|vm| kind_of(&error, vm));
        PRINT_ERROR.set(Some(error));
        Exception::new(kind, "output failed")
    })
}

fn kind_of(error: &PyBaseExceptionRef, vm: &VirtualMachine) -> ExceptionKind {
    use rustpython_vm::AsObject;
    if error.fast_isinstance(vm.ctx.exceptions.keyboard_interrupt) {
        return ExceptionKind::KeyboardInterrupt;
    }
    ExceptionKind::from_name(&error.class().name()).unwrap_or(ExceptionKind::OSError)
}

/// Takes what Python raised while it printed for compiled code.
pub(crate) fn take_print_error() -> Option<PyBaseExceptionRef> {
    PRINT_ERROR.take()
}

/// Marks the thread as compiling.
///
/// The compiler holds its lock while it asks the host about names; a function object that the interpreter frees in the
/// meantime must not ask for the lock again.
pub(crate) fn begin_compiling() {
    COMPILING.set(COMPILING.get() + 1);
}

/// Ends what [`begin_compiling`] began.
pub(crate) fn end_compiling() {
    COMPILING.set(COMPILING.get() - 1);
    if COMPILING.get() == 0 {
        drop(RETIRED.take());
    }
}

/// Drops a function, after the compilation at hand if there is one.
pub(crate) fn retire(handle: FunctionHandle) {
    // A thread that is going away has no storage left, and compiles nothing.
    let busy = COMPILING.try_with(Cell::get).unwrap_or(0) > 0;
    if busy {
        let _ = RETIRED.try_with(|retired| retired.borrow_mut().push(handle));
    }
}
