//! The functions inferred in one request, and recursion between them.
//!
//! A function asked for while it is being inferred itself answers with its current result estimate,
//! `never` at first. When its own inference ends with another result, everything that used the estimate
//! is inferred again, until the result no longer changes. Functions finished in between, whose results
//! rest on the estimate, stay provisional until then (the strongly connected components of the call
//! graph, as in Tarjan: Depth-First Search and Linear Graph Algorithms, 1972).

use std::collections::HashMap;

use numjit_diag::Diagnostic;
use numjit_ir::{Options, Ty, Type};

use crate::meaning::{Callee, Fault};
use crate::program::{FuncId, Program};
use crate::report;
use crate::typing::{self, Typing};

/// Deeper chains of calls are most likely a recursion whose argument types grow without end.
const MAX_DEPTH: usize = 128;

/// Argument types with more parts than this are most likely the same: a pair of pairs of pairs.
const MAX_PARTS: usize = 1 << 12;

/// Estimates of a recursive result rise at most this often; the lattice of types is not that high.
const MAX_ROUNDS: usize = 16;

/// What tells instances apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) func: FuncId,
    pub(crate) args: Vec<Ty>,
    pub(crate) options: Options,
}

impl Key {
    /// The function that goes on with a generator. Its arguments are the generator and a marker, so that it
    /// cannot be mistaken for a call of the generator function with a generator of its own.
    pub(crate) fn resumption(func: FuncId, generator: Ty, options: Options) -> Key {
        Key {
            func,
            args: vec![generator, Ty::ELLIPSIS],
            options,
        }
    }

    /// The generator that this key goes on with, and the types of its arguments.
    pub(crate) fn resumed(&self) -> Option<(Ty, &'static [Ty])> {
        let [generator, Ty::ELLIPSIS] = self.args[..] else {
            return None;
        };
        match generator.get() {
            Type::Generator { func, args, .. } if *func == self.func => Some((generator, args)),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Not inferred, or inferred with an estimate that did not hold.
    Open,
    /// Being inferred; its position among the active entries.
    Active(usize),
    /// Inferred with the estimate of the active entry at this position.
    Provisional(usize),
    /// Inferred.
    Done,
}

/// A function for given argument types.
pub(crate) struct Entry {
    pub(crate) key: Key,
    /// Result type, or its estimate.
    pub(crate) result: Ty,
    /// What inference found; present unless the entry is open or active.
    pub(crate) typing: Option<Typing>,
    /// Problems; the entry has failed if there are any.
    pub(crate) problems: Vec<Diagnostic>,
    state: State,
    /// Position of the outermost active entry whose estimate it used.
    lowest: usize,
    /// Whether its own estimate was used while it was active.
    estimated: bool,
}

/// All inference state of one request.
pub(crate) struct Session<'p> {
    pub(crate) program: &'p mut dyn Program,
    pub(crate) entries: Vec<Entry>,
    index: HashMap<Key, usize>,
    active: Vec<usize>,
    /// Loops over tuples of several types that the function being inferred has, as [`Program::unrolled`] takes them.
    pub(crate) unroll: Vec<(u32, u32)>,
    /// Counts uses of results that may still change.
    pub(crate) unsettled: u64,
}

/// A callable function with its result type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    pub(crate) callee: Callee,
    pub(crate) result: Ty,
}

