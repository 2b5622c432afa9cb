//! The byte form of code objects, for the cache and the ahead-of-time linker.
//!
//! Little endian: magic `NJCO`, version, then functions, code, rodata, frame records and relocations, each a count and
//! its items; a byte string is its length and its bytes. Runtime functions are stored by linker name, so
//! that their table may grow without spoiling stored objects. The reader checks every length against
//! what is left, and the result like any other object: bad input is an error, never a panic.

use std::fmt;

use numjit_abi::Symbol;

use crate::object::{
    CodeFunction, CodeObject, InvalidObject, LineEntry, Reloc, RelocKind, RelocTarget, Section,
};

const MAGIC: [u8; 4] = *b"NJCO";

/// Changes with every change of the byte form.
const VERSION: u32 = 2;

/// Why bytes are not a code object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The bytes do not begin like a code object.
    NotACodeObject,
    /// Another version of the byte form.
    Version(u32),
    /// The bytes end too early.
    Truncated,
    /// Bytes follow the object.
    TrailingBytes(usize),
    /// A name is not UTF-8.
    NotUtf8,
    /// A tag or code has no meaning here.
    UnknownTag(u8),
    /// A runtime function that this build does not have.
    UnknownSymbol(String),
    /// The parts do not fit together.
    Invalid(InvalidObject),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::NotACodeObject => f.write_str("this is not a code object"),
            DecodeError::Version(version) => {
                write!(f, "the code object has version {version}, not {VERSION}")
            }
            DecodeError::Truncated => f.write_str("the code object ends too early"),
            DecodeError::TrailingBytes(count) => write!(f, "{count} bytes follow the code object"),
            DecodeError::NotUtf8 => f.write_str("a name is not UTF-8"),
            DecodeError::UnknownTag(tag) => write!(f, "the tag {tag} has no meaning here"),
            DecodeError::UnknownSymbol(name) => write!(f, "there is no runtime function {name}"),
            DecodeError::Invalid(invalid) => invalid.fmt(f),
        }
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            DecodeError::Invalid(invalid) => Some(invalid),
            _ => None,
        }
    }
}

type Result<T> = std::result::Result<T, DecodeError>;

