//! Result types and shape of the typed code, construct by construct.

mod common;

use common::{TestProgram, count, result, root, root_of};
use numjit_infer::{Binding, ConstArray};
use numjit_ir::{Const, Layout, Ty};

const I: Ty = Ty::I64;
const F: Ty = Ty::F64;

fn vector() -> Ty {
    Ty::array(F, 1, Layout::C)
}

fn matrix() -> Ty {
    Ty::array(F, 2, Layout::C)
}

#[test]
fn arithmetic_promotes() {
    let text = "def f(a, b):\n    return a + b\n";
    assert_eq!(result(text, &[I, F]), "float64");
    assert_eq!(result(text, &[Ty::I8, Ty::I8]), "int64");
    assert_eq!(result(text, &[Ty::U8, Ty::U8]), "uint64");
    assert_eq!(result(text, &[Ty::F32, Ty::I16]), "float32");
    assert_eq!(result("def f(a):\n    return a / 2\n", &[I]), "float64");
    assert_eq!(result("def f(a):\n    return -a\n", &[Ty::U8]), "uint64");
}

#[test]
fn literals_fold_and_results_are_plain() {
    assert_eq!(result("def f():\n    return 2 * 3 + 1\n", &[]), "int64");
    let text = "def f():\n    if 2 * 3 == 6:\n        return 1.5\n    return 'x'\n";
    assert_eq!(result(text, &[]), "float64");
}

#[test]
fn loop_carried_variables_widen() {
    let text = "def f(n):\n    x = 0\n    for i in range(n):\n        x += 0.5\n    return x\n";
    assert_eq!(result(text, &[I]), "float64");
    let text = "def f(n):\n    x = 0\n    while x < n:\n        x = x + 1\n    return x\n";
    assert_eq!(result(text, &[I]), "int64");
}

#[test]
fn dead_branches_are_neither_typed_nor_kept() {
    let text = "\
def f(x, y=None):
    if y is None:
        return x + 1
    else:
        return x + y.nothing
";
    assert_eq!(result(text, &[I, Ty::NONE]), "int64");
    assert_eq!(count(text, &[I, Ty::NONE], "branch"), 0);
    let text = "def f(x):\n    if isinstance(x, int):\n        return 1\n    return x.nothing\n";
    assert_eq!(result(text, &[I]), "int64");
}

#[test]
fn none_and_a_value_make_an_optional() {
    let text = "def f(x):\n    if x > 0:\n        return x\n";
    assert_eq!(result(text, &[I]), "Optional(int64)");
    let text = "def f(x):\n    y = None\n    if x > 0:\n        y = x\n    return y + 1\n";
    assert_eq!(result(text, &[I]), "int64");
}

#[test]
fn calls_specialise_functions() {
    let text = "\
def g(a, b=2):
    return a * b

def f(x):
    return g(x) + g(x, 1.5) + g(b=1, a=x)
";
    let mut program = TestProgram::new(text);
    let two = Binding::Const(Const::Int(2));
    program.defaults.insert("g".to_owned(), vec![two]);
    let root = root_of(&mut program, &[I]);
    assert_eq!(root.result, F);
    assert_eq!(root.callees.len(), 2);
}

#[test]
fn recursion_finds_the_type() {
    let text = "def f(n):\n    if n < 2:\n        return n\n    return f(n - 1) + f(n - 2)\n";
    assert_eq!(result(text, &[I]), "int64");
    let text = "\
def odd(n):
    if n == 0:
        return False
    return even(n - 1)

def even(n):
    if n == 0:
        return True
    return odd(n - 1)

def f(n):
    return odd(n)
";
    assert_eq!(result(text, &[I]), "bool");
    let text = "def f(n):\n    if n < 1:\n        return 0\n    return f(n - 1) + 0.5\n";
    assert_eq!(result(text, &[I]), "float64");
}

#[test]
fn closures_capture_and_pass() {
    let text = "\
def apply(g, x):
    return g(x)

def f(a):
    def add(b, c=1):
        return a + b + c
    return apply(add, 2.5) + apply(lambda y: y * a, a)
";
    assert_eq!(result(text, &[I]), "float64");
}

#[test]
fn star_parameters_and_arguments() {
    let text = "\
def g(a, *rest):
    return a + len(rest)

def f(t):
    return g(*t)
";
    let tuple = Ty::uni_tuple(I, 3);
    if numjit_library::lookup("builtins.len").is_some() {
        assert_eq!(result(text, &[tuple]), "int64");
    }
}

#[test]
fn array_subscripts() {
    let get = |index: &str, array: Ty| {
        result(
            &format!("def f(a, i):\n    return a[{index}]\n"),
            &[array, I],
        )
    };
    assert_eq!(get("i", vector()), "float64");
    assert_eq!(get("i, 0", matrix()), "float64");
    assert_eq!(get("i", matrix()), "float64[::1]");
    assert_eq!(get("1:", matrix()), "float64[:, ::1]");
    assert_eq!(get(":, 0", matrix()), "float64[:]");
    assert_eq!(get(":, 1:", matrix()), "float64[:, :]");
    assert_eq!(get("i, ::2", matrix()), "float64[:]");
    assert_eq!(get("..., 0", matrix()), "float64[:]");
    assert_eq!(get("None, i", matrix()), "float64[:, ::1]");
    assert_eq!(get("...", matrix()), "float64[:, ::1]");
    let fortran = Ty::array(F, 2, Layout::F);
    assert_eq!(get(":, i", fortran), "float64[::1]");
    assert_eq!(get("i", fortran), "float64[:]");
    assert_eq!(get("()", Ty::array(F, 0, Layout::C)), "float64");
}

