//! The `numjit` binary, run as a person runs it.

mod annotate;
mod aot;
mod cache;
mod common;
mod conformance;
mod mistakes;
mod samples;
