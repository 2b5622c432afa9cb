//! Python source of one function to untyped SSA.
//!
//! The public face is [`lower_function`]; everything it needs to know comes in as text. Only
//! `parse.rs` knows the parser crate.
