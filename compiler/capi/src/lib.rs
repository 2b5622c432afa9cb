//! The C interface of `include/numjit.h` over the embedding API.
//!
//! Every function here is the C function of the same name; the header documents them, their ownership and
//! errors. Objects are boxes; a null object is an error of kind "mismatch" where there is an error
//! parameter, and nothing otherwise. No panic crosses the border.
#![allow(unsafe_code, reason = "C programs hand over and receive raw pointers")]

pub mod engine;
pub mod error;
pub mod function;
pub mod host;
pub mod module;
pub mod value;

/// The header lets programs use these from several threads at once.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<engine::CEngine>();
    shared::<module::CModule>();
    shared::<function::CFunction>();
    shared::<error::CError>();
    shared::<engine::CToken>();
};
