//! Reference counts: expected text for telling cases, and an abstract interpreter that counts owners
//! along random paths of random functions.

use std::collections::HashMap;

use numjit_ir::{
    Block, Builder, Cfg, Dominators, Effects, Function, Imm, InstData, Kernel, Layout, Loc, Op,
    Options, Stage, Ty, Value, parse_function, verify,
};
use numjit_opt::insert_refcounts;

// ---- Telling cases -------------------------------------------------------------------------------

#[track_caller]
fn pass(text: &str) -> Function {
    let mut func = parse_function(text).unwrap_or_else(|error| panic!("{error}"));
    insert_refcounts(&mut func);
    if let Err(errors) = verify(&func) {
        panic!("{errors:?}\n{func}");
    }
    func
}

#[track_caller]
fn counted(text: &str) -> Function {
    let func = pass(text);
    for seed in 0..40 {
        simulate(&func, &mut Random(seed));
    }
    func
}

fn count_of(func: &Function, op: Op) -> usize {
    let blocks = func.layout.iter();
    blocks
        .flat_map(|&block| &func.block(block).insts)
        .filter(|&&inst| func.inst(inst).op == op)
        .count()
}

#[track_caller]
fn check_counts(text: &str, retains: usize, releases: usize) -> Function {
    let func = counted(text);
    let found = (count_of(&func, Op::Retain), count_of(&func, Op::Release));
    assert_eq!(found, (retains, releases), "{func}");
    func
}

#[test]
fn a_temporary_dies_after_its_last_use() {
    let func = check_counts(
        "function \"f\" typed {
result float64
b0(v0: float64[::1]):
 v1: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 v2: float64 = reduce sum v1
 return v2
}",
        0,
        1,
    );
    let text = func.to_string();
    assert!(text.contains("reduce sum v1 cleanup [v1]"), "{text}");
}

#[test]
fn what_a_guarded_instruction_uses_last_dies_on_both_ways() {
    // The abstract interpreter below knows no handlers.
    let func = pass(
        "function \"f\" typed {
result float64
b0(v0: float64[::1]):
 v1: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 v2: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 v3: float64[::1] = ufunc {add a0:float64, a1:float64 -> float64} v1, v2
 guard b1(), b2()
b1():
 v4: float64 = reduce sum v1
 return v4
b2():
 v5: float64 = reduce sum v3
 return v5
}",
    );
    assert_eq!(count_of(&func, Op::Release), 4, "{func}");
    let text = func.to_string();
    // v2 dies at the instruction: behind it on one way, by its cleanup on the other. v1 is needed by the
    // handler, and v3 exists only where nothing was raised.
    assert!(text.contains("v1, v2 cleanup [v2]"), "{text}");
    let handler = func.block(func.layout[1]).insts.iter();
    let released = handler.filter(|&&inst| func.inst(inst).op == Op::Release);
    assert_eq!(released.count(), 1, "{text}");
}

#[test]
fn a_new_array_moves_out_and_a_parameter_is_retained() {
    check_counts(
        "function \"f\" typed {
result float64[::1]
b0(v0: float64[::1]):
 v1: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 return v1
}",
        0,
        0,
    );
    check_counts(
        "function \"f\" typed {
result float64[::1]
b0(v0: float64[::1]):
 return v0
}",
        1,
        0,
    );
}

#[test]
fn views_and_tuples_move_with_what_they_hold() {
    check_counts(
        "function \"f\" typed {
result UniTuple(float64[::1] x 2)
b0(v0: float64[::1]):
 v1: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 v2: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 v3: UniTuple(float64[::1] x 2) = tuple v1, v2
 return v3
}",
        0,
        0,
    );
    check_counts(
        "function \"f\" typed {
result UniTuple(float64[::1] x 2)
b0(v0: float64[::1]):
 v1: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 v2: UniTuple(float64[::1] x 2) = tuple v1, v1
 return v2
}",
        1,
        1,
    );
}

