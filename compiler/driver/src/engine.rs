//! The engine: registered functions, their specialisations, and the memory that holds compiled code.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, TryLockError, Weak};
use std::time::Duration;

use numjit_abi::EntryFn;
use numjit_backend_cranelift::{Config, Target};
use numjit_cache::Store;
use numjit_infer::{FuncId, InstanceId};
use numjit_ir::{Function, Options, Param, Source, Ty, Type, Untyped};
use numjit_loader::{CodeMemory, CodeObject, LoadedObject, MemoryConfig, Tools, ToolsConfig};
use numjit_runtime::HostClosure;

use crate::cache::record::{InstanceKey, Node};
use crate::cache::{Cache, CacheScope, CacheUse};
use crate::embed::{CancelToken, EngineConfig, Limits, Surroundings};
use crate::error::CallError;
use crate::options::DispatcherOptions;
use crate::session::{NoNames, Resolver, Session};
use crate::simd::Simd;
use crate::slab::Slab;
use crate::timings::Timings;
use crate::watch::Watch;

/// The compiler with everything it has compiled. Cheap to clone; clones share all state.
#[derive(Clone)]
pub struct Engine {
    pub(crate) shared: Arc<Shared>,
    /// Held by every engine and function of the program, but not by the functions that the engine itself
    /// holds: with the last one those go.
    _in_use: Option<Arc<InUse>>,
}

/// What all clones of an engine share.
pub(crate) struct Shared {
    pub(crate) target: Target,
    pub(crate) memory: CodeMemory,
    /// Specialisations keep their relocatable code, for storing.
    pub(crate) keep_code: bool,
    /// How wide loops run; the widest that the processor has unless something else was asked for.
    pub(crate) simd: Arc<OnceLock<Simd>>,
    /// Told about compilations.
    pub(crate) watcher: OnceLock<Arc<dyn Watch>>,
    pub(crate) cache: Option<Cache>,
    pub(crate) limits: Limits,
    /// Compiled functions look at regular points whether they are to stop.
    pub(crate) interruptible: bool,
    /// Array indices are checked whatever the source says.
    pub(crate) always_check_bounds: bool,
    /// Float operations keep their order whatever the source says.
    pub(crate) ignore_fastmath: bool,
    /// What calls of modules' functions run under.
    pub(crate) surroundings: Arc<Surroundings>,
    pub(crate) state: Mutex<State>,
}

/// Ends the functions that the engine holds itself, which would keep it alive for ever.
struct InUse {
    shared: Arc<Shared>,
}

impl Drop for InUse {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        let wrappers = std::mem::take(&mut state.wrappers);
        let hosts = std::mem::take(&mut state.hosts);
        drop(state);
        // Dropped after the lock is gone: each takes it to remove itself.
        drop((wrappers, hosts));
    }
}

