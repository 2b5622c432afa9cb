//! Elements that alternate in memory, such as the real and imaginary parts of complex numbers: two loads, or
//! two stores, of every second element become whole vectors that are taken apart, or put together.
//!
//! ```text
//! l3 = load [input 0 +0 step 16]           vector r0 i0 r1 i1, vector r2 i2 r3 i3
//! l4 = load [input 0 +8 step 16]     ->    l3 = r0 r1 r2 r3, l4 = i0 i1 i2 i3
//! ```
//!
//! Both of a pair are there, so that nothing is read or written that the scalar loop would not touch. An
//! incomplete round goes element by element, under its mask.

use iced_x86::Code;
use numjit_ir::{LaneAccess, LaneLoop, LaneOp, LaneStride, LaneValue, Ty};
use regalloc2::VReg;

use crate::codes;
use crate::error::Error;
use crate::level::Level;
use crate::machine::Width;
use crate::select::{Select, Step};

/// A load or store, and the one of the elements in between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pair {
    /// The access of the element that comes first in memory.
    pub(crate) even: LaneValue,
    pub(crate) odd: LaneValue,
}

/// Pairs of loads, and pairs of stores, without an access between them that could tell the difference.
pub(crate) fn find_pairs(lanes: &LaneLoop) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for at in 0..lanes.insts.len() {
        let first = LaneValue(at as u32);
        let is_paired = pairs
            .iter()
            .any(|pair| pair.odd == first || pair.even == first);
        if !is_paired && let Some(second) = partner(lanes, first) {
            let is_free = |pair: &Pair| pair.even != second && pair.odd != second;
            let offset = |value| access(lanes, value).map(|access| access.offset);
            let in_order = offset(first) < offset(second);
            let (even, odd) = if in_order {
                (first, second)
            } else {
                (second, first)
            };
            if pairs.iter().all(is_free) {
                pairs.push(Pair { even, odd });
            }
        }
    }
    pairs
}

fn access(lanes: &LaneLoop, value: LaneValue) -> Option<&LaneAccess> {
    match &lanes.inst(value).op {
        LaneOp::Load(access) | LaneOp::Store(access) => Some(access),
        _ => None,
    }
}

fn is_store(lanes: &LaneLoop, value: LaneValue) -> bool {
    matches!(lanes.inst(value).op, LaneOp::Store(_))
}

/// The next access that goes with one. A load is moved up to the first, a store down to the second.
fn partner(lanes: &LaneLoop, first: LaneValue) -> Option<LaneValue> {
    let (stores, ty) = (is_store(lanes, first), lanes.ty(first));
    let one = access(lanes, first)?;
    let size = i64::from(ty.bits() / 8);
    if one.stride != LaneStride::Bytes(2 * size) || one.mask.is_some() || ty.bits() < 32 {
        return None;
    }
    for at in first.0 + 1..lanes.insts.len() as u32 {
        let second = LaneValue(at);
        let Some(other) = access(lanes, second) else {
            continue;
        };
        let apart = i64::from(other.offset) - i64::from(one.offset);
        let same_kind = is_store(lanes, second) == stores && lanes.ty(second) == ty;
        let matches = (other.base, other.stride, other.mask) == (one.base, one.stride, one.mask);
        if same_kind && matches && apart.abs() == size {
            return Some(second);
        }
        if stores || is_store(lanes, second) {
            return None;
        }
    }
    None
}

/// Which of the lanes of two vectors, counted through, goes to a lane of the first of alternating ones.
fn together(lane: u64, count: u64) -> u64 {
    lane / 2 + lane % 2 * count
}

