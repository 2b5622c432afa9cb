"""The operator `<` on two arrays, over pairs of dtypes.

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


@njit
def apply(a, b):
    """The operation on two arrays."""
    return a < b


for first, a in DATA.items():
    for second, b in DATA.items():
        if "complex" not in first + second:
            case(f"{first}[:] < {second}[:]", lambda: apply(a, b), rounded)
