//! The random generator of the context.

use numjit_abi::Symbol;
use numjit_ir::{Imm, Op, Ty, Value};

use crate::args;
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.rule(
        "nj.random_seed",
        "seed",
        random_seed,
        "Seeds the generator.",
    );
    rows.rule("nj.random_f64", "", random_f64, "Next double in [0, 1).");
    rows.rule(
        "nj.random_gauss",
        "",
        random_gauss,
        "Next standard normal number.",
    );
    rows.rule(
        "nj.random_interval",
        "highest",
        random_interval,
        "Uniform integer from 0 to highest inclusive.",
    );
}

fn random_seed(call: &Call<'_>) -> Result<Typed, Mismatch> {
    args::integer(call, 0)?;
    runtime(Symbol::RandomSeed, Ty::NONE)
}

fn random_f64(_: &Call<'_>) -> Result<Typed, Mismatch> {
    runtime(Symbol::RandomF64, Ty::F64)
}

fn random_gauss(_: &Call<'_>) -> Result<Typed, Mismatch> {
    runtime(Symbol::RandomGauss, Ty::F64)
}

fn random_interval(call: &Call<'_>) -> Result<Typed, Mismatch> {
    args::integer(call, 0)?;
    runtime(Symbol::RandomInterval, Ty::I64)
}

/// A runtime function of `int64` operands.
fn runtime(symbol: Symbol, result: Ty) -> Result<Typed, Mismatch> {
    Ok(Typed::new(result, move |b, v| {
        let v: Vec<Value> = v.iter().map(|&v| emit::cast(b, v, Ty::I64)).collect();
        b.emit(Op::CallRuntime, &v, Imm::Symbol(symbol), result)
    }))
}
