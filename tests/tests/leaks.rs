//! Nothing is left behind: functions that are compiled and dropped, and exceptions that leave functions with
//! arrays alive.
//!
//! The counts are scaled down; with `NUMJIT_FULL=1` in the environment they are 10,000 functions and 100,000
//! exceptions, and the numbers are in the test's output (`--nocapture`).

use std::io::Write;
use std::sync::Arc;

use numjit::ir::Source;
use numjit::{
    Arg, Binding, CallError, DispatcherOptions, Engine, FuncId, FunctionSource, Resolver,
};
use numjit_runtime::{Runtime, live_blocks};

/// NumPy under its usual name.
struct Names;

impl Resolver for Names {
    fn global(&mut self, _: FuncId, name: &str) -> Option<Binding> {
        let path = if name == "np" { "numpy" } else { return None };
        numjit::rows::lookup(path).map(Binding::Entity)
    }

    fn attribute(&mut self, _: u32, _: &str) -> Option<Binding> {
        None
    }

    fn defaults(&mut self, _: FuncId) -> Vec<Binding> {
        Vec::new()
    }
}

fn function(text: String) -> FunctionSource {
    FunctionSource {
        source: Arc::new(Source {
            file: "leaks.py".into(),
            first_line: 1,
            indent: 0,
            text: text.into(),
        }),
        name: "f".to_owned(),
        lambda: None,
    }
}

/// Resident memory in KiB.
fn resident() -> u64 {
    const PAGE_KIB: u64 = 4;
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = text.split(' ').nth(1).and_then(|word| word.parse().ok());
    pages.unwrap_or(0_u64) * PAGE_KIB
}

fn rounds(scaled: u64, full: u64) -> u64 {
    match std::env::var_os("NUMJIT_FULL") {
        Some(_) => full,
        None => scaled,
    }
}

/// Runs rounds, after some to warm up; memory must not grow by more than two percent after it.
fn stays_flat(what: &str, rounds: u64, mut round: impl FnMut(u64)) {
    let warm = (rounds / 10).max(500);
    for number in 0..warm {
        round(number);
    }
    let (blocks, memory) = (live_blocks(), resident());
    for number in warm..rounds {
        round(number);
    }
    let (blocks_after, memory_after) = (live_blocks(), resident());
    let text = format!(
        "{what}: {rounds} rounds, blocks {blocks} -> {blocks_after}, resident {memory} -> {memory_after} KiB\n"
    );
    // Output of a passing test is for whoever asks for it.
    let _ = std::io::stdout().write_all(text.as_bytes());
    assert_eq!(blocks, blocks_after, "{what} leaves blocks");
    assert!(memory_after <= memory + memory / 50, "{text}");
}

/// One test, because memory belongs to the whole process.
#[test]
fn nothing_is_left_behind() {
    compiled_functions_are_dropped();
    exceptions_release_arrays();
    handlers_release_what_they_leave();
    generators_release_what_they_hold();
    containers_release_what_they_hold();
}

fn compiled_functions_are_dropped() {
    let engine = Engine::new().expect("the host is supported");
    let runtime = Runtime::new(Box::new(|_| Ok(())));
    stays_flat("compile and drop", rounds(2_000, 10_000), |number| {
        let text = format!(
            "def f(n):\n    s = {number}.0\n    a = np.ones(n)\n    for i in range(n):\n        \
             s += a[i] * {number}\n    return s\n"
        );
        let handle = engine.register(function(text), DispatcherOptions::default());
        let result = handle.call(&[Arg::Int(4)], &runtime, &mut Names);
        let expected = number as f64 * 5.0;
        assert!(matches!(result, Ok(Arg::Float(value)) if value == expected));
    });
}

fn exceptions_release_arrays() {
    let engine = Engine::new().expect("the host is supported");
    let runtime = Runtime::new(Box::new(|_| Ok(())));
    let text = "def f(n):\n    a = np.zeros(n)\n    b = a + 1.0\n    for i in range(n):\n        \
                c = b[i:] * 2.0\n        if c.sum() < 5.0:\n            \
                raise ValueError(f'short {n}', i)\n    return b\n";
    let handle = engine.register(function(text.to_owned()), DispatcherOptions::default());
    stays_flat("exceptions", rounds(20_000, 100_000), |number| {
        let result = handle.call(&[Arg::Int(3 + number as i64 % 5)], &runtime, &mut Names);
        assert!(matches!(result, Err(CallError::Raised(_))));
    });
}

