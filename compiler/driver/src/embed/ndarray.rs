//! Views and arrays of the `ndarray` crate, without copies.
//!
//! A view in C order is passed as such. One with other strides goes through the specialisation for its
//! own memory order, which is compiled when the first such view comes.
#![allow(
    unsafe_code,
    reason = "views are made over memory that compiled code allocated"
)]

use ndarray::{ArrayView, ArrayViewD, ArrayViewMut, Axis, Dimension, IxDyn, ShapeBuilder};
use numjit_abi::Slot;
use numjit_ir::Ty;

use super::array::{Array, Element};
use super::param::{Param, dense};
use super::result::Returned;
use super::slots::ArgSlots;
use super::value::{BorrowedArray, Value};
use crate::marshal::{Arg, ArrayRef};

/// Number of dimensions, which is part of the type of what is compiled.
const fn rank<D: Dimension>() -> usize {
    match D::NDIM {
        Some(ndim) => ndim,
        None => panic!("a view of unknown rank is passed as a `Value`"),
    }
}

macro_rules! views {
    ($($view:ident, $writable:literal, $pointer:ident;)*) => {$(
        impl<'s, T: Element, D: Dimension> Param for $view<'s, T, D> {
            type As<'a> = $view<'a, T, D>;
            const SLOTS: usize = 2 + rank::<D>();

            fn ty() -> Ty {
                dense(Ty::from_dtype(T::DTYPE), rank::<D>() as u8, !$writable)
            }

            #[inline]
            fn put(view: &mut $view<'_, T, D>, slots: &mut ArgSlots) -> bool {
                if !view.is_standard_layout() {
                    return false;
                }
                slots.push(0);
                slots.push(view.$pointer() as usize as Slot);
                for &extent in view.shape() {
                    slots.push(extent as Slot);
                }
                true
            }

            fn arg(view: &mut $view<'_, T, D>) -> Arg {
                let data = view.$pointer() as *mut T;
                Arg::Array(view_ref(data, view.shape(), view.strides(), $writable))
            }
        }

        impl<'a, T: Element, D: Dimension> From<$view<'a, T, D>> for Value<'a> {
            #[allow(unused_mut, reason = "only views for writing give out a writable address mutably")]
            fn from(mut view: $view<'a, T, D>) -> Value<'a> {
                let data = view.$pointer() as *mut T;
                let array = view_ref(data, view.shape(), view.strides(), $writable);
                Value::Borrowed(BorrowedArray::new(array))
            }
        }
    )*};
}

views! {
    ArrayView, false, as_ptr;
    ArrayViewMut, true, as_mut_ptr;
}

fn view_ref<T: Element>(
    data: *mut T,
    shape: &[usize],
    strides: &[isize],
    writable: bool,
) -> ArrayRef {
    let item = size_of::<T>() as i64;
    ArrayRef {
        owner: std::ptr::null_mut(),
        data: data.cast(),
        dtype: T::DTYPE,
        record: None,
        shape: shape.iter().map(|&extent| extent as i64).collect(),
        strides: strides.iter().map(|&stride| stride as i64 * item).collect(),
        writable,
    }
}

impl<T: Element> Array<T> {
    /// The array as a view, whatever its memory order. None when elements are not aligned, which only
    /// results that reinterpret bytes are.
    pub fn view(&self) -> Option<ArrayViewD<'_, T>> {
        let item = size_of::<T>() as isize;
        let mut data = self.as_ptr();
        let mut strides = Vec::with_capacity(self.shape().len());
        let mut reversed = Vec::new();
        for (axis, (&extent, &stride)) in self.shape().iter().zip(self.strides()).enumerate() {
            if stride % item != 0 {
                return None;
            }
            if stride < 0 && extent > 0 {
                data = data.wrapping_byte_offset(stride * (extent as isize - 1));
                reversed.push(Axis(axis));
            }
            strides.push((stride / item).unsigned_abs());
        }
        if self.is_empty() {
            data = std::ptr::NonNull::dangling().as_ptr();
        }
        if !data.is_aligned() {
            return None;
        }
        let shape = IxDyn(self.shape()).strides(IxDyn(&strides));
        // Safety: the array holds an initialised, aligned element at every index within its shape, which
        // nobody changes while `self` is borrowed; reversed axes start at their lowest address.
        let mut view = unsafe { ArrayView::from_shape_ptr(shape, data) };
        for axis in reversed {
            view.invert_axis(axis);
        }
        Some(view)
    }

    /// A copy as an array of the `ndarray` crate.
    pub fn to_ndarray(&self) -> ndarray::ArrayD<T> {
        let shape = IxDyn(self.shape());
        // The vector has as many elements as the shape says.
        ndarray::ArrayD::from_shape_vec(shape, self.to_vec()).unwrap_or_default()
    }
}

impl<T: Element, D: Dimension> Returned for ndarray::Array<T, D> {
    fn accepts(ty: Ty) -> bool {
        let rank = ty.as_array().map(|array| usize::from(array.ndim));
        <Array<T> as Returned>::accepts(ty) && D::NDIM.is_none_or(|ndim| rank == Some(ndim))
    }

    fn describe() -> String {
        match D::NDIM {
            Some(ndim) => format!("an array of {} with {ndim} dimensions", T::DTYPE.name()),
            None => format!("an array of {}", T::DTYPE.name()),
        }
    }

    fn from_arg(arg: Arg) -> Option<Self> {
        let array = <Array<T> as Returned>::from_arg(arg)?;
        array.to_ndarray().into_dimensionality().ok()
    }
}
