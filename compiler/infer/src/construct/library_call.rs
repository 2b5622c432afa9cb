//! Calls of library rows: Rust rules, elementwise functions, and bodies in the Python subset.

use numjit_diag::{Diagnostic, codes};
use numjit_ir::{Const, Ty, Value};
use numjit_library::{self as library, Body, Bound, Call, Kind, Mismatch, Typed, ufunc};

use super::arguments::{Argument, Arguments};
use super::{binding, function, optional, sequence};
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::report;
use crate::session::Target;
use crate::site::Site;

/// What a parameter of a row receives.
#[derive(Clone, Debug)]
enum Passed {
    Argument(Argument),
    Default(Const),
}

impl Passed {
    fn ty(&self) -> Ty {
        match self {
            Passed::Argument(argument) => argument.ty,
            Passed::Default(value) => emit::literal_type(value),
        }
    }

    fn write(&self, e: &mut Emitter<'_>, args: &[Value]) -> Value {
        match self {
            Passed::Argument(argument) => argument.write(e, args),
            Passed::Default(value) => {
                emit::constant(&mut e.b, value.clone(), emit::literal_type(value))
            }
        }
    }
}

/// A library answer on operands that are first cast to the types it was given for.
pub(super) fn with_operands(typed: Typed, types: &[Ty]) -> Meaning {
    let types = types.to_vec();
    Meaning::value(typed.result, move |e, args| {
        let values: Vec<Value> = args
            .iter()
            .zip(&types)
            .map(|(&value, &ty)| e.cast(value, ty))
            .collect();
        (typed.emit)(&mut e.b, &values)
    })
}

/// The call of a function of the library on all operands, if the library has it.
pub(super) fn by_path(
    site: &mut Site<'_, '_>,
    path: &str,
    types: &[Ty],
) -> Result<Option<Meaning>, Fault> {
    let Some(entity) = library::lookup(path) else {
        return Ok(None);
    };
    match &library::item(entity).kind {
        Kind::Function(function) => {
            call(site, entity, function, Arguments::operands(types)).map(Some)
        }
        _ => Ok(None),
    }
}

/// A call of a row.
pub(super) fn call(
    site: &mut Site<'_, '_>,
    entity: u32,
    function: &'static library::Function,
    arguments: Arguments,
) -> Outcome {
    if let Some(outcome) = sequence::call(site, entity, function, &arguments) {
        return outcome;
    }
    let bound = function
        .params
        .bind(arguments.positional.len(), &arguments.names())
        .map_err(|problem| wrong_arguments(site, entity, function, &problem))?;
    let passed = bound
        .iter()
        .map(|bound| match bound {
            Bound::Argument(position) => arguments
                .at(*position)
                .map(Passed::Argument)
                .ok_or_else(|| report::internal(site, "an argument that was not passed")),
            Bound::Default(value) => Ok(Passed::Default(value.clone())),
        })
        .collect::<Result<Vec<Passed>, Fault>>()?;
    match output_position(function, &passed) {
        Some(position) => call_with_output(site, entity, function, passed, position),
        None => call_any(site, entity, function, passed),
    }
}

fn call_any(
    site: &mut Site<'_, '_>,
    entity: u32,
    function: &'static library::Function,
    passed: Vec<Passed>,
) -> Outcome {
    match function.otherwise {
        Some(path) => call_either(site, entity, function, passed, path),
        None => call_function(site, entity, function, passed),
    }
}

/// Where the array for the result stands among the arguments, if there is one: at the parameter `out` of rows in
/// which it may be left out. Elementwise functions write into theirs themselves.
fn output_position(function: &library::Function, passed: &[Passed]) -> Option<usize> {
    if matches!(function.body, Body::Ufunc(_)) || function.params.is_variadic() {
        return None;
    }
    let list = &function.params.list;
    let position = list
        .iter()
        .position(|param| param.name == "out" && param.default.is_some())?;
    let given = passed.get(position)?;
    (given.ty() != Ty::NONE).then_some(position)
}

/// The call without the array for its result, and a copy of the result into that array.
fn call_with_output(
    site: &mut Site<'_, '_>,
    entity: u32,
    function: &'static library::Function,
    mut passed: Vec<Passed>,
    position: usize,
) -> Outcome {
    let output = std::mem::replace(&mut passed[position], Passed::Default(Const::None));
    let inner = call_any(site, entity, function, passed)?;
    if inner.is_waiting() {
        return Ok(inner);
    }
    let out = output.ty();
    let types = [out, inner.result().unliteral()];
    let target =
        body(site, "nj.place", &types).map_err(|fault| body_failed(site, entity, &types, fault))?;
    let mut callees = inner.callees.clone();
    callees.push(target.callee);
    Ok(Meaning::value(out, move |e, args| {
        let result = binding::write_value(e, &inner, args);
        let result = e.cast(result, types[1]);
        let array = output.write(e, args);
        e.call(target.callee, &[array, result], target.result);
        array
    })
    .calling_all(&callees))
}

