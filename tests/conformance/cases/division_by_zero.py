"""Division by zero under the default error model.

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
def truediv(a, b):
    return a / b


@njit
def floordiv(a, b):
    return a // b


@njit
def modulo(a, b):
    return a % b


@njit
def both(a, b):
    return divmod(a, b)


@njit
def power(a, b):
    return a**b


@njit
def after_effect(out, b):
    """What is stored before the exception stays."""
    out[0] = 1
    out[1] = 10 // b
    out[2] = 3
    return out[1]


@njit
def inner(a, b):
    return a / b


@njit
def outer(a, b):
    """The exception passes through a caller."""
    return inner(a, b) + 1.0


@njit
def guarded(a, b):
    """Division that is not reached."""
    if b == 0:
        return -1.0
    return a / b


@njit
def in_loop(values):
    """The exception leaves a loop."""
    total = 0.0
    for v in values:
        total += 1.0 / v
    return total


@njit
def unused(a, b):
    """A quotient that nobody reads still raises."""
    c = a // b
    return a


OUT = np.zeros(3)


case("truediv(1, 0)", lambda: truediv(1, 0))
case("truediv(1.0, 0.0)", lambda: truediv(1.0, 0.0))
case("truediv(0, 0)", lambda: truediv(0, 0))
case("floordiv(1, 0)", lambda: floordiv(1, 0))
case("floordiv(1.0, 0.0)", lambda: floordiv(1.0, 0.0))
case("floordiv(0, 0)", lambda: floordiv(0, 0))
case("modulo(1, 0)", lambda: modulo(1, 0))
case("modulo(1.0, 0.0)", lambda: modulo(1.0, 0.0))
case("modulo(0, 0)", lambda: modulo(0, 0))
case("both(1, 0)", lambda: both(1, 0))
case("both(1.0, 0.0)", lambda: both(1.0, 0.0))
case("both(0, 0)", lambda: both(0, 0))
case("truediv(1.5, 0)", lambda: truediv(1.5, 0))
case("truediv(1, -0.0)", lambda: truediv(1, -0.0))
case("floordiv(1.5, 0)", lambda: floordiv(1.5, 0))
case("floordiv(1, -0.0)", lambda: floordiv(1, -0.0))
case("modulo(1.5, 0)", lambda: modulo(1.5, 0))
case("modulo(1, -0.0)", lambda: modulo(1, -0.0))
case("truediv(True, False)", lambda: truediv(True, False))
case("truediv(-1.0, 0.0)", lambda: truediv(-1.0, 0.0))
case("floordiv(True, False)", lambda: floordiv(True, False))
case("floordiv(-1.0, 0.0)", lambda: floordiv(-1.0, 0.0))
case("modulo(True, False)", lambda: modulo(True, False))
case("modulo(-1.0, 0.0)", lambda: modulo(-1.0, 0.0))
case("truediv(np.float32(1.0), np.float32(0.0))", lambda: truediv(np.float32(1.0), np.float32(0.0)))
case("floordiv(np.uint8(1), np.uint8(0))", lambda: floordiv(np.uint8(1), np.uint8(0)))
case("modulo(np.int8(-1), np.int8(0))", lambda: modulo(np.int8(-1), np.int8(0)))
case("truediv(1 + 2j, 0j)", lambda: truediv(1 + 2j, 0j))
case("truediv(1 + 2j, 0)", lambda: truediv(1 + 2j, 0))
case("truediv(np.complex64(1j), np.complex64(0j))", lambda: truediv(np.complex64(1j), np.complex64(0j)))
case("power(0, -1)", lambda: power(0, -1))
case("power(0, -3)", lambda: power(0, -3))
case("power(2, -1)", lambda: power(2, -1))
case("power(-1, -3)", lambda: power(-1, -3))
case("power(0.0, 2)", lambda: power(0.0, 2))
case("power(0, 0)", lambda: power(0, 0))
case("power(0.0, 0.0)", lambda: power(0.0, 0.0))
case("after_effect(OUT, 0)", lambda: after_effect(OUT, 0))
case("OUT.sum()", lambda: OUT.sum())
case("after_effect(OUT, 3)", lambda: after_effect(OUT, 3))
case("OUT.sum()", lambda: OUT.sum())
case("outer(1.0, 0.0)", lambda: outer(1.0, 0.0))
case("outer(1.0, 4.0)", lambda: outer(1.0, 4.0))
case("guarded(1.0, 0.0)", lambda: guarded(1.0, 0.0))
case("guarded(1.0, 8.0)", lambda: guarded(1.0, 8.0))
case("in_loop(np.array([1.0, 2.0, 0.0, 4.0]))", lambda: in_loop(np.array([1.0, 2.0, 0.0, 4.0])))
case("in_loop(np.array([1.0, 2.0, 4.0]))", lambda: in_loop(np.array([1.0, 2.0, 4.0])))
case("unused(5, 0)", lambda: unused(5, 0))
case("unused(5, 2)", lambda: unused(5, 2))
