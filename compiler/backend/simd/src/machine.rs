//! Machine instructions over virtual registers, and what the register allocator asks about them.

use iced_x86::Code;
use regalloc2::{
    Block, Function, Inst, InstRange, Operand, OperandConstraint, OperandKind, OperandPos, PReg,
    PRegSet, RegClass, VReg,
};
use smallvec::SmallVec;

/// General registers.
pub(crate) const INT: RegClass = RegClass::Int;
/// xmm, ymm and zmm registers.
pub(crate) const VECTOR: RegClass = RegClass::Float;
/// Mask registers k1 to k7.
pub(crate) const MASK: RegClass = RegClass::Vector;

/// Width of a register operand in bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Width {
    /// Low 32 bits of a general register.
    B32,
    /// A general register.
    B64,
    /// A mask register.
    Mask,
    Xmm,
    Ymm,
    Zmm,
}

impl Width {
    /// The narrowest vector register for this many bits.
    pub(crate) fn vector(bits: u32) -> Width {
        match bits {
            0..=128 => Width::Xmm,
            129..=256 => Width::Ymm,
            _ => Width::Zmm,
        }
    }
}

/// A memory operand. Registers are positions among the instruction's register operands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mem {
    /// `[base + index * scale + offset]`.
    Register {
        base: u8,
        index: Option<(u8, u8, Width)>,
        offset: i32,
    },
    /// Constant bytes at an offset.
    Constant(u32),
    /// A stack argument of the function, by position.
    Incoming(u32),
    /// Bytes of the function's own stack area.
    Local(u32),
}

/// An operand of a machine instruction.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Arg {
    /// A register operand by position, seen in a width.
    Register(u8, Width),
    Memory(Mem),
    /// An 8-bit immediate.
    Immediate8(u8),
    /// A 32-bit immediate, sign-extended to 64 bits.
    Immediate32(i32),
}

/// How a block goes on.
#[derive(Clone, Debug)]
pub(crate) enum Control {
    /// Not a terminator.
    None,
    Jump(Block),
    /// Conditional jump with this code to the first block, else to the second.
    Branch(Code, Block, Block),
    Return,
}

/// A machine instruction.
#[derive(Clone, Debug)]
pub(crate) struct MachineInst {
    pub(crate) code: Code,
    pub(crate) args: SmallVec<[Arg; 4]>,
    /// Register operands.
    pub(crate) operands: SmallVec<[Operand; 4]>,
    /// Position of the mask register.
    pub(crate) mask: Option<u8>,
    /// Lanes that are not set become zero; otherwise they stay.
    pub(crate) zeroing: bool,
    pub(crate) control: Control,
    /// Source line it belongs to.
    pub(crate) line: u32,
}

/// A block of machine code.
#[derive(Clone, Debug, Default)]
pub(crate) struct MachineBlock {
    pub(crate) params: Vec<VReg>,
    pub(crate) succs: Vec<Block>,
    pub(crate) preds: Vec<Block>,
    /// Arguments of the parameters of each successor.
    pub(crate) passed: Vec<Vec<VReg>>,
    first: usize,
    end: usize,
}

/// Code under construction and in front of the register allocator.
#[derive(Clone, Debug, Default)]
pub(crate) struct Machine {
    pub(crate) insts: Vec<MachineInst>,
    pub(crate) blocks: Vec<MachineBlock>,
    vregs: usize,
    /// Bytes of a spilled vector.
    pub(crate) vector_bytes: usize,
    /// Bytes of the function's own stack area.
    pub(crate) local_bytes: u32,
    pub(crate) line: u32,
}

/// Builds the operands of one instruction.
pub(crate) struct InstBuilder<'m> {
    machine: &'m mut Machine,
    inst: MachineInst,
}

impl Machine {
    /// No code yet, for vectors of this many bytes.
    pub(crate) fn new(vector_bytes: usize) -> Machine {
        Machine {
            vector_bytes,
            ..Machine::default()
        }
    }

    pub(crate) fn vreg(&mut self, class: RegClass) -> VReg {
        self.vregs += 1;
        VReg::new(self.vregs - 1, class)
    }

    /// Begins a block; blocks are filled in the order in which they are begun.
    pub(crate) fn begin_block(&mut self, params: Vec<VReg>) -> Block {
        let at = self.insts.len();
        self.blocks.push(MachineBlock {
            params,
            first: at,
            end: at,
            ..MachineBlock::default()
        });
        Block::new(self.blocks.len() - 1)
    }

    pub(crate) fn inst(&mut self, code: Code) -> InstBuilder<'_> {
        let line = self.line;
        InstBuilder {
            machine: self,
            inst: MachineInst {
                code,
                args: SmallVec::new(),
                operands: SmallVec::new(),
                mask: None,
                zeroing: false,
                control: Control::None,
                line,
            },
        }
    }

    /// Ends the current block. `targets` are blocks with the arguments of their parameters.
    pub(crate) fn end_block(&mut self, control: Control, targets: &[(Block, Vec<VReg>)]) {
        let mut builder = self.inst(Code::INVALID);
        builder.inst.control = control;
        builder.finish();
        let end = self.insts.len();
        if let Some(block) = self.blocks.last_mut() {
            block.end = end;
            block.succs = targets.iter().map(|target| target.0).collect();
            block.passed = targets.iter().map(|target| target.1.clone()).collect();
        }
    }

    /// Fills in the predecessors, once all blocks are there.
    pub(crate) fn link(&mut self) {
        for position in 0..self.blocks.len() {
            for succ in self.blocks[position].succs.clone() {
                self.blocks[succ.index()].preds.push(Block::new(position));
            }
        }
    }

    /// Reserves bytes of the function's own stack area.
    pub(crate) fn local(&mut self, bytes: u32) -> u32 {
        let at = self.local_bytes.next_multiple_of(64);
        self.local_bytes = at + bytes;
        at
    }
}

