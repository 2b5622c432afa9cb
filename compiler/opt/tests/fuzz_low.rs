//! Random low functions mean the same before and after every pass, and after all passes in order.
//!
//! Functions look like what lowering makes: loops over counters that go up, down and by variable
//! steps, element accesses with wraparound and bounds checks, fresh arrays behind a test of their
//! extent, swapped arrays, early exits, and calls that are inlined. The interpreter checks every access,
//! so a check that was removed wrongly is seen even where the bytes outside would not matter.

mod low;

use std::sync::Arc;

use low::{Observed, observe};
use numjit_abi::Symbol;
use numjit_ir::interp::Fault;
use numjit_ir::{
    Alias, Block, Builder, Const, Function, Imm, IntCC, Loc, Mem, Op, Options, Stage, Ty, Value,
    verify,
};
use numjit_opt::{
    convert_branches, forward_stores, inline_calls, remove_bounds_checks, remove_dead_code,
    reorder_minima, rotate_loops, separate_exits, share_values, simplify, unroll_loops,
    version_loops,
};

/// Functions tried.
const FUNCTIONS: u64 = 800;

/// Argument sets tried per function.
const RUNS: usize = 6;

/// Deepest nesting of branches and loops.
const DEPTH: u32 = 3;

/// Operations that the original may execute; longer runs are not compared.
const STEPS: u64 = 20_000;

/// What the optimised function may execute where the original finishes.
const STEPS_AFTER: u64 = 100_000;

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

    /// An integer that is mostly small and sometimes at an edge.
    fn int(&mut self) -> i64 {
        const EDGES: [i64; 7] = [
            i64::MAX,
            i64::MIN,
            i64::MAX - 1,
            i64::MIN + 1,
            1 << 62,
            -(1 << 62),
            (1 << 62) + 1,
        ];
        match self.below(24) {
            0 => self.pick(&EDGES),
            _ => self.below(9) as i64 - 1,
        }
    }
}

/// An array in scope.
#[derive(Clone, Copy)]
struct Array {
    data: Value,
    extent: Value,
}

/// A function under construction.
struct Maker<'f, 'r> {
    random: &'r mut Random,
    builder: Builder<'f>,
    ints: Vec<Value>,
    arrays: Vec<Array>,
    context: Value,
    may_call: bool,
}

/// A function of a context, two arrays and three integers that returns an integer.
fn make(random: &mut Random, name: &str, may_call: bool) -> Function {
    let mut func = Function::new(name, Stage::Low, Options::DEFAULT);
    func.low_results = vec![Ty::I64];
    let entry = func.entry;
    let context = func.add_param(entry, Ty::PTR);
    let arrays: Vec<Array> = (0..2)
        .map(|_| Array {
            data: func.add_param(entry, Ty::PTR),
            extent: func.add_param(entry, Ty::I64),
        })
        .collect();
    let ints: Vec<Value> = (0..3).map(|_| func.add_param(entry, Ty::I64)).collect();
    let mut maker = Maker {
        random,
        builder: Builder::new(&mut func, entry, Loc(0)),
        ints,
        arrays,
        context,
        may_call,
    };
    maker.region(0);
    let status = maker.constant(0, Ty::I32);
    let result = maker.value();
    maker.builder.effect(Op::Ret, &[status, result], Imm::None);
    func
}

impl Maker<'_, '_> {
    fn constant(&mut self, value: i64, ty: Ty) -> Value {
        let imm = Imm::Const(Const::Int(value));
        self.builder.emit(Op::IConst, &[], imm, ty)
    }

    fn binary(&mut self, op: Op, a: Value, b: Value) -> Value {
        self.builder.emit(op, &[a, b], Imm::None, Ty::I64)
    }

    fn compare(&mut self, cc: IntCC, a: Value, b: Value) -> Value {
        self.builder.emit(Op::ICmp, &[a, b], Imm::IntCC(cc), Ty::I8)
    }

    fn blocks<const N: usize>(&mut self) -> [Block; N] {
        [(); N].map(|()| self.builder.func.add_block())
    }

