//! `raise`.

use numjit_diag::codes;
use numjit_ir::{Imm, Op, Ty, Type, Value};

use super::print;
use crate::meaning::{Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `raise`: operand 0 is the class, the others are its arguments.
pub(super) fn infer_raise(site: &Site<'_, '_>) -> Outcome {
    let types = site.types();
    let Some((&class, arguments)) = types.split_first() else {
        return Err(codes::nj0002_unsupported_statement::unsupported_statement(
            "`raise` statements without an exception",
            "name the exception to raise",
            site.here(),
        )
        .into());
    };
    let Type::ExceptionClass(kind) = class.get() else {
        let name = report::type_name(class);
        return Err(codes::nj0221_not_an_exception::not_an_exception(&name, site.here()).into());
    };
    for &ty in arguments {
        if !print::is_printable(ty) {
            return Err(report::unsupported_use(site, "an exception argument", ty));
        }
    }
    let kind = *kind;
    Ok(Meaning::effect(move |e, args| {
        let values: Vec<Value> = args[1..].iter().map(|&value| argument(e, value)).collect();
        e.b.effect(Op::Raise, &values, Imm::Exception(kind));
    }))
}

/// Constant text stays constant; other literals take their plain type.
fn argument(e: &mut crate::meaning::Emitter<'_>, value: Value) -> Value {
    let ty = e.b.func.ty(value);
    let plain = match ty.get() {
        Type::LitStr(_) => ty,
        _ => Ty::unliteral(ty),
    };
    e.cast(value, plain)
}
