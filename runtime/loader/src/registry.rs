//! Which function an address of loaded code belongs to, for profilers, debuggers and crash reports.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::memory::fork;
use crate::object::CodeFunction;

/// The source position of a code address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Linker name of the function.
    pub function: String,
    /// Offset of the address in the function.
    pub offset: u32,
    /// Source line, if the function has lines.
    pub line: Option<u32>,
    /// Source column, if the function has columns.
    pub column: Option<u32>,
}

/// Loaded functions by address.
static FUNCTIONS: RwLock<BTreeMap<usize, Arc<CodeFunction>>> = RwLock::new(BTreeMap::new());

/// The function and source line of a code address, if a loaded object holds it. It takes locks, so it is
/// not for signal handlers.
pub fn lookup(pc: *const u8) -> Option<Location> {
    fork::excluded(|| {
        let functions = FUNCTIONS.read().unwrap_or_else(PoisonError::into_inner);
        let (&start, function) = functions.range(..=pc.addr()).next_back()?;
        let offset = u32::try_from(pc.addr() - start).ok()?;
        if offset >= function.size {
            return None;
        }
        let line = function.line_at(offset);
        Some(Location {
            function: function.name.clone(),
            offset,
            line: line.map(|entry| entry.line).filter(|&line| line > 0),
            column: line.map(|entry| entry.column).filter(|&column| column > 0),
        })
    })
}

/// Adds the functions of an object whose code is at `base`.
pub(crate) fn add(base: usize, functions: &[CodeFunction]) {
    change(|registered| {
        for function in functions.iter().filter(|function| function.size > 0) {
            let start = base + function.offset as usize;
            registered.insert(start, Arc::new(function.clone()));
        }
    });
}

/// Removes all functions that start in a range of addresses.
pub(crate) fn remove(addresses: std::ops::Range<usize>) {
    change(|registered| {
        let starts: Vec<usize> = registered
            .range(addresses)
            .map(|(&start, _)| start)
            .collect();
        for start in starts {
            registered.remove(&start);
        }
    });
}

fn change(body: impl FnOnce(&mut BTreeMap<usize, Arc<CodeFunction>>)) {
    fork::excluded(|| body(&mut FUNCTIONS.write().unwrap_or_else(PoisonError::into_inner)));
}
