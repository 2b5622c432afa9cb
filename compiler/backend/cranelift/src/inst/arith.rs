//! Operations that are one Cranelift instruction on their operands.

use cranelift_codegen::ir::Value;
use cranelift_frontend::FuncInstBuilder;
use numjit_ir::InstData;

use crate::emit::Emitter;
use crate::error::Error;

/// One operand.
pub(super) fn unary(
    cx: &mut Emitter<'_, '_>,
    inst: &InstData,
    make: fn(FuncInstBuilder<'_, '_>, Value) -> Value,
) -> Result<(), Error> {
    let [a] = cx.operands(inst)?;
    let result = make(cx.builder.ins(), a);
    cx.define(inst, result);
    Ok(())
}

/// Two operands.
pub(super) fn binary(
    cx: &mut Emitter<'_, '_>,
    inst: &InstData,
    make: fn(FuncInstBuilder<'_, '_>, Value, Value) -> Value,
) -> Result<(), Error> {
    let [a, b] = cx.operands(inst)?;
    let result = make(cx.builder.ins(), a, b);
    cx.define(inst, result);
    Ok(())
}
