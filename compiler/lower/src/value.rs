//! Values that are not plain numbers: constants, tuples, optionals, strings; and conversion, truth and
//! comparison of any value.

use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::{CmpOp, Const, Imm, IntCC, Ty, Type, Value};

use crate::array::Array;
use crate::cx::{Cx, Held, Lowered, Vals};
use crate::emit::STACK;
use crate::layout::{flatten, machine, part_type};
use crate::scalar::{self, cast, compare, materialize};

/// The parts of a flattened sequence of values.
pub(crate) fn split(vals: &[Value], types: &[Ty]) -> Vec<Vals> {
    let mut at = 0;
    types
        .iter()
        .map(|&ty| {
            let len = flatten(ty).len();
            let part = vals.get(at..at + len).unwrap_or_default().into();
            at += len;
            part
        })
        .collect()
}

/// Any bits of a type, references null.
pub(crate) fn zeros(cx: &mut Cx<'_>, ty: Ty) -> Vals {
    flatten(ty).into_iter().map(|ty| cx.zero(ty)).collect()
}

// ---- Constants -----------------------------------------------------------------------------------

/// A constant of a type.
pub(crate) fn constant(cx: &mut Cx<'_>, value: &Const, ty: Ty) -> Lowered<Vals> {
    if flatten(ty).is_empty() {
        return Ok(Vals::new());
    }
    let (vals, from) = match value {
        Const::None | Const::Ellipsis => (Vals::new(), Ty::NONE),
        Const::Bool(v) => (one(cx.flag(*v)), Ty::BOOL),
        Const::Int(v) => (one(cx.i64(*v)), Ty::I64),
        Const::UInt(v) => (one(cx.i64(*v as i64)), Ty::U64),
        Const::Float(v) => {
            let ty = if ty == Ty::F32 { Ty::F32 } else { Ty::F64 };
            (one(cx.fconst(ty, *v)), ty)
        }
        Const::Complex(re, im) => {
            let ty = if ty.is_complex() { ty } else { Ty::C128 };
            let part = part_type(ty);
            let re = cx.fconst(part, *re);
            (Vals::from_iter([re, cx.fconst(part, *im)]), ty)
        }
        Const::Str(text) => (string(cx, text), Ty::STR),
    };
    convert(cx, &vals, from, ty)
}

fn one(value: Value) -> Vals {
    Vals::from_iter([value])
}

/// A constant string: code points of 1, 2 or 4 bytes, by the largest.
pub(crate) fn string(cx: &mut Cx<'_>, text: &str) -> Vals {
    let largest = text.chars().map(u32::from).max().unwrap_or(0);
    let width: usize = match largest {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    };
    let bytes: Vec<u8> = text
        .chars()
        .flat_map(|c| u32::from(c).to_le_bytes().into_iter().take(width))
        .collect();
    let data = cx.data_addr(&bytes, width as u32);
    let owner = cx.null();
    let len = cx.i64(text.chars().count() as i64);
    let width = cx.i64(width as i64);
    Vals::from_iter([owner, data, len, width])
}

// ---- Conversion ----------------------------------------------------------------------------------

/// A value as another type; see the `cast` row of the operation table.
pub(crate) fn convert(cx: &mut Cx<'_>, vals: &[Value], from: Ty, to: Ty) -> Lowered<Vals> {
    if from == to {
        return Ok(vals.into());
    }
    if from.is_number() && to.is_number() {
        if to.is_literal() {
            return Ok(Vals::new());
        }
        return Ok(cast::number(cx, vals, from, to));
    }
    match (from.get(), to.get()) {
        (Type::Never, _) => Ok(zeros(cx, to)),
        (Type::Enum(class), _) => convert(cx, vals, class.value, to),
        (_, Type::Enum(class)) => convert(cx, vals, from, class.value),
        (Type::LitStr(text), Type::Str) => Ok(string(cx, text)),
        (Type::None, Type::Optional(_)) => Ok(zeros(cx, to)),
        (Type::Optional(a), Type::Optional(b)) => {
            let mut out = one(vals[0]);
            out.extend(convert(cx, &vals[1..], *a, *b)?);
            Ok(out)
        }
        (_, Type::Optional(inner)) => {
            let mut out = one(cx.flag(true));
            out.extend(convert(cx, vals, from, *inner)?);
            Ok(out)
        }
        (Type::Optional(inner), _) => {
            let empty = cx.icmp_imm(IntCC::Eq, vals[0], 0);
            let message = format!("expected {to}, got None");
            cx.raise_if(empty, ExceptionKind::TypeError, &message);
            convert(cx, &vals[1..], *inner, to)
        }
        (Type::Array(a), Type::Array(b)) if a.dtype == b.dtype && a.ndim == b.ndim => {
            let mut array = Array::new(*a, vals, None);
            array.ty = *b;
            let strides = Array::new(*a, vals, None).strides(cx);
            array.strides = Some(strides);
            Ok(array.pack(cx))
        }
        _ => convert_parts(cx, vals, from, to),
    }
}

