"""Literals, their mixture with typed scalars, constant powers, precedence and logic.

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


def forms(value):
    """A value with the dtype of an array made of it."""
    return describe(value)


@njit
def literal_types():
    return np.full(1, 1), np.full(1, 1.0), np.full(1, True), np.full(1, 1j), np.full(1, 2**63)


@njit
def large_literals():
    return 9223372036854775807, -9223372036854775808, 18446744073709551615, 0xFFFFFFFFFFFFFFFF


@njit
def literal_with(x):
    return np.full(1, x + 1), np.full(1, x * 2), np.full(1, 1 - x), np.full(1, x / 2), np.full(1, x > 0)


@njit
def float_literal_with(x):
    return np.full(1, x + 1.5), np.full(1, 0.5 * x), np.full(1, x - 0.25), np.full(1, x / 0.5)


@njit
def constant_powers(x):
    return x**0, x**1, x**2, x**3, x**4, x**10


@njit
def negative_powers(x):
    return x**-1, x**-2, x**-3


@njit
def folded():
    return 7 // 2, -7 // 2, 7 % -3, 1 << 10, 2**10, 2**0.5, 5 / 2, ~5, not 5, -(3), 0x1F & 0b1010, 10**18


@njit
def notations():
    return 1_000_000, 0xFF, 0o17, 0b101, 1e3, 1.5e-7, .5, 5., 1_0.5, 2e0j


@njit
def precedence(a, b, c):
    return a + b * c, (a + b) * c, a - b - c, a ** b ** 2, -a ** 2, a << b + c, a & b | c ^ a, not a == b, a < b < c


@njit
def booleans(p, q):
    return p and q, p or q, not p, p & q, p | q, p ^ q, p == q, p != q, p < q, p + q, p * q, p - q


@njit
def short_circuit(x, y):
    if y != 0 and x // y > 1:
        return 1
    if y == 0 or x // y == 0:
        return 2
    return 3


@njit
def and_or_values(a, b):
    return a and b, a or b


@njit
def identity(x):
    return np.full(1, x)


@njit
def identity_large(x):
    return np.full(1, x)


case("literal_types()", lambda: literal_types())
case("large_literals()", lambda: large_literals())
case("literal_with(np.int8(5))", lambda: literal_with(np.int8(5)))
case("literal_with(np.uint8(5))", lambda: literal_with(np.uint8(5)))
case("literal_with(np.int32(-5))", lambda: literal_with(np.int32(-5)))
case("literal_with(np.uint32(5))", lambda: literal_with(np.uint32(5)))
case("literal_with(np.uint64(5))", lambda: literal_with(np.uint64(5)))
case("literal_with(np.float32(0.1))", lambda: literal_with(np.float32(0.1)))
case("literal_with(0.1)", lambda: literal_with(0.1))
case("literal_with(True)", lambda: literal_with(True))
case("float_literal_with(np.int8(5))", lambda: float_literal_with(np.int8(5)))
case("float_literal_with(np.uint64(5))", lambda: float_literal_with(np.uint64(5)))
case("float_literal_with(np.float32(0.1))", lambda: float_literal_with(np.float32(0.1)))
case("float_literal_with(0.1)", lambda: float_literal_with(0.1))
case("float_literal_with(False)", lambda: float_literal_with(False))
case("float_literal_with(3)", lambda: float_literal_with(3))
case("constant_powers(3)", lambda: constant_powers(3))
case("constant_powers(-2)", lambda: constant_powers(-2))
case("constant_powers(0)", lambda: constant_powers(0))
case("constant_powers(np.uint8(200))", lambda: constant_powers(np.uint8(200)))
case("constant_powers(1.1)", lambda: constant_powers(1.1))
case("constant_powers(np.float32(1.5))", lambda: constant_powers(np.float32(1.5)))
case("constant_powers(True)", lambda: constant_powers(True))
case("constant_powers(1e200)", lambda: constant_powers(1e200))
case("negative_powers(2.0)", lambda: negative_powers(2.0))
case("negative_powers(-0.5)", lambda: negative_powers(-0.5))
case("negative_powers(np.float32(4.0))", lambda: negative_powers(np.float32(4.0)))
case("negative_powers(1)", lambda: negative_powers(1))
case("negative_powers(-1)", lambda: negative_powers(-1))
case("negative_powers(2)", lambda: negative_powers(2))
case("negative_powers(0)", lambda: negative_powers(0))
case("folded()", lambda: folded())
case("notations()", lambda: notations())
case("precedence(2, 3, 4)", lambda: precedence(2, 3, 4))
case("precedence(-5, 2, 7)", lambda: precedence(-5, 2, 7))
case("booleans(True, True)", lambda: booleans(True, True))
case("booleans(True, False)", lambda: booleans(True, False))
case("booleans(False, True)", lambda: booleans(False, True))
case("booleans(False, False)", lambda: booleans(False, False))
case("short_circuit(5, 0)", lambda: short_circuit(5, 0))
case("short_circuit(5, 2)", lambda: short_circuit(5, 2))
case("short_circuit(1, 2)", lambda: short_circuit(1, 2))
case("short_circuit(0, 0)", lambda: short_circuit(0, 0))
case("short_circuit(-5, 2)", lambda: short_circuit(-5, 2))
case("and_or_values(0, 5)", lambda: and_or_values(0, 5))
case("and_or_values(3, 5)", lambda: and_or_values(3, 5))
case("and_or_values(0.0, 2.5)", lambda: and_or_values(0.0, 2.5))
case("and_or_values(1.5, 0.0)", lambda: and_or_values(1.5, 0.0))
case("and_or_values(False, True)", lambda: and_or_values(False, True))
case("identity(5)", lambda: identity(5))
case("identity(5.0)", lambda: identity(5.0))
case("identity(True)", lambda: identity(True))
case("identity(1j)", lambda: identity(1j))
case("identity(2**63 - 1)", lambda: identity(2**63 - 1))
case("identity(-2**63)", lambda: identity(-2**63))
case("identity_large(2**63)", lambda: identity_large(2**63))
case("identity_large(2**64 - 1)", lambda: identity_large(2**64 - 1))
case("identity(np.int8(7))", lambda: identity(np.int8(7)))
case("identity(np.int16(7))", lambda: identity(np.int16(7)))
case("identity(np.int32(7))", lambda: identity(np.int32(7)))
case("identity(np.int64(7))", lambda: identity(np.int64(7)))
case("identity(np.uint8(7))", lambda: identity(np.uint8(7)))
case("identity(np.uint16(7))", lambda: identity(np.uint16(7)))
case("identity(np.uint32(7))", lambda: identity(np.uint32(7)))
case("identity(np.uint64(7))", lambda: identity(np.uint64(7)))
case("identity(np.float32(7))", lambda: identity(np.float32(7)))
case("identity(np.float64(7))", lambda: identity(np.float64(7)))
case("identity(np.complex64(7))", lambda: identity(np.complex64(7)))
case("identity(np.complex128(7))", lambda: identity(np.complex128(7)))
case("identity(np.bool_(7))", lambda: identity(np.bool_(7)))
