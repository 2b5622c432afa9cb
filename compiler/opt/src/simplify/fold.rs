//! The instruction half of `simplify`: constant folding and identities.

use numjit_ir::{Block, Const, FloatCC, Function, Imm, Inst, IntCC, Op, Ty, Type, Value};

use super::control::int_const;
use crate::replace::Replacements;

/// Folds what can be folded; results become constants or other values.
pub(super) fn fold_instructions(func: &mut Function) -> bool {
    let mut replacements = Replacements::new(func);
    let mut changed = false;
    for position in 0..func.layout.len() {
        let block = func.layout[position];
        let mut i = 0;
        while i < func.block(block).insts.len() {
            let inst = func.block(block).insts[i];
            replacements.apply_to(func, inst);
            changed |= fold(func, inst, &mut replacements);
            if let Some(reciprocal) = find_reciprocal(func, inst) {
                multiply_by(func, (block, i), reciprocal);
                changed = true;
            }
            i += 1;
        }
    }
    replacements.apply(func);
    changed
}

/// The number to multiply by instead of dividing by a constant: where that gives the same bits, which is
/// for powers of two, or where `arcp` permits it.
fn find_reciprocal(func: &Function, inst: Inst) -> Option<f64> {
    let data = func.inst(inst);
    if data.op != Op::FDiv {
        return None;
    }
    let ty = func.ty(data.results[0]);
    let divisor = float_const(func, data.args[1])?;
    let (least, reciprocal) = match ty {
        Ty::F32 => (
            f64::from(f32::MIN_POSITIVE),
            f64::from(1.0 / divisor as f32),
        ),
        _ => (f64::MIN_POSITIVE, 1.0 / divisor),
    };
    let is_normal = |value: f64| value.is_finite() && value.abs() >= least;
    let mantissa = divisor.to_bits() & ((1 << 52) - 1);
    let is_allowed = mantissa == 0 || func.options.fastmath.arcp;
    (is_allowed && is_normal(divisor) && is_normal(reciprocal)).then_some(reciprocal)
}

/// Turns a division into a multiplication by a constant, which is made in front of it.
fn multiply_by(func: &mut Function, (block, at): (Block, usize), factor: f64) {
    let inst = func.block(block).insts[at];
    let mut constant = func.inst(inst).clone();
    let ty = func.ty(constant.results[0]);
    constant.op = Op::FConst;
    constant.imm = Imm::Const(Const::Float(factor));
    constant.args.clear();
    constant.results.clear();
    let made = func.add_inst(constant, &[ty]);
    let factor = func.inst(made).results[0];
    func.block_mut(block).insts.insert(at, made);
    let data = func.inst_mut(inst);
    data.op = Op::FMul;
    data.args[1] = factor;
}

/// What an instruction folds to.
enum Folded {
    Int(i64),
    Float(f64),
    Same(Value),
}

fn fold(func: &mut Function, inst: Inst, replacements: &mut Replacements) -> bool {
    let data = func.inst(inst);
    let [result] = data.results[..] else {
        return false;
    };
    if data.op == Op::IConst || data.op == Op::FConst {
        return false;
    }
    match folded(func, inst, func.ty(result)) {
        Some(Folded::Same(value)) => {
            replacements.insert(result, value);
            // The instruction stays until dead code is removed; its result is unused from here on.
            func.inst(inst).op.info().effects == numjit_ir::Effects::Pure && value != result
        }
        Some(Folded::Int(value)) => become_const(func, inst, Op::IConst, Const::Int(value)),
        Some(Folded::Float(value)) => become_const(func, inst, Op::FConst, Const::Float(value)),
        None => extend_flag(func, inst) || move_constant_right(func, inst),
    }
}

fn become_const(func: &mut Function, inst: Inst, op: Op, value: Const) -> bool {
    let data = func.inst_mut(inst);
    data.op = op;
    data.args.clear();
    data.imm = Imm::Const(value);
    true
}

fn folded(func: &Function, inst: Inst, ty: Ty) -> Option<Folded> {
    let data = func.inst(inst);
    match data.args[..] {
        [a] => fold_unary(func, data.op, a, ty),
        [a, b] => fold_binary(func, data.op, &data.imm, a, b, ty),
        [condition, a, b] if data.op == Op::Pick => fold_pick(func, condition, a, b),
        _ => None,
    }
}

fn fold_pick(func: &Function, condition: Value, a: Value, b: Value) -> Option<Folded> {
    if a == b {
        return Some(Folded::Same(a));
    }
    let condition = int_const(func, condition)?;
    Some(Folded::Same(if condition != 0 { a } else { b }))
}

