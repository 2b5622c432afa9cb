//! Nested functions as values.

use numjit_ir::{Imm, Op, Ty, Type};

use crate::emit;
use crate::meaning::{Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `closure`: the operands are the captured values, then the defaults.
pub(super) fn infer_closure(site: &mut Site<'_, '_>) -> Outcome {
    let Imm::Func(position) = site.data().imm else {
        return Err(report::internal(
            site,
            "a nested function without its number",
        ));
    };
    let func = site.cx.program.nested(site.typing.id, position);
    let ty = Ty::new(Type::Closure {
        func,
        captures: site.types().into(),
    });
    if emit::is_fixed(ty) {
        return Ok(Meaning::fixed(ty));
    }
    Ok(Meaning::value(ty, move |e, args| {
        e.b.emit(Op::Closure, args, Imm::Func(func), ty)
    }))
}
