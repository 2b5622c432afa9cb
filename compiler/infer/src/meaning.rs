//! What an untyped instruction means for given operand types: result types and the typed operations
//! it becomes.
//!
//! A rule works once per combination of operand types. Inference uses the result types while types
//! still move; the emission runs once, when the typed function is written.

use std::collections::HashMap;

use numjit_diag::Diagnostic;
use numjit_ir::{Builder, Imm, Op, Ty, Value};
use smallvec::SmallVec;

use crate::emit;
use crate::open::Refinement;
use crate::program::InstanceId;

/// A function that an emission calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Callee {
    /// Compiled before this session.
    Known(InstanceId),
    /// An entry of the session.
    Entry(usize),
}

/// The position at which typed operations are written, and the numbers of the functions they call.
pub(crate) struct Emitter<'a> {
    /// Where operations go.
    pub(crate) b: Builder<'a>,
    /// Numbers of the session's entries.
    pub(crate) ids: &'a HashMap<usize, InstanceId>,
}

impl Emitter<'_> {
    /// The operand as another type.
    pub(crate) fn cast(&mut self, value: Value, ty: Ty) -> Value {
        emit::cast(&mut self.b, value, ty)
    }

    /// One operation without an immediate.
    pub(crate) fn op(&mut self, op: Op, args: &[Value], ty: Ty) -> Value {
        self.b.emit(op, args, Imm::None, ty)
    }

    /// A call of an instance; the operands have its parameter types.
    pub(crate) fn call(&mut self, callee: Callee, args: &[Value], result: Ty) -> Value {
        let id = match callee {
            Callee::Known(id) => id,
            // Invariant: callees are numbered before their callers are written (`build.rs`).
            Callee::Entry(entry) => self.ids.get(&entry).copied().unwrap_or(InstanceId::MAX),
        };
        self.b.emit(Op::CallFunc, args, Imm::Func(id), result)
    }
}

type Write = Box<dyn Fn(&mut Emitter<'_>, &[Value]) -> SmallVec<[Value; 1]>>;

/// Meaning of one instruction.
pub(crate) struct Meaning {
    /// Result types; `never` for a result that cannot be known yet.
    pub(crate) results: SmallVec<[Ty; 1]>,
    /// Functions it calls.
    pub(crate) callees: SmallVec<[Callee; 1]>,
    /// What it says about the types of containers that other instructions make.
    pub(crate) refine: Vec<Refinement>,
    /// Writes the operations. It receives one typed value per operand and returns one per result, of
    /// the result's runtime type; an empty answer stands for results without machine representation.
    pub(crate) write: Write,
}

impl Meaning {
    /// One result.
    pub(crate) fn value(
        ty: Ty,
        write: impl Fn(&mut Emitter<'_>, &[Value]) -> Value + 'static,
    ) -> Meaning {
        Meaning {
            results: SmallVec::from_iter([ty]),
            callees: SmallVec::new(),
            refine: Vec::new(),
            write: Box::new(move |e, args| SmallVec::from_iter([write(e, args)])),
        }
    }

    /// No result.
    pub(crate) fn effect(write: impl Fn(&mut Emitter<'_>, &[Value]) + 'static) -> Meaning {
        Meaning {
            results: SmallVec::new(),
            callees: SmallVec::new(),
            refine: Vec::new(),
            write: Box::new(move |e, args| {
                write(e, args);
                SmallVec::new()
            }),
        }
    }

    /// A result that its type says all about: a literal, a function, a module.
    pub(crate) fn fixed(ty: Ty) -> Meaning {
        Meaning {
            results: SmallVec::from_iter([ty]),
            callees: SmallVec::new(),
            refine: Vec::new(),
            write: Box::new(|_, _| SmallVec::new()),
        }
    }

    /// The operand at a position, unchanged.
    pub(crate) fn operand(position: usize, ty: Ty) -> Meaning {
        Meaning::value(ty, move |_, args| args[position])
    }

    /// Nothing can be said before an operand's type is known.
    pub(crate) fn wait(results: usize) -> Meaning {
        Meaning {
            results: SmallVec::from_elem(Ty::NEVER, results),
            callees: SmallVec::new(),
            refine: Vec::new(),
            write: Box::new(|_, _| SmallVec::new()),
        }
    }

    /// Nothing can be said before other instructions make containers of these types.
    pub(crate) fn refining(results: usize, refine: Vec<Refinement>) -> Meaning {
        Meaning {
            refine,
            ..Meaning::wait(results)
        }
    }

    /// A result type that is certain, of an operation whose operand types are not yet.
    pub(crate) fn provisional(ty: Ty) -> Meaning {
        Meaning::value(ty, move |e, _| e.op(Op::Undef, &[], ty))
    }

    /// The same with one more callee.
    pub(crate) fn calling(mut self, callee: Callee) -> Meaning {
        self.callees.push(callee);
        self
    }

    /// The same with several more callees.
    pub(crate) fn calling_all(mut self, callees: &[Callee]) -> Meaning {
        self.callees.extend_from_slice(callees);
        self
    }

    /// The single result type.
    pub(crate) fn result(&self) -> Ty {
        self.results.first().copied().unwrap_or(Ty::NONE)
    }

    /// Whether nothing could be said yet.
    pub(crate) fn is_waiting(&self) -> bool {
        self.results.contains(&Ty::NEVER)
    }
}

/// Why an instruction has no meaning for its operand types.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fault(pub(crate) Vec<Diagnostic>);

impl From<Diagnostic> for Fault {
    fn from(diagnostic: Diagnostic) -> Fault {
        Fault(vec![diagnostic])
    }
}

/// What a rule answers.
pub(crate) type Outcome = Result<Meaning, Fault>;
