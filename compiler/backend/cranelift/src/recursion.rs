//! The stack check on entry to a function that takes part in recursion.
//!
//! Below the context's limit the function records `RecursionError` and returns, like any other
//! exception; the limit leaves room for the runtime functions that do the recording.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self as clif, InstBuilder, types};
use numjit_abi::{CONTEXT_STACK_LIMIT, ExceptionKind, Status, Symbol};
use numjit_ir::{Alias, Data, DataKind};

use crate::emit::Emitter;
use crate::error::Error;
use crate::inst::call::{call_runtime, emit_status_return};
use crate::memory::internal;

const MESSAGE: &str = "maximum recursion depth exceeded";

/// Emits the check at the start of the entry block and continues in a new block.
pub(crate) fn emit_check(cx: &mut Emitter<'_, '_>) -> Result<(), Error> {
    let Some(&context) = cx.func.params().first() else {
        return Err(cx.malformed("a recursive function takes the context".to_owned()));
    };
    let context = cx.value(context)?;
    let flags = cx.regions.flags(internal(Alias::Context, 0), false);
    let ins = cx.builder.ins();
    let limit = ins.load(types::I64, flags, context, CONTEXT_STACK_LIMIT as i32);
    let stack = cx.builder.ins().get_stack_pointer(types::I64);
    let exhausted = cx.builder.ins().icmp(IntCC::UnsignedLessThan, stack, limit);
    let (error, go_on) = (cx.builder.create_block(), cx.builder.create_block());
    cx.builder.set_cold_block(error);
    cx.builder.ins().brif(exhausted, error, &[], go_on, &[]);
    cx.builder.switch_to_block(error);
    emit_error(cx, context)?;
    cx.builder.switch_to_block(go_on);
    Ok(())
}

fn emit_error(cx: &mut Emitter<'_, '_>, context: clif::Value) -> Result<(), Error> {
    let kind = cx
        .builder
        .ins()
        .iconst(types::I32, ExceptionKind::RecursionError as i64);
    let message = cx.data_address(&message());
    let length = cx.builder.ins().iconst(types::I64, MESSAGE.len() as i64);
    call_runtime(cx, Symbol::Raise, &[context, kind, message, length])?;
    if let Some(frame) = cx.func.locations.frames().first().filter(|f| !f.hidden) {
        let record = cx.data_address(&Data::frame(frame));
        let line = cx.builder.ins().iconst(types::I32, 0);
        call_runtime(cx, Symbol::Frame, &[context, record, line])?;
    }
    let status = cx.builder.ins().iconst(types::I32, Status::Raised as i64);
    emit_status_return(cx, status);
    Ok(())
}

fn message() -> Data {
    Data {
        bytes: MESSAGE.as_bytes().into(),
        align: 1,
        kind: DataKind::Plain,
    }
}
