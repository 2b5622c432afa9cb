//! `numjit run`: runs a script.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use numjit_host::{AfterRun, Program, RunConfig, Session};

use crate::args::RunArgs;
use crate::cache;
use crate::output::{BAD_INPUT, complain};
use crate::{progress, simd, terminal, timings, tooling};

pub(crate) fn run(args: RunArgs) -> u8 {
    let mut script = args.script.into_iter();
    let program = match args.text {
        Some(text) => Program::Command(text),
        None => match script.next() {
            Some(name) if name == "-" => Program::Stdin,
            Some(name) => Program::File(PathBuf::from(name)),
            None => {
                complain(
                    "numjit: `numjit run` needs a script, `-c TEXT`, or `-` for standard input",
                );
                return BAD_INPUT;
            }
        },
    };
    let tools = match tooling::from_environment() {
        Ok(tools) => tools,
        Err(message) => {
            complain(&message);
            return BAD_INPUT;
        }
    };
    let mut config = RunConfig::new(program, script.collect());
    config.tools = tools;
    config.cache = cache::for_run(args.no_cache);
    if args.timings {
        config.timings = true;
        config.after = Some(show_timings());
    }
    finish(config)
}

fn show_timings() -> AfterRun {
    Box::new(|session: &Session<'_>| complain(timings::table(&session.timings()).trim_end()))
}

/// Runs a program and says what the interpreter could not say itself.
pub(crate) fn finish(mut config: RunConfig) -> u8 {
    config.simd = match simd::from_environment() {
        Ok(simd) => simd,
        Err(message) => {
            complain(&message);
            return BAD_INPUT;
        }
    };
    config.colour = terminal::shows_colour(&io::stderr());
    if io::stderr().is_terminal() {
        config.watch = Some(progress::watcher());
    }
    let outcome = numjit_host::run(config);
    if let Some(message) = &outcome.message {
        complain(message);
    }
    outcome.exit_code
}
