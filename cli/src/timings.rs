//! Compiler times as a table.

use std::collections::HashMap;
use std::fmt::Write;
use std::time::Duration;

use numjit::Timings;

/// One line a function, over all its specialisations (`f$1`, `f$2`): the time of each stage in milliseconds, in the order
/// in which the stages ran first.
pub(crate) fn table(timings: &Timings) -> String {
    let mut stages: Vec<&str> = Vec::new();
    let mut functions: Vec<&str> = Vec::new();
    let mut times: HashMap<(&str, &str), Duration> = HashMap::new();
    for entry in &timings.stages {
        let name = entry.function.split('$').next().unwrap_or(&entry.function);
        if !stages.contains(&entry.stage) {
            stages.push(entry.stage);
        }
        if !functions.contains(&name) {
            functions.push(name);
        }
        *times.entry((name, entry.stage)).or_default() += entry.time;
    }
    if functions.is_empty() {
        return "numjit: no function was compiled\n".to_owned();
    }
    let mut text = String::from("compile times in milliseconds\n");
    for function in functions {
        let mut total = Duration::ZERO;
        let mut parts = Vec::new();
        for stage in &stages {
            if let Some(time) = times.get(&(function, *stage)) {
                total += *time;
                parts.push(format!("{stage} {:.2}", milliseconds(*time)));
            }
        }
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:>9.2}  {function}: {}",
            milliseconds(total),
            parts.join(", ")
        );
    }
    text
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