impl Shared {
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// State behind the compiler lock.
pub(crate) struct State {
    pub(crate) functions: Slab<FunctionEntry>,
    /// Functions of library bodies, by entity.
    pub(crate) bodies: HashMap<u32, FuncId>,
    /// Functions of library bodies that are written for each call, by entity and text.
    pub(crate) written: HashMap<(u32, String), FuncId>,
    /// Functions that wrap a library call for the host.
    pub(crate) wrappers: HashMap<String, FunctionHandle>,
    /// Functions of the program that embeds the compiler, by name.
    pub(crate) hosts: HashMap<String, FunctionHandle>,
    /// Every live instance by number.
    pub(crate) instances: HashMap<InstanceId, Weak<Compiled>>,
    pub(crate) next_instance: InstanceId,
    pub(crate) next_serial: u64,
    /// Parameters whose arguments must be constants, by function.
    pub(crate) literals: HashMap<FuncId, Vec<usize>>,
    pub(crate) timings: Option<Timings>,
}

/// Source of a function as a host hands it over.
#[derive(Clone, Debug)]
pub struct FunctionSource {
    /// The text of the `def` (decorators included) or of the statement that holds the lambda.
    pub source: Arc<Source>,
    /// `__name__`.
    pub name: String,
    /// Line in the file and column at which a lambda starts, if it is one.
    pub lambda: Option<(u32, u32)>,
}

/// What a function of the program is.
#[derive(Clone, Debug)]
pub(crate) enum FunctionKind {
    /// Registered by a host.
    User,
    /// Nested in another one.
    Nested(FuncId),
    /// Body of a library row.
    Library,
    /// A library call of the host, written as a function.
    Wrapper,
    /// A function of the program that embeds the compiler.
    Host,
}

/// A function the engine knows.
pub(crate) struct FunctionEntry {
    pub(crate) kind: FunctionKind,
    pub(crate) source: FunctionSource,
    pub(crate) options: Arc<DispatcherOptions>,
    pub(crate) untyped: Option<Arc<Untyped>>,
    /// Nested functions by position.
    pub(crate) nested: HashMap<u32, FuncId>,
    pub(crate) instances: Vec<Arc<Compiled>>,
    /// Argument and result types of everything compiled or loaded, oldest first.
    pub(crate) signatures: Vec<(Vec<Ty>, Ty)>,
    /// What was asked for the instances that were compiled or loaded.
    pub(crate) nodes: HashMap<InstanceKey, Arc<Node>>,
    pub(crate) cache_use: CacheUse,
    /// Tells functions apart that had the same number one after the other.
    pub(crate) serial: u64,
}

impl FunctionEntry {
    /// A function of which nothing is compiled.
    pub(crate) fn new(
        kind: FunctionKind,
        source: FunctionSource,
        options: Arc<DispatcherOptions>,
        untyped: Option<Arc<Untyped>>,
    ) -> FunctionEntry {
        FunctionEntry {
            kind,
            source,
            options,
            untyped,
            nested: HashMap::new(),
            instances: Vec::new(),
            signatures: Vec::new(),
            nodes: HashMap::new(),
            cache_use: CacheUse::default(),
            serial: 0,
        }
    }

    /// Position of a nested function.
    pub(crate) fn place_of(&self, nested: FuncId) -> Option<u32> {
        let found = self.nested.iter().find(|known| *known.1 == nested)?;
        Some(*found.0)
    }

    /// Notes types that there is code for.
    pub(crate) fn add_signature(&mut self, args: Vec<Ty>, result: Ty) {
        if !self.signatures.iter().any(|known| known.0 == args) {
            self.signatures.push((args, result));
        }
    }
}

/// A function compiled for given argument types.
pub(crate) struct Compiled {
    pub(crate) id: InstanceId,
    pub(crate) name: String,
    pub(crate) linkage: String,
    pub(crate) args: Vec<Ty>,
    pub(crate) result: Ty,
    pub(crate) options: Options,
    pub(crate) address: usize,
    /// Low SSA after optimisation, for inlining into callers; kept when it is small.
    pub(crate) low: Option<Arc<Function>>,
    /// Keeps the machine code alive.
    pub(crate) _object: Arc<LoadedObject>,
    /// The relocatable code, with that of functions compiled together with it; kept where it is to be
    /// stored.
    pub(crate) code: Option<Arc<CodeObject>>,
    /// Functions it calls in other objects; their code lives as long.
    pub(crate) callees: Vec<Arc<Compiled>>,
    /// What the code of a host function calls.
    pub(crate) _closure: Option<Arc<HostClosure>>,
}

/// A specialisation that hosts can call.
pub(crate) struct Specialization {
    pub(crate) args: Box<[Ty]>,
    pub(crate) result: Ty,
    pub(crate) entry: EntryFn,
    pub(crate) result_slots: usize,
    /// Keeps the code behind the entry alive.
    pub(crate) _compiled: Option<Arc<Compiled>>,
    pub(crate) _object: Arc<LoadedObject>,
}

/// A registered function; dropping the last clone frees its code.
#[derive(Clone)]
pub struct FunctionHandle {
    pub(crate) cell: Arc<FunctionCell>,
}

pub(crate) struct FunctionCell {
    pub(crate) id: FuncId,
    pub(crate) engine: Engine,
    pub(crate) options: Arc<DispatcherOptions>,
    pub(crate) specializations: RwLock<Vec<Arc<Specialization>>>,
}

impl Drop for FunctionCell {
    fn drop(&mut self) {
        let removed = self.engine.lock().remove_function(self.id);
        // Dropped after the lock is gone: entries may own handles of their own.
        drop(removed);
    }
}

impl Engine {
    /// A compiler for the machine it runs on, without limits.
    pub fn new() -> Result<Engine, CallError> {
        Engine::with_config(EngineConfig::standard())
    }

