//! Rust functions and closures that compiled code calls by name.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use numjit_abi::{ExceptionKind, Slot};
use numjit_ir::{ArrayTy, Layout, Source, Ty, Type};
use numjit_runtime::{Block, Exception, HostClosure};
use smallvec::SmallVec;

use super::array::{Array, Element};
use super::error::Error;
use super::param::dense;
use super::result::Returned;
use super::thread;
use crate::compile::add_host_instance;
use crate::engine::{Engine, FunctionKind, FunctionSource};
use crate::marshal::{Arg, Reader};
use crate::options::DispatcherOptions;
use crate::signature::Signature;

/// What a host function raises.
#[derive(Clone, Debug, PartialEq)]
pub struct HostError {
    /// Class of the exception.
    pub kind: ExceptionKind,
    /// Its message.
    pub message: String,
}

impl HostError {
    /// An error that compiled code sees as this exception.
    pub fn new(kind: ExceptionKind, message: impl Into<String>) -> HostError {
        HostError {
            kind,
            message: message.into(),
        }
    }
}

/// A Rust type that a host function can take: numbers, `bool`, `String`, tuples, and one-dimensional
/// arrays as `Vec`, copied.
pub trait HostParam: Sized + 'static {
    /// The type that compiled code passes.
    fn ty() -> Ty;

    /// The value; none where the slots hold another one, which the type excludes.
    fn read(reader: &mut HostReader<'_>) -> Option<Self>;
}

/// The arguments of one call of a host function.
pub struct HostReader<'s>(pub(super) Reader<'s>);

/// A Rust type that a host function can return: numbers, `bool`, `()` for `None`, tuples, one-dimensional
/// arrays as `Vec`, and a `Result` of these.
pub trait HostResult: Sized {
    /// The type that compiled code receives.
    fn ty() -> Ty;

    /// Puts the value into slots, or says what to raise.
    fn put(self, slots: &mut HostSlots) -> Result<(), HostError>;
}

/// The results of one call of a host function.
#[derive(Debug, Default)]
pub struct HostSlots {
    words: SmallVec<[Slot; 8]>,
    /// Memory that goes over to compiled code once the call has succeeded.
    blocks: SmallVec<[Block; 1]>,
}

impl HostSlots {
    pub(super) fn push(&mut self, word: Slot) {
        self.words.push(word);
    }

    /// Adds memory, by its owner and its address.
    pub(super) fn push_block(&mut self, block: Block) {
        let owner = block.as_ptr() as usize as Slot;
        self.words.extend([owner, block.data() as usize as Slot]);
        self.blocks.push(block);
    }

    /// The words; the memory behind them is the receiver's.
    fn give(self) -> SmallVec<[Slot; 8]> {
        for block in self.blocks {
            let _owner = Block::into_raw(block);
        }
        self.words
    }
}

/// A function or closure of up to six arguments that compiled code can call.
pub trait HostFn<Args>: Send + Sync + 'static {
    /// Argument types.
    fn args() -> Vec<Ty>;

    /// Result type.
    fn result() -> Ty;

    /// Runs it on slots.
    fn run(&self, args: &mut HostReader<'_>, results: &mut HostSlots) -> Result<(), HostError>;
}

macro_rules! host_scalars {
    ($($rust:ty, $ty:expr, $value:ident => $slot:expr;)*) => {$(
        impl HostParam for $rust {
            fn ty() -> Ty {
                $ty
            }

            fn read(reader: &mut HostReader<'_>) -> Option<$rust> {
                <$rust as Returned>::from_arg(reader.0.value($ty, false))
            }
        }

        impl HostResult for $rust {
            fn ty() -> Ty {
                $ty
            }

            fn put(self, slots: &mut HostSlots) -> Result<(), HostError> {
                let $value = self;
                slots.push($slot);
                Ok(())
            }
        }
    )*};
}

