//! Random low functions: the interpreter and every configuration of the Cranelift back end agree.
//!
//! Functions are made from a seed: straight-line code over every machine type, branches with joins,
//! loops with a bounded number of rounds, loads and stores to a buffer, a stack slot and constants,
//! and calls with more results than registers. NaNs have no specified bits, so a float becomes bits
//! only after its NaNs are replaced.

mod low;

use low::Loaded;
use numjit_abi::{Context, Symbol};
use numjit_backend_cranelift::{Allocator, Config, Effort};
use numjit_ir::interp::{Externals, Fault, Interpreter, Memory};
use numjit_ir::{
    Alias, Block, Builder, Const, DataRef, FloatCC, Function, Imm, IntCC, Loc, Mem, Op, Options,
    Stage, Ty, Value, parse_function,
};

/// Functions tried per configuration.
const FUNCTIONS: u64 = 400;

/// Argument sets tried per function.
const RUNS: usize = 4;

/// Bytes of the buffer that functions read and write.
const BUFFER: usize = 64;

/// Deepest nesting of branches and loops.
const DEPTH: u32 = 3;

/// Operations that the interpreter may execute; enough for the largest nest.
const STEPS: u64 = 10_000_000;

const INTS: [Ty; 4] = [Ty::I8, Ty::I16, Ty::I32, Ty::I64];
const FLOATS: [Ty; 2] = [Ty::F32, Ty::F64];
const SCALARS: [Ty; 6] = [Ty::I8, Ty::I16, Ty::I32, Ty::I64, Ty::F32, Ty::F64];

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

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// An integer that is often near an edge.
    fn int(&mut self) -> i64 {
        let edges = [
            0,
            1,
            -1,
            2,
            7,
            31,
            127,
            -128,
            255,
            32767,
            i64::MAX,
            i64::MIN,
        ];
        match self.below(3) {
            0 => self.pick(&edges),
            1 => self.next() as i64 >> self.below(64),
            _ => (1_i64 << self.below(64)).wrapping_add(self.below(3) as i64 - 1),
        }
    }

    /// A float that is often special.
    fn float(&mut self) -> f64 {
        let edges = [
            0.0,
            -0.0,
            1.0,
            -1.5,
            0.5,
            2.5,
            1e300,
            -1e-300,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            9_223_372_036_854_775_808.0,
            -9_223_372_036_854_775_808.0,
            18_446_744_073_709_551_616.0,
            2_147_483_648.0,
            -2_147_483_649.0,
            5e-324,
        ];
        match self.below(3) {
            0 => self.pick(&edges),
            1 => self.int() as f64,
            _ => self.int() as f64 / 16.0,
        }
    }

    /// Argument bits for a type.
    fn argument(&mut self, ty: Ty) -> u64 {
        match ty {
            Ty::F32 => u64::from((self.float() as f32).to_bits()),
            Ty::F64 => self.float().to_bits(),
            _ => self.int() as u64 & (u64::MAX >> (64 - ty.bits())),
        }
    }
}

/// A function under construction.
struct Maker<'f, 'r> {
    random: &'r mut Random,
    builder: Builder<'f>,
    /// Values that may be used here.
    scope: Vec<Value>,
    buffer: Value,
    context: Value,
    /// Result types of the callee, if calls are allowed.
    callee: Option<Vec<Ty>>,
    params: Vec<Ty>,
}

