"""Operators of compiled classes.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba lacks some operators in compiled code, and forgets defaults of constructors there.
Written by tests/conformance/regenerate.py; do not edit.
"""

from collections import namedtuple
from typing import Dict, List, Optional

import numpy as np
from numba import deferred_type, float32, float64, int32, int64, njit, optional, typed, types
from numba.core.errors import TypingError
from numba.experimental import jitclass, structref
from numba.extending import overload, overload_attribute, overload_method, register_jitable


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


@jitclass([("x", float64), ("y", float64)])
class Vec:
    def __init__(self, x, y=2.0):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vec(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    def __truediv__(self, k):
        return Vec(self.x / k, self.y / k)

    def __floordiv__(self, k):
        return Vec(self.x // k, self.y // k)

    def __mod__(self, k):
        return Vec(self.x % k, self.y % k)

    def __pow__(self, k):
        return Vec(self.x ** k, self.y ** k)

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __and__(self, other):
        return Vec(min(self.x, other.x), min(self.y, other.y))

    def __or__(self, other):
        return Vec(max(self.x, other.x), max(self.y, other.y))

    def __xor__(self, other):
        return self.x + other.y

    def __lshift__(self, k):
        return Vec(self.x * 2.0 ** k, self.y)

    def __rshift__(self, k):
        return Vec(self.x / 2.0 ** k, self.y)

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __pos__(self):
        return Vec(abs(self.x), abs(self.y))

    def __invert__(self):
        return Vec(self.y, self.x)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __ne__(self, other):
        return not (self.x == other.x and self.y == other.y)

    def __lt__(self, other):
        return self.x < other.x

    def __le__(self, other):
        return self.x <= other.x

    def __gt__(self, other):
        return self.x > other.x

    def __ge__(self, other):
        return self.x >= other.x

    def __len__(self):
        return 2

    def __getitem__(self, i):
        if i == 0:
            return self.x
        return self.y

    def __setitem__(self, i, value):
        if i == 0:
            self.x = value
        else:
            self.y = value

    def __contains__(self, value):
        return self.x == value or self.y == value

    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __bool__(self):
        return self.x != 0

    def __int__(self):
        return int(self.x)

    def __float__(self):
        return float(self.y)

    def __iadd__(self, other):
        self.x += other.x
        return self

    def pair(self):
        return self.x, self.y


def arithmetic(a, b, c, d):
    v, w = Vec(a, b), Vec(c, d)
    made = (v + w, v - w, v * 2, v / 2, v // 2, v % 2, v ** 2, v & w, v | w, v << 2, v >> 1, -v, +v, ~v)
    return tuple(m.pair() for m in made), v @ w, v ^ w


@njit
def arithmetic_inside(a, b, c, d):
    v, w = Vec(a, b), Vec(c, d)
    made = ((v + w).pair(), (v - w).pair(), (v * 2).pair(), (v / 2).pair(), (v // 2).pair(), (v % 2).pair())
    more = ((v ** 2).pair(), (v & w).pair(), (v | w).pair(), (v << 2).pair(), (v >> 1).pair())
    return made, more, (-v).pair(), (+v).pair(), (~v).pair(), v @ w, v ^ w


def compared(a, b):
    v, w = Vec(a), Vec(b)
    return v == w, v != w, v < w, v <= w, v > w, v >= w


@njit
def compared_inside(a, b):
    v, w = Vec(a), Vec(b)
    return v == w, v != w, v < w, v <= w, v > w, v >= w


def container_like(a, b):
    v = Vec(a, b)
    before = v[0], v[1], len(v), a in v, 99.0 in v, 99.0 not in v
    v[0], v[1] = 7.0, 8.0
    return before, v.pair()


@njit
def container_inside(a, b):
    v = Vec(a, b)
    before = v[0], v[1], len(v), a in v, 99.0 in v, 99.0 not in v
    v[0] = 7.0
    v[1] = 8.0
    v[1] += 0.5
    return before, v.pair()


def converted(a, b):
    v = Vec(a, b)
    return abs(v), bool(v), int(v), float(v)


@njit
def converted_inside(a, b):
    v = Vec(a, b)
    kind = 1 if v else 2
    return abs(v), bool(v), int(v), float(v), kind, not v


def in_place(a, b):
    v = Vec(a, b)
    w = v
    v += Vec(1.0)
    return v.pair(), w.pair()


@njit
def in_place_inside(a, b):
    v = Vec(a, b)
    w = v
    v += Vec(1.0)
    return v.pair(), w.pair()


case("arithmetic(3.5, 4.0, -1.0, 2.0)", lambda: arithmetic(3.5, 4.0, -1.0, 2.0))
case("arithmetic_inside(3.5, 4.0, -1.0, 2.0)", lambda: arithmetic_inside(3.5, 4.0, -1.0, 2.0))
case("compared(1.0, 2.0)", lambda: compared(1.0, 2.0))
case("compared(2.0, 2.0)", lambda: compared(2.0, 2.0))
case("compared_inside(1.0, 2.0)", lambda: compared_inside(1.0, 2.0))
case("compared_inside(2.0, 2.0)", lambda: compared_inside(2.0, 2.0))
case("container_like(1.0, 2.5)", lambda: container_like(1.0, 2.5))
case("container_inside(1.0, 2.5)", lambda: container_inside(1.0, 2.5))
case("converted(3.0, 4.0)", lambda: converted(3.0, 4.0))
case("converted(0.0, 4.5)", lambda: converted(0.0, 4.5))
case("converted_inside(3.0, 4.0)", lambda: converted_inside(3.0, 4.0))
case("converted_inside(0.0, 4.5)", lambda: converted_inside(0.0, 4.5))
case("in_place(1.0, 2.0)", lambda: in_place(1.0, 2.0))
case("in_place_inside(1.0, 2.0)", lambda: in_place_inside(1.0, 2.0))
