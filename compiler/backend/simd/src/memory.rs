//! Loads and stores.

use iced_x86::Code;
use numjit_ir::{LaneAccess, LaneOp, LaneStride, LaneValue, Ty};
use regalloc2::VReg;

use crate::codes::{self, Row};
use crate::error::Error;
use crate::level::Level;
use crate::machine::{InstBuilder, MASK, Mem, Width};
use crate::pairs::Pair;
use crate::select::{Select, Step};

/// Where a vector of a copy begins: base, index with its scale, offset.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) base: VReg,
    pub(crate) index: Option<(VReg, u8)>,
    pub(crate) offset: i32,
}

impl Place {
    fn add_to<'m>(&self, inst: InstBuilder<'m>) -> InstBuilder<'m> {
        let index = self.index.map(|(reg, scale)| (reg, scale, Width::B64));
        inst.mem(self.base, index, self.offset)
    }
}

impl Select<'_> {
    pub(crate) fn load(&mut self, value: LaneValue, access: &LaneAccess) -> Step {
        let ty = self.lanes.ty(value);
        let size = i64::from(ty.bits() / 8);
        if self.load_pair(value)? || self.load_reversed(value, access)? {
            return Ok(());
        }
        match access.stride {
            LaneStride::Bytes(0) if access.mask.is_none() => self.load_same(value, access),
            LaneStride::Bytes(stride) if stride == size => self.load_next_to(value, access),
            LaneStride::Each(distance) => self.gather_each(value, access, distance),
            _ => self.gather_lanes(value, access),
        }
    }

    /// One element in every lane.
    fn load_same(&mut self, value: LaneValue, access: &LaneAccess) -> Step {
        let ty = self.lanes.ty(value);
        let width = self.register(ty);
        let row = match ty.bits() {
            8 => &codes::PBROADCASTB,
            16 => &codes::PBROADCASTW,
            32 => &codes::PBROADCASTD,
            _ => &codes::PBROADCASTQ,
        };
        let code = self.code(row, width, "broadcast")?;
        let base = self.inputs[access.base as usize];
        self.each(value, |cx, _| {
            let result = cx.vector();
            let inst = cx.machine.inst(code).def(result, width);
            inst.mem(base, None, access.offset).finish();
            Ok(result)
        })
    }

    fn load_next_to(&mut self, value: LaneValue, access: &LaneAccess) -> Step {
        let ty = self.lanes.ty(value);
        self.each(value, |cx, copy| {
            let place = cx.place(access, copy)?;
            let mask = cx.access_mask(access, copy, ty)?;
            match mask {
                Some(mask) => cx.load_masked(place, mask, ty),
                None => cx.load_all(place, ty),
            }
        })
    }

    pub(crate) fn load_all(&mut self, place: Place, ty: Ty) -> Result<VReg, Error> {
        let width = self.register(ty);
        let code = match self.bits(ty) {
            16 => return Err(Error::unsupported("two 8-bit lanes")),
            32 => self.encoding(Code::VEX_Vmovd_xmm_rm32, Code::EVEX_Vmovd_xmm_rm32),
            64 => self.encoding(Code::VEX_Vmovq_xmm_xmmm64, Code::EVEX_Vmovq_xmm_xmmm64),
            _ => self.code(&codes::LOAD, width, "load")?,
        };
        let result = self.vector();
        let inst = self.machine.inst(code).def(result, width);
        place.add_to(inst).finish();
        Ok(result)
    }

    fn load_masked(&mut self, place: Place, mask: VReg, ty: Ty) -> Result<VReg, Error> {
        let width = self.register(ty);
        let code = self.masked_code(ty, width, true)?;
        let result = self.vector();
        let is_512 = self.is_512();
        let inst = self.machine.inst(code).def(result, width);
        match is_512 {
            true => place.add_to(inst.zeroing(mask)).finish(),
            false => place.add_to(inst.reg(mask, width)).finish(),
        }
        Ok(result)
    }

    fn masked_code(&self, ty: Ty, width: Width, is_load: bool) -> Result<Code, Error> {
        let rows: [&Row; 2] = match (self.is_512(), ty.bits()) {
            (true, 8) => [&codes::MASKED_LOADB, &codes::MASKED_STOREB],
            (true, 16) => [&codes::MASKED_LOADW, &codes::MASKED_STOREW],
            (true, 32) => [&codes::MASKED_LOADD, &codes::MASKED_STORED],
            (true, _) => [&codes::MASKED_LOADQ, &codes::MASKED_STOREQ],
            (false, 32) => [&codes::MASKMOV_LOADD, &codes::MASKMOV_STORED],
            (false, 64) => [&codes::MASKMOV_LOADQ, &codes::MASKMOV_STOREQ],
            _ => return Err(Error::unsupported("conditional access to narrow integers")),
        };
        self.code(rows[usize::from(!is_load)], width, "conditional access")
    }

    pub(crate) fn store(&mut self, value: LaneValue, access: &LaneAccess) -> Step {
        let ty = self.lanes.ty(value);
        let size = i64::from(ty.bits() / 8);
        if access.stride != LaneStride::Bytes(size) {
            if self.store_pair(value)? || self.store_reversed(value, access)? {
                return Ok(());
            }
            return self.store_lanes(value, access);
        }
        let stored = self.arg(value, 0)?;
        for copy in 0..self.copies as usize {
            let reg = self.reg(stored, copy)?;
            let place = self.place(access, copy)?;
            let width = self.register(ty);
            match self.access_mask(access, copy, ty)? {
                Some(mask) => {
                    let code = self.masked_code(ty, width, false)?;
                    let is_512 = self.is_512();
                    let inst = place.add_to(self.machine.inst(code));
                    match is_512 {
                        true => inst.reg(reg, width).masked(mask).finish(),
                        false => inst.reg(mask, width).reg(reg, width).finish(),
                    }
                }
                None => self.store_all(place, reg, ty)?,
            }
        }
        Ok(())
    }

    pub(crate) fn store_all(&mut self, place: Place, reg: VReg, ty: Ty) -> Step {
        let width = self.register(ty);
        let code = match self.bits(ty) {
            16 => return Err(Error::unsupported("two 8-bit lanes")),
            32 => self.encoding(Code::VEX_Vmovd_rm32_xmm, Code::EVEX_Vmovd_rm32_xmm),
            64 => self.encoding(Code::VEX_Vmovq_xmmm64_xmm, Code::EVEX_Vmovq_xmmm64_xmm),
            _ => self.code(&codes::STORE, width, "store")?,
        };
        let inst = place.add_to(self.machine.inst(code));
        inst.reg(reg, width).finish();
        Ok(())
    }

    /// Where the vector of a copy begins.
    pub(crate) fn place(&mut self, access: &LaneAccess, copy: usize) -> Result<Place, Error> {
        let base = self.inputs[access.base as usize];
        let first = i64::from(self.width) * copy as i64;
        match access.stride {
            LaneStride::Bytes(stride) => {
                let offset = first * stride + i64::from(access.offset);
                let offset = i32::try_from(offset);
                let offset = offset.map_err(|_| Error::unsupported("so large a stride"))?;
                let index = match stride {
                    1 | 2 | 4 | 8 => (self.index, stride as u8),
                    _ => (self.index_times(stride)?, 1),
                };
                Ok(Place {
                    base,
                    index: Some(index),
                    offset,
                })
            }
            LaneStride::Each(_) => Ok(Place {
                base,
                index: None,
                offset: access.offset,
            }),
            LaneStride::Input(number) => {
                let stride = self.inputs[number as usize];
                let (at, distance) = (self.int(), self.int());
                self.machine
                    .inst(Code::Lea_r64_m)
                    .def(at, Width::B64)
                    .mem(self.index, None, first as i32)
                    .finish();
                self.machine
                    .inst(Code::Imul_r64_rm64)
                    .modify(distance, at, Width::B64)
                    .reg(stride, Width::B64)
                    .finish();
                Ok(Place {
                    base,
                    index: Some((distance, 1)),
                    offset: access.offset,
                })
            }
        }
    }

    fn index_times(&mut self, stride: i64) -> Result<VReg, Error> {
        if let Some(&known) = self.scaled.get(&stride) {
            return Ok(known);
        }
        let factor = i32::try_from(stride);
        let factor = factor.map_err(|_| Error::unsupported("so large a stride"))?;
        let result = self.int();
        self.machine
            .inst(Code::Imul_r64_rm64_imm32)
            .def(result, Width::B64)
            .reg(self.index, Width::B64)
            .imm32(factor)
            .finish();
        self.scaled.insert(stride, result);
        Ok(result)
    }

    /// Elements that are not next to each other.
    fn gather_lanes(&mut self, value: LaneValue, access: &LaneAccess) -> Step {
        let ty = self.lanes.ty(value);
        let width = self.register(ty);
        let index_bits = match access.stride {
            LaneStride::Bytes(_) => 32,
            LaneStride::Input(_) | LaneStride::Each(_) => 64,
        };
        let row = match (ty.bits(), index_bits) {
            (64, 32) => &codes::GATHERDQ,
            (64, _) => &codes::GATHERQQ,
            (32, 32) => &codes::GATHERDD,
            _ => return Err(Error::unsupported("strided loads of narrow elements")),
        };
        let code = self.code(row, width, "gather")?;
        let (index, index_width) = self.lane_distances(access)?;
        self.each(value, |cx, copy| {
            let place = cx.place(access, copy)?;
            let mask = match cx.access_mask(access, copy, ty)? {
                Some(mask) => mask,
                None => cx.all_lanes(width),
            };
            let start = cx.pointer(place);
            cx.gather(code, (width, index_width), (start, index), mask)
        })
    }

    /// The distances of the lanes from the first one, and the width of their vector.
    pub(crate) fn lane_distances(&mut self, access: &LaneAccess) -> Result<(VReg, Width), Error> {
        match access.stride {
            LaneStride::Bytes(stride) => {
                let width = Width::vector(self.width * 32);
                Ok((self.lane_offsets(stride, width)?, width))
            }
            LaneStride::Input(number) => match self.stride_vectors.get(&number) {
                Some(&known) => Ok((known, Width::vector(self.width * 64))),
                None => Err(Error::internal("a stride without its vector")),
            },
            LaneStride::Each(_) => Err(Error::internal("distances of one copy for all")),
        }
    }

    /// Elements at distances that each lane has of its own.
    fn gather_each(&mut self, value: LaneValue, access: &LaneAccess, distance: LaneValue) -> Step {
        let ty = self.lanes.ty(value);
        let (width, index_width) = (self.register(ty), self.register(Ty::I64));
        let row = match ty.bits() {
            64 => &codes::GATHERQQ,
            32 => &codes::GATHERQD,
            _ => return Err(Error::unsupported("loads of narrow elements at any index")),
        };
        let code = self.code(row, index_width, "gather")?;
        let base = self.inputs[access.base as usize];
        self.each(value, |cx, copy| {
            let index = cx.reg(distance, copy)?;
            let mask = match cx.access_mask(access, copy, ty)? {
                Some(mask) => mask,
                None => cx.all_lanes(width),
            };
            let start = cx.pointer(Place {
                base,
                index: None,
                offset: access.offset,
            });
            cx.gather(code, (width, index_width), (start, index), mask)
        })
    }

    /// Where the two vectors of a copy begin that hold a pair of alternating elements.
    pub(crate) fn both_halves(&mut self, pair: Pair, copy: usize) -> Result<[Place; 2], Error> {
        let (LaneOp::Load(access) | LaneOp::Store(access)) = &self.lanes.inst(pair.even).op else {
            return Err(Error::internal("a pair of no accesses"));
        };
        let low = self.place(access, copy)?;
        let bytes = self.bits(self.lanes.ty(pair.even)) / 8;
        let offset = low.offset.checked_add(bytes as i32);
        let offset = offset.ok_or_else(|| Error::unsupported("so large an offset"))?;
        Ok([low, Place { offset, ..low }])
    }

    /// A place as one pointer, because the index of a gather takes the other part of an address.
    pub(crate) fn pointer(&mut self, place: Place) -> VReg {
        let result = self.int();
        let inst = self.machine.inst(Code::Lea_r64_m).def(result, Width::B64);
        place.add_to(inst).finish();
        result
    }

    /// The offsets of the lanes from the first one, for a constant stride.
    fn lane_offsets(&mut self, stride: i64, width: Width) -> Result<VReg, Error> {
        let offsets: Option<Vec<i32>> = (0..i64::from(self.width))
            .map(|lane| i32::try_from(lane.checked_mul(stride)?).ok())
            .collect();
        let offsets = offsets.ok_or_else(|| Error::unsupported("so large a stride"))?;
        let mut bytes: Vec<u8> = offsets.into_iter().flat_map(i32::to_le_bytes).collect();
        bytes.resize(bytes.len().max(16), 0);
        let at = self.constant(bytes);
        self.load_constant(at, width)
    }

    /// A mask of all lanes; gathers use their masks up.
    fn all_lanes(&mut self, width: Width) -> VReg {
        if self.is_512() {
            let mask = self.machine.vreg(MASK);
            // Undefined operands do not matter: every bit equals itself.
            let source = self.machine.vreg(MASK);
            self.machine
                .inst(Code::INVALID)
                .def(source, Width::Mask)
                .finish();
            self.machine
                .inst(Code::VEX_Kxnorq_kr_kr_kr)
                .def(mask, Width::Mask)
                .reg(source, Width::Mask)
                .reg(source, Width::Mask)
                .finish();
            return mask;
        }
        let (source, ones) = (self.vector(), self.vector());
        self.machine.inst(Code::INVALID).def(source, width).finish();
        let code = match width {
            Width::Ymm => codes::PCMPEQD[1],
            _ => codes::PCMPEQD[0],
        };
        self.machine
            .inst(code)
            .def(ones, width)
            .reg(source, width)
            .reg(source, width)
            .finish();
        ones
    }

    fn gather(
        &mut self,
        code: Code,
        (width, index_width): (Width, Width),
        (start, index): (VReg, VReg),
        mask: VReg,
    ) -> Result<VReg, Error> {
        let result = self.vector();
        let used_up = match self.level {
            Level::Avx512 => self.machine.vreg(MASK),
            Level::Avx2 => self.vector(),
        };
        let inst = self.machine.inst(code).early_def(result, width);
        let inst = inst.mem(start, Some((index, 1, index_width)), 0);
        match self.level {
            Level::Avx512 => inst.clobbered_mask(mask, used_up).finish(),
            Level::Avx2 => inst.modify(used_up, mask, width).finish(),
        }
        Ok(result)
    }

    /// Vectors of lane numbers times the runtime strides of the loop, made in the entry block.
    pub(crate) fn stride_vectors(&mut self) -> Step {
        let lanes = self.lanes;
        for inst in &lanes.insts {
            let (LaneOp::Load(access) | LaneOp::Store(access)) = &inst.op else {
                continue;
            };
            if let LaneStride::Input(number) = access.stride
                && !self.stride_vectors.contains_key(&number)
            {
                let vector = self.stride_vector(self.inputs[number as usize])?;
                self.stride_vectors.insert(number, vector);
            }
        }
        Ok(())
    }

    fn stride_vector(&mut self, stride: VReg) -> Result<VReg, Error> {
        let area = self.machine.local(self.width * 8);
        let mut offset = self.int();
        self.machine
            .inst(Code::Mov_rm64_imm32)
            .def(offset, Width::B64)
            .imm32(0)
            .finish();
        for lane in 0..self.width {
            self.machine
                .inst(Code::Mov_rm64_r64)
                .memory(Mem::Local(area + 8 * lane))
                .reg(offset, Width::B64)
                .finish();
            let next = self.int();
            self.machine
                .inst(Code::Lea_r64_m)
                .def(next, Width::B64)
                .mem(offset, Some((stride, 1, Width::B64)), 0)
                .finish();
            offset = next;
        }
        let width = Width::vector(self.width * 64);
        if self.width * 64 > self.level.bits() {
            return Err(Error::unsupported(
                "strides known only at run time of narrow elements",
            ));
        }
        let code = self.code(&codes::LOAD, width, "load")?;
        let result = self.vector();
        let inst = self.machine.inst(code).def(result, width);
        inst.memory(Mem::Local(area)).finish();
        Ok(result)
    }
}