host_scalars! {
    f64, Ty::F64, value => value.to_bits();
    f32, Ty::F32, value => Slot::from(value.to_bits());
    i64, Ty::I64, value => value as Slot;
    i32, Ty::I32, value => i64::from(value) as Slot;
    i16, Ty::I16, value => i64::from(value) as Slot;
    i8, Ty::I8, value => i64::from(value) as Slot;
    u64, Ty::U64, value => value;
    u32, Ty::U32, value => Slot::from(value);
    u16, Ty::U16, value => Slot::from(value);
    u8, Ty::U8, value => Slot::from(value);
    bool, Ty::BOOL, value => Slot::from(value);
}

impl HostParam for String {
    fn ty() -> Ty {
        Ty::STR
    }

    fn read(reader: &mut HostReader<'_>) -> Option<String> {
        Some(reader.0.borrowed_text())
    }
}

impl<T: Element> HostParam for Vec<T> {
    fn ty() -> Ty {
        // Any memory order, since the elements are copied.
        Ty::new(Type::Array(ArrayTy {
            dtype: Ty::from_dtype(T::DTYPE),
            ndim: 1,
            layout: Layout::A,
            readonly: true,
        }))
    }

    fn read(reader: &mut HostReader<'_>) -> Option<Vec<T>> {
        let Arg::Array(mut array) = reader.0.value(<Vec<T> as HostParam>::ty(), false) else {
            return None;
        };
        // Arguments are borrowed: without an owner the elements are copied.
        array.owner = std::ptr::null_mut();
        Array::from_dyn(super::array::receive(array)?).map(|array| array.to_vec())
    }
}

impl HostResult for () {
    fn ty() -> Ty {
        Ty::NONE
    }

    fn put(self, _: &mut HostSlots) -> Result<(), HostError> {
        Ok(())
    }
}

impl<T: Element> HostResult for Vec<T> {
    fn ty() -> Ty {
        dense(Ty::from_dtype(T::DTYPE), 1, false)
    }

    fn put(self, slots: &mut HostSlots) -> Result<(), HostError> {
        let block = super::array::block_of(&self)
            .ok_or_else(|| HostError::new(ExceptionKind::MemoryError, "no memory for an array"))?;
        slots.push_block(block);
        slots.push(self.len() as Slot);
        Ok(())
    }
}

impl<T: HostResult> HostResult for Result<T, HostError> {
    fn ty() -> Ty {
        T::ty()
    }

    fn put(self, slots: &mut HostSlots) -> Result<(), HostError> {
        self?.put(slots)
    }
}

macro_rules! host_tuples {
    ($(($($name:ident)+))*) => {$(
        #[allow(non_snake_case, reason = "the values are named as their types")]
        impl<$($name: HostParam),+> HostParam for ($($name,)+) {
            fn ty() -> Ty {
                Ty::tuple(vec![$($name::ty()),+])
            }

            fn read(reader: &mut HostReader<'_>) -> Option<Self> {
                Some(($($name::read(reader)?,)+))
            }
        }

        #[allow(non_snake_case, reason = "the values are named as their types")]
        impl<$($name: HostResult),+> HostResult for ($($name,)+) {
            fn ty() -> Ty {
                Ty::tuple(vec![$($name::ty()),+])
            }

            fn put(self, slots: &mut HostSlots) -> Result<(), HostError> {
                let ($($name,)+) = self;
                $($name.put(slots)?;)+
                Ok(())
            }
        }
    )*};
}

host_tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
}

macro_rules! host_functions {
    ($(($($name:ident)*))*) => {$(
        #[allow(non_snake_case, reason = "the values are named as their types")]
        impl<F, R, $($name),*> HostFn<(R, $($name,)*)> for F
        where
            F: Fn($($name),*) -> R + Send + Sync + 'static,
            R: HostResult,
            $($name: HostParam,)*
        {
            fn args() -> Vec<Ty> {
                vec![$($name::ty()),*]
            }

            fn result() -> Ty {
                R::ty()
            }

            fn run(&self, args: &mut HostReader<'_>, results: &mut HostSlots) -> Result<(), HostError> {
                let _ = &args;
                $(let $name = $name::read(args).ok_or_else(no_form)?;)*
                self($($name),*).put(results)
            }
        }
    )*};
}

host_functions! {
    ()
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E G)
}

fn no_form() -> HostError {
    HostError::new(ExceptionKind::SystemError, "an argument has no form here")
}

