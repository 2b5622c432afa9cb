//! Reads a module's text: binds its imports, constants and functions.

use std::collections::HashMap;
use std::sync::Arc;

use numjit_diag::codes::{
    nj0011_module_statement, nj0101_undefined_name, nj0104_unsupported_global,
};
use numjit_diag::{Diagnostic, Label, SourceText};
use numjit_front::module::{ModuleFunction, ModuleItem, StaticExpr, StaticKind, read_module};
use numjit_infer::Binding;
use numjit_ir::{Const, Options, Source, Span};

use super::cancel::CancelToken;
use super::error::{Error, Problem, Raised};
use super::module::{Globals, Inner, Module, constant};
use super::names::{Lookup, Names};
use super::thread;
use crate::engine::{Engine, FunctionHandle, FunctionSource};
use crate::error::CallError;
use crate::marshal::{Arg, Reader};
use crate::options::DispatcherOptions;
use crate::stop::Stop;

mod decorator;

/// What the compiler puts before an expression to evaluate it. The expression's places move by as much.
const PREFIX: &str = "def module():\n return (";

/// Modules that only matter to other tools; importing them is harmless.
const WITHOUT_MEANING: &[&str] = &["__future__", "typing", "collections.abc"];

/// Reads a module.
pub(super) fn read(
    engine: &Engine,
    source: &Arc<Source>,
    globals: &Globals,
    token: Option<&CancelToken>,
) -> Result<Module, Error> {
    let known: Vec<(String, Const)> = globals
        .bindings
        .iter()
        .filter_map(|(name, binding)| match binding {
            Binding::Const(value) => Some((name.clone(), value.clone())),
            _ => None,
        })
        .collect();
    let items = read_module(source, &known).map_err(Error::compile)?;
    let mut reader = Reading::new(engine, source, globals, token);
    for item in items {
        reader.stop.check()?;
        reader.item(item)?;
    }
    reader.finish(globals)
}

/// A module that is being read.
struct Reading<'a> {
    engine: &'a Engine,
    source: &'a Arc<Source>,
    names: Names,
    /// Full names behind imported names.
    imports: HashMap<String, String>,
    functions: Vec<(Arc<str>, FunctionHandle)>,
    hidden: Vec<FunctionHandle>,
    problems: Vec<Diagnostic>,
    /// When reading is to end.
    stop: Stop,
    token: Option<&'a CancelToken>,
}

