"""NumPy's ufuncs of two arguments on scalars: maximum, minimum, fmax, fmin, logaddexp, logaddexp2, greater, greater_equal, less, less_equal, equal, not_equal, logical_and, logical_or, logical_xor.

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
def np_maximum(a, b):
    return np.full(1, np.maximum(a, b))


@njit
def np_minimum(a, b):
    return np.full(1, np.minimum(a, b))


@njit
def np_fmax(a, b):
    return np.full(1, np.fmax(a, b))


@njit
def np_fmin(a, b):
    return np.full(1, np.fmin(a, b))


@njit
def np_logaddexp(a, b):
    return np.full(1, np.logaddexp(a, b))


@njit
def np_logaddexp2(a, b):
    return np.full(1, np.logaddexp2(a, b))


@njit
def np_greater(a, b):
    return np.full(1, np.greater(a, b))


@njit
def np_greater_equal(a, b):
    return np.full(1, np.greater_equal(a, b))


@njit
def np_less(a, b):
    return np.full(1, np.less(a, b))


@njit
def np_less_equal(a, b):
    return np.full(1, np.less_equal(a, b))


@njit
def np_equal(a, b):
    return np.full(1, np.equal(a, b))


@njit
def np_not_equal(a, b):
    return np.full(1, np.not_equal(a, b))


@njit
def np_logical_and(a, b):
    return np.full(1, np.logical_and(a, b))


@njit
def np_logical_or(a, b):
    return np.full(1, np.logical_or(a, b))


@njit
def np_logical_xor(a, b):
    return np.full(1, np.logical_xor(a, b))


FUNCTIONS = (
    ("maximum", np_maximum),
    ("minimum", np_minimum),
    ("fmax", np_fmax),
    ("fmin", np_fmin),
    ("logaddexp", np_logaddexp),
    ("logaddexp2", np_logaddexp2),
    ("greater", np_greater),
    ("greater_equal", np_greater_equal),
    ("less", np_less),
    ("less_equal", np_less_equal),
    ("equal", np_equal),
    ("not_equal", np_not_equal),
    ("logical_and", np_logical_and),
    ("logical_or", np_logical_or),
    ("logical_xor", np_logical_xor),
)
PAIRS = ((7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (0.0, -0.0), (1.0, math.nan), (math.nan, 1.0), (2.0, math.inf))
TYPED = ((7, 2), (-7, 2), (True, False), (np.int8(5), np.int8(3)), (np.uint8(200), np.int16(-3)), (2, 0.5))
SINGLE = ((np.float32(1.5), np.float32(0.5)), (np.float32(1.5), 2.0), (np.float32(1.5), np.int16(2)))
ZEROS = ((1.0, 0.0), (-1.0, 0.0), (0.0, 0.0), (5, 0))
for name, function in FUNCTIONS:
    for a, b in PAIRS + TYPED + SINGLE:
        case(f"np.{name}({type(a).__name__} {a}, {type(b).__name__} {b})", lambda: function(a, b), rounded)
for name, function in FUNCTIONS:
    if "div" in name or "mod" in name or name == "remainder":
        for a, b in ZEROS:
            case(f"np.{name}({a}, {b})", lambda: function(a, b), rounded)