impl Engine {
    /// Lets modules that are compiled from now on call a Rust function or closure by this name.
    ///
    /// Arguments are converted to the function's types as for a function with an explicit signature. An
    /// `Err` is raised as the exception it names; so is a panic, as `RuntimeError`. Calls may come from
    /// any thread.
    ///
    /// ```
    /// use numjit::{Engine, Error, HostError};
    /// use numjit::abi::ExceptionKind;
    ///
    /// let engine = Engine::new()?;
    /// engine.host_function("rate", |year: i64| -> Result<f64, HostError> {
    ///     match year {
    ///         2000.. => Ok(0.5),
    ///         _ => Err(HostError::new(ExceptionKind::LookupError, format!("no rate for {year}"))),
    ///     }
    /// })?;
    /// let module = engine.compile("tax.py", "def tax(x, year):\n    return x * rate(year)\n")?;
    /// let tax = module.func::<(f64, i64), f64>("tax")?;
    /// assert_eq!(tax.call((10.0, 2001))?, 5.0);
    /// match tax.call((10.0, 1999)) {
    ///     Err(Error::Raised(raised)) => assert_eq!(raised.message, "no rate for 1999"),
    ///     other => panic!("{other:?}"),
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Fails when the name is taken or no Python name.
    pub fn host_function<Args, F: HostFn<Args>>(
        &self,
        name: &str,
        function: F,
    ) -> Result<(), Error> {
        self.add_host(name, F::args(), F::result(), move |args, results| {
            function.run(args, results)
        })
    }

    /// Lets modules call a function of the program by this name: from arguments to results, as slots.
    pub(super) fn add_host(
        &self,
        name: &str,
        args: Vec<Ty>,
        result: Ty,
        function: impl Fn(&mut HostReader<'_>, &mut HostSlots) -> Result<(), HostError>
        + Send
        + Sync
        + 'static,
    ) -> Result<(), Error> {
        self.check_host_name(name)?;
        let closure = HostClosure::new(move |words: &[Slot]| {
            let mut results = HostSlots::default();
            let mut reader = HostReader(Reader::new(words));
            let run = || thread::call_out(|| function(&mut reader, &mut results));
            match catch_unwind(AssertUnwindSafe(run)) {
                Ok(Ok(())) => Ok(results.give()),
                Ok(Err(error)) => Err(Exception::new(error.kind, error.message)),
                Err(_) => Err(Exception::new(
                    ExceptionKind::RuntimeError,
                    "a host function panicked",
                )),
            }
        });
        let mut options = DispatcherOptions::default();
        options.signatures.push(Signature {
            args: args.clone(),
            result: Some(result),
        });
        let own = self.for_own_functions();
        let handle = own.register_kind(FunctionKind::Host, stub(name, args.len()), options);
        add_host_instance(self, &handle, &args, result, Arc::new(closure))?;
        self.lock().hosts.insert(name.to_owned(), handle);
        Ok(())
    }

    fn check_host_name(&self, name: &str) -> Result<(), Error> {
        let mut letters = name.chars();
        let is_start = |c: char| c.is_ascii_alphabetic() || c == '_';
        let is_name = letters.next().is_some_and(is_start)
            && letters.all(|c| is_start(c) || c.is_ascii_digit());
        if !is_name {
            return Err(Error::Mismatch(format!("{name:?} is not a Python name")));
        }
        if self.lock().hosts.contains_key(name) {
            let text = format!("there is a host function `{name}` already");
            return Err(Error::Mismatch(text));
        }
        Ok(())
    }
}

/// Gives the parameters their names and number; it is never compiled.
fn stub(name: &str, arity: usize) -> FunctionSource {
    let params: Vec<String> = (0..arity).map(|position| format!("a{position}")).collect();
    let text = format!("def {name}({}):\n    pass\n", params.join(", "));
    let source = Source {
        file: "<host>".into(),
        first_line: 1,
        indent: 0,
        text: text.into(),
    };
    FunctionSource {
        source: Arc::new(source),
        name: name.to_owned(),
        lambda: None,
    }
}
