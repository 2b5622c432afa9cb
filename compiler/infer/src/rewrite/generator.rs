//! Generators: one function that makes the object, and one that goes on to the next value.
//!
//! The body is written like any other function, with `yield` inside. Then it is cut there:
//!
//! ```text
//! b0(v0: int64):                      make:   v1 = generator_new; generator_put v1, v0; return v1
//!     ...
//!     yield v3                →       next:   b9(g): place = take place; branch on place to b0, b5, done
//!     v5 = bin v4, v3 "+"                     b0: v0 = take g; ...; put g, v3; put g, v4; return (True, v3)
//!     ...                                     b5: w3 = take g; w4 = take g; v5 = bin w4, w3 "+"; ...
//!                                             done: return (False, undef)
//! ```
//!
//! The state has a slot for every value that is alive across a `yield`, and for the parameters. What is taken
//! out at a resumption is a new definition, so that uses behind it are rewired (the construction of Braun and
//! others, Simple and Efficient Construction of Static Single Assignment Form, 2013, for one value at a time).
//! While a generator runs its place is `DONE`: an exception ends it. Constants are written again instead of
//! kept.

use std::collections::{BTreeSet, HashMap};

use numjit_ir::{
    Block, BlockCall, Builder, Cfg, CmpOp, Const, Function, Imm, Inst, Loc, Op, Stage, Ty, Value,
    ValueDef,
};
use smallvec::SmallVec;

use crate::emit;

/// The place of a generator that has ended or is running.
const DONE: i64 = -1;

/// Slot 0 of the state is the place.
const PLACE: u32 = 0;

/// A point where the generator waits: the block that goes on there, and what is alive.
struct Point {
    block: Block,
    live: Vec<Value>,
}

/// The parts of a generator.
struct Plan {
    /// Types of the slots as a tuple, the place first.
    state: Ty,
    /// Slot of each value that is kept.
    slots: HashMap<Value, u32>,
    /// The start, then one point for each `yield`.
    points: Vec<Point>,
}

/// The function that makes the object, from the body.
pub(super) fn maker(mut body: Function, generator: Ty) -> Function {
    let plan = plan(&mut body);
    let mut func = Function::new(body.name.clone(), Stage::Typed, body.options);
    func.locations = body.locations.clone();
    func.result = generator;
    let entry = func.entry;
    let params: Vec<(Value, Value)> = body
        .params()
        .to_vec()
        .into_iter()
        .map(|param| (param, func.add_param(entry, body.ty(param))))
        .collect();
    let mut b = Builder::new(&mut func, entry, Loc(0));
    let object = b.emit(Op::GeneratorNew, &[], Imm::Ty(plan.state), generator);
    for (param, value) in params {
        if let Some(&slot) = plan
            .slots
            .get(&param)
            .filter(|_| plan.points[0].live.contains(&param))
        {
            b.effect(
                Op::GeneratorPut,
                &[object, value],
                Imm::Place(plan.state, slot),
            );
        }
    }
    b.effect(Op::Return, &[object], Imm::None);
    func
}

/// The function that goes on to the next value, from the body. It receives the object and the marker that
/// tells the two functions apart, and returns whether there is a value, and the value.
pub(super) fn resumption(mut body: Function, generator: Ty, yields: Ty) -> Function {
    let plan = plan(&mut body);
    let result = Ty::tuple([Ty::BOOL, yields]);
    body.result = result;
    let first = body.entry;
    let entry = body.create_block();
    body.entry = entry;
    let object = body.add_param(entry, generator);
    body.add_param(entry, Ty::ELLIPSIS);
    body.block_mut(first).params.clear();
    let mut reloads = HashMap::new();
    for point in &plan.points {
        load(&mut body, &plan, object, point, &mut reloads);
    }
    cut(&mut body, &plan, object, yields);
    dispatch(&mut body, &plan, object, yields);
    body.layout = Cfg::compute(&body).rpo;
    rewire(&mut body, &plan, &reloads);
    body
}

