//! The jitdump file: loaded code with its lines, by time, for `perf inject --jit`.
//!
//! Format: `tools/perf/Documentation/jitdump-specification.txt` of the Linux sources, version 1. perf
//! notices the file because the process maps a page of it as executable, and pairs the records with its
//! samples by the monotonic clock (`perf record -k 1`).
#![allow(
    unsafe_code,
    reason = "the marker page is mapped, the clock is read in C"
)]

use std::ffi::c_void;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::named;
use crate::object::{CodeFunction, CodeObject};

/// `JiTD`, read as a number of the machine's byte order.
const MAGIC: u32 = 0x4a69_5444;
const VERSION: u32 = 1;
const HEADER_SIZE: u32 = 40;
const RECORD_HEADER: usize = 16;

/// Record kinds.
const CODE_LOAD: u32 = 0;
const CODE_DEBUG_INFO: u32 = 2;

/// ELF machine numbers of the hosts.
const MACHINE: u32 = if cfg!(target_arch = "aarch64") {
    183
} else {
    62
};

/// An open jitdump.
#[derive(Debug)]
pub(crate) struct JitDump {
    process: u32,
    state: Mutex<State>,
    marker: usize,
}

#[derive(Debug)]
struct State {
    /// Absent after an error.
    file: Option<File>,
    /// Numbers the functions.
    next: u64,
}

impl JitDump {
    /// Makes `jit-PID.dump` in a directory. Engines of one process need directories of their own, since
    /// each writes a file of its own.
    pub(crate) fn open(directory: &Path) -> io::Result<JitDump> {
        let process = std::process::id();
        let path = directory.join(format!("jit-{process}.dump"));
        let mut options = OpenOptions::new();
        // Readable too: a page that cannot be read cannot be mapped.
        options.create(true).truncate(true).read(true).write(true);
        options.mode(0o644).custom_flags(libc::O_NOFOLLOW);
        let start = |mut file: File| {
            file.write_all(&header(process))?;
            let marker = map_marker(&file)?;
            Ok(JitDump {
                process,
                state: Mutex::new(State {
                    file: Some(file),
                    next: 0,
                }),
                marker,
            })
        };
        let opened = options.open(&path).and_then(start);
        opened.map_err(|error| named(&path, &error))
    }

    /// Adds the functions of an object whose code is at `base`. A forked child writes nothing: perf
    /// would take its records for its parent's.
    pub(crate) fn add(&self, object: &CodeObject, base: usize) {
        if std::process::id() != self.process {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        for function in object.functions.iter().filter(|f| f.size > 0) {
            let index = state.next;
            state.next += 1;
            let start = base + function.offset as usize;
            let mut bytes = debug_info(function, start);
            bytes.extend(self.code_load(object, function, start, index));
            let written = state.file.as_mut().map(|file| file.write_all(&bytes));
            if matches!(written, Some(Err(_))) {
                state.file = None;
            }
        }
    }

    fn code_load(
        &self,
        object: &CodeObject,
        function: &CodeFunction,
        start: usize,
        index: u64,
    ) -> Vec<u8> {
        let from = function.offset as usize;
        let code = &object.code[from..from + function.size as usize];
        let mut body = Vec::new();
        push_u32(&mut body, self.process);
        push_u32(&mut body, thread());
        push_u64(&mut body, start as u64);
        push_u64(&mut body, start as u64);
        push_u64(&mut body, u64::from(function.size));
        push_u64(&mut body, index);
        push_text(&mut body, function.display_name());
        body.extend_from_slice(code);
        record(CODE_LOAD, &body)
    }
}

impl Drop for JitDump {
    fn drop(&mut self) {
        // Safety: `open` mapped one page there, and nothing refers to it.
        unsafe { libc::munmap(self.marker as *mut c_void, page_size()) };
    }
}

/// The lines of a function; it comes before the code it describes. Nothing when there are no lines.
fn debug_info(function: &CodeFunction, start: usize) -> Vec<u8> {
    let lines: Vec<_> = function.lines.iter().filter(|e| e.line > 0).collect();
    if lines.is_empty() || function.file.is_empty() {
        return Vec::new();
    }
    let mut body = Vec::new();
    push_u64(&mut body, start as u64);
    push_u64(&mut body, lines.len() as u64);
    for entry in lines {
        push_u64(&mut body, (start + entry.offset as usize) as u64);
        push_u32(&mut body, entry.line);
        push_u32(&mut body, 0);
        push_text(&mut body, &function.file);
    }
    record(CODE_DEBUG_INFO, &body)
}

fn header(process: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    for word in [MAGIC, VERSION, HEADER_SIZE, MACHINE, 0, process] {
        push_u32(&mut bytes, word);
    }
    push_u64(&mut bytes, now());
    push_u64(&mut bytes, 0);
    bytes
}

fn record(kind: u32, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(RECORD_HEADER + body.len());
    push_u32(&mut bytes, kind);
    let size = u32::try_from(RECORD_HEADER + body.len()).unwrap_or(u32::MAX);
    push_u32(&mut bytes, size);
    push_u64(&mut bytes, now());
    bytes.extend_from_slice(body);
    bytes
}

fn push_u32(bytes: &mut Vec<u8>, value: u32) {
    bytes.extend(value.to_ne_bytes());
}

fn push_u64(bytes: &mut Vec<u8>, value: u64) {
    bytes.extend(value.to_ne_bytes());
}

/// Text with the null byte that ends it.
fn push_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend(text.bytes().filter(|&byte| byte != 0));
    bytes.push(0);
}

fn map_marker(file: &File) -> io::Result<usize> {
    let protection = libc::PROT_READ | libc::PROT_EXEC;
    // Safety: a new private mapping of an open file, at an address of the system's choice.
    let page = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            page_size(),
            protection,
            libc::MAP_PRIVATE,
            file.as_raw_fd(),
            0,
        )
    };
    match page {
        libc::MAP_FAILED => Err(io::Error::last_os_error()),
        page => Ok(page as usize),
    }
}

fn page_size() -> usize {
    // Safety: it only asks.
    let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    usize::try_from(size).unwrap_or(4096)
}

/// Nanoseconds of the clock that perf is told to use.
fn now() -> u64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // Safety: the place for the answer is valid.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// The system's number of this thread.
fn thread() -> u32 {
    #[cfg(target_os = "linux")]
    // Safety: it only asks.
    let id = unsafe { libc::gettid() };
    #[cfg(not(target_os = "linux"))]
    let id = 0;
    id as u32
}
