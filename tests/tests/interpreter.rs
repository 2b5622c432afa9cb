//! Random Python functions of scalars: the machine code agrees bit for bit with the reference interpreter on
//! the low code, before and after optimisation.
//!
//! Functions are made as source text from a seed: arithmetic, comparisons, conditions, loops with a
//! bounded number of rounds, and calls of a second function. The texts of listings are parsed back, so
//! this also covers the text form of the IR. A quiet NaN has no specified bits: any equals any.
//!
//! With `NUMJIT_FULL=1` in the environment ten times as many functions are tried.

use std::fmt::Write;

use numjit::{Arg, CallError, ListingKind};
use numjit_abi::Symbol;
use numjit_ir::interp::{Externals, Fault, Interpreter, Memory, Outcome};
use numjit_ir::{Function, Imm, Op, Ty, parse_function};
use numjit_lower::Callees;
use numjit_tests::{Script, bits};

/// Pairs of functions tried.
const PROGRAMS: u64 = 250;

/// Argument sets tried per program.
const RUNS: usize = 6;

/// Operations that the interpreter may execute; loops are bounded far below.
const STEPS: u64 = 5_000_000;

/// Instance number of the function under test; the one it calls is found in its code.
const ROOT: u32 = u32::MAX - 1;

#[test]
fn machine_code_agrees_with_the_interpreter() {
    let times = if std::env::var_os("NUMJIT_FULL").is_some() {
        10
    } else {
        1
    };
    for seed in 0..PROGRAMS * times {
        let mut random = Random(seed);
        let text = program(&mut random);
        if let Err(problem) = check(&mut random, &text) {
            panic!("seed {seed}: {problem}\n{text}");
        }
    }
}

fn check(random: &mut Random, text: &str) -> Result<(), String> {
    let mut script = Script::load("random.py", text).map_err(|e| e.to_string())?;
    let types = [Ty::I64, Ty::F64, Ty::BOOL];
    let before = low_code(&mut script, &types, ListingKind::Ir)?;
    let after = low_code(&mut script, &types, ListingKind::Opt)?;
    for _ in 0..RUNS {
        let args = [
            Arg::Int(random.int()),
            Arg::Float(random.float()),
            Arg::Bool(random.chance(50)),
        ];
        let native = native(&mut script, &args)?;
        for (code, stage) in [(&before, "before"), (&after, "after")] {
            let expected = interpret(code, &args)?;
            if !agree(&native, &expected) {
                return Err(format!(
                    "{args:?}: native {native:?}, interpreted {stage} optimisation {expected:?}"
                ));
            }
        }
    }
    Ok(())
}

/// A result's bits, or the kind of an exception.
#[derive(Debug, PartialEq)]
enum Ended {
    Returned(Vec<u64>),
    Raised(i32),
}

fn agree(a: &Ended, b: &Ended) -> bool {
    let is_nan = |bits: u64| f64::from_bits(bits).is_nan();
    match (a, b) {
        (Ended::Returned(a), Ended::Returned(b)) if a.len() == b.len() => a
            .iter()
            .zip(b)
            .all(|(&a, &b)| a == b || (is_nan(a) && is_nan(b))),
        _ => a == b,
    }
}

fn native(script: &mut Script, args: &[Arg]) -> Result<Ended, String> {
    match script.call("f", args) {
        Ok(Arg::Tuple(items)) => Ok(Ended::Returned(items.iter().filter_map(bits).collect())),
        Ok(value) => Ok(Ended::Returned(bits(&value).into_iter().collect())),
        Err(CallError::Raised(exception)) => Ok(Ended::Raised(exception.kind as i32)),
        Err(error) => Err(error.to_string()),
    }
}

