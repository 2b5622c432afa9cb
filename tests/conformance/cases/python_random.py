"""The module random with CPython's stream.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba seeds this module as NumPy does.
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


def rounded(value):
    """Like `describe`, with floats cut to ten significant digits (five in single precision)."""
    if isinstance(value, np.ndarray):
        digits = 5 if value.dtype in (np.float32, np.complex64) else 10
        return f"{cut(value.tolist(), digits)} {value.dtype} {value.shape}"
    return f"{cut(value, 10)} {type(value).__name__}"


def cut(value, digits):
    """Text of a number or a nested list of numbers."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(cut(item, digits) for item in value) + "]"
    if isinstance(value, complex):
        noise = abs(value) * 10.0**-digits
        parts = [0.0 if abs(part) <= noise else part for part in (value.real, value.imag)]
        return " & ".join(f"{part:.{digits}g}" for part in parts)
    return f"{value:.{digits}g}" if isinstance(value, float) else repr(value)


import random


@njit
def seeded(seed):
    random.seed(seed)
    return [random.getrandbits(k) for k in (1, 5, 31, 32, 33, 53, 63)]


@njit
def ranges(seed):
    random.seed(seed)
    return [random.randint(1, 6), random.randrange(10), random.randrange(3, 30, 4), random.randrange(9, -9, -2), random.randint(-5, 10**12)]


@njit
def chosen(seed, xs):
    random.seed(seed)
    a = random.choice(xs)
    b = random.sample(xs, 3)
    c = random.choices(xs, k=4)
    d = random.choices(xs, weights=[1, 2, 3, 4, 5, 6], k=4)
    random.shuffle(xs)
    return a, b, c, d, xs


@njit
def many(seed, n):
    random.seed(seed)
    return random.sample(range(n), 30)


@njit
def uniform(seed):
    random.seed(seed)
    return [random.random(), random.uniform(-1, 3), random.triangular(0, 10, 3), random.triangular()]


@njit
def variates(seed):
    random.seed(seed)
    return [random.gauss(0, 1), random.gauss(5, 2), random.normalvariate(0, 1), random.lognormvariate(0, 0.5), random.expovariate(1.5), random.vonmisesvariate(1, 4), random.vonmisesvariate(0, 1e-7), random.gammavariate(2.5, 1), random.gammavariate(1.0, 2), random.gammavariate(0.5, 1), random.betavariate(1.5, 2), random.paretovariate(3), random.weibullvariate(1, 2)]


@njit
def empty():
    return random.randrange(0)


case("seeded(0)", lambda: seeded(0))
case("seeded(1)", lambda: seeded(1))
case("seeded(42)", lambda: seeded(42))
case("seeded(-7)", lambda: seeded(-7))
case("seeded(1099511627776)", lambda: seeded(1099511627776))
case("ranges(1)", lambda: ranges(1))
case("ranges(2)", lambda: ranges(2))
case("chosen(3, [1, 2, 3, 4, 5, 6])", lambda: chosen(3, [1, 2, 3, 4, 5, 6]))
case("chosen(4, [1, 2, 3, 4, 5, 6])", lambda: chosen(4, [1, 2, 3, 4, 5, 6]))
case("many(5, 1000)", lambda: many(5, 1000))
case("empty()", lambda: empty())
case("uniform(6)", lambda: uniform(6), rounded)
case("uniform(7)", lambda: uniform(7), rounded)
case("variates(8)", lambda: variates(8), rounded)
case("variates(9)", lambda: variates(9), rounded)
case("variates(10)", lambda: variates(10), rounded)
