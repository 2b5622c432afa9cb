"""Code and calls that must be refused.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import numpy as np
from numba import njit
from numba.core.errors import TypingError


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
def unknown_name(x):
    return x + undefined_name


@njit
def unknown_attribute(a):
    return a.no_such_attribute


@njit
def plus_text(x):
    return x + "a"


@njit
def different_results(x):
    if x > 0:
        return 1
    return "negative"


@njit
def different_ranks(flag):
    if flag:
        a = np.zeros(3)
    else:
        a = np.zeros((3, 3))
    return a


@njit
def complex_order(z):
    return z < 1j


@njit
def shift_by_float(x):
    return x << 1.5


@njit
def index_by_float(a):
    return a[1.5]


@njit
def calls_plain_python(x):
    return plain(x)


def plain(x):
    """Not compiled."""
    return x


@njit
def writes_global():
    TABLE[0] = 1


@njit
def too_many_indices(a):
    return a[0, 0]


@njit
def runs_away(n):
    return runs_away(n - 1)


def outcome(call):
    """Whether a call is refused, and by an error of which family."""
    try:
        call()
    except TypingError:
        return "TypingError"
    except TypeError:
        return "TypeError"
    return "accepted"


TABLE = np.arange(3)


@njit
def takes_two(a, b):
    return a + b


@njit("float64(float64[::1])")
def wants_contiguous(a):
    return a[0]


case("outcome(lambda: unknown_name(1))", lambda: outcome(lambda: unknown_name(1)))
case("outcome(lambda: unknown_attribute(TABLE))", lambda: outcome(lambda: unknown_attribute(TABLE)))
case("outcome(lambda: plus_text(1))", lambda: outcome(lambda: plus_text(1)))
case("outcome(lambda: different_results(1))", lambda: outcome(lambda: different_results(1)))
case("outcome(lambda: different_ranks(True))", lambda: outcome(lambda: different_ranks(True)))
case("outcome(lambda: complex_order(1j))", lambda: outcome(lambda: complex_order(1j)))
case("outcome(lambda: shift_by_float(1))", lambda: outcome(lambda: shift_by_float(1)))
case("outcome(lambda: index_by_float(TABLE))", lambda: outcome(lambda: index_by_float(TABLE)))
case("outcome(lambda: calls_plain_python(1))", lambda: outcome(lambda: calls_plain_python(1)))
case("outcome(lambda: writes_global())", lambda: outcome(lambda: writes_global()))
case("outcome(lambda: too_many_indices(TABLE))", lambda: outcome(lambda: too_many_indices(TABLE)))
case("outcome(lambda: runs_away(3))", lambda: outcome(lambda: runs_away(3)))
case("outcome(lambda: takes_two(1))", lambda: outcome(lambda: takes_two(1)))
case("outcome(lambda: takes_two(1, 2, 3))", lambda: outcome(lambda: takes_two(1, 2, 3)))
case("outcome(lambda: takes_two(1, object()))", lambda: outcome(lambda: takes_two(1, object())))
case("outcome(lambda: wants_contiguous(np.arange(6.0)[::2]))", lambda: outcome(lambda: wants_contiguous(np.arange(6.0)[::2])))
case("outcome(lambda: wants_contiguous(np.arange(3)))", lambda: outcome(lambda: wants_contiguous(np.arange(3))))
case("outcome(lambda: wants_contiguous(np.arange(3.0)))", lambda: outcome(lambda: wants_contiguous(np.arange(3.0))))
