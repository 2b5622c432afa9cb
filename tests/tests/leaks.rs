//! Nothing is left behind: functions that are compiled and dropped, and exceptions that leave functions with
//! arrays alive.
//!
//! The counts are scaled down; with `NUMJIT_FULL=1` in the environment they are 10,000 functions and 100,000
//! exceptions, and the numbers are in the test's output (`--nocapture`).

use std::io::Write;
use std::sync::Arc;

use numjit::ir::classes::{self, Class, Field};
use numjit::ir::{Layout, Source, Ty, Type};
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
    instances_release_what_they_hold();
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

/// A class `Node` and its `__init__`.
struct ClassNames {
    class: u32,
    init: FuncId,
}

impl Resolver for ClassNames {
    fn global(&mut self, func: FuncId, name: &str) -> Option<Binding> {
        match name {
            "Node" => Some(Binding::Class(self.class)),
            _ => Names.global(func, name),
        }
    }

    fn attribute(&mut self, _: u32, _: &str) -> Option<Binding> {
        None
    }

    fn defaults(&mut self, _: FuncId) -> Vec<Binding> {
        Vec::new()
    }

    fn member(&mut self, _: u32, name: &str) -> Option<Binding> {
        (name == "__init__").then_some(Binding::Func(self.init))
    }
}

/// A class with a text, an array, a list and the next instance of the same class.
fn node_class() -> u32 {
    let class = classes::declare(Class {
        name: "Node".into(),
        origin: 0,
        scopes: ["Node".into()].into(),
        bases: [].into(),
        is_struct: false,
        fields: Arc::from([]),
    });
    let field = |name: &str, ty: Ty| Field {
        name: name.into(),
        ty,
    };
    let fields = vec![
        field("text", Ty::STR),
        field("items", Ty::array(Ty::F64, 1, Layout::C)),
        field("names", Ty::new(Type::TypedList(Ty::STR))),
        field("next", Ty::optional(Ty::new(Type::Instance(class)))),
    ];
    classes::define(class, fields);
    class
}

/// Chains of instances whose fields are set again and again, that are returned, dropped, and left by
/// exceptions; one chain is longer than the stack would bear if each were freed inside the one before.
fn instances_release_what_they_hold() {
    let engine = Engine::new().expect("the host is supported");
    let runtime = Runtime::new(Box::new(|_| Ok(())));
    let init = "def init(self, text, next):\n    self.text = text + '!'\n    self.items = np.zeros(3)\n    \
                self.next = next\n";
    let init = engine.register(function(init.to_owned()), DispatcherOptions::default());
    let mut names = ClassNames {
        class: node_class(),
        init: init.id(),
    };
    let text = "\
def f(n):
    head = Node('first', None)
    for i in range(n):
        head = Node(f'node {i}', head)
        head.items = np.ones(i % 4)
        head.text = head.text + head.text
        if i % 3 == 0 and head.next is not None:
            head = head.next
    other = head
    other.text = 'shared'
    if n % 5 == 0:
        raise ValueError(head.text, len(head.items))
    if n % 7 == 0:
        return Node('end', None)
    head.next = None
    return other
";
    let handle = engine.register(function(text.to_owned()), DispatcherOptions::default());
    let mut raised = 0;
    stays_flat("instances", rounds(5_000, 50_000), |number| {
        match handle.call(&[Arg::Int(3 + number as i64 % 50)], &runtime, &mut names) {
            Ok(Arg::Container(made)) => drop(made),
            Err(CallError::Raised(_)) => raised += 1,
            other => panic!("{other:?}"),
        }
    });
    assert!(raised > 0);
    let before = live_blocks();
    let long = "def g(n):\n    head = Node('a', None)\n    for i in range(n):\n        \
                head = Node('b', head)\n    return head.text\n";
    let handle = engine.register(function(long.to_owned()), DispatcherOptions::default());
    let result = handle.call(&[Arg::Int(1_000_000)], &runtime, &mut names);
    assert!(
        matches!(&result, Ok(Arg::Str(text)) if &**text == "b!"),
        "{result:?}"
    );
    assert_eq!(live_blocks(), before);
}
