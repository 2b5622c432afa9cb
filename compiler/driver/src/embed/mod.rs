//! The compiler as a library: source text in, typed callables out.
//!
//! [`Engine::compile`](crate::Engine::compile) reads a module's text and gives a [`Module`];
//! [`Module::func`] compiles one of its functions for Rust types and gives a [`Func`], whose calls cost
//! what a call through a function pointer costs. [`Module::function`] gives the function itself, for
//! questions about it and for calls with [`Value`]s whose types are known only at run time.

mod array;
mod cancel;
mod config;
mod dynamic;
mod error;
mod function;
mod host_dynamic;
mod host_function;
mod module;
mod names;
#[cfg(feature = "ndarray")]
mod ndarray;
mod param;
mod result;
mod slots;
mod statics;
mod thread;
mod typed;
mod value;

pub use array::{Array, DynArray, Element};
pub use cancel::CancelToken;
pub use config::{EngineConfig, Limits, Output};
pub use dynamic::DynFunc;
pub use error::{Error, Problem, Raised, SourcePlace};
pub use function::Function;
pub use host_function::{HostError, HostFn, HostParam, HostReader, HostResult, HostSlots};
pub use module::{Globals, Module};
pub use param::{Param, Params};
pub use result::Returned;
pub use slots::ArgSlots;
pub(crate) use thread::Surroundings;
pub use typed::Func;
pub use value::{BorrowedArray, Scalar, Value};
