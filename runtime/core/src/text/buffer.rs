//! Text buffers: what `print` and f-strings of compiled code append to.
#![allow(unsafe_code, reason = "compiled code holds buffers as raw pointers")]

use std::cell::Cell;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use numjit_abi::{Context, DType, ExceptionKind, MemBlock, Status};

use super::array::{PrintOptions, array_str};
use super::format::{self, FormatError};
use super::wtf8::{self, Points};
use crate::array::ArrayView;
use crate::context::{self, state};
use crate::exception::Exception;
use crate::memory::nj_alloc;
use crate::strings::store_bytes;

/// An owned, growable text in generalised UTF-8.
#[derive(Debug, Default)]
pub(crate) struct TextBuf {
    bytes: Vec<u8>,
}

static LIVE_BUFFERS: AtomicUsize = AtomicUsize::new(0);

/// Number of text buffers that are not consumed yet, in the whole process.
pub fn live_buffers() -> usize {
    LIVE_BUFFERS.load(Ordering::Relaxed)
}

impl TextBuf {
    pub(crate) fn push_str(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn push_number(&mut self, value: impl std::fmt::Display) {
        // Writing to a vector cannot fail.
        let _ = write!(self.bytes, "{value}");
    }

    fn push_points(&mut self, points: impl Iterator<Item = u32>) {
        points.for_each(|point| wtf8::push_point(&mut self.bytes, point));
    }
}

/// Takes a buffer back from compiled code.
///
/// # Safety
/// `buffer` comes from [`nj_buf_new`] and is not used again.
unsafe fn take(buffer: *mut TextBuf) -> Taken {
    LIVE_BUFFERS.fetch_sub(1, Ordering::Relaxed);
    // Safety: passed on to the caller.
    Taken(Some(unsafe { Box::from_raw(buffer) }))
}

thread_local! {
    /// A buffer that is not used now: most texts are short and made one after the other.
    static SPARE: Cell<Option<Box<TextBuf>>> = const { Cell::new(None) };
}

/// Larger buffers are given back to the system.
const SPARE_ROOM: usize = 1 << 12;

/// A buffer that compiled code has given back. It is kept for the next text.
struct Taken(Option<Box<TextBuf>>);

impl Taken {
    fn bytes(&self) -> &[u8] {
        self.0.as_ref().map_or(&[], |buffer| &buffer.bytes)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if let Some(mut buffer) = self.0.take()
            && buffer.bytes.capacity() <= SPARE_ROOM
        {
            buffer.bytes.clear();
            // At the end of a thread there is no place for it.
            let _ = SPARE.try_with(|spare| spare.set(Some(buffer)));
        }
    }
}

/// Records an exception and gives the status that reports it.
///
/// # Safety
/// `cx` is a live context of this runtime.
unsafe fn raise(cx: *mut Context, exception: Exception) -> i32 {
    // Safety: passed on to the caller.
    unsafe { state(cx) }.pending = Some(exception);
    Status::Raised as i32
}

/// Appends formatted text, or records why there is none.
///
/// # Safety
/// `cx` is a live context of this runtime and `buffer` a live buffer.
unsafe fn push_formatted(
    cx: *mut Context,
    buffer: *mut TextBuf,
    text: Result<String, FormatError>,
) -> i32 {
    match text {
        Ok(text) => {
            // Safety: passed on to the caller.
            unsafe { &mut *buffer }.push_str(&text);
            Status::Ok as i32
        }
        // Safety: passed on to the caller.
        Err(error) => unsafe { raise(cx, Exception::new(error.kind, error.message)) },
    }
}

/// A format spec from compiled code, which took it from UTF-8 source text.
///
/// # Safety
/// `len` bytes are readable at `spec`.
unsafe fn spec_text<'a>(spec: *const u8, len: i64) -> std::borrow::Cow<'a, str> {
    // Safety: passed on to the caller.
    String::from_utf8_lossy(unsafe { super::bytes(spec, len) })
}

/// See [`numjit_abi::Symbol::BufNew`].
#[unsafe(no_mangle)]
pub(crate) extern "C" fn nj_buf_new() -> *mut TextBuf {
    LIVE_BUFFERS.fetch_add(1, Ordering::Relaxed);
    let spare = SPARE.try_with(Cell::take).ok().flatten();
    Box::into_raw(spare.unwrap_or_default())
}

/// See [`numjit_abi::Symbol::BufFree`].
///
/// # Safety
/// `buffer` is null or a live buffer that is not used again.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_free(buffer: *mut TextBuf) {
    if !buffer.is_null() {
        // Safety: passed on to the caller.
        drop(unsafe { take(buffer) });
    }
}

