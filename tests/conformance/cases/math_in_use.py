"""Rounding to integers, small formulas, domain and range errors.

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
def floor_ceil_trunc(x):
    return math.floor(x), math.ceil(x), math.trunc(x)


@njit
def np_floor_ceil(x):
    return np.floor(x), np.ceil(x), np.trunc(x), np.rint(x)


@njit
def is_square(n):
    root = int(math.sqrt(n))
    return root * root == n


@njit
def digits(n):
    return math.floor(math.log10(n)) + 1


@njit
def distance(x1, y1, x2, y2):
    return math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)


@njit
def degrees_of(x, y):
    return math.degrees(math.atan2(y, x)) % 360.0


@njit
def log_sum_exp(a, b):
    m = max(a, b)
    return m + math.log(math.exp(a - m) + math.exp(b - m))


@njit
def haversine(lat1, lon1, lat2, lon2):
    p1, p2 = math.radians(lat1), math.radians(lat2)
    h = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))


@njit
def domain_errors(x):
    """Nothing raises; the results are NaN or infinities."""
    return math.sqrt(x), math.log(x), math.acos(x), math.log1p(x)


@njit
def range_errors(x):
    return math.exp(x), math.sinh(x), math.cosh(-x), math.expm1(x)


for x in (0.0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.5, 1e15 + 0.5, -1e15 - 0.5, 2.0**62):
    case(f"floor ceil trunc {x}", lambda: floor_ceil_trunc(x))
    case(f"np.floor np.ceil np.trunc np.rint {x}", lambda: np_floor_ceil(x))
for n in (0, 1, 2, 49, 50, 10**12, 10**12 + 1):
    case(f"is_square({n})", lambda: is_square(n))
for n in (1, 9, 10, 99, 12345):
    case(f"digits({n})", lambda: digits(n))
case("distance", lambda: distance(1.0, 2.0, 4.0, 6.0))
case("distance of ints", lambda: distance(1, 2, 4, 6))
case("degrees_of", lambda: degrees_of(-1.0, -1.0), rounded)
case("log_sum_exp", lambda: log_sum_exp(1000.0, 1000.5), rounded)
case("haversine", lambda: haversine(52.52, 13.405, 48.8566, 2.3522), rounded)
case("domain errors", lambda: domain_errors(-2.0))
case("domain errors float32", lambda: domain_errors(np.float32(-2.0)))
case("range errors", lambda: range_errors(1000.0))
case("log of zero", lambda: domain_errors(0.0)[1])
