//! Python objects as argument slots.
#![allow(unsafe_code, reason = "Python objects are raw pointers")]

use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::AtomicUsize;

use numjit_abi::{DType, MemBlock, Slot};

use super::api::{Complex, api};
use super::buffer::{self, Buffer};
use super::numpy::{self, Array, Misfit};
use super::object::{
    Object, Owned, Raised, Result, class_name, class_of, classes, is_instance, raise,
};
use super::types::{ArrayType, Type};

/// The arguments of a call, with what must live as long as it.
#[derive(Default)]
pub(super) struct Arguments {
    /// What compiled code reads.
    pub(super) slots: Vec<Slot>,
    /// Headers over the memory of the arrays, which the arrays themselves own.
    pub(super) arrays: Vec<Lent>,
    /// Copies of texts.
    texts: Vec<Text>,
}

/// An array's memory as compiled code counts references to it.
pub(super) struct Lent {
    header: Box<MemBlock>,
    /// The array.
    object: *mut Object,
    /// Its memory, where it is not an array of NumPy.
    buffer: Option<Buffer>,
}

impl Lent {
    /// The owner that compiled code sees.
    pub(super) fn owner(&self) -> *const MemBlock {
        &raw const *self.header
    }

    /// Whether a result is the array as a whole.
    fn is_same(&self, data: *mut u8, shape: &[isize], strides: &[isize]) -> bool {
        let (own_data, (own_shape, own_strides)) = match &self.buffer {
            Some(buffer) => (buffer.data(), buffer.extents()),
            None => {
                // Safety: without a buffer it is an array of NumPy, which lives as long as the arguments.
                let array = unsafe { &*self.object.cast::<Array>() };
                (array.data, extents(array))
            }
        };
        own_data == data && own_shape == shape && own_strides == strides
    }

    /// The array itself, if a result is the whole of it.
    pub(super) fn whole(
        &self,
        data: *mut u8,
        shape: &[isize],
        strides: &[isize],
    ) -> Option<Result<Owned>> {
        // Safety: the object lives as long as the arguments.
        let same = self.is_same(data, shape, strides);
        same.then(|| unsafe { Owned::borrow(self.object) })
    }

    /// What keeps the memory in its place after the call.
    pub(super) fn base(&self) -> Result<Owned> {
        // Safety: the object lives as long as the arguments.
        unsafe {
            match self.buffer {
                Some(_) => buffer::hold(self.object),
                None => Owned::borrow(self.object),
            }
        }
    }
}

/// An object as memory for an argument.
enum Memory {
    Array(*const Array),
    Buffer(Buffer),
}

/// An object as an array of a type: one of NumPy, or anything that lends its memory.
///
/// # Safety
/// The object is alive.
unsafe fn memory(object: *mut Object, ty: &ArrayType) -> std::result::Result<Memory, Misfit> {
    // Safety: passed on to the caller.
    unsafe {
        let array = numpy::loaded().map(|numpy| numpy.array_of(object, ty));
        match array {
            Some(Ok(array)) => return Ok(Memory::Array(array)),
            Some(Err(Misfit::Described(text))) => return Err(Misfit::Described(text)),
            Some(Err(Misfit::NotAnArray)) | None => {}
        }
        let buffer = Buffer::of(object).ok_or(Misfit::NotAnArray)?;
        match buffer.misfit(ty) {
            None => Ok(Memory::Buffer(buffer)),
            Some(text) => Err(Misfit::Described(text)),
        }
    }
}

/// A text that Python copied.
struct Text(*mut u32);

impl Drop for Text {
    fn drop(&mut self) {
        // Safety: the copy was made by `PyUnicode_AsUCS4Copy`.
        unsafe { (api().PyMem_Free)(self.0.cast::<c_void>()) };
    }
}

/// The header's own reference is never given up, so nothing is left to do.
unsafe extern "C" fn keep(_: *mut MemBlock) {}

/// Why an object is no argument of a type.
enum Refusal {
    /// Of another type; the text says what it is.
    Type(String),
    /// An exception is set already.
    Raised,
}

impl From<Raised> for Refusal {
    fn from(_: Raised) -> Refusal {
        Refusal::Raised
    }
}

/// Which function and parameter an object is for, for messages.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) function: &'a str,
    pub(super) param: &'a str,
}

