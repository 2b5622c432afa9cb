//! The rules: one file per construct of the language.

mod arguments;
mod array;
mod attribute;
mod binding;
mod call;
mod closure;
mod compare;
mod constant;
pub(crate) mod container;
mod enumeration;
mod exception;
mod format;
mod function;
mod generator;
mod index;
mod index_list;
mod instance;
mod isinstance;
mod iteration;
mod library_call;
mod membership;
mod object_mode;
mod operator;
mod optional;
mod overload;
mod pattern;
mod print;
mod record;
mod sequence;
mod slice;
mod string;
mod subscript;
pub(crate) mod truth;
mod tuple;
mod unpack;

use numjit_ir::{Inst, Op, Ty};

use crate::meaning::{Meaning, Outcome};
use crate::open;
use crate::report;
use crate::session::Session;
use crate::site::Site;
use crate::typing::Typing;

/// The meaning of an untyped instruction for its operand types.
pub(crate) fn infer(cx: &mut Session<'_>, typing: &Typing, inst: Inst) -> Outcome {
    let data = typing.func().inst(inst);
    if data.args.iter().any(|&value| typing.ty(value) == Ty::NEVER) {
        return Ok(Meaning::wait(data.results.len()));
    }
    let has_open = typing.has_open()
        && data
            .args
            .iter()
            .any(|&value| open::is_open(typing.ty(value)));
    let site = &mut Site { cx, typing, inst };
    if has_open && let Some(outcome) = container::infer_open(site) {
        return outcome;
    }
    match data.op {
        Op::Jump | Op::Unreachable | Op::Return | Op::Guard => Ok(Meaning::effect(|_, _| {})),
        Op::Branch => truth::infer_branch(site),
        Op::Raise => exception::infer_raise(site),
        Op::Reraise => Ok(exception::infer_reraise()),
        Op::Yield => Ok(Meaning::fixed(Ty::NONE)),
        Op::Caught => Ok(exception::infer_caught()),
        Op::Catches => exception::infer_catches(site),
        Op::Const => constant::infer_const(site),
        Op::Undef => Ok(Meaning::wait(1)),
        Op::Global => binding::infer_global(site),
        Op::GetAttr => attribute::infer_getattr(site),
        Op::SetAttr => attribute::infer_setattr(site),
        Op::Call => call::infer_call(site),
        Op::Closure => closure::infer_closure(site),
        Op::GetItem => subscript::infer_getitem(site),
        Op::SetItem => subscript::infer_setitem(site),
        Op::DelItem => subscript::infer_delitem(site),
        Op::Unpack => unpack::infer_unpack(site),
        Op::ListDisplay => container::infer_list(site),
        Op::SetDisplay => container::infer_set(site),
        Op::DictDisplay => container::infer_dict(site),
        Op::InplaceBin => operator::infer_inplace(site),
        Op::Matches | Op::MatchLength | Op::MatchClass | Op::MatchPart => {
            pattern::infer(site, data.op)
        }
        Op::Annotate => constant::infer_annotate(site),
        Op::Bin => operator::infer_binary(site),
        Op::Un => operator::infer_unary(site),
        Op::Compare => compare::infer_compare(site),
        Op::Truth => truth::infer_truth(site),
        Op::Tuple => tuple::infer_tuple(site),
        Op::MakeSlice => slice::infer_slice(site),
        Op::FString => print::infer_fstring(site),
        Op::IterStart => iteration::infer_start(site),
        Op::IterHas => iteration::infer_has(site),
        Op::IterGet => iteration::infer_get(site),
        Op::IterAdvance => iteration::infer_advance(site),
        _ => Err(report::internal(
            site,
            &format!("operation {} in untyped code", data.op.info().name),
        )),
    }
}
