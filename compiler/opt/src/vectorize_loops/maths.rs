//! Elementary functions in vector loops: the call is replaced by the body, operation by operation.
//!
//! ```text
//!     v9 = call_symbol nj_exp_f64 v8    ->    l12: float64 = fma l9 l10 l11, and so on
//! ```
//!
//! Angles of 2^31 and more have no body. Where one comes up, the loop is left, before anything is stored
//! for its group of lanes, and the scalar loop does the rest.
//!
//! The scalar loop keeps the call, whose function computes the same bits (`numjit-maths`). Bodies have
//! 25 to 150 operations, so that a loop with very many calls stays scalar.

use numjit_abi::Symbol;
use numjit_ir::{Imm, InstData, LaneValue, Op, Ty};
use numjit_maths::Sink;

use super::build::{Body, Reason};

/// Operations of one iteration, bodies included.
const LIMIT: usize = 2500;

/// Whether an instruction calls a function that has a body.
pub(super) fn is_elementary(data: &InstData) -> bool {
    symbol_of(data).is_some_and(|symbol| numjit_maths::function(symbol).is_some())
}

fn symbol_of(data: &InstData) -> Option<Symbol> {
    match (data.op, &data.imm) {
        (Op::CallSymbol, Imm::Symbol(symbol)) => Some(*symbol),
        _ => None,
    }
}

/// Appends the body of the function that an instruction calls.
pub(super) fn expand(
    body: &mut Body<'_>,
    data: &InstData,
    args: &[LaneValue],
) -> Result<LaneValue, Reason> {
    let symbol = symbol_of(data).ok_or("it calls a runtime function")?;
    let result = numjit_maths::expand(&mut Lanes { body }, symbol, args);
    if body.len() > LIMIT {
        return Err("its functions are too long");
    }
    result.ok_or("it calls a runtime function")
}

/// The end of an iteration.
struct Lanes<'b, 'f> {
    body: &'b mut Body<'f>,
}

impl Sink for Lanes<'_, '_> {
    type Value = LaneValue;
    const FLAG: Ty = Ty::BOOL;

    fn emit(&mut self, op: Op, args: &[LaneValue], imm: Imm, ty: Ty) -> LaneValue {
        self.body.pure(op, imm, args, ty)
    }

    /// The scalar loop goes on where the flag is set.
    fn rare(&mut self, _: Symbol, flag: LaneValue, _: LaneValue, value: LaneValue) -> LaneValue {
        self.body.note_rare(flag);
        value
    }
}