impl Arguments {
    /// Adds an object as an argument of a type.
    ///
    /// # Safety
    /// The object is alive, and stays so as long as `self`.
    pub(super) unsafe fn push(
        &mut self,
        object: *mut Object,
        ty: &Type,
        place: Place<'_>,
    ) -> Result<()> {
        // Safety: passed on to the caller.
        unsafe { self.convert(object, ty) }.map_err(|refusal| match refusal {
            Refusal::Raised => Raised,
            Refusal::Type(found) => raise(
                "TypeError",
                &format!(
                    "{}() argument '{}' must be {}, not {found}",
                    place.function,
                    place.param,
                    ty.spelling()
                ),
            ),
        })
    }

    /// # Safety
    /// As for [`Arguments::push`].
    unsafe fn convert(
        &mut self,
        object: *mut Object,
        ty: &Type,
    ) -> std::result::Result<(), Refusal> {
        // Safety: passed on to the caller.
        unsafe {
            match ty {
                Type::None if object == classes().none => Ok(()),
                Type::None => Err(Refusal::Type(class_name(object))),
                Type::Scalar(dtype) => self.push_scalar(object, *dtype),
                Type::Array(array) => self.push_array(object, array),
                Type::Str => self.push_text(object),
                Type::Optional(inner) if object == classes().none => {
                    let zeros = 1 + inner.slots();
                    self.slots.extend(std::iter::repeat_n(0, zeros));
                    Ok(())
                }
                Type::Optional(inner) => {
                    self.slots.push(1);
                    self.convert(object, inner)
                }
                Type::Tuple(items) => self.push_tuple(object, items),
            }
        }
    }

    /// # Safety
    /// As for [`Arguments::push`].
    unsafe fn push_tuple(
        &mut self,
        object: *mut Object,
        items: &[Type],
    ) -> std::result::Result<(), Refusal> {
        // Safety: passed on to the caller; the items live as long as the tuple.
        unsafe {
            if !is_instance(object, classes().tuple) {
                return Err(Refusal::Type(class_name(object)));
            }
            let size = (api().PyTuple_Size)(object);
            if size as usize != items.len() {
                return Err(Refusal::Type(format!("a tuple of {size}")));
            }
            for (position, item) in items.iter().enumerate() {
                let object = (api().PyTuple_GetItem)(object, position as isize);
                self.convert(object, item)?;
            }
        }
        Ok(())
    }

    /// # Safety
    /// As for [`Arguments::push`].
    unsafe fn push_array(
        &mut self,
        object: *mut Object,
        ty: &ArrayType,
    ) -> std::result::Result<(), Refusal> {
        // Safety: passed on to the caller.
        let memory = unsafe {
            match memory(object, ty) {
                Ok(memory) => memory,
                Err(Misfit::NotAnArray) => return Err(Refusal::Type(class_name(object))),
                Err(Misfit::Described(text)) => return Err(Refusal::Type(text)),
            }
        };
        let (data, (shape, strides)) = match &memory {
            // Safety: the array lives as long as the object.
            Memory::Array(array) => unsafe { ((**array).data, extents(&**array)) },
            Memory::Buffer(buffer) => (buffer.data(), buffer.extents()),
        };
        let header = Box::new(MemBlock {
            refcount: AtomicUsize::new(1),
            data,
            size: 0,
            drop: Some(keep),
            user: ptr::null_mut(),
        });
        let owner = (&raw const *header).addr();
        self.slots.extend([owner as Slot, data.addr() as Slot]);
        self.slots
            .extend(shape.iter().map(|&extent| extent as Slot));
        if ty.layout == b'A' {
            self.slots
                .extend(strides.iter().map(|&stride| stride as Slot));
        }
        self.arrays.push(Lent {
            header,
            object,
            buffer: match memory {
                Memory::Array(_) => None,
                Memory::Buffer(buffer) => Some(buffer),
            },
        });
        Ok(())
    }

    /// # Safety
    /// As for [`Arguments::push`].
    unsafe fn push_text(&mut self, object: *mut Object) -> std::result::Result<(), Refusal> {
        // Safety: passed on to the caller.
        unsafe {
            if !is_instance(object, classes().str) {
                return Err(Refusal::Type(class_name(object)));
            }
            let copy = (api().PyUnicode_AsUCS4Copy)(object);
            if copy.is_null() {
                return Err(Refusal::Raised);
            }
            self.texts.push(Text(copy));
            let length = (api().PyUnicode_GetLength)(object);
            // No owner: the text lives until the call has returned, and results are copied before that.
            let width = size_of::<u32>() as Slot;
            self.slots
                .extend([0, copy.addr() as Slot, length as Slot, width]);
        }
        Ok(())
    }

