//! Extension modules in CPython, and `numba.pycc`.

use super::tools::{build, folder, has_numpy, names, python, run, write};
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
    if has_numpy(work.path())
        && let Some(printed) = run(work.path(), &python(), &["use.py"])
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
    run(work.path(), &python(), &["-m", "py_compile", "kernels.py"]);
    let program = "import ast; ast.parse(open('kernels.pyi').read())";
    run(work.path(), &python(), &["-c", program]);
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
    let program = "import triples; print(triples.triple(1), triples.triple_int(2))";
    if let Some(printed) = run(work.path(), &python(), &["-c", program]) {
        assert_eq!(printed, "3.0 6\n");
    }
}

const BUFFERS: &str = r#"
import numpy as np
from numba import njit

@njit("float64(float64[::1], float64[::1])")
def dot(a, b):
    s = 0.0
    for i in range(a.shape[0]):
        s += a[i] * b[i]
    return s

@njit(["int64(int64[:])", "float64(float64[:])", "uint64(uint8[::1])", "int64(int64)"])
def total(a):
    return np.sum(a)

@njit("void(float32[:, ::1], float32)")
def scale(a, by):
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            a[i, j] *= by

@njit("uint8[::1](uint8[::1])")
def same(a):
    return a

@njit("uint8[::1](uint8[::1])")
def tail(a):
    return a[1:]

@njit("float64[::1](int64)")
def fresh(n):
    return np.ones(n)

@njit("float64[::1](float64[:, ::1], float64[::1])")
def solve(a, b):
    return np.linalg.solve(a, b)
"#;

/// Without NumPy, which is kept out where it is installed.
const USE_BUFFERS: &str = r#"
import sys
sys.modules["numpy"] = None
from array import array
import kernels

