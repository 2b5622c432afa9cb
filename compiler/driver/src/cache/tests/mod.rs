//! The cache against random edits of a program: no stale hit and no needless miss. Compilation is faked,
//! keys, questions and files are not.
//!
//! Every round is a process of its own: it registers the program's functions under numbers of its own
//! and asks for some of them. A hit must hold what the program means now, and what was compiled once must
//! be hit. What the program means is worked out apart from the cache (`world`).

mod world;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use numjit_cache::{Config, Store};
use numjit_infer::{Binding, Program};
use numjit_ir::{Options, Ty, Type};
use numjit_loader::CodeObject;

use self::world::{Arg, Callee, Function, Numbers, Step, Value, World};
use super::record::{InstanceKey, Record};
use super::{Cache, CacheScope, CodeTarget};
use crate::artifact::Artifact;
use crate::engine::{Engine, FunctionHandle, FunctionKind, State};
use crate::session::{Resolver, Session};

/// So many rounds share one store, so that files stay few.
const EPOCH: usize = 4000;

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let name = format!("numjit-cache-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&path);
        Scratch(path)
    }

    fn store(&self) -> Store {
        let config = Config {
            folder: self.0.join("cache"),
            secret: self.0.join("secret"),
            limit: 1 << 40,
            create: true,
        };
        Store::open(&config).expect("the cache opens")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The names of a world in one process, which numbers things in its own way.
struct Names<'w> {
    world: &'w World,
    handles: HashMap<usize, FunctionHandle>,
    /// Added to the numbers of modules and classes.
    offset: u32,
}

impl<'w> Names<'w> {
    fn new(engine: &Engine, world: &'w World, numbers: &mut Numbers) -> Names<'w> {
        let mut order: Vec<usize> = (0..world.functions.len()).collect();
        numbers.shuffle(&mut order);
        let register = |position: usize| {
            let function = &world.functions[position];
            let kind = match function.is_library {
                true => FunctionKind::Wrapper,
                false => FunctionKind::User,
            };
            let (source, options) = (function.source(), function.dispatcher_options());
            (position, engine.register_kind(kind, source, options))
        };
        Names {
            world,
            handles: order.into_iter().map(register).collect(),
            offset: numbers.below(1000) as u32,
        }
    }

    /// The number of a function in this process.
    fn id(&self, callee: Callee, state: &mut State) -> u32 {
        let id = self.handles[&callee.position].id();
        match callee.nested {
            Some(position) => state.nested(id, position),
            None => id,
        }
    }

    /// An argument's type in this process.
    fn ty(&self, arg: Arg, state: &mut State) -> Ty {
        Ty::new(match arg {
            Arg::Plain(ty) => return ty,
            Arg::Func(callee) => Type::Func(self.id(callee, state)),
            Arg::Closure(callee) => Type::Closure {
                func: self.id(callee, state),
                captures: [Ty::I64].into(),
            },
            Arg::Generator(callee) => Type::Generator {
                func: self.id(callee, state),
                args: [Ty::I64].into(),
                yields: Ty::F64,
            },
        })
    }

    /// The type of what a function gives: some functions give generators of their own.
    fn result(&self, root: usize, state: &mut State) -> Ty {
        // By name, which functions of the same text share.
        let name = &self.world.functions[root].name;
        if name.ends_with(['0', '2', '4', '6', '8']) {
            return Ty::I64;
        }
        let own = Callee {
            position: root,
            nested: Some(2),
        };
        self.ty(Arg::Generator(own), state)
    }

    fn position(&self, func: u32) -> usize {
        let mut handles = self.handles.iter();
        let found = handles.find(|(_, handle)| handle.id() == func);
        *found.expect("a function of the world").0
    }

    fn function(&self, func: u32) -> &'w Function {
        &self.world.functions[self.position(func)]
    }

    fn binding(&self, value: &Value) -> Binding {
        value.binding(self.offset, &|position| self.handles[&position].id())
    }
}

