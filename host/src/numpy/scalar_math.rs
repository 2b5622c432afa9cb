//! Arithmetic on NumPy scalars.
//!
//! One number at a time, so that `a[i] + 1` at module level costs no compilation. The rules are NumPy's: a Python
//! number adapts to the scalar's type (NEP 50), integers wrap, and division by zero yields a number and a
//! warning. Arrays do not come here.

use std::cmp::Ordering;

use super::dtype::{DType, Kind, promote};
use super::value::Value;

/// The binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    Add,
    Subtract,
    Multiply,
    TrueDivide,
    FloorDivide,
    Remainder,
    Power,
    And,
    Or,
    Xor,
    LeftShift,
    RightShift,
}

impl Binary {
    /// The ufunc's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Subtract => "subtract",
            Self::Multiply => "multiply",
            Self::TrueDivide => "divide",
            Self::FloorDivide => "floor_divide",
            Self::Remainder => "remainder",
            Self::Power => "power",
            Self::And => "bitwise_and",
            Self::Or => "bitwise_or",
            Self::Xor => "bitwise_xor",
            Self::LeftShift => "left_shift",
            Self::RightShift => "right_shift",
        }
    }

    fn is_bitwise(self) -> bool {
        matches!(
            self,
            Self::And | Self::Or | Self::Xor | Self::LeftShift | Self::RightShift
        )
    }
}

/// The unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unary {
    Negative,
    Positive,
    Absolute,
    Invert,
}

impl Unary {
    /// The ufunc's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Positive => "positive",
            Self::Absolute => "absolute",
            Self::Invert => "invert",
        }
    }
}

/// A number in an expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Operand {
    pub dtype: DType,
    pub value: Value,
    /// A Python `int`, `float` or `complex`, which adapts to the other side's type.
    pub weak: bool,
}

/// A result with the warning that NumPy gives for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    pub dtype: DType,
    pub value: Value,
    pub warning: Option<Warning>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    DivideByZero,
    Overflow,
    Invalid,
}

impl Warning {
    /// The warning's words, up to the operation's name.
    pub fn words(self) -> &'static str {
        match self {
            Self::DivideByZero => "divide by zero",
            Self::Overflow => "overflow",
            Self::Invalid => "invalid value",
        }
    }
}

/// Why an operation has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The operator is not defined for the type.
    Unsupported,
    /// A Python integer does not fit the scalar's type.
    OutOfBounds(DType),
    /// An integer to a negative power.
    NegativePower,
}

/// The type in which two operands meet.
pub fn result_type(a: Operand, b: Operand) -> DType {
    match (a.weak, b.weak) {
        (true, false) => adapt(b.dtype, a.dtype),
        (false, true) => adapt(a.dtype, b.dtype),
        _ => promote(a.dtype, b.dtype),
    }
}

/// The type of a strong operand after meeting a Python number.
fn adapt(strong: DType, weak: DType) -> DType {
    let rank = |dtype: DType| match dtype.kind() {
        Kind::Bool => 0,
        Kind::Unsigned | Kind::Signed => 1,
        Kind::Float => 2,
        Kind::Complex => 3,
    };
    match (rank(strong), rank(weak)) {
        (strong_rank, weak_rank) if weak_rank <= strong_rank => strong,
        (2, 3) if strong == DType::Float32 => DType::Complex64,
        _ => weak,
    }
}

/// Computes `a op b`.
pub fn binary(op: Binary, a: Operand, b: Operand) -> Result<Outcome, Fault> {
    let mut dtype = result_type(a, b);
    if dtype == DType::Bool
        && !matches!(
            op,
            Binary::Add | Binary::Multiply | Binary::And | Binary::Or | Binary::Xor
        )
    {
        if op == Binary::Subtract {
            return Err(Fault::Unsupported);
        }
        dtype = DType::Int8;
    }
    if op == Binary::TrueDivide
        && matches!(dtype.kind(), Kind::Bool | Kind::Signed | Kind::Unsigned)
    {
        dtype = DType::Float64;
    }
    check_bounds(a, dtype)?;
    check_bounds(b, dtype)?;
    let (x, y) = (a.value.cast(dtype), b.value.cast(dtype));
    let (value, warning) = match (x, y) {
        (Value::Bool(x), Value::Bool(y)) => (Value::Bool(boolean(op, x, y)), None),
        (Value::Int(x), Value::Int(y)) => integer(op, x.into(), y.into(), dtype)?,
        (Value::Uint(x), Value::Uint(y)) => integer(op, x.into(), y.into(), dtype)?,
        _ if op.is_bitwise() => return Err(Fault::Unsupported),
        (Value::Float(x), Value::Float(y)) => float(op, x, y, dtype),
        (Value::Complex(..), Value::Complex(..)) => complex(op, x, y, dtype)?,
        _ => return Err(Fault::Unsupported),
    };
    Ok(Outcome {
        dtype,
        value,
        warning,
    })
}

