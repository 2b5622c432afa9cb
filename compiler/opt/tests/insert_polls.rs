//! Polls: at the head of every loop and on entry of functions that call others, and nowhere else.

use numjit_ir::{Block, Function, Op, Options, parse_function, verify};
use numjit_opt::insert_polls;

fn polled(body: &str, interruptible: bool) -> (Function, bool) {
    let options = match interruptible {
        true => "  options interruptible=on\n",
        false => "",
    };
    let text = body.replacen("typed {\n", &format!("typed {{\n{options}"), 1);
    let mut func = parse_function(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let wanted = Options {
        interruptible,
        ..Options::DEFAULT
    };
    assert_eq!(func.options, wanted);
    let changed = insert_polls(&mut func);
    if let Err(errors) = verify(&func) {
        panic!("{errors:?}\n{func}");
    }
    (func, changed)
}

/// Blocks that begin with a poll.
fn places(func: &Function) -> Vec<u32> {
    let begins = |block: &&Block| {
        let first = func.block(**block).insts.first();
        first.is_some_and(|&inst| func.inst(inst).op == Op::Poll)
    };
    let blocks = func.layout.iter();
    blocks.filter(begins).map(|block| block.0).collect()
}

const LOOP: &str = "function \"f\" typed {
result int64
b0(v0: int64):
 v1: int64 = const 0
 jump b1(v1)
b1(v2: int64):
 v3: bool = compare < v2, v0
 branch v3, b2(), b3()
b2():
 v4: int64 = bin + v2, v0
 jump b1(v4)
b3():
 return v2
}";

const CALL: &str = "function \"f\" typed {
result int64
b0(v0: int64):
 v1: int64 = call_func fn7 v0
 return v1
}";

#[test]
fn loops_look_at_every_turn() {
    let (func, changed) = polled(LOOP, true);
    assert_eq!((places(&func), changed), (vec![1], true), "{func}");
}

#[test]
fn callers_look_on_entry() {
    let (func, changed) = polled(CALL, true);
    assert_eq!((places(&func), changed), (vec![0], true), "{func}");
}

#[test]
fn not_in_functions_that_cannot_be_interrupted() {
    for text in [LOOP, CALL] {
        let (func, changed) = polled(text, false);
        assert_eq!((places(&func), changed), (vec![], false), "{func}");
    }
}

#[test]
fn not_where_nothing_repeats() {
    let straight = "function \"f\" typed {
result int64
b0(v0: int64):
 v1: int64 = bin + v0, v0
 return v1
}";
    let (func, changed) = polled(straight, true);
    assert_eq!((places(&func), changed), (vec![], false), "{func}");
}
