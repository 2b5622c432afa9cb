//! Iterating over generator objects, and `next`.
//!
//! The state of such an iteration is a tuple: the generator, whether it has a value, and the value. A
//! generator function that iterates over a tuple keeps the tuple and a position, because the state of an
//! ordinary iteration over a tuple points into the stack.

use numjit_abi::ExceptionKind;
use numjit_ir::{CmpOp, Imm, Op, Ty, Type, Value};

use super::arguments::Arguments;
use super::truth;
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::report;
use crate::session::{Key, Target};
use crate::site::Site;

/// The function of a generator type and the type of its values.
pub(super) fn parts(ty: Ty) -> Option<(u32, Ty)> {
    match ty.get() {
        Type::Generator { func, yields, .. } => Some((*func, *yields)),
        _ => None,
    }
}

/// The state of an iteration, apart from those of the typed stage itself.
pub(super) enum State {
    /// Over a generator with values of this type.
    Generator { generator: Ty, yields: Ty },
    /// Over a tuple of elements of this type, inside a generator.
    Tuple { tuple: Ty, element: Ty },
}

/// What a state of this file is; none for other states.
pub(super) fn state(ty: Ty) -> Option<State> {
    let types = ty.as_tuple()?;
    let &first = types.first()?;
    if let Some((_, yields)) = parts(first) {
        return Some(State::Generator {
            generator: first,
            yields,
        });
    }
    let &element = first.as_tuple()?.first()?;
    Some(State::Tuple {
        tuple: first,
        element,
    })
}

/// The function that goes on with a generator.
fn resumption(site: &mut Site<'_, '_>, generator: Ty, func: u32) -> Result<Target, Fault> {
    let options = site.options();
    let options = site.cx.program.options(func, &options);
    site.cx.request(Key::resumption(func, generator, options))
}

/// Goes on with a generator: whether it has a value, and the value.
fn emit_resume(e: &mut Emitter<'_>, target: Target, generator: Value) -> Value {
    let marker = emit::fixed(&mut e.b, Ty::ELLIPSIS);
    e.call(target.callee, &[generator, marker], target.result)
}

fn state_type(generator: Ty, yields: Ty) -> Ty {
    Ty::tuple([generator, Ty::BOOL, yields])
}

fn next_state(e: &mut Emitter<'_>, target: Target, generator: Value, yields: Ty) -> Value {
    let ty = e.b.func.ty(generator);
    let pair = emit_resume(e, target, generator);
    let has = emit::tuple_get(&mut e.b, pair, 0, Ty::BOOL);
    let value = emit::tuple_get(&mut e.b, pair, 1, yields);
    e.op(Op::Tuple, &[generator, has, value], state_type(ty, yields))
}

/// `iter_start` of a generator.
pub(super) fn infer_start(site: &mut Site<'_, '_>, generator: Ty) -> Outcome {
    let Some((func, yields)) = parts(generator) else {
        return Err(report::internal(site, "a generator without a function"));
    };
    if yields == Ty::NEVER {
        return Ok(Meaning::wait(1));
    }
    let target = resumption(site, generator, func)?;
    let state = state_type(generator, yields);
    Ok(Meaning::value(state, move |e, args| {
        let generator = e.cast(args[0], generator);
        next_state(e, target, generator, yields)
    })
    .calling(target.callee))
}

/// `iter_start` of a tuple inside a generator.
pub(super) fn start_tuple(tuple: Ty) -> Meaning {
    let state = Ty::tuple([tuple, Ty::I64]);
    Meaning::value(state, move |e, args| {
        let tuple = e.cast(args[0], tuple);
        let zero = emit::int(&mut e.b, 0);
        e.op(Op::Tuple, &[tuple, zero], state)
    })
}

/// `iter_has`
pub(super) fn infer_has(state: &State) -> Meaning {
    match *state {
        State::Generator { .. } => Meaning::value(Ty::BOOL, |e, args| {
            emit::tuple_get(&mut e.b, args[0], 1, Ty::BOOL)
        }),
        State::Tuple { tuple, .. } => {
            let len = tuple.as_tuple().map_or(0, <[Ty]>::len) as i64;
            Meaning::value(Ty::BOOL, move |e, args| {
                let position = emit::tuple_get(&mut e.b, args[0], 1, Ty::I64);
                let len = emit::int(&mut e.b, len);
                let less = Imm::Cmp(CmpOp::Lt);
                e.b.emit(Op::Compare, &[position, len], less, Ty::BOOL)
            })
        }
    }
}

