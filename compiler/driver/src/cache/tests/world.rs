//! A program of modules, globals and functions that can be edited, and what its functions mean.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use numjit_abi::FIRST_USER_EXCEPTION;
use numjit_infer::{Binding, ConstArray};
use numjit_ir::{Const, NamedTupleClass, Source, Ty, UserExceptionClass};

use crate::engine::FunctionSource;
use crate::options::DispatcherOptions;

/// A generator of numbers (Steele, Lea and Flood: Fast Splittable Pseudorandom Number Generators, 2014).
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    pub(super) fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize].clone()
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}

/// A value of a global. Many are equal in Python and yet not the same to a compiler.
#[derive(Clone, Debug)]
pub(super) enum Value {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Complex(f64, f64),
    Str(String),
    /// A NumPy scalar.
    Scalar(i64, Ty),
    Array(Ty, Vec<i64>, Vec<u8>),
    Tuple(Vec<Value>),
    Class(u32, String),
    /// An exception class of the program.
    Exception(i32, String),
    Entity(u32),
    Module(usize),
    Func(usize),
    Python(String),
}

/// The type of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arg {
    Plain(Ty),
    /// A function.
    Func(Callee),
    /// A nested function that captured an integer.
    Closure(Callee),
    /// A generator.
    Generator(Callee),
}

/// A function of the world, or one nested in it at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Callee {
    pub(super) position: usize,
    pub(super) nested: Option<u32>,
}

impl Arg {
    /// The function that a call of the argument runs.
    pub(super) fn callee(self) -> Option<Callee> {
        match self {
            Arg::Plain(_) => None,
            Arg::Func(callee) | Arg::Closure(callee) | Arg::Generator(callee) => Some(callee),
        }
    }

    pub(super) fn pick(numbers: &mut Numbers) -> Arg {
        let position = numbers.below(FUNCTIONS as u64) as usize;
        let nested = Some(numbers.below(2) as u32);
        match numbers.below(8) {
            0 => Arg::Func(Callee {
                position,
                nested: None,
            }),
            1 => Arg::Closure(Callee { position, nested }),
            2 => Arg::Generator(Callee { position, nested }),
            3 => Arg::Generator(Callee {
                position,
                nested: None,
            }),
            _ => Arg::Plain(numbers.pick(&[Ty::I64, Ty::F64])),
        }
    }
}

/// A step of a function.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Read(String),
    /// An attribute of what may be a module.
    Attribute(String, String),
    /// Reads the second name if the first is `True`, else the third.
    Choose(String, String, String),
    Call(String, Ty),
}

#[derive(Clone, Debug)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) module: usize,
    pub(super) body: Vec<Step>,
    pub(super) defaults: Vec<Value>,
    /// It is a library call of the host.
    pub(super) is_library: bool,
    comment: u64,
    line: u32,
    folder: u64,
    boundscheck: bool,
    parallel: bool,
    nogil: bool,
    cache: bool,
    locals: Vec<(String, Ty)>,
}

/// The program.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) modules: Vec<BTreeMap<String, Value>>,
    pub(super) functions: Vec<Function>,
}

const MODULES: usize = 3;
const FUNCTIONS: usize = 9;
const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

fn name(numbers: &mut Numbers) -> String {
    numbers.pick(&NAMES).to_owned()
}

fn value(numbers: &mut Numbers, depth: u32) -> Value {
    let small = numbers.below(3) as i64;
    match numbers.below(if depth > 0 { 21 } else { 15 }) {
        0 => Value::None,
        1 => Value::Bool(small > 0),
        2 => Value::Int(small),
        3 => Value::Float([0.0, -0.0, 1.0][small as usize]),
        4 => Value::Complex(small as f64, 0.0),
        5 => Value::Str(small.to_string()),
        6 => Value::Scalar(small, numbers.pick(&[Ty::I32, Ty::I64, Ty::U8])),
        7 => array(numbers),
        8 => Value::Class(small as u32, "Point".to_owned()),
        9 => Value::Entity(small as u32),
        10 => Value::Python(small.to_string()),
        11 | 12 => Value::Module(small as usize),
        13 => Value::Bool(true),
        14 => Value::Exception(small as i32, numbers.pick(&["Error", "Failure"]).to_owned()),
        15..19 => Value::Func(numbers.below(FUNCTIONS as u64) as usize),
        _ => Value::Tuple((0..small).map(|_| value(numbers, depth - 1)).collect()),
    }
}

/// Arrays with the same bytes in several shapes and types.
fn array(numbers: &mut Numbers) -> Value {
    let shape = numbers.pick(&[vec![4], vec![2, 2], vec![1, 4]]);
    let dtype = numbers.pick(&[Ty::I8, Ty::U8]);
    Value::Array(dtype, shape, vec![0, 1, 2, numbers.below(2) as u8])
}

fn step(numbers: &mut Numbers) -> Step {
    match numbers.below(6) {
        0 => Step::Read(name(numbers)),
        1 => Step::Attribute(name(numbers), name(numbers)),
        2 => Step::Choose(name(numbers), name(numbers), name(numbers)),
        _ => Step::Call(name(numbers), numbers.pick(&[Ty::I64, Ty::F64])),
    }
}

