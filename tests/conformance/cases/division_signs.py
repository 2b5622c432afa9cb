"""Floor division and modulo over all combinations of signs.

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
def integers(a, b):
    """Floor division, modulo and divmod of integers."""
    return a // b, a % b, divmod(a, b)


@njit
def floats(a, b):
    """Floor division, modulo and divmod of floats."""
    return a // b, a % b, divmod(a, b)


INTEGERS = (7, -7, 1, -1, 0, 6, -6, 2**62)
for a in INTEGERS:
    for b in (3, -3, 7, -7, 1, -1, 2**40):
        case(f"int {a} {b}", lambda: integers(a, b))
FLOATS = (7.0, -7.0, 0.5, -0.5, 0.0, -0.0, 6.25, 1e20, math.inf)
for a in FLOATS:
    for b in (3.5, -3.5, 0.1, -0.1, 1e-300, math.inf, -math.inf, math.nan):
        case(f"float {a} {b}", lambda: floats(a, b))
case("identity holds", lambda: all(q * b + r == a for a in INTEGERS for b in (3, -3, 5) for q, r in (divmod(a, b),)))
