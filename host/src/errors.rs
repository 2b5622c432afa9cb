//! What went wrong in compiled code or in compiling it, as Python exceptions.
//!
//! An exception that compiled code raised gets a traceback with an entry for each compiled function it passed, made from
//! code objects that carry the function's name, file and line and nothing else.

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, Ordering};

use numjit::CallError;
use numjit::diag::{Diagnostic, Style, render};
use numjit_abi::ExceptionKind;
use numjit_runtime::{ExcArg, Exception, Frame};
use rustpython_vm::builtins::{PyBaseExceptionRef, PyCode, PyTraceback, PyTypeRef};
use rustpython_vm::compiler::Mode;
use rustpython_vm::convert::ToPyObject;
use rustpython_vm::scope::Scope;
use rustpython_vm::{AsObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine};

use crate::jitclass;
use crate::vectorize::GENERATED_FILE;
use crate::{engine, exception_class, object_mode};

/// The Python exception for a failed call or compilation.
pub(crate) fn raise(error: CallError, vm: &VirtualMachine) -> PyBaseExceptionRef {
    match error {
        CallError::Raised(exception) => raised(&exception, vm),
        CallError::Compile(diagnostics) => typing_error(&diagnostics, vm),
        CallError::Arguments(text) => vm.new_type_error(text),
        CallError::Stopped(text) | CallError::Config(text) => vm.new_runtime_error(text),
        CallError::Cancelled | CallError::TimedOut => vm.new_runtime_error(error.to_string()),
        CallError::Internal {
            stage,
            reason,
            dump,
        } => vm.new_runtime_error(internal_text(stage, &reason, &dump)),
    }
}

fn internal_text(stage: &str, reason: &str, dump: &str) -> String {
    let text = format!("internal fault in numjit (stage {stage}): {reason}");
    if dump.is_empty() {
        text
    } else {
        format!("{text}\n{dump}")
    }
}

/// Diagnostics as text, one after the other.
pub(crate) fn text(diagnostics: &[Diagnostic], style: Style) -> String {
    let texts: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| render(diagnostic, style).trim_end().to_owned())
        .collect();
    texts.join("\n\n")
}

fn typing_error(diagnostics: &[Diagnostic], vm: &VirtualMachine) -> PyBaseExceptionRef {
    let error = new_numba_error("TypingError", text(diagnostics, Style::Plain), vm);
    if COLOUR.load(Ordering::Relaxed) {
        let coloured = vm.ctx.new_str(text(diagnostics, Style::Colour));
        // Without the attribute the plain text is shown.
        let _ = error.as_object().set_attr(COLOURED, coloured, vm);
    }
    error
}

/// Whether errors that end the program are shown in colour.
static COLOUR: AtomicBool = AtomicBool::new(false);

/// The attribute of an exception that holds its text in colour. What a program itself makes of the
/// exception has none.
const COLOURED: &str = "_numjit_coloured";

/// Says whether standard error shows colours.
pub(crate) fn set_colour(colour: bool) {
    COLOUR.store(colour, Ordering::Relaxed);
}

/// How the reader of this process's output likes diagnostics.
pub(crate) fn style() -> Style {
    match COLOUR.load(Ordering::Relaxed) {
        true => Style::Colour,
        false => Style::Plain,
    }
}

/// Gives an exception that is about to be printed its text in colour, if it has one.
pub(crate) fn recolour(exception: &PyBaseExceptionRef, vm: &VirtualMachine) {
    let Ok(coloured) = exception.as_object().get_attr(COLOURED, vm) else {
        return;
    };
    let args = vm.ctx.new_tuple(vec![coloured]);
    // The plain text is there in any case.
    let _ = exception.as_object().set_attr("args", args, vm);
}

/// Says below the exception of a failed import what can be imported: a script that runs under CPython may ask for
/// packages that are not here.
pub(crate) fn explain_missing_module(exception: &PyBaseExceptionRef, vm: &VirtualMachine) {
    if !exception.fast_isinstance(vm.ctx.exceptions.module_not_found_error) {
        return;
    }
    let Ok(text) = exception.as_object().str(vm) else {
        return;
    };
    let note = format!(
        "{text}\n  = note: here are the standard library, `numpy`, `numba` and `scipy.special`\n  = help: other packages \
         written in plain Python are found in the folders that the variable PYTHONPATH names"
    );
    let args = vm.ctx.new_tuple(vec![vm.ctx.new_str(note).into()]);
    // The plain message is there in any case.
    let _ = exception.as_object().set_attr("args", args, vm);
}

/// An exception of a class of `numba.core.errors`.
pub(crate) fn new_numba_error(
    class: &'static str,
    message: String,
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    let class = numba_error_class(class, vm);
    let made = class.and_then(|class| {
        let message = vm.ctx.new_str(message).into();
        vm.invoke_exception(class, vec![message])
    });
    match made {
        Ok(error) | Err(error) => error,
    }
}

/// A class of `numba.core.errors`.
pub(crate) fn numba_error_class(name: &'static str, vm: &VirtualMachine) -> PyResult<PyTypeRef> {
    vm.import("numba.core.errors", 0)?;
    let modules = vm.sys_module.get_attr("modules", vm)?;
    let module = modules.get_item("numba.core.errors", vm)?;
    module.get_attr(name, vm)?.try_into_value(vm)
}

