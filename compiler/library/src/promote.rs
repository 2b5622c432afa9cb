//! How types combine: where control joins, and under the scalar operators.
//!
//! The rules are Numba's, not NumPy's: integer operators work in 64 bits, signed if either operand is;
//! mixed operands otherwise take the unified type.

use numjit_ir::{ArrayTy, BinOp, CmpOp, Container, Layout, NamedTupleTy, Ty, Type, UnOp};

/// Operand and result types of a binary scalar operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BinaryTypes {
    /// Type the left operand is cast to.
    pub left: Ty,
    /// Type the right operand is cast to.
    pub right: Ty,
    /// Type of the result.
    pub result: Ty,
}

/// Operand and result types of a unary scalar operator. The operator is applied at the operand's type
/// and its result is then cast to the result type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnaryTypes {
    /// Type the operand is cast to, and the operator's own result type.
    pub operand: Ty,
    /// Type of the result.
    pub result: Ty,
}

/// The type that holds values of both, for a variable that receives either; none if there is none.
pub fn unify(a: Ty, b: Ty) -> Option<Ty> {
    if a == b {
        return Some(a);
    }
    match (a.get(), b.get()) {
        (Type::Never, _) => Some(b),
        (_, Type::Never) => Some(a),
        (Type::None, _) => optional(b),
        (_, Type::None) => optional(a),
        (Type::Optional(x), Type::Optional(y)) => optional(unify(*x, *y)?),
        (Type::Optional(x), _) => optional(unify(*x, b)?),
        (_, Type::Optional(y)) => optional(unify(a, *y)?),
        _ if a.is_number() && b.is_number() => Some(numbers(a.unliteral(), b.unliteral())),
        _ if a.is_literal() || b.is_literal() => unify_plain(a, b),
        _ => unify_compound(a, b),
    }
}

/// The unification of all of them; `never` for none.
pub fn unify_all(types: impl IntoIterator<Item = Ty>) -> Option<Ty> {
    types.into_iter().try_fold(Ty::NEVER, unify)
}

fn optional(ty: Ty) -> Option<Ty> {
    Some(Ty::optional(ty.unliteral()))
}

fn unify_plain(a: Ty, b: Ty) -> Option<Ty> {
    let (a, b) = (a.unliteral(), b.unliteral());
    if a.is_literal() || b.is_literal() {
        return None;
    }
    unify(a, b)
}

fn unify_compound(a: Ty, b: Ty) -> Option<Ty> {
    let one = |x: &Ty, y: &Ty, make: fn(Ty) -> Type| Some(Ty::new(make(unify(*x, *y)?)));
    match (a.get(), b.get()) {
        (Type::Array(x), Type::Array(y)) => unify_arrays(*x, *y),
        (Type::Tuple(x), Type::Tuple(y)) => unify_each(x, y).map(Ty::tuple),
        (Type::NamedTuple(x), Type::NamedTuple(y)) => unify_named_tuples(x, y),
        (Type::Range(x), Type::Range(y)) => one(x, y, Type::Range),
        (Type::Iter(x), Type::Iter(y)) => one(x, y, Type::Iter),
        (Type::Enumerate(x), Type::Enumerate(y)) => one(x, y, Type::Enumerate),
        (Type::NdEnumerate(x), Type::NdEnumerate(y)) => one(x, y, Type::NdEnumerate),
        (Type::Flat(x), Type::Flat(y)) => one(x, y, Type::Flat),
        (Type::Open(..), _) | (_, Type::Open(..)) => unify_open(a, b),
        (Type::List(x), Type::List(y)) => one_held(*x, *y).map(|ty| Ty::new(Type::List(ty))),
        (Type::TypedList(x), Type::TypedList(y)) => {
            one_held(*x, *y).map(|ty| Ty::new(Type::TypedList(ty)))
        }
        (Type::Set(x), Type::Set(y)) => one_held(*x, *y).map(|ty| Ty::new(Type::Set(ty))),
        (Type::Dict(k, v), Type::Dict(k2, v2)) => {
            Some(Ty::new(Type::Dict(one_held(*k, *k2)?, one_held(*v, *v2)?)))
        }
        (Type::DictView(part, x), Type::DictView(other, y)) if part == other => {
            Some(Ty::new(Type::DictView(*part, unify(*x, *y)?)))
        }
        (Type::Zip(x), Type::Zip(y)) => Some(Ty::new(Type::Zip(unify_each(x, y)?.into()))),
        (Type::Slice { .. }, Type::Slice { .. }) => unify_slices(a, b),
        _ => None,
    }
}

/// A container of unknown element type is any of its kind; of two, the one made first stands for both.
fn unify_open(a: Ty, b: Ty) -> Option<Ty> {
    match (a.get(), b.get()) {
        (Type::Open(kind, x), Type::Open(other, y)) => {
            (kind == other).then(|| Ty::new(Type::Open(*kind, *x.min(y))))
        }
        (Type::Open(kind, _), other) | (other, Type::Open(kind, _)) => {
            let fits = match other {
                Type::List(_) => *kind == Container::List,
                Type::TypedList(_) => *kind == Container::TypedList,
                Type::Dict(..) => *kind == Container::Dict,
                Type::Set(_) => *kind == Container::Set,
                _ => false,
            };
            fits.then(|| Ty::new(other.clone()))
        }
        _ => None,
    }
}

