//! Writing to the terminal. The only place besides Python's own streams that prints.

use std::io::{self, Write};

/// Exit status for bad usage or input.
pub(crate) const BAD_INPUT: u8 = 2;

/// Writes text to standard output. A reader that went away is no error of ours.
pub(crate) fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes one line to standard error.
pub(crate) fn complain(text: &str) {
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "{text}");
}
