//! What compiled code may call: builtins, `math`, NumPy and the rest, as rows.
//!
//! A row is either a Rust [`Rule`], which types one call and emits typed operations, or a function in
//! the Python subset that is compiled for the argument types of each call. The Python bodies are files
//! beside the Rust ones; their first line of documentation, parameters and other names are read from
//! the text itself, so that a function is added by writing it once.

mod args;
mod call;
pub mod convert;
pub mod emit;
mod families;
mod item;
mod params;
pub mod promote;
mod python;
mod similar;
mod support;
mod table;
pub mod ufunc;

pub use call::{Call, Emit, Mismatch, Rule, Typed};
pub use families::{fits_element, is_hashable};
pub use item::{Body, Function, Item, Kind, Special, Writer};
pub use params::{Bound, ParamRow, Params, const_type};
pub use similar::{most_similar, similar_attribute, similar_builtin, similar_member};
pub use support::support_table;
pub use table::{attribute, body_globals, builtin, dtype_constructor, item, len, lookup, member};
