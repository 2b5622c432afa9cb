//! Expanded maths functions against the C library's, over all magnitudes and the special values.

use numjit_abi::Symbol;
use numjit_ir::interp::{Interpreter, NoExternals};
use numjit_ir::{Builder, Const, Function, Imm, Loc, Op, Options, Stage, Ty, verify};
use numjit_opt::expand_math;

/// Operands tried per function and kind.
const OPERANDS: u64 = 20_000;

/// `f(context, x) -> (status, symbol(x))`, expanded.
fn expanded(symbol: Symbol) -> Function {
    let mut func = Function::new("f", Stage::Low, Options::DEFAULT);
    let entry = func.entry;
    func.low_results = vec![Ty::F64];
    func.add_param(entry, Ty::PTR);
    let x = func.add_param(entry, Ty::F64);
    let mut builder = Builder::new(&mut func, entry, Loc(0));
    let result = builder.emit(Op::CallSymbol, &[x], Imm::Symbol(symbol), Ty::F64);
    let status = builder.emit(Op::IConst, &[], Imm::Const(Const::Int(0)), Ty::I32);
    builder.effect(Op::Ret, &[status, result], Imm::None);
    assert!(expand_math(&mut func));
    verify(&func).expect("a correct function");
    let calls = func.insts.iter().filter(|inst| inst.op == Op::CallSymbol);
    let listed = &func.block(func.entry).insts;
    assert!(calls.count() == 1 && listed.iter().all(|&inst| func.inst(inst).op != Op::CallSymbol));
    func
}

fn call(func: &Function, x: f64) -> f64 {
    let mut none = NoExternals;
    let mut interpreter = Interpreter::new([(0, func)], &mut none, 10_000);
    let outcome = interpreter.run(0, &[0, x.to_bits()]).expect("it returns");
    f64::from_bits(outcome.results[0])
}

/// Steps between two doubles of one sign.
fn steps(a: f64, b: f64) -> u64 {
    (a.to_bits() as i64).abs_diff(b.to_bits() as i64)
}

/// Sequence of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Never more than one step away, and rarely that: both are nearly always rounded correctly.
fn check(symbol: Symbol, reference: fn(f64) -> f64, operand: fn(u64) -> f64) {
    let func = expanded(symbol);
    let mut state = symbol as u64;
    let mut differing = 0;
    for _ in 0..OPERANDS {
        let x = operand(random(&mut state));
        let (found, wanted) = (call(&func, x), reference(x));
        if wanted.is_nan() {
            assert!(found.is_nan(), "{symbol:?}({x:e}) = {found:e}");
            continue;
        }
        let apart = steps(found, wanted);
        assert!(apart <= 1, "{symbol:?}({x:e}) = {found:e}, not {wanted:e}");
        differing += apart;
    }
    assert!(
        differing * 100 < OPERANDS * 4,
        "{symbol:?}: {differing} of {OPERANDS} differ"
    );
}

fn any_bits(bits: u64) -> f64 {
    f64::from_bits(bits)
}

/// Between -800 and 800.
fn moderate(bits: u64) -> f64 {
    (bits as i64 >> 10) as f64 * (800.0 / (1_u64 << 53) as f64)
}

/// Between 0.5 and 2.5.
fn near_one(bits: u64) -> f64 {
    0.5 + (bits >> 11) as f64 / (1_u64 << 52) as f64
}

#[test]
fn exponentials_follow_the_c_library() {
    for operand in [any_bits, moderate, near_one] {
        check(Symbol::ExpF64, f64::exp, operand);
        check(Symbol::Exp2F64, f64::exp2, operand);
    }
}

#[test]
fn logarithms_follow_the_c_library() {
    for operand in [any_bits, moderate, near_one] {
        check(Symbol::LogF64, f64::ln, operand);
        check(Symbol::Log2F64, f64::log2, operand);
        check(Symbol::Log10F64, f64::log10, operand);
    }
}

#[test]
fn special_values() {
    let specials = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
        5e-324,
        f64::MIN_POSITIVE,
        f64::MAX,
        709.782712893384,
        709.782712893385,
        -745.1332191019411,
        -745.1332191019412,
        1024.0,
        -1074.0,
        -1075.0,
        8.0,
        1000.0,
    ];
    let functions: [(Symbol, fn(f64) -> f64); 5] = [
        (Symbol::ExpF64, f64::exp),
        (Symbol::Exp2F64, f64::exp2),
        (Symbol::LogF64, f64::ln),
        (Symbol::Log2F64, f64::log2),
        (Symbol::Log10F64, f64::log10),
    ];
    for (symbol, reference) in functions {
        let func = expanded(symbol);
        for x in specials {
            let (found, wanted) = (call(&func, x), reference(x));
            let same = found.to_bits() == wanted.to_bits() || found.is_nan() && wanted.is_nan();
            assert!(same, "{symbol:?}({x:e}) = {found:e}, not {wanted:e}");
        }
    }
}

#[test]
fn not_functions_without_an_expansion() {
    let mut func = Function::new("f", Stage::Low, Options::DEFAULT);
    let entry = func.entry;
    func.add_param(entry, Ty::PTR);
    let x = func.add_param(entry, Ty::F64);
    let mut builder = Builder::new(&mut func, entry, Loc(0));
    builder.emit(Op::CallSymbol, &[x], Imm::Symbol(Symbol::GammaF64), Ty::F64);
    assert!(!expand_math(&mut func));
}
