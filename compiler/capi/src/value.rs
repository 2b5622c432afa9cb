//! Values as C sees them.

use std::ffi::{c_char, c_void};

use numjit::abi::DType;
use numjit::{DynArray, Error, Value};

use crate::error::missing;

/// `NUMJIT_MAX_DIMS`.
const MAX_DIMS: usize = 8;

/// Tuples inside of tuples; a value that holds itself would have no end.
const MAX_DEPTH: usize = 32;

const NONE: u32 = 0;
const BOOL: u32 = 1;
const INT: u32 = 2;
const UINT: u32 = 3;
const FLOAT: u32 = 4;
const COMPLEX: u32 = 5;
const TEXT: u32 = 6;
const ARRAY: u32 = 7;
const TUPLE: u32 = 8;

/// `numjit_array`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CArray {
    data: *mut c_void,
    dtype: u32,
    ndim: u32,
    shape: [i64; MAX_DIMS],
    strides: [i64; MAX_DIMS],
    readonly: u32,
    owner: *mut c_void,
}

/// `numjit_text`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CText {
    data: *const c_char,
    length: usize,
    owner: *mut c_void,
}

/// `numjit_tuple`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CTuple {
    items: *const CValue,
    count: usize,
    owner: *mut c_void,
}

#[repr(C)]
#[derive(Clone, Copy)]
union Payload {
    i: i64,
    u: u64,
    f: f64,
    c: [f64; 2],
    text: CText,
    array: CArray,
    tuple: CTuple,
}

/// `numjit_value`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CValue {
    kind: u32,
    u: Payload,
}

// The layout that the header has on 64-bit machines; the C test checks it from its side.
const _: () = assert!(size_of::<CValue>() == 168 && size_of::<CArray>() == 160);

impl std::fmt::Debug for CValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "value of kind {}", self.kind)
    }
}

/// A result that is given up when it is dropped.
pub(crate) struct Given(pub(crate) CValue);

impl Drop for Given {
    fn drop(&mut self) {
        // Safety: the value was made by `give` and not handed out.
        unsafe { clear(&self.0) };
    }
}

impl CValue {
    /// `numjit_none()`.
    pub const NOTHING: CValue = CValue {
        kind: NONE,
        u: Payload { u: 0 },
    };

    /// `numjit_float(f)`.
    pub const fn float(f: f64) -> CValue {
        let u = Payload { f };
        CValue { kind: FLOAT, u }
    }

    /// `numjit_const_vector(...)`, which borrows the slice.
    pub fn floats(slice: &[f64]) -> CValue {
        let (mut shape, mut strides) = ([0; MAX_DIMS], [0; MAX_DIMS]);
        (shape[0], strides[0]) = (slice.len() as i64, size_of::<f64>() as i64);
        let array = CArray {
            data: slice.as_ptr().cast_mut().cast(),
            dtype: DType::F64 as u32,
            ndim: 1,
            shape,
            strides,
            readonly: 1,
            owner: std::ptr::null_mut(),
        };
        let u = Payload { array };
        CValue { kind: ARRAY, u }
    }

    /// The value as an argument.
    ///
    /// # Safety
    /// The member that `kind` names is filled, and its memory lives for `'a`.
    pub(crate) unsafe fn borrow<'a>(&self) -> Result<Value<'a>, Error> {
        // Safety: passed on to the caller.
        unsafe { self.borrow_nested(0) }
    }

    /// # Safety
    /// As for `borrow`.
    unsafe fn borrow_nested<'a>(&self, depth: usize) -> Result<Value<'a>, Error> {
        // Safety: passed on to the caller.
        unsafe {
            Ok(match self.kind {
                NONE => Value::None,
                BOOL => Value::Bool(self.u.i != 0),
                INT => Value::Int(self.u.i),
                UINT => Value::UInt(self.u.u),
                FLOAT => Value::Float(self.u.f),
                COMPLEX => Value::Complex(self.u.c[0], self.u.c[1]),
                TEXT => borrow_text(&self.u.text)?,
                ARRAY => borrow_array(&self.u.array)?,
                TUPLE => borrow_tuple(&self.u.tuple, depth)?,
                kind => return Err(wrong(&format!("a value has the unknown kind {kind}"))),
            })
        }
    }

