"""Functions of one argument in `math`, on floats: erf, erfc, exp, exp2, expm1, fabs, floor, gamma, isfinite, isinf, isnan.

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
def math_erf(x):
    return math.erf(x)


@njit
def math_erfc(x):
    return math.erfc(x)


@njit
def math_exp(x):
    return math.exp(x)


@njit
def math_exp2(x):
    return math.exp2(x)


@njit
def math_expm1(x):
    return math.expm1(x)


@njit
def math_fabs(x):
    return math.fabs(x)


@njit
def math_floor(x):
    return math.floor(x)


@njit
def math_gamma(x):
    return math.gamma(x)


@njit
def math_isfinite(x):
    return math.isfinite(x)


@njit
def math_isinf(x):
    return math.isinf(x)


@njit
def math_isnan(x):
    return math.isnan(x)


for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"erf({x})", lambda: math_erf(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"erf({x})", lambda: math_erf(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"erfc({x})", lambda: math_erfc(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"erfc({x})", lambda: math_erfc(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"exp({x})", lambda: math_exp(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"exp({x})", lambda: math_exp(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"exp2({x})", lambda: math_exp2(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"exp2({x})", lambda: math_exp2(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"expm1({x})", lambda: math_expm1(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"expm1({x})", lambda: math_expm1(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"fabs({x})", lambda: math_fabs(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"fabs({x})", lambda: math_fabs(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"floor({x})", lambda: math_floor(x), rounded)
for x in (0.5, 1.0, 1.5, 2.5, -0.5, -2.5, 1e-10, 12.25):
    case(f"gamma({x})", lambda: math_gamma(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"isfinite({x})", lambda: math_isfinite(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"isfinite({x})", lambda: math_isfinite(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"isinf({x})", lambda: math_isinf(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"isinf({x})", lambda: math_isinf(x), rounded)
for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 1e-10, 12.25, -7.75, 700.0, 1e5):
    case(f"isnan({x})", lambda: math_isnan(x), rounded)
for x in (math.inf, -math.inf, math.nan):
    case(f"isnan({x})", lambda: math_isnan(x), rounded)
