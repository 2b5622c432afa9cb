"""The operator `+` over every pair of scalar types: result type, value and exceptions.

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

VALUES["float32"] = [np.float32(v) for v in (0.0, 1.5, -2.25)]
VALUES["float64"] = [np.float64(v) for v in (0.0, 1.25, -7.5, 1e10)]

VALUES["complex64"] = [np.complex64(v) for v in (0j, 1 + 2j, -0.5 - 1.5j)]
VALUES["complex128"] = [np.complex128(v) for v in (0j, 3 - 4j, -1.25 + 0.75j, 1e10 + 1j)]


@njit
def apply(a, b):
    """The operation on two scalars: its value, and the same in an array that shows its type."""
    result = a + b
    return result, np.full(1, result)


def attempt(a, b):
    """The value as text, with the name of its Python type, and the dtype of the operation."""
    try:
        value, array = apply(a, b)
    except ZeroDivisionError as error:
        return f"ZeroDivisionError({error})", ""
    return f"{value.real!r}&{value.imag!r}", f"{type(value).__name__} {array.dtype}"


def pairs(first, second):
    """Pairs in which every value of either list occurs at least once."""
    n = max(len(first), len(second))
    return [(first[i % len(first)], second[(2 * i + k) % len(second)]) for k in (0, 1) for i in range(n)]


def row(a, b, first, second):
    """Print one line: both types, the type of the result, and the results."""
    results = [attempt(x, y) for x, y in pairs(first, second)]
    kinds = [kind for _, kind in results if kind]
    name = kinds[0] if kinds and kinds.count(kinds[0]) == len(kinds) else f"differing types {kinds}"
    print(f"{a} + {b} -> {name}: {' '.join(text for text, _ in results)}")


def safe_row(a, b, first, second):
    """A row, or the error that compiling for these types gives."""
    try:
        row(a, b, first, second)
    except Exception as error:
        print(f"{a} + {b} -> {failure(error)}")


for a, first in VALUES.items():
    for b, second in VALUES.items():
        if "complex" in a + b:
            safe_row(a, b, first, second)
