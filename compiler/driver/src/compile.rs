//! From argument types to callable machine code.

use std::collections::HashMap;
use std::sync::{Arc, Weak};
use std::time::Instant;

use numjit_backend_cranelift::{CompileFunction, Listing as Want, Target, Text, disassemble};
use numjit_diag::codes::nj0223_unsupported_result::unsupported_result;
use numjit_infer::{FuncId, Inferred, Instance, InstanceId};
use numjit_ir::{BlockCall, Function, Imm, InstData, IntCC, Op, Options, Ty};
use numjit_loader::{CodeObject, LoadedObject, RelocTarget};
use numjit_lower::{Callees, layout};
use numjit_opt::Verdict;
use numjit_runtime::HostClosure;

use crate::artifact::{self, Artifact, Place};
use crate::cache::record::{InstanceKey, Node, Record};
use crate::cache::{self, CacheUse};
use crate::call::entry_at;
use crate::check::Checked;
use crate::engine::{
    Compiled, Engine, FunctionEntry, FunctionHandle, FunctionKind, Shared, Specialization, State,
    internal,
};
use crate::error::CallError;
use crate::marshal::crosses;
use crate::pipeline::{self, Instances};
use crate::session::{Resolver, Session};
use crate::simd::{self, Loops, Simd};
use crate::stop::Stop;
use crate::timings::Timings;

/// Makes the code that stands for a function of the program: it passes slots to the closure.
pub(crate) fn add_host_instance(
    engine: &Engine,
    handle: &FunctionHandle,
    args: &[Ty],
    result: Ty,
    closure: Arc<HostClosure>,
) -> Result<(), CallError> {
    let mut state = engine.lock();
    let types = (args, result);
    add_host_code(&engine.shared, &mut state, handle.id(), types, closure).map(|_| ())
}

/// The same for a function of the engine's state; the result is the number of the instance.
pub(crate) fn add_host_code(
    shared: &Shared,
    state: &mut State,
    func: FuncId,
    (args, result): (&[Ty], Ty),
    closure: Arc<HostClosure>,
) -> Result<InstanceId, CallError> {
    state.next_instance += 1;
    let id = state.next_instance;
    let name = state.function_name(func);
    let linkage = format!("{name}$host{id}");
    let address = Arc::as_ptr(&closure) as usize;
    let low = numjit_lower::host_call(&linkage, args, result, address);
    let target = (&shared.target, Simd::Scalar);
    let code = generate(target, &[&low], &HashMap::new())?;
    let object = load(shared, &code, &|_| None)?;
    let address = object
        .address(&linkage)
        .ok_or_else(|| internal("loader", format!("{linkage} is not in its object")))?;
    let compiled = Compiled {
        id,
        name,
        linkage,
        args: args.to_vec(),
        result,
        options: state.options(func),
        address: address as usize,
        // Never inlined: callers keep this code, which keeps the closure.
        low: None,
        _object: object,
        code: None,
        callees: Vec::new(),
        _closure: Some(closure),
    };
    state.remember(Arc::new(compiled), func);
    Ok(id)
}

/// Functions with at most this many instructions are kept for inlining into callers, not counting
/// constants, error paths and the checks of indices, most of which the caller's loops make superfluous.
const INLINE_LIMIT: usize = 60;

/// Instructions that such a function may have in all.
const INLINE_TOTAL: usize = 500;

/// Instructions of a check: test of the sign, wrapped index, choice, comparison, branch.
const CHECK_LENGTH: usize = 5;

/// Compiles a function for argument types, with everything it calls that is not compiled yet, and
/// makes the entry that hosts call.
pub(crate) fn specialize(
    engine: &Engine,
    func: FuncId,
    args: &[Ty],
    resolver: &mut dyn Resolver,
) -> Result<Specialized, CallError> {
    let token = resolver.token();
    let mut state = engine.lock_until(token.as_ref())?;
    let mut timings = state.timings.take();
    let mut discarded = Timings::default();
    let times = timings.as_mut().unwrap_or(&mut discarded);
    times.stop = Stop::new(&engine.shared.limits, token);
    let name = state.function_name(func);
    let result = engine.watched(&name, args, || {
        specialize_locked(&engine.shared, &mut state, func, args, resolver, times)
    });
    state.timings = timings;
    result
}

