//! Replaces direct calls of small functions by their bodies.
//!
//! ```text
//! v5: int32, v6: float64 = call_direct f1(v0, v1)   ->   (body of f1 with v0, v1)
//! branch v5, b2, b3                                      jump b9(0, v_result)
//!                                                  b9(v5: int32, v6: float64):
//!                                                        branch v5, b2, b3
//! ```
//!
//! The callee's `ret status, values` becomes a jump to a continuation block, with zeros for the values
//! when it only returns a status; `simplify` then threads the constant status through the caller's
//! test. Traceback entries are runtime calls in the callee's own cold blocks, so they stay right
//! without bookkeeping; source locations keep the chain of calls.
//!
//! Before and after: low stage. Cost: linear in the code added, which is bounded by [`GROWTH_LIMIT`].
//! Which functions are small enough is the caller's decision; recursion is never inlined.

use std::sync::Arc;

use numjit_ir::{
    Block, Builder, Const, DataRef, Frame, FrameId, Function, Imm, Inst, InstData, Loc, Op,
    SlotRef, Ty, Value, ValueDef,
};

/// Instructions a function may have after inlining.
const GROWTH_LIMIT: usize = 2_000;

/// Runs the pass; true if anything changed.
pub fn inline_calls(func: &mut Function, inlinable: &dyn Fn(u32) -> Option<Arc<Function>>) -> bool {
    let mut changed = false;
    let mut position = 0;
    while position < func.layout.len() {
        let block = func.layout[position];
        match find_call(func, block, inlinable) {
            Some((at, callee)) if func.insts.len() + callee.insts.len() <= GROWTH_LIMIT => {
                inline_at(func, block, at, &callee);
                changed = true;
            }
            _ => {}
        }
        position += 1;
    }
    changed
}

fn find_call(
    func: &Function,
    block: Block,
    inlinable: &dyn Fn(u32) -> Option<Arc<Function>>,
) -> Option<(usize, Arc<Function>)> {
    if func.block(block).cold {
        return None;
    }
    func.block(block)
        .insts
        .iter()
        .enumerate()
        .find_map(
            |(at, &inst)| match (func.inst(inst).op, &func.inst(inst).imm) {
                (Op::CallDirect, Imm::Func(id)) => Some((at, inlinable(*id)?)),
                _ => None,
            },
        )
}

/// Where the callee's handles went in the caller.
struct Mapping {
    values: Vec<Option<Value>>,
    blocks: Vec<Option<Block>>,
    data: Vec<DataRef>,
    slots: Vec<SlotRef>,
    locs: Vec<Loc>,
    /// Location of the call.
    call: Loc,
}

impl Mapping {
    /// A location of the callee in the caller; the call itself where the callee records none.
    fn loc(&self, loc: Loc) -> Loc {
        self.locs.get(loc.index()).copied().unwrap_or(self.call)
    }
}

fn inline_at(func: &mut Function, block: Block, at: usize, callee: &Function) {
    let mut rest = func.block_mut(block).insts.split_off(at);
    let call = rest.remove(0);
    let (args, loc) = (func.inst(call).args.clone(), func.inst(call).loc);
    let continuation = continue_after(func, call, rest);
    func.block_mut(continuation).cold = func.block(block).cold;
    let mut map = start_mapping(func, loc, callee);
    for (&param, &arg) in callee.params().iter().zip(&args) {
        map.values[param.index()] = Some(arg);
    }
    add_blocks(func, callee, &mut map);
    fill_blocks(func, callee, continuation, &map);
    let copies = callee
        .layout
        .iter()
        .filter_map(|&from| map.blocks[from.index()])
        .collect();
    place_blocks(func, block, copies, continuation, loc);
}

/// The rest of the caller's block, with the call's results as parameters.
fn continue_after(func: &mut Function, call: Inst, rest: Vec<Inst>) -> Block {
    let continuation = func.create_block();
    let results = std::mem::take(&mut func.inst_mut(call).results);
    for (position, &result) in results.iter().enumerate() {
        func.values[result.index()].def = ValueDef::Param(continuation, position as u32);
    }
    let data = func.block_mut(continuation);
    data.params = results.into_iter().collect();
    data.insts = rest;
    continuation
}

fn start_mapping(func: &mut Function, loc: Loc, callee: &Function) -> Mapping {
    let data = callee
        .data
        .iter()
        .map(|data| func.add_constant(data.clone()))
        .collect();
    let slots = callee
        .slots
        .iter()
        .map(|slot| func.add_slot(slot.size, slot.align))
        .collect();
    Mapping {
        values: vec![None; callee.values.len()],
        blocks: vec![None; callee.blocks.len()],
        data,
        slots,
        locs: copy_locations(func, loc, callee),
        call: loc,
    }
}

