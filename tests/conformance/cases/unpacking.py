"""Starred targets, displays and arguments.

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


@njit
def first_rest(t):
    a, *b = t
    return a, b


@njit
def none_left():
    a, *b = [1, 2][2:]
    return a, b


@njit
def rest_last(t):
    *a, b = t
    return a, b


@njit
def ends(t):
    a, *b, c, d = t
    return a, b, c, d


@njit
def nested_targets(t):
    (a, *b), c = t
    return a, b, c


@njit
def in_displays(t, xs):
    whole = (0, *t, 9)
    listed = [*xs, *t, 5]
    return whole, listed, len({*xs, *t})


@njit
def in_dicts(n):
    a = {1: n, 2: n}
    b = {0: 0, **a, 2: -1}
    return sorted(b.items()), len({**a, **b})


@njit
def total(first, *rest):
    s = first
    for value in rest:
        s += value
    return s


@njit
def several_stars(t, u):
    return total(*t, *u), total(1, *t, 2), total(*t), total(*u, 7)


@njit
def from_text(s):
    a, *b = s
    return a, b


@njit
def from_generator(n):
    a, b, *c = (i * i for i in range(n))
    return a, b, c


case("first_rest((1, 2, 3))", lambda: first_rest((1, 2, 3)))
case("first_rest([1.5, 2.5])", lambda: first_rest([1.5, 2.5]))
case("first_rest([4])", lambda: first_rest([4]))
case("none_left()", lambda: none_left())
case("rest_last((1, 2, 3))", lambda: rest_last((1, 2, 3)))
case("rest_last([1, 2])", lambda: rest_last([1, 2]))
case("ends((1, 2, 3, 4, 5))", lambda: ends((1, 2, 3, 4, 5)))
case("ends([1, 2, 3])", lambda: ends([1, 2, 3]))
case("ends([1, 2])", lambda: ends([1, 2]))
case("nested_targets(((1, 2, 3), 4))", lambda: nested_targets(((1, 2, 3), 4)))
case("in_displays((1, 2), [3, 1])", lambda: in_displays((1, 2), [3, 1]))
case("in_dicts(5)", lambda: in_dicts(5))
case("several_stars((1, 2), (3,))", lambda: several_stars((1, 2), (3,)))
case("from_text('abc')", lambda: from_text('abc'))
case("from_generator(5)", lambda: from_generator(5))
case("from_generator(2)", lambda: from_generator(2))
