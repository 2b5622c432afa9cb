//! Functions compiled for types that are known only at run time, and values on their way into them.

use std::sync::Arc;

use numjit_abi::{DType, Slot};
use numjit_ir::{ArrayTy, Layout, Ty, Type};

use super::cancel::CancelToken;
use super::error::Error;
use super::function::{Exact, Function, type_list};
use super::value::Value;
use crate::engine::Specialization;
use crate::marshal::{Arg, ArrayRef, Reader, Slots, type_of};

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
        self.check_call(args.len(), token)?;
        let mut slots = Slots::default();
        for (value, &ty) in args.iter().zip(self.args()) {
            pass_value(value, ty, &mut slots)?;
        }
        self.finish_call(slots, token)
    }

    /// Like [`DynFunc::call`], with each value made when it is its turn, so that they need no list.
    pub fn call_with<'a>(
        &self,
        count: usize,
        value: impl Fn(usize) -> Result<Value<'a>, Error>,
        token: Option<&CancelToken>,
    ) -> Result<Value<'static>, Error> {
        self.check_call(count, token)?;
        let mut slots = Slots::default();
        for (position, &ty) in self.args().iter().enumerate() {
            pass_value(&value(position)?, ty, &mut slots)?;
        }
        self.finish_call(slots, token)
    }

    fn check_call(&self, count: usize, token: Option<&CancelToken>) -> Result<(), Error> {
        if token.is_some() {
            self.function.check_interruptible()?;
        }
        match count == self.arity {
            true => Ok(()),
            false => Err(self.wrong_count(count)),
        }
    }

    fn finish_call(
        &self,
        mut slots: Slots,
        token: Option<&CancelToken>,
    ) -> Result<Value<'static>, Error> {
        slots.words.extend_from_slice(&self.rest.words);
        self.function.enter(&self.chosen, &slots, token, |results| {
            // The usual results do not go through values of hosts.
            match (self.chosen.result, results) {
                (Ty::F64, &[word]) => Ok(Value::Float(f64::from_bits(word))),
                (Ty::I64, &[word]) => Ok(Value::Int(word as i64)),
                (ty, words) => Value::from_arg(Reader::new(words).value(ty, false)),
            }
        })
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

/// Puts a value into slots as a type that it has or can be converted to: the usual ones at once.
fn pass_value(value: &Value<'_>, ty: Ty, slots: &mut Slots) -> Result<(), Error> {
    match (value, ty) {
        (Value::Float(value), Ty::F64) => slots.words.push(value.to_bits()),
        (Value::Int(value), Ty::I64) => slots.words.push(*value as Slot),
        (Value::Borrowed(borrowed), ty) => {
            let array = borrowed.array();
            match ty.as_array().filter(|wanted| fits_array(array, wanted)) {
                Some(wanted) => slots.push_array(array, &wanted),
                None => return pass(&value.to_arg(), ty, slots),
            }
        }
        _ => return pass(&value.to_arg(), ty, slots),
    }
    Ok(())
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
        (Arg::Array(array), Type::Array(wanted)) => fits_array(array, wanted),
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

fn fits_array(array: &ArrayRef, wanted: &ArrayTy) -> bool {
    let is_vector = array.shape.len() <= 1;
    let order = || match wanted.layout {
        Layout::A => true,
        Layout::F if is_vector => array.layout() == Layout::C,
        wanted => array.layout() == wanted,
    };
    Ty::from_dtype(array.dtype) == wanted.dtype
        && array.shape.len() == usize::from(wanted.ndim)
        && (wanted.readonly || array.writable)
        && order()
}

fn is_real(arg: &Arg) -> bool {
    match arg {
        Arg::Bool(_) | Arg::Int(_) | Arg::UInt(_) | Arg::Float(_) | Arg::Literal(_) => true,
        Arg::Scalar(dtype, _) => !matches!(dtype, DType::C64 | DType::C128),
        _ => false,
    }
}
