//! Natural loops that contain no other loop.

use numjit_ir::{Block, Cfg, Dominators, Function, Inst};

use crate::bits::BitSet;
use crate::remove_dead_code::incoming_args;

/// A loop without loops inside.
#[derive(Debug)]
pub(crate) struct InnermostLoop {
    /// The block through which the loop is entered.
    pub(crate) header: Block,
    /// All blocks, the header included, in reverse postorder.
    pub(crate) blocks: Vec<Block>,
    /// The same as a set.
    pub(crate) members: BitSet,
    /// Terminators that lead back to the header, with the target's position.
    pub(crate) back_edges: Vec<(Inst, usize)>,
    /// Terminators outside that lead to the header.
    pub(crate) entries: Vec<(Inst, usize)>,
}

impl InnermostLoop {
    /// Whether a block belongs to the loop.
    pub(crate) fn contains(&self, block: Block) -> bool {
        self.members.contains(block.0)
    }
}

/// The innermost loops in reverse postorder of their headers.
pub(crate) fn innermost_loops(
    func: &Function,
    cfg: &Cfg,
    dominators: &Dominators,
) -> Vec<InnermostLoop> {
    let bodies = loop_bodies(func, cfg, dominators);
    let headers: Vec<Block> = bodies.iter().map(|(header, _)| *header).collect();
    let incoming = if bodies.is_empty() {
        Vec::new()
    } else {
        incoming_args(func)
    };
    let terminators = terminators(func);
    let describe = |(header, members): (Block, BitSet)| {
        let inside = |inst: Inst| {
            terminators[inst.index()].is_some_and(|block: Block| members.contains(block.0))
        };
        let edges = incoming[header.index()].iter().copied();
        let (back_edges, entries) = edges.partition(|&(inst, _)| inside(inst));
        let all = cfg.rpo.iter().copied();
        InnermostLoop {
            header,
            blocks: all.filter(|block| members.contains(block.0)).collect(),
            members,
            back_edges,
            entries,
        }
    };
    let is_innermost = |(header, members): &(Block, BitSet)| {
        !headers
            .iter()
            .any(|other| other != header && members.contains(other.0))
    };
    bodies
        .into_iter()
        .filter(is_innermost)
        .map(describe)
        .collect()
}

/// All natural loops, by header in reverse postorder, with their blocks.
pub(crate) fn loop_bodies(
    func: &Function,
    cfg: &Cfg,
    dominators: &Dominators,
) -> Vec<(Block, BitSet)> {
    let is_back = |from: Block, to: Block| {
        cfg.order[to.index()] <= cfg.order[from.index()] && dominators.dominates(to, from)
    };
    let mut bodies = Vec::new();
    for &header in &cfg.rpo {
        let preds = cfg.preds[header.index()].iter().copied();
        let latches: Vec<Block> = preds.filter(|&pred| is_back(pred, header)).collect();
        if !latches.is_empty() {
            bodies.push((header, body(func, cfg, header, latches)));
        }
    }
    bodies
}

/// The blocks from which the latches are reached without passing the header.
fn body(func: &Function, cfg: &Cfg, header: Block, mut work: Vec<Block>) -> BitSet {
    let mut members = BitSet::new(func.blocks.len());
    members.insert(header.0);
    while let Some(block) = work.pop() {
        if !members.contains(block.0) {
            members.insert(block.0);
            work.extend(cfg.preds[block.index()].iter().copied());
        }
    }
    members
}

/// The block that each terminator ends.
fn terminators(func: &Function) -> Vec<Option<Block>> {
    let mut owners = vec![None; func.insts.len()];
    for &block in &func.layout {
        if let Some(last) = func.block(block).insts.last() {
            owners[last.index()] = Some(block);
        }
    }
    owners
}
