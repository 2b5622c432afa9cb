//! One element, outside of an array: reading, writing and casting.

use super::dtype::{DType, Kind};

/// An element's value, wide enough for every element type of its kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    Complex(f64, f64),
}

/// The bytes of one element, as many as the largest type has; shorter types use the first ones.
pub type ElementBytes = [u8; 16];

impl Value {
    /// Reads an element's bytes.
    pub fn from_bytes(dtype: DType, bytes: &ElementBytes) -> Self {
        match dtype {
            DType::Bool => Self::Bool(bytes[0] != 0),
            DType::Int8 => Self::Int(i8::from_ne_bytes(first(bytes)).into()),
            DType::Int16 => Self::Int(i16::from_ne_bytes(first(bytes)).into()),
            DType::Int32 => Self::Int(i32::from_ne_bytes(first(bytes)).into()),
            DType::Int64 => Self::Int(i64::from_ne_bytes(first(bytes))),
            DType::Uint8 => Self::Uint(bytes[0].into()),
            DType::Uint16 => Self::Uint(u16::from_ne_bytes(first(bytes)).into()),
            DType::Uint32 => Self::Uint(u32::from_ne_bytes(first(bytes)).into()),
            DType::Uint64 => Self::Uint(u64::from_ne_bytes(first(bytes))),
            DType::Float32 => Self::Float(f32::from_ne_bytes(first(bytes)).into()),
            DType::Float64 => Self::Float(f64::from_ne_bytes(first(bytes))),
            DType::Complex64 => Self::Complex(
                f32::from_ne_bytes(first(bytes)).into(),
                f32::from_ne_bytes(first(&bytes[4..])).into(),
            ),
            DType::Complex128 => Self::Complex(
                f64::from_ne_bytes(first(bytes)),
                f64::from_ne_bytes(first(&bytes[8..])),
            ),
        }
    }

    /// The bytes of the value as an element of a type, after a C cast.
    pub fn to_bytes(self, dtype: DType) -> ElementBytes {
        let mut bytes = [0; 16];
        match (dtype, self.cast(dtype)) {
            (DType::Bool, Self::Bool(value)) => bytes[0] = value.into(),
            (DType::Float32, Self::Float(value)) => put(&mut bytes, &(value as f32).to_ne_bytes()),
            (_, Self::Float(value)) => put(&mut bytes, &value.to_ne_bytes()),
            (DType::Complex64, Self::Complex(re, im)) => {
                put(&mut bytes, &(re as f32).to_ne_bytes());
                put(&mut bytes[4..], &(im as f32).to_ne_bytes());
            }
            (_, Self::Complex(re, im)) => {
                put(&mut bytes, &re.to_ne_bytes());
                put(&mut bytes[8..], &im.to_ne_bytes());
            }
            // Two's complement: the low bytes of the wide integer are the narrow integer.
            (_, Self::Int(value)) => put(&mut bytes, &value.to_le_bytes()[..dtype.size()]),
            (_, Self::Uint(value)) => put(&mut bytes, &value.to_le_bytes()[..dtype.size()]),
            (_, Self::Bool(value)) => bytes[0] = value.into(),
        }
        bytes
    }

    /// The value as C casts it: floats to integers truncate, integers wrap, complex numbers lose their
    /// imaginary part.
    pub fn cast(self, dtype: DType) -> Self {
        match dtype.kind() {
            Kind::Bool => Self::Bool(self.is_truthy()),
            Kind::Signed => Self::Int(wrap_signed(self.to_integer(dtype), dtype.size())),
            Kind::Unsigned => Self::Uint(wrap_unsigned(self.to_integer(dtype), dtype.size())),
            Kind::Float => Self::Float(round_to(self.real(), dtype)),
            Kind::Complex => Self::Complex(
                round_to(self.real(), dtype.real()),
                round_to(self.imag(), dtype.real()),
            ),
        }
    }

    pub fn is_truthy(self) -> bool {
        match self {
            Self::Bool(value) => value,
            Self::Int(value) => value != 0,
            Self::Uint(value) => value != 0,
            Self::Float(value) => value != 0.0,
            Self::Complex(re, im) => re != 0.0 || im != 0.0,
        }
    }

