//! Ending a compilation before it is done: its time is over, or its token says stop.

use std::time::{Duration, Instant};

use crate::embed::{CancelToken, Limits};
use crate::error::CallError;

/// When the compilation at hand is to end. It is looked at before the types of a function are inferred,
/// after every pass, and before machine code is made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop {
    deadline: Option<Instant>,
    token: Option<CancelToken>,
}

impl Stop {
    /// For a compilation that begins now.
    pub(crate) fn new(limits: &Limits, token: Option<CancelToken>) -> Stop {
        let deadline = limits
            .compile_time
            .and_then(|time| Instant::now().checked_add(time));
        Stop { deadline, token }
    }

    /// The time that is left, where it is limited.
    pub(crate) fn left(&self) -> Option<Duration> {
        let deadline = self.deadline?;
        Some(deadline.saturating_duration_since(Instant::now()))
    }

    /// Fails when the compilation is to end.
    pub(crate) fn check(&self) -> Result<(), CallError> {
        if let Some(token) = &self.token {
            token.check_compilation()?;
        }
        match self.deadline {
            Some(deadline) if Instant::now() > deadline => Err(CallError::Stopped(
                "the compilation took longer than the time that it is allowed".to_owned(),
            )),
            _ => Ok(()),
        }
    }
}