fn convert_parts(cx: &mut Cx<'_>, vals: &[Value], from: Ty, to: Ty) -> Lowered<Vals> {
    let (Some(a), Some(b)) = (parts(from), parts(to)) else {
        return cx.unsupported(format!("conversion of {from} to {to}"));
    };
    if a.len() != b.len() {
        return cx.unsupported(format!("conversion of {from} to {to}"));
    }
    let mut out = Vals::new();
    for ((vals, &a), &b) in split(vals, &a).iter().zip(&a).zip(&b) {
        out.extend(convert(cx, vals, a, b)?);
    }
    Ok(out)
}

/// Types of the values an aggregate is made of.
pub(crate) fn parts(ty: Ty) -> Option<Vec<Ty>> {
    match ty.get() {
        Type::Tuple(types) | Type::Zip(types) => Some(types.to_vec()),
        Type::NamedTuple(tuple) => Some(tuple.types.to_vec()),
        Type::Closure { captures, .. } => Some(captures.to_vec()),
        Type::Slice { start, stop, step } => Some(vec![*start, *stop, *step]),
        Type::Range(inner) => Some(vec![*inner; 3]),
        Type::Complex(_) => Some(vec![part_type(ty); 2]),
        Type::Enumerate(inner) => Some(vec![Ty::I64, *inner]),
        Type::Flat(inner) | Type::NdEnumerate(inner) => Some(vec![*inner]),
        Type::Method { receiver, .. }
        | Type::Bound { receiver, .. }
        | Type::DictView(_, receiver) => Some(vec![*receiver]),
        _ => None,
    }
}

// ---- Truth ---------------------------------------------------------------------------------------

/// Python's truth value of any value, a flag.
pub(crate) fn truth(cx: &mut Cx<'_>, vals: &[Value], ty: Ty) -> Lowered<Value> {
    if ty.is_number() {
        let (vals, ty) = materialize(cx, vals.into(), ty);
        return Ok(scalar::truth_number(cx, &vals, ty));
    }
    Ok(match ty.get() {
        Type::None => cx.flag(false),
        Type::LitStr(text) => cx.flag(!text.is_empty()),
        Type::Str => cx.icmp_imm(IntCC::Ne, vals[2], 0),
        Type::Tuple(types) => cx.flag(!types.is_empty()),
        Type::NamedTuple(tuple) => cx.flag(!tuple.types.is_empty()),
        Type::Optional(inner) => optional_truth(cx, vals, *inner)?,
        Type::Array(array) => array_truth(cx, Array::new(*array, vals, None)),
        Type::List(_) | Type::TypedList(_) | Type::Dict(..) | Type::Set(_) | Type::DictView(..) => {
            let len = crate::container::len(cx, vals[0]);
            cx.icmp_imm(IntCC::Ne, len, 0)
        }
        Type::Range(inner) => {
            let len = crate::iterate::range_len(cx, vals, *inner);
            cx.icmp_imm(IntCC::Ne, len, 0)
        }
        _ => cx.flag(true),
    })
}

