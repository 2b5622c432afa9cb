//! Code objects as ELF relocatable objects.
//!
//! Every code object gets a text and a read-only data section of its own, so that the linker can drop what
//! is not reached. Its functions are local symbols; names appear outside only where the caller asks for it.

use std::collections::HashMap;

use numjit_loader::{CodeObject, Reloc, RelocKind, RelocTarget, Section};
use object::write::{Object, Relocation, SectionId, Symbol, SymbolId, SymbolSection};
use object::{
    Architecture, BinaryFormat, Endianness, RelocationFlags, SectionFlags, SectionKind,
    SymbolFlags, SymbolKind, SymbolScope, elf,
};
use target_lexicon::Triple;

use crate::error::AotError;

/// Alignment of code and constants, as the loader gives it too.
const ALIGN: u64 = 64;

/// An ELF relocatable object under construction.
pub(crate) struct ObjectFile {
    pub(crate) out: Object<'static>,
    machine: Machine,
    undefined: HashMap<String, SymbolId>,
    parts: usize,
}

/// The architectures that objects are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Machine {
    X86,
    Arm,
}

/// Where a code object went.
pub(crate) struct Placed {
    /// Its text section.
    pub(crate) text: SectionId,
    /// Symbols of its functions, by linker name.
    pub(crate) functions: HashMap<String, SymbolId>,
}

impl ObjectFile {
    /// An empty object for a target.
    pub(crate) fn new(triple: &Triple) -> Result<ObjectFile, AotError> {
        let machine = machine(triple)?;
        let architecture = match machine {
            Machine::X86 => Architecture::X86_64,
            Machine::Arm => Architecture::Aarch64,
        };
        let mut out = Object::new(BinaryFormat::Elf, architecture, Endianness::Little);
        // Without this section linkers make the stack executable.
        let note = out.add_section(Vec::new(), b".note.GNU-stack".to_vec(), SectionKind::Other);
        out.section_mut(note).flags = SectionFlags::Elf { sh_flags: 0 };
        Ok(ObjectFile {
            out,
            machine,
            undefined: HashMap::new(),
            parts: 0,
        })
    }

    /// The architecture.
    pub(crate) fn machine(&self) -> Machine {
        self.machine
    }

    /// A local name for a place in a section, which is given by the symbol of its start.
    pub(crate) fn alias(&mut self, name: &str, section: SectionId, offset: u64) -> SymbolId {
        self.define(name, SymbolKind::Data, section, (offset, 8), false)
    }

    /// Adds a code object. `exported` are the linker names that become global symbols of the same name;
    /// `known` resolves functions that other code objects define, and everything else that the object does
    /// not define itself becomes an undefined symbol.
    pub(crate) fn add_code(
        &mut self,
        code: &CodeObject,
        exported: &[&str],
        known: &HashMap<String, SymbolId>,
    ) -> Result<Placed, AotError> {
        code.check()
            .map_err(|error| AotError::Internal(error.to_string()))?;
        let part = self.parts;
        self.parts += 1;
        let text = self.section(
            &format!(".text.numjit.{part}"),
            SectionKind::Text,
            &code.code,
        );
        let rodata = self.section(
            &format!(".rodata.numjit.{part}"),
            SectionKind::ReadOnlyData,
            &code.rodata,
        );
        let mut functions = HashMap::new();
        for function in &code.functions {
            let name = function.name.as_str();
            let is_global = exported.contains(&name);
            let (offset, size) = (u64::from(function.offset), u64::from(function.size));
            let symbol = self.define(name, SymbolKind::Text, text, (offset, size), is_global);
            functions.insert(function.name.clone(), symbol);
        }
        let placed = Placed { text, functions };
        for reloc in &code.relocations {
            let section = match reloc.section {
                Section::Code => text,
                Section::Rodata => rodata,
            };
            let symbol = self.target(&reloc.target, rodata, &placed.functions, known);
            self.relocate(section, reloc, symbol)?;
        }
        Ok(placed)
    }

