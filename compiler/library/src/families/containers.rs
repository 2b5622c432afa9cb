//! Lists, dicts and sets: what needs more than the Python subset. The rest are bodies.

use numjit_abi::Symbol;
use numjit_ir::{DictPart, Imm, Op, Ty, Type, Value};

use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::convert::{Conversion, rate};
use crate::table::Rows;
use crate::{emit, promote};

pub(super) fn add(rows: &mut Rows) {
    add_modules(rows);
    add_list(rows);
    add_dict(rows);
    add_set(rows);
    add_slice(rows);
    add_intrinsics(rows);
    rows.python("builtins", include_str!("../bodies/container_builtins.py"));
    rows.python("list", include_str!("../bodies/list.py"));
    rows.python("dict", include_str!("../bodies/dict.py"));
    rows.python("set", include_str!("../bodies/set.py"));
    rows.python("nj", include_str!("../bodies/container_internal.py"));
    rows.python("heapq", include_str!("../bodies/heapq.py"));
    rows.python("bisect", include_str!("../bodies/bisect.py"));
}

fn add_modules(rows: &mut Rows) {
    rows.module("heapq", "Python's heaps in lists.");
    rows.module("bisect", "Python's binary search in sorted lists.");
    rows.module("numba.typed", "Numba's containers.");
}

fn add_list(rows: &mut Rows) {
    rows.rule(
        "list.append",
        "list, value",
        append,
        "Adds a value at the end.",
    );
    rows.rule(
        "list.insert",
        "list, index, value",
        insert,
        "Inserts a value before a position.",
    );
    rows.rule(
        "list.pop",
        "list, index=-1",
        pop,
        "Removes and returns the value at a position, by default the last.",
    );
    rows.rule(
        "list.reverse",
        "list",
        reverse,
        "Reverses the list in place.",
    );
    rows.rule("list.clear", "list", list_clear, "Removes all values.");
    rows.rule(
        "list.copy",
        "list",
        copy,
        "A new list with the same values.",
    );
    rows.rule_or(
        "list.extend",
        "list, iterable",
        extend,
        "nj.list_extend_each",
        "Adds the values of an iterable at the end.",
    );
}

fn add_dict(rows: &mut Rows) {
    rows.rule("dict.keys", "dict", keys, "The keys, for iteration.");
    rows.rule("dict.values", "dict", values, "The values, for iteration.");
    rows.rule(
        "dict.items",
        "dict",
        items,
        "Pairs of key and value, for iteration.",
    );
    rows.rule(
        "dict.popitem",
        "dict",
        pop_item,
        "Removes and returns the entry that was added last.",
    );
    rows.rule("dict.clear", "dict", table_clear, "Removes all entries.");
    rows.rule(
        "dict.copy",
        "dict",
        copy,
        "A new dict with the same entries.",
    );
}

fn add_set(rows: &mut Rows) {
    rows.rule("set.add", "set, value", set_add, "Adds a value.");
    rows.rule("set.clear", "set", table_clear, "Removes all values.");
    rows.rule("set.copy", "set", copy, "A new set with the same values.");
    rows.rule(
        "set.discard",
        "set, value",
        discard,
        "Removes a value if it is there.",
    );
}

fn add_slice(rows: &mut Rows) {
    rows.attribute("slice.start", slice_start, "First index, or None.");
    rows.attribute("slice.stop", slice_stop, "End, exclusive, or None.");
    rows.attribute("slice.step", slice_step, "Stride, or None.");
}

fn slice_start(call: &Call<'_>) -> Result<Typed, Mismatch> {
    slice_part(call, 0)
}

fn slice_stop(call: &Call<'_>) -> Result<Typed, Mismatch> {
    slice_part(call, 1)
}

fn slice_step(call: &Call<'_>) -> Result<Typed, Mismatch> {
    slice_part(call, 2)
}

fn slice_part(call: &Call<'_>, position: usize) -> Result<Typed, Mismatch> {
    let Type::Slice { start, stop, step } = call.args[0].get() else {
        return expected(0, "a slice");
    };
    let ty = [*start, *stop, *step][position];
    Ok(Typed::new(ty, move |b, v| match ty.get() {
        Type::None => emit::none(b),
        Type::LitInt(value) => emit::const_int(b, *value, ty),
        _ => {
            let position = Imm::Ints(Box::new([position as i64]));
            b.emit(Op::TupleGet, &[v[0]], position, ty)
        }
    }))
}

