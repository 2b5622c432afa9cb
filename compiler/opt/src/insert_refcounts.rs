//! Makes ownership of arrays and strings explicit: inserts `retain` and `release` into typed SSA and
//! fills `cleanup`.
//!
//! ```text
//! b0(v0: float64[::1]):            b0(v0: float64[::1]):
//!     v1 = ufunc v0 ...                v1 = ufunc v0 ...
//!     v2 = reduce v1 sum        →      v2 = reduce v1 sum   (cleanup v1)
//!     return v2                        release v1
//!                                      return v2
//! ```
//!
//! # Rules
//!
//! A value of a counted type is one of two things.
//! * An *owner* holds one count for every reference in it, from its definition to its death: the result
//!   of an operation that makes memory or of a call, and a block parameter.
//! * Every other value is *derived*: it holds no count and lives on its *roots*, the owners it was made
//!   from. Views, conversions, tuples of values, elements of tuples and iteration states are derived. A
//!   parameter of the function and a constant are derived from nothing: the caller, or nobody, owns
//!   them.
//!
//! A use of a derived value is a use of its roots. An owner dies after its last use, or at the start of
//! a successor it does not reach. A value that leaves through an edge to an owning block parameter or
//! through `return` either *moves* (it holds exactly the references of owners that die there, so their
//! counts pass on) or is retained. The operands of a call are borrowed.
//!
//! Iteration states are derived even as block parameters when all states of the loop come from one
//! `iter_start` ([`Iterations`]): its operand dominates them. So a loop over an array counts nothing.
//!
//! # Invariants
//!
//! Before: verified typed SSA without `retain`, `release` and `cleanup`. After: on every path each owner
//! is released or moved exactly once, no use follows, and `cleanup` of an instruction that can raise
//! lists exactly the owners alive before it. Critical edges have been split.
//!
//! # Cost
//!
//! One backward data-flow over bit sets of owners; linear in the function for each of the few rounds.
//! Nothing is done about a retain that a later release cancels; moves make that rare.

use numjit_ir::{
    Block, BlockCall, Cfg, Effects, Function, Imm, Inst, InstData, Iterations, Loc, Op, Ty, Type,
    Value,
};
use smallvec::SmallVec;

use crate::bits::BitSet;

/// Inserts reference counts; says whether it changed anything.
pub fn insert_refcounts(func: &mut Function) -> bool {
    if !func.values.iter().any(|value| value.ty.is_counted()) {
        return false;
    }
    split_critical_edges(func);
    let cfg = Cfg::compute(func);
    let roots = Roots::compute(func, &cfg);
    let liveness = Liveness::compute(func, &cfg, &roots);
    let mut starts: Vec<Vec<(Op, Value)>> = vec![Vec::new(); func.blocks.len()];
    for &block in &cfg.rpo {
        count_block(func, &roots, &liveness, block, &mut starts);
    }
    for &block in &cfg.rpo {
        prepend(func, block, &starts[block.index()]);
    }
    true
}

// ---- Critical edges ------------------------------------------------------------------------------

/// Gives every edge from a block with several successors to a block with several predecessors a block
/// of its own, where counts of that edge can be changed.
fn split_critical_edges(func: &mut Function) {
    let cfg = Cfg::compute(func);
    for &block in &cfg.rpo {
        if cfg.succs[block.index()].len() < 2 {
            continue;
        }
        let Some(&last) = func.block(block).insts.last() else {
            continue;
        };
        for position in 0..func.inst(last).targets.len() {
            let target = func.inst(last).targets[position].clone();
            if cfg.preds[target.block.index()].len() > 1 {
                split_edge(func, block, last, position, target);
            }
        }
    }
}

