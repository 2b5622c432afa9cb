//! How values of each type flatten into machine scalars.
//!
//! Hosts box and unbox arguments and results by these rules, and calls between compiled functions pass
//! values by them.
//!
//! | Type | Scalars |
//! |---|---|
//! | `bool` | one `int8`, 0 or 1 |
//! | integer | one signed machine integer of the same width, same bits |
//! | `float32`, `float64` | itself |
//! | complex | real part, imaginary part |
//! | `None`, literals, functions, classes, modules, dtypes, `...` | nothing |
//! | `str` | owner `ptr`, data `ptr`, length in code points `int64`, bytes per code point `int64` |
//! | `Optional(T)` | `int8` flag (1 when there is a value), then `T` (zeros when there is none) |
//! | tuple, named tuple, `zip` | the elements one after the other |
//! | array | owner `ptr`, data `ptr`, one extent `int64` per axis; then, for layout A only, one stride in bytes `int64` per axis |
//! | list, dict, set, view of a dict, caught exception, generator, instance | owner `ptr` |
//! | record | its bytes as integers: `int64` each, then one of 4, 2 and 1 bytes as needed |
//! | `range` | start, stop, step |
//! | `enumerate` | first number `int64`, then the iterable |
//! | `ndindex` | one extent `int64` per axis |
//! | `ndenumerate`, flat iterator | the array |
//! | slice | start, stop, step, each flattened by its own type |
//! | closure | the captured values |
//! | method | the receiver |
//! | member of an enumeration | its value |
//! | iteration state | the parts that change, then the parts that do not; see [`state_varying`] |
//!
//! Strides of C and Fortran arrays follow from the shape. An owner is the address of a
//! [`numjit_abi::MemBlock`], null for memory that outlives the call.

use numjit_ir::{ArrayTy, Layout, Ty, Type};

/// Scalar types of the flattened value: `int8` to `int64`, `float32`, `float64`, `ptr`.
pub fn flatten(ty: Ty) -> Vec<Ty> {
    flatten_signed(ty).into_iter().map(machine).collect()
}

/// Like [`flatten`], with integers and `bool` as themselves, so that a reader knows how to extend them.
pub fn flatten_signed(ty: Ty) -> Vec<Ty> {
    let mut out = Vec::new();
    push(ty, &mut out);
    out
}

/// Positions in [`flatten`] of the owner pointers.
pub fn owners(ty: Ty) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = 0;
    push_owners(ty, &mut at, &mut out);
    out
}

/// The machine type that holds a scalar type.
pub fn machine(ty: Ty) -> Ty {
    match ty.get() {
        Type::Bool | Type::LitBool(_) => Ty::I8,
        Type::LitInt(_) => Ty::I64,
        Type::Exception | Type::Generator { .. } | Type::Instance(_) => Ty::PTR,
        Type::Enum(class) => machine(class.value),
        Type::Int { bits, .. } => int(u32::from(*bits)),
        _ => ty,
    }
}

/// The machine integer of a width.
pub(crate) fn int(bits: u32) -> Ty {
    match bits {
        8 => Ty::I8,
        16 => Ty::I16,
        32 => Ty::I32,
        _ => Ty::I64,
    }
}

/// Bytes of an array element of this scalar type.
pub(crate) fn item_size(dtype: Ty) -> i64 {
    i64::from(dtype.bits() / 8)
}

/// The float type of the parts of a complex type.
pub(crate) fn part_type(complex: Ty) -> Ty {
    if complex.bits() == 64 {
        Ty::F32
    } else {
        Ty::F64
    }
}

