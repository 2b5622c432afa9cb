//! List displays, which have the type of a tuple whose elements have one type.

use numjit_diag::codes;
use numjit_ir::{Op, Ty, Value};
use numjit_library::promote;

use crate::meaning::{Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `list`
pub(super) fn infer_list(site: &Site<'_, '_>) -> Outcome {
    let types = site.types();
    if types.is_empty() {
        return Err(codes::nj0220_unknown_element_type::unknown_element_type(site.here()).into());
    }
    let Some(element) = promote::unify_all(types.iter().map(|ty| ty.unliteral())) else {
        let at = site.here();
        let types = types
            .iter()
            .enumerate()
            .map(|(position, &ty)| {
                let place = site.origin(position).unwrap_or_else(|| site.here());
                (report::type_name(ty), place)
            })
            .collect();
        let variable = Some("an element of this list");
        return Err(codes::nj0201_conflicting_types::conflicting_types(variable, types, at).into());
    };
    let ty = Ty::uni_tuple(element, types.len());
    Ok(Meaning::value(ty, move |e, args| {
        let values: Vec<Value> = args.iter().map(|&value| e.cast(value, element)).collect();
        e.op(Op::Tuple, &values, ty)
    }))
}
