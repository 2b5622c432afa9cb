//! The cache: compiled code from earlier processes.
//!
//! The key of an entry is made in two steps, so that a hit needs neither parsing nor inference and only
//! what a compilation really asked can make it miss. A first hash covers the function's own text and
//! options, the argument types, the processor and this build of the compiler. Under it are the questions
//! that compilations asked their host: what a global stands for, which defaults a function has. They are
//! asked again, and the hash of the answers (other functions with their text and options among them)
//! completes the key. Functions of equal text with other captured values thus have entries side by side.
//!
//! Questions that were answered in this process already, when an instance was compiled or loaded, keep
//! that answer: the cache never changes what a program computes.

mod code;
mod decode;
mod encode;
mod history;
mod questions;
pub(crate) mod record;
#[cfg(test)]
mod tests;
mod types;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use numjit_abi::Symbol;
use numjit_backend_cranelift::Target;
use numjit_cache::{Entry, Key, Kind, Store};
use numjit_infer::FuncId;
use numjit_ir::Ty;
use numjit_loader::{CodeFunction, CodeObject, Reloc, RelocKind, RelocTarget, Section};

use self::code::{Compiled, Stored};
use self::decode::Decoder;
use self::encode::{Encoder, Names};
use self::questions::Replayed;
use self::record::{InstanceKey, Node};
use crate::artifact::Artifact;
use crate::engine::{Engine, FunctionEntry, FunctionHandle, FunctionKind, State};
use crate::error::CallError;
use crate::session::Resolver;
use crate::simd::Simd;
use crate::slab::Slab;

pub(crate) use questions::frozen;

pub use history::{CompileRecord, compile_history};

/// Name of this build of the compiler; the build script makes it.
pub const BUILD_ID: &str = env!("NUMJIT_BUILD_ID");

/// So many sets of questions are kept for one function and its argument types.
const MAX_SETS: usize = 16;

/// What an engine keeps in its cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheScope {
    /// Everything that is compiled for calls of the host.
    Everything,
    /// Functions whose options say `cache`.
    Marked,
}

/// How often a function's specialisations came from the cache.
#[derive(Clone, Debug, Default)]
pub struct CacheUse {
    /// Argument types of those that were loaded.
    pub hits: Vec<Vec<Ty>>,
    /// Argument types of those that were compiled.
    pub misses: Vec<Vec<Ty>>,
}

/// An engine's cache.
#[derive(Debug)]
pub(crate) struct Cache {
    store: Store,
    scope: CacheScope,
    target: CodeTarget,
    simd: Arc<OnceLock<Simd>>,
}

/// What code is, and what it runs on. Both are part of every key, so that artifacts of several kinds and for
/// several devices lie side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CodeTarget {
    /// The kind of artifact.
    pub(crate) kind: &'static str,
    /// Everything about the device, and about the driver that code was made by, which decides what code
    /// comes out.
    pub(crate) device: String,
}

impl CodeTarget {
    /// The kind of relocatable code for a processor.
    const MACHINE: &'static str = "machine code";
}

/// Code from the cache.
pub(crate) struct Found {
    pub(crate) artifact: Artifact,
    compiled: Vec<Compiled>,
    replayed: Vec<Replayed>,
}

impl Engine {
    /// A compiler for the machine it runs on that uses a cache.
    pub fn with_cache(store: Store, scope: CacheScope) -> Result<Engine, CallError> {
        Engine::make(true, Some((store, scope)))
    }

    /// The cache in use.
    pub fn cache(&self) -> Option<&Store> {
        self.shared.cache.as_ref().map(|cache| &cache.store)
    }
}

impl Engine {
    /// Does what the first loading of a function from the cache would have to wait for: memory for code is
    /// mapped, the processor asked for its features, and everything run once that loading runs. A thread that
    /// has nothing else to do while a program starts may call it; nothing depends on it.
    pub fn warm_up(&self) {
        let Some(cache) = &self.shared.cache else {
            return;
        };
        cache.simd.get_or_init(Simd::host);
        let payload = cache.store.rehearse(rehearsal().to_bytes());
        let object = payload.and_then(|payload| CodeObject::from_bytes(&payload).ok());
        if let Some(object) = object {
            // A fault shows when there is something to load.
            let _ = crate::compile::load(&self.shared, &object, &|_| None);
        }
    }
}

