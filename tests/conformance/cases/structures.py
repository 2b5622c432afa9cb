"""Structures.

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


@structref.register
class PairType(types.StructRef):
    def preprocess_fields(self, fields):
        return tuple((name, types.unliteral(typ)) for name, typ in fields)


class Pair(structref.StructRefProxy):
    def __new__(cls, left, right):
        return structref.StructRefProxy.__new__(cls, left, right)

    @property
    def left(self):
        return get_left(self)

    @left.setter
    def left(self, value):
        set_left(self, value)

    @property
    def right(self):
        return get_right(self)


@njit
def get_left(self):
    return self.left


@njit
def set_left(self, value):
    self.left = value


@njit
def get_right(self):
    return self.right


structref.define_proxy(Pair, PairType, ["left", "right"])


@overload_method(PairType, "total")
def pair_total(self, factor=1):
    if isinstance(self.field_dict["right"], types.Array):
        def impl(self, factor=1):
            return (self.left + self.right.sum()) * factor
        return impl

    def impl(self, factor=1):
        return (self.left + self.right) * factor
    return impl


@overload_attribute(PairType, "both")
def pair_both(self):
    def impl(self):
        return (self.left, self.right)
    return impl


@njit
def made(a, b):
    p = Pair(a, right=b)
    p.left += 1
    return p


@njit
def changed(p):
    p.left += 10
    return p.left


@njit
def totals(p):
    return p.total(), p.total(2), p.total(factor=3), p.both


@njit
def many(n):
    pairs = [Pair(i, i * 0.5) for i in range(n)]
    s = 0.0
    for p in pairs:
        p.left += 1
        s += p.total()
    return s


def outside(a, b):
    p = Pair(a, b)
    before = p.left, p.right
    p.left = a + a
    return before, p.left, changed(p), p.left, type(p).__name__


def made_inside(a, b):
    p = made(a, b)
    return p.left, p.right, isinstance(p, Pair)


def all_totals(a, b):
    return totals(Pair(a, b))


case("outside(1, 2.5)", lambda: outside(1, 2.5))
case("outside(1.5, 'text')", lambda: outside(1.5, 'text'))
case("made_inside(3, 'x')", lambda: made_inside(3, 'x'))
case("made_inside(3, (1, 2.0))", lambda: made_inside(3, (1, 2.0)))
case("made_inside(1, np.arange(3))", lambda: made_inside(1, np.arange(3)))
case("all_totals(1, 2.5)", lambda: all_totals(1, 2.5))
case("all_totals(2, np.arange(3.0))", lambda: all_totals(2, np.arange(3.0)))
case("many(5)", lambda: many(5))
