//! Elements of lists, dicts and sets, read and written for hosts.
//!
//! An element crosses as an [`Arg`], like an argument or result of a call; `numjit_lower::element` says
//! where its machine scalars lie.
#![allow(
    unsafe_code,
    reason = "elements of containers are raw memory shared with compiled code"
)]

use numjit_abi::Slot;
use numjit_ir::{Ty, Type};
use numjit_lower::element::{Placement, placement};
use numjit_runtime::Block;
use numjit_runtime::containers::{Layout, List, Table};

use crate::marshal::{Arg, ContainerRef, Reader, Slots};

/// Values of one type on their way into or out of containers.
#[derive(Debug)]
pub struct Elements {
    ty: Ty,
    placement: Placement,
    layout: &'static Layout,
}

impl Elements {
    /// For values of a type.
    pub fn new(ty: Ty) -> Elements {
        let placement = placement(ty);
        let layout = Layout::of(&placement.description);
        Elements {
            ty,
            placement,
            layout,
        }
    }

    /// The type.
    pub fn ty(&self) -> Ty {
        self.ty
    }

    /// How the runtime sees the elements.
    pub fn layout(&self) -> &'static Layout {
        self.layout
    }

    /// The value at an address, with owners of its own.
    ///
    /// # Safety
    /// The address is that of an element of this type in a live container.
    unsafe fn read(&self, element: *const u8) -> Arg {
        // Safety: passed on to the caller.
        let words: Vec<Slot> = unsafe {
            self.layout.keep(element);
            let scalars = self.placement.scalars.iter();
            scalars
                .map(|&(ty, offset)| word(element.add(offset as usize), ty))
                .collect()
        };
        Reader::new(&words).value(self.ty, false)
    }

    /// The bytes of a value, with what has to live until they are copied; none for a value of another
    /// kind.
    fn bytes(&self, arg: &Arg) -> Option<(Vec<u8>, Slots)> {
        let mut slots = Slots::default();
        slots.push(arg, self.ty)?;
        let mut bytes = vec![0; self.layout.size];
        for (&(ty, offset), word) in self.placement.scalars.iter().zip(&slots.words) {
            let size = size_of_scalar(ty);
            let at = offset as usize;
            bytes[at..at + size].copy_from_slice(&word.to_le_bytes()[..size]);
        }
        Some((bytes, slots))
    }
}

fn size_of_scalar(ty: Ty) -> usize {
    if ty == Ty::PTR {
        8
    } else {
        ty.bits() as usize / 8
    }
}

/// # Safety
/// A scalar of this type is readable at the address.
unsafe fn word(address: *const u8, ty: Ty) -> Slot {
    let mut bytes = [0; 8];
    let size = size_of_scalar(ty);
    // Safety: passed on to the caller.
    unsafe { std::ptr::copy_nonoverlapping(address, bytes.as_mut_ptr(), size) };
    Slot::from_le_bytes(bytes)
}

/// A list with the type of its elements.
#[derive(Debug)]
pub struct ListRef {
    list: List,
    elements: Elements,
}

impl ListRef {
    /// A new empty list; none when memory is short.
    pub fn new(element: Ty, room: usize) -> Option<ListRef> {
        let elements = Elements::new(element);
        let list = List::new(elements.layout(), room)?;
        Some(ListRef { list, elements })
    }

    /// A list of plain numbers from their bytes; none when memory is short or the bytes are no whole
    /// number of elements.
    pub fn from_bytes(element: Ty, bytes: &[u8]) -> Option<ListRef> {
        let list = ListRef::new(element, 0)?;
        (!element.is_counted() && list.list.extend_plain(bytes)).then_some(list)
    }

    /// The list behind a value; none if it is no list.
    pub fn of(container: &ContainerRef) -> Option<ListRef> {
        let element = container.ty.as_list()?;
        // Safety: a container of a list type is a list.
        let list = unsafe { List::from_block(container.block.clone()) };
        Some(ListRef {
            list,
            elements: Elements::new(element),
        })
    }

    /// One owner of the list.
    pub fn block(&self) -> &Block {
        self.list.block()
    }

    /// The runtime's list, for what does not depend on the type.
    pub fn raw(&self) -> &List {
        &self.list
    }