fn call_function(
    site: &mut Site<'_, '_>,
    entity: u32,
    function: &'static library::Function,
    passed: Vec<Passed>,
) -> Outcome {
    match function.body {
        Body::Rule(_) | Body::Ufunc(_) => call_rule(site, entity, function, passed),
        Body::Python(_) | Body::Written(_) => call_body(site, entity, function, passed),
    }
}

/// The row's own meaning or, if it declines, that of the row which takes the remaining calls. If both
/// decline, the first reason is the one to tell.
fn call_either(
    site: &mut Site<'_, '_>,
    entity: u32,
    function: &'static library::Function,
    passed: Vec<Passed>,
    otherwise: &str,
) -> Outcome {
    let refusal = match call_function(site, entity, function, passed.clone()) {
        Ok(meaning) => return Ok(meaning),
        Err(refusal) => refusal,
    };
    let Some(other) = library::lookup(otherwise) else {
        return Err(refusal);
    };
    match &library::item(other).kind {
        Kind::Function(function) => {
            call_function(site, other, function, passed).map_err(|_| refusal)
        }
        _ => Err(refusal),
    }
}

/// Asks the rule for the types as they are; if it declines, for the types inside optionals.
fn call_rule(
    site: &mut Site<'_, '_>,
    entity: u32,
    function: &'static library::Function,
    passed: Vec<Passed>,
) -> Outcome {
    let given: Vec<Ty> = passed.iter().map(Passed::ty).collect();
    let inside: Vec<Ty> = given.iter().map(|&ty| optional::unwrapped(ty)).collect();
    let answer = ask(site, function, &given);
    let (typed, types) = match answer {
        Ok(typed) => (typed, given),
        Err(mismatch) if inside == given => {
            return Err(mismatched(site, entity, function, &passed, &mismatch));
        }
        Err(_) => match ask(site, function, &inside) {
            Ok(typed) => (typed, inside),
            Err(mismatch) => return Err(mismatched(site, entity, function, &passed, &mismatch)),
        },
    };
    Ok(Meaning::value(typed.result, move |e, args| {
        let values: Vec<Value> = passed
            .iter()
            .zip(&types)
            .map(|(passed, &ty)| {
                let value = passed.write(e, args);
                e.cast(value, emit::runtime_type(ty))
            })
            .collect();
        (typed.emit)(&mut e.b, &values)
    }))
}

fn ask(
    site: &Site<'_, '_>,
    function: &'static library::Function,
    types: &[Ty],
) -> Result<Typed, Mismatch> {
    let options = site.options();
    match function.body {
        Body::Rule(rule) => rule(&Call {
            args: types,
            options: &options,
        }),
        Body::Ufunc(row) => ufunc::resolve_call(row, types, &options),
        Body::Python(_) | Body::Written(_) => Err(Mismatch::Combination(
            "the function is written in Python".to_owned(),
        )),
    }
}

/// Compiles the Python body for the argument types.
fn call_body(
    site: &mut Site<'_, '_>,
    entity: u32,
    function: &'static library::Function,
    passed: Vec<Passed>,
) -> Outcome {
    let func = match function.body {
        Body::Written(write) => {
            let text = write_body(site, write, &passed);
            let text = text.map_err(|why| mismatched(site, entity, function, &passed, &why))?;
            site.cx.program.written_body(entity, text)
        }
        _ => site.cx.program.library_body(entity),
    };
    let groups = group(function, passed);
    let types: Vec<Ty> = groups.iter().map(|(_, ty)| *ty).collect();
    let target = function::call_body(site, func, &types)
        .map_err(|fault| body_failed(site, entity, &types, fault))?;
    Ok(Meaning::value(target.result, move |e, args| {
        let values: Vec<Value> = groups
            .iter()
            .map(|(group, ty)| {
                let value = group.write(e, args);
                e.cast(value, emit::runtime_type(*ty))
            })
            .collect();
        e.call(target.callee, &values, emit::runtime_type(target.result))
    })
    .calling(target.callee))
}

/// The text of a body that is written for the arguments of a call.
fn write_body(
    site: &Site<'_, '_>,
    write: library::Writer,
    passed: &[Passed],
) -> Result<String, Mismatch> {
    let types: Vec<Ty> = passed.iter().map(Passed::ty).collect();
    let options = site.options();
    write(&Call {
        args: &types,
        options: &options,
    })
}

/// A Python body of the library for exactly these parameter types.
pub(super) fn body(site: &mut Site<'_, '_>, path: &str, types: &[Ty]) -> Result<Target, Fault> {
    let Some(entity) = library::lookup(path) else {
        return Err(report::internal(
            site,
            &format!("the library has no {path}"),
        ));
    };
    let func = site.cx.program.library_body(entity);
    function::call_body(site, func, types)
}

