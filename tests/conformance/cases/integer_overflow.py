"""Wrap-around of fixed-width integers, shifts at the edges, hashes and generators.

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
def add(a, b):
    return a + b


@njit
def sub(a, b):
    return a - b


@njit
def mul(a, b):
    return a * b


@njit
def negate(a):
    return -a


@njit
def magnitude(a):
    return abs(a)


@njit
def floordiv(a, b):
    return a // b


@njit
def modulo(a, b):
    return a % b


@njit
def shift_left(a, n):
    return a << n


@njit
def shift_right(a, n):
    return a >> n


@njit
def factorial(n):
    """Wraps around beyond 20."""
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


@njit
def fnv(values):
    """A hash on unsigned 64-bit integers, which wrap."""
    h = np.uint64(14695981039346656037)
    for v in values:
        h ^= np.uint64(v)
        h *= np.uint64(1099511628211)
    return h


@njit
def lcg(seed, n):
    """A linear congruential generator on 32 bits."""
    state = np.uint32(seed)
    for _ in range(n):
        state = np.uint32(state * np.uint32(1664525) + np.uint32(1013904223))
    return state


@njit
def xorshift(seed, n):
    """Marsaglia's generator on 64 bits."""
    x = np.uint64(seed)
    for _ in range(n):
        x ^= x << np.uint64(13)
        x ^= x >> np.uint64(7)
        x ^= x << np.uint64(17)
    return x


@njit
def popcount(x):
    count = 0
    while x:
        x &= x - 1
        count += 1
    return count


LARGE = 2**63 - 1
SMALL = -(2**63)


case("add(LARGE, 1)", lambda: add(LARGE, 1))
case("add(SMALL, -1)", lambda: add(SMALL, -1))
case("sub(SMALL, 1)", lambda: sub(SMALL, 1))
case("sub(0, SMALL)", lambda: sub(0, SMALL))
case("mul(LARGE, 2)", lambda: mul(LARGE, 2))
case("mul(2**32, 2**31)", lambda: mul(2**32, 2**31))
case("mul(2**62, 4)", lambda: mul(2**62, 4))
case("mul(SMALL, -1)", lambda: mul(SMALL, -1))
case("negate(SMALL)", lambda: negate(SMALL))
case("magnitude(SMALL)", lambda: magnitude(SMALL))
case("magnitude(np.int8(-128))", lambda: magnitude(np.int8(-128)))
case("floordiv(SMALL, -1)", lambda: floordiv(SMALL, -1))
case("modulo(SMALL, -1)", lambda: modulo(SMALL, -1))
case("floordiv(SMALL, 1)", lambda: floordiv(SMALL, 1))
case("modulo(SMALL, LARGE)", lambda: modulo(SMALL, LARGE))
case("floordiv(LARGE, SMALL)", lambda: floordiv(LARGE, SMALL))
case("add(np.uint64(2**64 - 1), np.uint64(2))", lambda: add(np.uint64(2**64 - 1), np.uint64(2)))
case("sub(np.uint64(0), np.uint64(1))", lambda: sub(np.uint64(0), np.uint64(1)))
case("sub(np.uint8(0), np.uint8(1))", lambda: sub(np.uint8(0), np.uint8(1)))
case("sub(np.uint8(0), 1)", lambda: sub(np.uint8(0), 1))
case("add(np.int8(127), np.int8(1))", lambda: add(np.int8(127), np.int8(1)))
case("mul(np.int32(2**31 - 1), np.int32(2**31 - 1))", lambda: mul(np.int32(2**31 - 1), np.int32(2**31 - 1)))
case("shift_left(1, 62)", lambda: shift_left(1, 62))
case("shift_left(1, 63)", lambda: shift_left(1, 63))
case("shift_left(3, 63)", lambda: shift_left(3, 63))
case("shift_left(-1, 63)", lambda: shift_left(-1, 63))
case("shift_left(-5, 2)", lambda: shift_left(-5, 2))
case("shift_left(5, 0)", lambda: shift_left(5, 0))
case("shift_right(-8, 1)", lambda: shift_right(-8, 1))
case("shift_right(-8, 63)", lambda: shift_right(-8, 63))
case("shift_right(8, 63)", lambda: shift_right(8, 63))
case("shift_right(-1, 5)", lambda: shift_right(-1, 5))
case("shift_right(LARGE, 62)", lambda: shift_right(LARGE, 62))
case("shift_right(SMALL, 63)", lambda: shift_right(SMALL, 63))
case("shift_right(np.uint64(2**63), 63)", lambda: shift_right(np.uint64(2**63), 63))
case("shift_right(np.uint8(255), 4)", lambda: shift_right(np.uint8(255), 4))
case("shift_left(np.uint8(255), 4)", lambda: shift_left(np.uint8(255), 4))
case("factorial(0)", lambda: factorial(0))
case("factorial(5)", lambda: factorial(5))
case("factorial(20)", lambda: factorial(20))
case("factorial(21)", lambda: factorial(21))
case("factorial(25)", lambda: factorial(25))
case("fnv(np.array([97, 98, 99], dtype=np.uint8))", lambda: fnv(np.array([97, 98, 99], dtype=np.uint8)))
case("lcg(1, 1)", lambda: lcg(1, 1))
case("lcg(12345, 1000)", lambda: lcg(12345, 1000))
case("xorshift(88172645463325252, 1)", lambda: xorshift(88172645463325252, 1))
case("xorshift(88172645463325252, 1000)", lambda: xorshift(88172645463325252, 1000))
case("popcount(0)", lambda: popcount(0))
case("popcount(255)", lambda: popcount(255))
case("popcount(-1)", lambda: popcount(-1))
case("popcount(2**62 + 1)", lambda: popcount(2**62 + 1))
case("popcount(np.uint8(170))", lambda: popcount(np.uint8(170)))
