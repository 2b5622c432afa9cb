"""Division, modulo, power and shifts: signs, zeros, overflow, exceptions and the two error models."""

from .base import WITH_ROUNDED, CaseFile, calls

SIGNS = '''
@njit
def integers(a, b):
    """Floor division, modulo and divmod of integers."""
    return a // b, a % b, divmod(a, b)


@njit
def floats(a, b):
    """Floor division, modulo and divmod of floats."""
    return a // b, a % b, divmod(a, b)


INTEGERS = (7, -7, 1, -1, 0, 6, -6, 2**62)
for a in INTEGERS:
    for b in (3, -3, 7, -7, 1, -1, 2**40):
        case(f"int {a} {b}", lambda: integers(a, b))
FLOATS = (7.0, -7.0, 0.5, -0.5, 0.0, -0.0, 6.25, 1e20, math.inf)
for a in FLOATS:
    for b in (3.5, -3.5, 0.1, -0.1, 1e-300, math.inf, -math.inf, math.nan):
        case(f"float {a} {b}", lambda: floats(a, b))
case("identity holds", lambda: all(q * b + r == a for a in INTEGERS for b in (3, -3, 5) for q, r in (divmod(a, b),)))
'''

ZERO = '''
@njit
def truediv(a, b):
    return a / b


@njit
def floordiv(a, b):
    return a // b


@njit
def modulo(a, b):
    return a % b


@njit
def both(a, b):
    return divmod(a, b)


@njit
def power(a, b):
    return a**b


@njit
def after_effect(out, b):
    """What is stored before the exception stays."""
    out[0] = 1
    out[1] = 10 // b
    out[2] = 3
    return out[1]


@njit
def inner(a, b):
    return a / b


@njit
def outer(a, b):
    """The exception passes through a caller."""
    return inner(a, b) + 1.0


@njit
def guarded(a, b):
    """Division that is not reached."""
    if b == 0:
        return -1.0
    return a / b


@njit
def in_loop(values):
    """The exception leaves a loop."""
    total = 0.0
    for v in values:
        total += 1.0 / v
    return total


@njit
def unused(a, b):
    """A quotient that nobody reads still raises."""
    c = a // b
    return a


OUT = np.zeros(3)
'''

ZERO_CALLS = [
    *[f"{f}({a}, {b})" for f in ("truediv", "floordiv", "modulo", "both") for a, b in ((1, 0), (1.0, 0.0), (0, 0))],
    *[f"{f}({a}, {b})" for f in ("truediv", "floordiv", "modulo") for a, b in (("1.5", "0"), ("1", "-0.0"))],
    *[f"{f}({a}, {b})" for f in ("truediv", "floordiv", "modulo") for a, b in (("True", "False"), ("-1.0", "0.0"))],
    "truediv(np.float32(1.0), np.float32(0.0))",
    "floordiv(np.uint8(1), np.uint8(0))",
    "modulo(np.int8(-1), np.int8(0))",
    "truediv(1 + 2j, 0j)",
    "truediv(1 + 2j, 0)",
    "truediv(np.complex64(1j), np.complex64(0j))",
    "power(0, -1)",
    "power(0, -3)",
    "power(2, -1)",
    "power(-1, -3)",
    "power(0.0, 2)",
    "power(0, 0)",
    "power(0.0, 0.0)",
    "after_effect(OUT, 0)",
    "OUT.sum()",
    "after_effect(OUT, 3)",
    "OUT.sum()",
    "outer(1.0, 0.0)",
    "outer(1.0, 4.0)",
    "guarded(1.0, 0.0)",
    "guarded(1.0, 8.0)",
    "in_loop(np.array([1.0, 2.0, 0.0, 4.0]))",
    "in_loop(np.array([1.0, 2.0, 4.0]))",
    "unused(5, 0)",
    "unused(5, 2)",
]

NUMPY_MODEL = """
@njit(error_model="numpy")
def truediv(a, b):
    return a / b


@njit(error_model="numpy")
def floordiv(a, b):
    return a // b


@njit(error_model="numpy")
def modulo(a, b):
    return a % b


@njit(error_model="numpy")
def power(a, b):
    return a**b


@njit(error_model="python")
def python_truediv(a, b):
    return a / b


@njit(error_model="numpy")
def sum_of_inverses(values):
    total = 0.0
    for v in values:
        total += 1.0 / v
    return total


@njit(error_model="numpy")
def normalized(values, total):
    out = np.empty_like(values)
    for i in range(values.size):
        out[i] = values[i] / total
    return out
"""

