//! Debug information: which function and which Python line each piece of code comes from.
//!
//! One compilation unit with a subprogram for each compiled function, and its line table (DWARF 4). Variables
//! are left out: they live in registers of optimised code.

use std::collections::HashMap;

use gimli::write::{
    Address, AttributeValue, DwarfUnit, EndianVec, FileId, LineProgram, LineString, Range,
    RangeList, RelocateWriter, Relocation, RelocationTarget, Sections,
};
use gimli::{Encoding, Format, LineEncoding, LittleEndian, SectionId as DwarfSection};
use numjit::Place;
use numjit_loader::{CodeFunction, CodeObject};
use object::write::{SectionId, SymbolId};
use object::{SectionKind, elf};

use crate::elf::{Machine, ObjectFile, Placed};
use crate::error::AotError;

const ENCODING: Encoding = Encoding {
    format: Format::Dwarf32,
    version: 4,
    address_size: 8,
};

/// The unit under construction.
pub(crate) struct DebugInfo {
    unit: DwarfUnit,
    files: HashMap<String, FileId>,
    /// Start symbols of text sections, which addresses refer to by position.
    symbols: Vec<SymbolId>,
    ranges: Vec<Range>,
}

impl DebugInfo {
    /// A unit for a library that was compiled from a file.
    pub(crate) fn new(main_file: &str) -> DebugInfo {
        let folder = std::env::current_dir().unwrap_or_default();
        let folder = folder.to_string_lossy().into_owned().into_bytes();
        let mut unit = DwarfUnit::new(ENCODING);
        unit.unit.line_program = LineProgram::new(
            ENCODING,
            LineEncoding::default(),
            LineString::String(folder.clone()),
            None,
            LineString::String(main_file.as_bytes().to_vec()),
            None,
        );
        let root = unit.unit.root();
        let root = unit.unit.get_mut(root);
        let producer = format!("numjit {}", env!("CARGO_PKG_VERSION"));
        let text = |text: &[u8]| AttributeValue::String(text.to_vec());
        root.set(gimli::DW_AT_producer, text(producer.as_bytes()));
        root.set(
            gimli::DW_AT_language,
            AttributeValue::Language(gimli::DW_LANG_Python),
        );
        root.set(gimli::DW_AT_name, text(main_file.as_bytes()));
        root.set(gimli::DW_AT_comp_dir, text(&folder));
        DebugInfo {
            unit,
            files: HashMap::new(),
            symbols: Vec::new(),
            ranges: Vec::new(),
        }
    }

    /// Adds the functions of a code object that were written somewhere.
    pub(crate) fn add(
        &mut self,
        file: &mut ObjectFile,
        code: &CodeObject,
        placed: &Placed,
        places: &[Place],
    ) {
        let symbol = self.symbols.len();
        self.symbols.push(file.out.section_symbol(placed.text));
        for function in &code.functions {
            let place = places.iter().find(|place| place.linkage == function.name);
            if let Some(place) = place {
                self.add_function(function, place, symbol);
            }
        }
    }

    fn add_function(&mut self, function: &CodeFunction, place: &Place, symbol: usize) {
        let addend = i64::from(function.offset);
        let start = Address::Symbol { symbol, addend };
        let length = u64::from(function.size);
        let file = self.file(&place.file);
        let root = self.unit.unit.root();
        let entry = self.unit.unit.add(root, gimli::DW_TAG_subprogram);
        let entry = self.unit.unit.get_mut(entry);
        let name = place.name.as_bytes().to_vec();
        entry.set(gimli::DW_AT_name, AttributeValue::String(name));
        entry.set(gimli::DW_AT_external, AttributeValue::Flag(true));
        entry.set(
            gimli::DW_AT_decl_file,
            AttributeValue::FileIndex(Some(file)),
        );
        entry.set(
            gimli::DW_AT_decl_line,
            AttributeValue::Udata(u64::from(place.line)),
        );
        entry.set(gimli::DW_AT_low_pc, AttributeValue::Address(start));
        entry.set(gimli::DW_AT_high_pc, AttributeValue::Udata(length));
        self.ranges.push(Range::StartLength {
            begin: start,
            length,
        });
        self.add_lines(function, start, file, place.line);
    }

