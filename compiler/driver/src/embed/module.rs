//! Modules compiled from text.

use std::sync::Arc;

use numjit_infer::{Binding, ConstArray};
use numjit_ir::{Const, Source, Ty};

use super::array::receive;
use super::cancel::CancelToken;
use super::error::Error;
use super::function::Function;
use super::names::Names;
use super::param::Params;
use super::result::Returned;
use super::statics;
use super::typed::Func;
use super::value::Value;
use crate::engine::{Engine, FunctionHandle};
use crate::marshal::Arg;

/// A module's functions, ready to be compiled for the types they are asked for. Cheap to clone.
#[derive(Clone)]
pub struct Module {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) names: Arc<Names>,
    /// Functions by name, in the order of their definitions.
    pub(super) functions: Vec<(Arc<str>, FunctionHandle)>,
    /// Functions that a later definition of the same name hides; constants may still stand for them.
    pub(super) _hidden: Vec<FunctionHandle>,
    /// Modules whose functions this one uses.
    pub(super) _uses: Vec<Module>,
}

/// Names that a program gives to the modules it compiles, beside those the text defines.
///
/// ```
/// use numjit::{Engine, Globals};
///
/// let mut globals = Globals::new();
/// globals.set("RATE", 0.19)?;
/// globals.set("STEPS", &vec![0.0, 100.0, 1000.0])?;
/// let text = "def tax(x):\n    return (x - STEPS[1]) * RATE\n";
/// let module = Engine::new()?.compile_with("tax.py", text, &globals)?;
/// assert_eq!(module.func::<(f64,), f64>("tax")?.call((200.0,))?, 19.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Globals {
    pub(super) bindings: Vec<(String, Binding)>,
    pub(super) uses: Vec<Module>,
}

impl Globals {
    /// No names.
    pub fn new() -> Globals {
        Globals::default()
    }

    /// Gives a name to a value, which becomes a constant; an array is copied. Fails for a value that
    /// compiled code cannot hold as a constant.
    pub fn set<'a>(&mut self, name: &str, value: impl Into<Value<'a>>) -> Result<(), Error> {
        let binding = constant(&value.into().to_arg()).ok_or_else(|| {
            Error::Mismatch(format!("`{name}` cannot be a constant of compiled code"))
        })?;
        self.bindings.push((name.to_owned(), binding));
        Ok(())
    }

    /// Gives a name to a function of another module of the same engine.
    pub fn set_function(&mut self, name: &str, function: &Function) {
        let binding = Binding::Func(function.handle.id());
        self.bindings.push((name.to_owned(), binding));
        self.uses.push(function.module.clone());
    }
}

/// A value as a constant of compiled code. Takes over arrays that have an owner.
pub(super) fn constant(arg: &Arg) -> Option<Binding> {
    Some(match arg {
        Arg::None => Binding::Const(Const::None),
        Arg::Bool(value) => Binding::Const(Const::Bool(*value)),
        Arg::Int(value) | Arg::Literal(value) => Binding::Const(Const::Int(*value)),
        Arg::UInt(value) => Binding::Const(Const::UInt(*value)),
        Arg::Float(value) => Binding::Const(Const::Float(*value)),
        Arg::Complex(re, im) => Binding::Const(Const::Complex(*re, *im)),
        Arg::Scalar(dtype, bits) => scalar(Ty::from_dtype(*dtype), *bits)?,
        Arg::Str(text) => Binding::Const(Const::Str((**text).into())),
        Arg::Tuple(items) => Binding::Tuple(items.iter().map(constant).collect::<Option<_>>()?),
        Arg::Array(array) => {
            let array = receive(array.clone())?;
            Binding::Array(ConstArray {
                dtype: Ty::from_dtype(array.dtype()),
                shape: array.shape().iter().map(|&extent| extent as i64).collect(),
                bytes: array.to_bytes().into(),
            })
        }
        Arg::Func(id) => Binding::Func(*id),
        Arg::Entity(id) => Binding::Entity(*id),
        Arg::NamedTuple(..)
        | Arg::DType(_)
        | Arg::RecordDType(_)
        | Arg::Range(..)
        | Arg::Slice(_)
        | Arg::Enum(..)
        | Arg::Generator(_)
        | Arg::Container(_)
        | Arg::Class(_)
        | Arg::Type(_) => return None,
    })
}

/// A number of a given type. Python's own types have plain constants.
fn scalar(ty: Ty, [first, second]: [u64; 2]) -> Option<Binding> {
    let single = |bits: u64| f64::from(f32::from_bits(bits as u32));
    let value = match ty {
        Ty::BOOL => return Some(Binding::Const(Const::Bool(first as u8 != 0))),
        Ty::I64 => return Some(Binding::Const(Const::Int(first as i64))),
        Ty::F64 => return Some(Binding::Const(Const::Float(f64::from_bits(first)))),
        Ty::C128 => {
            let (re, im) = (f64::from_bits(first), f64::from_bits(second));
            return Some(Binding::Const(Const::Complex(re, im)));
        }
        Ty::F32 => Const::Float(single(first)),
        Ty::C64 => Const::Complex(single(first), single(second)),
        Ty::U64 => i64::try_from(first).map_or(Const::UInt(first), Const::Int),
        ty if ty.is_int() => Const::Int(first as i64),
        _ => return None,
    };
    Some(Binding::Scalar(value, ty))
}

