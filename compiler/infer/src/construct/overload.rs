//! Calls of functions that the program has given a meaning for compiled code: for the argument types at
//! hand, code of the program chooses the function that is compiled.

use numjit_diag::codes;
use numjit_ir::{Ty, classes};

use super::arguments::Arguments;
use super::{call, function};
use crate::meaning::{Fault, Outcome};
use crate::report;
use crate::site::Site;

/// A call of a set of overloads: plain types are tried first, then the types of literals, as Numba does it.
pub(super) fn call(site: &mut Site<'_, '_>, set: u32, arguments: Arguments) -> Outcome {
    let plain = arguments.with_types(Ty::unliteral);
    let has_literals = arguments.types() != plain.types();
    let mut failure = None;
    for attempt in [Some(plain), has_literals.then(|| arguments.clone())] {
        let Some(attempt) = attempt else { continue };
        let (given, named) = attempt.types();
        let reason = match site.cx.program.overload(set, &given, &named) {
            Ok(Some(func)) => match function::call(site, func, attempt) {
                Ok(meaning) => return Ok(meaning),
                Err(fault) => {
                    failure = Some(fault);
                    continue;
                }
            },
            Ok(None) => None,
            Err(reason) => Some(reason),
        };
        if failure.is_none() && reason.is_some() {
            let name = &classes::overloads(set).name;
            failure = Some(no_match(site, name, &given, reason));
        }
    }
    let about = classes::overloads(set);
    match (about.entity, failure) {
        (Some(entity), _) => call::call_entity(site, entity, arguments),
        (None, Some(fault)) => Err(fault),
        (None, None) => Err(no_match(site, &about.name, &arguments.types().0, None)),
    }
}

fn no_match(site: &Site<'_, '_>, name: &str, given: &[Ty], reason: Option<String>) -> Fault {
    let types: Vec<String> = given.iter().map(|&ty| report::type_name(ty)).collect();
    let reason = reason.unwrap_or_else(|| "no overload of it accepts these types".to_owned());
    codes::nj0204_call_mismatch::call_combination(name, &types, &reason, site.here()).into()
}
