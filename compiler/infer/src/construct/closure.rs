//! Nested functions as values.

use numjit_ir::{Imm, Op, Ty, Type, Value};

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

/// `global` of a nested function's own name: the same function with the same captures, which are the
/// leading parameters of its entry block.
pub(super) fn infer_itself(site: &Site<'_, '_>) -> Meaning {
    let typing = site.typing;
    let count = typing.untyped.captures.len() + typing.untyped.captured_defaults;
    let params = typing.func().params().iter().take(count);
    let captures: Vec<Ty> = params.map(|&param| typing.ty(param)).collect();
    let func = typing.id;
    let ty = Ty::new(Type::Closure {
        func,
        captures: captures.clone().into(),
    });
    if emit::is_fixed(ty) {
        return Meaning::fixed(ty);
    }
    Meaning::value(ty, move |e, _| {
        let mut values: Vec<Value> = e.b.func.params().iter().copied().take(count).collect();
        for (value, &ty) in values.iter_mut().zip(&captures) {
            if emit::is_fixed(ty) {
                *value = emit::fixed(&mut e.b, ty);
            }
        }
        e.b.emit(Op::Closure, &values, Imm::Func(func), ty)
    })
}
