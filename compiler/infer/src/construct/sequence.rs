//! Lists where NumPy functions take arrays: `np.array(xs)`, `np.mean(xs)`, `np.concatenate(parts)`.
//!
//! As in NumPy, a list stands for the array that `np.array` makes of it. Functions that join arrays take a
//! list of them as it is.

use numjit_ir::Ty;
use numjit_library::{self as library, Function, Kind};

use super::arguments::Arguments;
use super::{binding, library_call};
use crate::meaning::{Fault, Meaning, Outcome};
use crate::site::Site;

/// Functions of NumPy that change their argument: a copy would hide that.
const IN_PLACE: &[&str] = &["numpy.random.shuffle", "numpy.fill_diagonal", "numpy.put"];

/// What joins a list of arrays, by the function that joins a tuple of them.
const JOINS: &[(&str, &str)] = &[
    ("numpy.concatenate", "nj.concatenate_list"),
    ("numpy.column_stack", "nj.column_stack_list"),
    ("numpy.dstack", "nj.dstack_list"),
    ("numpy.hstack", "nj.hstack_list"),
    ("numpy.stack", "nj.stack_list"),
    ("numpy.vstack", "nj.vstack_list"),
];

/// A call of a NumPy function with a list among its arguments; none if there is none.
pub(super) fn call(
    site: &mut Site<'_, '_>,
    entity: u32,
    function: &'static Function,
    arguments: &Arguments,
) -> Option<Outcome> {
    let path = library::item(entity).path;
    if !path.starts_with("numpy.") || IN_PLACE.contains(&path) {
        return None;
    }
    let first = arguments.positional.first().map(|argument| argument.ty);
    let join = JOINS.iter().find(|join| join.0 == path).map(|join| join.1);
    if let (Some(join), Some(first)) = (join, first)
        && first
            .as_list()
            .is_some_and(|element| element.as_array().is_some())
    {
        return named_call(site, join, arguments);
    }
    let positional = arguments.positional.iter();
    let keywords = arguments.keywords.iter().map(|keyword| &keyword.1);
    let lists: Vec<(usize, Ty)> = positional
        .chain(keywords)
        .filter(|argument| argument.ty.as_list().is_some())
        .filter_map(|argument| Some((argument.operand_position()?, argument.ty)))
        .collect();
    if lists.is_empty() {
        return None;
    }
    Some(with_arrays(site, entity, function, arguments, &lists))
}

fn named_call(site: &mut Site<'_, '_>, path: &str, arguments: &Arguments) -> Option<Outcome> {
    let entity = library::lookup(path)?;
    match &library::item(entity).kind {
        Kind::Function(function) => Some(library_call::call(
            site,
            entity,
            function,
            arguments.clone(),
        )),
        _ => None,
    }
}

/// The call with arrays in the place of lists.
fn with_arrays(
    site: &mut Site<'_, '_>,
    entity: u32,
    function: &'static Function,
    arguments: &Arguments,
    lists: &[(usize, Ty)],
) -> Outcome {
    let mut arguments = arguments.clone();
    let mut conversions: Vec<(usize, Meaning)> = Vec::new();
    for &(operand, ty) in lists {
        let made = library_call::by_path(site, "nj.list_to_array", &[ty])?;
        let Some(made) = made else {
            return Err(Fault::default());
        };
        arguments.retype(operand, made.result());
        conversions.push((operand, made));
    }
    let inner = library_call::call(site, entity, function, arguments)?;
    let mut callees = inner.callees.clone();
    for (_, conversion) in &conversions {
        callees.extend_from_slice(&conversion.callees);
    }
    let waits = inner.is_waiting() || conversions.iter().any(|made| made.1.is_waiting());
    if waits {
        return Ok(Meaning::wait(1).calling_all(&callees));
    }
    Ok(Meaning::value(inner.result(), move |e, args| {
        let mut args = args.to_vec();
        for (operand, conversion) in &conversions {
            args[*operand] = binding::write_value(e, conversion, &[args[*operand]]);
        }
        binding::write_value(e, &inner, &args)
    })
    .calling_all(&callees))
}