fn push(ty: Ty, out: &mut Vec<Ty>) {
    match ty.get() {
        Type::Bool | Type::Int { .. } | Type::Float(_) | Type::Ptr => out.push(ty),
        Type::Complex(_) => out.extend([part_type(ty); 2]),
        Type::Str => out.extend([Ty::PTR, Ty::PTR, Ty::I64, Ty::I64]),
        Type::Optional(inner) => {
            out.push(Ty::BOOL);
            push(*inner, out);
        }
        Type::Tuple(types) | Type::Zip(types) => push_all(types, out),
        Type::NamedTuple(tuple) => push_all(&tuple.types, out),
        Type::Closure { captures, .. } => push_all(captures, out),
        Type::List(_) | Type::TypedList(_) | Type::Dict(..) | Type::Set(_) | Type::DictView(..) => {
            out.push(Ty::PTR);
        }
        Type::Exception | Type::Generator { .. } | Type::Instance(_) => out.push(Ty::PTR),
        Type::Array(array) => push_array(array, out),
        Type::Record(record) => out.extend(record.words()),
        Type::Range(inner) => out.extend([*inner; 3]),
        Type::Enumerate(inner) => {
            out.push(Ty::I64);
            push(*inner, out);
        }
        Type::NdIndex(ndim) => out.extend(vec![Ty::I64; usize::from(*ndim)]),
        Type::NdEnumerate(inner) | Type::Flat(inner) => push(*inner, out),
        Type::Iter(inner) => {
            out.extend(state_varying(*inner));
            out.extend(state_invariant(*inner));
        }
        Type::Slice { start, stop, step } => push_all(&[*start, *stop, *step], out),
        Type::Method { receiver, .. } | Type::Bound { receiver, .. } => push(*receiver, out),
        Type::Enum(class) => push(class.value, out),
        Type::Never
        | Type::None
        | Type::LitInt(_)
        | Type::LitBool(_)
        | Type::LitStr(_)
        | Type::Ellipsis
        | Type::DType(_)
        | Type::Entity(_)
        | Type::Namespace(_)
        | Type::Func(_)
        | Type::NamedTupleClass(_)
        | Type::ExceptionClass(_)
        | Type::UserExceptionClass(_)
        | Type::Class(_)
        | Type::Overload(_)
        | Type::Deferred(_)
        | Type::Open(..) => {}
    }
}

fn push_all(types: &[Ty], out: &mut Vec<Ty>) {
    for &ty in types {
        push(ty, out);
    }
}

fn push_array(array: &ArrayTy, out: &mut Vec<Ty>) {
    let ndim = usize::from(array.ndim);
    out.extend([Ty::PTR, Ty::PTR]);
    out.extend(vec![Ty::I64; ndim]);
    if array.layout == Layout::A {
        out.extend(vec![Ty::I64; ndim]);
    }
}

fn push_owners(ty: Ty, at: &mut usize, out: &mut Vec<usize>) {
    let nested: &[Ty] = match ty.get() {
        Type::Str
        | Type::Array(_)
        | Type::List(_)
        | Type::TypedList(_)
        | Type::Dict(..)
        | Type::Set(_)
        | Type::DictView(..)
        | Type::Exception
        | Type::Generator { .. }
        | Type::Instance(_) => {
            out.push(*at);
            *at += flatten_signed(ty).len();
            return;
        }
        Type::Optional(inner) | Type::Enumerate(inner) => {
            *at += 1;
            return push_owners(*inner, at, out);
        }
        Type::NdEnumerate(inner) | Type::Flat(inner) => return push_owners(*inner, at, out),
        Type::Method { receiver, .. } | Type::Bound { receiver, .. } => {
            return push_owners(*receiver, at, out);
        }
        Type::Enum(class) => return push_owners(class.value, at, out),
        Type::Iter(inner) => return push_state_owners(*inner, at, out),
        Type::Tuple(types) | Type::Zip(types) => types,
        Type::NamedTuple(tuple) => &tuple.types,
        Type::Closure { captures, .. } => captures,
        _ => {
            *at += flatten_signed(ty).len();
            return;
        }
    };
    for &ty in nested {
        push_owners(ty, at, out);
    }
}

fn push_state_owners(iterable: Ty, at: &mut usize, out: &mut Vec<usize>) {
    *at += state_varying(iterable).len();
    for owner in state_owner_flags(iterable) {
        if owner {
            out.push(*at);
        }
        *at += 1;
    }
}

/// For each scalar of [`state_invariant`], whether it is an owner.
fn state_owner_flags(iterable: Ty) -> Vec<bool> {
    match iterable.get() {
        Type::Enumerate(inner) => state_owner_flags(*inner),
        Type::Zip(types) => types.iter().flat_map(|&ty| state_owner_flags(ty)).collect(),
        Type::Array(_)
        | Type::Str
        | Type::List(_)
        | Type::TypedList(_)
        | Type::Dict(..)
        | Type::Set(_)
        | Type::DictView(..) => (0..state_invariant(iterable).len())
            .map(|i| i == 0)
            .collect(),
        Type::Flat(array) | Type::NdEnumerate(array) => {
            let skip = state_invariant(iterable).len() - flatten_signed(*array).len();
            let len = skip + flatten_signed(*array).len();
            (0..len).map(|i| i == skip).collect()
        }
        _ => vec![false; state_invariant(iterable).len()],
    }
}

