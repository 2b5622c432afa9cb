//! The body of a function of the program: what compiled code calls in its place.

use numjit_abi::Symbol;
use numjit_ir::{Alias, Builder, Const, Function, Imm, Loc, Mem, Op, Options, Stage, Ty, Value};

use crate::entry::widened;
use crate::layout::{flatten, flatten_signed};

/// A function `(ctx, flattened arguments...) -> (status, flattened results...)` that passes its arguments
/// in slots to the closure at an address, and takes the results from slots.
pub fn host_call(name: &str, params: &[Ty], result: Ty, closure: usize) -> Function {
    let mut func = Function::new(name, Stage::Low, Options::DEFAULT);
    let block = func.entry;
    let ctx = func.add_param(block, Ty::PTR);
    let machine: Vec<Ty> = params.iter().flat_map(|&ty| flatten(ty)).collect();
    let values: Vec<Value> = machine
        .iter()
        .map(|&ty| func.add_param(block, ty))
        .collect();
    let signed: Vec<Ty> = params.iter().flat_map(|&ty| flatten_signed(ty)).collect();
    let results = flatten(result);
    func.low_results = results.clone();
    // One cell at least, so that there is an address.
    let args_slot = func.add_slot(8 * values.len().max(1) as u32, 8);
    let results_slot = func.add_slot(8 * results.len().max(1) as u32, 8);
    let mut b = Builder::new(&mut func, block, Loc(0));
    let args = b.emit(Op::SlotAddr, &[], Imm::Slot(args_slot), Ty::PTR);
    let out = b.emit(Op::SlotAddr, &[], Imm::Slot(results_slot), Ty::PTR);
    for (position, (&value, &ty)) in values.iter().zip(&signed).enumerate() {
        let value = widened(&mut b, value, ty);
        b.effect(Op::Store, &[args, value], Imm::Mem(cell(position)));
    }
    let address = int(&mut b, closure as i64);
    let closure = b.emit(Op::Bitcast, &[address], Imm::None, Ty::PTR);
    let counts = [values.len(), results.len()].map(|count| int(&mut b, count as i64));
    let operands = [ctx, closure, args, out, counts[0], counts[1]];
    let status = b.emit(
        Op::CallSymbol,
        &operands,
        Imm::Symbol(Symbol::HostCall),
        Ty::I32,
    );
    let mut returned = vec![status];
    for (position, &ty) in results.iter().enumerate() {
        returned.push(b.emit(Op::Load, &[out], Imm::Mem(cell(position)), ty));
    }
    b.effect(Op::Ret, &returned, Imm::None);
    func
}

fn int(b: &mut Builder<'_>, value: i64) -> Value {
    b.emit(Op::IConst, &[], Imm::Const(Const::Int(value)), Ty::I64)
}

/// A cell of the slots. The closure reads and writes them, so that nothing may be assumed about them.
fn cell(position: usize) -> Mem {
    Mem {
        offset: 8 * position as i32,
        alias: Alias::Any,
        readonly: false,
    }
}
