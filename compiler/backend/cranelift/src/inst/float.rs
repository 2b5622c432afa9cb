//! Float comparisons and fused multiplication.

use cranelift_codegen::ir::InstBuilder;
use cranelift_codegen::ir::condcodes::FloatCC as ClifCC;
use numjit_ir::{FloatCC, Imm, InstData};

use crate::emit::Emitter;
use crate::error::Error;

/// Comparison to 0 or 1; only `ne` holds for NaN.
///
/// `a > b` is made as `b < a`, which x86 computes alike, because Cranelift's patterns for `minsd` and
/// `maxsd` (a selection of the compared operands) know that form only; other selections of floats
/// become branches.
pub(super) fn compare(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [a, b] = cx.operands(inst)?;
    let Imm::FloatCC(code) = inst.imm else {
        return Err(cx.malformed("fcmp takes a condition code".to_owned()));
    };
    let (code, a, b) = match code {
        FloatCC::Gt => (FloatCC::Lt, b, a),
        FloatCC::Ge => (FloatCC::Le, b, a),
        other => (other, a, b),
    };
    let result = cx.builder.ins().fcmp(condition(code), a, b);
    cx.define(inst, result);
    Ok(())
}

fn condition(code: FloatCC) -> ClifCC {
    match code {
        FloatCC::Eq => ClifCC::Equal,
        FloatCC::Ne => ClifCC::NotEqual,
        FloatCC::Lt => ClifCC::LessThan,
        FloatCC::Le => ClifCC::LessThanOrEqual,
        FloatCC::Gt => ClifCC::GreaterThan,
        FloatCC::Ge => ClifCC::GreaterThanOrEqual,
    }
}

/// `a * b + c` rounded once; a call where the processor cannot.
pub(super) fn fma(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [a, b, c] = cx.operands(inst)?;
    let result = cx.builder.ins().fma(a, b, c);
    cx.define(inst, result);
    Ok(())
}
