//! Calls of elementwise functions with all of their arguments: `out`, `where`, `dtype` and `casting`.

use numjit_ir::{ArrayTy, Imm, Kernel, Layout, Op, Options, Ty, Type};

use super::resolve::{can_store, resolve, resolve_out};
use super::rows::UfuncRow;
use crate::args::{named_dtype, scalar};
use crate::call::{Mismatch, Typed};
use crate::emit;
use crate::families::copy_into_new;

/// Parameters of every elementwise function after its inputs.
pub(crate) const KEYWORDS: &str = "out=None, where=True, dtype=None, casting='same_kind'";

/// Types a call from the types of all parameters: the inputs, then those of the keywords that every ufunc takes.
pub fn resolve_call(
    row: &'static UfuncRow,
    args: &[Ty],
    options: &Options,
) -> Result<Typed, Mismatch> {
    let nin = row.nin;
    let (inputs, keywords) = args.split_at(nin.min(args.len()));
    let &[out, condition, dtype, casting] = keywords else {
        return resolve(row, inputs, options);
    };
    if casting.get() != &Type::LitStr("same_kind".into()) {
        return wrong(
            nin + 3,
            "'same_kind', the one rule of casting that is supported",
        );
    }
    if dtype != Ty::NONE {
        return with_dtype(row, args, options);
    }
    match condition.get() {
        Type::LitBool(true) if out == Ty::NONE => {
            let typed = resolve(row, inputs, options)?;
            Ok(Typed::new(typed.result, move |b, v| {
                (typed.emit)(b, &v[..nin])
            }))
        }
        Type::LitBool(true) => {
            let typed = resolve_out(row, &args[..=nin], options)?;
            Ok(Typed::new(typed.result, move |b, v| {
                (typed.emit)(b, &v[..=nin])
            }))
        }
        _ => masked(row, args, options),
    }
}

fn wrong<T>(index: usize, expected: &str) -> Result<T, Mismatch> {
    Err(Mismatch::Argument {
        index,
        expected: expected.to_owned(),
    })
}

/// Converts the inputs to the dtype in which the function shall compute.
fn with_dtype(row: &'static UfuncRow, args: &[Ty], options: &Options) -> Result<Typed, Mismatch> {
    let nin = row.nin;
    let Some(dtype) = named_dtype(args[nin + 2]) else {
        return wrong(nin + 2, "a dtype such as `np.float64`");
    };
    let mut types = args.to_vec();
    types[nin + 2] = Ty::NONE;
    for (index, ty) in types[..nin].iter_mut().enumerate() {
        let Some(from) = scalar(*ty) else {
            return wrong(index, "a number or an array");
        };
        if !can_store(from, dtype, false) {
            return Err(Mismatch::Combination(format!(
                "`{from}` is not cast to `{dtype}` under the rule 'same_kind'"
            )));
        }
        *ty = match ty.as_array() {
            Some(array) => in_dtype(array, dtype),
            None => dtype,
        };
    }
    let typed = resolve_call(row, &types, options)?;
    if args[nin] == Ty::NONE && scalar(typed.result) != Some(dtype) {
        return Err(Mismatch::Combination(format!(
            "`{}` has no loop whose result is `{dtype}`",
            row.name
        )));
    }
    let given = args.to_vec();
    Ok(Typed::new(typed.result, move |b, v| {
        let mut values = v.to_vec();
        for (index, value) in values.iter_mut().take(nin).enumerate() {
            *value = match types[index].as_array() {
                Some(_) if types[index] == given[index] => *value,
                Some(_) => copy_into_new(b, *value, types[index]),
                None => emit::cast(b, *value, types[index]),
            };
        }
        (typed.emit)(b, &values)
    }))
}

/// The type of an array converted to a dtype; itself where it has it.
fn in_dtype(array: ArrayTy, dtype: Ty) -> Ty {
    if array.dtype == dtype {
        return Ty::new(Type::Array(array));
    }
    let layout = match array.layout {
        Layout::F => Layout::F,
        Layout::C | Layout::A => Layout::C,
    };
    Ty::array(dtype, array.ndim, layout)
}

/// Computes everywhere, and stores where the condition holds. Without an array for the results the other
/// elements are 0 (NumPy leaves them undefined).
fn masked(row: &'static UfuncRow, args: &[Ty], options: &Options) -> Result<Typed, Mismatch> {
    let nin = row.nin;
    let (out, condition) = (args[nin], args[nin + 1]);
    if scalar(condition).is_none_or(|ty| !ty.is_bool()) {
        return wrong(nin + 1, "a bool or an array of bools");
    }
    let typed = resolve(row, &args[..nin], options)?;
    let computed = scalar(typed.result).unwrap_or(typed.result);
    if out != Ty::NONE {
        let array = match out.as_array() {
            Some(array) if !array.readonly => array,
            _ => return wrong(nin, "a writable array"),
        };
        if !can_store(computed, array.dtype, false) {
            return Err(Mismatch::Combination(format!(
                "the result, `{computed}`, cannot be stored in an array of `{}`",
                array.dtype
            )));
        }
        let kernel = Kernel::single("where", &[Ty::BOOL, array.dtype, array.dtype], array.dtype);
        return Ok(Typed::new(out, move |b, v| {
            let result = (typed.emit)(b, &v[..nin]);
            let mask = emit::element(b, v[nin + 1]);
            let kernel = Imm::Kernel(Box::new(kernel.clone()));
            b.effect(Op::UfuncAssign, &[v[nin], mask, result, v[nin]], kernel);
            v[nin]
        }));
    }
    let ndim = [typed.result, condition]
        .iter()
        .filter_map(|ty| ty.as_array())
        .map(|array| array.ndim)
        .max()
        .unwrap_or(0);
    let kernel = Kernel::single("where", &[Ty::BOOL, computed, computed], computed);
    let result = match ndim {
        0 => computed,
        ndim => Ty::array(computed, ndim, Layout::C),
    };
    Ok(Typed::new(result, move |b, v| {
        let value = (typed.emit)(b, &v[..nin]);
        let mask = emit::element(b, v[nin + 1]);
        let zero = emit::const_int(b, 0, Ty::I64);
        let zero = emit::cast(b, zero, computed);
        if ndim == 0 {
            return emit::select(b, mask, value, zero, computed);
        }
        let kernel = Imm::Kernel(Box::new(kernel.clone()));
        b.emit(Op::Ufunc, &[mask, value, zero], kernel, result)
    }))
}
