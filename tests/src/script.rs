//! A script: functions, constants and calls, read by the parser of the front end's language.
//!
//! Module level is evaluated here as far as tests need it: literals, tuples, calls of the script's own
//! functions, named tuple classes; any other expression is a library call, such as `np.arange(6)`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use numjit::ir::{NamedTupleClass, Source, Ty};
use numjit::{
    Arg, Binding, CallError, DispatcherOptions, Engine, FuncId, FunctionHandle, FunctionSource,
    LibraryCall, ListingKind, Resolver, Signature, type_of,
};
use numjit_runtime::Runtime;
use rustpython_parser::ast::{self, Constant, Expr, Ranged, Stmt};
use rustpython_parser::{Parse, ast::Suite};

use crate::show::{show, show_exception};
use crate::values::Value;

/// A script whose functions are registered.
pub struct Script {
    engine: Engine,
    runtime: Runtime,
    printed: Rc<RefCell<String>>,
    names: Names,
    functions: HashMap<FuncId, FunctionHandle>,
    text: String,
    file: Arc<str>,
    /// The calls that stand as statements, in order.
    pub calls: Vec<Call>,
}

/// A call that stands as a statement.
#[derive(Clone)]
pub struct Call {
    /// Its text.
    pub text: String,
    what: What,
}

#[derive(Clone)]
enum What {
    Call(FuncId, Vec<Value>),
    Show(Value),
}

/// What a call did.
pub struct Ran {
    /// What it printed.
    pub printed: String,
    /// Its result or exception.
    pub outcome: Result<String, CallError>,
}

/// The bits that stand for a result or argument in low code: one word per scalar.
pub fn bits(arg: &Arg) -> Option<u64> {
    match arg {
        Arg::Bool(value) => Some(u64::from(*value)),
        Arg::Int(value) => Some(*value as u64),
        Arg::UInt(value) => Some(*value),
        Arg::Float(value) => Some(value.to_bits()),
        _ => None,
    }
}

/// The script's globals.
#[derive(Default)]
struct Names {
    values: HashMap<String, Value>,
    defaults: HashMap<FuncId, Vec<Value>>,
}

impl Resolver for Names {
    fn global(&mut self, _: FuncId, name: &str) -> Option<Binding> {
        self.values.get(name).map(Value::binding)
    }

    fn attribute(&mut self, _: u32, _: &str) -> Option<Binding> {
        None
    }

    fn defaults(&mut self, func: FuncId) -> Vec<Binding> {
        let defaults = self.defaults.get(&func).map_or(&[][..], Vec::as_slice);
        defaults.iter().map(Value::binding).collect()
    }
}

/// Why a script cannot be loaded: a sentence, or what a call at module level failed with.
fn unsupported(what: impl Into<String>) -> CallError {
    CallError::Arguments(what.into())
}

impl Script {
    /// Reads a script. A text that does not parse becomes one function `f`, so that compiling it reports the
    /// problem.
    pub fn load(file: &str, text: &str) -> Result<Script, CallError> {
        let printed = Rc::new(RefCell::new(String::new()));
        let sink = printed.clone();
        let mut script = Script {
            engine: Engine::new()?,
            runtime: Runtime::new(Box::new(move |text| {
                sink.borrow_mut().push_str(text);
                Ok(())
            })),
            printed,
            names: Names::default(),
            functions: HashMap::new(),
            text: text.to_owned(),
            file: file.into(),
            calls: Vec::new(),
        };
        match Suite::parse(text, file) {
            Ok(statements) => {
                for statement in &statements {
                    script.statement(statement)?;
                }
            }
            Err(_) => script.load_broken(),
        }
        Ok(script)
    }

    fn load_broken(&mut self) {
        let func = self.register("f", 0..self.text.len(), DispatcherOptions::default());
        self.calls.push(Call {
            text: "f()".to_owned(),
            what: What::Call(func, Vec::new()),
        });
    }

    fn statement(&mut self, statement: &Stmt) -> Result<(), CallError> {
        match statement {
            Stmt::Import(import) => self.import(import),
            Stmt::ImportFrom(import) => self.import_from(import),
            Stmt::FunctionDef(def) => self.def(def)?,
            Stmt::Assign(assign) => self.assign(assign)?,
            Stmt::Expr(expr) => self.expression_statement(&expr.value)?,
            _ => return Err(unsupported("a statement that test scripts cannot use")),
        }
        Ok(())
    }

    fn import(&mut self, import: &ast::StmtImport) {
        for alias in &import.names {
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.bind_path(name.as_str(), alias.name.as_str());
        }
    }

    fn import_from(&mut self, import: &ast::StmtImportFrom) {
        let module = import.module.as_ref().map_or("", |name| name.as_str());
        for alias in &import.names {
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.bind_path(name.as_str(), &format!("{module}.{}", alias.name));
        }
    }

