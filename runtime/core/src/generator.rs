//! Generator objects, the values that a suspended generator needs to go on; and instances of the program's
//! classes, which are rows of words too.
//!
//! The state is a row of 8-byte words, the owners first. Compiled code takes what it needs out of the state
//! when the generator goes on (owners become null) and puts it back when it yields, so that dropping the
//! object releases exactly what a suspended generator holds.
#![allow(
    unsafe_code,
    reason = "compiled code reads and writes the state as raw memory"
)]

use std::cell::{Cell, RefCell};

use numjit_abi::{Context, MemBlock};

use crate::memory::{Block, nj_release};

/// The words of a generator.
struct State {
    words: Box<[u64]>,
    owners: usize,
}

thread_local! {
    /// Owners that dropped states held and that are not released yet.
    static PENDING: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
    static IS_RELEASING: Cell<bool> = const { Cell::new(false) };
}

/// Objects may form chains of any length (a linked list): what a dropped one held is released one after
/// the other by the outermost drop, instead of each inside the one before.
impl Drop for State {
    fn drop(&mut self) {
        let owners = self.words[..self.owners].iter().copied();
        PENDING.with_borrow_mut(|pending| pending.extend(owners.filter(|&owner| owner != 0)));
        if IS_RELEASING.replace(true) {
            return;
        }
        while let Some(owner) = PENDING.with_borrow_mut(Vec::pop) {
            let owner = std::ptr::with_exposed_provenance_mut::<MemBlock>(owner as usize);
            // Safety: compiled code stores only null and blocks of which the state owns one reference.
            unsafe { nj_release(owner) };
        }
        IS_RELEASING.set(false);
    }
}

/// See [`numjit_abi::Symbol::GeneratorNew`].
#[unsafe(no_mangle)]
pub(crate) extern "C" fn nj_generator_new(
    _: *mut Context,
    owners: i64,
    others: i64,
) -> *mut MemBlock {
    let owners = usize::try_from(owners).unwrap_or(0);
    let others = usize::try_from(others).unwrap_or(0);
    new_state(owners, others).into_raw()
}

/// An object of zeros: so many words for owners, then so many others.
pub fn new_state(owners: usize, others: usize) -> Block {
    let words = owners + others;
    let mut state = Box::new(State {
        words: vec![0; words].into(),
        owners,
    });
    let data = state.words.as_mut_ptr().cast();
    // Safety: the words stay in place until the block drops the state.
    unsafe { Block::lend(data, 8 * words, state) }
}
