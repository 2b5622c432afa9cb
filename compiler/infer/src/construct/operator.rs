//! Unary, binary and augmented operators.

use numjit_ir::{BinOp, Imm, Op, Ty, Type, UnOp};
use numjit_library::{promote, ufunc};

use super::{container, format, instance, library_call, optional, string, truth, tuple};
use crate::meaning::{Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `bin`
pub(super) fn infer_binary(site: &mut Site<'_, '_>) -> Outcome {
    let Imm::Bin(op) = site.data().imm else {
        return Err(report::internal(site, "an operator without its name"));
    };
    binary(site, op)
}

/// A binary operator on operands 0 and 1.
fn binary(site: &mut Site<'_, '_>, op: BinOp) -> Outcome {
    let (a, b) = (site.ty(0), site.ty(1));
    if let Some(ty) = fold(op, a, b) {
        return Ok(Meaning::fixed(ty));
    }
    if let Some(outcome) = instance::binary(site, op, false) {
        return outcome;
    }
    let (x, y) = (optional::unwrapped(a), optional::unwrapped(b));
    if x.as_array().is_some() || y.as_array().is_some() {
        return on_arrays(site, op, x, y);
    }
    if string::is_string(x) && op == BinOp::Mod {
        return format::infer_percent(site, x, y);
    }
    if let Some(operands) = string::repetition(op, x, y) {
        return string::repeat(site, operands);
    }
    if let Some(meaning) = string::binary(op, x, y).or_else(|| tuple::binary(op, x, y)) {
        return Ok(meaning);
    }
    if let Some(outcome) = container::operator(site, op, false, x, y) {
        return outcome;
    }
    match promote::binary(op, x, y) {
        Some(types) => Ok(scalars(op, types)),
        None => Err(report::unsupported_operands(site, op.text(), &[0, 1])),
    }
}

fn scalars(op: BinOp, types: promote::BinaryTypes) -> Meaning {
    Meaning::value(types.result, move |e, args| {
        let left = e.cast(args[0], types.left);
        let right = e.cast(args[1], types.right);
        e.b.emit(Op::Bin, &[left, right], Imm::Bin(op), types.result)
    })
}

fn on_arrays(site: &mut Site<'_, '_>, op: BinOp, a: Ty, b: Ty) -> Outcome {
    let Some(row) = ufunc::binary_row(op) else {
        return matmul(site, a, b);
    };
    let typed = ufunc::resolve(row, &[a, b], &site.options())
        .map_err(|reason| report::operand_mismatch(site, op.text(), &[0, 1], &reason))?;
    Ok(library_call::with_operands(typed, &[a, b]))
}

fn matmul(site: &mut Site<'_, '_>, a: Ty, b: Ty) -> Outcome {
    let fallback = |site: &Site<'_, '_>| report::unsupported_operands(site, "@", &[0, 1]);
    let refusal = match library_call::by_path(site, "nj.matmul", &[a, b]) {
        Ok(Some(meaning)) => return Ok(meaning),
        Ok(None) => return Err(fallback(site)),
        Err(refusal) => refusal,
    };
    match library_call::by_path(site, "numpy.matmul", &[a, b]) {
        Ok(Some(meaning)) => Ok(meaning),
        Ok(None) | Err(_) => Err(refusal),
    }
}

/// `inplace`: arrays are updated in place, other values are bound anew.
pub(super) fn infer_inplace(site: &mut Site<'_, '_>) -> Outcome {
    let Imm::Bin(op) = site.data().imm else {
        return Err(report::internal(site, "an operator without its name"));
    };
    if let Some(outcome) = instance::binary(site, op, true) {
        return outcome;
    }
    let (target, value) = (site.ty(0), optional::unwrapped(site.ty(1)));
    if let Some(outcome) = container::operator(site, op, true, target, value) {
        return outcome;
    }
    match target.as_array() {
        Some(array) if op != BinOp::MatMul => {
            if array.readonly {
                return Err(report::readonly(site, target));
            }
            let typed = ufunc::resolve_inplace(op, target, value, &site.options());
            let name = format!("{}=", op.text());
            let typed =
                typed.map_err(|reason| report::operand_mismatch(site, &name, &[0, 1], &reason))?;
            Ok(library_call::with_operands(typed, &[target, value]))
        }
        _ => binary(site, op),
    }
}

/// `un`
pub(super) fn infer_unary(site: &mut Site<'_, '_>) -> Outcome {
    let Imm::Un(op) = site.data().imm else {
        return Err(report::internal(site, "an operator without its name"));
    };
    let ty = site.ty(0);
    if op == UnOp::Not {
        return truth::not(site, ty);
    }
    if let Some(outcome) = instance::unary(site, op) {
        return outcome;
    }
    if let Some(ty) = fold_unary(op, ty) {
        return Ok(Meaning::fixed(ty));
    }
    let inner = optional::unwrapped(ty);
    if inner.as_array().is_some() {
        return unary_on_array(site, op, inner);
    }
    let types = promote::unary(op, inner)
        .ok_or_else(|| report::unsupported_operands(site, op.text(), &[0]))?;
    Ok(Meaning::value(types.result, move |e, args| {
        let operand = e.cast(args[0], types.operand);
        let value = e.b.emit(Op::Un, &[operand], Imm::Un(op), types.operand);
        e.cast(value, types.result)
    }))
}

fn unary_on_array(site: &Site<'_, '_>, op: UnOp, ty: Ty) -> Outcome {
    let unsupported = || -> Fault { report::unsupported_operands(site, op.text(), &[0]) };
    let row = ufunc::unary_row(op).ok_or_else(unsupported)?;
    let typed = ufunc::resolve(row, &[ty], &site.options())
        .map_err(|reason| report::operand_mismatch(site, op.text(), &[0], &reason))?;
    Ok(library_call::with_operands(typed, &[ty]))
}

/// The literal result of an operator on integer literals, where it is an integer that fits.
fn fold(op: BinOp, a: Ty, b: Ty) -> Option<Ty> {
    let (Type::LitInt(a), Type::LitInt(b)) = (a.get(), b.get()) else {
        return None;
    };
    let (a, b) = (*a, *b);
    let value = match op {
        BinOp::Add => a.checked_add(b),
        BinOp::Sub => a.checked_sub(b),
        BinOp::Mul => a.checked_mul(b),
        BinOp::FloorDiv => floor_div(a, b),
        BinOp::Mod => floor_div(a, b).and_then(|q| a.checked_sub(q.checked_mul(b)?)),
        BinOp::Pow => u32::try_from(b).ok().and_then(|b| a.checked_pow(b)),
        _ => None,
    };
    value.map(Ty::literal_int).filter(|ty| ty.is_literal())
}

/// Quotient rounded towards minus infinity.
fn floor_div(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    let inexact = a.checked_rem(b)? != 0;
    Some(quotient - i64::from(inexact && (a < 0) != (b < 0)))
}

fn fold_unary(op: UnOp, ty: Ty) -> Option<Ty> {
    let Type::LitInt(value) = ty.get() else {
        return None;
    };
    let value = match op {
        UnOp::Neg => value.checked_neg(),
        UnOp::Pos => Some(*value),
        UnOp::Invert => Some(!*value),
        UnOp::Not => None,
    };
    value.map(Ty::literal_int).filter(|ty| ty.is_literal())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literal_arithmetic_rounds_as_python_does() {
        assert_eq!(floor_div(-7, 3), Some(-3));
        assert_eq!(floor_div(7, -3), Some(-3));
        assert_eq!(floor_div(i64::MIN, -1), None);
        let lit = |v| Ty::new(Type::LitInt(v));
        assert_eq!(fold(BinOp::Mod, lit(7), lit(-3)), Some(lit(-2)));
        assert_eq!(fold(BinOp::FloorDiv, lit(7), lit(0)), None);
        assert_eq!(fold(BinOp::Add, lit(i64::MAX), lit(1)), None);
    }
}
