//! Scalar functions by NumPy's ufunc names (and the names of Python's `math` and `cmath`), as
//! `Op::Math` and the steps of elementwise kernels use them. They never raise.

use numjit_abi::Symbol;
use numjit_ir::{CmpOp, FloatCC, Op, Ty, Value};

use crate::cx::{Cx, Lowered, Vals};
use crate::layout::part_type;
use crate::scalar::int::{Part, divide};
use crate::scalar::power::Exponent;
use crate::scalar::{
    Scalar, Zero, cast, compare, complex, float, int, power, tables, truth_number,
};

/// The function on operands of its types, as a value of the result type.
pub(crate) fn apply(cx: &mut Cx<'_>, name: &str, operands: &[Scalar], result: Ty) -> Lowered<Vals> {
    let found = match operands {
        [a] => unary(cx, name, a),
        [a, b] => binary(cx, name, a, b),
        [a, b, c] => ternary(cx, name, a, b, c),
        _ => None,
    };
    let Some((vals, ty)) = found else {
        let types: Vec<String> = operands.iter().map(|(_, ty)| ty.to_string()).collect();
        return cx.unsupported(format!("function {name} on ({})", types.join(", ")));
    };
    Ok(cast::number(cx, &vals, ty, result))
}

fn one(value: Value, ty: Ty) -> Scalar {
    (Vals::from_iter([value]), ty)
}

fn flag(value: Value) -> Option<Scalar> {
    Some(one(value, Ty::BOOL))
}

// ---- One operand ---------------------------------------------------------------------------------

fn unary(cx: &mut Cx<'_>, name: &str, a: &Scalar) -> Option<Scalar> {
    match name {
        "copy" | "positive" => return Some(a.clone()),
        "logical_not" => {
            let truth = truth_number(cx, &a.0, a.1);
            return flag(cx.not(truth));
        }
        _ => {}
    }
    let ty = a.1;
    if ty.is_complex() {
        complex_unary(cx, name, a)
    } else if ty.is_float() {
        float_unary(cx, name, a.0[0], ty)
    } else {
        int_unary(cx, name, a.0[0], ty)
    }
}

fn int_unary(cx: &mut Cx<'_>, name: &str, a: Value, ty: Ty) -> Option<Scalar> {
    let signed = ty.is_signed();
    let value = match name {
        "negative" => cx.ineg(a),
        "absolute" | "abs" => int::absolute(cx, a, signed),
        "sign" => int::sign(cx, a, signed),
        "square" => cx.imul(a, a),
        "reciprocal" => int::reciprocal(cx, a, signed),
        "conjugate" | "floor" | "ceil" | "trunc" | "rint" | "real" => a,
        "invert" if ty.is_bool() => cx.not(a),
        "invert" => cx.un(Op::BNot, a),
        "isnan" | "isinf" => return flag(cx.flag(false)),
        "isfinite" => return flag(cx.flag(true)),
        "signbit" if signed => {
            return flag(cx.icmp_imm(numjit_ir::IntCC::Slt, a, 0));
        }
        _ => {
            let wide = cast::real(cx, a, ty, Ty::F64);
            return float_unary(cx, name, wide, Ty::F64);
        }
    };
    Some(one(value, ty))
}

fn float_unary(cx: &mut Cx<'_>, name: &str, a: Value, ty: Ty) -> Option<Scalar> {
    let value = match name {
        "negative" => cx.un(Op::FNeg, a),
        "absolute" | "fabs" | "abs" => cx.un(Op::FAbs, a),
        "sqrt" => cx.un(Op::FSqrt, a),
        "floor" => cx.un(Op::FFloor, a),
        "ceil" => cx.un(Op::FCeil, a),
        "trunc" => cx.un(Op::FTrunc, a),
        "rint" => cx.un(Op::FNearest, a),
        "square" => cx.bin(Op::FMul, a, a),
        "conjugate" | "real" => a,
        "sign" => float::sign(cx, a),
        "reciprocal" => {
            let unit = cx.fconst(ty, 1.0);
            cx.bin(Op::FDiv, unit, a)
        }
        "deg2rad" | "radians" => times(cx, a, std::f64::consts::PI / 180.0),
        "rad2deg" | "degrees" => times(cx, a, 180.0 / std::f64::consts::PI),
        "spacing" => spacing(cx, a, ty),
        "isnan" => return flag(float::isnan(cx, a)),
        "isinf" => return flag(float::isinf(cx, a)),
        "isfinite" => return flag(float::isfinite(cx, a)),
        "signbit" => return flag(float::signbit(cx, a)),
        _ => {
            let symbols = tables::float_unary(name)?;
            float::call(cx, symbols, &[a])
        }
    };
    Some(one(value, ty))
}