/// What [`specialize`] made.
pub(crate) struct Specialized {
    /// Loaded code.
    pub(crate) specialization: Specialization,
    /// The same code for storing, where the engine keeps code.
    pub(crate) artifact: Option<Artifact>,
}

fn specialize_locked(
    shared: &Shared,
    state: &mut State,
    func: FuncId,
    args: &[Ty],
    resolver: &mut dyn Resolver,
    times: &mut Timings,
) -> Result<Specialized, CallError> {
    if let Some(found) = cached(shared, state, func, args, resolver, times) {
        return Ok(Specialized {
            specialization: found,
            artifact: None,
        });
    }
    let (root, nodes) = instantiate(shared, state, func, args, resolver, times)?;
    let (name, entry) = entry_of(&root.linkage, &root.args, root.result, root.id);
    let names = HashMap::from([(root.id, root.linkage.clone())]);
    let code = times.measure(&root.name, "entry", || {
        generate((&shared.target, Simd::Scalar), &[&entry], &names)
    })?;
    let object = load(shared, &code, &|target| match target == root.linkage {
        true => Some(root.address as *const u8),
        false => None,
    })?;
    let address = object
        .address(&name)
        .ok_or_else(|| internal("loader", format!("{name} is not in its object")))?;
    let artifact = artifact::closure(&root, &code).map(|object| Artifact {
        object,
        name: root.name.clone(),
        root: root.linkage.clone(),
        entry: name,
        args: args.into(),
        result: root.result,
    });
    if let (Some(cache), Some(artifact)) = (&shared.cache, &artifact)
        && cache.wants(&state.functions, func)
    {
        let key = InstanceKey {
            func,
            args: args.to_vec(),
            options: root.options,
        };
        times.measure(&root.name, "store in cache", || {
            cache.keep(state, &key, &nodes, artifact.clone())
        });
    }
    let specialization = Specialization {
        args: args.into(),
        result: root.result,
        entry: entry_at(address),
        result_slots: layout::flatten(root.result).len(),
        _compiled: Some(root),
        _object: object,
    };
    Ok(Specialized {
        specialization,
        artifact,
    })
}

/// The code of an earlier process, loaded.
fn cached(
    shared: &Shared,
    state: &mut State,
    func: FuncId,
    args: &[Ty],
    resolver: &mut dyn Resolver,
    times: &mut Timings,
) -> Option<Specialization> {
    let cache = shared.cache.as_ref()?;
    if !cache.wants(&state.functions, func) {
        return None;
    }
    let start = Instant::now();
    let found = cache.find(state, func, args, resolver);
    let loaded = found.and_then(|found| {
        let specialization = load_artifact(shared, &found.artifact).ok()?;
        state.keep_numbers(args);
        state.keep_numbers(&[specialization.result]);
        state.remember_loaded(found);
        Some(specialization)
    });
    let entry = state.functions.get_mut(func)?;
    let name = cache::shown_name(entry);
    let (used, stage) = match loaded {
        Some(_) => (&mut entry.cache_use.hits, "load from cache"),
        None => (&mut entry.cache_use.misses, "look in cache"),
    };
    used.push(args.to_vec());
    times.add(&name, stage, start.elapsed());
    loaded
}

/// The function that hosts enter, and its linker name.
fn entry_of(linkage: &str, args: &[Ty], result: Ty, id: InstanceId) -> (String, Function) {
    let name = format!("{linkage}.entry");
    let entry = numjit_lower::entry(&name, args, result, id);
    (name, entry)
}

