//! The C interface of `include/numjit.h` over the embedding API.
//!
//! Every function here is the C function of the same name; the header documents them, their ownership and
//! errors. Objects are boxes; a null object is an error of kind "mismatch" where there is an error
//! parameter, and nothing otherwise. No panic crosses the border.
#![allow(unsafe_code, reason = "C programs hand over and receive raw pointers")]

mod engine;
mod error;
mod function;
mod host;
mod module;
mod value;

pub use engine::{CEngine, COptions, CToken};
pub use error::CError;
pub use function::CFunction;
pub use host::CRaise;
pub use module::{CGlobal, CModule};
pub use value::{CArray, CText, CTuple, CValue};

/// The header lets programs use these from several threads at once.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<CEngine>();
    shared::<CModule>();
    shared::<CFunction>();
    shared::<CError>();
    shared::<CToken>();
};
