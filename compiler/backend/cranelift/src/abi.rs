//! Machine signatures: where parameters and results of every kind of function travel.
//!
//! A compiled function takes the context, then its flattened parameters, and returns a status and its
//! flattened results. The platform's C convention has few return registers, so [`results`] keeps the
//! status and the first results in registers and gives the others 8-byte cells in an area that the
//! caller owns and passes as one extra last parameter. Callee and callers both ask here.

use cranelift_codegen::ir::{AbiParam, Signature, Type, types};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use numjit_abi::{AbiType, SymbolInfo};
use numjit_ir as ir;

/// Where one result travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Position among the machine results.
    Register(usize),
    /// Byte offset in the result area.
    Area(i32),
}

/// The machine signature of a compiled function.
#[derive(Clone, Debug)]
pub(crate) struct FunctionAbi {
    /// For Cranelift.
    pub(crate) signature: Signature,
    /// Where each result after the status travels.
    pub(crate) places: Vec<Place>,
    /// Bytes of the result area; 0 when there is none.
    pub(crate) area: u32,
}

/// Machine type of a low type; none for types that exist only before lowering.
pub(crate) fn machine_type(ty: ir::Ty) -> Option<Type> {
    match ty.get() {
        ir::Type::Int { bits, .. } => Type::int(u16::from(*bits)),
        ir::Type::Bool => Some(types::I8),
        ir::Type::Float(32) => Some(types::F32),
        ir::Type::Float(64) => Some(types::F64),
        ir::Type::Ptr => Some(types::I64),
        _ => None,
    }
}

/// The signature of a compiled function with these parameters (context first) and results (without
/// the status).
pub(crate) fn signature(isa: &dyn TargetIsa, params: &[Type], results: &[Type]) -> FunctionAbi {
    let conv = isa.default_call_conv();
    let mut signature = Signature::new(conv);
    signature
        .params
        .extend(params.iter().map(|&ty| AbiParam::new(ty)));
    signature.returns.push(AbiParam::new(types::I32));
    let (mut ints, mut floats) = return_registers(conv, isa);
    ints -= 1;
    let mut places = Vec::with_capacity(results.len());
    let mut area = 0;
    for &ty in results {
        let free = if ty.is_float() {
            &mut floats
        } else {
            &mut ints
        };
        if *free > 0 {
            *free -= 1;
            places.push(Place::Register(signature.returns.len()));
            signature.returns.push(AbiParam::new(ty));
        } else {
            places.push(Place::Area(area as i32));
            area += 8;
        }
    }
    if area > 0 {
        signature.params.push(AbiParam::new(types::I64));
    }
    FunctionAbi {
        signature,
        places,
        area,
    }
}

/// Integer and float return registers that are used; further ones exist on some targets.
fn return_registers(conv: CallConv, isa: &dyn TargetIsa) -> (usize, usize) {
    let x86 = isa.triple().architecture == target_lexicon::Architecture::X86_64;
    match conv {
        CallConv::WindowsFastcall => (1, 1),
        _ if x86 => (2, 2),
        _ => (4, 4),
    }
}

/// The C signature of a runtime function. Narrow integers are extended by the caller, because compiled
/// C and Rust code may rely on it.
pub(crate) fn runtime_signature(isa: &dyn TargetIsa, info: &SymbolInfo) -> Signature {
    let mut signature = Signature::new(isa.default_call_conv());
    signature
        .params
        .extend(info.params.iter().map(|&ty| match ty {
            AbiType::I8 => AbiParam::new(types::I8).uext(),
            AbiType::I32 => AbiParam::new(types::I32).sext(),
            _ => AbiParam::new(runtime_type(ty)),
        }));
    signature
        .returns
        .extend(info.result.map(|ty| AbiParam::new(runtime_type(ty))));
    signature
}

/// Machine type of a runtime function's parameter or result.
pub(crate) fn runtime_type(ty: AbiType) -> Type {
    match ty {
        AbiType::I8 => types::I8,
        AbiType::I32 => types::I32,
        AbiType::I64 | AbiType::Ptr => types::I64,
        AbiType::F32 => types::F32,
        AbiType::F64 => types::F64,
    }
}
