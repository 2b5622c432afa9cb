//! `raise`, and what handlers do with exceptions.

use numjit_abi::Symbol;
use numjit_diag::codes;
use numjit_ir::{Const, Imm, Op, Ty, Type, Value};

use super::{print, truth};
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `raise`: operand 0 is the class, the others are its arguments; or the operand is a caught exception.
pub(super) fn infer_raise(site: &Site<'_, '_>) -> Outcome {
    let types = site.types();
    let Some((&class, arguments)) = types.split_first() else {
        return Err(codes::nj0002_unsupported_statement::unsupported_statement(
            "`raise` statements without an exception",
            "name the exception to raise",
            site.here(),
        )
        .into());
    };
    let imm = match class.get() {
        Type::Exception if arguments.is_empty() => {
            return Ok(Meaning::effect(|e, args| {
                e.b.effect(Op::Raise, args, Imm::None);
            }));
        }
        Type::ExceptionClass(kind) => Imm::Exception(*kind),
        Type::UserExceptionClass(class) => Imm::Ints(Box::new([i64::from(class.code)])),
        _ => return Err(not_an_exception(site, class)),
    };
    for &ty in arguments {
        if !print::is_printable(ty) || *ty.get() == Type::Exception {
            return Err(report::unsupported_use(site, "an exception argument", ty));
        }
    }
    Ok(Meaning::effect(move |e, args| {
        let values: Vec<Value> = args[1..].iter().map(|&value| argument(e, value)).collect();
        e.b.effect(Op::Raise, &values, imm.clone());
    }))
}

fn not_an_exception(site: &Site<'_, '_>, ty: Ty) -> Fault {
    let name = report::type_name(ty);
    codes::nj0221_not_an_exception::not_an_exception(&name, site.here()).into()
}

/// Constant text stays constant; other literals take their plain type.
fn argument(e: &mut Emitter<'_>, value: Value) -> Value {
    let ty = e.b.func.ty(value);
    let plain = match ty.get() {
        Type::LitStr(_) => ty,
        _ => Ty::unliteral(ty),
    };
    e.cast(value, plain)
}

/// `reraise`
pub(super) fn infer_reraise() -> Meaning {
    Meaning::effect(|e, args| {
        e.b.effect(Op::Reraise, args, Imm::None);
    })
}

/// `caught`
pub(super) fn infer_caught() -> Meaning {
    let ty = Ty::new(Type::Exception);
    Meaning::value(ty, move |e, _| {
        e.b.emit(Op::CallRuntime, &[], Imm::Symbol(Symbol::ExcTake), ty)
    })
}

/// `catches`: operand 0 is the exception, operand 1 a class or a tuple of classes.
pub(super) fn infer_catches(site: &Site<'_, '_>) -> Outcome {
    let mut codes = Vec::new();
    collect_codes(site, site.ty(1), &mut codes)?;
    Ok(Meaning::value(Ty::BOOL, move |e, args| {
        let tests: Vec<Value> = codes
            .iter()
            .map(|&code| matches(e, args[0], code))
            .collect();
        truth::emit_all(e, numjit_ir::BinOp::BitOr, &tests)
    }))
}

fn collect_codes(site: &Site<'_, '_>, classes: Ty, codes: &mut Vec<i32>) -> Result<(), Fault> {
    match classes.get() {
        Type::ExceptionClass(kind) => codes.push(*kind as i32),
        Type::UserExceptionClass(class) => codes.push(class.code),
        Type::Tuple(types) => {
            for &ty in types {
                collect_codes(site, ty, codes)?;
            }
        }
        _ => return Err(not_an_exception(site, classes)),
    }
    Ok(())
}

fn matches(e: &mut Emitter<'_>, exception: Value, code: i32) -> Value {
    let code = emit::constant(&mut e.b, Const::Int(code.into()), Ty::I32);
    let symbol = Imm::Symbol(Symbol::ExcMatches);
    e.b.emit(Op::CallRuntime, &[exception, code], symbol, Ty::BOOL)
}
