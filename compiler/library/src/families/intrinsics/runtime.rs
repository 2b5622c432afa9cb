//! Calls of the runtime's whole algorithms.

use numjit_abi::{AbiType, Symbol};
use numjit_ir::{Imm, Op, Ty, Value};

use crate::args::{self, behind, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::families::builtins::literal_int;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.rule(
        "nj.runtime",
        "symbol, *operands",
        runtime,
        "Calls the runtime function of a name with numbers and with arrays, which stand for the address of their elements.",
    );
    rows.rule(
        "nj.dtype_code",
        "x",
        dtype_code,
        "The code of a scalar type in calls of the runtime; a literal.",
    );
}

fn dtype_code(call: &Call<'_>) -> Result<Typed, Mismatch> {
    match behind(call, 0)?.dtype() {
        Some(dtype) => literal_int(dtype as i64),
        None => expected(0, "made of numbers"),
    }
}

/// Types a call of a runtime function by its row; the context is not among the operands.
fn runtime(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let name = args::literal_str(call, 0)?;
    let Some(symbol) = Symbol::from_name(name) else {
        return expected(0, "the name of a runtime function");
    };
    let info = symbol.info();
    let operands = call.args.len() - 1;
    let params = match info.params.len() - operands.min(info.params.len()) {
        0 => info.params,
        1 => &info.params[1..],
        _ => return Err(Mismatch::Combination(format!("wrong operands of {name}"))),
    };
    let types = params
        .iter()
        .zip(&call.args[1..])
        .map(|(&param, &ty)| operand_type(param, ty))
        .collect::<Option<Vec<Ty>>>()
        .ok_or_else(|| Mismatch::Combination(format!("wrong operands of {name}")))?;
    let result = match info.result {
        Some(AbiType::F64) => Ty::F64,
        Some(AbiType::I64) => Ty::I64,
        _ => Ty::NONE,
    };
    Ok(Typed::new(result, move |b, v| {
        let operands: Vec<Value> = v[1..]
            .iter()
            .zip(&types)
            .map(|(&value, &ty)| emit::cast(b, value, ty))
            .collect();
        b.emit(Op::CallRuntime, &operands, Imm::Symbol(symbol), result)
    }))
}

fn operand_type(param: AbiType, ty: Ty) -> Option<Ty> {
    match param {
        AbiType::I64 if ty.is_int() || ty.is_bool() => Some(Ty::I64),
        AbiType::F64 if ty.is_number() && !ty.is_complex() => Some(Ty::F64),
        AbiType::Ptr if ty.as_array().is_some() => Some(ty),
        _ => None,
    }
}
