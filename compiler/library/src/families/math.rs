//! The `math` and `cmath` modules.

use numjit_ir::{BinOp, Imm, Op, Ty, Value};

use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Rule, Typed};
use crate::table::Rows;
use crate::{emit, promote};

/// One-argument functions of `math` with the name of the scalar operation.
macro_rules! unary {
    ($rows:ident, $rule:ident, $module:literal: $($name:literal $kernel:literal $doc:literal;)*) => {
        $({
            let rule: Rule = |call| $rule(call, $kernel);
            $rows.rule(concat!($module, ".", $name), "x", rule, $doc);
        })*
    };
}

pub(super) fn add(rows: &mut Rows) {
    add_real(rows);
    add_tests(rows);
    add_other(rows);
    add_complex(rows);
    rows.python("math", include_str!("../bodies/math.py"));
    rows.python("cmath", include_str!("../bodies/cmath.py"));
}

fn add_real(rows: &mut Rows) {
    unary! { rows, float_function, "math":
        "acos" "arccos" "Inverse cosine.";
        "acosh" "arccosh" "Inverse hyperbolic cosine.";
        "asin" "arcsin" "Inverse sine.";
        "asinh" "arcsinh" "Inverse hyperbolic sine.";
        "atan" "arctan" "Inverse tangent.";
        "atanh" "arctanh" "Inverse hyperbolic tangent.";
        "cbrt" "cbrt" "Cube root.";
        "cos" "cos" "Cosine.";
        "cosh" "cosh" "Hyperbolic cosine.";
        "degrees" "rad2deg" "Radians to degrees.";
        "erf" "erf" "Error function.";
        "erfc" "erfc" "Complementary error function.";
        "exp" "exp" "Exponential.";
        "exp2" "exp2" "Power of two.";
        "expm1" "expm1" "exp(x) - 1, exact near 0.";
        "fabs" "fabs" "Absolute value as a float.";
        "gamma" "gamma" "Gamma function.";
        "lgamma" "lgamma" "Logarithm of the absolute value of the gamma function.";
        "log10" "log10" "Logarithm to base 10.";
        "log1p" "log1p" "log(1 + x), exact near 0.";
        "log2" "log2" "Logarithm to base 2.";
        "radians" "deg2rad" "Degrees to radians.";
        "sin" "sin" "Sine.";
        "sinh" "sinh" "Hyperbolic sine.";
        "sqrt" "sqrt" "Square root; nan for negative numbers.";
        "tan" "tan" "Tangent.";
        "tanh" "tanh" "Hyperbolic tangent.";
    }
}

fn add_tests(rows: &mut Rows) {
    unary! { rows, test, "math":
        "isnan" "isnan" "Whether x is nan.";
        "isinf" "isinf" "Whether x is infinite.";
        "isfinite" "isfinite" "Whether x is neither infinite nor nan.";
    }
    unary! { rows, to_integer, "math":
        "floor" "floor" "Largest integer that is not above x.";
        "ceil" "ceil" "Smallest integer that is not below x.";
        "trunc" "trunc" "Integer part of x.";
    }
}

fn add_other(rows: &mut Rows) {
    rows.rule_or(
        "math.log",
        "x, base=None",
        log,
        "nj.log_base",
        "Logarithm, natural unless a base is given.",
    );
    rows.rule(
        "math.atan2",
        "y, x",
        |call| float_function2(call, "arctan2"),
        "Angle of the point (x, y).",
    );
    rows.rule(
        "math.copysign",
        "x, y",
        |call| float_function2(call, "copysign"),
        "Magnitude of x with the sign of y.",
    );
    rows.rule(
        "math.fmod",
        "x, y",
        |call| float_function2(call, "fmod"),
        "Remainder with the sign of x.",
    );
    rows.rule(
        "math.nextafter",
        "x, y",
        |call| float_function2(call, "nextafter"),
        "Next float after x towards y.",
    );
    rows.rule(
        "math.pow",
        "x, y",
        |call| float_function2(call, "power"),
        "x to the power y, as floats.",
    );
    rows.rule("math.hypot", "*coordinates", hypot, "Length of a vector.");
    rows.rule("math.ldexp", "x, i", ldexp, "x * 2**i.");
    rows.rule(
        "math.gcd",
        "*integers",
        |call| divisor(call, "gcd", 0),
        "Greatest common divisor.",
    );
    rows.rule(
        "math.lcm",
        "*integers",
        |call| divisor(call, "lcm", 1),
        "Least common multiple.",
    );
}

