"""Indices at and beyond the ends of arrays; bounds checks are on by default.

Expected output: CPython and NumPy at module level, Numba in compiled functions; except for the lines with
`raised IndexError`, which follow CPython and NumPy throughout: Numba does not check bounds by default, and its
message has no details.
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
def get(a, i):
    return a[i]


@njit
def get_pair(a, i, j):
    return a[i, j]


@njit
def put(a, i, v):
    a[i] = v


@njit
def put_pair(a, i, j, v):
    a[i, j] = v


@njit
def get_row(a, i):
    return a[i].sum()


@njit
def get_column(a, j):
    return a[:, j].sum()


@njit
def off_by_one(a):
    """A loop that runs one step too far."""
    total = 0
    for i in range(a.shape[0] + 1):
        total += a[i]
    return total


@njit
def neighbour_sum(a, out):
    """The first element has a left neighbour by wrap-around, the last has no right neighbour."""
    for i in range(a.shape[0]):
        out[i] = a[i - 1] + a[i + 1]
    return out


@njit
def constant_index(a):
    return a[7]


@njit
def through(a, i):
    return get(a, i)


@njit
def unused_read(a, i):
    """A read whose value nobody needs still fails."""
    a[i]
    return 1


@njit
def loop_with_offset(a, offset):
    total = 0
    for i in range(len(a)):
        total += a[i + offset]
    return total


@njit
def conditional(a, i):
    """The bad access is on a path that is not taken."""
    if i < a.size:
        return a[i]
    return -1


LINE = np.arange(5)
GRID = np.arange(6).reshape(2, 3)
CUBE = np.zeros((2, 3, 4))
OUT = np.zeros(5, dtype=np.int64)


case("get(LINE, 0)", lambda: get(LINE, 0))
case("get(LINE, 4)", lambda: get(LINE, 4))
case("get(LINE, -1)", lambda: get(LINE, -1))
case("get(LINE, -5)", lambda: get(LINE, -5))
case("get(LINE, 5)", lambda: get(LINE, 5))
case("get(LINE, -6)", lambda: get(LINE, -6))
case("get(LINE, 100)", lambda: get(LINE, 100))
case("get(LINE, -100)", lambda: get(LINE, -100))
case("get(LINE, 2**40)", lambda: get(LINE, 2**40))
case("get(LINE, -(2**62))", lambda: get(LINE, -(2**62)))
case("get(LINE, np.uint8(4))", lambda: get(LINE, np.uint8(4)))
case("get(LINE, np.uint8(5))", lambda: get(LINE, np.uint8(5)))
case("get(LINE, np.int8(-6))", lambda: get(LINE, np.int8(-6)))
case("get(LINE, np.uint64(5))", lambda: get(LINE, np.uint64(5)))
case("get(np.zeros(0), 0)", lambda: get(np.zeros(0), 0))
case("get(np.zeros(0), -1)", lambda: get(np.zeros(0), -1))
case("get_pair(GRID, 1, 2)", lambda: get_pair(GRID, 1, 2))
case("get_pair(GRID, -2, -3)", lambda: get_pair(GRID, -2, -3))
case("get_pair(GRID, 2, 0)", lambda: get_pair(GRID, 2, 0))
case("get_pair(GRID, 0, 3)", lambda: get_pair(GRID, 0, 3))
case("get_pair(GRID, -3, 0)", lambda: get_pair(GRID, -3, 0))
case("get_pair(GRID, 0, -4)", lambda: get_pair(GRID, 0, -4))
case("get_pair(GRID, 9, 9)", lambda: get_pair(GRID, 9, 9))
case("put(LINE, 5, 1)", lambda: put(LINE, 5, 1))
case("put(LINE, -6, 1)", lambda: put(LINE, -6, 1))
case("put_pair(GRID, 2, 0, 1)", lambda: put_pair(GRID, 2, 0, 1))
case("put_pair(GRID, 0, 3, 1)", lambda: put_pair(GRID, 0, 3, 1))
case("put_pair(GRID, -3, 1, 1)", lambda: put_pair(GRID, -3, 1, 1))
case("LINE.sum()", lambda: LINE.sum())
case("GRID.sum()", lambda: GRID.sum())
case("get_row(GRID, 1)", lambda: get_row(GRID, 1))
case("get_row(GRID, 2)", lambda: get_row(GRID, 2))
case("get_row(GRID, -3)", lambda: get_row(GRID, -3))
case("get_column(GRID, 2)", lambda: get_column(GRID, 2))
case("get_column(GRID, 3)", lambda: get_column(GRID, 3))
case("get_column(GRID, -4)", lambda: get_column(GRID, -4))
case("get(CUBE, 1).shape", lambda: get(CUBE, 1).shape)
case("get(CUBE, 2).shape", lambda: get(CUBE, 2).shape)
case("off_by_one(LINE)", lambda: off_by_one(LINE))
case("neighbour_sum(LINE, OUT)", lambda: neighbour_sum(LINE, OUT))
case("OUT", lambda: OUT)
case("constant_index(LINE)", lambda: constant_index(LINE))
case("constant_index(np.arange(8))", lambda: constant_index(np.arange(8)))
case("through(LINE, 5)", lambda: through(LINE, 5))
case("unused_read(LINE, 5)", lambda: unused_read(LINE, 5))
case("loop_with_offset(LINE, 0)", lambda: loop_with_offset(LINE, 0))
case("loop_with_offset(LINE, 1)", lambda: loop_with_offset(LINE, 1))
case("loop_with_offset(LINE, -5)", lambda: loop_with_offset(LINE, -5))
case("loop_with_offset(LINE, -6)", lambda: loop_with_offset(LINE, -6))
case("conditional(LINE, 3)", lambda: conditional(LINE, 3))
case("conditional(LINE, 5)", lambda: conditional(LINE, 5))
case("get(LINE[::2], 2)", lambda: get(LINE[::2], 2))
case("get(LINE[::2], 3)", lambda: get(LINE[::2], 3))
case("get(LINE[3:], -2)", lambda: get(LINE[3:], -2))
case("get(LINE[3:], -3)", lambda: get(LINE[3:], -3))