#[test]
fn a_loop_over_an_array_counts_nothing() {
    check_counts(
        "function \"f\" typed {
result none
b0(v0: float64[:, ::1]):
 v1: Iter(float64[:, ::1]) = iter_start v0
 jump b1(v1)
b1(v2: Iter(float64[:, ::1])):
 v3: bool = iter_has v2
 branch v3, b2(), b3()
b2():
 v4: float64[::1] = iter_get v2
 v5: int64 = array_size v4
 v6: Iter(float64[:, ::1]) = iter_advance v2
 jump b1(v6)
b3():
 v7: none = const none
 return v7
}",
        0,
        0,
    );
}

#[test]
fn an_array_iterated_over_lives_until_the_loop_ends() {
    let func = check_counts(
        "function \"f\" typed {
result none
b0(v0: float64[::1]):
 v8: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 v1: Iter(float64[::1]) = iter_start v8
 jump b1(v1)
b1(v2: Iter(float64[::1])):
 v3: bool = iter_has v2
 branch v3, b2(), b3()
b2():
 v4: float64 = iter_get v2
 v6: Iter(float64[::1]) = iter_advance v2
 jump b1(v6)
b3():
 v7: none = const none
 return v7
}",
        0,
        1,
    );
    let exit = func.block(Block(3)).insts[0];
    assert_eq!(func.inst(exit).op, Op::Release);
}

#[test]
fn swapping_moves() {
    check_counts(
        "function \"f\" typed {
result float64[::1]
b0(v0: float64[::1], v9: bool):
 v1: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 v2: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 jump b1(v1, v2)
b1(v3: float64[::1], v4: float64[::1]):
 branch v9, b2(), b3()
b2():
 jump b1(v4, v3)
b3():
 return v3
}",
        0,
        1,
    );
}

#[test]
fn functions_without_references_stay() {
    let text = "function \"f\" typed {\nresult int64\nb0(v0: int64):\n return v0\n}";
    let mut func = parse_function(text).expect("valid text");
    assert!(!insert_refcounts(&mut func));
}

// ---- Random functions ----------------------------------------------------------------------------

/// A small generator of pseudo-random numbers (Steele, Lea, Flood: SplitMix, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

fn array() -> Ty {
    Ty::array(Ty::F64, 1, Layout::C)
}

fn pair() -> Ty {
    Ty::uni_tuple(array(), 2)
}

/// A function over arrays and pairs of arrays whose blocks, edges and instructions are random.
fn random_function(random: &mut Random) -> Function {
    let mut func = Function::new("random", Stage::Typed, Options::DEFAULT);
    func.result = if random.next(2) == 0 { array() } else { pair() };
    let entry = func.entry;
    func.add_param(entry, array());
    func.add_param(entry, pair());
    func.add_param(entry, Ty::BOOL);
    let count = 2 + random.next(7);
    let blocks: Vec<Block> = (0..count).map(|_| func.add_block()).collect();
    for &block in &blocks {
        for _ in 0..random.next(3) {
            let ty = if random.next(3) == 0 { pair() } else { array() };
            func.add_param(block, ty);
        }
    }
    let flag = func.params()[2];
    let all: Vec<Block> = std::iter::once(entry).chain(blocks.clone()).collect();
    for &block in &all {
        let mut b = Builder::new(&mut func, block, Loc(0));
        let targets = [(); 2].map(|()| blocks[random.next(count)]);
        match random.next(5) {
            0 if block != entry => {
                b.effect(Op::Unreachable, &[], Imm::None);
            }
            0..=2 => {
                b.jump(targets[0], &[]);
            }
            _ => {
                b.branch(flag, (targets[0], &[]), (targets[1], &[]));
            }
        }
    }
    let cfg = Cfg::compute(&func);
    let dominators = Dominators::compute(&cfg);
    func.layout.retain(|&block| cfg.is_reachable(block));
    let mut made: HashMap<Block, Vec<Value>> = HashMap::new();
    for &block in &cfg.rpo {
        let mut known: Vec<Value> = Vec::new();
        for other in cfg
            .rpo
            .iter()
            .filter(|&&other| dominators.dominates(other, block))
        {
            known.extend(made.get(other).into_iter().flatten());
        }
        known.extend(func.block(block).params.iter().copied());
        fill_block(&mut func, block, &mut known, random);
        made.insert(block, known);
    }
    func
}