fn add_complex(rows: &mut Rows) {
    unary! { rows, complex_function, "cmath":
        "acos" "arccos" "Inverse cosine.";
        "acosh" "arccosh" "Inverse hyperbolic cosine.";
        "asin" "arcsin" "Inverse sine.";
        "asinh" "arcsinh" "Inverse hyperbolic sine.";
        "atan" "arctan" "Inverse tangent.";
        "atanh" "arctanh" "Inverse hyperbolic tangent.";
        "cos" "cos" "Cosine.";
        "cosh" "cosh" "Hyperbolic cosine.";
        "exp" "exp" "Exponential.";
        "log10" "log10" "Logarithm to base 10.";
        "sin" "sin" "Sine.";
        "sinh" "sinh" "Hyperbolic sine.";
        "sqrt" "sqrt" "Square root.";
        "tan" "tan" "Tangent.";
        "tanh" "tanh" "Hyperbolic tangent.";
    }
    unary! { rows, complex_test, "cmath":
        "isnan" "isnan" "Whether a part is nan.";
        "isinf" "isinf" "Whether a part is infinite.";
        "isfinite" "isfinite" "Whether both parts are finite.";
    }
}

/// The float type a real argument is computed in: `float32` stays, integers become `float64`.
fn real(call: &Call<'_>, index: usize) -> Result<Ty, Mismatch> {
    match args::number(call, index)? {
        ty if ty.is_complex() => expected(index, "a real number; `cmath` has complex functions"),
        Ty::F32 => Ok(Ty::F32),
        _ => Ok(Ty::F64),
    }
}

fn float_function(call: &Call<'_>, kernel: &'static str) -> Result<Typed, Mismatch> {
    let ty = real(call, 0)?;
    Ok(Typed::new(ty, move |b, v| {
        let x = emit::cast(b, v[0], ty);
        emit::math(b, kernel, &[x], ty)
    }))
}

fn float_function2(call: &Call<'_>, kernel: &'static str) -> Result<Typed, Mismatch> {
    let ty = wider(real(call, 0)?, real(call, 1)?);
    Ok(Typed::new(ty, move |b, v| {
        let x = emit::cast(b, v[0], ty);
        let y = emit::cast(b, v[1], ty);
        emit::math(b, kernel, &[x, y], ty)
    }))
}

fn wider(a: Ty, b: Ty) -> Ty {
    if a == Ty::F32 && b == Ty::F32 {
        Ty::F32
    } else {
        Ty::F64
    }
}

fn test(call: &Call<'_>, kernel: &'static str) -> Result<Typed, Mismatch> {
    let ty = real(call, 0)?;
    Ok(Typed::new(Ty::BOOL, move |b, v| {
        let x = emit::cast(b, v[0], ty);
        emit::math(b, kernel, &[x], Ty::BOOL)
    }))
}

fn to_integer(call: &Call<'_>, kernel: &'static str) -> Result<Typed, Mismatch> {
    let ty = args::number(call, 0)?;
    if ty.is_complex() {
        return expected(0, "a real number");
    }
    let result = if ty.is_int() && !ty.is_signed() {
        Ty::U64
    } else {
        Ty::I64
    };
    Ok(Typed::new(result, move |b, v| {
        let mut value = emit::plain(b, v[0]);
        if ty.is_float() {
            value = emit::math(b, kernel, &[value], ty);
        }
        emit::cast(b, value, result)
    }))
}

fn log(call: &Call<'_>) -> Result<Typed, Mismatch> {
    if call.args[1] != Ty::NONE {
        return expected(1, "None or a real number");
    }
    float_function(call, "log")
}

