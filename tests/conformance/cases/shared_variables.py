"""Variables that nested functions assign.

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
def counter(n):
    count = 0

    def step(k):
        nonlocal count
        count += k

    for i in range(n):
        step(i)
    return count


@njit
def twice(n):
    value = n

    def grow():
        nonlocal value
        value += 1
        value *= 2

    grow()
    grow()
    return value


@njit
def two_levels(n):
    total = 0

    def outer(k):
        def inner(j):
            nonlocal total
            total += j * k

        inner(1)
        inner(2)

    for i in range(n):
        outer(i)
    return total


@njit
def parameter(n):
    def halve():
        nonlocal n
        n //= 2

    halve()
    halve()
    return n


@njit
def seen_by_both(n):
    last = -1.5

    def put(v):
        nonlocal last
        last = v

    def get():
        return last

    before = get()
    put(float(n))
    return before, get(), last


case("counter(4)", lambda: counter(4))
case("twice(1)", lambda: twice(1))
case("two_levels(4)", lambda: two_levels(4))
case("parameter(22)", lambda: parameter(22))
case("seen_by_both(3)", lambda: seen_by_both(3))