    /// A compiler for the machine it runs on.
    pub fn with_config(config: EngineConfig) -> Result<Engine, CallError> {
        Engine::build(config, None)
    }

    pub(crate) fn make(
        keep_code: bool,
        cache: Option<(Store, CacheScope)>,
    ) -> Result<Engine, CallError> {
        let config = EngineConfig {
            keep_code,
            ..EngineConfig::standard()
        };
        Engine::build(config, cache)
    }

    fn build(
        config: EngineConfig,
        cache: Option<(Store, CacheScope)>,
    ) -> Result<Engine, CallError> {
        let target = Target::host(Config::STANDARD)
            .map_err(|error| internal("target", error.to_string()))?;
        let memory = CodeMemory::new(MemoryConfig::DEFAULT)
            .map_err(|error| internal("loader", error.to_string()))?;
        if config.tools != ToolsConfig::default() {
            let tools = Tools::new(&config.tools);
            memory.announce_to(tools.map_err(|error| CallError::Config(error.to_string()))?);
        }
        let state = State {
            functions: Slab::new(),
            bodies: HashMap::new(),
            written: HashMap::new(),
            wrappers: HashMap::new(),
            hosts: HashMap::new(),
            instances: HashMap::new(),
            next_instance: 0,
            next_serial: 0,
            literals: HashMap::new(),
            timings: None,
        };
        let simd = Arc::new(OnceLock::new());
        if let Some(widest) = config.simd {
            simd.get_or_init(|| widest.within_host());
        }
        let cache = cache.map(|to| Cache::for_target(to, &target, simd.clone()));
        let surroundings = Surroundings::new(config.output, config.limits.memory_bytes);
        let shared = Arc::new(Shared {
            target,
            memory,
            keep_code: config.keep_code,
            simd,
            watcher: OnceLock::new(),
            cache,
            limits: config.limits,
            interruptible: config.interruptible,
            always_check_bounds: config.always_check_bounds,
            ignore_fastmath: config.ignore_fastmath,
            surroundings: Arc::new(surroundings),
            state: Mutex::new(state),
        });
        Ok(Engine {
            _in_use: Some(Arc::new(InUse {
                shared: shared.clone(),
            })),
            shared,
        })
    }

    /// The engine as functions that it holds itself know it.
    pub(crate) fn for_own_functions(&self) -> Engine {
        Engine {
            shared: self.shared.clone(),
            _in_use: None,
        }
    }

    /// Has profilers and debuggers told about all code that is loaded from now on, as
    /// [`EngineConfig::tools`] does from the start. A second call changes nothing.
    pub fn announce_to(&self, tools: Tools) {
        self.shared.memory.announce_to(tools);
    }

    /// Bytes of machine code and constants in memory.
    pub fn code_bytes(&self) -> usize {
        self.shared.memory.stats().used
    }

    /// Has loops run no wider than this, and no wider than the processor allows. It must be set before
    /// anything is compiled; the first one stays.
    pub fn limit_simd(&self, simd: Simd) {
        self.shared.simd.get_or_init(|| simd.within_host());
    }

    /// How wide loops run.
    pub fn simd(&self) -> Simd {
        self.shared.simd()
    }

    /// Registers a function. Nothing is compiled yet.
    pub fn register(&self, source: FunctionSource, options: DispatcherOptions) -> FunctionHandle {
        self.register_kind(FunctionKind::User, source, options)
    }

    pub(crate) fn register_kind(
        &self,
        kind: FunctionKind,
        source: FunctionSource,
        options: DispatcherOptions,
    ) -> FunctionHandle {
        let options = Arc::new(options);
        let entry = FunctionEntry::new(kind, source, options.clone(), None);
        let id = self.lock().insert(entry);
        let specializations = RwLock::new(Vec::new());
        FunctionHandle {
            cell: Arc::new(FunctionCell {
                id,
                engine: self.clone(),
                options,
                specializations,
            }),
        }
    }

    /// Starts collecting the time of every stage.
    pub fn record_timings(&self) {
        self.lock().timings = Some(Timings::default());
    }

