//! Pure operations, one vector instruction or a short sequence each.

use iced_x86::Code;
use numjit_ir::{FloatCC, Imm, LaneOp, LaneValue, Op, Ty};
use regalloc2::VReg;
use smallvec::SmallVec;

use crate::codes::{self, Row};
use crate::error::Error;
use crate::machine::Width;
use crate::select::{Select, Source, Step};

impl Select<'_> {
    /// Selects one instruction for every copy.
    pub(crate) fn inst(&mut self, value: LaneValue) -> Step {
        match &self.lanes.inst(value).op {
            LaneOp::Input(_) | LaneOp::Pure(Op::IConst | Op::FConst, _) => Ok(()),
            LaneOp::Index => self.lane_numbers(value),
            LaneOp::Load(access) => self.load(value, access),
            LaneOp::Store(access) => self.store(value, access),
            LaneOp::Leave => self.leave(value),
            LaneOp::Pure(op, imm) => self.pure(value, *op, imm),
        }
    }

    fn pure(&mut self, value: LaneValue, op: Op, imm: &Imm) -> Step {
        let ty = self.lanes.ty(value);
        if ty == Ty::BOOL {
            return self.flag(value, op, imm);
        }
        match op {
            Op::FAdd | Op::FSub | Op::FMul | Op::FDiv => self.float2(value, op),
            Op::FSqrt => {
                let row = by_float(ty, &codes::SQRTPD, &codes::SQRTPS);
                self.unary(value, row, "sqrt")
            }
            Op::FNeg => self.with_sign_bits(value, &codes::PXOR, sign_bit(ty)),
            Op::FAbs => self.with_sign_bits(value, &codes::PAND, !sign_bit(ty)),
            Op::FCopysign => self.copysign(value),
            Op::FFloor => self.round(value, 9),
            Op::FCeil => self.round(value, 10),
            Op::FTrunc => self.round(value, 11),
            Op::FNearest => self.round(value, 8),
            Op::Fma => self.fma(value),
            Op::IAdd => self.int2(value, padd(ty)),
            Op::ISub => self.int2(value, psub(ty)),
            Op::IMul => self.multiply(value),
            Op::INeg => self.negate(value),
            Op::BAnd => self.int2(value, &codes::PAND),
            Op::BOr => self.int2(value, &codes::POR),
            Op::BXor => self.int2(value, &codes::PXOR),
            Op::BNot => self.complement(value),
            Op::IShl | Op::SShr | Op::UShr => self.shift(value, op),
            Op::Pick => self.pick(value),
            Op::SExt | Op::ZExt => self.extend(value, op),
            Op::Trunc => self.truncate(value),
            Op::SToF | Op::UToF => self.int_to_float(value, op),
            Op::FToS => self.float_to_int(value),
            Op::FPromote => self.convert(value, &codes::CVTPS2PD, true),
            Op::FDemote => self.convert(value, &codes::CVTPD2PS, false),
            Op::Bitcast => self.same_bits(value),
            other => Err(Error::unsupported(other.info().name)),
        }
    }

    /// The operand of a value at a position.
    pub(crate) fn arg(&self, value: LaneValue, position: usize) -> Result<LaneValue, Error> {
        let arg = self.lanes.inst(value).args.get(position).copied();
        arg.ok_or_else(|| Error::internal(format!("{value} has too few operands")))
    }

    /// Gives a value its vector in every copy.
    pub(crate) fn each(
        &mut self,
        value: LaneValue,
        mut make: impl FnMut(&mut Self, usize) -> Result<VReg, Error>,
    ) -> Step {
        let mut made = SmallVec::new();
        for copy in 0..self.copies as usize {
            made.push(make(self, copy)?);
        }
        self.values[value.index()] = made;
        Ok(())
    }

    fn unary(&mut self, value: LaneValue, row: &Row, name: &str) -> Step {
        let width = self.register(self.lanes.ty(value));
        let code = self.code(row, width, name)?;
        let a = self.arg(value, 0)?;
        self.each(value, |cx, copy| {
            let a = cx.reg(a, copy)?;
            cx.emit1(code, (width, width), Source::Register(a))
        })
    }

    fn binary(&mut self, value: LaneValue, row: &Row, commutes: bool, name: &str) -> Step {
        let width = self.register(self.lanes.ty(value));
        let (mut a, mut b) = (self.arg(value, 0)?, self.arg(value, 1)?);
        if commutes && self.broadcast[a.index()].is_none() && self.constant_bits(a).is_some() {
            std::mem::swap(&mut a, &mut b);
        }
        self.each(value, |cx, copy| {
            let a = cx.reg(a, copy)?;
            let b = cx.source(b, copy)?;
            cx.emit2(row, width, name, a, b)
        })
    }

    fn float2(&mut self, value: LaneValue, op: Op) -> Step {
        let (pd, ps, commutes) = match op {
            Op::FAdd => (&codes::ADDPD, &codes::ADDPS, true),
            Op::FSub => (&codes::SUBPD, &codes::SUBPS, false),
            Op::FMul => (&codes::MULPD, &codes::MULPS, true),
            _ => (&codes::DIVPD, &codes::DIVPS, false),
        };
        let row = by_float(self.lanes.ty(value), pd, ps);
        self.binary(value, row, commutes, op.info().name)
    }

    fn int2(&mut self, value: LaneValue, row: &Row) -> Step {
        self.binary(value, row, false, "integer arithmetic")
    }

    fn with_sign_bits(&mut self, value: LaneValue, row: &Row, bits: u64) -> Step {
        let ty = self.lanes.ty(value);
        let width = self.register(ty);
        let constant = self.splat(bits, ty);
        let a = self.arg(value, 0)?;
        self.each(value, |cx, copy| {
            let a = cx.reg(a, copy)?;
            cx.emit2(row, width, "sign", a, Source::Constant(constant))
        })
    }

    fn copysign(&mut self, value: LaneValue) -> Step {
        let ty = self.lanes.ty(value);
        let width = self.register(ty);
        let sign = Source::Constant(self.splat(sign_bit(ty), ty));
        let rest = Source::Constant(self.splat(!sign_bit(ty), ty));
        let (a, b) = (self.arg(value, 0)?, self.arg(value, 1)?);
        self.each(value, |cx, copy| {
            let (a, b) = (cx.reg(a, copy)?, cx.reg(b, copy)?);
            let a = cx.emit2(&codes::PAND, width, "copysign", a, rest)?;
            let b = cx.emit2(&codes::PAND, width, "copysign", b, sign)?;
            cx.emit2(&codes::POR, width, "copysign", a, Source::Register(b))
        })
    }

    /// Rounds in a direction; bit 3 of the mode keeps the inexact flag out of it.
    fn round(&mut self, value: LaneValue, mode: u8) -> Step {
        let ty = self.lanes.ty(value);
        let width = self.register(ty);
        let row = by_float(ty, &codes::ROUNDPD, &codes::ROUNDPS);
        let code = self.code(row, width, "round")?;
        let a = self.arg(value, 0)?;
        self.each(value, |cx, copy| {
            let a = cx.reg(a, copy)?;
            Ok(cx.emit1_imm(code, (width, width), a, mode))
        })
    }

    /// `a * b + c`: the sum is overwritten where it dies, which is the common case of a polynomial's or
    /// an accumulator's step.
    fn fma(&mut self, value: LaneValue) -> Step {
        let ty = self.lanes.ty(value);
        let width = self.register(ty);
        let row = by_float(ty, &codes::FMADD213PD, &codes::FMADD213PS);
        let code = self.code(row, width, "fma")?;
        let [a, b, c] = [
            self.arg(value, 0)?,
            self.arg(value, 1)?,
            self.arg(value, 2)?,
        ];
        self.each(value, |cx, copy| {
            let (a, b) = (cx.reg(a, copy)?, cx.reg(b, copy)?);
            let c = cx.source(c, copy)?;
            let result = cx.vector();
            let inst = cx.machine.inst(code);
            let inst = inst.modify(result, a, width).reg(b, width);
            crate::select::with_source(inst, c, width).finish();
            Ok(result)
        })
    }

    fn multiply(&mut self, value: LaneValue) -> Step {
        let ty = self.lanes.ty(value);
        match ty.bits() {
            16 => self.int2(value, &codes::PMULLW),
            32 => self.int2(value, &codes::PMULLD),
            64 if self.is_512() => self.int2(value, &codes::PMULLQ),
            64 => self.multiply_wide(value),
            _ => Err(Error::unsupported("products of 8-bit integers")),
        }
    }

    /// 64-bit products from 32-bit ones: low * low + ((low * high + high * low) << 32).
    fn multiply_wide(&mut self, value: LaneValue) -> Step {
        let width = self.register(Ty::I64);
        let (a, b) = (self.arg(value, 0)?, self.arg(value, 1)?);
        let right = self.code(&codes::PSRLQ_IMM, width, "shift")?;
        let left = self.code(&codes::PSLLQ_IMM, width, "shift")?;
        self.each(value, |cx, copy| {
            let (a, b) = (cx.reg(a, copy)?, cx.reg(b, copy)?);
            let high_a = cx.emit1_imm(right, (width, width), a, 32);
            let high_b = cx.emit1_imm(right, (width, width), b, 32);
            let name = "multiplication";
            let cross_a = cx.emit2(&codes::PMULUDQ, width, name, high_a, Source::Register(b))?;
            let cross_b = cx.emit2(&codes::PMULUDQ, width, name, a, Source::Register(high_b))?;
            let cross = cx.emit2(
                &codes::PADDQ,
                width,
                name,
                cross_a,
                Source::Register(cross_b),
            )?;
            let cross = cx.emit1_imm(left, (width, width), cross, 32);
            let low = cx.emit2(&codes::PMULUDQ, width, name, a, Source::Register(b))?;
            cx.emit2(&codes::PADDQ, width, name, low, Source::Register(cross))
        })
    }

    fn negate(&mut self, value: LaneValue) -> Step {
        let ty = self.lanes.ty(value);
        let width = self.register(ty);
        let zero = self.load_splat(0, ty)?;
        let a = self.arg(value, 0)?;
        self.each(value, |cx, copy| {
            let a = cx.source(a, copy)?;
            cx.emit2(psub(ty), width, "negation", zero, a)
        })
    }

    fn complement(&mut self, value: LaneValue) -> Step {
        let ty = self.lanes.ty(value);
        let width = self.register(ty);
        let ones = Source::Constant(self.splat(u64::MAX, ty));
        let a = self.arg(value, 0)?;
        self.each(value, |cx, copy| {
            let a = cx.reg(a, copy)?;
            cx.emit2(&codes::PXOR, width, "complement", a, ones)
        })
    }

    /// Shifts by an amount modulo the width.
    fn shift(&mut self, value: LaneValue, op: Op) -> Step {
        let ty = self.lanes.ty(value);
        let bits = u64::from(ty.bits());
        let width = self.register(ty);
        let (a, b) = (self.arg(value, 0)?, self.arg(value, 1)?);
        let (by_constant, by_vector) = shift_rows(op, ty)?;
        let name = op.info().name;
        if let Some(amount) = self.constant_bits(b) {
            let amount = (amount % bits) as u8;
            if by_constant[if self.is_512() { 2 } else { 0 }] == Code::INVALID {
                return self.shift_signed(value, amount);
            }
            let code = self.code(by_constant, width, name)?;
            return self.each(value, |cx, copy| {
                let a = cx.reg(a, copy)?;
                Ok(cx.emit1_imm(code, (width, width), a, amount))
            });
        }
        let modulo = Source::Constant(self.splat(bits - 1, ty));
        self.each(value, |cx, copy| {
            let (a, b) = (cx.reg(a, copy)?, cx.reg(b, copy)?);
            let amount = cx.emit2(&codes::PAND, width, name, b, modulo)?;
            cx.emit2(by_vector, width, name, a, Source::Register(amount))
        })
    }

    /// An arithmetic right shift of 64-bit lanes by a constant from a logical one: the sign bit, moved
    /// along, is flipped and subtracted.
    fn shift_signed(&mut self, value: LaneValue, amount: u8) -> Step {
        let width = self.register(Ty::I64);
        let sign = Source::Constant(self.splat((1 << 63) >> amount, Ty::I64));
        let code = self.code(&codes::PSRLQ_IMM, width, "shift")?;
        let a = self.arg(value, 0)?;
        self.each(value, |cx, copy| {
            let a = cx.reg(a, copy)?;
            let shifted = cx.emit1_imm(code, (width, width), a, amount);
            let flipped = cx.emit2(&codes::PXOR, width, "shift", shifted, sign)?;
            cx.emit2(&codes::PSUBQ, width, "shift", flipped, sign)
        })
    }

    fn extend(&mut self, value: LaneValue, op: Op) -> Step {
        let to = self.lanes.ty(value);
        let a = self.arg(value, 0)?;
        let from = self.lanes.ty(a);
        let signed = op == Op::SExt;
        let row = match (from.bits(), to.bits(), signed) {
            (8, 16, true) => &codes::PMOVSXBW,
            (8, 32, true) => &codes::PMOVSXBD,
            (8, 64, true) => &codes::PMOVSXBQ,
            (16, 32, true) => &codes::PMOVSXWD,
            (16, 64, true) => &codes::PMOVSXWQ,
            (32, 64, true) => &codes::PMOVSXDQ,
            (8, 16, false) => &codes::PMOVZXBW,
            (8, 32, false) => &codes::PMOVZXBD,
            (8, 64, false) => &codes::PMOVZXBQ,
            (16, 32, false) => &codes::PMOVZXWD,
            (16, 64, false) => &codes::PMOVZXWQ,
            _ => &codes::PMOVZXDQ,
        };
        self.convert(value, row, true)
    }

    /// A conversion whose code is listed under the width of its result, or else of its operand.
    pub(crate) fn convert(&mut self, value: LaneValue, row: &Row, by_result: bool) -> Step {
        let a = self.arg(value, 0)?;
        let to = self.register(self.lanes.ty(value));
        let from = self.register(self.lanes.ty(a));
        let width = if by_result { to } else { from };
        let code = self.code(row, width, "conversion")?;
        self.each(value, |cx, copy| {
            let a = cx.reg(a, copy)?;
            cx.emit1(code, (to, from), Source::Register(a))
        })
    }

    fn truncate(&mut self, value: LaneValue) -> Step {
        let a = self.arg(value, 0)?;
        let (from, to) = (self.lanes.ty(a).bits(), self.lanes.ty(value).bits());
        if !self.is_512() {
            return self.truncate_in_steps(value, from, to);
        }
        let row = match (from, to) {
            (64, 32) => &codes::PMOVQD,
            (64, 16) => &codes::PMOVQW,
            (64, 8) => &codes::PMOVQB,
            (32, 16) => &codes::PMOVDW,
            (32, 8) => &codes::PMOVDB,
            _ => &codes::PMOVWB,
        };
        self.convert(value, row, false)
    }

    fn truncate_in_steps(&mut self, value: LaneValue, from: u32, to: u32) -> Step {
        let a = self.arg(value, 0)?;
        self.each(value, |cx, copy| {
            let mut reg = cx.reg(a, copy)?;
            let mut bits = from;
            while bits > to {
                reg = cx.halve(reg, bits)?;
                bits /= 2;
            }
            Ok(reg)
        })
    }

    /// The low halves of all lanes (AVX2).
    pub(crate) fn halve(&mut self, reg: VReg, bits: u32) -> Result<VReg, Error> {
        let width = Width::vector(self.width * bits);
        let high = match width {
            Width::Ymm => {
                let code = Code::VEX_Vextractf128_xmmm128_ymm_imm8;
                self.emit1_imm(code, (Width::Xmm, Width::Ymm), reg, 1)
            }
            _ => reg,
        };
        let result = self.vector();
        if bits == 64 {
            let code = Code::VEX_Vshufps_xmm_xmm_xmmm128_imm8;
            let inst = self.machine.inst(code).def(result, Width::Xmm);
            inst.reg(reg, Width::Xmm)
                .reg(high, Width::Xmm)
                .imm8(0x88)
                .finish();
            return Ok(result);
        }
        // The packing instruction saturates; cleared upper halves make that do nothing.
        let keep = u64::MAX >> (64 - bits / 2);
        let keep = keep.to_le_bytes()[..bits as usize / 8].repeat(128 / bits as usize);
        let keep = Source::Constant(self.constant(keep));
        let low = self.emit2(&codes::PAND, Width::Xmm, "truncation", reg, keep)?;
        let high = self.emit2(&codes::PAND, Width::Xmm, "truncation", high, keep)?;
        let code = match bits {
            32 => Code::VEX_Vpackusdw_xmm_xmm_xmmm128,
            _ => Code::VEX_Vpackuswb_xmm_xmm_xmmm128,
        };
        let inst = self.machine.inst(code).def(result, Width::Xmm);
        inst.reg(low, Width::Xmm).reg(high, Width::Xmm).finish();
        Ok(result)
    }

    fn int_to_float(&mut self, value: LaneValue, op: Op) -> Step {
        let from = self.lanes.ty(self.arg(value, 0)?).bits();
        let to = self.lanes.ty(value).bits();
        let (row, by_result) = match (op, from, to) {
            (Op::SToF, 32, 64) => (&codes::CVTDQ2PD, true),
            (Op::SToF, 32, _) => (&codes::CVTDQ2PS, true),
            (Op::SToF, _, 64) => (&codes::CVTQQ2PD, true),
            (Op::SToF, _, _) => (&codes::CVTQQ2PS, false),
            (_, 32, 64) => (&codes::CVTUDQ2PD, true),
            (_, 32, _) => (&codes::CVTUDQ2PS, true),
            (_, _, 64) => (&codes::CVTUQQ2PD, true),
            _ => (&codes::CVTUQQ2PS, false),
        };
        self.convert(value, row, by_result)
    }

    fn float_to_int(&mut self, value: LaneValue) -> Step {
        let from = self.lanes.ty(self.arg(value, 0)?).bits();
        let to = self.lanes.ty(value).bits();
        let (row, by_result) = match (from, to) {
            (64, 32) => (&codes::CVTTPD2DQ, false),
            (64, _) => (&codes::CVTTPD2QQ, true),
            (_, 32) => (&codes::CVTTPS2DQ, true),
            _ => (&codes::CVTTPS2QQ, true),
        };
        self.convert(value, row, by_result)
    }

    fn same_bits(&mut self, value: LaneValue) -> Step {
        let a = self.arg(value, 0)?;
        self.each(value, |cx, copy| cx.reg(a, copy))
    }

    fn lane_numbers(&mut self, value: LaneValue) -> Step {
        let index = self.index;
        let width = self.register(Ty::I64);
        let start = self.splat_scalar(index, Ty::I64)?;
        let lanes = self.width as usize;
        self.each(value, |cx, copy| {
            let numbers = (0..lanes).map(|lane| (copy * lanes + lane) as u64);
            let bytes = numbers.flat_map(u64::to_le_bytes).collect();
            let numbers = Source::Constant(cx.constant(bytes));
            cx.emit2(&codes::PADDQ, width, "lane numbers", start, numbers)
        })
    }

    fn pick(&mut self, value: LaneValue) -> Step {
        if let Some((row, a, b)) = self.extreme(value)? {
            let width = self.register(self.lanes.ty(value));
            return self.each(value, |cx, copy| {
                let a = cx.reg(a, copy)?;
                let b = cx.source(b, copy)?;
                cx.emit2(row, width, "minimum", a, b)
            });
        }
        let [flag, a, b] = [
            self.arg(value, 0)?,
            self.arg(value, 1)?,
            self.arg(value, 2)?,
        ];
        let ty = self.lanes.ty(value);
        self.each(value, |cx, copy| {
            let (yes, no) = (cx.reg(a, copy)?, cx.reg(b, copy)?);
            cx.blend(flag, copy, ty, (yes, no))
        })
    }

    /// A selection by a strict comparison of the selected floats is what the minimum and maximum
    /// instructions compute, NaN and zeros included.
    pub(crate) fn extreme(
        &self,
        value: LaneValue,
    ) -> Result<Option<(&'static Row, LaneValue, LaneValue)>, Error> {
        let [flag, a, b] = [
            self.arg(value, 0)?,
            self.arg(value, 1)?,
            self.arg(value, 2)?,
        ];
        let test = self.lanes.inst(flag);
        let LaneOp::Pure(Op::FCmp, Imm::FloatCC(cc)) = test.op else {
            return Ok(None);
        };
        let ty = self.lanes.ty(value);
        let [min, max] = match ty {
            Ty::F64 => [&codes::MINPD, &codes::MAXPD],
            Ty::F32 => [&codes::MINPS, &codes::MAXPS],
            _ => return Ok(None),
        };
        // The instructions give the second operand for NaN and equal operands, as the selections
        // `a < b ? a : b` and `b > a ? a : b` do, and likewise for the maximum.
        let row = match (cc, test.args[..] == [a, b], test.args[..] == [b, a]) {
            (FloatCC::Lt, true, _) | (FloatCC::Gt, _, true) => min,
            (FloatCC::Gt, true, _) | (FloatCC::Lt, _, true) => max,
            _ => return Ok(None),
        };
        Ok(Some((row, a, b)))
    }
}