/// Code that nothing calls, with one of each that loading deals with. It has the size of a small function.
fn rehearsal() -> CodeObject {
    let symbols = (0..16).map(|row| Reloc {
        section: Section::Code,
        offset: 16 * row,
        kind: RelocKind::CallPcRel4,
        target: RelocTarget::Symbol(Symbol::Alloc),
        addend: -4,
    });
    CodeObject {
        functions: vec![CodeFunction {
            name: "rehearsal".to_owned(),
            title: String::new(),
            file: String::new(),
            offset: 0,
            size: REHEARSED,
            unwind: None,
            lines: Vec::new(),
        }],
        code: vec![0; REHEARSED as usize],
        rodata: vec![0; REHEARSED as usize],
        frames: Vec::new(),
        relocations: symbols.collect(),
    }
}

/// Bytes of the code that [`rehearsal`] makes, and of its constants.
const REHEARSED: u32 = 4096;

impl FunctionHandle {
    /// How often the function's specialisations came from the cache.
    pub fn cache_use(&self) -> CacheUse {
        let state = self.engine().lock();
        let entry = state.functions.get(self.id());
        entry.map_or_else(CacheUse::default, |entry| entry.cache_use.clone())
    }
}

impl Cache {
    /// A cache for code of a target.
    pub(crate) fn for_target(
        to: (Store, CacheScope),
        target: &Target,
        simd: Arc<OnceLock<Simd>>,
    ) -> Cache {
        let features = features().join(" ");
        let target = CodeTarget {
            kind: CodeTarget::MACHINE,
            device: format!("{} {features}", target.describe()),
        };
        Cache::new(to, target, simd)
    }

    fn new(
        (store, scope): (Store, CacheScope),
        target: CodeTarget,
        simd: Arc<OnceLock<Simd>>,
    ) -> Cache {
        Cache {
            store,
            scope,
            target,
            simd,
        }
    }

    /// Whether the function's code is kept.
    pub(crate) fn wants(&self, functions: &Slab<FunctionEntry>, func: FuncId) -> bool {
        let Some(entry) = functions.get(func) else {
            return false;
        };
        match entry.kind {
            FunctionKind::User => self.scope == CacheScope::Everything || entry.options.cache,
            FunctionKind::Wrapper => self.scope == CacheScope::Everything,
            FunctionKind::Nested(_) | FunctionKind::Library | FunctionKind::Host => false,
        }
    }

    /// Looks for the code of a function for argument types.
    pub(crate) fn find(
        &self,
        state: &mut State,
        func: FuncId,
        args: &[Ty],
        resolver: &mut dyn Resolver,
    ) -> Option<Found> {
        let mut first = Encoder::new(&state.functions, false);
        let shallow = self.shallow(&mut first, func, args)?;
        let sets = self.sets(&first, func, shallow);
        let names = first.names;
        for set in sets {
            let functions = &state.functions;
            let mut encoder = Encoder::with_names(functions, names.clone());
            let Some(replayed) = questions::replay(&set, &mut encoder, functions, resolver) else {
                continue;
            };
            let key = code_key(shallow, &set, &encoder.out);
            let names = encoder.names;
            if let Some(stored) = self.load(key, args, &names, state) {
                return Some(Found {
                    artifact: stored.artifact,
                    compiled: stored.compiled,
                    replayed,
                });
            }
        }
        None
    }

    /// Writes what is known before anything is asked, and returns its hash.
    fn shallow(&self, encoder: &mut Encoder<'_>, func: FuncId, args: &[Ty]) -> Option<Key> {
        encoder.text(BUILD_ID);
        encoder.part(0, || ("the compiler".to_owned(), BUILD_ID[..8].to_owned()));
        let start = encoder.out.len();
        let CodeTarget { kind, device } = &self.target;
        encoder.text(kind);
        encoder.text(device);
        encoder.text(self.simd.get_or_init(Simd::host).name());
        encoder.part(start, || ("the processor".to_owned(), String::new()));
        encoder.func(func);
        let start = encoder.out.len();
        encoder.types(args);
        encoder.part(start, || ("argument types".to_owned(), list(args)));
        encoder.portable.then(|| Key::of(&encoder.out))
    }

    /// The sets of questions to ask, the latest first.
    fn sets(&self, encoder: &Encoder<'_>, func: FuncId, shallow: Key) -> Vec<Vec<u8>> {
        if !has_questions(encoder, func) {
            return vec![Vec::new()];
        }
        let entry = self.store.get(Kind::Questions, sets_key(shallow));
        let sets = entry.and_then(|entry| read_sets(&entry.payload));
        sets.unwrap_or_default()
    }

