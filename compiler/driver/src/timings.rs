//! How long each stage of the compiler took.

use std::time::{Duration, Instant};

use crate::stop::Stop;

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
    /// When the compilation at hand is to end.
    pub(crate) stop: Stop,
}

impl Timings {
    /// Nothing collected, for a compilation that is to end as this says.
    pub(crate) fn until(stop: Stop) -> Timings {
        Timings {
            stages: Vec::new(),
            stop,
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
