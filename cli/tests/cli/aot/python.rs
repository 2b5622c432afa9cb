//! Extension modules in CPython, and `numba.pycc`.

use super::tools::{build, folder, has_python, names, run, write};
use crate::common::{numjit, text};

const KERNELS: &str = r#"
import numpy as np
from numba import njit

@njit("float64(float64[::1], float64[::1])")
def dot(a, b):
    """Inner product."""
    s = 0.0
    for i in range(a.shape[0]):
        s += a[i] * b[i]
    return s

@njit(["int64(int64)", "float64(float64)", "complex128(complex128)", "float64[:](float64[:])"])
def square(x):
    return x * x

@njit("float32[:, ::1](int32, float32)")
def grid(n, x):
    return np.full((n, n), x, np.float32)

@njit("Tuple((int64, float64[::1]))(int64[:])")
def stats(a):
    return a.size, np.sqrt(a.astype(np.float64))

@njit("float64[:](float64[:])")
def tail(a):
    return a[1:]

@njit("float64[::1](float64[::1])")
def same(a):
    return a

@njit("optional(float64)(optional(int64))")
def maybe(x):
    if x is None:
        return None
    return x / 2

@njit("unicode_type(unicode_type, boolean)")
def greet(name, loud):
    if loud:
        return "HELLO " + name
    return "hello " + name

@njit("int64(uint8, int16)", nogil=True)
def small(a, b):
    if b < 0:
        raise ValueError("negative", b, 2.5, True, "text")
    return a // b

@njit("void(complex64[:], boolean)")
def fill(z, print_it):
    z[:] = 1j
    if print_it:
        print("filled", z.size)
"#;

const USE: &str = r#"
import contextlib, io, pickle, sys
import numpy as np
import kernels

def shown(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}{error.args}"

a = np.arange(4.0)
print(kernels.dot(a, a), kernels.dot(b=a, a=a + 1))
print(kernels.square(3), kernels.square(1.5), kernels.square(2j), kernels.square(a[::2]))
print(type(kernels.square(True)), type(kernels.square(np.float32(2))), type(kernels.square(np.int8(2))))
g = kernels.grid(2, 0.5)
print(g, g.dtype, g.flags.c_contiguous, g.flags.writeable)
print(kernels.stats(np.array([4, 9])[::-1]))
t = kernels.tail(a); t[0] = 50.0
print(a, t.base is a, kernels.same(a) is a)
print(kernels.maybe(None), kernels.maybe(5))
print(kernels.greet("Wörld", False), kernels.greet("\U0001f600", True), kernels.greet("", 1))
print(kernels.small(200, 7), shown(lambda: kernels.small(1, -3)), shown(lambda: kernels.small(1, 0)))
print(shown(lambda: kernels.small(256, 1)), shown(lambda: kernels.small(1.0, 1)), shown(lambda: kernels.small(1)))
print(shown(lambda: kernels.small(1, c=1)), shown(lambda: kernels.small(1, a=1)))
print(shown(lambda: kernels.dot(a, a[::2])))
print(shown(lambda: kernels.dot(a, a.astype("f4"))), shown(lambda: kernels.dot(a, a.astype(">f8"))))
print(shown(lambda: kernels.dot(a, a.reshape(2, 2))), shown(lambda: kernels.dot(a, None)))
frozen = np.arange(4.0); frozen.flags.writeable = False
print(shown(lambda: kernels.dot(a, frozen)))
print(shown(lambda: kernels.square("x")))
print(shown(lambda: kernels.dot(a, a[:1].copy())))
z = np.zeros(3, np.complex64)
out = io.StringIO()
with contextlib.redirect_stdout(out):
    kernels.fill(z, True)
print(z, repr(out.getvalue()), kernels.fill(z, False))
print(kernels.dot.__name__, kernels.dot.__doc__.splitlines()[0], pickle.loads(pickle.dumps(kernels.dot))(a, a) == kernels.dot(a, a))
before = sys.getrefcount(a)
for _ in range(1000):
    kernels.same(a); kernels.tail(a); shown(lambda: kernels.small(1, -3))
print(sys.getrefcount(a) == before)
big = np.ones(100_000)
import resource
for _ in range(10): kernels.stats(np.ones(100_000, np.int64))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for _ in range(1000): kernels.stats(np.ones(100_000, np.int64))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 20_000)
print("numjit" in sys.modules, "numba" in sys.modules)
"#;

