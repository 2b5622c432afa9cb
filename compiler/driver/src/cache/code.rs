//! Stored code: an artifact without the places of its sources, and its return to this process.
//!
//! Frame records and line tables are stored as if every source began at line zero of a file without a
//! name. Loading gives them the places that the functions have then, so that code that moved with its
//! file, or down in it, has the right tracebacks.

use std::collections::HashMap;
use std::sync::Arc;

use numjit_abi::frame;
use numjit_ir::{Source, Ty};
use numjit_loader::{CodeObject, LineEntry};

use super::decode::{Decoder, Known};
use super::encode::{Encoder, Names, Numbers};
use crate::artifact::Artifact;
use crate::engine::{FunctionEntry, State};
use crate::slab::Slab;

/// A registered function's argument and result types.
pub(crate) struct Compiled {
    pub(crate) func: u32,
    pub(crate) args: Vec<Ty>,
    pub(crate) result: Ty,
}

/// What is stored of a compilation.
pub(crate) struct Stored {
    pub(crate) artifact: Artifact,
    /// The registered functions in it, in the order of their compilation.
    pub(crate) compiled: Vec<Compiled>,
}

/// No function: the place stays as it is.
const NOBODY: u32 = u32::MAX;

/// The bytes of a compilation. `owner` gives the registered function that a linker name belongs to.
pub(crate) fn to_bytes(
    encoder: &mut Encoder<'_>,
    stored: &Stored,
    owner: &dyn Fn(&str) -> Option<u32>,
) -> Option<Vec<u8>> {
    let Stored { artifact, compiled } = stored;
    let mut object = artifact.object.clone();
    let frames = take_frames(&mut object, encoder)?;
    let lines = take_lines(&mut object, encoder, owner);
    // What has no form outside of this process is left out of the signatures that users see.
    let compiled: Vec<Vec<u8>> = compiled
        .iter()
        .filter_map(|one| encoder.apart(|encoder| write_compiled(encoder, one)))
        .collect();
    encoder.apart(|encoder| {
        encoder.text(&artifact.name);
        encoder.text(&artifact.root);
        encoder.text(&artifact.entry);
        encoder.ty(artifact.result);
        encoder.u32(compiled.len() as u32);
        encoder.out.extend(compiled.concat());
        for owners in [&frames, &lines] {
            encoder.u32(owners.len() as u32);
            owners.iter().for_each(|&number| encoder.u32(number));
        }
        encoder.out.extend(object.to_bytes());
    })
}

fn write_compiled(encoder: &mut Encoder<'_>, one: &Compiled) {
    encoder.func(one.func);
    encoder.types(&one.args);
    encoder.ty(one.result);
}

/// Takes the places out of the frame records; returns whose they were.
fn take_frames(object: &mut CodeObject, encoder: &Encoder<'_>) -> Option<Vec<u32>> {
    let rodata = &mut object.rodata;
    let frames = object.frames.iter();
    frames
        .map(|&at| {
            let at = at as usize;
            let first_line = field(rodata, at + frame::FIRST_LINE)?;
            let len = field(rodata, at + frame::FILE_LEN)? as usize;
            let file = at.checked_add(field(rodata, at + frame::FILE_OFFSET)? as usize)?;
            let name = std::str::from_utf8(rodata.get(file..file.checked_add(len)?)?).ok()?;
            let Some(owner) = encoder.place(name, first_line) else {
                return Some(NOBODY);
            };
            rodata[file..file + len].fill(0);
            set_field(rodata, at + frame::FILE_LEN, 0);
            set_field(rodata, at + frame::FIRST_LINE, 0);
            Some(owner)
        })
        .collect()
}

/// Makes lines count from the first one of their source; returns whose sources they are.
fn take_lines(
    object: &mut CodeObject,
    encoder: &Encoder<'_>,
    owner: &dyn Fn(&str) -> Option<u32>,
) -> Vec<u32> {
    let mut owners = Vec::new();
    for function in &mut object.functions {
        let number = owner(&function.name).and_then(|id| encoder.names.funcs.known(id));
        let first = owner(&function.name).and_then(|id| encoder.first_line(id));
        if let (Some(_), Some(first)) = (number, first) {
            shift(&mut function.lines, 0_u32.wrapping_sub(first));
            function.file.clear();
        }
        owners.push(number.unwrap_or(NOBODY));
    }
    owners
}