/// Compiles a specialisation, with everything it calls, for any processor and beside the ones in use.
pub(crate) fn artifact(
    engine: &Engine,
    func: FuncId,
    args: &[Ty],
    target: &Target,
    resolver: &mut dyn Resolver,
) -> Result<Artifact, CallError> {
    artifact_with_places(engine, func, args, target, resolver).map(|(artifact, _)| artifact)
}

/// Like [`artifact`], with the places of the functions in the source.
pub(crate) fn artifact_with_places(
    engine: &Engine,
    func: FuncId,
    args: &[Ty],
    target: &Target,
    resolver: &mut dyn Resolver,
) -> Result<(Artifact, Vec<Place>), CallError> {
    let mut state = engine.lock().without_code();
    let options = state.options(func);
    let name = state.function_name(func);
    let stop = Stop::new(&engine.shared.limits, resolver.token());
    let mut session = Session::until(&mut state, resolver, stop.clone());
    let inferred = numjit_infer::infer(&mut session, func, args, &options);
    let inferred = session.outcome(inferred)?;
    check_result(&name, &inferred)?;
    let root = inferred.root;
    let mut work = Work::new(&state, inferred.instances);
    work.lower_all(&state, &mut Timings::until(stop))?;
    let position = work.index.get(&root).copied();
    let position = position.ok_or_else(|| internal("infer", format!("{name} has no instance")))?;
    let linkage = work.linkage(&state, position);
    let result = work.instances[position].result;
    let (entry_name, entry) = entry_of(&linkage, args, result, root);
    let functions = work.low.iter().flatten().map(|low| &**low);
    let functions: Vec<&Function> = functions.chain([&entry]).collect();
    let names = work.local_names(&state);
    let artifact = Artifact {
        object: generate((target, Simd::of(target)), &functions, &names)?,
        name,
        root: linkage,
        entry: entry_name,
        args: args.into(),
        result,
    };
    let places = work.low.iter().flatten().filter_map(|low| place(low));
    Ok((artifact, places.collect()))
}

/// Where a function was written.
fn place(low: &Function) -> Option<Place> {
    let own = low.locations.frames().first()?;
    Some(Place {
        linkage: low.name.clone(),
        name: own.name.to_string(),
        file: own.source.file.to_string(),
        line: own.source.first_line,
    })
}

/// Loads an artifact made for this machine.
pub(crate) fn load_artifact(
    shared: &Shared,
    artifact: &Artifact,
) -> Result<Specialization, CallError> {
    let object = load(shared, &artifact.object, &|_| None)?;
    let address = object
        .address(&artifact.entry)
        .ok_or_else(|| internal("loader", format!("{} is not there", artifact.entry)))?;
    Ok(Specialization {
        args: artifact.args.as_slice().into(),
        result: artifact.result,
        entry: entry_at(address),
        result_slots: layout::flatten(artifact.result).len(),
        _compiled: None,
        _object: object,
    })
}

/// The stages of one specialisation, made for display.
pub(crate) struct Stages {
    pub(crate) name: String,
    pub(crate) inferred: Function,
    /// With scalar loops, the same for every processor.
    pub(crate) low: Function,
    /// What became of the loops.
    pub(crate) verdicts: Vec<Verdict>,
    /// Cranelift's IR of the scalar loops; assembly as it runs.
    pub(crate) text: Text,
}

impl Stages {
    /// Function name with argument and result types.
    pub(crate) fn title(&self, args: &[Ty]) -> String {
        let args: Vec<String> = args.iter().map(ToString::to_string).collect();
        format!(
            "{}({}) -> {}",
            self.name,
            args.join(", "),
            self.inferred.result
        )
    }

    pub(crate) fn has_loops(&self) -> bool {
        simd::has_loops(&self.low)
    }
}

