"""NumPy's ufuncs of one argument on scalars: tan, arcsin, arccos, arctan, sinh, cosh, tanh, arcsinh, arctanh, deg2rad, rad2deg, floor, ceil, trunc, isfinite, isinf, isnan, signbit, logical_not.

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
def np_tan(x):
    return np.full(1, np.tan(x))


@njit
def np_arcsin(x):
    return np.full(1, np.arcsin(x))


@njit
def np_arccos(x):
    return np.full(1, np.arccos(x))


@njit
def np_arctan(x):
    return np.full(1, np.arctan(x))


@njit
def np_sinh(x):
    return np.full(1, np.sinh(x))


@njit
def np_cosh(x):
    return np.full(1, np.cosh(x))


@njit
def np_tanh(x):
    return np.full(1, np.tanh(x))


@njit
def np_arcsinh(x):
    return np.full(1, np.arcsinh(x))


@njit
def np_arctanh(x):
    return np.full(1, np.arctanh(x))


@njit
def np_deg2rad(x):
    return np.full(1, np.deg2rad(x))


@njit
def np_rad2deg(x):
    return np.full(1, np.rad2deg(x))


@njit
def np_floor(x):
    return np.full(1, np.floor(x))


@njit
def np_ceil(x):
    return np.full(1, np.ceil(x))


@njit
def np_trunc(x):
    return np.full(1, np.trunc(x))


@njit
def np_isfinite(x):
    return np.full(1, np.isfinite(x))


@njit
def np_isinf(x):
    return np.full(1, np.isinf(x))


@njit
def np_isnan(x):
    return np.full(1, np.isnan(x))


@njit
def np_signbit(x):
    return np.full(1, np.signbit(x))


@njit
def np_logical_not(x):
    return np.full(1, np.logical_not(x))


FUNCTIONS = (
    ("tan", np_tan),
    ("arcsin", np_arcsin),
    ("arccos", np_arccos),
    ("arctan", np_arctan),
    ("sinh", np_sinh),
    ("cosh", np_cosh),
    ("tanh", np_tanh),
    ("arcsinh", np_arcsinh),
    ("arctanh", np_arctanh),
    ("deg2rad", np_deg2rad),
    ("rad2deg", np_rad2deg),
    ("floor", np_floor),
    ("ceil", np_ceil),
    ("trunc", np_trunc),
    ("isfinite", np_isfinite),
    ("isinf", np_isinf),
    ("isnan", np_isnan),
    ("signbit", np_signbit),
    ("logical_not", np_logical_not),
)
VALUES = (0.0, -0.0, 0.5, -0.75, 1.0, 2.5, -3.5, math.inf, -math.inf, math.nan)
TYPED = (("float32", np.float32(0.625)), ("int64", 3), ("int8", np.int8(1)), ("uint16", np.uint16(1)), ("bool", True))
for name, function in FUNCTIONS:
    for x in VALUES:
        case(f"np.{name}({x})", lambda: function(x), rounded)
    for kind, x in TYPED:
        case(f"np.{name}({kind} {x})", lambda: function(x), rounded)