impl Select<'_> {
    /// The pair that an access belongs to, if it can be carried out as one here.
    fn pair_of(&self, value: LaneValue) -> Option<Pair> {
        let ty = self.lanes.ty(value);
        let width = self.register(ty);
        let fills = match self.level {
            Level::Avx2 => width == Width::Ymm && self.bits(ty) == 256,
            Level::Avx512 => self.bits(ty) == 256 || self.bits(ty) == 512,
        };
        if !fills || self.tail.is_some() {
            return None;
        }
        let pairs = self.pairs.iter();
        pairs
            .copied()
            .find(|pair| pair.even == value || pair.odd == value)
    }

    /// Loads both of a pair; false if the access belongs to none.
    pub(crate) fn load_pair(&mut self, value: LaneValue) -> Result<bool, Error> {
        let Some(pair) = self.pair_of(value) else {
            return Ok(false);
        };
        if !self.values[value.index()].is_empty() {
            return Ok(true);
        }
        let ty = self.lanes.ty(value);
        let mut odds = Vec::new();
        self.each(pair.even, |cx, copy| {
            let [low, high] = cx.both_halves(pair, copy)?;
            let [low, high] = [low, high].map(|place| cx.load_all(place, ty));
            let [even, odd] = cx.take_apart((low?, high?), ty)?;
            odds.push(odd);
            Ok(even)
        })?;
        self.each(pair.odd, |_, copy| Ok(odds[copy]))?;
        Ok(true)
    }

    /// Stores both of a pair where the second stands; false if the access belongs to none.
    pub(crate) fn store_pair(&mut self, value: LaneValue) -> Result<bool, Error> {
        let Some(pair) = self.pair_of(value) else {
            return Ok(false);
        };
        if value < pair.even.max(pair.odd) {
            return Ok(true);
        }
        let ty = self.lanes.ty(value);
        let (even, odd) = (self.arg(pair.even, 0)?, self.arg(pair.odd, 0)?);
        for copy in 0..self.copies as usize {
            let (even, odd) = (self.reg(even, copy)?, self.reg(odd, copy)?);
            let [low, high] = self.both_halves(pair, copy)?;
            let [first, second] = self.put_together((even, odd), ty)?;
            self.store_all(low, first, ty)?;
            self.store_all(high, second, ty)?;
        }
        Ok(true)
    }

    /// Two vectors of alternating elements as one of the even and one of the odd ones.
    fn take_apart(&mut self, (low, high): (VReg, VReg), ty: Ty) -> Result<[VReg; 2], Error> {
        if self.is_512() {
            let even = self.permuted((low, high), ty, |lane| 2 * lane)?;
            let odd = self.permuted((low, high), ty, |lane| 2 * lane + 1)?;
            return Ok([even, odd]);
        }
        let codes = match ty.bits() {
            64 => [
                (Code::VEX_Vunpcklpd_ymm_ymm_ymmm256, None),
                (Code::VEX_Vunpckhpd_ymm_ymm_ymmm256, None),
            ],
            _ => [
                (Code::VEX_Vshufps_ymm_ymm_ymmm256_imm8, Some(0x88)),
                (Code::VEX_Vshufps_ymm_ymm_ymmm256_imm8, Some(0xdd)),
            ],
        };
        let mut parts = [low, high];
        for (part, (code, imm)) in parts.iter_mut().zip(codes) {
            let mixed = self.shuffled(code, (low, high), imm);
            // The instructions work on halves of a register; the quarters are put in order here.
            let widths = (Width::Ymm, Width::Ymm);
            *part = self.emit1_imm(Code::VEX_Vpermpd_ymm_ymmm256_imm8, widths, mixed, 0xd8);
        }
        Ok(parts)
    }

    /// The reverse of taking apart.
    fn put_together(&mut self, (even, odd): (VReg, VReg), ty: Ty) -> Result<[VReg; 2], Error> {
        if self.is_512() {
            let count = u64::from(self.width);
            let low = self.permuted((even, odd), ty, |lane| together(lane, count))?;
            let high = |lane: u64| together(lane, count) + count / 2;
            let high = self.permuted((even, odd), ty, high)?;
            return Ok([low, high]);
        }
        let [low, high] = match ty.bits() {
            64 => [
                Code::VEX_Vunpcklpd_ymm_ymm_ymmm256,
                Code::VEX_Vunpckhpd_ymm_ymm_ymmm256,
            ],
            _ => [
                Code::VEX_Vunpcklps_ymm_ymm_ymmm256,
                Code::VEX_Vunpckhps_ymm_ymm_ymmm256,
            ],
        };
        let low = self.shuffled(low, (even, odd), None);
        let high = self.shuffled(high, (even, odd), None);
        let code = Code::VEX_Vperm2f128_ymm_ymm_ymmm256_imm8;
        Ok([0x20, 0x31].map(|imm| self.shuffled(code, (low, high), Some(imm))))
    }

    fn shuffled(&mut self, code: Code, (a, b): (VReg, VReg), imm: Option<u8>) -> VReg {
        let result = self.vector();
        let inst = self.machine.inst(code).def(result, Width::Ymm);
        let inst = inst.reg(a, Width::Ymm).reg(b, Width::Ymm);
        match imm {
            Some(imm) => inst.imm8(imm).finish(),
            None => inst.finish(),
        }
        result
    }

    /// Lanes chosen by number from two vectors, the second's counted on from the first's.
    pub(crate) fn permuted(
        &mut self,
        (a, b): (VReg, VReg),
        ty: Ty,
        from: impl Fn(u64) -> u64,
    ) -> Result<VReg, Error> {
        let width = self.register(ty);
        let row = match ty.bits() {
            64 => &codes::PERMT2PD,
            _ => &codes::PERMT2PS,
        };
        let code = self.code(row, width, "permutation")?;
        let at = self.lane_order(ty, from);
        let places = match self.orders.get(&at) {
            Some(&known) => known,
            None => self.load_constant(at, width)?,
        };
        let result = self.vector();
        let inst = self.machine.inst(code).modify(result, a, width);
        inst.reg(places, width).reg(b, width).finish();
        Ok(result)
    }

    /// The numbers of the lanes to choose, as constant bytes.
    fn lane_order(&mut self, ty: Ty, from: impl Fn(u64) -> u64) -> u32 {
        let size = ty.bits() as usize / 8;
        let numbers = (0..u64::from(self.width)).map(from);
        let bytes = numbers.flat_map(|number| number.to_le_bytes()[..size].to_vec());
        self.constant(bytes.collect())
    }

    /// Loads the orders of lanes that pairs are taken apart and put together by, in the entry block.
    pub(crate) fn orders_of_pairs(&mut self) -> Step {
        let count = u64::from(self.width);
        let mut wanted: Vec<(u32, Width)> = Vec::new();
        for pair in self.pairs.clone() {
            let ty = self.lanes.ty(pair.even);
            if !self.is_512() || !matches!(self.bits(ty), 256 | 512) {
                continue;
            }
            let places = match is_store(self.lanes, pair.even) {
                true => [0, 1].map(|half| {
                    let place = move |lane: u64| together(lane, count) + half * (count / 2);
                    self.lane_order(ty, place)
                }),
                false => [0, 1].map(|odd| self.lane_order(ty, |lane| 2 * lane + odd)),
            };
            let width = self.register(ty);
            wanted.extend(places.map(|at| (at, width)));
        }
        wanted.sort_unstable();
        wanted.dedup();
        for (at, width) in wanted {
            let order = self.load_constant(at, width)?;
            self.orders.insert(at, order);
        }
        Ok(())
    }

    /// Stores an element of each lane on its own.
    pub(crate) fn store_lanes(&mut self, value: LaneValue, access: &LaneAccess) -> Step {
        let ty = self.lanes.ty(value);
        let stored = self.arg(value, 0)?;
        for copy in 0..self.copies as usize {
            let reg = self.reg(stored, copy)?;
            match self.access_mask(access, copy, ty)? {
                Some(mask) => self.scatter(access, copy, (reg, ty), mask)?,
                None => self.store_each(access, copy, (reg, ty))?,
            }
        }
        Ok(())
    }

    fn scatter(
        &mut self,
        access: &LaneAccess,
        copy: usize,
        (reg, ty): (VReg, Ty),
        mask: VReg,
    ) -> Step {
        let width = self.register(ty);
        let index_bits = match access.stride {
            LaneStride::Bytes(_) => 32,
            LaneStride::Input(_) | LaneStride::Each(_) => 64,
        };
        let row = match (ty.bits(), index_bits) {
            (64, 32) => &codes::SCATTERDQ,
            (64, _) => &codes::SCATTERQQ,
            (32, 32) => &codes::SCATTERDD,
            _ => return Err(Error::unsupported("strided stores of narrow elements")),
        };
        let code = self.code(row, width, "conditional stores with a stride")?;
        let (index, index_width) = self.lane_distances(access)?;
        let place = self.place(access, copy)?;
        let start = self.pointer(place);
        let used_up = self.machine.vreg(crate::machine::MASK);
        let inst = self.machine.inst(code);
        let inst = inst.mem(start, Some((index, 1, index_width)), 0);
        inst.reg(reg, width).clobbered_mask(mask, used_up).finish();
        Ok(())
    }

    /// Through memory of the function's own, lane by lane.
    fn store_each(&mut self, access: &LaneAccess, copy: usize, (reg, ty): (VReg, Ty)) -> Step {
        let width = self.register(ty);
        let size = ty.bits() / 8;
        let area = self.machine.local((self.width * size).max(16));
        let code = self.code(&codes::STORE, width, "store")?;
        let inst = self
            .machine
            .inst(code)
            .memory(crate::machine::Mem::Local(area));
        inst.reg(reg, width).finish();
        let place = self.place(access, copy)?;
        let mut to = self.pointer(place);
        let (load, store, register) = match ty.bits() {
            64 => (Code::Mov_r64_rm64, Code::Mov_rm64_r64, Width::B64),
            32 => (Code::Mov_r32_rm32, Code::Mov_rm32_r32, Width::B32),
            _ => return Err(Error::unsupported("strided stores of narrow elements")),
        };
        for lane in 0..self.width {
            let element = self.int();
            let inst = self.machine.inst(load).def(element, register);
            let from = crate::machine::Mem::Local(area + lane * size);
            inst.memory(from).finish();
            let offset = match access.stride {
                LaneStride::Bytes(stride) => i64::from(lane) * stride,
                LaneStride::Input(_) => 0,
                LaneStride::Each(_) => {
                    return Err(Error::unsupported("stores at any index"));
                }
            };
            let offset = i32::try_from(offset);
            let offset = offset.map_err(|_| Error::unsupported("so large a stride"))?;
            let inst = self.machine.inst(store).mem(to, None, offset);
            inst.reg(element, register).finish();
            if let LaneStride::Input(number) = access.stride {
                let (next, stride) = (self.int(), self.inputs[number as usize]);
                let inst = self.machine.inst(Code::Lea_r64_m).def(next, Width::B64);
                inst.mem(to, Some((stride, 1, Width::B64)), 0).finish();
                to = next;
            }
        }
        Ok(())
    }
}
