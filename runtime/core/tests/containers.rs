//! Lists, dicts and sets against `Vec` and a list of pairs, with random operations.
#![allow(unsafe_code, reason = "elements are raw bytes")]

use numjit_abi::element::ElementKind;
use numjit_runtime::containers::{Layout, List, Table};

/// Sequence of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        ((value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 31) % bound
    }
}

fn layout(kinds: &[ElementKind]) -> &'static Layout {
    let codes: Vec<u8> = kinds.iter().map(|&kind| kind as u8).collect();
    Layout::of(&codes)
}

fn elements(list: &List) -> Vec<i64> {
    let read = |index| {
        // Safety: the list holds 64-bit integers.
        unsafe { list.element(index).cast::<i64>().read() }
    };
    (0..list.len()).map(read).collect()
}

fn push(list: &List, value: i64) {
    // Safety: the list holds 64-bit integers.
    assert!(unsafe { list.push(&mut value.to_ne_bytes()) });
}

#[test]
fn lists_do_what_vectors_do() {
    let mut random = Random(1);
    let list = List::new(layout(&[ElementKind::I64]), 0).expect("memory");
    let mut model: Vec<i64> = Vec::new();
    for round in 0..20_000 {
        let at = random.below(model.len() as u64 + 1) as usize;
        match random.below(8) {
            0..=3 => {
                push(&list, round);
                model.push(round);
            }
            4 => {
                push(&list, round);
                list.rotate_last_to(at);
                model.insert(at, round);
            }
            5 if at < model.len() => {
                list.remove(at, 2);
                model.drain(at..(at + 2).min(model.len()));
            }
            6 if at < model.len() => {
                // Safety: the list holds 64-bit integers.
                assert!(unsafe { list.set(at, &mut (-round).to_ne_bytes()) });
                model[at] = -round;
            }
            _ if round % 97 == 0 => {
                list.sort(true);
                model.sort_by(|a, b| b.cmp(a));
            }
            _ => {
                list.reverse();
                model.reverse();
            }
        }
        assert_eq!(list.len(), model.len());
    }
    assert_eq!(elements(&list), model);
}

#[test]
fn sorting_keeps_equal_keys_in_order_in_both_directions() {
    let pair = layout(&[ElementKind::F64, ElementKind::I64]);
    let only_key = |values: &[(f64, i64)], descending| {
        let list = List::new(pair, 0).expect("memory");
        for &(key, number) in values {
            let mut bytes = [key.to_ne_bytes(), number.to_ne_bytes()].concat();
            // Safety: the bytes are those of a float and an integer.
            assert!(unsafe { list.push(&mut bytes) });
        }
        list.sort(descending);
        (0..list.len())
            .map(|index| {
                // Safety: the list holds pairs of a float and an integer.
                unsafe {
                    let element = list.element(index);
                    (
                        element.cast::<f64>().read(),
                        element.add(8).cast::<i64>().read(),
                    )
                }
            })
            .collect::<Vec<_>>()
    };
    let sorted = only_key(&[(2.0, 1), (f64::NAN, 0), (-1.0, 7), (2.0, 0)], false);
    assert_eq!(sorted[..3], [(-1.0, 7), (2.0, 0), (2.0, 1)]);
    assert!(sorted[3].0.is_nan(), "NaN comes last");
    let sorted = only_key(&[(1.0, 1), (2.0, 2), (1.0, 3)], true);
    assert_eq!(sorted, [(2.0, 2), (1.0, 3), (1.0, 1)]);
}

fn insert(table: &Table, key: i64, value: i64) {
    let (mut key, mut value) = (key.to_ne_bytes(), value.to_ne_bytes());
    // Safety: keys and values are 64-bit integers.
    assert!(unsafe { table.insert(&mut key, &mut value) });
}

