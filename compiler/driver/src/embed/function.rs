//! A function of a module: questions about it, and calls with values.

use std::sync::Arc;

use numjit_abi::DType;
use numjit_infer::Binding;
use numjit_ir::{Const, Layout, Param, Ty, Type};

use super::cancel::CancelToken;
use super::error::Error;
use super::module::Module;
use super::names::Lookup;
use super::thread::{self, Surroundings};
use super::value::Value;
use crate::check::check_function;
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
        let checked = check_function(&self.handle, args, &mut Lookup(self.module.names()));
        let checked = checked.map_err(Error::compile)?;
        let own = checked
            .iter()
            .find(|one| one.func == self.handle.id() && one.args == args);
        own.map(|one| one.result)
            .ok_or_else(|| Error::Internal(format!("`{}` has no types", self.name)))
    }

    /// What the compiler makes of the function for argument types, as text.
    pub fn listing(&self, args: &[Ty], kind: ListingKind) -> Result<Listing, Error> {
        self.check_count(args.len())?;
        let mut names = Lookup(self.module.names());
        Ok(self.handle.listing(args, kind, &mut names)?)
    }

    /// Compiles for argument types, unless that has been done; the result type.
    pub fn compile(&self, args: &[Ty]) -> Result<Ty, Error> {
        self.check_count(args.len())?;
        Ok(self
            .handle
            .compile(args, &mut Lookup(self.module.names()))?)
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
        let bound = self.bind(args, keywords)?;
        Value::from_arg(self.call_args(&bound)?)
    }

    /// Calls it with values, until the token says stop: [`Error::Cancelled`] or [`Error::TimedOut`]. The
    /// engine must be interruptible.
    pub fn call_until<'a>(
        &self,
        args: &[Value<'a>],
        token: &CancelToken,
    ) -> Result<Value<'static>, Error> {
        self.check_interruptible()?;
        let bound = self.bind(args, &[])?;
        Value::from_arg(self.run(&bound, Some(token))?)
    }

    fn bind(&self, args: &[Value<'_>], keywords: &[(&str, Value<'_>)]) -> Result<Vec<Arg>, Error> {
        let params = self.params()?;
        let positional = args.iter().map(Value::to_arg).collect();
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

    /// Calls it with values that fit the parameters one by one.
    pub(super) fn call_args(&self, args: &[Arg]) -> Result<Arg, Error> {
        self.run(args, None)
    }

    fn run(&self, args: &[Arg], token: Option<&CancelToken>) -> Result<Arg, Error> {
        let chosen = self.handle.choose(args, &mut Lookup(self.module.names()))?;
        self.run_chosen(&chosen, args, token)
    }

    /// Runs a specialisation whose types the arguments have, or can be converted to.
    fn run_chosen(
        &self,
        chosen: &Specialization,
        args: &[Arg],
        token: Option<&CancelToken>,
    ) -> Result<Arg, Error> {
        let mut slots = Slots::default();
        for (arg, &ty) in args.iter().zip(&chosen.args) {
            let fits = fits(arg, ty) && slots.push(arg, ty).is_some();
            if !fits {
                let text = format!("cannot pass a value of type {} as {ty}", type_of(arg));
                return Err(Error::Mismatch(text));
            }
        }
        let mut results = vec![0; chosen.result_slots];
        let (words, out) = (slots.words.as_ptr(), results.as_mut_ptr());
        let surroundings = self.surroundings();
        match token {
            Some(token) => thread::enter_until(token, chosen.entry, &surroundings, words, out)?,
            None => thread::enter(chosen.entry, &surroundings, words, out)?,
        }
        Ok(Reader::new(&results).value(chosen.result, false))
    }

    /// The specialisation for exactly these types.
    pub(super) fn specialize_exactly(&self, types: &[Ty]) -> Result<Arc<Specialization>, Error> {
        self.check_count(types.len())?;
        let declared = self.declared_signatures();
        if !declared.is_empty() && !declared.iter().any(|one| one.args == types) {
            let known: Vec<String> = declared.iter().map(ToString::to_string).collect();
            return Err(Error::Mismatch(format!(
                "`{}` is declared for {} only, not for ({}); name these types (`&mut [T]` for an array \
                 that may be written)",
                self.name,
                known.join(" and "),
                type_list(types)
            )));
        }
        let mut names = Lookup(self.module.names());
        Ok(self.handle.specialize(types, &mut names)?)
    }

    /// The function compiled for argument types, for calls with [`Value`]s that are converted to them.
    pub fn specialize(&self, args: &[Ty]) -> Result<DynFunc, Error> {
        Ok(DynFunc {
            chosen: self.specialize_exactly(args)?,
            function: self.clone(),
        })
    }

    fn check_count(&self, count: usize) -> Result<(), Error> {
        let params = self.params()?;
        if params.len() == count {
            return Ok(());
        }
        let names: Vec<&str> = params.iter().map(|param| &*param.name).collect();
        Err(Error::Mismatch(format!(
            "`{}` takes {} arguments ({}), and types for {count} were given",
            self.name,
            params.len(),
            names.join(", ")
        )))
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

/// A function compiled for argument types that are known only at run time.
#[derive(Clone)]
pub struct DynFunc {
    chosen: Arc<Specialization>,
    function: Function,
}

impl DynFunc {
    /// The function.
    pub fn function(&self) -> &Function {
        &self.function
    }

    /// Argument types.
    pub fn args(&self) -> &[Ty] {
        &self.chosen.args
    }

    /// Result type.
    pub fn result(&self) -> Ty {
        self.chosen.result
    }

    /// Calls it, until the token says stop if there is one. Numbers are converted to its types; arrays
    /// must have them, but for a looser memory order or the permission to write.
    pub fn call(
        &self,
        args: &[Value<'_>],
        token: Option<&CancelToken>,
    ) -> Result<Value<'static>, Error> {
        if token.is_some() {
            self.function.check_interruptible()?;
        }
        if args.len() != self.chosen.args.len() {
            return Err(Error::Mismatch(format!(
                "`{}` takes {} arguments, and {} were given",
                self.function.name,
                self.chosen.args.len(),
                args.len()
            )));
        }
        let args: Vec<Arg> = args.iter().map(Value::to_arg).collect();
        Value::from_arg(self.function.run_chosen(&self.chosen, &args, token)?)
    }
}

impl std::fmt::Debug for DynFunc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let args = type_list(&self.chosen.args);
        write!(
            f,
            "{}({args}) -> {}",
            self.function.name, self.chosen.result
        )
    }
}

/// Whether a value can be passed as a type. Slots carry no types, so that this is looked at before.
fn fits(arg: &Arg, ty: Ty) -> bool {
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
