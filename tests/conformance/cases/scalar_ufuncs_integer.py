"""NumPy's ufuncs of integers on scalars.

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


@njit
def np_bitwise_and(a, b):
    return np.full(1, np.bitwise_and(a, b))


@njit
def np_bitwise_or(a, b):
    return np.full(1, np.bitwise_or(a, b))


@njit
def np_bitwise_xor(a, b):
    return np.full(1, np.bitwise_xor(a, b))


@njit
def np_left_shift(a, b):
    return np.full(1, np.left_shift(a, b))


@njit
def np_right_shift(a, b):
    return np.full(1, np.right_shift(a, b))


@njit
def np_gcd(a, b):
    return np.full(1, np.gcd(a, b))


@njit
def np_lcm(a, b):
    return np.full(1, np.lcm(a, b))


FUNCTIONS = (
    ("bitwise_and", np_bitwise_and),
    ("bitwise_or", np_bitwise_or),
    ("bitwise_xor", np_bitwise_xor),
    ("left_shift", np_left_shift),
    ("right_shift", np_right_shift),
    ("gcd", np_gcd),
    ("lcm", np_lcm),
)
PAIRS = ((12, 10), (-12, 5), (1, 20), (255, 3), (0, 0), (7, 0))
TYPED = ((np.uint8(12), np.uint8(3)), (np.int16(100), np.int8(4)), (np.uint64(2**40), np.uint64(5)), (True, True))
for name, function in FUNCTIONS:
    for a, b in PAIRS + TYPED:
        case(f"np.{name}({type(a).__name__} {a}, {type(b).__name__} {b})", lambda: function(a, b))