    /// An integer in scope; recent ones, such as counters, more often.
    fn value(&mut self) -> Value {
        if self.random.chance(20) {
            let value = self.random.int();
            return self.constant(value, Ty::I64);
        }
        let recent = self.ints.len().min(4);
        let range = if self.random.chance(60) {
            recent
        } else {
            self.ints.len()
        };
        self.ints[self.ints.len() - 1 - self.random.below(range)]
    }

    fn region(&mut self, depth: u32) {
        let deepest = depth >= DEPTH;
        for _ in 0..1 + self.random.below(5) {
            match self.random.below(14) {
                0 if !deepest => self.choice(depth),
                12 => self.short_choice(),
                1..=3 if !deepest => self.counted_loop(depth),
                4 if !deepest => self.open_loop(depth),
                5 => self.fresh_array(),
                6 => self.call(),
                7 => self.sweep(),
                8 => self.load(),
                9..=11 => self.store(),
                _ => self.operation(),
            }
        }
    }

    fn operation(&mut self) {
        const OPS: [Op; 10] = [
            Op::IAdd,
            Op::ISub,
            Op::IAdd,
            Op::ISub,
            Op::IMul,
            Op::BAnd,
            Op::BOr,
            Op::BXor,
            Op::IShl,
            Op::SShr,
        ];
        let (a, b) = (self.value(), self.value());
        let value = match self.random.below(6) {
            0 => {
                let cc = self.random.pick(IntCC::ALL);
                let flag = self.compare(cc, a, b);
                self.builder
                    .emit(Op::Pick, &[flag, a, b], Imm::None, Ty::I64)
            }
            1 => {
                let cc = self.random.pick(IntCC::ALL);
                let flag = self.compare(cc, a, b);
                self.builder.emit(Op::ZExt, &[flag], Imm::None, Ty::I64)
            }
            2 => {
                let small = self.constant(1 + (self.random.0 % 9) as i64, Ty::I64);
                let op = self.random.pick(&[Op::URem, Op::UShr, Op::BAnd]);
                self.binary(op, a, small)
            }
            _ => {
                let op = self.random.pick(&OPS);
                self.binary(op, a, b)
            }
        };
        self.ints.push(value);
    }

    /// An index: a value in scope, often with a small constant added.
    fn index(&mut self) -> Value {
        let value = self.value();
        if self.random.chance(50) {
            return value;
        }
        let step = self.random.below(4) as i64 - 1;
        let constant = self.constant(step, Ty::I64);
        let op = self.random.pick(&[Op::IAdd, Op::ISub]);
        self.binary(op, value, constant)
    }

    /// The checked address of an element.
    fn element(&mut self) -> Value {
        let position = self.random.below(self.arrays.len());
        let array = self.arrays[position];
        let given = self.index();
        let mut index = given;
        if self.random.chance(50) {
            let zero = self.constant(0, Ty::I64);
            let negative = self.compare(IntCC::Slt, given, zero);
            let wrapped = self.binary(Op::IAdd, given, array.extent);
            let args = [negative, wrapped, given];
            index = self.builder.emit(Op::Pick, &args, Imm::None, Ty::I64);
        }
        self.check(given, index, array.extent);
        let three = self.constant(3, Ty::I64);
        let offset = self.binary(Op::IShl, index, three);
        self.builder
            .emit(Op::PtrAdd, &[array.data, offset], Imm::None, Ty::PTR)
    }

    fn check(&mut self, given: Value, index: Value, extent: Value) {
        let [good, bad] = self.blocks();
        self.builder.func.block_mut(bad).cold = true;
        if self.random.chance(50) {
            let outside = self.compare(IntCC::Uge, index, extent);
            self.builder.branch(outside, (bad, &[]), (good, &[]));
        } else {
            let inside = self.compare(IntCC::Ult, index, extent);
            self.builder.branch(inside, (good, &[]), (bad, &[]));
        }
        self.builder.switch_to(bad);
        let axis = self.constant(0, Ty::I32);
        let args = [self.context, given, extent, axis];
        let raise = Imm::Symbol(Symbol::RaiseIndex);
        self.builder.effect(Op::CallSymbol, &args, raise);
        self.fail();
        self.builder.switch_to(good);
    }

