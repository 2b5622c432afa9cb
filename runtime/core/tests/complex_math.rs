//! Complex functions agree with CPython: every row of `data/complex.txt`, through the addresses that
//! compiled code calls.
#![cfg(not(miri))]
#![allow(unsafe_code, reason = "the functions are called by address")]

use std::fmt::Write;

use numjit_abi::Symbol;
use numjit_runtime::resolve;

type Unary = unsafe extern "C" fn(f64, f64, *mut [f64; 2]);
type Binary = unsafe extern "C" fn(f64, f64, f64, f64, *mut [f64; 2]);

/// Calls a function of the table by name.
fn call(name: &str, arguments: &[f64]) -> [f64; 2] {
    let symbol = Symbol::from_name(&format!("nj_c{name}")).expect("a function of the table");
    let address = resolve(symbol);
    let mut out = [0.0; 2];
    // Safety: the table gives these signatures, and `out` has room for the result.
    unsafe {
        match *arguments {
            [re, im] => std::mem::transmute::<*const u8, Unary>(address)(re, im, &mut out),
            [a, b, c, d] => {
                std::mem::transmute::<*const u8, Binary>(address)(a, b, c, d, &mut out);
            }
            _ => panic!("one or two arguments"),
        }
    }
    out
}

fn floats(column: &str) -> Vec<f64> {
    column
        .split(' ')
        .map(|word| f64::from_bits(u64::from_str_radix(word, 16).expect("bits")))
        .collect()
}

/// Equal but for a few units in the last place of the larger part.
fn is_close(got: &[f64], expected: &[f64], ulps: f64) -> bool {
    let finite = expected.iter().filter(|part| part.is_finite());
    let size = finite.fold(f64::MIN_POSITIVE, |size, part| size.max(part.abs()));
    got.iter().zip(expected).all(|(&got, &expected)| {
        if expected.is_finite() {
            (got - expected).abs() <= ulps * f64::EPSILON * size
        } else {
            got.to_bits() == expected.to_bits() || got.is_nan() && expected.is_nan()
        }
    })
}

#[test]
fn functions_agree_with_python() {
    let (mut wrong, mut report) = (0, String::new());
    for row in include_str!("data/complex.txt").lines() {
        let columns: Vec<&str> = row.split('\t').collect();
        let (arguments, expected) = (floats(columns[1]), floats(columns[2]));
        let got = call(columns[0], &arguments);
        let ulps = if columns[0] == "div" { 0.0 } else { 4.0 };
        if !is_close(&got, &expected, ulps) {
            wrong += 1;
            let _ = writeln!(
                report,
                "{} {arguments:?}: {expected:?}, here {got:?}",
                columns[0]
            );
        }
    }
    assert_eq!(wrong, 0, "{report}");
}
