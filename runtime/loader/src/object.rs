//! The relocatable code object.

use std::collections::HashSet;
use std::fmt;

use numjit_abi::Symbol;

/// Machine code of some functions with everything needed to place it in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeObject {
    /// The functions in `code`.
    pub functions: Vec<CodeFunction>,
    /// Machine code; the loader aligns its start to 64 bytes.
    pub code: Vec<u8>,
    /// Constants that code refers to; the loader aligns their start to 64 bytes.
    pub rodata: Vec<u8>,
    /// Where frame records (`numjit_abi::frame`) begin in `rodata`.
    pub frames: Vec<u32>,
    /// Places to patch.
    pub relocations: Vec<Reloc>,
}

/// One function of a code object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeFunction {
    /// Linker name, unique in the object.
    pub name: String,
    /// Name that users know the function by; empty for code that the compiler adds.
    pub title: String,
    /// Source file as shown to users; empty where there is none.
    pub file: String,
    /// Start in [`CodeObject::code`].
    pub offset: u32,
    /// Bytes of code.
    pub size: u32,
    /// Unwind information in the back end's encoding; not interpreted here.
    pub unwind: Option<Vec<u8>>,
    /// Source lines by ascending offset.
    pub lines: Vec<LineEntry>,
}

/// From this offset on, code belongs to this source position, until the next entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineEntry {
    /// Offset from the start of the function.
    pub offset: u32,
    /// Source line, from one; zero for code without one.
    pub line: u32,
    /// Source column, from one; zero if unknown.
    pub column: u32,
}

/// A section of a code object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// [`CodeObject::code`].
    Code,
    /// [`CodeObject::rodata`].
    Rodata,
}

/// One place to patch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reloc {
    /// Section that holds the place.
    pub section: Section,
    /// Offset of the place in its section.
    pub offset: u32,
    /// How to patch it.
    pub kind: RelocKind,
    /// What it refers to.
    pub target: RelocTarget,
    /// Added to the target's address.
    pub addend: i64,
}

/// What a place refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RelocTarget {
    /// A runtime function.
    Symbol(Symbol),
    /// A function of the C library by name, such as `floor` or `fma`.
    LibCall(String),
    /// This object's constants.
    Rodata,
    /// A function by linker name, in this object or in another one.
    Function(String),
    /// An address that the host supplies by name, such as a captured array's data.
    External(String),
}

macro_rules! reloc_kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $size:literal;)*) => {
        /// How a place is patched, after Cranelift's `Reloc` and ELF. S is the target's address, A the
        /// addend, P the address of the place.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum RelocKind { $($(#[doc = $doc])+ $name = $code),* }

        impl RelocKind {
            /// Every kind, in code order.
            pub const ALL: &'static [RelocKind] = &[$(RelocKind::$name),*];

            /// Bytes of the place.
            pub const fn size(self) -> usize {
                match self { $(RelocKind::$name => $size),* }
            }

            /// The kind with this code in the byte form.
            pub const fn from_code(code: u8) -> Option<RelocKind> {
                match code { $($code => Some(RelocKind::$name),)* _ => None }
            }
        }
    };
}

reloc_kinds! {
    /// S + A as 4 bytes, for targets in the low 4 GiB.
    Abs4 = 0, 4;
    /// S + A as 8 bytes.
    Abs8 = 1, 8;
    /// S + A - P as 4 signed bytes (x86-64; the addend accounts for the distance to the next instruction).
    PcRel4 = 2, 4;
    /// Like `PcRel4`, for a call or jump: it may go through a stub.
    CallPcRel4 = 3, 4;
    /// Like `PcRel4` with the address of a word that holds S in place of S.
    GotPcRel4 = 4, 4;
    /// The 26-bit distance of an aarch64 `b` or `bl`, in instructions; it may go through a stub.
    Arm64Call = 5, 4;
    /// The 21-bit page distance of an aarch64 `adrp`.
    Arm64AdrPage21 = 6, 4;
    /// The low 12 bits of S + A in an aarch64 `add`.
    Arm64AddLo12 = 7, 4;
    /// `Arm64AdrPage21` for a word that holds S.
    Arm64AdrGotPage21 = 8, 4;
    /// The low 12 bits of the address of a word that holds S, in an aarch64 8-byte `ldr`.
    Arm64Ld64GotLo12 = 9, 4;
}

/// Why a code object is inconsistent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvalidObject {
    /// A function lies outside the code.
    FunctionOutside(String),
    /// Two functions share a name.
    DuplicateFunction(String),
    /// A function's line entries are not in ascending order.
    UnorderedLines(String),
    /// A relocation's place lies outside its section.
    RelocationOutside(u32),
    /// A frame record lies outside the constants.
    FrameOutside(u32),
    /// A section is larger than offsets can say.
    TooLarge,
}

