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

/// Why no explicit signature is chosen for a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoChoice {
    /// None accepts the arguments.
    NoMatch,
    /// The signatures at these positions fit equally well.
    Ambiguous(usize, usize),
}

/// The position of the signature that fits a call best: fewest unsafe conversions, then fewest safe ones,
/// then fewest promotions; a tie is ambiguous.
pub fn best_signature(signatures: &[&[Ty]], args: &[Ty]) -> Result<usize, NoChoice> {
    let rated = signatures
        .iter()
        .enumerate()
        .filter_map(|(position, to)| Some((score(args, to)?, position)));
    let mut candidates: Vec<([usize; 3], usize)> = rated.collect();
    candidates.sort();
    match candidates.as_slice() {
        [] => Err(NoChoice::NoMatch),
        [(first, one), (second, other), ..] if first == second => {
            Err(NoChoice::Ambiguous(*one, *other))
        }
        [(_, one), ..] => Ok(*one),
    }
}

fn score(from: &[Ty], to: &[Ty]) -> Option<[usize; 3]> {
    if from.len() != to.len() {
        return None;
    }
    let mut counts = [0; 3];
    for (&from, &to) in from.iter().zip(to) {
        match rate(from, to)? {
            Conversion::Exact => {}
            Conversion::Unsafe => counts[0] += 1,
            Conversion::Safe => counts[1] += 1,
            Conversion::Promote => counts[2] += 1,
        }
    }
    Some(counts)
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
        _ if from.is_number() && to.is_number() => rate_numbers(from.unliteral(), to.unliteral()),
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

/// Ratings between number types as Numba gives them, from the row's type to the column's, in the order
/// of [`position`]: exact, promote, safe, unsafe, or none from complex to real.
const NUMBERS: [&str; 13] = [
    "essssssssssss",
    "uepppuuuussss",
    "uueppuuuussss",
    "uuuepuuuuusus",
    "uuuueuuuuusus",
    "uusssepppssss",
    "uuussueppusus",
    "uuuusuuepusus",
    "uuuuuuuueusus",
    "uuuuuuuuuepss",
    "uuuuuuuuuueus",
    "-----------ep",
    "-----------ue",
];

fn rate_numbers(from: Ty, to: Ty) -> Option<Conversion> {
    match NUMBERS[position(from)].as_bytes()[position(to)] {
        b'e' => Some(Conversion::Exact),
        b'p' => Some(Conversion::Promote),
        b's' => Some(Conversion::Safe),
        b'u' => Some(Conversion::Unsafe),
        _ => None,
    }
}

fn position(ty: Ty) -> usize {
    const ORDER: [Ty; 12] = [
        Ty::BOOL,
        Ty::I8,
        Ty::I16,
        Ty::I32,
        Ty::I64,
        Ty::U8,
        Ty::U16,
        Ty::U32,
        Ty::U64,
        Ty::F32,
        Ty::F64,
        Ty::C64,
    ];
    let last = ORDER.len();
    ORDER.iter().position(|&known| known == ty).unwrap_or(last)
}
