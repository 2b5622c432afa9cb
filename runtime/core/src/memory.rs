//! Reference-counted memory blocks: the storage behind arrays and strings.
//!
//! Blocks come from `malloc` and are aligned by hand, because that keeps small blocks on the allocator's
//! fast path and gives large zeroed blocks from `calloc` without touching their pages. The address that
//! the allocator returned is kept behind the header, in the bytes before [`MEM_DATA`].
#![allow(
    unsafe_code,
    reason = "headers and payloads are raw memory shared with compiled code"
)]

use std::any::Any;
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering, fence};

use numjit_abi::{Context, ExceptionKind, MEM_DATA, MemBlock};

use crate::context::state;
use crate::exception::Exception;

/// Alignment of every payload that the runtime allocates, enough for any vector register.
const ALIGN: usize = 64;

/// Alignment that `malloc` itself guarantees.
const MALLOC_ALIGN: usize = 16;

/// Blocks of at least this size ask the kernel for huge pages, which makes the first touch cheaper.
const HUGE_PAGE_THRESHOLD: usize = 4 << 20;

const PAGE: usize = 4096;

/// What precedes the payload of a block that the runtime allocated.
#[repr(C)]
struct Header {
    block: MemBlock,
    /// What the allocator returned, to be given back to it.
    base: *mut u8,
    /// Who pays for it, as `Arc::into_raw` gives it; null if nobody counts.
    account: *const Account,
    /// Bytes of the payload that hold a string which may grow; 0 for every other block.
    used: AtomicUsize,
}

/// How much memory may be held at one time, and how much is. Blocks pay when they are made, and are paid
/// back when they are freed, wherever that is.
#[derive(Debug)]
pub struct Account {
    limit: usize,
    used: AtomicUsize,
}

impl Account {
    /// An account of this many bytes.
    pub fn new(limit: usize) -> Account {
        Account {
            limit,
            used: AtomicUsize::new(0),
        }
    }

    /// Bytes that are held now.
    pub fn used(&self) -> usize {
        self.used.load(Ordering::Relaxed)
    }

    /// Takes bytes, if they are left.
    fn take(&self, bytes: usize) -> bool {
        if bytes > self.limit {
            return false;
        }
        let used = self.used.fetch_add(bytes, Ordering::Relaxed);
        let fits = used.saturating_add(bytes) <= self.limit;
        if !fits {
            self.give(bytes);
        }
        fits
    }

    fn give(&self, bytes: usize) {
        self.used.fetch_sub(bytes, Ordering::Relaxed);
    }
}

/// Who pays for memory that grows and shrinks, and how much is paid for now; it is paid back in the end.
#[derive(Debug)]
pub(crate) struct Payer {
    account: Option<Arc<Account>>,
    paid: usize,
}

impl Payer {
    /// Nobody: the memory is not counted.
    pub(crate) const NOBODY: Payer = Payer {
        account: None,
        paid: 0,
    };

    /// The account of a context, if it has one.
    ///
    /// # Safety
    /// `cx` is a live context of this runtime.
    pub(crate) unsafe fn of(cx: *mut Context) -> Payer {
        // Safety: passed on to the caller; the reference ends with the clone.
        let account = unsafe { state(cx) }.account.clone();
        Payer { account, paid: 0 }
    }

    /// Pays for so many bytes in place of those before. False, and nothing changes, when they are not left;
    /// fewer bytes than before always are.
    pub(crate) fn pay(&mut self, bytes: usize) -> bool {
        let Some(account) = &self.account else {
            return true;
        };
        match bytes.checked_sub(self.paid) {
            Some(more) if !account.take(more) => return false,
            Some(_) => {}
            None => account.give(self.paid - bytes),
        }
        self.paid = bytes;
        true
    }

    /// A new block with one owner, of which this account pays; null when memory is short.
    pub(crate) fn allocate_block(&self, size: usize) -> *mut MemBlock {
        i64::try_from(size).map_or(ptr::null_mut(), |size| {
            allocate_paid(self.account.clone(), size, false)
        })
    }
}

impl Drop for Payer {
    fn drop(&mut self) {
        self.pay(0);
    }
}

