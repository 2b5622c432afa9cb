"""Ufuncs of one argument on arrays of many kinds.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

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
def np_sqrt(a):
    return np.sqrt(a)


@njit
def np_exp(a):
    return np.exp(a)


@njit
def np_log(a):
    return np.log(a)


@njit
def np_sin(a):
    return np.sin(a)


@njit
def np_cos(a):
    return np.cos(a)


@njit
def np_tan(a):
    return np.tan(a)


@njit
def np_arctan(a):
    return np.arctan(a)


@njit
def np_sinh(a):
    return np.sinh(a)


@njit
def np_tanh(a):
    return np.tanh(a)


@njit
def np_floor(a):
    return np.floor(a)


@njit
def np_ceil(a):
    return np.ceil(a)


@njit
def np_rint(a):
    return np.rint(a)


@njit
def np_absolute(a):
    return np.absolute(a)


@njit
def np_fabs(a):
    return np.fabs(a)


@njit
def np_sign(a):
    return np.sign(a)


@njit
def np_square(a):
    return np.square(a)


@njit
def np_negative(a):
    return np.negative(a)


@njit
def np_reciprocal(a):
    return np.reciprocal(a)


@njit
def np_log10(a):
    return np.log10(a)


@njit
def np_log2(a):
    return np.log2(a)


@njit
def np_log1p(a):
    return np.log1p(a)


@njit
def np_expm1(a):
    return np.expm1(a)


@njit
def np_cbrt(a):
    return np.cbrt(a)


@njit
def np_degrees(a):
    return np.degrees(a)


@njit
def np_radians(a):
    return np.radians(a)


@njit
def np_isnan(a):
    return np.isnan(a)


@njit
def np_isinf(a):
    return np.isinf(a)


@njit
def np_isfinite(a):
    return np.isfinite(a)


@njit
def np_conjugate(a):
    return np.conjugate(a)


UNARY = (
    ("sqrt", np_sqrt),
    ("exp", np_exp),
    ("log", np_log),
    ("sin", np_sin),
    ("cos", np_cos),
    ("tan", np_tan),
    ("arctan", np_arctan),
    ("sinh", np_sinh),
    ("tanh", np_tanh),
    ("floor", np_floor),
    ("ceil", np_ceil),
    ("rint", np_rint),
    ("absolute", np_absolute),
    ("fabs", np_fabs),
    ("sign", np_sign),
    ("square", np_square),
    ("negative", np_negative),
    ("reciprocal", np_reciprocal),
    ("log10", np_log10),
    ("log2", np_log2),
    ("log1p", np_log1p),
    ("expm1", np_expm1),
    ("cbrt", np_cbrt),
    ("degrees", np_degrees),
    ("radians", np_radians),
    ("isnan", np_isnan),
    ("isinf", np_isinf),
    ("isfinite", np_isfinite),
    ("conjugate", np_conjugate),
)
FLOATS = np.array([0.5, 1.0, 2.25, 4.0, 9.5, 0.125])
ARRAYS = (
    ("float64", FLOATS),
    ("float32", FLOATS.astype(np.float32)),
    ("int64", np.array([1, 2, 3])),
    ("int8", np.array([1, 2, 3], dtype=np.int8)),
    ("uint32", np.array([1, 2, 3], dtype=np.uint32)),
    ("2-d", FLOATS.reshape(2, 3)),
    ("transposed", FLOATS.reshape(2, 3).T),
    ("strided", FLOATS[::-2]),
    ("empty", np.zeros(0)),
    ("0-d", np.array(0.5)),
)
for name, function in UNARY:
    for kind, a in ARRAYS:
        case(f"np.{name} of {kind}", lambda: function(a), rounded)
