//! A loop whose iterations may run side by side: what the vectoriser hands to a back end.
//!
//! The loop is described by one iteration in scalar terms, in order, without control flow. A back end
//! chooses how many iterations (lanes) it runs at once, at most [`LaneLoop::max_chunk`], and executes
//! each instruction for all of them before the next instruction. The vectoriser has made sure that this
//! gives what running the iterations one after the other gives.
//!
//! A compiled loop is a function with C linkage: `(context, count, inputs..., results) -> status`. It
//! runs iterations 0 to `count`, writes the final value of every carried value to its 8-byte cell at
//! `results`, and returns 0. `results` is passed only if there are carried values or the loop may leave
//! early. The caller rounds `count` down to a multiple of the lanes, unless the back end says that it takes
//! any count.
//!
//! A loop with [`LaneOp::Leave`] may stop before a group of lanes in which an iteration needs what the
//! lanes do not compute. It then writes the number of iterations done to a further cell behind the carried
//! values, and the caller's scalar loop goes on from there.

use std::fmt;

use smallvec::SmallVec;

use crate::entity::Loc;
use crate::imm::Imm;
use crate::ops::Op;
use crate::types::Ty;

/// A value of a [`LaneLoop`]: the result of the instruction at this position.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LaneValue(pub u32);

impl LaneValue {
    /// The position of the defining instruction.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Debug for LaneValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "l{}", self.0)
    }
}

impl fmt::Display for LaneValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "l{}", self.0)
    }
}

/// A loop whose iterations may run side by side.
#[derive(Clone, Debug)]
pub struct LaneLoop {
    /// Linker name.
    pub name: String,
    /// Types of the scalars that the caller passes.
    pub inputs: Vec<Ty>,
    /// One iteration. A value of type `bool` is a flag; every other one is a machine scalar.
    pub insts: Vec<LaneInst>,
    /// Values that go from iteration to iteration.
    pub carried: Vec<Carried>,
    /// How many iterations may run at once.
    pub max_chunk: u32,
    /// Products may be fused with sums.
    pub contract: bool,
}

/// An instruction of an iteration; it defines the value with its position.
#[derive(Clone, Debug)]
pub struct LaneInst {
    /// What it does.
    pub op: LaneOp,
    /// Type of the result; of the stored value for a store.
    pub ty: Ty,
    /// Operands.
    pub args: SmallVec<[LaneValue; 3]>,
    /// Source location.
    pub loc: Loc,
}

/// What an instruction does.
#[derive(Clone, Debug, PartialEq)]
pub enum LaneOp {
    /// An input, the same in every iteration.
    Input(u32),
    /// The number of the iteration, from 0, int64.
    Index,
    /// A pure low operation. Comparisons give flags, `pick` takes one, and bitwise operations work on
    /// flags too.
    Pure(Op, Imm),
    /// A load.
    Load(LaneAccess),
    /// A store of operand 0.
    Store(LaneAccess),
    /// Leaves the loop, before anything that this group of lanes stores or contributes, if the flag that
    /// is the operand is set in a lane. There is at most one, in front of all stores.
    Leave,
}

/// Where an access goes: `inputs[base] + offset + iteration * stride`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneAccess {
    /// The input that holds the address.
    pub base: u32,
    /// Bytes added.
    pub offset: i32,
    /// Bytes from iteration to iteration.
    pub stride: LaneStride,
    /// The access happens only in iterations in which this flag is set; a load is unspecified in the
    /// others.
    pub mask: Option<LaneValue>,
}

/// Distance between the accesses of neighbouring iterations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneStride {
    /// Constant bytes.
    Bytes(i64),
    /// The bytes are an input.
    Input(u32),
    /// Each iteration has a distance of its own from the base: these int64 bytes.
    Each(LaneValue),
}

/// A value that goes from iteration to iteration: `v = fold(v, operand)` for each operand in turn.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The input that holds the value before the first iteration.
    pub init: u32,
    /// Type.
    pub ty: Ty,
    /// The operation.
    pub fold: Fold,
    /// What each iteration contributes.
    pub operands: SmallVec<[LaneValue; 2]>,
    /// The order of the operations matters.
    pub ordered: bool,
}

/// Operations of carried values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Wrapping or float sum.
    Add,
    /// Wrapping or float product.
    Mul,
    /// Bitwise and.
    And,
    /// Bitwise or.
    Or,
    /// Bitwise exclusive or.
    Xor,
    /// `operand < v ? operand : v`, signed for integers.
    Min,
    /// `operand > v ? operand : v`, signed for integers.
    Max,
}

impl LaneAccess {
    /// The values that the access takes besides what is stored.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut LaneValue> {
        let distance = match &mut self.stride {
            LaneStride::Each(distance) => Some(distance),
            LaneStride::Bytes(_) | LaneStride::Input(_) => None,
        };
        self.mask.iter_mut().chain(distance)
    }
}

impl LaneLoop {
    /// An instruction.
    pub fn inst(&self, value: LaneValue) -> &LaneInst {
        &self.insts[value.index()]
    }

    /// Type of a value.
    pub fn ty(&self, value: LaneValue) -> Ty {
        self.inst(value).ty
    }

    /// Whether the loop may stop early.
    pub fn may_leave(&self) -> bool {
        self.insts.iter().any(|inst| inst.op == LaneOp::Leave)
    }

    /// Bytes of the widest scalar.
    pub fn widest(&self) -> u32 {
        let values = self.insts.iter().map(|inst| inst.ty);
        let carried = self.carried.iter().map(|carried| carried.ty);
        let numbers = values.chain(carried).filter(|&ty| ty != Ty::BOOL);
        numbers.map(|ty| ty.bits() / 8).max().unwrap_or(8)
    }
}

impl fmt::Display for LaneLoop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inputs: Vec<String> = self.inputs.iter().map(ToString::to_string).collect();
        writeln!(f, "lanes {:?} ({}) {{", self.name, inputs.join(", "))?;
        for (position, inst) in self.insts.iter().enumerate() {
            writeln!(f, "  l{position}: {} = {inst}", inst.ty)?;
        }
        for carried in &self.carried {
            let order = if carried.ordered { " in order" } else { "" };
            let (fold, operands) = (carried.fold, &carried.operands);
            writeln!(
                f,
                "  carry input {} {fold:?}{order} {operands:?}",
                carried.init
            )?;
        }
        f.write_str("}\n")
    }
}

impl fmt::Display for LaneInst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.op {
            LaneOp::Input(number) => write!(f, "input {number}")?,
            LaneOp::Index => f.write_str("index")?,
            LaneOp::Pure(op, Imm::None) => f.write_str(op.info().name)?,
            LaneOp::Pure(op, imm) => write!(f, "{} {imm:?}", op.info().name)?,
            LaneOp::Load(access) => write!(f, "load {access}")?,
            LaneOp::Store(access) => write!(f, "store {access}")?,
            LaneOp::Leave => f.write_str("leave")?,
        }
        for arg in &self.args {
            write!(f, " {arg}")?;
        }
        Ok(())
    }
}

impl fmt::Display for LaneAccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[input {} {:+}", self.base, self.offset)?;
        match self.stride {
            LaneStride::Bytes(bytes) => write!(f, " step {bytes}]")?,
            LaneStride::Input(number) => write!(f, " step input {number}]")?,
            LaneStride::Each(distance) => write!(f, " + {distance}]")?,
        }
        match self.mask {
            Some(mask) => write!(f, " if {mask}"),
            None => Ok(()),
        }
    }
}
