//! Constants, and types declared for variables.

use numjit_ir::{Const, Imm};

use crate::emit;
use crate::meaning::{Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `const`
pub(super) fn infer_const(site: &Site<'_, '_>) -> Outcome {
    match &site.data().imm {
        Imm::Const(value) => Ok(constant(value)),
        _ => Err(report::internal(site, "a constant without a value")),
    }
}

/// A constant of its literal type where there is one.
pub(super) fn constant(value: &Const) -> Meaning {
    let ty = emit::literal_type(value);
    if emit::is_fixed(ty) {
        return Meaning::fixed(ty);
    }
    let value = value.clone();
    Meaning::value(ty, move |e, _| emit::constant(&mut e.b, value.clone(), ty))
}

/// `annotate`
pub(super) fn infer_annotate(site: &Site<'_, '_>) -> Outcome {
    let found = site.ty(0);
    let Some(declared) = site.typing.declared_name(site.name()) else {
        return Ok(Meaning::operand(0, found));
    };
    if numjit_library::convert::rate(found, declared).is_none() {
        return Err(report::conversion(
            site,
            found,
            declared,
            "the type is declared with `locals=`",
        ));
    }
    Ok(Meaning::value(declared, move |e, args| {
        e.cast(args[0], declared)
    }))
}
