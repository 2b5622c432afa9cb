//! Instructions inside `try`: every typed operation that may raise gets a way to the handlers.
//!
//! ```text
//! v2 = array_get v0, v1              v2 = array_get v0, v1
//! v3 = bin v2, v4 "//"         →     guard b1, b2
//! guard b1, b9                   b2: v3 = bin v2, v4 "//"
//!                                    guard b3, b9
//! ```
//!
//! One untyped instruction becomes several typed ones, possibly in several blocks, so the guard that the
//! front end wrote behind it is repeated behind each that may raise. Each way to the handlers is a block of
//! its own, so that no edge is critical; it passes the values that variables had before the instruction.

use numjit_ir::{Block, BlockCall, Builder, Imm, Inst, Loc, Op};
use smallvec::SmallVec;

use super::Writer;
use crate::typing::Edge;

/// A place in the typed function up to which it is written.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    /// The block that is being written.
    at: Block,
    /// Instructions in it.
    insts: usize,
    /// Blocks there are.
    blocks: usize,
}

impl Writer<'_> {
    /// The place now.
    pub(super) fn mark(&self, at: Block) -> Mark {
        Mark {
            at,
            insts: self.func.block(at).insts.len(),
            blocks: self.func.blocks.len(),
        }
    }

    /// Guards what was written since a mark; gives the block that the code goes on in, which was `end`.
    pub(super) fn guard_since(&mut self, mark: Mark, end: Block, handlers: Edge) -> Block {
        let mut end = end;
        let written = (mark.blocks..self.func.blocks.len()).map(|index| (Block(index as u32), 0));
        let written: Vec<(Block, usize)> =
            [(mark.at, mark.insts)].into_iter().chain(written).collect();
        for (block, from) in written {
            let (mut block, mut from) = (block, from);
            while let Some(position) = self.first_raising(block, from) {
                let inst = self.func.block(block).insts[position];
                if matches!(self.func.inst(inst).op, Op::Raise | Op::Reraise) {
                    self.send_to_handlers(inst, handlers);
                    break;
                }
                let next = self.split_behind(block, position, inst, handlers);
                if end == block {
                    end = next;
                }
                (block, from) = (next, 0);
            }
        }
        end
    }

    fn first_raising(&self, block: Block, from: usize) -> Option<usize> {
        let insts = &self.func.block(block).insts;
        let raises = |&inst: &Inst| {
            let data = self.func.inst(inst);
            self.func.can_raise(data) || matches!(data.op, Op::Raise | Op::Reraise)
        };
        (from..insts.len()).find(|&position| raises(&insts[position]))
    }

    /// Gives a raise its target.
    fn send_to_handlers(&mut self, inst: Inst, handlers: Edge) {
        let loc = self.func.inst(inst).loc;
        let block = self.way_to_handlers(handlers, loc);
        let args = SmallVec::new();
        self.func
            .inst_mut(inst)
            .targets
            .push(BlockCall { block, args });
    }

    /// Ends a block behind an instruction with a guard; what followed goes on in a new block.
    fn split_behind(&mut self, block: Block, position: usize, inst: Inst, handlers: Edge) -> Block {
        let loc = self.func.inst(inst).loc;
        let next = self.func.add_block();
        let rest = self.func.block_mut(block).insts.split_off(position + 1);
        let cold = self.func.block(block).cold;
        let data = self.func.block_mut(next);
        data.insts = rest;
        data.cold = cold;
        let way = self.way_to_handlers(handlers, loc);
        let guard = Builder::new(&mut self.func, block, loc).effect(Op::Guard, &[], Imm::None);
        let targets = [way, next].into_iter().map(|block| BlockCall {
            block,
            args: SmallVec::new(),
        });
        self.func.inst_mut(guard).targets.extend(targets);
        next
    }

    /// A new block that goes to the handlers.
    fn way_to_handlers(&mut self, handlers: Edge, loc: Loc) -> Block {
        let way = self.func.add_block();
        self.func.block_mut(way).cold = true;
        let target = self.target(handlers);
        if self.has_one_way_in(target) {
            let to = self.begin_of(target);
            Builder::new(&mut self.func, way, loc).jump(to, &[]);
        } else {
            self.write_edge(way, handlers);
        }
        way
    }
}
