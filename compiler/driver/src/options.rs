//! Options of a decorated function.

use numjit_ir::{ErrorModel, FastMath, Options, Ty};

use crate::signature::Signature;

/// Everything a decorator can say about a function.
#[derive(Clone, Debug)]
pub struct DispatcherOptions {
    /// What changes the code.
    pub code: Options,
    /// The host releases its lock around calls.
    pub nogil: bool,
    /// Compiled code is kept across runs.
    pub cache: bool,
    /// Parallel loops were asked for.
    pub parallel: bool,
    /// Types of local variables.
    pub locals: Vec<(String, Ty)>,
    /// Explicit signatures; when there are any, no others are compiled.
    pub signatures: Vec<Signature>,
}

impl Default for DispatcherOptions {
    fn default() -> Self {
        DispatcherOptions {
            code: Options::DEFAULT,
            nogil: false,
            cache: false,
            parallel: false,
            locals: Vec::new(),
            signatures: Vec::new(),
        }
    }
}

/// Why an option's value is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError {
    /// The sentence.
    pub message: String,
}

impl DispatcherOptions {
    /// Sets the error model by name.
    pub fn set_error_model(&mut self, name: &str) -> Result<(), OptionError> {
        self.code.error_model = match name {
            "python" => ErrorModel::Python,
            "numpy" => ErrorModel::Numpy,
            _ => {
                return Err(OptionError {
                    message: format!("error_model must be 'python' or 'numpy', not {name:?}"),
                });
            }
        };
        Ok(())
    }

    /// Turns one fast-math permission on by its flag name.
    pub fn allow_fastmath(&mut self, flag: &str) -> Result<(), OptionError> {
        let fast = &mut self.code.fastmath;
        match flag {
            "fast" => *fast = FastMath::ALL,
            "nnan" => fast.nnan = true,
            "ninf" => fast.ninf = true,
            "nsz" => fast.nsz = true,
            "arcp" => fast.arcp = true,
            "contract" => fast.contract = true,
            "afn" => fast.afn = true,
            "reassoc" => fast.reassoc = true,
            _ => {
                return Err(OptionError {
                    message: format!(
                        "unknown fastmath flag {flag:?}; the flags are fast, nnan, ninf, nsz, arcp, \
                         contract, afn, reassoc"
                    ),
                });
            }
        }
        Ok(())
    }
}
