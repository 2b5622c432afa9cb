//! `numba.typed.List` and `numba.typed.Dict`: containers of compiled code as Python objects. A call takes
//! them as they are, without a copy.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use numjit::ir::{Ty, Type};
use numjit::{Arg, ContainerRef, ListRef, TableRef, rows, type_of};
use rustpython_vm::builtins::{PyBaseExceptionRef, PyModule, PySlice, PyType, PyTypeRef};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::{FuncArgs, OptionalArg, PyComparisonValue};
use rustpython_vm::protocol::{PyIterReturn, PyMappingMethods, PySequenceMethods};
use rustpython_vm::types::{
    AsMapping, AsSequence, Comparable, Constructor, IterNext, Iterable, PyComparisonOp,
    Representable, SelfIter,
};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use crate::boxing::{from_arg, to_arg};
use crate::containers::Lending;
use crate::numba_types::{self, NumbaType};
use crate::typed_set;

/// Adds the classes to `numba.typed`.
pub(crate) fn add(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    ListIterator::make_static_type();
    module.set_attr("List", TypedList::make_static_type(), vm)?;
    module.set_attr("Dict", TypedDict::make_static_type(), vm)?;
    typed_set::add(module, vm)
}

/// The library's name for a class of this module.
pub(crate) fn class_path(object: &PyObject) -> Option<&'static str> {
    if object.is(TypedList::make_static_type().as_object()) {
        return Some("numba.typed.List");
    }
    if typed_set::is_class(object) {
        return Some("numba.typed.Set");
    }
    object
        .is(TypedDict::make_static_type().as_object())
        .then_some("numba.typed.Dict")
}

