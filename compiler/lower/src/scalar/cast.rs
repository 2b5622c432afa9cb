//! Conversion between number types, with C semantics.

use numjit_ir::{FloatCC, Imm, IntCC, Op, Ty, Type, Value};

use crate::cx::{Cx, Vals};
use crate::layout::{machine, part_type};
use crate::scalar::materialize;

/// A number as another number type. Literal sources are materialised first.
pub(crate) fn number(cx: &mut Cx<'_>, vals: &[Value], from: Ty, to: Ty) -> Vals {
    let (vals, from) = materialize(cx, vals.into(), from);
    let to = to.unliteral();
    if from == to {
        return vals;
    }
    match (from.is_complex(), to.is_complex()) {
        (true, true) => vals
            .iter()
            .map(|&part| real(cx, part, part_type(from), part_type(to)))
            .collect(),
        (false, true) => {
            let part = part_type(to);
            let re = real(cx, vals[0], from, part);
            Vals::from_iter([re, cx.fconst(part, 0.0)])
        }
        (true, false) if to.is_bool() => Vals::from_iter([complex_truth(cx, &vals)]),
        (true, false) => Vals::from_iter([real(cx, vals[0], part_type(from), to)]),
        (false, false) => Vals::from_iter([real(cx, vals[0], from, to)]),
    }
}

/// Whether a complex number is not zero.
pub(crate) fn complex_truth(cx: &mut Cx<'_>, vals: &[Value]) -> Value {
    let re = cx.fcmp_imm(FloatCC::Ne, vals[0], 0.0);
    let im = cx.fcmp_imm(FloatCC::Ne, vals[1], 0.0);
    cx.or(re, im)
}

/// A bool, integer or float as another of these.
pub(crate) fn real(cx: &mut Cx<'_>, value: Value, from: Ty, to: Ty) -> Value {
    if from == to {
        return value;
    }
    match (from.is_float(), to.is_float()) {
        (true, true) => float_to_float(cx, value, to),
        (true, false) if to.is_bool() => cx.fcmp_imm(FloatCC::Ne, value, 0.0),
        (true, false) => float_to_int(cx, value, to),
        (false, true) => int_to_float(cx, value, from, to),
        (false, false) if to.is_bool() => cx.icmp_imm(IntCC::Ne, value, 0),
        (false, false) => cx.resize(value, machine(to), from.is_signed()),
    }
}

fn float_to_float(cx: &mut Cx<'_>, value: Value, to: Ty) -> Value {
    if let Some(v) = cx.as_fconst(value) {
        let v = if to == Ty::F32 {
            f64::from(v as f32)
        } else {
            v
        };
        return cx.fconst(to, v);
    }
    let op = if to == Ty::F64 {
        Op::FPromote
    } else {
        Op::FDemote
    };
    cx.emit(op, &[value], Imm::None, to)
}

/// Narrow integers go through 32 bits and `uint32` through 64, as x86-64 compilers do it.
fn float_to_int(cx: &mut Cx<'_>, value: Value, to: Ty) -> Value {
    let Type::Int { bits, signed } = *to.get() else {
        return value;
    };
    let (op, via) = match (bits, signed) {
        (64, false) => (Op::FToU, Ty::I64),
        (64, true) | (32, false) => (Op::FToS, Ty::I64),
        _ => (Op::FToS, Ty::I32),
    };
    let wide = cx.emit(op, &[value], Imm::None, via);
    cx.resize(wide, machine(to), true)
}

fn int_to_float(cx: &mut Cx<'_>, value: Value, from: Ty, to: Ty) -> Value {
    let signed = from.is_signed();
    if let Some(v) = cx.as_const(value)
        && (signed || v >= 0)
    {
        // Rounding once: an int64 goes to float32 directly.
        let v = if to == Ty::F32 {
            f64::from(v as f32)
        } else {
            v as f64
        };
        return cx.fconst(to, v);
    }
    // Values of unsigned types below 64 bits fit the next signed width, which converts faster.
    let (wide, signed) = match (from.bits(), signed) {
        (64, _) => (value, signed),
        (32, true) => (value, true),
        (32, false) => (cx.resize(value, Ty::I64, false), true),
        _ => (cx.resize(value, Ty::I32, signed), true),
    };
    let op = if signed { Op::SToF } else { Op::UToF };
    cx.emit(op, &[wide], Imm::None, to)
}
