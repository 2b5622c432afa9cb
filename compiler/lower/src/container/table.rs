//! Dicts and sets. The runtime finds and makes entries; values are read and stored here.

use numjit_abi::element::{CONTAINER_CAPACITY, ENTRY_KEY};
use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::{DictPart, InstData, IntCC, Ty, Type, Value};

use super::{HEADER, Placement, holding, items, len, own, placement, release, retain, touch};
use crate::cx::{Cx, Lowered, Vals};
use crate::emit::ARRAY;
use crate::layout::flatten;
use crate::raise;
use crate::value::{convert, zeros};

/// Types and places of what a dict or set holds.
struct Shape {
    key_ty: Ty,
    value_ty: Ty,
    key: Placement,
    value: Placement,
    /// Offset of the value in an entry.
    value_at: i64,
    /// Bytes per entry.
    stride: i64,
}

fn shape_of(ty: Ty) -> Option<Shape> {
    let (key_ty, value_ty) = ty.as_table()?;
    let (key, value) = (placement(key_ty), placement(value_ty));
    let value_at = round_up(ENTRY_KEY as i64 + key.size);
    let stride = round_up(value_at + value.size);
    Some(Shape {
        key_ty,
        value_ty,
        key,
        value,
        value_at,
        stride,
    })
}

/// The next multiple of eight bytes.
fn round_up(bytes: i64) -> i64 {
    (bytes + 7) & !7
}

fn shape(cx: &Cx<'_>, value: Value) -> Lowered<Shape> {
    let ty = cx.ty(value);
    match shape_of(ty) {
        Some(shape) => Ok(shape),
        None => cx.unsupported(format!("{ty} as a dict")),
    }
}

/// `dict_new`.
pub(crate) fn new(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let shape = shape(cx, inst.results[0])?;
    let key = shape.key.describe(cx);
    let value = shape.value.describe(cx);
    let room = cx.i64(0);
    let args = [cx.ctx, key[0], key[1], value[0], value[1], room];
    let table = cx.call_value(Symbol::DictNew, &args);
    let failed = cx.icmp_imm(IntCC::Eq, table, 0);
    cx.leave_if(failed);
    Ok(Vals::from_iter([table]))
}

/// The operand as a key.
fn key_of(cx: &mut Cx<'_>, shape: &Shape, value: Value) -> Lowered<Vals> {
    let vals = cx.get(value);
    convert(cx, &vals, cx.ty(value), shape.key_ty)
}

/// The entry of a key, or null.
fn lookup(cx: &mut Cx<'_>, shape: &Shape, table: Value, key: &[Value]) -> Value {
    if shape.key.is_word_int() {
        return cx.call_value(Symbol::DictFindInt, &[table, key[0]]);
    }
    let address = shape.key.spill(cx, key);
    cx.call_value(Symbol::DictFind, &[table, address])
}

/// The entry of a key, made if there is none.
fn insert(cx: &mut Cx<'_>, shape: &Shape, table: Value, key: &[Value]) -> Value {
    let entry = if shape.key.is_word_int() {
        cx.call_value(Symbol::DictInsertInt, &[cx.ctx, table, key[0]])
    } else {
        let address = shape.key.spill(cx, key);
        cx.call_value(Symbol::DictInsert, &[cx.ctx, table, address])
    };
    let failed = cx.icmp_imm(IntCC::Eq, entry, 0);
    cx.leave_if(failed);
    entry
}

fn load_value(cx: &mut Cx<'_>, shape: &Shape, entry: Value) -> Vals {
    let address = cx.ptr_add_imm(entry, shape.value_at);
    shape.value.load(cx, address)
}

/// `dict_get`.
pub(crate) fn get(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let shape = shape(cx, inst.args[0])?;
    let table = cx.get(inst.args[0])[0];
    let key = key_of(cx, &shape, inst.args[1])?;
    let entry = lookup(cx, &shape, table, &key);
    let missing = cx.icmp_imm(IntCC::Eq, entry, 0);
    let mut recorded = Ok(());
    cx.fail_if(missing, |cx| {
        recorded = raise::record_value(cx, ExceptionKind::KeyError, &key, shape.key_ty);
    });
    recorded?;
    let vals = load_value(cx, &shape, entry);
    retain(cx, &vals, shape.value_ty);
    convert(cx, &vals, shape.value_ty, cx.ty(inst.results[0]))
}

/// `dict_find`.
pub(crate) fn find(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    optional_value(cx, inst, false)
}

/// `dict_take`.
pub(crate) fn take(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    optional_value(cx, inst, true)
}

fn optional_value(cx: &mut Cx<'_>, inst: &InstData, remove: bool) -> Lowered<Vals> {
    let shape = shape(cx, inst.args[0])?;
    let result = cx.ty(inst.results[0]);
    let table = cx.get(inst.args[0])[0];
    let key = key_of(cx, &shape, inst.args[1])?;
    let entry = lookup(cx, &shape, table, &key);
    let found = cx.icmp_imm(IntCC::Ne, entry, 0);
    let (full, _) = cx.create_block(&[]);
    let (done, vals) = cx.create_block(&flatten(result));
    let absent = zeros(cx, result);
    cx.branch(found, (full, &[]), (done, &absent));
    cx.begin(full);
    let value = load_value(cx, &shape, entry);
    retain(cx, &value, shape.value_ty);
    if remove {
        cx.call_symbol(Symbol::DictRemove, &[table, entry]);
    }
    let present = convert(cx, &value, shape.value_ty, result)?;
    cx.jump(done, &present);
    cx.begin(done);
    Ok(vals)
}

