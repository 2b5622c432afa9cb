//! The `numjit` binary, run as a person runs it.

mod annotate;
mod aot;
mod cache;
mod common;
mod complaints;
mod conformance;
mod mistakes;
mod samples;