/// One parameter of a Python body.
enum Group {
    One(Passed),
    Rest(Vec<Passed>),
}

impl Group {
    fn write(&self, e: &mut Emitter<'_>, args: &[Value]) -> Value {
        match self {
            Group::One(passed) => passed.write(e, args),
            Group::Rest(rest) => {
                let values: Vec<Value> = rest.iter().map(|passed| passed.write(e, args)).collect();
                let types: Vec<Ty> = rest.iter().map(Passed::ty).collect();
                super::tuple::of(e, &values, &types)
            }
        }
    }
}

/// The arguments by parameter with the types the body is compiled for: plain, except where the row asks
/// for literals.
fn group(function: &library::Function, passed: Vec<Passed>) -> Vec<(Group, Ty)> {
    let list = &function.params.list;
    let rest = passed.len() + 1 - list.len().min(passed.len() + 1);
    let mut passed = passed.into_iter();
    let plain = |literal: bool, ty: Ty| if literal { ty } else { ty.unliteral() };
    let mut groups = Vec::with_capacity(list.len());
    for param in list {
        if param.star {
            let rest: Vec<Passed> = passed.by_ref().take(rest).collect();
            let ty = Ty::tuple(rest.iter().map(Passed::ty).collect::<Vec<_>>());
            groups.push((Group::Rest(rest), plain(param.literal, ty)));
        } else if let Some(one) = passed.next() {
            let ty = plain(param.literal, one.ty());
            groups.push((Group::One(one), ty));
        }
    }
    groups
}

fn wrong_arguments(
    site: &Site<'_, '_>,
    entity: u32,
    function: &library::Function,
    problem: &str,
) -> Fault {
    let name = report::entity_name(entity);
    let list: Vec<String> = function
        .params
        .list
        .iter()
        .map(|param| match (param.star, &param.default) {
            (true, _) => format!("*{}", param.name),
            (_, Some(_)) => format!("{}=...", param.name),
            (_, None) => param.name.to_owned(),
        })
        .collect();
    let signature = format!("{name}({})", list.join(", "));
    let at = site.here();
    codes::nj0205_wrong_arguments::wrong_arguments(&name, problem, Some(&signature), at).into()
}

/// Names the argument that rules a call out.
fn mismatched(
    site: &Site<'_, '_>,
    entity: u32,
    function: &library::Function,
    passed: &[Passed],
    mismatch: &Mismatch,
) -> Fault {
    let name = report::entity_name(entity);
    match mismatch {
        Mismatch::Combination(reason) => combination(site, &name, passed, reason),
        Mismatch::NotConstant(index) => {
            let argument = argument_name(function, *index);
            codes::nj0218_not_constant::not_constant(&name, &argument, site.here()).into()
        }
        Mismatch::Argument { index, expected } => {
            let found = passed.get(*index).map_or(Ty::NONE, Passed::ty);
            let origin = match passed.get(*index) {
                Some(Passed::Argument(argument)) => argument.origin(site),
                _ => None,
            };
            let argument = argument_name(function, *index);
            codes::nj0204_call_mismatch::call_mismatch(
                &name,
                &argument,
                &report::type_name(found),
                expected,
                site.here(),
                origin,
            )
            .into()
        }
    }
}

fn argument_name(function: &library::Function, index: usize) -> String {
    match function.params.list.get(index) {
        Some(param) if !param.star => format!("`{}`", param.name),
        _ => format!("argument {}", index + 1),
    }
}

fn combination(site: &Site<'_, '_>, name: &str, passed: &[Passed], reason: &str) -> Fault {
    let types: Vec<String> = passed
        .iter()
        .map(|passed| report::type_name(passed.ty()))
        .collect();
    codes::nj0204_call_mismatch::call_combination(name, &types, reason, site.here()).into()
}

/// What goes wrong inside a library body is reported at the user's call, with the inner problem as the
/// reason.
fn body_failed(site: &Site<'_, '_>, entity: u32, types: &[Ty], fault: Fault) -> Fault {
    if site.cx.is_library(site.typing.id) {
        return fault;
    }
    let name = report::entity_name(entity);
    let types: Vec<String> = types.iter().map(|&ty| report::type_name(ty)).collect();
    let reason = fault.0.first().map_or("", library_reason);
    codes::nj0204_call_mismatch::call_combination(&name, &types, reason, site.here()).into()
}

/// What a problem inside a library body says to users, without the names of internal functions: for
/// `nj.require` that is the message the body gives it.
fn library_reason(problem: &Diagnostic) -> &str {
    let message = problem.message.as_str();
    if !message.starts_with("`nj.") {
        return message;
    }
    match message.split_once("`: ") {
        Some((_, rest)) => rest,
        None => problem.notes.first().map_or(message, String::as_str),
    }
}
