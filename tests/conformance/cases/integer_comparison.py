"""Integers of different signedness compare by value, as scalars and in arrays.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba compares int64 with uint64 as float64, where large neighbours look equal.
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


@njit
def scalars(a, b):
    return a < b, a <= b, a > b, a >= b, a == b, a != b


@njit
def arrays(a, b):
    return a < b, a <= b, a > b, a >= b, a == b, a != b


@njit
def count_equal(a, b):
    total = 0
    for x, y in zip(a, b):
        if x == y:
            total += 1
    return total


SIGNED = np.array([-1, 0, 9223372036854775807, -9223372036854775808, 9007199254740993])
UNSIGNED = np.array([18446744073709551615, 0, 9223372036854775808, 1, 9007199254740992], dtype=np.uint64)
for x in SIGNED:
    for y in UNSIGNED:
        case(f"scalars {x} {y}", lambda: [bool(v) for v in scalars(x, y)], str)
        case(f"scalars {y} {x}", lambda: [bool(v) for v in scalars(y, x)], str)
for left in ("int8", "int16", "int32", "int64"):
    for right in ("uint8", "uint16", "uint32", "uint64"):
        a = np.array([-1, 0, 1, 100]).astype(left)
        b = np.array([255, 0, 1, 99]).astype(right)
        case(f"array {left} {right}", lambda: arrays(a, b))
case("array of large values", lambda: arrays(SIGNED, UNSIGNED))
case("array of large values, swapped", lambda: arrays(UNSIGNED, SIGNED))
case("count equal", lambda: count_equal(SIGNED, UNSIGNED))