/// Compiles a specialisation once more, beside the ones in use, and keeps every stage.
pub(crate) fn stages(
    engine: &Engine,
    func: FuncId,
    args: &[Ty],
    want: Want,
    resolver: &mut dyn Resolver,
) -> Result<Stages, CallError> {
    let mut state = engine.lock().without_code();
    let options = state.options(func);
    let name = state.function_name(func);
    let stop = Stop::new(&engine.shared.limits, resolver.token());
    let mut session = Session::until(&mut state, resolver, stop.clone());
    let inferred = numjit_infer::infer(&mut session, func, args, &options);
    let inferred = session.outcome(inferred)?;
    let root = inferred.root;
    let mut work = Work::new(&state, inferred.instances);
    let position = work.index.get(&root).copied();
    let position = position.ok_or_else(|| internal("infer", format!("{name} has no instance")))?;
    let typed = work.instances[position].function.clone();
    work.lower_all(&state, &mut Timings::until(stop))?;
    let low = work.low[position].clone();
    let low = low.ok_or_else(|| internal("lower", format!("{name} was not lowered")))?;
    let mut loops = Loops::default();
    let (changed, verdicts) = simd::vectorize(&low, engine.simd(), &mut loops);
    let shown = match &changed {
        Some(changed) if want.asm => changed,
        _ => &*low,
    };
    let unit = CompileFunction {
        func: shown,
        name: &shown.name,
    };
    let name_of = |id: u32| {
        let instance = work.index.get(&id).map(|&i| work.linkage(&state, i));
        let name = instance.or_else(|| loops.names.get(&id).cloned());
        name.unwrap_or_default()
    };
    let compiled =
        numjit_backend_cranelift::compile(&[unit], &engine.shared.target, &name_of, want)
            .map_err(|error| internal("cranelift", error.to_string()))?;
    let mut text = compiled.texts.into_iter().next().unwrap_or_default();
    if let Some(asm) = &mut text.asm {
        for function in &loops.object.functions {
            asm.push('\n');
            asm.push_str(&disassemble(&low, function, &loops.object));
        }
    }
    Ok(Stages {
        name,
        inferred: typed,
        low: (*low).clone(),
        verdicts,
        text,
    })
}

/// Infers a function and what it calls, beside the instances in use.
pub(crate) fn infer_only(
    engine: &Engine,
    func: FuncId,
    args: &[Ty],
    resolver: &mut dyn Resolver,
) -> Result<Vec<Checked>, CallError> {
    let mut state = engine.lock().without_code();
    let options = state.options(func);
    let stop = Stop::new(&engine.shared.limits, resolver.token());
    let mut session = Session::until(&mut state, resolver, stop);
    let inferred = numjit_infer::infer(&mut session, func, args, &options);
    let inferred = session.outcome(inferred)?;
    let checked = |one: Instance| Checked {
        name: state.function_name(one.func),
        func: one.func,
        args: one.args,
        result: one.result,
    };
    Ok(inferred.instances.into_iter().map(checked).collect())
}

/// What was asked during the inference of each instance.
type Nodes = HashMap<InstanceKey, Arc<Node>>;

/// The compiled instance for argument types.
fn instantiate(
    shared: &Shared,
    state: &mut State,
    func: FuncId,
    args: &[Ty],
    resolver: &mut dyn Resolver,
    times: &mut Timings,
) -> Result<(Arc<Compiled>, Nodes), CallError> {
    let options = state.options(func);
    let name = state.function_name(func);
    let mut session = Session::until(state, resolver, times.stop.clone());
    session.record = shared.cache.is_some().then(Record::default);
    session.shared = Some(shared);
    times
        .measure(&name, "front", || session.prepare(func))
        .map_err(CallError::Compile)?;
    let inferred = times.measure(&name, "infer", || {
        numjit_infer::infer(&mut session, func, args, &options)
    });
    let inferred = session.outcome(inferred)?;
    if session.resolver.is_waiting() {
        return Err(internal("infer", "an answer is waited for".to_owned()));
    }
    let record = session.record.take().unwrap_or_default();
    let nodes = record.finish(&state.functions);
    check_result(&name, &inferred)?;
    let mut work = Work::new(state, inferred.instances);
    work.lower_all(state, times)?;
    for group in work.groups() {
        work.compile_group(shared, state, &group, times)?;
    }
    state.remember_nodes(&nodes);
    let root = state
        .compiled(func, args, &options)
        .ok_or_else(|| internal("driver", format!("{name} was not compiled")))?;
    Ok((root, nodes))
}

