"""Functions of one argument in `math`, on floats: acos, acosh, asin, asinh, atan, atanh, ceil, cos, cosh, degrees.

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
def math_acos(x):
    return math.acos(x)


@njit
def math_acosh(x):
    return math.acosh(x)


@njit
def math_asin(x):
    return math.asin(x)


@njit
def math_asinh(x):
    return math.asinh(x)


@njit
def math_atan(x):
    return math.atan(x)


@njit
def math_atanh(x):
    return math.atanh(x)


@njit
def math_ceil(x):
    return math.ceil(x)


@njit
def math_cos(x):
    return math.cos(x)


@njit
def math_cosh(x):
    return math.cosh(x)


@njit
def math_degrees(x):
    return math.degrees(x)


for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"acos({x})", lambda: math_acos(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"acos({x})", lambda: math_acos(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"acosh({x})", lambda: math_acosh(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"acosh({x})", lambda: math_acosh(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"asin({x})", lambda: math_asin(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"asin({x})", lambda: math_asin(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"asinh({x})", lambda: math_asinh(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"asinh({x})", lambda: math_asinh(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"atan({x})", lambda: math_atan(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"atan({x})", lambda: math_atan(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"atanh({x})", lambda: math_atanh(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"atanh({x})", lambda: math_atanh(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"ceil({x})", lambda: math_ceil(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"cos({x})", lambda: math_cos(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"cos({x})", lambda: math_cos(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"cosh({x})", lambda: math_cosh(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"cosh({x})", lambda: math_cosh(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"degrees({x})", lambda: math_degrees(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"degrees({x})", lambda: math_degrees(x), rounded)