/// `dict_pop_last`.
pub(crate) fn pop_last(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let shape = shape(cx, inst.args[0])?;
    let table = cx.get(inst.args[0])[0];
    let entry = cx.call_value(Symbol::DictLast, &[table]);
    let empty = cx.icmp_imm(IntCC::Eq, entry, 0);
    let message = "popitem(): dictionary is empty";
    cx.raise_if(empty, ExceptionKind::KeyError, message);
    let key = cx.ptr_add_imm(entry, ENTRY_KEY as i64);
    let key = shape.key.load(cx, key);
    let value = load_value(cx, &shape, entry);
    retain(cx, &key, shape.key_ty);
    retain(cx, &value, shape.value_ty);
    cx.call_symbol(Symbol::DictRemove, &[table, entry]);
    Ok(key.into_iter().chain(value).collect())
}

/// `dict_has`.
pub(crate) fn has(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let shape = shape(cx, inst.args[0])?;
    let table = cx.get(inst.args[0])[0];
    let key = key_of(cx, &shape, inst.args[1])?;
    let entry = lookup(cx, &shape, table, &key);
    Ok(Vals::from_iter([cx.icmp_imm(IntCC::Ne, entry, 0)]))
}

/// `dict_set`.
pub(crate) fn set(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let shape = shape(cx, inst.args[0])?;
    let table = cx.get(inst.args[0])[0];
    let key = key_of(cx, &shape, inst.args[1])?;
    let vals = cx.get(inst.args[2]);
    let vals = convert(cx, &vals, cx.ty(inst.args[2]), shape.value_ty)?;
    let vals = own(cx, &vals, shape.value_ty);
    let entry = holding(cx, &vals, shape.value_ty, |cx| {
        insert(cx, &shape, table, &key)
    });
    let address = cx.ptr_add_imm(entry, shape.value_at);
    let old = shape
        .value_ty
        .is_counted()
        .then(|| shape.value.load(cx, address));
    shape.value.store(cx, address, &vals, ARRAY);
    touch(cx, table);
    if let Some(old) = old {
        release(cx, &old, shape.value_ty);
    }
    Ok(())
}

/// `set_add`.
pub(crate) fn add(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let shape = shape(cx, inst.args[0])?;
    let table = cx.get(inst.args[0])[0];
    let key = key_of(cx, &shape, inst.args[1])?;
    insert(cx, &shape, table, &key);
    Ok(())
}

/// `set_drop`.
pub(crate) fn drop_element(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let shape = shape(cx, inst.args[0])?;
    let table = cx.get(inst.args[0])[0];
    let key = key_of(cx, &shape, inst.args[1])?;
    let entry = lookup(cx, &shape, table, &key);
    let found = cx.icmp_imm(IntCC::Ne, entry, 0);
    let (full, _) = cx.create_block(&[]);
    let (done, _) = cx.create_block(&[]);
    cx.branch(found, (full, &[]), (done, &[]));
    cx.begin(full);
    cx.call_symbol(Symbol::DictRemove, &[table, entry]);
    cx.jump(done, &[]);
    cx.begin(done);
    Ok(Vals::from_iter([found]))
}

// ---- Iteration -----------------------------------------------------------------------------------

/// The position of the first entry, and what an iteration keeps: the table and its length.
pub(crate) fn begin(cx: &mut Cx<'_>, table: Value) -> (Value, Vals) {
    let zero = cx.i64(0);
    let first = cx.call_value(Symbol::DictNext, &[table, zero]);
    let count = len(cx, table);
    (first, Vals::from_iter([table, count]))
}

/// Whether a position is that of an entry.
pub(crate) fn has_entry(cx: &mut Cx<'_>, table: Value, position: Value) -> Value {
    let used = cx.load(Ty::I64, table, CONTAINER_CAPACITY, HEADER);
    cx.icmp(IntCC::Slt, position, used)
}

/// The position of the entry after one.
pub(crate) fn next_entry(cx: &mut Cx<'_>, table: Value, position: Value) -> Value {
    let next = cx.iadd_imm(position, 1);
    cx.call_value(Symbol::DictNext, &[table, next])
}

/// What an iteration yields at a position, borrowed; RuntimeError if the table has changed its length.
pub(crate) fn entry_parts(
    cx: &mut Cx<'_>,
    iterable: Ty,
    state: &[Value],
    position: Value,
) -> Lowered<Vals> {
    let (table, count) = (state[0], state[1]);
    let now = len(cx, table);
    let changed = cx.icmp(IntCC::Ne, now, count);
    let what = match iterable.get() {
        Type::Set(_) => "Set",
        _ => "dictionary",
    };
    let message = format!("{what} changed size during iteration");
    cx.raise_if(changed, ExceptionKind::RuntimeError, &message);
    let (key, value) = entry_at(cx, table, iterable, position)?;
    let part = match iterable.get() {
        Type::DictView(part, _) => *part,
        _ => DictPart::Keys,
    };
    Ok(match part {
        DictPart::Keys => key,
        DictPart::Values => value,
        DictPart::Items => key.into_iter().chain(value).collect(),
    })
}

/// Key and value of the entry at a position, borrowed.
pub(super) fn entry_at(
    cx: &mut Cx<'_>,
    table: Value,
    ty: Ty,
    position: Value,
) -> Lowered<(Vals, Vals)> {
    let Some(shape) = shape_of(ty) else {
        return cx.unsupported(format!("entries of {ty}"));
    };
    let base = items(cx, table);
    let stride = cx.i64(shape.stride);
    let offset = cx.scale(position, stride);
    let entry = cx.ptr_add(base, offset);
    let key = cx.ptr_add_imm(entry, ENTRY_KEY as i64);
    let key = shape.key.load(cx, key);
    let value = load_value(cx, &shape, entry);
    Ok((key, value))
}
