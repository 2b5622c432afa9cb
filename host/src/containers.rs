//! Lists, sets and dicts of Python as arguments of compiled code, and back.
//!
//! A `list`, `set` or `dict` is copied into a container of compiled code for the time of a call. If the
//! call changes the copy, the changes are written back into the object, so that Python code sees what it
//! would see of an interpreted function. An object that is passed twice is copied once; one that comes
//! back as a result is the object itself.

use std::cell::RefCell;

use num_traits::ToPrimitive;
use numjit::ir::{Ty, Type};
use numjit::{Arg, ContainerRef, ListRef, TableRef, rows, type_of};
use rustpython_vm::builtins::{PyDict, PyFloat, PyInt, PyList, PySet};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine};

use crate::boxing::{from_arg, to_arg};
use crate::{jitclass, typed, typed_set};

/// An object and its copy.
struct Lent {
    object: PyObjectRef,
    copy: ContainerRef,
}

thread_local! {
    static LENT: RefCell<Vec<Lent>> = const { RefCell::new(Vec::new()) };
    static DEPTH: RefCell<u32> = const { RefCell::new(0) };
}

/// The time of one call, in which containers can be arguments.
pub(crate) struct Lending {
    first: usize,
}

impl Lending {
    pub(crate) fn begin() -> Lending {
        DEPTH.with_borrow_mut(|depth| *depth += 1);
        Lending {
            first: LENT.with_borrow(Vec::len),
        }
    }

    /// Writes changes back into the objects that were passed.
    pub(crate) fn give_back(&self, args: &[PyObjectRef], vm: &VirtualMachine) -> PyResult<()> {
        let count = LENT.with_borrow(Vec::len);
        for position in self.first..count {
            let (object, copy) = LENT.with_borrow(|lent| {
                let lent = &lent[position];
                (lent.object.clone(), lent.copy.clone())
            });
            write_back(&object, &copy, args, vm)?;
        }
        Ok(())
    }
}

impl Drop for Lending {
    fn drop(&mut self) {
        DEPTH.with_borrow_mut(|depth| *depth -= 1);
        // Dropping an object may run Python code, which may lend in turn.
        let ended = LENT.with_borrow_mut(|lent| lent.split_off(self.first.min(lent.len())));
        drop(ended);
    }
}

fn write_back(
    object: &PyObject,
    copy: &ContainerRef,
    args: &[PyObjectRef],
    vm: &VirtualMachine,
) -> PyResult<()> {
    if let (Some(list), Some(held)) = (object.downcast_ref::<PyList>(), ListRef::of(copy)) {
        if held.raw().is_changed() {
            let items = list_items(&held, args, vm)?;
            *list.borrow_vec_mut() = items;
        }
        return Ok(());
    }
    let Some(held) = TableRef::of(copy).filter(|held| held.raw().is_changed()) else {
        return Ok(());
    };
    vm.call_method(object, "clear", ())?;
    for (key, value) in held.entries() {
        let key = from_arg(key, args, vm)?;
        if object.downcast_ref::<PySet>().is_some() {
            vm.call_method(object, "add", (key,))?;
        } else {
            object.set_item(&*key, from_arg(value, args, vm)?, vm)?;
        }
    }
    Ok(())
}

/// The object whose copy a container is.
pub(crate) fn lender(container: &ContainerRef) -> Option<PyObjectRef> {
    LENT.with_borrow(|lent| {
        let block = container.block.as_ptr();
        let found = lent.iter().find(|lent| lent.copy.block.as_ptr() == block);
        found.map(|lent| lent.object.clone())
    })
}

