//! Calls of other instances and of the runtime.

use numjit_abi::{AbiType, Effects, Symbol};
use numjit_ir::{Imm, InstData, IntCC, Op, Ty, Type, Value};

use crate::array;
use crate::cx::{Cx, Lowered, Vals};
use crate::emit::{STACK, abi_type};
use crate::layout::flatten;
use crate::value::{convert, runtime_operand};

/// `call_func`: context and flattened operands in, status and flattened results out.
pub(crate) fn call_func(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let Imm::Func(instance) = inst.imm else {
        return cx.unsupported("a call without a function");
    };
    let (params, result) = cx.callees.signature(instance);
    if params.len() != inst.args.len() {
        return cx.unsupported("a call with the wrong number of operands");
    }
    let mut args = vec![cx.ctx];
    for (&arg, &param) in inst.args.iter().zip(&params) {
        let vals = cx.get(arg);
        args.extend(convert(cx, &vals, cx.ty(arg), param)?);
    }
    let mut results = vec![Ty::I32];
    results.extend(flatten(result));
    let call = cx.push(Op::CallDirect, &args, Imm::Func(instance), &results);
    let results: Vals = cx.func.inst(call).results.iter().copied().collect();
    cx.check(results[0]);
    convert(cx, &results[1..], result, cx.ty(inst.results[0]))
}

/// `call_runtime`: the context is passed first when the function has one parameter more than there are
/// operands and the first is an address. When the last is the address instead, it is one for a second
/// result, an `int64`.
pub(crate) fn call_runtime(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let Imm::Symbol(symbol) = inst.imm else {
        return cx.unsupported("a runtime call without a function");
    };
    let info = symbol.info();
    let mut args = Vec::new();
    let mut out = None;
    let mut params = info.params;
    if params.len() == inst.args.len() + 1 {
        if params.first() == Some(&AbiType::Ptr) {
            args.push(cx.ctx);
            params = &params[1..];
        } else if params.last() == Some(&AbiType::Ptr) {
            let slot = cx.slot(1);
            out = Some(cx.slot_addr(slot));
            params = &params[..params.len() - 1];
        }
    }
    if params.len() != inst.args.len() {
        return cx.unsupported(format!("call of {} with wrong operands", info.name));
    }
    for (&arg, &param) in inst.args.iter().zip(params) {
        if param == AbiType::Ptr && cx.ty(arg).as_array().is_some() {
            args.push(array::of(cx, arg)?.data);
            continue;
        }
        let vals = cx.get(arg);
        let operand = runtime_operand(cx, vals, cx.ty(arg), abi_type(param))?;
        args.push(operand);
    }
    args.extend(out);
    finish_runtime(cx, symbol, &args, cx.ty(inst.results[0]), out)
}

fn finish_runtime(
    cx: &mut Cx<'_>,
    symbol: Symbol,
    args: &[Value],
    result: Ty,
    out: Option<Value>,
) -> Lowered<Vals> {
    if symbol.info().effects == Effects::Raises {
        cx.call_checked(symbol, args);
        return Ok(Vals::new());
    }
    let Some(value) = cx.call_symbol(symbol, args) else {
        return Ok(Vals::new());
    };
    if let (Some(address), Some([first, second])) = (out, result.as_tuple()) {
        let extra = cx.load(Ty::I64, address, 0, STACK);
        let mut vals = scalar_result(cx, value, *first)?;
        vals.extend(scalar_result(cx, extra, *second)?);
        return Ok(vals);
    }
    if *result.get() == Type::None {
        return Ok(Vals::new());
    }
    if result.as_list().is_some() || result.as_table().is_some() {
        // A new container is null when memory was short, and the error is recorded.
        let failed = cx.icmp_imm(IntCC::Eq, value, 0);
        cx.leave_if(failed);
    }
    scalar_result(cx, value, result)
}

/// A runtime function's result as a typed scalar of the same kind.
fn scalar_result(cx: &mut Cx<'_>, value: Value, result: Ty) -> Lowered<Vals> {
    let have = cx.low_ty(value);
    let bool_result = have == Ty::I8 && result.is_bool();
    if bool_result || flatten(result) == [have] {
        return Ok(Vals::from_iter([value]));
    }
    convert(cx, &[value], have, result)
}
