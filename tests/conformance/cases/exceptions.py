"""Raising and asserting; catching at module level.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
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
def raises(kind, x):
    if kind == 0:
        raise ValueError("bad value")
    if kind == 1:
        raise ValueError("bad value", 7, 2.5)
    if kind == 2:
        raise TypeError
    if kind == 3:
        raise RuntimeError("at run time", x)
    if kind == 4:
        raise ArithmeticError("no arithmetic")
    if kind == 5:
        raise IndexError("no such index")
    if kind == 6:
        raise KeyError("missing")
    if kind == 7:
        raise StopIteration
    if kind == 8:
        raise NotImplementedError("not yet")
    if kind == 9:
        raise OverflowError("too large")
    return x


@njit
def asserts(x):
    assert x > 0
    return x


@njit
def asserts_with_text(x):
    assert x > 0, "x must be positive"
    return x


@njit
def through_two_calls(kind):
    return middle(kind) + 1


@njit
def middle(kind):
    return raises(kind, 1) * 2


@njit
def in_a_loop(values):
    for v in values:
        if v < 0:
            raise ValueError("negative value", v)
    return values.sum()


@njit
def writes_before(a):
    a[0] = 1
    if a[1] == 0:
        raise ValueError("second is zero")
    a[0] = 2


@njit
def allocates_and_raises(n):
    a = np.ones(n)
    b = a * 2
    if b.sum() > 3:
        raise ValueError("large")
    return b


def arguments_of(call):
    """Class name and arguments of the exception that a call raises."""
    try:
        call()
    except Exception as error:
        return type(error).__name__, error.args
    return "no exception", ()


def handled():
    """Which `except` clause catches what compiled code raises."""
    found = []
    for kind in range(10):
        try:
            raises(kind, 1)
        except ValueError:
            found.append("value")
        except LookupError:
            found.append("lookup")
        except ArithmeticError:
            found.append("arithmetic")
        except Exception as error:
            found.append(type(error).__name__)
    return found


PAIR = np.array([9, 0])


case("raises(0, 1)", lambda: raises(0, 1))
case("raises(1, 1)", lambda: raises(1, 1))
case("raises(2, 1)", lambda: raises(2, 1))
case("raises(3, 1)", lambda: raises(3, 1))
case("raises(4, 1)", lambda: raises(4, 1))
case("raises(5, 1)", lambda: raises(5, 1))
case("raises(6, 1)", lambda: raises(6, 1))
case("raises(7, 1)", lambda: raises(7, 1))
case("raises(8, 1)", lambda: raises(8, 1))
case("raises(9, 1)", lambda: raises(9, 1))
case("raises(10, 1)", lambda: raises(10, 1))
case("arguments_of(lambda: raises(1, 1))", lambda: arguments_of(lambda: raises(1, 1)))
case("arguments_of(lambda: raises(2, 1))", lambda: arguments_of(lambda: raises(2, 1)))
case("arguments_of(lambda: raises(3, 1))", lambda: arguments_of(lambda: raises(3, 1)))
case("arguments_of(lambda: raises(7, 1))", lambda: arguments_of(lambda: raises(7, 1)))
case("handled()", lambda: handled())
case("asserts(1)", lambda: asserts(1))
case("asserts(0)", lambda: asserts(0))
case("asserts_with_text(0)", lambda: asserts_with_text(0))
case("through_two_calls(0)", lambda: through_two_calls(0))
case("through_two_calls(10)", lambda: through_two_calls(10))
case("in_a_loop(np.array([1, 2, 3]))", lambda: in_a_loop(np.array([1, 2, 3])))
case("in_a_loop(np.array([1, -2, 3]))", lambda: in_a_loop(np.array([1, -2, 3])))
case("writes_before(PAIR)", lambda: writes_before(PAIR))
case("PAIR", lambda: PAIR)
case("allocates_and_raises(1)", lambda: allocates_and_raises(1))
case("allocates_and_raises(2)", lambda: allocates_and_raises(2))