impl Value {
    pub(super) fn binding(&self, offset: u32, func: &dyn Fn(usize) -> u32) -> Binding {
        match self {
            Value::None => Binding::Const(Const::None),
            Value::Bool(value) => Binding::Const(Const::Bool(*value)),
            Value::Int(value) => Binding::Const(Const::Int(*value)),
            Value::Float(value) => Binding::Const(Const::Float(*value)),
            Value::Complex(re, im) => Binding::Const(Const::Complex(*re, *im)),
            Value::Str(text) => Binding::Const(Const::Str(text.as_str().into())),
            Value::Scalar(value, ty) => Binding::Scalar(Const::Int(*value), *ty),
            Value::Array(dtype, shape, bytes) => Binding::Array(ConstArray {
                dtype: *dtype,
                shape: shape.clone(),
                bytes: bytes.as_slice().into(),
            }),
            Value::Tuple(items) => {
                let items = items.iter().map(|item| item.binding(offset, func));
                Binding::Tuple(items.collect())
            }
            Value::Class(class, name) => Binding::NamedTupleClass(NamedTupleClass {
                name: name.as_str().into(),
                class: class + offset,
                fields: ["x".into()].into(),
            }),
            Value::Exception(code, name) => Binding::ExceptionClass(UserExceptionClass {
                name: name.as_str().into(),
                code: FIRST_USER_EXCEPTION + code,
            }),
            Value::Entity(entity) => Binding::Entity(*entity),
            Value::Module(module) => Binding::Namespace(*module as u32 + offset),
            Value::Func(position) => Binding::Func(func(*position)),
            Value::Python(name) => Binding::PythonFunction(name.clone()),
        }
    }
}

impl Function {
    fn text(&self) -> String {
        let body: Vec<String> = self.body.iter().map(|step| format!("{step:?}")).collect();
        format!(
            "def {}(): # {}\n {}",
            self.name,
            self.comment,
            body.join("\n ")
        )
    }

    pub(super) fn source(&self) -> FunctionSource {
        FunctionSource {
            source: Arc::new(Source {
                file: format!("/{}/{}.py", self.folder, self.module).into(),
                first_line: self.line,
                indent: 0,
                text: self.text().into(),
            }),
            name: self.name.clone(),
            lambda: None,
        }
    }

    pub(super) fn dispatcher_options(&self) -> DispatcherOptions {
        let mut options = DispatcherOptions {
            nogil: self.nogil,
            cache: self.cache,
            parallel: self.parallel,
            locals: self.locals.clone(),
            ..DispatcherOptions::default()
        };
        options.code.boundscheck = self.boundscheck;
        options
    }
}

impl World {
    pub(super) fn new(numbers: &mut Numbers) -> World {
        let module = |numbers: &mut Numbers| {
            let names = NAMES.iter();
            names
                .map(|name| ((*name).to_owned(), value(numbers, 2)))
                .collect()
        };
        let function = |position: usize, numbers: &mut Numbers| Function {
            name: format!("f{position}"),
            module: position % MODULES,
            body: (0..3).map(|_| step(numbers)).collect(),
            defaults: Vec::new(),
            is_library: false,
            comment: 0,
            line: 100 * position as u32 + 1,
            folder: 0,
            boundscheck: true,
            parallel: false,
            nogil: false,
            cache: false,
            locals: Vec::new(),
        };
        let modules = (0..MODULES).map(|_| module(numbers)).collect();
        let mut functions: Vec<Function> = (0..FUNCTIONS)
            .map(|position| function(position, numbers))
            .collect();
        // It is never edited, and calls what it is given.
        functions.push(Function {
            body: Vec::new(),
            is_library: true,
            ..function(FUNCTIONS, numbers)
        });
        World { modules, functions }
    }

    /// Changes one thing.
    pub(super) fn edit(&mut self, numbers: &mut Numbers) {
        let place = numbers.below(FUNCTIONS as u64) as usize;
        let function = &mut self.functions[place];
        match numbers.below(16) {
            0..7 => {
                let module = &mut self.modules[numbers.below(MODULES as u64) as usize];
                module.insert(name(numbers), value(numbers, 2));
            }
            7 => {
                let module = &mut self.modules[numbers.below(MODULES as u64) as usize];
                module.remove(&name(numbers));
            }
            8 => {
                let step = step(numbers);
                *function.body.last_mut().expect("bodies have steps") = step;
            }
            9 => function.comment = numbers.below(3),
            // Lines stay apart from those of other functions.
            10 => function.line = 100 * place as u32 + numbers.below(90) as u32,
            11 => self.move_files(numbers),
            12 => function.boundscheck = numbers.below(2) == 0,
            13 => function.nogil = !function.nogil,
            14 => function.defaults = vec![value(numbers, 1)],
            _ => match numbers.below(4) {
                0 => function.cache = !function.cache,
                1 => function.parallel = !function.parallel,
                2 => function.locals = vec![("x".to_owned(), numbers.pick(&[Ty::I32, Ty::F32]))],
                // A function of the same text in another place of the program.
                _ => {
                    let twin = self.functions[numbers.below(FUNCTIONS as u64) as usize].clone();
                    let function = &mut self.functions[place];
                    function.name = twin.name;
                    function.body = twin.body;
                    function.comment = twin.comment;
                }
            },
        }
    }

