//! Folding of operators on literals, as CPython's compiler does it.
//!
//! The result decides the type: `1 << 62` is one `int64` constant, `2 ** -1` is a float, and `2 ** 64 - 1`
//! fits `uint64` although a part of it does not. An operation that would raise is left to run time.

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive, Zero};
use numjit_ir::{BinOp, UnOp};

use crate::tree::{Expr, ExprKind, Literal};

/// Widest integer that folding makes, as in CPython.
const MAX_BITS: u64 = 128;

/// Largest integer magnitude up to which every integer is a float.
const EXACT: u64 = 1 << 53;

/// The value of an expression of literals.
pub(crate) fn fold(expr: &Expr) -> Option<Literal> {
    match &expr.kind {
        ExprKind::Literal(literal) => Some(literal.clone()),
        ExprKind::Unary(op, operand) => fold_unary(*op, &fold(operand)?),
        ExprKind::Binary { first, rest } => rest.iter().try_fold(fold(first)?, |left, step| {
            fold_binary(step.op, &left, &fold(&step.right)?)
        }),
        _ => None,
    }
}

/// The truth value of a condition that is a literal.
pub(crate) fn fold_condition(expr: &Expr) -> Option<bool> {
    match fold(expr)? {
        Literal::None => Some(false),
        Literal::Bool(value) => Some(value),
        Literal::Int(value) => Some(!value.is_zero()),
        Literal::Float(value) => Some(value != 0.0),
        Literal::Str(value) => Some(!value.is_empty()),
        Literal::Complex(..) | Literal::Ellipsis => None,
    }
}

fn fold_unary(op: UnOp, operand: &Literal) -> Option<Literal> {
    match (op, operand) {
        (UnOp::Neg, Literal::Int(v)) => Some(Literal::Int(-v)),
        (UnOp::Neg, Literal::Float(v)) => Some(Literal::Float(-v)),
        (UnOp::Neg, Literal::Complex(re, im)) => Some(Literal::Complex(-re, -im)),
        (UnOp::Pos, Literal::Int(_) | Literal::Float(_) | Literal::Complex(..)) => {
            Some(operand.clone())
        }
        (UnOp::Invert, Literal::Int(v)) => Some(Literal::Int(-v - 1)),
        (UnOp::Not, Literal::Bool(v)) => Some(Literal::Bool(!v)),
        _ => None,
    }
}

/// The value of an operator on two literals.
pub(crate) fn fold_binary(op: BinOp, left: &Literal, right: &Literal) -> Option<Literal> {
    match (left, right) {
        (Literal::Int(a), Literal::Int(b)) => fold_integers(op, a, b),
        (Literal::Str(a), Literal::Str(b)) if op == BinOp::Add => {
            Some(Literal::Str(format!("{a}{b}")))
        }
        (Literal::Complex(..), _) | (_, Literal::Complex(..)) => {
            fold_complex(op, complex(left)?, complex(right)?)
        }
        _ => fold_floats(op, real(left)?, real(right)?).map(Literal::Float),
    }
}

fn fold_integers(op: BinOp, a: &BigInt, b: &BigInt) -> Option<Literal> {
    let value = match op {
        BinOp::Add => a + b,
        BinOp::Sub => a - b,
        BinOp::Mul => a * b,
        BinOp::TrueDiv => return divide_integers(a, b).map(Literal::Float),
        BinOp::FloorDiv => floor_divide(a, b)?.0,
        BinOp::Mod => floor_divide(a, b)?.1,
        BinOp::Pow if b.sign() == Sign::Minus => {
            let value = fold_floats(op, exact(a)?, exact(b)?)?;
            return Some(Literal::Float(value));
        }
        BinOp::Pow => a.pow(bounded(b, MAX_BITS / a.bits().max(1))?),
        BinOp::LShift => a << bounded(b, MAX_BITS)?,
        BinOp::RShift => a >> bounded(b, u64::from(u32::MAX))?,
        BinOp::BitAnd => a & b,
        BinOp::BitOr => a | b,
        BinOp::BitXor => a ^ b,
        BinOp::MatMul => return None,
    };
    (value.bits() <= MAX_BITS).then_some(Literal::Int(value))
}

/// Quotient rounded down and remainder with the divisor's sign.
fn floor_divide(a: &BigInt, b: &BigInt) -> Option<(BigInt, BigInt)> {
    if b.is_zero() {
        return None;
    }
    let (quotient, remainder) = (a / b, a % b);
    if !remainder.is_zero() && remainder.is_negative() != b.is_negative() {
        return Some((quotient - 1, remainder + b));
    }
    Some((quotient, remainder))
}

