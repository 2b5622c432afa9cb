//! Random loops: in vector form at every level they do what the interpreter does with the scalar loop.
//!
//! A loop works on a buffer through three pointers that may overlap, with elements of every machine
//! type at several distances and strides, straight-line code, branches, counters and reductions. NaNs
//! have no specified bits, so a float is stored only after its NaNs are replaced.
//!
//! `NUMJIT_FUZZ` multiplies the number of loops.

mod low;

use std::collections::HashMap;

use numjit_abi::Context;
use numjit_backend_cranelift::Config;
use numjit_backend_simd::{self as simd, Level};
use numjit_ir::interp::{Interpreter, NoExternals};
use numjit_ir::{
    Alias, Block, Builder, Const, FloatCC, Function, Imm, IntCC, Loc, Mem, Op, Options, Stage, Ty,
    Value, verify,
};
use numjit_loader::CodeObject;
use numjit_opt::{Callee, remove_dead_code, vectorize_loops};

/// Loops tried per level.
const LOOPS: u64 = 400;

/// Argument sets tried per loop.
const RUNS: usize = 6;

/// Bytes of the buffer; the pointers begin in its first half.
const BUFFER: usize = 4096;

/// Operations that the interpreter may execute.
const STEPS: u64 = 1_000_000;

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

    fn float(&mut self) -> f64 {
        let edges = [0.0, -0.0, 1.0, -1.5, f64::INFINITY, f64::NAN, 1e300, 5e-324];
        match self.chance(20) {
            true => self.pick(&edges),
            false => (self.next() as i64 >> 40) as f64 / 64.0,
        }
    }
}

/// A loop body under construction.
struct Maker<'f, 'r> {
    random: &'r mut Random,
    builder: Builder<'f>,
    /// Values that may be used here.
    scope: Vec<Value>,
    pointers: [Value; 3],
    counter: Value,
    /// Element types that the loop works on.
    types: Vec<Ty>,
    /// A stride known only at run time.
    stride: Value,
    /// Where the loop goes when it is left early, with the carried values as they are then.
    early: Block,
    carried: Vec<Value>,
}

/// Parameters after the context: buffer, three offsets, start, limit, stride, two floats, two integers.
const PARAMS: [Ty; 11] = [
    Ty::PTR,
    Ty::I64,
    Ty::I64,
    Ty::I64,
    Ty::I64,
    Ty::I64,
    Ty::I64,
    Ty::F64,
    Ty::F32,
    Ty::I64,
    Ty::I32,
];