    fn fail(&mut self) {
        let status = self.constant(1, Ty::I32);
        self.builder.effect(Op::Ret, &[status], Imm::None);
    }

    fn access() -> Imm {
        Imm::Mem(Mem {
            offset: 0,
            alias: Alias::Array,
            readonly: false,
        })
    }

    fn load(&mut self) {
        let address = self.element();
        let value = self
            .builder
            .emit(Op::Load, &[address], Self::access(), Ty::I64);
        self.ints.push(value);
    }

    fn store(&mut self) {
        let address = self.element();
        let value = self.value();
        self.builder
            .effect(Op::Store, &[address, value], Self::access());
    }

    /// `np.zeros(n)` with the test that refuses negative and, here, large extents.
    fn fresh_array(&mut self) {
        let extent = self.index();
        let [second, good, bad] = self.blocks();
        let (zero, limit) = (self.constant(0, Ty::I64), self.constant(24, Ty::I64));
        let negative = self.compare(IntCC::Slt, extent, zero);
        self.builder.branch(negative, (bad, &[]), (second, &[]));
        self.builder.switch_to(bad);
        self.builder.func.block_mut(bad).cold = true;
        let raise = Imm::Symbol(Symbol::ExcPushI64);
        let args = [self.context, extent];
        self.builder.effect(Op::CallSymbol, &args, raise);
        self.fail();
        self.builder.switch_to(second);
        let large = self.compare(IntCC::Sgt, extent, limit);
        self.builder.branch(large, (bad, &[]), (good, &[]));
        self.builder.switch_to(good);
        let three = self.constant(3, Ty::I64);
        let size = self.binary(Op::IShl, extent, three);
        let alloc = Imm::Symbol(Symbol::AllocZeroed);
        let args = [self.context, size];
        let block = self.builder.emit(Op::CallSymbol, &args, alloc, Ty::PTR);
        let header = self.constant(64, Ty::I64);
        let data = self
            .builder
            .emit(Op::PtrAdd, &[block, header], Imm::None, Ty::PTR);
        self.arrays.push(Array { data, extent });
    }

    fn call(&mut self) {
        if !self.may_call {
            return;
        }
        let mut args = vec![self.context];
        for _ in 0..2 {
            let position = self.random.below(self.arrays.len());
            let array = self.arrays[position];
            args.extend([array.data, array.extent]);
        }
        for _ in 0..3 {
            args.push(self.value());
        }
        let types = [Ty::I32, Ty::I64];
        let call = self
            .builder
            .push(Op::CallDirect, &args, Imm::Func(0), &types);
        let results = self.builder.func.inst(call).results.clone();
        let [good, bad] = self.blocks();
        let zero = self.constant(0, Ty::I32);
        let failed = self.compare(IntCC::Ne, results[0], zero);
        self.builder.branch(failed, (bad, &[]), (good, &[]));
        self.builder.switch_to(bad);
        self.builder.func.block_mut(bad).cold = true;
        self.builder.effect(Op::Ret, &[results[0]], Imm::None);
        self.builder.switch_to(good);
        self.ints.push(results[1]);
    }

    /// Both ways of a branch, joined with a parameter.
    fn choice(&mut self, depth: u32) {
        let (a, b) = (self.value(), self.value());
        let cc = self.random.pick(IntCC::ALL);
        let flag = self.compare(cc, a, b);
        let [then, otherwise, join] = self.blocks();
        self.builder.branch(flag, (then, &[]), (otherwise, &[]));
        let outer = (self.ints.len(), self.arrays.len());
        for block in [then, otherwise] {
            self.builder.switch_to(block);
            self.region(depth + 1);
            let passed = self.value();
            self.builder.jump(join, &[passed]);
            self.leave(outer);
        }
        self.builder.switch_to(join);
        let param = self.builder.func.add_param(join, Ty::I64);
        self.ints.push(param);
    }