    /// The value, or its real part, as a float.
    pub fn real(self) -> f64 {
        match self {
            Self::Bool(value) => f64::from(u8::from(value)),
            Self::Int(value) => value as f64,
            Self::Uint(value) => value as f64,
            Self::Float(value) | Self::Complex(value, _) => value,
        }
    }

    pub fn imag(self) -> f64 {
        match self {
            Self::Complex(_, im) => im,
            Self::Bool(_) | Self::Int(_) | Self::Uint(_) | Self::Float(_) => 0.0,
        }
    }

    /// The value as a wide integer, for a cast to an integer type.
    fn to_integer(self, target: DType) -> i128 {
        match self {
            Self::Bool(value) => value.into(),
            Self::Int(value) => value.into(),
            Self::Uint(value) => value.into(),
            Self::Float(value) | Self::Complex(value, _) => truncate(value, target),
        }
    }
}

fn first<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    out.copy_from_slice(&bytes[..N]);
    out
}

fn put(bytes: &mut [u8], value: &[u8]) {
    bytes[..value.len()].copy_from_slice(value);
}

fn round_to(value: f64, dtype: DType) -> f64 {
    if dtype == DType::Float32 {
        f64::from(value as f32)
    } else {
        value
    }
}

fn wrap_signed(value: i128, size: usize) -> i64 {
    let unused = 64 - 8 * size as u32;
    ((value as i64) << unused) >> unused
}

fn wrap_unsigned(value: i128, size: usize) -> u64 {
    let unused = 64 - 8 * size as u32;
    ((value as u64) << unused) >> unused
}

/// A float cut to an integer. What C leaves undefined (NaN and values out of range) follows the x86-64 instructions
/// that NumPy's own build uses, so that results agree with the numbers people see.
fn truncate(value: f64, target: DType) -> i128 {
    let wide = value as i128;
    let fits = |low: i128, high: i128| !value.is_nan() && (low..=high).contains(&wide);
    match target {
        DType::Uint64 if fits(0, u64::MAX.into()) => wide,
        DType::Int64 | DType::Uint64 | DType::Uint32 => {
            if fits(i64::MIN.into(), i64::MAX.into()) {
                wide
            } else {
                i64::MIN.into()
            }
        }
        _ => {
            if fits(i32::MIN.into(), i32::MAX.into()) {
                wide
            } else {
                i32::MIN.into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips_through_bytes() {
        for (dtype, value) in [
            (DType::Bool, Value::Bool(true)),
            (DType::Int8, Value::Int(-128)),
            (DType::Int16, Value::Int(-2)),
            (DType::Int64, Value::Int(i64::MIN)),
            (DType::Uint64, Value::Uint(u64::MAX)),
            (DType::Float32, Value::Float(0.5)),
            (DType::Float64, Value::Float(0.1)),
            (DType::Complex64, Value::Complex(0.5, -2.0)),
            (DType::Complex128, Value::Complex(0.1, -0.0)),
        ] {
            assert_eq!(
                Value::from_bytes(dtype, &value.to_bytes(dtype)),
                value,
                "{dtype:?}"
            );
        }
    }

    #[test]
    fn casts_like_c() {
        assert_eq!(Value::Float(-1.9).cast(DType::Int32), Value::Int(-1));
        assert_eq!(Value::Int(300).cast(DType::Uint8), Value::Uint(44));
        assert_eq!(Value::Int(-1).cast(DType::Uint64), Value::Uint(u64::MAX));
        assert_eq!(
            Value::Float(f64::NAN).cast(DType::Int64),
            Value::Int(i64::MIN)
        );
        assert_eq!(
            Value::Float(1e20).cast(DType::Int32),
            Value::Int(i32::MIN.into())
        );
        assert_eq!(
            Value::Float(0.1).cast(DType::Float32),
            Value::Float(f64::from(0.1f32))
        );
        assert_eq!(
            Value::Complex(1.5, 2.0).cast(DType::Float64),
            Value::Float(1.5)
        );
        assert_eq!(Value::Float(0.5).cast(DType::Bool), Value::Bool(true));
    }
}