fn times(cx: &mut Cx<'_>, a: Value, factor: f64) -> Value {
    let factor = cx.fconst(cx.low_ty(a), factor);
    cx.bin(Op::FMul, a, factor)
}

/// Distance to the next float away from zero, with the sign of the float.
fn spacing(cx: &mut Cx<'_>, a: Value, ty: Ty) -> Value {
    let infinity = cx.fconst(ty, f64::INFINITY);
    let outwards = cx.bin(Op::FCopysign, infinity, a);
    let symbols = (Symbol::NextafterF64, Symbol::NextafterF32);
    let next = float::call(cx, symbols, &[a, outwards]);
    cx.bin(Op::FSub, next, a)
}

fn complex_unary(cx: &mut Cx<'_>, name: &str, a: &Scalar) -> Option<Scalar> {
    let (vals, ty) = a;
    let part = part_type(*ty);
    let result = match name {
        "negative" => complex::negate(cx, vals),
        "conjugate" => complex::conjugate(cx, vals),
        "square" => complex::multiply(cx, vals, vals),
        "sign" => complex::sign(cx, vals),
        "rint" => vals.iter().map(|&v| cx.un(Op::FNearest, v)).collect(),
        "reciprocal" => {
            let unit = complex_constant(cx, part, 1.0);
            complex::divide(cx, &unit, vals, Zero::IsQuiet)
        }
        "absolute" | "abs" => return Some(one(complex::absolute(cx, vals), part)),
        "real" => return Some(one(vals[0], part)),
        "imag" => return Some(one(vals[1], part)),
        "angle" | "phase" => {
            let symbols = (Symbol::Atan2F64, Symbol::Atan2F32);
            return Some(one(float::call(cx, symbols, &[vals[1], vals[0]]), part));
        }
        "isnan" => return flag(either(cx, vals, float::isnan)),
        "isinf" => return flag(either(cx, vals, float::isinf)),
        "isfinite" => {
            let re = float::isfinite(cx, vals[0]);
            let im = float::isfinite(cx, vals[1]);
            return flag(cx.and(re, im));
        }
        "exp2" => {
            let scaled = complex::scale(cx, vals, std::f64::consts::LN_2);
            complex::call_runtime(cx, Symbol::CExp, &scaled)
        }
        "log2" => scaled_log(cx, vals, std::f64::consts::LOG2_E),
        "log10" => scaled_log(cx, vals, std::f64::consts::LOG10_E),
        "log1p" => log1p(cx, vals),
        "expm1" => expm1(cx, vals),
        _ => {
            let symbol = tables::complex_unary(name)?;
            complex::call_runtime(cx, symbol, vals)
        }
    };
    Some((result, *ty))
}

fn complex_constant(cx: &mut Cx<'_>, part: Ty, re: f64) -> Vals {
    Vals::from_iter([cx.fconst(part, re), cx.fconst(part, 0.0)])
}

fn either(cx: &mut Cx<'_>, vals: &[Value], test: fn(&mut Cx<'_>, Value) -> Value) -> Value {
    let re = test(cx, vals[0]);
    let im = test(cx, vals[1]);
    cx.or(re, im)
}

fn scaled_log(cx: &mut Cx<'_>, vals: &[Value], factor: f64) -> Vals {
    let log = complex::call_runtime(cx, Symbol::CLog, vals);
    complex::scale(cx, &log, factor)
}

/// NumPy's formula: the logarithm of the modulus of 1 + z and its angle.
fn log1p(cx: &mut Cx<'_>, vals: &[Value]) -> Vals {
    let unit = cx.fconst(cx.low_ty(vals[0]), 1.0);
    let re = cx.bin(Op::FAdd, vals[0], unit);
    let modulus = complex::absolute(cx, &[re, vals[1]]);
    let log = float::call(cx, (Symbol::LogF64, Symbol::LogF32), &[modulus]);
    let angle = float::call(cx, (Symbol::Atan2F64, Symbol::Atan2F32), &[vals[1], re]);
    Vals::from_iter([log, angle])
}

/// NumPy's formula, which keeps the precision of both parts near 0.
fn expm1(cx: &mut Cx<'_>, vals: &[Value]) -> Vals {
    let half = times(cx, vals[1], 0.5);
    let sine_of_half = float::call(cx, (Symbol::SinF64, Symbol::SinF32), &[half]);
    let square = cx.bin(Op::FMul, sine_of_half, sine_of_half);
    let twice = times(cx, square, 2.0);
    let growth = float::call(cx, (Symbol::Expm1F64, Symbol::Expm1F32), &[vals[0]]);
    let cosine = float::call(cx, (Symbol::CosF64, Symbol::CosF32), &[vals[1]]);
    let product = cx.bin(Op::FMul, growth, cosine);
    let re = cx.bin(Op::FSub, product, twice);
    let exp = float::call(cx, (Symbol::ExpF64, Symbol::ExpF32), &[vals[0]]);
    let sine = float::call(cx, (Symbol::SinF64, Symbol::SinF32), &[vals[1]]);
    let im = cx.bin(Op::FMul, exp, sine);
    Vals::from_iter([re, im])
}