/// A Python integer must fit an integer type it adapts to.
fn check_bounds(operand: Operand, dtype: DType) -> Result<(), Fault> {
    let fits = match (operand.value, operand.value.cast(dtype)) {
        (Value::Int(value), Value::Int(cast)) => value == cast,
        (Value::Int(value), Value::Uint(cast)) => i128::from(value) == i128::from(cast),
        (Value::Uint(value), Value::Int(cast)) => i128::from(value) == i128::from(cast),
        (Value::Uint(value), Value::Uint(cast)) => value == cast,
        _ => true,
    };
    if operand.weak && !fits {
        Err(Fault::OutOfBounds(dtype))
    } else {
        Ok(())
    }
}

fn boolean(op: Binary, x: bool, y: bool) -> bool {
    match op {
        Binary::Multiply | Binary::And => x & y,
        Binary::Xor => x ^ y,
        _ => x | y,
    }
}

/// Integer arithmetic is done wide and then wrapped to the type.
fn integer(op: Binary, x: i128, y: i128, dtype: DType) -> Result<(Value, Option<Warning>), Fault> {
    let bits = 8 * dtype.size() as i128;
    let exact = match op {
        Binary::Add => x + y,
        Binary::Subtract => x - y,
        Binary::Multiply => x.wrapping_mul(y),
        Binary::FloorDivide | Binary::Remainder if y == 0 => {
            return Ok((wrap(0, dtype), Some(Warning::DivideByZero)));
        }
        Binary::FloorDivide => x.div_euclid(y) - i128::from(y < 0 && x.rem_euclid(y) != 0),
        Binary::Remainder => {
            let rest = x % y;
            if rest != 0 && (rest < 0) != (y < 0) {
                rest + y
            } else {
                rest
            }
        }
        Binary::Power if y < 0 => return Err(Fault::NegativePower),
        // Powers wrap silently, as NumPy's do.
        Binary::Power => return Ok((wrap(wrapping_power(x, y), dtype), None)),
        Binary::And => x & y,
        Binary::Or => x | y,
        Binary::Xor => x ^ y,
        Binary::LeftShift => {
            return Ok((
                wrap(if (0..bits).contains(&y) { x << y } else { 0 }, dtype),
                None,
            ));
        }
        Binary::RightShift => x >> if (0..bits).contains(&y) { y } else { 127 },
        Binary::TrueDivide => return Err(Fault::Unsupported),
    };
    let value = wrap(exact, dtype);
    let overflowed = match value {
        Value::Int(value) => i128::from(value) != exact,
        Value::Uint(value) => i128::from(value) != exact,
        _ => false,
    };
    Ok((value, overflowed.then_some(Warning::Overflow)))
}

fn wrap(value: i128, dtype: DType) -> Value {
    // The low 64 bits carry the result for both signs.
    if dtype.kind() == Kind::Signed {
        Value::Int(value as i64).cast(dtype)
    } else {
        Value::Uint(value as u64).cast(dtype)
    }
}

fn wrapping_power(base: i128, exponent: i128) -> i128 {
    let (mut result, mut base, mut exponent) = (1_i128, base, exponent);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result.wrapping_mul(base);
        }
        base = base.wrapping_mul(base);
        exponent >>= 1;
    }
    result
}