/// See [`numjit_abi::Symbol::BufPushUtf8`].
///
/// # Safety
/// `buffer` is live and `data` holds `len` bytes of UTF-8.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_push_utf8(buffer: *mut TextBuf, data: *const u8, len: i64) {
    // Safety: passed on to the caller.
    unsafe { (*buffer).bytes.extend_from_slice(super::bytes(data, len)) };
}

/// See [`numjit_abi::Symbol::BufPushStr`].
///
/// # Safety
/// `buffer` is live and the string is readable.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_push_str(
    buffer: *mut TextBuf,
    data: *const u8,
    len: i64,
    width: i64,
) {
    // Safety: passed on to the caller.
    let (points, buffer) = unsafe { (Points::new(data, len, width), &mut *buffer) };
    match points {
        Points::One(bytes) if bytes.is_ascii() => buffer.bytes.extend_from_slice(bytes),
        points => buffer.push_points(points.iter()),
    }
}

/// See [`numjit_abi::Symbol::BufPushStrRepr`].
///
/// # Safety
/// `buffer` is live and the string is readable.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_push_str_repr(
    buffer: *mut TextBuf,
    data: *const u8,
    len: i64,
    width: i64,
) {
    // Safety: passed on to the caller.
    let points: Vec<u32> = unsafe { Points::new(data, len, width) }.iter().collect();
    let text = super::str_repr_points(points.iter().copied());
    // Safety: passed on to the caller.
    unsafe { (*buffer).push_str(&text) };
}

/// See [`numjit_abi::Symbol::BufPushI64`].
///
/// # Safety
/// `buffer` is live.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_push_i64(buffer: *mut TextBuf, value: i64) {
    // Safety: passed on to the caller.
    unsafe { (*buffer).push_number(value) };
}

/// See [`numjit_abi::Symbol::BufPushU64`].
///
/// # Safety
/// `buffer` is live.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_push_u64(buffer: *mut TextBuf, value: u64) {
    // Safety: passed on to the caller.
    unsafe { (*buffer).push_number(value) };
}

/// See [`numjit_abi::Symbol::BufPushF64`].
///
/// # Safety
/// `buffer` is live.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_push_f64(buffer: *mut TextBuf, value: f64) {
    // Safety: passed on to the caller.
    unsafe { (*buffer).push_str(&super::float_repr(value)) };
}

/// See [`numjit_abi::Symbol::BufPushComplex`].
///
/// # Safety
/// `buffer` is live.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_push_complex(buffer: *mut TextBuf, re: f64, im: f64) {
    // Safety: passed on to the caller.
    unsafe { (*buffer).push_str(&super::complex_repr(re, im)) };
}

/// See [`numjit_abi::Symbol::BufPushBool`].
///
/// # Safety
/// `buffer` is live.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_push_bool(buffer: *mut TextBuf, value: i8) {
    // Safety: passed on to the caller.
    unsafe { (*buffer).push_str(super::bool_repr(value != 0)) };
}

/// See [`numjit_abi::Symbol::BufPushArray`]. An unknown dtype code appends nothing.
///
/// # Safety
/// `buffer` is live and the arguments describe readable memory.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_push_array(
    buffer: *mut TextBuf,
    dtype: i32,
    ndim: i64,
    data: *const u8,
    shape: *const i64,
    strides: *const i64,
) {
    let dtype = u8::try_from(dtype).ok().and_then(DType::from_code);
    if let Some(dtype) = dtype {
        // Safety: passed on to the caller.
        let text = unsafe {
            let view = ArrayView::from_raw_parts(dtype, ndim, data, shape, strides);
            array_str(&view, &PrintOptions::DEFAULT)
        };
        // Safety: passed on to the caller.
        unsafe { (*buffer).push_str(&text) };
    }
}

