//! Values carried from iteration to iteration.
//!
//! Where the order of operations does not matter, every lane of every copy has an accumulator of its
//! own, and the accumulators are combined behind the loop. Where it matters, the contributions of a
//! round go to memory and are then taken up one by one.

use iced_x86::Code;
use numjit_ir::{Carried, Fold, Ty};
use regalloc2::VReg;

use crate::codes::{self, Row};
use crate::error::Error;
use crate::machine::{Mem, VECTOR, Width};
use crate::ops::{by_float, padd};
use crate::select::{Select, Source, Step};

/// The accumulators of each carried value: one a copy, or a single scalar if the order matters.
#[derive(Clone, Debug)]
pub(crate) struct Accumulators {
    lists: Vec<Vec<VReg>>,
}

impl Accumulators {
    pub(crate) fn all(&self) -> Vec<VReg> {
        self.lists.concat()
    }
}

impl Select<'_> {
    /// New registers of the same number.
    pub(crate) fn fresh(&mut self, like: &Accumulators) -> Accumulators {
        let machine = &mut self.machine;
        let mut list = |old: &Vec<VReg>| old.iter().map(|_| machine.vreg(VECTOR)).collect();
        Accumulators {
            lists: like.lists.iter().map(&mut list).collect(),
        }
    }

    /// The accumulators of one copy in front of the first iteration.
    pub(crate) fn initial_accumulators(&mut self) -> Result<Accumulators, Error> {
        let lanes = self.lanes;
        let mut lists = Vec::new();
        for carried in &lanes.carried {
            let init = self.inputs[carried.init as usize];
            let start = match (carried.ordered, neutral(carried)) {
                (true, _) => init,
                (false, Some(bits)) => self.load_splat(bits, carried.ty)?,
                (false, None) => self.splat_scalar(init, carried.ty)?,
            };
            lists.push(vec![start]);
        }
        Ok(Accumulators { lists })
    }

    /// The accumulators of several copies in front of the first iteration.
    pub(crate) fn spread(
        &mut self,
        single: &Accumulators,
        copies: u32,
    ) -> Result<Accumulators, Error> {
        let lanes = self.lanes;
        let lists = single.lists.iter().zip(&lanes.carried);
        let lists = lists.map(|(list, carried)| match carried.ordered {
            true => list.clone(),
            // A start that is taken up several times must not count: it is neutral, or idempotent.
            false => vec![list[0]; copies as usize],
        });
        Ok(Accumulators {
            lists: lists.collect(),
        })
    }

    /// Combines the accumulators of several copies into those of one.
    pub(crate) fn merge(&mut self, many: &Accumulators) -> Result<Accumulators, Error> {
        let lanes = self.lanes;
        let mut lists = Vec::new();
        for (list, carried) in many.lists.iter().zip(&lanes.carried) {
            let mut left = list.clone();
            while left.len() > 1 {
                let mut pairs = Vec::new();
                for pair in left.chunks(2) {
                    pairs.push(match *pair {
                        [a, b] => self.fold(carried, self.register(carried.ty), a, b)?,
                        _ => pair[0],
                    });
                }
                left = pairs;
            }
            lists.push(left);
        }
        Ok(Accumulators { lists })
    }

    /// Takes up what a round contributes.
    pub(crate) fn accumulate(&mut self, before: Accumulators) -> Result<Accumulators, Error> {
        let lanes = self.lanes;
        let mut lists = Vec::new();
        for (mut list, carried) in before.lists.into_iter().zip(&lanes.carried) {
            match carried.ordered {
                true => list = vec![self.accumulate_in_order(carried, list[0])?],
                false => self.accumulate_lanes(carried, &mut list)?,
            }
            lists.push(list);
        }
        Ok(Accumulators { lists })
    }

    fn accumulate_lanes(&mut self, carried: &Carried, list: &mut [VReg]) -> Step {
        let width = self.register(carried.ty);
        for &operand in &carried.operands {
            for (copy, accumulator) in list.iter_mut().enumerate() {
                let contribution = self.reg(operand, copy)?;
                let mut after = self.fold(carried, width, contribution, *accumulator)?;
                if let Some(tail) = self.tail {
                    after = self.blend_by(tail, carried.ty, width, (after, *accumulator))?;
                }
                *accumulator = after;
            }
        }
        Ok(())
    }

    /// Lane after lane, operand after operand, as the scalar loop does it.
    fn accumulate_in_order(&mut self, carried: &Carried, start: VReg) -> Result<VReg, Error> {
        let width = self.register(carried.ty);
        let store = self.code(&codes::STORE, width, "store")?;
        let lane_bytes = carried.ty.bits() / 8;
        let vector_bytes = (self.bits(carried.ty) / 8).max(16);
        let copies = self.copies;
        let operands = carried.operands.len() as u32;
        let area = self.machine.local(vector_bytes * copies * operands);
        let place = |copy: u32, operand: u32| area + (copy * operands + operand) * vector_bytes;
        for copy in 0..copies {
            for (position, &operand) in carried.operands.iter().enumerate() {
                let reg = self.reg(operand, copy as usize)?;
                let to = Mem::Local(place(copy, position as u32));
                let inst = self.machine.inst(store).memory(to);
                inst.reg(reg, width).finish();
            }
        }
        let code = self.scalar_fold(carried)?;
        let mut accumulator = start;
        for copy in 0..copies {
            for lane in 0..self.width {
                for operand in 0..operands {
                    let from = place(copy, operand) + lane * lane_bytes;
                    let after = self.vector();
                    let inst = self.machine.inst(code).def(after, Width::Xmm);
                    let inst = inst.reg(accumulator, Width::Xmm);
                    inst.memory(Mem::Local(from)).finish();
                    accumulator = after;
                }
            }
        }
        Ok(accumulator)
    }

    fn scalar_fold(&self, carried: &Carried) -> Result<Code, Error> {
        let is_double = carried.ty == Ty::F64;
        let (vex, evex) = match (carried.fold, is_double) {
            (Fold::Add, true) => (
                Code::VEX_Vaddsd_xmm_xmm_xmmm64,
                Code::EVEX_Vaddsd_xmm_k1z_xmm_xmmm64_er,
            ),
            (Fold::Add, false) => (
                Code::VEX_Vaddss_xmm_xmm_xmmm32,
                Code::EVEX_Vaddss_xmm_k1z_xmm_xmmm32_er,
            ),
            (Fold::Mul, true) => (
                Code::VEX_Vmulsd_xmm_xmm_xmmm64,
                Code::EVEX_Vmulsd_xmm_k1z_xmm_xmmm64_er,
            ),
            (Fold::Mul, false) => (
                Code::VEX_Vmulss_xmm_xmm_xmmm32,
                Code::EVEX_Vmulss_xmm_k1z_xmm_xmmm32_er,
            ),
            _ => return Err(Error::unsupported("this ordered reduction")),
        };
        Ok(self.encoding(vex, evex))
    }

    /// `fold(accumulator, contribution)` lane by lane. The contribution is the first operand, so that
    /// the minimum and maximum keep the accumulator when nothing is smaller or larger.
    fn fold(
        &mut self,
        carried: &Carried,
        width: Width,
        contribution: VReg,
        accumulator: VReg,
    ) -> Result<VReg, Error> {
        let row = fold_row(carried)?;
        let accumulator = Source::Register(accumulator);
        self.emit2(row, width, "reduction", contribution, accumulator)
    }

    /// Combines the lanes and writes each carried value to its cell.
    pub(crate) fn store_results(&mut self, last: &Accumulators, results: VReg) -> Step {
        let lanes = self.lanes;
        for (position, carried) in lanes.carried.iter().enumerate() {
            let mut reg = last.lists[position][0];
            if !carried.ordered {
                reg = self.across(carried, reg)?;
                if neutral(carried).is_some() {
                    let init = self.scalar_in_vector(carried)?;
                    reg = self.fold(carried, Width::Xmm, reg, init)?;
                }
            }
            let code = self.encoding(Code::VEX_Vmovq_xmmm64_xmm, Code::EVEX_Vmovq_xmmm64_xmm);
            let inst = self.machine.inst(code);
            let inst = inst.mem(results, None, 8 * position as i32);
            inst.reg(reg, Width::Xmm).finish();
        }
        Ok(())
    }

    /// The initial value in the lowest lane of a register.
    fn scalar_in_vector(&mut self, carried: &Carried) -> Result<VReg, Error> {
        let init = self.inputs[carried.init as usize];
        if carried.ty.is_float() {
            return Ok(init);
        }
        let code = self.encoding(Code::VEX_Vmovq_xmm_rm64, Code::EVEX_Vmovq_xmm_rm64);
        self.emit1(code, (Width::Xmm, Width::B64), Source::Register(init))
    }

    /// Folds the lanes of a register into its lowest one by halves.
    fn across(&mut self, carried: &Carried, mut reg: VReg) -> Result<VReg, Error> {
        let mut bits = self.bits(carried.ty);
        if bits > 256 {
            let code = Code::EVEX_Vextractf64x4_ymmm256_k1z_zmm_imm8;
            let high = self.emit1_imm(code, (Width::Ymm, Width::Zmm), reg, 1);
            reg = self.fold(carried, Width::Ymm, high, reg)?;
            bits = 256;
        }
        if bits > 128 {
            let code = self.encoding(
                Code::VEX_Vextractf128_xmmm128_ymm_imm8,
                Code::EVEX_Vextractf32x4_xmmm128_k1z_ymm_imm8,
            );
            let high = self.emit1_imm(code, (Width::Xmm, Width::Ymm), reg, 1);
            reg = self.fold(carried, Width::Xmm, high, reg)?;
            bits = 128;
        }
        let shift = self.code(&codes::PSRLDQ, Width::Xmm, "shift")?;
        while bits > carried.ty.bits() {
            bits /= 2;
            let high = self.emit1_imm(shift, (Width::Xmm, Width::Xmm), reg, (bits / 8) as u8);
            reg = self.fold(carried, Width::Xmm, high, reg)?;
        }
        Ok(reg)
    }
}

