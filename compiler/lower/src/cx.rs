//! State of one lowering: the function being written, the map from typed to low values, and the
//! current position.

use std::collections::{HashMap, HashSet};

use numjit_ir::{
    Block, Function, Imm, Inst, InstData, Iterations, Loc, Op, SlotRef, Stage, Ty, Value,
};
use smallvec::SmallVec;

use crate::{Callees, Unsupported};

/// Low values of one typed value, in the order of [`crate::layout::flatten`].
pub(crate) type Vals = SmallVec<[Value; 4]>;

/// Result of lowering one thing.
pub(crate) type Lowered<T> = Result<T, Unsupported>;

/// Something to give up when an error leaves the function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Held {
    /// An owner pointer to release.
    Owner(Value),
    /// A text buffer to free.
    Buffer(Value),
}

/// The lowering of one function.
pub(crate) struct Cx<'a> {
    /// The typed function.
    pub(crate) typed: &'a Function,
    /// Signatures of the functions it calls.
    pub(crate) callees: &'a dyn Callees,
    /// Which iteration each state belongs to.
    pub(crate) iterations: Iterations,
    /// The low function.
    pub(crate) func: Function,
    /// Block that receives instructions.
    pub(crate) block: Block,
    /// Location given to new instructions.
    pub(crate) loc: Loc,
    /// The context parameter.
    pub(crate) ctx: Value,
    /// What to give up if the code being emitted raises: references of the typed instruction's
    /// `cleanup`, then temporaries of its expansion.
    pub(crate) held: Vec<Held>,
    /// Unchanging parts of rooted iteration states, by their `iter_start`.
    pub(crate) invariants: HashMap<Inst, Vals>,
    /// Strides in bytes of array values whose elements are accessed, computed where they are defined.
    pub(crate) strides: HashMap<Value, Vals>,
    /// Array values whose elements are accessed.
    pub(crate) accessed: HashSet<Value>,
    /// Error exits already made, by location and what they give up.
    pub(crate) exits: HashMap<(Loc, Vec<Held>), Block>,
    /// Where an error goes instead of leaving the function: the handlers of the guarded instruction.
    pub(crate) landing: Option<Block>,
    /// Typed value to low values.
    map: Vec<Option<Vals>>,
    /// Typed block to the low block that begins it.
    heads: Vec<Block>,
    /// Low blocks in the order they were begun.
    begun: Vec<Block>,
    /// Low blocks of error paths.
    cold: Vec<Block>,
}

