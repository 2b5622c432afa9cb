//! Ending calls and compilations from outside: by another thread, or when their time is over.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError, Weak};
use std::time::{Duration, Instant};

use numjit_abi::interrupt;

use super::error::Error;
use crate::error::CallError;

/// Ends the calls and compilations that it is given to, from any thread. Clones share their state.
///
/// A compilation looks at it before every function that it takes up and after every pass over it. As to
/// calls, only functions of an engine with [`EngineConfig::interruptible`](crate::EngineConfig) look at it: at
/// every turn of a loop, and on entry of functions that call others. Operations on whole arrays and
/// library algorithms run to their end first.
///
/// A token stays as it is once it has ended a call; take a new one for the next call.
#[derive(Clone, Debug)]
pub struct CancelToken {
    flag: Arc<AtomicU32>,
}

impl Default for CancelToken {
    fn default() -> CancelToken {
        CancelToken::new()
    }
}

impl CancelToken {
    /// A token that lets calls go on.
    pub fn new() -> CancelToken {
        CancelToken {
            flag: Arc::new(AtomicU32::new(interrupt::NONE)),
        }
    }

    /// A token that ends calls after a time, counted from now.
    pub fn after(time: Duration) -> CancelToken {
        let token = CancelToken::new();
        if let Some(deadline) = Instant::now().checked_add(time) {
            Watchdog::get().watch(deadline, &token.flag);
        }
        token
    }

    /// Ends the calls. The first reason counts.
    pub fn cancel(&self) {
        stop(&self.flag, interrupt::CANCELLED);
    }

    /// Whether calls are to end.
    pub fn is_cancelled(&self) -> bool {
        self.flag.load(Ordering::Relaxed) != interrupt::NONE
    }

    /// Fails when a compilation is to end.
    pub(crate) fn check_compilation(&self) -> Result<(), CallError> {
        match self.flag.load(Ordering::Relaxed) {
            interrupt::NONE => Ok(()),
            interrupt::TIMED_OUT => Err(CallError::TimedOut),
            _ => Err(CallError::Cancelled),
        }
    }

    pub(super) fn flag(&self) -> Option<Arc<AtomicU32>> {
        Some(self.flag.clone())
    }

    /// Why calls are to end, as the error of a call.
    pub(super) fn reason(&self) -> Option<Error> {
        match self.flag.load(Ordering::Relaxed) {
            interrupt::NONE => None,
            interrupt::TIMED_OUT => Some(Error::TimedOut),
            _ => Some(Error::Cancelled),
        }
    }
}

fn stop(flag: &AtomicU32, reason: u32) {
    let _ = flag.compare_exchange(
        interrupt::NONE,
        reason,
        Ordering::Relaxed,
        Ordering::Relaxed,
    );
}

/// The thread that ends calls in time, started with the first deadline. It sleeps without any.
struct Watchdog {
    deadlines: Mutex<BinaryHeap<Reverse<Deadline>>>,
    changed: Condvar,
}

struct Deadline {
    at: Instant,
    flag: Weak<AtomicU32>,
}

impl Watchdog {
    fn get() -> &'static Watchdog {
        static WATCHDOG: OnceLock<Watchdog> = OnceLock::new();
        static STARTED: OnceLock<bool> = OnceLock::new();
        let watchdog = WATCHDOG.get_or_init(|| Watchdog {
            deadlines: Mutex::default(),
            changed: Condvar::new(),
        });
        STARTED.get_or_init(|| {
            let thread = std::thread::Builder::new().name("numjit-watchdog".to_owned());
            thread.spawn(|| watchdog.run()).is_ok()
        });
        watchdog
    }

    fn watch(&self, at: Instant, flag: &Arc<AtomicU32>) {
        let mut deadlines = self.lock();
        deadlines.push(Reverse(Deadline {
            at,
            flag: Arc::downgrade(flag),
        }));
        self.changed.notify_one();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BinaryHeap<Reverse<Deadline>>> {
        self.deadlines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        let mut deadlines = self.lock();
        loop {
            let now = Instant::now();
            while deadlines.peek().is_some_and(|first| first.0.at <= now) {
                let due = deadlines.pop().and_then(|due| due.0.flag.upgrade());
                due.inspect(|flag| stop(flag, interrupt::TIMED_OUT));
            }
            let first = deadlines.peek().map(|first| first.0.at);
            deadlines = match first {
                Some(at) => {
                    let time = at.saturating_duration_since(now);
                    let woken = self.changed.wait_timeout(deadlines, time);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => {
                    let woken = self.changed.wait(deadlines);
                    woken.unwrap_or_else(PoisonError::into_inner)
                }
            };
        }
    }
}

impl PartialEq for Deadline {
    fn eq(&self, other: &Deadline) -> bool {
        self.at == other.at
    }
}

impl Eq for Deadline {}

impl PartialOrd for Deadline {
    fn partial_cmp(&self, other: &Deadline) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Deadline {
    fn cmp(&self, other: &Deadline) -> std::cmp::Ordering {
        self.at.cmp(&other.at)
    }
}
