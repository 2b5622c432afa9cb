//! The layout of a code object in memory: code, stubs, words, constants, in one range.
//!
//! A stub is a jump through a full address, for calls to functions that may be out of reach; a word is
//! a full address that code loads. Both are counted before the range is taken, so what is in reach is
//! judged by all addresses that the code memory reserved. The bytes are made in ordinary memory with
//! every place patched, and copied to executable memory afterwards.

use std::ops::Range;

use crate::load::LoadError;
use crate::memory::ALIGN;
use crate::object::{CodeObject, Reloc, RelocKind, RelocTarget, Section};
use crate::relocate;

/// Bytes of a stub.
const STUB: usize = 16;

/// Bytes of a word.
const WORD: usize = 8;

/// How far a call may reach.
const CALL_REACH: usize = if cfg!(target_arch = "aarch64") {
    1 << 27
} else {
    1 << 31
};

/// Where a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// At an offset in this object's code.
    Code(usize),
    /// At the start of this object's constants.
    Rodata,
    /// At an address.
    Outside(usize),
}

/// Stubs or words: one for each place that needs one.
#[derive(Debug, Default)]
struct Table {
    start: usize,
    places: Vec<Place>,
}

impl Table {
    fn add(&mut self, place: Place) {
        if !self.places.contains(&place) {
            self.places.push(place);
        }
    }

    /// Offset of a place's item in the range.
    fn offset(&self, place: Place, item: usize) -> Option<usize> {
        let index = self.places.iter().position(|&known| known == place)?;
        Some(self.start + index * item)
    }
}

/// The layout of one object.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Targets of the relocations, in order.
    targets: Vec<Place>,
    stubs: Table,
    words: Table,
    /// Where the constants start.
    rodata: usize,
    len: usize,
}

impl Layout {
    /// Finds all targets and places the parts. The object is checked.
    pub(crate) fn new(
        object: &CodeObject,
        resolve: &dyn Fn(&RelocTarget) -> Option<*const u8>,
        reserved: Range<usize>,
    ) -> Result<Layout, LoadError> {
        let targets = object.relocations.iter();
        let targets: Vec<Place> = targets
            .map(|reloc| find(object, &reloc.target, resolve))
            .collect::<Result<_, _>>()?;
        let low = reserved.end.saturating_sub(CALL_REACH);
        let near = low..reserved.start.saturating_add(CALL_REACH);
        let (mut stubs, mut words) = (Table::default(), Table::default());
        for (reloc, &target) in object.relocations.iter().zip(&targets) {
            match target {
                _ if goes_through_word(reloc.kind) => words.add(target),
                Place::Outside(address) if is_call(reloc.kind) && !near.contains(&address) => {
                    stubs.add(target);
                }
                _ => {}
            }
        }
        stubs.start = object.code.len().next_multiple_of(STUB);
        words.start = stubs.start + STUB * stubs.places.len();
        let rodata = (words.start + WORD * words.places.len()).next_multiple_of(ALIGN);
        Ok(Layout {
            targets,
            stubs,
            words,
            rodata,
            len: rodata + object.rodata.len(),
        })
    }

    /// Bytes of the range.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Offset of the constants.
    pub(crate) fn rodata(&self) -> usize {
        self.rodata
    }

    /// The bytes of the range when it is at `base`.
    pub(crate) fn image(&self, object: &CodeObject, base: usize) -> Result<Vec<u8>, LoadError> {
        let mut image = vec![0; self.len];
        image[..object.code.len()].copy_from_slice(&object.code);
        image[self.rodata..].copy_from_slice(&object.rodata);
        for (index, &place) in self.stubs.places.iter().enumerate() {
            let stub = stub(self.address(place, base));
            image[self.stubs.start + STUB * index..][..STUB].copy_from_slice(&stub);
        }
        for (index, &place) in self.words.places.iter().enumerate() {
            let word = self.address(place, base).to_le_bytes();
            image[self.words.start + WORD * index..][..WORD].copy_from_slice(&word);
        }
        for (reloc, &target) in object.relocations.iter().zip(&self.targets) {
            self.patch(&mut image, reloc, target, base)?;
        }
        Ok(image)
    }

    /// Patches one place.
    fn patch(
        &self,
        image: &mut [u8],
        reloc: &Reloc,
        target: Place,
        base: usize,
    ) -> Result<(), LoadError> {
        let item = if goes_through_word(reloc.kind) {
            self.words.offset(target, WORD)
        } else if is_call(reloc.kind) {
            self.stubs.offset(target, STUB)
        } else {
            None
        };
        let address = item.map_or_else(|| self.address(target, base), |offset| base + offset);
        let at = reloc.offset as usize
            + match reloc.section {
                Section::Code => 0,
                Section::Rodata => self.rodata,
            };
        let value = (address as i64).wrapping_add(reloc.addend);
        let place = &mut image[at..at + reloc.kind.size()];
        relocate::patch(reloc.kind, place, base + at, value).map_err(|_| LoadError::OutOfRange {
            target: reloc.target.clone(),
            kind: reloc.kind,
        })
    }

    /// The address of a place.
    fn address(&self, place: Place, base: usize) -> usize {
        match place {
            Place::Code(offset) => base + offset,
            Place::Rodata => base + self.rodata,
            Place::Outside(address) => address,
        }
    }
}

/// Finds a target in the object or outside.
fn find(
    object: &CodeObject,
    target: &RelocTarget,
    resolve: &dyn Fn(&RelocTarget) -> Option<*const u8>,
) -> Result<Place, LoadError> {
    match target {
        RelocTarget::Rodata => return Ok(Place::Rodata),
        RelocTarget::Function(name) => {
            if let Some(function) = object.function(name) {
                return Ok(Place::Code(function.offset as usize));
            }
        }
        RelocTarget::Symbol(_) | RelocTarget::LibCall(_) | RelocTarget::External(_) => {}
    }
    match resolve(target) {
        Some(address) => Ok(Place::Outside(address.expose_provenance())),
        None => Err(LoadError::Unresolved(target.clone())),
    }
}

/// Whether the place may be patched with the address of a stub.
fn is_call(kind: RelocKind) -> bool {
    matches!(kind, RelocKind::CallPcRel4 | RelocKind::Arm64Call)
}

/// Whether the place is patched with the address of a word.
fn goes_through_word(kind: RelocKind) -> bool {
    matches!(
        kind,
        RelocKind::GotPcRel4 | RelocKind::Arm64AdrGotPage21 | RelocKind::Arm64Ld64GotLo12
    )
}

/// A jump to any address; it may change only what calls may change.
fn stub(address: usize) -> [u8; STUB] {
    let mut stub = [0; STUB];
    if cfg!(target_arch = "aarch64") {
        // ldr x16, .+8; br x16; address
        stub[..8].copy_from_slice(&[0x50, 0, 0, 0x58, 0, 0x02, 0x1f, 0xd6]);
        stub[8..].copy_from_slice(&address.to_le_bytes());
    } else {
        // jmp [rip + 2]; two bytes of padding; address
        stub[..8].copy_from_slice(&[0xff, 0x25, 0x02, 0, 0, 0, 0xcc, 0xcc]);
        stub[8..].copy_from_slice(&address.to_le_bytes());
    }
    stub
}
