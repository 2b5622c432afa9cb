//! The context of each calling thread, and what its latest failed call left behind.
#![allow(
    unsafe_code,
    reason = "compiled code passes pointers to its own stack and constants"
)]

use std::cell::RefCell;
use std::ffi::{CString, c_char};
use std::io::Write;
use std::sync::OnceLock;

use numjit_abi::{Context, ExceptionKind, MemBlock, Status};
use numjit_runtime::{Block, Exception, Runtime};

unsafe extern "C" {
    /// The C library's standard output.
    static stdout: *mut libc::FILE;
}

thread_local! {
    static RUNTIME: Runtime = Runtime::new(Box::new(print));
    static LATEST: RefCell<Failure> = RefCell::default();
}

/// A failed call in C's terms.
#[derive(Default)]
struct Failure {
    kind: CString,
    message: CString,
    traceback: CString,
}

/// Prints for compiled code in place of [`print`].
pub(crate) type PrintHook = fn(&str) -> Result<(), Exception>;

static PRINT_HOOK: OnceLock<PrintHook> = OnceLock::new();

/// Sends printed text elsewhere from now on.
pub(crate) fn print_with(hook: PrintHook) {
    // A second module of the same library has the same hook.
    let _ = PRINT_HOOK.set(hook);
}

/// Prints through the C library, so that the text is in order with what the program itself prints.
fn print(text: &str) -> Result<(), Exception> {
    if let Some(hook) = PRINT_HOOK.get() {
        return hook(text);
    }
    // Safety: the text is readable, and the stream is open for as long as the process runs.
    let written = unsafe { libc::fwrite(text.as_ptr().cast(), 1, text.len(), stdout) };
    if written == text.len() {
        return Ok(());
    }
    let error = std::io::Error::last_os_error();
    Err(Exception::new(ExceptionKind::OSError, error.to_string()))
}

/// Uses the calling thread's runtime. A thread that is about to end has lost its own and gets another.
pub(crate) fn with_runtime<R>(body: impl FnOnce(&Runtime) -> R) -> R {
    let mut body = Some(body);
    let done = RUNTIME.try_with(|runtime| body.take().map(|body| body(runtime)));
    match (done, body) {
        (Ok(Some(result)), _) => result,
        (_, Some(body)) => body(Box::leak(Box::new(Runtime::new(Box::new(print))))),
        // Each arm above covers one of the two states of `body`.
        (_, None) => std::process::abort(),
    }
}

/// Stores the calling thread's context at `out`, for an exported function.
///
/// # Safety
/// `out` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_aot_enter(out: *mut *mut Context) -> i32 {
    // Safety: passed on to the caller.
    with_runtime(|runtime| unsafe { out.write(runtime.context()) });
    Status::Ok as i32
}

/// Keeps the exception of a call that returned an error, and returns the status for the C caller.
#[unsafe(no_mangle)]
pub extern "C" fn nj_aot_fail(_: *mut Context) -> i32 {
    let exception = with_runtime(Runtime::take_exception).unwrap_or_else(|| {
        Exception::new(ExceptionKind::SystemError, "an error without an exception")
    });
    keep(&exception)
}

/// Refuses an argument: keeps a `ValueError` with this UTF-8 message, and returns the status for the C
/// caller.
///
/// # Safety
/// `message` holds `len` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_aot_refuse(message: *const u8, len: i64) -> i32 {
    // Safety: passed on to the caller.
    let bytes = unsafe { std::slice::from_raw_parts(message, usize::try_from(len).unwrap_or(0)) };
    let text = String::from_utf8_lossy(bytes);
    keep(&Exception::new(ExceptionKind::ValueError, text))
}

fn keep(exception: &Exception) -> i32 {
    let failure = Failure {
        kind: c_text(exception.kind.name()),
        message: c_text(&exception.message()),
        traceback: c_text(&traceback(exception)),
    };
    // A thread that is about to end has nowhere to keep it.
    let _ = LATEST.try_with(|latest| latest.replace(failure));
    Status::Raised as i32
}

/// The text up to its first NUL, which C could not tell from the end.
fn c_text(text: &str) -> CString {
    let end = text.find('\0').unwrap_or(text.len());
    CString::new(&text.as_bytes()[..end]).unwrap_or_default()
}

/// The exception as Python prints it, outermost function first.
fn traceback(exception: &Exception) -> String {
    let mut text = Vec::new();
    // Writing to memory cannot fail.
    let _ = writeln!(text, "Traceback (most recent call last):");
    for frame in exception.frames.iter().rev() {
        let _ = writeln!(
            text,
            "  File \"{}\", line {}, in {}",
            frame.file, frame.line, frame.function
        );
    }
    let _ = writeln!(text, "{exception}");
    String::from_utf8(text).unwrap_or_default()
}

/// A text of the latest failure on this thread; valid until the thread's next failing call.
fn latest(part: impl FnOnce(&Failure) -> &CString) -> *const c_char {
    let text = LATEST.try_with(|latest| part(&latest.borrow()).as_ptr());
    text.unwrap_or(c"".as_ptr())
}

/// Class name of the latest error on this thread, such as `IndexError`; empty before the first one.
#[unsafe(no_mangle)]
pub extern "C" fn nj_aot_error_type() -> *const c_char {
    latest(|failure| &failure.kind)
}

/// Message of the latest error on this thread; empty before the first one.
#[unsafe(no_mangle)]
pub extern "C" fn nj_aot_error_message() -> *const c_char {
    latest(|failure| &failure.message)
}

/// The latest error on this thread as Python's traceback; empty before the first one.
#[unsafe(no_mangle)]
pub extern "C" fn nj_aot_error_traceback() -> *const c_char {
    latest(|failure| &failure.traceback)
}

/// Drops the caller's reference to the memory of a result; null is ignored.
///
/// # Safety
/// `owner` is null or the owner of a result that was not released before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_aot_release(owner: *mut MemBlock) {
    // Safety: passed on to the caller.
    drop(unsafe { Block::from_raw(owner) });
}