fn make(random: &mut Random) -> Function {
    let mut func = Function::new("main", Stage::Low, Options::DEFAULT);
    let entry = func.entry;
    func.add_param(entry, Ty::PTR);
    let params: Vec<Value> = PARAMS.iter().map(|&ty| func.add_param(entry, ty)).collect();
    let [head, exit, early] = [(); 3].map(|()| func.add_block());
    let counter = func.add_param(head, Ty::I64);
    let types = pick_types(random);
    let reductions: Vec<(Op, Ty)> = (0..random.below(3))
        .map(|_| pick_fold(random, &types))
        .collect();
    let carried: Vec<Value> = reductions
        .iter()
        .map(|&(_, ty)| func.add_param(head, ty))
        .collect();
    let results: Vec<Value> = reductions
        .iter()
        .map(|&(_, ty)| func.add_param(exit, ty))
        .collect();
    let early_results: Vec<Value> = reductions
        .iter()
        .map(|&(_, ty)| func.add_param(early, ty))
        .collect();
    func.low_results = reductions.iter().map(|&(_, ty)| ty).collect();

    let mut builder = Builder::new(&mut func, entry, Loc(0));
    let pointers =
        [1, 2, 3].map(|at| builder.emit(Op::PtrAdd, &[params[0], params[at]], Imm::None, Ty::PTR));
    let inits: Vec<Value> = reductions
        .iter()
        .map(|&(_, ty)| number(&mut builder, 3, ty))
        .collect();
    let (start, limit) = (params[4], params[5]);
    let enters = builder.emit(Op::ICmp, &[start, limit], Imm::IntCC(IntCC::Slt), Ty::I8);
    let is_down = random.chance(15);
    let first = match is_down {
        true => {
            let one = number(&mut builder, 1, Ty::I64);
            builder.emit(Op::ISub, &[limit, one], Imm::None, Ty::I64)
        }
        false => start,
    };
    let passed = [vec![first], inits.clone()].concat();
    builder.branch(enters, (head, &passed), (exit, &inits));

    builder.switch_to(head);
    let mut scope = params[7..].to_vec();
    scope.push(counter);
    let is_shared = random.chance(50);
    let mut maker = Maker {
        random,
        builder,
        scope,
        pointers,
        counter,
        types,
        stride: params[6],
        early: if is_shared { exit } else { early },
        carried: carried.clone(),
    };
    let count = 3 + maker.random.below(8);
    maker.statements(count, 2);
    let folded: Vec<Value> = reductions
        .iter()
        .zip(&carried)
        .map(|(&(op, ty), &carried)| maker.fold(op, ty, carried))
        .collect();
    let Maker {
        mut builder,
        random,
        ..
    } = maker;
    let step = number(&mut builder, if random.chance(80) { 1 } else { 3 }, Ty::I64);
    let (advance, cc, bound) = match is_down {
        true => (Op::ISub, IntCC::Sge, start),
        false => (Op::IAdd, IntCC::Slt, limit),
    };
    let next = builder.emit(advance, &[counter, step], Imm::None, Ty::I64);
    let again = builder.emit(Op::ICmp, &[next, bound], Imm::IntCC(cc), Ty::I8);
    let passed = [vec![next], folded.clone()].concat();
    builder.branch(again, (head, &passed), (exit, &folded));
    for (block, results, bias) in [(exit, results, 0), (early, early_results, 1)] {
        leave(&mut builder, block, results, bias);
    }
    func
}

/// Returns the carried values; `bias` tells one exit from the other where there is an integer.
fn leave(builder: &mut Builder<'_>, block: Block, mut results: Vec<Value>, bias: i64) {
    builder.switch_to(block);
    for result in &mut results {
        let ty = builder.func.ty(*result);
        if !ty.is_float() {
            let bias = number(builder, bias, ty);
            *result = builder.emit(Op::IAdd, &[*result, bias], Imm::None, ty);
        }
    }
    let status = number(builder, 0, Ty::I32);
    let returned = [vec![status], results].concat();
    builder.effect(Op::Ret, &returned, Imm::None);
}

/// One to three element types; with one, lanes are as narrow as it is.
fn pick_types(random: &mut Random) -> Vec<Ty> {
    let all = [Ty::F64, Ty::F64, Ty::F32, Ty::I64, Ty::I32, Ty::I16, Ty::I8];
    (0..1 + random.below(3))
        .map(|_| random.pick(&all))
        .collect()
}

fn pick_fold(random: &mut Random, types: &[Ty]) -> (Op, Ty) {
    let ty = random.pick(types);
    let ops = match ty.is_float() {
        true => &[Op::FAdd, Op::FMul, Op::FSub, Op::Pick][..],
        false => &[
            Op::IAdd,
            Op::ISub,
            Op::BXor,
            Op::BOr,
            Op::BAnd,
            Op::IMul,
            Op::Pick,
        ][..],
    };
    (random.pick(ops), ty)
}

fn number(builder: &mut Builder<'_>, value: i64, ty: Ty) -> Value {
    match ty.is_float() {
        true => {
            let imm = Imm::Const(Const::Float(value as f64));
            builder.emit(Op::FConst, &[], imm, ty)
        }
        false => builder.emit(Op::IConst, &[], Imm::Const(Const::Int(value)), ty),
    }
}

impl Maker<'_, '_> {
    fn emit(&mut self, op: Op, args: &[Value], imm: Imm, ty: Ty) -> Value {
        let value = self.builder.emit(op, args, imm, ty);
        self.scope.push(value);
        value
    }

