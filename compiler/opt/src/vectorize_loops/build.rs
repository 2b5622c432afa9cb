//! Writes one iteration of a loop as a [`LaneLoop`].
//!
//! Branches inside the body become masks: a block is executed in the iterations that reach it, its loads
//! and stores carry that mask, and a parameter selects by the edge that was taken (Allen, Kennedy,
//! Porterfield, Warren: Conversion of Control Dependence to Data Dependence, 1983).

use std::collections::HashMap;

use numjit_ir::{
    Block, Const, Dominators, Effects, Function, Imm, Inst, IntCC, LaneAccess, LaneInst, LaneLoop,
    LaneOp, LaneStride, LaneValue, Loc, Op, Ty, Value,
};
use smallvec::SmallVec;

use super::dependence::{Accesses, Independence, Span};
use super::exits;
use super::invariant::{Invariants, Stride};
use super::maths;
use super::reduction::{self, Reduction};
use super::shape::{Induction, Shape, Step, param_of};
use crate::address::Addresses;
use crate::loops::InnermostLoop;
use crate::simplify::int_const;
use crate::version_loops::highest;

/// A scalar that is computed in front of the loop and passed in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Input {
    /// A value, with the parameters of the header as they are on entry.
    Value(Value),
    /// One divided by a value.
    Reciprocal(Value),
    /// Bytes or units an iteration.
    Stride(Stride),
}

/// A loop in terms of lanes, and what its surroundings need to know.
pub(super) struct Built {
    pub(super) lanes: LaneLoop,
    pub(super) inputs: Vec<Input>,
    pub(super) reductions: Vec<Reduction>,
    pub(super) accesses: Accesses,
    pub(super) independence: Independence,
    /// Flags that must be false for the lanes to be right at all.
    pub(super) refusals: Vec<(Value, bool)>,
}

/// An operation on lanes: equal ones are made once.
type Operation = (Op, Imm, SmallVec<[LaneValue; 3]>, Ty);

/// Work in progress.
pub(super) struct Body<'f> {
    pub(super) func: &'f Function,
    pub(super) found: &'f InnermostLoop,
    pub(super) shape: &'f Shape,
    pub(super) invariants: &'f Invariants<'f>,
    dominators: &'f Dominators,
    addresses: Addresses<'f>,
    lanes: LaneLoop,
    inputs: Vec<Input>,
    accesses: Accesses,
    values: HashMap<Value, LaneValue>,
    /// The mask of each block visited; none: always executed.
    masks: HashMap<Block, Option<LaneValue>>,
    known: HashMap<Operation, LaneValue>,
    /// What is known to be in memory: what was stored last, and loaded since.
    loads: Vec<(LaneAccess, Ty, LaneValue)>,
    needed: Vec<bool>,
    /// Flags of iterations that the lanes cannot compute.
    rare: Vec<LaneValue>,
    refusals: Vec<(Value, bool)>,
    /// Which iterations no way out so far leaves in.
    stays: Option<LaneValue>,
    /// The mask of the block at hand.
    mask: Option<LaneValue>,
    loc: Loc,
}

/// Why a loop stays scalar.
pub(super) type Reason = &'static str;

/// Builds the lanes of a loop.
pub(super) fn build(
    func: &Function,
    found: &InnermostLoop,
    shape: &Shape,
    invariants: &Invariants<'_>,
    dominators: &Dominators,
) -> Result<Built, Reason> {
    exits::check_conditions(func, found, shape, invariants)?;
    let reductions = reduction::find_reductions(func, found, shape, invariants)?;
    let mut body = Body {
        func,
        found,
        shape,
        invariants,
        dominators,
        addresses: Addresses::new(func),
        lanes: LaneLoop {
            name: String::new(),
            inputs: Vec::new(),
            insts: Vec::new(),
            carried: Vec::new(),
            max_chunk: 1,
            contract: func.options.fastmath.contract,
        },
        inputs: Vec::new(),
        accesses: Accesses::default(),
        values: HashMap::new(),
        masks: HashMap::new(),
        known: HashMap::new(),
        loads: Vec::new(),
        needed: Vec::new(),
        rare: Vec::new(),
        refusals: Vec::new(),
        stays: None,
        mask: None,
        loc: Loc(0),
    };
    body.needed = body.find_needed(&reductions);
    for &block in &found.blocks {
        body.block(block)?;
    }
    for reduction in &reductions {
        let carried = reduction::carried(&mut body, reduction)?;
        body.lanes.carried.push(carried);
    }
    body.leave_early();
    let leaves = body.lanes.may_leave();
    let independence = body.accesses.independence(&body.addresses, leaves)?;
    body.lanes.max_chunk = independence.max_chunk;
    Ok(Built {
        lanes: body.lanes,
        inputs: body.inputs,
        reductions,
        accesses: body.accesses,
        independence,
        refusals: body.refusals,
    })
}

