//! A look at a program's compiled functions, after it ran and before it is taken apart.

use numjit::ir::Ty;
use numjit::{Annotated, Listing, ListingKind, Timings};
use rustpython_vm::builtins::PyBaseExceptionRef;
use rustpython_vm::{PyRef, VirtualMachine};

use crate::dispatcher::{self, Dispatcher};
use crate::engine;

/// A program that has run.
pub struct Session<'vm> {
    vm: &'vm VirtualMachine,
    has_raised: bool,
}

/// A function of the program that numjit compiles.
pub struct CompiledFunction<'vm> {
    vm: &'vm VirtualMachine,
    dispatcher: PyRef<Dispatcher>,
}

impl<'vm> Session<'vm> {
    pub(crate) fn new(vm: &'vm VirtualMachine, has_raised: bool) -> Self {
        Self { vm, has_raised }
    }

    /// Whether the program ended with an exception.
    pub(crate) fn has_raised(&self) -> bool {
        self.has_raised
    }

    /// The interpreter.
    pub(crate) fn vm(&self) -> &'vm VirtualMachine {
        self.vm
    }

    /// The functions that are still alive, in the order of their decoration.
    pub fn functions(&self) -> Vec<CompiledFunction<'vm>> {
        let all = dispatcher::all().into_iter();
        let vm = self.vm;
        all.map(|dispatcher| CompiledFunction { vm, dispatcher })
            .collect()
    }

    /// How long the compiler took, if that was recorded.
    pub fn timings(&self) -> Timings {
        engine::started().map_or_else(Timings::default, numjit::Engine::take_timings)
    }
}

impl CompiledFunction<'_> {
    pub fn name(&self) -> &str {
        self.dispatcher.name()
    }

    pub fn file(&self) -> &str {
        self.dispatcher.file()
    }

    /// Argument and result types of every compiled specialisation.
    pub fn signatures(&self) -> Vec<(Vec<Ty>, Ty)> {
        self.dispatcher.compiled()
    }

    /// The text of one specialisation; the error is one for a person.
    pub fn listing(&self, args: &[Ty], kind: ListingKind) -> Result<Listing, String> {
        let listing = self.dispatcher.listing(args, kind, self.vm);
        listing.map_err(|error| self.words(&error))
    }

    /// What became of the loops of one specialisation; the error is one for a person.
    pub fn annotate(&self, args: &[Ty]) -> Result<Annotated, String> {
        let annotated = self.dispatcher.annotate(args, self.vm);
        annotated.map_err(|error| self.words(&error))
    }

    fn words(&self, error: &PyBaseExceptionRef) -> String {
        let text = error.args().first().map(|text| text.str(self.vm));
        match text {
            Some(Ok(text)) => text.to_string(),
            _ => "the listing cannot be made".to_owned(),
        }
    }
}
