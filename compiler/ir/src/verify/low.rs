//! Type rules of low operations.

use numjit_abi::AbiType;

use super::{Rule, require};
use crate::constant::Const;
use crate::function::{Function, InstData};
use crate::imm::Imm;
use crate::ops::Op;
use crate::types::{Ty, Type};

/// Whether values of the type are machine scalars. Integers have no sign here.
pub(super) fn is_machine_type(ty: Ty) -> bool {
    is_int(ty) || ty.is_float() || ty == Ty::PTR
}

fn is_int(ty: Ty) -> bool {
    matches!(ty.get(), Type::Int { signed: true, .. })
}

fn is_wide_int(ty: Ty) -> bool {
    ty == Ty::I32 || ty == Ty::I64
}

fn is_word(ty: Ty) -> bool {
    is_int(ty) || ty == Ty::PTR
}

/// Parameters and results of the function.
pub(super) fn check_signature(func: &Function) -> Rule {
    let first = func.params().first().map(|&param| func.ty(param));
    require(first == Some(Ty::PTR), || {
        "The first parameter is not the context.".into()
    })?;
    let other = func.low_results.iter().find(|ty| !is_machine_type(**ty));
    match other {
        Some(ty) => Err(format!("The result type {ty} is not a machine type.")),
        None => Ok(()),
    }
}

/// The types of an instruction's operands and results.
struct Types {
    args: Vec<Ty>,
    results: Vec<Ty>,
}

impl Types {
    fn arg(&self, position: usize) -> Ty {
        self.args.get(position).copied().unwrap_or(Ty::NEVER)
    }

    fn result(&self) -> Ty {
        self.results.first().copied().unwrap_or(Ty::NEVER)
    }

    /// All operands and the result have one type, which is of a kind.
    fn one_type(&self, kind: fn(Ty) -> bool, name: &str) -> Rule {
        let ty = self.result();
        require(kind(ty), || format!("Its result is not {name}."))?;
        require(self.args.iter().all(|arg| *arg == ty), || {
            "Its operands do not have the result's type.".into()
        })
    }

    /// The operands have one type of a kind, and the result is an 8-bit truth value.
    fn comparison(&self, kind: fn(Ty) -> bool, name: &str) -> Rule {
        require(kind(self.arg(0)), || format!("Its operand is not {name}."))?;
        require(self.arg(0) == self.arg(1), || {
            "Its operands have two types.".into()
        })?;
        require(self.result() == Ty::I8, || "Its result is not int8.".into())
    }

    /// From one type to another.
    fn conversion(&self, fits: impl FnOnce(Ty, Ty) -> bool) -> Rule {
        let (from, to) = (self.arg(0), self.result());
        require(fits(from, to), || {
            format!("It does not convert {from} to {to}.")
        })
    }

    fn result_is(&self, ty: Ty) -> Rule {
        require(self.result() == ty, || format!("Its result is not {ty}."))
    }

    fn arg_is(&self, position: usize, ty: Ty) -> Rule {
        require(self.arg(position) == ty, || {
            format!("Operand {position} is not {ty}.")
        })
    }
}

