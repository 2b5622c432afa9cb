//! What the index of an array subscript selects, and the type of the view it gives.

use numjit_ir::{ArrayTy, Imm, Layout, Op, Ty, Type, Value};

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
    Advanced(Advanced),
}

/// An index with arrays in it: a view with the indexed axes first, and what indexes them.
pub(super) struct Advanced {
    /// Components of the view; whole axes where arrays and integers index.
    view: Vec<Item>,
    /// Type of the view.
    view_type: Ty,
    /// The view's axes in the order of `ty`: indexed ones first.
    axes: Vec<i64>,
    /// Type of the view with the indexed axes first.
    pub(super) ty: Ty,
    /// The arrays and integers that index.
    indices: Vec<Item>,
    /// Axes of the result that come before those of the index arrays.
    pub(super) at: i64,
}

/// Reads the index of `array[index]`.
pub(super) fn read(site: &Site<'_, '_>, array: ArrayTy, index: Ty) -> Result<Index, Fault> {
    let items = components(site, array, index)?;
    let items = cover(site, array, index, items)?;
    if items.iter().any(|item| item.kind == Kind::Array) {
        return Ok(Index::Advanced(advanced(array, items)));
    }
    let whole = items.iter().all(|item| item.kind == Kind::Integer);
    // An element of a structured array is a view, through which a program sees and changes the fields.
    if whole && array.dtype.as_record().is_none() {
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
    let named: usize = items.iter().map(axes_named).sum();
    let ndim = usize::from(array.ndim);
    let ty = Ty::new(Type::Array(array));
    if named > ndim {
        let expected = format!("at most {ndim} indices");
        return Err(report::wrong_index(site, ty, index, &expected));
    }
    let rest = || std::iter::repeat_n(whole_axis(), ndim - named);
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

/// How many of the array's axes a component stands for.
fn axes_named(item: &Item) -> usize {
    match (item.kind, optional::unwrapped(item.ty).as_array()) {
        (Kind::NewAxis | Kind::Ellipsis, _) => 0,
        (Kind::Array, Some(mask)) if mask.dtype.is_bool() => usize::from(mask.ndim),
        _ => 1,
    }
}

fn whole_axis() -> Item {
    Item {
        kind: Kind::Full,
        source: Source::Implied,
        ty: emit::full_slice_type(),
    }
}

/// Splits an index with arrays into a view and what indexes it. Integers count as index arrays beside
/// others. The axes the arrays make stand where the first of them stood if all are neighbours, else
/// first.
fn advanced(array: ArrayTy, items: Vec<Item>) -> Advanced {
    let mut view = Vec::new();
    let mut indexed = Vec::new();
    let mut indices = Vec::new();
    let mut first = None;
    let mut neighbours = true;
    let mut previous = false;
    for item in items {
        let indexes = matches!(item.kind, Kind::Integer | Kind::Array);
        if indexes {
            neighbours &= previous || first.is_none();
            first.get_or_insert(indexed.len());
            let axes = axes_named(&item);
            view.extend(std::iter::repeat_n(whole_axis(), axes));
            indexed.extend(std::iter::repeat_n(true, axes));
            indices.push(item);
        } else {
            view.push(item);
            indexed.push(false);
        }
        previous = indexes;
    }
    let view_type = view_type(array, &view);
    let axes = indexed_first(&indexed);
    Advanced {
        ty: permuted(view_type, &axes),
        view,
        view_type,
        axes,
        indices,
        at: first.filter(|_| neighbours).map_or(0, |first| first as i64),
    }
}

fn indexed_first(indexed: &[bool]) -> Vec<i64> {
    let of = |wanted: bool| {
        let positions = indexed.iter().enumerate();
        positions
            .filter(move |&(_, &is)| is == wanted)
            .map(|(position, _)| position as i64)
    };
    of(true).chain(of(false)).collect()
}

/// The type of an array with its axes in another order.
fn permuted(ty: Ty, axes: &[i64]) -> Ty {
    match ty.as_array() {
        Some(array) if !axes.is_sorted() => Ty::new(Type::Array(ArrayTy {
            layout: Layout::A,
            ..array
        })),
        _ => ty,
    }
}

impl Advanced {
    /// Type of the tuple that [`Advanced::write`] makes of the index arrays.
    pub(super) fn indices_type(&self) -> Ty {
        let ty = |item: &Item| {
            let ty = optional::unwrapped(item.ty);
            match (item.kind, ty.as_array()) {
                (Kind::Integer, Some(array)) => wide(array.dtype),
                (Kind::Integer, None) => wide(ty),
                _ => ty,
            }
        };
        Ty::tuple(self.indices.iter().map(ty).collect::<Vec<_>>())
    }

    /// Writes the view with the indexed axes first, and the tuple of what indexes them. The array is
    /// `array`, the index operand 1.
    pub(super) fn write(
        &self,
        e: &mut Emitter<'_>,
        array: Value,
        args: &[Value],
    ) -> (Value, Value) {
        let mut view = array;
        if e.b.func.ty(array) != self.view_type || self.view.iter().any(|i| i.kind != Kind::Full) {
            let mut operands = vec![array];
            operands.extend(write(e, &self.view, args));
            view = e.op(Op::ArrayView, &operands, self.view_type);
        }
        if !self.axes.is_sorted() {
            let axes = Imm::Ints(self.axes.clone().into());
            view = e.b.emit(Op::ArrayTranspose, &[view], axes, self.ty);
        }
        let indices = write(e, &self.indices, args);
        let indices = e.op(Op::Tuple, &indices, self.indices_type());
        (view, indices)
    }
}

/// The 64-bit integer of the same signedness.
fn wide(ty: Ty) -> Ty {
    if ty.is_signed() { Ty::I64 } else { Ty::U64 }
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
    if !matches!(item.kind, Kind::Integer | Kind::Array) {
        return value;
    }
    let mut value = e.cast(value, optional::unwrapped(item.ty));
    if item.kind == Kind::Array {
        return value;
    }
    if let Some(array) = e.b.func.ty(value).as_array() {
        value = e.op(Op::ArrayGet, &[value], array.dtype);
    }
    let ty = e.b.func.ty(value);
    e.cast(value, wide(ty))
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