    /// Binds a name to what the library has at a path; what it does not have is opaque.
    fn bind_path(&mut self, name: &str, path: &str) {
        let value = match numjit::rows::lookup(path) {
            Some(entity) => Value::Plain(Arg::Entity(entity)),
            None => Value::Opaque(format!("`{path}`")),
        };
        self.names.values.insert(name.to_owned(), value);
    }

    fn source_of(&self, range: &impl Ranged) -> &str {
        let range = range.range();
        &self.text[range.start().to_usize()..range.end().to_usize()]
    }

    fn def(&mut self, def: &ast::StmtFunctionDef) -> Result<(), CallError> {
        let name = def.name.as_str();
        let Some(decorator) = def.decorator_list.first() else {
            let value = Value::PythonFunction(name.to_owned());
            self.names.values.insert(name.to_owned(), value);
            return Ok(());
        };
        let options = self.options(decorator)?;
        let start = self.text[..decorator.start().to_usize()].rfind('@');
        let range = start.unwrap_or(0)..def.end().to_usize();
        let func = self.register(name, range, options);
        let args = &def.args;
        let mut defaults = Vec::new();
        for arg in args
            .posonlyargs
            .iter()
            .chain(&args.args)
            .chain(&args.kwonlyargs)
        {
            if let Some(default) = &arg.default {
                defaults.push(self.evaluate(default)?);
            }
        }
        self.names.defaults.insert(func, defaults);
        self.bind_function(name, func);
        Ok(())
    }

    fn bind_function(&mut self, name: &str, func: FuncId) {
        let value = Value::Plain(Arg::Func(func));
        self.names.values.insert(name.to_owned(), value);
    }

    fn register(
        &mut self,
        name: &str,
        range: std::ops::Range<usize>,
        options: DispatcherOptions,
    ) -> FuncId {
        let before = &self.text[..range.start];
        let source = Source {
            file: self.file.clone(),
            first_line: before.matches('\n').count() as u32 + 1,
            indent: 0,
            text: format!("{}\n", &self.text[range]).into(),
        };
        let source = FunctionSource {
            source: Arc::new(source),
            name: name.to_owned(),
            lambda: None,
        };
        let handle = self.engine.register(source, options);
        let func = handle.id();
        self.functions.insert(func, handle);
        func
    }

    fn options(&self, decorator: &Expr) -> Result<DispatcherOptions, CallError> {
        let mut options = DispatcherOptions::default();
        let Expr::Call(call) = decorator else {
            return Ok(options);
        };
        for arg in &call.args {
            let list = match arg {
                Expr::List(list) => list.elts.iter().collect(),
                _ => vec![arg],
            };
            for signature in list {
                let text = match signature {
                    Expr::Constant(constant) => constant.value.as_str().cloned(),
                    _ => Some(self.source_of(signature).to_owned()),
                };
                let parsed = Signature::parse(&text.unwrap_or_default());
                let parsed = parsed.map_err(|error| unsupported(error.message))?;
                options.signatures.push(parsed);
            }
        }
        for keyword in &call.keywords {
            self.option(&mut options, keyword)?;
        }
        Ok(options)
    }

    fn option(
        &self,
        options: &mut DispatcherOptions,
        keyword: &ast::Keyword,
    ) -> Result<(), CallError> {
        let name = keyword.arg.as_ref().map_or("", |name| name.as_str());
        let text = self.source_of(&keyword.value).trim_matches(['\'', '"']);
        let done = match name {
            "fastmath" if text == "True" => options.allow_fastmath("fast"),
            "error_model" => options.set_error_model(text),
            "boundscheck" => {
                options.code.boundscheck = text == "True";
                Ok(())
            }
            "locals" => return self.declare(options, &keyword.value),
            "cache" | "nogil" => Ok(()),
            _ => return Err(unsupported(format!("the option {name}"))),
        };
        done.map_err(|error| unsupported(error.message))
    }

    fn declare(&self, options: &mut DispatcherOptions, value: &Expr) -> Result<(), CallError> {
        let Expr::Dict(dict) = value else {
            return Err(unsupported("locals= takes a dict"));
        };
        for (key, value) in dict.keys.iter().zip(&dict.values) {
            let key = key.as_ref().map_or("", |key| self.source_of(key));
            let ty = numjit::parse_type(self.source_of(value));
            let ty = ty.map_err(|error| unsupported(error.message))?;
            options
                .locals
                .push((key.trim_matches(['\'', '"']).to_owned(), ty));
        }
        Ok(())
    }

