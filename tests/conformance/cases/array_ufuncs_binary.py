"""Ufuncs of two arguments on arrays.

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
def np_add(a, b):
    return np.add(a, b)


@njit
def np_subtract(a, b):
    return np.subtract(a, b)


@njit
def np_multiply(a, b):
    return np.multiply(a, b)


@njit
def np_divide(a, b):
    return np.divide(a, b)


@njit
def np_power(a, b):
    return np.power(a, b)


@njit
def np_arctan2(a, b):
    return np.arctan2(a, b)


@njit
def np_hypot(a, b):
    return np.hypot(a, b)


@njit
def np_maximum(a, b):
    return np.maximum(a, b)


@njit
def np_minimum(a, b):
    return np.minimum(a, b)


@njit
def np_fmax(a, b):
    return np.fmax(a, b)


@njit
def np_fmin(a, b):
    return np.fmin(a, b)


@njit
def np_fmod(a, b):
    return np.fmod(a, b)


@njit
def np_copysign(a, b):
    return np.copysign(a, b)


BINARY = (
    ("add", np_add),
    ("subtract", np_subtract),
    ("multiply", np_multiply),
    ("divide", np_divide),
    ("power", np_power),
    ("arctan2", np_arctan2),
    ("hypot", np_hypot),
    ("maximum", np_maximum),
    ("minimum", np_minimum),
    ("fmax", np_fmax),
    ("fmin", np_fmin),
    ("fmod", np_fmod),
    ("copysign", np_copysign),
)
FLOATS = np.array([0.5, 1.0, 2.25, 4.0, 9.5, 0.125])
for name, function in BINARY:
    case(f"np.{name} of float64", lambda: function(FLOATS, FLOATS[::-1]), rounded)
    case(f"np.{name} of float32", lambda: function(FLOATS.astype(np.float32), np.float32(1.5)), rounded)
    case(f"np.{name} of int64 and float64", lambda: function(np.array([1, 2, 3]), FLOATS[:3]), rounded)
    case(f"np.{name} broadcast", lambda: function(FLOATS.reshape(2, 3), FLOATS[:3]), rounded)
    case(f"np.{name} with scalar", lambda: function(2.0, FLOATS), rounded)
    case(f"np.{name} with NaN", lambda: function(np.array([1.0, math.nan]), np.array([math.nan, 1.0])), rounded)
