//! Elementary functions have the same bits wherever they are computed: in the runtime's function, in the
//! body under the reference interpreter, in the body compiled by Cranelift, and in vector loops.

mod low;

use numjit_abi::Symbol;
use numjit_backend_cranelift::Config;
use numjit_backend_simd::{self as simd, Level};
use numjit_ir::interp::{Externals, Fault, Interpreter, Memory};
use numjit_ir::{Function, Ty, parse_function, verify};
use numjit_loader::CodeObject;
use numjit_maths::Precision;
use numjit_opt::{Callee, vectorize_loops};

/// Arguments of each function.
const COUNT: usize = 4000;

/// Operations that the interpreter may execute for one argument.
const STEPS: u64 = 2000;

const SPECIAL: [f64; 20] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    5e-324,
    -2.3e-308,
    1.7e308,
    2.0,
    -2.0,
    3.0,
    709.9,
    -745.2,
    1e22,
    -3e9,
    std::f64::consts::FRAC_1_SQRT_2,
    27.0,
];

fn bodies() -> Vec<(Symbol, numjit_maths::Function)> {
    let all = Symbol::ALL.iter();
    all.filter_map(|&symbol| Some((symbol, numjit_maths::function(symbol)?)))
        .collect()
}

/// Sequence of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// Any bits, magnitudes in which functions do their work, and special values.
    fn argument(&mut self) -> f64 {
        let bits = self.next();
        let unit = (self.next() >> 11) as f64 / 2_f64.powi(53);
        match bits % 8 {
            0 => f64::from_bits(self.next()),
            1 => SPECIAL[self.next() as usize % SPECIAL.len()],
            2 => (unit - 0.5) * 1400.0,
            3 => 1.0 + (unit - 0.5) * 2_f64.powi(-((bits >> 8) as i32 & 31)),
            _ => (unit - 0.5) * 2_f64.powi((bits >> 8) as i32 % 20 - 8),
        }
    }
}

/// Arguments of a function as bits, in columns.
fn columns(seed: u64, arity: usize, precision: Precision) -> Vec<Vec<u64>> {
    let mut random = Random(seed);
    let mut column = || -> Vec<u64> {
        (0..COUNT)
            .map(|_| match precision {
                Precision::Double => random.argument().to_bits(),
                Precision::Single => u64::from((random.argument() as f32).to_bits()),
            })
            .collect()
    };
    (0..arity).map(|_| column()).collect()
}

fn shape(function: numjit_maths::Function) -> (usize, Precision) {
    match function {
        numjit_maths::Function::Unary(_, precision) => (1, precision),
        numjit_maths::Function::Binary(_, precision) => (2, precision),
    }
}

/// What the runtime computes.
fn expected(function: numjit_maths::Function, args: &[u64]) -> u64 {
    let double = |bits: u64| f64::from_bits(bits);
    let single = |bits: u64| f32::from_bits(bits as u32);
    let narrow = |value: f32| u64::from(value.to_bits());
    match function {
        numjit_maths::Function::Unary(name, Precision::Double) => {
            name.double()(double(args[0])).to_bits()
        }
        numjit_maths::Function::Unary(name, Precision::Single) => {
            narrow(name.single()(single(args[0])))
        }
        numjit_maths::Function::Binary(name, Precision::Double) => {
            name.double()(double(args[0]), double(args[1])).to_bits()
        }
        numjit_maths::Function::Binary(name, Precision::Single) => {
            narrow(name.single()(single(args[0]), single(args[1])))
        }
    }
}

/// The same bits; NaNs have none that are specified.
fn same(a: u64, b: u64, precision: Precision) -> bool {
    let is_nan = |bits: u64| match precision {
        Precision::Double => f64::from_bits(bits).is_nan(),
        Precision::Single => f32::from_bits(bits as u32).is_nan(),
    };
    a == b || (is_nan(a) && is_nan(b))
}

/// The symbols that bodies call in rare cases.
struct Runtime;

impl Externals for Runtime {
    fn call(&mut self, symbol: Symbol, args: &[u64], _: &mut Memory) -> Result<u64, Fault> {
        let function = numjit_maths::function(symbol);
        let function = function.ok_or_else(|| Fault::Invalid(symbol.info().name.to_owned()))?;
        Ok(expected(function, args))
    }
}

fn body_of(symbol: Symbol) -> Function {
    let body = numjit_maths::body(symbol).expect("a body");
    if let Err(errors) = verify(&body) {
        panic!("{errors:?}\n{body}");
    }
    body
}

#[test]
fn bodies_interpreted() {
    for (seed, (symbol, function)) in bodies().into_iter().enumerate() {
        let (arity, precision) = shape(function);
        let columns = columns(seed as u64, arity, precision);
        let body = body_of(symbol);
        let mut runtime = Runtime;
        for row in 0..COUNT / 4 {
            let args: Vec<u64> = columns.iter().map(|column| column[row]).collect();
            let mut interpreter = Interpreter::new([(0, &body)], &mut runtime, STEPS);
            let operands: Vec<u64> = [0].iter().chain(&args).copied().collect();
            let outcome = interpreter.run(0, &operands).expect("a result");
            let (found, right) = (outcome.results[0], expected(function, &args));
            assert!(
                same(found, right, precision),
                "{function:?} of {args:x?}: {found:x}, not {right:x}"
            );
        }
    }
}