fn split_edge(func: &mut Function, from: Block, branch: Inst, position: usize, target: BlockCall) {
    let middle = func.create_block();
    let after = func.layout.iter().position(|&block| block == from);
    let place = after.map_or(func.layout.len(), |at| at + 1);
    func.layout.insert(place, middle);
    let loc = func.inst(branch).loc;
    func.inst_mut(branch).targets[position] = BlockCall {
        block: middle,
        args: SmallVec::new(),
    };
    let jump = new_inst(func, Op::Jump, &[], loc);
    func.inst_mut(jump).targets.push(target);
    func.block_mut(middle).insts.push(jump);
}

fn new_inst(func: &mut Function, op: Op, args: &[Value], loc: Loc) -> Inst {
    let data = InstData {
        op,
        args: args.into(),
        imm: Imm::None,
        targets: SmallVec::new(),
        results: SmallVec::new(),
        cleanup: SmallVec::new(),
        loc,
    };
    func.add_inst(data, &[])
}

// ---- Owners and roots ----------------------------------------------------------------------------

/// For every value: what it lives on.
struct Roots {
    /// Owners, in the numbering of the bit sets.
    owners: Vec<Value>,
    /// By value: the numbers of its roots, sorted; an owner's own number alone.
    of: Vec<SmallVec<[u32; 2]>>,
    /// By value: owners whose references are, taken together, exactly the value's own; none if there
    /// are no such owners.
    holds: Vec<Option<SmallVec<[u32; 2]>>>,
}

impl Roots {
    fn compute(func: &Function, cfg: &Cfg) -> Roots {
        let iterations = Iterations::compute(func);
        let mut roots = Roots {
            owners: Vec::new(),
            of: vec![SmallVec::new(); func.values.len()],
            holds: vec![Some(SmallVec::new()); func.values.len()],
        };
        for &block in &cfg.rpo {
            for &param in &func.block(block).params {
                roots.add_param(func, &iterations, block, param);
            }
            for &inst in &func.block(block).insts {
                for &result in &func.inst(inst).results {
                    roots.add_result(func, func.inst(inst), result);
                }
            }
        }
        roots
    }

    fn is_owner(&self, value: Value) -> bool {
        matches!(self.of[value.index()][..], [only] if self.owners[only as usize] == value)
    }

    fn number(&self, value: Value) -> u32 {
        self.of[value.index()][0]
    }

    fn add_owner(&mut self, value: Value) {
        let number = self.owners.len() as u32;
        self.owners.push(value);
        self.of[value.index()] = SmallVec::from_iter([number]);
        self.holds[value.index()] = Some(SmallVec::from_iter([number]));
    }

    fn add_param(&mut self, func: &Function, iterations: &Iterations, block: Block, param: Value) {
        if !func.ty(param).is_counted() {
            return;
        }
        if block == func.entry {
            self.holds[param.index()] = None;
            return;
        }
        match iterations.root(param) {
            Some(start) => {
                let source = func.inst(start).results[0];
                self.of[param.index()] = self.of[source.index()].clone();
                self.holds[param.index()] = None;
            }
            None => self.add_owner(param),
        }
    }

    fn add_result(&mut self, func: &Function, inst: &InstData, result: Value) {
        let ty = func.ty(result);
        if !ty.is_counted() {
            return;
        }
        if makes_memory(inst.op, ty) || takes_owned_element(func, inst) {
            return self.add_owner(result);
        }
        let mut roots: SmallVec<[u32; 2]> = SmallVec::new();
        for &arg in &inst.args {
            roots.extend_from_slice(&self.of[arg.index()]);
        }
        roots.sort_unstable();
        roots.dedup();
        self.of[result.index()] = roots;
        self.holds[result.index()] = self.held_by(func, inst);
    }