/// See [`numjit_abi::Symbol::BufFormatI64`].
///
/// # Safety
/// `cx` and `buffer` are live and the spec is readable.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_format_i64(
    cx: *mut Context,
    buffer: *mut TextBuf,
    value: i64,
    spec: *const u8,
    len: i64,
) -> i32 {
    // Safety: passed on to the caller.
    unsafe { push_formatted(cx, buffer, format::format_int(value, &spec_text(spec, len))) }
}

/// See [`numjit_abi::Symbol::BufFormatU64`].
///
/// # Safety
/// `cx` and `buffer` are live and the spec is readable.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_format_u64(
    cx: *mut Context,
    buffer: *mut TextBuf,
    value: u64,
    spec: *const u8,
    len: i64,
) -> i32 {
    // Safety: passed on to the caller.
    unsafe {
        push_formatted(
            cx,
            buffer,
            format::format_uint(value, &spec_text(spec, len)),
        )
    }
}

/// See [`numjit_abi::Symbol::BufFormatF64`].
///
/// # Safety
/// `cx` and `buffer` are live and the spec is readable.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_format_f64(
    cx: *mut Context,
    buffer: *mut TextBuf,
    value: f64,
    spec: *const u8,
    len: i64,
) -> i32 {
    // Safety: passed on to the caller.
    unsafe {
        push_formatted(
            cx,
            buffer,
            format::format_float(value, &spec_text(spec, len)),
        )
    }
}

/// See [`numjit_abi::Symbol::BufFormatComplex`].
///
/// # Safety
/// `cx` and `buffer` are live and the spec is readable.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_format_complex(
    cx: *mut Context,
    buffer: *mut TextBuf,
    re: f64,
    im: f64,
    spec: *const u8,
    len: i64,
) -> i32 {
    // Safety: passed on to the caller.
    unsafe {
        let text = format::format_complex(re, im, &spec_text(spec, len));
        push_formatted(cx, buffer, text)
    }
}

/// See [`numjit_abi::Symbol::BufFormatStr`].
///
/// # Safety
/// `cx` and `buffer` are live, the string and the spec are readable.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_format_str(
    cx: *mut Context,
    buffer: *mut TextBuf,
    data: *const u8,
    len: i64,
    width: i64,
    spec: *const u8,
    spec_len: i64,
) -> i32 {
    // Safety: passed on to the caller.
    let (points, spec) = unsafe { (Points::new(data, len, width), spec_text(spec, spec_len)) };
    match format::format_points(points.iter(), &spec) {
        Ok(points) => {
            // Safety: passed on to the caller.
            unsafe { &mut *buffer }.push_points(points.into_iter());
            Status::Ok as i32
        }
        // Safety: passed on to the caller.
        Err(error) => unsafe { raise(cx, Exception::new(error.kind, error.message)) },
    }
}

/// See [`numjit_abi::Symbol::BufPrint`].
///
/// # Safety
/// `cx` is a live context of this runtime and `buffer` a live buffer that is not used again.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_print(cx: *mut Context, buffer: *mut TextBuf) -> i32 {
    // Safety: passed on to the caller.
    let buffer = unsafe { take(buffer) };
    let printed = match std::str::from_utf8(buffer.bytes()) {
        // Safety: passed on to the caller.
        Ok(text) => unsafe { context::print(cx, text) },
        Err(_) => Err(surrogate_error(buffer.bytes())),
    };
    match printed {
        Ok(()) => Status::Ok as i32,
        // Safety: passed on to the caller.
        Err(exception) => unsafe { raise(cx, exception) },
    }
}

