//! Why a loop is not compiled here.

use std::fmt;

/// A failure, with the loop it happened in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The loop needs something these instructions do not have; it stays scalar.
    Unsupported {
        /// What it is.
        what: String,
    },
    /// A fault of the compiler.
    Internal {
        /// What went wrong.
        message: String,
    },
}

impl Error {
    pub(crate) fn unsupported(what: impl Into<String>) -> Error {
        Error::Unsupported { what: what.into() }
    }

    pub(crate) fn internal(message: impl Into<String>) -> Error {
        Error::Internal {
            message: message.into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unsupported { what } => {
                write!(f, "the vector back end does not support {what}")
            }
            Error::Internal { message } => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}
