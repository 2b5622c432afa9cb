//! Names: what a global, captured or builtin name stands for, as a value.

use numjit_diag::codes;
use numjit_ir::{ArrayTy, Const, EnumTy, Imm, Layout, NamedTupleTy, Op, Ty, Type, Value};
use numjit_library::{self as library, Kind};

use super::{closure, constant};
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::program::{Binding, ConstArray};
use crate::site::Site;

/// How the global begins that an import inside of a function reads.
const IMPORT: &str = "import ";

/// `global`
pub(super) fn infer_global(site: &mut Site<'_, '_>) -> Outcome {
    let name = site.name();
    if site.typing.untyped.self_name.as_deref() == Some(name) {
        return Ok(closure::infer_itself(site));
    }
    if name.starts_with("nj.")
        && let Some(entity) = library::lookup(name)
    {
        return Ok(infer_entity(entity));
    }
    match site.cx.program.global(site.typing.id, name) {
        Some(binding) => infer_binding(site, name, &binding),
        None if name.starts_with(IMPORT) => {
            let module = &name[IMPORT.len()..];
            let what = "a module that cannot be imported";
            let at = site.here();
            Err(codes::nj0104_unsupported_global::unsupported_global(module, what, at).into())
        }
        None => {
            let similar = similar_name(site, name);
            Err(codes::nj0101_undefined_name::undefined_name(name, similar, site.here()).into())
        }
    }
}

/// A variable of the function or a builtin that looks like a name that is not defined.
fn similar_name<'a>(site: &Site<'a, '_>, name: &str) -> Option<&'a str> {
    let values = site.typing.func().values.iter();
    let variables = values.filter_map(|value| value.name.as_deref());
    library::most_similar(name, variables).or_else(|| library::similar_builtin(name))
}

/// The value of a binding; `name` is how the user wrote it.
pub(super) fn infer_binding(site: &Site<'_, '_>, name: &str, binding: &Binding) -> Outcome {
    match binding {
        Binding::Const(value) => Ok(constant::constant(value)),
        Binding::Scalar(value, ty) => Ok(scalar(value, *ty)),
        Binding::Array(array) => Ok(const_array(array)),
        Binding::Tuple(parts) => infer_parts(site, name, parts, Ty::tuple),
        Binding::NamedTuple(class, parts) => infer_parts(site, name, parts, |types| {
            let types = types.iter().map(|ty| ty.unliteral()).collect();
            Ty::new(Type::NamedTuple(NamedTupleTy {
                types,
                ..class.clone()
            }))
        }),
        Binding::NamedTupleClass(class) => Ok(Meaning::fixed(Ty::new(Type::NamedTupleClass(
            class.clone(),
        )))),
        Binding::EnumMember(class, value) => Ok(enum_member(class, value)),
        Binding::ExceptionClass(class) => Ok(Meaning::fixed(Ty::new(Type::UserExceptionClass(
            class.clone(),
        )))),
        Binding::Class(class) => Ok(Meaning::fixed(Ty::new(Type::Class(*class)))),
        Binding::Overload(set) => Ok(Meaning::fixed(Ty::new(Type::Overload(*set)))),
        Binding::StaticMethod(inner) => infer_binding(site, name, inner),
        Binding::Property(_) => Err(codes::nj0104_unsupported_global::unsupported_global(
            name,
            "a property",
            site.here(),
        )
        .into()),
        Binding::Entity(entity) => Ok(infer_entity(*entity)),
        Binding::Type(ty) => Ok(Meaning::fixed(Ty::new(Type::DType(*ty)))),
        Binding::Func(func) => Ok(Meaning::fixed(Ty::new(Type::Func(*func)))),
        Binding::Namespace(namespace) => Ok(Meaning::fixed(Ty::new(Type::Namespace(*namespace)))),
        Binding::PythonFunction(function) => {
            Err(codes::nj0103_python_function::python_function(function, site.here()).into())
        }
        Binding::Interpreter => Ok(Meaning::fixed(Ty::NONE)),
        Binding::Opaque(what) => {
            Err(
                codes::nj0104_unsupported_global::unsupported_global(name, what, site.here())
                    .into(),
            )
        }
    }
}

/// A library item as a value.
pub(super) fn infer_entity(entity: u32) -> Meaning {
    match &library::item(entity).kind {
        Kind::Const(value, ty) if ty.is_literal() || *ty == emit::constant_type(value) => {
            constant::constant(value)
        }
        Kind::Const(value, ty) => scalar(value, *ty),
        Kind::Exception(kind) => Meaning::fixed(Ty::new(Type::ExceptionClass(*kind))),
        Kind::Module
        | Kind::Function(_)
        | Kind::Attribute(_)
        | Kind::DType(..)
        | Kind::Special(_) => Meaning::fixed(Ty::new(Type::Entity(entity))),
    }
}

/// A member of an enumeration.
pub(super) fn enum_member(class: &EnumTy, value: &Const) -> Meaning {
    let ty = Ty::new(Type::Enum(class.clone()));
    let value = value.clone();
    Meaning::value(ty, move |e, _| {
        let plain = emit::constant(&mut e.b, value.clone(), emit::constant_type(&value));
        e.cast(plain, ty)
    })
}

/// A constant of a scalar type, such as a NumPy scalar.
fn scalar(value: &Const, ty: Ty) -> Meaning {
    let value = value.clone();
    Meaning::value(ty, move |e, _| {
        let plain = emit::constant(&mut e.b, value.clone(), emit::constant_type(&value));
        e.cast(plain, ty)
    })
}

/// A constant array is read-only.
fn const_array(array: &ConstArray) -> Meaning {
    let ty = Ty::new(Type::Array(ArrayTy {
        dtype: array.dtype,
        ndim: u8::try_from(array.shape.len()).unwrap_or(u8::MAX),
        layout: Layout::C,
        readonly: true,
    }));
    let array = array.clone();
    Meaning::value(ty, move |e, _| emit_const_array(e, &array, ty))
}

fn emit_const_array(e: &mut Emitter<'_>, array: &ConstArray, ty: Ty) -> Value {
    const ALIGN: u32 = 64;
    let extents: Vec<Value> = array
        .shape
        .iter()
        .map(|&extent| emit::int(&mut e.b, extent))
        .collect();
    let data = e.b.func.add_data(array.bytes.clone(), ALIGN);
    e.b.emit(Op::ArrayConst, &extents, Imm::Data(data), ty)
}

fn infer_parts(
    site: &Site<'_, '_>,
    name: &str,
    parts: &[Binding],
    make: impl Fn(Vec<Ty>) -> Ty,
) -> Outcome {
    let parts: Vec<Meaning> = parts
        .iter()
        .map(|part| infer_binding(site, name, part))
        .collect::<Result<_, Fault>>()?;
    let ty = make(parts.iter().map(Meaning::result).collect());
    Ok(Meaning::value(ty, move |e, _| {
        let wanted = ty.as_tuple().unwrap_or_default();
        let values: Vec<Value> = parts
            .iter()
            .zip(wanted)
            .map(|(part, &ty)| {
                let value = write_value(e, part, &[]);
                e.cast(value, ty)
            })
            .collect();
        e.op(Op::Tuple, &values, ty)
    }))
}

/// The value of a meaning with one result.
pub(super) fn write_value(e: &mut Emitter<'_>, meaning: &Meaning, args: &[Value]) -> Value {
    let written = (meaning.write)(e, args);
    match written.first() {
        Some(&value) => value,
        None => emit::fixed(&mut e.b, meaning.result()),
    }
}