fn add_intrinsics(rows: &mut Rows) {
    rows.rule(
        "nj.list_sort",
        "list, reverse",
        list_sort,
        "Sorts a list of ordered elements in place.",
    );
    rows.rule(
        "nj.list_order",
        "list, reverse",
        list_order,
        "The positions that sort a list of ordered elements.",
    );
    rows.rule(
        "nj.list_repeat",
        "list, times",
        list_repeat,
        "A new list with the elements so many times over.",
    );
    rows.rule(
        "nj.list_delete",
        "list, start, count, step",
        list_delete,
        "Removes the elements at start, start + step, ..., which are in range.",
    );
    rows.rule(
        "nj.dict_find",
        "dict, key",
        dict_find,
        "The value of a key, or None.",
    );
    rows.rule(
        "nj.dict_take",
        "dict, key",
        dict_take,
        "The value of a key, which is removed, or None.",
    );
    rows.rule(
        "nj.dict_drop",
        "dict, key",
        dict_drop,
        "Removes a key; whether it was there.",
    );
    rows.rule(
        "nj.dict_value",
        "dict, found",
        dict_value,
        "What nj.dict_find found, which is not None, as a value of the dict.",
    );
    rows.rule(
        "nj.holds_none",
        "dict",
        holds_none,
        "Whether the values of a dict may be None; a literal.",
    );
    rows.rule(
        "nj.set_drop",
        "set, value",
        set_drop,
        "Removes a value; whether it was there.",
    );
    rows.rule(
        "nj.is_container",
        "x",
        is_container,
        "Whether x is a list, dict or set; a literal.",
    );
    rows.rule(
        "nj.is_list",
        "x",
        is_list,
        "Whether x is a list; a literal.",
    );
    rows.rule(
        "nj.is_sequence",
        "x",
        is_sequence,
        "Whether x is a list, tuple or 1-d array; a literal.",
    );
    rows.rule(
        "nj.held_dtype",
        "list",
        held_dtype,
        "The dtype of the numbers in a list, in what it holds, and so on.",
    );
    rows.rule(
        "nj.held_kind",
        "list",
        held_kind,
        "What a list holds, a literal: number, sequence, array, or other.",
    );
    rows.rule(
        "nj.empty_list",
        "list",
        empty_list,
        "A new empty list of the type of another.",
    );
    rows.rule(
        "nj.empty_table",
        "table",
        empty_table,
        "A new empty dict or set of the type of another.",
    );
    rows.rule(
        "numba.typed.List.empty_list",
        "item_type, allocated=0",
        typed_empty_list,
        "A new typed list for values of a type.",
    );
    rows.rule(
        "numba.typed.Dict.empty",
        "key_type, value_type, n_keys=0",
        typed_empty_dict,
        "A new typed dict for keys and values of these types.",
    );
    rows.rule(
        "numba.typed.Set.empty",
        "key_type",
        typed_empty_set,
        "A new set for elements of a type.",
    );
}

// ---- What containers hold ------------------------------------------------------------------------

/// Whether a value of one type can be kept as the other without losing anything: wider numbers, other
/// integers as Numba allows it, and what joins to the type.
pub fn fits_element(from: Ty, to: Ty) -> bool {
    let plain = from.unliteral();
    if promote::unify(plain, to) == Some(to) {
        return true;
    }
    let inner = match to.get() {
        Type::Optional(inner) => *inner,
        _ => to,
    };
    if plain.is_int() && inner.is_int() {
        return true;
    }
    let from = match plain.get() {
        Type::Optional(inner) => *inner,
        _ => plain,
    };
    rate(from, inner).is_some_and(|conversion| conversion != Conversion::Unsafe)
}

/// Whether values of the type can be keys of a dict or elements of a set.
pub fn is_hashable(ty: Ty) -> bool {
    match ty.get() {
        Type::None | Type::Str | Type::LitStr(_) | Type::Open(..) => true,
        Type::Optional(inner) => is_hashable(*inner),
        Type::Enum(class) => is_hashable(class.value),
        _ => match ty.as_tuple() {
            Some(types) => types.iter().all(|&ty| is_hashable(ty)),
            None => ty.is_number(),
        },
    }
}

/// Whether the runtime can put values of the type in order.
fn is_ordered(ty: Ty) -> bool {
    match ty.get() {
        Type::Str => true,
        _ => match ty.as_tuple() {
            Some(types) => types.iter().all(|&ty| is_ordered(ty)),
            None => ty.is_number() && !ty.is_complex(),
        },
    }
}