/// Moves lines by so many and one more, because zero stands for no line: stored lines begin at one.
fn shift(lines: &mut [LineEntry], by: u32) {
    for entry in lines.iter_mut().filter(|entry| entry.line > 0) {
        entry.line = entry.line.wrapping_add(by).wrapping_add(1);
    }
}

/// Reads what [`to_bytes`] wrote, for these argument types.
pub(crate) fn from_bytes(
    bytes: &[u8],
    args: &[Ty],
    names: &Names,
    state: &mut State,
) -> Option<Stored> {
    let mut decoder = Decoder::new(bytes);
    let name = decoder.text()?.to_owned();
    let root = decoder.text()?.to_owned();
    let entry = decoder.text()?.to_owned();
    let mut known = Known {
        names,
        nested: &mut |func, position| Some(state.nested(func, position)),
    };
    let result = decoder.ty(&mut known)?;
    let compiled = decoder.list(|decoder| {
        Some(Compiled {
            func: decoder.func(&mut known)?,
            args: decoder.types(&mut known)?,
            result: decoder.ty(&mut known)?,
        })
    })?;
    let frames = decoder.list(Decoder::u32)?;
    let lines = decoder.list(Decoder::u32)?;
    let mut object = CodeObject::from_bytes(decoder.rest).ok()?;
    if frames.len() != object.frames.len() || lines.len() != object.functions.len() {
        return None;
    }
    let sources = Sources {
        funcs: &names.funcs,
        functions: &state.functions,
    };
    give_frames(&mut object, &frames, &sources)?;
    give_lines(&mut object, &lines, &sources)?;
    let artifact = Artifact {
        object,
        name,
        root,
        entry,
        args: args.to_vec(),
        result,
    };
    Some(Stored { artifact, compiled })
}

/// The sources of numbered functions.
struct Sources<'a> {
    funcs: &'a Numbers,
    functions: &'a Slab<FunctionEntry>,
}

impl Sources<'_> {
    fn get(&self, number: u32) -> Option<&Arc<Source>> {
        let entry = self.functions.get(self.funcs.id(number)?)?;
        Some(&entry.source.source)
    }
}

fn give_frames(object: &mut CodeObject, owners: &[u32], sources: &Sources<'_>) -> Option<()> {
    let mut files: HashMap<Arc<str>, usize> = HashMap::new();
    let rodata = &mut object.rodata;
    for (&at, &owner) in object.frames.iter().zip(owners) {
        if owner == NOBODY {
            continue;
        }
        let source = sources.get(owner)?;
        let at = at as usize;
        let file = *files.entry(source.file.clone()).or_insert_with(|| {
            let start = rodata.len();
            rodata.extend_from_slice(source.file.as_bytes());
            start
        });
        let distance = u32::try_from(file.checked_sub(at)?).ok()?;
        set_field(rodata, at + frame::FIRST_LINE, source.first_line);
        set_field(rodata, at + frame::FILE_LEN, source.file.len() as u32);
        set_field(rodata, at + frame::FILE_OFFSET, distance);
    }
    Some(())
}

fn give_lines(object: &mut CodeObject, owners: &[u32], sources: &Sources<'_>) -> Option<()> {
    for (function, &owner) in object.functions.iter_mut().zip(owners) {
        if owner != NOBODY {
            let source = sources.get(owner)?;
            let first = source.first_line;
            function.file = source.file.to_string();
            shift(&mut function.lines, first.wrapping_sub(2));
        }
    }
    Some(())
}

fn field(bytes: &[u8], at: usize) -> Option<u32> {
    let field = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*field))
}

/// Sets a field that the object's check found inside.
fn set_field(bytes: &mut [u8], at: usize, value: u32) {
    if let Some(place) = bytes.get_mut(at..at + 4) {
        place.copy_from_slice(&value.to_le_bytes());
    }
}