    /// A value of a type.
    fn value(&mut self, ty: Ty) -> Value {
        let func = &*self.builder.func;
        let fitting = self.scope.iter().copied();
        let fitting: Vec<Value> = fitting.filter(|&value| func.ty(value) == ty).collect();
        if fitting.is_empty() || self.random.chance(10) {
            let edges = [0, 1, -1, 2, 7, 100, -128];
            let value = self.random.pick(&edges);
            return number(&mut self.builder, value, ty);
        }
        // Late values are preferred, so that chains form.
        let at = self
            .random
            .below(fitting.len())
            .max(self.random.below(fitting.len()));
        fitting[at]
    }

    fn statements(&mut self, count: usize, depth: u32) {
        for _ in 0..count {
            match self.random.below(12) {
                _ if self.random.chance(3) => self.leave(),
                _ if self.random.chance(4) => self.gather(),
                0..3 => self.load(),
                3..5 => self.store(),
                5 if depth > 0 => self.branch(depth),
                6 => self.flag(),
                7 => self.convert(),
                _ => self.compute(),
            }
        }
    }

    fn address(&mut self, ty: Ty, is_store: bool) -> (Value, Mem) {
        let size = i64::from(ty.bits() / 8);
        let pointer = self.random.pick(&self.pointers.clone());
        let shift = self.random.below(4) as i64;
        let shift = number(&mut self.builder, shift, Ty::I64);
        let index = self
            .builder
            .emit(Op::IAdd, &[self.counter, shift], Imm::None, Ty::I64);
        let offset = match self.random.below(20) {
            0 => {
                let args = [index, self.stride];
                self.builder.emit(Op::IMul, &args, Imm::None, Ty::I64)
            }
            1..4 => {
                let twice = number(&mut self.builder, 2 * size, Ty::I64);
                self.builder
                    .emit(Op::IMul, &[index, twice], Imm::None, Ty::I64)
            }
            4 if !is_store => number(&mut self.builder, 24, Ty::I64),
            5 | 6 => {
                let down = number(&mut self.builder, -size, Ty::I64);
                let scaled = self
                    .builder
                    .emit(Op::IMul, &[index, down], Imm::None, Ty::I64);
                let end = number(&mut self.builder, 96 * size, Ty::I64);
                self.builder
                    .emit(Op::IAdd, &[scaled, end], Imm::None, Ty::I64)
            }
            _ => {
                let amount = i64::from(size.trailing_zeros());
                let amount = number(&mut self.builder, amount, Ty::I64);
                self.builder
                    .emit(Op::IShl, &[index, amount], Imm::None, Ty::I64)
            }
        };
        let address = self
            .builder
            .emit(Op::PtrAdd, &[pointer, offset], Imm::None, Ty::PTR);
        let mem = Mem {
            offset: 8 * self.random.below(2) as i32,
            alias: Alias::Array,
            readonly: false,
        };
        (address, mem)
    }

    /// A load at an index that is loaded or computed, kept small by a mask or by a check.
    fn gather(&mut self) {
        let ty = self.random.pick(&self.types.clone());
        let index = self.value(Ty::I64);
        let checks = self.random.chance(30);
        let index = if checks && self.types.contains(&Ty::I64) {
            let extent = number(&mut self.builder, 100, Ty::I64);
            let stay = self.builder.func.add_block();
            let cc = Imm::IntCC(IntCC::Uge);
            let flag = self.builder.emit(Op::ICmp, &[index, extent], cc, Ty::I8);
            let carried = self.carried.clone();
            self.builder
                .branch(flag, (self.early, &carried), (stay, &[]));
            self.builder.switch_to(stay);
            index
        } else {
            let mask = number(&mut self.builder, 63, Ty::I64);
            self.builder
                .emit(Op::BAnd, &[index, mask], Imm::None, Ty::I64)
        };
        let amount = i64::from((ty.bits() / 8).trailing_zeros());
        let amount = number(&mut self.builder, amount, Ty::I64);
        let distance = self
            .builder
            .emit(Op::IShl, &[index, amount], Imm::None, Ty::I64);
        let pointer = self.random.pick(&self.pointers.clone());
        let address = self
            .builder
            .emit(Op::PtrAdd, &[pointer, distance], Imm::None, Ty::PTR);
        let mem = Mem {
            offset: 0,
            alias: Alias::Array,
            readonly: false,
        };
        self.emit(Op::Load, &[address], Imm::Mem(mem), ty);
    }

