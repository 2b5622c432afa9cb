"""Augmented assignment, types that join at branches and loops, wrap-around.

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
def each_operator(x, y):
    """Every augmented assignment that keeps integers."""
    a = x
    a += y
    a -= 3
    a *= y
    a //= 2
    a %= 1000
    a <<= 4
    a >>= 1
    a |= 1
    a &= 1023
    a ^= 255
    a **= 2
    return a


@njit
def becomes_float(n):
    """A variable that starts as an integer and turns into a float inside a loop."""
    total = 0
    for i in range(n):
        total += i * 0.5
    return total


@njit
def stays_single(values):
    """A single-precision accumulator stays single."""
    total = np.float32(0.0)
    for v in values:
        total += v
    return np.full(1, total)


@njit
def leaves_single(x):
    """A literal takes single precision to double."""
    return np.full(1, x * 2.0), np.full(1, x * 2), np.full(1, x + np.float32(2.0))


@njit
def widens(values):
    """An accumulator that starts with an element grows to 64 bits."""
    total = values[0]
    for v in values[1:]:
        total += v
    return total


@njit
def divides(x):
    """In-place true division."""
    x /= 4
    return x


@njit
def joins(flag, a, b):
    """The common type of two branches."""
    if flag:
        value = a
    else:
        value = b
    return np.full(1, value)


@njit
def conditional(flag, a, b):
    """The common type of a conditional expression."""
    return np.full(1, a if flag else b)


@njit
def retyped():
    """A name that changes its type on straight-line code."""
    x = 1
    y = x + 1
    x = 2.5
    y = y + x
    x = (1, y)
    return x


@njit
def overflow(x, n):
    """Doubling wraps around."""
    for _ in range(n):
        x = x * 2 + 1
    return x


@njit
def narrow_wrap(x):
    """Explicit narrow types wrap at their own width."""
    return np.int8(x), np.uint8(x), np.int16(x * 300), np.uint32(-x)


case("each_operator(5, 7)", lambda: each_operator(5, 7))
case("each_operator(-50, 3)", lambda: each_operator(-50, 3))
case("each_operator(np.int8(100), np.uint8(200))", lambda: each_operator(np.int8(100), np.uint8(200)))
case("each_operator(np.uint64(100), np.uint64(5))", lambda: each_operator(np.uint64(100), np.uint64(5)))
case("becomes_float(0)", lambda: becomes_float(0))
case("becomes_float(5)", lambda: becomes_float(5))
case("stays_single(np.array([0.1, 0.2, 0.3, 1e8, 1.0], dtype=np.float32))", lambda: stays_single(np.array([0.1, 0.2, 0.3, 1e8, 1.0], dtype=np.float32)))
case("leaves_single(np.float32(0.1))", lambda: leaves_single(np.float32(0.1)))
case("widens(np.array([200, 200, 200, 200], dtype=np.uint8))", lambda: widens(np.array([200, 200, 200, 200], dtype=np.uint8)))
case("widens(np.array([-100, -100], dtype=np.int8))", lambda: widens(np.array([-100, -100], dtype=np.int8)))
case("widens(np.array([1.5, 2.5], dtype=np.float32))", lambda: widens(np.array([1.5, 2.5], dtype=np.float32)))
case("widens(np.array([True, True, True]))", lambda: widens(np.array([True, True, True])))
case("divides(10)", lambda: divides(10))
case("divides(np.float32(3.0))", lambda: divides(np.float32(3.0)))
case("joins(True, 1, 2.5)", lambda: joins(True, 1, 2.5))
case("joins(False, 1, 2.5)", lambda: joins(False, 1, 2.5))
case("joins(True, True, 7)", lambda: joins(True, True, 7))
case("joins(True, np.int8(-1), np.uint8(255))", lambda: joins(True, np.int8(-1), np.uint8(255)))
case("joins(False, np.int8(-1), np.uint8(255))", lambda: joins(False, np.int8(-1), np.uint8(255)))
case("joins(True, np.int32(-1), np.uint32(5))", lambda: joins(True, np.int32(-1), np.uint32(5)))
case("joins(True, np.int64(-1), np.uint64(5))", lambda: joins(True, np.int64(-1), np.uint64(5)))
case("joins(False, np.int64(-1), np.uint64(2**63))", lambda: joins(False, np.int64(-1), np.uint64(2**63)))
case("joins(True, np.float32(1.5), np.int64(2))", lambda: joins(True, np.float32(1.5), np.int64(2)))
case("joins(True, np.float32(1.5), np.int16(2))", lambda: joins(True, np.float32(1.5), np.int16(2)))
case("joins(True, 1, 2 + 3j)", lambda: joins(True, 1, 2 + 3j))
case("joins(False, np.complex64(1j), 0.5)", lambda: joins(False, np.complex64(1j), 0.5))
case("joins(True, np.float32(0.5), np.complex64(1j))", lambda: joins(True, np.float32(0.5), np.complex64(1j)))
case("conditional(True, 3, 4.5)", lambda: conditional(True, 3, 4.5))
case("conditional(False, False, 9)", lambda: conditional(False, False, 9))
case("retyped()", lambda: retyped())
case("overflow(1, 62)", lambda: overflow(1, 62))
case("overflow(1, 63)", lambda: overflow(1, 63))
case("overflow(1, 70)", lambda: overflow(1, 70))
case("narrow_wrap(127)", lambda: narrow_wrap(127))
case("narrow_wrap(300)", lambda: narrow_wrap(300))
case("narrow_wrap(-129)", lambda: narrow_wrap(-129))
