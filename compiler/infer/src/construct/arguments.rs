//! The arguments of a call, with `*args` taken apart.

use numjit_diag::Label;
use numjit_ir::{CallShape, Ty, Value};

use super::tuple;
use crate::emit;
use crate::meaning::{Emitter, Fault};
use crate::report;
use crate::site::Site;

/// Where an argument's value comes from.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// An operand of the instruction.
    Operand(usize),
    /// An element of a tuple operand.
    Element(usize, usize),
}

/// One argument.
#[derive(Clone, Copy, Debug)]
pub(super) struct Argument {
    pub(super) ty: Ty,
    source: Source,
}

impl Argument {
    /// An operand as an argument.
    pub(super) fn operand(position: usize, ty: Ty) -> Argument {
        Argument {
            ty,
            source: Source::Operand(position),
        }
    }

    /// An element of a tuple operand as an argument.
    pub(super) fn element(operand: usize, position: usize, ty: Ty) -> Argument {
        Argument {
            ty,
            source: Source::Element(operand, position),
        }
    }

    /// The operand it is; none for an element of one.
    pub(super) fn operand_position(&self) -> Option<usize> {
        match self.source {
            Source::Operand(operand) => Some(operand),
            Source::Element(..) => None,
        }
    }

    /// Writes the value, of type [`Argument::ty`].
    pub(super) fn write(&self, e: &mut Emitter<'_>, args: &[Value]) -> Value {
        match self.source {
            Source::Operand(operand) => args[operand],
            Source::Element(operand, position) => {
                emit::tuple_get(&mut e.b, args[operand], position, self.ty)
            }
        }
    }

    /// Where the value comes from.
    pub(super) fn origin(&self, site: &Site<'_, '_>) -> Option<Label> {
        match self.source {
            Source::Operand(operand) | Source::Element(operand, _) => site.origin(operand),
        }
    }
}

/// All arguments of a call.
#[derive(Clone, Debug, Default)]
pub(super) struct Arguments {
    pub(super) positional: Vec<Argument>,
    pub(super) keywords: Vec<(Box<str>, Argument)>,
}

impl Arguments {
    /// Operands as positional arguments.
    pub(super) fn operands(types: &[Ty]) -> Arguments {
        let positional = types
            .iter()
            .enumerate()
            .map(|(position, &ty)| Argument::operand(position, ty))
            .collect();
        Arguments {
            positional,
            keywords: Vec::new(),
        }
    }

    /// Gives the arguments that are an operand another type.
    pub(super) fn retype(&mut self, operand: usize, ty: Ty) {
        let keywords = self.keywords.iter_mut().map(|keyword| &mut keyword.1);
        for argument in self.positional.iter_mut().chain(keywords) {
            if argument.operand_position() == Some(operand) {
                argument.ty = ty;
            }
        }
    }

    /// The same arguments as other types.
    pub(super) fn with_types(&self, change: impl Fn(Ty) -> Ty) -> Arguments {
        let mut changed = self.clone();
        let keywords = changed.keywords.iter_mut().map(|keyword| &mut keyword.1);
        for argument in changed.positional.iter_mut().chain(keywords) {
            argument.ty = change(argument.ty);
        }
        changed
    }

    /// Types by position and by name.
    pub(super) fn types(&self) -> (Vec<Ty>, Vec<(Box<str>, Ty)>) {
        let given = self.positional.iter().map(|argument| argument.ty);
        let named = self.keywords.iter();
        let named = named.map(|(name, argument)| (name.clone(), argument.ty));
        (given.collect(), named.collect())
    }

    /// Names of the keyword arguments.
    pub(super) fn names(&self) -> Vec<&str> {
        self.keywords.iter().map(|(name, _)| &**name).collect()
    }

    /// The argument at a position, keywords after the positional ones.
    pub(super) fn at(&self, position: usize) -> Option<Argument> {
        let keyword = || self.keywords.get(position - self.positional.len());
        match self.positional.get(position) {
            Some(&argument) => Some(argument),
            None => keyword().map(|(_, argument)| *argument),
        }
    }
}

/// The arguments of the call instruction at hand; operand 0 is the callee.
pub(super) fn arguments(site: &Site<'_, '_>, shape: &CallShape) -> Result<Arguments, Fault> {
    let count = site.args().len();
    let named = count - shape.keywords.len();
    let mut all = Arguments::default();
    for operand in 1..named {
        let ty = site.ty(operand);
        if shape.star == Some(operand as u32 - 1) {
            all.positional.extend(spread(site, operand, ty)?);
        } else {
            all.positional.push(Argument::operand(operand, ty));
        }
    }
    for (name, operand) in shape.keywords.iter().zip(named..) {
        all.keywords
            .push((name.clone(), Argument::operand(operand, site.ty(operand))));
    }
    Ok(all)
}

fn spread(site: &Site<'_, '_>, operand: usize, ty: Ty) -> Result<Vec<Argument>, Fault> {
    let types = ty.as_tuple().ok_or_else(|| {
        report::unsupported_use(site, "passing a value that is not a tuple after `*`", ty)
    })?;
    Ok(types
        .iter()
        .enumerate()
        .map(|(position, &ty)| Argument::element(operand, position, ty))
        .collect())
}

/// A tuple of arguments, for `*args` parameters.
pub(super) fn write_tuple(
    e: &mut Emitter<'_>,
    arguments: &[Argument],
    args: &[Value],
    ty: Ty,
) -> Value {
    let values: Vec<Value> = arguments.iter().map(|a| a.write(e, args)).collect();
    let types: Vec<Ty> = arguments.iter().map(|a| a.ty).collect();
    let tuple = tuple::of(e, &values, &types);
    e.cast(tuple, ty)
}
