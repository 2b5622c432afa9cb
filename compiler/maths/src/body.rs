//! A body as a function of its own: for the reference interpreter, and for targets without the symbol.

use numjit_abi::Symbol;
use numjit_ir::{Builder, Const, Imm, Loc, Op, Options, Stage, Ty, Value};

use crate::symbols::{Function, Precision, function};
use crate::writer::{Sink, expand};

/// A low function `(context, arguments) -> (status, result)` that computes what the symbol does; none if
/// the symbol has no body.
pub fn body(symbol: Symbol) -> Option<numjit_ir::Function> {
    let (count, precision) = match function(symbol)? {
        Function::Unary(_, precision) => (1, precision),
        Function::Binary(_, precision) => (2, precision),
    };
    let ty = match precision {
        Precision::Single => Ty::F32,
        Precision::Double => Ty::F64,
    };
    let mut func = numjit_ir::Function::new(symbol.info().name, Stage::Low, Options::DEFAULT);
    func.low_results = vec![ty];
    let entry = func.entry;
    func.add_param(entry, Ty::PTR);
    let args: Vec<Value> = (0..count).map(|_| func.add_param(entry, ty)).collect();
    let mut sink = Blocks {
        builder: Builder::new(&mut func, entry, Loc(0)),
    };
    let result = expand(&mut sink, symbol, &args)?;
    let builder = &mut sink.builder;
    let status = builder.emit(Op::IConst, &[], Imm::Const(Const::Int(0)), Ty::I32);
    builder.effect(Op::Ret, &[status, result], Imm::None);
    Some(func)
}

/// The end of a block; rare cases are calls in cold blocks.
struct Blocks<'f> {
    builder: Builder<'f>,
}

impl Sink for Blocks<'_> {
    type Value = Value;
    const FLAG: Ty = Ty::I8;

    fn emit(&mut self, op: Op, args: &[Value], imm: Imm, ty: Ty) -> Value {
        self.builder.emit(op, args, imm, ty)
    }

    fn rare(&mut self, symbol: Symbol, flag: Value, x: Value, value: Value) -> Value {
        let func = &mut *self.builder.func;
        let [cold, join] = [func.add_block(), func.add_block()];
        func.block_mut(cold).cold = true;
        let ty = func.ty(value);
        let result = func.add_param(join, ty);
        self.builder.branch(flag, (cold, &[]), (join, &[value]));
        self.builder.switch_to(cold);
        let imm = Imm::Symbol(symbol);
        let called = self.builder.emit(Op::CallSymbol, &[x], imm, ty);
        self.builder.jump(join, &[called]);
        self.builder.switch_to(join);
        result
    }
}