/// Refuses a result that has no form for hosts.
fn check_result(name: &str, inferred: &Inferred) -> Result<(), CallError> {
    let root = inferred
        .instances
        .iter()
        .find(|one| one.id == inferred.root);
    let Some(root) = root.filter(|one| !crosses(one.result)) else {
        return Ok(());
    };
    let ty = numjit_infer::type_name(root.result);
    let at = numjit_infer::return_label(&root.function);
    Err(CallError::Compile(vec![unsupported_result(name, &ty, at)]))
}

/// Instances of one compilation on their way to machine code.
struct Work {
    instances: Vec<Instance>,
    index: HashMap<InstanceId, usize>,
    low: Vec<Option<Arc<Function>>>,
    /// Compiled instances that new ones call.
    known: HashMap<InstanceId, Arc<Compiled>>,
}

impl Work {
    fn new(state: &State, instances: Vec<Instance>) -> Work {
        let index = instances
            .iter()
            .enumerate()
            .map(|(i, one)| (one.id, i))
            .collect();
        let low = vec![None; instances.len()];
        let mut work = Work {
            instances,
            index,
            low,
            known: HashMap::new(),
        };
        let callees: Vec<InstanceId> = work
            .instances
            .iter()
            .flat_map(|one| one.callees.iter().copied())
            .collect();
        for callee in callees {
            if !work.index.contains_key(&callee)
                && let Some(compiled) = state.compiled_by_id(callee)
            {
                work.learn(compiled);
            }
        }
        work
    }

    /// Notes a compiled instance with everything it calls: where it is inlined, its callees are called.
    fn learn(&mut self, compiled: Arc<Compiled>) {
        let callees = compiled.callees.clone();
        if self.known.insert(compiled.id, compiled).is_none() {
            for callee in callees {
                self.learn(callee);
            }
        }
    }

    fn lower_all(&mut self, state: &State, times: &mut Timings) -> Result<(), CallError> {
        // Callees come first, so that they can be inlined into their callers.
        for group in self.groups() {
            let recursive = self.is_recursive(&group);
            for &position in &group {
                let mut typed = self.instances[position].function.clone();
                typed.name = self.linkage(state, position);
                let mut low = pipeline::run(&mut typed, &*self, times)?;
                low.recursive = recursive;
                self.low[position] = Some(Arc::new(low));
            }
        }
        Ok(())
    }

    fn is_recursive(&self, group: &[usize]) -> bool {
        group.len() > 1
            || group
                .iter()
                .any(|&i| self.instances[i].callees.contains(&self.instances[i].id))
    }

    fn linkage(&self, state: &State, position: usize) -> String {
        let instance = &self.instances[position];
        format!("{}${}", state.function_name(instance.func), instance.id)
    }

    fn local_names(&self, state: &State) -> HashMap<InstanceId, String> {
        let positions = self.index.iter();
        positions
            .map(|(&id, &position)| (id, self.linkage(state, position)))
            .collect()
    }