/// Allocates a block that an account pays for, if there is one.
///
/// # Safety
/// `cx` is a live context of this runtime.
unsafe fn allocate_for(cx: *mut Context, size: i64, zeroed: bool) -> *mut MemBlock {
    // Safety: passed on to the caller; the reference ends with the clone.
    let account = unsafe { state(cx) }.account.clone();
    allocate_paid(account, size, zeroed)
}

fn allocate_paid(account: Option<Arc<Account>>, size: i64, zeroed: bool) -> *mut MemBlock {
    let Some(account) = account else {
        return allocate(size, zeroed);
    };
    let bytes = usize::try_from(size)
        .unwrap_or(usize::MAX)
        .saturating_add(MEM_DATA);
    if !account.take(bytes) {
        return ptr::null_mut();
    }
    let block = allocate(size, zeroed);
    if block.is_null() {
        account.give(bytes);
        return block;
    }
    // Safety: the block is new and begins a header; `free` takes the account back out.
    unsafe { (*block.cast::<Header>()).account = Arc::into_raw(account) };
    block
}

/// Pays back what a block took.
///
/// # Safety
/// `header` is that of a block of [`allocate`] which is about to be freed.
unsafe fn settle(header: *mut Header) {
    // Safety: the header is live; a non-null account comes from `Arc::into_raw` and is taken out once.
    unsafe {
        let account = (*header).account;
        if !account.is_null() {
            Arc::from_raw(account).give((*header).block.size.saturating_add(MEM_DATA));
        }
    }
}

const _: () = assert!(size_of::<Header>() <= MEM_DATA);

static LIVE_BLOCKS: AtomicUsize = AtomicUsize::new(0);

/// Number of blocks made by the runtime that are not freed yet, in the whole process.
pub fn live_blocks() -> usize {
    LIVE_BLOCKS.load(Ordering::Relaxed)
}

/// Says how much of a new block's payload a string takes that may grow.
///
/// # Safety
/// The block is one of [`nj_alloc`].
pub(crate) unsafe fn set_used(block: *mut MemBlock, bytes: usize) {
    // Safety: without a callback the block begins a header.
    unsafe {
        (*block.cast::<Header>())
            .used
            .store(bytes, Ordering::Relaxed)
    };
}

/// Takes the bytes behind the used part of a block, if that ends at `end` and there is room. Of several
/// threads at most one gets them.
///
/// # Safety
/// The block is live.
pub(crate) unsafe fn claim(block: *mut MemBlock, end: *const u8, bytes: usize) -> bool {
    // Safety: the block is live, and without a callback it begins a header.
    let (block, header) = unsafe {
        if (*block).drop.is_some() {
            return false;
        }
        (&*block, &*block.cast::<Header>())
    };
    let used = end.addr().wrapping_sub(block.data.addr());
    let fits = used
        .checked_add(bytes)
        .is_some_and(|needed| needed <= block.size);
    used != 0
        && fits
        && header
            .used
            .compare_exchange(used, used + bytes, Ordering::AcqRel, Ordering::Relaxed)
            .is_ok()
}

/// Counts a block that another module of the runtime made.
pub(crate) fn count_made() {
    LIVE_BLOCKS.fetch_add(1, Ordering::Relaxed);
}

/// Counts a block that another module of the runtime freed.
pub(crate) fn count_freed() {
    LIVE_BLOCKS.fetch_sub(1, Ordering::Relaxed);
}

/// Allocates a block with one owner, or returns null.
fn allocate(size: i64, zeroed: bool) -> *mut MemBlock {
    let Some(total) = usize::try_from(size)
        .ok()
        .and_then(|size| size.checked_add(MEM_DATA + ALIGN - MALLOC_ALIGN))
        .filter(|total| isize::try_from(*total).is_ok())
    else {
        return ptr::null_mut();
    };
    // Safety: both functions accept any size and report failure with null.
    let base = unsafe {
        if zeroed {
            libc::calloc(1, total)
        } else {
            libc::malloc(total)
        }
    }
    .cast::<u8>();
    if base.is_null() {
        return ptr::null_mut();
    }
    advise_huge_pages(base, total);
    let header = base.wrapping_add(base.align_offset(ALIGN)).cast::<Header>();
    // Safety: `total` leaves room to round the address up to the alignment and for the header, because
    // malloc's addresses are multiples of MALLOC_ALIGN.
    unsafe {
        header.write(Header {
            block: MemBlock {
                refcount: AtomicUsize::new(1),
                data: header.cast::<u8>().add(MEM_DATA),
                size: total - (MEM_DATA + ALIGN - MALLOC_ALIGN),
                drop: None,
                user: ptr::null_mut(),
            },
            base,
            account: ptr::null(),
            used: AtomicUsize::new(0),
        });
    }
    LIVE_BLOCKS.fetch_add(1, Ordering::Relaxed);
    header.cast()
}

