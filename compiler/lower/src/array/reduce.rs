//! Reductions of all elements to a scalar, in C order.

use numjit_abi::ExceptionKind;
use numjit_ir::{Block, FloatCC, InstData, IntCC, Kernel, Layout, Reduction, Ty, Value};

use crate::array::kernel::Program;
use crate::array::nest::{Space, for_each};
use crate::array::product;
use crate::cx::{Cx, Lowered, Vals};
use crate::scalar::{self, cast, compare, truth_number};

/// `reduce`.
pub(crate) fn reduce(cx: &mut Cx<'_>, inst: &InstData, reduction: Reduction) -> Lowered<Vals> {
    let ty = cx.ty(inst.args[0]);
    let Some(array) = ty.as_array() else {
        return cx.unsupported(format!("a reduction of {ty}"));
    };
    let kernel = Kernel::single("copy", &[array.dtype], array.dtype);
    ufunc_reduce(cx, inst, &kernel, reduction)
}

/// `ufunc_reduce`.
pub(crate) fn ufunc_reduce(
    cx: &mut Cx<'_>,
    inst: &InstData,
    kernel: &Kernel,
    reduction: Reduction,
) -> Lowered<Vals> {
    let result = cx.ty(inst.results[0]);
    let program = Program::new(cx, kernel, &inst.args)?;
    let shape = program.broadcast(cx);
    let fold = Fold {
        program: &program,
        shape: &shape,
        result,
    };
    match reduction {
        Reduction::Sum => fold.accumulate(cx, "add", 0.0),
        Reduction::Prod => fold.accumulate(cx, "multiply", 1.0),
        Reduction::Min => fold.extremum(cx, "minimum"),
        Reduction::Max => fold.extremum(cx, "maximum"),
        Reduction::Any => fold.search(cx, true),
        Reduction::All => fold.search(cx, false),
        Reduction::ArgMin => fold.position(cx, "argmin", FloatCC::Lt),
        Reduction::ArgMax => fold.position(cx, "argmax", FloatCC::Gt),
    }
}

struct Fold<'f> {
    program: &'f Program<'f>,
    shape: &'f [Value],
    result: Ty,
}

impl Fold<'_> {
    fn space(&self) -> Space<'_> {
        Space {
            shape: self.shape,
            arrays: &self.program.arrays,
            order: Layout::C,
        }
    }

    /// The first element; there must be one.
    fn first(&self, cx: &mut Cx<'_>) -> Lowered<Vals> {
        let addresses: Vals = self.program.arrays.iter().map(|array| array.data).collect();
        self.program.element(cx, &addresses)
    }

    fn raise_if_empty(&self, cx: &mut Cx<'_>, message: &str) {
        let size = product(cx, self.shape);
        let empty = cx.icmp_imm(IntCC::Eq, size, 0);
        cx.raise_if(empty, ExceptionKind::ValueError, message);
    }

    fn accumulate(&self, cx: &mut Cx<'_>, name: &str, start: f64) -> Lowered<Vals> {
        let ty = self.result;
        let start = cx.fconst(Ty::F64, start);
        let start = if ty.is_int() || ty.is_bool() {
            let whole = cx.as_fconst(start).map_or(0, |v| v as i64);
            Vals::from_iter([cx.iconst(crate::layout::machine(ty), whole)])
        } else {
            cast::number(cx, &[start], Ty::F64, ty)
        };
        let from = self.program.result();
        for_each(cx, &self.space(), &start, &mut |cx, addresses, total| {
            let element = self.program.element(cx, addresses)?;
            let element = cast::number(cx, &element, from, ty);
            scalar::apply(cx, name, &[(total.into(), ty), (element, ty)], ty)
        })
    }

    fn extremum(&self, cx: &mut Cx<'_>, name: &str) -> Lowered<Vals> {
        self.raise_if_empty(
            cx,
            &format!("zero-size array to reduction operation {name} which has no identity"),
        );
        let ty = self.result;
        let from = self.program.result();
        let first = self.first(cx)?;
        let first = cast::number(cx, &first, from, ty);
        for_each(cx, &self.space(), &first, &mut |cx, addresses, best| {
            let element = self.program.element(cx, addresses)?;
            let element = cast::number(cx, &element, from, ty);
            scalar::apply(cx, name, &[(best.into(), ty), (element, ty)], ty)
        })
    }

    /// `any` (stops at a true element) or `all` (stops at a false one).
    fn search(&self, cx: &mut Cx<'_>, stop_at: bool) -> Lowered<Vals> {
        let from = self.program.result();
        let (done, result): (Block, Vals) = cx.create_block(&[Ty::I8]);
        for_each(cx, &self.space(), &[], &mut |cx, addresses, _| {
            let element = self.program.element(cx, addresses)?;
            let truth = truth_number(cx, &element, from);
            let (next, _) = cx.create_block(&[]);
            let found = cx.flag(stop_at);
            if stop_at {
                cx.branch(truth, (done, &[found]), (next, &[]));
            } else {
                cx.branch(truth, (next, &[]), (done, &[found]));
            }
            cx.begin(next);
            Ok(Vals::new())
        })?;
        let missed = cx.flag(!stop_at);
        cx.jump(done, &[missed]);
        cx.begin(done);
        Ok(cast::number(cx, &result, Ty::BOOL, self.result))
    }

    /// Position of the smallest or largest element; the first NaN counts as such.
    fn position(&self, cx: &mut Cx<'_>, name: &str, cc: FloatCC) -> Lowered<Vals> {
        self.raise_if_empty(cx, &format!("attempt to get {name} of an empty sequence"));
        let ty = self.program.result();
        let mut carried = Vals::from_iter([cx.i64(0), cx.i64(0)]);
        carried.extend(self.first(cx)?);
        let last = for_each(
            cx,
            &self.space(),
            &carried,
            &mut |cx, addresses, carried| {
                let (here, at, best) = (carried[0], carried[1], &carried[2..]);
                let element = self.program.element(cx, addresses)?;
                let better = beats(cx, &element, best, ty, cc)?;
                let mut next = Vals::from_iter([cx.iadd_imm(here, 1), cx.pick(better, here, at)]);
                next.extend(cx.pick_all(better, &element, best));
                Ok(next)
            },
        )?;
        Ok(cast::number(cx, &last[1..2], Ty::I64, self.result))
    }
}

/// Whether an element goes before the best one so far.
fn beats(
    cx: &mut Cx<'_>,
    element: &[Value],
    best: &[Value],
    ty: Ty,
    cc: FloatCC,
) -> Lowered<Value> {
    let op = match cc {
        FloatCC::Lt => numjit_ir::CmpOp::Lt,
        _ => numjit_ir::CmpOp::Gt,
    };
    let wins = compare::compare(cx, op, &(element.into(), ty), &(best.into(), ty))?;
    if !ty.is_float() && !ty.is_complex() {
        return Ok(wins);
    }
    let element_nan = any_nan(cx, element);
    let best_nan = any_nan(cx, best);
    let best_is_number = cx.not(best_nan);
    let first_nan = cx.and(element_nan, best_is_number);
    let wins = cx.and(wins, best_is_number);
    Ok(cx.or(wins, first_nan))
}

fn any_nan(cx: &mut Cx<'_>, parts: &[Value]) -> Value {
    let mut result = cx.flag(false);
    for &part in parts {
        let nan = cx.fcmp(FloatCC::Ne, part, part);
        result = cx.or(result, nan);
    }
    result
}
