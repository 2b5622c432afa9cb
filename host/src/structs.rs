//! Structures of the program (`structref`): their types, which are made for each set of fields, and the Python
//! classes that stand for them.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use numjit::ir::classes::{self, Class, Field};
use numjit::ir::{Ty, Type};
use rustpython_vm::builtins::{PyModule, PyStr, PyTuple, PyTypeRef};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, Py, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::entity::PyEntity;
use crate::jitclass::arguments;
use crate::numba_types::{self, NumbaType};
use crate::type_classes::{self, TypeClass};

/// A registered class of structures.
#[derive(Default)]
struct Struct {
    /// The Python class of its values.
    boxed_as: Option<PyTypeRef>,
    /// The classes made so far.
    made: Vec<u32>,
}

/// Classes of structures by number.
static STRUCTS: LazyLock<Mutex<HashMap<u32, Struct>>> = LazyLock::new(Mutex::default);

fn structs() -> MutexGuard<'static, HashMap<u32, Struct>> {
    STRUCTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Adds the functions that `python/structref.py` uses.
pub(crate) fn add_hooks(hooks: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let function = |name: &'static str, body: fn(FuncArgs, &VirtualMachine) -> PyResult| {
        hooks.set_attr(name, vm.new_function(name, body), vm)
    };
    hooks.set_attr(
        "new",
        PyEntity::function("numba.experimental.structref.new", only_compiled, vm),
        vm,
    )?;
    function("struct_class", |args, vm| {
        let [class] = arguments(args, vm)?;
        let class: PyTypeRef = class.try_into_value(vm)?;
        let mut known = structs();
        let number = known.len() as u32;
        known.insert(number, Struct::default());
        drop(known);
        Ok(type_classes::struct_class(number, class, vm))
    })?;
    function("box_struct_as", |args, vm| {
        let [class, boxed_as] = arguments(args, vm)?;
        let number = class
            .downcast_ref::<TypeClass>()
            .and_then(|class| class.struct_number());
        let number = number.ok_or_else(|| {
            vm.new_type_error("the type must be decorated with structref.register")
        })?;
        let boxed_as: PyTypeRef = boxed_as.try_into_value(vm)?;
        if let Some(known) = structs().get_mut(&number) {
            known.boxed_as = Some(boxed_as);
        }
        Ok(vm.ctx.none())
    })
}

fn only_compiled(vm: &VirtualMachine, _path: &'static str, _args: FuncArgs) -> PyResult {
    Err(vm.new_type_error("structref.new works in compiled functions only"))
}

/// The Python class of values of a structure.
pub(crate) fn python_class(class: &Class, vm: &VirtualMachine) -> PyResult<PyTypeRef> {
    let known = structs();
    let found = known
        .get(&class.origin)
        .and_then(|known| known.boxed_as.clone());
    found.ok_or_else(|| {
        vm.new_type_error(format!(
            "a {} cannot be returned to Python: no structref.define_proxy or define_boxing names its class",
            class.name
        ))
    })
}

/// Call of a class of structures: the type with these fields.
pub(crate) fn make(
    number: u32,
    class: &PyTypeRef,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult {
    let [fields] = arguments(args, vm)?;
    let prepare = class.as_object().get_attr("preprocess_fields", vm);
    let fields = match prepare {
        Ok(prepare) => prepare.call((vm.ctx.none(), fields), vm)?,
        Err(_) => fields,
    };
    let pairs: Vec<PyObjectRef> = fields.try_into_value(vm)?;
    let fields = pairs
        .iter()
        .map(|pair| field(pair, vm))
        .collect::<PyResult<Vec<_>>>()?;
    let name = class.name().to_string();
    let class = with_fields(number, name, fields);
    Ok(NumbaType::object(Ty::new(Type::Instance(class)), vm))
}

fn field(pair: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Field> {
    let Some([name, ty]) = pair.downcast_ref::<PyTuple>().map(|pair| pair.as_slice()) else {
        return Err(vm.new_type_error("a field is a pair of a name and a type"));
    };
    let name: PyRef<PyStr> = name.clone().try_into_value(vm)?;
    Ok(Field {
        name: name.to_string().into(),
        ty: numba_types::parse(ty, vm)?.unliteral(),
    })
}

/// The class of a structure with these fields, the same for the same ones.
fn with_fields(number: u32, name: String, fields: Vec<Field>) -> u32 {
    let mut known = structs();
    let known = known.entry(number).or_default();
    let mut made = known.made.iter().copied();
    if let Some(found) = made.find(|&made| *classes::get(made).fields == *fields) {
        return found;
    }
    let class = classes::declare(Class {
        name: name.into(),
        origin: number,
        scopes: Box::default(),
        bases: Box::default(),
        is_struct: true,
        fields: Arc::from([]),
    });
    classes::define(class, fields);
    known.made.push(class);
    class
}

#[cfg(test)]
mod tests {
    use crate::interpreter::check_program;

    #[test]
    fn structures_are_shared() {
        check_program(
            "
from numba import njit, types
from numba.experimental import structref
@structref.register
class BoxType(types.StructRef):
    pass
class Box(structref.StructRefProxy):
    @property
    def value(self):
        return value_of(self)
@njit
def value_of(self):
    return self.value
structref.define_proxy(Box, BoxType, ['value'])
@njit
def change(box):
    box.value += box.value
    return box
a = Box(3)
b = change(a)
assert (a.value, b.value, type(b)) == (6, 6, Box)
assert change(Box('ab')).value == 'abab'
assert not hasattr(a, 'missing')
made = BoxType([('value', types.int64)])
assert made == BoxType([('value', types.int64)]) and isinstance(made, BoxType)
assert list(made.field_dict) == ['value']
",
            |_, _| {},
        );
    }
}