    /// A branch around at most a few integer operations, with one or both arms.
    fn short_choice(&mut self) {
        let (a, b) = (self.value(), self.value());
        let cc = self.random.pick(IntCC::ALL);
        let flag = self.compare(cc, a, b);
        let [then, otherwise, join] = self.blocks();
        let passed = [self.value(), self.value()];
        match self.random.below(3) {
            0 => self.builder.branch(flag, (then, &[]), (join, &passed)),
            1 => self.builder.branch(flag, (join, &passed), (otherwise, &[])),
            _ => self.builder.branch(flag, (then, &[]), (otherwise, &[])),
        };
        let outer = (self.ints.len(), self.arrays.len());
        for block in [then, otherwise] {
            self.builder.switch_to(block);
            for _ in 0..self.random.below(3) {
                self.operation();
            }
            let passed = [self.value(), self.value()];
            self.builder.jump(join, &passed);
            self.leave(outer);
        }
        self.builder.switch_to(join);
        for _ in 0..2 {
            let param = self.builder.func.add_param(join, Ty::I64);
            self.ints.push(param);
        }
    }

    fn leave(&mut self, outer: (usize, usize)) {
        self.ints.truncate(outer.0);
        self.arrays.truncate(outer.1);
    }

    /// The two arrays a loop may swap in every iteration.
    fn swappable(&mut self) -> Option<[usize; 2]> {
        let count = self.arrays.len();
        let pair = [self.random.below(count), self.random.below(count)];
        (pair[0] != pair[1] && self.random.chance(30)).then_some(pair)
    }

    /// `for i in range(start, stop, step)`, perhaps with `break`, carrying an accumulator.
    fn counted_loop(&mut self, depth: u32) {
        let start = self.value();
        let position = self.random.below(self.arrays.len());
        let stop = match self.random.chance(40) {
            true => self.arrays[position].extent,
            false => self.index(),
        };
        let step = self.random.pick(&[1, 1, 1, 1, 2, 3, -1, -1, -2]);
        let inclusive = self.random.chance(15);
        let cc = match (step > 0, inclusive) {
            (true, false) => IntCC::Slt,
            (true, true) => IntCC::Sle,
            (false, false) => IntCC::Sgt,
            (false, true) => IntCC::Sge,
        };
        let step = self.constant(step, Ty::I64);
        self.repetition(depth, start, step, (cc, stop));
    }

    /// `while i < stop: ...; i += step` with any step and comparison.
    fn open_loop(&mut self, depth: u32) {
        let (start, step, stop) = (self.value(), self.value(), self.value());
        let cc = self.random.pick(IntCC::ALL);
        self.repetition(depth, start, step, (cc, stop));
    }

    /// A loop over two arrays that reads and stores near the counter, in bounds without checks.
    fn sweep(&mut self) {
        let positions = [(); 2].map(|()| self.random.below(self.arrays.len()));
        let arrays = positions.map(|position| self.arrays[position]);
        let extents = arrays.map(|array| array.extent);
        let less = self.compare(IntCC::Slt, extents[0], extents[1]);
        let args = [less, extents[0], extents[1]];
        let stop = self.builder.emit(Op::Pick, &args, Imm::None, Ty::I64);
        let [body, exit] = self.blocks();
        let (start, step) = (self.constant(2, Ty::I64), 1 + self.random.below(2) as i64);
        let first = self.value();
        let enter = self.compare(IntCC::Slt, start, stop);
        let entry = [start, first];
        self.builder.branch(enter, (body, &entry), (exit, &[first]));
        self.builder.switch_to(body);
        let counter = self.builder.func.add_param(body, Ty::I64);
        let carried = self.builder.func.add_param(body, Ty::I64);
        let outer = self.ints.len();
        self.ints.extend([counter, carried]);
        for _ in 0..2 + self.random.below(4) {
            self.sweep_access(arrays, counter);
        }
        let passed = match self.random.chance(40) {
            true => self.extreme_of(carried),
            false => self.value(),
        };
        let step = self.constant(step, Ty::I64);
        let next = self.binary(Op::IAdd, counter, step);
        let again = self.compare(IntCC::Slt, next, stop);
        let back = [next, passed];
        self.builder.branch(again, (body, &back), (exit, &[passed]));
        self.ints.truncate(outer);
        self.builder.switch_to(exit);
        let result = self.builder.func.add_param(exit, Ty::I64);
        self.ints.push(result);
    }