fn float(op: Binary, x: f64, y: f64, dtype: DType) -> (Value, Option<Warning>) {
    let value = if dtype == DType::Float32 {
        f64::from(single::compute(op, x as f32, y as f32))
    } else {
        double::compute(op, x, y)
    };
    let divides = matches!(
        op,
        Binary::TrueDivide | Binary::FloorDivide | Binary::Remainder
    );
    let warning = if value.is_nan() && !x.is_nan() && !y.is_nan() {
        Some(Warning::Invalid)
    } else if value.is_infinite() && x.is_finite() && y.is_finite() {
        let by_zero = divides && y == 0.0 || op == Binary::Power && x == 0.0;
        Some(if by_zero {
            Warning::DivideByZero
        } else {
            Warning::Overflow
        })
    } else {
        None
    };
    (Value::Float(value), warning)
}

/// The float operators in one precision; each precision rounds for itself.
macro_rules! float_operators {
    ($module:ident, $float:ty) => {
        mod $module {
            use super::Binary;

            pub(super) fn compute(op: Binary, x: $float, y: $float) -> $float {
                match op {
                    Binary::Add => x + y,
                    Binary::Subtract => x - y,
                    Binary::Multiply => x * y,
                    Binary::TrueDivide => x / y,
                    Binary::FloorDivide => floor_divide(x, y),
                    Binary::Remainder => remainder(x, y),
                    Binary::Power => x.powf(y),
                    Binary::And
                    | Binary::Or
                    | Binary::Xor
                    | Binary::LeftShift
                    | Binary::RightShift => <$float>::NAN,
                }
            }

            fn remainder(x: $float, y: $float) -> $float {
                let rest = x % y;
                if y == 0.0 {
                    rest
                } else if rest == 0.0 {
                    (0.0 as $float).copysign(y)
                } else if (y < 0.0) != (rest < 0.0) {
                    rest + y
                } else {
                    rest
                }
            }

            fn floor_divide(x: $float, y: $float) -> $float {
                if y == 0.0 {
                    return x / y;
                }
                let rest = x % y;
                let mut quotient = (x - rest) / y;
                if rest != 0.0 && (y < 0.0) != (rest < 0.0) {
                    quotient -= 1.0;
                }
                if quotient == 0.0 {
                    return (0.0 as $float).copysign(x / y);
                }
                let floor = quotient.floor();
                if quotient - floor > 0.5 {
                    floor + 1.0
                } else {
                    floor
                }
            }

            pub(super) fn multiply(
                (a, b): ($float, $float),
                (c, d): ($float, $float),
            ) -> ($float, $float) {
                (a * c - b * d, a * d + b * c)
            }

            /// Smith's method, as NumPy's loop does it.
            pub(super) fn divide(
                (a, b): ($float, $float),
                (c, d): ($float, $float),
            ) -> ($float, $float) {
                if c == 0.0 && d == 0.0 {
                    return (a / c.abs(), b / d.abs());
                }
                if c.abs() >= d.abs() {
                    let ratio = d / c;
                    let scale = 1.0 / (c + d * ratio);
                    ((a + b * ratio) * scale, (b - a * ratio) * scale)
                } else {
                    let ratio = c / d;
                    let scale = 1.0 / (c * ratio + d);
                    ((a * ratio + b) * scale, (b * ratio - a) * scale)
                }
            }
        }
    };
}

float_operators!(single, f32);
float_operators!(double, f64);

fn complex(
    op: Binary,
    x: Value,
    y: Value,
    dtype: DType,
) -> Result<(Value, Option<Warning>), Fault> {
    let (a, b, c, d) = (x.real(), x.imag(), y.real(), y.imag());
    let single = dtype == DType::Complex64;
    let (re, im) = match op {
        Binary::Add => (a + c, b + d),
        Binary::Subtract => (a - c, b - d),
        Binary::Multiply if single => widen(single::multiply(narrow(a, b), narrow(c, d))),
        Binary::Multiply => double::multiply((a, b), (c, d)),
        Binary::TrueDivide if single => widen(single::divide(narrow(a, b), narrow(c, d))),
        Binary::TrueDivide => double::divide((a, b), (c, d)),
        Binary::Power => complex_power((a, b), (c, d)),
        _ => return Err(Fault::Unsupported),
    };
    let by_zero = op == Binary::TrueDivide && c == 0.0 && d == 0.0;
    Ok((
        Value::Complex(re, im).cast(dtype),
        by_zero.then_some(Warning::DivideByZero),
    ))
}

