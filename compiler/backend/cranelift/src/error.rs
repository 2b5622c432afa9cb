//! Why a function could not be compiled.

use std::fmt;

/// A failure of the back end, with the function it happened in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The target cannot be used: unknown name, or a processor without the needed features.
    Target(String),
    /// The function uses something this back end does not do.
    Unsupported {
        /// Linker name.
        function: String,
        /// What it is.
        what: String,
    },
    /// The function breaks an invariant that `numjit_ir::verify` checks.
    Malformed {
        /// Linker name.
        function: String,
        /// Which one.
        message: String,
    },
    /// Cranelift refused the function; a fault of the compiler.
    Codegen {
        /// Linker name.
        function: String,
        /// Cranelift's words.
        message: String,
        /// The function as Cranelift saw it.
        clif: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Target(message) => f.write_str(message),
            Error::Unsupported { function, what } => {
                write!(
                    f,
                    "{function}: the Cranelift back end does not support {what}"
                )
            }
            Error::Malformed { function, message } => write!(f, "{function}: {message}"),
            Error::Codegen {
                function,
                message,
                clif,
            } => write!(f, "{function}: {message}\n{clif}"),
        }
    }
}

impl std::error::Error for Error {}
