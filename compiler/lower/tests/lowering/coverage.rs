//! Everything that the library can ask for lowers to well-formed code: every ufunc loop as a scalar
//! function and as a kernel, every conversion, operator, comparison and reduction at every type.

use numjit_ir::{
    BinOp, Builder, CmpOp, Function, Imm, Kernel, Layout, Loc, Op, Options, Reduction, Stage, Ty,
    UnOp, Value, verify,
};
use numjit_library::ufunc::ROWS;
use numjit_lower::{Callees, lower};

const NUMBERS: [Ty; 13] = [
    Ty::BOOL,
    Ty::I8,
    Ty::I16,
    Ty::I32,
    Ty::I64,
    Ty::U8,
    Ty::U16,
    Ty::U32,
    Ty::U64,
    Ty::F32,
    Ty::F64,
    Ty::C64,
    Ty::C128,
];

struct NoCallees;

impl Callees for NoCallees {
    fn signature(&self, _: u32) -> (Vec<Ty>, Ty) {
        (Vec::new(), Ty::NONE)
    }
}

/// Lowers a function of these parameters that returns what `body` makes of them.
#[track_caller]
fn check(params: &[Ty], result: Ty, body: impl FnOnce(&mut Builder<'_>, &[Value]) -> Value) {
    let mut func = Function::new("f", Stage::Typed, Options::DEFAULT);
    func.result = result;
    let entry = func.entry;
    let params: Vec<Value> = params.iter().map(|&ty| func.add_param(entry, ty)).collect();
    let mut b = Builder::new(&mut func, entry, Loc(0));
    let value = body(&mut b, &params);
    b.push(Op::Return, &[value], Imm::None, &[]);
    numjit_opt::insert_refcounts(&mut func);
    if let Err(errors) = verify(&func) {
        panic!("{errors:?}\n{func}");
    }
    let low = lower(&func, &NoCallees).unwrap_or_else(|error| panic!("{error:?}\n{func}"));
    if let Err(errors) = verify(&low) {
        panic!("{errors:?}\n{func}\n{low}");
    }
}

#[test]
fn ufunc_loops() {
    for row in ROWS {
        for (inputs, result) in row.loops() {
            check(&inputs, result, |b, args| {
                b.emit(Op::Math, args, Imm::Name(row.name.into()), result)
            });
            let arrays: Vec<Ty> = inputs
                .iter()
                .map(|&ty| Ty::array(ty, 2, Layout::C))
                .collect();
            let array = Ty::array(result, 2, Layout::C);
            let kernel = Kernel::single(row.name, &inputs, result);
            check(&arrays, array, |b, args| {
                b.emit(Op::Ufunc, args, Imm::Kernel(Box::new(kernel)), array)
            });
        }
    }
}

#[test]
fn conversions() {
    for from in NUMBERS {
        for to in NUMBERS {
            check(&[from], to, |b, args| b.emit(Op::Cast, args, Imm::None, to));
        }
    }
}

fn has_operator(op: BinOp, ty: Ty) -> bool {
    match op {
        BinOp::Add | BinOp::Sub | BinOp::Mul => true,
        BinOp::TrueDiv => ty.is_float() || ty.is_complex(),
        BinOp::FloorDiv | BinOp::Mod => ty.is_int() || ty.is_float(),
        BinOp::Pow => !ty.is_bool(),
        BinOp::LShift | BinOp::RShift => ty.is_int(),
        BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor => ty.is_int() || ty.is_bool(),
        BinOp::MatMul => false,
    }
}

#[test]
fn operators() {
    for ty in NUMBERS {
        for &op in BinOp::ALL.iter().filter(|&&op| has_operator(op, ty)) {
            check(&[ty, ty], ty, |b, args| {
                b.emit(Op::Bin, args, Imm::Bin(op), ty)
            });
        }
        if !ty.is_bool() {
            check(&[ty], ty, |b, args| {
                b.emit(Op::Un, args, Imm::Un(UnOp::Neg), ty)
            });
        }
        check(&[ty], Ty::BOOL, |b, args| {
            b.emit(Op::Truth, args, Imm::None, Ty::BOOL)
        });
        for op in [CmpOp::Eq, CmpOp::Ne, CmpOp::Lt, CmpOp::Ge] {
            check(&[ty, ty], Ty::BOOL, |b, args| {
                b.emit(Op::Compare, args, Imm::Cmp(op), Ty::BOOL)
            });
        }
    }
}

#[test]
fn reductions() {
    for dtype in NUMBERS {
        for layout in [Layout::C, Layout::F, Layout::A] {
            for &reduction in Reduction::ALL {
                let result = match reduction {
                    Reduction::Any | Reduction::All => Ty::BOOL,
                    Reduction::ArgMin | Reduction::ArgMax => Ty::I64,
                    _ => dtype,
                };
                check(&[Ty::array(dtype, 2, layout)], result, |b, args| {
                    b.emit(Op::Reduce, args, Imm::Reduce(reduction), result)
                });
            }
        }
    }
}

#[test]
fn assignments() {
    for target in NUMBERS {
        for source in NUMBERS {
            for layout in [Layout::C, Layout::A] {
                let params = [
                    Ty::array(target, 1, layout),
                    Ty::array(source, 1, Layout::C),
                    source,
                ];
                check(&params, Ty::NONE, |b, args| {
                    b.effect(Op::ArrayAssign, &[args[0], args[1]], Imm::None);
                    b.effect(Op::ArrayAssign, &[args[0], args[2]], Imm::None);
                    b.emit(Op::Const, &[], Imm::Const(numjit_ir::Const::None), Ty::NONE)
                });
            }
        }
    }
}
