//! Decorators of a module's functions: `njit` and `jit` with their options and signatures.

use numjit_diag::Label;
use numjit_diag::codes::{
    nj0011_module_statement, nj0301_unknown_option, nj0302_bad_option_value, nj0303_bad_signature,
};
use numjit_front::module::{Decorator, ModuleFunction, StaticExpr, StaticKind};
use numjit_ir::Const;

use super::Reading;
use crate::options::DispatcherOptions;
use crate::signature::{Signature, parse_type};

/// Decorators that are understood, by their full names.
const KNOWN: &[&str] = &[
    "numba.njit",
    "numba.jit",
    "numba.extending.register_jitable",
];

/// Options that change nothing here: they tune Numba's own machinery, or hosts that this is not.
const WITHOUT_EFFECT: &[&str] = &[
    "cache",
    "debug",
    "forceobj",
    "inline",
    "looplift",
    "nopython",
    "no_cfunc_wrapper",
    "no_cpython_wrapper",
    "no_rewrites",
    "nrt",
    "release_gil",
    "target",
    "writable_args",
];

/// Options with an effect, for suggestions.
const OPTIONS: &[&str] = &[
    "boundscheck",
    "error_model",
    "fastmath",
    "locals",
    "nogil",
    "parallel",
];

/// Whether a library name is a decorator.
pub(super) fn is_known(path: &str) -> bool {
    KNOWN.contains(&path)
}

/// The options of a function. None when a problem was found.
pub(super) fn read_options(
    reading: &mut Reading<'_>,
    function: &ModuleFunction,
) -> Option<DispatcherOptions> {
    let mut options = DispatcherOptions::default();
    let before = reading.problems.len();
    for decorator in &function.decorators {
        read(reading, decorator, &mut options);
    }
    (reading.problems.len() == before).then_some(options)
}

fn read(reading: &mut Reading<'_>, decorator: &Decorator, options: &mut DispatcherOptions) {
    let full = reading.full_name(&decorator.path).unwrap_or_default();
    if !is_known(&full) {
        let what = "decorators other than `njit` and `jit`";
        let at = reading.at(decorator.span);
        let problem = nj0011_module_statement::module_statement(what, at);
        return reading.problems.push(problem);
    }
    for arg in &decorator.args {
        read_signatures(reading, arg, options);
    }
    for (name, value) in &decorator.keywords {
        read_option(reading, name, value, options);
    }
}

/// A signature as a text or as an expression of types, or several in a list.
fn read_signatures(reading: &mut Reading<'_>, arg: &StaticExpr, options: &mut DispatcherOptions) {
    let text = match &arg.kind {
        StaticKind::List(items) | StaticKind::Tuple(items) if has_signatures(items) => {
            for item in items {
                read_signatures(reading, item, options);
            }
            return;
        }
        StaticKind::Const(Const::Str(text)) => text.to_string(),
        _ => reading.text(arg.span).to_owned(),
    };
    match Signature::parse(&text) {
        Ok(signature) => options.signatures.push(signature),
        Err(error) => {
            let at = reading.at(arg.span);
            let problem = nj0303_bad_signature::bad_signature(&text, &error.message, at);
            reading.problems.push(problem);
        }
    }
}

/// Whether a list holds signatures, rather than being the argument types of one.
fn has_signatures(items: &[StaticExpr]) -> bool {
    items.iter().all(|item| {
        matches!(
            item.kind,
            StaticKind::Const(Const::Str(_)) | StaticKind::Call { .. }
        )
    })
}

