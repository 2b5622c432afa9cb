//! The perf map: a text file with one line a function, `START SIZE NAME` in hexadecimal.
//!
//! The format has no way to take a line back. Addresses are used again when functions are dropped; perf
//! then finds the last line for an address, which is the right one for most samples.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::named;
use crate::object::{CodeFunction, CodeObject};

/// An open perf map.
#[derive(Debug)]
pub(crate) struct PerfMap {
    directory: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// The process the file belongs to; a fork starts its own.
    process: u32,
    /// Absent after an error.
    file: Option<File>,
}

impl PerfMap {
    /// Opens `perf-PID.map` in a directory.
    pub(crate) fn open(directory: &Path) -> io::Result<PerfMap> {
        let process = std::process::id();
        let file = open_file(directory, process)?;
        Ok(PerfMap {
            directory: directory.to_owned(),
            state: Mutex::new(State {
                process,
                file: Some(file),
            }),
        })
    }

    /// Adds the functions of an object whose code is at `base`.
    pub(crate) fn add(&self, object: &CodeObject, base: usize) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let process = std::process::id();
        if state.process != process {
            state.process = process;
            state.file = open_file(&self.directory, process).ok();
        }
        let text = lines(object, base);
        // One write a object, so that several engines can share the file.
        let written = state.file.as_mut().map(|f| f.write_all(text.as_bytes()));
        if matches!(written, Some(Err(_))) {
            state.file = None;
        }
    }
}

/// Other users may write to the directory, so that links are not followed.
fn open_file(directory: &Path, process: u32) -> io::Result<File> {
    let path = directory.join(format!("perf-{process}.map"));
    let mut options = OpenOptions::new();
    options.create(true).append(true).mode(0o644);
    options.custom_flags(libc::O_NOFOLLOW | libc::O_CLOEXEC);
    options.open(&path).map_err(|error| named(&path, &error))
}

fn lines(object: &CodeObject, base: usize) -> String {
    let mut text = String::new();
    for function in object.functions.iter().filter(|f| f.size > 0) {
        let start = base + function.offset as usize;
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{start:x} {:x} {}", function.size, name(function));
    }
    text
}

/// `name (file:line)`, on one line.
fn name(function: &CodeFunction) -> String {
    let line = function.lines.iter().map(|entry| entry.line);
    let name = match line.filter(|&line| line > 0).min() {
        Some(line) if !function.file.is_empty() => {
            format!("{} ({}:{line})", function.display_name(), function.file)
        }
        _ => function.display_name().to_owned(),
    };
    name.replace(['\n', '\r'], " ")
}
