"""Arguments, closures, recursion, signatures.

Expected output: CPython and NumPy at module level, Numba in compiled functions.
Written by tests/conformance/regenerate.py; do not edit.
"""

import numpy as np
from numba import float64, int32, int64, njit, void


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
def defaults(a, b=2, c=3.5):
    return a, b, c


@njit
def none_default(a, limit=None):
    if limit is None:
        return a
    return min(a, limit)


@njit
def positional_only(a, b, /):
    return a - b


@njit
def square(x):
    return x * x


@njit
def calls_with_keywords(a):
    return defaults(a, c=1.5), defaults(b=a, a=1), defaults(a)


@njit
def apply(f, x):
    return f(x)


@njit
def apply_twice(f, x):
    return f(f(x))


@njit
def compose(f, g, x):
    return f(g(x))


@njit
def negate(x):
    return -x


def make_adder(n):
    """A compiled closure over a Python value."""

    @njit
    def adder(x):
        return x + n

    return adder


def make_polynomial(coefficients):
    """A compiled closure over a tuple."""

    @njit
    def polynomial(x):
        total = 0.0
        for c in coefficients:
            total = total * x + c
        return total

    return polynomial


def make_integrator(f):
    """A compiled closure over a compiled function."""

    @njit
    def integrate(a, b, n):
        h = (b - a) / n
        total = 0.0
        for i in range(n):
            total += f(a + (i + 0.5) * h)
        return total * h

    return integrate


def make_lookup(table):
    """A compiled closure over an array."""

    @njit
    def lookup(i):
        return table[i]

    return lookup


@njit
def inner_function(a, b):
    def scale(x):
        return x * b

    return scale(a) + scale(1)


@njit
def inner_captures_late(a):
    """An inner function reads the variable when it is called."""
    k = 1

    def f(x):
        return x + k

    return f(a)


@njit
def with_lambda(a):
    f = lambda x: x * 3 + 1
    return f(a), f(f(a))


@njit
def lambda_argument(a):
    return apply(lambda x: x - 1, a)


@njit
def factorial(n):
    if n <= 1:
        return 1
    return n * factorial(n - 1)


@njit
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@njit
def even(n):
    return True if n == 0 else odd(n - 1)


@njit
def odd(n):
    return False if n == 0 else even(n - 1)


@njit
def depth(n):
    """Ten thousand frames are no problem."""
    if n == 0:
        return 0
    return 1 + depth(n - 1)


@njit
def hanoi(n, a, b, c):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


