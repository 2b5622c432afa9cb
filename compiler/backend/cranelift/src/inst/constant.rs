//! Constants.

use cranelift_codegen::ir::immediates::{Ieee32, Ieee64};
use cranelift_codegen::ir::{InstBuilder, types};
use numjit_ir::{Const, Imm, InstData};

use crate::emit::Emitter;
use crate::error::Error;

/// An integer, boolean or address constant.
pub(super) fn int(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let ty = cx.result_type(inst)?;
    let value = match &inst.imm {
        Imm::Const(Const::Int(value)) => *value,
        Imm::Const(Const::UInt(value)) => *value as i64,
        Imm::Const(Const::Bool(value)) => i64::from(*value),
        other => return Err(cx.malformed(format!("{other:?} is not an integer constant"))),
    };
    let result = cx.builder.ins().iconst(ty, in_width(value, ty.bits()));
    cx.define(inst, result);
    Ok(())
}

/// Cranelift wants the bits above the width to be zero.
fn in_width(value: i64, bits: u32) -> i64 {
    match bits {
        64.. => value,
        _ => value & ((1 << bits) - 1),
    }
}

/// A float constant.
pub(super) fn float(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let Imm::Const(Const::Float(value)) = inst.imm else {
        return Err(cx.malformed(format!("{:?} is not a float constant", inst.imm)));
    };
    let result = match cx.result_type(inst)? {
        types::F32 => cx
            .builder
            .ins()
            .f32const(Ieee32::with_bits((value as f32).to_bits())),
        _ => cx
            .builder
            .ins()
            .f64const(Ieee64::with_bits(value.to_bits())),
    };
    cx.define(inst, result);
    Ok(())
}
