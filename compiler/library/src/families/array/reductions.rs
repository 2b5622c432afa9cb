//! Reductions of whole arrays; along an axis they are written in Python.

use numjit_ir::{Imm, Op, Reduction, Ty, Type};

use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Rule, Typed};
use crate::emit;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    let rows_: [(&str, &str, Rule, &str, &str); 8] = [
        (
            "sum",
            "a, axis: literal=None, dtype=None, out=None, keepdims: literal=False, initial=None, where: literal=True",
            |call| folded(call, Reduction::Sum),
            "nj.sum_axis",
            "Sum of the elements, of all of them or along an axis.",
        ),
        (
            "prod",
            "a, axis: literal=None, dtype=None, out=None, keepdims: literal=False, initial=None, where: literal=True",
            |call| folded(call, Reduction::Prod),
            "nj.prod_axis",
            "Product of the elements, of all of them or along an axis.",
        ),
        (
            "min",
            "a, axis: literal=None, out=None, keepdims: literal=False, initial=None, where: literal=True",
            |call| chosen(call, Reduction::Min),
            "nj.min_axis",
            "Smallest element, of all or along an axis; nan wins.",
        ),
        (
            "max",
            "a, axis: literal=None, out=None, keepdims: literal=False, initial=None, where: literal=True",
            |call| chosen(call, Reduction::Max),
            "nj.max_axis",
            "Largest element, of all or along an axis; nan wins.",
        ),
        (
            "any",
            "a, axis: literal=None, out=None, keepdims: literal=False, where: literal=True",
            |call| chosen(call, Reduction::Any),
            "nj.any_axis",
            "Whether an element is true, of all or along an axis.",
        ),
        (
            "all",
            "a, axis: literal=None, out=None, keepdims: literal=False, where: literal=True",
            |call| chosen(call, Reduction::All),
            "nj.all_axis",
            "Whether every element is true, of all or along an axis.",
        ),
        (
            "argmin",
            "a, axis: literal=None, out=None, keepdims: literal=False",
            |call| chosen(call, Reduction::ArgMin),
            "nj.argmin_axis",
            "Position of the smallest element; the first nan wins.",
        ),
        (
            "argmax",
            "a, axis: literal=None, out=None, keepdims: literal=False",
            |call| chosen(call, Reduction::ArgMax),
            "nj.argmax_axis",
            "Position of the largest element; the first nan wins.",
        ),
    ];
    for (name, params, rule, otherwise, doc) in rows_ {
        for module in ["numpy", "ndarray"] {
            let path = format!("{module}.{name}");
            rows.rule_or(
                Box::leak(path.into_boxed_str()),
                params,
                rule,
                otherwise,
                doc,
            );
        }
    }
    rows.rule_or(
        "numpy.amin",
        "a, axis: literal=None, out=None, keepdims: literal=False, initial=None, where: literal=True",
        |call| chosen(call, Reduction::Min),
        "nj.min_axis",
        "Smallest element, of all or along an axis; nan wins.",
    );
    rows.rule_or(
        "numpy.amax",
        "a, axis: literal=None, out=None, keepdims: literal=False, initial=None, where: literal=True",
        |call| chosen(call, Reduction::Max),
        "nj.max_axis",
        "Largest element, of all or along an axis; nan wins.",
    );
}

/// Sums and products, which accumulate in a wider type.
fn folded(call: &Call<'_>, reduction: Reduction) -> Result<Typed, Mismatch> {
    let element = reducible(call)?;
    let result = args::dtype(call, 2, args::accumulator(element))?;
    if element.is_complex() && !result.is_complex() {
        return expected(2, "a complex dtype, for the elements are complex");
    }
    check_axis(call, 4)?;
    Ok(reduced(call, reduction, result))
}

fn chosen(call: &Call<'_>, reduction: Reduction) -> Result<Typed, Mismatch> {
    let element = reducible(call)?;
    let result = match reduction {
        Reduction::Any | Reduction::All => Ty::BOOL,
        Reduction::ArgMin | Reduction::ArgMax => Ty::I64,
        _ => element,
    };
    if element.is_complex() && result != Ty::BOOL {
        return expected(0, "an array of real numbers");
    }
    check_axis(call, 3)?;
    Ok(reduced(call, reduction, result))
}

fn reducible(call: &Call<'_>) -> Result<Ty, Mismatch> {
    match args::scalar(call.args[0]) {
        Some(element) => Ok(element),
        None => expected(0, "an array of numbers"),
    }
}

/// Reductions along an axis are written in Python, and so is what keeps axes of extent 1, starts at a
/// number or leaves elements out.
fn check_axis(call: &Call<'_>, keepdims: usize) -> Result<(), Mismatch> {
    if call.args[keepdims].get() != &Type::LitBool(false) {
        return expected(keepdims, "the constant True or False");
    }
    for (index, &more) in call.args.iter().enumerate().skip(keepdims + 1) {
        if more != Ty::NONE && more.get() != &Type::LitBool(true) {
            return expected(index, "left out for these arguments");
        }
    }
    match (call.args[1], call.args[0].as_array()) {
        (Ty::NONE, _) => Ok(()),
        (_, Some(array)) if array.ndim > 0 => expected(1, "None or an integer"),
        _ => expected(1, "None, for there are no axes"),
    }
}

fn reduced(call: &Call<'_>, reduction: Reduction, result: Ty) -> Typed {
    if call.args[0].as_array().is_some() {
        return Typed::new(result, move |b, v| {
            b.emit(Op::Reduce, &[v[0]], Imm::Reduce(reduction), result)
        });
    }
    Typed::new(result, move |b, v| match reduction {
        Reduction::ArgMin | Reduction::ArgMax => emit::const_int(b, 0, Ty::I64),
        Reduction::Any | Reduction::All => {
            let value = emit::plain(b, v[0]);
            emit::truth(b, value)
        }
        _ => emit::cast(b, v[0], result),
    })
}