@njit
def power_by_squaring(x, n):
    if n == 0:
        return 1.0
    half = power_by_squaring(x, n // 2)
    return half * half if n % 2 == 0 else half * half * x


@njit
def quicksort(a, low, high):
    if low < high:
        pivot = a[high]
        i = low
        for j in range(low, high):
            if a[j] < pivot:
                a[i], a[j] = a[j], a[i]
                i += 1
        a[i], a[high] = a[high], a[i]
        quicksort(a, low, i - 1)
        quicksort(a, i + 1, high)


@njit
def sorted_by_quicksort(a):
    b = a.copy()
    quicksort(b, 0, b.size - 1)
    return b


@njit
def spread(*values):
    total = 0.0
    for v in values:
        total += v
    return total


@njit
def star_call(t):
    return spread(*t), defaults(*t)


@njit
def modifies(a):
    a[0] = 99


@njit
def calls_modifier(a):
    modifies(a)
    return a[0], a.sum()


@njit
def returns_argument(a):
    return a


@njit
def no_result(a):
    a[0] += 1


@njit
def several_types(x):
    """Compiled once for each type of argument."""
    return x + x


@njit
def uses_globals(x):
    return x * FACTOR + OFFSET[1] + TABLE[2]


@njit
def shadowed(x):
    sum = x + 1
    return sum


@njit
def calls_before_definition(x):
    return defined_later(x) + 1


@njit
def defined_later(x):
    return x * 100


@njit("int64(int64, int64)")
def declared_as_string(a, b):
    return a + b


@njit(float64(float64))
def declared_with_types(x):
    return x / 2


@njit([int32(int32), float64(float64)])
def declared_twice(x):
    return x * 2


@njit((float64[:], int64))
def declared_arguments_only(a, i):
    return a[i] * 2


@njit(void(float64[::1], float64))
def declared_void(a, v):
    a[:] = v


FACTOR = 3
OFFSET = (10, 20)
TABLE = np.array([100, 200, 300])
add_five = make_adder(5)
add_half = make_adder(0.5)
cubic = make_polynomial((1.0, 0.0, -2.0, 5.0))
integrate_square = make_integrator(square)
lookup = make_lookup(np.array([4, 5, 6]))
SAMPLE = np.array([3, 1, 2])


case("defaults(1)", lambda: defaults(1))
case("defaults(1, 5)", lambda: defaults(1, 5))
case("defaults(1, c=7)", lambda: defaults(1, c=7))
case("defaults(c=1, b=2, a=3)", lambda: defaults(c=1, b=2, a=3))
case("none_default(5)", lambda: none_default(5))
case("none_default(5, 3)", lambda: none_default(5, 3))
case("none_default(5, limit=9)", lambda: none_default(5, limit=9))
case("none_default(2, None)", lambda: none_default(2, None))
case("positional_only(5, 3)", lambda: positional_only(5, 3))
case("calls_with_keywords(9)", lambda: calls_with_keywords(9))
case("apply(square, 5)", lambda: apply(square, 5))
case("apply(negate, 2.5)", lambda: apply(negate, 2.5))
case("apply_twice(square, 3)", lambda: apply_twice(square, 3))
case("compose(square, negate, 3)", lambda: compose(square, negate, 3))
case("add_five(1)", lambda: add_five(1))
case("add_half(1)", lambda: add_half(1))
case("cubic(2.0)", lambda: cubic(2.0))
case("integrate_square(0.0, 3.0, 1000) > 8.99", lambda: integrate_square(0.0, 3.0, 1000) > 8.99)
case("lookup(2)", lambda: lookup(2))
case("inner_function(2, 10)", lambda: inner_function(2, 10))
case("inner_captures_late(5)", lambda: inner_captures_late(5))
case("with_lambda(2)", lambda: with_lambda(2))
case("lambda_argument(10)", lambda: lambda_argument(10))
case("factorial(20)", lambda: factorial(20))
case("fibonacci(20)", lambda: fibonacci(20))
case("even(10)", lambda: even(10))
case("odd(10)", lambda: odd(10))
case("depth(10000)", lambda: depth(10000))
case("hanoi(10, 1, 2, 3)", lambda: hanoi(10, 1, 2, 3))
case("power_by_squaring(1.5, 10)", lambda: power_by_squaring(1.5, 10))
case("sorted_by_quicksort(np.array([5, 3, 9, 1, 7, 3]))", lambda: sorted_by_quicksort(np.array([5, 3, 9, 1, 7, 3])))
case("spread(1.5, 2.0, 3.25)", lambda: spread(1.5, 2.0, 3.25))
case("star_call((1.0, 2.0, 3.5))", lambda: star_call((1.0, 2.0, 3.5)))
case("calls_modifier(np.array([1, 2, 3]))", lambda: calls_modifier(np.array([1, 2, 3])))
case("returns_argument(SAMPLE) is SAMPLE", lambda: returns_argument(SAMPLE) is SAMPLE)
case("no_result(SAMPLE)", lambda: no_result(SAMPLE))
case("SAMPLE", lambda: SAMPLE)
case("several_types(2)", lambda: several_types(2))
case("several_types(2.5)", lambda: several_types(2.5))
case("several_types(True)", lambda: several_types(True))
case("several_types(1j)", lambda: several_types(1j))
case("several_types(np.arange(3))", lambda: several_types(np.arange(3)))
case("several_types((1, 2))", lambda: several_types((1, 2)))
case("uses_globals(2)", lambda: uses_globals(2))
case("shadowed(1)", lambda: shadowed(1))
case("calls_before_definition(2)", lambda: calls_before_definition(2))
case("declared_as_string(2, 3)", lambda: declared_as_string(2, 3))
case("declared_as_string(2.9, 3.9)", lambda: declared_as_string(2.9, 3.9))
case("declared_with_types(3)", lambda: declared_with_types(3))
case("declared_twice(3)", lambda: declared_twice(3))
case("declared_twice(2.5)", lambda: declared_twice(2.5))
case("declared_twice(np.int32(2**30))", lambda: declared_twice(np.int32(2**30)))
case("declared_arguments_only(np.array([1.5, 2.5]), 1)", lambda: declared_arguments_only(np.array([1.5, 2.5]), 1))
case("declared_void(np.zeros(2), 3.0)", lambda: declared_void(np.zeros(2), 3.0))
case("square.py_func(7)", lambda: square.py_func(7))
case("square.__name__", lambda: square.__name__)
case("square.__doc__", lambda: square.__doc__)
case("(square.__module__, square.__qualname__, square.__wrapped__ is square.py_func, square.__defaults__)", lambda: (square.__module__, square.__qualname__, square.__wrapped__ is square.py_func, square.__defaults__))
case("[setattr(square, 'note', 1), setattr(square, '__doc__', 'new'), square.note, square.__doc__][2:]", lambda: [setattr(square, 'note', 1), setattr(square, '__doc__', 'new'), square.note, square.__doc__][2:])
case("declared_with_types(1, 2)", lambda: declared_with_types(1, 2))
case("defaults()", lambda: defaults())
