//! Functions from source text to results, without a host.

use std::collections::HashMap;
use std::sync::Arc;

use numjit::ir::{Source, Ty};
use numjit::{
    Arg, Artifact, Binding, CallError, Config, DispatcherOptions, Engine, FuncId, FunctionHandle,
    FunctionSource, Resolver, Target,
};
use numjit_runtime::Runtime;

/// Names of a test module: its functions and the library's modules.
#[derive(Default)]
struct Names {
    functions: HashMap<String, FuncId>,
}

impl Resolver for Names {
    fn global(&mut self, _: FuncId, name: &str) -> Option<Binding> {
        if let Some(&id) = self.functions.get(name) {
            return Some(Binding::Func(id));
        }
        let path = match name {
            "np" => "numpy",
            "math" => "math",
            "prange" => "numba.prange",
            _ => return None,
        };
        numjit::rows::lookup(path).map(Binding::Entity)
    }

    fn attribute(&mut self, _: u32, _: &str) -> Option<Binding> {
        None
    }

    fn defaults(&mut self, _: FuncId) -> Vec<Binding> {
        Vec::new()
    }
}

struct Module {
    names: Names,
    functions: HashMap<String, FunctionHandle>,
    runtime: Runtime,
}

impl Module {
    fn new(text: &str) -> Result<Module, CallError> {
        Module::in_engine(text, &Engine::new()?)
    }

    fn in_engine(text: &str, engine: &Engine) -> Result<Module, CallError> {
        let mut module = Module {
            names: Names::default(),
            functions: HashMap::new(),
            runtime: Runtime::new(Box::new(|_| Ok(()))),
        };
        for part in text.split("\ndef ").filter(|part| !part.trim().is_empty()) {
            let text = format!("def {part}\n");
            let name = part.split('(').next().unwrap_or_default().trim().to_owned();
            let source = Source {
                file: "test.py".into(),
                first_line: 1,
                indent: 0,
                text: text.into(),
            };
            let source = FunctionSource {
                source: Arc::new(source),
                name: name.clone(),
                lambda: None,
            };
            let handle = engine.register(source, DispatcherOptions::default());
            module.names.functions.insert(name.clone(), handle.id());
            module.functions.insert(name, handle);
        }
        Ok(module)
    }

    fn call(&mut self, name: &str, args: &[Arg]) -> Result<Arg, CallError> {
        self.functions[name].call(args, &self.runtime, &mut self.names)
    }
}

fn check(text: &str, args: &[Arg], expected: &str) {
    let mut module = Module::new(text).unwrap();
    let result = module.call("f", args);
    match result {
        Ok(value) => assert_eq!(format!("{value:?}"), expected, "{text}"),
        Err(error) => panic!("{text}\n{error}"),
    }
}

#[test]
fn scalars_and_loops() {
    check(
        "\ndef f(a, b):\n    return a + b",
        &[Arg::Int(2), Arg::Int(3)],
        "Int(5)",
    );
    check(
        "\ndef f(a, b):\n    return a / b",
        &[Arg::Int(1), Arg::Int(4)],
        "Float(0.25)",
    );
    let sum = "\ndef f(n):\n    s = 0\n    for i in range(n):\n        s += i\n    return s";
    check(sum, &[Arg::Int(10)], "Int(45)");
    let recursion = "\ndef f(n):\n    if n < 2:\n        return n\n    return f(n - 1) + f(n - 2)";
    check(recursion, &[Arg::Int(20)], "Int(6765)");
    let calls = "\ndef g(x):\n    return x * 0.5\n\ndef f(n):\n    t = 0.0\n    for i in range(n):\n        t += g(i)\n    return t";
    check(calls, &[Arg::Int(5)], "Float(5.0)");
}

#[test]
fn arrays() {
    let sieve = "\ndef f(n):\n    a = np.zeros(n)\n    for i in range(n):\n        a[i] = math.sqrt(i)\n    return a.sum()";
    check(sieve, &[Arg::Int(5)], "Float(6.146264369941973)");
    let fused = "\ndef f(n):\n    a = np.arange(n)\n    b = a * 2 + 1.5\n    return b.sum()";
    check(fused, &[Arg::Int(4)], "Float(18.0)");
}

#[test]
fn errors() {
    let mut module = Module::new("\ndef f(a, i):\n    x = np.zeros(a)\n    return x[i]").unwrap();
    let error = module.call("f", &[Arg::Int(3), Arg::Int(7)]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "IndexError: index 7 is out of bounds for axis 0 with size 3"
    );
}

const SHARED_CALLEES: &str = "
def scale(x, factor):
    if factor == 0.0:
        raise ValueError('no scale')
    return x * factor

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def total(n, factor):
    table = np.arange(4) * 2.5
    return scale(fib(n) + table[3], factor)
";

const TOTAL_ARGS: [Ty; 2] = [Ty::I64, Ty::F64];

/// Installs an artifact in an engine that has compiled nothing, and calls it.
fn call_installed(artifact: &Artifact, factor: f64) -> Result<Arg, CallError> {
    let mut other = Module::new(SHARED_CALLEES)?;
    other.functions["total"].install(artifact)?;
    let signatures = other.functions["total"].signatures();
    assert!(
        signatures.is_empty(),
        "nothing was compiled: {signatures:?}"
    );
    other.call("total", &[Arg::Int(10), Arg::Float(factor)])
}

#[test]
fn kept_code_runs_in_another_engine() -> Result<(), CallError> {
    let mut module = Module::in_engine(SHARED_CALLEES, &Engine::keeping_code()?)?;
    // A callee that was compiled on its own before is part of the artifact all the same.
    module.call("scale", &[Arg::Float(1.0), Arg::Float(2.0)])?;
    let total = module.functions["total"].clone();
    let artifact = total.compile_to_keep(&TOTAL_ARGS, &mut module.names)?;
    let artifact = artifact.expect("the engine keeps code");
    assert!(
        total
            .compile_to_keep(&TOTAL_ARGS, &mut module.names)?
            .is_none()
    );
    drop(module);
    let result = call_installed(&artifact, 2.0)?;
    assert!(matches!(result, Arg::Float(125.0)), "{result:?}");
    let raised = call_installed(&artifact, 0.0);
    assert!(matches!(raised, Err(CallError::Raised(_))), "{raised:?}");
    Ok(())
}

#[test]
fn code_for_this_processor_by_name_runs() -> Result<(), CallError> {
    let mut module = Module::new(SHARED_CALLEES)?;
    let target = Target::host(Config::STANDARD).expect("this machine is supported");
    let total = module.functions["total"].clone();
    let artifact = total.artifact(&TOTAL_ARGS, &target, &mut module.names)?;
    assert!(total.signatures().is_empty());
    let result = call_installed(&artifact, -2.0)?;
    assert!(matches!(result, Arg::Float(-125.0)), "{result:?}");
    Ok(())
}
