//! Calls and returns.

use cranelift_codegen::ir::immediates::{Ieee32, Ieee64};
use cranelift_codegen::ir::{self as clif, InstBuilder, Type, types};
use numjit_abi::{CONTEXT_INTERRUPT, Symbol};
use numjit_ir::{Alias, Imm, InstData};

use crate::abi::{self, Place};
use crate::data;
use crate::emit::Emitter;
use crate::error::Error;
use crate::memory::internal;

/// Returns a status and, where the operands have them, the results.
pub(super) fn ret(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let Some((&status, results)) = inst.args.split_first() else {
        return Err(cx.malformed("ret takes a status".to_owned()));
    };
    let status = cx.value(status)?;
    if results.is_empty() {
        emit_status_return(cx, status);
        return Ok(());
    }
    if results.len() != cx.abi.places.len() {
        return Err(cx.malformed("ret takes every result or none".to_owned()));
    }
    let results = cx.values(results)?;
    let mut registers = vec![status];
    for (position, &result) in results.iter().enumerate() {
        match cx.abi.places[position] {
            Place::Register(_) => registers.push(result),
            Place::Area(offset) => store_result(cx, result, offset)?,
        }
    }
    cx.builder.ins().return_(&registers);
    Ok(())
}

fn store_result(cx: &mut Emitter<'_, '_>, value: clif::Value, offset: i32) -> Result<(), Error> {
    let Some(area) = cx.result_area else {
        return Err(cx.malformed("no result area".to_owned()));
    };
    let flags = cx.regions.flags(internal(Alias::Stack, offset), false);
    cx.builder.ins().store(flags, value, area, offset);
    Ok(())
}

/// Returns a status with results that nobody reads.
pub(crate) fn emit_status_return(cx: &mut Emitter<'_, '_>, status: clif::Value) {
    let returned: Vec<Type> = cx
        .abi
        .signature
        .returns
        .iter()
        .map(|p| p.value_type)
        .collect();
    let mut registers = vec![status];
    for &ty in &returned[1..] {
        registers.push(zero(cx, ty));
    }
    cx.builder.ins().return_(&registers);
}

fn zero(cx: &mut Emitter<'_, '_>, ty: Type) -> clif::Value {
    match ty {
        types::F32 => cx.builder.ins().f32const(Ieee32::with_bits(0)),
        types::F64 => cx.builder.ins().f64const(Ieee64::with_bits(0)),
        _ => cx.builder.ins().iconst(ty, 0),
    }
}

/// Call of a runtime function.
pub(super) fn symbol(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let Imm::Symbol(symbol) = inst.imm else {
        return Err(cx.malformed("call_symbol takes a runtime function".to_owned()));
    };
    let args = cx.values(&inst.args)?;
    if symbol == Symbol::Poll
        && let [context] = args[..]
    {
        let wish = poll(cx, context);
        cx.define(inst, wish);
        return Ok(());
    }
    if let Some(result) = call_runtime(cx, symbol, &args)? {
        cx.define(inst, result);
    }
    Ok(())
}

/// `nj_poll` written out. Other threads write the flag: the load must not be merged with earlier ones.
fn poll(cx: &mut Emitter<'_, '_>, context: clif::Value) -> clif::Value {
    let flags = cx.regions.flags(internal(Alias::Context, 0), false);
    let offset = CONTEXT_INTERRUPT as i32;
    let ins = cx.builder.ins();
    let flag = ins.load(types::I64, flags, context, offset);
    let flags = clif::MemFlagsData::new().with_notrap();
    cx.builder.ins().atomic_load(types::I32, flags, flag)
}

/// Emits a call of a runtime function; its result, if any.
pub(crate) fn call_runtime(
    cx: &mut Emitter<'_, '_>,
    symbol: Symbol,
    args: &[clif::Value],
) -> Result<Option<clif::Value>, Error> {
    let info = symbol.info();
    if args.len() != info.params.len() {
        return Err(cx.malformed(format!(
            "{} takes {} operands",
            info.name,
            info.params.len()
        )));
    }
    let isa = cx.target.isa();
    let import = cx.import(data::symbol_name(symbol), || {
        abi::runtime_signature(isa, info)
    });
    let call = cx.builder.ins().call(import, args);
    Ok(cx.builder.inst_results(call).first().copied())
}

/// Call of a compiled function. Its signature follows from the operands and results.
pub(super) fn direct(cx: &mut Emitter<'_, '_>, inst: &InstData) -> Result<(), Error> {
    let Imm::Func(instance) = inst.imm else {
        return Err(cx.malformed("call_direct takes an instance".to_owned()));
    };
    let Some((&status, results)) = inst.results.split_first() else {
        return Err(cx.malformed("call_direct gives a status".to_owned()));
    };
    let mut args = cx.values(&inst.args)?;
    let params = args.iter().map(|&v| cx.builder.func.dfg.value_type(v));
    let params: Vec<Type> = params.collect();
    let types = results.iter().map(|&v| cx.machine_type(cx.func.ty(v)));
    let types = types.collect::<Result<Vec<_>, _>>()?;
    let callee = abi::signature(cx.target.isa(), &params, &types);
    let area = (callee.area > 0).then(|| cx.call_area(callee.area));
    args.extend(area);
    let name = cx.pool.function(&(cx.names)(instance));
    let import = cx.import(name, || callee.signature.clone());
    let call = cx.builder.ins().call(import, &args);
    let returned = cx.builder.inst_results(call).to_vec();
    cx.bind(status, returned[0]);
    for ((&result, &ty), &place) in results.iter().zip(&types).zip(&callee.places) {
        let value = match (place, area) {
            (Place::Area(offset), Some(area)) => load_result(cx, ty, area, offset),
            (Place::Area(_), None) => return Err(cx.malformed("no result area".to_owned())),
            (Place::Register(position), _) => returned[position],
        };
        cx.bind(result, value);
    }
    Ok(())
}

fn load_result(cx: &mut Emitter<'_, '_>, ty: Type, area: clif::Value, offset: i32) -> clif::Value {
    let flags = cx.regions.flags(internal(Alias::Stack, offset), false);
    cx.builder.ins().load(ty, flags, area, offset)
}