impl Resolver for Names<'_> {
    fn global(&mut self, func: u32, name: &str) -> Option<Binding> {
        let value = self.world.global(self.function(func), name)?;
        Some(self.binding(value))
    }

    fn attribute(&mut self, namespace: u32, name: &str) -> Option<Binding> {
        let module = &self.world.modules[(namespace - self.offset) as usize];
        Some(self.binding(module.get(name)?))
    }

    fn defaults(&mut self, func: u32) -> Vec<Binding> {
        let defaults = self.function(func).defaults.iter();
        defaults.map(|value| self.binding(value)).collect()
    }
}

/// Follows the steps of a function as inference follows its code.
fn fake_infer(
    session: &mut Session<'_>,
    world: &World,
    position_of: &dyn Fn(u32) -> usize,
    key: &InstanceKey,
    done: &mut HashSet<InstanceKey>,
) {
    if !done.insert(key.clone()) {
        return;
    }
    session.begin(key.func, &key.args, &key.options);
    for step in &world.functions[position_of(key.func)].body {
        match step {
            Step::Read(name) => drop(session.global(key.func, name)),
            Step::Attribute(module, name) => {
                if let Some(Binding::Namespace(space)) = session.global(key.func, module) {
                    drop(session.attribute(space, name));
                }
            }
            Step::Choose(name, yes, no) => {
                let found = session.global(key.func, name);
                let is_true = matches!(found, Some(Binding::Const(numjit_ir::Const::Bool(true))));
                drop(session.global(key.func, if is_true { yes } else { no }));
            }
            Step::Call(name, arg) => {
                if let Some(Binding::Func(callee)) = session.global(key.func, name) {
                    drop(session.defaults(callee));
                    let called = InstanceKey {
                        func: callee,
                        args: vec![*arg],
                        options: session.options(callee, &key.options),
                    };
                    session.known(callee, &called.args, &called.options);
                    fake_infer(session, world, position_of, &called, done);
                }
            }
        }
    }
    if let Some(callee) = key.args.first().and_then(|ty| function_in(*ty)) {
        let called = InstanceKey {
            func: callee,
            args: vec![Ty::I64],
            options: session.options(callee, &key.options),
        };
        session.known(callee, &called.args, &called.options);
        fake_infer(session, world, position_of, &called, done);
    }
    session.end();
}

/// The function that a type names.
fn function_in(ty: Ty) -> Option<u32> {
    match ty.get() {
        Type::Func(func) | Type::Closure { func, .. } | Type::Generator { func, .. } => Some(*func),
        _ => None,
    }
}

/// An artifact whose constants are a text.
fn fake_artifact(meaning: &str, args: &[Ty], result: Ty) -> Artifact {
    Artifact {
        object: CodeObject {
            rodata: blake3::hash(meaning.as_bytes()).as_bytes().to_vec(),
            ..CodeObject::default()
        },
        name: "fake".to_owned(),
        root: "root".to_owned(),
        entry: "entry".to_owned(),
        args: args.to_vec(),
        result,
    }
}

/// What one request came to.
#[derive(PartialEq, Eq, Debug)]
enum Outcome {
    Hit,
    Miss,
}

/// Asks for a function as an engine does.
fn request(
    cache: &Cache,
    state: &mut State,
    names: &mut Names<'_>,
    root: usize,
    arg: Arg,
    compiled: &mut HashSet<InstanceKey>,
) -> Outcome {
    let world = names.world;
    let func = names.handles[&root].id();
    let args = [names.ty(arg, state)];
    let meaning = world.meaning(root, arg);
    if let Some(found) = cache.find(state, func, &args, names) {
        let expected = fake_artifact(&meaning, &args, names.result(root, state));
        assert_eq!(
            found.artifact.object.rodata, expected.object.rodata,
            "stale hit of {}: {meaning}",
            world.functions[root].name
        );
        assert_eq!(found.artifact.result, expected.result, "{meaning}");
        state.remember_loaded(found);
        return Outcome::Hit;
    }
    let options: Options = names.handles[&root].options().code;
    let key = InstanceKey {
        func,
        args: args.to_vec(),
        options,
    };
    let mut positions: HashMap<u32, usize> = names
        .handles
        .iter()
        .map(|(&position, handle)| (handle.id(), position))
        .collect();
    if let Some(callee) = arg.callee() {
        positions.insert(names.id(callee, state), callee.position);
    }
    let mut session = Session::new(state, names);
    session.record = Some(Record::default());
    // Instances that this process has compiled are not inferred again.
    let mut done = compiled.clone();
    done.remove(&key);
    fake_infer(
        &mut session,
        world,
        &|func| positions[&func],
        &key,
        &mut done,
    );
    let record = session.record.take().expect("it was set above");
    let nodes = record.finish(&state.functions);
    state.remember_nodes(&nodes);
    compiled.extend(nodes.keys().cloned());
    let artifact = fake_artifact(&meaning, &args, names.result(root, state));
    let kept = cache.keep(state, &key, &nodes, artifact);
    assert_eq!(kept, Some(()), "everything here is portable");
    Outcome::Miss
}

