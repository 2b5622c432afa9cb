//! Calls of functions that the program has given a meaning for compiled code: for the argument types at
//! hand, code of the program chooses the function that is compiled.

use numjit_diag::codes;
use numjit_ir::Ty;

use super::arguments::Arguments;
use super::{call, function};
use crate::meaning::{Fault, Outcome};
use crate::report;
use crate::site::Site;

/// A call of a set of overloads: plain types are tried first, then the types of literals, as Numba does it.
pub(super) fn call(site: &mut Site<'_, '_>, set: u32, arguments: Arguments) -> Outcome {
    let given: Vec<Ty> = arguments.positional.iter().map(|a| a.ty).collect();
    let named: Vec<(Box<str>, Ty)> = arguments
        .keywords
        .iter()
        .map(|(name, argument)| (name.clone(), argument.ty))
        .collect();
    let plain: Vec<Ty> = given.iter().map(|ty| ty.unliteral()).collect();
    let plain_named: Vec<(Box<str>, Ty)> = named
        .iter()
        .map(|(name, ty)| (name.clone(), ty.unliteral()))
        .collect();
    let mut reason = None;
    for (given, named) in [(&plain, &plain_named), (&given, &named)] {
        match site.cx.program.overload(set, given, named) {
            Ok(Some(func)) => return function::call(site, func, arguments),
            Ok(None) => {}
            Err(problem) => reason = Some(problem),
        }
        if plain
            == arguments
                .positional
                .iter()
                .map(|a| a.ty)
                .collect::<Vec<_>>()
        {
            break;
        }
    }
    let about = numjit_ir::classes::overloads(set);
    match (about.entity, reason) {
        (Some(entity), _) => call::call_entity(site, entity, arguments),
        (None, reason) => Err(no_match(site, &about.name, &given, reason)),
    }
}

fn no_match(site: &Site<'_, '_>, name: &str, given: &[Ty], reason: Option<String>) -> Fault {
    let types: Vec<String> = given.iter().map(|&ty| report::type_name(ty)).collect();
    let reason = reason.unwrap_or_else(|| "no overload of it accepts these types".to_owned());
    codes::nj0204_call_mismatch::call_combination(name, &types, &reason, site.here()).into()
}
