//! Removes comparisons that a plain range analysis decides, above all bounds checks and the wraparound
//! of negative indices.
//!
//! ```text
//! b1(v5: int64):                               b1(v5: int64):
//!     v6: int8 = icmp slt v5, v2                   v6: int8 = icmp slt v5, v2
//!     branch v6, b2, b9                            branch v6, b2, b9
//! b2:                                     ->   b2:
//!     v7: int8 = icmp ult v5, v2                   v7: int8 = iconst 1
//!     branch v7, b3, b8                            branch v7, b3, b8
//! ```
//!
//! The question "is a <= b + c" is answered on demand by walking back from `a` over definitions, block
//! parameters and the conditions of dominating branches (Bodik, Gupta, Sarkar: ABCD, eliminating array
//! bounds checks on demand, PLDI 2000). We differ in keeping no constraint graph, because functions are
//! small, and in taking machine wraparound into account: a step over `iadd x, k` is taken only when a
//! bound on `x` shows that it cannot wrap.
//!
//! An array extent is known to lie in [0, 2**62]. A value counts as an extent where a bounds check that
//! compares an index with it dominates: there the array exists. Before that point (the test that refuses
//! a negative extent, say) nothing is known. The check's own block counts, and from there the knowledge
//! is used at any earlier point of the same walk, provided the value is computed once only, outside loops.
//!
//! Before and after: low stage; run `simplify` afterwards. Cost: each query visits at most
//! [`DEPTH`] levels. It does not combine facts about sums of variables (`i + j < n`), does not split
//! loops, and does not look through memory.

use numjit_abi::Symbol;
use numjit_ir::{
    Block, BlockCall, Cfg, Const, Dominators, Function, Imm, Inst, IntCC, Op, Ty, Value, ValueDef,
};

use std::cell::{Cell, RefCell};

use crate::remove_dead_code::incoming_args;
use crate::replace::Replacements;
use crate::simplify::int_const;

/// Levels of definitions and conditions a query follows.
const DEPTH: usize = 12;

/// Steps a query may take in all, because conditions and parameters make it branch.
const FUEL: u32 = 1000;

/// Largest extent an array can have.
const MAX_EXTENT: i64 = 1 << 62;

/// Runs the pass; true if anything changed.
pub fn remove_bounds_checks(func: &mut Function) -> bool {
    let decided = decide_all(func);
    let changed = !decided.is_empty();
    let mut replacements = Replacements::new(func);
    for decision in decided {
        match decision {
            Decision::Flag(inst, value) => {
                let data = func.inst_mut(inst);
                data.op = Op::IConst;
                data.args.clear();
                data.imm = Imm::Const(Const::Int(i64::from(value)));
            }
            Decision::Same(result, value) => replacements.insert(result, value),
        }
    }
    replacements.apply(func);
    changed
}

/// What the analysis found about an instruction.
enum Decision {
    /// A comparison is constant.
    Flag(Inst, bool),
    /// A selection always gives one operand.
    Same(Value, Value),
}

fn decide_all(func: &Function) -> Vec<Decision> {
    let cfg = Cfg::compute(func);
    let incoming = incoming_args(func);
    let tree = DominatorTree::new(func, &Dominators::compute(&cfg));
    let looping = looping_blocks(func, &cfg, &tree);
    let facts = Facts {
        tree,
        facts: facts_by_value(func, &incoming),
        incoming,
        blocks: defining_blocks(func),
        extents: extents(func),
        looping,
        query: Cell::new(func.entry),
        chosen: RefCell::new(vec![None; func.values.len()]),
        terminators: terminators(func),
        fuel: Cell::new(0),
        cfg,
        func,
    };
    let mut decisions = Vec::new();
    for &block in &facts.cfg.rpo {
        for &inst in &func.block(block).insts {
            let decision = facts.decide(inst, block);
            if let Some(Decision::Same(result, value)) = decision {
                facts.chosen.borrow_mut()[result.index()] = Some(value);
            }
            decisions.extend(decision);
        }
    }
    decisions
}

/// The dominator tree with the interval of each subtree, so that a dominance test takes two
/// comparisons.
struct DominatorTree {
    intervals: Vec<(u32, u32)>,
}