/// What Python raises when it prints a lone surrogate.
fn surrogate_error(bytes: &[u8]) -> Exception {
    let (position, point) = wtf8::points(bytes)
        .enumerate()
        .find(|(_, point)| (0xd800..0xe000).contains(point))
        .unwrap_or_default();
    let message = format!(
        "'utf-8' codec can't encode character '\\u{point:04x}' in position {position}: surrogates not allowed"
    );
    Exception::new(ExceptionKind::UnicodeError, message)
}

/// See [`numjit_abi::Symbol::BufFinish`]. An empty text has no owner.
///
/// # Safety
/// `cx` is a live context of this runtime, `buffer` a live buffer that is not used again, and `slots`
/// has room for four words.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_finish(
    cx: *mut Context,
    buffer: *mut TextBuf,
    slots: *mut u64,
) -> i32 {
    // Safety: passed on to the caller.
    let buffer = unsafe { take(buffer) };
    let bytes = buffer.bytes();
    if bytes.is_ascii() {
        // Safety: passed on to the caller.
        return unsafe { store_bytes(cx, bytes, slots) };
    }
    let points: Vec<u32> = wtf8::points(bytes).collect();
    let width = match points.iter().max() {
        None | Some(0..=0xff) => 1,
        Some(0x100..=0xffff) => 2,
        Some(_) => 4,
    };
    let mut owner: *mut MemBlock = std::ptr::null_mut();
    let mut data = std::ptr::dangling_mut::<u8>();
    if !points.is_empty() {
        // Safety: passed on to the caller.
        owner = unsafe { nj_alloc(cx, (points.len() * width) as i64) };
        if owner.is_null() {
            return Status::Raised as i32;
        }
        // Safety: the new block has room for the code points.
        unsafe {
            data = (*owner).data;
            write_points(data, width, &points);
        }
    }
    let parts = [
        owner.expose_provenance() as u64,
        data.expose_provenance() as u64,
        points.len() as u64,
        width as u64,
    ];
    // Safety: passed on to the caller.
    unsafe { std::ptr::copy_nonoverlapping(parts.as_ptr(), slots, parts.len()) };
    Status::Ok as i32
}

/// Stores code points in `width` bytes each.
///
/// # Safety
/// `data` has room for them and is aligned to the width.
unsafe fn write_points(data: *mut u8, width: usize, points: &[u32]) {
    for (index, &point) in points.iter().enumerate() {
        // Safety: passed on to the caller.
        unsafe {
            match width {
                1 => data.add(index).write(point as u8),
                2 => data.cast::<u16>().add(index).write(point as u16),
                _ => data.cast::<u32>().add(index).write(point),
            }
        }
    }
}

/// See [`numjit_abi::Symbol::StrEq`].
///
/// # Safety
/// Both strings are readable.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_str_eq(
    a: *const u8,
    a_len: i64,
    a_width: i64,
    b: *const u8,
    b_len: i64,
    b_width: i64,
) -> i8 {
    // Safety: passed on to the caller.
    let (a, b) = unsafe {
        (
            Points::new(a, a_len, a_width),
            Points::new(b, b_len, b_width),
        )
    };
    let equal = match (a, b) {
        (Points::One(a), Points::One(b)) => a == b,
        (Points::Two(a), Points::Two(b)) => a == b,
        (Points::Four(a), Points::Four(b)) => a == b,
        _ => a.len() == b.len() && a.iter().eq(b.iter()),
    };
    i8::from(equal)
}

/// See [`numjit_abi::Symbol::StrCmp`].
///
/// # Safety
/// Both strings are readable.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_str_cmp(
    a: *const u8,
    a_len: i64,
    a_width: i64,
    b: *const u8,
    b_len: i64,
    b_width: i64,
) -> i32 {
    // Safety: passed on to the caller.
    let (a, b) = unsafe {
        (
            Points::new(a, a_len, a_width),
            Points::new(b, b_len, b_width),
        )
    };
    let order = match (a, b) {
        (Points::One(a), Points::One(b)) => a.cmp(b),
        _ => a.iter().cmp(b.iter()),
    };
    order as i32
}