NUMPY_MODEL_CALLS = [
    *[f"truediv({a}, {b})" for a, b in ((1, 0), (-1, 0), (0, 0), (1.0, 0.0), (-1.0, 0.0), (0.0, 0.0), (1.0, -0.0))],
    *[f"floordiv({a}, {b})" for a, b in ((1, 0), (-7, 0), (0, 0), (1.0, 0.0), (-1.0, 0.0), (7, 2), (-7, 2))],
    *[f"modulo({a}, {b})" for a, b in ((1, 0), (-7, 0), (0, 0), (1.0, 0.0), (-1.0, 0.0), (7, -3), (-7.5, 2.0))],
    "truediv(np.float32(1.0), np.float32(0.0))",
    "truediv(np.uint8(1), np.uint8(0))",
    "truediv(7, 2)",
    "power(2, 10)",
    "power(2.0, -2)",
    "python_truediv(1, 4)",
    "python_truediv(1, 0)",
    "sum_of_inverses(np.array([1.0, 0.0, 4.0]))",
    "sum_of_inverses(np.array([1.0, 2.0, 4.0]))",
    "normalized(np.array([1.0, 0.0, -1.0]), 0.0)",
]

POWER = """
@njit
def power(a, b):
    return a**b


@njit
def builtin_pow(a, b):
    return pow(a, b)


@njit
def math_pow(a, b):
    return math.pow(a, b)


@njit
def square(x):
    return x**2


@njit
def cube(x):
    return x**3


@njit
def half(x):
    return x**0.5


@njit
def inverse(x):
    return x**-1.0


@njit
def repeated(x, n):
    result = 1
    for _ in range(n):
        result *= x
    return result
"""

POWER_CALLS = [
    *[f"power({a}, {b})" for a, b in ((2, 0), (2, 1), (2, 62), (2, 63), (2, 64), (3, 40), (-2, 63), (-3, 3), (10, 18))],
    *[f"power({a}, {b})" for a, b in ((2.0, 3), (2.0, -3), (-2.0, 3), (-2.0, 2), (0.0, 3), (-0.0, 3), (1.5, 10))],
    *[f"power({a}, {b})" for a, b in ((2.0, 0.5), (-8.0, 1.0), (-2.0, 2.0), (-2.0, -3.0), (0.0, 0.5), (1e200, 2.0))],
    *[f"power({a}, {b})" for a, b in ((2, 0.5), (4, 0.5), (9, -0.5), (True, 3), (3, True))],
    "power(-8.0, 1.0 / 3.0)",
    "power(math.inf, 2.0)",
    "power(math.inf, -1.0)",
    "power(-math.inf, 3.0)",
    "power(math.nan, 0.0)",
    "power(1.0, math.nan)",
    "power(0.5, math.inf)",
    "power(1.0, math.inf)",
    *[f"builtin_pow({a}, {b})" for a, b in ((2, 10), (2.0, 0.5), (-3, 3), (1.1, 2))],
    *[f"math_pow({a}, {b})" for a, b in ((2, 10), (2.0, 0.5), (-3, 3), (4, -1), (-2.0, 0.5))],
    *[f"{f}({x})" for f in ("square", "cube") for x in ("3", "-3", "1.1", "2**40", "np.float32(1.1)", "np.uint8(20)")],
    *[f"half({x})" for x in ("2", "2.0", "-1.0", "0.0", "np.float32(2.0)", "1e300")],
    *[f"inverse({x})" for x in ("4", "-0.5", "np.float32(8.0)", "1e-300")],
    "square(1.5 + 2j)",
    "cube(1.5 + 2j)",
    "repeated(3, 41)",
    "repeated(2, 63)",
    "repeated(2, 64)",
]

