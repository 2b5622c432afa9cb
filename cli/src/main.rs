//! The `numjit` command.
//!
//! One file a subcommand; this one only reads the command line and sets the exit status. Exit statuses:
//! the script's own for `run`, 1 when a check finds errors, 2 for bad usage or input, 70 for a fault of
//! numjit itself.

mod annotate;
mod annotate_html;
mod aot;
mod args;
mod by_source;
mod cache;
mod check;
mod emit;
mod explain;
mod info;
mod output;
mod progress;
mod run;
mod simd;
mod terminal;
mod timings;
mod tooling;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Command, Numjit};

fn main() -> ExitCode {
    let Numjit { command } = Numjit::parse();
    ExitCode::from(match command {
        Command::Run(args) => run::run(args),
        Command::Check(args) => check::check(&args),
        Command::Emit(args) => emit::emit(args),
        Command::Annotate(args) => annotate::annotate(args),
        Command::Explain(args) => explain::explain(&args),
        Command::Cache(args) => cache::cache(args.command),
        Command::Aot(args) => aot::aot(args),
        Command::Info => info::info(),
    })
}