impl InstBuilder<'_> {
    fn operand(&mut self, operand: Operand) -> u8 {
        self.inst.operands.push(operand);
        self.inst.operands.len() as u8 - 1
    }

    /// The result, written when all operands have been read.
    pub(crate) fn def(mut self, vreg: VReg, width: Width) -> Self {
        let at = self.operand(Operand::reg_def(vreg));
        self.inst.args.push(Arg::Register(at, width));
        self
    }

    /// A result that must not share its register with an operand.
    pub(crate) fn early_def(mut self, vreg: VReg, width: Width) -> Self {
        let at = self.operand(Operand::reg_def_at_start(vreg));
        self.inst.args.push(Arg::Register(at, width));
        self
    }

    /// A result that begins as a copy of an operand, which the instruction encodes once.
    pub(crate) fn modify(mut self, result: VReg, operand: VReg, width: Width) -> Self {
        let at = self.operand(Operand::reg_use(operand));
        let def = self.operand(Operand::reg_reuse_def(result, at as usize));
        self.inst.args.push(Arg::Register(def, width));
        self
    }

    /// An operand that the instruction overwrites without a useful result, encoded where it stands.
    pub(crate) fn clobbered_mask(mut self, operand: VReg, dead: VReg) -> Self {
        let at = self.operand(Operand::reg_use(operand));
        let def = self.operand(Operand::new(
            dead,
            OperandConstraint::Reuse(at as usize),
            OperandKind::Def,
            OperandPos::Late,
        ));
        self.inst.mask = Some(def);
        self
    }

    /// An operand in a register.
    pub(crate) fn reg(mut self, vreg: VReg, width: Width) -> Self {
        let at = self.operand(Operand::reg_use(vreg));
        self.inst.args.push(Arg::Register(at, width));
        self
    }

    /// `[base + index * scale + offset]`.
    pub(crate) fn mem(mut self, base: VReg, index: Option<(VReg, u8, Width)>, offset: i32) -> Self {
        // A vector of indices must not be the destination of a gather.
        let base = self.operand(Operand::reg_use(base));
        let index = index.map(|(vreg, scale, width)| {
            let operand = match width {
                Width::B64 => Operand::reg_use(vreg),
                _ => Operand::reg_use_at_end(vreg),
            };
            (self.operand(operand), scale, width)
        });
        self.inst.args.push(Arg::Memory(Mem::Register {
            base,
            index,
            offset,
        }));
        self
    }

    pub(crate) fn memory(mut self, mem: Mem) -> Self {
        self.inst.args.push(Arg::Memory(mem));
        self
    }

    pub(crate) fn imm8(mut self, value: u8) -> Self {
        self.inst.args.push(Arg::Immediate8(value));
        self
    }

    pub(crate) fn imm32(mut self, value: i32) -> Self {
        self.inst.args.push(Arg::Immediate32(value));
        self
    }

    /// Lanes that are not set in the mask become zero.
    pub(crate) fn zeroing(mut self, mask: VReg) -> Self {
        self.inst.zeroing = true;
        self.masked(mask)
    }

    /// Lanes that are not set in the mask are left alone; for blends they choose.
    pub(crate) fn masked(mut self, mask: VReg) -> Self {
        let at = self.operand(Operand::reg_use(mask));
        self.inst.mask = Some(at);
        self
    }

    /// Results in fixed registers: the arguments of the function.
    pub(crate) fn fixed_def(mut self, vreg: VReg, register: PReg) -> Self {
        self.operand(Operand::reg_fixed_def(vreg, register));
        self
    }

    pub(crate) fn finish(self) {
        self.machine.insts.push(self.inst);
    }
}

impl Function for Machine {
    fn num_insts(&self) -> usize {
        self.insts.len()
    }

    fn num_blocks(&self) -> usize {
        self.blocks.len()
    }

    fn entry_block(&self) -> Block {
        Block::new(0)
    }

    fn block_insns(&self, block: Block) -> InstRange {
        let block = &self.blocks[block.index()];
        InstRange::new(Inst::new(block.first), Inst::new(block.end))
    }

    fn block_succs(&self, block: Block) -> &[Block] {
        &self.blocks[block.index()].succs
    }

    fn block_preds(&self, block: Block) -> &[Block] {
        &self.blocks[block.index()].preds
    }

    fn block_params(&self, block: Block) -> &[VReg] {
        &self.blocks[block.index()].params
    }

    fn is_ret(&self, inst: Inst) -> bool {
        matches!(self.insts[inst.index()].control, Control::Return)
    }

    fn is_branch(&self, inst: Inst) -> bool {
        let control = &self.insts[inst.index()].control;
        matches!(control, Control::Jump(_) | Control::Branch(..))
    }

    fn branch_blockparams(&self, block: Block, _: Inst, succ: usize) -> &[VReg] {
        &self.blocks[block.index()].passed[succ]
    }

    fn inst_operands(&self, inst: Inst) -> &[Operand] {
        &self.insts[inst.index()].operands
    }

    fn inst_clobbers(&self, _: Inst) -> PRegSet {
        PRegSet::empty()
    }

    fn num_vregs(&self) -> usize {
        self.vregs
    }

    fn spillslot_size(&self, class: RegClass) -> usize {
        match class {
            RegClass::Float => self.vector_bytes / 8,
            _ => 1,
        }
    }
}
