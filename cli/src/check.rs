//! `numjit check`: finds errors without running the script.

use std::io;

use crate::args::CheckArgs;
use crate::output::{BAD_INPUT, complain, print};
use crate::terminal;

/// Exit status when the script has errors.
const FOUND_ERRORS: u8 = 1;

pub(crate) fn check(args: &CheckArgs) -> u8 {
    match numjit_host::check(&args.script, terminal::shows_colour(&io::stdout())) {
        Ok(report) => {
            print(&report.text);
            if report.has_errors { FOUND_ERRORS } else { 0 }
        }
        Err(message) => {
            complain(&format!("numjit: {message}"));
            BAD_INPUT
        }
    }
}
