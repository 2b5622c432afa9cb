"""Functions of one argument in `math`, on floats: lgamma, log, log10, log1p, log2, radians, sin, sinh, sqrt, tan, tanh, trunc.

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
def math_lgamma(x):
    return math.lgamma(x)


@njit
def math_log(x):
    return math.log(x)


@njit
def math_log10(x):
    return math.log10(x)


@njit
def math_log1p(x):
    return math.log1p(x)


@njit
def math_log2(x):
    return math.log2(x)


@njit
def math_radians(x):
    return math.radians(x)


@njit
def math_sin(x):
    return math.sin(x)


@njit
def math_sinh(x):
    return math.sinh(x)


@njit
def math_sqrt(x):
    return math.sqrt(x)


@njit
def math_tan(x):
    return math.tan(x)


@njit
def math_tanh(x):
    return math.tanh(x)


@njit
def math_trunc(x):
    return math.trunc(x)


for x in (0.5, 1.0, 1.5, 2.5, -0.5, -2.5, 1e-10, 12.25):
    case(f"lgamma({x})", lambda: math_lgamma(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"log({x})", lambda: math_log(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"log({x})", lambda: math_log(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"log10({x})", lambda: math_log10(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"log10({x})", lambda: math_log10(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"log1p({x})", lambda: math_log1p(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"log1p({x})", lambda: math_log1p(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"log2({x})", lambda: math_log2(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"log2({x})", lambda: math_log2(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"radians({x})", lambda: math_radians(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"radians({x})", lambda: math_radians(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"sin({x})", lambda: math_sin(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"sin({x})", lambda: math_sin(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"sinh({x})", lambda: math_sinh(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"sinh({x})", lambda: math_sinh(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"sqrt({x})", lambda: math_sqrt(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"sqrt({x})", lambda: math_sqrt(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"tan({x})", lambda: math_tan(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"tan({x})", lambda: math_tan(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"tanh({x})", lambda: math_tanh(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"tanh({x})", lambda: math_tanh(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"trunc({x})", lambda: math_trunc(x), rounded)
