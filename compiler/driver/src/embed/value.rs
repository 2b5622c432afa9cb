//! Values whose types are known only at run time.

use std::marker::PhantomData;
use std::sync::Arc;

use numjit_abi::{DType, Slot};

use super::array::{Array, DynArray, Element, receive};
use super::error::Error;
use super::param::slice_ref;
use crate::marshal::{Arg, ArrayRef};

/// A value on its way into or out of a compiled function.
#[derive(Debug)]
pub enum Value<'a> {
    /// `None`.
    None,
    /// `bool`.
    Bool(bool),
    /// `int` in the `int64` range.
    Int(i64),
    /// `int` above it.
    UInt(u64),
    /// `float`.
    Float(f64),
    /// `complex`: real and imaginary part.
    Complex(f64, f64),
    /// A number of a given type, such as `float32`; made by `From`.
    Scalar(Scalar),
    /// `str`.
    Str(String),
    /// `tuple`.
    Tuple(Vec<Value<'a>>),
    /// An array in memory of the program; made from slices by `From`, from views by the `ndarray` feature.
    Borrowed(BorrowedArray<'a>),
    /// An array that a compiled function returned. As an argument it is read-only.
    Array(DynArray),
}

/// A number of a given type.
#[derive(Clone, Copy, Debug)]
pub struct Scalar {
    dtype: DType,
    bits: [Slot; 2],
}

/// An array in memory of the program.
#[derive(Debug)]
pub struct BorrowedArray<'a> {
    array: ArrayRef,
    _memory: PhantomData<&'a mut [u8]>,
}

impl<'a> BorrowedArray<'a> {
    /// The caller vouches for the memory for `'a`, alone if the array is writable.
    pub(super) fn new(array: ArrayRef) -> BorrowedArray<'a> {
        BorrowedArray {
            array,
            _memory: PhantomData,
        }
    }

    pub(super) fn array(&self) -> &ArrayRef {
        &self.array
    }

    /// Element type.
    pub fn dtype(&self) -> DType {
        self.array.dtype
    }

    /// Extents.
    pub fn shape(&self) -> &[i64] {
        &self.array.shape
    }

    /// Distances between neighbours along each axis, in bytes.
    pub fn strides(&self) -> &[i64] {
        &self.array.strides
    }

    /// First element.
    pub fn as_ptr(&self) -> *mut u8 {
        self.array.data
    }

    /// Whether a function that it is passed to may write it.
    pub fn is_writable(&self) -> bool {
        self.array.writable
    }

    /// A copy of the elements in C order; none for another element type, or without memory for it.
    pub fn to_vec<T: Element>(&self) -> Option<Vec<T>> {
        let mut borrowed = self.array.clone();
        borrowed.owner = std::ptr::null_mut();
        Array::from_dyn(receive(borrowed)?).map(|array| array.to_vec())
    }
}

impl<'a> Value<'a> {
    /// An array in memory that only its parts say something about: first element, element type, extents,
    /// strides in bytes.
    ///
    /// # Safety
    /// For `'a`, the element at every index within the shape is readable, initialised and, if `writable`,
    /// reachable for nobody else.
    #[allow(unsafe_code, reason = "the caller vouches for the memory")]
    pub unsafe fn from_raw_parts(
        data: *mut u8,
        dtype: DType,
        shape: &[i64],
        strides: &[i64],
        writable: bool,
    ) -> Value<'a> {
        Value::Borrowed(BorrowedArray::new(ArrayRef {
            owner: std::ptr::null_mut(),
            data,
            dtype,
            record: None,
            shape: shape.iter().copied().collect(),
            strides: strides.iter().copied().collect(),
            writable,
        }))
    }
}

