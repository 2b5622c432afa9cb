"""Generators, generator expressions, and the builtins that give values one at a time.

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


import functools


@njit
def count(start):
    while True:
        yield start
        start += 1


@njit
def squares(n):
    for i in range(n):
        yield i * i


@njit
def total(n):
    s = 0
    for v in squares(n):
        s += v
    return s


@njit
def joined(s, n):
    text = ""
    a = np.zeros(3)
    for i in range(n):
        for c in s:
            text += c
            a = a + i
            yield text, a


@njit
def uses_joined(s, n):
    t = 0.0
    last = ""
    for word, a in joined(s, n):
        t += float(a[0]) * len(word)
        last = word
    return t, last


@njit
def guarded(n):
    for i in range(n):
        try:
            x = 10 // (i - 2)
        except ZeroDivisionError:
            x = 99
        finally:
            x += 1000
        yield x


@njit
def delegating(n):
    yield from squares(n)
    yield 100
    yield from (7, 8, 9)


@njit
def failing(n):
    yield 1
    yield n // 0


@njit
def folded(n):
    s = 0
    for v in delegating(n):
        s = s * 3 + v
    try:
        for v in failing(n):
            s += v
    except ZeroDivisionError:
        s += 5
    return s


@njit
def pairs(t):
    for a in t:
        for b in t:
            yield a * b


@njit
def interleaved():
    a = count(1)
    b = count(100)
    r = 0
    for i in range(5):
        r = r * 5 + next(a) + next(b)
    c = a
    return r, next(c), next(a)


@njit
def expressions(n):
    k = 3
    return (
        sum(i * k for i in range(n)),
        any(i > 3 for i in range(n)),
        all(i < 3 for i in range(n)),
        max(i % 3 for i in range(1, n)),
        min(x for x in range(5, 9)),
        sum(i * j for i in range(n) for j in range(i) if (i + j) % 2),
    )


@njit
def closure(n, k):
    def multiples(m):
        for i in range(m):
            yield i * k

    s = 0
    for v in multiples(n):
        s += v
    return s


@njit
def stepwise(t, n):
    it = iter(t)
    a = next(it)
    b = next(it)
    r = iter(range(n))
    c = next(r, -1)
    d = next(r, -1)
    s = 0
    for x in it:
        s += x
    return a, b, c, d, s


@njit
def first(n):
    return next(iter(range(n)))


@njit
def mapped(n):
    s = 0
    for x in map(lambda v: v * 2, range(n)):
        s += x
    for x in filter(lambda v: v % 2 == 0, range(n)):
        s += 100 * x
    for a, b in zip(range(3), map(lambda q: q + 1, range(5))):
        s += a * b
    for i, x in enumerate(filter(None, (1, 0, 2))):
        s += i * x * 1000
    for x in map(lambda a, b: a * b, (1, 2, 3), range(10)):
        s += x
    for a, b, c in zip((1, 2), squares(9), range(3)):
        s += a * b * c
    return s


@njit
def backwards(t, a):
    s = 0
    for i, x in enumerate(reversed(t)):
        s += i * x
    for i in reversed(range(2, 12, 3)):
        s = s * 3 + i
    for x in reversed(a):
        s = s * 2 + x
    w = ""
    for c in reversed("abc"):
        w += c
    return int(s), w


@njit
def reduced(n):
    a = functools.reduce(lambda x, y: x + y, range(n), 0)
    b = functools.reduce(lambda x, y: x * y, range(1, n + 1))
    return a, b, functools.reduce(max, (3, 9, 2))


@njit
def consumed(it):
    s = 0
    for v in it:
        s += v
    return s


def taken(generator, n):
    """The first values of a generator."""
    return [next(generator) for _ in range(n)]


def drained(generator):
    """All values, and what comes after them."""
    return list(generator), list(generator), next(generator, "end")


def stopped(generator):
    """The exception that ends a generator, and that it stays ended."""
    next(generator)
    try:
        next(generator)
    except ZeroDivisionError:
        return "raised", list(generator)


def half_consumed():
    """A generator that Python and compiled code take turns with."""
    it = squares(6)
    return next(it), consumed(it), list(it)


case("total(5)", lambda: total(5))
case("total(0)", lambda: total(0))
case("uses_joined('abc', 3)", lambda: uses_joined('abc', 3))
case("folded(3)", lambda: folded(3))
case("interleaved()", lambda: interleaved())
case("expressions(5)", lambda: expressions(5))
case("expressions(2)", lambda: expressions(2))
case("closure(5, 10)", lambda: closure(5, 10))
case("stepwise((1, 2, 3, 4), 1)", lambda: stepwise((1, 2, 3, 4), 1))
case("stepwise((1, 2), 5)", lambda: stepwise((1, 2), 5))
case("first(3)", lambda: first(3))
case("first(0)", lambda: first(0))
case("mapped(6)", lambda: mapped(6))
case("backwards((1, 2, 3), np.arange(4))", lambda: backwards((1, 2, 3), np.arange(4)))
case("reduced(6)", lambda: reduced(6))
case("taken(count(5), 4)", lambda: taken(count(5), 4))
case("drained(squares(4))", lambda: drained(squares(4)))
case("drained(guarded(5))", lambda: drained(guarded(5)))
case("drained(delegating(2))", lambda: drained(delegating(2)))
case("drained(pairs((1, 2, 3)))", lambda: drained(pairs((1, 2, 3))))
case("stopped(failing(3))", lambda: stopped(failing(3)))
case("half_consumed()", lambda: half_consumed())
case("sum(squares(10))", lambda: sum(squares(10)))