/// The bits of the operand that changes nothing; none for the minimum and maximum, which start from
/// the initial value itself.
fn neutral(carried: &Carried) -> Option<u64> {
    Some(match (carried.fold, carried.ty) {
        // Adding -0.0 changes no number, adding 0.0 changes -0.0.
        (Fold::Add, Ty::F64) => (-0.0_f64).to_bits(),
        (Fold::Add, Ty::F32) => u64::from((-0.0_f32).to_bits()),
        (Fold::Mul, Ty::F64) => 1.0_f64.to_bits(),
        (Fold::Mul, Ty::F32) => u64::from(1.0_f32.to_bits()),
        (Fold::Add | Fold::Or | Fold::Xor, _) => 0,
        (Fold::Mul, _) => 1,
        (Fold::And, _) => u64::MAX,
        (Fold::Min | Fold::Max, _) => return None,
    })
}

fn fold_row(carried: &Carried) -> Result<&'static Row, Error> {
    let ty = carried.ty;
    if ty.is_float() {
        return Ok(match carried.fold {
            Fold::Add => by_float(ty, &codes::ADDPD, &codes::ADDPS),
            Fold::Mul => by_float(ty, &codes::MULPD, &codes::MULPS),
            Fold::Min => by_float(ty, &codes::MINPD, &codes::MINPS),
            Fold::Max => by_float(ty, &codes::MAXPD, &codes::MAXPS),
            _ => return Err(Error::internal("a bitwise reduction of floats")),
        });
    }
    Ok(match (carried.fold, ty.bits()) {
        (Fold::Add, _) => padd(ty),
        (Fold::And, _) => &codes::PAND,
        (Fold::Or, _) => &codes::POR,
        (Fold::Xor, _) => &codes::PXOR,
        (Fold::Mul, 16) => &codes::PMULLW,
        (Fold::Mul, 32) => &codes::PMULLD,
        (Fold::Mul, 64) => &codes::PMULLQ,
        (Fold::Mul, _) => return Err(Error::unsupported("products of 8-bit integers")),
        (Fold::Min, 8) => &codes::PMINSB,
        (Fold::Min, 16) => &codes::PMINSW,
        (Fold::Min, 32) => &codes::PMINSD,
        (Fold::Min, _) => &codes::PMINSQ,
        (Fold::Max, 8) => &codes::PMAXSB,
        (Fold::Max, 16) => &codes::PMAXSW,
        (Fold::Max, 32) => &codes::PMAXSD,
        (Fold::Max, _) => &codes::PMAXSQ,
    })
}