/// A function of this signature: context, buffer, then the parameters.
fn make(
    random: &mut Random,
    name: &str,
    params: &[Ty],
    results: &[Ty],
    callee: Option<Vec<Ty>>,
) -> Function {
    let mut func = Function::new(name, Stage::Low, Options::DEFAULT);
    func.low_results = results.to_vec();
    let bytes: Vec<u8> = (0..BUFFER).map(|_| random.next() as u8).collect();
    func.add_data(bytes, 8);
    func.add_slot(BUFFER as u32, 8);
    let entry = func.entry;
    let context = func.add_param(entry, Ty::PTR);
    let buffer = func.add_param(entry, Ty::PTR);
    let scope: Vec<Value> = params.iter().map(|&ty| func.add_param(entry, ty)).collect();
    let mut maker = Maker {
        random,
        builder: Builder::new(&mut func, entry, Loc(0)),
        scope,
        buffer,
        context,
        callee,
        params: params.to_vec(),
    };
    maker.fill_slot();
    maker.region(0);
    let status = maker.int(0, Ty::I32);
    let mut operands = vec![status];
    for &ty in results {
        operands.push(maker.value(ty));
    }
    maker.builder.effect(Op::Ret, &operands, Imm::None);
    func
}

impl Maker<'_, '_> {
    fn emit(&mut self, op: Op, args: &[Value], imm: Imm, ty: Ty) -> Value {
        let value = self.builder.emit(op, args, imm, ty);
        self.scope.push(value);
        value
    }

    fn int(&mut self, value: i64, ty: Ty) -> Value {
        self.builder
            .emit(Op::IConst, &[], Imm::Const(Const::Int(value)), ty)
    }

    /// A value of a type that is in scope, or a new constant.
    fn value(&mut self, ty: Ty) -> Value {
        let known = self.scope.iter().copied();
        let known: Vec<Value> = known
            .filter(|&value| self.builder.func.ty(value) == ty)
            .collect();
        if !known.is_empty() && self.random.chance(85) {
            return self.random.pick(&known);
        }
        let constant = match ty.is_float() {
            true => Const::Float(self.random.float()),
            false => Const::Int(self.random.int()),
        };
        let op = if ty.is_float() {
            Op::FConst
        } else {
            Op::IConst
        };
        self.emit(op, &[], Imm::Const(constant), ty)
    }

    /// A float without NaN.
    fn number(&mut self, ty: Ty) -> Value {
        let value = self.value(ty);
        let equal = Imm::FloatCC(FloatCC::Eq);
        let ordered = self.builder.emit(Op::FCmp, &[value, value], equal, Ty::I8);
        let one = Imm::Const(Const::Float(1.0));
        let one = self.builder.emit(Op::FConst, &[], one, ty);
        self.builder
            .emit(Op::Pick, &[ordered, value, one], Imm::None, ty)
    }

    /// A value whose bits are specified.
    fn specified(&mut self, ty: Ty) -> Value {
        match ty.is_float() {
            true => self.number(ty),
            false => self.value(ty),
        }
    }

    fn condition(&mut self) -> Value {
        match self.random.chance(60) {
            true => self.compare_ints(),
            false => self.compare_floats(),
        }
    }

    fn compare_ints(&mut self) -> Value {
        let ty = self.random.pick(&INTS);
        let (a, b) = (self.value(ty), self.value(ty));
        let code = Imm::IntCC(self.random.pick(IntCC::ALL));
        self.emit(Op::ICmp, &[a, b], code, Ty::I8)
    }

    fn compare_floats(&mut self) -> Value {
        let ty = self.random.pick(&FLOATS);
        let (a, b) = (self.value(ty), self.value(ty));
        let code = Imm::FloatCC(self.random.pick(FloatCC::ALL));
        self.emit(Op::FCmp, &[a, b], code, Ty::I8)
    }

    /// Code at the current block; it may end in another block.
    fn region(&mut self, depth: u32) {
        for _ in 0..2 + self.random.below(8) {
            match self.random.below(16) {
                0 if depth < DEPTH => self.choice(depth),
                1 if depth < DEPTH => self.repetition(depth),
                2 => self.store(),
                3 => self.call(),
                _ => self.operation(),
            }
        }
    }

