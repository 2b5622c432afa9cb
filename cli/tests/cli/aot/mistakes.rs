//! Bad input: a located message, exit status 2, and no file.

use std::path::Path;

use super::tools::{aot, folder, names, write};
use crate::common::text;

const SCRIPT: &str = r#"
from numba import njit

@njit("float64(float64[::1])")
def total(a):
    s = 0.0
    for x in a:
        s += x
    return s

@njit
def untyped(x):
    return x + undefined_name

@njit
def items(a):
    return range(len(a))

def plain(x):
    return x * 2

@njit("float64(float64)")
def exp(x):
    return x

constant = 3
"#;

/// Runs `numjit aot` on the script, which must fail with these words and leave nothing behind.
fn refused(args: &[&str], expected: &[&str]) {
    let work = folder();
    write(work.path(), "script.py", SCRIPT);
    check(work.path(), args, expected);
    assert_eq!(names(work.path()), ["script.py"], "{args:?}");
}

fn check(folder: &Path, args: &[&str], expected: &[&str]) {
    let output = aot(folder, args);
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{args:?}:\n{errors}");
    for word in expected {
        assert!(errors.contains(word), "{word:?} is not in:\n{errors}");
    }
    for word in ["panicked", "internal fault"] {
        assert!(!errors.contains(word), "{word:?} is in:\n{errors}");
    }
}

#[test]
fn unknown_functions_and_options() {
    refused(
        &["script.py", "--export", "nothing"],
        &["no function nothing", "total"],
    );
    refused(
        &["script.py", "--export", "constant(int64)"],
        &["constant", "int"],
    );
    refused(
        &["script.py", "--export", "untyped"],
        &["untyped", "no explicit signature"],
    );
    refused(&["script.py", "-o", "library.dll"], &["library.dll", ".so"]);
    refused(&["script.py", "--target-cpu", "v9"], &["v9", "x86-64-v3"]);
    refused(
        &["script.py", "--target", "vax-dec-ultrix", "-o", "x.o"],
        &["vax-dec-ultrix"],
    );
    refused(&["script.py", "--name", "a b"], &["a b", "--name"]);
    refused(&["missing.py"], &["missing.py"]);
}

#[test]
fn signatures_that_cannot_be_read_or_do_not_type() {
    refused(&["script.py", "--export", "plain(float65)"], &["float65"]);
    refused(
        &["script.py", "--export", "plain(float64"],
        &["plain(float64"],
    );
    refused(
        &["script.py", "--export", "plain(float64, int64)"],
        &["2 types", "1 parameters"],
    );
    refused(
        &["script.py", "--export", "untyped(float64)"],
        &[
            "untyped(float64)",
            "NJ0101",
            "script.py:13",
            "undefined_name",
        ],
    );
    refused(
        &["script.py", "--export", "items(float64[:])"],
        &["items", "the result", "Range(int64)"],
    );
}

const KINDS: &str = r#"
from collections import namedtuple
from numba import njit

Point = namedtuple("Point", "x y")

@njit
def point(x):
    return Point(x, x)

@njit
def items(x):
    return [x, x]

@njit
def table(x):
    return {x: x}

@njit
def count(n):
    for i in range(n):
        yield i

@njit
def rest(a, *rest):
    return a

def make():
    @njit("int64(int64)")
    def inner(x):
        return x
    return inner

one, two = make(), make()

@njit("int64(int64)")
def redefined(x):
    return x

first = redefined

@njit("int64(int64)")
def redefined(x):
    return x + 1
"#;

/// As [`refused`], on a script of things that have no form outside of Python.
fn refused_kind(args: &[&str], expected: &[&str]) {
    let work = folder();
    write(work.path(), "kinds.py", KINDS);
    check(work.path(), &[&["kinds.py"], args].concat(), expected);
    assert_eq!(names(work.path()), ["kinds.py"], "{args:?}");
}