    fn load(&mut self) {
        let ty = self.random.pick(&self.types.clone());
        let (address, mem) = self.address(ty, false);
        self.emit(Op::Load, &[address], Imm::Mem(mem), ty);
    }

    fn store(&mut self) {
        let ty = self.random.pick(&self.types.clone());
        let mut value = self.value(ty);
        if ty.is_float() {
            let is_number = Imm::FloatCC(FloatCC::Eq);
            let flag = self
                .builder
                .emit(Op::FCmp, &[value, value], is_number, Ty::I8);
            let other = number(&mut self.builder, 7, ty);
            value = self
                .builder
                .emit(Op::Pick, &[flag, value, other], Imm::None, ty);
        }
        let (address, mem) = self.address(ty, true);
        self.builder
            .effect(Op::Store, &[address, value], Imm::Mem(mem));
    }

    fn compute(&mut self) {
        let ty = self.random.pick(&self.types.clone());
        let (a, b) = (self.value(ty), self.value(ty));
        if ty.is_float() {
            let unary = [
                Op::FNeg,
                Op::FAbs,
                Op::FSqrt,
                Op::FFloor,
                Op::FCeil,
                Op::FTrunc,
                Op::FNearest,
            ];
            let binary = [Op::FAdd, Op::FSub, Op::FMul, Op::FDiv, Op::FCopysign];
            match self.random.below(10) {
                0..3 => {
                    let op = self.random.pick(&unary);
                    self.emit(op, &[a], Imm::None, ty)
                }
                3 => {
                    let c = self.value(ty);
                    self.emit(Op::Fma, &[a, b, c], Imm::None, ty)
                }
                4 => {
                    let cc = self.random.pick(&[FloatCC::Lt, FloatCC::Gt]);
                    let flag = self.emit(Op::FCmp, &[a, b], Imm::FloatCC(cc), Ty::I8);
                    self.emit(Op::Pick, &[flag, a, b], Imm::None, ty)
                }
                _ => {
                    let op = self.random.pick(&binary);
                    self.emit(op, &[a, b], Imm::None, ty)
                }
            };
            return;
        }
        let unary = [Op::INeg, Op::BNot];
        let binary = [Op::IAdd, Op::ISub, Op::IMul, Op::BAnd, Op::BOr, Op::BXor];
        let shifts = [Op::IShl, Op::SShr, Op::UShr];
        match self.random.below(10) {
            0 => {
                let op = self.random.pick(&unary);
                self.emit(op, &[a], Imm::None, ty);
            }
            1 if ty != Ty::I8 => {
                let op = self.random.pick(&shifts);
                self.emit(op, &[a, b], Imm::None, ty);
            }
            _ => {
                let op = self.random.pick(&binary);
                let op = if ty == Ty::I8 && op == Op::IMul {
                    Op::IAdd
                } else {
                    op
                };
                self.emit(op, &[a, b], Imm::None, ty);
            }
        }
    }

    fn convert(&mut self) {
        let (from, to) = (
            self.random.pick(&self.types.clone()),
            self.random.pick(&self.types.clone()),
        );
        let a = self.value(from);
        let wide = |ty: Ty| ty.bits() >= 32;
        let op = match (from.is_float(), to.is_float()) {
            (true, true) if from.bits() < to.bits() => Op::FPromote,
            (true, true) if from.bits() > to.bits() => Op::FDemote,
            (false, false) if from.bits() < to.bits() => self.random.pick(&[Op::SExt, Op::ZExt]),
            (false, false) if from.bits() > to.bits() => Op::Trunc,
            (false, true) if wide(from) => self.random.pick(&[Op::SToF, Op::UToF]),
            (true, false) if wide(to) => Op::FToS,
            _ => return,
        };
        self.emit(op, &[a], Imm::None, to);
    }

    fn compare(&mut self) -> Value {
        let ty = self.random.pick(&self.types.clone());
        let (a, b) = (self.value(ty), self.value(ty));
        if ty.is_float() {
            let cc = self.random.pick(FloatCC::ALL);
            return self.emit(Op::FCmp, &[a, b], Imm::FloatCC(cc), Ty::I8);
        }
        let cc = self.random.pick(IntCC::ALL);
        self.emit(Op::ICmp, &[a, b], Imm::IntCC(cc), Ty::I8)
    }