// ---- Plan ----------------------------------------------------------------------------------------

/// Splits the blocks behind each `yield`, and finds what is alive there.
fn plan(body: &mut Function) -> Plan {
    let mut blocks = vec![body.entry];
    let mut position = 0;
    while let Some(&block) = body.layout.get(position) {
        if let Some(next) = split_behind_yield(body, block) {
            blocks.push(next);
        }
        position += 1;
    }
    let live_in = live_at_starts(body);
    let entry_params: Vec<Value> = body.params().to_vec();
    let mut slots = HashMap::new();
    let mut types = vec![Ty::I64];
    let mut points = Vec::new();
    for block in blocks {
        let mut live: Vec<Value> = live_in[block.index()].iter().copied().collect();
        if block == body.entry {
            live.extend(entry_params.iter().copied());
        }
        live.retain(|&value| !emit::is_fixed(body.ty(value)));
        for &value in &live {
            if !is_remade(body, value) && !slots.contains_key(&value) {
                slots.insert(value, types.len() as u32);
                types.push(body.ty(value));
            }
        }
        points.push(Point { block, live });
    }
    Plan {
        state: Ty::tuple(types),
        slots,
        points,
    }
}

/// Moves what follows the first `yield` of a block to a new block, which stands behind it. Nothing leads
/// there for now but the place of the `yield`.
fn split_behind_yield(body: &mut Function, block: Block) -> Option<Block> {
    let insts = &body.block(block).insts;
    let position = insts
        .iter()
        .position(|&inst| body.inst(inst).op == Op::Yield)?;
    if position + 1 == insts.len() {
        return None;
    }
    let loc = body.inst(insts[position]).loc;
    let rest = body.block_mut(block).insts.split_off(position + 1);
    let next = body.create_block();
    body.block_mut(next).insts = rest;
    let at = body.layout.iter().position(|&known| known == block);
    let at = at.map_or(body.layout.len(), |at| at + 1);
    body.layout.insert(at, next);
    // Liveness sees the two blocks as one after the other.
    Builder::new(body, block, loc).jump(next, &[]);
    Some(next)
}

/// Constants are made again where they are used.
fn is_remade(body: &Function, value: Value) -> bool {
    body.def(value)
        .is_some_and(|inst| matches!(inst.op, Op::Const | Op::Undef))
}

/// Values alive at the start of each block, its parameters left out.
fn live_at_starts(body: &Function) -> Vec<BTreeSet<Value>> {
    let cfg = Cfg::compute(body);
    let mut live_in: Vec<BTreeSet<Value>> = vec![BTreeSet::new(); body.blocks.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for &block in cfg.rpo.iter().rev() {
            let mut live: BTreeSet<Value> = BTreeSet::new();
            for succ in &cfg.succs[block.index()] {
                live.extend(&live_in[succ.index()]);
            }
            for &inst in body.block(block).insts.iter().rev() {
                let data = body.inst(inst);
                data.results.iter().for_each(|result| {
                    live.remove(result);
                });
                live.extend(&data.args);
                live.extend(data.targets.iter().flat_map(|target| &target.args));
            }
            for param in &body.block(block).params {
                live.remove(param);
            }
            if live != live_in[block.index()] {
                live_in[block.index()] = live;
                changed = true;
            }
        }
    }
    live_in
}

// ---- Code ----------------------------------------------------------------------------------------

/// Begins the block of a point with what is alive there.
fn load(
    body: &mut Function,
    plan: &Plan,
    object: Value,
    point: &Point,
    reloads: &mut HashMap<(Block, Value), Value>,
) {
    let rest = std::mem::take(&mut body.block_mut(point.block).insts);
    let loc = rest.first().map_or(Loc(0), |&inst| body.inst(inst).loc);
    for &value in &point.live {
        let ty = body.ty(value);
        let again = body.def(value).filter(|_| is_remade(body, value));
        let again = again.map(|inst| (inst.op, inst.imm.clone()));
        let mut b = Builder::new(body, point.block, loc);
        let made = match (again, plan.slots.get(&value)) {
            (Some((op, imm)), _) => b.emit(op, &[], imm, ty),
            (None, Some(&slot)) => {
                let place = Imm::Place(plan.state, slot);
                b.emit(Op::GeneratorTake, &[object], place, ty)
            }
            (None, None) => continue,
        };
        reloads.insert((point.block, value), made);
    }
    body.block_mut(point.block).insts.extend(rest);
}

