//! Fields of structured arrays and of their elements.
//!
//! An element of a structured array is a view of it without axes, so that `a[i].x = 1` changes the array. A field is
//! again a view, with the strides of the records; of an element it is the number in it.

use numjit_diag::codes;
use numjit_ir::{ArrayTy, Imm, Layout, Op, RecordField, Ty, Type, Value};

use super::array as arrays;
use super::index::{self, Index};
use crate::emit;
use crate::meaning::{Emitter, Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// Whether an index names a field: a constant text, or a constant position for an element.
pub(super) fn names_field(index: Ty) -> bool {
    matches!(index.get(), Type::LitStr(_))
}

/// The field that a constant names.
fn field_of(site: &Site<'_, '_>, array: ArrayTy, index: Ty) -> Result<&'static RecordField, Fault> {
    let record = array.dtype.as_record();
    let found = match (record, index.get()) {
        (Some(record), Type::LitStr(name)) => record.field(name),
        (Some(record), Type::LitInt(position)) => usize::try_from(*position)
            .ok()
            .and_then(|position| record.fields.get(position)),
        _ => None,
    };
    found.ok_or_else(|| {
        let name = match index.get() {
            Type::LitStr(name) => name.to_string(),
            _ => index.to_string(),
        };
        let ty = report::type_name(Ty::new(Type::Array(array)));
        codes::nj0203_unknown_attribute::unknown_attribute(&ty, &name, None, site.here()).into()
    })
}

/// The type of the view of a field.
fn field_view(array: ArrayTy, field: &RecordField) -> Ty {
    let ndim = array.ndim + field.shape.len() as u8;
    Ty::new(Type::Array(ArrayTy {
        dtype: field.ty,
        ndim,
        layout: if ndim == 0 { Layout::C } else { Layout::A },
        readonly: array.readonly,
    }))
}

/// Writes the view of a field.
fn write_view(e: &mut Emitter<'_>, base: Value, array: ArrayTy, field: &RecordField) -> Value {
    let ndim = usize::from(array.ndim);
    let axes = Ty::uni_tuple(Ty::I64, ndim);
    let shape = e.op(Op::ArrayShape, &[base], axes);
    let strides = e.op(Op::ArrayStrides, &[base], axes);
    let mut extents = tuple_values(e, shape, ndim);
    let mut steps = tuple_values(e, strides, ndim);
    let mut step = i64::from(field.ty.bits() / 8);
    let mut inner = Vec::new();
    for &extent in field.shape.iter().rev() {
        inner.push((i64::from(extent), step));
        step *= i64::from(extent);
    }
    for (extent, step) in inner.into_iter().rev() {
        extents.push(numjit_library::emit::const_int(&mut e.b, extent, Ty::I64));
        steps.push(numjit_library::emit::const_int(&mut e.b, step, Ty::I64));
    }
    let shape = numjit_library::emit::tuple(&mut e.b, &extents);
    let strides = numjit_library::emit::tuple(&mut e.b, &steps);
    let offset = numjit_library::emit::const_int(&mut e.b, i64::from(field.offset), Ty::I64);
    let view = field_view(array, field);
    e.op(Op::ArrayStrided, &[base, offset, shape, strides], view)
}

fn tuple_values(e: &mut Emitter<'_>, tuple: Value, count: usize) -> Vec<Value> {
    (0..count)
        .map(|i| emit::tuple_get(&mut e.b, tuple, i, Ty::I64))
        .collect()
}

/// What reading a field gives: the number in an element, else a view.
fn read_type(array: ArrayTy, field: &RecordField) -> Ty {
    let view = field_view(array, field);
    match view.as_array() {
        Some(ArrayTy { ndim: 0, dtype, .. }) if dtype.as_record().is_none() => dtype,
        _ => view,
    }
}

/// `array["field"]`, or `array.field`
pub(super) fn get_field(site: &Site<'_, '_>, array: ArrayTy, index: Ty) -> Outcome {
    let field = field_of(site, array, index)?;
    let ty = Ty::new(Type::Array(array));
    let result = read_type(array, field);
    Ok(Meaning::value(result, move |e, args| {
        let base = e.cast(args[0], ty);
        let view = write_view(e, base, array, field);
        match result.as_array() {
            Some(_) => view,
            None => e.op(Op::ArrayGet, &[view], result),
        }
    }))
}

