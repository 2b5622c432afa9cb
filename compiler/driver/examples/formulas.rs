//! A service that runs the formulas of its users: limits, time, its own functions, errors with places.
#![allow(clippy::print_stdout, reason = "examples show what they do")]

use std::error::Error as StdError;
use std::time::Duration;

use numjit::abi::ExceptionKind;
use numjit::{CancelToken, Engine, EngineConfig, Error, HostError};

const FORMULAS: &[(&str, &str)] = &[
    (
        "compound",
        "def price(x):\n    return x * (1 + rate('base')) ** 10\n",
    ),
    (
        "typo",
        "import math\n\ndef price(x):\n    return x * math.squareroot(2)\n",
    ),
    (
        "unknown rate",
        "def price(x):\n    return x * rate('none')\n",
    ),
    (
        "endless",
        "def price(x):\n    while x > 0:\n        x += 1\n    return x\n",
    ),
    (
        "greedy",
        "import numpy as np\n\ndef price(x):\n    return x * np.ones(1 << 40).sum()\n",
    ),
];

fn main() -> Result<(), Box<dyn StdError>> {
    let engine = Engine::with_config(EngineConfig::untrusted())?;
    engine.host_function("rate", rate)?;
    for (name, text) in FORMULAS {
        match price(&engine, name, text, 100.0) {
            Ok(value) => println!("{name}: {value:.4}"),
            Err(Error::Compile(problems)) => {
                for problem in &problems {
                    let at = problem.place.as_ref();
                    let at = at.map_or(String::new(), |at| format!("{}:{}", at.line, at.column));
                    println!("{name}: {at} {} [{}]", problem.message, problem.code);
                }
            }
            Err(error) => println!("{name}: {error}"),
        }
    }
    Ok(())
}

fn rate(name: String) -> Result<f64, HostError> {
    match name.as_str() {
        "base" => Ok(0.02),
        _ => {
            let message = format!("there is no rate {name:?}");
            Err(HostError::new(ExceptionKind::LookupError, message))
        }
    }
}

fn price(engine: &Engine, name: &str, text: &str, x: f64) -> Result<f64, Error> {
    let module = engine.compile(name, text)?;
    let price = module.func::<(f64,), f64>("price")?;
    price.call_until((x,), &CancelToken::after(Duration::from_millis(100)))
}
