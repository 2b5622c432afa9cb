//! Flags: comparisons, their combinations, and selections by them.
//!
//! With AVX-512 a flag is a mask register with a bit a lane; bits above the lanes are unspecified. With
//! AVX2 it is a vector of all ones or all zeros, as wide a lane as what was compared.

use iced_x86::Code;
use numjit_ir::{FloatCC, Imm, IntCC, LaneAccess, LaneOp, LaneValue, Op, Ty};
use regalloc2::VReg;

use crate::codes::{self, Row};
use crate::error::Error;
use crate::machine::{Control, MASK, Width};
use crate::ops::sign_bit;
use crate::select::{Select, Source, Step, with_source};

/// Bitwise operations on flags.
#[derive(Clone, Copy)]
enum Logic {
    And,
    AndNot,
    Or,
    Xor,
    Not,
}

impl Select<'_> {
    /// Selects an operation whose result is a flag.
    pub(crate) fn flag(&mut self, value: LaneValue, op: Op, imm: &Imm) -> Step {
        match (op, imm) {
            (Op::FCmp, Imm::FloatCC(cc)) => self.compare_floats(value, *cc),
            (Op::ICmp, Imm::IntCC(cc)) => self.compare_ints(value, *cc),
            (Op::BAnd, _) => self.combine(value, Logic::And),
            (Op::BOr, _) => self.combine(value, Logic::Or),
            (Op::BXor, _) => self.combine(value, Logic::Xor),
            (Op::BNot, _) => self.combine(value, Logic::Not),
            (Op::Pick, _) => self.pick_flag(value),
            _ => Err(Error::unsupported(format!("flags from {}", op.info().name))),
        }
    }

    fn compare_floats(&mut self, value: LaneValue, cc: FloatCC) -> Step {
        if !self.is_flag_used(value) {
            return Ok(());
        }
        let (a, b) = (self.arg(value, 0)?, self.arg(value, 1)?);
        let ty = self.lanes.ty(a);
        let width = self.register(ty);
        let is_double = ty == Ty::F64;
        let row = match (self.is_512(), is_double) {
            (true, true) => &codes::KCMPPD,
            (true, false) => &codes::KCMPPS,
            (false, true) => &codes::CMPPD,
            (false, false) => &codes::CMPPS,
        };
        let code = self.code(row, width, "comparison")?;
        // The predicates that signal nothing; only "not equal" holds for NaN.
        let predicate = match cc {
            FloatCC::Eq => 0x00,
            FloatCC::Ne => 0x04,
            FloatCC::Lt => 0x11,
            FloatCC::Le => 0x12,
            FloatCC::Gt => 0x1e,
            FloatCC::Ge => 0x1d,
        };
        self.flag_bits[value.index()] = ty.bits();
        self.each(value, |cx, copy| {
            let (a, b) = (cx.reg(a, copy)?, cx.source(b, copy)?);
            Ok(cx.compare_to_flag(code, width, (a, b), Some(predicate)))
        })
    }

    fn compare_to_flag(
        &mut self,
        code: Code,
        width: Width,
        (a, b): (VReg, Source),
        predicate: Option<u8>,
    ) -> VReg {
        let (result, result_width) = match self.is_512() {
            true => (self.machine.vreg(MASK), Width::Mask),
            false => (self.vector(), width),
        };
        let inst = self.machine.inst(code).def(result, result_width);
        let inst = with_source(inst.reg(a, width), b, width);
        match predicate {
            Some(predicate) => inst.imm8(predicate).finish(),
            None => inst.finish(),
        }
        result
    }

    fn compare_ints(&mut self, value: LaneValue, cc: IntCC) -> Step {
        let (a, b) = (self.arg(value, 0)?, self.arg(value, 1)?);
        let ty = self.lanes.ty(a);
        self.flag_bits[value.index()] = ty.bits();
        if !self.is_512() {
            return self.compare_ints_by_vectors(value, cc);
        }
        let width = self.register(ty);
        let is_unsigned = matches!(cc, IntCC::Ult | IntCC::Ule | IntCC::Ugt | IntCC::Uge);
        let row = match (ty.bits(), is_unsigned) {
            (8, false) => &codes::KPCMPB,
            (16, false) => &codes::KPCMPW,
            (32, false) => &codes::KPCMPD,
            (_, false) => &codes::KPCMPQ,
            (8, true) => &codes::KPCMPUB,
            (16, true) => &codes::KPCMPUW,
            (32, true) => &codes::KPCMPUD,
            (_, true) => &codes::KPCMPUQ,
        };
        let predicate = match cc {
            IntCC::Eq => 0,
            IntCC::Slt | IntCC::Ult => 1,
            IntCC::Sle | IntCC::Ule => 2,
            IntCC::Ne => 4,
            IntCC::Sge | IntCC::Uge => 5,
            IntCC::Sgt | IntCC::Ugt => 6,
        };
        let code = self.code(row, width, "comparison")?;
        self.each(value, |cx, copy| {
            let (a, b) = (cx.reg(a, copy)?, cx.source(b, copy)?);
            Ok(cx.compare_to_flag(code, width, (a, b), Some(predicate)))
        })
    }

    /// AVX2 has only "equal" and signed "greater": the others follow by exchange, complement, and, for
    /// unsigned numbers, flipped sign bits.
    fn compare_ints_by_vectors(&mut self, value: LaneValue, cc: IntCC) -> Step {
        let (a, b) = (self.arg(value, 0)?, self.arg(value, 1)?);
        let ty = self.lanes.ty(a);
        let width = self.register(ty);
        let (equal, greater) = match ty.bits() {
            8 => (&codes::PCMPEQB, &codes::PCMPGTB),
            16 => (&codes::PCMPEQW, &codes::PCMPGTW),
            32 => (&codes::PCMPEQD, &codes::PCMPGTD),
            _ => (&codes::PCMPEQQ, &codes::PCMPGTQ),
        };
        let (row, exchange, complement) = match cc {
            IntCC::Eq => (equal, false, false),
            IntCC::Ne => (equal, false, true),
            IntCC::Sgt | IntCC::Ugt => (greater, false, false),
            IntCC::Sle | IntCC::Ule => (greater, false, true),
            IntCC::Slt | IntCC::Ult => (greater, true, false),
            IntCC::Sge | IntCC::Uge => (greater, true, true),
        };
        let is_unsigned = matches!(cc, IntCC::Ult | IntCC::Ule | IntCC::Ugt | IntCC::Uge);
        let sign = Source::Constant(self.splat(sign_bit(ty), ty));
        let ones = Source::Constant(self.splat(u64::MAX, ty));
        let code = self.code(row, width, "comparison")?;
        self.each(value, |cx, copy| {
            let (mut a, mut b) = (cx.reg(a, copy)?, cx.reg(b, copy)?);
            if is_unsigned {
                a = cx.emit2(&codes::PXOR, width, "comparison", a, sign)?;
                b = cx.emit2(&codes::PXOR, width, "comparison", b, sign)?;
            }
            let (a, b) = if exchange { (b, a) } else { (a, b) };
            let flag = cx.compare_to_flag(code, width, (a, Source::Register(b)), None);
            match complement {
                true => cx.emit2(&codes::PXOR, width, "comparison", flag, ones),
                false => Ok(flag),
            }
        })
    }

    fn combine(&mut self, value: LaneValue, logic: Logic) -> Step {
        let a = self.arg(value, 0)?;
        let b = match logic {
            Logic::Not => a,
            _ => self.arg(value, 1)?,
        };
        let bits = self.flag_bits[a.index()];
        self.flag_bits[value.index()] = bits;
        self.each(value, |cx, copy| {
            let a = cx.flag_in(a, copy, bits)?;
            let b = cx.flag_in(b, copy, bits)?;
            cx.logic(logic, (a, b), bits)
        })
    }

    fn pick_flag(&mut self, value: LaneValue) -> Step {
        let [flag, a, b] = [
            self.arg(value, 0)?,
            self.arg(value, 1)?,
            self.arg(value, 2)?,
        ];
        let bits = self.flag_bits[flag.index()];
        self.flag_bits[value.index()] = bits;
        self.each(value, |cx, copy| {
            let flag = cx.flag_in(flag, copy, bits)?;
            let (a, b) = (cx.flag_in(a, copy, bits)?, cx.flag_in(b, copy, bits)?);
            let yes = cx.logic(Logic::And, (flag, a), bits)?;
            let no = cx.logic(Logic::AndNot, (flag, b), bits)?;
            cx.logic(Logic::Or, (yes, no), bits)
        })
    }

    fn logic(&mut self, logic: Logic, (a, b): (VReg, VReg), bits: u32) -> Result<VReg, Error> {
        if self.is_512() {
            return Ok(self.mask_logic(logic, a, b));
        }
        let width = Width::vector(self.width * bits);
        let (row, b) = match logic {
            Logic::And => (&codes::PAND, Source::Register(b)),
            Logic::AndNot => (&codes::PANDN, Source::Register(b)),
            Logic::Or => (&codes::POR, Source::Register(b)),
            Logic::Xor => (&codes::PXOR, Source::Register(b)),
            Logic::Not => {
                let ones = vec![0xff; width_bytes(width)];
                (&codes::PXOR, Source::Constant(self.constant(ones)))
            }
        };
        self.emit2(row, width, "flags", a, b)
    }

    fn mask_logic(&mut self, logic: Logic, a: VReg, b: VReg) -> VReg {
        let [and, andn, or, xor, not] = match self.width {
            8 => [
                Code::VEX_Kandb_kr_kr_kr,
                Code::VEX_Kandnb_kr_kr_kr,
                Code::VEX_Korb_kr_kr_kr,
                Code::VEX_Kxorb_kr_kr_kr,
                Code::VEX_Knotb_kr_kr,
            ],
            16 => [
                Code::VEX_Kandw_kr_kr_kr,
                Code::VEX_Kandnw_kr_kr_kr,
                Code::VEX_Korw_kr_kr_kr,
                Code::VEX_Kxorw_kr_kr_kr,
                Code::VEX_Knotw_kr_kr,
            ],
            32 => [
                Code::VEX_Kandd_kr_kr_kr,
                Code::VEX_Kandnd_kr_kr_kr,
                Code::VEX_Kord_kr_kr_kr,
                Code::VEX_Kxord_kr_kr_kr,
                Code::VEX_Knotd_kr_kr,
            ],
            _ => [
                Code::VEX_Kandq_kr_kr_kr,
                Code::VEX_Kandnq_kr_kr_kr,
                Code::VEX_Korq_kr_kr_kr,
                Code::VEX_Kxorq_kr_kr_kr,
                Code::VEX_Knotq_kr_kr,
            ],
        };
        let (code, both) = match logic {
            Logic::And => (and, true),
            Logic::AndNot => (andn, true),
            Logic::Or => (or, true),
            Logic::Xor => (xor, true),
            Logic::Not => (not, false),
        };
        let result = self.machine.vreg(MASK);
        let inst = self.machine.inst(code).def(result, Width::Mask);
        let inst = inst.reg(a, Width::Mask);
        match both {
            true => inst.reg(b, Width::Mask).finish(),
            false => inst.finish(),
        }
        result
    }

    /// A flag of one copy, with AVX2 in lanes of this many bits.
    pub(crate) fn flag_in(
        &mut self,
        flag: LaneValue,
        copy: usize,
        bits: u32,
    ) -> Result<VReg, Error> {
        let known = self.values[flag.index()].get(copy).copied();
        let mut reg = known.ok_or_else(|| Error::internal(format!("{flag} is no flag here")))?;
        if self.is_512() {
            return Ok(reg);
        }
        let mut from = self.flag_bits[flag.index()];
        while from < bits {
            let row = match from {
                8 => &codes::PMOVSXBW,
                16 => &codes::PMOVSXWD,
                _ => &codes::PMOVSXDQ,
            };
            let (to, narrow) = (self.width * from * 2, self.width * from);
            let (to, narrow) = (Width::vector(to), Width::vector(narrow));
            let code = self.code(row, to, "flags")?;
            reg = self.emit1(code, (to, narrow), Source::Register(reg))?;
            from *= 2;
        }
        while from > bits {
            reg = self.halve(reg, from)?;
            from /= 2;
        }
        Ok(reg)
    }

    /// `flag ? yes : no`.
    pub(crate) fn blend(
        &mut self,
        flag: LaneValue,
        copy: usize,
        ty: Ty,
        (yes, no): (VReg, VReg),
    ) -> Result<VReg, Error> {
        let width = self.register(ty);
        let flag = self.flag_in(flag, copy, ty.bits())?;
        self.blend_by(flag, ty, width, (yes, no))
    }

    /// `mask ? yes : no` with a mask in the form of this level.
    pub(crate) fn blend_by(
        &mut self,
        mask: VReg,
        ty: Ty,
        width: Width,
        (yes, no): (VReg, VReg),
    ) -> Result<VReg, Error> {
        let row: &Row = match (self.is_512(), ty) {
            (true, Ty::F64) => &codes::BLENDMPD,
            (true, Ty::F32) => &codes::BLENDMPS,
            (true, _) => match ty.bits() {
                8 => &codes::PBLENDMB,
                16 => &codes::PBLENDMW,
                32 => &codes::PBLENDMD,
                _ => &codes::PBLENDMQ,
            },
            (false, Ty::F64) => &codes::BLENDVPD,
            (false, Ty::F32) => &codes::BLENDVPS,
            (false, _) => &codes::PBLENDVB,
        };
        let code = self.code(row, width, "blend")?;
        let result = self.vector();
        let is_512 = self.is_512();
        let inst = self.machine.inst(code).def(result, width);
        let inst = inst.reg(no, width).reg(yes, width);
        match is_512 {
            true => inst.masked(mask).finish(),
            false => inst.reg(mask, width).finish(),
        }
        Ok(result)
    }

    /// The mask of an access: its own flag and the iterations that are left. None: all lanes.
    pub(crate) fn access_mask(
        &mut self,
        access: &LaneAccess,
        copy: usize,
        ty: Ty,
    ) -> Result<Option<VReg>, Error> {
        let own = match access.mask {
            Some(flag) => Some(self.flag_in(flag, copy, ty.bits())?),
            None => None,
        };
        Ok(match (own, self.tail) {
            (Some(own), Some(tail)) => Some(self.mask_logic(Logic::And, own, tail)),
            // A comparison in a register wider than the lanes sets bits above them.
            (Some(own), None) if self.is_512() => Some(self.mask_logic(Logic::And, own, own)),
            (own, tail) => own.or(tail),
        })
    }

    /// Ends the block: to the exit if the flag is set in a lane of the only copy, else to the next block.
    pub(crate) fn leave(&mut self, value: LaneValue) -> Step {
        let Some((exit, next)) = self.leave_to else {
            return Err(Error::internal(
                "a loop that may leave has no exit".to_owned(),
            ));
        };
        let flag = self.arg(value, 0)?;
        let bits = self.flag_bits[flag.index()];
        let reg = self.flag_in(flag, 0, bits)?;
        let width = Width::vector(self.width * bits);
        let (code, width) = match (self.is_512(), self.width, width) {
            (true, 8, _) => (Code::VEX_Kortestb_kr_kr, Width::Mask),
            (true, 16, _) => (Code::VEX_Kortestw_kr_kr, Width::Mask),
            (false, _, Width::Ymm) => (Code::VEX_Vptest_ymm_ymmm256, Width::Ymm),
            (false, _, Width::Xmm) => (Code::VEX_Vptest_xmm_xmmm128, Width::Xmm),
            _ => return Err(Error::unsupported("leaving a loop of so many lanes")),
        };
        let inst = self.machine.inst(code).reg(reg, width);
        inst.reg(reg, width).finish();
        let branch = Control::Branch(Code::Jne_rel32_64, exit, next);
        self.machine
            .end_block(branch, &[(exit, Vec::new()), (next, Vec::new())]);
        self.machine.begin_block(Vec::new());
        Ok(())
    }

    /// Whether a flag is used but for selections that are single instructions by themselves.
    fn is_flag_used(&self, flag: LaneValue) -> bool {
        let insts = self.lanes.insts.iter().enumerate();
        let mut uses = insts.filter(|(_, inst)| inst.args.contains(&flag));
        let masks = self.lanes.insts.iter().any(|inst| match &inst.op {
            LaneOp::Load(access) | LaneOp::Store(access) => access.mask == Some(flag),
            _ => false,
        });
        masks
            || uses.any(|(position, inst)| {
                let is_pick = matches!(inst.op, LaneOp::Pure(Op::Pick, _));
                let value = LaneValue(position as u32);
                !is_pick || inst.ty == Ty::BOOL || !matches!(self.extreme(value), Ok(Some(_)))
            })
    }
}

fn width_bytes(width: Width) -> usize {
    match width {
        Width::Ymm => 32,
        Width::Zmm => 64,
        _ => 16,
    }
}
