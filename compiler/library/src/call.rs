//! How a library row says what a call means: the result type, and the typed operations it becomes.

use numjit_ir::{Builder, Options, Ty, Value};

/// A call as a rule sees it.
#[derive(Debug)]
pub struct Call<'a> {
    /// One type per parameter of the row, in order. Literal types are kept, so that a rule can ask for
    /// a constant. A parameter that was not passed has the type of its default. For a variadic row:
    /// the types of all positional arguments.
    pub args: &'a [Ty],
    /// Options of the calling function.
    pub options: &'a Options,
}

/// Emits the typed operations of a call at the builder's position. It receives one value per entry of
/// [`Call::args`], of exactly that type (values of literal types are constants), and returns the
/// result, of type [`Typed::result`].
pub type Emit = Box<dyn Fn(&mut Builder<'_>, &[Value]) -> Value>;

/// What a call means.
pub struct Typed {
    /// Type of the result.
    pub result: Ty,
    /// How to compute it.
    pub emit: Emit,
}

impl Typed {
    /// A meaning from its parts.
    pub fn new(result: Ty, emit: impl Fn(&mut Builder<'_>, &[Value]) -> Value + 'static) -> Typed {
        Typed {
            result,
            emit: Box::new(emit),
        }
    }
}

/// Why a row does not accept a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// One argument rules the row out.
    Argument {
        /// Position in [`Call::args`].
        index: usize,
        /// What would be accepted, to complete "this must be ...".
        expected: String,
    },
    /// The argument at this position in [`Call::args`] is of the right type, but its value must be known
    /// at compile time.
    NotConstant(usize),
    /// The arguments do not fit together; a sentence.
    Combination(String),
}

/// Types a call, or says why it cannot.
pub type Rule = fn(&Call<'_>) -> Result<Typed, Mismatch>;