    /// A value that C ends with `numjit_value_clear`; an array that is borrowed stays so.
    pub(crate) fn give(value: Value<'_>) -> Result<CValue, Error> {
        let (kind, u) = match value {
            Value::None => (NONE, Payload { i: 0 }),
            Value::Bool(value) => (BOOL, Payload { i: value.into() }),
            Value::Int(i) => (INT, Payload { i }),
            Value::UInt(u) => (UINT, Payload { u }),
            Value::Float(f) => (FLOAT, Payload { f }),
            Value::Complex(re, im) => (COMPLEX, Payload { c: [re, im] }),
            Value::Str(text) => {
                let text = give_text(text);
                (TEXT, Payload { text })
            }
            Value::Array(array) => {
                let array = give_array(array)?;
                (ARRAY, Payload { array })
            }
            Value::Borrowed(array) => {
                let (shape, strides) = (axes(array.shape())?, axes(array.strides())?);
                let array = CArray {
                    data: array.as_ptr().cast(),
                    dtype: array.dtype() as u32,
                    ndim: array.shape().len() as u32,
                    shape,
                    strides,
                    readonly: u32::from(!array.is_writable()),
                    owner: std::ptr::null_mut(),
                };
                (ARRAY, Payload { array })
            }
            Value::Tuple(items) => {
                let tuple = give_tuple(items)?;
                (TUPLE, Payload { tuple })
            }
            Value::Scalar(_) => {
                return Err(wrong("a number of a NumPy type has no form in C"));
            }
        };
        Ok(CValue { kind, u })
    }
}

/// Ends what a value owns.
///
/// # Safety
/// The value was made by `give`, or its owners are null; it is not used again.
pub(crate) unsafe fn clear(value: &CValue) {
    // Safety: `kind` says which member is filled, and `give` made the owner.
    unsafe {
        match value.kind {
            TEXT if !value.u.text.owner.is_null() => {
                drop(Box::from_raw(value.u.text.owner.cast::<String>()));
            }
            ARRAY if !value.u.array.owner.is_null() => {
                drop(Box::from_raw(value.u.array.owner.cast::<DynArray>()));
            }
            TUPLE if !value.u.tuple.owner.is_null() => {
                let items = Box::from_raw(value.u.tuple.owner.cast::<Box<[CValue]>>());
                items.iter().for_each(|item| clear(item));
            }
            _ => {}
        }
    }
}

fn wrong(text: &str) -> Error {
    Error::Mismatch(text.to_owned())
}

/// # Safety
/// `length` bytes are readable at `data`.
unsafe fn borrow_text<'a>(text: &CText) -> Result<Value<'a>, Error> {
    let bytes = match (text.data.is_null(), text.length) {
        (_, 0) => &[],
        (true, _) => return Err(missing("text of an argument")),
        // Safety: passed on to the caller.
        (false, length) => unsafe { std::slice::from_raw_parts(text.data.cast::<u8>(), length) },
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Value::from(text)),
        Err(_) => Err(wrong("a text is not UTF-8")),
    }
}

