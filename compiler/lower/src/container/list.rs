//! Lists.

use numjit_abi::element::CONTAINER_CAPACITY;
use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::{InstData, IntCC, Ty, Type, Value};

use super::{HEADER, items, len, own, placement, release, retain, set_len, touch};
use crate::array::access::{integer, is_not_negative};
use crate::array::view::{Slice, resolve};
use crate::cx::{Cx, Lowered, Vals};
use crate::emit::ARRAY;
use crate::value::convert;

const OUT_OF_RANGE: &str = "list index out of range";
const ASSIGNED_OUT_OF_RANGE: &str = "list assignment index out of range";

/// Element type of a list operand.
fn element(cx: &Cx<'_>, value: Value) -> Lowered<Ty> {
    let ty = cx.ty(value);
    match ty.as_list() {
        Some(element) => Ok(element),
        None => cx.unsupported(format!("{ty} as a list")),
    }
}

/// An operand as an element.
fn as_element(cx: &mut Cx<'_>, value: Value, ty: Ty) -> Lowered<Vals> {
    let vals = cx.get(value);
    convert(cx, &vals, cx.ty(value), ty)
}

/// A new empty list, null never.
pub(crate) fn create(cx: &mut Cx<'_>, element: Ty, room: i64) -> Value {
    let [address, bytes] = placement(element).describe(cx);
    let room = cx.i64(room);
    let list = cx.call_value(Symbol::ListNew, &[cx.ctx, address, bytes, room]);
    leave_if_null(cx, list);
    list
}

fn leave_if_null(cx: &mut Cx<'_>, list: Value) {
    let failed = cx.icmp_imm(IntCC::Eq, list, 0);
    cx.leave_if(failed);
}

/// `list_new`.
pub(crate) fn new(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let element = element(cx, inst.results[0])?;
    let list = create(cx, element, inst.args.len() as i64);
    if inst.args.is_empty() {
        return Ok(Vals::from_iter([list]));
    }
    let placement = placement(element);
    let held = cx.held.len();
    cx.held.push(crate::cx::Held::Owner(list));
    let base = items(cx, list);
    for (position, &arg) in inst.args.iter().enumerate() {
        let vals = as_element(cx, arg, element)?;
        let vals = own(cx, &vals, element);
        let address = cx.ptr_add_imm(base, position as i64 * placement.size);
        placement.store(cx, address, &vals, ARRAY);
        if element.is_counted() {
            let count = cx.i64(position as i64 + 1);
            set_len(cx, list, count);
        }
    }
    cx.held.truncate(held);
    let count = cx.i64(inst.args.len() as i64);
    set_len(cx, list, count);
    Ok(Vals::from_iter([list]))
}

/// An index as a position; negative ones count from the end.
fn wrapped(cx: &mut Cx<'_>, index: Value, len: Value) -> Value {
    let given = integer(cx, index);
    if is_not_negative(cx.typed, &cx.iterations, index) {
        return given;
    }
    let negative = cx.icmp_imm(IntCC::Slt, given, 0);
    let from_end = cx.iadd(given, len);
    cx.pick(negative, from_end, given)
}

fn checked(cx: &mut Cx<'_>, index: Value, len: Value, message: &str) -> Value {
    let position = wrapped(cx, index, len);
    if cx.typed.options.boundscheck {
        let outside = cx.icmp(IntCC::Uge, position, len);
        cx.raise_if(outside, ExceptionKind::IndexError, message);
    }
    position
}

fn address(cx: &mut Cx<'_>, list: Value, position: Value, size: i64) -> Value {
    let base = items(cx, list);
    let stride = cx.i64(size);
    let offset = cx.scale(position, stride);
    cx.ptr_add(base, offset)
}

/// The element at a position in range, borrowed from the list.
pub(crate) fn element_at(
    cx: &mut Cx<'_>,
    list: Value,
    element: Ty,
    position: Value,
) -> Lowered<Vals> {
    let placement = placement(element);
    let address = address(cx, list, position, placement.size);
    Ok(placement.load(cx, address))
}

/// `list_get`.
pub(crate) fn get(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let element = element(cx, inst.args[0])?;
    let list = cx.get(inst.args[0])[0];
    let len = len(cx, list);
    let position = checked(cx, inst.args[1], len, OUT_OF_RANGE);
    let vals = element_at(cx, list, element, position)?;
    retain(cx, &vals, element);
    convert(cx, &vals, element, cx.ty(inst.results[0]))
}

/// `list_set`.
pub(crate) fn set(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let element = element(cx, inst.args[0])?;
    let placement = placement(element);
    let list = cx.get(inst.args[0])[0];
    let len = len(cx, list);
    let position = checked(cx, inst.args[1], len, ASSIGNED_OUT_OF_RANGE);
    let vals = as_element(cx, inst.args[2], element)?;
    let vals = own(cx, &vals, element);
    let address = address(cx, list, position, placement.size);
    let old = element.is_counted().then(|| placement.load(cx, address));
    placement.store(cx, address, &vals, ARRAY);
    touch(cx, list);
    if let Some(old) = old {
        release(cx, &old, element);
    }
    Ok(())
}