    fn flag(&mut self) {
        let mut flag = self.compare();
        if self.random.chance(40) {
            let other = self.compare();
            let op = self.random.pick(&[Op::BAnd, Op::BOr, Op::BXor]);
            flag = self.emit(op, &[flag, other], Imm::None, Ty::I8);
        }
        if self.random.chance(20) {
            let one = number(&mut self.builder, 1, Ty::I8);
            flag = self.emit(Op::BXor, &[flag, one], Imm::None, Ty::I8);
        }
        let ty = self.random.pick(&self.types.clone());
        let (a, b) = (self.value(ty), self.value(ty));
        self.emit(Op::Pick, &[flag, a, b], Imm::None, ty);
    }

    /// Leaves the loop where two values are equal.
    fn leave(&mut self) {
        let ty = self.random.pick(&self.types.clone());
        let (a, b) = (self.value(ty), self.value(ty));
        let b = if self.random.chance(50) {
            number(&mut self.builder, 7, ty)
        } else {
            b
        };
        let flag = match ty.is_float() {
            true => {
                let cc = Imm::FloatCC(FloatCC::Eq);
                self.builder.emit(Op::FCmp, &[a, b], cc, Ty::I8)
            }
            false => {
                let cc = Imm::IntCC(IntCC::Eq);
                self.builder.emit(Op::ICmp, &[a, b], cc, Ty::I8)
            }
        };
        let stay = self.builder.func.add_block();
        let carried = self.carried.clone();
        match self.random.chance(50) {
            true => {
                self.builder
                    .branch(flag, (self.early, &carried), (stay, &[]));
            }
            false => {
                let zero = number(&mut self.builder, 0, Ty::I8);
                let cc = Imm::IntCC(IntCC::Eq);
                let flag = self.builder.emit(Op::ICmp, &[flag, zero], cc, Ty::I8);
                self.builder
                    .branch(flag, (stay, &[]), (self.early, &carried));
            }
        }
        self.builder.switch_to(stay);
    }

    fn branch(&mut self, depth: u32) {
        let condition = self.compare();
        let ty = self.random.pick(&self.types.clone());
        let func = &mut *self.builder.func;
        let [yes, no, join] = [(); 3].map(|()| func.add_block());
        let param = func.add_param(join, ty);
        self.builder.branch(condition, (yes, &[]), (no, &[]));
        for block in [yes, no] {
            self.arm(block, join, ty, depth);
        }
        self.builder.switch_to(join);
        self.scope.push(param);
    }

    fn arm(&mut self, block: Block, join: Block, ty: Ty, depth: u32) {
        self.builder.switch_to(block);
        let outside = self.scope.len();
        let count = self.random.below(4);
        self.statements(count, depth - 1);
        let value = self.value(ty);
        self.builder.jump(join, &[value]);
        self.scope.truncate(outside);
    }

    /// The new value of a reduction.
    fn fold(&mut self, op: Op, ty: Ty, carried: Value) -> Value {
        let operand = self.value(ty);
        if op == Op::Pick && ty.is_float() && self.random.chance(50) {
            return self.fold_with_nan(operand, carried);
        }
        if op == Op::Pick {
            let args = [operand, carried];
            let (op, cc) = match ty.is_float() {
                true => {
                    let cc = self.random.pick(&[FloatCC::Lt, FloatCC::Gt]);
                    (Op::FCmp, Imm::FloatCC(cc))
                }
                false => {
                    let cc = self.random.pick(&[IntCC::Slt, IntCC::Sgt, IntCC::Sle]);
                    (Op::ICmp, Imm::IntCC(cc))
                }
            };
            let flag = self.builder.emit(op, &args, cc, Ty::I8);
            let args = [flag, operand, carried];
            return self.builder.emit(Op::Pick, &args, Imm::None, ty);
        }
        if self.random.chance(15) {
            return self.fold_in_branch(op, operand, carried);
        }
        let folded = self.builder.emit(op, &[carried, operand], Imm::None, ty);
        if ty.is_float() || self.random.chance(70) {
            return folded;
        }
        let flag = self.compare();
        self.builder
            .emit(Op::Pick, &[flag, folded, carried], Imm::None, ty)
    }
}

