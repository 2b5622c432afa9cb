"""The functions of the module operator.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba does not compile most of these.
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


import operator
from functools import reduce


@njit
def binary(a, b):
    return operator.add(a, b), operator.sub(a, b), operator.mul(a, b), operator.truediv(a, b), operator.floordiv(a, b), operator.mod(a, b)


@njit
def bitwise(a, b):
    return operator.and_(a, b), operator.or_(a, b), operator.xor(a, b), operator.lshift(a, b), operator.rshift(a, b), operator.invert(a)


@njit
def comparing(a, b):
    return operator.lt(a, b), operator.le(a, b), operator.eq(a, b), operator.ne(a, b), operator.gt(a, b), operator.ge(a, b)


@njit
def unary(a):
    return operator.neg(a), operator.pos(a), operator.not_(a), operator.truth(a)


@njit
def folded(xs):
    return reduce(operator.add, xs), reduce(operator.mul, xs, 2), reduce(max, xs)


@njit
def places(xs):
    operator.setitem(xs, 0, 9)
    return operator.getitem(xs, 0), operator.contains(xs, 2), operator.iadd(xs, [7])


case("binary(7, 2)", lambda: binary(7, 2))
case("binary(-7.5, 2)", lambda: binary(-7.5, 2))
case("bitwise(12, 2)", lambda: bitwise(12, 2))
case("comparing(1, 2)", lambda: comparing(1, 2))
case("comparing(2.5, 2.5)", lambda: comparing(2.5, 2.5))
case("unary(3)", lambda: unary(3))
case("unary(0)", lambda: unary(0))
case("folded([3, 1, 2])", lambda: folded([3, 1, 2]))
case("places([1, 2, 3])", lambda: places([1, 2, 3]))
