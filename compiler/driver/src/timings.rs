//! How long each stage of the compiler took.

use std::time::{Duration, Instant};

use crate::error::CallError;

/// Time of one stage for one function.
#[derive(Clone, Debug)]
pub struct StageTime {
    /// Function, as shown to users.
    pub function: String,
    /// Stage or pass.
    pub stage: &'static str,
    /// Wall time.
    pub time: Duration,
}

/// Times collected while compiling.
#[derive(Clone, Debug, Default)]
pub struct Timings {
    /// One entry per function and stage, in order.
    pub stages: Vec<StageTime>,
    /// When the compilation at hand must be over.
    pub(crate) deadline: Option<Instant>,
}

impl Timings {
    /// Fails when the compilation at hand takes longer than it may.
    pub(crate) fn check_deadline(&self) -> Result<(), CallError> {
        match self.deadline {
            Some(deadline) if Instant::now() > deadline => Err(CallError::Stopped(
                "the compilation took longer than the time that it is allowed".to_owned(),
            )),
            _ => Ok(()),
        }
    }

    /// Runs a stage and records its time.
    pub(crate) fn measure<R>(
        &mut self,
        function: &str,
        stage: &'static str,
        body: impl FnOnce() -> R,
    ) -> R {
        let start = Instant::now();
        let result = body();
        self.add(function, stage, start.elapsed());
        result
    }

    /// Records the time of a stage.
    pub(crate) fn add(&mut self, function: &str, stage: &'static str, time: Duration) {
        self.stages.push(StageTime {
            function: function.to_owned(),
            stage,
            time,
        });
    }
}