OVERFLOW = '''
@njit
def add(a, b):
    return a + b


@njit
def sub(a, b):
    return a - b


@njit
def mul(a, b):
    return a * b


@njit
def negate(a):
    return -a


@njit
def magnitude(a):
    return abs(a)


@njit
def floordiv(a, b):
    return a // b


@njit
def modulo(a, b):
    return a % b


@njit
def shift_left(a, n):
    return a << n


@njit
def shift_right(a, n):
    return a >> n


@njit
def factorial(n):
    """Wraps around beyond 20."""
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


@njit
def fnv(values):
    """A hash on unsigned 64-bit integers, which wrap."""
    h = np.uint64(14695981039346656037)
    for v in values:
        h ^= np.uint64(v)
        h *= np.uint64(1099511628211)
    return h


@njit
def lcg(seed, n):
    """A linear congruential generator on 32 bits."""
    state = np.uint32(seed)
    for _ in range(n):
        state = np.uint32(state * np.uint32(1664525) + np.uint32(1013904223))
    return state


@njit
def xorshift(seed, n):
    """Marsaglia's generator on 64 bits."""
    x = np.uint64(seed)
    for _ in range(n):
        x ^= x << np.uint64(13)
        x ^= x >> np.uint64(7)
        x ^= x << np.uint64(17)
    return x


@njit
def popcount(x):
    count = 0
    while x:
        x &= x - 1
        count += 1
    return count


LARGE = 2**63 - 1
SMALL = -(2**63)
'''

OVERFLOW_CALLS = [
    "add(LARGE, 1)",
    "add(SMALL, -1)",
    "sub(SMALL, 1)",
    "sub(0, SMALL)",
    "mul(LARGE, 2)",
    "mul(2**32, 2**31)",
    "mul(2**62, 4)",
    "mul(SMALL, -1)",
    "negate(SMALL)",
    "magnitude(SMALL)",
    "magnitude(np.int8(-128))",
    "floordiv(SMALL, -1)",
    "modulo(SMALL, -1)",
    "floordiv(SMALL, 1)",
    "modulo(SMALL, LARGE)",
    "floordiv(LARGE, SMALL)",
    "add(np.uint64(2**64 - 1), np.uint64(2))",
    "sub(np.uint64(0), np.uint64(1))",
    "sub(np.uint8(0), np.uint8(1))",
    "sub(np.uint8(0), 1)",
    "add(np.int8(127), np.int8(1))",
    "mul(np.int32(2**31 - 1), np.int32(2**31 - 1))",
    *[f"shift_left({a}, {n})" for a, n in ((1, 62), (1, 63), (3, 63), (-1, 63), (-5, 2), (5, 0))],
    *[f"shift_right({a}, {n})" for a, n in ((-8, 1), (-8, 63), (8, 63), (-1, 5), ("LARGE", 62), ("SMALL", 63))],
    "shift_right(np.uint64(2**63), 63)",
    "shift_right(np.uint8(255), 4)",
    "shift_left(np.uint8(255), 4)",
    *[f"factorial({n})" for n in (0, 5, 20, 21, 25)],
    "fnv(np.array([97, 98, 99], dtype=np.uint8))",
    "lcg(1, 1)",
    "lcg(12345, 1000)",
    "xorshift(88172645463325252, 1)",
    "xorshift(88172645463325252, 1000)",
    *[f"popcount({x})" for x in ("0", "255", "-1", "2**62 + 1", "np.uint8(170)")],
]


def files():
    """All files of this subject."""
    return [
        CaseFile("division_signs", "Floor division and modulo over all combinations of signs.", SIGNS),
        CaseFile(
            "division_by_zero", "Division by zero under the default error model.", ZERO + "\n\n" + calls(*ZERO_CALLS)
        ),
        CaseFile(
            "division_numpy_model",
            "Division by zero under error_model='numpy'.",
            NUMPY_MODEL + "\n\n" + calls(*NUMPY_MODEL_CALLS),
        ),
        CaseFile(
            "powers",
            "Powers of integers, floats and mixtures; constant exponents.",
            POWER + "\n\n" + calls(*POWER_CALLS, view="rounded"),
            helpers=WITH_ROUNDED,
        ),
        CaseFile(
            "integer_overflow",
            "Wrap-around of fixed-width integers, shifts at the edges, hashes and generators.",
            OVERFLOW + "\n\n" + calls(*OVERFLOW_CALLS),
        ),
    ]
