//! The debugger's interface for code made at run time.
//!
//! gdb (and lldb) stops in `__jit_debug_register_code` of a process and then reads the list behind
//! `__jit_debug_descriptor`; a debugger that attaches later reads the whole list. The names, layouts and
//! action codes are gdb's ("JIT Compilation Interface" in its manual).
#![allow(
    unsafe_code,
    reason = "the list is shared with a debugger, which reads it as C data"
)]

use std::ptr;
use std::sync::{Mutex, PoisonError};

const NO_ACTION: u32 = 0;
const REGISTER: u32 = 1;
const UNREGISTER: u32 = 2;

/// One image, linked with its neighbours.
#[repr(C)]
struct Entry {
    next: *mut Entry,
    previous: *mut Entry,
    image: *const u8,
    size: u64,
}

/// What the debugger reads.
#[repr(C)]
pub(super) struct Descriptor {
    version: u32,
    action: u32,
    relevant: *mut Entry,
    first: *mut Entry,
}

// Safety: the pointers are read by the debugger and changed under `LOCK` only.
unsafe impl Sync for Descriptor {}

/// The list. A process has one, under this name.
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals, reason = "the debugger knows this name")]
pub(super) static mut __jit_debug_descriptor: Descriptor = Descriptor {
    version: 1,
    action: NO_ACTION,
    relevant: ptr::null_mut(),
    first: ptr::null_mut(),
};

/// Where the debugger stops. The empty assembly keeps the call from being optimised away.
#[unsafe(no_mangle)]
#[inline(never)]
pub(super) extern "C" fn __jit_debug_register_code() {
    // Safety: no instruction.
    unsafe { std::arch::asm!("", options(nostack, preserves_flags)) };
}

static LOCK: Mutex<()> = Mutex::new(());

/// An image that the debugger knows; it forgets it when this is dropped.
#[derive(Debug)]
pub(crate) struct Announced {
    entry: *mut Entry,
    /// Read by the debugger.
    _image: Box<[u8]>,
}

// Safety: the entry belongs to this value; its neighbours change it under `LOCK` only.
unsafe impl Send for Announced {}
// Safety: as above; nothing is read through a shared reference.
unsafe impl Sync for Announced {}

/// Puts an image on the list and wakes the debugger.
pub(crate) fn announce(image: Vec<u8>) -> Option<Announced> {
    let image = image.into_boxed_slice();
    let entry = Box::into_raw(Box::new(Entry {
        next: ptr::null_mut(),
        previous: ptr::null_mut(),
        image: image.as_ptr(),
        size: image.len() as u64,
    }));
    let _guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let list = &raw mut __jit_debug_descriptor;
    // Safety: the list changes under the lock only, and its entries live until `drop` unlinks them.
    unsafe {
        (*entry).next = (*list).first;
        if !(*list).first.is_null() {
            (*(*list).first).previous = entry;
        }
        (*list).first = entry;
        tell(list, REGISTER, entry);
    }
    Some(Announced {
        entry,
        _image: image,
    })
}

impl Drop for Announced {
    fn drop(&mut self) {
        let _guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
        let list = &raw mut __jit_debug_descriptor;
        let entry = self.entry;
        // Safety: as in `announce`; the entry is on the list until here, and freed once.
        unsafe {
            let (next, previous) = ((*entry).next, (*entry).previous);
            match previous.is_null() {
                true => (*list).first = next,
                false => (*previous).next = next,
            }
            if !next.is_null() {
                (*next).previous = previous;
            }
            tell(list, UNREGISTER, entry);
            drop(Box::from_raw(entry));
        }
    }
}

/// Lets the debugger look.
///
/// # Safety
/// The lock is held, and `entry` is live.
unsafe fn tell(list: *mut Descriptor, action: u32, entry: *mut Entry) {
    // Safety: passed on to the caller.
    unsafe {
        (*list).relevant = entry;
        (*list).action = action;
        __jit_debug_register_code();
        (*list).action = NO_ACTION;
        (*list).relevant = ptr::null_mut();
    }
}