    /// Takes what was collected since [`Engine::record_timings`].
    pub fn take_timings(&self) -> Timings {
        self.lock()
            .timings
            .as_mut()
            .map(std::mem::take)
            .unwrap_or_default()
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.lock()
    }

    /// The lock for a compilation, while no token says that it is to end: another thread may be compiling
    /// for long.
    pub(crate) fn lock_until(
        &self,
        token: Option<&CancelToken>,
    ) -> Result<MutexGuard<'_, State>, CallError> {
        let Some(token) = token else {
            return Ok(self.lock());
        };
        loop {
            token.check_compilation()?;
            match self.shared.state.try_lock() {
                Ok(state) => return Ok(state),
                Err(TryLockError::Poisoned(poisoned)) => return Ok(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
            }
        }
    }
}

/// How long a compilation with a token sleeps between two looks at the lock.
const LOCK_PAUSE: Duration = Duration::from_micros(200);

impl Shared {
    pub(crate) fn simd(&self) -> Simd {
        *self.simd.get_or_init(Simd::host)
    }
}

impl State {
    /// Adds a function.
    pub(crate) fn insert(&mut self, entry: FunctionEntry) -> FuncId {
        self.next_serial += 1;
        self.functions.insert(FunctionEntry {
            serial: self.next_serial,
            ..entry
        })
    }

    /// The number of the nested function at a position in a function's list. What it is may be found out only
    /// later, when the text around it is parsed.
    pub(crate) fn nested(&mut self, func: FuncId, position: u32) -> FuncId {
        let outer = self.functions.get(func);
        if let Some(&known) = outer.and_then(|outer| outer.nested.get(&position)) {
            return known;
        }
        let untyped = outer.and_then(|outer| {
            let nested = &outer.untyped.as_ref()?.nested;
            nested.get(position as usize).cloned()
        });
        let source = FunctionSource {
            source: outer.map_or_else(nowhere, |outer| outer.source.source.clone()),
            name: untyped
                .as_ref()
                .map_or_else(String::new, |nested| nested.name.clone()),
            lambda: outer.and_then(|outer| outer.source.lambda),
        };
        let options = outer.map_or_else(Default::default, |outer| outer.options.clone());
        let kind = FunctionKind::Nested(func);
        let entry = FunctionEntry::new(kind, source, options, untyped.map(Arc::new));
        let id = self.insert(entry);
        if let Some(outer) = self.functions.get_mut(func) {
            outer.nested.insert(position, id);
        }
        id
    }

    /// Code is found by types. Functions that types name keep their numbers for themselves, so that code made
    /// for a function that is gone is not found for another one.
    pub(crate) fn keep_numbers(&mut self, types: &[Ty]) {
        let mut pending = types.to_vec();
        while let Some(ty) = pending.pop() {
            match ty.get() {
                Type::Func(func) => self.functions.retire(*func),
                Type::Closure { func, captures } => {
                    self.functions.retire(*func);
                    pending.extend(captures.iter());
                }
                Type::Tuple(types) | Type::Zip(types) => pending.extend(types.iter()),
                Type::NamedTuple(tuple) => pending.extend(tuple.types.iter()),
                Type::Optional(inner) | Type::List(inner) | Type::Enumerate(inner) => {
                    pending.push(*inner);
                }
                Type::Generator { func, args, .. } => {
                    self.functions.retire(*func);
                    pending.extend(args.iter());
                }
                Type::Bound { callee, receiver } => pending.extend([*callee, *receiver]),
                Type::Iter(inner) => pending.push(*inner),
                Type::Method { receiver, .. } => pending.push(*receiver),
                _ => {}
            }
        }
    }

    /// Removes a function with its nested ones and returns them for dropping.
    fn remove_function(&mut self, id: FuncId) -> Vec<FunctionEntry> {
        let mut removed = Vec::new();
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            self.literals.remove(&id);
            if let Some(entry) = self.functions.remove(id) {
                pending.extend(entry.nested.values());
                for instance in &entry.instances {
                    self.instances.remove(&instance.id);
                }
                removed.push(entry);
            }
        }
        removed
    }
}

/// The text of a function that does not exist.
fn nowhere() -> Arc<Source> {
    Arc::new(Source {
        file: "".into(),
        first_line: 1,
        indent: 0,
        text: "".into(),
    })
}

