//! Frame descriptions for debuggers and profilers.
//!
//! The unwind bytes of a function are an `.eh_frame` section of their own: one CIE and one FDE whose
//! initial location is 0, an 8-byte absolute address that the loader replaces by the function's.
//! Compiled code never unwinds; targets without System V descriptions have none.

use cranelift_codegen::CompiledCode;
use cranelift_codegen::isa::unwind::{UnwindInfo, UnwindInfoKind};
use gimli::RunTimeEndian;
use gimli::write::{Address, EhFrame, EndianVec, FrameTable};

use crate::target::Target;

/// The `.eh_frame` bytes of a function, where the target has such descriptions.
pub(crate) fn eh_frame(code: &CompiledCode, target: &Target) -> Option<Vec<u8>> {
    let isa = target.isa();
    let info = code
        .create_unwind_info_of_kind(isa, UnwindInfoKind::SystemV)
        .ok()??;
    let UnwindInfo::SystemV(info) = info else {
        return None;
    };
    let mut table = FrameTable::default();
    let cie = table.add_cie(isa.create_systemv_cie()?);
    table.add_fde(cie, info.to_fde(Address::Constant(0)));
    let mut section = EhFrame(EndianVec::new(endian(target)));
    table.write_eh_frame(&mut section).ok()?;
    Some(section.0.into_vec())
}

fn endian(target: &Target) -> RunTimeEndian {
    match target.triple().endianness() {
        Ok(target_lexicon::Endianness::Big) => RunTimeEndian::Big,
        _ => RunTimeEndian::Little,
    }
}
