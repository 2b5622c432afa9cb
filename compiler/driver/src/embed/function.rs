//! A function of a module: questions about it, and calls with values.

use std::sync::Arc;

use numjit_abi::Slot;
use numjit_infer::Binding;
use numjit_ir::{Const, Param, ParamKind, Ty};
use smallvec::SmallVec;

use super::cancel::CancelToken;
use super::dynamic::{DynFunc, pass};
use super::error::Error;
use super::module::Module;
use super::names::Lookup;
use super::thread::{self, Surroundings};
use super::value::Value;
use crate::compile::infer_only;
use crate::engine::{FunctionHandle, Specialization};
use crate::listing::{Listing, ListingKind};
use crate::marshal::{Arg, Reader, Slots, type_of};
use crate::signature::Signature;

/// A function of a [`Module`].
#[derive(Clone)]
pub struct Function {
    pub(super) name: Arc<str>,
    pub(super) handle: FunctionHandle,
    pub(super) module: Module,
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Function({})", self.name)
    }
}

/// A function compiled for given types.
pub(super) struct Exact {
    pub(super) chosen: Arc<Specialization>,
    /// The values of the parameters behind those of the types, ready to be passed.
    pub(super) rest: Slots,
    /// Number of the types.
    pub(super) arity: usize,
}

/// Types as a signature lists them.
pub(super) fn type_list(types: &[Ty]) -> String {
    let texts: Vec<String> = types.iter().map(ToString::to_string).collect();
    texts.join(", ")
}

impl Function {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Parameters as written.
    pub fn params(&self) -> Result<Vec<Param>, Error> {
        Ok(self.handle.params()?)
    }

    /// Signatures that its decorator declares.
    pub fn declared_signatures(&self) -> &[Signature] {
        &self.handle.options().signatures
    }

    /// Argument and result types of what has been compiled so far.
    pub fn signatures(&self) -> Vec<Signature> {
        let compiled = self.handle.signatures().into_iter();
        compiled
            .map(|(args, result)| Signature {
                args,
                result: Some(result),
            })
            .collect()
    }

    /// The result type for argument types, without compiling. [`parse_type`](crate::parse_type) reads
    /// types such as `float64[:, ::1]`.
    pub fn result_type(&self, args: &[Ty]) -> Result<Ty, Error> {
        self.check_count(args.len())?;
        let (engine, id) = (self.handle.engine(), self.handle.id());
        let checked = infer_only(engine, id, args, &mut self.lookup(None))?;
        let own = checked
            .iter()
            .find(|one| one.func == self.handle.id() && one.args == args);
        own.map(|one| one.result)
            .ok_or_else(|| Error::Internal(format!("`{}` has no types", self.name)))
    }

    /// What the compiler makes of the function for argument types, as text.
    pub fn listing(&self, args: &[Ty], kind: ListingKind) -> Result<Listing, Error> {
        self.check_count(args.len())?;
        Ok(self.handle.listing(args, kind, &mut self.lookup(None))?)
    }

    /// Compiles for argument types, unless that has been done; the result type.
    pub fn compile(&self, args: &[Ty]) -> Result<Ty, Error> {
        self.check_count(args.len())?;
        Ok(self.handle.compile(args, &mut self.lookup(None))?)
    }

