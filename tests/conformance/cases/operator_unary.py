"""Unary operators, `abs`, `not` and truth of every scalar type.

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


VALUES = {
    "bool": [False, True],
    "int8": [np.int8(v) for v in (0, 1, -1, 7, 127, -128)],
    "int16": [np.int16(v) for v in (0, 1, -1, -300, 32767, -32768)],
    "int32": [np.int32(v) for v in (0, 1, -1, 70000, 2147483647, -2147483648)],
    "int64": [np.int64(v) for v in (0, 1, -1, -5, 9223372036854775807, -9223372036854775808)],
    "uint8": [np.uint8(v) for v in (0, 1, 3, 200, 255)],
    "uint16": [np.uint16(v) for v in (0, 1, 9, 40000, 65535)],
    "uint32": [np.uint32(v) for v in (0, 1, 17, 3000000000, 4294967295)],
    "uint64": [np.uint64(v) for v in (0, 1, 33, 9223372036854775808, 18446744073709551615)],
}

VALUES["float32"] = [np.float32(v) for v in (0.0, -0.0, 1.5, -2.25, 1e30, math.inf, math.nan)]
VALUES["float64"] = [np.float64(v) for v in (0.0, -0.0, 1.25, -7.5, 1e300, -math.inf, math.nan)]

VALUES["complex64"] = [np.complex64(v) for v in (0j, 1 + 2j, -0.5 - 1.5j)]
VALUES["complex128"] = [np.complex128(v) for v in (0j, 3 - 4j, -1.25 + 0.75j, 1e10 + 1j)]

@njit
def negative(x):
    return -x, np.full(1, -x)


@njit
def positive(x):
    return +x, np.full(1, +x)


@njit
def invert(x):
    return ~x, np.full(1, ~x)


@njit
def absolute(x):
    return abs(x), np.full(1, abs(x))


@njit
def logical_not(x):
    return not x, np.full(1, not x)


@njit
def truth(x):
    return 1 if x else 0


for name, function in (("-", negative), ("+", positive), ("not", logical_not), ("if", truth)):
    for kind, values in VALUES.items():
        for value in values:
            case(f"{name} {kind} {value}", lambda: function(value))
for kind, values in VALUES.items():
    for value in values:
        case(f"abs {kind} {value}", lambda: absolute(value)[1], rounded)
for kind, values in VALUES.items():
    if kind not in ("float32", "float64", "complex64", "complex128"):
        for value in values:
            case(f"~ {kind} {value}", lambda: invert(value))
