//! What the tests of the whole compiler share: a small host for scripts, without an interpreter.
//!
//! [`Script`] reads a Python file of decorated functions, constants and calls, registers the functions with
//! the compiler, and calls them. `show` writes results the way `tests/files/reference.py` writes them
//! under CPython, so that the two can be compared as text.

mod arrays;
mod script;
mod show;
mod values;

pub use script::{Call, Ran, Script, bits};