def shown(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"

a, b = array("d", [1, 2, 3]), array("d", [4, 5, 6])
print(kernels.dot(a, b), kernels.dot(memoryview(a), b=b), kernels.dot(array("d"), array("d")))
print(kernels.total(array("q", [1, 2, 3])), kernels.total(array("l", [4])), kernels.total(a), kernels.total(5))
print(shown(lambda: kernels.total(b"\x01\xff")))
print(kernels.total(bytearray(b"\x01\xff")), kernels.total(memoryview(bytearray(b"\x05\x06"))))
print(kernels.total(memoryview(array("q", range(10)))[::3]), kernels.total(memoryview(a)[::-1]))
grid = array("f", [1, 2, 3, 4, 5, 6])
kernels.scale(memoryview(grid).cast("B").cast("f", (2, 3)), 2)
print(grid.tolist())
print(shown(lambda: kernels.dot(a, memoryview(b)[::2])))
print(shown(lambda: kernels.dot(a, array("f", [1]))))
print(shown(lambda: kernels.dot(a, memoryview(grid).cast("B").cast("f", (2, 3)))))
print(shown(lambda: kernels.dot(a, memoryview(bytes(24)).cast("d"))))
print(shown(lambda: kernels.dot(a, memoryview(bytearray(24)).cast("d", (3, 1)))))
print(shown(lambda: kernels.dot(a, [1.0])), shown(lambda: kernels.dot(a, "x")))
print(shown(lambda: kernels.dot(a, array("d", [1]))))
data = bytearray(b"abc")
print(kernels.same(data) is data, shown(lambda: kernels.tail(data)), shown(lambda: kernels.fresh(2)))
data.extend(b"resized")
before = sys.getrefcount(a), sys.getrefcount(data)
for _ in range(1000):
    kernels.dot(a, a), kernels.same(data), shown(lambda: kernels.tail(data)), shown(lambda: kernels.dot(a, data))
print((sys.getrefcount(a), sys.getrefcount(data)) == before, len(data))
square = memoryview(bytearray(32)).cast("d", (2, 2))
print(shown(lambda: kernels.solve(square, array("d", [1, 2]))))
print("numpy" in kernels.__dict__)
"#;

const BUFFERS_PRINTED: &str = r#"32.0 32.0 0.0
6 4 6.0 5
TypeError: total() has no signature for these arguments; it has int64(int64[:]) and float64(float64[:]) and uint64(uint8[::1]) and int64(int64)
256 11
18 6.0
[2.0, 4.0, 6.0, 8.0, 10.0, 12.0]
TypeError: dot() argument 'b' must be float64[::1], not a buffer that is not contiguous in C order
TypeError: dot() argument 'b' must be float64[::1], not a buffer of format 'f'
TypeError: dot() argument 'b' must be float64[::1], not a buffer of format 'f'
TypeError: dot() argument 'b' must be float64[::1], not a buffer that is read-only
TypeError: dot() argument 'b' must be float64[::1], not a buffer with 2 axes
TypeError: dot() argument 'b' must be float64[::1], not list TypeError: dot() argument 'b' must be float64[::1], not str
IndexError: index 1 is out of bounds for axis 0 with size 1
True ImportError: a function that returns an array needs NumPy, which cannot be imported ImportError: a function that returns an array needs NumPy, which cannot be imported
True 10
ValueError: Matrix is singular to machine precision.
False
"#;

#[test]
fn buffers_are_arrays_without_numpy() {
    let work = folder();
    write(work.path(), "source.py", BUFFERS);
    write(work.path(), "use.py", USE_BUFFERS);
    build(work.path(), &["--python", "source.py", "-o", "kernels.so"]);
    if let Some(printed) = run(work.path(), &python(), &["use.py"]) {
        assert_eq!(printed, BUFFERS_PRINTED);
    }
    // With NumPy, what a result does not own stays in its place as long as the result lives.
    if has_numpy(work.path()) {
        let program = "
import kernels, numpy
data = bytearray(b'abc')
view = kernels.tail(data)
view[0] = 120
print(data, view.base is not None, kernels.fresh(2), kernels.tail(numpy.arange(3, dtype='u1')))
try:
    data.append(1)
except BufferError:
    print('held')
del view
data.append(1)
print(len(data))
";
        let printed = run(work.path(), &python(), &["-c", program]);
        let expected = "bytearray(b'axc') True [1. 1.] [1 2]\nheld\n4\n";
        assert_eq!(printed.as_deref(), Some(expected));
    }
}

const CLASSES: &str = r#"
from numba import njit

class Base(ValueError):
    pass

class Special(Base):
    pass

class Other(KeyError):
    pass

@njit("int64(int64)")
def check(x):
    if x > 9:
        raise Other("other", x)
    if x > 3:
        raise Special("too large", x)
    return x

@njit("int64(int64)")
def by_base(x):
    try:
        return check(x)
    except Base:
        return -1

@njit("int64(int64)")
def by_builtin(x):
    try:
        return check(x)
    except ValueError:
        return -2
    except LookupError:
        return -3
"#;

#[test]
fn exception_classes_of_the_script_are_told_apart_inside() {
    let work = folder();
    write(work.path(), "classes.py", CLASSES);
    // Twice, because each library knows its own classes.
    for cpu in ["baseline", "v1,v3"] {
        let name = format!("classes{}", cpu.len());
        let output = format!("{name}.so");
        build(
            work.path(),
            &["--python", "--target-cpu", cpu, "classes.py", "-o", &output],
        );
    }
    let program = "
import classes8, classes5
for module in (classes8, classes5):
    print([module.by_base(x) for x in (1, 5)], [module.by_builtin(x) for x in (1, 5, 10)])
    for call in (lambda: module.check(5), lambda: module.check(10), lambda: module.by_base(11)):
        try:
            call()
        except Exception as error:
            print(type(error).__name__, error.args)
";
    let expected = "[1, -1] [1, -2, -3]
ValueError ('too large', 5)
KeyError ('other', 10)
KeyError ('other', 11)
";
    if let Some(printed) = run(work.path(), &python(), &["-c", program]) {
        assert_eq!(printed, expected.repeat(2));
    }
}

#[test]
fn calls_bind_arguments_as_python_does() {
    let work = folder();
    write(
        work.path(),
        "bound.py",
        "
from numba import njit
@njit('float64(int64, int64, float64)', nogil=True)
def f(a, größe=3, *, c=2.0):
    s = 0.0
    for i in range(größe):
        s += a * c
    return s
@njit('int64(int64)')
def int(x):
    return x + 1
@njit('float64(float64)')
def exp(x):
    return x
",
    );
    build(work.path(), &["--python", "bound.py"]);
    let program = "
import threading, bound
print(bound.f(2, 3, 1.5), bound.f(2, größe=1, c=2), bound.f(c=1, a=1, größe=1), bound.int(1), bound.exp(2))
for call in (lambda: bound.f(1), lambda: bound.f(1, 2, d=3), lambda: bound.f(1, 2, 3, 4)):
    try:
        call()
    except TypeError as error:
        print(error)
results = []
threads = [threading.Thread(target=lambda n=n: results.append(bound.f(n, 2_000_000, 1.0))) for n in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(sorted(results))
";
    let expected = "9.0 4.0 1.0 2 2.0
f() takes 3 arguments (a, größe, c), not 1
f() got an unexpected keyword argument 'd'
f() takes 3 arguments (a, größe, c), not 4
[0.0, 2000000.0, 4000000.0, 6000000.0]
";
    if let Some(printed) = run(work.path(), &python(), &["-c", program]) {
        assert_eq!(printed, expected);
    }
}
