"""Loops over tuples whose elements have types of their own, functions among them.

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


from numba import literal_unroll, literally


@njit
def doubled(x):
    return 2 * x


@njit
def negated(x):
    return -x


FUNCTIONS = (doubled, negated)


@njit
def size(t):
    total = 0.0
    count = 0
    for v in t:
        count += 1
        if isinstance(v, str):
            total += len(v)
        else:
            total += v
    return total, count


@njit
def unrolled(t):
    total = 0.0
    for v in literal_unroll(t):
        if isinstance(v, str):
            continue
        if v > 2:
            break
        total += v
    else:
        total = -1.0
    return total


@njit
def applied(x):
    s = 0
    for f in FUNCTIONS:
        s = 10 * s + f(x)
    return s


@njit
def applied_here(x):
    s = 0
    for f in literal_unroll((doubled, negated, doubled)):
        s = 10 * s + f(x)
    return s


@njit
def rows(t):
    total = 0.0
    for row in t:
        for v in row:
            total += v
    return float(total)


@njit
def shapes(*arrays):
    n = 0
    for a in arrays:
        n = 10 * n + a.ndim
    return n


@njit
def with_lambda(t):
    s = 0.0
    for v in t:
        f = lambda x: x + v
        s += f(1)
    return s


@njit
def inner_loop(t, n):
    s = 0.0
    for v in t:
        for i in range(n):
            if i == 2:
                break
            s += v * i
    return s


@njit
def described(t):
    out = ""
    for v in t:
        out += str(v) + ";"
    return out


@njit
def constant(n):
    return literally(n) + 1


case("size((1, 2.5, 'abc'))", lambda: size((1, 2.5, 'abc')))
case("size((1, 2, 3))", lambda: size((1, 2, 3)))
case("size(())", lambda: size(()))
case("unrolled((1, 2.0, 'abc'))", lambda: unrolled((1, 2.0, 'abc')))
case("unrolled((1, 2.5, 'abc'))", lambda: unrolled((1, 2.5, 'abc')))
case("unrolled((1, 'a', 5, 6.5))", lambda: unrolled((1, 'a', 5, 6.5)))
case("applied(3)", lambda: applied(3))
case("applied_here(2)", lambda: applied_here(2))
case("rows(((1, 2.5), (3, 4, 5)))", lambda: rows(((1, 2.5), (3, 4, 5))))
case("rows(([1.5, 2.5], (3, 4.5, 5), np.ones(2)))", lambda: rows(([1.5, 2.5], (3, 4.5, 5), np.ones(2))))
case("rows((((), (1, 2.5, 3), (4,))[1], ()))", lambda: rows((((), (1, 2.5, 3), (4,))[1], ())))
case("shapes(np.ones(2), np.ones((2, 2)), np.ones((1, 1, 1)))", lambda: shapes(np.ones(2), np.ones((2, 2)), np.ones((1, 1, 1))))
case("with_lambda((1, 2.5))", lambda: with_lambda((1, 2.5)))
case("inner_loop((1, 2.5, 3), 5)", lambda: inner_loop((1, 2.5, 3), 5))
case("described((1, 2.5, 'x', True, None, (1, 2)))", lambda: described((1, 2.5, 'x', True, None, (1, 2))))
case("constant(4)", lambda: constant(4))
