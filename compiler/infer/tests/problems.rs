//! Problems that inference reports.

mod common;

use common::{TestProgram, problems};
use numjit_infer::Binding;
use numjit_ir::{Layout, Ty};

const I: Ty = Ty::I64;

#[test]
fn every_problem_of_a_function_is_reported() {
    let text = "\
def f(a, t):
    x = a.nothing
    y = missing + 1
    z = t[5]
    return a + 'x'
";
    let found = problems(text, &[I, Ty::uni_tuple(I, 2)]);
    let codes: Vec<&str> = found.iter().map(|line| &line[..6]).collect();
    assert_eq!(
        codes,
        ["NJ0203", "NJ0101", "NJ0210", "NJ0202"],
        "{found:#?}"
    );
}

#[test]
fn problems_behind_a_broken_loop_are_found() {
    let found = problems(
        "def f(x):\n    for i in 5:\n        x.a\n    return missing\n",
        &[I],
    );
    let mut codes: Vec<&str> = found.iter().map(|line| &line[..6]).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["NJ0101", "NJ0203", "NJ0207"], "{found:#?}");
}

#[test]
fn joins_name_the_variable_and_its_types() {
    let text = "\
def f(x):
    if x > 0:
        r = x
    else:
        r = 'negative'
    return r
";
    assert_eq!(
        problems(text, &[I]),
        ["NJ0201 `r` is `int64` or `str`, depending on the path taken"]
    );
}

#[test]
fn a_variable_that_nothing_reads_may_have_several_types() {
    let text = "\
def f(x):
    if x > 0:
        r = x
    else:
        r = 'negative'
    return x
";
    assert!(problems(text, &[I]).is_empty());
}

#[test]
fn returns_must_agree() {
    let text = "def f(x):\n    if x > 0:\n        return (1, 2)\n    return x\n";
    let found = problems(text, &[I]);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("NJ0211 the function returns"),
        "{found:?}"
    );
}

#[test]
fn unassigned_variables() {
    let text = "def f(x):\n    if x is None:\n        y = 1\n    return y\n";
    assert_eq!(
        problems(text, &[I]),
        ["NJ0102 `y` is used before it is assigned"]
    );
    let text = "def f(x):\n    if x > 0:\n        y = 1\n    return y\n";
    assert!(problems(text, &[I]).is_empty());
}

#[test]
fn calls_name_the_parameter() {
    let text = "def g(a, b):\n    return a\n\ndef f(x):\n    return g(x, c=1)\n";
    assert_eq!(
        problems(text, &[I]),
        ["NJ0205 `g` got an unexpected keyword argument `c`"]
    );
    assert_eq!(
        problems("def f(x):\n    return x(1)\n", &[I]),
        ["NJ0206 `int64` cannot be called"]
    );
}

#[test]
fn problems_of_callees_are_reported_once() {
    let text = "def g(a):\n    return a.nothing\n\ndef f(x):\n    return g(x) + g(x)\n";
    assert_eq!(
        problems(text, &[I]),
        ["NJ0203 `int64` has no attribute `nothing` in compiled code"]
    );
}

#[test]
fn endless_recursion_has_no_type() {
    let found = problems("def f(x):\n    return f(x - 1)\n", &[I]);
    assert_eq!(found, ["NJ0212 the result type of `f` cannot be found"]);
    let found = problems("def f(x):\n    return f((x, x))\n", &[I]);
    assert_eq!(found, ["NJ0212 the result type of `f` cannot be found"]);
}

#[test]
fn read_only_arrays_are_not_written() {
    let readonly = Ty::new(numjit_ir::Type::Array(numjit_ir::ArrayTy {
        dtype: Ty::F64,
        ndim: 1,
        layout: Layout::C,
        readonly: true,
    }));
    for text in [
        "def f(a):\n    a[0] = 1\n",
        "def f(a):\n    a += 1\n",
        "def f(a):\n    a[:] = 1\n",
    ] {
        let found = problems(text, &[readonly]);
        assert!(
            found.len() == 1 && found[0].starts_with("NJ0213"),
            "{found:?}"
        );
    }
}

#[test]
fn indices_must_fit() {
    let array = Ty::array(Ty::F64, 1, Layout::C);
    let found = problems("def f(a):\n    return a[0, 1]\n", &[array]);
    assert!(found[0].starts_with("NJ0210"), "{found:?}");
    let pair = Ty::tuple([I, Ty::F64]);
    let found = problems("def f(t, i):\n    return t[i]\n", &[pair, I]);
    assert!(found[0].starts_with("NJ0209"), "{found:?}");
    let found = problems(
        "def f(t):\n    for e in t:\n        return e\n    return t[0]\n",
        &[pair],
    );
    assert!(found[0].starts_with("NJ0207"), "{found:?}");
}

#[test]
fn plain_python_functions_and_other_globals() {
    let mut program = TestProgram::new("def f(x):\n    return g(x) + h\n");
    program
        .globals
        .insert("g".to_owned(), Binding::PythonFunction("g".to_owned()));
    program.globals.insert(
        "h".to_owned(),
        Binding::Opaque("a value of type `dict`".to_owned()),
    );
    let found = program.infer("f", &[I]).err().unwrap_or_default();
    let codes: Vec<&str> = found.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["NJ0103", "NJ0104"]);
}

#[test]
fn problems_inside_the_library_are_told_in_its_words() {
    let text = "def f(a, b):\n    return np.concatenate((a, b))\n";
    let array = |ndim| Ty::array(Ty::F64, ndim, Layout::C);
    let mut program = TestProgram::new(text);
    let Err(found) = program.infer("f", &[array(1), array(2)]) else {
        panic!("arrays of different ranks cannot be joined");
    };
    let text = format!("{found:?}");
    assert!(!text.contains("nj."), "{text}");
    assert!(
        text.contains("test.py") && !text.contains("numpy.concatenate\""),
        "{text}"
    );
}

#[test]
fn calls_take_the_best_declared_signature() {
    let text = "def g(x):\n    return x\ndef f(x):\n    return g(x)\n";
    let declared = vec![(vec![Ty::F64], None), (vec![I], None)];
    let mut program = TestProgram::new(text);
    program.signatures.insert("g".to_owned(), declared);
    let result = |program: &mut TestProgram, ty| {
        let inferred = program.infer("f", &[ty]).map_err(|found| found[0].code)?;
        let instances = &inferred.instances;
        let root = instances.iter().find(|one| one.id == inferred.root);
        root.map(|one| one.result).ok_or("no root")
    };
    assert_eq!(result(&mut program, Ty::I32), Ok(I));
    assert_eq!(result(&mut program, Ty::F32), Ok(Ty::F64));
    assert_eq!(result(&mut program, Ty::STR), Err("NJ0215"));
}

#[test]
fn a_nested_function_calls_itself_with_its_captures() {
    let text = "\
def f(n, base):
    def power(k):
        return 1 if k == 0 else base * power(k - 1)
    return power(n)
";
    assert_eq!(common::result(text, &[I, Ty::F64]), "float64");
    assert_eq!(common::result(text, &[I, I]), "int64");
}
