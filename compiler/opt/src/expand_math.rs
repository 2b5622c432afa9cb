//! Writes out calls of maths functions as arithmetic, so that loops around them can run in vector form.
//!
//! ```text
//! v3 = call_symbol nj_exp_f64 v2     ->     v4 = fma v2, 1.4426..., 6755399441055744.0
//!                                           ...
//! ```
//!
//! Every function is branch-free: special operands go through the same operations, or are selected at the
//! end. Errors stay below 0.52 units in the last place for `exp` and `exp2` and below 0.53 for the
//! logarithms (`docs/maths.md` has the measurements), which the fused multiply-add makes possible: lost low
//! parts are kept beside the high ones (Dekker: A Floating-Point Technique for Extending the Available
//! Precision, 1971). The argument reductions are the classic ones (Cody, Waite: Software Manual for the
//! Elementary Functions, 1980); the polynomials are our own (`compiler/opt/coefficients`).
//!
//! Before: low stage, a target with fused multiply-add. Cost: linear in the function. Functions without an
//! expansion stay calls.

mod coefficients;
mod exp;
mod log;

use numjit_abi::Symbol;
use numjit_ir::{Block, Builder, Const, FloatCC, Function, Imm, Op, Ty, Value};

use crate::replace::Replacements;

/// Runs the pass; true if anything changed.
pub fn expand_math(func: &mut Function) -> bool {
    let mut replacements = Replacements::new(func);
    for position in 0..func.layout.len() {
        let block = func.layout[position];
        if has_expansion_in(func, block) {
            expand_block(func, block, &mut replacements);
        }
    }
    replacements.apply(func);
    !replacements.is_empty()
}

fn has_expansion_in(func: &Function, block: Block) -> bool {
    let mut insts = func.block(block).insts.iter();
    insts.any(|&inst| match func.inst(inst).imm {
        Imm::Symbol(symbol) => expansion(symbol).is_some(),
        _ => false,
    })
}

/// What writes a function out: (builder, operand) to result.
type Expansion = fn(&mut Math<'_>, Value) -> Value;

fn expansion(symbol: Symbol) -> Option<Expansion> {
    Some(match symbol {
        Symbol::ExpF64 => exp::exp,
        Symbol::Exp2F64 => exp::exp2,
        Symbol::LogF64 => log::log,
        Symbol::Log2F64 => log::log2,
        Symbol::Log10F64 => log::log10,
        _ => return None,
    })
}

fn expand_block(func: &mut Function, block: Block, replacements: &mut Replacements) {
    let insts = std::mem::take(&mut func.block_mut(block).insts);
    for inst in insts {
        let data = func.inst(inst);
        let expand = match (data.op, &data.imm) {
            (Op::CallSymbol, Imm::Symbol(symbol)) => expansion(*symbol),
            _ => None,
        };
        let Some(expand) = expand else {
            func.block_mut(block).insts.push(inst);
            continue;
        };
        let (operand, result, loc) = (data.args[0], data.results[0], data.loc);
        let operand = replacements.resolve(operand);
        let mut math = Math {
            builder: Builder::new(func, block, loc),
        };
        let expanded = expand(&mut math, operand);
        replacements.insert(result, expanded);
    }
}

/// Emits arithmetic on doubles and their bits.
struct Math<'f> {
    builder: Builder<'f>,
}

impl Math<'_> {
    fn float(&mut self, value: f64) -> Value {
        let imm = Imm::Const(Const::Float(value));
        self.builder.emit(Op::FConst, &[], imm, Ty::F64)
    }

    fn int(&mut self, value: i64) -> Value {
        let imm = Imm::Const(Const::Int(value));
        self.builder.emit(Op::IConst, &[], imm, Ty::I64)
    }

    fn float2(&mut self, op: Op, a: Value, b: Value) -> Value {
        self.builder.emit(op, &[a, b], Imm::None, Ty::F64)
    }

    fn add(&mut self, a: Value, b: Value) -> Value {
        self.float2(Op::FAdd, a, b)
    }

    fn sub(&mut self, a: Value, b: Value) -> Value {
        self.float2(Op::FSub, a, b)
    }

    fn mul(&mut self, a: Value, b: Value) -> Value {
        self.float2(Op::FMul, a, b)
    }

    fn neg(&mut self, a: Value) -> Value {
        self.builder.emit(Op::FNeg, &[a], Imm::None, Ty::F64)
    }

    /// `a * b + c`, rounded once.
    fn fma(&mut self, a: Value, b: Value, c: Value) -> Value {
        self.builder.emit(Op::Fma, &[a, b, c], Imm::None, Ty::F64)
    }

    fn int2(&mut self, op: Op, a: Value, b: i64) -> Value {
        let b = self.int(b);
        self.builder.emit(op, &[a, b], Imm::None, Ty::I64)
    }

    fn bits(&mut self, a: Value) -> Value {
        self.builder.emit(Op::Bitcast, &[a], Imm::None, Ty::I64)
    }

    fn float_of(&mut self, a: Value) -> Value {
        self.builder.emit(Op::Bitcast, &[a], Imm::None, Ty::F64)
    }

    /// `x cc y ? a : b`
    fn choose(&mut self, (x, cc, y): (Value, FloatCC, Value), a: Value, b: Value) -> Value {
        let flag = self
            .builder
            .emit(Op::FCmp, &[x, y], Imm::FloatCC(cc), Ty::I8);
        self.builder
            .emit(Op::Pick, &[flag, a, b], Imm::None, Ty::F64)
    }

    /// A polynomial by Horner's rule, coefficients from the constant one on.
    fn polynomial(&mut self, x: Value, coefficients: &[f64]) -> Value {
        let mut highest_first = coefficients.iter().rev();
        let mut sum = self.float(highest_first.next().copied().unwrap_or(0.0));
        for &coefficient in highest_first {
            let coefficient = self.float(coefficient);
            sum = self.fma(sum, x, coefficient);
        }
        sum
    }
}

/// Added to a small number, this leaves the number, rounded to an integer, in the low bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;