/// Scalars of an iteration state that change from element to element.
///
/// | Iterable | Changing | Unchanging |
/// |---|---|---|
/// | `range` | current number, elements left | step |
/// | array, `str`, list | position | the iterable |
/// | dict, set, view of a dict | position of the entry | the dict, its length at the start |
/// | tuple | position | address of a stack copy of the elements |
/// | `enumerate` | number, then those of the iterable | those of the iterable |
/// | `zip` | those of the iterables | those of the iterables |
/// | `ndindex` | one index per axis (a flag when there is none) | one extent per axis |
/// | `ndenumerate`, flat iterator that is not linear | one index per axis (a flag when there is none) | the array |
/// | flat iterator over a C array | position | size, the array |
pub fn state_varying(iterable: Ty) -> Vec<Ty> {
    match iterable.get() {
        Type::Range(inner) => vec![*inner, machine(*inner)],
        Type::Enumerate(inner) => {
            let mut out = vec![Ty::I64];
            out.extend(state_varying(*inner));
            out
        }
        Type::Zip(types) => types.iter().flat_map(|&ty| state_varying(ty)).collect(),
        Type::NdIndex(ndim) => vec![Ty::I64; usize::from(*ndim).max(1)],
        Type::NdEnumerate(array) => vec![Ty::I64; axes(*array).max(1)],
        Type::Flat(array) if !is_linear(*array) => vec![Ty::I64; axes(*array)],
        _ => vec![Ty::I64],
    }
}

/// Scalars of an iteration state that stay the same; see [`state_varying`].
pub fn state_invariant(iterable: Ty) -> Vec<Ty> {
    match iterable.get() {
        Type::Range(inner) => vec![*inner],
        Type::Enumerate(inner) => state_invariant(*inner),
        Type::Zip(types) => types.iter().flat_map(|&ty| state_invariant(ty)).collect(),
        Type::Tuple(_) | Type::NamedTuple(_) => vec![Ty::PTR],
        Type::Dict(..) | Type::Set(_) | Type::DictView(..) => vec![Ty::PTR, Ty::I64],
        Type::Flat(array) if is_linear(*array) => {
            let mut out = vec![Ty::I64];
            out.extend(flatten_signed(*array));
            out
        }
        _ => flatten_signed(iterable),
    }
}

/// Whether C order visits the array's elements one after the other in memory, at a constant distance.
pub(crate) fn is_linear(array: Ty) -> bool {
    array
        .as_array()
        .is_some_and(|array| array.layout == Layout::C || array.ndim <= 1)
}

fn axes(array: Ty) -> usize {
    array.as_array().map_or(0, |array| usize::from(array.ndim))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_and_aggregates() {
        assert_eq!(flatten(Ty::BOOL), [Ty::I8]);
        assert_eq!(flatten(Ty::U32), [Ty::I32]);
        assert_eq!(flatten(Ty::C64), [Ty::F32, Ty::F32]);
        assert_eq!(flatten(Ty::NONE), []);
        assert_eq!(flatten(Ty::new(Type::LitInt(3))), []);
        assert_eq!(flatten(Ty::optional(Ty::F64)), [Ty::I8, Ty::F64]);
        let pair = Ty::tuple([Ty::U8, Ty::STR]);
        assert_eq!(flatten(pair), [Ty::I8, Ty::PTR, Ty::PTR, Ty::I64, Ty::I64]);
        assert_eq!(owners(pair), [1]);
    }

    #[test]
    fn strides_travel_only_with_layout_a() {
        assert_eq!(flatten(Ty::array(Ty::F64, 2, Layout::C)).len(), 4);
        assert_eq!(flatten(Ty::array(Ty::F64, 2, Layout::F)).len(), 4);
        assert_eq!(flatten(Ty::array(Ty::F64, 2, Layout::A)).len(), 6);
    }

    #[test]
    fn owners_in_states() {
        let array = Ty::array(Ty::F64, 1, Layout::C);
        let zip = Ty::new(Type::Zip(Box::new([Ty::new(Type::Range(Ty::I64)), array])));
        let state = Ty::new(Type::Iter(zip));
        // range: current, left; array: position; then step; then owner, data, extent.
        assert_eq!(flatten(state).len(), 7);
        assert_eq!(owners(state), [4]);
        let flat = Ty::new(Type::Iter(Ty::new(Type::Flat(array))));
        assert_eq!(owners(flat), [2]);
    }
}
