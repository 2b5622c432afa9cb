//! Why a call did not return a value.

use std::fmt;

use numjit_diag::Diagnostic;
use numjit_runtime::Exception;

/// Why a call or compilation failed.
#[derive(Clone, Debug)]
pub enum CallError {
    /// Compiled code raised.
    Raised(Exception),
    /// The function does not compile for these arguments.
    Compile(Vec<Diagnostic>),
    /// The arguments do not fit the function's parameters or its signatures; the text of a `TypeError`.
    Arguments(String),
    /// Compilation was stopped by a limit of the engine, which the text names.
    Stopped(String),
    /// Compilation was ended from outside.
    Cancelled,
    /// Compilation was ended from outside because its time was over.
    TimedOut,
    /// The engine cannot be made as configured; names the file or option.
    Config(String),
    /// The compiler is at fault: stage, reason, and the IR at that point.
    Internal {
        /// Stage.
        stage: &'static str,
        /// What went wrong.
        reason: String,
        /// IR text.
        dump: String,
    },
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallError::Raised(exception) => {
                write!(f, "{}: {}", exception.class_name(), exception.message())
            }
            CallError::Compile(diagnostics) => {
                for diagnostic in diagnostics {
                    writeln!(
                        f,
                        "{}",
                        numjit_diag::render(diagnostic, numjit_diag::Style::Plain)
                    )?;
                }
                Ok(())
            }
            CallError::Arguments(text) | CallError::Stopped(text) | CallError::Config(text) => {
                f.write_str(text)
            }
            CallError::Cancelled => f.write_str("the compilation was cancelled"),
            CallError::TimedOut => {
                f.write_str("the compilation took longer than it was allowed to")
            }
            CallError::Internal {
                stage,
                reason,
                dump,
            } => {
                write!(f, "internal fault in {stage}: {reason}\n{dump}")
            }
        }
    }
}

impl std::error::Error for CallError {}
