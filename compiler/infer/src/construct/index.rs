//! What the index of an array subscript selects, and the type of the view it gives.

use numjit_ir::{ArrayTy, Layout, Op, Ty, Type, Value};

use super::optional;
use crate::emit;
use crate::meaning::{Emitter, Fault};
use crate::report;
use crate::site::Site;

/// Kind of one component of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Removes an axis.
    Integer,
    /// Keeps a whole axis.
    Full,
    /// Keeps part of an axis without gaps.
    Unit,
    /// Keeps part of an axis, possibly with gaps or reversed.
    Strided,
    /// Adds an axis.
    NewAxis,
    /// Stands for the axes that are not named.
    Ellipsis,
    /// An array of integers or bools.
    Array,
}

/// Where a component's value comes from.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// The index itself.
    Whole,
    /// An element of the index, a tuple.
    Element(usize),
    /// Not written: a full slice.
    Implied,
}

/// One component.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    kind: Kind,
    source: Source,
    /// Type of the component as given.
    pub(super) ty: Ty,
}

/// What an index selects.
pub(super) enum Index {
    /// One element: an integer per axis.
    Element(Vec<Item>),
    /// A view of this type.
    View(Vec<Item>, Ty),
    /// An index with arrays in it, which selects a copy.
    Advanced,
}

/// Reads the index of `array[index]`.
pub(super) fn read(site: &Site<'_, '_>, array: ArrayTy, index: Ty) -> Result<Index, Fault> {
    let items = components(site, array, index)?;
    if items.iter().any(|item| item.kind == Kind::Array) {
        return Ok(Index::Advanced);
    }
    let items = cover(site, array, index, items)?;
    let whole = items.iter().all(|item| item.kind == Kind::Integer);
    if whole {
        return Ok(Index::Element(items));
    }
    let ty = view_type(array, &items);
    Ok(Index::View(items, ty))
}

fn components(site: &Site<'_, '_>, array: ArrayTy, index: Ty) -> Result<Vec<Item>, Fault> {
    let component = |source: Source, ty: Ty| match kind(ty) {
        Some(kind) => Ok(Item { kind, source, ty }),
        None => Err(report::wrong_index(
            site,
            Ty::new(Type::Array(array)),
            ty,
            "integers, slices, `...`, `None`, and arrays of integers or bools",
        )),
    };
    match index.get() {
        Type::Tuple(types) => types
            .iter()
            .enumerate()
            .map(|(position, &ty)| component(Source::Element(position), ty))
            .collect(),
        _ => Ok(vec![component(Source::Whole, index)?]),
    }
}

fn kind(ty: Ty) -> Option<Kind> {
    let inner = optional::unwrapped(ty);
    Some(match inner.get() {
        Type::None => Kind::NewAxis,
        Type::Ellipsis => Kind::Ellipsis,
        Type::Slice { start, stop, step } => slice_kind(*start, *stop, *step),
        Type::Array(array) if array.ndim == 0 && array.dtype.is_int() => Kind::Integer,
        Type::Array(array) if array.dtype.is_int() || array.dtype.is_bool() => Kind::Array,
        _ if inner.is_int() => Kind::Integer,
        _ => return None,
    })
}

fn slice_kind(start: Ty, stop: Ty, step: Ty) -> Kind {
    match step.get() {
        Type::None | Type::LitInt(1) if start == Ty::NONE && stop == Ty::NONE => Kind::Full,
        Type::None | Type::LitInt(1) => Kind::Unit,
        _ => Kind::Strided,
    }
}