impl<'p> Session<'p> {
    pub(crate) fn new(program: &'p mut dyn Program) -> Session<'p> {
        Session {
            program,
            entries: Vec::new(),
            index: HashMap::new(),
            active: Vec::new(),
            unroll: Vec::new(),
            unsettled: 0,
        }
    }

    /// Whether a function is a library body, whose instances keep literal types.
    pub(crate) fn is_library(&self, func: FuncId) -> bool {
        self.program.is_library(func)
    }

    /// Whether an entry is being inferred.
    pub(crate) fn is_active(&self, entry: usize) -> bool {
        matches!(self.entries[entry].state, State::Active(_))
    }

    /// The function for these argument types, inferred if it is not yet.
    pub(crate) fn request(&mut self, key: Key) -> Result<Target, Fault> {
        if let Some(known) = self.program.known(key.func, &key.args, &key.options) {
            return Ok(Target {
                callee: Callee::Known(known.id),
                result: known.result,
            });
        }
        let entry = self.entry(key);
        match self.entries[entry].state {
            State::Open => self.solve(entry)?,
            State::Active(position) => {
                self.entries[entry].estimated = true;
                self.rest_on(position);
            }
            State::Provisional(position) => self.rest_on(position),
            State::Done => {}
        }
        let found = &self.entries[entry];
        if !found.problems.is_empty() {
            return Err(Fault(found.problems.clone()));
        }
        Ok(Target {
            callee: Callee::Entry(entry),
            result: found.result,
        })
    }

    fn entry(&mut self, key: Key) -> usize {
        if let Some(&entry) = self.index.get(&key) {
            return entry;
        }
        let entry = self.entries.len();
        self.index.insert(key.clone(), entry);
        self.entries.push(Entry {
            key,
            result: Ty::NEVER,
            typing: None,
            problems: Vec::new(),
            state: State::Open,
            lowest: usize::MAX,
            estimated: false,
        });
        entry
    }

    /// The innermost active entry uses the estimate of the one at a position.
    fn rest_on(&mut self, position: usize) {
        self.unsettled += 1;
        if let Some(&top) = self.active.last() {
            let lowest = &mut self.entries[top].lowest;
            *lowest = (*lowest).min(position);
        }
    }

    fn solve(&mut self, entry: usize) -> Result<(), Fault> {
        let position = self.active.len();
        let key = self.entries[entry].key.clone();
        let parts = key
            .args
            .iter()
            .try_fold(MAX_PARTS, |left, &ty| within(left, ty));
        if position >= MAX_DEPTH || parts.is_none() {
            return Err(report::too_deep(self, &key));
        }
        self.active.push(entry);
        self.entries[entry].lowest = position;
        self.entries[entry].state = State::Active(position);
        for _ in 0..MAX_ROUNDS {
            self.entries[entry].estimated = false;
            self.entries[entry].problems.clear();
            // Problems of an earlier round rest on an estimate that did not hold.
            self.entries[entry].problems.clear();
            self.program.begin(key.func, &key.args, &key.options);
            let (typing, problems) = typing::infer_function(self, &key);
            self.program.end();
            let found = &mut self.entries[entry];
            let result = typing.as_ref().map_or(Ty::NEVER, |typing| typing.result);
            let settled = !found.estimated || found.result == result;
            found.result = result;
            found.typing = typing;
            found.problems = problems;
            if settled {
                break;
            }
            self.reopen(position);
        }
        self.active.pop();
        self.finish(entry, position);
        Ok(())
    }

    /// Entries that used an estimate which did not hold start over when they are asked for again.
    fn reopen(&mut self, position: usize) {
        for entry in &mut self.entries {
            if matches!(entry.state, State::Provisional(lowest) if lowest >= position) {
                entry.state = State::Open;
            }
        }
    }

    fn finish(&mut self, entry: usize, position: usize) {
        let lowest = self.entries[entry].lowest;
        if lowest < position {
            self.entries[entry].state = State::Provisional(lowest);
            self.rest_on(lowest);
            return;
        }
        for other in &mut self.entries {
            if matches!(other.state, State::Provisional(lowest) if lowest >= position) {
                other.state = State::Done;
            }
        }
        self.entries[entry].state = State::Done;
    }
}

/// What is left of a number of parts after those of a type; none if it has more.
fn within(left: usize, ty: Ty) -> Option<usize> {
    let left = left.checked_sub(1)?;
    match ty.get() {
        Type::Tuple(types) | Type::Zip(types) => {
            types.iter().try_fold(left, |left, &ty| within(left, ty))
        }
        Type::Generator { args, .. } => args.iter().try_fold(left, |left, &ty| within(left, ty)),
        Type::Closure { captures, .. } => {
            captures.iter().try_fold(left, |left, &ty| within(left, ty))
        }
        Type::NamedTuple(tuple) => tuple
            .types
            .iter()
            .try_fold(left, |left, &ty| within(left, ty)),
        Type::Optional(inner)
        | Type::List(inner)
        | Type::TypedList(inner)
        | Type::Set(inner)
        | Type::DictView(_, inner)
        | Type::Enumerate(inner) => within(left, *inner),
        Type::Dict(key, value) => within(within(left, *key)?, *value),
        _ => Some(left),
    }
}
