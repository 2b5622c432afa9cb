"""Fields, methods and properties of compiled classes.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
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


@jitclass([
    ("i", int32), ("f", float32), ("c", types.complex128), ("b", types.boolean), ("s", types.unicode_type),
    ("a", float64[:]), ("m", float32[:, ::1]), ("t", types.UniTuple(int64, 2)), ("o", optional(float64)),
    ("xs", types.ListType(int64)), ("d", types.DictType(types.unicode_type, float64)),
])
class Everything:
    def __init__(self, n):
        self.i = n
        self.f = n / 3
        self.c = n + 1j
        self.b = n > 2
        self.s = "n" * n
        self.a = np.arange(n) * 1.5
        self.m = np.ones((2, n), np.float32)
        self.t = (n, n + 1)
        self.o = None
        self.xs = typed.List.empty_list(int64)
        self.d = typed.Dict.empty(types.unicode_type, float64)

    def grow(self, value):
        self.xs.append(value)
        self.d[self.s + str(value)] = value * 0.5
        self.o = float(value)
        self.a[0] += value
        return len(self.xs)


@jitclass
class Annotated:
    count: int
    scale: float
    label: str
    values: List[int]
    table: Dict[str, float]
    rest: Optional[int]

    def __init__(self, count, label="none"):
        self.count = count
        self.scale = 2
        self.label = label
        self.values = typed.List.empty_list(types.int64)
        self.table = typed.Dict.empty(types.unicode_type, types.float64)
        self.rest = None

    def add(self, value, times=1):
        for _ in range(times):
            self.values.append(value)
        self.table[self.label] = self.count * self.scale
        self.rest = value
        return self


@jitclass([("x", int64), ("_y", float64)])
class Props:
    def __init__(self, x):
        self.x = x
        self._y = 0.5

    @property
    def y(self):
        return self._y + self.x

    @y.setter
    def y(self, value):
        self._y = value

    @property
    def only(self):
        return self.x * 2

    @staticmethod
    def made(x, by=3):
        return x * by

    def chained(self, k):
        self.x += self.made(k)
        return self.y


def everything(n):
    e = Everything(n)
    return e.i, e.f, e.c, e.b, e.s, e.a, e.m, e.t, e.o


def grown(n):
    e = Everything(n)
    first = e.grow(4), e.grow(5)
    return first, list(e.xs), dict(e.d), e.o, e.a


@njit
def grown_inside(n):
    e = Everything(n)
    first = e.grow(4), e.grow(5)
    return first, e.xs[1], e.d["n" * n + "4"], e.o, e.a, e.m.sum(), e.t[1], e.s


def stored(n):
    e = Everything(n)
    e.i, e.f, e.b, e.s, e.t, e.o = 7, 2, False, "changed", (8, 9), 1.5
    e.a = np.array([3.0, 4.0])
    e.c = 2
    return e.i, e.f, e.c, e.b, e.s, e.a, e.t, e.o


@njit
def changed(e):
    e.i += 10
    e.a = np.zeros(2)
    e.s = e.s + "!"
    return e.i


def shared(n):
    e = Everything(n)
    return changed(e), changed(e), e.i, e.a, e.s


def annotated(n):
    a = Annotated(n, label="tag").add(3).add(4, 2)
    return a.count, a.scale, a.label, list(a.values), dict(a.table), a.rest


def properties(n):
    p = Props(n)
    before = p.y, p.only, p.made(2), Props.made(2, by=5), p.chained(1)
    p.y = 2.5
    return before, p.y, p.x


@njit
def properties_inside(n):
    p = Props(n)
    before = p.y, p.only, p.made(2), p.chained(1)
    p.y = 2.5
    return before, p.y, p.x


def missing(n):
    return Props(n).nothing


def names(n):
    return Props.__name__, isinstance(Props(n), Props), isinstance(n, Props)


case("everything(4)", lambda: everything(4))
case("everything(0)", lambda: everything(0))
case("grown(3)", lambda: grown(3))
case("grown_inside(3)", lambda: grown_inside(3))
case("stored(2)", lambda: stored(2))
case("shared(3)", lambda: shared(3))
case("annotated(3)", lambda: annotated(3))
case("properties(3)", lambda: properties(3))
case("properties_inside(3)", lambda: properties_inside(3))
case("missing(1)", lambda: missing(1))
case("names(1)", lambda: names(1))
