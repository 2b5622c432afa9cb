//! What a fork means for code memory: an epoch that both processes advance, and a lock that no thread
//! holds across a fork.
#![allow(
    unsafe_code,
    reason = "fork handlers are registered with the C library"
)]

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

static EPOCH: AtomicU64 = AtomicU64::new(0);

/// Held around every change of code memory and of the registry, and by the forking thread during a
/// fork: a child must not inherit a state half changed, nor a lock that nobody will release.
static LOCK: Mutex<()> = Mutex::new(());

thread_local! {
    static HELD: Cell<Option<MutexGuard<'static, ()>>> = const { Cell::new(None) };
}

/// Number of forks so far, in this process's line of descent.
pub(super) fn epoch() -> u64 {
    EPOCH.load(Ordering::Acquire)
}

/// Runs `body` while no fork can happen and no other thread is in here.
pub(crate) fn excluded<R>(body: impl FnOnce() -> R) -> R {
    let _guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
    body()
}

/// Registers the handlers, once.
pub(super) fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Safety: the handlers are functions that live as long as the process. If there is no memory
        // for the registration, forks go unnoticed, which matters only to a child that loads code.
        unsafe {
            libc::pthread_atfork(Some(before), Some(after), Some(after));
        }
    });
}

extern "C" fn before() {
    let guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
    // A thread that is ending has no place for the guard, and so forks without it.
    let _ = HELD.try_with(|held| held.set(Some(guard)));
}

extern "C" fn after() {
    EPOCH.fetch_add(1, Ordering::AcqRel);
    let _ = HELD.try_with(Cell::take);
}
