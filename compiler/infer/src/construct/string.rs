//! Operators on strings.

use numjit_ir::{BinOp, CmpOp, Imm, Op, Ty, Type};

use crate::meaning::Meaning;

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
