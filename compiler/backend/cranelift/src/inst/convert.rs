//! Conversions between machine types.

use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::immediates::{Ieee32, Ieee64};
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Type, Value, types};
use cranelift_frontend::FuncInstBuilder;
use numjit_ir::InstData;

use crate::emit::Emitter;
use crate::error::Error;

/// A conversion that is one Cranelift instruction to the result type.
pub(super) fn to_result(
    cx: &mut Emitter<'_, '_>,
    inst: &InstData,
    make: fn(FuncInstBuilder<'_, '_>, Type, Value) -> Value,
) -> Result<(), Error> {
    let [a] = cx.operands(inst)?;
    let ty = cx.result_type(inst)?;
    let result = make(cx.builder.ins(), ty, a);
    cx.define(inst, result);
    Ok(())
}

/// Same bits as another type; nothing at all between addresses and 64-bit integers.
pub(super) fn bitcast(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [a] = cx.operands(inst)?;
    let ty = cx.result_type(inst)?;
    let result = if cx.builder.func.dfg.value_type(a) == ty {
        a
    } else {
        cx.builder.ins().bitcast(ty, MemFlagsData::new(), a)
    };
    cx.define(inst, result);
    Ok(())
}

/// Unsigned integer to float. A 32-bit one fits in a signed 64-bit one, whose conversion is short.
pub(super) fn unsigned_to_float(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [a] = cx.operands(inst)?;
    let ty = cx.result_type(inst)?;
    let result = if cx.builder.func.dfg.value_type(a) == types::I32 {
        let wide = cx.builder.ins().uextend(types::I64, a);
        cx.builder.ins().fcvt_from_sint(ty, wide)
    } else {
        cx.builder.ins().fcvt_from_uint(ty, a)
    };
    cx.define(inst, result);
    Ok(())
}

/// Float to signed integer; the minimum for NaN and out of range.
pub(super) fn float_to_signed(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [a] = cx.operands(inst)?;
    let ty = cx.result_type(inst)?;
    let result = truncate(cx, a, ty);
    cx.define(inst, result);
    Ok(())
}

/// Float to unsigned 64-bit integer: from 2**63 on, 2**63 is taken off before the signed conversion
/// and put back after it.
pub(super) fn float_to_unsigned(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [a] = cx.operands(inst)?;
    let limit = power_of_two(cx, a, 63);
    let is_high = cx.builder.ins().fcmp(FloatCC::GreaterThanOrEqual, a, limit);
    let lowered = cx.builder.ins().fsub(a, limit);
    let operand = cx.builder.ins().select(is_high, lowered, a);
    let truncated = truncate(cx, operand, types::I64);
    let wide = cx.builder.ins().uextend(types::I64, is_high);
    let shift = cx.builder.ins().iconst(types::I64, 63);
    let top = cx.builder.ins().ishl(wide, shift);
    let result = cx.builder.ins().bxor(truncated, top);
    cx.define(inst, result);
    Ok(())
}

/// Cranelift's saturating conversion differs from x86's only for NaN and too large values; both fail
/// the comparison with the first power of two that does not fit.
fn truncate(cx: &mut Emitter<'_, '_>, a: Value, ty: Type) -> Value {
    let saturated = cx.builder.ins().fcvt_to_sint_sat(ty, a);
    let limit = power_of_two(cx, a, ty.bits() - 1);
    let fits = cx.builder.ins().fcmp(FloatCC::LessThan, a, limit);
    let minimum = 1_i64.wrapping_shl(ty.bits() - 1);
    let minimum = cx.builder.ins().iconst(ty, minimum);
    cx.builder.ins().select(fits, saturated, minimum)
}

/// `2**exponent` in the type of a float value.
fn power_of_two(cx: &mut Emitter<'_, '_>, like: Value, exponent: u32) -> Value {
    let value = 2_f64.powi(exponent as i32);
    if cx.builder.func.dfg.value_type(like) == types::F32 {
        let bits = Ieee32::with_bits((value as f32).to_bits());
        cx.builder.ins().f32const(bits)
    } else {
        cx.builder
            .ins()
            .f64const(Ieee64::with_bits(value.to_bits()))
    }
}