    /// A minimum or maximum, or a mixture, of a carried value plus something and values in scope.
    fn extreme_of(&mut self, carried: Value) -> Value {
        let other = self.value();
        let mut result = self.binary(Op::IAdd, carried, other);
        let kinds = [
            [IntCC::Slt, IntCC::Sle],
            [IntCC::Sgt, IntCC::Sge],
            [IntCC::Slt, IntCC::Sgt],
        ];
        let kinds = self.random.pick(&kinds);
        for _ in 0..1 + self.random.below(4) {
            let other = self.value();
            let cc = self.random.pick(&kinds);
            let flag = self.compare(cc, result, other);
            let swap = self.random.chance(15);
            let (a, b) = if swap {
                (other, result)
            } else {
                (result, other)
            };
            result = self
                .builder
                .emit(Op::Pick, &[flag, a, b], Imm::None, Ty::I64);
        }
        result
    }

    /// Reads or stores an element up to two before the counter, or one of the first three.
    fn sweep_access(&mut self, arrays: [Array; 2], counter: Value) {
        let array = self.random.pick(&arrays);
        let distance = self.random.below(3) as i64;
        let distance = self.constant(distance, Ty::I64);
        let index = match self.random.chance(75) {
            true => self.binary(Op::ISub, counter, distance),
            false => distance,
        };
        let three = self.constant(3, Ty::I64);
        let offset = self.binary(Op::IShl, index, three);
        let args = [array.data, offset];
        let address = self.builder.emit(Op::PtrAdd, &args, Imm::None, Ty::PTR);
        if self.random.chance(55) {
            let access = Self::access();
            let value = self.builder.emit(Op::Load, &[address], access, Ty::I64);
            self.ints.push(value);
        } else {
            let value = self.value();
            self.builder
                .effect(Op::Store, &[address, value], Self::access());
        }
    }

    fn repetition(&mut self, depth: u32, start: Value, step: Value, test: (IntCC, Value)) {
        let [header, body, exit] = self.blocks();
        let swapped = self.swappable();
        let accumulator = self.value();
        let mut initial = vec![start, accumulator];
        for at in swapped.into_iter().flatten() {
            initial.extend([self.arrays[at].data, self.arrays[at].extent]);
        }
        self.builder.jump(header, &initial);
        self.builder.switch_to(header);
        let params: Vec<Value> = initial
            .iter()
            .map(|&value| {
                let ty = self.builder.func.ty(value);
                self.builder.func.add_param(header, ty)
            })
            .collect();
        let (ints, arrays) = (self.ints.clone(), self.arrays.clone());
        for (at, part) in swapped.into_iter().flatten().zip(params[2..].chunks(2)) {
            let [data, extent] = part else { continue };
            self.arrays[at] = Array {
                data: *data,
                extent: *extent,
            };
        }
        let flag = self.compare(test.0, params[0], test.1);
        self.builder
            .branch(flag, (body, &[]), (exit, &[params[1], params[0]]));
        self.builder.switch_to(body);
        self.ints.extend([params[1], params[0]]);
        self.region(depth + 1);
        let carried = self.value();
        if self.random.chance(20) {
            let [latch] = self.blocks();
            let (a, b) = (self.value(), self.value());
            let cc = self.random.pick(IntCC::ALL);
            let flag = self.compare(cc, a, b);
            self.builder
                .branch(flag, (exit, &[carried, a]), (latch, &[]));
            self.builder.switch_to(latch);
        }
        let next = self.binary(Op::IAdd, params[0], step);
        let mut again = vec![next, carried];
        let parts = params[2..].chunks(2).rev();
        again.extend(parts.flatten().copied());
        self.builder.jump(header, &again);
        (self.ints, self.arrays) = (ints, arrays);
        self.builder.switch_to(exit);
        for _ in 0..2 {
            let param = self.builder.func.add_param(exit, Ty::I64);
            self.ints.push(param);
        }
    }
}

/// A pass under test, given the function it may inline.
type Pass = fn(&mut Function, &Function);

