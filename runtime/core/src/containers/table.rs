//! Dicts and sets: entries in order of insertion, found through an open-addressed index of their
//! positions (the compact dict of PyPy and CPython 3.6, with linear probing).
#![allow(
    unsafe_code,
    reason = "entries are raw memory shared with compiled code"
)]

use std::ptr::{self, NonNull};
use std::sync::atomic::AtomicUsize;

use numjit_abi::element::{ContainerHeader, ENTRY_KEY};
use numjit_abi::{Context, MemBlock};

use super::element::{Layout, hash_int};
use super::list::description;
use crate::memory::{Block, Payer, count_freed, count_made, raise_memory_error};

/// No entry was ever here.
const EMPTY: u32 = u32::MAX;
/// An entry was here.
const GONE: u32 = u32::MAX - 1;
/// More entries than this have no number in the index.
const MOST: usize = (u32::MAX - 2) as usize;
/// Entries that a small table has room for.
const SMALL: usize = 8;

/// A dict or set as the runtime sees it.
#[repr(C)]
pub(crate) struct RawTable {
    header: ContainerHeader,
    key: &'static Layout,
    value: &'static Layout,
    /// Offset of the value in an entry.
    value_at: usize,
    /// Bytes per entry.
    stride: usize,
    /// Entries there is memory for.
    room: usize,
    /// Positions of entries; a power of two long, or empty.
    index: Vec<u32>,
    /// Places of the index that are not empty, those of removed entries included.
    filled: usize,
    /// Bits of a hash that are not used to find its first place.
    shift: u32,
    payer: Payer,
}

/// What a table takes beside its entries and their index.
const BASE: usize = size_of::<RawTable>();

impl RawTable {
    fn entry(&self, position: usize) -> *mut u8 {
        self.header.block.data.wrapping_add(position * self.stride)
    }

    fn used(&self) -> usize {
        usize::try_from(self.header.capacity).unwrap_or(0)
    }

    /// # Safety
    /// `entry` is an entry of this table.
    unsafe fn hash_at(entry: *const u8) -> u64 {
        // Safety: entries begin with their hash.
        unsafe { entry.cast::<u64>().read() }
    }

    /// The entry with this hash and an equal key, and its place in the index.
    ///
    /// # Safety
    /// The table is live and `same` accepts the address of any key in it.
    #[inline]
    unsafe fn find(&self, hash: u64, same: impl Fn(*const u8) -> bool) -> Option<(usize, *mut u8)> {
        let mask = self.index.len().checked_sub(1)?;
        let mut place = (hash << 1 >> self.shift) as usize & mask;
        loop {
            match self.index[place] {
                EMPTY => return None,
                GONE => {}
                position => {
                    let entry = self.entry(position as usize);
                    // Safety: positions in the index are those of live entries.
                    let found = unsafe { Self::hash_at(entry) } == hash;
                    if found && same(entry.wrapping_add(ENTRY_KEY)) {
                        return Some((place, entry));
                    }
                }
            }
            place = (place + 1) & mask;
        }
    }

    /// Makes room for one entry more. The entries may move.
    fn reserve(&mut self) -> bool {
        // A search ends at an empty place, of which there must be enough.
        let searchable = self.filled < self.index.len() / 4 * 3;
        if self.used() < self.room && searchable {
            return true;
        }
        let len = usize::try_from(self.header.len).unwrap_or(0);
        // Deleted entries make room for as many new ones.
        let room = if self.used() < self.room || len < self.used() - self.used() / 4 {
            self.room
        } else {
            (self.room * 2).max(SMALL)
        };
        self.rebuild(room)
    }

