//! Memory for machine code: many small objects in shared pages, reused when objects are dropped.
//!
//! Pages are never writable and executable in one mapping, and pages that other threads may be executing
//! never change protection. Each chunk therefore is a memory file that is mapped twice, once to write
//! and once to execute. Where memory files are not available, or a tool needs private pages, every object
//! gets private pages of its own, which are sealed by `mprotect` once they are written.
//!
//! All executable views lie in one reserved range of addresses, so that any code can call any other
//! with a 32-bit distance.
//!
//! A fork shares the memory files between parent and child. After one, neither process writes to or
//! reuses the chunks that existed before; both take new chunks, and drop an old one when it is empty.

mod chunk;
pub(crate) mod fork;
mod free_list;
mod system;

use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::tools::Tools;

use chunk::Chunk;
use free_list::FreeList;
use system::Reservation;

/// Alignment of every object, and the unit of allocation.
pub(crate) const ALIGN: usize = 64;

/// How a [`CodeMemory`] takes memory from the system.
#[derive(Clone, Copy, Debug)]
pub struct MemoryConfig {
    /// Bytes of addresses set aside, which bounds all code together. Under 1 GiB.
    pub reserve: usize,
    /// Bytes mapped at a time; larger objects get a chunk of their own.
    pub chunk: usize,
    /// Map memory files twice; if not, every object takes whole pages.
    pub dual_mapping: bool,
}

impl MemoryConfig {
    /// 256 MiB in chunks of 1 MiB, mapped twice. Pages cost memory only once they are written.
    pub const DEFAULT: MemoryConfig = MemoryConfig {
        reserve: 256 << 20,
        chunk: 1 << 20,
        dual_mapping: true,
    };
}

/// What a [`CodeMemory`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryStats {
    /// Bytes of chunks.
    pub mapped: usize,
    /// Bytes of them that objects use.
    pub used: usize,
    /// Number of chunks.
    pub chunks: usize,
}

/// A pool of executable memory. Clones share it.
#[derive(Clone, Debug)]
pub struct CodeMemory {
    pool: Arc<Pool>,
    /// Who is told about loaded code.
    pub(crate) tools: Arc<OnceLock<Tools>>,
}

#[derive(Debug)]
struct Pool {
    config: MemoryConfig,
    reservation: Reservation,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// Addresses of the reservation that no chunk takes, as offsets.
    addresses: FreeList,
    chunks: Vec<Chunk>,
    /// Whether memory files have worked so far.
    dual_mapping: bool,
}

impl CodeMemory {
    /// Reserves addresses. No memory is used before the first object.
    pub fn new(config: MemoryConfig) -> io::Result<CodeMemory> {
        fork::register();
        let page = system::page_size();
        let config = MemoryConfig {
            reserve: config.reserve.clamp(page, 1 << 30).next_multiple_of(page),
            chunk: config.chunk.max(page).next_multiple_of(page),
            dual_mapping: config.dual_mapping,
        };
        let reservation = Reservation::new(config.reserve)?;
        Ok(CodeMemory {
            pool: Arc::new(Pool {
                config,
                reservation,
                state: Mutex::new(State {
                    addresses: FreeList::new(config.reserve),
                    chunks: Vec::new(),
                    dual_mapping: config.dual_mapping,
                }),
            }),
            tools: Arc::default(),
        })
    }

    /// Has profilers and debuggers told about every object from now on. A second call changes nothing.
    pub fn announce_to(&self, tools: Tools) {
        if tools.need_private_pages() {
            self.pool.with_state(|state| state.dual_mapping = false);
        }
        // The first tools stay.
        let _ = self.tools.set(tools);
    }

    /// What the pool holds now.
    pub fn stats(&self) -> MemoryStats {
        self.pool.with_state(|state| MemoryStats {
            mapped: state.chunks.iter().map(|chunk| chunk.len).sum(),
            used: state
                .chunks
                .iter()
                .map(|chunk| chunk.len - chunk.free.total())
                .sum(),
            chunks: state.chunks.len(),
        })
    }

    /// The addresses that code of this pool may have.
    pub(crate) fn addresses(&self) -> std::ops::Range<usize> {
        self.pool.reservation.addresses()
    }