    /// Strongly connected components of the call graph, callees first (Tarjan 1972).
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut tarjan = Tarjan::new(self.instances.len());
        for root in 0..self.instances.len() {
            tarjan.visit(root, &|position| self.local_callees(position));
        }
        tarjan.groups
    }

    fn local_callees(&self, position: usize) -> Vec<usize> {
        let callees = &self.instances[position].callees;
        callees
            .iter()
            .filter_map(|callee| self.index.get(callee).copied())
            .collect()
    }

    fn compile_group(
        &mut self,
        shared: &Shared,
        state: &mut State,
        group: &[usize],
        times: &mut Timings,
    ) -> Result<(), CallError> {
        let functions: Vec<Arc<Function>> = group
            .iter()
            .filter_map(|&position| self.low[position].clone())
            .collect();
        let borrowed: Vec<&Function> = functions.iter().map(|func| &**func).collect();
        let mut names: HashMap<InstanceId, String> = self
            .known
            .iter()
            .map(|(&id, one)| (id, one.linkage.clone()))
            .collect();
        for (&position, func) in group.iter().zip(&functions) {
            names.insert(self.instances[position].id, func.name.clone());
        }
        let addresses: HashMap<&str, usize> = self
            .known
            .values()
            .map(|one| (one.linkage.as_str(), one.address))
            .collect();
        let label = state.function_name(self.instances[group[0]].func);
        times.stop.check()?;
        let code = times.measure(&label, "codegen", || {
            generate((&shared.target, shared.simd()), &borrowed, &names)
        })?;
        let object = load(shared, &code, &|name| {
            addresses.get(name).map(|&address| address as *const u8)
        })?;
        let made = Made {
            object,
            code: shared.keep_code.then(|| Arc::new(code)),
            callees: self.outside_callees(group),
        };
        for (&position, low) in group.iter().zip(&functions) {
            let compiled = self.finish(state, position, low, &made)?;
            self.known.insert(compiled.id, compiled.clone());
            state.remember(compiled, self.instances[position].func);
        }
        Ok(())
    }

    fn outside_callees(&self, group: &[usize]) -> Vec<Arc<Compiled>> {
        let inside: Vec<InstanceId> = group.iter().map(|&i| self.instances[i].id).collect();
        let mut callees: Vec<InstanceId> = group
            .iter()
            .flat_map(|&i| self.instances[i].callees.iter().copied())
            .filter(|callee| !inside.contains(callee))
            .collect();
        callees.sort_unstable();
        callees.dedup();
        callees
            .iter()
            .filter_map(|callee| self.known.get(callee).cloned())
            .collect()
    }

    fn finish(
        &self,
        state: &State,
        position: usize,
        low: &Arc<Function>,
        made: &Made,
    ) -> Result<Arc<Compiled>, CallError> {
        let instance = &self.instances[position];
        let address = made
            .object
            .address(&low.name)
            .ok_or_else(|| internal("loader", format!("{} is not in its object", low.name)))?;
        Ok(Arc::new(Compiled {
            id: instance.id,
            name: state.function_name(instance.func),
            linkage: low.name.clone(),
            args: instance.args.clone(),
            result: instance.result,
            options: instance.function.options,
            address: address as usize,
            low: (is_small(low) && !low.recursive).then(|| low.clone()),
            code: made.code.clone(),
            _object: made.object.clone(),
            callees: made.callees.clone(),
            _closure: None,
        }))
    }
}

/// The machine code of a group of functions.
struct Made {
    object: Arc<LoadedObject>,
    code: Option<Arc<CodeObject>>,
    callees: Vec<Arc<Compiled>>,
}

impl Callees for Work {
    fn signature(&self, instance: u32) -> (Vec<Ty>, Ty) {
        if let Some(&position) = self.index.get(&instance) {
            let instance = &self.instances[position];
            return (instance.args.clone(), instance.result);
        }
        self.known
            .get(&instance)
            .map(|one| (one.args.clone(), one.result))
            .unwrap_or((Vec::new(), Ty::NONE))
    }
}

impl Instances for Work {
    fn inlinable(&self, instance: u32) -> Option<Arc<Function>> {
        if let Some(&position) = self.index.get(&instance) {
            let calls_itself = self.instances[position].callees.contains(&instance);
            return self.low[position]
                .clone()
                .filter(|low| is_small(low) && !calls_itself);
        }
        self.known.get(&instance)?.low.clone()
    }
}

