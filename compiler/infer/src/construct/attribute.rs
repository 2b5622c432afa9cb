//! Attributes.

use std::ops::RangeInclusive;

use numjit_diag::codes;
use numjit_ir::{Ty, Type};
use numjit_library::{self as library, Call, Kind, Mismatch};

use super::arguments::{Argument, Arguments};
use super::{binding, enumeration, instance, optional, record};
use crate::emit;
use crate::meaning::{Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `getattr`
pub(super) fn infer_getattr(site: &mut Site<'_, '_>) -> Outcome {
    let name = site.name();
    let ty = site.ty(0);
    attribute_of(site, ty, name)
}

/// `getattr(value, name)` and `getattr(value, name, default)`
pub(super) fn infer_named(site: &mut Site<'_, '_>, arguments: &Arguments) -> Outcome {
    let (value, name) = value_and_name(site, arguments, 2..=3, "getattr(value, name[, default])")?;
    let found = attribute_of(site, value.ty, name);
    match (found, arguments.at(2)) {
        (Ok(meaning), _) => Ok(of_operand(meaning, value)),
        (Err(_), Some(default)) => Ok(Meaning::value(default.ty, move |e, args| {
            default.write(e, args)
        })),
        (Err(fault), None) => Err(fault),
    }
}

/// `hasattr(value, name)`
pub(super) fn infer_has(site: &mut Site<'_, '_>, arguments: &Arguments) -> Outcome {
    let (value, name) = value_and_name(site, arguments, 2..=2, "hasattr(value, name)")?;
    let has = attribute_of(site, value.ty, name).is_ok();
    Ok(Meaning::fixed(Ty::new(Type::LitBool(has))))
}

/// The value and the name, which must be a constant.
fn value_and_name(
    site: &Site<'_, '_>,
    arguments: &Arguments,
    counts: RangeInclusive<usize>,
    signature: &str,
) -> Result<(Argument, &'static str), Fault> {
    let function = signature.split('(').next().unwrap_or(signature);
    let (Some(value), Some(name), true, true) = (
        arguments.at(0),
        arguments.at(1),
        counts.contains(&arguments.positional.len()),
        arguments.keywords.is_empty(),
    ) else {
        let problem = "takes a value and a name";
        return Err(codes::nj0205_wrong_arguments::wrong_arguments(
            function,
            problem,
            Some(signature),
            site.here(),
        )
        .into());
    };
    match name.ty.get() {
        Type::LitStr(name) => Ok((value, name)),
        _ => Err(codes::nj0218_not_constant::not_constant(function, "`name`", site.here()).into()),
    }
}

/// The meaning of an attribute with the value as its operand.
fn of_operand(meaning: Meaning, value: Argument) -> Meaning {
    let callees = meaning.callees.clone();
    Meaning::value(meaning.result(), move |e, args| {
        let value = value.write(e, args);
        binding::write_value(e, &meaning, &[value])
    })
    .calling_all(&callees)
}

fn attribute_of(site: &mut Site<'_, '_>, ty: Ty, name: &str) -> Outcome {
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
        Type::Enum(class) if name == "name" => enumeration::infer_name(site, class),
        Type::Enum(class) if name == "value" => {
            let value = class.value;
            Ok(Meaning::value(value, move |e, args| e.cast(args[0], value)))
        }
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
    if let Some(array) = ty.as_array()
        && array
            .dtype
            .as_record()
            .is_some_and(|record| record.field(name).is_some())
    {
        return record::get_field(site, array, Ty::new(Type::LitStr(name.into())));
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
    let object = optional::unwrapped(site.ty(0));
    if let Some(array) = object.as_array()
        && let Some(record) = array.dtype.as_record()
        && record.field(site.name()).is_some()
    {
        let name = Ty::new(Type::LitStr(site.name().into()));
        let value = optional::unwrapped(site.ty(1));
        return record::set_field(site, array, name, value, 1);
    }
    if let Some(class) = instance::class_of(site.ty(0)) {
        return instance::setattr(site, class, site.name());
    }
    let action = format!("attribute `{}`", site.name());
    let ty = report::type_name(site.ty(0));
    Err(codes::nj0217_immutable_value::immutable_value(&ty, &action, site.here()).into())
}
