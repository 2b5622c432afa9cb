//! Powers: repeated squaring for integer exponents, the runtime for the rest.
//!
//! A small constant exponent unrolls into multiplications, so `x**2` is `x*x`. Other integer exponents
//! run the same algorithm as a loop. Exponents above 65536 go through the float power, as Numba does.

use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::{IntCC, Op, Ty, Value};

use crate::cx::{Cx, Vals};
use crate::layout::machine;
use crate::scalar::cast::real;
use crate::scalar::{Zero, complex, float};

/// Exponents beyond this are left to the float power.
const CUTOFF: i64 = 0x10000;

/// An integer exponent.
#[derive(Clone, Copy)]
pub(crate) struct Exponent {
    /// The machine value.
    pub(crate) value: Value,
    /// Whether it may be negative.
    pub(crate) signed: bool,
}

/// Integer to an integer power; wraps. A negative power is 0 unless the base is 1 or -1; of 0 it raises
/// or gives the smallest integer.
pub(crate) fn integer(
    cx: &mut Cx<'_>,
    base: Value,
    ty: Ty,
    exponent: Exponent,
    zero: Zero,
) -> Value {
    let constant = cx.as_const(exponent.value).filter(|v| v.abs() <= CUTOFF);
    if let Some(n) = constant
        && n >= 0
    {
        return unrolled(cx, Op::IMul, base, n);
    }
    if !exponent.signed {
        return looped(cx, base, ty, exponent.value);
    }
    let low = machine(ty);
    let negative = cx.icmp_imm(IntCC::Slt, exponent.value, 0);
    let (inverted, _) = cx.create_block(&[]);
    let (plain, _) = cx.create_block(&[]);
    let (done, result) = cx.create_block(&[low]);
    cx.branch(negative, (inverted, &[]), (plain, &[]));
    cx.begin(plain);
    let power = looped(cx, base, ty, exponent.value);
    cx.jump(done, &[power]);
    cx.begin(inverted);
    let power = negative_power(cx, base, ty, exponent.value, zero);
    cx.jump(done, &[power]);
    cx.begin(done);
    result[0]
}

fn negative_power(cx: &mut Cx<'_>, base: Value, ty: Ty, exponent: Value, zero: Zero) -> Value {
    let low = machine(ty);
    let is_zero = cx.icmp_imm(IntCC::Eq, base, 0);
    if zero == Zero::Raises {
        cx.raise_if(
            is_zero,
            ExceptionKind::ZeroDivisionError,
            "0 cannot be raised to a negative power",
        );
    }
    let one = cx.iconst(low, 1);
    let minus_one = cx.iconst(low, -1);
    let nothing = cx.iconst(low, 0);
    let smallest = cx.iconst(low, i64::MIN >> (64 - low.bits()));
    let exponent_one = cx.iconst(cx.low_ty(exponent), 1);
    let low_bit = cx.band(exponent, exponent_one);
    let odd = cx.icmp_imm(IntCC::Ne, low_bit, 0);
    let sign = cx.pick(odd, minus_one, one);
    let is_minus_one = cx.icmp_imm(IntCC::Eq, base, -1);
    let is_one = cx.icmp_imm(IntCC::Eq, base, 1);
    let result = if ty.is_signed() {
        cx.pick(is_minus_one, sign, nothing)
    } else {
        nothing
    };
    let result = cx.pick(is_one, one, result);
    cx.pick(is_zero, smallest, result)
}

/// Float to an integer power.
pub(crate) fn float_to_integer(
    cx: &mut Cx<'_>,
    base: Value,
    exponent: Exponent,
    zero: Zero,
) -> Value {
    let ty = cx.low_ty(base);
    if let Some(n) = cx.as_const(exponent.value).filter(|v| v.abs() <= CUTOFF) {
        let power = unrolled(cx, Op::FMul, base, n.abs());
        return if n < 0 {
            reciprocal(cx, power, zero)
        } else {
            power
        };
    }
    if !exponent.signed {
        return looped(cx, base, ty, exponent.value);
    }
    let negative = cx.icmp_imm(IntCC::Slt, exponent.value, 0);
    let negated = cx.ineg(exponent.value);
    let magnitude = cx.pick(negative, negated, exponent.value);
    let power = looped(cx, base, ty, magnitude);
    let (inverted, _) = cx.create_block(&[]);
    let (done, result) = cx.create_block(&[ty]);
    cx.branch(negative, (inverted, &[]), (done, &[power]));
    cx.begin(inverted);
    let inverse = reciprocal(cx, power, zero);
    cx.jump(done, &[inverse]);
    cx.begin(done);
    result[0]
}

