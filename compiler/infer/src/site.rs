//! What a rule sees: the instruction at hand, its operand types, and the session around it.

use numjit_diag::Label;
use numjit_ir::{Imm, Inst, InstData, Options, Ty, Value};

use crate::report;
use crate::session::Session;
use crate::typing::Typing;

/// An instruction being given a meaning.
pub(crate) struct Site<'a, 'p> {
    /// Other functions and the program.
    pub(crate) cx: &'a mut Session<'p>,
    /// The function it stands in.
    pub(crate) typing: &'a Typing,
    /// The instruction.
    pub(crate) inst: Inst,
}

impl<'a> Site<'a, '_> {
    /// The untyped instruction.
    pub(crate) fn data(&self) -> &'a InstData {
        self.typing.func().inst(self.inst)
    }

    /// Its operands.
    pub(crate) fn args(&self) -> &'a [Value] {
        &self.data().args
    }

    /// Type of an operand.
    pub(crate) fn ty(&self, position: usize) -> Ty {
        self.typing.ty(self.args()[position])
    }

    /// Types of all operands.
    pub(crate) fn types(&self) -> Vec<Ty> {
        self.args().iter().map(|&v| self.typing.ty(v)).collect()
    }

    /// Options of the function.
    pub(crate) fn options(&self) -> Options {
        self.typing.options
    }

    /// The name the instruction carries; empty if it carries none.
    pub(crate) fn name(&self) -> &'a str {
        match &self.data().imm {
            Imm::Name(name) => name,
            _ => "",
        }
    }

    /// The place of the instruction.
    pub(crate) fn here(&self) -> Label {
        report::label(self.typing.func(), self.data().loc, "")
    }

    /// Where an operand comes from, with its type.
    pub(crate) fn origin(&self, position: usize) -> Option<Label> {
        report::origin(self.typing, *self.args().get(position)?)
    }

    /// The source text of an operand; for a value that is not an expression, its name.
    pub(crate) fn text(&self, position: usize) -> String {
        report::text(self.typing, self.args()[position])
    }
}
