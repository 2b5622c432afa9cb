//! Type propagation through one function.
//!
//! Sparse conditional propagation in passes over the reverse postorder (after Wegman and Zadeck:
//! Constant Propagation with Conditional Branches, 1991, with types in place of constants). A pass
//! gives every reachable instruction a meaning for the operand types at hand; block parameters take the
//! join over the edges known to be taken; a branch whose condition is known from its type takes one
//! edge. Passes repeat until nothing changes. An instruction is looked at again only when an operand
//! type or the estimate of a recursive result changed.
//!
//! Which edges are taken is found anew in each pass, so that a test on a type that was only provisional
//! (`isinstance` of a loop variable that becomes a float later) leaves no dead code typed. A parameter
//! that changes too often only moves upward from then on; this ends the passes.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use numjit_diag::Diagnostic;
use numjit_ir::{Block, Cfg, Function, Inst, Op, Options, Ty, Type, Untyped, Value};
use numjit_library::promote;
use smallvec::SmallVec;

use crate::construct::{self, truth};
use crate::meaning::{Callee, Meaning, Outcome};
use crate::open::{self, Refinement};
use crate::program::FuncId;
use crate::session::{Key, Session};
use crate::{check, result};

/// After this many changes a block parameter keeps what it was joined in.
const PATIENCE: u32 = 8;

/// Far above what the height of the type lattice needs.
const MAX_PASSES: usize = 200;

/// An edge of the control flow: the block it leaves and which of its targets it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    pub(crate) from: Block,
    pub(crate) target: usize,
}

/// Where a value goes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Use {
    /// An operand of an instruction.
    Operand(Inst, usize),
    /// Along an edge to another block.
    Passed,
}

/// An instruction's meaning with the operand types it was found for.
struct Memo {
    types: SmallVec<[Ty; 4]>,
    outcome: Outcome,
    /// It used the estimate of a recursive result.
    unsettled: bool,
}

/// Types of one function.
pub(crate) struct Typing {
    pub(crate) id: FuncId,
    pub(crate) untyped: Arc<Untyped>,
    pub(crate) options: Options,
    /// Result type.
    pub(crate) result: Ty,
    /// Type of the values that a generator yields.
    pub(crate) yields: Ty,
    /// Blocks in reverse postorder.
    pub(crate) rpo: Vec<Block>,
    order: Vec<u32>,
    preds: Vec<Vec<Edge>>,
    types: Vec<Ty>,
    reached: Vec<bool>,
    live: Vec<SmallVec<[bool; 2]>>,
    memos: Vec<Option<Memo>>,
    changes: Vec<u32>,
    declared: HashMap<String, Ty>,
    /// What containers have to hold, by the instruction that makes them.
    containers: BTreeMap<Inst, Ty>,
    /// Where the values of list displays go; empty without displays.
    displays: HashMap<Value, Vec<Use>>,
    /// Whether a container of unknown element type has been seen.
    opens: bool,
    /// Whether conditions without a type take both edges, to reach what may decide the type of a
    /// container.
    explores: bool,
    /// Whether the last pass met a problem. Conditions without a type then take both edges, so that
    /// problems further on are found too; otherwise they wait for a recursive result.
    failed: bool,
}

impl Typing {
    /// The untyped code.
    pub(crate) fn func(&self) -> &Function {
        &self.untyped.function
    }

    /// Type of a value.
    pub(crate) fn ty(&self, value: Value) -> Ty {
        self.types[value.index()]
    }

    /// Whether control can reach a block.
    pub(crate) fn is_reached(&self, block: Block) -> bool {
        self.reached[block.index()]
    }

    /// Whether control can take an edge.
    pub(crate) fn is_live(&self, edge: Edge) -> bool {
        self.live[edge.from.index()]
            .get(edge.target)
            .is_some_and(|&live| live)
    }

    /// The edges into a block that control can take.
    pub(crate) fn live_preds(&self, block: Block) -> impl Iterator<Item = Edge> {
        let preds = self.preds[block.index()].iter().copied();
        preds.filter(|&edge| self.is_live(edge))
    }

