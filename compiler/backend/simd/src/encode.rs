//! From allocated machine code to bytes.
//!
//! The frame, where one is needed: `rbp` points to its saved self; below lie the saved registers, then,
//! aligned to 64 bytes, the spilled values and the function's own area, which begins at `rsp`.

use iced_x86::{Code, Encoder, Instruction, OpKind, Register};
use numjit_loader::{LineEntry, Reloc, RelocKind, RelocTarget, Section};
use regalloc2::{
    Allocation, AllocationKind, Block, Edit, Inst, InstOrEdit, Output, PReg, RegClass,
};

use crate::codes;
use crate::error::Error;
use crate::level::Level;
use crate::machine::{Arg, Control, Machine, MachineInst, Mem, Width};

/// General registers that the caller expects to find unchanged.
pub(crate) const SAVED: [u32; 5] = [3, 12, 13, 14, 15];

/// Machine code of one function.
#[derive(Debug)]
pub(crate) struct Encoded {
    pub(crate) bytes: Vec<u8>,
    pub(crate) relocs: Vec<Reloc>,
    pub(crate) lines: Vec<LineEntry>,
    /// Offset behind `mov rbp, rsp`, if there is a frame.
    pub(crate) frame: Option<FrameOffsets>,
}

/// Where the frame is made and undone, for unwinding.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FrameOffsets {
    pub(crate) after_push: u32,
    pub(crate) after_mov: u32,
    pub(crate) after_pop: u32,
}

struct Emitter<'a> {
    machine: &'a Machine,
    output: &'a Output,
    level: Level,
    constants: u32,
    encoder: Encoder,
    at: u32,
    relocs: Vec<Reloc>,
    lines: Vec<LineEntry>,
    /// Start of each block.
    starts: Vec<Option<u32>>,
    /// Places of branch distances, to be filled in.
    branches: Vec<(u32, Block)>,
    saved: Vec<u32>,
    has_frame: bool,
    frame_bytes: u32,
    frame: FrameOffsets,
}

/// Encodes a function. `constants` is where its constants begin among those of the object.
pub(crate) fn encode(
    machine: &Machine,
    output: &Output,
    level: Level,
    constants: u32,
) -> Result<Encoded, Error> {
    let saved = used_saved(machine, output);
    let spilled = output.num_spillslots as u32 * 8;
    let frame_bytes = (machine.local_bytes.next_multiple_of(64) + spilled).next_multiple_of(64);
    let has_frame = frame_bytes > 0 || !saved.is_empty() || takes_stack_arguments(machine);
    let mut cx = Emitter {
        machine,
        output,
        level,
        constants,
        encoder: Encoder::new(64),
        at: 0,
        relocs: Vec::new(),
        lines: Vec::new(),
        starts: vec![None; machine.blocks.len()],
        branches: Vec::new(),
        saved,
        has_frame,
        frame_bytes,
        frame: FrameOffsets {
            after_push: 0,
            after_mov: 0,
            after_pop: 0,
        },
    };
    cx.prologue()?;
    for position in 0..machine.blocks.len() {
        cx.block(Block::new(position))?;
    }
    cx.finish()
}

fn takes_stack_arguments(machine: &Machine) -> bool {
    let args = machine.insts.iter().flat_map(|inst| &inst.args);
    let mut memory = args.filter_map(|arg| match arg {
        Arg::Memory(mem) => Some(mem),
        _ => None,
    });
    memory.any(|mem| matches!(mem, Mem::Incoming(_)))
}

/// Registers to save that the code writes.
fn used_saved(machine: &Machine, output: &Output) -> Vec<u32> {
    let mut used = [false; 16];
    let mut note = |alloc: &Allocation| {
        if let Some(reg) = alloc.as_reg().filter(|reg| reg.class() == RegClass::Int) {
            used[reg.hw_enc()] = true;
        }
    };
    for position in 0..machine.insts.len() {
        output
            .inst_allocs(Inst::new(position))
            .iter()
            .for_each(&mut note);
    }
    for (_, Edit::Move { from, to }) in &output.edits {
        note(from);
        note(to);
    }
    SAVED
        .into_iter()
        .filter(|&reg| used[reg as usize])
        .collect()
}

fn register(reg: PReg, width: Width) -> Register {
    let number = reg.hw_enc() as u32;
    match width {
        Width::B32 => Register::EAX + number,
        Width::B64 => Register::RAX + number,
        Width::Mask => Register::K0 + number,
        Width::Xmm => Register::XMM0 + number,
        Width::Ymm => Register::YMM0 + number,
        Width::Zmm => Register::ZMM0 + number,
    }
}

