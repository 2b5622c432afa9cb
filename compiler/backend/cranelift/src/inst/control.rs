//! Jumps, branches and selection.

use cranelift_codegen::ir::{InstBuilder, TrapCode};
use numjit_ir::InstData;

use crate::emit::Emitter;
use crate::error::Error;

/// Goes to the one target.
pub(super) fn jump(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [call] = inst.targets.as_slice() else {
        return Err(cx.malformed("jump takes one target".to_owned()));
    };
    let (block, args) = cx.target(call)?;
    cx.builder.ins().jump(block, &args);
    Ok(())
}

/// Goes to one of two targets.
pub(super) fn branch(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [condition] = cx.operands(inst)?;
    let [then, otherwise] = inst.targets.as_slice() else {
        return Err(cx.malformed("branch takes two targets".to_owned()));
    };
    let (then, then_args) = cx.target(then)?;
    let (otherwise, otherwise_args) = cx.target(otherwise)?;
    let ins = cx.builder.ins();
    ins.brif(condition, then, &then_args, otherwise, &otherwise_args);
    Ok(())
}

/// A place that control never reaches. The trap stops a miscompiled program at once.
pub(super) fn unreachable(cx: &mut Emitter<'_, '_>) -> Result<(), Error> {
    cx.builder.ins().trap(TrapCode::unwrap_user(1));
    Ok(())
}

/// One of two values.
pub(super) fn pick(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [condition, a, b] = cx.operands(inst)?;
    let result = cx.builder.ins().select(condition, a, b);
    cx.define(inst, result);
    Ok(())
}
