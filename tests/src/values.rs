//! Values of a script's module level.

use std::rc::Rc;

use numjit::ir::{Const, NamedTupleClass, NamedTupleTy, Ty};
use numjit::{Arg, Binding, ConstArray, FuncId, NamedTupleClassRef, type_of};

use crate::arrays::Owned;

/// A value.
#[derive(Clone)]
pub(crate) enum Value {
    /// A number, text, `None`, a dtype, a function or a library entity.
    Plain(Arg),
    Tuple(Vec<Value>),
    NamedTuple(NamedTupleClass, Vec<Value>),
    NamedTupleClass(NamedTupleClass),
    Array(Rc<Owned>),
    /// A function without decorator.
    PythonFunction(String),
    /// What compiled code cannot use: a description.
    Opaque(String),
}

impl Value {
    /// A returned value; arrays in it are taken over.
    pub(crate) fn returned(arg: Arg) -> Value {
        match arg {
            Arg::Array(array) => Value::Array(Rc::new(Owned::new(array))),
            Arg::Tuple(items) => Value::Tuple(items.into_iter().map(Value::returned).collect()),
            Arg::NamedTuple(class, items) => Value::NamedTuple(
                NamedTupleClass {
                    name: (*class.name).into(),
                    class: class.class,
                    fields: class.fields.iter().map(|field| (**field).into()).collect(),
                },
                items.into_iter().map(Value::returned).collect(),
            ),
            other => Value::Plain(other),
        }
    }

    /// The value as an argument; arrays are borrowed from `self`.
    pub(crate) fn arg(&self) -> Result<Arg, String> {
        Ok(match self {
            Value::Plain(arg) => arg.clone(),
            Value::Tuple(items) => Arg::Tuple(all(items)?),
            Value::NamedTuple(class, items) => Arg::NamedTuple(class_ref(class), all(items)?),
            Value::Array(owned) => Arg::Array(owned.array.clone()),
            Value::NamedTupleClass(_) => return Err("a class as an argument".to_owned()),
            Value::PythonFunction(name) => return Err(format!("the Python function {name}")),
            Value::Opaque(what) => return Err(what.clone()),
        })
    }

    /// What a global of this value means in compiled code.
    pub(crate) fn binding(&self) -> Binding {
        match self {
            Value::Plain(arg) => plain_binding(arg),
            Value::Tuple(items) => Binding::Tuple(items.iter().map(Value::binding).collect()),
            Value::NamedTuple(class, items) => Binding::NamedTuple(
                NamedTupleTy {
                    name: class.name.clone(),
                    class: class.class,
                    fields: class.fields.clone(),
                    types: items.iter().map(Value::ty).collect(),
                },
                items.iter().map(Value::binding).collect(),
            ),
            Value::NamedTupleClass(class) => Binding::NamedTupleClass(class.clone()),
            Value::Array(owned) => Binding::Array(ConstArray {
                dtype: Ty::from_dtype(owned.array.dtype),
                shape: owned.array.shape.to_vec(),
                bytes: owned.bytes().into(),
            }),
            Value::PythonFunction(name) => Binding::PythonFunction(name.clone()),
            Value::Opaque(what) => Binding::Opaque(what.clone()),
        }
    }

    fn ty(&self) -> Ty {
        self.arg().map_or(Ty::NONE, |arg| type_of(&arg))
    }

    /// The function's number, if the value is one.
    pub(crate) fn function(&self) -> Option<FuncId> {
        match self {
            Value::Plain(Arg::Func(id)) => Some(*id),
            _ => None,
        }
    }
}

fn all(items: &[Value]) -> Result<Vec<Arg>, String> {
    items.iter().map(Value::arg).collect()
}

fn class_ref(class: &NamedTupleClass) -> NamedTupleClassRef {
    NamedTupleClassRef {
        name: (*class.name).into(),
        class: class.class,
        fields: class.fields.iter().map(|field| (**field).into()).collect(),
    }
}

fn plain_binding(arg: &Arg) -> Binding {
    Binding::Const(match arg {
        Arg::None => Const::None,
        Arg::Bool(value) => Const::Bool(*value),
        Arg::Int(value) | Arg::Literal(value) => Const::Int(*value),
        Arg::UInt(value) => Const::UInt(*value),
        Arg::Float(value) => Const::Float(*value),
        Arg::Complex(re, im) => Const::Complex(*re, *im),
        Arg::Str(text) => Const::Str((**text).into()),
        Arg::Func(id) => return Binding::Func(*id),
        Arg::Entity(entity) => return Binding::Entity(*entity),
        _ => return Binding::Opaque(format!("a value of type `{}`", type_of(arg))),
    })
}
