//! What the functions of a code object share: constant bytes and the names they refer to.

use std::collections::HashMap;
use std::sync::Arc;

use cranelift_codegen::ir::UserExternalName;
use numjit_abi::Symbol;
use numjit_ir::{Data, DataKind};

/// Namespace of compiled functions; the index is a position in [`Pool::functions`].
pub(crate) const FUNCTIONS: u32 = 0;
/// Namespace of runtime functions; the index is a position in [`Symbol::ALL`].
pub(crate) const SYMBOLS: u32 = 1;
/// Namespace of constant bytes; the index is an offset.
pub(crate) const RODATA: u32 = 2;

/// Constants and names of a code object.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    /// Constant bytes.
    pub(crate) rodata: Vec<u8>,
    /// Where the frame records are among them, ascending.
    pub(crate) frames: Vec<u32>,
    /// Linker names of compiled functions that are called.
    pub(crate) functions: Vec<String>,
    known: HashMap<(Arc<[u8]>, u32, DataKind), u32>,
    numbers: HashMap<String, u32>,
}

impl Pool {
    /// The external name of a compiled function.
    pub(crate) fn function(&mut self, name: &str) -> UserExternalName {
        if let Some(&number) = self.numbers.get(name) {
            return UserExternalName::new(FUNCTIONS, number);
        }
        let number = self.functions.len() as u32;
        self.functions.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        UserExternalName::new(FUNCTIONS, number)
    }

    /// The external name of constant bytes; equal ones share their place.
    pub(crate) fn data(&mut self, data: &Data) -> UserExternalName {
        let key = (data.bytes.clone(), data.align, data.kind);
        let offset = match self.known.get(&key) {
            Some(&offset) => offset,
            None => {
                let offset = self.append(data);
                self.known.insert(key, offset);
                offset
            }
        };
        UserExternalName::new(RODATA, offset)
    }

    fn append(&mut self, data: &Data) -> u32 {
        let start = self
            .rodata
            .len()
            .next_multiple_of(data.align.max(1) as usize);
        self.rodata.resize(start, 0);
        self.rodata.extend_from_slice(&data.bytes);
        if data.kind == DataKind::Frame {
            self.frames.push(start as u32);
        }
        start as u32
    }

    /// The name behind an external name, for listings.
    pub(crate) fn describe(&self, name: &UserExternalName) -> String {
        match name.namespace {
            FUNCTIONS => self.functions[name.index as usize].clone(),
            SYMBOLS => symbol(name.index).info().name.to_owned(),
            _ => format!("rodata+{}", name.index),
        }
    }
}

/// The external name of a runtime function.
pub(crate) fn symbol_name(symbol: Symbol) -> UserExternalName {
    UserExternalName::new(SYMBOLS, symbol as u32)
}

/// The runtime function with a position in the table.
pub(crate) fn symbol(index: u32) -> Symbol {
    Symbol::ALL[index as usize]
}
