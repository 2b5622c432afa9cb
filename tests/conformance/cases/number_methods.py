"""Methods of numbers, and functions on them in all their forms.

Expected output: CPython and NumPy throughout (the functions run undecorated), because Numba's own result is not
the one wanted here: Numba does not compile most of these.
Written by tests/conformance/regenerate.py; do not edit.
"""

import math

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
def bits(n):
    return n.bit_length(), n.bit_count(), n.numerator, n.denominator


@njit
def floats(x):
    return x.is_integer(), x.hex()


@njit
def ratio(x):
    return x.as_integer_ratio()


@njit
def power(a, b, m):
    return pow(a, b, m)


@njit
def smallest(xs):
    return min(xs, key=lambda x: -x), max(xs, key=lambda x: x % 3), min(xs, default=7), max([x for x in xs if x > 5], default=-1)


@njit
def smallest_of(a, b, c):
    return min(a, b, c, key=abs), max(a, b, c, key=lambda x: -x)


@njit
def no_default(xs):
    return max([x for x in xs if x > 100], key=abs)


@njit
def zipped(a, b):
    return [x * y for x, y in zip(a, b, strict=True)]


@njit
def zipped_three(a, b, c):
    return [x + y + z for x, y, z in zip(a, b, c, strict=True)]


@njit
def indices(start, stop, step, n):
    return slice(start, stop, step).indices(n)


@njit
def exact(xs):
    return math.fsum(xs)


@njit
def dicts(n):
    a = dict([(1, 2), (3, n)])
    b = dict(zip("ab", [1, n]))
    c = dict(x=1, y=n)
    return sorted(a.items()), sorted(b.items()), c["y"], len(dict.fromkeys(range(n), 0))


@njit
def attributes(z):
    return getattr(z, "real"), getattr(z, "nothing", -1), hasattr(z, "imag"), hasattr(z, "nothing")


@njit
def hashed(x):
    return hash(x)


@njit
def local_imports(x):
    import math as m
    from math import floor, sqrt

    import numpy as np

    return m.ceil(x) + floor(x), sqrt(x), float(np.abs(-x))


