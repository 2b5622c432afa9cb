//! Generator objects: the values that a suspended generator needs to go on.
//!
//! The state is a row of 8-byte words, the owners first. Compiled code takes what it needs out of the state
//! when the generator goes on (owners become null) and puts it back when it yields, so that dropping the
//! object releases exactly what a suspended generator holds.
#![allow(
    unsafe_code,
    reason = "compiled code reads and writes the state as raw memory"
)]

use numjit_abi::{Context, MemBlock};

use crate::memory::{Block, nj_release};

/// The words of a generator.
struct State {
    words: Box<[u64]>,
    owners: usize,
}

impl Drop for State {
    fn drop(&mut self) {
        for &owner in &self.words[..self.owners] {
            let owner = std::ptr::with_exposed_provenance_mut::<MemBlock>(owner as usize);
            // Safety: compiled code stores only null and blocks of which the state owns one reference.
            unsafe { nj_release(owner) };
        }
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
    let words = owners + usize::try_from(others).unwrap_or(0);
    let mut state = Box::new(State {
        words: vec![0; words].into(),
        owners,
    });
    let data = state.words.as_mut_ptr().cast();
    // Safety: the words stay in place until the block drops the state.
    unsafe { Block::lend(data, 8 * words, state) }.into_raw()
}
