//! Calls of functions that numjit compiles: binding arguments to parameters, and specialisation.

use numjit_diag::codes;
use numjit_ir::{Op, ParamKind, Ty, Type, Untyped, Value};
use numjit_library::convert;

use super::arguments::{self, Argument, Arguments};
use super::binding;
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::program::FuncId;
use crate::report;
use crate::session::{Key, Target};
use crate::site::Site;

/// A parameter as binding sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter<'a> {
    name: &'a str,
    kind: ParamKind,
    has_default: bool,
}

impl<'a> Parameter<'a> {
    /// An ordinary parameter without a default.
    pub(super) fn required(name: &'a str) -> Parameter<'a> {
        Parameter {
            name,
            kind: ParamKind::Positional,
            has_default: false,
        }
    }
}

/// What a parameter receives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// The argument at a position, keywords after the positional ones.
    Argument(usize),
    /// The default with this number, counted over the parameters that have one.
    Default(usize),
    /// All positional arguments from a position on, as a tuple.
    Rest(usize),
}

/// Binds arguments to parameters as CPython does. The error completes "`f` ...".
pub(super) fn bind(
    parameters: &[Parameter<'_>],
    arguments: &Arguments,
) -> Result<Vec<Slot>, String> {
    let count = arguments.positional.len();
    let takes =
        |p: &&Parameter<'_>| matches!(p.kind, ParamKind::PositionalOnly | ParamKind::Positional);
    let most = parameters.iter().filter(takes).count();
    let star = parameters.iter().any(|p| p.kind == ParamKind::Star);
    if count > most && !star {
        return Err(format!(
            "takes {most} positional argument{} but {count} {} given",
            if most == 1 { "" } else { "s" },
            if count == 1 { "was" } else { "were" },
        ));
    }
    check_keywords(parameters, arguments)?;
    let mut slots = Vec::with_capacity(parameters.len());
    let mut defaults = 0;
    let mut position = 0;
    for parameter in parameters {
        let by_position = takes(&parameter) && position < count;
        let slot = if parameter.kind == ParamKind::Star {
            Slot::Rest(most.min(count))
        } else if by_position {
            Slot::Argument(position)
        } else if let Some(keyword) = keyword(arguments, parameter.name) {
            Slot::Argument(count + keyword)
        } else if parameter.has_default {
            Slot::Default(defaults)
        } else {
            return Err(missing(parameter));
        };
        position += usize::from(by_position);
        defaults += usize::from(parameter.has_default);
        slots.push(slot);
    }
    Ok(slots)
}

fn keyword(arguments: &Arguments, name: &str) -> Option<usize> {
    arguments.names().iter().position(|&known| known == name)
}

fn missing(parameter: &Parameter<'_>) -> String {
    let kind = if parameter.kind == ParamKind::KeywordOnly {
        "keyword-only"
    } else {
        "positional"
    };
    format!(
        "is missing the required {kind} argument `{}`",
        parameter.name
    )
}

fn check_keywords(parameters: &[Parameter<'_>], arguments: &Arguments) -> Result<(), String> {
    for name in arguments.names() {
        let position = parameters.iter().position(|p| {
            p.name == name && !matches!(p.kind, ParamKind::Star | ParamKind::PositionalOnly)
        });
        match position {
            None => return Err(format!("got an unexpected keyword argument `{name}`")),
            Some(position)
                if position < arguments.positional.len()
                    && parameters[position].kind == ParamKind::Positional =>
            {
                return Err(format!("got multiple values for argument `{name}`"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// The message for a call that does not fit the parameters.
pub(super) fn wrong_arguments(
    site: &Site<'_, '_>,
    callee: &str,
    parameters: &[Parameter<'_>],
    problem: &str,
) -> Fault {
    let list: Vec<String> = parameters.iter().map(parameter_text).collect();
    let signature = format!("{callee}({})", list.join(", "));
    let at = site.here();
    codes::nj0205_wrong_arguments::wrong_arguments(callee, problem, Some(&signature), at).into()
}

fn parameter_text(parameter: &Parameter<'_>) -> String {
    match parameter {
        Parameter {
            kind: ParamKind::Star,
            name,
            ..
        } => format!("*{name}"),
        Parameter {
            has_default: true,
            name,
            ..
        } => format!("{name}=..."),
        Parameter { name, .. } => (*name).to_owned(),
    }
}

fn parameters(untyped: &Untyped) -> Vec<Parameter<'_>> {
    untyped
        .params
        .iter()
        .map(|param| Parameter {
            name: &param.name,
            kind: param.kind,
            has_default: param.has_default,
        })
        .collect()
}

/// One operand of the call that is written.
enum Passed {
    /// An argument, as the parameter's type.
    Argument(Argument, Ty),
    /// The tuple of a `*args` parameter.
    Rest(Vec<Argument>, Ty),
    /// A default, as the parameter's type.
    Default(Meaning, Ty),
}

impl Passed {
    fn ty(&self) -> Ty {
        match self {
            Passed::Argument(_, ty) | Passed::Rest(_, ty) | Passed::Default(_, ty) => *ty,
        }
    }

    /// The same as another type.
    fn with_type(self, ty: Ty) -> Passed {
        match self {
            Passed::Argument(argument, _) => Passed::Argument(argument, ty),
            Passed::Rest(rest, _) => Passed::Rest(rest, ty),
            Passed::Default(meaning, _) => Passed::Default(meaning, ty),
        }
    }

    fn write(&self, e: &mut Emitter<'_>, args: &[Value]) -> Value {
        let (value, ty) = match self {
            Passed::Argument(argument, ty) => (argument.write(e, args), *ty),
            Passed::Rest(rest, ty) => (arguments::write_tuple(e, rest, args, *ty), *ty),
            Passed::Default(meaning, ty) => (binding::write_value(e, meaning, &[]), *ty),
        };
        emit::cast(&mut e.b, value, emit::runtime_type(ty))
    }
}

/// Call of a module-level function.
pub(super) fn call(site: &mut Site<'_, '_>, func: FuncId, arguments: Arguments) -> Outcome {
    let untyped = site.cx.program.untyped(func).map_err(Fault)?;
    let parameters = parameters(&untyped);
    let slots = bind(&parameters, &arguments)
        .map_err(|problem| wrong_arguments(site, &untyped.name, &parameters, &problem))?;
    let known = site.cx.program.literal_parameters(func);
    let outcome = call_bound(site, func, &slots, &arguments, &untyped.name);
    let wanted = site.cx.program.literal_parameters(func);
    if outcome.is_ok() || wanted.is_empty() {
        return outcome;
    }
    match are_literal(site, &slots, &arguments, &wanted) {
        true if wanted != known => call_bound(site, func, &slots, &arguments, &untyped.name),
        _ => outcome,
    }
}

/// Whether the arguments of parameters are constants. Those that the caller itself was given have to be
/// constants of its caller.
fn are_literal(
    site: &mut Site<'_, '_>,
    slots: &[Slot],
    arguments: &Arguments,
    wanted: &[usize],
) -> bool {
    let mut all = true;
    for &parameter in wanted {
        let Some(Slot::Argument(position)) = slots.get(parameter) else {
            continue;
        };
        if let Some(argument) = arguments.at(*position)
            && !argument.ty.is_literal()
        {
            require_literal(site, &argument);
            all = false;
        }
    }
    all
}

/// Has the function at hand compiled for the value of an argument, if it is a parameter.
fn require_literal(site: &mut Site<'_, '_>, argument: &Argument) {
    let value = argument
        .operand_position()
        .map(|operand| site.args()[operand]);
    let params = site.typing.func().params();
    if let Some(parameter) = params.iter().position(|&param| Some(param) == value) {
        site.cx.program.require_literal(site.typing.id, parameter);
    }
}

/// `literally(x)`
pub(super) fn literally(site: &mut Site<'_, '_>, arguments: &Arguments) -> Outcome {
    let (Some(argument), 1) = (arguments.at(0), arguments.positional.len()) else {
        let at = site.here();
        let problem = "takes exactly one argument";
        return Err(
            codes::nj0205_wrong_arguments::wrong_arguments("literally", problem, None, at).into(),
        );
    };
    if argument.ty.is_literal() {
        return Ok(Meaning::fixed(argument.ty));
    }
    require_literal(site, &argument);
    Err(codes::nj0218_not_constant::not_constant("literally", "argument 1", site.here()).into())
}

fn call_bound(
    site: &mut Site<'_, '_>,
    func: FuncId,
    slots: &[Slot],
    arguments: &Arguments,
    name: &str,
) -> Outcome {
    let passed = pass(site, func, slots, arguments, name)?;
    specialise(site, func, passed)
}

/// What the slots of a module-level function receive.
fn pass(
    site: &mut Site<'_, '_>,
    func: FuncId,
    slots: &[Slot],
    arguments: &Arguments,
    name: &str,
) -> Result<Vec<Passed>, Fault> {
    let defaults = site.cx.program.defaults(func);
    let literal = site.cx.program.literal_parameters(func);
    let mut passed = Vec::with_capacity(slots.len());
    for (parameter, slot) in slots.iter().enumerate() {
        if literal.contains(&parameter)
            && let Slot::Argument(position) = slot
            && let Some(argument) = arguments.at(*position)
        {
            passed.push(Passed::Argument(argument, argument.ty));
            continue;
        }
        passed.push(match slot {
            Slot::Default(number) => {
                let Some(default) = defaults.get(*number) else {
                    return Err(report::internal(site, "a default without a value"));
                };
                let meaning = binding::infer_binding(site, name, default)?;
                let ty = parameter_type(site, func, meaning.result());
                Passed::Default(meaning, ty)
            }
            _ => given(site, func, slot, arguments)?,
        });
    }
    Ok(passed)
}

/// Makes an instance and passes it with the arguments to its `__init__`.
pub(super) fn construct(
    site: &mut Site<'_, '_>,
    init: FuncId,
    instance: Ty,
    arguments: &Arguments,
) -> Outcome {
    let untyped = site.cx.program.untyped(init).map_err(Fault)?;
    let parameters = parameters(&untyped);
    let own = parameters.get(1..).unwrap_or_default();
    let class = report::type_name(instance);
    let slots =
        bind(own, arguments).map_err(|problem| wrong_arguments(site, &class, own, &problem))?;
    let passed = pass(site, init, &slots, arguments, &untyped.name)?;
    let mut args = vec![instance];
    args.extend(passed.iter().map(Passed::ty));
    let caller = site.options();
    let key = Key {
        func: init,
        args,
        options: site.cx.program.options(init, &caller),
    };
    let Target { callee, result } = site.cx.request(key)?;
    if !matches!(result.get(), Type::None | Type::Never) {
        return Err(report::conversion(
            site,
            result,
            Ty::NONE,
            "returning from `__init__`, which must return None",
        ));
    }
    Ok(Meaning::value(instance, move |e, args| {
        let object = e.op(Op::InstanceNew, &[], instance);
        let mut values = vec![object];
        values.extend(passed.iter().map(|value| value.write(e, args)));
        e.call(callee, &values, emit::runtime_type(result));
        object
    })
    .calling(callee))
}

/// Call of a nested function: captures and defaults are in the function value, which is operand 0.
pub(super) fn call_nested(
    site: &mut Site<'_, '_>,
    func: FuncId,
    captures: &[Ty],
    arguments: Arguments,
) -> Outcome {
    let untyped = site.cx.program.untyped(func).map_err(Fault)?;
    let parameters = parameters(&untyped);
    let slots = bind(&parameters, &arguments)
        .map_err(|problem| wrong_arguments(site, &untyped.name, &parameters, &problem))?;
    let captured = |position: usize| {
        let ty = captures.get(position).copied().unwrap_or(Ty::NEVER);
        Passed::Argument(Argument::element(0, position, ty), ty)
    };
    let mut passed: Vec<Passed> = (0..captures.len()).map(captured).collect();
    let first_default = untyped.captures.len();
    for slot in &slots {
        passed.push(match slot {
            Slot::Default(number) => captured(first_default + number),
            _ => given(site, func, slot, &arguments)?,
        });
    }
    specialise(site, func, passed)
}

fn given(
    site: &Site<'_, '_>,
    func: FuncId,
    slot: &Slot,
    arguments: &Arguments,
) -> Result<Passed, Fault> {
    match slot {
        Slot::Rest(first) => {
            let rest = arguments.positional[*first..].to_vec();
            let ty = Ty::tuple(rest.iter().map(|a| a.ty).collect::<Vec<_>>());
            Ok(Passed::Rest(rest, parameter_type(site, func, ty)))
        }
        Slot::Argument(position) => match arguments.at(*position) {
            Some(argument) => {
                let ty = parameter_type(site, func, argument.ty);
                Ok(Passed::Argument(argument, ty))
            }
            None => Err(report::internal(site, "an argument that was not passed")),
        },
        Slot::Default(_) => Err(report::internal(site, "a default where an argument stands")),
    }
}

/// Users' functions are compiled for plain types; library bodies may depend on literals.
fn parameter_type(site: &Site<'_, '_>, func: FuncId, ty: Ty) -> Ty {
    if site.cx.is_library(func) {
        ty
    } else {
        ty.unliteral()
    }
}

/// The function for the types of what is passed.
fn specialise(site: &mut Site<'_, '_>, func: FuncId, passed: Vec<Passed>) -> Outcome {
    let caller = site.options();
    let types: Vec<Ty> = passed.iter().map(Passed::ty).collect();
    let args = declared_types(site, func, types)?;
    let passed: Vec<Passed> = passed
        .into_iter()
        .zip(&args)
        .map(|(passed, &ty)| passed.with_type(ty))
        .collect();
    let key = Key {
        func,
        args,
        options: site.cx.program.options(func, &caller),
    };
    let target = site.cx.request(key)?;
    Ok(call_target(target, passed))
}

/// The argument types that a function with explicit signatures takes for a call; those of the call
/// itself for others.
fn declared_types(site: &mut Site<'_, '_>, func: FuncId, types: Vec<Ty>) -> Result<Vec<Ty>, Fault> {
    let signatures = site.cx.program.signatures(func);
    if signatures.is_empty() {
        return Ok(types);
    }
    let accepted: Vec<&[Ty]> = signatures.iter().map(|(args, _)| &**args).collect();
    match convert::best_signature(&accepted, &types) {
        Ok(position) => Ok(signatures[position].0.clone()),
        Err(_) => {
            let untyped = site.cx.program.untyped(func).map_err(Fault)?;
            Err(report::no_matching_definition(
                site,
                &untyped.name,
                &accepted,
                &types,
            ))
        }
    }
}

fn call_target(target: Target, passed: Vec<Passed>) -> Meaning {
    let Target { callee, result } = target;
    Meaning::value(result, move |e, args| {
        let values: Vec<Value> = passed.iter().map(|value| value.write(e, args)).collect();
        e.call(callee, &values, emit::runtime_type(result))
    })
    .calling(callee)
}

/// Call of a library body on values that are written elsewhere: for the types, the target and its
/// meaning on operands of exactly these types.
pub(super) fn call_body(
    site: &mut Site<'_, '_>,
    func: FuncId,
    types: &[Ty],
) -> Result<Target, Fault> {
    let caller = site.options();
    let options = site.cx.program.options(func, &caller);
    site.cx.request(Key {
        func,
        args: types.to_vec(),
        options,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(positional: usize, keywords: &[&str]) -> Arguments {
        let argument = |position| Argument::operand(position, Ty::I64);
        Arguments {
            positional: (0..positional).map(argument).collect(),
            keywords: keywords.iter().map(|&k| (k.into(), argument(0))).collect(),
        }
    }

    fn add() -> [Parameter<'static>; 2] {
        let a = Parameter::required("a");
        [
            a,
            Parameter {
                name: "b",
                has_default: true,
                ..a
            },
        ]
    }

    #[test]
    fn arguments_bind_as_in_python() {
        let bound = |n, k: &[&str]| bind(&add(), &arguments(n, k));
        assert_eq!(bound(1, &[]), Ok(vec![Slot::Argument(0), Slot::Default(0)]));
        assert_eq!(
            bound(0, &["b", "a"]),
            Ok(vec![Slot::Argument(1), Slot::Argument(0)])
        );
    }

    #[test]
    fn wrong_calls_name_the_parameter() {
        let problem = |n, k: &[&str]| bind(&add(), &arguments(n, k)).err().unwrap_or_default();
        assert_eq!(
            problem(3, &[]),
            "takes 2 positional arguments but 3 were given"
        );
        assert_eq!(
            problem(0, &[]),
            "is missing the required positional argument `a`"
        );
        assert_eq!(problem(1, &["c"]), "got an unexpected keyword argument `c`");
        assert_eq!(problem(1, &["a"]), "got multiple values for argument `a`");
    }

    #[test]
    fn a_star_parameter_takes_the_rest() {
        let star = Parameter {
            kind: ParamKind::Star,
            ..Parameter::required("rest")
        };
        let list = [Parameter::required("a"), star];
        assert_eq!(
            bind(&list, &arguments(3, &[])),
            Ok(vec![Slot::Argument(0), Slot::Rest(1)])
        );
    }
}