impl Value<'_> {
    pub(super) fn to_arg(&self) -> Arg {
        match self {
            Value::None => Arg::None,
            Value::Bool(value) => Arg::Bool(*value),
            Value::Int(value) => Arg::Int(*value),
            Value::UInt(value) => Arg::UInt(*value),
            Value::Float(value) => Arg::Float(*value),
            Value::Complex(re, im) => Arg::Complex(*re, *im),
            Value::Scalar(scalar) => Arg::Scalar(scalar.dtype, scalar.bits),
            Value::Str(text) => Arg::Str(Arc::from(text.as_str())),
            Value::Tuple(items) => Arg::Tuple(items.iter().map(Value::to_arg).collect()),
            Value::Borrowed(borrowed) => Arg::Array(borrowed.array.clone()),
            Value::Array(array) => Arg::Array(array.as_arg(false)),
        }
    }

    /// A result of compiled code.
    pub(super) fn from_arg(arg: Arg) -> Result<Value<'static>, Error> {
        Ok(match arg {
            Arg::None => Value::None,
            Arg::Bool(value) => Value::Bool(value),
            Arg::Int(value) | Arg::Literal(value) => Value::Int(value),
            Arg::UInt(value) => Value::UInt(value),
            Arg::Float(value) => Value::Float(value),
            Arg::Complex(re, im) => Value::Complex(re, im),
            Arg::Scalar(dtype, bits) => Value::Scalar(Scalar { dtype, bits }),
            Arg::Str(text) => Value::Str(text.to_string()),
            Arg::Tuple(items) | Arg::NamedTuple(_, items) => {
                // Every item is taken before any may fail, so that none is lost.
                let items: Vec<_> = items.into_iter().map(Value::from_arg).collect();
                Value::Tuple(items.into_iter().collect::<Result<_, _>>()?)
            }
            Arg::Array(array) => match receive(array) {
                Some(array) => Value::Array(array),
                None => return Err(Error::Mismatch("no memory for the result".to_owned())),
            },
            Arg::Enum(_, value) => Value::from_arg(*value)?,
            Arg::Generator(generator) => {
                // The one owner of the object ends here.
                drop(crate::call::take_block(generator.owner as usize as u64));
                let text = "a generator has no form outside of compiled code; loop over it inside";
                return Err(Error::Mismatch(text.to_owned()));
            }
            Arg::Container(container) => {
                let text = format!(
                    "a value of type {} has no form outside of compiled code; return an array or a tuple",
                    container.ty
                );
                return Err(Error::Mismatch(text));
            }
            Arg::Func(_)
            | Arg::DType(_)
            | Arg::RecordDType(_)
            | Arg::Entity(_)
            | Arg::Range(..)
            | Arg::Slice(_)
            | Arg::Class(_)
            | Arg::Type(_) => {
                let text = "a function, type or range has no form outside of compiled code";
                return Err(Error::Mismatch(text.to_owned()));
            }
        })
    }

    /// The same value, borrowed: arrays are not copied.
    pub fn reborrow(&self) -> Value<'_> {
        match self {
            Value::None => Value::None,
            Value::Bool(value) => Value::Bool(*value),
            Value::Int(value) => Value::Int(*value),
            Value::UInt(value) => Value::UInt(*value),
            Value::Float(value) => Value::Float(*value),
            Value::Complex(re, im) => Value::Complex(*re, *im),
            Value::Scalar(scalar) => Value::Scalar(*scalar),
            Value::Str(text) => Value::Str(text.clone()),
            Value::Tuple(items) => Value::Tuple(items.iter().map(Value::reborrow).collect()),
            Value::Borrowed(borrowed) => {
                Value::Borrowed(BorrowedArray::new(borrowed.array.clone()))
            }
            Value::Array(array) => Value::Borrowed(BorrowedArray::new(array.as_arg(false))),
        }
    }

    /// The same value with copies of what it borrows; none without memory for them.
    pub fn into_owned(self) -> Option<Value<'static>> {
        Some(match self {
            Value::None => Value::None,
            Value::Bool(value) => Value::Bool(value),
            Value::Int(value) => Value::Int(value),
            Value::UInt(value) => Value::UInt(value),
            Value::Float(value) => Value::Float(value),
            Value::Complex(re, im) => Value::Complex(re, im),
            Value::Scalar(scalar) => Value::Scalar(scalar),
            Value::Str(text) => Value::Str(text),
            Value::Tuple(items) => {
                let items = items.into_iter().map(Value::into_owned);
                Value::Tuple(items.collect::<Option<_>>()?)
            }
            Value::Borrowed(borrowed) => Value::Array(receive(borrowed.array)?),
            Value::Array(array) => Value::Array(array),
        })
    }

    /// The array of a result, with its element type.
    pub fn into_array<T: Element>(self) -> Option<Array<T>> {
        match self {
            Value::Array(array) => Array::from_dyn(array),
            _ => None,
        }
    }

    /// The number as a float: of a `float`, `int` or `bool`.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Value::Bool(value) => Some(f64::from(u8::from(*value))),
            Value::Int(value) => Some(*value as f64),
            Value::UInt(value) => Some(*value as f64),
            Value::Float(value) => Some(*value),
            _ => None,
        }
    }

    /// The number as an integer: of an `int` in the range or a `bool`.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Value::Bool(value) => Some(i64::from(*value)),
            Value::Int(value) => Some(*value),
            _ => None,
        }
    }
}

macro_rules! from_plain {
    ($($rust:ty => $variant:ident;)*) => {$(
        impl From<$rust> for Value<'_> {
            fn from(value: $rust) -> Self {
                Value::$variant(value.into())
            }
        }
    )*};
}

from_plain! {
    bool => Bool;
    i64 => Int;
    f64 => Float;
    &str => Str;
    String => Str;
}

macro_rules! from_scalar {
    ($($rust:ty = $dtype:ident, $value:ident => $bits:expr;)*) => {$(
        impl From<$rust> for Value<'_> {
            fn from($value: $rust) -> Self {
                Value::Scalar(Scalar {
                    dtype: DType::$dtype,
                    bits: [$bits, 0],
                })
            }
        }
    )*};
}

from_scalar! {
    f32 = F32, value => Slot::from(value.to_bits());
    i32 = I32, value => i64::from(value) as Slot;
    i16 = I16, value => i64::from(value) as Slot;
    i8 = I8, value => i64::from(value) as Slot;
    u64 = U64, value => value;
    u32 = U32, value => Slot::from(value);
    u16 = U16, value => Slot::from(value);
    u8 = U8, value => Slot::from(value);
}

impl<'a, T: Element> From<&'a [T]> for Value<'a> {
    fn from(slice: &'a [T]) -> Value<'a> {
        let array = slice_ref(slice.as_ptr().cast_mut(), slice.len(), false);
        Value::Borrowed(BorrowedArray::new(array))
    }
}

impl<'a, T: Element> From<&'a mut [T]> for Value<'a> {
    fn from(slice: &'a mut [T]) -> Value<'a> {
        let array = slice_ref(slice.as_mut_ptr(), slice.len(), true);
        Value::Borrowed(BorrowedArray::new(array))
    }
}

impl<'a, T: Element> From<&'a Vec<T>> for Value<'a> {
    fn from(vec: &'a Vec<T>) -> Value<'a> {
        Value::from(vec.as_slice())
    }
}

impl<'a, T: Element> From<&'a mut Vec<T>> for Value<'a> {
    fn from(vec: &'a mut Vec<T>) -> Value<'a> {
        Value::from(vec.as_mut_slice())
    }
}
