"""Patterns, comprehensions that make arrays, characters.

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
def matched(x):
    match x:
        case 0:
            return 10
        case 1 | 2:
            return 20
        case _:
            return 30


@njit
def squares(n):
    return np.array([i * i for i in range(n)])


@njit
def products(n):
    return np.array([[i * j for j in range(n)] for i in range(n)])


@njit
def filtered(n):
    return np.array([i for i in range(n) if i % 3 == 1])


@njit
def characters():
    return ord("a"), ord("Z"), len("hello")


case("matched(0)", lambda: matched(0))
case("matched(1)", lambda: matched(1))
case("matched(2)", lambda: matched(2))
case("matched(3)", lambda: matched(3))
case("squares(5)", lambda: squares(5))
case("products(3)", lambda: products(3))
case("filtered(10)", lambda: filtered(10))
case("characters()", lambda: characters())