    fn assign(&mut self, assign: &ast::StmtAssign) -> Result<(), CallError> {
        let value = match &*assign.value {
            Expr::Lambda(lambda) => return self.assign_lambda(assign, lambda),
            Expr::Call(call) if self.jitted_lambda(call) => {
                let Some(Expr::Lambda(lambda)) = call.args.first() else {
                    return Err(unsupported("njit of something else than a lambda"));
                };
                return self.assign_lambda(assign, lambda);
            }
            value => self.evaluate(value)?,
        };
        for target in &assign.targets {
            self.names
                .values
                .insert(self.source_of(target).to_owned(), value.clone());
        }
        Ok(())
    }

    fn jitted_lambda(&self, call: &ast::ExprCall) -> bool {
        self.source_of(&*call.func) == "njit"
    }

    fn assign_lambda(
        &mut self,
        assign: &ast::StmtAssign,
        lambda: &ast::ExprLambda,
    ) -> Result<(), CallError> {
        let range = lambda.start().to_usize()..lambda.end().to_usize();
        let func = self.register("<lambda>", range, DispatcherOptions::default());
        for target in &assign.targets {
            let name = self.source_of(target).to_owned();
            self.bind_function(&name, func);
        }
        Ok(())
    }

    fn expression_statement(&mut self, expr: &Expr) -> Result<(), CallError> {
        let text = self.source_of(expr).to_owned();
        let what = match self.jitted_call(expr)? {
            Some((func, args)) => What::Call(func, args),
            None => What::Show(self.evaluate(expr)?),
        };
        self.calls.push(Call { text, what });
        Ok(())
    }

    /// The function and bound arguments of an expression that calls one of the script's functions.
    fn jitted_call(&mut self, expr: &Expr) -> Result<Option<(FuncId, Vec<Value>)>, CallError> {
        let Expr::Call(call) = expr else {
            return Ok(None);
        };
        let callee = self.names.values.get(self.source_of(&*call.func));
        let Some(func) = callee.and_then(Value::function) else {
            return Ok(None);
        };
        let mut positional = Vec::new();
        for arg in &call.args {
            positional.push(self.evaluate(arg)?);
        }
        let mut keywords = Vec::new();
        for keyword in &call.keywords {
            let name = keyword.arg.as_ref().map_or("", |name| name.as_str());
            keywords.push((name.to_owned(), self.evaluate(&keyword.value)?));
        }
        // A function that does not parse has no parameters; calling it reports why.
        let Ok(params) = self.functions[&func].params() else {
            return Ok(Some((func, positional)));
        };
        let defaults = self.names.defaults.get(&func).cloned().unwrap_or_default();
        let name = self.source_of(&*call.func).to_owned();
        let pack = |rest: Vec<Value>| Value::Tuple(rest);
        numjit::bind(&name, &params, positional, keywords, &defaults, pack)
            .map(|args| Some((func, args)))
            .map_err(unsupported)
    }

    fn evaluate(&mut self, expr: &Expr) -> Result<Value, CallError> {
        if let Some((func, args)) = self.jitted_call(expr)? {
            return Ok(Value::returned(self.invoke(func, &args)?));
        }
        match expr {
            Expr::Constant(constant) => self.constant(constant),
            Expr::Name(name) => match self.names.values.get(name.id.as_str()) {
                Some(value) => Ok(value.clone()),
                None => self.library(expr),
            },
            Expr::Tuple(tuple) => {
                let items = tuple.elts.iter().map(|item| self.evaluate(item));
                Ok(Value::Tuple(items.collect::<Result<_, _>>()?))
            }
            Expr::Call(call) => self.call_class(call, expr),
            Expr::Dict(_) => Ok(Value::Opaque("a value of type `dict`".to_owned())),
            _ => self.library(expr),
        }
    }

    fn constant(&self, constant: &ast::ExprConstant) -> Result<Value, CallError> {
        Ok(Value::Plain(match &constant.value {
            Constant::None => Arg::None,
            Constant::Bool(value) => Arg::Bool(*value),
            Constant::Int(value) => match (value.to_string().parse(), value.to_string().parse()) {
                (Ok(value), _) => Arg::Int(value),
                (_, Ok(value)) => Arg::UInt(value),
                _ => return Err(unsupported("an integer of more than 64 bits")),
            },
            Constant::Float(value) => Arg::Float(*value),
            Constant::Complex { real, imag } => Arg::Complex(*real, *imag),
            Constant::Str(text) => Arg::Str(text.as_str().into()),
            _ => return Err(unsupported("a constant of this kind")),
        }))
    }

