//! A program of the functions in one text, for tests.

#![allow(dead_code, reason = "each test file uses part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failing helper fails its test"
)]

use std::collections::HashMap;
use std::sync::Arc;

use numjit_diag::Diagnostic;
use numjit_infer::{Binding, FuncId, Inferred, Instance, InstanceId, Known, Program, infer};
use numjit_ir::{Const, Options, Source, Ty, Untyped, verify};
use numjit_library::{Body, Kind};

/// Argument types and declared results.
pub(crate) type Signatures = Vec<(Vec<Ty>, Option<Ty>)>;

/// Functions of a text with the globals `np`, `math` and whatever a test adds.
pub(crate) struct TestProgram {
    functions: Vec<Arc<Untyped>>,
    library: Vec<bool>,
    names: HashMap<String, FuncId>,
    nested: HashMap<(FuncId, u32), FuncId>,
    bodies: HashMap<u32, FuncId>,
    /// Further globals.
    pub(crate) globals: HashMap<String, Binding>,
    /// Values of defaults, by function name.
    pub(crate) defaults: HashMap<String, Vec<Binding>>,
    /// Types of local variables, by variable.
    pub(crate) locals: Vec<(String, Ty)>,
    /// Explicit signatures, by function name.
    pub(crate) signatures: HashMap<String, Signatures>,
    /// Declared result type of every function, if any.
    pub(crate) declared: Option<Ty>,
    next: InstanceId,
}

impl TestProgram {
    /// The functions of a text.
    pub(crate) fn new(text: &str) -> TestProgram {
        let mut program = TestProgram {
            functions: Vec::new(),
            library: Vec::new(),
            names: HashMap::new(),
            nested: HashMap::new(),
            bodies: HashMap::new(),
            globals: HashMap::new(),
            defaults: HashMap::new(),
            locals: Vec::new(),
            signatures: HashMap::new(),
            declared: None,
            next: 0,
        };
        for untyped in lower("test.py", text) {
            let name = untyped.name.clone();
            let func = program.add(untyped, false);
            program.names.insert(name, func);
        }
        program
    }

    fn add(&mut self, untyped: Untyped, library: bool) -> FuncId {
        self.functions.push(Arc::new(untyped));
        self.library.push(library);
        self.functions.len() as FuncId - 1
    }

    /// Infers a function by name.
    pub(crate) fn infer(&mut self, name: &str, args: &[Ty]) -> Result<Inferred, Vec<Diagnostic>> {
        let func = self.names[name];
        let inferred = infer(self, func, args, &Options::DEFAULT)?;
        for instance in &inferred.instances {
            if let Err(errors) = verify(&instance.function) {
                panic!("{errors:#?}\n{}", instance.function);
            }
        }
        Ok(inferred)
    }
}

fn lower(file: &str, text: &str) -> Vec<Untyped> {
    let source = Arc::new(Source {
        file: file.into(),
        first_line: 1,
        indent: 0,
        text: text.into(),
    });
    match numjit_front::lower_module_functions(&source) {
        Ok(functions) => functions,
        Err(problems) => panic!("{problems:#?}\n{text}"),
    }
}

impl Program for TestProgram {
    fn untyped(&mut self, func: FuncId) -> Result<Arc<Untyped>, Vec<Diagnostic>> {
        Ok(self.functions[func as usize].clone())
    }

    fn unrolled(
        &mut self,
        func: FuncId,
        _loops: &[(u32, u32)],
    ) -> Result<Arc<Untyped>, Vec<Diagnostic>> {
        self.untyped(func)
    }

    fn is_library(&self, func: FuncId) -> bool {
        self.library[func as usize]
    }

    fn nested(&mut self, func: FuncId, position: u32) -> FuncId {
        if let Some(&known) = self.nested.get(&(func, position)) {
            return known;
        }
        let untyped = self.functions[func as usize].nested[position as usize].clone();
        let library = self.library[func as usize];
        let nested = self.add(untyped, library);
        self.nested.insert((func, position), nested);
        nested
    }