impl<'a> Cx<'a> {
    pub(crate) fn new(typed: &'a Function, callees: &'a dyn Callees) -> Cx<'a> {
        let mut func = Function::new(typed.name.clone(), Stage::Low, typed.options);
        func.locations = typed.locations.clone();
        func.data = typed.data.clone();
        func.recursive = typed.recursive;
        let entry = func.entry;
        let ctx = func.add_param(entry, Ty::PTR);
        Cx {
            typed,
            callees,
            iterations: Iterations::compute(typed),
            block: entry,
            loc: Loc(0),
            ctx,
            held: Vec::new(),
            invariants: HashMap::new(),
            strides: HashMap::new(),
            accessed: HashSet::new(),
            exits: HashMap::new(),
            landing: None,
            map: vec![None; typed.values.len()],
            heads: vec![entry; typed.blocks.len()],
            begun: Vec::new(),
            cold: Vec::new(),
            func,
        }
    }

    // ---- Typed side ----------------------------------------------------------------------------

    /// Type of a typed value.
    pub(crate) fn ty(&self, value: Value) -> Ty {
        self.typed.ty(value)
    }

    /// Low values of a typed value.
    pub(crate) fn get(&self, value: Value) -> Vals {
        // Definitions are lowered before uses because blocks come in reverse postorder.
        self.map[value.index()].clone().unwrap_or_default()
    }

    /// Binds a typed value to its low values.
    pub(crate) fn set(&mut self, value: Value, vals: Vals) {
        if let Some(name) = self.typed.values[value.index()].name.clone()
            && let [only] = vals[..]
        {
            let slot = &mut self.func.values[only.index()].name;
            slot.get_or_insert(name);
        }
        self.map[value.index()] = Some(vals);
    }

    /// The low block that begins a typed block.
    pub(crate) fn head(&self, block: Block) -> Block {
        self.heads[block.index()]
    }

    /// Sets the low block that begins a typed block.
    pub(crate) fn set_head(&mut self, block: Block, head: Block) {
        self.heads[block.index()] = head;
    }

    // ---- Low side ------------------------------------------------------------------------------

    /// A new block; [`Cx::begin`] places it.
    pub(crate) fn create_block(&mut self, params: &[Ty]) -> (Block, Vals) {
        let block = self.func.create_block();
        let params = params
            .iter()
            .map(|&ty| self.func.add_param(block, ty))
            .collect();
        (block, params)
    }

    /// Continues in a block made by [`Cx::create_block`], which gets its place in the layout: among the
    /// error paths if the current block is one.
    pub(crate) fn begin(&mut self, block: Block) {
        if self.func.block(self.block).cold {
            self.func.block_mut(block).cold = true;
            self.cold.push(block);
            self.block = block;
        } else {
            self.begin_head(block);
        }
    }

    /// Continues in the block that begins a typed block.
    pub(crate) fn begin_head(&mut self, block: Block) {
        self.begun.push(block);
        self.block = block;
    }

    /// Continues in a new block of an error path.
    pub(crate) fn begin_cold(&mut self) -> Block {
        let block = self.func.create_block();
        self.func.block_mut(block).cold = true;
        self.cold.push(block);
        self.block = block;
        block
    }

    /// The blocks begun since the last call.
    pub(crate) fn take_begun(&mut self) -> Vec<Block> {
        std::mem::take(&mut self.begun)
    }

    /// Blocks of error paths.
    pub(crate) fn cold_blocks(&self) -> &[Block] {
        &self.cold
    }

    /// Appends an instruction.
    pub(crate) fn push(&mut self, op: Op, args: &[Value], imm: Imm, results: &[Ty]) -> Inst {
        let data = InstData {
            op,
            args: args.into(),
            imm,
            targets: SmallVec::new(),
            results: SmallVec::new(),
            cleanup: SmallVec::new(),
            loc: self.loc,
        };
        let inst = self.func.add_inst(data, results);
        let block = self.block;
        self.func.block_mut(block).insts.push(inst);
        inst
    }

    /// Appends an instruction with one result.
    pub(crate) fn emit(&mut self, op: Op, args: &[Value], imm: Imm, ty: Ty) -> Value {
        let inst = self.push(op, args, imm, &[ty]);
        self.func.inst(inst).results[0]
    }

    /// Ends the block with a jump.
    pub(crate) fn jump(&mut self, block: Block, args: &[Value]) {
        let inst = self.push(Op::Jump, &[], Imm::None, &[]);
        self.func.inst_mut(inst).targets.push(numjit_ir::BlockCall {
            block,
            args: args.into(),
        });
    }

    /// Ends the block with a two-way branch.
    pub(crate) fn branch(
        &mut self,
        condition: Value,
        then: (Block, &[Value]),
        otherwise: (Block, &[Value]),
    ) {
        let inst = self.push(Op::Branch, &[condition], Imm::None, &[]);
        for (block, args) in [then, otherwise] {
            self.func.inst_mut(inst).targets.push(numjit_ir::BlockCall {
                block,
                args: args.into(),
            });
        }
    }

    /// A stack slot of so many 8-byte words.
    pub(crate) fn slot(&mut self, words: usize) -> SlotRef {
        self.func.add_slot(8 * words.max(1) as u32, 8)
    }

    /// An error that says what this compiler cannot lower.
    pub(crate) fn unsupported<T>(&self, message: impl Into<String>) -> Lowered<T> {
        Err(Unsupported {
            message: message.into(),
            loc: self.loc,
        })
    }
}
