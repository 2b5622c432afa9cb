//! Scalar operators, functions, conversions, comparisons.

mod common;

use common::{Arg, f64, int, raised};
use numjit_abi::ExceptionKind;

fn binary(op: &str, ty: &str) -> String {
    format!(
        "function \"f\" typed {{\nresult {ty}\nb0(v0: {ty}, v1: {ty}):\n v2: {ty} = bin {op} v0, v1\n return v2\n}}\n"
    )
}

#[track_caller]
fn check_int(op: &str, a: i64, b: i64, expected: i64) {
    assert_eq!(
        int(&binary(op, "int64"), &[Arg::Int(a), Arg::Int(b)]),
        expected
    );
}

#[track_caller]
fn check_float(op: &str, a: f64, b: f64, expected: f64) {
    let found = f64(&binary(op, "float64"), &[Arg::Float(a), Arg::Float(b)]);
    assert_eq!(
        found.to_bits(),
        expected.to_bits(),
        "{a} {op} {b} = {found}"
    );
}

#[test]
fn integer_division_rounds_down() {
    check_int("//", -7, 3, -3);
    check_int("//", 7, -3, -3);
    check_int("%", -7, 3, 2);
    check_int("%", 7, -3, -2);
    check_int("//", i64::MIN, -1, 0);
    check_int("%", i64::MIN, -1, 0);
    check_int("//", 6, 3, 2);
}
