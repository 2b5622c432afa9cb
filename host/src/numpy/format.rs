//! The text of scalars, shapes and arrays. The runtime prints elements and arrays, for compiled code prints them too.

use numjit_runtime::Scalar;
use numjit_runtime::text::array;

use super::dtype::{DType, Kind};
use super::value::Value;

/// `str` of a NumPy scalar.
pub fn scalar_str(value: Value, dtype: DType) -> String {
    array::scalar_str(scalar(value, dtype))
}

/// A value as the runtime knows it.
fn scalar(value: Value, dtype: DType) -> Scalar {
    match (value.cast(dtype), dtype) {
        (Value::Float(value), DType::Float32) => Scalar::F32(value as f32),
        (Value::Complex(re, im), DType::Complex64) => Scalar::C64(re as f32, im as f32),
        (Value::Bool(value), _) => Scalar::Bool(value),
        (Value::Int(value), _) => Scalar::Int(value),
        (Value::Uint(value), _) => Scalar::UInt(value),
        (Value::Float(value), _) => Scalar::F64(value),
        (Value::Complex(re, im), _) => Scalar::C128(re, im),
    }
}

/// `repr` of a NumPy scalar.
pub fn scalar_repr(value: Value, dtype: DType) -> String {
    let text = scalar_str(value, dtype);
    match dtype.kind() {
        Kind::Bool => format!("np.{text}_"),
        // A complex number brings its own parentheses, unless it is purely imaginary.
        Kind::Complex if text.starts_with('(') => format!("np.{}{text}", dtype.name()),
        _ => format!("np.{}({text})", dtype.name()),
    }
}

/// A shape as Python prints a tuple.
pub fn shape_str(shape: &[usize]) -> String {
    match shape {
        [only] => format!("({only},)"),
        _ => {
            let extents: Vec<String> = shape.iter().map(usize::to_string).collect();
            format!("({})", extents.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_scalars() {
        let float = |value| scalar_str(Value::Float(value), DType::Float64);
        assert_eq!(float(1.5), "1.5");
        assert_eq!(float(1e16), "1e+16");
        assert_eq!(float(-0.0), "-0.0");
        assert_eq!(scalar_str(Value::Float(1e6), DType::Float32), "1e+06");
        let repr = scalar_repr;
        assert_eq!(repr(Value::Float(0.1), DType::Float64), "np.float64(0.1)");
        assert_eq!(repr(Value::Bool(true), DType::Bool), "np.True_");
        assert_eq!(repr(Value::Int(3), DType::Int64), "np.int64(3)");
        let complex = |re, im| scalar_repr(Value::Complex(re, im), DType::Complex128);
        assert_eq!(complex(1.0, -2.5), "np.complex128(1-2.5j)");
        assert_eq!(complex(0.0, 2.0), "np.complex128(2j)");
    }

    #[test]
    fn prints_shapes() {
        assert_eq!(shape_str(&[]), "()");
        assert_eq!(shape_str(&[3]), "(3,)");
        assert_eq!(shape_str(&[2, 3]), "(2, 3)");
    }
}
