//! Random numbers equal NumPy's: every row of `data/random.txt`, which NumPy wrote, through the functions
//! that compiled code calls. Miri is left out, because its logarithm is inexact on purpose.
#![allow(
    unsafe_code,
    reason = "the functions take the context as a raw pointer"
)]

use numjit_runtime::Runtime;
use numjit_runtime::random::{
    Mt19937, nj_random_f64, nj_random_gauss, nj_random_interval, nj_random_seed,
};

fn bits(values: &[f64]) -> String {
    let words: Vec<String> = values
        .iter()
        .map(|value| format!("{:016x}", value.to_bits()))
        .collect();
    words.join(" ")
}

#[test]
fn streams_equal_numpy() {
    let runtime = Runtime::new(Box::new(|_| Ok(())));
    let cx = runtime.context();
    let mut seeded = None;
    for row in include_str!("data/random.txt").lines() {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[seed, what, argument, expected] = columns.as_slice() else {
            panic!("four columns in {row:?}");
        };
        let argument: u64 = argument.parse().unwrap();
        let count = expected.split(' ').count();
        // Safety: the context lives as long as `runtime`.
        let drawn = unsafe {
            if seeded.replace(seed) != Some(seed) {
                nj_random_seed(cx, seed.parse().unwrap());
            }
            match what {
                "double" => bits(&Vec::from_iter((0..count).map(|_| nj_random_f64(cx)))),
                "gauss" => bits(&Vec::from_iter((0..count).map(|_| nj_random_gauss(cx)))),
                "interval" => {
                    let values = (0..count).map(|_| nj_random_interval(cx, argument).to_string());
                    Vec::from_iter(values).join(" ")
                }
                _ => {
                    for _ in 0..argument {
                        nj_random_f64(cx);
                    }
                    bits(&[nj_random_f64(cx)])
                }
            }
        };
        assert_eq!(drawn, expected, "{row}");
    }
}

#[test]
fn seeding_with_words_equals_numpy() {
    // numpy.random.seed([1, 2, 3]); numpy.random.random_sample(2)
    let mut random = Mt19937::from_words(&[1, 2, 3]);
    assert_eq!(
        bits(&[random.next_f64(), random.next_f64()]),
        "3fe383fbc97230c2 3fec5fd27a5da181"
    );
}

#[test]
fn unseeded_generators_differ() {
    let mut first = Mt19937::from_entropy();
    let mut second = Mt19937::from_entropy();
    assert_ne!(first.next_u64(), second.next_u64());
}

#[test]
fn states_come_back() {
    let mut random = Mt19937::new(7);
    random.next_gauss();
    let (key, position, gauss) = random.to_parts();
    let mut copy = Mt19937::from_parts(*key, position, gauss).unwrap();
    assert_eq!(copy.next_gauss(), random.next_gauss());
    assert_eq!(copy.next_u32(), random.next_u32());
    assert!(Mt19937::from_parts([0; 624], 625, None).is_none());
}
