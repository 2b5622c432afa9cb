//! The syntax tree of one function: the part of Python that compiled functions have.
//!
//! The tree is independent of the parser. Syntax that is not supported is a node of its own, so that
//! lowering can report all of it. Its depth is bounded by [`MAX_DEPTH`], so that functions over it may
//! recurse: left-nested operators and `elif` chains, which generated code makes long, are flat lists.

use std::sync::Arc;

use num_bigint::BigInt;
use numjit_ir::{BinOp, CmpOp, ParamKind, Span, UnOp};

/// Deepest nesting of statements and expressions.
pub(crate) const MAX_DEPTH: usize = 200;

/// The name of every lambda.
pub(crate) const LAMBDA: &str = "<lambda>";

/// A name as written.
pub(crate) type Name = Arc<str>;

/// A name at a place.
#[derive(Clone, Debug)]
pub(crate) struct Ident {
    pub(crate) name: Name,
    pub(crate) span: Span,
}

/// A `def` or `lambda`; the body of a lambda is one `return`.
#[derive(Debug)]
pub(crate) struct Def {
    pub(crate) name: Name,
    /// The whole definition without decorators.
    pub(crate) span: Span,
    /// First decorator, if any.
    pub(crate) decorator: Option<Span>,
    pub(crate) params: Vec<DefParam>,
    pub(crate) doc: Option<String>,
    pub(crate) body: Vec<Stmt>,
}

/// A parameter.
#[derive(Debug)]
pub(crate) struct DefParam {
    pub(crate) ident: Ident,
    pub(crate) kind: ParamKind,
    pub(crate) default: Option<Expr>,
    pub(crate) annotation: Option<Span>,
}

/// A statement.
#[derive(Debug)]
pub(crate) struct Stmt {
    pub(crate) kind: StmtKind,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum StmtKind {
    Expr(Expr),
    Assign {
        targets: Vec<Expr>,
        value: Expr,
    },
    AugAssign {
        target: Expr,
        op: BinOp,
        value: Expr,
    },
    /// `x: T = value`; the annotation has no meaning inside a function.
    AnnAssign {
        target: Expr,
        value: Option<Expr>,
    },
    If {
        arms: Vec<Arm>,
        otherwise: Vec<Stmt>,
    },
    For {
        target: Expr,
        iterable: Expr,
        body: Vec<Stmt>,
        otherwise: Vec<Stmt>,
    },
    While {
        test: Expr,
        body: Vec<Stmt>,
        otherwise: Vec<Stmt>,
    },
    Break,
    Continue,
    Return(Option<Expr>),
    Pass,
    Assert {
        test: Expr,
        message: Option<Expr>,
    },
    Raise(Option<Expr>),
    Try(Box<Try>),
    Match {
        subject: Expr,
        cases: Vec<Case>,
    },
    Delete(Vec<Expr>),
    Def(Box<Def>),
    Import(Vec<Imported>),
    With(Box<With>),
    Global(Vec<Ident>),
    Nonlocal(Vec<Ident>),
    Unsupported(Unsupported),
}

/// `with manager(output=type, ...):`, whose block runs in the host.
#[derive(Debug)]
pub(crate) struct With {
    pub(crate) manager: Expr,
    /// Names that the block assigns and that are used after it, with their types.
    pub(crate) outputs: Vec<(Ident, Expr)>,
    /// The block, of which only the names count.
    pub(crate) body: Vec<Stmt>,
    /// The text of the block, indented.
    pub(crate) text: String,
    /// Where the block begins.
    pub(crate) start: u32,
}

/// A name that an import binds.
#[derive(Debug)]
pub(crate) struct Imported {
    pub(crate) ident: Ident,
    /// Full name of the module.
    pub(crate) module: String,
    /// The member of the module that is meant; none for the module itself.
    pub(crate) member: Option<Name>,
}

/// `try` with its clauses.
#[derive(Debug)]
pub(crate) struct Try {
    pub(crate) body: Vec<Stmt>,
    pub(crate) handlers: Vec<Handler>,
    pub(crate) otherwise: Vec<Stmt>,
    /// The `finally` clause. Its code is written once for every way that leaves the statement.
    pub(crate) finally: Arc<[Stmt]>,
}

/// `except class as name:`
#[derive(Debug)]
pub(crate) struct Handler {
    pub(crate) class: Option<Expr>,
    pub(crate) name: Option<Ident>,
    pub(crate) body: Vec<Stmt>,
    pub(crate) span: Span,
}

/// `case pattern if guard:`
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) pattern: Pattern,
    pub(crate) guard: Option<Expr>,
    pub(crate) body: Vec<Stmt>,
}

