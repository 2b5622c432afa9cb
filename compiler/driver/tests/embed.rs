//! The embedding API: modules from text, typed and dynamic calls, host functions, limits, threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use numjit::abi::ExceptionKind;
use numjit::{
    Array, CancelToken, Engine, EngineConfig, Error, Func, Globals, HostError, Limits, ListingKind,
    Module, Output, Value, parse_type,
};

fn compile(text: &str) -> Result<Module, Error> {
    Engine::new()?.compile("test.py", text)
}

fn module(text: &str) -> Module {
    compile(text).unwrap_or_else(|error| panic!("{error}"))
}

/// The code, line and column of every problem of a text.
fn problems(text: &str) -> Vec<(&'static str, u32, u32)> {
    match compile(text) {
        Err(Error::Compile(problems)) => problems.iter().map(place).collect(),
        other => panic!("{other:?}"),
    }
}

fn place(problem: &numjit::Problem) -> (&'static str, u32, u32) {
    let place = problem.place.as_ref();
    let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
    (problem.code, line, column)
}

#[test]
fn modules_bind_imports_constants_and_functions() {
    let text = "\
'''A module.'''
from __future__ import annotations
import math, numpy as np
import numpy.linalg
from math import sqrt as root, pi
from numba import njit, float64 as f8

N: int = 2 ** 40 // 3
A, (B, C) = 1, (2.5, -N)
SCALES = (A, B, 'text', None)
TABLE = np.array([[1, 2], [3, 4]], dtype=np.int32)
TAU = 2 * np.pi
HALF = np.float32(0.5)
alias = root

@njit(fastmath={'nnan', 'contract'}, error_model='numpy')
def half(x):
    return x / 2

def first(x, y=B, *, z=TAU):
    return alias(x) + y + half(z) + math.floor(N / 2 ** 38) + TABLE[1, 1] + len(SCALES)

def later():
    return first(4.0)

if __name__ == '__main__':
    later()
";
    let module = module(text);
    let names: Vec<String> = module.functions().map(|f| f.name().to_owned()).collect();
    assert_eq!(names, ["half", "first", "later"]);
    let later = module.func::<(), f64>("later").unwrap();
    let expected = 2.0 + 2.5 + std::f64::consts::PI + 1.0 + 4.0 + 4.0;
    assert_eq!(later.call(()).unwrap(), expected);
    let first = module.function("first").unwrap();
    let params: Vec<String> = first
        .params()
        .unwrap()
        .into_iter()
        .map(|p| p.name)
        .collect();
    assert_eq!(params, ["x", "y", "z"]);
    let value = first.call_with_keywords(&[4.0.into()], &[("z", 0.0.into())]);
    assert_eq!(
        value.unwrap().as_f64(),
        Some(expected - std::f64::consts::PI)
    );
    let half = module.func::<(f64,), f64>("half").unwrap();
    assert_eq!(half.call((3.0,)).unwrap(), 1.5);
}

#[test]
fn constants_are_pythons() {
    let text = "\
BIG = 10 ** 30 % 1000007
NEGATIVE = -7 // 2
SHIFT = (1 << 63) - 1
RATIO = 1 / 3
def get():
    return BIG, NEGATIVE, SHIFT, RATIO
";
    let get = module(text)
        .func::<(), (i64, i64, i64, f64)>("get")
        .unwrap();
    assert_eq!(
        get.call(()).unwrap(),
        (
            10i128.pow(30).rem_euclid(1_000_007) as i64,
            -4,
            i64::MAX,
            1.0 / 3.0
        )
    );
}

