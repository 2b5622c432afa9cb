//! `hash`, and `type` of values whose class compiled code knows.

use numjit_abi::{StrOp, Symbol};
use numjit_ir::{BinOp, Builder, CmpOp, Const, Imm, NamedTupleClass, Op, Ty, Type, Value};

use crate::args::expected;
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.rule(
        "builtins.hash",
        "obj",
        hash,
        "Hash of a number, str or tuple, as CPython computes it.",
    );
    rows.rule(
        "builtins.type",
        "obj",
        type_of,
        "Class of a number or named tuple, for calling it.",
    );
}

fn hash(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = call.args[0].unliteral();
    if !is_hashable(ty) {
        return expected(0, "a number, a str, or a tuple of these");
    }
    Ok(Typed::new(Ty::I64, move |b, v| {
        let value = emit::cast(b, v[0], ty);
        emit_hash(b, value)
    }))
}

fn is_hashable(ty: Ty) -> bool {
    match ty.as_tuple() {
        Some(types) => types.iter().all(|ty| is_hashable(ty.unliteral())),
        None => ty.is_number() || ty == Ty::STR,
    }
}

fn runtime(b: &mut Builder<'_>, symbol: Symbol, value: Value) -> Value {
    b.emit(Op::CallRuntime, &[value], Imm::Symbol(symbol), Ty::I64)
}

fn emit_hash(b: &mut Builder<'_>, value: Value) -> Value {
    let value = emit::plain(b, value);
    let ty = b.func.ty(value);
    if ty.as_tuple().is_some() {
        return emit_tuple_hash(b, value);
    }
    if ty == Ty::STR {
        let name = Imm::Name(StrOp::Hash.name().into());
        return b.emit(Op::StrCall, &[value], name, Ty::I64);
    }
    if ty.is_complex() {
        return emit_complex_hash(b, value);
    }
    if ty.is_float() {
        let wide = emit::cast(b, value, Ty::F64);
        return runtime(b, Symbol::HashF64, wide);
    }
    if ty == Ty::U64 {
        return runtime(b, Symbol::HashU64, value);
    }
    let wide = emit::cast(b, value, Ty::I64);
    runtime(b, Symbol::HashI64, wide)
}

fn unsigned(b: &mut Builder<'_>, value: u64) -> Value {
    b.emit(Op::Const, &[], Imm::Const(Const::UInt(value)), Ty::U64)
}

fn bin(b: &mut Builder<'_>, op: BinOp, x: Value, y: Value) -> Value {
    emit::binary(b, op, x, y, Ty::U64)
}

/// A hash that would be -1 becomes another value.
fn without_minus_one(b: &mut Builder<'_>, hash: Value, instead: i64) -> Value {
    let hash = emit::cast(b, hash, Ty::I64);
    let minus_one = emit::const_int(b, -1, Ty::I64);
    let is_reserved = emit::compare(b, CmpOp::Eq, hash, minus_one);
    let instead = emit::const_int(b, instead, Ty::I64);
    emit::select(b, is_reserved, instead, hash, Ty::I64)
}

/// The hash of the real part plus a multiple of that of the imaginary part.
fn emit_complex_hash(b: &mut Builder<'_>, value: Value) -> Value {
    const MULTIPLIER: u64 = 1_000_003;
    let part = match b.func.ty(value) {
        Ty::C64 => Ty::F32,
        _ => Ty::F64,
    };
    let parts = [Op::Real, Op::Imag].map(|op| {
        let part = b.emit(op, &[value], Imm::None, part);
        let hash = emit_hash(b, part);
        emit::cast(b, hash, Ty::U64)
    });
    let multiplier = unsigned(b, MULTIPLIER);
    let scaled = bin(b, BinOp::Mul, parts[1], multiplier);
    let sum = bin(b, BinOp::Add, parts[0], scaled);
    without_minus_one(b, sum, -2)
}

/// CPython's variant of xxHash over the hashes of the elements.
fn emit_tuple_hash(b: &mut Builder<'_>, tuple: Value) -> Value {
    const PRIMES: [u64; 3] = [
        11_400_714_785_074_694_791,
        14_029_467_366_897_019_727,
        2_870_177_450_012_600_261,
    ];
    const LENGTH: u64 = 3_527_539;
    /// What a hash of -1 becomes.
    const RESERVED: i64 = 1_546_275_796;
    let elements = emit::tuple_elements(b, tuple);
    let mut total = unsigned(b, PRIMES[2]);
    for &element in &elements {
        let lane = emit_hash(b, element);
        let lane = emit::cast(b, lane, Ty::U64);
        let prime = unsigned(b, PRIMES[1]);
        let lane = bin(b, BinOp::Mul, lane, prime);
        total = bin(b, BinOp::Add, total, lane);
        total = rotated(b, total);
        let prime = unsigned(b, PRIMES[0]);
        total = bin(b, BinOp::Mul, total, prime);
    }
    let length = unsigned(b, elements.len() as u64 ^ PRIMES[2] ^ LENGTH);
    let total = bin(b, BinOp::Add, total, length);
    without_minus_one(b, total, RESERVED)
}

/// The bits rotated left by 31 places.
fn rotated(b: &mut Builder<'_>, value: Value) -> Value {
    let left = unsigned(b, 31);
    let right = unsigned(b, 33);
    let high = bin(b, BinOp::LShift, value, left);
    let low = bin(b, BinOp::RShift, value, right);
    bin(b, BinOp::BitOr, high, low)
}

fn type_of(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = call.args[0].unliteral();
    let class = match ty.get() {
        Type::NamedTuple(tuple) => Type::NamedTupleClass(NamedTupleClass {
            name: tuple.name.clone(),
            class: tuple.class,
            fields: tuple.fields.clone(),
        }),
        _ if ty.is_number() => Type::DType(ty),
        _ => return expected(0, "a number or a named tuple"),
    };
    let class = Ty::new(class);
    Ok(Typed::new(class, move |b, _| emit::unit(b, class)))
}
