//! Errors with their texts ready for C.

use std::ffi::{CString, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use numjit::{Error, Problem, Raised};

/// `numjit_error`.
#[derive(Debug)]
pub struct CError {
    kind: u32,
    text: CString,
    message: CString,
    exception: Option<CString>,
    problems: Vec<CProblem>,
    frames: Vec<CFrame>,
}

#[derive(Debug)]
struct CProblem {
    code: CString,
    message: CString,
    note: Option<CString>,
    help: Option<CString>,
    file: Option<CString>,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Debug)]
struct CFrame {
    function: CString,
    file: CString,
    line: u32,
}

/// Text for C, without the null bytes that would end it early.
pub(crate) fn c_text(text: &str) -> CString {
    let bytes: Vec<u8> = text.bytes().filter(|&byte| byte != 0).collect();
    CString::new(bytes).unwrap_or_default()
}

impl CError {
    fn new(error: &Error) -> CError {
        let text = c_text(&error.to_string());
        let plain = |kind| CError {
            kind,
            message: text.clone(),
            text: text.clone(),
            exception: None,
            problems: Vec::new(),
            frames: Vec::new(),
        };
        match error {
            Error::Compile(problems) => CError {
                message: problems
                    .first()
                    .map_or(text.clone(), |p| c_text(&p.message)),
                problems: problems.iter().map(CProblem::new).collect(),
                ..plain(1)
            },
            Error::Raised(raised) => CError {
                message: c_text(&raised.message),
                exception: Some(c_text(&raised.kind)),
                frames: frames(raised),
                ..plain(2)
            },
            Error::Mismatch(_) => plain(3),
            Error::Cancelled => plain(4),
            Error::TimedOut => plain(5),
            Error::Limit(_) => plain(6),
            Error::Internal(_) => plain(7),
        }
    }
}

impl CProblem {
    fn new(problem: &Problem) -> CProblem {
        let place = problem.place.as_ref();
        CProblem {
            code: c_text(problem.code),
            message: c_text(&problem.message),
            note: problem.notes.first().map(|note| c_text(note)),
            help: problem.help.as_deref().map(c_text),
            file: place.map(|place| c_text(&place.file)),
            line: place.map_or(0, |place| place.line),
            column: place.map_or(0, |place| place.column),
            end_line: place.map_or(0, |place| place.end_line),
            end_column: place.map_or(0, |place| place.end_column),
        }
    }
}

fn frames(raised: &Raised) -> Vec<CFrame> {
    let frames = raised.frames.iter();
    frames
        .map(|frame| CFrame {
            function: c_text(&frame.function),
            file: c_text(&frame.file),
            line: frame.line,
        })
        .collect()
}

/// Runs the body of a C function; on failure the error goes to `error`, and `failed` is returned. A panic is
/// an internal error.
///
/// # Safety
/// `error` is null or a place for a pointer.
pub(crate) unsafe fn guarded<R>(
    error: *mut *mut CError,
    failed: R,
    body: impl FnOnce() -> Result<R, Error>,
) -> R {
    let result = catch_unwind(AssertUnwindSafe(body));
    let result = result.unwrap_or_else(|_| Err(Error::Internal("numjit panicked".to_owned())));
    let (value, problem) = match result {
        Ok(value) => (value, None),
        Err(problem) => (failed, Some(problem)),
    };
    if !error.is_null() {
        let problem = problem.map_or(ptr::null_mut(), |problem| {
            Box::into_raw(Box::new(CError::new(&problem)))
        });
        // Safety: passed on to the caller.
        unsafe { error.write(problem) };
    }
    value
}

/// Runs the body of a C function that cannot fail. A panic, which would be a fault of numjit, ends here.
pub(crate) fn quietly<R>(failed: R, body: impl FnOnce() -> R) -> R {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or(failed)
}

/// The error for a null object.
pub(crate) fn missing(what: &str) -> Error {
    Error::Mismatch(format!("the {what} is NULL"))
}

fn pointer(text: Option<&CString>) -> *const c_char {
    text.map_or(ptr::null(), |text| text.as_ptr())
}

macro_rules! accessors {
    ($($name:ident($error:ident) -> $result:ty, $missing:expr => $value:expr;)*) => {$(
        /// See `numjit.h`.
        ///
        /// # Safety
        /// `error` is null or an error of this library.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(error: *const CError) -> $result {
            // Safety: passed on to the caller.
            unsafe { error.as_ref() }.map_or($missing, |$error| $value)
        }
    )*};
}

accessors! {
    numjit_error_kind(error) -> u32, 0 => error.kind;
    numjit_error_text(error) -> *const c_char, ptr::null() => error.text.as_ptr();
    numjit_error_message(error) -> *const c_char, ptr::null() => error.message.as_ptr();
    numjit_error_exception(error) -> *const c_char, ptr::null() => pointer(error.exception.as_ref());
    numjit_problem_count(error) -> usize, 0 => error.problems.len();
    numjit_frame_count(error) -> usize, 0 => error.frames.len();
}

macro_rules! list_accessors {
    ($($list:ident: $name:ident($item:ident) -> $result:ty, $missing:expr => $value:expr;)*) => {$(
        /// See `numjit.h`.
        ///
        /// # Safety
        /// `error` is null or an error of this library.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(error: *const CError, index: usize) -> $result {
            // Safety: passed on to the caller.
            let error = unsafe { error.as_ref() };
            error.and_then(|error| error.$list.get(index)).map_or($missing, |$item| $value)
        }
    )*};
}

list_accessors! {
    problems: numjit_problem_code(one) -> *const c_char, ptr::null() => one.code.as_ptr();
    problems: numjit_problem_message(one) -> *const c_char, ptr::null() => one.message.as_ptr();
    problems: numjit_problem_note(one) -> *const c_char, ptr::null() => pointer(one.note.as_ref());
    problems: numjit_problem_help(one) -> *const c_char, ptr::null() => pointer(one.help.as_ref());
    problems: numjit_problem_file(one) -> *const c_char, ptr::null() => pointer(one.file.as_ref());
    problems: numjit_problem_line(one) -> u32, 0 => one.line;
    problems: numjit_problem_column(one) -> u32, 0 => one.column;
    problems: numjit_problem_end_line(one) -> u32, 0 => one.end_line;
    problems: numjit_problem_end_column(one) -> u32, 0 => one.end_column;
    frames: numjit_frame_function(one) -> *const c_char, ptr::null() => one.function.as_ptr();
    frames: numjit_frame_file(one) -> *const c_char, ptr::null() => one.file.as_ptr();
    frames: numjit_frame_line(one) -> u32, 0 => one.line;
}

/// See `numjit.h`.
///
/// # Safety
/// `error` is null or an error of this library that is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn numjit_error_free(error: *mut CError) {
    if !error.is_null() {
        // Safety: passed on to the caller.
        drop(unsafe { Box::from_raw(error) });
    }
}