fn read_option(
    reading: &mut Reading<'_>,
    name: &str,
    value: &StaticExpr,
    options: &mut DispatcherOptions,
) {
    let at = reading.at(value.span);
    let text = reading.text(value.span).to_owned();
    let accepted = match name {
        "fastmath" => read_fastmath(value, options),
        "boundscheck" => match as_bool(value) {
            Some(on) => {
                options.code.boundscheck = on;
                Ok(())
            }
            None if is_none(value) => Ok(()),
            None => Err("True, False or None"),
        },
        "error_model" => match as_text(value) {
            Some(model) => options
                .set_error_model(model)
                .map_err(|_| "'python' or 'numpy'"),
            None => Err("'python' or 'numpy'"),
        },
        "nogil" => set(value, &mut options.nogil),
        "parallel" => set(value, &mut options.parallel),
        "locals" => return read_locals(reading, value, options),
        _ if WITHOUT_EFFECT.contains(&name) => Ok(()),
        _ => return unknown(reading, name, at),
    };
    if let Err(accepted) = accepted {
        let problem = nj0302_bad_option_value::bad_option_value(name, &text, accepted, at);
        reading.problems.push(problem);
    }
}

fn unknown(reading: &mut Reading<'_>, name: &str, at: Label) {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    let mut known = OPTIONS.iter().chain(WITHOUT_EFFECT);
    let similar = known.find(|known| plain(known) == plain(name)).copied();
    let problem = nj0301_unknown_option::unknown_option(name, similar, at);
    reading.problems.push(problem);
}

fn set(value: &StaticExpr, option: &mut bool) -> Result<(), &'static str> {
    *option = as_bool(value).ok_or("True or False")?;
    Ok(())
}

/// A bool, or a collection of flags.
fn read_fastmath(value: &StaticExpr, options: &mut DispatcherOptions) -> Result<(), &'static str> {
    const ACCEPTED: &str = "True, False, or a set of 'fast', 'nnan', 'ninf', 'nsz', 'arcp', 'contract', 'afn', \
                            'reassoc'";
    match &value.kind {
        StaticKind::Const(Const::Bool(true)) => {
            options.allow_fastmath("fast").map_err(|_| ACCEPTED)
        }
        StaticKind::Const(Const::Bool(false)) => Ok(()),
        StaticKind::Set(flags) | StaticKind::List(flags) | StaticKind::Tuple(flags) => {
            for flag in flags {
                let flag = as_text(flag).ok_or(ACCEPTED)?;
                options.allow_fastmath(flag).map_err(|_| ACCEPTED)?;
            }
            Ok(())
        }
        StaticKind::Dict(flags) => {
            for (flag, on) in flags {
                if as_bool(on).ok_or(ACCEPTED)? {
                    options.allow_fastmath(flag).map_err(|_| ACCEPTED)?;
                }
            }
            Ok(())
        }
        _ => Err(ACCEPTED),
    }
}

fn read_locals(reading: &mut Reading<'_>, value: &StaticExpr, options: &mut DispatcherOptions) {
    let StaticKind::Dict(entries) = &value.kind else {
        let text = reading.text(value.span).to_owned();
        let accepted = "a dictionary of types, such as {'x': float64}";
        let at = reading.at(value.span);
        let problem = nj0302_bad_option_value::bad_option_value("locals", &text, accepted, at);
        return reading.problems.push(problem);
    };
    for (name, ty) in entries {
        let text = as_text(ty).map_or_else(|| reading.text(ty.span).to_owned(), str::to_owned);
        match parse_type(&text) {
            Ok(ty) => options.locals.push((name.clone(), ty)),
            Err(error) => {
                let at = reading.at(ty.span);
                let problem = nj0303_bad_signature::bad_signature(&text, &error.message, at);
                reading.problems.push(problem);
            }
        }
    }
}

fn as_bool(value: &StaticExpr) -> Option<bool> {
    match value.kind {
        StaticKind::Const(Const::Bool(value)) => Some(value),
        _ => None,
    }
}

fn as_text(value: &StaticExpr) -> Option<&str> {
    match &value.kind {
        StaticKind::Const(Const::Str(text)) => Some(text),
        _ => None,
    }
}

fn is_none(value: &StaticExpr) -> bool {
    matches!(value.kind, StaticKind::Const(Const::None))
}
