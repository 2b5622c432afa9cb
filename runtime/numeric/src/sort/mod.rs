//! Sorting lines of numbers, and the positions that sort them.
//!
//! Floats and signed integers are mapped to unsigned keys of the same width whose order is NumPy's (nan comes last),
//! sorted as those, and mapped back. 32- and 64-bit keys take a vectorised quicksort where the CPU has AVX-512 and the
//! standard library's pattern-defeating sort elsewhere; narrow keys are counted.

#![allow(
    unsafe_code,
    clippy::eq_op,
    reason = "numbers are sorted in place as keys of their bits"
)]

mod count;
mod quick;

use quick::{sort_keys32, sort_keys64, sort_pairs};

/// An element that has a place in NumPy's order.
pub trait Sortable: Copy {
    /// Sorts in place.
    fn sort(line: &mut [Self]);

    /// A key whose unsigned order is the order of the elements; equal elements have equal keys.
    fn key(self) -> u64;
}

/// Sorts a line in place; nan comes last.
pub fn sort<T: Sortable>(line: &mut [T]) {
    T::sort(line);
}

/// Writes the positions that sort `keys` to `order`, equal elements in their order. Both have the same length.
pub fn argsort<T: Sortable>(keys: &[T], order: &mut [i64]) {
    if keys.len() <= SMALL {
        return argsort_small(keys, order);
    }
    let mut mapped: Vec<u64> = keys.iter().map(|&key| key.key()).collect();
    let (low, high) = extremes(&mapped);
    if let Ok(width) = usize::try_from(high - low)
        && width < 2 * keys.len()
    {
        return count::argsort(&mapped, low, width + 1, order);
    }
    for (position, place) in (0..).zip(order.iter_mut()) {
        *place = position;
    }
    sort_pairs(&mut mapped, order);
}

/// Lines up to this length are sorted by insertion.
const SMALL: usize = 24;

fn argsort_small<T: Sortable>(keys: &[T], order: &mut [i64]) {
    let mut mapped = [0u64; SMALL];
    for (end, &key) in keys.iter().enumerate() {
        let key = key.key();
        let mut at = end;
        while at > 0 && mapped[at - 1] > key {
            mapped[at] = mapped[at - 1];
            order[at] = order[at - 1];
            at -= 1;
        }
        mapped[at] = key;
        order[at] = end as i64;
    }
}

fn extremes(keys: &[u64]) -> (u64, u64) {
    keys.iter().fold((u64::MAX, 0), |(low, high), &key| {
        (low.min(key), high.max(key))
    })
}

macro_rules! sort_integers {
    ($($type:ident as $key:ident flips $flip:expr, $sort:path;)*) => {$(
        impl Sortable for $type {
            fn sort(line: &mut [$type]) {
                // The map to keys is its own inverse.
                // SAFETY: both types have one size and alignment, and every pattern of bits is a value of both.
                let keys = unsafe { &mut *(std::ptr::from_mut(line) as *mut [$key]) };
                for key in keys.iter_mut() {
                    *key ^= $flip;
                }
                $sort(keys);
                for key in keys.iter_mut() {
                    *key ^= $flip;
                }
            }

            fn key(self) -> u64 {
                u64::from(self as $key ^ $flip)
            }
        }
    )*};
}

sort_integers! {
    u8 as u8 flips 0, count::sort8;
    i8 as u8 flips 0x80, count::sort8;
    u16 as u16 flips 0, count::sort16;
    i16 as u16 flips 0x8000, count::sort16;
    u32 as u32 flips 0, sort_keys32;
    i32 as u32 flips 1 << 31, sort_keys32;
    u64 as u64 flips 0, sort_keys64;
    i64 as u64 flips 1 << 63, sort_keys64;
}

macro_rules! sort_floats {
    ($($type:ident as $key:ident, $sort:path;)*) => {$(
        impl Sortable for $type {
            fn sort(line: &mut [$type]) {
                const SIGN: $key = 1 << ($key::BITS - 1);
                let numbers = nan_last(line);
                // SAFETY: both types have one size and alignment, and every pattern of bits is a value of both.
                let keys = unsafe { &mut *(std::ptr::from_mut(&mut line[..numbers]) as *mut [$key]) };
                for key in keys.iter_mut() {
                    // Negative numbers grow downwards: all their bits turn, otherwise only the sign.
                    *key ^= if *key & SIGN == 0 { SIGN } else { $key::MAX };
                }
                $sort(keys);
                for key in keys.iter_mut() {
                    *key ^= if *key & SIGN == 0 { $key::MAX } else { SIGN };
                }
            }

            fn key(self) -> u64 {
                const SIGN: $key = 1 << ($key::BITS - 1);
                if self.is_nan() {
                    return u64::from($key::MAX);
                }
                // The sum makes both zeros one.
                let bits = (self + 0.0).to_bits();
                u64::from(if bits & SIGN == 0 { bits ^ SIGN } else { !bits })
            }
        }
    )*};
}

