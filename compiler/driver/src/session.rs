//! The program as inference sees it: the engine's functions and the host's names.

use std::sync::Arc;

use numjit_diag::Diagnostic;
use numjit_diag::codes::nj0901_internal_fault::internal_fault;
use numjit_front::UnrolledLoop;
use numjit_infer::{Binding, FuncId, InstanceId, Known, ObjectBlock, Program};
use numjit_ir::{Options, Source, Ty, Untyped};
use numjit_library::{Body, Kind};

use crate::cache::frozen;
use crate::cache::record::{Answer, InstanceKey, Question, Record};
use crate::compile::add_host_code;
use crate::embed::CancelToken;
use crate::engine::{FunctionEntry, FunctionKind, FunctionSource, Shared, State};
use crate::error::CallError;
use crate::marshal::crosses;
use crate::object_block::{self, ObjectRun};
use crate::options::DispatcherOptions;
use crate::signature::parse_type;
use crate::stop::Stop;

/// The name that a host is asked for, which no variable has, before a block of a function is left to it.
pub const INTERPRETER: &str = "with objmode";

/// What a host answers about names. Objects are recognised by identity, never by name.
pub trait Resolver {
    /// What a global, captured or builtin name of a registered function stands for; none when the
    /// host has no such name (builtins that the library knows need not be answered).
    fn global(&mut self, func: FuncId, name: &str) -> Option<Binding>;

    /// What an attribute of a namespace that the host returned stands for.
    fn attribute(&mut self, namespace: u32, name: &str) -> Option<Binding>;

    /// Values of the trailing parameters that have defaults.
    fn defaults(&mut self, func: FuncId) -> Vec<Binding>;

    /// What a member of a class of the program stands for, fields not included.
    fn member(&mut self, _class: u32, _name: &str) -> Option<Binding> {
        None
    }

    /// What the program has defined as an attribute or method of values of a type, or as a library function
    /// (by its full name) whose first argument has the type.
    fn type_member(&mut self, _ty: Ty, _name: &str) -> Option<Binding> {
        None
    }

    /// The function that a set of overloads has for argument types; [`Binding::Opaque`] is the reason why
    /// there is none. A host that has to run code of the program to know answers with nothing,
    /// [waits](Resolver::is_waiting), and runs it in [`Resolver::settle`].
    fn overload(&mut self, _set: u32, _given: &[Ty], _named: &[(Box<str>, Ty)]) -> Option<Binding> {
        None
    }

    /// Whether a question could not be answered yet, so that what is compiled now is of no use.
    fn is_waiting(&self) -> bool {
        false
    }

    /// Finds the answers that are waited for, while the compiler holds no lock. Whether there were any: the
    /// compilation is then tried again.
    fn settle(&mut self) -> bool {
        false
    }

    /// A way to run a block of a registered function; none for a host that cannot run Python.
    fn object_block(&mut self, _func: FuncId, _block: &ObjectBlock) -> Option<ObjectRun> {
        None
    }

    /// What may end the compilation before it is done.
    fn token(&self) -> Option<CancelToken> {
        None
    }
}

/// One compilation.
pub(crate) struct Session<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) resolver: &'a mut dyn Resolver,
    /// What is asked, where that is of interest.
    pub(crate) record: Option<Record>,
    /// What code for blocks of the host is made with, where code can be made.
    pub(crate) shared: Option<&'a Shared>,
    /// When it is to end.
    stop: Stop,
    /// Why it is ending, once it is.
    stopped: Option<CallError>,
}

/// Asks the host a question.
pub(crate) fn ask_host(resolver: &mut dyn Resolver, question: &Question) -> Answer {
    match question {
        Question::Global(func, name) => Answer::Name(resolver.global(*func, name)),
        Question::Attribute(namespace, name) => Answer::Name(resolver.attribute(*namespace, name)),
        Question::Defaults(func) => Answer::Values(resolver.defaults(*func)),
        Question::Member(class, name) => Answer::Name(resolver.member(*class, name)),
        Question::TypeMember(ty, name) => Answer::Name(resolver.type_member(*ty, name)),
        Question::Overload(set, given, named) => {
            Answer::Name(resolver.overload(*set, given, named))
        }
    }
}