/// Replaces the ellipsis, or the axes left out at the end, by full slices.
fn cover(
    site: &Site<'_, '_>,
    array: ArrayTy,
    index: Ty,
    items: Vec<Item>,
) -> Result<Vec<Item>, Fault> {
    let names_axis = |item: &&Item| !matches!(item.kind, Kind::NewAxis | Kind::Ellipsis);
    let named = items.iter().filter(names_axis).count();
    let ndim = usize::from(array.ndim);
    let ty = Ty::new(Type::Array(array));
    if named > ndim {
        let expected = format!("at most {ndim} indices");
        return Err(report::wrong_index(site, ty, index, &expected));
    }
    let full = Item {
        kind: Kind::Full,
        source: Source::Implied,
        ty: emit::full_slice_type(),
    };
    let rest = || std::iter::repeat_n(full, ndim - named);
    let mut covered = Vec::with_capacity(ndim);
    let mut ellipses = 0;
    for item in items {
        if item.kind == Kind::Ellipsis {
            ellipses += 1;
            covered.extend(rest());
        } else {
            covered.push(item);
        }
    }
    match ellipses {
        0 => covered.extend(rest()),
        1 => {}
        _ => return Err(report::wrong_index(site, ty, index, "at most one `...`")),
    }
    Ok(covered)
}

fn view_type(array: ArrayTy, items: &[Item]) -> Ty {
    let kept = items
        .iter()
        .filter(|item| item.kind != Kind::Integer)
        .count();
    let ndim = u8::try_from(kept).unwrap_or(u8::MAX);
    let outer_first = items.iter().map(|item| item.kind);
    let layout = match array.layout {
        Layout::C if stays_dense(outer_first.clone()) => Layout::C,
        Layout::F if stays_dense(outer_first.rev()) => Layout::F,
        _ => Layout::A,
    };
    // A dense array of one axis is in both orders, and its type says C.
    let layout = if ndim <= 1 && layout == Layout::F {
        Layout::C
    } else {
        layout
    };
    Ty::new(Type::Array(ArrayTy {
        ndim,
        layout,
        ..array
    }))
}

/// Whether the selection has no gaps, given the components from the outermost axis in memory to the
/// innermost: integers, then at most one partial slice, then whole axes.
fn stays_dense(kinds: impl Iterator<Item = Kind>) -> bool {
    let mut sliced = false;
    for kind in kinds {
        match kind {
            Kind::Integer | Kind::Unit if sliced => return false,
            Kind::Unit | Kind::Full => sliced = true,
            Kind::Integer | Kind::NewAxis => {}
            Kind::Strided | Kind::Ellipsis | Kind::Array => return false,
        }
    }
    true
}

/// Writes the components of the index that is operand 1.
pub(super) fn write(e: &mut Emitter<'_>, items: &[Item], args: &[Value]) -> Vec<Value> {
    items
        .iter()
        .map(|item| {
            let value = match item.source {
                Source::Whole => args[1],
                Source::Element(position) => emit::tuple_get(&mut e.b, args[1], position, item.ty),
                Source::Implied => emit::fixed(&mut e.b, item.ty),
            };
            write_item(e, item, value)
        })
        .collect()
}

/// Integers become 64 bits wide and keep their signedness: unsigned ones never wrap.
fn write_item(e: &mut Emitter<'_>, item: &Item, value: Value) -> Value {
    if item.kind != Kind::Integer {
        return value;
    }
    let mut value = e.cast(value, optional::unwrapped(item.ty));
    if let Some(array) = e.b.func.ty(value).as_array() {
        value = e.op(Op::ArrayGet, &[value], array.dtype);
    }
    let ty = e.b.func.ty(value);
    let wide = if ty.is_signed() { Ty::I64 } else { Ty::U64 };
    e.cast(value, wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dense_selections_are_recognised() {
        use Kind::{Full, Integer, NewAxis, Strided, Unit};
        let dense = |kinds: &[Kind]| stays_dense(kinds.iter().copied());
        assert!(dense(&[Integer, Full]));
        assert!(dense(&[Integer, Unit, Full]));
        assert!(dense(&[Unit, NewAxis]));
        assert!(dense(&[Full, Full]));
        assert!(!dense(&[Full, Integer]));
        assert!(!dense(&[Unit, Unit]));
        assert!(!dense(&[Full, Strided]));
        assert!(!dense(&[Full, Unit]));
    }
}