/// The truth of an empty optional's zeros is not asked for: of an array it would raise.
fn optional_truth(cx: &mut Cx<'_>, vals: &[Value], inner: Ty) -> Lowered<Value> {
    let (full, _) = cx.create_block(&[]);
    let (done, result) = cx.create_block(&[Ty::I8]);
    let no = cx.flag(false);
    cx.branch(vals[0], (full, &[]), (done, &[no]));
    cx.begin(full);
    let truth = truth(cx, &vals[1..], inner)?;
    cx.jump(done, &[truth]);
    cx.begin(done);
    Ok(result[0])
}

fn array_truth(cx: &mut Cx<'_>, array: Array) -> Value {
    let size = array.size(cx);
    let empty = cx.icmp_imm(IntCC::Eq, size, 0);
    cx.raise_if(
        empty,
        ExceptionKind::ValueError,
        "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array \
         is not empty.",
    );
    let several = cx.icmp_imm(IntCC::Ne, size, 1);
    cx.raise_if(
        several,
        ExceptionKind::ValueError,
        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
    );
    let element = array.load_at(cx, array.data);
    scalar::truth_number(cx, &element, array.ty.dtype)
}

// ---- Comparison ----------------------------------------------------------------------------------

/// A value with its type, as comparisons see it.
type Typed<'v> = (&'v [Value], Ty);

/// A comparison operator on any two values.
pub(crate) fn compare(cx: &mut Cx<'_>, op: CmpOp, a: Typed<'_>, b: Typed<'_>) -> Lowered<Value> {
    match op {
        CmpOp::Ne | CmpOp::IsNot => {
            if a.1.is_number() && b.1.is_number() {
                return compare_numbers(cx, CmpOp::Ne, a, b);
            }
            let positive = if op == CmpOp::Ne {
                CmpOp::Eq
            } else {
                CmpOp::Is
            };
            let same = compare(cx, positive, a, b)?;
            return Ok(cx.not(same));
        }
        _ if a.1.is_number() && b.1.is_number() => return compare_numbers(cx, op, a, b),
        _ => {}
    }
    if is_string(a.1) && is_string(b.1) {
        return compare_strings(cx, op, a, b);
    }
    if let (Some(left), Some(right)) = (a.1.as_tuple(), b.1.as_tuple()) {
        return compare_tuples(cx, op, (a.0, left), (b.0, right));
    }
    match (a.1.get(), b.1.get()) {
        (Type::None, Type::Optional(_)) => Ok(cx.not(b.0[0])),
        (Type::Optional(_), Type::None) => Ok(cx.not(a.0[0])),
        (Type::Optional(_), _) | (_, Type::Optional(_)) => compare_optionals(cx, op, a, b),
        _ if flatten(a.1).is_empty() || flatten(b.1).is_empty() => Ok(cx.flag(a.1 == b.1)),
        _ if a.1 == b.1 && matches!(op, CmpOp::Is | CmpOp::Eq) => same_bits(cx, a.0, b.0),
        _ => cx.unsupported(format!("operator {} on {} and {}", op.text(), a.1, b.1)),
    }
}

fn is_string(ty: Ty) -> bool {
    matches!(ty.get(), Type::Str | Type::LitStr(_))
}

fn compare_numbers(cx: &mut Cx<'_>, op: CmpOp, a: Typed<'_>, b: Typed<'_>) -> Lowered<Value> {
    let a = materialize(cx, a.0.into(), a.1);
    let b = materialize(cx, b.0.into(), b.1);
    if a.1 == b.1 {
        return compare::compare(cx, op, &a, &b);
    }
    let common = |ty: Ty| -> Ty {
        if a.1.is_complex() || b.1.is_complex() {
            Ty::C128
        } else if a.1.is_float() || b.1.is_float() {
            Ty::F64
        } else if ty.is_signed() {
            Ty::I64
        } else {
            Ty::U64
        }
    };
    let (left, right) = (common(a.1), common(b.1));
    let a = (cast::number(cx, &a.0, a.1, left), left);
    let b = (cast::number(cx, &b.0, b.1, right), right);
    compare::compare(cx, op, &a, &b)
}