    /// The value an edge passes to a parameter of its target.
    pub(crate) fn edge_arg(&self, edge: Edge, position: usize) -> Option<Value> {
        let data = self.func().terminator(edge.from)?;
        data.targets.get(edge.target)?.args.get(position).copied()
    }

    /// The meaning of an instruction of a reached block.
    pub(crate) fn outcome(&self, inst: Inst) -> Option<&Outcome> {
        Some(&self.memos[inst.index()].as_ref()?.outcome)
    }

    /// The type that `locals=` declares for the variable a value is bound to.
    pub(crate) fn declared(&self, value: Value) -> Option<Ty> {
        if self.declared.is_empty() {
            return None;
        }
        let name = self.func().values[value.index()].name.as_ref()?;
        self.declared.get(&**name).copied()
    }

    /// The type that `locals=` declares for a variable.
    pub(crate) fn declared_name(&self, name: &str) -> Option<Ty> {
        self.declared.get(name).copied()
    }

    /// The reached `return` instructions.
    pub(crate) fn returns(&self) -> impl Iterator<Item = Inst> {
        let blocks = self.rpo.iter().filter(|&&block| self.is_reached(block));
        let last = blocks.filter_map(|&block| self.func().block(block).insts.last().copied());
        last.filter(|&inst| self.func().inst(inst).op == Op::Return)
    }

    /// The reached `yield` instructions.
    pub(crate) fn yielding(&self) -> impl Iterator<Item = Inst> {
        let blocks = self.rpo.iter().filter(|&&block| self.is_reached(block));
        let insts = blocks.flat_map(|&block| self.func().block(block).insts.iter().copied());
        insts.filter(|&inst| self.func().inst(inst).op == Op::Yield)
    }

    /// The type that has been found for the container an instruction makes.
    pub(crate) fn container(&self, inst: Inst) -> Option<Ty> {
        self.containers.get(&inst).copied()
    }

    /// Whether a container of unknown element type has been seen.
    pub(crate) fn has_open(&self) -> bool {
        self.opens
    }

    /// Where the value of a list display goes.
    pub(crate) fn uses_of_display(&self, value: Value) -> &[Use] {
        self.displays.get(&value).map_or(&[], Vec::as_slice)
    }

    /// Takes over what was learnt about containers; whether anything is new.
    fn refine(&mut self, refinements: &[Refinement]) -> bool {
        let mut changed = false;
        for &(inst, ty) in refinements {
            let ty = open::resolved(ty, &self.containers);
            let old = self.containers.get(&inst).copied();
            let new = old.map_or(Some(ty), |old| promote::unify(old, ty));
            if let Some(new) = new.filter(|&new| old != Some(new) && !open::mentions(new, inst)) {
                self.set_container(inst, new);
                changed = true;
            }
        }
        if changed {
            self.resolve_containers();
        }
        changed
    }

    fn set_container(&mut self, inst: Inst, ty: Ty) {
        self.containers.insert(inst, ty);
        self.memos[inst.index()] = None;
    }

    /// What is known of one container may complete what is known of those that hold it.
    fn resolve_containers(&mut self) {
        loop {
            let known = &self.containers;
            let resolve = |(&inst, &ty): (&Inst, &Ty)| (inst, ty, open::resolved(ty, known));
            let changes: Vec<(Inst, Ty, Ty)> = known
                .iter()
                .map(resolve)
                .filter(|&(inst, old, new)| old != new && !open::mentions(new, inst))
                .collect();
            if changes.is_empty() {
                return;
            }
            for (inst, _, new) in changes {
                self.set_container(inst, new);
            }
        }
    }