/// `iter_get`
pub(super) fn infer_get(state: &State) -> Meaning {
    match *state {
        State::Generator { yields, .. } => Meaning::value(yields, move |e, args| {
            emit::tuple_get(&mut e.b, args[0], 2, yields)
        }),
        State::Tuple { tuple, element } => Meaning::value(element, move |e, args| {
            let elements = emit::tuple_get(&mut e.b, args[0], 0, tuple);
            let position = emit::tuple_get(&mut e.b, args[0], 1, Ty::I64);
            e.op(Op::TupleIndex, &[elements, position], element)
        }),
    }
}

/// `iter_advance`
pub(super) fn infer_advance(site: &mut Site<'_, '_>, state: &State) -> Outcome {
    match *state {
        State::Generator { generator, yields } => {
            let Some((func, _)) = parts(generator) else {
                return Err(report::internal(site, "a generator without a function"));
            };
            let target = resumption(site, generator, func)?;
            let meaning = Meaning::value(state_type(generator, yields), move |e, args| {
                let generator = emit::tuple_get(&mut e.b, args[0], 0, generator);
                next_state(e, target, generator, yields)
            });
            Ok(meaning.calling(target.callee))
        }
        State::Tuple { tuple, .. } => {
            let ty = Ty::tuple([tuple, Ty::I64]);
            Ok(Meaning::value(ty, move |e, args| {
                let elements = emit::tuple_get(&mut e.b, args[0], 0, tuple);
                let position = emit::tuple_get(&mut e.b, args[0], 1, Ty::I64);
                let one = emit::int(&mut e.b, 1);
                let add = Imm::Bin(numjit_ir::BinOp::Add);
                let next = e.b.emit(Op::Bin, &[position, one], add, Ty::I64);
                e.op(Op::Tuple, &[elements, next], ty)
            }))
        }
    }
}

/// `next(generator)` and `next(generator, default)`; `nj.advance(generator)` gives the pair of whether there
/// is a value and the value.
pub(super) fn infer_next(site: &mut Site<'_, '_>, arguments: &Arguments, is_pair: bool) -> Outcome {
    let (Some(iterator), 1..=2, true) = (
        arguments.at(0),
        arguments.positional.len(),
        arguments.keywords.is_empty(),
    ) else {
        let problem = "takes an iterator and possibly a default";
        let signature = Some("next(iterator, default)");
        let at = site.here();
        return Err(numjit_diag::codes::nj0205_wrong_arguments::wrong_arguments(
            "next", problem, signature, at,
        )
        .into());
    };
    let Some((func, yields)) = parts(iterator.ty) else {
        return Err(report::unsupported_use(site, "`next`", iterator.ty));
    };
    let target = resumption(site, iterator.ty, func)?;
    if is_pair {
        let meaning = Meaning::value(target.result, move |e, args| {
            let generator = iterator.write(e, args);
            emit_resume(e, target, generator)
        });
        return Ok(meaning.calling(target.callee));
    }
    let default = arguments.at(1);
    let result = match default {
        None => yields,
        Some(default) => match numjit_library::promote::unify(yields, default.ty.unliteral()) {
            Some(ty) => ty,
            None => {
                return Err(report::unsupported_use(
                    site,
                    "`next` with a default",
                    default.ty,
                ));
            }
        },
    };
    let meaning = Meaning::value(result, move |e, args| {
        let generator = iterator.write(e, args);
        let pair = emit_resume(e, target, generator);
        let has = emit::tuple_get(&mut e.b, pair, 0, Ty::BOOL);
        let value = emit::tuple_get(&mut e.b, pair, 1, yields);
        match default {
            None => {
                let ended = truth::emit_not(e, has);
                emit::raise_without_message(&mut e.b, ended, ExceptionKind::StopIteration);
                value
            }
            Some(default) => {
                let value = e.cast(value, result);
                let default = default.write(e, args);
                let default = e.cast(default, result);
                e.op(Op::Select, &[has, value, default], result)
            }
        }
    });
    Ok(meaning.calling(target.callee))
}