    /// Moves the live entries together into memory for `room` entries, and indexes them anew.
    fn rebuild(&mut self, room: usize) -> bool {
        if room > MOST {
            return false;
        }
        self.compact();
        let Some(bytes) = room
            .checked_mul(self.stride)
            .filter(|&b| isize::try_from(b).is_ok())
        else {
            return false;
        };
        // At most half full, so that runs of occupied places stay short.
        let places = (room * 2).next_power_of_two();
        if !self
            .payer
            .pay(BASE.saturating_add(bytes).saturating_add(4 * places))
        {
            return false;
        }
        // Safety: the address is null or comes from an earlier call.
        let entries = unsafe { libc::realloc(self.header.block.data.cast(), bytes.max(1)) };
        if entries.is_null() {
            self.payer
                .pay(BASE + self.room * self.stride + 4 * self.index.len());
            return false;
        }
        self.header.block.data = entries.cast();
        self.room = room;
        self.index.clear();
        self.index.resize(places, EMPTY);
        self.filled = 0;
        self.shift = 64 - places.trailing_zeros();
        for position in 0..self.used() {
            // Safety: after compaction every entry in use is live.
            let hash = unsafe { Self::hash_at(self.entry(position)) };
            self.place(hash, position);
        }
        true
    }

    fn compact(&mut self) {
        let mut live = 0;
        for position in 0..self.used() {
            let entry = self.entry(position);
            // Safety: both are entries of this table.
            unsafe {
                if Self::hash_at(entry) != 0 {
                    if live != position {
                        ptr::copy_nonoverlapping(entry, self.entry(live), self.stride);
                    }
                    live += 1;
                }
            }
        }
        self.header.capacity = live as i64;
    }

    /// Puts a position at the first free place for its hash.
    fn place(&mut self, hash: u64, position: usize) {
        let mask = self.index.len() - 1;
        let mut place = (hash << 1 >> self.shift) as usize & mask;
        while self.index[place] < GONE {
            place = (place + 1) & mask;
        }
        self.filled += usize::from(self.index[place] == EMPTY);
        self.index[place] = position as u32;
    }

    /// Appends an entry with a zeroed value; the caller writes the key.
    fn append(&mut self, hash: u64) -> Option<*mut u8> {
        if !self.reserve() {
            return None;
        }
        let position = self.used();
        let entry = self.entry(position);
        // Safety: `reserve` has made room for the entry.
        unsafe {
            ptr::write_bytes(entry, 0, self.stride);
            entry.cast::<u64>().write(hash);
        }
        self.place(hash, position);
        self.header.capacity += 1;
        self.header.len += 1;
        self.header.changed = 1;
        Some(entry)
    }

    /// Removes an entry at a place of the index.
    ///
    /// # Safety
    /// The entry is live and stands at this place.
    unsafe fn remove_at(&mut self, place: usize, entry: *mut u8) {
        // Safety: passed on to the caller.
        unsafe {
            entry.cast::<u64>().write(0);
            self.index[place] = GONE;
            self.header.len -= 1;
            self.header.changed = 1;
            self.trim();
            let (key, value) = (self.key, self.value);
            // The entry is gone before its owners are, and its memory stays.
            key.release(entry.add(ENTRY_KEY));
            value.release(entry.add(self.value_at));
        }
    }

    /// Takes deleted entries at the end out of use; an empty table starts over.
    fn trim(&mut self) {
        if self.header.len == 0 {
            self.header.capacity = 0;
            self.index.fill(EMPTY);
            self.filled = 0;
        }
        // Safety: positions in use are those of entries.
        while self.used() > 0 && unsafe { Self::hash_at(self.entry(self.used() - 1)) } == 0 {
            self.header.capacity -= 1;
        }
    }

    fn release_entries(&self) {
        if self.key.owners.is_empty() && self.value.owners.is_empty() {
            return;
        }
        for position in 0..self.used() {
            let entry = self.entry(position);
            // Safety: live entries are initialised and own what they refer to.
            unsafe {
                if Self::hash_at(entry) != 0 {
                    self.key.release(entry.add(ENTRY_KEY));
                    self.value.release(entry.add(self.value_at));
                }
            }
        }
    }

    fn next(&self, from: usize) -> usize {
        (from..self.used())
            // Safety: positions in use are those of entries.
            .find(|&position| unsafe { Self::hash_at(self.entry(position)) } != 0)
            .unwrap_or(self.used())
    }
}

