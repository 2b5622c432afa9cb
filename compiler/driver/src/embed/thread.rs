//! What a call of compiled code needs of its thread and of its engine.
//!
//! Every thread has one runtime, made at the first call; it is what compiled code gets as its context.
//! Calls of different engines share it, so that what belongs to the engine, where text goes and how much
//! memory there is, is set for the time of the call.

use std::cell::{Cell, RefCell};
use std::io::Write;
use std::sync::Arc;

use numjit_abi::{EntryFn, ExceptionKind, Slot, Status};
use numjit_runtime::{Account, Exception, Runtime};

use super::cancel::CancelToken;
use super::config::Output;
use super::error::Error;

/// What calls of an engine's functions run under.
pub(crate) struct Surroundings {
    output: Output,
    account: Option<Arc<Account>>,
}

thread_local! {
    static RUNTIME: Runtime = Runtime::new(Box::new(print));
    static OUTPUT: RefCell<Output> = const { RefCell::new(Output::Stdout) };
    /// The surroundings that the thread is set to, by address.
    static CURRENT: Cell<usize> = const { Cell::new(0) };
    /// Keeps them alive, so that no others get the address.
    static KEPT: RefCell<Option<Arc<Surroundings>>> = const { RefCell::new(None) };
}

impl Surroundings {
    pub(crate) fn new(output: Output, memory_bytes: Option<usize>) -> Surroundings {
        Surroundings {
            output,
            account: memory_bytes.map(Account::new).map(Arc::new),
        }
    }

    /// Bytes of arrays that are held now, where they are counted.
    pub(crate) fn held_bytes(&self) -> Option<usize> {
        self.account.as_ref().map(|account| account.used())
    }
}

/// Runs an entry with its slots. The caller has made the slots for it.
#[inline]
pub(super) fn enter(
    entry: EntryFn,
    surroundings: &Arc<Surroundings>,
    args: *const Slot,
    results: *mut Slot,
) -> Result<(), Error> {
    RUNTIME.with(|runtime| {
        if CURRENT.get() == Arc::as_ptr(surroundings) as usize {
            return run(runtime, entry, args, results);
        }
        enter_other(runtime, entry, surroundings, args, results)
    })
}

/// Runs an entry until a token says stop.
pub(super) fn enter_until(
    token: &CancelToken,
    entry: EntryFn,
    surroundings: &Arc<Surroundings>,
    args: *const Slot,
    results: *mut Slot,
) -> Result<(), Error> {
    let outer = RUNTIME.with(|runtime| runtime.set_interrupt(token.flag()));
    let result = enter(entry, surroundings, args, results);
    RUNTIME.with(|runtime| runtime.set_interrupt(outer));
    match (result, token.reason()) {
        (Err(Error::Raised(_)), Some(reason)) => Err(reason),
        (result, _) => result,
    }
}

#[inline]
fn run(
    runtime: &Runtime,
    entry: EntryFn,
    args: *const Slot,
    results: *mut Slot,
) -> Result<(), Error> {
    let status = crate::call::enter_raw(entry, runtime, args, results);
    if status == Status::Ok as i32 {
        return Ok(());
    }
    Err(failure(runtime, status))
}

#[cold]
fn failure(runtime: &Runtime, status: i32) -> Error {
    match runtime.take_exception() {
        Some(exception) => Error::raised(exception),
        None => Error::Internal(format!("status {status} without an exception")),
    }
}

/// Runs an entry in other surroundings than the last call on this thread.
#[cold]
fn enter_other(
    runtime: &Runtime,
    entry: EntryFn,
    surroundings: &Arc<Surroundings>,
    args: *const Slot,
    results: *mut Slot,
) -> Result<(), Error> {
    set(runtime, surroundings.clone());
    run(runtime, entry, args, results)
}

/// Sets the thread to surroundings, until others are set.
fn set(runtime: &Runtime, surroundings: Arc<Surroundings>) {
    OUTPUT.set(surroundings.output.clone());
    runtime.set_account(surroundings.account.clone());
    CURRENT.set(Arc::as_ptr(&surroundings) as usize);
    KEPT.set(Some(surroundings));
}

/// Runs code of the program that compiled code called. It may call compiled code in turn, in other
/// surroundings; those of the caller are there again afterwards.
pub(super) fn call_out<R>(body: impl FnOnce() -> R) -> R {
    let before = KEPT.with(|kept| kept.borrow().clone());
    let address = CURRENT.get();
    let result = body();
    if let Some(before) = before
        && CURRENT.get() != address
    {
        RUNTIME.with(|runtime| set(runtime, before));
    }
    result
}

fn print(text: &str) -> Result<(), Exception> {
    let output = OUTPUT.with(|output| output.borrow().clone());
    match output {
        Output::Discard => Ok(()),
        Output::Function(function) => {
            call_out(|| function(text));
            Ok(())
        }
        Output::Refuse => Err(Exception::new(
            ExceptionKind::OSError,
            "this program does not allow output",
        )),
        Output::Stdout => {
            let mut out = std::io::stdout().lock();
            let written = out.write_all(text.as_bytes());
            written.map_err(|error| Exception::new(ExceptionKind::OSError, error.to_string()))
        }
    }
}