    /// Both ways of a branch, joined with parameters.
    fn choice(&mut self, depth: u32) {
        let condition = self.condition();
        let blocks: [Block; 3] = [(); 3].map(|()| self.builder.func.add_block());
        let [then, otherwise, join] = blocks;
        self.builder.func.block_mut(otherwise).cold = self.random.chance(20);
        self.builder
            .branch(condition, (then, &[]), (otherwise, &[]));
        let types = [self.random.pick(&SCALARS), self.random.pick(&SCALARS)];
        let outer = self.scope.len();
        for block in [then, otherwise] {
            self.builder.switch_to(block);
            self.region(depth + 1);
            let passed = types.map(|ty| self.value(ty));
            self.builder.jump(join, &passed);
            self.scope.truncate(outer);
        }
        self.builder.switch_to(join);
        for ty in types {
            let param = self.builder.func.add_param(join, ty);
            self.scope.push(param);
        }
    }

    /// A loop of a few rounds that carries two values and may be left early.
    fn repetition(&mut self, depth: u32) {
        let rounds = self.random.below(6) as i64;
        let types = [self.random.pick(&SCALARS), self.random.pick(&SCALARS)];
        let initial = types.map(|ty| self.value(ty));
        let zero = self.int(0, Ty::I64);
        let blocks: [Block; 4] = [(); 4].map(|()| self.builder.func.add_block());
        let [header, body, latch, exit] = blocks;
        self.builder.jump(header, &[zero, initial[0], initial[1]]);
        let outer = self.scope.len();
        self.builder.switch_to(header);
        let counter = self.builder.func.add_param(header, Ty::I64);
        let carried = types.map(|ty| self.builder.func.add_param(header, ty));
        self.scope.push(counter);
        self.scope.extend(carried);
        let limit = self.int(rounds, Ty::I64);
        let less = Imm::IntCC(IntCC::Slt);
        let go_on = self.builder.emit(Op::ICmp, &[counter, limit], less, Ty::I8);
        self.builder.branch(go_on, (body, &[]), (exit, &carried));
        self.builder.switch_to(body);
        self.region(depth + 1);
        let condition = self.condition();
        let passed = types.map(|ty| self.value(ty));
        self.builder
            .branch(condition, (latch, &[]), (exit, &passed));
        self.builder.switch_to(latch);
        let one = self.int(1, Ty::I64);
        let next = self
            .builder
            .emit(Op::IAdd, &[counter, one], Imm::None, Ty::I64);
        self.builder.jump(header, &[next, passed[0], passed[1]]);
        self.scope.truncate(outer);
        self.builder.switch_to(exit);
        for ty in types {
            let param = self.builder.func.add_param(exit, ty);
            self.scope.push(param);
        }
    }

    fn operation(&mut self) {
        match self.random.below(10) {
            0..=3 => self.int_operation(),
            4..=6 => self.float_operation(),
            7 => self.conversion(),
            8 => self.load(),
            _ => drop(self.condition()),
        }
    }

    fn int_operation(&mut self) {
        let ty = self.random.pick(&INTS);
        let unary = [Op::INeg, Op::BNot, Op::Clz, Op::Ctz, Op::Popcnt];
        let binary = [
            Op::IAdd,
            Op::ISub,
            Op::IMul,
            Op::SMulHi,
            Op::UMulHi,
            Op::BAnd,
            Op::BOr,
            Op::BXor,
            Op::IShl,
            Op::SShr,
            Op::UShr,
        ];
        let division = [Op::SDiv, Op::SRem, Op::UDiv, Op::URem];
        let a = self.value(ty);
        match self.random.below(8) {
            0 => {
                let op = self.random.pick(&unary);
                self.emit(op, &[a], Imm::None, ty);
            }
            1 => {
                let op = self.random.pick(&division);
                let divisor = self.divisor(op, ty);
                self.emit(op, &[a, divisor], Imm::None, ty);
            }
            2 => {
                let (condition, b) = (self.condition(), self.value(ty));
                self.emit(Op::Pick, &[condition, a, b], Imm::None, ty);
            }
            _ => {
                let (op, b) = (self.random.pick(&binary), self.value(ty));
                self.emit(op, &[a, b], Imm::None, ty);
            }
        }
    }