fn entries(table: &Table) -> Vec<(i64, i64)> {
    let read = |(key, value): (*const u8, *const u8)| {
        // Safety: keys and values are 64-bit integers.
        unsafe { (key.cast::<i64>().read(), value.cast::<i64>().read()) }
    };
    table.entries().into_iter().map(read).collect()
}

#[test]
fn tables_keep_the_order_of_insertion() {
    let int = layout(&[ElementKind::I64]);
    let table = Table::new(int, int, 0).expect("memory");
    let mut model: Vec<(i64, i64)> = Vec::new();
    let mut random = Random(2);
    for round in 0..30_000 {
        let key = random.below(200) as i64 * 1_000_003 - 77;
        let place = model.iter().position(|entry| entry.0 == key);
        if random.below(3) == 0 {
            // Safety: keys are 64-bit integers.
            let removed = unsafe { table.remove(&key.to_ne_bytes()) };
            assert_eq!(removed, place.is_some());
            if let Some(place) = place {
                model.remove(place);
            }
        } else {
            insert(&table, key, round);
            match place {
                Some(place) => model[place].1 = round,
                None => model.push((key, round)),
            }
        }
        assert_eq!(table.len(), model.len());
    }
    assert_eq!(entries(&table), model);
    table.clear();
    assert!(table.is_empty() && entries(&table).is_empty());
}

#[test]
fn entries_that_come_and_go_leave_room_to_search() {
    let int = layout(&[ElementKind::I64]);
    let table = Table::new(int, int, 0).expect("memory");
    insert(&table, -1, 0);
    for key in 0..10_000 {
        insert(&table, key, key);
        // Safety: keys are 64-bit integers.
        unsafe {
            assert!(table.remove(&key.to_ne_bytes()));
            assert!(table.find(&key.to_ne_bytes()).is_null());
        }
    }
    assert_eq!(entries(&table), [(-1, 0)]);
}

#[test]
fn both_zeros_are_one_key_and_nan_is_never_found() {
    let table = Table::new(layout(&[ElementKind::F64]), layout(&[]), 0).expect("memory");
    for key in [0.0_f64, -0.0, 1.5, f64::NAN] {
        // Safety: keys are floats, and there are no values.
        assert!(unsafe { table.insert(&mut key.to_ne_bytes(), &mut []) });
    }
    assert_eq!(table.len(), 3);
    // Safety: keys are floats.
    let found = |key: f64| unsafe { !table.find(&key.to_ne_bytes()).is_null() };
    assert!(found(-0.0) && found(1.5) && !found(f64::NAN));
}

/// A string as compiled code passes it: no owner, data elsewhere.
fn text(data: &[u8], width: i64) -> [u8; 32] {
    let mut bytes = [0; 32];
    let len = data.len() as i64 / width;
    bytes[8..16].copy_from_slice(&(data.as_ptr() as usize as u64).to_ne_bytes());
    bytes[16..24].copy_from_slice(&len.to_ne_bytes());
    bytes[24..32].copy_from_slice(&width.to_ne_bytes());
    bytes
}

#[test]
fn strings_are_copied_and_equal_whatever_their_width() {
    let table = Table::new(layout(&[ElementKind::Str]), layout(&[ElementKind::I64]), 0);
    let table = table.expect("memory");
    let narrow = b"key".to_vec();
    let wide: Vec<u8> = b"key"
        .iter()
        .flat_map(|&byte| u32::from(byte).to_le_bytes())
        .collect();
    // Safety: keys are strings, values 64-bit integers.
    unsafe {
        assert!(table.insert(&mut text(&narrow, 1), &mut 1_i64.to_ne_bytes()));
        drop(narrow);
        assert!(table.insert(&mut text(&wide, 4), &mut 2_i64.to_ne_bytes()));
        assert_eq!(table.len(), 1);
        let value = table.find(&text(b"key", 1));
        assert_eq!(value.cast::<i64>().read(), 2);
        assert!(table.find(&text(b"kex", 1)).is_null());
    }
}