/// A typed container as an argument; nothing for other objects.
pub(crate) fn argument(object: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Arg>> {
    if let Some(list) = object.downcast_ref::<TypedList>() {
        let held = list.known(vm)?;
        let ty = Ty::new(Type::TypedList(held.element()));
        return Ok(Some(container(ty, held.block())));
    }
    if let Some(dict) = object.downcast_ref::<TypedDict>() {
        let held = dict.known(vm)?;
        let (key, value) = held.types();
        return Ok(Some(container(
            Ty::new(Type::Dict(key, value)),
            held.block(),
        )));
    }
    typed_set::argument(object, vm)
}

fn container(ty: Ty, block: &numjit_runtime::Block) -> Arg {
    Arg::Container(ContainerRef {
        ty,
        block: block.clone(),
    })
}

/// A typed container that compiled code returned.
pub(crate) fn object(container: &ContainerRef, vm: &VirtualMachine) -> PyResult {
    if let Some(list) = ListRef::of(container) {
        return Ok(TypedList::with(list).into_ref(&vm.ctx).into());
    }
    match TableRef::of(container) {
        Some(table) => Ok(TypedDict::with(table).into_ref(&vm.ctx).into()),
        None => Err(vm.new_system_error("a compiled function returned an unknown container")),
    }
}

/// The types that a constructor of an empty container takes, by position or name. How much room to make is
/// not of interest.
fn types_of<const N: usize>(
    args: &FuncArgs,
    names: [&'static str; N],
    vm: &VirtualMachine,
) -> PyResult<[PyObjectRef; N]> {
    let mut found = Vec::with_capacity(N);
    for (position, name) in names.into_iter().enumerate() {
        let given = args.args.get(position).or_else(|| args.kwargs.get(name));
        let given = given
            .ok_or_else(|| vm.new_type_error(format!("missing a required argument: '{name}'")))?;
        found.push(given.clone());
    }
    found
        .try_into()
        .map_err(|_| vm.new_system_error("types were lost"))
}

fn value_of(object: &PyObject, vm: &VirtualMachine) -> PyResult<Arg> {
    to_arg(object, vm)?.ok_or_else(|| {
        let name = object.class().name().to_string();
        vm.new_type_error(format!("a typed container cannot hold a {name}"))
    })
}

/// Refuses a value that would lose something as an element.
fn check_fits(arg: &Arg, ty: Ty, vm: &VirtualMachine) -> PyResult<()> {
    let found = type_of(arg);
    if rows::fits_element(found, ty) {
        return Ok(());
    }
    Err(vm.new_type_error(format!(
        "cannot safely cast {} to {}. Please cast explicitly.",
        numba_types::name(found),
        numba_types::name(ty)
    )))
}

fn out_of_memory(vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_memory_error("out of memory")
}

// ---- List ----------------------------------------------------------------------------------------

/// The payload of a `numba.typed.List`. What it holds is known with the first element.
#[pyclass(module = "numba.typed.typedlist", name = "List", unhashable = true)]
#[derive(Debug, PyPayload)]
pub(crate) struct TypedList {
    list: OnceLock<ListRef>,
}

impl TypedList {
    fn with(list: ListRef) -> TypedList {
        TypedList {
            list: OnceLock::from(list),
        }
    }

    fn known(&self, vm: &VirtualMachine) -> PyResult<&ListRef> {
        self.list.get().ok_or_else(|| {
            vm.new_type_error(
                "this typed List is empty and its type is not known yet: append to it first, or make \
                 it with List.empty_list(item_type)",
            )
        })
    }

    /// The list, of the type of a value that is about to be put in.
    fn for_value(&self, arg: &Arg, vm: &VirtualMachine) -> PyResult<&ListRef> {
        if let Some(list) = self.list.get() {
            check_fits(arg, list.element(), vm)?;
            return Ok(list);
        }
        let made = ListRef::new(type_of(arg).unliteral(), 0).ok_or_else(|| out_of_memory(vm))?;
        Ok(self.list.get_or_init(|| made))
    }

    fn len(&self) -> usize {
        self.list.get().map_or(0, |list| list.raw().len())
    }

    fn push(&self, object: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let _lending = Lending::begin();
        let arg = value_of(object, vm)?;
        if self.for_value(&arg, vm)?.push(&arg) {
            Ok(())
        } else {
            Err(out_of_memory(vm))
        }
    }

    fn items(&self, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
        match self.list.get() {
            Some(list) => crate::containers::list_items(list, &[], vm),
            None => Ok(Vec::new()),
        }
    }

    fn item(&self, index: usize, vm: &VirtualMachine) -> PyResult {
        let found = self.list.get().and_then(|list| list.get(index));
        let found = found.ok_or_else(|| vm.new_index_error("list index out of range"))?;
        from_arg(found, &[], vm)
    }

    /// An index as a position; negative ones count from the end.
    fn position(&self, key: &PyObject, message: &str, vm: &VirtualMachine) -> PyResult<usize> {
        let index: isize = key.to_owned().try_into_value(vm)?;
        let len = self.len() as isize;
        let index = if index < 0 { index + len } else { index };
        if (0..len).contains(&index) {
            Ok(index as usize)
        } else {
            Err(vm.new_index_error(message.to_owned()))
        }
    }

    fn get(&self, key: &PyObject, vm: &VirtualMachine) -> PyResult {
        let Some(slice) = key.downcast_ref::<PySlice>() else {
            return self.item(self.position(key, "list index out of range", vm)?, vm);
        };
        let picked = slice.to_saturated(vm)?;
        let positions = picked.adjust_indices(self.len());
        let made = match self.list.get() {
            Some(list) => {
                TypedList::with(ListRef::new(list.element(), 0).ok_or_else(|| out_of_memory(vm))?)
            }
            None => TypedList {
                list: OnceLock::new(),
            },
        };
        let (range, step, count) = positions;
        for i in 0..count {
            let index = if step > 0 {
                range.start as isize + i as isize * step
            } else {
                range.end as isize - 1 + i as isize * step
            };
            made.push(&*self.item(index as usize, vm)?, vm)?;
        }
        Ok(made.into_ref(&vm.ctx).into())
    }

    fn set(&self, key: &PyObject, value: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let index = self.position(key, "list assignment index out of range", vm)?;
        let _lending = Lending::begin();
        let arg = value_of(value, vm)?;
        if self.for_value(&arg, vm)?.set(index, &arg) {
            Ok(())
        } else {
            Err(out_of_memory(vm))
        }
    }

    fn delete(&self, key: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let index = self.position(key, "list assignment index out of range", vm)?;
        self.known(vm)?.raw().remove(index, 1);
        Ok(())
    }

    /// The elements as `str` shows them, in brackets: Numba's form.
    fn text(&self, vm: &VirtualMachine) -> PyResult<String> {
        let texts: Vec<String> = self
            .items(vm)?
            .iter()
            .map(|item| Ok(item.str(vm)?.to_string_lossy().into_owned()))
            .collect::<PyResult<_>>()?;
        Ok(format!("[{}]", texts.join(", ")))
    }

    fn find(&self, value: &PyObject, vm: &VirtualMachine) -> PyResult<Option<usize>> {
        for (index, item) in self.items(vm)?.iter().enumerate() {
            if vm.bool_eq(item, value)? {
                return Ok(Some(index));
            }
        }
        Ok(None)
    }
}

#[pyclass(
    with(
        AsMapping,
        AsSequence,
        Comparable,
        Constructor,
        Iterable,
        Representable
    ),
    flags(BASETYPE, HAS_WEAKREF)
)]
impl TypedList {
    #[pymethod]
    fn append(&self, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        self.push(&value, vm)
    }

