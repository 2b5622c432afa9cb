//! Exceptions that compiled code raises: their data, and the functions that build them.
#![allow(
    unsafe_code,
    reason = "compiled code passes messages and frame records as raw memory"
)]

use std::fmt::{self, Write};

use numjit_abi::{Context, ExceptionKind, frame};

use crate::caught::user_exception;
use crate::context::state;
use crate::text;
use crate::text::wtf8::Points;

/// A raised exception.
#[derive(Clone, Debug, PartialEq)]
pub struct Exception {
    /// The class; for a class of the program, the nearest builtin one it is derived from.
    pub kind: ExceptionKind,
    /// Code of the class if it is one of the program.
    pub class: Option<i32>,
    /// The class's arguments, `e.args`.
    pub args: Vec<ExcArg>,
    /// The compiled functions it passed, innermost first.
    pub frames: Vec<Frame>,
}

/// One argument of an exception.
#[derive(Clone, Debug, PartialEq)]
pub enum ExcArg {
    /// `int`.
    Int(i64),
    /// `int` from an unsigned value.
    UInt(u64),
    /// `float`.
    Float(f64),
    /// `complex`, real and imaginary part.
    Complex(f64, f64),
    /// `bool`.
    Bool(bool),
    /// `str`; lone surrogates are replaced by U+FFFD.
    Str(String),
    /// `None`.
    None,
    /// `tuple`.
    Tuple(Vec<ExcArg>),
}

/// A traceback entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Name of the function.
    pub function: String,
    /// Its file.
    pub file: String,
    /// Line in the file, from one.
    pub line: u32,
}

impl Exception {
    /// An exception with a message as its only argument.
    pub fn new(kind: ExceptionKind, message: impl Into<String>) -> Exception {
        Exception::with_args(kind, vec![ExcArg::Str(message.into())])
    }

    /// An exception with these arguments.
    pub fn with_args(kind: ExceptionKind, args: Vec<ExcArg>) -> Exception {
        Exception {
            kind,
            class: None,
            args,
            frames: Vec::new(),
        }
    }

    /// An exception of the class that a code from compiled code stands for; an unknown code is a fault of
    /// the compiler.
    fn from_code(code: i32, args: Vec<ExcArg>) -> Exception {
        if let Some(kind) = ExceptionKind::from_code(code) {
            return Exception::with_args(kind, args);
        }
        match user_exception(code) {
            Some(class) => Exception {
                class: Some(code),
                ..Exception::with_args(class.kind, args)
            },
            None => Exception::with_args(ExceptionKind::SystemError, args),
        }
    }

    /// Name of the class.
    pub fn class_name(&self) -> String {
        let class = self.class.and_then(user_exception);
        class.map_or_else(|| self.kind.name().to_owned(), |class| class.name)
    }

    /// What Python's `repr(e)` gives.
    pub fn repr(&self) -> String {
        let mut out = self.class_name();
        match self.args.as_slice() {
            [arg] => {
                out.push('(');
                arg.push_repr(&mut out);
                out.push(')');
            }
            args => push_tuple(&mut out, args),
        }
        out
    }

    /// What Python's `str(e)` gives.
    pub fn message(&self) -> String {
        let mut out = String::new();
        match self.args.as_slice() {
            [] => {}
            // A missing key is shown quoted, because an empty one would be invisible.
            [arg] if self.kind == ExceptionKind::KeyError => arg.push_repr(&mut out),
            [ExcArg::Str(message)] => out.push_str(message),
            [arg] => arg.push_repr(&mut out),
            args => push_tuple(&mut out, args),
        }
        out
    }
}

impl fmt::Display for Exception {
    /// The last line of Python's traceback.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message();
        f.write_str(&self.class_name())?;
        if message.is_empty() {
            return Ok(());
        }
        write!(f, ": {message}")
    }
}

impl std::error::Error for Exception {}

impl ExcArg {
    /// Appends what Python's `repr` gives.
    fn push_repr(&self, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match self {
            ExcArg::Int(value) => write!(out, "{value}"),
            ExcArg::UInt(value) => write!(out, "{value}"),
            ExcArg::Float(value) => out.write_str(&text::float_repr(*value)),
            ExcArg::Complex(re, im) => out.write_str(&text::complex_repr(*re, *im)),
            ExcArg::Bool(value) => out.write_str(text::bool_repr(*value)),
            ExcArg::Str(value) => out.write_str(&text::str_repr(value)),
            ExcArg::None => out.write_str("None"),
            ExcArg::Tuple(items) => {
                push_tuple(out, items);
                Ok(())
            }
        };
    }
}

/// Appends the `repr` of a tuple.
fn push_tuple(out: &mut String, items: &[ExcArg]) {
    out.push('(');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        item.push_repr(out);
    }
    out.push_str(if items.len() == 1 { ",)" } else { ")" });
}

/// Borrows UTF-8 bytes from compiled code, or an empty string when there are none.
///
/// # Safety
/// A positive `len` means that many readable bytes at `data`.
unsafe fn utf8<'a>(data: *const u8, len: i64) -> std::borrow::Cow<'a, str> {
    // Safety: passed on to the caller.
    String::from_utf8_lossy(unsafe { text::bytes(data, len) })
}

/// Appends an argument to the exception being built.
///
/// # Safety
/// `cx` is a live context of this runtime.
unsafe fn push(cx: *mut Context, arg: ExcArg) {
    // Safety: passed on to the caller.
    if let Some(exception) = &mut unsafe { state(cx) }.pending {
        exception.args.push(arg);
    }
}