fn is_small(low: &Function) -> bool {
    let blocks = low.layout.iter().map(|&block| low.block(block));
    let total: usize = blocks.clone().map(|block| block.insts.len()).sum();
    if total > INLINE_TOTAL {
        return false;
    }
    let insts = blocks.filter(|block| !block.cold);
    let insts = insts.flat_map(|block| &block.insts);
    let insts = insts.map(|&inst| low.inst(inst));
    let counted = |data: &&InstData| !matches!(data.op, Op::IConst | Op::FConst);
    let checks = insts.clone().filter(|data| is_index_check(low, data));
    let count = insts.filter(counted).count();
    count <= INLINE_LIMIT + CHECK_LENGTH * checks.count()
}

/// Whether a branch leads to an error where an index, made not negative, is not below an extent.
fn is_index_check(low: &Function, data: &InstData) -> bool {
    let is_cold = |target: &BlockCall| low.block(target.block).cold;
    if data.op != Op::Branch || !data.targets.iter().any(is_cold) {
        return false;
    }
    let test = low.def(data.args[0]);
    let index = test.filter(|test| test.imm == Imm::IntCC(IntCC::Uge));
    let index = index.and_then(|test| low.def(test.args[0]));
    index.is_some_and(|index| index.op == Op::Pick)
}

/// Machine code of functions, their loops in vector form where that can be.
fn generate(
    (target, simd): (&Target, Simd),
    functions: &[&Function],
    names: &HashMap<InstanceId, String>,
) -> Result<CodeObject, CallError> {
    let mut loops = Loops::default();
    let changed: Vec<Option<Function>> = functions
        .iter()
        .map(|func| simd::vectorize(func, simd, &mut loops).0)
        .collect();
    let functions: Vec<&Function> = functions
        .iter()
        .zip(&changed)
        .map(|(&func, changed)| changed.as_ref().unwrap_or(func))
        .collect();
    for func in &functions {
        pipeline::check(func, "vectorize_loops")?;
    }
    let units: Vec<CompileFunction<'_>> = functions
        .iter()
        .map(|func| CompileFunction {
            func,
            name: &func.name,
        })
        .collect();
    let name_of = |id: u32| {
        let name = names.get(&id).or_else(|| loops.names.get(&id));
        name.cloned().unwrap_or_default()
    };
    let compiled = numjit_backend_cranelift::compile(&units, target, &name_of, Want::NONE);
    let compiled = compiled.map_err(|error| CallError::Internal {
        stage: "cranelift",
        reason: error.to_string(),
        dump: functions.iter().map(ToString::to_string).collect(),
    })?;
    let mut object = compiled.object;
    object.append(&loops.object);
    Ok(object)
}

/// Places machine code in memory; `address_of` knows the functions of other objects.
pub(crate) fn load(
    shared: &Shared,
    object: &CodeObject,
    address_of: &dyn Fn(&str) -> Option<*const u8>,
) -> Result<Arc<LoadedObject>, CallError> {
    check_code_limit(shared, object)?;
    let loaded = shared.memory.load(object, &|target| match target {
        RelocTarget::Function(name) => address_of(name),
        RelocTarget::Symbol(symbol) => Some(numjit_runtime::resolve(*symbol)),
        RelocTarget::LibCall(name) => numjit_runtime::resolve_libcall(name),
        _ => None,
    });
    loaded
        .map(Arc::new)
        .map_err(|error| internal("loader", error.to_string()))
}

/// Refuses code beyond the engine's limit.
fn check_code_limit(shared: &Shared, object: &CodeObject) -> Result<(), CallError> {
    let used = || shared.memory.stats().used + object.code.len() + object.rodata.len();
    match shared.limits.code_bytes {
        Some(limit) if used() > limit => Err(CallError::Stopped(format!(
            "the engine holds more machine code than the {limit} bytes that it is allowed"
        ))),
        _ => Ok(()),
    }
}