const PRINTED: &str = r#"14.0 20.0
9 2.25 (-4+0j) [0. 4.]
<class 'int'> <class 'float'> <class 'int'>
[[0.5 0.5]
 [0.5 0.5]] float32 True True
(2, array([3., 2.]))
[ 0. 50.  2.  3.] True True
None 2.5
hello Wörld HELLO 😀 HELLO 
28 ValueError('negative', -3, 2.5, True, 'text') ZeroDivisionError('integer division by zero',)
OverflowError('256 does not fit uint8',) TypeError("small() argument 'a' must be uint8, not float",) TypeError('small() takes 2 arguments (a, b), not 1',)
TypeError("small() got an unexpected keyword argument 'c'",) TypeError("small() got multiple values for argument 'a'",)
TypeError("dot() argument 'b' must be float64[::1], not an array that is not contiguous in C order",)
TypeError("dot() argument 'b' must be float64[::1], not an array of float32",) TypeError("dot() argument 'b' must be float64[::1], not an array of float64 in big-endian order",)
TypeError("dot() argument 'b' must be float64[::1], not an array with 2 axes",) TypeError("dot() argument 'b' must be float64[::1], not NoneType",)
TypeError("dot() argument 'b' must be float64[::1], not an array that is read-only",)
TypeError('square() has no signature for these arguments; it has int64(int64) and float64(float64) and complex128(complex128) and float64[:](float64[:])',)
IndexError('index 1 is out of bounds for axis 0 with size 1',)
[0.+1.j 0.+1.j 0.+1.j] 'filled 3\n' None
dot Inner product. True
True
True
False False
"#;

#[test]
fn extension_modules_behave_as_python_functions() {
    let work = folder();
    write(work.path(), "kernels_source.py", KERNELS);
    write(work.path(), "use.py", USE);
    build(
        work.path(),
        &["--python", "kernels_source.py", "-o", "kernels.so"],
    );
    assert_eq!(
        names(work.path()),
        ["kernels.pyi", "kernels.so", "kernels_source.py", "use.py"]
    );
    if has_python(work.path())
        && let Some(printed) = run(work.path(), "python3", &["use.py"])
    {
        assert_eq!(printed, PRINTED);
    }
}

#[test]
fn stubs_say_the_types() {
    let work = folder();
    write(work.path(), "kernels.py", KERNELS);
    build(work.path(), &["--python", "kernels.py"]);
    let stubs = std::fs::read_to_string(work.path().join("kernels.pyi")).unwrap_or_default();
    for line in [
        "def dot(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:",
        "@overload\ndef square(x: complex) -> complex:",
        "def grid(n: int, x: float) -> NDArray[np.float32]:",
        "def stats(a: NDArray[np.int64]) -> tuple[int, NDArray[np.float64]]:",
        "def maybe(x: int | None) -> float | None:",
    ] {
        assert!(stubs.contains(line), "{line:?} is not in:\n{stubs}");
    }
    if has_python(work.path()) {
        run(work.path(), "python3", &["-m", "py_compile", "kernels.py"]);
        run(
            work.path(),
            "python3",
            &["-c", "import ast; ast.parse(open('kernels.pyi').read())"],
        );
    }
}

const PYCC: &str = r#"
from numba import njit
from numba.pycc import CC

cc = CC("triples")

@cc.export("triple", "float64(float64)")
@cc.export("triple_int", "int64(int64)")
def times_three(x):
    return helper(x) * 3

@njit
def helper(x):
    return x

if __name__ == "__main__":
    cc.compile()
"#;

#[test]
fn pycc_scripts_name_their_exports() {
    let work = folder();
    write(work.path(), "source.py", PYCC);
    build(work.path(), &["source.py"]);
    let header = std::fs::read_to_string(work.path().join("triples.h")).unwrap_or_default();
    assert!(
        header.contains("int32_t triple(double x, double *result);"),
        "{header}"
    );
    assert!(
        header.contains("int32_t triple_int(int64_t x, int64_t *result);"),
        "{header}"
    );
    // Run as a program, the script makes the module itself.
    let output = numjit()
        .arg("run")
        .arg(work.path().join("source.py"))
        .output();
    let output = output.map(|output| text(&output.stderr));
    assert_eq!(output.unwrap_or_default(), "");
    assert!(names(work.path()).contains(&"triples.so".to_owned()));
    if has_python(work.path()) {
        let program = "import triples; print(triples.triple(1), triples.triple_int(2))";
        let printed = run(work.path(), "python3", &["-c", program]);
        assert_eq!(printed.as_deref(), Some("3.0 6\n"));
    }
}
