//! Runs a script with the host alone: `cargo run --release -p numjit-host --example run -- script.py`.

#![allow(
    clippy::print_stderr,
    reason = "this is a program, and the host itself never prints"
)]

use std::process::ExitCode;

use numjit_host::{Program, RunConfig, run};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let program = match args.next().as_deref() {
        Some("-c") => Program::Command(args.next().unwrap_or_default()),
        Some("-") | None => Program::Stdin,
        Some(path) => Program::File(path.into()),
    };
    let outcome = run(RunConfig {
        program,
        args: args.collect(),
    });
    if let Some(message) = outcome.message {
        eprintln!("{message}");
    }
    ExitCode::from(outcome.exit_code)
}
