//! The program around compiled code: functions of it that compiled code calls, and its wish to end a call.
#![allow(
    unsafe_code,
    reason = "compiled code passes closures and slots as raw memory"
)]

use std::fmt;
use std::sync::atomic::Ordering;

use numjit_abi::{Context, ExceptionKind, Slot, Status, interrupt};
use smallvec::SmallVec;

use crate::context::state;
use crate::exception::Exception;

/// Results of a function of the program, as slots.
pub(crate) type HostResults = SmallVec<[Slot; 8]>;

type Call = dyn Fn(&[Slot]) -> Result<HostResults, Exception> + Send + Sync;

/// A function of the program that compiled code can call; compiled code holds its address.
pub struct HostClosure {
    call: Box<Call>,
}

impl HostClosure {
    /// A function from argument slots to result slots. It must not panic.
    pub fn new(
        call: impl Fn(&[Slot]) -> Result<HostResults, Exception> + Send + Sync + 'static,
    ) -> HostClosure {
        HostClosure {
            call: Box::new(call),
        }
    }
}

impl fmt::Debug for HostClosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostClosure").finish_non_exhaustive()
    }
}

/// See [`numjit_abi::Symbol::HostCall`].
///
/// # Safety
/// `cx` is a live context of this runtime, `closure` is live, and there are as many slots of either kind
/// as the numbers say.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_host_call(
    cx: *mut Context,
    closure: *const HostClosure,
    args: *const Slot,
    results: *mut Slot,
    arg_count: i64,
    result_count: i64,
) -> i32 {
    let count = |count: i64| usize::try_from(count).unwrap_or(0);
    // Safety: passed on to the caller.
    let (closure, args) = unsafe { (&*closure, slots(args, count(arg_count))) };
    match (closure.call)(args) {
        Ok(values) => {
            for (position, value) in values.into_iter().take(count(result_count)).enumerate() {
                // Safety: there are as many result slots.
                unsafe { results.add(position).write(value) };
            }
            Status::Ok as i32
        }
        Err(exception) => {
            // Safety: passed on to the caller.
            unsafe { state(cx) }.pending = Some(exception);
            Status::Raised as i32
        }
    }
}

/// # Safety
/// `count` slots are readable at `slots`.
unsafe fn slots<'a>(slots: *const Slot, count: usize) -> &'a [Slot] {
    if count == 0 {
        return &[];
    }
    // Safety: passed on to the caller.
    unsafe { std::slice::from_raw_parts(slots, count) }
}

/// See [`numjit_abi::Symbol::Poll`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_poll(cx: *mut Context) -> i32 {
    // Safety: the flag lives as long as the context refers to it.
    unsafe { (*(*cx).interrupt).load(Ordering::Relaxed) as i32 }
}

/// See [`numjit_abi::Symbol::Interrupt`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_interrupt(cx: *mut Context) {
    // Safety: passed on to the caller.
    let reason = unsafe { nj_poll(cx) } as u32;
    let exception = match reason {
        interrupt::TIMED_OUT => Exception::new(
            ExceptionKind::TimeoutError,
            "the call took longer than it was allowed to",
        ),
        _ => Exception::new(ExceptionKind::KeyboardInterrupt, "the call was cancelled"),
    };
    // Safety: passed on to the caller.
    unsafe { state(cx) }.pending = Some(exception);
}
