//! `isinstance`, decided by types.

use numjit_diag::codes;
use numjit_ir::{Container, Ty, Type};
use numjit_library::{self as library, Kind};

use super::arguments::Arguments;
use super::optional;
use crate::meaning::{Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `isinstance(value, classes)`
pub(super) fn infer_isinstance(site: &Site<'_, '_>, entity: u32, arguments: &Arguments) -> Outcome {
    let (Some(value), Some(classes), 2, true) = (
        arguments.at(0),
        arguments.at(1),
        arguments.positional.len(),
        arguments.keywords.is_empty(),
    ) else {
        let name = report::entity_name(entity);
        let problem = "takes exactly two positional arguments";
        let signature = Some("isinstance(value, classes)");
        let at = site.here();
        return Err(
            codes::nj0205_wrong_arguments::wrong_arguments(&name, problem, signature, at).into(),
        );
    };
    if optional::is_optional(value.ty) {
        return Err(report::unsupported_use(site, "`isinstance`", value.ty));
    }
    let found = is_one_of(site, value.ty, classes.ty)?;
    Ok(Meaning::fixed(Ty::new(Type::LitBool(found))))
}

pub(super) fn is_one_of(site: &Site<'_, '_>, value: Ty, classes: Ty) -> Result<bool, Fault> {
    match classes.get() {
        Type::Tuple(classes) => {
            let mut found = false;
            for &class in classes {
                found |= is_one_of(site, value, class)?;
            }
            Ok(found)
        }
        Type::Entity(entity) => is_instance(value, *entity).ok_or_else(|| unknown(site, classes)),
        Type::DType(ty) => Ok(value.unliteral() == *ty),
        Type::Class(class) => Ok(matches!(value.get(), Type::Instance(own)
            if own == class || numjit_ir::classes::get(*own).bases.contains(class))),
        Type::NamedTupleClass(class) => {
            Ok(matches!(value.get(), Type::NamedTuple(tuple) if tuple.class == class.class))
        }
        _ => Err(unknown(site, classes)),
    }
}

fn unknown(site: &Site<'_, '_>, class: Ty) -> Fault {
    report::unsupported_use(site, "a test with `isinstance`", class)
}

/// `int`, `float` and `complex` are the widest type of their kind, which is what a Python number becomes; a
/// NumPy scalar class is one type. None if the entity is not a class.
fn is_instance(value: Ty, entity: u32) -> Option<bool> {
    let item = library::item(entity);
    Some(match (item.path, &item.kind) {
        ("builtins.int", _) => value.unliteral() == Ty::I64,
        ("builtins.float", _) => value == Ty::F64,
        ("builtins.complex", _) => value == Ty::C128,
        ("builtins.bool", _) => value.is_bool(),
        ("builtins.str", _) => value.unliteral() == Ty::STR,
        ("builtins.tuple", _) => value.as_tuple().is_some(),
        ("builtins.range", _) => matches!(value.get(), Type::Range(_)),
        ("builtins.slice", _) => matches!(value.get(), Type::Slice { .. }),
        ("builtins.list", _) => {
            matches!(value.get(), Type::List(_)) || is_open(value, Container::List)
        }
        ("numba.typed.List", _) => {
            let typed = Container::TypedList;
            matches!(value.get(), Type::TypedList(_)) || is_open(value, typed)
        }
        ("builtins.dict" | "numba.typed.Dict", _) => {
            matches!(value.get(), Type::Dict(..)) || is_open(value, Container::Dict)
        }
        ("builtins.set" | "numba.typed.Set", _) => {
            matches!(value.get(), Type::Set(_)) || is_open(value, Container::Set)
        }
        ("numpy.ndarray", _) => value.as_array().is_some(),
        (_, Kind::DType(ty, _)) => value.unliteral() == *ty,
        _ => return None,
    })
}

/// Whether the type is a container of a kind whose elements are not known yet.
fn is_open(ty: Ty, kind: Container) -> bool {
    matches!(ty.get(), Type::Open(found, _) if *found == kind)
}