#[test]
fn values_without_a_form_outside_of_python() {
    for python in [&["--python"][..], &[]] {
        let export = |spec: &'static str| [python, &["--export", spec]].concat();
        let point = ["point (kinds.py:7)", "Point(x: float64, y: float64)"];
        refused_kind(&export("point(float64)"), &point);
        let items = ["items (kinds.py:11)", "List(int64)"];
        refused_kind(&export("items(int64)"), &items);
        refused_kind(
            &export("table(int64)"),
            &["kinds.py:15", "Dict(int64, int64)"],
        );
        let count = ["count (kinds.py:19)", "generator of int64"];
        refused_kind(&export("count(int64)"), &count);
        let rest = ["rest(int64, int64) (kinds.py:24)", "the parameter rest"];
        refused_kind(&export("rest(int64, int64)"), &rest);
    }
}

#[test]
fn names_that_stand_for_nothing_or_for_several_things() {
    refused_kind(
        &[],
        &[
            "two functions are inner(int64)",
            "kinds.py:29 and kinds.py:29",
        ],
    );
    refused_kind(&["--export", ""], &["names no function"]);
    refused_kind(&["--export", "(int64)"], &["names no function"]);
    refused_kind(
        &["--export", "make.inner"],
        &["no function make.inner", "redefined"],
    );
    let redefined = ["--export", "redefined"];
    refused_kind(
        &[&redefined[..], &["--prefix", "1"]].concat(),
        &["1redefined", "my_"],
    );
    refused_kind(
        &[&redefined[..], &["--prefix", "a b"]].concat(),
        &["a bredefined"],
    );
    let both = [&redefined[..], &["--python", "--prefix", "a_"]].concat();
    refused_kind(&both, &["--prefix", "--python"]);
    let far = [&redefined[..], &["-o", "no/such/x.so"]].concat();
    refused_kind(&far, &["no/such/x.so", "the folder no/such does not exist"]);
    let work = folder();
    write(work.path(), "kinds.py", KINDS);
    let exports = [
        "--export",
        "one",
        "--export",
        "two",
        "--export",
        "redefined",
    ];
    let output = aot(work.path(), &[&["kinds.py"], &exports[..]].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    let header = std::fs::read_to_string(work.path().join("kinds.h")).unwrap_or_default();
    for name in ["one", "two", "redefined"] {
        let declared = format!("int32_t {name}(int64_t x, int64_t *result);");
        assert!(header.contains(&declared), "{header}");
    }
}

#[test]
fn names_that_c_has_already() {
    refused(&["script.py"], &["exp", "--prefix"]);
    let work = folder();
    write(work.path(), "script.py", SCRIPT);
    let output = aot(work.path(), &["script.py", "--prefix", "my_"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn missing_linkers_and_unwritable_places() {
    let total = ["script.py", "--export", "total"];
    refused(
        &[&total[..], &["--cc", "no-such-compiler"]].concat(),
        &["no-such-compiler", "--cc"],
    );
    refused(
        &[&total[..], &["--cc", "false"]].concat(),
        &["linking failed", "false"],
    );
    refused(
        &[&total[..], &["-o", "no/such/folder.so"]].concat(),
        &["no/such/folder.so"],
    );
    let work = folder();
    write(work.path(), "script.py", SCRIPT);
    let made = std::fs::create_dir(work.path().join("taken.so"));
    assert!(made.is_ok(), "{made:?}");
    check(
        work.path(),
        &[&total[..], &["-o", "taken.so"]].concat(),
        &["taken.so"],
    );
    assert_eq!(names(work.path()), ["script.py", "taken.so"]);
}

#[test]
fn scripts_that_fail_or_have_nothing() {
    let work = folder();
    write(
        work.path(),
        "raises.py",
        "x = 1\nraise ValueError('broken script')\n",
    );
    check(
        work.path(),
        &["raises.py"],
        &["raises.py\", line 2", "broken script"],
    );
    write(work.path(), "syntax.py", "def f(:\n");
    check(work.path(), &["syntax.py"], &["SyntaxError"]);
    write(work.path(), "empty.py", "x = 1\n");
    check(
        work.path(),
        &["empty.py"],
        &["nothing to export", "--export"],
    );
    assert_eq!(names(work.path()), ["empty.py", "raises.py", "syntax.py"]);
}
