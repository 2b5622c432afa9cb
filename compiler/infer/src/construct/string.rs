//! Operators on strings.

use numjit_ir::{BinOp, CmpOp, Imm, Op, Ty, Type};

use super::library_call;
use crate::meaning::{Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// Whether values are `str`, a literal included.
pub(super) fn is_string(ty: Ty) -> bool {
    matches!(ty.get(), Type::Str | Type::LitStr(_))
}

/// A binary operator on two strings; none if it is not for strings.
pub(super) fn binary(op: BinOp, a: Ty, b: Ty) -> Option<Meaning> {
    if op != BinOp::Add || !is_string(a) || !is_string(b) {
        return None;
    }
    if let (Type::LitStr(a), Type::LitStr(b)) = (a.get(), b.get()) {
        let text = format!("{a}{b}");
        return Some(Meaning::fixed(Ty::new(Type::LitStr(text.into()))));
    }
    Some(Meaning::value(Ty::STR, move |e, args| {
        let left = e.cast(args[0], Ty::STR);
        let right = e.cast(args[1], Ty::STR);
        e.b.emit(Op::Bin, &[left, right], Imm::Bin(op), Ty::STR)
    }))
}

/// The positions of the str and the integer of a repetition; none for other operands.
pub(super) fn repetition(op: BinOp, a: Ty, b: Ty) -> Option<[usize; 2]> {
    let whole = |ty: Ty| ty.is_int() || ty.is_bool();
    match op {
        BinOp::Mul if is_string(a) && whole(b) => Some([0, 1]),
        BinOp::Mul if whole(a) && is_string(b) => Some([1, 0]),
        _ => None,
    }
}

/// A str so many times.
pub(super) fn repeat(site: &mut Site<'_, '_>, [text, times]: [usize; 2]) -> Outcome {
    let types = [Ty::STR, Ty::I64];
    let Some(meaning) = library_call::by_path(site, "nj.str_repeat", &types)? else {
        return Err(report::unsupported_operands(site, "*", &[0, 1]));
    };
    Ok(Meaning::value(Ty::STR, move |e, args| {
        let text = e.cast(args[text], Ty::STR);
        let times = e.cast(args[times], Ty::I64);
        super::binding::write_value(e, &meaning, &[text, times])
    }))
}

/// A comparison of two strings; none if the types are others.
pub(super) fn compare(op: CmpOp, a: Ty, b: Ty) -> Option<Meaning> {
    if !is_string(a) || !is_string(b) {
        return None;
    }
    if let (Type::LitStr(a), Type::LitStr(b)) = (a.get(), b.get()) {
        let holds = super::compare::holds(op, a.chars().cmp(b.chars()))?;
        return Some(Meaning::fixed(Ty::new(Type::LitBool(holds))));
    }
    let op = match op {
        CmpOp::Is => CmpOp::Eq,
        CmpOp::IsNot => CmpOp::Ne,
        CmpOp::In | CmpOp::NotIn => return None,
        _ => op,
    };
    Some(Meaning::value(Ty::BOOL, move |e, args| {
        let left = e.cast(args[0], Ty::STR);
        let right = e.cast(args[1], Ty::STR);
        e.b.emit(Op::Compare, &[left, right], Imm::Cmp(op), Ty::BOOL)
    }))
}
