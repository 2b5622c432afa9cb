//! Functions compiled for types that are known only at run time, and values on their way into them.

use std::sync::Arc;

use numjit_abi::DType;
use numjit_ir::{Layout, Ty, Type};

use super::cancel::CancelToken;
use super::error::Error;
use super::function::{Exact, Function, type_list};
use super::value::Value;
use crate::engine::Specialization;
use crate::marshal::{Arg, Slots, type_of};

/// A function compiled for argument types that are known only at run time.
#[derive(Clone)]
pub struct DynFunc {
    chosen: Arc<Specialization>,
    /// Number of arguments that a call takes; the others have their defaults.
    arity: usize,
    rest: Arc<Slots>,
    function: Function,
}

impl DynFunc {
    pub(super) fn new(function: &Function, exact: Exact) -> DynFunc {
        let Exact {
            chosen,
            rest,
            arity,
        } = exact;
        DynFunc {
            chosen,
            arity,
            rest: Arc::new(rest),
            function: function.clone(),
        }
    }

    /// The function.
    pub fn function(&self) -> &Function {
        &self.function
    }

    /// Types of the arguments that a call takes.
    pub fn args(&self) -> &[Ty] {
        &self.chosen.args[..self.arity]
    }

    /// Result type.
    pub fn result(&self) -> Ty {
        self.chosen.result
    }

    /// Address of the machine code that calls enter, for profilers and debuggers.
    pub fn entry_address(&self) -> usize {
        self.chosen.entry as usize
    }

    /// Calls it, until the token says stop if there is one. Numbers are converted to its types; arrays
    /// must have them, but for a looser memory order or the permission to write.
    pub fn call(
        &self,
        args: &[Value<'_>],
        token: Option<&CancelToken>,
    ) -> Result<Value<'static>, Error> {
        self.call_each(args.len(), |position| Ok(args[position].to_arg()), token)
    }

    /// Like [`DynFunc::call`], with each value made when it is its turn, so that they need no list.
    pub fn call_with<'a>(
        &self,
        count: usize,
        value: impl Fn(usize) -> Result<Value<'a>, Error>,
        token: Option<&CancelToken>,
    ) -> Result<Value<'static>, Error> {
        self.call_each(count, |position| Ok(value(position)?.to_arg()), token)
    }

    fn call_each(
        &self,
        count: usize,
        arg: impl Fn(usize) -> Result<Arg, Error>,
        token: Option<&CancelToken>,
    ) -> Result<Value<'static>, Error> {
        if token.is_some() {
            self.function.check_interruptible()?;
        }
        if count != self.arity {
            return Err(self.wrong_count(count));
        }
        let mut slots = Slots::default();
        for (position, &ty) in self.args().iter().enumerate() {
            pass(&arg(position)?, ty, &mut slots)?;
        }
        slots.words.extend_from_slice(&self.rest.words);
        Value::from_arg(self.function.enter(&self.chosen, &slots, token)?)
    }

    #[cold]
    fn wrong_count(&self, given: usize) -> Error {
        let name = self.function.name();
        let text = match self.arity == self.chosen.args.len() {
            true => format!(
                "`{name}` takes {} arguments, and {given} were given",
                self.arity
            ),
            false => format!(
                "`{name}` was asked for with types for {} arguments, and {given} were given",
                self.arity
            ),
        };
        Error::Mismatch(text)
    }
}

impl std::fmt::Debug for DynFunc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (name, args) = (self.function.name(), type_list(self.args()));
        write!(f, "{name}({args}) -> {}", self.chosen.result)
    }
}

/// Puts a value into slots as a type that it has or can be converted to.
pub(super) fn pass(arg: &Arg, ty: Ty, slots: &mut Slots) -> Result<(), Error> {
    if fits(arg, ty) && slots.push(arg, ty).is_some() {
        return Ok(());
    }
    let text = format!("cannot pass a value of type {} as {ty}", type_of(arg));
    Err(Error::Mismatch(text))
}

/// Whether a value can be passed as a type. Slots carry no types, so that this is looked at before.
pub(super) fn fits(arg: &Arg, ty: Ty) -> bool {
    match (arg, ty.get()) {
        (_, Type::Optional(inner)) => matches!(arg, Arg::None) || fits(arg, *inner),
        (Arg::Array(array), Type::Array(wanted)) => {
            let is_vector = array.shape.len() <= 1;
            let order = match wanted.layout {
                Layout::A => true,
                Layout::F if is_vector => array.layout() == Layout::C,
                wanted => array.layout() == wanted,
            };
            Ty::from_dtype(array.dtype) == wanted.dtype
                && array.shape.len() == usize::from(wanted.ndim)
                && (wanted.readonly || array.writable)
                && order
        }
        (Arg::Tuple(items), Type::Tuple(types)) => {
            items.len() == types.len() && items.iter().zip(types).all(|(item, &ty)| fits(item, ty))
        }
        (_, Type::Bool | Type::Int { .. } | Type::Float(_)) => is_real(arg),
        (_, Type::Complex(_)) => {
            is_real(arg)
                || matches!(
                    arg,
                    Arg::Complex(..) | Arg::Scalar(DType::C64 | DType::C128, _)
                )
        }
        _ => type_of(arg) == ty,
    }
}

fn is_real(arg: &Arg) -> bool {
    match arg {
        Arg::Bool(_) | Arg::Int(_) | Arg::UInt(_) | Arg::Float(_) | Arg::Literal(_) => true,
        Arg::Scalar(dtype, _) => !matches!(dtype, DType::C64 | DType::C128),
        _ => false,
    }
}
