//! The embedded interpreter: starting it quickly, running a program's text in `__main__`, and ending it.
//!
//! Start-up is the whole cost of a short script, so that nothing is imported that CPython imports out of habit:
//! no `site`, no `threading` at exit unless the program used it, no bytecode files.

use std::env;
use std::path::Path;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyComplex, PyStr};
use rustpython_vm::scope::Scope;
use rustpython_vm::{
    Interpreter, PyObject, PyObjectRef, PyRef, PyResult, Settings, VirtualMachine, compiler,
    gc_state, stdlib,
};

use crate::program::{self, Kind, Source};
use crate::run::AfterRun;
use crate::session::Session;
use crate::{errors, numba, numpy};

/// CPython's exit code when standard output could not be written at the end.
const EXIT_FLUSH_FAILED: u8 = 120;

/// How a program runs; see [`crate::RunConfig`].
pub(crate) struct Execution {
    pub(crate) quiet: bool,
    pub(crate) module_name: Option<String>,
    pub(crate) after: Option<AfterRun>,
}

/// A started interpreter.
pub(crate) struct Embedded(Interpreter);

/// Starts the interpreter for a program with its arguments.
pub(crate) fn start(source: &Source, args: Vec<String>) -> Embedded {
    let builder = Interpreter::builder(settings(source, args));
    let library = rustpython_stdlib::stdlib_module_defs(&builder.ctx);
    let (numpy, scipy, numba) = (
        numpy::module_def(&builder.ctx),
        numpy::scipy_def(&builder.ctx),
        numba::module_defs(&builder.ctx),
    );
    let interpreter = builder
        .add_native_modules(&library)
        .add_native_module(numpy)
        .add_native_module(scipy)
        .add_native_modules(&numba)
        .add_frozen_modules(rustpython_pylib::FROZEN_STDLIB)
        .build();
    // What is there before the program lives to its end: collections of garbage need not look at it, the
    // three at the end of the program included, which were a third of the time of a short one.
    gc_state::gc_state().freeze();
    Embedded(interpreter)
}

fn settings(source: &Source, args: Vec<String>) -> Settings {
    let mut settings = Settings::default();
    let first = match source.kind {
        Kind::File => source.name.clone(),
        Kind::Command => "-c".to_owned(),
        Kind::Stdin => "-".to_owned(),
    };
    settings.argv = std::iter::once(first).chain(args).collect();
    // Without it, standard output is ASCII even under a UTF-8 locale.
    settings.utf8_mode = 1;
    settings.write_bytecode = false;
    settings.import_site = false;
    settings.buffered_stdio = env::var_os("PYTHONUNBUFFERED").is_none_or(|value| value.is_empty());
    settings.hash_seed = env::var("PYTHONHASHSEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    if let Some(path) = env::var_os("PYTHONPATH") {
        settings
            .path_list
            .extend(env::split_paths(&path).map(|folder| folder.to_string_lossy().into_owned()));
    }
    settings
}

impl Embedded {
    /// Runs the program and ends the interpreter; the result is the exit code.
    pub(crate) fn execute(&self, source: &Source, how: Execution) -> u8 {
        self.0.enter(|vm| {
            correct_complex_text(vm);
            let prepared = if how.quiet {
                discard_output(vm)
            } else {
                Ok(())
            };
            let name = how.module_name.as_deref();
            let raised = prepared.and_then(|()| run_main(source, name, vm)).err();
            if let Some(after) = how.after {
                flush_standard_streams(vm);
                after(&Session::new(vm, raised.is_some()));
            }
            if raised.is_some() && source.kind != Kind::File {
                // A traceback looks for the lines in a file, which is not there.
                let _ = show_to_tracebacks(source, vm);
            }
            finish(raised, vm)
        })
    }

    /// Uses the interpreter.
    pub(crate) fn enter<R>(&self, body: impl FnOnce(&VirtualMachine) -> R) -> R {
        self.0.enter(body)
    }

    /// Writes out what the program printed so far.
    pub(crate) fn flush(&self) {
        self.0.enter(flush_standard_streams);
    }
}

/// Lets `sys.stdout` lead nowhere.
fn discard_output(vm: &VirtualMachine) -> PyResult<()> {
    let nowhere = vm
        .import("io", 0)?
        .get_attr("open", vm)?
        .call(("/dev/null", "w"), vm)?;
    vm.sys_module.set_attr("stdout", nowhere, vm)
}

fn run_main(source: &Source, name: Option<&str>, vm: &VirtualMachine) -> PyResult<()> {
    let scope = main_scope(source, vm)?;
    if let Some(name) = name {
        let name = vm.ctx.new_str(name).into();
        scope.globals.set_item("__name__", name, vm)?;
    }
    let code = vm
        .compile(&source.text, compiler::Mode::Exec, source.name.clone())
        .map_err(|error| vm.new_syntax_error(&error, Some(&source.text)))?;
    program::remember(&code, &source.text);
    vm.run_code_obj(code, scope).map(drop)
}

/// The namespace of `__main__`, with `__file__` and the first entry of `sys.path` set as CPython sets them.
fn main_scope(source: &Source, vm: &VirtualMachine) -> PyResult<Scope> {
    let scope = vm.new_scope_with_main()?;
    let folder = match source.kind {
        Kind::File => {
            scope
                .globals
                .set_item("__file__", vm.ctx.new_str(source.name.as_str()).into(), vm)?;
            script_folder(Path::new(&source.name))
        }
        Kind::Command | Kind::Stdin => String::new(),
    };
    vm.insert_sys_path(vm.ctx.new_str(folder).into())?;
    Ok(scope)
}