/// Runs rounds of edits; returns how many requests hit and missed.
fn check_edits(seed: u64, rounds: usize) -> (usize, usize) {
    let scratch = Scratch::new(&format!("edits-{seed}"));
    let engine = Engine::new().expect("a compiler for this machine");
    let mut numbers = Numbers(seed);
    let mut world = World::new(&mut numbers);
    let (mut hits, mut misses) = (0, 0);
    let mut seen = HashSet::new();
    let cache = Cache::new(
        (scratch.store(), CacheScope::Everything),
        target("machine code"),
        std::sync::Arc::default(),
    );
    for round in 0..rounds {
        if round % EPOCH == 0 {
            cache.store.clear();
            seen.clear();
        }
        world.edit(&mut numbers);
        let mut names = Names::new(&engine, &world, &mut numbers);
        let mut compiled = HashSet::new();
        for _ in 0..2 {
            let root = numbers.below(world.functions.len() as u64) as usize;
            let arg = Arg::pick(&mut numbers);
            let meaning = world.meaning(root, arg);
            let mut state = engine.lock();
            let outcome = request(&cache, &mut state, &mut names, root, arg, &mut compiled);
            drop(state);
            match outcome {
                Outcome::Hit => hits += 1,
                Outcome::Miss => {
                    assert!(seen.insert(meaning.clone()), "needless miss: {meaning}");
                    misses += 1;
                }
            }
        }
    }
    (hits, misses)
}

/// A target of a kind.
fn target(kind: &'static str) -> CodeTarget {
    CodeTarget {
        kind,
        device: "test".to_owned(),
    }
}

#[test]
fn artifacts_of_several_kinds_and_devices_lie_side_by_side() {
    let scratch = Scratch::new("kinds");
    let engine = Engine::new().expect("a compiler for this machine");
    let mut numbers = Numbers(7);
    let world = World::new(&mut numbers);
    let other_device = CodeTarget {
        device: "another".to_owned(),
        ..target("ptx")
    };
    let targets = [target("machine code"), target("ptx"), other_device];
    for round in 0..2 {
        for target in &targets {
            let store = (scratch.store(), CacheScope::Everything);
            let cache = Cache::new(store, target.clone(), std::sync::Arc::default());
            let mut names = Names::new(&engine, &world, &mut numbers);
            let (mut state, mut compiled) = (engine.lock(), HashSet::new());
            let arg = Arg::Plain(Ty::I64);
            let outcome = request(&cache, &mut state, &mut names, 0, arg, &mut compiled);
            drop(state);
            let expected = [Outcome::Miss, Outcome::Hit];
            assert_eq!(outcome, expected[round], "{target:?}");
        }
    }
}

#[test]
fn random_edits_make_no_stale_hit_and_no_needless_miss() {
    let rounds = match std::env::var_os("NUMJIT_FULL") {
        Some(_) => 120_000,
        None => 2000,
    };
    let (hits, misses) = check_edits(1, rounds);
    // Both sides are really tested.
    assert!(hits > rounds / 4 && misses > rounds / 10, "{hits} {misses}");
}
