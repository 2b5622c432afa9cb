//! Compiles, loads and calls functions of low SSA.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::sync::LazyLock;

use numjit_abi::{Context, EntryFn};
use numjit_backend_cranelift::{CompileFunction, Compiled, Config, Listing, Target, compile};
use numjit_ir::{
    Alias, Builder, Function, Imm, Loc, Mem, Op, Options, Stage, Ty, Value, parse_module, verify,
};
use numjit_loader::{CodeMemory, CodeObject, LoadedObject, MemoryConfig, RelocTarget};

/// Functions in memory, with the entry that a host would call for each.
pub(crate) struct Loaded {
    pub(crate) compiled: Compiled,
    object: LoadedObject,
    results: Vec<(String, usize)>,
}

/// Parses functions; the instance numbers of `call_direct` are their positions.
pub(crate) fn load_text(text: &str) -> Loaded {
    let functions = parse_module(text).expect("correct text");
    load(&functions, Config::STANDARD)
}

/// Verifies, compiles and loads functions; the instance numbers are their positions.
pub(crate) fn load(functions: &[Function], config: Config) -> Loaded {
    load_with(functions, config, &CodeObject::default(), &|_| None)
}

/// Like [`load`], together with further code, whose functions have numbers of their own.
pub(crate) fn load_with(
    functions: &[Function],
    config: Config,
    further: &CodeObject,
    further_names: &dyn Fn(u32) -> Option<String>,
) -> Loaded {
    let target = Target::host(config).expect("the host is supported");
    let entries: Vec<Function> = functions.iter().enumerate().map(entry).collect();
    let all = functions.iter().chain(&entries);
    let units: Vec<CompileFunction<'_>> = all
        .map(|func| {
            if let Err(errors) = verify(func) {
                panic!("{errors:?}\n{func}");
            }
            CompileFunction {
                func,
                name: &func.name,
            }
        })
        .collect();
    let names = |instance: u32| {
        let known = functions.get(instance as usize);
        let known = known.map(|func| func.name.clone());
        let name = known.or_else(|| further_names(instance));
        name.expect("a known function")
    };
    let mut compiled =
        compile(&units, &target, &names, Listing::ALL).unwrap_or_else(|error| panic!("{error}"));
    compiled.object.append(further);
    // One memory for all tests: its pages are used again, and a process may have only so many mappings.
    static MEMORY: LazyLock<CodeMemory> =
        LazyLock::new(|| CodeMemory::new(MemoryConfig::DEFAULT).expect("memory for code"));
    let object = MEMORY
        .load(&compiled.object, &resolve)
        .expect("loadable code");
    let results = functions
        .iter()
        .map(|func| (func.name.clone(), func.low_results.len()));
    Loaded {
        compiled,
        object,
        results: results.collect(),
    }
}

fn resolve(target: &RelocTarget) -> Option<*const u8> {
    match target {
        RelocTarget::Symbol(symbol) => Some(numjit_runtime::resolve(*symbol)),
        RelocTarget::LibCall(name) => numjit_runtime::resolve_libcall(name),
        RelocTarget::Rodata | RelocTarget::Function(_) | RelocTarget::External(_) => None,
    }
}

/// The entry of a function: loads the arguments, calls it, stores the results.
fn entry((instance, callee): (usize, &Function)) -> Function {
    let name = format!("{}.entry", callee.name);
    let mut func = Function::new(name, Stage::Low, Options::DEFAULT);
    let block = func.entry;
    let [context, args, results] = [(); 3].map(|()| func.add_param(block, Ty::PTR));
    let mut builder = Builder::new(&mut func, block, Loc(0));
    let mut operands = vec![context];
    for (position, &param) in callee.params()[1..].iter().enumerate() {
        let load = cell(position);
        operands.push(builder.emit(Op::Load, &[args], load, callee.ty(param)));
    }
    let mut types = vec![Ty::I32];
    types.extend(&callee.low_results);
    let call = builder.push(
        Op::CallDirect,
        &operands,
        Imm::Func(instance as u32),
        &types,
    );
    let returned: Vec<Value> = builder.func.inst(call).results.to_vec();
    for (position, &value) in returned[1..].iter().enumerate() {
        builder.effect(Op::Store, &[results, value], cell(position));
    }
    builder.effect(Op::Ret, &returned[..1], Imm::None);
    func
}

fn cell(position: usize) -> Imm {
    Imm::Mem(Mem {
        offset: 8 * position as i32,
        alias: Alias::Any,
        readonly: false,
    })
}

impl Loaded {
    /// Calls a function that prints nothing and raises nothing.
    pub(crate) fn call(&self, name: &str, args: &[u64]) -> Vec<u64> {
        let interrupt = std::sync::atomic::AtomicU32::new(0);
        let mut context = Context {
            stack_limit: 0,
            runtime: std::ptr::null_mut(),
            interrupt: &raw const interrupt,
        };
        let (status, results) = self.call_with(&raw mut context, name, args);
        assert_eq!(status, 0);
        results
    }

    /// Calls a function; its status and results.
    pub(crate) fn call_with(
        &self,
        context: *mut Context,
        name: &str,
        args: &[u64],
    ) -> (i32, Vec<u64>) {
        let count = self.results.iter().find(|(known, _)| known == name);
        let count = count.expect("a loaded function").1;
        let mut results = vec![0; count];
        let entry = self.object.address(&format!("{name}.entry"));
        let entry = entry.expect("a loaded function");
        // Safety: the code has this signature, and the verifier accepted it; the caller passes as
        // many arguments as the function takes.
        #[allow(unsafe_code, reason = "the test runs what the back end made")]
        let status = unsafe {
            let entry = std::mem::transmute::<*const u8, EntryFn>(entry);
            entry(context, args.as_ptr(), results.as_mut_ptr())
        };
        (status, results)
    }

    /// The assembly of a function.
    pub(crate) fn asm(&self, name: &str) -> &str {
        let texts = &self.compiled.texts;
        let text = texts.iter().find(|text| text.name == name);
        text.and_then(|text| text.asm.as_deref())
            .expect("a listing")
    }

    /// Cranelift's IR of a function.
    pub(crate) fn clif(&self, name: &str) -> &str {
        let texts = &self.compiled.texts;
        let text = texts.iter().find(|text| text.name == name);
        text.and_then(|text| text.clif.as_deref())
            .expect("a listing")
    }
}
