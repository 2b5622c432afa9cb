//! Exception classes of the program in compiled code.
//!
//! A class gets a code from the runtime when compiled code first names it, by its module and qualified name.
//! Codes and classes live as long as the process, like the types of the compiler.

use std::sync::{Mutex, PoisonError};

use numjit::Binding;
use numjit::ir::UserExceptionClass;
use numjit_abi::ExceptionKind;
use numjit_runtime::{UserException, register_exception};
use rustpython_vm::builtins::{PyType, PyTypeRef};
use rustpython_vm::{AsObject, Py, VirtualMachine};

/// Classes by code.
static KNOWN: Mutex<Vec<(i32, PyTypeRef)>> = Mutex::new(Vec::new());

/// What an exception class that the library does not know is to compiled code; none if the class is not one
/// of exceptions.
pub(crate) fn binding(class: &Py<PyType>, vm: &VirtualMachine) -> Option<Binding> {
    if !class.fast_issubclass(vm.ctx.exceptions.base_exception_type) {
        return None;
    }
    Some(Binding::ExceptionClass(UserExceptionClass {
        name: (*class.name()).into(),
        code: code(class, vm),
    }))
}

/// The class with a code.
pub(crate) fn class_with_code(code: i32) -> Option<PyTypeRef> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let found = known.iter().find(|(known, _)| *known == code);
    found.map(|(_, class)| class.clone())
}

/// The code of a class; its base classes have theirs before it.
fn code(class: &Py<PyType>, vm: &VirtualMachine) -> i32 {
    if let Some(kind) = builtin(class, vm) {
        return kind as i32;
    }
    if let Some(known) = known_code(class) {
        return known;
    }
    let mro = class.mro_map_collect(|base| base.to_owned());
    let bases = mro.iter().filter(|base| !base.is(class));
    let bases: Vec<&PyTypeRef> = bases
        .filter(|base| base.fast_issubclass(vm.ctx.exceptions.base_exception_type))
        .collect();
    let kind = bases.iter().find_map(|base| builtin(base, vm));
    let described = UserException {
        name: class.name().to_string(),
        kind: kind.unwrap_or(ExceptionKind::Exception),
        bases: bases.iter().map(|base| code(base, vm)).collect(),
    };
    let path = path(class, vm);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    // Another thread may have been here in the meantime.
    if let Some((code, _)) = known.iter().find(|(_, known)| known.is(class)) {
        return *code;
    }
    let made = register_exception(&path, described);
    known.push((made, class.to_owned()));
    made
}

/// Where a class is defined. Its code follows from this, so that it is the same in the next process.
fn path(class: &Py<PyType>, vm: &VirtualMachine) -> String {
    let module = class.as_object().get_attr("__module__", vm);
    let module = module.and_then(|module| module.try_into_value::<String>(vm));
    let name = class.as_object().get_attr("__qualname__", vm);
    let name = name.and_then(|name| name.try_into_value::<String>(vm));
    format!(
        "{}.{}",
        module.unwrap_or_default(),
        name.unwrap_or_else(|_| class.name().to_string())
    )
}

fn known_code(class: &Py<PyType>) -> Option<i32> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let found = known.iter().find(|(_, known)| known.is(class));
    found.map(|(code, _)| *code)
}

/// The kind of a builtin class that compiled code knows.
fn builtin(class: &Py<PyType>, vm: &VirtualMachine) -> Option<ExceptionKind> {
    let kind = ExceptionKind::from_name(&class.name())?;
    let known = vm.builtins.get_attr(kind.name(), vm).ok()?;
    known.is(class).then_some(kind)
}