#[test]
fn problems_have_places() {
    assert_eq!(problems("x = 1\nfor i in x: pass\n"), [("NJ0011", 2, 1)]);
    assert_eq!(
        problems("import os\nx = [1]\nclass C: pass\n"),
        [("NJ0104", 2, 5), ("NJ0011", 3, 1)]
    );
    assert_eq!(problems("import os.path as p\n"), [("NJ0011", 1, 1)]);
    assert_eq!(
        problems("from math import squareroot\n"),
        [("NJ0105", 1, 18)]
    );
    assert_eq!(problems("x = 1 // 0\n"), [("NJ0011", 1, 5)]);
    assert_eq!(problems("x = 2 ** 64\n"), [("NJ0005", 1, 5)]);
    assert_eq!(problems("x = y\n"), [("NJ0101", 1, 5)]);
    assert_eq!(
        problems("import numpy as np\nx =  np.array(1) + z\n"),
        [("NJ0101", 2, 20)]
    );
    assert_eq!(
        problems("from numba import njit\n@njit(fast_math=True)\ndef f(): pass\n"),
        [("NJ0301", 2, 17)]
    );
    assert_eq!(
        problems("from numba import njit\n@njit(error_model='c')\ndef f(): pass\n"),
        [("NJ0302", 2, 19)]
    );
    assert_eq!(
        problems("from numba import njit\n@njit('f8(f9)')\ndef f(x): return x\n"),
        [("NJ0303", 2, 7)]
    );
    assert_eq!(problems("@cache\ndef f(): pass\n"), [("NJ0011", 1, 2)]);
    assert_eq!(problems("def f(:\n"), [("NJ0001", 1, 6)]);
    let error = module("def f(x):\n    return (x\n            + name)\n").func::<(f64,), f64>("f");
    match error {
        Err(Error::Compile(problems)) => assert_eq!(place(&problems[0]), ("NJ0101", 3, 15)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn types_are_checked_when_a_function_is_asked_for() {
    let module = module(
        "from numba import njit\ndef f(x, y=1):\n    return x * 2\n@njit('f8(f8)')\ndef g(x):\n    return x\n",
    );
    let message = |error: Error| match error {
        Error::Mismatch(text) => text,
        other => panic!("{other:?}"),
    };
    let wrong = module.func::<(i64, i64), f64>("f").unwrap_err();
    assert_eq!(
        message(wrong),
        "`f(int64, int64)` returns int64, not float64"
    );
    let wrong = module.func::<(), i64>("f").unwrap_err();
    assert_eq!(
        message(wrong),
        "`f` takes 2 arguments (x, y), and types for 0 were given"
    );
    let wrong = module.func::<(), ()>("h").unwrap_err();
    assert_eq!(message(wrong), "there is no function `h`, only f, g");
    let wrong = module.func::<(i64,), f64>("g").unwrap_err();
    assert!(
        message(wrong)
            .starts_with("`g` is declared for (float64) -> float64 only, not for (int64)")
    );
    assert_eq!(
        module
            .func::<(f64,), f64>("g")
            .unwrap()
            .call((2.0,))
            .unwrap(),
        2.0
    );
}

#[test]
fn slices_go_in_and_arrays_come_out() {
    let text = "\
import numpy as np
def scale(xs, by):
    for i in range(len(xs)):
        xs[i] *= by
def table(n):
    return np.arange(n * n).reshape(n, n).T
def tail(xs):
    return xs[1:]
def total(xs):
    return xs.sum()
def flags(n):
    return np.empty(n, np.bool_)
def both(n):
    a = np.ones(n)
    return a, a[::-1]
";
    let module = module(text);
    let scale = module.func::<(&mut [f32], f32), ()>("scale").unwrap();
    let mut xs = [1.0, 2.0, 3.0];
    scale.call((&mut xs, 0.5)).unwrap();
    scale.call((&mut xs[..1], 4.0)).unwrap();
    assert_eq!(xs, [2.0, 1.0, 1.5]);
    let table = module.func::<(i64,), Array<i64>>("table").unwrap();
    let made = table.call((2,)).unwrap();
    assert_eq!(
        (made.shape(), made.to_vec()),
        (&[2, 2][..], vec![0, 2, 1, 3])
    );
    assert_eq!(made.as_slice(), None);
    assert_eq!(
        made.view().unwrap(),
        ndarray::array![[0, 2], [1, 3]].into_dyn()
    );
    let tail = module.func::<(&[u8],), Vec<u8>>("tail").unwrap();
    let kept = {
        let bytes = vec![1, 2, 3];
        tail.call((&bytes,)).unwrap()
    };
    assert_eq!(kept, [2, 3]);
    assert!(matches!(
        module.func::<(&[f64], f64), ()>("scale"),
        Err(Error::Compile(_))
    ));
    let flags = module.func::<(i64,), Array<bool>>("flags").unwrap();
    assert_eq!(flags.call((100,)).unwrap().as_slice().unwrap().len(), 100);
    let both = module
        .func::<(i64,), (Array<f64>, Array<f64>)>("both")
        .unwrap();
    let (mut one, other) = both.call((3,)).unwrap();
    assert_eq!(one.as_mut_slice(), None, "the arrays share their elements");
    drop(other);
    one.as_mut_slice().unwrap()[0] = 5.0;
    assert_eq!(one.to_vec(), [5.0, 1.0, 1.0]);
    let total = module.function("total").unwrap();
    let sum = total.call(&[Value::Array(one.into_dyn())]).unwrap();
    assert_eq!(sum.as_f64(), Some(7.0));
}

#[test]
fn views_of_any_order_are_not_copied() {
    use ndarray::{ArrayView2, ArrayViewMut1, ArrayViewMut2, array, s};
    let text = "\
def clear(a, row):
    for j in range(a.shape[1]):
        a[row, j] = 0.0
def at(a, i, j):
    return a[i, j]
def fill(x):
    for i in range(x.size):
        x[i] = i
";
    let module = module(text);
    let clear = module
        .func::<(ArrayViewMut2<f64>, i64), ()>("clear")
        .unwrap();
    let at = module
        .func::<(ArrayView2<f64>, i64, i64), f64>("at")
        .unwrap();
    let mut a = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
    assert_eq!(at.call((a.view(), 1, 2)).unwrap(), 6.0);
    assert_eq!(at.call((a.t(), 2, 1)).unwrap(), 6.0);
    assert_eq!(at.call((a.slice(s![..;-1, ..;-2]), 0, 0)).unwrap(), 6.0);
    clear.call((a.view_mut().reversed_axes(), 1)).unwrap();
    assert_eq!(a, array![[1.0, 0.0, 3.0], [4.0, 0.0, 6.0]]);
    let fill = module.func::<(ArrayViewMut1<f64>,), ()>("fill").unwrap();
    fill.call((a.slice_mut(s![0, ..;2]),)).unwrap();
    assert_eq!(a.row(0).to_vec(), [0.0, 0.0, 1.0]);
}

#[test]
fn values_carry_their_types() {
    let text = "\
def add(a, b):
    return a + b
def pair(a):
    return (a, None, 'x' + str(1)), True
def nothing(x):
    if x > 0:
        return x
";
    let module = module(text);
    let add = module.function("add").unwrap();
    let result = |a: Value<'_>, b: Value<'_>| add.call(&[a, b]).unwrap();
    assert_eq!(result(1i64.into(), 2i64.into()).as_i64(), Some(3));
    assert_eq!(
        result(0.1f32.into(), 0.2f32.into()).as_f64(),
        Some(f64::from(0.1f32 + 0.2f32))
    );
    let xs = [1.5, 2.5];
    let sum = result(Value::from(&xs[..]), 1.0.into())
        .into_array::<f64>()
        .unwrap();
    assert_eq!(sum.to_vec(), [2.5, 3.5]);
    let nothing = module.func::<(i64,), Option<i64>>("nothing").unwrap();
    assert_eq!(
        (nothing.call((3,)).unwrap(), nothing.call((-3,)).unwrap()),
        (Some(3), None)
    );
    let signatures: Vec<String> = add.signatures().iter().map(ToString::to_string).collect();
    assert_eq!(signatures.len(), 3, "{signatures:?}");
    assert_eq!(signatures[0], "(int64, int64) -> int64");
    let types = [
        parse_type("float64[::1]").unwrap(),
        parse_type("int64").unwrap(),
    ];
    assert_eq!(add.result_type(&types).unwrap().to_string(), "float64[::1]");
    let listing = add.listing(&types, ListingKind::Asm).unwrap();
    assert!(listing.text.contains("ret"), "{}", listing.text);
}

#[test]
fn exceptions_have_types_messages_and_frames() {
    let text = "def inner(x):\n    if x < 0:\n        raise ValueError('negative', x)\n    return x\n\ndef outer(x):\n    return inner(x)\n";
    let outer = module(text).func::<(i64,), i64>("outer").unwrap();
    assert_eq!(outer.call((1,)).unwrap(), 1);
    let error = outer.call((-1,)).unwrap_err();
    let Error::Raised(raised) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (raised.kind.as_str(), raised.message.as_str()),
        ("ValueError", "('negative', -1)")
    );
    let frames: Vec<(&str, u32)> = raised
        .frames
        .iter()
        .map(|f| (f.function.as_str(), f.line))
        .collect();
    assert_eq!(frames, [("inner", 3), ("outer", 7)]);
    let traceback = "Traceback (most recent call last):\n  File \"test.py\", line 7, in outer\n  File \"test.py\", line 3, in inner\nValueError: ('negative', -1)";
    assert_eq!(error.to_string(), traceback);
    match compile("import numpy as np\n\nX = np.zeros(3)[7 - 2]\n") {
        Err(Error::Raised(raised)) => assert_eq!(
            (raised.frames[0].function.as_str(), raised.frames[0].line),
            ("<module>", 3)
        ),
        other => panic!("{other:?}"),
    }
}

#[test]
fn host_functions_are_called_and_raise() {
    let engine = Engine::new().unwrap();
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = calls.clone();
    engine
        .host_function("rate", move |x: f64, n: i32| {
            counter.fetch_add(1, Ordering::Relaxed);
            x * f64::from(n)
        })
        .unwrap();
    engine
        .host_function("check", |x: i64| -> Result<bool, HostError> {
            match x {
                0.. => Ok(x % 2 == 0),
                _ => Err(HostError::new(ExceptionKind::LookupError, "below zero")),
            }
        })
        .unwrap();
    engine
        .host_function("split", |xs: Vec<f64>, name: String| {
            (xs.iter().sum::<f64>(), name.chars().count() as i64)
        })
        .unwrap();
    engine
        .host_function("steps", |n: u8| (0..n).map(f32::from).collect::<Vec<f32>>())
        .unwrap();
    engine
        .host_function("fail", || -> f64 { panic!("no") })
        .unwrap();
    assert!(matches!(
        engine.host_function("rate", |x: f64| x),
        Err(Error::Mismatch(_))
    ));
    assert!(matches!(
        engine.host_function("2x", |x: f64| x),
        Err(Error::Mismatch(_))
    ));
    let text = "\
import numpy as np
def loop(n):
    s = 0.0
    for i in range(n):
        s += rate(i, 2)
    return s
def caught(x):
    a = np.zeros(3)
    if check(x):
        return a.sum() + 1
    return a.sum()
def parts(n):
    total, length = split(np.ones(n), 'größe')
    return total + length
def more(n):
    return steps(n) * 2
def broken():
    return fail()
";
    let module = engine.compile("host.py", text).unwrap();
    let looped = module.func::<(i64,), f64>("loop").unwrap();
    assert_eq!(looped.call((10,)).unwrap(), 90.0);
    assert_eq!(calls.load(Ordering::Relaxed), 10);
    let caught = module.func::<(i64,), f64>("caught").unwrap();
    assert_eq!(
        (caught.call((2,)).unwrap(), caught.call((3,)).unwrap()),
        (1.0, 0.0)
    );
    match caught.call((-1,)) {
        Err(Error::Raised(raised)) => {
            assert_eq!(
                (raised.kind.as_str(), raised.message.as_str()),
                ("LookupError", "below zero")
            );
            assert_eq!(raised.frames[0].line, 9);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(
        module
            .func::<(i64,), f64>("parts")
            .unwrap()
            .call((4,))
            .unwrap(),
        9.0
    );
    assert_eq!(
        module
            .func::<(i64,), Vec<f32>>("more")
            .unwrap()
            .call((3,))
            .unwrap(),
        [0.0, 2.0, 4.0]
    );
    let broken = module.func::<(), f64>("broken").unwrap().call(());
    assert!(matches!(broken, Err(Error::Raised(raised)) if raised.kind == "RuntimeError"));
    // The module keeps what its functions call.
    drop(engine);
    assert_eq!(looped.call((10,)).unwrap(), 90.0);
}

#[test]
fn modules_use_functions_of_modules() {
    let engine = Engine::new().unwrap();
    let base = engine
        .compile("base.py", "K = 3\ndef scaled(x):\n    return x * K\n")
        .unwrap();
    let mut globals = Globals::new();
    globals.set_function("times", &base.function("scaled").unwrap());
    globals.set("K", 100).unwrap();
    globals.set("LIMITS", &vec![1.0, 2.0]).unwrap();
    drop(base);
    let text = "M = K * 10\ndef f(x):\n    return times(x) + K + M + LIMITS[1]\n";
    let user = engine.compile_with("user.py", text, &globals).unwrap();
    drop(globals);
    assert_eq!(
        user.func::<(i64,), f64>("f").unwrap().call((1,)).unwrap(),
        1105.0
    );
}

#[test]
fn output_goes_where_the_engine_says() {
    let printed = Arc::new(std::sync::Mutex::new(String::new()));
    let sink = printed.clone();
    let config = EngineConfig {
        output: Output::Function(Arc::new(move |text: &str| {
            sink.lock().unwrap().push_str(text)
        })),
        ..EngineConfig::standard()
    };
    let loud = Engine::with_config(config).unwrap();
    let text = "def say(x):\n    print('x is', x)\n";
    let say = loud
        .compile("say.py", text)
        .unwrap()
        .func::<(i64,), ()>("say")
        .unwrap();
    let refusing = Engine::with_config(EngineConfig::untrusted()).unwrap();
    let refused = refusing
        .compile("say.py", text)
        .unwrap()
        .func::<(i64,), ()>("say")
        .unwrap();
    say.call((1,)).unwrap();
    assert!(matches!(refused.call((2,)), Err(Error::Raised(raised)) if raised.kind == "OSError"));
    // A host function that calls into another engine leaves its caller's surroundings as they were.
    let inner = refused;
    loud.host_function("other", move |x: i64| inner.call((x,)).is_err())
        .unwrap();
    let text = "def nested(x):\n    failed = other(x)\n    print(failed)\n";
    let nested = loud
        .compile("nested.py", text)
        .unwrap()
        .func::<(i64,), ()>("nested")
        .unwrap();
    nested.call((3,)).unwrap();
    assert_eq!(*printed.lock().unwrap(), "x is 1\nTrue\n");
}

#[test]
fn text_is_passed_typed() {
    let module = module(
        "def echo(s):\n    return s\ndef exclaim(s, n):\n    return s.upper() + '!' * n\ndef count(s, c):\n    k = 0\n    for x in s:\n        if x == c:\n            k += 1\n    return k, len(s), s == 'aba', s < 'b', s[-1]\n",
    );
    let echo = module.func::<(&str,), String>("echo").unwrap();
    let exclaim = module.func::<(&str, i64), String>("exclaim").unwrap();
    for text in [
        "",
        "plain",
        "a\0b",
        "naïve",
        "Привет",
        "👍🏽 x",
        "\u{7f}\u{80}",
    ] {
        assert_eq!(echo.call((text,)).unwrap(), text);
        let expected = text.to_uppercase() + "!!";
        assert_eq!(exclaim.call((text, 2)).unwrap(), expected);
    }
    type Counted = (i64, i64, bool, bool, String);
    let count = module.func::<(&str, &str), Counted>("count").unwrap();
    let last = |text: &str| text.to_owned();
    assert_eq!(
        count.call(("aba", "a")).unwrap(),
        (2, 3, true, true, last("a"))
    );
    assert_eq!(
        count.call(("cäñä", "ä")).unwrap(),
        (2, 4, false, false, last("ä"))
    );
    // One text of either kind in a call.
    assert_eq!(
        count.call(("abä", "b")).unwrap(),
        (1, 3, false, true, last("ä"))
    );
    let pair = module
        .func::<((&str, i64),), (String, i64)>("echo")
        .unwrap();
    let made = String::from("made");
    assert_eq!(pair.call(((&made, 3),)).unwrap(), (made, 3));
}

#[test]
fn parameters_have_defaults() {
    let module = module(
        "from numba import njit\nSTEPS = (1, 2.5)\ndef f(x, by=2, name='ä', pair=STEPS, *rest, last=None, more=True):\n    if last is None:\n        x += 0.5\n    if more:\n        x += len(rest)\n    return x * by + len(name) + pair[1]\n@njit('f8(f8, f8)')\ndef g(x, y=1):\n    return x / y\n@njit(['i8(i8)', 'f8(f8, i4)'])\ndef h(x, y=4):\n    return x + y\ndef k(x, *, y):\n    return x + y\n",
    );
    let f = module.func::<(f64,), f64>("f").unwrap();
    let copy = f.clone();
    assert_eq!(f.call((1.0,)).unwrap(), 6.5);
    assert_eq!(copy.call((2.0,)).unwrap(), 8.5);
    let f = module.func::<(f64, i64, &str), f64>("f").unwrap();
    assert_eq!(f.call((1.0, 4, "xyz")).unwrap(), 11.5);
    assert_eq!(f.call((1.0, 4, "ñ")).unwrap(), 9.5);
    let all = module
        .func::<(f64, i64, &str, (i64, f64), (i64, i64), f64), f64>("f")
        .unwrap();
    assert_eq!(
        all.call((1.0, 2, "", (0, 0.25), (7, 7), 0.0)).unwrap(),
        6.25
    );
    // The declared type of a default is that of the signature.
    let g = module.func::<(f64,), f64>("g").unwrap();
    assert_eq!(g.call((3.0,)).unwrap(), 3.0);
    let h = module.func::<(f64,), f64>("h").unwrap();
    assert_eq!(h.call((0.5,)).unwrap(), 4.5);
    let missing = module.func::<(i64,), i64>("k").unwrap_err();
    assert!(
        missing.to_string().contains("takes 2 arguments (x, y)"),
        "{missing}"
    );
    let many = module.func::<(f64, f64, f64), f64>("g").unwrap_err();
    assert!(
        many.to_string().contains("types for 3 were given"),
        "{many}"
    );
    let dynamic = module.function("f").unwrap();
    let dynamic = dynamic.specialize(&[numjit::ir::Ty::F64]).unwrap();
    assert_eq!(dynamic.args().len(), 1);
    assert_eq!(
        dynamic.call(&[1_i64.into()], None).unwrap().as_f64(),
        Some(6.5)
    );
}

fn interruptible() -> Engine {
    let config = EngineConfig {
        interruptible: true,
        ..EngineConfig::standard()
    };
    Engine::with_config(config).unwrap()
}

const RUNAWAY: &str = "\
import numpy as np
def forever(x):
    a = np.zeros(100)
    while True:
        try:
            while True:
                a[0] += x
        except Exception:
            pass
def recurse(n):
    if n < 2:
        return 1
    return recurse(n - 1) + recurse(n - 2)
def busy(n):
    s = 0
    for i in range(n):
        s += i
    return s
";

#[test]
fn runaway_calls_end_in_time() {
    let module = interruptible().compile("run.py", RUNAWAY).unwrap();
    let forever = module.func::<(f64,), ()>("forever").unwrap();
    let token = CancelToken::new();
    let remote = token.clone();
    let canceller = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(30));
        remote.cancel();
        Instant::now()
    });
    let error = forever.call_until((1.0,), &token).unwrap_err();
    let ended = Instant::now();
    let cancelled = canceller.join().unwrap();
    assert!(matches!(error, Error::Cancelled), "{error:?}");
    // Generous: the machine may be busy. An idle one needs microseconds.
    assert!(ended.duration_since(cancelled) < Duration::from_millis(500));
    let late = CancelToken::after(Duration::from_millis(20));
    let recurse = module.func::<(i64,), i64>("recurse").unwrap();
    let error = recurse.call_until((80,), &late).unwrap_err();
    assert!(matches!(error, Error::TimedOut), "{error:?}");
    assert!(late.is_cancelled());
    let function = module.function("forever").unwrap();
    let late = CancelToken::after(Duration::from_millis(5));
    assert!(matches!(
        function.call_until(&[1.0.into()], &late),
        Err(Error::TimedOut)
    ));
    let busy = module.func::<(i64,), i64>("busy").unwrap();
    assert_eq!(
        busy.call_until((1000,), &CancelToken::after(Duration::from_secs(60)))
            .unwrap(),
        499_500
    );
    assert_eq!(busy.call((1000,)).unwrap(), 499_500);
}

#[test]
fn only_interruptible_engines_take_tokens() {
    let busy = module(RUNAWAY).func::<(i64,), i64>("busy").unwrap();
    let refused = busy.call_until((1,), &CancelToken::new()).unwrap_err();
    assert!(refused.to_string().contains("interruptible"), "{refused}");
}

fn limited(limits: Limits) -> Engine {
    let config = EngineConfig {
        limits,
        ..EngineConfig::standard()
    };
    Engine::with_config(config).unwrap()
}

#[test]
fn memory_is_limited_and_paid_back() {
    let engine = limited(Limits {
        memory_bytes: Some(1 << 20),
        ..Limits::default()
    });
    let text = "\
import numpy as np
def make(n):
    return np.ones(n)
def grow(n):
    text = 'x'
    for i in range(n):
        text = text + text
    return len(text)
";
    let module = engine.compile("memory.py", text).unwrap();
    let make = module.func::<(i64,), Array<f64>>("make").unwrap();
    let kept = make.call((100_000,)).unwrap();
    assert!(engine.held_bytes() >= Some(800_000));
    match make.call((100_000,)) {
        Err(Error::Raised(raised)) => assert_eq!(raised.kind, "MemoryError"),
        other => panic!("{other:?}"),
    }
    std::thread::spawn(move || drop(kept)).join().unwrap();
    assert_eq!(engine.held_bytes(), Some(0));
    assert_eq!(make.call((100_000,)).unwrap().len(), 100_000);
    let grow = module.func::<(i64,), i64>("grow").unwrap();
    assert_eq!(grow.call((10,)).unwrap(), 1024);
    assert!(matches!(grow.call((40,)), Err(Error::Raised(raised)) if raised.kind == "MemoryError"));
    assert_eq!(engine.held_bytes(), Some(0));
}

#[test]
fn source_code_and_time_are_limited() {
    let small = limited(Limits {
        source_bytes: Some(20),
        ..Limits::default()
    });
    let error = small
        .compile("long.py", "def f(x): return x + 1\n")
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "long.py has 23 bytes, and at most 20 are allowed"
    );
    let tight = limited(Limits {
        code_bytes: Some(1024),
        ..Limits::default()
    });
    let module = tight
        .compile(
            "code.py",
            "def f(x): return x + 1\ndef g(x): return x.sum() + x.mean() + x.std() + x.min()\n",
        )
        .unwrap();
    assert_eq!(
        module.func::<(i64,), i64>("f").unwrap().call((1,)).unwrap(),
        2
    );
    let error = module.func::<(&[f64],), f64>("g").unwrap_err();
    assert!(
        matches!(&error, Error::Limit(text) if text.contains("machine code")),
        "{error:?}"
    );
    let hasty = limited(Limits {
        compile_time: Some(Duration::ZERO),
        ..Limits::default()
    });
    let error = hasty
        .compile("time.py", "def f(x): return x + 1\n")
        .unwrap_err();
    assert!(
        matches!(&error, Error::Limit(text) if text.contains("time")),
        "{error:?}"
    );
}

