//! Which conversions an explicit signature or a call makes, and how good they are.

use numjit_ir::{ArrayTy, Layout, Ty, Type};

/// How well an argument fits a parameter, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conversion {
    /// The same type, or a literal of it.
    Exact,
    /// A wider type of the same kind, or a looser array layout.
    Promote,
    /// Another type that holds the value or comes close, such as `int64` to `float64`.
    Safe,
    /// May lose the value, such as `float64` to `int32`.
    Unsafe,
}

/// The conversion from one type to another, or none if there is none.
pub fn rate(from: Ty, to: Ty) -> Option<Conversion> {
    if from == to || from.unliteral() == to {
        return Some(Conversion::Exact);
    }
    match (from.get(), to.get()) {
        (_, Type::Optional(inner)) => rate_to_optional(from, *inner),
        (Type::Array(a), Type::Array(b)) => rate_arrays(*a, *b),
        (Type::Tuple(a), Type::Tuple(b)) => rate_tuples(a, b),
        _ if from.is_number() && to.is_number() => Some(rate_numbers(from.unliteral(), to)),
        _ => None,
    }
}

fn rate_to_optional(from: Ty, inner: Ty) -> Option<Conversion> {
    match from.get() {
        Type::None => Some(Conversion::Promote),
        Type::Optional(from) => rate(*from, inner),
        _ => rate(from, inner).map(|conversion| conversion.max(Conversion::Promote)),
    }
}

fn rate_arrays(from: ArrayTy, to: ArrayTy) -> Option<Conversion> {
    let same = from.dtype == to.dtype && from.ndim == to.ndim;
    let layout = from.layout == to.layout || to.layout == Layout::A;
    let writable = to.readonly || !from.readonly;
    (same && layout && writable).then_some(Conversion::Promote)
}

fn rate_tuples(from: &[Ty], to: &[Ty]) -> Option<Conversion> {
    if from.len() != to.len() {
        return None;
    }
    from.iter()
        .zip(to)
        .try_fold(Conversion::Exact, |worst, (&a, &b)| {
            rate(a, b).map(|conversion| conversion.max(worst))
        })
}

/// Widening within a kind is a promotion; a change of kind that keeps the value, as far as the mantissa
/// goes, is safe; the rest is unsafe. `int64` and `uint64` to `float64` count as safe.
fn rate_numbers(from: Ty, to: Ty) -> Conversion {
    let wider = to.bits() > from.bits();
    let same_kind = kind(from) == kind(to);
    if same_kind && wider {
        return Conversion::Promote;
    }
    if kind(to) < kind(from) || same_kind {
        return Conversion::Unsafe;
    }
    if crate::promote::holds(from, to) {
        Conversion::Safe
    } else {
        Conversion::Unsafe
    }
}

/// Rank of a scalar's kind; signed above unsigned.
fn kind(ty: Ty) -> u8 {
    match ty.get() {
        Type::Bool | Type::LitBool(_) => 0,
        Type::Int { signed: false, .. } => 1,
        Type::Int { signed: true, .. } | Type::LitInt(_) => 2,
        Type::Float(_) => 3,
        _ => 4,
    }
}
