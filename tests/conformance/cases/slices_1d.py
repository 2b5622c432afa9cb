"""Slices of one-dimensional arrays with all combinations of ends and steps.

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
def both(a, start, stop, step):
    return a[start:stop:step]


@njit
def no_step(a, start, stop):
    return a[start:stop]


@njit
def from_start(a, stop):
    return a[:stop]


@njit
def to_stop(a, start):
    return a[start:]


@njit
def only_step(a, step):
    return a[::step]


@njit
def start_and_step(a, start, step):
    return a[start::step]


@njit
def stop_and_step(a, stop, step):
    return a[:stop:step]


@njit
def twice(a, start, stop, step):
    """A slice of a slice."""
    return a[1:-1][start:stop:step]


@njit
def extent(a, start, stop, step):
    """The length alone."""
    return len(a[start:stop:step]), a[start:stop:step].sum()


A = np.arange(10) * 10
EMPTY = np.zeros(0)
ENDS = (-12, -10, -3, -1, 0, 2, 9, 10, 13)
for start in ENDS:
    for stop in ENDS:
        case(f"[{start}:{stop}]", lambda: no_step(A, start, stop).tolist(), str)
        case(f"[{start}:{stop}:s]", lambda: [both(A, start, stop, s).tolist() for s in (1, 2, 7, -1, -3, -11)], str)
for end in ENDS:
    case(f"[:{end}]", lambda: from_start(A, end))
    case(f"[{end}:]", lambda: to_stop(A, end))
    case(f"[{end}::s]", lambda: [start_and_step(A, end, s).tolist() for s in (2, -1, -4)], str)
    case(f"[:{end}:s]", lambda: [stop_and_step(A, end, s).tolist() for s in (3, -1, -2)], str)
    case(f"empty [{end}:]", lambda: to_stop(EMPTY, end))
for step in (1, 2, 9, 10, 11, -1, -2, -9, -10, -11):
    case(f"[::{step}]", lambda: only_step(A, step))
    case(f"strided [::{step}]", lambda: only_step(A[1::3], step))
    case(f"reversed [::{step}]", lambda: only_step(A[::-1], step))
    case(f"twice [-3:1:{step}]", lambda: twice(A, -3, 1, step))
    case(f"extent [8:-9:{step}]", lambda: extent(A, 8, -9, step))
case("zero step", lambda: only_step(A, 0))
case("zero step with ends", lambda: both(A, 1, 5, 0))
