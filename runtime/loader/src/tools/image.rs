//! A loaded object as an ELF file in memory, for the debugger: code at its final address, symbols, frame
//! descriptions, and the line table.

use object::elf;
use object::write::StringId;
use object::write::elf::{FileHeader, SectionHeader, SectionIndex, Sym, Writer};

use crate::dwarf::{self, CodeAddress, DebugFunction, DebugUnit};
use crate::object::CodeObject;

/// A section on its way into the file.
struct Part {
    name: &'static str,
    kind: u32,
    flags: u64,
    address: u64,
    align: u64,
    bytes: Vec<u8>,
}

/// Where a part is in the file.
struct Placed {
    name: StringId,
    index: SectionIndex,
    offset: usize,
}

const MACHINE: u16 = if cfg!(target_arch = "aarch64") {
    elf::EM_AARCH64
} else {
    elf::EM_X86_64
};

/// The image of an object whose code is at `base`. None when it cannot be written, which would be a fault
/// of a library; the debugger then goes without.
pub(super) fn elf_image(object: &CodeObject, base: usize) -> Option<Vec<u8>> {
    let parts = parts(object, base)?;
    let mut buffer = Vec::new();
    let endian = match cfg!(target_endian = "big") {
        true => object::Endianness::Big,
        false => object::Endianness::Little,
    };
    let mut writer = Writer::new(endian, true, &mut buffer);
    writer.reserve_null_section_index();
    let named: Vec<_> = parts
        .iter()
        .map(|part| {
            let name = writer.add_section_name(part.name.as_bytes());
            (name, writer.reserve_section_index())
        })
        .collect();
    let code = named.first()?.1;
    writer.reserve_symtab_section_index();
    writer.reserve_strtab_section_index();
    writer.reserve_shstrtab_section_index();
    writer.reserve_null_symbol_index();
    let symbols: Vec<StringId> = object
        .functions
        .iter()
        .map(|function| {
            writer.reserve_symbol_index(Some(code));
            writer.add_string(function.display_name().as_bytes())
        })
        .collect();
    writer.reserve_file_header();
    let placed: Vec<Placed> = parts
        .iter()
        .zip(named)
        .map(|(part, (name, index))| Placed {
            name,
            index,
            offset: writer.reserve(part.bytes.len(), part.align as usize),
        })
        .collect();
    writer.reserve_symtab();
    writer.reserve_strtab();
    writer.reserve_shstrtab();
    writer.reserve_section_headers();
    write_contents(&mut writer, &parts, &placed)?;
    writer.write_null_symbol();
    for (function, name) in object.functions.iter().zip(symbols) {
        writer.write_symbol(&Sym {
            name: Some(name),
            section: Some(code),
            st_info: elf::STB_GLOBAL << 4 | elf::STT_FUNC,
            st_other: 0,
            st_shndx: 0,
            st_value: (base + function.offset as usize) as u64,
            st_size: u64::from(function.size),
        });
    }
    writer.write_strtab();
    writer.write_shstrtab();
    write_headers(&mut writer, &parts, &placed);
    Some(buffer)
}

fn write_contents(writer: &mut Writer<'_>, parts: &[Part], placed: &[Placed]) -> Option<()> {
    let header = FileHeader {
        os_abi: elf::ELFOSABI_NONE,
        abi_version: 0,
        e_type: elf::ET_EXEC,
        e_machine: MACHINE,
        e_entry: 0,
        e_flags: 0,
    };
    writer.write_file_header(&header).ok()?;
    for (part, at) in parts.iter().zip(placed) {
        writer.pad_until(at.offset);
        writer.write(&part.bytes);
    }
    Some(())
}

fn write_headers(writer: &mut Writer<'_>, parts: &[Part], placed: &[Placed]) {
    writer.write_null_section_header();
    for (part, at) in parts.iter().zip(placed) {
        debug_assert!(at.index.0 > 0);
        writer.write_section_header(&SectionHeader {
            name: Some(at.name),
            sh_type: part.kind,
            sh_flags: part.flags,
            sh_addr: part.address,
            sh_offset: at.offset as u64,
            sh_size: part.bytes.len() as u64,
            sh_link: 0,
            sh_info: 0,
            sh_addralign: part.align,
            sh_entsize: 0,
        });
    }
    // Every symbol but the null one is global.
    writer.write_symtab_section_header(1);
    writer.write_strtab_section_header();
    writer.write_shstrtab_section_header();
}

/// The sections, the code first.
fn parts(object: &CodeObject, base: usize) -> Option<Vec<Part>> {
    let mut parts = vec![
        Part {
            name: ".text",
            kind: elf::SHT_PROGBITS,
            flags: u64::from(elf::SHF_ALLOC | elf::SHF_EXECINSTR),
            address: base as u64,
            align: 64,
            bytes: object.code.clone(),
        },
        Part {
            name: ".eh_frame",
            kind: elf::SHT_PROGBITS,
            flags: u64::from(elf::SHF_ALLOC),
            address: 0,
            align: 8,
            bytes: frames(object, base),
        },
    ];
    for section in debug_sections(object, base)? {
        parts.push(Part {
            name: section.name,
            kind: elf::SHT_PROGBITS,
            flags: 0,
            address: 0,
            align: 1,
            // Sections are read from their own starts.
            bytes: section.resolved(&|_| 0),
        });
    }
    Some(parts)
}

fn debug_sections(object: &CodeObject, base: usize) -> Option<Vec<dwarf::DebugSection>> {
    let functions: Vec<DebugFunction<'_>> = object
        .functions
        .iter()
        .map(|function| DebugFunction {
            name: function.display_name(),
            // The debugger would show the name of the specialisation instead.
            linkage_name: function.display_name(),
            file: &function.file,
            start: CodeAddress::Absolute((base + function.offset as usize) as u64),
            size: function.size,
            lines: &function.lines,
        })
        .collect();
    let files = object.functions.iter().map(|function| &*function.file);
    let directory = std::env::current_dir().unwrap_or_default();
    let unit = DebugUnit {
        name: files
            .into_iter()
            .find(|file| !file.is_empty())
            .unwrap_or(""),
        directory: &directory.to_string_lossy(),
        big_endian: cfg!(target_endian = "big"),
    };
    dwarf::write_debug_sections(unit, &functions).ok()
}

/// The frame descriptions of all functions, each with the address of its function.
fn frames(object: &CodeObject, base: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for function in &object.functions {
        if let Some(unwind) = &function.unwind {
            let address = base + function.offset as usize;
            bytes.extend(placed_frame(unwind, address as u64).unwrap_or_default());
        }
    }
    bytes.extend([0; 4]);
    bytes
}

/// A function's frame description with its address filled in. The bytes are a common entry and one
/// description (`unwind` of the back end); each begins with its length, the description goes on with a
/// pointer to the common entry, and then the address.
fn placed_frame(unwind: &[u8], address: u64) -> Option<Vec<u8>> {
    const LENGTH: usize = 4;
    let common = u32::from_ne_bytes(unwind.get(..LENGTH)?.try_into().ok()?) as usize + LENGTH;
    let at = common + LENGTH + 4;
    let mut bytes = unwind.to_vec();
    bytes
        .get_mut(at..at + 8)?
        .copy_from_slice(&address.to_ne_bytes());
    Some(bytes)
}