/// The folder of a script, with links followed as CPython follows them.
fn script_folder(script: &Path) -> String {
    let resolved = script.canonicalize().unwrap_or_else(|_| script.to_owned());
    resolved
        .parent()
        .map(|folder| folder.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Enters a program's lines in `linecache`, where tracebacks look for them.
fn show_to_tracebacks(source: &Source, vm: &VirtualMachine) -> PyResult<()> {
    let lines = source
        .text
        .split_inclusive('\n')
        .map(|line| vm.ctx.new_str(line).into())
        .collect();
    // Without a time of change the entry counts as current.
    let entry = (
        source.text.len(),
        vm.ctx.none(),
        vm.ctx.new_list(lines),
        source.name.clone(),
    );
    let cache = vm.import("linecache", 0)?.get_attr("cache", vm)?;
    cache.set_item(source.name.as_str(), vm.new_tuple(entry).into(), vm)
}

/// Ends the interpreter in CPython's order. `Interpreter::finalize` does the same but imports `threading` to do
/// so, which a script that never used it would pay for.
fn finish(raised: Option<PyBaseExceptionRef>, vm: &VirtualMachine) -> u8 {
    let flushed = flush_standard_streams(vm);
    let exit_code = match raised {
        // The low byte is what a shell sees of CPython's exit code too.
        Some(exception) => {
            errors::recolour(&exception, vm);
            errors::explain_missing_module(&exception, vm);
            vm.handle_exit_exception(exception) as u8
        }
        None => 0,
    };
    join_threads(vm);
    stdlib::atexit::_run_exitfuncs(vm);
    vm.state
        .finalizing
        .store(true, std::sync::atomic::Ordering::Release);
    gc_state::gc_state().collect_force(2);
    vm.finalize_modules();
    let flushed = flush_standard_streams(vm) && flushed;
    if exit_code == 0 && !flushed {
        EXIT_FLUSH_FAILED
    } else {
        exit_code
    }
}

/// Waits for the program's threads, if it had any.
fn join_threads(vm: &VirtualMachine) {
    let modules = vm.sys_module.get_attr("modules", vm);
    let Ok(threading) = modules.and_then(|modules| modules.get_item("threading", vm)) else {
        return;
    };
    let joined = threading
        .get_attr("_shutdown", vm)
        .and_then(|shutdown| shutdown.call((), vm));
    if let Err(exception) = joined {
        vm.run_unraisable(
            exception,
            Some("Exception ignored in threading shutdown".to_owned()),
            threading,
        );
    }
}

/// Flushes `sys.stdout` and `sys.stderr`; false if output was lost.
fn flush_standard_streams(vm: &VirtualMachine) -> bool {
    let flush = |name: &'static str| -> PyResult<()> {
        let stream = vm.sys_module.get_attr(name, vm)?;
        if vm.is_none(&stream) || is_closed(&stream, vm) {
            return Ok(());
        }
        vm.call_method(&stream, "flush", ()).map(drop)
    };
    let stdout = flush("stdout");
    let _ = flush("stderr");
    match stdout {
        Ok(()) => true,
        Err(exception) => {
            vm.run_unraisable(exception, None, vm.ctx.none());
            false
        }
    }
}

fn is_closed(stream: &PyObjectRef, vm: &VirtualMachine) -> bool {
    stream
        .get_attr("closed", vm)
        .and_then(|closed| closed.try_to_bool(vm))
        .unwrap_or(false)
}

/// Lets the interpreter print complex numbers as CPython does; its own text has no exponents.
fn correct_complex_text(vm: &VirtualMachine) {
    let class = vm.ctx.types.complex_type;
    class.slots.repr.store(Some(complex_text));
    class.slots.str.store(Some(complex_text));
}

fn complex_text(object: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    let number = object
        .downcast_ref::<PyComplex>()
        .ok_or_else(|| vm.new_type_error("a complex number is required"))?;
    let value = number.to_complex();
    let text = numjit_runtime::text::complex_repr(value.re, value.im);
    Ok(vm.ctx.new_str(text))
}

/// Runs a text as `-c` does and shows the check its namespace.
#[cfg(test)]
pub(crate) fn check_program(
    text: &str,
    check: impl FnOnce(&VirtualMachine, &Scope) + Send + 'static,
) {
    let source = Source {
        name: "<string>".to_owned(),
        text: text.to_owned(),
        kind: Kind::Command,
    };
    // The threads that tests run on have too little stack for an interpreter in deep recursion.
    let thread = std::thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(move || {
            start(&source, Vec::new()).0.enter(|vm| {
                let scope = main_scope(&source, vm).expect("a namespace for the program");
                let run = || -> PyResult<()> {
                    let code = vm
                        .compile(&source.text, compiler::Mode::Exec, source.name.clone())
                        .map_err(|error| vm.new_syntax_error(&error, Some(&source.text)))?;
                    program::remember(&code, &source.text);
                    vm.run_code_obj(code, scope.clone()).map(drop)
                };
                if let Err(exception) = run() {
                    vm.print_exception(exception);
                    panic!("the program raised");
                }
                check(vm, &scope);
            });
        });
    thread.expect("a thread").join().expect("the check holds");
}
