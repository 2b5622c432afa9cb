//! Computes a value once, and loads it once, where the same is computed again a little later.
//!
//! ```text
//! b1:                                      b1:
//!     v5 = load [array] v4                     v5 = load [array] v4
//!     v6 = fcmp gt v5, v3                      v6 = fcmp gt v5, v3
//!     branch v6, b2, b3                ->      branch v6, b2, b3
//! b2:                                      b2:
//!     v7 = load [array] v4                     jump b3(v5)
//!     jump b3(v7)
//! ```
//!
//! Values are numbered over extended basic blocks: trees of blocks in which each has one predecessor
//! (Muchnick: Advanced Compiler Design and Implementation, 1997, chapter 12). Cranelift numbers values over the
//! whole function and finds more; this pass is for the passes in between, which recognise a minimum, a
//! reduction or an address only where equal values are one value. Along a path a load also takes up what
//! was stored to the same address. A write of any kind ends what is known of memory.
//!
//! A block behind a loop learns nothing from the loop, so that values do not leave loops for this, nor
//! does an error path from the code before it.
//!
//! Before and after: low stage. Cost: linear in the function, plus the bodies of its loops once.

use std::collections::HashMap;

use numjit_ir::{Block, Cfg, Dominators, Effects, Function, Imm, Inst, Mem, Op, Ty, Value};
use smallvec::SmallVec;

use crate::bits::BitSet;
use crate::loops::loop_bodies;
use crate::remove_dead_code::remove_dead_code;
use crate::replace::Replacements;

/// Runs the pass; true if anything changed.
pub fn share_values(func: &mut Function) -> bool {
    let cfg = Cfg::compute(func);
    let bodies = loop_bodies(func, &cfg, &Dominators::compute(&cfg));
    let children = children(func, &cfg, &bodies);
    let mut numbering = Numbering {
        func,
        replacements: Replacements::new(func),
        known: HashMap::new(),
        memory: 0,
        memories: 0,
        undone: Vec::new(),
    };
    let mut roots = vec![true; func.blocks.len()];
    for &child in children.iter().flatten() {
        roots[child.index()] = false;
    }
    for &block in cfg.rpo.iter().filter(|block| roots[block.index()]) {
        numbering.known.clear();
        numbering.undone.clear();
        numbering.tree(block, &children);
    }
    let replacements = numbering.replacements;
    if replacements.is_empty() {
        return false;
    }
    replacements.apply(func);
    remove_dead_code(func);
    true
}

/// For each block those that go on with what is known at its end.
fn children(func: &Function, cfg: &Cfg, bodies: &[(Block, BitSet)]) -> Vec<Vec<Block>> {
    let mut children = vec![Vec::new(); func.blocks.len()];
    for &block in &cfg.rpo {
        let [pred] = cfg.preds[block.index()][..] else {
            continue;
        };
        let mut loops = bodies.iter().map(|(_, body)| body);
        let leaves = loops.any(|body| body.contains(pred.0) && !body.contains(block.0));
        let is_entry = block == func.entry;
        if !leaves && !is_entry && !func.block(block).cold {
            children[pred.index()].push(block);
        }
    }
    children
}

/// What makes two instructions give the same value.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Pure(Op, Imm, SmallVec<[Value; 3]>, Ty),
    /// Address, offset, type.
    Load(Value, i32, Ty),
}

/// A value and, for a load, the state of memory it holds in.
type Known = (Value, Option<u32>);

struct Numbering<'f> {
    func: &'f Function,
    replacements: Replacements,
    known: HashMap<Key, Known>,
    /// The state of memory at this point, and the number of states so far.
    memory: u32,
    memories: u32,
    /// What was known under a key before, to go back to at the end of a block.
    undone: Vec<(Key, Option<Known>)>,
}

impl Numbering<'_> {
    /// The blocks of a tree, each with what its parent knows.
    fn tree(&mut self, root: Block, children: &[Vec<Block>]) {
        enum Task {
            Enter(Block, u32),
            Leave(usize),
        }
        let fresh = self.change_memory();
        let mut tasks = vec![Task::Enter(root, fresh)];
        while let Some(task) = tasks.pop() {
            match task {
                Task::Enter(block, memory) => {
                    tasks.push(Task::Leave(self.undone.len()));
                    self.memory = memory;
                    self.block(block);
                    let after = self.memory;
                    let next = children[block.index()].iter();
                    tasks.extend(next.map(|&child| Task::Enter(child, after)));
                }
                Task::Leave(mark) => self.undo(mark),
            }
        }
    }

    fn undo(&mut self, mark: usize) {
        for (key, before) in self.undone.drain(mark..).rev() {
            match before {
                Some(before) => self.known.insert(key, before),
                None => self.known.remove(&key),
            };
        }
    }

    fn change_memory(&mut self) -> u32 {
        self.memories += 1;
        self.memory = self.memories;
        self.memory
    }

    fn block(&mut self, block: Block) {
        let func = self.func;
        for &inst in &func.block(block).insts {
            self.inst(inst);
        }
    }

    fn inst(&mut self, inst: Inst) {
        let data = self.func.inst(inst);
        match (data.op, &data.imm, data.op.info().effects) {
            (Op::Load, Imm::Mem(mem), _) => {
                let key = self.place(data.args[0], mem, self.func.ty(data.results[0]));
                let state = (!mem.readonly).then_some(self.memory);
                self.share(key, data.results[0], state);
            }
            (Op::Store, Imm::Mem(mem), _) => {
                self.change_memory();
                let stored = self.replacements.resolve(data.args[1]);
                let key = self.place(data.args[0], mem, self.func.ty(stored));
                self.note(key, (stored, Some(self.memory)));
            }
            (_, imm, Effects::Pure) if data.results.len() == 1 => {
                let args = data.args.iter().map(|&arg| self.replacements.resolve(arg));
                let ty = self.func.ty(data.results[0]);
                let key = Key::Pure(data.op, imm.clone(), args.collect(), ty);
                self.share(key, data.results[0], None);
            }
            (_, _, Effects::Pure | Effects::Reads | Effects::Control) => {}
            (_, _, Effects::Writes | Effects::Raises) => {
                self.change_memory();
            }
        }
    }

    fn place(&self, address: Value, mem: &Mem, ty: Ty) -> Key {
        Key::Load(self.replacements.resolve(address), mem.offset, ty)
    }

    /// Uses the known value of a key, or makes this one known.
    fn share(&mut self, key: Key, value: Value, state: Option<u32>) {
        match self.known.get(&key) {
            Some(&(known, since)) if since.is_none() || since == Some(self.memory) => {
                self.replacements.insert(value, known);
            }
            _ => self.note(key, (value, state)),
        }
    }

    fn note(&mut self, key: Key, known: Known) {
        let before = self.known.insert(key.clone(), known);
        self.undone.push((key, before));
    }
}