#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) kind: PatternKind,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum PatternKind {
    /// `_`
    Any,
    Value(Expr),
    /// `None`, `True` and `False` match by identity.
    Singleton(Literal),
    /// A name, or a pattern with `as`.
    Bind(Option<Box<Pattern>>, Ident),
    Or(Vec<Pattern>),
    Sequence(Vec<Pattern>),
    Class {
        class: Expr,
        positional: Vec<Pattern>,
        keywords: Vec<(Name, Pattern)>,
    },
    Unsupported(Unsupported),
}

/// `if` or `elif` with its body.
#[derive(Debug)]
pub(crate) struct Arm {
    pub(crate) test: Expr,
    pub(crate) body: Vec<Stmt>,
}

/// Valid Python that compiled functions do not have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unsupported {
    /// Plural noun phrase.
    pub(crate) what: &'static str,
    /// What to do instead; may be empty.
    pub(crate) instead: &'static str,
}

/// An expression.
#[derive(Debug)]
pub(crate) struct Expr {
    pub(crate) kind: ExprKind,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum ExprKind {
    Name(Name),
    Literal(Literal),
    Tuple(Vec<Expr>),
    List(Vec<Expr>),
    /// `first op a op b ...`, applied from left to right.
    Binary {
        first: Box<Expr>,
        rest: Vec<BinaryStep>,
    },
    Unary(UnOp, Box<Expr>),
    Bool {
        op: BoolOp,
        values: Vec<Expr>,
    },
    Compare {
        first: Box<Expr>,
        rest: Vec<(CmpOp, Expr)>,
    },
    Conditional {
        test: Box<Expr>,
        then: Box<Expr>,
        otherwise: Box<Expr>,
    },
    Walrus {
        target: Ident,
        value: Box<Expr>,
    },
    Attribute {
        value: Box<Expr>,
        name: Name,
    },
    Subscript {
        value: Box<Expr>,
        index: Box<Expr>,
    },
    Slice {
        start: Option<Box<Expr>>,
        stop: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
    Call(Box<Call>),
    FString(Vec<FPart>),
    Lambda(Box<Def>),
    Starred(Box<Expr>),
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    Set(Vec<Expr>),
    /// Keys and values; `**other` has no key.
    Dict(Vec<(Option<Expr>, Expr)>),
    Comprehension(Box<Comprehension>),
    Unsupported(Unsupported),
}

/// A list, set or dict comprehension.
#[derive(Debug)]
pub(crate) struct Comprehension {
    pub(crate) kind: ComprehensionKind,
    /// The element, or the key of a dict comprehension.
    pub(crate) element: Expr,
    pub(crate) loops: Vec<ComprehensionLoop>,
}

#[derive(Debug)]
pub(crate) enum ComprehensionKind {
    List,
    Set,
    /// With the value of an entry.
    Dict(Expr),
}

/// `for target in iterable if ...`
#[derive(Debug)]
pub(crate) struct ComprehensionLoop {
    pub(crate) target: Expr,
    pub(crate) iterable: Expr,
    pub(crate) conditions: Vec<Expr>,
}

/// One operator of a chain, with the span of the chain up to it.
#[derive(Debug)]
pub(crate) struct BinaryStep {
    pub(crate) op: BinOp,
    pub(crate) right: Expr,
    pub(crate) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BoolOp {
    And,
    Or,
}

#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) callee: Expr,
    /// Positional arguments; [`ExprKind::Starred`] among them.
    pub(crate) args: Vec<Expr>,
    pub(crate) keywords: Vec<(Name, Expr)>,
}

/// A piece of an f-string.
#[derive(Debug)]
pub(crate) enum FPart {
    Text(String),
    Value {
        value: Expr,
        conversion: Option<char>,
        /// What follows the colon; it may hold values itself.
        spec: Vec<FPart>,
    },
}

/// A constant as written, with integers of any size.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    None,
    Bool(bool),
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
    Str(String),
    Ellipsis,
}