impl<'a> Reading<'a> {
    fn new(
        engine: &'a Engine,
        source: &'a Arc<Source>,
        globals: &Globals,
        token: Option<&'a CancelToken>,
    ) -> Reading<'a> {
        let mut names = Names {
            others: globals
                .uses
                .iter()
                .map(|module| module.inner.names.clone())
                .collect(),
            ..Names::default()
        };
        let hosts = engine.lock();
        let functions = hosts.hosts.iter();
        names
            .bindings
            .extend(functions.map(|(name, handle)| (name.clone(), Binding::Func(handle.id()))));
        drop(hosts);
        names.bindings.extend(globals.bindings.iter().cloned());
        Reading {
            engine,
            source,
            names,
            imports: HashMap::new(),
            functions: Vec::new(),
            hidden: Vec::new(),
            problems: Vec::new(),
            stop: Stop::new(&engine.shared.limits, token.cloned()),
            token,
        }
    }

    fn finish(self, globals: &Globals) -> Result<Module, Error> {
        if !self.problems.is_empty() {
            return Err(Error::compile(self.problems));
        }
        Ok(Module {
            inner: Arc::new(Inner {
                names: Arc::new(self.names),
                functions: self.functions,
                _hidden: self.hidden,
                _uses: globals.uses.clone(),
            }),
        })
    }

    /// Errors are those that end reading; problems are collected.
    fn item(&mut self, item: ModuleItem) -> Result<(), Error> {
        match item {
            ModuleItem::Import { path, name, span } => self.import(path, name, span),
            ModuleItem::ImportFrom {
                module,
                member,
                name,
                span,
            } => self.import_from(&module, &member, name, span),
            ModuleItem::Bind { name, value } => {
                if let Some(binding) = self.value(&name, &value)? {
                    self.bind(name, binding);
                }
            }
            ModuleItem::Function(function) => self.function(function)?,
        }
        Ok(())
    }

    fn bind(&mut self, name: String, binding: Binding) {
        self.imports.remove(&name);
        self.names.bindings.insert(name, binding);
    }

    fn import(&mut self, path: String, name: String, span: Span) {
        let Some(binding) = module_binding(&path) else {
            let at = self.at(span);
            self.problems
                .push(nj0011_module_statement::unknown_module(&path, at));
            return;
        };
        self.bind(name.clone(), binding);
        self.imports.insert(name, path);
    }

    fn import_from(&mut self, module: &str, member: &str, name: String, span: Span) {
        let path = format!("{}.{member}", library_path(module));
        let known = numjit_library::lookup(&path).map(Binding::Entity);
        let known = known.or_else(|| decorator::is_known(&path).then(|| opaque("a decorator")));
        let known = known.or_else(|| WITHOUT_MEANING.contains(&module).then(|| opaque("a type")));
        match known {
            Some(binding) => {
                self.bind(name.clone(), binding);
                self.imports.insert(name, path);
            }
            None if module_binding(module).is_none() => {
                let at = self.at(span);
                self.problems
                    .push(nj0011_module_statement::unknown_module(module, at));
            }
            None => {
                let at = self.at(span);
                let problem = numjit_diag::codes::nj0105_unknown_member::unknown_member(
                    module, member, None, at,
                );
                self.problems.push(problem);
            }
        }
    }

    fn function(&mut self, function: ModuleFunction) -> Result<(), Error> {
        let Some(mut options) = decorator::read_options(self, &function) else {
            return Ok(());
        };
        options.code.interruptible = self.engine.shared.interruptible;
        options.code.boundscheck |= self.engine.shared.always_check_bounds;
        if self.engine.shared.ignore_fastmath {
            options.code.fastmath = Options::DEFAULT.fastmath;
        }
        let mut defaults = Vec::new();
        for default in &function.defaults {
            match self.value(&function.name, default)? {
                Some(binding) => defaults.push(binding),
                None => return Ok(()),
            }
        }
        let source = FunctionSource {
            source: Arc::new(self.part(function.span)),
            name: function.name.clone(),
            lambda: None,
        };
        let handle = self.engine.register(source, options);
        self.names.defaults.insert(handle.id(), defaults);
        let binding = Binding::Func(handle.id());
        self.bind(function.name.clone(), binding);
        let known = self
            .functions
            .iter()
            .position(|(name, _)| **name == *function.name);
        if let Some(known) = known {
            self.hidden.push(self.functions.remove(known).1);
        }
        self.functions.push((function.name.into(), handle));
        Ok(())
    }

    /// A part of the text with its place.
    fn part(&self, span: Span) -> Source {
        let (line, _) = self.source.line_column(span.start);
        Source {
            file: self.source.file.clone(),
            first_line: line,
            indent: 0,
            text: self.text(span).into(),
        }
    }

    fn text(&self, span: Span) -> &str {
        let text = self.source.text.get(span.start as usize..span.end as usize);
        text.unwrap_or_default()
    }

    fn at(&self, span: Span) -> Label {
        Label::new(self.source_text(), span.start, span.end, "")
    }

    fn source_text(&self) -> SourceText {
        SourceText {
            file: self.source.file.clone(),
            first_line: 1,
            indent: 0,
            text: self.source.text.clone(),
        }
    }

    /// The value of an expression. None when a problem was found.
    fn value(&mut self, name: &str, expr: &StaticExpr) -> Result<Option<Binding>, Error> {
        Ok(match &expr.kind {
            StaticKind::Const(value) => Some(Binding::Const(value.clone())),
            StaticKind::Tuple(items) => {
                let mut bindings = Vec::new();
                for item in items {
                    match self.value(name, item)? {
                        Some(binding) => bindings.push(binding),
                        None => return Ok(None),
                    }
                }
                Some(Binding::Tuple(bindings))
            }
            StaticKind::Path(path) => self.path(path, expr.span),
            StaticKind::List(_) | StaticKind::Set(_) | StaticKind::Dict(_) => {
                let at = self.at(expr.span);
                let what = "a list, set or dictionary";
                let problem = nj0104_unsupported_global::unsupported_global(name, what, at);
                self.problems.push(problem);
                None
            }
            StaticKind::Call { .. } | StaticKind::Other => self.evaluate(name, expr.span)?,
        })
    }

    /// What a dotted name stands for.
    fn path(&mut self, path: &[String], span: Span) -> Option<Binding> {
        let first = path.first().map_or("", String::as_str);
        if let [name] = path
            && let Some(binding) = self.names.bindings.get(name)
        {
            return Some(binding.clone());
        }
        if let Some(full) = self.full_name(path)
            && let Some(entity) = numjit_library::lookup(&full)
        {
            return Some(Binding::Entity(entity));
        }
        let builtin = numjit_library::builtin(first).filter(|_| path.len() == 1);
        builtin.map(Binding::Entity).or_else(|| {
            let at = self.at(span);
            let name = path.join(".");
            self.problems
                .push(nj0101_undefined_name::undefined_name(&name, None, at));
            None
        })
    }

    /// The library's name for a dotted name whose first part is imported.
    fn full_name(&self, path: &[String]) -> Option<String> {
        let (first, rest) = path.split_first()?;
        let mut full = library_path(self.imports.get(first)?).to_owned();
        for part in rest {
            full.push('.');
            full.push_str(part);
        }
        Some(full)
    }

    /// Evaluates an expression by compiling and calling it.
    fn evaluate(&mut self, name: &str, span: Span) -> Result<Option<Binding>, Error> {
        let (line, _) = self.source.line_column(span.start);
        let text = format!("{PREFIX}{}\n )\n", self.text(span));
        let source = FunctionSource {
            source: Arc::new(Source {
                file: self.source.file.clone(),
                first_line: line.saturating_sub(1),
                indent: 0,
                text: text.as_str().into(),
            }),
            name: "module".to_owned(),
            lambda: None,
        };
        let mut options = DispatcherOptions::default();
        // Outside of functions NumPy's own rules of promotion hold.
        options.code.nep50 = true;
        options.code.interruptible = self.engine.shared.interruptible;
        let handle = self.engine.register(source, options);
        self.names.defaults.insert(handle.id(), Vec::new());
        let result = self.run(&handle);
        self.names.defaults.remove(&handle.id());
        match result {
            Ok(value) => Ok(self.frozen(name, &value, span)),
            Err(Error::Compile(problems)) => {
                let problems = problems.into_iter().map(|one| *one.diagnostic);
                let moved: Vec<Diagnostic> =
                    problems.map(|one| self.moved(one, &text, span)).collect();
                self.problems.extend(moved);
                Ok(None)
            }
            Err(Error::Raised(raised)) => Err(Error::Raised(Box::new(outside(*raised)))),
            Err(error) => Err(error),
        }
    }

    fn run(&self, handle: &FunctionHandle) -> Result<Arg, Error> {
        let chosen = handle.choose(&[], &mut Lookup::new(&self.names, self.token))?;
        let mut results = vec![0; chosen.result_slots];
        let surroundings = self.engine.shared.surroundings.clone();
        let (entry, slots, out) = (chosen.entry, [].as_ptr(), results.as_mut_ptr());
        match (self.token, self.stop.left()) {
            _ if !self.engine.shared.interruptible => {
                thread::enter(entry, &surroundings, slots, out)?;
            }
            (Some(token), _) => thread::enter_until(token, entry, &surroundings, slots, out)?,
            (None, Some(left)) => {
                let token = CancelToken::after(left);
                if let Err(error) = thread::enter_until(&token, entry, &surroundings, slots, out) {
                    // When the time is over, the text says whose limit it was.
                    self.stop.check()?;
                    return Err(error);
                }
            }
            (None, None) => thread::enter(entry, &surroundings, slots, out)?,
        }
        Ok(Reader::new(&results).value(chosen.result, true))
    }

    fn frozen(&mut self, name: &str, value: &Arg, span: Span) -> Option<Binding> {
        let frozen = constant(value);
        if frozen.is_none() {
            let at = self.at(span);
            let what = "a value without a constant form";
            let problem = nj0104_unsupported_global::unsupported_global(name, what, at);
            self.problems.push(problem);
        }
        frozen
    }

    /// A problem of the text that was made for an expression, as one of the module's text.
    fn moved(&self, mut problem: Diagnostic, text: &str, span: Span) -> Diagnostic {
        let labels = problem.primary.iter_mut().chain(&mut problem.secondary);
        for label in labels.filter(|label| *label.source.text == *text) {
            let moved = |offset: u32| {
                let inside = offset.saturating_sub(PREFIX.len() as u32);
                (span.start + inside).min(span.end)
            };
            (label.start, label.end) = (moved(label.start), moved(label.end));
            label.source = self.source_text();
        }
        problem
    }
}