sort_floats! {
    f32 as u32, sort_keys32;
    f64 as u64, sort_keys64;
}

/// Moves what does not equal itself behind the rest and returns how many are left in front.
fn nan_last<T: Copy + PartialEq>(line: &mut [T]) -> usize {
    let mut numbers = line.len();
    let mut at = 0;
    while at < numbers {
        if line[at] == line[at] {
            at += 1;
        } else {
            numbers -= 1;
            line.swap(at, numbers);
        }
    }
    numbers
}

/// Complex numbers in NumPy's order: by real part, then by imaginary part; parts that are nan come last.
pub fn compare_complex(a: (f64, f64), b: (f64, f64)) -> std::cmp::Ordering {
    let class = |z: (f64, f64)| (u8::from(z.0.is_nan()) << 1) | u8::from(z.1.is_nan());
    class(a)
        .cmp(&class(b))
        .then(Sortable::key(a.0).cmp(&Sortable::key(b.0)))
        .then(Sortable::key(a.1).cmp(&Sortable::key(b.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A repeatable stream of numbers.
    fn words(seed: u64) -> impl Iterator<Item = u64> {
        let mut state = seed;
        std::iter::repeat_with(move || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state ^ (state >> 29)
        })
    }

    const LENGTHS: [usize; 12] = [0, 1, 2, 7, 24, 25, 63, 64, 65, 500, 4097, 100_000];

    #[test]
    fn keys_of_every_length_and_spread_are_sorted() {
        for length in LENGTHS {
            for mask in [u64::MAX, 0xff, 3, 0, 1 << 63] {
                let line: Vec<u64> = words(length as u64)
                    .take(length)
                    .map(|w| w & mask)
                    .collect();
                let mut expected = line.clone();
                expected.sort_unstable();
                let mut found = line.clone();
                sort(&mut found);
                assert_eq!(found, expected, "{length} {mask}");
                let narrow: Vec<i32> = line.iter().map(|&w| (w >> 20) as i32).collect();
                let mut expected = narrow.clone();
                expected.sort_unstable();
                let mut found = narrow;
                sort(&mut found);
                assert_eq!(found, expected, "{length} {mask}");
            }
        }
    }

    #[test]
    fn positions_are_those_of_a_stable_sort() {
        for length in LENGTHS {
            for mask in [u64::MAX, 0xf_ffff, 15, 0] {
                let line: Vec<f64> = words(9).take(length).map(|w| (w & mask) as f64).collect();
                let mut expected: Vec<i64> = (0..length as i64).collect();
                expected.sort_by(|&i, &j| line[i as usize].total_cmp(&line[j as usize]));
                let mut found = vec![0; length];
                argsort(&line, &mut found);
                assert_eq!(found, expected, "{length} {mask}");
            }
        }
    }

    #[test]
    fn ordered_and_organ_pipe_lines_are_sorted() {
        let n = 50_000u64;
        for line in [
            (0..n).collect::<Vec<u64>>(),
            (0..n).rev().collect(),
            (0..n).map(|i| i.min(n - i)).collect(),
        ] {
            let mut expected = line.clone();
            expected.sort_unstable();
            let mut found = line;
            sort(&mut found);
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn floats_take_numpy_s_order() {
        let mut line = [
            f64::NAN,
            1.0,
            -0.0,
            f64::INFINITY,
            -2.0,
            f64::NEG_INFINITY,
            -f64::NAN,
            0.5,
        ];
        sort(&mut line);
        assert_eq!(
            line[..6],
            [f64::NEG_INFINITY, -2.0, 0.0, 0.5, 1.0, f64::INFINITY]
        );
        assert!(line[6..].iter().all(|x| x.is_nan()));
        let mut order = [0; 4];
        argsort(&[0.0f32, f32::NAN, -0.0, -1.0], &mut order);
        assert_eq!(order, [3, 0, 2, 1]);
    }

    #[test]
    fn narrow_integers_are_sorted() {
        let mut line: Vec<i16> = words(3).take(100_000).map(|w| w as i16).collect();
        let mut expected = line.clone();
        expected.sort_unstable();
        sort(&mut line);
        assert_eq!(line, expected);
        let mut line: Vec<i8> = words(4).take(1000).map(|w| w as i8).collect();
        let mut expected = line.clone();
        expected.sort_unstable();
        sort(&mut line);
        assert_eq!(line, expected);
    }
}
