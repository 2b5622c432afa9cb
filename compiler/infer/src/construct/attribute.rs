//! Attributes.

use numjit_diag::codes;
use numjit_ir::{Ty, Type};
use numjit_library::{self as library, Call, Kind, Mismatch};

use super::{binding, instance, optional};
use crate::emit;
use crate::meaning::{Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `getattr`
pub(super) fn infer_getattr(site: &mut Site<'_, '_>) -> Outcome {
    let name = site.name();
    let ty = site.ty(0);
    match ty.get() {
        Type::Namespace(namespace) => match site.cx.program.attribute(*namespace, name) {
            Some(found) => {
                let full = format!("{}.{name}", site.text(0));
                binding::infer_binding(site, &full, &found)
            }
            None => Err(unknown_member(site, &site.text(0), name, None)),
        },
        Type::Entity(entity) => match library::attribute(*entity, name) {
            Some(found) => Ok(binding::infer_entity(found)),
            None if is_module(*entity) => {
                let similar = library::similar_attribute(*entity, name);
                Err(unknown_member(
                    site,
                    &report::entity_name(*entity),
                    name,
                    similar,
                ))
            }
            None => member(site, ty, name),
        },
        Type::Class(class) => instance::class_attribute(site, *class, name),
        Type::NamedTupleClass(class) if name == "_fields" => Ok(field_names(&class.fields)),
        Type::Bound { callee, receiver } => instance::above(site, *callee, *receiver, name),
        _ => match instance::class_of(ty) {
            Some(class) => instance::getattr(site, class, name),
            None => member(site, optional::unwrapped(ty), name),
        },
    }
}

fn is_module(entity: u32) -> bool {
    matches!(library::item(entity).kind, Kind::Module)
}

fn unknown_member(site: &Site<'_, '_>, module: &str, name: &str, similar: Option<&str>) -> Fault {
    codes::nj0105_unknown_member::unknown_member(module, name, similar, site.here()).into()
}

/// An attribute or method of a value.
fn member(site: &mut Site<'_, '_>, ty: Ty, name: &str) -> Outcome {
    if let Type::NamedTuple(tuple) = ty.get()
        && let Some(position) = tuple.fields.iter().position(|field| &**field == name)
    {
        let field = tuple.types[position];
        return Ok(Meaning::value(field, move |e, args| {
            let tuple = e.cast(args[0], ty);
            emit::tuple_get(&mut e.b, tuple, position, field)
        }));
    }
    if let Type::NamedTuple(tuple) = ty.get() {
        match name {
            "_fields" => return Ok(field_names(&tuple.fields)),
            "_replace" => return Ok(replacing(ty)),
            _ => {}
        }
    }
    let Some(entity) = library::member(ty, name) else {
        if let Some(found) = site.cx.program.type_member(ty.unliteral(), name) {
            return instance::bound(site, ty, name, found);
        }
        let name_of = report::type_name(ty);
        let (at, similar) = (site.here(), library::similar_member(ty, name));
        return Err(codes::nj0203_unknown_attribute::unknown_attribute(
            &name_of, name, similar, at,
        )
        .into());
    };
    match &library::item(entity).kind {
        Kind::Attribute(rule) => property(site, ty, name, *rule),
        Kind::Function(_) | Kind::Special(_) => {
            let receiver = ty;
            let method = Ty::new(Type::Method { entity, receiver });
            Ok(Meaning::value(method, move |e, args| {
                e.cast(args[0], emit::runtime_type(receiver))
            }))
        }
        Kind::Module | Kind::Const(..) | Kind::DType(..) | Kind::Exception(_) => {
            Ok(binding::infer_entity(entity))
        }
    }
}

/// The names of the fields of a named tuple.
fn field_names(fields: &[Box<str>]) -> Meaning {
    let names = fields
        .iter()
        .map(|name| Ty::new(Type::LitStr(name.clone())));
    Meaning::fixed(Ty::tuple(names.collect::<Vec<_>>()))
}

/// `_replace` of a named tuple: a method whose function is its name.
fn replacing(receiver: Ty) -> Meaning {
    let callee = Ty::new(Type::LitStr("_replace".into()));
    let ty = Ty::new(Type::Bound { callee, receiver });
    Meaning::value(ty, move |e, args| e.cast(args[0], receiver))
}

fn property(site: &Site<'_, '_>, ty: Ty, name: &str, rule: library::Rule) -> Outcome {
    let options = site.options();
    let answer = rule(&Call {
        args: &[ty],
        options: &options,
    });
    let typed = answer.map_err(|mismatch| {
        let reason = match mismatch {
            Mismatch::Argument { expected, .. } => format!("the value must be {expected}"),
            Mismatch::NotConstant(_) => "the value must be a constant".to_owned(),
            Mismatch::Combination(reason) => reason,
        };
        let name_of = report::type_name(ty);
        let at = site.here();
        Fault::from(
            codes::nj0203_unknown_attribute::unknown_attribute(&name_of, name, None, at)
                .with_note(reason),
        )
    })?;
    Ok(Meaning::value(typed.result, move |e, args| {
        let value = e.cast(args[0], ty);
        (typed.emit)(&mut e.b, &[value])
    }))
}

/// `setattr`
pub(super) fn infer_setattr(site: &mut Site<'_, '_>) -> Outcome {
    if let Some(class) = instance::class_of(site.ty(0)) {
        return instance::setattr(site, class, site.name());
    }
    let action = format!("attribute `{}`", site.name());
    let ty = report::type_name(site.ty(0));
    Err(codes::nj0217_immutable_value::immutable_value(&ty, &action, site.here()).into())
}
