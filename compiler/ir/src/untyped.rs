//! A function as the front end hands it over: untyped SSA with its parameters and nested functions.

use crate::function::Function;

/// One parameter as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Name.
    pub name: String,
    /// How arguments bind to it.
    pub kind: ParamKind,
    /// Whether it has a default.
    pub has_default: bool,
    /// Source text of its annotation, if any.
    pub annotation: Option<String>,
}

/// How arguments bind to a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// Before `/`.
    PositionalOnly,
    /// Ordinary.
    Positional,
    /// `*args`: receives a tuple.
    Star,
    /// After `*`.
    KeywordOnly,
}

/// A function in untyped SSA with what is around it.
#[derive(Clone, Debug)]
pub struct Untyped {
    /// Name as written; `<lambda>` for a lambda.
    pub name: String,
    /// Parameters. The entry block has one parameter per capture, then one per entry here.
    pub params: Vec<Param>,
    /// Names captured from the enclosing function (nested functions only). Defaults of a nested
    /// function follow the captures: they are evaluated where it is defined and are operands of the
    /// `closure` operation too, so the entry block's leading parameters are captures, then defaults.
    pub captures: Vec<String>,
    /// Number of defaults among the leading parameters (nested functions only).
    pub captured_defaults: usize,
    /// Nested functions, in the order the `closure` operations number them.
    pub nested: Vec<Untyped>,
    /// The code.
    pub function: Function,
    /// Whether it is a generator: there is a `yield` in it, reachable or not.
    pub is_generator: bool,
    /// The function's own name, if the code calls itself by it (nested functions only). A function cannot
    /// be among its own captures, so the code reads it with `global`, which stands for this function with
    /// the same captures.
    pub self_name: Option<String>,
    /// Docstring, if any.
    pub doc: Option<String>,
}