    #[pymethod]
    fn extend(&self, values: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let values: Vec<PyObjectRef> = values.try_into_value(vm)?;
        values.iter().try_for_each(|value| self.push(value, vm))
    }

    #[pymethod]
    fn insert(&self, index: isize, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let len = self.len() as isize;
        let index = if index < 0 { index + len } else { index };
        self.push(&value, vm)?;
        self.known(vm)?
            .raw()
            .rotate_last_to(index.clamp(0, len) as usize);
        Ok(())
    }

    #[pymethod]
    fn pop(&self, index: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
        if self.len() == 0 {
            return Err(vm.new_index_error("pop from empty list"));
        }
        let index = match index {
            OptionalArg::Present(index) => self.position(&index, "pop index out of range", vm)?,
            OptionalArg::Missing => self.len() - 1,
        };
        let item = self.item(index, vm)?;
        self.known(vm)?.raw().remove(index, 1);
        Ok(item)
    }

    #[pymethod]
    fn remove(&self, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        match self.find(&value, vm)? {
            Some(index) => self.known(vm)?.raw().remove(index, 1),
            None => return Err(vm.new_value_error("list.remove(x): x not in list")),
        }
        Ok(())
    }

    #[pymethod]
    fn index(&self, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<usize> {
        let found = self.find(&value, vm)?;
        found.ok_or_else(|| vm.new_value_error("item not in list"))
    }

    #[pymethod]
    fn count(&self, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<usize> {
        let mut count = 0;
        for item in self.items(vm)? {
            count += usize::from(vm.bool_eq(&item, &value)?);
        }
        Ok(count)
    }

    #[pymethod]
    fn clear(&self) {
        if let Some(list) = self.list.get() {
            list.raw().remove(0, list.raw().len());
        }
    }

    #[pymethod]
    fn reverse(&self) {
        if let Some(list) = self.list.get() {
            list.raw().reverse();
        }
    }

    #[pymethod]
    fn sort(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let sorted = vm.ctx.new_list(self.items(vm)?);
        vm.call_method(sorted.as_object(), "sort", args)?;
        self.clear();
        let items = sorted.borrow_vec().to_vec();
        items.iter().try_for_each(|item| self.push(item, vm))
    }

    #[pymethod]
    fn copy(&self, vm: &VirtualMachine) -> PyResult {
        let made = TypedList {
            list: OnceLock::new(),
        };
        if let Some(list) = self.list.get() {
            let copy = ListRef::new(list.element(), list.raw().len());
            let copy = copy.ok_or_else(|| out_of_memory(vm))?;
            made.list.get_or_init(|| copy);
        }
        made.extend(vm.ctx.new_list(self.items(vm)?).into(), vm)?;
        Ok(made.into_ref(&vm.ctx).into())
    }

    #[pymethod]
    fn __str__(&self, vm: &VirtualMachine) -> PyResult<String> {
        self.text(vm)
    }

    #[pygetset]
    fn _dtype(&self, vm: &VirtualMachine) -> PyResult {
        Ok(NumbaType::object(self.known(vm)?.element(), vm))
    }

    #[pystaticmethod]
    fn empty_list(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [item_type] = types_of(&args, ["item_type"], vm)?;
        let element = numba_types::parse(&item_type, vm)?;
        let list = ListRef::new(element, 0).ok_or_else(|| out_of_memory(vm))?;
        Ok(TypedList::with(list).into_ref(&vm.ctx).into())
    }
}

impl Constructor for TypedList {
    type Args = FuncArgs;

    /// `List()` and `List(iterable)`.
    fn slot_new(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let made = TypedList {
            list: OnceLock::new(),
        };
        if let Some(values) = args.args.first() {
            made.extend(values.clone(), vm)?;
        }
        made.into_ref_with_type(vm, class).map(Into::into)
    }

    fn py_new(_class: &Py<PyType>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        Err(vm.new_system_error("made by slot_new"))
    }
}

impl AsMapping for TypedList {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: Some(|mapping, _vm| Ok(TypedList::mapping_downcast(mapping).len())),
            subscript: Some(|mapping, key, vm| TypedList::mapping_downcast(mapping).get(key, vm)),
            ass_subscript: Some(|mapping, key, value, vm| {
                let list = TypedList::mapping_downcast(mapping);
                match value {
                    Some(value) => list.set(key, &value, vm),
                    None => list.delete(key, vm),
                }
            }),
        };
        &METHODS
    }
}

