//! `numba.typed.Set`: a set of compiled code as a Python object. A call takes it as it is, without a copy.

use std::sync::OnceLock;

use numjit::ir::{Ty, Type};
use numjit::{Arg, ContainerRef, TableRef, rows, type_of};
use rustpython_vm::builtins::{PyModule, PySet, PyType, PyTypeRef};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::{FuncArgs, PyComparisonValue};
use rustpython_vm::protocol::{PyMappingMethods, PySequenceMethods};
use rustpython_vm::types::{
    AsMapping, AsSequence, Comparable, Constructor, Iterable, PyComparisonOp, Representable,
};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use crate::boxing::{from_arg, to_arg};
use crate::numba_types;

/// Adds the class to `numba.typed`.
pub(crate) fn add(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    module.set_attr("Set", TypedSet::make_static_type(), vm)
}

/// Whether an object is the class.
pub(crate) fn is_class(object: &PyObject) -> bool {
    object.is(TypedSet::make_static_type().as_object())
}

/// A typed set as an argument; nothing for other objects.
pub(crate) fn argument(object: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Arg>> {
    let Some(set) = object.downcast_ref::<TypedSet>() else {
        return Ok(None);
    };
    let Some(table) = set.table.get() else {
        return Err(vm.new_type_error(
            "this typed Set is empty and its type is not known yet: add to it first, or make it with \
             Set.empty(key_type)",
        ));
    };
    Ok(Some(Arg::Container(ContainerRef {
        ty: Ty::new(Type::Set(table.types().0)),
        block: table.block().clone(),
    })))
}

/// The typed set among the arguments of a call whose set compiled code returned.
pub(crate) fn same(container: &ContainerRef, args: &[PyObjectRef]) -> Option<PyObjectRef> {
    let block = container.block.as_ptr();
    let holds = |object: &&PyObjectRef| {
        let set = object.downcast_ref::<TypedSet>();
        let table = set.and_then(|set| set.table.get());
        table.is_some_and(|table| table.block().as_ptr() == block)
    };
    args.iter().find(holds).cloned()
}

/// The payload of a `numba.typed.Set`. What it holds is known with the first element.
#[pyclass(module = "numba.typed.typedset", name = "Set", unhashable = true)]
#[derive(Debug, PyPayload)]
pub(crate) struct TypedSet {
    table: OnceLock<TableRef>,
}

impl TypedSet {
    fn len(&self) -> usize {
        self.table.get().map_or(0, |table| table.raw().len())
    }

    fn value(&self, object: &PyObject, vm: &VirtualMachine) -> PyResult<Arg> {
        to_arg(object, vm)?.ok_or_else(|| {
            vm.new_type_error(format!(
                "a typed Set cannot hold a {}",
                object.class().name()
            ))
        })
    }

    /// The element as one of the set's type; nothing for a value that the set cannot have.
    fn element(
        &self,
        object: &PyObject,
        vm: &VirtualMachine,
    ) -> PyResult<Option<(Arg, &TableRef)>> {
        let Some(table) = self.table.get() else {
            return Ok(None);
        };
        let arg = self.value(object, vm)?;
        let fits = rows::fits_element(type_of(&arg), table.types().0);
        Ok(fits.then_some((arg, table)))
    }

    fn contains(&self, object: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
        let found = self.element(object, vm)?;
        Ok(found.is_some_and(|(arg, table)| table.get(&arg).is_some()))
    }

    fn put(&self, object: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let arg = self.value(object, vm)?;
        let table = match self.table.get() {
            Some(table) => table,
            None => {
                let made = new_table(type_of(&arg).unliteral(), vm)?;
                self.table.get_or_init(|| made)
            }
        };
        let (found, wanted) = (type_of(&arg), table.types().0);
        if !rows::fits_element(found, wanted) {
            return Err(vm.new_type_error(format!(
                "cannot safely cast {} to {}. Please cast explicitly.",
                numba_types::name(found),
                numba_types::name(wanted)
            )));
        }
        match table.insert(&arg, &Arg::None) {
            true => Ok(()),
            false => Err(vm.new_memory_error("out of memory")),
        }
    }

    fn take(&self, object: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
        let found = self.element(object, vm)?;
        Ok(found.is_some_and(|(arg, table)| table.remove(&arg)))
    }

    fn items(&self, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
        let entries = self.table.get().map_or_else(Vec::new, TableRef::entries);
        entries
            .into_iter()
            .map(|(key, _)| from_arg(key, &[], vm))
            .collect()
    }

    /// The same elements in a Python set.
    fn plain(&self, vm: &VirtualMachine) -> PyResult<PyRef<PySet>> {
        let set = PySet::default().into_ref(&vm.ctx);
        for item in self.items(vm)? {
            set.add(item, vm)?;
        }
        Ok(set)
    }

    fn text(&self, vm: &VirtualMachine) -> PyResult<String> {
        let texts: Vec<String> = self
            .items(vm)?
            .iter()
            .map(|item| Ok(item.str(vm)?.to_string_lossy().into_owned()))
            .collect::<PyResult<_>>()?;
        Ok(format!("{{{}}}", texts.join(", ")))
    }
}

fn new_table(key: Ty, vm: &VirtualMachine) -> PyResult<TableRef> {
    if !rows::is_hashable(key) {
        return Err(
            vm.new_type_error("the elements of a Set are numbers, strings, or tuples of them")
        );
    }
    let table = TableRef::new(Ty::new(Type::Set(key)), 0);
    table.ok_or_else(|| vm.new_memory_error("out of memory"))
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
impl TypedSet {
    #[pymethod]
    fn add(&self, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        self.put(&value, vm)
    }

    #[pymethod]
    fn discard(&self, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        if self.table.get().is_none() {
            return Err(vm.new_type_error("Cannot discard from an untyped set"));
        }
        self.take(&value, vm).map(drop)
    }

    #[pymethod]
    fn remove(&self, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        match self.take(&value, vm)? {
            true => Ok(()),
            false => Err(vm.new_key_error(value)),
        }
    }

    #[pymethod]
    fn pop(&self, vm: &VirtualMachine) -> PyResult {
        let Some(first) = self.items(vm)?.into_iter().next() else {
            return Err(vm.new_key_error(vm.ctx.new_str("pop from an empty set").into()));
        };
        self.take(&first, vm)?;
        Ok(first)
    }

    #[pymethod]
    fn clear(&self) {
        if let Some(table) = self.table.get() {
            table.raw().clear();
        }
    }

    #[pymethod]
    fn copy(&self, vm: &VirtualMachine) -> PyResult {
        let Some(table) = self.table.get() else {
            return Err(vm.new_type_error("Cannot copy an untyped set"));
        };
        let made = new_table(table.types().0, vm)?;
        for (key, value) in table.entries() {
            made.insert(&key, &value);
        }
        let table = OnceLock::from(made);
        Ok(TypedSet { table }.into_ref(&vm.ctx).into())
    }

    #[pymethod]
    fn update(&self, values: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let values: Vec<PyObjectRef> = values.try_into_value(vm)?;
        values.iter().try_for_each(|value| self.put(value, vm))
    }

    #[pymethod]
    fn isdisjoint(&self, other: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        vm.call_method(self.plain(vm)?.as_object(), "isdisjoint", (other,))
    }

    #[pymethod]
    fn __str__(&self, vm: &VirtualMachine) -> PyResult<String> {
        self.text(vm)
    }

    #[pystaticmethod]
    fn empty(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let given = args.args.first().or_else(|| args.kwargs.get("key_type"));
        let key =
            given.ok_or_else(|| vm.new_type_error("Set.empty() takes the type of the elements"))?;
        let table = OnceLock::from(new_table(numba_types::parse(key, vm)?, vm)?);
        Ok(TypedSet { table }.into_ref(&vm.ctx).into())
    }
}

impl Constructor for TypedSet {
    type Args = FuncArgs;

    /// `Set()` and `Set(iterable)`.
    fn slot_new(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let made = TypedSet {
            table: OnceLock::new(),
        };
        if let Some(values) = args.args.first() {
            made.update(values.clone(), vm)?;
        }
        made.into_ref_with_type(vm, class).map(Into::into)
    }

    fn py_new(_class: &Py<PyType>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        Err(vm.new_system_error("made by slot_new"))
    }
}

impl AsMapping for TypedSet {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: Some(|mapping, _vm| Ok(TypedSet::mapping_downcast(mapping).len())),
            ..PyMappingMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

impl AsSequence for TypedSet {
    fn as_sequence() -> &'static PySequenceMethods {
        static METHODS: PySequenceMethods = PySequenceMethods {
            length: Some(|sequence, _vm| Ok(TypedSet::sequence_downcast(sequence).len())),
            contains: Some(|sequence, value, vm| {
                TypedSet::sequence_downcast(sequence).contains(value, vm)
            }),
            ..PySequenceMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

impl Comparable for TypedSet {
    fn cmp(
        zelf: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        let right: PyObjectRef = match other.downcast_ref::<TypedSet>() {
            Some(other) => other.plain(vm)?.into(),
            None => other.to_owned(),
        };
        if right.downcast_ref::<PySet>().is_none() {
            return Ok(PyComparisonValue::NotImplemented);
        }
        let left = zelf.plain(vm)?;
        let holds = left.as_object().rich_compare_bool(&right, op, vm)?;
        Ok(PyComparisonValue::Implemented(holds))
    }
}

impl Iterable for TypedSet {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        let items = vm.ctx.new_list(zelf.items(vm)?);
        Ok(items.as_object().get_iter(vm)?.into())
    }
}

impl Representable for TypedSet {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let elements = zelf.text(vm)?;
        Ok(match zelf.table.get() {
            Some(table) => {
                let key = numba_types::name(table.types().0);
                format!("SetType[{key}]<iv=None>({elements})")
            }
            None => format!("UntypedSet({elements})"),
        })
    }
}
