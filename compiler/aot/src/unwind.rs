//! Frame descriptions: what debuggers, profilers and C++ exceptions that pass by need to walk the stack.
//!
//! The back end gives each function an `.eh_frame` of its own, with an absolute address to patch. A shared
//! library wants distances instead, which need no patching when it is loaded, so the two records are taken
//! apart and written again with that encoding.

use numjit_loader::CodeObject;
use object::SectionKind;
use object::write::SectionId;

use crate::elf::{ObjectFile, Placed};
use crate::error::AotError;

/// A distance from the place itself, as 4 signed bytes (`DW_EH_PE_pcrel | DW_EH_PE_sdata4`).
const PCREL_SDATA4: u8 = 0x1b;

/// The section that collects the descriptions of all code.
pub(crate) struct Frames {
    section: SectionId,
    /// Common records written so far, with their offsets.
    common: Vec<(Vec<u8>, u64)>,
}

impl Frames {
    /// An empty `.eh_frame`.
    pub(crate) fn new(file: &mut ObjectFile) -> Frames {
        let name = b".eh_frame".to_vec();
        let section = file
            .out
            .add_section(Vec::new(), name, SectionKind::ReadOnlyData);
        Frames {
            section,
            common: Vec::new(),
        }
    }

    /// Adds the descriptions of a code object's functions.
    pub(crate) fn add(
        &mut self,
        file: &mut ObjectFile,
        code: &CodeObject,
        placed: &Placed,
    ) -> Result<(), AotError> {
        for function in &code.functions {
            let Some(parts) = function.unwind.as_deref().and_then(take_apart) else {
                continue;
            };
            let common = self.common(file, &parts.common());
            let symbol = file.out.section_symbol(placed.text);
            // Length, distance back to the common record, start, size, no augmentation.
            let mut record = vec![0; 4];
            let start = file.out.section(self.section).data().len() as u64;
            record.extend(((start + 4 - common) as u32).to_le_bytes());
            record.extend([0; 4]);
            record.extend(function.size.to_le_bytes());
            record.push(0);
            record.extend(parts.instructions);
            let at = file
                .out
                .append_section_data(self.section, &finish(record), 8);
            let kind = file.distance_type();
            file.add_relocation(
                self.section,
                at + 8,
                symbol,
                i64::from(function.offset),
                kind,
            )?;
        }
        Ok(())
    }

    fn common(&mut self, file: &mut ObjectFile, record: &[u8]) -> u64 {
        if let Some((_, offset)) = self.common.iter().find(|(known, _)| known == record) {
            return *offset;
        }
        let offset = file.out.append_section_data(self.section, record, 8);
        self.common.push((record.to_vec(), offset));
        offset
    }
}

/// The parts of a function's two records that stay as they are.
struct Parts<'a> {
    /// Alignment factors and return register of the common record.
    registers: &'a [u8],
    /// Its instructions.
    initial: &'a [u8],
    /// The instructions of the function's own record.
    instructions: &'a [u8],
}

impl Parts<'_> {
    /// The common record: identifier 0, version 1, augmentation `zR`.
    fn common(&self) -> Vec<u8> {
        let mut record = vec![0, 0, 0, 0, 0, 0, 0, 0, 1, b'z', b'R', 0];
        record.extend(self.registers);
        record.extend([1, PCREL_SDATA4]);
        record.extend(self.initial);
        finish(record)
    }
}

/// Pads a record with `DW_CFA_nop` (0) and sets its length.
fn finish(mut record: Vec<u8>) -> Vec<u8> {
    record.resize(record.len().next_multiple_of(8), 0);
    let length = (record.len() - 4) as u32;
    record[..4].copy_from_slice(&length.to_le_bytes());
    record
}

/// Reads a common record without augmentation and the one function record after it.
fn take_apart(bytes: &[u8]) -> Option<Parts<'_>> {
    let (common, rest) = record(bytes)?;
    let (own, _) = record(rest)?;
    // Identifier 0, version 1, empty augmentation.
    let after = common.strip_prefix(&[0, 0, 0, 0, 1, 0])?;
    let registers = leb_len(after)?;
    let registers = registers + leb_len(after.get(registers..)?)?;
    // The return register is one byte in version 1.
    let (registers, initial) = after.split_at_checked(registers + 1)?;
    // Pointer to the common record, address and size of 8 bytes each.
    let instructions = own.get(4 + 8 + 8..)?;
    Some(Parts {
        registers,
        initial,
        instructions,
    })
}

/// The contents of the first record and what follows it.
fn record(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

/// Bytes of the LEB128 number at the start.
fn leb_len(bytes: &[u8]) -> Option<usize> {
    Some(1 + bytes.iter().position(|byte| byte & 0x80 == 0)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_taken_apart_and_written_again() {
        // Common: code factor 1, data factor -8, register 16; then an instruction and padding.
        let mut bytes = vec![12, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0x78, 16, 0x0c, 0, 0];
        bytes.extend([24, 0, 0, 0, 20, 0, 0, 0]);
        bytes.extend([0; 8]);
        bytes.extend([5, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend([0x41, 0x0e, 0x10, 0]);
        let parts = take_apart(&bytes).map(|parts| (parts.common(), parts.instructions.to_vec()));
        let (common, instructions) = parts.unwrap_or_default();
        assert_eq!(&common[8..17], &[1, b'z', b'R', 0, 1, 0x78, 16, 1, 0x1b]);
        assert_eq!(common.len() % 8, 0);
        assert_eq!(instructions, [0x41, 0x0e, 0x10, 0]);
        assert!(take_apart(&bytes[..20]).is_none());
    }
}