/// Turns every `yield` and `return` into a return of the resumption.
fn cut(body: &mut Function, plan: &Plan, object: Value, yields: Ty) {
    for block in body.layout.clone() {
        let Some(&last) = body.block(block).insts.last() else {
            continue;
        };
        if body.inst(last).op == Op::Return {
            body.block_mut(block).insts.pop();
            finish(body, block, body.inst(last).loc, yields);
            continue;
        }
        let insts = &body.block(block).insts;
        let yielding = insts.len().checked_sub(2).map(|at| insts[at]);
        let yielding = yielding.filter(|&inst| body.inst(inst).op == Op::Yield);
        if let Some(inst) = yielding {
            let next = body.inst(last).targets[0].block;
            suspend(body, plan, (object, yields), block, inst, next);
        }
    }
}

/// Ends the generator: there is no value.
fn finish(body: &mut Function, block: Block, loc: Loc, yields: Ty) {
    let mut b = Builder::new(body, block, loc);
    let no = emit::constant(&mut b, Const::Bool(false), Ty::BOOL);
    let nothing = b.emit(Op::Undef, &[], Imm::None, yields);
    leave(&mut b, no, nothing, yields);
}

fn leave(b: &mut Builder<'_>, has: Value, value: Value, yields: Ty) {
    let result = Ty::tuple([Ty::BOOL, yields]);
    let pair = b.emit(Op::Tuple, &[has, value], Imm::None, result);
    b.effect(Op::Return, &[pair], Imm::None);
}

/// Keeps what is alive and returns the value.
fn suspend(
    body: &mut Function,
    plan: &Plan,
    (object, yields): (Value, Ty),
    block: Block,
    inst: Inst,
    next: Block,
) {
    let data = body.block_mut(block);
    data.insts.truncate(data.insts.len() - 2);
    let (value, loc) = (body.inst(inst).args[0], body.inst(inst).loc);
    let point = plan.points.iter().position(|point| point.block == next);
    let mut b = Builder::new(body, block, loc);
    if let Some(point) = point {
        let place = emit::int(&mut b, point as i64);
        put(&mut b, plan, object, place, PLACE);
        for live in &plan.points[point].live {
            if let Some(&slot) = plan.slots.get(live) {
                put(&mut b, plan, object, *live, slot);
            }
        }
    }
    let yes = emit::constant(&mut b, Const::Bool(true), Ty::BOOL);
    leave(&mut b, yes, value, yields);
}

fn put(b: &mut Builder<'_>, plan: &Plan, object: Value, value: Value, slot: u32) {
    b.effect(
        Op::GeneratorPut,
        &[object, value],
        Imm::Place(plan.state, slot),
    );
}

/// The new entry: goes to the point where the generator waits.
fn dispatch(body: &mut Function, plan: &Plan, object: Value, yields: Ty) {
    let entry = body.entry;
    body.layout.insert(0, entry);
    let mut b = Builder::new(body, entry, Loc(0));
    let place = Imm::Place(plan.state, PLACE);
    let place = b.emit(Op::GeneratorTake, &[object], place, Ty::I64);
    let done = emit::int(&mut b, DONE);
    put(&mut b, plan, object, done, PLACE);
    for (number, point) in plan.points.iter().enumerate() {
        let number = emit::int(&mut b, number as i64);
        let compare = Imm::Cmp(CmpOp::Eq);
        let here = b.emit(Op::Compare, &[place, number], compare, Ty::BOOL);
        let next = b.func.add_block();
        b.branch(here, (point.block, &[]), (next, &[]));
        b.switch_to(next);
    }
    let block = b.block;
    finish(body, block, Loc(0), yields);
}

