"""Loops over arrays in all forms.

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
def over_line(a):
    total = 0.0
    for v in a:
        total += v * v
    return total


@njit
def over_rows(a):
    out = np.zeros(a.shape[0])
    i = 0
    for r in a:
        out[i] = r[0] + r[-1]
        i += 1
    return out


@njit
def change_rows(a):
    """Rows met in a loop are views."""
    for r in a:
        r[0] = -1
    return a


@njit
def with_enumerate(a, start):
    total = 0
    for i, v in enumerate(a, start):
        total += i * v
    return total


@njit
def with_zip(a, b):
    total = 0
    for x, y in zip(a, b):
        total += x * y
    return total


@njit
def with_zip_three(a, b, n):
    total = 0
    for x, y, i in zip(a, b, range(n)):
        total += x * y + i
    return total


@njit
def with_ndindex(a):
    total = 0
    for i, j in np.ndindex(a.shape):
        total += a[i, j] * (i - j)
    return total


@njit
def with_ndenumerate(a):
    total = 0
    for (i, j), v in np.ndenumerate(a):
        total += v * (i + 1) * (j + 2)
    return total


@njit
def with_flat(a):
    total = 0
    weight = 1
    for v in a.flat:
        total += v * weight
        weight += 1
    return total


@njit
def nested_rows(a):
    total = 0
    for r in a:
        for v in r:
            total = total * 3 % 1000 + v
    return total


@njit
def attributes(a):
    return a.shape, a.ndim, a.size, a.itemsize, a.nbytes, len(a)


@njit
def membership(a, v):
    return v in a


@njit
def last_value(a):
    """The loop variable stays after the loop."""
    v = a[0]
    for v in a:
        pass
    return v


LINE = np.arange(1, 6)
GRID = np.arange(6).reshape(2, 3)


case("over_line(LINE)", lambda: over_line(LINE))
case("over_line(LINE[::-2])", lambda: over_line(LINE[::-2]))
case("over_line(np.zeros(0))", lambda: over_line(np.zeros(0)))
case("over_rows(GRID)", lambda: over_rows(GRID))
case("over_rows(GRID.T)", lambda: over_rows(GRID.T))
case("change_rows(GRID.copy())", lambda: change_rows(GRID.copy()))
case("with_enumerate(LINE, 0)", lambda: with_enumerate(LINE, 0))
case("with_enumerate(LINE, 10)", lambda: with_enumerate(LINE, 10))
case("with_zip(LINE, LINE[::-1])", lambda: with_zip(LINE, LINE[::-1]))
case("with_zip(LINE, LINE[:2])", lambda: with_zip(LINE, LINE[:2]))
case("with_zip(LINE, (10, 20, 30))", lambda: with_zip(LINE, (10, 20, 30)))
case("with_zip_three(LINE, LINE, 3)", lambda: with_zip_three(LINE, LINE, 3))
case("with_ndindex(GRID)", lambda: with_ndindex(GRID))
case("with_ndindex(GRID.T)", lambda: with_ndindex(GRID.T))
case("with_ndenumerate(GRID)", lambda: with_ndenumerate(GRID))
case("with_ndenumerate(GRID.T)", lambda: with_ndenumerate(GRID.T))
case("with_flat(GRID)", lambda: with_flat(GRID))
case("with_flat(GRID.T)", lambda: with_flat(GRID.T))
case("nested_rows(GRID)", lambda: nested_rows(GRID))
case("nested_rows(GRID.T)", lambda: nested_rows(GRID.T))
case("with_flat(GRID[:, ::2])", lambda: with_flat(GRID[:, ::2]))
case("attributes(GRID)", lambda: attributes(GRID))
case("attributes(GRID.T)", lambda: attributes(GRID.T))
case("attributes(np.zeros((2, 0, 3), dtype=np.int16))", lambda: attributes(np.zeros((2, 0, 3), dtype=np.int16)))
case("membership(LINE, 3)", lambda: membership(LINE, 3))
case("membership(LINE, 9)", lambda: membership(LINE, 9))
case("last_value(LINE)", lambda: last_value(LINE))
