//! The intermediate representation that every stage of the compiler shares.
//!
//! One set of types, one operation table and one [`Function`] carry a program from untyped SSA to the
//! machine-level form that the back ends read; a [`Stage`] says which operations and types are legal.
//! A function is plain tables indexed by `u32` handles: no references, no interior mutability.

mod builder;
mod cfg;
pub mod classes;
mod constant;
mod entity;
mod function;
mod imm;
pub mod interp;
mod iteration;
mod lanes;
mod location;
mod manual;
mod ops;
mod parse;
mod print;
mod types;
mod untyped;
mod verify;

pub use builder::Builder;
pub use cfg::{Cfg, Dominators};
pub use constant::Const;
pub use entity::{Block, DataRef, Inst, Loc, SlotRef, Value};
pub use function::{
    BlockCall, BlockData, Data, DataKind, ErrorModel, FastMath, Function, InstData, Options, Slot,
    Stage, ValueData, ValueDef,
};
pub use imm::{
    Alias, BinOp, CallShape, CmpOp, FloatCC, Imm, IntCC, Kernel, Mem, Operand, Piece, Reduction,
    Step, UnOp,
};
pub use iteration::Iterations;
pub use lanes::{Carried, Fold, LaneAccess, LaneInst, LaneLoop, LaneOp, LaneStride, LaneValue};
pub use location::{Frame, FrameId, Locations, Source, Span};
pub use manual::operation_manual;
pub use ops::{Effects, Op, OpInfo, Stages};
pub use parse::{ParseError, parse_function, parse_module};
pub use types::{
    ArrayTy, Container, DictPart, EnumTy, Layout, NamedTupleClass, NamedTupleTy, RecordField,
    RecordTy, Ty, Type, UserExceptionClass,
};
pub use untyped::{Param, ParamKind, Untyped};
pub use verify::{VerifyError, verify};
