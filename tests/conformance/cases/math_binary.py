"""Functions of two arguments in `math`, `frexp`, `gcd` and the constants.

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
def math_atan2(y, x):
    return math.atan2(y, x)


@njit
def math_copysign(x, y):
    return math.copysign(x, y)


@njit
def math_hypot(x, y):
    return math.hypot(x, y)


@njit
def math_pow(x, y):
    return math.pow(x, y)


@njit
def math_nextafter(x, y):
    return math.nextafter(x, y)


@njit
def math_ldexp(x, n):
    return math.ldexp(x, n)


@njit
def math_frexp(x):
    return math.frexp(x)


@njit
def math_gcd(a, b):
    return math.gcd(a, b)


@njit
def constants():
    return math.pi, math.e, math.tau, math.inf, math.nan


EDGES = (0.0, -0.0, 1.0, -1.0, 2.5, -3.5, math.inf, -math.inf, math.nan)
for x in EDGES:
    for y in EDGES:
        case(f"atan2({x}, {y})", lambda: math_atan2(x, y), rounded)
        case(f"copysign({x}, {y})", lambda: math_copysign(x, y))
        case(f"hypot({x}, {y})", lambda: math_hypot(x, y), rounded)
for x in (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, math.inf, -math.inf, math.nan):
    for y in (0.0, -0.0, 1.0, 3.0, -2.0, 0.5, math.inf, -math.inf):
        case(f"pow({x}, {y})", lambda: math_pow(x, y), rounded)
for x, y in ((1.0, 2.0), (1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (1e308, math.inf), (-1.0, -1.0), (math.nan, 1.0)):
    case(f"nextafter({x}, {y})", lambda: math_nextafter(x, y))
for x, n in ((0.5, 4), (1.0, -3), (-1.5, 10), (0.0, 5), (1.0, 1023), (1.0, -1074), (1.0, 1024), (math.inf, -1)):
    case(f"ldexp({x}, {n})", lambda: math_ldexp(x, n))
for x in (0.0, -0.0, 1.0, 8.0, -0.3, 1e300, 5e-324, 1e-310):
    case(f"frexp({x})", lambda: math_frexp(x))
for a, b in ((12, 18), (-12, 18), (0, 5), (5, 0), (0, 0), (17, 31), (2**62, 2**40), (-6, -9)):
    case(f"gcd({a}, {b})", lambda: math_gcd(a, b))
case("constants", lambda: constants())
case("gcd of int8", lambda: math_gcd(np.int8(12), np.int8(8)))
case("hypot of float32", lambda: math_hypot(np.float32(3.0), np.float32(4.0)))
case("atan2 of ints", lambda: math_atan2(1, 2), rounded)
case("copysign of ints", lambda: math_copysign(3, -2))
