//! Chooses the loop of an elementwise function for operand types and emits the call.

use numjit_ir::{ArrayTy, Builder, Imm, Kernel, Layout, Op, Options, Ty, Type, Value};

use super::rows::{Scalar, UfuncRow};
use crate::call::{Mismatch, Typed};
use crate::{emit, promote};

/// A chosen loop: the scalar types it computes with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loop {
    /// One type per input.
    pub inputs: Vec<Ty>,
    /// Type of the result.
    pub result: Ty,
}

/// Types a call of a row on scalars and arrays.
pub fn resolve(row: &'static UfuncRow, args: &[Ty], options: &Options) -> Result<Typed, Mismatch> {
    check_operands(args)?;
    let chosen = choose(row, args, None, options).ok_or_else(|| no_loop(row, args))?;
    match result_shape(args) {
        Some((ndim, layout)) => {
            let result = Ty::array(chosen.result, ndim, layout);
            let kernel = Kernel::single(row.name, &chosen.inputs, chosen.result);
            Ok(Typed::new(result, move |b, values| {
                let values = operands(b, values);
                b.emit(
                    Op::Ufunc,
                    &values,
                    Imm::Kernel(Box::new(kernel.clone())),
                    result,
                )
            }))
        }
        None => Ok(Typed::new(chosen.result, move |b, values| {
            let values = operands(b, values);
            emit_scalar(b, row, &chosen, &values)
        })),
    }
}

/// Types a call whose last argument is an array that receives the result and is returned.
pub fn resolve_out(
    row: &'static UfuncRow,
    args: &[Ty],
    options: &Options,
) -> Result<Typed, Mismatch> {
    let (&out, inputs) = args.split_last().ok_or_else(|| no_loop(row, args))?;
    check_operands(inputs)?;
    let expected = |expected: &str| Mismatch::Argument {
        index: inputs.len(),
        expected: expected.to_owned(),
    };
    let array = out.as_array().ok_or_else(|| expected("an array"))?;
    if array.readonly {
        return Err(expected("a writable array"));
    }
    let chosen =
        choose(row, inputs, Some(array.dtype), options).ok_or_else(|| no_loop(row, args))?;
    let kernel = Kernel::single(row.name, &chosen.inputs, chosen.result);
    Ok(Typed::new(out, move |b, values| {
        let out = values[values.len() - 1];
        let mut arguments = vec![out];
        arguments.extend(operands(b, &values[..values.len() - 1]));
        let kernel = Imm::Kernel(Box::new(kernel.clone()));
        b.effect(Op::UfuncAssign, &arguments, kernel);
        out
    }))
}

fn check_operands(args: &[Ty]) -> Result<(), Mismatch> {
    let wrong = args
        .iter()
        .position(|ty| ty.as_array().is_none() && !ty.is_number());
    match wrong {
        Some(index) => Err(Mismatch::Argument {
            index,
            expected: "a number or an array".to_owned(),
        }),
        None => Ok(()),
    }
}

fn no_loop(row: &UfuncRow, args: &[Ty]) -> Mismatch {
    let types: Vec<String> = args.iter().map(|&ty| scalar_of(ty).to_string()).collect();
    Mismatch::Combination(format!(
        "`{}` does not compute with {}",
        row.name,
        types.join(" and ")
    ))
}

/// Rank and layout of the result; none when it is a scalar, as it is for 0-d arrays. C order wins over
/// F order, which wins over none.
fn result_shape(args: &[Ty]) -> Option<(u8, Layout)> {
    let arrays = || args.iter().filter_map(|ty| ty.as_array());
    let ndim = arrays().map(|a| a.ndim).max().unwrap_or(0);
    let has = |layout| arrays().any(|a| a.layout == layout && a.ndim > 0);
    let layout = if !has(Layout::C) && has(Layout::F) && ndim > 1 {
        Layout::F
    } else {
        Layout::C
    };
    (ndim > 0).then_some((ndim, layout))
}

/// Operands as the operation takes them: 0-d arrays become their element, literals plain values.
fn operands(b: &mut Builder<'_>, values: &[Value]) -> Vec<Value> {
    values.iter().map(|&value| operand(b, value)).collect()
}

fn operand(b: &mut Builder<'_>, value: Value) -> Value {
    let ty = b.func.ty(value);
    match ty.as_array() {
        Some(ArrayTy { ndim: 0, .. }) => emit::array_item(b, value),
        Some(_) => value,
        None => emit::cast(b, value, ty.unliteral()),
    }
}