impl AsSequence for TypedList {
    fn as_sequence() -> &'static PySequenceMethods {
        static METHODS: PySequenceMethods = PySequenceMethods {
            length: Some(|sequence, _vm| Ok(TypedList::sequence_downcast(sequence).len())),
            contains: Some(|sequence, value, vm| {
                let found = TypedList::sequence_downcast(sequence).find(value, vm)?;
                Ok(found.is_some())
            }),
            ..PySequenceMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

impl Comparable for TypedList {
    fn cmp(
        zelf: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        let Some(other) = other.downcast_ref::<TypedList>() else {
            return Ok(PyComparisonValue::NotImplemented);
        };
        let left = vm.ctx.new_list(zelf.items(vm)?);
        let right = vm.ctx.new_list(other.items(vm)?);
        let holds = left
            .as_object()
            .rich_compare_bool(right.as_object(), op, vm)?;
        Ok(PyComparisonValue::Implemented(holds))
    }
}

impl Iterable for TypedList {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        let iterator = ListIterator {
            list: zelf,
            next: AtomicUsize::new(0),
        };
        Ok(iterator.into_ref(&vm.ctx).into())
    }
}

impl Representable for TypedList {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let items = zelf.text(vm)?;
        let ty = zelf
            .list
            .get()
            .map(|list| numba_types::name(list.element()));
        Ok(format!(
            "ListType[{}]({items})",
            ty.unwrap_or_else(|| "Undefined".to_owned())
        ))
    }
}

/// An iteration over a typed list.
#[pyclass(module = "numba.typed.typedlist", name = "ListIterator")]
#[derive(Debug, PyPayload)]
pub(crate) struct ListIterator {
    list: PyRef<TypedList>,
    next: AtomicUsize,
}

#[pyclass(with(Iterable, IterNext))]
impl ListIterator {}

impl SelfIter for ListIterator {}

impl IterNext for ListIterator {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let index = zelf.next.fetch_add(1, Ordering::Relaxed);
        if index >= zelf.list.len() {
            return Ok(PyIterReturn::StopIteration(None));
        }
        Ok(PyIterReturn::Return(zelf.list.item(index, vm)?))
    }
}

// ---- Dict ----------------------------------------------------------------------------------------

/// The payload of a `numba.typed.Dict`. What it holds is known with the first entry.
#[pyclass(module = "numba.typed.typeddict", name = "Dict", unhashable = true)]
#[derive(Debug, PyPayload)]
pub(crate) struct TypedDict {
    table: OnceLock<TableRef>,
}

impl TypedDict {
    fn with(table: TableRef) -> TypedDict {
        TypedDict {
            table: OnceLock::from(table),
        }
    }

    fn known(&self, vm: &VirtualMachine) -> PyResult<&TableRef> {
        self.table.get().ok_or_else(|| {
            vm.new_type_error(
                "this typed Dict is empty and its type is not known yet: set an entry first, or make \
                 it with Dict.empty(key_type, value_type)",
            )
        })
    }

    fn len(&self) -> usize {
        self.table.get().map_or(0, |table| table.raw().len())
    }

    fn set(&self, key: &PyObject, value: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let _lending = Lending::begin();
        let (key, value) = (value_of(key, vm)?, value_of(value, vm)?);
        let table = match self.table.get() {
            Some(table) => table,
            None => {
                let ty = Type::Dict(type_of(&key).unliteral(), type_of(&value).unliteral());
                let made = new_table(Ty::new(ty), vm)?;
                self.table.get_or_init(|| made)
            }
        };
        let (key_ty, value_ty) = table.types();
        check_fits(&key, key_ty, vm)?;
        check_fits(&value, value_ty, vm)?;
        if table.insert(&key, &value) {
            Ok(())
        } else {
            Err(out_of_memory(vm))
        }
    }

