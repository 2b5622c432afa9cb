"""Result types of functions in `math` for each argument type.

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


VALUES = (
    ("bool", True),
    ("int8", np.int8(1)),
    ("int32", np.int32(1)),
    ("int64", 1),
    ("uint8", np.uint8(1)),
    ("uint64", np.uint64(1)),
    ("float32", np.float32(0.625)),
    ("float64", 0.625),
)


@njit
def math_acos(x):
    return np.full(1, math.acos(x))


@njit
def math_acosh(x):
    return np.full(1, math.acosh(x))


@njit
def math_asin(x):
    return np.full(1, math.asin(x))


@njit
def math_asinh(x):
    return np.full(1, math.asinh(x))


@njit
def math_atan(x):
    return np.full(1, math.atan(x))


@njit
def math_atanh(x):
    return np.full(1, math.atanh(x))


@njit
def math_ceil(x):
    return np.full(1, math.ceil(x))


@njit
def math_cos(x):
    return np.full(1, math.cos(x))


@njit
def math_cosh(x):
    return np.full(1, math.cosh(x))


@njit
def math_degrees(x):
    return np.full(1, math.degrees(x))


@njit
def math_erf(x):
    return np.full(1, math.erf(x))


@njit
def math_erfc(x):
    return np.full(1, math.erfc(x))


@njit
def math_exp(x):
    return np.full(1, math.exp(x))


@njit
def math_exp2(x):
    return np.full(1, math.exp2(x))


@njit
def math_expm1(x):
    return np.full(1, math.expm1(x))


@njit
def math_fabs(x):
    return np.full(1, math.fabs(x))


@njit
def math_floor(x):
    return np.full(1, math.floor(x))


@njit
def math_gamma(x):
    return np.full(1, math.gamma(x))


@njit
def math_isfinite(x):
    return np.full(1, math.isfinite(x))


@njit
def math_isinf(x):
    return np.full(1, math.isinf(x))


@njit
def math_isnan(x):
    return np.full(1, math.isnan(x))


@njit
def math_lgamma(x):
    return np.full(1, math.lgamma(x))


@njit
def math_log(x):
    return np.full(1, math.log(x))


@njit
def math_log10(x):
    return np.full(1, math.log10(x))


@njit
def math_log1p(x):
    return np.full(1, math.log1p(x))


@njit
def math_log2(x):
    return np.full(1, math.log2(x))


@njit
def math_radians(x):
    return np.full(1, math.radians(x))


@njit
def math_sin(x):
    return np.full(1, math.sin(x))


@njit
def math_sinh(x):
    return np.full(1, math.sinh(x))


@njit
def math_sqrt(x):
    return np.full(1, math.sqrt(x))


@njit
def math_tan(x):
    return np.full(1, math.tan(x))


@njit
def math_tanh(x):
    return np.full(1, math.tanh(x))


@njit
def math_trunc(x):
    return np.full(1, math.trunc(x))


for kind, value in VALUES:
    case(f"acos of {kind}", lambda: math_acos(value), rounded)
for kind, value in VALUES:
    case(f"acosh of {kind}", lambda: math_acosh(value), rounded)
for kind, value in VALUES:
    case(f"asin of {kind}", lambda: math_asin(value), rounded)
for kind, value in VALUES:
    case(f"asinh of {kind}", lambda: math_asinh(value), rounded)
for kind, value in VALUES:
    case(f"atan of {kind}", lambda: math_atan(value), rounded)
for kind, value in VALUES:
    case(f"atanh of {kind}", lambda: math_atanh(value), rounded)
for kind, value in VALUES:
    case(f"ceil of {kind}", lambda: math_ceil(value), rounded)
for kind, value in VALUES:
    case(f"cos of {kind}", lambda: math_cos(value), rounded)
for kind, value in VALUES:
    case(f"cosh of {kind}", lambda: math_cosh(value), rounded)
for kind, value in VALUES:
    case(f"degrees of {kind}", lambda: math_degrees(value), rounded)
for kind, value in VALUES:
    case(f"erf of {kind}", lambda: math_erf(value), rounded)
for kind, value in VALUES:
    case(f"erfc of {kind}", lambda: math_erfc(value), rounded)
for kind, value in VALUES:
    case(f"exp of {kind}", lambda: math_exp(value), rounded)
for kind, value in VALUES:
    case(f"exp2 of {kind}", lambda: math_exp2(value), rounded)
for kind, value in VALUES:
    case(f"expm1 of {kind}", lambda: math_expm1(value), rounded)
for kind, value in VALUES:
    case(f"fabs of {kind}", lambda: math_fabs(value), rounded)
for kind, value in VALUES:
    case(f"floor of {kind}", lambda: math_floor(value), rounded)
for kind, value in VALUES:
    case(f"gamma of {kind}", lambda: math_gamma(value), rounded)
for kind, value in VALUES:
    case(f"isfinite of {kind}", lambda: math_isfinite(value), rounded)
for kind, value in VALUES:
    case(f"isinf of {kind}", lambda: math_isinf(value), rounded)
for kind, value in VALUES:
    case(f"isnan of {kind}", lambda: math_isnan(value), rounded)
for kind, value in VALUES:
    case(f"lgamma of {kind}", lambda: math_lgamma(value), rounded)
for kind, value in VALUES:
    case(f"log of {kind}", lambda: math_log(value), rounded)
for kind, value in VALUES:
    case(f"log10 of {kind}", lambda: math_log10(value), rounded)
for kind, value in VALUES:
    case(f"log1p of {kind}", lambda: math_log1p(value), rounded)
for kind, value in VALUES:
    case(f"log2 of {kind}", lambda: math_log2(value), rounded)
for kind, value in VALUES:
    case(f"radians of {kind}", lambda: math_radians(value), rounded)
for kind, value in VALUES:
    case(f"sin of {kind}", lambda: math_sin(value), rounded)
for kind, value in VALUES:
    case(f"sinh of {kind}", lambda: math_sinh(value), rounded)
for kind, value in VALUES:
    case(f"sqrt of {kind}", lambda: math_sqrt(value), rounded)
for kind, value in VALUES:
    case(f"tan of {kind}", lambda: math_tan(value), rounded)
for kind, value in VALUES:
    case(f"tanh of {kind}", lambda: math_tanh(value), rounded)
for kind, value in VALUES:
    case(f"trunc of {kind}", lambda: math_trunc(value), rounded)