    /// # Safety
    /// As for [`Arguments::push`].
    unsafe fn push_scalar(
        &mut self,
        object: *mut Object,
        dtype: DType,
    ) -> std::result::Result<(), Refusal> {
        // Safety: passed on to the caller.
        unsafe {
            match dtype {
                DType::Bool => self.slots.push(Slot::from(boolean(object)?)),
                DType::F64 => self.slots.push(float(object)?.to_bits()),
                DType::F32 => self
                    .slots
                    .push(Slot::from((float(object)? as f32).to_bits())),
                DType::C64 => {
                    let value = complex(object)?;
                    let parts = [value.re, value.im].map(|part| (part as f32).to_bits());
                    self.slots.extend(parts.map(Slot::from));
                }
                DType::C128 => {
                    let value = complex(object)?;
                    self.slots.extend([value.re.to_bits(), value.im.to_bits()]);
                }
                _ => self.slots.push(integer(object, dtype)?),
            }
        }
        Ok(())
    }
}

/// An array's shape and strides.
fn extents(array: &Array) -> (&[isize], &[isize]) {
    let ndim = array.ndim as usize;
    if ndim == 0 {
        return (&[], &[]);
    }
    // Safety: NumPy keeps as many numbers of both as there are axes.
    unsafe {
        (
            std::slice::from_raw_parts(array.shape, ndim),
            std::slice::from_raw_parts(array.strides, ndim),
        )
    }
}

/// Refuses what Python's converters would take from a text or another object, and clears a `TypeError` of
/// theirs, because ours names the argument.
///
/// # Safety
/// The object is alive.
unsafe fn refusal(object: *mut Object) -> Refusal {
    // Safety: passed on to the caller.
    unsafe {
        let is_type_error = super::api::variable("PyExc_TypeError")
            .is_some_and(|class| (api().PyErr_ExceptionMatches)(class) != 0);
        if !is_type_error {
            return Refusal::Raised;
        }
        (api().PyErr_Clear)();
        Refusal::Type(class_name(object))
    }
}

/// # Safety
/// The object is alive.
unsafe fn boolean(object: *mut Object) -> std::result::Result<bool, Refusal> {
    // Safety: passed on to the caller.
    unsafe {
        let is_number =
            is_instance(object, classes().int) || class_name(object).starts_with("bool");
        if !is_number {
            return Err(Refusal::Type(class_name(object)));
        }
        match (api().PyObject_IsTrue)(object) {
            -1 => Err(Refusal::Raised),
            truth => Ok(truth != 0),
        }
    }
}

/// # Safety
/// The object is alive.
unsafe fn float(object: *mut Object) -> std::result::Result<f64, Refusal> {
    // Safety: passed on to the caller.
    unsafe {
        let value = (api().PyFloat_AsDouble)(object);
        if value == -1.0 && !(api().PyErr_Occurred)().is_null() {
            return Err(refusal(object));
        }
        Ok(value)
    }
}

/// # Safety
/// The object is alive.
unsafe fn complex(object: *mut Object) -> std::result::Result<Complex, Refusal> {
    // Safety: passed on to the caller.
    unsafe {
        let value = (api().PyComplex_AsCComplex)(object);
        if value.re == -1.0 && !(api().PyErr_Occurred)().is_null() {
            return Err(refusal(object));
        }
        Ok(value)
    }
}