// ---- Two operands --------------------------------------------------------------------------------

fn binary(cx: &mut Cx<'_>, name: &str, a: &Scalar, b: &Scalar) -> Option<Scalar> {
    if let Some(op) = comparison(name) {
        return compare::compare(cx, op, a, b).ok().and_then(flag);
    }
    if let Some(value) = logical(cx, name, a, b) {
        return flag(value);
    }
    let ty = a.1;
    if ty.is_complex() {
        return complex_binary(cx, name, a, b);
    }
    let value = if ty.is_float() {
        float_binary(cx, name, a, b)?
    } else if ty.is_bool() {
        bool_binary(cx, name, a.0[0], b.0[0])?
    } else {
        return int_binary(cx, name, a, b);
    };
    Some(one(value, ty))
}

fn comparison(name: &str) -> Option<CmpOp> {
    Some(match name {
        "equal" => CmpOp::Eq,
        "not_equal" => CmpOp::Ne,
        "less" => CmpOp::Lt,
        "less_equal" => CmpOp::Le,
        "greater" => CmpOp::Gt,
        "greater_equal" => CmpOp::Ge,
        _ => return None,
    })
}

fn logical(cx: &mut Cx<'_>, name: &str, a: &Scalar, b: &Scalar) -> Option<Value> {
    let op = match name {
        "logical_and" => Op::BAnd,
        "logical_or" => Op::BOr,
        "logical_xor" => Op::BXor,
        _ => return None,
    };
    let a = truth_number(cx, &a.0, a.1);
    let b = truth_number(cx, &b.0, b.1);
    Some(cx.bin(op, a, b))
}

fn bool_binary(cx: &mut Cx<'_>, name: &str, a: Value, b: Value) -> Option<Value> {
    Some(match name {
        "add" | "maximum" | "fmax" | "bitwise_or" => cx.or(a, b),
        "multiply" | "minimum" | "fmin" | "bitwise_and" => cx.and(a, b),
        "subtract" | "bitwise_xor" => cx.bxor(a, b),
        _ => return None,
    })
}

fn int_binary(cx: &mut Cx<'_>, name: &str, a: &Scalar, b: &Scalar) -> Option<Scalar> {
    let (x, y, ty) = (a.0[0], b.0[0], a.1);
    let signed = ty.is_signed();
    let value = match name {
        "add" => cx.iadd(x, y),
        "subtract" => cx.isub(x, y),
        "multiply" => cx.imul(x, y),
        "floor_divide" => divide(cx, x, y, signed, Part::Quotient, Zero::IsQuiet),
        "remainder" | "mod" => divide(cx, x, y, signed, Part::Remainder, Zero::IsQuiet),
        "fmod" => int::c_remainder(cx, x, y, signed),
        "power" | "pow" => power::integer(cx, x, ty, exponent(b), Zero::IsQuiet),
        "bitwise_and" => cx.band(x, y),
        "bitwise_or" => cx.bor(x, y),
        "bitwise_xor" => cx.bxor(x, y),
        "left_shift" => int::numpy_shift(cx, Op::IShl, x, y),
        "right_shift" if signed => int::numpy_shift(cx, Op::SShr, x, y),
        "right_shift" => int::numpy_shift(cx, Op::UShr, x, y),
        "maximum" | "fmax" => {
            let less = compare::less(cx, x, y, ty);
            cx.pick(less, y, x)
        }
        "minimum" | "fmin" => {
            let less = compare::less(cx, y, x, ty);
            cx.pick(less, y, x)
        }
        "gcd" => int::gcd(cx, x, y, signed),
        "lcm" => int::lcm(cx, x, y, signed),
        "copysign" => {
            let magnitude = int::absolute(cx, x, signed);
            let negative = cx.icmp_imm(numjit_ir::IntCC::Slt, y, 0);
            let negated = cx.ineg(magnitude);
            cx.pick(negative, negated, magnitude)
        }
        _ => {
            let x = one(cast::real(cx, x, ty, Ty::F64), Ty::F64);
            let y = one(cast::real(cx, y, b.1, Ty::F64), Ty::F64);
            return Some(one(float_binary(cx, name, &x, &y)?, Ty::F64));
        }
    };
    Some(one(value, ty))
}