    /// The functions that reached instructions call, each once, in order.
    pub(crate) fn callees(&self) -> Vec<Callee> {
        let mut callees = Vec::new();
        for &block in self.rpo.iter().filter(|&&block| self.is_reached(block)) {
            for &inst in &self.func().block(block).insts {
                if let Some(Ok(meaning)) = self.outcome(inst) {
                    for &callee in &meaning.callees {
                        if !callees.contains(&callee) {
                            callees.push(callee);
                        }
                    }
                }
            }
        }
        callees
    }

    /// Whether a reached instruction waits for the result of a recursive call.
    pub(crate) fn is_waiting(&self) -> bool {
        let waits = |inst: &Inst| match &self.memos[inst.index()] {
            Some(memo) => memo.unsettled && memo.outcome.as_ref().is_ok_and(Meaning::is_waiting),
            None => false,
        };
        let blocks = self.rpo.iter().filter(|&&block| self.is_reached(block));
        blocks
            .into_iter()
            .any(|&block| self.func().block(block).insts.iter().any(waits))
    }

    fn set(&mut self, value: Value, ty: Ty) -> bool {
        std::mem::replace(&mut self.types[value.index()], ty) != ty
    }
}

/// Infers a function for the given argument types. Without a result the function has no code at all.
///
/// A loop over a tuple of several types is found on the way; the function then starts over with that loop unrolled.
pub(crate) fn infer_function(cx: &mut Session<'_>, key: &Key) -> (Option<Typing>, Vec<Diagnostic>) {
    let mut unrolled: Vec<(u32, u32)> = Vec::new();
    loop {
        let around = std::mem::take(&mut cx.unroll);
        let untyped = match unrolled[..] {
            [] => cx.program.untyped(key.func),
            _ => cx.program.unrolled(key.func, &unrolled),
        };
        let found = match untyped {
            Ok(untyped) => infer_untyped(cx, key, untyped),
            Err(problems) => (None, problems),
        };
        let wanted = std::mem::replace(&mut cx.unroll, around);
        let mut changed = false;
        for (start, count) in wanted {
            match unrolled.iter_mut().find(|known| known.0 == start) {
                None => unrolled.push((start, count)),
                Some(known) if known.1 < count => known.1 = count,
                Some(_) => continue,
            }
            changed = true;
        }
        if !changed {
            return found;
        }
    }
}

fn infer_untyped(
    cx: &mut Session<'_>,
    key: &Key,
    untyped: Arc<Untyped>,
) -> (Option<Typing>, Vec<Diagnostic>) {
    let declared = cx.program.locals(key.func).into_iter().collect();
    let mut typing = start(untyped, key, declared);
    for _ in 0..MAX_PASSES {
        if !pass(cx, &mut typing) && !settle_rest(&mut typing) {
            break;
        }
    }
    typing.yields = result::yielded_type(&typing);
    typing.result = result::result_type(cx, &typing, key);
    let problems = check::check(cx, &typing);
    (Some(typing), problems)
}

/// Once nothing changes any more: containers that stay unknown may get their type from a `return` or
/// from code that only seems out of reach. Whether there is something new to go on with.
fn settle_rest(typing: &mut Typing) -> bool {
    if !typing.opens {
        return false;
    }
    let returned: Vec<Ty> = typing
        .returns()
        .map(|inst| typing.ty(result::returned(typing, inst)))
        .collect();
    let mut refinements = Vec::new();
    if let Some(joined) = promote::unify_all(returned.iter().copied()) {
        for ty in returned {
            open::settle(ty, joined, &mut refinements);
        }
    }
    if typing.refine(&refinements) {
        return true;
    }
    let is_left = |ty: &Ty| matches!(ty.get(), Type::Open(..));
    let left = typing.types.iter().any(is_left);
    std::mem::replace(&mut typing.explores, left) != left
}