    fn add_lines(&mut self, function: &CodeFunction, start: Address, file: FileId, first: u32) {
        let program = &mut self.unit.unit.line_program;
        program.begin_sequence(Some(start));
        let mut row = |offset: u32, line: u32, column: u32| {
            let row = program.row();
            row.address_offset = u64::from(offset);
            row.file = file;
            row.line = u64::from(line);
            row.column = u64::from(column);
            program.generate_row();
        };
        // Breakpoints on a function go to its second row, behind the prologue.
        if function.lines.first().is_none_or(|line| line.offset > 0) {
            row(0, first, 0);
        }
        for line in &function.lines {
            row(line.offset, line.line, line.column);
        }
        program.end_sequence(u64::from(function.size));
    }

    fn file(&mut self, name: &str) -> FileId {
        if let Some(&known) = self.files.get(name) {
            return known;
        }
        let program = &mut self.unit.unit.line_program;
        let folder = program.default_directory();
        let text = LineString::String(name.as_bytes().to_vec());
        let id = program.add_file(text, folder, None);
        self.files.insert(name.to_owned(), id);
        id
    }

    /// Writes the sections.
    pub(crate) fn finish(mut self, file: &mut ObjectFile) -> Result<(), AotError> {
        let fault = |error: gimli::write::Error| AotError::Internal(error.to_string());
        let ranges = self
            .unit
            .unit
            .ranges
            .add(RangeList(std::mem::take(&mut self.ranges)));
        let root = self.unit.unit.root();
        let root = self.unit.unit.get_mut(root);
        root.set(gimli::DW_AT_ranges, AttributeValue::RangeListRef(ranges));
        root.set(
            gimli::DW_AT_low_pc,
            AttributeValue::Address(Address::Constant(0)),
        );
        let mut sections = Sections::new(Section::default());
        self.unit.write(&mut sections).map_err(fault)?;
        let mut written: HashMap<DwarfSection, SectionId> = HashMap::new();
        sections.for_each(|id, section| {
            if !section.data.slice().is_empty() {
                let name = id.name().as_bytes().to_vec();
                let added = file.out.add_section(Vec::new(), name, SectionKind::Debug);
                file.out.append_section_data(added, section.data.slice(), 1);
                written.insert(id, added);
            }
            Ok::<(), AotError>(())
        })?;
        sections.for_each(|id, section| match written.get(&id) {
            Some(&target) => self.relocate(file, target, section, &written),
            None => Ok(()),
        })
    }

    fn relocate(
        &self,
        file: &mut ObjectFile,
        section: SectionId,
        contents: &Section,
        written: &HashMap<DwarfSection, SectionId>,
    ) -> Result<(), AotError> {
        for reloc in &contents.relocations {
            let symbol = match reloc.target {
                RelocationTarget::Symbol(position) => self.symbols.get(position).copied(),
                RelocationTarget::Section(id) => written
                    .get(&id)
                    .map(|&section| file.out.section_symbol(section)),
            };
            let missing = || AotError::Internal("debug information without a target".to_owned());
            let symbol = symbol.ok_or_else(missing)?;
            let kind = address_type(file.machine(), reloc.size);
            file.add_relocation(section, reloc.offset as u64, symbol, reloc.addend, kind)?;
        }
        Ok(())
    }
}

/// ELF number of the relocation of an address of this many bytes.
fn address_type(machine: Machine, size: u8) -> u32 {
    match (machine, size) {
        (Machine::X86, 8) => elf::R_X86_64_64,
        (Machine::X86, _) => elf::R_X86_64_32,
        (Machine::Arm, 8) => elf::R_AARCH64_ABS64,
        (Machine::Arm, _) => elf::R_AARCH64_ABS32,
    }
}

/// A section with the places to relocate.
#[derive(Clone)]
struct Section {
    data: EndianVec<LittleEndian>,
    relocations: Vec<Relocation>,
}

impl Default for Section {
    fn default() -> Section {
        Section {
            data: EndianVec::new(LittleEndian),
            relocations: Vec::new(),
        }
    }
}

impl RelocateWriter for Section {
    type Writer = EndianVec<LittleEndian>;

    fn writer(&self) -> &Self::Writer {
        &self.data
    }

    fn writer_mut(&mut self) -> &mut Self::Writer {
        &mut self.data
    }

    fn relocate(&mut self, relocation: Relocation) {
        self.relocations.push(relocation);
    }
}
