//! Loads, stores and addresses.

use cranelift_codegen::ir::{InstBuilder, types};
use numjit_ir::{Imm, InstData, Mem};

use crate::emit::Emitter;
use crate::error::Error;
use crate::memory::is_always_accessible;

/// A load of the result type.
pub(super) fn load(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [address] = cx.operands(inst)?;
    let mem = mem(cx, inst)?;
    let ty = cx.result_type(inst)?;
    let always = is_always_accessible(cx.func, inst, mem);
    let flags = cx.regions.flags(mem, always);
    let result = cx.builder.ins().load(ty, flags, address, mem.offset);
    cx.define(inst, result);
    Ok(())
}

/// A store of the second operand.
pub(super) fn store(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let [address, value] = cx.operands(inst)?;
    let mem = mem(cx, inst)?;
    let flags = cx.regions.flags(mem, false);
    cx.builder.ins().store(flags, value, address, mem.offset);
    Ok(())
}

fn mem(cx: &Emitter<'_, '_>, inst: &InstData) -> Result<Mem, Error> {
    match inst.imm {
        Imm::Mem(mem) => Ok(mem),
        _ => Err(cx.malformed(format!("{} takes a memory access", inst.op.info().name))),
    }
}

/// Address of a stack slot.
pub(super) fn slot_address(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let Imm::Slot(slot) = inst.imm else {
        return Err(cx.malformed("slot_addr takes a slot".to_owned()));
    };
    let slot = cx.slot(slot)?;
    let result = cx.builder.ins().stack_addr(types::I64, slot, 0);
    cx.define(inst, result);
    Ok(())
}

/// Address of constant bytes.
pub(super) fn data_address(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let func = cx.func;
    let data = match inst.imm {
        Imm::Data(data) => func.data.get(data.index()),
        _ => None,
    };
    let Some(data) = data else {
        return Err(cx.malformed("data_addr takes constant bytes".to_owned()));
    };
    let result = cx.data_address(data);
    cx.define(inst, result);
    Ok(())
}

/// Current stack address.
pub(super) fn stack_pointer(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let result = cx.builder.ins().get_stack_pointer(types::I64);
    cx.define(inst, result);
    Ok(())
}
