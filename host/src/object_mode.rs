//! `with objmode(...)`: blocks of compiled functions that the interpreter runs.
//!
//! A block becomes a Python function of its inputs, whose text stands on the same lines of the same file as the block,
//! in the namespace of the function's module. What it raises is kept here while the exception passes through
//! compiled code, so that the caller sees the same object.

use std::cell::RefCell;
use std::sync::Arc;

use numjit::{Arg, ObjectBlock, ObjectResults, ObjectRun};
use numjit_abi::ExceptionKind;
use numjit_runtime::{ExcArg, Exception};
use rustpython_vm::builtins::{PyBaseExceptionRef, PyTuple};
use rustpython_vm::compiler::Mode;
use rustpython_vm::function::{ArgMapping, FuncArgs};
use rustpython_vm::scope::Scope;
use rustpython_vm::vm::thread::with_current_vm;
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use crate::boxing::{from_arg, to_arg};
use crate::function::FunctionNames;

/// The function around a block's own, which gives it the names of enclosing functions.
const MAKER: &str = "_numjit_objmode";

/// A way to run a block; nothing if its text is no function body.
pub(crate) fn runner(
    names: &FunctionNames,
    block: &ObjectBlock,
    vm: &VirtualMachine,
) -> Option<ObjectRun> {
    let function = make(names, block, vm).ok()?;
    Some(Arc::new(move |inputs| {
        with_current_vm(|vm| run(&function, inputs, vm).map_err(|error| raised(error, vm)))
    }))
}

/// The text of the block as a function.
fn text(free: &[&str], block: &ObjectBlock) -> String {
    let lines_before = (block.line as usize).saturating_sub(3);
    let inputs: Vec<&str> = block.inputs.iter().map(|input| &*input.0).collect();
    let outputs: String = block
        .outputs
        .iter()
        .map(|one| format!("{}, ", one.0))
        .collect();
    let body = &block.text;
    let indent = &body[..body.len() - body.trim_start().len()];
    format!(
        "{}def {MAKER}({}):\n def block({}):\n{body}\n{indent}return ({outputs})\n return block\n",
        "\n".repeat(lines_before),
        free.join(", "),
        inputs.join(", "),
    )
}

fn make(names: &FunctionNames, block: &ObjectBlock, vm: &VirtualMachine) -> PyResult {
    let free: Vec<(&str, PyObjectRef)> = names
        .free_variable_names()
        .filter_map(|name| Some((name, names.free_variable(name, vm)?)))
        .collect();
    let arguments: Vec<&str> = free.iter().map(|variable| variable.0).collect();
    let code = vm
        .compile(&text(&arguments, block), Mode::Exec, block.file.clone())
        .map_err(|error| vm.new_syntax_error(&error, None))?;
    let locals = vm.ctx.new_dict();
    let scope = Scope::with_builtins(
        Some(ArgMapping::from_dict_exact(locals.clone())),
        names.globals().to_owned(),
        vm,
    );
    vm.run_code_obj(code, scope)?;
    let values: Vec<PyObjectRef> = free.into_iter().map(|variable| variable.1).collect();
    let maker = locals.get_item(MAKER, vm)?;
    maker.call_with_args(FuncArgs::from(values), vm)
}

fn run(function: &PyObjectRef, inputs: Vec<Arg>, vm: &VirtualMachine) -> PyResult<ObjectResults> {
    let inputs: Vec<PyObjectRef> = inputs
        .into_iter()
        .map(|input| from_arg(input, &[], vm))
        .collect::<PyResult<_>>()?;
    let given = function.call_with_args(FuncArgs::from(inputs), vm)?;
    let items = given
        .downcast_ref::<PyTuple>()
        .map_or(&[][..], |tuple| tuple.as_slice());
    let values = items
        .iter()
        .map(|item| {
            to_arg(item, vm)?.ok_or_else(|| {
                let class = item.class().name().to_string();
                vm.new_type_error(format!(
                    "compiled code does not know values of type '{class}'"
                ))
            })
        })
        .collect::<PyResult<_>>()?;
    Ok(ObjectResults {
        values,
        keep: Box::new(given),
    })
}

thread_local! {
    /// What a block raised last, with what compiled code knows of it.
    static RAISED: RefCell<Option<(PyBaseExceptionRef, ExceptionKind, String)>> =
        const { RefCell::new(None) };
}

/// An exception on its way through compiled code.
fn raised(error: PyBaseExceptionRef, vm: &VirtualMachine) -> Exception {
    let mro = error
        .class()
        .mro_map_collect(|class| class.name().to_string());
    let kind = mro.iter().find_map(|name| ExceptionKind::from_name(name));
    let kind = kind.unwrap_or(ExceptionKind::Exception);
    let text = error.as_object().str(vm);
    let text = text.map_or_else(|_| String::new(), |text| text.to_string());
    RAISED.set(Some((error, kind, text.clone())));
    Exception::new(kind, text)
}

/// The object behind an exception that leaves compiled code, if a block raised it.
pub(crate) fn original(exception: &Exception) -> Option<PyBaseExceptionRef> {
    let (error, kind, text) = RAISED.take()?;
    let same = matches!(&exception.args[..], [ExcArg::Str(known)] if *known == text);
    (same && exception.kind == kind).then_some(error)
}

/// `objmode(...)` outside of compiled code: a context manager that does nothing.
pub(crate) fn outside(vm: &VirtualMachine, _path: &'static str, _args: FuncArgs) -> PyResult {
    let module = vm.import("contextlib", 0)?;
    module.get_attr("nullcontext", vm)?.call((), vm)
}
