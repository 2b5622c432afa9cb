"""Random numbers in compiled code from seeded streams.

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


@njit
def seeded(seed):
    np.random.seed(seed)


@njit
def uniforms(n):
    out = np.empty(n)
    for i in range(n):
        out[i] = np.random.random()
    return out


@njit
def rand_forms():
    return np.random.rand(), np.random.rand(3), np.random.rand(2, 2)


@njit
def random_sizes():
    pair = np.random.random_sample(2)
    return pair, np.random.random(3), np.random.random((2, 2)), np.random.ranf(), np.random.sample()


@njit
def randn_forms():
    return np.random.randn(), np.random.randn(3), np.random.randn(2, 2)


@njit
def normals():
    return np.random.normal(), np.random.normal(5.0, 2.0), np.random.normal(0.0, 1.0, 3), np.random.standard_normal()


@njit
def normal_grid():
    return np.random.normal(1.0, 0.5, (2, 2)), np.random.standard_normal(3)


@njit
def uniform_forms():
    return np.random.uniform(2.0, 5.0), np.random.uniform(-1.0, 1.0, 3), np.random.uniform(0.0, 1.0, (2, 2))


@njit
def randint_one(low, high):
    return np.random.randint(low, high)


@njit
def randint_below(high):
    return np.random.randint(high)


@njit
def randint_many(low, high, n):
    return np.random.randint(low, high, n)


@njit
def randint_grid(low, high):
    return np.random.randint(low, high, (2, 3))


@njit
def randint_sum(high, n):
    total = 0
    for _ in range(n):
        total += np.random.randint(0, high)
    return total


@njit
def exponentials():
    return np.random.exponential(), np.random.exponential(2.0), np.random.exponential(1.0, 3)


@njit
def mixed():
    """Draws of several kinds from one stream."""
    a = np.random.random()
    b = np.random.randint(0, 10)
    c = np.random.randn()
    d = np.random.random()
    e = np.random.randn()
    return a, b, c, d, e


@njit
def normal_pairs(n):
    """Normal numbers are made in pairs; an odd count leaves one over."""
    total = 0.0
    for _ in range(n):
        total += np.random.randn()
    return total


@njit
def shuffled(n):
    a = np.arange(n)
    np.random.shuffle(a)
    return a


@njit
def permuted(n):
    return np.random.permutation(n)


@njit
def chosen(n, k):
    return np.random.choice(n, k)


@njit
def seed_inside(seed):
    np.random.seed(seed)
    return np.random.random(), np.random.randint(0, 100)


@njit
def average(n):
    total = 0.0
    for _ in range(n):
        total += np.random.random()
    return total / n


def after_seed(seed, call):
    """The outcome of a call on a fresh stream."""
    seeded(seed)
    return call()


for seed in (0, 1, 42, 123456789, 2**32 - 1):
    case(f"uniforms seed {seed}", lambda: after_seed(seed, lambda: uniforms(4)))
    case(f"rand seed {seed}", lambda: after_seed(seed, rand_forms))
    case(f"randn seed {seed}", lambda: after_seed(seed, lambda: randn_forms()[1]), rounded)
    case(f"randint seed {seed}", lambda: after_seed(seed, lambda: randint_many(0, 100, 8)))
for high in (1, 2, 3, 7, 10, 64, 100, 1000, 2**20, 2**31, 2**32, 2**32 + 1, 2**40, 2**62):
    case(f"randint below {high}", lambda: after_seed(7, lambda: randint_many(0, high, 5)))
    case(f"randint after randint below {high}", lambda: after_seed(7, lambda: (randint_below(high), uniforms(1)[0])))
for low, high in ((-5, 5), (-100, -90), (10, 11), (-(2**40), 2**40)):
    case(f"randint {low} {high}", lambda: after_seed(3, lambda: randint_many(low, high, 6)))
case("randint one", lambda: after_seed(5, lambda: randint_one(1, 7)))
case("randint grid", lambda: after_seed(5, lambda: randint_grid(0, 9)))
case("randint sum", lambda: after_seed(5, lambda: randint_sum(6, 1000)))
case("random sizes", lambda: after_seed(9, random_sizes))
case("randn forms", lambda: after_seed(9, randn_forms)[0], rounded)
case("randn vector", lambda: after_seed(9, randn_forms)[1], rounded)
case("randn grid", lambda: after_seed(9, randn_forms)[2], rounded)
case("normals", lambda: after_seed(11, normals)[0], rounded)
case("normal with parameters", lambda: after_seed(11, normals)[1], rounded)
case("normal vector", lambda: after_seed(11, normals)[2], rounded)
case("standard normal", lambda: after_seed(11, normals)[3], rounded)
case("normal grid", lambda: after_seed(11, normal_grid)[0], rounded)
case("standard normal vector", lambda: after_seed(11, normal_grid)[1], rounded)
case("uniform", lambda: after_seed(13, uniform_forms))
case("exponential", lambda: after_seed(13, exponentials)[2], rounded)
case("mixed", lambda: [float(v) for v in after_seed(17, mixed)], rounded)
case("normal pairs 3", lambda: after_seed(19, lambda: normal_pairs(3)), rounded)
case("normal pairs 4", lambda: after_seed(19, lambda: normal_pairs(4)), rounded)
case("shuffled", lambda: after_seed(23, lambda: shuffled(10)))
case("permuted", lambda: after_seed(23, lambda: permuted(6)))
case("chosen", lambda: after_seed(23, lambda: chosen(10, 5)))
case("seed inside", lambda: seed_inside(99))
case("seed inside again", lambda: seed_inside(99))
case("average", lambda: after_seed(29, lambda: average(100000)))
case("stream goes on", lambda: (after_seed(31, lambda: uniforms(2)), uniforms(2)))