fn list(call: &Call<'_>) -> Result<Ty, Mismatch> {
    match call.args[0].as_list() {
        Some(element) => Ok(element),
        None => expected(0, "a list"),
    }
}

fn table(call: &Call<'_>) -> Result<(Ty, Ty), Mismatch> {
    match call.args[0].as_table() {
        Some(types) => Ok(types),
        None => expected(0, "a dict or set"),
    }
}

/// Checks that an argument can be an element.
fn held(call: &Call<'_>, index: usize, element: Ty) -> Result<(), Mismatch> {
    if fits_element(call.args[index], element) {
        return Ok(());
    }
    expected(
        index,
        format!("of type `{element}`, which the container holds"),
    )
}

// ---- Lists ---------------------------------------------------------------------------------------

fn append(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let element = list(call)?;
    held(call, 1, element)?;
    Ok(Typed::new(Ty::NONE, move |b, v| {
        let value = emit::cast(b, v[1], element);
        b.effect(Op::ListAppend, &[v[0], value], Imm::None);
        emit::none(b)
    }))
}

fn insert(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let element = list(call)?;
    args::integer(call, 1)?;
    held(call, 2, element)?;
    Ok(Typed::new(Ty::NONE, move |b, v| {
        let index = emit::cast(b, v[1], Ty::I64);
        let value = emit::cast(b, v[2], element);
        b.effect(Op::ListInsert, &[v[0], index, value], Imm::None);
        emit::none(b)
    }))
}

fn pop(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let element = list(call)?;
    args::integer(call, 1)?;
    Ok(Typed::new(element, move |b, v| {
        let index = emit::cast(b, v[1], Ty::I64);
        b.emit(Op::ListPop, &[v[0], index], Imm::None, element)
    }))
}

fn reverse(call: &Call<'_>) -> Result<Typed, Mismatch> {
    list(call)?;
    runtime(Symbol::ListReverse, Ty::NONE)
}

/// A call of the runtime on the operands as they are.
fn runtime(symbol: Symbol, result: Ty) -> Result<Typed, Mismatch> {
    Ok(Typed::new(result, move |b, v| {
        b.emit(Op::CallRuntime, v, Imm::Symbol(symbol), result)
    }))
}

fn list_clear(call: &Call<'_>) -> Result<Typed, Mismatch> {
    list(call)?;
    Ok(Typed::new(Ty::NONE, |b, v| {
        let len = b.emit(Op::ContainerLen, &[v[0]], Imm::None, Ty::I64);
        let zero = emit::const_int(b, 0, Ty::I64);
        let one = emit::const_int(b, 1, Ty::I64);
        let symbol = Imm::Symbol(Symbol::ListDelete);
        b.emit(Op::CallRuntime, &[v[0], zero, len, one], symbol, Ty::NONE)
    }))
}

fn list_delete(call: &Call<'_>) -> Result<Typed, Mismatch> {
    list(call)?;
    Ok(Typed::new(Ty::NONE, |b, v| {
        let mut operands = vec![v[0]];
        operands.extend(v[1..].iter().map(|&v| emit::cast(b, v, Ty::I64)));
        let symbol = Imm::Symbol(Symbol::ListDelete);
        b.emit(Op::CallRuntime, &operands, symbol, Ty::NONE)
    }))
}

fn copy(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = call.args[0];
    if ty.as_list().is_none() {
        table(call)?;
        return runtime(Symbol::DictCopy, ty);
    }
    Ok(Typed::new(ty, move |b, v| {
        let none = [(); 3].map(|()| emit::none(b));
        let slice = Ty::new(Type::Slice {
            start: Ty::NONE,
            stop: Ty::NONE,
            step: Ty::NONE,
        });
        let slice = b.emit(Op::MakeSlice, &none, Imm::None, slice);
        b.emit(Op::ListSlice, &[v[0], slice], Imm::None, ty)
    }))
}

fn extend(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let element = list(call)?;
    if call.args[1].as_list() != Some(element) {
        return expected(1, format!("an iterable of `{element}`"));
    }
    runtime(Symbol::ListExtend, Ty::NONE)
}

