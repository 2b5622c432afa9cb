//! The meaning of low operations on scalars, as bits.
//!
//! A scalar is a `u64` with its bits in the low end and zeros above.

use super::Fault;
use crate::imm::{FloatCC, Imm, IntCC};
use crate::ops::Op;
use crate::types::Ty;

/// Computes a pure low operation on scalars, none of them an address in particular: the result's bits,
/// or nothing if the operation is not one of these.
///
/// `operands` pairs the bits of each operand with its type. NaN results have the bits that the machine
/// at hand produces.
pub fn evaluate(
    op: Op,
    imm: &Imm,
    operands: &[(u64, Ty)],
    result: Ty,
) -> Result<Option<u64>, Fault> {
    let Some(value) = (match *operands {
        [] => constant(op, imm, result),
        [(a, from)] => unary(op, a, from, result),
        [(a, ty), (b, _)] => binary(op, imm, a, b, ty)?,
        [(a, _), (b, _), (c, _)] => ternary(op, a, b, c, result),
        _ => None,
    }) else {
        return Ok(None);
    };
    Ok(Some(mask(value, result.bits())))
}

/// The low bits.
fn mask(value: u64, bits: u32) -> u64 {
    match bits {
        64.. => value,
        _ => value & ((1 << bits) - 1),
    }
}

/// The bits as a signed integer.
fn signed(value: u64, bits: u32) -> i64 {
    let unused = 64 - bits;
    ((value << unused) as i64) >> unused
}

fn constant(op: Op, imm: &Imm, result: Ty) -> Option<u64> {
    use crate::constant::Const;
    let Imm::Const(value) = imm else {
        return None;
    };
    match (op, value) {
        (Op::IConst, Const::Int(value)) => Some(*value as u64),
        (Op::IConst, Const::UInt(value)) => Some(*value),
        (Op::IConst, Const::Bool(value)) => Some(u64::from(*value)),
        (Op::FConst, Const::Float(value)) => Some(from_float(*value, result)),
        _ => None,
    }
}

/// The bits of a double, or of the nearest float.
fn from_float(value: f64, ty: Ty) -> u64 {
    match ty == Ty::F32 {
        true => u64::from((value as f32).to_bits()),
        false => value.to_bits(),
    }
}

/// The value of a float of either width; exact.
fn to_float(bits: u64, ty: Ty) -> f64 {
    match ty == Ty::F32 {
        true => f64::from(f32::from_bits(bits as u32)),
        false => f64::from_bits(bits),
    }
}

fn unary(op: Op, a: u64, from: Ty, to: Ty) -> Option<u64> {
    let bits = from.bits();
    let sign = 1 << (bits - 1);
    Some(match op {
        Op::INeg => a.wrapping_neg(),
        Op::BNot => !a,
        Op::Clz => u64::from(a.leading_zeros() - (64 - bits)),
        Op::Ctz => u64::from(a.trailing_zeros().min(bits)),
        Op::Popcnt => u64::from(a.count_ones()),
        Op::SExt => signed(a, bits) as u64,
        Op::ZExt | Op::Trunc | Op::Bitcast => a,
        Op::SToF => signed_to_float(signed(a, bits), to),
        Op::UToF => unsigned_to_float(a, to),
        Op::FToS => truncate(to_float(a, from), to.bits()),
        Op::FToU => float_to_unsigned(to_float(a, from)),
        Op::FPromote => f64::from(f32::from_bits(a as u32)).to_bits(),
        Op::FDemote => u64::from((f64::from_bits(a) as f32).to_bits()),
        Op::FNeg => a ^ sign,
        Op::FAbs => a & !sign,
        Op::FSqrt => float1(a, from, f32::sqrt, f64::sqrt),
        Op::FFloor => float1(a, from, f32::floor, f64::floor),
        Op::FCeil => float1(a, from, f32::ceil, f64::ceil),
        Op::FTrunc => float1(a, from, f32::trunc, f64::trunc),
        Op::FNearest => float1(a, from, f32::round_ties_even, f64::round_ties_even),
        _ => return None,
    })
}

fn signed_to_float(value: i64, ty: Ty) -> u64 {
    match ty == Ty::F32 {
        true => u64::from((value as f32).to_bits()),
        false => (value as f64).to_bits(),
    }
}

fn unsigned_to_float(value: u64, ty: Ty) -> u64 {
    match ty == Ty::F32 {
        true => u64::from((value as f32).to_bits()),
        false => (value as f64).to_bits(),
    }
}

/// Towards zero; the minimum for NaN and out of range.
fn truncate(value: f64, bits: u32) -> u64 {
    let limit = 2_f64.powi(bits as i32 - 1);
    let whole = value.trunc();
    match whole >= -limit && whole < limit {
        true => whole as i64 as u64,
        false => 1 << (bits - 1),
    }
}

/// Values of 2**63 and above are converted after subtracting 2**63, which is then put back; others as
/// signed.
fn float_to_unsigned(value: f64) -> u64 {
    let limit = 2_f64.powi(63);
    match value >= limit {
        true => truncate(value - limit, 64) ^ (1 << 63),
        false => truncate(value, 64),
    }
}

