//! Integer comparisons and high products.

use cranelift_codegen::ir::condcodes::IntCC as ClifCC;
use cranelift_codegen::ir::{InstBuilder, Type, Value, types};
use cranelift_frontend::FuncInstBuilder;
use numjit_ir::{Imm, InstData, IntCC};

use crate::emit::Emitter;
use crate::error::Error;

/// Comparison to 0 or 1.
pub(super) fn compare(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [a, b] = cx.operands(inst)?;
    let Imm::IntCC(code) = inst.imm else {
        return Err(cx.malformed("icmp takes a condition code".to_owned()));
    };
    let result = cx.builder.ins().icmp(condition(code), a, b);
    cx.define(inst, result);
    Ok(())
}

fn condition(code: IntCC) -> ClifCC {
    match code {
        IntCC::Eq => ClifCC::Equal,
        IntCC::Ne => ClifCC::NotEqual,
        IntCC::Slt => ClifCC::SignedLessThan,
        IntCC::Sle => ClifCC::SignedLessThanOrEqual,
        IntCC::Sgt => ClifCC::SignedGreaterThan,
        IntCC::Sge => ClifCC::SignedGreaterThanOrEqual,
        IntCC::Ult => ClifCC::UnsignedLessThan,
        IntCC::Ule => ClifCC::UnsignedLessThanOrEqual,
        IntCC::Ugt => ClifCC::UnsignedGreaterThan,
        IntCC::Uge => ClifCC::UnsignedGreaterThanOrEqual,
    }
}

/// High half of the signed product.
pub(super) fn signed_high_product(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    high_product(
        cx,
        inst,
        |ins, a, b| ins.smulhi(a, b),
        |ins, ty, a| ins.sextend(ty, a),
    )
}

/// High half of the unsigned product.
pub(super) fn unsigned_high_product(
    cx: &mut Emitter<'_, '_>,
    inst: &InstData,
) -> Result<(), Error> {
    high_product(
        cx,
        inst,
        |ins, a, b| ins.umulhi(a, b),
        |ins, ty, a| ins.uextend(ty, a),
    )
}

/// Every target multiplies 64-bit integers to a high half; narrower ones go through the full product
/// in 64 bits.
fn high_product(
    cx: &mut Emitter<'_, '_>,
    inst: &InstData,
    whole: fn(FuncInstBuilder<'_, '_>, Value, Value) -> Value,
    extend: fn(FuncInstBuilder<'_, '_>, Type, Value) -> Value,
) -> Result<(), Error> {
    let [a, b] = cx.operands(inst)?;
    let ty = cx.result_type(inst)?;
    let result = if ty == types::I64 {
        whole(cx.builder.ins(), a, b)
    } else {
        let a = extend(cx.builder.ins(), types::I64, a);
        let b = extend(cx.builder.ins(), types::I64, b);
        let product = cx.builder.ins().imul(a, b);
        let bits = cx.builder.ins().iconst(types::I64, i64::from(ty.bits()));
        let high = cx.builder.ins().ushr(product, bits);
        cx.builder.ins().ireduce(ty, high)
    };
    cx.define(inst, result);
    Ok(())
}
