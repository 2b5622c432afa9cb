//! Profilers and debuggers learn about loaded code here.
//!
//! Three ways, each off unless asked for, and without any cost then:
//!
//! * a perf map, `perf-PID.map`: addresses and names, which `perf report` and samply read at the end;
//! * a jitdump, `jit-PID.dump`: the code itself with its lines, which `perf inject --jit` turns into
//!   files that `perf report` and `perf annotate` treat like any other program;
//! * the debugger's interface: an ELF image with symbols, frame descriptions and a line table for each
//!   loaded object, which `gdb` picks up by itself.
//!
//! A tool that fails (a full disk, a directory that is not writable) never fails the program: writing
//! stops, and that is all. What can be known before, opening the files, is reported by [`Tools::new`].

mod gdb;
mod image;
mod jitdump;
mod perf_map;

use std::io;
use std::path::PathBuf;

pub(crate) use gdb::Announced;

use crate::object::CodeObject;
use jitdump::JitDump;
use perf_map::PerfMap;

/// Which tools to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToolsConfig {
    /// Directory for a perf map; perf itself looks in `/tmp` only.
    pub perf_map: Option<PathBuf>,
    /// Directory for a jitdump.
    pub jitdump: Option<PathBuf>,
    /// Tell an attached or later attached debugger.
    pub gdb: bool,
}

/// The tools that are told about loaded code.
#[derive(Debug)]
pub struct Tools {
    perf_map: Option<PerfMap>,
    jitdump: Option<JitDump>,
    gdb: bool,
}

impl Tools {
    /// Opens the files that the configuration asks for. Fails when one cannot be made; the error names it.
    pub fn new(config: &ToolsConfig) -> io::Result<Tools> {
        Ok(Tools {
            perf_map: config.perf_map.as_deref().map(PerfMap::open).transpose()?,
            jitdump: config.jitdump.as_deref().map(JitDump::open).transpose()?,
            gdb: config.gdb,
        })
    }

    /// Whether code has to lie in private pages without a file: a debugger writes breakpoints into them, and
    /// perf asks its map only about addresses that belong to no file.
    pub(crate) fn need_private_pages(&self) -> bool {
        self.gdb || self.perf_map.is_some()
    }

    /// Announces an object whose code is at `base`. The answer is kept as long as the code lives.
    pub(crate) fn announce(&self, object: &CodeObject, base: usize) -> Option<Announced> {
        if let Some(map) = &self.perf_map {
            map.add(object, base);
        }
        if let Some(dump) = &self.jitdump {
            dump.add(object, base);
        }
        if !self.gdb {
            return None;
        }
        gdb::announce(image::elf_image(object, base)?)
    }
}

/// Says which file an error is about.
fn named(path: &std::path::Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