    fn section(&mut self, name: &str, kind: SectionKind, data: &[u8]) -> SectionId {
        let section = self
            .out
            .add_section(Vec::new(), name.as_bytes().to_vec(), kind);
        self.out.append_section_data(section, data, ALIGN);
        section
    }

    /// Defines a symbol at (offset, size) in a section.
    pub(crate) fn define(
        &mut self,
        name: &str,
        kind: SymbolKind,
        section: SectionId,
        (value, size): (u64, u64),
        is_global: bool,
    ) -> SymbolId {
        let scope = if is_global {
            SymbolScope::Dynamic
        } else {
            SymbolScope::Compilation
        };
        self.out.add_symbol(Symbol {
            name: name.as_bytes().to_vec(),
            value,
            size,
            kind,
            scope,
            weak: false,
            section: SymbolSection::Section(section),
            flags: SymbolFlags::None,
        })
    }

    /// A symbol that some other object defines.
    pub(crate) fn undefined(&mut self, name: &str) -> SymbolId {
        if let Some(&known) = self.undefined.get(name) {
            return known;
        }
        let symbol = self.out.add_symbol(Symbol {
            name: name.as_bytes().to_vec(),
            value: 0,
            size: 0,
            kind: SymbolKind::Unknown,
            scope: SymbolScope::Unknown,
            weak: false,
            section: SymbolSection::Undefined,
            flags: SymbolFlags::None,
        });
        self.undefined.insert(name.to_owned(), symbol);
        symbol
    }