/// `array["field"] = value`, or `array.field = value`, where the value is an operand.
pub(super) fn set_field(
    site: &mut Site<'_, '_>,
    array: ArrayTy,
    index: Ty,
    value: Ty,
    operand: usize,
) -> Outcome {
    let ty = Ty::new(Type::Array(array));
    if array.readonly {
        return Err(report::readonly(site, ty));
    }
    let field = field_of(site, array, index)?;
    let plain = value.unliteral();
    check_field(site, field, plain)?;
    Ok(Meaning::effect(move |e, args| {
        let base = e.cast(args[0], ty);
        let value = e.cast(args[operand], plain);
        store(e, base, array, field, value);
    }))
}

/// Whether a value can be stored in a field.
fn check_field(site: &Site<'_, '_>, field: &RecordField, value: Ty) -> Result<(), Fault> {
    let scalar = value.as_array().map_or(value, |array| array.dtype);
    let fits = match field.ty.as_record() {
        Some(_) => scalar == field.ty,
        None => scalar.is_number() && (field.ty.is_complex() || !scalar.is_complex()),
    };
    if fits {
        return Ok(());
    }
    let context = format!("the field `{}` holds `{}`", field.name, field.ty);
    Err(report::conversion(site, value, field.ty, &context))
}

fn store(e: &mut Emitter<'_>, base: Value, array: ArrayTy, field: &RecordField, value: Value) {
    let view = write_view(e, base, array, field);
    e.b.effect(Op::ArrayAssign, &[view, value], Imm::None);
}

/// `array[index] = value`, where the array is structured: a field, or elements from records or from a tuple with one
/// entry for each field.
pub(super) fn set(site: &mut Site<'_, '_>, array: ArrayTy, index: Ty, value: Ty) -> Outcome {
    if names_field(index) {
        return set_field(site, array, index, value, 2);
    }
    let ty = Ty::new(Type::Array(array));
    if let Some(types) = value.as_tuple() {
        return set_from_tuple(site, array, index, types, value);
    }
    if value
        .as_array()
        .is_none_or(|source| source.dtype != array.dtype)
    {
        return Err(report::conversion(
            site,
            value,
            array.dtype,
            "the array holds records",
        ));
    }
    match index::read(site, array, index)? {
        Index::View(items, view) => Ok(Meaning::effect(move |e, args| {
            let mut operands = vec![e.cast(args[0], ty)];
            operands.extend(index::write(e, &items, args));
            let target = e.op(Op::ArrayView, &operands, view);
            let source = e.cast(args[2], value);
            e.b.effect(Op::ArrayAssign, &[target, source], Imm::None);
        })),
        Index::Element(_) => Err(report::internal(site, "an element of a structured array")),
        Index::Advanced(index) => arrays::scatter(site, ty, index, value),
    }
}

fn set_from_tuple(
    site: &mut Site<'_, '_>,
    array: ArrayTy,
    index: Ty,
    types: &'static [Ty],
    value: Ty,
) -> Outcome {
    let ty = Ty::new(Type::Array(array));
    let fields = array
        .dtype
        .as_record()
        .map_or(&[][..], |record| &record.fields);
    if fields.len() != types.len() {
        let context = format!("the records have {} fields", fields.len());
        return Err(report::conversion(site, value, array.dtype, &context));
    }
    for (field, part) in fields.iter().zip(types) {
        check_field(site, field, part.unliteral())?;
    }
    let Index::View(items, view) = index::read(site, array, index)? else {
        let context = "a tuple is stored with integers and slices as indices";
        return Err(report::conversion(site, value, array.dtype, context));
    };
    let Some(target_ty) = view.as_array() else {
        return Err(report::internal(site, "a view that is no array"));
    };
    Ok(Meaning::effect(move |e, args| {
        let mut operands = vec![e.cast(args[0], ty)];
        operands.extend(index::write(e, &items, args));
        let target = e.op(Op::ArrayView, &operands, view);
        for (position, (field, part)) in fields.iter().zip(types).enumerate() {
            let given = emit::tuple_get(&mut e.b, args[2], position, *part);
            let given = e.cast(given, part.unliteral());
            store(e, target, target_ty, field, given);
        }
    }))
}
