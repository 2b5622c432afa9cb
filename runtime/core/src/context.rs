//! The runtime's side of the context that every compiled function receives.
#![allow(
    unsafe_code,
    reason = "compiled code holds the context as a raw pointer"
)]

use std::marker::PhantomData;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use numjit_abi::{Context, interrupt};

use crate::exception::Exception;
use crate::memory::Account;
use crate::random::Mt19937;

/// Where printed text goes; an error becomes the exception of the printing function.
pub type Sink = Box<dyn FnMut(&str) -> Result<(), Exception>>;

/// Bytes of stack left to the runtime and to callbacks below the limit of compiled code.
pub const STACK_MARGIN: usize = 256 << 10;

/// Stack that is assumed to be left when the platform cannot tell.
const ASSUMED_STACK: usize = 1 << 20;

/// What a context's flag is when nothing can end its calls.
static NEVER: AtomicU32 = AtomicU32::new(interrupt::NONE);

/// State that compiled code reaches through [`Context::runtime`].
pub(crate) struct State {
    /// The exception that the innermost `Status::Raised` refers to.
    pub(crate) pending: Option<Exception>,
    /// Made at the first use, so that a call without random numbers costs nothing.
    pub(crate) random: Option<Box<Mt19937>>,
    /// The generator of the module `random`, which has a state of its own.
    pub(crate) python_random: Option<Box<Mt19937>>,
    /// Behind [`Context::interrupt`], unless it is [`NEVER`].
    interrupt: Option<Arc<AtomicU32>>,
    /// Who pays for memory that compiled code allocates.
    pub(crate) account: Option<Arc<Account>>,
    /// Absent only while it runs.
    sink: Option<Sink>,
    /// Text printed while the sink runs, by a function that the sink itself called.
    deferred: String,
}

impl State {
    /// The generator, seeded from the operating system unless a seed was set before.
    pub(crate) fn random(&mut self) -> &mut Mt19937 {
        self.random
            .get_or_insert_with(|| Box::new(Mt19937::from_entropy()))
    }

    /// The generator of the module `random`, likewise.
    pub(crate) fn python_random(&mut self) -> &mut Mt19937 {
        self.python_random
            .get_or_insert_with(|| Box::new(Mt19937::from_entropy()))
    }
}

#[repr(C)]
struct Inner {
    context: Context,
    state: State,
}

/// One context with its state: pending exception, random generator and output.
///
/// It serves the thread that made it, and nested calls on that thread share it.
pub struct Runtime {
    inner: NonNull<Inner>,
    _owned: PhantomData<Inner>,
}

impl Runtime {
    /// A runtime that prints to `sink`, with the stack limit of the current thread.
    pub fn new(sink: Sink) -> Runtime {
        let inner = Box::into_raw(Box::new(Inner {
            context: Context {
                stack_limit: current_stack_limit(),
                runtime: std::ptr::null_mut(),
                interrupt: &NEVER,
            },
            state: State {
                pending: None,
                random: None,
                python_random: None,
                interrupt: None,
                account: None,
                sink: Some(sink),
                deferred: String::new(),
            },
        }));
        // Safety: `inner` comes from a box and is not shared yet.
        let inner = unsafe {
            (*inner).context.runtime = (&raw mut (*inner).state).cast();
            NonNull::new_unchecked(inner)
        };
        Runtime {
            inner,
            _owned: PhantomData,
        }
    }

    /// What compiled functions take as their first argument; valid as long as `self`.
    pub fn context(&self) -> *mut Context {
        self.inner.as_ptr().cast()
    }

    /// Lowest stack address that recursive compiled functions may reach.
    pub fn stack_limit(&self) -> usize {
        // Safety: the context lives as long as `self`, on one thread.
        unsafe { (*self.context()).stack_limit }
    }

    /// Replaces the stack limit, for a host that runs calls on a stack of its own.
    pub fn set_stack_limit(&self, limit: usize) {
        // Safety: the context lives as long as `self`, on one thread.
        unsafe { (*self.context()).stack_limit = limit }
    }

    /// Takes the exception that the last `Status::Raised` stands for.
    pub fn take_exception(&self) -> Option<Exception> {
        self.with(|state| state.pending.take())
    }

    /// Records an exception, for a host function that compiled code called.
    pub fn raise(&self, exception: Exception) {
        self.with(|state| state.pending = Some(exception));
    }

    /// Sets the flag that ends calls of interruptible functions, a code of [`numjit_abi::interrupt`]; none:
    /// nothing ends them. Gives the flag that was set before.
    pub fn set_interrupt(&self, flag: Option<Arc<AtomicU32>>) -> Option<Arc<AtomicU32>> {
        let address: *const AtomicU32 = flag.as_ref().map_or(&raw const NEVER, Arc::as_ptr);
        // Safety: the context lives as long as `self`, on one thread. The flag is kept in the state.
        unsafe { (*self.context()).interrupt = address };
        self.with(|state| std::mem::replace(&mut state.interrupt, flag))
    }

