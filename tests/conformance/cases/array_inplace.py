r"""In-place operators on arrays keep the dtype.

Expected output: CPython and NumPy at module level, Numba in compiled functions; except for the lines with
`line\(np\.uint|error_class`, which follow CPython and NumPy throughout: Numba cannot compile unsigned arrays
with a literal here, and does not check the shapes.
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
def add(a, b):
    a += b
    return a


@njit
def subtract(a, b):
    a -= b
    return a


@njit
def multiply(a, b):
    a *= b
    return a


@njit
def divide(a, b):
    a /= b
    return a


@njit
def floor_divide(a, b):
    a //= b
    return a


@njit
def modulo(a, b):
    a %= b
    return a


@njit
def bit_and(a, b):
    a &= b
    return a


@njit
def shift(a, b):
    a <<= b
    return a


@njit
def seen_by_caller(a):
    a += 100
    return 0


@njit
def rebinding(a):
    """A new array under the same name; the caller's stays as it was."""
    a = a + 100
    return a


@njit
def view_of(a):
    b = a[1:]
    b *= 2
    return a


def line(dtype):
    """A fresh array."""
    return np.array([1, 2, 100, 7]).astype(dtype)


def error_class(call):
    """The class of the exception that a call raises."""
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "none"


X = line(np.int64)


case("add(line(np.int8), 1)", lambda: add(line(np.int8), 1))
case("add(line(np.uint8), 1)", lambda: add(line(np.uint8), 1))
case("add(line(np.int32), 1)", lambda: add(line(np.int32), 1))
case("add(line(np.int64), 1)", lambda: add(line(np.int64), 1))
case("add(line(np.uint64), 1)", lambda: add(line(np.uint64), 1))
case("add(line(np.float32), 1)", lambda: add(line(np.float32), 1))
case("add(line(np.float64), 1)", lambda: add(line(np.float64), 1))
case("add(line(np.complex64), 1)", lambda: add(line(np.complex64), 1))
case("add(line(np.float32), 1.5)", lambda: add(line(np.float32), 1.5))
case("add(line(np.float64), 1.5)", lambda: add(line(np.float64), 1.5))
case("add(line(np.complex64), 1.5)", lambda: add(line(np.complex64), 1.5))
case("add(line(np.complex128), 1.5)", lambda: add(line(np.complex128), 1.5))
case("multiply(line(np.int8), 3)", lambda: multiply(line(np.int8), 3))
case("multiply(line(np.uint8), 3)", lambda: multiply(line(np.uint8), 3))
case("multiply(line(np.int64), 3)", lambda: multiply(line(np.int64), 3))
case("multiply(line(np.float32), 3)", lambda: multiply(line(np.float32), 3))
case("subtract(line(np.int8), line(np.int8) * 2)", lambda: subtract(line(np.int8), line(np.int8) * 2))
case("subtract(line(np.uint8), line(np.uint8) * 2)", lambda: subtract(line(np.uint8), line(np.uint8) * 2))
case("subtract(line(np.float32), line(np.float32) * 2)", lambda: subtract(line(np.float32), line(np.float32) * 2))
case("divide(line(np.float32), 8)", lambda: divide(line(np.float32), 8))
case("divide(line(np.float64), 8)", lambda: divide(line(np.float64), 8))
case("floor_divide(line(np.int64), 3)", lambda: floor_divide(line(np.int64), 3))
case("floor_divide(line(np.float64), 3)", lambda: floor_divide(line(np.float64), 3))
case("modulo(line(np.int64), 5)", lambda: modulo(line(np.int64), 5))
case("modulo(line(np.float64), 5)", lambda: modulo(line(np.float64), 5))
case("bit_and(line(np.uint8), 6)", lambda: bit_and(line(np.uint8), 6))
case("bit_and(line(np.int64), 6)", lambda: bit_and(line(np.int64), 6))
case("shift(line(np.int64), 2)", lambda: shift(line(np.int64), 2))
case("shift(line(np.uint64), 2)", lambda: shift(line(np.uint64), 2))
case("add(line(np.float64), line(np.int64))", lambda: add(line(np.float64), line(np.int64)))
case("add(line(np.float32), line(np.float64))", lambda: add(line(np.float32), line(np.float64)))
case("add(line(np.int64), line(np.int8))", lambda: add(line(np.int64), line(np.int8)))
case("add(np.ones((2, 3)), np.arange(3))", lambda: add(np.ones((2, 3)), np.arange(3)))
case("error_class(lambda: add(np.ones((2, 3)), np.arange(4)))", lambda: error_class(lambda: add(np.ones((2, 3)), np.arange(4))))
case("error_class(lambda: add(np.arange(3), np.ones((2, 3), dtype=np.int64)))", lambda: error_class(lambda: add(np.arange(3), np.ones((2, 3), dtype=np.int64))))
case("add(np.ones((2, 3)).T, 1)", lambda: add(np.ones((2, 3)).T, 1))
case("seen_by_caller(X)", lambda: seen_by_caller(X))
case("X", lambda: X)
case("rebinding(X)", lambda: rebinding(X))
case("X", lambda: X)
case("view_of(X)", lambda: view_of(X))
case("X", lambda: X)