/// The element type that two containers share. Containers are not converted, so that their elements
/// must have one type already; what is not known yet may still become it.
fn one_held(a: Ty, b: Ty) -> Option<Ty> {
    match (a.get(), b.get()) {
        _ if a == b => Some(a),
        (Type::Tuple(x), Type::Tuple(y)) if x.len() == y.len() => {
            let parts: Option<Vec<Ty>> = x.iter().zip(y).map(|(&x, &y)| one_held(x, y)).collect();
            parts.map(Ty::tuple)
        }
        (Type::Open(..), _) | (_, Type::Open(..)) => unify_open(a, b),
        (Type::List(_) | Type::TypedList(_) | Type::Dict(..) | Type::Set(_), _) => {
            unify_compound(a, b)
        }
        _ => None,
    }
}

fn unify_each(a: &[Ty], b: &[Ty]) -> Option<Vec<Ty>> {
    if a.len() != b.len() {
        return None;
    }
    a.iter().zip(b).map(|(&x, &y)| unify(x, y)).collect()
}

fn unify_arrays(a: ArrayTy, b: ArrayTy) -> Option<Ty> {
    if a.dtype != b.dtype || a.ndim != b.ndim {
        return None;
    }
    let same = a.layout == b.layout;
    Some(Ty::new(Type::Array(ArrayTy {
        layout: if same { a.layout } else { Layout::A },
        readonly: a.readonly || b.readonly,
        ..a
    })))
}

fn unify_named_tuples(a: &NamedTupleTy, b: &NamedTupleTy) -> Option<Ty> {
    if a.class != b.class {
        return None;
    }
    let types = unify_each(&a.types, &b.types)?.into();
    Some(Ty::new(Type::NamedTuple(NamedTupleTy {
        types,
        ..a.clone()
    })))
}

/// A part that is sometimes absent would need an optional inside a slice, which indexing cannot use.
fn unify_slices(a: Ty, b: Ty) -> Option<Ty> {
    let (
        Type::Slice { start, stop, step },
        Type::Slice {
            start: start_b,
            stop: stop_b,
            step: step_b,
        },
    ) = (a.get(), b.get())
    else {
        return None;
    };
    let part = |x: &Ty, y: &Ty| unify(*x, *y).filter(|ty| !matches!(ty.get(), Type::Optional(_)));
    Some(Ty::new(Type::Slice {
        start: part(start, start_b)?,
        stop: part(stop, stop_b)?,
        step: part(step, step_b)?,
    }))
}

/// Unification of two plain number types.
fn numbers(a: Ty, b: Ty) -> Ty {
    match (a.get(), b.get()) {
        _ if a == b => a,
        (Type::Bool, _) => b,
        (_, Type::Bool) => a,
        (Type::Int { .. }, Type::Int { .. }) => integers(a, b),
        (Type::Complex(_), _) | (_, Type::Complex(_)) => {
            if real_part(a) == Ty::F32 && real_part(b) == Ty::F32 {
                Ty::C64
            } else {
                Ty::C128
            }
        }
        _ if real_part(a) == Ty::F32 && real_part(b) == Ty::F32 => Ty::F32,
        _ => Ty::F64,
    }
}

fn integers(a: Ty, b: Ty) -> Ty {
    if a.is_signed() == b.is_signed() {
        return if a.bits() >= b.bits() { a } else { b };
    }
    let (signed, unsigned) = if a.is_signed() { (a, b) } else { (b, a) };
    match unsigned.bits() {
        bits if bits < signed.bits() => signed,
        8 => Ty::I16,
        16 => Ty::I32,
        32 => Ty::I64,
        _ => Ty::F64,
    }
}

/// The float type that holds a number beside a `float32`: small integers fit its mantissa.
fn real_part(ty: Ty) -> Ty {
    match ty.get() {
        Type::Float(32) | Type::Complex(64) | Type::Bool => Ty::F32,
        Type::Int { bits: 8 | 16, .. } => Ty::F32,
        _ => Ty::F64,
    }
}

/// The type in which an operator computes with two numbers, not both whole. It is their unification,
/// but Numba takes `uint16` beside single precision to double precision here.
fn operands(a: Ty, b: Ty) -> Ty {
    let common = numbers(a, b);
    match common {
        Ty::F32 if a == Ty::U16 || b == Ty::U16 => Ty::F64,
        Ty::C64 if a == Ty::U16 || b == Ty::U16 => Ty::C128,
        _ => common,
    }
}