impl CodeObject {
    /// The byte form.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer(Vec::with_capacity(
            128 + self.code.len() + self.rodata.len() + 32 * self.relocations.len(),
        ));
        out.0.extend(MAGIC);
        out.u32(VERSION);
        out.list(&self.functions, Writer::function);
        out.bytes(&self.code);
        out.bytes(&self.rodata);
        out.list(&self.frames, |out, &frame| out.u32(frame));
        out.list(&self.relocations, Writer::reloc);
        out.0
    }

    /// Reads the byte form; the whole input must be one object.
    pub fn from_bytes(bytes: &[u8]) -> Result<CodeObject> {
        let mut reader = Reader { rest: bytes };
        if reader.take(MAGIC.len()) != Ok(&MAGIC[..]) {
            return Err(DecodeError::NotACodeObject);
        }
        let version = reader.u32()?;
        if version != VERSION {
            return Err(DecodeError::Version(version));
        }
        let object = CodeObject {
            functions: reader.list(Reader::function)?,
            code: reader.bytes()?.to_vec(),
            rodata: reader.bytes()?.to_vec(),
            frames: reader.list(Reader::u32)?,
            relocations: reader.list(Reader::reloc)?,
        };
        if !reader.rest.is_empty() {
            return Err(DecodeError::TrailingBytes(reader.rest.len()));
        }
        object.check().map_err(DecodeError::Invalid)?;
        Ok(object)
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn u32(&mut self, value: u32) {
        self.0.extend(value.to_le_bytes());
    }

    /// A length; objects over 4 GiB do not pass the loader, so saturating loses nothing.
    fn len(&mut self, len: usize) {
        self.u32(u32::try_from(len).unwrap_or(u32::MAX));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.len(bytes.len());
        self.0.extend(bytes);
    }

    fn list<T>(&mut self, items: &[T], item: impl Fn(&mut Writer, &T)) {
        self.len(items.len());
        items.iter().for_each(|each| item(self, each));
    }

    fn function(&mut self, function: &CodeFunction) {
        self.bytes(function.name.as_bytes());
        self.bytes(function.title.as_bytes());
        self.bytes(function.file.as_bytes());
        self.u32(function.offset);
        self.u32(function.size);
        match &function.unwind {
            None => self.0.push(0),
            Some(unwind) => {
                self.0.push(1);
                self.bytes(unwind);
            }
        }
        self.list(&function.lines, Writer::line);
    }

    fn line(&mut self, line: &LineEntry) {
        self.u32(line.offset);
        self.u32(line.line);
        self.u32(line.column);
    }

    fn reloc(&mut self, reloc: &Reloc) {
        self.0.push(match reloc.section {
            Section::Code => 0,
            Section::Rodata => 1,
        });
        self.u32(reloc.offset);
        self.0.push(reloc.kind as u8);
        match &reloc.target {
            RelocTarget::Symbol(symbol) => self.named(0, symbol.info().name),
            RelocTarget::LibCall(name) => self.named(1, name),
            RelocTarget::Rodata => self.0.push(2),
            RelocTarget::Function(name) => self.named(3, name),
            RelocTarget::External(name) => self.named(4, name),
        }
        self.0.extend(reloc.addend.to_le_bytes());
    }

    fn named(&mut self, tag: u8, name: &str) {
        self.0.push(tag);
        self.bytes(name.as_bytes());
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or(DecodeError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (taken, rest) = self
            .rest
            .split_first_chunk()
            .ok_or(DecodeError::Truncated)?;
        self.rest = rest;
        Ok(*taken)
    }

    fn u8(&mut self) -> Result<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn u32(&mut self) -> Result<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn bytes(&mut self) -> Result<&'a [u8]> {
        let len = self.u32()?;
        self.take(len as usize)
    }

    fn string(&mut self) -> Result<String> {
        let bytes = self.bytes()?;
        String::from_utf8(bytes.to_vec()).map_err(|_| DecodeError::NotUtf8)
    }

    /// Reads items one by one; the count alone reserves no memory, because it may be a lie.
    fn list<T>(&mut self, item: impl Fn(&mut Reader<'a>) -> Result<T>) -> Result<Vec<T>> {
        let count = self.u32()?;
        (0..count).map(|_| item(self)).collect()
    }

    fn function(&mut self) -> Result<CodeFunction> {
        Ok(CodeFunction {
            name: self.string()?,
            title: self.string()?,
            file: self.string()?,
            offset: self.u32()?,
            size: self.u32()?,
            unwind: match self.u8()? {
                0 => None,
                1 => Some(self.bytes()?.to_vec()),
                tag => return Err(DecodeError::UnknownTag(tag)),
            },
            lines: self.list(Reader::line)?,
        })
    }

    fn line(&mut self) -> Result<LineEntry> {
        Ok(LineEntry {
            offset: self.u32()?,
            line: self.u32()?,
            column: self.u32()?,
        })
    }

    fn reloc(&mut self) -> Result<Reloc> {
        Ok(Reloc {
            section: match self.u8()? {
                0 => Section::Code,
                1 => Section::Rodata,
                tag => return Err(DecodeError::UnknownTag(tag)),
            },
            offset: self.u32()?,
            kind: {
                let code = self.u8()?;
                RelocKind::from_code(code).ok_or(DecodeError::UnknownTag(code))?
            },
            target: self.target()?,
            addend: i64::from_le_bytes(self.array()?),
        })
    }

    fn target(&mut self) -> Result<RelocTarget> {
        Ok(match self.u8()? {
            0 => {
                let name = self.string()?;
                let symbol = Symbol::from_name(&name);
                RelocTarget::Symbol(symbol.ok_or(DecodeError::UnknownSymbol(name))?)
            }
            1 => RelocTarget::LibCall(self.string()?),
            2 => RelocTarget::Rodata,
            3 => RelocTarget::Function(self.string()?),
            4 => RelocTarget::External(self.string()?),
            tag => return Err(DecodeError::UnknownTag(tag)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> CodeObject {
        let reloc = |offset, kind, target| Reloc {
            section: Section::Code,
            offset,
            kind,
            target,
            addend: -4,
        };
        CodeObject {
            functions: vec![
                CodeFunction {
                    name: "first".to_owned(),
                    title: "erste".to_owned(),
                    file: "dir/module.py".to_owned(),
                    offset: 0,
                    size: 16,
                    unwind: Some(vec![1, 2, 3]),
                    lines: vec![
                        LineEntry {
                            offset: 0,
                            line: 3,
                            column: 5,
                        },
                        LineEntry {
                            offset: 7,
                            line: 4,
                            column: 0,
                        },
                    ],
                },
                CodeFunction {
                    name: "zweite_ä".to_owned(),
                    title: String::new(),
                    file: String::new(),
                    offset: 16,
                    size: 24,
                    unwind: None,
                    lines: Vec::new(),
                },
            ],
            code: (0..40).collect(),
            rodata: vec![9; 24],
            frames: vec![0, 8],
            relocations: vec![
                reloc(0, RelocKind::Abs8, RelocTarget::Symbol(Symbol::Alloc)),
                reloc(
                    8,
                    RelocKind::CallPcRel4,
                    RelocTarget::LibCall("fma".to_owned()),
                ),
                reloc(12, RelocKind::PcRel4, RelocTarget::Rodata),
                reloc(
                    16,
                    RelocKind::GotPcRel4,
                    RelocTarget::Function("other".to_owned()),
                ),
                Reloc {
                    section: Section::Rodata,
                    offset: 16,
                    kind: RelocKind::Abs8,
                    target: RelocTarget::External("table".to_owned()),
                    addend: i64::MIN,
                },
            ],
        }
    }

    #[test]
    fn bytes_give_the_object_back() {
        let object = sample();
        assert_eq!(CodeObject::from_bytes(&object.to_bytes()), Ok(object));
        let empty = CodeObject::default();
        assert_eq!(CodeObject::from_bytes(&empty.to_bytes()), Ok(empty));
    }

    #[test]
    fn every_prefix_is_an_error() {
        let bytes = sample().to_bytes();
        for len in 0..bytes.len() {
            assert!(
                CodeObject::from_bytes(&bytes[..len]).is_err(),
                "{len} bytes"
            );
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        assert_eq!(
            CodeObject::from_bytes(&longer),
            Err(DecodeError::TrailingBytes(1))
        );
    }

    #[test]
    fn changed_bytes_give_an_error_or_a_consistent_object() {
        let bytes = sample().to_bytes();
        for at in 0..bytes.len() {
            for change in [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff] {
                let mut changed = bytes.clone();
                changed[at] ^= change;
                if let Ok(object) = CodeObject::from_bytes(&changed) {
                    assert_eq!(object.check(), Ok(()));
                    assert_eq!(object.to_bytes(), changed);
                }
            }
        }
    }

    #[test]
    fn errors_name_what_is_wrong() {
        let mut bytes = sample().to_bytes();
        bytes[4] = 99;
        let error = CodeObject::from_bytes(&bytes).unwrap_err();
        assert_eq!(error.to_string(), "the code object has version 99, not 2");
        let mut object = sample();
        object.functions[1].size = 25;
        assert_eq!(
            CodeObject::from_bytes(&object.to_bytes()),
            Err(DecodeError::Invalid(InvalidObject::FunctionOutside(
                "zweite_ä".to_owned()
            )))
        );
    }
}
