//! The script host: an embedded Python interpreter with numjit's own `numpy` and `numba` modules.
//!
//! The crate's front page is three steps long: a [`RunConfig`] says what to run, [`run`] runs it on a thread of its
//! own, and the [`Outcome`] says how the process should end. Nothing here writes to the terminal except through
//! Python's `sys.stdout` and `sys.stderr`; what has to be said when there is no interpreter to say it comes back
//! in the outcome.
//!
//! * `run` and `interpreter`: starting, running and ending a program; `session`: a look at it in between.
//! * `program`: the text of the programs that run, by file name, as the compiler will ask for it.
//! * `function`, `source_text`: what a Python function is, seen from the compiler.
//! * `text_builtins`: `exec`, `eval` and `compile`, with the text kept for the compiler.
//! * `native_module`, `entity`: what native modules and library functions are made of.
//! * `aot`, `pycc`: a script's functions as a library.
//! * `numpy`, `numba`: the native modules; `numba_types`, `decorators`, `dispatcher` and `vectorize` are what `numba` holds.
//! * `engine`, `resolver`, `boxing`, `errors`: the compiler, the names it asks about, values on the way in and out, and
//!   what went wrong.

mod aot;
mod boxing;
mod check;
mod containers;
mod decorators;
mod dispatcher;
mod engine;
pub mod entity;
mod enumeration;
mod errors;
mod exception_class;
pub mod function;
mod generator;
mod interpreter;
mod jitclass;
mod native_module;
mod numba;
mod numba_types;
pub mod numpy;
mod object_mode;
mod overload;
mod prelude;
mod program;
mod pycc;
mod records;
mod refused;
mod resolver;
mod run;
mod session;
mod source_text;
mod structs;
mod text_builtins;
mod type_classes;
mod typed;
mod typed_set;
mod vectorize;

pub use aot::{AotRequest, aot};
pub use check::{CheckReport, check};
pub use run::{AfterRun, Outcome, Program, RunConfig, run};
pub use session::{CompiledFunction, Session};
