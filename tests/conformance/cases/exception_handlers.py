r"""Catching inside compiled code, and exception classes of the script.

Expected output: CPython and NumPy at module level, Numba in compiled functions; except for the lines with
`^nested_handlers\(5\)`, which follow CPython and NumPy throughout: Numba does not catch an exception that
follows an inner handler.
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


class Overheated(Exception):
    """An exception class of the script."""


@njit
def raises(kind, x):
    if kind == 0:
        raise ValueError("bad value")
    if kind == 4:
        raise KeyError("missing")
    if kind == 5:
        raise IndexError("no such index")
    return x


@njit
def raises_own(x):
    raise Overheated("too hot", x)


@njit
def catches(x):
    try:
        y = raises(x, 5)
    except Exception:
        y = -1
    return y


@njit
def catches_everything(x):
    try:
        y = 10 // x
    except:
        y = -1
    return y


@njit
def with_else_and_finally(x, out):
    try:
        y = 10 // x
    except Exception:
        out[0] = 1
        y = -1
    else:
        out[1] = 1
    finally:
        out[2] = 1
    return y


@njit
def finally_on_return(x, out):
    try:
        if x > 0:
            return 1
        out[0] = 5
    finally:
        out[1] = 7
    return 2


@njit
def nested_handlers(x):
    try:
        try:
            y = 10 // x
        except Exception:
            y = -1
        y += raises(x, 1)
    except Exception:
        y = -100
    return y


@njit
def caught_in_loop(values):
    failures = 0
    for v in values:
        try:
            raises(v, 1)
        except Exception:
            failures += 1
    return failures


FLAGS = np.zeros(3)


case("raises(0, 1)", lambda: raises(0, 1))
case("raises(4, 1)", lambda: raises(4, 1))
case("raises(10, 1)", lambda: raises(10, 1))
case("raises_own(1)", lambda: raises_own(1))
case("catches(0)", lambda: catches(0))
case("catches(4)", lambda: catches(4))
case("catches(10)", lambda: catches(10))
case("catches_everything(0)", lambda: catches_everything(0))
case("catches_everything(3)", lambda: catches_everything(3))
case("with_else_and_finally(5, FLAGS)", lambda: with_else_and_finally(5, FLAGS))
case("FLAGS.tolist()", lambda: FLAGS.tolist())
case("with_else_and_finally(0, FLAGS)", lambda: with_else_and_finally(0, FLAGS))
case("FLAGS.tolist()", lambda: FLAGS.tolist())
case("finally_on_return(1, FLAGS)", lambda: finally_on_return(1, FLAGS))
case("finally_on_return(0, FLAGS)", lambda: finally_on_return(0, FLAGS))
case("FLAGS.tolist()", lambda: FLAGS.tolist())
case("nested_handlers(0)", lambda: nested_handlers(0))
case("nested_handlers(5)", lambda: nested_handlers(5))
case("nested_handlers(10)", lambda: nested_handlers(10))
case("caught_in_loop(np.array([0, 10, 4, 11]))", lambda: caught_in_loop(np.array([0, 10, 4, 11])))