    /// Takes a range, lets `image` make its bytes from its address, and writes them.
    pub(crate) fn place<E: From<io::Error>>(
        &self,
        len: usize,
        image: impl FnOnce(usize) -> Result<Vec<u8>, E>,
    ) -> Result<CodeRange, E> {
        let range = self.allocate(len)?;
        let image = image(range.start)?;
        self.pool
            .with_state(|state| state.write(range.start, &image))?;
        Ok(range)
    }

    fn allocate(&self, len: usize) -> io::Result<CodeRange> {
        let len = len.max(1).next_multiple_of(ALIGN);
        let start = self
            .pool
            .with_state(|state| state.allocate(&self.pool, len))?;
        Ok(CodeRange {
            pool: Arc::clone(&self.pool),
            start,
            len,
        })
    }
}

impl Pool {
    /// Runs `body` on the state, while no fork can happen.
    fn with_state<R>(&self, body: impl FnOnce(&mut State) -> R) -> R {
        fork::excluded(|| {
            // A panic under the lock leaves at worst an unused range behind.
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            body(&mut state)
        })
    }
}

impl State {
    /// Finds room for an object, in a new chunk if need be, and gives its address.
    fn allocate(&mut self, pool: &Pool, len: usize) -> io::Result<usize> {
        let epoch = fork::epoch();
        if self.dual_mapping {
            for chunk in self.chunks.iter_mut().filter(|chunk| chunk.epoch == epoch) {
                if let Some(offset) = chunk.take(len) {
                    return Ok(chunk.start + offset);
                }
            }
        }
        let mut chunk = self.add_chunk(pool, len)?;
        let offset = chunk.take(len);
        let start = chunk.start;
        self.chunks.push(chunk);
        offset
            .map(|offset| start + offset)
            .ok_or_else(|| io::ErrorKind::OutOfMemory.into())
    }

    /// Maps a chunk for at least `len` bytes.
    fn add_chunk(&mut self, pool: &Pool, len: usize) -> io::Result<Chunk> {
        if self.dual_mapping {
            let size = pool
                .config
                .chunk
                .max(len.next_multiple_of(system::page_size()));
            let start = self.take_addresses(pool, size)?;
            match Chunk::dual(start, size) {
                Ok(chunk) => return Ok(chunk),
                Err(_) => {
                    self.addresses.give(start - pool.reservation.start(), size);
                    self.dual_mapping = false;
                }
            }
        }
        let size = len.next_multiple_of(system::page_size());
        let start = self.take_addresses(pool, size)?;
        Chunk::private(start, size)
            .inspect_err(|_| self.addresses.give(start - pool.reservation.start(), size))
    }

    fn take_addresses(&mut self, pool: &Pool, size: usize) -> io::Result<usize> {
        let offset = self.addresses.take(size);
        offset
            .map(|offset| pool.reservation.start() + offset)
            .ok_or_else(|| io::ErrorKind::OutOfMemory.into())
    }

    fn write(&mut self, start: usize, image: &[u8]) -> io::Result<()> {
        match self.chunks.iter_mut().find(|chunk| chunk.contains(start)) {
            Some(chunk) => chunk.write(start, image),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Gives a range back, and its chunk to the system when nothing else is in it.
    fn release(&mut self, pool: &Pool, start: usize, len: usize) {
        let Some(index) = self.chunks.iter().position(|chunk| chunk.contains(start)) else {
            return;
        };
        let epoch = fork::epoch();
        self.chunks[index].give(start, len, epoch);
        let is_spare = |chunk: &Chunk| chunk.is_empty() && chunk.is_reusable(epoch);
        // One empty chunk stays, so that a program that loads and drops in turn maps nothing.
        let spare = self.chunks.iter().filter(|chunk| is_spare(chunk)).count();
        let chunk = &self.chunks[index];
        if chunk.is_empty() && !(is_spare(chunk) && spare == 1) {
            let chunk = self.chunks.swap_remove(index);
            let (start, len) = (chunk.start, chunk.len);
            if chunk.unmap().is_ok() {
                self.addresses.give(start - pool.reservation.start(), len);
            }
        }
    }
}

/// A range of executable memory, given back when dropped.
#[derive(Debug)]
pub(crate) struct CodeRange {
    pool: Arc<Pool>,
    start: usize,
    len: usize,
}

impl CodeRange {
    pub(crate) fn start(&self) -> usize {
        self.start
    }
}

impl Drop for CodeRange {
    fn drop(&mut self) {
        let pool = &self.pool;
        pool.with_state(|state| state.release(pool, self.start, self.len));
    }
}