    /// What a derived value holds, for the operations that keep all references of their operands.
    fn held_by(&self, func: &Function, inst: &InstData) -> Option<SmallVec<[u32; 2]>> {
        let keeps_all = matches!(
            inst.op,
            Op::ArrayView
                | Op::StrIndex
                | Op::StrSlice
                | Op::ArrayTranspose
                | Op::ArrayReshape
                | Op::ArrayBroadcast
                | Op::ArrayPart
                | Op::ArrayStrided
                | Op::Cast
                | Op::Tuple
                | Op::Closure
                | Op::Iterable
                | Op::Bin
                | Op::Const
                | Op::Undef
                | Op::ArrayConst
        );
        if !keeps_all {
            return None;
        }
        let mut held: SmallVec<[u32; 2]> = SmallVec::new();
        for &arg in &inst.args {
            if func.ty(arg).is_counted() {
                held.extend_from_slice(self.holds[arg.index()].as_ref()?);
            }
        }
        Some(held)
    }
}

/// Whether an operation's result is new memory that belongs to whoever runs it.
fn makes_memory(op: Op, ty: Ty) -> bool {
    match op {
        Op::ArrayEmpty
        | Op::ArrayZeros
        | Op::Ufunc
        | Op::MatMul
        | Op::CallFunc
        | Op::CallRuntime
        | Op::GeneratorNew
        | Op::GeneratorTake
        | Op::InstanceNew
        | Op::FieldGet
        | Op::StrCall
        | Op::StrStep
        | Op::FString
        | Op::ListNew
        | Op::ListGet
        | Op::ListPop
        | Op::ListSlice
        | Op::DictNew
        | Op::DictGet
        | Op::DictFind
        | Op::DictTake
        | Op::DictPopLast => true,
        // Strings are concatenated into a new one, tuples are taken together.
        Op::Bin => ty.as_tuple().is_none(),
        _ => false,
    }
}

/// Whether an operation takes an element out of an iteration over a container that may drop it
/// meanwhile: the element has an owner of its own then.
fn takes_owned_element(func: &Function, inst: &InstData) -> bool {
    inst.op == Op::IterGet
        && matches!(func.ty(inst.args[0]).get(), Type::Iter(iterable) if iterable.yields_owned())
}

// ---- Liveness ------------------------------------------------------------------------------------

/// Owners alive at the start of each block, its own parameters left out.
struct Liveness {
    live_in: Vec<BitSet>,
}

impl Liveness {
    fn compute(func: &Function, cfg: &Cfg, roots: &Roots) -> Liveness {
        let empty = BitSet::new(roots.owners.len());
        let mut liveness = Liveness {
            live_in: vec![empty; func.blocks.len()],
        };
        let mut changed = true;
        while changed {
            changed = false;
            for &block in cfg.rpo.iter().rev() {
                let live = liveness.at_start(func, roots, block);
                if live != liveness.live_in[block.index()] {
                    liveness.live_in[block.index()] = live;
                    changed = true;
                }
            }
        }
        liveness
    }

    fn at_start(&self, func: &Function, roots: &Roots, block: Block) -> BitSet {
        let mut live = self.after_block(func, roots, block);
        for &inst in func.block(block).insts.iter().rev() {
            step_back(func.inst(inst), roots, &mut live);
        }
        for &param in &func.block(block).params {
            if roots.is_owner(param) {
                live.remove(roots.number(param));
            }
        }
        live
    }

    /// Owners alive at the start of a successor.
    fn after_block(&self, func: &Function, roots: &Roots, block: Block) -> BitSet {
        let mut live = BitSet::new(roots.owners.len());
        if let Some(last) = func.terminator(block) {
            for target in &last.targets {
                live.union(&self.live_in[target.block.index()]);
            }
        }
        live
    }
}

/// From the owners alive after an instruction to those alive before it.
fn step_back(inst: &InstData, roots: &Roots, live: &mut BitSet) {
    for &result in &inst.results {
        if roots.is_owner(result) {
            live.remove(roots.number(result));
        }
    }
    for_each_use(inst, roots, |root| live.insert(root));
}

fn for_each_use(inst: &InstData, roots: &Roots, mut visit: impl FnMut(u32)) {
    let targets = inst.targets.iter().flat_map(|target| target.args.iter());
    for &value in inst.args.iter().chain(targets) {
        for &root in &roots.of[value.index()] {
            visit(root);
        }
    }
}