/// A new function of a library row with a text of its body.
fn insert_body(state: &mut State, entity: u32, text: &str) -> FuncId {
    let item = numjit_library::item(entity);
    let name = item.path.rsplit('.').next().unwrap_or(item.path).to_owned();
    let source = Source {
        file: format!("<{}>", item.path).into(),
        first_line: 1,
        indent: 0,
        text: text.into(),
    };
    let source = FunctionSource {
        source: Arc::new(source),
        name,
        lambda: None,
    };
    state.insert(FunctionEntry::new(
        FunctionKind::Library,
        source,
        Arc::default(),
        None,
    ))
}

impl<'a> Session<'a> {
    pub(crate) fn new(state: &'a mut State, resolver: &'a mut dyn Resolver) -> Session<'a> {
        Session {
            state,
            resolver,
            record: None,
            shared: None,
            stop: Stop::default(),
            stopped: None,
        }
    }

    /// A compilation that ends early when it is told to.
    pub(crate) fn until(
        state: &'a mut State,
        resolver: &'a mut dyn Resolver,
        stop: Stop,
    ) -> Session<'a> {
        Session {
            stop,
            ..Session::new(state, resolver)
        }
    }

    /// What became of inference, which only knows problems: it may have been stopped.
    pub(crate) fn outcome<T>(
        &mut self,
        result: Result<T, Vec<Diagnostic>>,
    ) -> Result<T, CallError> {
        match self.stopped.take() {
            Some(stopped) => Err(stopped),
            None => result.map_err(CallError::Compile),
        }
    }

    /// Fails once the compilation is to end. The problem makes every caller fail in turn, and is not shown.
    fn check_stop(&mut self) -> Result<(), Vec<Diagnostic>> {
        match self.stop.check() {
            Ok(()) => Ok(()),
            Err(stopped) => {
                let problem = internal_fault("infer", &stopped.to_string(), None);
                self.stopped.get_or_insert(stopped);
                Err(vec![problem])
            }
        }
    }

    /// Answers a question: as before in this compilation, or when the instance was compiled or loaded, or
    /// by asking the host.
    fn ask(&mut self, question: Question) -> Answer {
        let Some(record) = &self.record else {
            return ask_host(self.resolver, &question);
        };
        if let Some(known) = record.known(&question) {
            return known;
        }
        let current = record.current();
        let node = current.and_then(|key| frozen(&self.state.functions, &key));
        let answer = match node.as_ref().and_then(|node| node.answer(&question)) {
            Some(answer) => answer.clone(),
            None => ask_host(self.resolver, &question),
        };
        record.answered(question, answer.clone());
        answer
    }

    fn entry(&self, func: FuncId) -> Option<&FunctionEntry> {
        self.state.functions.get(func)
    }

    /// The registered function in which a function's names are looked up.
    fn owner(&self, func: FuncId) -> FuncId {
        let mut owner = func;
        while let Some(FunctionKind::Nested(parent)) = self.entry(owner).map(|entry| &entry.kind) {
            owner = *parent;
        }
        owner
    }

    fn is_library(&self, func: FuncId) -> bool {
        let kind = self.entry(self.owner(func)).map(|entry| &entry.kind);
        matches!(kind, Some(FunctionKind::Library | FunctionKind::Wrapper))
    }

    fn options_of(&self, func: FuncId) -> Arc<DispatcherOptions> {
        self.entry(func)
            .map_or_else(Default::default, |entry| entry.options.clone())
    }

    /// Makes the untyped form of a function, once.
    pub(crate) fn prepare(&mut self, func: FuncId) -> Result<Arc<Untyped>, Vec<Diagnostic>> {
        let is_library = self.is_library(func);
        let Some(entry) = self.state.functions.get_mut(func) else {
            return Err(Vec::new());
        };
        if let Some(untyped) = &entry.untyped {
            return Ok(untyped.clone());
        }
        if let FunctionKind::Nested(parent) = entry.kind {
            return self.prepare_nested(func, parent);
        }
        let declared = declared_names(entry);
        let untyped = crate::entry::lower_source(&entry.source, is_library, declared, Vec::new())?;
        let untyped = Arc::new(untyped);
        entry.untyped = Some(untyped.clone());
        Ok(untyped)
    }

    /// The same for a nested function that is known by its place in another one alone: a type in loaded code
    /// named it before the text around it was parsed.
    fn prepare_nested(
        &mut self,
        func: FuncId,
        parent: FuncId,
    ) -> Result<Arc<Untyped>, Vec<Diagnostic>> {
        let outer = self.prepare(parent)?;
        let places = self.entry(parent).into_iter();
        let mut places = places.flat_map(|entry| &entry.nested);
        let position = places.find(|(_, id)| **id == func).map(|place| *place.0);
        let untyped = position.and_then(|position| outer.nested.get(position as usize));
        let untyped = Arc::new(untyped.cloned().ok_or_else(Vec::new)?);
        if let Some(entry) = self.state.functions.get_mut(func) {
            entry.source.name.clone_from(&untyped.name);
            entry.untyped = Some(untyped.clone());
        }
        Ok(untyped)
    }
}

