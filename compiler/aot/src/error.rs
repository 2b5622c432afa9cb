//! Why a library could not be made.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use numjit_ir::Ty;

use crate::interface::spelling;

/// Why a library could not be made. The texts are for the person who asked for it.
#[derive(Debug)]
pub enum AotError {
    /// Nothing is exported.
    Empty,
    /// A value of an exported function has no form in C or Python.
    Unsupported {
        /// Python name of the function, and where it stands.
        function: String,
        /// Which value.
        what: String,
        /// Its type.
        ty: String,
    },
    /// Two exports have the same name.
    Duplicate(String),
    /// Two functions have the same name and argument types.
    Ambiguous {
        /// Name and types.
        signature: String,
        /// Where the functions stand.
        places: [String; 2],
    },
    /// A name that C or the C library has already.
    Reserved(String),
    /// A name that is none in C.
    NoIdentifier(String),
    /// The folder of a file does not exist.
    NoFolder {
        /// The file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// The name of the library is not one that C and Python accept.
    BadName(String),
    /// The processor level or the target is not known.
    Target(String),
    /// The combination of options has no meaning.
    Options(String),
    /// The compiler is at fault.
    Internal(String),
    /// The C compiler, which links, or another tool is not there.
    MissingTool {
        /// The command.
        tool: String,
        /// What the system said.
        reason: String,
    },
    /// A tool failed.
    ToolFailed {
        /// The command line.
        command: String,
        /// What it wrote.
        output: String,
    },
    /// A file cannot be written.
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl AotError {
    pub(crate) fn unsupported(function: &str, what: String, ty: Ty) -> AotError {
        AotError::Unsupported {
            function: function.to_owned(),
            what,
            ty: spelling(ty),
        }
    }

    pub(crate) fn write(path: &Path, error: io::Error) -> AotError {
        AotError::Write {
            path: path.to_owned(),
            error,
        }
    }
}

impl fmt::Display for AotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AotError::Empty => f.write_str(
                "there is nothing to export: give functions explicit signatures, as in \
                 @njit(\"float64(float64[::1])\"), or name some with --export 'dot(float64[::1], float64[::1])'",
            ),
            AotError::Unsupported { function, what, ty } => write!(
                f,
                "cannot export {function}: {what} has the type {ty}, which has no form outside of Python; \
                 numbers, arrays, str, and tuples and optionals of these have one"
            ),
            AotError::Duplicate(name) => write!(
                f,
                "two exports are named {name}; give one of them another name with @cc.export or --prefix"
            ),
            AotError::Ambiguous { signature, places } => write!(
                f,
                "two functions are {signature}: {} and {}; name the one to export with --export, or give one \
                 of them another name",
                places[0], places[1]
            ),
            AotError::NoIdentifier(name) => write!(
                f,
                "{name:?} is no name in C: --prefix must begin with a letter or _ and hold letters, digits and _ \
                 only, as in --prefix my_"
            ),
            AotError::NoFolder { path, folder } => write!(
                f,
                "cannot write {}: the folder {} does not exist",
                path.display(),
                folder.display()
            ),
            AotError::Reserved(name) => write!(
                f,
                "cannot export {name}: C or the C library has that name already; rename the function or use \
                 --prefix, as in --prefix my_"
            ),
            AotError::BadName(name) => write!(
                f,
                "{name:?} cannot name a library: use letters, digits and _, or give another name with --name"
            ),
            AotError::Target(text) | AotError::Options(text) => f.write_str(text),
            AotError::Internal(text) => write!(f, "internal fault: {text}"),
            AotError::MissingTool { tool, reason } => write!(
                f,
                "cannot run {tool}: {reason}; numjit links with a C compiler: install one (such as gcc or \
                 clang), or name it with --cc or the variable CC"
            ),
            AotError::ToolFailed { command, output } => {
                write!(f, "linking failed: {command}\n{}", output.trim_end())
            }
            AotError::Write { path, error } => {
                write!(f, "cannot write {}: {}", path.display(), plain(error))
            }
        }
    }
}

/// The system's words alone, without its number and without the names of files in between.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let end = text.find(" (os error").or_else(|| text.find(" at path "));
    text[..end.unwrap_or(text.len())].to_owned()
}

impl std::error::Error for AotError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            AotError::Write { error, .. } => Some(error),
            _ => None,
        }
    }
}
