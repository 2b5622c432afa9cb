//! Appends instructions to a function at a current block and source location.

use smallvec::SmallVec;

use crate::entity::{Block, Inst, Loc, Value};
use crate::function::{BlockCall, Function, InstData};
use crate::imm::Imm;
use crate::ops::Op;
use crate::types::Ty;

/// A position at the end of a block of a function.
#[derive(Debug)]
pub struct Builder<'f> {
    /// The function being built.
    pub func: &'f mut Function,
    /// Block that receives instructions.
    pub block: Block,
    /// Location given to new instructions.
    pub loc: Loc,
}

impl<'f> Builder<'f> {
    /// A builder at the end of a block.
    pub fn new(func: &'f mut Function, block: Block, loc: Loc) -> Builder<'f> {
        Builder { func, block, loc }
    }

    /// Continues at the end of another block.
    pub fn switch_to(&mut self, block: Block) {
        self.block = block;
    }

    /// Appends an instruction with any number of results.
    pub fn push(&mut self, op: Op, args: &[Value], imm: Imm, results: &[Ty]) -> Inst {
        self.push_with_targets(op, args, imm, SmallVec::new(), results)
    }

    /// Appends an instruction with one result and returns it.
    pub fn emit(&mut self, op: Op, args: &[Value], imm: Imm, ty: Ty) -> Value {
        let inst = self.push(op, args, imm, &[ty]);
        self.func.inst(inst).results[0]
    }

    /// Appends an instruction without results.
    pub fn effect(&mut self, op: Op, args: &[Value], imm: Imm) -> Inst {
        self.push(op, args, imm, &[])
    }

    /// Ends the block with a jump.
    pub fn jump(&mut self, block: Block, args: &[Value]) -> Inst {
        let targets = SmallVec::from_iter([BlockCall {
            block,
            args: args.into(),
        }]);
        self.push_with_targets(Op::Jump, &[], Imm::None, targets, &[])
    }

    /// Ends the block with a two-way branch.
    pub fn branch(
        &mut self,
        condition: Value,
        then: (Block, &[Value]),
        otherwise: (Block, &[Value]),
    ) -> Inst {
        let targets = [then, otherwise]
            .into_iter()
            .map(|(block, args)| BlockCall {
                block,
                args: args.into(),
            })
            .collect();
        self.push_with_targets(Op::Branch, &[condition], Imm::None, targets, &[])
    }

    /// Whether the current block already ends in a terminator.
    pub fn is_terminated(&self) -> bool {
        self.func
            .terminator(self.block)
            .is_some_and(|inst| inst.op.info().effects == crate::ops::Effects::Control)
    }

    fn push_with_targets(
        &mut self,
        op: Op,
        args: &[Value],
        imm: Imm,
        targets: SmallVec<[BlockCall; 2]>,
        results: &[Ty],
    ) -> Inst {
        let data = InstData {
            op,
            args: args.into(),
            imm,
            targets,
            results: SmallVec::new(),
            cleanup: SmallVec::new(),
            loc: self.loc,
        };
        let inst = self.func.add_inst(data, results);
        let block = self.block;
        self.func.block_mut(block).insts.push(inst);
        inst
    }
}