pub(crate) fn by_float(ty: Ty, pd: &'static Row, ps: &'static Row) -> &'static Row {
    match ty {
        Ty::F32 => ps,
        _ => pd,
    }
}

pub(crate) fn sign_bit(ty: Ty) -> u64 {
    1 << (ty.bits() - 1)
}

pub(crate) fn padd(ty: Ty) -> &'static Row {
    match ty.bits() {
        8 => &codes::PADDB,
        16 => &codes::PADDW,
        32 => &codes::PADDD,
        _ => &codes::PADDQ,
    }
}

pub(crate) fn psub(ty: Ty) -> &'static Row {
    match ty.bits() {
        8 => &codes::PSUBB,
        16 => &codes::PSUBW,
        32 => &codes::PSUBD,
        _ => &codes::PSUBQ,
    }
}

fn shift_rows(op: Op, ty: Ty) -> Result<(&'static Row, &'static Row), Error> {
    Ok(match (op, ty.bits()) {
        (Op::IShl, 16) => (&codes::PSLLW_IMM, &codes::PSLLVW),
        (Op::IShl, 32) => (&codes::PSLLD_IMM, &codes::PSLLVD),
        (Op::IShl, 64) => (&codes::PSLLQ_IMM, &codes::PSLLVQ),
        (Op::UShr, 16) => (&codes::PSRLW_IMM, &codes::PSRLVW),
        (Op::UShr, 32) => (&codes::PSRLD_IMM, &codes::PSRLVD),
        (Op::UShr, 64) => (&codes::PSRLQ_IMM, &codes::PSRLVQ),
        (Op::SShr, 16) => (&codes::PSRAW_IMM, &codes::PSRAVW),
        (Op::SShr, 32) => (&codes::PSRAD_IMM, &codes::PSRAVD),
        (Op::SShr, 64) => (&codes::PSRAQ_IMM, &codes::PSRAVQ),
        _ => return Err(Error::unsupported("shifts of 8-bit integers")),
    })
}
