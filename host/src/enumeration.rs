//! Members of enumerations in compiled code.
//!
//! A member is its value with the identity of its class; coming back it is the member that the class has for the value.

use numjit::{Arg, Binding, EnumRef, type_of};
use rustpython_vm::builtins::{PyDict, PyInt, PyType};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::boxing::to_arg;
use crate::resolver;

/// Whether a class is one of `enum`: its own class makes the table of members.
pub(crate) fn is_enumeration(class: &Py<PyType>, vm: &VirtualMachine) -> bool {
    let plain = class.class().is(vm.ctx.types.type_type);
    !plain && class.as_object().get_attr("_member_map_", vm).is_ok()
}

/// The enumeration that an object is a member of.
pub(crate) fn class_of(object: &PyObject, vm: &VirtualMachine) -> Option<EnumRef> {
    let class = object.class();
    is_enumeration(class, vm).then(|| EnumRef {
        name: (*class.name()).into(),
        class: resolver::namespace_number(class.as_object()),
        is_int: object.downcast_ref::<PyInt>().is_some(),
    })
}

fn value_of(member: &PyObject, vm: &VirtualMachine) -> PyResult {
    member.get_attr("_value_", vm)
}

/// A member as an argument; nothing if compiled code cannot take its value.
pub(crate) fn arg(member: &PyObject, class: EnumRef, vm: &VirtualMachine) -> PyResult<Option<Arg>> {
    let value = to_arg(&*value_of(member, vm)?, vm)?;
    Ok(value.map(|value| Arg::Enum(class, Box::new(value))))
}

/// A member as a constant of compiled code; nothing for other objects.
pub(crate) fn binding(object: &PyObject, vm: &VirtualMachine) -> Option<Binding> {
    let class = class_of(object, vm)?;
    let value = value_of(object, vm).ok()?;
    let ty = type_of(&to_arg(&value, vm).ok()??);
    match resolver::constant(&value, vm)? {
        Binding::Const(value) => Some(Binding::EnumMember(class.ty(ty), value)),
        _ => None,
    }
}

/// The member of a class that has a value.
pub(crate) fn member(class: &EnumRef, value: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let known = resolver::namespace_with_number(class.class)
        .ok_or_else(|| vm.new_runtime_error(format!("the class {} is unknown", class.name)))?;
    known.call((value,), vm)
}

/// The pairs of name and member of an enumeration; nothing if it is none, or if compiled code does not know a member.
pub(crate) fn members(class: &PyObject, vm: &VirtualMachine) -> Option<Binding> {
    let class = class.downcast_ref::<PyType>()?;
    if !is_enumeration(class, vm) {
        return None;
    }
    let table = class.as_object().get_attr("_member_map_", vm).ok()?;
    let table = table.downcast_ref::<PyDict>()?.to_owned();
    let mut pairs = Vec::new();
    for (name, member) in table {
        let name = resolver::constant(&name, vm)?;
        pairs.push(Binding::Tuple(vec![name, binding(&member, vm)?]));
    }
    Some(Binding::Tuple(pairs))
}
