//! What a compilation asks its host, by the instance on whose behalf it asks.
//!
//! An instance is a function for given argument types and options. What it asks, what it is answered,
//! and which instances it uses decide its code, together with its source. The answers stay with the
//! instance as long as its function lives: like its code, they are those of its first compilation, also
//! when later ones use the instance.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use numjit_infer::{Binding, FuncId};
use numjit_ir::{Options, Ty};

use crate::engine::FunctionEntry;
use crate::slab::Slab;

/// An instance.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct InstanceKey {
    pub(crate) func: FuncId,
    pub(crate) args: Vec<Ty>,
    pub(crate) options: Options,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Question {
    /// What a name in a registered function stands for.
    Global(FuncId, String),
    /// What an attribute of a namespace stands for.
    Attribute(u32, String),
    /// The values of a registered function's defaults.
    Defaults(FuncId),
    /// What a member of a class stands for.
    Member(u32, String),
    /// What the program has defined for values of a type.
    TypeMember(Ty, String),
    /// Which function a set of overloads has for argument types, by position and by name.
    Overload(u32, Vec<Ty>, Vec<(Box<str>, Ty)>),
}

/// An answer: of a name, no or one binding.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// To every other question.
    Name(Option<Binding>),
    /// To [`Question::Defaults`].
    Values(Vec<Binding>),
}

impl Answer {
    /// The binding of a name.
    pub(crate) fn name(self) -> Option<Binding> {
        match self {
            Answer::Name(binding) => binding,
            Answer::Values(_) => None,
        }
    }

    /// The values of defaults.
    pub(crate) fn values(self) -> Vec<Binding> {
        match self {
            Answer::Name(_) => Vec::new(),
            Answer::Values(values) => values,
        }
    }

    /// Every binding of the answer.
    pub(crate) fn bindings(&self) -> &[Binding] {
        match self {
            Answer::Name(binding) => binding.as_slice(),
            Answer::Values(values) => values,
        }
    }
}

/// What was asked for one instance.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    /// Each question once, in the order of asking.
    pub(crate) asked: Vec<(Question, Answer)>,
    /// Instances it uses, each once, in the order of use.
    pub(crate) uses: Vec<InstanceKey>,
    /// The functions named above with their serial numbers: a function's number may be given to another
    /// one when it is gone.
    serials: Vec<(FuncId, u64)>,
}

impl Node {
    /// What was asked for loaded code.
    pub(crate) fn loaded(asked: Vec<(Question, Answer)>, functions: &Slab<FunctionEntry>) -> Node {
        let mut node = Node {
            asked,
            ..Node::default()
        };
        node.pin(functions);
        node
    }

    /// The answer to a question.
    pub(crate) fn answer(&self, question: &Question) -> Option<&Answer> {
        let mut asked = self.asked.iter();
        asked
            .find(|known| known.0 == *question)
            .map(|known| &known.1)
    }

    /// Whether every function that it names is still the one that was meant.
    pub(crate) fn is_current(&self, functions: &Slab<FunctionEntry>) -> bool {
        let mut serials = self.serials.iter();
        serials.all(|&(id, serial)| {
            functions
                .get(id)
                .is_some_and(|entry| entry.serial == serial)
        })
    }

    /// Notes which functions are meant.
    fn pin(&mut self, functions: &Slab<FunctionEntry>) {
        let mut ids: Vec<FuncId> = self.uses.iter().map(|used| used.func).collect();
        for (question, answer) in &self.asked {
            match question {
                Question::Global(id, _) | Question::Defaults(id) => ids.push(*id),
                Question::Attribute(..)
                | Question::Member(..)
                | Question::TypeMember(..)
                | Question::Overload(..) => {}
            }
            functions_in(answer.bindings(), &mut ids);
        }
        ids.sort_unstable();
        ids.dedup();
        self.serials = ids
            .into_iter()
            .filter_map(|id| Some((id, functions.get(id)?.serial)))
            .collect();
    }
}

fn functions_in(bindings: &[Binding], ids: &mut Vec<FuncId>) {
    for binding in bindings {
        match binding {
            Binding::Func(id) => ids.push(*id),
            Binding::Tuple(items) | Binding::NamedTuple(_, items) => functions_in(items, ids),
            Binding::StaticMethod(inner) => functions_in(std::slice::from_ref(&**inner), ids),
            Binding::Property(parts) => {
                functions_in(parts.0.as_slice(), ids);
                functions_in(parts.1.as_slice(), ids);
            }
            Binding::Const(_)
            | Binding::Scalar(..)
            | Binding::Array(_)
            | Binding::NamedTupleClass(_)
            | Binding::ExceptionClass(_)
            | Binding::EnumMember(..)
            | Binding::Interpreter
            | Binding::Entity(_)
            | Binding::Class(_)
            | Binding::Overload(_)
            | Binding::Type(_)
            | Binding::Namespace(_)
            | Binding::PythonFunction(_)
            | Binding::Opaque(_) => {}
        }
    }
}

/// Everything asked during one request for a compilation.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Instances being inferred, innermost last.
    stack: RefCell<Vec<InstanceKey>>,
    nodes: RefCell<HashMap<InstanceKey, Node>>,
}

impl Record {
    /// The inference of an instance begins.
    pub(crate) fn begin(&self, key: InstanceKey) {
        self.nodes.borrow_mut().entry(key.clone()).or_default();
        self.stack.borrow_mut().push(key);
    }

    /// The inference of the innermost instance ends.
    pub(crate) fn end(&self) {
        self.stack.borrow_mut().pop();
    }

    /// The instance being inferred.
    pub(crate) fn current(&self) -> Option<InstanceKey> {
        self.stack.borrow().last().cloned()
    }

    /// The innermost instance uses another one.
    pub(crate) fn uses(&self, key: &InstanceKey) {
        self.with_current(|node| {
            if !node.uses.contains(key) {
                node.uses.push(key.clone());
            }
        });
    }

    /// The answer that the innermost instance was given before.
    pub(crate) fn known(&self, question: &Question) -> Option<Answer> {
        let key = self.current()?;
        self.nodes.borrow().get(&key)?.answer(question).cloned()
    }

    /// The innermost instance was given an answer.
    pub(crate) fn answered(&self, question: Question, answer: Answer) {
        self.with_current(|node| node.asked.push((question, answer)));
    }

    fn with_current(&self, body: impl FnOnce(&mut Node)) {
        if let Some(key) = self.current()
            && let Some(node) = self.nodes.borrow_mut().get_mut(&key)
        {
            body(node);
        }
    }

    /// What was asked for each instance.
    pub(crate) fn finish(self, functions: &Slab<FunctionEntry>) -> HashMap<InstanceKey, Arc<Node>> {
        let nodes = self.nodes.into_inner().into_iter();
        nodes
            .map(|(key, mut node)| {
                node.pin(functions);
                (key, Arc::new(node))
            })
            .collect()
    }
}