const PASSES: [(&str, Pass); 13] = [
    ("unroll_loops", |func, _| {
        simplify(func);
        unroll_loops(func);
    }),
    ("share_values", |func, _| {
        share_values(func);
    }),
    ("separate_exits", |func, _| {
        rotate_loops(func);
        separate_exits(func);
    }),
    ("reorder_minima", |func, _| {
        rotate_loops(func);
        reorder_minima(func);
    }),
    ("convert_branches", |func, _| {
        convert_branches(func);
    }),
    ("simplify", |func, _| {
        simplify(func);
    }),
    ("inline_calls", inline),
    ("remove_bounds_checks", |func, _| {
        remove_bounds_checks(func);
    }),
    ("rotate_loops", |func, _| {
        rotate_loops(func);
    }),
    ("version_loops", |func, _| {
        rotate_loops(func);
        version_loops(func);
    }),
    ("forward_stores", |func, _| {
        rotate_loops(func);
        forward_stores(func);
    }),
    ("remove_dead_code", |func, _| {
        remove_dead_code(func);
    }),
    ("all", all),
];

fn inline(func: &mut Function, helper: &Function) {
    let helper = Arc::new(helper.clone());
    inline_calls(func, &|_| Some(helper.clone()));
}

/// The passes in the order of the driver's pipeline.
fn all(func: &mut Function, helper: &Function) {
    simplify(func);
    inline(func, helper);
    simplify(func);
    unroll_loops(func);
    simplify(func);
    remove_bounds_checks(func);
    simplify(func);
    share_values(func);
    convert_branches(func);
    simplify(func);
    rotate_loops(func);
    version_loops(func);
    simplify(func);
    forward_stores(func);
    reorder_minima(func);
    separate_exits(func);
    remove_dead_code(func);
}

/// A function after a pass, well-formed.
#[track_caller]
fn after(seed: u64, name: &str, pass: Pass, functions: &[Function]) -> Vec<Function> {
    let mut func = functions[1].clone();
    pass(&mut func, &functions[0]);
    if let Err(errors) = verify(&func) {
        let list: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let list = list.join("\n");
        panic!("seed {seed}, {name}: {list}\n{}\n{func}", functions[1]);
    }
    vec![functions[0].clone(), func]
}

#[track_caller]
fn check_seed(seed: u64) {
    let mut random = Random(seed);
    let helper = make(&mut random, "helper", false);
    let functions = vec![helper, make(&mut random, "main", true)];
    assert_eq!(verify(&functions[1]), Ok(()));
    let made: Vec<(&str, Vec<Function>)> = PASSES
        .iter()
        .map(|&(name, pass)| (name, after(seed, name, pass, &functions)))
        .collect();
    for _ in 0..RUNS {
        let arrays: Vec<Vec<i64>> = (0..2)
            .map(|_| (0..random.below(24)).map(|_| random.int()).collect())
            .collect();
        let ints: Vec<i64> = (0..3).map(|_| random.int()).collect();
        let overlap = random.chance(25).then(|| random.below(3));
        let run =
            |functions: &[Function], steps| observe(functions, &arrays, overlap, &ints, steps);
        let expected = run(&functions, STEPS);
        if expected.outcome == Err(Fault::Steps) {
            continue;
        }
        assert!(expected.outcome.is_ok(), "seed {seed}: {expected:?}");
        for (name, changed) in &made {
            let found = run(changed, STEPS_AFTER);
            check_equal(&expected, &found, || {
                let input = format!("{arrays:?} {overlap:?} {ints:?}");
                let texts = format!("{}\n{}\n{}", functions[0], functions[1], changed[1]);
                format!("seed {seed}, {name} on {input}\n{texts}")
            });
        }
    }
}

#[track_caller]
fn check_equal(expected: &Observed, found: &Observed, context: impl Fn() -> String) {
    assert_eq!(found, expected, "{}", context());
}

#[test]
fn passes_keep_the_meaning_of_random_functions() {
    for seed in 0..FUNCTIONS * factor() {
        check_seed(seed);
    }
}

/// `NUMJIT_FUZZ` multiplies the number of functions.
fn factor() -> u64 {
    let factor = std::env::var("NUMJIT_FUZZ").ok();
    factor.and_then(|text| text.parse().ok()).unwrap_or(1)
}
