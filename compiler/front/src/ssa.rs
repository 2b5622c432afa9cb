//! Builds SSA form while the tree is walked.
//!
//! Variables are read and written by block; a read that its block cannot answer asks the predecessors and
//! makes a block parameter where paths meet. Blocks whose predecessors are all known are sealed; a read
//! in an open block (a loop header) makes a parameter whose arguments follow when it is sealed. (Braun,
//! Buchwald, Hack, Leißa, Mallon, Zwinkau: Simple and Efficient Construction of Static Single Assignment
//! Form, CC 2013.) We differ in two ways: the walk to the predecessors is a work list and not a
//! recursion, as generated code has thousands of blocks in a row, and parameters that turn out trivial
//! are removed in one go at the end, in `finish.rs`.

use std::collections::HashMap;

use numjit_ir::{Block, BlockCall, Builder, Effects, Function, Imm, InstData, Loc, Op, Ty, Value};
use smallvec::SmallVec;

use crate::tree::Name;

/// The location of what belongs to no expression: the whole function, the first location added.
pub(crate) const WHOLE: Loc = Loc(0);

/// A local variable or a hidden one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Var(u32);

/// A block parameter that stands for a variable, and its argument from each predecessor.
#[derive(Debug)]
pub(crate) struct Phi {
    pub(crate) value: Value,
    pub(crate) block: Block,
    var: Var,
    /// In the order of the block's predecessors; empty while the block is open.
    pub(crate) args: Vec<Value>,
}

/// An edge to a block, whose arguments follow in `finish`.
fn target(block: Block) -> BlockCall {
    BlockCall {
        block,
        args: SmallVec::new(),
    }
}

/// A function under construction.
#[derive(Debug)]
pub(crate) struct Ssa {
    pub(crate) func: Function,
    /// Block that receives instructions; one that nothing jumps to after control has left.
    pub(crate) block: Block,
    /// Predecessors of each block, one entry an edge.
    pub(crate) preds: Vec<Vec<Block>>,
    pub(crate) phis: Vec<Phi>,
    /// The value of each variable that nothing assigns.
    undefs: HashMap<Var, Value>,
    names: Vec<Option<Name>>,
    sealed: Vec<bool>,
    /// Positions in `phis` of the parameters of open blocks.
    open: HashMap<Block, Vec<usize>>,
    values: HashMap<(Block, Var), Value>,
    /// Phis without arguments in sealed blocks.
    pending: Vec<usize>,
    /// Where control goes when an operation raises; none if it leaves the function.
    pub(crate) handler: Option<Block>,
}

impl Ssa {
    /// A function with only its entry block, which is the current one.
    pub(crate) fn new(func: Function) -> Ssa {
        let entry = func.entry;
        Ssa {
            func,
            block: entry,
            preds: vec![Vec::new()],
            phis: Vec::new(),
            undefs: HashMap::new(),
            names: Vec::new(),
            sealed: vec![true],
            open: HashMap::new(),
            values: HashMap::new(),
            pending: Vec::new(),
            handler: None,
        }
    }

    /// A new variable; hidden ones have no name.
    pub(crate) fn add_var(&mut self, name: Option<Name>) -> Var {
        self.names.push(name);
        Var(self.names.len() as u32 - 1)
    }

    /// A new open block.
    pub(crate) fn add_block(&mut self) -> Block {
        self.preds.push(Vec::new());
        self.sealed.push(false);
        self.func.create_block()
    }

    /// Whether control can reach the current position.
    pub(crate) fn is_reachable(&self) -> bool {
        self.block == self.func.entry || !self.preds[self.block.index()].is_empty()
    }

    /// Continues in a block.
    pub(crate) fn switch_to(&mut self, block: Block) {
        self.block = block;
    }

    /// Continues in a block that gets no further predecessors.
    pub(crate) fn seal_and_switch(&mut self, block: Block) {
        self.seal(block);
        self.block = block;
    }

    /// Continues nowhere: what follows is dropped.
    pub(crate) fn leave(&mut self) {
        let block = self.add_block();
        self.seal_and_switch(block);
    }

    /// Appends an instruction with one result.
    pub(crate) fn emit(&mut self, op: Op, args: &[Value], imm: Imm, loc: Loc) -> Value {
        let value = Builder::new(&mut self.func, self.block, loc).emit(op, args, imm, Ty::NEVER);
        self.guard(op, loc);
        value
    }

    /// Appends an instruction with any number of results.
    pub(crate) fn push(
        &mut self,
        op: Op,
        args: &[Value],
        results: usize,
        loc: Loc,
    ) -> SmallVec<[Value; 1]> {
        let types = vec![Ty::NEVER; results];
        let inst = Builder::new(&mut self.func, self.block, loc).push(op, args, Imm::None, &types);
        self.guard(op, loc);
        self.func.inst(inst).results.clone()
    }

    /// Appends an instruction without results.
    pub(crate) fn effect(&mut self, op: Op, args: &[Value], imm: Imm, loc: Loc) {
        Builder::new(&mut self.func, self.block, loc).effect(op, args, imm);
        self.guard(op, loc);
    }

    /// Ends the current block with an operation that leaves the function, or raises into a handler.
    pub(crate) fn exit(&mut self, op: Op, args: &[Value], loc: Loc) {
        let inst = Builder::new(&mut self.func, self.block, loc).effect(op, args, Imm::None);
        if let Some(handler) = self.handler.filter(|_| op != Op::Return)
            && self.is_reachable()
        {
            self.preds[handler.index()].push(self.block);
            self.func.inst_mut(inst).targets.push(target(handler));
        }
        self.leave();
    }