/// A new empty table with one owner, or null.
fn create(
    key: &'static Layout,
    value: &'static Layout,
    room: usize,
    payer: Payer,
) -> *mut RawTable {
    let value_at = (ENTRY_KEY + key.size).next_multiple_of(8);
    let mut table = RawTable {
        header: ContainerHeader {
            block: MemBlock {
                refcount: AtomicUsize::new(1),
                data: ptr::null_mut(),
                size: 0,
                drop: Some(drop_table),
                user: ptr::null_mut(),
            },
            len: 0,
            capacity: 0,
            changed: 0,
        },
        key,
        value,
        value_at,
        stride: (value_at + value.size).next_multiple_of(8),
        room: 0,
        index: Vec::new(),
        filled: 0,
        shift: 63,
        payer,
    };
    if !table.payer.pay(BASE) {
        return ptr::null_mut();
    }
    if room > 0 && !table.rebuild(room) {
        return ptr::null_mut();
    }
    count_made();
    Box::into_raw(Box::new(table))
}

/// Frees a table without owners.
unsafe extern "C" fn drop_table(block: *mut MemBlock) {
    count_freed();
    // Safety: only tables carry this callback, and it runs once.
    let table = unsafe { Box::from_raw(block.cast::<RawTable>()) };
    table.release_entries();
    // Safety: the memory comes from `realloc`.
    unsafe { libc::free(table.header.block.data.cast()) };
}

/// See [`numjit_abi::Symbol::DictNew`].
///
/// # Safety
/// `cx` is a live context and the descriptions are readable.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_dict_new(
    cx: *mut Context,
    key: *const u8,
    key_count: i64,
    value: *const u8,
    value_count: i64,
    room: i64,
) -> *mut RawTable {
    // Safety: passed on to the caller.
    unsafe {
        let key = Layout::of(description(key, key_count));
        let value = Layout::of(description(value, value_count));
        let table = create(
            key,
            value,
            usize::try_from(room).unwrap_or(0),
            Payer::of(cx),
        );
        if table.is_null() {
            raise_memory_error(cx);
        }
        table
    }
}

/// See [`numjit_abi::Symbol::DictFind`].
///
/// # Safety
/// `table` is a live table and `key` the address of a key of its layout.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_dict_find(table: *const RawTable, key: *const u8) -> *mut u8 {
    // Safety: passed on to the caller.
    unsafe {
        let table = &*table;
        let hash = table.key.hash(key);
        let found = table.find(hash, |other| table.key.equal(key, other));
        found.map_or(ptr::null_mut(), |(_, entry)| entry)
    }
}

/// Whether the key at an address is this integer.
fn is_int(key: i64) -> impl Fn(*const u8) -> bool {
    // Safety: the address is that of a 64-bit integer key, by the contract of the callers.
    move |other| unsafe { other.cast::<i64>().read() } == key
}

/// See [`numjit_abi::Symbol::DictFindInt`].
///
/// # Safety
/// `table` is a live table whose keys are 64-bit integers.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_dict_find_int(table: *const RawTable, key: i64) -> *mut u8 {
    // Safety: passed on to the caller.
    let found = unsafe { (*table).find(hash_int(key), is_int(key)) };
    found.map_or(ptr::null_mut(), |(_, entry)| entry)
}

/// See [`numjit_abi::Symbol::DictInsert`].
///
/// # Safety
/// `cx` is a live context, `table` a live table and `key` the address of a key of its layout.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_dict_insert(
    cx: *mut Context,
    table: *mut RawTable,
    key: *const u8,
) -> *mut u8 {
    // Safety: passed on to the caller.
    unsafe {
        let found = nj_dict_find(table, key);
        if !found.is_null() {
            return found;
        }
        let entry = insert_new(&mut *table, key);
        if entry.is_null() {
            raise_memory_error(cx);
        }
        entry
    }
}

