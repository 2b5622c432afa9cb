//! Calls of the library: rules, elementwise functions and bodies in the Python subset.

mod common;

use common::{problems, result};
use numjit_ir::{Layout, Ty};

const I: Ty = Ty::I64;
const F: Ty = Ty::F64;

fn vector() -> Ty {
    Ty::array(F, 1, Layout::C)
}

fn matrix() -> Ty {
    Ty::array(F, 2, Layout::C)
}

fn of(expression: &str, args: &[Ty]) -> String {
    result(&format!("def f(x, y):\n    return {expression}\n"), args)
}

#[test]
fn builtins() {
    assert_eq!(of("len(x) + abs(y)", &[vector(), I]), "int64");
    assert_eq!(of("int(x) + float(y)", &[F, I]), "float64");
    assert_eq!(of("min(x, y, 1)", &[F, I]), "float64");
    assert_eq!(of("max([x, y])", &[F, I]), "float64");
    assert_eq!(of("sum(x)", &[vector(), I]), "float64");
    assert_eq!(of("round(x)", &[F, I]), "int64");
    assert_eq!(of("divmod(x, y)", &[I, I]), "UniTuple(int64 x 2)");
    assert_eq!(of("bool(x)", &[I, I]), "bool");
}

#[test]
fn maths() {
    assert_eq!(of("math.sqrt(x) + math.pi", &[I, I]), "float64");
    assert_eq!(of("math.floor(x)", &[F, I]), "int64");
    assert_eq!(of("np.sin(x)", &[vector(), I]), "float64[::1]");
    assert_eq!(of("np.sin(x)", &[F, I]), "float64");
    assert_eq!(of("np.add(x, y)", &[matrix(), vector()]), "float64[:, ::1]");
    assert_eq!(of("np.float32(x)", &[F, I]), "float32");
}

#[test]
fn arrays() {
    assert_eq!(of("np.zeros(y)", &[F, I]), "float64[::1]");
    assert_eq!(
        of("np.zeros((y, 3), dtype=np.int32)", &[F, I]),
        "int32[:, ::1]"
    );
    assert_eq!(of("np.empty_like(x)", &[matrix(), I]), "float64[:, ::1]");
    assert_eq!(of("np.arange(y)", &[F, I]), "int64[::1]");
    assert_eq!(of("np.array([1, 2.5, y])", &[F, I]), "float64[::1]");
    assert_eq!(of("np.array([[1, 2], [3, y]])", &[F, I]), "int64[:, ::1]");
    assert_eq!(
        of("x.sum() + x.mean() + x.max()", &[vector(), I]),
        "float64"
    );
    assert_eq!(of("np.sum(x, axis=0)", &[matrix(), I]), "float64[::1]");
    assert_eq!(of("x.shape[0] * x.size", &[matrix(), I]), "int64");
    assert_eq!(of("x.T", &[matrix(), I]), "float64[::1, :]");
    assert_eq!(of("x @ x", &[matrix(), I]), "float64[:, ::1]");
    assert_eq!(of("x @ y", &[vector(), vector()]), "float64");
    assert_eq!(
        of("x.copy()", &[Ty::array(F, 2, Layout::A), I]),
        "float64[:, ::1]"
    );
    assert_eq!(of("x.reshape(2, -1)", &[vector(), I]), "float64[:, ::1]");
    assert_eq!(of("x.astype(np.int64)", &[vector(), I]), "int64[::1]");
    assert_eq!(of("np.where(x > 0, x, 0)", &[vector(), I]), "float64[::1]");
    assert_eq!(of("x.dtype == np.float64", &[vector(), I]), "bool");
}

#[test]
fn masks_and_index_arrays() {
    assert_eq!(of("x[x > 0]", &[vector(), I]), "float64[::1]");
    assert_eq!(
        of("x[y]", &[vector(), Ty::array(I, 1, Layout::C)]),
        "float64[::1]"
    );
    let positions = Ty::array(I, 1, Layout::C);
    assert_eq!(of("x[:, y]", &[matrix(), positions]), "float64[:, ::1]");
    assert_eq!(of("x[y, y]", &[matrix(), positions]), "float64[::1]");
    assert_eq!(of("x[y, 0]", &[matrix(), positions]), "float64[::1]");
    assert_eq!(of("x[x > 0]", &[matrix(), I]), "float64[::1]");
    assert_eq!(of("x[x[0] > 0]", &[matrix(), I]), "float64[:, ::1]");
    let table = Ty::array(I, 2, Layout::C);
    assert_eq!(of("x[:, y]", &[matrix(), table]), "float64[:, :, ::1]");
    let text = "def f(x):\n    x[x > 0] = 1\n    x[x < 0] += 2\n";
    assert_eq!(result(text, &[vector()]), "none");
}

#[test]
fn iterables() {
    let text = "\
def f(x, y):
    s = 0.0
    for i, (a, b) in enumerate(zip(x, y)):
        s += i * a * b
    for i, j in np.ndindex(2, 3):
        s += i * j
    for (i,), v in np.ndenumerate(x):
        s += v
    for v in x.flat:
        s += v
    for i, v in enumerate((1, 2, 3)):
        s += v
    return s
";
    assert_eq!(result(text, &[vector(), vector()]), "float64");
}

#[test]
fn printing() {
    let text = "def f(x, y):\n    print('a', x, y, None, 1, sep=', ', end='')\n    print()\n";
    assert_eq!(result(text, &[vector(), I]), "none");
}

#[test]
fn text() {
    assert_eq!(of("str(x) + f'{y}'", &[I, F]), "str");
    assert_eq!(of("isinstance(x, (str, int))", &[I, F]), "bool");
}

#[test]
fn membership() {
    assert_eq!(of("y in range(10)", &[F, I]), "bool");
    assert_eq!(of("y in (1, 2, 3)", &[F, I]), "bool");
    assert_eq!(of("y not in x", &[vector(), I]), "bool");
}

#[test]
fn refusals_name_the_argument() {
    let found = problems("def f(x):\n    return np.zeros('a')\n", &[I]);
    assert!(found[0].starts_with("NJ0204 `np.zeros`"), "{found:?}");
    let found = problems("def f(x):\n    return math.sqrt(x, 1)\n", &[I]);
    assert!(found[0].starts_with("NJ0205 `math.sqrt`"), "{found:?}");
    let array = Ty::array(F, 1, Layout::C);
    let found = problems("def f(a):\n    return a[a]\n", &[array]);
    assert!(found[0].starts_with("NJ0210"), "{found:?}");
    let found = problems("def f(x):\n    return np.nothing(x)\n", &[I]);
    assert!(found[0].starts_with("NJ0105"), "{found:?}");
}
