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
        /// Python name of the function.
        function: String,
        /// Which value.
        what: String,
        /// Its type.
        ty: String,
    },
    /// Two exports have the same name.
    Duplicate(String),
    /// A name that C or the C library has already.
    Reserved(String),
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
            AotError::Write { path, error } => write!(f, "cannot write {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for AotError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            AotError::Write { error, .. } => Some(error),
            _ => None,
        }
    }
}
