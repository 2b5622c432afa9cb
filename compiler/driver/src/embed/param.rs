//! Rust types as parameters of compiled functions.

use std::sync::Arc;

use numjit_abi::{DType, Slot};
use numjit_ir::{ArrayTy, Layout, Ty, Type};

use super::array::Element;
use super::slots::ArgSlots;
use crate::marshal::{Arg, ArrayRef};

/// A Rust type that a compiled function can take.
///
/// Numbers, `bool`, `&str` and tuples are Python's. `&[T]` is a one-dimensional array that the function may only read, `&mut [T]` one that it may write;
/// neither is copied. A type with a lifetime stands for all lifetimes: what a call takes is
/// [`Param::As`] of the call.
pub trait Param {
    /// The type with the lifetime of one call.
    type As<'a>;

    /// The compiled function's type for it.
    fn ty() -> Ty;

    /// Number of slots it takes.
    const SLOTS: usize;

    /// Puts a value into slots. False when the value has another memory order than [`Param::ty`] says,
    /// which a strided view may; the call then goes another way.
    fn put(value: &mut Self::As<'_>, slots: &mut ArgSlots) -> bool;

    /// The value as a dynamic call takes it.
    fn arg(value: &mut Self::As<'_>) -> Arg;
}

/// The parameters of a function: a tuple of up to eight [`Param`]s.
pub trait Params {
    /// The tuple with the lifetime of one call.
    type As<'a>;

    /// The compiled function's argument types.
    fn types() -> Vec<Ty>;

    /// Number of slots.
    const SLOTS: usize;

    /// Puts the values into slots; false as for [`Param::put`].
    fn put(values: &mut Self::As<'_>, slots: &mut ArgSlots) -> bool;

    /// The values as a dynamic call takes them.
    fn args(values: &mut Self::As<'_>) -> Vec<Arg>;
}

macro_rules! scalars {
    ($($rust:ty, $ty:ident, $value:ident => $slot:expr;)*) => {$(
        impl Param for $rust {
            type As<'a> = $rust;
            const SLOTS: usize = 1;

            fn ty() -> Ty {
                Ty::$ty
            }

            #[inline]
            fn put(value: &mut $rust, slots: &mut ArgSlots) -> bool {
                let $value = *value;
                slots.push($slot);
                true
            }

            fn arg(value: &mut $rust) -> Arg {
                let $value = *value;
                Arg::Scalar(DType::$ty, [$slot, 0])
            }
        }
    )*};
}

scalars! {
    f64, F64, value => value.to_bits();
    f32, F32, value => Slot::from(value.to_bits());
    i64, I64, value => value as Slot;
    i32, I32, value => i64::from(value) as Slot;
    i16, I16, value => i64::from(value) as Slot;
    i8, I8, value => i64::from(value) as Slot;
    u64, U64, value => value;
    u32, U32, value => Slot::from(value);
    u16, U16, value => Slot::from(value);
    u8, U8, value => Slot::from(value);
}

impl Param for bool {
    type As<'a> = bool;
    const SLOTS: usize = 1;

    fn ty() -> Ty {
        Ty::BOOL
    }

    #[inline]
    fn put(value: &mut bool, slots: &mut ArgSlots) -> bool {
        slots.push(Slot::from(*value));
        true
    }

    fn arg(value: &mut bool) -> Arg {
        Arg::Bool(*value)
    }
}

/// Text. Code points below 128 are passed where they are; other text is decoded first.
impl Param for &str {
    type As<'a> = &'a str;
    const SLOTS: usize = 4;

    fn ty() -> Ty {
        Ty::STR
    }

    #[inline]
    fn put(value: &mut &str, slots: &mut ArgSlots) -> bool {
        if !value.is_ascii() {
            return false;
        }
        // No owner, since the call borrows; address; code points, of one byte each.
        slots.push(0);
        slots.push(value.as_ptr() as usize as Slot);
        slots.push(value.len() as Slot);
        slots.push(1);
        true
    }

    fn arg(value: &mut &str) -> Arg {
        Arg::Str(Arc::from(*value))
    }
}

/// A C-ordered array type.
pub(super) fn dense(dtype: Ty, ndim: u8, readonly: bool) -> Ty {
    Ty::new(Type::Array(ArrayTy {
        dtype,
        ndim,
        layout: Layout::C,
        readonly,
    }))
}

impl<T: Element> Param for &[T] {
    type As<'a> = &'a [T];
    const SLOTS: usize = 3;

    fn ty() -> Ty {
        dense(Ty::from_dtype(T::DTYPE), 1, true)
    }

    #[inline]
    fn put(value: &mut &[T], slots: &mut ArgSlots) -> bool {
        put_slice(value.as_ptr() as usize, value.len(), slots);
        true
    }

    fn arg(value: &mut &[T]) -> Arg {
        Arg::Array(slice_ref(value.as_ptr().cast_mut(), value.len(), false))
    }
}

impl<T: Element> Param for &mut [T] {
    type As<'a> = &'a mut [T];
    const SLOTS: usize = 3;

    fn ty() -> Ty {
        dense(Ty::from_dtype(T::DTYPE), 1, false)
    }

    #[inline]
    fn put(value: &mut &mut [T], slots: &mut ArgSlots) -> bool {
        put_slice(value.as_mut_ptr() as usize, value.len(), slots);
        true
    }

    fn arg(value: &mut &mut [T]) -> Arg {
        Arg::Array(slice_ref(value.as_mut_ptr(), value.len(), true))
    }
}

/// No owner, since the call borrows; address; extent.
#[inline]
fn put_slice(address: usize, len: usize, slots: &mut ArgSlots) {
    slots.push(0);
    slots.push(address as Slot);
    slots.push(len as Slot);
}

/// A slice as an array that the call borrows.
pub(super) fn slice_ref<T: Element>(data: *mut T, len: usize, writable: bool) -> ArrayRef {
    ArrayRef {
        owner: std::ptr::null_mut(),
        data: data.cast(),
        dtype: T::DTYPE,
        record: None,
        shape: [len as i64].into_iter().collect(),
        strides: [size_of::<T>() as i64].into_iter().collect(),
        writable,
    }
}

macro_rules! tuples {
    ($(($($name:ident)*))*) => {$(
        #[allow(non_snake_case, reason = "the values are named as their types")]
        impl<$($name: Param),*> Params for ($($name,)*) {
            type As<'a> = ($($name::As<'a>,)*);
            const SLOTS: usize = 0 $(+ $name::SLOTS)*;

            fn types() -> Vec<Ty> {
                vec![$($name::ty()),*]
            }

            #[inline]
            fn put(values: &mut Self::As<'_>, slots: &mut ArgSlots) -> bool {
                let ($($name,)*) = values;
                let _ = slots;
                true $(& $name::put($name, slots))*
            }

            fn args(values: &mut Self::As<'_>) -> Vec<Arg> {
                let ($($name,)*) = values;
                vec![$($name::arg($name)),*]
            }
        }
    )*};
}

tuples! {
    ()
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
}

/// A tuple is also a parameter of its own: Python's tuple.
macro_rules! tuple_params {
    ($(($($name:ident)+))*) => {$(
        #[allow(non_snake_case, reason = "the values are named as their types")]
        impl<$($name: Param),+> Param for ($($name,)+) {
            type As<'a> = ($($name::As<'a>,)+);
            const SLOTS: usize = 0 $(+ $name::SLOTS)+;

            fn ty() -> Ty {
                Ty::tuple(vec![$($name::ty()),+])
            }

            #[inline]
            fn put(value: &mut Self::As<'_>, slots: &mut ArgSlots) -> bool {
                let ($($name,)+) = value;
                true $(& $name::put($name, slots))+
            }

            fn arg(value: &mut Self::As<'_>) -> Arg {
                let ($($name,)+) = value;
                Arg::Tuple(vec![$($name::arg($name)),+])
            }
        }
    )*};
}

tuple_params! {
    (A)
    (A B)
    (A B C)
    (A B C D)
}