fn narrow(re: f64, im: f64) -> (f32, f32) {
    (re as f32, im as f32)
}

fn widen((re, im): (f32, f32)) -> (f64, f64) {
    (re.into(), im.into())
}

/// Small whole powers by multiplication, which is exact where it can be; the others through the logarithm.
fn complex_power(base: (f64, f64), exponent: (f64, f64)) -> (f64, f64) {
    if exponent == (0.0, 0.0) {
        return (1.0, 0.0);
    }
    if base == (0.0, 0.0) {
        let is_zero = exponent.0 > 0.0 && exponent.1 == 0.0;
        return if is_zero {
            (0.0, 0.0)
        } else {
            (f64::NAN, f64::NAN)
        };
    }
    if exponent.1 == 0.0 && base.1 == 0.0 && base.0 > 0.0 {
        return (base.0.powf(exponent.0), 0.0);
    }
    if exponent.1 == 0.0 && exponent.0.fract() == 0.0 && exponent.0.abs() < 100.0 {
        let power = whole_power(base, exponent.0.abs() as u32);
        return if exponent.0 < 0.0 {
            double::divide((1.0, 0.0), power)
        } else {
            power
        };
    }
    let logarithm = (base.0.hypot(base.1).ln(), base.1.atan2(base.0));
    let product = double::multiply(logarithm, exponent);
    let size = product.0.exp();
    (size * product.1.cos(), size * product.1.sin())
}

fn whole_power(base: (f64, f64), exponent: u32) -> (f64, f64) {
    let (mut left, mut square, mut result) = (exponent, base, (1.0, 0.0));
    while left > 0 {
        if left & 1 == 1 {
            result = double::multiply(result, square);
        }
        square = double::multiply(square, square);
        left >>= 1;
    }
    result
}

/// Computes `op a`.
pub fn unary(op: Unary, dtype: DType, value: Value) -> Result<(DType, Value), Fault> {
    let result = match (op, value) {
        (Unary::Negative | Unary::Positive, Value::Bool(_)) => return Err(Fault::Unsupported),
        (Unary::Positive, _) | (Unary::Absolute, Value::Bool(_) | Value::Uint(_)) => value,
        (Unary::Negative, Value::Int(x)) => Value::Int(x.wrapping_neg()).cast(dtype),
        (Unary::Negative, Value::Uint(x)) => Value::Uint(x.wrapping_neg()).cast(dtype),
        (Unary::Negative, Value::Float(x)) => Value::Float(-x),
        (Unary::Negative, Value::Complex(re, im)) => Value::Complex(-re, -im),
        (Unary::Absolute, Value::Int(x)) => Value::Int(x.wrapping_abs()).cast(dtype),
        (Unary::Absolute, Value::Float(x)) => Value::Float(x.abs()),
        (Unary::Absolute, Value::Complex(re, im)) => {
            return Ok((dtype.real(), Value::Float(re.hypot(im)).cast(dtype.real())));
        }
        (Unary::Invert, Value::Bool(x)) => Value::Bool(!x),
        (Unary::Invert, Value::Int(x)) => Value::Int(!x),
        (Unary::Invert, Value::Uint(x)) => Value::Uint(!x).cast(dtype),
        (Unary::Invert, Value::Float(_) | Value::Complex(..)) => return Err(Fault::Unsupported),
    };
    Ok((dtype, result))
}