    fn load(&self, key: Key, args: &[Ty], names: &Names, state: &mut State) -> Option<Stored> {
        let entry = self.store.get(Kind::Code, key)?;
        code::from_bytes(&entry.payload, args, names, state)
    }

    /// Keeps what was compiled. Nothing is kept of code that rests on something which has no form outside
    /// of this process.
    pub(crate) fn keep(
        &self,
        state: &State,
        root: &InstanceKey,
        fresh: &HashMap<InstanceKey, Arc<Node>>,
        artifact: Artifact,
    ) -> Option<()> {
        let functions = &state.functions;
        let mut encoder = Encoder::new(functions, true);
        let shallow = self.shallow(&mut encoder, root.func, &root.args)?;
        let asks = has_questions(&encoder, root.func);
        let start = encoder.out.len();
        let (set, instances) = questions::write(&mut encoder, functions, root, fresh)?;
        let key = code_key(shallow, &set, &encoder.out[start..]);
        let stored = Stored {
            compiled: registered(functions, &instances),
            artifact,
        };
        let owners = owners(functions, &instances);
        let owner = |name: &str| {
            // A vectorised loop is named after its function.
            let function = name.rsplit_once(".loop").map_or(name, |parts| parts.0);
            owners.get(function).copied()
        };
        let payload = code::to_bytes(&mut encoder, &stored, &owner)?;
        let label = label(functions, root, &stored.artifact);
        self.store.put(&Entry {
            kind: Kind::Code,
            key,
            label: label.clone(),
            payload,
        });
        if asks {
            self.add_set(shallow, set, label);
            let parts = encoder.parts.unwrap_or_default();
            history::note(&self.store, functions, root, parts);
        }
        Some(())
    }

    /// Puts a set in front of those that are there.
    fn add_set(&self, shallow: Key, set: Vec<u8>, label: String) {
        let key = sets_key(shallow);
        let entry = self.store.get(Kind::Questions, key);
        let known = entry.and_then(|entry| read_sets(&entry.payload));
        let mut sets = known.unwrap_or_default();
        if sets.first() == Some(&set) {
            return;
        }
        sets.retain(|known| *known != set);
        sets.insert(0, set);
        sets.truncate(MAX_SETS);
        self.store.put(&Entry {
            kind: Kind::Questions,
            key,
            label,
            payload: write_sets(&sets),
        });
    }
}

impl State {
    /// Notes what came with loaded code: signatures, and answers that later compilations keep to.
    pub(crate) fn remember_loaded(&mut self, found: Found) {
        for one in found.compiled {
            self.keep_numbers(&one.args);
            self.keep_numbers(&[one.result]);
            if let Some(entry) = self.functions.get_mut(one.func) {
                entry.add_signature(one.args, one.result);
            }
        }
        for replayed in found.replayed {
            let Some(key) = replayed.key else {
                continue;
            };
            let node = Node::loaded(replayed.asked, &self.functions);
            if let Some(entry) = self.functions.get_mut(key.func) {
                entry.nodes.entry(key).or_insert_with(|| Arc::new(node));
            }
        }
    }

    /// Notes what was asked for compiled instances.
    pub(crate) fn remember_nodes(&mut self, fresh: &HashMap<InstanceKey, Arc<Node>>) {
        #[expect(clippy::iter_over_hash_type, reason = "each goes to its own place")]
        for (key, node) in fresh {
            if let Some(entry) = self.functions.get_mut(key.func) {
                entry.nodes.insert(key.clone(), node.clone());
            }
        }
    }
}

/// Whether code for these types may rest on names of the program. Those in a library call are the library's
/// own, so that there is nothing to ask, unless the call was given functions of the program.
fn has_questions(encoder: &Encoder<'_>, func: FuncId) -> bool {
    !encoder.is_library(func) || encoder.names.has_several_functions()
}