fn compare_strings(cx: &mut Cx<'_>, op: CmpOp, a: Typed<'_>, b: Typed<'_>) -> Lowered<Value> {
    let a = convert(cx, a.0, a.1, Ty::STR)?;
    let b = convert(cx, b.0, b.1, Ty::STR)?;
    let args = [a[1], a[2], a[3], b[1], b[2], b[3]];
    if matches!(op, CmpOp::Eq | CmpOp::Is) {
        return Ok(cx.call_value(Symbol::StrEq, &args));
    }
    let Some((cc, _)) = compare::conditions(op) else {
        return cx.unsupported(format!("operator {} on str", op.text()));
    };
    let order = cx.call_value(Symbol::StrCmp, &args);
    Ok(cx.icmp_imm(cc, order, 0))
}

/// Tuples compare by the first elements that differ; a prefix is less.
fn compare_tuples(
    cx: &mut Cx<'_>,
    op: CmpOp,
    a: (&[Value], &[Ty]),
    b: (&[Value], &[Ty]),
) -> Lowered<Value> {
    let equality = matches!(op, CmpOp::Eq | CmpOp::Is);
    if equality && a.1.len() != b.1.len() {
        return Ok(cx.flag(false));
    }
    let Some((cc, _)) = compare::conditions(op) else {
        return cx.unsupported(format!("operator {} on tuples", op.text()));
    };
    let lengths = [a.1.len() as i64, b.1.len() as i64].map(|len| cx.i64(len));
    let mut result = cx.icmp(cc, lengths[0], lengths[1]);
    let strict = match op {
        CmpOp::Le => CmpOp::Lt,
        CmpOp::Ge => CmpOp::Gt,
        other => other,
    };
    let left = split(a.0, a.1);
    let right = split(b.0, b.1);
    let common = left.len().min(right.len());
    for i in (0..common).rev() {
        let x = (&left[i][..], a.1[i]);
        let y = (&right[i][..], b.1[i]);
        let equal = compare(cx, CmpOp::Eq, x, y)?;
        let rest = cx.and(equal, result);
        result = if equality {
            rest
        } else {
            let decided = compare(cx, strict, x, y)?;
            cx.or(decided, rest)
        };
    }
    Ok(result)
}

/// Equality with an optional: both empty, or both full and equal.
fn compare_optionals(cx: &mut Cx<'_>, op: CmpOp, a: Typed<'_>, b: Typed<'_>) -> Lowered<Value> {
    if !matches!(op, CmpOp::Eq | CmpOp::Is) {
        return cx.unsupported(format!("operator {} on {} and {}", op.text(), a.1, b.1));
    }
    let (a_full, a) = opened(cx, a);
    let (b_full, b) = opened(cx, b);
    let equal = compare(cx, op, a, b)?;
    let both = cx.and(a_full, b_full);
    let equal = cx.and(both, equal);
    let neither = cx.or(a_full, b_full);
    let neither = cx.not(neither);
    Ok(cx.or(equal, neither))
}

fn opened<'v>(cx: &mut Cx<'_>, value: Typed<'v>) -> (Value, Typed<'v>) {
    match value.1.get() {
        Type::Optional(inner) => (value.0[0], (&value.0[1..], *inner)),
        _ => (cx.flag(true), value),
    }
}

/// Identity of references: the same addresses and extents.
fn same_bits(cx: &mut Cx<'_>, a: &[Value], b: &[Value]) -> Lowered<Value> {
    let mut result = cx.flag(true);
    for (&a, &b) in a.iter().zip(b) {
        let equal = if cx.low_ty(a).is_float() {
            cx.fcmp(numjit_ir::FloatCC::Eq, a, b)
        } else {
            cx.icmp(IntCC::Eq, a, b)
        };
        result = cx.and(result, equal);
    }
    Ok(result)
}

// ---- Tuples --------------------------------------------------------------------------------------

/// Element of a tuple at a constant position, with its type in the tuple.
pub(crate) fn tuple_get(vals: &[Value], ty: Ty, index: i64) -> (Vals, Ty) {
    let types = parts(ty).unwrap_or_default();
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    let element = split(vals, &types).into_iter().nth(index);
    let ty = types.get(index).copied().unwrap_or(Ty::NEVER);
    (element.unwrap_or_default(), ty)
}