fn exponent(b: &Scalar) -> Exponent {
    Exponent {
        value: b.0[0],
        signed: b.1.is_signed(),
    }
}

fn float_binary(cx: &mut Cx<'_>, name: &str, a: &Scalar, b: &Scalar) -> Option<Value> {
    let (x, y) = (a.0[0], b.0[0]);
    Some(match name {
        "add" => cx.bin(Op::FAdd, x, y),
        "subtract" => cx.bin(Op::FSub, x, y),
        "multiply" => cx.bin(Op::FMul, x, y),
        "divide" | "true_divide" => cx.bin(Op::FDiv, x, y),
        "floor_divide" => float::divide(cx, x, y, Part::Quotient, Zero::IsQuiet),
        "remainder" | "mod" => float::divide(cx, x, y, Part::Remainder, Zero::IsQuiet),
        "power" | "pow" | "float_power" if b.1.is_int() => {
            power::float_to_integer(cx, x, exponent(b), Zero::IsQuiet)
        }
        "power" | "pow" | "float_power" => power::float(cx, x, y),
        "maximum" => extremum(cx, x, y, FloatCC::Ge, x),
        "minimum" => extremum(cx, x, y, FloatCC::Le, x),
        "fmax" => extremum(cx, x, y, FloatCC::Ge, y),
        "fmin" => extremum(cx, x, y, FloatCC::Le, y),
        "copysign" => cx.bin(Op::FCopysign, x, y),
        "heaviside" => float::heaviside(cx, x, y),
        "logaddexp" => float::logaddexp(cx, x, y, false),
        "logaddexp2" => float::logaddexp(cx, x, y, true),
        "ldexp" => {
            let amount = cast::real(cx, y, b.1, Ty::I64);
            float::call(cx, (Symbol::LdexpF64, Symbol::LdexpF32), &[x, amount])
        }
        _ => float::call(cx, tables::float_binary(name)?, &[x, y]),
    })
}

/// `x` if it wins the comparison or `decisive` is NaN, else `y`: with `x` decisive, NaN in either
/// operand comes through; with `y` decisive, it gives way to a number.
fn extremum(cx: &mut Cx<'_>, x: Value, y: Value, cc: FloatCC, decisive: Value) -> Value {
    let wins = cx.fcmp(cc, x, y);
    let nan = float::isnan(cx, decisive);
    let first = cx.or(wins, nan);
    cx.pick(first, x, y)
}

fn complex_binary(cx: &mut Cx<'_>, name: &str, a: &Scalar, b: &Scalar) -> Option<Scalar> {
    let (x, y) = (&a.0, &b.0);
    let vals = match name {
        "add" => complex::by_parts(cx, Op::FAdd, x, y),
        "subtract" => complex::by_parts(cx, Op::FSub, x, y),
        "multiply" => complex::multiply(cx, x, y),
        "divide" | "true_divide" => complex::divide(cx, x, y, Zero::IsQuiet),
        "power" | "pow" | "float_power" => power::complex(cx, x, y),
        "maximum" => complex_extremum(cx, x, y, FloatCC::Ge, x),
        "minimum" => complex_extremum(cx, x, y, FloatCC::Le, x),
        "fmax" => complex_extremum(cx, x, y, FloatCC::Ge, y),
        "fmin" => complex_extremum(cx, x, y, FloatCC::Le, y),
        _ => return None,
    };
    Some((vals, a.1))
}

fn complex_extremum(
    cx: &mut Cx<'_>,
    x: &[Value],
    y: &[Value],
    cc: FloatCC,
    decisive: &[Value],
) -> Vals {
    let wins = complex::compare(cx, x, y, cc);
    let nan = either(cx, decisive, float::isnan);
    let first = cx.or(wins, nan);
    cx.pick_all(first, x, y)
}

// ---- Three operands ------------------------------------------------------------------------------

fn ternary(cx: &mut Cx<'_>, name: &str, a: &Scalar, b: &Scalar, c: &Scalar) -> Option<Scalar> {
    match name {
        "where" => {
            let condition = truth_number(cx, &a.0, a.1);
            let other = cast::number(cx, &c.0, c.1, b.1);
            Some((cx.pick_all(condition, &b.0, &other), b.1))
        }
        "clip" => {
            let raised = binary(cx, "maximum", a, b)?;
            binary(cx, "minimum", &raised, c)
        }
        "fma" if a.1.is_float() => {
            let value = cx.emit(
                Op::Fma,
                &[a.0[0], b.0[0], c.0[0]],
                numjit_ir::Imm::None,
                a.1,
            );
            Some(one(value, a.1))
        }
        _ => None,
    }
}