/// The registered functions among instances, each with its types, in the order of their compilation.
fn registered(functions: &Slab<FunctionEntry>, instances: &[InstanceKey]) -> Vec<Compiled> {
    let mut seen: Vec<FuncId> = Vec::new();
    let mut compiled = Vec::new();
    for key in instances {
        let Some(entry) = functions.get(key.func) else {
            continue;
        };
        if !matches!(entry.kind, FunctionKind::User) || seen.contains(&key.func) {
            continue;
        }
        seen.push(key.func);
        let wanted = |args: &Vec<Ty>| {
            instances
                .iter()
                .any(|one| one.func == key.func && one.args == *args)
        };
        for (args, result) in entry.signatures.iter().filter(|one| wanted(&one.0)) {
            compiled.push(Compiled {
                func: key.func,
                args: args.clone(),
                result: *result,
            });
        }
    }
    compiled
}

/// The registered function behind each linker name.
fn owners(functions: &Slab<FunctionEntry>, instances: &[InstanceKey]) -> HashMap<String, FuncId> {
    let mut owners = HashMap::new();
    for key in instances {
        let mut owner = key.func;
        while let Some(FunctionKind::Nested(parent)) = functions.get(owner).map(|entry| &entry.kind)
        {
            owner = *parent;
        }
        let compiled = functions.get(key.func).into_iter();
        for instance in compiled.flat_map(|entry| &entry.instances) {
            owners.insert(instance.linkage.clone(), owner);
        }
    }
    owners
}

/// One line for people: the signature, and the file behind a tab.
fn label(functions: &Slab<FunctionEntry>, root: &InstanceKey, artifact: &Artifact) -> String {
    let entry = functions.get(root.func);
    let file = entry.map_or("", |entry| &entry.source.source.file);
    let name = entry.map_or_else(String::new, shown_name);
    format!(
        "{name}({}) -> {}\t{file}",
        list(&artifact.args),
        artifact.result
    )
}

/// The name of a function; of a library call, its expression.
pub(crate) fn shown_name(entry: &FunctionEntry) -> String {
    match entry.kind {
        FunctionKind::Wrapper => {
            let text = entry.source.source.text.lines().nth(1).unwrap_or_default();
            format!("[{}]", text.trim().trim_start_matches("return "))
        }
        FunctionKind::User
        | FunctionKind::Nested(_)
        | FunctionKind::Library
        | FunctionKind::Host => entry.source.name.clone(),
    }
}

pub(crate) fn list(types: &[Ty]) -> String {
    let types: Vec<String> = types.iter().map(ToString::to_string).collect();
    types.join(", ")
}

/// Features of this processor that the target does not tell and a back end may look for.
#[cfg(target_arch = "x86_64")]
fn features() -> Vec<&'static str> {
    let known = [
        ("avx", std::is_x86_feature_detected!("avx")),
        ("avx2", std::is_x86_feature_detected!("avx2")),
        ("fma", std::is_x86_feature_detected!("fma")),
        ("bmi1", std::is_x86_feature_detected!("bmi1")),
        ("bmi2", std::is_x86_feature_detected!("bmi2")),
        ("f16c", std::is_x86_feature_detected!("f16c")),
        ("avx512f", std::is_x86_feature_detected!("avx512f")),
        ("avx512bw", std::is_x86_feature_detected!("avx512bw")),
        ("avx512cd", std::is_x86_feature_detected!("avx512cd")),
        ("avx512dq", std::is_x86_feature_detected!("avx512dq")),
        ("avx512vl", std::is_x86_feature_detected!("avx512vl")),
    ];
    let present = known.into_iter().filter(|feature| feature.1);
    present.map(|feature| feature.0).collect()
}

#[cfg(not(target_arch = "x86_64"))]
fn features() -> Vec<&'static str> {
    Vec::new()
}

fn code_key(shallow: Key, set: &[u8], answers: &[u8]) -> Key {
    let mut bytes = b"code".to_vec();
    bytes.extend(shallow.0);
    bytes.extend((set.len() as u64).to_le_bytes());
    bytes.extend(set);
    bytes.extend(answers);
    Key::of(&bytes)
}

fn sets_key(shallow: Key) -> Key {
    Key::of(&[b"questions".as_slice(), &shallow.0].concat())
}

fn write_sets(sets: &[Vec<u8>]) -> Vec<u8> {
    let mut out = (sets.len() as u32).to_le_bytes().to_vec();
    for set in sets {
        out.extend((set.len() as u64).to_le_bytes());
        out.extend(set);
    }
    out
}

fn read_sets(payload: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut decoder = Decoder::new(payload);
    let sets = decoder.list(|decoder| decoder.bytes().map(<[u8]>::to_vec))?;
    decoder.rest.is_empty().then_some(sets)
}
