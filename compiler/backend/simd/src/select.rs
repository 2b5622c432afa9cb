//! The state of instruction selection: values as vectors, constants, broadcasts.

use std::collections::HashMap;

use iced_x86::Code;
use numjit_ir::{Const, Imm, LaneLoop, LaneOp, LaneValue, Op, Ty};
use regalloc2::{Block, VReg};
use smallvec::SmallVec;

use crate::codes::{self, Row};
use crate::error::Error;
use crate::level::Level;
use crate::machine::{INT, InstBuilder, Machine, Mem, VECTOR, Width};
use crate::pairs::{Pair, find_pairs};

/// Outcome of a step of selection.
pub(crate) type Step = Result<(), Error>;

/// The second source of an instruction: a register, or constant bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    Register(VReg),
    Constant(u32),
}

/// Selection of one loop.
pub(crate) struct Select<'a> {
    pub(crate) lanes: &'a LaneLoop,
    pub(crate) level: Level,
    pub(crate) machine: Machine,
    pub(crate) constants: Vec<u8>,
    known_constants: HashMap<Vec<u8>, u32>,
    /// Iterations side by side.
    pub(crate) width: u32,
    /// The inputs as they arrive.
    pub(crate) inputs: Vec<VReg>,
    /// Per value: its vector, if it is the same in every lane and iteration.
    pub(crate) broadcast: Vec<Option<VReg>>,
    /// Vectors of lane numbers times a runtime stride, by input.
    pub(crate) stride_vectors: HashMap<u32, VReg>,
    /// Per value: one vector or mask per copy of the body.
    pub(crate) values: Vec<SmallVec<[VReg; 4]>>,
    /// Per value that is a flag, with AVX2: bits of a lane of its mask.
    pub(crate) flag_bits: Vec<u32>,
    /// Copies of the body being selected.
    pub(crate) copies: u32,
    /// The number of the first iteration of the round.
    pub(crate) index: VReg,
    /// The lanes that are left, in a last incomplete round.
    pub(crate) tail: Option<VReg>,
    /// Where a round goes whose lanes cannot be computed here, and where it goes on otherwise.
    pub(crate) leave_to: Option<(Block, Block)>,
    /// Accesses to alternating elements.
    pub(crate) pairs: Vec<Pair>,
    /// Orders of lanes that are in registers, by where their constant bytes are.
    pub(crate) orders: HashMap<u32, VReg>,
    /// `index` times a constant, in this round.
    pub(crate) scaled: HashMap<i64, VReg>,
}