/// Whether these are the argument types of the function that goes on with a generator, which is no
/// specialisation of its own to users.
fn is_resumption(args: &[Ty]) -> bool {
    let [generator, Ty::ELLIPSIS] = args else {
        return false;
    };
    matches!(generator.get(), numjit_ir::Type::Generator { .. })
}

impl FunctionHandle {
    /// The program's number of the function; it names the function in [`crate::Binding::Func`] and
    /// [`crate::Arg::Func`].
    pub fn id(&self) -> FuncId {
        self.cell.id
    }

    /// Its options.
    pub fn options(&self) -> &DispatcherOptions {
        &self.cell.options
    }

    /// Its engine.
    pub fn engine(&self) -> &Engine {
        &self.cell.engine
    }

    /// Parameters as written, for binding keyword arguments.
    pub fn params(&self) -> Result<Vec<Param>, CallError> {
        self.params_until(None)
    }

    /// The same, while no token says stop.
    pub(crate) fn params_until(
        &self,
        token: Option<&CancelToken>,
    ) -> Result<Vec<Param>, CallError> {
        let mut state = self.cell.engine.lock_until(token)?;
        let names: &mut dyn Resolver = &mut NoNames;
        let mut session = Session::new(&mut state, names);
        let untyped = session.prepare(self.cell.id).map_err(CallError::Compile)?;
        Ok(untyped.params.clone())
    }

    /// Argument and result types of every specialisation, in the order they were compiled.
    pub fn signatures(&self) -> Vec<(Vec<Ty>, Ty)> {
        let entries = self.cell.engine.lock();
        let Some(entry) = entries.functions.get(self.cell.id) else {
            return Vec::new();
        };
        let signatures = entry.signatures.iter();
        signatures
            .filter(|(args, _)| !is_resumption(args))
            .cloned()
            .collect()
    }

    /// Drops every specialisation, so that the next call compiles again.
    pub fn recompile(&self) {
        let specializations = std::mem::take(&mut *self.write());
        let mut state = self.cell.engine.lock();
        let Some(entry) = state.functions.get_mut(self.cell.id) else {
            return;
        };
        entry.untyped = None;
        entry.signatures.clear();
        entry.nodes.clear();
        let instances = std::mem::take(&mut entry.instances);
        let nested = std::mem::take(&mut entry.nested);
        let nested: Vec<_> = nested
            .into_values()
            .map(|id| state.remove_function(id))
            .collect();
        drop(state);
        drop((specializations, instances, nested));
    }

    /// Compiles the explicit signatures of the decorator.
    pub fn compile_signatures(&self, resolver: &mut dyn Resolver) -> Result<(), CallError> {
        for signature in &self.cell.options.signatures {
            self.specialize(&signature.args, resolver)?;
        }
        Ok(())
    }

    /// Compiles for these argument types, unless that has been done.
    pub fn compile(&self, args: &[Ty], resolver: &mut dyn Resolver) -> Result<Ty, CallError> {
        Ok(self.specialize(args, resolver)?.result)
    }

    pub(crate) fn find(&self, args: &[Ty]) -> Option<Arc<Specialization>> {
        let known = self
            .cell
            .specializations
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|one| *one.args == *args).cloned()
    }

    pub(crate) fn specialize(
        &self,
        args: &[Ty],
        resolver: &mut dyn Resolver,
    ) -> Result<Arc<Specialization>, CallError> {
        if let Some(known) = self.find(args) {
            return Ok(known);
        }
        loop {
            let made = crate::compile::specialize(&self.cell.engine, self.cell.id, args, resolver);
            if !resolver.settle() {
                return Ok(self.add(made?.specialization));
            }
            // Code of the program that ran meanwhile may have compiled it.
            if let Some(known) = self.find(args) {
                return Ok(known);
            }
        }
    }

    pub(crate) fn add(&self, specialization: Specialization) -> Arc<Specialization> {
        let shared = Arc::new(specialization);
        self.write().push(shared.clone());
        shared
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, Vec<Arc<Specialization>>> {
        self.cell
            .specializations
            .write()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn internal(stage: &'static str, reason: String) -> CallError {
    CallError::Internal {
        stage,
        reason,
        dump: String::new(),
    }
}
