//! Immediate data of instructions: everything that is not a value.

use numjit_abi::{ExceptionKind, Symbol};

use crate::constant::Const;
use crate::entity::{DataRef, SlotRef};
use crate::types::Ty;

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $(#[doc = concat!("`", $text, "`")] $variant),* }

        impl $name {
            /// Every member.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The spelling in IR text.
            pub fn text(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// The member with this spelling.
            pub fn from_text(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)* _ => None }
            }
        }
    };
}

names! {
    /// Python's binary operators.
    BinOp {
        Add "+", Sub "-", Mul "*", TrueDiv "/", FloorDiv "//", Mod "%", Pow "**", MatMul "@",
        LShift "<<", RShift ">>", BitAnd "&", BitOr "|", BitXor "^",
    }
}
names! {
    /// Python's unary operators.
    UnOp { Neg "-", Pos "+", Invert "~", Not "not" }
}
names! {
    /// Python's comparison operators.
    CmpOp {
        Eq "==", Ne "!=", Lt "<", Le "<=", Gt ">", Ge ">=",
        Is "is", IsNot "is_not", In "in", NotIn "not_in",
    }
}
names! {
    /// Machine integer comparisons.
    IntCC {
        Eq "eq", Ne "ne", Slt "slt", Sle "sle", Sgt "sgt", Sge "sge",
        Ult "ult", Ule "ule", Ugt "ugt", Uge "uge",
    }
}
names! {
    /// Machine float comparisons; all but `Ne` are false when an operand is NaN.
    FloatCC { Eq "eq", Ne "ne", Lt "lt", Le "le", Gt "gt", Ge "ge" }
}
names! {
    /// Full reductions of an array to a scalar.
    Reduction {
        Sum "sum", Prod "prod", Min "min", Max "max", Any "any", All "all",
        ArgMin "argmin", ArgMax "argmax",
    }
}
names! {
    /// Which memory an access can touch; accesses of different classes never overlap.
    Alias {
        Array "array", Stack "stack", Header "header", Context "context", Constant "constant",
        Any "any",
    }
}

/// Keyword names and shape of a Python call; the operands are callee, positional, keyword values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CallShape {
    /// Names of the last operands.
    pub keywords: Box<[Box<str>]>,
    /// Index among the positional operands of a `*args` operand.
    pub star: Option<u32>,
}

/// Where a step of a [`Kernel`] takes an operand from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operand {
    /// The element of an instruction operand: the array's element after broadcasting, or the scalar.
    Arg(u32),
    /// The result of an earlier step.
    Step(u32),
}

/// One scalar operation of a [`Kernel`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// Scalar function, named as the NumPy ufunc: `add`, `sqrt`, `less`; `copy` only casts, `where`
    /// selects by its first operand. The library's ufunc table lists them all.
    pub name: Box<str>,
    /// Operands; each is cast to the type beside it first.
    pub operands: Box<[(Operand, Ty)]>,
    /// Scalar type of the result.
    pub result: Ty,
}

/// An elementwise expression: straight-line scalar code run for every element of the broadcast of the
/// instruction's operands. The last step is the result.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Kernel {
    /// Steps in order; never empty.
    pub steps: Box<[Step]>,
}

impl Kernel {
    /// A kernel of one step on all instruction operands in order.
    pub fn single(name: &str, operands: &[Ty], result: Ty) -> Kernel {
        let operands = operands
            .iter()
            .enumerate()
            .map(|(i, &ty)| (Operand::Arg(i as u32), ty))
            .collect();
        Kernel {
            steps: Box::new([Step {
                name: name.into(),
                operands,
                result,
            }]),
        }
    }

    /// Scalar type of the elements the kernel makes.
    pub fn result(&self) -> Ty {
        self.steps[self.steps.len() - 1].result
    }
}

/// One piece of an f-string.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Literal text.
    Text(Box<str>),
    /// The next operand.
    Value {
        /// `r`, `s` or `a` after `!`.
        conversion: Option<char>,
        /// Constant format spec after `:`, or [`Piece::SPEC_FOLLOWS`].
        spec: Box<str>,
    },
}

impl Piece {
    /// In the place of a format spec: the spec is the operand behind the value, a `str`. No value has this
    /// format spec.
    pub const SPEC_FOLLOWS: &'static str = "{}";

    /// Number of operands it takes.
    pub fn operands(&self) -> usize {
        match self {
            Piece::Text(_) => 0,
            Piece::Value { spec, .. } if **spec == *Piece::SPEC_FOLLOWS => 2,
            Piece::Value { .. } => 1,
        }
    }
}

/// A machine load or store: offset and what is known of the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mem {
    /// Byte offset added to the address operand.
    pub offset: i32,
    /// Alias class.
    pub alias: Alias,
    /// The memory does not change while the function runs.
    pub readonly: bool,
}

/// Immediate operand of an instruction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Imm {
    /// None.
    #[default]
    None,
    /// A constant.
    Const(Const),
    /// A name: variable, attribute, scalar kernel.
    Name(Box<str>),
    /// Several integers, such as an axis permutation.
    Ints(Box<[i64]>),
    /// Binary operator.
    Bin(BinOp),
    /// Unary operator.
    Un(UnOp),
    /// Comparison operator.
    Cmp(CmpOp),
    /// Machine integer comparison.
    IntCC(IntCC),
    /// Machine float comparison.
    FloatCC(FloatCC),
    /// A type.
    Ty(Ty),
    /// A function of the program: instance or nested function, by the program's number.
    Func(u32),
    /// Runtime function.
    Symbol(Symbol),
    /// Shape of a Python call.
    Call(CallShape),
    /// Elementwise kernel.
    Kernel(Box<Kernel>),
    /// Elementwise kernel whose elements are reduced.
    KernelReduce(Box<Kernel>, Reduction),
    /// Reduction.
    Reduce(Reduction),
    /// Pieces of an f-string.
    Pieces(Box<[Piece]>),
    /// Machine memory access.
    Mem(Mem),
    /// Constant bytes of the function.
    Data(DataRef),
    /// Stack slot.
    Slot(SlotRef),
    /// Exception class.
    Exception(ExceptionKind),
    /// A slot of a generator: the tuple type of all slots, and its number.
    Place(Ty, u32),
}