    fn find(&self, key: &PyObject, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let Some(table) = self.table.get() else {
            return Ok(None);
        };
        let arg = value_of(key, vm)?;
        if !rows::fits_element(type_of(&arg), table.types().0) {
            return Ok(None);
        }
        let found = table.get(&arg);
        found.map(|value| from_arg(value, &[], vm)).transpose()
    }

    fn get_item(&self, key: &PyObject, vm: &VirtualMachine) -> PyResult {
        let found = self.find(key, vm)?;
        found.ok_or_else(|| vm.new_key_error(key.to_owned()))
    }

    fn delete(&self, key: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let arg = value_of(key, vm)?;
        match self.table.get() {
            Some(table) if table.remove(&arg) => Ok(()),
            _ => Err(vm.new_key_error(key.to_owned())),
        }
    }

    fn entries(&self, vm: &VirtualMachine) -> PyResult<Vec<(PyObjectRef, PyObjectRef)>> {
        let Some(table) = self.table.get() else {
            return Ok(Vec::new());
        };
        let pair =
            |(key, value): (Arg, Arg)| Ok((from_arg(key, &[], vm)?, from_arg(value, &[], vm)?));
        table.entries().into_iter().map(pair).collect()
    }

    /// The entries as `str` shows them, in braces: Numba's form.
    fn text(&self, vm: &VirtualMachine) -> PyResult<String> {
        let mut texts = Vec::new();
        for (key, value) in self.entries(vm)? {
            let (key, value) = (key.str(vm)?, value.str(vm)?);
            texts.push(format!(
                "{}: {}",
                key.to_string_lossy(),
                value.to_string_lossy()
            ));
        }
        Ok(format!("{{{}}}", texts.join(", ")))
    }

    /// The same entries in a Python dict.
    fn plain(&self, vm: &VirtualMachine) -> PyResult<PyRef<rustpython_vm::builtins::PyDict>> {
        let dict = vm.ctx.new_dict();
        for (key, value) in self.entries(vm)? {
            dict.set_item(&*key, value, vm)?;
        }
        Ok(dict)
    }
}

fn new_table(ty: Ty, vm: &VirtualMachine) -> PyResult<TableRef> {
    let hashable = ty.as_table().is_some_and(|(key, _)| rows::is_hashable(key));
    if !hashable {
        return Err(vm.new_type_error("the keys of a Dict are numbers, strings, or tuples of them"));
    }
    TableRef::new(ty, 0).ok_or_else(|| out_of_memory(vm))
}

#[pyclass(
    with(
        AsMapping,
        AsSequence,
        Comparable,
        Constructor,
        Iterable,
        Representable
    ),
    flags(BASETYPE, HAS_WEAKREF)
)]
impl TypedDict {
    #[pymethod]
    fn get(
        &self,
        key: PyObjectRef,
        default: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let found = self.find(&key, vm)?;
        Ok(found.unwrap_or_else(|| default.unwrap_or_none(vm)))
    }

    #[pymethod]
    fn pop(
        &self,
        key: PyObjectRef,
        default: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        match (self.find(&key, vm)?, default) {
            (Some(value), _) => {
                self.delete(&key, vm)?;
                Ok(value)
            }
            (None, OptionalArg::Present(default)) => Ok(default),
            (None, OptionalArg::Missing) => Err(vm.new_key_error(key)),
        }
    }

    #[pymethod]
    fn popitem(&self, vm: &VirtualMachine) -> PyResult {
        let Some((key, value)) = self.entries(vm)?.pop() else {
            let message = vm.ctx.new_str("popitem(): dictionary is empty");
            return Err(vm.new_key_error(message.into()));
        };
        self.delete(&key, vm)?;
        Ok(vm.ctx.new_tuple(vec![key, value]).into())
    }

    #[pymethod]
    fn setdefault(
        &self,
        key: PyObjectRef,
        default: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        if let Some(value) = self.find(&key, vm)? {
            return Ok(value);
        }
        let default = default.unwrap_or_none(vm);
        self.set(&key, &default, vm)?;
        self.get_item(&key, vm)
    }

    #[pymethod]
    fn update(&self, other: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let pairs = match vm.get_attribute_opt(other.clone(), "items")? {
            Some(items) => items.call((), vm)?,
            None => other,
        };
        let pairs: Vec<PyObjectRef> = pairs.try_into_value(vm)?;
        for pair in pairs {
            let pair: Vec<PyObjectRef> = pair.try_into_value(vm)?;
            let [key, value] = &pair[..] else {
                return Err(vm.new_value_error("an entry needs a key and a value"));
            };
            self.set(key, value, vm)?;
        }
        Ok(())
    }