/// How two numbers compare; nothing where one is NaN. Integers of different signedness compare by their exact
/// values, complex numbers by their parts in order.
pub fn compare(a: Operand, b: Operand) -> Option<Ordering> {
    let exact = |value: Value| match value {
        Value::Bool(value) => Some(i128::from(value)),
        Value::Int(value) => Some(i128::from(value)),
        Value::Uint(value) => Some(i128::from(value)),
        Value::Float(_) | Value::Complex(..) => None,
    };
    if let (Some(x), Some(y)) = (exact(a.value), exact(b.value)) {
        return Some(x.cmp(&y));
    }
    let dtype = result_type(a, b);
    let (x, y) = (a.value.cast(dtype), b.value.cast(dtype));
    match x.real().partial_cmp(&y.real())? {
        Ordering::Equal => x.imag().partial_cmp(&y.imag()),
        order => Some(order),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(dtype: DType, value: Value) -> Operand {
        Operand {
            dtype,
            value,
            weak: false,
        }
    }

    fn int(value: i64) -> Operand {
        Operand {
            dtype: DType::Int64,
            value: Value::Int(value),
            weak: true,
        }
    }

    fn real(value: f64) -> Operand {
        Operand {
            dtype: DType::Float64,
            value: Value::Float(value),
            weak: true,
        }
    }

    #[test]
    fn division_takes_every_python_integer() {
        let byte = strong(DType::Int8, Value::Int(100));
        let outcome = binary(Binary::TrueDivide, byte, int(400));
        assert_eq!(outcome.map(|outcome| outcome.value), Ok(Value::Float(0.25)));
    }

    #[test]
    fn python_numbers_adapt() {
        let single = strong(DType::Float32, Value::Float(1.5));
        assert_eq!(result_type(single, real(1.0)), DType::Float32);
        assert_eq!(result_type(single, int(1)), DType::Float32);
        let byte = strong(DType::Int8, Value::Int(100));
        assert_eq!(result_type(byte, int(1)), DType::Int8);
        assert_eq!(result_type(byte, real(1.0)), DType::Float64);
        assert_eq!(
            binary(Binary::Add, byte, int(300)),
            Err(Fault::OutOfBounds(DType::Int8))
        );
        assert_eq!(
            result_type(strong(DType::Bool, Value::Bool(true)), int(1)),
            DType::Int64
        );
    }

    #[test]
    fn integers_wrap_with_a_warning() {
        let byte = strong(DType::Int8, Value::Int(100));
        let outcome = binary(Binary::Add, byte, byte).unwrap();
        assert_eq!(
            (outcome.value, outcome.warning),
            (Value::Int(-56), Some(Warning::Overflow))
        );
        let zero = binary(
            Binary::FloorDivide,
            byte,
            strong(DType::Int8, Value::Int(0)),
        )
        .unwrap();
        assert_eq!(
            (zero.value, zero.warning),
            (Value::Int(0), Some(Warning::DivideByZero))
        );
    }

    #[test]
    fn division_floors() {
        for (x, y, quotient, rest) in [
            (7, 2, 3, 1),
            (-7, 2, -4, 1),
            (7, -2, -4, -1),
            (-7, -2, 3, -1),
            (6, -3, -2, 0),
        ] {
            let (a, b) = (
                strong(DType::Int64, Value::Int(x)),
                strong(DType::Int64, Value::Int(y)),
            );
            assert_eq!(
                binary(Binary::FloorDivide, a, b).unwrap().value,
                Value::Int(quotient),
                "{x} // {y}"
            );
            assert_eq!(
                binary(Binary::Remainder, a, b).unwrap().value,
                Value::Int(rest),
                "{x} % {y}"
            );
        }
        let a = strong(DType::Float64, Value::Float(-7.5));
        assert_eq!(
            binary(Binary::FloorDivide, a, real(2.0)).unwrap().value,
            Value::Float(-4.0)
        );
        assert_eq!(
            binary(Binary::Remainder, a, real(2.0)).unwrap().value,
            Value::Float(0.5)
        );
    }

    #[test]
    fn booleans_have_few_operators() {
        let yes = strong(DType::Bool, Value::Bool(true));
        assert_eq!(
            binary(Binary::Add, yes, yes).unwrap().value,
            Value::Bool(true)
        );
        assert_eq!(binary(Binary::Subtract, yes, yes), Err(Fault::Unsupported));
        assert_eq!(binary(Binary::Power, yes, yes).unwrap().dtype, DType::Int8);
    }

    #[test]
    fn compares_exactly_across_signs() {
        let big = strong(DType::Uint64, Value::Uint(u64::MAX));
        assert_eq!(
            compare(strong(DType::Int64, Value::Int(-1)), big),
            Some(Ordering::Less)
        );
        assert_eq!(
            compare(strong(DType::Float64, Value::Float(f64::NAN)), big),
            None
        );
    }
}
