"""Functions, methods and attributes with a meaning of their own.

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


def kind_of(x):
    """What compiled code makes of a type."""


@overload(kind_of)
def describe_array(x):
    if isinstance(x, types.Array):
        text = f"{x.ndim}d {x.dtype} {x.layout}"
        if x.dtype in types.real_domain:
            return lambda x: ("real", text)
        return lambda x: ("array", text)


@overload(kind_of)
def describe_scalar(x):
    if isinstance(x, types.Boolean):
        return lambda x: ("bool", "")
    if isinstance(x, types.Integer):
        bits = x.bitwidth
        return lambda x: ("int", str(bits))
    if isinstance(x, types.Float):
        return lambda x: ("float", "")
    if isinstance(x, types.UnicodeType):
        return lambda x: ("str", "")
    if isinstance(x, types.NoneType):
        return lambda x: ("none", "")


@overload(kind_of)
def describe_tuple(x):
    if isinstance(x, types.UniTuple):
        count, inner = x.count, str(x.dtype)
        return lambda x: ("unituple " + inner, str(count))
    if isinstance(x, types.BaseTuple):
        text = ",".join([str(t) for t in x])
        return lambda x: ("tuple", text)
    if isinstance(x, types.ListType):
        inner = str(x.item_type)
        return lambda x: ("typed list", inner)
    if isinstance(x, types.DictType):
        inner = str(x.key_type) + ":" + str(x.value_type)
        return lambda x: ("typed dict", inner)
    if isinstance(x, types.Complex):
        raise TypingError("no complex numbers here")


@njit
def described(x):
    return kind_of(x)


def power(x, n):
    """A power, by the constant exponent where there is one."""


@overload(power)
def power_overload(x, n):
    if isinstance(n, types.IntegerLiteral):
        if n.literal_value == 2:
            return lambda x, n: ("square", x * x)
        return None
    if isinstance(n, types.Integer):
        return None
    return lambda x, n: ("power", x ** n)


@njit
def squared(x):
    return power(x, 2)


@njit
def powered(x, n):
    return power(x, n)


def combined(a, b=3, c=5):
    """Three numbers in one."""


@overload(combined)
def combined_overload(a, b=3, c=5):
    def impl(a, b=3, c=5):
        return a * 100 + b * 10 + c
    return impl


@njit
def defaults(a):
    return combined(a), combined(a, 1), combined(a, c=2), combined(a, b=7, c=1)


@overload_method(types.Array, "twice")
def array_twice(arr, k=2):
    def impl(arr, k=2):
        return arr * k
    return impl


@overload_attribute(types.Array, "first")
def array_first(arr):
    def impl(arr):
        return arr[0]
    return impl


@overload_method(types.UnicodeType, "shout")
def str_shout(s):
    return lambda s: s.upper() + "!"


@overload_method(types.Integer, "half")
def int_half(i):
    return lambda i: i / 2


@njit
def members(a, s, i):
    return a.twice(), a.twice(3)[0], a.twice(k=4)[-1], a.first, s.shout(), i.half()


@register_jitable
def helper(x, y=2):
    return x + y


@njit
def helped(x):
    return helper(x) + helper(x, y=5)


def fold(f, xs):
    """A fold with a function."""


@overload(fold)
def fold_overload(f, xs):
    if isinstance(f, types.Callable):
        def impl(f, xs):
            out = xs[0]
            for i in range(1, len(xs)):
                out = f(out, xs[i])
            return out
        return impl


@njit
def larger(a, b):
    return a if a > b else b


@njit
def folded(xs):
    return fold(larger, xs)


Point = namedtuple("Point", "x y")


def norm(p):
    """The length of a point."""


@overload(norm)
def norm_overload(p):
    if isinstance(p, types.BaseNamedTuple) and p.fields == ("x", "y"):
        return lambda p: (p.x ** 2 + p.y ** 2) ** 0.5


@njit
def normed(x, y):
    return norm(Point(x, y))


case("described(np.zeros((2, 3)))", lambda: described(np.zeros((2, 3))))
case("described(np.zeros(3, np.int32))", lambda: described(np.zeros(3, np.int32)))
case("described(np.asfortranarray(np.ones((2, 2), bool)))", lambda: described(np.asfortranarray(np.ones((2, 2), bool))))
case("described(True)", lambda: described(True))
case("described(3)", lambda: described(3))
case("described(np.int8(3))", lambda: described(np.int8(3)))
case("described(2.5)", lambda: described(2.5))
case("described('a')", lambda: described('a'))
case("described(None)", lambda: described(None))
case("described((1, 2, 3))", lambda: described((1, 2, 3)))
case("described((1, 2.5))", lambda: described((1, 2.5)))
case("described(typed.List([1, 2]))", lambda: described(typed.List([1, 2])))
case("described(1j)", lambda: described(1j))
case("described({1, 2})", lambda: described({1, 2}))
case("squared(3)", lambda: squared(3))
case("powered(3.0, 2.5)", lambda: powered(3.0, 2.5))
case("powered(3, 2)", lambda: powered(3, 2))
case("defaults(1)", lambda: defaults(1))
case("members(np.arange(3.0) + 1, 'hi', 7)", lambda: members(np.arange(3.0) + 1, 'hi', 7))
case("helped(1)", lambda: helped(1))
case("helper(1)", lambda: helper(1))
case("folded(np.array([3, 9, 4]))", lambda: folded(np.array([3, 9, 4])))
case("normed(3.0, 4.0)", lambda: normed(3.0, 4.0))
case("normed(3, 4)", lambda: normed(3, 4))
