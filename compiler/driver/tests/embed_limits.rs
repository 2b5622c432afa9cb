//! Compilations and calls that end early, and programs that try to take more than they may.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use numjit::ir::Ty;
use numjit::{
    CancelToken, Engine, EngineConfig, Error, Globals, Limits, Module, Simd, Value, Watch,
};

fn engine(config: EngineConfig) -> Engine {
    Engine::with_config(config).unwrap_or_else(|error| panic!("{error}"))
}

fn untrusted(limits: Limits) -> Engine {
    engine(EngineConfig {
        limits,
        ..EngineConfig::untrusted()
    })
}

fn compile(engine: &Engine, text: &str) -> Module {
    let module = engine.compile("limits.py", text);
    module.unwrap_or_else(|error| panic!("{error}"))
}

/// Functions that call each other in a chain, so that one compilation has many steps.
fn chain(length: usize) -> String {
    let mut text = "def f0(x):\n    return x\n".to_owned();
    for i in 1..length {
        let before = i - 1;
        text += &format!(
            "def f{i}(x):\n    for i in range(3):\n        x += f{before}(x) % 7\n    return x\n"
        );
    }
    text
}

/// Cancels a token, or takes its time, when a compilation begins.
struct OnStart<F>(F);

impl<F: Fn() + Send + Sync> Watch for OnStart<F> {
    fn started(&self, _: &str, _: &[Ty]) {
        (self.0)();
    }

    fn ended(&self) {}
}

#[test]
fn a_compilation_ends_with_its_token() {
    let engine = Engine::new().unwrap();
    let token = CancelToken::new();
    let remote = token.clone();
    engine.watch(Arc::new(OnStart(move || remote.cancel())));
    let module = compile(&engine, &chain(4));
    let error = module.func_until::<(i64,), i64>("f3", &token).unwrap_err();
    assert!(matches!(error, Error::Cancelled), "{error:?}");
    assert_eq!(error.to_string(), "it was cancelled");
    // Nothing is left of it: without the token it compiles.
    let f3 = module.func::<(i64,), i64>("f3").unwrap();
    assert_eq!(f3.call((1,)).unwrap(), 8);
}

#[test]
fn a_compilation_ends_in_time() {
    let engine = Engine::new().unwrap();
    let module = compile(&engine, &chain(110));
    let start = Instant::now();
    let whole = module.func::<(f64,), f64>("f109").map(drop);
    let took = start.elapsed();
    whole.unwrap();
    let token = CancelToken::after(took / 20);
    let start = Instant::now();
    let error = module
        .func_until::<(i64,), i64>("f109", &token)
        .map(drop)
        .unwrap_err();
    assert!(matches!(error, Error::TimedOut), "{error:?}");
    assert!(start.elapsed() < took, "{:?} of {took:?}", start.elapsed());
    // So does one that has a limit of its own.
    let limits = Limits {
        compile_time: Some(took / 20),
        ..Limits::default()
    };
    let module = untrusted(limits).compile("limits.py", &chain(110));
    let error = module.and_then(|module| module.func::<(i64,), i64>("f109").map(drop));
    let error = error.unwrap_err();
    assert!(
        matches!(&error, Error::Limit(text) if text.contains("time")),
        "{error:?}"
    );
}

#[test]
fn a_compilation_that_waits_for_another_ends_in_time() {
    let engine = Engine::new().unwrap();
    let compiling = Arc::new(AtomicUsize::new(0));
    let seen = compiling.clone();
    engine.watch(Arc::new(OnStart(move || {
        if seen.fetch_add(1, Ordering::SeqCst) == 0 {
            std::thread::sleep(Duration::from_millis(600));
        }
    })));
    let module = compile(&engine, &chain(2));
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| module.func::<(i64,), i64>("f1").map(drop));
        while compiling.load(Ordering::SeqCst) == 0 {
            std::thread::yield_now();
        }
        let start = Instant::now();
        let token = CancelToken::after(Duration::from_millis(20));
        let error = module.func_until::<(f64,), f64>("f1", &token).unwrap_err();
        assert!(matches!(error, Error::TimedOut), "{error:?}");
        assert!(start.elapsed() < Duration::from_millis(400));
        slow.join().unwrap().unwrap();
    });
    assert_eq!(compiling.load(Ordering::SeqCst), 1);
}

