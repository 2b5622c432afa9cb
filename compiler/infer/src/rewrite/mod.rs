//! Writes the typed function: every meaning's operations, with explicit casts.
//!
//! Before: untyped SSA and the types of its values. After: typed SSA without unreachable blocks,
//! without critical edges, with a cast wherever a value's type differs from what takes it (block
//! parameters, results, operands), and without unused pure operations. A block with one way in has no
//! parameters; if that way is its predecessor's only way out, the two are one block. Values of fixed
//! types (`emit`) are written where they are used and are never block parameters.

mod generator;
mod guard;
mod prune;

use std::collections::HashMap;

use numjit_ir::{Block, Builder, Cfg, Function, Imm, Inst, InstData, Op, Stage, Ty, Value};
use smallvec::SmallVec;

use crate::emit;
use crate::meaning::Emitter;
use crate::needed;
use crate::program::InstanceId;
use crate::session::Key;
use crate::typing::{Edge, Typing};

/// The function being written.
struct Writer<'a> {
    typing: &'a Typing,
    ids: &'a HashMap<usize, InstanceId>,
    needed: Vec<bool>,
    func: Function,
    /// For each untyped value: the typed one.
    values: Vec<Option<Value>>,
    /// For each untyped block: where its code begins.
    begins: Vec<Option<Block>>,
    /// For each untyped block: where its code ends, if control simply goes on in another.
    ends: Vec<Option<Block>>,
}

/// The typed code of a function without problems.
pub(crate) fn write_function(
    typing: &Typing,
    key: &Key,
    id: InstanceId,
    ids: &HashMap<usize, InstanceId>,
) -> Function {
    let name = format!("{}#{id}", typing.untyped.name);
    let mut func = Function::new(name, Stage::Typed, typing.options);
    let is_generator = typing.untyped.is_generator;
    func.result = match is_generator {
        true => Ty::NONE,
        false => emit::runtime_type(typing.result),
    };
    let args = key.resumed().map_or(&key.args[..], |(_, args)| args);
    func.locations = typing.func().locations.clone();
    let mut writer = Writer {
        typing,
        ids,
        needed: needed::needed(typing),
        func,
        values: vec![None; typing.func().values.len()],
        begins: vec![None; typing.func().blocks.len()],
        ends: vec![None; typing.func().blocks.len()],
    };
    writer.write_params(args);
    for &block in typing.rpo.iter().filter(|&&block| typing.is_reached(block)) {
        writer.write_block(block);
    }
    let mut func = writer.func;
    func.layout = Cfg::compute(&func).rpo;
    prune::prune_unused(&mut func);
    match key.resumed() {
        _ if !is_generator => func,
        Some((generator, _)) => generator::resumption(func, generator, typing.yields),
        None => generator::maker(func, typing.result),
    }
}

/// The way from a guarded instruction to its handlers.
fn handlers_of(block: Block) -> Edge {
    Edge {
        from: block,
        target: 0,
    }
}

