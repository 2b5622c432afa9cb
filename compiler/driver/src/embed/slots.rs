//! The slots of one call's arguments, on the caller's stack.

use std::mem::MaybeUninit;

use numjit_abi::Slot;

/// Slots that a call's arguments may take together; 16 two-dimensional arrays, say.
pub(crate) const MAX_SLOTS: usize = 64;

/// Where [`Param`](crate::Param)s put their values.
#[derive(Debug)]
pub struct ArgSlots {
    slots: [MaybeUninit<Slot>; MAX_SLOTS],
    len: usize,
}

impl ArgSlots {
    #[inline]
    pub(super) fn new() -> ArgSlots {
        ArgSlots {
            slots: [const { MaybeUninit::uninit() }; MAX_SLOTS],
            len: 0,
        }
    }

    /// Adds a word. A function whose parameters need more slots than there are is refused when it is
    /// looked up, so that none is lost here.
    #[inline]
    pub(super) fn push(&mut self, slot: Slot) {
        if let Some(place) = self.slots.get_mut(self.len) {
            place.write(slot);
            self.len += 1;
        }
    }

    #[inline]
    pub(super) fn as_ptr(&self) -> *const Slot {
        self.slots.as_ptr().cast()
    }
}