impl Maker<'_, '_> {
    /// A minimum or maximum that NaN takes over, as NumPy's.
    fn fold_with_nan(&mut self, operand: Value, carried: Value) -> Value {
        let ty = self.builder.func.ty(carried);
        let cc = self.random.pick(&[FloatCC::Le, FloatCC::Ge]);
        let args = [carried, operand];
        let keeps = self.builder.emit(Op::FCmp, &args, Imm::FloatCC(cc), Ty::I8);
        let ne = Imm::FloatCC(FloatCC::Ne);
        let is_nan = self.builder.emit(Op::FCmp, &[carried, carried], ne, Ty::I8);
        let flag = self
            .builder
            .emit(Op::BOr, &[keeps, is_nan], Imm::None, Ty::I8);
        self.builder
            .emit(Op::Pick, &[flag, carried, operand], Imm::None, ty)
    }

    /// Takes an operand up only in some iterations.
    fn fold_in_branch(&mut self, op: Op, operand: Value, carried: Value) -> Value {
        let ty = self.builder.func.ty(carried);
        let condition = self.compare();
        let [arm, join] = [(); 2].map(|()| self.builder.func.add_block());
        let param = self.builder.func.add_param(join, ty);
        self.builder
            .branch(condition, (arm, &[]), (join, &[carried]));
        self.builder.switch_to(arm);
        let folded = self.builder.emit(op, &[carried, operand], Imm::None, ty);
        self.builder.jump(join, &[folded]);
        self.builder.switch_to(join);
        param
    }
}

/// A loop in vector form.
struct Vectorized {
    func: Function,
    object: CodeObject,
    names: HashMap<u32, String>,
    texts: String,
    reason: Option<String>,
}

fn vectorized(func: &Function, level: Level) -> Vectorized {
    let mut result = Vectorized {
        func: func.clone(),
        object: CodeObject::default(),
        names: HashMap::new(),
        texts: String::new(),
        reason: None,
    };
    let (object, names, texts) = (&mut result.object, &mut result.names, &mut result.texts);
    let verdicts = vectorize_loops(&mut result.func, &mut |mut lanes| {
        lanes.name = format!("loop{}", names.len());
        texts.push_str(&lanes.to_string());
        let shape = simd::compile(&lanes, level, &|_| 0, object);
        let shape = shape.map_err(|error| match error {
            simd::Error::Unsupported { what } => what,
            simd::Error::Internal { message } => panic!("{message}\n{lanes}"),
        })?;
        let id = 1000 + names.len() as u32;
        names.insert(id, lanes.name);
        Ok(Callee {
            id,
            lanes: shape.lanes,
            any_count: shape.any_count,
        })
    });
    result.reason = verdicts
        .into_iter()
        .find_map(|verdict| verdict.result.err());
    remove_dead_code(&mut result.func);
    if let Err(errors) = verify(&result.func) {
        panic!("{errors:?}\n{func}\n{}", result.func);
    }
    result
}

/// Bits with every NaN made one.
fn canonical(bits: u64, ty: Ty) -> u64 {
    match ty {
        Ty::F32 if f32::from_bits(bits as u32).is_nan() => 0x7fc0_0000,
        Ty::F64 if f64::from_bits(bits).is_nan() => f64::NAN.to_bits(),
        _ => bits & (u64::MAX >> (64 - ty.bits())),
    }
}

fn contents(random: &mut Random) -> Vec<u8> {
    match random.below(4) {
        0 => (0..BUFFER).map(|_| random.next() as u8).collect(),
        1 => {
            let floats = (0..BUFFER / 4).map(|_| random.float() as f32);
            floats.flat_map(f32::to_le_bytes).collect()
        }
        _ => {
            let floats = (0..BUFFER / 8).map(|_| random.float());
            floats.flat_map(f64::to_le_bytes).collect()
        }
    }
}

