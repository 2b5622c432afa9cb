//! A function: tables of blocks, instructions and values.

use std::sync::Arc;

use smallvec::SmallVec;

use crate::entity::{Block, DataRef, Inst, Loc, SlotRef, Value};
use crate::imm::{BinOp, Imm};
use crate::location::{Frame, Locations};
use crate::ops::{Effects, Op};
use crate::types::Ty;

/// Which operations and types a function may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// From the front end: every value has type `never`, which stands for "not known yet".
    Untyped,
    /// After inference: Python and NumPy operations on typed values.
    Typed,
    /// After lowering: machine scalars.
    Low,
}

/// What division by zero does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ErrorModel {
    /// Raise `ZeroDivisionError`.
    #[default]
    Python,
    /// IEEE results for floats, 0 for integers.
    Numpy,
}

/// Permissions to depart from strict IEEE arithmetic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FastMath {
    /// No operand or result is NaN.
    pub nnan: bool,
    /// No operand or result is infinite.
    pub ninf: bool,
    /// The sign of zero does not matter.
    pub nsz: bool,
    /// Division may become multiplication by the reciprocal.
    pub arcp: bool,
    /// Multiplication and addition may fuse.
    pub contract: bool,
    /// Functions may be approximated.
    pub afn: bool,
    /// Operations may be reassociated.
    pub reassoc: bool,
}

impl FastMath {
    /// Every permission.
    pub const ALL: FastMath = FastMath {
        nnan: true,
        ninf: true,
        nsz: true,
        arcp: true,
        contract: true,
        afn: true,
        reassoc: true,
    };
}

/// Options of a function that change the meaning or quality of its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// Check array indices.
    pub boundscheck: bool,
    /// Division by zero.
    pub error_model: ErrorModel,
    /// Floating-point permissions.
    pub fastmath: FastMath,
    /// Promote array operations as NumPy 2 does (NEP 50) instead of as Numba does.
    pub nep50: bool,
    /// Look at every turn of a loop whether the call is to end.
    pub interruptible: bool,
}

impl Options {
    /// What a bare `@njit` means.
    pub const DEFAULT: Options = Options {
        boundscheck: true,
        error_model: ErrorModel::Python,
        fastmath: FastMath {
            nnan: false,
            ninf: false,
            nsz: false,
            arcp: false,
            contract: false,
            afn: false,
            reassoc: false,
        },
        nep50: false,
        interruptible: false,
    };
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueDef {
    /// Parameter of a block at a position.
    Param(Block, u32),
    /// Result of an instruction at a position.
    Result(Inst, u32),
}

/// A value's type and origin.
#[derive(Clone, Debug)]
pub struct ValueData {
    /// Type; `never` in untyped functions.
    pub ty: Ty,
    /// Definition.
    pub def: ValueDef,
    /// Name of the user's variable it is bound to, if any.
    pub name: Option<Arc<str>>,
}

/// A branch target with the arguments for its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockCall {
    /// Target.
    pub block: Block,
    /// One value per parameter of the target.
    pub args: SmallVec<[Value; 4]>,
}

/// An instruction.
#[derive(Clone, Debug)]
pub struct InstData {
    /// Operation.
    pub op: Op,
    /// Operands.
    pub args: SmallVec<[Value; 3]>,
    /// Immediate.
    pub imm: Imm,
    /// Targets of `jump` and `branch`.
    pub targets: SmallVec<[BlockCall; 2]>,
    /// Results.
    pub results: SmallVec<[Value; 1]>,
    /// Values to release when this instruction leaves the function with an exception; filled by the
    /// pass that inserts reference counts, empty elsewhere.
    pub cleanup: SmallVec<[Value; 0]>,
    /// Source location.
    pub loc: Loc,
}

/// A basic block.
#[derive(Clone, Debug, Default)]
pub struct BlockData {
    /// Parameters.
    pub params: SmallVec<[Value; 4]>,
    /// Instructions; the last one is the terminator.
    pub insts: Vec<Inst>,
    /// Rarely executed: error paths.
    pub cold: bool,
}

/// Constant bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// Contents.
    pub bytes: Arc<[u8]>,
    /// Alignment in bytes.
    pub align: u32,
    /// What they are.
    pub kind: DataKind,
}

/// What constant bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataKind {
    /// Anything.
    Plain,
    /// A frame record (`numjit_abi::frame`): stored code gives it the place that the source has now.
    Frame,
}

impl Data {
    /// The frame record of a body.
    pub fn frame(frame: &Frame) -> Data {
        let source = &frame.source;
        let record = numjit_abi::frame::record(&frame.name, &source.file, source.first_line);
        Data {
            bytes: record.into(),
            align: numjit_abi::frame::ALIGN,
            kind: DataKind::Frame,
        }
    }
}

/// Stack memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Size in bytes.
    pub size: u32,
    /// Alignment in bytes.
    pub align: u32,
}

/// A function at some stage.
///
/// Parameters are the parameters of the entry block (low stage: the context comes first). Handles are
/// never reused; removed instructions and blocks simply are not listed any more.
#[derive(Clone, Debug)]
pub struct Function {
    /// Linker-level name, unique in the program.
    pub name: String,
    /// Stage.
    pub stage: Stage,
    /// Options.
    pub options: Options,
    /// Result type (typed stage).
    pub result: Ty,
    /// Machine result types after the status (low stage).
    pub low_results: Vec<Ty>,
    /// Entry block.
    pub entry: Block,
    /// Blocks in layout order, the entry first.
    pub layout: Vec<Block>,
    /// Block table.
    pub blocks: Vec<BlockData>,
    /// Instruction table.
    pub insts: Vec<InstData>,
    /// Value table.
    pub values: Vec<ValueData>,
    /// Constant bytes.
    pub data: Vec<Data>,
    /// Stack slots.
    pub slots: Vec<Slot>,
    /// Source locations.
    pub locations: Locations,
    /// Low stage: the function takes part in recursion and checks the stack on entry.
    pub recursive: bool,
}