fn list_repeat(call: &Call<'_>) -> Result<Typed, Mismatch> {
    list(call)?;
    args::integer(call, 1)?;
    let ty = call.args[0];
    Ok(Typed::new(ty, move |b, v| {
        let times = emit::cast(b, v[1], Ty::I64);
        let symbol = Imm::Symbol(Symbol::ListRepeat);
        b.emit(Op::CallRuntime, &[v[0], times], symbol, ty)
    }))
}

fn ordered(call: &Call<'_>) -> Result<(), Mismatch> {
    let element = list(call)?;
    if is_ordered(element) {
        return Ok(());
    }
    expected(
        0,
        "a list of real numbers, strings, or tuples of them, or have a `key` that gives one",
    )
}

/// A value as the flag of a runtime function.
fn flag(b: &mut numjit_ir::Builder<'_>, value: Value) -> Value {
    let value = emit::plain(b, value);
    emit::truth(b, value)
}

fn list_sort(call: &Call<'_>) -> Result<Typed, Mismatch> {
    ordered(call)?;
    Ok(Typed::new(Ty::NONE, |b, v| {
        let reverse = flag(b, v[1]);
        let symbol = Imm::Symbol(Symbol::ListSort);
        b.emit(Op::CallRuntime, &[v[0], reverse], symbol, Ty::NONE)
    }))
}

fn list_order(call: &Call<'_>) -> Result<Typed, Mismatch> {
    ordered(call)?;
    let ty = Ty::new(Type::List(Ty::I64));
    Ok(Typed::new(ty, move |b, v| {
        let reverse = flag(b, v[1]);
        let symbol = Imm::Symbol(Symbol::ListOrder);
        b.emit(Op::CallRuntime, &[v[0], reverse], symbol, ty)
    }))
}

fn empty_list(call: &Call<'_>) -> Result<Typed, Mismatch> {
    list(call)?;
    new(Op::ListNew, call.args[0])
}

fn empty_table(call: &Call<'_>) -> Result<Typed, Mismatch> {
    table(call)?;
    new(Op::DictNew, call.args[0])
}

fn new(op: Op, ty: Ty) -> Result<Typed, Mismatch> {
    Ok(Typed::new(ty, move |b, _| b.emit(op, &[], Imm::None, ty)))
}

/// The type that an argument names: a Numba type or a dtype.
fn named_type(call: &Call<'_>, index: usize) -> Result<Ty, Mismatch> {
    match args::named_dtype(call.args[index]) {
        Some(ty) => Ok(ty),
        None => expected(index, "a type such as `types.int64`"),
    }
}

fn typed_empty_list(call: &Call<'_>) -> Result<Typed, Mismatch> {
    new(Op::ListNew, Ty::new(Type::TypedList(named_type(call, 0)?)))
}

fn typed_empty_set(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let key = named_type(call, 0)?;
    if !is_hashable(key) {
        return expected(0, "a type of numbers, strings, or tuples of them");
    }
    new(Op::DictNew, Ty::new(Type::Set(key)))
}

fn typed_empty_dict(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let key = named_type(call, 0)?;
    if !is_hashable(key) {
        return expected(0, "a type of numbers, strings, or tuples of them");
    }
    new(Op::DictNew, Ty::new(Type::Dict(key, named_type(call, 1)?)))
}

// ---- Dicts and sets ------------------------------------------------------------------------------

fn view(call: &Call<'_>, part: DictPart) -> Result<Typed, Mismatch> {
    let dict = call.args[0];
    if !matches!(dict.get(), Type::Dict(..)) {
        return expected(0, "a dict");
    }
    let ty = Ty::new(Type::DictView(part, dict));
    Ok(Typed::new(ty, move |b, v| {
        b.emit(Op::Iterable, &[v[0]], Imm::None, ty)
    }))
}

fn keys(call: &Call<'_>) -> Result<Typed, Mismatch> {
    view(call, DictPart::Keys)
}

fn values(call: &Call<'_>) -> Result<Typed, Mismatch> {
    view(call, DictPart::Values)
}

fn items(call: &Call<'_>) -> Result<Typed, Mismatch> {
    view(call, DictPart::Items)
}

fn table_clear(call: &Call<'_>) -> Result<Typed, Mismatch> {
    table(call)?;
    runtime(Symbol::DictClear, Ty::NONE)
}

fn key_op(call: &Call<'_>, op: Op, result: Ty) -> Result<Typed, Mismatch> {
    let (key, _) = table(call)?;
    held(call, 1, key)?;
    Ok(Typed::new(result, move |b, v| {
        let key = emit::cast(b, v[1], key);
        b.emit(op, &[v[0], key], Imm::None, result)
    }))
}

