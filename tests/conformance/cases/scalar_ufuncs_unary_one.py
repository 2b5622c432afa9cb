r"""NumPy's ufuncs of one argument on scalars: absolute, fabs, negative, positive, sign, rint, sqrt, square, cbrt, reciprocal, exp, exp2, expm1, log, log2, log10, log1p, sin, cos.

Expected output: CPython and NumPy at module level, Numba in compiled functions; except for the lines with
`^np\.sign\(-0\.0\)`, which follow CPython and NumPy throughout: the sign of a negative zero is zero in NumPy,
negative zero in Numba.
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
def np_absolute(x):
    return np.full(1, np.absolute(x))


@njit
def np_fabs(x):
    return np.full(1, np.fabs(x))


@njit
def np_negative(x):
    return np.full(1, np.negative(x))


@njit
def np_positive(x):
    return np.full(1, np.positive(x))


@njit
def np_sign(x):
    return np.full(1, np.sign(x))


@njit
def np_rint(x):
    return np.full(1, np.rint(x))


@njit
def np_sqrt(x):
    return np.full(1, np.sqrt(x))


@njit
def np_square(x):
    return np.full(1, np.square(x))


@njit
def np_cbrt(x):
    return np.full(1, np.cbrt(x))


@njit
def np_reciprocal(x):
    return np.full(1, np.reciprocal(x))


@njit
def np_exp(x):
    return np.full(1, np.exp(x))


@njit
def np_exp2(x):
    return np.full(1, np.exp2(x))


@njit
def np_expm1(x):
    return np.full(1, np.expm1(x))


@njit
def np_log(x):
    return np.full(1, np.log(x))


@njit
def np_log2(x):
    return np.full(1, np.log2(x))


@njit
def np_log10(x):
    return np.full(1, np.log10(x))


@njit
def np_log1p(x):
    return np.full(1, np.log1p(x))


@njit
def np_sin(x):
    return np.full(1, np.sin(x))


@njit
def np_cos(x):
    return np.full(1, np.cos(x))


FUNCTIONS = (
    ("absolute", np_absolute),
    ("fabs", np_fabs),
    ("negative", np_negative),
    ("positive", np_positive),
    ("sign", np_sign),
    ("rint", np_rint),
    ("sqrt", np_sqrt),
    ("square", np_square),
    ("cbrt", np_cbrt),
    ("reciprocal", np_reciprocal),
    ("exp", np_exp),
    ("exp2", np_exp2),
    ("expm1", np_expm1),
    ("log", np_log),
    ("log2", np_log2),
    ("log10", np_log10),
    ("log1p", np_log1p),
    ("sin", np_sin),
    ("cos", np_cos),
)
VALUES = (0.0, -0.0, 0.5, -0.75, 1.0, 2.5, -3.5, math.inf, -math.inf, math.nan)
TYPED = (("float32", np.float32(0.625)), ("int64", 3), ("int8", np.int8(1)), ("uint16", np.uint16(1)), ("bool", True))
for name, function in FUNCTIONS:
    for x in VALUES:
        case(f"np.{name}({x})", lambda: function(x), rounded)
    for kind, x in TYPED:
        case(f"np.{name}({kind} {x})", lambda: function(x), rounded)
