"""Boolean masks and integer index arrays.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import math

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
def by_mask(a, mask):
    return a[mask]


@njit
def above(a, limit):
    return a[a > limit]


@njit
def set_by_mask(a, limit, v):
    a[a > limit] = v
    return a


@njit
def clip_negative(a):
    a[a < 0] = 0
    return a


@njit
def count(a, low, high):
    return ((a >= low) & (a < high)).sum()


@njit
def take(a, index):
    return a[index]


@njit
def put(a, index, v):
    a[index] = v
    return a


@njit
def add_at_index(a, index, v):
    """Repeated indices count once."""
    a[index] += v
    return a


@njit
def rows_by_index(a, index):
    return a[index]


@njit
def column_by_index(a, index):
    return a[:, index]


@njit
def mask_rows(a, mask):
    return a[mask]


@njit
def gather_loop(a, index):
    out = np.empty(index.size, dtype=a.dtype)
    for i, j in enumerate(index):
        out[i] = a[j]
    return out


def line():
    """A fresh array."""
    return np.array([3, -1, 4, -1, 5, -9])


GRID = np.arange(12).reshape(4, 3)
MASK = np.array([True, False, True, False, False, True])


case("by_mask(line(), MASK)", lambda: by_mask(line(), MASK))
case("by_mask(line(), ~MASK)", lambda: by_mask(line(), ~MASK))
case("by_mask(line(), np.zeros(6, dtype=np.bool_))", lambda: by_mask(line(), np.zeros(6, dtype=np.bool_)))
case("above(line(), 0)", lambda: above(line(), 0))
case("above(line(), 100)", lambda: above(line(), 100))
case("above(np.array([0.5, math.nan, 2.5]), 1.0)", lambda: above(np.array([0.5, math.nan, 2.5]), 1.0))
case("set_by_mask(line(), 3, 0)", lambda: set_by_mask(line(), 3, 0))
case("clip_negative(line())", lambda: clip_negative(line()))
case("count(line(), -1, 5)", lambda: count(line(), -1, 5))
case("take(line(), np.array([0, 5, -1, 2, 2]))", lambda: take(line(), np.array([0, 5, -1, 2, 2])))
case("take(line(), np.array([[0, 1], [2, 3]]))", lambda: take(line(), np.array([[0, 1], [2, 3]])))
case("take(line(), np.zeros(0, dtype=np.int64))", lambda: take(line(), np.zeros(0, dtype=np.int64)))
case("put(line(), np.array([0, 2]), 100)", lambda: put(line(), np.array([0, 2]), 100))
case("put(line(), np.array([0, 2]), np.array([7, 8]))", lambda: put(line(), np.array([0, 2]), np.array([7, 8])))
case("add_at_index(line(), np.array([0, 0, 1]), 10)", lambda: add_at_index(line(), np.array([0, 0, 1]), 10))
case("rows_by_index(GRID, np.array([3, 0]))", lambda: rows_by_index(GRID, np.array([3, 0])))
case("column_by_index(GRID, np.array([2, 0, 2]))", lambda: column_by_index(GRID, np.array([2, 0, 2])))
case("mask_rows(GRID, np.array([True, False, False, True]))", lambda: mask_rows(GRID, np.array([True, False, False, True])))
case("gather_loop(line(), np.array([5, 0, 3]))", lambda: gather_loop(line(), np.array([5, 0, 3])))