/// Makes room for one element more: a comparison, and a call where the room is used up.
fn reserve(cx: &mut Cx<'_>, list: Value) {
    let used = len(cx, list);
    let room = cx.load(Ty::I64, list, CONTAINER_CAPACITY, HEADER);
    let full = cx.icmp(IntCC::Sge, used, room);
    let (next, _) = cx.create_block(&[]);
    let from = cx.block;
    let grow = cx.begin_cold();
    let one = cx.i64(1);
    let status = cx.call_value(Symbol::ListGrow, &[cx.ctx, list, one]);
    let failed = cx.icmp_imm(IntCC::Ne, status, 0);
    let exit = cx.exit();
    cx.branch(failed, (exit, &[]), (next, &[]));
    cx.block = from;
    cx.branch(full, (grow, &[]), (next, &[]));
    cx.begin(next);
}

/// `list_append`.
pub(crate) fn append(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let element = element(cx, inst.args[0])?;
    let list = cx.get(inst.args[0])[0];
    let vals = as_element(cx, inst.args[1], element)?;
    push(cx, list, element, &vals);
    Ok(())
}

/// Appends a value, of which the list gets owners of its own.
pub(crate) fn push(cx: &mut Cx<'_>, list: Value, element: Ty, vals: &[Value]) {
    let placement = placement(element);
    reserve(cx, list);
    let vals = own(cx, vals, element);
    let used = len(cx, list);
    let address = address(cx, list, used, placement.size);
    placement.store(cx, address, &vals, ARRAY);
    let count = cx.iadd_imm(used, 1);
    set_len(cx, list, count);
    touch(cx, list);
}

/// `list_insert`.
pub(crate) fn insert(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let element = element(cx, inst.args[0])?;
    let placement = placement(element);
    let list = cx.get(inst.args[0])[0];
    let len = len(cx, list);
    let position = wrapped(cx, inst.args[1], len);
    let zero = cx.i64(0);
    let position = cx.smax(position, zero);
    let position = cx.smin(position, len);
    let vals = as_element(cx, inst.args[2], element)?;
    let vals = own(cx, &vals, element);
    super::holding(cx, &vals, element, |cx| {
        cx.call_checked(Symbol::ListOpen, &[cx.ctx, list, position]);
    });
    let address = address(cx, list, position, placement.size);
    placement.store(cx, address, &vals, ARRAY);
    Ok(())
}

/// `list_pop`.
pub(crate) fn pop(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let element = element(cx, inst.args[0])?;
    let list = cx.get(inst.args[0])[0];
    let used = len(cx, list);
    let empty = cx.icmp_imm(IntCC::Eq, used, 0);
    cx.raise_if(empty, ExceptionKind::IndexError, "pop from empty list");
    let position = wrapped(cx, inst.args[1], used);
    let outside = cx.icmp(IntCC::Uge, position, used);
    cx.raise_if(outside, ExceptionKind::IndexError, "pop index out of range");
    let vals = element_at(cx, list, element, position)?;
    // The element's owners pass from the list to the result.
    let last = cx.iadd_imm(used, -1);
    let is_last = cx.icmp(IntCC::Eq, position, last);
    let (at_end, _) = cx.create_block(&[]);
    let (inside, _) = cx.create_block(&[]);
    let (done, _) = cx.create_block(&[]);
    cx.branch(is_last, (at_end, &[]), (inside, &[]));
    cx.begin(at_end);
    set_len(cx, list, last);
    touch(cx, list);
    cx.jump(done, &[]);
    cx.begin(inside);
    cx.call_symbol(Symbol::ListClose, &[list, position]);
    cx.jump(done, &[]);
    cx.begin(done);
    convert(cx, &vals, element, cx.ty(inst.results[0]))
}

/// The slice operand applied to a list.
fn sliced(cx: &mut Cx<'_>, list: Value, slice: Value) -> Lowered<Slice> {
    let Type::Slice { start, stop, step } = *cx.ty(slice).get() else {
        return cx.unsupported("a list index that is no slice");
    };
    let len = len(cx, list);
    let parts = cx.get(slice);
    resolve(cx, &parts, [start, stop, step], len)
}

/// `list_slice`.
pub(crate) fn slice(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let list = cx.get(inst.args[0])[0];
    let Slice { start, step, len } = sliced(cx, list, inst.args[1])?;
    let made = cx.call_value(Symbol::ListSlice, &[cx.ctx, list, start, len, step]);
    leave_if_null(cx, made);
    Ok(Vals::from_iter([made]))
}

/// `list_slice_del`.
pub(crate) fn slice_del(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let list = cx.get(inst.args[0])[0];
    let Slice { start, step, len } = sliced(cx, list, inst.args[1])?;
    cx.call_symbol(Symbol::ListDelete, &[list, start, len, step]);
    Ok(())
}

/// `list_slice_set`: a slice of step 1 may change the length; any other replaces element by element,
/// which infer writes as a loop.
pub(crate) fn slice_set(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let list = cx.get(inst.args[0])[0];
    let other = cx.get(inst.args[2])[0];
    let Slice { start, step, len } = sliced(cx, list, inst.args[1])?;
    if cx.as_const(step) != Some(1) {
        return cx.unsupported("assignment to a list slice with a step");
    }
    cx.call_checked(Symbol::ListReplace, &[cx.ctx, list, start, len, other]);
    Ok(())
}