#[test]
fn bounds_checks_stay_on_for_untrusted_code() {
    let text = "from numba import njit\n@njit(boundscheck=False)\ndef f(x, i):\n    return x[i]\n";
    let engine = Engine::with_config(EngineConfig::untrusted()).unwrap();
    let f = engine
        .compile("bounds.py", text)
        .unwrap()
        .func::<(&[f64], i64), f64>("f")
        .unwrap();
    assert!(
        matches!(f.call((&[1.0], 5)), Err(Error::Raised(raised)) if raised.kind == "IndexError")
    );
}

#[test]
fn threads_share_an_engine() {
    fn shared<T: Send + Sync>(_: &T) {}
    let engine = Engine::new().unwrap();
    let text = "def f(x, n):\n    s = x\n    for i in range(n):\n        s += i\n    return s\n";
    let module = engine.compile("threads.py", text).unwrap();
    let func = module.func::<(f64, i64), f64>("f").unwrap();
    shared(&engine);
    shared(&module);
    shared(&func);
    std::thread::scope(|scope| {
        for thread in 0..8i64 {
            let (module, func, engine) = (&module, &func, &engine);
            scope.spawn(move || {
                for turn in 0..20i64 {
                    // Everyone compiles the same types at once, and a module of its own.
                    let n = thread + turn;
                    let expected = (n * (n - 1) / 2) as f64;
                    let again: Func<(f32, i64), f64> = module.func("f").unwrap();
                    assert_eq!(again.call((0.0, n)).unwrap(), expected);
                    assert_eq!(func.call((1.0, n)).unwrap(), expected + 1.0);
                    let own = format!("def g(x): return x * {n}\n");
                    let own = engine.compile("own.py", &own).unwrap();
                    assert_eq!(
                        own.func::<(i64,), i64>("g").unwrap().call((2,)).unwrap(),
                        2 * n
                    );
                }
            });
        }
    });
}

