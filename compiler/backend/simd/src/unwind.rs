//! Frame descriptions: an `.eh_frame` section with one CIE and one FDE, as the Cranelift back end
//! writes it, whose initial location the loader fills in.

use crate::encode::FrameOffsets;

/// DWARF numbers of registers.
const RBP: u8 = 6;
const RSP: u8 = 7;
const RETURN_ADDRESS: u8 = 16;

/// Call frame instructions.
const ADVANCE_LOC4: u8 = 0x04;
const DEF_CFA: u8 = 0x0c;
const DEF_CFA_REGISTER: u8 = 0x0d;
const DEF_CFA_OFFSET: u8 = 0x0e;
const OFFSET: u8 = 0x80;
const RESTORE: u8 = 0xc0;

/// The `.eh_frame` bytes of a function of `size` bytes.
pub(crate) fn eh_frame(frame: Option<FrameOffsets>, size: u32) -> Vec<u8> {
    let mut section = record(0, &common());
    let start = section.len() as u32;
    let mut body = Vec::new();
    // The initial location, an absolute address, and the length of the function.
    body.extend_from_slice(&0_u64.to_le_bytes());
    body.extend_from_slice(&u64::from(size).to_le_bytes());
    // No augmentation data.
    body.push(0);
    if let Some(frame) = frame {
        frame_instructions(&mut body, frame);
    }
    // The distance back to the CIE counts from its own place.
    section.extend(record(start + 4, &body));
    section.extend_from_slice(&0_u32.to_le_bytes());
    section
}

/// The body of the CIE: version, augmentation, alignments, return column, initial rules.
fn common() -> Vec<u8> {
    let mut body = vec![1, b'z', b'R', 0, 1, 0x78, RETURN_ADDRESS, 1, 0];
    // At entry the canonical frame address is rsp + 8, and the return address lies below it.
    body.extend_from_slice(&[DEF_CFA, RSP, 8, OFFSET | RETURN_ADDRESS, 1]);
    body
}

/// `push rbp`, `mov rbp, rsp`, and back.
fn frame_instructions(body: &mut Vec<u8>, frame: FrameOffsets) {
    let advance = |body: &mut Vec<u8>, by: u32| {
        body.push(ADVANCE_LOC4);
        body.extend_from_slice(&by.to_le_bytes());
    };
    advance(body, frame.after_push);
    body.extend_from_slice(&[DEF_CFA_OFFSET, 16, OFFSET | RBP, 2]);
    advance(body, frame.after_mov - frame.after_push);
    body.extend_from_slice(&[DEF_CFA_REGISTER, RBP]);
    advance(body, frame.after_pop - frame.after_mov);
    body.extend_from_slice(&[DEF_CFA, RSP, 8, RESTORE | RBP]);
}

/// A record: length, identifier, body, padded to 8 bytes with no-operations.
fn record(id: u32, body: &[u8]) -> Vec<u8> {
    let length = (4 + 4 + body.len()).next_multiple_of(8) - 4;
    let mut bytes = Vec::with_capacity(length + 4);
    bytes.extend_from_slice(&(length as u32).to_le_bytes());
    bytes.extend_from_slice(&id.to_le_bytes());
    bytes.extend_from_slice(body);
    bytes.resize(length + 4, 0);
    bytes
}
