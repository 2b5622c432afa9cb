//! One translation per low operation.

mod arith;
pub(crate) mod call;
mod constant;
mod control;
mod convert;
mod float;
mod int;
mod memory;

use cranelift_codegen::ir::InstBuilder;
use numjit_ir::{InstData, Op};

use crate::emit::Emitter;
use crate::error::Error;

/// Translates an instruction at the end of the current block.
pub(crate) fn emit_inst(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    match inst.op {
        Op::Jump => control::jump(cx, inst),
        Op::Branch => control::branch(cx, inst),
        Op::Unreachable => control::unreachable(cx),
        Op::Ret => call::ret(cx, inst),
        Op::IConst => constant::int(cx, inst),
        Op::FConst => constant::float(cx, inst),
        Op::IAdd | Op::PtrAdd => arith::binary(cx, inst, |ins, a, b| ins.iadd(a, b)),
        Op::ISub => arith::binary(cx, inst, |ins, a, b| ins.isub(a, b)),
        Op::IMul => arith::binary(cx, inst, |ins, a, b| ins.imul(a, b)),
        Op::SDiv => arith::binary(cx, inst, |ins, a, b| ins.sdiv(a, b)),
        Op::UDiv => arith::binary(cx, inst, |ins, a, b| ins.udiv(a, b)),
        Op::SRem => arith::binary(cx, inst, |ins, a, b| ins.srem(a, b)),
        Op::URem => arith::binary(cx, inst, |ins, a, b| ins.urem(a, b)),
        Op::SMulHi => int::signed_high_product(cx, inst),
        Op::UMulHi => int::unsigned_high_product(cx, inst),
        Op::INeg => arith::unary(cx, inst, |ins, a| ins.ineg(a)),
        Op::BAnd => arith::binary(cx, inst, |ins, a, b| ins.band(a, b)),
        Op::BOr => arith::binary(cx, inst, |ins, a, b| ins.bor(a, b)),
        Op::BXor => arith::binary(cx, inst, |ins, a, b| ins.bxor(a, b)),
        Op::BNot => arith::unary(cx, inst, |ins, a| ins.bnot(a)),
        Op::IShl => arith::binary(cx, inst, |ins, a, b| ins.ishl(a, b)),
        Op::SShr => arith::binary(cx, inst, |ins, a, b| ins.sshr(a, b)),
        Op::UShr => arith::binary(cx, inst, |ins, a, b| ins.ushr(a, b)),
        Op::Clz => arith::unary(cx, inst, |ins, a| ins.clz(a)),
        Op::Ctz => arith::unary(cx, inst, |ins, a| ins.ctz(a)),
        Op::Popcnt => arith::unary(cx, inst, |ins, a| ins.popcnt(a)),
        Op::ICmp => int::compare(cx, inst),
        Op::FCmp => float::compare(cx, inst),
        Op::Pick => control::pick(cx, inst),
        Op::SExt => convert::to_result(cx, inst, |ins, ty, a| ins.sextend(ty, a)),
        Op::ZExt => convert::to_result(cx, inst, |ins, ty, a| ins.uextend(ty, a)),
        Op::Trunc => convert::to_result(cx, inst, |ins, ty, a| ins.ireduce(ty, a)),
        Op::SToF => convert::to_result(cx, inst, |ins, ty, a| ins.fcvt_from_sint(ty, a)),
        Op::UToF => convert::unsigned_to_float(cx, inst),
        Op::FToS => convert::float_to_signed(cx, inst),
        Op::FToU => convert::float_to_unsigned(cx, inst),
        Op::FPromote => convert::to_result(cx, inst, |ins, ty, a| ins.fpromote(ty, a)),
        Op::FDemote => convert::to_result(cx, inst, |ins, ty, a| ins.fdemote(ty, a)),
        Op::Bitcast => convert::bitcast(cx, inst),
        Op::FAdd => arith::binary(cx, inst, |ins, a, b| ins.fadd(a, b)),
        Op::FSub => arith::binary(cx, inst, |ins, a, b| ins.fsub(a, b)),
        Op::FMul => arith::binary(cx, inst, |ins, a, b| ins.fmul(a, b)),
        Op::FDiv => arith::binary(cx, inst, |ins, a, b| ins.fdiv(a, b)),
        Op::FNeg => arith::unary(cx, inst, |ins, a| ins.fneg(a)),
        Op::FAbs => arith::unary(cx, inst, |ins, a| ins.fabs(a)),
        Op::FSqrt => arith::unary(cx, inst, |ins, a| ins.sqrt(a)),
        Op::FFloor => arith::unary(cx, inst, |ins, a| ins.floor(a)),
        Op::FCeil => arith::unary(cx, inst, |ins, a| ins.ceil(a)),
        Op::FTrunc => arith::unary(cx, inst, |ins, a| ins.trunc(a)),
        Op::FNearest => arith::unary(cx, inst, |ins, a| ins.nearest(a)),
        Op::FCopysign => arith::binary(cx, inst, |ins, a, b| ins.fcopysign(a, b)),
        Op::Fma => float::fma(cx, inst),
        Op::Load => memory::load(cx, inst),
        Op::Store => memory::store(cx, inst),
        Op::SlotAddr => memory::slot_address(cx, inst),
        Op::DataAddr => memory::data_address(cx, inst),
        Op::StackPtr => memory::stack_pointer(cx, inst),
        Op::CallSymbol => call::symbol(cx, inst),
        Op::CallDirect => call::direct(cx, inst),
        _ => Err(cx.unsupported(format!("the operation `{}`", inst.op.info().name))),
    }
}