impl DominatorTree {
    fn new(func: &Function, dominators: &Dominators) -> DominatorTree {
        let mut children = vec![Vec::new(); func.blocks.len()];
        for &block in &func.layout {
            if let Some(dominator) = dominators.idom(block) {
                children[dominator.index()].push(block);
            }
        }
        let mut intervals = vec![(u32::MAX, 0); func.blocks.len()];
        let mut clock = 0;
        let mut stack = vec![(func.entry, 0)];
        while let Some((block, next)) = stack.pop() {
            if next == 0 {
                clock += 1;
                intervals[block.index()].0 = clock;
            }
            match children[block.index()].get(next) {
                Some(&child) => stack.extend([(block, next + 1), (child, 0)]),
                None => intervals[block.index()].1 = clock,
            }
        }
        DominatorTree { intervals }
    }

    fn dominates(&self, a: Block, b: Block) -> bool {
        let (a, b) = (self.intervals[a.index()], self.intervals[b.index()]);
        a.0 <= b.0 && b.1 <= a.1
    }
}

/// The block in which each value is defined.
fn defining_blocks(func: &Function) -> Vec<Block> {
    let mut blocks = vec![func.entry; func.values.len()];
    for &block in &func.layout {
        for &inst in &func.block(block).insts {
            for result in &func.inst(inst).results {
                blocks[result.index()] = block;
            }
        }
        for param in &func.block(block).params {
            blocks[param.index()] = block;
        }
    }
    blocks
}

fn terminators(func: &Function) -> Vec<Option<Block>> {
    let mut owners = vec![None; func.insts.len()];
    for &block in &func.layout {
        if let Some(last) = func.block(block).insts.last() {
            owners[last.index()] = Some(block);
        }
    }
    owners
}

/// For each value the blocks that end in a bounds check against it. The error path of a bounds check
/// reports the extent, which tells it from a comparison that the user wrote.
fn extents(func: &Function) -> Vec<Vec<Block>> {
    let mut extents = vec![Vec::new(); func.values.len()];
    for &block in &func.layout {
        let Some(last) = func.terminator(block) else {
            continue;
        };
        if last.op != Op::Branch {
            continue;
        }
        let Some((cc, _, extent)) = comparison(func, last.args[0]) else {
            continue;
        };
        let failing = match cc {
            IntCC::Ult => &last.targets[1],
            IntCC::Uge => &last.targets[0],
            _ => continue,
        };
        if reports_extent(func, failing, extent) {
            extents[extent.index()].push(block);
        }
    }
    extents
}

/// Blocks that may run more than once: members of natural loops.
fn looping_blocks(func: &Function, cfg: &Cfg, tree: &DominatorTree) -> Vec<bool> {
    let mut looping = vec![false; func.blocks.len()];
    for &latch in &cfg.rpo {
        for &header in cfg.succs[latch.index()]
            .iter()
            .filter(|&&to| tree.dominates(to, latch))
        {
            let mut work = vec![latch];
            let mut seen = vec![false; func.blocks.len()];
            seen[header.index()] = true;
            looping[header.index()] = true;
            while let Some(block) = work.pop() {
                if !std::mem::replace(&mut seen[block.index()], true) {
                    looping[block.index()] = true;
                    work.extend(cfg.preds[block.index()].iter().copied());
                }
            }
        }
    }
    looping
}

/// Whether the target records an IndexError for this extent.
fn reports_extent(func: &Function, call: &BlockCall, extent: Value) -> bool {
    let params = &func.block(call.block).params;
    func.block(call.block).insts.iter().any(|&inst| {
        let data = func.inst(inst);
        let size = data.args.get(2).copied();
        let is_raise = matches!(data.imm, Imm::Symbol(Symbol::RaiseIndex));
        let position = params.iter().position(|&param| Some(param) == size);
        is_raise && (size == Some(extent) || position.is_some_and(|i| call.args[i] == extent))
    })
}

fn comparison(func: &Function, flag: Value) -> Option<(IntCC, Value, Value)> {
    let inst = func.def(flag)?;
    match (&inst.op, &inst.imm) {
        (Op::ICmp, Imm::IntCC(cc)) => Some((*cc, inst.args[0], inst.args[1])),
        _ => None,
    }
}

/// One side of an inequality: a value plus a constant, or a constant alone.
#[derive(Clone, Copy, PartialEq)]
struct Term {
    value: Option<Value>,
    offset: i64,
}

impl Term {
    fn constant(offset: i64) -> Term {
        Term {
            value: None,
            offset,
        }
    }
}

/// An inequality under proof, to recognise cycles through loop parameters.
struct Open {
    param: Value,
    upper: bool,
    bound: Term,
}

