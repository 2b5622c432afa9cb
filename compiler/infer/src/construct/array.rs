//! Subscripts of arrays.

use numjit_ir::{ArrayTy, Imm, Layout, Op, Ty, Type, Value};
use numjit_library::{self as library, convert};

use super::index::{self, Advanced, Index};
use super::{library_call, optional, record};
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `array[index]`
pub(super) fn getitem(site: &mut Site<'_, '_>, array: ArrayTy, index: Ty) -> Outcome {
    let ty = Ty::new(Type::Array(array));
    if array.dtype.as_record().is_some() && record::names_field(index) {
        return record::get_field(site, array, index);
    }
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
        Index::Advanced(index) => gather(site, ty, index),
    }
}

/// A view without axes is read as its element.
fn scalar_or_view(view: Ty) -> Ty {
    match view.as_array() {
        Some(ArrayTy { ndim: 0, dtype, .. }) if dtype.as_record().is_none() => dtype,
        _ => view,
    }
}

fn take_scalar(e: &mut Emitter<'_>, view: Value) -> Value {
    match e.b.func.ty(view).as_array() {
        Some(ArrayTy { ndim: 0, dtype, .. }) if dtype.as_record().is_none() => {
            e.op(Op::ArrayGet, &[view], dtype)
        }
        _ => view,
    }
}

/// `array[index]` with arrays in the index: a copy, made by the library.
fn gather(site: &mut Site<'_, '_>, array: Ty, index: Advanced) -> Outcome {
    let types = [index.ty, index.indices_type(), constant(index.at)];
    let target = library_call::body(site, "nj.gather", &types)
        .map_err(|fault| refused(site, array, &fault))?;
    Ok(Meaning::value(target.result, move |e, args| {
        let array = e.cast(args[0], array);
        let (view, indices) = index.write(e, array, args);
        let at = emit::fixed(&mut e.b, constant(index.at));
        e.call(target.callee, &[view, indices, at], target.result)
    })
    .calling(target.callee))
}

/// `array[index] = value` with arrays in the index.
pub(super) fn scatter(site: &mut Site<'_, '_>, array: Ty, index: Advanced, value: Ty) -> Outcome {
    let value = value.unliteral();
    let types = [index.ty, index.indices_type(), value, constant(index.at)];
    let target = library_call::body(site, "nj.scatter", &types)
        .map_err(|fault| refused(site, array, &fault))?;
    Ok(Meaning::effect(move |e, args| {
        let array = e.cast(args[0], array);
        let (view, indices) = index.write(e, array, args);
        let value = e.cast(args[2], value);
        let at = emit::fixed(&mut e.b, constant(index.at));
        e.call(target.callee, &[view, indices, value, at], target.result);
    })
    .calling(target.callee))
}

/// An index with arrays that the library does not take, with its reason.
fn refused(site: &Site<'_, '_>, array: Ty, fault: &Fault) -> Fault {
    if site.cx.is_library(site.typing.id) {
        return fault.clone();
    }
    let reason = fault.0.first().map(|problem| problem.message.clone());
    let expected = "integers, slices, `...`, `None`, and arrays of integers or bools";
    let mut fault = report::wrong_index(site, array, site.ty(1), expected);
    if let Some(problem) = fault.0.first_mut() {
        problem.notes.extend(reason);
    }
    fault
}

fn constant(value: i64) -> Ty {
    Ty::new(Type::LitInt(value))
}

/// `array[index] = value`
pub(super) fn setitem(site: &mut Site<'_, '_>, array: ArrayTy, index: Ty, value: Ty) -> Outcome {
    let ty = Ty::new(Type::Array(array));
    if array.readonly {
        return Err(report::readonly(site, ty));
    }
    let value = optional::unwrapped(value);
    if array.dtype.as_record().is_some() {
        return record::set(site, array, index, value);
    }
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
        Index::Advanced(index) => {
            check_storable(site, array, scalar_of(array, value))?;
            scatter(site, ty, index, value)
        }
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

/// The scalar type of what a value stores; nested tuples are made to fit by the library.
fn scalar_of(array: ArrayTy, value: Ty) -> Ty {
    match (value.as_tuple(), value.as_array()) {
        (Some(_), _) => array.dtype,
        (None, Some(source)) => source.dtype,
        (None, None) => value,
    }
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
    check_storable(site, array, scalar_of(array, value))?;
    Ok(Meaning::effect(move |e, args| {
        let mut operands = vec![e.cast(args[0], ty)];
        operands.extend(index::write(e, &items, args));
        let target = e.op(Op::ArrayView, &operands, view);
        let source = match &converted {
            Some(typed) => {
                let value = emit::cast(&mut e.b, args[2], value);
                let dtype = emit::fixed(&mut e.b, Ty::new(Type::DType(array.dtype)));
                (typed.emit)(&mut e.b, &[value, dtype])
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
        1 if array.dtype.as_record().is_none() => Some(array.dtype),
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