    fn move_files(&mut self, numbers: &mut Numbers) {
        let folder = numbers.below(5);
        for function in &mut self.functions {
            function.folder = folder;
        }
    }

    pub(super) fn global(&self, function: &Function, name: &str) -> Option<&Value> {
        self.modules[function.module].get(name)
    }

    /// Everything that matters to a function for an argument type, as text. Equal texts mean equal code.
    pub(super) fn meaning(&self, root: usize, arg: Arg) -> String {
        let mut teller = Teller {
            world: self,
            functions: Vec::new(),
            modules: Vec::new(),
            classes: Vec::new(),
            told: Vec::new(),
            text: String::new(),
        };
        teller.function(root);
        teller.arg(arg);
        let root = Callee {
            position: root,
            nested: None,
        };
        teller.instance(root, arg);
        teller.text
    }
}

/// Tells what functions mean; things are named by their first occurrence.
struct Teller<'w> {
    world: &'w World,
    functions: Vec<usize>,
    modules: Vec<usize>,
    classes: Vec<u32>,
    told: Vec<(Callee, Arg)>,
    text: String,
}

fn place_of<T: PartialEq>(known: &mut Vec<T>, item: T) -> (usize, bool) {
    match known.iter().position(|one| *one == item) {
        Some(place) => (place, false),
        None => {
            known.push(item);
            (known.len() - 1, true)
        }
    }
}

impl Teller<'_> {
    fn say(&mut self, text: impl std::fmt::Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{text} ");
    }

    fn function(&mut self, position: usize) {
        let (place, is_new) = place_of(&mut self.functions, position);
        self.say(format_args!("F{place}"));
        if is_new {
            let function = &self.world.functions[position];
            self.say(format_args!(
                "<{:?} {} {} {:?}>",
                function.text(),
                function.boundscheck,
                function.parallel,
                function.locals
            ));
        }
    }

    fn arg(&mut self, arg: Arg) {
        match arg {
            Arg::Plain(ty) => self.say(ty),
            Arg::Func(_) => self.say("function"),
            Arg::Closure(_) => self.say("closure"),
            Arg::Generator(_) => self.say("generator"),
        }
        if let Some(callee) = arg.callee() {
            self.say(format_args!("{:?} of", callee.nested));
            self.function(callee.position);
        }
    }

    fn instance(&mut self, callee: Callee, arg: Arg) {
        let (place, is_new) = place_of(&mut self.told, (callee, arg));
        self.say(format_args!("I{place}:"));
        if !is_new {
            return;
        }
        let function = &self.world.functions[callee.position];
        self.say("{");
        for step in &function.body {
            match step {
                Step::Read(name) => drop(self.global(function, name)),
                Step::Attribute(module, name) => {
                    if let Some(Value::Module(module)) = self.global(function, module) {
                        self.maybe(self.world.modules[module].get(name));
                    }
                }
                Step::Choose(name, yes, no) => {
                    let is_true = matches!(self.global(function, name), Some(Value::Bool(true)));
                    self.global(function, if is_true { yes } else { no });
                }
                Step::Call(name, arg) => {
                    if let Some(Value::Func(callee)) = self.global(function, name) {
                        let defaults = &self.world.functions[callee].defaults;
                        defaults.iter().for_each(|value| self.value(value));
                        let callee = Callee {
                            position: callee,
                            nested: None,
                        };
                        self.say(arg);
                        self.instance(callee, Arg::Plain(*arg));
                    }
                }
            }
        }
        if let Some(callee) = arg.callee() {
            self.instance(callee, Arg::Plain(Ty::I64));
        }
        self.say("}");
    }

    fn global(&mut self, function: &Function, name: &str) -> Option<Value> {
        let found = self.world.global(function, name);
        self.maybe(found);
        found.cloned()
    }

    fn maybe(&mut self, value: Option<&Value>) {
        match value {
            Some(value) => self.value(value),
            None => self.say("nothing"),
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Tuple(items) => {
                self.say("(");
                items.iter().for_each(|item| self.value(item));
                self.say(")");
            }
            Value::Class(class, name) => {
                let (place, _) = place_of(&mut self.classes, *class);
                self.say(format_args!("C{place}{name}"));
            }
            Value::Exception(code, name) => self.say(format_args!("E{code}{name}")),
            Value::Module(module) => {
                let (place, _) = place_of(&mut self.modules, *module);
                self.say(format_args!("M{place}"));
            }
            Value::Func(position) => self.function(*position),
            Value::Array(dtype, shape, bytes) => {
                self.say(format_args!("A{dtype}{shape:?}{bytes:?}"));
            }
            Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Complex(..)
            | Value::Str(_)
            | Value::Scalar(..)
            | Value::Entity(_)
            | Value::Python(_) => self.say(format_args!("{value:?}")),
        }
    }
}
