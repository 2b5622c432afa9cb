//! The part of the runtime that only ahead-of-time libraries need.
//!
//! It is linked into every such library together with the functions behind the symbol table: a context
//! for each thread that calls in, the errors of the latest call, the choice of code for the processor,
//! and, for Python extension modules, the way from Python objects to compiled code and back. Nothing of
//! it is visible outside the library.

pub mod exceptions;
pub mod processor;
pub mod python;
pub mod session;
