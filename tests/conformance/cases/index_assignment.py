"""Stores to elements, slices and views.

Expected output: CPython and NumPy at module level, Numba in compiled functions; except for the lines with
`raised ValueError`, which follow CPython and NumPy throughout: NumPy's words say more than Numba's.
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
def set_item(a, i, v):
    a[i] = v
    return a


@njit
def set_pair(a, i, j, v):
    a[i, j] = v
    return a


@njit
def add_item(a, i, v):
    a[i] += v
    return a


@njit
def set_slice(a, start, stop, step, v):
    a[start:stop:step] = v
    return a


@njit
def set_all(a, v):
    a[:] = v
    return a


@njit
def set_row(a, i, v):
    a[i] = v
    return a


@njit
def set_column(a, j, v):
    a[:, j] = v
    return a


@njit
def set_block(a, v):
    a[1:3, 2:4] = v
    return a


@njit
def set_ellipsis(a, v):
    a[...] = v
    return a


@njit
def add_slice(a, v):
    a[1:3] += v
    return a


@njit
def scale_column(a, j, factor):
    a[:, j] *= factor
    return a


@njit
def shift_overlap(a):
    """Source and target overlap."""
    a[1:] = a[:-1]
    return a


@njit
def shift_back(a):
    a[:-1] = a[1:]
    return a


@njit
def reverse_onto_itself(a):
    a[:] = a[::-1]
    return a


@njit
def copy_rows(a):
    a[0] = a[-1]
    a[1, 1:] = a[2, :-1]
    return a


@njit
def swap_rows(a, i, j):
    """Rows are views, so a copy is needed."""
    saved = a[i].copy()
    a[i] = a[j]
    a[j] = saved
    return a


@njit
def swap_elements(a, i, j):
    a[i], a[j] = a[j], a[i]
    return a


@njit
def write_through_view(a):
    view = a[1:, ::2]
    view[0, 0] = -1
    view[:] += 100
    return a


@njit
def write_transposed(a):
    t = a.T
    t[0, 1] = 99
    return a


@njit
def from_tuple(a):
    a[0:3] = (7, 8, 9)
    return a


@njit
def set_cube(c):
    c[0, :, 1] = 5
    c[..., 0] = -1
    c[1] = c[0]
    return c


def grid():
    """A fresh 4 by 5 array."""
    return np.arange(20).reshape(4, 5)


def line(dtype=np.int64):
    """A fresh 1-d array."""
    return np.arange(6).astype(dtype)


case("set_item(line(), 0, 77)", lambda: set_item(line(), 0, 77))
case("set_item(line(), 5, 77)", lambda: set_item(line(), 5, 77))
case("set_item(line(), -1, 77)", lambda: set_item(line(), -1, 77))
case("set_item(line(), -6, 77)", lambda: set_item(line(), -6, 77))
case("set_item(line(np.uint8), 1, 300)", lambda: set_item(line(np.uint8), 1, 300))
case("set_item(line(np.int8), 1, -129)", lambda: set_item(line(np.int8), 1, -129))
case("set_item(line(np.float32), 1, 0.1)", lambda: set_item(line(np.float32), 1, 0.1))
case("set_item(line(np.bool_), 1, 7)", lambda: set_item(line(np.bool_), 1, 7))
case("set_item(line(), 2, 9.99)", lambda: set_item(line(), 2, 9.99))
case("set_item(line(np.complex128), 2, 1.5 - 2j)", lambda: set_item(line(np.complex128), 2, 1.5 - 2j))
case("set_pair(grid(), 0, 0, -7)", lambda: set_pair(grid(), 0, 0, -7))
case("set_pair(grid(), 3, 4, -7)", lambda: set_pair(grid(), 3, 4, -7))
case("set_pair(grid(), -1, -1, -7)", lambda: set_pair(grid(), -1, -1, -7))
case("set_pair(grid(), -4, -5, -7)", lambda: set_pair(grid(), -4, -5, -7))
case("add_item(line(), 3, 10)", lambda: add_item(line(), 3, 10))
case("add_item(line(np.uint8), 5, 253)", lambda: add_item(line(np.uint8), 5, 253))
case("add_item(line(np.float32), 5, 0.1)", lambda: add_item(line(np.float32), 5, 0.1))
case("set_slice(line(), 1, 4, 1, -1)", lambda: set_slice(line(), 1, 4, 1, -1))
case("set_slice(line(), -2, 9, 1, -1)", lambda: set_slice(line(), -2, 9, 1, -1))
case("set_slice(line(), 5, 0, -2, -1)", lambda: set_slice(line(), 5, 0, -2, -1))
case("set_slice(line(), 0, 6, 4, -1)", lambda: set_slice(line(), 0, 6, 4, -1))
case("set_slice(line(), 4, 2, 1, -1)", lambda: set_slice(line(), 4, 2, 1, -1))
case("set_slice(line(), 1, 4, 1, np.array([10, 20, 30]))", lambda: set_slice(line(), 1, 4, 1, np.array([10, 20, 30])))
case("set_slice(line(), 4, 1, -1, np.array([10, 20, 30]))", lambda: set_slice(line(), 4, 1, -1, np.array([10, 20, 30])))
case("set_slice(line(), 1, 4, 1, np.array([1.9, -2.9, 0.5]))", lambda: set_slice(line(), 1, 4, 1, np.array([1.9, -2.9, 0.5])))
case("set_slice(line(), 1, 4, 1, np.array([10, 20]))", lambda: set_slice(line(), 1, 4, 1, np.array([10, 20])))
case("set_slice(line(), 1, 4, 1, np.array([10]))", lambda: set_slice(line(), 1, 4, 1, np.array([10])))
case("set_slice(line(), 2, 2, 1, np.array([5]))", lambda: set_slice(line(), 2, 2, 1, np.array([5])))
case("set_slice(line(np.float64), 1, 4, 1, np.array([1, 2, 3]))", lambda: set_slice(line(np.float64), 1, 4, 1, np.array([1, 2, 3])))
case("set_all(line(), 3)", lambda: set_all(line(), 3))
case("set_all(grid(), 3.7)", lambda: set_all(grid(), 3.7))
case("set_all(grid(), np.arange(5))", lambda: set_all(grid(), np.arange(5)))
case("set_all(grid(), np.arange(4).reshape(4, 1))", lambda: set_all(grid(), np.arange(4).reshape(4, 1)))
case("set_all(grid(), np.arange(4))", lambda: set_all(grid(), np.arange(4)))
case("set_row(grid(), 1, 0)", lambda: set_row(grid(), 1, 0))
case("set_row(grid(), -1, np.array([9, 8, 7, 6, 5]))", lambda: set_row(grid(), -1, np.array([9, 8, 7, 6, 5])))
case("set_column(grid(), 2, 0)", lambda: set_column(grid(), 2, 0))
case("set_column(grid(), -1, np.array([9, 8, 7, 6]))", lambda: set_column(grid(), -1, np.array([9, 8, 7, 6])))
case("set_column(grid().T, 1, -5)", lambda: set_column(grid().T, 1, -5))
case("set_block(grid(), 0)", lambda: set_block(grid(), 0))
case("set_block(grid(), np.array([[1, 2], [3, 4]]))", lambda: set_block(grid(), np.array([[1, 2], [3, 4]])))
case("set_block(grid(), np.array([5, 6]))", lambda: set_block(grid(), np.array([5, 6])))
case("set_ellipsis(grid(), 1)", lambda: set_ellipsis(grid(), 1))
case("add_slice(line(), 10)", lambda: add_slice(line(), 10))
case("add_slice(grid(), np.array([1, 2, 3, 4, 5]))", lambda: add_slice(grid(), np.array([1, 2, 3, 4, 5])))
case("scale_column(grid(), 1, 3)", lambda: scale_column(grid(), 1, 3))
case("shift_overlap(line())", lambda: shift_overlap(line()))
case("shift_back(line())", lambda: shift_back(line()))
case("reverse_onto_itself(line())", lambda: reverse_onto_itself(line()))
case("copy_rows(grid())", lambda: copy_rows(grid()))
case("swap_rows(grid(), 0, 2)", lambda: swap_rows(grid(), 0, 2))
case("swap_elements(line(), 0, -1)", lambda: swap_elements(line(), 0, -1))
case("write_through_view(grid())", lambda: write_through_view(grid()))
case("write_transposed(grid())", lambda: write_transposed(grid()))
case("from_tuple(line())", lambda: from_tuple(line()))
case("set_cube(np.arange(12).reshape(2, 2, 3))", lambda: set_cube(np.arange(12).reshape(2, 2, 3)))
case("set_cube(np.arange(12).reshape(3, 2, 2).T)", lambda: set_cube(np.arange(12).reshape(3, 2, 2).T))