impl Function {
    /// An empty function with an empty entry block.
    pub fn new(name: impl Into<String>, stage: Stage, options: Options) -> Function {
        Function {
            name: name.into(),
            stage,
            options,
            result: Ty::NEVER,
            low_results: Vec::new(),
            entry: Block(0),
            layout: vec![Block(0)],
            blocks: vec![BlockData::default()],
            insts: Vec::new(),
            values: Vec::new(),
            data: Vec::new(),
            slots: Vec::new(),
            locations: Locations::default(),
            recursive: false,
        }
    }

    /// Parameters of the function.
    pub fn params(&self) -> &[Value] {
        &self.block(self.entry).params
    }

    /// A block.
    pub fn block(&self, block: Block) -> &BlockData {
        &self.blocks[block.index()]
    }

    /// A block, mutably.
    pub fn block_mut(&mut self, block: Block) -> &mut BlockData {
        &mut self.blocks[block.index()]
    }

    /// An instruction.
    pub fn inst(&self, inst: Inst) -> &InstData {
        &self.insts[inst.index()]
    }

    /// An instruction, mutably.
    pub fn inst_mut(&mut self, inst: Inst) -> &mut InstData {
        &mut self.insts[inst.index()]
    }

    /// Type of a value.
    pub fn ty(&self, value: Value) -> Ty {
        self.values[value.index()].ty
    }

    /// Sets the type of a value.
    pub fn set_ty(&mut self, value: Value, ty: Ty) {
        self.values[value.index()].ty = ty;
    }

    /// The instruction that defines a value, if it is not a block parameter.
    pub fn def(&self, value: Value) -> Option<&InstData> {
        match self.values[value.index()].def {
            ValueDef::Result(inst, _) => Some(self.inst(inst)),
            ValueDef::Param(..) => None,
        }
    }

    /// The terminator of a finished block.
    pub fn terminator(&self, block: Block) -> Option<&InstData> {
        self.block(block).insts.last().map(|&inst| self.inst(inst))
    }

    /// Whether a typed instruction may leave the function with an exception. Operators on plain numbers,
    /// except division, powers and shifts, never do.
    pub fn can_raise(&self, inst: &InstData) -> bool {
        if inst.op.info().effects != Effects::Raises {
            return false;
        }
        let number = |&value: &Value| self.ty(value).is_number();
        let numbers = inst.args.iter().all(number);
        match (inst.op, &inst.imm) {
            (Op::Bin, Imm::Bin(op)) => {
                use BinOp::{Add, BitAnd, BitOr, BitXor, Mul, Sub};
                !numbers || !matches!(op, Add | Sub | Mul | BitAnd | BitOr | BitXor)
            }
            (Op::Un | Op::Compare | Op::Truth | Op::Cast, _) => !numbers,
            _ => true,
        }
    }

    /// Adds a block at the end of the layout.
    pub fn add_block(&mut self) -> Block {
        let block = self.create_block();
        self.layout.push(block);
        block
    }

    /// Adds a block that is not in the layout yet.
    pub fn create_block(&mut self) -> Block {
        self.blocks.push(BlockData::default());
        Block(self.blocks.len() as u32 - 1)
    }

    /// Appends a parameter to a block.
    pub fn add_param(&mut self, block: Block, ty: Ty) -> Value {
        let position = self.block(block).params.len() as u32;
        let value = self.add_value(ty, ValueDef::Param(block, position));
        self.block_mut(block).params.push(value);
        value
    }

    /// Adds an instruction that is in no block yet, with results of the given types.
    pub fn add_inst(&mut self, mut data: InstData, results: &[Ty]) -> Inst {
        let inst = Inst(self.insts.len() as u32);
        data.results = results
            .iter()
            .enumerate()
            .map(|(i, &ty)| self.add_value(ty, ValueDef::Result(inst, i as u32)))
            .collect();
        self.insts.push(data);
        inst
    }

    fn add_value(&mut self, ty: Ty, def: ValueDef) -> Value {
        self.values.push(ValueData {
            ty,
            def,
            name: None,
        });
        Value(self.values.len() as u32 - 1)
    }

    /// Adds constant bytes; equal contents share an entry.
    pub fn add_data(&mut self, bytes: impl Into<Arc<[u8]>>, align: u32) -> DataRef {
        self.add_constant(Data {
            bytes: bytes.into(),
            align,
            kind: DataKind::Plain,
        })
    }

    /// Adds constant bytes of any kind; equal ones share an entry.
    pub fn add_constant(&mut self, data: Data) -> DataRef {
        if let Some(position) = self.data.iter().position(|known| *known == data) {
            return DataRef(position as u32);
        }
        self.data.push(data);
        DataRef(self.data.len() as u32 - 1)
    }

    /// Adds a stack slot.
    pub fn add_slot(&mut self, size: u32, align: u32) -> SlotRef {
        self.slots.push(Slot { size, align });
        SlotRef(self.slots.len() as u32 - 1)
    }
}