/// The variables that `locals=` declares.
fn declared_names(entry: &FunctionEntry) -> Vec<String> {
    let locals = entry.options.locals.iter();
    locals.map(|(name, _)| name.clone()).collect()
}

impl Program for Session<'_> {
    fn untyped(&mut self, func: FuncId) -> Result<Arc<Untyped>, Vec<Diagnostic>> {
        self.check_stop()?;
        self.prepare(func)
    }

    fn unrolled(
        &mut self,
        func: FuncId,
        loops: &[(u32, u32)],
    ) -> Result<Arc<Untyped>, Vec<Diagnostic>> {
        let is_library = self.is_library(func);
        let entry = self.entry(func).ok_or_else(Vec::new)?;
        if let FunctionKind::Nested(outer) = entry.kind {
            let place = self.entry(outer).and_then(|outer| outer.place_of(func));
            let outer = self.unrolled(outer, loops)?;
            let nested = place.and_then(|place| outer.nested.get(place as usize));
            return nested.cloned().map(Arc::new).ok_or_else(Vec::new);
        }
        let unrolled = loops
            .iter()
            .map(|&(start, count)| UnrolledLoop { start, count })
            .collect();
        let declared = declared_names(entry);
        crate::entry::lower_source(&entry.source, is_library, declared, unrolled).map(Arc::new)
    }

    fn named_type(&self, text: &str) -> Option<Ty> {
        parse_type(text).ok()
    }

    fn object_block(&mut self, func: FuncId, block: &ObjectBlock) -> Option<Known> {
        let owner = self.owner(func);
        self.ask(Question::Global(owner, INTERPRETER.to_owned()));
        let run = self.resolver.object_block(owner, block)?;
        let args: Vec<Ty> = block.inputs.iter().map(|input| input.1).collect();
        let result = Ty::tuple(block.outputs.iter().map(|one| one.1).collect::<Vec<_>>());
        if !args.iter().all(|&ty| crosses(ty)) || !crosses(result) {
            return None;
        }
        let source = FunctionSource {
            source: self.entry(owner)?.source.source.clone(),
            name: "objmode".to_owned(),
            lambda: None,
        };
        let options = self.options_of(owner);
        let kind = FunctionKind::Host;
        let id = self
            .state
            .insert(FunctionEntry::new(kind, source, options, None));
        let closure = Arc::new(object_block::closure(run, block));
        let made = add_host_code(self.shared?, self.state, id, (&args, result), closure);
        let id = made.ok()?;
        Some(Known { id, result })
    }

    fn nested(&mut self, func: FuncId, position: u32) -> FuncId {
        self.state.nested(func, position)
    }

    fn library_body(&mut self, entity: u32) -> FuncId {
        if let Some(&known) = self.state.bodies.get(&entity) {
            return known;
        }
        let text = match &numjit_library::item(entity).kind {
            Kind::Function(function) => match &function.body {
                Body::Python(text) => *text,
                Body::Rule(_) | Body::Ufunc(_) | Body::Written(_) => "",
            },
            _ => "",
        };
        let id = insert_body(self.state, entity, text);
        self.state.bodies.insert(entity, id);
        id
    }

    fn written_body(&mut self, entity: u32, text: String) -> FuncId {
        if let Some(&known) = self.state.written.get(&(entity, text.clone())) {
            return known;
        }
        let id = insert_body(self.state, entity, &text);
        self.state.written.insert((entity, text), id);
        id
    }

    fn global(&mut self, func: FuncId, name: &str) -> Option<Binding> {
        if self.is_library(func) {
            return numjit_library::body_globals(name).map(Binding::Entity);
        }
        let owner = self.owner(func);
        let bound = self.ask(Question::Global(owner, name.to_owned())).name();
        bound.or_else(|| numjit_library::builtin(name).map(Binding::Entity))
    }

    fn attribute(&mut self, namespace: u32, name: &str) -> Option<Binding> {
        self.ask(Question::Attribute(namespace, name.to_owned()))
            .name()
    }

    fn literal_parameters(&self, func: FuncId) -> Vec<usize> {
        self.state.literals.get(&func).cloned().unwrap_or_default()
    }

    fn require_literal(&mut self, func: FuncId, parameter: usize) {
        let known = self.state.literals.entry(func).or_default();
        if !known.contains(&parameter) {
            known.push(parameter);
            known.sort_unstable();
        }
    }

    fn member(&mut self, class: u32, name: &str) -> Option<Binding> {
        self.ask(Question::Member(class, name.to_owned())).name()
    }

    fn type_member(&mut self, ty: Ty, name: &str) -> Option<Binding> {
        self.ask(Question::TypeMember(ty, name.to_owned())).name()
    }

    fn overload(
        &mut self,
        set: u32,
        given: &[Ty],
        named: &[(Box<str>, Ty)],
    ) -> Result<Option<FuncId>, String> {
        let question = Question::Overload(set, given.to_vec(), named.to_vec());
        match self.ask(question).name() {
            Some(Binding::Func(func)) => Ok(Some(func)),
            Some(Binding::Opaque(reason)) => Err(reason),
            _ if self.resolver.is_waiting() => Err("it is not known yet".to_owned()),
            _ => Ok(None),
        }
    }

    fn defaults(&mut self, func: FuncId) -> Vec<Binding> {
        match self.entry(func).map(|entry| &entry.kind) {
            Some(FunctionKind::User) => self.ask(Question::Defaults(func)).values(),
            _ => Vec::new(),
        }
    }

    fn options(&self, func: FuncId, caller: &Options) -> Options {
        match self.entry(func).map(|entry| &entry.kind) {
            Some(FunctionKind::User | FunctionKind::Host) => self.options_of(func).code,
            _ => *caller,
        }
    }

    fn is_library(&self, func: FuncId) -> bool {
        Session::is_library(self, func)
    }

    fn signatures(&self, func: FuncId) -> Vec<(Vec<Ty>, Option<Ty>)> {
        match self.entry(func).map(|entry| &entry.kind) {
            Some(FunctionKind::User | FunctionKind::Host) => {
                let options = self.options_of(func);
                let declared = options.signatures.iter();
                declared.map(|one| (one.args.clone(), one.result)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn declared_result(&self, func: FuncId, args: &[Ty]) -> Option<Ty> {
        let options = self.options_of(func);
        options
            .signatures
            .iter()
            .find(|one| one.args == args)
            .and_then(|one| one.result)
    }

    fn locals(&self, func: FuncId) -> Vec<(String, Ty)> {
        match self.entry(func).map(|entry| &entry.kind) {
            Some(FunctionKind::User) => self.options_of(func).locals.clone(),
            _ => Vec::new(),
        }
    }

    fn known(&self, func: FuncId, args: &[Ty], options: &Options) -> Option<Known> {
        if let Some(record) = &self.record {
            record.uses(&InstanceKey {
                func,
                args: args.to_vec(),
                options: *options,
            });
        }
        let instances = &self.entry(func)?.instances;
        let known = instances
            .iter()
            .find(|one| one.args == args && one.options == *options)?;
        Some(Known {
            id: known.id,
            result: known.result,
        })
    }

    fn begin(&mut self, func: FuncId, args: &[Ty], options: &Options) {
        if let Some(record) = &self.record {
            record.begin(InstanceKey {
                func,
                args: args.to_vec(),
                options: *options,
            });
        }
    }

    fn end(&mut self) {
        if let Some(record) = &self.record {
            record.end();
        }
    }

    fn new_instance(&mut self, _: FuncId, _: &[Ty], _: &Options) -> InstanceId {
        self.state.next_instance += 1;
        self.state.next_instance
    }
}

/// A host without names, for code that only uses the library.
pub(crate) struct NoNames;

impl Resolver for NoNames {
    fn global(&mut self, _: FuncId, _: &str) -> Option<Binding> {
        None
    }

    fn attribute(&mut self, _: u32, _: &str) -> Option<Binding> {
        None
    }

    fn defaults(&mut self, _: FuncId) -> Vec<Binding> {
        Vec::new()
    }
}
