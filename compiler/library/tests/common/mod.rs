//! The surroundings that inference needs to compile library bodies.

use std::collections::HashMap;
use std::sync::Arc;

use numjit_diag::Diagnostic;
use numjit_infer::{Binding, FuncId, InstanceId, Known, Program, infer};
use numjit_ir::{Options, Source, Ty, Untyped};
use numjit_library::{Body, Kind};

/// One user function and the library bodies it reaches.
#[derive(Default)]
pub(crate) struct LibraryProgram {
    functions: Vec<Arc<Untyped>>,
    nested: HashMap<(FuncId, u32), FuncId>,
    bodies: HashMap<u32, FuncId>,
    next: InstanceId,
}

impl LibraryProgram {
    fn add(&mut self, untyped: Untyped) -> FuncId {
        self.functions.push(Arc::new(untyped));
        self.functions.len() as FuncId - 1
    }

    fn is_body(&self, func: FuncId) -> bool {
        func != 0
    }
}

/// The result type of `def f(x): return expression`, or the message of the first problem.
pub(crate) fn result_type(expression: &str, argument: Ty) -> Result<Ty, String> {
    let mut program = LibraryProgram::default();
    let untyped = lower("test.py", &format!("def f(x):\n    return {expression}\n"));
    let func = program.add(untyped);
    let inferred = infer(&mut program, func, &[argument], &Options::DEFAULT)
        .map_err(|problems| problems.first().map_or(String::new(), describe))?;
    for instance in &inferred.instances {
        if let Err(errors) = numjit_ir::verify(&instance.function) {
            return Err(format!("{errors:?}\n{}", instance.function));
        }
    }
    inferred
        .instances
        .iter()
        .find(|instance| instance.id == inferred.root)
        .map(|instance| instance.result.unliteral())
        .ok_or_else(|| "no root".to_owned())
}

fn describe(problem: &Diagnostic) -> String {
    let notes = problem.notes.join("; ");
    format!("{} {} ({notes})", problem.code, problem.message)
}

/// The untyped SSA of the first function of a text.
pub(crate) fn lower(file: &str, text: &str) -> Untyped {
    let source = Arc::new(Source {
        file: file.into(),
        first_line: 1,
        indent: 0,
        text: text.into(),
    });
    match numjit_front::lower_module_functions(&source) {
        Ok(mut functions) => functions.swap_remove(0),
        Err(problems) => panic!("{file}: {problems:#?}"),
    }
}

impl Program for LibraryProgram {
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
        self.is_body(func)
    }

    fn nested(&mut self, func: FuncId, position: u32) -> FuncId {
        if let Some(&known) = self.nested.get(&(func, position)) {
            return known;
        }
        let untyped = self.functions[func as usize].nested[position as usize].clone();
        let nested = self.add(untyped);
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
        let func = self.add(lower(item.path, text));
        self.bodies.insert(entity, func);
        func
    }

    fn written_body(&mut self, entity: u32, text: String) -> FuncId {
        let item = numjit_library::item(entity);
        self.add(lower(item.path, &text))
    }

    fn global(&mut self, _: FuncId, name: &str) -> Option<Binding> {
        numjit_library::body_globals(name).map(Binding::Entity)
    }

    fn attribute(&mut self, _: u32, _: &str) -> Option<Binding> {
        None
    }

    fn defaults(&mut self, _: FuncId) -> Vec<Binding> {
        Vec::new()
    }

    fn options(&self, _: FuncId, caller: &Options) -> Options {
        *caller
    }

    fn signatures(&self, _: FuncId) -> Vec<(Vec<Ty>, Option<Ty>)> {
        Vec::new()
    }

    fn declared_result(&self, _: FuncId, _: &[Ty]) -> Option<Ty> {
        None
    }

    fn locals(&self, _: FuncId) -> Vec<(String, Ty)> {
        Vec::new()
    }

    fn known(&self, _: FuncId, _: &[Ty], _: &Options) -> Option<Known> {
        None
    }

    fn new_instance(&mut self, _: FuncId, _: &[Ty], _: &Options) -> InstanceId {
        self.next += 1;
        self.next
    }
}