#[test]
fn engines_and_modules_free_their_code() {
    let engine = Engine::new().unwrap();
    engine.host_function("twice", |x: f64| x * 2.0).unwrap();
    let text =
        "import numpy as np\nT = np.array([1.0, 2.0])\ndef f(x):\n    return twice(x) + T[0]\n";
    let module = engine.compile("free.py", text).unwrap();
    let before = engine.code_bytes();
    let func = module.func::<(f64,), f64>("f").unwrap();
    let used = engine.code_bytes();
    assert!(used > before);
    drop(module);
    assert_eq!(func.call((2.0,)).unwrap(), 5.0);
    drop(func);
    assert_eq!(
        engine.code_bytes(),
        before,
        "a dropped module leaves no code"
    );
    let address = {
        let module = engine.compile("free.py", text).unwrap();
        let func = module.func::<(f64,), f64>("f").unwrap();
        drop(engine);
        drop(module);
        assert_eq!(func.call((2.0,)).unwrap(), 5.0);
        func.entry_address()
    };
    assert!(
        !is_executable(address),
        "the last handle frees the engine's pages"
    );
}

/// Whether the process has executable memory at an address.
fn is_executable(address: usize) -> bool {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    maps.lines().any(|line| {
        let (range, rest) = line.split_once(' ').unwrap();
        let (start, end) = range.split_once('-').unwrap();
        let number = |text| usize::from_str_radix(text, 16).unwrap();
        (number(start)..number(end)).contains(&address) && rest.as_bytes()[2] == b'x'
    })
}