/// An exception whose outermost frame is the module itself.
fn outside(mut raised: Raised) -> Raised {
    if let Some(last) = raised.frames.last_mut() {
        last.function = "<module>".to_owned();
    }
    raised
}

fn opaque(what: &str) -> Binding {
    Binding::Opaque(what.to_owned())
}

/// The library's name of a module.
fn library_path(path: &str) -> &str {
    match path {
        "numjit" => "numba",
        path => path,
    }
}

fn module_binding(path: &str) -> Option<Binding> {
    if WITHOUT_MEANING.contains(&path) {
        return Some(opaque("a module of types"));
    }
    numjit_library::lookup(library_path(path)).map(Binding::Entity)
}

impl From<Diagnostic> for Problem {
    fn from(diagnostic: Diagnostic) -> Problem {
        Problem::new(diagnostic)
    }
}

impl From<Error> for CallError {
    /// For hosts that know the other form.
    fn from(error: Error) -> CallError {
        match error {
            Error::Compile(problems) => {
                CallError::Compile(problems.into_iter().map(|one| *one.diagnostic).collect())
            }
            Error::Raised(raised) => CallError::Raised(raised.exception),
            Error::Mismatch(text) => CallError::Arguments(text),
            Error::Limit(text) => CallError::Stopped(text),
            Error::Cancelled => CallError::Cancelled,
            Error::TimedOut => CallError::TimedOut,
            Error::Internal(reason) => CallError::Internal {
                stage: "driver",
                reason,
                dump: String::new(),
            },
        }
    }
}
