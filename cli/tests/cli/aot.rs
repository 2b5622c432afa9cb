//! `numjit aot`: libraries that other languages use without numjit.

mod example;
mod mistakes;
mod objects;
mod python;
mod tools;
