//! Ahead-of-time libraries: compiled functions as shared libraries, static libraries, objects and Python
//! extension modules that need nothing of numjit when they run.
//!
//! The driver gives each exported signature as an [`Artifact`], one relocatable code object. [`build`] puts
//! C wrappers around them, writes an ELF object, links the runtime in, and writes the header and the other
//! companions beside the library. Only what was asked for is visible in the result.
//!
//! [`Artifact`]: numjit::Artifact

mod assemble;
mod dispatch;
mod dwarf;
mod elf;
mod error;
mod exceptions;
mod header;
mod interface;
mod link;
mod names;
mod output;
mod pkgconfig;
mod processor;
mod python;
mod records;
mod rust;
mod stubs;
mod unwind;
mod wrapper;

use std::path::PathBuf;

use numjit::ir::Ty;
use numjit::{Artifact, Place};
use numjit_runtime::UserException;

pub use error::AotError;
pub use interface::{arguments_text, signature_text, spelling};
pub use names::{mangle, plain};
pub use output::build;
pub use processor::{Processor, processors};

/// A function of a library: one signature, compiled for one or more processors.
#[derive(Clone, Debug)]
pub struct Export {
    /// C name.
    pub symbol: String,
    /// Python name.
    pub function: String,
    /// File and line of the function, as `file:line`, for messages.
    pub place: String,
    /// Names of the parameters.
    pub params: Vec<String>,
    /// First paragraph of the docstring.
    pub doc: Option<String>,
    /// Python's lock is released around calls.
    pub nogil: bool,
    /// The code, in the order of [`Config::processors`]; never empty.
    pub variants: Vec<Variant>,
}

/// An export's code for one processor.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The code.
    pub artifact: Artifact,
    /// Where its functions were written.
    pub places: Vec<Place>,
}

impl Export {
    /// Argument types.
    pub fn args(&self) -> &[Ty] {
        self.variants.first().map_or(&[], |one| &one.artifact.args)
    }

    /// Result type.
    pub fn result(&self) -> Ty {
        self.variants
            .first()
            .map_or(Ty::NONE, |one| one.artifact.result)
    }

    /// The function's name and where it stands, for messages.
    pub(crate) fn title(&self) -> String {
        format!("{} ({})", self.function, self.place)
    }

    /// First paragraph of the docstring.
    pub fn doc(&self) -> Option<&str> {
        self.doc.as_deref()
    }
}

/// What is made of the functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A shared library with a C interface.
    Shared,
    /// A static library with a C interface.
    Static,
    /// A relocatable object with a C interface.
    Object,
    /// A Python extension module.
    Python,
}

/// The C compiler that the environment names, or else `cc`.
pub fn default_cc() -> PathBuf {
    std::env::var_os("CC")
        .filter(|cc| !cc.is_empty())
        .map_or_else(|| "cc".into(), PathBuf::from)
}

/// How a library is made.
#[derive(Clone, Debug)]
pub struct Config {
    /// Name that begins the names of the library's types and functions, and names the Python module.
    pub name: String,
    /// The library's file.
    pub output: PathBuf,
    /// What it is.
    pub kind: Kind,
    /// The processors that the exports were compiled for, by ascending level.
    pub processors: Vec<Processor>,
    /// Debug information is written.
    pub debug: bool,
    /// Rust bindings are written.
    pub rust: bool,
    /// The C compiler.
    pub cc: PathBuf,
    /// The exception classes of the program that the exports name, by their codes.
    pub classes: Vec<(i32, UserException)>,
}

/// What [`build`] made.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The files, the library first.
    pub files: Vec<PathBuf>,
    /// Functions of the runtime and of the C library that whoever links the object must supply; empty for
    /// linked libraries.
    pub undefined: Vec<String>,
}
