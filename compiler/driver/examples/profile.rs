//! Compiled code under a profiler or debugger, with names and lines of the Python source.
//!
//! ```text
//! gdb --args target/release/examples/profile gdb
//! perf record -g target/release/examples/profile map; perf report
//! perf record -k 1 target/release/examples/profile jitdump; perf inject --jit -i perf.data -o perf.jit
//! ```
#![allow(clippy::print_stdout, reason = "examples show what they do")]

use std::error::Error;
use std::path::PathBuf;

use numjit::{Engine, EngineConfig, ToolsConfig};

const TEXT: &str = "\
def inner(n):
    total = 0.0
    for i in range(n):
        total += host(i) * 0.5
    if total < 0.0:  # never; a function that calls itself is not inlined
        return inner(n - 1)
    return total


def outer(n):
    return inner(n) + 1.0
";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let wants = |name: &str| args.iter().any(|arg| arg == name);
    let config = EngineConfig {
        tools: ToolsConfig {
            perf_map: wants("map").then(|| PathBuf::from("/tmp")),
            jitdump: wants("jitdump").then(|| PathBuf::from(".")),
            gdb: wants("gdb"),
        },
        ..EngineConfig::standard()
    };
    let engine = Engine::with_config(config)?;
    engine.host_function("host", called_by_python)?;
    let module = engine.compile("profile_demo.py", TEXT)?;
    let outer = module.func::<(i64,), f64>("outer")?;
    println!("{}", outer.call((20_000_000,))?);
    Ok(())
}

#[inline(never)]
fn called_by_python(i: i64) -> f64 {
    std::hint::black_box(i as f64)
}