/// Arguments: few or many iterations, pointers near to each other or not.
fn arguments(random: &mut Random) -> Vec<u64> {
    let apart = random.pick(&[8, 64, 640]);
    let mut offset = || 8 * random.below(apart / 8 + 1) as u64 + 640 * random.below(3) as u64;
    let offsets = [offset(), offset(), offset()];
    let start = random.below(4) as u64;
    let count = random.pick(&[0, 1, 5, 8, 9, 16, 23, 40, 64, 71]);
    let stride = 4 * random.below(3) as u64 + 4;
    let mut args = offsets.to_vec();
    args.extend([start, start + count, stride]);
    args.push(random.float().to_bits());
    args.push(u64::from((random.float() as f32).to_bits()));
    args.push(random.next() >> random.below(60));
    args.push(random.next() & 0xffff_ffff);
    args
}

/// Runs one seed; whether the loop was vectorised, or why not.
fn check_seed(seed: u64, level: Level) -> Option<String> {
    let mut random = Random(seed);
    let func = make(&mut random);
    if let Err(errors) = verify(&func) {
        panic!("{errors:?}\n{func}");
    }
    let made = vectorized(&func, level);
    if made.names.is_empty() {
        return made.reason;
    }
    let functions = [made.func.clone()];
    let names = |id: u32| made.names.get(&id).cloned();
    let loaded = low::load_with(&functions, Config::STANDARD, &made.object, &names);
    for _ in 0..RUNS {
        let bytes = contents(&mut random);
        let args = arguments(&mut random);
        let mut none = NoExternals;
        let mut interpreter = Interpreter::new([(0, &func)], &mut none, STEPS);
        let buffer = interpreter.memory.allocate_bytes(bytes.clone());
        let operands: Vec<u64> = [0, buffer].iter().chain(&args).copied().collect();
        let all = || {
            format!(
                "seed {seed}, {args:x?}\n{func}\n{}\n{}",
                made.func, made.texts
            )
        };
        let expected = interpreter.run(0, &operands);
        let expected = expected.unwrap_or_else(|fault| panic!("{fault}, {}", all()));
        let expected_bytes = interpreter
            .memory
            .bytes(buffer, BUFFER)
            .expect("the buffer");

        let mut memory = bytes.clone();
        let interrupt = std::sync::atomic::AtomicU32::new(0);
        let mut context = Context {
            stack_limit: 0,
            runtime: std::ptr::null_mut(),
            interrupt: &raw const interrupt,
        };
        let start = [memory.as_mut_ptr() as u64];
        let operands: Vec<u64> = start.iter().chain(&args).copied().collect();
        let (status, results) = loaded.call_with(&raw mut context, "main", &operands);
        let shape = |results: &[u64]| -> Vec<u64> {
            let typed = results.iter().zip(&func.low_results);
            typed.map(|(&bits, &ty)| canonical(bits, ty)).collect()
        };
        assert_eq!(status, 0, "{}", all());
        assert_eq!(shape(&results), shape(&expected.results), "{}", all());
        let differs = memory.iter().zip(expected_bytes).position(|(a, b)| a != b);
        assert_eq!(differs, None, "{}", all());
    }
    None
}

fn check_level(level: Level, first: u64) {
    if Level::host().is_none_or(|host| host < level) {
        return;
    }
    let factor = std::env::var("NUMJIT_FUZZ").ok();
    let factor: u64 = factor.and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut reasons: HashMap<String, u64> = HashMap::new();
    let mut scalar = 0;
    for seed in first..first + LOOPS * factor {
        if let Some(reason) = check_seed(seed, level) {
            *reasons.entry(reason).or_default() += 1;
            scalar += 1;
        }
    }
    // A generator whose loops stay scalar would test nothing.
    assert!(
        scalar < LOOPS * factor * 3 / 4,
        "{scalar} scalar: {reasons:?}"
    );
}

#[test]
fn avx2_loops_agree_with_the_interpreter() {
    check_level(Level::Avx2, 0);
}

#[test]
fn avx512_loops_agree_with_the_interpreter() {
    check_level(Level::Avx512, 1_000_000);
}