fn dict_find(call: &Call<'_>) -> Result<Typed, Mismatch> {
    key_op(call, Op::DictFind, Ty::optional(table(call)?.1))
}

fn dict_take(call: &Call<'_>) -> Result<Typed, Mismatch> {
    key_op(call, Op::DictTake, Ty::optional(table(call)?.1))
}

fn pop_item(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let (key, value) = table(call)?;
    let ty = Ty::tuple([key, value]);
    Ok(Typed::new(ty, move |b, v| {
        b.emit(Op::DictPopLast, &[v[0]], Imm::None, ty)
    }))
}

fn dict_drop(call: &Call<'_>) -> Result<Typed, Mismatch> {
    key_op(call, Op::SetDrop, Ty::BOOL)
}

fn dict_value(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let (_, value) = table(call)?;
    Ok(Typed::new(value, move |b, v| emit::cast(b, v[1], value)))
}

fn holds_none(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let (_, value) = table(call)?;
    literal(matches!(value.get(), Type::Optional(_) | Type::None))
}

fn set_drop(call: &Call<'_>) -> Result<Typed, Mismatch> {
    key_op(call, Op::SetDrop, Ty::BOOL)
}

fn discard(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let (key, _) = table(call)?;
    held(call, 1, key)?;
    Ok(Typed::new(Ty::NONE, move |b, v| {
        let key = emit::cast(b, v[1], key);
        b.emit(Op::SetDrop, &[v[0], key], Imm::None, Ty::BOOL);
        emit::none(b)
    }))
}

fn set_add(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let (key, _) = table(call)?;
    if !is_hashable(key) {
        return expected(0, "a set of numbers, strings, or tuples of them");
    }
    held(call, 1, key)?;
    Ok(Typed::new(Ty::NONE, move |b, v| {
        let key = emit::cast(b, v[1], key);
        b.effect(Op::SetAdd, &[v[0], key], Imm::None);
        emit::none(b)
    }))
}

// ---- Questions -----------------------------------------------------------------------------------

fn is_container(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = call.args[0];
    literal(ty.as_list().is_some() || ty.as_table().is_some())
}

fn is_list(call: &Call<'_>) -> Result<Typed, Mismatch> {
    literal(call.args[0].as_list().is_some())
}

fn is_sequence(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = call.args[0];
    let line = ty.as_array().is_some_and(|array| array.ndim == 1);
    literal(ty.as_list().is_some() || ty.as_tuple().is_some() || line)
}

/// The numbers that a list holds in the end.
fn numbers_in(ty: Ty) -> Option<Ty> {
    if ty.is_number() {
        return Some(ty.unliteral());
    }
    if let Some(array) = ty.as_array() {
        return Some(array.dtype);
    }
    match (ty.as_list(), ty.as_tuple()) {
        (Some(element), _) => numbers_in(element),
        (_, Some(types)) => {
            let numbers: Option<Vec<Ty>> = types.iter().map(|&ty| numbers_in(ty)).collect();
            promote::unify_all(numbers?)
        }
        _ => None,
    }
}

fn held_dtype(call: &Call<'_>) -> Result<Typed, Mismatch> {
    match numbers_in(list(call)?).filter(|&ty| ty != Ty::NEVER) {
        Some(dtype) => {
            let ty = Ty::new(Type::DType(dtype));
            Ok(Typed::new(ty, move |b, _| emit::unit(b, ty)))
        }
        None => expected(
            0,
            "a list of numbers, of arrays, or of lists or tuples of numbers",
        ),
    }
}

fn held_kind(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let element = list(call)?;
    let flat = |types: &[Ty]| types.iter().all(|ty| ty.is_number());
    let name = if element.is_number() {
        "number"
    } else if element.as_array().is_some() {
        "array"
    } else if element.as_list().is_some_and(|ty| ty.is_number())
        || element.as_tuple().is_some_and(flat)
    {
        "sequence"
    } else {
        "other"
    };
    let ty = Ty::new(Type::LitStr(name.into()));
    Ok(Typed::new(ty, move |b, _| {
        emit::constant(b, numjit_ir::Const::Str(name.into()))
    }))
}

fn literal(value: bool) -> Result<Typed, Mismatch> {
    let ty = Ty::new(Type::LitBool(value));
    Ok(Typed::new(ty, move |b, _| emit::literal_bool(b, value)))
}
