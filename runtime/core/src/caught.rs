//! Exceptions as objects: what a handler in compiled code holds, and the exception classes of programs.
//!
//! An exception object is a reference-counted block, so that it lives exactly as long as some handler or
//! variable refers to it. Classes of programs have codes for the whole process; the table only grows, by
//! the number of classes that compiled code names. A code comes from the place where the class is defined,
//! so that it is the same in the next process, where code from the cache names it.
#![allow(
    unsafe_code,
    reason = "compiled code holds exception objects as raw blocks"
)]

use std::collections::BTreeMap;
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

/// Classes by code.
type Classes = BTreeMap<i32, UserException>;

static CLASSES: RwLock<Classes> = RwLock::new(Classes::new());

/// Gives a class of a program its code. Every call makes a new one: the first that is free of those that
/// follow from `path`, which says where the class is defined (module and qualified name).
pub fn register_exception(path: &str, class: UserException) -> i32 {
    let mut classes = CLASSES.write().unwrap_or_else(PoisonError::into_inner);
    let mut code = first_code(path);
    while classes.contains_key(&code) {
        code = code.checked_add(1).unwrap_or(FIRST_USER_EXCEPTION);
    }
    classes.insert(code, class);
    code
}

/// Gives classes the codes that they had when the code of an ahead-of-time library was made.
pub fn restore_exceptions(restored: impl IntoIterator<Item = (i32, UserException)>) {
    let mut classes = CLASSES.write().unwrap_or_else(PoisonError::into_inner);
    classes.extend(restored);
}

/// The code of the first class with a path (FNV-1a; Fowler, Noll and Vo 1991).
fn first_code(path: &str) -> i32 {
    let hash = path.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let count = u64::from(i32::MAX.abs_diff(FIRST_USER_EXCEPTION)) + 1;
    FIRST_USER_EXCEPTION + (hash % count) as i32
}

/// The class of a program with a code.
pub fn user_exception(code: i32) -> Option<UserException> {
    let classes = CLASSES.read().unwrap_or_else(PoisonError::into_inner);
    classes.get(&code).cloned()
}

/// All classes of programs that have codes.
pub fn user_exceptions() -> Vec<(i32, UserException)> {
    let classes = CLASSES.read().unwrap_or_else(PoisonError::into_inner);
    classes
        .iter()
        .map(|(&code, class)| (code, class.clone()))
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn class(name: &str) -> UserException {
        UserException {
            name: name.to_owned(),
            kind: ExceptionKind::ValueError,
            bases: vec![ExceptionKind::ValueError as i32],
        }
    }

    #[test]
    fn codes_follow_from_the_place_of_the_class() {
        let other = register_exception("caught.tests.Other", class("Other"));
        let first = register_exception("caught.tests.Same", class("Same"));
        let second = register_exception("caught.tests.Same", class("Same"));
        assert_eq!(first, first_code("caught.tests.Same"));
        assert_eq!(second, first + 1);
        assert_ne!(other, first);
        assert!(
            [other, first, second]
                .iter()
                .all(|&code| code >= FIRST_USER_EXCEPTION)
        );
        assert_eq!(user_exception(other), Some(class("Other")));
        assert!(user_exceptions().contains(&(second, class("Same"))));
        assert_eq!(user_exception(FIRST_USER_EXCEPTION - 1), None);
    }

    #[test]
    fn restored_classes_have_their_old_codes() {
        let code = first_code("caught.tests.Restored");
        restore_exceptions([(code, class("Restored"))]);
        assert_eq!(user_exception(code), Some(class("Restored")));
    }
}
