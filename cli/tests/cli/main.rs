//! The `numjit` binary, run as a person runs it.

mod common;
mod conformance;
mod mistakes;
mod samples;