/// An integer that fits the type, extended to a slot.
///
/// # Safety
/// The object is alive.
unsafe fn integer(object: *mut Object, dtype: DType) -> std::result::Result<Slot, Refusal> {
    // Safety: passed on to the caller.
    unsafe {
        let Ok(number) = Owned::new((api().PyNumber_Index)(object)) else {
            return Err(refusal(object));
        };
        if dtype == DType::U64 {
            let value = (api().PyLong_AsUnsignedLongLong)(number.as_ptr());
            if value == u64::MAX && !(api().PyErr_Occurred)().is_null() {
                return Err(Refusal::Raised);
            }
            return Ok(value);
        }
        let value = (api().PyLong_AsLongLong)(number.as_ptr());
        if value == -1 && !(api().PyErr_Occurred)().is_null() {
            return Err(Refusal::Raised);
        }
        let fits = match dtype {
            DType::I8 => i8::try_from(value).is_ok(),
            DType::U8 => u8::try_from(value).is_ok(),
            DType::I16 => i16::try_from(value).is_ok(),
            DType::U16 => u16::try_from(value).is_ok(),
            DType::I32 => i32::try_from(value).is_ok(),
            DType::U32 => u32::try_from(value).is_ok(),
            _ => true,
        };
        if !fits {
            raise(
                "OverflowError",
                &format!("{value} does not fit {}", dtype.name()),
            );
            return Err(Refusal::Raised);
        }
        Ok(value as Slot)
    }
}

/// How well an object fits a type: 0 for its own type, more for conversions, none when it does not fit.
///
/// # Safety
/// The object is alive.
pub(super) unsafe fn fit(object: *mut Object, ty: &Type) -> Option<u32> {
    let classes = classes();
    // Safety: passed on to the caller.
    unsafe {
        match ty {
            Type::None => (object == classes.none).then_some(0),
            Type::Str => is_instance(object, classes.str).then_some(0),
            Type::Array(array) => {
                let fits = memory(object, array).is_ok();
                // A dense array fits a type with any strides, but one for dense arrays is better.
                fits.then_some(u32::from(array.layout == b'A') + u32::from(array.readonly))
            }
            Type::Optional(inner) => match object == classes.none {
                true => Some(0),
                false => fit(object, inner).map(|fit| fit + 1),
            },
            Type::Tuple(items) => fit_tuple(object, items),
            Type::Scalar(dtype) => fit_scalar(object, *dtype),
        }
    }
}

/// # Safety
/// The object is alive.
unsafe fn fit_tuple(object: *mut Object, items: &[Type]) -> Option<u32> {
    // Safety: passed on to the caller.
    unsafe {
        let fits = is_instance(object, classes().tuple)
            && (api().PyTuple_Size)(object) as usize == items.len();
        if !fits {
            return None;
        }
        let objects = (0..items.len() as isize).map(|i| (api().PyTuple_GetItem)(object, i));
        objects
            .zip(items)
            .map(|(object, item)| fit(object, item))
            .sum()
    }
}

/// # Safety
/// The object is alive.
unsafe fn fit_scalar(object: *mut Object, dtype: DType) -> Option<u32> {
    let classes = classes();
    // Safety: passed on to the caller.
    let (own, name) = unsafe { (class_of(object), class_name(object)) };
    let given = if own == classes.boolean {
        DType::Bool
    } else if own == classes.int {
        DType::I64
    } else if own == classes.float {
        DType::F64
    } else if own == classes.complex {
        DType::C128
    } else {
        // NumPy's scalars are named as their dtypes; `bool_` is the older spelling of one.
        DType::from_name(name.trim_end_matches('_'))?
    };
    conversion(given, dtype)
}

/// The distance of a conversion between scalar types, from kind to kind upwards and then by size.
fn conversion(from: DType, to: DType) -> Option<u32> {
    let (from_rank, to_rank) = (rank(from), rank(to));
    if from == to {
        return Some(0);
    }
    if from_rank > to_rank {
        return None;
    }
    let narrower = u32::from(to.size() < from.size()) * 8;
    Some(1 + 16 * (to_rank - from_rank) + narrower + from.size().abs_diff(to.size()) as u32 / 4)
}

fn rank(dtype: DType) -> u32 {
    match dtype {
        DType::Bool => 0,
        DType::F32 | DType::F64 => 2,
        DType::C64 | DType::C128 => 3,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions_prefer_the_nearest_type() {
        let best = |from: DType, among: &[DType]| {
            let fits = among
                .iter()
                .filter_map(|&to| Some((conversion(from, to)?, to)));
            fits.min_by_key(|fit| fit.0).map(|fit| fit.1)
        };
        use DType::{Bool, C128, F32, F64, I32, I64};
        assert_eq!(best(I64, &[I32, I64, F64]), Some(I64));
        assert_eq!(best(I64, &[F32, F64]), Some(F64));
        assert_eq!(best(F64, &[F32, C128]), Some(F32));
        assert_eq!(best(Bool, &[F64, I32]), Some(I32));
        assert_eq!(best(F64, &[I64]), None);
    }
}
