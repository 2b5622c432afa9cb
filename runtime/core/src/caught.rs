//! Exceptions as objects: what a handler in compiled code holds, and the exception classes of programs.
//!
//! An exception object is a reference-counted block, so that it lives exactly as long as some handler or
//! variable refers to it. Classes of programs are numbered for the whole process; the table only grows, by
//! the number of classes that compiled code names.
#![allow(
    unsafe_code,
    reason = "compiled code holds exception objects as raw blocks"
)]

use std::sync::{PoisonError, RwLock};

use numjit_abi::{Context, ExceptionKind, FIRST_USER_EXCEPTION, MemBlock};

use crate::context::state;
use crate::exception::Exception;
use crate::memory::Block;
use crate::text::buffer::TextBuf;

/// An exception class of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserException {
    /// Name.
    pub name: String,
    /// The nearest builtin class it is derived from.
    pub kind: ExceptionKind,
    /// Codes of all classes it is derived from, builtin and other, without itself.
    pub bases: Vec<i32>,
}

static CLASSES: RwLock<Vec<UserException>> = RwLock::new(Vec::new());

/// Gives a class of a program its code. Every call makes a new one.
pub fn register_exception(class: UserException) -> i32 {
    let mut classes = CLASSES.write().unwrap_or_else(PoisonError::into_inner);
    classes.push(class);
    FIRST_USER_EXCEPTION + classes.len() as i32 - 1
}

/// The class of a program with a code.
pub fn user_exception(code: i32) -> Option<UserException> {
    let position = usize::try_from(code.checked_sub(FIRST_USER_EXCEPTION)?).ok()?;
    let classes = CLASSES.read().unwrap_or_else(PoisonError::into_inner);
    classes.get(position).cloned()
}

/// Whether an exception is an instance of the class with a code.
fn is_instance(exception: &Exception, code: i32) -> bool {
    if let Some(class) = exception.class {
        return class == code || user_exception(class).is_some_and(|c| c.bases.contains(&code));
    }
    ExceptionKind::from_code(code).is_some_and(|class| exception.kind.is_a(class))
}

/// The exception of an object.
///
/// # Safety
/// `object` is a live block made by [`nj_exc_take`].
unsafe fn exception<'a>(object: *const MemBlock) -> &'a Exception {
    // Safety: the block's data is the exception that it owns.
    unsafe { &*(*object).data.cast::<Exception>() }
}

/// See [`numjit_abi::Symbol::ExcTake`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_exc_take(cx: *mut Context) -> *mut MemBlock {
    // Safety: passed on to the caller.
    let pending = unsafe { state(cx) }.pending.take();
    let missing = || Exception::new(ExceptionKind::SystemError, "no exception is set");
    let exception = Box::new(pending.unwrap_or_else(missing));
    let data = std::ptr::from_ref::<Exception>(&exception).cast_mut();
    // Safety: the box's contents stay in place until the block drops it.
    unsafe { Block::lend(data.cast(), size_of::<Exception>(), exception) }.into_raw()
}

/// See [`numjit_abi::Symbol::ExcMatches`].
///
/// # Safety
/// `object` is a live exception object.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_exc_matches(object: *const MemBlock, code: i32) -> i8 {
    // Safety: passed on to the caller.
    i8::from(is_instance(unsafe { exception(object) }, code))
}

/// See [`numjit_abi::Symbol::ExcAgain`].
///
/// # Safety
/// `cx` is a live context of this runtime, `object` a live exception object.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_exc_again(cx: *mut Context, object: *const MemBlock) {
    // Safety: passed on to the caller.
    unsafe { state(cx).pending = Some(exception(object).clone()) };
}

/// See [`numjit_abi::Symbol::BufPushException`].
///
/// # Safety
/// `buffer` is a live text buffer, `object` a live exception object.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_buf_push_exception(
    buffer: *mut TextBuf,
    object: *const MemBlock,
    repr: i8,
) {
    // Safety: passed on to the caller.
    let (buffer, exception) = unsafe { (&mut *buffer, exception(object)) };
    let text = if repr == 0 {
        exception.message()
    } else {
        exception.repr()
    };
    buffer.push_str(&text);
}