    /// Element type.
    pub fn element(&self) -> Ty {
        self.elements.ty()
    }

    /// The element at a position; none if there is none.
    pub fn get(&self, index: usize) -> Option<Arg> {
        let element = self.list.element(index);
        // Safety: an address that is not null is that of an element.
        (!element.is_null()).then(|| unsafe { self.elements.read(element) })
    }

    /// Appends a value. False if it does not fit the type, or memory is short.
    pub fn push(&self, arg: &Arg) -> bool {
        let Some((mut bytes, _alive)) = self.elements.bytes(arg) else {
            return false;
        };
        // Safety: the bytes are those of an element of the list's type.
        unsafe { self.list.push(&mut bytes) }
    }

    /// Replaces the element at a position. False if there is none, the value does not fit the type, or
    /// memory is short.
    pub fn set(&self, index: usize, arg: &Arg) -> bool {
        let Some((mut bytes, _alive)) = self.elements.bytes(arg) else {
            return false;
        };
        // Safety: the bytes are those of an element of the list's type.
        unsafe { self.list.set(index, &mut bytes) }
    }
}

/// A dict or set with the types of its keys and values.
#[derive(Debug)]
pub struct TableRef {
    table: Table,
    keys: Elements,
    values: Elements,
}

impl TableRef {
    /// A new empty dict or set of a type; none for another type or when memory is short.
    pub fn new(ty: Ty, room: usize) -> Option<TableRef> {
        let (key, value) = ty.as_table()?;
        let (keys, values) = (Elements::new(key), Elements::new(value));
        let table = Table::new(keys.layout(), values.layout(), room)?;
        Some(TableRef {
            table,
            keys,
            values,
        })
    }

    /// The dict or set behind a value; none if it is neither.
    pub fn of(container: &ContainerRef) -> Option<TableRef> {
        let (key, value) = match container.ty.get() {
            Type::Dict(key, value) => (*key, *value),
            Type::Set(key) => (*key, Ty::NONE),
            _ => return None,
        };
        // Safety: a container of such a type is a table.
        let table = unsafe { Table::from_block(container.block.clone()) };
        Some(TableRef {
            table,
            keys: Elements::new(key),
            values: Elements::new(value),
        })
    }

    /// One owner of the table.
    pub fn block(&self) -> &Block {
        self.table.block()
    }

    /// The runtime's table, for what does not depend on the types.
    pub fn raw(&self) -> &Table {
        &self.table
    }

    /// Types of keys and values.
    pub fn types(&self) -> (Ty, Ty) {
        (self.keys.ty(), self.values.ty())
    }

    /// All entries in order; the values of a set are `None`.
    pub fn entries(&self) -> Vec<(Arg, Arg)> {
        let entries = self.table.entries();
        let read = |(key, value): (*const u8, *const u8)| {
            // Safety: the addresses are those of live entries, and nothing runs in between.
            unsafe { (self.keys.read(key), self.values.read(value)) }
        };
        entries.into_iter().map(read).collect()
    }

    /// The value of a key; none if the dict does not have it.
    pub fn get(&self, key: &Arg) -> Option<Arg> {
        let (bytes, _alive) = self.keys.bytes(key)?;
        // Safety: the bytes are those of a key; the value's address is that of a live entry.
        unsafe {
            let value = self.table.find(&bytes);
            (!value.is_null()).then(|| self.values.read(value))
        }
    }

    /// Sets the value of a key. False if something does not fit the types, or memory is short.
    pub fn insert(&self, key: &Arg, value: &Arg) -> bool {
        let (Some((mut key, _key)), Some((mut value, _value))) =
            (self.keys.bytes(key), self.values.bytes(value))
        else {
            return false;
        };
        // Safety: the bytes are those of a key and a value.
        unsafe { self.table.insert(&mut key, &mut value) }
    }

    /// Removes a key; whether it was there.
    pub fn remove(&self, key: &Arg) -> bool {
        let Some((bytes, _alive)) = self.keys.bytes(key) else {
            return false;
        };
        // Safety: the bytes are those of a key.
        unsafe { self.table.remove(&bytes) }
    }
}