case("bits(0)", lambda: bits(0))
case("bits(1)", lambda: bits(1))
case("bits(-1)", lambda: bits(-1))
case("bits(255)", lambda: bits(255))
case("bits(-256)", lambda: bits(-256))
case("bits(4611686018427387904)", lambda: bits(4611686018427387904))
case("bits(-9223372036854775808)", lambda: bits(-9223372036854775808))
case("floats(0.0)", lambda: floats(0.0))
case("floats(-0.0)", lambda: floats(-0.0))
case("floats(1.0)", lambda: floats(1.0))
case("floats(-2.5)", lambda: floats(-2.5))
case("floats(1e300)", lambda: floats(1e300))
case("floats(5e-324)", lambda: floats(5e-324))
case("floats(-2.5e-310)", lambda: floats(-2.5e-310))
case("floats(math.inf)", lambda: floats(math.inf))
case("floats(math.nan)", lambda: floats(math.nan))
case("floats(0.1)", lambda: floats(0.1))
case("ratio(0.5)", lambda: ratio(0.5))
case("ratio(-3.0)", lambda: ratio(-3.0))
case("ratio(0.1)", lambda: ratio(0.1))
case("ratio(math.nan)", lambda: ratio(math.nan))
case("ratio(math.inf)", lambda: ratio(math.inf))
case("power(3, 200, 13)", lambda: power(3, 200, 13))
case("power(-3, 5, 7)", lambda: power(-3, 5, 7))
case("power(3, 5, -7)", lambda: power(3, 5, -7))
case("power(2, 0, 1)", lambda: power(2, 0, 1))
case("power(3, -1, 11)", lambda: power(3, -1, 11))
case("power(2, -1, 4)", lambda: power(2, -1, 4))
case("power(2, 3, 0)", lambda: power(2, 3, 0))
case("power(1000000000000, 1000000000000, 1000000000000037)", lambda: power(1000000000000, 1000000000000, 1000000000000037))
case("smallest([3, 1, 2])", lambda: smallest([3, 1, 2]))
case("smallest([6, 7])", lambda: smallest([6, 7]))
case("smallest_of(3, -1, 2)", lambda: smallest_of(3, -1, 2))
case("smallest_of(0.5, -2.0, 1.0)", lambda: smallest_of(0.5, -2.0, 1.0))
case("no_default([1, 2])", lambda: no_default([1, 2]))
case("zipped([1, 2], [3, 4])", lambda: zipped([1, 2], [3, 4]))
case("zipped([1, 2], [3])", lambda: zipped([1, 2], [3]))
case("zipped([1], [3, 4])", lambda: zipped([1], [3, 4]))
case("zipped_three([1], [2], [3])", lambda: zipped_three([1], [2], [3]))
case("zipped_three([1], [2], [3, 4])", lambda: zipped_three([1], [2], [3, 4]))
case("zipped_three([1, 1], [2, 2], [3])", lambda: zipped_three([1, 1], [2, 2], [3]))
case("indices(1, 8, 2, 0)", lambda: indices(1, 8, 2, 0))
case("indices(1, 8, 2, 5)", lambda: indices(1, 8, 2, 5))
case("indices(1, 8, 2, 10)", lambda: indices(1, 8, 2, 10))
case("indices(-3, None, None, 0)", lambda: indices(-3, None, None, 0))
case("indices(-3, None, None, 5)", lambda: indices(-3, None, None, 5))
case("indices(-3, None, None, 10)", lambda: indices(-3, None, None, 10))
case("indices(None, None, -1, 0)", lambda: indices(None, None, -1, 0))
case("indices(None, None, -1, 5)", lambda: indices(None, None, -1, 5))
case("indices(None, None, -1, 10)", lambda: indices(None, None, -1, 10))
case("indices(8, 1, -3, 0)", lambda: indices(8, 1, -3, 0))
case("indices(8, 1, -3, 5)", lambda: indices(8, 1, -3, 5))
case("indices(8, 1, -3, 10)", lambda: indices(8, 1, -3, 10))
case("indices(None, -9, 1, 0)", lambda: indices(None, -9, 1, 0))
case("indices(None, -9, 1, 5)", lambda: indices(None, -9, 1, 5))
case("indices(None, -9, 1, 10)", lambda: indices(None, -9, 1, 10))
case("exact([0.1] * 10)", lambda: exact([0.1] * 10))
case("exact([1e100, 1.0, -1e100])", lambda: exact([1e100, 1.0, -1e100]))
case("exact([1e16, 1.0, 1e-16])", lambda: exact([1e16, 1.0, 1e-16]))
case("exact([math.inf, 1.0])", lambda: exact([math.inf, 1.0]))
case("dicts(4)", lambda: dicts(4))
case("attributes(3 + 4j)", lambda: attributes(3 + 4j))
case("attributes(2.5)", lambda: attributes(2.5))
case("hashed(0)", lambda: hashed(0))
case("hashed(1)", lambda: hashed(1))
case("hashed(-1)", lambda: hashed(-1))
case("hashed(2**61)", lambda: hashed(2**61))
case("hashed(-(2**62))", lambda: hashed(-(2**62)))
case("hashed(True)", lambda: hashed(True))
case("hashed(2.5)", lambda: hashed(2.5))
case("hashed(-0.5)", lambda: hashed(-0.5))
case("hashed(1e300)", lambda: hashed(1e300))
case("hashed(math.inf)", lambda: hashed(math.inf))
case("hashed(1 + 2j)", lambda: hashed(1 + 2j))
case("hashed((1, 2))", lambda: hashed((1, 2)))
case("hashed((1, (2.5, True)))", lambda: hashed((1, (2.5, True))))
case("hashed(())", lambda: hashed(()))
case("local_imports(2.25)", lambda: local_imports(2.25))
