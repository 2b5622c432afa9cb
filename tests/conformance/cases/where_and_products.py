"""`where`, matrix products and other whole-array functions.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import numpy as np
from numba import njit


def describe(value):
    """A value with its type; arrays with dtype and shape."""
    if isinstance(value, np.ndarray):
        return f"{value.tolist()!r} {value.dtype} {value.shape}"
    if isinstance(value, tuple):
        return "(" + ", ".join(describe(item) for item in value) + ")"
    return f"{value!r} {type(value).__name__}"


def failure(error):
    """The class of an exception and the first line of its text; of a compile error only the class."""
    name = type(error).__name__
    if name == "TypingError":
        return "raised TypingError"
    return f"raised {name}: {str(error).splitlines()[0] if str(error) else ''}"


def case(name, call, view=describe):
    """Print the outcome of one call on one line."""
    try:
        text = view(call())
    except Exception as error:
        text = failure(error)
    print(f"{name}: {text}")


@njit
def where_three(c, x, y):
    return np.where(c, x, y)


@njit
def where_one(c):
    return np.where(c)[0]


@njit
def relu(x):
    return np.where(x > 0, x, 0.0)


@njit
def dot(a, b):
    return np.dot(a, b)


@njit
def at(a, b):
    return a @ b


@njit
def method_dot(a, b):
    return a.dot(b)


@njit
def quadratic_form(a, x):
    return x @ a @ x


@njit
def gram(a):
    return a.T @ a


@njit
def power(a, n):
    r = np.eye(a.shape[0])
    for _ in range(n):
        r = r @ a
    return r


@njit
def outer(a, b):
    return np.outer(a, b)


@njit
def clip(a, low, high):
    return np.clip(a, low, high), np.minimum(np.maximum(a, low), high)


@njit
def rounding(a):
    return np.round(a), np.around(a), np.round(a, 1)


@njit
def nonzero(a):
    return np.nonzero(a)[0], np.flatnonzero(a)


@njit
def search(a, v):
    return np.searchsorted(a, v)


@njit
def arg_sort(a):
    return np.argsort(a), a.argsort()


@njit
def unique(a):
    return np.unique(a)


@njit
def count(a):
    return np.bincount(a)


@njit
def all_close(a, b):
    return np.allclose(a, b), np.array_equal(a, b)


@njit
def cumulative(a):
    return np.cumsum(a), np.cumprod(a)


@njit
def interpolate(x, xp, fp):
    return np.interp(x, xp, fp)


@njit
def median(a):
    return np.median(a)


X = np.array([1.0, -2.0, 3.0])
I = np.array([1, -2, 3])
A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
B = np.array([[1.0, 0.5], [-1.0, 2.0], [0.0, 3.0]])


case("where_three(X > 0, X, -X)", lambda: where_three(X > 0, X, -X))
case("where_three(X > 0, X, 0)", lambda: where_three(X > 0, X, 0))
case("where_three(I > 0, I, 0)", lambda: where_three(I > 0, I, 0))
case("where_three(I > 0, 1, 0)", lambda: where_three(I > 0, 1, 0))
case("where_three(I > 0, 1.5, I)", lambda: where_three(I > 0, 1.5, I))
case("where_three(X > 0, X.astype(np.float32), np.float32(0))", lambda: where_three(X > 0, X.astype(np.float32), np.float32(0)))
case("where_three(X > 0, X.astype(np.float32), 0)", lambda: where_three(X > 0, X.astype(np.float32), 0))
case("where_three(I > 0, I.astype(np.int8), I.astype(np.int16))", lambda: where_three(I > 0, I.astype(np.int8), I.astype(np.int16)))
case("where_three(A > 2, A, -A)", lambda: where_three(A > 2, A, -A))
case("where_three(A > 2, A, X)", lambda: where_three(A > 2, A, X))
case("where_three(True, 1, 2.5)", lambda: where_three(True, 1, 2.5))
case("where_one(I > 0)", lambda: where_one(I > 0))
case("where_one(I)", lambda: where_one(I))
case("relu(X)", lambda: relu(X))
case("dot(X, X)", lambda: dot(X, X))
case("dot(A, X)", lambda: dot(A, X))
case("dot(A, B)", lambda: dot(A, B))
case("dot(X[:2], A)", lambda: dot(X[:2], A))
case("dot(X.astype(np.float32), X.astype(np.float32))", lambda: dot(X.astype(np.float32), X.astype(np.float32)))
case("dot(A.astype(np.float32), B.astype(np.float32))", lambda: dot(A.astype(np.float32), B.astype(np.float32)))
case("dot(X * 1j, X * (1 + 1j))", lambda: dot(X * 1j, X * (1 + 1j)))
case("dot(A * 1j, B * 1j)", lambda: dot(A * 1j, B * 1j))
case("dot(A, A)", lambda: dot(A, A))
case("dot(X, X[:2])", lambda: dot(X, X[:2]))
case("at(A, B)", lambda: at(A, B))
case("at(B, A)", lambda: at(B, A))
case("at(A, X)", lambda: at(A, X))
case("at(A.T, A)", lambda: at(A.T, A))
case("at(np.arange(24.0).reshape(4, 6)[::2, ::2], B)", lambda: at(np.arange(24.0).reshape(4, 6)[::2, ::2], B))
case("at(np.zeros((2, 0)), np.zeros((0, 3)))", lambda: at(np.zeros((2, 0)), np.zeros((0, 3))))
case("method_dot(A, B)", lambda: method_dot(A, B))
case("quadratic_form(A[:, :2].copy(), X[:2])", lambda: quadratic_form(A[:, :2].copy(), X[:2]))
case("gram(A)", lambda: gram(A))
case("power(np.array([[1.0, 1.0], [1.0, 0.0]]), 10)", lambda: power(np.array([[1.0, 1.0], [1.0, 0.0]]), 10))
case("outer(X, X[:2])", lambda: outer(X, X[:2]))
case("clip(X, -1.0, 2.0)", lambda: clip(X, -1.0, 2.0))
case("clip(I, -1, 2)", lambda: clip(I, -1, 2))
case("rounding(np.array([0.5, 1.5, 2.25, -0.75, 1234.5678]))", lambda: rounding(np.array([0.5, 1.5, 2.25, -0.75, 1234.5678])))
case("nonzero(np.array([0, 5, 0, 7]))", lambda: nonzero(np.array([0, 5, 0, 7])))
case("search(np.array([1.0, 2.0, 3.0]), 2.5)", lambda: search(np.array([1.0, 2.0, 3.0]), 2.5))
case("search(np.array([1, 2, 2, 3]), np.array([0, 2, 9]))", lambda: search(np.array([1, 2, 2, 3]), np.array([0, 2, 9])))
case("arg_sort(np.array([30, 10, 20]))", lambda: arg_sort(np.array([30, 10, 20])))
case("unique(np.array([3, 1, 3, 2, 1]))", lambda: unique(np.array([3, 1, 3, 2, 1])))
case("count(np.array([0, 1, 1, 3]))", lambda: count(np.array([0, 1, 1, 3])))
case("all_close(X, X + 1e-12)", lambda: all_close(X, X + 1e-12))
case("cumulative(I)", lambda: cumulative(I))
case("cumulative(X)", lambda: cumulative(X))
case("interpolate(np.array([0.5, 1.5]), np.array([0.0, 1.0, 2.0]), np.array([0.0, 10.0, 40.0]))", lambda: interpolate(np.array([0.5, 1.5]), np.array([0.0, 1.0, 2.0]), np.array([0.0, 10.0, 40.0])))
case("median(X)", lambda: median(X))
case("median(np.array([4.0, 1.0, 3.0, 2.0]))", lambda: median(np.array([4.0, 1.0, 3.0, 2.0])))
