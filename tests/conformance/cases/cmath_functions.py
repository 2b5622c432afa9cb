"""The `cmath` module and the parts of complex numbers.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import cmath

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
def cmath_acos(z):
    return cmath.acos(z)


@njit
def cmath_acosh(z):
    return cmath.acosh(z)


@njit
def cmath_asin(z):
    return cmath.asin(z)


@njit
def cmath_asinh(z):
    return cmath.asinh(z)


@njit
def cmath_atan(z):
    return cmath.atan(z)


@njit
def cmath_atanh(z):
    return cmath.atanh(z)


@njit
def cmath_cos(z):
    return cmath.cos(z)


@njit
def cmath_cosh(z):
    return cmath.cosh(z)


@njit
def cmath_exp(z):
    return cmath.exp(z)


@njit
def cmath_log(z):
    return cmath.log(z)


@njit
def cmath_log10(z):
    return cmath.log10(z)


@njit
def cmath_phase(z):
    return cmath.phase(z)


@njit
def cmath_sin(z):
    return cmath.sin(z)


@njit
def cmath_sinh(z):
    return cmath.sinh(z)


@njit
def cmath_sqrt(z):
    return cmath.sqrt(z)


@njit
def cmath_tan(z):
    return cmath.tan(z)


@njit
def cmath_tanh(z):
    return cmath.tanh(z)


@njit
def cmath_isfinite(z):
    return cmath.isfinite(z)


@njit
def cmath_isinf(z):
    return cmath.isinf(z)


@njit
def cmath_isnan(z):
    return cmath.isnan(z)


@njit
def rectangular(r, phi):
    return cmath.rect(r, phi)


@njit
def polar(z):
    return cmath.polar(z)


@njit
def parts(z):
    return z.real, z.imag, z.conjugate()


@njit
def build(a, b):
    return complex(a, b), complex(a), a + b * 1j


@njit
def horner(z):
    return ((z + 2.0) * z - 1j) * z + 3


@njit
def magnitude(z):
    return abs(z), abs(z) ** 2


@njit
def single(z):
    return np.full(1, z * np.complex64(2j)), np.full(1, z.real), np.full(1, z * 2.0)


for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.acos({z})", lambda: cmath_acos(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.acosh({z})", lambda: cmath_acosh(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.asin({z})", lambda: cmath_asin(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.asinh({z})", lambda: cmath_asinh(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.atan({z})", lambda: cmath_atan(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.atanh({z})", lambda: cmath_atanh(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.cos({z})", lambda: cmath_cos(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.cosh({z})", lambda: cmath_cosh(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.exp({z})", lambda: cmath_exp(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.log({z})", lambda: cmath_log(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.log10({z})", lambda: cmath_log10(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.phase({z})", lambda: cmath_phase(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.sin({z})", lambda: cmath_sin(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.sinh({z})", lambda: cmath_sinh(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.sqrt({z})", lambda: cmath_sqrt(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.tan({z})", lambda: cmath_tan(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.tanh({z})", lambda: cmath_tanh(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.isfinite({z})", lambda: cmath_isfinite(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.isinf({z})", lambda: cmath_isinf(z), rounded)
for z in (1 + 2j, -0.5 + 0.25j, 0.75 - 1.5j, 2.0 + 0.5j):
    case(f"cmath.isnan({z})", lambda: cmath_isnan(z), rounded)
case("rect", lambda: rectangular(2.0, 0.75), rounded)
case("polar", lambda: polar(3 + 4j)[0], rounded)
case("polar angle", lambda: polar(3 + 4j)[1], rounded)
case("parts", lambda: parts(1.5 - 2.5j))
case("parts of int", lambda: parts(3))
case("parts of float", lambda: parts(3.5))
case("build", lambda: build(1.5, -2.0))
case("build of ints", lambda: build(1, 2))
case("horner", lambda: horner(1 - 1j))
case("magnitude", lambda: magnitude(3 + 4j))
case("complex64", lambda: single(np.complex64(1 + 2j)))
