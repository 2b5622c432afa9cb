//! The function through which a host calls an instance: see `EntryFn` and `Slot` in `numjit-abi`.

use numjit_ir::{Alias, Builder, Function, Imm, IntCC, Loc, Mem, Op, Options, Stage, Ty, Value};

use crate::layout::{flatten, flatten_signed, machine};

/// The entry of an instance: `(ctx, args, results) -> status`. It loads the flattened arguments from
/// 8-byte slots, calls the instance, and stores the flattened results, integers extended by their types
/// and `float32` as its bits in the low half.
pub fn entry(name: &str, params: &[Ty], result: Ty, instance: u32) -> Function {
    let mut func = Function::new(name, Stage::Low, Options::DEFAULT);
    let block = func.entry;
    let ctx = func.add_param(block, Ty::PTR);
    let args = func.add_param(block, Ty::PTR);
    let results = func.add_param(block, Ty::PTR);
    let failed = func.add_block();
    let ok = func.add_block();
    func.block_mut(failed).cold = true;
    let mut b = Builder::new(&mut func, block, Loc(0));
    let mut operands = vec![ctx];
    for (i, ty) in params.iter().flat_map(|&ty| flatten(ty)).enumerate() {
        operands.push(b.emit(Op::Load, &[args], Imm::Mem(slot(i)), ty));
    }
    let mut types = vec![Ty::I32];
    types.extend(flatten(result));
    let call = b.push(Op::CallDirect, &operands, Imm::Func(instance), &types);
    let returned = b.func.inst(call).results.clone();
    let zero = b.emit(
        Op::IConst,
        &[],
        Imm::Const(numjit_ir::Const::Int(0)),
        Ty::I32,
    );
    let raised = b.emit(
        Op::ICmp,
        &[returned[0], zero],
        Imm::IntCC(IntCC::Ne),
        Ty::I8,
    );
    b.branch(raised, (failed, &[]), (ok, &[]));
    b.switch_to(failed);
    b.effect(Op::Ret, &[returned[0]], Imm::None);
    b.switch_to(ok);
    for (i, ty) in flatten_signed(result).into_iter().enumerate() {
        let value = widened(&mut b, returned[i + 1], ty);
        b.effect(Op::Store, &[results, value], Imm::Mem(slot(i)));
    }
    b.effect(Op::Ret, &[returned[0]], Imm::None);
    func.layout = vec![block, ok, failed];
    func
}

fn slot(position: usize) -> Mem {
    Mem {
        offset: 8 * position as i32,
        alias: Alias::Any,
        readonly: false,
    }
}

/// The scalar as the 8 bytes of a slot.
pub(crate) fn widened(b: &mut Builder<'_>, value: Value, ty: Ty) -> Value {
    if ty == Ty::F32 {
        let bits = b.emit(Op::Bitcast, &[value], Imm::None, Ty::I32);
        return b.emit(Op::ZExt, &[bits], Imm::None, Ty::I64);
    }
    if machine(ty).bits() == 64 {
        return value;
    }
    let op = if ty.is_signed() { Op::SExt } else { Op::ZExt };
    b.emit(op, &[value], Imm::None, Ty::I64)
}
