//! Typed functions, lowered and run by the reference interpreter.

mod arrays;
mod common;
mod coverage;
mod elementwise;
mod loops;
mod ownership;
mod scalars;
mod text;
