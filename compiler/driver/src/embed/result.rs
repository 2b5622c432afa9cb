//! Rust types as results of compiled functions.

use numjit_abi::Slot;
use numjit_ir::{Ty, Type};

use super::array::{Array, Element};
use crate::marshal::{Arg, Reader};

/// A Rust type that a compiled function can return.
///
/// `()` stands for `None`, `Option<T>` for a value or `None`, [`Array`] for an array of any number of
/// dimensions without a copy, and `Vec` for a one-dimensional one, copied.
pub trait Returned: Sized {
    /// Whether a function with this result type returns such a value.
    fn accepts(ty: Ty) -> bool;

    /// How the type is called in messages.
    fn describe() -> String;

    /// The value, from the value of a dynamic call. None for another one, which `accepts` has excluded.
    fn from_arg(arg: Arg) -> Option<Self>;

    /// The value, from slots. The slots are those of a result that `accepts` has accepted.
    #[inline]
    fn from_slots(slots: &[Slot], ty: Ty) -> Option<Self> {
        Self::from_arg(Reader::new(slots).value(ty, false))
    }
}

macro_rules! scalars {
    ($($rust:ty, $ty:expr, $arg:pat => $value:expr, $slot:ident => $read:expr;)*) => {$(
        impl Returned for $rust {
            fn accepts(ty: Ty) -> bool {
                ty == $ty
            }

            fn describe() -> String {
                $ty.to_string()
            }

            fn from_arg(arg: Arg) -> Option<$rust> {
                match arg {
                    $arg => $value,
                    _ => None,
                }
            }

            #[inline]
            fn from_slots(slots: &[Slot], _: Ty) -> Option<$rust> {
                let $slot = *slots.first()?;
                Some($read)
            }
        }
    )*};
}

scalars! {
    f64, Ty::F64, Arg::Float(value) => Some(value), slot => f64::from_bits(slot);
    f32, Ty::F32, Arg::Float(value) => Some(value as f32), slot => f32::from_bits(slot as u32);
    i64, Ty::I64, Arg::Int(value) => Some(value), slot => slot as i64;
    i32, Ty::I32, Arg::Int(value) => value.try_into().ok(), slot => slot as i32;
    i16, Ty::I16, Arg::Int(value) => value.try_into().ok(), slot => slot as i16;
    i8, Ty::I8, Arg::Int(value) => value.try_into().ok(), slot => slot as i8;
    u32, Ty::U32, Arg::Int(value) => value.try_into().ok(), slot => slot as u32;
    u16, Ty::U16, Arg::Int(value) => value.try_into().ok(), slot => slot as u16;
    u8, Ty::U8, Arg::Int(value) => value.try_into().ok(), slot => slot as u8;
    bool, Ty::BOOL, Arg::Bool(value) => Some(value), slot => slot as u8 != 0;
}

impl Returned for u64 {
    fn accepts(ty: Ty) -> bool {
        ty == Ty::U64
    }

    fn describe() -> String {
        Ty::U64.to_string()
    }

    fn from_arg(arg: Arg) -> Option<u64> {
        match arg {
            Arg::Int(value) => value.try_into().ok(),
            Arg::UInt(value) => Some(value),
            _ => None,
        }
    }

    #[inline]
    fn from_slots(slots: &[Slot], _: Ty) -> Option<u64> {
        slots.first().copied()
    }
}

impl Returned for () {
    fn accepts(ty: Ty) -> bool {
        ty == Ty::NONE
    }

    fn describe() -> String {
        Ty::NONE.to_string()
    }

    fn from_arg(arg: Arg) -> Option<()> {
        matches!(arg, Arg::None).then_some(())
    }

    #[inline]
    fn from_slots(_: &[Slot], _: Ty) -> Option<()> {
        Some(())
    }
}

impl Returned for String {
    fn accepts(ty: Ty) -> bool {
        ty == Ty::STR
    }

    fn describe() -> String {
        Ty::STR.to_string()
    }

    fn from_arg(arg: Arg) -> Option<String> {
        match arg {
            Arg::Str(text) => Some(text.to_string()),
            _ => None,
        }
    }
}

impl<T: Returned> Returned for Option<T> {
    fn accepts(ty: Ty) -> bool {
        match ty.get() {
            Type::Optional(inner) => T::accepts(*inner),
            _ => ty == Ty::NONE || T::accepts(ty),
        }
    }

    fn describe() -> String {
        format!("Optional({})", T::describe())
    }

    fn from_arg(arg: Arg) -> Option<Option<T>> {
        match arg {
            Arg::None => Some(None),
            arg => T::from_arg(arg).map(Some),
        }
    }
}

impl<T: Element> Returned for Array<T> {
    fn accepts(ty: Ty) -> bool {
        ty.as_array()
            .is_some_and(|array| array.dtype == Ty::from_dtype(T::DTYPE))
    }

    fn describe() -> String {
        format!("an array of {}", T::DTYPE.name())
    }

    fn from_arg(arg: Arg) -> Option<Array<T>> {
        match arg {
            Arg::Array(array) => Array::from_dyn(super::array::receive(array)?),
            _ => None,
        }
    }
}

impl<T: Element> Returned for Vec<T> {
    fn accepts(ty: Ty) -> bool {
        <Array<T> as Returned>::accepts(ty) && ty.as_array().is_some_and(|array| array.ndim == 1)
    }

    fn describe() -> String {
        format!("a one-dimensional array of {}", T::DTYPE.name())
    }

    fn from_arg(arg: Arg) -> Option<Vec<T>> {
        Array::from_arg(arg).map(|array| array.to_vec())
    }
}

macro_rules! tuples {
    ($(($($name:ident)+))*) => {$(
        impl<$($name: Returned),+> Returned for ($($name,)+) {
            fn accepts(ty: Ty) -> bool {
                let Some(items) = ty.as_tuple() else {
                    return false;
                };
                let mut items = items.iter();
                $(items.next().is_some_and(|&item| $name::accepts(item)) &&)+ items.next().is_none()
            }

            fn describe() -> String {
                let items = [$($name::describe()),+];
                format!("Tuple({})", items.join(", "))
            }

            fn from_arg(arg: Arg) -> Option<Self> {
                let (Arg::Tuple(items) | Arg::NamedTuple(_, items)) = arg else {
                    return None;
                };
                let mut items = items.into_iter();
                // Every item is taken before any may fail, so that none is lost.
                let taken = ($(items.next().and_then(<$name as Returned>::from_arg),)+);
                #[allow(non_snake_case, reason = "the values are named as their types")]
                let ($($name,)+) = taken;
                Some(($($name?,)+))
            }
        }
    )*};
}

tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
}
