"""Functions: arguments, closures, recursion, signatures, options, ufuncs; and what must be refused."""

from .base import calls_file

FUNCTIONS = '''
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
'''


FUNCTION_CALLS = [
    "defaults(1)",
    "defaults(1, 5)",
    "defaults(1, c=7)",
    "defaults(c=1, b=2, a=3)",
    "none_default(5)",
    "none_default(5, 3)",
    "none_default(5, limit=9)",
    "none_default(2, None)",
    "positional_only(5, 3)",
    "calls_with_keywords(9)",
    "apply(square, 5)",
    "apply(negate, 2.5)",
    "apply_twice(square, 3)",
    "compose(square, negate, 3)",
    "add_five(1)",
    "add_half(1)",
    "cubic(2.0)",
    "integrate_square(0.0, 3.0, 1000) > 8.99",
    "lookup(2)",
    "inner_function(2, 10)",
    "inner_captures_late(5)",
    "with_lambda(2)",
    "lambda_argument(10)",
    "factorial(20)",
    "fibonacci(20)",
    "even(10)",
    "odd(10)",
    "depth(10000)",
    "hanoi(10, 1, 2, 3)",
    "power_by_squaring(1.5, 10)",
    "sorted_by_quicksort(np.array([5, 3, 9, 1, 7, 3]))",
    "spread(1.5, 2.0, 3.25)",
    "star_call((1.0, 2.0, 3.5))",
    "calls_modifier(np.array([1, 2, 3]))",
    "returns_argument(SAMPLE) is SAMPLE",
    "no_result(SAMPLE)",
    "SAMPLE",
    "several_types(2)",
    "several_types(2.5)",
    "several_types(True)",
    "several_types(1j)",
    "several_types(np.arange(3))",
    "several_types((1, 2))",
    "uses_globals(2)",
    "shadowed(1)",
    "calls_before_definition(2)",
    "declared_as_string(2, 3)",
    "declared_as_string(2.9, 3.9)",
    "declared_with_types(3)",
    "declared_twice(3)",
    "declared_twice(2.5)",
    "declared_twice(np.int32(2**30))",
    "declared_arguments_only(np.array([1.5, 2.5]), 1)",
    "declared_void(np.zeros(2), 3.0)",
    "square.py_func(7)",
    "square.__name__",
    "square.__doc__",
    "(square.__module__, square.__qualname__, square.__wrapped__ is square.py_func, square.__defaults__)",
    "[setattr(square, 'note', 1), setattr(square, '__doc__', 'new'), square.note, square.__doc__][2:]",
    "declared_with_types(1, 2)",
    "defaults()",
]


OPTIONS = '''
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
'''


OPTION_CALLS = [
    "checked(np.arange(3), 2)",
    "cached(5)",
    "cached(2.5)",
    "without_lock(1)",
    "plain_jit(1)",
    "nopython_jit(1)",
    "parallel_sum(DATA)",
    "parallel_store(7)",
    "parallel_rows(np.arange(6.0).reshape(2, 3))",
    "parallel_extremes(DATA)",
    "serial_prange(10)",
    "parallel_expression(np.arange(4))",
    "with_docstring.__doc__",
    "with_docstring.__name__",
    "compiled_later(3)",
    "compiled_with_signature(3)",
    "plain_function(3)",
    "Holder.triple(4)",
    "Holder().triple(2.5)",
]


VECTORIZE = """
@vectorize([float64(float64, float64)])
def hypotenuse(a, b):
    return math.sqrt(a * a + b * b)


@vectorize(["int64(int64, int64)", "float64(float64, float64)"])
def absolute_difference(a, b):
    if a > b:
        return a - b
    return b - a


@vectorize
def dynamic(x):
    if x < 0:
        return 0 * x
    return x


@njit
def from_compiled(a):
    return hypotenuse(a, 4.0).sum()


A = np.array([3.0, 6.0])
"""


VECTORIZE_CALLS = [
    "hypotenuse(A, 4.0)",
    "hypotenuse(A, np.array([[4.0], [8.0]]))",
    "float(hypotenuse(3.0, 4.0))",
    "absolute_difference(np.array([1, 5]), np.array([3, 2]))",
    "absolute_difference(np.array([1.5, 5.0]), np.array([3, 2]))",
    "dynamic(np.array([-1, 2]))",
    "dynamic(np.array([-1.5, 2.5]))",
    "from_compiled(A)",
    "hypotenuse(A, A, A.copy())",
]


REJECTED = '''
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
'''


REJECTED_CALLS = [
    "outcome(lambda: unknown_name(1))",
    "outcome(lambda: unknown_attribute(TABLE))",
    "outcome(lambda: plus_text(1))",
    "outcome(lambda: different_results(1))",
    "outcome(lambda: different_ranks(True))",
    "outcome(lambda: complex_order(1j))",
    "outcome(lambda: shift_by_float(1))",
    "outcome(lambda: index_by_float(TABLE))",
    "outcome(lambda: calls_plain_python(1))",
    "outcome(lambda: writes_global())",
    "outcome(lambda: too_many_indices(TABLE))",
    "outcome(lambda: runs_away(3))",
    "outcome(lambda: takes_two(1))",
    "outcome(lambda: takes_two(1, 2, 3))",
    "outcome(lambda: takes_two(1, object()))",
    "outcome(lambda: wants_contiguous(np.arange(6.0)[::2]))",
    "outcome(lambda: wants_contiguous(np.arange(3)))",
    "outcome(lambda: wants_contiguous(np.arange(3.0)))",
]


FUNCTION_IMPORTS = """
import math

import numpy as np
from numba import float64, int32, int64, njit, void
"""


OPTION_IMPORTS = "\nimport numpy as np\nfrom numba import jit, njit, prange\n"


VECTORIZE_IMPORTS = "\nimport math\n\nimport numpy as np\nfrom numba import float64, njit, vectorize\n"


REJECTED_IMPORTS = "\nimport numpy as np\nfrom numba import njit\nfrom numba.core.errors import TypingError\n"


def files():
    """All files of this subject."""
    return [
        calls_file(
            "functions",
            "Arguments, closures, recursion, signatures.",
            FUNCTIONS,
            FUNCTION_CALLS,
            imports=FUNCTION_IMPORTS,
        ),
        calls_file(
            "decorator_options", "Options of the decorators, `prange`.", OPTIONS, OPTION_CALLS, imports=OPTION_IMPORTS
        ),
        calls_file("vectorize", "Functions made into ufuncs.", VECTORIZE, VECTORIZE_CALLS, imports=VECTORIZE_IMPORTS),
        calls_file(
            "rejected", "Code and calls that must be refused.", REJECTED, REJECTED_CALLS, imports=REJECTED_IMPORTS
        ),
    ]
