"""Slices, rows, columns, new axes over ranks and memory layouts.

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
def rows(a, start, stop, step):
    return a[start:stop:step]


@njit
def columns(a, start, stop, step):
    return a[:, start:stop:step]


@njit
def block(a, i, j, k, m):
    return a[i:j, k:m]


@njit
def row(a, i):
    return a[i]


@njit
def column(a, j):
    return a[:, j]


@njit
def row_part(a, i, start, stop):
    return a[i, start:stop]


@njit
def reversed_both(a):
    return a[::-1, ::-1]


@njit
def corners(a):
    return a[0, 0], a[0, -1], a[-1, 0], a[-1, -1]


@njit
def double(a):
    """Index twice instead of once."""
    return a[1][2], a[1:][0][1:3]


@njit
def ellipsis_forms(a):
    return a[..., 0], a[0, ...], a[..., 1:]


@njit
def new_axes(a):
    return a[np.newaxis], a[:, None], a[0, None], a[None, :, 1]


@njit
def cube_forms(c):
    return c[0], c[:, 1], c[:, :, -1], c[1, :, 0], c[0, 1, 2], c[::-1, 1:, ::2], c[..., 0]


@njit
def cube_loop(c):
    """Sum through slices of every rank."""
    total = 0.0
    for i in range(c.shape[0]):
        plane = c[i]
        for j in range(plane.shape[0]):
            line = plane[j]
            for k in range(line.shape[0]):
                total += line[k] * (i + 1)
    return total


@njit
def diagonal(a):
    n = min(a.shape[0], a.shape[1])
    out = np.empty(n, dtype=np.int64)
    for i in range(n):
        out[i] = a[i, i]
    return out


@njit
def layout(a):
    """Strides in elements of a few views."""
    return a.strides, a.T.strides, a[::2].strides, a[:, ::-1].strides


BASE = np.arange(24).reshape(4, 6)
LAYOUTS = (("C", BASE), ("F", BASE.reshape(6, 4).T), ("strided", np.arange(96).reshape(8, 12)[::2, ::2]))
LAYOUTS = LAYOUTS + (("reversed", BASE[::-1, ::-1]),)
CUBE = np.arange(24.0).reshape(2, 3, 4)
for name, a in LAYOUTS:
    for start, stop, step in ((0, 4, 1), (1, -1, 1), (-1, -9, -1), (0, 9, 3), (3, 0, -2), (2, 2, 1)):
        case(f"{name} rows {start}:{stop}:{step}", lambda: rows(a, start, stop, step))
        case(f"{name} columns {start}:{stop}:{step}", lambda: columns(a, start, stop, step))
    case(f"{name} block", lambda: block(a, 1, 3, -3, -1))
    case(f"{name} empty block", lambda: block(a, 2, 1, 0, 6))
    for i in (0, 3, -1, -4):
        case(f"{name} row {i}", lambda: row(a, i))
        case(f"{name} column {i}", lambda: column(a, i))
        case(f"{name} row part {i}", lambda: row_part(a, i, 1, -2))
    case(f"{name} reversed both", lambda: reversed_both(a))
    case(f"{name} corners", lambda: corners(a))
    case(f"{name} double", lambda: double(a))
    case(f"{name} ellipsis", lambda: ellipsis_forms(a))
    case(f"{name} new axes", lambda: new_axes(a))
    case(f"{name} diagonal", lambda: diagonal(a))
    case(f"{name} strides", lambda: layout(a), str)
for name, c in (("C", CUBE), ("transposed", CUBE.T), ("strided", np.arange(192.0).reshape(4, 6, 8)[::2, ::-2, ::2])):
    if c.shape[2] > 2:
        case(f"cube {name} forms", lambda: cube_forms(c))
    case(f"cube {name} loop", lambda: cube_loop(c))