/// Where the values of list displays go.
fn display_uses(func: &Function) -> HashMap<Value, Vec<Use>> {
    let displays = func.insts.iter().filter(|inst| inst.op == Op::ListDisplay);
    let mut uses: HashMap<Value, Vec<Use>> =
        displays.map(|inst| (inst.results[0], Vec::new())).collect();
    if uses.is_empty() {
        return uses;
    }
    for (index, inst) in func.insts.iter().enumerate() {
        for (position, arg) in inst.args.iter().enumerate() {
            if let Some(uses) = uses.get_mut(arg) {
                uses.push(Use::Operand(Inst(index as u32), position));
            }
        }
        for arg in inst.targets.iter().flat_map(|target| &target.args) {
            if let Some(uses) = uses.get_mut(arg) {
                uses.push(Use::Passed);
            }
        }
    }
    uses
}

fn start(untyped: Arc<Untyped>, key: &Key, declared: HashMap<String, Ty>) -> Typing {
    let func = &untyped.function;
    let cfg = Cfg::compute(func);
    let mut types = vec![Ty::NEVER; func.values.len()];
    let args = key.resumed().map_or(&key.args[..], |(_, args)| args);
    for (&param, &ty) in func.params().iter().zip(args) {
        types[param.index()] = ty;
    }
    Typing {
        id: key.func,
        options: key.options,
        result: Ty::NEVER,
        yields: Ty::NEVER,
        preds: edges_into(func, &cfg),
        rpo: cfg.rpo,
        order: cfg.order,
        reached: vec![false; func.blocks.len()],
        live: vec![SmallVec::new(); func.blocks.len()],
        memos: (0..func.insts.len()).map(|_| None).collect(),
        changes: vec![0; types.len()],
        types,
        declared,
        containers: BTreeMap::new(),
        displays: display_uses(func),
        opens: false,
        explores: false,
        failed: false,
        untyped,
    }
}

fn edges_into(func: &Function, cfg: &Cfg) -> Vec<Vec<Edge>> {
    let mut preds = vec![Vec::new(); func.blocks.len()];
    for &from in &cfg.rpo {
        for (target, succ) in cfg.succs[from.index()].iter().enumerate() {
            preds[succ.index()].push(Edge { from, target });
        }
    }
    preds
}

/// One pass; whether anything changed.
fn pass(cx: &mut Session<'_>, typing: &mut Typing) -> bool {
    let mut changed = false;
    for position in 0..typing.rpo.len() {
        let block = typing.rpo[position];
        let reached = enters(typing, block);
        changed |= std::mem::replace(&mut typing.reached[block.index()], reached) != reached;
        if reached {
            changed |= join_params(typing, block);
            changed |= infer_block(cx, typing, block);
        }
        changed |= set_live(typing, block);
    }
    let failed = has_problem(typing);
    changed | (std::mem::replace(&mut typing.failed, failed) != failed)
}

fn has_problem(typing: &Typing) -> bool {
    let blocks = typing.rpo.iter().filter(|&&block| typing.is_reached(block));
    let mut insts = blocks.flat_map(|&block| &typing.func().block(block).insts);
    insts.any(|&inst| matches!(typing.outcome(inst), Some(Err(_))))
}

/// Control enters a block along a forward edge first: back edges alone do not make it reachable.
fn enters(typing: &Typing, block: Block) -> bool {
    let order = |block: Block| typing.order[block.index()];
    block == typing.func().entry
        || typing
            .live_preds(block)
            .any(|edge| order(edge.from) < order(block))
}

fn join_params(typing: &mut Typing, block: Block) -> bool {
    if block == typing.func().entry {
        return false;
    }
    let mut changed = false;
    for position in 0..typing.func().block(block).params.len() {
        let param = typing.func().block(block).params[position];
        let ty = match typing.declared(param) {
            Some(declared) => declared,
            None => joined(typing, block, position),
        };
        changed |= move_param(typing, param, ty);
        if typing.opens {
            changed |= settle_params(typing, block, position, ty);
        }
    }
    changed
}

/// What arrives as a container of unknown type becomes one of the type it is joined to.
fn settle_params(typing: &mut Typing, block: Block, position: usize, ty: Ty) -> bool {
    let mut refinements = Vec::new();
    for edge in typing.live_preds(block) {
        if let Some(arg) = typing.edge_arg(edge, position) {
            open::settle(typing.ty(arg), ty, &mut refinements);
        }
    }
    typing.refine(&refinements)
}