/// The rule of an instruction. Its shape has been checked.
pub(super) fn check_inst(func: &Function, inst: &InstData) -> Rule {
    let types = Types {
        args: inst.args.iter().map(|&value| func.ty(value)).collect(),
        results: inst.results.iter().map(|&value| func.ty(value)).collect(),
    };
    let t = &types;
    match inst.op {
        Op::Branch => t.arg_is(0, Ty::I8),
        Op::Ret => check_ret(func, t),
        Op::IConst => check_int_constant(t, &inst.imm),
        Op::FConst => check_float_constant(t, &inst.imm),
        Op::IAdd
        | Op::ISub
        | Op::IMul
        | Op::SDiv
        | Op::UDiv
        | Op::SRem
        | Op::URem
        | Op::SMulHi
        | Op::UMulHi
        | Op::INeg
        | Op::BAnd
        | Op::BOr
        | Op::BXor
        | Op::BNot
        | Op::IShl
        | Op::SShr
        | Op::UShr
        | Op::Clz
        | Op::Ctz
        | Op::Popcnt => t.one_type(is_int, "an integer"),
        Op::FAdd
        | Op::FSub
        | Op::FMul
        | Op::FDiv
        | Op::FNeg
        | Op::FAbs
        | Op::FSqrt
        | Op::FFloor
        | Op::FCeil
        | Op::FTrunc
        | Op::FNearest
        | Op::FCopysign
        | Op::Fma => t.one_type(Ty::is_float, "a float"),
        Op::ICmp => t.comparison(is_word, "an integer or address"),
        Op::FCmp => t.comparison(Ty::is_float, "a float"),
        Op::Pick => check_pick(t),
        Op::SExt | Op::ZExt => {
            t.conversion(|from, to| is_int(from) && is_int(to) && from.bits() < to.bits())
        }
        Op::Trunc => t.conversion(|from, to| is_int(from) && is_int(to) && from.bits() > to.bits()),
        Op::SToF | Op::UToF => t.conversion(|from, to| is_wide_int(from) && to.is_float()),
        Op::FToS => t.conversion(|from, to| from.is_float() && is_wide_int(to)),
        Op::FToU => t.conversion(|from, to| from.is_float() && to == Ty::I64),
        Op::FPromote => t.conversion(|from, to| from == Ty::F32 && to == Ty::F64),
        Op::FDemote => t.conversion(|from, to| from == Ty::F64 && to == Ty::F32),
        Op::Bitcast => t.conversion(|from, to| from.bits() == to.bits()),
        Op::PtrAdd => check_ptr_add(t),
        Op::Load | Op::Store => t.arg_is(0, Ty::PTR),
        Op::SlotAddr | Op::DataAddr | Op::StackPtr => t.result_is(Ty::PTR),
        Op::CallSymbol => check_call_symbol(t, &inst.imm),
        Op::CallDirect => check_call_direct(t),
        _ => Ok(()),
    }
}

fn check_ret(func: &Function, types: &Types) -> Rule {
    types.arg_is(0, Ty::I32)?;
    let results = &types.args[1..];
    require(results.is_empty() || results == func.low_results, || {
        "Its operands are not a status alone or with every result.".into()
    })
}

fn check_int_constant(types: &Types, imm: &Imm) -> Rule {
    let known = matches!(
        imm,
        Imm::Const(Const::Int(_) | Const::UInt(_) | Const::Bool(_))
    );
    require(known, || "Its constant is not an integer.".into())?;
    require(is_word(types.result()), || {
        "Its result is not an integer or address.".into()
    })
}

fn check_float_constant(types: &Types, imm: &Imm) -> Rule {
    let known = matches!(imm, Imm::Const(Const::Float(_)));
    require(known, || "Its constant is not a float.".into())?;
    require(types.result().is_float(), || {
        "Its result is not a float.".into()
    })
}

fn check_pick(types: &Types) -> Rule {
    types.arg_is(0, Ty::I8)?;
    types.arg_is(1, types.result())?;
    types.arg_is(2, types.result())
}

fn check_ptr_add(types: &Types) -> Rule {
    types.arg_is(0, Ty::PTR)?;
    types.arg_is(1, Ty::I64)?;
    types.result_is(Ty::PTR)
}

fn check_call_symbol(types: &Types, imm: &Imm) -> Rule {
    let Imm::Symbol(symbol) = imm else {
        return Ok(());
    };
    let info = symbol.info();
    let params: Vec<Ty> = info.params.iter().copied().map(machine_type).collect();
    require(types.args == params, || {
        format!("{} takes {params:?}, not {:?}.", info.name, types.args)
    })?;
    let results: Vec<Ty> = info.result.into_iter().map(machine_type).collect();
    require(types.results == results, || {
        format!("{} gives {results:?}, not {:?}.", info.name, types.results)
    })
}

fn check_call_direct(types: &Types) -> Rule {
    types.arg_is(0, Ty::PTR)?;
    types.result_is(Ty::I32)
}

fn machine_type(ty: AbiType) -> Ty {
    match ty {
        AbiType::I8 => Ty::I8,
        AbiType::I32 => Ty::I32,
        AbiType::I64 => Ty::I64,
        AbiType::F32 => Ty::F32,
        AbiType::F64 => Ty::F64,
        AbiType::Ptr => Ty::PTR,
    }
}