/// # Safety
/// The memory is as the parts say, for `'a`.
unsafe fn borrow_array<'a>(array: &CArray) -> Result<Value<'a>, Error> {
    let ndim = array.ndim as usize;
    if ndim > MAX_DIMS {
        return Err(wrong(&format!(
            "an array has {ndim} dimensions; at most {MAX_DIMS} can be passed"
        )));
    }
    let code = u8::try_from(array.dtype).ok();
    let Some(dtype) = code.and_then(DType::from_code) else {
        let code = array.dtype;
        return Err(wrong(&format!(
            "an array has the unknown element type {code}"
        )));
    };
    let (shape, strides) = (&array.shape[..ndim], &array.strides[..ndim]);
    if shape.iter().any(|&extent| extent < 0) {
        return Err(wrong("an array has a negative extent"));
    }
    let is_empty = shape.contains(&0);
    if array.data.is_null() && !is_empty {
        return Err(missing("data of an array"));
    }
    let align = alignment(dtype);
    let is_aligned = |stride: &i64| stride.rem_euclid(align as i64) == 0;
    if !is_empty && (!array.data.addr().is_multiple_of(align) || !strides.iter().all(is_aligned)) {
        return Err(wrong(&format!(
            "elements of an array of {} do not lie at multiples of {align} bytes; copy it first",
            dtype.name()
        )));
    }
    let writable = array.readonly == 0;
    // Safety: passed on to the caller.
    Ok(unsafe { Value::from_raw_parts(array.data.cast(), dtype, shape, strides, writable) })
}

/// Complex numbers are aligned as their parts.
fn alignment(dtype: DType) -> usize {
    match dtype {
        DType::C64 | DType::C128 => dtype.size() / 2,
        _ => dtype.size(),
    }
}

/// # Safety
/// `count` values are filled at `items`, for `'a`.
unsafe fn borrow_tuple<'a>(tuple: &CTuple, depth: usize) -> Result<Value<'a>, Error> {
    if depth > MAX_DEPTH {
        return Err(wrong("tuples are nested too deeply"));
    }
    if tuple.count > 0 && tuple.items.is_null() {
        return Err(missing("items of a tuple"));
    }
    let items = (0..tuple.count).map(|position| {
        // Safety: passed on to the caller.
        unsafe { (*tuple.items.add(position)).borrow_nested(depth + 1) }
    });
    Ok(Value::Tuple(items.collect::<Result<_, _>>()?))
}

/// The text with a null byte behind it, for those who need one.
fn give_text(mut text: String) -> CText {
    let length = text.len();
    text.push('\0');
    let data = text.as_ptr().cast();
    CText {
        data,
        length,
        owner: Box::into_raw(Box::new(text)).cast(),
    }
}

fn axes(numbers: &[i64]) -> Result<[i64; MAX_DIMS], Error> {
    let mut all = [0; MAX_DIMS];
    match all.get_mut(..numbers.len()) {
        Some(place) => place.copy_from_slice(numbers),
        None => {
            let ndim = numbers.len();
            return Err(wrong(&format!(
                "an array has {ndim} dimensions; C sees at most {MAX_DIMS}"
            )));
        }
    }
    Ok(all)
}

fn give_array(array: DynArray) -> Result<CArray, Error> {
    let extents: Vec<i64> = array.shape().iter().map(|&extent| extent as i64).collect();
    let distances: Vec<i64> = array
        .strides()
        .iter()
        .map(|&stride| stride as i64)
        .collect();
    Ok(CArray {
        data: array.as_ptr().cast_mut().cast(),
        dtype: array.dtype() as u32,
        ndim: extents.len() as u32,
        shape: axes(&extents)?,
        strides: axes(&distances)?,
        readonly: 0,
        owner: Box::into_raw(Box::new(array)).cast(),
    })
}

fn give_tuple(values: Vec<Value<'_>>) -> Result<CTuple, Error> {
    // Until all items are there, each is given up on failure.
    let items = values.into_iter().map(|item| CValue::give(item).map(Given));
    let items: Vec<Given> = items.collect::<Result<_, _>>()?;
    let items = items.into_iter().map(|item| {
        let value = item.0;
        std::mem::forget(item);
        value
    });
    let items: Box<[CValue]> = items.collect();
    Ok(CTuple {
        items: items.as_ptr(),
        count: items.len(),
        owner: Box::into_raw(Box::new(items)).cast(),
    })
}

/// See `numjit.h`.
///
/// # Safety
/// `value` is null, or a result of this library or another filled value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_value_clear(value: *mut CValue) {
    // Safety: passed on to the caller.
    unsafe {
        if let Some(value) = value.as_mut() {
            clear(value);
            value.kind = NONE;
        }
    }
}
