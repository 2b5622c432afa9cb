//! The `numjit` binary, run as a person runs it.

mod aot;
mod common;
mod conformance;
mod mistakes;
mod samples;