/// Whether a type holds every value of another exactly, or `float64` stands in for 64-bit integers:
/// NumPy's "safe" casting.
pub fn holds(from: Ty, to: Ty) -> bool {
    let (from, to) = (from.unliteral(), to.unliteral());
    match (from.get(), to.get()) {
        _ if from == to => true,
        (Type::Bool, _) => to.is_number(),
        (Type::Int { signed: true, .. }, Type::Int { signed: true, .. })
        | (Type::Int { signed: false, .. }, Type::Int { signed: false, .. }) => {
            from.bits() <= to.bits()
        }
        (Type::Int { signed: false, .. }, Type::Int { signed: true, .. }) => {
            from.bits() < to.bits()
        }
        (Type::Int { bits, .. }, Type::Float(32) | Type::Complex(64)) => *bits <= 16,
        (Type::Int { .. }, Type::Float(_) | Type::Complex(_)) => true,
        (Type::Float(_), Type::Float(_)) | (Type::Complex(_), Type::Complex(_)) => {
            from.bits() <= to.bits()
        }
        (Type::Float(bits), Type::Complex(width)) => bits * 2 <= *width,
        _ => false,
    }
}

/// Types of a binary operator on two numbers; none if it does not apply to them.
pub fn binary(op: BinOp, a: Ty, b: Ty) -> Option<BinaryTypes> {
    if !a.is_number() || !b.is_number() {
        return None;
    }
    let (a, b) = (a.unliteral(), b.unliteral());
    let whole = is_whole(a) && is_whole(b);
    match op {
        BinOp::Add | BinOp::Sub | BinOp::Mul if whole => Some(same(wide(a, b))),
        BinOp::Add | BinOp::Sub | BinOp::Mul => Some(same(operands(a, b))),
        BinOp::FloorDiv | BinOp::Mod if whole => Some(same(wide(a, b))),
        BinOp::FloorDiv | BinOp::Mod => real(operands(a, b)).map(same),
        BinOp::TrueDiv if whole => Some(same(Ty::F64)),
        BinOp::TrueDiv => Some(same(operands(a, b))),
        BinOp::Pow => Some(power(a, b)),
        BinOp::LShift | BinOp::RShift => whole.then(|| same(widen(a))),
        BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor if a.is_bool() && b.is_bool() => {
            Some(same(Ty::BOOL))
        }
        BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor => whole.then(|| same(wide(a, b))),
        BinOp::MatMul => None,
    }
}

fn same(ty: Ty) -> BinaryTypes {
    BinaryTypes {
        left: ty,
        right: ty,
        result: ty,
    }
}

fn is_whole(ty: Ty) -> bool {
    ty.is_int() || ty.is_bool()
}

fn real(ty: Ty) -> Option<Ty> {
    (!ty.is_complex()).then_some(ty)
}

/// The 64-bit integer of the type's signedness; `bool` counts as signed.
fn widen(ty: Ty) -> Ty {
    if ty.is_int() && !ty.is_signed() {
        Ty::U64
    } else {
        Ty::I64
    }
}

fn wide(a: Ty, b: Ty) -> Ty {
    if widen(a) == Ty::U64 && widen(b) == Ty::U64 {
        Ty::U64
    } else {
        Ty::I64
    }
}

fn power(a: Ty, b: Ty) -> BinaryTypes {
    if is_whole(a) && is_whole(b) {
        same(wide(a, b))
    } else if a.is_float() && is_whole(b) {
        BinaryTypes {
            left: a,
            right: widen(b),
            result: a,
        }
    } else {
        same(operands(a, b))
    }
}

/// Types of a unary operator on a number; none if it does not apply to it.
pub fn unary(op: UnOp, a: Ty) -> Option<UnaryTypes> {
    if !a.is_number() {
        return None;
    }
    let a = a.unliteral();
    let types = |operand, result| Some(UnaryTypes { operand, result });
    match op {
        UnOp::Not => types(Ty::BOOL, Ty::BOOL),
        UnOp::Invert if a.is_bool() => types(Ty::BOOL, Ty::BOOL),
        UnOp::Invert if !a.is_int() => None,
        _ if a.is_bool() => types(Ty::I64, Ty::I64),
        _ if a.is_int() => types(a, widen(a)),
        _ => types(a, a),
    }
}

/// Types of a comparison of two numbers; none if they have no order. One signed and one unsigned
/// 64-bit operand stay as they are, for they are compared exactly.
pub fn compare(op: CmpOp, a: Ty, b: Ty) -> Option<BinaryTypes> {
    if !a.is_number() || !b.is_number() {
        return None;
    }
    let (a, b) = (a.unliteral(), b.unliteral());
    let common = operands(a, b);
    let types = |left, right| {
        Some(BinaryTypes {
            left,
            right,
            result: Ty::BOOL,
        })
    };
    match op {
        CmpOp::Eq | CmpOp::Ne | CmpOp::Is | CmpOp::IsNot => {}
        CmpOp::Lt | CmpOp::Le | CmpOp::Gt | CmpOp::Ge if !common.is_complex() => {}
        _ => return None,
    }
    if common == Ty::F64 && a.is_int() && b.is_int() {
        types(widen(a), widen(b))
    } else {
        types(common, common)
    }
}
