//! Placing a code object in memory.
//!
//! How an object is laid out is the business of `layout`; here it gets memory, and an entry in the
//! registry.

use std::fmt;
use std::io;
use std::ops::Range;

use crate::layout::Layout;
use crate::memory::{CodeMemory, CodeRange};
use crate::object::{CodeObject, InvalidObject, RelocKind, RelocTarget};
use crate::registry;
use crate::tools::Announced;

/// Why a code object cannot be loaded.
#[derive(Debug)]
pub enum LoadError {
    /// The object is inconsistent.
    Invalid(InvalidObject),
    /// Nothing is known under this name.
    Unresolved(RelocTarget),
    /// A target is too far away for the kind of relocation.
    OutOfRange {
        /// What the place refers to.
        target: RelocTarget,
        /// How it was to be patched.
        kind: RelocKind,
    },
    /// The system gives no memory.
    Memory(io::Error),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Invalid(invalid) => write!(f, "the code object is inconsistent: {invalid}"),
            LoadError::Unresolved(target) => write!(f, "there is no {target:?}"),
            LoadError::OutOfRange { target, kind } => {
                write!(f, "{target:?} is too far away for a {kind:?} relocation")
            }
            LoadError::Memory(error) => write!(f, "no memory for code: {error}"),
        }
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            LoadError::Invalid(invalid) => Some(invalid),
            LoadError::Memory(error) => Some(error),
            LoadError::Unresolved(_) | LoadError::OutOfRange { .. } => None,
        }
    }
}

impl From<io::Error> for LoadError {
    fn from(error: io::Error) -> LoadError {
        LoadError::Memory(error)
    }
}

/// A code object in memory. Dropping it frees the memory, so nothing may call into it afterwards.
#[derive(Debug)]
pub struct LoadedObject {
    functions: Vec<(String, usize)>,
    code: Range<usize>,
    rodata: Range<usize>,
    /// What a debugger was told; taken back before the memory goes.
    _announced: Option<Announced>,
    /// Owns the memory; last, so that the registry is cleared first.
    _range: CodeRange,
}

impl LoadedObject {
    /// Entry of a function.
    pub fn address(&self, name: &str) -> Option<*const u8> {
        let (_, address) = self.functions.iter().find(|(known, _)| known == name)?;
        Some(std::ptr::with_exposed_provenance(*address))
    }

    /// Names and entries of all functions, in the object's order.
    pub fn functions(&self) -> impl Iterator<Item = (&str, *const u8)> {
        self.functions
            .iter()
            .map(|(name, address)| (name.as_str(), std::ptr::with_exposed_provenance(*address)))
    }

    /// Addresses of the code.
    pub fn code(&self) -> Range<usize> {
        self.code.clone()
    }

    /// Addresses of the constants.
    pub fn rodata(&self) -> Range<usize> {
        self.rodata.clone()
    }
}

impl Drop for LoadedObject {
    fn drop(&mut self) {
        registry::remove(self.code.clone());
    }
}

impl CodeMemory {
    /// Places an object in memory. `resolve` gives the addresses of targets outside the object; it is
    /// asked for runtime functions, library calls, external names and functions of other objects.
    pub fn load(
        &self,
        object: &CodeObject,
        resolve: &dyn Fn(&RelocTarget) -> Option<*const u8>,
    ) -> Result<LoadedObject, LoadError> {
        object.check().map_err(LoadError::Invalid)?;
        let layout = Layout::new(object, resolve, self.addresses())?;
        let range = self.place(layout.len(), |base| layout.image(object, base))?;
        let base = range.start();
        let rodata = base + layout.rodata();
        registry::add(base, &object.functions);
        let tools = self.tools.get();
        let _announced = tools.and_then(|tools| tools.announce(object, base));
        let functions = object.functions.iter();
        Ok(LoadedObject {
            functions: functions
                .map(|function| (function.name.clone(), base + function.offset as usize))
                .collect(),
            code: base..base + object.code.len(),
            rodata: rodata..rodata + object.rodata.len(),
            _announced,
            _range: range,
        })
    }
}