fn divide_integers(a: &BigInt, b: &BigInt) -> Option<f64> {
    fold_floats(BinOp::TrueDiv, exact(a)?, exact(b)?)
}

/// A count that is not negative and not above a limit.
fn bounded(value: &BigInt, limit: u64) -> Option<u32> {
    value.to_u32().filter(|&v| u64::from(v) <= limit)
}

/// An integer that is exactly a float.
fn exact(value: &BigInt) -> Option<f64> {
    if value.magnitude() > &EXACT.into() {
        return None;
    }
    value.to_f64()
}

fn real(literal: &Literal) -> Option<f64> {
    match literal {
        Literal::Int(value) => exact(value),
        Literal::Float(value) => Some(*value),
        _ => None,
    }
}

fn complex(literal: &Literal) -> Option<(f64, f64)> {
    match literal {
        Literal::Complex(re, im) => Some((*re, *im)),
        other => Some((real(other)?, 0.0)),
    }
}

fn fold_floats(op: BinOp, a: f64, b: f64) -> Option<f64> {
    match op {
        BinOp::Add => Some(a + b),
        BinOp::Sub => Some(a - b),
        BinOp::Mul => Some(a * b),
        BinOp::TrueDiv if b != 0.0 => Some(a / b),
        BinOp::FloorDiv if b != 0.0 => Some(floor_divide_floats(a, b).0),
        BinOp::Mod if b != 0.0 => Some(floor_divide_floats(a, b).1),
        BinOp::Pow => power(a, b),
        _ => None,
    }
}

/// A power that is real and finite; others raise or are complex.
fn power(a: f64, b: f64) -> Option<f64> {
    let is_real = a >= 0.0 || b.fract() == 0.0;
    let raises = a == 0.0 && b < 0.0;
    let value = a.powf(b);
    (is_real && !raises && value.is_finite()).then_some(value)
}

/// Python's floor division and remainder of floats.
fn floor_divide_floats(a: f64, b: f64) -> (f64, f64) {
    let mut remainder = a % b;
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = 0f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(a / b), remainder);
    }
    let floor = quotient.floor();
    let rounded = if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    };
    (rounded, remainder)
}

fn fold_complex(op: BinOp, a: (f64, f64), b: (f64, f64)) -> Option<Literal> {
    match op {
        BinOp::Add => Some(Literal::Complex(a.0 + b.0, a.1 + b.1)),
        BinOp::Sub => Some(Literal::Complex(a.0 - b.0, a.1 - b.1)),
        BinOp::Mul => Some(Literal::Complex(
            a.0 * b.0 - a.1 * b.1,
            a.0 * b.1 + a.1 * b.0,
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(value: i128) -> Literal {
        Literal::Int(BigInt::from(value))
    }

    fn check(op: BinOp, left: Literal, right: Literal, expected: Option<Literal>) {
        assert_eq!(
            fold_binary(op, &left, &right),
            expected,
            "{left:?} {op:?} {right:?}"
        );
    }

    #[test]
    fn integers_fold_like_python() {
        check(BinOp::LShift, int(1), int(62), Some(int(1 << 62)));
        check(BinOp::LShift, int(1), int(500), None);
        check(BinOp::Pow, int(2), int(63), Some(int(1 << 63)));
        check(BinOp::Pow, int(10), int(1000), None);
        check(BinOp::Pow, int(2), int(-1), Some(Literal::Float(0.5)));
        check(BinOp::FloorDiv, int(-7), int(2), Some(int(-4)));
        check(BinOp::Mod, int(-7), int(2), Some(int(1)));
        check(BinOp::Mod, int(7), int(-2), Some(int(-1)));
        check(BinOp::FloorDiv, int(1), int(0), None);
        check(
            BinOp::TrueDiv,
            int(1),
            int(3),
            Some(Literal::Float(1.0 / 3.0)),
        );
        check(BinOp::RShift, int(-5), int(1), Some(int(-3)));
    }

    #[test]
    fn floats_fold_like_python() {
        let float = Literal::Float;
        check(BinOp::FloorDiv, float(-7.0), float(2.0), Some(float(-4.0)));
        check(BinOp::Mod, float(-7.5), float(2.0), Some(float(0.5)));
        check(BinOp::Mod, int(7), float(-2.0), Some(float(-1.0)));
        check(BinOp::Pow, float(-1.0), float(0.5), None);
        check(BinOp::TrueDiv, float(1.0), int(0), None);
        check(
            BinOp::Add,
            int(1),
            Literal::Complex(0.0, 2.0),
            Some(Literal::Complex(1.0, 2.0)),
        );
    }
}