// ---- Insertion -----------------------------------------------------------------------------------

/// Counts to change: `retain` or `release` of a value.
type Change = (Op, Value);

fn count_block(
    func: &mut Function,
    roots: &Roots,
    liveness: &Liveness,
    block: Block,
    starts: &mut [Vec<Change>],
) {
    let insts = func.block(block).insts.clone();
    let guarded = guarded(func, &insts);
    let mut live = liveness.after_block(func, roots, block);
    // Built back to front.
    let mut reversed: Vec<Inst> = Vec::with_capacity(insts.len());
    for &inst in insts.iter().rev() {
        let after = live.clone();
        step_back(func.inst(inst), roots, &mut live);
        let loc = func.inst(inst).loc;
        if guarded == Some(inst) {
            fill_guarded_cleanup(func, roots, inst, &after, &live);
        } else {
            fill_cleanup(func, roots, inst, &live);
        }
        if func.inst(inst).op.info().effects == Effects::Control {
            let made = guarded.map(|inst| func.inst(inst).results.clone());
            let made = made.unwrap_or_default();
            let before = count_terminator(func, roots, liveness, inst, (&live, &made), starts);
            reversed.push(inst);
            push_changes(func, &before, loc, &mut reversed);
        } else {
            let dying = dying(func.inst(inst), roots, &after);
            push_changes(func, &dying, loc, &mut reversed);
            reversed.push(inst);
        }
    }
    for &param in &func.block(block).params {
        if roots.is_owner(param) && !live.contains(roots.number(param)) {
            starts[block.index()].push((Op::Release, param));
        }
    }
    reversed.reverse();
    func.block_mut(block).insts = reversed;
}

/// The instruction that a `guard` at the end of a block speaks of.
fn guarded(func: &Function, insts: &[Inst]) -> Option<Inst> {
    let [.., before, last] = insts else {
        return None;
    };
    (func.inst(*last).op == Op::Guard).then_some(*before)
}

/// Appends changes to a list that is built back to front.
fn push_changes(func: &mut Function, changes: &[Change], loc: Loc, reversed: &mut Vec<Inst>) {
    for &(op, value) in changes.iter().rev() {
        let inst = new_inst(func, op, &[value], loc);
        reversed.push(inst);
    }
}

fn prepend(func: &mut Function, block: Block, changes: &[Change]) {
    let Some(&first) = func.block(block).insts.first() else {
        return;
    };
    let loc = func.inst(first).loc;
    let mut insts: Vec<Inst> = changes
        .iter()
        .map(|&(op, value)| new_inst(func, op, &[value], loc))
        .collect();
    insts.append(&mut func.block_mut(block).insts);
    func.block_mut(block).insts = insts;
}

fn fill_cleanup(func: &mut Function, roots: &Roots, inst: Inst, live: &BitSet) {
    let data = func.inst_mut(inst);
    // A raise inside `try` has a target, which releases what dies there like any other edge.
    let leaves = matches!(data.op, Op::Raise | Op::Reraise) && data.targets.is_empty();
    if leaves || data.op.info().effects == Effects::Raises {
        data.cleanup = live
            .iter()
            .map(|root| roots.owners[root as usize])
            .collect();
    }
}

/// When a guarded instruction raises, the releases behind it do not run: the owners that it uses last are
/// released on the way to the handlers.
fn fill_guarded_cleanup(
    func: &mut Function,
    roots: &Roots,
    inst: Inst,
    after: &BitSet,
    live: &BitSet,
) {
    let mut dying = live.clone();
    dying.subtract(after);
    func.inst_mut(inst).cleanup = dying
        .iter()
        .map(|root| roots.owners[root as usize])
        .collect();
}

