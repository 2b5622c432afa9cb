//! Patching one place.

use crate::object::RelocKind;

/// The value does not fit the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OutOfRange;

/// Patches `place`, whose address will be `at`, with the final target `value` (target plus addend, or
/// the address of its word for the kinds that go through one).
pub(crate) fn patch(
    kind: RelocKind,
    place: &mut [u8],
    at: usize,
    value: i64,
) -> Result<(), OutOfRange> {
    let distance = value.wrapping_sub(at as i64);
    match kind {
        RelocKind::Abs4 => {
            let value = u32::try_from(value).map_err(|_| OutOfRange)?;
            place.copy_from_slice(&value.to_le_bytes());
        }
        RelocKind::Abs8 => place.copy_from_slice(&value.to_le_bytes()),
        RelocKind::PcRel4 | RelocKind::CallPcRel4 | RelocKind::GotPcRel4 => {
            let distance = i32::try_from(distance).map_err(|_| OutOfRange)?;
            place.copy_from_slice(&distance.to_le_bytes());
        }
        RelocKind::Arm64Call => {
            if distance % 4 != 0 {
                return Err(OutOfRange);
            }
            let field = signed_field(distance / 4, 26)?;
            patch_instruction(place, 0x03ff_ffff, field);
        }
        RelocKind::Arm64AdrPage21 | RelocKind::Arm64AdrGotPage21 => {
            let pages = (value >> 12).wrapping_sub((at >> 12) as i64);
            let field = signed_field(pages, 21)?;
            patch_instruction(place, 0x60ff_ffe0, (field & 3) << 29 | field >> 2 << 5);
        }
        RelocKind::Arm64AddLo12 => {
            patch_instruction(place, 0x003f_fc00, (value as u32 & 0xfff) << 10);
        }
        RelocKind::Arm64Ld64GotLo12 => {
            if value % 8 != 0 {
                return Err(OutOfRange);
            }
            patch_instruction(place, 0x003f_fc00, (value as u32 & 0xfff) >> 3 << 10);
        }
    }
    Ok(())
}

/// The low bits of a signed value that must fit in them.
fn signed_field(value: i64, bits: u32) -> Result<u32, OutOfRange> {
    let limit = 1i64 << (bits - 1);
    if (-limit..limit).contains(&value) {
        Ok(value as u32 & ((1 << bits) - 1))
    } else {
        Err(OutOfRange)
    }
}

/// Replaces a field of an instruction.
fn patch_instruction(place: &mut [u8], mask: u32, field: u32) {
    let mut word = [0; 4];
    word.copy_from_slice(place);
    let word = u32::from_le_bytes(word) & !mask | field & mask;
    place.copy_from_slice(&word.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patched(kind: RelocKind, place: u32, at: usize, value: i64) -> Result<u32, OutOfRange> {
        let mut bytes = place.to_le_bytes();
        patch(kind, &mut bytes, at, value)?;
        Ok(u32::from_le_bytes(bytes))
    }

    #[test]
    fn distances_fit_or_fail() {
        use RelocKind::{Abs4, CallPcRel4};
        assert_eq!(patched(CallPcRel4, 0, 0x1000, 0x1100 - 4), Ok(0xfc));
        assert_eq!(patched(CallPcRel4, 0, 0x1000, 0x0f00), Ok(-0x100i32 as u32));
        assert_eq!(patched(CallPcRel4, 0, 0, 1 << 31), Err(OutOfRange));
        assert_eq!(patched(Abs4, 0, 0, 0xffff_ffff), Ok(0xffff_ffff));
        assert_eq!(patched(Abs4, 0, 0, 1 << 32), Err(OutOfRange));
    }

    #[test]
    fn aarch64_fields_are_those_of_the_assembler() {
        // `bl .+0x100`, `b .-4`, `adrp x0, .+0x3000` at a page start, `add x0, x0, #0x123`,
        // `ldr x0, [x0, #0x128]`.
        use RelocKind::{Arm64AddLo12, Arm64AdrPage21, Arm64Call, Arm64Ld64GotLo12};
        assert_eq!(
            patched(Arm64Call, 0x9400_0000, 0x1000, 0x1100),
            Ok(0x9400_0040)
        );
        assert_eq!(
            patched(Arm64Call, 0x1400_0000, 0x1000, 0x0ffc),
            Ok(0x17ff_ffff)
        );
        assert_eq!(patched(Arm64Call, 0x9400_0000, 0, 1 << 27), Err(OutOfRange));
        assert_eq!(
            patched(Arm64AdrPage21, 0x9000_0000, 0x1000, 0x4123),
            Ok(0xf000_0000)
        );
        assert_eq!(
            patched(Arm64AddLo12, 0x9100_0000, 0, 0x4123),
            Ok(0x9104_8c00)
        );
        assert_eq!(
            patched(Arm64Ld64GotLo12, 0xf940_0000, 0, 0x4128),
            Ok(0xf940_9400)
        );
    }
}