    /// Names of the symbols that other objects must define, in alphabetical order.
    pub(crate) fn undefined_names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.undefined.keys().cloned().collect();
        names.sort_unstable();
        names
    }

    fn target(
        &mut self,
        target: &RelocTarget,
        rodata: SectionId,
        own: &HashMap<String, SymbolId>,
        known: &HashMap<String, SymbolId>,
    ) -> SymbolId {
        match target {
            RelocTarget::Rodata => self.out.section_symbol(rodata),
            RelocTarget::Symbol(symbol) => self.undefined(symbol.info().name),
            RelocTarget::LibCall(name) => self.undefined(name),
            RelocTarget::Function(name) | RelocTarget::External(name) => {
                let found = own.get(name).or_else(|| known.get(name));
                found.copied().unwrap_or_else(|| self.undefined(name))
            }
        }
    }

    fn relocate(
        &mut self,
        section: SectionId,
        reloc: &Reloc,
        symbol: SymbolId,
    ) -> Result<(), AotError> {
        let r_type = relocation_type(self.machine, reloc.kind).ok_or_else(|| {
            AotError::Internal(format!("the relocation {:?} has no ELF form", reloc.kind))
        })?;
        self.add_relocation(
            section,
            u64::from(reloc.offset),
            symbol,
            reloc.addend,
            r_type,
        )
    }

    /// Adds a relocation by its ELF number.
    pub(crate) fn add_relocation(
        &mut self,
        section: SectionId,
        offset: u64,
        symbol: SymbolId,
        addend: i64,
        r_type: u32,
    ) -> Result<(), AotError> {
        let relocation = Relocation {
            offset,
            symbol,
            addend,
            flags: RelocationFlags::Elf { r_type },
        };
        let added = self.out.add_relocation(section, relocation);
        added.map_err(|error| AotError::Internal(error.to_string()))
    }

    /// ELF number of the relocation of an 8-byte address.
    pub(crate) fn pointer_type(&self) -> u32 {
        match self.machine {
            Machine::X86 => elf::R_X86_64_64,
            Machine::Arm => elf::R_AARCH64_ABS64,
        }
    }

    /// ELF number of the relocation of a 4-byte distance.
    pub(crate) fn distance_type(&self) -> u32 {
        match self.machine {
            Machine::X86 => elf::R_X86_64_PC32,
            Machine::Arm => elf::R_AARCH64_PREL32,
        }
    }

    /// A global function that jumps to an undefined one.
    pub(crate) fn add_jump(&mut self, name: &str, to: &str) -> Result<(), AotError> {
        let section = self.section(&format!(".text.{name}"), SectionKind::Text, &[]);
        let to = self.undefined(to);
        let size = match self.machine {
            Machine::X86 => {
                // jmp rel32
                self.out
                    .append_section_data(section, &[0xe9, 0, 0, 0, 0], 16);
                self.add_relocation(section, 1, to, -4, elf::R_X86_64_PLT32)?;
                5
            }
            Machine::Arm => {
                // b
                let code = 0x1400_0000_u32.to_le_bytes();
                self.out.append_section_data(section, &code, 16);
                self.add_relocation(section, 0, to, 0, elf::R_AARCH64_JUMP26)?;
                4
            }
        };
        self.define(name, SymbolKind::Text, section, (0, size), true);
        Ok(())
    }

    /// A function that jumps to an undefined one, with the address of a place in the data as the first
    /// argument and, if there is one, a small number as the second.
    pub(crate) fn add_call_with_data(
        &mut self,
        name: &str,
        to: &str,
        (data, offset): (SymbolId, u64),
        number: Option<u32>,
        is_global: bool,
    ) -> Result<SymbolId, AotError> {
        let section = self.section(&format!(".text.{name}"), SectionKind::Text, &[]);
        let to = self.undefined(to);
        let code = match self.machine {
            Machine::X86 => x86_call(number),
            Machine::Arm => arm_call(number),
        };
        self.out.append_section_data(section, &code, 16);
        let (offset, size) = (offset as i64, code.len() as u64);
        match self.machine {
            Machine::X86 => {
                self.add_relocation(section, 3, data, offset - 4, elf::R_X86_64_PC32)?;
                self.add_relocation(section, size - 4, to, -4, elf::R_X86_64_PLT32)?;
            }
            Machine::Arm => {
                self.add_relocation(section, 0, data, offset, elf::R_AARCH64_ADR_PREL_PG_HI21)?;
                self.add_relocation(section, 4, data, offset, elf::R_AARCH64_ADD_ABS_LO12_NC)?;
                self.add_relocation(section, size - 4, to, 0, elf::R_AARCH64_JUMP26)?;
            }
        }
        Ok(self.define(name, SymbolKind::Text, section, (0, size), is_global))
    }

    /// A global function that returns the address of a place in the data; without one, it only returns.
    pub(crate) fn add_constant(
        &mut self,
        name: &str,
        place: Option<(SymbolId, u64)>,
    ) -> Result<(), AotError> {
        let section = self.section(&format!(".text.{name}"), SectionKind::Text, &[]);
        let code: &[u8] = match (self.machine, place) {
            // lea rax, [rip + data]; ret
            (Machine::X86, Some(_)) => &[0x48, 0x8d, 0x05, 0, 0, 0, 0, 0xc3],
            (Machine::X86, None) => &[0xc3],
            // adrp x0, data; add x0, x0, :lo12:data; ret
            (Machine::Arm, Some(_)) => &[0, 0, 0, 0x90, 0, 0, 0, 0x91, 0xc0, 0x03, 0x5f, 0xd6],
            (Machine::Arm, None) => &[0xc0, 0x03, 0x5f, 0xd6],
        };
        self.out.append_section_data(section, code, 16);
        if let Some((data, offset)) = place {
            let offset = offset as i64;
            match self.machine {
                Machine::X86 => {
                    self.add_relocation(section, 3, data, offset - 4, elf::R_X86_64_PC32)?;
                }
                Machine::Arm => {
                    let (page, low) = (
                        elf::R_AARCH64_ADR_PREL_PG_HI21,
                        elf::R_AARCH64_ADD_ABS_LO12_NC,
                    );
                    self.add_relocation(section, 0, data, offset, page)?;
                    self.add_relocation(section, 4, data, offset, low)?;
                }
            }
        }
        self.define(
            name,
            SymbolKind::Text,
            section,
            (0, code.len() as u64),
            true,
        );
        Ok(())
    }

    /// A local function that jumps to the address in a word of the data (x86-64).
    pub(crate) fn add_indirect_jump(
        &mut self,
        name: &str,
        (data, offset): (SymbolId, u64),
    ) -> Result<SymbolId, AotError> {
        // jmp [rip + word]
        let code = [0xff, 0x25, 0, 0, 0, 0];
        let section = self.section(&format!(".text.{name}"), SectionKind::Text, &code);
        let addend = offset as i64 - 4;
        self.add_relocation(section, 2, data, addend, elf::R_X86_64_PC32)?;
        Ok(self.define(name, SymbolKind::Text, section, (0, 6), false))
    }

    /// The bytes of the finished object.
    pub(crate) fn finish(&self) -> Result<Vec<u8>, AotError> {
        let written = self.out.write();
        written.map_err(|error| AotError::Internal(error.to_string()))
    }
}

