//! Elements that follow each other downwards in memory: whole vectors with their lanes turned round.

use iced_x86::Code;
use numjit_ir::{LaneAccess, LaneStride, LaneValue, Ty};
use regalloc2::VReg;

use crate::error::Error;
use crate::level::Level;
use crate::machine::Width;
use crate::memory::Place;
use crate::select::Select;

impl Select<'_> {
    /// Whether an access can be carried out on a whole vector here: downwards, without a mask.
    fn is_reversed(&self, access: &LaneAccess, ty: Ty) -> bool {
        let size = i64::from(ty.bits() / 8);
        let fills = match self.level {
            Level::Avx2 => self.bits(ty) == 256,
            Level::Avx512 => self.bits(ty) == 256 || self.bits(ty) == 512,
        };
        let is_plain = access.mask.is_none() && self.tail.is_none();
        fills && is_plain && ty.bits() >= 32 && access.stride == LaneStride::Bytes(-size)
    }

    /// Loads a vector downwards; false if the access is of another kind.
    pub(crate) fn load_reversed(
        &mut self,
        value: LaneValue,
        access: &LaneAccess,
    ) -> Result<bool, Error> {
        let ty = self.lanes.ty(value);
        if !self.is_reversed(access, ty) {
            return Ok(false);
        }
        self.each(value, |cx, copy| {
            let place = cx.lowest(access, copy, ty)?;
            let loaded = cx.load_all(place, ty)?;
            cx.turned_round(loaded, ty)
        })?;
        Ok(true)
    }

    /// Stores a vector downwards; false if the access is of another kind.
    pub(crate) fn store_reversed(
        &mut self,
        value: LaneValue,
        access: &LaneAccess,
    ) -> Result<bool, Error> {
        let ty = self.lanes.ty(value);
        if !self.is_reversed(access, ty) {
            return Ok(false);
        }
        let stored = self.arg(value, 0)?;
        for copy in 0..self.copies as usize {
            let reg = self.reg(stored, copy)?;
            let turned = self.turned_round(reg, ty)?;
            let place = self.lowest(access, copy, ty)?;
            self.store_all(place, turned, ty)?;
        }
        Ok(true)
    }

    /// Where the last lane of a copy lies, which is the lowest address.
    fn lowest(&mut self, access: &LaneAccess, copy: usize, ty: Ty) -> Result<Place, Error> {
        let place = self.place(access, copy)?;
        let back = (self.width as i32 - 1) * (ty.bits() as i32 / 8);
        let offset = place.offset.checked_sub(back);
        let offset = offset.ok_or_else(|| Error::unsupported("so large an offset"))?;
        Ok(Place { offset, ..place })
    }

    /// The lanes from last to first.
    fn turned_round(&mut self, reg: VReg, ty: Ty) -> Result<VReg, Error> {
        let last = u64::from(self.width) - 1;
        if self.is_512() {
            return self.permuted((reg, reg), ty, |lane| last - lane);
        }
        if ty.bits() == 64 {
            let widths = (Width::Ymm, Width::Ymm);
            return Ok(self.emit1_imm(Code::VEX_Vpermpd_ymm_ymmm256_imm8, widths, reg, 0x1b));
        }
        let numbers = (0..=last as u32).rev().flat_map(u32::to_le_bytes).collect();
        let at = self.constant(numbers);
        let places = self.load_constant(at, Width::Ymm)?;
        let result = self.vector();
        let code = Code::VEX_Vpermps_ymm_ymm_ymmm256;
        let inst = self.machine.inst(code).def(result, Width::Ymm);
        inst.reg(places, Width::Ymm).reg(reg, Width::Ymm).finish();
        Ok(result)
    }
}