fn fold_unary(func: &Function, op: Op, a: Value, ty: Ty) -> Option<Folded> {
    let from = func.ty(a);
    if op == Op::SToF || op == Op::UToF {
        let value = int_const(func, a)?;
        let value = if op == Op::SToF {
            value as f64
        } else {
            unsigned(value, from) as f64
        };
        // A float32 is rounded once from the integer, which going through float64 would not do.
        return (ty == Ty::F64).then_some(Folded::Float(value));
    }
    if let Some(value) = float_const(func, a) {
        return fold_float_unary(op, value, ty);
    }
    let value = int_const(func, a)?;
    Some(Folded::Int(match op {
        Op::INeg => wrap(value.wrapping_neg(), ty),
        Op::BNot => wrap(!value, ty),
        Op::SExt => value,
        Op::ZExt => unsigned(value, from) as i64,
        Op::Trunc => wrap(value, ty),
        _ => return None,
    }))
}

fn fold_float_unary(op: Op, value: f64, ty: Ty) -> Option<Folded> {
    Some(match op {
        Op::FNeg => Folded::Float(-value),
        Op::FAbs => Folded::Float(value.abs()),
        Op::FPromote if ty == Ty::F64 => Folded::Float(value),
        Op::FDemote => Folded::Float(f64::from(value as f32)),
        _ => return None,
    })
}

fn fold_binary(func: &Function, op: Op, imm: &Imm, a: Value, b: Value, ty: Ty) -> Option<Folded> {
    let operand = func.ty(a);
    if operand.is_float() {
        return fold_float_binary(func, op, imm, a, b);
    }
    match (int_const(func, a), int_const(func, b)) {
        (Some(x), Some(y)) => fold_constants(op, imm, x, y, operand).map(Folded::Int),
        (None, Some(y)) => identity_right(func, op, imm, a, y, ty),
        (Some(0), None) if op == Op::IAdd || op == Op::BOr || op == Op::BXor => {
            Some(Folded::Same(b))
        }
        _ if a == b => same_operands(op, imm, a),
        _ => None,
    }
}

fn fold_constants(op: Op, imm: &Imm, x: i64, y: i64, ty: Ty) -> Option<i64> {
    let bits = ty.bits();
    let amount = (y as u64 % u64::from(bits)) as u32;
    let value = match op {
        Op::IAdd | Op::PtrAdd => x.wrapping_add(y),
        Op::ISub => x.wrapping_sub(y),
        Op::IMul => x.wrapping_mul(y),
        Op::BAnd => x & y,
        Op::BOr => x | y,
        Op::BXor => x ^ y,
        Op::IShl => x.wrapping_shl(amount),
        Op::SShr => x.wrapping_shr(amount),
        Op::UShr => (unsigned(x, ty) >> amount) as i64,
        Op::SDiv if y != 0 && !(y == -1 && is_minimum(x, bits)) => x / y,
        Op::SRem if y != 0 && !(y == -1 && is_minimum(x, bits)) => x % y,
        Op::UDiv if y != 0 => (unsigned(x, ty) / unsigned(y, ty)) as i64,
        Op::URem if y != 0 => (unsigned(x, ty) % unsigned(y, ty)) as i64,
        Op::ICmp => {
            let Imm::IntCC(cc) = imm else { return None };
            return Some(i64::from(compare(*cc, x, y, ty)));
        }
        _ => return None,
    };
    Some(wrap(value, ty))
}

fn is_minimum(value: i64, bits: u32) -> bool {
    value == i64::MIN >> (64 - bits)
}

fn compare(cc: IntCC, x: i64, y: i64, ty: Ty) -> bool {
    let (ux, uy) = (unsigned(x, ty), unsigned(y, ty));
    match cc {
        IntCC::Eq => x == y,
        IntCC::Ne => x != y,
        IntCC::Slt => x < y,
        IntCC::Sle => x <= y,
        IntCC::Sgt => x > y,
        IntCC::Sge => x >= y,
        IntCC::Ult => ux < uy,
        IntCC::Ule => ux <= uy,
        IntCC::Ugt => ux > uy,
        IntCC::Uge => ux >= uy,
    }
}

/// Identities with a constant right operand.
fn identity_right(func: &Function, op: Op, imm: &Imm, a: Value, y: i64, ty: Ty) -> Option<Folded> {
    match (op, y) {
        (Op::IAdd | Op::PtrAdd | Op::ISub | Op::BOr | Op::BXor, 0) => Some(Folded::Same(a)),
        (Op::IShl | Op::SShr | Op::UShr, 0) => Some(Folded::Same(a)),
        (Op::IMul | Op::SDiv | Op::UDiv, 1) => Some(Folded::Same(a)),
        (Op::IMul | Op::BAnd, 0) => Some(Folded::Int(0)),
        (Op::BAnd, -1) => Some(Folded::Same(a)),
        (Op::ICmp, _) => fold_comparison(func, imm, a, y, ty),
        _ => None,
    }
}

