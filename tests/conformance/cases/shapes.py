"""Reshaping, conversion, joining and turning of arrays.

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
def reshape_to(a, n, m):
    return a.reshape(n, m), a.reshape((m, n)), np.reshape(a, (n, m))


@njit
def reshape_free(a):
    return a.reshape(-1), a.reshape(-1, 2), a.reshape((2, -1))


@njit
def reshape_three(a):
    return a.reshape(2, 3, 2)[1, 2, 0], a.reshape((1, 12, 1)).shape


@njit
def reshape_view(a):
    """The reshaped array shares its memory."""
    b = a.reshape(2, 6)
    b[1, 0] = -1
    return a


@njit
def reshape_wrong(a):
    return a.reshape(5, 5)


@njit
def ravel_forms(a):
    return a.ravel(), a.flatten(), np.ravel(a)


@njit
def flatten_copies(a):
    f = a.flatten()
    f[0] = -1
    return a[0, 0], f[0]


@njit
def transposes(a):
    return a.T, a.transpose(), np.transpose(a)


@njit
def transpose_axes(c):
    return c.transpose(2, 0, 1).shape, np.transpose(c, (1, 2, 0)).shape, c.T.shape


@njit
def as_types(a):
    return a.astype(np.float64), a.astype(np.int32), a.astype(np.float32), a.astype(np.complex128), a.astype(np.bool_)


@njit
def as_small(a):
    return a.astype(np.int8), a.astype(np.uint8), a.astype(np.uint16)


@njit
def filled(a, v):
    a.fill(v)
    return a


@njit
def items(a):
    return a.item(), a.size


@njit
def sorted_copy(a):
    return np.sort(a)


@njit
def sort_in_place(a):
    a.sort()
    return a


@njit
def joined(a, b):
    return np.concatenate((a, b)), np.hstack((a, b)), np.vstack((a, b)), np.stack((a, b))


@njit
def joined_rows(a, b):
    return np.concatenate((a, b)), np.concatenate((a, b), axis=1)


@njit
def turned(a):
    return np.flip(a), np.roll(a, 2), np.roll(a, -1), np.repeat(a, 2)


@njit
def turned_grid(a):
    return np.fliplr(a), np.flipud(a), np.rot90(a)


@njit
def expanded(a):
    return np.expand_dims(a, 0), np.expand_dims(a, 1), np.atleast_2d(a)


@njit
def broadcast(a):
    return np.broadcast_to(a, (2, 3))


@njit
def differences(a):
    return np.diff(a)


@njit
def triangles(a):
    return np.triu(a), np.tril(a), np.trace(a)


@njit
def real_and_imaginary(z):
    return z.real, z.imag, z.conj(), np.real(z), np.imag(z), np.abs(z)


@njit
def set_real(z):
    z.real[:] = 7.0
    return z


LINE = np.arange(12)
GRID = np.arange(6).reshape(2, 3)


case("reshape_to(LINE, 3, 4)", lambda: reshape_to(LINE, 3, 4))
case("reshape_to(LINE * 0.5, 6, 2)", lambda: reshape_to(LINE * 0.5, 6, 2))
case("reshape_free(LINE)", lambda: reshape_free(LINE))
case("reshape_free(GRID)", lambda: reshape_free(GRID))
case("reshape_three(LINE)", lambda: reshape_three(LINE))
case("reshape_view(LINE.copy())", lambda: reshape_view(LINE.copy()))
case("reshape_wrong(LINE)", lambda: reshape_wrong(LINE))
case("ravel_forms(GRID)", lambda: ravel_forms(GRID))
case("ravel_forms(GRID.T)", lambda: ravel_forms(GRID.T))
case("ravel_forms(np.arange(24).reshape(4, 6)[::2, ::3])", lambda: ravel_forms(np.arange(24).reshape(4, 6)[::2, ::3]))
case("flatten_copies(GRID.copy())", lambda: flatten_copies(GRID.copy()))
case("transposes(GRID)", lambda: transposes(GRID))
case("transposes(LINE[::5])", lambda: transposes(LINE[::5]))
case("transpose_axes(np.zeros((2, 3, 4)))", lambda: transpose_axes(np.zeros((2, 3, 4))))
case("as_types(np.array([0, 1, 200]))", lambda: as_types(np.array([0, 1, 200])))
case("as_types(np.array([0.0, 1.75, -2.75]))", lambda: as_types(np.array([0.0, 1.75, -2.75])))
case("as_types(np.array([True, False]))", lambda: as_types(np.array([True, False])))
case("as_types(GRID.T)", lambda: as_types(GRID.T))
case("as_small(np.array([0, 127, 128, 255, 256, -1, 70000]))", lambda: as_small(np.array([0, 127, 128, 255, 256, -1, 70000])))
case("filled(np.zeros(3), 2)", lambda: filled(np.zeros(3), 2))
case("filled(np.zeros((2, 2), dtype=np.int16), 7.9)", lambda: filled(np.zeros((2, 2), dtype=np.int16), 7.9))
case("filled(np.arange(6)[::2], 9)", lambda: filled(np.arange(6)[::2], 9))
case("items(np.array([5]))", lambda: items(np.array([5])))
case("items(np.array(2.5))", lambda: items(np.array(2.5)))
case("sorted_copy(np.array([3, 1, 2]))", lambda: sorted_copy(np.array([3, 1, 2])))
case("sorted_copy(np.array([2.5, math.nan, -1.0, math.inf]))", lambda: sorted_copy(np.array([2.5, math.nan, -1.0, math.inf])))
case("sort_in_place(np.array([9, -3, 7, 7, 0]))", lambda: sort_in_place(np.array([9, -3, 7, 7, 0])))
case("joined(np.array([1, 2]), np.array([3, 4]))", lambda: joined(np.array([1, 2]), np.array([3, 4])))
case("joined(np.array([1, 2]), np.array([3.5, 4.5]))", lambda: joined(np.array([1, 2]), np.array([3.5, 4.5])))
case("joined_rows(GRID, GRID * 10)", lambda: joined_rows(GRID, GRID * 10))
case("joined_rows(GRID, GRID.T.copy().T)", lambda: joined_rows(GRID, GRID.T.copy().T))
case("turned(np.arange(4))", lambda: turned(np.arange(4)))
case("turned_grid(GRID)", lambda: turned_grid(GRID))
case("expanded(np.arange(3))", lambda: expanded(np.arange(3)))
case("broadcast(np.arange(3))", lambda: broadcast(np.arange(3)))
case("differences(np.array([1, 4, 9, 16]))", lambda: differences(np.array([1, 4, 9, 16])))
case("differences(np.array([1.5]))", lambda: differences(np.array([1.5])))
case("triangles(np.arange(9.0).reshape(3, 3))", lambda: triangles(np.arange(9.0).reshape(3, 3)))
case("real_and_imaginary(np.array([1 + 2j, -3.5j]))", lambda: real_and_imaginary(np.array([1 + 2j, -3.5j])))
case("set_real(np.array([1 + 2j, -3.5j]))", lambda: set_real(np.array([1 + 2j, -3.5j])))