#[test]
fn bodies_compiled() {
    let all = bodies();
    let functions: Vec<Function> = all.iter().map(|&(symbol, _)| body_of(symbol)).collect();
    let loaded = low::load(&functions, Config::STANDARD);
    for (seed, (symbol, function)) in all.into_iter().enumerate() {
        let (arity, precision) = shape(function);
        let columns = columns(seed as u64, arity, precision);
        for row in 0..COUNT {
            let args: Vec<u64> = columns.iter().map(|column| column[row]).collect();
            let found = loaded.call(symbol.info().name, &args)[0];
            let right = expected(function, &args);
            assert!(
                same(found, right, precision),
                "{function:?} of {args:x?}: {found:x}, not {right:x}"
            );
        }
    }
}

/// `for i in range(start, n): out[i] = f(x[i], ...)`.
fn loop_over(symbol: Symbol, arity: usize, precision: Precision) -> Function {
    let (ty, shift) = match precision {
        Precision::Double => (Ty::F64, 3),
        Precision::Single => (Ty::F32, 2),
    };
    let name = symbol.info().name;
    let mut loads = String::new();
    let mut args = String::new();
    for position in 0..arity {
        let (address, value) = (30 + 2 * position, 31 + 2 * position);
        loads.push_str(&format!(
            "  v{address}: ptr = ptr_add v{}, v11\n  v{value}: {ty} = load [array] v{address}\n",
            1 + position
        ));
        args.push_str(if position == 0 { " " } else { ", " });
        args.push_str(&format!("v{value}"));
    }
    let text = format!(
        "function \"main\" low {{
  low_results int64
b0(v0: ptr, v1: ptr, v2: ptr, v3: ptr, v4: int64):
  v5: int64 = iconst 0
  v6: int64 = iconst 1
  v7: int64 = iconst {shift}
  jump b1(v5)
b1(v10: int64):
  v11: int64 = ishl v10, v7
{loads}  v20: {ty} = call_symbol {name}{args}
  v21: ptr = ptr_add v3, v11
  store [array] v21, v20
  v22: int64 = iadd v10, v6
  v23: int8 = icmp slt v22, v4
  branch v23, b1(v22), b2()
b2():
  v24: int32 = iconst 0
  ret v24, v4
}}"
    );
    let func = parse_function(&text).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
    if let Err(errors) = verify(&func) {
        panic!("{errors:?}\n{text}");
    }
    func
}

/// Runs a loop in vector form over columns.
fn run_loop(func: &Function, level: Level, columns: &[Vec<u64>], precision: Precision) -> Vec<u64> {
    let mut changed = func.clone();
    let mut object = CodeObject::default();
    let verdicts = vectorize_loops(&mut changed, &mut |mut lanes| {
        lanes.name = "loop".to_owned();
        let shape = simd::compile(&lanes, level, &|_| 0, &mut object);
        let shape = shape.map_err(|error| format!("{error}\n{lanes}"))?;
        Ok(Callee {
            id: 1000,
            lanes: shape.lanes,
            any_count: shape.any_count,
        })
    });
    for verdict in verdicts {
        if let Err(reason) = verdict.result {
            panic!("scalar: {reason}\n{func}");
        }
    }
    let names = |_| Some("loop".to_owned());
    let loaded = low::load_with(&[changed], Config::STANDARD, &object, &names);
    let bytes: Vec<Vec<u8>> = columns
        .iter()
        .map(|column| packed(column, precision))
        .collect();
    let mut out = packed(&vec![0; COUNT], precision);
    let args = [
        bytes[0].as_ptr() as u64,
        bytes.get(1).map_or(0, |bytes| bytes.as_ptr() as u64),
        out.as_mut_ptr() as u64,
        COUNT as u64,
    ];
    loaded.call("main", &args);
    unpacked(&out, precision)
}

fn packed(column: &[u64], precision: Precision) -> Vec<u8> {
    let size = match precision {
        Precision::Double => 8,
        Precision::Single => 4,
    };
    let bytes = column
        .iter()
        .flat_map(|bits| bits.to_le_bytes()[..size].to_vec());
    bytes.collect()
}

fn unpacked(bytes: &[u8], precision: Precision) -> Vec<u64> {
    match precision {
        Precision::Double => bytes
            .as_chunks::<8>()
            .0
            .iter()
            .map(|&bytes| u64::from_le_bytes(bytes))
            .collect(),
        Precision::Single => bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|&bytes| u64::from(u32::from_le_bytes(bytes)))
            .collect(),
    }
}

fn check_level(level: Level) {
    if Level::host().is_none_or(|host| host < level) {
        return;
    }
    for (seed, (symbol, function)) in bodies().into_iter().enumerate() {
        let (arity, precision) = shape(function);
        let columns = columns(seed as u64, arity, precision);
        let func = loop_over(symbol, arity, precision);
        let found = run_loop(&func, level, &columns, precision);
        for (row, &found) in found.iter().enumerate() {
            let args: Vec<u64> = columns.iter().map(|column| column[row]).collect();
            let right = expected(function, &args);
            assert!(
                same(found, right, precision),
                "{function:?} of {args:x?} (row {row}): {found:x}, not {right:x}"
            );
        }
    }
}

#[test]
fn loops_with_avx2() {
    check_level(Level::Avx2);
}

#[test]
fn loops_with_avx512() {
    check_level(Level::Avx512);
}