/// The elements of a homogeneous tuple in their common plain type, which comes with them.
pub(crate) fn uniform(cx: &mut Cx<'_>, vals: &[Value], types: &[Ty]) -> Lowered<(Vals, Ty)> {
    let element = types.first().map_or(Ty::NEVER, |ty| ty.unliteral());
    let plain = Ty::uni_tuple(element, types.len());
    Ok((convert(cx, vals, Ty::tuple(types), plain)?, element))
}

/// Element of a homogeneous tuple at a position that is known to be in range.
fn tuple_select(cx: &mut Cx<'_>, vals: &[Value], len: usize, element: Ty, index: Value) -> Vals {
    /// Up to this length a chain of selections beats a copy in memory.
    const CHAIN: usize = 4;
    if len == 0 || len > CHAIN {
        let base = cx.spill(vals);
        return load_element(cx, base, element, index);
    }
    let elements = split(vals, &vec![element; len]);
    let mut result = elements[0].clone();
    for (i, candidate) in elements.iter().enumerate().skip(1) {
        let here = cx.icmp_imm(IntCC::Eq, index, i as i64);
        result = cx.pick_all(here, candidate, &result);
    }
    result
}

/// Element of a homogeneous tuple that was spilled.
pub(crate) fn load_element(cx: &mut Cx<'_>, base: Value, element: Ty, index: Value) -> Vals {
    let types = flatten(element);
    let offset = cx.imul_imm(index, 8 * types.len() as i64);
    let address = cx.ptr_add(base, offset);
    types
        .into_iter()
        .enumerate()
        .map(|(i, ty)| cx.load(ty, address, 8 * i as i32, STACK))
        .collect()
}

/// `tuple_index`: a checked, wrapping index.
pub(crate) fn tuple_index(
    cx: &mut Cx<'_>,
    vals: &[Value],
    ty: Ty,
    index: (Value, Ty),
) -> Lowered<Vals> {
    let Some(types) = ty.as_tuple() else {
        return cx.unsupported(format!("index of {ty}"));
    };
    let len = cx.i64(types.len() as i64);
    let index = cx.resize(index.0, Ty::I64, index.1.is_signed());
    let negative = cx.icmp_imm(IntCC::Slt, index, 0);
    let wrapped = cx.iadd(index, len);
    let index = cx.pick(negative, wrapped, index);
    let outside = cx.icmp(IntCC::Uge, index, len);
    cx.raise_if(
        outside,
        ExceptionKind::IndexError,
        "tuple index out of range",
    );
    let (vals, element) = uniform(cx, vals, types)?;
    Ok(tuple_select(cx, &vals, types.len(), element, index))
}

// ---- Strings -------------------------------------------------------------------------------------

/// Turns a text buffer into a string, which drops the buffer.
pub(crate) fn finish_buffer(cx: &mut Cx<'_>, buffer: Value) -> Vals {
    let slot = cx.slot(4);
    let address = cx.slot_addr(slot);
    cx.call_checked(Symbol::BufFinish, &[cx.ctx, buffer, address]);
    flatten(Ty::STR)
        .into_iter()
        .enumerate()
        .map(|(i, ty)| cx.load(ty, address, 8 * i as i32, STACK))
        .collect()
}

/// Runs something that may raise while a temporary is held.
pub(crate) fn holding<T>(cx: &mut Cx<'_>, held: Held, run: impl FnOnce(&mut Cx<'_>) -> T) -> T {
    cx.held.push(held);
    let result = run(cx);
    cx.held.pop();
    result
}

/// The machine value of a scalar operand of a runtime function.
pub(crate) fn runtime_operand(cx: &mut Cx<'_>, vals: Vals, ty: Ty, want: Ty) -> Lowered<Value> {
    let (vals, ty) = materialize(cx, vals, ty);
    let [value] = vals[..] else {
        return cx.unsupported(format!("{ty} as an operand of a runtime function"));
    };
    let have = machine(ty);
    if have == want {
        return Ok(value);
    }
    if ty.is_number() && !ty.is_complex() && want != Ty::PTR {
        return Ok(cast::real(cx, value, ty, want));
    }
    Ok(cx.bitcast(value, want))
}

/// The result type of a named scalar function, for immediates that hold one name.
pub(crate) fn name_of(imm: &Imm) -> &str {
    match imm {
        Imm::Name(name) => name,
        _ => "",
    }
}
