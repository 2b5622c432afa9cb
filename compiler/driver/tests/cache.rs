//! The cache of an engine: real code, real files, and several engines in the place of processes.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use numjit::ir::{Const, Source};
use numjit::store::{Config, Kind, Store};
use numjit::{
    Arg, Binding, CacheScope, CallError, DispatcherOptions, Engine, FuncId, FunctionHandle,
    FunctionSource, Resolver,
};
use numjit_runtime::Runtime;

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let name = format!("numjit-driver-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        Scratch(path)
    }

    fn store(&self) -> Store {
        let config = Config {
            folder: self.0.join("cache"),
            secret: self.0.join("secret"),
            limit: 1 << 30,
            create: true,
        };
        Store::open(&config).expect("the cache opens")
    }

    fn engine(&self, scope: CacheScope) -> Engine {
        Engine::with_cache(self.store(), scope).expect("a compiler for this machine")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// One global, `K`, and one function, `g`.
struct Names {
    k: Binding,
    g: Option<FuncId>,
}

impl Resolver for Names {
    fn global(&mut self, _: FuncId, name: &str) -> Option<Binding> {
        match name {
            "K" => Some(self.k.clone()),
            "g" => self.g.map(Binding::Func),
            _ => None,
        }
    }

    fn attribute(&mut self, _: u32, _: &str) -> Option<Binding> {
        None
    }

    fn defaults(&mut self, _: FuncId) -> Vec<Binding> {
        Vec::new()
    }
}

fn register(engine: &Engine, text: &str, name: &str, cache: bool) -> FunctionHandle {
    let source = FunctionSource {
        source: Arc::new(Source {
            file: "test.py".into(),
            first_line: 1,
            indent: 0,
            text: text.into(),
        }),
        name: name.to_owned(),
        lambda: None,
    };
    let options = DispatcherOptions {
        cache,
        ..DispatcherOptions::default()
    };
    engine.register(source, options)
}

const F: &str =
    "def f(x):\n    if x > 100:\n        raise ValueError('large', x)\n    return g(x) * K\n";
const G: &str = "def g(x):\n    return x + 1\n";

/// Calls `f(20)` in a new engine; whether the code came from the cache, and the result.
fn call(scratch: &Scratch, k: i64) -> (bool, i64) {
    let engine = scratch.engine(CacheScope::Everything);
    let (f, g) = (
        register(&engine, F, "f", false),
        register(&engine, G, "g", false),
    );
    let mut names = Names {
        k: Binding::Const(Const::Int(k)),
        g: Some(g.id()),
    };
    let runtime = Runtime::new(Box::new(|_| Ok(())));
    let result = f.call(&[Arg::Int(20)], &runtime, &mut names);
    let raised = f.call(&[Arg::Int(101)], &runtime, &mut names);
    let Err(CallError::Raised(exception)) = raised else {
        panic!("no exception: {raised:?}");
    };
    assert_eq!((exception.frames.len(), exception.frames[0].line), (1, 3));
    assert_eq!(
        f.signatures(),
        [(vec![numjit::ir::Ty::I64], numjit::ir::Ty::I64)]
    );
    match result {
        Ok(Arg::Int(value)) => (f.cache_use().hits.len() == 1, value),
        other => panic!("not an int: {other:?}"),
    }
}

#[test]
fn the_next_engine_finds_the_code() {
    let scratch = Scratch::new("next");
    assert_eq!(call(&scratch, 2), (false, 42));
    assert_eq!(call(&scratch, 2), (true, 42));
    assert_eq!(call(&scratch, 3), (false, 63));
    assert_eq!(call(&scratch, 2), (true, 42));
    assert_eq!(call(&scratch, 3), (true, 63));
}

/// The files with an ending below the cache.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|found| found == ending) {
            found.push(path);
        }
    }
    found
}

#[test]
fn every_changed_byte_of_real_code_is_a_miss() {
    let scratch = Scratch::new("flips");
    call(&scratch, 2);
    let store = scratch.store();
    let items = store.items();
    let item = items.iter().find(|item| item.kind == Kind::Code);
    let key = item.expect("an entry").key;
    let path = files(store.path(), "code").remove(0);
    let good = fs::read(&path).expect("the entry");
    for at in 0..good.len() {
        let mut changed = good.clone();
        changed[at] ^= 1 << (at % 8);
        fs::write(&path, &changed).expect("a write");
        assert!(store.get(Kind::Code, key).is_none(), "byte {at}");
        // The whole way through the compiler for some of them.
        if at % 97 == 0 {
            assert_eq!(call(&scratch, 2), (false, 42), "byte {at}");
            assert_eq!(call(&scratch, 2), (true, 42), "byte {at}");
        }
    }
}

#[test]
fn stored_code_does_not_name_its_file() {
    let scratch = Scratch::new("nameless");
    call(&scratch, 2);
    let store = scratch.store();
    let codes: Vec<Vec<u8>> = store
        .entries(Kind::Code)
        .map(|(_, entry)| entry.payload)
        .collect();
    assert!(!codes.is_empty());
    for code in codes {
        let mut windows = code.windows(7);
        assert!(!windows.any(|window| window == b"test.py"));
    }
}

#[test]
fn only_marked_functions_are_kept_where_that_is_asked_for() {
    let scratch = Scratch::new("marked");
    let runtime = Runtime::new(Box::new(|_| Ok(())));
    let mut names = Names {
        k: Binding::Const(Const::Int(2)),
        g: None,
    };
    for round in 0..2 {
        let engine = scratch.engine(CacheScope::Marked);
        for marked in [true, false] {
            let g = register(&engine, G, "g", marked);
            let result = g.call(&[Arg::Int(1)], &runtime, &mut names);
            assert!(matches!(result, Ok(Arg::Int(2))), "{result:?}");
            let hits = usize::from(marked && round == 1);
            assert_eq!(g.cache_use().hits.len(), hits, "{marked} {round}");
        }
    }
}
