"""Options of the decorators, `prange`.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import numpy as np
from numba import jit, njit, prange


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


@njit(fastmath=False, boundscheck=True)
def checked(a, i):
    return a[i]


@njit(cache=True)
def cached(x):
    return x * 3


@njit(nogil=True, inline="never")
def without_lock(x):
    return x + 1


@jit
def plain_jit(x):
    return x - 1


@jit(nopython=True)
def nopython_jit(x):
    return x - 2


@njit(parallel=True)
def parallel_sum(a):
    total = 0
    for i in prange(a.size):
        total += a[i]
    return total


@njit(parallel=True)
def parallel_store(n):
    out = np.zeros(n, dtype=np.int64)
    for i in prange(n):
        out[i] = i * i
    return out


@njit(parallel=True)
def parallel_rows(a):
    out = np.empty(a.shape[0])
    for i in prange(a.shape[0]):
        total = 0.0
        for j in range(a.shape[1]):
            total += a[i, j]
        out[i] = total
    return out


@njit(parallel=True)
def parallel_extremes(a):
    low = a[0]
    high = a[0]
    for i in prange(a.size):
        low = min(low, a[i])
        high = max(high, a[i])
    return low, high


@njit
def serial_prange(n):
    """Without parallel=True, `prange` is `range`."""
    total = 0
    for i in prange(n):
        total += i
    return total


@njit(parallel=True)
def parallel_expression(a):
    return a * 2 + 1


@njit
def with_docstring(x):
    """Its text."""
    return x


def plain_function(x):
    """Decorated later."""
    return x * 7


compiled_later = njit(plain_function)
compiled_with_signature = njit("float64(float64)")(plain_function)


class Holder:
    """Compiled static methods."""

    @staticmethod
    @njit
    def triple(x):
        return x * 3


DATA = np.arange(1000) % 17


case("checked(np.arange(3), 2)", lambda: checked(np.arange(3), 2))
case("cached(5)", lambda: cached(5))
case("cached(2.5)", lambda: cached(2.5))
case("without_lock(1)", lambda: without_lock(1))
case("plain_jit(1)", lambda: plain_jit(1))
case("nopython_jit(1)", lambda: nopython_jit(1))
case("parallel_sum(DATA)", lambda: parallel_sum(DATA))
case("parallel_store(7)", lambda: parallel_store(7))
case("parallel_rows(np.arange(6.0).reshape(2, 3))", lambda: parallel_rows(np.arange(6.0).reshape(2, 3)))
case("parallel_extremes(DATA)", lambda: parallel_extremes(DATA))
case("serial_prange(10)", lambda: serial_prange(10))
case("parallel_expression(np.arange(4))", lambda: parallel_expression(np.arange(4)))
case("with_docstring.__doc__", lambda: with_docstring.__doc__)
case("with_docstring.__name__", lambda: with_docstring.__name__)
case("compiled_later(3)", lambda: compiled_later(3))
case("compiled_with_signature(3)", lambda: compiled_with_signature(3))
case("plain_function(3)", lambda: plain_function(3))
case("Holder.triple(4)", lambda: Holder.triple(4))
case("Holder().triple(2.5)", lambda: Holder().triple(2.5))
