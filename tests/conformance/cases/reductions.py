"""Reductions over dtypes, layouts, axes and empty arrays.

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


def rounded(value):
    """Like `describe`, with floats cut to ten significant digits (five in single precision)."""
    if isinstance(value, np.ndarray):
        digits = 5 if value.dtype in (np.float32, np.complex64) else 10
        return f"{cut(value.tolist(), digits)} {value.dtype} {value.shape}"
    return f"{cut(value, 10)} {type(value).__name__}"


def cut(value, digits):
    """Text of a number or a nested list of numbers."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(cut(item, digits) for item in value) + "]"
    if isinstance(value, complex):
        noise = abs(value) * 10.0**-digits
        parts = [0.0 if abs(part) <= noise else part for part in (value.real, value.imag)]
        return " & ".join(f"{part:.{digits}g}" for part in parts)
    return f"{value:.{digits}g}" if isinstance(value, float) else repr(value)


@njit
def method_sum(a):
    return np.full(1, a.sum())


@njit
def method_prod(a):
    return np.full(1, a.prod())


@njit
def method_mean(a):
    return np.full(1, a.mean())


@njit
def method_min(a):
    return np.full(1, a.min())


@njit
def method_max(a):
    return np.full(1, a.max())


@njit
def method_argmin(a):
    return a.argmin()


@njit
def method_argmax(a):
    return a.argmax()


@njit
def method_any(a):
    return a.any()


@njit
def method_all(a):
    return a.all()


@njit
def method_std(a):
    return a.std()


@njit
def method_var(a):
    return a.var()


@njit
def method_cumsum(a):
    return a.cumsum()


@njit
def function_forms(a):
    return np.sum(a), np.min(a), np.max(a), np.argmin(a), np.argmax(a), np.any(a), np.all(a)


@njit
def float_forms(a):
    return np.mean(a), np.std(a), np.var(a), np.prod(a)


@njit
def count_nonzero(a):
    return np.count_nonzero(a), (a != 0).sum()


@njit
def sum_axis_0(a):
    return a.sum(axis=0)


@njit
def sum_axis_1(a):
    return np.sum(a, axis=1)


@njit
def sum_last(a):
    return a.sum(axis=-1)


@njit
def sum_at(a, axis):
    return a.sum(axis)


@njit
def argmax_axis(a):
    return a.argmax(axis=0), np.argmin(a, axis=1)


@njit
def sum_dtype(a):
    return np.full(1, a.sum(dtype=np.float32)), np.full(1, np.sum(a, dtype=np.int64))


@njit
def nested(a):
    """Reductions of expressions and of slices."""
    return (a * a).sum(), a[1:].max() - a[:-1].min(), np.abs(a - a.mean()).max(), (a > 1).any()


DATA = {
    "bool": np.array([True, False, True]),
    "int8": np.array([100, -50, 100], dtype=np.int8),
    "int16": np.array([30000, 30000, -5], dtype=np.int16),
    "int32": np.array([2000000000, 2000000000, -5], dtype=np.int32),
    "int64": np.array([3, -7, 12]),
    "uint8": np.array([200, 100, 255], dtype=np.uint8),
    "uint64": np.array([3, 7, 12], dtype=np.uint64),
    "float32": np.array([0.5, -1.25, 3.0], dtype=np.float32),
    "float64": np.array([0.5, -1.25, 3.0]),
    "NaN": np.array([0.5, math.nan, -3.0, math.nan]),
    "inf": np.array([math.inf, 1.0, -math.inf]),
    "2-d": np.arange(6.0).reshape(2, 3),
    "transposed": np.array([[5, 2, 9], [1, 7, 3]]).T,
    "strided": np.arange(20)[::-3],
    "one": np.array([42]),
    "0-d": np.array(3.5),
}
COMPLEX = np.array([1 + 2j, -0.5j, 3.0])
METHODS = (
    ("sum", method_sum),
    ("prod", method_prod),
    ("mean", method_mean),
    ("min", method_min),
    ("max", method_max),
    ("argmin", method_argmin),
    ("argmax", method_argmax),
    ("any", method_any),
    ("all", method_all),
    ("std", method_std),
    ("var", method_var),
    ("cumsum", method_cumsum),
)
for name, method in METHODS:
    for kind, a in DATA.items():
        if kind == "0-d" and name == "cumsum":
            continue
        case(f"{name} of {kind}", lambda: method(a), rounded)
for name, method in METHODS[:3]:
    case(f"{name} of complex", lambda: method(COMPLEX), rounded)
    case(f"{name} of complex64", lambda: method(COMPLEX.astype(np.complex64)), rounded)
for name, method in METHODS:
    if name not in ("std", "var"):
        case(f"{name} of empty", lambda: method(np.zeros(0)), rounded)
for kind in ("int64", "float64", "2-d", "transposed", "strided", "uint8"):
    case(f"functions of {kind}", lambda: function_forms(DATA[kind]), str)
    case(f"float functions of {kind}", lambda: float_forms(DATA[kind]), rounded)
case("count nonzero", lambda: count_nonzero(np.array([0, 1, 2, 0])))
GRID = np.array([[1, 5, 2], [8, 3, 4]])
for name, a in (("C", GRID), ("F", GRID.T), ("float32", GRID.astype(np.float32)), ("int8", GRID.astype(np.int8))):
    case(f"sum(axis=0) of {name}", lambda: sum_axis_0(a))
    case(f"sum(axis=1) of {name}", lambda: sum_axis_1(a))
    case(f"sum(axis=-1) of {name}", lambda: sum_last(a))
case("sum(axis=1) at run time", lambda: sum_at(GRID, 1))
case("sum of cube along 0", lambda: sum_axis_0(np.arange(24).reshape(2, 3, 4)))
case("sum of cube along 1", lambda: sum_axis_1(np.arange(24).reshape(2, 3, 4)))
case("argmax along axes", lambda: argmax_axis(GRID))
case("sum with dtype", lambda: sum_dtype(np.array([1, 2, 3], dtype=np.int8)))
case("nested", lambda: nested(np.array([1.0, 4.0, 2.0, -3.0])))
