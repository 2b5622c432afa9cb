//! Instances of the program's classes in the hands of a host: their fields, read and written in place.
#![allow(
    unsafe_code,
    reason = "fields are raw memory shared with compiled code"
)]

use numjit_abi::{MemBlock, Slot};
use numjit_ir::{Ty, Type, classes};
use numjit_lower::instance::{field_words, word_counts};
use numjit_runtime::{Block, new_state};

use crate::marshal::{Arg, ContainerRef, Reader, Slots};

/// An instance.
#[derive(Debug)]
pub struct Instance {
    class: classes::Class,
    block: Block,
}

impl Instance {
    /// A new instance of a class whose fields are not set.
    pub fn new(class: u32) -> ContainerRef {
        let (owners, others) = word_counts(&classes::get(class).types());
        ContainerRef {
            ty: Ty::new(Type::Instance(class)),
            block: new_state(owners, others),
        }
    }

    /// The instance behind a value; none if it is no instance.
    pub fn of(container: &ContainerRef) -> Option<Instance> {
        let Type::Instance(class) = container.ty.get() else {
            return None;
        };
        Some(Instance {
            class: classes::get(*class),
            block: container.block.clone(),
        })
    }

    /// Its class.
    pub fn class(&self) -> &classes::Class {
        &self.class
    }

    /// The value of the field at a position; none if it was never set and zero bits are no value of its type.
    pub fn get(&self, field: usize) -> Option<Arg> {
        let ty = self.class.fields.get(field)?.ty;
        let places = field_words(&self.class.types(), field);
        let words: Vec<Slot> = places
            .iter()
            // Safety: the words of a field lie inside of the instance.
            .map(|&(word, _)| unsafe { self.words().add(word).read() })
            .collect();
        if !has_value(ty, &mut words.iter().copied()) {
            return None;
        }
        for (&word, _) in words.iter().zip(&places).filter(|(_, place)| place.1) {
            keep(word);
        }
        Some(Reader::new(&words).value(ty, false))
    }

    /// Sets the field at a position to a value that converts to its type; false if it does not.
    pub fn set(&self, field: usize, value: &Arg) -> bool {
        let Some(ty) = self.class.fields.get(field).map(|field| field.ty) else {
            return false;
        };
        let mut slots = Slots::kept(true);
        if slots.push(value, ty).is_none() {
            return false;
        }
        let places = field_words(&self.class.types(), field);
        let mut old = Vec::new();
        for (&value, &(word, is_owner)) in slots.words.iter().zip(&places) {
            // Safety: the words of a field lie inside of the instance; the field gets an owner of its own,
            // and what it had is given up below.
            unsafe {
                let place = self.words().add(word);
                if is_owner {
                    keep(value);
                    old.push(crate::call::take_block(place.read()));
                }
                place.write(value);
            }
        }
        drop(old);
        true
    }

    fn words(&self) -> *mut Slot {
        self.block.data().cast()
    }
}

/// Adds an owner to a block.
fn keep(word: Slot) {
    let block = word as usize as *mut MemBlock;
    // Safety: the word is an owner of a live block, or null; the clone is what the caller wants to keep, and
    // the original stays where it is.
    unsafe {
        if let Some(block) = Block::from_raw(block) {
            std::mem::forget(block.clone());
            std::mem::forget(block);
        }
    }
}

/// Whether the words of a value are one of its type, not just the zeros of a field that was never set.
fn has_value(ty: Ty, words: &mut dyn Iterator<Item = Slot>) -> bool {
    match ty.get() {
        Type::Str => words.take(4).last() != Some(0),
        Type::List(_) | Type::TypedList(_) | Type::Dict(..) | Type::Set(_) | Type::Instance(_) => {
            words.next() != Some(0)
        }
        Type::Tuple(types) => types.iter().all(|&ty| has_value(ty, words)),
        Type::NamedTuple(tuple) => tuple.types.iter().all(|&ty| has_value(ty, words)),
        _ => {
            words
                .take(numjit_lower::layout::flatten(ty).len())
                .for_each(drop);
            true
        }
    }
}