impl Writer<'_> {
    fn write_params(&mut self, args: &[Ty]) {
        let entry = self.func.entry;
        for (&param, &ty) in self.typing.func().params().iter().zip(args) {
            let value = self.func.add_param(entry, emit::runtime_type(ty));
            self.name(value, param);
            self.values[param.index()] = Some(value);
        }
        self.begins[self.typing.func().entry.index()] = Some(entry);
    }

    /// Carries the user's variable name over.
    fn name(&mut self, value: Value, untyped: Value) {
        let name = &mut self.func.values[value.index()].name;
        if name.is_none() {
            name.clone_from(&self.typing.func().values[untyped.index()].name);
        }
    }

    fn write_block(&mut self, block: Block) {
        let at = self.begin(block);
        let untyped = self.typing.func().block(block);
        if untyped.cold {
            self.func.block_mut(at).cold = true;
        }
        let Some((&last, body)) = untyped.insts.split_last() else {
            return;
        };
        let mut at = at;
        let guarded = self.is_guard(last).then_some(body.len().wrapping_sub(1));
        for (position, &inst) in body.iter().enumerate() {
            let mark = self.mark(at);
            at = self.write_inst(at, inst);
            if guarded == Some(position) {
                at = self.guard_since(mark, at, handlers_of(block));
            }
        }
        self.write_terminator(at, block, last);
    }

    fn is_guard(&self, inst: Inst) -> bool {
        self.typing.func().inst(inst).op == Op::Guard
    }

    /// Where the code of a block goes, with its parameters in place.
    fn begin(&mut self, block: Block) -> Block {
        let edges: Vec<Edge> = self.typing.live_preds(block).collect();
        let at = self.begin_of(block);
        if let [edge] = edges[..] {
            self.bind_params(at, block, edge);
        }
        at
    }

    /// The block that an untyped block's code starts in, made when it is first asked for.
    fn begin_of(&mut self, block: Block) -> Block {
        if let Some(at) = self.begins[block.index()] {
            return at;
        }
        let edges: Vec<Edge> = self.typing.live_preds(block).collect();
        let at = match edges[..] {
            [edge] => match self.ends[edge.from.index()] {
                Some(end) => end,
                None => self.func.add_block(),
            },
            _ => {
                let at = self.func.add_block();
                self.add_params(at, block);
                at
            }
        };
        self.begins[block.index()] = Some(at);
        at
    }

    /// Parameters for the needed values of types that have a representation.
    fn add_params(&mut self, at: Block, block: Block) {
        for position in 0..self.typing.func().block(block).params.len() {
            let param = self.typing.func().block(block).params[position];
            if self.is_passed(param) {
                let ty = emit::runtime_type(self.typing.ty(param));
                let value = self.func.add_param(at, ty);
                self.name(value, param);
                self.values[param.index()] = Some(value);
            }
        }
    }

    fn is_passed(&self, param: Value) -> bool {
        self.needed[param.index()] && !emit::is_fixed(self.typing.ty(param))
    }

    /// The parameters of a block with one way in are what that way passes.
    fn bind_params(&mut self, at: Block, block: Block, edge: Edge) {
        for (position, &param) in self.typing.func().block(block).params.iter().enumerate() {
            let Some(arg) = self.typing.edge_arg(edge, position) else {
                continue;
            };
            if !self.is_passed(param) {
                continue;
            }
            let ty = emit::runtime_type(self.typing.ty(param));
            let loc = self.last_loc(edge.from);
            let value = self.read(at, loc, arg);
            let mut b = Builder::new(&mut self.func, at, loc);
            let value = emit::cast(&mut b, value, ty);
            self.name(value, param);
            self.values[param.index()] = Some(value);
        }
    }

    fn last_loc(&self, block: Block) -> numjit_ir::Loc {
        let last = self.typing.func().terminator(block);
        last.map_or(numjit_ir::Loc(0), |last| last.loc)
    }

    /// The typed value of an untyped one, at the end of a block.
    fn read(&mut self, at: Block, loc: numjit_ir::Loc, value: Value) -> Value {
        let ty = self.typing.ty(value);
        match self.values[value.index()] {
            Some(known) if !emit::is_fixed(ty) => known,
            _ => emit::fixed(&mut Builder::new(&mut self.func, at, loc), ty),
        }
    }

    fn read_all(&mut self, at: Block, data: &InstData) -> SmallVec<[Value; 4]> {
        data.args
            .iter()
            .map(|&value| self.read(at, data.loc, value))
            .collect()
    }

    /// Writes one instruction; returns the block that the code goes on in.
    fn write_inst(&mut self, at: Block, inst: Inst) -> Block {
        let typing = self.typing;
        let Some(Ok(meaning)) = typing.outcome(inst) else {
            return at;
        };
        if meaning.is_waiting() {
            return at;
        }
        let data = typing.func().inst(inst);
        let args = self.read_all(at, data);
        if data.op == Op::Yield {
            let mut b = Builder::new(&mut self.func, at, data.loc);
            let value = emit::cast(&mut b, args[0], typing.yields);
            b.effect(Op::Yield, &[value], Imm::None);
            return at;
        }
        let mut e = Emitter {
            b: Builder::new(&mut self.func, at, data.loc),
            ids: self.ids,
        };
        let written = (meaning.write)(&mut e, &args);
        let mut results: SmallVec<[(Value, Value); 1]> = SmallVec::new();
        for (position, &untyped) in data.results.iter().enumerate() {
            let ty = typing.ty(untyped);
            if emit::is_fixed(ty) {
                continue;
            }
            let value = match written.get(position) {
                Some(&value) => value,
                None => emit::fixed(&mut e.b, meaning.results[position]),
            };
            results.push((untyped, e.cast(value, emit::runtime_type(ty))));
        }
        let end = e.b.block;
        for (untyped, value) in results {
            self.name(value, untyped);
            self.values[untyped.index()] = Some(value);
        }
        end
    }

    fn write_terminator(&mut self, at: Block, block: Block, last: Inst) {
        let data = self.typing.func().inst(last);
        let live: Vec<Edge> = (0..data.targets.len())
            .map(|target| Edge {
                from: block,
                target,
            })
            .filter(|&edge| self.typing.is_live(edge))
            .collect();
        match (data.op, &live[..]) {
            (Op::Return, _) => self.write_return(at, data),
            (Op::Raise | Op::Reraise, targets) => {
                let mark = self.mark(at);
                let end = self.write_inst(at, last);
                if let [handlers] = targets {
                    self.guard_since(mark, end, *handlers);
                }
            }
            (Op::Guard, [.., next]) => self.write_continuation(at, *next),
            (_, [edge]) => self.write_jump(at, *edge),
            (_, [then, otherwise]) => self.write_branch(at, last, *then, *otherwise),
            _ => {
                let mut b = Builder::new(&mut self.func, at, data.loc);
                b.effect(Op::Unreachable, &[], Imm::None);
            }
        }
    }

    /// Goes on behind a guard, where nothing else leads to.
    fn write_continuation(&mut self, at: Block, next: Edge) {
        let target = self.target(next);
        if self.has_one_way_in(target) {
            self.begins[target.index()] = Some(at);
        } else {
            self.write_edge(at, next);
        }
    }

    fn write_return(&mut self, at: Block, data: &InstData) {
        let result = self.func.result;
        if self.typing.untyped.is_generator {
            let mut b = Builder::new(&mut self.func, at, data.loc);
            let none = emit::fixed(&mut b, result);
            b.effect(Op::Return, &[none], Imm::None);
            return;
        }
        let value = self.read(at, data.loc, data.args[0]);
        let mut b = Builder::new(&mut self.func, at, data.loc);
        let value = emit::cast(&mut b, value, result);
        b.effect(Op::Return, &[value], Imm::None);
    }

    fn target(&self, edge: Edge) -> Block {
        let last = self.typing.func().terminator(edge.from);
        last.map_or(self.typing.func().entry, |last| {
            last.targets[edge.target].block
        })
    }

    fn has_one_way_in(&self, block: Block) -> bool {
        self.typing.live_preds(block).count() == 1
    }

    fn write_jump(&mut self, at: Block, edge: Edge) {
        let target = self.target(edge);
        if self.has_one_way_in(target) {
            self.ends[edge.from.index()] = Some(at);
            return;
        }
        self.write_edge(at, edge);
    }

    /// A jump along an edge, with the arguments cast to the parameters.
    fn write_edge(&mut self, at: Block, edge: Edge) {
        let target = self.target(edge);
        let to = self.begin_of(target);
        let loc = self.last_loc(edge.from);
        let mut args: SmallVec<[Value; 4]> = SmallVec::new();
        for (position, &param) in self.typing.func().block(target).params.iter().enumerate() {
            let Some(arg) = self.typing.edge_arg(edge, position) else {
                continue;
            };
            if self.is_passed(param) {
                let ty = emit::runtime_type(self.typing.ty(param));
                let value = self.read(at, loc, arg);
                let mut b = Builder::new(&mut self.func, at, loc);
                args.push(emit::cast(&mut b, value, ty));
            }
        }
        Builder::new(&mut self.func, at, loc).jump(to, &args);
    }

    fn write_branch(&mut self, at: Block, last: Inst, then: Edge, otherwise: Edge) {
        let typing = self.typing;
        let data = typing.func().inst(last);
        let Some(Ok(meaning)) = typing.outcome(last) else {
            return;
        };
        let args = self.read_all(at, data);
        let mut e = Emitter {
            b: Builder::new(&mut self.func, at, data.loc),
            ids: self.ids,
        };
        let written = (meaning.write)(&mut e, &args);
        let at = e.b.block;
        let [then, otherwise] = [then, otherwise].map(|edge| self.branch_target(edge));
        let mut b = Builder::new(&mut self.func, at, data.loc);
        b.branch(written[0], (then, &[]), (otherwise, &[]));
    }

    /// The block that one side of a branch goes to: the target if this is its only way in, else a
    /// block of its own that passes the arguments.
    fn branch_target(&mut self, edge: Edge) -> Block {
        let target = self.target(edge);
        if self.has_one_way_in(target) {
            return self.begin_of(target);
        }
        let at = self.func.add_block();
        self.write_edge(at, edge);
        at
    }
}
