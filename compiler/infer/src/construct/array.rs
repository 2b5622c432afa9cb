//! Subscripts of arrays.

use numjit_ir::{ArrayTy, Imm, Layout, Op, Ty, Type, Value};
use numjit_library::{self as library, convert};

use super::index::{self, Index};
use super::{library_call, optional};
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `array[index]`
pub(super) fn getitem(site: &mut Site<'_, '_>, array: ArrayTy, index: Ty) -> Outcome {
    let ty = Ty::new(Type::Array(array));
    match index::read(site, array, index)? {
        Index::Element(items) => Ok(Meaning::value(array.dtype, move |e, args| {
            let mut operands = vec![e.cast(args[0], ty)];
            operands.extend(index::write(e, &items, args));
            e.op(Op::ArrayGet, &operands, array.dtype)
        })),
        Index::View(items, view) => Ok(Meaning::value(scalar_or_view(view), move |e, args| {
            let mut operands = vec![e.cast(args[0], ty)];
            operands.extend(index::write(e, &items, args));
            let view = e.op(Op::ArrayView, &operands, view);
            take_scalar(e, view)
        })),
        Index::Advanced => advanced(site, "nj.getitem", &[ty, index], index),
    }
}

/// A view without axes is read as its element.
fn scalar_or_view(view: Ty) -> Ty {
    match view.as_array() {
        Some(ArrayTy { ndim: 0, dtype, .. }) => dtype,
        _ => view,
    }
}

fn take_scalar(e: &mut Emitter<'_>, view: Value) -> Value {
    match e.b.func.ty(view).as_array() {
        Some(ArrayTy { ndim: 0, dtype, .. }) => e.op(Op::ArrayGet, &[view], dtype),
        _ => view,
    }
}

/// Indices with arrays in them are functions of the library, chosen by what the array holds.
fn advanced(site: &mut Site<'_, '_>, function: &str, types: &[Ty], index: Ty) -> Outcome {
    let single = match index.get() {
        Type::Tuple(types) if types.len() == 1 => types[0],
        _ => index,
    };
    let suffix = match single.as_array() {
        Some(array) if array.dtype.is_bool() => "mask",
        Some(_) => "take",
        None => "advanced",
    };
    let path = format!("{function}_{suffix}");
    if single == index
        && let Some(meaning) = library_call::by_path(site, &path, types)?
    {
        return Ok(meaning);
    }
    let expected = "integers, slices, `...` and `None`, or one array of integers or bools";
    Err(report::wrong_index(site, types[0], index, expected))
}

/// `array[index] = value`
pub(super) fn setitem(site: &mut Site<'_, '_>, array: ArrayTy, index: Ty, value: Ty) -> Outcome {
    let ty = Ty::new(Type::Array(array));
    if array.readonly {
        return Err(report::readonly(site, ty));
    }
    let value = optional::unwrapped(value);
    match index::read(site, array, index)? {
        Index::Element(items) => {
            let value = element_type(site, array, value)?;
            Ok(Meaning::effect(move |e, args| {
                let target = e.cast(args[0], ty);
                let element = e.cast(args[2], value);
                let element = match value.as_array() {
                    Some(source) => e.op(Op::ArrayGet, &[element], source.dtype),
                    None => element,
                };
                let element = e.cast(element, array.dtype);
                let mut operands = vec![target, element];
                operands.extend(index::write(e, &items, args));
                e.b.effect(Op::ArraySet, &operands, Imm::None);
            }))
        }
        Index::View(items, view) => assign_view(site, array, items, view, value),
        Index::Advanced => advanced(site, "nj.setitem", &[ty, index, value], index),
    }
}

/// The type of a value that is stored as one element: a number, or an array without axes.
fn element_type(site: &Site<'_, '_>, array: ArrayTy, value: Ty) -> Result<Ty, Fault> {
    let scalar = match value.as_array() {
        Some(ArrayTy { ndim: 0, dtype, .. }) => dtype,
        _ => value,
    };
    check_storable(site, array, scalar)?;
    Ok(value)
}

fn check_storable(site: &Site<'_, '_>, array: ArrayTy, scalar: Ty) -> Result<(), Fault> {
    if scalar.is_number() && convert::rate(scalar, array.dtype).is_some() {
        return Ok(());
    }
    let context = format!("the array holds `{}`", array.dtype);
    Err(report::conversion(site, scalar, array.dtype, &context))
}

/// A number or an array fills a view; a tuple or list display fills it as an array would.
fn assign_view(
    site: &mut Site<'_, '_>,
    array: ArrayTy,
    items: Vec<index::Item>,
    view: Ty,
    value: Ty,
) -> Outcome {
    let ty = Ty::new(Type::Array(array));
    let converted = match value.as_tuple() {
        Some(_) => Some(tuple_as_array(site, value, array.dtype)?),
        None => None,
    };
    let scalar = match (&converted, value.as_array()) {
        (Some(_), _) => array.dtype,
        (None, Some(source)) => source.dtype,
        (None, None) => value,
    };
    check_storable(site, array, scalar)?;
    Ok(Meaning::effect(move |e, args| {
        let mut operands = vec![e.cast(args[0], ty)];
        operands.extend(index::write(e, &items, args));
        let target = e.op(Op::ArrayView, &operands, view);
        let source = match &converted {
            Some(typed) => {
                let value = emit::cast(&mut e.b, args[2], value);
                (typed.emit)(&mut e.b, &[value, value])
            }
            None => e.cast(args[2], value.unliteral()),
        };
        e.b.effect(Op::ArrayAssign, &[target, source], Imm::None);
    }))
}

/// The library's way to make an array of nested tuples.
fn tuple_as_array(site: &Site<'_, '_>, value: Ty, dtype: Ty) -> Result<library::Typed, Fault> {
    let unsupported = || report::conversion(site, value, dtype, "the array holds numbers");
    let entity = library::lookup("nj.array").ok_or_else(unsupported)?;
    let library::Kind::Function(function) = &library::item(entity).kind else {
        return Err(unsupported());
    };
    let library::Body::Rule(rule) = function.body else {
        return Err(unsupported());
    };
    let options = site.options();
    rule(&library::Call {
        args: &[value, Ty::new(Type::DType(dtype))],
        options: &options,
    })
    .map_err(|_| unsupported())
}

/// Type of an element of the iteration over an array: a number, or a view with one axis less.
pub(super) fn element(array: ArrayTy) -> Option<Ty> {
    match array.ndim {
        0 => None,
        1 => Some(array.dtype),
        ndim => Some(Ty::new(Type::Array(ArrayTy {
            ndim: ndim - 1,
            layout: match array.layout {
                Layout::C => Layout::C,
                Layout::F | Layout::A => Layout::A,
            },
            ..array
        }))),
    }
}