/// Releases of the owners that an instruction uses or makes last.
fn dying(inst: &InstData, roots: &Roots, after: &BitSet) -> Vec<Change> {
    let mut dead: Vec<u32> = Vec::new();
    for_each_use(inst, roots, |root| {
        if !after.contains(root) && !dead.contains(&root) {
            dead.push(root);
        }
    });
    for &result in &inst.results {
        if roots.is_owner(result) && !after.contains(roots.number(result)) {
            dead.push(roots.number(result));
        }
    }
    dead.iter()
        .map(|&root| (Op::Release, roots.owners[root as usize]))
        .collect()
}

/// Changes before a terminator; those at the start of a branch's targets go to `starts`. `made` are the
/// results of the guarded instruction, if there is one.
fn count_terminator(
    func: &Function,
    roots: &Roots,
    liveness: &Liveness,
    inst: Inst,
    (live, made): (&BitSet, &[Value]),
    starts: &mut [Vec<Change>],
) -> Vec<Change> {
    let inst = func.inst(inst);
    match inst.op {
        Op::Return => {
            let mut leaving = Leaving::new(roots, live.clone());
            if func.ty(inst.args[0]).is_counted() {
                leaving.pass(inst.args[0], inst.args[0]);
            }
            leaving.finish()
        }
        Op::Jump => {
            let target = &inst.targets[0];
            let keeps = &liveness.live_in[target.block.index()];
            leave_by_edge(func, roots, live, keeps, target, |_, arg| arg)
        }
        _ => {
            for (position, target) in inst.targets.iter().enumerate() {
                let keeps = &liveness.live_in[target.block.index()];
                let mut live = live.clone();
                if inst.op == Op::Guard && position == 0 {
                    // What the guarded instruction makes does not exist when it raises.
                    for &value in made.iter().filter(|&&value| roots.is_owner(value)) {
                        live.remove(roots.number(value));
                    }
                }
                let changes = leave_by_edge(func, roots, &live, keeps, target, |param, _| param);
                let start = &mut starts[target.block.index()];
                start.splice(0..0, changes);
            }
            Vec::new()
        }
    }
}

/// Changes on an edge; `retained` chooses the name under which a value is retained.
fn leave_by_edge(
    func: &Function,
    roots: &Roots,
    live: &BitSet,
    keeps: &BitSet,
    target: &BlockCall,
    retained: impl Fn(Value, Value) -> Value,
) -> Vec<Change> {
    let mut dying = live.clone();
    dying.subtract(keeps);
    let mut leaving = Leaving::new(roots, dying);
    for (&param, &arg) in func.block(target.block).params.iter().zip(&target.args) {
        if roots.is_owner(param) {
            leaving.pass(arg, retained(param, arg));
        }
    }
    leaving.finish()
}

/// Values that pass to new owners while some owners die.
struct Leaving<'r> {
    roots: &'r Roots,
    dying: BitSet,
    retains: Vec<Change>,
}

impl<'r> Leaving<'r> {
    fn new(roots: &'r Roots, dying: BitSet) -> Leaving<'r> {
        Leaving {
            roots,
            dying,
            retains: Vec::new(),
        }
    }

    /// Passes a value on: by move if it holds exactly what dying owners hold, else by retaining it.
    fn pass(&mut self, value: Value, retained: Value) {
        if let Some(held) = &self.roots.holds[value.index()] {
            let distinct = held
                .iter()
                .enumerate()
                .all(|(i, root)| !held[..i].contains(root));
            if distinct && held.iter().all(|&root| self.dying.contains(root)) {
                held.iter().for_each(|&root| self.dying.remove(root));
                return;
            }
        }
        self.retains.push((Op::Retain, retained));
    }

    /// Retains first, so that what dies keeps what is derived from it alive until then.
    fn finish(self) -> Vec<Change> {
        let mut changes = self.retains;
        let releases = self
            .dying
            .iter()
            .map(|root| (Op::Release, self.roots.owners[root as usize]));
        changes.extend(releases);
        changes
    }
}