fn float1(a: u64, ty: Ty, narrow: fn(f32) -> f32, wide: fn(f64) -> f64) -> u64 {
    match ty == Ty::F32 {
        true => u64::from(narrow(f32::from_bits(a as u32)).to_bits()),
        false => wide(f64::from_bits(a)).to_bits(),
    }
}

fn float2(a: u64, b: u64, ty: Ty, narrow: fn(f32, f32) -> f32, wide: fn(f64, f64) -> f64) -> u64 {
    match ty == Ty::F32 {
        true => {
            let (a, b) = (f32::from_bits(a as u32), f32::from_bits(b as u32));
            u64::from(narrow(a, b).to_bits())
        }
        false => wide(f64::from_bits(a), f64::from_bits(b)).to_bits(),
    }
}

fn binary(op: Op, imm: &Imm, a: u64, b: u64, ty: Ty) -> Result<Option<u64>, Fault> {
    let bits = ty.bits();
    let amount = (b % u64::from(bits)) as u32;
    let sign = 1_u64 << (bits - 1);
    Ok(Some(match op {
        Op::IAdd | Op::PtrAdd => a.wrapping_add(b),
        Op::ISub => a.wrapping_sub(b),
        Op::IMul => a.wrapping_mul(b),
        Op::SDiv => signed_division(a, b, bits, i64::checked_div)?,
        Op::SRem => signed_division(a, b, bits, i64::checked_rem)?,
        Op::UDiv => a.checked_div(b).ok_or_else(by_zero)?,
        Op::URem => a.checked_rem(b).ok_or_else(by_zero)?,
        Op::SMulHi => signed_high_product(a, b, bits),
        Op::UMulHi => ((u128::from(a) * u128::from(b)) >> bits) as u64,
        Op::BAnd => a & b,
        Op::BOr => a | b,
        Op::BXor => a ^ b,
        Op::IShl => a << amount,
        Op::SShr => (signed(a, bits) >> amount) as u64,
        Op::UShr => a >> amount,
        Op::ICmp => u64::from(compare_ints(imm, a, b, bits)?),
        Op::FCmp => u64::from(compare_floats(imm, to_float(a, ty), to_float(b, ty))?),
        Op::FAdd => float2(a, b, ty, |a, b| a + b, |a, b| a + b),
        Op::FSub => float2(a, b, ty, |a, b| a - b, |a, b| a - b),
        Op::FMul => float2(a, b, ty, |a, b| a * b, |a, b| a * b),
        Op::FDiv => float2(a, b, ty, |a, b| a / b, |a, b| a / b),
        Op::FCopysign => (a & !sign) | (b & sign),
        _ => return Ok(None),
    }))
}

fn by_zero() -> Fault {
    Fault::Undefined("division by zero".to_owned())
}

fn signed_division(
    a: u64,
    b: u64,
    bits: u32,
    divide: fn(i64, i64) -> Option<i64>,
) -> Result<u64, Fault> {
    let (dividend, divisor) = (signed(a, bits), signed(b, bits));
    if divisor == -1 && a == 1 << (bits - 1) {
        return Err(Fault::Undefined(
            "the quotient of the minimum and -1".to_owned(),
        ));
    }
    divide(dividend, divisor)
        .map(|value| value as u64)
        .ok_or_else(by_zero)
}

fn signed_high_product(a: u64, b: u64, bits: u32) -> u64 {
    let product = i128::from(signed(a, bits)) * i128::from(signed(b, bits));
    (product >> bits) as u64
}

fn compare_ints(imm: &Imm, a: u64, b: u64, bits: u32) -> Result<bool, Fault> {
    let Imm::IntCC(code) = imm else {
        return Err(Fault::Invalid("icmp without a condition".to_owned()));
    };
    let (x, y) = (signed(a, bits), signed(b, bits));
    Ok(match code {
        IntCC::Eq => a == b,
        IntCC::Ne => a != b,
        IntCC::Slt => x < y,
        IntCC::Sle => x <= y,
        IntCC::Sgt => x > y,
        IntCC::Sge => x >= y,
        IntCC::Ult => a < b,
        IntCC::Ule => a <= b,
        IntCC::Ugt => a > b,
        IntCC::Uge => a >= b,
    })
}

fn compare_floats(imm: &Imm, a: f64, b: f64) -> Result<bool, Fault> {
    let Imm::FloatCC(code) = imm else {
        return Err(Fault::Invalid("fcmp without a condition".to_owned()));
    };
    Ok(match code {
        FloatCC::Eq => a == b,
        FloatCC::Ne => a != b,
        FloatCC::Lt => a < b,
        FloatCC::Le => a <= b,
        FloatCC::Gt => a > b,
        FloatCC::Ge => a >= b,
    })
}

fn ternary(op: Op, a: u64, b: u64, c: u64, ty: Ty) -> Option<u64> {
    match op {
        Op::Pick => Some(if a == 0 { c } else { b }),
        Op::Fma if ty == Ty::F32 => {
            let [a, b, c] = [a, b, c].map(|bits| f32::from_bits(bits as u32));
            Some(u64::from(a.mul_add(b, c).to_bits()))
        }
        Op::Fma => {
            let [a, b, c] = [a, b, c].map(f64::from_bits);
            Some(a.mul_add(b, c).to_bits())
        }
        _ => None,
    }
}
