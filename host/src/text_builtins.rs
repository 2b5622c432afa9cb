//! `exec`, `eval` and `compile`, with the text kept for the compiler.
//!
//! A function made by `exec` can be compiled only if its source is known, and the code object does not hold it. So the three
//! builtins are replaced, when `numba` is imported, by ones that remember the text and then do what the original does.

use rustpython_vm::builtins::{PyCode, PyStr};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::program;

/// Replaces the builtins.
pub(crate) fn install(vm: &VirtualMachine) -> PyResult<()> {
    let builtins = vm.builtins.dict();
    let original = |name: &str| builtins.get_item(name, vm);
    let (compile, exec, eval) = (original("compile")?, original("exec")?, original("eval")?);

    let compiler = compile.clone();
    let new_exec = vm.new_function("exec", move |args: FuncArgs, vm: &VirtualMachine| {
        run(&compiler, &exec, "exec", args, vm)
    });
    let compiler = compile.clone();
    let new_eval = vm.new_function("eval", move |args: FuncArgs, vm: &VirtualMachine| {
        run(&compiler, &eval, "eval", args, vm)
    });
    let new_compile = vm.new_function("compile", move |args: FuncArgs, vm: &VirtualMachine| {
        let text = args
            .args
            .first()
            .or_else(|| args.kwargs.get("source"))
            .cloned();
        let code = compile.call_with_args(args, vm)?;
        if let Some(text) = text {
            remember(&code, &text);
        }
        Ok::<_, rustpython_vm::builtins::PyBaseExceptionRef>(code)
    });
    builtins.set_item("exec", new_exec.into(), vm)?;
    builtins.set_item("eval", new_eval.into(), vm)?;
    builtins.set_item("compile", new_compile.into(), vm)
}

/// Compiles a text argument first, so that the code object is at hand, and then runs it.
fn run(
    compile: &PyObjectRef,
    run: &PyObjectRef,
    mode: &str,
    mut args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult {
    if let Some(text) = args
        .args
        .first()
        .cloned()
        .filter(|text| text.downcast_ref::<PyStr>().is_some())
    {
        let source = match mode {
            // `eval` alone allows leading blanks.
            "eval" => vm.call_method(&text, "lstrip", (" \t",))?,
            _ => text,
        };
        let code = compile.call((source.clone(), "<string>", mode), vm)?;
        remember(&code, &source);
        args.args[0] = code;
    }
    run.call_with_args(args, vm)
}

fn remember(code: &PyObjectRef, text: &PyObjectRef) {
    let code = code.clone().downcast::<PyCode>();
    if let (Ok(code), Some(text)) = (
        code,
        text.downcast_ref::<PyStr>().and_then(|text| text.to_str()),
    ) {
        program::remember(&code, text);
    }
}
