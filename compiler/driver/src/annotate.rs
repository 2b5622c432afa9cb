//! What became of a function's loops, and where it checks and allocates: notes by source line.

use numjit_abi::Symbol;
use numjit_ir::{Block, Function, Imm, Loc, Op, Ty};
use numjit_opt::Verdict;

use crate::compile::{Stages, stages};
use crate::engine::FunctionHandle;
use crate::error::CallError;
use crate::session::Resolver;
use crate::simd::{Simd, line_of};

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// A loop whose iterations run side by side.
    VectorLoop,
    /// A loop whose iterations run one after the other.
    ScalarLoop,
    /// An index that is checked in every iteration or at every call.
    BoundsCheck,
    /// Memory that is taken.
    Allocation,
}

impl NoteKind {
    /// A name for programs: `vector-loop`, `scalar-loop`, `bounds-check`, `allocation`.
    pub fn name(self) -> &'static str {
        match self {
            NoteKind::VectorLoop => "vector-loop",
            NoteKind::ScalarLoop => "scalar-loop",
            NoteKind::BoundsCheck => "bounds-check",
            NoteKind::Allocation => "allocation",
        }
    }
}

/// A remark on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Line in the file, from one.
    pub line: u32,
    /// What it is about.
    pub kind: NoteKind,
    /// A sentence without its full stop.
    pub text: String,
}

/// A specialisation with notes.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// Function name with argument and result types.
    pub title: String,
    /// The function's source.
    pub source: String,
    /// Line of its first line in the file.
    pub first_line: u32,
    /// Notes by ascending line.
    pub notes: Vec<Note>,
}

impl FunctionHandle {
    /// Compiles a specialisation once more and says what became of it.
    pub fn annotate(
        &self,
        args: &[Ty],
        resolver: &mut dyn Resolver,
    ) -> Result<Annotated, CallError> {
        let want = numjit_backend_cranelift::Listing::NONE;
        let stages = stages(self.engine(), self.id(), args, want, resolver)?;
        let frame = stages.low.locations.frames().first();
        let source = frame.map(|frame| frame.source.clone());
        Ok(Annotated {
            title: stages.title(args),
            source: source
                .as_ref()
                .map_or_else(String::new, |s| s.text.to_string()),
            first_line: source.as_ref().map_or(1, |source| source.first_line),
            notes: notes(&stages, self.engine().simd()),
        })
    }
}

fn notes(stages: &Stages, simd: Simd) -> Vec<Note> {
    let func = &stages.low;
    let mut notes: Vec<Note> = stages
        .verdicts
        .iter()
        .map(|verdict| loop_note(func, verdict, simd))
        .collect();
    if simd == Simd::Scalar && stages.has_loops() {
        notes.push(Note {
            line: 0,
            kind: NoteKind::ScalarLoop,
            text: "loops run scalar: the processor lacks AVX2, or NUMJIT_SIMD=scalar".to_owned(),
        });
    }
    for &block in func.layout.iter().filter(|&&block| !func.block(block).cold) {
        block_notes(func, block, &mut notes);
    }
    notes.sort_by_key(|note| note.line);
    notes.dedup();
    notes
}

fn loop_note(func: &Function, verdict: &Verdict, simd: Simd) -> Note {
    let (kind, text) = match &verdict.result {
        Ok(callee) => (
            NoteKind::VectorLoop,
            format!("{} iterations at a time ({})", callee.lanes, simd.name()),
        ),
        Err(reason) => (NoteKind::ScalarLoop, format!("scalar: {reason}")),
    };
    Note {
        line: line_of(func, verdict.loc),
        kind,
        text,
    }
}

fn block_notes(func: &Function, block: Block, notes: &mut Vec<Note>) {
    let mut note = |loc: Loc, kind: NoteKind, text: &str| {
        notes.push(Note {
            line: line_of(func, loc),
            kind,
            text: text.to_owned(),
        });
    };
    for &inst in &func.block(block).insts {
        let data = func.inst(inst);
        match (data.op, &data.imm) {
            (Op::CallSymbol, Imm::Symbol(Symbol::Alloc | Symbol::AllocZeroed)) => {
                note(data.loc, NoteKind::Allocation, "takes memory");
            }
            (Op::Branch, _) if data.targets.iter().any(|t| raises_index(func, t.block)) => {
                note(data.loc, NoteKind::BoundsCheck, "checks an index");
            }
            _ => {}
        }
    }
}

/// Whether a block is the error path of a bounds check.
fn raises_index(func: &Function, block: Block) -> bool {
    let mut insts = func.block(block).insts.iter();
    insts.any(|&inst| func.inst(inst).imm == Imm::Symbol(Symbol::RaiseIndex))
}