fn copy_locations(func: &mut Function, call: Loc, callee: &Function) -> Vec<Loc> {
    let base = func.locations.frames().len() as u32;
    for frame in callee.locations.frames() {
        let caller = match frame.caller {
            // Nested inlining: the caller location is remapped below, once it exists.
            Some(_) => None,
            None => Some(call),
        };
        func.locations.add_frame(Frame {
            caller,
            ..frame.clone()
        });
    }
    let locs: Vec<Loc> = callee
        .locations
        .all()
        .iter()
        .map(|&(frame, span)| func.locations.add(FrameId(base + frame.0), span))
        .collect();
    for (position, frame) in callee.locations.frames().iter().enumerate() {
        if let Some(caller) = frame.caller {
            let mapped = locs[caller.index()];
            func.locations
                .set_caller(FrameId(base + position as u32), mapped);
        }
    }
    locs
}

/// Creates the copies of blocks, parameters and results, so that operands can refer to them in any
/// order.
fn add_blocks(func: &mut Function, callee: &Function, map: &mut Mapping) {
    for &from in &callee.layout {
        let to = func.create_block();
        func.block_mut(to).cold = callee.block(from).cold;
        map.blocks[from.index()] = Some(to);
        if from != callee.entry {
            for &param in &callee.block(from).params {
                map.values[param.index()] = Some(func.add_param(to, callee.ty(param)));
            }
        }
        for &inst in &callee.block(from).insts {
            let copy = add_copy(func, callee, inst, map);
            func.block_mut(to).insts.push(copy);
        }
    }
}

/// An instruction with the results of `inst`; its operands follow in [`fill_copy`].
fn add_copy(func: &mut Function, callee: &Function, inst: Inst, map: &mut Mapping) -> Inst {
    let data = callee.inst(inst);
    let types: Vec<Ty> = data
        .results
        .iter()
        .map(|&result| callee.ty(result))
        .collect();
    let copy = func.add_inst(
        InstData {
            loc: map.loc(data.loc),
            ..data.clone()
        },
        &types,
    );
    let copies = func.inst(copy).results.clone();
    for (&result, value) in data.results.iter().zip(copies) {
        map.values[result.index()] = Some(value);
    }
    copy
}

/// Rewrites the copies' operands; returns leave to the continuation.
fn fill_blocks(func: &mut Function, callee: &Function, continuation: Block, map: &Mapping) {
    for &from in &callee.layout {
        let Some(to) = map.blocks[from.index()] else {
            continue;
        };
        for i in 0..func.block(to).insts.len() {
            let inst = func.block(to).insts[i];
            fill_copy(func, inst, map);
        }
        if func.terminator(to).is_some_and(|last| last.op == Op::Ret) {
            replace_return(func, to, continuation);
        }
    }
}

fn fill_copy(func: &mut Function, inst: Inst, map: &Mapping) {
    let data = func.inst_mut(inst);
    let targets = data
        .targets
        .iter_mut()
        .flat_map(|target| target.args.iter_mut());
    for value in data.args.iter_mut().chain(targets) {
        *value = map.values[value.index()].unwrap_or(*value);
    }
    for target in &mut data.targets {
        target.block = map.blocks[target.block.index()].unwrap_or(target.block);
    }
    match &mut data.imm {
        Imm::Data(data) => *data = map.data[data.index()],
        Imm::Slot(slot) => *slot = map.slots[slot.index()],
        _ => {}
    }
}

/// `ret status, values` becomes a jump to the continuation.
fn replace_return(func: &mut Function, block: Block, continuation: Block) {
    let Some(ret) = func.block_mut(block).insts.pop() else {
        return;
    };
    let (mut args, loc) = (func.inst(ret).args.clone(), func.inst(ret).loc);
    let wanted: Vec<Ty> = func
        .block(continuation)
        .params
        .iter()
        .map(|&param| func.ty(param))
        .collect();
    let mut builder = Builder::new(func, block, loc);
    for &ty in wanted.iter().skip(args.len()) {
        args.push(zero(&mut builder, ty));
    }
    builder.jump(continuation, &args);
}

fn zero(builder: &mut Builder<'_>, ty: Ty) -> Value {
    if ty.is_float() {
        builder.emit(Op::FConst, &[], Imm::Const(Const::Float(0.0)), ty)
    } else {
        builder.emit(Op::IConst, &[], Imm::Const(Const::Int(0)), ty)
    }
}

/// The caller's block runs on into the copied entry; the copies stand behind it in the layout.
fn place_blocks(
    func: &mut Function,
    block: Block,
    copies: Vec<Block>,
    continuation: Block,
    loc: Loc,
) {
    Builder::new(func, block, loc).jump(copies[0], &[]);
    let at = func
        .layout
        .iter()
        .position(|&other| other == block)
        .map_or(0, |at| at + 1);
    func.layout
        .splice(at..at, copies.into_iter().chain([continuation]));
}