fn raised(exception: &Exception, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let made = match engine::take_print_error() {
        Some(error) => error,
        None => match object_mode::original(exception) {
            Some(error) => error,
            None => match new_exception(exception, vm) {
                Ok(made) | Err(made) => made,
            },
        },
    };
    // A traceback that cannot be made must not hide the exception.
    let _ = attach_frames(&made, &exception.frames, vm);
    made
}

fn new_exception(exception: &Exception, vm: &VirtualMachine) -> PyResult<PyBaseExceptionRef> {
    let own = exception.class.and_then(exception_class::class_with_code);
    let class = match own {
        Some(class) => class,
        None => builtin_class(exception.kind, vm)?,
    };
    let args = exception.args.iter().map(|arg| object(arg, vm)).collect();
    vm.invoke_exception(class, args)
}

/// The class of a kind of exception.
fn builtin_class(kind: ExceptionKind, vm: &VirtualMachine) -> PyResult<PyTypeRef> {
    let class = match kind.module() {
        "builtins" => vm.builtins.get_attr(kind.name(), vm)?,
        module => {
            vm.import("numpy", 0)?;
            let modules = vm.sys_module.get_attr("modules", vm)?;
            modules.get_item(module, vm)?.get_attr(kind.name(), vm)?
        }
    };
    class.try_into_value(vm)
}

fn object(arg: &ExcArg, vm: &VirtualMachine) -> PyObjectRef {
    match arg {
        ExcArg::Int(value) => vm.ctx.new_int(*value).into(),
        ExcArg::UInt(value) => vm.ctx.new_int(*value).into(),
        ExcArg::Float(value) => vm.ctx.new_float(*value).into(),
        ExcArg::Complex(re, im) => num_complex::Complex64::new(*re, *im).to_pyobject(vm),
        ExcArg::Bool(value) => vm.ctx.new_bool(*value).into(),
        ExcArg::Str(text) => vm.ctx.new_str(text.as_str()).into(),
        ExcArg::None => vm.ctx.none(),
        ExcArg::Tuple(items) => {
            let items = items.iter().map(|item| object(item, vm)).collect();
            vm.ctx.new_tuple(items).into()
        }
    }
}

/// Puts traceback entries for compiled functions before what the exception has already; the innermost function is the
/// first of `frames` and the last entry of the traceback.
fn attach_frames(
    exception: &PyBaseExceptionRef,
    frames: &[Frame],
    vm: &VirtualMachine,
) -> PyResult<()> {
    let mut next = exception.__traceback__();
    let generated = [GENERATED_FILE, jitclass::GENERATED_FILE];
    for frame in frames
        .iter()
        .filter(|frame| !generated.contains(&&*frame.file))
    {
        next = Some(entry(frame, next, vm)?);
    }
    let traceback = next.map_or_else(|| vm.ctx.none(), Into::into);
    exception.set___traceback__(traceback, vm)
}

/// A traceback entry. The interpreter makes frames only by running code, so a piece of code that raises at once is run
/// and its frame kept.
fn entry(
    frame: &Frame,
    next: Option<PyRef<PyTraceback>>,
    vm: &VirtualMachine,
) -> PyResult<PyRef<PyTraceback>> {
    let code = frame_code(frame, vm)?;
    let scope = Scope::with_builtins(None, vm.ctx.new_dict(), vm);
    let error = match vm.run_code_obj(code, scope) {
        Ok(_) => return Err(vm.new_system_error("the code of a traceback entry did not raise")),
        Err(error) => error,
    };
    let made = error
        .__traceback__()
        .ok_or_else(|| vm.new_system_error("a traceback entry has no frame"))?;
    // The code stands on line 1.
    let line = made
        .lineno
        .saturating_add(frame.line.saturating_sub(1) as usize);
    Ok(PyTraceback::new(next, made.frame.clone(), made.lasti, line).into_ref(&vm.ctx))
}

thread_local! {
    /// Codes of traceback entries made lately: a program that raises raises again at the same place.
    static CODES: RefCell<Vec<(Frame, PyRef<PyCode>)>> = const { RefCell::new(Vec::new()) };
}

/// How many codes of traceback entries are kept.
const KEPT_CODES: usize = 32;

fn frame_code(frame: &Frame, vm: &VirtualMachine) -> PyResult<PyRef<PyCode>> {
    let known = CODES.with_borrow(|codes| {
        let known = codes.iter().find(|known| known.0 == *frame);
        known.map(|known| known.1.clone())
    });
    if let Some(known) = known {
        return Ok(known);
    }
    let raising = vm
        .compile("raise RuntimeError", Mode::Exec, frame.file.clone())
        .map_err(|error| vm.new_syntax_error(&error, None))?;
    let mut code = raising.code.clone();
    code.obj_name = vm.ctx.intern_str(frame.function.as_str());
    code.qualname = code.obj_name;
    code.linetable = no_positions(code.instructions.len());
    let code = PyCode::new(code).into_ref(&vm.ctx);
    CODES.with_borrow_mut(|codes| {
        if codes.len() == KEPT_CODES {
            codes.remove(0);
        }
        codes.push((frame.clone(), code.clone()));
    });
    Ok(code)
}

/// A table of positions that names none, so that tracebacks show the entry's own line and no columns. Each byte stands
/// for up to eight instructions.
fn no_positions(instructions: usize) -> Box<[u8]> {
    const WITHOUT_POSITION: u8 = 0x80 | 15 << 3;
    let count = |left: usize| left.min(8);
    let mut left = instructions;
    let mut table = Vec::new();
    while left > 0 {
        table.push(WITHOUT_POSITION | (count(left) - 1) as u8);
        left -= count(left);
    }
    table.into()
}
