//! The result type of a function.

use numjit_ir::{Ty, Type, Value};
use numjit_library::promote;

use crate::session::{Key, Session};
use crate::typing::Typing;

/// The declared type if there is one, else the join over the reachable `return` statements; `never`
/// while that rests on a recursive call whose result is not known yet. A function that always raises
/// has the result type `None`.
pub(crate) fn result_type(cx: &mut Session<'_>, typing: &Typing, key: &Key) -> Ty {
    if let Some(declared) = cx.program.declared_result(key.func, &key.args) {
        return declared;
    }
    if typing.untyped.is_generator {
        return match key.resumed() {
            Some(_) => Ty::tuple([Ty::BOOL, typing.yields]),
            None => Ty::new(Type::Generator {
                func: key.func,
                args: key.args.clone().into(),
                yields: typing.yields,
            }),
        };
    }
    let types = || {
        typing
            .returns()
            .map(|inst| typing.ty(returned(typing, inst)))
    };
    if types().next().is_none() && !typing.is_waiting() {
        return Ty::NONE;
    }
    let joined = promote::unify_all(types()).or_else(|| types().find(|&ty| ty != Ty::NEVER));
    let joined = joined.unwrap_or(Ty::NEVER);
    if cx.is_library(key.func) {
        joined
    } else {
        joined.unliteral()
    }
}

/// The join over the values that a generator yields; `None` if it yields none.
pub(crate) fn yielded_type(typing: &Typing) -> Ty {
    if !typing.untyped.is_generator {
        return Ty::NEVER;
    }
    let types = || {
        typing
            .yielding()
            .map(|inst| typing.ty(returned(typing, inst)))
    };
    if types().next().is_none() {
        return Ty::NONE;
    }
    let joined = promote::unify_all(types()).or_else(|| types().find(|&ty| ty != Ty::NEVER));
    joined.unwrap_or(Ty::NEVER).unliteral()
}

/// The operand of a `return` or `yield`.
pub(crate) fn returned(typing: &Typing, inst: numjit_ir::Inst) -> Value {
    typing.func().inst(inst).args[0]
}
