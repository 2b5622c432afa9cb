"""The `match` statement.

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


from collections import namedtuple

Point = namedtuple("Point", "x y")


@njit
def literal(x):
    match x:
        case 0 | 1:
            return "small"
        case -1:
            return "negative"
        case 2.5:
            return "half"
        case "a" | "b":
            return "letter"
        case True:
            return "yes"
        case None:
            return "nothing"
    return "other"


@njit
def shape(v):
    match v:
        case int():
            return 1.0
        case float(z):
            return z
        case ():
            return 0.5
        case (a, 0) | (0, a):
            return a * 2.0
        case (x, y) if x == y:
            return x + 0.25
        case (x, _, y) as whole:
            return x + y + len(whole) * 100.0
        case _:
            return -1.0


@njit
def point(p):
    match p:
        case Point(0, y):
            return y
        case Point(x, y=3):
            return x * 10
        case Point(x=1):
            return 7
        case Point():
            return -1
        case _:
            return -2


@njit
def in_loop(values):
    total = 0
    for v in values:
        match v % 5:
            case 0:
                continue
            case 1 | 2 as small:
                total += small
            case n if n == 3:
                total += 100
            case _:
                break
    return total


case("literal(0)", lambda: literal(0))
case("literal(1)", lambda: literal(1))
case("literal(2)", lambda: literal(2))
case("literal(-1)", lambda: literal(-1))
case("literal(2.5)", lambda: literal(2.5))
case("literal('a')", lambda: literal('a'))
case("literal('c')", lambda: literal('c'))
case("literal(True)", lambda: literal(True))
case("literal(False)", lambda: literal(False))
case("literal(None)", lambda: literal(None))
case("shape(3)", lambda: shape(3))
case("shape(2.5)", lambda: shape(2.5))
case("shape(())", lambda: shape(()))
case("shape((3, 0))", lambda: shape((3, 0)))
case("shape((0, 4))", lambda: shape((0, 4)))
case("shape((5, 5))", lambda: shape((5, 5)))
case("shape((5, 6))", lambda: shape((5, 6)))
case("shape((1, 2, 3))", lambda: shape((1, 2, 3)))
case("shape('text')", lambda: shape('text'))
case("shape((1, 2, 3, 4))", lambda: shape((1, 2, 3, 4)))
case("point(Point(0, 7))", lambda: point(Point(0, 7)))
case("point(Point(5, 3))", lambda: point(Point(5, 3)))
case("point(Point(1, 1))", lambda: point(Point(1, 1)))
case("point(Point(2, 2))", lambda: point(Point(2, 2)))
case("point((0, 7))", lambda: point((0, 7)))
case("point(3)", lambda: point(3))
case("int(in_loop(np.arange(4)))", lambda: int(in_loop(np.arange(4))))
case("int(in_loop(np.array([5, 6, 7, 8, 10, 9, 1])))", lambda: int(in_loop(np.array([5, 6, 7, 8, 10, 9, 1]))))
