//! DWARF for compiled code: function names, and the line table that leads from addresses to lines of
//! Python source.
//!
//! The same writer serves code in memory, whose addresses are known, and object files, whose addresses
//! are symbols that a linker fills in. One unit describes all functions it is given; each may come from
//! a file of its own.

use std::collections::HashMap;

use gimli::write::{
    Address, AttributeValue, DwarfUnit, EndianVec, FileId, LineProgram, LineString, Range,
    RangeList, RelocateWriter, RelocationTarget, Sections, UnitEntryId,
};
use gimli::{Encoding, Format, LineEncoding, RunTimeEndian, constants};

use crate::object::LineEntry;

/// A function to describe.
#[derive(Clone, Copy, Debug)]
pub struct DebugFunction<'a> {
    /// Name as users know it, such as `total`.
    pub name: &'a str,
    /// Name in symbol tables.
    pub linkage_name: &'a str,
    /// Source file; a relative one is relative to the directory of the unit. May be empty.
    pub file: &'a str,
    /// Where its code begins.
    pub start: CodeAddress,
    /// Bytes of code.
    pub size: u32,
    /// Source lines by ascending offset.
    pub lines: &'a [LineEntry],
}

/// Where code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeAddress {
    /// At an address of this process.
    Absolute(u64),
    /// At an offset from a symbol, which the caller has numbered.
    Symbol {
        /// The caller's number of the symbol.
        symbol: usize,
        /// Bytes behind it.
        offset: i64,
    },
}

/// What describes a unit as a whole.
#[derive(Clone, Copy, Debug)]
pub struct DebugUnit<'a> {
    /// Name of the unit, usually the source file.
    pub name: &'a str,
    /// Directory that relative file names start from.
    pub directory: &'a str,
    /// Whether the target stores the high byte first.
    pub big_endian: bool,
}

/// One section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebugSection {
    /// ELF name, such as `.debug_line`.
    pub name: &'static str,
    /// Contents, with zeros at the places of the relocations.
    pub bytes: Vec<u8>,
    /// Places to fill in.
    pub relocations: Vec<DebugReloc>,
}

/// A place that depends on where something ends up: it gets the target's address plus the addend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DebugReloc {
    /// Offset in the section.
    pub offset: usize,
    /// Bytes of the place.
    pub size: u8,
    /// What it refers to.
    pub target: DebugTarget,
    /// Added to the target's address.
    pub addend: i64,
}

/// What a place in a debug section refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DebugTarget {
    /// A symbol by the caller's number.
    Symbol(usize),
    /// Another debug section by name.
    Section(&'static str),
}

/// DWARF 4 is what every debugger and profiler in use reads.
const ENCODING: Encoding = Encoding {
    format: Format::Dwarf32,
    version: 4,
    address_size: 8,
};

/// Stands for an absent name, which the format does not allow.
const UNKNOWN: &str = "<unknown>";