/// The scalar call at a chosen loop.
pub(crate) fn emit_scalar(
    b: &mut Builder<'_>,
    row: &UfuncRow,
    chosen: &Loop,
    values: &[Value],
) -> Value {
    let values: Vec<Value> = values
        .iter()
        .zip(&chosen.inputs)
        .map(|(&value, &ty)| emit::cast(b, value, ty))
        .collect();
    match row.scalar {
        // Bool addition is "or" and bool multiplication "and"; the operators count instead.
        Scalar::Bin(op) if chosen.result != Ty::BOOL || is_bitwise(row) => {
            emit::binary(b, op, values[0], values[1], chosen.result)
        }
        // Complex numbers have an order here but not in Python.
        Scalar::Compare(op) if !chosen.inputs[0].is_complex() || is_equality(row) => {
            emit::compare(b, op, values[0], values[1])
        }
        _ => emit::math(b, row.name, &values, chosen.result),
    }
}

fn is_bitwise(row: &UfuncRow) -> bool {
    row.name.starts_with("bitwise")
}

fn is_equality(row: &UfuncRow) -> bool {
    matches!(row.name, "equal" | "not_equal")
}

fn scalar_of(ty: Ty) -> Ty {
    ty.as_array().map_or(ty.unliteral(), |array| array.dtype)
}

/// The first loop that every operand may be cast to, and whose result may be stored into `out`.
pub fn choose(row: &UfuncRow, args: &[Ty], out: Option<Ty>, options: &Options) -> Option<Loop> {
    if args.len() != row.nin {
        return None;
    }
    let mut types: Vec<Ty> = if options.nep50 {
        strengthen(args)
    } else {
        args.iter().map(|&ty| scalar_of(ty)).collect()
    };
    if options.nep50 && row.name == "divide" && types.iter().all(|ty| is_whole(*ty)) {
        types.fill(Ty::F64);
    }
    // In mixed company any integer may become any float, so that float32 stays float32.
    let mixed = !options.nep50
        && types.iter().any(|ty| ty.is_int())
        && types.iter().any(|ty| ty.is_float() || ty.is_complex());
    row.loops()
        .find(|(inputs, result)| {
            let fits = |(&from, &to): (&Ty, &Ty)| can_cast(from, to, mixed);
            types.iter().zip(inputs).all(fits)
                && out.is_none_or(|out| can_store(*result, out, mixed))
        })
        .map(|(inputs, result)| Loop { inputs, result })
}

fn can_cast(from: Ty, to: Ty, mixed: bool) -> bool {
    let integer_to_float = from.is_int() && (to.is_float() || to.is_complex());
    (mixed && integer_to_float) || promote::holds(from, to)
}

/// NumPy's "same kind" casting: any narrowing within a kind or to a later kind.
pub(super) fn can_store(from: Ty, to: Ty, mixed: bool) -> bool {
    let kind = |ty: Ty| match ty.get() {
        Type::Bool => 0,
        Type::Int { signed: false, .. } => 1,
        Type::Int { .. } => 2,
        Type::Float(_) => 3,
        _ => 4,
    };
    can_cast(from, to, mixed) || kind(from) <= kind(to)
}

fn is_whole(ty: Ty) -> bool {
    ty.is_int() || ty.is_bool()
}

/// Operand types under NumPy 2's rule: Python scalars (plain 64-bit scalars and literals) take the
/// dtype of the other operands unless their kind is higher.
fn strengthen(args: &[Ty]) -> Vec<Ty> {
    let strong = args
        .iter()
        .filter(|ty| !is_weak(**ty))
        .map(|&ty| scalar_of(ty))
        .reduce(common);
    args.iter()
        .map(|&ty| match strong {
            Some(strong) if is_weak(ty) => weak_beside(ty.unliteral(), strong),
            _ => scalar_of(ty),
        })
        .collect()
}

fn is_weak(ty: Ty) -> bool {
    matches!(ty.unliteral(), Ty::I64 | Ty::F64 | Ty::C128)
}

/// NumPy's common dtype of two dtypes.
fn common(a: Ty, b: Ty) -> Ty {
    const ORDER: [Ty; 13] = [
        Ty::BOOL,
        Ty::U8,
        Ty::I8,
        Ty::U16,
        Ty::I16,
        Ty::U32,
        Ty::I32,
        Ty::U64,
        Ty::I64,
        Ty::F32,
        Ty::F64,
        Ty::C64,
        Ty::C128,
    ];
    ORDER
        .into_iter()
        .find(|&ty| promote::holds(a, ty) && promote::holds(b, ty))
        .unwrap_or(Ty::C128)
}

fn weak_beside(weak: Ty, strong: Ty) -> Ty {
    match weak {
        Ty::I64 if strong.is_bool() => Ty::I64,
        Ty::I64 => strong,
        Ty::F64 if is_whole(strong) => Ty::F64,
        Ty::F64 => strong,
        _ if strong == Ty::F32 || strong == Ty::C64 => Ty::C64,
        _ => Ty::C128,
    }
}
