//! Calls: which kind of thing is called.

use numjit_diag::codes;
use numjit_ir::{Imm, NamedTupleTy, Op, Ty, Type, Value};
use numjit_library::{self as library, Kind, Special};

use super::arguments::{self, Argument, Arguments};
use super::{
    attribute, container, enumeration, format, function, generator, instance, isinstance,
    library_call, object_mode, overload, print,
};
use crate::emit;
use crate::meaning::{Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `call`
pub(super) fn infer_call(site: &mut Site<'_, '_>) -> Outcome {
    let Imm::Call(shape) = &site.data().imm else {
        return Err(report::internal(site, "a call without its shape"));
    };
    let arguments = arguments::arguments(site, shape)?;
    let callee = site.ty(0);
    match callee.get() {
        Type::Func(func) => function::call(site, *func, arguments),
        Type::Closure { func, captures } => function::call_nested(site, *func, captures, arguments),
        Type::Entity(entity) => call_entity(site, *entity, arguments),
        Type::Method { entity, receiver } => {
            if let Some(outcome) = container::method_call(site, *entity, *receiver, &arguments) {
                return outcome;
            }
            let mut arguments = arguments;
            arguments
                .positional
                .insert(0, Argument::operand(0, *receiver));
            call_entity(site, *entity, arguments)
        }
        Type::Class(class) => instance::construct(site, *class, arguments),
        Type::Overload(set) => overload::call(site, *set, arguments),
        Type::Bound { receiver, .. } if matches!(receiver.get(), Type::NamedTuple(_)) => {
            replace_fields(site, *receiver, &arguments)
        }
        Type::Bound { callee, receiver } => {
            instance::call_bound(site, *callee, *receiver, arguments)
        }
        Type::Namespace(class) => match enumeration::infer_call(site, *class, &arguments) {
            Some(outcome) => outcome,
            None => Err(not_callable(site, callee)),
        },
        Type::DType(ty) => call_dtype(site, *ty, arguments),
        Type::NamedTupleClass(_) => construct_named_tuple(site, callee, arguments),
        Type::ExceptionClass(_) | Type::UserExceptionClass(_) => Err(
            codes::nj0003_unsupported_expression::unsupported_expression(
                "exception objects outside of `raise`",
                "create the exception in the `raise` statement",
                site.here(),
            )
            .into(),
        ),
        _ if instance::class_of(callee).is_some() => call_instance(site, callee, arguments),
        _ => Err(not_callable(site, callee)),
    }
}

/// Call of an instance whose class has `__call__`.
fn call_instance(site: &mut Site<'_, '_>, callee: Ty, mut arguments: Arguments) -> Outcome {
    let receiver = super::optional::unwrapped(callee);
    let found = match receiver.get() {
        Type::Instance(class) => site.cx.program.member(*class, "__call__"),
        _ => None,
    };
    let Some(crate::program::Binding::Func(func)) = found else {
        return Err(not_callable(site, callee));
    };
    arguments
        .positional
        .insert(0, Argument::operand(0, receiver));
    function::call(site, func, arguments)
}

fn not_callable(site: &Site<'_, '_>, ty: Ty) -> Fault {
    codes::nj0206_not_callable::not_callable(&report::type_name(ty), site.here()).into()
}

pub(super) fn call_entity(site: &mut Site<'_, '_>, entity: u32, arguments: Arguments) -> Outcome {
    let item = library::item(entity);
    if let Some(outcome) = instance::library_call(site, item.path, &arguments) {
        return outcome;
    }
    if let Some(outcome) = container::constructor(site, entity, &arguments) {
        return outcome;
    }
    match &item.kind {
        Kind::Function(_) if item.path == "builtins.print" => print::infer_print(site, arguments),
        Kind::Function(function) | Kind::DType(_, function) => {
            library_call::call(site, entity, function, arguments)
        }
        Kind::Special(Special::Next) => generator::infer_next(site, &arguments, false),
        Kind::Special(Special::Advance) => generator::infer_next(site, &arguments, true),
        Kind::Special(Special::Literally) => function::literally(site, &arguments),
        Kind::Special(Special::Super) => instance::super_object(site, &arguments),
        Kind::Special(Special::NewInstance) => new_struct(site, entity, &arguments),
        Kind::Special(Special::GetAttr) => attribute::infer_named(site, &arguments),
        Kind::Special(Special::HasAttr) => attribute::infer_has(site, &arguments),
        Kind::Special(Special::ObjectMode) => object_mode::infer_block(site, &arguments),
        Kind::Special(Special::Format) => format::infer_format(site, &arguments),
        Kind::Special(Special::IsInstance) => {
            isinstance::infer_isinstance(site, entity, &arguments)
        }
        Kind::Module
        | Kind::Attribute(_)
        | Kind::Const(..)
        | Kind::Exception(_)
        | Kind::Special(Special::Brackets) => {
            Err(not_callable(site, Ty::new(Type::Entity(entity))))
        }
    }
}

/// `structref.new(type)`
fn new_struct(site: &Site<'_, '_>, entity: u32, arguments: &Arguments) -> Outcome {
    let given = arguments.at(0).map(|argument| argument.ty);
    if let Some(Type::DType(ty)) = given.map(Ty::get)
        && instance::class_of(*ty).is_some()
    {
        return Ok(instance::new_instance(*ty));
    }
    let name = report::entity_name(entity);
    let problem = "takes the type of a registered structure";
    let signature = Some("structref.new(type)");
    let at = site.here();
    Err(codes::nj0205_wrong_arguments::wrong_arguments(&name, problem, signature, at).into())
}

/// A dtype as a function converts its argument.
fn call_dtype(site: &mut Site<'_, '_>, ty: Ty, arguments: Arguments) -> Outcome {
    let path = ty.dtype().map(|dtype| format!("numpy.{}", dtype.name()));
    let entity = path.and_then(|path| library::lookup(&path));
    match (entity, library::dtype_constructor(ty)) {
        (Some(entity), Some(function)) => library_call::call(site, entity, function, arguments),
        _ => Err(not_callable(site, Ty::new(Type::DType(ty)))),
    }
}

/// `tuple._replace(field=value, ...)`; operand 0 is the tuple.
fn replace_fields(site: &Site<'_, '_>, receiver: Ty, arguments: &Arguments) -> Outcome {
    let Type::NamedTuple(tuple) = receiver.get() else {
        return Err(not_callable(site, receiver));
    };
    let mut parts: Vec<Option<Argument>> = vec![None; tuple.fields.len()];
    let mut types = tuple.types.to_vec();
    let wrong = |problem: &str| {
        let at = site.here();
        codes::nj0205_wrong_arguments::wrong_arguments("_replace", problem, None, at)
    };
    if !arguments.positional.is_empty() {
        return Err(wrong("takes the fields by name only").into());
    }
    for (name, argument) in &arguments.keywords {
        let Some(position) = tuple.fields.iter().position(|field| field == name) else {
            return Err(wrong(&format!("got an unexpected field name `{name}`")).into());
        };
        parts[position] = Some(*argument);
        types[position] = argument.ty.unliteral();
    }
    let ty = Ty::new(Type::NamedTuple(NamedTupleTy {
        types: types.into(),
        ..tuple.clone()
    }));
    Ok(Meaning::value(ty, move |e, args| {
        let wanted = ty.as_tuple().unwrap_or_default();
        let mut values: Vec<Value> = Vec::with_capacity(parts.len());
        for (position, part) in parts.iter().enumerate() {
            let value = match part {
                Some(argument) => argument.write(e, args),
                None => emit::tuple_get(&mut e.b, args[0], position, wanted[position]),
            };
            values.push(emit::cast(&mut e.b, value, wanted[position]));
        }
        e.op(Op::Tuple, &values, ty)
    }))
}

fn construct_named_tuple(site: &Site<'_, '_>, callee: Ty, arguments: Arguments) -> Outcome {
    let Type::NamedTupleClass(class) = callee.get() else {
        return Err(not_callable(site, callee));
    };
    let fields: Vec<&str> = class.fields.iter().map(|field| &**field).collect();
    let parameters: Vec<function::Parameter<'_>> = fields
        .iter()
        .map(|name| function::Parameter::required(name))
        .collect();
    let bound = function::bind(&parameters, &arguments)
        .map_err(|problem| function::wrong_arguments(site, &class.name, &parameters, &problem))?;
    let bound: Vec<Argument> = bound
        .iter()
        .filter_map(|slot| match slot {
            function::Slot::Argument(position) => arguments.at(*position),
            function::Slot::Default(_) | function::Slot::Rest(_) => None,
        })
        .collect();
    let ty = Ty::new(Type::NamedTuple(NamedTupleTy {
        name: class.name.clone(),
        class: class.class,
        fields: class.fields.clone(),
        types: bound
            .iter()
            .map(|argument| argument.ty.unliteral())
            .collect(),
    }));
    Ok(Meaning::value(ty, move |e, args| {
        let types = ty.as_tuple().unwrap_or_default();
        let values: Vec<Value> = bound
            .iter()
            .zip(types)
            .map(|(argument, &ty)| {
                let value = argument.write(e, args);
                emit::cast(&mut e.b, value, ty)
            })
            .collect();
        e.op(Op::Tuple, &values, ty)
    }))
}