fn fill_block(func: &mut Function, block: Block, known: &mut Vec<Value>, random: &mut Random) {
    let terminator = func.block_mut(block).insts.pop().expect("a terminator");
    let mut b = Builder::new(func, block, Loc(0));
    for _ in 0..random.next(5) {
        let value = random_value(&mut b, known, random);
        known.push(value);
    }
    let op = b.func.inst(terminator).op;
    if op == Op::Unreachable {
        let ty = b.func.result;
        let value = value_of(&mut b, known, ty, random);
        b.effect(Op::Return, &[value], Imm::None);
        return;
    }
    for position in 0..b.func.inst(terminator).targets.len() {
        let target = b.func.inst(terminator).targets[position].block;
        let types: Vec<Ty> = b
            .func
            .block(target)
            .params
            .iter()
            .map(|&param| b.func.ty(param))
            .collect();
        let args: Vec<Value> = types
            .into_iter()
            .map(|ty| value_of(&mut b, known, ty, random))
            .collect();
        b.func.inst_mut(terminator).targets[position].args = args.into();
    }
    b.func.block_mut(block).insts.push(terminator);
}

fn random_value(b: &mut Builder<'_>, known: &[Value], random: &mut Random) -> Value {
    let source = value_of(b, known, array(), random);
    match random.next(6) {
        0 | 1 => {
            let kernel = Kernel::single("negative", &[Ty::F64], Ty::F64);
            b.emit(Op::Ufunc, &[source], Imm::Kernel(Box::new(kernel)), array())
        }
        2 => {
            let shape = b.emit(
                Op::ArrayShape,
                &[source],
                Imm::None,
                Ty::uni_tuple(Ty::I64, 1),
            );
            b.emit(Op::ArrayReshape, &[source, shape], Imm::None, array())
        }
        3 => {
            let other = value_of(b, known, array(), random);
            b.emit(Op::Tuple, &[source, other], Imm::None, pair())
        }
        4 => b.emit(Op::CallFunc, &[source], Imm::Func(0), pair()),
        _ => {
            let tuple = value_of(b, known, pair(), random);
            let position = random.next(2) as i64;
            b.emit(
                Op::TupleGet,
                &[tuple],
                Imm::Ints(Box::new([position])),
                array(),
            )
        }
    }
}

/// A known value of a type; the function's parameters have both.
fn value_of(b: &mut Builder<'_>, known: &[Value], ty: Ty, random: &mut Random) -> Value {
    let fitting: Vec<Value> = known
        .iter()
        .copied()
        .filter(|&value| b.func.ty(value) == ty)
        .collect();
    if fitting.is_empty() {
        return b.func.params()[usize::from(ty == pair())];
    }
    fitting[random.next(fitting.len())]
}

#[test]
fn random_functions_balance() {
    for seed in 0..800 {
        let mut random = Random(seed);
        let mut func = random_function(&mut random);
        insert_refcounts(&mut func);
        if let Err(errors) = verify(&func) {
            panic!("seed {seed}: {errors:?}\n{func}");
        }
        for _ in 0..12 {
            simulate(&func, &mut random);
        }
    }
}

// ---- Abstract interpreter ------------------------------------------------------------------------

/// Owners of each object, and the objects each value refers to.
struct State<'f> {
    func: &'f Function,
    counts: Vec<i64>,
    refs: HashMap<Value, Vec<usize>>,
    /// Objects the caller owns.
    borrowed: usize,
}

/// Follows one random path. Every instruction that can raise is also followed as raising.
fn simulate(func: &Function, random: &mut Random) {
    let mut state = State {
        func,
        counts: Vec::new(),
        refs: HashMap::new(),
        borrowed: 0,
    };
    for &param in func.params() {
        let objects = state.make(func.ty(param));
        state.refs.insert(param, objects);
    }
    state.borrowed = state.counts.len();
    let mut block = func.entry;
    for _ in 0..200 {
        let Some(next) = state.run_block(block, random) else {
            return;
        };
        block = next;
    }
}

