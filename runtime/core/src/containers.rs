//! Lists, dicts and sets of compiled code: storage that knows its elements by a description of their
//! bytes ([`numjit_abi::element`]), so that one precompiled function serves every element type.

pub(crate) mod element;
pub(crate) mod list;
mod order;
pub(crate) mod table;

pub use element::Layout;
pub use list::List;
pub use table::Table;
