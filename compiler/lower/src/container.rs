//! Lists, dicts and sets: how their elements lie in memory, and what all of them share.
//!
//! A container value is the address of its header (`numjit_abi::element`). What a program does often
//! is written here as loads and stores; the rest calls the runtime, which knows the elements by the
//! description that a container is made with.
//!
//! A container owns what its elements refer to: storing adds owners, and a string that has none (a
//! constant, or an argument that lives for one call) is copied then.

pub(crate) mod list;
pub(crate) mod show;
pub(crate) mod table;

use numjit_abi::Symbol;
use numjit_abi::element::{CONTAINER_CHANGED, CONTAINER_ITEMS, CONTAINER_LEN, ElementKind, Field};
use numjit_ir::{Alias, InstData, Ty, Value};

use crate::cx::{Cx, Held, Lowered, Vals};
pub(crate) use crate::element::placement;
use crate::element::{Placement, push_kinds};
use crate::emit::{ARRAY, STACK};
use crate::layout::owners;

/// Container headers.
const HEADER: Alias = Alias::Header;

/// What lowering does with elements.
impl Placement {
    /// Whether an element is one 64-bit integer.
    fn is_word_int(&self) -> bool {
        let kind = |field: &Field| matches!(field.kind, ElementKind::I64 | ElementKind::U64);
        self.fields.len() == 1 && self.fields.iter().all(kind)
    }

    /// Address and length of the description.
    pub(crate) fn describe(&self, cx: &mut Cx<'_>) -> [Value; 2] {
        let address = cx.data_addr(&self.description, 1);
        [address, cx.i64(self.description.len() as i64)]
    }

    /// The element at an address.
    pub(crate) fn load(&self, cx: &mut Cx<'_>, address: Value) -> Vals {
        let scalars = self.scalars.iter();
        scalars
            .map(|&(ty, offset)| cx.load(ty, address, offset, ARRAY))
            .collect()
    }

    /// Stores an element at an address.
    pub(crate) fn store(&self, cx: &mut Cx<'_>, address: Value, vals: &[Value], alias: Alias) {
        for (&(_, offset), &value) in self.scalars.iter().zip(vals) {
            cx.store(address, value, offset, alias);
        }
    }

    /// Address of a stack slot that holds the element.
    pub(crate) fn spill(&self, cx: &mut Cx<'_>, vals: &[Value]) -> Value {
        let slot = cx.slot((self.size as usize).div_ceil(8));
        let address = cx.slot_addr(slot);
        self.store(cx, address, vals, STACK);
        address
    }
}

/// Number of elements of a container.
pub(crate) fn len(cx: &mut Cx<'_>, container: Value) -> Value {
    cx.load(Ty::I64, container, CONTAINER_LEN, HEADER)
}

/// `container_len`.
pub(crate) fn len_of(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let container = cx.get(inst.args[0]);
    Ok(Vals::from_iter([len(cx, container[0])]))
}

fn set_len(cx: &mut Cx<'_>, container: Value, len: Value) {
    cx.store(container, len, CONTAINER_LEN, HEADER);
}

fn items(cx: &mut Cx<'_>, container: Value) -> Value {
    cx.load(Ty::PTR, container, CONTAINER_ITEMS, HEADER)
}

/// Marks a container as changed, for hosts that lent it.
fn touch(cx: &mut Cx<'_>, container: Value) {
    let one = cx.i64(1);
    cx.store(container, one, CONTAINER_CHANGED, HEADER);
}

/// Adds an owner to every reference of a value.
pub(crate) fn retain(cx: &mut Cx<'_>, vals: &[Value], ty: Ty) {
    for position in owners(ty) {
        cx.call_symbol(Symbol::Retain, &[vals[position]]);
    }
}

/// Drops an owner of every reference of a value.
fn release(cx: &mut Cx<'_>, vals: &[Value], ty: Ty) {
    for position in owners(ty) {
        cx.call_symbol(Symbol::Release, &[vals[position]]);
    }
}

/// The value with owners of its own, for keeping it in a container: strings without an owner are copied.
/// What is owned already is given up if a later copy fails.
pub(crate) fn own(cx: &mut Cx<'_>, vals: &[Value], ty: Ty) -> Vals {
    let mut vals: Vals = vals.into();
    let strings = string_positions(ty);
    let held = cx.held.len();
    for position in owners(ty) {
        if strings.contains(&position) {
            own_string(cx, &mut vals[position..position + 4]);
        } else {
            cx.call_symbol(Symbol::Retain, &[vals[position]]);
        }
        cx.held.push(Held::Owner(vals[position]));
    }
    cx.held.truncate(held);
    vals
}

fn own_string(cx: &mut Cx<'_>, text: &mut [Value]) {
    let address = cx.spill(text);
    cx.call_checked(Symbol::StrOwn, &[cx.ctx, address]);
    for (word, value) in text.iter_mut().enumerate().take(2) {
        *value = cx.load(Ty::PTR, address, 8 * word as i32, STACK);
    }
}

/// Positions among the flattened scalars where strings begin.
fn string_positions(ty: Ty) -> Vec<usize> {
    let mut kinds = Vec::new();
    push_kinds(ty, &mut kinds);
    let mut at = 0;
    let mut positions = Vec::new();
    for kind in kinds {
        if kind == ElementKind::Str {
            positions.push(at);
            at += 3;
        }
        at += 1;
    }
    positions
}

/// Runs something that may raise while a value's owners are held.
fn holding<T>(cx: &mut Cx<'_>, vals: &[Value], ty: Ty, run: impl FnOnce(&mut Cx<'_>) -> T) -> T {
    let held = cx.held.len();
    let owned = owners(ty)
        .into_iter()
        .map(|position| Held::Owner(vals[position]));
    cx.held.extend(owned);
    let result = run(cx);
    cx.held.truncate(held);
    result
}
