//! Mappings, through the C library.
#![allow(unsafe_code, reason = "mapping memory is foreign and raw")]

use std::io;
use std::ops::Range;
#[cfg(target_os = "linux")]
use std::os::fd::FromRawFd;
use std::os::fd::{AsRawFd, OwnedFd};
use std::ptr;

/// Bytes of a page.
pub(super) fn page_size() -> usize {
    // Safety: the call only reads a constant of the system.
    let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    usize::try_from(size).unwrap_or(4096)
}

/// `mmap`, with failure as an error.
///
/// # Safety
/// With `MAP_FIXED` in `flags`, the range belongs to the caller.
unsafe fn map(at: usize, len: usize, protection: i32, flags: i32, file: i32) -> io::Result<usize> {
    let at = ptr::without_provenance_mut(at);
    // Safety: passed on to the caller.
    let address = unsafe { libc::mmap(at, len, protection, flags, file, 0) };
    if address == libc::MAP_FAILED {
        return Err(io::Error::last_os_error());
    }
    Ok(address.expose_provenance())
}

/// Addresses without memory, to place mappings in.
#[derive(Debug)]
pub(super) struct Reservation {
    start: usize,
    len: usize,
}

const RESERVED: i32 = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;

impl Reservation {
    /// Reserves addresses, below this program's code if they are free there: then runtime functions
    /// are near enough to be called directly.
    pub(super) fn new(len: usize) -> io::Result<Reservation> {
        let code = page_size as fn() -> usize as usize;
        let wanted = code.saturating_sub(len + (64 << 20)) & !(page_size() - 1);
        // Safety: without MAP_FIXED the address is a wish, and nothing existing is replaced.
        let start = unsafe { map(wanted, len, libc::PROT_NONE, RESERVED, -1)? };
        Ok(Reservation { start, len })
    }

    pub(super) fn start(&self) -> usize {
        self.start
    }

    pub(super) fn addresses(&self) -> Range<usize> {
        self.start..self.start + self.len
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        unmap(self.start, self.len);
    }
}

/// Removes a mapping; a failure leaves addresses behind and nothing else.
pub(super) fn unmap(start: usize, len: usize) {
    // Safety: callers pass mappings of their own that are not used any more.
    unsafe {
        libc::munmap(ptr::with_exposed_provenance_mut(start), len);
    }
}

/// Turns part of a reservation back into addresses without memory.
pub(super) fn retire(start: usize, len: usize) -> io::Result<()> {
    let flags = RESERVED | libc::MAP_FIXED;
    // Safety: the range is a chunk of the caller's reservation that is not used any more.
    unsafe { map(start, len, libc::PROT_NONE, flags, -1) }.map(|_| ())
}

/// A memory file of zero bytes.
#[cfg(target_os = "linux")]
pub(super) fn memory_file(len: usize) -> io::Result<OwnedFd> {
    let len = libc::off_t::try_from(len).map_err(|_| io::ErrorKind::InvalidInput)?;
    // Safety: the name is a C string; the descriptor is new and owned by nothing else.
    unsafe {
        let file = libc::memfd_create(c"numjit-code".as_ptr(), libc::MFD_CLOEXEC);
        if file < 0 {
            return Err(io::Error::last_os_error());
        }
        let file = OwnedFd::from_raw_fd(file);
        if libc::ftruncate(file.as_raw_fd(), len) != 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(file)
    }
}

/// Only Linux has memory files.
#[cfg(not(target_os = "linux"))]
pub(super) fn memory_file(_len: usize) -> io::Result<OwnedFd> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Maps a file for execution at an address of the caller's reservation.
pub(super) fn map_executable(file: &OwnedFd, start: usize, len: usize) -> io::Result<()> {
    let flags = libc::MAP_SHARED | libc::MAP_FIXED;
    let protection = libc::PROT_READ | libc::PROT_EXEC;
    // Safety: the range is a free part of the caller's reservation.
    unsafe { map(start, len, protection, flags, file.as_raw_fd()) }.map(|_| ())
}

/// Maps a file for writing, anywhere.
pub(super) fn map_writable(file: &OwnedFd, len: usize) -> io::Result<usize> {
    let protection = libc::PROT_READ | libc::PROT_WRITE;
    // Safety: without MAP_FIXED nothing existing is replaced.
    unsafe { map(0, len, protection, libc::MAP_SHARED, file.as_raw_fd()) }
}

/// Maps private memory for writing at an address of the caller's reservation.
pub(super) fn map_private(start: usize, len: usize) -> io::Result<()> {
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_FIXED;
    let protection = libc::PROT_READ | libc::PROT_WRITE;
    // Safety: the range is a free part of the caller's reservation.
    unsafe { map(start, len, protection, flags, -1) }.map(|_| ())
}

/// Makes private pages executable and read-only.
pub(super) fn seal(start: usize, len: usize) -> io::Result<()> {
    let start = ptr::with_exposed_provenance_mut(start);
    // Safety: the range is a chunk of the caller that nothing writes any more.
    if unsafe { libc::mprotect(start, len, libc::PROT_READ | libc::PROT_EXEC) } != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}
