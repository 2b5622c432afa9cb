//! Printing, f-strings, string operations, raising.

use numjit_abi::ExceptionKind;

use crate::common::{Arg, int, raised, run};

fn function(result: &str, params: &str, body: &str) -> String {
    format!("function \"f\" typed {{\nresult {result}\nb0({params}):\n{body}\n}}\n")
}

#[test]
fn printing() {
    let text = function(
        "none",
        "v0: int64, v1: float64, v2: bool, v3: Optional(int64)",
        " v4: none = const none\n v5: str = const \"a\"\n v6: Tuple(int64, str) = tuple v0, v5\n v7: Tuple(float64) = tuple v1\n print [{}, \" \", {}, \" \", {}, \" \", {}, \" \", {}, \" \", {}, \" \", {}, \" \", {}, \"\\n\"] v0, v1, v2, v3, v4, v5, v6, v7\n return v4",
    )
    .replace("Tuple(float64)", "UniTuple(float64 x 1)");
    let args = [
        Arg::Int(-3),
        Arg::Float(1.5),
        Arg::Int(1),
        Arg::Int(0),
        Arg::Int(0),
    ];
    assert_eq!(
        run(&text, &args).output,
        "-3 1.5 True None None a (-3, 'a') (1.5,)\n"
    );
}

#[test]
fn f_strings() {
    let text = function(
        "str",
        "v0: float64, v1: str",
        " v2: str = fstring [\"x=\", {:\".2f\"}, {!r}] v0, v1\n v3: str = bin + v2, v1\n return v3",
    );
    // An empty string has no owner.
    let args = [
        Arg::Float(0.5),
        Arg::Int(0),
        Arg::Int(0),
        Arg::Int(0),
        Arg::Int(1),
    ];
    assert_eq!(run(&text, &args).text, "x=0.50''");
}

#[test]
fn comparing_strings() {
    let text = function(
        "bool",
        "",
        " v0: str = const \"λ\"\n v1: Literal[str](\"λ\") = const \"λ\"\n v2: bool = compare == v0, v1\n return v2",
    );
    assert_eq!(int(&text, &[]), 1);
}

#[test]
fn raising() {
    let text = function(
        "none",
        "v0: int64",
        " v1: str = const \"bad\"\n raise ValueError v1",
    );
    assert_eq!(
        raised(&text, &[Arg::Int(1)]),
        (ExceptionKind::ValueError, "bad".to_owned())
    );
    let text = function(
        "none",
        "v0: int64",
        " v1: str = const \"bad\"\n v2: str = bin + v1, v1\n raise KeyError v2, v0",
    );
    assert_eq!(
        raised(&text, &[Arg::Int(7)]),
        (ExceptionKind::KeyError, "badbad | 7".to_owned())
    );
}