/// Appends an entry for a key that has none, or returns null.
///
/// # Safety
/// The table is live and `key` the address of a key of its layout.
unsafe fn insert_new(table: &mut RawTable, key: *const u8) -> *mut u8 {
    let layout = table.key;
    // Safety: passed on to the caller; the copy owns what it refers to before it becomes an entry.
    unsafe {
        let mut small = [0u64; 8];
        let mut large = Vec::new();
        let words: &mut [u64] = if layout.size <= size_of_val(&small) {
            &mut small
        } else {
            large.resize(layout.size.div_ceil(8), 0);
            &mut large
        };
        ptr::copy_nonoverlapping(key, words.as_mut_ptr().cast(), layout.size);
        let copy: *mut u8 = words.as_mut_ptr().cast();
        if !layout.own(copy, &table.payer) {
            return ptr::null_mut();
        }
        match table.append(layout.hash(copy)) {
            Some(entry) => {
                ptr::copy_nonoverlapping(copy, entry.add(ENTRY_KEY), layout.size);
                entry
            }
            None => {
                layout.release(copy);
                ptr::null_mut()
            }
        }
    }
}

/// See [`numjit_abi::Symbol::DictInsertInt`].
///
/// # Safety
/// `cx` is a live context and `table` a live table whose keys are 64-bit integers.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_dict_insert_int(
    cx: *mut Context,
    table: *mut RawTable,
    key: i64,
) -> *mut u8 {
    // Safety: passed on to the caller.
    unsafe {
        let table = &mut *table;
        if let Some((_, entry)) = table.find(hash_int(key), is_int(key)) {
            return entry;
        }
        match table.append(hash_int(key)) {
            Some(entry) => {
                entry.add(ENTRY_KEY).cast::<i64>().write(key);
                entry
            }
            None => {
                raise_memory_error(cx);
                ptr::null_mut()
            }
        }
    }
}

/// See [`numjit_abi::Symbol::DictRemove`].
///
/// # Safety
/// `table` is a live table and `entry` one of its entries.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_dict_remove(table: *mut RawTable, entry: *mut u8) {
    // Safety: passed on to the caller.
    unsafe {
        let table = &mut *table;
        let hash = RawTable::hash_at(entry);
        let key = entry.wrapping_add(ENTRY_KEY);
        if let Some((place, entry)) = table.find(hash, |other| ptr::eq(other, key)) {
            table.remove_at(place, entry);
        }
    }
}

/// See [`numjit_abi::Symbol::DictNext`].
///
/// # Safety
/// `table` is a live table.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_dict_next(table: *const RawTable, from: i64) -> i64 {
    // Safety: passed on to the caller.
    unsafe { (*table).next(usize::try_from(from).unwrap_or(0)) as i64 }
}

/// See [`numjit_abi::Symbol::DictLast`].
///
/// # Safety
/// `table` is a live table.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_dict_last(table: *const RawTable) -> *mut u8 {
    // Safety: passed on to the caller. Deleted entries at the end are not in use, so that the last entry
    // in use is a live one.
    unsafe {
        let table = &*table;
        match table.used().checked_sub(1) {
            Some(last) => table.entry(last),
            None => ptr::null_mut(),
        }
    }
}

/// See [`numjit_abi::Symbol::DictClear`].
///
/// # Safety
/// `table` is a live table.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_dict_clear(table: *mut RawTable) {
    // Safety: passed on to the caller.
    unsafe {
        let table = &mut *table;
        table.release_entries();
        table.header.len = 0;
        table.header.capacity = 0;
        table.header.changed = 1;
        table.index.fill(EMPTY);
        table.filled = 0;
    }
}

/// See [`numjit_abi::Symbol::DictCopy`].
///
/// # Safety
/// `cx` is a live context and `table` a live table.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_dict_copy(
    cx: *mut Context,
    table: *const RawTable,
) -> *mut RawTable {
    // Safety: passed on to the caller; the copied entries get owners of their own.
    unsafe {
        let table = &*table;
        let copy = create(table.key, table.value, table.room, Payer::of(cx));
        let Some(made) = copy.as_mut() else {
            raise_memory_error(cx);
            return copy;
        };
        let mut position = table.next(0);
        while position < table.used() {
            let entry = table.entry(position);
            table.key.retain(entry.add(ENTRY_KEY));
            table.value.retain(entry.add(table.value_at));
            // There is room for all entries, so that this cannot fail.
            if let Some(new) = made.append(RawTable::hash_at(entry)) {
                ptr::copy_nonoverlapping(entry, new, table.stride);
            }
            position = table.next(position + 1);
        }
        made.header.changed = 0;
        copy
    }
}