    /// A call of a named tuple class, or one that makes such a class, or a library call.
    fn call_class(&mut self, call: &ast::ExprCall, expr: &Expr) -> Result<Value, CallError> {
        let callee = self.source_of(&*call.func).to_owned();
        if callee == "namedtuple" {
            return self.named_tuple_class(call);
        }
        let Some(Value::NamedTupleClass(class)) = self.names.values.get(&callee) else {
            return self.library(expr);
        };
        let class = class.clone();
        let items = call.args.iter().map(|arg| self.evaluate(arg));
        let items = items.collect::<Result<_, _>>()?;
        Ok(Value::NamedTuple(class, items))
    }

    fn named_tuple_class(&mut self, call: &ast::ExprCall) -> Result<Value, CallError> {
        let [name, fields] = call.args.as_slice() else {
            return Err(unsupported("namedtuple takes two arguments"));
        };
        let words = |text: &str| -> Vec<Box<str>> {
            let separators = |c: char| !(c.is_alphanumeric() || c == '_');
            let words = text.split(separators).filter(|word| !word.is_empty());
            words.map(Box::from).collect()
        };
        Ok(Value::NamedTupleClass(NamedTupleClass {
            name: words(self.source_of(name)).concat().into(),
            class: self.names.values.len() as u32,
            fields: words(self.source_of(fields)).into(),
        }))
    }

    /// Evaluates an expression over library names.
    fn library(&self, expr: &Expr) -> Result<Value, CallError> {
        let call = LibraryCall {
            expression: self.source_of(expr).to_owned(),
            arity: 0,
            is_statement: false,
        };
        let result = self.engine.call_library(&call, &[], &self.runtime)?;
        Ok(match result {
            Arg::Scalar(dtype, bits) if plain(dtype.name()) => unboxed(dtype.name(), bits),
            other => Value::returned(other),
        })
    }

    fn invoke(&mut self, func: FuncId, args: &[Value]) -> Result<Arg, CallError> {
        let args: Result<Vec<Arg>, String> = args.iter().map(Value::arg).collect();
        let args = args.map_err(unsupported)?;
        self.functions[&func].call(&args, &self.runtime, &mut self.names)
    }

    /// Calls a function by name.
    pub fn call(&mut self, name: &str, args: &[Arg]) -> Result<Arg, CallError> {
        let func = self.function(name)?;
        self.functions[&func].call(args, &self.runtime, &mut self.names)
    }

    /// A listing of a function by name, for argument types.
    pub fn listing_of(
        &mut self,
        name: &str,
        types: &[Ty],
        kind: ListingKind,
    ) -> Result<String, CallError> {
        let func = self.function(name)?;
        let listing = self.functions[&func].listing(types, kind, &mut self.names)?;
        Ok(listing.text)
    }

    fn function(&self, name: &str) -> Result<FuncId, CallError> {
        let value = self.names.values.get(name).and_then(Value::function);
        value.ok_or_else(|| unsupported(format!("no function {name}")))
    }

    /// Runs a call.
    pub fn run(&mut self, call: &Call) -> Ran {
        self.printed.borrow_mut().clear();
        let outcome = match &call.what {
            What::Call(func, args) => {
                let result = self.invoke(*func, args);
                result.map(|result| show(&Value::returned(result)))
            }
            What::Show(value) => Ok(show(value)),
        };
        Ran {
            printed: self.printed.take(),
            outcome,
        }
    }

    /// A call's outcome as lines of text: what it printed, then its result or exception.
    pub fn transcript(&mut self, call: &Call) -> String {
        let ran = self.run(call);
        let outcome = match &ran.outcome {
            Ok(value) => value.clone(),
            Err(error) => show_exception(error),
        };
        let mut text: String = ran
            .printed
            .lines()
            .map(|line| format!("| {line}\n"))
            .collect();
        text.push_str(&outcome);
        text
    }

    /// A listing of the specialisation that a call uses: title and text. None for a value that is shown.
    pub fn listing(
        &mut self,
        call: &Call,
        kind: ListingKind,
    ) -> Option<Result<(String, String), CallError>> {
        let What::Call(func, args) = &call.what else {
            return None;
        };
        let types: Result<Vec<Ty>, String> = args
            .iter()
            .map(|value| value.arg().map(|arg| type_of(&arg)))
            .collect();
        let types = match types {
            Ok(types) => types,
            Err(what) => return Some(Err(unsupported(what))),
        };
        let listing = self.functions[func].listing(&types, kind, &mut self.names);
        Some(listing.map(|listing| (listing.title, listing.text)))
    }
}

/// NumPy scalars that compiled code takes for Python numbers.
fn plain(dtype: &str) -> bool {
    matches!(dtype, "bool" | "int64" | "float64")
}

fn unboxed(dtype: &str, bits: [u64; 2]) -> Value {
    Value::Plain(match dtype {
        "bool" => Arg::Bool(bits[0] != 0),
        "int64" => Arg::Int(bits[0] as i64),
        _ => Arg::Float(f64::from_bits(bits[0])),
    })
}