    /// Calls it with values. The types of the values choose the specialisation, which is compiled if it is
    /// not there yet; defaults are filled in.
    pub fn call<'a>(&self, args: &[Value<'a>]) -> Result<Value<'static>, Error> {
        self.call_with_keywords(args, &[])
    }

    /// Calls it with values and keyword arguments.
    pub fn call_with_keywords<'a>(
        &self,
        args: &[Value<'a>],
        keywords: &[(&str, Value<'a>)],
    ) -> Result<Value<'static>, Error> {
        let args = args.iter().map(Value::to_arg).collect();
        let bound = self.bind(args, keywords, None)?;
        Value::from_arg(self.run(&bound, None)?)
    }

    /// Calls it with values, until the token says stop: [`Error::Cancelled`] or [`Error::TimedOut`]. The
    /// engine must be interruptible.
    pub fn call_until<'a>(
        &self,
        args: &[Value<'a>],
        token: &CancelToken,
    ) -> Result<Value<'static>, Error> {
        self.check_interruptible()?;
        let args = args.iter().map(Value::to_arg).collect();
        let bound = self.bind(args, &[], Some(token))?;
        Value::from_arg(self.run(&bound, Some(token))?)
    }

    /// Calls it with values that are bound to the parameters by position.
    pub(super) fn call_args(
        &self,
        args: Vec<Arg>,
        token: Option<&CancelToken>,
    ) -> Result<Arg, Error> {
        self.run(&self.bind(args, &[], token)?, token)
    }

    fn bind(
        &self,
        positional: Vec<Arg>,
        keywords: &[(&str, Value<'_>)],
        token: Option<&CancelToken>,
    ) -> Result<Vec<Arg>, Error> {
        let params = self.handle.params_until(token)?;
        let keywords = keywords
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.to_arg()));
        let defaults = self.defaults()?;
        crate::call::bind(
            &self.name,
            &params,
            positional,
            keywords.collect(),
            &defaults,
            Arg::Tuple,
        )
        .map_err(Error::Mismatch)
    }

    fn defaults(&self) -> Result<Vec<Arg>, Error> {
        let known = self.module.names().defaults.get(&self.handle.id());
        let known = known.map_or(&[] as &[Binding], Vec::as_slice);
        let arg = |binding: &Binding| {
            binding_arg(binding).ok_or_else(|| {
                let text = format!("a default of `{}` cannot be passed as a value", self.name);
                Error::Mismatch(text)
            })
        };
        known.iter().map(arg).collect()
    }

    fn run(&self, args: &[Arg], token: Option<&CancelToken>) -> Result<Arg, Error> {
        let chosen = self.handle.choose(args, &mut self.lookup(token))?;
        let mut slots = Slots::default();
        for (arg, &ty) in args.iter().zip(&chosen.args) {
            pass(arg, ty, &mut slots)?;
        }
        let result = chosen.result;
        self.enter(&chosen, &slots, token, |words| {
            Ok(Reader::new(words).value(result, false))
        })
    }

    /// Enters a specialisation with arguments of its types. `take` takes over the words of the result, while
    /// the arguments are still there.
    #[inline]
    pub(super) fn enter<R>(
        &self,
        chosen: &Specialization,
        slots: &Slots,
        token: Option<&CancelToken>,
        take: impl FnOnce(&[Slot]) -> Result<R, Error>,
    ) -> Result<R, Error> {
        let mut results: SmallVec<[Slot; 16]> = SmallVec::from_elem(0, chosen.result_slots);
        let (words, out) = (slots.words.as_ptr(), results.as_mut_ptr());
        let surroundings = &self.handle.engine().shared.surroundings;
        match token {
            Some(token) => thread::enter_until(token, chosen.entry, surroundings, words, out)?,
            None => thread::enter(chosen.entry, surroundings, words, out)?,
        }
        take(&results)
    }

    /// The specialisation for exactly these types, and for those of the defaults behind them.
    pub(super) fn specialize_exactly(
        &self,
        types: &[Ty],
        token: Option<&CancelToken>,
    ) -> Result<Exact, Error> {
        let rest = self.rest(types.len(), token)?;
        let declared = self.declared_signatures();
        let is_it = |one: &&Signature| {
            one.args.len() == types.len() + rest.len() && one.args.starts_with(types)
        };
        let wanted: Vec<Ty> = match declared.iter().find(is_it) {
            Some(declared) => declared.args.clone(),
            None if declared.is_empty() => {
                let rest = rest.iter().map(type_of);
                types.iter().copied().chain(rest).collect()
            }
            None => return Err(self.not_declared(types)),
        };
        let mut slots = Slots::default();
        for (arg, &ty) in rest.iter().zip(&wanted[types.len()..]) {
            pass(arg, ty, &mut slots)?;
        }
        let chosen = self.handle.specialize(&wanted, &mut self.lookup(token))?;
        Ok(Exact {
            chosen,
            rest: slots,
            arity: types.len(),
        })
    }

    fn not_declared(&self, types: &[Ty]) -> Error {
        let declared = self.declared_signatures().iter();
        let known: Vec<String> = declared.map(ToString::to_string).collect();
        Error::Mismatch(format!(
            "`{}` is declared for {} only, not for ({}); name these types (`&mut [T]` for an array \
             that may be written)",
            self.name,
            known.join(" and "),
            type_list(types)
        ))
    }

    /// The values of the parameters behind the first ones: their defaults.
    fn rest(&self, given: usize, token: Option<&CancelToken>) -> Result<Vec<Arg>, Error> {
        let params = self.handle.params_until(token)?;
        let defaults = self.defaults()?.into_iter();
        let skipped = params.iter().take(given);
        let used = skipped.filter(|param| param.has_default).count();
        let mut defaults = defaults.skip(used);
        let mut rest = Vec::new();
        for param in params.iter().skip(given) {
            let value = match param.kind {
                ParamKind::Star => Some(Arg::Tuple(Vec::new())),
                _ if param.has_default => defaults.next(),
                _ => None,
            };
            match value {
                Some(value) => rest.push(value),
                None => return Err(self.wrong_count(&params, given)),
            }
        }
        match given > params.len() {
            true => Err(self.wrong_count(&params, given)),
            false => Ok(rest),
        }
    }

    /// The function compiled for argument types, for calls with [`Value`]s that are converted to them.
    /// Parameters behind the given ones have their defaults.
    pub fn specialize(&self, args: &[Ty]) -> Result<DynFunc, Error> {
        Ok(DynFunc::new(self, self.specialize_exactly(args, None)?))
    }

    /// The same, unless the token ends the compilation.
    pub fn specialize_until(&self, args: &[Ty], token: &CancelToken) -> Result<DynFunc, Error> {
        Ok(DynFunc::new(
            self,
            self.specialize_exactly(args, Some(token))?,
        ))
    }

    fn lookup<'a>(&'a self, token: Option<&'a CancelToken>) -> Lookup<'a> {
        Lookup::new(self.module.names(), token)
    }

    fn check_count(&self, count: usize) -> Result<(), Error> {
        let params = self.params()?;
        match params.len() == count {
            true => Ok(()),
            false => Err(self.wrong_count(&params, count)),
        }
    }

    fn wrong_count(&self, params: &[Param], given: usize) -> Error {
        let names: Vec<&str> = params.iter().map(|param| &*param.name).collect();
        Error::Mismatch(format!(
            "`{}` takes {} arguments ({}), and types for {given} were given",
            self.name,
            params.len(),
            names.join(", ")
        ))
    }

    pub(super) fn check_interruptible(&self) -> Result<(), Error> {
        if self.handle.engine().shared.interruptible {
            return Ok(());
        }
        Err(Error::Mismatch(
            "calls can only be ended in an engine with `EngineConfig::interruptible` set"
                .to_owned(),
        ))
    }

    pub(super) fn surroundings(&self) -> Arc<Surroundings> {
        self.handle.engine().shared.surroundings.clone()
    }
}

/// A frozen value as an argument.
fn binding_arg(binding: &Binding) -> Option<Arg> {
    Some(match binding {
        Binding::Const(value) => match value {
            Const::None => Arg::None,
            Const::Bool(value) => Arg::Bool(*value),
            Const::Int(value) => Arg::Int(*value),
            Const::UInt(value) => Arg::UInt(*value),
            Const::Float(value) => Arg::Float(*value),
            Const::Complex(re, im) => Arg::Complex(*re, *im),
            Const::Str(text) => Arg::Str((**text).into()),
            Const::Ellipsis => return None,
        },
        Binding::Tuple(items) => Arg::Tuple(items.iter().map(binding_arg).collect::<Option<_>>()?),
        Binding::Func(id) => Arg::Func(*id),
        Binding::Entity(id) => Arg::Entity(*id),
        _ => return None,
    })
}