fn reciprocal(cx: &mut Cx<'_>, a: Value, zero: Zero) -> Value {
    let one = cx.fconst(cx.low_ty(a), 1.0);
    float::true_divide(cx, one, a, zero)
}

/// Float to a float power.
pub(crate) fn float(cx: &mut Cx<'_>, a: Value, b: Value) -> Value {
    match cx.as_fconst(b) {
        Some(1.0) => a,
        Some(2.0) => cx.bin(Op::FMul, a, a),
        _ => float::call(cx, (Symbol::PowF64, Symbol::PowF32), &[a, b]),
    }
}

/// Complex to a complex power.
pub(crate) fn complex(cx: &mut Cx<'_>, a: &[Value], b: &[Value]) -> Vals {
    if let (Some(2.0), Some(0.0)) = (cx.as_fconst(b[0]), cx.as_fconst(b[1])) {
        return complex::multiply(cx, a, a);
    }
    complex::call_runtime(cx, Symbol::CPow, &[a[0], a[1], b[0], b[1]])
}

fn one(cx: &mut Cx<'_>, ty: Ty) -> Value {
    if ty.is_float() {
        cx.fconst(ty, 1.0)
    } else {
        cx.iconst(ty, 1)
    }
}

fn unrolled(cx: &mut Cx<'_>, multiply: Op, base: Value, exponent: i64) -> Value {
    let mut result = None;
    let mut square = base;
    let mut rest = exponent;
    while rest != 0 {
        if rest & 1 != 0 {
            result = Some(match result {
                Some(product) => cx.bin(multiply, product, square),
                None => square,
            });
        }
        rest >>= 1;
        if rest != 0 {
            square = cx.bin(multiply, square, square);
        }
    }
    match result {
        Some(result) => result,
        None => one(cx, cx.low_ty(base)),
    }
}

/// `exponent` is not negative.
fn looped(cx: &mut Cx<'_>, base: Value, ty: Ty, exponent: Value) -> Value {
    let low = machine(ty);
    let exponent_ty = cx.low_ty(exponent);
    let multiply = if ty.is_float() { Op::FMul } else { Op::IMul };
    let (far, _) = cx.create_block(&[]);
    let (header, state) = cx.create_block(&[low, low, exponent_ty]);
    let (body, _) = cx.create_block(&[]);
    let (done, result) = cx.create_block(&[low]);
    let start = one(cx, low);
    // 8- and 16-bit exponents cannot reach the cutoff.
    let beyond = if exponent_ty.bits() > 16 {
        cx.icmp_imm(IntCC::Ugt, exponent, CUTOFF)
    } else {
        cx.flag(false)
    };
    cx.branch(beyond, (far, &[]), (header, &[start, base, exponent]));
    cx.begin(header);
    let [product, square, rest] = state[..] else {
        return base;
    };
    let more = cx.icmp_imm(IntCC::Ne, rest, 0);
    cx.branch(more, (body, &[]), (done, &[product]));
    cx.begin(body);
    let exponent_one = cx.iconst(exponent_ty, 1);
    let bit = cx.band(rest, exponent_one);
    let odd = cx.icmp_imm(IntCC::Ne, bit, 0);
    let multiplied = cx.bin(multiply, product, square);
    let product = cx.pick(odd, multiplied, product);
    let squared = cx.bin(multiply, square, square);
    let rest = cx.bin(Op::UShr, rest, exponent_one);
    cx.jump(header, &[product, squared, rest]);
    cx.begin(far);
    let power = far_power(cx, base, ty, exponent);
    cx.jump(done, &[power]);
    cx.begin(done);
    result[0]
}

fn far_power(cx: &mut Cx<'_>, base: Value, ty: Ty, exponent: Value) -> Value {
    let exponent_ty = cx.low_ty(exponent);
    let base = real(cx, base, ty, Ty::F64);
    let exponent = real(cx, exponent, exponent_ty, Ty::F64);
    let power = cx.call_value(Symbol::PowF64, &[base, exponent]);
    real(cx, power, Ty::F64, ty)
}
