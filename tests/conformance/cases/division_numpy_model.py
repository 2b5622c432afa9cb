"""Division by zero under error_model='numpy'.

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


@njit(error_model="numpy")
def truediv(a, b):
    return a / b


@njit(error_model="numpy")
def floordiv(a, b):
    return a // b


@njit(error_model="numpy")
def modulo(a, b):
    return a % b


@njit(error_model="numpy")
def power(a, b):
    return a**b


@njit(error_model="python")
def python_truediv(a, b):
    return a / b


@njit(error_model="numpy")
def sum_of_inverses(values):
    total = 0.0
    for v in values:
        total += 1.0 / v
    return total


@njit(error_model="numpy")
def normalized(values, total):
    out = np.empty_like(values)
    for i in range(values.size):
        out[i] = values[i] / total
    return out


case("truediv(1, 0)", lambda: truediv(1, 0))
case("truediv(-1, 0)", lambda: truediv(-1, 0))
case("truediv(0, 0)", lambda: truediv(0, 0))
case("truediv(1.0, 0.0)", lambda: truediv(1.0, 0.0))
case("truediv(-1.0, 0.0)", lambda: truediv(-1.0, 0.0))
case("truediv(0.0, 0.0)", lambda: truediv(0.0, 0.0))
case("truediv(1.0, -0.0)", lambda: truediv(1.0, -0.0))
case("floordiv(1, 0)", lambda: floordiv(1, 0))
case("floordiv(-7, 0)", lambda: floordiv(-7, 0))
case("floordiv(0, 0)", lambda: floordiv(0, 0))
case("floordiv(1.0, 0.0)", lambda: floordiv(1.0, 0.0))
case("floordiv(-1.0, 0.0)", lambda: floordiv(-1.0, 0.0))
case("floordiv(7, 2)", lambda: floordiv(7, 2))
case("floordiv(-7, 2)", lambda: floordiv(-7, 2))
case("modulo(1, 0)", lambda: modulo(1, 0))
case("modulo(-7, 0)", lambda: modulo(-7, 0))
case("modulo(0, 0)", lambda: modulo(0, 0))
case("modulo(1.0, 0.0)", lambda: modulo(1.0, 0.0))
case("modulo(-1.0, 0.0)", lambda: modulo(-1.0, 0.0))
case("modulo(7, -3)", lambda: modulo(7, -3))
case("modulo(-7.5, 2.0)", lambda: modulo(-7.5, 2.0))
case("truediv(np.float32(1.0), np.float32(0.0))", lambda: truediv(np.float32(1.0), np.float32(0.0)))
case("truediv(np.uint8(1), np.uint8(0))", lambda: truediv(np.uint8(1), np.uint8(0)))
case("truediv(7, 2)", lambda: truediv(7, 2))
case("power(2, 10)", lambda: power(2, 10))
case("power(2.0, -2)", lambda: power(2.0, -2))
case("python_truediv(1, 4)", lambda: python_truediv(1, 4))
case("python_truediv(1, 0)", lambda: python_truediv(1, 0))
case("sum_of_inverses(np.array([1.0, 0.0, 4.0]))", lambda: sum_of_inverses(np.array([1.0, 0.0, 4.0])))
case("sum_of_inverses(np.array([1.0, 2.0, 4.0]))", lambda: sum_of_inverses(np.array([1.0, 2.0, 4.0])))
case("normalized(np.array([1.0, 0.0, -1.0]), 0.0)", lambda: normalized(np.array([1.0, 0.0, -1.0]), 0.0))
