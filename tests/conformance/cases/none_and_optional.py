"""None, optional arguments and results.

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
def nothing():
    return None


@njit
def falls_through(x):
    if x > 0:
        return x


@njit
def find(a, v):
    for i in range(a.size):
        if a[i] == v:
            return i
    return None


@njit
def is_none(x):
    return x is None, x is not None


@njit
def default_zero(x):
    if x is None:
        return 0
    return x + 1


@njit
def optional_array(a, out=None):
    if out is None:
        out = np.zeros_like(a)
    out[:] = a * 2
    return out


@njit
def optional_float(a, scale=None):
    total = 0.0
    for v in a:
        if scale is None:
            total += v
        else:
            total += v * scale
    return total


@njit
def uses_result(a, v):
    i = find(a, v)
    if i is None:
        return -1
    return i * 10


LINE = np.array([5, 6, 7])


case("nothing()", lambda: nothing())
case("falls_through(5)", lambda: falls_through(5))
case("falls_through(-5)", lambda: falls_through(-5))
case("find(LINE, 6)", lambda: find(LINE, 6))
case("find(LINE, 9)", lambda: find(LINE, 9))
case("is_none(None)", lambda: is_none(None))
case("is_none(3)", lambda: is_none(3))
case("default_zero(None)", lambda: default_zero(None))
case("default_zero(3)", lambda: default_zero(3))
case("default_zero(2.5)", lambda: default_zero(2.5))
case("optional_array(LINE)", lambda: optional_array(LINE))
case("optional_array(LINE, np.zeros(3, dtype=np.int64))", lambda: optional_array(LINE, np.zeros(3, dtype=np.int64)))
case("optional_array(LINE, out=None)", lambda: optional_array(LINE, out=None))
case("optional_float(LINE)", lambda: optional_float(LINE))
case("optional_float(LINE, 0.5)", lambda: optional_float(LINE, 0.5))
case("uses_result(LINE, 7)", lambda: uses_result(LINE, 7))
case("uses_result(LINE, 8)", lambda: uses_result(LINE, 8))
