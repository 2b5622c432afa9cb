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
//! was stored to the same address, so that the elements of a tuple that was written out to memory and read
//! again by an unrolled loop are constants. A store ends what is known of memory that it may touch: of the
//! same class, unless the bytes are others of the same object or lie in another stack slot. Any other write
//! ends all that is known of memory.
//!
//! A block behind a loop learns nothing from the loop, so that values do not leave loops for this, nor
//! does an error path from the code before it.
//!
//! Before and after: low stage. Cost: linear in the function, plus the bodies of its loops once.

use std::collections::HashMap;

use numjit_ir::{Alias, Block, Cfg, Dominators, Effects, Function, Imm, Inst, Mem, Op, Ty, Value};
use smallvec::SmallVec;

use crate::address::bytes;
use crate::bits::BitSet;
use crate::loops::loop_bodies;
use crate::remove_dead_code::remove_dead_code;
use crate::replace::Replacements;
use crate::simplify::int_const;

/// Stores that are told apart one by one; with more, all of memory counts as written.
const STORES: usize = 16;

/// Constants that are added to a pointer one after the other.
const OFFSETS: usize = 4;

/// Runs the pass; true if anything changed.
pub fn share_values(func: &mut Function) -> bool {
    let cfg = Cfg::compute(func);
    let bodies = loop_bodies(func, &cfg, &Dominators::compute(&cfg));
    let children = children(func, &cfg, &bodies);
    let mut numbering = Numbering {
        func,
        replacements: Replacements::new(func),
        known: HashMap::new(),
        memory: Memory::default(),
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
    /// Pointer, distance in bytes, type.
    Load(Value, i64, Ty),
}

/// Bytes at a distance from a pointer.
#[derive(Clone, Copy)]
struct Place {
    pointer: Value,
    offset: i64,
    size: i64,
    alias: Alias,
}

/// A point in the history of memory along a path: every write has the number of the state it makes.
#[derive(Clone, Default)]
struct Memory {
    state: u32,
    /// The last write of unknown extent.
    unknown: u32,
    /// The stores since then.
    stores: SmallVec<[(u32, Place); STORES]>,
}

/// A value and, for a load, the place and the state of memory it was there in.
type Known = (Value, Option<(u32, Place)>);

struct Numbering<'f> {
    func: &'f Function,
    replacements: Replacements,
    known: HashMap<Key, Known>,
    memory: Memory,
    /// Number of states so far.
    memories: u32,
    /// What was known under a key before, to go back to at the end of a block.
    undone: Vec<(Key, Option<Known>)>,
}

impl Numbering<'_> {
    /// The blocks of a tree, each with what its parent knows.
    fn tree(&mut self, root: Block, children: &[Vec<Block>]) {
        enum Task {
            Enter(Block, Box<Memory>),
            Leave(usize),
        }
        self.write_anywhere();
        let mut tasks = vec![Task::Enter(root, Box::new(self.memory.clone()))];
        while let Some(task) = tasks.pop() {
            match task {
                Task::Enter(block, memory) => {
                    tasks.push(Task::Leave(self.undone.len()));
                    self.memory = *memory;
                    self.block(block);
                    let next = children[block.index()].iter();
                    let memory = || Box::new(self.memory.clone());
                    tasks.extend(next.map(|&child| Task::Enter(child, memory())));
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

    /// A write that may have changed anything.
    fn write_anywhere(&mut self) {
        self.memories += 1;
        self.memory = Memory {
            state: self.memories,
            unknown: self.memories,
            stores: SmallVec::new(),
        };
    }

    fn write(&mut self, place: Place) {
        if self.memory.stores.len() == STORES {
            self.write_anywhere();
            return;
        }
        self.memories += 1;
        self.memory.state = self.memories;
        self.memory.stores.push((self.memories, place));
    }

    /// Whether a place holds what it held in an earlier state.
    fn is_unchanged(&self, since: u32, place: &Place) -> bool {
        let mut later = self.memory.stores.iter().filter(|store| store.0 > since);
        since >= self.memory.unknown && later.all(|(_, store)| self.are_apart(store, place))
    }

    fn are_apart(&self, a: &Place, b: &Place) -> bool {
        if a.alias != b.alias && a.alias != Alias::Any && b.alias != Alias::Any {
            return true;
        }
        if a.pointer == b.pointer {
            return a.offset + a.size <= b.offset || b.offset + b.size <= a.offset;
        }
        // Slots are objects of their own; the accesses lie inside of them.
        match (self.slot(a.pointer), self.slot(b.pointer)) {
            (Some(a), Some(b)) => a != b,
            _ => false,
        }
    }

    /// The stack slot that a pointer is the address of.
    fn slot(&self, pointer: Value) -> Option<&Imm> {
        let data = self.func.def(pointer)?;
        (data.op == Op::SlotAddr).then_some(&data.imm)
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
                let ty = self.func.ty(data.results[0]);
                let (key, place) = self.place(data.args[0], mem, ty);
                let state = (!mem.readonly).then_some((self.memory.state, place));
                self.share(key, data.results[0], state);
            }
            (Op::Store, Imm::Mem(mem), _) => {
                let stored = self.replacements.resolve(data.args[1]);
                let (key, place) = self.place(data.args[0], mem, self.func.ty(stored));
                self.write(place);
                self.note(key, (stored, Some((self.memory.state, place))));
            }
            (_, imm, Effects::Pure) if data.results.len() == 1 => {
                let args = data.args.iter().map(|&arg| self.replacements.resolve(arg));
                let ty = self.func.ty(data.results[0]);
                let key = Key::Pure(data.op, imm.clone(), args.collect(), ty);
                self.share(key, data.results[0], None);
            }
            (_, _, Effects::Pure | Effects::Reads | Effects::Control) => {}
            (_, _, Effects::Writes | Effects::Raises) => self.write_anywhere(),
        }
    }

    /// The place of a load or store, and what it is known by.
    fn place(&self, address: Value, mem: &Mem, ty: Ty) -> (Key, Place) {
        let mut pointer = self.replacements.resolve(address);
        let mut offset = i64::from(mem.offset);
        for _ in 0..OFFSETS {
            let sum = self.func.def(pointer).filter(|data| data.op == Op::PtrAdd);
            let Some((base, distance)) = sum.and_then(|data| {
                let distance = int_const(self.func, self.replacements.resolve(data.args[1]))?;
                Some((data.args[0], distance))
            }) else {
                break;
            };
            // Far distances are left alone, so that sums of offset and size do not overflow.
            let Some(far) = offset
                .checked_add(distance)
                .filter(|far| far.abs() < 1 << 40)
            else {
                break;
            };
            (pointer, offset) = (self.replacements.resolve(base), far);
        }
        let place = Place {
            pointer,
            offset,
            size: i64::from(bytes(ty)),
            alias: mem.alias,
        };
        (Key::Load(pointer, offset, ty), place)
    }

    /// Uses the known value of a key, or makes this one known.
    fn share(&mut self, key: Key, value: Value, state: Option<(u32, Place)>) {
        match self.known.get(&key) {
            Some((known, since))
                if since
                    .as_ref()
                    .is_none_or(|(since, place)| self.is_unchanged(*since, place)) =>
            {
                let known = *known;
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
