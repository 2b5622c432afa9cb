"""Tuples and named tuples.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import math
from collections import namedtuple

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


Point = namedtuple("Point", ["x", "y"])
Segment = namedtuple("Segment", "start end width")


@njit
def build(a, b):
    return a, b


@njit
def single(a):
    return (a,)


@njit
def empty():
    return ()


@njit
def nested(a, b):
    return (a, (b, a)), ((a,), b)


@njit
def constant_index(t):
    return t[0], t[-1], t[1]


@njit
def dynamic_index(t, i):
    return t[i]


@njit
def sliced(t):
    return t[1:], t[:-1], t[::2], t[::-1]


@njit
def length(t):
    return len(t)


@njit
def iterate(t):
    total = 0
    for v in t:
        total = total * 10 + v
    return total


@njit
def unpack(t):
    a, b, c = t
    return c, b, a


@njit
def concatenate(s, t):
    return s + t


@njit
def compare(s, t):
    return s == t, s != t, s < t, s <= t


@njit
def contains(t, v):
    return v in t


@njit
def enumerate_tuple(t):
    total = 0
    for i, v in enumerate(t):
        total += i * v
    return total


@njit
def zip_tuples(s, t):
    total = 0
    for a, b in zip(s, t):
        total += a * b
    return total


@njit
def min_max_sum(t):
    return min(t), max(t), sum(t)


@njit
def through_call(a, b):
    s = build(b, a)
    return build(s, s[0])


@njit
def in_branches(flag):
    if flag:
        t = (1, 2.5)
    else:
        t = (3, 4.5)
    return t


@njit
def widened(flag):
    """Elements unify one by one."""
    if flag:
        return 1, 2.5
    return 1.5, 2


@njit
def carried(n):
    """A tuple carried around a loop."""
    t = (0, 1)
    for _ in range(n):
        t = (t[1], t[0] + t[1])
    return t


@njit
def of_arrays(a, b):
    t = (a, b)
    return t[0] + t[1], t[0].sum()


@njit
def make_point(x, y):
    return Point(x, y)


@njit
def make_by_keyword(x, y):
    return Point(y=y, x=x)


@njit
def fields(p):
    return p.x + p.y, p[0] - p[1]


@njit
def point_unpack(p):
    x, y = p
    return x * y


@njit
def length_of(s):
    dx = s.end.x - s.start.x
    dy = s.end.y - s.start.y
    return math.sqrt(dx * dx + dy * dy) * s.width


@njit
def shifted(p, d):
    return Point(p.x + d, p.y + d)


@njit
def with_array(a):
    return Point(a.min(), a)


@njit
def global_tuple(i):
    return WEIGHTS[i] * SCALE.x, len(WEIGHTS)


@njit
def many():
    return 1, 2.5, True, 1j, (3, 4), None


@njit
def args_tuple(*args):
    return len(args), args


@njit
def hash_free(t):
    return t[0] if t[1] > 0 else t[1]


WEIGHTS = (3, 5, 7)
SCALE = Point(2, 0.5)


case("build(1, 2.5)", lambda: build(1, 2.5))
case("single(3)", lambda: single(3))
case("empty()", lambda: empty())
case("nested(1, 2.5)", lambda: nested(1, 2.5))
case("constant_index((1, 2, 3))", lambda: constant_index((1, 2, 3)))
case("constant_index((1, 2.5, True))", lambda: constant_index((1, 2.5, True)))
case("dynamic_index((10, 20, 30), 0)", lambda: dynamic_index((10, 20, 30), 0))
case("dynamic_index((10, 20, 30), 2)", lambda: dynamic_index((10, 20, 30), 2))
case("dynamic_index((10, 20, 30), -1)", lambda: dynamic_index((10, 20, 30), -1))
case("dynamic_index((10, 20, 30), -3)", lambda: dynamic_index((10, 20, 30), -3))
case("dynamic_index((10, 20, 30), 3)", lambda: dynamic_index((10, 20, 30), 3))
case("dynamic_index((10, 20, 30), -4)", lambda: dynamic_index((10, 20, 30), -4))
case("sliced((1, 2, 3, 4))", lambda: sliced((1, 2, 3, 4)))
case("sliced((1, 2.5, True))", lambda: sliced((1, 2.5, True)))
case("length(())", lambda: length(()))
case("length((1,))", lambda: length((1,)))
case("length((1, 2.5))", lambda: length((1, 2.5)))
case("iterate((1, 2, 3))", lambda: iterate((1, 2, 3)))
case("unpack((1, 2.5, False))", lambda: unpack((1, 2.5, False)))
case("concatenate((1, 2), (3.5,))", lambda: concatenate((1, 2), (3.5,)))
case("concatenate((), (1,))", lambda: concatenate((), (1,)))
case("compare((1, 2), (1, 3))", lambda: compare((1, 2), (1, 3)))
case("compare((1, 2.5), (1, 2.5))", lambda: compare((1, 2.5), (1, 2.5)))
case("compare((1, 2), (1, 2, 3))", lambda: compare((1, 2), (1, 2, 3)))
case("contains((1, 2, 3), 2)", lambda: contains((1, 2, 3), 2))
case("contains((1, 2, 3), 9)", lambda: contains((1, 2, 3), 9))
case("enumerate_tuple((5, 6, 7))", lambda: enumerate_tuple((5, 6, 7)))
case("zip_tuples((1, 2, 3), (4, 5, 6))", lambda: zip_tuples((1, 2, 3), (4, 5, 6)))
case("min_max_sum((4, -1, 7))", lambda: min_max_sum((4, -1, 7)))
case("through_call(1, 2.5)", lambda: through_call(1, 2.5))
case("in_branches(True)", lambda: in_branches(True))
case("in_branches(False)", lambda: in_branches(False))
case("widened(True)", lambda: widened(True))
case("widened(False)", lambda: widened(False))
case("carried(10)", lambda: carried(10))
case("of_arrays(np.arange(3), np.ones(3))", lambda: of_arrays(np.arange(3), np.ones(3)))
case("make_point(1, 2.5)", lambda: make_point(1, 2.5))
case("make_point(1, 2.5).y", lambda: make_point(1, 2.5).y)
case("repr(make_point(1, 2.5))", lambda: repr(make_point(1, 2.5)))
case("type(make_point(1, 2)).__name__", lambda: type(make_point(1, 2)).__name__)
case("make_by_keyword(1, 2)", lambda: make_by_keyword(1, 2))
case("fields(Point(1, 2))", lambda: fields(Point(1, 2)))
case("fields(Point(1.5, 2))", lambda: fields(Point(1.5, 2)))
case("point_unpack(Point(3, 4))", lambda: point_unpack(Point(3, 4)))
case("length_of(Segment(Point(0.0, 0.0), Point(3.0, 4.0), 2))", lambda: length_of(Segment(Point(0.0, 0.0), Point(3.0, 4.0), 2)))
case("repr(shifted(Point(1, 2), 10))", lambda: repr(shifted(Point(1, 2), 10)))
case("with_array(np.array([3, 1, 2]))", lambda: with_array(np.array([3, 1, 2])))
case("global_tuple(1)", lambda: global_tuple(1))
case("many()", lambda: many())
case("args_tuple(1, 2.5)", lambda: args_tuple(1, 2.5))
case("args_tuple()", lambda: args_tuple())
case("hash_free((5, -2))", lambda: hash_free((5, -2)))