/// `lea rdi, [rip + data]; mov esi, number; jmp to`.
fn x86_call(number: Option<u32>) -> Vec<u8> {
    let mut code = vec![0x48, 0x8d, 0x3d, 0, 0, 0, 0];
    if let Some(number) = number {
        code.push(0xbe);
        code.extend(number.to_le_bytes());
    }
    code.extend([0xe9, 0, 0, 0, 0]);
    code
}

/// `adrp x0, data; add x0, x0, :lo12:data; mov w1, number; b to`.
fn arm_call(number: Option<u32>) -> Vec<u8> {
    let mut words = vec![0x9000_0000_u32, 0x9100_0000];
    words.extend(number.map(|number| 0x5280_0001 | (number & 0xffff) << 5));
    words.push(0x1400_0000);
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn machine(triple: &Triple) -> Result<Machine, AotError> {
    use target_lexicon::{Architecture as Arch, BinaryFormat as Format};
    match (triple.architecture, triple.binary_format) {
        (Arch::X86_64, Format::Elf) => Ok(Machine::X86),
        (Arch::Aarch64(_), Format::Elf) => Ok(Machine::Arm),
        _ => Err(AotError::Target(format!(
            "objects for {triple} cannot be written: x86_64 and aarch64 Linux can be targets, as in \
             --target aarch64-unknown-linux-gnu"
        ))),
    }
}

fn relocation_type(machine: Machine, kind: RelocKind) -> Option<u32> {
    Some(match (machine, kind) {
        (Machine::X86, RelocKind::Abs4) => elf::R_X86_64_32,
        (Machine::X86, RelocKind::Abs8) => elf::R_X86_64_64,
        (Machine::X86, RelocKind::PcRel4) => elf::R_X86_64_PC32,
        (Machine::X86, RelocKind::CallPcRel4) => elf::R_X86_64_PLT32,
        (Machine::X86, RelocKind::GotPcRel4) => elf::R_X86_64_GOTPCREL,
        (Machine::Arm, RelocKind::Abs8) => elf::R_AARCH64_ABS64,
        (Machine::Arm, RelocKind::PcRel4) => elf::R_AARCH64_PREL32,
        (Machine::Arm, RelocKind::Arm64Call) => elf::R_AARCH64_CALL26,
        (Machine::Arm, RelocKind::Arm64AdrPage21) => elf::R_AARCH64_ADR_PREL_PG_HI21,
        (Machine::Arm, RelocKind::Arm64AddLo12) => elf::R_AARCH64_ADD_ABS_LO12_NC,
        (Machine::Arm, RelocKind::Arm64AdrGotPage21) => elf::R_AARCH64_ADR_GOT_PAGE,
        (Machine::Arm, RelocKind::Arm64Ld64GotLo12) => elf::R_AARCH64_LD64_GOT_LO12_NC,
        _ => return None,
    })
}