/// Folds the two-argument function, which does not overflow in between.
fn hypot(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let mut ty = Ty::F32;
    for index in 0..call.args.len() {
        ty = wider(ty, real(call, index)?);
    }
    if call.args.is_empty() {
        ty = Ty::F64;
    }
    Ok(Typed::new(ty, move |b, v| {
        let values: Vec<Value> = v.iter().map(|&v| emit::cast(b, v, ty)).collect();
        match values.as_slice() {
            [] => emit::const_float(b, 0.0, ty),
            [x] => emit::math(b, "fabs", &[*x], ty),
            [x, rest @ ..] => rest.iter().fold(*x, |length, &next| {
                emit::math(b, "hypot", &[length, next], ty)
            }),
        }
    }))
}

fn ldexp(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = real(call, 0)?;
    args::integer(call, 1)?;
    Ok(Typed::new(ty, move |b, v| {
        let x = emit::cast(b, v[0], ty);
        let exponent = emit::cast(b, v[1], Ty::I64);
        emit::math(b, "ldexp", &[x, exponent], ty)
    }))
}

fn divisor(call: &Call<'_>, kernel: &'static str, empty: i64) -> Result<Typed, Mismatch> {
    let mut ty = Ty::NEVER;
    for index in 0..call.args.len() {
        let next = args::accumulator(args::integer(call, index)?);
        ty = promote::binary(BinOp::Add, next, if ty == Ty::NEVER { next } else { ty })
            .map_or(Ty::I64, |types| types.result);
    }
    if ty == Ty::NEVER {
        ty = Ty::I64;
    }
    Ok(Typed::new(ty, move |b, v| {
        let start = emit::const_int(b, empty, ty);
        let values: Vec<Value> = v.iter().map(|&v| emit::cast(b, v, ty)).collect();
        values
            .iter()
            .fold(start, |d, &next| emit::math(b, kernel, &[d, next], ty))
    }))
}

/// The complex type an argument is computed in.
fn complex(call: &Call<'_>) -> Result<Ty, Mismatch> {
    Ok(match args::number(call, 0)? {
        Ty::F32 | Ty::C64 => Ty::C64,
        _ => Ty::C128,
    })
}

fn complex_function(call: &Call<'_>, kernel: &'static str) -> Result<Typed, Mismatch> {
    let ty = complex(call)?;
    Ok(Typed::new(ty, move |b, v| {
        let x = emit::cast(b, v[0], ty);
        emit::math(b, kernel, &[x], ty)
    }))
}

fn complex_test(call: &Call<'_>, kernel: &'static str) -> Result<Typed, Mismatch> {
    let ty = complex(call)?;
    let part = args::real_of(ty);
    Ok(Typed::new(Ty::BOOL, move |b, v| {
        let x = emit::cast(b, v[0], ty);
        let real = b.emit(Op::Real, &[x], Imm::None, part);
        let imag = b.emit(Op::Imag, &[x], Imm::None, part);
        let real = emit::math(b, kernel, &[real], Ty::BOOL);
        let imag = emit::math(b, kernel, &[imag], Ty::BOOL);
        let op = match kernel {
            "isfinite" => BinOp::BitAnd,
            _ => BinOp::BitOr,
        };
        emit::binary(b, op, real, imag, Ty::BOOL)
    }))
}

#[cfg(test)]
mod tests {
    use numjit_ir::Options;

    use super::*;

    fn result(rule: Rule, args: &[Ty]) -> Option<Ty> {
        let options = &Options::DEFAULT;
        rule(&Call { args, options }).ok().map(|typed| typed.result)
    }

    #[test]
    fn float32_stays_and_integers_become_float64() {
        let sqrt: Rule = |call| float_function(call, "sqrt");
        assert_eq!(result(sqrt, &[Ty::F32]), Some(Ty::F32));
        assert_eq!(result(sqrt, &[Ty::I8]), Some(Ty::F64));
        assert_eq!(result(sqrt, &[Ty::C128]), None);
    }

    #[test]
    fn rounding_gives_integers() {
        let floor: Rule = |call| to_integer(call, "floor");
        assert_eq!(result(floor, &[Ty::F32]), Some(Ty::I64));
        assert_eq!(result(floor, &[Ty::U8]), Some(Ty::U64));
    }
}
