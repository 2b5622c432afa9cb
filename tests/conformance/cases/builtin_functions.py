r"""Built-in functions on scalars, tuples and arrays.

Expected output: CPython and NumPy at module level, Numba in compiled functions; except for the lines with
`^(to_float|to_complex)\(True\)|^round_to\(-?2.675`, which follow CPython and NumPy throughout: Numba cannot
convert booleans by `float` or `complex`, and rounds to digits by scaling.
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
def abs_of(x):
    return abs(x)


@njit
def min_two(a, b):
    return min(a, b)


@njit
def max_two(a, b):
    return max(a, b)


@njit
def min_max_many(a, b, c, d):
    return min(a, b, c, d), max(a, b, c, d)


@njit
def min_max_tuple(t):
    return min(t), max(t), sum(t)


@njit
def min_max_array(a):
    return min(a), max(a), sum(a)


@njit
def sum_from(t, start):
    return sum(t, start)


@njit
def typed_min(a, b):
    return np.full(1, min(a, b)), np.full(1, max(a, b))


@njit
def round_one(x):
    return round(x)


@njit
def round_to(x, n):
    return round(x, n)


@njit
def to_int(x):
    return int(x)


@njit
def to_float(x):
    return float(x)


@njit
def to_bool(x):
    return bool(x)


@njit
def to_complex(x):
    return complex(x)


@njit
def divide(a, b):
    return divmod(a, b)


@njit
def length(x):
    return len(x)


@njit
def clamp(x, low, high):
    return max(low, min(x, high))


@njit
def sign(x):
    return (x > 0) - (x < 0)


@njit
def count_if(values, limit):
    return sum(values > limit)


@njit
def type_tests(x):
    return isinstance(x, int), isinstance(x, float), isinstance(x, bool), isinstance(x, complex)


case("abs_of(-5)", lambda: abs_of(-5))
case("abs_of(5)", lambda: abs_of(5))
case("abs_of(-2.5)", lambda: abs_of(-2.5))
case("abs_of(-0.0)", lambda: abs_of(-0.0))
case("abs_of(True)", lambda: abs_of(True))
case("abs_of(-math.inf)", lambda: abs_of(-math.inf))
case("abs_of(math.nan)", lambda: abs_of(math.nan))
case("abs_of(np.uint8(200))", lambda: abs_of(np.uint8(200)))
case("abs_of(3 - 4j)", lambda: abs_of(3 - 4j))
case("min_two(1, 2)", lambda: min_two(1, 2))
case("min_two(2.5, 1)", lambda: min_two(2.5, 1))
case("min_two(1, 2.5)", lambda: min_two(1, 2.5))
case("min_two(-1, True)", lambda: min_two(-1, True))
case("max_two(1, 2)", lambda: max_two(1, 2))
case("max_two(2.5, 1)", lambda: max_two(2.5, 1))
case("max_two(1, 2.5)", lambda: max_two(1, 2.5))
case("max_two(-1, True)", lambda: max_two(-1, True))
case("min_two(math.nan, 1.0)", lambda: min_two(math.nan, 1.0))
case("min_two(1.0, math.nan)", lambda: min_two(1.0, math.nan))
case("min_two(0.0, -0.0)", lambda: min_two(0.0, -0.0))
case("min_two(-0.0, 0.0)", lambda: min_two(-0.0, 0.0))
case("max_two(math.nan, 1.0)", lambda: max_two(math.nan, 1.0))
case("max_two(1.0, math.nan)", lambda: max_two(1.0, math.nan))
case("max_two(0.0, -0.0)", lambda: max_two(0.0, -0.0))
case("max_two(-0.0, 0.0)", lambda: max_two(-0.0, 0.0))
case("min_max_many(3, 1, 4, 1)", lambda: min_max_many(3, 1, 4, 1))
case("min_max_many(3, 1.5, 4, -1)", lambda: min_max_many(3, 1.5, 4, -1))
case("min_max_tuple((3, 1, 2))", lambda: min_max_tuple((3, 1, 2)))
case("min_max_tuple((3.5, 1.25, 2.0))", lambda: min_max_tuple((3.5, 1.25, 2.0)))
case("min_max_array(np.array([3, 1, 2]))", lambda: min_max_array(np.array([3, 1, 2])))
case("min_max_array(np.array([3.5, 1.25, -2.0]))", lambda: min_max_array(np.array([3.5, 1.25, -2.0])))
case("sum_from((1, 2, 3), 10)", lambda: sum_from((1, 2, 3), 10))
case("sum_from((1.5, 2.5), 10.0)", lambda: sum_from((1.5, 2.5), 10.0))
case("typed_min(np.int8(1), np.uint8(2))", lambda: typed_min(np.int8(1), np.uint8(2)))
case("typed_min(np.int64(1), np.uint64(2))", lambda: typed_min(np.int64(1), np.uint64(2)))
case("typed_min(np.float32(1.5), np.float32(2.5))", lambda: typed_min(np.float32(1.5), np.float32(2.5)))
case("typed_min(np.float32(1.5), 2)", lambda: typed_min(np.float32(1.5), 2))
case("typed_min(np.int16(1), np.float32(2.5))", lambda: typed_min(np.int16(1), np.float32(2.5)))
case("round_one(0.5)", lambda: round_one(0.5))
case("round_one(1.5)", lambda: round_one(1.5))
case("round_one(2.5)", lambda: round_one(2.5))
case("round_one(-0.5)", lambda: round_one(-0.5))
case("round_one(-1.5)", lambda: round_one(-1.5))
case("round_one(-2.5)", lambda: round_one(-2.5))
case("round_one(2.4999)", lambda: round_one(2.4999))
case("round_one(2.5001)", lambda: round_one(2.5001))
case("round_one(1e15)", lambda: round_one(1e15))
case("round_one(7)", lambda: round_one(7))
case("round_one(np.float32(2.5))", lambda: round_one(np.float32(2.5)))
case("round_to(1.25, 1)", lambda: round_to(1.25, 1))
case("round_to(1.35, 1)", lambda: round_to(1.35, 1))
case("round_to(2.675, 2)", lambda: round_to(2.675, 2))
case("round_to(-2.675, 2)", lambda: round_to(-2.675, 2))
case("round_to(1234.5, -2)", lambda: round_to(1234.5, -2))
case("round_to(0.5, 0)", lambda: round_to(0.5, 0))
case("round_to(1.5, 0)", lambda: round_to(1.5, 0))
case("round_to(math.nan, 1)", lambda: round_to(math.nan, 1))
case("round_to(math.inf, 1)", lambda: round_to(math.inf, 1))
case("round_to(1e300, 2)", lambda: round_to(1e300, 2))
case("to_int(2.9)", lambda: to_int(2.9))
case("to_int(-2.9)", lambda: to_int(-2.9))
case("to_int(0.0)", lambda: to_int(0.0))
case("to_int(True)", lambda: to_int(True))
case("to_int(7)", lambda: to_int(7))
case("to_int(np.float32(3.99))", lambda: to_int(np.float32(3.99)))
case("to_int(1e18)", lambda: to_int(1e18))
case("to_int(np.uint8(255))", lambda: to_int(np.uint8(255)))
case("to_float(3)", lambda: to_float(3))
case("to_float(True)", lambda: to_float(True))
case("to_float(-7)", lambda: to_float(-7))
case("to_float(2.5)", lambda: to_float(2.5))
case("to_float(2**53 + 1)", lambda: to_float(2**53 + 1))
case("to_float(np.float32(0.1))", lambda: to_float(np.float32(0.1)))
case("to_float(np.uint64(2**63))", lambda: to_float(np.uint64(2**63)))
case("to_bool(0)", lambda: to_bool(0))
case("to_bool(3)", lambda: to_bool(3))
case("to_bool(0.0)", lambda: to_bool(0.0))
case("to_bool(-0.0)", lambda: to_bool(-0.0))
case("to_bool(0.1)", lambda: to_bool(0.1))
case("to_bool(math.nan)", lambda: to_bool(math.nan))
case("to_bool(False)", lambda: to_bool(False))
case("to_bool(0j)", lambda: to_bool(0j))
case("to_bool(1j)", lambda: to_bool(1j))
case("to_complex(3)", lambda: to_complex(3))
case("to_complex(2.5)", lambda: to_complex(2.5))
case("to_complex(True)", lambda: to_complex(True))
case("to_complex(1 + 2j)", lambda: to_complex(1 + 2j))
case("to_complex(np.float32(0.5))", lambda: to_complex(np.float32(0.5)))
case("divide(7, 3)", lambda: divide(7, 3))
case("divide(-7, 3)", lambda: divide(-7, 3))
case("divide(7.5, 2)", lambda: divide(7.5, 2))
case("divide(-7.5, 2.0)", lambda: divide(-7.5, 2.0))
case("divide(7, -0.5)", lambda: divide(7, -0.5))
case("divide(True, 2)", lambda: divide(True, 2))
case("length((1, 2, 3))", lambda: length((1, 2, 3)))
case("length(np.zeros(5))", lambda: length(np.zeros(5)))
case("length(np.zeros((2, 7)))", lambda: length(np.zeros((2, 7))))
case("length((1, 2.5))", lambda: length((1, 2.5)))
case("clamp(5, 0, 3)", lambda: clamp(5, 0, 3))
case("clamp(-5, 0, 3)", lambda: clamp(-5, 0, 3))
case("clamp(2, 0, 3)", lambda: clamp(2, 0, 3))
case("clamp(2.5, 0.0, 3.0)", lambda: clamp(2.5, 0.0, 3.0))
case("clamp(9, 0, 3.5)", lambda: clamp(9, 0, 3.5))
case("sign(5)", lambda: sign(5))
case("sign(-5)", lambda: sign(-5))
case("sign(0)", lambda: sign(0))
case("sign(2.5)", lambda: sign(2.5))
case("sign(-0.0)", lambda: sign(-0.0))
case("sign(math.nan)", lambda: sign(math.nan))
case("count_if(np.array([1, 5, 3, 7]), 2)", lambda: count_if(np.array([1, 5, 3, 7]), 2))
case("type_tests(1)", lambda: type_tests(1))
case("type_tests(1.5)", lambda: type_tests(1.5))
case("type_tests(True)", lambda: type_tests(True))
case("type_tests(1j)", lambda: type_tests(1j))
case("type_tests(np.int8(1))", lambda: type_tests(np.int8(1)))
case("type_tests(np.float32(1.0))", lambda: type_tests(np.float32(1.0)))