/// A list, set or dict as an argument; nothing for other objects.
pub(crate) fn argument(object: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Arg>> {
    let is_container = object.downcast_ref::<PyList>().is_some()
        || object.downcast_ref::<PySet>().is_some()
        || object.downcast_ref::<PyDict>().is_some();
    if !is_container {
        return Ok(None);
    }
    if DEPTH.with_borrow(|depth| *depth == 0) {
        return Err(vm.new_type_error(
            "a list, set or dict cannot be passed here: pass np.array(x) instead of the list x",
        ));
    }
    if let Some(known) = lent_copy(object) {
        return Ok(Some(Arg::Container(known)));
    }
    let copy = copy(object, vm)?;
    LENT.with_borrow_mut(|lent| {
        lent.push(Lent {
            object: object.to_owned(),
            copy: copy.clone(),
        });
    });
    Ok(Some(Arg::Container(copy)))
}

fn lent_copy(object: &PyObject) -> Option<ContainerRef> {
    LENT.with_borrow(|lent| {
        let found = lent.iter().find(|lent| lent.object.is(object));
        found.map(|lent| lent.copy.clone())
    })
}

fn copy(object: &PyObject, vm: &VirtualMachine) -> PyResult<ContainerRef> {
    if let Some(list) = object.downcast_ref::<PyList>() {
        return copy_list(list, vm);
    }
    if let Some(dict) = object.downcast_ref::<PyDict>() {
        return copy_dict(dict, vm);
    }
    let items: Vec<PyObjectRef> = object.to_owned().try_into_value(vm)?;
    let args = arguments(&items, vm)?;
    let element = element_type(&args, "set", vm)?;
    let ty = Ty::new(Type::Set(element));
    let entries = args.into_iter().map(|arg| (arg, Arg::None));
    copy_entries(ty, entries.collect(), vm)
}

fn copy_dict(dict: &Py<PyDict>, vm: &VirtualMachine) -> PyResult<ContainerRef> {
    let dict = dict.to_owned();
    let (keys, values): (Vec<_>, Vec<_>) = dict.into_iter().unzip();
    let (keys, values) = (arguments(&keys, vm)?, arguments(&values, vm)?);
    let key = element_type(&keys, "dict", vm)?;
    let value = element_type(&values, "dict", vm)?;
    let entries = keys.into_iter().zip(values);
    copy_entries(Ty::new(Type::Dict(key, value)), entries.collect(), vm)
}

fn copy_entries(ty: Ty, entries: Vec<(Arg, Arg)>, vm: &VirtualMachine) -> PyResult<ContainerRef> {
    let hashable = ty.as_table().is_some_and(|(key, _)| rows::is_hashable(key));
    let table = TableRef::new(ty, entries.len()).filter(|_| hashable);
    let table = table.ok_or_else(|| vm.new_type_error("these keys cannot be passed"))?;
    for (key, value) in entries {
        if !table.insert(&key, &value) {
            return Err(vm.new_memory_error("out of memory"));
        }
    }
    table.raw().settle();
    Ok(ContainerRef {
        ty,
        block: table.block().clone(),
    })
}

fn copy_list(list: &Py<PyList>, vm: &VirtualMachine) -> PyResult<ContainerRef> {
    let items = list.borrow_vec().to_vec();
    let made = match plain_list(&items, vm) {
        Some(made) => made,
        None => {
            let args = arguments(&items, vm)?;
            let element = element_type(&args, "list", vm)?;
            list_of(element, &args, vm)?
        }
    };
    made.raw().settle();
    Ok(ContainerRef {
        ty: Ty::new(Type::List(made.element())),
        block: made.block().clone(),
    })
}

/// A new list of values.
pub(crate) fn list_of(element: Ty, args: &[Arg], vm: &VirtualMachine) -> PyResult<ListRef> {
    let list = ListRef::new(element, args.len());
    let list = list.ok_or_else(|| vm.new_memory_error("out of memory"))?;
    for arg in args {
        if !list.push(arg) {
            return Err(vm.new_memory_error("out of memory"));
        }
    }
    Ok(list)
}

/// A list of nothing but `int` or nothing but `float` objects, which is what most lists are.
fn plain_list(items: &[PyObjectRef], vm: &VirtualMachine) -> Option<ListRef> {
    let first = items.first()?;
    let types = &vm.ctx.types;
    let mut bytes = Vec::with_capacity(8 * items.len());
    if first.class().is(types.int_type) {
        for item in items.iter().filter(|item| item.class().is(types.int_type)) {
            let value = item.downcast_ref::<PyInt>()?.as_bigint().to_i64()?;
            bytes.extend(value.to_ne_bytes());
        }
        return ListRef::from_bytes(Ty::I64, &bytes).filter(|_| bytes.len() == 8 * items.len());
    }
    if first.class().is(types.float_type) {
        for item in items
            .iter()
            .filter(|item| item.class().is(types.float_type))
        {
            bytes.extend(item.downcast_ref::<PyFloat>()?.to_f64().to_ne_bytes());
        }
        return ListRef::from_bytes(Ty::F64, &bytes).filter(|_| bytes.len() == 8 * items.len());
    }
    None
}

fn arguments(items: &[PyObjectRef], vm: &VirtualMachine) -> PyResult<Vec<Arg>> {
    let convert = |item: &PyObjectRef| match to_arg(item, vm)? {
        Some(arg) => Ok(arg),
        None => Err(vm.new_type_error(format!(
            "compiled code cannot take a container that holds a {}",
            item.class().name()
        ))),
    };
    items.iter().map(convert).collect()
}

/// The one type of the elements.
pub(crate) fn element_type(args: &[Arg], what: &str, vm: &VirtualMachine) -> PyResult<Ty> {
    let mut element = Ty::NEVER;
    for arg in args {
        let ty = type_of(arg).unliteral();
        element = rows::promote::unify(element, ty).ok_or_else(|| {
            vm.new_type_error(format!(
                "can't unbox heterogeneous {what}: {element} != {ty}"
            ))
        })?;
    }
    if element == Ty::NEVER {
        return Err(vm.new_value_error(format!(
            "cannot compute fingerprint of empty {what}: an empty {what} does not say what it holds; \
             pass a container of numba.typed, such as List.empty_list(types.int64)"
        )));
    }
    Ok(element)
}

/// The elements of a list as objects.
pub(crate) fn list_items(
    list: &ListRef,
    args: &[PyObjectRef],
    vm: &VirtualMachine,
) -> PyResult<Vec<PyObjectRef>> {
    (0..list.raw().len())
        .filter_map(|index| list.get(index))
        .map(|arg| from_arg(arg, args, vm))
        .collect()
}

/// A container that compiled code returned, as an object.
pub(crate) fn object(
    container: &ContainerRef,
    args: &[PyObjectRef],
    vm: &VirtualMachine,
) -> PyResult {
    if let Some(object) = lender(container) {
        return Ok(object);
    }
    if let Some(object) = jitclass::object(container, vm) {
        return object;
    }
    match container.ty.get() {
        Type::List(_) => {
            let list = ListRef::of(container).ok_or_else(|| vm.new_system_error("not a list"))?;
            Ok(vm.ctx.new_list(list_items(&list, args, vm)?).into())
        }
        Type::Set(_) => {
            if let Some(same) = typed_set::same(container, args) {
                return Ok(same);
            }
            let table = TableRef::of(container).ok_or_else(|| vm.new_system_error("not a set"))?;
            let set = PySet::default().into_ref(&vm.ctx);
            for (key, _) in table.entries() {
                set.add(from_arg(key, args, vm)?, vm)?;
            }
            Ok(set.into())
        }
        _ => typed::object(container, vm),
    }
}
