r"""NumPy's ufuncs of two arguments on scalars: add, subtract, multiply, divide, true_divide, floor_divide, remainder, mod, fmod, power, float_power, arctan2, hypot, copysign, nextafter.

Expected output: CPython and NumPy at module level, Numba in compiled functions; except for the lines with
`^np\.fmod\((int -7|uint8 200)`, which follow CPython and NumPy throughout: Numba's `fmod` of negative integers
is wrong.
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
    return np.full(1, np.add(a, b))


@njit
def np_subtract(a, b):
    return np.full(1, np.subtract(a, b))


@njit
def np_multiply(a, b):
    return np.full(1, np.multiply(a, b))


@njit
def np_divide(a, b):
    return np.full(1, np.divide(a, b))


@njit
def np_true_divide(a, b):
    return np.full(1, np.true_divide(a, b))


@njit
def np_floor_divide(a, b):
    return np.full(1, np.floor_divide(a, b))


@njit
def np_remainder(a, b):
    return np.full(1, np.remainder(a, b))


@njit
def np_mod(a, b):
    return np.full(1, np.mod(a, b))


@njit
def np_fmod(a, b):
    return np.full(1, np.fmod(a, b))


@njit
def np_power(a, b):
    return np.full(1, np.power(a, b))


@njit
def np_float_power(a, b):
    return np.full(1, np.float_power(a, b))


@njit
def np_arctan2(a, b):
    return np.full(1, np.arctan2(a, b))


@njit
def np_hypot(a, b):
    return np.full(1, np.hypot(a, b))


@njit
def np_copysign(a, b):
    return np.full(1, np.copysign(a, b))


@njit
def np_nextafter(a, b):
    return np.full(1, np.nextafter(a, b))


FUNCTIONS = (
    ("add", np_add),
    ("subtract", np_subtract),
    ("multiply", np_multiply),
    ("divide", np_divide),
    ("true_divide", np_true_divide),
    ("floor_divide", np_floor_divide),
    ("remainder", np_remainder),
    ("mod", np_mod),
    ("fmod", np_fmod),
    ("power", np_power),
    ("float_power", np_float_power),
    ("arctan2", np_arctan2),
    ("hypot", np_hypot),
    ("copysign", np_copysign),
    ("nextafter", np_nextafter),
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