    /// Sets who pays for memory that compiled code allocates from now on; none: nobody counts.
    pub fn set_account(&self, account: Option<Arc<Account>>) {
        self.with(|state| state.account = account);
    }

    /// Seeds the generator as `numpy.random.seed(seed)` does.
    pub fn seed(&self, seed: u32) {
        self.with(|state| state.random = Some(Box::new(Mt19937::new(seed))));
    }

    /// Uses the generator that compiled code uses.
    pub fn random<R>(&self, body: impl FnOnce(&mut Mt19937) -> R) -> R {
        // The generator is moved out, so that `body` may run compiled code.
        let random = self.with(|state| state.random.take());
        let mut random = random.unwrap_or_else(|| Box::new(Mt19937::from_entropy()));
        let result = body(&mut random);
        self.with(|state| state.random = Some(random));
        result
    }

    /// Runs a short piece of code on the state; `body` must not call out.
    fn with<R>(&self, body: impl FnOnce(&mut State) -> R) -> R {
        // Safety: the state lives as long as `self`; no reference to it outlives a runtime function, so
        // there is no other one now.
        body(unsafe { state(self.context()) })
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        // Safety: `inner` comes from `Box::into_raw` in `new`.
        drop(unsafe { Box::from_raw(self.inner.as_ptr()) });
    }
}

impl std::fmt::Debug for Runtime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Runtime")
            .field("stack_limit", &self.stack_limit())
            .finish_non_exhaustive()
    }
}

/// The state behind a context.
///
/// # Safety
/// `cx` is the context of a live [`Runtime`] on this thread, and no other reference to its state is in
/// use while the result is.
pub(crate) unsafe fn state<'a>(cx: *mut Context) -> &'a mut State {
    // Safety: `Runtime::new` points `runtime` at the state.
    unsafe { &mut *(*cx).runtime.cast::<State>() }
}

/// Writes text to the sink of a context.
///
/// The sink is moved out while it runs: it may call compiled functions that print. Their text is kept
/// and written after the text at hand.
///
/// # Safety
/// As for [`state`].
pub(crate) unsafe fn print(cx: *mut Context, text: &str) -> Result<(), Exception> {
    // Safety: passed on to the caller; the reference ends before the sink runs.
    let Some(mut sink) = unsafe { state(cx) }.sink.take() else {
        // Safety: as above.
        unsafe { state(cx) }.deferred.push_str(text);
        return Ok(());
    };
    let mut result = sink(text);
    loop {
        // Safety: passed on to the caller.
        let deferred = std::mem::take(&mut unsafe { state(cx) }.deferred);
        if deferred.is_empty() || result.is_err() {
            break;
        }
        result = sink(&deferred);
    }
    // Safety: passed on to the caller.
    unsafe { state(cx) }.sink = Some(sink);
    result
}

/// The stack limit for compiled code on the current thread: the end of its stack plus [`STACK_MARGIN`].
pub fn current_stack_limit() -> usize {
    let local = 0u8;
    let here = std::hint::black_box(&raw const local).addr();
    lowest_stack_address()
        .unwrap_or_else(|| here.saturating_sub(ASSUMED_STACK))
        .saturating_add(STACK_MARGIN)
}

/// Lowest usable address of the current thread's stack.
#[cfg(all(target_os = "linux", not(miri)))]
fn lowest_stack_address() -> Option<usize> {
    // The platform reads /proc for the main thread, so the answer is kept.
    thread_local!(static LOWEST: Option<usize> = query_stack());
    LOWEST.with(|lowest| *lowest)
}

#[cfg(not(all(target_os = "linux", not(miri))))]
fn lowest_stack_address() -> Option<usize> {
    None
}

/// Asks the thread library for the current thread's stack.
#[cfg(all(target_os = "linux", not(miri)))]
fn query_stack() -> Option<usize> {
    let mut attributes = std::mem::MaybeUninit::<libc::pthread_attr_t>::uninit();
    let (mut address, mut size, mut guard) = (std::ptr::null_mut(), 0, 0);
    // Safety: the attributes are initialised by the first call and destroyed once; the others only read
    // them into valid places.
    unsafe {
        if libc::pthread_getattr_np(libc::pthread_self(), attributes.as_mut_ptr()) != 0 {
            return None;
        }
        let found = libc::pthread_attr_getstack(attributes.as_ptr(), &mut address, &mut size);
        let guarded = libc::pthread_attr_getguardsize(attributes.as_ptr(), &mut guard);
        libc::pthread_attr_destroy(attributes.as_mut_ptr());
        // Some libraries count the guard pages as part of the stack, so they are left out here.
        (found == 0).then_some(address.addr() + if guarded == 0 { guard } else { 0 })
    }
}