    fn library_body(&mut self, entity: u32) -> FuncId {
        if let Some(&known) = self.bodies.get(&entity) {
            return known;
        }
        let item = numjit_library::item(entity);
        let Kind::Function(function) = &item.kind else {
            panic!("{} is not a function", item.path);
        };
        let Body::Python(text) = function.body else {
            panic!("{} has no Python body", item.path);
        };
        let untyped = lower(item.path, text).swap_remove(0);
        let func = self.add(untyped, true);
        self.bodies.insert(entity, func);
        func
    }

    fn written_body(&mut self, entity: u32, text: String) -> FuncId {
        let item = numjit_library::item(entity);
        self.add(lower(item.path, &text).swap_remove(0), true)
    }

    fn global(&mut self, func: FuncId, name: &str) -> Option<Binding> {
        if self.library[func as usize] {
            return numjit_library::body_globals(name).map(Binding::Entity);
        }
        if let Some(binding) = self.globals.get(name) {
            return Some(binding.clone());
        }
        if let Some(&func) = self.names.get(name) {
            return Some(Binding::Func(func));
        }
        numjit_library::body_globals(name).map(Binding::Entity)
    }

    fn attribute(&mut self, _: u32, name: &str) -> Option<Binding> {
        (name == "answer").then_some(Binding::Const(Const::Int(42)))
    }

    fn defaults(&mut self, func: FuncId) -> Vec<Binding> {
        let name = &self.functions[func as usize].name;
        self.defaults.get(name).cloned().unwrap_or_default()
    }

    fn options(&self, _: FuncId, caller: &Options) -> Options {
        *caller
    }

    fn signatures(&self, func: FuncId) -> Signatures {
        let name = &self.functions[func as usize].name;
        self.signatures.get(name).cloned().unwrap_or_default()
    }

    fn declared_result(&self, _: FuncId, _: &[Ty]) -> Option<Ty> {
        self.declared
    }

    fn locals(&self, _: FuncId) -> Vec<(String, Ty)> {
        self.locals.clone()
    }

    fn known(&self, _: FuncId, _: &[Ty], _: &Options) -> Option<Known> {
        None
    }

    fn new_instance(&mut self, _: FuncId, _: &[Ty], _: &Options) -> InstanceId {
        self.next += 1;
        self.next
    }
}

/// The root instance of the function `f`.
pub(crate) fn root(text: &str, args: &[Ty]) -> Instance {
    root_of(&mut TestProgram::new(text), args)
}

/// The root instance of the function `f` of a program.
pub(crate) fn root_of(program: &mut TestProgram, args: &[Ty]) -> Instance {
    match program.infer("f", args) {
        Ok(inferred) => {
            let found = inferred
                .instances
                .into_iter()
                .find(|instance| instance.id == inferred.root);
            found.expect("the root is among the instances")
        }
        Err(problems) => panic!("{problems:#?}"),
    }
}

/// The result type of `f` as text.
pub(crate) fn result(text: &str, args: &[Ty]) -> String {
    root(text, args).result.to_string()
}

/// The problems of `f`, one line each: code and message.
pub(crate) fn problems(text: &str, args: &[Ty]) -> Vec<String> {
    match TestProgram::new(text).infer("f", args) {
        Ok(_) => Vec::new(),
        Err(problems) => problems
            .iter()
            .map(|problem| format!("{} {}", problem.code, problem.message))
            .collect(),
    }
}

/// How often an operation stands in the code of `f`.
pub(crate) fn count(text: &str, args: &[Ty], op: &str) -> usize {
    let function = root(text, args).function.to_string();
    let words = function.lines().filter(|line| {
        let code = line.rsplit_once(" = ").map_or(*line, |(_, code)| code);
        code.trim_start().split([' ', '(']).next() == Some(op)
    });
    words.count()
}
