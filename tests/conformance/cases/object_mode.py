"""Blocks of compiled functions that the interpreter runs.

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


from numba import objmode

SCALE = 3.0


class Refused(ValueError):
    """An exception class of the script."""


@njit
def number(n):
    with objmode(y="float64"):
        y = float(str(n)) * SCALE
    return y + 1


@njit
def array(n):
    with objmode(a="float64[:]", k="int64"):
        a = np.array([1.5, 2.5, n])
        k = len(repr(n))
    a[0] = 7.0
    return a, k


@njit
def nothing(xs):
    total = 0
    with objmode():
        seen = []
        for x in xs:
            if x > 1:
                seen.append(x)
        print("seen", seen)
    for x in xs:
        total += x
    return total


@njit
def changed(a):
    with objmode:
        a[0] = 40.0
    return float(a[0] + a[1])


@njit
def text(s):
    with objmode(t="unicode_type"):
        t = "<" + s.upper() + ">"
    return t + "!"


@njit
def raising(n):
    with objmode(y="int64"):
        if n > 2:
            raise Refused("too much")
        y = n
    return y


@njit
def caught(n):
    try:
        with objmode(y="int64"):
            y = int("x" * n)
    except ValueError:
        return -1
    return y


@njit
def in_loop(n):
    total = 0
    for i in range(n):
        with objmode(y="int64"):
            y = i * i
        total += y
    return total


def made(offset):
    @njit
    def inner(x):
        with objmode(y="int64"):
            y = x + offset
        return y

    return inner


shifted = made(100)


@njit
def wrong_type(n):
    with objmode(y="int64"):
        y = "text"
    return y


case("number(4)", lambda: number(4))
case("array(2.5)", lambda: array(2.5))
case("nothing([1, 2, 3])", lambda: nothing([1, 2, 3]))
case("changed(np.array([1.0, 2.0]))", lambda: changed(np.array([1.0, 2.0])))
case("text('ab')", lambda: text('ab'))
case("raising(1)", lambda: raising(1))
case("raising(3)", lambda: raising(3))
case("caught(1)", lambda: caught(1))
case("in_loop(5)", lambda: in_loop(5))
case("shifted(1)", lambda: shifted(1))
