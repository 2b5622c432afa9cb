"""Operators between arrays and scalars; a Python number counts as its 64-bit type.

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
def add(a, b):
    return a + b


@njit
def subtract(a, b):
    return a - b


@njit
def multiply(a, b):
    return a * b


@njit
def divide(a, b):
    return a / b


@njit
def floor_divide(a, b):
    return a // b


@njit
def modulo(a, b):
    return a % b


@njit
def power(a, b):
    return a ** b


@njit
def and_(a, b):
    return a & b


@njit
def or_(a, b):
    return a | b


@njit
def xor(a, b):
    return a ^ b


@njit
def shift_left(a, b):
    return a << b


@njit
def shift_right(a, b):
    return a >> b


@njit
def less(a, b):
    return a < b


@njit
def equal(a, b):
    return a == b


@njit
def differs(a, b):
    return a != b


DATA = {
    "bool": np.array([True, False, True, True]),
    "int8": np.array([1, -2, 100, 7], dtype=np.int8),
    "int16": np.array([1, -2, 30000, 7], dtype=np.int16),
    "int32": np.array([1, -2, 2000000000, 7], dtype=np.int32),
    "int64": np.array([1, -2, 4000000000, 7]),
    "uint8": np.array([1, 2, 200, 7], dtype=np.uint8),
    "uint16": np.array([1, 2, 60000, 7], dtype=np.uint16),
    "uint32": np.array([1, 2, 4000000000, 7], dtype=np.uint32),
    "uint64": np.array([1, 2, 10000000000, 7], dtype=np.uint64),
    "float32": np.array([1.0, -2.5, 1e10, 0.5], dtype=np.float32),
    "float64": np.array([1.0, -2.5, 1e20, 0.5]),
    "complex64": np.array([1.0, -2.5j, 3 + 4j, 0.5], dtype=np.complex64),
    "complex128": np.array([1.0, -2.5j, 3 + 4j, 0.5]),
}
OPERATORS = (
    ("+", add),
    ("-", subtract),
    ("*", multiply),
    ("/", divide),
    ("//", floor_divide),
    ("%", modulo),
    ("**", power),
    ("&", and_),
    ("|", or_),
    ("^", xor),
    ("<<", shift_left),
    (">>", shift_right),
    ("<", less),
    ("==", equal),
    ("!=", differs),
)
SOME = ("bool", "int8", "uint8", "int32", "int64", "uint64", "float32", "float64", "complex64")
SCALARS = (("int", 3), ("float", 1.5), ("bool", True), ("int8", np.int8(3)), ("uint64", np.uint64(3)))
SCALARS = SCALARS + (("float32", np.float32(1.5)), ("complex", 0.5j))
for name, function in OPERATORS:
    integral = name in ("&", "|", "^", "<<", ">>")
    ordered = name in ("//", "%", "<")
    for kind, a in DATA.items():
        for scalar, s in SCALARS:
            if integral and (kind == "uint64" or any("float" in k or "complex" in k for k in (kind, scalar))):
                continue
            if ordered and any("complex" in k for k in (kind, scalar)):
                continue
            if (kind, name, scalar) == ("uint64", "**", "int"):
                continue
            if kind in SOME and (name in ("+", "*", "/") or scalar in ("int", "float")):
                case(f"{kind}[:] {name} {scalar}", lambda: function(a, s), rounded)
                if name in ("+", "/", "<") and (kind, name, scalar) != ("bool", "/", "complex"):
                    case(f"{scalar} {name} {kind}[:]", lambda: function(s, a), rounded)
