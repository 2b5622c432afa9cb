//! A table with reusable numbers, so that programs that make and drop functions for ever do not grow.

use std::collections::HashSet;

/// A table of values under small numbers; freed numbers are used again.
#[derive(Debug)]
pub(crate) struct Slab<T> {
    items: Vec<Option<T>>,
    free: Vec<u32>,
    /// Numbers that are not used again.
    retired: HashSet<u32>,
}

impl<T> Slab<T> {
    pub(crate) fn new() -> Slab<T> {
        Slab {
            items: Vec::new(),
            free: Vec::new(),
            retired: HashSet::new(),
        }
    }

    pub(crate) fn insert(&mut self, item: T) -> u32 {
        if let Some(id) = self.free.pop() {
            self.items[id as usize] = Some(item);
            return id;
        }
        self.items.push(Some(item));
        self.items.len() as u32 - 1
    }

    pub(crate) fn get(&self, id: u32) -> Option<&T> {
        self.items.get(id as usize)?.as_ref()
    }

    pub(crate) fn get_mut(&mut self, id: u32) -> Option<&mut T> {
        self.items.get_mut(id as usize)?.as_mut()
    }

    /// A table of the same numbers with every item mapped.
    pub(crate) fn map(&self, make: impl Fn(&T) -> T) -> Slab<T> {
        Slab {
            items: self
                .items
                .iter()
                .map(|item| item.as_ref().map(&make))
                .collect(),
            free: self.free.clone(),
            retired: self.retired.clone(),
        }
    }

    pub(crate) fn remove(&mut self, id: u32) -> Option<T> {
        let item = self.items.get_mut(id as usize)?.take()?;
        if !self.retired.contains(&id) {
            self.free.push(id);
        }
        Some(item)
    }

    /// Something else remembers the number: it is not given to another item when its own is gone.
    pub(crate) fn retire(&mut self, id: u32) {
        self.retired.insert(id);
    }
}