/// Arrays and texts alive at a caught exception, in every kind of handler.
fn handlers_release_what_they_leave() {
    let text = "def f(n):\n    total = 0.0\n    text = 'a'\n    for i in range(6):\n        a = np.ones(n) * i\n        \
                try:\n            text = text + 'b'\n            b = a + a[i]\n            c = b * 2.0\n            \
                if i == 3:\n                raise ValueError(text, i)\n            total += c[i] + len(text)\n        \
                except IndexError as error:\n            total += len(str(error))\n        \
                except ValueError:\n            total += 1.0\n        finally:\n            total += a.sum()\n    \
                return total\n";
    let engine = Engine::new().expect("the host is supported");
    let runtime = Runtime::new(Box::new(|_| Ok(())));
    let handle = engine.register(function(text.to_owned()), DispatcherOptions::default());
    stays_flat("handlers", rounds(10_000, 100_000), |number| {
        let result = handle.call(&[Arg::Int(1 + number as i64 % 7)], &runtime, &mut Names);
        assert!(matches!(result, Ok(Arg::Float(_))), "{result:?}");
    });
}

/// Generators that are left in the middle, that raise, and that run to their end.
fn generators_release_what_they_hold() {
    let text = "def f(n):\n    def g(k):\n        a = np.ones(k)\n        text = 'x' + 'y'\n        \
                for i in range(k):\n            yield a[i + 1] + len(text)\n            a = a + 1.0\n            \
                text = text + 'z'\n    total = 0.0\n    for x in g(n):\n        total += x\n        \
                if x > 5.0:\n            break\n    try:\n        for x in g(2):\n            total += x\n    \
                except IndexError:\n        total += 0.5\n    h = g(4)\n    total += next(h)\n    return total\n";
    let engine = Engine::new().expect("the host is supported");
    let runtime = Runtime::new(Box::new(|_| Ok(())));
    let handle = engine.register(function(text.to_owned()), DispatcherOptions::default());
    stays_flat("generators", rounds(10_000, 100_000), |number| {
        let result = handle.call(&[Arg::Int(20 + number as i64 % 7)], &runtime, &mut Names);
        assert!(matches!(result, Ok(Arg::Float(_))), "{result:?}");
    });
}

/// Lists, dicts and sets of strings, arrays and lists, with results that are dropped and exceptions that
/// leave the function while all of them are alive.
fn containers_release_what_they_hold() {
    let engine = Engine::new().expect("the host is supported");
    let runtime = Runtime::new(Box::new(|_| Ok(())));
    let text = "\
def f(n):
    names = ['a', 'b' * n]
    arrays = [np.zeros(2)]
    groups = {}
    seen = set()
    rows = [[0] for _ in range(3)]
    for i in range(n):
        names.append(f'name {i}')
        arrays.append(np.ones(i))
        names[0] = names[-1]
        key = f'key {i % 3}'
        if key in groups:
            groups[key].append(names[i])
        else:
            groups[key] = [names[i]]
        seen.add((i % 2, names[i]))
        rows[i % 3] = rows[(i + 1) % 3]
    last = names.pop()
    names.insert(0, last)
    arrays.pop(0)
    part = names[1:3] + names[::2]
    part.sort()
    del part[0]
    groups.pop('key 0')
    if n % 5 == 0:
        raise KeyError(last, n)
    if n % 7 == 0:
        return groups['missing'][0]
    for name in names:
        for key, group in groups.items():
            if group[0] == name and n % 3 == 0:
                raise ValueError(f'found {key}')
    names.clear()
    return part[len(part) + n % 2 - 1]
";
    let handle = engine.register(function(text.to_owned()), DispatcherOptions::default());
    let mut raised = 0;
    stays_flat("containers", rounds(20_000, 100_000), |number| {
        let result = handle.call(&[Arg::Int(3 + number as i64 % 50)], &runtime, &mut Names);
        match result {
            Ok(value) => assert!(matches!(value, Arg::Str(_)), "{value:?}"),
            Err(CallError::Raised(_)) => raised += 1,
            Err(other) => panic!("{other:?}"),
        }
    });
    assert!(raised > 0);
}