impl Emitter<'_> {
    fn emit(&mut self, instruction: &Instruction) -> Result<(), Error> {
        let length = self.encoder.encode(instruction, u64::from(self.at));
        let length = length
            .map_err(|error| Error::internal(format!("{:?}: {error}", instruction.code())))?;
        self.at += length as u32;
        Ok(())
    }

    fn op1(&mut self, code: Code, reg: Register) -> Result<(), Error> {
        let mut instruction = Instruction::default();
        instruction.set_code(code);
        instruction.set_op_register(0, reg);
        self.emit(&instruction)
    }

    fn op2(&mut self, code: Code, to: Register, from: Register) -> Result<(), Error> {
        let mut instruction = Instruction::default();
        instruction.set_code(code);
        instruction.set_op_register(0, to);
        instruction.set_op_register(1, from);
        self.emit(&instruction)
    }

    fn op_imm(&mut self, code: Code, reg: Register, value: i32) -> Result<(), Error> {
        let mut instruction = Instruction::default();
        instruction.set_code(code);
        instruction.set_op_register(0, reg);
        instruction.set_op_kind(1, OpKind::Immediate32to64);
        instruction.set_immediate_i32(1, value);
        self.emit(&instruction)
    }

    fn prologue(&mut self) -> Result<(), Error> {
        if !self.has_frame {
            return Ok(());
        }
        self.op1(Code::Push_r64, Register::RBP)?;
        self.frame.after_push = self.at;
        self.op2(Code::Mov_r64_rm64, Register::RBP, Register::RSP)?;
        self.frame.after_mov = self.at;
        for reg in self.saved.clone() {
            self.op1(Code::Push_r64, Register::RAX + reg)?;
        }
        if self.frame_bytes > 0 {
            self.op_imm(Code::Sub_rm64_imm32, Register::RSP, self.frame_bytes as i32)?;
            self.op_imm(Code::And_rm64_imm32, Register::RSP, -64)?;
        }
        Ok(())
    }

    fn epilogue(&mut self) -> Result<(), Error> {
        self.emit(&plain(Code::VEX_Vzeroupper))?;
        self.op2(Code::Xor_r32_rm32, Register::EAX, Register::EAX)?;
        if self.has_frame {
            if self.frame_bytes > 0 {
                let mut lea = Instruction::default();
                lea.set_code(Code::Lea_r64_m);
                lea.set_op_register(0, Register::RSP);
                lea.set_op_kind(1, OpKind::Memory);
                set_memory(&mut lea, Register::RBP, -8 * self.saved.len() as i64);
                self.emit(&lea)?;
            }
            for reg in self.saved.clone().into_iter().rev() {
                self.op1(Code::Pop_r64, Register::RAX + reg)?;
            }
            self.op1(Code::Pop_r64, Register::RBP)?;
            self.frame.after_pop = self.at;
        }
        self.emit(&plain(Code::Retnq))
    }

    fn block(&mut self, block: Block) -> Result<(), Error> {
        if self.forwards_to(block).is_some() {
            return Ok(());
        }
        self.starts[block.index()] = Some(self.at);
        let (machine, output) = (self.machine, self.output);
        for item in output.block_insts_and_edits(machine, block) {
            match item {
                InstOrEdit::Edit(Edit::Move { from, to }) => self.move_value(*from, *to)?,
                InstOrEdit::Inst(inst) => self.inst(block, inst)?,
            }
        }
        Ok(())
    }

    /// Where a block leads that only jumps.
    fn forwards_to(&self, block: Block) -> Option<Block> {
        let mut items = self.output.block_insts_and_edits(self.machine, block);
        match (items.next(), items.next()) {
            (Some(InstOrEdit::Inst(inst)), None) => {
                match self.machine.insts[inst.index()].control {
                    Control::Jump(target) if block.index() != 0 => Some(target),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn resolve(&self, mut block: Block) -> Block {
        for _ in 0..self.machine.blocks.len() {
            match self.forwards_to(block) {
                Some(next) => block = next,
                None => break,
            }
        }
        block
    }

    /// The block whose code comes next.
    fn next_block(&self, block: Block) -> Option<Block> {
        let rest = block.index() + 1..self.machine.blocks.len();
        rest.map(Block::new)
            .find(|&block| self.forwards_to(block).is_none())
    }

    fn inst(&mut self, block: Block, inst: Inst) -> Result<(), Error> {
        let machine = self.machine;
        let data = &machine.insts[inst.index()];
        if data.line != 0 && self.lines.last().is_none_or(|last| last.line != data.line) {
            self.lines.push(LineEntry {
                offset: self.at,
                line: data.line,
                column: 0,
            });
        }
        match data.control {
            Control::None if data.code == Code::INVALID => Ok(()),
            Control::None => self.plain_inst(data, inst),
            Control::Return => self.epilogue(),
            Control::Jump(target) => {
                let target = self.resolve(target);
                match self.next_block(block) == Some(target) {
                    true => Ok(()),
                    false => self.branch(Code::Jmp_rel32_64, target),
                }
            }
            Control::Branch(code, then, otherwise) => {
                let (then, otherwise) = (self.resolve(then), self.resolve(otherwise));
                let next = self.next_block(block);
                if next == Some(then) {
                    return self.branch(negated(code)?, otherwise);
                }
                self.branch(code, then)?;
                match next == Some(otherwise) {
                    true => Ok(()),
                    false => self.branch(Code::Jmp_rel32_64, otherwise),
                }
            }
        }
    }

    fn branch(&mut self, code: Code, target: Block) -> Result<(), Error> {
        let mut instruction = Instruction::default();
        instruction.set_code(code);
        instruction.set_op_kind(0, OpKind::NearBranch64);
        // The distance is filled in when every block has its place.
        instruction.set_near_branch64(u64::from(self.at));
        self.emit(&instruction)?;
        self.branches.push((self.at - 4, target));
        Ok(())
    }

    fn plain_inst(&mut self, data: &MachineInst, inst: Inst) -> Result<(), Error> {
        let allocs = self.output.inst_allocs(inst);
        let reg = |at: u8, width: Width| -> Result<Register, Error> {
            let alloc = allocs.get(at as usize).and_then(|alloc| alloc.as_reg());
            let alloc = alloc.ok_or_else(|| Error::internal("an operand without a register"))?;
            Ok(register(alloc, width))
        };
        let mut instruction = Instruction::default();
        instruction.set_code(data.code);
        let mut constant = None;
        for (position, arg) in data.args.iter().enumerate() {
            let position = position as u32;
            match *arg {
                Arg::Register(at, width) => instruction.set_op_register(position, reg(at, width)?),
                Arg::Immediate8(value) => {
                    instruction.set_op_kind(position, OpKind::Immediate8);
                    instruction.set_immediate8(value);
                }
                Arg::Immediate32(value) => {
                    instruction.set_op_kind(position, OpKind::Immediate32to64);
                    instruction.set_immediate_i32(position, value);
                }
                Arg::Memory(mem) => {
                    instruction.set_op_kind(position, OpKind::Memory);
                    match mem {
                        Mem::Register {
                            base,
                            index,
                            offset,
                        } => {
                            set_memory(&mut instruction, reg(base, Width::B64)?, i64::from(offset));
                            if let Some((index, scale, width)) = index {
                                instruction.set_memory_index(reg(index, width)?);
                                instruction.set_memory_index_scale(u32::from(scale));
                            }
                        }
                        Mem::Constant(offset) => {
                            constant = Some(offset);
                            // Encoded as the distance from here; the loader puts in the real one.
                            set_memory(&mut instruction, Register::RIP, i64::from(self.at));
                        }
                        Mem::Incoming(number) => {
                            let offset = 16 + 8 * i64::from(number);
                            set_memory(&mut instruction, Register::RBP, offset);
                        }
                        Mem::Local(offset) => {
                            set_memory(&mut instruction, Register::RSP, i64::from(offset));
                        }
                    }
                }
            }
        }
        if let Some(mask) = data.mask {
            instruction.set_op_mask(reg(mask, Width::Mask)?);
            instruction.set_zeroing_masking(data.zeroing);
        }
        let start = self.at;
        self.emit(&instruction)?;
        if let Some(offset) = constant {
            let within = self.encoder.get_constant_offsets().displacement_offset() as u32;
            self.relocate(start + within, offset);
        }
        Ok(())
    }

    /// Notes that the instruction just made refers to constants by the four bytes at a place.
    fn relocate(&mut self, place: u32, offset: u32) {
        // The distance counts from the end of the instruction.
        let rest = i64::from(self.at - place);
        self.relocs.push(Reloc {
            section: Section::Code,
            offset: place,
            kind: RelocKind::PcRel4,
            target: RelocTarget::Rodata,
            addend: i64::from(self.constants + offset) - rest,
        });
    }

    fn move_value(&mut self, from: Allocation, to: Allocation) -> Result<(), Error> {
        match (from.kind(), to.kind()) {
            (AllocationKind::Reg, AllocationKind::Reg) => {
                let (from, to) = (reg_of(from)?, reg_of(to)?);
                let (code, width) = self.move_codes(to.class()).load;
                self.op2(code, register(to, width), register(from, width))
            }
            (AllocationKind::Stack, AllocationKind::Reg) => {
                let to = reg_of(to)?;
                let (code, width) = self.move_codes(to.class()).load;
                let mut instruction = Instruction::default();
                instruction.set_code(code);
                instruction.set_op_register(0, register(to, width));
                instruction.set_op_kind(1, OpKind::Memory);
                set_memory(&mut instruction, Register::RSP, self.slot_offset(from)?);
                self.emit(&instruction)
            }
            (AllocationKind::Reg, AllocationKind::Stack) => {
                let from = reg_of(from)?;
                let (code, width) = self.move_codes(from.class()).store;
                let mut instruction = Instruction::default();
                instruction.set_code(code);
                instruction.set_op_kind(0, OpKind::Memory);
                set_memory(&mut instruction, Register::RSP, self.slot_offset(to)?);
                instruction.set_op_register(1, register(from, width));
                self.emit(&instruction)
            }
            _ => Err(Error::internal("a move between stack slots")),
        }
    }

    fn slot_offset(&self, slot: Allocation) -> Result<i64, Error> {
        let slot = slot.as_stack();
        let slot = slot.ok_or_else(|| Error::internal("a spill without a slot"))?;
        let own = self.machine.local_bytes.next_multiple_of(64);
        Ok(i64::from(own) + 8 * slot.index() as i64)
    }

    fn move_codes(&self, class: RegClass) -> MoveCodes {
        let both = |load, store, width| MoveCodes {
            load: (load, width),
            store: (store, width),
        };
        match (class, self.level) {
            (RegClass::Int, _) => both(Code::Mov_r64_rm64, Code::Mov_rm64_r64, Width::B64),
            (RegClass::Float, Level::Avx2) => both(codes::LOAD[1], codes::STORE[1], Width::Ymm),
            (RegClass::Float, Level::Avx512) => both(codes::LOAD[4], codes::STORE[4], Width::Zmm),
            (RegClass::Vector, _) => {
                both(Code::VEX_Kmovq_kr_km64, Code::VEX_Kmovq_m64_kr, Width::Mask)
            }
        }
    }

    /// Fills in the branches.
    fn finish(mut self) -> Result<Encoded, Error> {
        let mut bytes = self.encoder.take_buffer();
        for (place, target) in std::mem::take(&mut self.branches) {
            let start = self.starts[target.index()];
            let start = start.ok_or_else(|| Error::internal("a branch to no place"))?;
            let distance = start as i32 - (place as i32 + 4);
            let place = place as usize;
            bytes[place..place + 4].copy_from_slice(&distance.to_le_bytes());
        }
        Ok(Encoded {
            bytes,
            relocs: self.relocs,
            lines: self.lines,
            frame: self.has_frame.then_some(self.frame),
        })
    }
}

/// The codes that move a whole register from a register or memory, and to memory.
struct MoveCodes {
    load: (Code, Width),
    store: (Code, Width),
}

fn reg_of(alloc: Allocation) -> Result<PReg, Error> {
    alloc
        .as_reg()
        .ok_or_else(|| Error::internal("a move without a register"))
}

fn plain(code: Code) -> Instruction {
    let mut instruction = Instruction::default();
    instruction.set_code(code);
    instruction
}

fn set_memory(instruction: &mut Instruction, base: Register, offset: i64) {
    instruction.set_memory_base(base);
    instruction.set_memory_displacement64(offset as u64);
    // One byte or four, whichever the encoder finds to fit.
    instruction.set_memory_displ_size(u32::from(offset != 0 || base == Register::RIP));
    instruction.set_memory_index_scale(1);
}

/// The conditional jump with the opposite condition.
fn negated(code: Code) -> Result<Code, Error> {
    Ok(match code {
        Code::Jb_rel32_64 => Code::Jae_rel32_64,
        Code::Jae_rel32_64 => Code::Jb_rel32_64,
        Code::Je_rel32_64 => Code::Jne_rel32_64,
        Code::Jne_rel32_64 => Code::Je_rel32_64,
        other => return Err(Error::internal(format!("{other:?} has no opposite"))),
    })
}