// ---- Rewiring ------------------------------------------------------------------------------------

/// Gives every use of a value that is taken out of the state the definition that reaches it.
fn rewire(body: &mut Function, plan: &Plan, reloads: &HashMap<(Block, Value), Value>) {
    let cfg = Cfg::compute(body);
    let mut values: Vec<Value> = Vec::new();
    for point in &plan.points {
        let new = point.live.iter().filter(|value| !values.contains(value));
        values.extend(new.copied().collect::<Vec<_>>());
    }
    for value in values {
        let home = match body.values[value.index()].def {
            ValueDef::Result(inst, _) => block_of(body, &cfg, inst),
            ValueDef::Param(block, _) => {
                Some(block).filter(|&b| body.block(b).params.contains(&value))
            }
        };
        let mut rewiring = Rewiring {
            body,
            cfg: &cfg,
            value,
            home,
            reloads,
            starts: HashMap::new(),
        };
        rewiring.run();
    }
}

fn block_of(body: &Function, cfg: &Cfg, inst: Inst) -> Option<Block> {
    let mut blocks = cfg.rpo.iter().copied();
    blocks.find(|&block| body.block(block).insts.contains(&inst))
}

/// The rewiring of one value.
struct Rewiring<'a> {
    body: &'a mut Function,
    cfg: &'a Cfg,
    value: Value,
    /// The block of the original definition; none for a parameter of the body.
    home: Option<Block>,
    reloads: &'a HashMap<(Block, Value), Value>,
    /// Definitions at the starts of blocks, found or made.
    starts: HashMap<Block, Value>,
}

impl Rewiring<'_> {
    fn run(&mut self) {
        for &block in &self.cfg.rpo {
            if self.home == Some(block) {
                continue;
            }
            for inst in self.body.block(block).insts.clone() {
                if !self.uses(inst) {
                    continue;
                }
                let found = self.at_end(block);
                let value = self.value;
                let data = self.body.inst_mut(inst);
                let passed = data.targets.iter_mut().flat_map(|target| &mut target.args);
                for operand in data.args.iter_mut().chain(passed) {
                    if *operand == value {
                        *operand = found;
                    }
                }
            }
        }
    }

    fn uses(&self, inst: Inst) -> bool {
        let data = self.body.inst(inst);
        let mut passed = data.targets.iter().flat_map(|target| &target.args);
        data.args.contains(&self.value) || passed.any(|&arg| arg == self.value)
    }

    /// The definition at the end of a block, which is also that of every use in it: a block that takes the
    /// value out of the state does so first, and the block of the original definition is not asked for uses.
    fn at_end(&mut self, block: Block) -> Value {
        if let Some(&taken) = self.reloads.get(&(block, self.value)) {
            return taken;
        }
        if self.home == Some(block) {
            return self.value;
        }
        self.at_start(block)
    }

    fn at_start(&mut self, block: Block) -> Value {
        if let Some(&known) = self.starts.get(&block) {
            return known;
        }
        let preds = &self.cfg.preds[block.index()];
        if let [only] = preds[..] {
            let found = self.at_end(only);
            self.starts.insert(block, found);
            return found;
        }
        // Edges into a block with several predecessors are jumps, which can carry an argument.
        let ty = self.body.ty(self.value);
        let param = self.body.add_param(block, ty);
        self.starts.insert(block, param);
        for pred in preds.clone() {
            let found = self.at_end(pred);
            self.pass(pred, block, found);
        }
        param
    }

    fn pass(&mut self, from: Block, to: Block, value: Value) {
        let Some(&last) = self.body.block(from).insts.last() else {
            return;
        };
        let targets: &mut SmallVec<[BlockCall; 2]> = &mut self.body.inst_mut(last).targets;
        for target in targets.iter_mut().filter(|target| target.block == to) {
            target.args.push(value);
        }
    }
}
