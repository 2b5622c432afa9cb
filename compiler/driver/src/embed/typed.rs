//! Compiled functions with Rust types.

use std::marker::PhantomData;
use std::sync::Arc;

use numjit_abi::Slot;

use super::cancel::CancelToken;
use super::error::Error;
use super::function::{Exact, Function};
use super::param::Params;
use super::result::Returned;
use super::slots::{ArgSlots, MAX_SLOTS};
use super::thread::{self, Surroundings};
use crate::engine::Specialization;
use crate::marshal::Slots;

/// Result slots that are kept on the stack.
const FEW_RESULTS: usize = 8;

/// A function compiled for Rust types: arguments `A`, a tuple, and result `R`.
///
/// Types are checked once, when it is made; a call then costs some tens of nanoseconds. It can be shared
/// between threads, and it keeps its code alive.
pub struct Func<A, R> {
    chosen: Arc<Specialization>,
    /// Values of the parameters that have their defaults.
    rest: Arc<Slots>,
    surroundings: Arc<Surroundings>,
    function: Function,
    _types: PhantomData<fn(A) -> R>,
}

impl<A, R> Clone for Func<A, R> {
    fn clone(&self) -> Func<A, R> {
        Func {
            chosen: self.chosen.clone(),
            rest: self.rest.clone(),
            surroundings: self.surroundings.clone(),
            function: self.function.clone(),
            _types: PhantomData,
        }
    }
}

impl<A, R> std::fmt::Debug for Func<A, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let args = super::function::type_list(&self.chosen.args);
        let result = self.chosen.result;
        write!(f, "{}({args}) -> {result}", self.function.name())
    }
}

impl<A: Params, R: Returned> Func<A, R> {
    /// Compiles a function for the types.
    pub(super) fn new(
        function: Function,
        token: Option<&CancelToken>,
    ) -> Result<Func<A, R>, Error> {
        let types = A::types();
        let Exact { chosen, rest, .. } = function.specialize_exactly(&types, token)?;
        let slots = A::SLOTS + rest.words.len();
        if slots > MAX_SLOTS {
            return Err(Error::Mismatch(format!(
                "the arguments of `{}` take {slots} machine words together, and at most {MAX_SLOTS} can be passed",
                function.name(),
            )));
        }
        if !R::accepts(chosen.result) {
            return Err(Error::Mismatch(format!(
                "`{}({})` returns {}, not {}",
                function.name(),
                super::function::type_list(&types),
                chosen.result,
                R::describe()
            )));
        }
        Ok(Func {
            chosen,
            rest: Arc::new(rest),
            surroundings: function.surroundings(),
            function,
            _types: PhantomData,
        })
    }

    /// The function.
    pub fn function(&self) -> &Function {
        &self.function
    }

    /// Address of the machine code that calls enter, for profilers and debuggers.
    pub fn entry_address(&self) -> usize {
        self.chosen.entry as usize
    }

    /// Calls it.
    #[inline]
    pub fn call(&self, args: A::As<'_>) -> Result<R, Error> {
        self.call_with(args, None, |func, slots, results| {
            thread::enter(func.chosen.entry, &func.surroundings, slots, results)
        })
    }

    /// Calls it, until the token says stop: [`Error::Cancelled`] or [`Error::TimedOut`]. The engine must
    /// be interruptible.
    pub fn call_until(&self, args: A::As<'_>, token: &CancelToken) -> Result<R, Error> {
        self.function.check_interruptible()?;
        self.call_with(args, Some(token), |func, slots, results| {
            thread::enter_until(token, func.chosen.entry, &func.surroundings, slots, results)
        })
    }

    #[inline]
    fn call_with(
        &self,
        mut args: A::As<'_>,
        token: Option<&CancelToken>,
        enter: impl Fn(&Func<A, R>, *const Slot, *mut Slot) -> Result<(), Error>,
    ) -> Result<R, Error> {
        let mut slots = ArgSlots::new();
        if !A::put(&mut args, &mut slots) {
            return self.call_dynamically(args, token);
        }
        for &word in &self.rest.words {
            slots.push(word);
        }
        if self.chosen.result_slots > FEW_RESULTS {
            let mut results = vec![0; self.chosen.result_slots];
            enter(self, slots.as_ptr(), results.as_mut_ptr())?;
            return self.take(&results);
        }
        let mut results = [0; FEW_RESULTS];
        enter(self, slots.as_ptr(), results.as_mut_ptr())?;
        self.take(&results)
    }

    #[inline]
    fn take(&self, results: &[Slot]) -> Result<R, Error> {
        match R::from_slots(results, self.chosen.result) {
            Some(value) => Ok(value),
            None => Err(self.no_value()),
        }
    }

    /// A call with arrays of another memory order, through the specialisation for their own types, or with
    /// text that has to be decoded first.
    #[cold]
    fn call_dynamically(
        &self,
        mut args: A::As<'_>,
        token: Option<&CancelToken>,
    ) -> Result<R, Error> {
        let result = self.function.call_args(A::args(&mut args), token)?;
        R::from_arg(result).ok_or_else(|| self.no_value())
    }

    #[cold]
    fn no_value(&self) -> Error {
        Error::Mismatch(format!(
            "the result of `{}` has no form as {}",
            self.function.name(),
            R::describe()
        ))
    }
}