/// The low code of `f` and of `g` under the number that `f` calls it by.
fn low_code(
    script: &mut Script,
    types: &[Ty],
    kind: ListingKind,
) -> Result<Vec<(u32, Function)>, String> {
    let mut of = |name: &str, types: &[Ty]| -> Result<Function, String> {
        let text = script
            .listing_of(name, types, kind)
            .map_err(|error| error.to_string())?;
        parse_function(&text).map_err(|error| format!("{error:?}\n{text}"))
    };
    let (f, g) = (of("f", types)?, of("g", &types[..2])?);
    let callee = callee(&f).unwrap_or(0);
    match kind {
        ListingKind::Ir => Ok(vec![(ROOT, lower(f)?), (callee, lower(g)?)]),
        _ => Ok(vec![(ROOT, f), (callee, g)]),
    }
}

fn callee(func: &Function) -> Option<u32> {
    let insts = func
        .layout
        .iter()
        .flat_map(|&block| &func.block(block).insts);
    let mut calls = insts.filter_map(|&inst| match (func.inst(inst).op, &func.inst(inst).imm) {
        (Op::CallFunc | Op::CallDirect, Imm::Func(id)) => Some(*id),
        _ => None,
    });
    calls.next()
}

/// What `g` takes and returns.
struct Signature;

impl Callees for Signature {
    fn signature(&self, _: u32) -> (Vec<Ty>, Ty) {
        (vec![Ty::I64, Ty::F64], Ty::F64)
    }
}

fn lower(mut func: Function) -> Result<Function, String> {
    numjit_opt::fuse_elementwise(&mut func);
    numjit_opt::insert_refcounts(&mut func);
    numjit_lower::lower(&func, &Signature).map_err(|error| error.message)
}

/// The runtime functions that scalar code calls: exceptions and the remainder.
#[derive(Default)]
struct Runtime {
    raised: Option<i32>,
}

impl Externals for Runtime {
    fn call(&mut self, symbol: Symbol, args: &[u64], _: &mut Memory) -> Result<u64, Fault> {
        match symbol {
            Symbol::Raise | Symbol::ExcBegin => self.raised = Some(args[1] as i32),
            Symbol::FmodF64 => {
                return Ok((f64::from_bits(args[0]) % f64::from_bits(args[1])).to_bits());
            }
            Symbol::Frame | Symbol::ExcPushI64 | Symbol::ExcPushF64 | Symbol::ExcPushStr => {}
            _ => {
                let name = symbol.info().name;
                return Err(Fault::Invalid(format!("{name} is not simulated")));
            }
        }
        Ok(0)
    }
}

fn interpret(functions: &[(u32, Function)], args: &[Arg]) -> Result<Ended, String> {
    let mut runtime = Runtime::default();
    let borrowed = functions.iter().map(|(id, func)| (*id, func));
    let mut interpreter = Interpreter::new(borrowed, &mut runtime, STEPS);
    let context = interpreter.memory.allocate(64);
    let words: Vec<u64> = std::iter::once(context)
        .chain(args.iter().filter_map(bits))
        .collect();
    let outcome = interpreter.run(ROOT, &words);
    let Outcome { status, results } = outcome.map_err(|fault| fault.to_string())?;
    if status == 0 {
        return Ok(Ended::Returned(results));
    }
    runtime
        .raised
        .map(Ended::Raised)
        .ok_or_else(|| format!("status {status} without an exception"))
}

/// Sequence of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn int(&mut self) -> i64 {
        match self.below(4) {
            0 => [0, 1, -1, 2, i64::MAX, i64::MIN][self.below(6)],
            1 => self.next() as i64 >> self.below(64),
            _ => self.below(41) as i64 - 20,
        }
    }

    fn float(&mut self) -> f64 {
        let edges = [0.0, -0.0, 0.5, -1.5, f64::INFINITY, f64::NAN, 1e300, 5e-324];
        match self.below(3) {
            0 => edges[self.below(edges.len())],
            _ => self.int() as f64 / 8.0,
        }
    }
}

/// The variables of a type that may be read.
struct Writer<'r> {
    random: &'r mut Random,
    out: String,
    ints: Vec<String>,
    floats: Vec<String>,
    bools: Vec<String>,
    /// Whether `g` may be called.
    calls: bool,
    names: usize,
}

