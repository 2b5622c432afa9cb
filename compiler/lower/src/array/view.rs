//! Basic indexing to a view: integers, slices, new axes.

use numjit_abi::ExceptionKind;
use numjit_ir::{InstData, IntCC, Op, Ty, Type, Value};

use crate::array::access::checked_index;
use crate::array::{self, Array};
use crate::cx::{Cx, Lowered, Vals};
use crate::scalar::{cast, materialize};
use crate::value::split;

/// `array_view`.
pub(crate) fn view(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let array = array::of(cx, inst.args[0])?;
    let ty = cx.ty(inst.results[0]);
    let Some(result) = ty.as_array() else {
        return cx.unsupported(format!("a view of type {ty}"));
    };
    let old = array.strides(cx);
    let mut data = array.data;
    let mut shape = Vals::new();
    let mut strides = Vals::new();
    let mut axis = 0;
    for &item in &inst.args[1..] {
        let item_ty = cx.ty(item);
        if *item_ty.get() == Type::None {
            shape.push(cx.i64(1));
            strides.push(cx.i64(0));
            continue;
        }
        if axis >= array.ndim() {
            return cx.unsupported("a view with too many indices");
        }
        let (extent, stride) = (array.shape[axis], old[axis]);
        let start = if let Type::Slice { start, stop, step } = *item_ty.get() {
            let parts = cx.get(item);
            let slice = resolve(cx, &parts, [start, stop, step], extent)?;
            shape.push(slice.len);
            strides.push(cx.imul(stride, slice.step));
            slice.start
        } else {
            checked_index(cx, item, extent, axis)
        };
        let offset = cx.imul(start, stride);
        data = cx.ptr_add(data, offset);
        axis += 1;
    }
    Ok(Array {
        ty: result,
        owner: array.owner,
        data,
        shape,
        strides: Some(strides),
    }
    .pack(cx))
}

/// A slice applied to an axis.
pub(crate) struct Slice {
    pub(crate) start: Value,
    pub(crate) step: Value,
    pub(crate) len: Value,
}

/// Applies a slice to an axis of an extent as Python does.
pub(crate) fn resolve(
    cx: &mut Cx<'_>,
    vals: &[Value],
    types: [Ty; 3],
    extent: Value,
) -> Lowered<Slice> {
    let parts = split(vals, &types);
    let mut bounds = [None; 3];
    for ((bound, part), ty) in bounds.iter_mut().zip(parts).zip(types) {
        *bound = slice_part(cx, part, ty)?;
    }
    let [start, stop, step] = bounds;
    let step = match step {
        Some(step) => step,
        None => cx.i64(1),
    };
    if cx.as_const(step) == Some(1) {
        return Ok(forward(cx, start, stop, extent));
    }
    let zero_step = cx.icmp_imm(IntCC::Eq, step, 0);
    cx.raise_if(
        zero_step,
        ExceptionKind::ValueError,
        "slice step cannot be zero",
    );
    let backwards = cx.icmp_imm(IntCC::Slt, step, 0);
    let minus_one = cx.i64(-1);
    let zero = cx.i64(0);
    let last = cx.iadd(extent, minus_one);
    let low = cx.pick(backwards, minus_one, zero);
    let high = cx.pick(backwards, last, extent);
    let start = match start {
        Some(start) => clamp(cx, start, extent, low, high),
        None => cx.pick(backwards, high, low),
    };
    let stop = match stop {
        Some(stop) => clamp(cx, stop, extent, low, high),
        None => cx.pick(backwards, low, high),
    };
    let len = stepped_len(cx, start, stop, step, backwards);
    Ok(Slice { start, step, len })
}

/// A part of a slice as `int64`; none for `None`.
fn slice_part(cx: &mut Cx<'_>, vals: Vals, ty: Ty) -> Lowered<Option<Value>> {
    match ty.get() {
        Type::None => Ok(None),
        _ if ty.is_int() || ty.is_bool() => {
            let (vals, ty) = materialize(cx, vals, ty);
            Ok(Some(cast::real(cx, vals[0], ty, Ty::I64)))
        }
        _ => cx.unsupported(format!("a slice bound of type {ty}")),
    }
}

/// A slice of step 1.
fn forward(cx: &mut Cx<'_>, start: Option<Value>, stop: Option<Value>, extent: Value) -> Slice {
    let zero = cx.i64(0);
    let start = match start {
        Some(start) => clamp(cx, start, extent, zero, extent),
        None => zero,
    };
    let stop = match stop {
        Some(stop) => clamp(cx, stop, extent, zero, extent),
        None => extent,
    };
    let len = cx.isub(stop, start);
    let known_full = cx.as_const(start) == Some(0);
    let len = if known_full { len } else { cx.smax(len, zero) };
    Slice {
        start,
        step: cx.i64(1),
        len,
    }
}

/// A slice bound between `low` and `high`; negative ones count from the end first.
fn clamp(cx: &mut Cx<'_>, bound: Value, extent: Value, low: Value, high: Value) -> Value {
    match cx.as_const(bound) {
        Some(v) if v >= 0 => {
            // `low` is 0 or -1, which a bound that is not negative is never below.
            return if v == 0 && cx.as_const(low) == Some(0) {
                bound
            } else {
                cx.smin(bound, high)
            };
        }
        Some(_) => {
            // `high` is at least the extent minus 1, which this is never above.
            let wrapped = cx.iadd(bound, extent);
            return cx.smax(wrapped, low);
        }
        None => {}
    }
    let negative = cx.icmp_imm(IntCC::Slt, bound, 0);
    let wrapped = cx.iadd(bound, extent);
    let bound = cx.pick(negative, wrapped, bound);
    let bound = cx.smax(bound, low);
    cx.smin(bound, high)
}

/// Number of elements of a slice whose bounds are clamped: distance over step, rounded up.
fn stepped_len(cx: &mut Cx<'_>, start: Value, stop: Value, step: Value, backwards: Value) -> Value {
    let up = cx.isub(stop, start);
    let down = cx.isub(start, stop);
    let distance = cx.pick(backwards, down, up);
    let negated = cx.ineg(step);
    let magnitude = cx.pick(backwards, negated, step);
    let before_last = cx.iadd_imm(distance, -1);
    let gaps = cx.bin(Op::UDiv, before_last, magnitude);
    let len = cx.iadd_imm(gaps, 1);
    let zero = cx.i64(0);
    let any = cx.icmp_imm(IntCC::Sgt, distance, 0);
    cx.pick(any, len, zero)
}