#[test]
fn threads_compile_and_cancel_at_random() {
    let engine = engine(EngineConfig {
        interruptible: true,
        ..EngineConfig::standard()
    });
    let text = chain(12);
    std::thread::scope(|scope| {
        for thread in 0..4_u64 {
            let (engine, text) = (engine.clone(), &text);
            scope.spawn(move || {
                for round in 0..40 {
                    let pause = Duration::from_micros((thread * 977 + round * 613) % 4000);
                    let token = CancelToken::after(pause);
                    let remote = token.clone();
                    let call = || {
                        let module =
                            engine.compile_until("race.py", text, &Globals::new(), &token)?;
                        let f11 = module.func_until::<(i64,), i64>("f11", &token)?;
                        f11.call_until((1,), &token)
                    };
                    if round % 2 == 0 {
                        std::thread::spawn(move || remote.cancel());
                    }
                    match call() {
                        Ok(value) => assert_eq!(value, 8),
                        Err(Error::Cancelled | Error::TimedOut) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    let module = compile(&engine, &text);
    let f11 = module.func::<(i64,), i64>("f11").unwrap();
    assert_eq!(f11.call((1,)).unwrap(), 8);
}

#[test]
fn constants_end_in_time() {
    let text = "X = sum([i % 3 for i in range(10 ** 13)])\n";
    let small = Limits {
        compile_time: Some(Duration::from_millis(100)),
        ..Limits::default()
    };
    // The list is limited as well, so that this ends with either limit.
    let error = untrusted(small).compile("constant.py", "def f(n):\n    s = 0\n    for i in range(n):\n        s += i % 3\n    return s\nX = f(10 ** 13)\n");
    let error = error.map(drop).unwrap_err();
    assert!(
        matches!(&error, Error::Limit(text) if text.contains("time")),
        "{error:?}"
    );
    let token = CancelToken::after(Duration::from_millis(50));
    let limits = Limits {
        memory_bytes: Some(64 << 20),
        ..Limits::default()
    };
    let engine = untrusted(limits);
    let error = engine.compile_until("constant.py", text, &Globals::new(), &token);
    let error = error.map(drop).unwrap_err();
    let raised =
        |error: &Error| matches!(error, Error::Raised(raised) if raised.kind == "MemoryError");
    assert!(
        matches!(error, Error::TimedOut) || raised(&error),
        "{error:?}"
    );
}

/// Whatever a function collects, it gets no more than it may, and gives it back.
#[test]
fn all_kinds_of_memory_are_limited() {
    let text = "\
import numpy as np
def numbers(n):
    xs = [0.5]
    for i in range(n):
        xs.append(i)
    return len(xs)
def arrays(n):
    xs = [np.zeros(100)]
    for i in range(n):
        xs.append(np.zeros(100))
    return len(xs)
def texts(n):
    xs = ['a']
    for i in range(n):
        xs.append(str(i) * 10)
    return len(xs)
def keys(n):
    d = {0: 0.5}
    for i in range(n):
        d[i] = 0.25
    return len(d)
def members(n):
    s = {1}
    for i in range(n):
        s.add(i)
    return len(s)
def lists(n):
    xs = [[1]]
    for i in range(n):
        xs.append([i, i])
    return len(xs)
def repeated(n):
    return len([1, 2, 3] * n)
def comprehension(n):
    return len([i * 2 for i in range(n)])
def table(n):
    return np.ones((n, n)).sum()
def product(n):
    a = np.ones((n, 2))
    return np.dot(a, a.T).sum()
def text(n):
    return len('ab' * n)
def outer(n):
    return np.add(np.ones((n, 1)), np.ones((1, n))).sum()
";
    let limits = Limits {
        memory_bytes: Some(4 << 20),
        ..EngineConfig::untrusted().limits
    };
    let engine = untrusted(limits);
    let module = compile(&engine, text);
    for function in module.functions() {
        let token = CancelToken::after(Duration::from_secs(20));
        let small = function.call_until(&[Value::Int(10)], &token);
        assert!(small.is_ok(), "{}: {small:?}", function.name());
        let much = function.call_until(&[Value::Int(30_000_000)], &token);
        match much {
            Err(Error::Raised(raised)) => {
                assert_eq!(raised.kind, "MemoryError", "{}", function.name());
            }
            other => panic!("{}: {other:?}", function.name()),
        }
        assert_eq!(engine.held_bytes(), Some(0), "{}", function.name());
    }
}

#[test]
fn sizes_without_sense_are_exceptions() {
    let text = "\
import numpy as np
def negative(n):
    return np.zeros(-n).sum()
def overflowing(n):
    return np.ones((n * 2 ** 31, n * 2 ** 31)).sum()
def wrapping(n):
    return np.ones((n * 2 ** 62, n * 4)).sum()
def deep(n):
    if n < 0:
        return 0
    return deep(n + 1) + 1
def spaced(n):
    return np.linspace(0, 1, n * 2 ** 60).sum()
def reach(n):
    return np.arange(10)[n * 10 ** 12]
def power(n):
    return 'x' * (n * 2 ** 62)
";
    let engine = untrusted(EngineConfig::untrusted().limits);
    let module = compile(&engine, text);
    let expected = [
        "ValueError",
        "ValueError MemoryError",
        "ValueError MemoryError",
        "RecursionError",
        "ValueError MemoryError",
        "IndexError",
        "MemoryError OverflowError",
    ];
    for (function, expected) in module.functions().zip(expected) {
        let token = CancelToken::after(Duration::from_secs(20));
        match function.call_until(&[Value::Int(1)], &token) {
            Err(Error::Raised(raised)) => assert!(
                expected.split(' ').any(|kind| kind == raised.kind),
                "{}: {raised}",
                function.name()
            ),
            other => panic!("{}: {other:?}", function.name()),
        }
    }
    assert_eq!(engine.held_bytes(), Some(0));
}

#[test]
fn the_host_is_out_of_reach() {
    let engine = untrusted(EngineConfig::untrusted().limits);
    for text in [
        "import os\ndef f():\n    return os.getpid()\n",
        "from numba import carray\ndef f(n):\n    return carray(n, 4)[0]\n",
        "import ctypes\n",
        "def f(n):\n    return open('/etc/passwd')\n",
        "def f(n):\n    return __import__('os')\n",
        "def f(n):\n    return eval('1')\n",
        "def f(n):\n    return input()\n",
        "import numpy as np\ndef f(n):\n    return np.load('x.npy')\n",
        "import numpy as np\ndef f(n):\n    return np.fromfile('x.npy')\n",
        "def f(n):\n    return nj.advance(n)\n",
        "def f(n):\n    return f.__globals__\n",
        "from time import time\ndef f(n):\n    return time()\n",
    ] {
        let module = engine.compile("host.py", text);
        let error = module.and_then(|module| {
            let function = module.function("f")?;
            let args = vec![Ty::I64; function.params()?.len()];
            function.compile(&args)
        });
        assert!(matches!(error, Err(Error::Compile(_))), "{text}: {error:?}");
    }
}

#[test]
fn options_of_the_engine_win() {
    let text = "\
from numba import njit
@njit(fastmath=True)
def total(xs):
    s = 0.0
    for x in xs:
        s += x
    return s
";
    let xs: Vec<f64> = (0..1000)
        .map(|i| 1.0 / f64::from(i + 1) * 3e7f64.powi(i % 5))
        .collect();
    let in_order: f64 = xs.iter().sum();
    for simd in [None, Some(Simd::Scalar)] {
        let strict = engine(EngineConfig {
            ignore_fastmath: true,
            simd,
            ..EngineConfig::standard()
        });
        let total = compile(&strict, text).func::<(&[f64],), f64>("total");
        assert_eq!(total.unwrap().call((&xs,)).unwrap(), in_order);
    }
    let scalar = engine(EngineConfig {
        simd: Some(Simd::Scalar),
        ..EngineConfig::standard()
    });
    assert_eq!(scalar.simd(), Simd::Scalar);
}
