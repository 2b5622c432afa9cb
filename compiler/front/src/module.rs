//! A whole module's text, for programs that compile source without an interpreter.
//!
//! Such a module is a list of imports, constants and functions. Its constants are evaluated here as far as
//! they are numbers and texts, with Python's unbounded integers; what needs the library (`np.pi * 2`,
//! `np.array([...])`) is handed on as a piece of source. Everything else is a located problem.

use std::sync::Arc;

use numjit_diag::Diagnostic;
use numjit_ir::{Const, Source, Span};

use crate::parse;

/// A statement of a module.
#[derive(Clone, Debug)]
pub enum ModuleItem {
    /// `import a.b` binds `a`; `import a.b as c` binds `c` to `a.b`.
    Import {
        /// Full name of what the name is bound to.
        path: String,
        /// The name.
        name: String,
        /// The statement.
        span: Span,
    },
    /// `from a.b import c as d`.
    ImportFrom {
        /// Full name of the module.
        module: String,
        /// The member.
        member: String,
        /// The name it is bound to.
        name: String,
        /// The member in the statement.
        span: Span,
    },
    /// `name = value`.
    Bind {
        /// The name.
        name: String,
        /// The value.
        value: StaticExpr,
    },
    /// A function.
    Function(ModuleFunction),
}

/// A function of a module.
#[derive(Clone, Debug)]
pub struct ModuleFunction {
    /// Name.
    pub name: String,
    /// Decorators, the outermost first.
    pub decorators: Vec<Decorator>,
    /// The text from the first decorator to the end.
    pub span: Span,
    /// Defaults of the trailing parameters, then those of keyword-only ones.
    pub defaults: Vec<StaticExpr>,
}

/// A decorator.
#[derive(Clone, Debug)]
pub struct Decorator {
    /// Dotted name; empty when it is no name.
    pub path: Vec<String>,
    /// Positional arguments.
    pub args: Vec<StaticExpr>,
    /// Keyword arguments.
    pub keywords: Vec<(String, StaticExpr)>,
    /// Where it is.
    pub span: Span,
}

/// An expression outside of functions.
#[derive(Clone, Debug)]
pub struct StaticExpr {
    /// Meaning.
    pub kind: StaticKind,
    /// Where it is.
    pub span: Span,
}

/// What an expression outside of functions is.
#[derive(Clone, Debug)]
pub enum StaticKind {
    /// A constant, evaluated.
    Const(Const),
    /// A tuple.
    Tuple(Vec<StaticExpr>),
    /// A list.
    List(Vec<StaticExpr>),
    /// A set of constants.
    Set(Vec<StaticExpr>),
    /// A dictionary with string keys.
    Dict(Vec<(String, StaticExpr)>),
    /// A dotted name.
    Path(Vec<String>),
    /// A call of a dotted name.
    Call {
        /// The name.
        path: Vec<String>,
        /// Positional arguments.
        args: Vec<StaticExpr>,
    },
    /// Anything else; its text is the source at its place.
    Other,
}

/// Reads a module's text. `known` are constants that its expressions may use.
pub fn read_module(
    source: &Arc<Source>,
    known: &[(String, Const)],
) -> Result<Vec<ModuleItem>, Vec<Diagnostic>> {
    parse::read_module(source, known)
}