impl Engine {
    /// Compiles a module's text. `file` is the name that errors and tracebacks show; it is not opened.
    ///
    /// The text holds imports (`math`, `cmath`, `numpy`, `numba` and their parts), constants and
    /// functions; `@njit` with its options may stand at functions and need not. No interpreter runs:
    /// constants are evaluated by the compiler, and any other statement is a problem with its place.
    /// Functions are compiled when they are asked for, for the types they are asked for.
    ///
    /// ```
    /// use numjit::Engine;
    ///
    /// let text = "
    /// import numpy as np
    ///
    /// def norm(xs, p):
    ///     return np.sum(np.abs(xs) ** p) ** (1 / p)
    /// ";
    /// let module = Engine::new()?.compile("norm.py", text)?;
    /// let norm = module.func::<(&[f64], f64), f64>("norm")?;
    /// assert_eq!(norm.call((&[3.0, 4.0], 2.0))?, 5.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn compile(&self, file: &str, text: &str) -> Result<Module, Error> {
        self.compile_with(file, text, &Globals::new())
    }

    /// Compiles a module's text with further names.
    pub fn compile_with(&self, file: &str, text: &str, globals: &Globals) -> Result<Module, Error> {
        self.read_module(file, text, globals, None)
    }

    /// Compiles a module's text with further names, unless the token ends the compilation:
    /// [`Error::Cancelled`] or [`Error::TimedOut`]. What evaluates the module's constants ends with it if
    /// the engine is interruptible.
    pub fn compile_until(
        &self,
        file: &str,
        text: &str,
        globals: &Globals,
        token: &CancelToken,
    ) -> Result<Module, Error> {
        self.read_module(file, text, globals, Some(token))
    }

    fn read_module(
        &self,
        file: &str,
        text: &str,
        globals: &Globals,
        token: Option<&CancelToken>,
    ) -> Result<Module, Error> {
        if let Some(limit) = self.shared.limits.source_bytes
            && text.len() > limit
        {
            let length = text.len();
            return Err(Error::Limit(format!(
                "{file} has {length} bytes, and at most {limit} are allowed"
            )));
        }
        let source = Source {
            file: file.into(),
            first_line: 1,
            indent: 0,
            text: text.into(),
        };
        statics::read(self, &Arc::new(source), globals, token)
    }

    /// Bytes of arrays, texts and containers that functions of this engine's modules hold now, results that
    /// the program still keeps included. Counted only with [`Limits::memory_bytes`](crate::Limits).
    pub fn held_bytes(&self) -> Option<usize> {
        self.shared.surroundings.held_bytes()
    }
}

impl std::fmt::Debug for Module {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.names_of_functions()).finish()
    }
}

impl Module {
    /// The module's functions, in the order of their definitions.
    pub fn functions(&self) -> impl Iterator<Item = Function> {
        let functions = self.inner.functions.iter();
        functions.map(|(name, handle)| self.make(name, handle))
    }

    /// The function with this name.
    pub fn function(&self, name: &str) -> Result<Function, Error> {
        let mut functions = self.inner.functions.iter();
        match functions.find(|(known, _)| **known == *name) {
            Some((name, handle)) => Ok(self.make(name, handle)),
            None => Err(Error::Mismatch(self.no_function(name))),
        }
    }

    /// A function, compiled for Rust types; a declared signature must be the same. Parameters behind those
    /// of `A` have their defaults.
    ///
    /// `A` is the tuple of argument types and `R` the result type ([`Param`](crate::Param) and
    /// [`Returned`] list them). The result type is inferred; asking for another one is an error that
    /// names it.
    pub fn func<A: Params, R: Returned>(&self, name: &str) -> Result<Func<A, R>, Error> {
        Func::new(self.function(name)?, None)
    }

    /// The same, unless the token ends the compilation: [`Error::Cancelled`] or [`Error::TimedOut`].
    pub fn func_until<A: Params, R: Returned>(
        &self,
        name: &str,
        token: &CancelToken,
    ) -> Result<Func<A, R>, Error> {
        Func::new(self.function(name)?, Some(token))
    }

    pub(super) fn names(&self) -> &Names {
        &self.inner.names
    }

    fn make(&self, name: &Arc<str>, handle: &FunctionHandle) -> Function {
        Function {
            name: name.clone(),
            handle: handle.clone(),
            module: self.clone(),
        }
    }

    fn names_of_functions(&self) -> impl Iterator<Item = &str> {
        self.inner.functions.iter().map(|(name, _)| &**name)
    }

    fn no_function(&self, name: &str) -> String {
        let known: Vec<&str> = self.names_of_functions().collect();
        match known.is_empty() {
            true => format!("there is no function `{name}`: the module has none"),
            false => format!("there is no function `{name}`, only {}", known.join(", ")),
        }
    }
}