struct Facts<'f> {
    func: &'f Function,
    cfg: Cfg,
    tree: DominatorTree,
    facts: Vec<Vec<Fact>>,
    incoming: Vec<Vec<(Inst, usize)>>,
    blocks: Vec<Block>,
    extents: Vec<Vec<Block>>,
    looping: Vec<bool>,
    /// The block of the comparison under proof.
    query: Cell<Block>,
    /// The operand that a decided selection always gives: a check usually follows the selection that
    /// wraps its index.
    chosen: RefCell<Vec<Option<Value>>>,
    /// The block each terminator ends.
    terminators: Vec<Option<Block>>,
    fuel: Cell<u32>,
}

impl Facts<'_> {
    fn decide(&self, inst: Inst, block: Block) -> Option<Decision> {
        let data = self.func.inst(inst);
        match (data.op, &data.imm) {
            (Op::ICmp, Imm::IntCC(cc)) if self.func.ty(data.args[0]) == Ty::I64 => {
                let value = self.decide_comparison(*cc, data.args[0], data.args[1], block)?;
                Some(Decision::Flag(inst, value))
            }
            (Op::Pick, _) => {
                let condition = comparison(self.func, data.args[0])?;
                if self.func.ty(condition.1) != Ty::I64 {
                    return None;
                }
                let value = self.decide_comparison(condition.0, condition.1, condition.2, block)?;
                let chosen = data.args[if value { 1 } else { 2 }];
                Some(Decision::Same(data.results[0], chosen))
            }
            _ => None,
        }
    }

    /// The constant truth of a comparison at a block, if it has one.
    fn decide_comparison(&self, cc: IntCC, a: Value, b: Value, at: Block) -> Option<bool> {
        self.fuel.set(FUEL);
        self.query.set(at);
        let less = |a, b| self.prove(a, b, -1, at);
        let at_most = |a, b| self.prove(a, b, 0, at);
        match cc {
            IntCC::Slt if less(a, b) => Some(true),
            IntCC::Slt if at_most(b, a) => Some(false),
            IntCC::Sge if at_most(b, a) => Some(true),
            IntCC::Sge if less(a, b) => Some(false),
            IntCC::Sgt if less(b, a) => Some(true),
            IntCC::Sgt if at_most(a, b) => Some(false),
            IntCC::Sle if at_most(a, b) => Some(true),
            IntCC::Sle if less(b, a) => Some(false),
            IntCC::Ult if self.prove_at_least(a, 0, at) && less(a, b) => Some(true),
            IntCC::Ule if self.prove_at_least(a, 0, at) && at_most(a, b) => Some(true),
            IntCC::Uge if self.prove_at_least(a, 0, at) && less(a, b) => Some(false),
            IntCC::Ugt if self.prove_at_least(a, 0, at) && at_most(a, b) => Some(false),
            _ => None,
        }
    }

    /// Whether a value is known to be the extent of an array.
    fn is_extent(&self, value: Value, at: Block) -> bool {
        let checks = &self.extents[value.index()];
        let holds_at = |at| checks.iter().any(|&check| self.tree.dominates(check, at));
        !checks.is_empty()
            && (holds_at(at)
                || (!self.looping[self.blocks[value.index()].index()]
                    && holds_at(self.query.get())))
    }

    /// a <= b + offset at the start of the block's terminator (all facts of dominating branches hold).
    fn prove(&self, a: Value, b: Value, offset: i64, at: Block) -> bool {
        let bound = match int_const(self.func, b) {
            Some(value) => match value.checked_add(offset) {
                Some(sum) => Term::constant(sum),
                None => return false,
            },
            None => Term {
                value: Some(b),
                offset,
            },
        };
        self.at_most(a, bound, at, &mut Vec::new(), DEPTH)
            || bound
                .value
                .is_some_and(|b| self.bound_from_below(a, b, offset, at))
    }

    fn prove_at_least(&self, a: Value, constant: i64, at: Block) -> bool {
        self.at_least(a, constant, at, &mut Vec::new(), DEPTH)
    }

    /// a <= b + offset because a <= k and k - offset <= b for a constant k.
    fn bound_from_below(&self, a: Value, b: Value, offset: i64, at: Block) -> bool {
        let Some(constant) = int_const(self.func, a) else {
            return false;
        };
        constant
            .checked_sub(offset)
            .is_some_and(|least| self.prove_at_least(b, least, at))
    }

    /// The value itself, or the operand that a decided selection gives.
    fn resolve(&self, mut value: Value) -> Value {
        while let Some(chosen) = self.chosen.borrow()[value.index()] {
            value = chosen;
        }
        value
    }

    /// value <= bound.
    fn at_most(
        &self,
        value: Value,
        bound: Term,
        at: Block,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> bool {
        let value = self.resolve(value);
        if bound.value == Some(value) && bound.offset >= 0 || bound == Term::constant(i64::MAX) {
            return true;
        }
        if depth == 0 || !self.step() {
            return false;
        }
        if let Some(constant) = int_const(self.func, value) {
            return match bound.value {
                None => constant <= bound.offset,
                Some(base) => constant
                    .checked_sub(bound.offset)
                    .is_some_and(|least| self.at_least(base, least, at, open, depth - 1)),
            };
        }
        if bound.value.is_none() && self.is_extent(value, at) && bound.offset >= MAX_EXTENT {
            return true;
        }
        self.at_most_by_definition(value, bound, at, open, depth)
            || self.at_most_by_bound(value, bound, at, open, depth)
            || self.at_most_by_conditions(value, bound, at, open, depth)
            || self.at_most_by_edges(value, bound, open, depth)
    }

    fn at_most_by_definition(
        &self,
        value: Value,
        bound: Term,
        at: Block,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> bool {
        let Some(inst) = self.func.def(value) else {
            return false;
        };
        let constant = inst.args.get(1).and_then(|&arg| int_const(self.func, arg));
        match (inst.op, constant) {
            (Op::IAdd, Some(k)) => self.step_at_most(inst.args[0], k, bound, at, open, depth),
            (Op::ISub, Some(k)) if k != i64::MIN => {
                self.step_at_most(inst.args[0], -k, bound, at, open, depth)
            }
            (Op::Pick, _) => {
                self.at_most(inst.args[1], bound, at, open, depth - 1)
                    && self.at_most(inst.args[2], bound, at, open, depth - 1)
            }
            (Op::BAnd, Some(k)) if k >= 0 => bound.value.is_none() && k <= bound.offset,
            (Op::URem, Some(k)) if k > 0 => bound.value.is_none() && k - 1 <= bound.offset,
            (Op::UShr, Some(k)) if (1..64).contains(&k) => {
                bound.value.is_none() && (u64::MAX >> k) as i64 <= bound.offset
            }
            (Op::SShr, Some(k)) if k >= 0 => {
                // Shifting right moves towards zero or -1: never above a non-negative operand.
                self.at_least(inst.args[0], 0, at, open, depth - 1)
                    && self.at_most(inst.args[0], bound, at, open, depth - 1)
            }
            (Op::ZExt, _) => {
                let bits = self.func.ty(inst.args[0]).bits();
                bound.value.is_none() && bits < 64 && (1i64 << bits) - 1 <= bound.offset
            }
            _ => false,
        }
    }

    /// x + k <= bound, where x + k is known not to wrap.
    fn step_at_most(
        &self,
        x: Value,
        k: i64,
        bound: Term,
        at: Block,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> bool {
        let Some(offset) = bound.offset.checked_sub(k) else {
            return false;
        };
        self.does_not_wrap(x, k, at, depth - 1)
            && self.at_most(
                x,
                Term {
                    value: bound.value,
                    offset,
                },
                at,
                open,
                depth - 1,
            )
    }

    fn does_not_wrap(&self, x: Value, k: i64, at: Block, depth: usize) -> bool {
        if k >= 0 {
            let limit = Term::constant(i64::MAX - k);
            (k <= 1 && self.is_below_something(x, at))
                || self.at_most(x, limit, at, &mut Vec::new(), depth)
        } else {
            self.at_least(x, i64::MIN - k, at, &mut Vec::new(), depth)
        }
    }

    /// Whether some dominating condition says x < y: then x + 1 cannot wrap.
    fn is_below_something(&self, x: Value, at: Block) -> bool {
        let mut found = false;
        self.each_condition(x, at, &mut |cc, a, b| {
            found |= (cc == IntCC::Slt && a == x) || (cc == IntCC::Sgt && b == x);
            found
        });
        found
    }

    /// value <= y + k + offset where the bound's own base is y + k without wrapping.
    fn at_most_by_bound(
        &self,
        value: Value,
        bound: Term,
        at: Block,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> bool {
        let Some(base) = bound.value else {
            return false;
        };
        let Some(inst) = self.func.def(base) else {
            return false;
        };
        let constant = inst.args.get(1).and_then(|&arg| int_const(self.func, arg));
        let k = match (inst.op, constant) {
            (Op::IAdd, Some(k)) => k,
            (Op::ISub, Some(k)) if k != i64::MIN => -k,
            _ => return false,
        };
        let Some(offset) = bound.offset.checked_add(k) else {
            return false;
        };
        self.does_not_wrap(inst.args[0], k, at, depth - 1)
            && self.at_most(
                value,
                Term {
                    value: Some(inst.args[0]),
                    offset,
                },
                at,
                open,
                depth - 1,
            )
    }

    /// A dominating branch says value < y or value <= y, and y is small enough.
    fn at_most_by_conditions(
        &self,
        value: Value,
        bound: Term,
        at: Block,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> bool {
        let mut proven = false;
        self.each_condition(value, at, &mut |cc, a, b| {
            let (other, gap) = match (cc, a == value, b == value) {
                (IntCC::Slt, true, _) => (b, 1),
                (IntCC::Sle, true, _) | (IntCC::Eq, true, _) => (b, 0),
                (IntCC::Sgt, _, true) => (a, 1),
                (IntCC::Sge, _, true) | (IntCC::Eq, _, true) => (a, 0),
                (IntCC::Ult, true, _) if self.is_extent(b, at) => (b, 1),
                _ => return false,
            };
            let Some(offset) = bound.offset.checked_add(gap) else {
                return false;
            };
            let bound = Term {
                value: bound.value,
                offset,
            };
            proven |= other != value && self.at_most(other, bound, at, open, depth - 1);
            proven
        });
        proven
    }

    /// A block parameter is at most the bound if every incoming value is.
    fn at_most_by_edges(
        &self,
        value: Value,
        bound: Term,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> bool {
        self.by_edges(value, true, bound, open, |incoming, from, open| {
            self.at_most(incoming, bound, from, open, depth - 1)
        })
    }

    fn by_edges(
        &self,
        value: Value,
        upper: bool,
        bound: Term,
        open: &mut Vec<Open>,
        prove: impl Fn(Value, Block, &mut Vec<Open>) -> bool,
    ) -> bool {
        let ValueDef::Param(block, position) = self.func.values[value.index()].def else {
            return false;
        };
        if block == self.func.entry {
            return false;
        }
        if bound
            .value
            .is_some_and(|base| !self.dominates_strictly(base, block))
        {
            return false;
        }
        if let Some(known) = open
            .iter()
            .find(|one| one.param == value && one.upper == upper)
        {
            // Induction: the claim for the value on entry to the loop body implies weaker claims.
            return known.bound.value == bound.value
                && if upper {
                    known.bound.offset <= bound.offset
                } else {
                    known.bound.offset >= bound.offset
                };
        }
        open.push(Open {
            param: value,
            upper,
            bound,
        });
        let edges = &self.incoming[block.index()];
        let proven = !edges.is_empty()
            && edges.iter().all(|&(inst, target)| {
                let from = self.terminators[inst.index()];
                let incoming = self.func.inst(inst).targets[target].args[position as usize];
                from.is_some_and(|from| !self.cfg.is_reachable(from) || prove(incoming, from, open))
            });
        open.pop();
        proven
    }

    /// A bound that changes from one iteration to the next cannot be used in an induction.
    fn dominates_strictly(&self, base: Value, block: Block) -> bool {
        let defined = self.blocks[base.index()];
        defined != block && self.tree.dominates(defined, block)
    }

    /// Takes one step of the query's allowance; false when it is used up.
    fn step(&self) -> bool {
        let left = self.fuel.get();
        self.fuel.set(left.saturating_sub(1));
        left > 0
    }

    /// value >= constant.
    fn at_least(
        &self,
        value: Value,
        constant: i64,
        at: Block,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> bool {
        let value = self.resolve(value);
        if let Some(known) = int_const(self.func, value) {
            return known >= constant;
        }
        if constant == i64::MIN {
            return true;
        }
        if depth == 0 || !self.step() {
            return false;
        }
        if constant <= 0 && self.is_extent(value, at) {
            return true;
        }
        self.at_least_by_definition(value, constant, at, open, depth)
            || self.at_least_by_conditions(value, constant, at, open, depth)
            || self.by_edges(
                value,
                false,
                Term::constant(constant),
                open,
                |incoming, from, open| self.at_least(incoming, constant, from, open, depth - 1),
            )
    }

    fn at_least_by_definition(
        &self,
        value: Value,
        constant: i64,
        at: Block,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> bool {
        let Some(inst) = self.func.def(value) else {
            return false;
        };
        let operand = inst.args.get(1).and_then(|&arg| int_const(self.func, arg));
        match (inst.op, operand) {
            (Op::IAdd, Some(k)) => self.step_at_least(inst.args[0], k, constant, at, open, depth),
            (Op::ISub, Some(k)) if k != i64::MIN => {
                self.step_at_least(inst.args[0], -k, constant, at, open, depth)
            }
            (Op::Pick, _) => {
                self.at_least(inst.args[1], constant, at, open, depth - 1)
                    && self.at_least(inst.args[2], constant, at, open, depth - 1)
            }
            (Op::BAnd, Some(k)) if k >= 0 => constant <= 0,
            (Op::UShr, Some(k)) if (1..64).contains(&k) => constant <= 0,
            (Op::URem, Some(k)) if k > 0 => constant <= 0,
            (Op::SShr, Some(_)) => {
                constant <= 0 && self.at_least(inst.args[0], 0, at, open, depth - 1)
            }
            (Op::ZExt, _) => constant <= 0 && self.func.ty(inst.args[0]).bits() < 64,
            _ => false,
        }
    }

    fn step_at_least(
        &self,
        x: Value,
        k: i64,
        constant: i64,
        at: Block,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> bool {
        let Some(least) = constant.checked_sub(k) else {
            return false;
        };
        self.does_not_wrap(x, k, at, depth - 1) && self.at_least(x, least, at, open, depth - 1)
    }

    fn at_least_by_conditions(
        &self,
        value: Value,
        constant: i64,
        at: Block,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> bool {
        let mut proven = false;
        self.each_condition(value, at, &mut |cc, a, b| {
            let (other, gap) = match (cc, a == value, b == value) {
                (IntCC::Sgt, true, _) => (b, 1),
                (IntCC::Sge, true, _) | (IntCC::Eq, true, _) => (b, 0),
                (IntCC::Slt, _, true) => (a, 1),
                (IntCC::Sle, _, true) | (IntCC::Eq, _, true) => (a, 0),
                (IntCC::Ult, true, _) if self.is_extent(b, at) && constant <= 0 => {
                    proven = true;
                    return true;
                }
                _ => return false,
            };
            let Some(least) = constant.checked_sub(gap) else {
                return false;
            };
            proven |= other != value && self.at_least(other, least, at, open, depth - 1);
            proven
        });
        proven
    }

    /// Calls `visit` with every comparison of a value known to hold in a block until it returns true.
    fn each_condition(
        &self,
        value: Value,
        at: Block,
        visit: &mut dyn FnMut(IntCC, Value, Value) -> bool,
    ) {
        for fact in &self.facts[value.index()] {
            if self.tree.dominates(fact.block, at) && visit(fact.cc, fact.a, fact.b) {
                return;
            }
        }
    }
}

/// A comparison that holds in a block and in all blocks it dominates.
#[derive(Clone, Copy)]
struct Fact {
    block: Block,
    cc: IntCC,
    a: Value,
    b: Value,
}

/// The facts about each value. A branch target with one predecessor is dominated by the branch.
fn facts_by_value(func: &Function, incoming: &[Vec<(Inst, usize)>]) -> Vec<Vec<Fact>> {
    let mut facts = vec![Vec::new(); func.values.len()];
    for &block in &func.layout {
        let [(inst, target)] = incoming[block.index()][..] else {
            continue;
        };
        let last = func.inst(inst);
        if last.op != Op::Branch || last.targets[0].block == last.targets[1].block {
            continue;
        }
        if let Some((cc, a, b)) = comparison(func, last.args[0])
            && func.ty(a) == Ty::I64
        {
            let cc = if target == 0 { cc } else { negated(cc) };
            let fact = Fact { block, cc, a, b };
            facts[a.index()].push(fact);
            facts[b.index()].push(fact);
        }
    }
    facts
}

fn negated(cc: IntCC) -> IntCC {
    match cc {
        IntCC::Eq => IntCC::Ne,
        IntCC::Ne => IntCC::Eq,
        IntCC::Slt => IntCC::Sge,
        IntCC::Sge => IntCC::Slt,
        IntCC::Sgt => IntCC::Sle,
        IntCC::Sle => IntCC::Sgt,
        IntCC::Ult => IntCC::Uge,
        IntCC::Uge => IntCC::Ult,
        IntCC::Ugt => IntCC::Ule,
        IntCC::Ule => IntCC::Ugt,
    }
}
