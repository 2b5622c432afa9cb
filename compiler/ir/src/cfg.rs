//! Control flow: predecessors, reverse postorder and dominators.

use crate::entity::Block;
use crate::function::Function;

/// Predecessors and reverse postorder of the blocks reachable from the entry.
#[derive(Debug)]
pub struct Cfg {
    /// For each block (by index): the blocks that branch to it, one entry an edge, reachable ones only.
    pub preds: Vec<Vec<Block>>,
    /// For each block (by index): its successors, one entry an edge.
    pub succs: Vec<Vec<Block>>,
    /// Reachable blocks, every block before its successors except along back edges.
    pub rpo: Vec<Block>,
    /// Position in `rpo`, or `u32::MAX` when unreachable.
    pub order: Vec<u32>,
}

impl Cfg {
    /// Computes the control flow of a function.
    pub fn compute(func: &Function) -> Cfg {
        let count = func.blocks.len();
        let mut succs = vec![Vec::new(); count];
        for &block in &func.layout {
            if let Some(last) = func.terminator(block) {
                succs[block.index()] = last.targets.iter().map(|target| target.block).collect();
            }
        }
        let rpo = reverse_postorder(func.entry, &succs);
        let mut order = vec![u32::MAX; count];
        for (position, block) in rpo.iter().enumerate() {
            order[block.index()] = position as u32;
        }
        let mut preds = vec![Vec::new(); count];
        for &block in &rpo {
            for &succ in &succs[block.index()] {
                preds[succ.index()].push(block);
            }
        }
        Cfg {
            preds,
            succs,
            rpo,
            order,
        }
    }

    /// Whether a block can be reached from the entry.
    pub fn is_reachable(&self, block: Block) -> bool {
        self.order[block.index()] != u32::MAX
    }
}

fn reverse_postorder(entry: Block, succs: &[Vec<Block>]) -> Vec<Block> {
    let mut seen = vec![false; succs.len()];
    let mut postorder = Vec::new();
    let mut stack = vec![(entry, 0)];
    seen[entry.index()] = true;
    while let Some((block, next)) = stack.pop() {
        if let Some(&succ) = succs[block.index()].get(next) {
            stack.push((block, next + 1));
            if !std::mem::replace(&mut seen[succ.index()], true) {
                stack.push((succ, 0));
            }
        } else {
            postorder.push(block);
        }
    }
    postorder.reverse();
    postorder
}

/// Immediate dominators (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm, 2001).
#[derive(Debug)]
pub struct Dominators {
    idom: Vec<Option<Block>>,
    order: Vec<u32>,
}

impl Dominators {
    /// Computes the dominator tree.
    pub fn compute(cfg: &Cfg) -> Dominators {
        let mut idom: Vec<Option<Block>> = vec![None; cfg.order.len()];
        let Some((&entry, rest)) = cfg.rpo.split_first() else {
            return Dominators {
                idom,
                order: cfg.order.clone(),
            };
        };
        idom[entry.index()] = Some(entry);
        let mut changed = true;
        while changed {
            changed = false;
            for &block in rest {
                let new = cfg.preds[block.index()]
                    .iter()
                    .copied()
                    .filter(|pred| idom[pred.index()].is_some())
                    .reduce(|a, b| intersect(&idom, &cfg.order, a, b));
                if idom[block.index()] != new {
                    idom[block.index()] = new;
                    changed = true;
                }
            }
        }
        Dominators {
            idom,
            order: cfg.order.clone(),
        }
    }

    /// The immediate dominator of a reachable block other than the entry.
    pub fn idom(&self, block: Block) -> Option<Block> {
        self.idom[block.index()].filter(|&dom| dom != block)
    }

    /// Whether every path from the entry to `b` passes `a` (a block dominates itself).
    pub fn dominates(&self, a: Block, b: Block) -> bool {
        let mut at = b;
        while self.order[at.index()] > self.order[a.index()] {
            match self.idom(at) {
                Some(dom) => at = dom,
                None => return false,
            }
        }
        at == a
    }
}

fn intersect(idom: &[Option<Block>], order: &[u32], mut a: Block, mut b: Block) -> Block {
    while a != b {
        while order[a.index()] > order[b.index()] {
            match idom[a.index()] {
                Some(dom) => a = dom,
                None => return b,
            }
        }
        while order[b.index()] > order[a.index()] {
            match idom[b.index()] {
                Some(dom) => b = dom,
                None => return a,
            }
        }
    }
    a
}