/// Asks for huge pages behind a large block; a refusal does not matter.
fn advise_huge_pages(base: *mut u8, size: usize) {
    if size < HUGE_PAGE_THRESHOLD || cfg!(miri) {
        return;
    }
    let skip = base.align_offset(PAGE);
    #[cfg(target_os = "linux")]
    // Safety: the range lies inside the block, and the advice does not change its contents.
    unsafe {
        libc::madvise(
            base.wrapping_add(skip).cast(),
            size - skip,
            libc::MADV_HUGEPAGE,
        );
    }
    #[cfg(not(target_os = "linux"))]
    let _ = skip;
}

/// Frees a block whose last owner is gone.
///
/// # Safety
/// The block has no owners left and is not used again.
unsafe fn free(block: *mut MemBlock) {
    // Safety: the block is live until this function returns; without a callback it begins a `Header`.
    unsafe {
        if let Some(drop) = (*block).drop {
            drop(block);
        } else {
            settle(block.cast());
            libc::free((*block.cast::<Header>()).base.cast());
            LIVE_BLOCKS.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

/// Records the `MemoryError` that a null result of [`allocate`] stands for.
///
/// # Safety
/// `cx` is a live context of this runtime.
pub(crate) unsafe fn raise_memory_error(cx: *mut Context) {
    // Safety: passed on to the caller.
    unsafe { state(cx) }.pending = Some(Exception::new(
        ExceptionKind::MemoryError,
        "Allocation failed (probably too large).",
    ));
}

/// See [`numjit_abi::Symbol::Alloc`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_alloc(cx: *mut Context, size: i64) -> *mut MemBlock {
    // Safety: passed on to the caller.
    let block = unsafe { allocate_for(cx, size, false) };
    if block.is_null() {
        // Safety: passed on to the caller.
        unsafe { raise_memory_error(cx) };
    }
    block
}

/// See [`numjit_abi::Symbol::AllocZeroed`].
///
/// # Safety
/// `cx` is a live context of this runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_alloc_zeroed(cx: *mut Context, size: i64) -> *mut MemBlock {
    // Safety: passed on to the caller.
    let block = unsafe { allocate_for(cx, size, true) };
    if block.is_null() {
        // Safety: passed on to the caller.
        unsafe { raise_memory_error(cx) };
    }
    block
}

/// See [`numjit_abi::Symbol::Retain`].
///
/// # Safety
/// `block` is null or a live block.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_retain(block: *mut MemBlock) {
    // Safety: the caller passes null or a live block.
    if let Some(block) = unsafe { block.as_ref() } {
        block.refcount.fetch_add(1, Ordering::Relaxed);
    }
}

/// See [`numjit_abi::Symbol::Release`].
///
/// # Safety
/// `block` is null or a live block of which the caller gives up one owner.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_release(block: *mut MemBlock) {
    if block.is_null() {
        return;
    }
    // Safety: the block is live while it has an owner; Release and Acquire order every owner's accesses
    // before the one that frees.
    unsafe {
        if (*block).refcount.fetch_sub(1, Ordering::Release) == 1 {
            fence(Ordering::Acquire);
            free(block);
        }
    }
}

/// See [`numjit_abi::Symbol::MemCopy`].
///
/// # Safety
/// Both ranges are valid and do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_memcpy(to: *mut u8, from: *const u8, count: i64) {
    if let Ok(count @ 1..) = usize::try_from(count) {
        // Safety: passed on to the caller.
        unsafe { ptr::copy_nonoverlapping(from, to, count) };
    }
}

/// See [`numjit_abi::Symbol::MemMove`].
///
/// # Safety
/// Both ranges are valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_memmove(to: *mut u8, from: *const u8, count: i64) {
    if let Ok(count @ 1..) = usize::try_from(count) {
        // Safety: passed on to the caller.
        unsafe { ptr::copy(from, to, count) };
    }
}