/// See [`numjit_abi::Symbol::Raise`]; a length of -1 means an exception without arguments.
///
/// # Safety
/// `cx` is a live context of this runtime, `message` holds `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_raise(cx: *mut Context, kind: i32, message: *const u8, len: i64) {
    let args = if len < 0 {
        Vec::new()
    } else {
        // Safety: passed on to the caller.
        vec![ExcArg::Str(unsafe { utf8(message, len) }.into_owned())]
    };
    // Safety: passed on to the caller.
    unsafe { state(cx) }.pending = Some(Exception::from_code(kind, args));
}

/// See [`numjit_abi::Symbol::RaiseIndex`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_raise_index(cx: *mut Context, index: i64, size: i64, axis: i32) {
    let message = format!("index {index} is out of bounds for axis {axis} with size {size}");
    // Safety: passed on to the caller.
    unsafe { state(cx) }.pending = Some(Exception::new(ExceptionKind::IndexError, message));
}

/// See [`numjit_abi::Symbol::ExcBegin`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_exc_begin(cx: *mut Context, kind: i32) {
    // Safety: passed on to the caller.
    unsafe { state(cx) }.pending = Some(Exception::from_code(kind, Vec::new()));
}

/// See [`numjit_abi::Symbol::ExcClear`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_exc_clear(cx: *mut Context) {
    // Safety: passed on to the caller.
    unsafe { state(cx) }.pending = None;
}

/// See [`numjit_abi::Symbol::ExcPushI64`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_exc_push_i64(cx: *mut Context, value: i64) {
    // Safety: passed on to the caller.
    unsafe { push(cx, ExcArg::Int(value)) };
}

/// See [`numjit_abi::Symbol::ExcPushU64`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_exc_push_u64(cx: *mut Context, value: u64) {
    // Safety: passed on to the caller.
    unsafe { push(cx, ExcArg::UInt(value)) };
}

/// See [`numjit_abi::Symbol::ExcPushF64`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_exc_push_f64(cx: *mut Context, value: f64) {
    // Safety: passed on to the caller.
    unsafe { push(cx, ExcArg::Float(value)) };
}

/// See [`numjit_abi::Symbol::ExcPushComplex`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_exc_push_complex(cx: *mut Context, re: f64, im: f64) {
    // Safety: passed on to the caller.
    unsafe { push(cx, ExcArg::Complex(re, im)) };
}

/// See [`numjit_abi::Symbol::ExcPushBool`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_exc_push_bool(cx: *mut Context, value: i8) {
    // Safety: passed on to the caller.
    unsafe { push(cx, ExcArg::Bool(value != 0)) };
}

/// See [`numjit_abi::Symbol::ExcPushStr`].
///
/// # Safety
/// `cx` is a live context of this runtime, and the string is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_exc_push_str(cx: *mut Context, data: *const u8, len: i64, width: i64) {
    // Safety: passed on to the caller.
    let points = unsafe { Points::new(data, len, width) };
    let string = points
        .iter()
        .map(|point| char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    // Safety: passed on to the caller.
    unsafe { push(cx, ExcArg::Str(string)) };
}

/// See [`numjit_abi::Symbol::ExcPushNone`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_exc_push_none(cx: *mut Context) {
    // Safety: passed on to the caller.
    unsafe { push(cx, ExcArg::None) };
}

/// See [`numjit_abi::Symbol::ExcPushTuple`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_exc_push_tuple(cx: *mut Context, count: i64) {
    // Safety: passed on to the caller.
    if let Some(exception) = &mut unsafe { state(cx) }.pending {
        let count = usize::try_from(count).unwrap_or(0);
        let start = exception.args.len().saturating_sub(count);
        let items = exception.args.split_off(start);
        exception.args.push(ExcArg::Tuple(items));
    }
}

/// Reads a frame record; `line` counts from the first line of its source.
///
/// # Safety
/// `record` is a frame record.
unsafe fn read_frame(record: *const u8, line: i32) -> Frame {
    // Safety: passed on to the caller; a record holds its fields and the name, and says where the file
    // name is.
    unsafe {
        let field = |offset: usize| record.add(offset).cast::<u32>().read_unaligned();
        let file = record.offset(field(frame::FILE_OFFSET) as i32 as isize);
        Frame {
            function: utf8(record.add(frame::NAME), i64::from(field(frame::NAME_LEN))).into_owned(),
            file: utf8(file, i64::from(field(frame::FILE_LEN))).into_owned(),
            line: field(frame::FIRST_LINE).saturating_add_signed(line),
        }
    }
}

/// Frames an exception keeps, as many as CPython's recursion limit lets a traceback have.
const MAX_FRAMES: usize = 1000;

/// See [`numjit_abi::Symbol::Frame`].
///
/// # Safety
/// `cx` is a live context of this runtime and `record` a frame record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_frame(cx: *mut Context, record: *const u8, line: i32) {
    // Safety: passed on to the caller.
    if let Some(exception) = &mut unsafe { state(cx) }.pending {
        // A runaway recursion passes millions of frames; the innermost ones tell the story.
        if exception.frames.len() < MAX_FRAMES {
            // Safety: passed on to the caller.
            exception.frames.push(unsafe { read_frame(record, line) });
        }
    }
}
