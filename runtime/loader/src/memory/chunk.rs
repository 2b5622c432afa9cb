//! A chunk of executable memory: one mapping to execute, and a way to write.
#![allow(unsafe_code, reason = "code bytes are written to raw memory")]

use std::io;
use std::ptr;

use super::free_list::FreeList;
use super::{fork, system};

/// What freed code is overwritten with: a trap on x86-64, where stale calls then stop at once.
const FREED: u8 = 0xcc;

/// A chunk.
#[derive(Debug)]
pub(super) struct Chunk {
    /// Address where code runs.
    pub(super) start: usize,
    pub(super) len: usize,
    /// Free ranges, as offsets.
    pub(super) free: FreeList,
    /// The fork epoch that made it; in a later one it is only emptied.
    pub(super) epoch: u64,
    writing: Writing,
}

/// How bytes get into a chunk.
#[derive(Clone, Copy, Debug)]
enum Writing {
    /// Through a second mapping of the same pages, at this address.
    View(usize),
    /// Directly, once, before the pages are sealed.
    UntilSealed,
}

impl Chunk {
    /// A chunk whose pages are mapped twice. `start` is a free part of the reservation.
    pub(super) fn dual(start: usize, len: usize) -> io::Result<Chunk> {
        let file = system::memory_file(len)?;
        let view = system::map_writable(&file, len)?;
        if let Err(error) = system::map_executable(&file, start, len) {
            system::unmap(view, len);
            return Err(error);
        }
        Ok(Chunk::new(start, len, Writing::View(view)))
    }

    /// A chunk of private pages for one object. `start` is a free part of the reservation.
    pub(super) fn private(start: usize, len: usize) -> io::Result<Chunk> {
        system::map_private(start, len)?;
        Ok(Chunk::new(start, len, Writing::UntilSealed))
    }

    fn new(start: usize, len: usize, writing: Writing) -> Chunk {
        Chunk {
            start,
            len,
            free: FreeList::new(len),
            epoch: fork::epoch(),
            writing,
        }
    }

    pub(super) fn contains(&self, address: usize) -> bool {
        (self.start..self.start + self.len).contains(&address)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.free.total() == self.len
    }

    /// Whether new code may come here in this epoch.
    pub(super) fn is_reusable(&self, epoch: u64) -> bool {
        self.epoch == epoch && matches!(self.writing, Writing::View(_))
    }

    /// Takes room for an object and gives its offset.
    pub(super) fn take(&mut self, len: usize) -> Option<usize> {
        self.free.take(len)
    }

    /// Writes an object's bytes, which become executable.
    pub(super) fn write(&mut self, start: usize, bytes: &[u8]) -> io::Result<()> {
        let offset = start - self.start;
        assert!(
            bytes.len() <= self.len - offset,
            "the object fits its chunk"
        );
        match self.writing {
            Writing::View(view) => self.copy(view + offset, bytes),
            Writing::UntilSealed => {
                self.copy(start, bytes);
                system::seal(self.start, self.len)?;
            }
        }
        flush_instructions(start, bytes.len());
        Ok(())
    }

    fn copy(&self, to: usize, bytes: &[u8]) {
        // Safety: the range lies in this chunk's writable mapping, and no code runs there yet.
        unsafe {
            let to = ptr::with_exposed_provenance_mut(to);
            ptr::copy_nonoverlapping(bytes.as_ptr(), to, bytes.len());
        }
    }

    /// Gives an object's room back.
    pub(super) fn give(&mut self, start: usize, len: usize, epoch: u64) {
        let offset = start - self.start;
        if let Writing::View(view) = self.writing
            && self.epoch == epoch
        {
            // Safety: the range lies in the writable mapping, and its owner is gone. In a later epoch
            // another process may run these pages, so that they stay as they are.
            unsafe {
                let to: *mut u8 = ptr::with_exposed_provenance_mut(view + offset);
                to.write_bytes(FREED, len);
            }
        }
        self.free.give(offset, len);
    }

    /// Returns the memory to the system and leaves the addresses reserved.
    pub(super) fn unmap(self) -> io::Result<()> {
        if let Writing::View(view) = self.writing {
            system::unmap(view, self.len);
        }
        system::retire(self.start, self.len)
    }
}

/// Makes instruction fetches see what was written. x86-64 does so by itself.
#[cfg(not(target_arch = "aarch64"))]
fn flush_instructions(_start: usize, _len: usize) {}

/// Makes instruction fetches see what was written: cleans the data cache and drops the instruction
/// cache line by line, at the smallest line size the architecture allows.
#[cfg(target_arch = "aarch64")]
fn flush_instructions(start: usize, len: usize) {
    use std::arch::asm;
    const LINE: usize = 16;
    let lines = || (start & !(LINE - 1)..start + len).step_by(LINE);
    // Safety: cache maintenance by address changes no memory; the range is mapped.
    unsafe {
        for line in lines() {
            asm!("dc cvau, {}", in(reg) line, options(nostack, preserves_flags));
        }
        asm!("dsb ish", options(nostack, preserves_flags));
        for line in lines() {
            asm!("ic ivau, {}", in(reg) line, options(nostack, preserves_flags));
        }
        asm!("dsb ish", "isb", options(nostack, preserves_flags));
    }
}