/// `g(i, x)`, which returns a float, and `f(i, x, b)`, which returns one variable of each type.
fn program(random: &mut Random) -> String {
    let mut text = String::from("from numba import njit\n\n\n");
    for (name, params) in [("g", "i, x"), ("f", "i, x, b")] {
        let mut writer = Writer {
            random,
            out: String::new(),
            ints: vec!["i".to_owned()],
            floats: vec!["x".to_owned()],
            bools: if name == "f" {
                vec!["b".to_owned()]
            } else {
                Vec::new()
            },
            calls: name == "f",
            names: 0,
        };
        writer.block(1, 4);
        let result = match name {
            "g" => writer.float(2),
            _ => format!(
                "{}, {}, {}",
                writer.int(2),
                writer.float(2),
                writer.boolean(2)
            ),
        };
        let body = writer.out;
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "@njit\ndef {name}({params}):\n{body}    return {result}\n\n\n"
        );
    }
    text
}

impl Writer<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        self.out.push_str(&"    ".repeat(depth));
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn fresh(&mut self) -> String {
        self.names += 1;
        format!("v{}", self.names)
    }

    fn block(&mut self, depth: usize, statements: usize) {
        for _ in 0..1 + self.random.below(statements) {
            self.statement(depth);
        }
    }

    /// Variables that are assigned in a nested block first are out of scope behind it.
    fn nested(&mut self, depth: usize) {
        let lengths = (self.ints.len(), self.floats.len(), self.bools.len());
        self.block(depth, 2);
        self.ints.truncate(lengths.0);
        self.floats.truncate(lengths.1);
        self.bools.truncate(lengths.2);
    }

    fn statement(&mut self, depth: usize) {
        match self.random.below(if depth < 4 { 8 } else { 4 }) {
            0 => self.assign_int(depth),
            1 => self.assign_float(depth),
            2 => {
                let (name, value) = (self.fresh(), self.boolean(2));
                self.line(depth, &format!("{name} = {value}"));
                self.bools.push(name);
            }
            3 => self.update(depth),
            4 | 5 => self.condition(depth),
            6 => {
                let counter = self.fresh();
                let (count, step) = (self.random.below(6), 1 + self.random.below(3));
                self.line(
                    depth,
                    &format!("for {counter} in range(0, {count}, {step}):"),
                );
                self.ints.push(counter.clone());
                self.nested(depth + 1);
                self.ints.retain(|name| *name != counter);
            }
            _ => self.bounded_while(depth),
        }
    }

    fn assign_int(&mut self, depth: usize) {
        let (name, value) = (self.fresh(), self.int(3));
        self.line(depth, &format!("{name} = {value}"));
        self.ints.push(name);
    }

    fn assign_float(&mut self, depth: usize) {
        let (name, value) = (self.fresh(), self.float(3));
        self.line(depth, &format!("{name} = {value}"));
        self.floats.push(name);
    }

    /// Assigns a variable again; loop counters are fresh names that nothing assigns.
    fn update(&mut self, depth: usize) {
        if self.random.chance(50) {
            let op = self
                .random
                .pick(&["+=", "-=", "*=", "//=", "%=", "&=", "|=", "^="]);
            let value = self.int(2);
            self.line(depth, &format!("i {op} {value}"));
        } else {
            let op = self.random.pick(&["+=", "-=", "*=", "/=", "//=", "%="]);
            let value = self.float(2);
            self.line(depth, &format!("x {op} {value}"));
        }
    }

    fn condition(&mut self, depth: usize) {
        let condition = self.boolean(2);
        self.line(depth, &format!("if {condition}:"));
        self.nested(depth + 1);
        if self.random.chance(60) {
            self.line(depth, "else:");
            self.nested(depth + 1);
        }
    }

    fn bounded_while(&mut self, depth: usize) {
        let counter = self.fresh();
        let (condition, rounds) = (self.boolean(1), self.random.below(5));
        self.line(depth, &format!("{counter} = 0"));
        self.line(
            depth,
            &format!("while {counter} < {rounds} and {condition}:"),
        );
        self.line(depth + 1, &format!("{counter} += 1"));
        self.nested(depth + 1);
        match self.random.below(3) {
            0 => {
                let condition = self.boolean(1);
                self.line(depth + 1, &format!("if {condition}:"));
                let leave = self.random.pick(&["break", "continue"]);
                self.line(depth + 2, leave);
            }
            1 => {
                self.line(depth, "else:");
                self.nested(depth + 1);
            }
            _ => {}
        }
    }

    fn any(random: &mut Random, names: &[String]) -> Option<String> {
        (!names.is_empty()).then(|| names[random.below(names.len())].clone())
    }

    fn int(&mut self, depth: usize) -> String {
        if depth == 0 || self.random.chance(20) {
            let known = Self::any(self.random, &self.ints);
            let literal = (self.random.below(21) as i64 - 10).to_string();
            return known
                .filter(|_| self.random.chance(75))
                .unwrap_or(format!("({literal})"));
        }
        let (a, b) = (self.int(depth - 1), self.int(depth - 1));
        match self.random.below(14) {
            0..=2 => format!("({a} + {b})"),
            3 => format!("({a} - {b})"),
            4 => format!("({a} * {b})"),
            5 => format!("({a} // {b})"),
            6 => format!("({a} % {b})"),
            7 => format!("({a} {} {b})", self.random.pick(&["&", "|", "^"])),
            // Constants are folded, and a folded constant must fit 64 bits.
            8 if self.random.chance(50) => format!("(i << {})", self.random.below(63)),
            8 => format!("({a} >> {})", self.random.below(63)),
            9 => format!("({}{a})", self.random.pick(&["-", "~", "+"])),
            10 => format!("abs({a})"),
            11 => format!("{}({a}, {b})", self.random.pick(&["min", "max"])),
            12 => format!("int({})", self.boolean(1)),
            _ => format!("({a} if {} else {b})", self.boolean(1)),
        }
    }

    fn float(&mut self, depth: usize) -> String {
        if depth == 0 || self.random.chance(20) {
            let known = Self::any(self.random, &self.floats);
            let literal = self.random.below(81) as f64 / 8.0 - 5.0;
            return known
                .filter(|_| self.random.chance(75))
                .unwrap_or(format!("({literal:?})"));
        }
        let (a, b) = (self.float(depth - 1), self.float(depth - 1));
        match self.random.below(13) {
            0..=2 => format!("({a} + {b})"),
            3 => format!("({a} - {b})"),
            4 => format!("({a} * {b})"),
            5 => format!("({a} / {b})"),
            6 => format!("({a} // {b})"),
            7 => format!("({a} % {b})"),
            8 => format!("({a} ** 2)"),
            9 => format!("({} / {b})", self.int(1)),
            10 => format!("({} * {b})", self.int(1)),
            11 if self.calls => format!("g({}, {a})", self.int(1)),
            11 => format!("abs({a})"),
            _ => format!("({a} if {} else {b})", self.boolean(1)),
        }
    }

    fn boolean(&mut self, depth: usize) -> String {
        let known = Self::any(self.random, &self.bools);
        if let Some(known) = known
            && self.random.chance(25)
        {
            return known;
        }
        let compare = ["<", "<=", ">", ">=", "==", "!="];
        match self.random.below(if depth == 0 { 3 } else { 7 }) {
            0 | 1 => {
                let op = self.random.pick(&compare);
                format!("({} {op} {})", self.int(1), self.int(1))
            }
            2 => {
                let op = self.random.pick(&compare);
                format!("({} {op} {})", self.float(1), self.float(1))
            }
            3 => format!(
                "({} and {})",
                self.boolean(depth - 1),
                self.boolean(depth - 1)
            ),
            4 => format!(
                "({} or {})",
                self.boolean(depth - 1),
                self.boolean(depth - 1)
            ),
            5 => format!("(not {})", self.boolean(depth - 1)),
            _ => {
                let (first, second) = (self.random.pick(&compare), self.random.pick(&compare));
                let (a, b, c) = (self.int(1), self.float(1), self.int(1));
                format!("({a} {first} {b} {second} {c})")
            }
        }
    }
}
