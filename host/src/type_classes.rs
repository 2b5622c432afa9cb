//! The classes of Numba's types: `types.Array`, `types.Integer`, `types.UniTuple`. Overloads ask types with
//! `isinstance` what they are, and some classes are called to make a type.

use numjit::ir::{Ty, Type, classes};
use rustpython_vm::builtins::{PyModule, PyTypeRef};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::types::{Callable, Representable};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use crate::numba_types::NumbaType;
use crate::structs;

/// What a class of types does when it is called.
pub(crate) type Make = fn(FuncArgs, &VirtualMachine) -> PyResult;

/// Which types a class has as its instances.
#[derive(Debug)]
enum Kind {
    Known(fn(Ty) -> bool),
    /// A class of structures of the program, by its number.
    Struct(u32, PyTypeRef),
}

/// The payload of a class of types.
#[pyclass(module = "numba.core.types", name = "TypeClass")]
#[derive(PyPayload)]
pub(crate) struct TypeClass {
    name: String,
    kind: Kind,
    make: Option<Make>,
}

impl std::fmt::Debug for TypeClass {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "TypeClass({})", self.name)
    }
}

/// What users derive classes of structures from; the decorator of `structref` makes something else of them.
#[pyclass(module = "numba.core.types", name = "StructRef")]
#[derive(Debug, PyPayload)]
pub(crate) struct StructRef;

#[pyclass(flags(BASETYPE))]
impl StructRef {}

/// Whether a type is an instance of a class.
type Test = fn(Ty) -> bool;

/// Classes by name, with the test for their instances.
const CLASSES: &[(&str, Test)] = &[
    ("Type", |_| true),
    ("Number", |ty| {
        ty.is_int() || ty.is_float() || ty.is_complex()
    }),
    ("Integer", Ty::is_int),
    ("Float", Ty::is_float),
    ("Complex", Ty::is_complex),
    ("Boolean", Ty::is_bool),
    ("Hashable", numjit::rows::is_hashable),
    ("Literal", Ty::is_literal),
    ("IntegerLiteral", |ty| matches!(ty.get(), Type::LitInt(_))),
    ("BooleanLiteral", |ty| matches!(ty.get(), Type::LitBool(_))),
    ("StringLiteral", |ty| matches!(ty.get(), Type::LitStr(_))),
    ("UnicodeType", |ty| ty.unliteral() == Ty::STR),
    ("NoneType", |ty| ty == Ty::NONE),
    ("Omitted", |_| false),
    ("Opaque", |ty| ty == Ty::NONE),
    ("EllipsisType", |ty| ty == Ty::ELLIPSIS),
    ("Optional", |ty| matches!(ty.get(), Type::Optional(_))),
    ("Array", |ty| ty.as_array().is_some()),
    ("ArrayCompatible", |ty| ty.as_array().is_some()),
    ("Buffer", |ty| ty.as_array().is_some()),
    ("BaseTuple", |ty| ty.as_tuple().is_some()),
    ("BaseAnonymousTuple", |ty| {
        matches!(ty.get(), Type::Tuple(_))
    }),
    ("Tuple", |ty| {
        matches!(ty.get(), Type::Tuple(_)) && !is_uniform(ty)
    }),
    ("UniTuple", |ty| {
        matches!(ty.get(), Type::Tuple(_)) && is_uniform(ty)
    }),
    ("BaseNamedTuple", |ty| {
        matches!(ty.get(), Type::NamedTuple(_))
    }),
    ("NamedTuple", |ty| {
        matches!(ty.get(), Type::NamedTuple(_)) && !is_uniform(ty)
    }),
    ("NamedUniTuple", |ty| {
        matches!(ty.get(), Type::NamedTuple(_)) && is_uniform(ty)
    }),
    ("Sequence", |ty| is_sequence(ty)),
    ("MutableSequence", |ty| ty.as_list().is_some()),
    ("IterableType", |ty| is_iterable(ty)),
    ("Sized", |ty| is_iterable(ty)),
    ("ConstSized", |ty| ty.as_tuple().is_some()),
    ("Container", |ty| {
        ty.as_list().is_some() || ty.as_table().is_some()
    }),
    ("List", |ty| matches!(ty.get(), Type::List(_))),
    ("ListType", |ty| matches!(ty.get(), Type::TypedList(_))),
    ("Set", |ty| matches!(ty.get(), Type::Set(_))),
    ("DictType", |ty| matches!(ty.get(), Type::Dict(..))),
    ("RangeType", |ty| matches!(ty.get(), Type::Range(_))),
    ("SliceType", |ty| matches!(ty.get(), Type::Slice { .. })),
    ("Generator", |ty| matches!(ty.get(), Type::Generator { .. })),
    ("Callable", is_callable),
    ("Function", |ty| {
        matches!(ty.get(), Type::Entity(_) | Type::Overload(_))
    }),
    ("Dispatcher", |ty| matches!(ty.get(), Type::Func(_))),
    ("FunctionType", |_| false),
    ("ClassType", |ty| matches!(ty.get(), Type::Class(_))),
    ("ClassInstanceType", |ty| is_instance(ty, false)),
    ("DType", |ty| matches!(ty.get(), Type::DType(_))),
    ("NumberClass", |ty| matches!(ty.get(), Type::DType(_))),
    ("TypeRef", |ty| matches!(ty.get(), Type::DType(_))),
    ("Module", |ty| matches!(ty.get(), Type::Namespace(_))),
];

