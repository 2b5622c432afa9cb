//! What a library entity is.

use numjit_abi::ExceptionKind;
use numjit_ir::{Const, Ty};

use crate::call::{Call, Mismatch, Rule};
use crate::params::Params;
use crate::ufunc::UfuncRow;

/// One thing that compiled code can name.
#[derive(Debug)]
pub struct Item {
    /// Full name: `numpy.linspace`, `math.sin`, `builtins.abs`; methods and attributes of values stand
    /// under the name of their receiver: `ndarray.sum`, `number.real`, `tuple.index`.
    pub path: &'static str,
    /// What it is.
    pub kind: Kind,
    /// One sentence for users.
    pub doc: &'static str,
}

/// The kinds of library entities.
#[derive(Debug)]
pub enum Kind {
    /// Its members are found with [`crate::attribute`].
    Module,
    /// Callable. A method takes its receiver first.
    Function(Function),
    /// A property of a value; the rule receives one argument, the value.
    Attribute(Rule),
    /// A constant of the given scalar type.
    Const(Const, Ty),
    /// A scalar class: a dtype where a dtype is asked for, and a conversion when called.
    DType(Ty, Function),
    /// An exception class.
    Exception(ExceptionKind),
    /// Understood by inference itself.
    Special(Special),
}

/// A callable.
#[derive(Debug)]
pub struct Function {
    /// Parameters.
    pub params: Params,
    /// Meaning.
    pub body: Body,
    /// Full name of the function that takes calls which the body's rule does not accept; it has the
    /// same parameters. If it refuses the call too, the first refusal is the one to report.
    pub otherwise: Option<&'static str>,
}

/// How a callable is defined.
#[derive(Debug)]
pub enum Body {
    /// Types a call and emits operations.
    Rule(Rule),
    /// Source of one `def` in the Python subset, with the same parameters. Names in it are looked up
    /// with [`crate::body_globals`].
    Python(&'static str),
    /// Source of one `def` in the Python subset that is written for the types of each call: for functions
    /// whose loops depend on a constant, as those of `einsum` do.
    Written(Writer),
    /// An elementwise function: [`crate::ufunc::resolve_call`] on the arguments.
    Ufunc(&'static UfuncRow),
}

/// Writes the body of a function for the types of a call. Parameters are those of the row; equal texts are
/// one function.
pub type Writer = fn(&Call<'_>) -> Result<String, Mismatch>;

/// Entities whose meaning needs more than argument types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// `isinstance(x, classes)`: a literal bool.
    IsInstance,
    /// `getattr(value, name, default)`: the attribute with a constant name.
    GetAttr,
    /// `hasattr(value, name)`: a literal bool.
    HasAttr,
    /// `with numba.objmode(...)`: a block that runs in the host, as a call.
    ObjectMode,
    /// `next(iterator, default)`.
    Next,
    /// `nj.advance(generator)`: whether there is a next value, and the value.
    Advance,
    /// `structref.new(type)`: an instance whose fields are not set.
    NewInstance,
    /// `super()` in a method of a class of the program.
    Super,
    /// `literally(x)`: `x` as a constant of the compilation.
    Literally,
    /// Indexed rather than called, such as `np.r_[...]`.
    Brackets,
    /// `template.format(...)`: a str, by the pieces of the constant template.
    Format,
}
