//! Records with pointers in a data section.

use object::write::{SectionId, SymbolId};
use object::{SectionFlags, SectionKind, elf};

use crate::elf::ObjectFile;
use crate::error::AotError;

/// A data section under construction.
pub(crate) struct Records {
    /// The section.
    pub(crate) section: SectionId,
    /// Symbol of its start.
    pub(crate) symbol: SymbolId,
    bytes: Vec<u8>,
    /// Offset, symbol and distance of each pointer.
    pointers: Vec<(u64, SymbolId, u64)>,
}

/// A field of a record, 8 bytes each.
#[derive(Clone, Copy)]
pub(crate) enum Word {
    /// A number.
    Number(u64),
    /// The address of a symbol.
    Symbol(SymbolId),
    /// The address of an offset in this section.
    Here(u64),
}

impl Records {
    /// An empty section.
    pub(crate) fn new(file: &mut ObjectFile, name: &str, kind: SectionKind) -> Records {
        let section = file
            .out
            .add_section(Vec::new(), name.as_bytes().to_vec(), kind);
        Records {
            section,
            symbol: file.out.section_symbol(section),
            bytes: Vec::new(),
            pointers: Vec::new(),
        }
    }

    /// Adds a record; the result is its offset.
    pub(crate) fn words(&mut self, words: &[Word]) -> u64 {
        let start = self.align();
        for &word in words {
            let at = self.bytes.len() as u64;
            let number = match word {
                Word::Number(number) => number,
                Word::Symbol(symbol) => {
                    self.pointers.push((at, symbol, 0));
                    0
                }
                Word::Here(offset) => {
                    self.pointers.push((at, self.symbol, offset));
                    0
                }
            };
            self.bytes.extend(number.to_le_bytes());
        }
        start
    }

    /// Adds bytes; the result is their offset.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> u64 {
        let start = self.align();
        self.bytes.extend_from_slice(bytes);
        start
    }

    /// Adds a text with a NUL at its end; the result is its offset.
    pub(crate) fn text(&mut self, text: &str) -> u64 {
        let mut bytes: Vec<u8> = text.bytes().filter(|&byte| byte != 0).collect();
        bytes.push(0);
        self.bytes(&bytes)
    }

    fn align(&mut self) -> u64 {
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
        self.bytes.len() as u64
    }

    /// Writes the section.
    pub(crate) fn finish(self, file: &mut ObjectFile) -> Result<(), AotError> {
        file.out.append_section_data(self.section, &self.bytes, 8);
        let kind = file.pointer_type();
        for (at, symbol, distance) in self.pointers {
            file.add_relocation(self.section, at, symbol, distance as i64, kind)?;
        }
        Ok(())
    }
}

/// Has a function run when the library is loaded.
pub(crate) fn add_constructor(file: &mut ObjectFile, function: SymbolId) -> Result<(), AotError> {
    let kind = SectionKind::Elf(elf::SHT_INIT_ARRAY);
    let mut constructors = Records::new(file, ".init_array", kind);
    file.out.section_mut(constructors.section).flags = SectionFlags::Elf {
        sh_flags: u64::from(elf::SHF_ALLOC | elf::SHF_WRITE),
    };
    constructors.words(&[Word::Symbol(function)]);
    constructors.finish(file)
}