    /// A divisor that is not zero and, for signed division, positive.
    fn divisor(&mut self, op: Op, ty: Ty) -> Value {
        let value = self.value(ty);
        let one = self.int(1, ty);
        let odd = self.builder.emit(Op::BOr, &[value, one], Imm::None, ty);
        if matches!(op, Op::UDiv | Op::URem) {
            return odd;
        }
        let positive = self.int(i64::MAX >> (64 - ty.bits()), ty);
        self.builder.emit(Op::BAnd, &[odd, positive], Imm::None, ty)
    }

    fn float_operation(&mut self) {
        let ty = self.random.pick(&FLOATS);
        let unary = [
            Op::FNeg,
            Op::FAbs,
            Op::FSqrt,
            Op::FFloor,
            Op::FCeil,
            Op::FTrunc,
            Op::FNearest,
        ];
        let binary = [Op::FAdd, Op::FSub, Op::FMul, Op::FDiv];
        let a = self.value(ty);
        match self.random.below(8) {
            0 | 1 => {
                let op = self.random.pick(&unary);
                self.emit(op, &[a], Imm::None, ty);
            }
            2 => {
                let sign = self.number(ty);
                self.emit(Op::FCopysign, &[a, sign], Imm::None, ty);
            }
            3 => {
                let (b, c) = (self.value(ty), self.value(ty));
                self.emit(Op::Fma, &[a, b, c], Imm::None, ty);
            }
            4 => {
                let (condition, b) = (self.condition(), self.value(ty));
                self.emit(Op::Pick, &[condition, a, b], Imm::None, ty);
            }
            _ => {
                let (op, b) = (self.random.pick(&binary), self.value(ty));
                self.emit(op, &[a, b], Imm::None, ty);
            }
        }
    }

    fn conversion(&mut self) {
        let conversions = [
            (Op::SExt, Ty::I8, Ty::I16),
            (Op::SExt, Ty::I8, Ty::I64),
            (Op::SExt, Ty::I32, Ty::I64),
            (Op::ZExt, Ty::I8, Ty::I32),
            (Op::ZExt, Ty::I16, Ty::I64),
            (Op::ZExt, Ty::I32, Ty::I64),
            (Op::Trunc, Ty::I64, Ty::I8),
            (Op::Trunc, Ty::I64, Ty::I32),
            (Op::Trunc, Ty::I32, Ty::I16),
            (Op::SToF, Ty::I32, Ty::F32),
            (Op::SToF, Ty::I32, Ty::F64),
            (Op::SToF, Ty::I64, Ty::F32),
            (Op::SToF, Ty::I64, Ty::F64),
            (Op::UToF, Ty::I32, Ty::F32),
            (Op::UToF, Ty::I32, Ty::F64),
            (Op::UToF, Ty::I64, Ty::F32),
            (Op::UToF, Ty::I64, Ty::F64),
            (Op::FToS, Ty::F32, Ty::I32),
            (Op::FToS, Ty::F32, Ty::I64),
            (Op::FToS, Ty::F64, Ty::I32),
            (Op::FToS, Ty::F64, Ty::I64),
            (Op::FToU, Ty::F32, Ty::I64),
            (Op::FToU, Ty::F64, Ty::I64),
            (Op::FPromote, Ty::F32, Ty::F64),
            (Op::FDemote, Ty::F64, Ty::F32),
            (Op::Bitcast, Ty::F64, Ty::I64),
            (Op::Bitcast, Ty::I64, Ty::F64),
            (Op::Bitcast, Ty::F32, Ty::I32),
            (Op::Bitcast, Ty::I32, Ty::F32),
        ];
        let (op, from, to) = self.random.pick(&conversions);
        let value = match op {
            Op::Bitcast => self.specified(from),
            _ => self.value(from),
        };
        self.emit(op, &[value], Imm::None, to);
    }