/// A dict or set, for hosts: one owner of it.
#[derive(Clone, Debug)]
pub struct Table(Block);

impl Table {
    /// A new empty table, or `None` when memory is short. A set has an empty value layout.
    pub fn new(key: &'static Layout, value: &'static Layout, room: usize) -> Option<Table> {
        let table = NonNull::new(create(key, value, room, Payer::NOBODY))?;
        // Safety: a new table carries one owner.
        unsafe { Block::from_raw(table.as_ptr().cast()) }.map(Table)
    }

    /// A table from one of its owners.
    ///
    /// # Safety
    /// The block is a dict or set.
    pub unsafe fn from_block(block: Block) -> Table {
        Table(block)
    }

    /// The owner.
    pub fn block(&self) -> &Block {
        &self.0
    }

    /// The owner, given away.
    pub fn into_block(self) -> Block {
        self.0
    }

    fn raw(&self) -> *mut RawTable {
        self.0.as_ptr().cast()
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        // Safety: `self` is an owner, so the table is live.
        usize::try_from(unsafe { (*self.raw()).header.len }).unwrap_or(0)
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether anything changed the table since [`Table::settle`].
    pub fn is_changed(&self) -> bool {
        // Safety: `self` is an owner, so the table is live.
        unsafe { (*self.raw()).header.changed != 0 }
    }

    /// Takes the present state as unchanged.
    pub fn settle(&self) {
        // Safety: `self` is an owner, so the table is live.
        unsafe { (*self.raw()).header.changed = 0 };
    }

    /// Addresses of the key and value of every entry, in order.
    pub fn entries(&self) -> Vec<(*const u8, *const u8)> {
        // Safety: `self` is an owner, so the table is live.
        let table = unsafe { &*self.raw() };
        let mut entries = Vec::with_capacity(self.len());
        let mut position = table.next(0);
        while position < table.used() {
            let entry = table.entry(position).cast_const();
            let value = entry.wrapping_add(table.value_at);
            entries.push((entry.wrapping_add(ENTRY_KEY), value));
            position = table.next(position + 1);
        }
        entries
    }

    /// Address of the value for a key, or null.
    ///
    /// # Safety
    /// `key` holds a key of the table's layout.
    pub unsafe fn find(&self, key: &[u8]) -> *const u8 {
        // Safety: passed on to the caller.
        unsafe {
            let entry = nj_dict_find(self.raw(), key.as_ptr());
            if entry.is_null() {
                return entry;
            }
            entry.add((*self.raw()).value_at)
        }
    }

    /// Sets the value for a key; both get owners of their own. False when memory is short.
    ///
    /// # Safety
    /// `key` and `value` hold elements of the table's layouts.
    pub unsafe fn insert(&self, key: &mut [u8], value: &mut [u8]) -> bool {
        // Safety: passed on to the caller.
        unsafe {
            let table = &mut *self.raw();
            let layout = table.value;
            if !layout.own(value.as_mut_ptr(), &table.payer) {
                return false;
            }
            let found = nj_dict_find(table, key.as_ptr());
            let entry = if found.is_null() {
                insert_new(table, key.as_ptr())
            } else {
                found
            };
            if entry.is_null() {
                layout.release(value.as_ptr());
                return false;
            }
            let at = entry.add(table.value_at);
            layout.release(at);
            ptr::copy_nonoverlapping(value.as_ptr(), at, layout.size);
            table.header.changed = 1;
        }
        true
    }

    /// Removes a key; whether it was there.
    ///
    /// # Safety
    /// `key` holds a key of the table's layout.
    pub unsafe fn remove(&self, key: &[u8]) -> bool {
        // Safety: passed on to the caller.
        unsafe {
            let entry = nj_dict_find(self.raw(), key.as_ptr());
            if entry.is_null() {
                return false;
            }
            nj_dict_remove(self.raw(), entry);
        }
        true
    }

    /// Removes all entries.
    pub fn clear(&self) {
        // Safety: `self` is an owner.
        unsafe { nj_dict_clear(self.raw()) };
    }
}