/// The join over the live edges. Where there is none the first type stands in, so that the rest of the
/// function can be inferred; the conflict is reported by the check.
fn joined(typing: &Typing, block: Block, position: usize) -> Ty {
    let types = || {
        typing
            .live_preds(block)
            .filter_map(move |edge| typing.edge_arg(edge, position))
            .map(|value| typing.ty(value))
    };
    promote::unify_all(types())
        .unwrap_or_else(|| types().find(|&ty| ty != Ty::NEVER).unwrap_or(Ty::NEVER))
}

fn move_param(typing: &mut Typing, param: Value, ty: Ty) -> bool {
    let old = typing.ty(param);
    let restless = typing.changes[param.index()] > PATIENCE;
    let ty = if restless {
        promote::unify(old, ty).unwrap_or(old)
    } else {
        ty
    };
    let changed = typing.set(param, ty);
    typing.changes[param.index()] += u32::from(changed);
    changed
}

fn infer_block(cx: &mut Session<'_>, typing: &mut Typing, block: Block) -> bool {
    let mut changed = false;
    for position in 0..typing.func().block(block).insts.len() {
        let inst = typing.func().block(block).insts[position];
        changed |= infer_inst(cx, typing, inst);
    }
    changed
}

fn infer_inst(cx: &mut Session<'_>, typing: &mut Typing, inst: Inst) -> bool {
    let args = &typing.func().inst(inst).args;
    let types: SmallVec<[Ty; 4]> = args.iter().map(|&value| typing.ty(value)).collect();
    if let Some(memo) = &typing.memos[inst.index()]
        && !memo.unsettled
        && memo.types == types
        && typing.func().inst(inst).op != Op::ListDisplay
    {
        return false;
    }
    let before = cx.unsettled;
    let outcome = construct::infer(cx, typing, inst);
    let mut changed = set_results(typing, inst, &outcome);
    if let Ok(Meaning {
        refine, results, ..
    }) = &outcome
    {
        typing.opens |= results.iter().any(|ty| matches!(ty.get(), Type::Open(..)));
        changed |= typing.refine(refine);
    }
    typing.memos[inst.index()] = Some(Memo {
        types,
        outcome,
        unsettled: cx.unsettled != before,
    });
    changed
}

fn set_results(typing: &mut Typing, inst: Inst, outcome: &Outcome) -> bool {
    let found: &[Ty] = match outcome {
        Ok(Meaning { results, .. }) => results,
        Err(_) => &[],
    };
    let mut changed = false;
    for position in 0..typing.func().inst(inst).results.len() {
        let value = typing.func().inst(inst).results[position];
        let ty = found.get(position).copied().unwrap_or(Ty::NEVER);
        let ty = match typing.declared(value) {
            Some(declared) if ty != Ty::NEVER => declared,
            _ => ty,
        };
        changed |= typing.set(value, ty);
    }
    changed
}

/// Finds which edges out of a block control can take.
fn set_live(typing: &mut Typing, block: Block) -> bool {
    let live = live_targets(typing, block);
    let old = &mut typing.live[block.index()];
    if *old == live {
        return false;
    }
    *old = live;
    true
}

fn live_targets(typing: &Typing, block: Block) -> SmallVec<[bool; 2]> {
    let Some(last) = typing.func().terminator(block) else {
        return SmallVec::new();
    };
    if !typing.is_reached(block) {
        return SmallVec::from_elem(false, last.targets.len());
    }
    if last.op != Op::Branch {
        return SmallVec::from_elem(true, last.targets.len());
    }
    let condition = typing.ty(last.args[0]);
    match truth::known(condition) {
        _ if condition == Ty::NEVER => SmallVec::from_slice(&[typing.failed || typing.explores; 2]),
        Some(taken) => SmallVec::from_slice(&[taken, !taken]),
        None => SmallVec::from_slice(&[true, true]),
    }
}