#[test]
fn array_assignments() {
    let args = &[vector(), I];
    assert_eq!(count("def f(a, i):\n    a[i] = 1\n", args, "array_set"), 1);
    assert_eq!(
        count("def f(a, i):\n    a[:] = 0\n", args, "array_assign"),
        1
    );
    let text = "def f(a, i):\n    a[i] += 1\n";
    assert_eq!(
        (
            count(text, args, "array_get"),
            count(text, args, "array_set")
        ),
        (1, 1)
    );
    let text = "def f(a, i):\n    a[1:] *= 2\n";
    assert_eq!(
        (
            count(text, args, "ufunc_assign"),
            count(text, args, "array_assign")
        ),
        (1, 0)
    );
    assert_eq!(
        count(
            "def f(a, i):\n    a += 1\n    return a\n",
            args,
            "ufunc_assign"
        ),
        1
    );
}

#[test]
fn array_operators_are_elementwise() {
    let text = "def f(a, b):\n    return a * 2.5 + b\n";
    assert_eq!(result(text, &[vector(), matrix()]), "float64[:, ::1]");
    assert_eq!(count(text, &[vector(), vector()], "ufunc"), 2);
    assert_eq!(
        result("def f(a):\n    return a > 0\n", &[vector()]),
        "bool[::1]"
    );
    assert_eq!(
        result("def f(a):\n    return -a\n", &[matrix()]),
        "float64[:, ::1]"
    );
}

#[test]
fn tuples() {
    let pair = Ty::tuple([I, F]);
    assert_eq!(result("def f(t):\n    return t[-1]\n", &[pair]), "float64");
    assert_eq!(
        result("def f(t):\n    a, b = t\n    return b, a\n", &[pair]),
        "Tuple(float64, int64)"
    );
    assert_eq!(
        result("def f(t):\n    return t + (1,)\n", &[pair]),
        "Tuple(int64, float64, int64)"
    );
    assert_eq!(
        result("def f(t):\n    return t[1:]\n", &[pair]),
        "UniTuple(float64 x 1)"
    );
    let text = "def f(t, i):\n    return t[i]\n";
    assert_eq!(result(text, &[Ty::uni_tuple(F, 3), I]), "float64");
    assert_eq!(
        result("def f(t, i):\n    return i in t\n", &[pair, I]),
        "bool"
    );
    assert_eq!(result("def f(t):\n    return t < t\n", &[pair]), "bool");
}

#[test]
fn iteration() {
    let sum = |what: &str| {
        format!("def f(x):\n    s = 0\n    for e in {what}:\n        s += e\n    return s\n")
    };
    assert_eq!(result(&sum("range(x)"), &[I]), "int64");
    assert_eq!(result(&sum("x"), &[vector()]), "float64");
    assert_eq!(result(&sum("(1, 2.5)[:1]"), &[I]), "int64");
    assert_eq!(result(&sum("[1, 2.5, x]"), &[I]), "float64");
    let rows = "def f(x):\n    s = 0.0\n    for row in x:\n        s += row[0]\n    return s\n";
    assert_eq!(result(rows, &[matrix()]), "float64");
    let empty = "def f(x):\n    for e in ():\n        return e\n    return x\n";
    assert_eq!(result(empty, &[I]), "int64");
}

#[test]
fn globals_become_constants() {
    let text = "def f(i):\n    return table[i] * scale + pair[1] + module.answer\n";
    let mut program = TestProgram::new(text);
    let table = ConstArray {
        dtype: F,
        shape: vec![2],
        bytes: vec![0u8; 16].into(),
    };
    let int = |v| Binding::Const(Const::Int(v));
    program
        .globals
        .insert("table".to_owned(), Binding::Array(table));
    program.globals.insert(
        "scale".to_owned(),
        Binding::Scalar(Const::Float(2.0), Ty::F32),
    );
    program
        .globals
        .insert("pair".to_owned(), Binding::Tuple(vec![int(1), int(2)]));
    program
        .globals
        .insert("module".to_owned(), Binding::Namespace(0));
    assert_eq!(root_of(&mut program, &[I]).result, F);
}

#[test]
fn declared_types_cast() {
    let mut program = TestProgram::new("def f(x):\n    y = x + 1\n    return y\n");
    program.locals = vec![("y".to_owned(), Ty::F32)];
    assert_eq!(root_of(&mut program, &[I]).result, Ty::F32);
    let mut program = TestProgram::new("def f(x):\n    return x + 1\n");
    program.declared = Some(F);
    assert_eq!(root_of(&mut program, &[I]).result, F);
}

#[test]
fn text_and_exceptions() {
    let text = "\
def f(x):
    if x < 0:
        raise ValueError('negative', x)
    assert x != 3, f'bad {x}'
    return f'{x}' + 'a'
";
    assert_eq!(result(text, &[I]), "str");
    assert_eq!(count(text, &[I], "raise"), 2);
    assert_eq!(result("def f():\n    raise ValueError\n", &[]), "none");
}

#[test]
fn constant_conditions_leave_straight_code() {
    let text = "def f(x):\n    y = 0\n    if x is not None:\n        y = 1\n    return y + x\n";
    let function = root(text, &[I]).function;
    assert_eq!(function.layout.len(), 1, "{function}");
}

#[test]
fn functions_that_always_raise_return_none() {
    let text = "\
def fail():
    raise ValueError('no')

def f(x):
    if x > 0:
        fail()
    return x
";
    assert_eq!(result(text, &[I]), "int64");
}