impl fmt::Display for InvalidObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvalidObject::FunctionOutside(name) => {
                write!(f, "function {name} lies outside the code")
            }
            InvalidObject::DuplicateFunction(name) => write!(f, "two functions are named {name}"),
            InvalidObject::UnorderedLines(name) => {
                write!(f, "the lines of {name} are out of order")
            }
            InvalidObject::RelocationOutside(offset) => {
                write!(f, "the relocation at {offset} lies outside its section")
            }
            InvalidObject::FrameOutside(offset) => {
                write!(f, "the frame record at {offset} lies outside the constants")
            }
            InvalidObject::TooLarge => f.write_str("a section is larger than 2 GiB"),
        }
    }
}

impl std::error::Error for InvalidObject {}

impl CodeObject {
    /// Checks that everything the object refers to inside itself is there.
    ///
    /// The loader and the reader of the byte form both call it, so that later steps can index freely.
    pub fn check(&self) -> Result<(), InvalidObject> {
        if self.code.len().max(self.rodata.len()) > i32::MAX as usize {
            return Err(InvalidObject::TooLarge);
        }
        let mut names = HashSet::new();
        for function in &self.functions {
            function.check(self.code.len())?;
            if !names.insert(function.name.as_str()) {
                return Err(InvalidObject::DuplicateFunction(function.name.clone()));
            }
        }
        for &frame in &self.frames {
            if frame as usize + numjit_abi::frame::NAME > self.rodata.len() {
                return Err(InvalidObject::FrameOutside(frame));
            }
        }
        for reloc in &self.relocations {
            let end = reloc.offset as usize + reloc.kind.size();
            if end > self.section(reloc.section).len() {
                return Err(InvalidObject::RelocationOutside(reloc.offset));
            }
        }
        Ok(())
    }

    /// Adds the functions and constants of another object.
    pub fn append(&mut self, part: &CodeObject) {
        let code = pad(&mut self.code);
        let rodata = match part.rodata.is_empty() {
            true => self.rodata.len() as u32,
            false => pad(&mut self.rodata),
        };
        self.code.extend_from_slice(&part.code);
        self.rodata.extend_from_slice(&part.rodata);
        let functions = part.functions.iter().map(|function| CodeFunction {
            offset: function.offset + code,
            ..function.clone()
        });
        self.functions.extend(functions);
        let frames = part.frames.iter().map(|frame| frame + rodata);
        self.frames.extend(frames);
        let relocations = part.relocations.iter().map(|reloc| Reloc {
            offset: match reloc.section {
                Section::Code => reloc.offset + code,
                Section::Rodata => reloc.offset + rodata,
            },
            addend: match reloc.target {
                RelocTarget::Rodata => reloc.addend + i64::from(rodata),
                _ => reloc.addend,
            },
            ..reloc.clone()
        });
        self.relocations.extend(relocations);
    }

    /// The bytes of a section.
    pub fn section(&self, section: Section) -> &[u8] {
        match section {
            Section::Code => &self.code,
            Section::Rodata => &self.rodata,
        }
    }

    /// The function with this linker name.
    pub fn function(&self, name: &str) -> Option<&CodeFunction> {
        self.functions.iter().find(|function| function.name == name)
    }
}

/// Alignment of each part of a merged object, as the loader aligns whole objects.
const PART_ALIGN: usize = 64;

/// Aligns the end of a section and returns its offset. The loader refuses what offsets cannot say.
fn pad(section: &mut Vec<u8>) -> u32 {
    section.resize(section.len().next_multiple_of(PART_ALIGN), 0);
    u32::try_from(section.len()).unwrap_or(u32::MAX)
}

impl CodeFunction {
    fn check(&self, code_len: usize) -> Result<(), InvalidObject> {
        if self.offset as usize + self.size as usize > code_len {
            return Err(InvalidObject::FunctionOutside(self.name.clone()));
        }
        if !self.lines.is_sorted_by_key(|line| line.offset) {
            return Err(InvalidObject::UnorderedLines(self.name.clone()));
        }
        Ok(())
    }

    /// What tools show: the name that users know, else the linker name.
    pub fn display_name(&self) -> &str {
        match self.title.as_str() {
            "" => &self.name,
            title => title,
        }
    }

    /// The last line entry at or before an offset.
    pub fn line_at(&self, offset: u32) -> Option<LineEntry> {
        let after = self.lines.partition_point(|line| line.offset <= offset);
        after.checked_sub(1).map(|index| self.lines[index])
    }
}
