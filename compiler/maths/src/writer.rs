//! The machine that writes operations down.

use numjit_abi::Symbol;
use numjit_elementary::{Machine, Periodic, binary, unary};
use numjit_ir::{Const, FloatCC, Imm, IntCC, Op, Ty};

use crate::symbols::{Function, Precision, function};

/// Where operations go.
pub trait Sink {
    /// A value there.
    type Value: Copy;

    /// The type of comparisons' results there.
    const FLAG: Ty;

    /// Appends a pure low operation.
    fn emit(&mut self, op: Op, args: &[Self::Value], imm: Imm, ty: Ty) -> Self::Value;

    /// `value` where the flag is 0; elsewhere the result of the symbol for `x`, which is a rare case.
    fn rare(
        &mut self,
        symbol: Symbol,
        flag: Self::Value,
        x: Self::Value,
        value: Self::Value,
    ) -> Self::Value;
}

/// Appends the body of a symbol's function; none if it has no body.
pub fn expand<S: Sink>(sink: &mut S, symbol: Symbol, args: &[S::Value]) -> Option<S::Value> {
    let known = function(symbol)?;
    let precision = match known {
        Function::Unary(_, precision) | Function::Binary(_, precision) => precision,
    };
    let is_single = precision == Precision::Single;
    let mut writer = Writer {
        sink,
        constants: Vec::new(),
    };
    let widen = |writer: &mut Writer<'_, S>, arg: S::Value| match is_single {
        true => writer.sink.emit(Op::FPromote, &[arg], Imm::None, Ty::F64),
        false => arg,
    };
    let result = match (known, args) {
        (Function::Unary(name, _), &[x]) => {
            let x = widen(&mut writer, x);
            unary(&mut writer, name, is_single, x)
        }
        (Function::Binary(name, _), &[x, y]) => {
            let x = widen(&mut writer, x);
            let y = widen(&mut writer, y);
            binary(&mut writer, name, is_single, x, y)
        }
        _ => return None,
    };
    Some(match is_single {
        true => sink.emit(Op::FDemote, &[result], Imm::None, Ty::F32),
        false => result,
    })
}

/// A [`Machine`] that appends to a sink.
struct Writer<'s, S: Sink> {
    sink: &'s mut S,
    /// Constants made so far, by type and bits.
    constants: Vec<(Ty, u64, S::Value)>,
}

impl<S: Sink> Writer<'_, S> {
    fn constant(&mut self, op: Op, value: Const, bits: u64, ty: Ty) -> S::Value {
        let mut known = self.constants.iter();
        if let Some(&(_, _, value)) = known.find(|known| (known.0, known.1) == (ty, bits)) {
            return value;
        }
        let value = self.sink.emit(op, &[], Imm::Const(value), ty);
        self.constants.push((ty, bits, value));
        value
    }

    fn of_floats(&mut self, op: Op, args: &[S::Value]) -> S::Value {
        self.sink.emit(op, args, Imm::None, Ty::F64)
    }

    fn of_ints(&mut self, op: Op, a: S::Value, b: S::Value) -> S::Value {
        self.sink.emit(op, &[a, b], Imm::None, Ty::I64)
    }

    fn compare(&mut self, cc: FloatCC, a: S::Value, b: S::Value) -> S::Value {
        self.sink.emit(Op::FCmp, &[a, b], Imm::FloatCC(cc), S::FLAG)
    }
}

impl<S: Sink> Machine for Writer<'_, S> {
    type Float = S::Value;
    type Int = S::Value;
    type Flag = S::Value;

    fn float(&mut self, value: f64) -> S::Value {
        self.constant(Op::FConst, Const::Float(value), value.to_bits(), Ty::F64)
    }
    fn int(&mut self, value: i64) -> S::Value {
        self.constant(Op::IConst, Const::Int(value), value as u64, Ty::I64)
    }
    fn add(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.of_floats(Op::FAdd, &[a, b])
    }
    fn sub(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.of_floats(Op::FSub, &[a, b])
    }
    fn mul(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.of_floats(Op::FMul, &[a, b])
    }
    fn div(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.of_floats(Op::FDiv, &[a, b])
    }
    fn fma(&mut self, a: S::Value, b: S::Value, c: S::Value) -> S::Value {
        self.of_floats(Op::Fma, &[a, b, c])
    }
    fn sqrt(&mut self, a: S::Value) -> S::Value {
        self.of_floats(Op::FSqrt, &[a])
    }
    fn neg(&mut self, a: S::Value) -> S::Value {
        self.of_floats(Op::FNeg, &[a])
    }
    fn abs(&mut self, a: S::Value) -> S::Value {
        self.of_floats(Op::FAbs, &[a])
    }
    fn copysign(&mut self, a: S::Value, sign: S::Value) -> S::Value {
        self.of_floats(Op::FCopysign, &[a, sign])
    }
    fn nearest(&mut self, a: S::Value) -> S::Value {
        self.of_floats(Op::FNearest, &[a])
    }
    fn lt(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.compare(FloatCC::Lt, a, b)
    }
    fn le(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.compare(FloatCC::Le, a, b)
    }
    fn eq(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.compare(FloatCC::Eq, a, b)
    }
    fn ne(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.compare(FloatCC::Ne, a, b)
    }
    fn and(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.sink.emit(Op::BAnd, &[a, b], Imm::None, S::FLAG)
    }
    fn or(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.sink.emit(Op::BOr, &[a, b], Imm::None, S::FLAG)
    }
    fn pick(&mut self, flag: S::Value, a: S::Value, b: S::Value) -> S::Value {
        self.of_floats(Op::Pick, &[flag, a, b])
    }
    fn bits(&mut self, a: S::Value) -> S::Value {
        self.sink.emit(Op::Bitcast, &[a], Imm::None, Ty::I64)
    }
    fn with_bits(&mut self, a: S::Value) -> S::Value {
        self.sink.emit(Op::Bitcast, &[a], Imm::None, Ty::F64)
    }
    fn int_add(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.of_ints(Op::IAdd, a, b)
    }
    fn int_sub(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.of_ints(Op::ISub, a, b)
    }
    fn int_and(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.of_ints(Op::BAnd, a, b)
    }
    fn int_or(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.of_ints(Op::BOr, a, b)
    }
    fn int_xor(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.of_ints(Op::BXor, a, b)
    }
    fn shift_left(&mut self, a: S::Value, amount: u32) -> S::Value {
        let amount = self.int(i64::from(amount));
        self.of_ints(Op::IShl, a, amount)
    }
    fn shift_right(&mut self, a: S::Value, amount: u32) -> S::Value {
        let amount = self.int(i64::from(amount));
        self.of_ints(Op::UShr, a, amount)
    }
    fn int_eq(&mut self, a: S::Value, b: S::Value) -> S::Value {
        self.sink
            .emit(Op::ICmp, &[a, b], Imm::IntCC(IntCC::Eq), S::FLAG)
    }
    fn rare(
        &mut self,
        function: Periodic,
        flag: S::Value,
        x: S::Value,
        value: S::Value,
    ) -> S::Value {
        let symbol = match function {
            Periodic::Sin => Symbol::SinF64,
            Periodic::Cos => Symbol::CosF64,
            Periodic::Tan => Symbol::TanF64,
        };
        self.sink.rare(symbol, flag, x, value)
    }
}