fn references(ty: Ty) -> usize {
    match ty.as_tuple() {
        Some(types) => types.iter().map(|&ty| references(ty)).sum(),
        None => usize::from(ty.is_counted()),
    }
}

impl State<'_> {
    /// New objects for every reference in a value of a type.
    fn make(&mut self, ty: Ty) -> Vec<usize> {
        (0..references(ty))
            .map(|_| {
                self.counts.push(1);
                self.counts.len() - 1
            })
            .collect()
    }

    fn of(&self, value: Value) -> Vec<usize> {
        self.refs.get(&value).cloned().unwrap_or_default()
    }

    #[track_caller]
    fn check_alive(&self, value: Value, inst: &InstData) {
        for object in self.of(value) {
            assert!(
                self.counts[object] > 0,
                "{value} is dead at {inst:?}\n{}",
                self.func
            );
        }
    }

    fn run_block(&mut self, block: Block, random: &mut Random) -> Option<Block> {
        for &inst in &self.func.block(block).insts {
            let inst = self.func.inst(inst);
            let passed = inst.targets.iter().flat_map(|target| target.args.iter());
            for &value in inst.args.iter().chain(&inst.cleanup) {
                self.check_alive(value, inst);
            }
            for &value in passed {
                self.check_alive(value, inst);
            }
            if inst.op.info().effects == Effects::Raises || inst.op == Op::Raise {
                self.check_balance(&inst.cleanup, &[], "raise");
            }
            match inst.op {
                Op::Return => {
                    let result = self.of(inst.args[0]);
                    self.check_balance(&[], &result, "return");
                    return None;
                }
                Op::Raise | Op::Unreachable => return None,
                Op::Jump | Op::Branch => {
                    return Some(self.follow(inst, random.next(inst.targets.len())));
                }
                _ => self.run(inst),
            }
        }
        panic!("{block} has no terminator");
    }

    fn follow(&mut self, inst: &InstData, position: usize) -> Block {
        let target = &inst.targets[position];
        let passed: Vec<Vec<usize>> = target.args.iter().map(|&arg| self.of(arg)).collect();
        let params = &self.func.block(target.block).params;
        for (&param, objects) in params.iter().zip(passed) {
            self.refs.insert(param, objects);
        }
        target.block
    }

    fn run(&mut self, inst: &InstData) {
        match inst.op {
            Op::Retain => self.add(&inst.args, 1),
            Op::Release => self.add(&inst.args, -1),
            _ => {
                let Some(&result) = inst.results.first() else {
                    return;
                };
                let objects = self.result(inst, self.func.ty(result));
                self.refs.insert(result, objects);
            }
        }
    }

    fn result(&mut self, inst: &InstData, ty: Ty) -> Vec<usize> {
        match (inst.op, &inst.imm) {
            _ if !ty.is_counted() => Vec::new(),
            (Op::Ufunc | Op::CallFunc, _) => self.make(ty),
            (Op::TupleGet, Imm::Ints(position)) => {
                let objects = self.of(inst.args[0]);
                vec![objects[position[0] as usize]]
            }
            _ => inst.args.iter().flat_map(|&arg| self.of(arg)).collect(),
        }
    }

    #[track_caller]
    fn add(&mut self, values: &[Value], change: i64) {
        let objects: Vec<usize> = values.iter().flat_map(|&value| self.of(value)).collect();
        for object in objects {
            assert!(self.counts[object] > 0, "count of a dead object");
            self.counts[object] += change;
        }
    }

    /// When the function is left: what is released and what is returned account for every owner.
    #[track_caller]
    fn check_balance(&self, released: &[Value], returned: &[usize], how: &str) {
        let mut counts = self.counts.clone();
        for object in released.iter().flat_map(|&value| self.of(value)) {
            counts[object] -= 1;
        }
        for &object in returned {
            counts[object] -= 1;
        }
        for (object, &count) in counts.iter().enumerate() {
            let expected = i64::from(object < self.borrowed);
            assert_eq!(count, expected, "object {object} at {how}\n{}", self.func);
        }
    }
}