/// A comparison result compared with 0 or 1 again, as truth tests produce them.
fn fold_comparison(func: &Function, imm: &Imm, a: Value, y: i64, ty: Ty) -> Option<Folded> {
    let Imm::IntCC(cc) = imm else { return None };
    let is_flag = func.ty(a) == ty
        && func
            .def(a)
            .is_some_and(|inst| matches!(inst.op, Op::ICmp | Op::FCmp));
    match (cc, y) {
        (IntCC::Ne, 0) | (IntCC::Eq, 1) if is_flag => Some(Folded::Same(a)),
        (IntCC::Ult, 0) => Some(Folded::Int(0)),
        (IntCC::Uge, 0) => Some(Folded::Int(1)),
        _ => None,
    }
}

fn same_operands(op: Op, imm: &Imm, a: Value) -> Option<Folded> {
    match (op, imm) {
        (Op::ISub | Op::BXor, _) => Some(Folded::Int(0)),
        (Op::BAnd | Op::BOr, _) => Some(Folded::Same(a)),
        (Op::ICmp, Imm::IntCC(cc)) => Some(Folded::Int(i64::from(matches!(
            cc,
            IntCC::Eq | IntCC::Sle | IntCC::Sge | IntCC::Ule | IntCC::Uge
        )))),
        _ => None,
    }
}

fn fold_float_binary(func: &Function, op: Op, imm: &Imm, a: Value, b: Value) -> Option<Folded> {
    let ty = func.ty(a);
    let (x, y) = (float_const(func, a)?, float_const(func, b)?);
    if let (Op::FCmp, Imm::FloatCC(cc)) = (op, imm) {
        return Some(Folded::Int(i64::from(compare_floats(*cc, x, y))));
    }
    let value = match op {
        Op::FAdd => x + y,
        Op::FSub => x - y,
        Op::FMul => x * y,
        Op::FDiv => x / y,
        Op::FCopysign => x.copysign(y),
        _ => return None,
    };
    // The sum, difference, product or quotient of two float32 rounded to float64 and then to float32
    // is the correctly rounded one (Figueroa 1995: double has more than 2p + 2 bits). NaN payloads and
    // signs are the machine's affair, so those stay unfolded.
    if value.is_nan() {
        return None;
    }
    Some(Folded::Float(if ty == Ty::F32 {
        f64::from(value as f32)
    } else {
        value
    }))
}

fn compare_floats(cc: FloatCC, x: f64, y: f64) -> bool {
    match cc {
        FloatCC::Eq => x == y,
        FloatCC::Ne => x != y,
        FloatCC::Lt => x < y,
        FloatCC::Le => x <= y,
        FloatCC::Gt => x > y,
        FloatCC::Ge => x >= y,
    }
}

fn float_const(func: &Function, value: Value) -> Option<f64> {
    match func.def(value) {
        Some(inst) if inst.op == Op::FConst => match inst.imm {
            Imm::Const(Const::Float(value)) => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// A selection of 1 or 0 is its condition as a wider integer.
fn extend_flag(func: &mut Function, inst: Inst) -> bool {
    let data = func.inst(inst);
    let is_flag = data.op == Op::Pick
        && func.ty(data.results[0]) != Ty::I8
        && int_const(func, data.args[1]) == Some(1)
        && int_const(func, data.args[2]) == Some(0);
    if is_flag {
        let data = func.inst_mut(inst);
        data.op = Op::ZExt;
        data.args.truncate(1);
    }
    is_flag
}

/// Constants of commutative operations stand right, so that the identities need one form only.
fn move_constant_right(func: &mut Function, inst: Inst) -> bool {
    let data = func.inst(inst);
    let commutative = matches!(data.op, Op::IAdd | Op::IMul | Op::BAnd | Op::BOr | Op::BXor);
    if !commutative || int_const(func, data.args[0]).is_none() {
        return false;
    }
    if int_const(func, data.args[1]).is_some() {
        return false;
    }
    func.inst_mut(inst).args.swap(0, 1);
    true
}

/// The value as a sign-extended integer of the type's width.
fn wrap(value: i64, ty: Ty) -> i64 {
    let shift = 64 - width(ty);
    value << shift >> shift
}

fn unsigned(value: i64, ty: Ty) -> u64 {
    let shift = 64 - width(ty);
    (value as u64) << shift >> shift
}

fn width(ty: Ty) -> u32 {
    match ty.get() {
        Type::Int { bits, .. } => u32::from(*bits),
        _ => 64,
    }
}