/// See [`numjit_abi::Symbol::MemSet`].
///
/// # Safety
/// The range is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nj_memset(to: *mut u8, byte: i32, count: i64) {
    if let Ok(count @ 1..) = usize::try_from(count) {
        // Safety: passed on to the caller.
        unsafe { ptr::write_bytes(to, byte as u8, count) };
    }
}

/// One owner of a block, for hosts: cloning adds an owner, dropping gives it up.
#[derive(Debug)]
pub struct Block(NonNull<MemBlock>);

// Safety: the count is atomic, and the payload is only reachable through raw pointers.
unsafe impl Send for Block {}
// Safety: as above.
unsafe impl Sync for Block {}

impl Block {
    /// A new block with an uninitialised payload, or `None` when memory is short.
    pub fn alloc(size: usize) -> Option<Block> {
        let size = i64::try_from(size).ok()?;
        NonNull::new(allocate(size, false)).map(Block)
    }

    /// A new block of zero bytes, or `None` when memory is short.
    pub fn alloc_zeroed(size: usize) -> Option<Block> {
        let size = i64::try_from(size).ok()?;
        NonNull::new(allocate(size, true)).map(Block)
    }

    /// A new block with a copy of these bytes, or `None` when memory is short.
    pub fn copied(bytes: &[u8]) -> Option<Block> {
        let block = Block::alloc(bytes.len())?;
        // Safety: the new block has room for the bytes.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), block.data(), bytes.len()) };
        Some(block)
    }

    /// A block over memory that `owner` keeps alive; `owner` is dropped with the last reference, on
    /// whichever thread that happens.
    ///
    /// # Safety
    /// The `size` bytes at `data` stay valid until `owner` is dropped.
    pub unsafe fn lend(data: *mut u8, size: usize, owner: Box<dyn Any + Send>) -> Block {
        let lent = Box::new(Lent {
            block: MemBlock {
                refcount: AtomicUsize::new(1),
                data,
                size,
                drop: Some(drop_lent),
                user: ptr::null_mut(),
            },
            _owner: owner,
        });
        LIVE_BLOCKS.fetch_add(1, Ordering::Relaxed);
        Block(NonNull::from(Box::leak(lent)).cast())
    }

    /// Takes over one owner of a block; `None` for null, which stands for memory without an owner.
    ///
    /// # Safety
    /// `block` is null or a live block of which the caller gives up one owner.
    pub unsafe fn from_raw(block: *mut MemBlock) -> Option<Block> {
        NonNull::new(block).map(Block)
    }

    /// Hands this owner to the caller, who must release it.
    pub fn into_raw(self) -> *mut MemBlock {
        let block = self.0.as_ptr();
        std::mem::forget(self);
        block
    }

    /// The block, still owned by `self`.
    pub fn as_ptr(&self) -> *mut MemBlock {
        self.0.as_ptr()
    }

    /// First byte of the payload.
    pub fn data(&self) -> *mut u8 {
        // Safety: `self` is an owner, so the header is live.
        unsafe { (*self.0.as_ptr()).data }
    }

    /// Payload size in bytes.
    pub fn size(&self) -> usize {
        // Safety: `self` is an owner, so the header is live.
        unsafe { (*self.0.as_ptr()).size }
    }

    /// Number of owners at this moment.
    pub fn owners(&self) -> usize {
        // Safety: `self` is an owner, so the header is live.
        unsafe { &(*self.0.as_ptr()).refcount }.load(Ordering::Relaxed)
    }
}

impl Clone for Block {
    fn clone(&self) -> Block {
        // Safety: `self` is an owner, so the block is live.
        unsafe { nj_retain(self.0.as_ptr()) };
        Block(self.0)
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        // Safety: `self` is the owner that is given up.
        unsafe { nj_release(self.0.as_ptr()) };
    }
}

/// A header over memory that something else owns.
#[repr(C)]
struct Lent {
    block: MemBlock,
    _owner: Box<dyn Any + Send>,
}

/// Drops what [`Block::lend`] leaked.
unsafe extern "C" fn drop_lent(block: *mut MemBlock) {
    LIVE_BLOCKS.fetch_sub(1, Ordering::Relaxed);
    // Safety: only blocks made by `Block::lend` carry this callback, and it runs once.
    drop(unsafe { Box::from_raw(block.cast::<Lent>()) });
}
