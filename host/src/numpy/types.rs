//! The classes of NumPy's scalars: `generic`, the abstract kinds below it, and one class for each element type.
//!
//! They are made once per process, when `numpy` is first imported. `float64` and `complex128` are subclasses of Python's
//! `float` and `complex` as well, with the payload of those, so that the interpreter's own functions take them as
//! they are; every other scalar carries a [`Scalar`](super::scalar::Scalar).

use std::collections::HashMap;
use std::sync::OnceLock;

use rustpython_vm::builtins::{PyType, PyTypeRef};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::types::{PyTypeFlags, PyTypeSlots};
use rustpython_vm::{AsObject, Context, Py, VirtualMachine};

use super::dtype::DType;
use super::scalar::Scalar;

/// The classes, by what they stand for.
pub(crate) struct Types {
    /// The element types' classes, in the element types' order.
    scalars: Vec<PyTypeRef>,
    /// The abstract classes, by name.
    pub(crate) abstracts: Vec<(&'static str, PyTypeRef)>,
    by_identity: HashMap<usize, DType>,
}

/// Each abstract class with its base.
const ABSTRACTS: [(&str, &str); 7] = [
    ("number", "generic"),
    ("integer", "number"),
    ("signedinteger", "integer"),
    ("unsignedinteger", "integer"),
    ("inexact", "number"),
    ("floating", "inexact"),
    ("complexfloating", "inexact"),
];

static TYPES: OnceLock<Types> = OnceLock::new();

/// The classes; made on first use.
pub(crate) fn types(vm: &VirtualMachine) -> &'static Types {
    TYPES.get_or_init(|| Types::new(&vm.ctx))
}

impl Types {
    fn new(ctx: &Context) -> Self {
        let mut abstracts = vec![("generic", Scalar::make_static_type())];
        for (name, base) in ABSTRACTS {
            let base = find(&abstracts, base);
            abstracts.push((name, make_class(ctx, name, vec![base])));
        }
        let scalars: Vec<PyTypeRef> = DType::all()
            .map(|dtype| make_scalar_class(ctx, dtype, &abstracts))
            .collect();
        let by_identity = DType::all()
            .zip(&scalars)
            .map(|(dtype, class)| (class.as_object().get_id(), dtype))
            .collect();
        Self {
            scalars,
            abstracts,
            by_identity,
        }
    }

    /// The class of an element type's scalars.
    pub(crate) fn class(&self, dtype: DType) -> &PyTypeRef {
        &self.scalars[dtype as usize]
    }

    /// The element type of a scalar class.
    pub(crate) fn dtype(&self, class: &Py<PyType>) -> Option<DType> {
        self.by_identity.get(&class.as_object().get_id()).copied()
    }

    /// The element type of a scalar class or of a class derived from one.
    pub(crate) fn dtype_in_mro(&self, class: &Py<PyType>) -> Option<DType> {
        self.dtype(class)
            .or_else(|| class.mro_collect().iter().find_map(|base| self.dtype(base)))
    }
}

fn find(classes: &[(&'static str, PyTypeRef)], name: &str) -> PyTypeRef {
    let found = classes.iter().find(|class| class.0 == name);
    found
        .map(|class| class.1.clone())
        .expect("the table lists bases before the classes that name them")
}

fn make_scalar_class(
    ctx: &Context,
    dtype: DType,
    abstracts: &[(&'static str, PyTypeRef)],
) -> PyTypeRef {
    let base = match dtype.kind_code() {
        'b' => "generic",
        'i' => "signedinteger",
        'u' => "unsignedinteger",
        'f' => "floating",
        _ => "complexfloating",
    };
    let mut bases = vec![find(abstracts, base)];
    match dtype {
        DType::Float64 => bases.push(ctx.types.float_type.to_owned()),
        DType::Complex128 => bases.push(ctx.types.complex_type.to_owned()),
        _ => {}
    }
    make_class(ctx, dtype.name(), bases)
}

fn make_class(ctx: &Context, name: &'static str, bases: Vec<PyTypeRef>) -> PyTypeRef {
    let mut slots = PyTypeSlots::heap_default();
    slots.flags = PyTypeFlags::heap_type_flags();
    let class = PyType::new_heap(
        name,
        bases,
        Default::default(),
        slots,
        ctx.types.type_type.to_owned(),
        ctx,
    )
    .expect("the bases of the scalar classes have a consistent order");
    class.set_attr(ctx.intern_str("__module__"), ctx.new_str("numpy").into());
    class
}
