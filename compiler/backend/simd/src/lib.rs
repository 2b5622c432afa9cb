//! Loops whose iterations run side by side, to AVX2 or AVX-512 machine code.
//!
//! [`compile`] takes a [`LaneLoop`], which the vectoriser has shown to be fit for it, and appends a leaf
//! function to a code object: see [`LaneLoop`] for its parameters. Every value becomes a vector of
//! [`Shape::lanes`] elements; a small body is repeated [`Shape::copies`] times so that independent
//! operations overlap. With AVX-512 the last, incomplete round runs under a mask.
//!
//! Selection writes machine instructions over virtual registers (`machine.rs`), regalloc2 places them,
//! and iced encodes them. A full-width register is dirty in its upper half when Cranelift's code goes
//! on, which would slow it down manyfold, so that every exit clears them (`vzeroupper`).
//!
//! Nothing traps here: loads and stores stay within what the scalar loop would access, and there is no
//! integer division. An operation without a vector form gives [`Error::Unsupported`]; the caller then
//! leaves the loop alone.

mod allocate;
mod codes;
mod encode;
mod error;
mod flags;
mod folds;
mod level;
mod loops;
mod machine;
mod memory;
mod ops;
mod pairs;
mod reversed;
mod select;
mod unwind;

pub use error::Error;
pub use level::Level;

use numjit_ir::LaneLoop;
use numjit_loader::{CodeFunction, CodeObject};

/// How a loop was compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Iterations that run side by side.
    pub lanes: u32,
    /// Groups of that many iterations in one round of the main loop.
    pub copies: u32,
    /// The function takes any number of iterations; otherwise only multiples of `lanes`.
    pub any_count: bool,
}

/// Compiles a loop and appends it to a code object under its name. `line_of` gives the source line of
/// a location, 0 if there is none.
pub fn compile(
    lanes: &LaneLoop,
    level: Level,
    line_of: &dyn Fn(numjit_ir::Loc) -> u32,
    object: &mut CodeObject,
) -> Result<Shape, Error> {
    let selected = loops::select(lanes, level, line_of)?;
    let output = allocate::allocate(&selected.machine, level)?;
    let constants = object.rodata.len().next_multiple_of(64);
    let code = encode::encode(&selected.machine, &output, level, constants as u32)?;
    let offset = object.code.len().next_multiple_of(64);
    object.code.resize(offset, 0);
    let size = code.bytes.len() as u32;
    object.code.extend_from_slice(&code.bytes);
    object.rodata.resize(constants, 0);
    object.rodata.extend_from_slice(&selected.constants);
    object
        .relocations
        .extend(code.relocs.into_iter().map(|mut reloc| {
            reloc.offset += offset as u32;
            reloc
        }));
    object.functions.push(CodeFunction {
        name: lanes.name.clone(),
        offset: offset as u32,
        size,
        unwind: Some(unwind::eh_frame(code.frame, size)),
        lines: code.lines,
        ..CodeFunction::default()
    });
    Ok(selected.shape)
}
