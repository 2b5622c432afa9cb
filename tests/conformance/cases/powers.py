"""Powers of integers, floats and mixtures; constant exponents.

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
def power(a, b):
    return a**b


@njit
def builtin_pow(a, b):
    return pow(a, b)


@njit
def math_pow(a, b):
    return math.pow(a, b)


@njit
def square(x):
    return x**2


@njit
def cube(x):
    return x**3


@njit
def half(x):
    return x**0.5


@njit
def inverse(x):
    return x**-1.0


@njit
def repeated(x, n):
    result = 1
    for _ in range(n):
        result *= x
    return result


case("power(2, 0)", lambda: power(2, 0), rounded)
case("power(2, 1)", lambda: power(2, 1), rounded)
case("power(2, 62)", lambda: power(2, 62), rounded)
case("power(2, 63)", lambda: power(2, 63), rounded)
case("power(2, 64)", lambda: power(2, 64), rounded)
case("power(3, 40)", lambda: power(3, 40), rounded)
case("power(-2, 63)", lambda: power(-2, 63), rounded)
case("power(-3, 3)", lambda: power(-3, 3), rounded)
case("power(10, 18)", lambda: power(10, 18), rounded)
case("power(2.0, 3)", lambda: power(2.0, 3), rounded)
case("power(2.0, -3)", lambda: power(2.0, -3), rounded)
case("power(-2.0, 3)", lambda: power(-2.0, 3), rounded)
case("power(-2.0, 2)", lambda: power(-2.0, 2), rounded)
case("power(0.0, 3)", lambda: power(0.0, 3), rounded)
case("power(-0.0, 3)", lambda: power(-0.0, 3), rounded)
case("power(1.5, 10)", lambda: power(1.5, 10), rounded)
case("power(2.0, 0.5)", lambda: power(2.0, 0.5), rounded)
case("power(-8.0, 1.0)", lambda: power(-8.0, 1.0), rounded)
case("power(-2.0, 2.0)", lambda: power(-2.0, 2.0), rounded)
case("power(-2.0, -3.0)", lambda: power(-2.0, -3.0), rounded)
case("power(0.0, 0.5)", lambda: power(0.0, 0.5), rounded)
case("power(1e+200, 2.0)", lambda: power(1e+200, 2.0), rounded)
case("power(2, 0.5)", lambda: power(2, 0.5), rounded)
case("power(4, 0.5)", lambda: power(4, 0.5), rounded)
case("power(9, -0.5)", lambda: power(9, -0.5), rounded)
case("power(True, 3)", lambda: power(True, 3), rounded)
case("power(3, True)", lambda: power(3, True), rounded)
case("power(-8.0, 1.0 / 3.0)", lambda: power(-8.0, 1.0 / 3.0), rounded)
case("power(math.inf, 2.0)", lambda: power(math.inf, 2.0), rounded)
case("power(math.inf, -1.0)", lambda: power(math.inf, -1.0), rounded)
case("power(-math.inf, 3.0)", lambda: power(-math.inf, 3.0), rounded)
case("power(math.nan, 0.0)", lambda: power(math.nan, 0.0), rounded)
case("power(1.0, math.nan)", lambda: power(1.0, math.nan), rounded)
case("power(0.5, math.inf)", lambda: power(0.5, math.inf), rounded)
case("power(1.0, math.inf)", lambda: power(1.0, math.inf), rounded)
case("builtin_pow(2, 10)", lambda: builtin_pow(2, 10), rounded)
case("builtin_pow(2.0, 0.5)", lambda: builtin_pow(2.0, 0.5), rounded)
case("builtin_pow(-3, 3)", lambda: builtin_pow(-3, 3), rounded)
case("builtin_pow(1.1, 2)", lambda: builtin_pow(1.1, 2), rounded)
case("math_pow(2, 10)", lambda: math_pow(2, 10), rounded)
case("math_pow(2.0, 0.5)", lambda: math_pow(2.0, 0.5), rounded)
case("math_pow(-3, 3)", lambda: math_pow(-3, 3), rounded)
case("math_pow(4, -1)", lambda: math_pow(4, -1), rounded)
case("math_pow(-2.0, 0.5)", lambda: math_pow(-2.0, 0.5), rounded)
case("square(3)", lambda: square(3), rounded)
case("square(-3)", lambda: square(-3), rounded)
case("square(1.1)", lambda: square(1.1), rounded)
case("square(2**40)", lambda: square(2**40), rounded)
case("square(np.float32(1.1))", lambda: square(np.float32(1.1)), rounded)
case("square(np.uint8(20))", lambda: square(np.uint8(20)), rounded)
case("cube(3)", lambda: cube(3), rounded)
case("cube(-3)", lambda: cube(-3), rounded)
case("cube(1.1)", lambda: cube(1.1), rounded)
case("cube(2**40)", lambda: cube(2**40), rounded)
case("cube(np.float32(1.1))", lambda: cube(np.float32(1.1)), rounded)
case("cube(np.uint8(20))", lambda: cube(np.uint8(20)), rounded)
case("half(2)", lambda: half(2), rounded)
case("half(2.0)", lambda: half(2.0), rounded)
case("half(-1.0)", lambda: half(-1.0), rounded)
case("half(0.0)", lambda: half(0.0), rounded)
case("half(np.float32(2.0))", lambda: half(np.float32(2.0)), rounded)
case("half(1e300)", lambda: half(1e300), rounded)
case("inverse(4)", lambda: inverse(4), rounded)
case("inverse(-0.5)", lambda: inverse(-0.5), rounded)
case("inverse(np.float32(8.0))", lambda: inverse(np.float32(8.0)), rounded)
case("inverse(1e-300)", lambda: inverse(1e-300), rounded)
case("square(1.5 + 2j)", lambda: square(1.5 + 2j), rounded)
case("cube(1.5 + 2j)", lambda: cube(1.5 + 2j), rounded)
case("repeated(3, 41)", lambda: repeated(3, 41), rounded)
case("repeated(2, 63)", lambda: repeated(2, 63), rounded)
case("repeated(2, 64)", lambda: repeated(2, 64), rounded)