fn is_uniform(ty: Ty) -> bool {
    match ty.as_tuple().and_then(|types| types.split_first()) {
        Some((first, rest)) => rest.iter().all(|ty| ty == first),
        None => false,
    }
}

fn is_sequence(ty: Ty) -> bool {
    ty.as_list().is_some() || ty.as_tuple().is_some() || ty.unliteral() == Ty::STR
}

fn is_iterable(ty: Ty) -> bool {
    is_sequence(ty)
        || ty.as_table().is_some()
        || ty.as_array().is_some()
        || matches!(ty.get(), Type::Range(_))
}

fn is_callable(ty: Ty) -> bool {
    matches!(
        ty.get(),
        Type::Func(_) | Type::Closure { .. } | Type::Entity(_) | Type::Overload(_) | Type::Class(_)
    )
}

fn is_instance(ty: Ty, of_struct: bool) -> bool {
    matches!(ty.get(), Type::Instance(class) if classes::get(*class).is_struct == of_struct)
}

/// Adds the classes to `numba.types`; those with a function of the same name there make types with it.
pub(crate) fn add(
    module: &Py<PyModule>,
    makes: &[(&'static str, Make)],
    vm: &VirtualMachine,
) -> PyResult<()> {
    TypeClass::make_static_type();
    for &(name, test) in CLASSES {
        let make = makes.iter().find(|make| make.0 == name);
        let class = TypeClass {
            name: name.to_owned(),
            kind: Kind::Known(test),
            make: make.map(|make| make.1),
        };
        module.set_attr(name, class.into_ref(&vm.ctx), vm)?;
    }
    module.set_attr("StructRef", StructRef::make_static_type(), vm)
}

/// The class of types that a registered class of structures becomes.
pub(crate) fn struct_class(number: u32, class: PyTypeRef, vm: &VirtualMachine) -> PyObjectRef {
    let name = class.name().to_string();
    let made = TypeClass {
        name,
        kind: Kind::Struct(number, class),
        make: None,
    };
    made.into_ref(&vm.ctx).into()
}

impl TypeClass {
    /// Whether a type is one of the class.
    pub(crate) fn has(&self, ty: Ty) -> bool {
        match &self.kind {
            Kind::Known(test) => test(ty),
            Kind::Struct(number, _) => match ty.get() {
                Type::Instance(class) => {
                    let class = classes::get(*class);
                    class.is_struct && class.origin == *number
                }
                _ => false,
            },
        }
    }

    /// The number of a class of structures.
    pub(crate) fn struct_number(&self) -> Option<u32> {
        match self.kind {
            Kind::Struct(number, _) => Some(number),
            Kind::Known(_) => None,
        }
    }
}

#[pyclass(with(Callable, Representable))]
impl TypeClass {
    #[pymethod]
    fn __instancecheck__(&self, value: PyObjectRef) -> bool {
        let ty = value.downcast_ref::<NumbaType>().map(|ty| ty.ty());
        ty.is_some_and(|ty| self.has(ty))
    }

    #[pymethod]
    fn __subclasscheck__(zelf: PyRef<Self>, other: PyObjectRef) -> bool {
        zelf.as_object().is(&other)
    }

    /// Types of a program's own describe LLVM data to Numba.
    #[pymethod]
    fn __mro_entries__(&self, _bases: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        Err(vm.new_not_implemented_error(format!(
            "types cannot be derived from types.{}: a type that Numba is told about with data models has no \
             meaning in numjit; make types with numba.experimental.jitclass or structref (types.StructRef)",
            self.name
        )))
    }

    #[pygetset]
    fn __name__(&self) -> String {
        self.name.clone()
    }
}

impl Callable for TypeClass {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        match (&zelf.kind, zelf.make) {
            (Kind::Struct(number, class), _) => structs::make(*number, class, args, vm),
            (Kind::Known(_), Some(make)) => make(args, vm),
            (Kind::Known(_), None) => Err(vm.new_type_error(format!(
                "types.{} is for `isinstance` only; it does not make types here",
                zelf.name
            ))),
        }
    }
}

impl Representable for TypeClass {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        Ok(match &zelf.kind {
            Kind::Known(_) => format!("<class 'numba.core.types.{}'>", zelf.name),
            Kind::Struct(_, class) => class.as_object().repr(vm)?.to_string(),
        })
    }
}
