"""Compiled classes beyond Numba's.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba has no classes derived from compiled ones, no class constants, no `__call__` and no
identity.
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


@jitclass([("x", int64)])
class Base:
    SCALE = 3

    def __init__(self, x):
        self.x = x

    def scaled(self):
        return self.x * self.SCALE

    def twice(self):
        return self.scaled() * 2

    def __call__(self, k):
        return self.x + k

    def __radd__(self, other):
        return other + self.x


@jitclass([("y", float64)])
class Derived(Base):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y

    def scaled(self):
        return super().scaled() + self.y


@jitclass([("z", int64)])
class Third(Derived):
    def __init__(self, z):
        super().__init__(z, z * 0.5)
        self.z = z

    def twice(self):
        return super().twice() + 1000


@jitclass([("__hidden", int64), ("seen", int64)])
class Private:
    def __init__(self, value):
        self.__hidden = value
        self.seen = 0

    def __bump(self):
        self.__hidden += 1

    def read(self):
        self.__bump()
        self.seen += 1
        return self.__hidden


@njit
def kinds(o):
    return isinstance(o, Base), isinstance(o, Derived), isinstance(o, Third), isinstance(o, Private)


@njit
def inside(n):
    b, d, t = Base(n), Derived(n, 0.5), Third(n)
    return b.twice(), d.twice(), t.twice(), b(1), 5 + b, t.SCALE, t.y


@njit
def same(n):
    a = Base(n)
    b = Base(n)
    c = a
    return a is b, a is c, a is not b, a == b, a == c, a != b


def outside(n):
    b, d, t = Base(n), Derived(n, 0.5), Third(n)
    return b.twice(), d.twice(), t.twice(), b(1), 5 + b, Base.SCALE, t.y, isinstance(t, Base), issubclass(Third, Base)


def private(n):
    p = Private(n)
    return p.read(), p.read(), p.seen, p._Private__hidden


@njit
def private_inside(n):
    p = Private(n)
    return p.read(), p.read(), p.seen


def all_kinds(n):
    return kinds(Base(n)), kinds(Derived(n, 1.0)), kinds(Third(n)), kinds(Private(n))


case("inside(4)", lambda: inside(4))
case("outside(4)", lambda: outside(4))
case("same(1)", lambda: same(1))
case("private(5)", lambda: private(5))
case("private_inside(5)", lambda: private_inside(5))
case("all_kinds(1)", lambda: all_kinds(1))