    /// The class of memory to touch and an address in it that leaves 8 bytes.
    fn address(&mut self, classes: &[Alias]) -> (Alias, Value) {
        let alias = self.random.pick(classes);
        let base = match alias {
            Alias::Array => self.buffer,
            Alias::Stack => {
                let slot = Imm::Slot(numjit_ir::SlotRef(0));
                self.builder.emit(Op::SlotAddr, &[], slot, Ty::PTR)
            }
            _ => {
                let data = Imm::Data(DataRef(0));
                self.builder.emit(Op::DataAddr, &[], data, Ty::PTR)
            }
        };
        let index = self.value(Ty::I64);
        let mask = self.int(BUFFER as i64 / 2 - 1, Ty::I64);
        let offset = self
            .builder
            .emit(Op::BAnd, &[index, mask], Imm::None, Ty::I64);
        let address = self
            .builder
            .emit(Op::PtrAdd, &[base, offset], Imm::None, Ty::PTR);
        (alias, address)
    }

    fn access(&mut self, alias: Alias) -> Imm {
        Imm::Mem(Mem {
            offset: self.random.below(BUFFER / 2 - 8) as i32,
            alias,
            readonly: alias == Alias::Constant,
        })
    }

    fn load(&mut self) {
        let classes = [Alias::Array, Alias::Array, Alias::Stack, Alias::Constant];
        let (alias, address) = self.address(&classes);
        let ty = self.random.pick(&SCALARS);
        let access = self.access(alias);
        self.emit(Op::Load, &[address], access, ty);
    }

    fn store(&mut self) {
        let (alias, address) = self.address(&[Alias::Array, Alias::Stack]);
        let ty = self.random.pick(&SCALARS);
        let value = self.specified(ty);
        let access = self.access(alias);
        self.builder.effect(Op::Store, &[address, value], access);
    }

    /// Gives every byte of the stack slot a value.
    fn fill_slot(&mut self) {
        let slot = Imm::Slot(numjit_ir::SlotRef(0));
        let slot = self.builder.emit(Op::SlotAddr, &[], slot, Ty::PTR);
        let value = self.int(0x0102_0304_0506_0708, Ty::I64);
        for offset in (0..BUFFER as i32).step_by(8) {
            let access = Imm::Mem(Mem {
                offset,
                alias: Alias::Stack,
                readonly: false,
            });
            self.builder.effect(Op::Store, &[slot, value], access);
        }
    }

    fn call(&mut self) {
        if self.random.chance(50) {
            let (a, b) = (self.value(Ty::F64), self.value(Ty::F64));
            let fmod = Imm::Symbol(Symbol::FmodF64);
            self.emit(Op::CallSymbol, &[a, b], fmod, Ty::F64);
            return;
        }
        let Some(results) = self.callee.clone() else {
            return;
        };
        let mut operands = vec![self.context, self.buffer];
        for ty in self.params.clone() {
            operands.push(self.value(ty));
        }
        let mut types = vec![Ty::I32];
        types.extend(results);
        let call = self
            .builder
            .push(Op::CallDirect, &operands, Imm::Func(0), &types);
        let returned = self.builder.func.inst(call).results.clone();
        self.scope.extend(returned);
    }
}

struct Fmod;

impl Externals for Fmod {
    fn call(&mut self, symbol: Symbol, args: &[u64], _: &mut Memory) -> Result<u64, Fault> {
        assert_eq!(symbol, Symbol::FmodF64);
        Ok((f64::from_bits(args[0]) % f64::from_bits(args[1])).to_bits())
    }
}

/// Bits with every NaN made one.
fn canonical(bits: u64, ty: Ty) -> u64 {
    match ty {
        Ty::F32 if f32::from_bits(bits as u32).is_nan() => 0x7fc0_0000,
        Ty::F64 if f64::from_bits(bits).is_nan() => f64::NAN.to_bits(),
        _ => bits & (u64::MAX >> (64 - ty.bits())),
    }
}