    #[pymethod]
    fn keys(&self, vm: &VirtualMachine) -> PyResult {
        vm.call_method(self.plain(vm)?.as_object(), "keys", ())
    }

    #[pymethod]
    fn values(&self, vm: &VirtualMachine) -> PyResult {
        vm.call_method(self.plain(vm)?.as_object(), "values", ())
    }

    #[pymethod]
    fn items(&self, vm: &VirtualMachine) -> PyResult {
        vm.call_method(self.plain(vm)?.as_object(), "items", ())
    }

    #[pymethod]
    fn __str__(&self, vm: &VirtualMachine) -> PyResult<String> {
        self.text(vm)
    }

    #[pymethod]
    fn clear(&self) {
        if let Some(table) = self.table.get() {
            table.raw().clear();
        }
    }

    #[pymethod]
    fn copy(&self, vm: &VirtualMachine) -> PyResult {
        let made = TypedDict {
            table: OnceLock::new(),
        };
        if let Some(table) = self.table.get() {
            let (key, value) = table.types();
            let new = new_table(Ty::new(Type::Dict(key, value)), vm)?;
            for (key, value) in table.entries() {
                new.insert(&key, &value);
            }
            made.table.get_or_init(|| new);
        }
        Ok(made.into_ref(&vm.ctx).into())
    }

    #[pystaticmethod]
    fn empty(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [key_type, value_type] = types_of(&args, ["key_type", "value_type"], vm)?;
        let key = numba_types::parse(&key_type, vm)?;
        let value = numba_types::parse(&value_type, vm)?;
        let table = new_table(Ty::new(Type::Dict(key, value)), vm)?;
        Ok(TypedDict::with(table).into_ref(&vm.ctx).into())
    }
}

impl Constructor for TypedDict {
    type Args = FuncArgs;

    /// `Dict()` and `Dict(entries)`.
    fn slot_new(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let made = TypedDict {
            table: OnceLock::new(),
        };
        if let Some(entries) = args.args.first() {
            made.update(entries.clone(), vm)?;
        }
        made.into_ref_with_type(vm, class).map(Into::into)
    }

    fn py_new(_class: &Py<PyType>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        Err(vm.new_system_error("made by slot_new"))
    }
}

impl AsMapping for TypedDict {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: Some(|mapping, _vm| Ok(TypedDict::mapping_downcast(mapping).len())),
            subscript: Some(|mapping, key, vm| {
                TypedDict::mapping_downcast(mapping).get_item(key, vm)
            }),
            ass_subscript: Some(|mapping, key, value, vm| {
                let dict = TypedDict::mapping_downcast(mapping);
                match value {
                    Some(value) => dict.set(key, &value, vm),
                    None => dict.delete(key, vm),
                }
            }),
        };
        &METHODS
    }
}

impl AsSequence for TypedDict {
    fn as_sequence() -> &'static PySequenceMethods {
        static METHODS: PySequenceMethods = PySequenceMethods {
            contains: Some(|sequence, key, vm| {
                let found = TypedDict::sequence_downcast(sequence).find(key, vm)?;
                Ok(found.is_some())
            }),
            ..PySequenceMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

impl Comparable for TypedDict {
    fn cmp(
        zelf: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        let left = zelf.plain(vm)?;
        let right: PyObjectRef = match other.downcast_ref::<TypedDict>() {
            Some(other) => other.plain(vm)?.into(),
            None => other.to_owned(),
        };
        if !matches!(op, PyComparisonOp::Eq | PyComparisonOp::Ne) {
            return Ok(PyComparisonValue::NotImplemented);
        }
        let holds = left.as_object().rich_compare_bool(&right, op, vm)?;
        Ok(PyComparisonValue::Implemented(holds))
    }
}

impl Iterable for TypedDict {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        Ok(zelf.plain(vm)?.as_object().get_iter(vm)?.into())
    }
}

impl Representable for TypedDict {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let entries = zelf.text(vm)?;
        let types = zelf.table.get().map(|table| {
            let (key, value) = table.types();
            format!("{},{}", numba_types::name(key), numba_types::name(value))
        });
        let types = types.unwrap_or_else(|| "Undefined,Undefined".to_owned());
        Ok(format!("DictType[{types}]<iv=None>({entries})"))
    }
}