impl<'a> Select<'a> {
    pub(crate) fn new(lanes: &'a LaneLoop, level: Level) -> Select<'a> {
        let count = lanes.insts.len();
        Select {
            lanes,
            level,
            machine: Machine::new(level.bits() as usize / 8),
            constants: Vec::new(),
            known_constants: HashMap::new(),
            width: level.bits() / 8 / lanes.widest().max(1),
            inputs: Vec::new(),
            broadcast: vec![None; count],
            stride_vectors: HashMap::new(),
            values: vec![SmallVec::new(); count],
            flag_bits: vec![0; count],
            copies: 1,
            index: VReg::invalid(),
            tail: None,
            leave_to: None,
            pairs: find_pairs(lanes),
            orders: HashMap::new(),
            scaled: HashMap::new(),
        }
    }

    pub(crate) fn vector(&mut self) -> VReg {
        self.machine.vreg(VECTOR)
    }

    pub(crate) fn int(&mut self) -> VReg {
        self.machine.vreg(INT)
    }

    pub(crate) fn is_512(&self) -> bool {
        self.level == Level::Avx512
    }

    /// Bits of all lanes of a type together.
    pub(crate) fn bits(&self, ty: Ty) -> u32 {
        self.width * ty.bits()
    }

    /// The register width for all lanes of a type.
    pub(crate) fn register(&self, ty: Ty) -> Width {
        Width::vector(self.bits(ty))
    }

    /// The code of an operation for a register width.
    pub(crate) fn code(&self, row: &Row, width: Width, name: &str) -> Result<Code, Error> {
        let at = match (self.level, width) {
            (Level::Avx2, Width::Xmm) => 0,
            (Level::Avx2, Width::Ymm) => 1,
            (Level::Avx512, Width::Xmm) => 2,
            (Level::Avx512, Width::Ymm) => 3,
            (Level::Avx512, Width::Zmm) => 4,
            _ => return Err(Error::internal(format!("{name} in {width:?}"))),
        };
        match row[at] {
            Code::INVALID => Err(Error::unsupported(format!("{name} at {:?}", self.level))),
            code => Ok(code),
        }
    }

    /// One of two codes: in VEX or in EVEX encoding.
    pub(crate) fn encoding(&self, vex: Code, evex: Code) -> Code {
        match self.level {
            Level::Avx2 => vex,
            Level::Avx512 => evex,
        }
    }

    /// Places constant bytes, each content once.
    pub(crate) fn constant(&mut self, bytes: Vec<u8>) -> u32 {
        if let Some(&known) = self.known_constants.get(&bytes) {
            return known;
        }
        let align = bytes.len().next_power_of_two();
        let at = self.constants.len().next_multiple_of(align);
        self.constants.resize(at, 0);
        self.constants.extend_from_slice(&bytes);
        self.known_constants.insert(bytes, at as u32);
        at as u32
    }

    /// The same bits in every lane, as constant bytes that fill a register.
    pub(crate) fn splat(&mut self, bits: u64, ty: Ty) -> u32 {
        let size = ty.bits() as usize / 8;
        let total = (self.bits(ty) as usize / 8).max(16);
        let bytes = bits.to_le_bytes()[..size].repeat(total / size);
        self.constant(bytes)
    }

    /// A register with the same constant bits in every lane; emitted where it stands.
    pub(crate) fn load_splat(&mut self, bits: u64, ty: Ty) -> Result<VReg, Error> {
        let at = self.splat(bits, ty);
        self.load_constant(at, self.register(ty))
    }

    pub(crate) fn load_constant(&mut self, at: u32, width: Width) -> Result<VReg, Error> {
        let code = self.code(&codes::LOAD, width, "load")?;
        let result = self.vector();
        let inst = self.machine.inst(code).def(result, width);
        inst.memory(Mem::Constant(at)).finish();
        Ok(result)
    }

    /// The constant bits of a value, if it is a constant.
    pub(crate) fn constant_bits(&self, value: LaneValue) -> Option<u64> {
        let inst = self.lanes.inst(value);
        let LaneOp::Pure(op, Imm::Const(constant)) = &inst.op else {
            return None;
        };
        match (op, constant) {
            (Op::IConst, Const::Int(value)) => Some(*value as u64),
            (Op::IConst, Const::UInt(value)) => Some(*value),
            (Op::IConst, Const::Bool(value)) => Some(u64::from(*value)),
            (Op::FConst, Const::Float(value)) if inst.ty == Ty::F32 => {
                Some(u64::from((*value as f32).to_bits()))
            }
            (Op::FConst, Const::Float(value)) => Some(value.to_bits()),
            _ => None,
        }
    }

    /// A value of one copy in a register.
    pub(crate) fn reg(&mut self, value: LaneValue, copy: usize) -> Result<VReg, Error> {
        match self.source(value, copy)? {
            Source::Register(reg) => Ok(reg),
            Source::Constant(at) => {
                let width = self.register(self.lanes.ty(value));
                self.load_constant(at, width)
            }
        }
    }

    /// A value of one copy as the last source of an instruction.
    pub(crate) fn source(&mut self, value: LaneValue, copy: usize) -> Result<Source, Error> {
        if let Some(reg) = self.broadcast[value.index()] {
            return Ok(Source::Register(reg));
        }
        if let Some(&reg) = self.values[value.index()].get(copy) {
            return Ok(Source::Register(reg));
        }
        let ty = self.lanes.ty(value);
        match self.constant_bits(value) {
            Some(bits) if ty != Ty::BOOL => Ok(Source::Constant(self.splat(bits, ty))),
            _ => Err(Error::internal(format!("{value} has no vector"))),
        }
    }

    /// `result = row(a, b)`.
    pub(crate) fn emit2(
        &mut self,
        row: &Row,
        width: Width,
        name: &str,
        a: VReg,
        b: Source,
    ) -> Result<VReg, Error> {
        let code = self.code(row, width, name)?;
        let result = self.vector();
        let inst = self.machine.inst(code).def(result, width).reg(a, width);
        with_source(inst, b, width).finish();
        Ok(result)
    }

    /// `result = row(a)`, from one register width to another.
    pub(crate) fn emit1(
        &mut self,
        code: Code,
        (to, from): (Width, Width),
        a: Source,
    ) -> Result<VReg, Error> {
        let result = self.vector();
        let inst = self.machine.inst(code).def(result, to);
        with_source(inst, a, from).finish();
        Ok(result)
    }

    /// `result = row(a, imm)`.
    pub(crate) fn emit1_imm(
        &mut self,
        code: Code,
        (to, from): (Width, Width),
        a: VReg,
        imm: u8,
    ) -> VReg {
        let result = self.vector();
        let inst = self.machine.inst(code).def(result, to).reg(a, from);
        inst.imm8(imm).finish();
        result
    }

    /// A scalar in every lane. Integers are in general registers, floats in vector registers.
    pub(crate) fn splat_scalar(&mut self, scalar: VReg, ty: Ty) -> Result<VReg, Error> {
        let width = self.register(ty);
        if !ty.is_float() && self.is_512() {
            let (row, from) = match ty.bits() {
                8 => (&codes::PBROADCASTB_GPR, Width::B32),
                16 => (&codes::PBROADCASTW_GPR, Width::B32),
                32 => (&codes::PBROADCASTD_GPR, Width::B32),
                _ => (&codes::PBROADCASTQ_GPR, Width::B64),
            };
            let code = self.code(row, width, "broadcast")?;
            return self.emit1(code, (width, from), Source::Register(scalar));
        }
        let low = match ty.is_float() {
            true => scalar,
            false => {
                let code = Code::VEX_Vmovq_xmm_rm64;
                self.emit1(code, (Width::Xmm, Width::B64), Source::Register(scalar))?
            }
        };
        let row = match ty.bits() {
            8 => &codes::PBROADCASTB,
            16 => &codes::PBROADCASTW,
            32 => &codes::PBROADCASTD,
            _ => &codes::PBROADCASTQ,
        };
        let code = self.code(row, width, "broadcast")?;
        self.emit1(code, (width, Width::Xmm), Source::Register(low))
    }
}

/// Appends the last source of an instruction.
pub(crate) fn with_source<'m>(
    inst: InstBuilder<'m>,
    source: Source,
    width: Width,
) -> InstBuilder<'m> {
    match source {
        Source::Register(reg) => inst.reg(reg, width),
        Source::Constant(at) => inst.memory(Mem::Constant(at)),
    }
}
