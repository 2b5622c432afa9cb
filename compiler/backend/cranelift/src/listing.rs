//! Texts for people: Cranelift's IR and a disassembly, both with source lines.

use std::fmt::Write;

use cranelift_codegen::CompiledCode;
use cranelift_codegen::ir as clif;
use iced_x86::{Decoder, DecoderOptions, Formatter, IntelFormatter};
use numjit_ir::{Frame, Function};
use target_lexicon::Architecture;

use crate::data::{self, Pool};
use crate::target::Target;
use numjit_loader::{CodeFunction, CodeObject, Reloc, RelocTarget};

/// Which texts are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Cranelift's IR before its own passes.
    pub clif: bool,
    /// Assembly.
    pub asm: bool,
}

impl Listing {
    /// No texts.
    pub const NONE: Listing = Listing {
        clif: false,
        asm: false,
    };
    /// Every text.
    pub const ALL: Listing = Listing {
        clif: true,
        asm: true,
    };
}

/// The texts of one function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Linker name.
    pub name: String,
    /// Cranelift's IR, if wanted.
    pub clif: Option<String>,
    /// Assembly, if wanted.
    pub asm: Option<String>,
}

/// Cranelift's IR of a function, with the names that it knows only by number. Source locations are
/// at the left margin, under the numbers of the IR text.
pub(crate) fn clif_text(name: &str, clif: &clif::Function, pool: &Pool) -> String {
    let mut text = format!("; {name}\n");
    for (reference, external) in clif.params.user_named_funcs() {
        let described = pool.describe(external);
        let printed = match external.namespace {
            data::RODATA => reference.to_string(),
            _ => external.to_string(),
        };
        text.push_str(&format!("; {printed} is {described}\n"));
    }
    text.push_str(&clif.display().to_string());
    text
}

/// The assembly of a function: disassembled bytes on x86-64, Cranelift's own rendering elsewhere.
pub(crate) fn asm_text(
    func: &Function,
    placed: &CodeFunction,
    object: &CodeObject,
    code: &CompiledCode,
    target: &Target,
) -> String {
    match target.triple().architecture {
        Architecture::X86_64 => disassemble(func, placed, object),
        _ => code.vcode.clone().unwrap_or_default(),
    }
}

/// The disassembled x86-64 code of a function of an object, with the source lines of `func`.
pub fn disassemble(func: &Function, placed: &CodeFunction, object: &CodeObject) -> String {
    let start = placed.offset as usize;
    let bytes = &object.code[start..start + placed.size as usize];
    let mut decoder = Decoder::with_ip(64, bytes, 0, DecoderOptions::NONE);
    let mut formatter = IntelFormatter::new();
    let mut text = format!("{}:\n", placed.name);
    let mut source = SourceComments::new(func);
    let mut instruction = iced_x86::Instruction::default();
    while decoder.can_decode() {
        decoder.decode_out(&mut instruction);
        let offset = instruction.ip() as u32;
        let line = placed.line_at(offset).map_or(0, |entry| entry.line);
        source.write_before(&mut text, line);
        let mut words = String::new();
        formatter.format(&instruction, &mut words);
        let end = offset + instruction.len() as u32;
        let _ = write!(text, "  {offset:6x}  {words}");
        if let Some(reloc) = reloc_within(object, placed.offset + offset, placed.offset + end) {
            let _ = write!(text, "  ; {}", describe(reloc));
        }
        text.push('\n');
    }
    text
}

fn reloc_within(object: &CodeObject, start: u32, end: u32) -> Option<&Reloc> {
    let relocs = &object.relocations;
    relocs
        .iter()
        .find(|reloc| (start..end).contains(&reloc.offset))
}

fn describe(reloc: &Reloc) -> String {
    match &reloc.target {
        RelocTarget::Symbol(symbol) => symbol.info().name.to_owned(),
        RelocTarget::Rodata => format!("rodata{:+}", reloc.addend),
        RelocTarget::LibCall(name) | RelocTarget::Function(name) | RelocTarget::External(name) => {
            name.clone()
        }
    }
}

/// Interleaves source lines as comments, each where code of another line begins.
struct SourceComments<'a> {
    frame: Option<&'a Frame>,
    current: u32,
}

impl<'a> SourceComments<'a> {
    fn new(func: &'a Function) -> SourceComments<'a> {
        SourceComments {
            frame: func.locations.frames().first(),
            current: 0,
        }
    }

    fn write_before(&mut self, text: &mut String, line: u32) {
        if line == 0 || line == self.current {
            return;
        }
        self.current = line;
        if let Some(frame) = self.frame {
            let index = line.saturating_sub(frame.source.first_line) as usize;
            let words = frame.source.text.lines().nth(index).unwrap_or_default();
            let _ = writeln!(text, "  ; {}:{line}  {}", frame.source.file, words.trim());
        }
    }
}