/// Writes the sections that describe some functions; empty ones are left out.
pub fn write_debug_sections(
    unit: DebugUnit<'_>,
    functions: &[DebugFunction<'_>],
) -> Result<Vec<DebugSection>, gimli::write::Error> {
    let mut dwarf = DwarfUnit::new(ENCODING);
    let directory = path(unit.directory);
    let name = path(unit.name);
    dwarf.unit.line_program = LineProgram::new(
        ENCODING,
        LineEncoding::default(),
        LineString::String(directory.clone()),
        None,
        LineString::String(name.clone()),
        None,
    );
    let files = write_lines(&mut dwarf.unit.line_program, functions);
    let ranges = functions.iter().map(|function| Range::StartLength {
        begin: address(function.start),
        length: u64::from(function.size),
    });
    let ranges = dwarf.unit.ranges.add(RangeList(ranges.collect()));
    let root = dwarf.unit.get_mut(dwarf.unit.root());
    let producer = concat!("numjit ", env!("CARGO_PKG_VERSION"));
    root.set(constants::DW_AT_producer, text(producer.as_bytes()));
    let language = AttributeValue::Language(constants::DW_LANG_Python);
    root.set(constants::DW_AT_language, language);
    root.set(constants::DW_AT_name, AttributeValue::String(name));
    root.set(constants::DW_AT_comp_dir, AttributeValue::String(directory));
    // Ranges are relative to the unit's lowest address, which zero makes absolute.
    let base = AttributeValue::Address(Address::Constant(0));
    root.set(constants::DW_AT_low_pc, base);
    let ranges = AttributeValue::RangeListRef(ranges);
    root.set(constants::DW_AT_ranges, ranges);
    for (function, &file) in functions.iter().zip(&files) {
        add_function(&mut dwarf, function, file);
    }
    let endian = match unit.big_endian {
        true => RunTimeEndian::Big,
        false => RunTimeEndian::Little,
    };
    let mut sections = Sections::new(Recorder::new(endian));
    dwarf.write(&mut sections)?;
    Ok(collect(&mut sections))
}

fn add_function(dwarf: &mut DwarfUnit, function: &DebugFunction<'_>, file: FileId) {
    let root = dwarf.unit.root();
    let id: UnitEntryId = dwarf.unit.add(root, constants::DW_TAG_subprogram);
    let entry = dwarf.unit.get_mut(id);
    entry.set(constants::DW_AT_name, text(&path(function.name)));
    let linkage = text(&path(function.linkage_name));
    entry.set(constants::DW_AT_linkage_name, linkage);
    let start = AttributeValue::Address(address(function.start));
    entry.set(constants::DW_AT_low_pc, start);
    let size = AttributeValue::Udata(u64::from(function.size));
    entry.set(constants::DW_AT_high_pc, size);
    entry.set(
        constants::DW_AT_decl_file,
        AttributeValue::FileIndex(Some(file)),
    );
    let first = function.lines.iter().map(|entry| entry.line);
    if let Some(line) = first.filter(|&line| line > 0).min() {
        let line = AttributeValue::Udata(u64::from(line));
        entry.set(constants::DW_AT_decl_line, line);
    }
    entry.set(constants::DW_AT_external, AttributeValue::FlagPresent);
}

/// Writes one sequence a function and gives the file of each.
fn write_lines(program: &mut LineProgram, functions: &[DebugFunction<'_>]) -> Vec<FileId> {
    let mut known: HashMap<&str, FileId> = HashMap::new();
    let directory = program.default_directory();
    let mut files = Vec::with_capacity(functions.len());
    for function in functions {
        let file = *known.entry(function.file).or_insert_with(|| {
            let name = LineString::String(path(function.file));
            program.add_file(name, directory, None)
        });
        write_sequence(program, function, file);
        files.push(file);
    }
    files
}

fn write_sequence(program: &mut LineProgram, function: &DebugFunction<'_>, file: FileId) {
    program.begin_sequence(Some(address(function.start)));
    let mut last = None;
    let first = LineEntry {
        offset: 0,
        line: first_line(function.lines),
        column: 0,
    };
    // The prologue comes before every instruction with a line of its own; it counts as the first line,
    // because debuggers look for a breakpoint's place from there.
    for entry in std::iter::once(&first).chain(function.lines) {
        if last == Some(entry.offset) && entry.line == 0 {
            continue;
        }
        last = Some(entry.offset);
        let row = program.row();
        row.address_offset = u64::from(entry.offset);
        row.file = file;
        row.line = u64::from(entry.line);
        row.column = u64::from(entry.column);
        program.generate_row();
    }
    program.end_sequence(u64::from(function.size));
}

fn first_line(lines: &[LineEntry]) -> u32 {
    let mut lines = lines.iter().map(|entry| entry.line);
    lines.find(|&line| line > 0).unwrap_or(0)
}

fn address(at: CodeAddress) -> Address {
    match at {
        CodeAddress::Absolute(address) => Address::Constant(address),
        CodeAddress::Symbol { symbol, offset } => Address::Symbol {
            symbol,
            addend: offset,
        },
    }
}

/// A name without the null bytes that would end it early.
fn path(name: &str) -> Vec<u8> {
    let bytes: Vec<u8> = name.bytes().filter(|&byte| byte != 0).collect();
    match bytes.is_empty() {
        true => UNKNOWN.into(),
        false => bytes,
    }
}

fn text(bytes: &[u8]) -> AttributeValue {
    AttributeValue::String(bytes.to_vec())
}

fn collect(sections: &mut Sections<Recorder>) -> Vec<DebugSection> {
    let mut found = Vec::new();
    // The closure cannot fail; the error type is a formality of the interface.
    let _ = sections.for_each_mut(|id, section| {
        if !section.bytes.slice().is_empty() {
            found.push(DebugSection {
                name: id.name(),
                bytes: section.bytes.take(),
                relocations: std::mem::take(&mut section.relocations),
            });
        }
        Ok::<(), ()>(())
    });
    found
}

/// Collects the bytes and relocations of a section.
#[derive(Clone, Debug)]
struct Recorder {
    bytes: EndianVec<RunTimeEndian>,
    relocations: Vec<DebugReloc>,
}

impl Recorder {
    fn new(endian: RunTimeEndian) -> Recorder {
        Recorder {
            bytes: EndianVec::new(endian),
            relocations: Vec::new(),
        }
    }
}

impl RelocateWriter for Recorder {
    type Writer = EndianVec<RunTimeEndian>;

    fn writer(&self) -> &Self::Writer {
        &self.bytes
    }

    fn writer_mut(&mut self) -> &mut Self::Writer {
        &mut self.bytes
    }

    fn relocate(&mut self, relocation: gimli::write::Relocation) {
        let target = match relocation.target {
            RelocationTarget::Symbol(symbol) => DebugTarget::Symbol(symbol),
            RelocationTarget::Section(id) => DebugTarget::Section(id.name()),
        };
        self.relocations.push(DebugReloc {
            offset: relocation.offset,
            size: relocation.size,
            target,
            addend: relocation.addend,
        });
    }
}

impl DebugSection {
    /// The contents with every place filled in by `address_of`; for sections that are read in place.
    pub fn resolved(&self, address_of: &dyn Fn(DebugTarget) -> u64) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        for reloc in &self.relocations {
            let value = address_of(reloc.target).wrapping_add_signed(reloc.addend);
            let size = usize::from(reloc.size).min(8);
            if let Some(place) = bytes.get_mut(reloc.offset..reloc.offset + size) {
                let bytes = value.to_ne_bytes();
                let from = if cfg!(target_endian = "big") {
                    8 - size
                } else {
                    0
                };
                place.copy_from_slice(&bytes[from..from + size]);
            }
        }
        bytes
    }
}
