"""Tuples and named tuples."""

from .base import calls_file

TUPLES = '''
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
'''


TUPLE_CALLS = [
    "build(1, 2.5)",
    "single(3)",
    "empty()",
    "nested(1, 2.5)",
    "constant_index((1, 2, 3))",
    "constant_index((1, 2.5, True))",
    *[f"dynamic_index((10, 20, 30), {i})" for i in (0, 2, -1, -3, 3, -4)],
    "sliced((1, 2, 3, 4))",
    "sliced((1, 2.5, True))",
    *[f"length({t})" for t in ("()", "(1,)", "(1, 2.5)")],
    "iterate((1, 2, 3))",
    "unpack((1, 2.5, False))",
    "concatenate((1, 2), (3.5,))",
    "concatenate((), (1,))",
    "compare((1, 2), (1, 3))",
    "compare((1, 2.5), (1, 2.5))",
    "compare((1, 2), (1, 2, 3))",
    "contains((1, 2, 3), 2)",
    "contains((1, 2, 3), 9)",
    "enumerate_tuple((5, 6, 7))",
    "zip_tuples((1, 2, 3), (4, 5, 6))",
    "min_max_sum((4, -1, 7))",
    "through_call(1, 2.5)",
    "in_branches(True)",
    "in_branches(False)",
    "widened(True)",
    "widened(False)",
    "carried(10)",
    "of_arrays(np.arange(3), np.ones(3))",
    "make_point(1, 2.5)",
    "make_point(1, 2.5).y",
    "repr(make_point(1, 2.5))",
    "type(make_point(1, 2)).__name__",
    "make_by_keyword(1, 2)",
    "fields(Point(1, 2))",
    "fields(Point(1.5, 2))",
    "point_unpack(Point(3, 4))",
    "length_of(Segment(Point(0.0, 0.0), Point(3.0, 4.0), 2))",
    "repr(shifted(Point(1, 2), 10))",
    "with_array(np.array([3, 1, 2]))",
    "global_tuple(1)",
    "many()",
    "args_tuple(1, 2.5)",
    "args_tuple()",
    "hash_free((5, -2))",
]


TUPLE_IMPORTS = """
import math
from collections import namedtuple

import numpy as np
from numba import njit
"""


def files():
    """All files of this subject."""
    return [
        calls_file("tuples", "Tuples and named tuples.", TUPLES, TUPLE_CALLS, imports=TUPLE_IMPORTS),
    ]