    /// Inside `try`: control goes to the handler if the operation just emitted raises.
    fn guard(&mut self, op: Op, loc: Loc) {
        let Some(handler) = self.handler else {
            return;
        };
        // Going on with a generator runs its code.
        let raises = op.info().effects == Effects::Raises || op == Op::IterAdvance;
        if !raises || !self.is_reachable() {
            return;
        }
        let next = self.add_block();
        let inst = Builder::new(&mut self.func, self.block, loc).effect(Op::Guard, &[], Imm::None);
        for to in [handler, next] {
            self.preds[to.index()].push(self.block);
            self.func.inst_mut(inst).targets.push(target(to));
        }
        self.seal_and_switch(next);
    }

    /// Ends the current block; the edge carries arguments only after `finish`.
    pub(crate) fn jump(&mut self, to: Block, loc: Loc) {
        if self.is_reachable() {
            self.preds[to.index()].push(self.block);
            Builder::new(&mut self.func, self.block, loc).jump(to, &[]);
        }
        self.leave();
    }

    /// Ends the current block with a branch to two different blocks.
    pub(crate) fn branch(&mut self, condition: Value, then: Block, otherwise: Block, loc: Loc) {
        if self.is_reachable() {
            self.preds[then.index()].push(self.block);
            self.preds[otherwise.index()].push(self.block);
            Builder::new(&mut self.func, self.block, loc).branch(
                condition,
                (then, &[]),
                (otherwise, &[]),
            );
        }
        self.leave();
    }

    /// Assigns a variable in the current block.
    pub(crate) fn write(&mut self, var: Var, value: Value) {
        let name = self.names[var.0 as usize].clone();
        let data = &mut self.func.values[value.index()];
        if data.name.is_none() {
            data.name = name;
        }
        self.values.insert((self.block, var), value);
    }

    /// Makes a variable unassigned in the current block.
    pub(crate) fn clear(&mut self, var: Var, loc: Loc) {
        let undef = self.undef(var, loc);
        self.values.insert((self.block, var), undef);
    }

    /// The value of a variable in the current block.
    pub(crate) fn read(&mut self, var: Var, loc: Loc) -> Value {
        let value = self.find(var, self.block, loc);
        self.fill_pending(loc);
        value
    }

    /// Declares that a block gets no further predecessors.
    pub(crate) fn seal(&mut self, block: Block) {
        if std::mem::replace(&mut self.sealed[block.index()], true) {
            return;
        }
        if let Some(open) = self.open.remove(&block) {
            self.pending.extend(open);
            self.fill_pending(WHOLE);
        }
    }

    /// Whether a value is that of a variable that nothing assigns.
    pub(crate) fn is_undef(&self, value: Value) -> bool {
        self.func
            .def(value)
            .is_some_and(|inst| inst.op == Op::Undef)
    }

    /// The value at the end of a block so far: a known one, or a new parameter where paths meet.
    fn find(&mut self, var: Var, block: Block, loc: Loc) -> Value {
        let mut passed = Vec::new();
        let mut at = block;
        let value = loop {
            if let Some(&value) = self.values.get(&(at, var)) {
                break value;
            }
            passed.push(at);
            let preds = &self.preds[at.index()];
            match preds[..] {
                [pred] if self.sealed[at.index()] => at = pred,
                [] if self.sealed[at.index()] => break self.undef(var, loc),
                _ => break self.add_phi(var, at),
            }
        };
        for block in passed {
            self.values.insert((block, var), value);
        }
        value
    }

    fn add_phi(&mut self, var: Var, block: Block) -> Value {
        let value = self.func.add_param(block, Ty::NEVER);
        self.func.values[value.index()].name = self.names[var.0 as usize].clone();
        let position = self.phis.len();
        self.phis.push(Phi {
            value,
            block,
            var,
            args: Vec::new(),
        });
        if self.sealed[block.index()] {
            self.pending.push(position);
        } else {
            self.open.entry(block).or_default().push(position);
        }
        value
    }

    fn fill_pending(&mut self, loc: Loc) {
        while let Some(position) = self.pending.pop() {
            let Phi { block, var, .. } = self.phis[position];
            let preds = self.preds[block.index()].clone();
            let args = preds
                .iter()
                .map(|&pred| self.find(var, pred, loc))
                .collect();
            self.phis[position].args = args;
        }
    }

    /// The one `undef` of a variable; it stands in the entry block, so that it dominates every use.
    fn undef(&mut self, var: Var, loc: Loc) -> Value {
        if let Some(&value) = self.undefs.get(&var) {
            return value;
        }
        let data = InstData {
            op: Op::Undef,
            args: SmallVec::new(),
            imm: Imm::None,
            targets: SmallVec::new(),
            results: SmallVec::new(),
            cleanup: SmallVec::new(),
            loc,
        };
        let inst = self.func.add_inst(data, &[Ty::NEVER]);
        let entry = self.func.entry;
        self.func.block_mut(entry).insts.insert(0, inst);
        let value = self.func.inst(inst).results[0];
        self.func.values[value.index()].name = self.names[var.0 as usize].clone();
        self.undefs.insert(var, value);
        value
    }
}
