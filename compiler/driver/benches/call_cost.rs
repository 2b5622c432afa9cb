//! What a call from Rust costs: `cargo bench -p numjit --bench call_cost`.
//!
//! Each line is the fastest of many batches, so that a busy machine disturbs little.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use numjit::{CancelToken, Engine, EngineConfig, Value};

const TEXT: &str = "\
def add(a, b):
    return a + b
def first(xs, ys):
    return xs[0] + ys[0]
def nothing():
    return None
def loop(n):
    s = 0
    for i in range(n):
        s += rate(i)
    return s
";

const BATCH: u32 = 10_000;
const BATCHES: u32 = 200;

/// Nanoseconds of one call in the fastest batch.
fn time(mut call: impl FnMut()) -> f64 {
    let batch = |_| {
        let start = Instant::now();
        for _ in 0..BATCH {
            call();
        }
        start.elapsed().as_nanos() as f64 / f64::from(BATCH)
    };
    (0..BATCHES).map(batch).fold(f64::INFINITY, f64::min)
}

fn main() -> Result<(), Box<dyn Error>> {
    let config = EngineConfig {
        interruptible: true,
        ..EngineConfig::standard()
    };
    let interruptible = Engine::with_config(config)?;
    let engine = Engine::new()?;
    for one in [&engine, &interruptible] {
        one.host_function("rate", |i: i64| i)?;
    }
    let module = engine.compile("bench.py", TEXT)?;
    let report =
        |what: &str, time: f64, target: &str| println!("{what:<44} {time:>8.1} ns  {target}");

    let nothing = module.func::<(), ()>("nothing")?;
    report(
        "no argument",
        time(|| drop(black_box(nothing.call(())))),
        "",
    );
    let add = module.func::<(f64, f64), f64>("add")?;
    let scalars = time(|| drop(black_box(add.call(black_box((1.0, 2.0))))));
    report("two scalars", scalars, "(target 100)");
    let first = module.func::<(&[f64], &[f64]), f64>("first")?;
    let (xs, ys) = (vec![1.0; 8], vec![2.0; 8]);
    let arrays = time(|| drop(black_box(first.call((black_box(&xs), black_box(&ys))))));
    report("two arrays", arrays, "(target 180)");
    let dynamic = module.function("add")?;
    let values = [Value::Float(1.0), Value::Float(2.0)];
    report(
        "two scalars as values",
        time(|| drop(black_box(dynamic.call(&values)))),
        "",
    );
    let add = interruptible
        .compile("bench.py", TEXT)?
        .func::<(f64, f64), f64>("add")?;
    let token = CancelToken::new();
    let until = time(|| drop(black_box(add.call_until((1.0, 2.0), &token))));
    report("two scalars with a token", until, "");
    let looped = module.func::<(i64,), i64>("loop")?;
    let back = time(|| drop(black_box(looped.call((100,))))) / 100.0;
    report("host function from compiled code", back, "");
    Ok(())
}