impl State {
    /// The same functions under the same numbers, without their code.
    fn without_code(&self) -> State {
        State {
            functions: self.functions.map(|entry| FunctionEntry {
                kind: entry.kind.clone(),
                source: entry.source.clone(),
                options: entry.options.clone(),
                untyped: entry.untyped.clone(),
                nested: entry.nested.clone(),
                // What stands for functions of the program cannot be made again.
                instances: match entry.kind {
                    FunctionKind::Host => entry.instances.clone(),
                    _ => Vec::new(),
                },
                signatures: Vec::new(),
                nodes: entry.nodes.clone(),
                cache_use: CacheUse::default(),
                serial: entry.serial,
            }),
            bodies: self.bodies.clone(),
            written: self.written.clone(),
            wrappers: HashMap::new(),
            hosts: HashMap::new(),
            instances: self.host_instances(),
            next_instance: match self.hosts.is_empty() {
                true => 0,
                false => self.next_instance,
            },
            next_serial: self.next_serial,
            literals: self.literals.clone(),
            timings: None,
        }
    }

    fn host_instances(&self) -> HashMap<InstanceId, Weak<Compiled>> {
        let entries = self
            .hosts
            .values()
            .filter_map(|host| self.functions.get(host.id()));
        let instances = entries.flat_map(|entry| &entry.instances);
        instances.map(|one| (one.id, Arc::downgrade(one))).collect()
    }

    /// The options a function is compiled with when a host calls it.
    fn options(&self, func: FuncId) -> Options {
        self.functions
            .get(func)
            .map_or(Options::DEFAULT, |entry| entry.options.code)
    }

    pub(crate) fn function_name(&self, func: FuncId) -> String {
        self.functions
            .get(func)
            .map_or_else(String::new, |entry| entry.source.name.clone())
    }

    fn compiled(&self, func: FuncId, args: &[Ty], options: &Options) -> Option<Arc<Compiled>> {
        let instances = &self.functions.get(func)?.instances;
        instances
            .iter()
            .find(|one| one.args == args && one.options == *options)
            .cloned()
    }

    fn compiled_by_id(&self, id: InstanceId) -> Option<Arc<Compiled>> {
        self.instances.get(&id).and_then(std::sync::Weak::upgrade)
    }

    fn remember(&mut self, compiled: Arc<Compiled>, func: FuncId) {
        self.instances
            .insert(compiled.id, Arc::downgrade(&compiled));
        self.keep_numbers(&compiled.args);
        self.keep_numbers(&[compiled.result]);
        if let Some(entry) = self.functions.get_mut(func) {
            entry.add_signature(compiled.args.clone(), compiled.result);
            entry.instances.push(compiled);
        }
    }
}

/// Tarjan's algorithm on positions.
struct Tarjan {
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    groups: Vec<Vec<usize>>,
}

impl Tarjan {
    fn new(count: usize) -> Tarjan {
        Tarjan {
            order: vec![None; count],
            low: vec![0; count],
            on_stack: vec![false; count],
            stack: Vec::new(),
            next: 0,
            groups: Vec::new(),
        }
    }

    fn visit(&mut self, at: usize, callees: &dyn Fn(usize) -> Vec<usize>) {
        if self.order[at].is_some() {
            return;
        }
        self.order[at] = Some(self.next);
        self.low[at] = self.next;
        self.next += 1;
        self.stack.push(at);
        self.on_stack[at] = true;
        for callee in callees(at) {
            match self.order[callee] {
                None => {
                    self.visit(callee, callees);
                    self.low[at] = self.low[at].min(self.low[callee]);
                }
                Some(order) if self.on_stack[callee] => self.low[at] = self.low[at].min(order),
                Some(_) => {}
            }
        }
        if Some(self.low[at]) == self.order[at] {
            self.close(at);
        }
    }

    fn close(&mut self, at: usize) {
        let mut group = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.on_stack[member] = false;
            group.push(member);
            if member == at {
                break;
            }
        }
        self.groups.push(group);
    }
}