/// A helper with many results, and a function that calls it.
fn make_pair(seed: u64) -> (Vec<Function>, Random) {
    let mut random = Random(seed);
    let params: Vec<Ty> = (0..3 + random.below(8))
        .map(|_| random.pick(&SCALARS))
        .collect();
    let results: Vec<Ty> = (0..random.below(9))
        .map(|_| random.pick(&SCALARS))
        .collect();
    let helper = make(&mut random, "helper", &params, &results, None);
    let main = make(&mut random, "main", &params, &SCALARS, Some(results));
    (vec![helper, main], random)
}

#[track_caller]
fn check_seed(seed: u64, config: Config) {
    let (functions, mut random) = make_pair(seed);
    for func in &functions {
        let text = func.to_string();
        let parsed = parse_function(&text).expect("text that was printed");
        assert_eq!(parsed.to_string(), text);
    }
    let loaded = low::load(&functions, config);
    let main = &functions[1];
    for _ in 0..RUNS {
        let bytes: Vec<u8> = (0..BUFFER).map(|_| random.next() as u8).collect();
        let params = main.params()[2..].iter();
        let args: Vec<u64> = params
            .map(|&param| random.argument(main.ty(param)))
            .collect();
        check_run(seed, &functions, &loaded, &bytes, &args);
    }
}

fn check_run(seed: u64, functions: &[Function], loaded: &Loaded, bytes: &[u8], args: &[u64]) {
    let numbered = functions.iter().enumerate();
    let numbered = numbered.map(|(number, func)| (number as u32, func));
    let mut fmod = Fmod;
    let mut interpreter = Interpreter::new(numbered, &mut fmod, STEPS);
    let buffer = interpreter.memory.allocate_bytes(bytes.to_vec());
    let operands: Vec<u64> = [0, buffer].iter().chain(args).copied().collect();
    let expected = interpreter.run(1, &operands).unwrap_or_else(|fault| {
        panic!("seed {seed}: {fault}\n{}", functions[1]);
    });
    let expected_bytes = interpreter
        .memory
        .bytes(buffer, bytes.len())
        .expect("the buffer");

    let mut memory = bytes.to_vec();
    let interrupt = std::sync::atomic::AtomicU32::new(0);
    let mut context = Context {
        stack_limit: 0,
        runtime: std::ptr::null_mut(),
        interrupt: &raw const interrupt,
    };
    let operands: Vec<u64> = [memory.as_mut_ptr() as u64]
        .iter()
        .chain(args)
        .copied()
        .collect();
    let (status, results) = loaded.call_with(&raw mut context, "main", &operands);
    let shape = |results: &[u64]| -> Vec<u64> {
        let typed = results.iter().zip(&functions[1].low_results);
        typed.map(|(&bits, &ty)| canonical(bits, ty)).collect()
    };
    let all = || format!("seed {seed}, {args:x?}\n{}\n{}", functions[0], functions[1]);
    assert_eq!(status, expected.status, "{}", all());
    assert_eq!(shape(&results), shape(&expected.results), "{}", all());
    assert_eq!(memory, expected_bytes, "{}", all());
}

#[test]
fn standard_code_agrees_with_the_interpreter() {
    for seed in 0..FUNCTIONS {
        check_seed(seed, Config::STANDARD);
    }
}

#[test]
fn unoptimised_code_agrees_with_the_interpreter() {
    let config = Config {
        effort: Effort::Schedule,
        ..Config::STANDARD
    };
    for seed in FUNCTIONS..2 * FUNCTIONS {
        check_seed(seed, config);
    }
}

#[test]
fn quickly_allocated_code_agrees_with_the_interpreter() {
    let config = Config {
        allocator: Allocator::SinglePass,
        ..Config::STANDARD
    };
    for seed in 2 * FUNCTIONS..3 * FUNCTIONS {
        check_seed(seed, config);
    }
}
