//! Result slots as Python objects.
#![allow(unsafe_code, reason = "results are raw memory")]

use std::ffi::{c_int, c_void};

use numjit_abi::{DType, MemBlock, Slot};
use numjit_runtime::Block;

use super::api::api;
use super::arguments::Arguments;
use super::numpy::numpy;
use super::object::{Object, Owned, Raised, Result, classes};
use super::types::{ArrayType, Type};

/// Name of the capsules that keep results alive.
const CAPSULE: *const std::ffi::c_char = c"numjit.memory".as_ptr();

/// Result slots on the way to objects. Owners that were not handed on are released at the end.
pub(super) struct Results<'a> {
    slots: std::vec::IntoIter<Slot>,
    arguments: &'a Arguments,
}

impl<'a> Results<'a> {
    /// The results of a call with these arguments.
    pub(super) fn new(slots: Vec<Slot>, arguments: &'a Arguments) -> Results<'a> {
        Results {
            slots: slots.into_iter(),
            arguments,
        }
    }

    fn next(&mut self) -> Slot {
        self.slots.next().unwrap_or(0)
    }

    fn next_extents(&mut self, count: usize) -> Vec<isize> {
        (0..count).map(|_| self.next() as isize).collect()
    }

    /// The next value.
    ///
    /// # Safety
    /// The slots were filled by code compiled for this type.
    pub(super) unsafe fn object(&mut self, ty: &Type) -> Result<Owned> {
        // Safety: passed on to the caller.
        unsafe {
            match ty {
                Type::None => Owned::borrow(classes().none),
                Type::Scalar(dtype) => self.scalar(*dtype),
                Type::Str => self.text(),
                Type::Array(array) => self.array(array),
                Type::Optional(inner) => {
                    let is_given = self.next() != 0;
                    let value = self.object(inner)?;
                    match is_given {
                        true => Ok(value),
                        false => Owned::borrow(classes().none),
                    }
                }
                Type::Tuple(items) => self.tuple(items),
            }
        }
    }

    /// # Safety
    /// As for [`Results::object`].
    unsafe fn tuple(&mut self, items: &[Type]) -> Result<Owned> {
        // Safety: passed on to the caller. Every item is taken from the slots even after a failure, so that
        // owners are released.
        unsafe {
            let objects: Vec<Result<Owned>> = items.iter().map(|item| self.object(item)).collect();
            let tuple = Owned::new((api().PyTuple_New)(items.len() as isize))?;
            for (position, object) in objects.into_iter().enumerate() {
                let object = object?.into_raw();
                (api().PyTuple_SetItem)(tuple.as_ptr(), position as isize, object);
            }
            Ok(tuple)
        }
    }

    fn scalar(&mut self, dtype: DType) -> Result<Owned> {
        let bits = self.next();
        let single = |bits: Slot| f64::from(f32::from_bits(bits as u32));
        let api = api();
        // Safety: the interpreter is running.
        Owned::new(unsafe {
            match dtype {
                DType::Bool => (api.PyBool_FromLong)(i64::from(bits & 0xff != 0)),
                DType::F32 => (api.PyFloat_FromDouble)(single(bits)),
                DType::F64 => (api.PyFloat_FromDouble)(f64::from_bits(bits)),
                DType::C64 => (api.PyComplex_FromDoubles)(single(bits), single(self.next())),
                DType::C128 => {
                    let im = f64::from_bits(self.next());
                    (api.PyComplex_FromDoubles)(f64::from_bits(bits), im)
                }
                DType::U8 | DType::U16 | DType::U32 | DType::U64 => {
                    (api.PyLong_FromUnsignedLongLong)(bits)
                }
                DType::I8 | DType::I16 | DType::I32 | DType::I64 => {
                    (api.PyLong_FromLongLong)(bits as i64)
                }
            }
        })
    }

    /// # Safety
    /// As for [`Results::object`].
    unsafe fn text(&mut self) -> Result<Owned> {
        let owner = self.next();
        let [data, length, width] = [self.next(), self.next(), self.next()];
        // Safety: the owner, if any, is the caller's; it is released when the text has been copied.
        let _owner = unsafe { Block::from_raw(owner as usize as *mut MemBlock) };
        let data = data as usize as *const c_void;
        // Safety: compiled code returns as many code points of this width; an empty text may have no width.
        Owned::new(unsafe {
            let width = if length == 0 { 1 } else { width };
            (api().PyUnicode_FromKindAndData)(width as c_int, data, length as isize)
        })
    }

    /// # Safety
    /// As for [`Results::object`].
    unsafe fn array(&mut self, ty: &ArrayType) -> Result<Owned> {
        let owner = self.next() as usize as *mut MemBlock;
        let data = self.next() as usize as *mut u8;
        let shape = self.next_extents(ty.ndim);
        let strides = match ty.layout {
            b'A' => self.next_extents(ty.ndim),
            layout => dense_strides(&shape, ty.dtype.size() as isize, layout),
        };
        let mut lent = self.arguments.arrays.iter();
        let lent = lent.find(|lent| lent.owner() == owner.cast_const());
        // Safety: passed on to the caller; the arguments are alive.
        unsafe {
            if let Some(lent) = lent {
                if let Some(whole) = lent.whole(data, &shape, &strides) {
                    return whole;
                }
                return numpy()?.wrap(ty, data, &shape, &strides, Some(lent.base()?));
            }
            let base = Block::from_raw(owner).map(capsule).transpose()?;
            numpy()?.wrap(ty, data, &shape, &strides, base)
        }
    }
}

/// An object that releases a block when it goes.
fn capsule(block: Block) -> Result<Owned> {
    let block = block.into_raw();
    // Safety: the name is NUL-terminated and static.
    let capsule = unsafe { (api().PyCapsule_New)(block.cast(), CAPSULE, Some(release)) };
    Owned::new(capsule).inspect_err(|Raised| {
        // Safety: the capsule did not take the owner over.
        drop(unsafe { Block::from_raw(block) });
    })
}

/// Releases the block of a capsule.
unsafe extern "C" fn release(capsule: *mut Object) {
    // Safety: only capsules made above have this destructor, and it runs once.
    unsafe {
        let block = (api().PyCapsule_GetPointer)(capsule, CAPSULE);
        drop(Block::from_raw(block.cast()));
    }
}

/// Strides of a dense array, as NumPy gives them.
fn dense_strides(shape: &[isize], item: isize, layout: u8) -> Vec<isize> {
    let mut strides = vec![0; shape.len()];
    let mut next = item;
    for step in 0..shape.len() {
        let axis = if layout == b'F' {
            step
        } else {
            shape.len() - 1 - step
        };
        strides[axis] = next;
        next *= shape[axis].max(1);
    }
    strides
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strides_of_dense_arrays() {
        assert_eq!(dense_strides(&[2, 3, 4], 8, b'C'), [96, 32, 8]);
        assert_eq!(dense_strides(&[2, 3, 4], 8, b'F'), [8, 16, 48]);
        assert_eq!(dense_strides(&[0, 3], 4, b'C'), [12, 4]);
        assert_eq!(dense_strides(&[], 4, b'C'), [0; 0]);
    }
}
