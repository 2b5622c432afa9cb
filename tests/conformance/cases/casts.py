"""Casts by NumPy's scalar types, from every kind of scalar.

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


@njit
def to_int8(x):
    return np.int8(x)


@njit
def to_int16(x):
    return np.int16(x)


@njit
def to_int32(x):
    return np.int32(x)


@njit
def to_int64(x):
    return np.int64(x)


@njit
def to_uint8(x):
    return np.uint8(x)


@njit
def to_uint16(x):
    return np.uint16(x)


@njit
def to_uint32(x):
    return np.uint32(x)


@njit
def to_uint64(x):
    return np.uint64(x)


@njit
def to_float32(x):
    return np.float32(x)


@njit
def to_float64(x):
    return np.float64(x)


@njit
def to_complex64(x):
    return np.complex64(x)


@njit
def to_complex128(x):
    return np.complex128(x)


@njit
def to_bool_(x):
    return np.bool_(x)


CASTS = (
    ("int8", to_int8),
    ("int16", to_int16),
    ("int32", to_int32),
    ("int64", to_int64),
    ("uint8", to_uint8),
    ("uint16", to_uint16),
    ("uint32", to_uint32),
    ("uint64", to_uint64),
    ("float32", to_float32),
    ("float64", to_float64),
    ("complex64", to_complex64),
    ("complex128", to_complex128),
    ("bool_", to_bool_),
)
INTEGERS = (0, 1, -1, 127, 128, -128, -129, 255, 256, 300, 32768, 65535, -32769, 2**31, 2**32 - 1, -(2**31) - 1, 2**62)
FLOATS = (0.0, -0.0, 1.9, -1.9, 100.5, 0.1)
SPECIALS = (math.inf, -math.inf, math.nan, 1e300)
for name, cast in CASTS:
    for value in INTEGERS:
        case(f"{name}({value})", lambda: cast(value))
    for value in FLOATS:
        if value >= 0.0 or not name.startswith("uint"):
            case(f"{name}({value})", lambda: cast(value))
    for value in (True, False):
        case(f"{name}({value})", lambda: cast(value))
    for value in (np.int8(-5), np.uint8(200), np.int16(-300), np.uint32(4000000000), np.float32(7.75)):
        case(f"{name}({type(value).__name__} {value})", lambda: cast(value))
    if name.startswith(("float", "complex", "bool")):
        for value in SPECIALS:
            case(f"{name}({value})", lambda: cast(value))
    if name.startswith("complex"):
        case(f"{name}(1.5 - 2.5j)", lambda: cast(1.5 - 2.5j))