impl Body<'_> {
    /// Values whose lanes are needed: what is stored, decides, or is reduced, and what these are made
    /// of. Addresses and the loop's own counting are not among them.
    fn find_needed(&self, reductions: &[Reduction]) -> Vec<bool> {
        let mut needed = vec![false; self.func.values.len()];
        let mut work: Vec<Value> = Vec::new();
        for &block in &self.found.blocks {
            for &inst in &self.func.block(block).insts {
                let data = self.func.inst(inst);
                match data.op {
                    Op::Store => work.push(data.args[1]),
                    Op::Branch if inst != self.shape.latch => work.push(data.args[0]),
                    _ => {}
                }
            }
        }
        for reduction in reductions {
            work.extend(reduction.values());
        }
        while let Some(value) = work.pop() {
            let is_new = !std::mem::replace(&mut needed[value.index()], true);
            if !is_new || !self.invariants.is_inside(value) {
                continue;
            }
            match (self.func.def(value), param_of(self.func, value)) {
                (Some(data), _) if data.op == Op::Load => {
                    work.extend(self.gathered(data.args[0]).map(|(_, distance)| distance));
                }
                (Some(data), _) => work.extend(&data.args),
                (None, Some((block, position))) if block != self.found.header => {
                    for (_, inst, side) in self.edges_to(block) {
                        work.push(self.func.inst(inst).targets[side].args[position]);
                    }
                }
                _ => {}
            }
        }
        needed
    }

    /// The edges inside the loop that lead to a block: from, terminator, target.
    fn edges_to(&self, block: Block) -> Vec<(Block, Inst, usize)> {
        let mut edges = Vec::new();
        for &from in &self.found.blocks {
            let Some(&last) = self.func.block(from).insts.last() else {
                continue;
            };
            for (side, target) in self.func.inst(last).targets.iter().enumerate() {
                if target.block == block {
                    edges.push((from, last, side));
                }
            }
        }
        edges
    }

    fn block(&mut self, block: Block) -> Result<(), Reason> {
        if block != self.found.header {
            self.enter(block)?;
        } else {
            self.masks.insert(block, None);
        }
        self.mask = self.masks.get(&block).copied().flatten();
        let func = self.func;
        for &inst in &func.block(block).insts {
            self.loc = func.inst(inst).loc;
            self.inst(block, inst)?;
        }
        self.side_exits(block)
    }

    /// Notes the ways out of the loop at the end of a block.
    fn side_exits(&mut self, block: Block) -> Result<(), Reason> {
        let last = self.func.block(block).insts.last().copied();
        for &(inst, side) in &self.shape.side_exits {
            if Some(inst) != last {
                continue;
            }
            let condition = self.func.inst(inst).args[0];
            let leaves_if = side == 0;
            if self.invariants.holds(condition) {
                self.refusals.push((condition, leaves_if));
                continue;
            }
            let condition = self.value(condition)?;
            let flag = self.flag(condition);
            let flag = if leaves_if { flag } else { self.not(flag) };
            let leaves = self.note_rare(flag);
            let stays = self.not(leaves);
            self.stays = Some(match self.stays {
                Some(before) => self.pure(Op::BAnd, Imm::None, &[before, stays], Ty::BOOL),
                None => stays,
            });
        }
        Ok(())
    }

    /// The mask of a block that others lead to, and its parameters.
    fn enter(&mut self, block: Block) -> Result<(), Reason> {
        let edges = self.edges_to(block);
        let mut masks = Vec::with_capacity(edges.len());
        for &(from, inst, side) in &edges {
            masks.push(self.edge_mask(from, inst, side)?);
        }
        let latch = self.latch_block();
        let always = latch.is_some_and(|latch| self.dominators.dominates(block, latch));
        let mask = match always {
            true => None,
            false => self.union(&masks)?,
        };
        self.masks.insert(block, mask);
        let func = self.func;
        for (position, &param) in func.block(block).params.iter().enumerate() {
            if !self.needed[param.index()] {
                continue;
            }
            let mut choice = None;
            for (&(_, inst, side), &mask) in edges.iter().zip(&masks).rev() {
                let value = func.inst(inst).targets[side].args[position];
                let value = self.value(value)?;
                choice = Some(match (choice, mask) {
                    (None, _) | (Some(_), None) => value,
                    (Some(other), Some(mask)) => self.select(mask, value, other)?,
                });
            }
            let choice = choice.ok_or("a block of it is never reached")?;
            self.values.insert(param, choice);
        }
        Ok(())
    }

    fn latch_block(&self) -> Option<Block> {
        let mut blocks = self.found.blocks.iter().copied();
        blocks.find(|&block| self.func.block(block).insts.last() == Some(&self.shape.latch))
    }

    fn edge_mask(
        &mut self,
        from: Block,
        inst: Inst,
        side: usize,
    ) -> Result<Option<LaneValue>, Reason> {
        let own = self.masks.get(&from).copied();
        let own = own.ok_or("its blocks are in no order")?;
        let data = self.func.inst(inst);
        // Where the other way leads out of the loop, all lanes stay that get so far.
        let leaves = self.shape.side_exits.iter().any(|&(at, _)| at == inst);
        if data.op == Op::Jump || leaves {
            return Ok(own);
        }
        let condition = self.value(data.args[0])?;
        let mut condition = self.flag(condition);
        if side == 1 {
            condition = self.not(condition);
        }
        Ok(Some(match own {
            None => condition,
            Some(own) => self.pure(Op::BAnd, Imm::None, &[own, condition], Ty::BOOL),
        }))
    }

    fn union(&mut self, masks: &[Option<LaneValue>]) -> Result<Option<LaneValue>, Reason> {
        let mut all = masks.iter().copied();
        let mut union = all.next().ok_or("a block of it is never reached")?;
        for mask in all {
            union = match (union, mask) {
                (Some(a), Some(b)) => Some(self.pure(Op::BOr, Imm::None, &[a, b], Ty::BOOL)),
                _ => None,
            };
        }
        Ok(union)
    }

    fn inst(&mut self, block: Block, inst: Inst) -> Result<(), Reason> {
        let data = self.func.inst(inst);
        match data.op {
            Op::Jump | Op::Branch => Ok(()),
            Op::Load => match self.needed[data.results[0].index()] {
                true => self.load(block, inst),
                false => Ok(()),
            },
            Op::Store => self.store(block, inst),
            op if op.info().effects == Effects::Pure => {
                match self.needed[data.results[0].index()] {
                    true => self.value(data.results[0]).map(|_| ()),
                    false => Ok(()),
                }
            }
            Op::CallSymbol if maths::is_elementary(data) => {
                match self.needed[data.results[0].index()] {
                    true => self.value(data.results[0]).map(|_| ()),
                    false => Ok(()),
                }
            }
            Op::CallSymbol => Err("it calls a runtime function"),
            Op::CallDirect => Err("it calls a function"),
            _ => Err("it does something that has no vector form"),
        }
    }

    fn load(&mut self, block: Block, inst: Inst) -> Result<(), Reason> {
        let result = self.func.inst(inst).results[0];
        let ty = lane_type(self.func.ty(result));
        let access = self.access(block, inst, false)?;
        let known = self.loads.iter().find(|(known, known_ty, _)| {
            let place = |access: &LaneAccess| (access.base, access.offset, access.stride);
            let is_loaded = known.mask.is_none() || known.mask == access.mask;
            place(known) == place(&access) && *known_ty == ty && is_loaded
        });
        let value = match known {
            Some(&(_, _, value)) => {
                self.accesses.drop_last();
                value
            }
            None => {
                let value = self.push(LaneOp::Load(access), &[], ty);
                self.loads.push((access, ty, value));
                value
            }
        };
        self.values.insert(result, value);
        Ok(())
    }

    fn store(&mut self, block: Block, inst: Inst) -> Result<(), Reason> {
        let stored = self.func.inst(inst).args[1];
        let ty = lane_type(self.func.ty(stored));
        let value = self.value(stored)?;
        let value = self.data(value);
        let access = self.access(block, inst, true)?;
        self.push(LaneOp::Store(access), &[value], ty);
        self.loads.clear();
        self.loads.push((access, ty, value));
        Ok(())
    }

    fn access(&mut self, block: Block, inst: Inst, is_store: bool) -> Result<LaneAccess, Reason> {
        let address = self.func.inst(inst).args[0];
        if let Some((base, distance)) = self.gathered(address).filter(|_| !is_store) {
            return self.gather((block, inst), base, distance);
        }
        let stride = self.invariants.stride(address, &self.shape.inductions);
        let stride = stride.ok_or("an index depends on more than the loop's counter")?;
        let (group, offset) = self
            .accesses
            .add(self.func, &mut self.addresses, inst, stride, is_store)
            .ok_or("its addresses are too complicated")?;
        let offset = i32::try_from(offset).map_err(|_| "an offset is too large")?;
        let base = self.input(Input::Value(self.accesses.groups[group].address), Ty::PTR);
        let stride = match stride.scaled {
            None => LaneStride::Bytes(stride.constant),
            Some(_) => LaneStride::Input(self.input(Input::Stride(stride), Ty::I64)),
        };
        let mask = self.masks.get(&block).copied();
        let mask = mask.ok_or("its blocks are in no order")?;
        Ok(LaneAccess {
            base,
            offset,
            stride,
            mask,
        })
    }

    /// An address of which one part does not change and the other is computed in each iteration.
    fn gathered(&self, address: Value) -> Option<(Value, Value)> {
        if self
            .invariants
            .stride(address, &self.shape.inductions)
            .is_some()
        {
            return None;
        }
        let data = self.func.def(address)?;
        match (data.op, &data.args[..]) {
            (Op::PtrAdd, &[base, distance]) if self.invariants.holds(base) => {
                Some((base, distance))
            }
            _ => None,
        }
    }

    /// A load that chooses its place in each iteration. Only those lanes load that no check so far sends
    /// out of the loop.
    fn gather(
        &mut self,
        (block, inst): (Block, Inst),
        base: Value,
        distance: Value,
    ) -> Result<LaneAccess, Reason> {
        const REASON: Reason = "an index depends on more than the loop's counter";
        let span = self.span(block, distance).ok_or(REASON)?;
        let lanes = self.value(distance)?;
        let (func, addresses) = (self.func, &mut self.addresses);
        let added = self.accesses.add_gather(func, addresses, inst, base, span);
        let offset = added.and_then(|offset| i32::try_from(offset).ok());
        let offset = offset.ok_or("its addresses are too complicated")?;
        let base = self.input(Input::Value(base), Ty::PTR);
        let own = self.masks.get(&block).copied();
        let own = own.ok_or("its blocks are in no order")?;
        let mask = match (own, self.stays) {
            (Some(a), Some(b)) => Some(self.pure(Op::BAnd, Imm::None, &[a, b], Ty::BOOL)),
            (a, b) => a.or(b),
        };
        Ok(LaneAccess {
            base,
            offset,
            stride: LaneStride::Each(lanes),
            mask,
        })
    }

    /// How far a distance can reach: by the check of its index, or by the operation that makes it. None if
    /// nothing keeps the index of an iteration behind the end in bounds.
    fn span(&self, block: Block, distance: Value) -> Option<Span> {
        let scaled = self.func.def(distance);
        let (index, size) = match scaled.map(|data| (data.op, &data.args[..])) {
            Some((Op::IShl, &[index, amount])) => {
                let amount = int_const(self.func, amount).filter(|amount| (0..8).contains(amount));
                (index, 1 << amount?)
            }
            _ => (distance, 1),
        };
        let check = self.shape.side_exits.iter().find_map(|&(inst, side)| {
            let test = self.func.def(self.func.inst(inst).args[0])?;
            let is_check = match test.imm {
                Imm::IntCC(IntCC::Uge) => side == 0,
                Imm::IntCC(IntCC::Ult) => side == 1,
                _ => false,
            };
            let mut blocks = self.found.blocks.iter();
            let at = blocks.find(|&&at| self.func.block(at).insts.last() == Some(&inst))?;
            let comes_first = *at != block && self.dominators.dominates(*at, block);
            let extent = *test.args.get(1)?;
            let fits = is_check && comes_first && test.args[0] == index;
            (fits && self.invariants.holds(extent)).then_some(extent)
        });
        match (check, highest(self.func, index)) {
            (Some(extent), _) => Some(Span::Elements(extent, size)),
            (None, _) if !self.shape.side_exits.is_empty() => None,
            (None, Some(highest)) => Some(Span::Bytes(highest * size)),
            (None, None) => Some(Span::Unknown),
        }
    }

    /// The number of an input.
    pub(super) fn input(&mut self, input: Input, ty: Ty) -> u32 {
        let known = self.inputs.iter().position(|known| *known == input);
        known.unwrap_or_else(|| {
            self.inputs.push(input);
            self.lanes.inputs.push(ty);
            self.inputs.len() - 1
        }) as u32
    }

    /// The lanes of a value.
    pub(super) fn value(&mut self, value: Value) -> Result<LaneValue, Reason> {
        if let Some(&known) = self.values.get(&value) {
            return Ok(known);
        }
        let made = self.make(value)?;
        self.values.insert(value, made);
        Ok(made)
    }

    fn make(&mut self, value: Value) -> Result<LaneValue, Reason> {
        let ty = lane_type(self.func.ty(value));
        if let Some(data) = self.func.def(value)
            && matches!(data.op, Op::IConst | Op::FConst)
        {
            return Ok(self.pure(data.op, data.imm.clone(), &[], ty));
        }
        if self.invariants.holds(value) {
            let input = self.input(Input::Value(value), ty);
            return Ok(self.push_once(LaneOp::Input(input), ty));
        }
        if let Some(induction) = self.induction(value) {
            return self.counted(&induction);
        }
        let data = self
            .func
            .def(value)
            .ok_or("a value comes from the iteration before")?;
        let is_call = maths::is_elementary(data);
        if data.op.info().effects != Effects::Pure && !is_call {
            return Err("a value is needed before it is loaded");
        }
        if data.op == Op::FDiv
            && self.func.options.fastmath.arcp
            && self.invariants.holds(data.args[1])
        {
            return self.multiplied(data.args[0], data.args[1], ty);
        }
        let mut args = SmallVec::new();
        for &arg in &data.args {
            args.push(self.value(arg)?);
        }
        if is_call {
            return maths::expand(self, data, &args);
        }
        self.operation(data.op, &data.imm, args, ty)
    }

    /// A quotient by a divisor that does not change, as a product.
    fn multiplied(&mut self, a: Value, divisor: Value, ty: Ty) -> Result<LaneValue, Reason> {
        let a = self.value(a)?;
        let input = self.input(Input::Reciprocal(divisor), ty);
        let factor = self.push_once(LaneOp::Input(input), ty);
        Ok(self.pure(Op::FMul, Imm::None, &[a, factor], ty))
    }

    fn induction(&self, value: Value) -> Option<Induction> {
        let mut all = self.shape.inductions.iter();
        all.find(|one| one.param == value).copied()
    }

    /// `initial value + index * step`.
    fn counted(&mut self, induction: &Induction) -> Result<LaneValue, Reason> {
        let index = self.push_once(LaneOp::Index, Ty::I64);
        let scaled = match induction.step {
            Step::Const(1) => index,
            Step::Const(step) => {
                let step = self.constant(step, Ty::I64);
                self.pure(Op::IMul, Imm::None, &[index, step], Ty::I64)
            }
            Step::Value(step) => {
                let step = self.value(step)?;
                self.pure(Op::IMul, Imm::None, &[index, step], Ty::I64)
            }
        };
        let init = self.input(Input::Value(induction.param), Ty::I64);
        let init = self.push_once(LaneOp::Input(init), Ty::I64);
        Ok(self.pure(Op::IAdd, Imm::None, &[scaled, init], Ty::I64))
    }

    /// An operation, with flags where flags are meant.
    fn operation(
        &mut self,
        op: Op,
        imm: &Imm,
        mut args: SmallVec<[LaneValue; 3]>,
        ty: Ty,
    ) -> Result<LaneValue, Reason> {
        let is_flag = |body: &Self, value: LaneValue| body.lanes.ty(value) == Ty::BOOL;
        let result = match op {
            Op::ICmp | Op::FCmp => {
                self.all_data(&mut args);
                Ty::BOOL
            }
            Op::Pick => return self.select_values(&args),
            Op::BAnd | Op::BOr | Op::BXor if args.iter().any(|&arg| is_flag(self, arg)) => {
                return Ok(self.combine(op, &args));
            }
            _ => {
                self.all_data(&mut args);
                ty
            }
        };
        Ok(self.pure(op, imm.clone(), &args, result))
    }

    /// Notes that iterations with this flag, where they are reached, must be left to the scalar loop.
    pub(super) fn note_rare(&mut self, flag: LaneValue) -> LaneValue {
        let flag = match self.mask {
            Some(mask) => self.pure(Op::BAnd, Imm::None, &[flag, mask], Ty::BOOL),
            None => flag,
        };
        self.rare.push(flag);
        flag
    }

    /// Puts what leaves the loop in rare cases in front of the stores.
    fn leave_early(&mut self) {
        let flags = std::mem::take(&mut self.rare);
        let any = flags
            .into_iter()
            .reduce(|a, b| self.pure(Op::BOr, Imm::None, &[a, b], Ty::BOOL));
        if let Some(any) = any {
            self.push(LaneOp::Leave, &[any], Ty::BOOL);
            exits::move_stores_last(&mut self.lanes);
        }
    }

    /// Instructions so far.
    pub(super) fn len(&self) -> usize {
        self.lanes.insts.len()
    }

    fn all_data(&mut self, args: &mut [LaneValue]) {
        for arg in args {
            *arg = self.data(*arg);
        }
    }

    /// A bitwise operation of which one operand is a flag. The others are 0 or 1 or any 8-bit number.
    fn combine(&mut self, op: Op, args: &[LaneValue]) -> LaneValue {
        let truth = |body: &Self, value: LaneValue| body.truth_constant(value);
        let (a, b) = (args[0], args[1]);
        let known = match (truth(self, a), truth(self, b)) {
            (None, Some(constant)) => Some((a, constant)),
            (Some(constant), None) => Some((b, constant)),
            _ => None,
        };
        match (op, known) {
            (Op::BAnd, Some((flag, true))) | (Op::BOr | Op::BXor, Some((flag, false))) => flag,
            (Op::BXor, Some((flag, true))) => self.not(flag),
            _ if self.lanes.ty(a) == Ty::BOOL && self.lanes.ty(b) == Ty::BOOL => {
                self.pure(op, Imm::None, args, Ty::BOOL)
            }
            _ => {
                let (a, b) = (self.data(a), self.data(b));
                self.pure(op, Imm::None, &[a, b], Ty::I8)
            }
        }
    }

    /// 0 or 1 as a constant.
    fn truth_constant(&self, value: LaneValue) -> Option<bool> {
        match &self.lanes.inst(value).op {
            LaneOp::Pure(Op::IConst, Imm::Const(Const::Int(number @ (0 | 1)))) => {
                Some(*number == 1)
            }
            LaneOp::Pure(Op::IConst, Imm::Const(Const::Bool(flag))) => Some(*flag),
            _ => None,
        }
    }

    fn select_values(&mut self, args: &[LaneValue]) -> Result<LaneValue, Reason> {
        let flag = self.flag(args[0]);
        self.select(flag, args[1], args[2])
    }

    /// `flag ? yes : no`.
    pub(super) fn select(
        &mut self,
        flag: LaneValue,
        yes: LaneValue,
        no: LaneValue,
    ) -> Result<LaneValue, Reason> {
        if yes == no {
            return Ok(yes);
        }
        if let LaneOp::Pure(Op::BNot, _) = self.lanes.inst(flag).op {
            let flag = self.lanes.inst(flag).args[0];
            return self.select(flag, no, yes);
        }
        let flags = [yes, no].map(|value| self.lanes.ty(value) == Ty::BOOL);
        let (yes, no, ty) = match flags {
            [true, true] => (yes, no, Ty::BOOL),
            _ => {
                let (yes, no) = (self.data(yes), self.data(no));
                (yes, no, self.lanes.ty(yes))
            }
        };
        Ok(self.pure(Op::Pick, Imm::None, &[flag, yes, no], ty))
    }

    /// A value as a flag: whether it is not zero.
    pub(super) fn flag(&mut self, value: LaneValue) -> LaneValue {
        match self.lanes.ty(value) {
            Ty::BOOL => value,
            ty => {
                let zero = self.constant(0, ty);
                let imm = Imm::IntCC(IntCC::Ne);
                self.pure(Op::ICmp, imm, &[value, zero], Ty::BOOL)
            }
        }
    }

    /// A value as a number: a flag as 0 or 1 in 8 bits.
    pub(super) fn data(&mut self, value: LaneValue) -> LaneValue {
        if self.lanes.ty(value) != Ty::BOOL {
            return value;
        }
        let (one, zero) = (self.constant(1, Ty::I8), self.constant(0, Ty::I8));
        self.pure(Op::Pick, Imm::None, &[value, one, zero], Ty::I8)
    }

    pub(super) fn not(&mut self, flag: LaneValue) -> LaneValue {
        if let LaneOp::Pure(Op::BNot, _) = self.lanes.inst(flag).op {
            return self.lanes.inst(flag).args[0];
        }
        self.pure(Op::BNot, Imm::None, &[flag], Ty::BOOL)
    }

    pub(super) fn constant(&mut self, value: i64, ty: Ty) -> LaneValue {
        self.pure(Op::IConst, Imm::Const(Const::Int(value)), &[], ty)
    }

    /// A pure operation, made once.
    pub(super) fn pure(&mut self, op: Op, imm: Imm, args: &[LaneValue], ty: Ty) -> LaneValue {
        let key = (op, imm.clone(), SmallVec::from_slice(args), ty);
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let value = self.push(LaneOp::Pure(op, imm), args, ty);
        self.known.insert(key, value);
        value
    }

    fn push_once(&mut self, op: LaneOp, ty: Ty) -> LaneValue {
        let known = self.lanes.insts.iter().position(|inst| inst.op == op);
        match known {
            Some(position) => LaneValue(position as u32),
            None => self.push(op, &[], ty),
        }
    }

    fn push(&mut self, op: LaneOp, args: &[LaneValue], ty: Ty) -> LaneValue {
        self.lanes.insts.push(LaneInst {
            op,
            ty,
            args: SmallVec::from_slice(args),
            loc: self.loc,
        });
        LaneValue(self.lanes.insts.len() as u32 - 1)
    }
}

/// The type of a value's lanes: addresses are numbers.
fn lane_type(ty: Ty) -> Ty {
    match ty {
        Ty::PTR => Ty::I64,
        other => other,
    }
}
